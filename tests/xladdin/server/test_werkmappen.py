"""Workbooks as Excel saves them with an add-in open beside them, and as people fill them with sheets of their own."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

VENSTERS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<wetp:taskpanes xmlns:wetp="http://schemas.microsoft.com/office/webextensions/taskpanes/2010/11">
<wetp:taskpane dockstate="right" visibility="0" width="350" row="4"><wetp:webextensionref
xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/></wetp:taskpane>
</wetp:taskpanes>"""
UITBREIDING = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<we:webextension xmlns:we="http://schemas.microsoft.com/office/webextensions/webextension/2010/11"
id="{11111111-2222-3333-4444-555555555555}"><we:reference id="11111111-2222-3333-4444-555555555555"
version="2026.2.0.0" store="\\\\mijn-pc\\invoegtoepassingen" storeType="Filesystem"/><we:alternateReferences/>
<we:properties><we:property name="Office.AutoShowTaskpaneWithDocument" value="true"/>
<we:property name="verdeelwijzer.plannen" value="{&quot;zuid-limburg-2021&quot;:&quot;0123456789abcdef&quot;}"/>
</we:properties><we:bindings/><we:snapshot xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>
</we:webextension>"""
VERWIJZING = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="webextension1.xml"
Type="http://schemas.microsoft.com/office/2011/relationships/webextension"/></Relationships>"""
SOORTEN = (
    '<Override PartName="/xl/webextensions/taskpanes.xml" '
    'ContentType="application/vnd.ms-office.webextensiontaskpanes+xml"/>'
    '<Override PartName="/xl/webextensions/webextension1.xml" '
    'ContentType="application/vnd.ms-office.webextension+xml"/></Types>'
)
VENSTERVERWIJZING = (
    '<Relationship Id="rIdVenster" Type="http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes" '
    'Target="xl/webextensions/taskpanes.xml"/></Relationships>'
)


