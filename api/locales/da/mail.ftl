### Mailenes ord.

mail-greeting = Hej
mail-signature = Venlig hilsen
mail-contact = Spørgsmål? Svar på denne mail, eller kontakt os: { $contact }
mail-contact-reply = Spørgsmål? Svar bare på denne mail.
mail-footer = Denne mail er sendt automatisk af fasttrack på vegne af { $centre }. Tiderne er lokal tid på centret.

## Betegnelser ved en oplysning
mail-fact-when = Tid
mail-fact-when-before = Før
mail-fact-place = Sted
mail-fact-place-before = Sted før
mail-fact-travel = Vejen dertil
mail-fact-led-by = Ledes af
mail-fact-kind = Slags
mail-fact-language = Sprog
mail-fact-mode = Form
mail-fact-group-size = Gruppens størrelse
mail-fact-group-size-value = { $count ->
    [one] 1 person
   *[other] { $count } personer
}
mail-fact-first-day = Første dag
mail-fact-last-day = Sidste dag
mail-fact-people = Personer
mail-fact-items = Oplysninger
mail-fact-entries = Posteringer
mail-fact-hash = Dokumentets fingeraftryk (SHA-256)

## Skemaets kolonner
mail-column-day = Dag
mail-column-time = Tid
mail-column-what = Hvad
mail-column-place = Sted
mail-row-cancelled = Aflyst

## Links
mail-link-timetable = Se dit skema
mail-link-session = Se timen
mail-link-handoff = Åbn overdragelsen
mail-link-settlement = Åbn opgørelsen

## Invitation til et hold
mail-invitation-subject = Velkommen til forløbet { $programme }
mail-invitation-lead = Du har fået plads på forløbet { $programme } på { $centre }. Vi glæder os til at se dig.
mail-invitation-length = { $weeks ->
    [one] Forløbet varer én uge. Dit skema kommer i en mail for sig.
   *[other] Forløbet varer { $weeks } uger. Dit skema kommer i en mail for sig.
}
mail-invitation-hinder = Kan du ikke være med, så sig det til os så snart som muligt.

## Skemaet er offentliggjort
mail-timetable-subject = Dit skema for { $programme }
mail-timetable-lead = { $count ->
    [one] Her er dit skema for { $programme }. Der er én aktivitet på skemaet.
   *[other] Her er dit skema for { $programme }. Der er { $count } aktiviteter på skemaet.
}
mail-timetable-file = Den vedhæftede fil lægger det hele i din kalender. Bliver noget ændret, skriver vi til dig.
mail-timetable-file-name = skema.ics

## En time er ændret
mail-changed-subject = Ændret: { $title }, { $when }
mail-changed-lead = Der er sket en ændring ved »{ $title }«. Sådan er det nu:

## En time er aflyst
mail-cancelled-subject = Aflyst: { $title }, { $when }
mail-cancelled-lead = »{ $title }« bliver ikke til noget.
mail-released-subject = Du skal ikke komme: { $title }, { $when }
mail-released-lead = »{ $title }« holdes uden dig, så du behøver ikke at komme.

## Forespørgsler
mail-interpreter-subject = Kan du tolke: { $when }?
mail-interpreter-lead = Vi vil gerne booke dig som tolk på { $centre }.
mail-company-subject = Må vi besøge jer: { $when }?
mail-company-lead = En gruppe fra { $centre } vil gerne besøge jer og se, hvordan I arbejder.
mail-booking-answer = Svar venligst ja eller nej på denne mail eller på kalenderinvitationen.
mail-booking-answer-by = Svar venligst ja eller nej på denne mail eller på kalenderinvitationen senest { $when }.

## En overdragelse er klar
mail-handoff-subject = En overdragelse fra { $centre } er klar
mail-handoff-lead = { $centre } har gjort en overdragelse klar til jer. Oplysningerne står ikke i denne mail; log ind for at læse dem.

## En opgørelse er klar
mail-settlement-subject = En opgørelse fra { $centre } er klar
mail-settlement-lead = Opgørelsen af de fælles udgifter på { $centre } er klar til jer. Log ind for at læse og godkende den.
mail-settlement-verify = Med fingeraftrykket kan I kontrollere, at det dokument, I henter, er det, der blev låst.
