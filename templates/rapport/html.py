"""The report as one page: prints well, can be mailed, runs nothing and fetches nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from calc.gelezen import in_zin
from calc.uitlegvorm import hoofdletter
from calc.uitvraag import Overzicht
from schemas.fouten import Aanhaling, Bevinding, Ernst, hoeveel
from schemas.keuring import Keuring
from schemas.onschadelijk import LANGSTE_MELDING, voor_html

MEESTE_REGELS: Final = 500
"""Lines of one level of one file; past that nobody reads, and a mail grows too large."""
MEESTE_LINKS: Final = 25
KOPPEN: Final = {Ernst.FOUT: "Verbeteren", Ernst.WAARSCHUWING: "Nakijken", Ernst.MELDING: "Zo is het gelezen"}
UITLEG: Final = {
    Ernst.FOUT: "Met deze fouten kunnen de cijfers niet worden gebruikt.",
    Ernst.WAARSCHUWING: "Dit kan kloppen, maar het valt op. Wilt u het nakijken?",
    Ernst.MELDING: "Hier hoeft u niets te doen, als wij het goed hebben gelezen.",
}
TEKENS: Final = {"volledig": "✓", "onvolledig": "✗", "met fouten": "✗", "ontbreekt": "✗"}
STIJL: Final = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 56rem; background: #fff; color: #1a1a1a;
  font: 16px/1.5 Calibri, Carlito, "Segoe UI", Arial, sans-serif; }
header { background: #1F3A5F; color: #fff; padding: 1.25rem 1.5rem; border-radius: 4px; }
header p { margin: .25rem 0 0; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .5rem; color: #1F3A5F; overflow-wrap: anywhere; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; }
p { margin: .35rem 0; max-width: 46rem; }
a { color: #1F3A9E; }
a:focus-visible, :target { outline: 3px solid #1F3A9E; outline-offset: 2px; }
.spring { position: absolute; left: -99rem; }
.spring:focus { position: static; }
.oordeel { max-width: none; padding: .75rem 1rem; margin: 1rem 0; border-left: 6px solid; font-weight: 700; }
.goed { background: #E3F1E3; border-color: #2E6B2E; }
.fout { background: #F9DEDC; border-color: #A3211B; }
.let-op { background: #FDEBD0; border-color: #8A5200; }
nav ol { padding-left: 1.5rem; margin: .5rem 0; }
nav li { margin: .2rem 0; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
caption { text-align: left; padding: .25rem 0; color: #4A5565; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #D5DAE1;
  overflow-wrap: anywhere; }
thead th { background: #1F3A5F; color: #fff; }
td.plaats, th.plaats { width: 28%; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .5rem 0; color: #333; }
dt { font-weight: 700; } dd { margin: 0; overflow-wrap: anywhere; }
footer { margin-top: 3rem; padding-top: .75rem; border-top: 1px solid #D5DAE1; color: #4A5565; font-size: .9rem; }
@media (max-width: 30rem) { td.plaats, th.plaats { width: 38%; } dl { grid-template-columns: 1fr; } }
@page { size: A4; margin: 16mm 14mm; }
@media print { body { padding: 0; max-width: none; font-size: 10.5pt; } h2, h3 { break-after: avoid; }
  tr, .oordeel, header { break-inside: avoid; } thead { display: table-header-group; } .spring { display: none; }
  header, .oordeel, thead th { -webkit-print-color-adjust: exact; print-color-adjust: exact; } a { color: inherit; } }
"""


def rapport_html(keuringen: Sequence[Keuring], overzichten: Sequence[Overzicht], versie: str) -> bytes:
    """The page.

    Args:
        keuringen: the verdict on every file, in the order in which they were given.
        overzichten: who has supplied; empty for a single file.
        versie: of the program, for the foot.
    """
    return "\n".join(_page(keuringen, overzichten, versie)).encode()


def _e(tekst: str) -> str:
    return voor_html(tekst, LANGSTE_MELDING)


def _page(keuringen: Sequence[Keuring], overzichten: Sequence[Overzicht], versie: str) -> Iterator[str]:
    titel = keuringen[0].bestand if len(keuringen) == 1 else f"{len(keuringen)} bestanden"
    yield "<!DOCTYPE html>"
    yield '<html lang="nl"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield (
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'\">"
    )
    yield f"<title>Controle van cijfers: {_e(titel)}</title><style>{STIJL}</style></head><body>"
    yield '<a class="spring" href="#inhoud">Naar de inhoud</a>'
    yield f"<header><h1>Controle van cijfers</h1><p>{_e(titel)}</p></header>"
    yield '<main id="inhoud">'
    yield _verdict(keuringen)
    yield from _links(keuringen)
    for overzicht in overzichten:
        yield from _supplied(overzicht)
    for nummer, keuring in enumerate(keuringen, start=1):
        yield from _file(keuring, nummer, enig=len(keuringen) == 1)
    yield "</main>"
    yield (
        f"<footer><p>Gemaakt met Verdeelwijzer {_e(versie)}. Dit rapport bevat alleen wat nodig is om de cijfers te "
        "verbeteren.</p></footer></body></html>"
    )


