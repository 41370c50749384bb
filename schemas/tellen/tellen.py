"""The count itself: a few questions to the engine, each over all lines at once.

The only thing that grows with the number of lines is the list of ids, to find lines that were delivered twice; the
engine puts on disk what does not fit. Everything else is a small table beside a stream of lines.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from schemas.bsn import GEWICHTEN, enough
from schemas.fouten import Gebruikersfout
from schemas.regiotelling import Kostenregel, Telregel
from schemas.tellen.bronnen import Bron, bronnen_van, vind, vingerafdruk
from schemas.tellen.keuren import BIT, KEUREN, Waar, masker
from schemas.tellen.kolommen import BsnKolom, controleer_kolommen, wijs_toe
from schemas.tellen.lezen import UIT, Lezer
from schemas.tellen.motor import Motor, Waardesoort, tekst
from schemas.tellen.vraag import Bronbestand, Reden, Regelvraag, Telling, Telvraag, Vak

STEEKPROEF: Final = 20_000
"""Of each group of files so many lines are looked at for burgerservicenummers."""
MEESTE_SEGMENTEN: Final = 500
MEESTE_STATUSSEN: Final = 100
VOORBEELDEN: Final = 5
HASHLENGTE: Final = 16
NUTTIG: Final = ("crediteert", "segment", "status", "pakket")
"""Columns that may be missing, and then leave something unsaid."""
WAARDEN: Final = ", ".join(UIT)
ZELFDE: Final = "a.soort = b.soort AND a.regel_id = b.regel_id"
PER_PAK: Final = 9
"""So many reasons of four bits and the mask of faults go into one number of 63 bits."""


class TeVeelWaarden(Gebruikersfout):
    def __init__(self, kolom: str, aantal: int, hoogstens: int) -> None:
        super().__init__(
            f"kolom {kolom} heeft {aantal} verschillende waarden; verwacht: ten hoogste {hoogstens}. Is dit de goede "
            "kolom? Er is niets geteld."
        )


@dataclass(frozen=True)
class Groep:
    """Files with the same columns, and which is which."""

    bron: Bron
    titels: Mapping[str, str]
    soorten: Mapping[str, Waardesoort]


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
        Gebruikersfout: the files cannot be counted; the sentence says which file or column, and never a value.
    """
    voortgang("bestanden")
    bronnen, afdrukken, bewaakt = _bronnen(gevraagd, motor)
    groepen = _groepen(bronnen, vraag, motor)
    voortgang("regels lezen")
    _open(groepen, vraag, motor)
    voortgang("herhaalde en gecrediteerde regels zoeken")
    gelezen, herhaald, credits = _bijzonder(groepen, motor)
    _bekijk_regels(motor, vraag)
    voortgang("tellen")
    _vakken(motor, vraag)
    _bewaak(motor, groepen)
    geraakt, laatst = motor.vraag("SELECT sum(geraakt), max(ontvangen) FROM vakken")[0]
    vakken = _lees_vakken(motor, vraag)
    uniek = {deel.naam: _uniek(motor, plek, deel) for plek, deel in enumerate(vraag.regels) if deel.uniek}
    gezien = _voorbeelden(motor, vakken) if voorbeelden else {}
    _onveranderd(bewaakt)
    return Telling(
        motor=f"{motor.naam} {motor.versie}",
        bronnen=afdrukken,
        gelezen=gelezen,
        herhaald=herhaald,
        vakken=vakken,
        uniek=uniek,
        credits_zonder_regel=credits - int(geraakt or 0),
        laatst_ontvangen=laatst,
        zonder_kolom=tuple(k for k in NUTTIG if not any(k in groep.titels for groep in groepen)),
        voorbeelden=gezien,
    )


Bewaakt = Mapping[Path, tuple[int, int]]


def _bronnen(gevraagd: Sequence[str], motor: Motor) -> tuple[tuple[Bron, ...], tuple[Bronbestand, ...], Bewaakt]:
    adressen = [deel for deel in gevraagd if "://" in deel]
    hier = vind([deel for deel in gevraagd if "://" not in deel])
    if adressen and motor.naam != "spark":
        raise Gebruikersfout(f"'{adressen[0]}' is een adres; dat leest u met --motor spark.")
    bewaakt = {pad: (pad.stat().st_size, pad.stat().st_mtime_ns) for pad in hier}
    ver = tuple(
        Bron("csv" if adres.lower().split("?")[0].endswith(".csv") else "parquet", (adres,), adres=True)
        for adres in adressen
    )
    afdrukken = [vingerafdruk(pad) for pad in hier]
    for bron in ver:
        afdrukken.extend(motor.vingerafdrukken(bron))
    return (*bronnen_van(hier), *ver), tuple(afdrukken), bewaakt


