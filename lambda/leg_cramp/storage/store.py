"""Lasting preferences of one user: never anything about health, never what was said."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Protocol

LONGEST_TEXT = 200
"""Characters of one preference; ids of ours are far shorter."""


@dataclass(frozen=True)
class Preferences:
    """What is kept between sessions.

    Args:
        slower: longer pauses.
        shorter: short answers at any hour.
        quiet_hours: soft and short between ten at night and six.
        left_at: id of the step at which a routine was left; None when none was.
        disclaimer: which wording of the disclaimer was heard.
    """

    slower: bool = False
    shorter: bool = False
    quiet_hours: bool = True
    left_at: str | None = None
    disclaimer: str | None = None


class PreferenceStore(Protocol):
    """Keeps preferences by user id. Every method may raise StorageError; answers go on without it."""

    def get(self, user: str) -> Preferences:
        """What is kept for the user; the defaults if nothing is."""

    def change(self, user: str, before: Preferences, after: Preferences) -> None:
        """Keep what differs between the two, and leave the rest as it is: another device may have changed that."""

    def forget(self, user: str) -> None:
        """Delete all that is kept for the user; doing it twice is the same as once."""


def to_preferences(kept: Mapping[str, object]) -> Preferences:
    """A row as preferences. What is missing or of the wrong kind, as in a row of another version, has its default."""
    found: dict[str, Any] = {
        field.name: kept[field.name]
        for field in fields(Preferences)
        if field.name in kept and _fits(kept[field.name], bool if isinstance(field.default, bool) else str)
    }
    return Preferences(**found)


def changes(before: Preferences, after: Preferences) -> dict[str, Any]:
    """The fields that differ, with their new values."""
    old = asdict(before)
    return {name: value for name, value in asdict(after).items() if value != old[name]}


def key_of(user: str) -> str:
    """What a row is found by: a hash, so that no store says whom it is about."""
    return hashlib.sha256(user.encode()).hexdigest()


def _fits(value: object, kind: type) -> bool:
    return isinstance(value, kind) and len(str(value)) <= LONGEST_TEXT
