"""What the content store holds, once loaded for one locale. Nothing here reads files."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Any


class Severity(StrEnum):
    """How soon a red flag needs help; the words are part of the simulator's contract."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    SOON = "soon"

    @property
    def rank(self) -> int:
        """Higher is worse."""
        return {"emergency": 3, "urgent": 2, "soon": 1}[self.value]


SERIOUS = (Severity.EMERGENCY, Severity.URGENT)
"""Those that come before everything else that is asked."""

KINDS: Mapping[str, str] = {
    "cause": "causes",
    "medicine": "medicines",
    "remedy": "remedies",
    "stretch": "stretches",
    "red_flag": "red_flags",
    "topic": "topics",
}
"""Content kind to the name of its folder."""

SLOT_KINDS: Mapping[str, str] = {
    "Cause": "cause",
    "Medicine": "medicine",
    "Remedy": "remedy",
    "Stretch": "stretch",
    "RedFlag": "red_flag",
}
"""Slot type in the interaction model to the content kind its ids belong to."""


@dataclass(frozen=True)
class Ref:
    """The stable name of one entry: its kind and its id."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}.{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Ref":
        """Read "kind.id"."""
        kind, _, entry_id = text.partition(".")
        return cls(kind, entry_id)


@dataclass(frozen=True)
class Member:
    """One generic of a class of medicines; brands are its synonyms."""

    id: str
    name: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """Where a statement comes from; `year` is None where the source does not say."""

    publisher: str
    title: str
    address: str
    year: int | None


@dataclass(frozen=True)
class SignRule:
    """One combination of sign terms: all of these and none of those."""

    all_of: tuple[str, ...]
    none_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One cause, medicine, remedy, stretch, red flag or topic, with its words in one locale.

    `answers` maps the question asked ("cramps", "what", ...) to the parts said in order. Locale terms are
    filled in; `{subject}` remains in the parts of medicines. Of a stretch, `steps` maps the question to the kind of
    each part, and `routine` to the stretches that follow the first part, with the question each is asked. `card` is
    what the app shows in place of the parts. What `calms` is not told after a danger sign.
    """

    ref: Ref
    name: str
    synonyms: tuple[str, ...]
    answers: Mapping[str, tuple[str, ...]]
    safety: tuple[str, ...]
    sources: tuple[str, ...]
    evidence: str
    review_status: str
    checked: str
    due: str
    seed_facts: tuple[str, ...] = ()
    medical: bool = True
    calms: bool = False
    red_flags: tuple[str, ...] = ()
    severity: Severity | None = None
    signs: tuple[SignRule, ...] = ()
    counts_when_over: bool = False
    stop_rule: str | None = None
    one_of: str = ""
    members: tuple[Member, ...] = ()
    group: str = ""
    steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    routine: Mapping[str, tuple[tuple[Ref, str], ...]] = field(default_factory=dict)
    hold_seconds: int = 0
    repeats: int = 0
    card: tuple[str, ...] = ()

    def member(self, member_id: str | None) -> Member | None:
        """The generic with this id, or None."""
        return next((m for m in self.members if m.id == member_id), None)


@dataclass(frozen=True)
class IntentSpec:
    """What an intent asks.

    `asks` is a key of `Entry.answers`, or for a move the name of the move. `otherwise` is the entry that
    answers when nothing is named, unless the last answer was about an entry of a kind in `recalls`. What is
    `matched_only` is there for Alexa's own matching: where the words themselves reach us, they are read without it.
    `tells` are the sign terms that whoever says this tells, though none of the words reach us.
    """

    id: str
    asks: str
    slots: Mapping[str, str]
    otherwise: Ref | None
    move: bool
    recalls: tuple[str, ...] = ()
    matched_only: bool = False
    tells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signs:
    """The words of danger signs: term to phrases, and the words that turn a mention into no report.

    The other fields are described in content/schema/signs.schema.json.
    """

    terms: Mapping[str, tuple[str, ...]]
    denials: tuple[str, ...] = ()
    denial_gap: tuple[str, ...] = ()
    denial_exceptions: tuple[str, ...] = ()
    closings: tuple[str, ...] = ()
    closing_exceptions: tuple[str, ...] = ()
    long_ago: tuple[str, ...] = ()
    past_openings: tuple[str, ...] = ()
    past_pronouns: tuple[str, ...] = ()
    resumptions: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    hearsay: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    leg_is: tuple[str, ...] = ()
    leg_cramps: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClockWords:
    """The words for a time of day.

    `words`: numbers to words; `zero`: before one to nine minutes; `names`: "HH:MM" to the name it has; `parts_of_day`:
    the hour at which each ends, and what is said after the time.
    """

    words: Mapping[int, str] = field(default_factory=dict)
    zero: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    parts_of_day: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Content:
    """Everything the skill can say in one locale."""

    locale: str
    invocation_name: str
    entries: Mapping[Ref, Entry]
    intents: Mapping[str, IntentSpec]
    prompts: Mapping[str, str]
    safety_lines: Mapping[str, str]
    signs: Signs
    terms: Mapping[str, str]
    sources: Mapping[str, Source] = field(default_factory=dict)
    spelling: Mapping[str, str] = field(default_factory=dict)
    pronunciations: Mapping[str, str] = field(default_factory=dict)
    screens: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    safety_marks: tuple[str, ...] = ()
    clock: ClockWords = field(default_factory=ClockWords)

    @cached_property
    def disclaimer(self) -> str:
        """Which wording of the disclaimer this is: another wording is another disclaimer."""
        return sha256(self.prompts["disclaimer.short"].encode()).hexdigest()[:8]

    @cached_property
    def reliance(self) -> Mapping[str, int]:
        """How many entries rest on each publisher."""
        named = ({self.sources[source].publisher for source in entry.sources} for entry in self.entries.values())
        return Counter(publisher for publishers in named for publisher in publishers)

    def find(self, kind: str, entry_id: str) -> Entry | None:
        """The entry with this id, a medicine also by the id of one of its generics; None if unknown."""
        entry = self.entries.get(Ref(kind, entry_id))
        if entry is None and kind == "medicine":
            return next((e for e in self.of_kind(kind) if e.member(entry_id)), None)
        return entry

    def of_kind(self, kind: str) -> tuple[Entry, ...]:
        """All entries of one kind, in the order of their ids."""
        return tuple(entry for ref, entry in self.entries.items() if ref.kind == kind)
