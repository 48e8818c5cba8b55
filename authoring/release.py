"""May this content be released? What is past its date, what no clinician has read, which sources are copies."""

import datetime
from collections.abc import Iterator
from pathlib import Path

from leg_cramp.content.load import load, read_json
from leg_cramp.content.model import KINDS, Entry
from leg_cramp.errors import Problem

_LANGUAGE = "en"
NOT_REVIEWED = "not-reviewed-by-a-clinician"


def release_problems(root: Path, today: datetime.date) -> Iterator[Problem]:
    """Everything that stands between this content and the public, one line each."""
    for entry in load(root, _LANGUAGE).entries.values():
        where = f"facts/{KINDS[entry.ref.kind]}/{entry.ref.id}.json"
        yield from (Problem(where, place, what, remedy) for place, what, remedy in _faults(entry, today))
    for key, source in read_json(root / "sources.json")["sources"].items():
        if source["read_as"] == "copy":
            yield Problem(
                "sources.json",
                f"$.sources.{key}",
                "was read as a copy",
                "compare with the original, then set read_as to original",
            )


def _faults(entry: Entry, today: datetime.date) -> Iterator[tuple[str, str, str]]:
    due = datetime.date.fromisoformat(entry.due)
    if due < today:
        yield (
            "$.review.due",
            f"was to be compared with its sources by {due}, {(today - due).days} days ago",
            "compare it, then set checked and due",
        )
    if entry.medical and entry.review_status == NOT_REVIEWED:
        yield (
            "$.review.status",
            "no clinician has read it",
            "have the page of `make review` signed, then set the status",
        )
