"""Aansluiting: every published figure beside the calculated one, with a live difference and verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor
from typing import Final

from calc.afronding import rond
from calc.oordeel import Oordeel
from calc.tabel import Soort
from calc.tabellen.aansluiting import Aansluitpunt
from calc.tabellen.aansluiting.bevinding import kolomwoorden
from calc.tabellen.aansluiting.weergave import ANDER_TEKEN, TEKEN
from calc.uitkomst import Uitkomst
from schemas.gegevens import Pm
from schemas.inhoud import klein
from templates.plan.invoerplaatsen import Invoerplaatsen
from templates.plan.tellingen import Geteld, Tellingen, schrijf_tellingen
from templates.werkmap.boek import Blad, Boek, Plaats, a1, regelhoogte, vast
from templates.werkmap.kleurregels import kleur_bij_woord

BLAD: Final = "Aansluiting"
CIJFERBLAD: Final = "Aansluiting cijfers"
BREED: Final = 6
WOORD: Final = {
    Oordeel.GELIJK: "✓ gelijk",
    Oordeel.AFRONDING: "✓ afronding",
    Oordeel.MELDING: "✓ melding",
    Oordeel.AFWIJKING: "✗ afwijking",
}
UITLEG: Final = (
    "Verschil is berekend min gepubliceerd. Afronding: een andere volgorde van afronden en optellen geeft precies het "
    "gepubliceerde cijfer. Melding: een naam is anders geschreven.",
    f"Elk cijfer staat op blad {CIJFERBLAD}, met zijn oordeel en de reden. Filter daar op Oordeel.",
)
KOPPEN: Final = (
    "Tabel", "Rij", "Kolom", "Plaats", "Gepubliceerd", "Berekend", "Verschil", "Oordeel", "Reden",
    "Eenheid", "Te verklaren van", "Te verklaren tot en met",
)  # fmt: skip
REDENBREEDTE: Final = 76
PRECISIE: Final = 6
CENTEN: Final = 2


def vul_aansluiting(
    boek: Boek, uitkomst: Uitkomst, bevindingen: Sequence[Aansluitpunt], invoer: Invoerplaatsen
) -> Tellingen:
    """One page with the counts and what differs; every figure on a sheet behind it. Returns the live counts."""
    rij, _ = boek.anker("tabel_aansluiting")
    blad = boek.blad(BLAD)
    if not bevindingen:
        boek.verwijder(BLAD)
        return {}
    uitleg = "Elk gepubliceerd cijfer naast het berekende."
    cijfers = boek.extra_blad(BLAD, CIJFERBLAD, "Aansluiting: alle cijfers", uitleg)
    blad.breedtes((34, 14, 14, 14, 14, 14))
    eerste, einde = _cijfers(boek, cijfers, uitkomst, bevindingen, invoer, rij)
    groepen = _groepen(bevindingen)
    geteld = Geteld(cijfers.bereik(eerste, einde, 1), cijfers.bereik(eerste, einde, 8), begin=True)
    tellingen, _ = schrijf_tellingen(blad, rij, "Tabel", WOORD, groepen, geteld)
    r = rij + len(groepen) + 3
    for oordeel, kop in ((Oordeel.AFWIJKING, "Afwijkingen in woorden"), (Oordeel.MELDING, "Anders geschreven")):
        zinnen = [b.zin for b in bevindingen if b.oordeel is oordeel]
        if zinnen:
            blad.tussenkop(r, BREED, kop)
            r = blad.noten(r + 1, BREED, zinnen, "VW Tekst lang") + 1
    omgekeerd = [TEKEN] if any(b.tabel.startswith(ANDER_TEKEN) for b in bevindingen) else []
    einde_blad = blad.noten(r, BREED, [*UITLEG, *omgekeerd])
    blad.zet_vast(4, 1)
    blad.afdruk(BREED, einde_blad - 1)
    return tellingen


def _cijfers(
    boek: Boek,
    blad: Blad,
    uitkomst: Uitkomst,
    bevindingen: Sequence[Aansluitpunt],
    invoer: Invoerplaatsen,
    rij: int,
) -> tuple[int, int]:
    """Every figure with its verdict, to look up and to filter; returns the first and the last row."""
    blad.breedtes((30, 40, 32, 11, 19, 19, 15, 15, REDENBREEDTE, 11, 17, 17))
    blad.schrijf(rij, 1, "Precisie (decimalen van een eenheid)", "VW Label")
    blad.schrijf(rij, 2, PRECISIE, "VW getal")
    noten = [
        "Eenheid is de nauwkeurigheid waarmee het cijfer is gedrukt.",
        "Te verklaren van en tot en met: de gedrukte cijfers die de genoemde manier van afronden en optellen kan "
        "geven. De kern heeft die grenzen exact berekend; zij staan hier als vaste waarden.",
    ]
    kop = blad.noten(rij + 2, 9, noten) + 1
    eerste, einde = kop + 1, kop + len(bevindingen)
    blad.koppen(kop, KOPPEN, rechts=(5, 6, 7, 10, 11, 12))
    blad.hoogte(kop, 30)
    bronnen = _gedrukte_cellen(uitkomst, bevindingen, invoer)
    for r, bevinding in enumerate(bevindingen, start=eerste):
        _rij(boek, blad, uitkomst, r, bevinding, bronnen.get(r - eerste, ""), vast(rij, 2))
    blad.tabel("Aansluiting_cijfers", kop, einde, len(KOPPEN))
    kleur_bij_woord(blad, f"H{eerste}:H{einde}", f"$H{eerste}", {"✗": "VW Fout", "✓ afronding": "VW Let op"})
    blad.zet_vast(eerste, 1)
    blad.afdruk(9, einde, kop)
    return eerste, einde


def _groepen(bevindingen: Sequence[Aansluitpunt]) -> dict[str, Counter[Oordeel]]:
    """The counts per kind of table: the first word of its name."""
    groepen: dict[str, Counter[Oordeel]] = {}
    for b in bevindingen:
        groepen.setdefault(b.tabel.split(" ")[0], Counter())[b.oordeel] += 1
    return groepen


def _gedrukte_cellen(uitkomst: Uitkomst, bevindingen: Sequence[Aansluitpunt], invoer: Invoerplaatsen) -> dict[int, str]:
    """Per row the cell of Invoer Gepubliceerd that holds the figure: the findings begin with those, in order."""
    cellen = {}
    for n, (gedrukt, bevinding) in enumerate(zip(uitkomst.gegevens.gedrukt, bevindingen, strict=False)):
        if (gedrukt.kolom, gedrukt.rij, gedrukt.plaats) == (bevinding.kolom, bevinding.sleutelrij, bevinding.plaats):
            cellen[n] = invoer.cel["Gepubliceerd", n, "waarde"]
    return cellen


def _rij(boek: Boek, blad: Blad, uitkomst: Uitkomst, rij: int, b: Aansluitpunt, bron: str, precisie: str) -> None:
    vorm = _vorm(b)
    for kolom, tekst in enumerate((b.tabel, b.rij, kolomtitel(b.kolom, uitkomst), b.plaats), start=1):
        blad.schrijf(rij, kolom, tekst, "VW tekst")
    if isinstance(b.gepubliceerd, Fraction) and bron:
        formule = f"={bron}/100" if b.soort is Soort.AANDEEL else f"={bron}"
        blad.zet(rij, 5, formule, b.gepubliceerd, f"VW {vorm}")
    elif bron and b.gepubliceerd is not None:
        blad.zet(rij, 5, f"={bron}", b.gepubliceerd, "VW vrij")
    else:
        blad.schrijf(rij, 5, b.gepubliceerd, f"VW {vorm}")
    ref = _berekend(boek, b)
    if ref and b.berekend is not None:
        blad.zet(rij, 6, f"={ref}", b.berekend, f"VW {vorm}")
    else:
        blad.schrijf(rij, 6, b.berekend, f"VW {vorm}")
    getallen = isinstance(b.gepubliceerd, Fraction) and isinstance(b.berekend, Fraction)
    if getallen and b.verschil is not None:
        blad.zet(rij, 7, f"={a1(rij, 6)}-{a1(rij, 5)}", b.verschil, f"VW {vorm}")
    else:
        blad.kleur(rij, 7, 7, "VW tekst")
    _oordeel(blad, rij, b, getallen, precisie)
    reden = "" if b.oordeel is Oordeel.GELIJK else b.reden
    blad.schrijf(rij, 9, reden, "VW Tekst lang")
    if reden:
        blad.hoogte(rij, regelhoogte([(reden, REDENBREEDTE)]))


def kolomtitel(kolom: str, uitkomst: Uitkomst) -> str:
    """The name of a column as people read it: `bedrag jongeren`, not `bedrag_jongeren`."""
    groep, _, deel = kolom.partition("_")
    maatstaven = uitkomst.gegevens.regio.bestand.maatstaven
    if deel in maatstaven:
        return f"{groep} {klein(maatstaven[deel].label)}"
    return kolomwoorden(kolom)


def _berekend(boek: Boek, b: Aansluitpunt) -> str:
    """The cell that holds the calculated figure, if the workbook has it and it is that very figure."""
    if not isinstance(b.berekend, Fraction):
        return ""
    plaats = Plaats(b.tabel.split(" ")[0], b.kostensoort, b.jaar, b.sleutelrij, b.kolom)
    if plaats.tabel == "capaciteit":
        plaats = replace(plaats, tabel="taken")
    elif plaats.tabel == "formatie" and b.kolom == "bedrag":
        plaats = replace(plaats, jaar=None, kolom=str(b.jaar))
    elif plaats.tabel == "tekst" and b.kolom == "variant":
        return _besparing(boek, b)
    ref = boek.plaatsen.get(plaats, "")
    if "tegenover" in b.tabel or not ref:
        return ""
    waarde = boek.waarde(ref)
    if not isinstance(waarde, int | Fraction) or isinstance(waarde, bool):
        return ""
    # A printed table may have the other sign.
    return ref if waarde == b.berekend else f"-{ref}" if waarde == -b.berekend and plaats.tabel == ANDER_TEKEN else ""


def _besparing(boek: Boek, b: Aansluitpunt) -> str:
    """A saving that the text names stands with a minus on Investering."""
    gezocht = (plaats for plaats in boek.plaatsen if (plaats.tabel, plaats.rij) == ("investering", b.sleutelrij))
    ref = next((boek.plaatsen[plaats] for plaats in gezocht), "")
    return f"-{ref}" if ref and isinstance(b.berekend, Fraction) and boek.waarde(ref) == -b.berekend else ""


def _oordeel(blad: Blad, rij: int, b: Aansluitpunt, getallen: bool, precisie: str) -> None:
    """The verdict as a formula where figures decide it; the core's word where it is about a name, PM or a proof."""
    verklaarbaar = _verklaarbaar(b) if getallen else None
    if verklaarbaar is None or _volgens_formule(b, verklaarbaar) is not b.oordeel:
        blad.schrijf(rij, 8, WOORD[b.oordeel], "VW Goed")
        blad.kleur(rij, 10, 12, "VW tekst")
        return
    vorm = "vrij" if b.soort is not Soort.AANDEEL else "aandeel 4"
    blad.schrijf(rij, 10, b.eenheid, f"VW {vorm}")
    for kolom, grens in zip((11, 12), verklaarbaar, strict=True):
        blad.schrijf(rij, kolom, grens, f"VW {_vorm(b)}")
    e = a1(rij, 10, vast_kolom=True)
    g, van, tot = (f"ROUND({a1(rij, kolom)}/{e},0)" for kolom in (5, 11, 12))
    # Exactly half a printed unit can come out a hair lower in doubles; rounding first at the precision puts it back.
    w = f"ROUND(ROUND({a1(rij, 6)}/{e},{precisie}),0)"
    formule = (
        f'=IF({g}={w},"{WOORD[Oordeel.GELIJK]}",'
        f'IF(AND({g}>={van},{g}<={tot}),"{WOORD[Oordeel.AFRONDING]}","{WOORD[Oordeel.AFWIJKING]}"))'
    )
    blad.zet(rij, 8, formule, WOORD[b.oordeel], "VW Goed")


