"""What is said when a danger sign was reported: the act first, nothing after it."""

from dataclasses import replace

from leg_cramp.answers.answer import Answer, Card, Say
from leg_cramp.answers.entries import Place
from leg_cramp.content.model import SERIOUS, Content, Ref, Severity
from leg_cramp.understand.question import Memory, Question

_STRETCHING = frozenset({"count", "hurts", "left", "other-leg", "pause", "resume", "silent", "skip", "start-over"})
RISKY_AFTER_DANGER = frozenset({"now", "steps", "treatment", "worry", "hold", "seated", "why", "other"}) | _STRETCHING
"""Questions whose answers may have someone stretch, rub, wait or wonder: after a danger sign the act is said again."""
_HELPS = "helps"
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


def standing_danger(question: Question, memory: Memory, content: Content) -> Ref | None:
    """The red flag told before in this session, where this question must not be answered past it."""
    if memory.severity not in SERIOUS or not memory.danger:
        return None
    flag = Ref("red_flag", memory.danger)
    unclear_reply = question.refused not in ("", "other") and memory.answer == f"{flag}.act"
    return flag if unclear_reply or _risky(question, memory, content) else None


def with_reminder(answer: Answer, memory: Memory, content: Content) -> Answer:
    """The first answer to an unrelated question after a danger sign has the act in front; others stay as they are."""
    place = Place.parse(answer.id)
    if memory.reminded or memory.severity not in SERIOUS or place is None or place.ref.kind == "red_flag":
        return answer
    reminder = Say(content.prompts[f"reminder.{memory.severity.value}"])
    return replace(answer, blocks=(reminder, *answer.blocks))


def _risky(question: Question, memory: Memory, content: Content) -> bool:
    if question.asks != _HELPS:
        return question.asks in RISKY_AFTER_DANGER
    entry = content.entries.get(question.subject) if question.subject else None
    harmless = entry is not None and entry.group in _HARMLESS_AFTER_URGENT
    return memory.severity is Severity.EMERGENCY or not harmless
