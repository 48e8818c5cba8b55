"""Quiet hours and whispering, through the real handler, with the hour told by Alexa's settings over real HTTP."""

import socket
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from uuid import uuid4

import pytest

from leg_cramp.content.model import Content
from leg_cramp.settings import Settings
from leg_cramp.storage.sqlite import SqliteStore
from leg_cramp.storage.store import Preferences
from leg_cramp.voice.services import CONNECT_SECONDS, READ_SECONDS
from simulator.conversation import Turn
from simulator.envelope import Session, intent
from tests.alexa_services import AlexaServices
from tests.conftest import Talk

NIGHT, DAY = "2026-11-28T03:00", "2026-11-28T15:00"
SOFT, WHISPERED = '<speak><prosody volume="soft">', '<speak><amazon:effect name="whispered">'
WHY = "why do i get cramps at night"


def is_soft(turn: Turn) -> bool:
    """Whether all that is said, the reprompt included, is said softly."""
    reprompt = str(turn.response.get("reprompt", {}).get("outputSpeech", {}).get("ssml", SOFT))
    return str(turn.ssml).startswith(SOFT) and reprompt.startswith(SOFT)


@pytest.mark.parametrize(
    ("utc", "zone", "quiet"),
    [
        ("2026-11-28T21:59", "Europe/London", False),
        ("2026-11-28T22:00", "Europe/London", True),
        ("2026-11-28T05:59", "Europe/London", True),
        ("2026-11-28T06:00", "Europe/London", False),
        ("2026-11-28T03:00", "America/New_York", True),
        ("2026-11-28T02:59", "America/New_York", False),
        ("2026-11-28T16:30", "Asia/Kolkata", True),
        # Clocks go forward and back: an hour that is skipped, and both of an hour that comes twice.
        ("2026-03-29T04:59", "Europe/London", True),
        ("2026-03-29T05:00", "Europe/London", False),
        ("2026-10-25T00:30", "Europe/London", True),
        ("2026-10-25T05:59", "Europe/London", True),
    ],
)
def test_the_night_is_that_of_the_device(
    talk_at: Talk, services: AlexaServices, utc: str, zone: str, quiet: bool
) -> None:
    """From ten at night until six, by the clock on the wall where the device stands."""
    services.zone = zone
    assert is_soft(talk_at(utc).say(WHY)) is quiet


def test_a_night_answer_is_short_and_safe(talk_at: Talk) -> None:
    """The first sentences and every safety line; what was kept back comes on request, then the next part."""
    whole = talk_at(DAY).say(WHY).report()["speech"]
    conversation = talk_at(NIGHT)
    short = conversation.say(WHY).report()["speech"]
    assert len(short.split()) < len(whole.split())
    assert short.startswith("Often nobody can say why cramps come at night. ")
    assert "If cramps are strong or keep coming back, see your GP." in short
    assert "three in four" not in short
    more = conversation.say("yes")
    assert more.report()["speech"].startswith("About three in four leg cramps come at night.")
    assert more.attributes["answer"] == "topic.night-cramps.about"
    assert conversation.say("yes").attributes["answer"] == "topic.night-cramps.about.2"


def test_repeat_after_a_short_answer_is_short_again(talk_at: Talk) -> None:
    """And there is still more of it."""
    conversation = talk_at(NIGHT)
    first, again = conversation.say(WHY), conversation.say("repeat")
    assert again.attributes["cut"] is True
    assert again.report()["speech"].split(".")[0] == first.report()["speech"].split(".")[0]


def test_instructions_are_said_whole_at_night(talk_at: Talk) -> None:
    """Half an instruction is a wrong one."""
    night, day = (talk_at(utc).say("my calf is cramping").report()["speech"] for utc in (NIGHT, DAY))
    assert night == day


def test_danger_is_said_aloud_at_night_and_nobody_is_asked_the_time(talk_at: Talk, services: AlexaServices) -> None:
    """Normal voice, every word, and no call before it, whether whispering was asked for or not."""
    conversation = talk_at(NIGHT)
    turn = conversation.say("my chest hurts and i can't breathe")
    assert services.requests == []
    assert str(turn.ssml).startswith("<speak>Call")
    conversation.say("whisper")
    assert str(conversation.say("i can't breathe").ssml).startswith("<speak>Call")


def test_no_sound_but_the_voice_at_night(talk_at: Talk) -> None:
    """No chime in what is said."""
    assert "<audio" not in str(talk_at(NIGHT).say(WHY).ssml)


def test_the_hour_is_looked_up_once_a_session(talk_at: Talk, services: AlexaServices) -> None:
    """Also when nobody knew it the first time; a new session asks again."""
    conversation = talk_at(NIGHT)
    for said in (WHY, "next", "what about magnesium"):
        conversation.say(said)
    assert services.asked("GET", "/v2/devices/") == 1
    conversation.end()
    services.statuses["GET /v2"] = 500
    for said in (WHY, "next"):
        assert not is_soft(conversation.say(said))
    assert services.asked("GET", "/v2/devices/") == 2


@pytest.mark.parametrize("status", [204, 401, 403, 404, 429, 500, 503])
def test_a_refusal_means_no_quiet_hours(talk_at: Talk, services: AlexaServices, status: int) -> None:
    """Never an error (alexa-rules R242)."""
    services.statuses["GET /v2"] = status
    turn = talk_at(NIGHT).say(WHY)
    assert turn.error is None
    assert not is_soft(turn)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../../etc/passwd", None, 7, {"zone": "UTC"}, "America", "\0"])
