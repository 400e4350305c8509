#!/usr/bin/env python3
"""Plans and publishes a course with the `gql` client, and hands one participant over.

    flow.py DEMO.json SESSIONS.json

DEMO.json is what `fasttrack demo --until 2017-02-20 --json` printed; the demo is being served. The
plan is followed by a subscription over graphql-transport-ws. The timetable in the end, after a
session was moved and another called off, is written to SESSIONS.json in the words of the demo.
"""

import asyncio
import json
import pathlib
import sys

from gql import Client, GraphQLRequest, gql
from gql.transport.aiohttp import AIOHTTPTransport
from gql.transport.exceptions import TransportQueryError
from gql.transport.websockets import WebsocketsTransport

MUNICIPALITY = "0265"

COURSE = """{ centre(key: "avnstrup") { id }}"""
COHORTS = """query($centre: ID!) { cohorts(centreId: $centre) { nodes { id key nEnrolled } } }"""
REQUEST = """mutation($input: RequestPlanInput!) { requestPlan(input: $input) { id state } }"""
FOLLOW = """subscription($plan: ID!) { planProgress(planId: $plan) {
    state phase step steps unassigned cost verdict } }"""
DIFF = """query($plan: ID!) { planDiff(planId: $plan) {
    previewHash nCreated nChanged nCancelled unassigned violations { rule } } }"""
PUBLISH = """mutation($input: PublishPlanInput!) { publishPlan(input: $input) {
    nCreated plan { state planHash } } }"""
TIMETABLE = """query($of: ID!) { timetable(of: $of, from: "2017-03-06", until: "2017-04-24") {
    id version kind state sequence startsAt endsAt startsAtLocal } }"""
MOVE = """mutation($input: MoveSessionInput!) { moveSession(input: $input) { id sequence startsAtLocal } }"""
CANCEL = """mutation($input: CancelSessionInput!) { cancelSession(input: $input) { id sequence state } }"""
PEOPLE = """query($filter: ParticipantsFilter!) { participants(filter: $filter) {
    nodes { id details { firstName lastName } enrolments { state } } } }"""
WAITING = """query($filter: NoticesFilter!) { notices(filter: $filter, first: 1) { nodes { kind } } }"""
OUTCOME = """mutation($input: RecordOutcomeInput!) { recordOutcome(input: $input) { outcomes { kind } } }"""
PLACE = """mutation($input: RecordPlacementInput!) { recordPlacement(input: $input) {
    placed { placement { takeoverOn } handoff { id version } sessionsAfterTakeover { startsAt } } } }"""
SEND = """mutation($input: HandoffVersionInput!) { sendHandoff(input: $input) { handoff { state } } }"""
INCOMING = """query($municipality: String!) { incomingParticipants(municipality: $municipality,
    takeoverFrom: "2017-02-20", takeoverUntil: "2017-12-31") { nodes {
        id takeoverDate identity { firstName } household { size } handoff { state items { kind } } } } }"""


def check(holds, what):
    if not holds:
        raise SystemExit(f"flow: {what}")


class Demo:
    """A demo that is being served, by role."""

    def __init__(self, facts):
        self.url = facts["url"]
        self.tokens = {(one["role"], one["scope"]): one["token"] for one in facts["tokens"]}

    def ask(self, role, scope):
        """A client that checks each document against the schema that the server tells."""
        headers = {"Authorization": f"Bearer {self.tokens[role, scope]}"}
        return Client(transport=AIOHTTPTransport(self.url, headers=headers), fetch_schema_from_transport=True)

    def follow(self, role, scope):
        transport = WebsocketsTransport(
            self.url.replace("http://", "ws://"),
            init_payload={"Authorization": f"Bearer {self.tokens[role, scope]}"},
            subprotocols=[WebsocketsTransport.GRAPHQLWS_SUBPROTOCOL],
        )
        return Client(transport=transport)


def asking(text, **variables):
    return GraphQLRequest(text, variable_values=variables)


async def plan(demo, coordinator):
    """Requests a plan of all cohorts, follows it, and publishes what the preview showed."""
    centre = (await coordinator.execute(gql(COURSE)))["centre"]["id"]
    cohorts = (await coordinator.execute(asking(COHORTS, centre=centre)))["cohorts"]["nodes"]
    check([one["nEnrolled"] for one in cohorts] == [16, 16, 16], f"cohorts: {cohorts}")
    order = {
        "centreId": centre,
        "cohortIds": [one["id"] for one in cohorts],
        "seed": 3,
        "effort": {"steps": 1_000_000},
    }
    async with demo.follow("CENTRE_COORDINATOR", "avnstrup") as follower:
        asked = (await coordinator.execute(asking(REQUEST, input=order)))["requestPlan"]
        seen = []
        async for event in follower.subscribe(asking(FOLLOW, plan=asked["id"])):
            seen.append(event["planProgress"])
    states = [one["state"] for one in seen]
    check(states[-1] == "SOLVED" and seen[-1]["verdict"] == "COMPLETE", f"the plan ended as {seen[-1]}")
    steps = [one["step"] for one in seen]
    check(steps == sorted(steps), f"steps went back: {steps}")
    print(f"followed to SOLVED: {len(seen)} events, {', '.join(dict.fromkeys(states))}")

    preview = (await coordinator.execute(asking(DIFF, plan=asked["id"])))["planDiff"]
    check(not preview["violations"] and not preview["unassigned"], f"the preview: {preview}")
    stale = {"planId": asked["id"], "previewHash": "0" * 64}
    check(await refusal(coordinator, PUBLISH, stale) == "PREVIEW_STALE", "a stale preview was published")
    order = {"planId": asked["id"], "previewHash": preview["previewHash"]}
    published = (await coordinator.execute(asking(PUBLISH, input=order)))["publishPlan"]
    check(published["nCreated"] == preview["nCreated"] > 200, f"published: {published}")
    print(f"published: {published['nCreated']} sessions")
    return centre


