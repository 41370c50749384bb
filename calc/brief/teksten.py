"""Every sentence of the letter, in one place: short, plain Dutch, a name in braces for each gap.

A gap in a sentence is a figure of the model, or a name or word of the plan; `calc.brief.brief` says which.
"""

from __future__ import annotations

from typing import Final

ONDERWERP: Final = "Uw bijdrage aan {regio} in {jaar}"
AANHEF: Final = "Geachte heer, mevrouw,"

BEDRAG: Final = "Uw bijdrage in {jaar}: {bijdrage}"
DELEN: Final = "De deelnemers van {regio} delen samen een aantal kosten. Deze brief gaat over het deel van {gemeente}."

PER_HOOFD: Final = "Dat is {bedrag} per {woord}."
VAN_BUDGET: Final = "Uw bijdrage is {deel} van {bedrag}, uw {budget} {peiljaar}."
PLUS: Final = "Een plus bij verschil betekent: u betaalt meer."
SAMEN_VERDEELD: Final = "De regio verdeelt in {jaar} samen {nu}. In {vorig} was dat {toen}."

KOP_WAAROM: Final = "Waarom is uw bijdrage anders dan in {vorig}?"
KOP_EERSTE: Final = "Uw bijdrage naast een eerder jaar"
EERSTE_JAAR: Final = "Dit plan begint in {jaar}. Er is geen eerder jaar om mee te vergelijken."
NIEUW: Final = "In {vorig} nam u nog niet deel."
GELIJK: Final = "In {jaar} betaalt u evenveel als in {vorig}."
MEER: Final = "In {jaar} betaalt u {verschil}{procent} meer dan in {vorig}, toen u {toen} betaalde."
MINDER: Final = "In {jaar} betaalt u {verschil}{procent} minder dan in {vorig}, toen u {toen} betaalde."
IN_PROCENT: Final = " ({procent})"
OORZAAK: Final = "Dat komt door {oorzaken}."
OORZAKEN: Final = "Dat komt, van groot naar klein, door {oorzaken}."
GROOTSTE: Final = "De drie grootste oorzaken zijn {oorzaken}."
ONBEKEND: Final = "Van {soorten} is de sleutel van {jaar_zonder} niet bekend."
NIET_TE_SCHEIDEN: Final = "Daarom zijn kosten en aandeel daar niet te scheiden."
HOGERE_KOSTEN: Final = "hogere kosten van {soort} ({bedrag} {hoe})"
LAGERE_KOSTEN: Final = "lagere kosten van {soort} ({bedrag} {hoe})"
KOSTEN: Final = "de kosten van {soort} ({bedrag} {hoe})"
GROTER_AANDEEL: Final = "een groter aandeel in {soort} ({bedrag} {hoe})"
KLEINER_AANDEEL: Final = "een kleiner aandeel in {soort} ({bedrag} {hoe})"
ONGESCHEIDEN: Final = "kosten en aandeel van {soort} samen ({bedrag} {hoe})"
NIEUW_IN: Final = "deelname aan {soort} ({bedrag} {hoe})"
NIET_MEER_IN: Final = "het einde van de deelname aan {soort} ({bedrag} {hoe})"

KOP_BETALING: Final = "Wanneer betaalt u?"
TERMIJN: Final = "U betaalt {bedrag} op {dag}."
TERMIJNEN: Final = "U betaalt in {aantal} termijnen, samen {bedrag}."
ZONDER_TERMIJNEN: Final = "Dit plan noemt geen betaaltermijnen."
VRAAG_WANNEER: Final = "Vraag {organisatie} wanneer u betaalt."
REKENING: Final = "Maak het bedrag over naar rekening {rekening} en vermeld {kenmerk}."
VERMELD: Final = "Vermeld bij uw betaling {kenmerk}."

KOP_STATUS: Final = "Kan dit bedrag nog veranderen?"
CONCEPT: Final = "Ja. Het plan is een concept en is nog niet vastgesteld."
VOORLOPIG: Final = "Ja. Uw bijdrage is voorlopig."
OUDE_CIJFERS: Final = "Van {maatstaven} is het cijfer over {jaar_terug} er nog niet. Het laatst bekende telt."
VOORLOPIGE_CIJFERS: Final = "Een deel van de cijfers is nog voorlopig."
AFGELEID: Final = "De cijfers van {soorten} zijn voor een deel afgeleid. De werkmap zegt welke en hoe."
DEFINITIEF: Final = "Nee. Uw bijdrage is definitief."
BESLUIT: Final = "Dat staat in {besluit}."

KOP_PAKKET: Final = "Het {pakket}"
PAKKET: Final = "{gemeente} koopt alleen het {pakket} in."
PAKKET_TELT: Final = "Bij {maatstaf} telt daarom voor u: {tekst}."

KOP_VRAGEN: Final = "Hebt u vragen?"
CONTACT: Final = "Neem dan contact op met {wie}."
WERKMAP: Final = "De hele berekening staat in de werkmap die bij deze brief hoort."

RAAD_TITEL: Final = "Bijdragen aan {regio} in {jaar}, in het kort"
KOP_VERANDERT: Final = "Wat verandert er?"
RAAD_SAMEN: Final = "In {jaar} betalen de deelnemers samen {nu}."
RAAD_MEER: Final = "Dat is {verschil}{procent} meer dan in {vorig}, toen het {toen} was."
RAAD_MINDER: Final = "Dat is {verschil}{procent} minder dan in {vorig}, toen het {toen} was."
RAAD_GELIJK: Final = "Dat is evenveel als in {vorig}."
KOP_RAAD_WAAROM: Final = "Waarom?"
RAAD_STEEG: Final = "De kosten van {soort} stijgen van {toen} naar {nu}."
RAAD_DAALDE: Final = "De kosten van {soort} dalen van {toen} naar {nu}."
RAAD_BLEEF: Final = "De kosten van {soort} blijven {nu}."
KOP_KOST: Final = "Wat kost het?"
RAAD_HOOFD: Final = "Dat is {bedrag} per {woord}."
RAAD_GEEN_HOOFD: Final = "Het plan telt geen jongeren of inwoners. Een bedrag per inwoner is daarom niet te geven."
RAAD_BUDGET: Final = "Het is {deel} van {bedrag}, het {budget} {peiljaar} van alle deelnemers samen."
KOP_GEVRAAGD: Final = "Wat wordt gevraagd?"
KOP_STAND: Final = "Hoe staat het plan ervoor?"
RAAD_STATUS: Final = "Het plan is {status}."
