"""What a user means: a municipality, a kostensoort and year, one cell of one table by its row and its column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from calc.antwoord import Uitkomst
from calc.model.uitleg import Uitlegger
from calc.tabel import Beeld, Beeldkolom, Beeldrij, Soort, Waarde
from calc.tabellen import JaarBuitenPlan, NietInDitPlan, OnbekendeKostensoort, maak_tabellen, waarden_van
from calc.uitlegvorm import Stap, Uitleg, besluit, toon
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


@dataclass(frozen=True)
class Beeldcel:
    """A cell, with the outcome that it is a view of. `nummer` counts the rows from 0."""

    uitkomst: Uitkomst
    tabel: Beeld
    nummer: int
    kolom: Beeldkolom

    @property
    def rij(self) -> Beeldrij:
        return self.tabel.rijen[self.nummer]

    @property
    def waarde(self) -> Waarde:
        return self.bij(self.kolom.naam)

    def bij(self, kolom: str) -> Waarde:
        """The value in the same row under another column."""
        return self.rij.waarden[[k.naam for k in self.tabel.kolommen].index(kolom)]

    @property
    def vorm(self) -> tuple[Soort, int]:
        return self.rij.vorm or (self.kolom.soort, self.kolom.decimalen)

    @property
    def cijfer(self) -> str:
        return toon(self.waarde, *self.vorm)

    @property
    def naam(self) -> str:
        """The full name of the row."""
        return rijnamen(self.uitkomst, self.tabel, self.rij)[0]

    @property
    def kostensoort(self) -> str:
        return self.tabel.kostensoort or ""

    def uitleg(self, kern: str, stappen: Iterable[Stap] = ()) -> Uitleg:
        """The explanation of this cell, closed with its figure."""
        gevuld = tuple(stap for stap in stappen if stap.zinnen or stap.invoer)
        titel = f"{self.tabel.titel}: {self.naam}, {self.kolom.titel}"
        return besluit(titel, kern, gevuld or (Stap("De berekening", (kern,)),), "het cijfer in de tabel", self.cijfer)


def rijnamen(uitkomst: Uitkomst, tabel: Beeld, rij: Beeldrij) -> tuple[str, ...]:
    """Everything by which a row may be called; the first is its full name."""
    teksten = [
        str(waarde)
        for kolom, waarde in zip(tabel.kolommen, rij.waarden, strict=True)
        if kolom.soort is Soort.TEKST and kolom.naam != "oordeel" and waarde not in (None, "")
    ]
    if tabel.kolommen[0].naam == "gemeentecode":
        code = str(rij.waarden[0] or "")
        if code:
            _, gemeente, *andere = schrijfwijzen(uitkomst.gegevens.regio, code)
            return (gemeente, code, *andere)
        return (str(rij.waarden[1]),)
    namen = [": ".join(teksten), "/".join(teksten), teksten[-1] if tabel.naam == "scenario" else teksten[0]]
    return tuple(dict.fromkeys(namen))


def zoek_cel(
    uitkomst: Uitkomst, tabel: str, rij: str, kolom: str, kostensoort: str | None = None, jaar: int | None = None
) -> Beeldcel:
    """The cell that a user means. A row that is not named may be counted, from 1.

    Raises:
        VerkeerdGebruik: no such table, kostensoort, year, row or column; or more than one.
    """
    tabellen = maak_tabellen(uitkomst, tabel, kostensoort, jaar)
    if not tabellen:
        raise NietInDitPlan(tabel)
    gevonden = [(t, n) for t in tabellen for n in _rijen(uitkomst, t, rij)]
    if not gevonden:
        namen = dict.fromkeys(rijnamen(uitkomst, tabel, rij)[0] for tabel in tabellen for rij in tabel.rijen)
        raise OnbekendeRij(tabel, rij, list(namen))
    met_kolom = [(t, n, k) for t, n in gevonden for k in t.kolommen if naamvorm(k.naam) == naamvorm(kolom)]
    if not met_kolom:
        kolommen = dict.fromkeys(k.naam for t, _ in gevonden for k in t.kolommen if k.soort is not Soort.TEKST)
        raise OnbekendeKolom(tabel, kolom, list(kolommen))
    soorten = list(dict.fromkeys(t.kostensoort for t, _, _ in met_kolom if t.kostensoort))
    if len(soorten) > 1:
        raise MeerdereKostensoorten(tabel, soorten)
    if met_kolom[0][2].soort is Soort.TEKST:
        raise GeenCijfer(kolom)
    cellen = [Beeldcel(uitkomst, t, n, k) for t, n, k in met_kolom]
    if len(cellen) > 1:
        raise MeerdereRijen(tabel, rij, _keuzen(cellen))
    return cellen[0]


def _rijen(uitkomst: Uitkomst, tabel: Beeld, gevraagd: str) -> list[int]:
    """Rows of that name; else, of a number, the row that it counts to."""
    vorm = naamvorm(gevraagd)
    namen = [[naamvorm(naam) for naam in rijnamen(uitkomst, tabel, rij)] for rij in tabel.rijen]
    volledig = [n for n, (eerste, *_) in enumerate(namen) if eerste == vorm]
    gevonden = volledig or [n for n, bekend in enumerate(namen) if vorm in bekend]
    if not gevonden and gevraagd.isdecimal() and 1 <= int(gevraagd) <= len(tabel.rijen):
        return [int(gevraagd) - 1]
    return gevonden


def _keuzen(cellen: Sequence[Beeldcel]) -> list[str]:
    """Full names where they differ, else the numbers of the rows."""
    namen = [cel.naam for cel in cellen]
    if len(set(namen)) < len(namen):
        return [f"rij {cel.nummer + 1}" for cel in cellen]
    return [f"'{naam}'" for naam in namen[:HOOGSTENS_GENOEMD]]


def uitlegger_van(uitkomst: Uitkomst) -> Uitlegger:
    return uitkomst.bewaar(_uitlegger)


def _uitlegger(uitkomst: Uitkomst) -> Uitlegger:
    return Uitlegger(waarden_van(uitkomst))
