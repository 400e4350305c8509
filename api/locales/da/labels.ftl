### Korte betegnelser, som vises flere steder: slags, dage, måneder, tilstande, sprog.

## Tid
label-weekday-1 = mandag
label-weekday-2 = tirsdag
label-weekday-3 = onsdag
label-weekday-4 = torsdag
label-weekday-5 = fredag
label-weekday-6 = lørdag
label-weekday-7 = søndag
label-weekday-short-1 = man.
label-weekday-short-2 = tirs.
label-weekday-short-3 = ons.
label-weekday-short-4 = tors.
label-weekday-short-5 = fre.
label-weekday-short-6 = lør.
label-weekday-short-7 = søn.
label-month-1 = januar
label-month-2 = februar
label-month-3 = marts
label-month-4 = april
label-month-5 = maj
label-month-6 = juni
label-month-7 = juli
label-month-8 = august
label-month-9 = september
label-month-10 = oktober
label-month-11 = november
label-month-12 = december
label-month-short-1 = jan.
label-month-short-2 = feb.
label-month-short-3 = mar.
label-month-short-4 = apr.
label-month-short-5 = maj
label-month-short-6 = jun.
label-month-short-7 = jul.
label-month-short-8 = aug.
label-month-short-9 = sep.
label-month-short-10 = okt.
label-month-short-11 = nov.
label-month-short-12 = dec.
label-week = Uge { $week }
label-day-long = { $weekday } den { $day }. { $month } { $year }
label-day-short = { $weekday } { $day }. { $month }
label-clock = { $hour }.{ $minute }
label-clock-span = { $from }–{ $to }
label-moment = { $day } kl. { $clock }
label-moment-short = { $day } kl. { $clock }

## Slags timer
label-session-lesson = Undervisning
label-session-danish-lesson = Danskundervisning
label-session-competency-interview = Kompetencesamtale
label-session-company-visit = Virksomhedsbesøg

## Hvem der leder en time
label-led-by-teacher = En underviser fra centret
label-led-by-danish-teacher = En dansklærer fra centret
label-led-by-interviewer = En medarbejder fra centret
label-led-by-guide = En ledsager fra centret

## Hvordan en tolk deltager
label-mode-on-site = Fremmøde
label-mode-phone = Telefon
label-mode-video = Video

## Sprog efter kode
label-language-am = amharisk
label-language-ar = arabisk
label-language-bs = bosnisk
label-language-ckb = sorani
label-language-da = dansk
label-language-en = engelsk
label-language-fa = farsi
label-language-fr = fransk
label-language-kmr = kurmanji
label-language-prs = dari
label-language-ps = pashto
label-language-ru = russisk
label-language-so = somali
label-language-sw = swahili
label-language-ti = tigrinya
label-language-tr = tyrkisk
label-language-uk = ukrainsk
label-language-ur = urdu

## Tilstande for en time på skemaet
label-session-state-published = Planlagt
label-session-state-held = Afholdt
label-session-state-cancelled = Aflyst

## Svar på en booking
label-booking-requested = Forespurgt
label-booking-confirmed = Bekræftet
label-booking-declined = Afslået

## Tilstande for en tilmelding
label-enrolment-waitlisted = På venteliste
label-enrolment-enrolled = Tilmeldt
label-enrolment-in-course = I forløb
label-enrolment-completed = Gennemført
label-enrolment-left = Udgået
label-enrolment-withdrawn = Afmeldt

## Afgørelser i asylsagen
label-outcome-pending = Afventer afgørelse
label-outcome-granted = Opholdstilladelse
label-outcome-refused = Afslag
label-outcome-withdrawn = Trukket tilbage

## Tilstande for en visitering
label-placement-active = Gældende
label-placement-superseded = Erstattet
label-placement-revoked = Tilbagekaldt

## Tilstande og udfald for en plan
label-plan-queued = I kø
label-plan-solving = Planlægges
label-plan-solved = Planlagt
label-plan-published = Offentliggjort
label-plan-superseded = Erstattet
label-plan-cancelled = Afbrudt
label-plan-failed = Fejlet
label-plan-discarded = Kasseret
label-verdict-complete = Fuldstændig
label-verdict-partial = Ikke alt fik plads
label-verdict-infeasible = Umulig
label-verdict-not-found-in-time = Ingen plan fundet i tide

