"""What a sender sees is not always what the file holds: stale outcomes, footnotes, filters, merged cells, hidden sheets."""
# ruff: noqa: E501 (a case is a row of a table)

from __future__ import annotations

import struct
from collections.abc import Iterator

from corpusbouw import Geval, record
from opgavebouw import (
    KOP,
    RIJEN,
    Opgavegeval,
    Ruw,
    klaar,
    odswerkmap,
    oud,
    vervang,
    werkmap,
    xlscel,
    xlsformule,
    xlskolom,
    xlsletters,
    xlsopmaak,
    xlsrecords,
    xlsrij,
    zet,
)

AANTAL = "geheel getal van 0 of meer"
GEEN = f"heeft geen berekende waarde in het bestand; verwacht: {AANTAL}. Open het bestand in Excel en sla het op, of typ de waarde."
FORMULE = Ruw('<c r="{plek}"><f>3170+10</f><v>0</v></c>')
BEREKEND = Ruw('<c r="{plek}"><f>3170+10</f><v>3180</v></c>')
WEG = "is verborgen, maar wel gelezen; kijk of er een filter aan staat"
DERDE = f"waarschuwing: blad Opgave, rij 3: rij 3 {WEG}"
SAMEN = "staat onder een samengevoegde cel, waar niemand het ziet; verwacht: {}. Hef de samenvoeging op en kijk wat er moet staan."
CELEN = '<table:table-cell office:value-type="string"><text:p>'


def gevallen() -> Iterator[Geval]:
    yield from _verouderd()
    yield from _tekens()
    yield from _verborgen()
    yield from _samengevoegd()
    yield from _raar()


def _goed(naam: str, maak: object, *zinnen: str) -> Opgavegeval:
    soort = naam.rpartition(".")[2]
    return Opgavegeval(naam, maak, soort=soort, zinnen=zinnen)


# --- outcomes that the file itself calls stale


def _verouderd() -> Iterator[Geval]:
    fout = f"fout: blad Opgave, cel B2: formule '=3170+10' {GEEN}"
    for naam, boek in (
        ("bij-openen", '<calcPr calcId="124519" fullCalcOnLoad="1"/>'),
        ("bij-openen-waar", '<calcPr fullCalcOnLoad="true"/>'),
        ("niet-klaar", '<calcPr calcMode="manual" calcCompleted="0"/>'),
    ):
        yield _goed(f"verouderd-{naam}.xlsx", klaar(lambda boek=boek: werkmap(zet("B2", FORMULE), boek=boek)), fout)
    yield _goed(
        "verouderd-blad.xlsx", klaar(lambda: werkmap(zet("B2", FORMULE), na='<sheetCalcPr fullCalcOnLoad="1"/>')), fout
    )
    yield _goed(
        "verouderd-met-uitkomst.xlsx",
        klaar(lambda: werkmap(zet("B2", BEREKEND), boek='<calcPr fullCalcOnLoad="1"/>')),
        fout,
    )
    yield _goed(
        "verouderd-naam.xlsx",
        klaar(
            lambda: werkmap(
                zet("A2", Ruw('<c r="{plek}" t="str"><f>"Be"&amp;"ek"</f><v></v></c>')),
                boek='<calcPr fullCalcOnLoad="1"/>',
            )
        ),
        f'fout: blad Opgave, cel A2: formule \'="Be"&"ek"\' {GEEN.replace(AANTAL, "een deelnemer")}',
    )
    yield _goed(
        "verouderd-gedeeld.xlsx",
        klaar(
            lambda: werkmap(
                zet("B2", Ruw('<c r="{plek}"><f t="shared" si="0"/><v>0</v></c>')), boek='<calcPr fullCalcOnLoad="1"/>'
            )
        ),
        f"fout: blad Opgave, cel B2: de formule {GEEN}",
    )
    yield _goed("berekend.xlsx", klaar(lambda: werkmap(zet("B2", BEREKEND), boek='<calcPr calcId="191029"/>')))
    yield _goed("berekend-zonder-formule.xlsx", klaar(lambda: werkmap(boek='<calcPr fullCalcOnLoad="1"/>')))
    yield _goed(
        "berekend-met-de-hand.xlsx",
        klaar(lambda: werkmap(zet("B2", BEREKEND), boek='<calcPr calcMode="manual" fullCalcOnLoad="0"/>')),
    )
    oude_fout = f"fout: blad Opgave, cel B2: de formule {GEEN}"
    yield _goed("verouderd.xls", oud(xlsrecords(ruw={"B2": xlsformule(1, 1, 0, 0x0002)})), oude_fout)
    yield _goed("verouderd-altijd.xls", oud(xlsrecords(ruw={"B2": xlsformule(1, 1, 0, 0x0003)})), oude_fout)
    yield _goed("berekend.xls", oud(xlsrecords(ruw={"B2": xlsformule(1, 1, 3180, 0x0000)})))
    yield _goed("berekend-vluchtig.xls", oud(xlsrecords(ruw={"B2": xlsformule(1, 1, 3180, 0x0001)})))


