"""Meerjarig, Toename and Mutaties: the same contributions over the years, a block per kostensoort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from calc.afronding import DECIMALEN
from calc.meerjaren import Gemeentereeks, meerjarig
from calc.noten import noten_meerjaren
from calc.uitkomst import Uitkomst
from calc.verdeling import AFRONDING
from templates.plan.verdelingbladen import NAAM_TOTAAL, Bijdragen
from templates.werkmap.boek import Blad, Boek, Plaats, a1
from templates.werkmap.dubbel import is_nul, verschil, zuiver

NUL: Final = Fraction(0)
EERSTE_JAAR: Final = 3
"""Column of the first year; code and name stand before it."""


@dataclass
class Meerjarenblok:
    """Where the contributions of one kostensoort stand on sheet Meerjarig; every later table refers to it."""

    blad: Blad
    eerste: int
    codes: tuple[str, ...]
    jaren: tuple[int, ...]
    leeg: frozenset[int] = frozenset()
    """Years in which not everyone takes part: cells of those can hold an empty text."""
    totaal: int = 0
    waarden: dict[tuple[str, int], Fraction | None] = field(default_factory=dict)

    def cel(self, code: str, jaar: int) -> str:
        """Reference to one contribution, its row and column free so that a column has one formula."""
        rij = self.totaal if code == NAAM_TOTAAL else self.eerste + self.codes.index(code)
        return f"{self.blad.naam}!{a1(rij, self.kolom(jaar))}"

    def kolom(self, jaar: int) -> int:
        return EERSTE_JAAR + self.jaren.index(jaar)

    def bereik(self, jaar: int) -> str:
        return self.blad.bereik(self.eerste, self.totaal - 1, self.kolom(jaar))

    @property
    def codebereik(self) -> str:
        return self.blad.bereik(self.eerste, self.totaal - 1, 1)

    def som(self, jaar: int) -> Fraction:
        return sum((self.waarden[code, jaar] or NUL for code in self.codes), NUL)


def vul_meerjarig(
    boek: Boek, blad: Blad, uitkomst: Uitkomst, bijdragen: dict[tuple[str, int], Bijdragen], rij: int
) -> dict[str, Meerjarenblok]:
    """Contribution per participant and year."""
    jaren = uitkomst.gegevens.plan.jaren
    laatste = EERSTE_JAAR - 1 + len(jaren)
    blad.breedtes((11, 28, *([16.0] * len(jaren))))
    blokken, koppen = {}, []
    for soort in uitkomst.gegevens.regio.kostensoorten:
        reeksen = meerjarig(uitkomst.verdeling, soort, uitkomst.gemeenten)
        koppen.append(rij)
        kop = _kop(blad, uitkomst, soort, rij, laatste, jaren)
        blok = Meerjarenblok(blad, kop, tuple(r.gemeentecode for r in reeksen), jaren, _onvolledig(reeksen, jaren))
        _gemeenten(blad, uitkomst, kop, blok.codes, laatste)
        blok.totaal = kop + len(blok.codes)
        blad.tabel(f"Meerjarig_{soort}", kop - 1, blok.totaal - 1, laatste)
        _totaalkop(blad, blok.totaal, laatste)
        for jaar in jaren:
            _jaarkolom(boek, blok, soort, jaar, reeksen, bijdragen[soort, jaar])
        rij = _onderkant(blad, uitkomst, soort, blok, bijdragen, laatste)
        rij = blad.noten(rij + 1, laatste, noten_meerjaren(uitkomst, soort, "meerjarig")) + 1
        blokken[soort] = blok
    blad.zet_vast(4, EERSTE_JAAR)
    blad.afdruk(laatste, rij - 2, nieuw_blad_voor=koppen[1:])
    return blokken


def _onvolledig(reeksen: Sequence[Gemeentereeks], jaren: Sequence[int]) -> frozenset[int]:
    return frozenset(jaar for jaar in jaren if any(r.bedragen.get(jaar) is None for r in reeksen))


def _kop(blad: Blad, uitkomst: Uitkomst, soort: str, rij: int, laatste: int, jaren: Sequence[int]) -> int:
    """Title and head of a block, with a row above it that says which years are decided or provisional; returns the
    first data row. Head and data stand together, as an Excel table needs.
    """
    blad.tussenkop(rij, laatste, uitkomst.gegevens.regio.kostensoort(soort).label)
    blad.koppen(rij + 2, ("Code", "Gemeente", *jaren), rechts=range(EERSTE_JAAR, laatste + 1))
    blad.kleur(rij + 1, 1, laatste, "VW tekst stap")
    blad.schrijf(rij + 1, 2, "Status")
    for kolom, jaar in enumerate(jaren, start=EERSTE_JAAR):
        woord = status_van_jaar(uitkomst, soort, jaar)
        stijl = "VW Let op rechts" if woord == "voorlopig" else "VW jaar stap"
        blad.schrijf(rij + 1, kolom, woord, stijl)
    return rij + 3


def status_van_jaar(uitkomst: Uitkomst, soort: str, jaar: int) -> str:
    """`vastgesteld`, `voorlopig` (the plan is, or the key rests on older figures) or `definitief`.

    The plan says nothing about the status of years before it: nothing then.
    """
    bron, plan = uitkomst.verdeling.van(soort, jaar), uitkomst.gegevens.plan
    if bron.vastgesteld:
        return "vastgesteld"
    if bron.voorlopige_maatstaven or (plan.status == "voorlopig" and jaar >= plan.jaar):
        return "voorlopig"
    return "definitief" if jaar >= plan.jaar else ""


def _gemeenten(blad: Blad, uitkomst: Uitkomst, rij: int, codes: Sequence[str], laatste: int) -> None:
    for r, code in enumerate(codes, start=rij):
        blad.kleur(r, 1, laatste, "VW tekst")
        blad.schrijf(r, 1, code)
        blad.schrijf(r, 2, "Afronding" if code == AFRONDING else uitkomst.gegevens.regio.gemeente(code))


def _totaalkop(blad: Blad, rij: int, laatste: int) -> None:
    blad.kleur(rij, 1, laatste, "VW tekst totaal")
    blad.schrijf(rij, 2, NAAM_TOTAAL)


def _vorm(uitkomst: Uitkomst, soort: str) -> str:
    decimalen = (DECIMALEN[uitkomst.gegevens.regio.eenheid(soort, jaar)] for jaar in uitkomst.gegevens.plan.jaren)
    return "euro" if max(decimalen) == 0 else "cent"


def _jaarkolom(
    boek: Boek, blok: Meerjarenblok, soort: str, jaar: int, reeksen: Sequence[Gemeentereeks], bron: Bijdragen
) -> None:
    """One year: looked up by code, so that participants may come and go."""
    blad, kolom = blok.blad, blok.kolom(jaar)
    vorm = "euro" if DECIMALEN[bron.bron.eenheid] == 0 else "cent"
    for rij, reeks in enumerate(reeksen, start=blok.eerste):
        waarde = reeks.bedragen.get(jaar)
        blok.waarden[reeks.gemeentecode, jaar] = waarde
        naam = "Afronding" if reeks.gemeentecode == AFRONDING else reeks.gemeentecode
        if reeks.gemeentecode == AFRONDING:
            formule = f"={_afronding(bron)}" if waarde is not None else '=""'
        else:
            formule = f"=INDEX({bron.bedragen},MATCH($A{rij},{bron.codes},0))"
            if jaar in blok.leeg:
                formule = f'=IFERROR({formule[1:]},"")'
        ref = blad.zet(rij, kolom, formule, "" if waarde is None else waarde, f"VW {vorm}")
        boek.plaatsen[Plaats("meerjarig", soort, None, naam, str(jaar))] = ref
        boek.plaatsen.setdefault(Plaats("verdeling", soort, jaar, naam, "bedrag"), ref)
    formule = f"=SUM({a1(blok.eerste, kolom)}:{a1(blok.totaal - 1, kolom)})"
    ref = blad.zet(blok.totaal, kolom, formule, blok.som(jaar), f"VW {vorm} totaal")
    boek.plaatsen[Plaats("meerjarig", soort, None, NAAM_TOTAAL, str(jaar))] = ref
    boek.plaatsen.setdefault(Plaats("verdeling", soort, jaar, NAAM_TOTAAL, "bedrag"), ref)


def _afronding(bron: Bijdragen) -> str:
    """The line Afronding is the last row of the amounts."""
    titel, _, bereik = bron.bedragen.rpartition("!")
    return f"{titel}!{bereik.partition(':')[2]}"


def _onderkant(
    blad: Blad,
    uitkomst: Uitkomst,
    soort: str,
    blok: Meerjarenblok,
    bijdragen: dict[tuple[str, int], Bijdragen],
    laatste: int,
) -> int:
    te_verdelen, over = blok.totaal + 1, blok.totaal + 2
    for rij, label in ((te_verdelen, "Te verdelen"), (over, "Verschil door afronden")):
        blad.kleur(rij, 1, laatste, "VW tekst stap")
        blad.schrijf(rij, 2, label)
    for jaar in blok.jaren:
        bron, kolom = bijdragen[soort, jaar].bron, blok.kolom(jaar)
        vorm = "euro" if DECIMALEN[bron.eenheid] == 0 and bron.te_verdelen.denominator == 1 else "cent"
        ref = blad.boek.plaatsen[Plaats("begroting", soort, None, NAAM_TOTAAL, str(jaar))]
        blad.zet(te_verdelen, kolom, f"={ref}", bron.te_verdelen, f"VW {vorm} stap")
        formule = f"={verschil(a1(blok.totaal, kolom), a1(te_verdelen, kolom))}"
        blad.zet(over, kolom, formule, zuiver(blok.som(jaar) - bron.te_verdelen), f"VW {vorm} stap")
    return over + 1


def vul_toename(boek: Boek, blad: Blad, uitkomst: Uitkomst, blokken: dict[str, Meerjarenblok], rij: int) -> None:
    """Base year, plan's year, and the increase in euros and percent."""
    plan = uitkomst.gegevens.plan
    basis, jaar = plan.basisjaar, plan.jaar
    laatste = EERSTE_JAAR + 3
    blad.breedtes((11, 30, 18, 18, 18, 16))
    koppen = []
    for soort, blok in blokken.items():
        koppen.append(rij)
        eerste = _kop(blad, uitkomst, soort, rij, EERSTE_JAAR + 1, (basis, jaar))
        blad.tussenkop(rij, laatste, uitkomst.gegevens.regio.kostensoort(soort).label)
        blad.koppen(rij + 2, ("Toename", "Toename in %"), rechts=(5, 6), eerste=5)
        blad.kleur(rij + 1, 5, 6, "VW tekst stap")
        _gemeenten(blad, uitkomst, eerste, blok.codes, laatste)
        totaal = eerste + len(blok.codes)
        blad.tabel(f"Toename_{soort}", eerste - 1, totaal - 1, laatste)
        _totaalkop(blad, totaal, laatste)
        for r, code in enumerate((*blok.codes, NAAM_TOTAAL), start=eerste):
            _toenamerij(boek, blad, uitkomst, soort, blok, r, code)
        rij = blad.noten(totaal + 2, laatste, noten_meerjaren(uitkomst, soort, "toename")) + 1
    blad.zet_vast(4, EERSTE_JAAR)
    blad.afdruk(laatste, rij - 2, nieuw_blad_voor=koppen[1:])


