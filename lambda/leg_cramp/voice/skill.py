"""What the handlers share: content and recogniser by locale, and one turn from request to answer."""

import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime

from ask_sdk_core.handler_input import HandlerInput

from leg_cramp.answers.answer import Answer, Permission
from leg_cramp.answers.choose import answer_question
from leg_cramp.answers.errand import Errand, Outcome, errand_of
from leg_cramp.content.model import Content
from leg_cramp.errors import StorageError
from leg_cramp.storage.store import Preferences, PreferenceStore
from leg_cramp.understand.question import REMIND, Memory, Question
from leg_cramp.understand.understand import Understanding
from leg_cramp.voice.attributes import to_attributes, to_memory
from leg_cramp.voice.device import UNKNOWN, is_night, time_zone
from leg_cramp.voice.errands import FORGOTTEN, Caller, run
from leg_cramp.voice.read import Consent, device_of, locale_of, turn_of, user_of

log = logging.getLogger(__name__)

Spoken = tuple[Answer, Memory, Content]


@dataclass(frozen=True)
class Skill:
    """Everything a handler needs. `locale` gives the nearest locale for any name, known or not; `now` the time."""

    locale: Callable[[str], Understanding]
    store: PreferenceStore
    now: Callable[[], datetime]

    def take_turn(self, handler_input: HandlerInput) -> Spoken:
        """Understand, do what has to be done, answer, remember. Writes the session attributes."""
        understanding = self.locale(locale_of(handler_input))
        memory = self._recall(handler_input)
        question = understanding.question(turn_of(handler_input), memory)
        return self._answer(question, errand_of(question, memory), memory, handler_input)

    def take_consent(self, consent: Consent, handler_input: HandlerInput) -> Spoken:
        """Go on with the reminder that lacked a permission."""
        memory = self._recall(handler_input)
        question = Question(REMIND, move=True)
        if consent.status == "ACCEPTED" and consent.reminder and consent.reminder.time:
            return self._answer(question, Errand(REMIND, consent.reminder, consented=True), memory, handler_input)
        return self._answer(question, None, memory, handler_input, _without(consent))

    def forget(self, handler_input: HandlerInput) -> None:
        """Delete what is kept for the user of this request."""
        user = user_of(handler_input)
        if user:
            self.store.forget(user)

    def _answer(
        self,
        question: Question,
        errand: Errand | None,
        memory: Memory,
        handler_input: HandlerInput,
        outcome: Outcome | None = None,
    ) -> Spoken:
        content = self.locale(locale_of(handler_input)).content
        now, device = self.now(), device_of(handler_input)
        if memory.zone is None and not question.danger and (memory.quiet_hours or (errand and errand.kind == REMIND)):
            memory = replace(memory, zone=time_zone(device))
        zone = memory.zone or UNKNOWN
        memory = replace(memory, night=is_night(now, zone))
        if errand:
            caller = Caller(
                user_of(handler_input), device, zone, now, locale_of(handler_input), content.prompts["reminder.text"]
            )
            outcome = run(errand, caller, self.store)
        answer, after = answer_question(question, memory, content, outcome)
        if outcome and outcome.prompt == FORGOTTEN:
            after = _with(Preferences(), after)
        else:
            self._keep(memory, after, handler_input)
        handler_input.attributes_manager.session_attributes = to_attributes(after, answer.severity)
        log.info("answered %s", answer.id)
        return answer, after, content

    def _recall(self, handler_input: HandlerInput) -> Memory:
        """What the session carries; where it carries nothing, the lasting preferences, looked up once."""
        carried = handler_input.attributes_manager.session_attributes or {}
        session, user = handler_input.request_envelope.session, user_of(handler_input)
        memory = to_memory(carried)
        if carried and not (session and session.new):
            return memory
        try:
            return _with(self.store.get(user), memory) if user else memory
        except StorageError as error:
            log.warning("no preferences: %s", error)
            return memory

    def _keep(self, before: Memory, after: Memory, handler_input: HandlerInput) -> None:
        """Keep what this turn has changed, and nothing if it changed nothing."""
        old, new, user = _preferences(before), _preferences(after), user_of(handler_input)
        if not user or old == new:
            return
        try:
            self.store.change(user, old, new)
        except StorageError as error:
            log.warning("preferences not kept: %s", error)


def _preferences(memory: Memory) -> Preferences:
    """The part of the memory that outlasts the session."""
    return Preferences(**{field.name: getattr(memory, field.name) for field in fields(Preferences)})


def _with(preferences: Preferences, memory: Memory) -> Memory:
    return replace(memory, **asdict(preferences))


def _without(consent: Consent) -> Outcome | None:
    """What is said when the permission was not given; None when the reminder itself was lost on the way."""
    if consent.status == "ACCEPTED":
        return None
    if consent.status == "DENIED":
        return Outcome("remind-denied")
    return Outcome("remind-unanswered", permission=Permission(by_voice=False))
