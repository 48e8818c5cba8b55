"""The talk that leads to a reminder: what, how often and when are said, and a yes is asked for (alexa-rules R250)."""

from leg_cramp.answers.answer import Answer
from leg_cramp.answers.clock import spoken_time
from leg_cramp.answers.prompts import ask
from leg_cramp.content.model import Content
from leg_cramp.understand.question import REMIND, Memory, Question, Reminder

INSTEAD = "remind-instead"
"""The move of someone who wants the reminder there is at another time."""
WHEN, OFFER = "remind-when", "remind-offer"
"""Prompts that wait for the time, and for a yes."""


def reminder_answer(question: Question, memory: Memory, content: Content) -> Answer | None:
    """The next thing to be said on the way to a reminder; None if this turn is not about one."""
    if memory.reminder and question.move and question.asks == "no":
        return ask(content, "remind-dropped")
    wanted = wanted_reminder(question, memory)
    if wanted is None:
        return None
    return ask(content, OFFER, spoken_time(wanted.time, content.clock)) if wanted.time else ask(content, WHEN)


def wanted_reminder(question: Question, memory: Memory) -> Reminder | None:
    """The reminder as far as it is known after this turn; None if it is no longer spoken of."""
    before = memory.reminder
    if question.asks in (REMIND, INSTEAD):
        return Reminder(question.time, question.asks == INSTEAD or (before is not None and before.instead))
    again = question.move and question.asks in ("repeat", "yes")
    return before if again else None
