"""Times of day in words: "half past eight tonight" is 20:30, as AMAZON.TIME would have it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nlu.normalise import Tokens, words

TIME = "AMAZON.TIME"
"""Alexa's slot type for times of day."""
_WRITTEN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_NOON, _EARLY, _DAY = 12, 5, 24


@dataclass(frozen=True)
class _Found:
    """A time as it was said, in the words from `start` to `end`. `sure`: the words around it say that it is a time."""

    hour: int
    minute: int
    start: int
    end: int
    sure: bool = False


class Clock:
    """Finds a time of day in words.

    Args:
        vocabulary: the `clock` part of a language's vocabulary; without it only "21:00" is read.
    """

    def __init__(self, vocabulary: Mapping[str, Any]) -> None:
        self._numbers: Mapping[str, int] = vocabulary.get("numbers", {})
        self._fractions: Mapping[str, int] = vocabulary.get("fractions", {})
        self._named: Mapping[str, str] = vocabulary.get("named", {})
        groups = ("zero", "past", "to", "before", "lengths", "oclock", "morning", "evening", "night")
        self._words = {group: _phrases(vocabulary.get(group, ())) for group in groups}

    def read(self, text: str) -> str | None:
        """The time as "HH:MM", or None where none was said. Without a part of day, stretches are for the evening."""
        if _WRITTEN.fullmatch(text.strip()):
            return text.strip()
        tokens = words(text)
        named = next((self._named[token] for token in tokens if token in self._named), None)
        found = list(self._times(tokens))
        if named or not found:
            return named
        best = max(found, key=lambda time: (time.sure, time.end - time.start, time.start))
        return f"{self._of_day(best.hour, tokens):02}:{best.minute:02}"

    def _times(self, tokens: Tokens) -> Iterator[_Found]:
        for start in range(len(tokens)):
            found = self._around_the_hour(tokens, start) or self._hour(tokens, start)
            if found and not self._at("lengths", tokens, found.end):
                yield found

    def _around_the_hour(self, tokens: Tokens, start: int) -> _Found | None:
        """ "half past eight", "ten to nine"."""
        minutes = self._fractions.get(tokens[start]) or self._number(tokens[start])
        place = start + 1
        side = next((name for name in ("past", "to") if self._at(name, tokens, place)), None)
        hour = self._number(tokens[place + 1]) if place + 1 < len(tokens) else None
        follows = self._number(tokens[place + 2]) if place + 2 < len(tokens) else None
        if not minutes or not side or not hour or hour > _NOON or minutes >= 60 or follows:
            return None
        if side == "past":
            return _Found(hour, minutes, start, place + 2, sure=True)
        return _Found(hour - 1 or _NOON, 60 - minutes, start, place + 2, sure=True)

    def _hour(self, tokens: Tokens, start: int) -> _Found | None:
        """ "nine", "nine o'clock", "nine thirty", "21 30"."""
        hour = self._number(tokens[start])
        if hour is None or hour >= _DAY:
            return None
        minute, end = self._minute(tokens, start + 1)
        marks = ("oclock", "morning", "evening", "night")
        sure = self._at("before", tokens, start - 1) or any(self._at(mark, tokens, end) for mark in marks)
        return _Found(hour, minute, start, end, sure)

    def _minute(self, tokens: Tokens, start: int) -> tuple[int, int]:
        """The minutes that begin there, and where they end: "thirty", "twenty five", "oh five"; 0 without any."""
        numbers = [self._number(token) for token in tokens[start : start + 2]]
        first, second = (*numbers, None, None)[:2]
        if self._at("zero", tokens, start) and second and second < 10:
            return second, start + 2
        if first is None or first >= 60 or first < 10:
            return 0, start
        if first >= 20 and first % 10 == 0 and second and second < 10:
            return first + second, start + 2
        return first, start + 1

    def _of_day(self, hour: int, tokens: Tokens) -> int:
        """The hour of twenty-four. At night, one to four are small hours; without a part of day they are not."""
        if not 1 <= hour <= _NOON:
            return hour
        morning, evening, night = (self._said(part, tokens) for part in ("morning", "evening", "night"))
        small = not evening and (morning or (night and (hour < _EARLY or hour == _NOON)))
        return hour % _NOON + (0 if small else _NOON)

    def _said(self, group: str, tokens: Tokens) -> bool:
        return any(self._at(group, tokens, place) for place in range(len(tokens)))

    def _at(self, group: str, tokens: Tokens, place: int) -> bool:
        """Whether a phrase of the group begins there."""
        return place >= 0 and any(tokens[place : place + len(phrase)] == phrase for phrase in self._words[group])

    def _number(self, token: str) -> int | None:
        return int(token) if token.isdecimal() and len(token) <= 2 else self._numbers.get(token)


def _phrases(texts: Iterable[str]) -> tuple[Tokens, ...]:
    return tuple(words(text) for text in texts)
