"""Cells of controles: what each check expected, what it found, and the difference."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from calc.antwoord import Uitkomst
from calc.model.tabel import AFRONDING, TOTAAL
from calc.model.uitdrukking import Cel as Verwijzing
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.tabel import Soort
from calc.tabellen.controles import Controle, controles
from calc.tabellen.opbouw import VOOR
from calc.tabellen.verdeling import GEVRAAGD
from calc.uitleg.cel import Cel
from calc.uitleg.lezer import uitlegger_van
from calc.uitlegvorm import NUL, Stap, Uitleg, precies, sommeer
from calc.verdeling import GEEN_CODE, Jaarverdeling


@dataclass(frozen=True)
class Kant:
    """One side of a check: a sum of terms, or `rekening`, a sum already written out; without either it stands by
    definition. `stappen` lead to it."""

    termen: Sequence[Fraction] = ()
    wat: str = ""
    stappen: Sequence[Stap] = ()
    rekening: str = ""


@dataclass(frozen=True)
class Vraag:
    """A check with the year that it is about, where it is about one."""

    uitkomst: Uitkomst
    controle: Controle
    bron: Jaarverdeling | None
    rest: str

    @property
    def jaarverdeling(self) -> Jaarverdeling:
        assert self.bron is not None
        return self.bron

    @property
    def begroot(self) -> Kant:
        """The te verdelen bedrag of the year, from its posts."""
        bron, lezer = self.jaarverdeling, uitlegger_van(self.uitkomst)
        cel = Celnaam(Tabelnaam("begroting", bron.kostensoort), TOTAAL, str(bron.jaar))
        return Kant(stappen=lezer.stappen(cel), rekening=lezer.kern(cel))


def leg_controles_uit(cel: Cel) -> Uitleg:
    """A difference is found minus expected; each of these is a sum that is shown."""
    controle = controles(cel.uitkomst)[cel.nummer]
    vraag = Vraag(cel.uitkomst, controle, *_waarover(cel.uitkomst, controle.waar))
    vorm = (controle.soort, controle.decimalen)
    verwacht, gevonden = _KANTEN.get(controle.controle, _gedeclareerd)(vraag)
    if cel.kolom.naam == "verschil":
        kern = f"{sommeer([controle.gevonden, -controle.verwacht], *vorm)} = {precies(controle.verschil, *vorm)}."
        zinnen = (
            f"Verwacht. {_zin(verwacht, controle.verwacht, vorm)}",
            f"Gevonden. {_zin(gevonden, controle.gevonden, vorm)}",
            f"Verschil is gevonden min verwacht: {kern}",
            f"{controle.zin.rstrip('.')}.",
        )
        return cel.uitleg(kern, (*_stappen(verwacht, gevonden), Stap("De controle", zinnen)))
    kant, waarde = (verwacht, controle.verwacht) if cel.kolom.naam == "verwacht" else (gevonden, controle.gevonden)
    zin = _zin(kant, waarde, vorm)
    return cel.uitleg(zin, (*kant.stappen, Stap("De controle", (zin, f"{controle.zin.rstrip('.')}."))))


def _stappen(*kanten: Kant) -> tuple[Stap, ...]:
    return tuple(dict.fromkeys(stap for kant in kanten for stap in kant.stappen))


def _zin(kant: Kant, waarde: Fraction, vorm: tuple[Soort, int]) -> str:
    wat = f"{kant.wat}: " if kant.wat else ""
    if kant.rekening:
        return f"{wat}{kant.rekening.rstrip('.')}."
    som_van_termen = f"{sommeer(kant.termen, *vorm)} = " if kant.termen else ""
    return f"{wat}{som_van_termen}{precies(waarde, *vorm)}."


def _waarover(uitkomst: Uitkomst, waar: str) -> tuple[Jaarverdeling | None, str]:
    """`inkoop 2021, jongeren`: the year of a kostensoort, and what follows."""
    plek, _, rest = waar.partition(", ")
    for bron in uitkomst.verdeling.jaren:
        if plek == f"{bron.kostensoort} {bron.jaar}" or plek.startswith(f"{bron.kostensoort} {bron.jaar} "):
            return bron, rest
    return None, rest


def _rijen(bron: Jaarverdeling) -> list[Fraction]:
    """The contributions as they stand in the table, with the line Afronding."""
    last = [] if bron.ten_laste is None else [bron.ten_laste]
    return [*bron.bedragen.values(), *([bron.afronding] if bron.sluitregel == "afrondingsregel" else []), *last]


def _geheel_verdeeld(vraag: Vraag) -> tuple[Kant, Kant]:
    bron = vraag.jaarverdeling
    wat = (
        vraag.uitkomst.gegevens.regio.zeg("De vastgestelde bedragen van de gemeenten")
        if bron.vastgesteld
        else vraag.uitkomst.gegevens.regio.zeg("De bijdragen van de gemeenten")
    )
    return vraag.begroot, Kant(_rijen(bron), wat)


def _pot(vraag: Vraag) -> tuple[Kant, Kant]:
    bron, deel = vraag.jaarverdeling, vraag.rest
    label = next(een.label for een in bron.delen if een.naam == deel)
    rijen = [regel.bedrag for regel in bron.regels if regel.onderdeel == deel]
    rij = Celnaam(Tabelnaam("verdeling", bron.kostensoort, bron.jaar), GEVRAAGD, f"bedrag_{deel}")
    lezer = uitlegger_van(vraag.uitkomst)
    wat = lezer.model.formule(rij)
    pot = lezer.model.doel(wat, rij) if isinstance(wat, Verwijzing) else rij
    verwacht = Kant(stappen=lezer.stappen(pot), rekening=lezer.kern(pot))
    return verwacht, Kant(rijen, f"{vraag.uitkomst.gegevens.regio.zeg('De bedragen van de gemeenten')} voor {label}")


def _delen(vraag: Vraag) -> tuple[Kant, Kant]:
    """Of the participant with the largest difference; where there is none, of one with these amounts."""
    bron = vraag.jaarverdeling
    bijdragen = {**bron.bedragen, **({GEEN_CODE: bron.afronding} if bron.sluitregel == "afrondingsregel" else {})}
    bijdragen |= bron.voor_grenzen
    heel = {deel.naam for deel in bron.hele_delen}
    delen: dict[str, list[Fraction]] = {code: [] for code in bijdragen}
    for regel in bron.regels:
        if regel.onderdeel in heel:
            delen[regel.gemeentecode].append(regel.bedrag)
    gezocht = (vraag.controle.verwacht, vraag.controle.gevonden)
    namen = {code: _naam(vraag, code) for code in bijdragen}
    passend = [code for code in bijdragen if (bijdragen[code], sum(delen[code], NUL)) == gezocht]
    code = next((code for code in passend if namen[code] == vraag.rest), passend[0])
    kolom = VOOR if bron.voor_grenzen else "bedrag"
    cel = Celnaam(Tabelnaam("verdeling", bron.kostensoort, bron.jaar), code or AFRONDING, kolom)
    verwacht = Kant(rekening=uitlegger_van(vraag.uitkomst).kern(cel))
    return verwacht, Kant(delen[code], f"De delen van {namen[code]}")


def _naam(vraag: Vraag, code: str) -> str:
    return "regel Afronding" if code == GEEN_CODE else vraag.uitkomst.gegevens.regio.gemeente(code)


def _aandelen(vraag: Vraag) -> tuple[Kant, Kant]:
    bron = vraag.jaarverdeling
    aandelen = [bron.regel(code).aandeel or NUL for code in bron.deelnemers]
    return Kant(wat="Alle aandelen samen zijn het geheel"), Kant(
        aandelen, vraag.uitkomst.gegevens.regio.zeg("De aandelen van de gemeenten")
    )


def _deelnemers(vraag: Vraag) -> tuple[Kant, Kant]:
    bron = vraag.jaarverdeling
    aantal = len(vraag.uitkomst.gegevens.regio.deelnemers(bron.jaar, bron.kostensoort))
    termen = [Fraction(aantal), vraag.controle.gevonden - aantal]
    wat = f"Van de {aantal} deelnemers van {bron.jaar} min die met precies één bijdrage"
    return Kant(wat="Elke deelnemer heeft precies één bijdrage, en niemand anders heeft er een"), Kant(termen, wat)


def _uit_invoer(vraag: Vraag) -> tuple[Kant, Kant]:
    """Straight from hours, rates and lines, beside the posts."""
    bron = vraag.jaarverdeling
    begroting = vraag.uitkomst.begrotingen[bron.kostensoort]
    eigen = {post.naam for post in begroting.posten if not post.dekking}
    termen = [u.bedrag for u in begroting.uren if u.jaar == bron.jaar and u.regel.post in eigen and u.uren]
    termen += [
        lijn.bedragen[bron.jaar]
        for lijn in begroting.lijnen
        if lijn.regel.dekking == "deelnemers" and bron.jaar in lijn.bedragen
    ]
    verrekend = [post for post in begroting.posten if (post.correcties or post.van) and not post.dekking]
    termen += [post.bedragen[bron.jaar] for post in verrekend if bron.jaar in post.bedragen]
    wat = "Uren maal tarief en de regels van de begroting die de deelnemers betalen, elk apart"
    return Kant(termen, wat, vraag.begroot.stappen), vraag.begroot


def _min_dekking(vraag: Vraag) -> tuple[Kant, Kant]:
    bron = vraag.jaarverdeling
    posten = vraag.uitkomst.begrotingen[bron.kostensoort].posten
    termen = [post.bedragen[bron.jaar] for post in posten if bron.jaar in post.bedragen]
    termen += [-post.bedragen[bron.jaar] for post in posten if post.dekking and bron.jaar in post.bedragen]
    return vraag.begroot, Kant(termen, "Alle posten, min wat anders wordt betaald")


def _percentages(vraag: Vraag) -> tuple[Kant, Kant]:
    maatstaf, _, peiljaar = vraag.controle.waar.rpartition(" ")
    gegevens = vraag.uitkomst.gegevens
    waarden = [m for m in gegevens.maatstaven if (m.maatstaf, str(m.peiljaar)) == (maatstaf, peiljaar)]
    label = gegevens.regio.label_deel(maatstaf)
    tabel, lezer = Tabelnaam("maatstaven", jaar=int(peiljaar)), uitlegger_van(vraag.uitkomst)
    invoer = [lezer.kern(Celnaam(tabel, waarde.gemeentecode, maatstaf)) for waarde in waarden]
    stap = Stap(f"De percentages van {label}, peiljaar {peiljaar}", (), tuple(invoer))
    gevonden = Kant([Fraction(m.waarde) / 100 for m in waarden], f"De percentages van {label} in de invoer", (stap,))
    return Kant(wat=vraag.uitkomst.gegevens.regio.zeg("Percentages van alle gemeenten zijn samen het geheel")), gevonden


def _gedeclareerd(vraag: Vraag) -> tuple[Kant, Kant]:
    """What a table checks of itself, read from its expressions."""
    lezer, gezocht = uitlegger_van(vraag.uitkomst), (vraag.controle.controle, vraag.controle.waar)
    naam, controle = next(paar for paar in lezer.model.controles() if (paar[1].naam, paar[1].waar) == gezocht)
    kanten = [lezer.losse_som(wat, naam, controle.vorm) for wat in (controle.verwacht, controle.gevonden)]
    verwacht, gevonden = (Kant(rekening=str(zin), stappen=lezer.stappen(*cellen)) for zin, cellen in kanten)
    return verwacht, gevonden


_KANTEN: Final[Mapping[str, Callable[[Vraag], tuple[Kant, Kant]]]] = {
    "Kosten geheel verdeeld": _geheel_verdeeld,
    "Vastgestelde bedragen tegenover begroting": _geheel_verdeeld,
    "Deel van de sleutel geheel verdeeld": _pot,
    "Delen tellen op tot de bijdrage": _delen,
    "Aandelen samen 100%": _aandelen,
    "Deelnemers zonder precies één bijdrage": _deelnemers,
    "Te verdelen volgt uit uren en posten": _uit_invoer,
    "Posten min andere dekking": _min_dekking,
    "Percentages samen 100%": _percentages,
}
