"""Find names whose words were all said, in whatever order and with others between ("a pillow under my legs")."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from nlu.normalise import Tokens

FEWEST_WORDS = 2
"""Words that say something which a name must have to be found by them."""
MOST_BETWEEN = 3
"""Other words that may stand between those of a name."""
SHORTEST_STEM = 3

Span = tuple[int, int]


class ScatteredNames:
    """The names of several words, by their words.

    Args:
        names: the names in plain form.
        small: words that say nothing ("a", "my").
        endings: ends of words that make no other word of it ("ing"), the longest first.
    """

    def __init__(self, names: Iterable[Tokens], small: Collection[str], endings: Sequence[str]) -> None:
        self._small, self._endings = frozenset(small), tuple(endings)
        stems = ((self._stems(name), name) for name in names)
        self._names: Mapping[str, list[tuple[frozenset[str], Tokens]]] = defaultdict(list)
        for wanted, name in stems:
            if len(wanted) >= FEWEST_WORDS:
                self._names[min(wanted)].append((frozenset(wanted), name))

    def find(self, tokens: Tokens) -> list[tuple[Tokens, Span]]:
        """Names all of whose words are near each other, with the place from first to last (end exclusive).

        The name of most words comes first, of these the one with fewest words between.
        """
        places: dict[str, list[int]] = defaultdict(list)
        for place, token in enumerate(tokens):
            places[self._stem(token)].append(place)
        found = [
            (len(wanted), name, span)
            for stem in places
            for wanted, name in self._names.get(stem, ())
            if wanted <= places.keys() and (span := _tightest([places[word] for word in wanted]))
        ]
        found.sort(key=lambda item: (-item[0], item[2][1] - item[2][0]))
        return [(name, span) for _, name, span in found]

    def _stems(self, name: Tokens) -> set[str]:
        return {self._stem(word) for word in name if word not in self._small}

    def _stem(self, word: str) -> str:
        """What is left of a word without its ending."""
        for ending in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
                return word.removesuffix(ending)
        return word


def _tightest(places: Sequence[Sequence[int]]) -> Span | None:
    """The narrowest stretch of the sentence that holds one place of each word; None if that is too wide."""
    said = sorted((place, word) for word, own in enumerate(places) for place in own)
    last: dict[int, int] = {}
    spans = []
    for place, word in said:
        last[word] = place
        if len(last) == len(places):
            spans.append((min(last.values()), place + 1))
    start, end = min(spans, key=lambda span: span[1] - span[0])
    return (start, end) if end - start <= len(places) + MOST_BETWEEN else None
