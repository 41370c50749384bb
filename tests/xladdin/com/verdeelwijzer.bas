Attribute VB_Name = "Verdeelwijzer"
Option Explicit
' Verdeelwijzer 0: functies voor Excel op Windows, gemaakt met: verdeelwijzer addin com
' Verander deze module niet. Maak haar opnieuw bij een nieuwe versie van Verdeelwijzer.
' De module xlwings (bestand xlwings.bas) moet in dezelfde werkmap staan.
'
' Wat er ook misgaat, de cel krijgt een foutwaarde en nooit een tekst: een tekst telt SOM als niets.
' De zin die zegt wat er mis is, geeft VW_LAATSTEFOUT().

Private Const DEUR As String = "xladdin.com.functies"
Private Const MERK As String = "#VERDEELWIJZER-FOUT#"
Private Const MEER_STUKKEN As Long = vbObjectError + 513
Private Const NOG_EVEN As Long = vbObjectError + 514
' Zoveel seconden na een mislukte start wordt Python niet opnieuw gestart: elke poging houdt Excel op.
Private Const RUST As Long = 60

' De zin bij elke cel die nu een foutwaarde heeft, de laatste achteraan.
Private zinnen As Collection
' Wanneer Python het laatst niet wilde starten.
Private mislukt As Date

Public Function VW_VERDEEL(ByVal bedrag As Variant, ByVal gewichten As Variant, Optional ByVal sluitregel As Variant, Optional ByVal eenheid As Variant) As Variant
    VW_VERDEEL = Antwoord("VW_VERDEEL", bedrag, gewichten, sluitregel, eenheid)
End Function

Public Function VW_SLEUTEL(ByVal maatstaven As Variant, ByVal gewichten As Variant) As Variant
    VW_SLEUTEL = Antwoord("VW_SLEUTEL", maatstaven, gewichten)
End Function

Public Function VW_PUNTEN(ByVal eenheden As Variant, ByVal punten As Variant) As Variant
    VW_PUNTEN = Antwoord("VW_PUNTEN", eenheden, punten)
End Function

Public Function VW_BIJDRAGETABEL(ByVal gemeenten As Variant, ByVal maatstaf As Variant, ByVal bedragen As Variant, Optional ByVal sluitregel As Variant, Optional ByVal eenheid As Variant) As Variant
    VW_BIJDRAGETABEL = Antwoord("VW_BIJDRAGETABEL", gemeenten, maatstaf, bedragen, sluitregel, eenheid)
End Function

Public Function VW_UITVOERINGSKOSTENTABEL(ByVal gemeenten As Variant, ByVal maatstaven As Variant, ByVal gewichten As Variant, ByVal bedrag As Variant, Optional ByVal sluitregel As Variant, Optional ByVal eenheid As Variant) As Variant
    VW_UITVOERINGSKOSTENTABEL = Antwoord("VW_UITVOERINGSKOSTENTABEL", gemeenten, maatstaven, gewichten, bedrag, sluitregel, eenheid)
End Function

Public Function VW_MEERJAREN(ByVal gemeenten As Variant, ByVal maatstaven As Variant, ByVal gewichten As Variant, ByVal bedragen As Variant, Optional ByVal vastgesteld As Variant, Optional ByVal sluitregel As Variant, Optional ByVal eenheid As Variant) As Variant
    VW_MEERJAREN = Antwoord("VW_MEERJAREN", gemeenten, maatstaven, gewichten, bedragen, vastgesteld, sluitregel, eenheid)
End Function

Public Function VW_TOENAME(ByVal tabel As Variant, ByVal basisjaar As Variant, ByVal jaar As Variant) As Variant
    VW_TOENAME = Antwoord("VW_TOENAME", tabel, basisjaar, jaar)
End Function

Public Function VW_MUTATIES(ByVal tabel As Variant, Optional ByVal basisjaar As Variant) As Variant
    VW_MUTATIES = Antwoord("VW_MUTATIES", tabel, basisjaar)
End Function