def _onveranderd(bewaakt: Bewaakt) -> None:
    """The fingerprints were taken before the count."""
    for pad, eerst in bewaakt.items():
        if (pad.stat().st_size, pad.stat().st_mtime_ns) != eerst:
            raise Gebruikersfout(f"{pad.name} is tijdens het tellen gewijzigd. Er is niets geschreven; tel opnieuw.")


def _groepen(bronnen: Sequence[Bron], vraag: Telvraag, motor: Motor) -> list[Groep]:
    groepen = []
    alle: dict[str, None] = {}
    for bron in bronnen:
        for deel, soorten in motor.groepen(bron):
            titels = wijs_toe(tuple(soorten), deel.naam, vraag.andere_schrijfwijzen)
            groepen.append(Groep(deel, titels, soorten))
            alle.update(dict.fromkeys(soorten))
    namen = groepen[0].bron.naam if len(groepen) == 1 else "De bestanden samen"
    # A file with toekenningen need not have the columns of declaraties: what is empty there is found line by line.
    controleer_kolommen((kolom for groep in groepen for kolom in groep.titels), alle, vraag, namen)
    return groepen


def _open(groepen: Sequence[Groep], vraag: Telvraag, motor: Motor) -> None:
    delen = []
    for nummer, groep in enumerate(groepen):
        naam = f"bron{nummer}"
        motor.open(groep.bron, naam)
        _weiger_bsn(groep, naam, motor)
        gelezen = Lezer(motor, groep.titels, groep.soorten).sql(naam)
        if groep.bron.soort == "csv":
            # A text is read as a whole for every question; Parquet only where it is asked.
            motor.leg_neer(f"regels{nummer}", gelezen)
            gelezen = f"SELECT {WAARDEN}, stuk FROM regels{nummer}"
        delen.append(gelezen)
    motor.bekijk("gelezen", " UNION ALL ".join(delen))
    motor.bekijk("regels", f"SELECT {WAARDEN}, stuk + {masker(Waar.REGEL, vraag)} AS stuk FROM gelezen")


def _weiger_bsn(groep: Groep, naam: str, motor: Motor) -> None:
    """No column, used or not, may hold burgerservicenummers."""
    titels = [titel for titel, soort in groep.soorten.items() if soort in ("tekst", "geheel", "getal")]
    if not titels:
        return
    # In steps, so that a long expression does not stand in another one ten times.
    cijfers = ", ".join(
        f"replace(replace(replace({motor.citeer(titel)}, '.', ''), ' ', ''), '-', '') AS d{plek}"
        if groep.soorten[titel] == "tekst"
        else f"CAST(try_cast({motor.citeer(titel)} AS BIGINT) AS STRING) AS d{plek}"
        for plek, titel in enumerate(titels)
    )
    proeven = [_elfproef(motor, f"d{plek}") for plek in range(len(titels))]
    sommen = ", ".join(f"sum({kan}), sum({is_bsn})" for is_bsn, kan in proeven)
    rij = motor.vraag(f"SELECT {sommen} FROM (SELECT {cijfers} FROM {naam} LIMIT {STEEKPROEF}) AS proef")[0]
    for plek, titel in enumerate(titels):
        kan, is_bsn = int(rij[2 * plek] or 0), int(rij[2 * plek + 1] or 0)
        if enough(kan, is_bsn):
            raise BsnKolom(groep.bron.naam, titel)


def _elfproef(motor: Motor, cijfers: str) -> tuple[str, str]:
    """Of a text: 1 where it passes the eleven-test, and 1 where it has eight or nine digits at all."""
    vorm = motor.past(cijfers, "[0-9]{8,9}")
    negen = f"lpad({cijfers}, 9, '0')"
    som = " + ".join(
        f"{gewicht} * CAST(substr({negen}, {plek}, 1) AS INT)" for plek, gewicht in enumerate(GEWICHTEN, start=1)
    )
    return f"CASE WHEN {vorm} THEN CASE WHEN ({som}) % 11 = 0 THEN 1 ELSE 0 END ELSE 0 END", (
        f"CASE WHEN {vorm} THEN 1 ELSE 0 END"
    )


