"""Answers to moves: launch, help, repeat, more, next, previous, yes, no, stop and the like."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from leg_cramp.answers.answer import SENTENCE_END, Answer
from leg_cramp.answers.composed import EVIDENCE
from leg_cramp.answers.danger import danger_answer
from leg_cramp.answers.entries import Place, answer_at, answer_to, guide_at
from leg_cramp.answers.guide_moves import (
    GUIDE_MOVES,
    INTERLUDES,
    OFFERED,
    PAUSED,
    begun_again,
    guide_place,
    left_off,
    offered,
    resumed,
    skip,
    taken_up,
)
from leg_cramp.answers.prompts import NAMES, OFFERS, TOPICS, ask, close, offer
from leg_cramp.content.model import SERIOUS, Content, Ref
from leg_cramp.understand.question import UNPRESCRIBED, Choice, Memory, Question

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
        return found or _back(memory, content) or ask(content, empty if place else "nothing-said")

    return step


def _more(_: Question, memory: Memory, content: Content) -> Answer:
    """Something new: the next part, else the next thing that the entry can tell."""
    place = Place.parse(memory.place, memory.member)
    if place is None:
        return ask(content, "nothing-said")
    later = _LATER[_LATER.index(place.asks) + 1 :] if place.asks in _LATER else _LATER
    places = [replace(place, part=place.part + 1), *(replace(place, asks=asks, part=0) for asks in later)]
    on_its_own = place.ref.kind == "red_flag" or place.asks == UNPRESCRIBED
    reachable = places[:1] if on_its_own else places
    found = next(filter(None, (answer_at(found, content) for found in reachable)), None)
    return found or _back(memory, content) or ask(content, "no-more")


def _back(memory: Memory, content: Content) -> Answer | None:
    """The step of a guide that a question has interrupted."""
    return resumed(memory, content) if left_off(memory, content) else None


def _resume(question: Question, memory: Memory, content: Content) -> Answer:
    """Back to the guide, or on with what was told: "carry on" is said of both."""
    if memory.answer == OFFERED:
        return _yes(question, memory, content)
    if memory.guide and memory.guide == memory.answer:
        return _step(+1, "no-more")(question, memory, content)
    return resumed(memory, content) or _more(question, memory, content)


def _skip(question: Question, memory: Memory, content: Content) -> Answer:
    """To the next stretch; of anything else, to the next part."""
    return (skip if guide_place(memory, content) else _step(+1, "no-more"))(question, memory, content)


def _start_over(_: Question, memory: Memory, content: Content) -> Answer:
    return begun_again(memory, content) or ask(content, "launch")


def _launch(_: Question, memory: Memory, content: Content) -> Answer:
    return offered(memory, content) or ask(content, "launch")


def _help(question: Question, memory: Memory, content: Content) -> Answer:
    """Help with what is going on: the act again after a danger sign, the words of the guide in a stretch."""
    if _is_act(memory.answer, content):
        return _repeat(question, memory, content)
    return ask(content, "help-guide" if guide_place(memory, content) else "help")


def _is_act(answer_id: str | None, content: Content) -> bool:
    place = Place.parse(answer_id)
    return bool(place and place.ref.kind == "red_flag" and place.asks == "act" and place.ref in content.entries)


def _repeat(question: Question, memory: Memory, content: Content) -> Answer:
    if memory.answer in OFFERS and memory.choices:
        return _offered_again(memory, content)
    place = Place.parse(memory.answer, memory.member)
    if place and _is_act(memory.answer, content):
        return danger_answer(place.ref, content)
    if memory.answer in INTERLUDES:
        return _resume(question, memory, content)
    if memory.answer == OFFERED:
        return _launch(question, memory, content)
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
    if memory.choices or _is_act(memory.answer, content):
        return _repeat(question, memory, content)
    if memory.answer == OFFERED:
        return taken_up(memory, content) or ask(content, "yes")
    place = Place.parse(memory.answer, memory.member)
    more = answer_at(replace(place, part=place.part + 1), content) if place else None
    paused = resumed(memory, content) if memory.answer == PAUSED else None
    return more or paused or _back(memory, content) or ask(content, "yes")


def _no(_: Question, memory: Memory, content: Content) -> Answer:
    """No to an offer ends kindly; after a danger sign the act stays the last word."""
    if memory.answer == OFFERED:
        return ask(content, "left-no")
    return _kindly(memory, content, "no")


def _goodnight(_: Question, memory: Memory, content: Content) -> Answer:
    return _kindly(memory, content, "goodnight")


def _thanks(_: Question, memory: Memory, content: Content) -> Answer:
    """Thanks are no end of the talk, except after a danger sign."""
    return _kindly(memory, content, "no") if memory.severity in SERIOUS else ask(content, "thanks")


def _kindly(memory: Memory, content: Content, name: str) -> Answer:
    """A close; after a danger sign its last word is the act."""
    act = _act_in_short(memory, content)
    return close(content, "no-danger", act) if act else close(content, name)


def _taken_back(_: Question, memory: Memory, content: Content) -> Answer:
    """What told of danger was misheard, or is not so: the act is said for the case that it is, and the talk goes on."""
    act = _act_in_short(memory, content)
    return ask(content, "taken-back", act) if act else ask(content, "repair")


def _act_in_short(memory: Memory, content: Content) -> str | None:
    """The first sentence of the act, after a danger sign that needs help today; else None."""
    flag = content.entries.get(Ref("red_flag", memory.danger or ""))
    return SENTENCE_END.split(flag.answers["act"][0])[0] if flag and memory.severity in SERIOUS else None


def _pace(name: str) -> Move:
    def pace(question: Question, memory: Memory, content: Content) -> Answer:
        """Confirm, then say the last answer again in the new way."""
        confirmed = ask(content, name)
        again = _repeat(question, memory, content)
        if Place.parse(again.id) is None:
            return confirmed
        return replace(again, blocks=(confirmed.blocks[0], *again.blocks))

    return pace


def _holding(name: str) -> Move:
    def holding(question: Question, memory: Memory, content: Content) -> Answer:
        """Confirm how holds are told, and go on with the step if there is one."""
        confirmed, again = ask(content, name), resumed(memory, content)
        return replace(again, blocks=(confirmed.blocks[0], *again.blocks)) if again else confirmed

    return holding


def _other(_: Question, memory: Memory, content: Content) -> Answer:
    """That was not what was asked: what it could also have meant, else a plea for a few words."""
    return answer_to(memory.other, content) or ask(content, "repair")


def _why(_: Question, memory: Memory, content: Content) -> Answer:
    """The reason stands in the next part; after the last one, and in a guide, how sure the sources are."""
    place = Place.parse(memory.place, memory.member)
    if place is None:
        return answer_to(_WHY_CRAMPS, content) or ask(content, "nothing-said")
    reasons = [replace(place, part=place.part + 1), replace(place, asks=EVIDENCE, part=0)]
    reasons = reasons[1:] if guide_at(place, content) else reasons
    return next(filter(None, (answer_at(reason, content) for reason in reasons)), None) or ask(content, "no-more")


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
    return lambda _question, memory, content: _kindly(memory, content, prompt)


_MOVES: Mapping[str, Move] = {
    "launch": _launch,
    "help": _help,
    "repeat": _repeat,
    "more": _more,
    "next": _step(+1, "no-more"),
    "previous": _step(-1, "no-previous"),
    "yes": _yes,
    "no": _no,
    "slower": _pace("slower"),
    "faster": _pace("faster"),
    "shorter": _pace("shorter"),
    "longer": _pace("longer"),
    "count": _holding("count"),
    "silent": _holding("silent"),
    "resume": _resume,
    "start-over": _start_over,
    "goodnight": _goodnight,
    **GUIDE_MOVES,
    "skip": _skip,
    "quiet-on": _pace("quiet-on"),
    "quiet-off": _pace("quiet-off"),
    "whisper": _pace("whisper"),
    "thanks": _thanks,
    "chat": _asking("chat"),
    "eased": _asking("eased"),
    "stop": _closing("stop"),
    "cancel": _closing("stop"),
    "home": lambda _question, _memory, content: close(content, "home"),
    "why": _why,
    OTHER: _other,
    "take-back": _taken_back,
    "fallback": _fallback,
}
