"""What goes into understanding, and what comes out. Plain data, content ids only."""

from dataclasses import dataclass, replace

from leg_cramp.content.model import Ref, Severity
from nlu import Match

STOP = "stop"
"""May I stop or change it: in its own words or in those of its stop rule."""
UNPRESCRIBED = "unprescribed"
"""May I have what was not prescribed for me: someone else's, left over, or bought without advice."""
DOSE = "dose"
"""How much may I take."""
PREGNANCY = "pregnancy"
"""May I have it in pregnancy."""
OF_MEDICINES = (STOP, UNPRESCRIBED, DOSE, PREGNANCY)
"""What every medicine answers, in its own words or in fixed ones."""
REMIND = "remind"
"""The move of someone who wants a reminder."""


@dataclass(frozen=True)
class SpokenSlot:
    """A slot: what was heard, and the content ids it resolved to in the request, or what was found in the words."""

    name: str
    heard: str
    ids: tuple[str, ...] = ()
    found: Match | None = None


@dataclass(frozen=True)
class Turn:
    """One request, free of Alexa's classes. `intent` is None for a launch."""

    intent: str | None
    slots: tuple[SpokenSlot, ...] = ()

    @property
    def heard(self) -> tuple[str, ...]:
        """Every word that reached us."""
        return tuple(slot.heard for slot in self.slots if slot.heard)


@dataclass(frozen=True)
class Choice:
    """A question that could be answered: content ids only."""

    subject: Ref
    asks: str
    member: str | None = None


@dataclass(frozen=True)
class Reminder:
    """A daily reminder that is spoken of and not set yet. `instead`: it takes the place of the one there is.

    `time` is "HH:MM", or None as long as it was not said.
    """

    time: str | None = None
    instead: bool = False


@dataclass(frozen=True)
class Memory:
    """What one session remembers: ids and counts, never what was said.

    Args:
        answer: id of the last answer, "kind.id.asks" with ".N" from the second part on, or "prompt.NAME".
        place: id of the last answer that content gave, for "next" and "carry on".
        asks: what the last question asked, for follow-ups.
        member: the generic the last answer was about.
        severity: worst severity told in this session.
        danger: the red flag that went with it.
        reminded: whether an unrelated question after it was answered with a reminder of it.
        disclaimed: whether the disclaimer was said.
        misses: turns in a row that were not understood.
        slower: whether the person asked for a slower pace.
        other: what the last question could also have meant.
        choices: what the last prompt offered, in its order.
        also: the second of two questions asked at once, not answered yet.
        rejected: the answer the person said was not what they asked for.
        guide: id of the step that a guide has come to; kept while other questions are answered.
        counting: whether holds are counted aloud.
        shorter: whether the person asked for shorter answers.
        quiet_hours: whether the night is to be quiet.
        left_at: id of the step at which a routine was left unfinished, for the next night.
        disclaimer: which wording of the disclaimer the person has heard, in this session or before.
        whisper: whether the person asked for a whisper; for this session only.
        cut: whether the last answer was shortened, so that there is more of the same part.
        reminder: the reminder that was offered or asked for.
        zone: time zone of the device, "" where it cannot be known, None until it was looked up.
        night: whether it is night where the device is, now; found anew each turn.
        told: ids of the sign terms told in the last turns, as long as each told some: danger may be told bit by bit.
    """

    answer: str | None = None
    place: str | None = None
    asks: str | None = None
    member: str | None = None
    severity: Severity | None = None
    danger: str | None = None
    reminded: bool = False
    disclaimed: bool = False
    misses: int = 0
    slower: bool = False
    other: Choice | None = None
    choices: tuple[Choice, ...] = ()
    also: Choice | None = None
    rejected: str | None = None
    guide: str | None = None
    counting: bool = False
    shorter: bool = False
    quiet_hours: bool = True
    left_at: str | None = None
    disclaimer: str | None = None
    whisper: bool = False
    cut: bool = False
    reminder: Reminder | None = None
    zone: str | None = None
    night: bool = False
    told: tuple[str, ...] = ()

    @property
    def quiet(self) -> bool:
        """Whether quiet hours are on now: softer, shorter and dark."""
        return self.quiet_hours and self.night

    def with_danger(self, flag: Ref, severity: Severity) -> "Memory":
        """Remember a danger sign; a milder one never replaces a worse one."""
        if self.severity is not None and self.severity.rank > severity.rank:
            return self
        return replace(self, severity=severity, danger=flag.id, reminded=False)

    def without_danger(self) -> "Memory":
        """As if no danger sign had been told."""
        return replace(self, severity=None, danger=None, reminded=False, told=())


@dataclass(frozen=True)
class Question:
    """What the person wants to know, or the move they make.

    Args:
        asks: a key of `Entry.answers`, or the name of a move.
        intent: the intent it came from, directly or through the words.
        subject: the entry named, or the one that answers when nothing is named.
        member: the generic named, if the subject is a class of medicines.
        move: whether it steers the conversation.
        danger: a danger sign that was reported; it outranks everything else.
        unknown: slot type of a name that was said and that content does not know.
        refused: not understood: the kind of sentence it resembles ("health", "other", "unsure").
        choices: what it may have meant, the likeliest first: names that sound alike, or topics near what was refused.
        other: what it could also mean.
        also: a second question in the same sentence.
        misheard: whether the name was known by its sound only, so that it must be said back.
        time: a time of day that was said, "HH:MM", where the intent takes one.
        told: ids of the sign terms that were told in this turn.
    """

    asks: str
    intent: str = ""
    subject: Ref | None = None
    member: str | None = None
    move: bool = False
    danger: Ref | None = None
    unknown: str = ""
    refused: str = ""
    choices: tuple[Choice, ...] = ()
    other: Choice | None = None
    also: Choice | None = None
    misheard: bool = False
    time: str | None = None
    told: tuple[str, ...] = ()
