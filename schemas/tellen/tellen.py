"""The count itself: a few questions to the engine, each over all lines at once.

The only thing that grows with the number of lines is the list of ids, to find lines that were delivered twice; the
engine puts on disk what does not fit. Everything else is a small table beside a stream of lines.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from schemas.bsn import enough
from schemas.fouten import Gebruikersfout
from schemas.tellen.bronnen import Bron, bronnen_van, vingerafdrukken
from schemas.tellen.bsnproef import VAN_IEMAND, bsns, getal_van, per_regel
from schemas.tellen.keuren import BIT, KEUREN, ZONDER_KOLOM, Waar, masker
from schemas.tellen.kolommen import BsnKolom
from schemas.tellen.lezen import UIT, WOORDEN, woorden
from schemas.tellen.motor import Motor, tekst
from schemas.tellen.openen import (
    WAARDEN,
    Groep,
    groepen_van,
    onveranderd,
    open_groepen,
    vind_bronnen,
    weiger_zonder_kolom,
)
from schemas.tellen.redenen import feiten, namen, reden, woorden_van
from schemas.tellen.vraag import Reden, Telling, Telvak, Telvraag

MEESTE_SEGMENTEN: Final = 500
MEESTE_STATUSSEN: Final = 100
WEINIG: Final = 20
"""So many different words no column is too long for, however few lines there are."""
VOORBEELDEN: Final = 5
HASHLENGTE: Final = 16
NEGATIEF: Final = "CASE WHEN bedrag < 0 AND crediteert IS NULL THEN 1 ELSE 0 END"
PER_PAK: Final = 9
"""So many reasons of four bits and the mask of faults go into one number of 63 bits."""


class TeVeelWaarden(Gebruikersfout):
    def __init__(self, kolom: str, aantal: int, hoogstens: int) -> None:
        super().__init__(
            f"kolom {kolom} heeft {aantal} verschillende waarden",
            f"ten hoogste {hoogstens}. Is dit de goede kolom? Er is niets geteld.",
        )


class NietsErin(Gebruikersfout):
    def __init__(self) -> None:
        super().__init__("er staat geen enkele regel in wat u opgaf, alleen titels. Er is niets geteld.")


def tel(
    gevraagd: Sequence[str],
    vraag: Telvraag,
    motor: Motor,
    *,
    voorbeelden: bool = False,
    voortgang: Callable[[str], None] = lambda _: None,
) -> Telling:
    """Count.

    Args:
        gevraagd: files, folders and patterns; for Spark also addresses such as hdfs://.
        vraag: what is to be counted.
        motor: the engine; it stays open.
        voorbeelden: also give some ids of lines per fault, hashed with a salt of this run.
        voortgang: told what begins.
    Raises:
        Gebruikersfout: the files hold no line or cannot be counted; the sentence says which file or column, and never
            a value.
    """
    voortgang("bestanden")
    hier, ver = vind_bronnen(gevraagd, motor)
    bewaakt = {pad: (pad.stat().st_size, pad.stat().st_mtime_ns) for pad in hier}
    with vingerafdrukken(hier) as afdrukken:
        telling = _tel((*bronnen_van(hier), *ver), vraag, motor, voorbeelden=voorbeelden, voortgang=voortgang)
        bestanden = (*afdrukken(), *(bestand for bron in ver for bestand in motor.vingerafdrukken(bron)))
    onveranderd(bewaakt)
    return replace(telling, bronnen=bestanden)


def _tel(
    bronnen: Sequence[Bron],
    vraag: Telvraag,
    motor: Motor,
    *,
    voorbeelden: bool,
    voortgang: Callable[[str], None],
) -> Telling:
    """All of it but the fingerprints of the files."""
    groepen = groepen_van(bronnen, vraag, motor)
    voortgang("regels lezen")
    open_groepen(groepen, vraag, motor)
    voortgang("herhaalde en gecrediteerde regels zoeken")
    _zoek_nummers(motor)
    voortgang("tellen")
    _tel_regels(motor, vraag)
    _vergelijk(motor, vraag, bewaren=voorbeelden)
    _verdeel_in_vakken(motor, vraag)
    gelezen, laatst = _bewaak(motor, groepen)
    credits = motor.vraag("SELECT sum(credits) FROM credits")[0][0]
    soorten = motor.vraag("SELECT soort, sum(extra), sum(credits) FROM vakken GROUP BY soort")
    vakken = _lees_vakken(motor, vraag)
    if any(vak.masker & ZONDER_KOLOM for vak in vakken):
        weiger_zonder_kolom(groepen, vraag, motor)
    if voorbeelden or any(deel.uniek for deel in vraag.regels):
        _weeg(motor, vraag)
    uniek = _uniek(motor, vraag)
    gezien = _voorbeelden(motor, vakken) if voorbeelden else {}
    return Telling(
        motor=f"{motor.naam} {motor.versie}",
        bronnen=(),
        gelezen=gelezen,
        herhaald={soort: int(extra) for soort, extra, _ in sorted(rij for rij in soorten if rij[1])},
        vakken=vakken,
        uniek=uniek,
        credits_zonder_regel=int(credits or 0) - sum(int(geraakt or 0) for *_, geraakt in soorten),
        laatst_ontvangen=laatst,
        zonder_crediteert=tuple(groep.bron.naam for groep in groepen if "crediteert" not in groep.titels),
        alle_zonder=not any("crediteert" in groep.titels for groep in groepen),
        voorbeelden=gezien,
    )


def _zoek_nummers(motor: Motor) -> None:
    """First time through the lines: the numbers of lines that were delivered twice or are credited.

    All other lines need no comparing with any other line.
    """
    # A number of 64 bits in place of the id: it takes half the memory, and two ids with the same number do no harm.
    zoekend = f"SELECT {_zoek(motor, 'regel_id')} AS zoek, {_zoek(motor, 'crediteert')} AS doel FROM genummerd"
    motor.bewaar(
        "nummers",
        "SELECT DISTINCT coalesce(zoek, doel) AS zoek FROM (SELECT zoek, doel, count(*) AS keer "
        f"FROM ({zoekend}) AS zoekend GROUP BY GROUPING SETS ((zoek), (doel))) AS gevonden "
        "WHERE (zoek IS NOT NULL AND keer > 1) OR doel IS NOT NULL",
    )


def _zoek(motor: Motor, nummer: str) -> str:
    return f"CASE WHEN soort IS NOT NULL AND {nummer} IS NOT NULL THEN {motor.kort('soort', nummer)} END"


def _tel_regels(motor: Motor, vraag: Telvraag) -> None:
    """Second time: lines that are alike, gathered and counted; and those to compare as they are, for they are few.

    What takes long is done of lines that are gathered, and not line by line: words are read, and the reasons found.
    """
    sleutels, eigen = _sleutels(vraag), _eigen(vraag)
    dagen = feiten(vraag)
    met_feiten = ", ".join(("*", *(f"{sql} AS {naam}" for naam, sql in dagen.items())))
    motor.bekijk(
        "los",
        f"SELECT {_van('r', *UIT, 'stuk', *dagen)}, n.zoek IS NOT NULL OR r.crediteert IS NOT NULL AS vergelijk "
        f"FROM (SELECT {met_feiten}, {_zoek(motor, 'regel_id')} AS zoek FROM regels) AS r "
        "LEFT JOIN nummers AS n ON r.zoek = n.zoek",
    )
    erbij = ", ".join(f"CASE WHEN vergelijk THEN {kolom} END AS eigen_{kolom}" for kolom in eigen)
    groepen = ", ".join((*sleutels, "vergelijk", *(f"eigen_{kolom}" for kolom in eigen)))
    nummers = ", ".join(f"{getal_van(kolom)} AS n_{kolom}" for kolom in VAN_IEMAND)
    gezien = ", ".join(f"sum(kan_{kolom}) AS kan_{kolom}, sum(is_{kolom}) AS is_{kolom}" for kolom in VAN_IEMAND)
    motor.bewaar(
        "geteld",
        f"SELECT {groepen}, count(*) AS keer, sum(bedrag) AS som, sum(negatief) AS onder_nul, "
        f"{gezien}, max(ontvangen) AS laatst FROM ("
        f"SELECT {', '.join(sleutels)}, vergelijk, {erbij}, bedrag, {NEGATIEF} AS negatief, ontvangen, "
        f"{', '.join(per_regel(kolom) for kolom in VAN_IEMAND)} FROM (SELECT *, {nummers} FROM los) AS met"
        f") AS vlak GROUP BY {groepen}",
    )


def _sleutels(vraag: Telvraag) -> tuple[str, ...]:
    return ("soort", *woorden_van(vraag), "stuk", *feiten(vraag))


def _eigen(vraag: Telvraag) -> list[str]:
    """What else a line has, and is needed only to compare it."""
    return [kolom for kolom in UIT if kolom not in _sleutels(vraag)]


def _vergelijk(motor: Motor, vraag: Telvraag, *, bewaren: bool) -> None:
    """The lines that need it, each once. The answer is asked for once, and kept where it is asked for every fault."""
    dagen, eigen = feiten(vraag), _eigen(vraag)
    alles = ", ".join((*UIT, "stuk", *dagen))
    terug = ", ".join((*_sleutels(vraag), "keer", *(f"eigen_{kolom} AS {kolom}" for kolom in eigen)))
    gelezen = woorden(motor, f"(SELECT {terug} FROM geteld WHERE vergelijk) AS ruw", (*UIT, "stuk", *dagen, "keer"))
    motor.bewaar("bijzonder", f"SELECT {alles}, sum(keer) AS keer FROM ({gelezen}) AS gelezen GROUP BY {alles}")
    motor.bewaar(
        "credits",
        "SELECT soort, crediteert AS regel_id, count(*) AS credits, sum(bedrag) AS creditbedrag, "
        f"min(ontvangen) AS creditdag FROM (SELECT DISTINCT {WAARDEN} FROM bijzonder WHERE crediteert IS NOT NULL) "
        "AS eens GROUP BY soort, crediteert",
    )
    tweeslachtig = (
        "SELECT soort, regel_id, count(*) AS anders FROM bijzonder WHERE soort IS NOT NULL AND regel_id IS NOT NULL "
        "GROUP BY soort, regel_id HAVING count(*) > 1"
    )
    # Copies of a line without a number are no copies: each is a fault of its own.
    genummerd = "a.soort IS NOT NULL AND a.regel_id IS NOT NULL"
    samen = (
        f"SELECT {_van('a', *UIT, 'stuk', *dagen)}, "
        f"coalesce(c.anders, 1) AS anders, {_van('b', 'credits', 'creditbedrag', 'creditdag')}, "
        f"CASE WHEN {genummerd} THEN 1 ELSE a.keer END AS gewicht, a.keer AS keer "
        "FROM bijzonder AS a LEFT JOIN credits AS b ON a.soort = b.soort AND a.regel_id = b.regel_id "
        f"LEFT JOIN ({tweeslachtig}) AS c ON a.soort = c.soort AND a.regel_id = c.regel_id"
    )
    (motor.bewaar if bewaren else motor.bekijk)("vergeleken", _beoordeeld(samen, vraag))


def _verdeel_in_vakken(motor: Motor, vraag: Telvraag) -> None:
    """Every line once, with those that are alike in everything that is told of them. `extra` are copies left out."""
    sleutels, pakken = _sleutels(vraag), _pakken(vraag)
    leeg = "CAST(NULL AS STRING) AS crediteert, CAST(NULL AS BIGINT) AS bedrag"
    ruw = f"(SELECT *, {leeg} FROM geteld WHERE NOT vergelijk) AS ruw"
    gelijk = _alleen(woorden(motor, ruw, (*sleutels, "keer", "som", "onder_nul", "crediteert", "bedrag")))
    vak = ("gemeente", "soort", "segment", "status", *pakken)
    van_wie = ", ".join((*vak[:4], *(f"{sql} AS {naam}" for naam, sql in pakken.items())))
    motor.bewaar(
        "vakken",
        f"SELECT {', '.join(vak)}, sum(extra) AS extra, sum(credits) AS credits, sum(regels) AS regels, "
        "sum(som) AS bedrag, sum(onder_nul) AS onder_nul FROM ("
        f"SELECT {van_wie}, 0 AS extra, credits, keer AS regels, som, onder_nul "
        f"FROM ({_beoordeeld(gelijk, vraag)}) AS gelijk UNION ALL "
        f"SELECT {van_wie}, keer - gewicht, credits, gewicht, gewicht * bedrag, gewicht * {NEGATIEF} FROM vergeleken"
        f") AS alle GROUP BY {', '.join(vak)}",
    )


def _weeg(motor: Motor, vraag: Telvraag) -> None:
    """The same line by line, for who must know which lines they are."""
    ruw = "(SELECT * FROM los WHERE NOT vergelijk) AS ruw"
    los = _beoordeeld(_alleen(woorden(motor, ruw, (*UIT, "stuk", *feiten(vraag)))), vraag)
    kolommen = ", ".join((*UIT, "masker", *(f"reden{plek}" for plek in range(len(vraag.regels)))))
    motor.bekijk("gewogen", f"SELECT {kolommen} FROM ({los}) AS los UNION ALL SELECT {kolommen} FROM vergeleken")


def _alleen(regels: str) -> str:
    """Lines that need no comparing with any other."""
    geen = "CAST(NULL AS BIGINT) AS credits, CAST(NULL AS BIGINT) AS creditbedrag, CAST(NULL AS DATE) AS creditdag"
    return f"SELECT *, 1 AS anders, {geen} FROM ({regels}) AS alleen"


def _van(tabel: str, *kolommen: str) -> str:
    return ", ".join(f"{tabel}.{kolom} AS {kolom}" for kolom in kolommen)


def _beoordeeld(regels: str, vraag: Telvraag) -> str:
    """With what is wrong with a line, the participant it is of, and per question why it counts or not."""
    binnen = f"CASE WHEN gemeentecode IN ({namen(vraag.deelnemers)}) THEN gemeentecode END"
    bits = f"stuk + {masker(Waar.WOORD, vraag)} + {masker(Waar.SAMEN, vraag)}"
    gekeurd = f"SELECT *, {bits} AS masker, {binnen} AS gemeente FROM ({regels}) AS samen"
    redenen = ", ".join(f"{reden(deel, vraag)} AS reden{plek}" for plek, deel in enumerate(vraag.regels))
    return f"SELECT *, {redenen} FROM ({gekeurd}) AS gekeurd"


def _pakken(vraag: Telvraag) -> dict[str, str]:
    """What is known of a line, packed into numbers: few keys group fast."""
    pakken = []
    for begin in range(0, len(vraag.regels), PER_PAK):
        plekken = range(begin, min(begin + PER_PAK, len(vraag.regels)))
        pakken.append(" + ".join(f"reden{p} * CAST({16 ** (p - begin)} AS BIGINT)" for p in plekken))
    pakken[0] = f"masker * CAST({16**PER_PAK} AS BIGINT) + {pakken[0]}"
    return {f"pak{nummer}": sql for nummer, sql in enumerate(pakken)}


def _lees_vakken(motor: Motor, vraag: Telvraag) -> tuple[Telvak, ...]:
    rijen = motor.vraag("SELECT * FROM vakken")
    gevonden = []
    for gemeente, soort, segment, status, *rest in rijen:
        pakken, (regels, bedrag, onder_nul) = [int(pak) for pak in rest[:-5]], (int(getal or 0) for getal in rest[-3:])
        redenen = tuple(
            Reden(pakken[plek // PER_PAK] // 16 ** (plek % PER_PAK) % 16) for plek in range(len(vraag.regels))
        )
        fouten = pakken[0] // 16**PER_PAK
        alle = (gemeente or "", soort or "", segment or "", status or "")
        gevonden.append(Telvak(*alle, fouten, redenen, regels, bedrag, onder_nul))
    gevonden = _een_schrijfwijze(gevonden)
    return tuple(sorted(gevonden, key=lambda v: (v.gemeentecode, v.soort, v.segment, v.status, v.masker, v.redenen)))


def _een_schrijfwijze(vakken: Sequence[Telvak]) -> list[Telvak]:
    """With every segment as most lines write it: capitals make no other segment, as they make none for a rule."""
    keren: dict[str, dict[str, int]] = {}
    for vak in vakken:
        per_vorm = keren.setdefault(vak.segment.lower(), {})
        per_vorm[vak.segment] = per_vorm.get(vak.segment, 0) + vak.regels
    gewoon = {klein: max(sorted(per_vorm), key=per_vorm.__getitem__) for klein, per_vorm in keren.items()}
    samen: dict[Telvak, tuple[int, int, int]] = {}
    for vak in vakken:
        kaal = replace(vak, segment=gewoon[vak.segment.lower()], regels=0, bedrag=0, onder_nul=0)
        regels, bedrag, onder_nul = samen.get(kaal, (0, 0, 0))
        samen[kaal] = (regels + vak.regels, bedrag + vak.bedrag, onder_nul + vak.onder_nul)
    return [replace(kaal, regels=r, bedrag=b, onder_nul=o) for kaal, (r, b, o) in samen.items()]


def _bewaak(motor: Motor, groepen: Sequence[Groep]) -> tuple[int, date | None]:
    """Before anything comes out: are these columns what they say? Then how many lines there are, and the last day."""
    gezien = ", ".join(f"sum(kan_{kolom}), sum(is_{kolom})" for kolom in VAN_IEMAND)
    gelezen, laatst, *aantallen = motor.vraag(f"SELECT sum(keer), max(laatst), {gezien} FROM geteld")[0]
    for plek, kolom in enumerate(VAN_IEMAND):
        if enough(*(int(aantal or 0) for aantal in aantallen[2 * plek : 2 * plek + 2])):
            raise _bsn_in(kolom, groepen)
    if not gelezen:
        raise NietsErin
    for kolom, meeste in (("segment", MEESTE_SEGMENTEN), ("status", MEESTE_STATUSSEN)):
        # These words come out: a column with nearly as many as there are lines is one of numbers of lines or clients.
        woorden_ = f"(SELECT DISTINCT {kolom} FROM vakken) AS woorden"
        aantal, kan, is_bsn = motor.vraag(f"SELECT count({kolom}), {bsns(motor, kolom)} FROM {woorden_}")[0]
        if enough(int(kan or 0), int(is_bsn or 0)):
            raise _bsn_in(kolom, groepen)
        hoogstens = min(meeste, max(WEINIG, int(gelezen) // 2))
        if aantal > hoogstens:
            raise TeVeelWaarden(kolom, aantal, hoogstens)
    return int(gelezen), laatst


def _bsn_in(kolom: str, groepen: Sequence[Groep]) -> BsnKolom:
    groep = next(groep for groep in groepen if kolom in groep.titels)
    return BsnKolom(groep.bron.naam, groep.titels[kolom])


def _uniek(motor: Motor, vraag: Telvraag) -> dict[str, dict[str, int]]:
    """Per question that counts less than lines: those that differ in its columns, per participant."""
    vragen = [(f"reden{plek} = {int(Reden.TELT)}", deel) for plek, deel in enumerate(vraag.regels) if deel.uniek]
    bron = "gewogen"
    if len(vragen) > 1:
        # The files are read once for all of these questions.
        bron = "tellend"
        kolommen = dict.fromkeys(("gemeentecode", *(kolom for _, deel in vragen for kolom in deel.uniek)))
        redenen = (f"reden{plek}" for plek, deel in enumerate(vraag.regels) if deel.uniek)
        telt = " OR ".join(telt for telt, _ in vragen)
        motor.leg_neer(bron, f"SELECT {', '.join((*kolommen, *redenen))} FROM gewogen WHERE {telt}")
    gevonden = {}
    for telt, deel in vragen:
        velden = ", ".join(("gemeentecode", *(f"lower({k})" if k in WOORDEN else k for k in deel.uniek)))
        # In two steps: that fits on disk.
        eens = f"SELECT {velden} FROM {bron} WHERE {telt} GROUP BY {velden}"
        rijen = motor.vraag(f"SELECT gemeentecode, count(*) FROM ({eens}) AS eens GROUP BY gemeentecode")
        gevonden[deel.naam] = {code: int(aantal) for code, aantal in sorted(rijen)}
    return gevonden


def _voorbeelden(motor: Motor, vakken: Sequence[Telvak]) -> dict[str, tuple[str, ...]]:
    """Ids of some lines per fault, as a hash that only this run makes."""
    zout = secrets.token_hex(16)
    gevonden = {}
    alles = 0
    for vak in vakken:
        alles |= vak.masker
    for keur in KEUREN:
        if alles & BIT[keur.naam]:
            gehasht = motor.hash(f"{tekst(zout)} || coalesce(regel_id, '')")
            rijen = motor.vraag(
                f"SELECT substr({gehasht}, 1, {HASHLENGTE}) AS gehasht FROM gewogen "
                f"WHERE (masker & {BIT[keur.naam]}) <> 0 ORDER BY gehasht LIMIT {VOORBEELDEN}"
            )
            gevonden[keur.naam] = tuple(rij[0] for rij in rijen)
    return gevonden
