"""The VBA module: a function for each of the register, which passes its cells to Python and gives what comes back.

xlwings can write such a module too, but puts the text of an exception into the cell. Ours gives an error value on every
failure. It also hands over the cells by value and unrounded: Range.Value, which xlwings reads, cuts what is shown as
currency to four decimals.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from string import Template
from typing import Final

from xladdin.com.functies import MERK
from xladdin.functie import NAAMRUIMTE, Argument, Beschrijving

CODERING: Final = "cp1252"
"""In which Excel reads a module on a western Windows; a file in UTF-8 would lose every accent."""
LANGSTE_HULP: Final = 255
"""Characters of a description that Excel takes."""
LANGSTE_REGEL: Final = 1023
"""Characters of a line that VBA takes."""

_MODULE: Final = Template("""\
Attribute VB_Name = "Verdeelwijzer"
Option Explicit
' Verdeelwijzer $versie: functies voor Excel op Windows, gemaakt met: verdeelwijzer addin com
' Verander deze module niet. Maak haar opnieuw bij een nieuwe versie van Verdeelwijzer.
' De module xlwings (bestand xlwings.bas) moet in dezelfde werkmap staan.
'
' Wat er ook misgaat, de cel krijgt een foutwaarde en nooit een tekst: een tekst telt SOM als niets.
' De zin die zegt wat er mis is, geeft $laatste().

Private Const DEUR As String = "xladdin.com.functies"
Private Const MERK As String = "$merk"
Private Const MEER_STUKKEN As Long = vbObjectError + 513
Private Const NOG_EVEN As Long = vbObjectError + 514
' Zoveel seconden na een mislukte start wordt Python niet opnieuw gestart: elke poging houdt Excel op.
Private Const RUST As Long = 60

' De zin bij elke cel die nu een foutwaarde heeft, de laatste achteraan.
Private zinnen As Collection
' Wanneer Python het laatst niet wilde starten.
Private mislukt As Date

$functies
' De zin bij de laatste foutwaarde. Rekent mee bij elke berekening; F9 ververst.
Public Function $laatste() As Variant
    Application.Volatile
    $laatste = "Er is geen fout."
    If zinnen Is Nothing Then Exit Function
    If zinnen.Count > 0 Then $laatste = zinnen(zinnen.Count)
End Function

' Vraagt Python om de uitkomst. Een fout wordt een foutwaarde.
Private Function Antwoord(ByVal functienaam As String, ParamArray stukken() As Variant) As Variant
    Dim gegeven As Variant
    Dim cellen As Variant
    Dim zin As String
    Dim plek As Long
    On Error GoTo Mislukt
    cellen = Array()
    If UBound(stukken) >= 0 Then
        ReDim cellen(0 To UBound(stukken))
        For plek = 0 To UBound(stukken)
            cellen(plek) = Inhoud(stukken(plek))
        Next plek
    End If
    gegeven = Python().CallUDF(DEUR, functienaam, cellen)
    zin = ZinVan(gegeven)
    If Len(zin) > 0 Then
        Onthoud zin
        Antwoord = CVErr(xlErrValue)
        Exit Function
    End If
    Vergeet Aanroeper()
    Antwoord = gegeven
    Exit Function
Mislukt:
    If Err.Number = MEER_STUKKEN Then
        zin = functienaam & ": kies bij elk argument één aaneengesloten bereik."
    ElseIf Err.Number = NOG_EVEN Then
        zin = functienaam & ": Python wilde net niet starten. Start de macro VW_Proef; die toont de oorzaak. " _
            & "Na een minuut wordt het opnieuw geprobeerd."
    Else
        zin = functienaam & " kreeg geen antwoord van Python (fout " & Err.Number _
            & "). Start de macro VW_Proef; die toont de oorzaak."
    End If
    Onthoud zin
    Antwoord = CVErr(xlErrValue)
End Function

' Python, dat zo nodig start. Lukte dat net niet, dan mislukt dit meteen en niet pas na minuten.
Private Function Python() As Object
    If (Now - mislukt) * 86400 < RUST Then Err.Raise NOG_EVEN
    mislukt = Now
    Set Python = XLPy
    mislukt = 0