# --- raised, lowered and struck through


def _run(tekst: str, opmaak: str = "") -> str:
    return f"<r>{f'<rPr>{opmaak}</rPr>' if opmaak else ''}<t>{tekst}</t></r>"


HOOG = '<vertAlign val="superscript"/>'


def _tekens() -> Iterator[Geval]:
    fout = f"fout: blad Opgave, cel B2: '{{}}'; verwacht: {AANTAL}"
    for naam, stukken, stond in (
        ("voetnoot", _run("3180") + _run("1", HOOG), "3180¹"),
        ("voetnoot-haakje", _run("3180") + _run("2)", HOOG), "3180²⁾"),
        ("onderaan", _run("3180") + _run("1", '<vertAlign val="subscript"/>'), "3180₁"),
        ("doorgehaald", _run("318", "<strike/>") + _run("3180"), "3̶1̶8̶3180"),
        ("alles-hoog", _run("3180", HOOG), "³¹⁸⁰"),
    ):
        in_cel = Ruw(f'<c r="{{plek}}" t="inlineStr"><is>{stukken}</is></c>')
        gedeeld = Ruw('<c r="{plek}" t="s"><v>1</v></c>')
        yield _goed(f"tekens-{naam}-in-cel.xlsx", klaar(lambda cel=in_cel: werkmap(zet("B2", cel))), fout.format(stond))
        yield _goed(
            f"tekens-{naam}.xlsx",
            klaar(lambda cel=gedeeld, s=stukken: werkmap(zet("B2", cel), strings=["<t>x</t>", s])),
            fout.format(stond),
        )
    naam_met_noot = Ruw(f'<c r="{{plek}}" t="inlineStr"><is>{_run("Beek")}{_run("1", HOOG)}</is></c>')
    yield _goed("tekens-achter-naam.xlsx", klaar(lambda: werkmap(zet("A2", naam_met_noot))))
    titel = Ruw(f'<c r="{{plek}}" t="inlineStr"><is>{_run("Jongeren 2021")}{_run("1", HOOG)}</is></c>')
    yield _goed("tekens-achter-titel.xlsx", klaar(lambda: werkmap(zet("B1", titel))))
    gewoon = Ruw(f'<c r="{{plek}}" t="inlineStr"><is>{_run("Be")}{_run("ek", "<b/>")}</is></c>')
    yield _goed("tekens-gewoon.xlsx", klaar(lambda: werkmap(zet("A2", gewoon))))
    for naam, eigenschap, stond in (
        ("voetnoot", 'style:text-position="super 58%"', "3180¹"),
        ("voetnoot-procent", 'style:text-position="33% 58%"', "3180¹"),
        ("onderaan", 'style:text-position="sub 58%"', "3180₁"),
        ("onderaan-procent", 'style:text-position="-33% 58%"', "3180₁"),
        ("doorgehaald", 'style:text-line-through-style="solid"', "31801̶"),
    ):
        stijl = f'<style:style style:name="T1" style:family="text"><style:text-properties {eigenschap}/></style:style>'
        cel = Ruw(f'{CELEN}3180<text:span text:style-name="T1">1</text:span></text:p></table:table-cell>')
        yield _goed(
            f"tekens-{naam}.ods", klaar(lambda c=cel, s=stijl: odswerkmap(zet("B2", c), stijlen=s)), fout.format(stond)
        )
    yield _goed(
        "tekens-achter-naam.ods",
        klaar(
            lambda: odswerkmap(
                zet("A2", Ruw(f'{CELEN}Beek<text:span text:style-name="T1">1</text:span></text:p></table:table-cell>')),
                stijlen='<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>',
            )
        ),
    )
    for naam, letter, stond in (
        ("voetnoot", (0, 1), "3180¹"),
        ("onderaan", (0, 2), "3180₁"),
        ("doorgehaald", (8, 0), "31801̶"),
    ):
        cel_ = xlsopmaak(1, 1, "31801", [(4, 1)])
        yield _goed(
            f"tekens-{naam}.xls", oud(xlsrecords(ruw={"B2": cel_}), xlsletters((0, 0), letter)), fout.format(stond)
        )
    for naam, inhoud in (
        (
            "tekstvak",
            "<text:p>Beek</text:p><draw:frame><draw:text-box><text:p>concept</text:p></draw:text-box></draw:frame>",
        ),
        ("vorm", "<draw:custom-shape><text:p>concept</text:p></draw:custom-shape><text:p>Beek</text:p>"),
        ("notitie", "<office:annotation><text:p>concept</text:p></office:annotation><text:p>Beek</text:p>"),
    ):
        cel = Ruw(f'<table:table-cell office:value-type="string">{inhoud}</table:table-cell>')
        yield _goed(f"boven-de-cel-{naam}.ods", klaar(lambda c=cel: odswerkmap(zet("A2", c))))


