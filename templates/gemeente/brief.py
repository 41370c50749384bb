"""The letter: one page that says what you pay, of what, why it changed, when, and whom to ask."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from calc.notatie import datum, euro, opsomming
from calc.uitleg import waarom_veranderd
from schemas.regio import CENTRUMGEMEENTE
from schemas.standen import CONCEPT, VOORLOPIG
from templates.gemeente.meerjarig import bronregel, losse_jaren, meerjarengrafiek
from templates.gemeente.werk import GEEN, NUL, Gemeenteboek
from templates.werkmap.boek import Blad, a1, regelhoogte
from templates.werkmap.grafieken import PUNTEN_PER_CM, breedte_cm, teken

BLAD: Final = "Brief"
BREEDTE: Final = 7
"""Columns of the letter."""
LINKS_PER_KOLOM: Final = 7
TEKST: Final = 14.5
"""Height in points of a line of the letter."""
KLEIN: Final = 12.0
REGEL: Final = 15.0
"""Height of a row to which nobody gave one."""
LUCHT: Final = 5.0
"""White above a paragraph."""


def vul_brief(werk: Gemeenteboek) -> None:
    """Fill the letter: its fields, its table, its paragraphs and its chart."""
    boek, blad = werk.boek, werk.boek.blad(BLAD)
    _status(werk, blad)
    _tabel(werk, blad)
    boek.veld("bijdrage", werk.totaal(werk.jaar), f"={werk.totalen[werk.jaar]}")
    _alinea(werk, blad, "brief_noot", _noot(werk), KLEIN)
    _alinea(werk, blad, "brief_waarom", _waarom(werk), TEKST)
    _alinea(werk, blad, "brief_grafiek_bron", bronregel(werk), KLEIN)
    _alinea(werk, blad, "brief_betaling", _betaling(werk), TEKST)
    _alinea(werk, blad, "brief_vragen", _vragen(werk), TEKST)
    _alinea(werk, blad, "brief_herkomst", _herkomst(werk), KLEIN)
    rij, kolom = boek.anker("grafiek_brief")
    # Almost as high as the rows that the template keeps free for it.
    rijen = range(rij, boek.anker("brief_grafiek_bron")[0])
    hoogte = 0.97 * sum(blad.ws.row_dimensions[r].height or REGEL for r in rijen) / PUNTEN_PER_CM
    teken(blad, rij, kolom, meerjarengrafiek(werk, breedte_cm(blad, 1, BREEDTE), hoogte))


def vul_inhoud(werk: Gemeenteboek, bladen: Sequence[tuple[str, str]]) -> None:
    """Links to the sheets that a reader wants, in two columns: title, and what stands there."""
    blad = werk.boek.blad(BLAD)
    rij, _ = werk.boek.anker("tabel_inhoud")
    per_kolom = -(-len(bladen) // 2)
    werk.boek.schuif(BLAD, rij + 1, per_kolom - 1)
    for plek, (titel, tekst) in enumerate(bladen):
        r, kolom = rij + plek % per_kolom, 1 if plek < per_kolom else 4
        blad.koppel(r, kolom, tekst, werk.boek.blad(titel))
        blad.hoogte(r, 14)
    blad.ws.print_area = f"A1:{a1(werk.boek.anker('brief_herkomst')[0], BREEDTE)}"


def _status(werk: Gemeenteboek, blad: Blad) -> None:
    plan = werk.uitkomst.gegevens.plan
    werk.boek.veld("gemeente", werk.gemeente)
    werk.boek.veld("plan_opsteller", plan.opsteller or organisatie(werk))
    werk.boek.veld("plan_titel", plan.titel)
    rij, kolom = werk.boek.anker("gemeentecode")
    blad.schrijf(rij, kolom, werk.code)
    werk.boek.veld("plan_status", plan.status.upper())
    if plan.status == CONCEPT:
        tekst = "Deze bijdrage is een concept: het plan is nog niet vastgesteld."
    elif plan.status == VOORLOPIG:
        tekst = "Deze bijdrage is voorlopig en kan nog veranderen. De definitieve bijdrage wordt later met u verrekend."
    else:
        besluit = [plan.besluit] if plan.besluit else []
        besluit += [datum(plan.besluitdatum)] if plan.besluitdatum else []
        besluit += [f"kenmerk {plan.besluitkenmerk}"] if plan.besluitkenmerk else []
        tekst = "Deze bijdrage is definitief."
        if besluit:
            tekst += f" Besluit: {', '.join(besluit)}."
    werk.boek.veld("plan_status_uitleg", tekst)


def _vorig(werk: Gemeenteboek) -> int | None:
    return werk.jaar - 1 if werk.jaar - 1 in werk.jaren else None


def _tabel(werk: Gemeenteboek, blad: Blad) -> None:
    kop, _ = werk.boek.anker("tabel_brief")
    if len(werk.soorten) > 1:
        werk.boek.schuif(BLAD, kop + 2, len(werk.soorten) - 1)
    vorig = _vorig(werk)
    koppen = (
        "Kostensoort", "Te verdelen in de regio", "Uw aandeel", GEEN if vorig is None else vorig, werk.jaar, "Verschil",
        "Verschil in %",
    )  # fmt: skip
    blad.koppen(kop, koppen, rechts=range(2, BREEDTE + 1))
    blad.hoogte(kop, 30)
    eerste = kop + 1
    for rij, soort in enumerate(werk.soorten, start=eerste):
        blad.hoogte(rij, 18)
        verdeling = werk.verdeling(soort, werk.jaar)
        bedrag, oud = werk.bedrag(soort, werk.jaar), werk.bedrag(soort, vorig) if vorig else None
        blad.schrijf(rij, 1, werk.label(soort), "VW tekst")
        te_verdelen = werk.te_verdelen[soort, werk.jaar]
        blad.zet(rij, 2, f"={te_verdelen}", verdeling.te_verdelen, f"VW {_potvorm(werk)}")
        plek = werk.gerekend(soort, werk.jaar)
        if plek is not None:
            aandeel = verdeling.regel(werk.code).aandeel or NUL
            blad.zet(rij, 3, f"={plek.cel(werk.code, 'aandeel')}", aandeel, "VW aandeel")
        else:
            blad.schrijf(rij, 3, GEEN, "VW aandeel")
        for kolom, jaar, waarde in ((4, vorig, oud), (5, werk.jaar, bedrag)):
            if jaar is None or waarde is None:
                blad.schrijf(rij, kolom, GEEN, f"VW {werk.geld}")
                continue
            rol = " let op" if werk.los(soort, jaar) else ""
            blad.zet(rij, kolom, f"={werk.bijdragen[soort, jaar]}", waarde, f"VW {werk.geld}{rol}")
        _verschil(werk, blad, rij, oud, bedrag)
    _totaal(werk, blad, eerste, eerste + len(werk.soorten), vorig)
    _verbreed(werk, blad, vorig)


def _verbreed(werk: Gemeenteboek, blad: Blad, vorig: int | None) -> None:
    """No amount may show as a row of hash signs, however high it is."""
    pot = sum((werk.verdeling(soort, werk.jaar).te_verdelen for soort in werk.soorten), NUL)
    samen = [werk.totaal(jaar) for jaar in (vorig, werk.jaar) if jaar is not None]
    for kolom, hoogste in ((2, pot), (4, max(samen)), (5, max(samen)), (6, max(samen))):
        nodig = len(euro(hoogste, werk.decimalen)) + 3.0
        if nodig > blad.breedte(kolom):
            blad.breedtes((nodig,), kolom)


def _totaal(werk: Gemeenteboek, blad: Blad, eerste: int, rij: int, vorig: int | None) -> None:
    blad.hoogte(rij, 20)
    blad.kleur(rij, 1, BREEDTE, "VW tekst totaal")
    blad.schrijf(rij, 1, "Totaal")
    som = sum((werk.verdeling(soort, werk.jaar).te_verdelen for soort in werk.soorten), NUL)
    blad.zet(rij, 2, f"=SUM({a1(eerste, 2)}:{a1(rij - 1, 2)})", som, f"VW {_potvorm(werk)} totaal")
    nieuw = werk.totaal(werk.jaar)
    formule = f'=IF({a1(rij, 2)}=0,"{GEEN}",{a1(rij, 5)}/{a1(rij, 2)})'
    blad.zet(rij, 3, formule, nieuw / som if som else GEEN, "VW aandeel totaal")
    oud = None if vorig is None else werk.totaal(vorig)
    for kolom, waarde in ((4, oud), (5, nieuw)):
        formule = f"=SUM({a1(eerste, kolom)}:{a1(rij - 1, kolom)})"
        if waarde is None:
            blad.schrijf(rij, kolom, GEEN, f"VW {werk.geld} totaal")
        else:
            blad.zet(rij, kolom, formule, waarde, f"VW {werk.geld} totaal")
    _verschil(werk, blad, rij, oud, nieuw, " totaal")


def _potvorm(werk: Gemeenteboek) -> str:
    """Whole euros where nothing else is to be split."""
    bedragen = [werk.verdeling(soort, werk.jaar).te_verdelen for soort in werk.soorten]
    return "euro" if all(bedrag.denominator == 1 for bedrag in bedragen) else "cent"


def _verschil(
    werk: Gemeenteboek, blad: Blad, rij: int, oud: Fraction | None, nieuw: Fraction | None, rol: str = ""
) -> None:
    if _vorig(werk) is None:
        blad.schrijf(rij, 6, GEEN, f"VW {werk.geld}{rol}")
        blad.schrijf(rij, 7, GEEN, f"VW aandeel 1{rol}")
        return
    verschil = (nieuw or NUL) - (oud or NUL)
    d, e = a1(rij, 4), a1(rij, 5)
    blad.zet(rij, 6, f"=N({e})-N({d})", verschil, f"VW {werk.geld}{rol}")
    waarde: Fraction | str = verschil / oud if oud else GEEN
    blad.zet(rij, 7, f'=IF(N({d})=0,"{GEEN}",N({e})/N({d})-1)', waarde, f"VW aandeel 1{rol}")


def _alinea(werk: Gemeenteboek, blad: Blad, veld: str, tekst: str, regel: float) -> None:
    """A paragraph: the template's own text where it has one, else ours; as high as its text."""
    rij, kolom = werk.boek.anker(veld)
    eigen = blad.ws.cell(rij, kolom).value
    if isinstance(eigen, str) and eigen:
        tekst = eigen
    else:
        # An amount stays on one line.
        blad.schrijf(rij, kolom, tekst.replace("€ ", "€\u00a0"))
    breedte = sum(blad.breedte(k) for k in range(1, BREEDTE + 1))
    # The letters of a paragraph are larger or smaller than those of a table.
    blad.hoogte(rij, regelhoogte([(tekst, breedte * 14 / regel)], regel) + LUCHT)


