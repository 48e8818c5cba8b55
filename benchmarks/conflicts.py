"""Where the model pulls two ways: samples nearer to another intent than to their own, and names that sound alike.

    make conflicts

Samples are read by classifiers that never saw them nor their like (crossval.py); those read as another
intent with confidence are listed with the sample there that is most like them. Names of different entries that sound
so alike that the skill must ask back are listed too. Nothing here is an error by itself: it is where to look.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.crossval import Reading, family, readings
from interaction_model.build import training_rows
from interaction_model.train import Labelled
from leg_cramp.content.load import load
from leg_cramp.content.model import Content
from leg_cramp.content.names import named_values
from nlu.alike import SoundIndex
from nlu.recognise import OUT_OF_SCOPE
from nlu.spot import SURE

ROOT = Path(__file__).resolve().parent.parent
SHORTEST = 5
"""Letters of a name that can be misheard."""


@dataclass(frozen=True)
class Pull:
    """A sample that another intent pulls at, and the sample there that is most like it."""

    reading: Reading
    nearest: str


def pulls(found: Iterable[Reading], rows: list[Labelled], least: float) -> Iterator[Pull]:
    """Samples read as another intent with at least this confidence, the surest first."""
    wrong = (reading for reading in found if not reading.right and reading.chance >= least)
    for reading in sorted(wrong, key=lambda reading: -reading.chance):
        if not reading.label.startswith(OUT_OF_SCOPE):
            words = family(reading.tokens)
            there = [tokens for label, tokens in rows if label == reading.read_as]
            nearest = max(there, key=lambda tokens: (len(words & family(tokens)), -len(tokens)))
            yield Pull(reading, " ".join(nearest))


def names_alike(content: Content) -> Iterator[tuple[str, str, float]]:
    """Pairs of names of different entries that sound so alike that one is easily taken for the other."""
    of_name = {
        name.lower().replace(" ", ""): (value.slot_type, value.id, name)
        for value in named_values(content)
        for name in (value.name, *value.synonyms)
        if len(name) >= SHORTEST
    }
    index = SoundIndex(of_name)
    seen = set()
    for spelling in of_name:
        near = [(like, of_name[other]) for like, other in index.nearest(spelling, SURE)]
        for (_, one), (like, other) in combinations(near, 2):
            pair = tuple(sorted((one[2], other[2])))
            if one[:2] != other[:2] and pair not in seen:
                seen.add(pair)
                yield one[2], other[2], like


def main(arguments: list[str] | None = None) -> int:
    """Print both lists."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--locale", default="en-US")
    parser.add_argument("--least", type=float, default=0.8, help="confidence from which a pull is listed")
    options = parser.parse_args(arguments)
    content = ROOT / "content"
    print("names that sound alike; the skill asks which was meant")
    for one, other, like in names_alike(load(content, options.locale)):
        print(f"  {like:.2f}  {one} / {other}")
    rows = training_rows(content, options.locale.split("-")[0])
    print(f"samples that another intent pulls at with {options.least:.0%} or more")
    for pull in pulls(readings(rows), rows, options.least):
        reading = pull.reading
        print(f"  {reading.chance:.2f}  {reading.label} -> {reading.read_as}: {' '.join(reading.tokens)}")
        print(f"        there: {pull.nearest}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
