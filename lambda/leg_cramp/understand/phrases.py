"""Phrases of several words, with alternatives, found word by word: there are half a million of them."""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from leg_cramp.content.model import Signs
from nlu.alternatives import ways_to_say
from nlu.normalise import WORD

Words = tuple[str, ...]

_WORD = re.compile(WORD)
_PIECE = re.compile(r"(?:[^\s()]|\([^()]*\))+")
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


def pieces_of(phrase: str) -> Iterator[set[Words]]:
    """The pieces of a phrase between its spaces, each with every way to say it.

    "(my|the|) leg (hurts|aches)" has three: my, the or nothing; leg; hurts or aches.
    """
    for piece in _PIECE.findall(plain(phrase)):
        yield set(map(words_of, ways_to_say(piece)))


class PhraseIndex:
    """Phrases with alternatives, each with a label; found without writing them out.

    A state is a number; `_next` holds the states that a word leads to. Sets of states are worked out when words first
    lead to them, and kept. `longest` is the number of words of the longest phrase.
    """

    def __init__(self, labelled: Iterable[tuple[str, str]]) -> None:
        self._next: list[dict[str, set[int]]] = [{}]
        self._labels: dict[int, set[str]] = {}
        self.longest = 0
        for phrase, label in labelled:
            self._add(list(pieces_of(phrase)), label)
        self._start = frozenset({0})
        self._reached: dict[tuple[frozenset[int], str], frozenset[int]] = {}

    @property
    def words(self) -> frozenset[str]:
        """The words of all phrases, without apostrophes."""
        return frozenset(word for leads in self._next for word in leads)

    def found_at(self, words: Words, start: int) -> Iterator[tuple[int, set[str]]]:
        """Where each phrase that begins there ends, the shortest first, and the labels of those that end there."""
        states = self._start
        for end in range(start, min(len(words), start + self.longest)):
            states = self._after(states, words[end])
            labels = {label for state in states for label in self._labels.get(state, ())}
            if labels:
                yield end + 1, labels
            if not states:
                return

    def _after(self, states: frozenset[int], word: str) -> frozenset[int]:
        known = self._reached.get((states, word))
        if known is None:
            known = frozenset(state for before in states for state in self._next[before].get(word, ()))
            if known:
                self._reached[states, word] = known
        return known

    def _add(self, pieces: list[set[Words]], label: str) -> None:
        self.longest = max(self.longest, sum(max(map(len, piece)) for piece in pieces))
        open_states = {0}
        for piece in pieces:
            end = self._new_state()
            for before in open_states:
                for words in filter(None, piece):
                    self._lead(before, words, end)
            open_states = open_states | {end} if () in piece else {end}
        for state in open_states - {0}:
            self._labels.setdefault(state, set()).add(label)

    def _lead(self, state: int, words: Words, end: int) -> None:
        """A path from one state to another."""
        *first, last = words
        for word in first:
            between = self._new_state()
            self._next[state].setdefault(word, set()).add(between)
            state = between
        self._next[state].setdefault(last, set()).add(end)

    def _new_state(self) -> int:
        self._next.append({})
        return len(self._next) - 1


class PhraseSet:
    """A set of phrases."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._index = PhraseIndex((phrase, "") for phrase in phrases)

    def length_at(self, words: Words, start: int) -> int:
        """Length of the longest phrase that begins there, 0 if none does."""
        return max((end - start for end, _ in self._index.found_at(words, start)), default=0)

    def length_at_end(self, words: Words) -> int:
        """Length of the longest phrase that ends the words, 0 if none does."""
        starts = range(max(0, len(words) - self._index.longest), len(words))
        ends = (start for start in starts if any(end == len(words) for end, _ in self._index.found_at(words, start)))
        return len(words) - next(ends, len(words))

    def first_in(self, words: Words) -> int | None:
        """Where the first phrase begins, or None."""
        return next((i for i in range(len(words)) if self.length_at(words, i)), None)

    def last_in(self, words: Words) -> int | None:
        """Where the last phrase begins, or None."""
        return next((i for i in reversed(range(len(words))) if self.length_at(words, i)), None)


class SignPhrases:
    """The phrases of danger signs, and the phrases around them that turn a mention into no report."""

    def __init__(self, signs: Signs) -> None:
        self._terms = PhraseIndex((phrase, term) for term, phrases in signs.terms.items() for phrase in phrases)
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

    @property
    def words(self) -> frozenset[str]:
        """The words of all signs."""
        return self._terms.words

    def terms_in(self, clause: Words) -> set[str]:
        """The terms said in a clause, up to where it begins to quote, without those denied."""
        clause = self.in_earnest(clause)
        return {
            term
            for start, _, terms in self._found(clause)
            if self._denial_before(clause[:start]) is None
            for term in terms
        }

    def in_earnest(self, clause: Words) -> Words:
        """The clause up to where it begins to quote, with harmless phrases blanked: no sign is found across them."""
        kept = list(clause[: self._hearsay.first_in(clause)])
        for start in range(len(kept)):
            length = self._harmless.length_at(clause, start)
            kept[start : start + length] = [""] * length
        return tuple(kept)

    def qualify(self, clause: Words) -> bool:
        """Whether the clause holds a closing, hearsay, a harmless phrase or a denial."""
        marks = (self._closings, self.long_ago, self._hearsay, self._harmless, self._denials)
        return any(mark.first_in(clause) is not None for mark in marks)

    def denies(self, words: Words) -> bool:
        """Whether the words begin with a denial."""
        return self._denials.length_at(words, 0) > 0

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

    def _found(self, clause: Words) -> Iterator[tuple[int, int, set[str]]]:
        """Start, end and terms of every sign phrase in the clause; they may overlap."""
        for start in range(len(clause)):
            for end, terms in self._terms.found_at(clause, start):
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
