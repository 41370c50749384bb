"""Who takes part and has nothing but zeros still pays in a part that is equal for all: that asks for a look."""

from __future__ import annotations

from collections.abc import Iterator

from calc.notatie import opsomming
from calc.peiljaren import Peiljaren
from schemas.gegevens import Gegevens
from schemas.geldendeopbouw import Naaraandelen, Naarpunten, Onderdeel
from schemas.gevraagd import gevraagd
from schemas.inhoud import klein
from schemas.kernwoorden import RATO


def alleen_nullen(gegevens: Gegevens, kostensoort: str, jaar: int) -> Iterator[str]:
    """A sentence per participant of one kostensoort and year; nothing of a year that was decided before."""
    regio = gegevens.regio
    besloten = any((v.kostensoort, v.jaar) == (kostensoort, jaar) for v in gegevens.vastgesteld)
    opbouw = regio.opbouw(kostensoort, jaar)
    if besloten or opbouw is None:
        return
    cijfers = {(w.maatstaf, w.peiljaar, w.gemeentecode): w.waarde for w in gegevens.maatstaven}
    bekend, vragen = Peiljaren(gegevens), gevraagd(regio, kostensoort, jaar)
    gevonden = {vraag.maatstaf: bekend.uit(vraag, jaar) for vraag in vragen if not vraag.eerder}
    peiljaren = {maatstaf: peiljaar for maatstaf, peiljaar in gevonden.items() if peiljaar is not None}
    label = regio.kostensoort(kostensoort).label
    for deel in opbouw.onderdelen:
        geteld = [naam for naam in _naast_gelijk(deel) if naam in peiljaren]
        if len(geteld) < len(_naast_gelijk(deel)) or not geteld:
            # A formula can be anything of nothing.
            continue
        namen = opsomming([klein(regio.label_deel(naam)) for naam in geteld])
        for deelnemer in regio.deelnemers(jaar, kostensoort):
            eigen = [cijfers.get((naam, peiljaren[naam], deelnemer.code)) for naam in geteld]
            if all(cijfer == 0 for cijfer in eigen):
                yield (
                    f"{deelnemer.naam} heeft voor {label} {jaar} alleen nullen ({namen}) en betaalt toch mee in het "
                    "deel dat voor iedereen gelijk is. Doet deze deelnemer niet mee? Zet dat dan in het "
                    f"regiobestand, bij deelnemers van {kostensoort}."
                )


def _naast_gelijk(deel: Onderdeel) -> tuple[str, ...]:
    """What is counted beside a part that is equal for everyone; nothing where there is no such part."""
    if isinstance(deel, Naaraandelen) and RATO in deel.delen:
        return tuple(naam for naam in deel.delen if naam != RATO)
    return tuple(deel.punten) if isinstance(deel, Naarpunten) and deel.vast else ()
