"""Find slot values in words: by name and synonym first, then by how they sound."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from nlu.alike import SoundIndex
from nlu.interaction_model import InteractionModel
from nlu.normalise import Normaliser, Tokens, words
from nlu.scatter import ScatteredNames

SHORTEST_MISHEARD = 5
"""Letters; shorter words are too like each other to be corrected."""
LONGEST_MISHEARD = 6
LONGEST_SPELLING = 32
"""Words that one name may be heard as, and their letters."""
WORTH_OF_LETTER = 0.015
MOST_EVERYDAY = 2
"""Everyday words of a name that may be misheard as a whole."""
NEGATIONS = frozenset({"not", "no", "never", "without"})
"""No mishearing: they turn the sense."""
PART_OF_NAME = 0.1
"""How much less alike words are without a "no" that is a part of the name."""
POSSIBLE = 0.64
"""Likeness from which odd words may have been a name, where only a name can stand."""
LIKELY = 0.74
"""Likeness from which everyday words may have been one there."""
PROBABLE = 0.8
"""Likeness from which odd words may have been a name anywhere."""
SURE = 0.86
"""Likeness from which they were; below it the skill asks."""
DOUBTFUL = 0.85
"""Everyday words are asked back up to CERTAIN: they count as no more alike than this."""
AROUND = 0.83
"""Likeness from which everyday words, of which some are a name, may have been a longer name there ("if iron")."""
CERTAIN = 0.9
"""Likeness from which everyday words were a name anywhere."""
START_LOST = 0.79
"""How alike a name counts that has but lost its start: it is asked back, where only a name can stand."""
RIVAL = 0.08
"""A name less alike than the best by no more than this may have been meant instead."""

Vocabulary = Mapping[str, Sequence[str]]
Target = tuple[str, str]
"""Slot type and id of a value."""


@dataclass(frozen=True)
class _Heard:
    target: Target
    likeness: float


@dataclass(frozen=True)
class Match:
    """A slot value found in the words from `start` to `end` (end exclusive).

    `rivals` are the values that may have been meant instead, the likest first.
    """

    slot_type: str
    id: str
    text: str
    start: int
    end: int
    likeness: float
    rivals: tuple[Target, ...] = ()

    @property
    def marker(self) -> str:
        """The token that stands for the value in delexicalised words."""
        return f"<{self.slot_type.lower()}>"

    @property
    def doubtful(self) -> bool:
        """Whether to ask if it was meant."""
        return self.likeness < SURE or bool(self.rivals)


class Spotter:
    """Finds the values of a model's custom slot types.

    Args:
        known: everyday words. A piece of nothing but these is no misheard name for `find`; it may be for `guess`.
        vocabulary: its "exact_types" are the slot types whose names must be said word for word, and
            "loose_types" those of whose names it is enough that all words were said, but for the "small_words".
    """

    def __init__(
        self, model: InteractionModel, normalise: Normaliser, known: Collection[str], vocabulary: Vocabulary
    ) -> None:
        catch_all = model.catch_all
        skipped = set(catch_all.slots.values()) if catch_all else set()
        self.known = frozenset(known)
        self._vocabulary = vocabulary
        self._small = frozenset(vocabulary.get("small_words", ()))
        self._names: dict[Tokens, Target] = {}
        self._as_said: dict[Tokens, Tokens] = {}
        for slot_type, values in model.types.items():
            if slot_type not in skipped:
                for value in values:
                    for name in (value.name, *value.synonyms):
                        said = words(name)
                        plain = self._as_said.setdefault(said, normalise.plain(said))
                        self._names.setdefault(plain, (slot_type, value.id))
        self._longest = max(map(len, self._names), default=0)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all names."""
        return frozenset(word for name in self._names for word in name)

    def find_exact(self, tokens: Tokens) -> tuple[Match, ...]:
        """The values named word for word, left to right, the longest name first, none overlapping."""
        return tuple(self._exact(tokens))

    def find(self, tokens: Tokens) -> tuple[Match, ...]:
        """All values in the words, also those that surely sound so."""
        exact = self.find_exact(tokens)
        odd = (piece for piece in self._pieces(tokens) if not self.everyday(piece[0]))
        alike = (match for piece in odd for match in self._alike([piece], PROBABLE if len(piece[0]) == 1 else SURE))
        return _apart((*exact, *(match for match in alike if not _says_no_more(match, exact))))

    def find_loose(self, tokens: Tokens, slot_type: str) -> Match | None:
        """A value of the type, if all words of its name were said near each other."""
        found = self._loose.find(tokens) if slot_type in self._vocabulary.get("loose_types", ()) else []
        for name, (start, end) in found:
            kind, value = self._names[name]
            if kind == slot_type and not NEGATIONS.intersection(tokens[start:end]).difference(name):
                return Match(kind, value, " ".join(tokens[start:end]), start, end, 1.0)
        return None

    def guess(self, tokens: Tokens) -> tuple[Match, ...]:
        """Values that several words may stand for ("met four men"), the best first; they may overlap."""
        exact = self.find_exact(tokens)
        found = (
            match
            for piece in self._pieces(tokens)
            if len(piece[0]) > 1
            for match in self._alike([piece], CERTAIN if self.everyday(piece[0]) else PROBABLE)
        )
        return tuple(sorted((match for match in found if not _says_no_more(match, exact)), key=rank))

    def hear(
        self, tokens: Tokens, start: int, end: int, likely: float, types: Collection[str], *, alone: bool
    ) -> Match | None:
        """The value of one of the types that the words from `start` to `end` must stand for: no other can stand there.

        `likely`: how alike everyday words must be. `alone`: nothing else was said. None where no name sounds so.
        """
        piece = tokens[start:end]
        everyday = self.everyday(piece)
        inside = tuple(self._exact(piece))
        enough = likely if alone or everyday else POSSIBLE
        if inside:
            around = set(piece).difference(*(match.text.split() for match in inside))
            enough = LIKELY if not everyday else DOUBTFUL if around <= self._small else AROUND
        looks = (self._alike([(piece, start)], max(enough, LIKELY), widely=True), self._alike([(piece, start)], enough))
        match = next(chain.from_iterable(looks), None)
        if match is None:
            return None
        named = any(other.id == match.id for other in inside)
        if everyday and not named and match.likeness < CERTAIN:
            match = replace(match, likeness=min(match.likeness, DOUBTFUL))
        return _of_type(_or_inside(match, inside), types)

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

    def _pieces(self, tokens: Tokens) -> Iterator[tuple[Tokens, int]]:
        """Words side by side, and where they start."""
        for length in range(1, LONGEST_MISHEARD + 1):
            for start in range(len(tokens) - length + 1):
                yield tokens[start : start + length], start

    def everyday(self, piece: Tokens) -> bool:
        """Whether none of the words sounds odd."""
        return all(token in self.known or token in self.words for token in piece)

    def _alike(self, pieces: Iterable[tuple[Tokens, int]], enough: float, *, widely: bool = False) -> Iterator[Match]:
        for tokens, start in pieces:
            heard = self._heard(tokens, enough, widely)
            if heard:
                first, *rivals = heard
                text, end = " ".join(tokens), start + len(tokens)
                yield Match(*first.target, text, start, end, first.likeness, tuple(rival.target for rival in rivals))

    def _heard(self, piece: Tokens, enough: float, widely: bool) -> list[_Heard]:
        """The value most like a piece, and those nearly as like."""
        spelling = "".join(piece)
        if not SHORTEST_MISHEARD <= len(spelling) <= LONGEST_SPELLING or any(token.startswith("<") for token in piece):
            return []
        best: dict[Target, float] = {}
        for like, name in self._alike_names.nearest(spelling, enough, widely=widely):
            if self._may_be(piece, self._spelled[name], widely):
                best.setdefault(self._names[self._spelled[name]], like)
        may_be_cut = (best or enough <= START_LOST) and not self.everyday(piece)
        whole = self._whole(piece, spelling) if may_be_cut else set()
        best |= {target: max(best.get(target, 0.0), START_LOST) for target in whole}
        top = max(best.values(), default=0.0)
        heard = sorted(best.items(), key=lambda pair: (pair[1] < top, pair[0] not in whole, -pair[1]))
        return [_Heard(target, like) for target, like in heard if target in whole or like >= top - RIVAL]

    def _whole(self, piece: Tokens, spelling: str) -> set[Target]:
        """The values of which the piece may be what is left when the start is lost."""
        names = (self._spelled[name] for name in self._alike_names.whole(spelling))
        return {self._names[name] for name in names if self._same_sense(piece, name, True)}

    def _may_be(self, piece: Tokens, name: Tokens, widely: bool) -> bool:
        """Whether the piece may be the name misheard: a part of a name ("vitamin") was heard well, but is not it."""
        return not set(piece) < set(name) and self._same_sense(piece, name, widely)

    def _same_sense(self, piece: Tokens, name: Tokens, widely: bool) -> bool:
        """Whether neither says no where the other does not.

        Where only a name can stand an odd word may be what was heard of a "no";
        a "no" may be part of a name ("novolog") that is less alike without.
        """
        lost, added = NEGATIONS.intersection(name).difference(piece), NEGATIONS.intersection(piece).difference(name)
        if lost and (not widely or self.everyday(piece)):
            return False
        said, meant = "".join(piece), "".join(name)
        rest = "".join(token for token in piece if token not in added)
        like = self._alike_names.likeness
        return not added or like(rest, meant) < like(said, meant) - PART_OF_NAME

    @cached_property
    def _spelled(self) -> dict[str, Tokens]:
        """Names that can be misheard, by their spelling without spaces.

        Longer phrases of everyday words cannot: they are heard as they are said.
        """
        exact = self._vocabulary.get("exact_types", ())
        everyday = self.known | self._shared
        both = {**self._as_said, **{name: name for name in self._names}}
        return {
            spelling: name
            for said, name in both.items()
            if len(spelling := "".join(said)) >= SHORTEST_MISHEARD and self._names[name][0] not in exact
            if not (len(name) > MOST_EVERYDAY and everyday.issuperset(name))
        }

    @cached_property
    def _shared(self) -> frozenset[str]:
        """Words in names of more than one value: everyday words, though none of ours."""
        values: dict[str, set[Target]] = defaultdict(set)
        for name, target in self._names.items():
            for word in name:
                values[word].add(target)
        return frozenset(word for word, targets in values.items() if len(targets) > 1)

    @cached_property
    def _loose(self) -> ScatteredNames:
        loose, endings = (self._vocabulary.get(key, ()) for key in ("loose_types", "endings"))
        return ScatteredNames((name for name, (kind, _) in self._names.items() if kind in loose), self._small, endings)

    @cached_property
    def _alike_names(self) -> SoundIndex:
        return SoundIndex(self._spelled)