Public Function VW_INDEXEER(ByVal bedrag As Variant, ByVal percentages As Variant, Optional ByVal eenheid As Variant, Optional ByVal hoogste As Variant) As Variant
    VW_INDEXEER = Antwoord("VW_INDEXEER", bedrag, percentages, eenheid, hoogste)
End Function

Public Function VW_TERUGVERDIENTIJD(ByVal investering As Variant, ByVal besparing As Variant) As Variant
    VW_TERUGVERDIENTIJD = Antwoord("VW_TERUGVERDIENTIJD", investering, besparing)
End Function

Public Function VW_BIJDRAGE(ByVal gemeente As Variant, ByVal jaar As Variant, Optional ByVal kostensoort As Variant, Optional ByVal plan As Variant) As Variant
    VW_BIJDRAGE = Antwoord("VW_BIJDRAGE", gemeente, jaar, kostensoort, plan)
End Function

Public Function VW_PLANTABEL(ByVal naam As Variant, Optional ByVal jaar As Variant, Optional ByVal kostensoort As Variant, Optional ByVal plan As Variant, Optional ByVal ander As Variant) As Variant
    VW_PLANTABEL = Antwoord("VW_PLANTABEL", naam, jaar, kostensoort, plan, ander)
End Function

Public Function VW_UITLEG(ByVal gemeente As Variant, ByVal jaar As Variant, ByVal kostensoort As Variant, Optional ByVal plan As Variant) As Variant
    VW_UITLEG = Antwoord("VW_UITLEG", gemeente, jaar, kostensoort, plan)
End Function

Public Function VW_GEMEENTECODE(ByVal naam As Variant) As Variant
    VW_GEMEENTECODE = Antwoord("VW_GEMEENTECODE", naam)
End Function

Public Function VW_GEMEENTENAAM(ByVal code As Variant) As Variant
    VW_GEMEENTENAAM = Antwoord("VW_GEMEENTENAAM", code)
End Function

Public Function VW_VALIDEER(ByVal bereik As Variant, ByVal soort As Variant) As Variant
    VW_VALIDEER = Antwoord("VW_VALIDEER", bereik, soort)
End Function

Public Function VW_AANSLUITING(ByVal gepubliceerd As Variant, ByVal berekend As Variant, Optional ByVal eenheid As Variant) As Variant
    VW_AANSLUITING = Antwoord("VW_AANSLUITING", gepubliceerd, berekend, eenheid)
End Function

Public Function VW_VERSIE() As Variant
    Application.Volatile
    VW_VERSIE = Antwoord("VW_VERSIE")
End Function

