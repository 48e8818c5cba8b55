"""An answer as SSML. Escaping and markup are made here and nowhere else in speech."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from leg_cramp.answers.answer import Block, Pause, Voice

SLOWER_BREAK = '<break time="600ms"/>'
"""Slower means pauses between sentences: stretched synthetic speech is understood worse."""
_VOICES: Mapping[Voice, str] = {
    Voice.NORMAL: "{}",
    Voice.SOFT: '<prosody volume="soft">{}</prosody>',
    Voice.WHISPERED: '<amazon:effect name="whispered">{}</amazon:effect>',
}
"""The markup around all that is said."""
_NONE: Mapping[str, str] = MappingProxyType({})
_SENTENCE_END = re.compile(r"(?<=[.!?]) +")
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
    return _SENTENCE_END.sub(f" {SLOWER_BREAK}", marked) if slower else marked


def spoken_in(voice: Voice, ssml: str) -> str:
    """SSML in a voice; nothing stays nothing."""
    return _VOICES[voice].format(ssml) if ssml else ""


def _block(block: Block, pronunciations: Mapping[str, str], slower: bool) -> str:
    if isinstance(block, Pause):
        return f'<break time="{round(block.seconds * 1000)}ms"/>'
    return text_speech(block.text, pronunciations, slower=slower)


def _pronounced(word: str, pronunciations: Mapping[str, str]) -> str:
    ipa = pronunciations.get(word.lower())
    return f'<phoneme alphabet="ipa" ph={quoteattr(ipa)}>{word}</phoneme>' if ipa else word


def _digits(match: re.Match[str]) -> str:
    """Phone numbers are read as digits; the parts of a long one with a pause between them."""
    groups = re.split(r"[ -]+", match[0])
    return ", ".join(f'<say-as interpret-as="digits">{group}</say-as>' for group in groups)
