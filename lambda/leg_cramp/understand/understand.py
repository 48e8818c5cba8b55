"""A turn and what the session remembers become a Question. Nothing is answered here."""

from dataclasses import replace

from leg_cramp.content.model import Content, Entry
from leg_cramp.understand.question import Memory, Question, SpokenSlot, Turn
from leg_cramp.understand.scan import qualified, scan, without_denials
from leg_cramp.understand.subject import question_of
from nlu import Reading, Recogniser

WORDS = "words"
"""What the catch-all intent asks: that its words be read."""
ACT, ABOUT = "act", "about"
"""What danger-sign intents ask when a sign is reported, and when its meaning is asked."""
SURE_OF_DANGER = 0.8
"""Confidence from which a classified danger sign counts although the scan saw none."""


def understand(turn: Turn, memory: Memory, content: Content, recogniser: Recogniser) -> Question:
    """What the person wants to know. A danger sign in any word that reached us is set on the result."""
    question = _question(turn, memory, content, recogniser)
    flag = _reported_flag(turn, question, content) or _named_flag(question, content)
    return replace(question, danger=flag.ref) if flag else question


def _question(turn: Turn, memory: Memory, content: Content, recogniser: Recogniser) -> Question:
    if turn.intent is None:
        return Question("launch", move=True)
    spec = content.intents.get(turn.intent)
    if spec is None:
        return Question("fallback", intent=turn.intent, move=True, refused="unsure")
    if spec.asks == WORDS:
        return _from_words(" ".join(turn.heard), memory, content, recogniser)
    return question_of(spec, turn.slots, memory, content, recogniser)


def _from_words(text: str, memory: Memory, content: Content, recogniser: Recogniser) -> Question:
    reading = recogniser.read(without_denials(text, content.signs))
    spec = content.intents.get(_intent_of(reading, text, content) or "")
    if spec is None:
        return Question("fallback", move=True, refused=reading.refused_as or "unsure")
    slots = tuple(SpokenSlot(name, match.text, (match.id,)) for name, match in reading.slots.items())
    return question_of(spec, slots, memory, content, recogniser)


def _intent_of(reading: Reading, text: str, content: Content) -> str | None:
    """The intent read. The scan has seen these words: where it found nothing, danger must be certain to count."""
    doubtful = reading.confidence < SURE_OF_DANGER or qualified(text, content.signs)
    if not doubtful or not _is_danger(reading.intent, content):
        return reading.intent
    return None if _is_danger(reading.runner_up, content) else reading.runner_up


def _is_danger(intent: str | None, content: Content) -> bool:
    spec = content.intents.get(intent or "")
    return spec is not None and spec.asks == ACT


def _reported_flag(turn: Turn, question: Question, content: Content) -> Entry | None:
    """What the scan finds, unless only the meaning of a sign was asked and the slot holds no more than its name."""
    spec = content.intents.get(turn.intent or "")
    whole_words = spec is not None and spec.asks == WORDS
    asked_about = question.asks == ABOUT and question.subject is not None and question.subject.kind == "red_flag"
    return None if asked_about and not whole_words else scan(turn.heard, content)


def _named_flag(question: Question, content: Content) -> Entry | None:
    """The red flag that a danger-sign intent stands for, when its act is asked for."""
    return content.entries.get(question.subject) if question.asks == ACT and question.subject else None
