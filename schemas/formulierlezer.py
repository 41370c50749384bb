"""The reader of a form that came back: held against what was asked, all faults at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from schemas.bladen import MAATEENHEDEN
from schemas.formulier import (
    EENHEDEN,
    KOLOMMEN,
    STAND,
    VELDEN,
    Cijfer,
    Deelnemervraag,
    Opgave,
    Uitvraag,
    Vraag,
)
from schemas.formulierblad import (
    Veldcel,
    formulierblad,
    is_onaangeroerd,
    kale_tekst,
    lees_formulierkop,
    veldtekst,
    voorgesteld,
)
from schemas.fouten import Bevinding, Ernst, InvoerFouten, aangehaald, bedoelde_u
from schemas.getal import TE_GROOT, DubbelzinnigGetal, GeenGetal, lees_cel
from schemas.inhoud import DATUM, TEKST, datumtekst, dutch, getypte_dag, keuze, lijkt_fractie, toon, zonder_spaties
from schemas.kenmerk import klopt
from schemas.naamvorm import naamvorm
from schemas.ongezien import ongeziene_zinnen
from schemas.onschadelijk import voor_terminal
from schemas.plaats import Vindplaats
from schemas.werkboek import Celwaarde, Werkboek

GEVRAAGD: Final = ("jaar", "peiljaar", "gemeente", "gemeentecode", "regio", "kenmerk")
NODIG: Final = ("maatstaf", "waarde", "stand", "peildatum")
"""Columns that a form cannot do without."""
JAREN_OM_TE_PROBEREN: Final = 3


def lees_formulier(boek: Werkboek, uitvraag: Uitvraag, geheim: bytes | None) -> Opgave:
    """What one participant supplied.

    Args:
        boek: the form as it was opened.
        uitvraag: what the region asked.
        geheim: the secret of the region's folder; without it the key is not checked, and a note says so.
    Returns:
        Its figures, with warnings and notes; a form that nobody filled in has none.
    Raises:
        GeenFormulier: it is no form.
        InvoerFouten: everything that is wrong with it, one line per cell.
    """
    return _Lezer(boek, uitvraag).lees(geheim)


def _same(een: str, ander: str) -> bool:
    """Equal but for white space, which rewriting programs change."""
    return " ".join(een.split()) == " ".join(ander.split())


class _Lezer:
    """One form being read."""

    def __init__(self, boek: Werkboek, uitvraag: Uitvraag) -> None:
        self.boek, self.uitvraag = boek, uitvraag
        self.blad = formulierblad(boek)
        self.gezegd: dict[Ernst, list[Bevinding]] = {ernst: [] for ernst in Ernst}
        self.fouten = self.gezegd[Ernst.FOUT]
        self.voorstel: Mapping[str, Decimal | None] = {}

    def lees(self, geheim: bytes | None) -> Opgave:
        vraag = self._wie(geheim)
        if vraag is None:
            raise InvoerFouten(self.boek.bestand, self.fouten)
        for blad in self.boek.bladen:
            if blad.naam != self.blad.naam and blad.cellen:
                waar = Vindplaats(voor_terminal(blad.naam))
                self._zeg(Ernst.MELDING, waar, "niet gelezen: alleen het formulier telt")
        zonder = [KOLOMMEN[naam] for naam in NODIG if naam not in self.blad.kolommen]
        for titel in zonder:
            self._fout(None, f"kolom '{titel}' ontbreekt")
        if zonder:
            raise InvoerFouten(self.boek.bestand, self.fouten)
        rijen = self._rijen(vraag)
        if not self.fouten and is_onaangeroerd(self.blad):
            return replace(self._opgave(vraag), onbevestigd=bool(voorgesteld(self.blad)))
        self.voorstel = dict(zip((v.maatstaf for v in vraag.vragen), voorgesteld(self.blad), strict=False))
        cijfers = [self._cijfer(rijen[v.maatstaf], v) for v in vraag.vragen if v.maatstaf in rijen]
        self._ongezien(set(rijen.values()))
        ingevuld_door, contact, datum = self._tekstveld("ingevuld_door"), self._tekstveld("contact"), self._datumveld()
        if self.fouten:
            raise InvoerFouten(self.boek.bestand, self.fouten)
        return replace(
            self._opgave(vraag),
            cijfers=tuple(cijfer for cijfer in cijfers if cijfer),
            datum=datum,
            opmerkingen=veldtekst(self.blad, "opmerkingen"),
            ingevuld_door=ingevuld_door,
            contact=contact,
        )

    def _ongezien(self, rijen: set[int]) -> None:
        """Figures that count, and that who sent the form may not know of."""
        kolommen = {self.blad.kolommen[naam] for naam in NODIG}
        for zin in ongeziene_zinnen(self.blad.verborgen, rijen, kolommen):
            self._zeg(Ernst.WAARSCHUWING, None, zin)

    def _opgave(self, vraag: Deelnemervraag) -> Opgave:
        """Whose form it is, and what was said of it so far; without anything that was filled in."""
        return Opgave(
            bestand=self.boek.bestand,
            sha256=self.boek.sha256,
            regio=self.uitvraag.regio,
            jaar=self.uitvraag.jaar,
            peiljaar=self.uitvraag.peiljaar,
            gemeentecode=vraag.gemeentecode,
            gemeente=vraag.gemeente,
            waarschuwingen=tuple(self.gezegd[Ernst.WAARSCHUWING]),
            meldingen=tuple(self.gezegd[Ernst.MELDING]),
        )

    def _fout(self, cel: Veldcel | None, tekst: str, verwacht: str = "") -> None:
        self._zeg(Ernst.FOUT, cel, tekst, verwacht)

    def _zeg(self, ernst: Ernst, plek: Veldcel | Vindplaats | None, tekst: str, verwacht: str = "") -> None:
        blad = voor_terminal(self.blad.naam)
        waar = Vindplaats.in_cel(blad, plek.rij, plek.kolom) if isinstance(plek, Veldcel) else plek or Vindplaats(blad)
        self.gezegd[ernst].append(Bevinding(tekst, waar, verwacht, ernst))

    def _veld(self, veld: str) -> Veldcel | None:
        """The value of a field; that the field is not there is told."""
        cel = self.blad.velden.get(veld)
        if cel is None:
            self._fout(None, f"'{VELDEN[veld]}' ontbreekt", "het formulier zoals u het kreeg")
        return cel

    # --- whose form

    def _wie(self, geheim: bytes | None) -> Deelnemervraag | None:
        """The participant whose form it is, or None when that cannot be said; its key decides."""
        for veld in GEVRAAGD:
            cel = self._veld(veld)
            if cel is not None and cel.waarde is None:
                self._fout(cel, "leeg", f"{VELDEN[veld].lower()}, zoals op het formulier stond")
        if self.fouten:
            return None
        kop = lees_formulierkop(self.boek)
        velden = self.blad.velden
        if kop.regio != self.uitvraag.regio:
            self._fout(velden["regio"], toon(kop.regio), self.uitvraag.regio)
        if kop.jaar != self.uitvraag.jaar:
            self._fout(velden["jaar"], _toon(velden["jaar"].waarde), f"{self.uitvraag.jaar}")
        if veldtekst(self.blad, "peiljaar") != str(self.uitvraag.peiljaar):
            self._fout(velden["peiljaar"], _toon(velden["peiljaar"].waarde), f"{self.uitvraag.peiljaar}")
        vraag = self.uitvraag.deelnemers.get(kop.gemeentecode.strip().upper())
        if vraag is None:
            # No guess: codes that look alike have nothing to do with each other, and the key tells whose form it is.
            self._fout(velden["gemeentecode"], f"'{kop.gemeentecode}' is geen deelnemer in {self.uitvraag.jaar}")
        elif naamvorm(veldtekst(self.blad, "gemeente")) != naamvorm(vraag.gemeente):
            self._fout(
                velden["gemeente"],
                aangehaald(veldtekst(self.blad, "gemeente")),
                f"{vraag.gemeente}, want de code is {vraag.gemeentecode}",
            )
        if self.fouten or vraag is None:
            # Whose key it is tells a sender more than which of the words beside it was changed.
            self._kenmerk_van_een_ander(geheim)
            return None
        if geheim is None:
            self._zeg(Ernst.MELDING, velden["kenmerk"], "niet gecontroleerd: het geheim van de regio is er niet")
        elif not klopt(veldtekst(self.blad, "kenmerk"), geheim, kop.regio, self.uitvraag.jaar, vraag.gemeentecode):
            if not self._kenmerk_van_een_ander(geheim):
                self._fout(
                    velden["kenmerk"],
                    f"'{veldtekst(self.blad, 'kenmerk')}' is geen kenmerk van deze regio voor {vraag.gemeente} "
                    f"({vraag.gemeentecode}) in {self.uitvraag.jaar}; het is veranderd, of het formulier is met "
                    "een ander geheim gemaakt",
                )
            return None
        return vraag

    def _kenmerk_van_een_ander(self, geheim: bytes | None) -> bool:
        """Name the participant and year to which a key does belong."""
        if geheim is None:
            return False
        regio, jaar = self.uitvraag.regio, self.uitvraag.jaar
        gelezen = veldtekst(self.blad, "kenmerk")
        for ander in sorted(
            range(jaar - JAREN_OM_TE_PROBEREN, jaar + JAREN_OM_TE_PROBEREN + 1), key=lambda j: abs(j - jaar)
        ):
            for code, vraag in self.uitvraag.deelnemers.items():
                if klopt(gelezen, geheim, regio, ander, code):
                    kop = lees_formulierkop(self.boek)
                    if (kop.jaar, kop.gemeentecode) == (ander, code):
                        return False
                    self._fout(
                        self.blad.velden["kenmerk"],
                        f"dit kenmerk hoort bij {vraag.gemeente} ({code}) in {ander}, niet bij "
                        f"{veldtekst(self.blad, 'gemeente')} ({kop.gemeentecode}) in {kop.jaar or 'dit jaar'}",
                    )
                    return True
        return False

    # --- its figures

    def _rijen(self, vraag: Deelnemervraag) -> dict[str, int]:
        """The row of every figure that was asked."""
        namen = {naamvorm(v.label): v for v in vraag.vragen} | {naamvorm(v.maatstaf): v for v in vraag.vragen}
        gevonden: dict[str, int] = {}
        for rij in self.blad.rijen():
            cel = self.blad.cel(rij, "maatstaf")
            bekend = namen.get(kale_tekst(cel.waarde))
            if bekend is None:
                if self.blad.cel(rij, "waarde").waarde is not None:
                    labels = [v.label for v in vraag.vragen]
                    tekst = voor_terminal(cel.waarde) if isinstance(cel.waarde, str) else ""
                    hint = bedoelde_u(tekst, labels)
                    verwacht = keuze(*labels).verwacht
                    self._fout(cel, f"'{tekst}' is niet gevraagd", f"{verwacht}{'.' + hint if hint else ''}")
            elif bekend.maatstaf in gevonden:
                self._fout(cel, f"'{bekend.label}' staat er twee keer, eerder in rij {gevonden[bekend.maatstaf]}")
            else:
                gevonden[bekend.maatstaf] = rij
        for v in vraag.vragen:
            if v.maatstaf not in gevonden:
                self._fout(None, f"de rij van {v.label} ontbreekt")
        return gevonden

    def _cijfer(self, rij: int, vraag: Vraag) -> Cijfer | None:
        cel = self.blad.cel(rij, "waarde")
        eerder = len(self.gezegd[Ernst.WAARSCHUWING])
        waarde = self._getal(cel, vraag)
        eerst = self.voorstel.get(vraag.maatstaf)
        if waarde is not None and eerst is not None and waarde != eerst:
            tekst = f"{vraag.label} is verbeterd: {dutch(eerst)} was vooraf ingevuld, {dutch(waarde)} is opgegeven"
            self._zeg(Ernst.WAARSCHUWING, cel, tekst)
        stand = self.blad.cel(rij, "stand")
        soort = stand.waarde.strip().lower() if isinstance(stand.waarde, str) else stand.waarde
        if not STAND.goed(soort):
            self._fout(stand, *STAND.fout(_veilig(soort)))
        self._gevraagd(rij, vraag)
        peildatum = self._peildatum(self.blad.cel(rij, "peildatum"), vraag)
        if waarde is None or not isinstance(soort, str):
            return None
        opmerking = "; ".join(waarschuwing.tekst for waarschuwing in self.gezegd[Ernst.WAARSCHUWING][eerder:])
        return Cijfer(vraag.maatstaf, waarde, soort, peildatum, (cel.rij, cel.kolom), opmerking)

    def _getal(self, cel: Veldcel, vraag: Vraag) -> Decimal | None:
        inhoud = MAATEENHEDEN[vraag.eenheid]
        waarde = zonder_spaties(cel.waarde)
        if isinstance(waarde, str):
            try:
                cel_getal = lees_cel(waarde, past=inhoud.goed)
            except DubbelzinnigGetal as fout:
                self._fout(cel, str(fout))
                return None
            except GeenGetal:
                self._fout(cel, *inhoud.fout(_veilig(waarde)))
                return None
            if abs(cel_getal.waarde) >= TE_GROOT:
                self._fout(cel, *inhoud.fout(cel_getal.waarde))
                return None
            past = vraag.eenheid == "procent" or not cel_getal.procent
            if not past or (cel_getal.euro and vraag.eenheid != "euro") or not inhoud.goed(cel_getal.waarde):
                self._fout(cel, _toon(waarde), inhoud.verwacht)
                return None
            gelezen = f"tekst {_toon(waarde)} is gelezen als {dutch(cel_getal.waarde)}"
            self._zeg(Ernst.MELDING, cel, gelezen)
            waarde = cel_getal.waarde
        if not inhoud.goed(waarde):
            self._fout(cel, *inhoud.fout(_veilig(waarde)))
            return None
        if not isinstance(waarde, int | Decimal):
            return None
        getal = Decimal(waarde)
        if vraag.eenheid == "procent" and lijkt_fractie(getal):
            keer = f"{(getal * 100).normalize():f}".replace(".", ",")
            tekst = (
                f"{toon(getal)} is gelezen als {dutch(getal)}%. Bedoelt u {keer}%? Typ dan {keer}, zonder procentteken"
            )
            self._zeg(Ernst.WAARSCHUWING, cel, tekst)
        return getal

    def _gevraagd(self, rij: int, vraag: Vraag) -> None:
        """What stood on the form must still stand there: another unit is another figure, other words may be."""
        eenheid = self.blad.cel(rij, "eenheid")
        if eenheid.kolom and not _same(_als_tekst(eenheid.waarde), EENHEDEN[vraag.eenheid]):
            self._fout(
                eenheid,
                _toon(eenheid.waarde),
                f"{EENHEDEN[vraag.eenheid]}, zoals op het formulier stond",
            )
        for kolom, tekst, wat in (
            ("definitie", vraag.definitie, "de definitie"),
            ("gevraagd", vraag.peilmoment, "de gevraagde peildatum"),
        ):
            cel = self.blad.cel(rij, kolom)
            if not cel.kolom or not _same(_als_tekst(cel.waarde), tekst):
                zin = f"{wat} van {vraag.label} is veranderd in {_toon(cel.waarde)}; gevraagd was: {tekst}"
                self._zeg(Ernst.WAARSCHUWING, cel if cel.kolom else None, zin)

    def _peildatum(self, cel: Veldcel, vraag: Vraag) -> date | None:
        if zonder_spaties(cel.waarde) is None:
            return None
        dag = self._dag(cel)
        if dag is None or dag == vraag.peildatum:
            return None
        zin = f"{vraag.label} is geteld op {datumtekst(dag)}; gevraagd was: {vraag.peilmoment}"
        self._zeg(Ernst.WAARSCHUWING, cel, zin)
        return dag

    # --- who sent it

    def _tekstveld(self, veld: str) -> str:
        cel = self._veld(veld)
        if cel is None:
            return ""
        waarde = zonder_spaties(cel.waarde)
        if not TEKST.goed(waarde):
            self._fout(cel, *TEKST.fout(_veilig(waarde)))
        return veldtekst(self.blad, veld)

    def _datumveld(self) -> date | None:
        cel = self._veld("datum")
        if cel is None:
            return None
        if zonder_spaties(cel.waarde) is None:
            self._fout(cel, *DATUM.fout(None))
            return None
        return self._dag(cel)

    def _dag(self, cel: Veldcel) -> date | None:
        """A day, also where it was typed as text; within the time in which a form can be filled in."""
        waarde = zonder_spaties(cel.waarde)
        dag = waarde.date() if isinstance(waarde, datetime) else waarde
        if isinstance(dag, str):
            dag = getypte_dag(dag) or dag
            if isinstance(dag, date):
                self._zeg(Ernst.MELDING, cel, f"tekst {_toon(waarde)} is gelezen als {datumtekst(dag)}")
        if not isinstance(dag, date):
            self._fout(cel, *DATUM.fout(_veilig(waarde)))
            return None
        eerste, laatste = self.uitvraag.eerste_dag, self.uitvraag.laatste_dag
        if not eerste <= dag <= laatste:
            self._fout(cel, toon(dag), f"datum van {datumtekst(eerste)} tot en met {datumtekst(laatste)}")
            return None
        return dag


def _als_tekst(waarde: Celwaarde) -> str:
    return waarde if isinstance(waarde, str) else ""


def _veilig(waarde: Celwaarde) -> Celwaarde:
    """What the sender typed, as it can be shown: no control characters, and no more of it than a message needs."""
    return voor_terminal(waarde) if isinstance(waarde, str) else waarde


def _toon(waarde: Celwaarde) -> str:
    return toon(_veilig(waarde))
