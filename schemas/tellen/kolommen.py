"""Which column of a file is which, by its title; and no file with burgerservicenummers."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from schemas.bsn import names_bsn
from schemas.fouten import Gebruikersfout, bedoelde_u
from schemas.naamvorm import naamvorm
from schemas.onschadelijk import voor_terminal
from schemas.tellen.vraag import Telvraag


class Kolomvorm(NamedTuple):
    """What a column of a line holds, and the titles by which it is known without the region file naming them.

    soort: a `woord` has few different values, and lines are gathered by it before anything is done with them; a
        `nummer` is one of a line or a client; a `periode` becomes a begin and an end.
    """

    soort: Literal["soort", "nummer", "woord", "dag", "periode", "bedrag"]
    titels: tuple[str, ...]


KOLOMMEN: Final[Mapping[str, Kolomvorm]] = {
    "soort": Kolomvorm("soort", ("soort", "regelsoort", "kind")),
    "regel_id": Kolomvorm("nummer", ("regel id", "regelid", "regelnummer", "regelnr", "id", "line id")),
    "pseudoniem": Kolomvorm("nummer", ("pseudoniem", "pseudonym", "client", "clientpseudoniem", "clientsleutel")),
    "gemeentecode": Kolomvorm(
        "woord", ("gemeentecode", "gemeente code", "cbs code", "woonplaats", "woonplaatsgemeente")
    ),
    "pakket": Kolomvorm("woord", ("pakket", "package")),
    "product": Kolomvorm("woord", ("product", "productcode")),
    "segment": Kolomvorm("woord", ("segment", "perceel")),
    "begin": Kolomvorm("dag", ("begin", "begindatum", "ingangsdatum", "start", "startdatum")),
    "einde": Kolomvorm("dag", ("einde", "einddatum", "end")),
    "periode": Kolomvorm("periode", ("periode", "period")),
    "bedrag": Kolomvorm("bedrag", ("bedrag", "bedrag centen", "bedrag in centen", "amount cents", "amount in cents")),
    "status": Kolomvorm("woord", ("status",)),
    "crediteert": Kolomvorm("nummer", ("crediteert", "credit van", "crediteert regel", "credits")),
    "ontvangen": Kolomvorm("dag", ("ontvangen", "ontvangen op", "ontvangstdatum", "datum ontvangst")),
}


def van_soort(soort: str) -> tuple[str, ...]:
    return tuple(naam for naam, een in KOLOMMEN.items() if een.soort == soort)


IN_CENTEN: Final = "een kolom bedrag in hele centen, zoals 125050 voor € 1.250,50"


class BsnKolom(Gebruikersfout):
    """The run stops; the sentence names the column and never a value."""

    def __init__(self, bestand: str, titel: str) -> None:
        kop = voor_terminal(titel, 40)
        super().__init__(
            f"{bestand}: kolom '{kop}' bevat burgerservicenummers. Die horen hier niet: lever een pseudoniem aan. "
            "Er is niets geteld."
        )


class Kolomfout(Gebruikersfout):
    pass


class InEuro(Kolomfout):
    """No amount is taken for a hundredth of what it is."""

    def __init__(self, bestand: str, titel: str) -> None:
        super().__init__(
            f"{bestand}: kolom '{voor_terminal(titel, 40)}' is in euro; verwacht: {IN_CENTEN}. Er is niets geteld."
        )


def vorm(titel: str) -> str:
    """A title without what people vary, and without what stands in brackets."""
    kaal = re.sub(r"[()\[\]]", " ", naamvorm(titel.replace("_", " ")))
    return " ".join(kaal.split())


def wijs_toe(titels: Sequence[str], bestand: str, anders: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The title in this file of every column that it has.

    Raises:
        BsnKolom: a title says that it holds burgerservicenummers.
        Kolomfout: two titles point at one column, or the amounts are in euros.
    """
    bekend = {vorm(titel): kolom for kolom, een in KOLOMMEN.items() for titel in een.titels}
    bekend |= {vorm(titel): kolom for kolom, namen in anders.items() for titel in namen}
    gevonden: dict[str, str] = {}
    for titel in titels:
        if names_bsn(titel):
            raise BsnKolom(bestand, titel)
        kolom = bekend.get(vorm(titel))
        if kolom in gevonden:
            raise Kolomfout(
                f"{bestand}: kolom '{voor_terminal(gevonden[kolom])}' en kolom '{voor_terminal(titel)}' zijn allebei "
                f"{kolom}. Laat er één staan, of geef er één een andere titel."
            )
        if kolom is not None:
            gevonden[kolom] = titel
    if _in_euro(gevonden.get("bedrag", "")):
        raise InEuro(bestand, gevonden["bedrag"])
    return gevonden


def _in_euro(titel: str) -> bool:
    woorden = set(vorm(titel.replace("€", " euro ")).split())
    return bool(woorden & {"euro", "euros", "eur"}) and not woorden & {"cent", "centen", "eurocent", "eurocenten"}


def vereist(vraag: Telvraag, soorten: Collection[str]) -> dict[str, str]:
    """The columns without which the question about lines of these kinds cannot be answered, each with why."""
    nodig = dict.fromkeys(("soort", "regel_id", "gemeentecode"), "")
    for deel in vraag.regels:
        regel = deel.regel
        if regel.soort not in soorten:
            continue
        voor = f", want de telregel van {deel.naam} vraagt erom"
        eigen = {
            "status": regel.status, "segment": regel.segmenten or deel.kosten, "product": regel.producten,
            "ontvangen": deel.sluitdatum, "pakket": getattr(regel, "per_pakket", None), "bedrag": deel.kosten,
        }  # fmt: skip
        for kolom in (*(naam for naam, er_is in eigen.items() if er_is), *deel.uniek):
            nodig.setdefault(kolom, voor)
    return nodig


def ontbreekt(er_zijn: Collection[str], vraag: Telvraag, soorten: Collection[str]) -> dict[str, str]:
    """What is missing of the columns that lines of these kinds need, each with why."""
    nodig = vereist(vraag, soorten)
    if not {"begin", "periode"} & set(er_zijn):
        nodig["begin of kolom periode"] = ""
    return {kolom: waarom for kolom, waarom in nodig.items() if kolom not in er_zijn}


def controleer_kolommen(
    er_zijn: Collection[str], titels: Sequence[str], vraag: Telvraag, bestand: str, soorten: Collection[str]
) -> None:
    """All that is missing at once.

    Args:
        soorten: the kinds of line that are there, or may be.
    Raises:
        Kolomfout: a column is missing, with the title that is nearest.
    """
    zinnen = []
    for kolom, waarom in ontbreekt(er_zijn, vraag, soorten).items():
        euro = next((titel for titel in titels if _in_euro(titel)), None) if kolom == "bedrag" else None
        if euro is not None:
            hint = f" Kolom '{voor_terminal(euro, 40)}' is in euro; verwacht: {IN_CENTEN}."
        else:
            een = KOLOMMEN.get(kolom)
            hint = next((h for naam in (een.titels if een else ()) if (h := bedoelde_u(naam, map(vorm, titels)))), "")
        zinnen.append(f"kolom {kolom} ontbreekt{waarom}.{hint}")
    if zinnen:
        namen_ = ", ".join(voor_terminal(titel, 40) for titel in titels)
        raise Kolomfout(
            "\n".join(
                [
                    f"{bestand} is niet te tellen:",
                    *(f"  {zin}" for zin in zinnen),
                    f"  Gevonden zijn: {namen_}. Andere titels zet u in het regiobestand, bij regels: "
                    "andere_schrijfwijzen.",
                ]
            )
        )