def delexicalise(tokens: Tokens, matches: tuple[Match, ...]) -> Tokens:
    """The words with each found value replaced by the marker of its slot type."""
    starts = {match.start: match for match in matches}
    inside = {position for match in matches for position in range(match.start + 1, match.end)}
    return tuple(
        starts[position].marker if position in starts else token
        for position, token in enumerate(tokens)
        if position not in inside
    )


def _or_inside(match: Match, inside: tuple[Match, ...]) -> Match:
    """A name heard with shorter names inside it: those may have been meant instead."""
    others = ((other.slot_type, other.id) for other in inside if other.id != match.id)
    return replace(match, rivals=tuple(dict.fromkeys((*others, *match.rivals))))


def _of_type(match: Match, types: Collection[str]) -> Match | None:
    """The match as one of the types, the others as its rivals; None if it may be of none of them."""
    targets = ((match.slot_type, match.id), *match.rivals)
    first = next((target for target in targets if target[0] in types), None)
    if first is None:
        return None
    return replace(match, slot_type=first[0], id=first[1], rivals=tuple(other for other in targets if other != first))


def _apart(matches: Iterable[Match]) -> tuple[Match, ...]:
    """The best of overlapping matches, left to right."""
    kept: list[Match] = []
    for match in sorted(matches, key=rank):
        if all(match.end <= other.start or other.end <= match.start for other in kept):
            kept.append(match)
    return tuple(sorted(kept, key=lambda match: match.start))


def _says_no_more(match: Match, exact: tuple[Match, ...]) -> bool:
    """Whether it is a name said word for word, or a part of one, or one with more words around it."""
    return any(
        (other.start <= match.start and match.end <= other.end)
        or (other.id == match.id and match.start <= other.start and other.end <= match.end)
        for other in exact
    )


def rank(match: Match) -> float:
    """The likest first; a longer piece explains more of what was said."""
    return -match.likeness - WORTH_OF_LETTER * len(match.text)
