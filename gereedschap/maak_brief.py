"""Make the first version of the template of the letter: `python -m gereedschap.maak_brief MAP`.

An ordinary Word document with ordinary merge fields: a person may restyle it in Word, move fields, leave fields out and
write text of its own between them. What the fields are called stands in templates/brief/briefdocument.py.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from calc.brief.afrekenbrief import KOLOMMEN as AFREKENKOLOMMEN
from schemas.ooxml.pakket import pak_in
from templates.sjabloon.meegeleverd import AFREKENING, BRIEF, meegeleverd

BLAUW: Final = "1F3A5F"
LICHT: Final = "E8EEF5"
GRIJS: Final = "ECEFF3"
LIJN: Final = "B8C0CA"
TEKSTGRIJS: Final = "5A6470"
BREEDTE: Final = 9524
"""Of the text, in twentieths of a point: A4 less margins of 2,1 cm."""
KOLOMMEN: Final = (2024, 1650, 850, 1650, 1700, 1650)
"""A name may break between its words; an amount of tens of millions, in bold and with its cents, stays in one piece."""
AFREKENBREEDTES: Final = (1904, *[1270] * 6)
TERMIJNEN: Final = (2900, 1900)
MS: Final = "http://schemas.openxmlformats.org"
KOP: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMEN: Final = f'xmlns:w="{MS}/wordprocessingml/2006/main" xmlns:r="{MS}/officeDocument/2006/relationships"'
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def veld(naam: str) -> str:
    """A merge field as Word writes it, shown as «naam»."""
    delen = ("begin", f" MERGEFIELD {naam} \\* MERGEFORMAT ", "separate", f"«{naam}»", "end")
    uit = []
    for nummer, deel in enumerate(delen):
        if nummer == 1:
            binnen = f'<w:instrText xml:space="preserve">{deel}</w:instrText>'
        elif nummer == 3:
            binnen = f"<w:t>{deel}</w:t>"
        else:
            binnen = f'<w:fldChar w:fldCharType="{deel}"/>'
        uit.append(f"<w:r>{{opmaak}}{binnen}</w:r>")
    return "".join(uit)


def loop(*stukken: str, opmaak: str = "") -> str:
    """Runs: plain texts, and fields by `{naam}`."""
    opmaak = f"<w:rPr>{opmaak}</w:rPr>" if opmaak else ""
    uit = []
    for stuk in stukken:
        if stuk.startswith("{"):
            uit.append(veld(stuk[1:-1]).replace("{opmaak}", opmaak))
        else:
            uit.append(f'<w:r>{opmaak}<w:t xml:space="preserve">{stuk}</w:t></w:r>')
    return "".join(uit)


def alinea(stijl: str, *stukken: str, extra: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{stijl}"/>{extra}</w:pPr>{loop(*stukken)}</w:p>'


def cel(breedte: int, stijl: str, *stukken: str, vlak: str = "", boven: bool = False) -> str:
    lijn = f'<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{BLAUW}"/></w:tcBorders>' if boven else ""
    schaduw = f'<w:shd w:val="clear" w:color="auto" w:fill="{vlak}"/>' if vlak else ""
    eigen = f'<w:tcPr><w:tcW w:w="{breedte}" w:type="dxa"/>{lijn}{schaduw}<w:vAlign w:val="center"/></w:tcPr>'
    return f"<w:tc>{eigen}{alinea(stijl, *stukken)}</w:tc>"


def rij(cellen: Sequence[str], *, kop: bool = False) -> str:
    eigen = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if kop else ''}</w:trPr>"
    return f"<w:tr>{eigen}{''.join(cellen)}</w:tr>"


def tabel(breedtes: Sequence[int], rijen: Sequence[str], *, lijnen: bool = True) -> str:
    lijn = f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LIJN}"/>' if lijnen else ""
    slot = f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{LIJN}"/>' if lijnen else ""
    eigen = (
        f'<w:tblPr><w:tblW w:w="{sum(breedtes)}" w:type="dxa"/><w:tblBorders>{slot}{lijn}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    rooster = "".join(f'<w:gridCol w:w="{breedte}"/>' for breedte in breedtes)
    return f"<w:tbl>{eigen}<w:tblGrid>{rooster}</w:tblGrid>{''.join(rijen)}</w:tbl>"


def kosten() -> str:
    koppen = ("Kostensoort", "Te verdelen", "Uw deel", "{vorig_jaar}", "{jaar}", "Verschil")
    velden = ("{kostensoort}", "{te_verdelen}", "{aandeel}", "{vorig}", "{nieuw}", "{verschil}")
    totaal = ("{samen}", "{samen_te_verdelen}", "", "{samen_vorig}", "{samen_nieuw}", "{samen_verschil}")
    return cijfertabel(KOLOMMEN, ((koppen, "Tabelkop", BLAUW), (velden, "Tabel", ""), (totaal, "Tabeltotaal", GRIJS)))


def cijfertabel(breedtes: Sequence[int], regels: Sequence[tuple[Sequence[str], str, str]]) -> str:
    """Of each row its texts, its style and its colour; the first column is a name."""
    rijen = []
    for teksten, stijl, vlak in regels:
        cellen = [
            cel(
                breed, stijl if not n else f"{stijl}rechts", *([tekst] if tekst else []), vlak=vlak, boven=vlak == GRIJS
            )
            for n, (breed, tekst) in enumerate(zip(breedtes, teksten, strict=True))
        ]
        rijen.append(rij(cellen, kop=vlak == BLAUW))
    return tabel(breedtes, rijen)


def afrekentabel() -> str:
    koppen = ("Kostensoort", "Voorlopig", "Door de kosten", "Door de sleutel", "Definitief", "Voorschot", "Te betalen")
    velden = ("{kostensoort}", *(f"{{{naam}}}" for naam in AFREKENKOLOMMEN))
    totaal = ("{samen}", *(f"{{samen_{naam}}}" for naam in AFREKENKOLOMMEN))
    return cijfertabel(
        AFREKENBREEDTES, ((koppen, "Tabelkop", BLAUW), (velden, "Tabel", ""), (totaal, "Tabeltotaal", GRIJS))
    )


def termijnen() -> str:
    rijen = []
    for teksten, stijl, vlak in (
        (("Uiterlijk op", "Bedrag"), "Tabelkop", BLAUW),
        (("{termijn_dag}", "{termijn_bedrag}"), "Tabel", ""),
    ):
        cellen = [
            cel(b, stijl if not n else f"{stijl}rechts", tekst, vlak=vlak)
            for n, (b, tekst) in enumerate(zip(TERMIJNEN, teksten, strict=True))
        ]
        rijen.append(rij(cellen, kop=bool(vlak)))
    return tabel(TERMIJNEN, rijen)


def brief() -> list[str]:
    """The letter of a plan, below its head."""
    stukken = [alinea("Standaard", "{wat}"), kosten(), alinea("Noot", "{noot}"), alinea("Standaard", "{vergelijking}")]
    for naam in ("waarom", "betaling", "status", "keuzepakket"):
        stukken += [alinea("Kop", f"{{kop_{naam}}}"), alinea("Standaard", f"{{{naam}}}")]
        if naam == "betaling":
            stukken.append(termijnen())
    return stukken


def afrekening() -> list[str]:
    """The letter of a settlement, below its head."""
    stukken = [alinea("Standaard", "{wat}"), afrekentabel(), alinea("Noot", "{noot}")]
    for naam in ("waarom", "betaling", "status"):
        stukken += [alinea("Kop", f"{{kop_{naam}}}"), alinea("Standaard", f"{{{naam}}}")]
        if naam == "waarom":
            stukken.append(alinea("Standaard", "{cijfers}"))
    return stukken


def document(inhoud: Sequence[str]) -> str:
    smal = (1500, BREEDTE - 1500)
    gegevens = (
        ("Datum", "{datum}"),
        ("Kenmerk", "{kenmerk}"),
        ("Onderwerp", "{onderwerp}"),
        ("Status", "{plan_status}"),
    )
    stukken = [
        alinea("Adres", "{geadresseerde}"),
        tabel(
            smal,
            [rij([cel(smal[0], "Label", kop), cel(smal[1], "Tabel", tekst)]) for kop, tekst in gegevens],
            lijnen=False,
        ),
        alinea("Aanhef", "{aanhef}"),
        alinea("Bedrag", "{bedrag}"),
        *inhoud,
        alinea("Standaard", "{eigen}", extra='<w:spacing w:before="160"/>'),
        alinea("Kop", "{kop_vragen}"),
        alinea("Standaard", "{vragen}"),
        alinea("Groet", "Met vriendelijke groet,"),
        alinea("Standaard", "{ondertekening}"),
    ]
    sectie = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1700" w:right="1191" w:bottom="1020" w:left="1191" '
        'w:header="567" w:footer="454" w:gutter="0"/></w:sectPr>'
    )
    return f"{KOP}<w:document {NAMEN}><w:body>{''.join(stukken)}{sectie}</w:body></w:document>"


def stijl(naam: str, letter: str = "", regel: str = "", *, op: str = "Standaard", gewoon: bool = False) -> str:
    basis = "" if gewoon else f'<w:basedOn w:val="{op}"/>'
    standaard = ' w:default="1"' if gewoon else ""
    heet = "Normal" if gewoon else naam
    return (
        f'<w:style w:type="paragraph"{standaard} w:styleId="{naam}"><w:name w:val="{heet}"/>{basis}'
        f"<w:qFormat/><w:pPr>{regel}</w:pPr><w:rPr>{letter}</w:rPr></w:style>"
    )


def stijlen() -> str:
    def ruim(voor: int, na: int, hoogte: int = 250) -> str:
        return f'<w:spacing w:before="{voor}" w:after="{na}" w:line="{hoogte}" w:lineRule="auto"/>'

    def letter(grootte: int, kleur: str = "", *, vet: bool = False) -> str:
        vorm = "<w:b/>" if vet else ""
        tint = f'<w:color w:val="{kleur}"/>' if kleur else ""
        return f'{vorm}{tint}<w:sz w:val="{grootte}"/><w:szCs w:val="{grootte}"/>'

    rechts = '<w:jc w:val="right"/>'
    vlak = (
        f'<w:pBdr><w:left w:val="single" w:sz="36" w:space="8" w:color="{BLAUW}"/></w:pBdr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{LICHT}"/>'
    )
    alle = (
        stijl("Standaard", letter(21), ruim(0, 60), gewoon=True),
        stijl("Adres", letter(21), ruim(0, 160)),
        stijl("Label", letter(19, TEKSTGRIJS), ruim(0, 0, 240)),
        stijl("Aanhef", letter(21), ruim(200, 100)),
        stijl("Bedrag", letter(28, BLAUW, vet=True), f"<w:keepNext/>{vlak}{ruim(60, 140, 276)}"),
        stijl("Kop", letter(23, BLAUW, vet=True), f"<w:keepNext/>{ruim(160, 30)}"),
        stijl("Noot", letter(17, TEKSTGRIJS), ruim(40, 80)),
        stijl("Groet", letter(21), f"<w:keepNext/>{ruim(240, 480)}"),
        stijl("Tabel", letter(20), ruim(0, 0, 240)),
        stijl("Tabelrechts", "", rechts, op="Tabel"),
        stijl("Tabelkop", letter(19, "FFFFFF", vet=True), ruim(20, 20, 240)),
        stijl("Tabelkoprechts", "", rechts, op="Tabelkop"),
        stijl("Tabeltotaal", letter(20, vet=True), ruim(0, 0, 240)),
        stijl("Tabeltotaalrechts", "", rechts, op="Tabeltotaal"),
        stijl(
            "Briefhoofd",
            letter(32, BLAUW, vet=True),
            f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="4" w:color="{BLAUW}"/></w:pBdr>{ruim(0, 20)}',
        ),
        stijl("Afzender", letter(19, TEKSTGRIJS), ruim(0, 0)),
        stijl("Voet", letter(17, TEKSTGRIJS), f'<w:tabs><w:tab w:val="right" w:pos="{BREEDTE}"/></w:tabs>'),
    )
    taal = '<w:lang w:val="nl-NL"/>'
    soort = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'
    gewoon = f"<w:docDefaults><w:rPrDefault><w:rPr>{soort}{taal}</w:rPr></w:rPrDefault></w:docDefaults>"
    return f"{KOP}<w:styles {NAMEN}>{gewoon}{''.join(alle)}</w:styles>"


def bladzijde(code: str) -> str:
    """A number that Word works out."""
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def delen(inhoud: Sequence[str] = (), voet: str = "Bijdrage ") -> dict[str, str]:
    hoofd = alinea("Briefhoofd", "{regio}") + alinea("Afzender", "{afzender}")
    tab = "<w:r><w:tab/></w:r>"
    links = loop(voet, "{gemeente}", " ", "{jaar}", " · ", "{plan_status}")
    nummers = f"{loop('bladzijde ')}{bladzijde('PAGE')}{loop(' van ')}{bladzijde('NUMPAGES')}"
    onder = f'<w:p><w:pPr><w:pStyle w:val="Voet"/></w:pPr>{links}{tab}{nummers}</w:p>'
    verwijs = f"{MS}/officeDocument/2006/relationships"
    relaties = (
        ("styles", "styles.xml"),
        ("settings", "settings.xml"),
        ("header", "header1.xml"),
        ("footer", "footer1.xml"),
    )
    regels = "".join(
        f'<Relationship Id="rId{n}" Type="{verwijs}/{soort}" Target="{doel}"/>'
        for n, (soort, doel) in enumerate(relaties, 2)
    )
    soorten = (
        ("document.xml", "document.main"),
        ("styles.xml", "styles"),
        ("settings.xml", "settings"),
        ("header1.xml", "header"),
        ("footer1.xml", "footer"),
    )
    typen = "".join(f'<Override PartName="/word/{naam}" ContentType="{WORD}.{soort}+xml"/>' for naam, soort in soorten)
    pakket = f"{MS}/package/2006"
    begin = f'<Relationship Id="rId1" Type="{verwijs}/officeDocument" Target="word/document.xml"/>'
    gewoon = "application/vnd.openxmlformats-package.relationships+xml"
    word = "http://schemas.microsoft.com/office/word"
    zo_nieuw = f'<w:compatSetting w:name="compatibilityMode" w:uri="{word}" w:val="15"/>'
    return {
        "[Content_Types].xml": (
            f'{KOP}<Types xmlns="{pakket}/content-types"><Default Extension="rels" ContentType="{gewoon}"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{typen}</Types>'
        ),
        "_rels/.rels": f'{KOP}<Relationships xmlns="{pakket}/relationships">{begin}</Relationships>',
        "word/_rels/document.xml.rels": f'{KOP}<Relationships xmlns="{pakket}/relationships">{regels}</Relationships>',
        "word/document.xml": document(inhoud or brief()),
        "word/styles.xml": stijlen(),
        "word/settings.xml": f"{KOP}<w:settings {NAMEN}><w:compat>{zo_nieuw}</w:compat></w:settings>",
        "word/header1.xml": f"{KOP}<w:hdr {NAMEN}>{hoofd}</w:hdr>",
        "word/footer1.xml": f"{KOP}<w:ftr {NAMEN}>{onder}</w:ftr>",
    }


def maak_brief() -> bytes:
    """The letter, with its fields still empty."""
    return pak_in({naam: tekst.encode() for naam, tekst in delen().items()})


def maak_afrekening() -> bytes:
    """The letter of a settlement, with its fields still empty."""
    return pak_in({naam: tekst.encode() for naam, tekst in delen(afrekening(), "Afrekening ").items()})


MAKERS: Final = {BRIEF: maak_brief, AFREKENING: maak_afrekening}


def main(map: Path | None) -> None:
    for naam, maak in MAKERS.items():
        doel = map or meegeleverd(naam).parent
        doel.mkdir(parents=True, exist_ok=True)
        (doel / naam).write_bytes(maak())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
