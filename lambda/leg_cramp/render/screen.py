"""An answer as a screen: which document of content/screens shows it, and the words that go into it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict

from leg_cramp.answers.answer import SENTENCE_END, Answer, Block, Pause
from leg_cramp.content.model import SERIOUS, Content
from leg_cramp.render.card import spell
from leg_cramp.render.ssml import SECONDS_BETWEEN_SENTENCES

WORDS_A_SECOND = 150 / 60
"""How fast a voice reads, so that the screen keeps step with it."""
SHORTEST_HOLD = 5
"""Seconds: a shorter pause is a breath, no hold."""
LONGEST_LARGE = 16
"""Characters of an act that fits a screen in the largest type."""
LABELS = "screen."
"""Prompts that begin so are read on a screen only."""


class Line(TypedDict):
    """One sentence: its text, the second at which it is spoken, and whether it is a question."""

    text: str
    at: float
    asks: bool


@dataclass(frozen=True)
class Screen:
    """The name of a document, and its data source `screen`.

    The data: `title`; `lines`, a sentence each, with `text`, the second `at` which it is spoken, and whether it
    `asks`; `labels`; whether there is `more`. Of a step also the seconds to `hold` and the second of its `start`; of
    danger, whether its title is `long`.
    """

    document: str
    data: Mapping[str, object]


def screen(answer: Answer, content: Content, *, slower: bool) -> Screen | None:
    """The screen of an answer that keeps the session open: the very words of its speech. None for a last word."""
    if answer.invite is None:
        return None
    lines, over = _spoken(answer.blocks, content.spelling, slower)
    title = answer.card.title if answer.card else _capital(content.invocation_name)
    labels = {name.removeprefix(LABELS): text for name, text in content.prompts.items() if name.startswith(LABELS)}
    data = {"title": spell(title, content.spelling), "lines": lines, "labels": labels, "more": answer.more}
    if answer.severity in SERIOUS:
        act, *reasons = lines
        return Screen(
            "danger", data | {"title": act["text"], "lines": reasons, "long": len(act["text"]) > LONGEST_LARGE}
        )
    if answer.progress:
        step, hold = answer.progress, answer.hold.seconds if answer.hold else 0
        title = labels["step"].replace("{number}", str(step.number)).replace("{of}", str(step.of))
        named = title.replace("{name}", _capital(spell(step.title, content.spelling)))
        return Screen("step", data | {"title": named, "hold": hold, "start": over})
    return Screen("answer" if answer.card else "help", data)


def _spoken(blocks: Iterable[Block], spelling: Mapping[str, str], slower: bool) -> tuple[list[Line], float]:
    """Every sentence with the second at which it is spoken, and the second at which a hold begins.

    That is the first long pause, or the end of the speech where nobody counts.
    """
    lines: list[Line] = []
    at, holds = 0.0, []
    for block in blocks:
        if isinstance(block, Pause):
            holds += [at] if block.seconds >= SHORTEST_HOLD else []
            at += block.seconds
            continue
        for sentence in SENTENCE_END.split(block.text):
            lines.append(Line(text=spell(sentence, spelling), at=round(at, 1), asks=sentence.endswith("?")))
            at += len(sentence.split()) / WORDS_A_SECOND + (SECONDS_BETWEEN_SENTENCES if slower else 0)
    return lines, round(min([*holds, at]), 1)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
