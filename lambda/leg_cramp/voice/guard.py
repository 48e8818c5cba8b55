"""The guarded entry: no envelope, however odd, makes the invocation fail."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from ask_sdk_core.exceptions import SerializationException

log = logging.getLogger(__name__)

Event = Mapping[str, Any]
Envelope = dict[str, Any]
Entry = Callable[[Event, object], Envelope]

NOTHING: Envelope = {"version": "1.0", "response": {}}
LAST_WORDS = (
    "Sorry, I can't answer just now. If you feel very ill, call your local emergency number. "
    "Otherwise, please ask me again in a moment."
)
"""Said when not even content can be read, so it stands here and names no country's number."""


def guarded(entry: Entry, skill_id: str | None) -> Entry:
    """Wrap the SDK's entry point.

    Requests of another skill are refused without an answer. A request that the SDK cannot read, because it
    is newer than the SDK (alexa-rules R601), is tried once more with its context cut down. What still fails is
    answered with the last words.
    """

    def handler(event: Event, context: object) -> Envelope:
        if not isinstance(event, Mapping) or not isinstance(event.get("request"), Mapping):
            return _refuse("not an Alexa request")
        if skill_id and _application(event) != skill_id:
            return _refuse("request of another skill")
        try:
            return _first_or_reduced(entry, event, context)
        except Exception as error:
            log.error("entry failed: %s", type(error).__name__, exc_info=error)
            return _last_words(event)

    return handler


def _first_or_reduced(entry: Entry, event: Event, context: object) -> Envelope:
    try:
        return entry(event, context)
    except SerializationException:
        log.warning("retrying %s with a reduced envelope", event["request"].get("type"))
        return entry(_reduced(event), context)


def _reduced(event: Event) -> Envelope:
    """Only what we read: System without the device's details, and the request."""
    system = _mapping(_mapping(event.get("context")).get("System"))
    kept = {key: system[key] for key in ("application", "user", "apiEndpoint") if key in system}
    return {**event, "context": {"System": kept}}


def _application(event: Event) -> object:
    """The skill id, from the context or, where there is none, from the session."""
    system = _mapping(_mapping(event.get("context")).get("System"))
    place = system.get("application") or _mapping(event.get("session")).get("application")
    return _mapping(place).get("applicationId")


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _refuse(why: str) -> Envelope:
    log.warning("nothing answered: %s", why)
    return NOTHING


def _last_words(event: Event) -> Envelope:
    """Somebody may be waiting in pain: never silence, but speech is only allowed in answer to a launch or an intent."""
    if event["request"].get("type") not in ("LaunchRequest", "IntentRequest"):
        return NOTHING
    speech = {"type": "PlainText", "text": LAST_WORDS}
    return {"version": "1.0", "response": {"outputSpeech": speech, "shouldEndSession": True}}