End Function

' De zin van een mislukking; leeg als het een uitkomst is.
Private Function ZinVan(ByRef gegeven As Variant) As String
    If VarType(gegeven) = vbString Then
        If Left$$(gegeven, Len(MERK)) = MERK Then ZinVan = Mid$$(gegeven, Len(MERK) + 1)
    End If
End Function

' De cel die de functie aanroept.
Private Function Aanroeper() As String
    Aanroeper = "macro"
    If TypeName(Application.Caller) = "Range" Then
        Aanroeper = Application.Caller.Address(False, False, xlA1, True)
    End If
End Function

' Excel rekent een cel soms al uit voordat de cellen ervoor klaar zijn. Lukt het daarna, dan vervalt de zin.
Private Sub Onthoud(ByVal zin As String)
    Dim wie As String
    wie = Aanroeper()
    Vergeet wie
    If zinnen Is Nothing Then Set zinnen = New Collection
    zinnen.Add wie & ": " & zin, wie
End Sub

Private Sub Vergeet(ByVal wie As String)
    ' Van de meeste cellen is er geen zin.
    On Error Resume Next
    zinnen.Remove wie
End Sub

' De waarden van een bereik. Van wat ver voorbij het gebruikte deel van het blad ligt, blijft zoveel over dat te zien is
' dat er veel meer is aangewezen dan gevuld.
Private Function Inhoud(ByVal stuk As Variant) As Variant
    Dim bereik As Range
    Dim gebruikt As Range
    Dim hoogte As Long
    Dim breedte As Long
    If Not IsObject(stuk) Then
        Inhoud = stuk
        Exit Function
    End If
    Set bereik = stuk
    If bereik.Areas.Count > 1 Then Err.Raise MEER_STUKKEN
    Set gebruikt = bereik.Worksheet.UsedRange
    hoogte = gebruikt.Row + gebruikt.Rows.Count - bereik.Row
    breedte = gebruikt.Column + gebruikt.Columns.Count - bereik.Column
    If hoogte < 0 Then hoogte = 0
    If breedte < 0 Then breedte = 0
    hoogte = 2 * hoogte + 1
    breedte = 2 * breedte + 1
    If hoogte < bereik.Rows.Count Then Set bereik = bereik.Resize(hoogte)
    If breedte < bereik.Columns.Count Then Set bereik = bereik.Resize(, breedte)
    Inhoud = MetDatums(bereik)
End Function

' Value2 geeft elk getal zoals het is; een datum is daarin ook een getal, en die komt daarom uit Value.
Private Function MetDatums(ByVal bereik As Range) As Variant
    Dim kaal As Variant
    Dim opgemaakt As Variant
    Dim rij As Long
    Dim kolom As Long
    kaal = bereik.Value2
    opgemaakt = bereik.Value
    If IsArray(kaal) Then
        For rij = 1 To UBound(kaal, 1)
            For kolom = 1 To UBound(kaal, 2)
                If VarType(opgemaakt(rij, kolom)) = vbDate Then kaal(rij, kolom) = opgemaakt(rij, kolom)
            Next kolom
        Next rij
    ElseIf VarType(opgemaakt) = vbDate Then
        kaal = opgemaakt
    End If
    MetDatums = kaal
End Function

' Zegt of Excel en Python elkaar vinden, en zo niet, waarom. Start deze macro met Alt+F8.
Public Sub VW_Proef()
    Dim gegeven As Variant
    On Error GoTo Mislukt
    mislukt = 0
    gegeven = Python().CallUDF(DEUR, "$proef", Array())
    If Len(ZinVan(gegeven)) > 0 Then
        MsgBox "Excel en Python vinden elkaar, maar er is iets mis: " & ZinVan(gegeven), vbExclamation, "Verdeelwijzer"
    Else
        MsgBox "Excel en Python vinden elkaar. Verdeelwijzer is klaar voor gebruik.", vbInformation, "Verdeelwijzer"
    End If
    Exit Sub
