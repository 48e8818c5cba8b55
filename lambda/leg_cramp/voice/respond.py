"""An Answer becomes an ask-sdk response. The only place that uses the response builder."""

from ask_sdk_core.response_helper import ResponseFactory
from ask_sdk_model import Response
from ask_sdk_model.interfaces.connections import SendRequestDirective
from ask_sdk_model.ui import AskForPermissionsConsentCard, SimpleCard

from leg_cramp.answers.answer import Answer, Permission
from leg_cramp.content.model import Content
from leg_cramp.render.card import card
from leg_cramp.render.ssml import speech, spoken_in, text_speech

REMINDERS = "alexa::alerts:reminders:skill:readwrite"
"""The permission to read and write the reminders of this skill (alexa-rules R250)."""


def respond(answer: Answer, content: Content, *, slower: bool) -> Response:
    """Speech, reprompt, card, and a session that is open exactly when the answer invites (alexa-rules R003-R005)."""
    builder = ResponseFactory()
    if answer.blocks:
        said = speech(answer.blocks, content.pronunciations, slower=slower)
        builder.speak(spoken_in(answer.voice, said))
    if answer.invite:
        again = text_speech(answer.invite.reprompt, content.pronunciations, slower=slower)
        builder.ask(spoken_in(answer.voice, again))
    kept = card(answer, content.spelling)
    if kept:
        builder.set_card(SimpleCard(kept.title, kept.text))
    if answer.permission:
        _ask_for(answer.permission, builder)
    builder.set_should_end_session(answer.invite is None)
    return builder.response


def _ask_for(permission: Permission, builder: ResponseFactory) -> None:
    """Alexa asks in her own voice and tells us the reply, or a card in the app asks (alexa-rules R253)."""
    if not permission.by_voice:
        builder.set_card(AskForPermissionsConsentCard(permissions=[REMINDERS]))
        return
    asked: dict[str, object] = {"@type": "AskForPermissionsConsentRequest", "@version": "1"}
    payload = asked | {"permissionScope": REMINDERS}
    builder.add_directive(SendRequestDirective(name="AskFor", payload=payload, token=permission.token))
