"""The table of command verdeel where more was asked than a key: a column for each part of the contribution."""

from __future__ import annotations

from fractions import Fraction

from calc.afronding import DECIMALEN
from calc.tabel import Beeld, Beeldkolom, Beeldrij, Rijsoort, Soort
from calc.verdeling import GEEN_CODE, Jaarverdeling
from schemas.cijfers import Cijfers
from schemas.inhoud import klein
from schemas.kernwoorden import BIJDRAGE


def tabel_van_delen(gelezen: Cijfers, bron: Jaarverdeling, titel: str, noten: tuple[str, ...]) -> Beeld:
    """A column for each part, and what they are together; of one part its share."""
    delen = [deel for deel in bron.hele_delen if len(bron.hele_delen) > 1]
    geld = Soort.GELD, max(0, DECIMALEN[bron.eenheid])
    gedeeld = not delen and bron.hele_delen[0].deelt
    aandeel = [] if not gedeeld else [Beeldkolom("aandeel", "Aandeel", Soort.AANDEEL, 4)]
    kolommen = (
        Beeldkolom(gelezen.naamkolom, gelezen.naamkolom, Soort.TEKST),
        *(Beeldkolom(f"bedrag_{deel.naam}", f"Bedrag {klein(deel.label)}", *geld) for deel in delen),
        *aandeel,
        Beeldkolom("bedrag", "Bedrag", *geld),
    )

    def cellen(code: str) -> list[Fraction | None]:
        eigen = [bron.bedrag(code, deel.naam) for deel in delen]
        deelt = [bron.regel(code, bron.hele_delen[0].naam).aandeel if code != GEEN_CODE else None for _ in aandeel]
        return [*eigen, *deelt, bron.bedrag(code, BIJDRAGE)]

    per_rij = [cellen(code) for code in bron.deelnemers]
    rijen = [Beeldrij((naam, *rij)) for naam, rij in zip(gelezen.namen, per_rij, strict=True)]
    if bron.sluitregel == "afrondingsregel" and any(deel.deelt for deel in bron.hele_delen):
        per_rij.append(cellen(GEEN_CODE))
        rijen.append(Beeldrij(("Afronding", *per_rij[-1]), Rijsoort.AFRONDING))
    sommen = [sum((cel for cel in reeks if cel is not None), Fraction(0)) for reeks in zip(*per_rij, strict=True)]
    rijen.append(Beeldrij(("Totaal", *sommen), Rijsoort.TOTAAL))
    return Beeld("verdeel", titel, None, None, kolommen, tuple(rijen), noten)
