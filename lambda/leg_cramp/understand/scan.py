"""The red-flag scan: every word that reached us, before anything else is decided.

A sign counts when one of its phrases is said of the person, here and now: not denied ("no swelling"), not over
("fine now"), not asked about ("what does a swollen leg mean"), not quoted ("the telly said").
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from leg_cramp.content.model import Content, Entry, Severity, SignRule, Signs

_CLAUSE = re.compile(r"[.,;!?]|\b(?:but|although|though)\b")
_REACH_OF_DENIAL = 3
"""How many words may stand between a denial and the sign it denies."""


def scan(heard: Iterable[str], content: Content) -> Entry | None:
    """The worst red flag reported in the words, or None."""
    flags = [flag for text in heard for flag in _flags(text, content)]
    return max(flags, key=lambda flag: _severity(flag).rank, default=None)


def _flags(text: str, content: Content) -> Iterator[Entry]:
    present = reported_terms(text, content.signs)
    if present:
        for flag in content.of_kind("red_flag"):
            if any(_holds(rule, present) for rule in flag.signs):
                yield flag


def _holds(rule: SignRule, present: frozenset[str]) -> bool:
    return present.issuperset(rule.all_of) and present.isdisjoint(rule.none_of)


def _severity(flag: Entry) -> Severity:
    return flag.severity or Severity.EMERGENCY


def reported_terms(text: str, signs: Signs) -> frozenset[str]:
    """The sign terms that the text reports of someone, here and now."""
    text = _plain(text)
    if _is_question(text, signs) or any(_has(phrase, text) for phrase in signs.hearsay):
        return frozenset()
    found: set[str] = set()
    for clause in _CLAUSE.split(text):
        if not any(_has(closing, clause) for closing in signs.closings):
            found |= {term for term, phrases in signs.terms.items() if _said(phrases, clause, signs)}
    return frozenset(found)


def _is_question(text: str, signs: Signs) -> bool:
    """Asked in general, not about oneself: an opening such as "what does", and no "my" or "I"."""
    personal = re.search(r"\b(?:my|i|i'm|i've|me|he's|she's|his|her)\b", text)
    return not personal and any(re.match(rf"{re.escape(opening)}\b", text) for opening in signs.questions)


def _said(phrases: tuple[str, ...], clause: str, signs: Signs) -> bool:
    return any(not _denied(clause[: match.start()], signs) for match in _pattern(phrases).finditer(clause))


def _denied(before: str, signs: Signs) -> bool:
    near = " ".join(before.split()[-_REACH_OF_DENIAL:])
    return any(_has(denial, near) for denial in signs.denials)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.lower().replace("\u2019", "'")).strip()


def _has(phrase: str, text: str) -> bool:
    return re.search(rf"(?<![\w']){re.escape(phrase)}(?![\w'])", text) is not None


@lru_cache(maxsize=512)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<![\w'])(?:{'|'.join(map(re.escape, longest_first))})(?![\w'])")
