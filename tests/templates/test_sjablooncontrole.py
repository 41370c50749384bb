"""The linter of templates: it names what would be lost and what is missing, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from calc.uitkomst import Uitkomst, bereken
from calc.uitvraag import uitvraag_van
from schemas.gegevens import Gegevens
from templates.formulier.opgaveformulier import maak_opgaveformulier
from templates.gemeente.gemeenteboek import maak_gemeenteboek
from templates.plan.rekenwerk import woorden
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan
from templates.sjabloon.controle import SjabloonOnbruikbaar, controleer_sjabloon, eigen_sjablonen
from templates.sjabloon.meegeleverd import SJABLONEN, WERKMAPPEN, meegeleverd
from templates.sjabloon.namen import MAG_ONTBREKEN, WOORDEN, eisen
from templates.werkmap.blad import Sjabloonfout

Proefplan = Callable[..., Gegevens]
Delen = dict[str, bytes]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAKKET = "http://schemas.openxmlformats.org/package/2006/relationships"
TEKENING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
DRAWINGML = "http://schemas.openxmlformats.org/drawingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PNG = b"\x89PNG\r\n\x1a\n"
EERSTE = "xl/worksheets/sheet1.xml"
"""The letter of the municipality's template."""


def pak_uit(inhoud: bytes) -> Delen:
    with ZipFile(BytesIO(inhoud)) as archief:
        return {naam: archief.read(naam) for naam in archief.namelist()}


def pak_in(delen: Mapping[str, bytes]) -> bytes:
    uit = BytesIO()
    with ZipFile(uit, "w", ZIP_DEFLATED) as archief:
        for naam, inhoud in delen.items():
            archief.writestr(naam, inhoud)
    return uit.getvalue()


def voeg_deel_toe(delen: Delen, naam: str, soort: str, inhoud: bytes) -> None:
    """A part, with what it is."""
    delen[naam] = inhoud
    regel = f'<Override PartName="/{naam}" ContentType="{soort}"/></Types>'.encode()
    delen["[Content_Types].xml"] = delen["[Content_Types].xml"].replace(b"</Types>", regel)


def verwijs(delen: Delen, van: str, soort: str, naar: str) -> None:
    """A relationship from one part to another."""
    map_, _, bestand = van.rpartition("/")
    lijst = f"{map_}/_rels/{bestand}.rels"
    oud = delen.get(lijst, f'<Relationships xmlns="{PAKKET}"></Relationships>'.encode())
    regel = f'<Relationship Id="rIdX{oud.count(b"<Relationship ")}" Type="{soort}" Target="/{naar}"/></Relationships>'
    delen[lijst] = oud.replace(b"</Relationships>", regel.encode())


def aan_blad(delen: Delen, soort: str, naam: str, inhoudssoort: str, inhoud: bytes) -> None:
    voeg_deel_toe(delen, naam, inhoudssoort, inhoud)
    verwijs(delen, EERSTE, f"{REL}/{soort}", naam)


def in_blad(delen: Delen, xml: str) -> None:
    """An element at the end of the sheet."""
    delen[EERSTE] = delen[EERSTE].replace(b"</worksheet>", f"{xml}</worksheet>".encode())


def uitbreiding(uri: str) -> str:
    return (
        f'<extLst><ext uri="{uri}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"/></extLst>'
    )


def tekening(delen: Delen, ding: str) -> None:
    """A drawing over the sheet with one object at cell C5."""
    col, row = (f"<xdr:{as_}>{nr}</xdr:{as_}><xdr:{as_}Off>0</xdr:{as_}Off>" for as_, nr in (("col", 2), ("row", 4)))
    xml = (
        f'<xdr:wsDr xmlns:xdr="{TEKENING}" xmlns:a="{DRAWINGML}" xmlns:r="{REL}" xmlns:mc="{MC}">'
        f"<xdr:oneCellAnchor><xdr:from>{col}{row}</xdr:from>"
        f'<xdr:ext cx="900000" cy="300000"/>{ding}<xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>'
    )
    soort = "application/vnd.openxmlformats-officedocument.drawing+xml"
    aan_blad(delen, "drawing", "xl/drawings/drawing9.xml", soort, xml.encode())
    in_blad(delen, f'<drawing xmlns:r="{REL}" r:id="rIdX0"/>')


