"""Verdeling: an amount over the parts of a key, and each part over who takes part."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.sluitregels import sluit
from calc.model.tabel import AFRONDING, TOTAAL, Getallen, Kolom, Rij, Tabel
from calc.model.uitdrukking import (
    Celnaam,
    Gegeven,
    Tabelnaam,
    Uitdrukking,
    Vast,
    Zuiver,
    cel,
    exact,
    kol,
    rij,
    rond,
    som,
    totaal,
)
from calc.noten import noten_verdeling
from calc.tabel import Rijsoort, Soort
from calc.tabellen.deelnemers import CODE, GEMEENTE, TOTAALRIJ, deelnemerrijen, deelnemertabel, onderrij
from calc.tabellen.sluitzinnen import Sluitzinnen, Zinnen
from calc.uitlegvorm import bedrag, hoofdletter, percentage, plaats
from calc.uitlegvorm import som as opgeteld
from calc.verdeling import Jaarverdeling
from schemas.gegevens import Maatstafwaarde
from schemas.geldend import Sleutel
from schemas.regio import RATO
from schemas.standen import OUDE_CIJFERS, VOORLOPIG

POTTEN: Final = (
    "Het bedrag is eerst over de delen van de sleutel verdeeld. Wat na afronden overblijft, gaat naar de delen met de "
    "grootste rest; bij gelijke rest in de volgorde van de sleutel."
)
GEGEVEN: Final = (
    "Dit bedrag is een gegeven en wordt niet opnieuw berekend. De sleutel erachter is in dit plan niet bekend."
)
GEVRAAGD: Final = "Te verdelen"
VOORRANG: Final = "voorrang"
PRECIES: Final = 12
"""Decimals of a share to which doubles can be trusted: shares that are equal stay equal."""
RATO_TELT: Final = "Bij rato telt elke gemeente even zwaar, elk voor 1."


@dataclass(frozen=True)
class Deel:
    """One part of a key: what a participant counts for in it, and why of that year."""

    naam: str
    label: str
    waarde: Uitdrukking
    peiljaar: str


def op_volgorde(plan: Plan, codes: Collection[str]) -> dict[str, str]:
    """Codes and names in the order of the region file, as they stand on every sheet."""
    return {code: plan.regio.gemeente(code) for code in plan.regio.alle_deelnemers if code in codes}


def maatstaven(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """The figures of one peiljaar, as they came in."""
    per_code: dict[str, dict[str, Maatstafwaarde]] = {}
    for waarde in plan.uitkomst.gegevens.maatstaven:
        if waarde.peiljaar == naam.jaar:
            per_code.setdefault(waarde.gemeentecode, {})[waarde.maatstaf] = waarde
    if not per_code:
        return None
    definities = {d.maatstaf: d for d in plan.uitkomst.gegevens.definities if d.peiljaar == naam.jaar}
    namen = list(dict.fromkeys(maatstaf for waarden in per_code.values() for maatstaf in waarden))

    def gegeven(waarde: Maatstafwaarde) -> Gegeven:
        definitie = definities.get(waarde.maatstaf)
        bron, afgeleid = (definitie.bron, definitie.afgeleid) if definitie else ("", "")
        stand = VOORLOPIG if waarde.voorlopig else ""
        return Gegeven(exact(waarde.waarde), plaats(waarde.cel), bron, afgeleid, stand)

    kolommen = [Kolom(maatstaf, plan.regio.label_deel(maatstaf), Soort.MAATSTAF) for maatstaf in namen]
    rijen = tuple(
        Rij(rij.sleutel, {**rij.cellen, **{m: gegeven(w) for m, w in per_code[rij.sleutel].items()}})
        for rij in deelnemerrijen(op_volgorde(plan, per_code))
    )
    titel = f"Maatstaven, peiljaar {naam.jaar}"
    return Tabel(naam, titel, (CODE, GEMEENTE, *kolommen), rijen, noemt=("gemeente",))


def vastgesteld(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """What was decided before, per year."""
    per_code: dict[str, dict[str, Gegeven]] = {}
    for vast in plan.uitkomst.gegevens.vastgesteld:
        if vast.kostensoort == naam.kostensoort:
            bedrag = Gegeven(exact(vast.bedrag), plaats(vast.cel), vast.bron)
            per_code.setdefault(vast.gemeentecode, {})[str(vast.jaar)] = bedrag
    if not per_code:
        return None
    jaren = sorted({jaar for bedragen in per_code.values() for jaar in bedragen})
    kolommen = [Kolom(j, "eerder vastgesteld", Soort.GELD, plan.decimalen(naam.kostensoort, int(j))) for j in jaren]
    rijen = tuple(
        Rij(rij.sleutel, {**rij.cellen, **per_code[rij.sleutel]}) for rij in deelnemerrijen(op_volgorde(plan, per_code))
    )
    return Tabel(naam, "Eerder vastgesteld", (CODE, GEMEENTE, *kolommen), rijen, noemt=("gemeente",))


def delen(plan: Plan, bron: Jaarverdeling, sleutel: Sleutel) -> Iterator[Deel]:
    for deel in sleutel.delen:
        label = plan.regio.label_deel(deel)
        if deel == RATO:
            yield Deel(deel, label, Vast(1), "")
        else:
            waarde = cel(plan.tabel("maatstaven", jaar=bron.peiljaren[deel]), None, deel)
            yield Deel(deel, label, waarde, f"{_peiljaar(bron, sleutel, deel)}{_definitie(plan, bron, deel)}")


def _peiljaar(bron: Jaarverdeling, sleutel: Sleutel, deel: str) -> str:
    """Why this peiljaar; a figure that is carried forward is said to be old."""
    peiljaar = bron.peiljaren[deel]
    if sleutel.peiljaar is not None:
        return f"Peiljaar {peiljaar}, zo staat het in de sleutel."
    if deel in bron.oude_maatstaven:
        mist = f"dat over {bron.jaar - 1} is er nog niet"
        return f"Peiljaar {peiljaar}, het laatst bekende: {mist}. Dit zijn oude cijfers."
    return f"Peiljaar {peiljaar}, het jaar voor {bron.jaar}."


def _definitie(plan: Plan, bron: Jaarverdeling, deel: str) -> str:
    """What was counted, and on which day."""
    gezocht = (deel, bron.peiljaren[deel])
    gevonden = next((d for d in plan.uitkomst.gegevens.definities if (d.maatstaf, d.peiljaar) == gezocht), None)
    if gevonden is None:
        return ""
    dag = f" (peildatum: {gevonden.peildatum})" if gevonden.peildatum else ""
    return f" {hoofdletter(gevonden.definitie)}{dag}."


def _besloten(decimalen: int) -> Zinnen:
    def zinnen(getallen: Getallen, hier: Celnaam) -> list[str]:
        eigen, samen = (Fraction(getallen.getal(hier._replace(rij=rij))) for rij in (hier.rij, TOTAAL))
        deel = f"{bedrag(eigen, decimalen)} / {bedrag(samen, decimalen)} = {percentage(eigen / samen)}" if samen else ""
        return [GEGEVEN, *([f"Deel van alle vastgestelde bedragen: {deel}."] if deel else [])]

    return zinnen


def _losse_delen(alle: Sequence[Deel], decimalen: int) -> Zinnen:
    """Under `open` the rounded parts need not add up to the rounded whole: said where it is so."""

    def zinnen(getallen: Getallen, hier: Celnaam) -> list[str]:
        delen = [Fraction(getallen.getal(hier._replace(kolom=f"bedrag_{deel.naam}"))) for deel in alle]
        samen, heel = sum(delen, Fraction(0)), getallen.getal(hier)
        if samen == heel:
            return []
        meer = "meer" if samen > heel else "minder"
        return [
            f"De afgeronde delen zijn samen {opgeteld(delen, decimalen)} = {bedrag(samen, decimalen)}. Dat is "
            f"{bedrag(abs(samen - heel), decimalen)} {meer} dan de bijdrage, omdat elk bedrag apart is afgerond."
        ]

    return zinnen


def te_verdelen(plan: Plan, kostensoort: str, jaar: int) -> Uitdrukking:
    return cel(plan.tabel("begroting", kostensoort), TOTAAL, str(jaar))


def sleutel(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """The amount over the parts of the key; under a closing rule by largest remainder, ties in the order of the key."""
    bron = plan.uitkomst.verdeling.van(naam.kostensoort, naam.jaar)
    if bron.sleutel is None:
        return None
    waar, decimalen = f"regiobestand {plan.regio.naam}", plan.decimalen(naam.kostensoort, naam.jaar)
    wat = te_verdelen(plan, naam.kostensoort, naam.jaar)
    rijen = []
    for deel, gewicht in bron.sleutel.delen.items():
        oud = OUDE_CIJFERS if deel in bron.oude_maatstaven else ""
        cijfer = Gegeven(exact(gewicht), waar, bron.sleutel.bron, aantekening=oud)
        rijen.append(Rij(deel, {"deel": Vast(plan.regio.label_deel(deel)), "gewicht": cijfer}))
    kolommen = [Kolom("deel", "Deel"), Kolom("gewicht", "Gewicht", Soort.MAATSTAF)]
    kolommen.append(Kolom("aandeel", "Aandeel", Soort.AANDEEL, 2, kol("gewicht") / totaal("gewicht")))
    if bron.sluitregel == "open":
        kolommen.append(Kolom("pot", "Te verdelen", Soort.GELD, decimalen, wat * kol("aandeel")))
    else:
        gesloten = sluit(
            "grootste-rest", "pot", "Te verdelen", wat, "aandeel", "gewicht", "rest_pot", decimalen, POTTEN
        )
        kolommen += gesloten.kolommen
    onder = Rij(TOTAAL, {"deel": Vast(TOTAAL)}, soort=Rijsoort.TOTAAL)
    titel = f"Sleutel {naam.kostensoort} {naam.jaar}"
    return Tabel(naam, titel, tuple(kolommen), tuple(rijen), (onder,))


def tegenover(gevraagd: Mapping[str, Uitdrukking]) -> tuple[Rij, Rij]:
    """Beside the total what was to be split, and what rounding left between them; on the sheet alone."""
    verschil = rij(TOTAAL) - rij(GEVRAAGD)
    return (
        onderrij(GEVRAAGD, Rijsoort.EXTRA, gevraagd, stap=True),
        onderrij("Verschil door afronden", Rijsoort.EXTRA, dict.fromkeys(gevraagd, verschil), stap=True),
    )


def verdeling(plan: Plan, naam: Tabelnaam) -> Tabel:
    """Per part of the key value, share and amount, then the total share and the contribution.

    Under `open` every amount is rounded from its own exact value; else a contribution is the sum of its parts. Of a
    year decided before there is only the amount.
    """
    van = soort, jaar = naam.kostensoort, naam.jaar
    bron, decimalen, titel = plan.uitkomst.verdeling.van(*van), plan.decimalen(*van), f"Verdeling {soort} {jaar}"
    codes, noten = plan.deelnemers(jaar, soort), noten_verdeling(plan.uitkomst, bron)
    if bron.sleutel is None:
        besloten = cel(plan.tabel("vastgesteld", soort), None, str(jaar))
        gegeven = Kolom("bedrag", "Bijdrage", Soort.GELD, decimalen, besloten, uitleg=_besloten(decimalen))
        return deelnemertabel(plan, naam, titel, codes, (gegeven,), noten=noten)
    assert bron.sluitregel is not None
    open_, namen = bron.sluitregel == "open", {code: plan.regio.gemeente(code) for code in codes}
    potten, wat, zinnen = plan.tabel("sleutel", *van), te_verdelen(plan, *van), Sluitzinnen(namen, bron.eenheid)
    kolommen, afronding, alle = [CODE, GEMEENTE], {}, list(delen(plan, bron, bron.sleutel))
    for deel in alle:
        waarde, aandeel, bedrag_ = (f"{woord}_{deel.naam}" for woord in ("waarde", "aandeel", "bedrag"))
        label, pot = deel.label.lower(), cel(potten, deel.naam, "pot")
        tweede = VOORRANG if bron.sluitregel == "grootste-deelnemer" else waarde
        waarom = zinnen.van(bron.sluitregel)
        gesloten = sluit(bron.sluitregel, bedrag_, f"Bedrag {label}", pot, aandeel, waarde, tweede, decimalen, waarom)
        deelt = kol(waarde) / totaal(waarde)
        kolommen += [
            Kolom(waarde, deel.label, Soort.MAATSTAF, formule=deel.waarde, uitleg="" if deel.peiljaar else RATO_TELT),
            Kolom(aandeel, f"Aandeel {label}", Soort.AANDEEL, 2, deelt, uitleg=deel.peiljaar),
            *gesloten.kolommen,
        ]
        if gesloten.afronding is not None:
            afronding[bedrag_] = gesloten.afronding
    gewogen: Uitdrukking = som(kol(f"aandeel_{deel.naam}") * cel(potten, deel.naam, "aandeel") for deel in alle)
    if len(alle) == 1:
        gewogen = kol(f"aandeel_{alle[0].naam}")
    per_deel = [kol(f"bedrag_{deel.naam}") for deel in alle]
    bedragen = som(per_deel) if len(per_deel) > 1 else per_deel[0]
    bijdrage = rond(wat * kol("aandeel"), decimalen) if open_ else bedragen
    hoe = _losse_delen(alle, decimalen) if open_ and len(alle) > 1 else ""
    kolommen.append(Kolom("aandeel", "Aandeel", Soort.AANDEEL, 2, gewogen))
    if bron.sluitregel == "grootste-deelnemer":
        gelijk = Zuiver(kol("aandeel"), PRECIES)
        kolommen.append(Kolom(VOORRANG, "Aandeel, vergeleken", Soort.AANDEEL, 4, gelijk, None, stap=True))
    kolommen.append(Kolom("bedrag", "Bijdrage", Soort.GELD, decimalen, bijdrage, uitleg=hoe))
    onder = [onderrij(AFRONDING, Rijsoort.AFRONDING, {**afronding, "bedrag": bedragen})] if afronding else []
    gevraagd = {"bedrag": wat, **{f"bedrag_{deel.naam}": cel(potten, deel.naam, "pot") for deel in alle}}
    onder += [TOTAALRIJ, *tegenover(gevraagd)]
    rijen = deelnemerrijen(namen)
    return Tabel(naam, titel, tuple(kolommen), rijen, tuple(onder), noemt=("gemeente",), noten=noten)


VERDELING = Tabelsoort("verdeling", verdeling, 40, per_kostensoort=True, per_jaar=True, verdeeld=True, alle_jaren=True)
MAATSTAVEN = Tabelsoort("maatstaven", maatstaven, 36, per_jaar=True, zichtbaar=False)
VASTGESTELD = Tabelsoort("vastgesteld", vastgesteld, 37, per_kostensoort=True, zichtbaar=False)
SLEUTEL = Tabelsoort("sleutel", sleutel, 38, per_kostensoort=True, per_jaar=True, alle_jaren=True, zichtbaar=False)
