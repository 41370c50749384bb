"""The amounts on the Rekenblad, per sluitregel, as live formulas; and the pots that a closing rule splits first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from calc.afronding import naar_bedrag, rond, rond_op
from schemas.regio import Sluitregel
from templates.plan.rekenblok import NUL, PRECISIE_AANDEEL, Blokbasis, beurten, heel_en_rest
from templates.werkmap.boek import a1, kolombereik, rijbereik, vast


def potten_open(basis: Blokbasis) -> None:
    rij = basis.nieuwe_rij("pot", "Te verdelen per deel")
    for onderdeel in basis.splitsing.onderdelen:
        pot = naar_bedrag(onderdeel.pot.totaal, basis.jaar.eenheid)
        formule = f"={basis.vaste_cel('te verdelen')}*{basis.gewicht(onderdeel.naam)}/{basis.som_gewichten()}"
        kolom = basis.blok.kolommen[f"bedrag_{onderdeel.naam}"]
        basis.blad.zet(rij, kolom, formule, pot, f"VW {basis.geldvorm(pot)} stap")
    totale_pot(basis, rij)


def potten_sluitend(basis: Blokbasis) -> None:
    """The amount split over the parts by largest remainder; equal remainders go by the order of the key."""
    blok, blad, jaar = basis.blok, basis.blad, basis.jaar
    som = sum(basis.sleutel.delen.values(), NUL)
    eerste, laatste = basis.uiterste("bedrag")
    exact = [abs(basis.splitsing.totaal) * gewicht / som for gewicht in basis.sleutel.delen.values()]
    heel, rest = heel_en_rest(exact)
    beurt = beurten(rest, [NUL] * len(rest))
    over = int(abs(basis.splitsing.totaal)) - sum(heel)
    r_exact = basis.nieuwe_rij("pot exact", "Deel in eenheden, exact")
    r_heel = basis.nieuwe_rij("pot heel", "Hele eenheden")
    r_rest = basis.nieuwe_rij("pot rest", "Rest")
    r_beurt = basis.nieuwe_rij("pot beurt", "Beurt (grootste rest eerst)")
    r_over = basis.nieuwe_rij("pot over", "Nog uit te delen eenheden")
    r_pot = basis.nieuwe_rij("pot in eenheden", "Te verdelen per deel, in eenheden")
    rij = basis.nieuwe_rij("pot", "Te verdelen per deel")
    totaal = basis.vaste_cel("in eenheden")
    blad.zet(
        r_over,
        blok.kolommen["bedrag"],
        f"=ABS({totaal})-SUM({rijbereik(r_heel, eerste, laatste)})",
        over,
        "VW getal stap",
    )
    over_cel = vast(r_over, blok.kolommen["bedrag"])
    precisie = basis.vaste_cel("precisie")
    for plek, onderdeel in enumerate(basis.splitsing.onderdelen):
        k = blok.kolommen[f"bedrag_{onderdeel.naam}"]
        formule = f"=ABS({totaal})*{basis.gewicht(onderdeel.naam)}/{basis.som_gewichten()}"
        blad.zet(r_exact, k, formule, exact[plek], "VW getal 6 stap")
        blad.zet(r_heel, k, f"=INT(ROUND({a1(r_exact, k)},{precisie}))", heel[plek], "VW getal stap")
        blad.zet(r_rest, k, f"=ROUND({a1(r_exact, k)}-{a1(r_heel, k)},{precisie})", rest[plek], "VW getal 6 stap")
        alle = rijbereik(r_rest, eerste, laatste, vast_kolom=True)
        tot_hier = f"{a1(r_rest, eerste, vast_kolom=True)}:{a1(r_rest, k)}"
        deze = a1(r_rest, k)
        formule = f"=SUMPRODUCT(1*({alle}>{deze}))+SUMPRODUCT(1*({tot_hier}={deze}))"
        blad.zet(r_beurt, k, formule, beurt[plek], "VW getal stap")
        formule = f"=SIGN({totaal})*({a1(r_heel, k)}+({a1(r_beurt, k)}<={over_cel}))"
        blad.zet(r_pot, k, formule, onderdeel.pot.totaal, "VW getal stap")
        formule = f"={a1(r_pot, k)}/{basis.vaste_cel('eenheden')}"
        blad.zet(rij, k, formule, naar_bedrag(onderdeel.pot.totaal, jaar.eenheid), f"VW {basis.geld} stap")
    totale_pot(basis, rij)


def totale_pot(basis: Blokbasis, rij: int) -> None:
    kolom = basis.blok.kolommen["bedrag"]
    vorm = basis.geldvorm(basis.jaar.te_verdelen)
    basis.blad.zet(rij, kolom, f"={basis.vaste_cel('te verdelen')}", basis.jaar.te_verdelen, f"VW {vorm} stap")


def bedragen_afgerond(basis: Blokbasis) -> None:
    """Every part rounded by itself; under `afrondingsregel` a line of its own closes each pot."""
    blad, blok = basis.blad, basis.blok
    for onderdeel in basis.splitsing.onderdelen:
        k, s = blok.kolommen[f"bedrag_{onderdeel.naam}"], blok.kolommen[f"aandeel_{onderdeel.naam}"]
        pot = a1(blok.rijen["pot"], k, vast_rij=True)
        for rij, deel in enumerate(onderdeel.pot.delen, start=blok.eerste):
            formule = basis.rond_af(f"{pot}*{a1(rij, s)}")
            blad.zet(rij, k, formule, naar_bedrag(deel.eenheden, basis.jaar.eenheid), f"VW {basis.geld}")
        if blok.afronding:
            formule = f"=ROUND({pot}-SUM({kolombereik(blok.eerste, blok.laatste, k)}),{basis.vaste_cel('decimalen')})"
            waarde = naar_bedrag(onderdeel.pot.afronding, basis.jaar.eenheid)
            blad.zet(blok.afronding, k, formule, waarde, f"VW {basis.geld}")


def bedragen_grootste_rest(basis: Blokbasis) -> None:
    blad, blok = basis.blad, basis.blok
    precisie, eenheden = basis.vaste_cel("precisie"), basis.vaste_cel("eenheden")
    for onderdeel in basis.splitsing.onderdelen:
        n = onderdeel.naam
        w, e, h, r, b, k = (
            blok.kolommen[f"{groep}_{n}"] for groep in ("waarde", "exact", "heel", "rest", "beurt", "bedrag")
        )
        exact = [abs(deel.exact) for deel in onderdeel.pot.delen]
        heel, rest = heel_en_rest(exact)
        beurt = beurten(rest, onderdeel.waarden)
        pot = a1(blok.rijen["pot in eenheden"], k, vast_rij=True)
        som = a1(blok.totaal, w, vast_rij=True)
        over = a1(blok.rijen["over"], h, vast_rij=True)
        formule = f"=ABS({pot})-SUM({kolombereik(blok.eerste, blok.laatste, h)})"
        blad.zet(blok.rijen["over"], h, formule, int(abs(onderdeel.pot.totaal)) - sum(heel), "VW getal stap")
        resten, waarden = (kolombereik(blok.eerste, blok.laatste, kolom) for kolom in (r, w))
        for plek, rij in enumerate(range(blok.eerste, blok.laatste + 1)):
            blad.zet(rij, e, f"=ABS({pot})*{a1(rij, w)}/{som}", exact[plek], "VW getal 6")
            blad.zet(rij, h, f"=INT(ROUND({a1(rij, e)},{precisie}))", heel[plek], "VW getal")
            blad.zet(rij, r, f"=ROUND({a1(rij, e)}-{a1(rij, h)},{precisie})", rest[plek], "VW getal 6")
            deze_r, deze_w = a1(rij, r), a1(rij, w)
            tot_r, tot_w = (f"{a1(blok.eerste, kolom, vast_rij=True)}:{a1(rij, kolom)}" for kolom in (r, w))
            formule = (
                f"=SUMPRODUCT(({resten}>{deze_r})+({resten}={deze_r})*({waarden}>{deze_w}))"
                f"+SUMPRODUCT(({tot_r}={deze_r})*({tot_w}={deze_w}))"
            )
            blad.zet(rij, b, formule, beurt[plek], "VW getal")
            formule = f"=SIGN({pot})*({a1(rij, h)}+({a1(rij, b)}<={over}))/{eenheden}"
            waarde = naar_bedrag(onderdeel.pot.delen[plek].eenheden, basis.jaar.eenheid)
            blad.zet(rij, k, formule, waarde, f"VW {basis.geld}")


def bedragen_grootste_deelnemer(basis: Blokbasis) -> None:
    blad, blok = basis.blad, basis.blok
    v, a = blok.kolommen["voorrang"], blok.kolommen["aandeel"]
    voorrang = [rond_op(aandeel, PRECISIE_AANDEEL) for aandeel in basis.splitsing.aandelen]
    for plek, rij in enumerate(range(blok.eerste, blok.laatste + 1)):
        blad.zet(rij, v, f"=ROUND({a1(rij, a)},{basis.vaste_cel('precisie aandeel')})", voorrang[plek], "VW aandeel 4")
    for onderdeel in basis.splitsing.onderdelen:
        n = onderdeel.naam
        w, s, f, o, k = (
            blok.kolommen[f"{groep}_{n}"] for groep in ("waarde", "aandeel", "afgerond", "volgorde", "bedrag")
        )
        pot = a1(blok.rijen["pot"], k, vast_rij=True)
        verschil = a1(blok.rijen["verschil"], f, vast_rij=True)
        afgerond = [rond(deel.exact) for deel in onderdeel.pot.delen]
        over = naar_bedrag(int(onderdeel.pot.totaal) - sum(afgerond), basis.jaar.eenheid)
        formule = f"=ROUND({pot}-SUM({kolombereik(blok.eerste, blok.laatste, f)}),{basis.vaste_cel('decimalen')})"
        blad.zet(blok.rijen["verschil"], f, formule, over, f"VW {basis.geld} stap")
        volgorde = beurten(onderdeel.waarden, voorrang)
        waarden, voorrangen = (kolombereik(blok.eerste, blok.laatste, kolom) for kolom in (w, v))
        for plek, rij in enumerate(range(blok.eerste, blok.laatste + 1)):
            formule = basis.rond_af(f"{pot}*{a1(rij, s)}")
            blad.zet(rij, f, formule, naar_bedrag(afgerond[plek], basis.jaar.eenheid), f"VW {basis.geld}")
            deze_w, deze_v = a1(rij, w), a1(rij, v, vast_kolom=True)
            tot_w, tot_v = (f"{a1(blok.eerste, kolom, vast_rij=True)}:{a1(rij, kolom)}" for kolom in (w, v))
            formule = (
                f"=SUMPRODUCT(({waarden}>{deze_w})+({waarden}={deze_w})*({voorrangen}>{deze_v}))"
                f"+SUMPRODUCT(({tot_w}={deze_w})*({tot_v}={deze_v}))"
            )
            blad.zet(rij, o, formule, volgorde[plek], "VW getal")
            formule = f"={a1(rij, f)}+({a1(rij, o)}=1)*{verschil}"
            waarde = naar_bedrag(onderdeel.pot.delen[plek].eenheden, basis.jaar.eenheid)
            blad.zet(rij, k, formule, waarde, f"VW {basis.geld}")


BEDRAGEN: Final[Mapping[Sluitregel, Callable[[Blokbasis], None]]] = {
    "open": bedragen_afgerond,
    "afrondingsregel": bedragen_afgerond,
    "grootste-rest": bedragen_grootste_rest,
    "grootste-deelnemer": bedragen_grootste_deelnemer,
}
