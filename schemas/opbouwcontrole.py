"""What a contribution leans on, through its parts, limits and formulas; and that nothing leans on itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from schemas.formule import Bijdrage, Formule, FormuleFout, Maatstafnaam, Overjaren, Totaal, lees_formule, onderdelen
from schemas.fouten import Regiofout
from schemas.regio import Kostensoort, Regiodelen
from schemas.regioplekken import loop
from schemas.regiovorm import Merk, Verwijst, in_jaar


def controleer_opbouw(bestand: Regiodelen) -> Iterator[Regiofout]:
    for soort, kostensoort in bestand.kostensoorten.items():
        pad = ("kostensoorten", soort)
        if not kostensoort.regels:
            yield Regiofout(pad, "verwacht: sleutel of opbouw, met ten minste één jaar")
        for jaar in kostensoort.sleutel.keys() & kostensoort.opbouw.keys():
            yield Regiofout((*pad, "opbouw", jaar), f"{soort} heeft in {jaar} ook een sleutel", "een van beide")
    yield from _kringen(bestand)


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
    jaren = {jaar for soort in bestand.kostensoorten.values() for jaar in (*soort.regels, *soort.grenzen)}
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
    formules: list[Formule] = []
    maten: list[str] = []
    for deel in (in_jaar(soort.regels, jaar), in_jaar(soort.grenzen, jaar)):
        for _, wat, merken in loop(deel, type(deel)):
            if Merk.FORMULE in merken:
                formules += _gelezen(wat)
            naar = [merk.naar for merk in merken if isinstance(merk, Verwijst)]
            maten += [wat] if "maatstaf" in naar else []
            yield from [wat] if "kostensoort" in naar else []
    yield from _bijdragen(bestand, formules, maten, jaar)


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
