"""What a region must ask of its participants: the maatstaven of the keys of a year, as each participant counts them;
and who has supplied it, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Literal

from calc.notatie import opsomming
from schemas.formulier import Deelnemervraag, Uitvraag, Vraag
from schemas.fouten import VerkeerdGebruik
from schemas.geldend import Regio, in_jaar
from schemas.gevraagd import gevraagd, gevraagd_naast
from schemas.keuring import Keuring, Levering
from schemas.maanden import op_dag
from schemas.regio import LANGSTE_ACHTERSTAND, Deelnemer, Maatstaf

Stand = Literal["volledig", "onvolledig", "met fouten", "ontbreekt"]


class NietsTeVragen(VerkeerdGebruik):
    def __init__(self, regio: str, jaar: int, reden: str) -> None:
        super().__init__(f"Voor {regio} {jaar} is er niets uit te vragen: {reden}.")


def uitvraag_van(regio: Regio, jaar: int) -> Uitvraag:
    """The figures of one peiljaar that the contributions of `jaar` need; `peiljaar_van` says which.

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
    wensen = _wensen(regio, jaar)
    peiljaar = _newest(wensen, jaar)
    maatstaven = [naam for naam in regio.bestand.maatstaven if peiljaar in wensen.get(naam, ())]
    if not maatstaven:
        raise NietsTeVragen(regio.naam, jaar, f"geen sleutel heeft nieuwe cijfers over {peiljaar} nodig")
    for naam in maatstaven:
        if regio.bestand.maatstaven[naam].eenheid_van(peiljaar) is None:
            label = regio.bestand.maatstaven[naam].label
            raise NietsTeVragen(regio.naam, jaar, f"{label} heeft in het regiobestand nog geen eenheid in {peiljaar}")
    return Uitvraag(
        regio.naam,
        regio.label,
        jaar,
        peiljaar,
        {deelnemer.code: _deelnemervraag(regio, deelnemer, jaar, peiljaar, maatstaven) for deelnemer in deelnemers},
        regio.bestand.alleen_gemeenten,
        {regio.bestand.maatstaven[naam].label: max(jaren) for naam, jaren in wensen.items() if naam not in maatstaven},
    )


def peiljaar_van(regio: Regio, jaar: int) -> int:
    """The peiljaar that the forms for a year ask: the newest that its keys want and that is over when it begins.

    Where all of them are counted in the year itself, it is that year.
    """
    return _newest(_wensen(regio, jaar), jaar)


def _newest(wensen: Mapping[str, set[int]], jaar: int) -> int:
    gewenst = {peiljaar for jaren in wensen.values() for peiljaar in jaren}
    return max((peiljaar for peiljaar in gewenst if peiljaar < jaar), default=min(gewenst, default=jaar - 1))


def jaar_bij(regio: Regio, peiljaar: int) -> int:
    """The year whose forms ask a peiljaar; the year after it where no form does."""
    jaren = range(peiljaar, peiljaar + LANGSTE_ACHTERSTAND + 1)
    return next((jaar for jaar in jaren if peiljaar_van(regio, jaar) == peiljaar), peiljaar + 1)


def _wensen(regio: Regio, jaar: int) -> dict[str, set[int]]:
    """Per maatstaf the peiljaren that the keys of a year want and that are not known from an earlier year."""
    wensen: dict[str, set[int]] = {}
    for vraag in chain(
        chain.from_iterable(gevraagd(regio, soort, jaar) for soort in regio.kostensoorten),
        (vraag for _, vraag in gevraagd_naast(regio, jaar)),
    ):
        gewenst = vraag.gewenst(jaar)
        if not vraag.eerder and (vraag.peiljaar is None or gewenst == jaar - 1):
            wensen.setdefault(vraag.maatstaf, set()).add(gewenst)
    return wensen


