"""How a word sounds, roughly: its consonants, with those that are easily misheard for each other made one."""

import re

_RULES = (
    (r"ph", "f"),
    (r"sc(?=[eiy])|c(?=[eiy])", "s"),
    (r"x", "ks"),
    (r"[ckqg]+h?", "k"),
    (r"[dt]h?", "t"),
    (r"[bp]", "p"),
    (r"[vf]", "f"),
    (r"[sz]h?", "s"),
    (r"[^bcdfgklmnpqrstvxz]", ""),
)
_OPEN = frozenset("aeiouhyw")
_COMPILED = tuple((re.compile(pattern), sound) for pattern, sound in _RULES)


def consonants(spelling: str) -> str:
    """The consonant sounds of a spelling without spaces: "amlodipine" and "amlowtopeen" give "-mltpn".

    A dash stands for a vowel, h, w or y at the start, which is rarely misheard for a consonant.
    """
    start = "-" if spelling[:1] in _OPEN else ""
    for pattern, sound in _COMPILED:
        spelling = pattern.sub(sound, spelling)
    return start + re.sub(r"(.)\1+", r"\1", spelling)
