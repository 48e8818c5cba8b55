"""A question becomes an answer: danger first, then moves, then content."""

from dataclasses import replace

from leg_cramp.answers.answer import Answer, Say
from leg_cramp.answers.danger import danger_answer, standing_danger, with_reminder
from leg_cramp.answers.entries import Place, answer_at, answer_to, place_for
from leg_cramp.answers.moves import OTHER, move_answer
from leg_cramp.answers.policy import apply, says_disclaimer
from leg_cramp.answers.prompts import NAMES, OFFERS, ask, offer
from leg_cramp.content.model import Content
from leg_cramp.content.names import name_in_a_sentence
from leg_cramp.understand.question import Memory, Question

_KEEPING = frozenset({"repeat", "slower", "faster"})
"""Moves after which a second question is still to be answered."""
_PACES = {"slower": True, "faster": False}


def answer_question(question: Question, memory: Memory, content: Content) -> tuple[Answer, Memory]:
    """The answer to a question, and what to remember after it. Pure: no clock, no chance, no world."""
    also = question.also or (memory.also if question.asks in _KEEPING else None)
    subject = content.entries.get(also.subject) if also else None
    name = name_in_a_sentence(subject, also.member) if also and subject else ""
    chosen = _choose(question, memory, content)
    reminding = chosen if question.move else with_reminder(chosen, memory, content)
    answer = apply(reminding, memory, content, name)
    after = _remember(answer, question, memory, content)
    return answer, replace(after, also=also, reminded=after.reminded or reminding is not chosen)


def _choose(question: Question, memory: Memory, content: Content) -> Answer:
    flag = question.danger or standing_danger(question, memory, content)
    if flag:
        return danger_answer(flag, content)
    if question.move:
        return move_answer(question, memory, content)
    if question.choices:
        return offer(content, NAMES, question.choices) or ask(content, "fallback")
    if question.unknown:
        return ask(content, f"unknown-{question.unknown.lower()}")
    entry = content.entries.get(question.subject) if question.subject else None
    found = answer_at(place_for(entry, question.asks, question.member, content), content) if entry else None
    if found and found.id == memory.rejected:
        return answer_to(question.other, content) or ask(content, "repair")
    if entry and found and question.misheard:
        found = _naming_back(found, name_in_a_sentence(entry, question.member))
    return found or ask(content, "fallback")


def _naming_back(answer: Answer, name: str) -> Answer:
    """The answer, with the name in front that was made of what was heard, unless it says the name itself."""
    said = name.lower() in answer.text.lower()
    return answer if said else replace(answer, blocks=(Say(f"{name[:1].upper()}{name[1:]}."), *answer.blocks))


def _remember(answer: Answer, question: Question, memory: Memory, content: Content) -> Memory:
    before, place = memory, Place.parse(answer.id)
    missed = question.refused != "" and question.danger is None
    memory = replace(
        memory,
        answer=answer.id,
        misses=memory.misses + 1 if missed else 0,
        disclaimed=memory.disclaimed or says_disclaimer(answer, content),
        slower=_PACES.get(question.asks, memory.slower),
        choices=(question.choices or memory.choices) if answer.id in OFFERS else (),
    )
    if question.danger:
        severity = content.entries[question.danger].severity
        memory = memory.with_danger(question.danger, severity) if severity else memory
    if place:
        memory = replace(memory, place=answer.id)
    if place and not question.move:
        memory = replace(memory, asks=place.asks, member=question.member, other=question.other, rejected=None)
    if question.choices and not question.move:
        memory = replace(memory, asks=question.asks, member=None, other=None)
    if question.asks == OTHER and before.answer not in OFFERS:
        memory = replace(memory, other=None, rejected=before.place)
    return memory
