"""Times of day in words."""

import json

import pytest

from nlu.clock import Clock
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def clock() -> Clock:
    """The committed English words for times."""
    vocabulary = json.loads((ROOT / "content/locales/en/vocabulary.json").read_text("utf-8"))
    return Clock(vocabulary["clock"])


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("nine", "21:00"),
        ("at nine o'clock", "21:00"),
        ("nine in the morning", "09:00"),
        ("9 a.m.", "09:00"),
        ("remind me at 9:45 pm", "21:45"),
        ("21:30", "21:30"),
        ("half past eight", "20:30"),
        ("a quarter to ten tonight", "21:45"),
        ("ten to one in the afternoon", "12:50"),
        ("twenty past seven", "19:20"),
        ("seven twenty five", "19:25"),
        ("nine oh five", "21:05"),
        ("six fifteen every evening", "18:15"),
        ("four p m", "16:00"),
        ("two at night", "02:00"),
        ("twelve", "12:00"),
        ("twelve at night", "00:00"),
        ("twelve in the morning", "00:00"),
        ("midnight", "00:00"),
        ("noon please", "12:00"),
        ("do my two stretches at nine", "21:00"),
        ("from ten to nine thirty", "21:30"),
        ("15 30", "15:30"),
        ("nine ninety", "21:00"),
    ],
)
def test_a_time_is_found(clock: Clock, said: str, time: str) -> None:
    """Without a part of day it is the later one, since stretches are for the evening."""
    assert clock.read(said) == time


@pytest.mark.parametrize(
    "said",
    ["", "remind me to stretch", "in ten minutes", "for two weeks", "my two stretches", "at thirty", "half past"],
)
def test_other_numbers_are_no_time(clock: Clock, said: str) -> None:
    """A length, a count, or a number no clock shows."""
    assert clock.read(said) is None


def test_without_words_only_written_times_are_read() -> None:
    """Another skill, another language: "21:00" is what Alexa sends."""
    assert Clock({}).read("21:00") == "21:00"
    assert Clock({}).read("nine in the morning") is None
