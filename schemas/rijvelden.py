"""Columns that more input sheets have: one wording, one width."""

from __future__ import annotations

from typing import Any

from schemas import inhoud as mag
from schemas.invoerblad import veld


def kostensoort(uitleg: str = "kostensoort van het regiobestand", *, leeg: bool = False) -> Any:
    return veld("Kostensoort", mag.TEKST, uitleg, leeg=leeg)


def gemeentecode() -> Any:
    return veld("Gemeentecode", mag.TEKST, "code van het CBS; mag leeg blijven", leeg=True, breedte=15)


def gemeente() -> Any:
    return veld("Gemeente", mag.TEKST, "naam van de deelnemer", breedte=25)


def peiljaar(*, breedte: float = 0.0) -> Any:
    return veld("Peiljaar", mag.JAAR, "jaar waarover is geteld", breedte=breedte)


def post_van_uren() -> Any:
    return veld("Post", mag.TEKST, "post van blad Begroting waarop de uren komen", breedte=30)


def functie(uitleg: str = "functie met een uurtarief op blad Tarieven", *, leeg: bool = False) -> Any:
    return veld("Functie", mag.TEKST, uitleg, leeg=leeg, breedte=26)


def afgeleid() -> Any:
    return veld("Afgeleid", mag.TEKST, "wat is afgeleid of aangenomen, en hoe", leeg=True, breedte=56, lang=True)


def bron(uitleg: str = "waar het cijfer vandaan komt") -> Any:
    return veld("Bron", mag.TEKST, uitleg, breedte=34, lang=True)