# --- out of sight


def _verborgen() -> Iterator[Geval]:
    for naam, kenmerk in (
        ("verborgen", ' hidden="1"'),
        ("waar", ' hidden="true"'),
        ("nul", ' ht="0" customHeight="1"'),
    ):
        yield _goed(f"uit-zicht-{naam}.xlsx", klaar(lambda k=kenmerk: werkmap(kenmerken={3: k})), DERDE)
    meer = "waarschuwing: blad Opgave, rij 2: 2 rijen zijn verborgen (rij 2 tot en met 3), maar wel gelezen; kijk of er een filter aan staat"
    yield _goed(
        "rijen-gefilterd.xlsx",
        klaar(
            lambda: werkmap(
                kenmerken={2: ' hidden="1"', 3: ' hidden="1"'},
                na='<autoFilter ref="A1:B4"><filterColumn colId="0"><filters><filter val="Vaals"/></filters></filterColumn></autoFilter>',
            )
        ),
        meer,
    )
    yield _goed(
        "rij-verborgen-zonder-cijfers.xlsx",
        klaar(lambda: werkmap([*RIJEN, ("Bron: eigen telling", None)], {5: ' hidden="1"'})),
    )
    for naam, kolom in (("verborgen", 'hidden="1"'), ("nul", 'width="0" customWidth="1"')):
        yield _goed(
            f"kolom-{naam}.xlsx",
            klaar(lambda k=kolom: werkmap(voor=f'<cols><col min="2" max="2" {k}/></cols>')),
            "waarschuwing: blad Opgave: kolom B is verborgen, maar wel gelezen",
        )
    yield _goed(
        "kolom-verborgen-ongebruikt.xlsx",
        klaar(
            lambda: werkmap(
                [(*KOP, "Noot"), ("Beek", 3180, "x")], voor='<cols><col min="3" max="16384" hidden="1"/></cols>'
            )
        ),
    )
    for naam, zicht in (("verborgen", "collapse"), ("gefilterd", "filter")):
        yield _goed(
            f"rij-{naam}.ods", klaar(lambda z=zicht: odswerkmap(kenmerken={3: f' table:visibility="{z}"'})), DERDE
        )
    yield _goed(
        "kolom-verborgen.ods",
        klaar(lambda: odswerkmap(kolommen='<table:table-column/><table:table-column table:visibility="collapse"/>')),
        "waarschuwing: blad Opgave: kolom B is verborgen, maar wel gelezen",
    )
    yield _goed("rij-verborgen.xls", oud(xlsrij(2, verborgen=True) + xlsrij(3, verborgen=False) + xlsrecords()), DERDE)
    yield _goed(
        "kolom-verborgen.xls",
        oud(xlskolom(1, verborgen=True) + xlsrecords()),
        "waarschuwing: blad Opgave: kolom B is verborgen, maar wel gelezen",
    )
    yield _goed(
        "blad-verborgen.xlsx",
        klaar(lambda: werkmap(stand="hidden")),
        "melding: blad Opgave: dit blad is verborgen, maar wel gelezen",
    )
    yield _goed(
        "blad-zeer-verborgen.xlsx",
        klaar(lambda: werkmap(stand="veryHidden")),
        "melding: blad Opgave: dit blad is zo verborgen dat ook Excel het niet noemt, maar het is wel gelezen",
    )
    tweede = "fout: blad Oud: ook hier staan cijfers per gemeente, net als op blad Opgave; zet alle cijfers op één blad of haal dit blad weg"
    yield _goed("tweede-blad.xlsx", klaar(lambda: _tweede("")), tweede)
    yield _goed(
        "tweede-blad-verborgen.xlsx",
        klaar(lambda: _tweede(' state="hidden"')),
        f"{tweede} (dit blad is verborgen: u maakt het zichtbaar met een rechtsklik op de naam van een ander blad)",
    )
    yield _goed(
        "tweede-blad-zeer-verborgen.xlsx",
        klaar(lambda: _tweede(' state="veryHidden"')),
        f"{tweede} (dit blad is zo verborgen dat Excel het niet noemt: kopieer het blad dat u bedoelt naar een nieuwe werkmap en stuur die)",
    )


