"""What must be done in the world before a turn can be answered, and what is said of how it went; done elsewhere."""

from dataclasses import dataclass

from leg_cramp.answers.answer import Answer, Permission
from leg_cramp.answers.clock import spoken_time
from leg_cramp.answers.composed import listed
from leg_cramp.answers.prompts import ask, close
from leg_cramp.content.model import Content
from leg_cramp.understand.question import REMIND, Memory, Question, Reminder

FORGET, LIST, CANCEL = "forget", "list-reminders", "cancel-reminders"
"""Kinds of errands, and the moves that send us on them. Another is REMIND, for which a yes is needed first."""
_TOLD = frozenset(f"prompt.{name}" for name in ("remind-done", "remind-moved", "remind-both", LIST, CANCEL))
"""What "repeat" answers with the reminders there are now."""


@dataclass(frozen=True)
class Errand:
    """One thing to be done. `consented`: the permission was just given, so it is not asked for again."""

    kind: str
    reminder: Reminder | None = None
    consented: bool = False


@dataclass(frozen=True)
class Outcome:
    """How an errand went: the prompt that says so, the times it is about, and a permission that is lacking."""

    prompt: str
    times: tuple[str, ...] = ()
    permission: Permission | None = None


def errand_of(question: Question, memory: Memory) -> Errand | None:
    """What has to be done before the question can be answered; in danger, nothing."""
    if question.danger or not question.move:
        return None
    if question.asks == "yes" and memory.reminder and memory.reminder.time:
        return Errand(REMIND, memory.reminder)
    if question.asks == "repeat" and memory.answer in _TOLD:
        return Errand(LIST)
    return Errand(question.asks) if question.asks in (FORGET, LIST, CANCEL) else None


def told(outcome: Outcome, content: Content) -> Answer:
    """What is said of the outcome."""
    times = [spoken_time(time, content.clock) for time in outcome.times]
    first = listed(times) if times else ""
    asks = f"{outcome.prompt}.ask" in content.prompts
    answer = ask(content, outcome.prompt, first) if asks else close(content, outcome.prompt)
    return Answer(answer.id, answer.blocks, permission=outcome.permission)
