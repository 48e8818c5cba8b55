"""Names as a speaker mishears them, written by ear: none is silently taken for another.

Those that are neither understood nor asked back yet stand in misheard_not_yet.jsonl; `make mishear` bends every name
of the content by rule.
"""

from typing import Any

import pytest

from leg_cramp.content.model import SLOT_KINDS
from leg_cramp.understand.understand import Understanding
from tests.sentences.test_questions import read, rows


@pytest.mark.parametrize("row", rows("misheard"), ids=lambda row: row["say"][:60])
def test_a_misheard_name_is_understood_or_asked_back(row: dict[str, Any], understanding: Understanding) -> None:
    """The entry meant is answered about, or is among those the skill asks for."""
    meant = understanding.content.find(SLOT_KINDS[row["slot"]], row["id"])
    assert meant is not None
    question = read(row["say"], understanding)
    member = row["id"] if meant.member(row["id"]) else None
    offered = [(choice.subject, choice.member) for choice in question.choices]
    assert (meant.ref, member) in (offered or [(question.subject, question.member)])
