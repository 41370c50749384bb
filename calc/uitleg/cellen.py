"""The explanation of any figure in any table of the plan; of a check what it expected, found, and the difference."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from calc.antwoord import Uitkomst
from calc.begroting import DEELNEMERS
from calc.model.tabel import TOTAAL
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.tabellen.controles import CONTROLES, Controleuitslag, Hand, controles, uit_invoer
from calc.uitleg.cel import uitlegger_van, zoek_cel
from calc.uitlegvorm import Stap, Uitleg, precies, punt, sommeer


def uitleg_cel(
    uitkomst: Uitkomst, tabel: str, rij: str, kolom: str, kostensoort: str | None = None, jaar: int | None = None
) -> Uitleg:
    """How one figure of one table came about, down to its inputs.

    Args:
        rij: the row by name: a municipality by code, name or other spelling, a post, a line (`deel: regel`), a task
            (`taak: functie`), `Totaal`; or its number, counted from 1.
        kolom: the column by its name in the CSV.
        kostensoort: needed where the table is made per kostensoort and the cell is in more than one.
        jaar: the plan's year where None; meaningless for a table over years.
    Raises:
        VerkeerdGebruik: no such table, kostensoort, year, row or column; or more than one.
    """
    return leg_uit(uitkomst, zoek_cel(uitkomst, tabel, rij, kolom, kostensoort, jaar))


def leg_uit(uitkomst: Uitkomst, cel: Celnaam) -> Uitleg:
    """The explanation of a cell that was found."""
    if cel.tabel.naam == CONTROLES.naam:
        return _leg_controles_uit(uitkomst, cel)
    return uitlegger_van(uitkomst).uitleg(cel)


Kant = tuple[str, Sequence[Stap]]
"""One side of a check: its sum as a sentence, and the steps that lead to it."""


def _leg_controles_uit(uitkomst: Uitkomst, cel: Celnaam) -> Uitleg:
    """A difference is found minus expected; each of these is a sum that is shown."""
    controle = controles(uitkomst)[int(cel.rij)]
    (verwacht, van_verwacht), (gevonden, van_gevonden) = _kanten(uitkomst, controle)
    kern, eerst = (verwacht, van_verwacht) if cel.kolom == "verwacht" else (gevonden, van_gevonden)
    zinnen: tuple[str, ...] = (kern,)
    if cel.kolom == "verschil":
        vorm = controle.soort, controle.decimalen
        kern = f"{sommeer([controle.gevonden, -controle.verwacht], *vorm)} = {precies(controle.verschil, *vorm)}."
        slot = f"Verschil is gevonden min verwacht: {kern}"
        zinnen, eerst = (f"Verwacht. {verwacht}", f"Gevonden. {gevonden}", slot), (*van_verwacht, *van_gevonden)
    stappen = [stap for stap in dict.fromkeys(eerst) if stap.zinnen or stap.invoer]
    controlestap = Stap("De controle", (*zinnen, controle.volzin))
    return uitlegger_van(uitkomst).besloten(cel, kern, [*stappen, controlestap])


def _kanten(uitkomst: Uitkomst, controle: Controleuitslag) -> tuple[Kant, Kant]:
    """What was expected and what was found: as a table declares it, or by the other road that a check takes."""
    lezer = uitlegger_van(uitkomst)
    if controle.declaratie is not None:
        naam, wat = controle.declaratie
        paren = zip((wat.verwacht, wat.gevonden), wat.woorden, strict=True)
        (een, voor), (ander, ervoor) = (lezer.losse_som(kant, naam, wat.vorm, woorden) for kant, woorden in paren)
        return (punt(een), voor), (punt(ander), ervoor)
    assert controle.hand is not None
    welke, bron = controle.hand

    def zin(wat: str, waarde: Fraction, termen: Sequence[Fraction] = ()) -> str:
        vorm = controle.soort, controle.decimalen
        return f"{wat}: {f'{sommeer(termen, *vorm)} = ' if termen else ''}{precies(waarde, *vorm)}."

    if welke is Hand.DEELNEMERS:
        aantal = len(uitkomst.gegevens.regio.deelnemers(bron.jaar, bron.kostensoort))
        termen = [Fraction(aantal), controle.gevonden - aantal]
        niemand = zin("Elke deelnemer heeft precies één bijdrage, en niemand anders heeft er een", controle.verwacht)
        wie = f"Van de {aantal} deelnemers van {bron.jaar} min die met precies één bijdrage"
        return (niemand, ()), (zin(wie, controle.gevonden, termen), ())
    cel = Celnaam(Tabelnaam("begroting", bron.kostensoort), TOTAAL, str(bron.jaar))
    begroot = punt(lezer.kern(cel)), lezer.stappen(cel)
    if welke is Hand.UIT_INVOER:
        termen = [bedrag for dekking, bedrag in uit_invoer(uitkomst, bron) if dekking == DEELNEMERS]
        elk = "Uren maal tarief en de regels van de begroting die de deelnemers betalen, elk apart"
        return (zin(elk, controle.verwacht, termen), begroot[1]), begroot
    posten = [post for post in uitkomst.begrotingen[bron.kostensoort].posten if bron.jaar in post.bedragen]
    termen = [post.bedragen[bron.jaar] for post in posten]
    termen += [-post.bedragen[bron.jaar] for post in posten if post.dekking]
    return begroot, (zin("Alle posten, min wat anders wordt betaald", controle.gevonden, termen), ())
