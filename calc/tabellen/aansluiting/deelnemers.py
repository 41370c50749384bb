"""Places in the tables with a row per participant: verdeling, toename, meerjarig and mutaties."""

from __future__ import annotations

from collections.abc import Iterable

from calc.afronding import DECIMALEN
from calc.model.uitdrukking import Tabelnaam, Uitdrukking, Vast, alle
from calc.tabel import Soort
from calc.tabellen.aansluiting.grootheid import NAAM, Bereik, Duiding, Lezing, Term, is_totaal, paden
from calc.tabellen.aansluiting.termen import BEGROTING, RIJEN, Termen
from calc.verdeling import Jaarverdeling
from schemas.gegevens import Gedrukt
from schemas.geldend import in_jaar

WAARDE, AANDEEL, BEDRAG = "waarde_", "aandeel_", "bedrag_"
PCT_VAN = "pct_van_"


def duid_verdeling(termen: Termen, gedrukt: Gedrukt) -> Duiding | None:
    """`waarde_`, `aandeel_`, `bedrag_` per part of the key, `aandeel`, `bedrag`, the part of a budget (`pct_van_`)."""
    jaar, kolom = termen.jaar_van(gedrukt), gedrukt.kolom
    bron = termen.jaar(gedrukt.kostensoort, jaar)
    if bron is None or (gedrukt.rij not in bron.bedragen and not is_totaal(gedrukt.rij)):
        return None
    if kolom == NAAM:
        return _naam(termen, gedrukt)
    if kolom == "bedrag":
        return _bijdrage(termen, gedrukt, jaar, jaar)
    if kolom.startswith(PCT_VAN):
        return _deel_van_budget(termen, gedrukt, jaar)
    wat = termen.cel(Tabelnaam("verdeling", bron.kostensoort, jaar), gedrukt.rij, kolom)
    if wat is None:
        return None
    if kolom == "aandeel":
        return Duiding(wat, (Soort.AANDEEL, 2), sleutel=("aandeel", bron.kostensoort, str(jaar), gedrukt.rij))
    soort, _, deel = kolom.partition("_")
    if f"{soort}_" not in (WAARDE, AANDEEL, BEDRAG) or all(een.naam != deel for een in bron.delen):
        return None
    if kolom.startswith(AANDEEL):
        return Duiding(wat, (Soort.AANDEEL, 2))
    return (_maatstaf if kolom.startswith(WAARDE) else _deelbedrag)(termen, bron, gedrukt, deel, wat)


def duid_meerjarig(termen: Termen, gedrukt: Gedrukt) -> Duiding | None:
    if gedrukt.kolom == NAAM:
        return _naam(termen, gedrukt)
    jaar = _jaartal(gedrukt.kolom)
    return None if jaar is None else _bijdrage(termen, gedrukt, jaar, termen.plan.jaar)


def duid_mutaties(termen: Termen, gedrukt: Gedrukt) -> Duiding | None:
    """As it is printed: base year − year, the opposite of the plan's own table."""
    if gedrukt.kolom == NAAM:
        return _naam(termen, gedrukt)
    jaar = _jaartal(gedrukt.kolom)
    return None if jaar is None else _verschil(termen, gedrukt, jaar, -1)


def duid_toename(termen: Termen, gedrukt: Gedrukt) -> Duiding | None:
    """Base year, year, year − base year, and that as a fraction of the base year."""
    jaar = termen.jaar_van(gedrukt)
    if gedrukt.kolom == NAAM:
        return _naam(termen, gedrukt)
    if gedrukt.kolom == "toename":
        return _verschil(termen, gedrukt, jaar, 1)
    if gedrukt.kolom == "toename_pct":
        return _groei(termen, gedrukt, jaar)
    kolomjaar = _jaartal(gedrukt.kolom)
    return _bijdrage(termen, gedrukt, kolomjaar, jaar) if kolomjaar in (termen.plan.basisjaar, jaar) else None


def _jaartal(kolom: str) -> int | None:
    return int(kolom) if kolom.isdecimal() else None


def _naam(termen: Termen, gedrukt: Gedrukt) -> Duiding | None:
    if gedrukt.rij not in termen.regio.alle_deelnemers:
        return None
    naam = termen.regio.gemeente(gedrukt.rij)
    uitleg = f"De naam is anders gespeld; in dit plan heet zij {naam}."
    return Duiding(Vast(naam), (Soort.TEKST, 0), uitleg=uitleg)


def _geld(termen: Termen, kostensoort: str, jaar: int) -> tuple[Soort, int]:
    return Soort.GELD, DECIMALEN[termen.regio.eenheid(kostensoort, jaar)]


def _term(termen: Termen, gedrukt: Gedrukt, jaar: int, *, delen: bool = False) -> Term | None:
    """The contribution of the row's participant, or the total of the rows."""
    if is_totaal(gedrukt.rij):
        return termen.totaal(gedrukt.kostensoort, jaar, RIJEN)
    return termen.bijdrage(gedrukt.kostensoort, jaar, gedrukt.rij, delen=delen)


