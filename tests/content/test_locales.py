"""Parity: the same answers in each locale, and no locale says another's number or drug name."""

import json
import re

import pytest

from authoring.speech import spoken_answers
from leg_cramp.content.load import load
from leg_cramp.content.model import Content
from tests.conftest import LOCALES, ROOT

CONTENT = {locale: load(ROOT / "content", locale) for locale in LOCALES}
PARITY = json.loads((ROOT / "tests/content/parity.json").read_text(encoding="utf-8"))
NUMBER = re.compile(r"\d[\d -]*\d")


def spoken(content: Content) -> list[str]:
    """Every text that can be heard in a locale."""
    answers = (answer for each in spoken_answers(content) for answer in each.answers)
    return [*(answer.text for answer in answers), *content.prompts.values(), *content.safety_lines.values()]


SPOKEN = {locale: spoken(content) for locale, content in CONTENT.items()}


def answer_ids(content: Content) -> set[str]:
    """The ids of all answers, without their later parts and generics."""
    return {f"{each.entry.ref}.{each.asks}" for each in spoken_answers(content)}


@pytest.mark.parametrize("locale", LOCALES)
def test_each_locale_has_the_same_answers(locale: str) -> None:
    """Nobody loses an answer by living elsewhere."""
    assert answer_ids(CONTENT[locale]) == answer_ids(CONTENT["en-US"])


@pytest.mark.parametrize("locale", LOCALES)
def test_a_locale_says_only_its_own_numbers(locale: str) -> None:
    """Emergency, advice, poison and crisis numbers."""
    said = {number for text in SPOKEN[locale] for number in NUMBER.findall(text)}
    assert said == set(PARITY["numbers"][locale])


@pytest.mark.parametrize("locale", LOCALES)
def test_a_locale_says_its_own_emergency_number_in_every_emergency(locale: str) -> None:
    """In the first sentence of each emergency act."""
    number = CONTENT[locale].terms["emergency"]
    for flag in CONTENT[locale].of_kind("red_flag"):
        if flag.severity == "emergency":
            assert number in flag.answers["act"][0].split(". ")[0], flag.ref


@pytest.mark.parametrize("locale", LOCALES)
def test_no_locale_says_the_words_of_another(locale: str) -> None:
    """Drug names, doctor words and places."""
    never = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in PARITY["never"][locale]), re.IGNORECASE)
    assert [text for text in SPOKEN[locale] if never.search(text)] == []


def test_parity_speaks_of_every_locale() -> None:
    """A new locale needs its own rows."""
    assert set(PARITY["numbers"]) == set(PARITY["never"]) == set(LOCALES)