def _tweede(stand: str) -> dict[str, bytes | str]:
    delen = werkmap()
    delen["xl/worksheets/sheet2.xml"] = str(werkmap(RIJEN[:2])["xl/worksheets/sheet1.xml"])
    vervang(delen, "xl/workbook.xml", "</sheets>", f'<sheet name="Oud" sheetId="2"{stand} r:id="rId2"/></sheets>')
    vervang(
        delen,
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>',
    )
    return delen


# --- under a merged cell, and twice in the file


def _samengevoegd() -> Iterator[Geval]:
    cijfer = f"fout: blad Opgave, cel B3: '5' {SAMEN.format(AANTAL)}"
    bereik = '<mergeCells count="1"><mergeCell ref="{}"/></mergeCells>'
    yield _goed("samengevoegd-cijfer.xlsx", klaar(lambda: werkmap(zet("B3", 5), na=bereik.format("B2:B3"))), cijfer)
    yield _goed(
        "samengevoegd-zelfde-cijfer.xlsx",
        klaar(lambda: werkmap(zet("B3", 3180), na=bereik.format("B2:B3"))),
        cijfer.replace("'5'", "'3180'"),
    )
    yield _goed(
        "samengevoegd-naam.xlsx",
        klaar(lambda: werkmap(na=bereik.format("A2:A3"))),
        f"fout: blad Opgave, cel A3: 'Stein' {SAMEN.format('een deelnemer')}",
    )
    yield _goed(
        "samengevoegd-titel.xlsx", klaar(lambda: werkmap([("Opgave", None), *RIJEN], na=bereik.format("A1:B1")))
    )
    yield _goed(
        "samengevoegd-titel-twee-keer.xlsx",
        klaar(lambda: werkmap([("Opgave", "Opgave"), *RIJEN], na=bereik.format("A1:B1"))),
    )
    yield _goed("samengevoegd-buiten-de-tabel.xlsx", klaar(lambda: werkmap(na=bereik.format("D20:E30"))))
    span = '<table:table-cell office:value-type="float" office:value="3180" table:number-rows-spanned="2" table:number-columns-spanned="1"><text:p>3180</text:p></table:table-cell>'
    onder = '<table:covered-table-cell office:value-type="float" office:value="5"><text:p>5</text:p></table:covered-table-cell>'
    yield _goed(
        "samengevoegd-cijfer.ods", klaar(lambda: odswerkmap(zet("B3", Ruw(onder), zet("B2", Ruw(span))))), cijfer
    )
    merken = record(0x00E5, struct.pack("<HHHHH", 1, 1, 2, 1, 1))
    yield _goed("samengevoegd-cijfer.xls", oud(xlsrecords(zet("B3", 5)) + merken), cijfer)
    tweemaal = f"het bestand noemt deze cel meer dan eens; verwacht: {AANTAL}. Open het bestand in Excel, kijk wat er moet staan, en sla het op."
    for naam, ruw in (
        ("naast-elkaar", '<c r="{plek}"><v>3180</v></c><c r="{plek}"><v>9999</v></c>'),
        ("stijl-vooraan", '<c s="0" r="{plek}"><v>3180</v></c><c s="0" r="{plek}"><v>9999</v></c>'),
    ):
        yield _goed(
            f"dubbel-{naam}.xlsx",
            klaar(lambda ruw=ruw: werkmap(zet("B2", Ruw(ruw)))),
            f"fout: blad Opgave, cel B2: '3180' en '9999': {tweemaal}",
        )
    yield _goed(
        "dubbel-rij.xlsx",
        klaar(
            lambda: werkmap(
                [*RIJEN, (Ruw('<c r="A2" t="inlineStr"><is><t>Beek</t></is></c>'), Ruw('<c r="B2"><v>7</v></c>'))]
            )
        ),
        f"fout: blad Opgave, cel B2: '3180' en '7': {tweemaal}",
    )
    yield _goed(
        "dubbel-hetzelfde.xlsx",
        klaar(lambda: werkmap(zet("B2", Ruw('<c r="{plek}"><v>3180</v></c><c r="{plek}"><v>3180</v></c>')))),
    )
    yield _goed(
        "zonder-plaats.xlsx",
        klaar(
            lambda: werkmap(
                zet("A2", Ruw('<c t="inlineStr"><is><t>Beek</t></is></c>'), zet("B2", Ruw("<c><v>3180</v></c>")))
            )
        ),
    )
    yield _goed("gewoon.xls", oud(xlsrecords() + xlscel(5, 0, "Bron: eigen telling")))


