"""Grenzen: what a contribution may be at least and at most, and who carries what a limit takes or gives.

The others carry it in proportion to their contribution, again until nobody is outside: each round is three columns. A
limit counts in whole units: a maximum rounded down, a minimum rounded up.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from calc.afronding import NUL
from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.sluitregels import in_eenheden, in_euro, sluit
from calc.model.tabel import TOTAAL, Controle, Kolom, Tabel
from calc.model.uitdrukking import (
    LEEG,
    Celnaam,
    Functie,
    Tabelnaam,
    Uitdrukking,
    Uiterste,
    Vast,
    Zuiver,
    alle,
    als,
    cel,
    gelijk,
    is_leeg,
    kol,
    totaal,
)
from calc.notatie import euro
from calc.tabel import CENT, Soort
from calc.tabellen import waarden_van
from calc.tabellen.deelnemers import deelnemertabel
from calc.tabellen.formules import Formules
from calc.tabellen.opbouw import VOOR
from calc.tabellen.sluitzinnen import Sluitzinnen
from calc.verdeling import Jaarverdeling
from schemas.fouten import Gebruikersfout
from schemas.regioopbouw import Grenzen

BUITEN: Final = (
    "Buiten een grens wordt het de grens zelf. Wat dat scheelt, dragen de anderen naar hun bijdrage, tot niemand meer "
    "buiten zijn grenzen valt."
)


class GrensOmgekeerd(Gebruikersfout):
    def __init__(self, waar: str, wie: str, minimum: Fraction, maximum: Fraction) -> None:
        super().__init__(
            f"{waar}: voor {wie} is het minimum {euro(minimum, 2)} en het maximum {euro(maximum, 2)}",
            "een minimum dat niet hoger is.",
        )


class OnhaalbareGrens(Gebruikersfout):
    def __init__(self, waar: str, bedrag: Fraction, grenzen: Fraction) -> None:
        meer = "minder" if bedrag > grenzen else "meer"
        super().__init__(
            f"{waar}: de grenzen laten samen {euro(grenzen, 2)} toe. Dat is {euro(abs(bedrag - grenzen), 2)} {meer} "
            f"dan de bijdragen van {euro(bedrag, 2)}, en er is niemand meer die het verschil kan dragen. "
            "Kijk de cijfers na waar de grenzen op rusten, of de grenzen in het regiobestand."
        )


class NegatieveBijdrage(Gebruikersfout):
    def __init__(self, waar: str, wie: str, bedrag: Fraction) -> None:
        super().__init__(
            f"{waar}: de bijdrage van {wie} is {euro(bedrag, 2)}. Het verschil van een grens wordt gedragen naar de "
            "bijdrage, en dat kan alleen als die niet onder nul is."
        )


def grenzen(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """The limits of everyone, and the contribution within them; after a colon in the name of how many rounds."""
    bron = plan.uitkomst.verdeling.van(naam.kostensoort, naam.jaar)
    regels = plan.regio.grenzen(naam.kostensoort, naam.jaar)
    if bron.opbouw is None or regels is None:
        return None
    _, _, rondes = naam.naam.partition(":")
    return _Grenzen(plan, naam, bron, regels).tabel(int(rondes or 0))


class _Grenzen:
    def __init__(self, plan: Plan, naam: Tabelnaam, bron: Jaarverdeling, regels: Grenzen) -> None:
        self._plan, self._naam, self._bron, self._regels = plan, naam, bron, regels
        self._afronden = plan.afronden(naam.kostensoort, naam.jaar)
        self._decimalen = plan.decimalen(naam.kostensoort, naam.jaar)
        self._namen = {code: plan.regio.gemeente(code) for code in bron.deelnemers}
        self._waar = f"Kostensoort {naam.kostensoort} {naam.jaar}"

    def tabel(self, rondes: int) -> Tabel:
        eigen = self._eigen_grenzen()
        voor = cel(self._naam._replace(naam="verdeling"), None, VOOR)
        kolommen = [self._geld("voor", "Voor de grenzen", voor)]
        heeft = [wat for wat in ("minimum", "maximum") if any(wat in grens for grens in eigen.values())]
        titels = {"minimum": "Minimum", "maximum": "Maximum"}
        kolommen += [Kolom(wat, titels[wat], *CENT, Vast(None), None) for wat in heeft]
        afronding: Uitdrukking | None = None
        if self._regels.verschil == "organisatie":
            kolommen.append(self._geld("bedrag", "Binnen de grenzen", self._binnen(kol("voor"), heeft)))
        else:
            kolommen += self._rondes(rondes or self._aantal_rondes(), heeft)
            gesloten = self._verdeeld()
            afronding = gesloten[1]
            kolommen += gesloten[0]
            kolommen.append(self._geld("bedrag", "Binnen de grenzen", kol("vast") + kol("gedragen"), BUITEN))
        rijen = {code: {**dict.fromkeys(heeft, LEEG), **cellen} for code, cellen in eigen.items()}
        slot = {"gedragen": afronding, "bedrag": kol("gedragen")} if afronding is not None else False
        titel = f"Grenzen {self._naam.kostensoort} {self._naam.jaar}"
        return deelnemertabel(
            self._plan, self._naam, titel, self._namen, kolommen, eigen=rijen, afronding=slot,
            controles=self._controles(heeft),
        )  # fmt: skip

    def _geld(self, naam: str, titel: str, formule: Uitdrukking, uitleg: str = "", *, stap: bool = False) -> Kolom:
        return Kolom(naam, titel, Soort.GELD, self._decimalen, formule, uitleg=uitleg, stap=stap)

    def _eigen_grenzen(self) -> dict[str, dict[str, Uitdrukking]]:
        """Of each participant its limits in whole units."""
        formules = Formules.van(self._plan, self._naam.kostensoort, self._naam.jaar)
        eigen: dict[str, dict[str, Uitdrukking]] = {}
        for code in self._bron.deelnemers:
            (minimum, maximum), cellen = self._regels.van(code).formules, {}
            if minimum is not None:
                cellen["minimum"] = -self._naar_beneden(-formules.bedrag(minimum))
            if maximum is not None:
                cellen["maximum"] = self._naar_beneden(formules.bedrag(maximum))
            eigen[code] = cellen
        return eigen

    def _naar_beneden(self, bedrag: Uitdrukking) -> Uitdrukking:
        """In whole units. The noise of doubles is taken off in euros or cents: a millionth of a million is a euro."""
        if self._afronden < 0:
            return in_euro(Functie("INT", in_eenheden(Zuiver(bedrag), self._afronden)), self._afronden)
        return in_euro(Functie("INT", Zuiver(in_eenheden(bedrag, self._afronden))), self._afronden)

    def _binnen(self, wat: Uitdrukking, heeft: list[str]) -> Uitdrukking:
        """The nearest that is within the limits; who has none is never outside."""
        if "minimum" in heeft:
            wat = als(is_leeg(kol("minimum")), wat, Uiterste("MAX", (wat, kol("minimum"))))
        if "maximum" in heeft:
            wat = als(is_leeg(kol("maximum")), wat, Uiterste("MIN", (wat, kol("maximum"))))
        return wat

    def _rondes(self, aantal: int, heeft: list[str]) -> list[Kolom]:
        """Per round how far who is free is outside, who stays free (with its weight), and the limit of the others.

        Too low and too high in one round: the side that is furthest outside goes first, because what it changes for
        the others can bring the rest within their limits.
        """
        kolommen: list[Kolom] = []
        for ronde in range(1, aantal + 1):
            vorige, was = ("voor", "voor") if ronde == 1 else (f"ronde_{ronde - 1}", f"vrij_{ronde - 1}")
            buiten = f"buiten_{ronde}"
            begrensd, samen = self._binnen(kol(vorige), heeft), Zuiver(totaal(buiten))
            vrij, vast = (naam if ronde == aantal else f"{naam}_{ronde}" for naam in ("vrij", "vast"))
            scheelt = als(gelijk(kol(was), 0), 0, Zuiver(begrensd - kol(vorige)))
            aan_de_beurt = als(kol(buiten) * samen > 0, 0, kol(was))
            blijft = als(gelijk(kol(buiten), 0), kol(was), als(gelijk(samen, 0), 0, aan_de_beurt))
            kolommen += [
                Kolom(buiten, f"Ronde {ronde}: buiten de grens", Soort.WAARDE, 6, scheelt, stap=True),
                self._geld(vrij, f"Ronde {ronde}: niet begrensd", blijft, stap=True),
                self._geld(vast, f"Ronde {ronde}: begrensd", als(gelijk(kol(vrij), 0), begrensd, 0), stap=True),
            ]
            if ronde < aantal:
                draagt = kol(vrij) * (alle("voor") - totaal(vast)) / totaal(vrij)
                wat = als(gelijk(kol(vrij), 0), kol(vast), draagt)
                kolommen.append(Kolom(f"ronde_{ronde}", f"Na ronde {ronde}", Soort.WAARDE, 6, wat, stap=True))
        return kolommen

    def _verdeeld(self) -> tuple[list[Kolom], Uitdrukking | None]:
        """What is left for who is not at a limit, closed as the rule says."""
        regel = self._bron.sluitregel
        assert regel is not None
        wat = alle("voor") - totaal("vast")
        deelt = als(gelijk(totaal("vrij"), 0), 0, kol("vrij") / totaal("vrij"))
        lijst = self._plan.bij_gelijk_lijst(self._naam.kostensoort, self._naam.jaar)
        zeg = self._plan.regio.zeg
        zinnen = Sluitzinnen(self._namen, self._bron.eenheid, zeg, lijst=lijst, gewicht="vrij")
        tweede = "aandeel"
        if regel == "grootste-rest":
            tweede = "rest_gedragen" if lijst else "vrij"
        waarom = zinnen.van(regel), zinnen.kort(regel)
        gesloten = sluit(regel, "gedragen", "Gedragen", wat, "aandeel", "vrij", tweede, self._afronden, *waarom)
        return [Kolom("aandeel", "Aandeel", Soort.AANDEEL, 2, deelt), *gesloten.kolommen], gesloten.afronding

    def _controles(self, heeft: list[str]) -> tuple[Controle, ...]:
        soort, jaar = self._naam.kostensoort, self._naam.jaar
        if self._regels.verschil == "organisatie" or not heeft:
            return ()
        return (
            Controle(
                "Grenzen veranderen het totaal niet", f"{soort} {jaar}", cel(self._naam, TOTAAL, "voor"),
                cel(self._naam, TOTAAL, "bedrag"), Vast(self._plan.speling_van_dragers(soort, jaar)),
                (Soort.GELD, self._decimalen), "binnen de grenzen",
            ),
        )  # fmt: skip

    def _aantal_rondes(self) -> int:
        """One more than in which somebody was outside; a limit that cannot be met is a fault.

        It is read from the same columns, of a table with more rounds than there can be (in each but two somebody comes
        to a limit); what is not asked is not worked out. An outcome by itself knows its plan by no name, also where it
        stands here beside another, as in a settlement.
        """
        waarden, wie = waarden_van(self._plan.uitkomst), self._namen.values()
        naam = Tabelnaam(f"grenzen:{len(wie) + 3}", self._naam.kostensoort, self._naam.jaar)
        kolommen = waarden.model.tabel(naam).kolom_van

        def van(kolom: str) -> list[Fraction | None]:
            if kolom not in kolommen:
                return [None] * len(wie)
            gevonden = (waarden[Celnaam(naam, code, kolom)] for code in self._namen)
            return [Fraction(een) if isinstance(een, int | Fraction) else None for een in gevonden]

        voor = [bedrag or NUL for bedrag in van("voor")]
        for deelnemer, bedrag in zip(wie, voor, strict=True):
            if bedrag < 0:
                raise NegatieveBijdrage(self._waar, deelnemer, bedrag)
        for deelnemer, minimum, maximum in zip(wie, van("minimum"), van("maximum"), strict=True):
            if minimum is not None and maximum is not None and minimum > maximum:
                raise GrensOmgekeerd(self._waar, deelnemer, minimum, maximum)
        ronde = 0
        while True:
            ronde += 1
            vast, vrij = ([bedrag or NUL for bedrag in van(f"{kolom}_{ronde}")] for kolom in ("vast", "vrij"))
            if not any(vrij) and sum(vast, NUL) != sum(voor, NUL):
                raise OnhaalbareGrens(self._waar, sum(voor, NUL), sum(vast, NUL))
            was = van(f"ronde_{ronde - 1}") if ronde > 1 else voor
            # Who never paid anything may still have a minimum: that changes what the others carry.
            anders = [not deel and nu != toen for nu, deel, toen in zip(vast, vrij, was, strict=True)]
            if not any(van(f"buiten_{ronde}")) and not any(anders):
                return ronde


GRENZEN: Final = Tabelsoort(
    "grenzen", grenzen, 39, per_kostensoort=True, per_jaar=True, alle_jaren=True, zichtbaar=False
)
