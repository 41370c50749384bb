"""The empty input of a region: which sheets a first plan needs, and what can stand there already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from schemas.dekkingcontrole import DEELNEMERS
from schemas.fouten import VerkeerdGebruik
from schemas.geldend import Regio, in_jaar
from schemas.gevraagd import gevraagd, gevraagd_naast
from schemas.invoer import Kop
from schemas.regio import Maatstaf
from schemas.samenvoeging import dubbel

Rij = Mapping[str, str | int]


@dataclass(frozen=True)
class EersteInvoer:
    """Rows by sheet, with everything that the region file knows; the rest is for people. `regio` has only the
    maatstaven that the keys of these years ask for.
    """

    regio: Regio
    kop: Kop
    plan: Rij
    bladen: Mapping[str, Sequence[Rij]]


def eerste_invoer(regio: Regio, jaar: int, basisjaar: int) -> EersteInvoer:
    """What a plan of one year needs, or of the years from the base year.

    Raises:
        VerkeerdGebruik: nobody takes part in that year, or the base year comes after it.
    """
    if basisjaar > jaar:
        raise VerkeerdGebruik(f"--basisjaar {basisjaar} komt na --jaar {jaar}", f"{jaar} of eerder.")
    if not regio.deelnemers(jaar):
        raise VerkeerdGebruik(f"regio {regio.naam} heeft in {jaar} geen deelnemers; kies een ander --jaar.")
    jaren = range(basisjaar, jaar + 1)
    nodig = _needed(regio, jaren)
    maatstaven = [naam for naam in regio.bestand.maatstaven if any(naam in delen for delen in nodig.values())]
    alleen = {naam: regio.bestand.maatstaven[naam] for naam in maatstaven}
    bladen: dict[str, Sequence[Rij]] = {}
    if maatstaven:
        bladen["Definities"] = [
            _definition(alleen[naam], peiljaar)
            for peiljaar, delen in sorted(nodig.items())
            for naam in maatstaven
            if naam in delen
        ]
        bladen["Maatstaven"] = [
            {"peiljaar": peiljaar, "gemeentecode": code, "gemeente": regio.gemeente(code)}
            for peiljaar, delen in sorted(nodig.items())
            for code in _gevraagden(regio, set().union(*delen.values()))
        ]
    bladen["Begroting"] = [
        {"kostensoort": soort, "soort": "kosten", "dekking": DEELNEMERS}
        for soort in regio.kostensoorten
        # What is shared follows from the budget, unless the parts of the contribution tell it themselves.
        if any((opbouw := regio.opbouw(soort, van)) is None or opbouw.vraagt_begroting for van in jaren)
    ]
    zonder = [(soort, j) for soort in regio.kostensoorten for j in jaren if regio.opbouw(soort, j) is None]
    if zonder:
        bladen["Vastgesteld"] = [
            {"kostensoort": soort, "gemeentecode": code, "gemeente": regio.gemeente(code)}
            for soort in dict.fromkeys(soort for soort, _ in zonder)
            for code in _deelnemers(regio, [(j, van) for van, j in zonder if van == soort])
        ]
    plan: Rij = {"regio": regio.naam, "jaar": jaar, "basisjaar": basisjaar, "status": "concept"}
    kop = Kop(regio.naam, jaar, basisjaar, jaar, jaar, "concept")
    klein = Regio(regio.bestand.model_copy(update={"maatstaven": alleen}))
    return EersteInvoer(klein, kop, plan, bladen)


def _deelnemers(regio: Regio, waarvoor: Iterable[tuple[int, str]]) -> list[str]:
    """The codes of who takes part in one of these years and kostensoorten, in the order of the region file."""
    codes = {d.code for jaar, soort in waarvoor for d in regio.deelnemers(jaar, soort)}
    return [code for code in regio.alle_deelnemers if code in codes]


def _gevraagden(regio: Regio, waarvoor: Iterable[tuple[int, str]]) -> list[str]:
    """Whose figures of one peiljaar these years and kostensoorten need; of who merged those of its members do."""
    codes = _deelnemers(regio, waarvoor)
    opgeteld = dubbel(codes, regio)
    return [code for code in codes if code not in opgeteld]


def _definition(maatstaf: Maatstaf, peiljaar: int) -> Rij:
    """What the region file says of it already; a source of its own may take the place of that."""
    moment, eenheid = in_jaar(maatstaf.peildatum, peiljaar), in_jaar(maatstaf.eenheid, peiljaar)
    return {
        "maatstaf": maatstaf.label,
        "peiljaar": peiljaar,
        "definitie": maatstaf.definitie,
        "peildatum": moment.waarde if moment is not None else "",
        "bron": eenheid.bron if eenheid is not None else "",
    }


def _needed(regio: Regio, jaren: Sequence[int]) -> dict[int, dict[str, set[tuple[int, str]]]]:
    """Per peiljaar the maatstaven that are asked for, and for which years and kostensoorten; of all where it is ""."""
    nodig: dict[int, dict[str, set[tuple[int, str]]]] = {}
    for soort in regio.kostensoorten:
        for jaar in jaren:
            for vraag in gevraagd(regio, soort, jaar):
                nodig.setdefault(vraag.gewenst(jaar), {}).setdefault(vraag.maatstaf, set()).add((jaar, soort))
    for jaar in jaren:
        for soort, vraag in gevraagd_naast(regio, jaar):
            nodig.setdefault(vraag.gewenst(jaar), {}).setdefault(vraag.maatstaf, set()).add((jaar, soort))
    return nodig