def _verklaarbaar(b: Aansluitpunt) -> tuple[Fraction, Fraction] | None:
    """The lowest and highest figure that could be printed on the stated path: whole multiples of the printed unit."""
    if b.laagst is None or b.hoogst is None or not b.eenheid:
        return None
    laag, hoog = b.laagst / b.eenheid, b.hoogst / b.eenheid
    if laag == hoog:
        return rond(laag) * b.eenheid, rond(laag) * b.eenheid
    half = Fraction(1, 2)
    return (floor(laag - half) + 1) * b.eenheid, (ceil(hoog + half) - 1) * b.eenheid


def _volgens_formule(b: Aansluitpunt, verklaarbaar: tuple[Fraction, Fraction]) -> Oordeel:
    assert isinstance(b.gepubliceerd, Fraction)
    assert isinstance(b.berekend, Fraction)
    gedrukt, berekend, van, tot = (rond(x / b.eenheid) for x in (b.gepubliceerd, b.berekend, *verklaarbaar))
    if gedrukt == berekend:
        return Oordeel.GELIJK
    return Oordeel.AFRONDING if van <= gedrukt <= tot else Oordeel.AFWIJKING


def _vorm(b: Aansluitpunt) -> str:
    cijfers = [c for c in (b.gepubliceerd, b.berekend) if isinstance(c, Fraction)]
    heel, decimalen = all(cijfer.denominator == 1 for cijfer in cijfers), b.getoond
    if isinstance(b.gepubliceerd, str | Pm) or (b.soort is Soort.GELD and decimalen > CENTEN):
        return "vrij"
    if b.soort is Soort.GELD:
        return "euro" if heel and decimalen == 0 else "cent"
    if b.soort is Soort.AANDEEL:
        return "aandeel" if decimalen <= CENTEN else "aandeel 4"
    return "getal" if heel else "getal 2" if decimalen <= CENTEN else "getal 6"
