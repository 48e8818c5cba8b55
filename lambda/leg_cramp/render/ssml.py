"""An answer as SSML. Escaping and markup are made here and nowhere else in speech."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from leg_cramp.answers.answer import SENTENCE_END, Block, Pause, Voice

SECONDS_BETWEEN_SENTENCES = 0.6
"""Slower means pauses between sentences: stretched synthetic speech is understood worse."""
NAME_BREAK = '<break strength="medium"/>'
"""And pauses around names that are hard to catch: those that carry a pronunciation."""
LONGEST_BREAK = 10.0
"""Seconds of one break that Alexa takes (alexa-rules, section 3.4); longer silence is made of several."""
_VOICES: Mapping[Voice, str] = {
    Voice.NORMAL: "{}",
    Voice.SOFT: '<prosody volume="soft">{}</prosody>',
    Voice.WHISPERED: '<amazon:effect name="whispered">{}</amazon:effect>',
}
"""The markup around all that is said."""
_NONE: Mapping[str, str] = MappingProxyType({})
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*[A-Za-z]")
_NUMBER = re.compile(r"\d[\d -]*\d|\d")


def speech(blocks: Iterable[Block], pronunciations: Mapping[str, str] = _NONE, *, slower: bool = False) -> str:
    """The blocks as SSML, without the <speak> around it, which the SDK adds."""
    return " ".join(_block(block, pronunciations, slower) for block in blocks)


def text_speech(text: str, pronunciations: Mapping[str, str] = _NONE, *, slower: bool = False) -> str:
    """Plain text as SSML.

    It is escaped, words a plain voice gets wrong carry their pronunciation (word to IPA), numbers are read digit
    by digit, and sentences have pauses between them, and such words around them, if slower.
    """
    marked = _WORD.sub(lambda match: _pronounced(match[0], pronunciations, slower), escape(text))
    marked = _NUMBER.sub(_digits, marked)
    return SENTENCE_END.sub(f" {_silence(SECONDS_BETWEEN_SENTENCES)}", marked) if slower else marked


def spoken_in(voice: Voice, ssml: str) -> str:
    """SSML in a voice; nothing stays nothing."""
    return _VOICES[voice].format(ssml) if ssml else ""


def _block(block: Block, pronunciations: Mapping[str, str], slower: bool) -> str:
    if isinstance(block, Pause):
        return _silence(block.seconds)
    return text_speech(block.text, pronunciations, slower=slower)


def _silence(seconds: float) -> str:
    full, rest = divmod(seconds, LONGEST_BREAK)
    lengths = [*[LONGEST_BREAK] * int(full), *([rest] if rest else [])]
    return " ".join(f'<break time="{round(length * 1000)}ms"/>' for length in lengths)


def _pronounced(word: str, pronunciations: Mapping[str, str], slower: bool) -> str:
    ipa = pronunciations.get(word.lower())
    if not ipa:
        return word
    marked = f'<phoneme alphabet="ipa" ph={quoteattr(ipa)}>{word}</phoneme>'
    return f"{NAME_BREAK}{marked}{NAME_BREAK}" if slower else marked


def _digits(match: re.Match[str]) -> str:
    """Phone numbers are read as digits; the parts of a long one with a pause between them."""
    groups = re.split(r"[ -]+", match[0])
    return ", ".join(f'<say-as interpret-as="digits">{group}</say-as>' for group in groups)