' De zin bij de laatste foutwaarde. Rekent mee bij elke berekening; F9 ververst.
Public Function VW_LAATSTEFOUT() As Variant
    Application.Volatile
    VW_LAATSTEFOUT = "Er is geen fout."
    If zinnen Is Nothing Then Exit Function
    If zinnen.Count > 0 Then VW_LAATSTEFOUT = zinnen(zinnen.Count)
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
        If Left$(gegeven, Len(MERK)) = MERK Then ZinVan = Mid$(gegeven, Len(MERK) + 1)
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
    gegeven = Python().CallUDF(DEUR, "VW_VERSIE", Array())
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
    Beschrijf "VW_VERDEEL", _
        "Verdeelt een bedrag naar rato van de gewichten. Geeft één kolom, in dezelfde volgorde.", _
        "Het bedrag in euro dat verdeeld wordt.", _
        "Eén kolom, één gewicht van 0 of meer per gemeente.", _
        "Wat er met het afrondingsverschil gebeurt: open, grootste-rest, grootste-deelnemer of afrondingsregel. Weggelaten: grootste-rest.", _
        "Waarop wordt afgerond: cent, euro, tien, honderd, duizend, tienduizend, honderdduizend, miljoen. Weggelaten: cent."
    Beschrijf "VW_SLEUTEL", _
        "Berekent de aandelen van een gewogen verdeelsleutel. Geeft één kolom, samen 100%.", _
        "Een kolom per maatstaf, met de namen in de kopregel.", _
        "Twee rijen of twee kolommen: de namen (rato is het gelijke deel) en de gewichten."
    Beschrijf "VW_PUNTEN", _
        "Berekent de aandelen naar punten per eenheid. Geeft één kolom, samen 100%.", _
        "Een kolom per soort eenheid, met de namen in de kopregel.", _
        "Twee rijen of twee kolommen: de namen (vast is voor iedereen) en de punten per eenheid."
    Beschrijf "VW_BIJDRAGETABEL", _
        "Verdeelt elk bedrag naar één maatstaf. Geeft een tabel met kop, aandelen, bijdragen en totaal.", _
        "De namen van de gemeenten, één per rij.", _
        "Eén kolom met het cijfer van elke gemeente; mag met kop.", _
        "Eén of meer bedragen naast elkaar; mag met jaartallen erboven.", _
        "Wat er met het afrondingsverschil gebeurt: open, grootste-rest, grootste-deelnemer of afrondingsregel. Weggelaten: grootste-rest.", _
        "Waarop wordt afgerond: cent, euro, tien, honderd, duizend, tienduizend, honderdduizend, miljoen. Weggelaten: cent."
    Beschrijf "VW_UITVOERINGSKOSTENTABEL", _
        "Verdeelt een bedrag met een gewogen sleutel. Geeft een tabel met kop, aandelen, bedragen per deel en totaal.", _
        "De namen van de gemeenten, één per rij.", _
        "Een kolom per maatstaf, met de namen in de kopregel.", _
        "Twee rijen of twee kolommen: de namen (rato is het gelijke deel) en de gewichten.", _
        "Het bedrag in euro dat verdeeld wordt.", _
        "Wat er met het afrondingsverschil gebeurt: open, grootste-rest, grootste-deelnemer of afrondingsregel. Weggelaten: grootste-rest.", _
        "Waarop wordt afgerond: cent, euro, tien, honderd, duizend, tienduizend, honderdduizend, miljoen. Weggelaten: cent."
    Beschrijf "VW_MEERJAREN", _
        "Verdeelt de bedragen van meer jaren met één sleutel. Geeft een tabel met een kolom per jaar en het totaal.", _
        "De namen van de gemeenten, één per rij.", _
        "Een kolom per maatstaf, met de namen in de kopregel.", _
        "Twee rijen of twee kolommen: de namen (rato is het gelijke deel) en de gewichten.", _
        "Twee rijen: de jaren en het te verdelen bedrag van elk jaar.", _
        "Bijdragen van eerdere jaren die al vaststaan: de jaren in de kop, een rij per gemeente.", _
        "Wat er met het afrondingsverschil gebeurt: open, grootste-rest, grootste-deelnemer of afrondingsregel. Weggelaten: grootste-rest.", _
        "Waarop wordt afgerond: cent, euro, tien, honderd, duizend, tienduizend, honderdduizend, miljoen. Weggelaten: cent."
    Beschrijf "VW_TOENAME", _
        "Geeft per gemeente wat een jaar meer kost dan het basisjaar, in euro en in procent. Plus is meer betalen.", _
        "Een tabel zoals MEERJAREN die maakt: een kop met Gemeente en de jaren, een rij per gemeente.", _
        "Het jaar waarmee u vergelijkt.", _
        "Het jaar dat u vergelijkt; later dan het basisjaar."
    Beschrijf "VW_MUTATIES", _
        "Geeft per gemeente het verschil van elk later jaar met het basisjaar. Plus is meer betalen.", _
        "Een tabel zoals MEERJAREN die maakt: een kop met Gemeente en de jaren, een rij per gemeente.", _
        "Het jaar waarmee u vergelijkt. Weggelaten: het eerste jaar van de tabel."
    Beschrijf "VW_INDEXEER", _
        "Indexeert een bedrag over de jaren, percentage op percentage. Geeft per jaar de index en het bedrag.", _
        "Het bedrag in euro, in prijzen van voor het eerste percentage.", _
        "De percentages, het oudste eerst; mag met de jaren ernaast of erboven.", _
        "Waarop wordt afgerond: cent, euro, tien, honderd, duizend, tienduizend, honderdduizend, miljoen. Weggelaten: cent.", _
        "Tot hoeveel procent er niets wordt gevraagd. Weggelaten: 25%."
    Beschrijf "VW_TERUGVERDIENTIJD", _
        "Geeft het aantal jaren waarin een besparing per jaar de investering terugverdient.", _
        "Wat de investering in totaal kost, in euro.", _
        "Wat zij per jaar bespaart, in euro."
    Beschrijf "VW_BIJDRAGE", _
        "Geeft wat een gemeente in een jaar bijdraagt volgens een plan, in euro.", _
        "Naam of code van een gemeente; een kolom met namen geeft een kolom met bedragen.", _
        "Een jaar van het plan, zoals 2021; een rij met jaren geeft een kolom per jaar.", _
        "De kostensoort, zoals beleid of inkoop. Weggelaten: alles samen.", _
        "De naam van het plan, zo nodig met @versie. Mag weg als er maar één is."
    Beschrijf "VW_PLANTABEL", _
        "Geeft een hele tabel van een plan, met eronder wat daarbij gezegd moet worden.", _
        "De naam van een tabel, zoals meerjarig of controles; de naslag noemt ze alle.", _
        "Een jaar van het plan. Weggelaten: het jaar van het plan zelf.", _
        "De kostensoort, zoals beleid of inkoop. Weggelaten: alles, onder elkaar.", _
        "De naam van het plan, zo nodig met @versie. Mag weg als er maar één is.", _
        "Het plan ernaast: het voorlopige bij afrekening en materialiteit, het oude bij vergelijking."
    Beschrijf "VW_UITLEG", _
        "Legt in gewone taal uit hoe de bijdrage van een gemeente is berekend. Geeft één kolom met zinnen.", _
        "Naam of code van een gemeente.", _
        "Een jaar van het plan, zoals 2021.", _
        "De kostensoort, zoals beleid of inkoop.", _
        "De naam van het plan, zo nodig met @versie. Mag weg als er maar één is."
    Beschrijf "VW_GEMEENTECODE", _
        "Geeft de code van het CBS die bij de naam van een gemeente hoort, zoals GM0888.", _
        "Naam van een gemeente, ook in een andere bekende schrijfwijze; een kolom geeft een kolom."
    Beschrijf "VW_GEMEENTENAAM", _
        "Geeft de naam van de gemeente die bij een code van het CBS hoort.", _
        "Code van het CBS, zoals GM0888; een kolom geeft een kolom."
    Beschrijf "VW_VALIDEER", _
        "Controleert een tabel met cijfers. Geeft de fouten onder elkaar, of 'in orde'.", _
        "De tabel met haar kopregel.", _
        "Voor welk blad van de invoer de tabel is: Plan, Definities, Maatstaven, Begroting, Indexen, Capaciteit, Inzet, Realisatie, Formatie, Tarieven, Vastgesteld, Scenario, Zorgkosten, Scenarios, Betaling, Besluiten, Gepubliceerd, Brief."
    Beschrijf "VW_AANSLUITING", _
        "Vergelijkt gepubliceerde met berekende cijfers. Geeft per cel: gelijk, afronding of afwijking.", _
        "De cijfers zoals zij gepubliceerd zijn.", _
        "De berekende cijfers, in een bereik van dezelfde grootte.", _
        "Waarop de gepubliceerde cijfers zijn afgerond: cent, euro, tien, honderd, duizend, tienduizend, honderdduizend, miljoen, 1%, 0,1%, 0,01%, 0,001%. Weggelaten: cent."
    Beschrijf "VW_VERSIE", _
        "Geeft de versies van het programma, de regiobestanden en de plannen, met hun kenmerk (SHA-256)."
    Beschrijf "VW_LAATSTEFOUT", _
        "Geeft de zin die zegt wat er mis was bij de laatste foutwaarde van een functie van Verdeelwijzer."
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
