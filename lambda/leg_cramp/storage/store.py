"""Lasting preferences of one user: never anything about health, never what was said."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Preferences:
    """What a person asked to be kept."""

    slower: bool = False


class PreferenceStore(Protocol):
    """Keeps preferences by user id. Every method may raise StorageError; answers go on without it."""

    def get(self, user: str) -> Preferences:
        """What is kept for the user; the defaults if nothing is."""

    def put(self, user: str, preferences: Preferences) -> None:
        """Keep the preferences, replacing earlier ones."""

    def forget(self, user: str) -> None:
        """Delete all that is kept for the user; doing it twice is the same as once."""
