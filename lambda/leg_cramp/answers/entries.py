"""Answers that content gives: one part of one entry, for one question."""

from dataclasses import dataclass, replace

from leg_cramp.answers.answer import Answer, Card, Progress, Say
from leg_cramp.answers.composed import EVIDENCE, SOURCES, WORRY, composed
from leg_cramp.answers.guide import Step, steps
from leg_cramp.content.model import Content, Entry, Ref
from leg_cramp.content.names import capital, subject
from leg_cramp.understand.question import DOSE, PREGNANCY, STOP, UNPRESCRIBED, Choice

INSTEAD = {
    "now": ("now", "steps"),
    "steps": ("steps", "now"),
    "seated": ("seated", "steps"),
    "difference": ("difference", "what", "about"),
    "lacking": ("lacking", "helps"),
    "helps": ("helps", "cramps", "treatment"),
    "treatment": ("treatment", "helps", "what", "about"),
    "what": ("what", "about", "helps", "steps"),
    "cramps": ("cramps", "helps", "about"),
    "act": ("act", "about"),
}
"""Where an entry lacks the answer to a question, the nearest one it has."""

_WITHOUT_SAFETY_LINES = frozenset({STOP, UNPRESCRIBED, DOSE, WORRY, SOURCES, EVIDENCE})
"""The last two advise nothing; the others are safety words themselves, and not everyone who asks takes the medicine."""
_IN_PREGNANCY = ("maternity",)
"""The safety lines of what is asked about pregnancy, in place of those of the entry."""


@dataclass(frozen=True)
class Place:
    """Where an answer stands in content: entry, question and part, counted from 0."""

    ref: Ref
    asks: str
    part: int = 0
    member: str | None = None

    def __str__(self) -> str:
        """The answer id: "cause.diabetes.cramps", then "cause.diabetes.cramps.2"."""
        number = f".{self.part + 1}" if self.part else ""
        return f"{self.ref}.{self.asks}{number}"

    @classmethod
    def parse(cls, answer_id: str | None, member: str | None = None) -> "Place | None":
        """Read an answer id; None for prompts and for anything that is no answer id."""
        pieces = (answer_id or "").split(".")
        if len(pieces) not in (3, 4):
            return None
        number = pieces[3] if len(pieces) == 4 else "1"
        part = int(number) - 1 if number.isdecimal() and int(number) > 0 else 0
        return cls(Ref(pieces[0], pieces[1]), pieces[2], part, member)


def place_for(entry: Entry, asks: str, member: str | None, content: Content) -> Place:
    """Where the entry answers the question, or the nearest question it does answer."""
    choices = (*INSTEAD.get(asks, (asks,)), *entry.answers)
    places = (Place(entry.ref, key, 0, member) for key in choices)
    return next(place for place in places if parts(place, content))


def parts(place: Place, content: Content) -> tuple[str, ...]:
    """All parts at a place, the subject named. Empty when content has no such place."""
    entry = content.entries.get(place.ref)
    if entry is None:
        return ()
    guide = tuple(step.text for step in steps(entry, place.asks, content))
    texts = guide or entry.answers.get(place.asks) or composed(entry, place.asks, place.member, content)
    return tuple(text.replace("{subject}", subject(entry, place.member)) for text in texts)


def guide_at(place: Place, content: Content) -> tuple[Step, ...]:
    """The steps of the guide that a place is in; empty where it is in none, or past its end."""
    entry = content.entries.get(place.ref)
    found = steps(entry, place.asks, content) if entry else ()
    return found if place.part < len(found) else ()


def answer_at(place: Place, content: Content) -> Answer | None:
    """The part of content at a place, or None when there is no such part."""
    entry, texts = content.entries.get(place.ref), parts(place, content)
    if entry is None or not 0 <= place.part < len(texts):
        return None
    text, guide = texts[place.part], guide_at(place, content)
    return Answer(
        id=str(place),
        blocks=(Say(text),),
        severity=entry.severity if place.asks == "act" else None,
        medical=entry.medical,
        safety=_safety(entry, place),
        more=place.part + 1 < len(texts),
        card=_card(entry, place, texts, content),
        progress=_progress(guide, place, content),
        hold=guide[place.part].hold if guide else None,
    )


def answer_to(choice: Choice | None, content: Content) -> Answer | None:
    """The answer to a question remembered; None where there is none."""
    entry = content.entries.get(choice.subject) if choice else None
    return answer_at(place_for(entry, choice.asks, choice.member, content), content) if entry and choice else None


def _safety(entry: Entry, place: Place) -> tuple[str, ...]:
    """Safety lines go with the first part; the stop rule is a medicine's own."""
    if place.part or place.asks in _WITHOUT_SAFETY_LINES:
        return ()
    if place.asks == PREGNANCY:
        return _IN_PREGNANCY
    return (*((entry.stop_rule,) if entry.stop_rule else ()), *entry.safety)


def _card(entry: Entry, place: Place, texts: tuple[str, ...], content: Content) -> Card:
    """The whole answer in writing, whichever part was said, with its safety lines and the disclaimer.

    How long a stretch is held is silence when it is said, so the card has the words for it.
    """
    held = entry.answers.get("hold", ()) if place.asks in ("steps", "seated") else ()
    lines = [content.safety_lines[name] for name in dict.fromkeys(_safety(entry, replace(place, part=0)))]
    disclaimer = (content.prompts["disclaimer.short"],) if entry.medical else ()
    title = subject(entry, place.member).rstrip(",")
    return Card(title, _footnote(entry, content), (*(entry.card or texts), *held, *lines, *disclaimer))


def _progress(guide: tuple[Step, ...], place: Place, content: Content) -> Progress | None:
    """Where a step stands in its guide; None for an answer that tells of something else."""
    if not guide:
        return None
    return Progress(content.entries[guide[place.part].stretch].name, place.part + 1, len(guide))


def _footnote(entry: Entry, content: Content) -> str:
    """The sources, for the card."""
    sources = (content.sources[key] for key in entry.sources)
    titles = dict.fromkeys(f"{capital(source.publisher)}: {source.title}" for source in sources)
    return f"{content.prompts['card.sources']} {'; '.join(titles)}."
