"""Text files: encodings that nobody can read, binary bytes, lines without end, and cells that call something."""
# ruff: noqa: E501 (a case is a row of a table)

from __future__ import annotations

from collections.abc import Iterator

from corpusbouw import Geval

KOP = "gemeente;jongeren\r\n"


def gevallen() -> Iterator[Geval]:
    for naam, inhoud, reden in (
        ("nul-bytes.csv", b"gemeente;jongeren\r\nBeek;\0\0\r\n", "is geen tekst: er staan nul-tekens in"),
        ("utf16-zonder-merk.csv", KOP.encode("utf-16-le"), "is geen tekst: er staan nul-tekens in"),
        ("utf32.csv", KOP.encode("utf-32"), "heeft een tekencodering die niet gebruikelijk is (UTF-32)"),
        ("utf32-be.csv", b"\x00\x00\xfe\xff" + KOP.encode("utf-32-be"), "heeft een tekencodering die niet gebruikelijk is (UTF-32)"),
        ("utf16-half.csv", b"\xff\xfeg\0e\0m", "is geen tekst: een deel past niet bij hoe het bestand begint"),
        ("escape.csv", f"{KOP}\x1b[2JBeek;1\r\n".encode(), "is geen gewone tekst: er staan stuurtekens in"),
        ("bel.csv", f"{KOP}Beek\x07;1\r\n".encode(), "is geen gewone tekst: er staan stuurtekens in"),
        ("backspace.txt", f"{KOP}Beek\x08\x08;1\r\n".encode(), "is geen gewone tekst: er staan stuurtekens in"),
        ("willekeurig.csv", bytes((i * 73 + 11) % 251 + 1 for i in range(5_000)), "is geen gewone tekst: er staan stuurtekens in"),
        ("lange-regel.csv", b"a" * 100_001, "heeft een regel van meer dan 100000 tekens"),
        ("lange-regel-veel-velden.csv", KOP.encode() + b"1;" * 60_000, "heeft een regel van meer dan 100000 tekens"),
        ("veel-regels.csv", b"1;2\n" * 2_000_001, "heeft meer dan 2000000 regels"),
    ):  # fmt: skip
        yield Geval(naam, lambda inhoud=inhoud: inhoud, reden)
    dde = "heeft een formule die een ander programma aanroept (DDE): "
    for naam, tekst, reden in (
        ("dde.csv", "=cmd|'/c calc'!A0;1", f"{dde}'cmd|'/c calc'!A0'"),
        ("dde-plus.csv", "+cmd|'/c calc'!A0;1", f"{dde}'cmd|'/c calc'!A0'"),
        ("dde-rekent.csv", "Beek;-2+3+cmd|' /C calc'!D2", f"{dde}'2+3+cmd|' /C calc'!D2'"),
        ("dde-quotes.csv", "\"=cmd|'/c \"\"calc\"\"'!A0\";1", f"{dde}'cmd|'/c \"calc\"'!A0'"),
        ("dde-spatie.csv", "  =cmd|'/c calc'!A0;1", f"{dde}'cmd|'/c calc'!A0'"),
        ("webservice.csv", '"=WEBSERVICE(""http://voorbeeld.invalid"")";1', "heeft een formule met WEBSERVICE, die gegevens van buiten haalt of iets start"),
        ("elders.csv", "Beek;='[boek.xlsx]Blad'!A1", "heeft een formule die naar een ander bestand verwijst: ''[boek.xlsx]Blad'!A1'"),
        ("at.tsv", "@SUM(1)+cmd|'/c calc'!A0\t1", f"{dde}'SUM(1)+cmd|'/c calc'!A0'"),
    ):  # fmt: skip
        kop = KOP.replace(";", "\t") if naam.endswith("tsv") else KOP
        yield Geval(naam, lambda kop=kop, tekst=tekst: f"{kop}{tekst}\r\n".encode(), reden)