def _toenamerij(
    boek: Boek, blad: Blad, uitkomst: Uitkomst, soort: str, blok: Meerjarenblok, rij: int, code: str
) -> None:
    plan = uitkomst.gegevens.plan
    basis, jaar, vorm = plan.basisjaar, plan.jaar, _vorm(uitkomst, soort)
    is_totaal = code == NAAM_TOTAAL
    rol = " totaal" if is_totaal else ""
    waarden = [blok.som(j) if is_totaal else blok.waarden[code, j] for j in (basis, jaar)]
    naam = "Afronding" if code == AFRONDING else code
    for kolom, j, waarde in zip((3, 4), (basis, jaar), waarden, strict=True):
        formule = f"={blok.cel(code, j)}"
        if is_totaal:
            formule = f"=SUM({a1(rij - len(blok.codes), kolom)}:{a1(rij - 1, kolom)})"
        ref = blad.zet(rij, kolom, formule, "" if waarde is None else waarde, f"VW {vorm}{rol}")
        boek.plaatsen[Plaats("toename", soort, jaar, naam, str(j))] = ref
    oud, nieuw = (waarde or NUL for waarde in waarden)
    aanwezig = not (blok.leeg & {basis, jaar})
    na, voor = (a1(rij, k) if aanwezig else f"SUM({a1(rij, k)})" for k in (4, 3))
    formule = f"={verschil(na, voor)}"
    ref = blad.zet(rij, 5, formule, nieuw - oud, f"VW {vorm}{rol}")
    boek.plaatsen[Plaats("toename", soort, jaar, naam, "toename")] = ref
    deel: Fraction | str = (nieuw - oud) / oud if oud else ""
    ref = blad.zet(
        rij, 6, f'=IF({is_nul(f"SUM({a1(rij, 3)})")},"",{a1(rij, 5)}/{a1(rij, 3)})', deel, f"VW aandeel 1{rol}"
    )
    boek.plaatsen[Plaats("toename", soort, jaar, naam, "toename_pct")] = ref


