"""Made-up lines of toekenningen and declaraties, the same for the same seed, and the same count worked out slowly.

What DuckDB makes here are millions of lines of which none passes through Python; what Python makes are a few hundred
with everything in them that lines can have.
"""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

KOP = (
    "soort", "regel_id", "pseudoniem", "gemeentecode", "pakket", "product", "segment", "begin", "einde", "bedrag",
    "status", "crediteert", "ontvangen",
)  # fmt: skip
SEGMENTEN = ("ambulant", "verblijf", "pleegzorg", "dyslexie", "crisis")
Regel = dict[str, str]


def maak_veel(pad: Path, aantal: int, codes: Sequence[str], jaar: int = 2021) -> None:
    """A Parquet file of so many lines: one in a hundred delivered twice, one in a hundred a credit."""
    import duckdb

    lijst = "[" + ", ".join(f"'{code}'" for code in codes) + "]"
    segmenten = "[" + ", ".join(f"'{naam}'" for naam in SEGMENTEN) + "]"
    with duckdb.connect(config={"preserve_insertion_order": False, "memory_limit": "1GB"}) as verbinding:
        verbinding.execute(
            f"""
            COPY (
                SELECT CASE WHEN n % 5 = 0 THEN 'toekenning' ELSE 'declaratie' END AS soort,
                    'R' || n AS regel_id, substr(md5(CAST(hash(n // 12) AS VARCHAR)), 1, 16) AS pseudoniem,
                    {lijst}[1 + CAST(hash(n, 1) % {len(codes)} AS INT)] AS gemeentecode,
                    CASE WHEN hash(n, 2) % 4 = 0 THEN 'keuzepakket' ELSE 'basispakket' END AS pakket,
                    'P' || (hash(n, 3) % 40) AS product,
                    {segmenten}[1 + CAST(hash(n, 4) % {len(SEGMENTEN)} AS INT)] AS segment,
                    DATE '{jaar}-01-01' + CAST(hash(n, 5) % 400 AS INT) AS begin,
                    DATE '{jaar}-01-01' + CAST(hash(n, 5) % 400 + hash(n, 6) % 90 AS INT) AS einde,
                    (CASE WHEN n % 100 = 33 THEN -1 ELSE 1 END) * CAST(
                        1000 + hash(CASE WHEN n % 100 = 33 THEN n - 1 ELSE n END, 7) % 200000 AS BIGINT
                    ) AS bedrag,
                    'toegekend' AS status, CASE WHEN n % 100 = 33 THEN 'R' || (n - 1) END AS crediteert,
                    DATE '{jaar + 1}-01-31' AS ontvangen
                FROM (SELECT CASE WHEN i % 100 = 8 THEN i - 1 ELSE i END AS n
                      FROM range(100, {aantal + 100}) AS reeks(i)) AS nummers
            ) TO '{pad}' (FORMAT parquet)
            """
        )


