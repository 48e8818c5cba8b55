"""A linear classifier over words and character n-grams, in plain Python. Its weights come from train.py."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Feature:
    """Inverse document frequency of one feature, and its weight for each class it speaks for or against."""

    idf: float
    weights: Mapping[int, float]


class Classifier:
    """Multinomial logistic regression.

    Args:
        classes: class names, in the order of the intercepts.
        known: words seen in samples of this domain.
    """

    def __init__(
        self,
        classes: Sequence[str],
        intercepts: Sequence[float],
        features: Mapping[str, Feature],
        known: frozenset[str],
    ) -> None:
        self.classes = tuple(classes)
        self.known = known
        self._intercepts = tuple(intercepts)
        self._features = features

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Classifier":
        """Read the weights as train.py writes them: feature -> [idf, class, weight, class, weight, ...]."""
        read = {
            name: Feature(row[0], {int(row[i]): row[i + 1] for i in range(1, len(row), 2)})
            for name, row in data["features"].items()
        }
        return cls(data["classes"], data["intercepts"], read, frozenset(data["known"]))

    def probabilities(self, tokens: Tokens) -> dict[str, float]:
        """Class to probability; they add up to one."""
        scores = list(self._intercepts)
        for counts in features(tokens):
            vector = self._weigh(counts)
            for feature, value in vector:
                for index, weight in feature.weights.items():
                    scores[index] += weight * value
        top = max(scores)
        raised = [math.exp(score - top) for score in scores]
        total = sum(raised)
        return {name: value / total for name, value in zip(self.classes, raised, strict=True)}

    def share_known(self, tokens: Tokens) -> float:
        """The share of words that this domain has seen, from just above 0 to 1."""
        known = sum(token.startswith("<") or token in self.known for token in tokens)
        return (known + 0.5) / (len(tokens) + 0.5)

    def _weigh(self, counts: Counter[str]) -> list[tuple[Feature, float]]:
        """TF-IDF with dampened counts; one group of features has length one."""
        found = [(self._features[name], 1 + math.log(n)) for name, n in counts.items() if name in self._features]
        length = math.sqrt(sum((feature.idf * tf) ** 2 for feature, tf in found))
        return [(feature, feature.idf * tf / length) for feature, tf in found] if length else []
