"""Devices with a screen, through the real handler: what is sent, and what a tap does."""

import json
from typing import Any

import pytest

from leg_cramp.content.load import load
from leg_cramp.voice.read import version
from simulator.conversation import Turn
from simulator.envelope import SCREENS, Session, launch, tap
from simulator.skill import Handler
from simulator.speech import plain
from tests.certification.test_turns import check
from tests.conftest import ROOT, Talk

RENDER = "Alexa.Presentation.APL.RenderDocument"
HOUSE_LIMIT = 24 * 1024
"""Bytes of a response (alexa-rules R211)."""
SAID = {
    "help": "help",
    "answer": "does magnesium help",
    "named medicine": "can hydrochlorothiazide cause cramps",
    "step": "how do i stretch my calf",
    "relief": "ow my calf",
    "emergency": "i can't breathe and my leg hurts",
    "urgent": "my calf is hot and swollen",
    "card": "send me questions for my doctor",
    "nonsense": "purple monkey dishwasher",
}


def shown(turn: Turn) -> dict[str, Any]:
    """The one document that was sent, and its data."""
    (directive,) = turn.response["directives"]
    assert directive["type"] == RENDER
    return dict(directive)


@pytest.mark.parametrize("locale", ["en-US", "en-GB"])
@pytest.mark.parametrize("said", SAID.values(), ids=SAID.keys())
def test_the_screen_says_what_is_said(talk: Talk, said: str, locale: str) -> None:
    """Word for word, but for the spelling of the region; the act of a danger is its title."""
    turn = talk(locale, screen="small").say(said)
    check(turn)
    directive = shown(turn)
    data = directive["datasources"]["screen"]
    lines = [line["text"] for line in data["lines"]]
    read = " ".join([data["title"], *lines] if "long" in data else lines)
    spelling = load(ROOT / "content", locale).spelling
    assert read.lower() == " ".join(spelling.get(word, word) for word in plain(turn.ssml or "").lower().split(" "))


@pytest.mark.parametrize("said", SAID.values(), ids=SAID.keys())
def test_a_response_with_a_screen_is_small(talk: Talk, said: str) -> None:
    """Document and data with all the rest (R211)."""
    assert len(json.dumps(talk(screen="large").say(said).reply)) < HOUSE_LIMIT


@pytest.mark.parametrize("said", SAID.values(), ids=SAID.keys())
def test_a_device_without_a_screen_gets_the_same_words_and_no_directive(talk: Talk, said: str) -> None:
    """Nothing is sent that the device lacks, and nothing depends on it (R019)."""
    without, with_screen = talk().say(said), talk(screen="small").say(said)
    assert "directives" not in without.response
    assert (without.ssml, without.attributes) == (with_screen.ssml, with_screen.attributes)


@pytest.mark.parametrize(
    ("newest", "sent"),
    [
        ("2024.3", True),
        ("1.9", True),
        ("1.4", True),
        ("1.3", False),
        ("1.0", False),
        ("", False),
        ("new", False),
        (None, False),
    ],
)
def test_only_a_device_that_can_show_it_gets_it(handler: Handler, newest: str | None, sent: bool) -> None:
    """The version that the device names must reach that of the document (R231)."""
    event = launch(Session("someone", "en-US", SCREENS["small"]))
    event["context"]["System"]["device"]["supportedInterfaces"] = {
        "Alexa.Presentation.APL": {"runtime": {"maxVersion": newest}}
    }
    assert ("directives" in handler(event, None)["response"]) is sent


@pytest.mark.parametrize("interface", [{}, {"runtime": None}, {"runtime": {}}])
def test_a_device_that_names_no_version_gets_speech(handler: Handler, interface: dict[str, Any]) -> None:
    """And no error."""
    event = launch(Session("someone", "en-US", SCREENS["small"]))
    event["context"]["System"]["device"]["supportedInterfaces"] = {"Alexa.Presentation.APL": interface}
    response = handler(event, None)["response"]
    assert "directives" not in response
    assert "leg cramp helper" in response["outputSpeech"]["ssml"]


def test_versions_are_compared_as_numbers() -> None:
    """Years come after the first versions, and ten after nine."""
    assert version("1.4") < version("1.10") < version("2022.1") < version("2024.3")


def test_a_last_word_shows_nothing(talk: Talk) -> None:
    """The session is closed."""
    turn = talk(screen="small").say("stop")
    check(turn)
    assert "directives" not in turn.response


def test_taps_go_on_as_words_do(talk: Talk) -> None:
    """Next, again and stop, in a stretch."""
    conversation = talk(screen="small")
    conversation.say("how do i stretch my calf")
    turns = [conversation.tap([f"AMAZON.{name}Intent"]) for name in ("Next", "Repeat", "Stop")]
    for turn in turns:
        check(turn)
    answers = [turn.attributes["answer"] for turn in turns]
    assert answers == ["stretch.calf.steps.2", "stretch.calf.steps.2", "prompt.stop"]
    assert shown(turns[0])["datasources"]["screen"]["hold"] == 20


def test_a_tap_on_the_first_screen_starts_relief(talk: Talk) -> None:
    """One tap from the launch to what to do."""
    conversation = talk(screen="small")
    conversation.launch()
    turn = conversation.tap(["ReliefIntent"])
    assert turn.attributes["answer"] == "stretch.calf.now"


def test_a_tap_does_not_get_past_a_danger_sign(talk: Talk) -> None:
    """The act is shown again."""
    conversation = talk(screen="small")
    conversation.say("my calf is hot and swollen")
    turn = conversation.tap(["ReliefIntent"])
    assert (shown(turn)["token"], turn.report()["severity"]) == ("danger", "urgent")


@pytest.mark.parametrize("arguments", [[], ["Nonsense"], [7], [None], [{"a": 1}]])
def test_a_tap_nobody_knows_is_answered(talk: Talk, arguments: list[Any]) -> None:
    """As words that were not understood."""
    turn = talk(screen="small").tap(arguments)
    check(turn)
    assert turn.attributes["answer"] == "prompt.fallback"


def test_what_a_screen_could_not_show_is_logged_and_not_answered(
    handler: Handler, caplog: pytest.LogCaptureFixture
) -> None:
    """Speech would be an invalid response (R012)."""
    event = tap(Session("someone", "en-US", SCREENS["small"]), [])
    error = {"type": "LIST_ERROR", "reason": "INTERNAL_ERROR", "message": "no such layout"}
    event["request"] |= {"type": "Alexa.Presentation.APL.RuntimeError", "errors": [error]}
    assert handler(event, None)["response"] == {}
    assert "no such layout" in caplog.text


@pytest.mark.parametrize("details", [{}, {"errors": None}, {"errors": []}, {"errors": [{"type": "NEW_ERROR"}]}])
def test_a_runtime_error_that_says_little_is_not_answered(handler: Handler, details: dict[str, Any]) -> None:
    """It may name no errors at all, or one that is newer than the SDK."""
    event = tap(Session("someone", "en-US", SCREENS["small"]), [])
    event["request"] |= {"type": "Alexa.Presentation.APL.RuntimeError", **details}
    assert handler(event, None)["response"] == {}
