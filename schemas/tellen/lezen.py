"""A value of a file, whatever its type, as the same value on every engine; where it cannot be read, a bit says so.

The SQL keeps to what DuckDB and Spark both speak and mean alike. A cast alone will not do: of '12.5' one engine makes
12 and the other 13. So a text is first held against its form: what reads back as it was written needs no more. It is
done in three steps, one inside the other: cells, values, and the bits of what is there and gave no value.

A file has millions of lines and few different words: they stay as they stand, and `woorden` reads each of them once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from schemas.tellen.keuren import BIT, EERSTE_DAG, LAATSTE_DAG
from schemas.tellen.kolommen import KOLOMMEN, van_soort
from schemas.tellen.motor import Motor, Waardesoort, tekst

NUMMERS: Final = van_soort("nummer")
DAGEN: Final = van_soort("dag")
WOORDEN: Final = van_soort("woord")
VORMEN: Final = {
    "toekenning": ("toekenning", "toekenningen"),
    "declaratie": ("declaratie", "declaraties"),
}
REGELSOORTEN: Final = tuple(VORMEN)
HOOGST: Final = 10**13 - 1
"""More cents than this is no amount of one line."""
ALLE_DAGEN: Final = (
    f"SELECT CAST(dag AS STRING) AS tekst, dag FROM (SELECT DATE '{EERSTE_DAG}' + CAST(n AS INT) AS dag FROM "
    f"range(0, {(date.fromisoformat(LAATSTE_DAG) - date.fromisoformat(EERSTE_DAG)).days + 1}) AS reeks(n)) AS dagen"
)
"""Every day that a line can have, and how it is nearly always written: looked up, it takes a quarter of the time."""
PRECIES: Final = 1 << 53
"""From here on not every whole number is a double."""
UIT: Final = tuple(kolom for kolom in KOLOMMEN if kolom != "periode")
"""The columns of a line after reading; `periode` has become a begin and an end."""


def woorden(motor: Motor, tabel: str, kolommen: Sequence[str]) -> str:
    """The lines of a table, or what stands for many of them, with their words as they are meant.

    Args:
        kolommen: all columns of the table; of the words those that it has.
    """
    velden = {kolom: _zonder_rand(kolom) if kolom in WOORDEN else kolom for kolom in kolommen}
    velden["gemeentecode"] = code = _gemeentecode(motor)
    velden["status"] = f"lower({velden['status']})"
    velden["stuk"] = (
        f"stuk + CASE WHEN {code} IS NULL AND {_kaal('gemeentecode')} <> '' THEN {BIT['gemeentecode']} ELSE 0 END"
    )
    return f"SELECT {', '.join(f'{sql} AS {kolom}' for kolom, sql in velden.items())} FROM {tabel}"


def _gemeentecode(motor: Motor) -> str:
    """GM0888, also where it came as gm0888 or as the number 888."""
    code = f"upper({_kaal('gemeentecode')})"
    goed, kaal = motor.past(code, "[A-Z]{2,8}[0-9]{1,6}"), motor.past(code, "[0-9]{1,4}")
    return f"CASE WHEN {goed} THEN {code} WHEN {kaal} THEN 'GM' || lpad({code}, 4, '0') END"


def _kaal(cel: str) -> str:
    """Without spaces around it: asked plainly, one engine takes more for a space than the other."""
    return f"trim(BOTH ' ' FROM {cel})"


def _zonder_rand(cel: str) -> str:
    """A text without spaces around it; nothing where nothing is left."""
    # Trimming makes a new text of every cell; hardly any needs it.
    rand = f"{cel} LIKE ' %' OR {cel} LIKE '% '"
    return f"CASE WHEN {rand} THEN nullif({_kaal(cel)}, '') WHEN {cel} <> '' THEN {cel} END"


class Regellezer:
    """The columns of one group of files."""

    def __init__(self, motor: Motor, titels: Mapping[str, str], soorten: Mapping[str, Waardesoort]) -> None:
        self.motor = motor
        self.ruw = {kolom: motor.citeer(titels[kolom]) for kolom in KOLOMMEN if kolom in titels}
        self.soort: dict[str, Waardesoort] = {kolom: soorten[titels[kolom]] for kolom in self.ruw}
        self.dagteksten = [kolom for kolom in DAGEN if self.soort.get(kolom) == "tekst"]
        """Columns of days that are looked up in the table `dagen`, which has `ALLE_DAGEN`."""

    def sql(self, naam: str) -> str:
        """The lines of the table `naam`, read; their words as they stand."""
        begin, einde = self._van_tot()
        waarden = {
            **{kolom: self._gelaten(kolom) for kolom in NUMMERS + WOORDEN},
            "soort": self._soortnaam(),
            "bedrag": self._bedrag(),
            "ontvangen": self._dag("ontvangen"),
            "begin": begin,
            "einde": einde,
        }
        velden = ", ".join(f"{waarden[kolom]} AS {kolom}" for kolom in UIT)
        bewaard = ", ".join(f"c_{kolom}" for kolom in self.ruw)
        dagen = "".join(f" LEFT JOIN dagen AS d_{kolom} ON c_{kolom} = d_{kolom}.tekst" for kolom in self.dagteksten)
        gelezen = f"SELECT {velden}, {bewaard} FROM {self._cellen(naam)}{dagen}"
        return f"SELECT {', '.join(UIT)}, {self._stuk()} AS stuk FROM ({gelezen}) AS waarden"

    def nummers(self, naam: str) -> str:
        """Of the same lines only their kind and the numbers by which one points at another."""
        nummers = ", ".join(f"{self._gelaten(kolom)} AS {kolom}" for kolom in ("regel_id", "crediteert"))
        return f"SELECT {self._soortnaam()} AS soort, {nummers} FROM {self._cellen(naam)}"

    def _cellen(self, naam: str) -> str:
        return f"(SELECT {', '.join(f'{self._cel(kolom)} AS c_{kolom}' for kolom in self.ruw)} FROM {naam}) AS cellen"

    def _gelaten(self, kolom: str) -> str:
        return f"c_{kolom}" if kolom in self.ruw else "CAST(NULL AS STRING)"

    def _cel(self, kolom: str) -> str:
        """A cell as it is read further: a text, a day, a number of cents."""
        ruw, soort = self.ruw[kolom], self.soort[kolom]
        if soort == "tekst":
            # Of other columns the few cells with spaces around them are found where they are read.
            return _zonder_rand(ruw) if kolom in (*NUMMERS, "periode") else ruw
        if soort in ("getal", "decimaal"):
            # A column of whole numbers with gaps comes out of many programs as doubles; other doubles stay and fail.
            heel = f"{ruw} = floor({ruw}) AND abs({ruw}) < {PRECIES}"
            leeg = f"WHEN {ruw} IS NULL OR isnan(CAST({ruw} AS DOUBLE)) THEN NULL"
            return f"CASE {leeg} WHEN {heel} THEN CAST(try_cast({ruw} AS BIGINT) AS STRING) ELSE {GEBROKEN} END"
        if soort == "geheel":
            return ruw if kolom == "bedrag" else f"CAST({ruw} AS STRING)"
        if soort in ("moment", "tijdstip") and kolom in DAGEN:
            return f"CAST({ruw} AS DATE)"
        return ruw if soort == "dag" and kolom in DAGEN else f"CAST({ruw} AS STRING)"

    def _gevuld(self, kolom: str) -> str:
        return f"{_kaal(f'c_{kolom}')} <> ''" if self.soort[kolom] == "tekst" else f"c_{kolom} IS NOT NULL"

    def _stuk(self) -> str:
        """The bits of cells that hold something and gave no value."""
        fouten: dict[str, str] = {
            kolom: f"{kolom} IS NULL AND {self._gevuld(kolom)}"
            for kolom in ("soort", "bedrag", *DAGEN)
            if kolom in self.ruw
        }
        if "periode" in self.ruw:
            zelf = f"NOT coalesce({self._gevuld('begin')}, FALSE) AND " if "begin" in self.ruw else ""
            fouten["periode"] = f"{zelf}begin IS NULL AND c_periode IS NOT NULL"
        gebroken = [
            f"coalesce(c_{k} = {GEBROKEN}, FALSE)" for k in NUMMERS if self.soort.get(k) in ("getal", "decimaal")
        ]
        if gebroken:
            fouten["nummer"] = " OR ".join(gebroken)
        return " + ".join(f"(CASE WHEN {sql} THEN {BIT[naam]} ELSE 0 END)" for naam, sql in fouten.items()) or "0"

    def _soortnaam(self) -> str:
        if "soort" not in self.ruw:
            return "CAST(NULL AS STRING)"
        gewoon = ", ".join(f"'{naam}'" for naam in VORMEN)
        anders = " ".join(
            f"WHEN lower({_kaal('c_soort')}) IN ({', '.join(map(tekst, vormen))}) THEN '{naam}'"
            for naam, vormen in VORMEN.items()
        )
        return f"CASE WHEN c_soort IN ({gewoon}) THEN c_soort {anders} END"

    def _bedrag(self) -> str:
        soort = self.soort.get("bedrag")
        if soort == "geheel":
            return f"CASE WHEN c_bedrag BETWEEN -{HOOGST} AND {HOOGST} THEN try_cast(c_bedrag AS BIGINT) END"
        if soort in ("tekst", "getal"):
            getal = "try_cast(c_bedrag AS BIGINT)"
            gewoon = f"{getal} BETWEEN -{HOOGST} AND {HOOGST} AND CAST({getal} AS STRING) = c_bedrag"
            kaal = _kaal("c_bedrag")
            anders = self.motor.past(kaal, "-?[0-9]{1,13}")
            return f"CASE WHEN {gewoon} THEN {getal} WHEN {anders} THEN try_cast({kaal} AS BIGINT) END"
        # Also of decimals, though all were whole: they are euros, and would be taken for cents.
        return "CAST(NULL AS BIGINT)"

    def _dag(self, kolom: str) -> str:
        """A day; a point in time becomes the day that it was here."""
        soort, c = self.soort.get(kolom), f"c_{kolom}"
        if soort in ("dag", "moment", "tijdstip"):
            return c
        if soort is None or soort == "anders":
            return "CAST(NULL AS DATE)"
        gewoon = f"WHEN d_{kolom}.dag IS NOT NULL THEN d_{kolom}.dag " if kolom in self.dagteksten else ""
        kaal = _kaal(c)
        jaar, maand, dag = (f"split_part({kaal}, '-', {plek})" for plek in (3, 2, 1))
        tijd = "[0-9]{2}:[0-9]{2}"
        gevallen = {
            "[0-9]{4}-[0-9]{2}-[0-9]{2}": f"try_cast({kaal} AS DATE)",
            "[0-9]{8}": _datum(f"substr({kaal}, 1, 4)", f"substr({kaal}, 5, 2)", f"substr({kaal}, 7, 2)"),
            "[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}": _datum(jaar, f"lpad({maand}, 2, '0')", f"lpad({dag}, 2, '0')"),
            f"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[T ]{tijd}(:[0-9]{{2}}([.][0-9]{{1,9}})?)?":
                f"try_cast(substr({kaal}, 1, 10) AS DATE)",
            f"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[T ]{tijd}:[0-9]{{2}}([.][0-9]{{1,9}})?(Z|[+-]{tijd})":
                f"CAST({self.motor.tijdstip(kaal)} AS DATE)",
        }  # fmt: skip
        anders = " ".join(f"WHEN {self.motor.past(kaal, p)} THEN {w}" for p, w in gevallen.items())
        return f"CASE {gewoon}{anders} END"

    def _van_tot(self) -> tuple[str, str]:
        """First and last day: of their own columns, else of the period."""
        begin, einde = self._dag("begin"), self._dag("einde")
        if "periode" not in self.ruw:
            return begin, einde
        c = "upper(CAST(c_periode AS STRING))"
        maand = {
            "[0-9]{4}-(0[1-9]|1[0-2])": f"try_cast({c} || '-01' AS DATE)",
            "[0-9]{4}(0[1-9]|1[0-2])": _datum(f"substr({c}, 1, 4)", f"substr({c}, 5, 2)", "'01'"),
            "(0[1-9]|1[0-2])-[0-9]{4}": _datum(f"substr({c}, 4, 4)", f"substr({c}, 1, 2)", "'01'"),
        }
        eerste = dict(maand)
        laatste = {p: f"last_day({w})" for p, w in maand.items()}
        for nummer in range(1, 5):
            patroon = f"[0-9]{{4}}-?[KQ]{nummer}"
            eerste[patroon] = f"try_cast(substr({c}, 1, 4) || '-{3 * nummer - 2:02d}-01' AS DATE)"
            laatste[patroon] = f"last_day(try_cast(substr({c}, 1, 4) || '-{3 * nummer:02d}-01' AS DATE))"
        eerste["[0-9]{4}"] = f"try_cast({c} || '-01-01' AS DATE)"
        laatste["[0-9]{4}"] = f"try_cast({c} || '-12-31' AS DATE)"
        van, tot = (
            "CASE " + " ".join(f"WHEN {self.motor.past(c, p)} THEN {w}" for p, w in deel.items()) + " END"
            for deel in (eerste, laatste)
        )
        if "begin" not in self.ruw:
            return van, tot
        gevuld = self._gevuld("begin")
        return f"CASE WHEN {gevuld} THEN {begin} ELSE {van} END", f"CASE WHEN {gevuld} THEN {einde} ELSE {tot} END"


GEBROKEN: Final = "'0.5'"
"""Stands for any number with a fraction: no id, no amount and no day reads like it."""


def _datum(jaar: str, maand: str, dag: str) -> str:
    return f"try_cast({jaar} || '-' || {maand} || '-' || {dag} AS DATE)"
