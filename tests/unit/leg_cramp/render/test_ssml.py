"""Markup is made and escaped in one place."""

import xml.etree.ElementTree as ElementTree

import pytest

from leg_cramp.answers.answer import Answer, Card, Invite, Pause, Say
from leg_cramp.render.card import LONGEST, AppCard, card, spell
from leg_cramp.render.ssml import speech, text_speech


def parsed(ssml: str) -> ElementTree.Element:
    """The SSML as an XML parser sees it."""
    return ElementTree.fromstring(f"<speak>{ssml}</speak>")


def test_what_would_be_markup_is_spoken() -> None:
    """Ampersands and angle brackets reach the listener as text (alexa-rules R216)."""
    assert "".join(parsed(speech([Say("Tom & <b>"), Invite("1 < 2?", "again")])).itertext()) == "Tom & <b> 1 < 2?"


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Call 911 now.", ["911"]),
        ("Ring 1-800-222-1222.", ["1", "800", "222", "1222"]),
        ("Samaritans on 116 123", ["116", "123"]),
    ],
)
def test_numbers_are_read_as_digits(text: str, groups: list[str]) -> None:
    """911 is nine one one, and a long number comes in groups."""
    found = parsed(text_speech(text)).findall("say-as")
    assert [element.text for element in found] == groups
    assert {element.get("interpret-as") for element in found} == {"digits"}


def test_a_word_carries_its_pronunciation() -> None:
    """Whatever its capitals, and only the whole word."""
    spoken = parsed(text_speech("Quinine and quinines. Call 911.", {"quinine": "ˈkwaɪnaɪn"}))
    assert [(e.text, e.get("alphabet"), e.get("ph")) for e in spoken.findall("phoneme")] == [
        ("Quinine", "ipa", "ˈkwaɪnaɪn")
    ]
    assert "".join(spoken.itertext()) == "Quinine and quinines. Call 911."


def test_a_pause_is_a_break() -> None:
    """Seconds become milliseconds."""
    assert parsed(speech([Pause(0.5)]))[0].attrib == {"time": "500ms"}


def test_a_long_silence_is_made_of_breaks_that_alexa_takes() -> None:
    """Ten seconds each at most (alexa-rules, section 3.4)."""
    times = [element.get("time") for element in parsed(speech([Pause(25), Pause(20)]))]
    assert times == ["10000ms", "10000ms", "5000ms", "10000ms", "10000ms"]


def test_slower_means_pauses_around_hard_names() -> None:
    """Before and after; at the normal pace there are none."""
    ipa = {"quinine": "ˈkwaɪnaɪn"}
    assert [e.tag for e in parsed(text_speech("Take quinine with care.", ipa, slower=True))] == [
        "break",
        "phoneme",
        "break",
    ]
    assert [e.tag for e in parsed(text_speech("Take quinine with care.", ipa))] == ["phoneme"]


def test_slower_means_pauses_between_sentences() -> None:
    """The voice is not stretched; there is a break after each sentence but the last."""
    assert len(parsed(text_speech("One. Two. Three.", slower=True)).findall("break")) == 2
    assert parsed(text_speech("One. Two. Three.")).findall("break") == []


def test_a_card_repeats_every_word_that_was_said() -> None:
    """Answer, safety line and disclaimer are on the card, then its footnote; the invitation is not."""
    said = (Say("One."), Pause(1), Say("Two."), Invite("More?", "again"))
    made = card(Answer("a.b.c", said, card=Card("Title", "Sources: NHS.")), {})
    assert made == AppCard("Title", "One.\n\nTwo.\n\nSources: NHS.")


def test_a_card_may_hold_more_than_was_said() -> None:
    """Its own paragraphs stand in place of the words."""
    made = card(Answer("a.b.c", (Say("One."),), card=Card("Title", "Sources.", ("One.", "Two."))), {})
    assert made == AppCard("Title", "One.\n\nTwo.\n\nSources.")


def test_an_answer_without_a_card_has_none() -> None:
    """A goodbye is not worth a card."""
    assert card(Answer("prompt.stop", (Say("Bye."),)), {}) is None


def test_a_card_keeps_within_the_limit() -> None:
    """Title and text together (alexa-rules R213)."""
    made = card(Answer("a.b.c", (Say("word " * 3000),), card=Card("Title", "")), {})
    assert made is not None
    assert len(made.title) + len(made.text) <= LONGEST


def test_spelling_of_the_region() -> None:
    """Whole words only, capitals kept."""
    assert (
        spell("Color, discolored, estrogen", {"color": "colour", "estrogen": "oestrogen"})
        == "Colour, discolored, oestrogen"
    )
