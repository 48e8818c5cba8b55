"""Rules that hold for every answer, whatever made it."""

from dataclasses import replace

from leg_cramp.answers.answer import Answer, Block, Pause, Say
from leg_cramp.answers.guide import hold_blocks
from leg_cramp.answers.guide_moves import unfinished
from leg_cramp.answers.prompts import invitation
from leg_cramp.answers.shorter import shortened
from leg_cramp.content.model import Content, Severity
from leg_cramp.understand.question import Memory

LONGEST = 75
"""Words before the invitation: about 30 spoken seconds (alexa-rules R021)."""
_BREATH = Pause(0.5)


def apply(answer: Answer, memory: Memory, content: Content, also: str = "") -> Answer:
    """Add safety lines, the hold of a step, the disclaimer once a session, and the invitation, in that order.

    A danger answer gets nothing but the offer to say it again. An answer that already invites, and a closing
    prompt, stay as they are. `also`: what a second question in the sentence was about, which the invitation takes up.
    """
    if answer.severity in (Severity.EMERGENCY, Severity.URGENT):
        return _append(answer, invitation(content, "danger"))
    if answer.invite or answer.id.startswith("prompt."):
        return answer
    if memory.shorter:
        answer = shortened(answer, content)
    answer = _append(answer, *_safety_lines(answer, content))
    if answer.hold:
        answer = _append(answer, *hold_blocks(answer.hold, content, counting=memory.counting))
    if answer.medical and not memory.disclaimed:
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


def _safety_lines(answer: Answer, content: Content) -> list[Block]:
    return [Say(content.safety_lines[name]) for name in dict.fromkeys(answer.safety)]


def _append(answer: Answer, *blocks: Block) -> Answer:
    return replace(answer, blocks=(*answer.blocks, *blocks))
