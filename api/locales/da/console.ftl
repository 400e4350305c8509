# Det, som kommandolinjen fortæller.

console-mark-ok = ok
console-mark-fault = FEJL
console-mark-skipped = udeladt

console-check-form = filen er en opgørelse på sin kanoniske form
console-check-hash = hashværdien er indholdets
console-check-head = format, fordelingsnøgle, tilstand, kommuner og plads i kæden
console-check-entries = hver post er en lovlig postering i perioden
console-check-total = summen er posternes
console-check-count = personerne er talt, som deres kendsgerninger siger
console-check-lines = linjerne følger af sum, optælling og fordelingsnøgle
console-check-previous = den følger efter den forrige opgørelse

console-verify-settlement = Opgørelse { $number } for { $partnership }, fra { $from } til { $until }: { $total } kr.
console-verify-line = {"  "}{ $municipality }: { $counted } tælles med, { $amount } kr.
console-verify-hash = SHA-256 { $hash }
console-verify-holds = Opgørelsen holder.
console-verify-fails = Opgørelsen holder IKKE.

console-fault-NOT_A_DOCUMENT = det er ikke en opgørelse, der kan læses
console-fault-NOT_CANONICAL = filen er ikke på kanonisk form (RFC 8785) fra dette sted; er den åbnet og gemt, eller er der kommet et linjeskift til?
console-fault-HASH_MISMATCH = indholdet er ændret, efter at hashværdien blev beregnet, eller hashværdien er
console-fault-UNKNOWN_FORMAT = denne udgave af fasttrack kender ikke formatet
console-fault-UNKNOWN_RULE = denne udgave af fasttrack kender ikke fordelingsnøglen
console-fault-NOT_FROZEN = kun en låst opgørelse er et dokument
console-fault-MUNICIPALITIES_OUT_OF_ORDER = kommunerne står ikke i kodeorden og hver én gang
console-fault-ENTRIES_OUT_OF_ORDER = posterne står ikke i orden efter id og hver én gang
console-fault-ENTRY_AMOUNT = beløbet er nul eller har forkert fortegn for sin art
console-fault-ENTRY_OUTSIDE_PERIOD = posten er bogført på en dag uden for perioden
console-fault-ENTRY_REVERSES = en tilbageførsel nævner ingen post, eller noget andet gør det
console-fault-REVERSAL_NOT_EXACT = tilbageførslen er ikke det nøjagtigt modsatte af den post, den tilbagefører
console-fault-REVERSED_TWICE = posten er tilbageført mere end én gang
console-fault-TOTAL_MISMATCH = summen er ikke posternes sum
console-fault-PERSONS_OUT_OF_ORDER = personer eller deres forløb står ikke i orden og hver én gang
console-fault-SEAT_OUTSIDE_PERIOD = en person er opført på et forløb, der ikke begyndte i perioden
console-fault-NOT_COUNTED_MISMATCH = de, der ikke tælles med, er ikke dem, som kendsgerningerne giver
console-fault-NO_BASIS = ingen tælles med, så der kan ikke være linjer
console-fault-LINE_MISMATCH = linjen følger ikke af optælling og fordelingsnøgle
console-fault-CHAIN_START = den første opgørelse nævner ingen forrige, og det gør alle andre
console-fault-PREVIOUS_INVALID = den opgørelse, der er givet som den forrige, holder ikke selv
console-fault-PREVIOUS_HASH_MISMATCH = den opgørelse, der er givet, er ikke den, hvis hashværdi nævnes her
console-fault-PREVIOUS_NUMBER = nummeret på den opgørelse, der er givet, er ikke én lavere
console-fault-PREVIOUS_PARTNERSHIP = den opgørelse, der er givet, hører til et andet partnerskab

## fasttrack plan
console-plan-complete = COMPLETE: alt har fået en plads.
console-plan-partial = PARTIAL: noget er uden plads. Intet er bevist: flere skridt finder måske mere.
console-plan-infeasible = INFEASIBLE: det er bevist, at ikke alt kan få en plads.
console-plan-not-found-in-time = NOT_FOUND_IN_TIME: der blev ikke fundet nogen plan, heller ikke en delvis.
console-plan-counts = { $placed } af { $activities } aktiviteter har en plads, { $unassigned } har ikke; { $violations } hårde regler er brudt; pris { $cost } efter { $steps } skridt.
console-plan-rule = Regel
console-plan-units = Antal
console-plan-cost = Pris
console-plan-proofs = Hvorfor det ikke kan lade sig gøre:
console-plan-demand = Der skal bruges { $demand } minutter, og der er { $supply }. { $window }
console-plan-unassigned = Uden plads:
console-plan-obstacle = { $starts } starttidspunkter: { $rule }
console-plan-wishes = Hvad der koster mest:
console-plan-progress = { $phase }: { $unassigned } uden plads, pris { $cost }
console-plan-phase-PROVE = kan det overhovedet lade sig gøre
console-plan-phase-CONSTRUCT = en første plan
console-plan-phase-IMPROVE = en bedre plan
console-plan-shape = { $n } steder i filen kan ikke læses som et problem:
console-plan-unsound = Problemet har { $n } fejl:
console-plan-fault-OUT_OF_RANGE = uden for det tilladte
console-plan-fault-DUPLICATE = angivet to gange
console-plan-fault-UNKNOWN_KEY = fører ingen steder hen
console-plan-fault-BAD_SPAN = slutter før eller hvor det begynder, eller forlader sin dato
console-plan-fault-EMPTY = må ikke være tom
console-plan-fault-BAD_BASE = det, der er fastlåst eller forbi, skal sige, hvor det står: på tidsgitteret, inden for dagene, én tolk pr. sprog
console-plan-fault-CIRCLE = kommer før sig selv

console-soft-missed-lesson = Deltagere går glip af en lektion (lektioner)
console-soft-idle-gap = Ventetid mellem lektioner (deltagerminutter)
console-soft-overloaded-day = Dage over målet (deltagerminutter)
console-soft-empty-day = Dage uden lektioner (deltagerdage)
console-soft-teacher-change = Undervisere i et modul ud over den første
console-soft-interpreter-callout = Tolkes transport (øre)
console-soft-interpreter-idle = Tolke betalt uden at tolke (øre)
console-soft-room-change = Lokaler i et modul ud over det første
console-soft-visit-mismatch = Besøg uden for deltagernes brancher
console-soft-late-interview = Sene samtaler (dage)
console-soft-moved-session = Ændringer i forhold til det offentliggjorte skema (point)
