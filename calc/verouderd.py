"""What asks for a look in an input besides its figures: an old peiljaar, other words, another day of counting, and who
takes part with nothing but zeros and pays all the same in a part that is equal for all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from calc.notatie import kort, opsomming
from calc.peiljaren import Peiljaren
from schemas.gegevens import Definitie, Gegevens
from schemas.geldend import Regio, in_jaar
from schemas.geldendeopbouw import Naaraandelen, Naarpunten, Onderdeel
from schemas.gevraagd import gevraagd
from schemas.inhoud import klein
from schemas.kernwoorden import RATO
from schemas.regio import HEEL_JAAR
from schemas.regiovorm import waarde_in

_JAARTAL: Final = re.compile(r"\b20\d\d\b|(?<=\bheel )jaar\b")


def verouderd(gegevens: Gegevens) -> Iterator[tuple[str, str]]:
    """Maatstaf and sentence, where the plan's own year would take figures that are older than the region allows."""
    regio, jaar = gegevens.regio, gegevens.plan.jaar
    grens = in_jaar(regio.bestand.plausibiliteit.peiljaar_achter, jaar)
    if grens is None:
        return
    vast = {waarde.kostensoort for waarde in gegevens.vastgesteld if waarde.jaar == jaar}
    verteld: set[str] = set()
    for soort in regio.kostensoorten:
        if soort in vast:
            continue
        for vraag in gevraagd(regio, soort, jaar):
            deel, gewenst = vraag.maatstaf, vraag.gewenst(jaar)
            jaren = [w.peiljaar for w in gegevens.maatstaven if w.maatstaf == deel and w.peiljaar <= gewenst]
            anders = vraag.peiljaar is not None or vraag.eerder
            if anders or deel in verteld or not jaren:
                continue
            if max(jaren) == gewenst or max(jaren) >= jaar - grens.waarde:
                continue
            verteld.add(deel)
            yield (
                deel,
                f"{regio.label_deel(deel)} is van peiljaar {max(jaren)}, {jaar - max(jaren)} jaar voor het plan van "
                f"{jaar} (grens {kort(grens.waarde)} jaar)",
            )


def anders_omschreven(nieuw: Gegevens, vorig: Gegevens) -> Iterator[tuple[str, str]]:
    """Maatstaf and sentence, where words or day of counting of a new peiljaar differ from those of the one before.

    A year in them may move along: '31 december 2021' after '31 december 2020' is the same day, and 'heel 2021' is a
    whole year.
    """
    toen = {(definitie.maatstaf, definitie.peiljaar): definitie for definitie in vorig.definities}
    for definitie in nieuw.definities:
        if (definitie.maatstaf, definitie.peiljaar) in toen:
            eerder: Definitie | None = toen[definitie.maatstaf, definitie.peiljaar]
        else:
            jaren = [jaar for maatstaf, jaar in toen if maatstaf == definitie.maatstaf and jaar < definitie.peiljaar]
            eerder = toen[definitie.maatstaf, max(jaren)] if jaren else None
        if eerder is None:
            continue
        label = nieuw.regio.label_deel(definitie.maatstaf)
        for wat, nu, was in (
            ("definitie", definitie.definitie, eerder.definitie),
            ("peildatum", *(een.peildatum or _gevraagde_dag(nieuw.regio, een) for een in (definitie, eerder))),
        ):
            if _plain(nu) == _plain(was):
                continue
            yield (
                definitie.maatstaf,
                f"de {wat} van {label}, peiljaar {definitie.peiljaar}, is anders dan die van {eerder.peiljaar}: "
                f"'{nu}', was '{was}'",
            )


def _gevraagde_dag(regio: Regio, definitie: Definitie) -> str:
    """What the region file says where the sheet says nothing."""
    return waarde_in(regio.bestand.maatstaven[definitie.maatstaf].peildatum, definitie.peiljaar, HEEL_JAAR)


def _plain(tekst: str) -> str:
    return " ".join(_JAARTAL.sub("", tekst).casefold().split())


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
    gelijk = (isinstance(deel, Naarpunten) and deel.vast) or (isinstance(deel, Naaraandelen) and RATO in deel.delen)
    return deel.maatstaven if gelijk else ()
