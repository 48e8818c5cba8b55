"""An Answer becomes an ask-sdk response. The only place that uses the response builder."""

from ask_sdk_core.response_helper import ResponseFactory
from ask_sdk_model import Response
from ask_sdk_model.interfaces.alexa.presentation.apl.render_document_directive import RenderDocumentDirective
from ask_sdk_model.interfaces.connections import SendRequestDirective
from ask_sdk_model.ui import AskForPermissionsConsentCard, SimpleCard

from leg_cramp.answers.answer import Answer, Permission
from leg_cramp.content.model import Content
from leg_cramp.render.card import card
from leg_cramp.render.screen import screen
from leg_cramp.render.ssml import speech, spoken_in, text_speech
from leg_cramp.voice.read import version

REMINDERS = "alexa::alerts:reminders:skill:readwrite"
"""The permission to read and write the reminders of this skill (alexa-rules R250)."""


def respond(answer: Answer, content: Content, *, slower: bool, apl: tuple[int, ...] = ()) -> Response:
    """Speech, reprompt, card, and a session that is open exactly when the answer invites (alexa-rules R003-R005).

    `apl`: the newest version of APL that the device shows, () for none; what it cannot show is not sent (R231).
    """
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
    shown = _shown(answer, content, slower, apl)
    if shown:
        builder.add_directive(shown)
    if answer.permission:
        _ask_for(answer.permission, builder)
    builder.set_should_end_session(answer.invite is None)
    return builder.response


def _shown(answer: Answer, content: Content, slower: bool, apl: tuple[int, ...]) -> RenderDocumentDirective | None:
    made = screen(answer, content, slower=slower) if apl else None
    document = content.screens.get(made.document) if made else None
    if made is None or document is None or apl < version(document["version"]):
        return None
    return RenderDocumentDirective(token=made.document, document=dict(document), datasources={"screen": made.data})


def _ask_for(permission: Permission, builder: ResponseFactory) -> None:
    """Alexa asks in her own voice and tells us the reply, or a card in the app asks (alexa-rules R253)."""
    if not permission.by_voice:
        builder.set_card(AskForPermissionsConsentCard(permissions=[REMINDERS]))
        return
    asked: dict[str, object] = {"@type": "AskForPermissionsConsentRequest", "@version": "1"}
    payload = asked | {"permissionScope": REMINDERS}
    builder.add_directive(SendRequestDirective(name="AskFor", payload=payload, token=permission.token))