def _verdict(keuringen: Sequence[Keuring]) -> str:
    fouten = sum(len(keuring.van(Ernst.FOUT)) for keuring in keuringen)
    let_op = sum(len(keuring.van(Ernst.WAARSCHUWING)) for keuring in keuringen)
    if fouten:
        slecht = sum(not keuring.goed for keuring in keuringen)
        waar = "" if len(keuringen) == 1 else f" in {slecht} van de {len(keuringen)} bestanden"
        zin = f"✗ Nog niet bruikbaar: {hoeveel(fouten, 'fout', 'fouten')}{waar}."
        soort = "fout"
    elif let_op:
        zin = f"✓ Bruikbaar, met {hoeveel(let_op, 'waarschuwing', 'waarschuwingen')}."
        soort = "let-op"
    else:
        zin, soort = "✓ In orde.", "goed"
    return f'<p class="oordeel {soort}">{zin}</p>'


def _links(keuringen: Sequence[Keuring]) -> Iterator[str]:
    """What is wrong, first of all, each a link to its place on the page."""
    alle = [
        (nummer, plek, keuring, fout)
        for nummer, keuring in enumerate(keuringen, start=1)
        for plek, fout in enumerate(keuring.van(Ernst.FOUT), start=1)
    ]
    if not alle:
        return
    yield '<nav aria-labelledby="fouten"><h2 id="fouten">Wat is er fout?</h2><ol>'
    for nummer, plek, keuring, fout in alle[:MEESTE_LINKS]:
        begin = "" if len(keuringen) == 1 else f"{_e(keuring.bestand)}: "
        yield f'<li><a href="#{_anchor(nummer, Ernst.FOUT, plek)}">{begin}{_e(str(fout))}</a></li>'
    yield "</ol>"
    if len(alle) > MEESTE_LINKS:
        yield f"<p>En nog {hoeveel(len(alle) - MEESTE_LINKS, 'fout', 'fouten')}; die staan hieronder.</p>"
    yield "</nav>"


def _anchor(nummer: int, ernst: Ernst, plek: int) -> str:
    return f"b{nummer}-{ernst}-{min(plek, MEESTE_REGELS)}"


def _supplied(overzicht: Overzicht) -> Iterator[str]:
    kop = f"Wie heeft geleverd? Peiljaar {overzicht.peiljaar}"
    yield f"<h2>{_e(kop)}</h2>"
    yield f"<table><caption>{_e(overzicht.zin)}.</caption><thead><tr>"
    yield f'<th scope="col">{overzicht.wie}</th><th scope="col">Stand</th><th scope="col">Ontbreekt</th>'
    yield '<th scope="col">Bestand</th></tr></thead><tbody>'
    for deelnemer in overzicht.deelnemers:
        yield (
            f'<tr><th scope="row">{_e(deelnemer.gemeente)}</th>'
            f"<td>{TEKENS[deelnemer.stand]} {deelnemer.stand}</td><td>{_e(', '.join(deelnemer.ontbreekt)) or '–'}</td>"
            f"<td>{_e(', '.join(deelnemer.bestanden)) or '–'}</td></tr>"
        )
    yield "</tbody></table>"


def _file(keuring: Keuring, nummer: int, *, enig: bool) -> Iterator[str]:
    teken = "✓" if keuring.goed else "✗"
    yield f'<section aria-labelledby="bestand{nummer}"><h2 id="bestand{nummer}">{teken} {_e(keuring.bestand)}</h2>'
    if keuring.omschrijving:
        gelezen = f"<dt>Gelezen</dt><dd>{_e(in_zin(keuring.gelezen))}</dd>" if keuring.gelezen else ""
        yield f"<dl><dt>Wat het is</dt><dd>{_e(keuring.omschrijving)}</dd>{gelezen}</dl>"
    if not enig and not keuring.bevindingen:
        yield "<p>Dit bestand is in orde.</p>"
    for ernst in Ernst:
        bevindingen = keuring.van(ernst)
        if bevindingen:
            yield from _level(bevindingen, ernst, nummer)
    yield "</section>"


def _level(bevindingen: Sequence[Bevinding], ernst: Ernst, nummer: int) -> Iterator[str]:
    yield f"<h3>{KOPPEN[ernst]}: {hoeveel(len(bevindingen), *WOORDEN[ernst])}</h3>"
    yield f"<table><caption>{UITLEG[ernst]}</caption><thead><tr>"
    yield '<th scope="col" class="plaats">Waar</th><th scope="col">Wat</th></tr></thead><tbody>'
    for plek, bevinding in enumerate(bevindingen[:MEESTE_REGELS], start=1):
        stond, hoort = bevinding.zin
        er_staat = f"Er staat: {_e(stond)}" if isinstance(stond, Aanhaling) else _e(hoofdletter(stond))
        wat = f"{er_staat}<br>Verwacht: {_e(hoort)}" if hoort else _e(hoofdletter(stond))
        cel = _e(hoofdletter(str(bevinding.waar))) or "Het hele bestand"
        yield f'<tr id="{_anchor(nummer, ernst, plek)}"><td class="plaats">{cel}</td><td>{wat}</td></tr>'
    if len(bevindingen) > MEESTE_REGELS:
        rest = len(bevindingen) - MEESTE_REGELS
        yield f'<tr><td class="plaats">verder</td><td>Er zijn er nog {rest}. Begin met de regels hierboven.</td></tr>'
    yield "</tbody></table>"


WOORDEN: Final = {
    Ernst.FOUT: ("fout", "fouten"),
    Ernst.WAARSCHUWING: ("waarschuwing", "waarschuwingen"),
    Ernst.MELDING: ("melding", "meldingen"),
}
