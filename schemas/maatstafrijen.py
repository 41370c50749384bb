"""The rows of Maatstaven: whose each is, what its cells may hold in its peiljaar, and a row under the wrong one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from schemas.bladen import MAATEENHEDEN
from schemas.geldend import Regio
from schemas.gevraagd import gevraagde_jaren
from schemas.inhoud import JAAR, toon
from schemas.invoer import Rij
from schemas.invoerblad import Kolom
from schemas.kladblok import Kladblok
from schemas.naamvorm import naamvorm


def zet_peiljaren_recht(rijen: Sequence[Rij], regio: Regio, klad: Kladblok) -> None:
    """Names each row whose participant is missing at a peiljaar that is otherwise whole, and does not belong where the
    row stands: at no year, at one that hardly anybody has, or where its participant stands twice. Who merged is not
    missing where its members stand.

    That is one slip of the pen, told once, and not as everything that follows from it. For the checks that follow such
    a row is of the year that was meant; its fault keeps the input from being used.
    """
    if not any("peiljaar" in rij.plaatsen for rij in rijen):
        return
    blokken: dict[int | None, list[Rij]] = {}
    for rij in rijen:
        blokken.setdefault(_jaar(rij), []).append(rij)
    allen = {_wie(rij) for rij in rijen} - {""}
    hoe_vaak = {jaar: Counter(_wie(rij) for rij in blok) for jaar, blok in blokken.items()}
    heel = {jaar: daar for jaar, daar in hoe_vaak.items() if jaar is not None and 2 * len(daar) > len(allen)}
    plek = {id(rij): nummer for nummer, rij in enumerate(rijen)}
    for jaar, blok in blokken.items():
        for rij in blok:
            wie = _wie(rij)
            if jaar in heel and (hoe_vaak[jaar][wie] < 2 or not _tussen(rij, rijen, plek)):
                continue
            mist = [
                q
                for q, daar in heel.items()
                if q != jaar and wie and wie not in daar and not _opgeteld(wie, daar, regio)
            ]
            if mist:
                _recht(rij, min(mist, key=lambda q: (abs(q - (jaar or q)), -q)), klad)


def _opgeteld(wie: str, daar: Container[str], regio: Regio) -> bool:
    """Whether the figures of a participant are those of its members there."""
    for code, deelnemer in regio.alle_deelnemers.items():
        if wie in (naamvorm(deelnemer.naam), naamvorm(code)):
            leden = [(naamvorm(regio.gemeente(lid)), naamvorm(lid)) for lid in deelnemer.samengesteld_uit]
            return bool(leden) and all(naam in daar or lid in daar for naam, lid in leden)
    return False


def _jaar(rij: Rij) -> int | None:
    return rij.heel("peiljaar") if JAAR.goed(rij.waarden.get("peiljaar")) else None


def _wie(rij: Rij) -> str:
    return naamvorm(rij.tekst("gemeente") or rij.tekst("gemeentecode"))


def _tussen(rij: Rij, rijen: Sequence[Rij], plek: Mapping[int, int]) -> bool:
    """Whether a row stands among rows of another year: of two for one participant that is the one that strayed."""
    hier = plek[id(rij)]
    buren = [rijen[n] for n in (hier - 1, hier + 1) if 0 <= n < len(rijen)]
    return all(_jaar(buur) != _jaar(rij) for buur in buren)


def _recht(rij: Rij, bedoeld: int, klad: Kladblok) -> None:
    wie = rij.tekst("gemeente") or rij.tekst("gemeentecode")
    klad.rijfout(
        rij,
        "peiljaar",
        toon(rij.waarden.get("peiljaar")),
        f"{bedoeld}, want {wie} ontbreekt bij peiljaar {bedoeld}",
    )
    rij.waarden["peiljaar"] = bedoeld


def kolommen_per_peiljaar(
    kolommen: Sequence[Kolom], rijen: Sequence[Rij], regio: Regio
) -> Iterator[tuple[Sequence[Kolom], Sequence[Rij]]]:
    """The rows of Maatstaven in groups, each with its columns: the unit of a maatstaf is dated by peiljaar.

    A maatstaf that is empty for every participant was not counted that year; one that is empty for some is a fault,
    but for who shares in no cost that asks for it, or came or left too soon or late for that year.
    """
    blokken: dict[int, list[Rij]] = {}
    for rij in rijen:
        # What is no year has a fault of its own, and is no reason for a block of its own.
        jaar = rij.waarden.get("peiljaar")
        blokken.setdefault((rij.heel("peiljaar") or 0) if JAAR.goed(jaar) else 0, []).append(rij)
    bekend = {
        k.sleutel: {p for p, blok in blokken.items() if any(rij.waarden[k.sleutel] is not None for rij in blok)}
        for k in kolommen
    }
    leveren = gevraagde_jaren(regio, bekend)
    for peiljaar, blok in sorted(blokken.items()):
        per_vrij: dict[frozenset[str], list[Rij]] = {}
        for rij in blok:
            code = code_van(rij, regio)
            vrij = frozenset(m for m, wie in leveren.items() if code and peiljaar not in wie.get(code, ()))
            per_vrij.setdefault(vrij, []).append(rij)
        niets = {sleutel for sleutel, jaren in bekend.items() if peiljaar not in jaren}
        for vrij, groep in per_vrij.items():
            soorten = []
            for kolom in kolommen:
                maatstaf = regio.bestand.maatstaven.get(kolom.sleutel)
                if maatstaf is None:
                    soorten.append(kolom)
                    continue
                eenheid = maatstaf.eenheid_van(peiljaar)
                inhoud = MAATEENHEDEN[eenheid] if eenheid else kolom.inhoud
                soorten.append(replace(kolom, inhoud=inhoud, leeg=kolom.sleutel in niets | vrij))
            yield soorten, groep


def code_van(rij: Rij, regio: Regio) -> str:
    """Whose row it is, where that can be told already; what is wrong with it is told by its own check."""
    codes = regio.codes.get(naamvorm(rij.tekst("gemeentecode") or rij.tekst("gemeente")), ())
    return codes[0] if len(codes) == 1 else ""
