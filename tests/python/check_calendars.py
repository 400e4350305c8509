#!/usr/bin/env python3
"""Reads the calendar parts of mails with two independent readers and compares them.

    check_calendars.py DIRECTORY EXPECTED.json

DIRECTORY holds .eml files. EXPECTED.json maps each UID to [local start, local end, sequence,
status], the times as 2017-03-27T09:00. Of several parts about one UID the one with the highest
SEQUENCE counts, as in a calendar. Needs `pip install icalendar vobject`.
"""

import email
import email.policy
import json
import pathlib
import sys
from datetime import timezone

import icalendar
import vobject

METHODS = {"REQUEST", "CANCEL", "PUBLISH"}


def calendar_parts(folder):
    """The calendar parts of all mails, with the method that the content type names."""
    for path in sorted(pathlib.Path(folder).glob("*.eml")):
        with path.open("rb") as file:
            message = email.message_from_binary_file(file, policy=email.policy.default)
        if message.defects:
            raise SystemExit(f"{path.name}: {message.defects}")
        for part in message.walk():
            if part.get_content_type() == "text/calendar":
                method = part.get_param("method")
                yield path.name, method, part.get_payload(decode=True)


def by_icalendar(text):
    """The events as the `icalendar` package reads them."""
    calendar = icalendar.Calendar.from_ical(text)
    for event in calendar.walk("VEVENT"):
        attendees = event.get("ATTENDEE", [])
        n_attendees = len(attendees) if isinstance(attendees, list) else 1
        yield {
            "uid": str(event["UID"]),
            "start": event.decoded("DTSTART"),
            "end": event.decoded("DTEND"),
            "sequence": int(event["SEQUENCE"]),
            "status": str(event["STATUS"]),
            "summary": str(event["SUMMARY"]),
            "method": str(calendar["METHOD"]),
            "attendees": n_attendees,
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
            "sequence": int(event.sequence.value),
            "status": event.status.value,
            "summary": event.summary.value,
            "method": calendar.method.value,
            "attendees": len(event.contents.get("attendee", [])),
            "faults": [],
        }


def local(instant):
    return instant.strftime("%Y-%m-%dT%H:%M")


def check_event(event, method, where, faults):
    """What holds for every event, whatever is expected of it."""
    if event["method"] != method or method not in METHODS:
        faults.append(f"{where}: method {event['method']} under content type {method}")
    if event["attendees"] != (0 if method == "PUBLISH" else 1):
        faults.append(f"{where}: {event['attendees']} attendees in {method}")
    if event["start"].tzinfo is None or event["end"].tzinfo is None:
        faults.append(f"{where}: a time without a zone")
    faults.extend(f"{where}: {fault}" for fault in event["faults"])


def read_all(folder, reader, faults):
    """The state of the calendar after all mails, as one reader sees it."""
    calendar = {}
    n_parts = 0
    for name, method, text in calendar_parts(folder):
        n_parts += 1
        for event in reader(text):
            check_event(event, method, f"{name} {event['uid']}", faults)
            known = calendar.get(event["uid"])
            if known is None or event["sequence"] >= known["sequence"]:
                calendar[event["uid"]] = event
    return calendar, n_parts


def compare(calendar, expected, name, faults):
    for uid, wanted in expected.items():
        event = calendar.get(uid)
        if event is None:
            faults.append(f"{name}: {uid} is missing")
            continue
        found = [local(event["start"]), local(event["end"]), event["sequence"], event["status"]]
        if found != wanted:
            faults.append(f"{name}: {uid} is {found}, expected {wanted}")
    for uid in calendar.keys() - expected.keys():
        faults.append(f"{name}: {uid} was not expected")


def compare_readers(first, second, faults):
    """Both readers see the same instants, not only the same wall times, and the same titles."""
    for uid in first.keys() & second.keys():
        for key in ("start", "end"):
            one, other = (it[uid][key].astimezone(timezone.utc) for it in (first, second))
            if one != other:
                faults.append(f"{uid}: {key} is {one} to one reader, {other} to the other")
        if first[uid]["summary"] != second[uid]["summary"]:
            faults.append(f"{uid}: the titles differ")


def main(folder, expected_file):
    expected = json.loads(pathlib.Path(expected_file).read_text(encoding="utf-8"))
    faults = []
    calendars = []
    for name, reader in (("icalendar", by_icalendar), ("vobject", by_vobject)):
        calendar, n_parts = read_all(folder, reader, faults)
        compare(calendar, expected, name, faults)
        calendars.append(calendar)
        print(f"{name}: {n_parts} calendar parts, {len(calendar)} events")
    compare_readers(*calendars, faults)
    if not expected:
        faults.append("nothing is expected")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
