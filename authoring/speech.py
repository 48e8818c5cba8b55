"""Gates on what is said: length, reading grade, sentences, and words that must not be said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from authoring.readability import PHONE_NUMBER, grade, sentences, words
from leg_cramp.answers.answer import Answer, Pause, Say
from leg_cramp.answers.composed import EVIDENCE, SOURCES, WORRY
from leg_cramp.answers.entries import Place, answer_at, parts
from leg_cramp.answers.policy import apply
from leg_cramp.content.load import Wording
from leg_cramp.content.model import KINDS, Content, Entry, Member
from leg_cramp.errors import Problem
from leg_cramp.render.screen import LABELS
from leg_cramp.understand.question import OF_MEDICINES, Memory

HARDEST_GRADE = 6.0
LONGEST_SENTENCE = 20
LONGEST_MEAN_SENTENCE = 13
MOST_WORDS = 60
"""Before the invitation: a part with its safety lines and the disclaimer."""
LONGEST_SECONDS = 30
"""Of a whole turn, the invitation and its pause included, at 150 words a minute (alexa-rules R021)."""
WORDS_A_SECOND = 150 / 60

LONGEST_TURN = 150
"""Seconds of a turn with the silence of its holds; nobody should wonder if we are still there."""
FILLED_LATER = frozenset({"subject", "name", "publishers", "first", "second", "number", "of"})
"""Terms in braces that code fills, not the locale."""

Fault = tuple[str, str]


@dataclass(frozen=True)
class Style:
    """One pattern of words that must not be said: what is wrong with it, and what to say instead.

    With `evidence` it is only a fault in entries whose evidence is one of these.
    """

    pattern: re.Pattern[str]
    fault: str
    instead: str
    evidence: frozenset[str]


@dataclass(frozen=True)
class Spoken:
    """What is said to one question about an entry, or about one of its generics: all parts in their order."""

    entry: Entry
    member: Member | None
    asks: str
    answers: tuple[Answer, ...]


def styles(root: Path, locale: str) -> tuple[Style, ...]:
    """The patterns in style.json of a locale."""
    rows = Wording(root, locale).read("style.json")["never"]
    return tuple(
        Style(re.compile(row["pattern"]), row["fault"], row["instead"], frozenset(row.get("evidence", ())))
        for row in rows
    )


def speech_problems(content: Content, rules: tuple[Style, ...]) -> Iterator[Problem]:
    """Problems of every text as it is heard in this locale; of medicines also for the generic with the longest name."""
    for spoken in spoken_answers(content, longest_generic_only=True):
        where = f"locales/{content.locale}/{KINDS[spoken.entry.ref.kind]}/{spoken.entry.ref.id}.json"
        said_of = f", said of {spoken.member.id}" if spoken.member else ""
        for part, fault, remedy in _faults(spoken, content, rules):
            yield Problem(where, f"$.answers.{spoken.asks}[{part}]", fault + said_of, remedy)
    for entry in content.entries.values():
        for line, text in enumerate(entry.card):
            for fault, remedy in _fixed_faults(text, invites=True, content=content, rules=rules):
                where = f"locales/{content.locale}/{KINDS[entry.ref.kind]}/{entry.ref.id}.json"
                yield Problem(where, f"$.card[{line}]", fault, remedy)
    for file, table in (("prompts", content.prompts), ("safety", content.safety_lines)):
        for name, text in table.items():
            if name.startswith(("card.", LABELS)):
                continue
            invites = file == "prompts" and name.endswith((".ask", ".again"))
            for fault, remedy in _fixed_faults(text, invites, content, rules):
                yield Problem(f"locales/{content.locale}/{file}.json", f"$.{file}.{name}", fault, remedy)


def spoken_answers(content: Content, *, longest_generic_only: bool = False) -> Iterator[Spoken]:
    """Every answer, those composed from facts included; of a generic only where it differs from its class."""
    for entry in content.entries.values():
        for asks in _asked(entry):
            of_class = parts(Place(entry.ref, asks), content)
            for member in (None, *(entry.members if not longest_generic_only else _longest_named(entry))):
                place = Place(entry.ref, asks, 0, member.id if member else None)
                texts = parts(place, content)
                if texts and (member is None or texts != of_class):
                    answers = [answer_at(replace(place, part=number), content) for number in range(len(texts))]
                    yield Spoken(entry, member, asks, tuple(filter(None, answers)))


def _longest_named(entry: Entry) -> tuple[Member, ...]:
    return (
        (max(entry.members, key=lambda member: (len(member.name.split()), len(member.name))),) if entry.members else ()
    )


def with_its_lines(answer: Answer, content: Content) -> str:
    """The words of an answer with its safety lines, as they are heard once the disclaimer was said."""
    return apply(answer, Memory(disclaimed=True), content).text


def spoken_seconds(text: str) -> float:
    """How long a text takes at 150 words a minute."""
    return len(text.split()) / WORDS_A_SECOND


def _asked(entry: Entry) -> tuple[str, ...]:
    composed = (WORRY, SOURCES, EVIDENCE) if entry.medical else ()
    return tuple(dict.fromkeys((*entry.answers, *OF_MEDICINES, *composed)))


def _faults(spoken: Spoken, content: Content, rules: tuple[Style, ...]) -> Iterator[tuple[int, str, str]]:
    """Faults with the number of the part they are in, the mean sentence length with the first."""
    entry, member = spoken.entry, spoken.member
    publishers = [content.sources[source].publisher for source in entry.sources]
    names = tuple(filter(None, [entry.name, entry.one_of, member.name if member else "", *publishers]))
    heard = [with_its_lines(answer, content) for answer in spoken.answers]
    for part, answer in enumerate(spoken.answers):
        own = next(block.text for block in answer.blocks if isinstance(block, Say))
        yield from ((part, *fault) for fault in _length_faults(apply(answer, Memory(), content)))
        yield from ((part, *fault) for fault in _text_faults(heard[part], names))
        yield from ((part, *fault) for fault in _style_faults(_without_numbers(own, content), entry.evidence, rules))
    yield from ((0, *fault) for fault in _mean_faults(heard))


def _fixed_faults(text: str, invites: bool, content: Content, rules: tuple[Style, ...]) -> Iterator[Fault]:
    if not invites and "?" in text:
        yield "asks a question", "only .ask and .again may ask"
    for term in FILLED_LATER:
        text = text.replace(f"{{{term}}}", "water")
    yield from _sentence_faults(text)
    yield from _style_faults(_without_numbers(text.replace("?", "."), content), "", rules)


def _length_faults(turn: Answer) -> Iterator[Fault]:
    count = len(turn.text.split())
    seconds = sum(spoken_seconds(block.text) for block in turn.blocks if not isinstance(block, Pause))
    silent = sum(block.seconds for block in turn.blocks if isinstance(block, Pause))
    if count > MOST_WORDS:
        yield (
            f"{count} words with its safety lines and the disclaimer",
            f"say it in {MOST_WORDS}, or move some to a later part",
        )
    if seconds > LONGEST_SECONDS:
        yield f"{seconds:.0f} seconds of a turn", f"say it in {LONGEST_SECONDS}, with shorter invitations"
    if seconds + silent > LONGEST_TURN:
        yield (
            f"{seconds + silent:.0f} seconds with its holds",
            f"hold it {LONGEST_TURN} seconds at most, rests included",
        )


@cache
def _sentence_lengths(text: str) -> tuple[int, ...]:
    return tuple(len(words(sentence)) for sentence in sentences(text))


def _sentence_faults(text: str) -> Iterator[Fault]:
    longest = max(_sentence_lengths(text), default=0)
    if longest > LONGEST_SENTENCE:
        yield f"a sentence of {longest} words", f"break it up, {LONGEST_SENTENCE} words at most"


def _mean_faults(parts_heard: list[str]) -> Iterator[Fault]:
    """The mean is of the whole answer, from its first part to its last."""
    lengths = [length for text in parts_heard for length in _sentence_lengths(text)]
    mean = sum(lengths) / len(lengths)
    if mean > LONGEST_MEAN_SENTENCE:
        yield (
            f"{mean:.1f} words a sentence, over all parts",
            f"shorter sentences, {LONGEST_MEAN_SENTENCE} words on average",
        )


@cache
def _text_faults(text: str, names: tuple[str, ...]) -> tuple[Fault, ...]:
    """Most texts are the same in several locales, and are measured once."""
    return (*_sentence_faults(text), *_grade_faults(text, names))


def _grade_faults(text: str, names: tuple[str, ...]) -> Iterator[Fault]:
    found = grade(text, names)
    if found > HARDEST_GRADE:
        yield f"reading grade {found:.1f}", f"shorter words and sentences, grade {HARDEST_GRADE:g} or lower"


@cache
def _style_faults(text: str, evidence: str, rules: tuple[Style, ...]) -> tuple[Fault, ...]:
    found = [(rule, rule.pattern.search(text)) for rule in rules if not rule.evidence or evidence in rule.evidence]
    return tuple((f"{match[0].strip()!r} {rule.fault}", rule.instead) for rule, match in found if match)


def _without_numbers(text: str, content: Content) -> str:
    """The text without the phone numbers of the locale: the only digits that may be said."""
    for term in content.terms.values():
        for number in PHONE_NUMBER.findall(term):
            text = text.replace(number, "")
    return text
