"""Reports of danger in words of which the scan may know none: the whole understanding raises them, and nothing else.

These sentences were written without sight of the samples.
"""

import json
from typing import Any

import pytest

from leg_cramp.content.model import Content, Severity
from leg_cramp.understand.question import Memory, SpokenSlot, Turn
from leg_cramp.understand.understand import Understanding
from tests.conftest import ROOT

ROWS = [json.loads(line) for line in (ROOT / "tests/sentences/en/reports.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_a_report_is_raised_to_its_level_or_worse(
    row: dict[str, Any], content: Content, understanding: Understanding
) -> None:
    """`why` in the data says why."""
    question = understanding.question(Turn("WordsIntent", (SpokenSlot("words", row["text"]),)), Memory())
    raised = content.entries[question.danger].severity if question.danger else None
    if row["severity"] is None:
        assert raised is None, row["why"]
    else:
        assert (raised.rank if raised else 0) >= Severity(row["severity"]).rank, row["why"]
