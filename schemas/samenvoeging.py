"""Herindeling: the figures of who merged, counted before that, are those of the new participant together.

The region file says who it is composed of. A figure that it brought itself goes before what can be added up. Who goes
on under the code that it had is composed of itself and the others: until they merged each figure was its own alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from schemas.gegevens import Gegevens
from schemas.geldend import Regio
from schemas.inhoud import dutch, klein, opsomming
from schemas.invoer import Kop, Rij, Tabelblad
from schemas.kladblok import Kladblok
from schemas.werkboek import Celwaarde

MAATSTAVEN: Final = "Maatstaven"


def voeg_samen(blad: Tabelblad, kop: Kop, regio: Regio, klad: Kladblok) -> Tabelblad:
    """The sheet with a row for who is composed of others, at every peiljaar of which all of them have one.

    Only of who takes part in a year of the plan: who begins after it has no figures in it.
    """
    doet_mee = {deelnemer.code for jaar in kop.jaren for deelnemer in regio.deelnemers(jaar)}
    per_peiljaar: dict[int, dict[str, Rij]] = {}
    for rij in blad.rijen:
        if (peiljaar := rij.heel("peiljaar")) is not None:
            per_peiljaar.setdefault(peiljaar, {}).setdefault(rij.tekst("gemeentecode"), rij)
    erbij, anders = [], dict[int, Rij]()
    opgenomen: set[int] = set()
    for peiljaar, rijen in per_peiljaar.items():
        for code in regio.alle_deelnemers:
            leden = regio.alle_deelnemers[code].samengesteld_uit
            if code in leden:
                if code in doet_mee and all(lid in rijen for lid in leden):
                    nieuw = _opgenomen(code, [rijen[lid] for lid in leden], peiljaar, kop, regio, klad)
                    if nieuw is not None:
                        anders[id(rijen[code])] = nieuw
                        opgenomen |= {id(rijen[lid]) for lid in leden if lid != code}
            elif leden and code not in rijen and all(lid in rijen for lid in leden):
                # Who is composed of this one in turn finds it.
                rijen[code], zin = _samen(code, [rijen[lid] for lid in leden], peiljaar, regio)
                if code in doet_mee:
                    klad.bladmelding([MAATSTAVEN], zin)
                    erbij.append(rijen[code])
    gebleven = [anders.get(id(rij), rij) for rij in blad.rijen if id(rij) not in opgenomen]
    return replace(blad, rijen=(*gebleven, *erbij)) if erbij or anders else blad


def _opgenomen(code: str, leden: list[Rij], peiljaar: int, kop: Kop, regio: Regio, klad: Kladblok) -> Rij | None:
    """The row of who took others in under its own code; None as long as each counts for itself.

    Figures of a peiljaar are added up where no year of the plan before the merger can use them.
    """
    sinds = regio.opgegaan(code)
    if sinds is None or peiljaar >= sinds or kop.jaren[-1] < sinds:
        return None
    eigen = next(rij for rij in leden if rij.tekst("gemeentecode") == code)
    gevuld = [m for m in regio.bestand.maatstaven if m in eigen.plaatsen and eigen.getal(m) is not None]
    pas = {m: sinds - regio.achterstand(m, sinds) for m in gevuld}
    if any(peiljaar < pas[m] and kop.jaren[0] < sinds for m in gevuld):
        return None
    rij, zin = _samen(code, leden, peiljaar, regio)
    # What each of them had is gone from the figures, so only this note can tell.
    klad.bladmelding([MAATSTAVEN], zin, code)
    return replace(eigen, waarden={**eigen.waarden, **rij.waarden}, leden=rij.leden)


def _samen(code: str, leden: list[Rij], peiljaar: int, regio: Regio) -> tuple[Rij, str]:
    """The row, and the sentence that says what was added up."""
    eerste, naam = leden[0], regio.gemeente(code)
    termen: dict[str, list[Decimal]] = {}
    for maatstaf in regio.bestand.maatstaven:
        bekend = [getal for rij in leden if (getal := rij.getal(maatstaf)) is not None]
        if bekend and len(bekend) == len(leden):
            termen[maatstaf] = bekend
    zin = opgeteld(regio, code, peiljaar, [rij.tekst("gemeente") for rij in leden], termen)
    cijfers = {maatstaf: sum(van, Decimal(0)) for maatstaf, van in termen.items()}
    waarden: dict[str, Celwaarde] = {"peiljaar": peiljaar, "gemeentecode": code, "gemeente": naam}
    samen = dict.fromkeys(termen, leden)
    return Rij(eerste.blad, eerste.nummer, {**waarden, **cijfers}, eerste.plaatsen, leden=samen), zin


def opgeteld(
    regio: Regio, code: str, peiljaar: int, leden: Sequence[str], cijfers: Mapping[str, Sequence[Decimal]]
) -> str:
    """The sentence that says of whose figures those of a participant are the sum, and what each of them had."""
    sommen = [
        f"{klein(regio.label_deel(maatstaf))} {' + '.join(map(dutch, van))} = {dutch(sum(van, Decimal(0)))}"
        for maatstaf, van in cijfers.items()
    ]
    namen = opsomming(list(leden))
    return f"{regio.gemeente(code)}, peiljaar {peiljaar}: opgeteld uit {namen} ({'; '.join(sommen)})"


def samengetelde_cijfers(gegevens: Gegevens, code: str) -> Iterator[tuple[str, str]]:
    """Per peiljaar a sentence on the figures of a participant that are those of its members together, as the figures
    themselves tell, with who decided on that."""
    regio = gegevens.regio
    leden = [lid for lid in regio.alle_deelnemers[code].samengesteld_uit if lid != code]
    waarden = {(w.peiljaar, w.maatstaf, w.gemeentecode): w.waarde for w in gegevens.maatstaven}
    sommen: dict[int, dict[str, list[Decimal]]] = {}
    for (peiljaar, maatstaf, wie), waarde in waarden.items() if leden else ():
        van = [een for lid in leden if (een := waarden.get((peiljaar, maatstaf, lid))) is not None]
        if wie == code and len(van) == len(leden) and sum(van, Decimal(0)) == waarde:
            sommen.setdefault(peiljaar, {})[maatstaf] = van
    namen, bron = [regio.gemeente(lid) for lid in leden], regio.alle_deelnemers[code].bron
    for peiljaar, cijfers in sorted(sommen.items()):
        yield opgeteld(regio, code, peiljaar, namen, cijfers), bron


def dubbel(codes: Iterable[str], regio: Regio) -> set[str]:
    """Who is composed of others that stand there too: their figures are there twice."""
    er_staan = set(codes)
    return {
        code
        for code in er_staan & regio.alle_deelnemers.keys()
        if (leden := regio.alle_deelnemers[code].samengesteld_uit) and code not in leden and er_staan.issuperset(leden)
    }
