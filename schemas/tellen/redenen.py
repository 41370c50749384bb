"""Why a line does not count, per question, as one expression in SQL.

What it needs of the days of a line is a fact, true or not: lines with the same facts and words have the same reasons.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from schemas.regiotelling import Kostenregel, Telregel
from schemas.tellen.motor import tekst
from schemas.tellen.vraag import Reden, Regelvraag, Telvraag


def feiten(vraag: Telvraag) -> dict[str, str]:
    """What the reasons need of the days of a line: the SQL of every fact, by the name of its column."""
    gezocht = [_in_het_jaar(deel, vraag.peiljaar) for deel in vraag.regels]
    gezocht += [_te_laat(deel) for deel in vraag.regels if deel.sluitdatum is not None]
    return {f"feit{plek}": sql for plek, sql in enumerate(dict.fromkeys(gezocht))}


def woorden_van(vraag: Telvraag) -> tuple[str, ...]:
    """The columns of words that the reasons need, or that are told of."""
    pakket = any(isinstance(deel.regel, Telregel) and deel.regel.per_pakket for deel in vraag.regels)
    product = any(deel.regel.producten for deel in vraag.regels)
    nodig = {"gemeentecode": True, "pakket": pakket, "product": product, "segment": True, "status": True}
    return tuple(kolom for kolom, er_is in nodig.items() if er_is)


def reden(deel: Regelvraag, vraag: Telvraag) -> str:
    """As a number, from the columns of a line or of lines that are alike."""
    regel = deel.regel
    naam_van = {sql: naam for naam, sql in feiten(vraag).items()}
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
        gevallen.append((naam_van[_te_laat(deel)], Reden.TE_LAAT))
    gevallen.append((f"NOT {naam_van[_in_het_jaar(deel, vraag.peiljaar)]}", Reden.ANDER_JAAR))
    gevallen += [(sql, Reden.ANDER_PAKKET) for sql in _pakketten(deel, vraag)]
    for kolom, woorden in (("segment", regel.segmenten), ("product", regel.producten)):
        if woorden:
            gevallen.append((_niet_in(kolom, woorden), Reden.ANDERE_KEUZE))
    # A line whose kind cannot be read is a fault for every question.
    gevallen.insert(0, ("soort IS NULL", Reden.FOUT))
    return (
        "CASE " + " ".join(f"WHEN {sql} THEN {int(reden)}" for sql, reden in gevallen) + f" ELSE {int(Reden.TELT)} END"
    )


def _te_laat(deel: Regelvraag) -> str:
    return f"ontvangen > {_dag(deel.sluitdatum)}"


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
            gevonden.append(f"gemeentecode IN ({namen(codes)}) AND {_niet_in('pakket', tellen)}")
    return gevonden


def _niet_in(kolom: str, woorden: Sequence[str]) -> str:
    """A cell that is empty is none of the words; capitals make no difference."""
    klein = ", ".join(tekst(woord.lower()) for woord in woorden)
    return f"coalesce(lower({kolom}) NOT IN ({klein}), TRUE)"


def namen(codes: Sequence[str] | Mapping[str, str]) -> str:
    return ", ".join(tekst(code) for code in codes)


def _dag(dag: date | None) -> str:
    if dag is None:
        raise AssertionError("a rule without its day")
    return f"DATE '{dag.isoformat()}'"
