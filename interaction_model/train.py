"""Train the classifier of `nlu` on sample utterances and out-of-scope sentences (scikit-learn, build time only)."""

import hashlib
import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from nlu.classify import features, packed
from nlu.interaction_model import InteractionModel
from nlu.normalise import Tokens
from nlu.recognise import OUT_OF_SCOPE, Recogniser

VERSION = 5
"""Raise when the training below changes, so that committed weights count as stale."""
STRENGTH = 20.0
"""Inverse of the regularisation; larger follows the samples more closely."""
SMALLEST_WEIGHT = 0.08
RAREST, RAREST_WORD = 3, 2
"""Sentences that a feature must occur in, and that a single word must. Rarer ones add nothing that was measured."""
SLIP = 1
"""Sentences that a word occurs in which may be a slip of the ear, so that it counts as no word of ours."""

Labelled = tuple[str, Tokens]


def fingerprint(*inputs: object) -> str:
    """A short hash of everything training depends on."""
    text = json.dumps([VERSION, STRENGTH, SMALLEST_WEIGHT, *inputs], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def sentences(
    models: Sequence[InteractionModel], vocabulary: Mapping[str, Any], outside: Mapping[str, Sequence[str]]
) -> list[Labelled]:
    """Every sample of every model and every out-of-scope sentence, delexicalised; duplicates counted once."""
    rows: dict[Labelled, None] = {}
    bare = {
        "vocabulary": vocabulary,
        "classes": [],
        "intercepts": [],
        **dict.fromkeys(("features", "idf", "ends", "of_class", "weights"), ""),
        "known": [],
        "everyday": [],
        "once": [],
    }
    for model in models:
        reader = Recogniser(model, bare)
        for intent in model.intents.values():
            if intent is not model.catch_all:
                rows |= {
                    (intent.name, reader.delexicalised(s, intent.slots)): None for s in reader.samples_of(intent, 1)
                }
        for kind, lines in outside.items():
            rows |= {(OUT_OF_SCOPE + kind, reader.delexicalised(line)): None for line in lines}
    return list(rows)


def train(rows: Sequence[Labelled]) -> dict[str, Any]:
    """Fit and export the weights. The same rows give the same result, bit for bit, on one version of the libraries."""
    counts = [features(tokens) for _, tokens in rows]
    frequency = Counter(name for groups in counts for group in groups for name in group)
    names = sorted(name for name, n in frequency.items() if n >= (RAREST_WORD if _is_word(name) else RAREST))
    idf = {name: round(math.log((1 + len(rows)) / (1 + frequency[name])) + 1, 3) for name in names}
    matrix = _matrix(counts, names, idf)
    labels = [label for label, _ in rows]
    fitted = LogisticRegression(C=STRENGTH, max_iter=2000).fit(matrix, labels)
    classes = [str(name) for name in fitted.classes_]
    said = {name: n for name, n in frequency.items() if _is_word(name) and not name.startswith("<")}
    everyday = {token for token, n in said.items() if n > SLIP}
    inside = {token for label, tokens in rows if not label.startswith(OUT_OF_SCOPE) for token in tokens}
    return {
        "classes": classes,
        "intercepts": [round(float(x), 3) for x in fitted.intercept_],
        "features": "\n".join(names),
        "idf": packed("f", [idf[name] for name in names]),
        **_sparse(fitted.coef_),
        "known": sorted(inside & everyday),
        "everyday": sorted(everyday),
        "once": sorted(said.keys() - everyday),
    }


def _is_word(feature: str) -> bool:
    return " " not in feature and not feature.startswith("#")


def _matrix(counts: Sequence[tuple[Counter[str], ...]], names: Sequence[str], idf: Mapping[str, float]) -> csr_matrix:
    index = {name: i for i, name in enumerate(names)}
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for groups in counts:
        for group in groups:
            weights = {name: idf[name] * (1 + math.log(n)) for name, n in group.items() if name in index}
            length = math.sqrt(sum(value * value for value in weights.values())) or 1.0
            columns.extend(index[name] for name in weights)
            values.extend(value / length for value in weights.values())
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(counts), len(names)))


def _sparse(coefficients: "np.ndarray[Any, Any]") -> dict[str, str]:
    """The weights worth keeping, feature after feature."""
    ends, of_class, weights = [], [], []
    for column in coefficients.T:
        kept = np.flatnonzero(np.abs(column) >= SMALLEST_WEIGHT)
        of_class += [int(place) for place in kept]
        weights += [round(float(column[place]) * 100) for place in kept]
        ends.append(len(weights))
    return {"ends": packed("I", ends), "of_class": packed("B", of_class), "weights": packed("h", weights)}
