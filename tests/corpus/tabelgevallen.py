"""Tables that the gate lets in and the readers must judge: each as .csv, .xlsx and .ods, with its whole answer.

Good ones hold every usual spelling, notation and title; bad ones one mistake each. {cel:B3} in an expected line stands
for that place as the kind of file names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from corpusbouw import Geval, blad, ods, xlsx

AANTAL = "geheel getal van 0 of meer"
Cel = str | int | float | None
Rijen = Sequence[Sequence[Cel]]
KOP: Sequence[Cel] = ("Gemeente", "Jongeren 2021")
VORMEN = ("csv", "xlsx", "ods")

GOED: dict[str, Rijen] = {
    "een-gemeente": (KOP, ("Vaals", 5)),
    "nul": (KOP, ("Vaals", 0)),
    "hoofdletters": (("GEMEENTE", "JONGEREN 2021"), ("VAALS", 5)),
    "andere-schrijfwijze": (KOP, ("Beek (L.)", 5), ("Stein (L.)", 6)),
    "gemeente-ervoor": (KOP, ("Gemeente Vaals", 5)),
    "streepje-weg": (KOP, ("Eijsden Margraten", 5)),
    "spaties": ((" Gemeente ", " Jongeren 2021"), (" Vaals ", 5)),
    "code-alleen": (("Gemeentecode", "Jongeren 2021"), ("GM0981", 5)),
    "code-zonder-gm": (("CBS-code", "Jongeren 2021"), ("0981", 5)),
    "code-en-naam": (("Code", "Gemeente", "Jongeren 2021"), ("GM0981", "Vaals", 5)),
    "peiljaar-als-kolom": (("Peiljaar", "Gemeente", "Jongeren"), (2021, "Vaals", 5), (2022, "Vaals", 6)),
    "peiljaar-boven-de-tabel": (("Peiljaar 2021",), (), ("Gemeente", "Jongeren"), ("Vaals", 5)),
    "titel-en-uitleg-erboven": (("Opgave",), ("Vul in wat u weet",), (), KOP, ("Vaals", 5)),
    "eenheid-in-de-titel": (("Gemeente", "Aantal jongeren (aantal) 2021"), ("Vaals", 5)),
    "andere-titel": (("Naam gemeente", "Jeugdigen 2021"), ("Vaals", 5)),
    "titel-over-twee-regels": (("Gemeente", "Jongeren\n2021"), ("Vaals", 5)),
    "sleutel-als-titel": (("gemeente", "jongeren 2021", "verdeelmodel_jeugd 2021"), ("Vaals", 5, 6.5)),
    "noot-eronder": (KOP, ("Vaals", 5), ("Bron: eigen telling", None)),
    "extra-kolom": ((*KOP, "Opmerking"), ("Vaals", 5, "voorlopig")),
    "totaal-dat-klopt": (KOP, ("Vaals", 5), ("Stein", 6), ("Totaal", 11)),
    "lege-regels": (KOP, (), ("Vaals", 5), (), ("Stein", 6)),
    "tekst-met-duizendpunten": (KOP, ("Vaals", "1.234.567"),),
    "tekst-met-komma-nul": (KOP, ("Vaals", "1.234,00"),),
    "tekst-met-spatie": (KOP, ("Vaals", "1\u00a0234"),),
    "tekst-met-streepje": (("Gemeente", "Verdeelmodel jeugd 2021"), ("Vaals", "1.000,-")),
    "euroteken": (("Gemeente", "Verdeelmodel jeugd 2021"), ("Vaals", "€ 1.234,56")),
    "procentteken": (("Gemeente", "Jongeren 2020"), ("Vaals", "2,70%")),
}  # fmt: skip

SLECHT: dict[str, tuple[Rijen, Sequence[str]]] = {
    "tekst": ((KOP, ("Vaals", "veel")), [f"{{cel:B2}}: 'veel'; verwacht: {AANTAL}"]),
    "nvt": ((KOP, ("Vaals", "n.v.t.")), [f"{{cel:B2}}: 'n.v.t.'; verwacht: {AANTAL}"]),
    "streep": ((KOP, ("Vaals", "-")), [f"{{cel:B2}}: '-'; verwacht: {AANTAL}"]),
    "negatief": ((KOP, ("Vaals", -3)), [f"{{cel:B2}}: '-3'; verwacht: {AANTAL}"]),
    "negatief-tussen-haakjes": ((KOP, ("Vaals", "(3)")), [f"{{cel:B2}}: '(3)'; verwacht: {AANTAL}"]),
    "half": ((KOP, ("Vaals", "2,5")), [f"{{cel:B2}}: '2,5'; verwacht: {AANTAL}"]),
    "macht": ((KOP, ("Vaals", "1e5")), [f"{{cel:B2}}: '1e5'; verwacht: {AANTAL}"]),
    "nullen-ervoor": ((KOP, ("Vaals", "007")), [f"{{cel:B2}}: '007'; verwacht: {AANTAL}"]),
    "procent-bij-aantal": ((KOP, ("Vaals", "5%")), [f"{{cel:B2}}: '5%' is een percentage; verwacht: {AANTAL}"]),
    "euro-bij-aantal": ((KOP, ("Vaals", "€ 5")), [f"{{cel:B2}}: '€ 5' is een bedrag; verwacht: {AANTAL}"]),
    "foutwaarde": ((KOP, ("Vaals", "#VERW!")), [f"{{cel:B2}}: '#VERW!' is een foutwaarde; verwacht: {AANTAL}"]),
    "leeg": ((KOP, ("Vaals", 5), ("Stein", None)), [f"{{cel:B3}}: leeg; verwacht: {AANTAL}"]),
    "bijna-een-naam": (
        (KOP, ("Gulpen-Witem", 5)),
        ["{cel:A2}: 'Gulpen-Witem' is geen deelnemer in 2022. Bedoelde u 'Gulpen-Wittem'?"],
    ),
    "onbekende-naam": ((KOP, ("Vaals", 5), ("Utrecht", 5)), ["{cel:A3}: 'Utrecht' is geen deelnemer in 2022"]),
    "onbekende-code": (
        (("Code", "Jongeren 2021"), ("GM0981", 5), ("GM0344", 5)),
        ["{cel:A3}: 'GM0344' is geen code van een deelnemer in 2022"],
    ),
    "dubbel": (
        (KOP, ("Vaals", 5), ("Vaals", 6)),
        ["{cel:A3}: 'Vaals' staat er twee keer bij peiljaar 2021, eerder op {rij:2}"],
    ),
    "code-van-een-ander": (
        (("Code", "Gemeente", "Jongeren 2021"), ("GM0888", "Vaals", 5)),
        ["{cel:A2}: 'GM0888' is de code van Beek, maar in de rij staat Vaals (GM0981)"],
    ),
    "zonder-naam": ((KOP, ("Vaals", 5), (None, 6)), ["{cel:A3}: leeg; verwacht: een deelnemer"]),
    "bijna-een-titel": (
        ((*KOP, "Toekeningen"), ("Vaals", 5, 6)),
        ["{cel:C1}: onbekende kolom 'Toekeningen'. Bedoelde u 'Toekenningen'?"],
    ),
    "duizendtallen": (
        (("Gemeente", "Jongeren 2021 (x 1.000)"), ("Vaals", 5)),
        ["{cel:B1}: 'Jongeren 2021 (x 1.000)' is in duizendtallen; verwacht: de hele getallen"],
    ),
    "andere-eenheid": (
        (("Gemeente", "Jongeren 2021 in %"), ("Vaals", 5)),
        ["{cel:B1}: 'Jongeren 2021 in %' is in procent; verwacht van peiljaar 2021: aantal"],
    ),
    "kolom-dubbel": (
        ((*KOP, "Aantal jongeren 2021"), ("Vaals", 5, 5)),
        ["{cel:C1}: 'Aantal jongeren 2021': kolom 'Jongeren' staat er twee keer"],
    ),
    "te-oud-jaar": (
        (("Gemeente", "Jongeren 2018"), ("Vaals", 5)),
        [
            "{cel:B1}: Jongeren heeft in het regiobestand pas vanaf peiljaar 2020 een eenheid, niet in 2018",
            "{cel:A2}: 'Vaals' is geen deelnemer in 2019",
        ],
    ),
    "boven-honderd": (
        (("Gemeente", "Jongeren 2020"), ("Vaals", "100,5")),
        ["{cel:B2}: '100,5'; verwacht: percentage van 0 tot en met 100"],
    ),
    "geen-jaar": (
        (("Peiljaar", "Gemeente", "Jongeren"), (2021, "Vaals", 5), ("ooit", "Stein", 6)),
        ["{cel:A3}: 'ooit'; verwacht: jaartal, zoals 2021"],
    ),
    "geen-cijfers": ((KOP, (None, None)), ["{rij:1}: onder de kop staan geen cijfers van deelnemers"]),
    "te-veel-cijfers": (
        (KOP, ("Vaals", "12345678901234567")),
        ["{cel:B2}: '12345678901234567' heeft te veel cijfers; een rekenblad bewaart er hooguit 15"],
    ),
}


@dataclass(frozen=True)
class Tabelgeval(Geval):  # type: ignore[misc]
    """A file with the faults that `valideer` should tell, whole; none for a good file."""

    fouten: tuple[str, ...] = ()


def tabelgevallen() -> list[Tabelgeval]:
    """Every table in every kind of file."""
    alle: list[tuple[str, Rijen, Sequence[str]]] = [(naam, rijen, ()) for naam, rijen in GOED.items()]
    alle += [(naam, rijen, fouten) for naam, (rijen, fouten) in SLECHT.items()]
    gemaakt = []
    for naam, rijen, fouten in alle:
        for vorm in VORMEN:
            zinnen = tuple(_place(zin, vorm, rijen) for zin in fouten)
            gemaakt.append(Tabelgeval(f"tabel-{naam}.{vorm}", _maker(rijen, vorm), soort=vorm, fouten=zinnen))
    return gemaakt


def _maker(rijen: Rijen, vorm: str) -> Callable[[], bytes]:
    return lambda: {"csv": _csv, "xlsx": _xlsx, "ods": _ods}[vorm](rijen)


def _csv(rijen: Rijen) -> bytes:
    def cel(waarde: Cel) -> str:
        tekst = "" if waarde is None else str(waarde).replace(".", ",") if isinstance(waarde, float) else str(waarde)
        return f'"{tekst}"' if "\n" in tekst or ";" in tekst else tekst

    return ("\r\n".join(";".join(cel(waarde) for waarde in rij) for rij in rijen) + "\r\n").encode()


def _xlsx(rijen: Rijen) -> bytes:
    def cel(plek: str, waarde: Cel) -> str:
        if waarde is None:
            return ""
        if isinstance(waarde, int | float):
            return f'<c r="{plek}"><v>{waarde}</v></c>'
        return f'<c r="{plek}" t="inlineStr"><is><t xml:space="preserve">{escape(waarde)}</t></is></c>'

    regels = []
    for nummer, rij in enumerate(rijen, start=1):
        cellen = "".join(cel(f"{chr(65 + plek)}{nummer}", waarde) for plek, waarde in enumerate(rij))
        regels.append(f'<row r="{nummer}">{cellen}</row>')
    return xlsx(blad("".join(regels)))


def _ods(rijen: Rijen) -> bytes:
    regels = []
    for rij in rijen:
        cellen = "".join(
            "<table:table-cell/>"
            if waarde is None
            else f'<table:table-cell office:value-type="float" office:value={quoteattr(str(waarde))}/>'
            if isinstance(waarde, int | float)
            else '<table:table-cell office:value-type="string">'
            + "".join(f"<text:p>{escape(deel)}</text:p>" for deel in waarde.split("\n"))
            + "</table:table-cell>"
            for waarde in rij
        )
        regels.append(f"<table:table-row>{cellen or '<table:table-cell/>'}</table:table-row>")
    return ods("".join(regels))


def _place(zin: str, vorm: str, rijen: Rijen) -> str:
    kop = next(rij for rij in rijen if len(rij) > 1)

    def plaats(gevonden: re.Match[str]) -> str:
        soort, plek = gevonden[1], gevonden[2]
        if vorm != "csv":
            return f"blad Opgave, cel {plek}" if soort == "cel" else f"rij {plek}"
        if soort == "rij":
            return f"regel {plek}"
        return f"regel {plek[1:]}, kolom {kop[ord(plek[0]) - 65]}"

    klaar = re.sub(r"\{(cel|rij):([A-Z]?\d+)\}", plaats, zin)
    return klaar if klaar.startswith(("blad", "regel")) else f"blad Opgave, {klaar}"
