"""Reminders, through the real handler, against a stand-in for Alexa's Reminders API over real HTTP."""

import time
from typing import Any

import pytest

from leg_cramp.content.load import load
from leg_cramp.voice.respond import REMINDERS
from leg_cramp.voice.services import TURN_SECONDS
from simulator.conversation import Conversation
from simulator.envelope import Session, connections_response, launch
from simulator.skill import Handler
from tests.alexa_services import AlexaServices
from tests.conftest import LOCALES, ROOT, Talk

EVENING = "2026-11-28T18:00"
POST, GET, DELETE = (f"{method} /v1" for method in ("POST", "GET", "DELETE"))
Json = dict[str, Any]


def asked_for(talk_at: Talk, utc: str = EVENING, **details: str) -> Conversation:
    """A conversation in which a reminder at nine was asked for."""
    conversation: Conversation = talk_at(utc, **details)
    conversation.say("remind me to stretch at nine every night")
    return conversation


def test_nothing_is_set_before_a_yes_to_this_very_reminder(talk_at: Talk, services: AlexaServices) -> None:
    """What, how often and when are said first; after the yes it is set, and that is said (alexa-rules R250)."""
    conversation = talk_at(EVENING)
    offer = conversation.say("remind me to stretch at nine every night").report()
    assert offer["speech"] == "Shall I remind you to stretch every day at nine in the evening?"
    assert services.alerts == {}
    done = conversation.say("yes").report()
    assert "I'll remind you to stretch every day at nine in the evening" in done["speech"]
    assert len(services.alerts) == 1
    assert services.tokens == {"Bearer simulator"}


@pytest.mark.parametrize(
    ("utc", "zone", "first"),
    [
        ("2026-11-28T18:00", "Europe/London", "2026-11-28T21:00:00.000"),
        ("2026-11-28T21:00", "Europe/London", "2026-11-29T21:00:00.000"),
        ("2026-11-28T22:00", "America/New_York", "2026-11-28T21:00:00.000"),
        ("2026-11-28T22:00", "Asia/Kolkata", "2026-11-29T21:00:00.000"),
        ("2026-12-31T23:00", "Europe/London", "2027-01-01T21:00:00.000"),
        ("2026-03-28T22:00", "Europe/London", "2026-03-29T21:00:00.000"),
    ],
)
def test_the_request_is_as_alexa_wants_it(
    talk_at: Talk, services: AlexaServices, utc: str, zone: str, first: str
) -> None:
    """Local time without an offset, from the next nine o'clock there, and daily by rule (alexa-rules R252)."""
    services.zone = zone
    asked_for(talk_at, utc).say("yes")
    (alert,) = services.alerts.values()
    assert alert["trigger"] == {
        "type": "SCHEDULED_ABSOLUTE",
        "scheduledTime": first,
        "timeZoneId": zone,
        "recurrence": {"recurrenceRules": ["FREQ=DAILY;BYHOUR=21;BYMINUTE=0;BYSECOND=0;INTERVAL=1;"]},
    }
    assert alert["requestTime"] == f"{utc}:00.000"
    assert alert["pushNotification"] == {"status": "ENABLED"}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_reminder_names_no_condition_and_no_medicine(talk_at: Talk, services: AlexaServices, locale: str) -> None:
    """It is said aloud in the room, twice, whatever was asked for (alexa-rules R254)."""
    conversation = talk_at(EVENING, locale=locale)
    conversation.say("remind me to do my calf stretches for my leg cramps at nine")
    conversation.say("yes")
    ((alert),) = services.alerts.values()
    (content,) = alert["alertInfo"]["spokenInfo"]["content"]
    assert content == {"locale": locale, "text": "Time for your stretches."}
    known = load(ROOT / "content", locale)
    named = {entry.name.lower() for kind in ("medicine", "cause", "remedy") for entry in known.of_kind(kind)}
    assert not any(name in content["text"].lower() for name in (*named, "cramp", "leg"))


def test_a_time_that_was_not_said_is_asked_for(talk_at: Talk, services: AlexaServices) -> None:
    """In as many words as people need, and another time replaces it."""
    conversation = talk_at(EVENING)
    assert conversation.say("remind me to stretch").attributes["answer"] == "prompt.remind-when"
    assert conversation.say("yes").attributes["answer"] == "prompt.remind-when"
    assert "seven twenty in the evening" in conversation.say("seven twenty please").report()["speech"]
    assert "eight in the morning" in conversation.say("no, make it eight in the morning").report()["speech"]
    assert conversation.say("repeat").attributes["reminder"] == "08:00"
    conversation.say("yes")
    (alert,) = services.alerts.values()
    assert alert["trigger"]["scheduledTime"] == "2026-11-29T08:00:00.000"


