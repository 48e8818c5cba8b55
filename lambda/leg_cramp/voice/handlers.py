"""The ask-sdk handlers. They read the request, call the core and respond; they hold no wording."""

import logging
from collections.abc import Sequence

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.utils import is_request_type
from ask_sdk_model import Response

from leg_cramp.answers.prompts import ask
from leg_cramp.voice.read import Consent, apl_of, consent_of, locale_of
from leg_cramp.voice.respond import respond
from leg_cramp.voice.skill import Skill

log = logging.getLogger(__name__)


_TURNS = ("LaunchRequest", "IntentRequest", "Alexa.Presentation.APL.UserEvent")


class TurnHandler(AbstractRequestHandler):
    """Launch, every intent, and every tap: content says what each intent asks, so one handler serves all."""

    def __init__(self, skill: Skill) -> None:
        self._skill = skill

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whatever a person says or taps."""
        return any(is_request_type(kind)(handler_input) for kind in _TURNS)

    def handle(self, handler_input: HandlerInput) -> Response:
        """One turn, from request to response."""
        answer, memory, content = self._skill.take_turn(handler_input)
        return respond(answer, content, slower=memory.slower, apl=apl_of(handler_input))


class ConsentHandler(AbstractRequestHandler):
    """The person was asked for a permission by Alexa, and the reply came (alexa-rules R253)."""

    def __init__(self, skill: Skill) -> None:
        self._skill = skill

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Connections.Response to a request for permission."""
        return consent_of(handler_input) is not None

    def handle(self, handler_input: HandlerInput) -> Response:
        """Go on where the question interrupted."""
        consent = consent_of(handler_input) or Consent("", None)
        answer, memory, content = self._skill.take_consent(consent, handler_input)
        return respond(answer, content, slower=memory.slower, apl=apl_of(handler_input))


class SkillDisabledHandler(AbstractRequestHandler):
    """The skill was disabled: delete what is kept (alexa-rules R044). Events carry no session."""

    def __init__(self, skill: Skill) -> None:
        self._skill = skill

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """AlexaSkillEvent.SkillDisabled."""
        return bool(is_request_type("AlexaSkillEvent.SkillDisabled")(handler_input))

    def handle(self, handler_input: HandlerInput) -> Response:
        """Forget the user, say nothing. A failure is raised, so that the event is delivered again."""
        self._skill.forget(handler_input)
        return Response()


class SilentHandler(AbstractRequestHandler):
    """Session end, other events and reports: nothing may be said (alexa-rules R012)."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Anything the handlers before it did not take."""
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        """An empty response. Why a session ended, or what a screen could not show, Alexa tells nowhere else."""
        request = handler_input.request_envelope.request
        reason = getattr(request, "reason", None)
        log.info("silent answer to %s %s", type(request).__name__, reason.value if reason else "")
        for error in getattr(request, "errors", None) or ():
            log.error("screen: %s %s", type(error).__name__, getattr(error, "message", ""))
        return Response()


class FailureHandler(AbstractExceptionHandler):
    """Any exception: apologise, say what to do in an emergency, keep listening. Touches no slot and no storage."""

    def __init__(self, skill: Skill) -> None:
        self._skill = skill

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:
        """Every exception."""
        return True

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        """A fresh response: the failed handler may have left half of one in the builder (alexa-rules R604)."""
        log.error("turn failed: %s", type(exception).__name__, exc_info=exception)
        content = self._skill.locale(locale_of(handler_input)).content
        return respond(ask(content, "failure"), content, slower=False)


def request_handlers(skill: Skill) -> Sequence[AbstractRequestHandler]:
    """In the order in which they are asked; the first that can handle a request takes it."""
    return (TurnHandler(skill), ConsentHandler(skill), SkillDisabledHandler(skill), SilentHandler())
