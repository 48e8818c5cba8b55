"""The store listing keeps Amazon's rules (ids in brackets: alexa-rules.md)."""

import json
import re
import struct
from typing import Any

import pytest

from leg_cramp.content.load import load
from leg_cramp.voice.respond import REMINDERS
from simulator.envelope import SCREENS
from simulator.match import match
from simulator.skill import SkillConfig
from tests.conftest import LOCALES, ROOT, Talk

PACKAGE = ROOT / "skill_package"
MANIFEST = json.loads((PACKAGE / "skill.json").read_text("utf-8"))["manifest"]
LISTINGS: dict[str, dict[str, Any]] = MANIFEST["publishingInformation"]["locales"]


def test_every_model_has_a_listing_and_the_other_way_round() -> None:
    """Publishing, privacy and models agree (R068)."""
    assert LISTINGS.keys() == MANIFEST["privacyAndCompliance"]["locales"].keys() == set(LOCALES)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_description_says_what_this_is_not(locale: str) -> None:
    """Health skills without it are rejected (R030); the number is the locale's (R036)."""
    text = LISTINGS[locale]["description"]
    assert all(word in text for word in ("medical advice", "informational", "substitute", "emergency"))
    number = load(ROOT / "content", locale).terms["emergency"]
    assert re.findall(r"\d{3}", text) == [number]


@pytest.mark.parametrize("locale", LOCALES)
def test_lengths_are_kept(locale: str) -> None:
    """Summary, description, keywords (R060), and the description is more than the summary (R064)."""
    listing = LISTINGS[locale]
    assert len(listing["summary"]) <= 160
    assert len(listing["summary"]) < len(listing["description"]) <= 4000
    assert len(listing["keywords"]) <= 30


@pytest.mark.parametrize("locale", LOCALES)
def test_example_phrases_are_samples_and_answered(locale: str, config: SkillConfig, talk: Talk) -> None:
    """Three, the first with wake word and invocation name, each with an answer of its own (R061-R063)."""
    phrases = LISTINGS[locale]["examplePhrases"]
    assert len(phrases) == 3
    assert phrases[0].lower() == "alexa, open leg cramp helper"
    answers = set()
    for phrase in phrases[1:]:
        said = re.fullmatch(r"Alexa, ask leg cramp helper (.*)", phrase)
        assert said is not None
        assert match(said[1], config.load_recogniser(locale), "strict").intent != "WordsIntent"
        answers.add(talk(locale).say(said[1]).attributes["answer"])
    assert len(answers) == 2


def test_icons_have_their_sizes() -> None:
    """PNG, 108 and 512 pixels square (R066)."""
    for name, size in (("small", 108), ("large", 512)):
        data = (PACKAGE / f"assets/images/{name}.png").read_bytes()
        assert struct.unpack(">II", data[16:24]) == (size, size)


def test_the_only_permission_is_for_reminders() -> None:
    """The fewest there can be (R042), and the one that the code asks for (R250)."""
    assert MANIFEST["permissions"] == [{"name": REMINDERS}]


def test_the_manifest_claims_no_more_than_is_true() -> None:
    """No purchases, no personal or health information, not for children (R035, R037, R067)."""
    privacy = MANIFEST["privacyAndCompliance"]
    claims = ("allowsPurchases", "usesPersonalInfo", "usesHealthInfo", "isChildDirected", "containsAds")
    assert [privacy[name] for name in claims] == [False] * 5
    assert MANIFEST["events"]["subscriptions"] == [{"eventName": "SKILL_DISABLED"}]


def test_the_manifest_declares_the_screens_that_are_served() -> None:
    """Documents may only be sent to viewports that are named: rectangles and round ones (R231)."""
    (interface,) = MANIFEST["apis"]["custom"]["interfaces"]
    assert interface["type"] == "ALEXA_PRESENTATION_APL"
    served = {(viewport["mode"], viewport["shape"]) for viewport in interface["supportedViewports"]}
    assert served == {("HUB", "RECTANGLE"), ("HUB", "ROUND"), ("TV", "RECTANGLE")}
    for screen in SCREENS.values():
        shape = "ROUND" if screen.round else "RECTANGLE"
        assert any(v["shape"] == shape and v["minWidth"] <= screen.width for v in interface["supportedViewports"])
