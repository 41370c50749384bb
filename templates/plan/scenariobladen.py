"""Scenario and Investering: without and with the investment, what it costs and when it has paid itself back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from calc.afronding import rond_op
from calc.noten import noten_scenario
from calc.scenario import MET, VERSCHIL, ZONDER, Bedrag, Lijn, Scenario
from calc.uitkomst import Uitkomst
from schemas.gegevens import PM
from templates.plan.invoerbladen import Invoerplaatsen
from templates.werkmap.boek import Blad, Boek, Plaats, a1
from templates.werkmap.dubbel import heel

NUL: Final = Fraction(0)
TITELS: Final[Mapping[str, str]] = {
    ZONDER: "Zonder investering (scenario 1)",
    MET: "Met investering (scenario 2)",
    VERSCHIL: "Verschil: zonder min met (een min betekent: met investering duurder)",
}
VORM: Final = "euro"
Meld = Callable[[str, str, str], None]
"""Registers a figure: its regel, its column and its reference."""


@dataclass
class Scenarioplaatsen:
    """Where the scenario stands: per part and line its row, per year its column."""

    blad: Blad
    jaren: tuple[int, ...]
    rijen: dict[tuple[str, str], int] = field(default_factory=dict)
    besparing: tuple[int, int] | None = None
    """First and last row of the savings."""

    def kolom(self, jaar: int) -> int:
        return 2 + self.jaren.index(jaar)

    def cel(self, deel: str, regel: str, jaar: int) -> str:
        return self.blad.verwijs(self.rijen[deel, regel], self.kolom(jaar))

    def reeks(self, deel: str, regel: str) -> str:
        """All years of a line, from any sheet."""
        return self.blad.bereik(self.rijen[deel, regel], self.rijen[deel, regel], 2, 1 + len(self.jaren))


def vul_scenario(
    boek: Boek,
    blad: Blad,
    uitkomst: Uitkomst,
    scenario: Scenario,
    invoer: Invoerplaatsen,
    te_verdelen: Mapping[tuple[str, int], str],
    rij: int,
    investering: str,
) -> Scenarioplaatsen:
    """The three parts, after the assumptions.

    Args:
        investering: reference of the cell on Investering that holds the investment; empty where there is none.
    """
    plaatsen = Scenarioplaatsen(blad, scenario.jaren)
    laatste = 1 + len(scenario.jaren)
    blad.breedtes((50, *([16.0] * len(scenario.jaren))))
    rij = _aannames(blad, uitkomst, scenario, invoer, plaatsen, rij, laatste) + 1
    for deel in (ZONDER, MET, VERSCHIL):
        begin = rij
        lijnen = [lijn for lijn in scenario.lijnen if lijn.deel == deel]
        blad.tussenkop(rij, laatste, TITELS[deel])
        if scenario.herhaald_vanaf is not None:
            rij += 1
            blad.kleur(rij, 1, laatste, "VW tekst stap")
            for jaar in range(scenario.herhaald_vanaf, scenario.jaren[-1] + 1):
                blad.schrijf(rij, plaatsen.kolom(jaar), f"als {scenario.herhaald_vanaf - 1}", "VW Let op rechts")
        rij += 1
        blad.koppen(rij, ("Regel", *scenario.jaren), rechts=range(2, laatste + 1))
        blad.tabel(f"Scenario_{deel}", rij, rij + len(lijnen), laatste)
        for r, lijn in enumerate(lijnen, start=rij + 1):
            plaatsen.rijen[deel, lijn.regel] = r
        for lijn in lijnen:
            _lijn(boek, blad, uitkomst, scenario, lijn, lijnen, invoer, te_verdelen, plaatsen, investering)
        rij += 2 + len(lijnen)
    rij = blad.noten(rij, laatste, [*noten_scenario(scenario), *_bronnen(uitkomst)])
    blad.zet_vast(4, 2)
    blad.afdruk(laatste, rij - 1, nieuw_blad_voor=[begin])
    return plaatsen


def _bronnen(uitkomst: Uitkomst) -> list[str]:
    afgeleid = [f"Afgeleid: {r.regel}: {r.afgeleid}." for r in uitkomst.gegevens.scenario if r.afgeleid]
    bronnen = list(dict.fromkeys(r.bron for r in uitkomst.gegevens.scenario if r.bron))
    return [*afgeleid, *([f"Bron: {'; '.join(bronnen)}."] if bronnen else [])]


def _aannames(
    blad: Blad,
    uitkomst: Uitkomst,
    scenario: Scenario,
    invoer: Invoerplaatsen,
    plaatsen: Scenarioplaatsen,
    rij: int,
    laatste: int,
) -> int:
    """The savings, in whole euros."""
    regels = [(n, r) for n, r in enumerate(uitkomst.gegevens.scenario) if r.soort == "besparing"]
    if not regels:
        return rij - 1
    blad.tussenkop(rij, laatste, "Aanname: besparing per jaar")
    blad.koppen(rij + 1, ("Besparing", *scenario.jaren), rechts=range(2, laatste + 1))
    for r, (n, regel) in enumerate(regels, start=rij + 2):
        blad.schrijf(r, 1, regel.regel, "VW tekst")
        for jaar in scenario.jaren:
            bedrag = regel.bedragen.get(jaar)
            waarde = NUL if bedrag is None or bedrag is PM else rond_op(Fraction(str(bedrag)), 0)
            formule = f"=ROUND({invoer.cel['Scenario', n, str(jaar)]},0)"
            blad.zet(r, plaatsen.kolom(jaar), formule, waarde, f"VW {VORM} post")
    plaatsen.besparing = (rij + 2, rij + 1 + len(regels))
    return rij + 2 + len(regels)


def _lijn(
    boek: Boek,
    blad: Blad,
    uitkomst: Uitkomst,
    scenario: Scenario,
    lijn: Lijn,
    lijnen: Sequence[Lijn],
    invoer: Invoerplaatsen,
    te_verdelen: Mapping[tuple[str, int], str],
    plaatsen: Scenarioplaatsen,
    investering: str,
) -> None:
    rij = plaatsen.rijen[lijn.deel, lijn.regel]
    totaal = lijn.soort in ("saldo", "besparing")
    rol = " totaal" if totaal else ""
    herhaald = scenario.herhaald_vanaf
    blad.schrijf(rij, 1, lijn.regel, f"VW tekst{rol}")
    for jaar in scenario.jaren:
        waarde = lijn.bedragen[jaar]
        kolom = plaatsen.kolom(jaar)
        if waarde is None:
            blad.kleur(rij, kolom, kolom, f"VW {VORM}")
            continue
        if lijn.deel == VERSCHIL:
            formule = _verschil(lijn, jaar, plaatsen, investering)
        else:
            formule = _formule(uitkomst, lijn, lijnen, jaar, invoer, te_verdelen, plaatsen)
        gemarkeerd = herhaald is not None and jaar >= herhaald and not totaal
        stijl = f"VW {VORM}{' let op' if gemarkeerd else rol}"
        ref = blad.zet(rij, kolom, formule, _celwaarde(waarde), stijl)
        boek.plaatsen[Plaats("scenario", "", None, f"{lijn.deel}: {lijn.regel}", str(jaar))] = ref


def _celwaarde(waarde: Bedrag) -> Fraction | str:
    return waarde if isinstance(waarde, Fraction) else str(waarde)


def _formule(
    uitkomst: Uitkomst,
    lijn: Lijn,
    lijnen: Sequence[Lijn],
    jaar: int,
    invoer: Invoerplaatsen,
    te_verdelen: Mapping[tuple[str, int], str],
    plaatsen: Scenarioplaatsen,
) -> str:
    plan = uitkomst.gegevens.plan
    kolom = plaatsen.kolom(jaar)
    eerste, laatste = (plaatsen.rijen[lijn.deel, lijnen[n].regel] for n in (0, -1))
    rij = plaatsen.rijen[lijn.deel, lijn.regel]
    if lijn.soort == "budget":
        return f"=-ROUND({invoer.cel['Scenario', _plek(uitkomst, lijn.regel), str(jaar)]},0)"
    if lijn.soort.startswith("kosten:"):
        bronjaar = plan.basisjaar if lijn.deel == ZONDER else min(jaar, plan.laatste_jaar)
        return f"={heel(te_verdelen[lijn.soort.removeprefix('kosten:'), bronjaar])}"
    if lijn.soort == "post":
        cel = invoer.cel["Scenario", _plek(uitkomst, lijn.regel), str(jaar)]
        return f'=IF({cel}="PM",{cel},ROUND({cel},0))'
    if lijn.soort == "saldo":
        return f"=SUM({a1(eerste, kolom)}:{a1(laatste - 1, kolom)})"
    # Care balances: what the budget leaves after the known costs and the saving. A text such as PM is no part of a sum.
    formule = f"=-SUM({a1(eerste, kolom)}:{a1(rij - 1, kolom)})"
    if rij < laatste - 1:
        formule += f"-SUM({a1(rij + 1, kolom)}:{a1(laatste - 1, kolom)})"
    if lijn.deel == MET and plaatsen.besparing:
        van, tot = (a1(r, kolom, vast_rij=True) for r in plaatsen.besparing)
        formule += f"-SUM({van}:{tot})"
    return formule


def _plek(uitkomst: Uitkomst, regel: str) -> int:
    return next(n for n, r in enumerate(uitkomst.gegevens.scenario) if r.regel == regel)


def _verschil(lijn: Lijn, jaar: int, plaatsen: Scenarioplaatsen, investering: str) -> str:
    kolom = plaatsen.kolom(jaar)
    if lijn.soort == "extra":
        return f"={investering}"
    if lijn.soort == "besparing":
        zonder, met = (next(r for (d, _), r in reversed(plaatsen.rijen.items()) if d == deel) for deel in (ZONDER, MET))
        return f"={a1(met, kolom)}-{a1(zonder, kolom)}"
    een, twee = (a1(plaatsen.rijen[deel, lijn.regel], kolom) for deel in (ZONDER, MET))
    if lijn.soort == "post":
        return f'=IF(OR({een}="PM",{twee}="PM"),"PM",{een}-{twee})'
    return f"={een}-{twee}"


def vul_investering(
    boek: Boek,
    blad: Blad,
    uitkomst: Uitkomst,
    scenario: Scenario,
    invoer: Invoerplaatsen,
    te_verdelen: Mapping[tuple[str, int], str],
    rij: int,
) -> str:
    """Regular, extra and total per year of the investment, the saving and the payback; returns the cell of the
    investment.
    """
    bron = scenario.investering
    gegevens = uitkomst.gegevens
    eerste_jaar = bron.jaren[0]
    namen = [f"regulier_{eerste_jaar}"]
    titels: list[str] = [f"Regulier (als in {bron.basisjaar})"]
    for jaar in bron.jaren:
        namen += [f"extra_{jaar}", f"totaal_{jaar}"]
        titels += [f"Extra {jaar}", f"Totaal {jaar}"]
    namen.append("extra_investering")
    titels.append("Extra investering")
    if bron.besparing_vanaf is not None:
        namen.append(f"besparing_vanaf_{bron.besparing_vanaf}")
        titels.append(f"Besparing vanaf {bron.besparing_vanaf}")
    laatste = 1 + len(namen)
    kolom = {naam: k for k, naam in enumerate(namen, start=2)}
    blad.breedtes((44, *([18.0] * len(namen))))
    blad.koppen(rij, ("Regel", *titels), rechts=range(2, laatste + 1))
    blad.hoogte(rij, 30)

    def meld(regel: str, naam: str, ref: str) -> None:
        boek.plaatsen[Plaats("investering", "", None, regel, naam)] = ref

    budget = next(n for n, r in enumerate(gegevens.scenario) if r.soort == "budget")
    regel = gegevens.scenario[budget]
    r = rij + 1
    _leeg(blad, r, laatste, regel.regel)
    for naam in namen[:-1]:
        if naam.startswith(("regulier", "totaal")):
            jaar = int(naam.rsplit("_", 1)[1])
            waarde = -rond_op(Fraction(str(regel.bedragen[jaar])), 0) if jaar in regel.bedragen else NUL
            formule = f"=-ROUND({invoer.cel['Scenario', budget, str(jaar)]},0)"
            meld(regel.regel, naam, blad.zet(r, kolom[naam], formule, waarde, f"VW {VORM}"))
    eerste = r + 1
    for r, (soort, extra) in enumerate(bron.extra.items(), start=eerste):
        label = gegevens.regio.kostensoort(soort).label
        _leeg(blad, r, laatste, label)
        regulier = a1(r, kolom[namen[0]], vast_kolom=True)
        formule = f"={heel(te_verdelen[soort, bron.basisjaar])}"
        meld(label, namen[0], blad.zet(r, 2, formule, bron.regulier[soort], f"VW {VORM}"))
        for jaar in bron.jaren:
            k_extra, k_totaal = kolom[f"extra_{jaar}"], kolom[f"totaal_{jaar}"]
            formule = f"={heel(te_verdelen[soort, min(jaar, gegevens.plan.laatste_jaar)])}"
            totaal = bron.regulier[soort] + extra[jaar]
            meld(label, f"totaal_{jaar}", blad.zet(r, k_totaal, formule, totaal, f"VW {VORM}"))
            formule = f"={a1(r, k_totaal)}-{regulier}"
            meld(label, f"extra_{jaar}", blad.zet(r, k_extra, formule, extra[jaar], f"VW {VORM}"))
        termen = "+".join(a1(r, kolom[f"extra_{jaar}"]) for jaar in bron.jaren)
        ref = blad.zet(r, kolom["extra_investering"], f"={termen}", sum(extra.values(), NUL), f"VW {VORM}")
        meld(label, "extra_investering", ref)
    r = eerste + len(bron.extra)
    som_tot = r - 1
    besparing_cel = ""
    if bron.besparing_vanaf is not None:
        _leeg(blad, r, laatste, "Besparing per jaar")
        regels = [n for n, s in enumerate(gegevens.scenario) if s.soort == "besparing"]
        termen = "-".join(f"ROUND({invoer.cel['Scenario', n, str(bron.besparing_vanaf)]},0)" for n in regels)
        besparing_cel = a1(r, laatste)
        meld("Besparing", namen[-1], blad.zet(r, laatste, f"=-{termen}", -bron.besparing, f"VW {VORM}"))
        r += 1
    blad.tabel("Investering", rij, r - 1, laatste)
    blad.kleur(r, 1, laatste, "VW tekst totaal")
    blad.schrijf(r, 1, "Totaal")
    kosten = list(bron.extra.values())
    for naam in namen:
        if naam.startswith("besparing"):
            continue
        k = kolom[naam]
        if naam == "extra_investering":
            waarde = bron.totaal
        else:
            jaar = int(naam.rsplit("_", 1)[1])
            regulier_som = NUL if naam.startswith("extra") else sum(bron.regulier.values(), NUL)
            extra_som = NUL if naam.startswith("regulier") else sum((e[jaar] for e in kosten), NUL)
            waarde = regulier_som + extra_som
        ref = blad.zet(r, k, f"=SUM({a1(eerste, k)}:{a1(som_tot, k)})", waarde, f"VW {VORM} totaal")
        meld("Totaal", naam, ref)
    investering = blad.verwijs(r, kolom["extra_investering"])
    r += 2
    if bron.terugverdientijd is not None:
        blad.schrijf(r, 1, "Terugverdientijd (jaren): investering gedeeld door besparing per jaar", "VW tekst totaal")
        blad.kleur(r, 2, laatste, "VW tekst totaal")
        formule = f"=-{a1(r - 2, kolom['extra_investering'])}/{besparing_cel}"
        ref = blad.zet(r, laatste, formule, bron.terugverdientijd, "VW getal 2 totaal")
        meld("Terugverdientijd (jaren)", namen[-1], ref)
        blad.hoogte(r, 28)
        r += 2
    r = _varianten(boek, blad, uitkomst, scenario, invoer, te_verdelen, r, laatste)
    r = blad.noten(r, laatste, _bronnen(uitkomst))
    blad.zet_vast(rij + 1, 2)
    blad.afdruk(laatste, r - 1)
    return investering


def _leeg(blad: Blad, rij: int, laatste: int, tekst: str) -> None:
    blad.kleur(rij, 1, laatste, "VW tekst")
    blad.schrijf(rij, 1, tekst)


def _varianten(
    boek: Boek,
    blad: Blad,
    uitkomst: Uitkomst,
    scenario: Scenario,
    invoer: Invoerplaatsen,
    te_verdelen: Mapping[tuple[str, int], str],
    rij: int,
    laatste: int,
) -> int:
    """Savings that the text also names: a percentage of the budget or of the care in the base year; none is the
    saving used.
    """
    if not scenario.varianten:
        return rij
    gegevens = uitkomst.gegevens
    basis = gegevens.plan.basisjaar
    blad.tussenkop(rij, laatste, "Andere besparingen die de tekst noemt (hiermee rekent het scenario niet)")
    blad.koppen(rij + 1, ("Besparing", "Percentage", f"Grondslag {basis}", "Bedrag"), rechts=(2, 3, 4))
    budget = next(n for n, r in enumerate(gegevens.scenario) if r.soort == "budget")
    budgetcel = invoer.cel["Scenario", budget, str(basis)]
    kosten = "".join(f"-{heel(te_verdelen[soort, basis])}" for soort in scenario.investering.regulier)
    posten = [
        n for n, r in enumerate(gegevens.scenario) if r.soort == "post" and r.bedragen.get(basis) not in (None, PM)
    ]
    kosten += "".join(f"-ROUND({invoer.cel['Scenario', n, str(basis)]},0)" for n in posten)
    zorg = next(lijn for lijn in scenario.lijnen if lijn.deel == ZONDER and lijn.soort == "restpost").bedragen[basis]
    for r, (naam, bedrag) in enumerate(scenario.varianten.items(), start=rij + 2):
        n = _plek(uitkomst, naam)
        regel = gegevens.scenario[n]
        _leeg(blad, r, 4, naam)
        percentage = Fraction(regel.percentage or 0) / 100
        blad.zet(r, 2, f"={invoer.cel['Scenario', n, 'percentage']}/100", percentage, "VW aandeel")
        if regel.grondslag == "budget":
            grondslag = rond_op(Fraction(str(gegevens.scenario[budget].bedragen.get(basis, 0))), 0)
            blad.zet(r, 3, f"=ROUND({budgetcel},0)", grondslag, f"VW {VORM}")
        else:
            grondslag = zorg if isinstance(zorg, Fraction) else NUL
            blad.zet(r, 3, f"=ROUND({budgetcel},0){kosten}", grondslag, f"VW {VORM}")
        ref = blad.zet(r, 4, f"={heel(f'{a1(r, 2)}*{a1(r, 3)}')}", bedrag, f"VW {VORM}")
        boek.plaatsen[Plaats("tekst", "", None, naam, "variant")] = ref
    return rij + 3 + len(scenario.varianten)
