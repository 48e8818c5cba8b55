"""Gates on what is said: length, reading grade, sentences, marks that cannot be spoken."""

import re
from collections.abc import Iterator

from leg_cramp.answers.answer import Answer, Say
from leg_cramp.answers.entries import Place, answer_at, parts
from leg_cramp.answers.policy import LONGEST, apply
from leg_cramp.content.model import KINDS, Content, Entry
from leg_cramp.content.readability import grade, sentences, words
from leg_cramp.errors import Problem
from leg_cramp.understand.question import Memory

HARDEST_GRADE = 7.0
LONGEST_SENTENCE = 24
_UNSPEAKABLE = re.compile(r"[?()/&<>*_:;\[\]]|\be\.g\.|\bi\.e\.|\betc\b|https?")


def speech_problems(content: Content) -> Iterator[Problem]:
    """Problems of every answer, as it is heard in this locale with its safety lines and the disclaimer."""
    for entry in content.entries.values():
        for asks in _asked(entry):
            for number in range(len(parts(Place(entry.ref, asks), content))):
                for member in (None, *entry.members):
                    place = Place(entry.ref, asks, number, member.id if member else None)
                    yield from _part_problems(place, content)
    for name, text in content.prompts.items():
        if not name.endswith((".ask", ".again")) and "?" in text:
            yield Problem(
                f"locales/{content.locale}/prompts.json",
                f"$.prompts.{name}",
                "asks a question",
                "only .ask and .again may ask",
            )


def _asked(entry: Entry) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*entry.answers, *(("stop",) if entry.stop_rule else ()))))


def _part_problems(place: Place, content: Content) -> Iterator[Problem]:
    where = f"locales/{content.locale}/{KINDS[place.ref.kind]}/{place.ref.id}.json"
    path = f"$.answers.{place.asks}[{place.part}]"
    said_of = f" said of {place.member}" if place.member else ""
    answers = filter(None, [answer_at(place, content)])
    for what, remedy in (fault for answer in answers for fault in _faults(answer, content)):
        yield Problem(where, path, what + said_of, remedy)


def _faults(answer: Answer, content: Content) -> Iterator[tuple[str, str]]:
    own = next(block.text for block in answer.blocks if isinstance(block, Say))
    spoken = apply(answer, Memory(), content).text
    if len(spoken.split()) > LONGEST:
        yield (
            f"{len(spoken.split())} words with its safety lines",
            f"say it in {LONGEST}, or move some to a later part",
        )
    if grade(spoken) > HARDEST_GRADE:
        yield (
            f"reading grade {grade(spoken):.1f}",
            f"shorter words and sentences, grade {HARDEST_GRADE:g} or lower",
        )
    for sentence in sentences(own):
        if len(words(sentence)) > LONGEST_SENTENCE:
            yield (
                f"a sentence of {len(words(sentence))} words",
                f"break it up, {LONGEST_SENTENCE} words at most",
            )
    found = _UNSPEAKABLE.search(own)
    if found:
        yield f"{found[0]!r} cannot be spoken", "write it in words; only invitations ask"
