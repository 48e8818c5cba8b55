"""The red-flag scan: every word that reached us, before anything else is decided.

A sign counts when one of its phrases is said of a person, here and now: not denied ("no swelling"), not over
("fine now"), not asked about in general ("what does a swollen leg mean"), not quoted ("the telly said").
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from leg_cramp.content.model import Content, Entry, Severity, SignRule
from leg_cramp.understand.phrases import PhraseSet, SignPhrases, Words, plain, spelled_words_of, words_of

_CLAUSE_END = re.compile(r"[,.;:!?]|\b(?:but|because|although|though)\b")


@dataclass(frozen=True)
class Reported:
    """Sign terms said of someone: here and now, and including what is said to be over."""

    now: frozenset[str]
    ever: frozenset[str]


LONGEST_REMARK = 10
"""Words of a remark that does not name what it speaks of."""
NOTHING = Reported(frozenset(), frozenset())


class Scanner:
    """Finds the red flags of one locale in words."""

    def __init__(self, content: Content) -> None:
        self._flags = content.of_kind("red_flag")
        self._phrases = SignPhrases(content.signs)
        self._questions = PhraseSet(content.signs.questions)
        self._persons = frozenset(person.replace("'", "") for person in content.signs.persons)
        self._fillers = frozenset(content.signs.fillers)
        self._unnamed = PhraseSet(content.signs.unnamed)
        self._leg_is = content.signs.leg_is

    @property
    def words(self) -> frozenset[str]:
        """The words that signs are told in."""
        return self._phrases.words

    def scan(self, heard: Iterable[str], before: Collection[str] = ()) -> Entry | None:
        """The worst red flag reported; of equally bad ones the most specific. None if there is none.

        `before`: sign terms told in the turns before this one. They count together with any told now.
        """
        return self.worst(self.reported(". ".join(heard)), before)

    def worst(self, said: Reported, before: Collection[str] = ()) -> Entry | None:
        """The same, of what was reported."""
        whole = Reported(said.now.union(before), said.ever.union(before)) if said.now else said
        flags = [(_weight(flag, size), flag) for flag in self._flags if (size := _holds(flag, whole, said))]
        return max(flags, key=lambda pair: pair[0])[1] if flags else None

    def reported(self, text: str) -> Reported:
        """The sign terms that the text reports of someone."""
        text = plain(text)
        if self.is_general_question(text):
            return NOTHING
        now: set[str] = set()
        ever: set[str] = set()
        for clause in map(words_of, _CLAUSE_END.split(text)):
            ago = self._phrases.long_ago.first_in(clause)
            if ago is not None and self._phrases.earlier.length_at(clause, 0):
                now, ever = set(), set()
            said = self._phrases.terms_in(clause) if ago is None else self._not_long_ago(clause, ago)
            ever |= said
            closing = self._phrases.closing_in(clause)
            now = now | said if closing is None else self._resumed(clause[closing:])
        return Reported(frozenset(now), frozenset(ever))

    def of_somebody(self, text: str) -> bool:
        """Whether the text speaks of somebody: "my leg", "she's"."""
        return not self._persons.isdisjoint(word.replace("'", "") for word in spelled_words_of(plain(text)))

    def is_general_question(self, text: str) -> bool:
        """Whether it has an opening such as "what does", and nobody is named after it: "my leg", "I'm", "she's"."""
        words = spelled_words_of(plain(text))
        while words and words[0] in self._fillers:
            words = words[1:]
        opening = self._questions.length_at(words_of(" ".join(words)), 0)
        return opening > 0 and not self.of_somebody(" ".join(words[opening:]))

    def of_the_leg(self, text: str) -> str | None:
        """A remark that does not name what it speaks of ("it's gone white") as said of the leg; else None."""
        words = spelled_words_of(plain(text))
        if len(words) > LONGEST_REMARK:
            return None
        opening = self._unnamed.length_at(words_of(" ".join(words)), 0)
        rest = words[opening:]
        return " ".join((*self._leg_is, *rest)) if opening and not self._phrases.denies(rest) else None

    def qualified(self, text: str) -> bool:
        """Whether signs are only asked about, denied, over, quoted, harmless or ruled out somewhere in the text."""
        text = plain(text)
        clauses = map(words_of, _CLAUSE_END.split(text))
        if self.is_general_question(text) or any(map(self._phrases.qualify, clauses)):
            return True
        terms = self.reported(text).ever
        return any(_ruled_out(rule, terms) for flag in self._flags for rule in flag.signs)

    def without_denials(self, text: str) -> str:
        """The text without the signs it denies: "no swelling just a cramp" is about a cramp."""
        return ", ".join(map(self._undenied, _CLAUSE_END.split(plain(text))))

    def denies(self, text: str) -> bool:
        """Whether a sign is denied somewhere in the text."""
        return any(self._phrases.denied_positions(words_of(clause)) for clause in _CLAUSE_END.split(plain(text)))

    def in_earnest(self, text: str) -> str:
        """The text without what it only quotes, and without harmless phrases ("a red slipper")."""
        return ", ".join(map(self._clause_in_earnest, _CLAUSE_END.split(plain(text))))

    def _clause_in_earnest(self, clause: str) -> str:
        kept = self._phrases.in_earnest(words_of(clause))
        return " ".join(word for word, known in zip(spelled_words_of(clause), kept, strict=False) if known)

    def _undenied(self, clause: str) -> str:
        denied = self._phrases.denied_positions(words_of(clause))
        return " ".join(word for i, word in enumerate(spelled_words_of(clause)) if i not in denied)

    def _not_long_ago(self, clause: Words, ago: int) -> set[str]:
        """What is said before the past begins ("it's hot and i had a clot years ago"), and after it ends."""
        past = self._phrases.past.last_in(clause[:ago]) or 0
        return self._phrases.terms_in(clause[:past]) | self._resumed(clause[ago:])

    def _resumed(self, clause: Words) -> set[str]:
        """What is said after a closing: nothing, unless the present begins again ("years ago, and now")."""
        start = self._phrases.resumptions.first_in(clause)
        return set() if start is None else self._phrases.terms_in(clause[start:])


def _weight(flag: Entry, size: int) -> tuple[int, int]:
    return (flag.severity or Severity.EMERGENCY).rank, size


def _holds(flag: Entry, whole: Reported, said: Reported) -> int:
    """The number of terms in the longest rule that holds and of which something is said now, 0 if none does."""
    terms, new = (whole.ever, said.ever) if flag.counts_when_over else (whole.now, said.now)
    rules = (rule for rule in flag.signs if not new.isdisjoint(rule.all_of))
    return max((len(rule.all_of) for rule in rules if _rule_holds(rule, terms)), default=0)


def _ruled_out(rule: SignRule, terms: frozenset[str]) -> bool:
    return terms.issuperset(rule.all_of) and not terms.isdisjoint(rule.none_of)


def _rule_holds(rule: SignRule, terms: frozenset[str]) -> bool:
    return terms.issuperset(rule.all_of) and terms.isdisjoint(rule.none_of)