def _noot(werk: Gemeenteboek) -> str:
    zinnen = ["Een plus bij verschil betekent: u betaalt meer."]
    if los := losse_jaren(werk, [jaar for jaar in (_vorig(werk), werk.jaar) if jaar]):
        zinnen.append(f"Oranje kan nog veranderen: {los}.")
    afgeleid = [werk.label(soort).lower() for soort in werk.soorten if _rust_op_afgeleid(werk, soort)]
    if afgeleid:
        zinnen.append(f"Afgeleid: bij {opsomming(afgeleid)} zijn cijfers afgeleid; de volgende bladen zeggen welke.")
    return " ".join(zinnen)


def _rust_op_afgeleid(werk: Gemeenteboek, soort: str) -> bool:
    """Whether the cost or the key of the plan's year holds something derived."""
    gebruikt = set(werk.verdeling(soort, werk.jaar).peiljaren.items())
    definities = [d for d in werk.uitkomst.gegevens.definities if (d.maatstaf, d.peiljaar) in gebruikt]
    posten = [p for p in werk.uitkomst.begrotingen[soort].posten if not p.dekking and werk.jaar in p.bedragen]
    return any(d.afgeleid for d in definities) or any(p.afgeleid for p in posten)


def _waarom(werk: Gemeenteboek) -> str:
    if werk.jaar <= werk.basisjaar:
        return f"{werk.jaar} is het eerste jaar van dit plan. Er is geen eerder jaar om mee te vergelijken."
    return " ".join(waarom_veranderd(werk.uitkomst, werk.code, werk.jaar))


