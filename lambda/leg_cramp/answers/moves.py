"""Answers to moves: launch, help, repeat, more, next, previous, yes, no, stop and the like."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from leg_cramp.answers.answer import Answer
from leg_cramp.answers.composed import EVIDENCE
from leg_cramp.answers.danger import danger_answer
from leg_cramp.answers.entries import Place, answer_at, answer_to
from leg_cramp.answers.prompts import NAMES, OFFERS, TOPICS, ask, close, offer
from leg_cramp.content.model import Content, Ref
from leg_cramp.understand.question import Choice, Memory, Question

MOST_MISSES = 3
"""After this many turns in a row that were not understood, a polite close."""

UNSURE = "unsure"
"""Refused although it may well be about leg cramps."""
OTHER = "other"
"""The move of someone who was misunderstood: "that's not what I asked"."""
_WHY_CRAMPS = Choice(Ref("topic", "why-cramps"), "about")

_LATER = ("cramps", "helps", "what", "treatment", "difference", "lacking", "hold", "seated", "stop", "worry", EVIDENCE)
"""What "what else" goes on with, from what was told last."""

Move = Callable[[Question, Memory, Content], Answer]


def move_answer(question: Question, memory: Memory, content: Content) -> Answer:
    """The answer to a move; a move nobody knows is answered as a fallback."""
    return _MOVES.get(question.asks, _fallback)(question, memory, content)


def _step(offset: int, empty: str) -> Move:
    """A move to another part of the last answer."""

    def step(_: Question, memory: Memory, content: Content) -> Answer:
        place = Place.parse(memory.place, memory.member)
        found = answer_at(replace(place, part=place.part + offset), content) if place else None
        return found or ask(content, empty if place else "nothing-said")

    return step


def _more(_: Question, memory: Memory, content: Content) -> Answer:
    """Something new: the next part, else the next thing that the entry can tell."""
    place = Place.parse(memory.place, memory.member)
    if place is None:
        return ask(content, "nothing-said")
    later = _LATER[_LATER.index(place.asks) + 1 :] if place.asks in _LATER else _LATER
    places = [replace(place, part=place.part + 1), *(replace(place, asks=asks, part=0) for asks in later)]
    reachable = places if place.ref.kind != "red_flag" else places[:1]
    return next(filter(None, (answer_at(found, content) for found in reachable)), None) or ask(content, "no-more")


def _repeat(_: Question, memory: Memory, content: Content) -> Answer:
    if memory.answer in OFFERS and memory.choices:
        return _offered_again(memory, content)
    place = Place.parse(memory.answer, memory.member)
    if place and place.ref.kind == "red_flag" and place.asks == "act" and place.ref in content.entries:
        return danger_answer(place.ref, content)
    found = answer_at(place, content) if place else None
    return found or ask(content, _prompt_of(memory.answer, content))


def _offered_again(memory: Memory, content: Content) -> Answer:
    name = TOPICS if memory.answer == f"prompt.{TOPICS}" else NAMES
    return offer(content, name, memory.choices) or ask(content, "nothing-said")


def _prompt_of(answer_id: str | None, content: Content) -> str:
    name = (answer_id or "").removeprefix("prompt.")
    whole = "{first}" not in content.prompts.get(f"{name}.say", "")
    return name if answer_id and f"{name}.ask" in content.prompts and whole else "nothing-said"


def _yes(question: Question, memory: Memory, content: Content) -> Answer:
    """Yes takes up what the last invitation offered: to say it again, or to say more. To "which" it is no answer."""
    if memory.choices:
        return _repeat(question, memory, content)
    place = Place.parse(memory.answer, memory.member)
    if place and place.ref.kind == "red_flag" and place.asks == "act":
        return _repeat(question, memory, content)
    more = answer_at(replace(place, part=place.part + 1), content) if place else None
    return more or ask(content, "yes")


def _no(_: Question, memory: Memory, content: Content) -> Answer:
    """No to an offer ends kindly; after a danger sign the act stays the last word."""
    if memory.severity and memory.danger:
        flag = content.entries.get(Ref("red_flag", memory.danger))
        if flag:
            return replace(close(content, "no-danger"), severity=None)
    return close(content, "no")


def _pace(name: str) -> Move:
    def pace(question: Question, memory: Memory, content: Content) -> Answer:
        """Confirm, then say the last answer again in the new way."""
        confirmed = ask(content, name)
        again = _repeat(question, memory, content)
        if Place.parse(again.id) is None:
            return confirmed
        return replace(again, blocks=(confirmed.blocks[0], *again.blocks))

    return pace


def _other(_: Question, memory: Memory, content: Content) -> Answer:
    """That was not what was asked: what it could also have meant, else a plea for a few words."""
    return answer_to(memory.other, content) or ask(content, "repair")


def _why(_: Question, memory: Memory, content: Content) -> Answer:
    """The reason stands in the next part; after the last one, how sure the sources are."""
    place = Place.parse(memory.place, memory.member)
    if place is None:
        return answer_to(_WHY_CRAMPS, content) or ask(content, "nothing-said")
    reason = replace(place, asks=EVIDENCE, part=0)
    return (
        answer_at(replace(place, part=place.part + 1), content) or answer_at(reason, content) or ask(content, "no-more")
    )


def _fallback(question: Question, memory: Memory, content: Content) -> Answer:
    if memory.misses + 1 >= MOST_MISSES:
        return close(content, "misses")
    offered = offer(content, TOPICS, question.choices) if memory.misses or question.refused == UNSURE else None
    if offered or memory.misses:
        return offered or ask(content, "fallback-again")
    return ask(content, f"refused-{question.refused}" if question.refused in ("health", "other") else "fallback")


def _asking(prompt: str) -> Move:
    return lambda _question, _memory, content: ask(content, prompt)


def _closing(prompt: str) -> Move:
    return lambda _question, _memory, content: close(content, prompt)


_MOVES: Mapping[str, Move] = {
    "launch": _asking("launch"),
    "help": _asking("help"),
    "repeat": _repeat,
    "more": _more,
    "next": _step(+1, "no-more"),
    "previous": _step(-1, "no-previous"),
    "yes": _yes,
    "no": _no,
    "slower": _pace("slower"),
    "faster": _pace("faster"),
    "quiet-on": _pace("quiet-on"),
    "quiet-off": _pace("quiet-off"),
    "whisper": _pace("whisper"),
    "thanks": _asking("thanks"),
    "stop": _closing("stop"),
    "cancel": _closing("stop"),
    "home": _closing("home"),
    "why": _why,
    OTHER: _other,
    "fallback": _fallback,
}
