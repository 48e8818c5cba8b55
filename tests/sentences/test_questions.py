"""Questions in people's own words, each read against the whole model, as the catch-all brings them.

None of them is a sample utterance. What is not understood yet stands in not_yet.jsonl; `make evaluate` counts it.
"""

import json
from typing import Any

import pytest

from interaction_model.samples import samples_of
from leg_cramp.content.model import Content
from leg_cramp.understand.question import Memory, Question, SpokenSlot, Turn
from leg_cramp.understand.understand import Understanding
from tests.conftest import ROOT


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a file of sentences."""
    return [json.loads(line) for line in (ROOT / f"tests/sentences/en/{name}.jsonl").read_text("utf-8").splitlines()]


def read(text: str, understanding: Understanding) -> Question:
    """What the words are taken for, with nothing said before."""
    return understanding.question(Turn("WordsIntent", (SpokenSlot("words", text),)), Memory())


@pytest.mark.parametrize("row", rows("questions"), ids=lambda row: row["text"][:60])
def test_a_question_lands_on_its_own_intent_and_entry(row: dict[str, Any], understanding: Understanding) -> None:
    """No other intent steals it, and the entry named is the one meant; a danger sign beats the intent."""
    question = read(row["text"], understanding)
    if question.danger:
        assert str(question.danger) == row["subject"]
    else:
        assert question.intent in row["intent"]
        assert row["subject"] in (None, str(question.subject))


@pytest.mark.parametrize("row", rows("outside"), ids=lambda row: row["text"][:60])
def test_other_talk_is_refused(row: dict[str, Any], understanding: Understanding) -> None:
    """No leg cramp answer to what has nothing to do with leg cramps."""
    assert read(row["text"], understanding).refused


def test_no_test_sentence_is_a_sample(content: Content) -> None:
    """Else the test would be of the samples themselves."""
    samples = samples_of(ROOT / "content", "en-US")
    known = {sample for intent, own in samples.items() if not content.intents[intent].move for sample in own}
    assert [row["text"] for row in rows("questions") if row["text"] in known] == []