def maak_regels(zaad: int, aantal: int, codes: Sequence[str], jaar: int = 2021) -> list[Regel]:
    """Lines without faults: repeats, credits early and late, other years, other places, empty cells, open ends."""
    toeval = random.Random(zaad)
    regels: list[Regel] = []
    for nummer in range(aantal):
        begin = date(jaar, 1, 1) + timedelta(days=toeval.randint(-200, 500))
        einde = begin + timedelta(days=toeval.choice((0, 0, 6, 30, 90, 400)))
        soort = toeval.choice(("toekenning", "declaratie", "declaratie"))
        regels.append(
            {
                "soort": soort,
                # The same id may stand for a toekenning and for a declaratie.
                "regel_id": f"R{nummer // 2 if nummer % 7 == 0 and soort == 'toekenning' else nummer + 10_000}",
                "pseudoniem": f"pseudo-{toeval.randint(1, aantal // 40 + 1)}",
                "gemeentecode": toeval.choice((*codes, *codes, "GM9999")),
                "pakket": toeval.choice(("basispakket", "keuzepakket", "")),
                "product": f"P{toeval.randint(1, 4)}",
                "segment": toeval.choice((*SEGMENTEN, "")),
                "begin": begin.isoformat(),
                "einde": "" if toeval.random() < 0.15 else einde.isoformat(),
                "bedrag": str(toeval.randint(1, 500_000)),
                "status": toeval.choice(("toegekend", "Toegekend", "ingetrokken", "")),
                "crediteert": "",
                "ontvangen": (date(jaar + 1, 5, 1) + timedelta(days=toeval.randint(-300, 30))).isoformat(),
            }
        )
    for regel in toeval.sample(regels, aantal // 8):
        bedrag = str(-int(regel["bedrag"]))
        dag = (date(jaar + 1, 5, 1) + timedelta(days=toeval.randint(-40, 40))).isoformat()
        eigen = {"regel_id": f"C{regel['soort'][0]}{regel['regel_id']}", "crediteert": regel["regel_id"]}
        regels.append({**regel, **eigen, "bedrag": bedrag, "ontvangen": dag})
    regels.append({**regels[0], "regel_id": "C-verdwaald", "crediteert": "R-van-elders", "bedrag": "-100"})
    regels += [dict(regel) for regel in toeval.sample(regels, aantal // 10)]
    regels += [dict(regels[5]), dict(regels[5])]
    toeval.shuffle(regels)
    return regels


def schrijf_csv(pad: Path, regels: Sequence[Mapping[str, str]], scheiding: str = ";") -> Path:
    with pad.open("w", encoding="utf-8", newline="") as stroom:
        schrijver = csv.DictWriter(stroom, list(regels[0]), delimiter=scheiding)
        schrijver.writeheader()
        schrijver.writerows(regels)
    return pad


def tel_langzaam(regels: Sequence[Regel], pakketten: Mapping[str, str], jaar: int = 2021) -> dict[str, dict[str, int]]:
    """What the rules of region Telland must give, line by line and without an engine; `kosten` in cents."""
    echt = [dict(paren) for paren in dict.fromkeys(tuple(regel.items()) for regel in regels)]
    credits = {(r["soort"], r["crediteert"]): r["ontvangen"] for r in echt if r["crediteert"]}
    sluit, eerste, laatste, peil = f"{jaar + 1}-05-01", f"{jaar}-01-01", f"{jaar}-12-31", f"{jaar}-12-31"
    toekenningen: Counter[str] = Counter()
    declaraties: Counter[str] = Counter()
    kosten: Counter[str] = Counter()
    clienten: set[tuple[str, str, str]] = set()
    for r in echt:
        code, credit = r["gemeentecode"], credits.get((r["soort"], r["regel_id"]))
        if code not in pakketten or r["crediteert"]:
            continue
        einde = r["einde"] or "9999-12-31"
        eigen = pakketten[code] != "keuzepakket" or r["pakket"] == "keuzepakket"
        if r["soort"] == "toekenning" and credit is None:
            if r["begin"] <= laatste and einde >= eerste and eigen:
                toekenningen[code] += 1
            if r["begin"] <= peil <= einde and r["status"].lower() == "toegekend":
                clienten.add((code, r["pseudoniem"], r["segment"]))
        if r["soort"] == "declaratie":
            op_tijd = r["ontvangen"] <= sluit
            open_ = credit is None or credit > sluit
            if op_tijd and open_ and eerste <= r["begin"] <= laatste and r["segment"] in ("ambulant", "verblijf"):
                declaraties[code] += 1
            if credit is None and eerste <= (r["einde"] or r["begin"]) <= laatste:
                kosten[f"{r['segment']}|{code}"] += int(r["bedrag"])
    return {
        "toekenningen": dict(toekenningen),
        "clienten": dict(Counter(code for code, _, _ in clienten)),
        "declaraties": dict(declaraties),
        "kosten": dict(kosten),
    }