def test_no_means_no(talk_at: Talk, services: AlexaServices) -> None:
    """Nothing is set, and a later yes means something else."""
    conversation = asked_for(talk_at)
    assert conversation.say("no").report()["speech"].startswith("All right, no reminder.")
    conversation.say("yes")
    assert services.alerts == {}


@pytest.mark.parametrize("said", ["what about magnesium", "help", "purple monkey dishwasher", "i can't breathe"])
def test_another_question_drops_the_offer(talk_at: Talk, services: AlexaServices, said: str) -> None:
    """A yes after it answers the other question."""
    conversation = asked_for(talk_at)
    conversation.say(said)
    conversation.say("yes")
    assert services.alerts == {}


def test_what_is_not_a_stretch_is_left_to_the_speaker(talk_at: Talk, services: AlexaServices) -> None:
    """No reminder of a medicine, and no half of one."""
    turn = talk_at(EVENING).say("remind me to take my tablets")
    assert turn.attributes["answer"] == "topic.reminders.about"
    assert services.requests == [] or services.asked("POST", "/v1") == 0


# ---- Permission


def reply(conversation: Conversation, status: str | None, brought: str = "21:00", code: str = "200") -> Json:
    """What the skill says when Alexa tells how the person replied to the request for permission."""
    session = Session(conversation.user, conversation.locale, new=False, services=conversation.services)
    event = connections_response(session, "AskFor", {"status": status} if status else {}, brought, code)
    answer: Json = conversation.handler(event, None)
    return answer


def speech(answer: Json) -> str:
    """What is said."""
    return str(answer["response"]["outputSpeech"]["ssml"])


def test_without_permission_alexa_asks_for_it(talk_at: Talk, services: AlexaServices) -> None:
    """The request carries the time, and nothing that expects an answer is said beside it (alexa-rules R219, R253)."""
    services.statuses[POST] = 401
    turn = asked_for(talk_at).say("yes")
    (directive,) = turn.report()["directives"]
    assert directive == {
        "type": "Connections.SendRequest",
        "name": "AskFor",
        "payload": {
            "@type": "AskForPermissionsConsentRequest",
            "@version": "1",
            "permissionScope": "alexa::alerts:reminders:skill:readwrite",
        },
        "token": "21:00",
    }
    assert turn.report()["speech"] == "For that I need your permission."
    assert turn.report()["session"] == "closed"


def test_permission_given_sets_the_reminder(talk_at: Talk, services: AlexaServices) -> None:
    """The time that was said yes to, without asking again."""
    answer = reply(talk_at(EVENING), "ACCEPTED", "20:30")
    assert "every day at eight thirty in the evening" in speech(answer)
    assert answer["response"]["shouldEndSession"] is False
    assert len(services.alerts) == 1


def test_permission_denied_sets_nothing(talk_at: Talk, services: AlexaServices) -> None:
    """Kindly, and with the way back."""
    answer = reply(talk_at(EVENING), "DENIED")
    assert "I won't remind you" in speech(answer)
    assert "card" not in answer["response"]
    assert services.alerts == {}


@pytest.mark.parametrize(("status", "code"), [("NOT_ANSWERED", "200"), (None, "200"), ("ACCEPTED", "400"), ("", "500")])
def test_no_answer_about_permission_sends_a_card(
    talk_at: Talk, services: AlexaServices, status: str | None, code: str
) -> None:
    """The card way, and it is said (alexa-rules R253)."""
    answer = reply(talk_at(EVENING), status, code=code)
    assert answer["response"]["card"] == {"type": "AskForPermissionsConsent", "permissions": [REMINDERS]}
    assert "Alexa app" in speech(answer)
    assert services.alerts == {}


def test_permission_is_not_asked_for_in_a_circle(talk_at: Talk, services: AlexaServices) -> None:
    """Given, and still refused: a card, no second request."""
    services.statuses[POST] = 401
    answer = reply(talk_at(EVENING), "ACCEPTED")
    assert answer["response"]["card"]["type"] == "AskForPermissionsConsent"
    assert "directives" not in answer["response"]


@pytest.mark.parametrize("token", ["", "when", "nine", "25:00", "21:00 tomorrow", "x" * 10_000])
def test_a_lost_time_is_asked_for_again(talk_at: Talk, services: AlexaServices, token: str) -> None:
    """Permission is there, but what came back is no time of ours."""
    answer = reply(talk_at(EVENING), "ACCEPTED", token)
    assert "At what time" in speech(answer)
    assert services.alerts == {}


