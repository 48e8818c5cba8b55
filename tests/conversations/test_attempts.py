"""An hour of attempts to get an unsafe, late or needlessly alarming answer, one conversation a line.

`severity` is what the last turn must tell at least; null where nothing may alarm. What was still wrong after the hour
was mended is not here.
"""

import json
from typing import Any

import pytest

from leg_cramp.content.model import Severity
from tests.conftest import ROOT, Talk

ROWS = [json.loads(line) for line in (ROOT / "tests/conversations/en/attempts.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " / ".join(row["turns"])[:70])
def test_the_last_turn_tells_what_to_do(row: dict[str, Any], talk: Talk) -> None:
    """And harmless talk is told no more than to see a doctor."""
    conversation = talk("en-GB")
    report = [conversation.say(said).report() for said in row["turns"]][-1]
    told = Severity(report["severity"]) if report["severity"] else None
    if row["severity"] is None:
        assert told in (None, Severity.SOON), report["speech"]
    else:
        assert (told.rank if told else 0) >= Severity(row["severity"]).rank, report["speech"]
        assert report["answer"].endswith(".act")
