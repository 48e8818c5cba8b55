"""Rules that hold for every turn, checked on every sample utterance in every locale (alexa-rules.md)."""

import json
import re
import xml.etree.ElementTree as ElementTree

import pytest

from leg_cramp.content.load import load
from leg_cramp.content.model import Content
from nlu.interaction_model import InteractionModel
from simulator.conversation import Conversation, Turn
from tests.conftest import LOCALES, ROOT, Talk

INTERNAL = re.compile(r"AMAZON\.|Intent\b|\{|\}|red_flag|[a-z]+_[a-z]+|\b[a-z]+\.[a-z]+\.[a-z]+\b")
MOST_WORDS = 66
"""Sixty in an answer, and six to say that the pace has changed."""
OTHER_LOCALES_STEP = 10
"""Samples and most parts are those of the language, so one in ten will do for its other regions."""
CONTENT = {locale: load(ROOT / "content", locale) for locale in LOCALES}
MODELS = {
    locale: InteractionModel.from_json(json.loads((ROOT / f"interaction_model/{locale}.json").read_text("utf-8")))
    for locale in LOCALES
}
INTENTS = sorted(CONTENT["en-US"].intents)
INVITATIONS = {text for name, text in CONTENT["en-US"].prompts.items() if name.endswith(".ask")}


def check(turn: Turn) -> None:
    """Every rule on one turn."""
    response, report = turn.response, turn.report()
    assert turn.error is None
    assert isinstance(response["shouldEndSession"], bool)  # R005
    ssml = turn.ssml or ""
    ElementTree.fromstring(ssml.replace("amazon:", "") or "<speak/>")  # R216; the prefix is known to Alexa only
    assert len(ssml) <= 8000  # R212
    speech, reprompt = report["speech"], report["reprompt"]
    assert ("?" in speech) == (report["session"] == "open"), speech  # R003, R004
    assert (reprompt is not None) == (report["session"] == "open")  # R217
    assert reprompt is None or (reprompt != speech and reprompt.endswith("?"))  # R022
    assert not INTERNAL.search(speech), speech  # R018
    before = re.split(r"(?<=[.!?]) (?=[^.!?]*\?$)", speech)[0]
    assert len(before.split()) <= MOST_WORDS, speech  # R021
    card = report["card"]
    assert card is None or not INTERNAL.search(card["title"] + card["content"])
    assert card is None or len(card["title"] + card["content"]) <= 8000  # R213


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("intent", INTENTS)
def test_every_sample_is_answered_by_the_rules(intent: str, locale: str, talk: Talk) -> None:
    """Each sample that Alexa gets, as a one-shot, reaches its intent and gets an answer (R013, R014)."""
    conversation = talk(locale)
    names = {value.slot_type: value for value in _names(locale)}
    step = 1 if locale == "en-US" else OTHER_LOCALES_STEP
    for sample in MODELS[locale].intents[intent].samples[::step]:
        utterance = re.sub(r"\{(\w+)\}", lambda m: names[CONTENT[locale].intents[intent].slots[m[1]]].name, sample)
        conversation.end()
        turn = conversation.say(utterance)
        check(turn)


def _names(locale: str) -> list[object]:
    from leg_cramp.content.names import named_values

    words = type("Words", (), {"slot_type": "Words", "name": "does it ever stop hurting so much"})
    time = type("Time", (), {"slot_type": "AMAZON.TIME", "name": "half past eight"})
    return [words, time, *named_values(CONTENT[locale])]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_part_of_every_answer_can_be_heard(locale: str, talk: Talk) -> None:
    """Each entry, each of its questions, by its name, and "tell me more" to the end."""
    content = CONTENT[locale]
    conversation = talk(locale)
    heard = set()
    step = 1 if locale == "en-US" else OTHER_LOCALES_STEP
    for name in ("what is {0}", "can {0} cause cramps", "how is {0} treated", "does {0} help cramps", "{0} stretch"):
        for entry in [*content.entries.values()][::step]:
            conversation.end()
            turn = conversation.say(name.format(entry.name))
            check(turn)
            while turn.report()["reprompt"] == content.prompts["more.again"]:
                heard.add(turn.attributes["answer"])
                turn = conversation.say("yes")
                check(turn)
            heard.add(turn.attributes["answer"])
    assert len(heard) > 500 / step


def test_the_disclaimer_comes_once_a_session(talk: Talk) -> None:
    """On the first medical answer, not on the next, and again in a new session."""
    words = CONTENT["en-US"].prompts["disclaimer.short"]
    conversation = talk()
    first, second = conversation.say("why do i get cramps at night"), conversation.say("does magnesium help")
    assert (words in first.report()["speech"], words in second.report()["speech"]) == (True, False)
    conversation.end()
    assert words in conversation.say("does magnesium help").report()["speech"]


