"""Sheet Brief: the letter on one page, from the same source as the letter in Word; its figures are live."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from calc.brief import Brief, Cijfer, Kostenregel, maak_brief
from calc.brief.teksten import PLUS
from calc.model.tabel import TOTAAL
from calc.standen import kan_veranderen
from calc.tabel import Soort
from templates.gemeente.werk import GEEN, NUL, Gemeenteboek
from templates.werkmap.boek import Blad, a1, regelhoogte
from templates.werkmap.dubbel import is_nul, verschil
from templates.werkmap.opmaak import voeg_samen

BLAD: Final = "Brief"
BREEDTE: Final = 7
"""Columns of the letter."""
LINKS: Final = 9
"""Column of the links to other sheets: beside the letter, where they are not printed."""
REGEL: Final = 14.5
"""Height in points of a line of the letter."""
KLEIN: Final = 12.0
RUIMER: Final = 1.08
"""Running text has more letters on a line than figures."""
LUCHT: Final = 4.0
"""White above a paragraph."""
NA_DE_TABEL: Final = ("vergelijking", "waarom", "betaling", "status", "keuzepakket")
KOPPEN: Final = ("Kostensoort", "Te verdelen in de regio", "Uw aandeel")


def vul_brief(werk: Gemeenteboek) -> None:
    """Fill the letter from its heading on: what it has nothing to say about takes no row."""
    boek, blad = werk.boek, werk.boek.blad(BLAD)
    brief = maak_brief(werk.uitkomst, werk.code)
    boek.veld("plan_status", brief.status.upper())
    rij, kolom = boek.anker("gemeentecode")
    blad.schrijf(rij, kolom, werk.code, "VW Label")
    boek.veld("bijdrage", werk.totaal(werk.jaar), f"={werk.bijdrage(TOTAAL, werk.jaar)}")
    kop, _ = boek.anker("tabel_brief")
    rij = _gegevens(blad, boek.anker("tabel_gegevens")[0], brief, kop)
    rij = _alinea(blad, kop, brief.tekst("wat"))
    blad.hoogte(rij, LUCHT)
    rij += 1
    rij = _kosten(werk, blad, rij, brief)
    if brief.vorig is not None:
        rij = _alinea(blad, rij, PLUS, "VW Noot", KLEIN)
    for naam in NA_DE_TABEL:
        rij = _onderdeel(blad, rij, brief, naam)
        if naam == "betaling" and brief.termijnen:
            rij = _termijnen(blad, rij, brief)
    for tekst in brief.eigen:
        rij = _alinea(blad, rij, tekst)
    rij = _onderdeel(blad, rij, brief, "vragen")
    blad.hoogte(rij, 8)
    rij = _alinea(blad, rij + 1, brief.ondertekening)
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


def _alinea(blad: Blad, rij: int, tekst: str, stijl: str = "VW Alinea", regel: float = REGEL) -> int:
    """A paragraph over the whole width, as high as its text."""
    if not tekst:
        return rij
    blad.schrijf(rij, 1, tekst, stijl)
    voeg_samen(blad.ws, rij, BREEDTE)
    breedte = RUIMER * sum(blad.breedte(kolom) for kolom in range(1, BREEDTE + 1))
    blad.hoogte(rij, regelhoogte([(tekst, breedte)], regel) + LUCHT)
    return rij + 1


def _onderdeel(blad: Blad, rij: int, brief: Brief, naam: str) -> int:
    """A paragraph with its head; nothing where the letter does not have it."""
    if not brief.tekst(naam):
        return rij
    if kop := brief.kop(naam):
        blad.hoogte(rij, LUCHT)
        blad.tussenkop(rij + 1, BREEDTE, kop)
        blad.hoogte(rij + 2, LUCHT)
        rij += 3
    return _alinea(blad, rij, brief.tekst(naam))


def _kosten(werk: Gemeenteboek, blad: Blad, kop: int, brief: Brief) -> int:
    """What the contribution is made of: live, the rows and what they come to."""
    jaren = (GEEN if brief.vorig is None else brief.vorig, brief.jaar)
    blad.koppen(kop, (*KOPPEN, *jaren, "Verschil", "Verschil in %"), rechts=range(2, BREEDTE + 1))
    blad.hoogte(kop, 30)
    soorten = brief.kosten[:-1] if len(brief.kosten) > 1 else brief.kosten
    for rij, regel in enumerate(soorten, start=kop + 1):
        _kostenrij(werk, blad, rij, brief, regel)
    rij = kop + 1 + len(soorten)
    if len(brief.kosten) > 1:
        _samen(blad, kop + 1, rij, brief)
        rij += 1
    _verbreed(blad, brief)
    return rij


def _kostenrij(werk: Gemeenteboek, blad: Blad, rij: int, brief: Brief, regel: Kostenregel) -> None:
    soort = regel.soort
    blad.hoogte(rij, 18)
    blad.schrijf(rij, 1, regel.label, "VW tekst")
    _cijfer(blad, rij, 2, brief, regel.te_verdelen, f"={werk.te_verdelen(soort, brief.jaar)}")
    plek = werk.plekken.get((soort, brief.jaar))
    _cijfer(blad, rij, 3, brief, regel.aandeel, f"={plek.cel(werk.code, 'aandeel')}" if plek and regel.aandeel else "")
    for kolom, jaar, cijfer in ((4, brief.vorig, regel.vorig), (5, brief.jaar, regel.nieuw)):
        doel = werk.betaald(soort, jaar, brief.jaar) if jaar is not None else ""
        rol = " let op" if jaar == brief.jaar and kan_veranderen(werk.status(soort, brief.jaar)) else ""
        _cijfer(blad, rij, kolom, brief, cijfer, f"={doel}" if doel else "", rol)
    _verschil(blad, rij, brief, regel)


def _samen(blad: Blad, eerste: int, rij: int, brief: Brief) -> None:
    regel = brief.kosten[-1]
    blad.hoogte(rij, 20)
    blad.kleur(rij, 1, BREEDTE, "VW tekst totaal")
    blad.schrijf(rij, 1, regel.label)
    _cijfer(blad, rij, 2, brief, regel.te_verdelen, f"=SUM({a1(eerste, 2)}:{a1(rij - 1, 2)})", " totaal")
    for kolom, cijfer in ((4, regel.vorig), (5, regel.nieuw)):
        formule = f"=SUM({a1(eerste, kolom)}:{a1(rij - 1, kolom)})"
        _cijfer(blad, rij, kolom, brief, cijfer, formule, " totaal")
    _verschil(blad, rij, brief, regel, " totaal")


def _cijfer(blad: Blad, rij: int, kolom: int, brief: Brief, cijfer: Cijfer | None, formule: str, rol: str = "") -> None:
    """A figure of the letter as a formula with its value; a dash where there is none."""
    waarde = None if cijfer is None else cijfer.waarde(brief.waarden)
    vorm = "aandeel" if kolom == KOPPEN.index("Uw aandeel") + 1 else _geld(cijfer, waarde)
    if waarde is None or not formule:
        blad.schrijf(rij, kolom, GEEN, f"VW {vorm}{rol}")
    else:
        blad.zet(rij, kolom, formule, waarde, f"VW {vorm}{rol}")


def _geld(cijfer: Cijfer | None, waarde: Fraction | None) -> str:
    if cijfer is None or waarde is None or cijfer.vorm[0] is not Soort.GELD:
        return "cent"
    return "cent" if cijfer.vorm[1] or waarde.denominator != 1 else "euro"


def _verschil(blad: Blad, rij: int, brief: Brief, regel: Kostenregel, rol: str = "") -> None:
    if regel.verschil is None or regel.vorig is None:
        blad.schrijf(rij, 6, GEEN, f"VW cent{rol}")
        blad.schrijf(rij, 7, GEEN, f"VW aandeel 1{rol}")
        return
    oud, nieuw = f"N({a1(rij, 4)})", f"N({a1(rij, 5)})"
    _cijfer(blad, rij, 6, brief, regel.verschil, f"={verschil(nieuw, oud)}", rol)
    toen, meer = regel.vorig.waarde(brief.waarden) or NUL, regel.verschil.waarde(brief.waarden) or NUL
    deel: Fraction | str = meer / toen if toen else GEEN
    blad.zet(rij, 7, f'=IF({is_nul(oud)},"{GEEN}",{nieuw}/{oud}-1)', deel, f"VW aandeel 1{rol}")


def _termijnen(blad: Blad, rij: int, brief: Brief) -> int:
    """The days on which something is due, with the amounts as they were calculated."""
    blad.koppen(rij, ("Uiterlijk op", "Bedrag"), rechts=(2,))
    for plek, termijn in enumerate(brief.termijnen, start=rij + 1):
        blad.schrijf(plek, 1, termijn.dag, "VW tekst")
        blad.schrijf(plek, 2, termijn.bedrag.waarde(brief.waarden), "VW cent")
    return rij + 1 + len(brief.termijnen)


def _verbreed(blad: Blad, brief: Brief) -> None:
    """No amount may show as a row of hash signs, however high it is."""
    for kolom, cijfers in _per_kolom(brief):
        nodig = max((len(cijfer.tekst(brief.waarden)) for cijfer in cijfers), default=0) + 3.0
        if nodig > blad.breedte(kolom):
            blad.breedtes((nodig,), kolom)


def _per_kolom(brief: Brief) -> Iterator[tuple[int, list[Cijfer]]]:
    for kolom, naam in ((2, "te_verdelen"), (4, "vorig"), (5, "nieuw"), (6, "verschil")):
        yield kolom, [cijfer for regel in brief.kosten if (cijfer := getattr(regel, naam)) is not None]
