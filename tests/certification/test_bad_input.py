"""Words that are no question: a kind refusal, never an error, and nothing of them is repeated."""

import pytest

from tests.conftest import Talk

BAD = {
    "empty": "",
    "spaces": "   ",
    "four thousand characters": "lorem ipsum dolor " * 222,
    "one long word": "a" * 4000,
    "another script": "почему судороги 夜間の病",
    "emoji": "\U0001f9b5\U0001f4a5\U0001f62d",
    "profanity": "oh for fuck's sake you stupid bloody machine",
    "numbers": "12 345 6,789 0.5 -7",
    "markup": '<speak><audio src="https://example.org/x.mp3"/></speak>',
    "tags": "<b>bold</b> <i>",
    "json": '{"intent": {"name": "AMAZON.StopIntent", "slots": null}}',
    "control characters": "\x00\x07\x1b[31m",
}


@pytest.mark.parametrize("said", BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("manner", ["strict", "eager"])
def test_what_is_no_question_is_refused_kindly(talk: Talk, said: str, manner: str) -> None:
    """The session stays open, the answer is a prompt that says what can be asked, and no word comes back."""
    turn = talk(manner=manner).say(said)
    report = turn.report()
    assert report["answer"].startswith("prompt.")
    assert report["session"] == "open"
    assert not any(word in report["speech"] for word in ("lorem", "fuck", "speak", "StopIntent", "aaaa"))
