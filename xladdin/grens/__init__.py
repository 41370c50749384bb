"""The boundary with Excel: from cells to exact values and back; what is not what was asked for, is refused in Dutch.

Nothing is dropped or rounded in silence. A cell holds a double, of which Excel keeps and shows fifteen digits; those
fifteen are the number that is meant, so 2.7 is exactly 2.70 and a sum of cents is a whole number of cents.
"""

from xladdin.grens.bereiken import (
    bedrag,
    gewichten,
    jaar,
    jaren,
    per_cel,
    rijen,
    tekst,
    verplicht_jaar,
    verplichte_tekst,
)
from xladdin.grens.cellen import (
    GEKOPPELD,
    VOORBEELDJAAR,
    Bereik,
    Excelcel,
    OnbruikbareCel,
    getal,
    is_foutwaarde,
    is_jaar,
    jaar_uit_tekst,
)
from xladdin.grens.jaartabellen import hoogste_percentage, jaarbedragen, jarentabel, percentages, vastgesteld
from xladdin.grens.keuzes import AFRONDINGEN, afronding, eenheid, sluitregel
from xladdin.grens.paren import even_groot, geen_percentages
from xladdin.grens.uitvoer import Blok, Uit, bedragen_uit, getal_uit
from xladdin.grens.verdeeltabellen import (
    bedragen,
    eenheden,
    gemeenten,
    heeft_kop,
    maatstaf,
    maatstaven,
    punten,
    sleutel,
    waar_bedrag,
)
