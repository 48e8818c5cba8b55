"""An Answer becomes an ask-sdk response. The only place that uses the response builder."""

from ask_sdk_core.response_helper import ResponseFactory
from ask_sdk_model import Response
from ask_sdk_model.interfaces.alexa.presentation.apl.render_document_directive import RenderDocumentDirective
from ask_sdk_model.ui import SimpleCard

from leg_cramp.answers.answer import Answer
from leg_cramp.content.model import Content
from leg_cramp.render.card import card
from leg_cramp.render.screen import screen
from leg_cramp.render.ssml import speech, text_speech
from leg_cramp.voice.read import version


def respond(answer: Answer, content: Content, *, slower: bool, apl: tuple[int, ...] = ()) -> Response:
    """Speech, reprompt, card, and a session that is open exactly when the answer invites (alexa-rules R003-R005).

    `apl`: the newest version of APL that the device shows, () for none; what it cannot show is not sent (R231).
    """
    builder = ResponseFactory()
    if answer.blocks:
        builder.speak(speech(answer.blocks, content.pronunciations, slower=slower))
    if answer.invite:
        builder.ask(text_speech(answer.invite.reprompt, content.pronunciations, slower=slower))
    kept = card(answer, content.spelling)
    if kept:
        builder.set_card(SimpleCard(kept.title, kept.text))
    shown = _shown(answer, content, slower, apl)
    if shown:
        builder.add_directive(shown)
    builder.set_should_end_session(answer.invite is None)
    return builder.response


def _shown(answer: Answer, content: Content, slower: bool, apl: tuple[int, ...]) -> RenderDocumentDirective | None:
    made = screen(answer, content, slower=slower) if apl else None
    document = content.screens.get(made.document) if made else None
    if made is None or document is None or apl < version(document["version"]):
        return None
    return RenderDocumentDirective(token=made.document, document=dict(document), datasources={"screen": made.data})
