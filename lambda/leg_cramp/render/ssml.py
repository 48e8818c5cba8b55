"""An answer as SSML. Escaping and markup are made here and nowhere else in speech."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

from leg_cramp.answers.answer import Block, Pause

SLOWER_BREAK = '<break time="600ms"/>'
"""Slower means pauses between sentences: stretched synthetic speech is understood worse."""
_SENTENCE_END = re.compile(r"(?<=[.!?]) +")
_NUMBER = re.compile(r"\d[\d -]*\d|\d")


def speech(blocks: Iterable[Block], *, slower: bool = False) -> str:
    """The blocks as SSML, without the <speak> around it, which the SDK adds."""
    return " ".join(_block(block, slower) for block in blocks)


def text_speech(text: str, *, slower: bool = False) -> str:
    """Plain text as SSML: escaped, numbers read digit by digit, pauses between sentences if slower."""
    marked = _NUMBER.sub(_digits, escape(text))
    return _SENTENCE_END.sub(f" {SLOWER_BREAK}", marked) if slower else marked


def _block(block: Block, slower: bool) -> str:
    if isinstance(block, Pause):
        return f'<break time="{round(block.seconds * 1000)}ms"/>'
    return text_speech(block.text, slower=slower)


def _digits(match: re.Match[str]) -> str:
    """Phone numbers are read as digits; the parts of a long one with a pause between them."""
    groups = re.split(r"[ -]+", match[0])
    return ", ".join(f'<say-as interpret-as="digits">{group}</say-as>' for group in groups)
