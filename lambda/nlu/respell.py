"""Mend words that nobody says: a slip of the ear or of the finger becomes the word of ours that it sounds like."""

from collections.abc import Collection
from functools import cached_property

from nlu.alike import SoundIndex

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
