"""Find the spellings that sound most like one, among many, without comparing all of them."""

from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from nlu.sound import consonants, likeness, sounds

FEWEST_CONSONANTS = 3
"""Of fewer none may be missing: too many words would be left alike."""
SHARE_OF_SOUND = 0.75
"""The rest of likeness is that of spelling."""


class SoundIndex:
    """Spellings without spaces, found by their consonants: one may be missing, added or another on either side."""

    def __init__(self, spellings: Iterable[str]) -> None:
        self._sounds = {spelling: sounds(spelling) for spelling in sorted(set(spellings))}
        self._by_key: dict[str, list[str]] = defaultdict(list)
        for spelling, sound in self._sounds.items():
            heard = consonants(sound)
            for key in _keys(heard) | _without_start(heard):
                self._by_key[key].append(spelling)

    def nearest(self, spelling: str, enough: float) -> list[tuple[float, str]]:
        """(likeness, spelling) of all that are at least so alike, the likest first."""
        heard = sounds(spelling)
        near = {other for key in _keys(consonants(heard)) for other in self._by_key.get(key, ())}
        found = ((self._likeness(spelling, heard, other, enough), other) for other in near)
        return sorted((pair for pair in found if pair[0] >= enough), key=lambda pair: (-pair[0], pair[1]))

    def _likeness(self, spelling: str, heard: str, other: str, enough: float) -> float:
        """How alike in sound and spelling; 0 for what does not sound alike enough."""
        sound = likeness(heard, self._sounds[other], (enough - 1 + SHARE_OF_SOUND) / SHARE_OF_SOUND)
        if not sound:
            return 0.0
        spelled = SequenceMatcher(None, spelling, other, autojunk=False).ratio()
        return SHARE_OF_SOUND * sound + (1 - SHARE_OF_SOUND) * spelled


def _keys(heard: str) -> set[str]:
    """The consonants, and what is left when one of them was not heard."""
    one_less = (heard[:i] + heard[i + 1 :] for i in range(len(heard)))
    return {heard, *one_less} if len(heard) > FEWEST_CONSONANTS else {heard}


def _without_start(heard: str) -> set[str]:
    """The start of a word is the part most often lost."""
    return {heard[1:]} if len(heard) >= FEWEST_CONSONANTS else set()
