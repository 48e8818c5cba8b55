"""Memory to session attributes and back. Those of another version, or tampered ones, are read as far as they fit."""

import re
from collections.abc import Mapping
from typing import Any

from leg_cramp.content.model import Ref, Severity
from leg_cramp.understand.question import Choice, Memory, Reminder
from leg_cramp.understand.subject import MOST_CHOICES

_NO_TIME, _INSTEAD = "when", " instead"
_TOKEN = re.compile(rf"(?:(?P<time>(?:[01]\d|2[0-3]):[0-5]\d)|{_NO_TIME})(?P<instead>{_INSTEAD})?")
MOST_TOLD = 40
"""Sign terms remembered; no one tells so many."""
LONGEST_ID = 200
"""Characters; ids of ours are far shorter, so anything longer is not ours."""


def to_attributes(memory: Memory, severity: Severity | None) -> dict[str, Any]:
    """What the session carries. `answer` and `severity` of this turn are part of the simulator's contract."""
    return {
        "answer": memory.answer,
        "severity": severity.value if severity else None,
        "place": memory.place,
        "asks": memory.asks,
        "member": memory.member,
        "standing": memory.severity.value if memory.severity else None,
        "danger": memory.danger,
        "reminded": memory.reminded,
        "disclaimed": memory.disclaimed,
        "misses": memory.misses,
        "slower": memory.slower,
        "other": _packed(memory.other) if memory.other else None,
        "also": _packed(memory.also) if memory.also else None,
        "choices": [_packed(choice) for choice in memory.choices],
        "rejected": memory.rejected,
        "guide": memory.guide,
        "counting": memory.counting,
        "shorter": memory.shorter,
        "left_at": memory.left_at,
        "quiet_hours": memory.quiet_hours,
        "disclaimer": memory.disclaimer,
        "whisper": memory.whisper,
        "cut": memory.cut,
        "reminder": token_of(memory.reminder),
        "zone": memory.zone,
        "told": list(memory.told[:MOST_TOLD]),
    }


def to_memory(attributes: Mapping[str, Any]) -> Memory:
    """The memory in session attributes; what is missing or of the wrong kind counts as not there."""
    standing = attributes.get("standing")
    return Memory(
        answer=_text(attributes.get("answer")),
        place=_text(attributes.get("place")),
        asks=_text(attributes.get("asks")),
        member=_text(attributes.get("member")),
        severity=Severity(standing) if standing in set(Severity) else None,
        danger=_text(attributes.get("danger")),
        reminded=attributes.get("reminded") is True,
        disclaimed=attributes.get("disclaimed") is True,
        misses=misses if isinstance(misses := attributes.get("misses"), int) else 0,
        slower=attributes.get("slower") is True,
        other=_choice(attributes.get("other")),
        also=_choice(attributes.get("also")),
        choices=_choices(attributes.get("choices")),
        rejected=_text(attributes.get("rejected")),
        guide=_text(attributes.get("guide")),
        counting=attributes.get("counting") is True,
        shorter=attributes.get("shorter") is True,
        left_at=_text(attributes.get("left_at")),
        quiet_hours=attributes.get("quiet_hours") is not False,
        disclaimer=_text(attributes.get("disclaimer")),
        whisper=attributes.get("whisper") is True,
        cut=attributes.get("cut") is True,
        reminder=reminder_of(attributes.get("reminder")),
        zone=_text(attributes.get("zone")),
        told=_told(attributes.get("told")),
    )


def token_of(reminder: Reminder | None) -> str | None:
    """A reminder as one word, which a request for permission brings back: "21:00", "21:00 instead", "when"."""
    if reminder is None:
        return None
    return f"{reminder.time or _NO_TIME}{_INSTEAD if reminder.instead else ''}"


def reminder_of(token: object) -> Reminder | None:
    """The reminder of a token; None for anything else."""
    found = _TOKEN.fullmatch(token) if isinstance(token, str) else None
    return Reminder(found["time"], found["instead"] is not None) if found else None


def _packed(choice: Choice) -> list[str | None]:
    return [str(choice.subject), choice.asks, choice.member]


def _choices(value: object) -> tuple[Choice, ...]:
    return tuple(filter(None, map(_choice, value[:MOST_CHOICES]))) if isinstance(value, list) else ()


def _told(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(_text, value[:MOST_TOLD]))) if isinstance(value, list) else ()


def _choice(value: object) -> Choice | None:
    """A choice as it was packed; None for anything else."""
    if not isinstance(value, list) or len(value) != 3:
        return None
    subject, asks, member = map(_text, value)
    return Choice(Ref.parse(subject), asks, member) if subject and asks else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and len(value) <= LONGEST_ID else None
