"""Building blocks for forms and tables with looks: a table of three participants in every kind of workbook."""
# ruff: noqa: E501 (a case is a row of a table)

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from corpusbouw import HOOFD, TYPEN, Geval, blad, ods_delen, record, xls, xlsx_delen, zip_van

Cel = str | int | float | None
KOP: Sequence[Cel] = ("Gemeente", "Jongeren 2021")
RIJEN: Sequence[Sequence[Cel]] = (KOP, ("Beek", 3180), ("Stein", 4280), ("Vaals", 1420))


@dataclass(frozen=True)
class Opgavegeval(Geval):  # type: ignore[misc]
    """A file with what `valideer` says of it: every fault and warning whole, as `fout: …` and `waarschuwing: …`."""

    zinnen: tuple[str, ...] = ()


class Ruw(str):
    """A cell as it stands in the file; {plek} is its place."""


def zet(plek: str, waarde: Cel, rijen: Sequence[Sequence[Cel]] = RIJEN) -> list[list[Cel]]:
    """The table with one other cell."""
    nieuw = [list(rij) for rij in rijen]
    nieuw[int(plek[1:]) - 1][ord(plek[0]) - 65] = waarde
    return nieuw


# --- xlsx


def xlsxrijen(rijen: Sequence[Sequence[Cel]], kenmerken: Mapping[int, str] | None = None) -> str:
    def cel(plek: str, waarde: Cel) -> str:
        if waarde is None:
            return ""
        if isinstance(waarde, Ruw):
            return waarde.replace("{plek}", plek)
        if isinstance(waarde, int | float):
            return f'<c r="{plek}"><v>{waarde}</v></c>'
        return f'<c r="{plek}" t="inlineStr"><is><t xml:space="preserve">{escape(waarde)}</t></is></c>'

    extra = kenmerken or {}
    return "".join(
        f'<row r="{nummer}"{extra.get(nummer, "")}>'
        + "".join(cel(f"{chr(65 + plek)}{nummer}", waarde) for plek, waarde in enumerate(rij))
        + "</row>"
        for nummer, rij in enumerate(rijen, start=1)
    )


def werkmap(
    rijen: Sequence[Sequence[Cel]] = RIJEN,
    kenmerken: Mapping[int, str] | None = None,
    *,
    voor: str = "",
    na: str = "",
    strings: Sequence[str] = (),
    stand: str = "",
    **anders: object,
) -> dict[str, bytes | str]:
    """The parts of a workbook with the table; `strings` are its shared texts, as XML."""
    delen = xlsx_delen(blad(xlsxrijen(rijen, kenmerken), voor=voor, na=na), **anders)
    if strings:
        delen["xl/sharedStrings.xml"] = (
            f'<sst xmlns="{HOOFD}">{"".join(f"<si>{tekst}</si>" for tekst in strings)}</sst>'
        )
        met_deel(delen, "sharedStrings", "xl/sharedStrings.xml", "sharedStrings")
    if stand:
        vervang(delen, "xl/workbook.xml", 'sheetId="1"', f'sheetId="1" state="{stand}"')
    return delen


def met_deel(delen: dict[str, bytes | str], soort: str, deel: str, inhoudsoort: str) -> None:
    """Declares a part and lets the workbook lead to it."""
    document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    vervang(
        delen, "xl/_rels/workbook.xml.rels", "</Relationships>",
        f'<Relationship Id="r{len(delen)}" Type="{document}/{soort}" Target="/{deel}"/></Relationships>',
    )  # fmt: skip
    vervang(
        delen, "[Content_Types].xml", "</Types>",
        f'<Override xmlns="{TYPEN}" PartName="/{deel}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{inhoudsoort}+xml"/></Types>',
    )  # fmt: skip


def vervang(delen: dict[str, bytes | str], deel: str, oud: str, nieuw: str) -> None:
    tekst = delen[deel]
    assert isinstance(tekst, str)
    assert oud in tekst
    delen[deel] = tekst.replace(oud, nieuw)


def noem(delen: dict[str, bytes | str], oud: str, nieuw: str) -> dict[str, bytes | str]:
    """A part under another name, everywhere: where it stands, where it is declared and where it is related to."""
    kort, kort_nieuw = oud.removeprefix("xl/"), nieuw.removeprefix("xl/")
    return {
        (nieuw if naam == oud else naam.replace(f"_rels/{kort}.rels", f"_rels/{kort_nieuw}.rels")): (
            inhoud.replace(f'"{oud}"', f'"{nieuw}"')
            .replace(f'/{oud}"', f'/{nieuw}"')
            .replace(f'"{kort}"', f'"{kort_nieuw}"')
            if isinstance(inhoud, str)
            else inhoud
        )
        for naam, inhoud in delen.items()
    }