Mislukt:
    MsgBox "Excel krijgt geen antwoord van Python. Kijk in LEESMIJ.md onder Problemen." & vbCrLf & vbCrLf _
        & Err.Description, vbExclamation, "Verdeelwijzer"
End Sub

' Geeft elke functie haar uitleg in het venster Functieargumenten. Start deze macro eenmaal, met Alt+F8.
' In een invoegtoepassing (.xlam) kan dat alleen zolang de werkmap zichtbaar is.
Public Sub VW_Registreer()
    Dim verborgen As Boolean
    verborgen = ThisWorkbook.IsAddin
    ThisWorkbook.IsAddin = False
$hulp
    ThisWorkbook.IsAddin = verborgen
End Sub

Private Sub Beschrijf(ByVal functienaam As String, ByVal uitleg As String, ParamArray stukken() As Variant)
    Dim macro As String
    Dim perArgument As Variant
    macro = "'" & Replace(ThisWorkbook.Name, "'", "''") & "'!" & functienaam
    If UBound(stukken) < 0 Then
        Application.MacroOptions Macro:=macro, Description:=uitleg, Category:="Verdeelwijzer"
    Else
        perArgument = stukken
        Application.MacroOptions Macro:=macro, Description:=uitleg, Category:="Verdeelwijzer", _
            ArgumentDescriptions:=perArgument
    End If
End Sub
""")
LAATSTE: Final = f"{NAAMRUIMTE}_LAATSTEFOUT"
"""Not in the register: the sentence is kept in the workbook, where it is also known that Python did not answer."""
LAATSTE_UITLEG: Final = (
    "Geeft de zin die zegt wat er mis was bij de laatste foutwaarde van een functie van Verdeelwijzer."
)
PROEF: Final = f"{NAAMRUIMTE}_VERSIE"
"""What the trial asks for: it needs no cells."""


def module(functies: Iterable[Beschrijving], versie: str) -> str:
    """The text of the module, with the line ends of Windows."""
    lijst = list(functies)
    tekst = _MODULE.substitute(
        versie=versie,
        laatste=LAATSTE,
        proef=PROEF,
        merk=MERK,
        functies="\n".join(_functie(een) for een in lijst),
        hulp="\n".join(
            [*(_hulp(een.python_naam, een.uitleg, een.argumenten) for een in lijst), _hulp(LAATSTE, LAATSTE_UITLEG, ())]
        ),
    )
    return tekst.replace("\n", "\r\n")


def _functie(een: Beschrijving) -> str:
    parameters = ", ".join(
        f"{'' if argument.verplicht else 'Optional '}ByVal {argument.naam} As Variant" for argument in een.argumenten
    )
    namen = "".join(f", {argument.naam}" for argument in een.argumenten)
    vluchtig = "    Application.Volatile\n" if een.vluchtig else ""
    return (
        f"Public Function {een.python_naam}({parameters}) As Variant\n{vluchtig}"
        f"    {een.python_naam} = Antwoord({_tekst(een.python_naam)}{namen})\n"
        "End Function\n"
    )


def _hulp(naam: str, uitleg: str, argumenten: Iterable[Argument]) -> str:
    """The call that gives a function its help: one line for each text, because VBA limits the length of a line."""
    teksten = [uitleg, *(argument.uitleg for argument in argumenten)]
    return f"    Beschrijf {_tekst(naam)}, _\n" + ", _\n".join(f"        {_tekst(kort(tekst))}" for tekst in teksten)


def _tekst(tekst: str) -> str:
    return '"' + tekst.replace('"', '""') + '"'


def kort(tekst: str) -> str:
    """Help on one line and no longer than Excel takes: whole sentences where they fit."""
    regel = " ".join(tekst.split())
    if len(regel) <= LANGSTE_HULP:
        return regel
    zinnen = ""
    for zin in _zinnen(regel):
        if len(zinnen + zin) > LANGSTE_HULP:
            break
        zinnen += zin
    return zinnen.rstrip() or textwrap.shorten(regel, LANGSTE_HULP, placeholder="…")


def _zinnen(tekst: str) -> Iterator[str]:
    return (gevonden[0] for gevonden in re.finditer(r".*?[.!?](?:\s+|$)|.+$", tekst))
