"""A card for the Alexa app: plain text with the spelling of the region."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from leg_cramp.answers.answer import Answer, Say

LONGEST = 8000
"""Characters of title and text together (alexa-rules R213)."""


@dataclass(frozen=True)
class AppCard:
    """Title and text as the Alexa app shows them."""

    title: str
    text: str


def card(answer: Answer, spelling: Mapping[str, str]) -> AppCard | None:
    """The card of an answer: its paragraphs, or every word said before the invitation, and its footnote; or None."""
    if answer.card is None:
        return None
    words = answer.card.paragraphs or [block.text for block in answer.blocks if isinstance(block, Say)]
    text = "\n\n".join(filter(None, [*words, answer.card.footnote]))
    title = spell(answer.card.title, spelling)
    return AppCard(title, spell(text, spelling)[: LONGEST - len(title)])


def spell(text: str, spelling: Mapping[str, str]) -> str:
    """Put the region's spelling in place of the language's, whole words, keeping a capital."""
    for word, regional in spelling.items():
        text = re.sub(rf"\b{re.escape(word)}\b", regional, text)
        text = re.sub(rf"\b{re.escape(word.capitalize())}\b", regional.capitalize(), text)
    return text
