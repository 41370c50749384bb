"""The files of a run as a set: what a person made of them stays, what is no part of it goes, one run at a time."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from calc.uitkomst import Uitkomst, bereken
from schemas.gegevens import Gegevens
from templates.werkmap import wegschrijven
from templates.werkmap.bestandenlijst import Bestanden, schrijf_reeks_met_lijst
from templates.werkmap.wegschrijven import HALF, InGebruik, NietCompleet, NietTeSchrijven, alleen
from templates.werkmappen import write_plan

Proefplan = Callable[..., Gegevens]
VERTREKT = "verzonnen-regio-2021-GM9002.xlsx"
BRIEF = "verzonnen-regio-2021-GM9002-brief.docx"
BLIJFT = "verzonnen-regio-2021-GM9001.xlsx"


def lijst(bestanden: object) -> bytes:
    return json.dumps({"bestanden": bestanden}).encode()


@pytest.fixture(scope="module")
def drie(proefplan: Proefplan) -> Uitkomst:
    return bereken(proefplan(deelnemers=3))


@pytest.fixture(scope="module")
def twee(proefplan: Proefplan) -> Uitkomst:
    """The same plan after the third participant left."""
    return bereken(proefplan(deelnemers=2))


def schrijf(uitkomst: Uitkomst, map: Path) -> list[str]:
    gemeld: list[str] = []
    write_plan(uitkomst, map, versie="1", overschrijf=True, resultaat=lijst, meld=gemeld.append)
    return gemeld


def sommen(map: Path) -> dict[str, str]:
    return {pad.name: hashlib.sha256(pad.read_bytes()).hexdigest() for pad in map.glob("*.*x")}


def test_the_list_has_every_workbook_with_its_hash(drie: Uitkomst, tmp_path: Path) -> None:
    assert schrijf(drie, tmp_path) == []
    assert json.loads((tmp_path / "resultaat.json").read_bytes())["bestanden"] == sommen(tmp_path)


def test_the_workbook_of_a_former_participant_goes_with_the_plan_that_it_was_of(
    drie: Uitkomst, twee: Uitkomst, tmp_path: Path
) -> None:
    schrijf(drie, tmp_path)
    (tmp_path / "van mij.xlsx").write_bytes(b"van mij")
    assert schrijf(twee, tmp_path) == [f"weggehaald, want niet meer in het plan: {BRIEF} en {VERTREKT}."]
    assert not any((tmp_path / naam).exists() for naam in (VERTREKT, BRIEF))
    assert (tmp_path / "van mij.xlsx").read_bytes() == b"van mij"


def test_what_a_person_made_of_a_workbook_is_kept_and_named(drie: Uitkomst, twee: Uitkomst, tmp_path: Path) -> None:
    schrijf(drie, tmp_path)
    for naam in (BLIJFT, VERTREKT, BRIEF):
        (tmp_path / naam).write_bytes(b"met mijn aantekeningen")
    kopie = "verzonnen-regio-2021-GM9001.001.xlsx"
    assert schrijf(twee, tmp_path) == [
        f"{BLIJFT} was gewijzigd sinds het plan is gemaakt; die versie is bewaard als {kopie}.",
        f"in de map staat ook {BRIEF} en {VERTREKT}; dat hoort niet bij dit plan.",
    ]
    assert (tmp_path / kopie).read_bytes() == (tmp_path / VERTREKT).read_bytes() == b"met mijn aantekeningen"
    assert BLIJFT in json.loads((tmp_path / "resultaat.json").read_bytes())["bestanden"]


def test_a_list_that_leads_out_of_the_folder_takes_nothing_away(twee: Uitkomst, tmp_path: Path) -> None:
    buiten = tmp_path / "buiten.xlsx"
    buiten.write_bytes(b"van een ander")
    map = tmp_path / "plan"
    map.mkdir()
    (map / "resultaat.json").write_bytes(lijst({"../buiten.xlsx": hashlib.sha256(b"van een ander").hexdigest()}))
    schrijf(twee, map)
    assert buiten.read_bytes() == b"van een ander"


def _houd_vast(map: Path, bezet: multiprocessing.synchronize.Event, los: multiprocessing.synchronize.Event) -> None:
    with alleen(map):
        bezet.set()
        los.wait(60)


def test_a_second_run_into_the_same_folder_is_told_to_wait(drie: Uitkomst, tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
    bezet, los = context.Event(), context.Event()
    ander = context.Process(target=_houd_vast, args=(tmp_path / "plan", bezet, los))  # type: ignore[attr-defined]
    ander.start()
    try:
        assert bezet.wait(60)
        with pytest.raises(InGebruik, match="een andere opdracht schrijft op dit moment in"):
            write_plan(drie, tmp_path / "plan", versie="1")
        with alleen(tmp_path / "elders"):
            pass
    finally:
        los.set()
        ander.join(60)
    write_plan(drie, tmp_path / "plan", versie="1")
    assert [pad.name for pad in tmp_path.iterdir()] == ["plan"]


def test_a_set_that_was_broken_off_halfway_says_so_until_it_is_whole(
    drie: Uitkomst, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schrijf(drie, tmp_path)
    anders = bereken(replace(drie.gegevens, plan=replace(drie.gegevens.plan, titel="Anders")))
    echt = os.replace

    class Gedood(BaseException):
        """A process that is killed undoes nothing."""

    def gedood(bron: Path, doel: Path) -> None:
        echt(bron, doel)
        raise Gedood

    with monkeypatch.context() as even:
        even.setattr(os, "replace", gedood)
        even.setattr(wegschrijven, "_draai_terug", lambda *_, **__: None)
        even.setattr(Path, "unlink", lambda *_, **__: None)
        with pytest.raises(Gedood):
            schrijf(anders, tmp_path)
    assert b"niet compleet" in (tmp_path / HALF).read_bytes()
    assert json.loads((tmp_path / "resultaat.json").read_bytes())["bestanden"] != sommen(tmp_path)
    with pytest.raises(NietCompleet):
        write_plan(anders, tmp_path, versie="1", resultaat=lijst)
    schrijf(anders, tmp_path)
    assert not (tmp_path / HALF).exists()
    assert sommen(tmp_path).items() >= json.loads((tmp_path / "resultaat.json").read_bytes())["bestanden"].items()


def test_a_former_participant_comes_back_when_the_set_cannot_be_placed(
    drie: Uitkomst, twee: Uitkomst, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schrijf(drie, tmp_path)
    voor = {pad.name: pad.read_bytes() for pad in tmp_path.iterdir()}
    echt = os.replace

    def geweigerd(bron: Path, doel: Path) -> None:
        if Path(bron).name == VERTREKT and Path(bron).parent == tmp_path:
            raise PermissionError
        echt(bron, doel)

    monkeypatch.setattr(os, "replace", geweigerd)
    with pytest.raises(NietTeSchrijven):
        schrijf(twee, tmp_path)
    assert {pad.name: pad.read_bytes() for pad in tmp_path.iterdir()} == voor


def test_a_settlement_takes_away_the_page_of_who_is_no_part_of_it_and_keeps_what_a_person_made(tmp_path: Path) -> None:
    def schrijf_afrekening(*namen: str) -> list[str]:
        reeks = Bestanden(namen, "r-2021-afrekening", ("de afrekening", "deze afrekening"), "afrekening.json", lijst)
        inhoud = [(naam, naam.encode()) for naam in namen]
        return schrijf_reeks_met_lijst(tmp_path, reeks, inhoud, overschrijf=True)[1]

    een, twee_, brief = (f"r-2021-afrekening-GM900{n}" for n in ("1.xlsx", "2.xlsx", "2-brief.docx"))
    assert schrijf_afrekening(een, twee_, brief) == []
    assert schrijf_afrekening(een) == [f"weggehaald, want niet meer in de afrekening: {brief} en {twee_}."]
    assert [pad.name for pad in sorted(tmp_path.glob("r-*"))] == [een]
    (tmp_path / een).write_bytes(b"iemand schreef hierin")
    (tmp_path / twee_).write_bytes(b"van iemand anders")
    (gewijzigd, vreemd) = schrijf_afrekening(een)
    assert gewijzigd.startswith(f"{een} was gewijzigd sinds de afrekening is gemaakt; die versie is bewaard als ")
    assert vreemd == f"in de map staat ook {twee_}; dat hoort niet bij deze afrekening."
