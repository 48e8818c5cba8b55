"""An Answer becomes an ask-sdk response. The only place that uses the response builder."""

from ask_sdk_core.response_helper import ResponseFactory
from ask_sdk_model import Response
from ask_sdk_model.ui import SimpleCard

from leg_cramp.answers.answer import Answer
from leg_cramp.content.model import Content
from leg_cramp.render.card import card
from leg_cramp.render.ssml import speech, text_speech


def respond(answer: Answer, content: Content, *, slower: bool) -> Response:
    """Speech, reprompt, card, and a session that is open exactly when the answer invites (alexa-rules R003-R005)."""
    builder = ResponseFactory()
    if answer.blocks:
        builder.speak(speech(answer.blocks, content.pronunciations, slower=slower))
    if answer.invite:
        builder.ask(text_speech(answer.invite.reprompt, content.pronunciations, slower=slower))
    kept = card(answer, content.spelling)
    if kept:
        builder.set_card(SimpleCard(kept.title, kept.text))
    builder.set_should_end_session(answer.invite is None)
    return builder.response
