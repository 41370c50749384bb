"""What a user means: a municipality, a kostensoort and year, one cell of one table by its row and its column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from calc.antwoord import Uitkomst
from calc.model.beeld import zichtbare_rijen
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.model.uitleg import Uitlegger
from calc.model.waarden import Waarden
from calc.tabel import Soort
from calc.tabellen import JaarBuitenPlan, NietInDitPlan, OnbekendeKostensoort, gevraagde_tabellen, waarden_van
from calc.verdeling import Jaarverdeling
from schemas.fouten import VerkeerdGebruik, bedoelde_u
from schemas.geldend import Regio
from schemas.naamvorm import naamvorm

HOOGSTENS_GENOEMD: Final = 20


class OnbekendeGemeente(VerkeerdGebruik):
    def __init__(self, gevraagd: str, bekend: Iterable[str], regio: Regio) -> None:
        namen = list(bekend)
        super().__init__(
            f"{regio.zeg('Gemeente')} '{gevraagd}' komt in dit plan niet voor.{bedoelde_u(gevraagd, namen)} "
            f"Bekend zijn: {', '.join(namen)}."
        )


class DoetNietMee(VerkeerdGebruik):
    def __init__(self, gemeente: str, jaar: int, kostensoort: str = "") -> None:
        waaraan = f" aan {kostensoort}" if kostensoort else ""
        super().__init__(f"{gemeente} doet in {jaar} niet mee{waaraan}; er is geen bijdrage.")


def schrijfwijzen(regio: Regio, code: str) -> tuple[str, ...]:
    """Everything by which a municipality may be called."""
    deelnemer = regio.alle_deelnemers[code]
    return (code, deelnemer.naam, *deelnemer.andere_schrijfwijzen)


def zoek_gemeente(uitkomst: Uitkomst, gevraagd: str) -> str:
    """The gemeentecode that belongs to a code, a name or another known spelling; capitals and accents do not matter.

    Raises:
        OnbekendeGemeente: none of the plan's participants is called so.
    """
    regio = uitkomst.gegevens.regio
    for code in regio.codes.get(naamvorm(gevraagd), ()):
        if code in uitkomst.gemeenten:
            return code
    raise OnbekendeGemeente(gevraagd, (regio.gemeente(code) for code in uitkomst.gemeenten), regio)


def zoek_jaarverdeling(uitkomst: Uitkomst, kostensoort: str, jaar: int) -> Jaarverdeling:
    """Raises: OnbekendeKostensoort, JaarBuitenPlan."""
    gegevens = uitkomst.gegevens
    if kostensoort not in gegevens.regio.kostensoorten:
        raise OnbekendeKostensoort(kostensoort, gegevens.regio.kostensoorten)
    if not uitkomst.verdeling.heeft(kostensoort, jaar):
        raise JaarBuitenPlan(jaar, gegevens.plan.jaren)
    return uitkomst.verdeling.van(kostensoort, jaar)


def _genoemd(namen: Sequence[str]) -> str:
    """A list that a person will read, or nothing when it is too long for that."""
    return f" Er zijn: {', '.join(namen)}." if 0 < len(namen) <= HOOGSTENS_GENOEMD else ""


class OnbekendeRij(VerkeerdGebruik):
    def __init__(self, tabel: str, gevraagd: str, bekend: Sequence[str]) -> None:
        super().__init__(
            f"Rij '{gevraagd}' staat niet in tabel {tabel}.{bedoelde_u(gevraagd, bekend)}{_genoemd(bekend)}"
        )


class OnbekendeKolom(VerkeerdGebruik):
    def __init__(self, tabel: str, gevraagd: str, bekend: Sequence[str]) -> None:
        super().__init__(
            f"Kolom '{gevraagd}' staat niet in tabel {tabel}.{bedoelde_u(gevraagd, bekend)}{_genoemd(bekend)}"
        )


class MeerdereRijen(VerkeerdGebruik):
    def __init__(self, tabel: str, gevraagd: str, keuzen: Sequence[str]) -> None:
        super().__init__(f"Rij '{gevraagd}' komt vaker voor in tabel {tabel}; kies uit: {', '.join(keuzen)}.")


class MeerdereKostensoorten(VerkeerdGebruik):
    def __init__(self, tabel: str, kostensoorten: Sequence[str]) -> None:
        super().__init__(f"Tabel {tabel} is er per kostensoort; kies een kostensoort: {' of '.join(kostensoorten)}.")


class GeenCijfer(VerkeerdGebruik):
    def __init__(self, kolom: str) -> None:
        super().__init__(f"Kolom '{kolom}' bevat tekst en geen cijfers; kies een kolom met cijfers.")


class _Rij(NamedTuple):
    """A row of a table, its number counted from 1, and everything by which it may be called."""

    tabel: Tabelnaam
    sleutel: str
    nummer: int
    namen: tuple[str, ...]


def rijnamen(waarden: Waarden, naam: Tabelnaam, rij: str) -> tuple[str, ...]:
    """Everything by which a row may be called; the first is its full name."""
    tabel = waarden.model.tabel(naam)
    kolommen = [k.naam for k in tabel.kolommen if k.soort is Soort.TEKST and not k.stap and k.naam != "oordeel"]
    per_kolom = {kolom: str(waarden[Celnaam(naam, rij, kolom)] or "") for kolom in kolommen}
    teksten = [tekst for tekst in per_kolom.values() if tekst]
    if kolommen[0] == "gemeentecode":
        if code := per_kolom["gemeentecode"]:
            _, gemeente, *andere = schrijfwijzen(waarden.model.plannen[""].regio, code)
            return (gemeente, code, *andere)
        return (teksten[0],)
    namen = [": ".join(teksten), "/".join(teksten), teksten[-1] if naam.naam == "scenario" else teksten[0]]
    return tuple(dict.fromkeys(namen))


def zoek_cel(
    uitkomst: Uitkomst, tabel: str, rij: str, kolom: str, kostensoort: str | None = None, jaar: int | None = None
) -> Celnaam:
    """The cell that a user means. A row that is not named may be counted, from 1.

    Raises:
        VerkeerdGebruik: no such table, kostensoort, year, row or column; or more than one.
    """
    waarden, namen = waarden_van(uitkomst), gevraagde_tabellen(uitkomst, tabel, kostensoort, jaar)
    if not namen:
        raise NietInDitPlan(tabel)
    per_tabel = [
        [
            _Rij(naam, een.sleutel, nummer, rijnamen(waarden, naam, een.sleutel))
            for nummer, een in enumerate(zichtbare_rijen(waarden, naam), start=1)
        ]
        for naam in namen
    ]
    gevonden = [een for rijen in per_tabel for een in _rijen(rijen, rij)]
    if not gevonden:
        raise OnbekendeRij(tabel, rij, list(dict.fromkeys(een.namen[0] for rijen in per_tabel for een in rijen)))
    kolommen = [(r, k) for r in gevonden for k in waarden.model.tabel(r.tabel).kolommen if not k.stap]
    met_kolom = [(r, k) for r, k in kolommen if naamvorm(k.naam) == naamvorm(kolom)]
    if not met_kolom:
        raise OnbekendeKolom(
            tabel, kolom, list(dict.fromkeys(k.naam for _, k in kolommen if k.soort is not Soort.TEKST))
        )
    if len(soorten := list(dict.fromkeys(r.tabel.kostensoort for r, _ in met_kolom))) > 1:
        raise MeerdereKostensoorten(tabel, soorten)
    if met_kolom[0][1].soort is Soort.TEKST:
        raise GeenCijfer(kolom)
    if len(met_kolom) > 1:
        raise MeerdereRijen(tabel, rij, _keuzen([r for r, _ in met_kolom]))
    ((een, welke),) = met_kolom
    return Celnaam(een.tabel, een.sleutel, welke.naam)


def _rijen(rijen: Sequence[_Rij], gevraagd: str) -> list[_Rij]:
    """Rows of that name; else, of a number, the row that it counts to."""
    vorm = naamvorm(gevraagd)
    volledig = [een for een in rijen if naamvorm(een.namen[0]) == vorm]
    gevonden = volledig or [een for een in rijen if vorm in map(naamvorm, een.namen)]
    return gevonden or [een for een in rijen if gevraagd.isdecimal() and een.nummer == int(gevraagd)]


def _keuzen(rijen: Sequence[_Rij]) -> list[str]:
    """Full names where they differ, else the numbers of the rows."""
    namen = [een.namen[0] for een in rijen]
    if len(set(namen)) < len(namen):
        return [f"rij {een.nummer}" for een in rijen]
    return [f"'{naam}'" for naam in namen[:HOOGSTENS_GENOEMD]]


def uitlegger_van(uitkomst: Uitkomst) -> Uitlegger:
    return uitkomst.bewaar(_uitlegger)


def _uitlegger(uitkomst: Uitkomst) -> Uitlegger:
    return Uitlegger(waarden_van(uitkomst))
