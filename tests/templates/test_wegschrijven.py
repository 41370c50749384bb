"""Files that appear all together and whole, or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.fouten import GeenMap
from templates.werkmap.wegschrijven import SLOT, BestaatAl, NietTeSchrijven, controleer_doelen, schrijf_bestanden

BESTANDEN = (("een.xlsx", b"1"), ("twee.xlsx", b"2"))


def inhoud(map: Path, *, alles: bool = False) -> dict[str, bytes]:
    return {pad.name: b"" if alles and pad.is_dir() else pad.read_bytes() for pad in map.iterdir()}


def test_all_files_appear_in_a_new_folder(tmp_path: Path) -> None:
    map = tmp_path / "a" / "b"
    assert schrijf_bestanden(map, iter(BESTANDEN)) == [map / "een.xlsx", map / "twee.xlsx"]
    assert inhoud(map) == dict(BESTANDEN)
    assert [pad.name for pad in tmp_path.iterdir()] == ["a"]


def test_a_failure_while_making_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "een.xlsx").write_bytes(b"oud")

    def stukgaand() -> Iterator[tuple[str, bytes]]:
        yield BESTANDEN[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        schrijf_bestanden(tmp_path, stukgaand())
    assert inhoud(tmp_path) == {"een.xlsx": b"oud"}


def test_a_failure_while_making_leaves_no_new_folder(tmp_path: Path) -> None:
    def stukgaand() -> Iterator[tuple[str, bytes]]:
        yield BESTANDEN[0]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        schrijf_bestanden(tmp_path / "nieuw", stukgaand())
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_replaced_undoes_those_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for naam in ("een.xlsx", "twee.xlsx"):
        (tmp_path / naam).write_bytes(b"oud")
    echt = os.replace

    def vergrendeld(bron: Path, doel: Path) -> None:
        if Path(doel).name == "twee.xlsx":
            raise PermissionError(errno.EACCES, "in gebruik")
        echt(bron, doel)

    monkeypatch.setattr(os, "replace", vergrendeld)
    with pytest.raises(NietTeSchrijven) as fout:
        schrijf_bestanden(tmp_path, iter(BESTANDEN))
    assert str(fout.value) == (
        f"'{tmp_path / 'twee.xlsx'}' is niet te schrijven. Staat het open in Excel, of hebt u geen rechten op de map? "
        "Sluit het bestand en probeer het opnieuw. Er is niets gewijzigd."
    )
    assert inhoud(tmp_path) == {"een.xlsx": b"oud", "twee.xlsx": b"oud"}


def test_a_file_that_was_not_there_is_gone_again_after_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    echt = os.replace

    def vergrendeld(bron: Path, doel: Path) -> None:
        if Path(doel).name == "twee.xlsx":
            raise PermissionError(errno.EACCES, "in gebruik")
        echt(bron, doel)

    monkeypatch.setattr(os, "replace", vergrendeld)
    with pytest.raises(NietTeSchrijven):
        schrijf_bestanden(tmp_path / "nieuw", iter(BESTANDEN))
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def vol(pad: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", vol)
    with pytest.raises(NietTeSchrijven) as fout:
        schrijf_bestanden(tmp_path, iter(BESTANDEN))
    assert str(fout.value) == (
        f"'{tmp_path / 'een.xlsx'}' past niet op de schijf. Maak ruimte en probeer het opnieuw. Er is niets gewijzigd."
    )
    assert list(tmp_path.iterdir()) == []


def test_existing_files_are_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "een.xlsx").write_bytes(b"oud")
    with pytest.raises(BestaatAl) as fout:
        controleer_doelen(tmp_path, ["een.xlsx", "twee.xlsx"], overschrijf=False)
    assert str(fout.value) == (f"'{tmp_path / 'een.xlsx'}' bestaat al; kies een andere naam of gebruik --overschrijf.")
    controleer_doelen(tmp_path, ["een.xlsx", "twee.xlsx"], overschrijf=True)
    assert inhoud(tmp_path) == {"een.xlsx": b"oud"}


def test_a_folder_that_is_a_file_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "map").write_bytes(b"")
    with pytest.raises(GeenMap, match="is een bestand; geef de naam van een map"):
        controleer_doelen(tmp_path / "map", ["een.xlsx"], overschrijf=True)


def test_what_was_killed_while_it_cleaned_up_is_taken_away_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the folder the lock is gone and the rest is not: without a lock it could be of one that begins just now."""

    def halverwege(map: Path, **_: bool) -> None:
        (map / SLOT).unlink()

    with monkeypatch.context() as ingreep:
        ingreep.setattr(shutil, "rmtree", halverwege)
        schrijf_bestanden(tmp_path, iter(BESTANDEN))
    assert len(inhoud(tmp_path, alles=True)) == 3
    schrijf_bestanden(tmp_path, iter(BESTANDEN))
    assert inhoud(tmp_path, alles=True) == dict(BESTANDEN)