def vorm(tekst: str, kenmerk: str = "") -> str:
    return (
        f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="Vorm 1"/><xdr:cNvSpPr {kenmerk}/></xdr:nvSpPr><xdr:spPr/>'
        f"<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{tekst}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    )


def beeld(delen: Delen, bestand: str, in_naam: str = "") -> None:
    plaatje = (
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Logo">{in_naam}</xdr:cNvPr><xdr:cNvPicPr/></xdr:nvPicPr>'
        '<xdr:blipFill><a:blip r:embed="rIdX0"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
        '<xdr:spPr><a:prstGeom prst="rect"/></xdr:spPr></xdr:pic>'
    )
    tekening(delen, plaatje)
    delen[f"xl/media/{bestand}"] = PNG
    einde = bestand.rpartition(".")[2]
    typen = delen["[Content_Types].xml"]
    standaard = f'<Default Extension="{einde}" ContentType="image/{einde}"/></Types>'.encode()
    delen["[Content_Types].xml"] = typen.replace(b"</Types>", standaard)
    verwijs(delen, "xl/drawings/drawing9.xml", f"{REL}/image", f"xl/media/{bestand}")


def eerste_tekst(delen: Delen, kenmerken: str, binnen: str) -> None:
    """Put a cell of another kind in A3 of the letter."""
    rij = re.search(rb'<row r="3"[^>]*>', delen[EERSTE])
    assert rij is not None
    delen[EERSTE] = re.sub(rb'<c r="A3"[^>]*?(?:/>|>.*?</c>)', b"", delen[EERSTE])
    cel = f'<c r="A3" {kenmerken}>{binnen}</c>'.encode()
    delen[EERSTE] = delen[EERSTE].replace(rij[0], rij[0] + cel)


def wijzig_werkboek(oud: bytes, nieuw: bytes, delen: Delen) -> None:
    assert oud in delen["xl/workbook.xml"]
    delen["xl/workbook.xml"] = delen["xl/workbook.xml"].replace(oud, nieuw, 1)


def met_grafiek(delen: Delen) -> None:
    from openpyxl.chart import BarChart, Reference

    boek = load_workbook(BytesIO(pak_in(delen)))
    ws = boek["Brief"]
    grafiek = BarChart()
    grafiek.add_data(Reference(ws, min_col=2, min_row=17, max_row=18))
    ws.add_chart(grafiek, "I2")  # type: ignore[call-arg]
    vervang(delen, boek)


def met_notitie(delen: Delen) -> None:
    boek = load_workbook(BytesIO(pak_in(delen)))
    boek["Brief"]["A1"].comment = Comment("Let op", "Iemand")
    vervang(delen, boek)


def met_wachtwoord(delen: Delen) -> None:
    boek = load_workbook(BytesIO(pak_in(delen)))
    boek["Brief"].protection.set_password("geheim")
    vervang(delen, boek)


def vervang(delen: Delen, boek: Workbook) -> None:
    uit = BytesIO()
    boek.save(uit)
    delen.clear()
    delen.update(pak_uit(uit.getvalue()))


MS = "application/vnd.ms-excel"
OPENXML = "application/vnd.openxmlformats-officedocument"
GAAT_VERLOREN: dict[str, tuple[Callable[[Delen], None], str]] = {
    "tekstvak": (
        partial(tekening, ding=vorm("Concept!", 'txBox="1"')),
        "fout: blad Brief: een tekstvak met de tekst 'Concept!' gaat verloren (bij cel C5); zet de tekst in een cel.",
    ),
    "vorm": (
        partial(tekening, ding=vorm("")),
        "fout: blad Brief: een vorm gaat verloren (bij cel C5); "
        "sla haar op als afbeelding en plaats die (Invoegen > Afbeelding).",
    ),
    "lijn": (
        partial(
            tekening,
            ding='<xdr:cxnSp><xdr:nvCxnSpPr><xdr:cNvPr id="2" name="Lijn"/><xdr:cNvCxnSpPr/></xdr:nvCxnSpPr><xdr:spPr/>'
            "</xdr:cxnSp>",
        ),
        "fout: blad Brief: een lijn of pijl gaat verloren (bij cel C5); "
        "sla haar op als afbeelding en plaats die (Invoegen > Afbeelding).",
    ),
    "object van een nieuw soort": (
        partial(tekening, ding='<mc:AlternateContent><mc:Choice Requires="am3d"/></mc:AlternateContent>'),
        "fout: blad Brief: een object van een nieuw soort gaat verloren (bij cel C5); haal het weg.",
    ),
    "afbeelding met een koppeling": (
        lambda delen: beeld(delen, "logo.png", '<a:hlinkClick r:id="rIdX0"/>'),
        "fout: blad Brief: de koppeling op een afbeelding gaat verloren en beschadigt de werkmap; "
        "haal de koppeling van de afbeelding af en zet haar op een cel.",
    ),
    "afbeelding in EMF": (
        lambda delen: beeld(delen, "logo.emf"),
        "fout: blad Brief: een afbeelding in EMF of WMF gaat verloren; sla haar op als PNG en plaats die.",
    ),
    "afbeelding in de kop": (
        partial(in_blad, xml=f'<legacyDrawingHF xmlns:r="{REL}" r:id="rId9"/>'),
        "fout: blad Brief: een afbeelding in de kop- of voettekst gaat verloren; "
        "plaats haar op het blad zelf (Invoegen > Afbeelding).",
    ),
    "achtergrond": (
        partial(in_blad, xml=f'<picture xmlns:r="{REL}" r:id="rId9"/>'),
        "fout: blad Brief: de achtergrond van het blad gaat verloren; "
        "plaats haar op het blad zelf (Invoegen > Afbeelding).",
    ),
    "opmerking met antwoorden": (
        partial(
            aan_blad,
            soort="threadedComment",
            naam="xl/threadedComments/threadedComment1.xml",
            inhoudssoort=f"{MS}.threadedcomments+xml",
            inhoud=b"<ThreadedComments/>",
        ),
        "fout: blad Brief: een opmerking met antwoorden gaat verloren; "
        "zet de tekst in een cel of in een gewone notitie.",
    ),
    "slicer": (
        partial(
            aan_blad,
            soort="slicer",
            naam="xl/slicers/slicer1.xml",
            inhoudssoort=f"{MS}.slicer+xml",
            inhoud=b"<slicers/>",
        ),
        "fout: blad Brief: een slicer gaat verloren; haal het weg.",
    ),
    "tijdlijn": (
        partial(
            aan_blad,
            soort="timeline",
            naam="xl/timelines/timeline1.xml",
            inhoudssoort=f"{MS}.timeline+xml",
            inhoud=b"<timelines/>",
        ),
        "fout: blad Brief: een tijdlijn gaat verloren; haal het weg.",
    ),
    "grafiek van een nieuw soort": (
        partial(
            aan_blad,
            soort="chartEx",
            naam="xl/charts/chartEx1.xml",
            inhoudssoort=f"{MS}.chartex+xml",
            inhoud=b"<chartSpace/>",
        ),
        "fout: blad Brief: een grafiek van een nieuw soort (waterval, trechter, kaart) gaat verloren; "
        "kies een kolom-, staaf- of lijngrafiek.",
    ),
    "knop": (
        partial(
            aan_blad,
            soort="ctrlProp",
            naam="xl/ctrlProps/ctrlProp1.xml",
            inhoudssoort=f"{MS}.controlproperties+xml",
            inhoud=b"<formControlPr/>",
        ),
        "fout: blad Brief: een knop of keuzevak gaat verloren; haal het weg.",
    ),
    "SmartArt": (
        partial(
            aan_blad,
            soort="diagramDrawing",
            naam="xl/diagrams/drawing1.xml",
            inhoudssoort="application/vnd.ms-office.drawingml.diagramDrawing+xml",
            inhoud=b"<drawing/>",
        ),
        "fout: blad Brief: SmartArt gaat verloren; zet de tekst in een cel.",
    ),
    "sparkline": (
        partial(in_blad, xml=uitbreiding("{05C60535-1F16-4fd2-B633-F4F36F0B64E0}")),
        "fout: blad Brief: een sparkline gaat verloren; gebruik een gewone grafiek.",
    ),
    "gegevensbalk van 2010": (
        partial(in_blad, xml=uitbreiding("{78C0D931-6437-407d-A8EE-F0AAD7539E65}")),
        "fout: blad Brief: een voorwaardelijke opmaak van Excel 2010 of later (gegevensbalk, pictogrammen, ander blad) "
        "gaat verloren; gebruik een voorwaardelijke opmaak met een formule en een kleur.",
    ),
    "regel met een uitbreiding": (
        partial(
            in_blad,
            xml='<conditionalFormatting sqref="B1:B2"><cfRule type="dataBar" priority="9"><dataBar>'
            '<cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar>'
            f"{uitbreiding('{B025F937-C7B1-47D3-B67F-A62EFF666E3E}')}</cfRule></conditionalFormatting>",
        ),
        "fout: blad Brief: een voorwaardelijke opmaak van Excel 2010 of later (gegevensbalk, pictogrammen, ander blad) "
        "gaat verloren; gebruik een voorwaardelijke opmaak met een formule en een kleur.",
    ),
    "validatie van 2010": (
        partial(in_blad, xml=uitbreiding("{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}")),
        "fout: blad Brief: een gegevensvalidatie van Excel 2010 of later gaat verloren; "
        "verwijs in de validatie naar een naam of naar cellen op hetzelfde blad.",
    ),
    "onbekende uitbreiding": (
        partial(in_blad, xml=uitbreiding("{00000000-0000-0000-0000-000000000001}")),
        "fout: blad Brief: een uitbreiding van Excel gaat verloren ({00000000-0000-0000-0000-000000000001}); "
        "haal haar weg.",
    ),
    "wijzigbaar bereik": (
        partial(
            in_blad,
            xml='<protectedRanges><protectedRange sqref="A1" name="Iedereen"/></protectedRanges>',
        ),
        "fout: blad Brief: bereiken die na beveiliging te wijzigen zijn, gaan verloren; "
        "gebruik Celeigenschappen > Bescherming > Geblokkeerd.",
    ),
    "eigen formule": (
        partial(eerste_tekst, kenmerken="", binnen="<f>TODAY()</f><v>44197</v>"),
        "fout: blad Brief, cel A3: het sjabloon heeft een eigen formule, en die krijgt geen waarde; "
        "maak er tekst van; woorden als {jaar} en {regio} vult het programma in.",
    ),
    "dynamische matrix": (
        partial(eerste_tekst, kenmerken='cm="1"', binnen='<f t="array" ref="A3">SORT(B1:B2)</f><v>1</v>'),
        "fout: blad Brief, cel A3: het sjabloon heeft een eigen formule, en die krijgt geen waarde; "
        "maak er tekst van; woorden als {jaar} en {regio} vult het programma in.",
    ),
    "afbeelding in een cel": (
        partial(eerste_tekst, kenmerken='t="e" vm="1"', binnen="<v>#VALUE!</v>"),
        "fout: blad Brief, cel A3: een afbeelding of gegevenstype in de cel gaat verloren; "
        "kies in Excel 'Over cellen plaatsen', of typ de tekst.",
    ),
    "verborgen blad": (
        partial(wijzig_werkboek, b'sheetId="3" state="visible"', b'sheetId="3" state="hidden"'),
        "fout: blad Meerjarig: het blad is verborgen; maak het zichtbaar: een ontvanger moet alles kunnen zien.",
    ),
}
GOED_OM_TE_WETEN: dict[str, tuple[Callable[[Delen], None], str]] = {
    "opmaak binnen een tekst": (
        partial(
            eerste_tekst,
            kenmerken='t="inlineStr"',
            binnen="<is><r><t>gewoon </t></r><r><rPr><b/></rPr><t>vet</t></r></is>",
        ),
        "melding: blad Brief, cel A3: verschil in opmaak binnen de tekst gaat verloren: de hele cel krijgt één opmaak; "
        "geef de cel als geheel haar opmaak.",
    ),
    "printerinstellingen": (
        partial(
            aan_blad,
            soort="printerSettings",
            naam="xl/printerSettings/printerSettings1.bin",
            inhoudssoort=f"{OPENXML}.spreadsheetml.printerSettings",
            inhoud=b"\0\1",
        ),
        "melding: blad Brief: de instellingen van uw printer gaan niet mee; "
        "u hoeft niets te doen: papier, marges en richting blijven.",
    ),
    "aangepaste weergave": (
        partial(in_blad, xml="<customSheetViews/>"),
        "melding: blad Brief: aangepaste weergaven gaan niet mee, en pagina-einden op dit blad ook niet; "
        "verwijder de weergaven met Beeld > Aangepaste weergaven.",
    ),
    "eigen grafiek": (
        met_grafiek,
        "melding: blad Brief: van een eigen grafiek gaan fijne details van de opmaak verloren; "
        "kijk in een gevulde werkmap of zij er nog goed uitziet.",
    ),
    "notitie": (
        met_notitie,
        "melding: blad Brief: notities houden hun tekst, niet hun grootte en opmaak; u hoeft niets te doen.",
    ),
    "wachtwoord": (
        met_wachtwoord,
        "melding: blad Brief: het blad is beveiligd met een wachtwoord, en de gevulde werkmappen dan ook; "
        "beveilig het zonder wachtwoord, dan kan de ontvanger erbij.",
    ),
    "documentbeheer": (
        lambda delen: voeg_deel_toe(delen, "customXml/item1.xml", "application/xml", b"<p/>"),
        "melding: verborgen gegevens van documentbeheer gaan niet mee; u hoeft niets te doen.",
    ),
    "onbekend onderdeel": (
        partial(
            aan_blad,
            soort="nieuw",
            naam="xl/nieuw/nieuw1.xml",
            inhoudssoort="application/vnd.voorbeeld+xml",
            inhoud=b"<p/>",
        ),
        "melding: blad Brief: het onderdeel xl/nieuw/nieuw1.xml gaat niet mee; "
        "kijk in een gevulde werkmap of u iets mist.",
    ),
}


@pytest.mark.parametrize("naam", SJABLONEN)
def test_nothing_is_found_in_the_shipped_templates(naam: str) -> None:
    oordeel = controleer_sjabloon(meegeleverd(naam))
    assert oordeel.bevindingen == ()
    assert oordeel.soort == naam


@pytest.mark.parametrize("geval", GAAT_VERLOREN)
def test_what_would_be_lost_is_a_fault_with_its_place_and_a_way_out(geval: str, tmp_path: Path) -> None:
    doe, verwacht = GAAT_VERLOREN[geval]
    oordeel = controleer_sjabloon(verbouwd(doe, tmp_path))
    assert [str(bevinding) for bevinding in oordeel.fouten] == [verwacht]
    assert not oordeel.bruikbaar


@pytest.mark.parametrize("geval", GOED_OM_TE_WETEN)
def test_what_does_no_harm_is_told_and_may_be_used(geval: str, tmp_path: Path) -> None:
    doe, verwacht = GOED_OM_TE_WETEN[geval]
    oordeel = controleer_sjabloon(verbouwd(doe, tmp_path))
    assert verwacht in [str(bevinding) for bevinding in oordeel.meldingen]
    assert oordeel.bruikbaar


def verbouwd(doe: Callable[[Delen], None], map: Path) -> Path:
    delen = pak_uit(meegeleverd("gemeente.xlsx").read_bytes())
    doe(delen)
    (map / "gemeente.xlsx").write_bytes(pak_in(delen))
    return map / "gemeente.xlsx"


# --- names, sheets, styles and texts


def aangepast(naam: str, map: Path, doe: Callable[[Workbook], None]) -> Path:
    boek = load_workbook(meegeleverd(naam))
    doe(boek)
    boek.save(map / naam)
    return map / naam


def hernoem(boek: Workbook, oud: str, nieuw: str) -> None:
    boek.defined_names[nieuw] = DefinedName(nieuw, attr_text=boek.defined_names.pop(oud).attr_text)


def wijs_naar(boek: Workbook, naam: str, verwijzing: str) -> None:
    boek.defined_names[naam].attr_text = verwijzing


def alleen_op_blad(boek: Workbook) -> None:
    boek["Brief"].defined_names["tabel_gegevens"] = boek.defined_names.pop("tabel_gegevens")


def schrijf(boek: Workbook, blad: str, cel: str, tekst: str) -> None:
    boek[blad][cel] = tekst


AANPASSINGEN: dict[str, tuple[Callable[[Workbook], None], list[str]]] = {
    "blad hernoemd": (
        lambda boek: setattr(boek["Toelichting"], "title", "Toelichtingen"),
        [
            "fout: blad 'Toelichting' ontbreekt; er is wel een blad 'Toelichtingen'; geef het die naam terug.",
            "melding: blad Toelichtingen: dit blad kent het programma niet; het komt zoals het is in elke werkmap.",
        ],
    ),
    "eigen blad erbij": (
        lambda boek: boek.create_sheet("Leeswijzer"),
        ["melding: blad Leeswijzer: dit blad kent het programma niet; het komt zoals het is in elke werkmap."],
    ),
    "naam verkeerd gespeld": (
        partial(hernoem, oud="tabel_gegevens", nieuw="tabel_gegeven"),
        [
            "fout: de naam 'tabel_gegevens' ontbreekt; er is wel een naam 'tabel_gegeven'; "
            "geef de cel op blad Brief die naam (in het meegeleverde sjabloon {tabel_gegevens}).",
            "melding: de naam 'tabel_gegeven' kent het programma niet en vult het niet; "
            "verbeter de naam. Bedoelde u 'tabel_gegevens'?.",
        ],
    ),
    "veld weggelaten": (
        lambda boek: boek.defined_names.pop("bijdrage"),
        [
            "melding: het veld 'bijdrage' ontbreekt en komt niet in de werkmap; "
            "wilt u het wel, geef dan een cel op blad Brief die naam.",
        ],
    ),
    "eigen naam erbij": (
        lambda boek: boek.defined_names.add(DefinedName("btw", attr_text="'Brief'!$I$1")),
        ["melding: de naam 'btw' kent het programma niet en vult het niet; het programma laat haar zoals zij is."],
    ),
    "rij verwijderd waar een naam stond": (
        partial(wijs_naar, naam="tabel_gegevens", verwijzing="'Brief'!#REF!"),
        [
            "fout: de naam 'tabel_gegevens' wijst niet naar één cel, maar naar 'Brief'!#REF!; "
            "laat haar naar één cel op blad Brief wijzen (in het meegeleverde sjabloon {tabel_gegevens}).",
        ],
    ),
    "naam voor meer cellen": (
        partial(wijs_naar, naam="tabel_gegevens", verwijzing="'Brief'!$A$41:$G$41"),
        [
            "fout: de naam 'tabel_gegevens' wijst niet naar één cel, maar naar 'Brief'!$A$41:$G$41; "
            "laat haar naar één cel op blad Brief wijzen (in het meegeleverde sjabloon {tabel_gegevens}).",
        ],
    ),
    "naam op een ander blad": (
        partial(wijs_naar, naam="tabel_gegevens", verwijzing="Toelichting!$A$2"),
        [
            "fout: blad Toelichting, cel A2: de naam 'tabel_gegevens' wijst naar een ander blad; "
            "laat haar naar één cel op blad Brief wijzen (in het meegeleverde sjabloon {tabel_gegevens}).",
        ],
    ),
    "naam die alleen op een blad geldt": (
        alleen_op_blad,
        [
            "fout: blad Brief: de naam 'tabel_gegevens' geldt alleen op dit blad; "
            "geef haar in Formules > Namen beheren het bereik Werkmap.",
        ],
    ),
    "tabel in een andere kolom": (
        partial(wijs_naar, naam="tabel_meerjarig", verwijzing="Meerjarig!$C$4"),
        [
            "fout: blad Meerjarig, cel C4: de tabel 'tabel_meerjarig' begint altijd in kolom A; "
            "laat haar naar één cel op blad Meerjarig wijzen (in het meegeleverde sjabloon A4).",
        ],
    ),
    "invoer verschoven": (
        partial(wijs_naar, naam="tabel_invoer_sleutels", verwijzing="'Invoer Sleutels'!$A$6"),
        [
            "fout: blad Invoer Sleutels, cel A6: de tabel met invoer is verschoven: zij begint altijd in A4; "
            "haal de rijen of kolommen weg die u hebt ingevoegd.",
        ],
    ),
    "tekst op de plaats van een tabel": (
        partial(schrijf, blad="Meerjarig", cel="B9", tekst="Let op!"),
        [
            "fout: blad Meerjarig, cel B9: hier komt de tabel van de naam 'tabel_meerjarig'; "
            "verplaats wat er staat naar boven de tabel, of haal het weg.",
        ],
    ),
    "samengevoegd op de plaats van een tabel": (
        lambda boek: boek["Meerjarig"].merge_cells("B6:C6"),
        [
            "fout: blad Meerjarig: op de plaats van de tabel van de naam 'tabel_meerjarig' zijn cellen samengevoegd "
            "(B6:C6); hef het samenvoegen op.",
        ],
    ),
    "woord dat niemand invult": (
        partial(schrijf, blad="Toelichting", cel="A2", tekst="Voor het {jaartal}"),
        [
            "melding: blad Toelichting, cel A2: {jaartal} is geen woord dat het programma invult; kies uit "
            + ", ".join(f"{{{woord}}}" for woord in sorted(WOORDEN))
            + ".",
        ],
    ),
}


@pytest.mark.parametrize("geval", AANPASSINGEN)
def test_what_is_missing_or_in_the_way_is_told(geval: str, tmp_path: Path) -> None:
    doe, verwacht = AANPASSINGEN[geval]
    plaatsen = {naam: plek.cel for naam, plek in eisen("gemeente.xlsx").namen.items()}
    oordeel = controleer_sjabloon(aangepast("gemeente.xlsx", tmp_path, doe))
    ingevuld = [re.sub(r"\{(tabel_gegevens)\}", lambda v: plaatsen[v[1]], regel) for regel in verwacht]
    assert [str(bevinding) for bevinding in oordeel.bevindingen] == ingevuld


def test_missing_cell_styles_are_told_in_one_line(tmp_path: Path) -> None:
    def zonder(boek: Workbook) -> None:
        for stijl in boek._named_styles:  # type: ignore[attr-defined]
            if stijl.name in ("VW Kop", "VW Noot"):
                stijl.name = f"Onze {stijl.name}"

    oordeel = controleer_sjabloon(aangepast("gemeente.xlsx", tmp_path, zonder))
    assert [str(bevinding) for bevinding in oordeel.bevindingen] == [
        "fout: 2 celstijlen ontbreken: 'VW Kop', 'VW Noot'; haal ze in Excel terug met Start > Celstijlen > "
        "Stijlen samenvoegen, uit het meegeleverde sjabloon."
    ]


def test_the_words_that_may_be_used_are_those_that_are_filled(proefplan: Proefplan) -> None:
    assert set(woorden(bereken(proefplan(deelnemers=3)))) <= WOORDEN
    gebruikt = set()
    for naam in WERKMAPPEN:
        for ws in load_workbook(meegeleverd(naam)).worksheets:
            for cel in ws._cells.values():
                gebruikt |= set(re.findall(r"\{(\w+)\}", str(cel.value)))
    assert gebruikt <= WOORDEN


# --- what the linter calls needed is what filling needs


@pytest.fixture(scope="module")
def vullers(proefplan: Proefplan) -> dict[str, Callable[[Path], bytes]]:
    klein: Uitkomst = bereken(proefplan(deelnemers=3, vastgesteld=(2020,)))
    uitvraag = uitvraag_van(klein.gegevens.regio, 2022)
    vraag = uitvraag.deelnemers["GM9000"]
    return {
        "uitvoeringsplan.xlsx": lambda pad: maak_uitvoeringsplan(klein, versie="1.0", sjabloon=pad),
        "gemeente.xlsx": lambda pad: maak_gemeenteboek(klein, "GM9000", versie="1.0", sjabloon=pad),
        "formulier.xlsx": lambda pad: maak_opgaveformulier(uitvraag, vraag, "kenmerk", {}, pad),
    }


ALLE_NAMEN = [(bestand, naam) for bestand in WERKMAPPEN for naam in eisen(bestand).namen]


@pytest.mark.parametrize(("bestand", "naam"), ALLE_NAMEN)
def test_a_name_that_may_be_left_out_can_be_left_out(
    bestand: str, naam: str, vullers: Mapping[str, Callable[[Path], bytes]], tmp_path: Path
) -> None:
    pad = aangepast(bestand, tmp_path, lambda boek: boek.defined_names.pop(naam))
    oordeel = controleer_sjabloon(pad)
    assert len(oordeel.bevindingen) == 1
    assert oordeel.bruikbaar == (naam in MAG_ONTBREKEN[bestand])
    if oordeel.bruikbaar:
        assert vullers[bestand](pad)


@pytest.mark.parametrize("bestand", WERKMAPPEN)
def test_a_template_without_a_name_that_is_needed_is_refused_by_name(
    bestand: str, vullers: Mapping[str, Callable[[Path], bytes]], tmp_path: Path
) -> None:
    """So that a person reads which name, also where nobody looked first."""
    nodig = next(naam for naam in eisen(bestand).namen if naam not in MAG_ONTBREKEN[bestand])
    if bestand == "formulier.xlsx":
        nodig = "tabel_cijfers"
    pad = aangepast(bestand, tmp_path, lambda boek: boek.defined_names.pop(nodig))
    with pytest.raises(Sjabloonfout, match=f"mist de naam '{nodig}'"):
        vullers[bestand](pad)


# --- files from outside


@pytest.mark.parametrize(
    ("inhoud", "verwacht"),
    [
        (b"", "fout: het bestand is leeg (0 bytes); kijk of het opslaan is gelukt en stuur het bestand opnieuw."),
        (b"gemeente;jongeren\nA;1\n", "fout: het bestand "),
        (PNG, "fout: het bestand "),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_by_the_gate(inhoud: bytes, verwacht: str, tmp_path: Path) -> None:
    (tmp_path / "gemeente.xlsx").write_bytes(inhoud)
    oordeel = controleer_sjabloon(tmp_path / "gemeente.xlsx")
    assert not oordeel.bruikbaar
    assert [str(bevinding)[: len(verwacht)] for bevinding in oordeel.bevindingen] == [verwacht]


@pytest.mark.parametrize(
    ("formule", "stuk"),
    [
        ('WEBSERVICE("http://voorbeeld.nl")', "heeft een formule met WEBSERVICE"),
        ("cmd|' /C calc'!A0", "heeft een formule die een ander programma aanroept (DDE)"),
        ("[1]Blad1!A1", "heeft een formule die naar een ander bestand verwijst"),
    ],
)
def test_a_formula_that_reaches_outside_is_refused_by_the_gate(formule: str, stuk: str, tmp_path: Path) -> None:
    pad = verbouwd(partial(eerste_tekst, kenmerken="", binnen=f"<f>{formule}</f><v>0</v>"), tmp_path)
    (bevinding,) = controleer_sjabloon(pad).bevindingen
    assert stuk in str(bevinding)


def test_a_template_with_macros_is_refused_by_the_gate(tmp_path: Path) -> None:
    soort = "application/vnd.ms-office.vbaProject"
    pad = verbouwd(lambda delen: voeg_deel_toe(delen, "xl/vbaProject.bin", soort, b"x"), tmp_path)
    (bevinding,) = controleer_sjabloon(pad).bevindingen
    assert "heeft macro's" in str(bevinding)


def test_another_workbook_is_no_template(tmp_path: Path) -> None:
    boek = Workbook()
    boek.save(tmp_path / "iets.xlsx")
    oordeel = controleer_sjabloon(tmp_path / "iets.xlsx")
    assert [str(bevinding) for bevinding in oordeel.bevindingen] == [
        "fout: dit is geen sjabloon van Verdeelwijzer; begin met een meegeleverd sjabloon en houd zijn naam: "
        "uitvoeringsplan.xlsx, gemeente.xlsx, formulier.xlsx."
    ]


def test_a_template_under_another_name_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "brief nieuw.xlsx").write_bytes(meegeleverd("gemeente.xlsx").read_bytes())
    oordeel = controleer_sjabloon(tmp_path / "brief nieuw.xlsx")
    assert oordeel.soort == "gemeente.xlsx"
    assert [str(bevinding) for bevinding in oordeel.bevindingen] == [
        "melding: plan --sjablonen gebruikt dit bestand onder deze naam niet; noem het gemeente.xlsx."
    ]


def test_templates_with_faults_are_refused_all_at_once(tmp_path: Path) -> None:
    aangepast("gemeente.xlsx", tmp_path, lambda boek: boek.defined_names.pop("tabel_brief"))
    aangepast("uitvoeringsplan.xlsx", tmp_path, lambda boek: boek["Meerjarig"].merge_cells("B6:C6"))
    with pytest.raises(SjabloonOnbruikbaar) as fout:
        eigen_sjablonen(tmp_path, ("uitvoeringsplan.xlsx", "gemeente.xlsx", "formulier.xlsx"))
    assert [regel.split(":")[0] for regel in str(fout.value).splitlines()] == [
        "sjabloon uitvoeringsplan.xlsx is niet bruikbaar (1 fout)",
        "  fout",
        "sjabloon gemeente.xlsx is niet bruikbaar (1 fout)",
        "  fout",
    ]
