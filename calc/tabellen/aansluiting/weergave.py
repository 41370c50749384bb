"""Aansluiting as a table of the model: what was published is an input, what it is held against and the verdict are
expressions; sheet, explanation and every other form follow from that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Final

from calc.afronding import rond_tot
from calc.model.tabel import Getallen, Kolom, Rij, Tabel
from calc.model.uitdrukking import (
    LEEG,
    Celnaam,
    Gegeven,
    Uitdrukking,
    Vast,
    Waarde,
    als,
    exact,
    gelijk,
    kol,
    rond,
)
from calc.notatie import getal
from calc.oordeel import Oordeel
from calc.tabel import Soort
from calc.tabellen.aansluiting.bevinding import Aansluitpunt
from calc.tabellen.aansluiting.bewijs import MOET
from calc.tabellen.aansluiting.grootheid import ZONDER_MEER
from calc.tabellen.aansluiting.termen import NAAM

TITEL: Final = "Aansluiting op de gepubliceerde cijfers"
GENOEMD: Final = 3
"""How many places are named of one rounding path; the table has them all."""
ANDER_TEKEN: Final = "mutaties"
"""The table that is held against the printed one with the sign of that."""
TEKEN: Final = (
    "Mutaties staan hier met het teken waarmee zij zijn gedrukt: basisjaar min jaar, een min betekent meer betalen. "
    "In de tabel mutaties zelf is dat een plus."
)
GEEN_GETAL: Final = "Deze cel is leeg: een van de twee is geen getal."
GEEN_CIJFER: Final = "Op deze plaats staat in het plan geen cijfer."


def oordeel_van(woorden: Mapping[Oordeel, str]) -> Uitdrukking:
    """The verdict on a figure: equal when rounded as printed, or within what the stated path can have given."""
    eenheid = kol("eenheid")
    gedrukt, berekend, van, tot = (rond(kol(k) / eenheid) for k in ("gepubliceerd", "berekend", "van", "tot"))
    binnen = (gedrukt >= van) * (gedrukt <= tot)
    anders = als(binnen, woorden[Oordeel.AFRONDING], woorden[Oordeel.AFWIJKING])
    return als(gelijk(gedrukt, berekend), woorden[Oordeel.GELIJK], anders)


OORDEEL: Final = oordeel_van({oordeel: str(oordeel) for oordeel in Oordeel})
VERSCHIL: Final = kol("berekend") - kol("gepubliceerd")


def aansluittabel(bevindingen: Sequence[Aansluitpunt]) -> Tabel:
    """One row per finding; under it the counts, and the reason of every difference."""
    waarom = _waarom(bevindingen)
    kolommen = (
        *map(Kolom, ("tabel", "rij", "kolom")),
        Kolom("plaats", "Plaats", stap=True),
        *(Kolom(n, soort=Soort.WAARDE, uitleg=waarom) for n in ("gepubliceerd", "berekend", "verschil")),
        Kolom("oordeel"),
        Kolom("reden", "Reden", stap=True),
        Kolom("eenheid", "Eenheid", Soort.WAARDE, stap=True),
        Kolom("van", "Te verklaren van", Soort.WAARDE, stap=True),
        Kolom("tot", "Te verklaren tot en met", Soort.WAARDE, stap=True),
        Kolom("half", "Halve eenheid", Soort.WAARDE, stap=True),
    )
    rijen = tuple(Rij(str(n), _cellen(b), vorm=(b.soort, b.getoond)) for n, b in enumerate(bevindingen))
    uitgerekend = {rij.sleutel: _uitgerekend(b, rij.eigen) for rij, b in zip(rijen, bevindingen, strict=True)}
    return Tabel(
        NAAM, TITEL, kolommen, rijen, losse_rijen=True,
        noemt=("tabel", "rij", "kolom"), noten=_noten(bevindingen), uitgerekend=uitgerekend,
    )  # fmt: skip


def _cellen(b: Aansluitpunt) -> dict[str, Uitdrukking]:
    reden = "" if b.oordeel is Oordeel.GELIJK else b.reden
    teksten = {"tabel": b.tabel, "rij": b.rij, "kolom": b.kolom, "plaats": b.plaats, "reden": reden}
    grenzen = verklaarbaar(b)
    # What was published as a figure has a unit.
    met_eenheid = isinstance(b.links, Gegeven) and isinstance(b.gepubliceerd, Fraction)
    return {
        **{naam: Vast(tekst) for naam, tekst in teksten.items()},
        "gepubliceerd": b.links,
        "berekend": b.rechts,
        "verschil": LEEG if b.verschil is None else VERSCHIL,
        "oordeel": Vast(str(b.oordeel)) if grenzen is None else OORDEEL,
        "eenheid": LEEG if grenzen is None else Vast(exact(b.eenheid)),
        "van": LEEG if grenzen is None else Vast(exact(grenzen[0])),
        "tot": LEEG if grenzen is None else Vast(exact(grenzen[1])),
        "half": Vast(exact(b.eenheid / 2)) if met_eenheid else LEEG,
    }


def _uitgerekend(b: Aansluitpunt, cellen: Mapping[str, Uitdrukking]) -> dict[str, Waarde]:
    """What the finding has of its row already."""
    vast = {naam: wat.waarde for naam, wat in cellen.items() if isinstance(wat, Vast)}
    cijfers = {"gepubliceerd": b.gepubliceerd, "berekend": b.berekend, "verschil": b.verschil}
    exacte = {naam: exact(cijfer) for naam, cijfer in cijfers.items() if isinstance(cijfer, Fraction)}
    return {**vast, "oordeel": str(b.oordeel), **exacte}


def verklaarbaar(b: Aansluitpunt) -> tuple[Fraction, Fraction] | None:
    """The lowest and highest figure that could be printed on the stated path: whole multiples of its unit.

    Nothing where these do not decide: of a name, PM or a proof.
    """
    if not isinstance(b.gepubliceerd, Fraction) or not isinstance(b.berekend, Fraction) or not b.eenheid:
        return None
    if b.laagst is None or b.hoogst is None:
        return None
    van = tot = rond_tot(b.laagst, b.eenheid)
    if b.laagst != b.hoogst:
        half = Fraction(1, 2)
        van, tot = floor(b.laagst / b.eenheid - half) + 1, ceil(b.hoogst / b.eenheid + half) - 1
    gedrukt, berekend = (rond_tot(cijfer, b.eenheid) for cijfer in (b.gepubliceerd, b.berekend))
    binnen = Oordeel.AFRONDING if van <= gedrukt <= tot else Oordeel.AFWIJKING
    if b.oordeel is not (Oordeel.GELIJK if gedrukt == berekend else binnen):
        return None
    return van * b.eenheid, tot * b.eenheid


def _waarom(bevindingen: Sequence[Aansluitpunt]) -> Callable[[Getallen, Celnaam], Sequence[str]]:
    """What is said below the sum of a cell: why it is held against that, and the verdict."""

    def zinnen(_waarden: Getallen, cel: Celnaam) -> Sequence[str]:
        b = bevindingen[int(cel.rij)]
        eigen: Sequence[str] = ()
        if cel.kolom == "berekend":
            eigen = b.hoe if b.berekend is not None else (GEEN_CIJFER,)
        elif cel.kolom == "verschil" and b.verschil is None:
            eigen = (GEEN_GETAL,)
        elif cel.kolom == "gepubliceerd" and isinstance(b.links, Vast):
            eigen = (MOET,)
        oordeel = f"Het oordeel is {b.oordeel}."
        return (*eigen, oordeel if b.reden == ZONDER_MEER else f"{oordeel} {b.reden}")

    return zinnen


def _noten(bevindingen: Sequence[Aansluitpunt]) -> tuple[str, ...]:
    if not bevindingen:
        return ("Er zijn geen gepubliceerde cijfers om mee te vergelijken.",)
    aantal = Counter(b.oordeel for b in bevindingen)
    telling = ", ".join(f"{getal(aantal[oordeel])} {oordeel}" for oordeel in Oordeel)
    return (
        f"{getal(len(bevindingen))} vergelijkingen: {telling}. Verschil is berekend min gepubliceerd.",
        "Afronding: een andere volgorde van afronden en optellen geeft precies het gepubliceerde cijfer. "
        "Afwijking: geen afronding geeft het. Melding: een naam is anders geschreven.",
        *met_ander_teken(bevindingen),
        *(b.zin for oordeel in (Oordeel.AFWIJKING, Oordeel.MELDING) for b in bevindingen if b.oordeel is oordeel),
        *_redenen(bevindingen),
    )


def met_ander_teken(bevindingen: Sequence[Aansluitpunt]) -> list[str]:
    return [TEKEN] if any(b.groep == ANDER_TEKEN for b in bevindingen) else []


def _redenen(bevindingen: Sequence[Aansluitpunt]) -> Iterator[str]:
    """Per rounding path once which figures it explains: many follow from the same one."""
    plekken: dict[str, list[str]] = {}
    for b in bevindingen:
        if b.oordeel is Oordeel.AFRONDING:
            plekken.setdefault(b.reden, []).append(f"{b.tabel} ({b.rij}, {b.kolom})")
    for reden, waar in plekken.items():
        meer = f" en {getal(len(waar) - GENOEMD)} andere" if len(waar) > GENOEMD else ""
        yield f"Afronding bij {'; '.join(waar[:GENOEMD])}{meer}. {reden}"
