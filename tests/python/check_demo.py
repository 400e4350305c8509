#!/usr/bin/env python3
"""Checks what `fasttrack demo --once --json` printed in two runs on one database and in a third on
another.

    check_demo.py FIRST.json AGAIN.json AFRESH.json
"""

import json
import pathlib
import sys
from decimal import Decimal


def main(first, again, afresh):
    runs = [json.loads(pathlib.Path(one).read_text(encoding="utf-8")) for one in (first, again, afresh)]
    faults = []
    for facts in runs:
        if facts["verdict"] != "COMPLETE" or facts["unassigned"]:
            faults.append(f"not everything is planned: {facts['verdict']}, {facts['unassigned']}")
        if not facts["planMillis"] <= 2000:
            faults.append(f"planning took {facts['planMillis']} ms")
        days = {session["startsAt"][:10] for session in facts["sessions"]}
        if days & {"2017-04-13", "2017-04-14"} or len(facts["sessions"]) < 200:
            faults.append(f"{len(facts['sessions'])} sessions on {sorted(days)}")
        if sum(Decimal(line["amount"]) for line in facts["settlement"]) != Decimal(facts["settlementTotal"]):
            faults.append(f"the lines do not add up: {facts['settlement']}")
    if len({facts["planHash"] for facts in runs}) != 1:
        faults.append(f"plan hashes: {[facts['planHash'] for facts in runs]}")
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(runs[0]['sessions'])} sessions, planned in {[facts['planMillis'] for facts in runs]} ms")
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    sys.exit(main(*sys.argv[1:]))
