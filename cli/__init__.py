"""Door 1: the command. It reads, calculates, writes and reports; no rule lives here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from cli.nederlands import Bestand, Dag, Geheel, Groep, Invoer, InvoerOfMap, Keuze, echo

if TYPE_CHECKING:
    from datetime import date

    from schemas.regio import Munteenheid, Sluitregel
    from schemas.tellen.motor import Motornaam

# They stand here once more so that --help need not load the core; a test holds them against it.
SLUITREGELS: Final = ("open", "grootste-rest", "grootste-deelnemer", "afrondingsregel")
FORMATEN: Final = ("tekst", "csv", "json")


def _tabellen() -> Sequence[str]:
    from calc.tabellen import TABELLEN

    return tuple(TABELLEN)


_sluitregel = click.option(
    "--sluitregel", type=Keuze(SLUITREGELS), help="Sluitregel in plaats van die uit het regiobestand."
)
_formaat = click.option(
    "--formaat",
    type=Keuze(FORMATEN),
    default="tekst",
    show_default="tekst",
    help="Vorm van de uitvoer: voor mensen of voor programma's.",
)
_decimaal = click.option("--decimaal", type=Keuze(("komma", "punt")), help="Wat in de cijfers voor de decimalen staat.")
_overschrijf = click.option("--overschrijf", is_flag=True, help="Vervang bestanden die er al staan.")


@click.group(cls=Groep, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(
    package_name="verdeelwijzer",
    prog_name="verdeelwijzer",
    message="%(prog)s %(version)s",
    help="Toon de versie en stop.",
)
def main() -> None:
    """Verdeelt de gedeelde kosten van een regio over haar gemeenten: tot op de cent, en met uitleg.

    \b
    Voorbeeld:
        verdeelwijzer plan zuid-limburg-2021 --naar plan-2021
    """


@main.command()
@click.argument("naam")
@click.option("--jaar", type=click.IntRange(2000, 2100), metavar="JAAR", help="Bij een regio: het jaar van het plan.")
@click.option(
    "--basisjaar",
    type=click.IntRange(2000, 2100),
    metavar="JAAR",
    help="Bij een regio: het eerste jaar, om mee te vergelijken. Zonder: alleen het jaar zelf.",
)
@click.option(
    "--naar",
    type=click.Path(path_type=Path),
    required=True,
    metavar="BESTAND",
    help="Het bestand dat wordt gemaakt (.xlsx).",
)
@_overschrijf
def voorbeeld(naam: str, jaar: int | None, basisjaar: int | None, naar: Path, overschrijf: bool) -> None:
    """Schrijf een meegeleverde invoer, of een lege voor uw regio.

    NAAM is een meegeleverd voorbeeld, een meegeleverde regio of een eigen regiobestand (.yaml). Een lege invoer heeft
    alleen de bladen en kolommen die de regio nodig heeft.

    \b
    Voorbeeld:
        verdeelwijzer voorbeeld zuid-limburg-2021 --naar invoer.xlsx
        verdeelwijzer voorbeeld zuid-limburg --jaar 2026 --naar invoer-2026.xlsx
    """
    from cli.opdrachten import schrijf_voorbeeld

    wat = schrijf_voorbeeld(naam, jaar, basisjaar, naar, overschrijf=overschrijf)
    echo(f"✓ {naar} is gemaakt: {wat}.", err=True)


@main.command()
@click.argument("invoer", nargs=-1, required=True, type=InvoerOfMap(), metavar="INVOER|MAP...")
@click.option(
    "--naar",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="MAP",
    help="Map voor de werkmappen.",
)
@_sluitregel
@click.option(
    "--sjablonen",
    type=click.Path(path_type=Path),
    metavar="MAP",
    help="Map met eigen sjablonen; wat daar niet in staat, is het meegeleverde.",
)
@click.option(
    "--taken",
    type=Geheel(1, 64, "N"),
    show_default="zoveel als helpt",
    help="Aantal werkmappen, of plannen, dat tegelijk wordt gemaakt.",
)
@_overschrijf
def plan(
    invoer: tuple[Path, ...],
    naar: Path,
    sluitregel: Sluitregel | None,
    sjablonen: Path | None,
    taken: int | None,
    overschrijf: bool,
) -> int:
    """Vul de werkmappen van het uitvoeringsplan.

    Eén werkmap voor de regio en één voor elke gemeente.

    INVOER is een invoerwerkmap of de naam van een voorbeeld. Bij meer invoeren, of een MAP vol, krijgt elk plan een
    eigen map; gaat er één mis, dan gaan de andere door.

    \b
    Voorbeeld:
        verdeelwijzer plan invoer.xlsx --naar plan-2021
        verdeelwijzer plan invoer.xlsx --naar plan-2021 --sjablonen huisstijl
        verdeelwijzer plan invoeren --naar plannen
    """
    if len(invoer) == 1 and not invoer[0].is_dir():
        from cli.opdrachten import maak_plan

        return maak_plan(invoer[0], naar, sluitregel, sjablonen=sjablonen, taken=taken, overschrijf=overschrijf)
    from cli.plannen import invoeren_in, maak_plannen

    alle = invoeren_in(invoer)
    return maak_plannen(alle, naar, sluitregel, sjablonen=sjablonen, taken=taken, overschrijf=overschrijf)


@main.command()
@click.argument("naam", type=Keuze(_tabellen), metavar="NAAM")
@click.argument("invoer", type=Invoer())
@click.option("--kostensoort", metavar="K", help="Alleen deze kostensoort, zoals beleid of inkoop.")
@click.option("--jaar", type=Geheel(2000, 2100, "J"), help="Het jaar van de tabel; anders het jaar van het plan.")
@_sluitregel
@_formaat
def tabel(
    naam: str, invoer: Path, kostensoort: str | None, jaar: int | None, sluitregel: Sluitregel | None, formaat: str
) -> int:
    """Toon één tabel van het plan.

    NAAM is capaciteit, begroting, verdeling, toename, meerjarig, mutaties, scenario, investering, controles of
    aansluiting.

    \b
    Voorbeeld:
        verdeelwijzer tabel verdeling invoer.xlsx --kostensoort beleid --jaar 2021
        verdeelwijzer tabel meerjarig invoer.xlsx --formaat csv
    """
    from cli.opdrachten import toon_tabel

    return toon_tabel(naam, invoer, kostensoort, jaar, sluitregel, formaat)


@main.command()
@click.argument("bedrag")
@click.argument("cijfers", type=Bestand(), metavar="CIJFERS.csv")
@click.option(
    "--sleutel",
    multiple=True,
    required=True,
    metavar="KOLOM[=GEWICHT]",
    help="Deel van de sleutel; rato is het gelijke deel. Mag vaker.",
)
@click.option(
    "--sluitregel",
    type=Keuze(SLUITREGELS),
    default="grootste-rest",
    show_default="grootste-rest",
    help="Hoe de afronding sluit.",
)
@click.option(
    "--eenheid", type=Keuze(("cent", "euro")), default="cent", show_default="cent", help="Waarop wordt afgerond."
)
@_decimaal
@click.option(
    "--deelnemer",
    "deelnemers",
    multiple=True,
    metavar="NAAM",
    help="Deze regel is een deelnemer, al is zij de som van andere. Mag vaker.",
)
@_formaat
def verdeel(
    bedrag: str,
    cijfers: Path,
    sleutel: tuple[str, ...],
    sluitregel: Sluitregel,
    eenheid: Munteenheid,
    decimaal: str | None,
    deelnemers: tuple[str, ...],
    formaat: str,
) -> int:
    """Verdeel een bedrag over de regels van een CSV.

    De eerste kolom die niet in de sleutel staat, is de naam. BEDRAG is 1234.5 of 1.234,50; een negatief bedrag komt
    achter --.

    \b
    Voorbeeld:
        verdeelwijzer verdeel 1000000 cijfers.csv --sleutel rato=25 --sleutel jongeren=75
        verdeelwijzer verdeel --sleutel jongeren -- -1234,50 cijfers.csv
    """
    from cli.opdrachten import verdeel_bedrag

    return verdeel_bedrag(
        bedrag, cijfers, sleutel, sluitregel, eenheid, formaat, decimaal=decimaal, deelnemers=deelnemers
    )


@main.command()
@click.argument("invoer", type=Invoer())
@click.option("--gemeente", metavar="G", help="De gemeente van de bijdrage: code, naam of andere schrijfwijze.")
@click.option(
    "--tabel", type=Keuze(_tabellen), metavar="T", help="De tabel van het cijfer, zoals begroting of scenario."
)
@click.option("--rij", metavar="R", help="De rij van het cijfer: een gemeente, een post, 'deel: regel' of Totaal.")
@click.option("--kolom", metavar="C", help="De kolom van het cijfer, zoals die in de CSV heet.")
@click.option("--kostensoort", metavar="K", help="De kostensoort, zoals beleid of inkoop.")
@click.option("--jaar", type=Geheel(2000, 2100, "J"), help="Het jaar; anders het jaar van het plan.")
def uitleg(
    invoer: Path,
    gemeente: str | None,
    tabel: str | None,
    rij: str | None,
    kolom: str | None,
    kostensoort: str | None,
    jaar: int | None,
) -> int:
    """Leg een cijfer uit, tot en met de invoer.

    De bijdrage van een gemeente, of met --tabel, --rij en --kolom elk ander cijfer.

    \b
    Voorbeeld:
        verdeelwijzer uitleg invoer.xlsx --gemeente Beek --kostensoort inkoop --jaar 2021
        verdeelwijzer uitleg invoer.xlsx --tabel scenario --rij "verschil: Besparing" --kolom 2023
    """
    from cli.opdrachten import toon_uitleg

    return toon_uitleg(invoer, gemeente, (tabel, rij, kolom), kostensoort, jaar)


@main.command()
@click.argument("bestand", nargs=-1, required=True, type=Invoer(), metavar="BESTAND...")
@click.option("--regio", metavar="R", help="Regio van losse tabellen; anders volgt die uit de deelnemers.")
@click.option("--peiljaar", type=Geheel(2000, 2100, "J"), help="Peiljaar van losse tabellen waar het niet in staat.")
@_decimaal
@click.option("--vorig", type=Invoer(), metavar="INVOER", help="Eerdere invoer, om de cijfers mee te vergelijken.")
@click.option(
    "--rapport",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="BESTAND",
    help="Schrijf een rapport: .xlsx (gemarkeerd), .html (pagina) of .json. Mag vaker.",
)
@_overschrijf
def valideer(
    bestand: tuple[Path, ...],
    regio: str | None,
    peiljaar: int | None,
    decimaal: str | None,
    vorig: Path | None,
    rapport: tuple[Path, ...],
    overschrijf: bool,
) -> int:
    """Controleer invoerwerkmappen, formulieren en losse tabellen.

    Leest .xlsx, .xls, .ods en .csv. Alle fouten in één keer, één regel per cel.

    \b
    Voorbeeld:
        verdeelwijzer valideer invoer.xlsx
        verdeelwijzer valideer opgave.csv --peiljaar 2021 --rapport opgave.html
    """
    from cli.opdrachten import versie
    from cli.valideren import valideer as controleer

    return controleer(
        bestand,
        regio=regio,
        vorig=vorig,
        peiljaar=peiljaar,
        decimaal=decimaal,
        rapporten=rapport,
        overschrijf=overschrijf,
        versie=versie(),
    )


@main.command()
@click.argument("werkboek", nargs=-1, required=True, type=Bestand(), metavar="WERKBOEK...")
@click.option("--invoer", type=Invoer(), help="De invoer van het plan, om overgetypte invoer per cel te noemen.")
@click.option(
    "--sjablonen",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="MAP",
    help="Map met de eigen sjablonen waarmee de werkmap is gemaakt.",
)
def controleer(werkboek: tuple[Path, ...], invoer: Path | None, sjablonen: Path | None) -> int:
    """Controleer of een gemaakte werkmap nog klopt.

    Rekent de werkmap na uit haar eigen invoer en noemt elke cel die niet meer is wat zij hoort te zijn, en wat een
    lezer anders zou zien, zoals een verborgen rij. Andere kleuren of kolombreedtes zijn geen fout, en opnieuw opslaan
    ook niet.

    \b
    Voorbeeld:
        verdeelwijzer controleer plan-2021/zuid-limburg-2021-GM0888.xlsx
        verdeelwijzer controleer zuid-limburg-2021-uitvoeringsplan.xlsx --invoer invoer.xlsx
    """
    from cli.controleren import controleer_werkmappen

    return controleer_werkmappen(werkboek, invoer, sjablonen)


@main.command()
@click.argument("regio")
@click.option("--jaar", type=Geheel(2001, 2100, "J"), required=True, help="Het jaar waarvan de kosten worden verdeeld.")
@click.option("--vorig", type=Invoer(), help="Eerdere invoer; die cijfers komen ter vergelijking op het formulier.")
@click.option(
    "--invullen",
    type=Bestand(),
    metavar="CIJFERS",
    help="Tabel met cijfers die u zelf al hebt; de gemeente bevestigt of verbetert ze.",
)
@click.option("--terug-aan", metavar="WIE", default="", help="Aan wie het terug moet; anders de centrumgemeente.")
@click.option("--terug-voor", type=Dag(), help="Voor welke dag het terug moet, zoals 1-12-2021.")
@click.option("--sjablonen", type=click.Path(path_type=Path), metavar="MAP", help="Map met een eigen formulier.xlsx.")
@click.option(
    "--naar",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="MAP",
    help="Map voor de formulieren.",
)
@_overschrijf
def uitvraag(
    regio: str,
    jaar: int,
    vorig: Path | None,
    invullen: Path | None,
    terug_aan: str,
    terug_voor: date | None,
    sjablonen: Path | None,
    naar: Path,
    overschrijf: bool,
) -> int:
    """Maak voor elke gemeente een formulier om cijfers op te vragen.

    Gevraagd wordt wat de verdeelsleutels van het jaar nodig hebben: de cijfers over het jaar ervoor.

    REGIO is de naam van een regio of een regiobestand (.yaml).

    \b
    Voorbeeld:
        verdeelwijzer uitvraag zuid-limburg --jaar 2022 --vorig invoer-2021.xlsx --naar opgaven-2022
    """
    from cli.uitvragen import Wensen, maak_uitvraag

    wensen = Wensen(vorig, invullen, sjablonen, terug_aan, terug_voor)
    return maak_uitvraag(regio, jaar, naar, wensen, overschrijf=overschrijf)


@main.command()
@click.argument("map_", metavar="MAP", type=click.Path(path_type=Path))
@click.option(
    "--in", "invoer", type=Bestand(), required=True, metavar="INVOER", help="De invoerwerkmap die de cijfers krijgt."
)
@click.option("--vervang", is_flag=True, help="Laat een tweede opgave van een gemeente de eerste vervangen.")
@click.option(
    "--geheim",
    type=Bestand(),
    metavar="BESTAND",
    help="Het geheim waarmee de formulieren zijn gemaakt; anders dat in de map.",
)
def verzamel(map_: Path, invoer: Path, vervang: bool, geheim: Path | None) -> int:
    """Neem de teruggestuurde formulieren over in de invoer.

    Toont wie er al is. Met een fout in een formulier blijft de invoer zoals zij was. De vorige invoer blijft bewaard.

    \b
    Voorbeeld:
        verdeelwijzer verzamel opgaven-2022 --in invoer-2022.xlsx
    """
    from datetime import date

    from cli.verzamelen import verzamel_opgaven

    return verzamel_opgaven(map_, invoer, geheim, vervang=vervang, vandaag=date.today())


@main.command()
@click.argument("regels", nargs=-1, required=True, metavar="REGELS...")
@click.option("--regio", required=True, metavar="R", help="Naam van een regio of een regiobestand (.yaml).")
@click.option("--peiljaar", type=Geheel(2000, 2100, "J"), required=True, help="Het jaar dat wordt geteld.")
@click.option(
    "--naar",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="BESTAND",
    help="De werkmap met de telling (.xlsx).",
)
@click.option(
    "--motor",
    type=Keuze(("duckdb", "spark")),
    default="duckdb",
    show_default="duckdb",
    help="Waarmee wordt geteld: op deze computer, of op een cluster.",
)
@click.option("--master", metavar="ADRES", help="Waar Spark draait, zoals spark://server:7077; anders hier.")
@click.option(
    "--geheugen",
    type=Geheel(200, 1_000_000, "MB"),
    default=2000,
    show_default="2000",
    help="Hoogstens zoveel MB.",
)
@click.option(
    "--publicatie",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="BESTAND",
    help="Schrijf ook aantallen per segment om te publiceren (.csv), zonder kleine aantallen.",
)
@click.option("--toon-voorbeelden", is_flag=True, help="Toon bij fouten de nummers van enkele regels, gehasht.")
@_overschrijf
def tel(
    regels: tuple[str, ...],
    regio: str,
    peiljaar: int,
    naar: Path,
    motor: Motornaam,
    master: str | None,
    geheugen: int,
    publicatie: Path | None,
    toon_voorbeelden: bool,
    overschrijf: bool,
) -> int:
    """Tel maatstaven en kosten uit regels van toekenningen en declaraties.

    REGELS zijn bestanden (.parquet of .csv), mappen of patronen. Wat telt, staat in het regiobestand.

    \b
    Voorbeeld:
        verdeelwijzer tel regels-2021 --regio zuid-limburg --peiljaar 2021 --naar telling-2021.xlsx
    """
    from cli.tellen import Wens, tel_regels

    wens = Wens(motor, geheugen, master, publicatie, toon_voorbeelden, overschrijf)
    return tel_regels(regels, regio, peiljaar, naar, wens)


@main.group(cls=Groep)
def sjabloon() -> None:
    """Gebruik eigen sjablonen voor de werkmappen: uw lettertypen, kleuren, logo en teksten.

    Schrijf de meegeleverde, pas ze aan in Excel, controleer ze, en vul ze met plan --sjablonen.

    \b
    Voorbeeld:
        verdeelwijzer sjabloon exporteer --naar huisstijl
        verdeelwijzer sjabloon controleer huisstijl/gemeente.xlsx
    """


@sjabloon.command("exporteer")
@click.option(
    "--naar",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="MAP",
    help="Map voor de sjablonen.",
)
@_overschrijf
def exporteer_sjablonen(naar: Path, overschrijf: bool) -> int:
    """Schrijf de meegeleverde sjablonen, om aan te passen in Excel.

    \b
    Voorbeeld:
        verdeelwijzer sjabloon exporteer --naar huisstijl
    """
    from cli.sjablonen import exporteer

    return exporteer(naar, overschrijf=overschrijf)


@sjabloon.command("controleer")
@click.argument("bestand", nargs=-1, required=True, type=Bestand(), metavar="BESTAND...")
def controleer_sjablonen(bestand: tuple[Path, ...]) -> int:
    """Controleer eigen sjablonen voordat u ze gebruikt.

    Noemt wat bij het vullen verloren zou gaan en wat ontbreekt. Een fout maakt het sjabloon onbruikbaar; een melding is
    goed om te weten.

    \b
    Voorbeeld:
        verdeelwijzer sjabloon controleer huisstijl/uitvoeringsplan.xlsx huisstijl/gemeente.xlsx
    """
    from cli.sjablonen import controleer

    return controleer(bestand)


@main.group(cls=Groep)
def addin() -> None:
    """Gebruik Verdeelwijzer in Excel: de tabellen als functies in uw eigen blad.

    Start een server op uw eigen computer, of voor een hele organisatie.

    \b
    Voorbeeld:
        verdeelwijzer addin start
    """


@addin.command("start")
@click.option(
    "--modus",
    type=Keuze(("lokaal", "entraid")),
    default="lokaal",
    show_default="lokaal",
    help="Wie erbij mag: u alleen, of wie zich bij Entra ID aanmeldt.",
)
@click.option("--adres", default="127.0.0.1", show_default="127.0.0.1", metavar="IP", help="Adres om op te luisteren.")
@click.option(
    "--poort", type=Geheel(1, 65535, "N"), default=8443, show_default="8443", help="Poort om op te luisteren."
)
@click.option("--url", metavar="URL", help="Adres waaronder gebruikers de server vinden (entraid).")
@click.option("--certificaat", type=Bestand(), help="Eigen certificaat (PEM), in plaats van een gemaakt.")
@click.option("--sleutelbestand", type=Bestand(), help="Sleutel bij dat certificaat (PEM, zonder wachtwoord).")
@click.option("--zonder-tls", is_flag=True, help="Een proxy ervoor zorgt voor https (entraid).")
@click.option("--proxy", multiple=True, metavar="IP", help="Adres van een proxy die wordt vertrouwd. Mag vaker.")
@click.option(
    "--tenant", envvar="VERDEELWIJZER_ENTRA_TENANT", metavar="NUMMER", help="De organisatie in Entra ID (entraid)."
)
@click.option(
    "--client-id",
    envvar="VERDEELWIJZER_ENTRA_CLIENT",
    metavar="NUMMER",
    help="De app-registratie in Entra ID (entraid).",
)
@click.option("--rol", "rollen", multiple=True, metavar="ROL", help="Rol die een gebruiker moet hebben. Mag vaker.")
@click.option(
    "--plannen",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="MAP",
    help="Map met de plannen waar formules naar mogen vragen.",
)
@click.option("--werkers", type=Geheel(1, 32, "N"), default=1, show_default="1", help="Aantal processen dat antwoordt.")
@click.option(
    "--nieuwe-startcode", is_flag=True, help="Maak een nieuwe startcode; anders blijft de vorige gelden (modus lokaal)."
)
def start_addin(
    modus: str,
    adres: str,
    poort: int,
    url: str | None,
    certificaat: Path | None,
    sleutelbestand: Path | None,
    zonder_tls: bool,
    proxy: tuple[str, ...],
    tenant: str | None,
    client_id: str | None,
    rollen: tuple[str, ...],
    plannen: Path | None,
    werkers: int,
    nieuwe_startcode: bool,
) -> None:
    """Start de server van de invoegtoepassing.

    Zonder opties alleen voor uzelf, op deze computer: met een zelfgemaakt certificaat en een eigen startcode. Met
    --modus entraid voor een organisatie.

    \b
    Voorbeeld:
        verdeelwijzer addin start
        verdeelwijzer addin start --plannen plannen --poort 9443
    """
    from cli.addin_server import start_server

    start_server(
        modus=modus,
        adres=adres,
        poort=poort,
        url=url,
        zonder_tls=zonder_tls,
        certificaat=certificaat,
        sleutelbestand=sleutelbestand,
        proxy=proxy,
        tenant=tenant,
        client_id=client_id,
        rollen=rollen,
        plannen=plannen,
        werkers=werkers,
        nieuwe_startcode=nieuwe_startcode,
    )


@addin.command("manifest")
@click.option("--url", required=True, metavar="URL", help="Adres waaronder gebruikers de server vinden.")
@click.option(
    "--naar",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="BESTAND",
    help="Het bestand dat wordt gemaakt (.xml); anders verschijnt het manifest op het scherm.",
)
@click.option(
    "--client-id", metavar="NUMMER", help="De app-registratie in Entra ID, als gebruikers zich daarmee aanmelden."
)
@_overschrijf
def addin_manifest(url: str, naar: Path | None, client_id: str | None, overschrijf: bool) -> int:
    """Schrijf het manifest: het bestand waarmee Excel de invoegtoepassing leert kennen.

    \b
    Voorbeeld:
        verdeelwijzer addin manifest --url https://verdeelwijzer.voorbeeldstad.nl --naar manifest.xml
    """
    from cli.addin_bestanden import schrijf_manifest

    return schrijf_manifest(url, naar, client_id, overschrijf=overschrijf)


@addin.command("com")
@click.option(
    "--naar",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="MAP",
    help="Map voor de modules, de instellingen en de stappen.",
)
@_overschrijf
def addin_com(naar: Path, overschrijf: bool) -> int:
    """Schrijf de modules voor Excel op Windows, voor wie niet bij een server kan.

    Alleen de bestanden worden gemaakt; in LEESMIJ.md staat wat u op Windows doet.

    \b
    Voorbeeld:
        verdeelwijzer addin com --naar excel-windows
    """
    from cli.addin_bestanden import schrijf_com

    return schrijf_com(naar, overschrijf=overschrijf)