def _bsn(motor: Motor) -> str:
    """The pseudonyms of all lines, not of a sample only."""
    is_bsn, kan = _elfproef(motor, "pseudoniem")
    kort = "length(pseudoniem) IN (8, 9)"
    return f"CASE WHEN {kort} THEN {is_bsn} ELSE 0 END AS is_bsn, CASE WHEN {kort} THEN {kan} ELSE 0 END AS kan_bsn"


def _bijzonder(groepen: Sequence[Groep], motor: Motor) -> tuple[int, dict[str, int], int]:
    """Find lines that were delivered twice or are credited; the others need no comparing with any other line.

    Returns:
        Lines read; copies per kind that are left out; credits.
    """
    # A number of 64 bits in place of the id: it takes half the memory, and two ids with the same number do no harm.
    motor.bewaar(
        "herhaald",
        f"SELECT zoek FROM (SELECT {_zoek(motor, 'regel_id')} AS zoek FROM regels) AS zoekend "
        "GROUP BY zoek HAVING count(*) > 1 AND zoek IS NOT NULL",
    )
    crediteert = "crediteert IS NOT NULL" if any("crediteert" in groep.titels for groep in groepen) else "FALSE"
    motor.bewaar(
        "credits",
        "SELECT soort, crediteert AS regel_id, count(*) AS credits, sum(bedrag) AS creditbedrag, "
        f"min(ontvangen) AS creditdag FROM (SELECT DISTINCT {WAARDEN} FROM regels WHERE {crediteert}) AS eens "
        "GROUP BY soort, crediteert",
    )
    credit = _zoek(motor, "regel_id")
    motor.bewaar("nummers", f"SELECT zoek FROM herhaald UNION SELECT {credit} AS zoek FROM credits")
    motor.bewaar(
        "bijzonder",
        f"SELECT {WAARDEN}, stuk, count(*) AS keer FROM regels WHERE {_zoek(motor, 'regel_id')} IN "
        f"(SELECT zoek FROM nummers) GROUP BY {WAARDEN}, stuk",
    )
    gelezen = motor.vraag("SELECT count(*) FROM regels")[0][0]
    kopieen = motor.vraag("SELECT soort, sum(keer - 1) FROM bijzonder GROUP BY soort HAVING sum(keer - 1) > 0")
    credits = motor.vraag("SELECT sum(credits) FROM credits")[0][0]
    return int(gelezen), {soort: int(aantal) for soort, aantal in sorted(kopieen)}, int(credits or 0)


def _zoek(motor: Motor, nummer: str) -> str:
    return f"CASE WHEN soort IS NOT NULL AND {nummer} IS NOT NULL THEN {motor.kort('soort', nummer)} END"


def _bekijk_regels(motor: Motor, vraag: Telvraag) -> None:
    """Every line once, with the reason per question why it counts or not.

    `gewogen` is just that. `gewichten` is the same for who adds up, and much cheaper: all lines as they come, less the
    special ones, plus those as they should be.
    """
    velden = ", ".join(f"a.{kolom} AS {kolom}" for kolom in UIT)
    gewoon = "1 AS anders, CAST(NULL AS BIGINT) AS credits, CAST(NULL AS BIGINT) AS creditbedrag, "
    gewoon += "CAST(NULL AS DATE) AS creditdag"
    samen = (
        f"SELECT {velden}, a.stuk AS stuk, count(*) OVER (PARTITION BY a.soort, a.regel_id) AS anders, "
        "b.credits AS credits, b.creditbedrag AS creditbedrag, b.creditdag AS creditdag, 1 AS gewicht "
        f"FROM bijzonder AS a LEFT JOIN credits AS b ON {ZELFDE}"
    )
    alle = f"SELECT {WAARDEN}, stuk, {gewoon}, 1 AS gewicht FROM regels"
    eraf = f"SELECT {WAARDEN}, stuk, {gewoon}, -keer AS gewicht FROM bijzonder"
    gelijk = f"{_zoek(motor, 'regel_id')} = b.zoek"
    ander = f"{alle} AS a WHERE NOT EXISTS (SELECT 1 FROM nummers AS b WHERE {gelijk})"
    binnen = f"CASE WHEN gemeentecode IN ({_namen(vraag.deelnemers)}) THEN gemeentecode END"
    redenen = ", ".join(f"{_reden(deel, vraag)} AS reden{plek}" for plek, deel in enumerate(vraag.regels))
    for naam, bron in (
        ("gewogen", f"{ander} UNION ALL {samen}"),
        ("gewichten", f"{alle} UNION ALL {eraf} UNION ALL {samen}"),
    ):
        gekeurd = f"SELECT *, stuk + {masker(Waar.SAMEN, vraag)} AS masker, {binnen} AS gemeente FROM ({bron}) AS samen"
        motor.bekijk(naam, f"SELECT *, {redenen} FROM ({gekeurd}) AS gekeurd")


