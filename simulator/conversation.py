"""A conversation with a skill: keeps and ends the session as Alexa does."""

import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from nlu import Recogniser
from simulator.envelope import Screen, Session, intent, launch, session_ended, tap
from simulator.match import Manner, Spoken, match
from simulator.skill import Handler
from simulator.speech import plain, seconds

Json = dict[str, Any]


@dataclass
class Turn:
    """One exchange: what was sent to the handler and what came back."""

    utterance: str | None
    spoken: Spoken | None
    request: Json
    reply: Json
    milliseconds: float
    error: str | None
    session_open: bool
    attributes: Json

    @property
    def response(self) -> Json:
        """The response object, {} where none came."""
        found = self.reply.get("response")
        return found if isinstance(found, dict) else {}

    @property
    def ssml(self) -> str | None:
        """The speech as SSML or text."""
        return _speech(self.response)

    @property
    def reprompt(self) -> str | None:
        """What is said after silence, as plain text."""
        found = _speech(self.response.get("reprompt") or {})
        return plain(found) if found else None

    def report(self) -> Json:
        """The turn in the shape of the batch contract (design.md)."""
        ssml = self.ssml or ""
        row: Json = {
            "utterance": self.utterance,
            "intent": self.spoken.intent if self.spoken else None,
            "slots": {name: _slot_report(s) for name, s in self.spoken.slots.items()} if self.spoken else {},
            "answer": self.attributes.get("answer"),
            "severity": self.attributes.get("severity"),
            "speech": plain(ssml),
            "ssml": ssml,
            "reprompt": self.reprompt,
            "card": self.response.get("card"),
            "directives": self.response.get("directives") or [],
            "session": "open" if self.session_open else "closed",
            "attributes": self.attributes,
            "seconds": seconds(ssml),
            "ms": round(self.milliseconds, 2),
        }
        return row | ({"error": self.error} if self.error else {})


@dataclass
class Conversation:
    """Turns with one skill, for one user in one locale, on one device."""

    handler: Handler
    recogniser: Recogniser
    locale: str
    manner: Manner = "strict"
    user: str = field(default_factory=lambda: str(uuid4()))
    screen: Screen | None = None
    services: str | None = None
    _session: Session | None = None

    @property
    def is_open(self) -> bool:
        """Whether the microphone would be open now."""
        return self._session is not None

    def launch(self) -> Turn:
        """Open the skill without a question."""
        self._session = None
        session = self._opened()
        return self._exchange(None, None, session, launch(session))

    def say(self, utterance: str) -> Turn:
        """Say something. With no session open this is a one-shot, "ask <skill> ..."."""
        session = self._opened()
        spoken = match(utterance, self.recogniser, self.manner)
        return self._exchange(utterance, spoken, session, intent(session, spoken.intent, spoken.slots))

    def tap(self, arguments: Sequence[object]) -> Turn:
        """Tap something on the screen that sends these arguments."""
        session = self._opened()
        return self._exchange(None, None, session, tap(session, arguments))

    def silence(self) -> Turn:
        """Say nothing until the reprompt is over as well: the session ends."""
        session = self._opened()
        return self._exchange(None, None, session, session_ended(session, "EXCEEDED_MAX_REPROMPTS"))

    def end(self) -> None:
        """Start anew with the next turn."""
        self._session = None

    def _opened(self) -> Session:
        """The session that is open, or a new one."""
        self._session = self._session or Session(self.user, self.locale, self.screen, services=self.services)
        return self._session

    def _exchange(self, utterance: str | None, spoken: Spoken | None, session: Session, request: Json) -> Turn:
        error, reply = None, {}
        started = time.perf_counter()
        try:
            reply = self.handler(request, None)
        except Exception:  # the skill's failure is a result, not ours
            error = traceback.format_exc(limit=-3)
        spent = (time.perf_counter() - started) * 1000
        reply = reply if isinstance(reply, dict) else {}
        over = request["request"]["type"] == "SessionEndedRequest"
        attributes = {} if over else reply.get("sessionAttributes") or {}
        session.new, session.attributes = False, attributes
        ended = over or error is not None
        response = reply.get("response")
        is_open = not ended and isinstance(response, dict) and response.get("shouldEndSession") is False
        if not is_open:
            self._session = None
        return Turn(utterance, spoken, request, reply, spent, error, is_open, attributes)


def _speech(holder: Json) -> str | None:
    speech = holder.get("outputSpeech") or {}
    return speech.get("ssml") or speech.get("text")


def _slot_report(filled: Json) -> Json:
    authorities = filled.get("resolutions", {}).get("resolutionsPerAuthority", [])
    values = [value["value"] for authority in authorities for value in authority.get("values", [])]
    return {"value": filled.get("value"), "ids": [value["id"] for value in values]}
