"""The batch contract of design.md, with a skill that is not ours."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from simulator.__main__ import main

SKILL = Path(__file__).parents[1] / "examples" / "other_skill"


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SKILL))


def batch(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *lines: str, screen: str = "none"
) -> tuple[int, list[Any], str]:
    """Run batch mode on lines; exit code, rows, stderr."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
    code = main(["batch", "--handler", "tea_timer.handler", "--models", str(SKILL), "--screen", screen])
    captured = capsys.readouterr()
    return code, [json.loads(row) for row in captured.out.splitlines()], captured.err


def test_every_field_of_the_contract_is_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One turn has all fields, also for a skill that knows nothing of answer and severity."""
    code, (row,), _ = batch(monkeypatch, capsys, '{"id": "a", "turns": ["brew sencha"]}')
    (turn,) = row["turns"]
    assert code == 0
    assert turn.pop("ms") >= 0
    assert turn == {
        "utterance": "brew sencha",
        "intent": "BrewIntent",
        "slots": {"tea": {"value": "sencha", "ids": ["green"]}},
        "answer": None,
        "severity": None,
        "speech": "turn 1: BrewIntent sencha",
        "ssml": "turn 1: BrewIntent sencha",
        "reprompt": None,
        "card": None,
        "directives": [],
        "session": "open",
        "attributes": {"turns": 1},
        "seconds": 1.6,
    }


def test_a_launch_is_turn_nought(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With launch the first turn has no utterance and no intent."""
    _, (row,), _ = batch(monkeypatch, capsys, '{"id": 1, "launch": true, "turns": ["enough", "brew jasmine"]}')
    assert [(t["utterance"], t["intent"], t["session"]) for t in row["turns"]] == [
        (None, None, "open"),
        ("enough", "AMAZON.StopIntent", "closed"),
        ("brew jasmine", "BrewIntent", "open"),
    ]


def test_after_a_close_the_session_is_new(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Attributes last for a session and no longer."""
    _, (row,), _ = batch(monkeypatch, capsys, '{"id": 1, "turns": ["brew jasmine", "enough", "brew jasmine"]}')
    assert [t["attributes"]["turns"] for t in row["turns"]] == [1, 2, 1]


def test_what_nothing_matches_is_a_fallback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a catch-all, Alexa sends FallbackIntent and no words."""
    _, (row,), _ = batch(monkeypatch, capsys, '{"id": 1, "turns": ["sing me a song"]}')
    assert (row["turns"][0]["intent"], row["turns"][0]["slots"]) == ("AMAZON.FallbackIntent", {})


def test_blank_lines_are_skipped(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An editor may have left one at the end."""
    _, rows, _ = batch(monkeypatch, capsys, "", '{"id": 1, "turns": []}', "  ")
    assert rows == [{"id": 1, "turns": []}]


def test_silence_with_nothing_open_is_answered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A conversation may begin with nothing."""
    _, (row,), _ = batch(monkeypatch, capsys, '{"id": 1, "turns": [null], "user": "someone"}')
    assert row["turns"][0]["session"] == "closed"


def test_silence_ends_the_session(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A turn of null is silence: nothing is said, the session is closed."""
    _, (row,), _ = batch(monkeypatch, capsys, '{"id": 1, "turns": ["brew jasmine", null]}')
    assert (row["turns"][1]["speech"], row["turns"][1]["session"]) == ("", "closed")


def test_a_failing_handler_is_a_turn_with_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The failure is in the row and on stderr, and the next turn goes on."""
    code, (row,), errors = batch(monkeypatch, capsys, '{"id": 1, "turns": ["brew darjeeling", "brew jasmine"]}')
    assert code == 0
    assert "out of darjeeling" in row["turns"][0]["error"]
    assert "out of darjeeling" in errors
    assert row["turns"][1]["speech"] == "turn 1: BrewIntent jasmine"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"id": NaN, "turns": []}', "NaN is no JSON"),
        ("[" * 5000, "not JSON"),
        ('{"turns": [], "user": 5}', "a string"),
        ('{"turns": [], "launch": "yes"}', "true or false"),
        ("nonsense", "not JSON"),
        ("[]", "not an object"),
        ('{"turns": "x"}', "list of strings"),
        ('{"turns": [1]}', "list of strings"),
    ],
)
def test_a_bad_line_is_answered_in_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str, why: str
) -> None:
    """The row says what is wrong, the others are answered, and the exit code is not 0."""
    code, rows, errors = batch(monkeypatch, capsys, line, '{"id": 2, "turns": ["enough"]}')
    assert code == 1
    assert why in rows[0]["error"]
    assert why in errors
    assert rows[1]["id"] == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["ask", "--handler", "tea_timer.handler", "--models", str(SKILL), "--locale", "fr-FR", "x"],
            "no interaction model for locale 'fr-FR'",
        ),
        (["ask", "--handler", "no_such.handler", "--models", str(SKILL), "x"], "cannot be imported"),
        (["ask", "--handler", "tea_timer.handler", "x"], "go together"),
        (["ask"], "there is no question"),
    ],
)
def test_what_the_person_can_mend_is_said(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """No traceback: one line on stderr, exit code 2."""
    assert main(arguments) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("screen", ["small", "large", "round"])
def test_a_device_with_a_screen_is_shown_something(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], screen: str
) -> None:
    """The skill learns of it from the envelope, and what it sends stands in the turn."""
    _, (row,), _ = batch(monkeypatch, capsys, '{"id": 1, "turns": ["brew sencha"]}', screen=screen)
    (directive,) = row["turns"][0]["directives"]
    assert directive["datasources"] == {"tea": {"turns": 1}}
