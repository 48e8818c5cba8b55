"""Mend words that nobody says: what a slip of the ear or of the finger has made of a word of ours."""

import re
from collections.abc import Collection, Iterator
from functools import cached_property

from nlu.alike import SoundIndex
from nlu.normalise import WORD

_WORD = re.compile(WORD)

SHORTEST = 5
"""Letters; shorter words are too like each other to be mended."""
LIKE_ENOUGH = 0.88


class Respeller:
    """Mends one word at a time.

    Args:
        ours: words that another may be mended to.
        known: words that stay as they are, as do ours.
    """

    def __init__(self, ours: Collection[str], known: Collection[str]) -> None:
        self._ours = frozenset(word for word in ours if len(word) >= SHORTEST)
        self._known = frozenset(known).union(ours)

    def __call__(self, word: str) -> str:
        """The word of ours that an odd word sounds like; the word itself if none does."""
        if len(word) < SHORTEST or word in self._known:
            return word
        near = self._index.nearest(word, LIKE_ENOUGH)
        return near[0][1] if near else word

    @cached_property
    def _index(self) -> SoundIndex:
        return SoundIndex(self._ours)


class TypingErrors:
    """Mends words with a letter too many, too few or wrong, or with two that changed places.

    Args:
        ours: words that another may be mended to.
        known: words that stay as they are, as do ours.
    """

    def __init__(self, ours: Collection[str], known: Collection[str]) -> None:
        self._known = frozenset(known).union(ours)
        self._meant: dict[str, str] = {}
        for word in sorted(ours):
            if len(word) >= SHORTEST:
                for spelling in _with_one_letter_less(word):
                    self._meant.setdefault(spelling, word)

    def mended(self, text: str) -> str:
        """The text with its odd words mended."""
        return _WORD.sub(lambda found: self._word(found[0]), text)

    def _word(self, word: str) -> str:
        if len(word) < SHORTEST or word in self._known or "'" in word:
            return word
        return next((self._meant[part] for part in _with_one_letter_less(word) if part in self._meant), word)


def _with_one_letter_less(word: str) -> Iterator[str]:
    """The word itself, and without each of its letters in turn: what a slip of the finger leaves in common."""
    yield word
    yield from (word[:place] + word[place + 1 :] for place in range(len(word)))
