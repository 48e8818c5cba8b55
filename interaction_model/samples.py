"""The sample utterances of a locale: written one by one, or as patterns of which each way to say it is a sample."""

import re
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

from leg_cramp.content.load import Wording

_ALTERNATIVES = re.compile(r"\(([^()]*)\)")

Samples = Mapping[str, tuple[str, ...]]
"""Intent id to its samples, none of them twice."""


def samples_of(root: Path, locale: str) -> Samples:
    """The samples of every intent that has any. `root`: the content folder."""
    wording = Wording(root, locale)
    names = sorted(path.stem for path in (root / "facts" / "intents").glob("*.json"))
    return {name: _samples(wording, name) for name in names if wording.has(f"intents/{name}.json")}


def ways_to_say(pattern: str) -> Iterator[str]:
    """Every sentence of a pattern: "(does|will) {remedy} help (it|)" has four."""
    parts = _ALTERNATIVES.split(pattern)
    choices = (part.split("|") if place % 2 else (part,) for place, part in enumerate(parts))
    return (" ".join("".join(chosen).split()) for chosen in product(*choices))


def _samples(wording: Wording, intent: str) -> tuple[str, ...]:
    words = wording.read(f"intents/{intent}.json")
    patterns = (sample for pattern in words.get("patterns", ()) for sample in ways_to_say(pattern))
    return tuple(dict.fromkeys((*words["samples"], *patterns)))
