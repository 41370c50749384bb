"""Command verdeel: an amount over the rows of a loose table, and the rule that was applied in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Literal, NamedTuple, cast

from calc.afronding import DECIMALEN, EENHEDEN, NietInEenheden, naar_bedrag, sluitregelzin
from calc.loswens import Wens, regelzin
from calc.notatie import euro
from calc.splitsing import splits
from calc.tabel import Beeld, Beeldkolom, Beeldrij, Rijsoort, Soort
from calc.uitlegvorm import decimalen_van
from cli.nederlands import echo, schrijf_bytes
from cli.weergave import BREEDTE, als_tekst, omgeslagen, tabellen_in
from schemas.cijfers import Cijfers, lees_cijfers
from schemas.fouten import VerkeerdGebruik
from schemas.getal import DECIMAALTEKENS, GeenGetal, lees_cel
from schemas.kernwoorden import RATO, VAST, Munteenheid, Sluitregel


class Verdeelopties(NamedTuple):
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
                "--sleutel en --punten tegelijk", "een van beide. Een sleutel weegt aandelen, punten wegen eenheden."
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
    gevraagd: Verdeelopties,
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
    if sluitregel != "open" and (totaal / EENHEDEN[eenheid]).denominator != 1:
        raise NietInEenheden(totaal, eenheid)
    if wens.los:
        # The engine of a plan, which a key alone can do without: half of the command is loading.
        from calc.los import verdeel_los
        from cli.verdeeldelen import tabel_van_delen

        bron = verdeel_los(totaal, gelezen.namen, gelezen.waarden, wens, sluitregel, eenheid)
        noten = _noten(totaal, sluitregel, eenheid)
        tabel, verschil = tabel_van_delen(gelezen, bron, _titel(totaal), noten), bron.totaal - totaal
    else:
        tabel, verschil = _tabel_van_sleutel(gelezen, wens, totaal, sluitregel, eenheid)
    for noot in gelezen.noten:
        echo(noot, err=True)
    if formaat == "tekst":
        for regel in omgeslagen(regelzin(wens), BREEDTE):
            echo(regel)
        echo("")
        echo(als_tekst(tabel))
        echo("")
        if verschil:
            echo(f"✓ Verdeeld met een afrondingsverschil van {_precies(verschil)} (sluitregel open).", vet=True)
        else:
            echo("✓ Het bedrag is geheel verdeeld.", vet=True)
    else:
        vorm = cast("Literal['csv', 'json']", formaat)
        schrijf_bytes(tabellen_in((tabel,), vorm, met_kostensoort=False, met_aantekening=False))
    return 0


def _tabel_van_sleutel(
    gelezen: Cijfers, wens: Wens, totaal: Fraction, sluitregel: Sluitregel, eenheid: Munteenheid
) -> tuple[Beeld, Fraction]:
    """The table, and what rounding left."""
    waarden = {
        deel: [1] * len(gelezen.namen) if deel == RATO else list(map(_heel_of_breuk, gelezen.waarden[deel]))
        for deel in wens.sleutel
    }
    uitkomst = splits(totaal, wens.sleutel, waarden, sluitregel, eenheid)
    kolommen = (
        Beeldkolom(gelezen.naamkolom, gelezen.naamkolom, Soort.TEKST),
        Beeldkolom("aandeel", "Aandeel", Soort.AANDEEL, 4),
        Beeldkolom("bedrag", "Bedrag", Soort.GELD, DECIMALEN[eenheid]),
    )
    rijen = [
        Beeldrij((naam, aandeel, naar_bedrag(eenheden, eenheid)))
        for naam, aandeel, eenheden in zip(gelezen.namen, uitkomst.aandelen, uitkomst.totalen, strict=True)
    ]
    if sluitregel == "afrondingsregel":
        rijen.append(Beeldrij(("Afronding", None, naar_bedrag(uitkomst.afronding, eenheid)), Rijsoort.AFRONDING))
    som = naar_bedrag(sum(uitkomst.totalen) + uitkomst.afronding, eenheid)
    geheel = Fraction(sum(uitkomst.sleutel.tellers), uitkomst.sleutel.noemer)
    rijen.append(Beeldrij(("Totaal", geheel, som), Rijsoort.TOTAAL))
    noten = _noten(totaal, sluitregel, eenheid)
    tabel = Beeld("verdeel", _titel(totaal), None, None, kolommen, tuple(rijen), noten)
    return tabel, som - totaal


def _heel_of_breuk(waarde: Decimal) -> Fraction | int:
    """Whole numbers add up and compare much faster than fractions."""
    teller, noemer = waarde.as_integer_ratio()
    return teller if noemer == 1 else Fraction(teller, noemer)


def _titel(totaal: Fraction) -> str:
    return f"Verdeling van {_precies(totaal)}"


def _precies(bedrag: Fraction) -> str:
    """As it was typed: what is finer than a cent is shown too."""
    return euro(bedrag, decimalen_van(bedrag, 2) or 2)


def _noten(totaal: Fraction, sluitregel: Sluitregel, eenheid: Munteenheid) -> tuple[str, ...]:
    return f"Te verdelen: {_precies(totaal)}.", sluitregelzin(sluitregel, eenheid)


def _bedrag(tekst: str, wat: str) -> Fraction:
    try:
        return Fraction(_getal(tekst))
    except GeenGetal as fout:
        raise VerkeerdGebruik(f"{wat}: {fout}", "een bedrag als 1234.5 of 1.234,50.") from fout


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
            raise VerkeerdGebruik(f"{optie} '{stuk}' heeft geen kolom", f"{vorm}.")
        if naam in delen:
            raise VerkeerdGebruik(f"{optie} {naam} staat er twee keer; noem elk deel één keer.")
        try:
            waarde = _getal(getal)
        except GeenGetal as fout:
            raise VerkeerdGebruik(f"{optie} {naam}: {wat} {fout}", f"{verwacht}.") from fout
        if boven_nul and waarde <= Decimal(0):
            raise VerkeerdGebruik(f"{optie} {naam}: {wat} '{getal}'", f"{verwacht}.")
        delen[naam] = Fraction(waarde)
    return delen


def _formule(stuk: str) -> tuple[str, str]:
    naam, teken, tekst = stuk.partition("=")
    if not teken or not naam.strip() or not tekst.strip():
        raise VerkeerdGebruik(f"--formule '{stuk}'", 'NAAM=FORMULE, zoals "zwaar=max(ots - 5, 0)".')
    if naam.strip() in (RATO, VAST):
        raise VerkeerdGebruik(f"--formule '{naam.strip()}': die naam heeft al een betekenis; kies een andere.")
    return naam.strip(), tekst.strip()
