"""The count of `tel` as somebody who knows pandas writes it: `python bench/tel_pandas.py REGELS PAKKETTEN [HOE...]`.

It gives all that `tel` gives, as JSON: the maatstaven per participant, the costs per segment, and of every line why it
does not count. It reads with the types that suit (few different words as categories, days as days) and works by whole
columns. `slim` compares only lines whose number comes back, in place of all; `keur` also makes the checks of `tel`.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

WOORDEN = ["soort", "gemeentecode", "pakket", "product", "segment", "status"]
DAGEN = ["begin", "einde", "ontvangen"]


def main() -> None:
    pad, pakketten, *hoe = sys.argv[1:]
    regels, eerste, laatste = lees(pad)
    gelezen = regels.soort.value_counts()
    if "slim" in hoe:
        vaker = regels.duplicated(["soort", "regel_id"], keep=False)
        r = pd.concat([regels[~vaker], regels[vaker].drop_duplicates()])
    else:
        r = regels.drop_duplicates()
    herhaald = gelezen.sub(r.soort.value_counts(), fill_value=0)
    credit = r.crediteert.notna()
    if "slim" in hoe:
        geraakt = pd.Series(data=False, index=r.index)
        for soort, deel in r[credit].groupby("soort", observed=True):
            geraakt |= (r.soort == soort) & r.regel_id.isin(deel.crediteert)
    else:
        doelen = r.loc[credit, ["soort", "crediteert"]].rename(columns={"crediteert": "regel_id"})
        samen = r.merge(doelen.drop_duplicates(), how="left", on=["soort", "regel_id"], indicator=True)
        geraakt = pd.Series((samen._merge == "both").to_numpy(), index=r.index)
    if "keur" in hoe:
        keur(r, credit)
    eigen = r.gemeentecode.map(json.loads(pakketten))
    in_jaar = r.begin.between(eerste, laatste)
    liep = (r.begin <= laatste) & (r.einde.isna() | (r.einde >= eerste))
    ander = (eigen == "keuzepakket") & (r.pakket != "keuzepakket")
    uit: dict[str, Any] = {"redenen": {}}

    def telt(naam: str, soort: str, jaar: pd.Series, pakket: pd.Series | None) -> pd.Series:
        gevallen = {
            "andere soort regel": r.soort != soort,
            "credit": credit,
            "gecrediteerd": geraakt,
            "gemeente is geen deelnemer": eigen.isna(),
            "ander jaar": ~jaar,
        }
        if pakket is not None:
            gevallen["ander pakket dan de gemeente afneemt"] = pakket
        waar = [geval.to_numpy(bool, na_value=False) for geval in gevallen.values()]
        reden = np.select(waar, range(1, len(waar) + 1), 0)
        aantallen = dict(
            zip(("telt mee", *gevallen), np.bincount(reden, minlength=len(waar) + 1).tolist(), strict=True)
        )
        aantallen["vaker aangeleverd"] = int(herhaald.get(soort, 0))
        aantallen["andere soort regel"] += int(herhaald.sum()) - aantallen["vaker aangeleverd"]
        uit["redenen"] |= {f"{naam}: {wat}": aantal for wat, aantal in aantallen.items() if aantal}
        return pd.Series(reden == 0, index=r.index)

    for naam, soort, jaar in (("Toekenningen", "toekenning", liep), ("Declaraties", "declaratie", in_jaar)):
        per_gemeente = r.loc[telt(naam, soort, jaar, ander), "gemeentecode"].value_counts()
        uit[naam] = {code: int(aantal) for code, aantal in per_gemeente.items() if aantal}
    kosten = r[telt("Kosten", "declaratie", in_jaar, None)].groupby(["segment", "gemeentecode"], observed=True)
    uit["kosten"] = {
        f"{segment}, {code}": [int(bedrag), int(aantal)]
        for (segment, code), bedrag, aantal in kosten.bedrag.agg(["sum", "count"]).itertuples()
    }
    print(json.dumps(uit))


def lees(pad: str) -> tuple[pd.DataFrame, Any, Any]:
    """The lines, and the first and last day of the year in the type of their days."""
    if pad.endswith(".csv"):
        # The engine of Arrow is slower here, or gives types with which all that follows is.
        tabel = pd.read_csv(pad, dtype=dict.fromkeys(WOORDEN, "category"), parse_dates=DAGEN)
        return tabel, pd.Timestamp(2021, 1, 1), pd.Timestamp(2021, 12, 31)
    tabel = pd.read_parquet(pad, dtype_backend="pyarrow", read_dictionary=WOORDEN)
    return tabel, date(2021, 1, 1), date(2021, 12, 31)


def keur(r: pd.DataFrame, credit: pd.Series) -> None:
    """What `tel` checks of lines that could be read, by whole columns."""
    kosten, credits = r.soort == "declaratie", r[credit]
    doelen = credits.merge(
        r[["soort", "regel_id", "bedrag", "crediteert"]],
        left_on=["soort", "crediteert"],
        right_on=["soort", "regel_id"],
        suffixes=("", "_van"),
    )
    kort = r.pseudoniem[r.pseudoniem.str.fullmatch("[0-9]{8,9}")].str.zfill(9)
    elf = pd.Series(0, index=kort.index)
    for plek, gewicht in enumerate((9, 8, 7, 6, 5, 4, 3, 2, -1)):
        elf += gewicht * kort.str[plek].astype(int)
    bsn = (elf % 11 == 0) & (len(elf) >= 10)
    fouten = [
        ~r.soort.isin(["toekenning", "declaratie"]),
        r.regel_id.isna() | r.gemeentecode.isna() | r.begin.isna(),
        ~r.gemeentecode.astype("str").str.fullmatch("[A-Z]{2,8}[0-9]{1,6}"),
        r.einde < r.begin,
        (r.begin < type(r.begin.iloc[0])(1990, 1, 1)) | (r.begin > type(r.begin.iloc[0])(2100, 12, 31)),
        r.bedrag.isna() & kosten,
        r.bedrag.abs() > 10**13 - 1,
        r.crediteert == r.regel_id,
        r.duplicated(["soort", "regel_id"]),
        doelen.crediteert_van.notna(),
        credits.duplicated(["soort", "crediteert"]),
        doelen.bedrag + doelen.bedrag_van != 0,
        bsn & (bsn.mean() >= 0.8),
    ]
    assert not sum(int(fout.sum()) for fout in fouten)


if __name__ == "__main__":
    main()