def test_other_connections_are_not_ours(handler: Handler) -> None:
    """Nothing is said to a reply that we did not ask for."""
    session = Session("someone", "en-US", new=False)
    assert handler(connections_response(session, "Buy", {"status": "ACCEPTED"}, ""), None)["response"] == {}


def test_a_pace_is_kept_through_the_request_for_permission(talk_at: Talk) -> None:
    """The session's attributes are gone by then; what lasts is looked up again."""
    conversation = talk_at(EVENING)
    conversation.say("slow down please")
    assert "600ms" in speech(reply(conversation, "ACCEPTED"))


# ---- Refusals and failures


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "no clear answer"),
        (403, "This speaker can't"),
        (429, "won't take another reminder"),
        (500, "no clear answer"),
        (503, "no clear answer"),
    ],
)
@pytest.mark.parametrize("manner", ["voice", "consent"])
def test_a_refusal_is_told_as_it_is(
    talk_at: Talk, services: AlexaServices, status: int, words: str, manner: str
) -> None:
    """Nothing is claimed, the session goes on (alexa-rules R251)."""
    services.statuses[POST] = status
    if manner == "voice":
        turn = asked_for(talk_at).say("yes")
        assert words in turn.report()["speech"]
        assert turn.report()["session"] == "open"
    else:
        assert words in speech(reply(talk_at(EVENING), "ACCEPTED"))


@pytest.mark.parametrize("pace", ["slow", "trickle"])
def test_a_slow_service_is_given_up_in_time(talk_at: Talk, services: AlexaServices, pace: str) -> None:
    """All calls of a turn together, and no claim that it was set."""
    conversation = asked_for(talk_at)
    setattr(services, pace, 30.0 if pace == "slow" else 0.4)
    started = time.monotonic()
    turn = conversation.say("yes")
    assert time.monotonic() - started < TURN_SECONDS + 0.5
    assert "no clear answer" in turn.report()["speech"]


def test_many_slow_calls_share_one_budget(talk_at: Talk, services: AlexaServices) -> None:
    """Each is just quick enough, but there are too many of them."""
    conversation = talk_at(EVENING)
    for n in range(6):
        services.alerts[str(n)] = {"trigger": {"scheduledTime": f"2026-11-28T2{n % 4}:00:00"}}
    conversation.say("hello")
    services.slow = 1.0
    started = time.monotonic()
    turn = conversation.say("cancel my reminder")
    assert time.monotonic() - started < TURN_SECONDS + 0.5
    assert "no clear answer" in turn.report()["speech"]


def test_without_a_time_zone_nothing_is_set(talk_at: Talk, services: AlexaServices) -> None:
    """Nine o'clock somewhere else is not nine o'clock."""
    services.zone = None
    assert "can't tell what time it is" in asked_for(talk_at).say("yes").report()["speech"]
    assert services.asked("POST", "/v1") == 0


def test_the_zone_is_looked_up_for_a_reminder_when_quiet_hours_are_off(talk_at: Talk, services: AlexaServices) -> None:
    """It was not needed before."""
    conversation = talk_at(EVENING)
    conversation.say("no quiet hours")
    conversation.end()
    services.requests.clear()
    conversation.say("remind me to stretch at nine")
    assert services.requests == []
    conversation.say("yes")
    assert len(services.alerts) == 1


@pytest.mark.parametrize("said", ["yes", "cancel my reminder", "what reminders do i have"])
def test_where_there_is_no_service_that_is_said_kindly(talk: Talk, said: str) -> None:
    """As in the simulator: nothing real could be set there."""
    conversation = talk()
    conversation.say("remind me to stretch at nine")
    turn = conversation.say(said)
    assert turn.report()["speech"].startswith("I can't set reminders here. You can ask your speaker itself.")


# ---- List, move and cancel


def test_reminders_are_told(talk_at: Talk, services: AlexaServices) -> None:
    """None, then one, then two; each time once."""
    conversation = talk_at(EVENING)
    assert "There is no reminder" in conversation.say("what reminders have i got").report()["speech"]
    asked_for(talk_at).say("yes")
    assert "every day at nine in the evening." in conversation.say("what reminders have i got").report()["speech"]
    for _ in range(2):
        conversation.say("remind me to stretch at noon")
        conversation.say("yes")
    turn = conversation.say("what reminders have i got")
    assert "every day at noon and nine in the evening." in turn.report()["speech"]
    assert conversation.say("repeat").report()["speech"] == turn.report()["speech"]


