"""Shorter answers, for who asked for them: the first sentences, and every one that warns."""

import re
from dataclasses import replace

from leg_cramp.answers.answer import Answer, Say
from leg_cramp.content.model import Content

ENOUGH_WORDS = 10
"""Sentences are said until they make this many words: "Not very sure." alone is no answer."""
_SENTENCE_END = re.compile(r"(?<=[.!]) +")
_WORD = re.compile(r"[a-z']+")


def shortened(answer: Answer, content: Content) -> Answer:
    """An answer of content cut down. Steps of a guide, prompts and what has a severity are left whole.

    The words of content are the last that are said; a name said back or a confirmation before them stays.
    """
    *before, last = answer.blocks
    if answer.progress or answer.severity or not isinstance(last, Say):
        return answer
    return replace(answer, blocks=(*before, Say(_kept(last.text, content))))


def _kept(text: str, content: Content) -> str:
    kept: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        enough = len(" ".join(kept).split()) >= ENOUGH_WORDS
        if not enough or content.kept_when_shorter & set(_WORD.findall(sentence.lower())):
            kept.append(sentence)
    return " ".join(kept)