def _bijdrage(termen: Termen, gedrukt: Gedrukt, jaar: int | None, tabeljaar: int) -> Duiding | None:
    term = None if jaar is None else _term(termen, gedrukt, jaar, delen=gedrukt.kolom == "bedrag")
    wat = termen.cel(Tabelnaam("meerjarig", gedrukt.kostensoort), gedrukt.rij, str(jaar)) if term else None
    if term is None or wat is None:
        return None
    soort = gedrukt.kostensoort
    sleutel = (
        ("te verdelen", soort, str(jaar)) if is_totaal(gedrukt.rij) else ("bijdrage", soort, str(jaar), gedrukt.rij)
    )
    return Duiding(wat, _geld(termen, soort, tabeljaar), paden([(1, term)]), sleutel)


def _verschil(termen: Termen, gedrukt: Gedrukt, jaar: int, teken: int) -> Duiding | None:
    """Year − base year, or the opposite; someone who took no part in one of them paid nothing then."""
    soort, basisjaar = gedrukt.kostensoort, termen.plan.basisjaar
    wat = termen.cel(Tabelnaam("mutaties", soort), gedrukt.rij, str(jaar)) if termen.jaar(soort, jaar) else None
    if wat is None:
        return None
    nieuw, basis = _term(termen, gedrukt, jaar), _term(termen, gedrukt, basisjaar)
    if is_totaal(gedrukt.rij) and nieuw is not None:
        # The likeliest way to a printed total: what is split in that year, against what was decided for the base year.
        nieuw = termen.totaal(soort, jaar, BEGROTING)
    delen = [(factor, een) for factor, een in ((teken, nieuw), (-teken, basis)) if een is not None]
    sleutel = ("extra", soort, str(jaar)) if is_totaal(gedrukt.rij) else ("verschil", soort, str(jaar), gedrukt.rij)
    eigen: Uitdrukking = wat if teken > 0 else -wat
    return Duiding(eigen, _geld(termen, soort, termen.plan.jaar), paden(delen), sleutel, teken)


def _groei(termen: Termen, gedrukt: Gedrukt, jaar: int) -> Duiding | None:
    soort, basisjaar = gedrukt.kostensoort, termen.plan.basisjaar
    nieuw, basis = _term(termen, gedrukt, jaar), _term(termen, gedrukt, basisjaar)
    meer = termen.cel(Tabelnaam("mutaties", soort), gedrukt.rij, str(jaar)) if nieuw else None
    toen = termen.cel(Tabelnaam("meerjarig", soort), gedrukt.rij, str(basisjaar)) if basis else None
    if nieuw is None or basis is None or basis.waarde <= 0 or meer is None or toen is None:
        return None
    wat = (
        termen.cel(Tabelnaam("toename", soort, jaar), gedrukt.rij, "toename_pct") if jaar == termen.plan.jaar else None
    )

    def wegen() -> Iterable[Lezing]:
        for boven in nieuw.lezingen:
            for onder in (lezing for lezing in basis.lezingen if lezing.bereik.laagst > 0):
                bereik = Bereik(
                    boven.bereik.laagst / onder.bereik.hoogst - 1,
                    boven.bereik.hoogst / onder.bereik.laagst - 1,
                )
                yield Lezing(f"Gerekend met {boven.zin} en {onder.zin}.", bereik)

    return Duiding(wat or meer / toen, (Soort.AANDEEL, 1), wegen)


def _maatstaf(termen: Termen, bron: Jaarverdeling, gedrukt: Gedrukt, deel: str, wat: Uitdrukking) -> Duiding:
    van = next(een for een in bron.delen if een.naam == deel)
    peiljaar, vorm = van.peiljaar, (Soort.MAATSTAF, 0)
    eenheid = None if peiljaar is None else in_jaar(termen.regio.bestand.maatstaven[van.maatstaf].eenheid, peiljaar)
    if eenheid is not None and eenheid.waarde == "procent":
        # A maatstaf in percents is entered as one; a printed percentage is held as a fraction.
        wat, vorm = wat / 100, (Soort.AANDEEL, 2)
    sleutel = ("maatstaf", van.maatstaf or deel, str(peiljaar), "" if is_totaal(gedrukt.rij) else gedrukt.rij)
    return Duiding(wat, vorm, sleutel=sleutel)


def _deelbedrag(termen: Termen, bron: Jaarverdeling, gedrukt: Gedrukt, deel: str, wat: Uitdrukking) -> Duiding | None:
    if is_totaal(gedrukt.rij):
        term = termen.pot(bron.kostensoort, bron.jaar, deel)
    else:
        term = termen.deel(bron.kostensoort, bron.jaar, deel, gedrukt.rij)
    return None if term is None else Duiding(wat, (Soort.GELD, DECIMALEN[bron.eenheid]), paden([(1, term)]))


def _deel_van_budget(termen: Termen, gedrukt: Gedrukt, jaar: int) -> Duiding | None:
    """The contribution as part of the participant's own budget, in the maatstaf that the region names for it."""
    maatstaf, tabel = termen.budget(jaar)
    bijdrage, term = _bijdrage(termen, gedrukt, jaar, jaar), _term(termen, gedrukt, jaar)
    if tabel is None or bijdrage is None or term is None:
        return None
    noemer = alle(maatstaf, tabel) if is_totaal(gedrukt.rij) else termen.cel(tabel, gedrukt.rij, maatstaf)
    if noemer is None or not (budget := termen.getal(noemer)):
        return None
    wegen = [Lezing(f"Gerekend met {lezing.zin}.", lezing.bereik.maal(1 / budget)) for lezing in term.lezingen]
    return Duiding(bijdrage.wat / noemer, (Soort.AANDEEL, 2), lambda: wegen)
