"""A linear classifier over words and character n-grams, in plain Python. Its weights come from train.py."""

import base64
import math
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from itertools import pairwise
from typing import Any

from nlu.normalise import Tokens

CHARACTER_LENGTHS = (3, 4)


def features(tokens: Tokens) -> tuple[Counter[str], Counter[str]]:
    """Counts of words and word pairs, and of character n-grams; markers such as <cause> have no characters."""
    padded = ("^", *tokens, "$")
    in_words = Counter(tokens)
    in_words.update(f"{first} {second}" for first, second in pairwise(padded))
    in_characters: Counter[str] = Counter()
    for token in tokens:
        if not token.startswith("<"):
            spelling = f"_{token}_"
            for length in CHARACTER_LENGTHS:
                in_characters.update(f"#{spelling[i : i + length]}" for i in range(len(spelling) - length + 1))
    return in_words, in_characters


class Classifier:
    """Multinomial logistic regression.

    The weights lie in flat arrays, feature after feature, because thirty thousand small objects would take more
    memory than all the rest.

    Args:
        classes: class names, in the order of the intercepts.
        known: words seen in samples of this domain.
        features: name to place of every feature.
        idf: inverse document frequency of each feature.
        ends: where the weights of each feature end in `of_class` and `weights`.
        of_class: for each weight the class it speaks for or against.
        weights: hundredths.
    """

    def __init__(
        self,
        classes: Sequence[str],
        intercepts: Sequence[float],
        known: frozenset[str],
        features: Mapping[str, int],
        idf: Sequence[float],
        ends: Sequence[int],
        of_class: Sequence[int],
        weights: Sequence[int],
    ) -> None:
        self.classes = tuple(classes)
        self._left_out: frozenset[str] = frozenset()
        self.known = known
        self._intercepts = tuple(intercepts)
        self._features, self._idf = features, idf
        self._ends, self._of_class, self._weights = ends, of_class, weights

    @classmethod
    def from_json(cls, trained: Mapping[str, Any]) -> "Classifier":
        """Read the weights as train.py writes them."""
        return cls(
            trained["classes"],
            trained["intercepts"],
            frozenset(trained["known"]),
            {name: place for place, name in enumerate(trained["features"].split("\n"))},
            unpacked("f", trained["idf"]),
            unpacked("I", trained["ends"]),
            unpacked("B", trained["of_class"]),
            unpacked("h", trained["weights"]),
        )

    def without(self, classes: Collection[str]) -> "Classifier":
        """The same classifier as if some classes were not there."""
        other = copy(self)
        other._left_out = frozenset(classes)
        return other

    def probabilities(self, tokens: Tokens) -> dict[str, float]:
        """Class to probability; they add up to one."""
        scores = list(self._intercepts)
        for counts in features(tokens):
            for feature, value in self._weigh(counts):
                start, end = self._ends[feature - 1] if feature else 0, self._ends[feature]
                hundredth = value / 100
                for of_class, weight in zip(self._of_class[start:end], self._weights[start:end], strict=True):
                    scores[of_class] += weight * hundredth
        top = max(scores)
        pairs = zip(self.classes, scores, strict=True)
        raised = {name: math.exp(score - top) for name, score in pairs if name not in self._left_out}
        total = sum(raised.values())
        return {name: value / total for name, value in raised.items()}

    def share_known(self, tokens: Tokens) -> float:
        """The share of words that this domain has seen, from just above 0 to 1."""
        known = sum(token.startswith("<") or token in self.known for token in tokens)
        return (known + 0.5) / (len(tokens) + 0.5)

    def _weigh(self, counts: Counter[str]) -> list[tuple[int, float]]:
        """TF-IDF with dampened counts; one group of features has length one."""
        places = ((self._features.get(name), n) for name, n in counts.items())
        found = [(place, self._idf[place] * (1 + math.log(n))) for place, n in places if place is not None]
        length = math.sqrt(sum(value * value for _, value in found))
        return [(place, value / length) for place, value in found] if length else []


def packed(kind: str, values: Iterable[float]) -> str:
    """Numbers as text, in the byte order of x86 and ARM; `kind` is a type code of the array module."""
    return base64.b64encode(array(kind, values).tobytes()).decode()


def unpacked(kind: str, text: str) -> "array[Any]":
    """The numbers in a text made by `packed`."""
    return array(kind, base64.b64decode(text))
