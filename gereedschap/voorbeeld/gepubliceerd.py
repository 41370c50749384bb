"""The printed figures of the example, cell by cell, under the names of the tables of the command."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gereedschap.voorbeeld.cijfers import (
    BRON,
    DELEN,
    JAREN,
    SCENARIOJAREN,
    ZORG,
    Rijen,
    Waarde,
    getal,
    iter_codes,
    tabel,
)


def gepubliceerd() -> Rijen:
    return [
        *_verdeling_beleid(),
        *_verdeling_inkoop(),
        *_toename(),
        *_meerjarig("meerjarig", "meerjarig_inkoop"),
        *_meerjarig("mutaties", "mutaties_inkoop"),
        *_begroting(),
        *_capaciteit(),
        *_formatie(),
        *_scenario(),
        *_investering(),
        *_tekst(),
    ]


def _cel(
    naam: str, kostensoort: str, jaar: int | None, rij: str, kolom: str, gedrukt: str, eenheid: str, plaats: str
) -> dict[str, Waarde]:
    """One printed figure; its decimals are those of the printed text."""
    cijfer = eenheid != "tekst" and gedrukt != "PM"
    return {
        "tabel": naam,
        "kostensoort": kostensoort or None,
        "jaar": jaar,
        "rij": rij,
        "kolom": kolom,
        "waarde": getal(gedrukt) if cijfer else gedrukt,
        "eenheid": eenheid,
        "decimalen": len(gedrukt.partition(".")[2]) if cijfer else None,
        "plaats": plaats,
        "bron": BRON,
    }


def _cells(
    naam: str,
    kostensoort: str,
    jaar: int | None,
    rij: str,
    kolommen: Mapping[str, str],
    bron: Mapping[str, str],
    plaats: str,
) -> Iterator[dict[str, Waarde]]:
    """The cells of one printed row; `kolommen` gives the command's column by the source's. Empty cells are left out."""
    eenheden = {"eur": "euro", "pct": "procent", "uren": "uren", "bron": "tekst", "jeugdbudget": "procent"}
    for oorsprong, kolom in kolommen.items():
        if bron[oorsprong] != "":
            yield _cel(
                naam, kostensoort, jaar, rij, kolom, bron[oorsprong], eenheden[oorsprong.rpartition("_")[2]], plaats
            )


def _names(naam: str, jaar: int | None, plaats: str, rijen: list[dict[str, str]]) -> Iterator[dict[str, Waarde]]:
    """How each municipality is spelled in the table."""
    codes = dict(iter_codes())
    for rij in rijen:
        if rij["gemeente"] != "Totaal":
            yield _cel(naam, "inkoop", jaar, codes[rij["gemeente"]], "gemeente", rij["naam_in_bron"], "tekst", plaats)


def _verdeling_beleid() -> Iterator[dict[str, Waarde]]:
    codes, plaats = dict(iter_codes()), "§ 7.1.3"
    for rij in tabel("bijdrage_beleid"):
        yield from _cells(
            "verdeling", "beleid", 2020, codes[rij["gemeente"]], {"bijdrage_2020_eur": "bedrag"}, rij, plaats
        )
    kolommen = {
        "verdeelmodel_jeugd_2019_eur": "waarde_verdeelmodel_jeugd",
        "aandeel_pct": "aandeel",
        "bijdrage_2021_eur": "bedrag",
        "pct_van_jeugdbudget": "pct_van_jeugdbudget",
    }
    for rij in tabel("bijdrage_beleid"):
        yield from _cells("verdeling", "beleid", 2021, codes[rij["gemeente"]], kolommen, rij, plaats)
    for jaar, gedrukt in {2020: "0.65", 2023: "0.83"}.items():
        yield _cel("verdeling", "beleid", jaar, "Totaal", "pct_van_jeugdbudget", gedrukt, "procent", f"{plaats}, tekst")


def _verdeling_inkoop() -> Iterator[dict[str, Waarde]]:
    codes, plaats, rijen = dict(iter_codes()), "§ 7.2.5", tabel("uitvoeringskosten_inkoop_2021")
    kolommen = {f"{deel}_pct": f"aandeel_{deel}" for deel in DELEN} | {"aandeel_pct": "aandeel"}
    kolommen |= {f"{deel}_eur": f"bedrag_{deel}" for deel in DELEN} | {"totaal_eur": "bedrag"}
    yield from _names("verdeling", 2021, plaats, rijen)
    for rij in rijen:
        yield from _cells("verdeling", "inkoop", 2021, codes[rij["gemeente"]], kolommen, rij, plaats)


def _toename() -> Iterator[dict[str, Waarde]]:
    codes, plaats, rijen = dict(iter_codes()), "§ 7.2.5", tabel("toename_inkoop_2020_2021")
    kolommen = {"2020_eur": "2020", "2021_eur": "2021", "toename_eur": "toename", "toename_pct": "toename_pct"}
    yield from _names("toename", 2021, plaats, rijen)
    for rij in rijen:
        yield from _cells("toename", "inkoop", 2021, codes[rij["gemeente"]], kolommen, rij, plaats)


def _meerjarig(naam: str, bestand: str) -> Iterator[dict[str, Waarde]]:
    codes, plaats, rijen = dict(iter_codes()), "§ 7.2.5", tabel(bestand)
    kolommen = {f"{jaar}_eur": str(jaar) for jaar in JAREN if f"{jaar}_eur" in rijen[0]}
    yield from _names(naam, None, plaats, rijen)
    for rij in rijen:
        yield from _cells(naam, "inkoop", None, codes[rij["gemeente"]], kolommen, rij, plaats)


def _begroting() -> Iterator[dict[str, Waarde]]:
    kolommen = {f"{jaar}_eur": str(jaar) for jaar in JAREN}
    for kostensoort, bestand, plaats in (
        ("beleid", "begroting_beleid_zoals_gedrukt", "§ 7.1.2"),
        ("inkoop", "begroting_inkoop", "§ 7.2.4"),
    ):
        for rij in tabel(bestand):
            yield from _cells("begroting", kostensoort, None, rij["post"], kolommen, rij, plaats)


def _capaciteit() -> Iterator[dict[str, Waarde]]:
    kolommen = {"beleid_uren": "uren_beleidsadviseur", "ondersteuning_uren": "uren_ondersteuner", "totaal_uren": "uren"}
    for rij in tabel("capaciteit_regiocoordinatie"):
        yield from _cells("capaciteit", "beleid", 2021, rij["taak"], kolommen, rij, "bijlage 5")
    for rij in tabel("capaciteit_transformatie"):
        yield from _cells(
            "capaciteit", "beleid", 2021, rij["taak"], {"beleid_uren": "uren_beleidsadviseur"}, rij, "bijlage 5"
        )


def _formatie() -> Iterator[dict[str, Waarde]]:
    for rij in tabel("formatie_inkoop"):
        naam = f"{rij['onderdeel']}: {rij['functie']}"
        yield from _cells("formatie", "inkoop", 2021, naam, {"bedrag_eur": "bedrag"}, rij, f"§ {rij['paragraaf']}")


def _scenario() -> Iterator[dict[str, Waarde]]:
    kolommen = {f"{jaar}_eur": str(jaar) for jaar in SCENARIOJAREN}
    for rij in tabel("scenario_zoals_gedrukt"):
        # One line has a shorter name in the later parts of the table; the row is the same.
        kort = rij["regel"] != ZORG and ZORG.startswith(rij["regel"])
        plaats = f"§ 3.2 (daar: {rij['regel']})" if kort else "§ 3.2"
        yield from _cells(
            "scenario", "", None, f"{rij['deel']}: {ZORG if kort else rij['regel']}", kolommen, rij, plaats
        )


def _investering() -> Iterator[dict[str, Waarde]]:
    for rij in tabel("investering_zoals_gedrukt"):
        kolommen = {naam: naam.removesuffix("_eur") for naam in rij if naam != "regel"}
        yield from _cells("investering", "", None, rij["regel"], kolommen, rij, "§ 7")


def _tekst() -> Iterator[dict[str, Waarde]]:
    """Figures that the running text names."""
    beleid = {2020: 766500, 2021: 1397920, 2022: 1397920, 2023: 978820, 2024: 978820}
    inkoop = {2020: 1803063, 2021: 2394001, 2022: 2269616}
    for kostensoort, plaats, bedragen in (("beleid", "§ 7.1", beleid), ("inkoop", "§ 7.2.5", inkoop)):
        for jaar, bedrag in bedragen.items():
            yield _cel("tekst", kostensoort, jaar, "Te verdelen bedrag", "te_verdelen", str(bedrag), "euro", plaats)
    # The column says which quantity is meant; for hours with the printed total that the text speaks of.
    for rij, kolom, gedrukt in (
        ("Uren regiocoördinatie", "uren: Totaal regiocoördinatie", "6000"),
        ("Uren transformatie", "uren: Totaal regulier", "5300"),
    ):
        yield _cel("tekst", "beleid", 2021, rij, kolom, gedrukt, "uren", "§ 7.1.2")
    for rij, kolom, gedrukt, eenheid, plaats in (
        ("Extra investering", "investering", "2320333", "euro", "§ 7"),
        ("Extra investering als deel van de zorg", "investering_van_zorg", "1.9", "procent", "tekst"),
        ("Besparing per jaar", "besparing", "600000", "euro", "§ 3.2"),
        ("Besparing 5%: van het budget", "variant", "5927171", "euro", "§ 7"),
        ("Besparing 5%: van de kosten 2020", "variant", "5798693", "euro", "tekst"),
        ("Terugverdientijd", "terugverdientijd", "4", "jaar", "tekst"),
    ):
        yield _cel("tekst", "", None, rij, kolom, gedrukt, eenheid, plaats)
