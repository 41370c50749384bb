"""A municipality that only gets another code stays who it is, in every note and in its letter."""

from __future__ import annotations

from pathlib import Path

import regiomaker

from calc.brief.brief import maak_brief
from calc.notatie import opvolging
from calc.tabellen import maak_tabellen
from calc.uitkomst import bereken
from schemas.inname import lees_invoer

ZAAD = 7


def test_another_code_is_no_merger() -> None:
    assert opvolging("Beek", ["Beek"]) == ("Beek heeft een nieuwe code", "wat onder de oude code is betaald")
    assert (
        opvolging("Beek", ["Beek", "Stein"])[0] == opvolging("Beek", ["Stein"])[0] == "Beek is samengevoegd met Stein"
    )


def test_who_gets_another_code_is_not_told_that_it_merged_with_itself(tmp_path: Path) -> None:
    uitkomst = bereken(lees_invoer(regiomaker.maak(ZAAD).schrijf(tmp_path)))
    regio = uitkomst.gegevens.regio
    (code,) = [
        d.code for d in regio.bestand.deelnemers if [regio.gemeente(lid) for lid in d.samengesteld_uit] == [d.naam]
    ]
    naam = regio.gemeente(code)
    noten = {
        noot
        for soort in ("samenvatting", "toename", "mutaties")
        for t in maak_tabellen(uitkomst, soort)
        for noot in t.noten
    }
    assert any(noot.startswith(f"{naam} heeft een nieuwe code; ") for noot in noten), noten
    brief = maak_brief(uitkomst, code).tekst("waarom")
    assert "samengevoegd met" not in " ".join((*noten, brief))
    assert "nog niet deel" not in brief
