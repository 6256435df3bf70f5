"""Checks a file of --trace, against the --stats of the same run where given."""

import json
import sys
from collections import defaultdict
from typing import Any

QUEUES = ("load", "compute", "store")
STAGES = ("selection", "scan", "dot_product", "exponent", "output")

Event = dict[str, Any]


def check_tracks(slices: dict[tuple[int, int], list[Event]]) -> None:
    """No two slices of a track overlap."""
    for track, events in slices.items():
        end = 0
        for event in sorted(events, key=lambda event: event["ts"]):
            assert event["ts"] >= end, (track, event)
            assert event["dur"] > 0, event
            end = event["ts"] + event["dur"]


def check_sums(sums: dict[str, int], site: dict[str, Any], units: int) -> None:
    """The tracks of a site add up to its statistics."""
    queues = site["queues"]
    assert sums["launches launch"] == site["cycles"]["full"]
    for track in ("port", "sorter"):
        assert sums[f"{track} busy"] == queues[track]["busy"], track
    tracks = [("fetch unit", "fetch"), *((f"{queue} queue", queue) for queue in QUEUES)]
    for track, queue in tracks:
        for activity, cycles in queues[queue].items():
            if activity not in ("empty", "done"):
                assert sums[f"{track} {activity}"] == cycles, (track, activity)
    for stage in STAGES:
        busy = sum(sums[f"unit {unit} {stage} busy"] for unit in range(units))
        assert busy == site["stages"]["full"][stage]["busy"], stage


def main() -> None:
    with open(sys.argv[1]) as file:
        trace = json.load(file)
    processes: dict[int, str] = {}
    threads: dict[tuple[int, int], str] = {}
    slices: dict[tuple[int, int], list[Event]] = defaultdict(list)
    sums: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    count = 0
    for event in trace["traceEvents"]:
        if event["name"] == "process_name":
            processes[event["pid"]] = event["args"]["name"]
        elif event["name"] == "thread_name":
            threads[event["pid"], event["tid"]] = event["args"]["name"]
        count += event["ph"] in "XCstf"
        if event["ph"] != "X":
            continue
        track = (event["pid"], event["tid"])
        slices[track].append(event)
        what = event["name"] if event["cat"] == "wait" else event["cat"]
        sums[event["pid"]][f"{threads[track]} {what}"] += event["dur"]
    metadata = trace["metadata"]
    assert count == metadata["events"] <= metadata["event_limit"]
    check_tracks(slices)
    if len(sys.argv) > 2:
        with open(sys.argv[2]) as file:
            stats = json.load(file)
        assert metadata["cycles"] == stats["cycles"]["full"]
        ends = [event["ts"] + event["dur"] for track in slices.values() for event in track]
        assert max(ends) == metadata["cycles"]
        sites = {site["name"]: site for site in stats["sites"]}
        for process, name in processes.items():
            check_sums(sums[process], sites[name], stats["units"])
    print(*processes.values(), f"{count} events, cut at {metadata['cut_at_cycle']}")


main()