## Tilstande for en overdragelse og dens dele
label-handoff-draft = Kladde
label-handoff-sent = Sendt
label-handoff-accepted = Modtaget
label-handoff-closed = Afsluttet
label-handoff-retracted = Trukket tilbage
label-item-pending = Afventer svar
label-item-acknowledged = Bekræftet
label-item-disputed = Bestridt
label-item-retracted = Trukket tilbage

## Tilstande for en opgørelse og dens linjer
label-settlement-open = Åben
label-settlement-calculated = Beregnet
label-settlement-frozen = Låst
label-settlement-sent = Sendt
label-settlement-settled = Afregnet
label-settlement-corrected = Rettet
label-line-pending = Afventer godkendelse
label-line-approved = Godkendt
label-line-disputed = Bestridt

## Tilstande for en besked
label-notice-queued = Venter på at blive sendt
label-notice-held = Holdt tilbage
label-notice-sending = Sendes
label-notice-sent = Sendt
label-notice-retrying = Prøves igen
label-notice-dead = Kunne ikke sendes
label-notice-withdrawn = Trukket tilbage
label-notice-superseded = Erstattet
label-notice-no-channel = Ingen adresse, skal udskrives

## Fremmøde
label-attendance-present = Mødt
label-attendance-late = Kom for sent
label-attendance-excused = Lovligt fravær
label-attendance-absent = Ulovligt fravær

## Hårde regler, opkaldt efter deres brud
label-rule-participant-overlap = En deltager har noget andet i skemaet på samme tid.
label-rule-room-overlap = Lokalet er optaget, klargøring medregnet.
label-rule-staff-overlap = Medarbejderen er optaget.
label-rule-interpreter-overlap = Tolken er optaget.
label-rule-vehicle-overlap = Køretøjet er optaget.
label-rule-company-full = Virksomheden har ikke plads til flere grupper på samme tid.
label-rule-outside-opening = Centret har lukket: uden for åbningstiden, på en lukkedag eller en helligdag.
label-rule-outside-cohort-hours = Uden for holdets tider.
label-rule-outside-weeks = Uden for de uger, som forløbet giver det.
label-rule-resource-closed = Uden for de tider, hvor den eller det kan bookes.
label-rule-resource-absent = Fraværende eller optaget på den tid.
label-rule-participant-busy = Deltageren er optaget af noget uden for skemaet.
label-rule-resource-missing = Der mangler lokale, medarbejder, køretøj eller virksomhed.
label-rule-interpreter-missing = En deltager ville mangle tolk.
label-rule-room-too-small = Lokalet har for få pladser.
label-rule-room-unfit = Lokalet er af en anden slags end den, der er brug for.
label-rule-staff-unskilled = Medarbejderen har ikke den kompetence, der er brug for.
label-rule-interpreter-unfit = Tolken tolker ikke sproget, eller kan ikke møde frem, hvor det kræves.
label-rule-vehicle-too-small = Køretøjet har for få pladser.
label-rule-group-too-large = Gruppen er større, end virksomheden tager imod.
label-rule-visitor-unfit = En deltager opfylder ikke virksomhedens krav, eller virksomheden kommer ikke på tale.
label-rule-company-repeated = Gruppen har besøgt eller skal besøge virksomheden en anden gang.
label-rule-order-broken = Det ville ligge før noget, der skal komme først, eller for tæt på det.
label-rule-gap-too-long = Der ville gå for mange dage mellem to dele, der hører sammen.
label-rule-visit-before-interview = Besøget ville ligge før deltagerens kompetencesamtale.
label-rule-day-too-long = Deltageren ville få flere minutters undervisning på dagen, end holdet må have.
label-rule-lunch-missing = Deltageren ville ikke få frokostpause.
label-rule-staff-day-too-long = Medarbejderen ville arbejde for længe den dag.
label-rule-staff-week-too-long = Medarbejderen ville arbejde for længe den uge.
label-rule-pinned-moved = Det er fastholdt, hvor det er.
label-rule-past-moved = Det, der er begyndt, flyttes ikke, og intet lægges i fortiden.
label-rule-off-grid = Begynd på et klokkeslæt, som forløbets inddeling har.
label-rule-unknown-key = Noget af det findes ikke på centret.