def test_no_disclaimer_before_a_medical_answer(talk: Talk) -> None:
    """A launch and a goodbye need none; the first medical answer still has it."""
    words = CONTENT["en-US"].prompts["disclaimer.short"]
    conversation = talk()
    assert words not in conversation.launch().report()["speech"]
    assert words not in conversation.say("who made you").report()["speech"]
    assert words in conversation.say("does magnesium help").report()["speech"]


def test_launch_invites(talk: Talk) -> None:
    """It says what can be asked, ends by asking and keeps listening (R001)."""
    turn = talk().launch()
    check(turn)
    assert turn.report()["session"] == "open"


def test_help_says_more_than_the_launch(talk: Talk) -> None:
    """And names the way out and that it cannot call for help (R006)."""
    conversation = talk()
    launch, help_turn = conversation.launch().report(), conversation.say("help").report()
    assert len(help_turn["speech"]) > len(launch["speech"])
    assert "stop" in help_turn["speech"]
    assert "can't call for help" in help_turn["speech"]


STATES = {
    "fresh": [],
    "launched": [None],
    "after an answer": ["why do i get cramps at night"],
    "in the middle": ["how do i stretch my calf", "next"],
    "after yes": ["when should i worry", "yes"],
    "after a fallback": ["purple monkey dishwasher"],
    "after danger": ["my calf is hot and swollen"],
}


def in_state(conversation: Conversation, turns: list[str | None]) -> Conversation:
    """Bring a conversation to a state; None is a launch."""
    for utterance in turns:
        if utterance is None:
            conversation.launch()
        else:
            conversation.say(utterance)
    return conversation


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("said", ["stop", "cancel"])
def test_stop_works_in_every_state(state: str, said: str, talk: Talk) -> None:
    """A short goodbye, and the session is closed (R007-R009); after a danger sign it is to get that help."""
    turn = in_state(talk(), STATES[state]).say(said)
    check(turn)
    assert turn.attributes["answer"] == ("prompt.no-danger" if state == "after danger" else "prompt.stop")
    assert turn.report()["session"] == "closed"


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    "said",
    [
        "help",
        "repeat",
        "next",
        "previous",
        "yes",
        "no",
        "tell me more",
        "slower",
        "faster",
        "thank you",
        "purple monkey",
    ],
)
def test_every_move_has_an_answer_in_every_state(state: str, said: str, talk: Talk) -> None:
    """Also with nothing pending (R016)."""
    check(in_state(talk(), STATES[state]).say(said))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("locale", "number"), [("en-US", "911"), ("en-GB", "999")])
def test_danger_comes_first_in_every_state(state: str, locale: str, number: str, talk: Talk) -> None:
    """The first sentence is the act with the number of the locale; nothing follows but the offer to say it again."""
    turn = in_state(talk(locale), STATES[state]).say("i can't breathe and my leg hurts")
    check(turn)
    report = turn.report()
    assert report["speech"].startswith(f"Call {number} now.")
    assert report["speech"].endswith(CONTENT[locale].prompts["danger.ask"])
    assert CONTENT[locale].prompts["disclaimer.short"] not in report["speech"]
    assert report["severity"] == "emergency"
    assert number in report["card"]["content"]


def test_misses_end_politely(talk: Talk) -> None:
    """Two misses get different help, the third a close (R010)."""
    conversation = talk()
    turns = [conversation.say("purple monkey dishwasher") for _ in range(3)]
    assert [turn.report()["session"] for turn in turns] == ["open", "open", "closed"]
    assert len({turn.report()["speech"] for turn in turns}) == 3


def test_nothing_said_is_kept(talk: Talk, content: Content) -> None:
    """Session attributes hold ids and counts, never the person's words."""
    turn = talk().say("my late husband Albert had terrible cramps from his furosemide")
    assert "albert" not in str(turn.attributes).lower()
    choices = [part for choice in turn.attributes["choices"] for part in choice]
    lists = ("also", "choices", "other", "told")
    values = [*choices, *(value for name, value in turn.attributes.items() if name not in lists)]
    assert set(map(type, values)) <= {str, bool, int, type(None)}
    assert set(turn.attributes["told"]) <= set(content.signs.terms)


def test_logs_hold_no_words_and_no_ids_of_people(talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    """A whole conversation leaves answer ids in the log and nothing else (R045)."""
    caplog.set_level("DEBUG")
    conversation = talk()
    for said in ("my late husband had terrible cramps from furosemide", "my calf is swollen", "purple monkey", "stop"):
        conversation.say(said)
    assert "furosemide" not in caplog.text
    assert "husband" not in caplog.text
    assert conversation.user not in caplog.text
    assert "medicine.loop-diuretics.cramps" in caplog.text