def vul_mutaties(
    boek: Boek, blad: Blad, uitkomst: Uitkomst, blokken: dict[str, Meerjarenblok], rij: int
) -> dict[tuple[str, int], str]:
    """Base year − year; returns per kostensoort and year the cell with the total."""
    plan = uitkomst.gegevens.plan
    jaren = plan.jaren[1:]
    laatste = EERSTE_JAAR - 1 + len(jaren)
    blad.breedtes((11, 28, *([16.0] * len(jaren))))
    totalen, koppen = {}, []
    for soort, blok in blokken.items():
        koppen.append(rij)
        eerste = _kop(blad, uitkomst, soort, rij, laatste, jaren)
        _gemeenten(blad, uitkomst, eerste, blok.codes, laatste)
        totaal = eerste + len(blok.codes)
        blad.tabel(f"Mutaties_{soort}", eerste - 1, totaal - 1, laatste)
        _totaalkop(blad, totaal, laatste)
        vorm = _vorm(uitkomst, soort)
        for kolom, jaar in enumerate(jaren, start=EERSTE_JAAR):
            som = NUL
            for r, code in enumerate(blok.codes, start=eerste):
                oud, nieuw = blok.waarden[code, plan.basisjaar], blok.waarden[code, jaar]
                a, b = blok.cel(code, plan.basisjaar), blok.cel(code, jaar)
                waarde: Fraction | str = "" if oud is None and nieuw is None else (oud or NUL) - (nieuw or NUL)
                formule = f"={verschil(a, b)}"
                if blok.leeg & {plan.basisjaar, jaar}:
                    formule = f'=IF(AND({a}="",{b}=""),"",{verschil(f"SUM({a})", f"SUM({b})")})'
                ref = blad.zet(r, kolom, formule, waarde, f"VW {vorm}")
                boek.plaatsen[Plaats("mutaties", soort, None, code or "Afronding", str(jaar))] = ref
                som += waarde if isinstance(waarde, Fraction) else NUL
            formule = f"=SUM({a1(eerste, kolom)}:{a1(totaal - 1, kolom)})"
            ref = blad.zet(totaal, kolom, formule, som, f"VW {vorm} totaal")
            boek.plaatsen[Plaats("mutaties", soort, None, NAAM_TOTAAL, str(jaar))] = ref
            totalen[soort, jaar] = ref
        rij = blad.noten(totaal + 2, laatste, noten_meerjaren(uitkomst, soort, "mutaties")) + 1
    blad.zet_vast(4, EERSTE_JAAR)
    blad.afdruk(laatste, rij - 2, nieuw_blad_voor=koppen[1:])
    return totalen
