"""Rules that hold for every answer, whatever made it."""

from dataclasses import replace

from leg_cramp.answers.answer import SENTENCE_END, Answer, Block, Pause, Say, Voice
from leg_cramp.answers.composed import EVIDENCE, SOURCES, WORRY
from leg_cramp.answers.entries import Place
from leg_cramp.answers.guide import hold_blocks
from leg_cramp.answers.guide_moves import unfinished
from leg_cramp.answers.prompts import invitation
from leg_cramp.content.model import SERIOUS, Content
from leg_cramp.understand.question import DOSE, PREGNANCY, STOP, UNPRESCRIBED, Memory

LONGEST = 75
"""Words before the invitation: about 30 spoken seconds (alexa-rules R021)."""
_BREATH = Pause(0.5)
SHORT = 20
"""Words of the first sentences of a shorter answer, unless the first alone has more."""
WORTH_CUTTING = 6
"""Fewer words than this are said rather than kept back."""
_WHOLE = frozenset(
    {"now", "steps", "seated", "hold", "act", STOP, UNPRESCRIBED, DOSE, PREGNANCY, WORRY, SOURCES, EVIDENCE}
)
"""Never shortened: half an instruction is a wrong one, and warnings are safety words from end to end."""


def apply(answer: Answer, memory: Memory, content: Content, also: str = "") -> Answer:
    """Add safety lines, the hold of a step, the disclaimer once a session, and the invitation, in that order.

    A danger answer gets nothing but the offer to say it again. An answer that already invites, and a closing
    prompt, stay as they are. `also`: what a second question in the sentence was about, which the invitation takes up.
    """
    if answer.severity in SERIOUS:
        return _append(answer, invitation(content, "danger"))
    if answer.invite or answer.id.startswith("prompt."):
        return answer
    answer = _append(answer, *_safety_lines(answer, content))
    if answer.hold:
        answer = _append(answer, *hold_blocks(answer.hold, content, counting=memory.counting))
    if answer.medical and not memory.disclaimed and not _heard_before(memory, content):
        answer = _append(answer, Say(content.prompts["disclaimer.short"]))
    return _append(answer, _BREATH, invitation(content, _invitation(answer, memory, content, also), also))


def _invitation(answer: Answer, memory: Memory, content: Content, also: str) -> str:
    """What the answer ends by asking: a second question first, then what is at hand, then a stretch left off."""
    if also:
        return "also"
    if answer.progress:
        return "step" if answer.more else "last-step"
    if answer.more:
        return "more"
    interrupted = memory.guide == memory.answer and unfinished(memory, content)
    return "back" if interrupted else "other"


def says_disclaimer(answer: Answer, content: Content) -> bool:
    """Whether the disclaimer is among the words of the answer."""
    return content.prompts["disclaimer.short"] in answer.text


def is_short(memory: Memory) -> bool:
    """Whether answers are to be short now: because the person asked for it, or because it is night."""
    return memory.shorter or memory.quiet


def shorter(answer: Answer, content: Content) -> Answer:
    """The answer with the first sentence or two of its part, and every sentence in it that is there for safety.

    To be used before `apply`, whose safety lines are never cut. What is kept back is `rest`.
    """
    kept, dropped = _parted(answer, content)
    if not dropped:
        return answer
    return replace(answer, blocks=(*answer.blocks[:-1], Say(kept)), more=True, cut=True)


def rest(answer: Answer, content: Content) -> Answer:
    """What `shorter` kept back of the answer. Its safety lines were said with the first sentences."""
    _, dropped = _parted(answer, content)
    return replace(answer, blocks=(Say(dropped),), safety=()) if dropped else answer


def spoken_in(answer: Answer, memory: Memory) -> Answer:
    """The answer in the voice of the hour. Danger is said aloud at any hour."""
    voice = Voice.WHISPERED if memory.whisper else Voice.SOFT if memory.quiet else Voice.NORMAL
    return replace(answer, voice=Voice.NORMAL if answer.severity in SERIOUS else voice, quiet=memory.quiet)


def _parted(answer: Answer, content: Content) -> tuple[str, str]:
    """The part of an answer, which is its last block: what a shorter answer keeps of it, and what it drops."""
    place, part = Place.parse(answer.id), answer.blocks[-1] if answer.blocks else None
    if place is None or place.asks in _WHOLE or answer.severity or not isinstance(part, Say):
        return "", ""
    first, *others = SENTENCE_END.split(part.text)
    if others and len(f"{first} {others[0]}".split()) <= SHORT:
        first = f"{first} {others.pop(0)}"
    kept = [first, *(sentence for sentence in others if _is_for_safety(sentence, content))]
    dropped = " ".join(sentence for sentence in others if sentence not in kept)
    return (" ".join(kept), dropped) if len(dropped.split()) >= WORTH_CUTTING else (part.text, "")


def _is_for_safety(sentence: str, content: Content) -> bool:
    sentence = sentence.lower()
    return any(mark.lower() in sentence for mark in content.safety_marks)


def _heard_before(memory: Memory, content: Content) -> bool:
    """A short answer does without the disclaimer, once these very words of it were heard in an earlier session."""
    return is_short(memory) and memory.disclaimer == content.disclaimer


def _safety_lines(answer: Answer, content: Content) -> list[Block]:
    return [Say(content.safety_lines[name]) for name in dict.fromkeys(answer.safety)]


def _append(answer: Answer, *blocks: Block) -> Answer:
    return replace(answer, blocks=(*answer.blocks, *blocks))
