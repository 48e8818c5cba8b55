"""Preferences in a SQLite file, the default on one machine."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from leg_cramp.errors import StorageError
from leg_cramp.storage.store import Preferences

_TABLE = "CREATE TABLE IF NOT EXISTS preferences (user TEXT PRIMARY KEY, slower INTEGER NOT NULL)"
_BUSY_SECONDS = 1.0


class SqliteStore:
    """A `PreferenceStore` in one file, made with its folder on first use. Users are kept as hashes."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, user: str) -> Preferences:
        """See PreferenceStore."""
        with self._connection() as connection:
            row = connection.execute("SELECT slower FROM preferences WHERE user = ?", (_key(user),)).fetchone()
        return Preferences(slower=bool(row[0])) if row else Preferences()

    def put(self, user: str, preferences: Preferences) -> None:
        """See PreferenceStore."""
        with self._connection() as connection:
            connection.execute("REPLACE INTO preferences VALUES (?, ?)", (_key(user), preferences.slower))

    def forget(self, user: str) -> None:
        """See PreferenceStore."""
        with self._connection() as connection:
            connection.execute("DELETE FROM preferences WHERE user = ?", (_key(user),))

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """A connection whose work is committed at the end. Write-ahead logging survives a kill."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=_BUSY_SECONDS)) as connection, connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute(_TABLE)
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise StorageError(f"{self._path}: {error}") from error


def _key(user: str) -> str:
    return hashlib.sha256(user.encode()).hexdigest()
