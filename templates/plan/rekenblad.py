"""Rekenblad: the split itself as live formulas, for every year that is split; one block per year, one formula per
column.

A block reads from left to right: value of each part of the key, share, the steps that the sluitregel needs, amount.
Above the participants stand the weights and the pots, below them the totals. Other sheets refer to the blocks and
calculate no split.

Excel and LibreOffice calculate in doubles, the core exactly. Remainders are therefore compared after rounding to
the number of decimals in the cell *precisie*; calc.tabellen.controles names the amounts for which that could matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from calc.afronding import naar_bedrag
from calc.uitkomst import Uitkomst
from schemas.regio import RATO
from templates.plan.invoerplaatsen import Invoerplaatsen
from templates.plan.rekenbedragen import BEDRAGEN, potten_open, potten_sluitend
from templates.plan.rekenblok import EERSTE_DEEL, NUL, PRECISIE, PRECISIE_AANDEEL, Blokbasis, Rekenblok
from templates.werkmap.boek import Blad, a1, rijbereik
from templates.werkmap.dubbel import verschil, zuiver

__all__ = ["Rekenblok", "vul_rekenblad"]

SOM: Final = "Totaal"


def vul_rekenblad(
    blad: Blad, uitkomst: Uitkomst, kostensoort: str, invoer: Invoerplaatsen, te_verdelen: Mapping[int, str], rij: int
) -> dict[int, Rekenblok]:
    """Fill the Rekenblad of one kostensoort.

    Args:
        te_verdelen: per year the reference of the cell that holds the amount to split.
        rij: first free row of the sheet.
    Returns:
        A block per year that is split; years decided before have none.
    """
    blokken: dict[int, Rekenblok] = {}
    breedste = EERSTE_DEEL
    blad.breedtes((13, 27))
    for jaar in uitkomst.verdeling.jaren:
        if jaar.kostensoort != kostensoort or jaar.sleutel is None:
            continue
        blok = _Blokmaker(blad, uitkomst, jaar, invoer, te_verdelen[jaar.jaar], rij).maak()
        blokken[jaar.jaar] = blok
        breedste = max(breedste, *blok.kolommen.values())
        rij = blok.rijen["slot"] + 2
    blad.breedtes([15.0] * (breedste - EERSTE_DEEL + 1), EERSTE_DEEL)
    for blok in blokken.values():
        # Counts of turns and of units need less room.
        for naam, kolom in blok.kolommen.items():
            if naam.partition("_")[0] in ("heel", "beurt", "volgorde"):
                blad.breedtes([11.5], kolom)
    blad.zet_vast(4, EERSTE_DEEL)
    blad.afdruk(breedste, max(rij - 2, 4), nieuw_blad_voor=[blok.kop for blok in list(blokken.values())[1:]])
    return blokken


class _Blokmaker(Blokbasis):
    """Writes one block."""

    def maak(self) -> Rekenblok:
        self._kolommen()
        self._parameters()
        self._koppen()
        self._sleutelrijen()
        self._deelnemers()
        self._onderrijen()
        return self.blok

    def _kolommen(self) -> None:
        """Columns in groups: of every kind one per part, so that a row of a group is one range."""
        stappen = {
            "open": (),
            "afrondingsregel": (),
            "grootste-deelnemer": ("afgerond", "volgorde"),
            "grootste-rest": ("exact", "heel", "rest", "beurt"),
        }[self.jaar.sluitregel or "open"]
        totaal = {"aandeel": "aandeel", "bedrag": "bedrag"}
        plek = EERSTE_DEEL
        for groep in ("waarde", "aandeel", *stappen, "bedrag"):
            namen = [f"{groep}_{deel}" for deel in self.delen]
            if groep in totaal:
                namen.append(totaal[groep])
            if groep == "aandeel" and "volgorde" in stappen:
                namen.append("voorrang")
            self.groepen.append((groep, namen))
            for naam in namen:
                self.blok.kolommen[naam] = plek
                plek += 1
        self.breedte = plek - 1

    def _parameters(self) -> None:
        blad, blok, jaar = self.blad, self.blok, self.jaar
        regio = self.uitkomst.gegevens.regio
        sleutel = (jaar.kostensoort, jaar.jaar)
        blad.tussenkop(blok.kop, self.breedte, f"{regio.kostensoort(jaar.kostensoort).label} {jaar.jaar}")
        rij = blok.kop + 1
        parameters: list[tuple[str, str, str, Fraction | int | str, str]] = [
            ("te verdelen", "Te verdelen", f"={self.bron}", jaar.te_verdelen, self.geldvorm(jaar.te_verdelen)),
            ("sluitregel", "Sluitregel", f"={self.invoer.sluitregel[sleutel]}", jaar.sluitregel or "", "veld"),
            ("decimalen", "Decimalen", f"={self.invoer.decimalen[sleutel]}", self.decimalen, "getal"),
        ]
        if self.sluit:
            parameters.append(
                ("eenheden", "Eenheden per euro", f"={self.invoer.eenheden[sleutel]}", 10**self.decimalen, "getal")
            )
        for naam, label, formule, waarde, vorm in parameters:
            blad.schrijf(rij, 1, label, "VW Label")
            blad.zet(rij, EERSTE_DEEL, formule, waarde, f"VW {vorm}")
            blok.rijen[naam] = rij
            rij += 1
        # Settings of the calculation are cells and no numbers inside formulas.
        instellingen = [("precisie", "Precisie (decimalen van een eenheid)", PRECISIE)]
        if jaar.sluitregel == "grootste-deelnemer":
            instellingen.append(("precisie aandeel", "Precisie van gelijke aandelen (decimalen)", PRECISIE_AANDEEL))
        for naam, label, aantal in instellingen:
            blad.schrijf(rij, 1, label, "VW Label")
            blad.schrijf(rij, EERSTE_DEEL, aantal, "VW getal")
            blok.rijen[naam] = rij
            rij += 1
        if self.sluit:
            formule = f"=ROUND({self.vaste_cel('te verdelen')}*{self.vaste_cel('eenheden')},0)"
            self.tussenstap(rij, "in eenheden", "Te verdelen, in eenheden", formule, self.splitsing.totaal)
            rij += 1
        if jaar.sluitregel != "grootste-rest":
            # Exactly half a unit can come out a hair lower in doubles; rounding first at the precision puts it back.
            formule = f"={self.vaste_cel('decimalen')}+{self.vaste_cel('precisie')}"
            self.tussenstap(rij, "tussen", "Decimalen van de tussenstap", formule, self.decimalen + PRECISIE)
            rij += 1
        blok.rijen["groepen"] = rij

    def _koppen(self) -> None:
        blad, rij = self.blad, self.blok.rijen["groepen"]
        regio = self.uitkomst.gegevens.regio
        titels = {
            "waarde": "Waarde van de maatstaf",
            "aandeel": "Aandeel",
            "exact": "Exact, in eenheden",
            "heel": "Hele eenheden",
            "rest": "Rest",
            "beurt": "Beurt (grootste rest eerst)",
            "afgerond": "Afgerond",
            "volgorde": "Volgorde (grootste eerst)",
            "bedrag": "Bedrag",
        }
        blad.kleur(rij, 1, 2, "VW Groep")
        blad.schrijf(rij + 1, 1, "Code", "VW Kop")
        blad.schrijf(rij + 1, 2, "Gemeente", "VW Kop")
        for groep, namen in self.groepen:
            eerste = self.blok.kolommen[namen[0]]
            blad.kleur(rij, eerste, eerste + len(namen) - 1, "VW Groep")
            blad.schrijf(rij, eerste, titels[groep])
            for kolom, naam in enumerate(namen, start=eerste):
                deel = naam.removeprefix(f"{groep}_")
                vast_label = {"aandeel": "Aandeel in totaal", "bedrag": "Bijdrage", "voorrang": "Aandeel, afgerond"}
                label = regio.label_deel(deel) if deel in self.delen and naam != deel else vast_label[naam]
                blad.schrijf(rij + 1, kolom, label, "VW Kop rechts")
        blad.hoogte(rij + 1, 28)
        self.blok.rijen["koppen"] = rij + 1
        self.rij = rij + 2

    def _sleutelrijen(self) -> None:
        """Peiljaar, weight and pot of each part, above the column they rule."""
        blad, blok = self.blad, self.blok
        sleutel = (self.jaar.kostensoort, self.jaar.jaar)
        rij = self.nieuwe_rij("peiljaar", "Peiljaar")
        for deel in self.delen:
            peiljaar: str | int = self.jaar.peiljaren.get(deel, "–")
            let_op = " let op" if deel in self.jaar.voorlopige_maatstaven else ""
            kolom = blok.kolommen[f"waarde_{deel}"]
            blad.zet(rij, kolom, f"={self.invoer.peiljaar[(*sleutel, deel)]}", peiljaar, f"VW jaar{let_op}")
        rij = self.nieuwe_rij("gewicht", "Gewicht")
        for deel in self.delen:
            kolom = blok.kolommen[f"aandeel_{deel}"]
            blad.zet(rij, kolom, f"={self.invoer.gewicht[(*sleutel, deel)]}", self.sleutel.delen[deel], "VW vrij stap")
        eerste, laatste = self.uiterste("aandeel")
        som = sum(self.sleutel.delen.values(), NUL)
        blad.zet(rij, blok.kolommen["aandeel"], f"=SUM({rijbereik(rij, eerste, laatste)})", som, "VW vrij stap")
        if self.sluit:
            potten_sluitend(self)
        else:
            potten_open(self)
        if self.jaar.sluitregel == "grootste-rest":
            self.nieuwe_rij("over", "Nog uit te delen eenheden")
        if self.jaar.sluitregel == "grootste-deelnemer":
            self.nieuwe_rij("verschil", "Afrondingsverschil van het deel")
        blok.eerste = self.rij
        blok.laatste = self.rij + len(self.jaar.deelnemers) - 1

    def _deelnemers(self) -> None:
        blad, blok, jaar = self.blad, self.blok, self.jaar
        regio = self.uitkomst.gegevens.regio
        for rij, code in enumerate(jaar.deelnemers, start=blok.eerste):
            blad.schrijf(rij, 1, code, "VW tekst")
            blad.schrijf(rij, 2, regio.gemeente(code), "VW tekst")
        blok.totaal = blok.laatste + (2 if jaar.sluitregel == "afrondingsregel" else 1)
        if jaar.sluitregel == "afrondingsregel":
            blok.afronding = blok.laatste + 1
            blad.kleur(blok.afronding, 1, self.breedte, "VW tekst")
            blad.schrijf(blok.afronding, 2, "Afronding")
        blad.kleur(blok.totaal, 1, self.breedte, "VW tekst totaal")
        blad.schrijf(blok.totaal, 2, SOM)
        self._waarden()
        self._aandelen()
        BEDRAGEN[jaar.sluitregel or "open"](self)
        self._bijdragen()

    def _waarden(self) -> None:
        blad, blok = self.blad, self.blok
        for onderdeel in self.splitsing.onderdelen:
            deel = onderdeel.naam
            k = blok.kolommen[f"waarde_{deel}"]
            vorm = _vorm_waarden(onderdeel.waarden)
            if deel != RATO:
                peiljaar = self.jaar.peiljaren[deel]
                bron, codes = self.invoer.maatstaf[deel, peiljaar], self.invoer.maatstaf_codes[peiljaar]
            for rij, waarde in enumerate(onderdeel.waarden, start=blok.eerste):
                if deel == RATO:
                    formule = f"={self.invoer.rato[self.jaar.kostensoort, self.jaar.jaar]}"
                else:
                    formule = f"=INDEX({bron},MATCH($A{rij},{codes},0))"
                blad.zet(rij, k, formule, waarde, f"VW {vorm}")
            self.som(k, sum(onderdeel.waarden, NUL), vorm)

    def _aandelen(self) -> None:
        blad, blok = self.blad, self.blok
        for onderdeel in self.splitsing.onderdelen:
            k, w = blok.kolommen[f"aandeel_{onderdeel.naam}"], blok.kolommen[f"waarde_{onderdeel.naam}"]
            som = sum(onderdeel.waarden, NUL)
            for rij, waarde in enumerate(onderdeel.waarden, start=blok.eerste):
                blad.zet(rij, k, f"={a1(rij, w)}/{a1(blok.totaal, w, vast_rij=True)}", waarde / som, "VW aandeel 4")
            self.som(k, Fraction(1), "aandeel 4")
        k = blok.kolommen["aandeel"]
        eerste, laatste = self.uiterste("aandeel")
        gewichten = rijbereik(blok.rijen["gewicht"], eerste, laatste, vast_rij=True)
        for rij, aandeel in enumerate(self.splitsing.aandelen, start=blok.eerste):
            formule = f"=SUMPRODUCT({rijbereik(rij, eerste, laatste)},{gewichten})/{self.som_gewichten()}"
            blad.zet(rij, k, formule, aandeel, "VW aandeel 4")
        self.som(k, Fraction(1), "aandeel 4")

    def _bijdragen(self) -> None:
        """The contribution: from the exact share under `open`, else the sum of the parts."""
        blad, blok, jaar = self.blad, self.blok, self.jaar
        k, a = blok.kolommen["bedrag"], blok.kolommen["aandeel"]
        eerste, laatste = self.uiterste("bedrag")
        for rij, code in enumerate(jaar.deelnemers, start=blok.eerste):
            if self.sluit:
                formule = f"=SUM({rijbereik(rij, eerste, laatste)})"
            else:
                formule = self.rond_af(f"{self.vaste_cel('te verdelen')}*{a1(rij, a)}")
            blad.zet(rij, k, formule, jaar.bedragen[code], f"VW {self.geld}")
        if blok.afronding:
            formule = f"=SUM({rijbereik(blok.afronding, eerste, laatste)})"
            blad.zet(blok.afronding, k, formule, jaar.afronding, f"VW {self.geld}")

    def _onderrijen(self) -> None:
        """Sum of the rows, the amount to split, and what is between them: live, so that rounding is always in sight."""
        blad, blok, jaar = self.blad, self.blok, self.jaar
        te_verdelen, over = blok.totaal + 1, blok.totaal + 2
        blok.rijen.update({"onder te verdelen": te_verdelen, "onder verschil": over, "slot": over})
        for rij, label in ((te_verdelen, "Te verdelen"), (over, "Verschil door afronden")):
            blad.schrijf(rij, 2, label, "VW tekst stap")
        onderdelen = {o.naam: (o.pot, sum(o.pot.eenheden) + o.pot.afronding) for o in self.splitsing.onderdelen}
        for naam in self.groepen[-1][1]:
            k = blok.kolommen[naam]
            if naam == "bedrag":
                gevraagd, gekregen = jaar.te_verdelen, jaar.totaal
            else:
                pot, eenheden = onderdelen[naam.removeprefix("bedrag_")]
                gevraagd, gekregen = naar_bedrag(pot.totaal, jaar.eenheid), naar_bedrag(eenheden, jaar.eenheid)
            self.som(k, gekregen, self.geld, blok.onderste)
            vorm = self.geldvorm(gevraagd)
            blad.zet(te_verdelen, k, f"={a1(blok.rijen['pot'], k)}", gevraagd, f"VW {vorm} stap")
            waarde = gekregen - gevraagd
            formule = f"={verschil(a1(blok.totaal, k), a1(te_verdelen, k))}"
            blad.zet(over, k, formule, zuiver(waarde), f"VW {self.geldvorm(waarde)} stap")


def _vorm_waarden(waarden: Sequence[Fraction]) -> str:
    """No decimals where no figure has any."""
    return "getal" if all(waarde.denominator == 1 for waarde in waarden) else "getal 2"
