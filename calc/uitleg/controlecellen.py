"""Cells of controles: what each check expected, what it found, and the difference."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from calc.antwoord import Uitkomst
from calc.begroting import DEELNEMERS
from calc.model.tabel import TOTAAL
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.tabel import Soort
from calc.tabellen.controles import Controleuitslag, Hand, controles, uit_invoer
from calc.uitleg.cel import Beeldcel
from calc.uitleg.lezer import uitlegger_van
from calc.uitlegvorm import Stap, Uitleg, precies, sommeer
from calc.verdeling import Jaarverdeling


@dataclass(frozen=True)
class Kant:
    """One side of a check: a sum of terms, or `rekening`, a sum already written out; without either it stands by
    definition. `stappen` lead to it."""

    termen: Sequence[Fraction] = ()
    wat: str = ""
    stappen: Sequence[Stap] = ()
    rekening: str = ""


def leg_controles_uit(cel: Beeldcel) -> Uitleg:
    """A difference is found minus expected; each of these is a sum that is shown."""
    controle = controles(cel.uitkomst)[cel.nummer]
    vorm = (controle.soort, controle.decimalen)
    verwacht, gevonden = _kanten(cel.uitkomst, controle)
    if cel.kolom.naam == "verschil":
        kern = f"{sommeer([controle.gevonden, -controle.verwacht], *vorm)} = {precies(controle.verschil, *vorm)}."
        zinnen = (
            f"Verwacht. {_zin(verwacht, controle.verwacht, vorm)}",
            f"Gevonden. {_zin(gevonden, controle.gevonden, vorm)}",
            f"Verschil is gevonden min verwacht: {kern}",
            controle.volzin,
        )
        return cel.uitleg(kern, (*_stappen(verwacht, gevonden), Stap("De controle", zinnen)))
    kant, waarde = (verwacht, controle.verwacht) if cel.kolom.naam == "verwacht" else (gevonden, controle.gevonden)
    zin = _zin(kant, waarde, vorm)
    return cel.uitleg(zin, (*kant.stappen, Stap("De controle", (zin, controle.volzin))))


def _stappen(*kanten: Kant) -> tuple[Stap, ...]:
    return tuple(dict.fromkeys(stap for kant in kanten for stap in kant.stappen))


def _zin(kant: Kant, waarde: Fraction, vorm: tuple[Soort, int]) -> str:
    wat = f"{kant.wat}: " if kant.wat else ""
    if kant.rekening:
        return f"{wat}{kant.rekening.rstrip('.')}."
    som_van_termen = f"{sommeer(kant.termen, *vorm)} = " if kant.termen else ""
    return f"{wat}{som_van_termen}{precies(waarde, *vorm)}."


def _kanten(uitkomst: Uitkomst, controle: Controleuitslag) -> tuple[Kant, Kant]:
    """What was expected and what was found: as a table declares it, or by the other road that a check takes."""
    if controle.hand is not None:
        welke, bron = controle.hand
        return _MET_DE_HAND[welke](uitkomst, bron, controle)
    assert controle.declaratie is not None
    naam, wat = controle.declaratie
    lezer = uitlegger_van(uitkomst)
    paren = zip((wat.verwacht, wat.gevonden), wat.woorden, strict=True)
    verwacht, gevonden = (lezer.losse_som(kant, naam, wat.vorm, woorden) for kant, woorden in paren)
    return Kant(rekening=verwacht[0], stappen=verwacht[1]), Kant(rekening=gevonden[0], stappen=gevonden[1])


def _begroot(uitkomst: Uitkomst, bron: Jaarverdeling) -> Kant:
    """The te verdelen bedrag of the year, from its posts."""
    lezer, cel = uitlegger_van(uitkomst), Celnaam(Tabelnaam("begroting", bron.kostensoort), TOTAAL, str(bron.jaar))
    return Kant(stappen=lezer.stappen(cel), rekening=lezer.kern(cel))


def _deelnemers(uitkomst: Uitkomst, bron: Jaarverdeling, controle: Controleuitslag) -> tuple[Kant, Kant]:
    aantal = len(uitkomst.gegevens.regio.deelnemers(bron.jaar, bron.kostensoort))
    termen = [Fraction(aantal), controle.gevonden - aantal]
    wat = f"Van de {aantal} deelnemers van {bron.jaar} min die met precies één bijdrage"
    return Kant(wat="Elke deelnemer heeft precies één bijdrage, en niemand anders heeft er een"), Kant(termen, wat)


def _uit_invoer(uitkomst: Uitkomst, bron: Jaarverdeling, _controle: Controleuitslag) -> tuple[Kant, Kant]:
    """Straight from hours, rates and lines, beside the posts."""
    termen = [bedrag for dekking, bedrag in uit_invoer(uitkomst, bron) if dekking == DEELNEMERS]
    wat = "Uren maal tarief en de regels van de begroting die de deelnemers betalen, elk apart"
    begroot = _begroot(uitkomst, bron)
    return Kant(termen, wat, begroot.stappen), begroot


def _min_dekking(uitkomst: Uitkomst, bron: Jaarverdeling, _controle: Controleuitslag) -> tuple[Kant, Kant]:
    posten = uitkomst.begrotingen[bron.kostensoort].posten
    termen = [post.bedragen[bron.jaar] for post in posten if bron.jaar in post.bedragen]
    termen += [-post.bedragen[bron.jaar] for post in posten if post.dekking and bron.jaar in post.bedragen]
    return _begroot(uitkomst, bron), Kant(termen, "Alle posten, min wat anders wordt betaald")


_MET_DE_HAND: Final[Mapping[Hand, Callable[[Uitkomst, Jaarverdeling, Controleuitslag], tuple[Kant, Kant]]]] = {
    Hand.DEELNEMERS: _deelnemers,
    Hand.UIT_INVOER: _uit_invoer,
    Hand.MIN_DEKKING: _min_dekking,
}
