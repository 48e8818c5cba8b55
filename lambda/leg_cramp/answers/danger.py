"""What is said when a danger sign was reported: the act first, nothing after it."""

from leg_cramp.answers.answer import Answer, Card, Say
from leg_cramp.content.model import Content, Ref, Severity
from leg_cramp.understand.question import Memory, Question

_STRETCHING = frozenset({"count", "hurts", "left", "other-leg", "pause", "resume", "silent", "skip", "start-over"})
RISKY_AFTER_DANGER = (
    frozenset({"now", "steps", "helps", "treatment", "worry", "hold", "seated", "why", "other"}) | _STRETCHING
)
"""Questions whose answers may have someone stretch, rub, wait or wonder: after a danger sign the act is said again."""


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


def standing_danger(question: Question, memory: Memory) -> Ref | None:
    """The red flag told before in this session, where this question must not be answered past it."""
    serious = memory.severity in (Severity.EMERGENCY, Severity.URGENT)
    if serious and memory.danger and question.asks in RISKY_AFTER_DANGER:
        return Ref("red_flag", memory.danger)
    return None
