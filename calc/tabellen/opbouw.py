"""Opbouw: the parts of a contribution with their numbers and pots; and of a part by several shares or points those."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from calc.model.model import Model, Tabelsoort
from calc.model.plan import Plan
from calc.model.sluitregels import sluit
from calc.model.tabel import TOTAAL, Controle, Kolom, Rij, Tabel, Vorm
from calc.model.uitdrukking import (
    Gegeven,
    Tabelnaam,
    Term,
    Uitdrukking,
    Vast,
    alle,
    cel,
    kol,
    rij,
    rond,
    som,
    totaal,
)
from calc.opbouwwoorden import wijze
from calc.tabel import Rijsoort, Soort
from calc.uitlegvorm import decimalen_van
from calc.verdeling import Deel, Jaarverdeling
from schemas import formule as f
from schemas.geldend import Regio
from schemas.geldendeopbouw import Delend, Naaraandelen, Naarpunten, Onderdeel, Prijs, Vastbedrag
from schemas.kernwoorden import VAST

POTTEN: Final = (
    "Het bedrag is eerst over de delen van de sleutel verdeeld. Wat na afronden overblijft, gaat naar de delen met de "
    "grootste rest; bij gelijke rest in de volgorde van de sleutel."
)
ORGANISATIE: Final = "Organisatie"
"""The row of verdeling with what a limit puts on the organisation."""
MEESTE: Final = 6
"""Decimals that an amount is shown in at most."""
VOOR: Final = "voor_grenzen"
"""The column of verdeling with what the parts make of a contribution, where it has limits."""


def deelt_op(bron: Jaarverdeling) -> bool:
    """Whether a contribution is more than one whole key."""
    deel = bron.opbouw.onderdelen[0] if bron.opbouw is not None else None
    return deel is not None and not (isinstance(deel, Naaraandelen) and not deel.los)


def begroot(plan: Plan, kostensoort: str, jaar: int) -> Uitdrukking:
    """What the budget says of a year."""
    return cel(plan.tabel("begroting", kostensoort), TOTAAL, str(jaar))


def te_verdelen(plan: Plan, kostensoort: str, jaar: int) -> Uitdrukking:
    """What the participants pay together: what the budget says, or what follows from the rows."""
    bron = plan.uitkomst.verdeling.van(kostensoort, jaar)
    if bron.uit_de_rijen:
        return alle("bedrag", plan.tabel("verdeling", kostensoort, jaar))
    if bron.opbouw is None or bron.opbouw.rest is not None:
        return begroot(plan, kostensoort, jaar)
    return cel(plan.tabel("opbouw", kostensoort, jaar), TOTAAL, "pot")


def ten_laste(plan: Plan, kostensoort: str, jaar: int) -> Uitdrukking | None:
    """What a limit puts on the organisation; nothing where others carry it, or the year was decided before."""
    besloten = plan.uitkomst.verdeling.van(kostensoort, jaar).vastgesteld
    if besloten or not plan.regio.organisatie_draagt(kostensoort, jaar):
        return None
    return cel(plan.tabel("verdeling", kostensoort, jaar), ORGANISATIE, "bedrag")


def voor_deelnemers(plan: Plan, kostensoort: str, jaar: int) -> Uitdrukking:
    """What is to be split without what a limit puts on the organisation."""
    wat, last = te_verdelen(plan, kostensoort, jaar), ten_laste(plan, kostensoort, jaar)
    return wat if last is None else wat - last


def zoals_gegeven(bedragen: Iterable[Fraction]) -> int:
    """In how many decimals amounts that came in are shown: cents, and more where one has more. What is rounded away
    while it is shown would make a sum of the rows another than the total below them.
    """
    return max((min(decimalen_van(bedrag, 2) or 2, MEESTE) for bedrag in bedragen), default=2)


def eenheid_van(regio: Regio, deel: Deel) -> str:
    """The unit of the figures of a part; empty where these are no maatstaf of one year."""
    if not deel.maatstaf or deel.peiljaar is None:
        return ""
    return regio.bestand.maatstaven[deel.maatstaf].eenheid_van(deel.peiljaar) or ""


def vorm_van_deel(regio: Regio, bron: Jaarverdeling, deel: Deel) -> Vorm:
    """How the figures of a part are shown."""
    eenheid = eenheid_van(regio, deel)
    if deel.rato or eenheid == "aantal":
        return Soort.WAARDE, 0
    if eenheid.startswith("getal "):
        return Soort.WAARDE, int(eenheid.removeprefix("getal "))
    soort = Soort.GELD if eenheid == "euro" else Soort.WAARDE
    if deel.deelt:
        return soort, 0 if eenheid == "euro" else 2
    # An amount that came in with more decimals than cents stands as it is.
    return soort, zoals_gegeven(bron.cijfers_van(deel.naam))


def van_deel(naam: Tabelnaam, deel: str) -> Tabelnaam:
    """The table of the shares or points of one part."""
    return naam._replace(naam=f"sleutel:{deel}")


def tabellen_van(model: Model, bron: Jaarverdeling) -> list[Tabelnaam]:
    """What a kostensoort and year rests on: who buys a keuzepakket, formulas, parts, their shares or points, the
    contributions and limits.
    """
    if bron.opbouw is None:
        return []
    heel, pakketten = Tabelnaam("sleutel", bron.kostensoort, bron.jaar), Tabelnaam("pakketten", jaar=bron.jaar)
    delen = [van_deel(heel, deel.naam) for deel in bron.opbouw.onderdelen] if deelt_op(bron) else [heel]
    namen = [pakketten, *(heel._replace(naam=naam) for naam in ("formules", "opbouw")), *delen]
    namen += [heel._replace(naam="verdeling"), heel._replace(naam="grenzen")]
    return [naam for naam in namen if model.zoek(naam) is not None]


def pot(plan: Plan, bron: Jaarverdeling, deel: Onderdeel, lid: str) -> Uitdrukking:
    """What is shared: of a part with one share its own pot, else that of the share."""
    if isinstance(deel, Naaraandelen) and (len(deel.delen) > 1 or not deel.los):
        naam = plan.tabel("sleutel", bron.kostensoort, bron.jaar)
        return cel(van_deel(naam, deel.naam) if deel.los else naam, lid, "pot")
    return cel(plan.tabel("opbouw", bron.kostensoort, bron.jaar), deel.naam, "pot")


def opbouw(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """A row per part; a pot of its own is an amount, a part of what the budget says, or what remains of that."""
    bron = plan.uitkomst.verdeling.van(naam.kostensoort, naam.jaar)
    if bron.opbouw is None or not deelt_op(bron):
        return None
    regels = _Regels(plan, naam, bron)
    decimalen = plan.decimalen(naam.kostensoort, naam.jaar)
    kolommen = (
        Kolom("deel", "Onderdeel"),
        Kolom("wijze", "Hoe"),
        Kolom("prijs", "Prijs", Soort.WAARDE, 4, totaal=None),
        Kolom("bedrag", "Bedrag", Soort.GELD, regels.decimalen(), totaal=None),
        Kolom("procent", "Deel van de begroting", Soort.AANDEEL, 2, totaal=None),
        Kolom("pot", "Samen", Soort.GELD, decimalen),
    )
    rijen = tuple(regels.rij(deel) for deel in bron.opbouw.onderdelen)
    onder = Rij(TOTAAL, {"deel": TOTAAL, "wijze": ""}, soort=Rijsoort.TOTAAL)
    titel = f"Opbouw {naam.kostensoort} {naam.jaar}"
    return Tabel(naam, titel, kolommen, rijen, (onder,), noemt=("deel",), controles=regels.controles())


class _Regels:
    """The rows of one table opbouw."""

    def __init__(self, plan: Plan, naam: Tabelnaam, bron: Jaarverdeling) -> None:
        assert bron.opbouw is not None
        self._plan, self._naam, self._bron, self._opbouw = plan, naam, bron, bron.opbouw
        self._afronden = plan.afronden(naam.kostensoort, naam.jaar)
        self._begroot = begroot(plan, naam.kostensoort, naam.jaar)
        self._procenten = {d.naam: d.pot.deel for d in self._opbouw.onderdelen if isinstance(d, Delend) and d.pot.deel}

    def rij(self, deel: Onderdeel) -> Rij:
        verdeling = self._naam._replace(naam="verdeling")
        cellen: dict[str, Term] = {"deel": deel.label, "wijze": wijze(self._plan.regio, deel)}
        match deel:
            case Vastbedrag(bedrag=f.Getal(waarde=getal)):
                cellen["bedrag"] = self._gegeven(getal)
            case Prijs(prijs=getal):
                cellen["prijs"] = self._gegeven(getal)
            case Delend(pot=eigen):
                if eigen.bedrag is not None:
                    cellen["bedrag"] = self._gegeven(eigen.bedrag)
                elif eigen.deel is not None:
                    cellen["procent"] = self._gegeven(eigen.deel)
                return Rij(deel.naam, {**cellen, "pot": self._pot(deel)})
            case _:
                pass
        return Rij(deel.naam, {**cellen, "pot": cel(verdeling, TOTAAL, f"bedrag_{deel.naam}")})

    def _pot(self, deel: Delend) -> Uitdrukking:
        if deel.pot.bedrag is not None:
            return kol("bedrag")
        anderen = [rij(ander.naam) for ander in self._opbouw.onderdelen if ander.naam != deel.naam]
        if deel.pot.rest:
            return self._begroot - som(anderen) if anderen else self._begroot
        if self._bron.sluitregel == "open":
            return self._begroot * kol("procent")
        if deel.naam != self._sluiter:
            return rond(self._begroot * kol("procent"), self._afronden)
        procenten = [rij(naam) for naam in self._procenten if naam != deel.naam]
        return self._begroot - som(procenten) if procenten else self._begroot

    @property
    def _sluiter(self) -> str:
        """Where percentages are all of the budget, the largest of them takes what rounding leaves.

        Equal ones go by their names: the order in which parts are written changes nothing.
        """
        if self._opbouw.rest is not None or sum(self._procenten.values()) != 1:
            return ""
        return min(self._procenten, key=lambda naam: (-self._procenten[naam], naam))

    def _gegeven(self, getal: Fraction) -> Gegeven:
        return self._plan.uit_regio(getal, self._opbouw.bron)

    def decimalen(self) -> int:
        """Those of the amounts as they were written."""
        vast = [
            d.bedrag.waarde
            for d in self._opbouw.onderdelen
            if isinstance(d, Vastbedrag) and isinstance(d.bedrag, f.Getal)
        ]
        potten = [d.pot.bedrag for d in self._opbouw.onderdelen if isinstance(d, Delend) and d.pot.bedrag is not None]
        return zoals_gegeven([*vast, *potten])

    def controles(self) -> tuple[Controle, ...]:
        """Where te verdelen follows from the rows, the budget may say otherwise."""
        soort, jaar = self._naam.kostensoort, self._naam.jaar
        posten = self._plan.uitkomst.begrotingen[soort].posten
        if self._opbouw.rest is not None or not any(jaar in post.jaren for post in posten):
            return ()
        speling = Vast(self._plan.speling(soort, jaar))
        vorm = (Soort.GELD, self._plan.decimalen(soort, jaar))
        samen = cel(self._naam, TOTAAL, "pot")
        return (
            Controle(
                "Bijdragen tegenover begroting", f"{soort} {jaar}", self._begroot, samen, speling, vorm, "de bijdragen"
            ),
        )


def sleutel(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """A pot over the shares of a key, or the points of a part.

    Under a closing rule by largest remainder, ties in the order of the key.
    """
    bron = plan.uitkomst.verdeling.van(naam.kostensoort, naam.jaar)
    _, _, gevraagd = naam.naam.partition(":")
    delen = bron.opbouw.onderdelen if bron.opbouw is not None else ()
    deel = next((deel for deel in delen if deel.naam == gevraagd or not deelt_op(bron)), None)
    titel = f"Sleutel {naam.kostensoort} {naam.jaar}"
    if isinstance(deel, Naarpunten):
        return _punten(plan, naam, bron, deel)
    if not isinstance(deel, Naaraandelen) or (deel.los and (not gevraagd or len(deel.delen) == 1)):
        return None
    if deel.los:
        titel = f"{titel}, {deel.label}"
    heel = plan.tabel("opbouw", naam.kostensoort, naam.jaar)
    wat = cel(heel, deel.naam, "pot") if deel.los else te_verdelen(plan, naam.kostensoort, naam.jaar)
    rijen = [
        Rij(deel.kolom(lid), {"deel": plan.regio.label_deel(lid), "gewicht": plan.uit_regio(gewicht, bron.bron)})
        for lid, gewicht in deel.delen.items()
    ]
    decimalen, afronden = (maat(naam.kostensoort, naam.jaar) for maat in (plan.decimalen, plan.afronden))
    kolommen = [Kolom("deel"), Kolom("gewicht", "Gewicht", Soort.MAATSTAF)]
    kolommen.append(Kolom("aandeel", "Aandeel", Soort.AANDEEL, 2, kol("gewicht") / totaal("gewicht")))
    if bron.sluitregel == "open":
        kolommen.append(Kolom("pot", "Te verdelen", Soort.GELD, decimalen, wat * kol("aandeel")))
    else:
        volgorde = "gewicht", "rest_pot"
        gesloten = sluit("grootste-rest", "pot", "Te verdelen", wat, "aandeel", *volgorde, afronden, POTTEN, POTTEN)
        kolommen += gesloten.kolommen
    onder = Rij(TOTAAL, {"deel": TOTAAL}, soort=Rijsoort.TOTAAL)
    return Tabel(naam, titel, tuple(kolommen), tuple(rijen), (onder,), deel=deel.label if deel.los else "")


def _punten(plan: Plan, naam: Tabelnaam, bron: Jaarverdeling, deel: Naarpunten) -> Tabel:
    alle = {**deel.punten, **({VAST: deel.vast} if deel.vast else {})}
    labels = {lid: "Iedereen" if lid == VAST else plan.regio.label_deel(lid) for lid in alle}
    rijen = tuple(
        Rij(lid, {"deel": labels[lid], "gewicht": plan.uit_regio(getal, bron.bron)}) for lid, getal in alle.items()
    )
    kolommen = (Kolom("deel"), Kolom("gewicht", "Punten per eenheid", Soort.MAATSTAF))
    return Tabel(naam, f"Punten {naam.kostensoort} {naam.jaar}, {deel.label}", kolommen, rijen, deel=deel.label)


OPBOUW = Tabelsoort("opbouw", opbouw, 38, per_kostensoort=True, per_jaar=True, alle_jaren=True, zichtbaar=False)
SLEUTEL = Tabelsoort("sleutel", sleutel, 39, per_kostensoort=True, per_jaar=True, alle_jaren=True, zichtbaar=False)
