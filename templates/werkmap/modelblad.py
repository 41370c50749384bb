"""Tables of the model on a sheet: each with its formulas and their values, its head, its notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from fractions import Fraction
from itertools import zip_longest
from typing import Final, NamedTuple

from calc.model.herkomst import AFGELEID
from calc.model.tabel import SAMEN, Kolom, Rij, Tabel, Vorm
from calc.model.uitdrukking import Celnaam, Gegeven, Tabelnaam, Waarde
from calc.model.waarden import Waarden
from calc.notatie import opsomming
from calc.standen import kan_veranderen
from calc.tabel import CENT, EURO, Rijsoort, Soort
from templates.werkmap.blad import LUCHT, Blad
from templates.werkmap.bladzijden import eerste_strook, past_op
from templates.werkmap.boek import Boek
from templates.werkmap.formules import Formules, celwaarde
from templates.werkmap.indeling import Indeling, Vak
from templates.werkmap.maat import als_tekst, cijferbreedte, kopbreedte, punten, regelhoogte, tekstbreedte

CODE, TEKST, LANG, CIJFER, AANTAL, LET_OP = 11.0, 30.0, 54.0, 17.0, 11.5, 54.0
"""Widths in characters of a code, a text, a long one, a figure, a count on the way and what to note of a row."""
LANGSTE: Final = (54.0, 46.0, 40.0, 34.0, 28.0)
"""How wide a column of texts may be at most: the widest that fits."""
VEEL: Final = 30
DICHT: Final = 13.5
"""Of a table with so many rows they stand as close as their letters can: on paper it is then one table."""
VOOR_ELKE: Final = "Voor elke kostensoort op dit blad:"
REST: Final = "De tabellen per kostensoort staan hieronder. Die worden niet mee afgedrukt."
DECIMALEN_VAN: Final = {"cent": 2, "getal 2": 2, "vrij": 6}
VORMEN: Final = {
    EURO: "euro", CENT: "cent", (Soort.AANDEEL, 2): "aandeel", (Soort.AANDEEL, 1): "aandeel 1",
    (Soort.AANDEEL, 4): "aandeel 4", (Soort.UREN, 0): "getal", (Soort.WAARDE, 0): "getal",
    (Soort.WAARDE, 1): "getal 1", (Soort.WAARDE, 2): "getal 2",
    (Soort.WAARDE, 6): "getal 6",
}  # fmt: skip


class _Stuk(NamedTuple):
    """One of the tables of a block: its first row, and its own notes."""

    naam: Tabelnaam
    begin: int
    noten: list[str]


class _Blok(NamedTuple):
    """Tables below each other from a row on up to another; then what all of them say.

    gelezen: so many of them are read on paper; the others are there to be looked up.
    een_kop: of tables with the same columns these are named once, above all of them.
    krap: every row counts to keep it on one page.
    """

    blad: Blad
    eerste: int
    einde: int
    stukken: list[_Stuk]
    gedeeld: list[str]
    gelezen: int
    een_kop: bool
    krap: bool


class Modelbladen:
    """The tables of one outcome in one workbook: first every table gets its place, then all are written.

    modelbladen.plaats(blad, rij, [tabelnaam, ...])     below each other, from a row on
    modelbladen.schrijf()                               every table that has a place and is not written yet
    """

    def __init__(self, boek: Boek, waarden: Waarden) -> None:
        self.boek, self.waarden, self.model = boek, waarden, waarden.model
        self.indeling: Indeling = {}
        self.elders: set[Tabelnaam] = set()
        """Of these the place is known, and the formulas are of others."""
        self.formules = Formules(self.model, self.indeling)
        self._te_doen: list[_Blok] = []
        self._gebroken: dict[tuple[Tabelnaam, str, Vorm], bool] = {}

    def voor(self, boek: Boek) -> Modelbladen:
        """The same tables in a copy of the workbook, which can get more of its own."""
        ander = copy(self)
        ander.boek, ander.indeling, ander._te_doen = boek, dict(self.indeling), []
        ander.formules = copy(self.formules)
        ander.formules.vakken = ander.indeling
        return ander

    def staat(self, naam: Tabelnaam, vak: Vak) -> None:
        """A table that was written by other hands."""
        self.indeling[naam] = vak
        self.elders.add(naam)

    def plaats(
        self,
        blad: Blad,
        rij: int,
        namen: Sequence[Tabelnaam],
        gelezen: int | None = None,
        ruimte: Mapping[Tabelnaam, int] | None = None,
        *,
        een_kop: bool = False,
    ) -> None:
        """A head of three rows (title, what the columns are, their names), the rows, an empty row and the notes.

        gelezen: so many of them are read on paper; all of them where it is not said.
        ruimte: rows that are left free below a table, for a chart on the same page.
        """
        ruimte = ruimte or {}
        krap = bool(ruimte) or een_kop
        gelezen = len(namen) if gelezen is None else gelezen
        blad.bijlage |= not gelezen
        gedeeld, boven = self._gedeeld(blad, namen), 1 if een_kop else 3
        eerste, stukken = rij, list[_Stuk]()
        rij += een_kop
        for naam in namen:
            tabel = self.model.tabel(naam)
            rijen = _rijen(tabel)
            kolommen = {kolom.naam: plek for plek, kolom in enumerate(tabel.kolommen, start=1)}
            plekken = {r.sleutel: plek for plek, r in enumerate(rijen, start=rij + boven)}
            self.indeling[naam] = Vak(blad.naam, kolommen, plekken)
            noten = [noot for noot in tabel.noten if noot not in gedeeld]
            stukken.append(_Stuk(naam, rij, noten))
            wit = 0 if krap and not noten else 1
            rij += boven + len(rijen) + 1 + len(noten) + wit + ruimte.get(naam, 0)
        self._te_doen.append(_Blok(blad, eerste, rij, stukken, gedeeld, gelezen, een_kop, krap))

    def _gedeeld(self, blad: Blad, namen: Sequence[Tabelnaam]) -> list[str]:
        """What every kostensoort of a sheet says below its table: that is said once, below all of them."""
        noten = [self.model.tabel(naam).noten for naam in namen if naam.kostensoort not in ("", SAMEN)]
        if blad.bijlage or len(noten) < 2:
            return []
        return [noot for noot in noten[0] if all(noot in andere for andere in noten)]

    def schrijf(self, titel: Callable[[Tabel], str] = lambda tabel: tabel.titel) -> None:
        te_doen, self._te_doen = self._te_doen, []
        for blok in te_doen:
            blad, eerste, rij, stukken, gedeeld, gelezen, een_kop, _ = blok
            namen, koppen = [stuk.naam for stuk in stukken], [stuk.begin for stuk in stukken]
            breedst = max((self.model.tabel(naam) for naam in namen), key=lambda tabel: len(tabel.kolommen))
            laatste_van = {naam: len(self.model.tabel(naam).kolommen) + len(self._erbij(naam)) for naam in namen}
            gedrukt = stukken[:gelezen] if gelezen else stukken
            laatste = max(laatste_van[stuk.naam] for stuk in gedrukt)
            maten = self._vast(namen) if blad.bijlage else self.breedtes(namen)
            blad.breedtes([*blad.vullend(maten[:laatste]), *maten[laatste:]])
            if not blad.bijlage:
                blad.strook = eerste_strook([punten(blad.breedte(k)) for k in range(1, laatste + 1)])
            if een_kop:
                self._kop(blad, eerste, breedst)
            blad.vlakken += [(stuk.begin, laatste_van[stuk.naam]) for stuk in gedrukt]
            for stuk in stukken:
                self._tabel(blok, stuk, titel)
            if gedeeld:
                rij = blad.noten(rij, laatste, [VOOR_ELKE, *gedeeld]) + 1
            vast = 1 + next(n for n, k in enumerate(breedst.kolommen) if k.soort is not Soort.TEKST)
            kop = eerste if een_kop else eerste + 2 if len(namen) == 1 else None
            # Of one table its heads stay in sight, of more the title of the sheet.
            blad.zet_vast(eerste if kop is None else kop + 1, vast)
            if 0 < gelezen < len(namen):
                if any(self.model.tabel(naam).rijen for naam in namen[gelezen:]):
                    blad.zeg_erbij(REST)
                rij, koppen, blad.rest = koppen[gelezen], koppen[:gelezen], True
            blad.afdruk(laatste, rij - 2, kop, nieuw_blad_voor=koppen[1:])

    def zet(self, blad: Blad, rij: int, naam: Tabelnaam, kolom: int = 1) -> int:
        """A table within a page, or beside it for a chart to draw: its heads and its rows alone; returns the first
        free row.
        """
        tabel = self.model.tabel(naam)
        kolommen = {k.naam: plek for plek, k in enumerate(tabel.kolommen, start=kolom)}
        rijen = {r.sleutel: plek for plek, r in enumerate(_rijen(tabel), start=rij + 1)}
        vak = self.indeling[naam] = Vak(blad.naam, kolommen, rijen)
        self._kop(blad, rij, tabel, eerste=kolom)
        for r in _rijen(tabel):
            for k in tabel.kolommen:
                self._cel(blad, tabel, vak, r, k)
        return rij + 1 + len(rijen)

    def _vast(self, namen: Sequence[Tabelnaam]) -> list[float]:
        """Per column a width by what it holds: of a sheet to look things up in."""
        return _breedste(
            [*(_breedte(tabel, k, eerste=not plek) for plek, k in enumerate(tabel.kolommen)), *self._erbij(tabel.naam)]
            for tabel in map(self.model.tabel, namen)
        )

    def _erbij(self, naam: Tabelnaam) -> list[float]:
        """The column that notes what of a row is derived, where there is something to note."""
        let_op = self._let_op(naam)
        return [min(LET_OP, tekstbreedte(map(_woorden, let_op.values())))] if let_op else []

    def breedtes(self, namen: Sequence[Tabelnaam]) -> list[float]:
        """Per column what its figures and its head need: what is printed has no room to spare. Texts may run on over
        lines where the sheet fits an upright page by it, or else a page at all."""
        per_tabel = [
            ([self._nodig(naam, kolom) for kolom in self.model.tabel(naam).kolommen], self._erbij(naam))
            for naam in namen
        ]
        keuzen = [
            _breedste(
                [*(max(minstens, min(langst, tekst)) for minstens, tekst in nodig), *erbij]
                for nodig, erbij in per_tabel
            )
            for langst in LANGSTE
        ]
        maten = [(keuze, sum(map(punten, keuze))) for keuze in keuzen]
        past = (keuze for staand in (True, False) for keuze, maat in maten if past_op(maat, staand=staand))
        return next(past, keuzen[-1])

    def _nodig(self, naam: Tabelnaam, kolom: Kolom) -> tuple[float, float]:
        """What a column cannot do without, and what its texts would need on one line."""
        tabel = self.model.tabel(naam)
        kop = max(kopbreedte(kolom.titel), tekstbreedte([", ".join(kolom.stand)]) if kolom.stand else 0.0)
        if kolom.soort is Soort.TEKST:
            # A text may be worked out too: a verdict.
            teksten = [str(self.waarden[Celnaam(naam, rij.sleutel, kolom.naam)] or "") for rij in _rijen(tabel)]
            return kop, tekstbreedte(teksten)
        per_vorm: dict[Vorm, list[Waarde]] = {}
        for rij in _rijen(tabel):
            cel = Celnaam(naam, rij.sleutel, kolom.naam)
            per_vorm.setdefault(tabel.vorm(cel), []).append(self.waarden[cel])
        teksten = []
        for vorm, waarden in per_vorm.items():
            getoond = DECIMALEN_VAN.get(self._heel(tabel, kolom, vorm), vorm[1])
            teksten += [als_tekst(waarde, vorm[0], getoond) for waarde in _ruimst(waarden)]
        return max(kop, cijferbreedte(teksten)), 0.0

    def _let_op(self, naam: Tabelnaam) -> dict[str, dict[str, str]]:
        """Per row that is a part of something, under which columns its figures were derived."""
        tabel, uit = self.model.tabel(naam), {}
        for rij in tabel.rijen if tabel.opbouw else ():
            cijfers = {k.naam: Celnaam(naam, rij.sleutel, k.naam) for k in tabel.kolommen if k.soort is not Soort.TEKST}
            gevuld = {kolom: cel for kolom, cel in cijfers.items() if self.waarden[cel] not in (None, 0)}
            afgeleid = {
                k: tabel.kolom_van[k].titel for k, cel in gevuld.items() if AFGELEID in self.waarden.herkomst[cel]
            }
            if afgeleid:
                uit[rij.sleutel] = afgeleid if len(afgeleid) < len(gevuld) else dict.fromkeys(afgeleid, "")
        return uit

    def _tabel(self, blok: _Blok, stuk: _Stuk, titel: Callable[[Tabel], str]) -> None:
        blad, een_kop, (naam, rij, noten) = blok.blad, blok.een_kop, stuk
        tabel, vak = self.model.tabel(naam), self.indeling[naam]
        laatste, kop = len(tabel.kolommen), rij if een_kop else rij + 2
        let_op = self._let_op(naam)
        laatste += bool(let_op)
        if een_kop:
            blad.kleur(rij, 1, laatste, "VW Groep")
            blad.schrijf(rij, 1, titel(tabel))
        else:
            blad.tussenkop(rij, laatste, titel(tabel))
            self._standen(blok, rij + 1, tabel)
            self._kop(blad, kop, tabel, ["Let op"] if let_op else [])
        dicht = not blad.bijlage and len(tabel.rijen) > VEEL
        for r in _rijen(tabel):
            if dicht:
                blad.hoogte(vak.rijen[r.sleutel], DICHT)
            afgeleid = let_op.get(r.sleutel, {})
            for kolom in tabel.kolommen:
                self._cel(blad, tabel, vak, r, kolom, afgeleid=kolom.naam in afgeleid)
            if let_op:
                woorden = _woorden(afgeleid) if afgeleid else ""
                rol = " totaal" if r.soort is Rijsoort.TOTAAL else " stap" if r.stap else ""
                blad.schrijf(vak.rijen[r.sleutel], laatste, woorden, "VW Let op" if afgeleid else f"VW tekst{rol}")
        if not een_kop:
            in_tabel = [r for r in _rijen(tabel) if r.soort in (Rijsoort.GEWOON, Rijsoort.AFRONDING) and not r.stap]
            blad.tabel(self._excelnaam(blad, naam), kop, kop + len(in_tabel), laatste)
        if een_kop and not noten:
            blad.hoogte(kop + len(_rijen(tabel)) + 1, LUCHT)
        blad.noten(kop + len(_rijen(tabel)) + 2, laatste, noten)

    def _excelnaam(self, blad: Blad, naam: Tabelnaam) -> str:
        soort = self.model.soorten.get(naam.soort)
        delen = (*self._heet(naam).capitalize().split(":"), naam.kostensoort, naam.plan.replace(" ", "_"))
        excelnaam = "_".join(filter(None, delen))
        if (soort and soort.alle_jaren) or any(excelnaam in ws.tables for ws in blad.boek.werkboek.worksheets):
            return f"{excelnaam}_{naam.jaar}"
        return excelnaam

    def _kop(self, blad: Blad, rij: int, tabel: Tabel, erbij: Sequence[str] = (), eerste: int = 1) -> None:
        cijfers = [plek for plek, k in enumerate(tabel.kolommen, start=eerste) if k.soort is not Soort.TEKST]
        koppen = [int(k.titel) if k.titel.isdecimal() else k.titel for k in tabel.kolommen]
        blad.koppen(rij, [*koppen, *erbij], cijfers, eerste)

    def _heet(self, naam: Tabelnaam) -> str:
        soort = self.model.soorten.get(naam.soort)
        return soort.heet if soort is not None and soort.heet else naam.naam

    def _standen(self, blok: _Blok, rij: int, tabel: Tabel) -> None:
        """Above the heads what their columns are; an empty row where nothing of it is known."""
        blad = blok.blad
        if not any(kolom.stand for kolom in tabel.kolommen):
            if blok.krap:
                blad.hoogte(rij, LUCHT)
            return
        blad.kleur(rij, 1, len(tabel.kolommen), "VW tekst stap")
        naamkolom = max(n for n, k in enumerate(tabel.kolommen, start=1) if k.soort is Soort.TEKST)
        blad.schrijf(rij, naamkolom, tabel.boven)
        for plek, kolom in enumerate(tabel.kolommen, start=1):
            if kolom.soort is not Soort.TEKST:
                let_op = kan_veranderen(kolom.stand) or AFGELEID in kolom.stand
                stijl = "VW Let op rechts" if let_op else "VW jaar stap"
                blad.schrijf(rij, plek, ", ".join(kolom.stand), stijl)

    def _cel(self, blad: Blad, tabel: Tabel, vak: Vak, rij: Rij, kolom: Kolom, *, afgeleid: bool = False) -> None:
        cel = Celnaam(tabel.naam, rij.sleutel, kolom.naam)
        wat, r, k = tabel.formule(cel.rij, cel.kolom), vak.rijen[rij.sleutel], vak.kolommen[kolom.naam]
        rol = "totaal" if rij.soort is Rijsoort.TOTAAL else "stap" if rij.stap or kolom.stap else ""
        formule = self.formules.van(cel, wat)
        if isinstance(wat, Gegeven) and not formule and not rol and kolom.soort is not Soort.TEKST:
            rol = "invoer"
        stand = rij.standen.get(kolom.naam, ())
        if not rol and (afgeleid or (stand and (kan_veranderen(stand) or AFGELEID in stand))):
            rol = "let op"
        vorm = tabel.vorm(cel) if kolom.soort is not Soort.TEKST else (Soort.TEKST, 0)
        stijl = f"VW {self._heel(tabel, kolom, vorm)} {rol}".rstrip()
        waarde = celwaarde(self.waarden[cel])
        if vorm[0] is Soort.TEKST and kolom.soort is not Soort.TEKST:
            # A word below figures stands right, as they do.
            stijl = "VW Let op rechts" if kan_veranderen(stand) else "VW jaar stap"
        past = not isinstance(waarde, str) or tekstbreedte([waarde]) <= blad.breedte(k)
        if isinstance(waarde, str) and not past and kolom.soort is Soort.TEKST and not rol:
            stijl = "VW Tekst lang"
            blad.hoogte(r, max(blad.ws.row_dimensions[r].height or 15.0, regelhoogte([(waarde, blad.breedte(k))])))
        if kolom.geen and waarde == "" and vorm[0] is not Soort.TEKST and self._heeft_iets(tabel, rij):
            blad.schrijf(r, k, kolom.geen, stijl)
        elif formule:
            blad.zet(r, k, f"={formule}", waarde, stijl)
        elif wat is not None:
            blad.schrijf(r, k, waarde, stijl)
        else:
            blad.kleur(r, k, k, stijl)

    def _heeft_iets(self, tabel: Tabel, rij: Rij) -> bool:
        """Whether one of the columns that say where there is nothing has something in this row."""
        naast = (kolom.naam for kolom in tabel.kolommen if kolom.geen)
        return any(self.waarden[Celnaam(tabel.naam, rij.sleutel, kolom)] is not None for kolom in naast)

    def _heel(self, tabel: Tabel, kolom: Kolom, vorm: Vorm) -> str:
        """The style of a figure; a column that is not whole is shown so, also where its unit is."""
        soort, decimalen = vorm
        if soort in (Soort.GELD, Soort.UREN) and not decimalen:
            plek = (tabel.naam, kolom.naam, vorm)
            if plek not in self._gebroken:
                cellen = (Celnaam(tabel.naam, rij.sleutel, kolom.naam) for rij in _rijen(tabel))
                self._gebroken[plek] = any(
                    isinstance(self.waarden[cel], Fraction) for cel in cellen if tabel.vorm(cel) == vorm
                )
            if self._gebroken[plek]:
                return "cent" if soort is Soort.GELD else "getal 2"
        return stijl_van(vorm)


def _rijen(tabel: Tabel) -> tuple[Rij, ...]:
    return (*tabel.rijen, *tabel.onder)


def _woorden(afgeleid: Mapping[str, str]) -> str:
    """What to note of a row: that it is derived, and under which columns where not under all."""
    return f"{AFGELEID} {opsomming([titel for titel in afgeleid.values() if titel])}".rstrip()


def _ruimst(waarden: Sequence[Waarde]) -> list[Waarde]:
    """What may need most room: of figures of one kind the largest or the smallest, as all digits are as wide."""
    getallen = [waarde for waarde in waarden if isinstance(waarde, int | Fraction)]
    uiterste = (min(getallen), max(getallen)) if getallen else ()
    return [*uiterste, *(waarde for waarde in waarden if not isinstance(waarde, int | Fraction))]


def _breedste(rijen: Iterable[Sequence[float]]) -> list[float]:
    """Per column the widest of the tables that stand below each other."""
    return [max(maten) for maten in zip_longest(*rijen, fillvalue=0.0)]


def _breedte(tabel: Tabel, kolom: Kolom, *, eerste: bool) -> float:
    if kolom.soort is not Soort.TEKST:
        return AANTAL if kolom.stap and kolom.soort is Soort.MAATSTAF else CIJFER
    if kolom.naam == "gemeentecode":
        return CODE
    langste = max((len(tabel.tekst(rij.sleutel, kolom.naam)) for rij in _rijen(tabel)), default=0) + 2.0
    return min(LANG, max(langste, TEKST if eerste or kolom.naam == "gemeente" else CODE))


def stijl_van(vorm: Vorm) -> str:
    """The style of a kind of figure; without one of its own it shows what it is."""
    soort, decimalen = vorm
    if soort is Soort.TEKST:
        return "tekst"
    if soort is Soort.GELD and decimalen <= 2:
        return "cent" if decimalen > 0 else "euro"
    return VORMEN.get((soort, decimalen), "vrij")
