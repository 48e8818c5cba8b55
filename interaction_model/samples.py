"""The sample utterances of a locale: written one by one, or as patterns of which each way to say it is a sample."""

from collections.abc import Mapping
from pathlib import Path

from leg_cramp.content.load import Wording
from nlu.alternatives import ways_to_say

Samples = Mapping[str, tuple[str, ...]]
"""Intent id to its samples, none of them twice."""


def samples_of(root: Path, locale: str) -> Samples:
    """The samples of every intent that has any. `root`: the content folder."""
    wording = Wording(root, locale)
    names = sorted(path.stem for path in (root / "facts" / "intents").glob("*.json"))
    return {name: _samples(wording, name) for name in names if wording.has(f"intents/{name}.json")}


def _samples(wording: Wording, intent: str) -> tuple[str, ...]:
    words = wording.read(f"intents/{intent}.json")
    spelled_out = (" ".join(way.split()) for pattern in words.get("patterns", ()) for way in ways_to_say(pattern))
    return tuple(dict.fromkeys((*words["samples"], *spelled_out)))