def _deelnemervraag(
    regio: Regio, deelnemer: Deelnemer, jaar: int, peiljaar: int, maatstaven: Sequence[str]
) -> Deelnemervraag:
    pakket = deelnemer.pakket_van(jaar, peiljaar)
    vragen = tuple(_vraag(naam, regio.bestand.maatstaven[naam], pakket, peiljaar) for naam in maatstaven)
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
    gevonden = in_jaar(maatstaf.peildatum, peiljaar)
    if gevonden is None or gevonden.waarde == "heel jaar":
        return f"heel {peiljaar}", date(peiljaar, 12, 31)
    return f"{gevonden.waarde} {peiljaar}", op_dag(gevonden.waarde, peiljaar)


@dataclass(frozen=True)
class Deelnemerstand:
    """One participant in the overview. `ontbreekt` has the labels of what is not there yet."""

    gemeentecode: str
    gemeente: str
    stand: Stand
    ontbreekt: tuple[str, ...]
    bestanden: tuple[str, ...]


@dataclass(frozen=True)
class Overzicht:
    """One region and peiljaar. `wie` is what its participants are called, as a head."""

    regio: str
    label: str
    peiljaar: int
    deelnemers: tuple[Deelnemerstand, ...]
    wie: str

    @property
    def volledig(self) -> int:
        return sum(deelnemer.stand == "volledig" for deelnemer in self.deelnemers)

    @property
    def zin(self) -> str:
        hebben = "heeft" if self.volledig == 1 else "hebben"
        return (
            f"{self.label}, peiljaar {self.peiljaar}: {self.volledig} van de {len(self.deelnemers)} deelnemers "
            f"{hebben} alles geleverd"
        )


def overzicht(regio: Regio, keuringen: Sequence[Keuring]) -> tuple[Overzicht, ...]:
    """Per peiljaar that occurs: what every participant should supply, and what the accepted files hold."""
    goed = [keuring for keuring in keuringen if keuring.goed]
    jaren = {levering.peiljaar for keuring in keuringen for levering in keuring.levering}
    jaren |= {keuring.peiljaar for keuring in keuringen if keuring.peiljaar}
    return tuple(_of_year(regio, peiljaar, goed, keuringen) for peiljaar in sorted(jaren))


def _of_year(regio: Regio, peiljaar: int, goed: Sequence[Keuring], alle: Sequence[Keuring]) -> Overzicht:
    jaar = jaar_bij(regio, peiljaar)
    try:
        gevraagd = uitvraag_van(regio, jaar).deelnemers
    except NietsTeVragen:
        gevraagd = {}
    geleverd = {levering for keuring in goed for levering in keuring.levering if levering.peiljaar == peiljaar}
    # A maatstaf of which the figure was fixed before is not asked, but it may be all that is there.
    genoemd = {levering.maatstaf for levering in geleverd}
    standen = []
    for deelnemer in regio.deelnemers(jaar):
        code = deelnemer.code
        vraag = gevraagd.get(code)
        nodig = [v.maatstaf for v in vraag.vragen] if vraag else []
        if not genoemd & set(nodig):
            nodig = [naam for naam in regio.bestand.maatstaven if naam in genoemd] or nodig
        mist = [naam for naam in nodig if Levering(code, naam, peiljaar) not in geleverd]
        bij = [k for k in alle if k.afzender == code or any(lev.gemeentecode == code for lev in k.levering)]
        fout = any(not keuring.goed for keuring in bij)
        stand: Stand = "volledig" if not mist else "met fouten" if fout else "ontbreekt"
        if mist and not fout and len(mist) < len(nodig):
            stand = "onvolledig"
        labels = tuple(regio.bestand.maatstaven[naam].label for naam in mist)
        standen.append(Deelnemerstand(code, deelnemer.naam, stand, labels, tuple(k.bestand for k in bij)))
    return Overzicht(regio.naam, regio.label, peiljaar, tuple(standen), regio.zeg("Gemeente"))
