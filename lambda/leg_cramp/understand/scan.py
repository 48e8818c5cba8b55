"""The red-flag scan: every word that reached us, before anything else is decided.

A sign counts when one of its phrases is said of a person, here and now: not denied ("no swelling"), not over
("fine now"), not asked about in general ("what does a swollen leg mean"), not quoted ("the telly said").
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from leg_cramp.content.model import Content, Entry, Severity, SignRule, Signs

Words = tuple[str, ...]

_CLAUSE_END = re.compile(r"[,.;:!?]|\b(?:but|so|because|although|though)\b")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_WIDEST_GAP = 5
"""How many words may stand between a denial and the sign it denies."""


@dataclass(frozen=True)
class Reported:
    """Sign terms said of someone: here and now, and including what is said to be over."""

    now: frozenset[str]
    ever: frozenset[str]


def scan(heard: Iterable[str], content: Content) -> Entry | None:
    """The worst red flag reported in the words; of equally bad ones the most specific. None if there is none."""
    reported = reported_terms(". ".join(heard), content.signs)
    if not reported.ever:
        return None
    flags = [(_weight(flag, size), flag) for flag in content.of_kind("red_flag") if (size := _holds(flag, reported))]
    return max(flags, key=lambda pair: pair[0])[1] if flags else None


def reported_terms(text: str, signs: Signs) -> Reported:
    """The sign terms that the text reports of someone."""
    text, phrases = _plain(text), _Phrases.of(signs)
    if _is_general_question(tuple(_WORD.findall(text)), phrases):
        return Reported(frozenset(), frozenset())
    now: set[str] = set()
    ever: set[str] = set()
    for clause in map(words_of, _CLAUSE_END.split(text)):
        ever |= phrases.terms_in(clause)
        closing = phrases.closings.first_in(clause)
        if closing is None:
            now |= phrases.terms_in(clause)
        else:
            resumed = phrases.resumptions.first_in(clause[closing:])
            now = set() if resumed is None else phrases.terms_in(clause[closing + resumed :])
    return Reported(frozenset(now), frozenset(ever))


def qualified(text: str, signs: Signs) -> bool:
    """Whether signs are only asked about, denied, over, quoted or harmless somewhere in the text."""
    text, phrases = _plain(text), _Phrases.of(signs)
    if _is_general_question(tuple(_WORD.findall(text)), phrases):
        return True
    return any(phrases.qualifies(words_of(clause)) for clause in _CLAUSE_END.split(text))


def without_denials(text: str, signs: Signs) -> str:
    """The text without the signs it denies: "no swelling just a cramp" is about a cramp."""
    phrases = _Phrases.of(signs)
    return ", ".join(" ".join(phrases.undenied(clause.split())) for clause in _CLAUSE_END.split(_plain(text)))


def words_of(text: str) -> Words:
    """The words of a clause; a possessive or shortened "is" at the end of a word makes no difference."""
    return tuple(word.removesuffix("'s") for word in _WORD.findall(text))


def _plain(text: str) -> str:
    text = text.lower().replace("\u2019", "'")
    return text.replace("can not ", "can't ").replace("cannot", "can't")


def _weight(flag: Entry, size: int) -> tuple[int, int]:
    return (flag.severity or Severity.EMERGENCY).rank, size


def _holds(flag: Entry, reported: Reported) -> int:
    """The number of terms in the longest rule that holds, 0 if none does."""
    terms = reported.ever if flag.counts_when_over else reported.now
    return max((len(rule.all_of) for rule in flag.signs if _rule_holds(rule, terms)), default=0)


def _rule_holds(rule: SignRule, terms: frozenset[str]) -> bool:
    return terms.issuperset(rule.all_of) and terms.isdisjoint(rule.none_of)


def _is_general_question(words: Words, phrases: "_Phrases") -> bool:
    """An opening such as "what does", and nobody named after it: "my leg", "I'm", "her foot"."""
    while words and words[0] in phrases.fillers:
        words = words[1:]
    opening = phrases.questions.length_at(words_of(" ".join(words)), 0)
    return opening > 0 and phrases.persons.isdisjoint(words[opening:])


class _PhraseSet:
    """Phrases of several words, found by dictionary instead of by pattern: there are thousands."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = frozenset(words_of(_plain(phrase)) for phrase in phrases)
        self._longest = max(map(len, self._phrases), default=0)

    def length_at(self, words: Words, start: int) -> int:
        """Length of the longest phrase that begins there, 0 if none does."""
        lengths = range(min(self._longest, len(words) - start), 0, -1)
        return next((n for n in lengths if words[start : start + n] in self._phrases), 0)

    def length_at_end(self, words: Words) -> int:
        """Length of the longest phrase that ends the words, 0 if none does."""
        lengths = range(min(self._longest, len(words)), 0, -1)
        return next((n for n in lengths if words[-n:] in self._phrases), 0)

    def first_in(self, words: Words) -> int | None:
        """Where the first phrase begins, or None."""
        return next((i for i in range(len(words)) if self.length_at(words, i)), None)


