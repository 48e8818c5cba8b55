"""How well samples are read by a classifier that was trained without them and without their like.

    make crossvalidate

Samples that differ only in small words or in the name in them belong to one family, and a family is left out whole:
"can {medicine} cause cramps" is no test of "does {medicine} cause cramp". Out-of-scope sentences take part.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from interaction_model.build import training_rows
from interaction_model.train import Labelled, train
from nlu.classify import Classifier
from nlu.normalise import Tokens
from nlu.recognise import OUT_OF_SCOPE

ROOT = Path(__file__).resolve().parent.parent
FOLDS = 5
SMALL_WORDS = frozenset(
    """
    a about am an and any anything are as at be been but by can could did do does for from get gets getting give
    gives got had has have he her him his how i if in is it its just me might my no not of off on one or our
    please she should so some something tell than that the their them then there they this to us was we were what
    when which who why will with would you your
    """.split()  # noqa: SIM905 (a list of words is easier to read so)
)


@dataclass(frozen=True)
class Reading:
    """A row, and what a classifier made of it that never saw its family."""

    label: str
    tokens: Tokens
    read_as: str
    chance: float

    @property
    def right(self) -> bool:
        """Whether it was read as what it is; all that is out of scope counts as one."""
        both_outside = self.label.startswith(OUT_OF_SCOPE) and self.read_as.startswith(OUT_OF_SCOPE)
        return both_outside or self.label == self.read_as


def family(tokens: Tokens) -> frozenset[str]:
    """What is left of a sentence without small words and plurals; the sentence itself if nothing is."""
    left = frozenset(token.removesuffix("s") for token in tokens if token not in SMALL_WORDS)
    return left or frozenset(tokens)


def folds(rows: Sequence[Labelled], number: int = FOLDS) -> list[list[int]]:
    """Indices of the rows, divided by families; the same rows always give the same folds."""
    families = sorted({family(tokens) for _, tokens in rows}, key=sorted)
    fold_of = {kin: n % number for n, kin in enumerate(families)}
    divided: list[list[int]] = [[] for _ in range(number)]
    for index, (_, tokens) in enumerate(rows):
        divided[fold_of[family(tokens)]].append(index)
    return divided


def readings(rows: Sequence[Labelled]) -> Iterator[Reading]:
    """Every row, read without its family. Reports progress on stderr: each fold is trained anew."""
    divided = folds(rows)
    for number, held in enumerate(divided, start=1):
        print(f"fold {number} of {len(divided)}: {len(held)} sentences left out", file=sys.stderr, flush=True)
        left_out = set(held)
        trained = train([row for index, row in enumerate(rows) if index not in left_out])
        classifier = Classifier.from_json(trained)
        for label, tokens in (rows[index] for index in held):
            chances = classifier.probabilities(tokens)
            best = max(chances, key=chances.__getitem__)
            yield Reading(label, tokens, best, chances[best])


def main() -> int:
    """Print right and wrong per intent, and where the wrong ones went."""
    rows = training_rows(ROOT / "content", "en")
    found = list(readings(rows))
    print(f"{'':28}{'rows':>6}{'right':>8}   most often taken for")
    for label in sorted({reading.label for reading in found}):
        mine = [reading for reading in found if reading.label == label]
        elsewhere = Counter(reading.read_as for reading in mine if not reading.right)
        share = sum(reading.right for reading in mine) / len(mine)
        print(
            f"{label:28}{len(mine):6}{share:8.1%}   " + ", ".join(f"{n} {name}" for name, n in elsewhere.most_common(3))
        )
    inside = [reading for reading in found if not reading.label.startswith(OUT_OF_SCOPE)]
    outside = [reading for reading in found if reading.label.startswith(OUT_OF_SCOPE)]
    print(f"in scope: {sum(r.right for r in inside) / len(inside):.1%} of {len(inside)} right")
    print(f"out of scope: {sum(r.right for r in outside) / len(outside):.1%} of {len(outside)} known as such")
    return 0


if __name__ == "__main__":
    sys.exit(main())
