"""Sheet Brief: the letter on one page, from the same source as the letter in Word; its figures are live."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from calc.brief import Brief, maak_brief
from calc.brief.teksten import PLUS
from calc.model.tabel import TOTAAL
from calc.tabellen.eigenkosten import KOSTEN
from templates.gemeente.werk import Gemeenteboek
from templates.werkmap.blad import LUCHT, Blad

BLAD: Final = "Brief"
BREEDTE: Final = 7
"""Columns of the letter."""
LINKS: Final = 9
"""Column of the links to other sheets: beside the letter, where they are not printed."""
KLEIN: Final = 12.0
ELDERS: Final = ("bedrag", "wat", "vragen")
"""Paragraphs that stand above the table, or below what the region adds; the others follow the table."""


def vul_brief(werk: Gemeenteboek) -> None:
    """Fill the letter from its heading on: what it has nothing to say about takes no row."""
    boek, blad = werk.boek, werk.boek.blad(BLAD)
    brief = maak_brief(werk.uitkomst, werk.code)
    boek.veld("plan_status", brief.status.upper())
    rij, kolom = boek.anker("gemeentecode")
    blad.schrijf(rij, kolom, werk.code, "VW Label")
    boek.veld("bijdrage", werk.bedrag(TOTAAL, werk.jaar), f"={werk.bijdrage(TOTAAL, werk.jaar)}")
    kop, _ = boek.anker("tabel_brief")
    rij = _gegevens(blad, boek.anker("tabel_gegevens")[0], brief, kop)
    rij = blad.alinea(kop, BREEDTE, brief.tekst("wat"))
    blad.hoogte(rij, LUCHT)
    rij += 1
    rij = _kosten(werk, blad, rij)
    if brief.vorig is not None:
        rij = blad.alinea(rij, BREEDTE, PLUS, "VW Noot", KLEIN)
    for naam in (alinea for alinea in brief.alineas if alinea not in ELDERS):
        rij = _onderdeel(blad, rij, brief, naam)
        if naam == "betaling" and brief.termijnen:
            rij = _termijnen(blad, rij, brief)
    for tekst in brief.eigen:
        rij = blad.alinea(rij, BREEDTE, tekst)
    rij = _onderdeel(blad, rij, brief, "vragen")
    blad.hoogte(rij, 8)
    rij = blad.alinea(rij + 1, BREEDTE, brief.ondertekening)
    blad.druk(rij - 1, BREEDTE)


def vul_inhoud(werk: Gemeenteboek, bladen: Sequence[tuple[str, str]]) -> None:
    """Links to the sheets that a reader wants, beside the letter: on paper they lead nowhere."""
    blad = werk.boek.blad(BLAD)
    rij, _ = werk.boek.anker("tabel_gegevens")
    blad.breedtes((44.0,), LINKS)
    blad.schrijf(rij, LINKS, "Verder in deze werkmap", "VW Label")
    for plek, (titel, tekst) in enumerate(bladen, start=rij + 1):
        blad.koppel(plek, LINKS, tekst, werk.boek.blad(titel))


def _gegevens(blad: Blad, rij: int, brief: Brief, tot: int) -> int:
    """To whom, when, about what; a line for what is known."""
    regels = (
        ("Aan", ", ".join(brief.geadresseerde.splitlines())), ("Van", brief.organisatie), ("Datum", brief.datum),
        ("Kenmerk", brief.kenmerk), ("Onderwerp", brief.onderwerp.tekst(brief.waarden)),
    )  # fmt: skip
    gevuld = [(label, tekst) for label, tekst in regels if tekst]
    for plek, (label, tekst) in enumerate(gevuld, start=rij):
        blad.schrijf(plek, 1, label, "VW Label")
        blad.schrijf(plek, 2, tekst, "VW veld")
    for leeg in range(rij + len(gevuld), rij + len(regels)):
        blad.hoogte(leeg, LUCHT)
    return tot


def _onderdeel(blad: Blad, rij: int, brief: Brief, naam: str) -> int:
    """A paragraph with its head; nothing where the letter does not have it."""
    if not brief.tekst(naam):
        return rij
    if kop := brief.kop(naam):
        blad.hoogte(rij, LUCHT)
        blad.tussenkop(rij + 1, BREEDTE, kop)
        blad.hoogte(rij + 2, LUCHT)
        rij += 3
    return blad.alinea(rij, BREEDTE, brief.tekst(naam))


def _kosten(werk: Gemeenteboek, blad: Blad, kop: int) -> int:
    """What the contribution is made of: live, the rows and what they come to."""
    naam = werk.eigen(KOSTEN, jaar=werk.jaar)
    # No amount may show as a row of hash signs, however high it is.
    nodig = enumerate(werk.model.breedtes([naam])[1:], start=2)
    blad.breedtes([max(blad.breedte(kolom), maat) for kolom, maat in nodig], 2)
    rij = werk.model.zet(blad, kop, naam)
    blad.hoogte(kop, 30)
    for regel in range(kop + 1, rij):
        blad.hoogte(regel, 18)
    return rij


def _termijnen(blad: Blad, rij: int, brief: Brief) -> int:
    """The days on which something is due, with the amounts as they were calculated."""
    blad.koppen(rij, ("Uiterlijk op", "Bedrag"), rechts=(2,))
    for plek, termijn in enumerate(brief.termijnen, start=rij + 1):
        blad.schrijf(plek, 1, termijn.dag, "VW tekst")
        blad.schrijf(plek, 2, termijn.bedrag.waarde(brief.waarden), "VW cent")
    return rij + 1 + len(brief.termijnen)
