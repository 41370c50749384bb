"""Voorblad: status, verdict, the totals that matter beside last year's, contents, and what this workbook is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

from calc.eindoordeel import SLUIT, SLUIT_NIET
from calc.model.tabel import SAMEN, TOTAAL
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.notatie import datum, getal, jarentekst, opsomming
from calc.oordeel import Oordeel
from calc.tabellen.aansluiting.weergave import TITEL
from calc.tabellen.opbouw import ORGANISATIE
from calc.tabellen.verdeling import GEHEEL_VERDEELD, TEGENOVER_BEGROTING
from calc.uitkomst import Uitkomst
from schemas.inhoud import klein
from schemas.planbladen import Planblad, reeks_van
from templates.plan.controlebladen import WOORD, Controleplaatsen
from templates.plan.invoerplaatsen import Invoerplaatsen
from templates.plan.tellingen import Tellingen
from templates.werkmap.adressen import a1
from templates.werkmap.binnenwerk import cellen
from templates.werkmap.blad import Blad
from templates.werkmap.boek import Boek
from templates.werkmap.dubbel import ZUIVER, met_punten, verschil
from templates.werkmap.kleurregels import kleur_bij_woord
from templates.werkmap.maat import regelhoogte
from templates.werkmap.modelblad import Modelbladen
from templates.werkmap.zegel import BESTAND, PROGRAMMA, SHA256, VELD, in_groepen, met_versie

NUL: Final = Fraction(0)
AFGEROND: Final = "Bij {} controles is er een afrondingsverschil dat de sluitregel toestaat."
BLAD: Final[Planblad] = "Voorblad"
RECHTS: Final = 7
"""Column at the right of the cover."""
DOEL: Final = (
    "Laten zien wat elke gemeente bijdraagt, en van elk bedrag waar het vandaan komt. "
    "Alle berekende cellen zijn formules."
)
"""For a template that has room for it."""


def vul_voorblad(
    boek: Boek,
    uitkomst: Uitkomst,
    invoer: Invoerplaatsen,
    model: Modelbladen,
    controles: Controleplaatsen,
    aansluiting: Tellingen,
    versie: str,
) -> None:
    _status(boek, uitkomst, invoer)
    _oordeel(boek, controles, aansluiting)
    _kerncijfers(boek, uitkomst, model, controles)
    _inhoud(boek, uitkomst.gegevens.regio.zeg)
    _colofon(boek, uitkomst, invoer, versie)


def _status(boek: Boek, uitkomst: Uitkomst, invoer: Invoerplaatsen) -> None:
    plan = uitkomst.gegevens.plan
    status = invoer.plan["status"]
    anders = f'IF({status}="concept","CONCEPT","VOORLOPIG")'
    boek.veld("plan_status", plan.status.upper(), f'=IF({status}="definitief","DEFINITIEF",{anders})')
    if plan.besluit:
        kenmerk = f", kenmerk {plan.besluitkenmerk}" if plan.besluitkenmerk else ""
        dag = f" van {datum(plan.besluitdatum)}" if plan.besluitdatum else ""
        zin = f"Besluit: {plan.besluit}{dag}{kenmerk}."
    else:
        zin = "Nog niet vastgesteld: er is geen besluit ingevoerd. De bedragen kunnen nog wijzigen."
    boek.veld("plan_besluit", zin)


def _oordeel(boek: Boek, controles: Controleplaatsen, aansluiting: Tellingen) -> None:
    """The verdict in words, live: it follows the checks."""
    aantal, niet = controles.aantal, controles.tellingen[Oordeel.AFWIJKING]
    alle, mis = met_punten(aantal[0]), met_punten(niet[0])
    goed, fout = f"✓ {SLUIT}", f"✗ {SLUIT_NIET}"
    zin = (fout if niet[1] else goed).format(alle=getal(aantal[1]), mis=getal(niet[1]))
    goed, fout = (een.format(alle=f'"&{alle}&"', mis=f'"&{mis}&"') for een in (goed, fout))
    boek.veld("oordeel", zin, f'=IF({niet[0]}=0,"{goed}","{fout}")')
    ref, afgerond = controles.tellingen[Oordeel.AFRONDING]
    formule, zin = f'="{AFGEROND}"'.format(f'"&{met_punten(ref)}&"'), AFGEROND.format(getal(afgerond))
    if aansluiting:
        begin = f" {TITEL}: "
        stukken = (f'{met_punten(ref)}&" {oordeel}"' for oordeel, (ref, _) in aansluiting.items())
        formule += f'&"{begin}"&' + '&", "&'.join(stukken) + '&"."'
        zin += begin + ", ".join(f"{getal(stuks)} {oordeel}" for oordeel, (_, stuks) in aansluiting.items()) + "."
    boek.veld("oordeel_toelichting", zin, formule)


def _kerncijfers(boek: Boek, uitkomst: Uitkomst, model: Modelbladen, controles: Controleplaatsen) -> None:
    """A row per kostensoort and one for all: this year, last year, the change; below it what was to be split."""
    plan, regio = uitkomst.gegevens.plan, uitkomst.gegevens.regio
    soorten = regio.kostensoorten
    kop, _ = boek.anker("tabel_kerncijfers")
    boek.schuif(BLAD, kop + 2, len(soorten) - 1 + len(_onder_samen(model, soorten)))
    blad = boek.blad(BLAD)
    vorig = plan.jaar - 1 if plan.jaar - 1 in plan.jaren else None
    titels = [regio.zeg("Bijdragen van de gemeenten samen"), str(plan.jaar)]
    if vorig is not None:
        titels += [str(vorig), "Verschil", "In %"]
    blad.koppen(kop, titels, rechts=range(2, 6))
    samenvatting = model.indeling[Tabelnaam("samenvatting", jaar=plan.jaar)]
    eerste = kop + 1
    totaal = eerste + len(soorten)
    nu_samen, toen_samen = NUL, NUL
    jaren = [jaar for jaar in (plan.jaar, vorig) if jaar is not None]
    bedragen = [uitkomst.verdeling.van(soort, jaar).totaal for soort in soorten for jaar in jaren]
    vorm = "euro" if all(bedrag.denominator == 1 for bedrag in bedragen) else "cent"
    for rij, soort in enumerate(soorten, start=eerste):
        nu = uitkomst.verdeling.van(soort, plan.jaar).totaal
        toen = uitkomst.verdeling.van(soort, vorig).totaal if vorig is not None else NUL
        nu_samen, toen_samen = nu_samen + nu, toen_samen + toen
        blad.schrijf(rij, 1, regio.kostensoort(soort).label, "VW tekst")
        blad.zet(rij, 2, f"={samenvatting.cel(TOTAAL, soort)}", nu, f"VW {vorm}")
        if vorig is not None:
            meerjarig = model.indeling[Tabelnaam("meerjarig", soort)]
            blad.zet(rij, 3, f"={meerjarig.cel(TOTAAL, str(vorig))}", toen, f"VW {vorm}")
            _verschil(boek, rij, nu, toen, vorm, "")
    blad.schrijf(totaal, 1, "Samen", "VW tekst totaal")
    for kolom, waarde in ((2, nu_samen), (3, toen_samen)):
        if kolom == 2 or vorig is not None:
            blad.zet(totaal, kolom, f"=SUM({a1(eerste, kolom)}:{a1(totaal - 1, kolom)})", waarde, f"VW {vorm} totaal")
    if vorig is not None:
        _verschil(boek, totaal, nu_samen, toen_samen, vorm, " totaal")
    _te_verdelen(boek, uitkomst, model, controles, totaal)
    ramingen = [jaar for jaar in plan.jaren if jaar > plan.jaar]
    oud = sorted({j.jaar for j in uitkomst.verdeling.jaren if j.oude_maatstaven})
    zin = regio.zeg("Bedragen in euro's. Een plus bij het verschil betekent: de gemeenten betalen samen meer.")
    if ramingen:
        zin += f" De bijdragen van {jarentekst(ramingen)} zijn een raming."
    if oud:
        zin += f" Oude cijfers: {jarentekst(oud)} rekent met het laatst bekende peiljaar."
    boek.veld("kerncijfers_zin", zin)


def _meerjarig(soorten: Sequence[str]) -> Tabelnaam:
    return Tabelnaam("meerjarig", SAMEN if len(soorten) > 1 else soorten[0])


def _onder_samen(model: Modelbladen, soorten: Sequence[str]) -> list[str]:
    """The rows below what the contributions come to: what the organisation carries only where it does."""
    draagt = ORGANISATIE in model.model.tabel(_meerjarig(soorten)).rij_van
    return [*([ORGANISATIE] if draagt else []), "te_verdelen", "verschil"]


def _te_verdelen(boek: Boek, uitkomst: Uitkomst, model: Modelbladen, controles: Controleplaatsen, totaal: int) -> None:
    """Beside what the rows come to what was to be split, what is between them, and whether that may be."""
    plan, soorten, blad = uitkomst.gegevens.plan, uitkomst.gegevens.regio.kostensoorten, boek.blad(BLAD)
    naam, sleutels = _meerjarig(soorten), _onder_samen(model, soorten)
    vak, waarden = model.indeling[naam], model.waarden
    jaren = [jaar for jaar in (plan.jaar, plan.jaar - 1) if jaar in plan.jaren]
    bedragen = [waarden[Celnaam(naam, rij, str(jaar))] for rij in (TOTAAL, *sleutels[:-1]) for jaar in jaren]
    vorm = "cent" if any(isinstance(bedrag, Fraction) for bedrag in bedragen) else "euro"
    laatste = totaal + len(sleutels)
    for rij, sleutel in enumerate(sleutels, start=totaal + 1):
        blad.schrijf(rij, 1, model.model.tabel(naam).tekst(sleutel, "gemeente"), "VW tekst stap")
        for kolom, jaar in enumerate(jaren, start=2):
            waarde = waarden[Celnaam(naam, sleutel, str(jaar))]
            assert isinstance(waarde, int | Fraction)
            blad.zet(rij, kolom, f"={vak.cel(sleutel, str(jaar))}", waarde, f"VW {vorm} stap")
    gedaan = [
        controles.oordelen[controle, f"{soort} {plan.jaar}"]
        for soort in soorten
        for controle in (GEHEEL_VERDEELD, TEGENOVER_BEGROTING)
        if (controle, f"{soort} {plan.jaar}") in controles.oordelen
    ]
    refs, oordelen = [ref for ref, _ in gedaan], {oordeel for _, oordeel in gedaan}
    slechtst = max(oordelen, key=list(WOORD).index)
    formule = f'"{WOORD[Oordeel.AFRONDING]}"'
    for keuze, alle in ((Oordeel.AFWIJKING, "OR"), (Oordeel.GELIJK, "AND")):
        gelijk = ",".join(f'{ref}="{WOORD[keuze]}"' for ref in refs)
        formule = f'IF({alle}({gelijk}),"{WOORD[keuze]}",{formule})'
    blad.zet(laatste, RECHTS, f"={formule}", WOORD[slechtst], "VW Goed")
    plek = a1(laatste, RECHTS)
    kleur_bij_woord(blad, plek, plek, {"✗": "VW Fout", "✓ afronding": "VW Let op"})


def _verschil(boek: Boek, rij: int, nu: Fraction, toen: Fraction, vorm: str, rol: str) -> None:
    blad = boek.blad(BLAD)
    blad.zet(rij, 4, f"={verschil(a1(rij, 2), a1(rij, 3))}", nu - toen, f"VW {vorm}{rol}")
    deel: Fraction | str = (nu - toen) / toen if toen else ""
    # A sum that comes to nothing can leave a hair in doubles: by that nobody divides.
    door = f"ROUND({a1(rij, 3)},{ZUIVER})"
    blad.zet(rij, 5, f'=IF({door}=0,"",{a1(rij, 4)}/{door})', deel, f"VW aandeel 1{rol}")


def _colofon(boek: Boek, uitkomst: Uitkomst, invoer: Invoerplaatsen, versie: str) -> None:
    gegevens = uitkomst.gegevens
    plan = gegevens.plan
    peildata = [
        f"{klein(gegevens.regio.label_deel(d.maatstaf))} {d.peildatum or d.peiljaar}" for d in gegevens.definities
    ]
    velden: dict[str, tuple[str, str]] = {
        "plan_doel": (uitkomst.gegevens.regio.zeg(DOEL), ""),
        "plan_opsteller": (plan.opsteller, "opsteller"),
        "plan_contact": (plan.contact or "Niet ingevuld: vraag het de opsteller.", "contact" if plan.contact else ""),
        "plan_bron": (plan.bron or "Niet ingevuld.", "bron" if plan.bron else ""),
        "plan_peil": (
            f"Maatstaven: {opsomming(list(dict.fromkeys(peildata)))}." if peildata else "Geen maatstaven.",
            "",
        ),
        BESTAND: (gegevens.bestand, ""),
        SHA256: (in_groepen(gegevens.sha256), ""),
        # As long as what will be written here when all input sheets have been filled.
        VELD: (in_groepen(gegevens.sha256), ""),
        PROGRAMMA: (met_versie(versie), ""),
    }
    blad = boek.blad(BLAD)
    for naam, (tekst, veld) in velden.items():
        if boek.veld(naam, tekst, f"={invoer.plan[veld]}" if veld else ""):
            rij, kolom = boek.anker(naam)
            blad.hoogte(rij, max(15.0, regelhoogte([(tekst, blad.breedte_samen(rij, kolom))])))


def _inhoud(boek: Boek, zeg: Callable[[str], str]) -> None:
    """A link to every sheet with results; to what they rest on one per kind."""
    blad = boek.blad(BLAD)
    # A sheet on which nothing came in is nothing to look up.
    bladen = [een for ws in boek.werkboek.worksheets[1:] if not (een := boek.blad(ws.title)).leeg]
    soorten: dict[str, list[Blad]] = {}
    for een in bladen:
        if een.bijlage:
            soorten.setdefault(reeks_van(een.ws.title), []).append(een)
    uitkomsten = [een for een in bladen if not een.bijlage]
    rij, kolom = boek.anker("tabel_inhoud")
    na, _ = boek.anker("na_inhoud")
    onder, _ = boek.anker("tabel_onderbouwing")
    # Beside each other, above what follows; in a template of a person the second can stand lower.
    tekort = [len(uitkomsten) - (na - rij), *([len(soorten) - 1 - (na - onder)] if onder <= na else [])]
    boek.schuif(BLAD, na, max(0, *tekort))
    for r, een in enumerate(uitkomsten, start=rij):
        blad.koppel(r, kolom, een.ws.title, een)
        blad.schrijf(r, kolom + 1, zeg(een.inhoud), "VW Label")
    rij, kolom = boek.anker("tabel_onderbouwing")
    for r, (soort, van) in enumerate(soorten.items(), start=rij):
        blad.koppel(r, kolom, f"{soort} ({len(van)} bladen)" if len(van) > 1 else van[0].ws.title, van[0])
    if boek.heeft_anker("plan_opsteller"):
        # Where the cover is longer than a page, its colophon goes on the next with the chart.
        blad.delen.append(boek.anker("plan_opsteller")[0] - 1)
    blad.druk(max(r for r, _ in cellen(blad.ws)), RECHTS)