def _vakken(motor: Motor, vraag: Telvraag) -> None:
    """Lines that are alike, counted. What is known of a line is packed into numbers: few keys group fast."""
    pakken = []
    for begin in range(0, len(vraag.regels), PER_PAK):
        plekken = range(begin, min(begin + PER_PAK, len(vraag.regels)))
        pakken.append(" + ".join(f"reden{p} * CAST({16 ** (p - begin)} AS BIGINT)" for p in plekken))
    pakken[0] = f"masker * CAST({16**PER_PAK} AS BIGINT) + {pakken[0]}"
    namen = [f"pak{nummer}" for nummer in range(len(pakken))]
    velden = ", ".join(f"{sql} AS {naam}" for sql, naam in zip(pakken, namen, strict=True))
    sleutels = ", ".join(("gemeente", "soort", "segment", "status", *namen))
    motor.bewaar(
        "vakken",
        f"SELECT {sleutels}, sum(gewicht) AS regels, sum(gewicht * bedrag) AS bedrag, sum(credits) AS geraakt, "
        "sum(is_bsn) AS bsn, sum(kan_bsn) AS kan, max(ontvangen) AS ontvangen FROM "
        f"(SELECT gemeente, soort, segment, status, {velden}, gewicht, bedrag, ontvangen, credits, "
        f"{_bsn(motor)} FROM gewichten) AS vlak GROUP BY {sleutels}",
    )