def test_repeat_after_setting_one_tells_what_is_set(talk_at: Talk) -> None:
    """The time is in it."""
    conversation = asked_for(talk_at)
    conversation.say("yes")
    assert "every day at nine in the evening." in conversation.say("repeat").report()["speech"]


def test_reminders_are_cancelled(talk_at: Talk, services: AlexaServices) -> None:
    """All of this skill; a second time there is none."""
    conversation = asked_for(talk_at)
    conversation.say("yes")
    assert "I won't remind you at nine in the evening" in conversation.say("cancel my reminder").report()["speech"]
    assert services.alerts == {}
    assert "There is no reminder" in conversation.say("cancel my reminder").report()["speech"]


def test_a_reminder_that_is_gone_meanwhile_counts_as_deleted(talk_at: Talk, services: AlexaServices) -> None:
    """Somebody deleted it in the app."""
    conversation = asked_for(talk_at)
    conversation.say("yes")
    services.statuses[DELETE] = 404
    assert "I won't remind you" in conversation.say("cancel my reminder").report()["speech"]


def test_a_moved_reminder_replaces_the_old_one(talk_at: Talk, services: AlexaServices) -> None:
    """After a yes to the new time."""
    conversation = asked_for(talk_at)
    conversation.say("yes")
    conversation.say("change my reminder")
    assert "eight thirty in the evening" in conversation.say("half past eight").report()["speech"]
    assert "The old reminder is gone" in conversation.say("yes").report()["speech"]
    (alert,) = services.alerts.values()
    assert alert["trigger"]["scheduledTime"] == "2026-11-28T20:30:00.000"


def test_an_old_reminder_that_stays_is_owned_up_to(talk_at: Talk, services: AlexaServices) -> None:
    """The new one is set, the old one could not be deleted."""
    conversation = asked_for(talk_at)
    conversation.say("yes")
    services.statuses[DELETE] = 500
    conversation.say("change my reminder to half past eight")
    assert "I couldn't delete the old one" in conversation.say("yes").report()["speech"]
    assert len(services.alerts) == 2


@pytest.mark.parametrize("said", ["what reminders have i got", "cancel my reminder"])
@pytest.mark.parametrize(("status", "words"), [(401, "not allowed"), (403, "This speaker"), (500, "no clear answer")])
def test_a_list_that_is_refused(talk_at: Talk, services: AlexaServices, said: str, status: int, words: str) -> None:
    """Without permission a card comes too."""
    services.statuses[GET] = status
    turn = talk_at(EVENING).say(said)
    assert words in turn.report()["speech"]
    assert (turn.report()["card"] is not None) == (status == 401)


@pytest.mark.parametrize(
    "alert",
    [
        {"status": "COMPLETED", "trigger": {"scheduledTime": "2026-11-01T21:00:00"}},
        {"trigger": {"scheduledTime": "someday"}},
        {"trigger": None},
        {},
    ],
)
def test_reminders_that_are_over_or_odd_are_not_told(talk_at: Talk, services: AlexaServices, alert: Json) -> None:
    """Only those that will come."""
    services.alerts["odd"] = alert
    assert "There is no reminder" in talk_at(EVENING).say("what reminders have i got").report()["speech"]


@pytest.mark.parametrize("body", [None, [], {"alerts": "many"}])
def test_a_list_that_cannot_be_read_is_no_empty_list(
    talk_at: Talk, services: AlexaServices, body: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has reminders must not hear that there are none."""
    monkeypatch.setattr(services, "answer", lambda *_: (200, body))
    assert "no clear answer" in talk_at(EVENING).say("what reminders have i got").report()["speech"]


def test_danger_sends_us_on_no_errand(talk_at: Talk, services: AlexaServices) -> None:
    """A yes with a danger sign in it is no yes."""
    conversation = asked_for(talk_at)
    conversation.say("yes but my chest hurts and i can't breathe")
    assert services.alerts == {}


def test_logs_hold_no_token(talk_at: Talk, services: AlexaServices, caplog: pytest.LogCaptureFixture) -> None:
    """Nor the device (alexa-rules R045)."""
    caplog.set_level("DEBUG")
    services.statuses[POST] = 500
    conversation = asked_for(talk_at)
    conversation.say("yes")
    services.slow = 5.0
    conversation.say("cancel my reminder")
    assert "simulator" not in caplog.text
    assert "amzn1.ask" not in caplog.text


def test_a_launch_after_all_this_is_a_launch(talk_at: Talk) -> None:
    """The skill holds nothing between requests but its stores."""
    conversation = asked_for(talk_at)
    reply_to = conversation.handler(launch(Session("another", "en-GB")), None)
    assert "leg cramp helper" in speech(reply_to)
