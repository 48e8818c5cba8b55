"""A page with every spoken answer, its sources and a line to sign, for a clinician to read on paper."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from authoring.speech import Spoken, spoken_answers, with_its_lines
from leg_cramp.answers.composed import EVIDENCE, SOURCES, WORRY
from leg_cramp.content.load import load
from leg_cramp.content.model import KINDS, Content, Entry, Ref, Source

QUESTIONS = {
    "what": "What is it?",
    "cramps": "Can it cause cramps?",
    "treatment": "What helps?",
    "difference": "How does it differ from a cramp?",
    "helps": "Does it help?",
    "lacking": "Am I short of it?",
    "now": "Cramping right now",
    "steps": "How to do it",
    "seated": "Seated, or in bed",
    "hold": "How long to hold it",
    "act": "When someone reports it",
    "about": "When someone asks about it",
    "worry": "When to worry",
    "stop": "May I stop taking it?",
    "unprescribed": "May I have it though nobody prescribed it for me?",
    "dose": "How much may I take?",
    "pregnancy": "May I take it in pregnancy?",
    "evidence": "How sure is this?",
    "sources": "Who says so?",
    "rank": "Which is the worst?",
}
"""Key of `Entry.answers` to the question as a reader would put it."""
ON_THE_CARD = "In the Alexa app"
_LEFT_OUT = {SOURCES, EVIDENCE}
"""Composed from facts that the page shows anyway; so is when to worry, where an entry has no red flags of its own."""


@dataclass(frozen=True)
class Said:
    """The parts said for one question."""

    question: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """One entry as the page shows it."""

    entry: Entry
    said: tuple[Said, ...]
    sources: tuple[Source, ...]


def page(root: Path, locale: str, today: datetime.date) -> str:
    """The page as HTML, complete in one file, for one locale."""
    content = load(root, locale)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    answers: dict[Ref, list[Spoken]] = defaultdict(list)
    for spoken in spoken_answers(content):
        if spoken.member is None:
            answers[spoken.entry.ref].append(spoken)
    sections = {
        folder: [_sheet(entry, answers[entry.ref], content) for entry in content.of_kind(kind) if entry.medical]
        for kind, folder in KINDS.items()
    }
    return environment.get_template("review.html").render(
        locale=locale, today=today, sections=sections, safety=content.safety_lines
    )


def _sheet(entry: Entry, answers: Sequence[Spoken], content: Content) -> Sheet:
    general = {WORRY} if not entry.red_flags and WORRY not in entry.answers else set()
    said = tuple(
        Said(QUESTIONS[each.asks], tuple(with_its_lines(answer, content) for answer in each.answers))
        for each in answers
        if each.asks not in _LEFT_OUT | general
    )
    card = (Said(ON_THE_CARD, entry.card),) if entry.card else ()
    return Sheet(entry, (*said, *card), tuple(content.sources[key] for key in entry.sources))
