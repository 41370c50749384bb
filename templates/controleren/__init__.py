"""Checking a delivered workbook: calculate it again from its own input, and name every cell that differs.

    verslag = controleer(pad, versie="2026.1")                         against the input in the workbook itself
    verslag = controleer(pad, versie="2026.1", invoer=gegevens)        against an input file

How a cell looks is no concern here, nor which program saved the file: formulas are compared by what they say and values
as far as doubles carry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from calc.uitkomst import Uitkomst, bereken
from schemas.formulier import BLAD as OPGAVE
from schemas.fouten import Gebruikersfout, InvoerFouten, hoeveel
from schemas.gegevens import Gegevens
from schemas.geldend import Regio
from schemas.geleverd.werkmap import Werkmap, lees_werkmap
from schemas.kernwoorden import SLUITREGELS
from schemas.lezer import GeenInvoer
from schemas.planbladen import INVOER, SLEUTELBLAD
from templates.afrekening.afrekenboek import BLAD, BOEK, deelnemers, vul_afrekenblad, vul_afrekenboek
from templates.controleren.aanzien import wat_anders_oogt
from templates.controleren.herkomst import Gevondenherkomst, zoek_gemeente, zoek_herkomst
from templates.controleren.terug import Afschrift, lader
from templates.controleren.uittreding import controleer_uittreedblad, is_uittreedblad
from templates.controleren.vergelijken import Celvergelijking, vergelijk
from templates.controleren.verslag import Omstandigheden, Verslag, zinnen
from templates.controleren.verwachting import Verwachting, verwacht, zonder_veld
from templates.controleren.zonderinvoer import van_wie, vergelijk_boek
from templates.werkmap.zegel import VELD

__all__ = ["Verslag", "controleer", "controleer_werkmap"]

Lader = Callable[[str], Regio]
AFREKENING: Final = "de invoeren die afrekening.json noemt"


class AnderPlan(Gebruikersfout):
    def __init__(self, bestand: str, van: Gegevens) -> None:
        super().__init__(
            f"{bestand} hoort bij een ander plan dan {van.bestand}: dat is {van.plan.regio} {van.plan.jaar}. "
            "Geef de invoer waarmee de werkmap is gemaakt."
        )


class NietNaTeRekenen(Gebruikersfout):
    def __init__(self, bestand: str, fout: Gebruikersfout) -> None:
        super().__init__(
            f"{bestand} is niet na te rekenen. De invoer in de werkmap is ongewijzigd, maar past niet meer bij het "
            f"regiobestand of bij deze versie van Verdeelwijzer. Leg het regiobestand van toen naast de werkmap.\n"
            f"{fout}"
        )


class GeenWerkmapVanOns(Gebruikersfout):
    def __init__(self, bestand: str, *, is_invoer: bool = False) -> None:
        super().__init__(
            f"{bestand} is een invoer en geen werkmap van een plan. Of zij in orde is, ziet u met: "
            "verdeelwijzer valideer."
            if is_invoer
            else f"{bestand} is geen werkmap die Verdeelwijzer heeft gemaakt: de bladen met invoer ontbreken. "
            "Geef een uitvoeringsplan of een werkmap van een gemeente."
        )


class AnderBoek(Gebruikersfout):
    """A workbook of ours without its input in it."""

    def __init__(self, bestand: str, wat: str, raad: str) -> None:
        super().__init__(f"{bestand} is {wat}; daarin staat geen invoer om {raad}.")


ANDERE_BOEKEN: Final = {
    BOEK: ("de werkmap van een afrekening", "haar uit na te rekenen. Geef haar aan: verdeelwijzer controleer"),
    BLAD: ("de afrekening van één deelnemer", "haar uit na te rekenen. Geef haar aan: verdeelwijzer controleer"),
    "Vergelijking": (
        "de werkmap van een vergelijking",
        "haar uit na te rekenen. Maak haar opnieuw met verdeelwijzer vergelijk en leg ze naast elkaar",
    ),
    OPGAVE: (
        "een formulier met cijfers",
        "het uit na te rekenen. Of het in orde is, ziet u met: verdeelwijzer valideer",
    ),
}
"""By their first sheet: what they are, and what to do."""


def controleer(
    pad: Path,
    *,
    versie: str,
    invoer: Gegevens | None = None,
    sjablonen: Path | None = None,
    afgerekend: Callable[[], Uitkomst] | None = None,
) -> Verslag:
    """Check one workbook.

    Args:
        pad: the delivered workbook.
        versie: of this program.
        invoer: the input with which it was made; without it the input sheets of the workbook are trusted, as far as its
            control number vouches for them.
        sjablonen: folder with the templates from which it was made; the shipped ones where None.
        afgerekend: gives the settlement, where the workbook is of one; such a book holds no input.
    Raises:
        Gebruikersfout: the file cannot be read, or is no such workbook.
    """
    werkmap = lees_werkmap(pad)
    if afgerekend and (eerste := next(iter(werkmap.bladen), "")) in (BOEK, BLAD):
        uitkomst = afgerekend()
        if eerste == BOEK:
            return vergelijk_boek(werkmap, vul_afrekenboek(uitkomst), "", AFREKENING)
        code = van_wie(werkmap, deelnemers(uitkomst), "deze afrekening", "niets af te rekenen heeft")
        return vergelijk_boek(werkmap, vul_afrekenblad(uitkomst, code), code, AFREKENING)
    if is_uittreedblad(werkmap):
        return controleer_uittreedblad(werkmap, pad.parent, invoer)
    return controleer_werkmap(werkmap, lader(werkmap, pad.parent), versie=versie, invoer=invoer, sjablonen=sjablonen)


def controleer_werkmap(
    werkmap: Werkmap,
    laad: Lader,
    *,
    versie: str,
    invoer: Gegevens | None = None,
    sjablonen: Path | None = None,
) -> Verslag:
    """Check one workbook that was read; `laad` gives a region by its name."""
    afschrift = Afschrift(werkmap)
    eerste = next(iter(werkmap.bladen), "")
    if eerste in ANDERE_BOEKEN and not afschrift.titels:
        raise AnderBoek(werkmap.bestand, *ANDERE_BOEKEN[eerste])
    is_invoer = "Plan" in werkmap.bladen and not any(titel.startswith(INVOER) for titel in werkmap.bladen)
    if is_invoer or not afschrift.titels:
        raise GeenWerkmapVanOns(werkmap.bestand, is_invoer=is_invoer)
    gemeentecode = zoek_gemeente(werkmap)
    gevonden = zoek_herkomst(werkmap, gemeentecode, invoer)
    if invoer is not None and _ander_plan(afschrift, gevonden, invoer):
        raise AnderPlan(werkmap.bestand, invoer)
    van = gevonden.herkomst.versie
    andere_versie = [_andere_versie(van, versie)] if van not in ("", versie) else []
    meldingen = list(_meldingen(gevonden, invoer))
    try:
        hoort = _verwacht(afschrift, gevonden, laad, versie, invoer, sjablonen)
    except Gebruikersfout as fout:
        if invoer is not None:
            raise
        if gevonden.klopt:
            raise NietNaTeRekenen(werkmap.bestand, fout) from fout
        fouten = [*_onbruikbaar(fout, afschrift), *_zegelfout(gevonden)]
        return Verslag(werkmap.bestand, gemeentecode, tuple(fouten), (*andere_versie, *meldingen))
    if invoer is None and gevonden.klopt is False:
        # What it should be cannot be known from input that was changed.
        hoort = zonder_veld(hoort, VELD)
    uit = vergelijk(hoort, werkmap, uit_afschrift=invoer is None)
    if uit.zonder_waarde:
        formules = hoeveel(uit.zonder_waarde, "formule heeft", "formules hebben")
        meldingen.append(
            f"{formules} geen uitkomst in het bestand: een programma dat niet rekent, heeft het opgeslagen. "
            "De formules zelf zijn wel gecontroleerd. Excel rekent ze uit bij het openen."
        )
    zegelfout = [] if invoer is not None else [*_zegelfout(gevonden), *_regiofout(gevonden, uit)]
    omstandigheden = Omstandigheden(invoer_anders=gevonden.klopt is False, met_invoer=invoer is not None)
    fouten = [*zegelfout, *zinnen(uit, hoort, werkmap, omstandigheden), *wat_anders_oogt(hoort, werkmap, uit)]
    if fouten and gevonden.klopt is True and andere_versie:
        # What that version made otherwise cannot be told from what somebody changed.
        andere_versie = []
        fouten = [
            f"de werkmap is gemaakt met Verdeelwijzer {van}, dat werkmappen anders opbouwt dan deze versie ({versie}); "
            f"controleer haar met versie {van}"
        ]
    return Verslag(werkmap.bestand, gemeentecode, tuple(fouten), (*andere_versie, *meldingen), uit.formules, uit.cellen)


def _ander_plan(afschrift: Afschrift, gevonden: Gevondenherkomst, invoer: Gegevens) -> bool:
    """Whether region or year tells of another plan. One of them alone may have been typed over, where the control
    number does not vouch for it.
    """
    try:
        kop = afschrift.kop()
    except Gebruikersfout:
        return False
    anders = (kop.regio != invoer.plan.regio, kop.jaar != invoer.plan.jaar)
    return all(anders) or (any(anders) and gevonden.klopt is True)


def _verwacht(
    afschrift: Afschrift,
    gevonden: Gevondenherkomst,
    laad: Lader,
    versie: str,
    invoer: Gegevens | None,
    sjablonen: Path | None,
) -> Verwachting:
    herkomst = gevonden.herkomst
    if invoer is None:
        gegevens = afschrift.gegevens(laad(afschrift.kop().regio), herkomst)
    else:
        gegevens = replace(invoer, bestand=herkomst.bestand or invoer.bestand, sha256=herkomst.sha256 or invoer.sha256)
    sluitregel = next((regel for regel in SLUITREGELS if regel == herkomst.sluitregel), None)
    uitkomst = bereken(gegevens, sluitregel)
    return verwacht(uitkomst, herkomst.gemeentecode, herkomst.versie or versie, sjablonen)


def _andere_versie(van: str, versie: str) -> str:
    return (
        f"De werkmap is gemaakt met Verdeelwijzer {van}; deze controle is van versie {versie}. "
        "Teksten en opbouw kunnen daardoor verschillen."
    )


def _meldingen(gevonden: Gevondenherkomst, invoer: Gegevens | None) -> Iterator[str]:
    herkomst = gevonden.herkomst
    if invoer is not None and herkomst.sha256 and herkomst.sha256 != invoer.sha256:
        yield (
            f"{invoer.bestand} is een ander bestand dan waarmee de werkmap is gemaakt: de SHA-256 is niet die van het "
            "voorblad. Het kan opnieuw zijn opgeslagen, of gewijzigd."
        )
    if invoer is None and gevonden.klopt is None:
        yield (
            "De werkmap heeft geen controlegetal. Of een ingevoerd cijfer is overgetypt, ziet u alleen met --invoer."
        )


def _zegelfout(gevonden: Gevondenherkomst) -> list[str]:
    if gevonden.klopt is not False:
        return []
    return [
        "het controlegetal klopt niet meer: op een invoerblad is een cijfer of tekst gewijzigd sinds de werkmap is "
        "gemaakt, of de gegevens over de herkomst zijn gewijzigd. Met --invoer ziet u per cel wat er hoort te staan"
    ]


def _regiofout(gevonden: Gevondenherkomst, uit: Celvergelijking) -> list[str]:
    """The key sheet is as it was made and yet not what the region file says: then it is that file that changed."""
    anders = {verschil.blad for verschil in uit.verschillen} | uit.liggingen.keys()
    if not gevonden.klopt or SLEUTELBLAD not in anders:
        return []
    return [
        f"het regiobestand zegt nu iets anders dan toen de werkmap is gemaakt: blad {SLEUTELBLAD} is ongewijzigd en "
        "wijkt er toch van af. Leg het regiobestand van toen naast de werkmap en controleer opnieuw"
    ]


def _onbruikbaar(fout: Gebruikersfout, afschrift: Afschrift) -> Iterator[str]:
    """The input in the workbook can no longer be calculated with: where, as far as that can be told."""
    if isinstance(fout, InvoerFouten):
        yield from map(str, afschrift.fouten(fout))
    else:
        yield "blad Invoer Plan ontbreekt" if isinstance(fout, GeenInvoer) else str(fout)
    yield "met deze invoer is de werkmap niet na te rekenen; de formules zijn niet gecontroleerd. Dat kan met --invoer"
