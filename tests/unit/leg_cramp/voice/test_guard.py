"""No envelope makes the invocation fail."""

import copy
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from leg_cramp.bootstrap import make_handler
from leg_cramp.settings import Settings
from leg_cramp.voice.guard import LAST_WORDS, NOTHING, guarded
from simulator.envelope import APPLICATION_ID, Session, intent, launch, session_ended, slot
from simulator.skill import Handler

Json = dict[str, Any]


@pytest.fixture
def session() -> Session:
    """A new session in en-US."""
    return Session("someone", "en-US")


def spoken(reply: Mapping[str, Any]) -> str:
    """The SSML of a reply, "" if nothing was said."""
    return str(reply["response"].get("outputSpeech", {}).get("ssml", ""))


@pytest.mark.parametrize("event", [None, [], "text", {}, {"request": None}, {"request": "x"}])
def test_what_is_no_request_gets_an_empty_answer(handler: Handler, event: Any) -> None:
    """Valid JSON, nothing said."""
    assert handler(event, None) == NOTHING


@pytest.mark.parametrize("missing", [["session"], ["context"], ["session", "context"], ["version"]])
def test_a_launch_with_parts_missing_is_answered(handler: Handler, session: Session, missing: list[str]) -> None:
    """Speech comes all the same."""
    event = launch(session)
    for part in missing:
        del event[part]
    reply = handler(event, None)
    assert spoken(reply) or reply["response"]["outputSpeech"]["text"] == LAST_WORDS


@pytest.mark.parametrize(
    "path",
    [
        ["request", "locale"],
        ["request", "timestamp"],
        ["request", "requestId"],
        ["context", "System"],
        ["request", "intent", "slots"],
        ["session", "attributes"],
        ["session", "user"],
    ],
)
def test_an_intent_with_a_field_missing_is_answered(handler: Handler, session: Session, path: list[str]) -> None:
    """Each field in turn is left out."""
    event: Json = intent(session, "NightCrampsIntent", {})
    holder = event
    for key in path[:-1]:
        holder = holder[key]
    del holder[path[-1]]
    assert "cramps" in spoken(handler(event, None))


@pytest.mark.parametrize("kind", ["Alexa.New.Request", "", None])
def test_an_unknown_request_type_gets_an_empty_answer(handler: Handler, session: Session, kind: str | None) -> None:
    """The SDK cannot read it (alexa-rules R601); the invocation does not fail."""
    event = launch(session)
    event["request"]["type"] = kind
    assert handler(event, None) == NOTHING


@pytest.mark.parametrize("viewport", [{"mode": "HOLO"}, {"shape": "STAR"}, {"type": "NEW"}])
def test_a_device_newer_than_the_sdk_is_answered(handler: Handler, session: Session, viewport: Json) -> None:
    """Unknown values in the context cost the context, not the answer (alexa-rules R602)."""
    event = launch(session)
    event["context"]["Viewport"] = viewport
    event["context"]["Viewports"] = [viewport]
    assert "leg cramp helper" in spoken(handler(event, None))


@pytest.mark.parametrize("field", ["timestamp", "dialogState"])
def test_what_cannot_be_read_is_answered_with_the_last_words(handler: Handler, session: Session, field: str) -> None:
    """Even reduced the SDK cannot read it; somebody may be waiting all the same."""
    event = intent(session, "WordsIntent", {})
    event["request"][field] = "yesterday"
    assert handler(event, None)["response"]["outputSpeech"]["text"] == LAST_WORDS


def test_a_flood_of_words_is_answered_in_time(handler: Handler, session: Session) -> None:
    """Only the first 8,000 characters are read, and a danger sign among them counts."""
    event = intent(session, "WordsIntent", {"words": slot("words", "my chest hurts " * 20_000, "Words")})
    assert "911" in spoken(handler(event, None))


def test_long_attributes_are_not_ours(handler: Handler, session: Session) -> None:
    """They are dropped, not carried on."""
    session.attributes, session.new = {"place": "x" * 100_000, "asks": "y" * 100_000}, False
    reply = handler(intent(session, "AMAZON.NextIntent", {}), None)
    assert len(str(reply)) < 5_000


def test_session_end_is_silent(handler: Handler, session: Session) -> None:
    """Nothing may be said in answer (alexa-rules R012)."""
    assert handler(session_ended(session, "USER_INITIATED"), None)["response"] == {}


@pytest.mark.parametrize(("locale", "number"), [("en-US", "911"), ("en-GB", "999")])
def test_known_locales_say_their_number(handler: Handler, locale: str, number: str) -> None:
    """Help names the emergency number of the locale."""
    assert f">{number}<" in spoken(handler(intent(Session("s", locale), "AMAZON.HelpIntent", {}), None))


@pytest.mark.parametrize("locale", ["en-NZ", "de-DE", "xx", "", "../../etc"])
def test_an_unknown_locale_hears_no_number_of_another_country(handler: Handler, locale: str) -> None:
    """English words, and "your local emergency number"."""
    said = spoken(handler(intent(Session("s", locale), "AMAZON.HelpIntent", {}), None))
    assert "your local emergency number" in said
    assert "911" not in said
    assert "999" not in said


def test_an_unknown_intent_gets_a_guiding_answer(handler: Handler, session: Session) -> None:
    """An intent newer than the code asks for another try and keeps listening."""
    reply = handler(intent(session, "BrandNewIntent", {}), None)
    assert "What would you like to know?" in spoken(reply)
    assert reply["response"]["shouldEndSession"] is False


