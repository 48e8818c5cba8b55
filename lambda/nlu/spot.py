"""Find slot values in words: by name and synonym first, then by likeness of spelling or sound."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from nlu.interaction_model import InteractionModel
from nlu.normalise import Normaliser, Tokens
from nlu.sound import consonants

SHORTEST_MISSPELT = 5
"""Shorter words are too like each other to be corrected."""
SHORTEST_MISHEARD = 7
"""Short names share their consonants with too many everyday words."""
LIKE_ENOUGH = 0.84
SPLIT_LIKE_ENOUGH = 0.92
"""Several words joined ("lip it or") must be closer, because any words may stand side by side."""
SOUND_LIKE_ENOUGH = 0.56
"""Names with the same consonants need only be half alike in spelling ("am low to peen", amlodipine) ..."""
SHORT_SOUND_LIKE_ENOUGH = 0.68
"""... unless there are but three consonants ("see attica", sciatica)."""
LONGEST_SPLIT = 5
LONGEST_CORRECTED = 2
"""Words of a name: in longer ones a small word may turn the sense ("is cold", "isn't cold")."""
CANDIDATES = 5
"""Names compared letter by letter for one spelling."""


@dataclass(frozen=True)
class Match:
    """A slot value found in the words from `start` to `end` (end exclusive)."""

    slot_type: str
    id: str
    text: str
    start: int
    end: int
    likeness: float

    @property
    def marker(self) -> str:
        """The token that stands for the value in delexicalised words."""
        return f"<{self.slot_type.lower()}>"


class Spotter:
    """Finds the values of a model's custom slot types.

    Args:
        known: everyday words, which are never taken for a misspelt name.
    """

    def __init__(self, model: InteractionModel, normalise: Normaliser, known: Collection[str]) -> None:
        catch_all = model.catch_all
        skipped = set(catch_all.slots.values()) if catch_all else set()
        self._known = frozenset(known)
        self._names: dict[Tokens, tuple[str, str]] = {}
        for slot_type, values in model.types.items():
            if slot_type not in skipped:
                for value in values:
                    for name in (value.name, *value.synonyms):
                        self._names.setdefault(normalise(name), (slot_type, value.id))
        self._longest = max(map(len, self._names), default=0)
        self._spellings = {"".join(n): target for n, target in self._names.items() if len(n) <= LONGEST_CORRECTED}
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for spelling in self._spellings:
            self._by_sound[consonants(spelling)].append(spelling)
        self._by_bigram: dict[str, list[str]] = defaultdict(list)
        for spelling in self._spellings:
            for bigram in _bigrams(spelling):
                self._by_bigram[bigram].append(spelling)

    def find_exact(self, tokens: Tokens) -> tuple[Match, ...]:
        """The values named word for word, left to right, the longest name first, none overlapping."""
        return tuple(self._exact(tokens))

    def find(self, tokens: Tokens) -> tuple[Match, ...]:
        """All values in the words, also those that are only spelled alike."""
        exact = self.find_exact(tokens)
        taken = {position for match in exact for position in range(match.start, match.end)}
        return tuple(sorted((*exact, *self._alike(tokens, taken)), key=lambda match: match.start))

    def _exact(self, tokens: Tokens) -> Iterator[Match]:
        position = 0
        while position < len(tokens):
            for length in range(min(self._longest, len(tokens) - position), 0, -1):
                piece = tokens[position : position + length]
                if piece in self._names:
                    yield Match(*self._names[piece], " ".join(piece), position, position + length, 1.0)
                    position += length
                    break
            else:
                position += 1

    def _alike(self, tokens: Tokens, taken: set[int]) -> Iterator[Match]:
        """Names spelled or sounding alike, the likest first, in the words not taken yet."""
        for match in sorted(self._candidates(tokens, taken), key=lambda match: -match.likeness):
            window = range(match.start, match.end)
            if taken.isdisjoint(window):
                taken.update(window)
                yield match

    def _candidates(self, tokens: Tokens, taken: set[int]) -> Iterator[Match]:
        for length in range(1, LONGEST_SPLIT + 1):
            for start in range(len(tokens) - length + 1):
                piece = tokens[start : start + length]
                if taken.isdisjoint(range(start, start + length)) and not self._everyday(piece):
                    found = self._alike_one("".join(piece), LIKE_ENOUGH if length == 1 else SPLIT_LIKE_ENOUGH)
                    if found:
                        yield Match(*found[0], " ".join(piece), start, start + length, found[1])

    def _everyday(self, piece: Tokens) -> bool:
        """Nothing in it sounds odd: a misspelt or misheard name leaves at least one word nobody says."""
        return any(token.startswith("<") for token in piece) or all(token in self._known for token in piece)

    def _alike_one(self, spelling: str, enough: float) -> tuple[tuple[str, str], float] | None:
        if len(spelling) < SHORTEST_MISSPELT:
            return None
        return self._same_sound(spelling) or self._closest(spelling, enough)

    def _same_sound(self, spelling: str) -> tuple[tuple[str, str], float] | None:
        """A name with the same consonants in the same order, unless two entries share them."""
        sound = consonants(spelling)
        names = [name for name in self._by_sound.get(sound, ()) if len(name) >= SHORTEST_MISHEARD]
        if len({self._spellings[name] for name in names}) != 1 or len(sound.strip("-")) < 3:
            return None
        best = max((_ratio(spelling, name), name) for name in names)
        enough = SOUND_LIKE_ENOUGH if len(sound.strip("-")) > 3 else SHORT_SOUND_LIKE_ENOUGH
        return (self._spellings[best[1]], best[0]) if best[0] >= enough else None

    def _closest(self, spelling: str, enough: float) -> tuple[tuple[str, str], float] | None:
        """The name most like the spelling, among the few that share most letter pairs with it."""
        bigrams = _bigrams(spelling)
        shared = Counter(name for bigram in bigrams for name in self._by_bigram.get(bigram, ()))
        likely = [
            (n, name) for name, n in shared.items() if n >= len(bigrams) / 2 and _near(len(name), len(spelling), enough)
        ]
        scored = [(_ratio(spelling, name), name) for _, name in sorted(likely)[-CANDIDATES:]]
        best = max(scored, default=(0.0, ""))
        return (self._spellings[best[1]], best[0]) if best[0] >= enough else None


def delexicalise(tokens: Tokens, matches: tuple[Match, ...]) -> Tokens:
    """The words with each found value replaced by the marker of its slot type."""
    starts = {match.start: match for match in matches}
    inside = {position for match in matches for position in range(match.start + 1, match.end)}
    return tuple(
        starts[position].marker if position in starts else token
        for position, token in enumerate(tokens)
        if position not in inside
    )


def _near(length: int, other: int, enough: float) -> bool:
    """Whether strings of these lengths can be alike enough at all."""
    return length >= SHORTEST_MISSPELT and 2 * min(length, other) >= enough * (length + other)


def _ratio(spelling: str, name: str) -> float:
    return SequenceMatcher(None, spelling, name, autojunk=False).ratio()


def _bigrams(spelling: str) -> set[str]:
    return {spelling[i : i + 2] for i in range(len(spelling) - 1)}
