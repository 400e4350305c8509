#!/usr/bin/env python3
"""Reads the mails of a course, and their calendar parts with two independent readers.

    check_calendars.py MAILS FACTS.json [PEOPLE.csv]

MAILS is a directory of .eml files; FACTS.json is what `fasttrack demo --json` printed, or has a list
`sessions` of the same shape. Every session of the facts must be in somebody's calendar at its time,
and nothing else. PEOPLE.csv names the participants, of whom mails to municipalities say nothing.
"""

import collections
import csv
import email
import email.policy
import email.utils
import json
import pathlib
import re
import sys
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import icalendar
import vobject

ZONE = ZoneInfo("Europe/Copenhagen")
SUMMER_TIME = datetime(2017, 3, 26, 2, tzinfo=ZONE)
MUNICIPALITIES = re.compile(r"@(roskilde|solroed|greve)\.example$")
# Methods of RFC 5546: what is published has no attendee, what is asked or called off has one.
ATTENDEES = {"PUBLISH": 0, "REQUEST": 1, "CANCEL": 1}


class Mail:
    """One mail, with its calendar part where there is one."""

    def __init__(self, path):
        self.name = path.name
        with path.open("rb") as file:
            message = email.message_from_binary_file(file, policy=email.policy.default)
        self.defects = [str(one) for part in message.walk() for one in part.defects]
        self.sent_at = email.utils.parsedate_to_datetime(message["Date"])
        self.to = email.utils.parseaddr(str(message["To"]))[1]
        self.subject = str(message["Subject"])
        self.text = "".join(
            part.get_content() for part in message.walk() if part.get_content_type() in ("text/plain", "text/html")
        )
        calendars = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        self.calendar = calendars[0].get_payload(decode=True) if calendars else None
        self.method = calendars[0].get_param("method") if calendars else None


def by_icalendar(text):
    """The events as the `icalendar` package reads them, with the zone by its name."""
    calendar = icalendar.Calendar.from_ical(text)
    for event in calendar.walk("VEVENT"):
        attendees = event.get("ATTENDEE", [])
        attendees = attendees if isinstance(attendees, list) else [attendees]
        yield {
            "uid": str(event["UID"]),
            "start": event.decoded("DTSTART"),
            "end": event.decoded("DTEND"),
            "zone": str(event["DTSTART"].params["TZID"]),
            "sequence": int(event["SEQUENCE"]),
            "status": str(event["STATUS"]),
            "summary": str(event["SUMMARY"]),
            "method": str(calendar["METHOD"]),
            "attendees": [str(one) for one in attendees],
            "faults": [str(fault) for fault in event.errors],
        }


def by_vobject(text):
    """The events as the `vobject` package reads them; it takes the zone from VTIMEZONE."""
    calendar = vobject.readOne(text.decode("utf-8"))
    for event in calendar.vevent_list:
        yield {
            "uid": event.uid.value,
            "start": event.dtstart.value,
            "end": event.dtend.value,
            "zone": event.dtstart.params["X-VOBJ-ORIGINAL-TZID"][0],
            "sequence": int(event.sequence.value),
            "status": event.status.value,
            "summary": event.summary.value,
            "method": calendar.method.value,
            "attendees": [one.value for one in event.contents.get("attendee", [])],
            "faults": [],
        }


def check_event(mail, event):
    """What is wrong with one event by itself."""
    if event["method"] != mail.method or mail.method not in ATTENDEES:
        yield f"method {event['method']} under content type {mail.method}"
    elif len(event["attendees"]) != ATTENDEES[mail.method]:
        yield f"{len(event['attendees'])} attendees in {mail.method}"
    elif event["attendees"] and event["attendees"][0].lower() != f"mailto:{mail.to}".lower():
        yield f"the attendee is {event['attendees'][0]}, the mail goes to {mail.to}"
    if (event["status"] == "CANCELLED") != (mail.method == "CANCEL"):
        yield f"status {event['status']} in {mail.method}"
    if event["zone"] != "Europe/Copenhagen" or not event["uid"].startswith("session_"):
        yield f"{event['uid']} in {event['zone']}"
    for key in ("start", "end"):
        instant = event[key].astimezone(timezone.utc)
        if event[key].replace(tzinfo=ZONE) != instant:
            yield f"{key} {event[key]} is not local time in Copenhagen"
    yield from event["faults"]