def met_invoegtoepassing(inhoud: bytes) -> bytes:
    """The workbook as Excel saves it with the pane of an add-in open, that shares its runtime with the functions."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as oud, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for naam in oud.namelist():
            deel = oud.read(naam)
            if naam == "[Content_Types].xml":
                deel = deel.replace(b"</Types>", SOORTEN.encode())
            if naam == "_rels/.rels":
                deel = deel.replace(b"</Relationships>", VENSTERVERWIJZING.encode())
            nieuw.writestr(naam, deel)
        nieuw.writestr("xl/webextensions/taskpanes.xml", VENSTERS)
        nieuw.writestr("xl/webextensions/webextension1.xml", UITBREIDING)
        nieuw.writestr("xl/webextensions/_rels/taskpanes.xml.rels", VERWIJZING)
    return uit.getvalue()


@pytest.fixture
def keur(client):
    def doe(naam, inhoud, adres="/vw/valideer"):
        antwoord = client.post(adres, content=inhoud, headers={"X-Bestandsnaam": naam})
        assert antwoord.status_code == 200, antwoord.text
        return antwoord.json()

    return doe


def test_a_workbook_with_an_add_in_in_it_is_read_as_any_other(keur, invoer):
    kaal = keur("plan.xlsx", invoer.read_bytes())
    met = keur("plan.xlsx", met_invoegtoepassing(invoer.read_bytes()))
    assert met["goed"]
    assert [met[wat] for wat in ("oordeel", "soort", "bevindingen")] == [
        kaal[wat] for wat in ("oordeel", "soort", "bevindingen")
    ]


def test_the_plan_of_a_workbook_with_an_add_in_in_it_is_made(keur, invoer):
    gemaakt = keur("plan.xlsx", met_invoegtoepassing(invoer.read_bytes()), "/vw/plan")
    assert gemaakt["goed"]
    assert "Voorblad" in gemaakt["bladen"]


def test_sheets_of_ones_own_are_no_fault(keur, invoer):
    boek = openpyxl.load_workbook(invoer)
    klad = boek.create_sheet("Kladblok van Els")
    klad["A1"], klad["B2"] = "even rekenen", 123
    boek.create_sheet("Blad1")
    uit = io.BytesIO()
    boek.save(uit)
    for adres in ("/vw/valideer", "/vw/plan"):
        antwoord = keur("plan.xlsx", uit.getvalue(), adres)
        assert antwoord["goed"], antwoord


def test_a_workbook_with_macros_is_told_what_to_do(keur, invoer):
    uit = io.BytesIO()
    with zipfile.ZipFile(invoer) as oud, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for naam in oud.namelist():
            deel = oud.read(naam)
            if naam == "[Content_Types].xml":
                deel = deel.replace(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main").replace(
                    b"application/vnd.openxmlformats-officedocument.sheet.macroEnabled",
                    b"application/vnd.ms-excel.sheet.macroEnabled",
                )
                deel = deel.replace(
                    b"</Types>",
                    b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
                )
            nieuw.writestr(naam, deel)
        nieuw.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    antwoord = keur("plan.xlsm", uit.getvalue())
    assert not antwoord["goed"]
    assert "macro" in antwoord["oordeel"]
    assert ".xlsx" in antwoord["oordeel"]


def test_the_verdict_on_a_workbook_of_our_own_begins_with_its_name():
    from schemas.fouten import Bevinding
    from schemas.keuring import Keuring
    from xladdin.server.werk import oordeel

    tekst = "is een werkmap die Verdeelwijzer heeft gemaakt, en geen invoer."
    keuring = Keuring("plan.xlsx", "", "onbekend", (Bevinding(tekst),))
    assert oordeel(keuring) == f"plan.xlsx {tekst}"
    heel = Keuring("plan.xlsx", "", "onbekend", (Bevinding("Geweigerd: plan.xlsx is leeg.", heel=True),))
    assert oordeel(heel) == "Geweigerd: plan.xlsx is leeg."
    assert (keuring.naast_afwijzing, heel.naast_afwijzing) == (keuring.bevindingen, ())


@pytest.mark.parametrize(
    ("regels", "opdracht", "pagina"),
    [
        (
            ["Gemeente;Jongeren", "Beek;27", "Vaals;29"],
            "peiljaar 2021 (aantal). Geef het met --peiljaar",
            "peiljaar 2021 (aantal). Geef het in het veld Peiljaar",
        ),
        (
            ["Gemeente;Jongeren", "Nergenshuizen;12", "Nergenshoven;14"],
            "bekend is. Zeg met --regio van welke regio het is",
            "bekend is. Zeg in het veld Regio van welke regio het is",
        ),
        (
            ["Gemeente;Peiljaar;Declaraties", "Beek;2020;1.234,56", "Vaals;2020;1,234.56"],
            "een punt. Zeg met --decimaal komma of --decimaal punt wat u bedoelt",
            "een punt. Zeg in het veld Decimaalteken wat u bedoelt: komma of punt",
        ),
    ],
)
def test_advice_is_said_in_the_words_of_the_door(regels, opdracht, pagina):
    from templates.rapport.keuren import Keurvraag, keur_inhoud
    from xladdin.server.werk import Velden, valideer

    inhoud = "\n".join(regels).encode()
    zinnen = [str(een.zin) for een in keur_inhoud(inhoud, "opgave.csv", None, Keurvraag()).keuring.bevindingen]
    op_pagina = [een["tekst"] for een in valideer(inhoud, "opgave.csv", Velden(), None)["bevindingen"]]
    assert any(zin.endswith(opdracht) for zin in zinnen), zinnen
    assert any(zin.endswith(pagina) for zin in op_pagina), op_pagina


def test_what_a_sender_wrote_is_a_value_of_its_own():
    """The page shows it apart from what was expected; it cut a sender's own "; verwacht: " in two."""
    from xladdin.server.werk import Velden, valideer

    inhoud = b'Gemeente;Peiljaar;Jongeren\nBeek;2021;"3; verwacht: 4"\n'
    (een,) = (een for een in valideer(inhoud, "opgave.csv", Velden(), None)["bevindingen"] if een["ernst"] == "fout")
    assert (een["stond"], een["letterlijk"]) == ("'3; verwacht: 4'", True)
    assert een["verwacht"] == "geheel getal van 0 of meer"


def test_a_plan_says_whether_it_ties_up(invoer, monkeypatch):
    from calc.eindoordeel import Eindoordeel
    from xladdin.server import werk

    assert werk.vul_plan(invoer.read_bytes(), "plan.xlsx", "")["sluit"] is True
    monkeypatch.setattr(werk, "eindoordeel", lambda _: Eindoordeel(False, "Sluit niet.", ("fout",), (), ()))
    gemaakt = werk.vul_plan(invoer.read_bytes(), "plan.xlsx", "")
    assert (gemaakt["goed"], gemaakt["sluit"], gemaakt["oordeel"]) == (True, False, "Sluit niet.")


def test_a_region_that_is_not_there_is_named_as_the_field_of_the_page():
    from schemas.fouten import Gebruikersfout
    from xladdin.server.werk import Velden, valideer

    with pytest.raises(Gebruikersfout, match=r"^Regio: .*Bedoelde u 'zuid-limburg'"):
        valideer(b"Gemeente;Jongeren\nBeek;1\n", "opgave.csv", Velden(regio="zuid-limberg"), None)
