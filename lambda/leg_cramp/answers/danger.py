"""What is said when a danger sign was reported: the act first, nothing after it."""

from dataclasses import replace

from leg_cramp.answers.answer import Answer, Card, Say
from leg_cramp.answers.entries import Place
from leg_cramp.answers.reminders import INSTEAD
from leg_cramp.content.model import SERIOUS, Content, Ref, Severity
from leg_cramp.understand.question import REMIND, UNPRESCRIBED, Memory, Question

_STRETCHING = frozenset({"count", "hurts", "left", "other-leg", "pause", "resume", "silent", "skip", "start-over"})
_REMINDING = frozenset({REMIND, INSTEAD})
_ABOUT_IT = frozenset({"now", "steps", "treatment", "worry", "hold", "seated", "why", "other", "eased"})
RISKY_AFTER_DANGER = _ABOUT_IT | _STRETCHING | _REMINDING
"""Questions whose answers may have someone stretch, rub, wait or wonder: after a danger sign the act is said again."""
_ONWARD = frozenset({"next", "previous", "more", "first"})
"""Moves to another part: the act has none, so that it is said again."""
_HELPS = "helps"
_OF_TABLETS = frozenset({"stop", "dose", UNPRESCRIBED})
"""Questions that can wait: in an emergency those who come say what to do with a medicine. After an urgent sign one that
is named is answered about."""
_HARMLESS_AFTER_URGENT = frozenset({"food", "drink", "supplement"})
"""Groups of remedies that nobody lays on a leg: asked about after an urgent sign, they are answered."""


def danger_answer(flag: Ref, content: Content) -> Answer:
    """The act of a red flag, in the words of the locale."""
    entry = content.entries[flag]
    text = entry.answers["act"][0]
    return Answer(
        id=f"{flag}.act",
        blocks=(Say(text),),
        severity=entry.severity,
        medical=False,
        card=Card(content.prompts["card.danger"]),
    )


def danger_to_tell(question: Question, memory: Memory, content: Content) -> Ref | None:
    """The red flag whose act must be said now, or None.

    That is the one just reported, unless a worse one was told before in this session; or the one told before, where
    this question must not be answered past it.
    """
    told = Ref("red_flag", memory.danger or "")
    if memory.severity not in SERIOUS or told not in content.entries:
        return question.danger
    if question.danger:
        severity = content.entries[question.danger].severity
        return told if severity and memory.severity.rank > severity.rank else question.danger
    just_told = memory.answer == f"{told}.act"
    onward = just_told and question.move and question.asks in _ONWARD
    unclear = question.refused and (just_told or memory.severity is Severity.EMERGENCY)
    return told if onward or unclear or _risky(question, memory, content) else None


def with_reminder(answer: Answer, memory: Memory, content: Content) -> Answer:
    """The first answer to an unrelated question after a danger sign has the act in front; others stay as they are."""
    place = Place.parse(answer.id)
    if memory.reminded or memory.severity not in SERIOUS or place is None or place.ref.kind == "red_flag":
        return answer
    reminder = Say(content.prompts[f"reminder.{memory.severity.value}"])
    return replace(answer, blocks=(reminder, *answer.blocks))


def _risky(question: Question, memory: Memory, content: Content) -> bool:
    entry = content.entries.get(question.subject) if question.subject else None
    if question.asks in _OF_TABLETS and not question.move:
        return memory.severity is Severity.EMERGENCY or entry is None or entry.ref.kind != "medicine"
    if question.asks == _HELPS:
        harmless = entry is not None and entry.group in _HARMLESS_AFTER_URGENT
        return memory.severity is Severity.EMERGENCY or not harmless
    return question.asks in RISKY_AFTER_DANGER or (entry is not None and entry.calms and not question.move)
