"""Which of the forms that came in count: one per participant, and a second one only when that was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from calc.notatie import datum, opsomming
from schemas.formulier import Opgave, Uitvraag
from schemas.herkomst import Herkomstregel


class Staat(StrEnum):
    """Where the answer of one participant stands."""

    NIEUW = "nieuw"
    OPGENOMEN = "opgenomen"
    FOUT = "fout"
    LEEG = "leeg"
    ONBEVESTIGD = "onbevestigd"
    ONTBREEKT = "ontbreekt"


@dataclass(frozen=True)
class Stand:
    """The answer of one participant: its form where one counts, and a sentence where something is wrong."""

    gemeentecode: str
    gemeente: str
    staat: Staat
    opgave: Opgave | None = None
    bestand: str = ""
    fout: str = ""


@dataclass(frozen=True)
class Verzameling:
    """What came in, participant by participant in the order of the region."""

    standen: tuple[Stand, ...]
    meldingen: tuple[str, ...]

    @property
    def nieuw(self) -> tuple[Opgave, ...]:
        return tuple(stand.opgave for stand in self.standen if stand.staat is Staat.NIEUW and stand.opgave is not None)

    @property
    def fouten(self) -> tuple[str, ...]:
        return tuple(stand.fout for stand in self.standen if stand.fout)

    def van(self, *staten: Staat) -> tuple[Stand, ...]:
        return tuple(stand for stand in self.standen if stand.staat in staten)


def verzamel(
    uitvraag: Uitvraag,
    opgaven: Sequence[Opgave],
    afgekeurd: Mapping[str, str],
    log: Sequence[Herkomstregel],
    *,
    vervang: bool,
) -> Verzameling:
    """Choose the form that counts of every participant.

    Args:
        uitvraag: what was asked of whom.
        opgaven: the forms without faults, blank ones too, in the order of their names.
        afgekeurd: of participants whose form has faults, the name of that form.
        log: what was taken in before.
        vervang: whether a second form may replace the first.
    Returns:
        One answer per participant. A form that was taken in before and then replaced is passed over as long as a later
        one is there.
    """
    meldingen: list[str] = []
    standen = []
    for code, vraag in uitvraag.deelnemers.items():
        eigen = [opgave for opgave in opgaven if opgave.gemeentecode == code]
        gehad = [r for r in log if (r.peiljaar, r.gemeentecode) == (uitvraag.peiljaar, code)]
        hashes, vorige = {r.sha256 for r in gehad}, gehad[-1] if gehad else None
        kandidaten = _verschillende([opgave for opgave in eigen if not opgave.leeg], meldingen)
        telt = [o for o in kandidaten if o.sha256 not in hashes or o.sha256 == (vorige.sha256 if vorige else "")]
        eerder = [opgave.bestand for opgave in kandidaten if opgave not in telt] if telt else []
        meldingen += [f"{naam} is eerder vervangen door een latere opgave en telt niet mee." for naam in eerder]
        nieuw = [o for o in telt or kandidaten if vorige is None or o.sha256 != vorige.sha256]
        gekozen, fout = _kies(vraag.gemeente, nieuw, vorige, vervang=vervang)
        if code in afgekeurd and not fout:
            standen.append(Stand(code, vraag.gemeente, Staat.FOUT, bestand=afgekeurd[code]))
        elif fout:
            standen.append(Stand(code, vraag.gemeente, Staat.FOUT, bestand=nieuw[0].bestand, fout=fout))
        elif gekozen is not None:
            standen.append(Stand(code, vraag.gemeente, Staat.NIEUW, gekozen, gekozen.bestand))
        elif vorige is not None:
            standen.append(Stand(code, vraag.gemeente, Staat.OPGENOMEN, bestand=vorige.bestand))
        elif eigen:
            staat = Staat.ONBEVESTIGD if eigen[0].onbevestigd else Staat.LEEG
            standen.append(Stand(code, vraag.gemeente, staat, bestand=eigen[0].bestand))
        else:
            standen.append(Stand(code, vraag.gemeente, Staat.ONTBREEKT))
    return Verzameling(tuple(standen), tuple(meldingen))


def _verschillende(opgaven: Sequence[Opgave], meldingen: list[str]) -> list[Opgave]:
    """The same file twice is one form."""
    per_hash: dict[str, Opgave] = {}
    for opgave in opgaven:
        eerste = per_hash.setdefault(opgave.sha256, opgave)
        if eerste is not opgave:
            meldingen.append(f"{opgave.bestand} is hetzelfde bestand als {eerste.bestand} en telt één keer.")
    return list(per_hash.values())


def _kies(
    gemeente: str, nieuw: Sequence[Opgave], vorige: Herkomstregel | None, *, vervang: bool
) -> tuple[Opgave | None, str]:
    """The form that counts, or why that cannot be said."""
    if not nieuw:
        return None, ""
    if vorige is not None and not vervang:
        return None, (
            f"{gemeente} heeft al een opgave gedaan ({vorige.bestand}, {vorige.datum}). {nieuw[0].bestand} komt daar "
            "alleen voor in de plaats met --vervang."
        )
    if len(nieuw) == 1:
        return nieuw[0], ""
    namen = opsomming([f"{o.bestand} ({datum(o.datum)})" if o.datum else o.bestand for o in nieuw])
    if not vervang:
        weg = f"Haal er {len(nieuw) - 1} weg, of gebruik --vervang: dan telt de laatste."
        return None, f"{gemeente} heeft {len(nieuw)} opgaven: {namen}. {weg}"
    op_datum = sorted(nieuw, key=lambda opgave: opgave.datum or date.min)
    if op_datum[-1].datum == op_datum[-2].datum:
        return None, f"{gemeente} heeft opgaven van dezelfde dag: {namen}. Laat alleen de goede in de map staan."
    return op_datum[-1], ""
