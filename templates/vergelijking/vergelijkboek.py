"""Two plans compared, as a workbook: live formulas over the amounts of both, ingroei and variants, with charts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from calc.model.tabel import SAMEN, TOTAAL
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.model.waarden import Waarden
from calc.uitkomst import Uitkomst
from calc.variatie import Variaties, als_overzicht
from schemas.inhoud import klein
from templates.werkmap.binnenwerk import cellen
from templates.werkmap.blad import KOPRIJ, Blad
from templates.werkmap.grafieken import ANDERE, EIGEN, breedte_cm, teken_met_bron
from templates.werkmap.grafiekvorm import Bereik, Grafiek, Reeks
from templates.werkmap.modelblad import Modelbladen
from templates.werkmap.modelboek import Modelblad, plaats_bladen

CM_PER_DEELNEMER: Final = 0.62
BREEDSTE: Final = 27.0
VARIATIE: Final = "Variatie"
UITERSTEN: Final = 6
"""The columns of the extremes."""
UITLEG: Final = {
    "Vergelijking": "Wat elke deelnemer in het oude en in het nieuwe plan betaalt, en waardoor dat anders is. "
    "Een plus betekent: de deelnemer betaalt meer.",
    "Ingroei": "Van de oude naar de nieuwe verdeling in gelijke stappen, bij gelijke kosten.",
    "Stappen": "De bedragen waar de oorzaken uit volgen: de oude verdeling met telkens één ding meer van het nieuwe "
    "plan, in deze volgorde.",
    VARIATIE: "Wat elke deelnemer betaalt met andere gewichten in de sleutel. De varianten zelf staan onderaan. "
    "Die worden niet mee afgedrukt.",
}


def maak_vergelijkboek(
    waarden: Waarden,
    vergelijkingen: Sequence[Tabelnaam],
    ingroei: Sequence[Tabelnaam],
    variaties: Sequence[Variaties],
    moment: datetime,
) -> bytes:
    """The workbook as bytes, the same for the same content.

    Args:
        waarden: of the model in which the tables are.
        vergelijkingen, ingroei: the tables that are shown.
        moment: what the file gives as its time of making.
    """
    uitkomst = waarden.model.plannen[""].uitkomst
    plan = uitkomst.gegevens.plan
    stappen = [naam._replace(naam="vergelijkstappen") for naam in vergelijkingen if naam.kostensoort != SAMEN]
    # Of ingroei all costs together are read, and the others looked up.
    tabellen = {"Vergelijking": (vergelijkingen, None), "Ingroei": (ingroei[::-1], 1), "Stappen": (stappen, 0)}
    gevuld = {naam: een for naam, een in tabellen.items() if een[0]} | ({VARIATIE: ((), None)} if variaties else {})
    bladen = {naam: Modelblad(f"{naam}: {plan.titel}", UITLEG[naam], *een) for naam, een in gevuld.items()}
    model = plaats_bladen(waarden, bladen, f"Vergelijking {plan.titel}")
    boek = model.boek
    model.schrijf()
    _verschilgrafiek(boek.blad("Vergelijking"), model, vergelijkingen[-1])
    if variaties:
        _variaties(boek.blad(VARIATIE), uitkomst, variaties)
    return boek.bewaar(moment)


def _verschilgrafiek(blad: Blad, model: Modelbladen, naam: Tabelnaam) -> None:
    """What each pays more or less, below the table it is of."""
    tabel, vak = model.model.tabel(naam), model.indeling[naam]
    if not tabel.sleutels:
        return
    rijen = [vak.rijen[sleutel] for sleutel in tabel.sleutels]
    kolom = vak.kolommen["verschil"]

    def bereik(naam_: str) -> Bereik:
        waarden = tuple(model.waarden[Celnaam(naam, sleutel, naam_)] for sleutel in tabel.sleutels)
        return Bereik(blad.bereik(rijen[0], rijen[-1], vak.kolommen[naam_]), waarden)  # type: ignore[arg-type]

    titel = Bereik(blad.verwijs(rijen[0] - 1, kolom), ("Verschil",))
    grafiek = Grafiek(
        tabel.titel, "staaf", bereik("gemeente"), (Reeks(titel, bereik("verschil"), EIGEN),), "euro",
        f"Staafgrafiek: het verschil per deelnemer, samen {TOTAAL.lower()} van de tabel erboven.",
        breedte=min(BREEDSTE, breedte_cm(blad, 1, len(tabel.kolommen))),
        hoogte=max(6.0, 2.5 + CM_PER_DEELNEMER * len(rijen)),
    )  # fmt: skip
    laatste = max(rij for (rij, _), cel in cellen(blad.ws).items() if cel.value is not None)
    uitleg, breed = "Een staaf naar rechts betekent: de deelnemer betaalt meer.", len(tabel.kolommen)
    rij = teken_met_bron(blad, laatste + 2, grafiek, uitleg, breed)
    blad.zet_onder(laatste + 2, rij)


def _variaties(blad: Blad, uitkomst: Uitkomst, variaties: Sequence[Variaties]) -> None:
    """Per kostensoort what each pays least and most with a chart of that; below all of them every variant."""
    rij = KOPRIJ
    blad.breedtes([30.0, *[17.0] * max(6, *(len(van.codes) + len(van.maatstaven) for van in variaties))])
    for van in variaties:
        blad.delen += [rij] if rij > KOPRIJ else []
        rij = _uitersten(blad, rij, uitkomst, van) + 1
    blad.afdruk(UITERSTEN, rij - 2)
    for van in variaties:
        rij = _varianten(blad, rij, uitkomst, van) + 2


def _uitersten(blad: Blad, rij: int, uitkomst: Uitkomst, van: Variaties) -> int:
    regio, geld = uitkomst.gegevens.regio, "VW euro" if van.bron.eenheid == "euro" else "VW cent"
    overzicht = als_overzicht(uitkomst, van)
    blad.tussenkop(rij, UITERSTEN, overzicht.titel)
    koppen = (regio.zeg("Gemeente"), "Nu", "Laagst", "Hoogst", "Laagst min nu", "Hoogst min nu")
    blad.koppen(rij + 1, koppen, rechts=range(2, UITERSTEN + 1))
    eerste = rij + 2
    reeksen: list[list[object]] = [[], [], []]
    for plek, code in enumerate(van.codes):
        r, nu = eerste + plek, van.bron.bedragen[code]
        laagst, hoogst = (van.bedrag(nummer, plek) for nummer in van.uitersten[plek])
        blad.schrijf(r, 1, regio.gemeente(code), "VW tekst")
        for kolom, bedrag in enumerate((nu, laagst, hoogst), start=2):
            blad.schrijf(r, kolom, bedrag, geld)
        blad.zet(r, 5, f"=C{r}-B{r}", laagst - nu, geld)
        blad.zet(r, 6, f"=D{r}-B{r}", hoogst - nu, geld)
        for reeks, waarde in zip(reeksen, (regio.gemeente(code), laagst - nu, hoogst - nu), strict=True):
            reeks.append(waarde)
    laatste = eerste + len(van.codes) - 1
    namen, minst, meest = (
        Bereik(blad.bereik(eerste, laatste, kolom), tuple(reeks))  # type: ignore[arg-type]
        for kolom, reeks in zip((1, 5, 6), reeksen, strict=True)
    )
    grafiek = Grafiek(
        overzicht.titel, "staaf", namen,
        tuple(
            Reeks(Bereik(blad.verwijs(rij + 1, kolom), (titel,)), cijfers, kleur)
            for kolom, titel, cijfers, kleur in ((5, koppen[4], minst, ANDERE), (6, koppen[5], meest, EIGEN))
        ),
        "euro", "Staafgrafiek: hoeveel elke deelnemer in deze varianten hoogstens minder en hoogstens meer betaalt.",
        breedte=min(BREEDSTE, breedte_cm(blad, 1, UITERSTEN)),
        hoogte=max(6.0, 2.5 + 1.6 * CM_PER_DEELNEMER * len(van.codes)),
    )  # fmt: skip
    rij = blad.noten(laatste + 2, UITERSTEN, overzicht.noten) + 1
    blad.delen.append(rij)
    blad.grafieken.append(rij)
    return teken_met_bron(blad, rij, grafiek, "De bedragen staan hierboven.", UITERSTEN)


def _varianten(blad: Blad, rij: int, uitkomst: Uitkomst, van: Variaties) -> int:
    """A row per variant: the weights, and what each participant pays."""
    regio, geld = uitkomst.gegevens.regio, "VW euro" if van.bron.eenheid == "euro" else "VW cent"
    labels = [f"Gewicht {klein(regio.label_deel(naam))}" for naam in van.maatstaven]
    koppen = [*labels, *(regio.gemeente(code) for code in van.codes)]
    blad.koppen(rij, koppen, rechts=range(1, len(koppen) + 1))
    for nummer, variant in enumerate(van.varianten):
        rij += 1
        for kolom, gewicht in enumerate(variant, start=1):
            blad.schrijf(rij, kolom, gewicht, "VW vrij")
        for plek in range(len(van.codes)):
            blad.schrijf(rij, len(variant) + 1 + plek, van.bedrag(nummer, plek), geld)
    return rij
