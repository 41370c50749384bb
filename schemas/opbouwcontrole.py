"""What must hold for the parts of a contribution, limits and formulas: known names, one remainder, no circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from schemas.formule import Bijdrage, Formule, FormuleFout, Maatstafnaam, Overjaren, Totaal, lees_formule, onderdelen
from schemas.fouten import Regiofout, bedoelde_u, onbekend
from schemas.kernwoorden import RATO, VAST
from schemas.regio import Kostensoort, Regiodelen
from schemas.regiodelencontrole import CODE, MAATSTAF
from schemas.regioopbouw import (
    Eigendeel,
    Grens,
    Grenzen,
    Naardeel,
    Opbouw,
    Pot,
    Prijsdeel,
    Sleutel,
    Sleuteldeel,
    Vastdeel,
)
from schemas.regiovorm import in_jaar

Pad = tuple[str | int, ...]


class _Formuleplek(NamedTuple):
    pad: Pad
    tekst: str


def controleer_opbouw(bestand: Regiodelen) -> Iterator[Regiofout]:
    for soort, kostensoort in bestand.kostensoorten.items():
        pad = ("kostensoorten", soort)
        if not kostensoort.sleutel and not kostensoort.opbouw:
            yield Regiofout(pad, "verwacht: sleutel of opbouw, met ten minste één jaar")
        for jaar in kostensoort.sleutel.keys() & kostensoort.opbouw.keys():
            yield Regiofout((*pad, "opbouw", jaar), f"{soort} heeft in {jaar} ook een sleutel", "een van beide")
        for jaar, sleutel in kostensoort.sleutel.items():
            yield from _delen(bestand, (*pad, "sleutel", jaar), sleutel)
        for jaar, opbouw in kostensoort.opbouw.items():
            yield from _onderdelen(bestand, (*pad, "opbouw", jaar, "onderdelen"), opbouw)
        yield from _grenzen(bestand, soort, kostensoort)
    for plek in _formules(bestand):
        yield from _formule(bestand, plek)
    yield from _kringen(bestand)


def _maatstaf(bestand: Regiodelen, pad: Pad, naam: str, extra: Iterable[str] = ()) -> Iterator[Regiofout]:
    bekend = [*extra, *bestand.maatstaven]
    if naam not in bekend:
        yield onbekend(pad, naam, MAATSTAF, bekend)


def _peiljaar(bestand: Regiodelen, pad: Pad, naam: str, peiljaar: int | None, wie: str) -> Iterator[Regiofout]:
    """A fixed peiljaar is not from before the maatstaf had a unit."""
    maatstaf = bestand.maatstaven.get(naam)
    if maatstaf is not None and peiljaar is not None and maatstaf.eenheid and peiljaar < min(maatstaf.eenheid):
        tekst = f"'{naam}' heeft pas vanaf {min(maatstaf.eenheid)} een eenheid, {wie} vraagt {peiljaar}"
        yield Regiofout((*pad, "peiljaar"), tekst)


def _delen(bestand: Regiodelen, pad: Pad, sleutel: Sleutel | Sleuteldeel) -> Iterator[Regiofout]:
    for deel in sleutel.delen or {}:
        yield from _maatstaf(bestand, (*pad, "delen", deel), deel, [RATO])
        yield from _peiljaar(bestand, pad, deel, sleutel.peiljaar, "de sleutel")


def _onderdelen(bestand: Regiodelen, pad: Pad, opbouw: Opbouw) -> Iterator[Regiofout]:
    delen = opbouw.onderdelen
    resten = [naam for naam, deel in delen.items() if isinstance(deel, Pot) and deel.rest]
    for naam in resten[:-1]:
        yield Regiofout(
            (*pad, naam),
            f"{naam} en {resten[-1]} nemen allebei wat overblijft; geef een van beide een bedrag of procent",
        )
    if resten and resten[-1] != list(delen)[-1]:
        yield Regiofout((*pad, resten[-1]), f"{resten[-1]} neemt wat overblijft; zet dit onderdeel als laatste")
    procenten = [deel.procent for deel in delen.values() if isinstance(deel, Pot) and deel.procent]
    if sum(procenten) > 100:
        samen = f"{sum(procenten):f}".replace(".", ",")
        yield Regiofout(pad, f"de onderdelen zijn samen {samen}% van te verdelen", "ten hoogste 100%")
    for naam, deel in delen.items():
        plek = (*pad, naam)
        if naam == "totaal":
            yield Regiofout(plek, "een onderdeel kan niet 'totaal' heten: die naam heeft al een betekenis")
        if isinstance(deel, Pot) and deel.bedrag is not None and deel.procent is not None:
            yield Regiofout(plek, "een bedrag en een procent tegelijk", "een van beide, of geen")
        if isinstance(deel, Pot) and deel.mag_negatief and not deel.rest:
            yield Regiofout((*plek, "mag_negatief"), "dit geldt alleen voor een onderdeel dat neemt wat overblijft")
        match deel:
            case Prijsdeel() | Eigendeel():
                yield from _maatstaf(bestand, (*plek, "maatstaf"), deel.maatstaf)
                yield from _peiljaar(bestand, plek, deel.maatstaf, deel.peiljaar, "het onderdeel")
                if isinstance(deel, Eigendeel):
                    yield from _in_euro(bestand, plek, deel.maatstaf)
            case Sleuteldeel():
                if (deel.delen is None) == (deel.punten is None):
                    yield Regiofout(plek, "verwacht: delen (gewichten van aandelen) of punten (punten per eenheid)")
                yield from _delen(bestand, plek, deel)
                for punt in deel.punten or {}:
                    if punt == VAST:
                        yield from _vast(bestand, (*plek, "punten", punt))
                    else:
                        yield from _punt(bestand, (*plek, "punten", punt), punt)
                        yield from _peiljaar(bestand, plek, punt, deel.peiljaar, "het onderdeel")
            case Naardeel(kostensoorten=anderen):
                for nummer, ander in enumerate(anderen):
                    yield from _kostensoort(bestand, (*plek, "kostensoorten", nummer), ander)
                    if ander in anderen[:nummer]:
                        yield Regiofout((*plek, "kostensoorten", nummer), f"{ander} staat er twee keer")


def _punt(bestand: Regiodelen, pad: Pad, naam: str) -> Iterator[Regiofout]:
    if naam == RATO:
        yield Regiofout(pad, "'rato' hoort bij delen; evenveel punten voor iedereen heet hier 'vast'")
    else:
        yield from _maatstaf(bestand, pad, naam, [VAST])


def _vast(bestand: Regiodelen, pad: Pad) -> Iterator[Regiofout]:
    """Among points the word stands for everyone, so a maatstaf of that name cannot be meant."""
    if VAST in bestand.maatstaven:
        yield Regiofout(pad, "'vast' is hier evenveel punten voor iedereen, en ook een maatstaf; noem die anders")


def _in_euro(bestand: Regiodelen, pad: Pad, naam: str) -> Iterator[Regiofout]:
    maatstaf = bestand.maatstaven.get(naam)
    if maatstaf is not None and not maatstaf.in_euro:
        yield Regiofout((*pad, "maatstaf"), f"'{naam}' is niet in euro; wat een deelnemer zelf betaalt wel")


def _kostensoort(bestand: Regiodelen, pad: Pad, naam: str) -> Iterator[Regiofout]:
    if naam not in bestand.kostensoorten:
        yield onbekend(pad, naam, "kostensoort van deze regio", bestand.kostensoorten)


def _grenzen(bestand: Regiodelen, soort: str, kostensoort: Kostensoort) -> Iterator[Regiofout]:
    namen = {deelnemer.code: deelnemer.naam for deelnemer in bestand.deelnemers}
    for jaar, grenzen in kostensoort.grenzen.items():
        pad = ("kostensoorten", soort, "grenzen", jaar)
        algemeen = grenzen.minimum is not None or grenzen.maximum is not None
        if not algemeen and not grenzen.per_deelnemer:
            yield Regiofout(pad, "verwacht: minimum of maximum, of die van een deelnemer onder zijn code")
        if algemeen and grenzen.bron is None:
            yield Regiofout(pad, "veld 'bron' ontbreekt")
        for code, grens in grenzen.per_deelnemer.items():
            if code not in namen:
                yield onbekend((*pad, code), code, CODE, namen)
            if grens.minimum is None and grens.maximum is None:
                yield Regiofout((*pad, code), "verwacht: minimum of maximum")


def _formules(bestand: Regiodelen) -> Iterator[_Formuleplek]:
    """Every formula of the file with its place."""
    for naam, maatstaf in bestand.maatstaven.items():
        for jaar, formule in maatstaf.formule.items():
            yield _Formuleplek(("maatstaven", naam, "formule", jaar, "waarde"), formule.waarde)
    for soort, kostensoort in bestand.kostensoorten.items():
        for jaar, opbouw in kostensoort.opbouw.items():
            for naam, deel in opbouw.onderdelen.items():
                if isinstance(deel, Vastdeel):
                    plek = ("kostensoorten", soort, "opbouw", jaar, "onderdelen", naam, "bedrag")
                    yield _Formuleplek(plek, deel.bedrag)
        for jaar, grenzen in kostensoort.grenzen.items():
            pad = ("kostensoorten", soort, "grenzen", jaar)
            yield from _van_grens(pad, grenzen)
            for code, grens in grenzen.per_deelnemer.items():
                yield from _van_grens((*pad, code), grens)


def _van_grens(pad: Pad, grens: Grens | Grenzen) -> Iterator[_Formuleplek]:
    grenzen = {"minimum": grens.minimum, "maximum": grens.maximum}
    return (_Formuleplek((*pad, naam), tekst) for naam, tekst in grenzen.items() if tekst is not None)


def _formule(bestand: Regiodelen, plek: _Formuleplek) -> Iterator[Regiofout]:
    """A formula can be read, and names what there is."""
    try:
        formule = lees_formule(plek.tekst)
    except FormuleFout as fout:
        yield Regiofout(plek.pad, f"formule '{plek.tekst}': {fout.tekst}", fout.verwacht)
        return
    for deel in onderdelen(formule):
        match deel:
            case Maatstafnaam(naam=naam, plek=waar) | Overjaren(naam=naam, plek=waar) | Totaal(naam=naam, plek=waar):
                bekend, wat = [*bestand.maatstaven], "maatstaf"
            case Bijdrage(kostensoort=naam, plek=waar):
                bekend, wat = [*bestand.kostensoorten], "kostensoort"
            case _:
                continue
        if naam not in bekend:
            hint = bedoelde_u(naam, bekend)
            tekst = f"formule '{plek.tekst}': bij teken {waar + 1} staat '{naam}'; dat is geen {wat} van deze regio."
            yield Regiofout(plek.pad, f"{tekst}{hint}")


def namen_in(formule: Formule) -> tuple[str, ...]:
    """The maatstaven that a formula names, each once."""
    delen = (d for d in onderdelen(formule) if isinstance(d, Maatstafnaam | Overjaren | Totaal))
    return tuple(dict.fromkeys(deel.naam for deel in delen))


def _gelezen(tekst: str) -> Iterator[Formule]:
    """What cannot be read has its own fault."""
    try:
        yield lees_formule(tekst)
    except FormuleFout:
        return


def _kringen(bestand: Regiodelen) -> Iterator[Regiofout]:
    """Formulas, and kostensoorten, that need themselves."""
    formules = {
        naam: {m for formule in maatstaf.formule.values() for f in _gelezen(formule.waarde) for m in namen_in(f)}
        for naam, maatstaf in bestand.maatstaven.items()
    }
    for kring in _kring(formules):
        yield Regiofout(
            ("maatstaven", kring[0], "formule"), f"deze formules hebben elkaar nodig: {' → '.join((*kring, kring[0]))}"
        )
        return
    jaren = {
        jaar for soort in bestand.kostensoorten.values() for jaar in (*soort.sleutel, *soort.opbouw, *soort.grenzen)
    }
    jaren |= {jaar for maatstaf in bestand.maatstaven.values() for jaar in maatstaf.formule}
    gezien: set[frozenset[str]] = set()
    for jaar in sorted(jaren):
        soorten = {naam: set(leunt_op(bestand, soort, jaar)) for naam, soort in bestand.kostensoorten.items()}
        for kring in _kring(soorten):
            if frozenset(kring) in gezien:
                continue
            gezien.add(frozenset(kring))
            namen = " → ".join((*kring, kring[0]))
            yield Regiofout(
                ("kostensoorten", kring[0]), f"in {jaar} hebben deze kostensoorten elkaars uitkomst nodig: {namen}"
            )


def leunt_op(bestand: Regiodelen, soort: Kostensoort, jaar: int) -> Iterator[str]:
    """The kostensoorten whose outcome this one needs in a year."""
    regels: dict[int, Sleutel | Opbouw] = {**soort.sleutel, **soort.opbouw}
    regel = in_jaar(regels, jaar)
    sleutel, opbouw = (regel, None) if isinstance(regel, Sleutel) else (None, regel)
    grenzen = in_jaar(soort.grenzen, jaar)
    teksten: list[str] = []
    maten: list[str] = [*(sleutel.delen if sleutel else ())]
    for deel in opbouw.onderdelen.values() if opbouw else ():
        match deel:
            case Naardeel(kostensoorten=anderen):
                yield from anderen
            case Vastdeel(bedrag=bedrag):
                teksten.append(bedrag)
            case Prijsdeel(maatstaf=maatstaf) | Eigendeel(maatstaf=maatstaf):
                maten.append(maatstaf)
            case Sleuteldeel():
                maten += [*(deel.delen or ()), *(deel.punten or ())]
    alle: list[Grens | Grenzen] = [grenzen, *grenzen.per_deelnemer.values()] if grenzen else []
    teksten += [plek.tekst for grens in alle for plek in _van_grens((), grens)]
    yield from _bijdragen(bestand, [f for tekst in teksten for f in _gelezen(tekst)], maten, jaar)


def _bijdragen(bestand: Regiodelen, formules: list[Formule], maten: list[str], jaar: int) -> Iterator[str]:
    """Through the formulas of the maatstaven that are used."""
    gezien: set[str] = set()
    maten = [*maten, *(naam for formule in formules for naam in namen_in(formule))]
    while maten:
        naam = maten.pop()
        maatstaf = bestand.maatstaven.get(naam)
        if naam in gezien or maatstaf is None:
            continue
        gezien.add(naam)
        geldt = in_jaar(maatstaf.formule, jaar)
        for formule in _gelezen(geldt.waarde) if geldt else ():
            formules.append(formule)
            maten += namen_in(formule)
    for formule in formules:
        yield from (deel.kostensoort for deel in onderdelen(formule) if isinstance(deel, Bijdrage))


def _kring(pijlen: Mapping[str, set[str]]) -> Iterator[tuple[str, ...]]:
    """Names that lead back to themselves, each circle once."""
    klaar: set[str] = set()

    def loop(naam: str, pad: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if naam in pad:
            yield pad[pad.index(naam) :]
        elif naam not in klaar:
            for volgende in sorted(pijlen.get(naam, ())):
                yield from loop(volgende, (*pad, naam))
            klaar.add(naam)

    for naam in pijlen:
        yield from loop(naam, ())
