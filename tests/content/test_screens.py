"""The APL documents can be read from a bed, in the dark, on every device (alexa-rules R231)."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from leg_cramp.answers.prompts import ask
from leg_cramp.content.load import load
from leg_cramp.content.model import Content
from leg_cramp.voice.respond import respond
from simulator.envelope import SCREENS, Screen
from tests.conftest import LOCALES, ROOT

CONTENT = {locale: load(ROOT / "content", locale) for locale in LOCALES}
DOCUMENTS = CONTENT["en-US"].screens
NUMBERS = {10: "ten seconds", 20: "twenty seconds"}
AAA = 7.0
"""Contrast that the strictest level of WCAG asks for."""
ON_TEXT = ("ink", "soft", "accent", "alarm")
GROUNDS = ("ground", "raised")


def luminance(color: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = (int(color[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black and white."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def resources(kind: str, device: Screen | None = None) -> dict[str, Any]:
    """The resources of a kind, as they are on a device."""
    table: dict[str, Any] = {}
    for block in DOCUMENTS["answer"]["resources"]:
        if "when" not in block or (device and _applies(block["when"], device)):
            table |= block.get(kind, {})
    return table


def _applies(when: str, device: Screen) -> bool:
    known = {"${viewport.height >= 700}": device.height >= 700, "${viewport.shape == 'round'}": device.round}
    return known[when]


def dp(text: str, device: Screen) -> float:
    """A dimension in dp; those that depend on the viewport are worked out."""
    share = re.fullmatch(r"\$\{viewport\.(width|height) \* ([\d.]+)\}dp", text)
    if share:
        return float(share[2]) * (device.width if share[1] == "width" else device.height)
    return float(text.removesuffix("dp"))


def walk(node: Any) -> Iterator[Mapping[str, Any]]:
    """Every object of a document."""
    if isinstance(node, Mapping):
        yield node
    for child in node.values() if isinstance(node, Mapping) else node if isinstance(node, list) else ():
        yield from walk(child)


def test_there_is_a_document_for_each_kind_of_answer() -> None:
    """Names that render/screen.py gives."""
    assert set(DOCUMENTS) == {"answer", "danger", "help", "step"}


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", ON_TEXT)
def test_text_stands_out(text: str, ground: str) -> None:
    """AAA on both grounds."""
    colors = resources("colors")
    assert contrast(colors[text], colors[ground]) >= AAA


def test_the_ground_is_near_black() -> None:
    """It lights no bedroom."""
    assert luminance(resources("colors")["ground"]) < 0.005


def test_no_other_colors_are_used() -> None:
    """Every color is a resource, so that the tests above speak for all."""
    for document in DOCUMENTS.values():
        for node in walk({"layouts": document["layouts"], "main": document["mainTemplate"]}):
            for name in ("color", "backgroundColor", "borderColor"):
                assert name not in node or re.search(r"@|\$\{(?:color|headingColor)\}", str(node[name])), node[name]
        used = set(re.findall(r"@(\w+)", json.dumps(document)))
        assert used <= {*resources("colors"), *resources("dimensions")}


@pytest.mark.parametrize("device", SCREENS.values(), ids=SCREENS.keys())
def test_type_is_large_enough_for_a_bed(device: Screen) -> None:
    """Forty dp for what is read, more for headings; a button is at least 48 dp high and wide."""
    size = {name: dp(text, device) for name, text in resources("dimensions", device).items() if "%" not in text}
    assert min(size["body"], size["stepBody"]) >= 40
    assert min(size["heading"], size["act"], size["count"]) > 40
    assert size["actLong"] >= 40
    assert min(size["touch"], size["touchWidth"]) >= 48


def test_a_round_screen_cuts_no_corner() -> None:
    """What is drawn lies in a rectangle within the circle."""
    device = SCREENS["round"]
    dimensions = resources("dimensions", device)
    half_width = device.width / 2 - dp(dimensions["side"], device)
    half_height = device.height / 2 - dp(dimensions["edge"], device)
    assert half_width**2 + half_height**2 <= (device.width / 2) ** 2


def test_long_text_scrolls() -> None:
    """The sentences of every document lie in a ScrollView and come into view as they are spoken."""
    for document in DOCUMENTS.values():
        (words,) = [node for node in walk(document["layouts"]["Body"]) if node.get("type") == "Words"]
        assert words["screen"] == "${screen}"
        assert document["layouts"]["Words"]["item"]["type"] == "ScrollView"
        assert document["layouts"]["Sentence"]["item"]["onMount"]["type"] == "ScrollToComponent"
        assert not any("maxLines" in node for node in walk(document))


def test_a_button_asks_what_some_intent_asks_without_a_name() -> None:
    """Taps go the way of spoken words."""
    content: Content = CONTENT["en-US"]
    buttons = [
        node for d in DOCUMENTS.values() for node in walk(d["layouts"]["Choices"]) if node.get("type") == "Choice"
    ]
    assert len(buttons) > 3
    for button in buttons:
        assert button["intent"] in content.intents
        label = re.fullmatch(r"\$\{screen\.labels\.(\w+)\}", button["label"])
        assert label is not None
        assert content.prompts[f"screen.{label[1]}"]


def test_without_documents_there_is_speech_alone(tmp_path: Path) -> None:
    """A store that has none, such as an older one, is no reason to fall silent."""
    bare = load(
        Path(shutil.copytree(ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("screens"))), "en-US"
    )
    response = respond(ask(bare, "help"), bare, slower=False, apl=(2024, 3))
    assert bare.screens == {}
    assert response.directives is None
    assert response.output_speech is not None
