"""Tables as statistics, pivots, programs and people make them: each as .csv, .xlsx and .ods, with what it must say.

A case is good without a word of doubt, is read and asked about, or is refused; its figures are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tabelgevallen import KOP, VORMEN, Cel, Rijen, Tabelgeval, _maker

VIJF_EN_ZES: Final = (("jongeren", 2021, "GM0971", "6"), ("jongeren", 2021, "GM0981", "5"))
RIJEN: Final = (("Vaals", 5), ("Stein", 6))
VERDEELMODEL: Final = "Objectief verdeelmodel jeugd 2021"
DEFINITIE: Final = "Gevraagd is: Jongeren tot 20 jaar die in de gemeente wonen. Klopt dat?"
Cijfers = Sequence[tuple[str, int, str, str]]
NAMEN: Final = (
    "Beek", "Beekdaelen", "Brunssum", "Eijsden-Margraten", "Gulpen-Wittem", "Heerlen", "Kerkrade", "Landgraaf",
    "Maastricht", "Meerssen", "Simpelveld", "Sittard-Geleen", "Stein", "Vaals", "Valkenburg aan de Geul", "Voerendaal",
)  # fmt: skip


def onder(titel: Cel, rijen: Rijen = RIJEN, naam: Cel = "Gemeente") -> Rijen:
    return ((naam, titel), *rijen)


def heel(titel: str, waarden: Sequence[Cel]) -> Rijen:
    """All sixteen participants."""
    return (("Gemeente", titel), *zip(NAMEN, waarden, strict=True))


@dataclass(frozen=True)
class Soort:
    """A table, the figures that are in it (None: not looked at), and every fault and warning it gets."""

    rijen: Rijen
    cijfers: Cijfers | None = VIJF_EN_ZES
    fouten: Sequence[str] = ()
    vragen: Sequence[str] = ()


def niet_begrepen(titel: str, deel: str) -> str:
    return f"'{titel}' is gelezen als Jongeren, maar '{deel}' is niet begrepen. {DEFINITIE}"


def duizend(titel: str) -> str:
    return f"'{titel}' is in duizendtallen; verwacht: de hele getallen"


SOORTEN: dict[str, Soort] = {
    # --- who: names and codes
    "naam-met-voetnoot": Soort((KOP, ("Vaals 1)", 5), ("Stein*", 6))),
    "naam-met-noot-verheven": Soort((KOP, ("Vaals¹", 5), ("Stein (2)", 6))),
    "naam-gem": Soort((KOP, ("gem. Vaals", 5), ("Stein, gemeente", 6))),
    "naam-van-het-cbs": Soort((KOP, ("Vaals (gemeente)", 5), ("Stein (Lb.)", 6))),
    "naam-afgekort": Soort(
        (KOP, ("Valkenburg a/d Geul", 5), ("Valkenburg a.d. Geul", 5)),
        None,
        ["'Valkenburg aan de Geul' staat er twee keer bij peiljaar 2021, eerder op "],
    ),
    "code-ervoor": Soort((KOP, ("GM0981 Vaals", 5), ("0971 - Stein", 6))),
    "code-erachter": Soort((KOP, ("Vaals (GM0981)", 5), ("Stein GM0971", 6))),
    "code-in-naamkolom": Soort((KOP, ("GM0981", 5), ("GM0971   ", 6))),
    "code-en-naam-oneens": Soort((KOP, ("GM0981 Stein", 5)), None, ["'GM0981 Stein' is geen deelnemer in 2022"]),
    "contact-en-plaats": Soort(
        (("Gemeente", "Naam", "Plaats", "Jongeren 2021"), ("Vaals", "A.", "Dorp", 5), ("Stein", "B.", "Dorp", 6))
    ),
    "andere-provincie": Soort((KOP, ("Stein (NH)", 5)), None, ["'Stein (NH)' is geen deelnemer in 2022"]),
    "landelijk": Soort(
        (*heel("Jongeren 2021", range(1, 17)), ("Nederland", 9000), ("Limburg (PV)", 800),
         *((f"Plaats {nummer}", nummer) for nummer in range(20))),
        None,
    ),
    # --- where: other layouts
    "draaitabel": Soort((("Rijlabels", "Som van Jongeren 2021"), *RIJEN, ("Eindtotaal", 11))),
    "odata": Soort(
        (("ID", "Gemeentenaam_1", "Codering_3", "Perioden", "Jongeren_93"),
         (0, "Vaals     ", "GM0981    ", "2021JJ00", 5), (1, "Stein     ", "GM0971    ", "2021JJ00", 6))
    ),
    "statline": Soort((("Jeugd per regio", None, None), ("Regio's", "Perioden", "Jongeren (aantal)"),
                       ("Vaals", "2021", 5), ("Stein", "2021", 6), ("Bron: CBS", None, None))),
    "eenheidsrij": Soort((KOP, (None, "aantal"), *RIJEN)),
    "eenheidsrij-met-woord": Soort((KOP, ("Eenheid", "aantal"), *RIJEN)),
    "jaren-boven-titels": Soort((("", 2021), ("Gemeente", "Jongeren"), *RIJEN)),
    "titels-boven-jaren": Soort(
        (("Gemeente", "Jongeren", None), (None, 2021, 2022), ("Vaals", 5, 7), ("Stein", 6, 8)),
        (*VIJF_EN_ZES, ("jongeren", 2022, "GM0971", "8"), ("jongeren", 2022, "GM0981", "7")),
    ),
    "op-zijn-kant": Soort((("Maatstaf", "Vaals", "Stein"), ("Jongeren 2021", 5, 6))),
    "op-zijn-kant-met-totaal": Soort((("Maatstaf", "Vaals", "Stein", "Totaal"), ("Jongeren 2021", 5, 6, 11))),
    "lang": Soort(
        (("Gemeente", "Onderwerp", "Jaar", "Waarde"), ("Vaals", "Jongeren", 2021, 5), ("Stein", "Jongeren", 2021, 6))
    ),
    "lang-dubbel": Soort(
        (("Gemeente", "Onderwerp", "Jaar", "Waarde"), ("Vaals", "Jongeren", 2021, 5), ("Vaals", "Jongeren", 2021, 6)),
        None,
        ["dit cijfer staat er twee keer, eerder op "],
    ),
    "rijnummers": Soort(((None, "Gemeente", "Jongeren 2021"), (0, "Vaals", 5), (1, "Stein", 6))),
    # --- what: words, units, years
    "haakjes-leeftijd": Soort(onder("Jongeren (tot 18 jaar) 2021"), vragen=[
        niet_begrepen("Jongeren (tot 18 jaar) 2021", "(tot 18 jaar)")]),
    "haakjes-maand": Soort(onder("Jongeren (t/m september) 2021"), vragen=[
        niet_begrepen("Jongeren (t/m september) 2021", "(t/m september)")]),
    "haakjes-afgewezen": Soort(onder("Jongeren 2021 [afgewezen]"), vragen=[
        niet_begrepen("Jongeren 2021 [afgewezen]", "[afgewezen]")]),
    "haakjes-die-kloppen": Soort(onder("Jongeren (tot 20 jaar) (aantal) 2021 (1)")),
    "x-duizend": Soort(onder("Jongeren 2021 (x 1 000)"), None, [duizend("Jongeren 2021 (x 1 000)")]),
    "duizend-euro": Soort(onder(f"{VERDEELMODEL} (1 000 euro)"), None, [duizend(f"{VERDEELMODEL} (1 000 euro)")]),
    "in-duizend-euro": Soort(onder(f"{VERDEELMODEL} in € 1.000"), None, [duizend(f"{VERDEELMODEL} in € 1.000")]),
    "miljoenen": Soort(onder(f"{VERDEELMODEL} (mln euro)"), None, [
        f"'{VERDEELMODEL} (mln euro)' is in miljoenen; verwacht: de hele getallen"]),
    "duizend-erboven": Soort(
        (("Bedragen x € 1.000", None), *onder(VERDEELMODEL)), None,
        ["boven de tabel staat 'Bedragen x € 1.000'; de cijfers zijn dus in duizendtallen; verwacht: de hele getallen"],
    ),
    "duizend-eronder": Soort(
        (*onder(VERDEELMODEL), (), ("Bedragen x € 1.000", None)), None,
        ["onder de tabel staat 'Bedragen x € 1.000'; de cijfers zijn dus in duizendtallen; verwacht: de hele getallen"],
    ),
    "jaar-waarin-niemand-meedoet": Soort(onder("Jongeren 2018"), None, [
        "geen van deze 2 deelnemers doet mee in 2019; klopt peiljaar 2018?",
        "Jongeren heeft in het regiobestand pas vanaf peiljaar 2020 een eenheid, niet in 2018"]),
    "niet-in-duizend-erboven": Soort((("Vul hele euro's in, niet x € 1.000", None), *onder("Jongeren 2021"))),
    "duizend-in-groep": Soort(
        ((None, "x 1.000"), ("Gemeente", "Jongeren 2021"), *RIJEN), None, [duizend("x 1.000 Jongeren 2021")]
    ),
    "procenten-erboven": Soort(
        (("In procenten", None), *onder("Jongeren 2021")),
        vragen=["boven de tabel staat 'In procenten'; 'Jongeren 2021' is gelezen als aantal"],
    ),
    "jaar-erboven": Soort(
        (("Opgave jeugdhulp 2021", None), *onder("Jongeren")),
        vragen=["boven de tabel staat 'Opgave jeugdhulp 2021'; gelezen als peiljaar 2021. "
                "Klopt dat niet, geef het peiljaar dan met --peiljaar"],
    ),
    "ander-jaar-erboven": Soort(
        (("Jeugdhulp 2019", None), *onder("Jongeren 2021")),
        vragen=["boven de tabel staat 'Jeugdhulp 2019'; de cijfers zijn gelezen als peiljaar 2021"],
    ),
    "dag-van-schrijven-erboven": Soort((("Verstuurd op 3 maart 2019", None), *onder("Jongeren 2021"))),
    "jaar-zonder-maatstaf": Soort(
        ((*KOP, 2022), ("Vaals", 5, 7), ("Stein", 6, 8)),
        vragen=["deze kolom is niet gelezen: er staat alleen '2022' boven. Van welke maatstaf is zij?"],
    ),
    "twee-jaren-in-titel": Soort(onder("Jongeren 2021/2022"), None, [
        "'Jongeren 2021/2022' noemt meer jaren; verwacht: één peiljaar"]),
    "nieuwjaar": Soort(onder("Jongeren per 1-1-2022"), vragen=[
        "'Jongeren per 1-1-2022': de stand van 1-1-2022 is die van 31-12-2021, dus van peiljaar 2021"]),
    "oudjaar": Soort(onder("Jongeren per 31 december 2021")),
    "eind-van-het-jaar": Soort(onder("Jongeren eind 2021")),
    "begin-van-het-jaar": Soort(onder("Jongeren begin '22"), vragen=[
        "'Jongeren begin '22': de stand van 1-1-2022 is die van 31-12-2021, dus van peiljaar 2021"]),
    "midden-in-het-jaar": Soort(onder("Jongeren per 1-7-2021"), vragen=[
        "'Jongeren per 1-7-2021': 1-7-2021 is gelezen als peiljaar 2021, maar de regio telt op 31 december"]),
    "peildatum-als-kolom": Soort(
        (("Peildatum", "Gemeente", "Jongeren"), ("1-1-2022", "Vaals", 5), ("1-1-2022", "Stein", 6)),
        vragen=["'1-1-2022': de stand van 1-1-2022 is die van 31-12-2021, dus van peiljaar 2021"],
    ),
    "drie-rijen-kop": Soort(
        ((None, 2021), ("Gemeente", "Jongeren"), (None, "aantal"), *RIJEN),
        vragen=["boven de tabel staat '2021'; gelezen als peiljaar 2021. Klopt dat niet, geef het peiljaar dan met "],
    ),
    "naam-over-meer-rijen": Soort(
        (("Gemeente", "Peiljaar", "Jongeren"), ("Vaals", 2021, 5), (None, 2022, 7), ("Stein", 2021, 6),
         (None, 2022, 8)),
        (*VIJF_EN_ZES, ("jongeren", 2022, "GM0971", "8"), ("jongeren", 2022, "GM0981", "7")),
    ),
    "lang-met-naam-over-meer-rijen": Soort(
        (("Gemeente", "Onderwerp", "Waarde"), ("Vaals", "Jongeren 2021", 5), (None, "Toekenningen 2021", 7)),
        (("jongeren", 2021, "GM0981", "5"), ("toekenningen", 2021, "GM0981", "7")),
    ),
    "titel-die-te-veel-zegt": Soort(onder("Jongeren 12 tot 18 jaar 2021"), None, [
        "heeft geen tabel die wordt herkend: 'Jongeren 12 tot 18 jaar 2021' is niet begrepen. Is dit Jongeren, noem de "
        "kolom dan zo"]),
    "bijna-een-naam-die-de-som-is": Soort((KOP, *RIJEN, ("Gulpen-Witem", 11)), None, [
        "'Gulpen-Witem' is geen deelnemer in 2022. Bedoelde u 'Gulpen-Wittem'?"]),
    # --- totals
    "totaal-onder-een-andere-naam": Soort((KOP, *RIJEN, ("Alle gemeenten", 11))),
    "totaal-zonder-naam": Soort((KOP, *RIJEN, (None, 11))),
    "totaal-door-som": Soort((KOP, *RIJEN, ("Zuidoost", 11))),
    "subtotaal-van-een-deel": Soort((KOP, *RIJEN, ("Parkstad", 11), ("Grand Total", 11))),
    "totaal-dat-niet-klopt": Soort((KOP, *RIJEN, ("Grand Total", 12)), vragen=[
        "het totaal is 12, maar de rijen tellen op tot 11"]),
    "totaal-verbergt-een-gemeente": Soort((KOP, *RIJEN, ("Totaal Beek", 7)), None, [
        "'Totaal Beek' heet een totaal, maar Beek heeft geen eigen rij. Bedoelde u 'Beek'?"]),
    "gemiddelde-eronder": Soort((KOP, *RIJEN, ("Totaal", 11), ("Gemiddelde", 5.5))),
    # --- how: figures
    "niet-ingevuld": Soort(
        heel("Jongeren 2021", [None] * 16), None,
        ["deze opgave is niet ingevuld: bij geen enkele deelnemer staat een cijfer"],
    ),
    "alles-nul": Soort(
        heel("Jongeren 2021", [0] * 16), None,
        ["Jongeren van peiljaar 2021 is voor iedereen 0; verwacht: wat er is geteld. Is er niet geteld, laat de kolom "
         "dan leeg"],
    ),
    "fractie": Soort(
        (("Gemeente", "Jongeren 2020"), ("Vaals", 0.027)), (("jongeren", 2020, "GM0981", "0.027"),),
        vragen=["'0,027' is gelezen als 0,027%; bedoelt u 2,7%? Typ een percentage als 2,7"],
    ),
    "breuken": Soort(heel("Jongeren 2020", ["0,0625"] * 16), None, [
        "Jongeren van peiljaar 2020 is bij elkaar 1,0000%; verwacht: precies 100,00%. Dit zijn breuken: typ 2,7 in "
        "plaats van 0,027"]),
    "waarde-in-titel": Soort(onder("waarde_jongeren_2021")),
    "deelgebieden-als-tussenkop": Soort((KOP, ("Parkstad", None), *RIJEN)),
    "totaal-van-het-land": Soort((KOP, *RIJEN, ("Totaal Nederland", 3000000))),
    "te-groot": Soort((KOP, ("Vaals", "12345678901234567")), None, [
        "'12345678901234567' heeft te veel cijfers; een rekenblad bewaart er hooguit 15"]),
    "duizendpunten-die-kunnen": Soort((KOP, ("Vaals", "3.180"), ("Stein", "4.000")), (
        ("jongeren", 2021, "GM0971", "4000"), ("jongeren", 2021, "GM0981", "3180"))),
    "duizendpunten-die-twee-kanten-op-kunnen": Soort((KOP, ("Vaals", "3.000")), None, [
        "'3.000' is dubbelzinnig: bedoelt u 3000 of 3,000? "
        "Zeg het met --decimaal komma (3000) of --decimaal punt (3,000)"]),
    "twee-notaties": Soort(onder(VERDEELMODEL, (("Vaals", "1.234.567"), ("Stein", "1234.5"))), None, [
        "de getallen zijn niet op één manier geschreven: '1.234.567' heeft een komma voor de decimalen en '1234.5' een "
        "punt. Zeg met --decimaal komma of --decimaal punt wat u bedoelt"]),
    "geen-bsn": Soort((("Let op: geen BSN invullen", None), *onder("Jongeren 2021"))),
}  # fmt: skip


@dataclass(frozen=True)
class Soortgeval(Tabelgeval):  # type: ignore[misc]
    """A file of a kind, with its figures, its faults and its warnings without their places."""

    cijfers: Cijfers | None = None
    vragen: tuple[str, ...] = ()


def soortgevallen() -> list[Soortgeval]:
    return [
        Soortgeval(
            f"soort-{naam}.{vorm}", _maker(soort.rijen, vorm), soort=vorm, fouten=tuple(soort.fouten),
            cijfers=soort.cijfers, vragen=tuple(soort.vragen),
        )
        for naam, soort in SOORTEN.items()
        for vorm in VORMEN
    ]  # fmt: skip
