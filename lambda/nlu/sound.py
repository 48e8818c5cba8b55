"""How words sound, roughly, and how easily one is heard for another. English spelling rules, no dictionary."""

import math
import re
from functools import lru_cache

_RULES = (
    (r"\b(?:kn|gn|pn)", "n"),
    (r"\bps", "s"),
    (r"\bx", "z"),
    (r"ph", "f"),
    (r"sch", "sk"),
    (r"tch|ch", "c"),
    (r"[st]i(?=o)|di(?=on)|sh", "$"),
    (r"ck|q|c(?![eiy])", "k"),
    (r"c(?=[eiy])", "s"),
    (r"gh", ""),
    (r"d?g(?=[eiy])", "j"),
    (r"x", "ks"),
    (r"(?<=[aeiouy].)e\b|(?<=[aeiouy]..)e\b", ""),
    (r"[iye][aeiouyw]*", "e"),
    (r"[aou][aeiouyw]*|w", "o"),
    (r"[^a-z$]|h", ""),
    (r"(.)\1+", r"\1"),
)
"""Letters to sounds: c stands for ch, $ for sh, e and o for any vowel at the front or the back of the mouth."""
_COMPILED = tuple((re.compile(pattern), sound) for pattern, sound in _RULES)
_CLASSES = str.maketrans({"b": "p", "d": "t", "g": "k", "c": "s", "j": "s", "$": "s", "z": "s", "v": "f", "n": "m"})
_UNSTEADY = re.compile("[eor]")
_REPEATED = re.compile(r"(.)\1+")

_WEIGHTS = {"e": 0.3, "o": 0.3, "r": 0.5, "l": 0.7, "n": 0.7, "t": 0.8, "d": 0.8}
"""What it costs to miss a sound, or to hear one that was not said; 1 for all others."""
_VOWEL_FOR_CONSONANT = 1.3
_CONFUSED = {
    0.1: ("eo",),
    0.2: ("bp", "dt", "gk", "fv", "sz", "cj", "$c", "$j"),
    0.4: ("mn", "s$", "z$", "zj", "ck", "cs", "gj"),
    0.6: ("lr", "tp", "pk", "tk", "fs", "db", "bv", "pf", "tc", "dj", "ln", "dn", "mb"),
}
"""What it costs to hear one sound for the other; 1 for all other pairs."""
_COSTS = {order: cost for cost, pairs in _CONFUSED.items() for pair in pairs for order in (pair, pair[::-1])}
_COSTS |= {
    pair: _VOWEL_FOR_CONSONANT
    for vowel in "eo"
    for consonant in "bcdfgjklmnprstvz$"
    for pair in (vowel + consonant, consonant + vowel)
}


def sounds(spelling: str) -> str:
    """The sounds of a spelling without spaces, one character each: "amlodipine" gives "omlodepen"."""
    for pattern, sound in _COMPILED:
        spelling = pattern.sub(sound, spelling)
    return spelling


def consonants(heard: str) -> str:
    """The consonants of sounds, with those that are easily heard for each other made one; r comes and goes."""
    return _REPEATED.sub(r"\1", _UNSTEADY.sub("", heard.translate(_CLASSES)))


def edges(heard: str) -> set[str]:
    """The start and the end of sounds, with those that are easily heard for each other made one."""
    rough = heard.translate(_CLASSES).replace("o", "e")
    return {f"{rough[:3]}.", f".{rough[-3:]}"}


@lru_cache(maxsize=8192)
def weight(heard: str) -> float:
    """How much there is to hear."""
    return sum(_WEIGHTS.get(sound, 1.0) for sound in heard)


def comparable(one: float, other: float, at_least: float) -> bool:
    """Whether sounds of these weights can be so alike at all."""
    return abs(one - other) <= (1 - at_least) * max(one, other)


def likeness(one: str, other: str, at_least: float = 0.0) -> float:
    """How alike two strings of sounds are, from 0 to 1: a weighted edit distance over the weight of the heavier.

    Gives 0 for all that is less alike than `at_least`.
    """
    heavier = max(weight(one), weight(other))
    if not heavier or not comparable(weight(one), weight(other), at_least):
        return 0.0
    found = 1 - _distance(one, other, (1 - at_least) * heavier) / heavier
    return found if found >= at_least else 0.0


def _distance(one: str, other: str, most: float) -> float:
    """The cost of hearing one for the other; more than `most` is not worked out to the end."""
    missed = [_WEIGHTS.get(sound, 1.0) for sound in other]
    above = [0.0]
    for cost in missed:
        above.append(above[-1] + cost)
    for heard in one:
        added = _WEIGHTS.get(heard, 1.0)
        left = above[0] + added
        row = [left]
        for column, meant in enumerate(other):
            same = above[column] + (0.0 if heard == meant else _COSTS.get(heard + meant, 1.0))
            left = min(same, above[column + 1] + added, left + missed[column])
            row.append(left)
        if min(row) > most:
            return math.inf
        above = row
    return above[-1]
