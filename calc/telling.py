"""What the counts say of the participants of a region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from calc.model.tabel import TOTAAL
from calc.notatie import datum, euro, getal, opsomming, procent
from calc.onderdrukken import met_totalen, met_verschillen, onderdruk
from calc.uitvraag import definitie
from schemas.fouten import Gebruikersfout, VerkeerdGebruik
from schemas.geldend import Regio, in_jaar
from schemas.regiotelling import Telregel
from schemas.regiovorm import waarde_in
from schemas.tellen.keuren import Bevonden, bevonden
from schemas.tellen.vraag import Reden, Regelvraag, Telling, Telvraag

IN_WOORDEN: Final[Mapping[Reden, str]] = {
    Reden.TELT: "telt mee",
    Reden.FOUT: "fout in de regel",
    Reden.CREDIT: "credit",
    Reden.GECREDITEERD: "gecrediteerd",
    Reden.ANDERE_SOORT: "andere soort regel",
    Reden.GEEN_DEELNEMER: "gemeente is geen deelnemer",
    Reden.STATUS: "andere status",
    Reden.TE_LAAT: "binnengekomen na de sluitdatum",
    Reden.ANDER_JAAR: "ander jaar",
    Reden.ANDER_PAKKET: "ander pakket dan de gemeente afneemt",
    Reden.ANDERE_KEUZE: "ander segment of product",
    Reden.HERHAALD: "vaker aangeleverd",
    Reden.NIET_UNIEK: "telt al mee in een andere regel",
}
GEWOON_BEDRAG: Final = 2_500
"""Cents: of lines of care the average is some hundreds of euros, so that below this it may be in euros."""
ALLES: Final = "alle segmenten"
"""Stands for the segment where a table has none."""
GEEN_SEGMENT: Final = "geen segment"
"""Stands for the segment of lines that have none."""
WANNEER: Final = {
    "actief": "die in {jaar} liepen",
    "begonnen": "die in {jaar} begonnen",
    "beeindigd": "die in {jaar} eindigden",
    "peildatum": "die op {peildatum} liepen",
}


class RegelsFout(Gebruikersfout):
    """Too many lines with faults: nothing is counted, and each kind of fault is told with its count and share."""

    def __init__(self, gevonden: Sequence[Bevonden], fout: int, gelezen: int, marge: Decimal, zinnen: str) -> None:
        self.bevonden = tuple(gevonden)
        super().__init__(
            f"{getal(fout)} van {getal(gelezen)} regels ({_deel(fout, gelezen)}) zijn fout; mogen er zijn: "
            f"{getal(marge, 2).rstrip('0').rstrip(',')}%. Er is niets geteld.\n{zinnen}"
        )


@dataclass(frozen=True)
class Maatstaftelling:
    """One maatstaf: the count of every participant, and what became of all lines."""

    naam: str
    label: str
    definitie: str
    bron: str
    peildatum: str
    stand: str
    sluitdatum: date | None
    aantallen: Mapping[str, int]
    redenen: Mapping[Reden, int]


@dataclass(frozen=True)
class Segmentkosten:
    """The costs of a segment in one municipality, in cents."""

    segment: str
    gemeentecode: str
    bedrag: int
    regels: int


@dataclass(frozen=True)
class Uitkomst:
    """Everything that a count says, ready to be written down."""

    regio: str
    label: str
    peiljaar: int
    deelnemers: Mapping[str, str]
    maatstaven: tuple[Maatstaftelling, ...]
    kosten: tuple[Segmentkosten, ...]
    kostenregel: Regelvraag | None
    kostenredenen: Mapping[Reden, int]
    kostendefinitie: str
    fouten: tuple[Bevonden, ...]
    statussen: Mapping[tuple[str, str], int]
    let_op: tuple[str, ...]
    telling: Telling


def uitkomst_van(regio: Regio, vraag: Telvraag, telling: Telling) -> Uitkomst:
    """The counts as the figures of the region.

    Raises:
        RegelsFout: more lines are wrong than the region allows.
    """
    fouten = tuple(bevonden(((vak.masker, vak.regels) for vak in telling.vakken), telling.gelezen))
    _weiger(regio, vraag, telling, fouten)
    maatstaven = tuple(
        _maatstaf(regio, vraag, plek, deel, telling) for plek, deel in enumerate(vraag.regels) if not deel.kosten
    )
    plek, kostenregel = next(((p, d) for p, d in enumerate(vraag.regels) if d.kosten), (0, None))
    kosten: dict[tuple[str, str], tuple[int, int]] = {}
    for vak in telling.vakken if kostenregel else ():
        if vak.redenen[plek] is Reden.TELT:
            bedrag, aantal = kosten.get((vak.segment, vak.gemeentecode), (0, 0))
            kosten[vak.segment, vak.gemeentecode] = (bedrag + vak.bedrag, aantal + vak.regels)
    volgorde = {code: nummer for nummer, code in enumerate(vraag.deelnemers)}
    return Uitkomst(
        regio=regio.naam,
        label=regio.label,
        peiljaar=vraag.peiljaar,
        deelnemers={code: regio.gemeente(code) for code in vraag.deelnemers},
        maatstaven=maatstaven,
        kosten=tuple(
            Segmentkosten(segment, code, bedrag, aantal)
            for (segment, code), (bedrag, aantal) in sorted(
                kosten.items(), key=lambda paar: (paar[0][0], volgorde[paar[0][1]])
            )
        ),
        kostenregel=kostenregel,
        kostenredenen=_redenen(plek, telling, kostenregel.regel.soort) if kostenregel else {},
        kostendefinitie=_zin(kostenregel, vraag.peiljaar) if kostenregel else "",
        fouten=fouten,
        statussen=_statussen(telling),
        let_op=tuple(_let_op(vraag, telling, maatstaven)),
        telling=telling,
    )


def _weiger(regio: Regio, vraag: Telvraag, telling: Telling, fouten: Sequence[Bevonden]) -> None:
    marge = waarde_in(regio.bestand.regels.foutmarge, vraag.peiljaar, Decimal(0))
    fout = sum(vak.regels for vak in telling.vakken if vak.masker)
    if fout * 100 > marge * telling.gelezen:
        zinnen = "\n".join(f"  {zin}" for zin in in_zinnen(fouten, telling))
        raise RegelsFout(fouten, fout, telling.gelezen, marge, zinnen)


def in_zinnen(fouten: Sequence[Bevonden], telling: Telling) -> list[str]:
    """Per kind of fault a sentence with count, share and, where they were asked for, hashed ids."""
    zinnen = []
    for fout in fouten:
        ids = telling.voorbeelden.get(fout.keur.naam, ())
        erbij = f" Voorbeelden (gehasht): {', '.join(ids)}." if ids else ""
        zinnen.append(f"{fout.keur.zin}: {_regels(fout.aantal)} ({_deel(fout.aantal, fout.van)}).{erbij}")
    return zinnen


def _deel(aantal: int, van: int) -> str:
    """A share that is there never reads as nothing."""
    if not van:
        return procent(0)
    return "minder dan 0,01%" if 0 < aantal * 10_000 < van else procent(Decimal(aantal) / van)


def _regels(aantal: int) -> str:
    return "1 regel" if aantal == 1 else f"{getal(aantal)} regels"


def _maatstaf(regio: Regio, vraag: Telvraag, plek: int, deel: Regelvraag, telling: Telling) -> Maatstaftelling:
    maatstaf = regio.bestand.maatstaven[deel.naam]
    regels = dict.fromkeys(vraag.deelnemers, 0)
    for vak in telling.vakken:
        if vak.redenen[plek] is Reden.TELT:
            regels[vak.gemeentecode] += vak.regels
    aantallen = {code: telling.uniek[deel.naam].get(code, 0) for code in regels} if deel.uniek else regels
    redenen = _redenen(plek, telling, deel.regel.soort)
    if deel.uniek:
        dubbel = redenen[Reden.TELT] - sum(aantallen.values())
        redenen = {**redenen, Reden.TELT: sum(aantallen.values()), Reden.NIET_UNIEK: dubbel}
    # Lines that came in after the day show that the files were made after it: nothing can be added any more.
    dicht = deel.sluitdatum and telling.laatst_ontvangen and telling.laatst_ontvangen > deel.sluitdatum
    return Maatstaftelling(
        naam=deel.naam,
        label=maatstaf.label,
        definitie=f"{definitie(maatstaf, '', vraag.peiljaar)}. {_zin(deel, vraag.peiljaar)}",
        bron=deel.regel.bron,
        peildatum=datum(deel.peildatum) if deel.peildatum else f"heel {vraag.peiljaar}",
        stand="definitief" if dicht else "voorlopig",
        sluitdatum=deel.sluitdatum,
        aantallen=aantallen,
        redenen=redenen,
    )


def _redenen(plek: int, telling: Telling, eigen: str) -> dict[Reden, int]:
    """What became of the lines; together they are all lines that were read."""
    redenen = dict.fromkeys(Reden, 0)
    for vak in telling.vakken:
        redenen[vak.redenen[plek]] += vak.regels
    for soort, aantal in telling.herhaald.items():
        redenen[Reden.HERHAALD if soort == eigen else Reden.ANDERE_SOORT] += aantal
    return redenen


def _zin(deel: Regelvraag, peiljaar: int) -> str:
    """The rule in one sentence."""
    regel = deel.regel
    if isinstance(regel, Telregel):
        peildatum = datum(deel.peildatum) if deel.peildatum else ""
        wanneer = WANNEER[regel.wanneer].format(jaar=peiljaar, peildatum=peildatum)
        wat = f"Geteld zijn {_meervoud(regel.soort)} {wanneer}"
        if deel.uniek:
            wat += f", elke combinatie van gemeente en {' en '.join(deel.uniek)} één keer"
        for pakket, tellen in regel.per_pakket.items():
            wat += f"; voor gemeenten met {pakket} alleen {' of '.join(tellen)}"
    else:
        dag = getattr(regel, "jaar_van", "begin")
        wat = f"Opgeteld zijn {_meervoud(regel.soort)} met hun {dag} in {peiljaar}"
    for naam, woorden in (("status", regel.status), ("segment", regel.segmenten), ("product", regel.producten)):
        if woorden:
            wat += f"; {naam} {' of '.join(woorden)}"
    if deel.sluitdatum:
        wat += f"; ontvangen tot en met {datum(deel.sluitdatum)}"
    return f"{wat}; zonder credits, gecrediteerde en herhaalde regels."


def _meervoud(soort: str) -> str:
    return "toekenningen" if soort == "toekenning" else "declaraties"


def _statussen(telling: Telling) -> dict[tuple[str, str], int]:
    gevonden: dict[tuple[str, str], int] = {}
    for vak in telling.vakken:
        gevonden[vak.soort, vak.status] = gevonden.get((vak.soort, vak.status), 0) + vak.regels
    return dict(sorted(gevonden.items()))


def _let_op(vraag: Telvraag, telling: Telling, maatstaven: Sequence[Maatstaftelling]) -> list[str]:
    """What can be right and still asks for a look."""
    zinnen = []
    if telling.alle_zonder:
        zinnen.append("er is geen kolom crediteert; credits zijn niet te zien, en alle regels tellen.")
    elif telling.zonder_crediteert:
        waar = opsomming(telling.zonder_crediteert)
        zinnen.append(f"in {waar} is geen kolom crediteert; credits zijn daar niet te zien, en al die regels tellen.")
    if telling.credits_zonder_regel:
        aantal = telling.credits_zonder_regel
        wat = "1 credit verwijst" if aantal == 1 else f"{getal(aantal)} credits verwijzen"
        zinnen.append(f"{wat} naar een regel die er niet bij is, en {'telt' if aantal == 1 else 'tellen'} niet mee.")
    onder_nul = sum(v.onder_nul for v in telling.vakken if Reden.TELT in v.redenen)
    if onder_nul:
        wat = "heeft een bedrag onder nul en crediteert niets; zij telt"
        if onder_nul > 1:
            wat = "hebben een bedrag onder nul en crediteren niets; zij tellen"
        zinnen.append(f"{_regels(onder_nul)} {wat} mee. Is het een credit, dan hoort het nummer in kolom crediteert.")
    per_regel = _per_regel(vraag, telling)
    if per_regel is not None and 0 < per_regel < GEWOON_BEDRAG:
        zinnen.append(
            f"een regel kost gemiddeld {euro(per_regel / 100)}. Staat kolom bedrag in euro en niet in hele centen, dan "
            "zijn de kosten honderd keer zo hoog."
        )
    weg = sum(v.regels for v in telling.vakken if not v.gemeentecode and not v.masker)
    if weg:
        zinnen.append(f"{_regels(weg)} van gemeenten die in {vraag.peiljaar + 1} geen deelnemer zijn.")
    for deel in vraag.regels:
        soorten = {v.status or "leeg" for v in telling.vakken if v.soort == deel.regel.soort and not v.masker}
        if not deel.regel.status and len(soorten) > 1:
            zinnen.append(f"de telregel van {deel.naam} noemt geen status; geteld zijn {', '.join(sorted(soorten))}.")
    leeg = [maatstaf.label for maatstaf in maatstaven if not any(maatstaf.aantallen.values())]
    return [*zinnen, *(f"{label}: er is voor geen enkele gemeente iets geteld." for label in leeg)]


def _per_regel(vraag: Telvraag, telling: Telling) -> Fraction | None:
    """What a line costs on the average, in cents; None where no costs are counted."""
    plek = next((plek for plek, deel in enumerate(vraag.regels) if deel.kosten), None)
    telt = [v for v in telling.vakken if plek is not None and v.redenen[plek] is Reden.TELT]
    regels = sum(v.regels for v in telt)
    return Fraction(sum(v.bedrag for v in telt), regels) if regels else None


@dataclass(frozen=True)
class Publiek:
    """A cell of what may be published; None where the count is left out."""

    maatstaf: str
    gemeentecode: str
    segment: str
    aantal: int | None


def publicatie(regio: Regio, vraag: Telvraag, uitkomst: Uitkomst) -> tuple[Publiek, ...]:
    """Counts per participant and segment, with their totals, in which no small count can be seen or worked out.

    A maatstaf that counts clients has totals only: a client with two segments would count in both.
    """
    gevonden = in_jaar(regio.bestand.regels.drempel, vraag.peiljaar)
    if gevonden is None:
        raise VerkeerdGebruik(
            f"regio {regio.naam} heeft voor {vraag.peiljaar} geen drempel. Zet hem in het regiobestand, bij regels."
        )
    drempel = int(gevonden.waarde.to_integral_value(rounding="ROUND_CEILING"))
    codes = list(vraag.deelnemers)
    tabellen = {plek: _tabel(plek, deel, uitkomst) for plek, deel in enumerate(vraag.regels) if not deel.kosten}
    soorten = {
        plek: frozenset(
            tuple(een is Reden.TELT for een in vak.redenen)
            for vak in uitkomst.telling.vakken
            if vak.redenen[plek] is Reden.TELT
        )
        for plek in tabellen
    }
    cellen: list[Publiek] = []
    for plek, tellingen in tabellen.items():
        samen = {soorten[een]: tabellen[een] for een in _verwant(plek, soorten, vraag)}
        weg = onderdruk(list(met_verschillen(samen).values()), codes, drempel)
        kolommen = sorted({segment for _, segment in tellingen}) or [ALLES]
        cellen += [
            Publiek(vraag.regels[plek].naam, code, segment, None if (code, segment) in weg else aantal)
            for (code, segment), aantal in met_totalen(tellingen, codes, kolommen).items()
        ]
    return tuple(cellen)


def _tabel(plek: int, deel: Regelvraag, uitkomst: Uitkomst) -> dict[tuple[str, str], int]:
    """The counts of one maatstaf per participant and segment."""
    if deel.uniek:
        return {(code, ALLES): aantal for code, aantal in uitkomst.maatstaven[plek].aantallen.items()}
    tellingen: dict[tuple[str, str], int] = {}
    for vak in uitkomst.telling.vakken:
        if vak.redenen[plek] is Reden.TELT:
            sleutel = (vak.gemeentecode, _kolomnaam(vak.segment))
            tellingen[sleutel] = tellingen.get(sleutel, 0) + vak.regels
    return tellingen


def _kolomnaam(segment: str) -> str:
    """A segment beside the totals; one that is called like them is told apart."""
    return f"segment {segment}" if segment.lower() in (TOTAAL.lower(), ALLES, GEEN_SEGMENT) else segment or GEEN_SEGMENT


def _verwant(plek: int, soorten: Mapping[int, frozenset[tuple[bool, ...]]], vraag: Telvraag) -> list[int]:
    """The maatstaf and all that can be taken from one another with it: of the same things, one a part of the other."""
    gevonden = [plek]
    for een in gevonden:
        gevonden += [
            ander
            for ander, wat in soorten.items()
            if wat
            and ander not in gevonden
            and vraag.regels[ander].uniek == vraag.regels[een].uniek
            and (wat <= soorten[een] or soorten[een] <= wat)
        ]
    return sorted(gevonden)
