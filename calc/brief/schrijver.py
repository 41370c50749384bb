"""Whoever writes a letter: what every letter has, its sentences over cells, and what they have of region and input."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from calc.brief import teksten as t
from calc.brief.zin import VAST, Alinea, Cijfer, Vulling, Zin
from calc.model.tabel import Tabel
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.model.waarden import Waarden
from calc.notatie import datum
from calc.tabellen import waarden_van
from calc.tabellen.samenvatting import jeugdbudget, vorig_jaar
from calc.tabellen.voorschotten import VOORSCHOTTEN
from calc.uitkomst import Uitkomst
from calc.uitlegvorm import hoofdletter
from schemas.gegevens import Briefregel
from schemas.inhoud import klein
from schemas.regio import CENTRUMGEMEENTE, GEMEENTE


@dataclass(frozen=True, kw_only=True)
class Briefhoofd:
    """Of a letter; texts that are empty have no place in it."""

    waarden: Waarden
    gemeente: str
    jaar: int
    regio: str
    organisatie: str
    status: str
    geadresseerde: str
    datum: str
    kenmerk: str
    onderwerp: Zin
    aanhef: str
    alineas: Mapping[str, Alinea]
    eigen: tuple[str, ...]
    ondertekening: str

    def tekst(self, alinea: str) -> str:
        """A paragraph in words; nothing where the letter has none of that name."""
        return self.alineas.get(alinea, Alinea()).tekst(self.waarden)

    def kop(self, alinea: str) -> str:
        return self.alineas.get(alinea, Alinea()).koptekst(self.waarden)


class Pen:
    """Writes sentences over the cells of a plan; `rij` is the row that its figures are of, `vast` what fills a gap that
    names the year, the region and the like.
    """

    def __init__(self, uitkomst: Uitkomst, rij: str) -> None:
        self.uitkomst, self.rij, self.waarden = uitkomst, rij, waarden_van(uitkomst)
        self.model, self.modelplan = self.waarden.model, self.waarden.model.plannen[""]
        self.plan, self.regio = uitkomst.gegevens.plan, uitkomst.gegevens.regio
        self.jaar = self.plan.jaar
        self.samenvatting = self.model.tabel(Tabelnaam("samenvatting", jaar=self.jaar))
        self.vorig = vorig_jaar(self.modelplan, self.jaar)
        self.vast: Mapping[str, Vulling] = {
            "jaar": str(self.jaar), "vorig": str(self.vorig or ""), "regio": self.regio.label,
            "status": self.plan.status,
        }  # fmt: skip

    def zin(self, sjabloon: str, **vulling: Vulling) -> Zin:
        return Zin.van(sjabloon, {**self.vast, **vulling})

    def cijfer(self, tabel: Tabel, kolom: str, *, zonder_teken: bool = False, rij: str = "") -> Cijfer:
        cel = Celnaam(tabel.naam, rij or self.rij, kolom)
        return Cijfer(cel, tabel.vorm(cel), zonder_teken)

    def geheel(self, kolom: str, *, zonder_teken: bool = False) -> Cijfer:
        """What all kostensoorten are together."""
        return self.cijfer(self.samenvatting, kolom, zonder_teken=zonder_teken)

    def bekend(self, cijfer: Cijfer) -> bool:
        return cijfer.waarde(self.waarden) is not None

    def van_budget(self, sjabloon: str) -> Iterator[Zin]:
        """What part the contribution is of the youth budget, where the region has one."""
        budget, deel = jeugdbudget(self.modelplan, self.jaar), "pct_van_jeugdbudget"
        if budget is not None and self.bekend(self.geheel(deel)):
            maatstaf, peiljaar = budget
            wat = klein(self.regio.label_deel(maatstaf))
            cijfers = {"deel": self.geheel(deel), "bedrag": self.geheel("jeugdbudget")}
            yield self.zin(sjabloon, **cijfers, budget=wat, peiljaar=str(peiljaar))


class Schrijver(Pen):
    """Of one letter to one participant."""

    def __init__(self, uitkomst: Uitkomst, code: str) -> None:
        super().__init__(uitkomst, code)
        self.code = code
        self.naam, self.deelnemer = self.regio.gemeente(code), self.regio.alle_deelnemers[code]
        organisatie = self.regio.organisatie
        gemeente = organisatie.soort == CENTRUMGEMEENTE
        kaal = organisatie.naam.removeprefix("de ")
        self.afzender = hoofdletter(f"centrumgemeente {organisatie.naam}" if gemeente else kaal)
        self.organisatie = f"de centrumgemeente {organisatie.naam}" if gemeente else organisatie.naam
        self.vast = {**self.vast, "gemeente": self.naam, "organisatie": self.organisatie}

    @property
    def geadresseerde(self) -> str:
        naam = f"Gemeente {self.naam}" if self.deelnemer.soort == GEMEENTE else self.naam
        return self.invoer("geadresseerde") or naam

    @property
    def is_zelf(self) -> bool:
        """Whether the letter is to the organisation that sends it."""
        return self.code == self.regio.bestand.centrumgemeente

    def zonder_termijnen(self) -> Zin:
        """That no day is named; of this amount alone where others are told their days by the same plan."""
        ergens = self.model.exemplaren(VOORSCHOTTEN)
        return Zin(t.BEDRAG_ZONDER if ergens else t.ZONDER_TERMIJNEN)

    def regels(self, onderdeel: str) -> list[Briefregel]:
        return [
            regel
            for regel in self.uitkomst.gegevens.brief
            if regel.onderdeel == onderdeel and regel.gemeentecode in ("", self.code)
        ]

    def invoer(self, onderdeel: str) -> str:
        """What the input says for this participant, else for all."""
        regels = sorted(self.regels(onderdeel), key=lambda regel: regel.gemeentecode, reverse=True)
        return regels[0].tekst if regels else ""

    @property
    def betalingskenmerk(self) -> str:
        return self.invoer("betalingskenmerk") or self.invoer("kenmerk")

    def rekening(self, waarvoor: str) -> Iterator[Zin]:
        """Where to pay, and with which reference; nothing where the input has no account."""
        if rekening := self.invoer("rekening"):
            kenmerk = self.betalingskenmerk or f"{waarvoor} {self.jaar}, {self.naam}"
            yield self.zin(t.REKENING, rekening=rekening.replace(" ", VAST), kenmerk=kenmerk)

    def hoofd(self, onderwerp: str, alineas: Mapping[str, Alinea]) -> Briefhoofd:
        return Briefhoofd(
            waarden=self.waarden,
            gemeente=self.naam,
            jaar=self.jaar,
            regio=self.regio.label,
            organisatie=self.afzender,
            status=self.plan.status,
            geadresseerde=self.geadresseerde,
            datum=self.invoer("datum"),
            kenmerk=self.invoer("kenmerk"),
            onderwerp=self.zin(onderwerp),
            aanhef=self.invoer("aanhef") or t.AANHEF,
            alineas=alineas,
            eigen=tuple(regel.tekst for regel in self.regels("alinea")),
            ondertekening=self.invoer("ondertekening") or self.afzender,
        )

    def besluit(self) -> Iterator[Zin]:
        if self.plan.besluit:
            dag = f" van {datum(self.plan.besluitdatum)}" if self.plan.besluitdatum else ""
            kenmerk = f", kenmerk {self.plan.besluitkenmerk}" if self.plan.besluitkenmerk else ""
            yield self.zin(t.BESLUIT, besluit=f"{self.plan.besluit}{dag}{kenmerk}")

    def vragen(self) -> Iterator[Zin]:
        """To whom who has no contact goes; in the organisation itself that is who made the plan."""
        wie = self.plan.contact or (self.plan.opsteller if self.is_zelf else self.organisatie)
        if wie:
            yield self.zin(t.CONTACT, wie=wie)
        yield Zin(t.WERKMAP)
