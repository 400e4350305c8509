### Short labels that several places show: kinds, days, months, states, languages.

## Time
label-weekday-1 = Monday
label-weekday-2 = Tuesday
label-weekday-3 = Wednesday
label-weekday-4 = Thursday
label-weekday-5 = Friday
label-weekday-6 = Saturday
label-weekday-7 = Sunday
label-weekday-short-1 = Mon
label-weekday-short-2 = Tue
label-weekday-short-3 = Wed
label-weekday-short-4 = Thu
label-weekday-short-5 = Fri
label-weekday-short-6 = Sat
label-weekday-short-7 = Sun
label-month-1 = January
label-month-2 = February
label-month-3 = March
label-month-4 = April
label-month-5 = May
label-month-6 = June
label-month-7 = July
label-month-8 = August
label-month-9 = September
label-month-10 = October
label-month-11 = November
label-month-12 = December
label-month-short-1 = Jan
label-month-short-2 = Feb
label-month-short-3 = Mar
label-month-short-4 = Apr
label-month-short-5 = May
label-month-short-6 = Jun
label-month-short-7 = Jul
label-month-short-8 = Aug
label-month-short-9 = Sep
label-month-short-10 = Oct
label-month-short-11 = Nov
label-month-short-12 = Dec
label-week = Week { $week }
label-day-long = { $weekday } { $day } { $month } { $year }
label-day-short = { $weekday } { $day } { $month }
label-clock = { $hour }:{ $minute }
label-clock-span = { $from }–{ $to }
label-moment = { $day }, { $clock }
label-moment-short = { $day }, { $clock }

## Kinds of session
label-session-lesson = Lesson
label-session-danish-lesson = Danish lesson
label-session-competency-interview = Competency interview
label-session-company-visit = Company visit

## Who leads a session
label-led-by-teacher = A teacher from the centre
label-led-by-danish-teacher = A Danish teacher from the centre
label-led-by-interviewer = An interviewer from the centre
label-led-by-guide = A guide from the centre

## How an interpreter takes part
label-mode-on-site = On site
label-mode-phone = By phone
label-mode-video = By video

## Languages, by their tag
label-language-am = Amharic
label-language-ar = Arabic
label-language-bs = Bosnian
label-language-ckb = Sorani
label-language-da = Danish
label-language-en = English
label-language-fa = Farsi
label-language-fr = French
label-language-kmr = Kurmanji
label-language-prs = Dari
label-language-ps = Pashto
label-language-ru = Russian
label-language-so = Somali
label-language-sw = Swahili
label-language-ti = Tigrinya
label-language-tr = Turkish
label-language-uk = Ukrainian
label-language-ur = Urdu

## States of a session
label-session-state-published = Planned
label-session-state-held = Held
label-session-state-cancelled = Cancelled

## Answers to a booking
label-booking-requested = Asked
label-booking-confirmed = Confirmed
label-booking-declined = Declined

## States of an enrolment
label-enrolment-waitlisted = On the waiting list
label-enrolment-enrolled = Enrolled
label-enrolment-in-course = On the course
label-enrolment-completed = Completed
label-enrolment-left = Left
label-enrolment-withdrawn = Withdrawn

## Outcomes of an asylum case
label-outcome-pending = Awaiting a decision
label-outcome-granted = Residence permit
label-outcome-refused = Refusal
label-outcome-withdrawn = Withdrawn

## States of a placement
label-placement-active = In force
label-placement-superseded = Replaced
label-placement-revoked = Revoked

## States and verdicts of a plan
label-plan-queued = In the queue
label-plan-solving = Being planned
label-plan-solved = Planned
label-plan-published = Published
label-plan-superseded = Replaced
label-plan-cancelled = Cancelled
label-plan-failed = Failed
label-plan-discarded = Discarded
label-verdict-complete = Complete
label-verdict-partial = Not everything found a place
label-verdict-infeasible = Impossible
label-verdict-not-found-in-time = No plan found in time

## States of a hand-off and its items
label-handoff-draft = Draft
label-handoff-sent = Sent
label-handoff-accepted = Accepted
label-handoff-closed = Closed
label-handoff-retracted = Retracted
label-item-pending = Awaiting an answer
label-item-acknowledged = Acknowledged
label-item-disputed = Disputed
label-item-retracted = Retracted

## States of a settlement and its lines
label-settlement-open = Open
label-settlement-calculated = Calculated
label-settlement-frozen = Frozen
label-settlement-sent = Sent
label-settlement-settled = Settled
label-settlement-corrected = Corrected
label-line-pending = Awaiting approval
label-line-approved = Approved
label-line-disputed = Disputed

## States of a notice
label-notice-queued = Waiting to be sent
label-notice-held = Held back
label-notice-sending = Being sent
label-notice-sent = Sent
label-notice-retrying = Will be tried again
label-notice-dead = Could not be sent
label-notice-withdrawn = Withdrawn
label-notice-superseded = Replaced
label-notice-no-channel = No address, to be printed

## Attendance
label-attendance-present = Present
label-attendance-late = Late
label-attendance-excused = Absent, excused
label-attendance-absent = Absent

## Hard rules, named by their fault
label-rule-participant-overlap = A participant has something else in the timetable at that time.
label-rule-room-overlap = The room is taken, set-up included.
label-rule-staff-overlap = The staff member is taken.
label-rule-interpreter-overlap = The interpreter is taken.
label-rule-vehicle-overlap = The vehicle is taken.
label-rule-company-full = The company has no place for another group at that time.
label-rule-outside-opening = The centre is closed: outside its hours, on a closing day or a public holiday.
label-rule-outside-cohort-hours = Outside the cohort's hours.
label-rule-outside-weeks = Outside the weeks that the programme gives it.
label-rule-resource-closed = Outside the times at which it can be booked.
label-rule-resource-absent = Away, or kept by something that cannot be moved.
label-rule-participant-busy = The participant is busy with something outside the timetable.
label-rule-resource-missing = A room, staff member, vehicle or company is missing.
label-rule-interpreter-missing = A participant would be without an interpreter.
label-rule-room-too-small = The room has too few seats.
label-rule-room-unfit = The room is of another kind than is needed.
label-rule-staff-unskilled = The staff member does not have the skill that is needed.
label-rule-interpreter-unfit = The interpreter does not interpret the language, or not in person where that is needed.
label-rule-vehicle-too-small = The vehicle has too few seats.
label-rule-group-too-large = The group is larger than the company receives.
label-rule-visitor-unfit = A participant does not meet the company's demands, or the company does not come into question.
label-rule-company-repeated = The group visits this company another time.
label-rule-order-broken = It would come before something that must come first, or too soon after it.
label-rule-gap-too-long = Too many days would lie between two parts that belong together.
label-rule-visit-before-interview = The visit would come before the participant's competency interview.
label-rule-day-too-long = The participant would have more minutes of lessons that day than the cohort allows.
label-rule-lunch-missing = The participant would have no lunch break.
label-rule-staff-day-too-long = The staff member would work too long that day.
label-rule-staff-week-too-long = The staff member would work too long that week.
label-rule-pinned-moved = It is pinned where it is.
label-rule-past-moved = What has begun does not move, and nothing is put into the past.
label-rule-off-grid = Begin at a time of day that the programme's grid has.
label-rule-unknown-key = Something of it is not there at the centre.
