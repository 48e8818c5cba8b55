"""Whole conversations through the simulator and the real handler; drop a file in en/ and it is played."""

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.conversation import Turn
from tests.conftest import ROOT, Talk

FILES = sorted((ROOT / "tests/conversations/en").glob("*.json"))


def check(turn: Turn, expected: dict[str, Any]) -> None:
    """Everything the file says of this turn."""
    report = turn.report()
    for field in ("answer", "severity", "session"):
        if field in expected:
            assert report[field] == expected[field], report["speech"]
    assert report["speech"].startswith(expected.get("begins", ""))
    for words in expected.get("says", ()):
        assert words in report["speech"]
    for words in expected.get("never", ()):
        assert words not in report["speech"]
    written = report["card"]["content"] if report["card"] else ""
    assert written.startswith(expected.get("card_begins", ""))
    for words in expected.get("card", ()):
        assert words in written
    for markup in expected.get("ssml", ()):
        assert markup in report["ssml"]
    for markup in expected.get("never_ssml", ()):
        assert markup not in report["ssml"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_conversation_goes_as_written(path: Path, talk: Talk) -> None:
    """Turn by turn: answer id, severity, session, and words that must or must not be heard."""
    script = json.loads(path.read_text(encoding="utf-8"))
    conversation = talk(script.get("locale", "en-US"))
    if script.get("launch"):
        conversation.launch()
    for expected in script["turns"]:
        said = expected["say"]
        check(conversation.silence() if said is None else conversation.say(said), expected)
