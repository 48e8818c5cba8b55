"""The danger signs in one turn: in its words as they reached us, with typing errors mended, or as a remark in talk."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from leg_cramp.content.model import Content, Entry, Ref
from leg_cramp.understand.phrases import plain
from leg_cramp.understand.question import Memory
from leg_cramp.understand.scan import Reported, Scanner
from leg_cramp.understand.subject import NOW
from nlu.respell import TypingErrors

_ABOUT_A_LEG = frozenset({"stretch", "topic"})
"""Kinds of entries in talk of which "it" is a leg. In talk of a hot water bottle it is not."""
_THEIRS = frozenset({"cause", "medicine"})
"""Kinds of entries that someone may have or take who has asked about them."""


@dataclass(frozen=True)
class Found:
    """The worst danger sign in what was heard, and the ids of the sign terms that were told."""

    flag: Entry | None
    told: tuple[str, ...]


class DangerSigns:
    """Finds danger signs in turns of one locale.

    Args:
        content: what is known of signs.
        scanner: the scan of one text.
        known: words that are no typing errors, beside those of the signs.
    """

    def __init__(self, content: Content, scanner: Scanner, known: Collection[str]) -> None:
        self._content = content
        self._scanner = scanner
        self._typing = TypingErrors(scanner.words, known)

    def find(self, heard: Collection[str], memory: Memory) -> Found:
        """What was heard, read each way in which it may be meant, by itself and with what was told before.

        What was told before adds to what is heard now, and takes nothing away.
        """
        text = plain(". ".join(heard))
        said = self._scanner.reported(text)
        others = dict.fromkeys((self._typing.mended(text), *self._with_what_was_spoken_of(text, memory)))
        reports = (said, *(self._scanner.reported(other) for other in others if other != text))
        told = dict.fromkeys(((), memory.told))
        flags = (self._scanner.worst(report, before) for report in reports for before in told)
        return Found(max(filter(None, flags), key=rank, default=None), _ids(said))

    def with_names(self, found: Found, heard: Collection[str], memory: Memory) -> Found:
        """What was found, counting names that were only asked about as well.

        None is a sign by itself, but may make one with what was told before ("warfarin", after a knock to the head).
        `heard`: all that was heard.
        """
        said = self._scanner.reported(". ".join(heard))
        joined = None if self._scanner.worst(said) else self._scanner.worst(said, memory.told)
        return Found(found.flag or joined, _ids(said))

    def _with_what_was_spoken_of(self, text: str, memory: Memory) -> Iterator[str]:
        """The text as said of what the last answer was about: an illness or a medicine of theirs, a leg, a cramp."""
        kind, *rest = (memory.place or "").split(".")
        entry = self._content.entries.get(Ref(kind, rest[0])) if rest else None
        if entry is None or self._scanner.is_general_question(text):
            return
        if kind in _THEIRS and not self._scanner.scan([entry.name]):
            yield f"{entry.name}. {text}"
        if kind in _ABOUT_A_LEG and entry.medical and (remark := self._scanner.of_the_leg(text)):
            yield remark
        if NOW in rest:
            yield ". ".join((*self._content.signs.leg_cramps, text))


def _ids(said: Reported) -> tuple[str, ...]:
    return tuple(sorted(said.now))


def rank(flag: Entry) -> int:
    """How bad it is; 0 for what is no danger."""
    return flag.severity.rank if flag.severity else 0