async def refusal(client, document, order):
    """The code of the refusal; none when it was done."""
    try:
        await client.execute(asking(document, input=order))
    except TransportQueryError as fault:
        return fault.errors[0]["extensions"]["code"]
    return None


async def all_told(coordinator, centre):
    """Waits until no mail waits, so that what comes next is news."""
    for _ in range(600):
        queued = asking(WAITING, filter={"centreId": centre, "state": "QUEUED"})
        if not (await coordinator.execute(queued))["notices"]["nodes"]:
            return
        await asyncio.sleep(0.2)
    check(False, "mails wait for ever")


async def change(coordinator, centre):
    """Moves an interview to another hour of its day, and calls off a lesson in summer time."""
    sessions = (await coordinator.execute(asking(TIMETABLE, of=centre)))["timetable"]
    interviews = [one for one in sessions if one["kind"] == "COMPETENCY_INTERVIEW"]
    starts = [f"{hour:02}:{minute:02}" for hour in range(8, 16) for minute in (0, 15, 30, 45)]
    for session, start in ((one, start) for one in reversed(interviews) for start in starts):
        begins = f"{session['startsAtLocal'][:10]}T{start}:00"
        if begins == session["startsAtLocal"]:
            continue
        order = {"sessionId": session["id"], "version": session["version"], "startsAt": begins}
        code = await refusal(coordinator, MOVE, order)
        if code is None:
            break
        check(code == "HARD_CONFLICT", f"moving gave {code}")
    else:
        check(False, "no interview could be moved")
    lesson = next(one for one in sessions if one["startsAtLocal"] > "2017-04-03" and one["kind"] == "LESSON")
    order = {"sessionId": lesson["id"], "version": lesson["version"], "reason": "the teacher is ill"}
    called_off = (await coordinator.execute(asking(CANCEL, input=order)))["cancelSession"]
    check(called_off["state"] == "CANCELLED", f"called off: {called_off}")
    changed = (await coordinator.execute(asking(TIMETABLE, of=centre)))["timetable"]
    print("moved one session, called off another")
    return changed


async def hand_over(demo, coordinator, centre):
    """One participant is granted asylum and placed; the municipality's consultant sees who comes."""
    wanted = {"centreId": centre, "preferredMunicipalityCode": MUNICIPALITY}
    people = (await coordinator.execute(asking(PEOPLE, filter=wanted)))["participants"]["nodes"]
    person = next(one for one in people if one["enrolments"])
    async with demo.ask("CASE_WORKER", "avnstrup") as case_worker:
        order = {"participantIds": [person["id"]], "kind": "GRANTED", "decidedOn": "2017-01-31"}
        await case_worker.execute(asking(OUTCOME, input=order))
        order = {
            "participantIds": [person["id"]],
            "municipalityCode": MUNICIPALITY,
            "kind": "ORDINARY",
            "decidedOn": "2017-02-03",
        }
        (placed,) = (await case_worker.execute(asking(PLACE, input=order)))["recordPlacement"]["placed"]
        check(placed["placement"]["takeoverOn"] == "2017-04-03", f"placed: {placed}")
        check(placed["sessionsAfterTakeover"], "no session after the takeover day")
        order = {"handoffId": placed["handoff"]["id"], "version": placed["handoff"]["version"]}
        await case_worker.execute(asking(SEND, input=order))
    async with demo.ask("MUNICIPALITY_CONSULTANT", MUNICIPALITY) as consultant:
        seen = await consultant.execute(asking(INCOMING, municipality=MUNICIPALITY))
        (guest,) = seen["incomingParticipants"]["nodes"]
        check(guest["id"] == person["id"] and guest["takeoverDate"] == "2017-04-03", f"incoming: {guest}")
        check(guest["identity"] is None and guest["handoff"]["state"] == "SENT", f"incoming: {guest}")
    async with demo.ask("MUNICIPALITY_CONSULTANT", "0269") as neighbour:
        try:
            await neighbour.execute(asking(INCOMING, municipality=MUNICIPALITY))
            check(False, "a neighbour sees who comes")
        except TransportQueryError as fault:
            check(fault.errors[0]["extensions"]["code"] == "FORBIDDEN", f"a neighbour got {fault.errors}")
    print("handed over: the consultant sees who comes, the neighbour does not")


async def main(demo_file, sessions_file):
    demo = Demo(json.loads(pathlib.Path(demo_file).read_text(encoding="utf-8")))
    async with demo.ask("CENTRE_COORDINATOR", "avnstrup") as coordinator:
        centre = await plan(demo, coordinator)
        await all_told(coordinator, centre)
        sessions = await change(coordinator, centre)
        await hand_over(demo, coordinator, centre)
        await all_told(coordinator, centre)
    text = json.dumps({"sessions": sessions}, indent=1)
    pathlib.Path(sessions_file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    asyncio.run(main(sys.argv[1], sys.argv[2]))
