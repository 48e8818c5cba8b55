"""A time of day as it is said, and understood again."""

import json

import pytest

from leg_cramp.answers.clock import spoken_time
from leg_cramp.content.model import Content
from nlu.clock import Clock
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ("00:00", "midnight"),
        ("00:05", "twelve oh five in the morning"),
        ("08:00", "eight in the morning"),
        ("12:00", "noon"),
        ("12:15", "twelve fifteen in the afternoon"),
        ("18:20", "six twenty in the evening"),
        ("21:45", "nine forty five in the evening"),
        ("23:59", "eleven fifty nine at night"),
    ],
)
def test_a_time_is_said_in_words(content: Content, time: str, said: str) -> None:
    """Digits would be read one by one."""
    assert spoken_time(time, content.clock) == said


def test_what_is_said_is_understood_again(content: Content) -> None:
    """Every minute of the day."""
    clock = Clock(json.loads((ROOT / "content/locales/en/vocabulary.json").read_text("utf-8"))["clock"])
    times = [f"{hour:02}:{minute:02}" for hour in range(24) for minute in range(60)]
    assert [time for time in times if clock.read(spoken_time(time, content.clock)) != time] == []
