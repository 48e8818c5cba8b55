"""What a question is about: the entry its slots name, or the one that the session has in mind."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from leg_cramp.content.model import SLOT_KINDS, Content, Entry, IntentSpec, Ref
from leg_cramp.understand.question import OF_MEDICINES, Choice, Memory, Question, SpokenSlot
from nlu import TIME, Recogniser

NOW = "now"
"""What to do in a cramp."""
NAME = "name"
"""What the intent of bare names asks: whatever was asked before."""
FIRST_ASKED = ("cramps", "helps", "steps", "about")
"""What a name alone asks when nothing was asked before."""
HELPS_FIRST = ("helps", *FIRST_ASKED)
"""The same for what is hardly known as a cause: whether it helps, if there is an answer to that."""
WEAK = "weak"
"""Evidence of what is hardly known as a cause."""


YES, NO, FIRST, SECOND = "yes", "no", "first", "second"
"""Moves that take up what was offered."""
REPEAT = "repeat"
REPAIR = "other"
"""The move of someone who was misunderstood."""
SIGN = "RedFlag"
"""The slot type of danger signs, which are no medicine or cause that somebody may have meant instead."""
MOST_CHOICES = 2
"""More cannot be held in mind by ear."""


@dataclass(frozen=True)
class Named:
    """The entry a slot names, with the generic if it was one."""

    entry: Entry
    member: str | None


@dataclass(frozen=True)
class Heard:
    """What a slot may name, the likeliest first.

    `doubtful`: to be asked back; `misheard`: known by its sound only, so to be said back.
    """

    names: tuple[Named, ...]
    doubtful: bool = False
    misheard: bool = False


def question_of(
    spec: IntentSpec, slots: tuple[SpokenSlot, ...], memory: Memory, content: Content, recogniser: Recogniser
) -> Question:
    """The question of an intent with its slots, completed from what was spoken of before."""
    if TIME in spec.slots.values():
        said = " ".join(slot.heard for slot in slots)
        return Question(spec.asks, intent=spec.id, move=True, time=recogniser.time_in(said))
    if spec.move and memory.choices:
        return _taken(Question(spec.asks, intent=spec.id, move=True), memory.choices)
    if spec.move and memory.also:
        return _of_two(Question(spec.asks, intent=spec.id, move=True), memory.also)
    found = [heard for slot in slots if (heard := _heard(slot, spec.slots, content, recogniser))]
    question = Question(spec.asks, intent=spec.id, subject=spec.otherwise, move=spec.move)
    if not found:
        unknown = next((slot.name for slot in slots if slot.heard), "")
        return _recalled(replace(question, unknown=spec.slots.get(unknown, "")), spec, memory, content)
    best = next((heard for heard in found if spec.asks in heard.names[0].entry.answers), found[0])
    name = best.names[0]
    question = replace(question, subject=name.entry.ref, member=name.member, misheard=best.misheard)
    question = _same_question(question, memory, content)
    if not best.doubtful:
        return question
    choices = (Choice(name.entry.ref, question.asks, name.member) for name in best.names)
    return replace(question, choices=tuple(choices)[:MOST_CHOICES])


def _taken(question: Question, choices: tuple[Choice, ...]) -> Question:
    """A move that answers an offer: it becomes the question offered; "no" turns all of them down."""
    taken = {FIRST: 0, SECOND: 1, YES: 0 if len(choices) == 1 else MOST_CHOICES}.get(question.asks, MOST_CHOICES)
    if taken < len(choices):
        choice, others = choices[taken], [other for other in choices if other != choices[taken]]
        other = others[0] if others else None
        return replace(
            question, asks=choice.asks, subject=choice.subject, member=choice.member, move=False, other=other
        )
    return replace(question, asks=REPAIR) if question.asks == NO else question


def _of_two(question: Question, also: Choice) -> Question:
    """A move after the first of two questions: to the second, or back to the first."""
    if question.asks in (YES, SECOND):
        return replace(question, asks=also.asks, subject=also.subject, member=also.member, move=False)
    return replace(question, asks=REPEAT) if question.asks == FIRST else question


def _heard(slot: SpokenSlot, types: Mapping[str, str], content: Content, recogniser: Recogniser) -> Heard | None:
    """What a slot names: by the ids Alexa resolved, else by what was found in the words, or is in them."""
    slot_type = types.get(slot.name, "")
    resolved = [named for entry_id in slot.ids if (named := _named((slot_type, entry_id), content))]
    if resolved:
        return Heard((resolved[0],))
    match = slot.found if slot.found and slot.found.id else recogniser.spot_one(slot.heard, slot_type)
    rivals = match.rivals if match else ()
    targets = ((slot_type, match.id), *(rival for rival in rivals if rival[0] != SIGN)) if match else ()
    found = (named for target in targets if (named := _named(target, content)))
    names = tuple({(named.entry.ref, named.member): named for named in found}.values())
    if match is None or not names:
        return None
    doubtful = match.doubtful and (len(names) > 1 or not match.rivals)
    return Heard(names, doubtful, match.likeness < 1)


def _named(target: tuple[str, str], content: Content) -> Named | None:
    """The entry a name belongs to."""
    slot_type, entry_id = target
    entry = content.find(SLOT_KINDS.get(slot_type, ""), entry_id)
    return Named(entry, entry_id if entry.member(entry_id) else None) if entry else None


def _recalled(question: Question, spec: IntentSpec, memory: Memory, content: Content) -> Question:
    """Nothing was named ("can I stop it"): the medical entry last spoken of, if of a kind the intent recalls.

    In a stretch that a question has interrupted, "how long do I hold it" is about the stretch. "It's still there" is
    about the muscle that cramped, but no routine is what to do in a cramp. A move that recalls ("stop it") is a
    question about what was spoken of, where it can be one.
    """
    places = [(place or "").split(".") for place in (memory.place, memory.guide)]
    kind, *rest = next((place for place in places if place[0] in spec.recalls), places[0])
    entry = content.entries.get(Ref(kind, rest[0])) if rest else None
    if question.unknown or kind not in spec.recalls or entry is None or not entry.medical:
        return question
    if spec.asks == NOW and NOW not in entry.answers:
        return question
    return replace(question, subject=entry.ref, member=memory.member, move=False)


def _same_question(question: Question, memory: Memory, content: Content) -> Question:
    """A name alone ("and sciatica") asks again what was asked before, where the entry has an answer to that."""
    if question.asks != NAME or question.subject is None:
        return question
    entry = content.entries[question.subject]
    again = memory.asks in entry.answers or (memory.asks in OF_MEDICINES and entry.ref.kind == "medicine")
    if memory.asks and again:
        return replace(question, asks=memory.asks)
    order = HELPS_FIRST if entry.evidence == WEAK else FIRST_ASKED
    return replace(question, asks=next((asks for asks in order if asks in entry.answers), NAME))
