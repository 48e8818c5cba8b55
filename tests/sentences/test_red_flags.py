"""Danger in people's own words: every row triggers at its level, every harmless one does not."""

import json
from typing import Any

import pytest

from leg_cramp.content.model import Content
from leg_cramp.understand.scan import Scanner
from tests.conftest import ROOT

ROWS = [json.loads(line) for line in (ROOT / "tests/sentences/en/red_flags.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def scanner(content: Content) -> Scanner:
    """The scanner of the committed content."""
    return Scanner(content)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_the_scan_gives_the_level(row: dict[str, Any], scanner: Scanner) -> None:
    """`why` in the data says why."""
    found = scanner.scan([row["text"]])
    assert (found.severity.value if found and found.severity else None) == row["severity"], row["why"]
