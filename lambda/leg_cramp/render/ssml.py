"""An answer as SSML. Escaping and markup are made here and nowhere else in speech."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from leg_cramp.answers.answer import Block, Pause

SECONDS_BETWEEN_SENTENCES = 0.6
"""Slower means pauses between sentences: stretched synthetic speech is understood worse."""
SENTENCE_END = re.compile(r"(?<=[.!?]) +")
_NONE: Mapping[str, str] = MappingProxyType({})
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*[A-Za-z]")
_NUMBER = re.compile(r"\d[\d -]*\d|\d")


def speech(blocks: Iterable[Block], pronunciations: Mapping[str, str] = _NONE, *, slower: bool = False) -> str:
    """The blocks as SSML, without the <speak> around it, which the SDK adds."""
    return " ".join(_block(block, pronunciations, slower) for block in blocks)


def text_speech(text: str, pronunciations: Mapping[str, str] = _NONE, *, slower: bool = False) -> str:
    """Plain text as SSML.

    It is escaped, words a plain voice gets wrong carry their pronunciation (word to IPA), numbers are read digit
    by digit, and sentences have pauses between them if slower.
    """
    marked = _WORD.sub(lambda match: _pronounced(match[0], pronunciations), escape(text))
    marked = _NUMBER.sub(_digits, marked)
    return SENTENCE_END.sub(f" {_break(SECONDS_BETWEEN_SENTENCES)}", marked) if slower else marked


def _block(block: Block, pronunciations: Mapping[str, str], slower: bool) -> str:
    if isinstance(block, Pause):
        return _break(block.seconds)
    return text_speech(block.text, pronunciations, slower=slower)


def _break(seconds: float) -> str:
    return f'<break time="{round(seconds * 1000)}ms"/>'


def _pronounced(word: str, pronunciations: Mapping[str, str]) -> str:
    ipa = pronunciations.get(word.lower())
    return f'<phoneme alphabet="ipa" ph={quoteattr(ipa)}>{word}</phoneme>' if ipa else word


def _digits(match: re.Match[str]) -> str:
    """Phone numbers are read as digits; the parts of a long one with a pause between them."""
    groups = re.split(r"[ -]+", match[0])
    return ", ".join(f'<say-as interpret-as="digits">{group}</say-as>' for group in groups)
