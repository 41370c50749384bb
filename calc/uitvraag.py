"""What a region must ask of its participants: the maatstaven of the keys of a year, as each participant counts them."""

from __future__ import annotations

from datetime import date

from calc.notatie import opsomming
from schemas.formulier import Deelnemervraag, Uitvraag, Vraag
from schemas.fouten import VerkeerdGebruik
from schemas.geldend import Regio, geldig
from schemas.gevraagd import gevraagd
from schemas.maanden import MAANDEN
from schemas.regio import Deelnemer, Maatstaf


class NietsTeVragen(VerkeerdGebruik):
    def __init__(self, regio: str, jaar: int, reden: str) -> None:
        super().__init__(f"Voor {regio} {jaar} is er niets uit te vragen: {reden}.")


def uitvraag_van(regio: Regio, jaar: int) -> Uitvraag:
    """The figures of peiljaar `jaar - 1` that the contributions of `jaar` need.

    A part of a key with a fixed peiljaar is known already, so it is asked only in the year after it.

    Args:
        regio: the region.
        jaar: the year whose costs will be shared.
    Returns:
        Per participant in force, in the order of the region file, the same maatstaven in the order of that file; the
        definition is that of the participant's pakket.
    Raises:
        NietsTeVragen: there are no participants, or no key needs new figures, or a maatstaf has no unit yet.
    """
    betalen = {deelnemer.code for soort in regio.kostensoorten for deelnemer in regio.deelnemers(jaar, soort)}
    deelnemers = [deelnemer for deelnemer in regio.deelnemers(jaar) if deelnemer.code in betalen]
    if not deelnemers:
        raise NietsTeVragen(regio.naam, jaar, "dat jaar heeft geen deelnemers")
    maatstaven = maatstaven_van(regio, jaar)
    if not maatstaven:
        raise NietsTeVragen(regio.naam, jaar, f"geen sleutel heeft nieuwe cijfers over {jaar - 1} nodig")
    for naam in maatstaven:
        if regio.bestand.maatstaven[naam].eenheid_van(jaar - 1) is None:
            label = regio.bestand.maatstaven[naam].label
            raise NietsTeVragen(regio.naam, jaar, f"{label} heeft in het regiobestand nog geen eenheid in {jaar - 1}")
    return Uitvraag(
        regio.naam,
        regio.label,
        jaar,
        {deelnemer.code: _deelnemervraag(regio, deelnemer, jaar, maatstaven) for deelnemer in deelnemers},
        regio.bestand.alleen_gemeenten,
    )


def maatstaven_van(regio: Regio, jaar: int) -> tuple[str, ...]:
    """The maatstaven of which the keys of a year take the peiljaar before it, in the order of the region file."""
    vragen = [vraag for soort in regio.kostensoorten for vraag in gevraagd(regio, soort, jaar)]
    nodig = {vraag.maatstaf for vraag in vragen if vraag.gewenst(jaar) == jaar - 1}
    return tuple(naam for naam in regio.bestand.maatstaven if naam in nodig)


def pakket_van(deelnemer: Deelnemer, jaar: int) -> str:
    """The pakket whose figures count: that of the peiljaar, or of the year itself where the file starts with it."""
    gevonden = geldig(deelnemer.pakket, jaar - 1) or geldig(deelnemer.pakket, jaar)
    return gevonden.waarde if gevonden else ""


def _deelnemervraag(regio: Regio, deelnemer: Deelnemer, jaar: int, maatstaven: tuple[str, ...]) -> Deelnemervraag:
    pakket = pakket_van(deelnemer, jaar)
    vragen = tuple(_vraag(naam, regio.bestand.maatstaven[naam], pakket, jaar - 1) for naam in maatstaven)
    return Deelnemervraag(deelnemer.code, deelnemer.naam, pakket, vragen)


def _vraag(naam: str, maatstaf: Maatstaf, pakket: str, peiljaar: int) -> Vraag:
    eenheid = maatstaf.eenheid_van(peiljaar)
    if eenheid is None:
        raise AssertionError(f"{naam} has no unit in {peiljaar}")
    moment, dag = _peildatum(maatstaf, peiljaar)
    return Vraag(naam, maatstaf.label, eenheid, definitie(maatstaf, pakket, peiljaar), moment, dag)


def definitie(maatstaf: Maatstaf, pakket: str, peiljaar: int) -> str:
    """What one participant counts: the definition for its pakket, and what a percentage is of."""
    eigen = next((tekst.waarde for soort, tekst in maatstaf.per_pakket.items() if soort == pakket), maatstaf.definitie)
    return f"{eigen}, als percentage van de hele regio" if maatstaf.eenheid_van(peiljaar) == "procent" else eigen


def definitie_regio(regio: Regio, uitvraag: Uitvraag, naam: str) -> str:
    """What all participants together count: the common definition, and who counts otherwise for its pakket."""
    maatstaf = regio.bestand.maatstaven[naam]
    zinnen = [definitie(maatstaf, "", uitvraag.peiljaar)]
    for pakket in maatstaf.per_pakket:
        wie = [vraag.gemeente for vraag in uitvraag.deelnemers.values() if vraag.pakket == pakket]
        if wie:
            zinnen.append(f"{opsomming(wie)} ({pakket}): {definitie(maatstaf, pakket, uitvraag.peiljaar)}")
    return ". ".join(zinnen)


def _peildatum(maatstaf: Maatstaf, peiljaar: int) -> tuple[str, date]:
    """In words, and as the day up to which is counted."""
    gevonden = geldig(maatstaf.peildatum, peiljaar)
    if gevonden is None or gevonden.waarde == "heel jaar":
        return f"heel {peiljaar}", date(peiljaar, 12, 31)
    dag, _, maand = gevonden.waarde.partition(" ")
    return f"{gevonden.waarde} {peiljaar}", date(peiljaar, MAANDEN.index(maand) + 1, int(dag))
