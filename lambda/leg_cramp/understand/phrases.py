"""Phrases of several words, looked up by dictionary instead of by pattern: there are thousands of them."""

import re
from collections.abc import Iterable, Iterator
from itertools import product, takewhile

from leg_cramp.content.model import Signs

Words = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ALTERNATIVES = re.compile(r"\(([^()]*)\)")
_WIDEST_GAP = 5
"""How many words may stand between a denial and the sign it denies."""


def plain(text: str) -> str:
    """Lower case, straight apostrophes, one way to write "cannot"."""
    text = text.lower().replace("\u2019", "'")
    return text.replace("can not ", "can't ").replace("cannot", "can't")


def words_of(text: str) -> Words:
    """The words of plain text; neither an apostrophe nor a possessive or shortened "is" makes a difference."""
    return tuple(word.removesuffix("'s").replace("'", "") for word in spelled_words_of(text))


def spelled_words_of(text: str) -> Words:
    """The words of plain text as they are spelled."""
    return tuple(_WORD.findall(text))


def variants(phrase: str) -> Iterator[Words]:
    """Every way to say a phrase: "(my|the|) leg (hurts|aches)" stands for six, "leg hurts" among them."""
    parts = _ALTERNATIVES.split(phrase)
    choices = (part.split("|") if place % 2 else (part,) for place, part in enumerate(parts))
    return (words_of(plain("".join(chosen))) for chosen in product(*choices))


class PhraseSet:
    """A set of phrases."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = frozenset(words for phrase in phrases for words in variants(phrase))
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

    def last_in(self, words: Words) -> int | None:
        """Where the last phrase begins, or None."""
        return next((i for i in reversed(range(len(words))) if self.length_at(words, i)), None)


class SignPhrases:
    """The phrases of danger signs, and the phrases around them that turn a mention into no report."""

    def __init__(self, signs: Signs) -> None:
        self._terms: dict[Words, list[str]] = {}
        for term, phrases in signs.terms.items():
            for words in {words for phrase in phrases for words in variants(phrase)}:
                self._terms.setdefault(words, []).append(term)
        self._longest = max(map(len, self._terms), default=0)
        self._denials = PhraseSet(signs.denials)
        self._exceptions = PhraseSet(signs.denial_exceptions)
        self._hearsay = PhraseSet(signs.hearsay)
        self._harmless = PhraseSet(signs.harmless)
        self._gap = frozenset(signs.denial_gap)
        self._closings = PhraseSet(signs.closings)
        self._not_closings = PhraseSet(signs.closing_exceptions)
        self.long_ago = PhraseSet(signs.long_ago)
        self.past = PhraseSet(signs.past_openings)
        self.earlier = PhraseSet(signs.past_pronouns)
        self.resumptions = PhraseSet(signs.resumptions)

    def terms_in(self, clause: Words) -> set[str]:
        """The terms said in a clause, up to where it begins to quote, without those denied."""
        clause = self._without_harmless(clause[: self._hearsay.first_in(clause)])
        return {
            term
            for start, _, terms in self._found(clause)
            if self._denial_before(clause[:start]) is None
            for term in terms
        }

    def qualify(self, clause: Words) -> bool:
        """Whether the clause holds a closing, hearsay, a harmless phrase or a denial."""
        marks = (self._closings, self.long_ago, self._hearsay, self._harmless, self._denials)
        return any(mark.first_in(clause) is not None for mark in marks)

    def closing_in(self, clause: Words) -> int | None:
        """Where the clause says that it is over ("fine now"), unless only the cramp is ("the cramp is better now")."""
        start = self._closings.first_in(clause)
        return None if start is None or self._not_closings.length_at_end(clause[:start]) else start

    def denied_positions(self, clause: Words) -> set[int]:
        """Where denied signs stand, each from its denial to its last word."""
        positions: set[int] = set()
        for start, end, _ in self._found(clause):
            denial = self._denial_before(clause[:start])
            if denial is not None:
                positions.update(range(denial, end))
        return positions

    def _without_harmless(self, clause: Words) -> Words:
        """The clause with harmless phrases blanked, so that no sign is found in or across them."""
        kept = list(clause)
        for start in range(len(clause)):
            length = self._harmless.length_at(clause, start)
            kept[start : start + length] = [""] * length
        return tuple(kept)

    def _found(self, clause: Words) -> Iterator[tuple[int, int, list[str]]]:
        """Start, end and terms of every sign phrase in the clause; they may overlap."""
        for start in range(len(clause)):
            for end in range(start + 1, min(start + self._longest, len(clause)) + 1):
                terms = self._terms.get(clause[start:end])
                if terms:
                    yield start, end, terms

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
