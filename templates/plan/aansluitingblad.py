"""Aansluiting: every published figure beside the calculated one, with a live difference and verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from calc.model.uitdrukking import Celnaam, Gegeven, Vast
from calc.oordeel import Oordeel
from calc.tabel import Soort
from calc.tabellen.aansluiting import Aansluitpunt, aansluiting
from calc.tabellen.aansluiting.bevinding import kolomwoorden
from calc.tabellen.aansluiting.termen import NAAM
from calc.tabellen.aansluiting.weergave import OORDEEL, VERSCHIL, met_ander_teken, oordeel_van
from calc.uitkomst import Uitkomst
from schemas.inhoud import klein
from schemas.planbladen import Planblad
from templates.plan.bladsoorten import AANSLUITBLAD, OPGEZOCHT
from templates.plan.rekenwerk import Rekenwerk
from templates.plan.tellingen import Geteld, Tellingen, schrijf_tellingen
from templates.werkmap.blad import Blad
from templates.werkmap.boek import Boek
from templates.werkmap.formules import celwaarde
from templates.werkmap.indeling import Vak, vak_van
from templates.werkmap.kleurregels import kleur_bij_woord
from templates.werkmap.maat import regelhoogte
from templates.werkmap.modelblad import Modelbladen

CIJFERBLAD: Final[Planblad] = "Aansluiting cijfers"
BREED: Final = 6
WOORD: Final = {
    Oordeel.GELIJK: "✓ gelijk",
    Oordeel.AFRONDING: "✓ afronding",
    Oordeel.MELDING: "✓ melding",
    Oordeel.AFWIJKING: "✗ afwijking",
}
IN_WOORDEN: Final = oordeel_van(WOORD)
UITLEG: Final = (
    "Verschil is berekend min gepubliceerd. Afronding: een andere volgorde van afronden en optellen geeft precies het "
    "gepubliceerde cijfer. Melding: een naam is anders geschreven.",
    f"Elk cijfer staat op blad {CIJFERBLAD}, met zijn oordeel en de reden. Filter daar op Oordeel.",
)
NOTEN: Final = (
    "Eenheid is de nauwkeurigheid waarmee het cijfer is gedrukt. Voor het afronden kan het een halve eenheid lager of "
    "hoger zijn geweest.",
    "Te verklaren van en tot en met: de gedrukte cijfers die de genoemde manier van afronden en optellen kan geven. "
    "De kern heeft die grenzen exact berekend; zij staan hier als vaste waarden.",
)
REDEN: Final = 9
REDENBREEDTE: Final = 76.0
BREEDTES: Final = (30.0, 40.0, 32.0, 11.0, 19.0, 19.0, 15.0, 15.0, REDENBREEDTE, 11.0, 17.0, 17.0, 11.0)
LANGSTE: Final = 8000
"""Characters that a formula can hold."""
CENTEN: Final = 2


def vul_aansluiting(boek: Boek, uitkomst: Uitkomst, werk: Rekenwerk) -> Tellingen:
    """One page with the counts and what differs; every figure on a sheet behind it. Returns the live counts."""
    rij, _ = boek.anker("tabel_aansluiting")
    blad, bevindingen = boek.blad(AANSLUITBLAD), aansluiting(uitkomst)
    if not bevindingen:
        boek.verwijder(AANSLUITBLAD)
        return {}
    uitleg = "Elk gepubliceerd cijfer naast het berekende."
    cijfers = boek.extra_blad(AANSLUITBLAD, CIJFERBLAD, "Aansluiting: alle cijfers", uitleg, OPGEZOCHT)
    blad.breedtes((34, 14, 14, 14, 14, 14))
    eerste, einde = _cijfers(cijfers, uitkomst, bevindingen, werk, rij)
    groepen: dict[str, Counter[Oordeel]] = {}
    for b in bevindingen:
        groepen.setdefault(b.groep, Counter())[b.oordeel] += 1
    geteld = Geteld(cijfers.bereik(eerste, einde, 1), cijfers.bereik(eerste, einde, 8), begin=True)
    tellingen, _ = schrijf_tellingen(blad, rij, "Tabel", WOORD, groepen, geteld)
    r = rij + len(groepen) + 3
    for oordeel, kop in ((Oordeel.AFWIJKING, "Afwijkingen in woorden"), (Oordeel.MELDING, "Anders geschreven")):
        zinnen = [b.zin for b in bevindingen if b.oordeel is oordeel]
        if zinnen:
            blad.tussenkop(r, BREED, kop)
            r = blad.noten(r + 1, BREED, zinnen, "VW Tekst lang") + 1
    einde_blad = blad.noten(r, BREED, [*UITLEG, *met_ander_teken(bevindingen)])
    blad.zet_vast(4, 1)
    blad.afdruk(BREED, einde_blad - 1)
    return tellingen


def _cijfers(
    blad: Blad, uitkomst: Uitkomst, bevindingen: Sequence[Aansluitpunt], werk: Rekenwerk, rij: int
) -> tuple[int, int]:
    """Every figure with its verdict, to look up and to filter; returns the first and the last row."""
    model = werk.model
    tabel = model.model.tabel(NAAM)
    blad.breedtes(BREEDTES)
    kop = blad.noten(rij, REDEN, NOTEN) + 1
    eerste, einde = kop + 1, kop + len(bevindingen)
    blad.koppen(kop, [kolom.titel for kolom in tabel.kolommen], rechts=(5, 6, 7, 10, 11, 12, 13))
    blad.hoogte(kop, 30)
    plekken = {kolom.naam: plek for plek, kolom in enumerate(tabel.kolommen, start=1)}
    model.staat(NAAM, Vak(blad.naam, plekken, {r.sleutel: plek for plek, r in enumerate(tabel.rijen, start=eerste)}))
    gedrukt = uitkomst.gegevens.gedrukt
    ingevoerd = vak_van({"waarde": werk.invoer.kolom["Gepubliceerd", "waarde"]}, tabel.sleutels[: len(gedrukt)])
    for sleutel, een in zip(ingevoerd.rijen, gedrukt, strict=True):
        ref = ingevoerd.cel(sleutel, "waarde")
        model.formules.gegevens[Celnaam(NAAM, sleutel, "gepubliceerd")] = f"{ref}/100" if een.procent else ref
    titels = _kolomtitels(uitkomst)
    for n, b in enumerate(bevindingen):
        teksten = (b.tabel, b.rij, titels.get(b.kolom) or kolomwoorden(b.kolom), b.plaats)
        for kolom, tekst in enumerate(teksten, start=1):
            blad.schrijf(eerste + n, kolom, tekst, "VW tekst")
        vorm = f"VW {_vorm(b)}"
        for naam, kolom in list(plekken.items())[len(teksten) :]:
            _cel(blad, model, b, Celnaam(NAAM, str(n), naam), (eerste + n, kolom), _stijl(b, naam, vorm))
        if b.oordeel is not Oordeel.GELIJK:
            blad.hoogte(eerste + n, regelhoogte([(b.reden, REDENBREEDTE)]))
    blad.tabel("Aansluiting_cijfers", kop, einde, len(tabel.kolommen))
    kleur_bij_woord(blad, f"H{eerste}:H{einde}", f"$H{eerste}", {"✗": "VW Fout", "✓ afronding": "VW Let op"})
    blad.zet_vast(eerste, 1)
    blad.afdruk(REDEN, einde, kop)
    return eerste, einde


def _cel(blad: Blad, model: Modelbladen, b: Aansluitpunt, cel: Celnaam, plek: tuple[int, int], stijl: str) -> None:
    """A figure with its formula, where all that it rests on stands in the workbook; a verdict in words of the sheet."""
    wat, formule = model.model.formule(cel), ""
    if cel.kolom == "oordeel":
        # Only where the expression gives it is it that of the core.
        wat, waarde = IN_WOORDEN if wat is OORDEEL else wat, celwaarde(WOORD[b.oordeel])
    else:
        waarde = celwaarde(model.waarden[cel])
    if isinstance(wat, Gegeven):
        formule = model.formules[cel]
    elif wat is VERSCHIL or wat is IN_WOORDEN:
        # They stand in every row that has figures, and rest on these alone.
        formule = model.formules.in_rij(wat, cel, model.model.tabel(NAAM).vorm(cel))
    elif wat is not None and not isinstance(wat, Vast) and _staat(model, cel):
        formule = model.formules.los(wat, cel, model.model.tabel(NAAM).vorm(cel))
    if waarde == "":
        blad.kleur(*plek, plek[1], stijl)
    elif formule and len(formule) < LANGSTE:
        blad.zet(*plek, f"={formule}", waarde, stijl)
    else:
        blad.schrijf(*plek, waarde, stijl)


def _staat(model: Modelbladen, cel: Celnaam) -> bool:
    """Whether it is worked out from cells of this workbook; of another year a table may not stand in it."""
    doelen = list(model.formules.verwijzingen(model.model.formule(cel), cel))
    return bool(doelen) and all(doel.tabel in model.indeling for doel in doelen)


def _kolomtitels(uitkomst: Uitkomst) -> Mapping[str, str]:
    """The name of a column of a part as people read it: `bedrag jongeren`, not `bedrag_jongeren`."""
    maatstaven = uitkomst.gegevens.regio.bestand.maatstaven
    groepen = ("waarde", "aandeel", "bedrag")
    return {f"{groep}_{naam}": f"{groep} {klein(m.label)}" for groep in groepen for naam, m in maatstaven.items()}


def _stijl(b: Aansluitpunt, kolom: str, vorm: str) -> str:
    """Of a figure as it was printed; of what decides nothing that of a text."""
    if kolom in ("reden", "oordeel"):
        return "VW Tekst lang" if kolom == "reden" else "VW Goed"
    if kolom == "verschil" and b.verschil is None:
        return "VW tekst"
    if kolom in ("eenheid", "half"):
        return "VW aandeel 4" if b.soort is Soort.AANDEEL else "VW vrij"
    return vorm


def _vorm(b: Aansluitpunt) -> str:
    cijfers = [c for c in (b.gepubliceerd, b.berekend) if isinstance(c, Fraction)]
    heel, decimalen = all(cijfer.denominator == 1 for cijfer in cijfers), b.getoond
    if isinstance(b.gepubliceerd, str) or (b.soort is Soort.GELD and decimalen > CENTEN):
        return "vrij"
    if b.soort is Soort.GELD:
        return "euro" if heel and decimalen == 0 else "cent"
    if b.soort is Soort.AANDEEL:
        return "aandeel" if decimalen <= CENTEN else "aandeel 4"
    return "getal" if heel else "getal 2" if decimalen <= CENTEN else "getal 6"
