"""How hard a spoken text is: words, sentences, and the Flesch-Kincaid grade."""

import re
from collections.abc import Iterable
from functools import cache

FAMILIAR = "water"
"""What a name counts as: one word of two syllables, as common English words have."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[A-Za-z']+|\d+")
PHONE_NUMBER = re.compile(r"\d[\d -]*\d")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?:[^laeiouy]e|[^td]ed|[^sxzcg]es)$")
_HIATUS = re.compile(r"ia(?!l|n)|iu|io(?!n|u)|eo|ua(?!l)|[aeiou]ing")


def sentences(text: str) -> list[str]:
    """The sentences of a text, without empty ones."""
    return [piece for piece in _SENTENCE.split(text.strip()) if _WORD.search(piece)]


def words(text: str) -> list[str]:
    """The words of a text; a number counts as one."""
    return _WORD.findall(text)


@cache
def syllables(word: str) -> int:
    """Syllables of an English word, by its vowel groups; at least 1."""
    word = word.lower().replace("'", "")
    if word.isdigit():
        return len(word)
    count = len(_VOWELS.findall(word)) + len(_HIATUS.findall(word))
    return max(1, count - (1 if len(word) > 3 and _SILENT_END.search(word) else 0))


def grade(text: str, names: Iterable[str] = ()) -> float:
    """Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid 1975).

    Each of `names` counts as one familiar word of two syllables: the person who asks about "amlodipine" or
    "peripheral artery disease" has just said it. So does a phone number, which is said digit by digit. Every
    other hard word counts in full. Returns 0.0 for a text without words.
    """
    text = PHONE_NUMBER.sub(FAMILIAR, text)
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}\b", FAMILIAR, text, flags=re.IGNORECASE)
    spoken, count = words(text), len(sentences(text))
    if not spoken or not count:
        return 0.0
    return 0.39 * len(spoken) / count + 11.8 * sum(map(syllables, spoken)) / len(spoken) - 15.59
