"""The log: one line of JSON per request on stderr, with nothing in it that came from outside."""

from __future__ import annotations

import hashlib
import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final

LOG: Final = logging.getLogger("verdeelwijzer.addin")
_EIGEN: Final = "gegevens"


class _Regel(logging.Formatter):
    """Our own records whole; of the libraries only where they came from: their sentences may hold names or values."""

    def format(self, record: logging.LogRecord) -> str:
        regel: dict[str, Any] = {
            "tijd": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "niveau": record.levelname.casefold(),
        }
        eigen: dict[str, Any] | None = getattr(record, _EIGEN, None)
        if eigen is not None:
            regel |= eigen
        else:
            regel["bron"] = record.name
            if record.name.startswith("uvicorn") and "\n" not in str(record.msg):
                # The text before anything is filled in, and no traceback.
                regel["bericht"] = str(record.msg)
        if record.exc_info and record.exc_info[1] is not None:
            regel |= spoor(record.exc_info[1])
        return json.dumps(regel, ensure_ascii=False)


def richt_in() -> None:
    """Send every record of this process to stderr as JSON."""
    kraan = logging.StreamHandler(sys.stderr)
    kraan.setFormatter(_Regel())
    wortel = logging.getLogger()
    wortel.handlers[:] = [kraan]
    wortel.setLevel(logging.WARNING)
    LOG.setLevel(logging.INFO)
    for naam in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(naam).setLevel(logging.WARNING)


def schrijf(niveau: int, **gegevens: Any) -> None:
    """Write one line."""
    LOG.log(niveau, "", extra={_EIGEN: gegevens})


def spoor(fout: BaseException) -> dict[str, Any]:
    """What went wrong and where, without the message: that may hold a figure or a name."""
    keten: list[str] = []
    huidig: BaseException | None = fout
    while huidig is not None and len(keten) < 4:
        keten.append(f"{type(huidig).__name__}: {' < '.join(_plaatsen(huidig.__traceback__))}")
        huidig = huidig.__cause__ or (None if huidig.__suppress_context__ else huidig.__context__)
    return {"fout": type(fout).__name__, "spoor": keten}


def _plaatsen(tb: TracebackType | None) -> list[str]:
    stappen = [f"{Path(frame.f_code.co_filename).name}:{nummer}" for frame, nummer in traceback.walk_tb(tb)]
    return list(reversed(stappen[-12:]))


def schuilnaam(wie: str, zout: bytes) -> str:
    """A name for one user that means nothing to whoever reads the log, and changes with every start."""
    return hashlib.blake2b(wie.encode(), key=zout, digest_size=6).hexdigest()