def same(one, other):
    """Whether both readers see the same: instants, not only wall times."""
    keys = ("uid", "start", "end", "sequence", "status", "summary", "attendees")
    return all(one[key] == other[key] for key in keys)


def read(mails):
    """All events with their mails, and what is wrong with them."""
    events, faults = [], []
    for mail in mails:
        if mail.calendar is None:
            continue
        first, second = list(by_icalendar(mail.calendar)), list(by_vobject(mail.calendar))
        if len(first) != len(second) or not all(map(same, first, second)):
            faults.append(f"{mail.name}: the two readers disagree")
        for event in first + second:
            faults.extend(f"{mail.name} {event['uid']}: {fault}" for fault in check_event(mail, event))
        events.extend((mail, event) for event in first)
    return events, faults


def check_sequences(events):
    """To one person, what is told later of a session has a higher sequence."""
    told = {}
    for mail, event in events:
        key = (mail.to, event["uid"])
        earlier = told.get(key)
        if earlier is not None and event["sequence"] <= earlier:
            yield f"{mail.name} {event['uid']}: sequence {event['sequence']} after {earlier} to {mail.to}"
        told[key] = event["sequence"]


def check_times(events, sessions):
    """Everybody's calendar in the end has each session at the time of the facts."""
    newest = {}
    for _, event in events:
        known = newest.get(event["uid"])
        if known is None or event["sequence"] >= known["sequence"]:
            newest[event["uid"]] = event
    found = collections.Counter((one["start"], one["end"]) for one in newest.values())
    times = [tuple(datetime.fromisoformat(one[key]) for key in ("startsAt", "endsAt")) for one in sessions]
    for what, odd in (("missing", collections.Counter(times) - found), ("unexpected", found - collections.Counter(times))):
        for start, end in odd:
            yield f"{what}: a session {start} to {end}"
    for session in sessions:
        if "id" not in session:
            continue
        event = next((one for uid, one in newest.items() if uid.startswith(session["id"] + "@")), None)
        wanted = (datetime.fromisoformat(session["startsAt"]), session["sequence"])
        if event is None or (event["start"], event["sequence"]) != wanted:
            yield f"{session['id']} is {event}, wanted {wanted}"
        elif session["state"] == "CANCELLED" and event["status"] != "CANCELLED":
            yield f"{session['id']} is off, and nobody was told"
    early = sum(start < SUMMER_TIME for start, _ in times)
    if not 0 < early < len(times):
        yield "no session on one side of the change to summer time"


def words_of(people):
    """What would tell who somebody is."""
    for person in people:
        for column in ("first_name", "last_name", "alien_number", "birth_date", "email", "phone"):
            if person.get(column):
                yield person[column]


def check_privacy(mails, people):
    """Mails to municipalities name nobody, and hold no calendar of anybody."""
    pattern = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in sorted(set(words_of(people)))))
    for mail in mails:
        for word in pattern.findall(mail.subject + "\n" + mail.text):
            yield f"{mail.name} to {mail.to} says {word}"
        if mail.calendar is not None:
            yield f"{mail.name} to {mail.to} holds a calendar"


def main(folder, facts_file, people_file=None):
    # Names of files begin with the notice's id, and ids rise with time.
    mails = [Mail(path) for path in sorted(pathlib.Path(folder).glob("*.eml"))]
    mails.sort(key=lambda mail: mail.sent_at)
    sessions = json.loads(pathlib.Path(facts_file).read_text(encoding="utf-8"))["sessions"]
    faults = [f"{mail.name}: {defect}" for mail in mails for defect in mail.defects]
    events, wrong = read(mails)
    faults.extend(wrong)
    faults.extend(check_sequences(events))
    faults.extend(check_times(events, sessions))
    official = [mail for mail in mails if MUNICIPALITIES.search(mail.to)]
    if people_file is not None:
        with open(people_file, encoding="utf-8", newline="") as file:
            faults.extend(check_privacy(official, list(csv.DictReader(file, delimiter=";"))))
        if not official:
            faults.append("no mail to any municipality")
    methods = collections.Counter(mail.method for mail in mails if mail.method)
    print(f"{len(mails)} mails, {len(official)} of them to municipalities; calendar parts: {dict(methods)}")
    print(f"{len(events)} events read alike by two readers, of {len(sessions)} sessions")
    for fault in faults[:50]:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        raise SystemExit(__doc__)
    sys.exit(main(*sys.argv[1:]))
