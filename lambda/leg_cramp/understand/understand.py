"""A turn and what the session remembers become a Question. Nothing is answered here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from leg_cramp.content.model import SLOT_KINDS, Content, Entry, IntentSpec
from leg_cramp.understand.question import Memory, Question, SpokenSlot, Turn
from leg_cramp.understand.scan import qualified, scan, without_denials
from nlu import Reading, Recogniser

WORDS = "words"
"""What the catch-all intent asks: that its words be read."""


ACT, ABOUT = "act", "about"
"""What danger-sign intents ask when a sign is reported, and when its meaning is asked."""
NAME = "name"
"""What the intent of bare names asks: whatever was asked before."""
STOP = "stop"
FIRST_ASKED = ("cramps", "helps", "steps", "about")
"""What a name alone asks when nothing was asked before."""
SURE_OF_DANGER = 0.8
"""Confidence from which a classified danger sign counts although the scan saw none."""


@dataclass(frozen=True)
class Named:
    """The entry a slot names, with the generic if it was one."""

    entry: Entry
    member: str | None


def understand(turn: Turn, memory: Memory, content: Content, recogniser: Recogniser) -> Question:
    """What the person wants to know. A danger sign in any word that reached us is set on the result."""
    question = _question(turn, memory, content, recogniser)
    asked_about = question.asks == ABOUT and question.subject is not None and question.subject.kind == "red_flag"
    flag = None if asked_about and not _said_in_words(turn, content) else scan(turn.heard, content)
    flag = flag or _named_flag(question, content)
    return replace(question, danger=flag.ref) if flag else question


def _question(turn: Turn, memory: Memory, content: Content, recogniser: Recogniser) -> Question:
    if turn.intent is None:
        return Question("launch", move=True)
    spec = content.intents.get(turn.intent)
    if spec is None:
        return Question("fallback", intent=turn.intent, move=True, refused="unsure")
    if spec.asks == WORDS:
        return _from_words(" ".join(turn.heard), memory, content, recogniser)
    return _in_context(_from_slots(spec, turn.slots, content, recogniser), memory, content)


def _from_words(text: str, memory: Memory, content: Content, recogniser: Recogniser) -> Question:
    reading = recogniser.read(without_denials(text, content.signs))
    spec = content.intents.get(_intent_of(reading, text, content) or "")
    if spec is None:
        return Question("fallback", move=True, refused=reading.refused_as or "unsure")
    slots = tuple(SpokenSlot(name, match.text, (match.id,)) for name, match in reading.slots.items())
    return _in_context(_from_slots(spec, slots, content, recogniser), memory, content)


def _intent_of(reading: Reading, text: str, content: Content) -> str | None:
    """The intent read. The scan has seen these words: where it found nothing, danger must be certain to count."""
    doubtful = reading.confidence < SURE_OF_DANGER or qualified(text, content.signs)
    if not doubtful or not _is_danger(reading.intent, content):
        return reading.intent
    return None if _is_danger(reading.runner_up, content) else reading.runner_up


def _is_danger(intent: str | None, content: Content) -> bool:
    spec = content.intents.get(intent or "")
    return spec is not None and spec.asks == ACT


def _said_in_words(turn: Turn, content: Content) -> bool:
    """Whether the turn brought whole words; else a slot alone cannot tell a report from a question."""
    spec = content.intents.get(turn.intent or "")
    return spec is not None and spec.asks == WORDS


def _from_slots(spec: IntentSpec, slots: tuple[SpokenSlot, ...], content: Content, recogniser: Recogniser) -> Question:
    found = [named for slot in slots if (named := _resolve(slot, spec.slots, content, recogniser))]
    question = Question(spec.asks, intent=spec.id, subject=spec.otherwise, move=spec.move)
    if not found:
        heard = next((slot.name for slot in slots if slot.heard), "")
        return replace(question, unknown=spec.slots.get(heard, ""))
    best = next((named for named in found if spec.asks in named.entry.answers), found[0])
    return replace(question, subject=best.entry.ref, member=best.member)


def _resolve(slot: SpokenSlot, types: Mapping[str, str], content: Content, recogniser: Recogniser) -> Named | None:
    """The entry of a slot: by the ids Alexa resolved, else by how the words are spelled."""
    slot_type = types.get(slot.name, "")
    ids = slot.ids or tuple(m.id for m in recogniser.spot(slot.heard) if m.slot_type == slot_type)
    for entry_id in ids:
        entry = content.find(SLOT_KINDS.get(slot_type, ""), entry_id)
        if entry:
            return Named(entry, entry_id if entry.member(entry_id) else None)
    return None


def _in_context(question: Question, memory: Memory, content: Content) -> Question:
    """A name alone ("and sciatica") asks again what was asked before, where the entry has an answer to that."""
    if question.asks != NAME or question.subject is None:
        return question
    answers = content.entries[question.subject].answers
    before = memory.asks if memory.asks in answers or memory.asks == STOP else None
    return replace(question, asks=before or next((asks for asks in FIRST_ASKED if asks in answers), NAME))


def _named_flag(question: Question, content: Content) -> Entry | None:
    """The red flag that a danger-sign intent stands for, when its act is asked for."""
    return content.entries.get(question.subject) if question.asks == ACT and question.subject else None