# --- odd cells beside the table are no reason to refuse it


def _raar() -> Iterator[Geval]:
    noot = [(*KOP, "Noot"), *((*rij, None) for rij in RIJEN[1:])]
    for naam, cel in (
        ("fout-van-nu", '<c r="{plek}" t="e"><v>#SPILL!</v></c>'),
        ("fout-met-quotes", "<c r='{plek}' t='e'><v>#BLOCKED!</v></c>"),
        ("datum-die-niet-bestaat", '<c r="{plek}" t="d"><v>2021-13-45</v></c>'),
        ("getal-van-letters", '<c r="{plek}"><v>abc</v></c>'),
    ):
        yield _goed(f"raar-{naam}.xlsx", klaar(lambda c=cel: werkmap(zet("C2", Ruw(c), noot))))
    yield _goed(
        "raar-fout-als-cijfer.xlsx",
        klaar(lambda: werkmap(zet("B2", Ruw('<c r="{plek}" t="e"><f>A1#</f><v>#SPILL!</v></c>')))),
        f"fout: blad Opgave, cel B2: '#SPILL!' is een foutwaarde; verwacht: {AANTAL}",
    )
    for naam, kenmerken in (
        ("datum-die-niet-bestaat", 'office:value-type="date" office:date-value="2021-13-45"'),
        ("datum-nul", 'office:value-type="date" office:date-value="0000-00-00"'),
        ("datum-ver-weg", 'office:value-type="date" office:date-value="10000-01-01"'),
        ("datum-zonder", 'office:value-type="date"'),
        ("uur-vijfentwintig", 'office:value-type="date" office:date-value="2021-12-31T25:00:00"'),
        ("tijd", 'office:value-type="time" office:time-value="laat"'),
        ("getal-zonder", 'office:value-type="float"'),
        ("getal-met-komma", 'office:value-type="float" office:value="1,5"'),
    ):
        yield _goed(
            f"raar-{naam}.ods",
            klaar(
                lambda k=kenmerken: odswerkmap(
                    zet("C2", Ruw(f"<table:table-cell {k}><text:p>raar</text:p></table:table-cell>"), noot)
                )
            ),
        )
    yield _goed(
        "raar-getal-als-cijfer.ods",
        klaar(
            lambda: odswerkmap(
                zet(
                    "B2",
                    Ruw(
                        '<table:table-cell office:value-type="float" office:value="nan"><text:p>raar</text:p></table:table-cell>'
                    ),
                )
            )
        ),
        f"fout: blad Opgave, cel B2: 'raar'; verwacht: {AANTAL}",
    )
    yield _goed("plan-als-bladnaam.xlsx", klaar(lambda: _bladnaam("Plan")))
    yield _goed("plan-als-tweede-blad.xlsx", klaar(_plan_erbij))


def _bladnaam(naam: str) -> dict[str, bytes | str]:
    delen = werkmap()
    vervang(delen, "xl/workbook.xml", '"Opgave"', f'"{naam}"')
    return delen


def _plan_erbij() -> dict[str, bytes | str]:
    """A sheet with a planning, beside the table."""
    delen = _tweede("")
    vervang(delen, "xl/workbook.xml", '"Oud"', '"Plan"')
    delen["xl/worksheets/sheet2.xml"] = str(
        werkmap([("Wat", "Wanneer"), ("Tellen", "januari"), ("Insturen", "februari")])["xl/worksheets/sheet1.xml"]
    )
    return delen