def _lees_vakken(motor: Motor, vraag: Telvraag) -> tuple[Vak, ...]:
    rijen = motor.vraag("SELECT * FROM vakken WHERE regels <> 0")
    gevonden = []
    for gemeente, soort, segment, status, *rest in rijen:
        pakken, regels, bedrag = [int(pak) for pak in rest[:-6]], int(rest[-6]), int(rest[-5] or 0)
        redenen = tuple(
            Reden(pakken[plek // PER_PAK] // 16 ** (plek % PER_PAK) % 16) for plek in range(len(vraag.regels))
        )
        fouten = pakken[0] // 16**PER_PAK
        gevonden.append(Vak(gemeente or "", soort or "", segment or "", status or "", fouten, redenen, regels, bedrag))
    return tuple(sorted(gevonden, key=lambda v: (v.gemeentecode, v.soort, v.segment, v.status, v.masker, v.redenen)))


def _reden(deel: Regelvraag, vraag: Telvraag) -> str:
    regel = deel.regel
    raak = "credits IS NOT NULL"
    if deel.sluitdatum is not None:
        # A credit that came in after the day was not known on that day.
        raak += f" AND creditdag <= {_dag(deel.sluitdatum)}"
    gevallen = [
        (f"soort <> {tekst(regel.soort)}", Reden.ANDERE_SOORT),
        ("masker <> 0", Reden.FOUT),
        ("crediteert IS NOT NULL", Reden.CREDIT),
        (raak, Reden.GECREDITEERD),
        ("gemeente IS NULL", Reden.GEEN_DEELNEMER),
    ]
    if regel.status:
        gevallen.append((_niet_in("status", [woord.lower() for woord in regel.status]), Reden.STATUS))
    if deel.sluitdatum is not None:
        gevallen.append((f"ontvangen > {_dag(deel.sluitdatum)}", Reden.TE_LAAT))
    gevallen.append((f"NOT ({_in_het_jaar(deel, vraag.peiljaar)})", Reden.ANDER_JAAR))
    gevallen += [(sql, Reden.ANDER_PAKKET) for sql in _pakketten(deel, vraag)]
    for kolom, woorden in (("segment", regel.segmenten), ("product", regel.producten)):
        if woorden:
            gevallen.append((_niet_in(kolom, woorden), Reden.ANDERE_KEUZE))
    # A line whose kind cannot be read is a fault for every question.
    gevallen.insert(0, ("soort IS NULL", Reden.FOUT))
    return (
        "CASE " + " ".join(f"WHEN {sql} THEN {int(reden)}" for sql, reden in gevallen) + f" ELSE {int(Reden.TELT)} END"
    )


def _in_het_jaar(deel: Regelvraag, jaar: int) -> str:
    regel = deel.regel
    eerste, laatste = _dag(date(jaar, 1, 1)), _dag(date(jaar, 12, 31))
    if isinstance(regel, Kostenregel):
        dag = "begin" if regel.jaar_van == "begin" else "coalesce(einde, begin)"
        return f"{dag} BETWEEN {eerste} AND {laatste}"
    wanneer = regel.wanneer if isinstance(regel, Telregel) else "actief"
    if wanneer == "begonnen":
        return f"begin BETWEEN {eerste} AND {laatste}"
    if wanneer == "beeindigd":
        return f"coalesce(einde BETWEEN {eerste} AND {laatste}, FALSE)"
    van, tot = (eerste, laatste) if wanneer == "actief" else (_dag(deel.peildatum), _dag(deel.peildatum))
    return f"begin <= {tot} AND (einde IS NULL OR einde >= {van})"


def _pakketten(deel: Regelvraag, vraag: Telvraag) -> list[str]:
    """Of participants with a pakket that has a rule, only lines of the pakketten that it names count."""
    regels = deel.regel.per_pakket if isinstance(deel.regel, Telregel) else {}
    gevonden = []
    for pakket, tellen in regels.items():
        codes = [code for code, eigen in vraag.deelnemers.items() if eigen == pakket]
        if codes:
            gevonden.append(f"gemeentecode IN ({_namen(codes)}) AND {_niet_in('pakket', tellen)}")
    return gevonden


def _niet_in(kolom: str, woorden: Sequence[str]) -> str:
    """A cell that is empty is none of the words; capitals make no difference."""
    klein = ", ".join(tekst(woord.casefold()) for woord in woorden)
    return f"coalesce(lower({kolom}) NOT IN ({klein}), TRUE)"


def _namen(codes: Sequence[str] | Mapping[str, str]) -> str:
    return ", ".join(tekst(code) for code in codes)


def _dag(dag: date | None) -> str:
    if dag is None:
        raise AssertionError("a rule without its day")
    return f"DATE '{dag.isoformat()}'"


def _bewaak(motor: Motor, groepen: Sequence[Groep]) -> None:
    """Before anything comes out: are these columns what they say?"""
    segmenten, statussen, kan, is_bsn = motor.vraag(
        "SELECT count(DISTINCT segment), count(DISTINCT status), sum(kan), sum(bsn) FROM vakken"
    )[0]
    if segmenten > MEESTE_SEGMENTEN:
        raise TeVeelWaarden("segment", segmenten, MEESTE_SEGMENTEN)
    if statussen > MEESTE_STATUSSEN:
        raise TeVeelWaarden("status", statussen, MEESTE_STATUSSEN)
    if enough(int(kan or 0), int(is_bsn or 0)):
        groep = next(groep for groep in groepen if "pseudoniem" in groep.titels)
        raise BsnKolom(groep.bron.naam, groep.titels["pseudoniem"])


def _uniek(motor: Motor, plek: int, deel: Regelvraag) -> dict[str, int]:
    """Counted lines that differ in the columns of the rule, per participant. In two steps: that fits on disk."""
    kolommen = ", ".join(("gemeentecode", *deel.uniek))
    eens = f"SELECT {kolommen} FROM gewogen WHERE reden{plek} = {int(Reden.TELT)} GROUP BY {kolommen}"
    rijen = motor.vraag(f"SELECT gemeentecode, count(*) FROM ({eens}) AS eens GROUP BY gemeentecode")
    return {code: int(aantal) for code, aantal in sorted(rijen)}


def _voorbeelden(motor: Motor, vakken: Sequence[Vak]) -> dict[str, tuple[str, ...]]:
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