def organisatie(werk: Gemeenteboek) -> str:
    """Who does the work for all, by name."""
    return werk.uitkomst.gegevens.regio.organisatie.naam


def _aanspreekpunt(werk: Gemeenteboek) -> str:
    centrum = werk.uitkomst.gegevens.regio.organisatie
    return f"de centrumgemeente {centrum.naam}" if centrum.soort == CENTRUMGEMEENTE else centrum.naam


def _is_centrum(werk: Gemeenteboek) -> bool:
    return werk.uitkomst.gegevens.regio.organisatie.code == werk.code


def _betaling(werk: Gemeenteboek) -> str:
    """Honest about what is not known: terms of payment are no part of the input."""
    tekst = "Dit plan noemt geen betaaltermijnen."
    if _is_centrum(werk):
        return tekst
    return f"{tekst} Vraag {_aanspreekpunt(werk)} wanneer u betaalt."


def _vragen(werk: Gemeenteboek) -> str:
    contact = werk.uitkomst.gegevens.plan.contact
    if contact:
        return f"Vragen over dit bedrag? Neem contact op met {contact}."
    if _is_centrum(werk):
        return "Uw gemeente is zelf de centrumgemeente. Dit plan noemt geen contactpersoon."
    return f"Met vragen kunt u terecht bij {_aanspreekpunt(werk)}. Dit plan noemt geen contactpersoon."


def _herkomst(werk: Gemeenteboek) -> str:
    gegevens = werk.uitkomst.gegevens
    return (
        f"Berekend uit {gegevens.bestand} (SHA-256 {gegevens.sha256[:16]}…) met Verdeelwijzer {werk.versie}. Elk "
        "bedrag is een formule: u kunt het op de rekenbladen en invoerbladen van deze werkmap nalopen."
    )
