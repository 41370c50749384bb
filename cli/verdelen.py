"""Command verdeel: an amount over the rows of a loose table, and the rule that was applied in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Literal, cast

from calc.afronding import DECIMALEN, HELE, naar_bedrag
from calc.los import Wens, regelzin, verdeel_los
from calc.notatie import euro
from calc.noten import SLUITREGEL_IN_WOORDEN
from calc.splitsing import splits
from calc.tabel import Kolom, Rij, Rijsoort, Soort, Tabel
from calc.verdeling import AFRONDING, Jaarverdeling
from cli.nederlands import echo
from cli.opdrachten import schrijf_bytes
from cli.weergave import als_tekst, omgeslagen, tabellen_in
from schemas.cijfers import Cijfers, lees_cijfers
from schemas.fouten import VerkeerdGebruik
from schemas.getal import DECIMAALTEKENS, GeenGetal, lees_cel
from schemas.opbouwcontrole import VAST
from schemas.regio import RATO, Munteenheid, Sluitregel
from schemas.regio import TOTAAL as HEEL

BREEDTE = 100


@dataclass(frozen=True)
class Gevraagd:
    """The options as they were typed."""

    sleutel: Sequence[str]
    punten: Sequence[str] = ()
    vast: str | None = None
    prijzen: Sequence[str] = ()
    formules: Sequence[str] = ()

    def wens(self) -> Wens:
        if not (self.sleutel or self.punten or self.prijzen or self.vast):
            raise VerkeerdGebruik("--sleutel of --punten ontbreekt; noem de kolom waarnaar wordt verdeeld.")
        if self.sleutel and self.punten:
            raise VerkeerdGebruik(
                "--sleutel en --punten tegelijk; verwacht: een van beide. Een sleutel weegt aandelen, punten wegen "
                "eenheden."
            )
        return Wens(
            _delen("--sleutel", self.sleutel, "gewicht", weglaten=True, boven_nul=True),
            _delen("--punten", self.punten, "punten"),
            _delen("--prijs", self.prijzen, "prijs"),
            None if self.vast is None else _bedrag(self.vast, "--vast"),
            dict(_formule(tekst) for tekst in self.formules),
        )


def verdeel_bedrag(
    bedrag: str,
    pad: Path,
    gevraagd: Gevraagd,
    sluitregel: Sluitregel,
    eenheid: Munteenheid,
    formaat: str,
    *,
    decimaal: str | None = None,
    deelnemers: Sequence[str] = (),
) -> int:
    """Split an amount over the rows of a table."""
    totaal, wens = _bedrag(bedrag, "BEDRAG"), gevraagd.wens()
    gelezen = lees_cijfers(pad, wens.kolommen(), DECIMAALTEKENS[decimaal] if decimaal else None, deelnemers)
    if wens.los:
        bron = verdeel_los(totaal, gelezen.namen, gelezen.waarden, wens, sluitregel, eenheid)
        tabel, verschil = _tabel_van_delen(gelezen, bron, totaal), bron.totaal - totaal
    else:
        tabel, verschil = _tabel_van_sleutel(gelezen, wens, totaal, sluitregel, eenheid)
    if formaat == "tekst":
        for regel in omgeslagen(regelzin(wens), BREEDTE):
            echo(regel)
        echo("")
        echo(als_tekst(tabel))
        echo("")
        if verschil:
            echo(f"✓ Verdeeld met een afrondingsverschil van {euro(verschil)} (sluitregel open).", vet=True)
        else:
            echo("✓ Het bedrag is geheel verdeeld.", vet=True)
    else:
        vorm = cast("Literal['csv', 'json']", formaat)
        schrijf_bytes(tabellen_in((tabel,), vorm, met_kostensoort=False, met_aantekening=False))
    return 0


def _tabel_van_sleutel(
    gelezen: Cijfers, wens: Wens, totaal: Fraction, sluitregel: Sluitregel, eenheid: Munteenheid
) -> tuple[Tabel, Fraction]:
    """The table, and what rounding left."""
    waarden = {
        deel: [Fraction(1)] * len(gelezen.namen) if deel == RATO else [Fraction(w) for w in gelezen.waarden[deel]]
        for deel in wens.sleutel
    }
    uitkomst = splits(totaal, wens.sleutel, waarden, sluitregel, eenheid)
    kolommen = (
        Kolom(gelezen.naamkolom, gelezen.naamkolom, Soort.TEKST),
        Kolom("aandeel", "Aandeel", Soort.AANDEEL, 4),
        Kolom("bedrag", "Bedrag", Soort.GELD, DECIMALEN[eenheid]),
    )
    rijen = [
        Rij((naam, aandeel, naar_bedrag(eenheden, eenheid)))
        for naam, aandeel, eenheden in zip(gelezen.namen, uitkomst.aandelen, uitkomst.totalen, strict=True)
    ]
    if sluitregel == "afrondingsregel":
        rijen.append(Rij(("Afronding", None, naar_bedrag(uitkomst.afronding, eenheid)), Rijsoort.AFRONDING))
    som = naar_bedrag(sum(uitkomst.totalen) + uitkomst.afronding, eenheid)
    rijen.append(Rij(("Totaal", sum(uitkomst.aandelen, Fraction(0)), som), Rijsoort.TOTAAL))
    noten = _noten(totaal, sluitregel, eenheid)
    tabel = Tabel("verdeel", f"Verdeling van {euro(totaal)}", None, None, kolommen, tuple(rijen), noten)
    return tabel, som - totaal


def _tabel_van_delen(gelezen: Cijfers, bron: Jaarverdeling, totaal: Fraction) -> Tabel:
    """A column for each part, and what they are together; of one part its share."""
    delen = [deel for deel in bron.hele_delen if len(bron.hele_delen) > 1]
    geld = Soort.GELD, max(0, DECIMALEN[bron.eenheid])
    gedeeld = not delen and bron.hele_delen[0].deelt
    aandeel = [] if not gedeeld else [Kolom("aandeel", "Aandeel", Soort.AANDEEL, 4)]
    kolommen = (
        Kolom(gelezen.naamkolom, gelezen.naamkolom, Soort.TEKST),
        *(Kolom(f"bedrag_{deel.naam}", f"Bedrag {deel.label.lower()}", *geld) for deel in delen),
        *aandeel,
        Kolom("bedrag", "Bedrag", *geld),
    )

    def cellen(code: str) -> list[Fraction | None]:
        eigen = [_bedrag_van(bron, code, deel.naam) for deel in delen]
        deelt = [bron.regel(code, bron.hele_delen[0].naam).aandeel if code != AFRONDING else None for _ in aandeel]
        return [*eigen, *deelt, _bedrag_van(bron, code, HEEL)]

    per_rij = [cellen(code) for code in bron.deelnemers]
    rijen = [Rij((naam, *rij)) for naam, rij in zip(gelezen.namen, per_rij, strict=True)]
    if bron.sluitregel == "afrondingsregel":
        per_rij.append(cellen(AFRONDING))
        rijen.append(Rij(("Afronding", *per_rij[-1]), Rijsoort.AFRONDING))
    sommen = [sum((cel for cel in reeks if cel is not None), Fraction(0)) for reeks in zip(*per_rij, strict=True)]
    rijen.append(Rij(("Totaal", *sommen), Rijsoort.TOTAAL))
    assert bron.sluitregel is not None
    noten = _noten(totaal, bron.sluitregel, bron.eenheid)
    return Tabel("verdeel", f"Verdeling van {euro(totaal)}", None, None, kolommen, tuple(rijen), noten)


def _bedrag_van(bron: Jaarverdeling, code: str, onderdeel: str) -> Fraction | None:
    gevonden = (r.bedrag for r in bron.regels if (r.gemeentecode, r.onderdeel) == (code, onderdeel))
    return next(gevonden, None)


def _noten(totaal: Fraction, sluitregel: Sluitregel, eenheid: Munteenheid) -> tuple[str, ...]:
    waarin = "centen" if eenheid == "cent" else HELE[eenheid]
    return (
        f"Te verdelen: {euro(totaal)}.",
        f"Sluitregel: {sluitregel}, in {waarin} ({SLUITREGEL_IN_WOORDEN[sluitregel]}).",
    )


def _bedrag(tekst: str, wat: str) -> Fraction:
    try:
        return Fraction(_getal(tekst))
    except GeenGetal as fout:
        raise VerkeerdGebruik(f"{wat}: {fout}; verwacht: een bedrag als 1234.5 of 1.234,50.") from fout


def _getal(tekst: str) -> Decimal:
    """A number on the command line; a percentage is none, for of what?"""
    getal = lees_cel(tekst)
    if getal.procent:
        raise GeenGetal(tekst)
    return getal.waarde


def _delen(
    optie: str, stukken: Sequence[str], wat: str, *, weglaten: bool = False, boven_nul: bool = False
) -> dict[str, Fraction]:
    """Columns with their numbers; `weglaten`: without a number it is 1."""
    vorm = f"KOLOM of KOLOM={wat.upper()}" if weglaten else f"KOLOM={wat.upper()}"
    verwacht = "een getal boven nul" if boven_nul else "een getal"
    delen: dict[str, Fraction] = {}
    for stuk in stukken:
        naam, _, getal = stuk.rpartition("=") if "=" in stuk or not weglaten else (stuk, "", "1")
        if not naam:
            raise VerkeerdGebruik(f"{optie} '{stuk}' heeft geen kolom; verwacht: {vorm}.")
        if naam in delen:
            raise VerkeerdGebruik(f"{optie} {naam} staat er twee keer; noem elk deel één keer.")
        try:
            waarde = _getal(getal)
        except GeenGetal as fout:
            raise VerkeerdGebruik(f"{optie} {naam}: {wat} {fout}; verwacht: {verwacht}.") from fout
        if boven_nul and waarde <= Decimal(0):
            raise VerkeerdGebruik(f"{optie} {naam}: {wat} '{getal}'; verwacht: {verwacht}.")
        delen[naam] = Fraction(waarde)
    return delen


def _formule(stuk: str) -> tuple[str, str]:
    naam, teken, tekst = stuk.partition("=")
    if not teken or not naam.strip() or not tekst.strip():
        raise VerkeerdGebruik(f"--formule '{stuk}'; verwacht: NAAM=FORMULE, zoals \"zwaar=max(ots - 5, 0)\".")
    if naam.strip() in (RATO, VAST):
        raise VerkeerdGebruik(f"--formule '{naam.strip()}': die naam heeft al een betekenis; kies een andere.")
    return naam.strip(), tekst.strip()
