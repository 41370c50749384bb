"""A provisional year settled by the definitive one: the three outcomes that the table of it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from calc.notatie import opsomming
from calc.tabellen import maak_tabellen
from calc.tabellen.afrekening import MATERIEEL, TUSSEN, VOORLOPIG
from calc.uitkomst import Uitkomst, bereken
from calc.verklaring import verklaard
from schemas.fouten import Gebruikersfout
from schemas.gegevens import Betaald, Gegevens, Vastgesteld
from schemas.getal import als_decimaal
from schemas.standen import DEFINITIEF


class AnderJaar(Gebruikersfout):
    def __init__(self, een: Gegevens, ander: Gegevens) -> None:
        super().__init__(
            f"{een.bestand} is een plan van {een.regio.naam} {een.plan.jaar} en {ander.bestand} van "
            f"{ander.regio.naam} {ander.plan.jaar}",
            "tweemaal dezelfde regio en hetzelfde jaar.",
        )


class VerkeerdeVolgorde(Gebruikersfout):
    def __init__(self, een: Gegevens, ander: Gegevens) -> None:
        super().__init__(
            f"{een.bestand} is {een.plan.status}, en {ander.bestand} is {ander.plan.status}",
            "eerst de voorlopige invoer, en dan die waarmee zij wordt afgerekend.",
        )


class GeenVoorlopigeSleutel(Gebruikersfout):
    def __init__(self, bestand: str, kostensoort: str, jaar: int) -> None:
        super().__init__(
            f"In {bestand} staan de bijdragen van {kostensoort} {jaar} op blad Vastgesteld, en de sleutel erachter is "
            "niet bekend. Zo is niet te zeggen wat door de kosten komt en wat door de sleutel. Geef de invoer waarmee "
            "de voorlopige bijdragen zijn berekend."
        )


class DeedNietMee(Gebruikersfout):
    def __init__(self, regels: Sequence[str], jaar: int) -> None:
        super().__init__(
            f"Deze voorschotten zijn van wie in {jaar} niet meebetaalt, en tellen nergens mee: {opsomming(regels)}. "
            "Zet ze bij de goede deelnemer en kostensoort, of haal ze uit het bestand."
        )


class MaterieelAfwijkend(Gebruikersfout):
    def __init__(self, bestand: str, cijfers: Sequence[str]) -> None:
        super().__init__(
            f"{bestand} kan niet definitief zijn: {opsomming(list(cijfers))} wijkt materieel af van het voorlopige "
            "cijfer. Kijk het na, en noem de maatstaf dan in kolom Bevestigd van blad Maatstaven."
        )


def afgerekend(voorlopig: Gegevens, definitief: Gegevens, betaald: Sequence[Betaald] = ()) -> Uitkomst:
    """The definitive outcome, with the provisional one and the one between them beside it.

    Args:
        betaald: what was paid in advance; where nothing is given the provisional contribution was.
    Raises:
        AnderJaar: they are not of one region and year.
        VerkeerdeVolgorde: the first is definitive and the second is not, so every sign would be turned.
        GeenVoorlopigeSleutel: a provisional contribution of which nobody knows the key.
        DeedNietMee: advances of who shares nothing that they could be for.
    """
    if (voorlopig.regio.naam, voorlopig.plan.jaar) != (definitief.regio.naam, definitief.plan.jaar):
        raise AnderJaar(voorlopig, definitief)
    if voorlopig.plan.status == DEFINITIEF != definitief.plan.status:
        raise VerkeerdeVolgorde(voorlopig, definitief)
    toen, nu = bereken(voorlopig), bereken(replace(definitief, betaald=tuple(betaald)))
    jaar = definitief.plan.jaar
    for soort in voorlopig.regio.kostensoorten:
        if verklaard(toen, toen.verdeling.van(soort, jaar)).vastgesteld:
            raise GeenVoorlopigeSleutel(voorlopig.bestand, soort, jaar)
    if vreemd := list(_zonder_bijdrage(toen, nu)):
        raise DeedNietMee(vreemd, jaar)
    return replace(nu, naast={VOORLOPIG: toen, TUSSEN: bereken(met_voorlopige_sleutel(voorlopig, nu))})


def _zonder_bijdrage(toen: Uitkomst, nu: Uitkomst) -> Iterator[str]:
    """What was paid by who has no row to settle it in, each with its place."""
    regio, jaar = nu.gegevens.regio, nu.gegevens.plan.jaar
    leden = {s: {c for een in (toen, nu) for c in een.verdeling.van(s, jaar).bedragen} for s in regio.kostensoorten}
    alle = set().union(*leden.values())
    for een in nu.gegevens.betaald:
        if een.gemeentecode not in leden.get(een.kostensoort, alle):
            voor = f" voor {een.kostensoort}" if een.kostensoort else ""
            yield f"{regio.gemeente(een.gemeentecode)}{voor} ({een.plaats})"


def met_voorlopige_sleutel(voorlopig: Gegevens, nu: Uitkomst) -> Gegevens:
    """The definitive costs with all that the provisional contributions were shared by; other years stand decided."""
    definitief, jaar = nu.gegevens, nu.gegevens.plan.jaar
    andere = tuple(
        Vastgesteld(bron.kostensoort, code, bron.jaar, als_decimaal(b), "", None)
        for bron in nu.verdeling.jaren
        if bron.jaar != jaar
        for code, b in bron.bedragen.items()
    )
    return replace(
        definitief, regio=voorlopig.regio, maatstaven=voorlopig.maatstaven, definities=voorlopig.definities,
        vastgesteld=andere, scenario=(),
    )  # fmt: skip


def controleer_materieel(uitkomst: Uitkomst) -> None:
    """A plan is only definitive where no figure of it is far from the provisional one.

    Raises:
        MaterieelAfwijkend: all that are, at once.
    """
    if uitkomst.gegevens.plan.status == DEFINITIEF and (ver := ver_af(uitkomst)):
        raise MaterieelAfwijkend(uitkomst.gegevens.bestand, ver)


def ver_af(uitkomst: Uitkomst) -> list[str]:
    """The figures that are materially off and that nobody looked into."""
    tabellen = maak_tabellen(uitkomst, "materialiteit")
    rijen = (dict(zip((k.naam for k in t.kolommen), rij.waarden, strict=True)) for t in tabellen for rij in t.rijen)
    regio, ver = uitkomst.gegevens.regio, []
    for rij in rijen:
        if rij["oordeel"] == MATERIEEL:
            leden = [*map(regio.gemeente, regio.alle_deelnemers[str(rij["gemeentecode"])].samengesteld_uit)]
            van = f" ({opsomming(leden)} samen)" if leden else ""
            ver.append(f"{rij['maatstaf']} van {rij['gemeente']}{van}")
    return ver
