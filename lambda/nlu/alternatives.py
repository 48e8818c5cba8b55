"""Texts with alternatives: "(does|will) it help (me|)" stands for four."""

import re
from collections.abc import Iterator
from itertools import product

_ALTERNATIVES = re.compile(r"\(([^()]*)\)")


def ways_to_say(text: str) -> Iterator[str]:
    """Every way to say the text; spaces stay as they are around an alternative that is nothing."""
    parts = _ALTERNATIVES.split(text)
    choices = (part.split("|") if place % 2 else (part,) for place, part in enumerate(parts))
    return map("".join, product(*choices))
