# What the command line tells.

console-mark-ok = ok
console-mark-fault = FAULT
console-mark-skipped = skipped

console-check-form = the bytes are a settlement document in its canonical form
console-check-hash = the hash is that of the content
console-check-head = format, cost key, state, municipalities and place in the chain
console-check-entries = every entry is a posting of the period that may stand there
console-check-total = the total is the sum of the entries
console-check-count = the persons are counted as their facts say
console-check-lines = the lines are what total, count and cost key give
console-check-previous = it follows the settlement before it

console-verify-settlement = Settlement { $number } of { $partnership }, { $from } until { $until }: { $total } DKK
console-verify-line = {"  "}{ $municipality }: { $counted } counted, { $amount } DKK
console-verify-hash = SHA-256 { $hash }
console-verify-holds = The settlement holds.
console-verify-fails = The settlement does NOT hold.

console-fault-NOT_A_DOCUMENT = this is not a settlement document that can be read
console-fault-NOT_CANONICAL = the bytes are not the canonical form (RFC 8785) from this place on; was the file opened and saved, or a line break added?
console-fault-HASH_MISMATCH = the content was changed after it was hashed, or the hash was
console-fault-UNKNOWN_FORMAT = this version of fasttrack does not know the format
console-fault-UNKNOWN_RULE = this version of fasttrack does not know the cost key
console-fault-NOT_FROZEN = only a frozen settlement is a document
console-fault-MUNICIPALITIES_OUT_OF_ORDER = the municipalities do not stand in order of code, each once
console-fault-ENTRIES_OUT_OF_ORDER = the entries do not stand in order of id, each once
console-fault-ENTRY_AMOUNT = the amount is zero, or has the wrong sign for its kind
console-fault-ENTRY_OUTSIDE_PERIOD = it is posted on a day outside the period
console-fault-ENTRY_REVERSES = a reversal names no entry, or something else does
console-fault-REVERSAL_NOT_EXACT = the reversal is not the exact opposite of the entry it takes back
console-fault-REVERSED_TWICE = this entry is reversed more than once
console-fault-TOTAL_MISMATCH = the total is not the sum of the entries
console-fault-PERSONS_OUT_OF_ORDER = persons or their courses do not stand in order, each once
console-fault-SEAT_OUTSIDE_PERIOD = somebody is listed for a course that did not begin in the period
console-fault-NOT_COUNTED_MISMATCH = those who count for nobody are not those whom the facts give
console-fault-NO_BASIS = nobody is counted, so there can be no lines
console-fault-LINE_MISMATCH = the line is not what count and cost key give
console-fault-CHAIN_START = the first settlement names none before it, and every other one does
console-fault-PREVIOUS_INVALID = the document given as the one before does not hold itself
console-fault-PREVIOUS_HASH_MISMATCH = the document given is not the one whose hash is named here
console-fault-PREVIOUS_NUMBER = the number of the document given is not one less
console-fault-PREVIOUS_PARTNERSHIP = the document given belongs to another partnership

## fasttrack plan
console-plan-complete = COMPLETE: everything has its place.
console-plan-partial = PARTIAL: something is without a place. Nothing is proved: more steps may find more.
console-plan-infeasible = INFEASIBLE: it is proved that not everything can have a place.
console-plan-not-found-in-time = NOT_FOUND_IN_TIME: no plan was found, not even a partial one.
console-plan-counts = { $placed } of { $activities } activities are placed, { $unassigned } are not; { $violations } hard rules are broken; cost { $cost } after { $steps } steps.
console-plan-rule = Rule
console-plan-units = Units
console-plan-cost = Cost
console-plan-proofs = Why it cannot be done:
console-plan-demand = { $demand } minutes are needed and { $supply } are there. { $window }
console-plan-unassigned = Without a place:
console-plan-obstacle = { $starts } starts: { $rule }
console-plan-wishes = What costs the most:
console-plan-progress = { $phase }: { $unassigned } without a place, cost { $cost }
console-plan-phase-PROVE = can it be done at all
console-plan-phase-CONSTRUCT = a first plan
console-plan-phase-IMPROVE = a better plan
console-plan-shape = { $n } places of the file do not read as a problem:
console-plan-unsound = The problem has { $n } faults:
console-plan-fault-OUT_OF_RANGE = outside what is allowed
console-plan-fault-DUPLICATE = given twice
console-plan-fault-UNKNOWN_KEY = leads nowhere
console-plan-fault-BAD_SPAN = ends before or where it begins, or leaves its date
console-plan-fault-EMPTY = may not be empty
console-plan-fault-BAD_BASE = what is pinned or past must say where it stands: on the grid, within the days, one interpreter a language
console-plan-fault-CIRCLE = comes before itself

console-soft-missed-lesson = Participants miss a lesson (lessons)
console-soft-idle-gap = Waiting between lessons (minutes of participants)
console-soft-overloaded-day = Days beyond the target (minutes of participants)
console-soft-empty-day = Days without a lesson (days of participants)
console-soft-teacher-change = Teachers of a module beyond the first
console-soft-interpreter-callout = Transport of interpreters (øre)
console-soft-interpreter-idle = Interpreters paid without interpreting (øre)
console-soft-room-change = Rooms of a module beyond the first
console-soft-visit-mismatch = Visits outside participants' sectors
console-soft-late-interview = Interviews late (days)
console-soft-moved-session = Changes against the published timetable (points)
