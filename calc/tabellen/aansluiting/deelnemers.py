"""Places in the tables with a row per participant: verdeling, toename, meerjarig and mutaties."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from calc.afronding import DECIMALEN
from calc.tabel import Soort
from calc.tabellen.aansluiting.duiding import NAAM, Duiding, is_totaal
from calc.tabellen.aansluiting.grootheid import NUL, Bereik, Grootheid, Lezing, Term, som
from calc.tabellen.aansluiting.termen import BEGROTING, RIJEN, Termen
from calc.verdeling import Jaarverdeling
from schemas.gegevens import Gedrukt
from schemas.geldend import geldig

WAARDE, AANDEEL, BEDRAG = "waarde_", "aandeel_", "bedrag_"
PCT_VAN = "pct_van_"


def duid_verdeling(termen: Termen, cel: Gedrukt) -> Duiding | None:
    """`waarde_`, `aandeel_`, `bedrag_` per part of the key, `aandeel`, `bedrag`, the part of a budget (`pct_van_`)."""
    jaar = cel.jaar if cel.jaar is not None else termen.plan.jaar
    bron = termen.jaar(cel.kostensoort, jaar)
    if bron is None or (cel.rij not in bron.bedragen and not is_totaal(cel.rij)):
        return None
    if cel.kolom == NAAM:
        return _naam(termen, cel)
    if cel.kolom == "bedrag":
        return _bijdrage(termen, cel, jaar, jaar)
    if cel.kolom == "aandeel":
        return _aandeel(bron, cel)
    if cel.kolom.startswith(PCT_VAN):
        return _deel_van_budget(termen, cel, jaar)
    for voorvoegsel, maak in ((WAARDE, _maatstaf), (AANDEEL, _deelaandeel), (BEDRAG, _deelbedrag)):
        deel = cel.kolom.removeprefix(voorvoegsel)
        if cel.kolom.startswith(voorvoegsel) and any(een.naam == deel for een in bron.delen):
            return maak(termen, bron, cel, deel)
    return None


def duid_meerjarig(termen: Termen, cel: Gedrukt) -> Duiding | None:
    if cel.kolom == NAAM:
        return _naam(termen, cel)
    jaar = _jaartal(cel.kolom)
    return None if jaar is None else _bijdrage(termen, cel, jaar, termen.plan.jaar)


def duid_mutaties(termen: Termen, cel: Gedrukt) -> Duiding | None:
    """As it is printed: base year − year, the opposite of the plan's own table."""
    if cel.kolom == NAAM:
        return _naam(termen, cel)
    jaar = _jaartal(cel.kolom)
    return None if jaar is None else _verschil(termen, cel, jaar, -1)


def duid_toename(termen: Termen, cel: Gedrukt) -> Duiding | None:
    """Base year, year, year − base year, and that as a fraction of the base year."""
    jaar = cel.jaar if cel.jaar is not None else termen.plan.jaar
    if cel.kolom == NAAM:
        return _naam(termen, cel)
    if cel.kolom == "toename":
        return _verschil(termen, cel, jaar, 1)
    if cel.kolom == "toename_pct":
        return _groei(termen, cel, jaar)
    kolomjaar = _jaartal(cel.kolom)
    return _bijdrage(termen, cel, kolomjaar, jaar) if kolomjaar in (termen.plan.basisjaar, jaar) else None


def _jaartal(kolom: str) -> int | None:
    return int(kolom) if kolom.isdecimal() else None


def _naam(termen: Termen, cel: Gedrukt) -> Duiding | None:
    if cel.rij not in termen.regio.alle_deelnemers:
        return None
    naam = termen.regio.gemeente(cel.rij)
    return Duiding(Soort.TEKST, 0, tekst=naam, uitleg=f"De naam is anders gespeld; in dit plan heet zij {naam}.")


def _decimalen(termen: Termen, kostensoort: str, jaar: int) -> int:
    return DECIMALEN[termen.regio.eenheid(kostensoort, jaar)]


def _term(termen: Termen, cel: Gedrukt, jaar: int, *, delen: bool = False) -> Term | None:
    """The contribution of the row's participant, or the total of the rows."""
    if is_totaal(cel.rij):
        return termen.totaal(cel.kostensoort, jaar, RIJEN)
    return termen.bijdrage(cel.kostensoort, jaar, cel.rij, delen=delen)


def _bijdrage(termen: Termen, cel: Gedrukt, jaar: int | None, tabeljaar: int) -> Duiding | None:
    term = None if jaar is None else _term(termen, cel, jaar, delen=cel.kolom == "bedrag")
    if term is None:
        return None
    wat = ("te verdelen", cel.kostensoort, str(jaar))
    sleutel = wat if is_totaal(cel.rij) else ("bijdrage", cel.kostensoort, str(jaar), cel.rij)
    return Duiding(Soort.GELD, _decimalen(termen, cel.kostensoort, tabeljaar), som([(1, term)]), sleutel=sleutel)


