"""Guided stretching: the steps of a stretch or a routine and their holds. A place in a guide is an answer id."""

from dataclasses import dataclass

from leg_cramp.answers.answer import Block, Hold, Pause, Say
from leg_cramp.content.model import Content, Entry, Ref

SETUP, HOLD, LEG, OTHER_LEG = "setup", "hold", "leg", "other-leg"
"""Kinds of steps, as content/schema/stretch.schema.json describes them; any other is only said."""
_IN_A_ROUTINE = frozenset({SETUP, LEG, OTHER_LEG})
REST_SECONDS = 10
"""Between the holds of one leg."""
_COUNTED_EVERY = 5
_COUNTS = ("five", "ten", "fifteen", "twenty")


@dataclass(frozen=True)
class Step:
    """One step of a guide: the stretch it belongs to, its kind, its words, and how it is held."""

    stretch: Ref
    kind: str
    text: str
    hold: Hold | None


def steps(entry: Entry, asks: str, content: Content) -> tuple[Step, ...]:
    """The steps of a stretch for a question; a routine has those of its stretches after its own first.

    Empty where the entry is no guide. The holds in a routine are as long and as many as the routine says.
    """
    own = _own(entry, asks, entry)
    stretches = ((content.entries.get(ref), version) for ref, version in entry.routine.get(asks, ()))
    members = [step for stretch, version in stretches if stretch for step in _own(stretch, version, entry)]
    return (*own[:1], *(step for step in members if step.kind in _IN_A_ROUTINE), *own[1:])


def skipped_to(guide: tuple[Step, ...], part: int) -> int:
    """The step after "skip": where the next stretch begins, or else what is said at the end."""
    later = range(part + 1, len(guide))
    return next((n for n in later if guide[n].kind not in (LEG, OTHER_LEG)), len(guide))


def other_leg(guide: tuple[Step, ...], part: int) -> int:
    """The step for the other leg; in a cramp, the first step again."""
    kind = guide[part].kind
    if kind in _IN_A_ROUTINE:
        there = part - 1 if kind == OTHER_LEG else part + 1
        return there if there < len(guide) and guide[there].kind in (LEG, OTHER_LEG) else part
    return next((n for n in range(part, 0, -1) if guide[n].kind == OTHER_LEG), 0)


def setup_of(guide: tuple[Step, ...], part: int) -> int:
    """Where the stretch of a step begins."""
    return next((n for n in range(min(part, len(guide) - 1), 0, -1) if guide[n].kind == SETUP), 0)


def hold_blocks(hold: Hold, content: Content, *, counting: bool) -> tuple[Block, ...]:
    """A hold as it is heard: silent or counted aloud, with a rest and a call before each further one."""
    once = _counted(hold.seconds, content) if counting else (Pause(hold.seconds),)
    if hold.times == 1:
        return once
    prompts = content.prompts
    again = (Say(prompts["hold.rest"]), Pause(REST_SECONDS), Say(prompts["hold.once-more"]), *once)
    return (*once, *(again * (hold.times - 1)), Say(prompts["hold.done"]))


def _own(entry: Entry, asks: str, timing: Entry) -> tuple[Step, ...]:
    """The steps that the entry itself words, held as `timing` says."""
    pairs = zip(entry.steps.get(asks, ()), entry.answers.get(asks, ()), strict=False)
    return tuple(Step(entry.ref, kind, text, _hold(kind, timing)) for kind, text in pairs)


def _hold(kind: str, timing: Entry) -> Hold | None:
    if kind == HOLD:
        return Hold(timing.hold_seconds)
    return Hold(timing.hold_seconds, timing.repeats) if kind in (LEG, OTHER_LEG) else None


def _counted(seconds: int, content: Content) -> tuple[Block, ...]:
    """Every five seconds are told: a number each second would be a race."""
    blocks: list[Block] = []
    for told in range(_COUNTED_EVERY, seconds + 1, _COUNTED_EVERY):
        blocks += [Pause(_COUNTED_EVERY), Say(content.prompts[f"count.{_COUNTS[told // _COUNTED_EVERY - 1]}"])]
    return tuple(blocks)
