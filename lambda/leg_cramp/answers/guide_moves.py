"""Moves of a guide: pause, resume, skip, other leg, how many left, count, that hurts; and going on another night."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from leg_cramp.answers.answer import Answer, Pause
from leg_cramp.answers.entries import Place, answer_at, guide_at
from leg_cramp.answers.guide import Step, other_leg, setup_of, skipped_to
from leg_cramp.answers.prompts import ask
from leg_cramp.content.model import Content, Entry
from leg_cramp.content.names import name_in_a_sentence
from leg_cramp.understand.question import Memory, Question

HURTS, PAUSE, LAUNCH_LEFT = "hurts", "pause", "launch-left"
PAUSED = f"prompt.{PAUSE}"
OFFERED = f"prompt.{LAUNCH_LEFT}"
"""Ids of the prompts to which yes means: go on with the stretch."""
PAUSE_SECONDS = 60
"""Of silence, before we ask if we shall go on; "Alexa, carry on" ends it sooner."""
_LEFT = ("left-none", "left-one")
INTERLUDES = frozenset({PAUSED, "prompt.left", *(f"prompt.{name}" for name in _LEFT)})
"""Ids of the prompts between steps: "again" after one of them means the step."""
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
"""Names of the number prompts, from two; no guide is longer."""

GuideMove = Callable[[Place, tuple[Step, ...], Memory, Content], Answer | None]


def guide_place(memory: Memory, content: Content) -> Place | None:
    """The step that the guide of this session has come to; None without a guide."""
    place = Place.parse(memory.guide)
    return place if place and guide_at(place, content) else None


def unfinished(memory: Memory, content: Content) -> bool:
    """Whether a guide has steps to go."""
    place = guide_place(memory, content)
    return place is not None and place.part + 1 < len(guide_at(place, content))


def left_off(memory: Memory, content: Content) -> bool:
    """Whether something else was answered since the last step of a guide that has steps to go."""
    return memory.guide != memory.answer and unfinished(memory, content)


def resumed(memory: Memory, content: Content) -> Answer | None:
    """The step of the guide again; after a pause without a guide, what was said before it."""
    place = guide_place(memory, content)
    if place is None and memory.answer == PAUSED:
        place = Place.parse(memory.place, memory.member)
    return answer_at(place, content) if place else None


def left_at(answer: Answer, memory: Memory, content: Content) -> str | None:
    """What to remember for the next night: the step a routine has come to, from its first stretch to before its end."""
    place = Place.parse(answer.id)
    entry = content.entries.get(place.ref) if place else None
    if not (place and entry and answer.progress and entry.routine):
        return memory.left_at
    return answer.id if place.part and guide_at(place, content)[place.part].stretch != entry.ref else None


def offered(memory: Memory, content: Content) -> Answer | None:
    """The offer to go on where a routine was left another night; None if there is nothing to go on with."""
    stretch = _left_stretch(memory, content)
    return ask(content, LAUNCH_LEFT, name_in_a_sentence(stretch, None)) if stretch else None


def taken_up(memory: Memory, content: Content) -> Answer | None:
    """The stretch that was left, from where one gets into place, with the safety lines of a beginning."""
    place, stretch = Place.parse(memory.left_at), _left_stretch(memory, content)
    if place is None or stretch is None:
        return None
    answer = answer_at(replace(place, part=setup_of(guide_at(place, content), place.part)), content)
    return replace(answer, safety=content.entries[place.ref].safety) if answer else None


def begun_again(memory: Memory, content: Content) -> Answer | None:
    """The first step of the guide, or of the routine left another night; else the first part of the last answer."""
    if memory.answer == OFFERED:
        place = Place.parse(memory.left_at)
    else:
        place = guide_place(memory, content) or Place.parse(memory.place, memory.member)
    return answer_at(replace(place, part=0), content) if place else None


def in_chair(place: Place, memory: Memory, content: Content) -> Place:
    """The chair version from the stretch that a routine has come to; others begin at the beginning."""
    now = guide_place(memory, content)
    entry = content.entries[place.ref]
    if now is None or now.ref != place.ref or not entry.routine:
        return place
    return replace(place, part=setup_of(guide_at(place, content), now.part))


def further(place: Place, memory: Memory, content: Content) -> Place:
    """What to do in a cramp: the next step for someone whose cramp is still there, who is in this guide.

    The last step is for when the cramp has eased.
    """
    now = guide_place(memory, content)
    if now is None or (now.ref, now.asks) != (place.ref, place.asks):
        return place
    return replace(place, part=min(now.part + 1, len(guide_at(place, content)) - 2))


def pause(_: Question, memory: Memory, content: Content) -> Answer:
    """Silence for a minute, then the question if we shall go on."""
    answer = ask(content, PAUSE)
    *said, invite = answer.blocks
    return replace(answer, blocks=(*said, Pause(PAUSE_SECONDS), invite))


def in_guide(move: GuideMove) -> Callable[[Question, Memory, Content], Answer]:
    """A move that needs a guide; without one, the stretches are offered."""

    def moved(_: Question, memory: Memory, content: Content) -> Answer:
        place = guide_place(memory, content)
        found = move(place, guide_at(place, content), memory, content) if place else ask(content, "no-guide")
        return found or ask(content, "no-more")

    return moved


def _skip(place: Place, guide: tuple[Step, ...], _: Memory, content: Content) -> Answer | None:
    return answer_at(replace(place, part=skipped_to(guide, place.part)), content)


def _other_leg(place: Place, guide: tuple[Step, ...], _: Memory, content: Content) -> Answer | None:
    return answer_at(replace(place, part=other_leg(guide, place.part)), content)


def _left(place: Place, guide: tuple[Step, ...], _: Memory, content: Content) -> Answer:
    left = len(guide) - place.part - 1
    return ask(content, _LEFT[left]) if left < len(_LEFT) else ask(content, "left", _number(left, content))


def _number(count: int, content: Content) -> str:
    return content.prompts[f"number.{_NUMBERS[count - len(_LEFT)]}"]


def _left_stretch(memory: Memory, content: Content) -> Entry | None:
    """The stretch of the step that was left another night."""
    place = Place.parse(memory.left_at)
    guide = guide_at(place, content) if place else ()
    return content.entries.get(guide[place.part].stretch) if place and guide else None


GUIDE_MOVES: Mapping[str, Callable[[Question, Memory, Content], Answer]] = {
    PAUSE: pause,
    HURTS: lambda _question, _memory, content: ask(content, HURTS),
    "other-leg": in_guide(_other_leg),
    "left": in_guide(_left),
}
skip = in_guide(_skip)