def _verschil(termen: Termen, cel: Gedrukt, jaar: int, teken: int) -> Duiding | None:
    """Year − base year, or the opposite; someone who took no part in one of them paid nothing then."""
    basisjaar = termen.plan.basisjaar
    nieuw, basis = _term(termen, cel, jaar), _term(termen, cel, basisjaar)
    if jaar <= basisjaar or (nieuw is None and basis is None):
        return None
    waarde = teken * ((nieuw.waarde if nieuw else NUL) - (basis.waarde if basis else NUL))
    if is_totaal(cel.rij) and nieuw is not None:
        # The likeliest way to a printed total: what is split in that year, against what was decided for the base year.
        nieuw = termen.totaal(cel.kostensoort, jaar, BEGROTING)
    delen: list[tuple[Fraction | int, Term]] = []
    if nieuw is not None:
        delen.append((teken, nieuw))
    if basis is not None:
        delen.append((-teken, basis))
    sleutel = (
        ("extra", cel.kostensoort, str(jaar))
        if is_totaal(cel.rij)
        else ("verschil", cel.kostensoort, str(jaar), cel.rij)
    )
    decimalen = _decimalen(termen, cel.kostensoort, termen.plan.jaar)
    return Duiding(Soort.GELD, decimalen, som(delen, waarde=waarde), sleutel=sleutel, teken=teken)


def _groei(termen: Termen, cel: Gedrukt, jaar: int) -> Duiding | None:
    nieuw, basis = _term(termen, cel, jaar), _term(termen, cel, termen.plan.basisjaar)
    if nieuw is None or basis is None or basis.waarde <= 0:
        return None

    def paden() -> Iterable[Lezing]:
        for boven in nieuw.lezingen:
            for onder in (lezing for lezing in basis.lezingen if lezing.bereik.laagst > 0):
                bereik = Bereik(
                    boven.bereik.laagst / onder.bereik.hoogst - 1,
                    boven.bereik.hoogst / onder.bereik.laagst - 1,
                )
                yield Lezing(f"Gerekend met {boven.zin} en {onder.zin}.", bereik)

    return Duiding(Soort.AANDEEL, 1, Grootheid(nieuw.waarde / basis.waarde - 1, paden))


def _aandeel(bron: Jaarverdeling, cel: Gedrukt) -> Duiding | None:
    if bron.vastgesteld:
        return None
    waarde = Fraction(1) if is_totaal(cel.rij) else bron.regel(cel.rij).aandeel
    if waarde is None:
        return None
    return Duiding(Soort.AANDEEL, 2, Grootheid(waarde), sleutel=("aandeel", bron.kostensoort, str(bron.jaar), cel.rij))


def _maatstaf(termen: Termen, bron: Jaarverdeling, cel: Gedrukt, deel: str) -> Duiding | None:
    regels = [r for r in bron.regels if r.onderdeel == deel and r.waarde is not None]
    gezocht = regels if is_totaal(cel.rij) else [r for r in regels if r.gemeentecode == cel.rij]
    waarde = sum((r.waarde for r in gezocht if r.waarde is not None), NUL)
    van = next(een for een in bron.delen if een.naam == deel)
    peiljaar = van.peiljaar
    soort, decimalen = Soort.MAATSTAF, 0
    eenheid = None if peiljaar is None else geldig(termen.regio.bestand.maatstaven[van.maatstaf].eenheid, peiljaar)
    if eenheid is not None and eenheid.waarde == "procent":
        # A maatstaf in percents is entered as one; a printed percentage is held as a fraction.
        waarde, soort, decimalen = waarde / 100, Soort.AANDEEL, 2
    sleutel = ("maatstaf", van.maatstaf or deel, str(peiljaar), "" if is_totaal(cel.rij) else cel.rij)
    return Duiding(soort, decimalen, Grootheid(waarde), sleutel=sleutel)


def _deelaandeel(_termen: Termen, bron: Jaarverdeling, cel: Gedrukt, deel: str) -> Duiding | None:
    waarde = Fraction(1) if is_totaal(cel.rij) else bron.regel(cel.rij, deel).aandeel
    return None if waarde is None else Duiding(Soort.AANDEEL, 2, Grootheid(waarde))


def _deelbedrag(termen: Termen, bron: Jaarverdeling, cel: Gedrukt, deel: str) -> Duiding | None:
    if is_totaal(cel.rij):
        term = termen.pot(bron.kostensoort, bron.jaar, deel)
    else:
        term = termen.deel(bron.kostensoort, bron.jaar, deel, cel.rij)
    return None if term is None else Duiding(Soort.GELD, DECIMALEN[bron.eenheid], som([(1, term)]))


def _deel_van_budget(termen: Termen, cel: Gedrukt, jaar: int) -> Duiding | None:
    """The contribution as part of the participant's own budget, in the maatstaf that the region names for it."""
    waarden = termen.budget(jaar)
    budget = sum(waarden.values(), NUL) if is_totaal(cel.rij) else waarden.get(cel.rij, NUL)
    term = _term(termen, cel, jaar)
    if term is None or not budget:
        return None
    paden = [Lezing(f"Gerekend met {lezing.zin}.", lezing.bereik.maal(1 / budget)) for lezing in term.lezingen]
    return Duiding(Soort.AANDEEL, 2, Grootheid(term.waarde / budget, lambda: paden))
