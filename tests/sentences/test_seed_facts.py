"""Each of the seed facts is one natural question away: asked once, then "tell me more" to the end."""

import json
from typing import Any

import pytest

from tests.conftest import ROOT, Talk

ROWS = [
    json.loads(line) for line in (ROOT / "tests/sentences/en/seed_facts.jsonl").read_text(encoding="utf-8").splitlines()
]
MOST_PARTS = 8


def missing(points: list[list[str]], text: str) -> list[list[str]]:
    """The points of which no wording occurs in the text."""
    return [point for point in points if not any(wording in text.lower() for wording in point)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["seed"])
def test_a_seed_fact_is_answered_with_its_points(row: dict[str, Any], talk: Talk) -> None:
    """Its points and its correction are said, the safety words in the first turn where the fact needs them."""
    conversation = talk()
    heard = [conversation.say(row["say"]).report()]
    while heard[-1]["attributes"].get("answer", "").startswith("prompt.") is False and len(heard) < MOST_PARTS:
        heard.append(conversation.say("tell me more").report())
    assert missing(row.get("first", []), heard[0]["speech"]) == [], heard[0]["answer"]
    assert missing(row["must"], " ".join(turn["speech"] for turn in heard)) == [], heard[0]["answer"]


def test_every_seed_fact_has_its_sentence() -> None:
    """One hundred and thirteen facts came with the project."""
    assert {row["seed"] for row in ROWS} == {f"S{number:03}" for number in range(1, 114)}
