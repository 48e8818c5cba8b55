"""A card for the Alexa app: plain text with the spelling of the region."""

import re
from collections.abc import Mapping

from leg_cramp.answers.answer import Answer, Card, Say

LONGEST = 8000
"""Characters of title and text together (alexa-rules R213)."""


def card(answer: Answer, spelling: Mapping[str, str]) -> Card | None:
    """The card of an answer, with every word that was said before the invitation; None if it has none."""
    if answer.card is None:
        return None
    text = "\n\n".join(block.text for block in answer.blocks if isinstance(block, Say))
    title = spell(answer.card.title, spelling)
    return Card(title, spell(text, spelling)[: LONGEST - len(title)])


def spell(text: str, spelling: Mapping[str, str]) -> str:
    """Put the region's spelling in place of the language's, whole words, keeping a capital."""
    for word, regional in spelling.items():
        text = re.sub(rf"\b{re.escape(word)}\b", regional, text)
        text = re.sub(rf"\b{re.escape(word.capitalize())}\b", regional.capitalize(), text)
    return text
