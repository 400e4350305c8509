#!/usr/bin/env python3
"""Checks what a reader of the README's walkthrough sees.

    check_walkthrough.py TOLD

TOLD holds what the blocks printed: answers, one a line, among other text.
"""

import json
import pathlib
import sys


class Answers:
    """All answers, in order, by the fields that they give."""

    def __init__(self, text):
        self.text = text
        self.all = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
        self.errors = [error for one in self.all for error in one.get("errors", [])]

    def of(self, field):
        found = [one["data"][field] for one in self.all if (one.get("data") or {}).get(field)]
        if not found:
            raise SystemExit(f"nothing was answered for {field}")
        return found


def counts(lines, amount):
    return [(one["municipality"]["name"], one["counted"], one[amount]) for one in lines]


def without_request(error):
    error["extensions"].pop("requestId")
    return error


def check(told):
    """Yields what was seen, and what should have been."""
    (imported,) = told.of("importParticipants")
    yield (imported["nCreated"], imported["nFaulty"]), (24, 2)
    bad = [(row["line"], fault["column"], fault["code"]) for row in imported["rows"] for fault in row["faults"]]
    yield bad, [(10, "birth_date", "FUTURE_DATE"), (19, "languages", "BAD_LANGUAGE_TAG")]
    (enrolled,) = told.of("enrol")
    yield enrolled["cohort"], {"nEnrolled": 24, "nWaiting": 0}
    plan = [one for one in told.of("plan") if "planHash" in one][-1]
    yield (plan["state"], plan["verdict"], plan["unassigned"]), ("SOLVED", "COMPLETE", [])
    (diff,) = told.of("planDiff")
    yield diff["violations"], []
    (published,) = told.of("publishPlan")
    yield (published["nCreated"], published["plan"]["state"]), (diff["nCreated"], "PUBLISHED")

    (imagined,) = told.of("requestScenario")
    yield [one["kind"] for one in imagined["scenario"]["changes"]], ["ADD_INTERPRETER"]
    scenario = told.of("plan")[-1]["scenario"]["comparison"]
    yield [scenario[side]["verdict"] for side in ("base", "changed")], ["COMPLETE", "COMPLETE"]
    yield scenario["cost"], scenario["changed"]["cost"] - scenario["base"]["cost"]

    (placement,) = told.of("recordPlacement")
    (placed,) = placement["placed"]
    yield placed["placement"]["takeoverOn"], "2017-04-03"
    after = [one["startsAt"] for one in placed["sessionsAfterTakeover"]]
    yield (len(after) > 5, min(after) > "2017-04-03"), (True, True)
    (sent,) = told.of("sendHandoff")
    yield sent["handoff"]["state"], "SENT"
    (incoming,) = told.of("incomingParticipants")
    guests = [one for one in incoming["nodes"] if one["contact"]["centreName"] == "Center Solbakken"]
    yield [(one["takeoverDate"], one["identity"]) for one in guests], [("2017-04-03", None)]
    yield [one["handoff"]["state"] for one in guests], ["SENT"]
    # Hidden and made up: two refusals that are alike, and nothing else went wrong.
    yield [error["extensions"]["code"] for error in told.errors], ["NOT_FOUND", "NOT_FOUND"]
    first, second = map(without_request, told.errors)
    yield first, second

    stood = [one["data"] for one in told.all if {"timetable", "handoff"} <= (one.get("data") or {}).keys()]
    before, after = stood
    yield (len(before["timetable"]) > 40, before["handoff"]["state"]), (True, "SENT")
    yield (after["timetable"], after["handoff"]["state"]), ([], "RETRACTED")
    yield before["participant"]["enrolments"][0]["state"], "IN_COURSE"
    yield after["participant"]["enrolments"][0]["state"], "LEFT"
    newest = [[one["kind"] for one in page["nodes"]] for page in told.of("newest")]
    yield newest[1], ["SESSION_CANCELLED", "SESSION_CANCELLED"]
    own = [{one["kind"]: one["state"] for one in page["nodes"]} for page in told.of("own")]
    yield [one["COHORT_INVITATION"] for one in own], ["QUEUED", "WITHDRAWN"]
    forecasts = [counts(one["lines"], "ofBudget") for one in told.of("costForecast")]
    yield forecasts[0], [("Greve", 5, "12500.00"), ("Roskilde", 12, "30000.00"), ("Solrød", 7, "17500.00")]
    shares = [("Greve", 5, "13043.48"), ("Roskilde", 11, "28695.65"), ("Solrød", 7, "18260.87")]
    yield forecasts[1], shares
    gone = [one["data"] for one in told.all if "incomingParticipant" in (one.get("data") or {})]
    yield gone, [{"incomingParticipant": None, "handoff": None}]

    (settlement,) = told.of("calculateSettlement")
    yield counts(settlement["lines"], "amount"), shares
    yield settlement["notCounted"], [{"reason": "REFUSED", "persons": 1}]
    (frozen,) = told.of("freezeSettlement")
    yield (frozen["state"], frozen["number"]), ("FROZEN", 1)
    verdicts = [line for line in told.text.splitlines() if line.startswith("The settlement ")]
    yield verdicts, ["The settlement holds.", "The settlement does NOT hold."]


def main(path):
    told = Answers(pathlib.Path(path).read_text(encoding="utf-8"))
    n_checked = 0
    for seen, wanted in check(told):
        n_checked += 1
        if seen != wanted:
            raise SystemExit(f"seen: {seen}\nwanted: {wanted}")
    print(f"The README's walkthrough holds: {len(told.all)} answers, {n_checked} checks.")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
