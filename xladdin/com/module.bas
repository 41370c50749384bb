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
