"""Find the spellings that sound most like one, among many, without comparing all of them."""

from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from nlu.sound import comparable, consonants, edges, likeness, sounds, weight

FEWEST_CONSONANTS = 3
"""Of fewer none may be missing: too many words would be left alike."""
SHARE_OF_SOUND = 0.75
"""The rest of likeness is that of spelling."""
MOST_LOST = 4
SHARE_LEFT = 0.5
FEWEST_LEFT = 3
"""Sounds that the start of a word may lose; the share of its weight, and the sounds, that must be left of it."""


class SoundIndex:
    """Spellings without spaces, found by their consonants: one may be missing, added or another on either side."""

    def __init__(self, spellings: Iterable[str]) -> None:
        self._sounds = {spelling: sounds(spelling) for spelling in sorted(set(spellings))}
        self._weights = {spelling: weight(sound) for spelling, sound in self._sounds.items()}
        self._by_key: dict[str, list[str]] = defaultdict(list)
        self._by_edge: dict[str, list[str]] = defaultdict(list)
        self._by_end: dict[str, list[str]] = defaultdict(list)
        for spelling, sound in self._sounds.items():
            heard = consonants(sound)
            for key in _keys(heard) | _without_start(heard):
                self._by_key[key].append(spelling)
            for edge in edges(sound):
                self._by_edge[edge].append(spelling)
            for end in _ends(sound):
                self._by_end[end].append(spelling)

    def nearest(self, spelling: str, enough: float, *, widely: bool = False) -> list[tuple[float, str]]:
        """(likeness, spelling) of all that are at least so alike, the likest first.

        `widely`: take a second look at all that begin or end alike, whatever their consonants. Slower.
        """
        heard = sounds(spelling)
        near = {other for key in _keys(consonants(heard)) for other in self._by_key.get(key, ())}
        if widely:
            near.update(other for edge in edges(heard) for other in self._by_edge.get(edge, ()))
        much = weight(heard)
        near = {other for other in near if comparable(much, self._weights[other], _enough_sound(enough))}
        found = ((self._likeness(spelling, heard, other, enough), other) for other in near)
        return sorted((pair for pair in found if pair[0] >= enough), key=lambda pair: (-pair[0], pair[1]))

    def whole(self, spelling: str) -> list[str]:
        """All that sound just like this once they have lost their start."""
        return self._by_end.get(sounds(spelling), [])

    def likeness(self, one: str, other: str) -> float:
        """How alike a spelling is to one of the index."""
        return self._likeness(one, sounds(one), other, 0.0)

    def _likeness(self, spelling: str, heard: str, other: str, enough: float) -> float:
        """How alike in sound and spelling; 0 for what does not sound alike enough."""
        sound = likeness(heard, self._sounds[other], _enough_sound(enough))
        if not sound:
            return 0.0
        spelled = SequenceMatcher(None, spelling, other, autojunk=False).ratio()
        return SHARE_OF_SOUND * sound + (1 - SHARE_OF_SOUND) * spelled


def _enough_sound(enough: float) -> float:
    """How alike two must sound to be so alike, if they are spelled the same."""
    return (enough - 1 + SHARE_OF_SOUND) / SHARE_OF_SOUND


def _keys(heard: str) -> set[str]:
    """The consonants, and what is left when one of them was not heard."""
    one_less = (heard[:i] + heard[i + 1 :] for i in range(len(heard)))
    return {heard, *one_less} if len(heard) > FEWEST_CONSONANTS else {heard}


def _without_start(heard: str) -> set[str]:
    """The start of a word is the part most often lost."""
    return {heard[1:]} if len(heard) >= FEWEST_CONSONANTS else set()


def _ends(sound: str) -> list[str]:
    """What may be left when the start is lost: its consonants must tell the word if more than a sound is gone."""
    ends = (sound[lost:] for lost in range(1, min(MOST_LOST, len(sound) - FEWEST_LEFT) + 1))
    return [
        end
        for place, end in enumerate(ends)
        if weight(end) >= SHARE_LEFT * weight(sound)
        and (not place or len(end) - end.count("e") - end.count("o") >= FEWEST_CONSONANTS)
    ]
