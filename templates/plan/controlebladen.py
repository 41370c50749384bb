"""Controles: per check how often it closes, and what does not; each with live references on a sheet behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.oordeel import Oordeel
from calc.tabel import Soort
from calc.tabellen.controles import CONTROLES, Controleuitslag, Hand, controles, kritieke_rest, oordeel_van
from calc.uitkomst import Uitkomst
from calc.uitschieter import uitschieters
from calc.verdeling import Jaarverdeling
from schemas.dekkingcontrole import DEELNEMERS
from schemas.planbladen import Planblad
from templates.plan.bladsoorten import CONTROLEBLAD, OPGEZOCHT
from templates.plan.rekenwerk import Rekenwerk
from templates.plan.tellingen import Geteld, Tellingen, schrijf_tellingen
from templates.werkmap.blad import Blad
from templates.werkmap.boek import Boek
from templates.werkmap.formules import celwaarde, vaste_tekst
from templates.werkmap.indeling import Vak
from templates.werkmap.kleurregels import kleur_bij_woord
from templates.werkmap.maat import als_tekst, cijferbreedte, tekstbreedte

CIJFERBLAD: Final[Planblad] = "Controles cijfers"
WOORD: Final = {Oordeel.GELIJK: "✓ sluit", Oordeel.AFRONDING: "✓ afronding", Oordeel.AFWIJKING: "✗ sluit niet"}
IN_WOORDEN: Final = oordeel_van(WOORD)
NAAM: Final = Tabelnaam(CONTROLES.naam)
SMALLER: Final = (9.5, 10.5, 11.5)
NAAMBREEDTE: Final = 44.0
TELBREEDTES: Final = (13.0, 13.0, 13.0, 13.0)
UITLEG: Final = (
    "Verschil is gevonden min verwacht, op zes decimalen. Afronding is wat de sluitregel laat bestaan: bij 'open' en "
    "bij vastgestelde bedragen ten hoogste een halve eenheid per rij, bij de andere sluitregels niets. Wie onder "
    "'open' meedraagt wat een grens scheelt, wordt twee keer afgerond: daar is het een hele.",
    f"Elke controle staat op blad {CIJFERBLAD}, met verwacht, gevonden en verschil. Filter daar op Oordeel.",
)


@dataclass(frozen=True)
class Controleplaatsen:
    """Live counts: how many checks there are, and per verdict; and the verdict of each, by its name and place."""

    aantal: tuple[str, int]
    tellingen: Tellingen
    oordelen: Mapping[tuple[str, str], tuple[str, Oordeel]]


def vul_controles(boek: Boek, uitkomst: Uitkomst, werk: Rekenwerk) -> Controleplaatsen:
    """One page with the counts per check and what does not tie up; every check on a sheet behind it."""
    blad, (rij, _), gedaan = boek.blad(CONTROLEBLAD), boek.anker("tabel_controles"), controles(uitkomst)
    uitleg = "Elke controle met haar twee bedragen."
    cijfers = boek.extra_blad(CONTROLEBLAD, CIJFERBLAD, "Controles: alle cijfers", uitleg, OPGEZOCHT)
    eerste, einde, oordelen = _cijfers(cijfers, uitkomst, gedaan, werk, rij)
    groepen: dict[str, Counter[Oordeel]] = {}
    for controle in gedaan:
        groepen.setdefault(controle.controle, Counter())[controle.oordeel] += 1
    blad.breedtes((max(NAAMBREEDTE, tekstbreedte(groepen)), *TELBREEDTES))
    geteld = Geteld(cijfers.bereik(eerste, einde, 1), cijfers.bereik(eerste, einde, 7))
    tellingen, aantal = schrijf_tellingen(blad, rij, "Controle", WOORD, groepen, geteld)
    r, laatste = rij + len(groepen) + 3, len(WOORD) + 2
    fouten = [c.volzin for c in gedaan if c.oordeel is Oordeel.AFWIJKING]
    let_op = [f"{zin[:1].upper()}{zin[1:]}" for zin in (*uitschieters(uitkomst), *kritieke_rest(uitkomst))]
    for kop, zinnen in (("Wat niet sluit", fouten), ("Let op", let_op)):
        if zinnen:
            blad.tussenkop(r, laatste, kop)
            r = blad.noten(r + 1, laatste, zinnen, "VW Tekst lang") + 1
    slot = blad.noten(r, laatste, UITLEG)
    blad.zet_vast(4, 1)
    blad.afdruk(laatste, slot - 1)
    return Controleplaatsen(aantal, tellingen, oordelen)


def _cijfers(
    blad: Blad, uitkomst: Uitkomst, gedaan: Sequence[Controleuitslag], werk: Rekenwerk, kop: int
) -> tuple[int, int, dict[tuple[str, str], tuple[str, Oordeel]]]:
    """A row per check, to look up and to filter; returns the first and last row, and the cells with the verdicts."""
    model, tabel = werk.model, werk.model.model.tabel(NAAM)
    laatste, eerste, einde = len(tabel.kolommen), kop + 1, kop + max(len(gedaan), 1)
    plekken = {kolom.naam: plek for plek, kolom in enumerate(tabel.kolommen, start=1)}
    model.staat(NAAM, Vak(blad.naam, plekken, {sleutel: r for r, sleutel in enumerate(tabel.sleutels, start=eerste)}))
    namen = [tekstbreedte(teksten) for teksten in ({c.controle for c in gedaan}, {c.waar for c in gedaan})]
    bedragen = [als_tekst(getal, c.soort, 2) for c in gedaan for getal in (c.verwacht, c.gevonden)]
    geld = cijferbreedte(bedragen)
    blad.breedtes((*namen, geld, geld, *SMALLER))
    blad.koppen(kop, [kolom.titel for kolom in tabel.kolommen], rechts=range(3, 7))
    oordelen = {}
    for sleutel, controle in zip(tabel.sleutels, gedaan, strict=True):
        if controle.hand is not None:
            kolom = "verwacht" if controle.hand[0] is Hand.UIT_INVOER else "gevonden"
            model.formules.gegevens[Celnaam(NAAM, sleutel, kolom)] = _met_de_hand(uitkomst, werk, *controle.hand)
        vorm = _vorm(controle)
        stijlen = {"controle": "tekst", "waar": "tekst", "toegestaan": "cent" if vorm == "euro" else vorm}
        for kolom in list(plekken)[:-1]:
            cel = Celnaam(NAAM, sleutel, kolom)
            plek, waarde = (model.indeling[NAAM].rijen[sleutel], plekken[kolom]), celwaarde(model.waarden[cel])
            if formule := model.formules[cel]:
                blad.zet(*plek, f"={formule}", waarde, f"VW {vorm}")
            else:
                blad.schrijf(*plek, waarde, f"VW {stijlen.get(kolom, vorm)}")
        # The verdict in the words of the sheet.
        cel = Celnaam(NAAM, sleutel, "oordeel")
        formule = model.formules.in_rij(IN_WOORDEN, cel, tabel.vorm(cel))
        plek = model.indeling[NAAM].rijen[sleutel], plekken["oordeel"]
        ref = blad.zet(*plek, f"={formule}", WOORD[controle.oordeel], "VW Goed")
        oordelen[controle.controle, controle.waar] = ref, controle.oordeel
    blad.zet_vast(eerste, 2)
    blad.tabel("Controles_rijen", kop, einde, laatste)
    kleur_bij_woord(blad, f"G{eerste}:G{einde}", f"$G{eerste}", {"✗": "VW Fout", "✓ afronding": "VW Let op"})
    blad.noten(einde + 2, laatste, [f"{c.controle}, {c.waar}: {c.toelichting}" for c in gedaan if c.toelichting])
    blad.afdruk(laatste, einde, kop)
    return eerste, einde, oordelen


def _vorm(controle: Controleuitslag) -> str:
    if controle.soort is Soort.GELD and controle.decimalen == 0:
        heel = controle.verwacht.denominator == 1 and controle.gevonden.denominator == 1
        return "euro" if heel else "cent"
    return {Soort.GELD: "cent", Soort.AANDEEL: "aandeel"}.get(controle.soort, "getal")


def _met_de_hand(uitkomst: Uitkomst, werk: Rekenwerk, welke: Hand, bron: Jaarverdeling) -> str:
    """The side of a check that goes another road than the tables, as a formula."""
    if welke is Hand.DEELNEMERS:
        vak = werk.model.indeling[Tabelnaam("verdeling", bron.kostensoort, bron.jaar)]
        codes = f"{vak.blad}!{vak.bereik('gemeentecode', bron.deelnemers[0], bron.deelnemers[-1])}"
        return f"SUMPRODUCT(1*(COUNTIFS({codes},{codes})<>1))"
    soort, jaar, invoer = bron.kostensoort, bron.jaar, werk.invoer
    soortnaam, deelnemers = vaste_tekst(soort), vaste_tekst(DEELNEMERS)
    van_soort = f"({invoer.kolom['Begroting', 'kostensoort']}={soortnaam})"
    dekking, bedrag = invoer.kolom["Begroting", "dekking"], invoer.kolom["Begroting", str(jaar)]
    uit_uren, uren = "", werk.model.model.zoek(Tabelnaam("uren"))
    if uren is not None:
        vak, eerste, laatste = werk.model.indeling[uren.naam], uren.sleutels[0], uren.sleutels[-1]
        soorten, bedragen = (f"{vak.blad}!{vak.bereik(k, eerste, laatste)}" for k in ("kostensoort", f"bedrag_{jaar}"))
        uit_uren = f"+SUMPRODUCT(1*({soorten}={soortnaam}),{bedragen})"
    eigen = f"SUMPRODUCT({van_soort}*({dekking}={deelnemers}),{bedrag}){uit_uren}"
    alles = f"SUMPRODUCT(1*{van_soort},{bedrag}){uit_uren}-SUMPRODUCT({van_soort}*({dekking}<>{deelnemers}),{bedrag})"
    index = werk.model.model.zoek(Tabelnaam("indexering", soort))
    if index is not None:
        # What an index makes of a post stands on a sheet of its own, with the correction beside it.
        vak, eerste, laatste = werk.model.indeling[index.naam], index.sleutels[0], index.sleutels[-1]
        kolom = {
            k: f"{vak.blad}!{vak.bereik(k, eerste, laatste)}" for k in ("dekking", "jaar", "bedrag_na", "correctie")
        }
        van_jaar = f"({kolom['jaar']}={jaar})*({kolom['dekking']}={deelnemers})"
        erbij = "".join(f"+SUMPRODUCT({van_jaar},{kolom[k]})" for k in ("bedrag_na", "correctie"))
        eigen, alles = f"{eigen}{erbij}", f"{alles}{erbij}"
    erbij = "".join(f"-{plek}" for plek in _uitgetreden(uitkomst, soort, jaar, werk))
    return f"{eigen}{erbij}" if welke is Hand.UIT_INVOER else f"{alles}{erbij}"


def _uitgetreden(uitkomst: Uitkomst, soort: str, jaar: int, werk: Rekenwerk) -> list[str]:
    """The cells with what who left still pays, where that comes off the costs."""
    posten = uitkomst.begrotingen[soort].posten
    codes = [post.van for post in posten if post.van and jaar in post.jaren]
    return [werk.model.indeling[Tabelnaam("uittreding", soort)].cel(code, str(jaar)) for code in codes]
