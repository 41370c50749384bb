"""What participants paid in advance: a table with a row per payment or per participant, as a bookkeeper exports it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from schemas.fouten import Bevinding, Gebruikersfout, InvoerFouten, aangehaald, bedoelde_u
from schemas.gegevens import Betaald
from schemas.geldend import Regio
from schemas.getal import GeenGetal, GemengdeNotatie, Notatie, lees_cel, notatie_van
from schemas.inhoud import BEDRAG as IN_CENTEN
from schemas.invoer import vormen_van
from schemas.naamvorm import naamvorm
from schemas.plaats import Vindplaats
from schemas.regiovorm import labels
from schemas.tabel import Rauw, Rauwblad, celtekst
from schemas.titelwoorden import schaalfout
from schemas.totaalrij import begint_als_totaal

WIE: Final = ("gemeentecode", "code", "gemeente", "deelnemer", "naam")
BEDRAG: Final = ("betaald", "bedrag", "voorschot", "voorschotten", "samen")
SOORT: Final = ("kostensoort",)
JAAR: Final = ("jaar", "boekjaar", "begrotingsjaar", "dienstjaar")
ZOEKRIJEN: Final = 20


class GeenVoorschotten(Gebruikersfout):
    def __init__(self, bestand: str) -> None:
        super().__init__(
            f"In {bestand} staat geen tabel met voorschotten",
            "kolommen Gemeente (of Gemeentecode) en Bedrag, "
            "en als de voorschotten per kostensoort zijn ook Kostensoort.",
        )


def lees_voorschotten(bladen: Sequence[Rauwblad], bestand: str, regio: Regio, jaar: int) -> tuple[Betaald, ...]:
    """Every amount, with its place.

    Args:
        jaar: the year that is settled; a line of another year is a fault.

    Raises:
        GeenVoorschotten: no table of payments is there.
        InvoerFouten: everything that is wrong with it, one line per cell.
    """
    tabellen = [(blad, *gevonden) for blad in bladen if (gevonden := _kop(blad)) is not None]
    if not tabellen:
        raise GeenVoorschotten(bestand)
    if len(tabellen) > 1:
        tekst, hoort = "ook hier staan voorschotten", "één blad met alle voorschotten"
        raise InvoerFouten(bestand, [Bevinding(tekst, Vindplaats(blad.naam), hoort) for blad, *_ in tabellen[1:]])
    blad, rij, kolommen = tabellen[0]
    return _lees(blad, bestand, rij, kolommen, regio, jaar)


def _kop(blad: Rauwblad) -> tuple[int, tuple[int, int, int, int]] | None:
    """The row of the heads, and where a participant, an amount, a kostensoort and a year (0: nowhere) stand."""
    for rij in range(1, min(blad.hoogte, ZOEKRIJEN) + 1):
        koppen = {naamvorm(celtekst(blad.cel(rij, k))): k for k in range(len(blad.kolommen), 0, -1)}
        wie, bedrag = _eerste(WIE, koppen), _eerste(BEDRAG, koppen)
        if wie and bedrag:
            return rij, (wie, bedrag, _eerste(SOORT, koppen), _eerste(JAAR, koppen))
    return None


def _eerste(namen: Sequence[str], koppen: dict[str, int]) -> int:
    return next((koppen[naam] for naam in namen if naam in koppen), 0)


def _lees(
    blad: Rauwblad, bestand: str, kop: int, kolommen: tuple[int, int, int, int], regio: Regio, jaar: int
) -> tuple[Betaald, ...]:
    wie, bedrag, soort, kolom_jaar = kolommen

    def tekst_van(rij: int, kolom: int) -> str:
        return celtekst(blad.cel(rij, kolom))

    rijen = [rij for rij in range(kop + 1, blad.hoogte + 1) if not begint_als_totaal(tekst_van(rij, wie))]
    # An amount without a name may be a payment too: below a merged name, or on a line that lost it.
    rijen = [rij for rij in rijen if tekst_van(rij, wie) or tekst_van(rij, bedrag)]
    fouten: list[Bevinding] = []
    erboven = ((rij, kolom) for rij in range(1, kop) for kolom in range(1, len(blad.kolommen) + 1))
    fouten += [
        Bevinding(fout.tekst, blad.waar(*plek), fout.verwacht)
        for plek in erboven
        if (fout := schaalfout(tekst_van(*plek), "bedragen", "bedragen"))
    ]
    try:
        notatie = notatie_van([w for rij in rijen if isinstance(w := blad.cel(rij, bedrag), str) and w.strip()])
    except GemengdeNotatie as fout:
        tekst = f"'{fout.komma}' heeft een komma voor de decimalen en '{fout.punt}' een punt"
        waar = Bevinding(tekst, blad.waar_kolom(bedrag), "overal hetzelfde")
        raise InvoerFouten(bestand, [waar]) from None
    namen = vormen_van(labels(regio.bestand.kostensoorten))
    gelezen = []
    for rij in rijen:
        naam, stond = tekst_van(rij, wie), tekst_van(rij, bedrag)
        codes = regio.codes.get(naamvorm(naam), [])
        if not naam:
            tekst, hoort = f"leeg, met bedrag {stond} erachter", "een deelnemer, of Totaal bij een totaal"
            fouten.append(Bevinding(tekst, blad.waar(rij, wie), hoort))
        elif not codes:
            bekend = [deelnemer.naam for deelnemer in regio.alle_deelnemers.values()]
            tekst = f"'{naam}' is geen deelnemer van deze regio.{bedoelde_u(naam, bekend)}"
            fouten.append(Bevinding(tekst, blad.waar(rij, wie)))
        welke = tekst_van(rij, soort) if soort else ""
        if welke and naamvorm(welke) not in namen:
            tekst = f"'{welke}' is geen kostensoort van deze regio.{bedoelde_u(welke, list(regio.kostensoorten))}"
            fouten.append(Bevinding(tekst, blad.waar(rij, soort)))
        if kolom_jaar and (anders := tekst_van(rij, kolom_jaar)) not in ("", str(jaar)):
            fouten.append(
                Bevinding(aangehaald(anders), blad.waar(rij, kolom_jaar), f"{jaar}, het jaar van de afrekening")
            )
        waarde = _getal(blad.cel(rij, bedrag), notatie)
        if waarde is None:
            tekst, hoort = aangehaald(stond) if stond else "leeg", "een bedrag in euro's, hoogstens in centen"
            fouten.append(Bevinding(tekst, blad.waar(rij, bedrag), hoort))
        if codes and waarde is not None:
            plaats = f"{bestand}, {blad.plaats(rij, bedrag)}"
            gelezen.append(Betaald(codes[-1], waarde, namen.get(naamvorm(welke), ""), plaats))
    if fouten:
        raise InvoerFouten(bestand, fouten)
    if len({bool(een.kostensoort) for een in gelezen}) > 1:
        tekst, hoort = "kolom Kostensoort is maar voor een deel gevuld", "op elke regel, of nergens"
        raise InvoerFouten(bestand, [Bevinding(tekst, blad.waar_kolom(soort), hoort)])
    if not gelezen:
        raise GeenVoorschotten(bestand)
    return tuple(gelezen)


def _getal(waarde: Rauw, notatie: Notatie | None) -> Decimal | None:
    """An amount in whole cents, or nothing."""
    match waarde:
        case bool():
            return None
        case int() | float():
            getal = Decimal(repr(waarde))
        case str():
            try:
                # Of 1.234 without a clear cell beside it only one reading is an amount: 1,234 is none.
                gelezen = lees_cel(
                    waarde, notatie or Notatie.NEDERLANDS, zeker=notatie is not None, past=IN_CENTEN.goed
                )
            except GeenGetal:
                return None
            if gelezen.procent:
                return None
            getal = gelezen.waarde
        case _:
            return None
    return getal if IN_CENTEN.goed(getal) else None
