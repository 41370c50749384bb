"""The most that a kostensoort may cost, from the region file: what passes it asks for a look in every output."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from calc.begroting import Begroting
from calc.notatie import euro
from calc.realisatie import verwacht
from calc.verdeling import GeenMaatstaf, OnvolledigeMaatstaf
from calc.zorg import plafond_van
from schemas.gegevens import Gegevens
from schemas.geldend import in_jaar

NUL: Final = Fraction(0)


def plafondzinnen(gegevens: Gegevens, begroting: Begroting, *jaren: int) -> Iterator[str]:
    """What the budget or the forecast of these years has above the maximum; of all years where none is named."""
    kostensoort = gegevens.regio.kostensoort(begroting.kostensoort)
    for jaar in jaren or begroting.jaren:
        plafond = in_jaar(kostensoort.plafond, jaar)
        if plafond is None:
            continue
        try:
            hoogste = plafond_van(gegevens, plafond, jaar)
        except (GeenMaatstaf, OnvolledigeMaatstaf) as fout:
            yield f"het plafond van {kostensoort.label} {jaar} is niet te toetsen. {fout}".removesuffix(".")
            continue
        for wat, bedrag in _bedragen(gegevens, begroting, jaar).items():
            if bedrag > hoogste:
                meer = f"{euro(bedrag - hoogste)} meer dan het plafond van {euro(hoogste)}"
                yield f"{wat} van {kostensoort.label} {jaar}: {euro(bedrag)}, {meer} ({plafond.bron})"


def _bedragen(gegevens: Gegevens, begroting: Begroting, jaar: int) -> dict[str, Fraction]:
    """What it costs before what who left pays comes off, and of the plan's own year what it will come to."""
    posten = [post for post in begroting.posten if not post.dekking and not post.van]
    begroot = {post.naam: post.bedragen.get(jaar, NUL) for post in posten}
    uit = {"kosten": sum(begroot.values(), NUL)}
    regels = {r.post: r for r in gegevens.realisatie if r.kostensoort == begroting.kostensoort}
    if jaar == gegevens.plan.jaar and regels:
        nu = {post: verwacht(regels[post], begroot[post], Fraction(regels[post].gerealiseerd)) for post in regels}
        uit["prognose"] = sum({**begroot, **nu}.values(), NUL)
    return uit
