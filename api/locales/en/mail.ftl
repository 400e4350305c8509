### The words of the mails.

mail-greeting = Hello,
mail-signature = Kind regards
mail-contact = Questions? Reply to this mail or contact us: { $contact }
mail-contact-reply = Questions? Just reply to this mail.
mail-footer = This mail was sent automatically by fasttrack on behalf of { $centre }. Times are local times at the centre.

## Labels beside a fact
mail-fact-when = When
mail-fact-when-before = Before
mail-fact-place = Where
mail-fact-place-before = Where before
mail-fact-travel = Getting there
mail-fact-led-by = Led by
mail-fact-kind = Kind
mail-fact-language = Language
mail-fact-mode = How
mail-fact-group-size = Size of the group
mail-fact-group-size-value = { $count ->
    [one] 1 person
   *[other] { $count } people
}
mail-fact-first-day = First day
mail-fact-last-day = Last day
mail-fact-people = People
mail-fact-items = Items
mail-fact-entries = Entries
mail-fact-hash = Fingerprint of the document (SHA-256)

## Columns of the timetable
mail-column-day = Day
mail-column-time = Time
mail-column-what = What
mail-column-place = Where
mail-row-cancelled = Cancelled

## Links
mail-link-timetable = See your timetable
mail-link-session = See the session
mail-link-handoff = Open the hand-off
mail-link-settlement = Open the settlement

## Invitation to a cohort
mail-invitation-subject = Welcome to the course { $programme }
mail-invitation-lead = You have a place on the course { $programme } at { $centre }. We look forward to seeing you.
mail-invitation-length = { $weeks ->
    [one] The course lasts one week. Your timetable follows in another mail.
   *[other] The course lasts { $weeks } weeks. Your timetable follows in another mail.
}
mail-invitation-hinder = If you cannot take part, please tell us as soon as you can.

## Timetable published
mail-timetable-subject = Your timetable for { $programme }
mail-timetable-lead = { $count ->
    [one] Here is your timetable for { $programme }. It holds one session.
   *[other] Here is your timetable for { $programme }. It holds { $count } sessions.
}
mail-timetable-file = The attached file puts all of it into your calendar. If anything changes, we will write to you.
mail-timetable-file-name = timetable.ics

## Session changed
mail-changed-subject = Changed: { $title }, { $when }
mail-changed-lead = Something has changed about “{ $title }”. This is how it is now:

## Session cancelled
mail-cancelled-subject = Cancelled: { $title }, { $when }
mail-cancelled-lead = “{ $title }” will not take place.
mail-released-subject = You need not come: { $title }, { $when }
mail-released-lead = “{ $title }” takes place without you, so you need not come.

## Booking requests
mail-interpreter-subject = Can you interpret: { $when }?
mail-interpreter-lead = We would like to book you as an interpreter at { $centre }.
mail-company-subject = May we visit you: { $when }?
mail-company-lead = A group from { $centre } would be glad to visit you and see how you work.
mail-booking-answer = Please answer this mail or the calendar invitation with yes or no.
mail-booking-answer-by = Please answer this mail or the calendar invitation with yes or no, no later than { $when }.

## Hand-off announced
mail-handoff-subject = A hand-off from { $centre } is ready
mail-handoff-lead = { $centre } has prepared a hand-off for you. The details are not in this mail; sign in to read them.

## Settlement ready
mail-settlement-subject = A settlement from { $centre } is ready
mail-settlement-lead = The settlement of the shared costs at { $centre } is ready for you. Sign in to read and approve it.
mail-settlement-verify = The fingerprint lets you check that the document you fetch is the one that was frozen.
