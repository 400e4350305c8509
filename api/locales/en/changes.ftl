# What would have to change, or is imagined to: ways out of what cannot be planned, and scenarios.

change-add-interpreter = One more interpreter: { $languages }
change-add-staff = One more member of staff, for { $skills }
change-add-room = One more { $kind } with { $seats } seats
change-add-vehicle = One more vehicle with { $seats } seats
change-add-company = One more company that receives groups of up to { $seats }
change-add-opening = { $resource } is there: { $span }
change-add-absence = { $resource } is away: { $span }
change-remove-resource = Without { $resource }
change-resize-room = { $resource } has { $seats } seats
change-resize-vehicle = { $resource } has { $seats } seats
change-resize-company = { $resource } receives groups of up to { $seats }
change-set-company-places = { $resource } receives { $places ->
    [one] one group
   *[other] { $places } groups
 } at once
change-offer-company = { $activity } may also go to { $resource }
change-add-skill = { $resource } can also do { $skills }
change-open-centre = The centre is open: { $span }
change-extend-due = { $activity } may be held { $days ->
    [one] one day
   *[other] { $days } days
 } later than its weeks allow
change-advance-release = { $activity } may be held { $days ->
    [one] one day
   *[other] { $days } days
 } earlier than its weeks allow
change-resize-cohort = Cohort { $cohort } has { $participants ->
    [one] one participant
   *[other] { $participants } participants
 }
change-set-day-cap = Cohort { $cohort } has at most { $minutes } minutes of lessons a day
change-set-day-cap-none = Cohort { $cohort } may have any number of minutes of lessons a day
change-set-cohort-hours = Cohort { $cohort } meets between { $span }
change-set-lunch = Cohort { $cohort } has a lunch break of { $minutes } minutes between { $span }
change-set-lunch-none = Cohort { $cohort } keeps no lunch break
change-set-staff-caps = { $resource } works at most so many minutes: { $day } a day, { $week } a week
change-set-gap = { $activity } comes at least { $days ->
    [one] one day
   *[other] { $days } days
 } and { $minutes } minutes after { $before }, at most so many days: { $most }
change-drop-precedence = { $activity } and { $before } may come in any order
change-unpin = { $activity } may move, though it is pinned
change-drop-activity = { $activity } is left out

# What changes are about.
change-no-limit = no limit
change-activity = { $title } ({ $key })
change-resource-room = Room { $key }
change-resource-staff = Member of staff { $key }
change-resource-interpreter = Interpreter { $key }
change-resource-vehicle = Vehicle { $key }
change-resource-company = Company { $key }
change-resource-participant = Participant { $key }
change-room-class = class room
change-room-interview = room for interviews
change-room-workshop = workshop
change-room-meeting = meeting room