@pytest.mark.parametrize(
    "filled",
    [
        slot("medicine", None, "Medicine"),
        slot("medicine", "flurbinol", "Medicine", []),
        {"name": "medicine", "value": "flurbinol"},
        slot("medicine", "flurbinol", "Medicine", [("no-such-id", "flurbinol")]),
    ],
)
def test_an_empty_or_unresolved_slot_gets_a_guiding_answer(handler: Handler, session: Session, filled: Json) -> None:
    """A pharmacist is named, nothing is guessed, the session stays open (alexa-rules R015)."""
    reply = handler(intent(session, "MedicineIntent", {"medicine": filled}), None)
    assert "pharmacist" in spoken(reply)
    assert reply["response"]["shouldEndSession"] is False


@pytest.mark.parametrize(
    "attributes",
    [
        {"answer": 7, "misses": "many", "standing": "dire", "danger": []},
        {"answer": "a.b.c.d.e"},
        {"answer": "cause.gone.cramps.9", "place": "x.y.z.0"},
        {"other": "cause.gone.cramps", "choices": "many"},
        {"answer": "prompt.did-you-mean", "other": ["cause.gone"], "choices": [["a"], 7, [None, "x", "y"]]},
        {"answer": "prompt.did-you-mean", "choices": [["cause.gone", "cramps", None], ["cause.gout", "x", "y"]]},
    ],
)
@pytest.mark.parametrize(
    "move",
    [
        "AMAZON.RepeatIntent",
        "AMAZON.NextIntent",
        "AMAZON.PreviousIntent",
        "AMAZON.YesIntent",
        "AMAZON.NoIntent",
        "FirstIntent",
        "SecondIntent",
        "RepairIntent",
        "MoreIntent",
        "SlowerIntent",
        "WorryIntent",
    ],
)
def test_attributes_of_another_version_do_no_harm(
    handler: Handler, session: Session, attributes: Json, move: str
) -> None:
    """What does not fit counts as not there."""
    session.attributes, session.new = attributes, False
    assert spoken(handler(intent(session, move, {}), None))


def test_another_skill_is_refused(settings: Settings, session: Session) -> None:
    """A request with another skill's id gets nothing; with ours, an answer (alexa-rules R305)."""
    ours, theirs = (
        replace(settings, skill_id=APPLICATION_ID),
        replace(settings, skill_id="amzn1.ask.skill.other"),
    )
    assert spoken(make_handler(ours)(launch(session), None))
    assert make_handler(theirs)(launch(session), None) == NOTHING


def test_broken_content_still_says_what_to_do(settings: Settings, session: Session, tmp_path: Path) -> None:
    """With no content at all, the last words name the emergency number in general (alexa-rules R017)."""
    broken = make_handler(replace(settings, content=tmp_path))
    reply = broken(launch(session), None)["response"]
    assert "emergency number" in reply["outputSpeech"]["text"]
    assert reply["shouldEndSession"] is True


def test_broken_content_is_silent_where_speech_is_forbidden(session: Session) -> None:
    """Not even an apology may answer a session end."""

    def failing(event: Mapping[str, Any], context: object) -> Json:
        raise RuntimeError("broken")

    assert guarded(failing, None)(session_ended(session, "ERROR"), None) == NOTHING


def test_broken_storage_costs_only_the_memory(settings: Settings, session: Session, tmp_path: Path) -> None:
    """A database that cannot be opened does not stop the answer, nor a new preference."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    broken = make_handler(replace(settings, database=tmp_path / "file" / "preferences.sqlite3"))
    assert "leg cramp helper" in spoken(broken(launch(session), None))
    assert "slower" in spoken(broken(intent(session, "SlowerIntent", {}), None))


def test_a_failing_turn_apologises_and_keeps_listening(
    handler: Handler, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception inside a turn: an apology, the emergency number, an open session (alexa-rules R017)."""

    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("leg_cramp.voice.skill.answer_question", broken)
    reply = handler(launch(session), None)
    assert ">911<" in spoken(reply)
    assert "boom" not in str(reply)
    assert reply["response"]["shouldEndSession"] is False


def test_without_a_user_nothing_is_kept_and_nothing_fails(handler: Handler, session: Session) -> None:
    """A preference for the session only; an event about nobody is answered."""
    event = intent(session, "SlowerIntent", {})
    del event["context"]["System"]["user"]
    assert handler(event, None)["sessionAttributes"]["slower"] is True
    event["request"] = {**event["request"], "type": "AlexaSkillEvent.SkillDisabled"}
    assert handler(event, None)["response"] == {}


def test_disabling_the_skill_deletes_what_is_kept(handler: Handler, session: Session) -> None:
    """The event has no session; afterwards the preference is gone (alexa-rules R044, R271)."""
    handler(intent(session, "SlowerIntent", {}), None)
    assert handler(launch(Session("someone", "en-US")), None)["sessionAttributes"]["slower"] is True
    event = copy.deepcopy(launch(session))
    event["request"] |= {"type": "AlexaSkillEvent.SkillDisabled"}
    del event["session"]
    assert handler(event, None)["response"] == {}
    assert handler(launch(Session("someone", "en-US")), None)["sessionAttributes"]["slower"] is False


def test_a_request_that_arrives_twice_gets_the_same_answer(handler: Handler, session: Session) -> None:
    """It brings the attributes it brought before, so nothing has moved on: in a guide, at its start, after a pace."""
    for name in ("AMAZON.NextIntent", "AMAZON.RepeatIntent", "SlowerIntent", "AMAZON.PauseIntent", "OtherLegIntent"):
        session.new = False
        session.attributes = {"answer": "stretch.calf.steps.2", "place": "stretch.calf.steps.2"}
        session.attributes["guide"] = "stretch.calf.steps.2"
        request = intent(session, name, {})
        assert handler(request, None) == handler(request, None)
