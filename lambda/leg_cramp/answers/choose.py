"""A question becomes an answer: danger first, then moves, then content."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from leg_cramp.answers.answer import Answer, Say
from leg_cramp.answers.danger import danger_answer, danger_to_tell, with_reminder
from leg_cramp.answers.entries import Place, answer_at, answer_to, place_for
from leg_cramp.answers.errand import Outcome, told
from leg_cramp.answers.guide_moves import HURTS, OFFERED, further, in_chair, left_at
from leg_cramp.answers.moves import OTHER, move_answer
from leg_cramp.answers.policy import apply, is_short, rest, says_disclaimer, shorter, spoken_in
from leg_cramp.answers.prompts import NAMES, OFFERS, ask, offer
from leg_cramp.answers.reminders import OFFER, WHEN, reminder_answer, wanted_reminder
from leg_cramp.content.model import Content
from leg_cramp.content.names import capital, name_in_a_sentence
from leg_cramp.understand.question import Memory, Question

_SETTINGS: Mapping[str, Callable[[Memory], Memory]] = {
    "slower": lambda memory: replace(memory, slower=True),
    "faster": lambda memory: replace(memory, slower=False),
    "shorter": lambda memory: replace(memory, shorter=True),
    "longer": lambda memory: replace(memory, shorter=False),
    "count": lambda memory: replace(memory, counting=True),
    "silent": lambda memory: replace(memory, counting=False),
    "quiet-on": lambda memory: replace(memory, quiet_hours=True),
    "quiet-off": lambda memory: replace(memory, quiet_hours=False, whisper=False),
    "whisper": lambda memory: replace(memory, whisper=True),
}
"""Moves that change how things are said, from this very answer on."""
_KEEPING = frozenset({"repeat", *_SETTINGS}) - {"count", "silent"}
"""Moves after which a second question is still to be answered; those about holds go on with a stretch."""
_SEATED, _NOW = "seated", "now"
_WAITING = frozenset({f"prompt.{WHEN}", f"prompt.{OFFER}"})
"""Ids of the prompts that a reminder is waiting behind."""
_TAKEN_BACK = "prompt.taken-back"
_ONWARD = frozenset({"yes", "next", "more"})
"""Moves that want the rest of a shortened answer."""


def answer_question(
    question: Question, memory: Memory, content: Content, outcome: Outcome | None = None
) -> tuple[Answer, Memory]:
    """The answer to a question, and what to remember after it. Pure: no clock, no chance, no world.

    `outcome`: how the errand went that the question sent us on.
    """
    if question.move and question.asks in _SETTINGS:
        memory = _SETTINGS[question.asks](memory)
    also = question.also or (memory.also if question.asks in _KEEPING else None)
    subject = content.entries.get(also.subject) if also else None
    name = name_in_a_sentence(subject, also.member) if also and subject else ""
    chosen = _rest(question, memory, content) or _whole_or_short(question, memory, content, outcome)
    reminding = chosen if question.move else with_reminder(chosen, memory, content)
    answer = spoken_in(apply(reminding, memory, content, name), memory)
    after = _remember(answer, question, memory, content)
    return answer, replace(after, also=also, reminded=after.reminded or reminding is not chosen)


def _rest(question: Question, memory: Memory, content: Content) -> Answer | None:
    """What was kept back of the last answer, when more is wanted and nothing worse has happened."""
    wanted = memory.cut and question.move and question.asks in _ONWARD and not question.danger
    place = Place.parse(memory.answer, memory.member) if wanted else None
    found = answer_at(place, content) if place else None
    return rest(found, content) if found else None


def _whole_or_short(question: Question, memory: Memory, content: Content, outcome: Outcome | None) -> Answer:
    answer = _choose(question, memory, content, outcome)
    return shorter(answer, content) if is_short(memory) else answer


def _choose(question: Question, memory: Memory, content: Content, outcome: Outcome | None) -> Answer:
    flag = danger_to_tell(question, memory, content)
    if flag:
        return danger_answer(flag, content)
    if outcome:
        return told(outcome, content)
    reminder = reminder_answer(question, memory, content)
    if reminder:
        return reminder
    if question.move:
        return move_answer(question, memory, content)
    if question.choices:
        return offer(content, NAMES, question.choices) or ask(content, "fallback")
    if question.unknown:
        return ask(content, f"unknown-{question.unknown.lower()}")
    entry = content.entries.get(question.subject) if question.subject else None
    place = place_for(entry, question.asks, question.member, content) if entry else None
    if place and place.asks == _SEATED:
        place = in_chair(place, memory, content)
    if place and place.asks == _NOW:
        place = further(place, memory, content)
    found = answer_at(place, content) if place else None
    if found and found.id == memory.rejected:
        return answer_to(question.other, content) or ask(content, "repair")
    if entry and found and question.misheard:
        found = _naming_back(found, name_in_a_sentence(entry, question.member))
    return found or ask(content, "fallback")


def _naming_back(answer: Answer, name: str) -> Answer:
    """The answer, with the name in front that was made of what was heard, unless it says the name itself."""
    said = name.lower() in answer.text.lower()
    return answer if said else replace(answer, blocks=(Say(f"{capital(name)}."), *answer.blocks))


def _remember(answer: Answer, question: Question, memory: Memory, content: Content) -> Memory:
    before, place = memory, Place.parse(answer.id)
    missed = question.refused != "" and question.danger is None
    memory = replace(
        memory,
        answer=answer.id,
        misses=memory.misses + 1 if missed else 0,
        disclaimed=memory.disclaimed or says_disclaimer(answer, content),
        guide=answer.id if answer.progress else memory.guide,
        left_at=left_at(answer, memory, content),
        disclaimer=content.disclaimer if says_disclaimer(answer, content) else memory.disclaimer,
        cut=answer.cut,
        reminder=wanted_reminder(question, memory) if answer.id in _WAITING else None,
        choices=(question.choices or memory.choices) if answer.id in OFFERS else (),
        told=tuple(dict.fromkeys((*memory.told, *question.told))) if question.told else (),
    )
    if question.danger:
        severity = content.entries[question.danger].severity
        memory = memory.with_danger(question.danger, severity) if severity else memory
    if answer.id == _TAKEN_BACK:
        memory = memory.without_danger()
    if place:
        memory = replace(memory, place=answer.id)
    if question.danger or question.asks == HURTS:
        memory = replace(memory, guide=None, left_at=None, place=answer.id if place else None)
    if before.answer == OFFERED and question.asks == "no":
        memory = replace(memory, left_at=None)
    if place and not question.move:
        memory = replace(memory, asks=place.asks, member=question.member, other=question.other, rejected=None)
    if question.choices and not question.move:
        memory = replace(memory, asks=question.asks, member=None, other=None)
    if question.asks == OTHER and before.answer not in OFFERS:
        memory = replace(memory, other=None, rejected=before.place)
    return memory
