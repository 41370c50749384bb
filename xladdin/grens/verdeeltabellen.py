"""The tables of a split: the participants, their figures and the weights of the key."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from typing import Final

from schemas.fouten import Gebruikersfout, bedoelde_u, hoeveel
from schemas.kernwoorden import RATO, VAST
from schemas.naamvorm import naamvorm
from schemas.totaalrij import is_totaal, kan_totaal
from xladdin.deelnemers import keur_namen
from xladdin.grens.bereiken import geen_dubbele, koppen, reeks, rijen
from xladdin.grens.cellen import (
    Bereik,
    Excelcel,
    OnbruikbareCel,
    getal,
    gewicht,
    gewichten_van,
    is_foutwaarde,
    is_jaar,
    is_kop,
    kop,
    noem,
)
from xladdin.grens.jaartabellen import jaren_boven
from xladdin.grens.verhoudingen import verhouding

KOPWOORDEN: Final = frozenset(
    ("gemeente", "gemeenten", "gemeentenaam", "gemeentecode", "deelnemer", "deelnemers", "naam", "namen", "code")
)
_WOORD: Final = re.compile(r"[^\W\d_]+(?:'s)?")


def heeft_kop(gemeenten: Bereik) -> bool:
    """Whether the range of the participants begins with their header: known words, else a name would be lost.

    Figures and signs beside them change nothing: `Gemeente 2021`, `Naam (code)`.
    """
    eerste = gemeenten
    while isinstance(eerste, list | tuple):
        eerste = eerste[0] if eerste else None
    woorden = _WOORD.findall(eerste.casefold()) if isinstance(eerste, str) else []
    return bool(woorden) and KOPWOORDEN.issuperset(woorden)


def gemeenten(bereik: Bereik, aantal: int, kop_erboven: str = "") -> list[str]:
    """The names of the participants, one for each of `aantal` rows of figures.

    The header above the names may be part of the range where the figures have theirs (`kop_erboven`).
    """
    cellen = reeks(bereik, "gemeenten")
    eerste = 1
    if kop_erboven and heeft_kop(bereik):
        cellen, eerste = cellen[1:], 2
    if len(cellen) != aantal:
        cijfers = hoeveel(aantal, "rij", "rijen")
        onder = f" onder de kop '{kop_erboven}'" if kop_erboven else ""
        raise Gebruikersfout(
            f"gemeenten heeft {hoeveel(len(cellen), 'cel', 'cellen')} en de cijfers hebben {cijfers}{onder}",
            "evenveel. Kies bij beide dezelfde rijen, zonder lege cellen en zonder de rij Totaal.",
        )
    namen = []
    verdacht = kan_totaal(cel for cel in cellen if isinstance(cel, str))
    for plek, cel in enumerate(cellen, start=eerste):
        if not isinstance(cel, str) or not (naam := cel.strip()) or is_foutwaarde(naam):
            raise OnbruikbareCel(f"gemeenten, cel {plek}", cel, "de naam van een gemeente")
        if verdacht and is_totaal(naam):
            raise Gebruikersfout(
                f"gemeenten, cel {plek}: {noem(cel)} is geen gemeente; laat de totaalrij buiten het bereik."
            )
        namen.append(naam)
    vormen = [naamvorm(naam) for naam in namen]
    # Names without accents that stand there twice have one plain form; it is known already.
    if len(set(vormen)) < len(vormen) or not "".join(namen).isascii():
        geen_dubbele(namen, lambda nummer: f"gemeenten, cel {nummer + eerste}")
    keur_namen(namen, vormen, lambda nummer: f"gemeenten, cel {nummer + eerste}")
    return namen


def maatstaf(bereik: Bereik, *, met_kop: bool = False) -> tuple[str, list[Fraction | int]]:
    """One maatstaf: its header (empty where the range has none) and its values.

    Args:
        met_kop: the names beside it begin with their header, so this begins with one too, be it a year.
    """
    cellen = reeks(bereik, "maatstaf")
    if met_kop:
        titel = kop(cellen[0], "maatstaf, cel 1")
    else:
        titel = cellen[0].strip() if len(cellen) > 1 and is_kop(cellen[0]) else ""
    begin = 1 if titel else 0
    return titel, gewichten_van(cellen[begin:], lambda nummer: f"maatstaf, cel {nummer + begin + 1}")


def maatstaven(bereik: Bereik) -> dict[str, Sequence[Fraction | int]]:
    """Several maatstaven by the names in their header row, each in its own proportion."""
    kolommen = _kolommen(bereik, "maatstaven")
    for naam in kolommen:
        if naam.casefold() == RATO:
            raise Gebruikersfout("maatstaven: 'rato' is het gelijke deel en heeft geen cijfers; laat die kolom weg.")
    return {naam: verhouding(cellen, partial(_in_rij, naam)) for naam, cellen in kolommen.items()}


def eenheden(bereik: Bereik) -> dict[str, list[Fraction]]:
    """Columns of units by the names in their header row, as many as there are of each."""
    return {
        naam: [gewicht(cel, f"eenheden, rij {rij}, {naam}") for rij, cel in enumerate(cellen, start=2)]
        for naam, cellen in _kolommen(bereik, "eenheden").items()
    }


def _kolommen(bereik: Bereik, argument: str) -> dict[str, tuple[Excelcel, ...]]:
    tabel = rijen(bereik)
    if len(tabel) < 2:
        raise Gebruikersfout(f"{argument}: verwacht: een kopregel met namen en daaronder een rij per gemeente.")
    return dict(zip(koppen(tabel[0], argument), zip(*tabel[1:], strict=True), strict=True))


def _in_rij(naam: str, nummer: int) -> str:
    return f"maatstaven, rij {nummer + 2}, {naam}"


def punten(bereik: Bereik, bekend: Sequence[str]) -> dict[str, Fraction]:
    """Points per unit by the names of the columns (and `vast`, for everyone); they may be below 0."""
    vorm = "eerst de namen (zoals ots of vast), dan de punten per eenheid"
    zonder = "heeft geen punten; geef 0 als deze eenheid niet meetelt"
    return _bij_namen(bereik, "punten", (VAST, *bekend), getal, vorm, "eenheden", zonder)


def sleutel(bereik: Bereik, bekend: Sequence[str]) -> dict[str, Fraction]:
    """The weights of a key, in its order, by the names of the maatstaven as `bekend` spells them (and `rato`).

    Raises:
        Gebruikersfout: a weight without a maatstaf, a maatstaf without a weight, or weights that are together nothing.
    """
    vorm = "eerst de namen (zoals rato of jongeren), dan de gewichten"
    zonder = "heeft geen gewicht; geef 0 als de maatstaf niet meetelt"
    delen = _bij_namen(bereik, "gewichten", (RATO, *bekend), gewicht, vorm, "maatstaven", zonder)
    if not any(delen.values()):
        raise Gebruikersfout("gewichten: de gewichten zijn samen nul; geef ten minste één gewicht boven nul.")
    return delen


def _bij_namen(
    bereik: Bereik,
    argument: str,
    bekend: tuple[str, ...],
    lees: Callable[[Excelcel, str], Fraction],
    vorm: str,
    kolommen: str,
    zonder: str,
) -> dict[str, Fraction]:
    """Numbers by the names of columns: two rows, or two columns, as people write them down. All have one but the first,
    which is no column.
    """
    tabel = rijen(bereik)
    if tabel and len(tabel[0]) == 2 and all(is_kop(rij[0]) for rij in tabel) and not all(map(is_kop, tabel[0])):
        tabel = [list(kolom) for kolom in zip(*tabel, strict=True)]
    if len(tabel) != 2:
        raise Gebruikersfout(f"{argument}: verwacht: twee rijen of kolommen, {vorm}.")
    namen = {naam.casefold(): naam for naam in bekend}
    gevonden: dict[str, Fraction] = {}
    for gevraagd, cel in zip(koppen(tabel[0], argument), tabel[1], strict=True):
        if gevraagd.casefold() not in namen:
            raise Gebruikersfout(
                f"{argument}: '{gevraagd}' is geen kolom van {kolommen}.{bedoelde_u(gevraagd, namen.values())} "
                f"Bekend zijn: {', '.join(namen.values())}."
            )
        gevonden[namen[gevraagd.casefold()]] = lees(cel, f"{argument}, {gevraagd}")
    for naam in bekend[1:]:
        if naam not in gevonden:
            raise Gebruikersfout(f"{argument}: '{naam}' {zonder}.")
    return gevonden


def bedragen(bereik: Bereik) -> dict[str, Fraction]:
    """Amounts in euros by the heading of their column: a row or column of amounts, or a header row (years) above them.

    Without headings they are numbered; one amount alone needs none.
    """
    tabel = jaren_boven(rijen(bereik))
    if len(tabel) == 2 and (len(tabel[0]) > 1 or is_kop(tabel[0][0])):
        titels = koppen(tabel[0], "bedragen")
        cellen = tabel[1]
    else:
        cellen = reeks(tabel, "bedragen")
        jaar = next((cel for cel in cellen if is_jaar(cel)), None)
        if jaar is not None and len(cellen) > 1:
            raise Gebruikersfout(
                f"bedragen: is {jaar:.0f} een jaartal of een bedrag? Kies alleen de bedragen, of zet ze naast elkaar "
                f"met boven elk bedrag een kop."
            )
        titels = [""] if len(cellen) == 1 else [str(plek) for plek in range(1, len(cellen) + 1)]
    return {titel: getal(cel, waar_bedrag(titel)) for titel, cel in zip(titels, cellen, strict=True)}


def waar_bedrag(kop: str | int) -> str:
    """How a message names one of the amounts."""
    return f"bedragen, {kop}" if kop else "bedragen"