def test_an_unknown_zone_means_no_quiet_hours(talk_at: Talk, services: AlexaServices, zone: object) -> None:
    """Whatever the service says."""
    services.zone = zone
    assert not is_soft(talk_at(NIGHT).say(WHY))


@pytest.mark.parametrize("pace", ["slow", "trickle"])
def test_a_slow_service_costs_its_time_and_no_more(talk_at: Talk, services: AlexaServices, pace: str) -> None:
    """Silence, or a byte now and then: the answer comes within Alexa's patience."""
    setattr(services, pace, 30.0 if pace == "slow" else 0.4)
    started = time.monotonic()
    turn = talk_at(NIGHT).say(WHY)
    assert time.monotonic() - started < CONNECT_SECONDS + READ_SECONDS + 1
    assert "cramps" in turn.report()["speech"]
    assert not is_soft(turn)


def test_nobody_there_means_no_quiet_hours(talk_at: Talk) -> None:
    """A refused connection, and an address that is none."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        for address in (f"http://127.0.0.1:{unused.getsockname()[1]}", "https://127.0.0.1:1", "nonsense", "http://x:y"):
            conversation = talk_at(NIGHT)
            conversation.services = address
            assert not is_soft(conversation.say(WHY))


@pytest.mark.parametrize("missing", ["apiEndpoint", "apiAccessToken", "device"])
def test_a_request_that_does_not_say_is_answered(talk_at: Talk, services: AlexaServices, missing: str) -> None:
    """No token, no endpoint, no device id: no quiet hours, and nobody is asked."""
    conversation = talk_at(NIGHT)
    handler = conversation.handler

    def without(event: dict[str, dict[str, dict[str, object]]], context: object) -> dict[str, object]:
        del event["context"]["System"][missing]
        return handler(event, context)

    conversation.handler = without  # type: ignore[assignment]
    turn = conversation.say(WHY)
    assert "cramps" in turn.report()["speech"]
    assert not is_soft(turn)
    assert services.requests == []


def test_quiet_hours_can_be_turned_off_and_on(talk_at: Talk, services: AlexaServices) -> None:
    """At once and for good; while they are off nobody asks for the hour."""
    conversation = talk_at(NIGHT)
    assert is_soft(conversation.say(WHY))
    off = conversation.say("no quiet hours")
    assert off.report()["speech"].startswith("I'll use my normal voice. Often nobody")
    assert "three in four" in off.report()["speech"]
    assert not is_soft(off)
    conversation.end()
    asked = len(services.requests)
    assert not is_soft(conversation.say(WHY))
    assert len(services.requests) == asked
    conversation.say("quiet hours on")
    assert is_soft(conversation.say(WHY))
    conversation.end()
    assert is_soft(conversation.say(WHY))


@pytest.mark.parametrize("utc", [NIGHT, DAY])
def test_a_whisper_lasts_for_the_session(talk_at: Talk, utc: str) -> None:
    """On request only, at any hour, reprompt and all; "normal voice" ends it."""
    conversation = talk_at(utc)
    conversation.say(WHY)
    turn = conversation.say("whisper please")
    assert str(turn.ssml).startswith(WHISPERED)
    assert turn.response["reprompt"]["outputSpeech"]["ssml"].startswith(WHISPERED)
    assert "I'll whisper" in turn.report()["speech"]
    assert str(conversation.say("what about magnesium").ssml).startswith(WHISPERED)
    conversation.end()
    assert WHISPERED not in str(conversation.say(WHY).ssml)
    conversation.say("whisper")
    assert WHISPERED not in str(conversation.say("normal voice").ssml)


def test_an_empty_goodbye_stays_empty(talk_at: Talk) -> None:
    """No markup around nothing."""
    conversation = talk_at(NIGHT)
    session = Session("someone", "en-GB", new=False, attributes={"whisper": True})
    reply = conversation.handler(intent(session, "AMAZON.NavigateHomeIntent", {}), None)
    assert "outputSpeech" not in reply["response"]


def test_the_disclaimer_once_heard_is_not_said_on_a_later_night(
    talk_at: Talk, content: Content, settings: Settings
) -> None:
    """It is said the first time, at night too; later only by day, or when its words have changed."""
    words, user = content.prompts["disclaimer.short"], str(uuid4())

    def said(utc: str) -> bool:
        return words in talk_at(utc, user=user).say(WHY).report()["speech"]

    assert [said(NIGHT), said(NIGHT), said(DAY)] == [True, False, True]
    of_older_words = Preferences(disclaimer="older")
    SqliteStore(settings.database).change(f"amzn1.ask.account.{user}", Preferences(), of_older_words)
    assert said(NIGHT)


def test_a_night_answer_is_well_formed(talk_at: Talk) -> None:
    """One tag around everything, and the prefix that only Alexa knows."""
    conversation = talk_at(NIGHT)
    for said in (WHY, "whisper", "what about furosemide"):
        ssml = str(conversation.say(said).ssml).replace("amazon:", "")
        assert len(list(ElementTree.fromstring(ssml))) == 1


def test_time_zones_come_with_the_skill() -> None:
    """A machine without any, as a runtime of AWS may be, knows the night all the same."""
    program = (
        "import sys; from datetime import UTC, datetime; from leg_cramp.voice.device import is_night;"
        "sys.exit(not is_night(datetime(2026, 11, 28, 3, tzinfo=UTC), 'Europe/London'))"
    )
    result = subprocess.run([sys.executable, "-c", program], env={"PYTHONTZPATH": ""}, check=False)  # noqa: S603
    assert result.returncode == 0
