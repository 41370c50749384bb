"""Files that appear all together and whole, or not at all; what stood there stays until then.

Everything is first written into a folder of its own beside the targets, so that putting it in place is only
renaming. When one of the renames fails, those before it are undone; a signal waits until all are done. Whoever makes
such a folder holds a lock in it: a folder without one was left behind by a run that was killed, and the next run
takes it away. While the renames go on a note stands in the folder: a run that is killed between two of them leaves that
note, so that nobody takes half a set for a whole one. One run at a time writes into a folder.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from schemas.fouten import Gebruikersfout, GeenMap, VerkeerdGebruik
from schemas.systeem import reden
from templates.werkmap.onderbreken import grendel, ongestoord

KLAD: Final = ".verdeelwijzer-"
"""Start of the name of the folder in which files are made; a run that was killed can leave one behind."""
SLOT: Final = "in-gebruik"
"""The locked file in that folder."""
WEG: Final = "weg-"
"""In the name of such a folder while it is taken away: nobody is in it any more, whatever is left of it."""
HALF: Final = "NIET COMPLEET.txt"
"""Stands in a folder as long as its files are of two runs."""
HALF_TEKST: Final = (
    "De bestanden in deze map zijn niet compleet: Verdeelwijzer is afgebroken terwijl zij werden geplaatst.\r\n"
    "Gebruik ze niet. Geef de opdracht opnieuw, met --overschrijf. Dan is de map weer heel, en is dit bericht weg.\r\n"
)
TERUG: Final = 2
"""So many folders up the path are looked through for it: a drive that is shared can hold thousands."""
ZEKER_VERLATEN: Final = 3600.0
"""Seconds after which a folder without such a file is of no run any more."""
VOL: Final = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if hasattr(errno, "EDQUOT") else {errno.ENOSPC, errno.EFBIG}
)


class EigenBron(VerkeerdGebruik):
    """What is read is never replaced by what is made of it, whatever may be replaced."""

    def __init__(self, pad: Path) -> None:
        super().__init__(f"'{pad}' is zelf een van de bestanden die worden gelezen; kies een andere naam.")


class BestaatAl(VerkeerdGebruik):
    def __init__(self, paden: Sequence[Path]) -> None:
        if len(paden) == 1:
            zin = f"'{paden[0]}' bestaat al; kies een andere naam of gebruik --overschrijf."
        else:
            zin = (
                f"'{paden[0]}' en {len(paden) - 1} andere bestanden bestaan al; gebruik --overschrijf om ze te "
                "vervangen, of kies een andere map."
            )
        super().__init__(zin)


class NietCompleet(VerkeerdGebruik):
    def __init__(self, map: Path) -> None:
        super().__init__(
            f"de bestanden in '{map}' zijn niet compleet: een eerdere opdracht is afgebroken terwijl zij werden "
            "geplaatst. Gebruik --overschrijf om ze opnieuw te maken, of kies een andere map."
        )


class InGebruik(Gebruikersfout):
    def __init__(self, map: Path) -> None:
        super().__init__(
            f"een andere opdracht schrijft op dit moment in '{map}'. Wacht tot die klaar is en probeer het opnieuw. "
            "Er is niets gewijzigd."
        )


class NietTeSchrijven(Gebruikersfout):
    def __init__(self, pad: Path, fout: OSError) -> None:
        if isinstance(fout, PermissionError):
            zin = (
                f"'{pad}' is niet te schrijven. Staat het open in Excel, of hebt u geen rechten op de map? "
                "Sluit het bestand en probeer het opnieuw."
            )
        elif fout.errno in VOL:
            zin = f"'{pad}' past niet op de schijf. Maak ruimte en probeer het opnieuw."
        else:
            zin = f"'{pad}' is niet te schrijven: {reden(fout)}."
        super().__init__(f"{zin} Er is niets gewijzigd.")


def schrijf_geheim(doel: Path, inhoud: bytes) -> None:
    """Whole or not at all, and from its first byte on readable by its owner alone (mkstemp sees to that)."""
    with ongestoord():
        nummer, klad = tempfile.mkstemp(prefix=KLAD, dir=doel.parent)
        try:
            with os.fdopen(nummer, "wb") as stroom:
                stroom.write(inhoud)
            Path(klad).replace(doel)
        finally:
            Path(klad).unlink(missing_ok=True)


def controleer_doelen(
    map: Path, namen: Iterable[str], *, overschrijf: bool, gelezen: Iterable[Path | None] = ()
) -> None:
    """Before any work: may these files be written, beside the files that are read?

    Raises:
        EigenBron: one of them is read.
        GeenMap: the folder is a file.
        BestaatAl: a file is already there and may not be replaced.
        NietCompleet: a run was killed while it put its files there.
        NietTeSchrijven: a file that would be replaced is open elsewhere.
    """
    if map.exists() and not map.is_dir():
        raise GeenMap(map)
    bestaand = [map / naam for naam in namen if (map / naam).exists()]
    bronnen = [pad for pad in gelezen if pad is not None and pad.exists()]
    for pad in bestaand:
        if any(pad.samefile(bron) for bron in bronnen):
            raise EigenBron(pad)
    if (map / HALF).exists() and not overschrijf:
        raise NietCompleet(map)
    if bestaand and not overschrijf:
        raise BestaatAl(bestaand)
    for pad in bestaand:
        try:
            # Excel on Windows locks an open workbook: better to know before everything is filled.
            with pad.open("r+b"):
                pass
        except OSError as fout:
            raise NietTeSchrijven(pad, fout) from None


@contextmanager
def alleen(map: Path) -> Iterator[None]:
    """Nobody else writes into this folder until the block is done; in one process blocks may lie in each other.

    The lock stands beside the folder, which need not be there yet.

    Raises:
        InGebruik: another run is writing into it.
        NietTeSchrijven: no lock can be made.
    """
    doel = Path(os.path.abspath(map))  # noqa: PTH100  (a link stays a link)
    if doel in _ALLEEN:
        yield
        return
    slot = None
    try:
        with ongestoord():
            slot = _neem_slot(doel, map)
            _ALLEEN.add(doel)
        yield
    finally:
        if slot is not None:
            with ongestoord():
                _geef_slot(doel, slot)


_ALLEEN: Final[set[Path]] = set()
"""The folders that this process has locked."""


def _neem_slot(doel: Path, map: Path) -> BinaryIO:
    naam = f"{KLAD}slot-{hashlib.sha256(os.fsencode(os.path.normcase(doel))).hexdigest()[:16]}"
    plek = doel.parent
    while not plek.is_dir():
        plek = plek.parent
    # Where only the folder itself may be written, the lock stands in it.
    plekken = [plek, doel] if doel.is_dir() else [plek]
    for nummer, hier in enumerate(plekken, start=1):
        try:
            slot = (hier / naam).open("ab")
        except OSError as fout:
            if nummer == len(plekken):
                raise NietTeSchrijven(map, fout) from None
            continue
        # Elsewhere: another run may have begun when more of the path, or less, was there or could be written.
        elders = [ander / naam for ander in (doel, plek, *plek.parents) if ander != hier]
        if not grendel(slot) or not _is_nog(slot, hier / naam):
            slot.close()
            raise InGebruik(map)
        if not all(_is_vrij(pad) for pad in elders):
            with slot, suppress(OSError):
                (hier / naam).unlink()
            raise InGebruik(map)
        return slot
    raise AssertionError


def _geef_slot(doel: Path, slot: BinaryIO) -> None:
    _ALLEEN.discard(doel)
    with slot, suppress(OSError):
        # While it is still locked: who opens it from now on makes another file. Windows first wants it closed.
        Path(slot.name).unlink()
    with suppress(OSError):
        Path(slot.name).unlink()


def _is_vrij(pad: Path) -> bool:
    """Whether nobody holds this lock; one that was left behind by a run that was killed goes."""
    with suppress(OSError), pad.open("rb") as slot:
        if not grendel(slot):
            return False
        pad.unlink()
    return True


def _is_nog(slot: BinaryIO, pad: Path) -> bool:
    """Whether the file that was locked still has its name: its last holder may just have taken it away."""
    with suppress(OSError):
        return os.path.samestat(os.fstat(slot.fileno()), pad.stat())
    return False


def schrijf_bestanden(
    map: Path, bestanden: Iterator[tuple[str, bytes]], *, reeks: bool = False, weg: Sequence[str] = ()
) -> list[Path]:
    """Write all files, then put them in place.

    Args:
        map: folder of the files; it is made when the files are ready.
        bestanden: name and content, made while they are written.
        reeks: they are one set, of which half is worse than nothing: a run that is killed halfway leaves a note.
        weg: files of the folder that are to go, together with the others.
    Returns:
        The paths, in the order in which they were made.
    Raises:
        NietTeSchrijven: nothing was changed.
    """
    with kladmap(map) as klad:
        namen = []
        for naam, inhoud in bestanden:
            try:
                (klad / naam).write_bytes(inhoud)
                _op_schijf(klad / naam)
            except OSError as fout:
                raise NietTeSchrijven(map / naam, fout) from None
            namen.append(naam)
        return _zet_op_plaats(klad, map, namen, weg, reeks=reeks)


def schrijf_reeks(
    map: Path, namen: Iterable[str], bestanden: Iterator[tuple[str, bytes]], *, overschrijf: bool
) -> list[Path]:
    """A set of files that belong together, all of them or none, while no other run writes there.

    Args:
        namen: of the files to come; they are made only when they may be written.
    Raises:
        As `alleen`, `controleer_doelen` and `schrijf_bestanden`.
    """
    with alleen(map):
        controleer_doelen(map, namen, overschrijf=overschrijf)
        return schrijf_bestanden(map, bestanden, reeks=True)


def schrijf_los(map: Path, bestanden: Sequence[tuple[str, bytes]], *, overschrijf: bool) -> list[Path]:
    """Files that somebody asked for by name, in a folder of which the rest is not ours: all of them or none.

    Whether they may be written is looked at here once more: making them took a while, and somebody else may have made
    them meanwhile.

    Raises:
        As `alleen`, `controleer_doelen` and `schrijf_bestanden`.
    """
    with ExitStack() as sloten:
        for naam, _ in bestanden:
            sloten.enter_context(alleen(map / naam))
        controleer_doelen(map, [naam for naam, _ in bestanden], overschrijf=overschrijf)
        # One that is killed between two of them must not leave what belongs together half.
        return schrijf_bestanden(map, iter(bestanden), reeks=len(bestanden) > 1)


@contextmanager
def kladmap(map: Path) -> Iterator[Path]:
    """A folder on the same disk as the target, gone again afterwards."""
    plek = map
    while not plek.is_dir():
        plek = plek.parent
    # A run that was killed may have begun when less of the path was there.
    for hier in (plek, *plek.parents[:TERUG]):
        _ruim_op(hier)
    klad: Path | None = None
    try:
        with ExitStack() as open_:
            try:
                with ongestoord():
                    klad = Path(tempfile.mkdtemp(prefix=KLAD, dir=plek))
                    grendel(open_.enter_context((klad / SLOT).open("wb")))
            except OSError as fout:
                raise NietTeSchrijven(map, fout) from None
            yield klad
    finally:
        with ongestoord():
            _gooi_weg(klad)


def _gooi_weg(klad: Path | None) -> None:
    if klad is not None:
        # By its name first: one that is killed halfway may have taken away the lock, and not the folder.
        with suppress(OSError):
            klad = klad.rename(klad.with_name(klad.name.replace(KLAD, KLAD + WEG, 1)))
        shutil.rmtree(klad, ignore_errors=True)


def _ruim_op(plek: Path) -> None:
    """Take away what a run that was killed left behind."""
    with suppress(OSError):
        for klad in plek.glob(f"{KLAD}*"):
            if klad.is_dir() and not klad.is_symlink() and _is_verlaten(klad):
                shutil.rmtree(klad, ignore_errors=True)


def _is_verlaten(klad: Path) -> bool:
    if klad.name.startswith(KLAD + WEG):
        return True
    try:
        with (klad / SLOT).open("r+b") as slot:
            return grendel(slot)
    except FileNotFoundError:
        # Killed before it could lock, or just now being made.
        return time.time() - klad.stat().st_mtime > ZEKER_VERLATEN
    except OSError:
        return False


def _op_schijf(pad: Path) -> None:
    """Past the buffers of the system: a name may not be given to a file that a power cut would leave empty."""
    with pad.open("r+b") as bestand:
        os.fsync(bestand.fileno())


def _zet_op_plaats(klad: Path, map: Path, namen: Sequence[str], weg: Sequence[str], *, reeks: bool) -> list[Path]:
    oud = klad / "oud"
    with ongestoord():
        geplaatst: list[str] = []
        nieuw: list[Path] = []
        was_half = (map / HALF).exists()
        try:
            _maak_map(map, nieuw)
            oud.mkdir()
            if reeks:
                _meld_half(map)
            for naam in namen:
                doel = map / naam
                try:
                    if doel.exists():
                        # A copy and no move: the file keeps standing there until the new one takes its place.
                        shutil.copy2(doel, oud / naam)
                    (klad / naam).replace(doel)
                except OSError as fout:
                    raise NietTeSchrijven(doel, fout) from None
                geplaatst.append(naam)
            for naam in weg:
                try:
                    (map / naam).replace(oud / naam)
                except OSError as fout:
                    raise NietTeSchrijven(map / naam, fout) from None
                geplaatst.append(naam)
        except BaseException:
            if not was_half:
                (map / HALF).unlink(missing_ok=True)
            _draai_terug(oud, map, geplaatst)
            for leeg in reversed(nieuw):
                with suppress(OSError):
                    leeg.rmdir()
            raise
        if reeks:
            (map / HALF).unlink(missing_ok=True)
    return [map / naam for naam in namen]


def _maak_map(map: Path, nieuw: list[Path]) -> None:
    """The folder and those above it; `nieuw` gets what was not there, the outer first."""
    try:
        for een in reversed((map, *map.parents)):
            if not een.is_dir():
                een.mkdir(exist_ok=True)
                nieuw.append(een)
    except OSError as fout:
        raise NietTeSchrijven(map, fout) from None


def _meld_half(map: Path) -> None:
    try:
        (map / HALF).write_bytes(HALF_TEKST.encode())
    except OSError as fout:
        raise NietTeSchrijven(map / HALF, fout) from None


def _draai_terug(oud: Path, map: Path, geplaatst: Sequence[str]) -> None:
    for naam in geplaatst:
        with suppress(OSError):
            if (oud / naam).exists():
                (oud / naam).replace(map / naam)
            else:
                (map / naam).unlink()
