"""Rekenblad uren: the rate in force in a year, and what hours and staff then cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from calc.uitkomst import Uitkomst
from schemas.gegevens import Capaciteitsregel, Formatieregel
from templates.plan.invoerbladen import Invoerplaatsen
from templates.werkmap.boek import Blad, a1, kolombereik

NUL: Final = Fraction(0)


@dataclass
class Urenplaatsen:
    """Where rates and costs of hours stand."""

    namen: str = ""
    eenheden: str = ""
    tarief: dict[int, str] = field(default_factory=dict)
    """Per year the column of rates in force, beside `namen` and `eenheden`."""
    bedrag: dict[int, str] = field(default_factory=dict)
    """Per year the column of costs, one row per row of Invoer Capaciteit."""
    formatie: dict[tuple[int, int], str] = field(default_factory=dict)
    """Per row of Invoer Formatie and year the cell of its cost."""


def geldvorm(bedragen: Sequence[Fraction]) -> str:
    """Whole euros where every amount is whole, else cents."""
    return "euro" if all(bedrag.denominator == 1 for bedrag in bedragen) else "cent"


def vul_uren(blad: Blad, uitkomst: Uitkomst, invoer: Invoerplaatsen, rij: int) -> Urenplaatsen:
    """The rate in force per year, and hours × rate and fte × rate per row of the input."""
    plaatsen = Urenplaatsen()
    jaren = uitkomst.gegevens.plan.jaren
    laatste = 4 + len(jaren) * 2
    blad.breedtes((34, 10, 10, 12, *([13.0] * (laatste - 4))))
    rij, zoek = _tarieven(blad, uitkomst, invoer, rij, laatste)
    rij = _tarief_per_jaar(blad, uitkomst, plaatsen, rij + 1, laatste, zoek)
    if uitkomst.gegevens.capaciteit:
        rij = _kosten_uit_uren(blad, uitkomst, invoer, plaatsen, rij + 1, laatste)
    if uitkomst.gegevens.formatie:
        rij = _kosten_formatie(blad, uitkomst, invoer, plaatsen, rij + 1, laatste)
    blad.zet_vast(4, 2)
    blad.afdruk(laatste, rij - 1)
    return plaatsen


def _tarieven(
    blad: Blad, uitkomst: Uitkomst, invoer: Invoerplaatsen, rij: int, laatste: int
) -> tuple[int, dict[str, str]]:
    """The rates of the input with the name by which they are looked up: the function, or the schaal where it has
    none.
    """
    blad.tussenkop(rij, laatste, "Tarieven uit de invoer")
    blad.koppen(rij + 1, ("Functie of schaal", "Eenheid", "Vanaf", "Tarief"), rechts=(3, 4))
    eerste = rij + 2
    for n, regel in enumerate(uitkomst.gegevens.tarieven):
        cel = {naam: invoer.cel["Tarieven", n, naam] for naam in ("functie", "schaal", "eenheid", "vanaf", "tarief")}
        rol = " let op" if regel.afgeleid else ""
        formule = f'=IF({cel["functie"]}="","schaal "&{cel["schaal"]},{cel["functie"]})'
        blad.zet(eerste + n, 1, formule, zoeknaam(regel.functie, "" if regel.functie else regel.schaal), "VW tekst")
        blad.zet(eerste + n, 2, f"={cel['eenheid']}", regel.eenheid, "VW tekst")
        blad.zet(eerste + n, 3, f"={cel['vanaf']}", regel.vanaf, "VW jaar")
        blad.zet(eerste + n, 4, f"={cel['tarief']}", regel.bedrag, f"VW cent{rol}")
    einde = eerste + max(len(uitkomst.gegevens.tarieven), 1) - 1
    bereiken = {
        naam: kolombereik(eerste, einde, k, vast_kolom=True)
        for k, naam in enumerate(("naam", "eenheid", "vanaf", "tarief"), 1)
    }
    return einde + 1, bereiken


def zoeknaam(functie: str, schaal: str) -> str:
    return f"schaal {schaal}" if schaal else functie


def _tarief_per_jaar(
    blad: Blad, uitkomst: Uitkomst, plaatsen: Urenplaatsen, rij: int, laatste: int, zoek: Mapping[str, str]
) -> int:
    gegevens = uitkomst.gegevens
    jaren = gegevens.plan.jaren
    nodig: dict[tuple[str, str], dict[int, Fraction]] = {}
    vanaf: dict[tuple[str, str], dict[int, int]] = {}
    gevraagd: list[tuple[str, Capaciteitsregel | Formatieregel]] = [("uur", r) for r in gegevens.capaciteit]
    gevraagd += [("fte", r) for r in gegevens.formatie]
    for eenheid, regel in gevraagd:
        schaal = regel.schaal if isinstance(regel, Formatieregel) else ""
        sleutel = (zoeknaam(regel.functie, schaal), eenheid)
        passend = [
            t
            for t in gegevens.tarieven
            if t.eenheid == eenheid
            and (t.functie == regel.functie if not schaal else (t.schaal == schaal and not t.functie))
        ]
        nodig.setdefault(sleutel, {}), vanaf.setdefault(sleutel, {})
        for jaar in jaren:
            eerder = [t for t in passend if t.vanaf <= jaar]
            gekozen = max(eerder, key=lambda t: t.vanaf) if eerder else None
            vanaf[sleutel][jaar] = gekozen.vanaf if gekozen else 0
            nodig[sleutel][jaar] = Fraction(gekozen.bedrag) if gekozen else NUL
    blad.tussenkop(rij, laatste, "Tarief dat in een jaar geldt")
    kop = rij + 2
    blad.kleur(rij + 1, 1, laatste, "VW Groep")
    blad.schrijf(rij + 1, 5, "Geldt vanaf")
    blad.schrijf(rij + 1, 5 + len(jaren), "Tarief")
    blad.koppen(kop, ("Functie of schaal", "Eenheid", "", "", *jaren, *jaren), rechts=range(5, laatste + 1))
    eerste = kop + 1
    for n, (naam, eenheid) in enumerate(nodig):
        r = eerste + n
        blad.schrijf(r, 1, naam, "VW tekst")
        blad.schrijf(r, 2, eenheid, "VW tekst")
        blad.kleur(r, 3, 4, "VW tekst")
        past = f"({zoek['naam']}=$A{r})*({zoek['eenheid']}=$B{r})"
        for plek, jaar in enumerate(jaren):
            kv, kt = 5 + plek, 5 + len(jaren) + plek
            formule = f"=SUMPRODUCT(MAX({past}*({zoek['vanaf']}<={a1(kop, kv, vast_rij=True)})*{zoek['vanaf']}))"
            blad.zet(r, kv, formule, vanaf[naam, eenheid][jaar], "VW jaar")
            formule = f"=SUMPRODUCT({past}*({zoek['vanaf']}={a1(r, kv)}),{zoek['tarief']})"
            blad.zet(r, kt, formule, nodig[naam, eenheid][jaar], "VW cent post")
    einde = eerste + max(len(nodig), 1) - 1
    plaatsen.namen, plaatsen.eenheden = blad.bereik(eerste, einde, 1), blad.bereik(eerste, einde, 2)
    for plek, jaar in enumerate(jaren):
        plaatsen.tarief[jaar] = blad.bereik(eerste, einde, 5 + len(jaren) + plek)
    return einde + 1


def _tarief_van(blad: Blad, plaatsen: Urenplaatsen, jaar: int, naam: str, eenheid: str) -> str:
    """The rate of a row that gives its name and unit in two of its cells; ranges of this very sheet, without its
    name.
    """
    hier = f"{blad.naam}!"
    namen, eenheden, tarieven = (
        b.removeprefix(hier) for b in (plaatsen.namen, plaatsen.eenheden, plaatsen.tarief[jaar])
    )
    return f"SUMPRODUCT(({namen}={naam})*({eenheden}={eenheid}),{tarieven})"


def _kosten_uit_uren(
    blad: Blad, uitkomst: Uitkomst, invoer: Invoerplaatsen, plaatsen: Urenplaatsen, rij: int, laatste: int
) -> int:
    jaren, regels = uitkomst.gegevens.plan.jaren, uitkomst.gegevens.capaciteit
    blad.tussenkop(rij, laatste, "Kosten uit uren: uren maal tarief")
    blad.koppen(
        rij + 1, ("Taak", "Eenheid", "Functie", "", *jaren, "Kostensoort", "Post"), rechts=range(5, 5 + len(jaren))
    )
    eerste = rij + 2
    bedragen = {(id(u.regel), u.jaar): u.bedrag for b in uitkomst.begrotingen.values() for u in b.uren}
    for n, regel in enumerate(regels):
        r = eerste + n
        cel = {naam: invoer.cel["Capaciteit", n, naam] for naam in ("taak", "functie", "kostensoort", "post")}
        blad.zet(r, 1, f"={cel['taak']}", regel.taak, "VW tekst")
        blad.schrijf(r, 2, "uur", "VW tekst")
        blad.zet(r, 3, f"={cel['functie']}", regel.functie, "VW tekst")
        blad.kleur(r, 4, 4, "VW tekst")
        for plek, jaar in enumerate(jaren):
            tarief_cel = _tarief_van(blad, plaatsen, jaar, f"$C{r}", f"$B{r}")
            formule = f"={invoer.cel['Capaciteit', n, str(jaar)]}*{tarief_cel}"
            blad.zet(r, 5 + plek, formule, bedragen.get((id(regel), jaar), NUL), "VW cent post")
        blad.zet(r, 5 + len(jaren), f"={cel['kostensoort']}", regel.kostensoort, "VW tekst")
        blad.zet(r, 6 + len(jaren), f"={cel['post']}", regel.post, "VW tekst")
    einde = eerste + len(regels) - 1
    for plek, jaar in enumerate(jaren):
        plaatsen.bedrag[jaar] = blad.bereik(eerste, einde, 5 + plek)
    return einde + 1


def _kosten_formatie(
    blad: Blad, uitkomst: Uitkomst, invoer: Invoerplaatsen, plaatsen: Urenplaatsen, rij: int, laatste: int
) -> int:
    jaren, regels = uitkomst.gegevens.plan.jaren, uitkomst.gegevens.formatie
    blad.tussenkop(rij, laatste, "Kosten van formatie: fte maal tarief")
    blad.koppen(rij + 1, ("Functie", "Eenheid", "Zoekt op", "", *jaren, "Onderdeel"), rechts=range(5, 5 + len(jaren)))
    eerste = rij + 2
    bedragen = {(id(k.regel), k.jaar): k.bedrag for k in uitkomst.formatie}
    for n, regel in enumerate(regels):
        r = eerste + n
        cel = {naam: invoer.cel["Formatie", n, naam] for naam in ("onderdeel", "functie", "schaal")}
        blad.zet(r, 1, f"={cel['functie']}", regel.functie, "VW tekst")
        blad.schrijf(r, 2, "fte", "VW tekst")
        formule = f'=IF({cel["schaal"]}="",{cel["functie"]},"schaal "&{cel["schaal"]})'
        blad.zet(r, 3, formule, zoeknaam(regel.functie, regel.schaal), "VW tekst")
        blad.kleur(r, 4, 4, "VW tekst")
        for plek, jaar in enumerate(jaren):
            tarief_cel = _tarief_van(blad, plaatsen, jaar, f"$C{r}", f"$B{r}")
            formule = f"={invoer.cel['Formatie', n, str(jaar)]}*{tarief_cel}"
            bedrag = bedragen.get((id(regel), jaar), NUL)
            plaatsen.formatie[n, jaar] = blad.zet(r, 5 + plek, formule, bedrag, "VW cent post")
        blad.zet(r, 5 + len(jaren), f"={cel['onderdeel']}", regel.onderdeel, "VW tekst")
    return eerste + len(regels)