class _Phrases:
    """The phrases of one locale's signs, ready to be looked up."""

    def __init__(self, signs: Signs) -> None:
        self._terms: dict[Words, list[str]] = {}
        for term, phrases in signs.terms.items():
            for phrase in phrases:
                self._terms.setdefault(words_of(_plain(phrase)), []).append(term)
        self._longest = max(map(len, self._terms), default=0)
        self._denials = _PhraseSet(signs.denials)
        self._exceptions = _PhraseSet(signs.denial_exceptions)
        self._hearsay = _PhraseSet(signs.hearsay)
        self._harmless = _PhraseSet(signs.harmless)
        self._gap = frozenset(signs.denial_gap)
        self.closings = _PhraseSet(signs.closings)
        self.resumptions = _PhraseSet(signs.resumptions)
        self.questions = _PhraseSet(signs.questions)
        self.persons = frozenset(signs.persons)
        self.fillers = frozenset(signs.fillers)

    @staticmethod
    def of(signs: Signs) -> "_Phrases":
        """The phrases of these signs, prepared once."""
        return _prepared(_Identity(signs))

    def terms_in(self, clause: Words) -> set[str]:
        """The terms said in a clause, up to where it begins to quote, without those denied."""
        clause = self._without_harmless(clause[: self._hearsay.first_in(clause)])
        return {term for start, terms in self._found(clause) if not self._denied(clause[:start]) for term in terms}

    def qualifies(self, clause: Words) -> bool:
        """Whether the clause holds a closing, hearsay, a harmless phrase or a denied sign."""
        marks = (self.closings, self._hearsay, self._harmless)
        if any(mark.first_in(clause) is not None for mark in marks):
            return True
        return any(self._denied(clause[:start]) for start, _ in self._found(clause))

    def undenied(self, words: list[str]) -> list[str]:
        """The words outside any denied sign."""
        clause = tuple(word.strip('"()').removesuffix("'s") for word in words)
        dropped: set[int] = set()
        for start in range(len(clause)):
            length = self._length_at(clause, start)
            denial = self._denial_before(clause[:start]) if length else None
            if denial is not None:
                dropped.update(range(denial, start + length))
        return [word for i, word in enumerate(words) if i not in dropped]

    def _length_at(self, clause: Words, start: int) -> int:
        lengths = range(min(self._longest, len(clause) - start), 0, -1)
        return next((n for n in lengths if clause[start : start + n] in self._terms), 0)

    def _without_harmless(self, clause: Words) -> Words:
        """The clause with harmless phrases blanked, so that no sign is found in or across them."""
        kept = list(clause)
        for start in range(len(clause)):
            length = self._harmless.length_at(clause, start)
            kept[start : start + length] = [""] * length
        return tuple(kept)

    def _found(self, clause: Words) -> Iterator[tuple[int, list[str]]]:
        for start in range(len(clause)):
            for length in range(1, min(self._longest, len(clause) - start) + 1):
                terms = self._terms.get(clause[start : start + length])
                if terms:
                    yield start, terms

    def _denied(self, before: Words) -> bool:
        return self._denial_before(before) is not None

    def _denial_before(self, before: Words) -> int | None:
        """Where a denial begins that has nothing but gap words between it and the sign; None without one."""
        gaps = len(list(takewhile(lambda word: word in self._gap, reversed(before))))
        for gap in range(min(gaps, _WIDEST_GAP) + 1):
            head = before[: len(before) - gap]
            length = self._denials.length_at_end(head)
            if length and not self._excepted(before, len(head)):
                return len(head) - length
        return None

    def _excepted(self, before: Words, end: int) -> bool:
        """Whether the denial ending there begins "not only", "no doubt" or the like, which deny nothing."""
        return any(self._exceptions.length_at(before, start) > end - start for start in range(max(0, end - 3), end))


@dataclass(frozen=True)
class _Identity:
    """Signs hashed by identity, so that they can be a cache key without reading thousands of phrases."""

    signs: Signs

    def __hash__(self) -> int:
        return id(self.signs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and self.signs is other.signs


@lru_cache(maxsize=16)
def _prepared(key: _Identity) -> _Phrases:
    return _Phrases(key.signs)
