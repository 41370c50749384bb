"""Verdeling: what everyone who takes part contributes, and from what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from calc.afronding import EENHEDEN
from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import AFRONDING, TOTAAL, Controle, Ergste, Getallen, Kolom, Rij, Tabel, Uitgesteld
from calc.model.uitdrukking import (
    GEHEEL,
    Celnaam,
    Tabelnaam,
    Uitdrukking,
    Zuiver,
    alle,
    als,
    cel,
    gelijk,
    kol,
    rij,
    samen,
    term,
)
from calc.noten import noten_verdeling
from calc.tabel import Rijsoort, Soort
from calc.tabellen import waarden_van
from calc.tabellen.deelnemers import CODE, GEMEENTE, TOTAALRIJ, VERSCHIL, deelnemerrijen, deelnemertabel, onderrij
from calc.tabellen.onderdelen import Bijdragekolommen
from calc.tabellen.opbouw import ORGANISATIE, VOOR, deelt_op, te_verdelen, voor_deelnemers
from calc.tabellen.sluitzinnen import Zinnen
from calc.uitlegvorm import bedrag, hoofdletter, percentage
from calc.uitlegvorm import som as opgeteld
from calc.verdeling import Deel, Jaarverdeling
from calc.verklaring import verklaard

GEHEEL_VERDEELD: Final = "Kosten geheel verdeeld"
TEGENOVER_BEGROTING: Final = "Vastgestelde bedragen tegenover begroting"
"""The checks that hold what is paid against what was to be split."""
GEVRAAGD: Final = "Te verdelen"
"""The row beside the total with what was to be split."""
GEGEVEN: Final = (
    "Dit bedrag is een gegeven en wordt niet opnieuw berekend. De sleutel erachter is in dit plan niet bekend."
)
VERKLAARD: Final = (
    "Dit bedrag is een gegeven en wordt niet opnieuw berekend. De sleutel en de cijfers van {jaar} geven het ook."
)


def besluit(plan: Plan, naam: Tabelnaam) -> Controle:
    """Amounts that were decided before need not be what the budget says now."""
    soort, jaar = naam.kostensoort, naam.jaar
    return Controle(
        TEGENOVER_BEGROTING, f"{soort} {jaar}", te_verdelen(plan, soort, jaar),
        alle("bedrag", naam), term(plan.speling(soort, jaar)), (Soort.GELD, plan.decimalen(soort, jaar)), "vastgesteld",
        ("", plan.regio.zeg("De vastgestelde bedragen van de gemeenten")),
    )  # fmt: skip


def verdeelcontroles(
    plan: Plan, naam: Tabelnaam, bron: Jaarverdeling, rijen: Sequence[Rij], onder: Sequence[Rij]
) -> Iterator[Controle | Ergste]:
    """Of a year that is split. Under `open` each amount is rounded by itself: half a unit of each may remain."""
    soort, jaar = naam.kostensoort, naam.jaar
    waar, zeg, geld = f"{soort} {jaar}", plan.regio.zeg, (Soort.GELD, plan.decimalen(soort, jaar))
    verdeeld: Uitdrukking = cel(naam, TOTAAL, "bedrag")
    eronder = {rij.sleutel: rij for rij in onder}
    if ORGANISATIE in eronder:
        verdeeld = samen([verdeeld, cel(naam, ORGANISATIE, "bedrag")])
    yield Controle(
        GEHEEL_VERDEELD, waar, te_verdelen(plan, soort, jaar), verdeeld, term(plan.speling(soort, jaar)), geld,
        "verdeeld", ("", zeg("De bijdragen van de gemeenten")),
    )  # fmt: skip
    for deel in bron.delen:
        if deel.deelt:
            pot, gedeeld = (cel(naam, rij, f"bedrag_{deel.naam}") for rij in (GEVRAAGD, TOTAAL))
            yield Controle(
                "Deel van de sleutel geheel verdeeld", f"{waar}, {deel.naam}", pot, gedeeld,
                term(plan.speling_een_keer(soort, jaar)), geld, "verdeeld",
                ("", f"{zeg('De bedragen van de gemeenten')} voor {deel.label}"),
            )  # fmt: skip
    heel = [f"bedrag_{deel.naam}" for deel in bron.hele_delen]
    delen = {rij.sleutel: heel for rij in rijen}
    if AFRONDING in eronder:
        delen[AFRONDING] = [kolom for kolom in heel if kolom in eronder[AFRONDING].cellen]
    bijdrage = VOOR if plan.regio.grenzen(soort, jaar) is not None else "bedrag"
    # Every part is rounded by itself, and so is the contribution.
    half = EENHEDEN[bron.eenheid] / 2 if bron.sluitregel == "open" else Fraction(0)
    yield Ergste(waar, tuple(
        Controle(
            "Delen tellen op tot de bijdrage", f"{waar}, {wie}", cel(naam, code, bijdrage),
            samen(cel(naam, code, kolom) for kolom in kolommen), term(half * (len(kolommen) + 1)), geld, "opgeteld",
            ("", f"De delen van {wie}"),
        )
        for code, kolommen in delen.items()
        for wie in ("regel Afronding" if code == AFRONDING else plan.regio.gemeente(code),)
    ))  # fmt: skip
    if bron.sleutel is not None:
        yield Controle(
            "Aandelen samen 100%", waar, term(1), cel(naam, TOTAAL, "aandeel"), term(0), (Soort.AANDEEL, 2), "opgeteld",
            ("Alle aandelen samen zijn het geheel", zeg("De aandelen van de gemeenten")),
        )  # fmt: skip


class _Waarom:
    """Why the figures of a part are those of that peiljaar, and what was counted."""

    def __init__(self, plan: Plan, bron: Jaarverdeling) -> None:
        self._plan, self._bron = plan, bron
        self._vast = {maatstaf for maatstaf, vast, _ in bron.gebruikt if vast is not None}

    def __call__(self, deel: Deel) -> str:
        return "" if deel.peiljaar is None else f"{self._peiljaar(deel, deel.peiljaar)}{self._definitie(deel)}"

    def _peiljaar(self, deel: Deel, peiljaar: int) -> str:
        bron = self._bron
        if deel.maatstaf in self._vast:
            return f"Peiljaar {peiljaar}, zo staat het in de sleutel."
        if deel.maatstaf in bron.oude_maatstaven:
            mist = f"dat over {bron.gewenst[deel.maatstaf]} is er nog niet"
            return f"Peiljaar {peiljaar}, het laatst bekende: {mist}. Dit zijn oude cijfers."
        if peiljaar == bron.jaar:
            return f"Peiljaar {peiljaar}, het jaar zelf."
        eerder = bron.jaar - peiljaar
        return f"Peiljaar {peiljaar}, {'het jaar' if eerder == 1 else f'{eerder} jaar'} voor {bron.jaar}."

    def _definitie(self, deel: Deel) -> str:
        """What was counted, and on which day."""
        gezocht, definities = (deel.maatstaf, deel.peiljaar), self._plan.uitkomst.gegevens.definities
        gevonden = next((d for d in definities if (d.maatstaf, d.peiljaar) == gezocht), None)
        if gevonden is None:
            return ""
        dag = f" (peildatum: {gevonden.peildatum})" if gevonden.peildatum else ""
        return f" {hoofdletter(gevonden.definitie)}{dag}."


def _besloten(decimalen: int, zin: str) -> Zinnen:
    def zinnen(getallen: Getallen, hier: Celnaam) -> list[str]:
        eigen, samen = (Fraction(getallen.getal(hier._replace(rij=rij))) for rij in (hier.rij, TOTAAL))
        deel = f"{bedrag(eigen, decimalen)} / {bedrag(samen, decimalen)} = {percentage(eigen / samen)}" if samen else ""
        return [zin, *([f"Deel van alle vastgestelde bedragen: {deel}."] if deel else [])]

    return zinnen


def _losse_delen(alle: Sequence[Deel], decimalen: int) -> Zinnen:
    """Under `open` the rounded parts need not add up to the rounded whole: said where it is so."""

    def zinnen(getallen: Getallen, hier: Celnaam) -> list[str]:
        delen = [Fraction(getallen.getal(hier._replace(kolom=f"bedrag_{deel.naam}"))) for deel in alle]
        samen, heel = sum(delen, Fraction(0)), getallen.getal(hier)
        if samen == heel:
            return []
        meer = "meer" if samen > heel else "minder"
        return [
            f"De afgeronde delen zijn samen {opgeteld(delen, decimalen)} = {bedrag(samen, decimalen)}. Dat is "
            f"{bedrag(abs(samen - heel), decimalen)} {meer} dan de bijdrage, omdat elk bedrag apart is afgerond."
        ]

    return zinnen


def tegenover(gevraagd: Mapping[str, Uitdrukking]) -> tuple[Rij, Rij]:
    """Beside the total what was to be split, and what rounding left between them; on the sheet alone."""
    verschil = rij(TOTAAL) - rij(GEVRAAGD)
    return (
        onderrij(GEVRAAGD, Rijsoort.EXTRA, gevraagd, stap=True),
        onderrij(VERSCHIL, Rijsoort.EXTRA, dict.fromkeys(gevraagd, verschil), stap=True),
    )


def verdeling(plan: Plan, naam: Tabelnaam) -> Tabel:
    """Per part value, share and amount, then the share in the whole and the contribution.

    Under `open` every amount is rounded from its own exact value; else a contribution is the sum of its parts. Of a
    year decided before there is only the amount.
    """
    van = soort, jaar = naam.kostensoort, naam.jaar
    bron, decimalen, titel = plan.uitkomst.verdeling.van(*van), plan.decimalen(*van), f"Verdeling {soort} {jaar}"
    # The sentences are about the amounts, which are not known as long as these are being worked out.
    noten = Uitgesteld(lambda: noten_verdeling(waarden_van(plan.uitkomst), bron))
    codes = plan.deelnemers(jaar, soort)
    if bron.opbouw is None:
        besloten = cel(plan.tabel("vastgesteld", soort), None, str(jaar))
        bekend = not verklaard(plan.uitkomst, bron).vastgesteld
        waarom = _besloten(decimalen, VERKLAARD.format(jaar=jaar) if bekend else GEGEVEN)
        gegeven = Kolom("bedrag", "Bijdrage", Soort.GELD, decimalen, besloten, uitleg=waarom)
        return deelnemertabel(plan, naam, titel, codes, (gegeven,), noten=noten, controles=[besluit(plan, naam)])
    delen = Bijdragekolommen(plan, bron, _Waarom(plan, bron))
    for deel in bron.opbouw.onderdelen:
        delen.maak(deel)
    kolommen = [CODE, GEMEENTE, *delen.kolommen]
    if deelt_op(bron):
        geheel = Zuiver(alle("bedrag"))
        deelt = als(gelijk(geheel, 0), 0, Zuiver(kol("bedrag")) / geheel)
        kolommen.append(Kolom("aandeel", "Aandeel", Soort.AANDEEL, 2, deelt, GEHEEL))
    heel = bron.hele_delen
    hoe = _losse_delen(heel, decimalen) if bron.sluitregel == "open" and len(heel) > 1 else ""
    onder, afronding, bijdrage = [TOTAALRIJ], dict(delen.afronding), delen.bijdrage()
    op_regel = [delen.samen()] if afronding else []
    grenzen = plan.regio.grenzen(soort, jaar)
    if grenzen is not None:
        binnen = plan.tabel("grenzen", *van)
        kolommen.append(Kolom(VOOR, "Bijdrage voor de grenzen", Soort.GELD, decimalen, bijdrage, uitleg=hoe))
        bijdrage, hoe = cel(binnen, None, "bedrag"), ""
        if op_regel:
            afronding[VOOR] = op_regel[0]
        if grenzen.verschil == "organisatie":
            last = alle(VOOR) - alle("bedrag")
            naam_ = f"Ten laste van {plan.regio.organisatie.naam}"
            onder.append(onderrij(ORGANISATIE, Rijsoort.EXTRA, {"bedrag": last}, titel=naam_))
        elif bron.sluitregel == "afrondingsregel":
            op_regel.append(cel(binnen, AFRONDING, "bedrag"))
    kolommen.append(Kolom("bedrag", "Bijdrage", Soort.GELD, decimalen, bijdrage, uitleg=hoe))
    if op_regel:
        afronding["bedrag"] = samen(op_regel)
        onder.insert(0, onderrij(AFRONDING, Rijsoort.AFRONDING, afronding))
    onder += tegenover({"bedrag": voor_deelnemers(plan, *van), **delen.potten})
    rijen = deelnemerrijen({code: plan.regio.gemeente(code) for code in codes})
    return Tabel(
        naam, titel, tuple(kolommen), rijen, tuple(onder), noemt=("gemeente",), noten=noten,
        eisen=tuple(delen.eisen()), controles=tuple(verdeelcontroles(plan, naam, bron, rijen, onder)),
        bij=plan.oude_cijfers(*van),
    )  # fmt: skip


VERDELING = Tabelsoort("verdeling", verdeling, 40, per_kostensoort=True, per_jaar=True, verdeeld=True, alle_jaren=True)