def klaar(maak: Callable[[], dict[str, bytes | str]]) -> Callable[[], bytes]:
    return lambda: zip_van(maak())


# --- ods


def odsrijen(rijen: Sequence[Sequence[Cel]], kenmerken: Mapping[int, str] | None = None) -> str:
    def cel(waarde: Cel) -> str:
        if waarde is None:
            return "<table:table-cell/>"
        if isinstance(waarde, Ruw):
            return str(waarde)
        if isinstance(waarde, int | float):
            return f'<table:table-cell office:value-type="float" office:value="{waarde}"><text:p>{waarde}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="string"><text:p>{escape(waarde)}</text:p></table:table-cell>'

    extra = kenmerken or {}
    return "".join(
        f"<table:table-row{extra.get(nummer, '')}>{''.join(map(cel, rij))}</table:table-row>"
        for nummer, rij in enumerate(rijen, start=1)
    )


def odswerkmap(
    rijen: Sequence[Sequence[Cel]] = RIJEN,
    kenmerken: Mapping[int, str] | None = None,
    *,
    stijlen: str = "",
    kolommen: str = "",
    stijl: str = "",
) -> dict[str, bytes | str]:
    """`stijlen` are automatic styles; `stijl` is the one of the sheet."""
    ruimten = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    delen = ods_delen(
        kolommen + odsrijen(rijen, kenmerken), voor=f"<office:automatic-styles>{stijlen}</office:automatic-styles>"
    )
    vervang(delen, "content.xml", "<office:document-content ", f"<office:document-content {ruimten} ")
    if stijl:
        vervang(delen, "content.xml", "<table:table ", f'<table:table table:style-name="{stijl}" ')
    return delen


# --- xls


def xlsrecords(rijen: Sequence[Sequence[Cel]] = RIJEN, ruw: Mapping[str, bytes] | None = None) -> bytes:
    """The records of the cells; `ruw` replaces those of single cells."""
    anders = ruw or {}
    return b"".join(
        anders.get(f"{chr(65 + kolom)}{rij + 1}") or xlscel(rij, kolom, waarde)
        for rij, cellen in enumerate(rijen)
        for kolom, waarde in enumerate(cellen)
    )


def xlscel(rij: int, kolom: int, waarde: Cel) -> bytes:
    if isinstance(waarde, str):
        ruw = waarde.encode("latin-1")
        return record(0x0204, struct.pack("<HHHHB", rij, kolom, 0, len(ruw), 0) + ruw)
    return b"" if waarde is None else record(0x0203, struct.pack("<HHHd", rij, kolom, 0, waarde))


def xlsformule(rij: int, kolom: int, uitkomst: float, vlaggen: int) -> bytes:
    """`=1` with a stored outcome and flags."""
    return record(0x0006, struct.pack("<HHHdHIH", rij, kolom, 0, uitkomst, vlaggen, 0, 3) + b"\x1e\x01\x00")


def xlsrij(rij: int, *, verborgen: bool) -> bytes:
    return record(0x0208, struct.pack("<HHHHHHHH", rij, 0, 2, 255, 0, 0, 0x0120 if verborgen else 0x0100, 0x0F))


def xlskolom(kolom: int, *, verborgen: bool) -> bytes:
    return record(0x007D, struct.pack("<HHHHHH", kolom, kolom, 2048, 0, int(verborgen), 0))


def xlsopmaak(rij: int, kolom: int, tekst: str, stukken: Sequence[tuple[int, int]]) -> bytes:
    """A text of which parts have another font: from which sign on, and the number of the font."""
    ruw = tekst.encode("latin-1")
    runs = struct.pack("<H", len(stukken)) + b"".join(struct.pack("<HH", *stuk) for stuk in stukken)
    return record(0x00D6, struct.pack("<HHHHB", rij, kolom, 0, len(ruw), 0) + ruw + runs)


def xlsletters(*soorten: tuple[int, int]) -> bytes:
    """Fonts: of each whether it is struck through (8), and where it stands (1 raised, 2 lowered); and one look."""
    letters = b"".join(
        record(0x0031, struct.pack("<HHHHHBBBBBB", 200, vlag, 0, 400, stand, 0, 0, 0, 0, 1, 0) + b"A")
        for vlag, stand in soorten
    )
    return letters + record(0x00E0, struct.pack("<HHHBBBBIIH", 0, 0, 0xFFF5, 0x20, 0, 0, 0, 0, 0, 0))


def oud(cellen: bytes = b"", algemeen: bytes = b"") -> Callable[[], bytes]:
    return lambda: xls(cellen or xlsrecords(), algemeen=algemeen)
