"""What the handlers share: content and recogniser by locale, and one turn from request to answer."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from ask_sdk_core.handler_input import HandlerInput

from leg_cramp.answers.answer import Answer
from leg_cramp.answers.choose import answer_question
from leg_cramp.content.model import Content
from leg_cramp.errors import StorageError
from leg_cramp.storage.store import Preferences, PreferenceStore
from leg_cramp.understand.question import Memory
from leg_cramp.understand.understand import Understanding
from leg_cramp.voice.attributes import to_attributes, to_memory
from leg_cramp.voice.read import locale_of, turn_of, user_of

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Skill:
    """Everything a handler needs. `locale` gives the nearest locale for any name, known or not."""

    locale: Callable[[str], Understanding]
    store: PreferenceStore

    def take_turn(self, handler_input: HandlerInput) -> tuple[Answer, Memory, Content]:
        """Understand, answer, remember. Writes the session attributes."""
        understanding = self.locale(locale_of(handler_input))
        attributes = handler_input.attributes_manager
        memory = self._recall(to_memory(attributes.session_attributes or {}), handler_input)
        question = understanding.question(turn_of(handler_input), memory)
        answer, after = answer_question(question, memory, understanding.content)
        attributes.session_attributes = to_attributes(after, answer.severity)
        if after.slower != memory.slower:
            self._keep(after, handler_input)
        log.info("answered %s", answer.id)
        return answer, after, understanding.content

    def forget(self, handler_input: HandlerInput) -> None:
        """Delete what is kept for the user of this request."""
        user = user_of(handler_input)
        if user:
            self.store.forget(user)

    def _recall(self, memory: Memory, handler_input: HandlerInput) -> Memory:
        """Lasting preferences, looked up at the first turn of a session."""
        session, user = handler_input.request_envelope.session, user_of(handler_input)
        if not (user and session and session.new):
            return memory
        try:
            return replace(memory, slower=self.store.get(user).slower)
        except StorageError as error:
            log.warning("no preferences: %s", error)
            return memory

    def _keep(self, memory: Memory, handler_input: HandlerInput) -> None:
        user = user_of(handler_input)
        if not user:
            return
        try:
            self.store.put(user, Preferences(slower=memory.slower))
        except StorageError as error:
            log.warning("preferences not kept: %s", error)
