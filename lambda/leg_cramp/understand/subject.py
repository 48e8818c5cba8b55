"""What a question is about: the entry its slots name, or the one that the session has in mind."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from leg_cramp.content.model import SLOT_KINDS, Content, Entry, IntentSpec, Ref
from leg_cramp.understand.question import STOP, Memory, Question, SpokenSlot
from nlu import Recogniser

NAME = "name"
"""What the intent of bare names asks: whatever was asked before."""
FIRST_ASKED = ("cramps", "helps", "steps", "about")
"""What a name alone asks when nothing was asked before."""


@dataclass(frozen=True)
class Named:
    """The entry a slot names, with the generic if it was one."""

    entry: Entry
    member: str | None


def question_of(
    spec: IntentSpec, slots: tuple[SpokenSlot, ...], memory: Memory, content: Content, recogniser: Recogniser
) -> Question:
    """The question of an intent with its slots, completed from what was spoken of before."""
    found = [named for slot in slots if (named := _resolve(slot, spec.slots, content, recogniser))]
    question = Question(spec.asks, intent=spec.id, subject=spec.otherwise, move=spec.move)
    if not found:
        heard = next((slot.name for slot in slots if slot.heard), "")
        return _recalled(replace(question, unknown=spec.slots.get(heard, "")), spec, memory, content)
    best = next((named for named in found if spec.asks in named.entry.answers), found[0])
    return _same_question(replace(question, subject=best.entry.ref, member=best.member), memory, content)


def _resolve(slot: SpokenSlot, types: Mapping[str, str], content: Content, recogniser: Recogniser) -> Named | None:
    """The entry of a slot: by the ids Alexa resolved, else by how the words are spelled."""
    slot_type = types.get(slot.name, "")
    ids = slot.ids or tuple(m.id for m in recogniser.spot(slot.heard) if m.slot_type == slot_type)
    for entry_id in ids:
        entry = content.find(SLOT_KINDS.get(slot_type, ""), entry_id)
        if entry:
            return Named(entry, entry_id if entry.member(entry_id) else None)
    return None


def _recalled(question: Question, spec: IntentSpec, memory: Memory, content: Content) -> Question:
    """Nothing was named ("can I stop it"): the medical entry last spoken of, if of a kind the intent recalls."""
    kind, *rest = (memory.place or "").split(".")
    entry = content.entries.get(Ref(kind, rest[0])) if rest else None
    if question.unknown or kind not in spec.recalls or entry is None or not entry.medical:
        return question
    return replace(question, subject=entry.ref, member=memory.member)


def _same_question(question: Question, memory: Memory, content: Content) -> Question:
    """A name alone ("and sciatica") asks again what was asked before, where the entry has an answer to that."""
    if question.asks != NAME or question.subject is None:
        return question
    answers = content.entries[question.subject].answers
    again = (
        memory.asks if memory.asks in answers or (memory.asks == STOP and question.subject.kind == "medicine") else None
    )
    return replace(question, asks=again or next((asks for asks in FIRST_ASKED if asks in answers), NAME))
