"""Preferences in a SQLite file, the default on one machine."""

import fcntl
import json
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from leg_cramp.errors import StorageError
from leg_cramp.storage.store import Preferences, changes, key_of, to_preferences

log = logging.getLogger(__name__)

SCHEMA = 1
"""Number of the file's layout, kept in its `user_version`."""
_LAYOUT = "CREATE TABLE kept (user TEXT PRIMARY KEY, fields TEXT NOT NULL)"
_FROM_LAYOUT_0 = "INSERT INTO kept SELECT user, iif(slower, '{\"slower\": true}', '{}') FROM preferences"
_KEEP = "INSERT INTO kept VALUES (?, ?) ON CONFLICT DO UPDATE SET fields = excluded.fields"
_BUSY_SECONDS = 1.0
_BROKEN = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT})

Result = TypeVar("Result")
Row = dict[str, Any]


class SqliteStore:
    """A `PreferenceStore` in one file, made with its folder on first use.

    Write-ahead logging lets two processes share it and survives a kill. A broken file is moved aside, never
    deleted, and what can be read of it is kept; a file of a newer version of the skill is left alone.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, user: str) -> Preferences:
        """See PreferenceStore."""
        return to_preferences(self._in_file(lambda connection: _row(connection, user)))

    def change(self, user: str, before: Preferences, after: Preferences) -> None:
        """See PreferenceStore. Reading and writing are one transaction."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("BEGIN IMMEDIATE")
            row = _row(connection, user) | changes(before, after)
            connection.execute(_KEEP, (key_of(user), json.dumps(row)))

        self._in_file(write)

    def forget(self, user: str) -> None:
        """See PreferenceStore. The bytes are overwritten as well."""

        def delete(connection: sqlite3.Connection) -> None:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("DELETE FROM kept WHERE user = ?", (key_of(user),))

        self._in_file(delete)

    def _in_file(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do the work, and once more on a sound file if this one is broken."""
        try:
            try:
                return self._once(work)
            except sqlite3.DatabaseError as error:
                if not _is_broken(error):
                    raise
                self._set_aside()
                return self._once(work)
        except (sqlite3.Error, OSError) as error:
            raise StorageError(f"{self._path}: {error}") from error

    def _once(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=_BUSY_SECONDS)) as connection:
            if _version(connection) != SCHEMA:
                with self._alone():
                    self._lay_out(connection)
            with connection:
                return work(connection)

    def _lay_out(self, connection: sqlite3.Connection) -> None:
        """Bring an older or empty file to this layout."""
        version = _version(connection)
        if version > SCHEMA:
            raise StorageError(f"{self._path}: layout {version} is of a newer version of the skill; left as it is")
        if version == SCHEMA:
            return
        connection.execute("PRAGMA journal_mode = WAL")
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_LAYOUT)
            if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'preferences'").fetchone():
                connection.execute(_FROM_LAYOUT_0)
                connection.execute("DROP TABLE preferences")
            connection.execute(f"PRAGMA user_version = {SCHEMA}")

    def _set_aside(self) -> None:
        """Move a broken file away, unless another process just did, and copy what can be read of it."""
        with self._alone():
            if _is_sound(self._path):
                return
            aside = _free_name(self._path)
            for part in ("", "-wal", "-shm"):
                source = self._path.with_name(self._path.name + part)
                if source.exists():
                    source.rename(aside.with_name(aside.name + part))
        rows = list(_readable_rows(aside))
        log.warning("broken file moved to %s; %d rows could be read", aside, len(rows))
        self._once(lambda connection: connection.executemany("INSERT OR IGNORE INTO kept VALUES (?, ?)", rows))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Only one process at a time lays out or moves the file."""
        with self._path.with_name(f"{self._path.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _row(connection: sqlite3.Connection, user: str) -> Row:
    """The fields of one row, also those that only another version knows; {} where there is none to read."""
    found = connection.execute("SELECT fields FROM kept WHERE user = ?", (key_of(user),)).fetchone()
    try:
        row = json.loads(found[0]) if found else {}
    except ValueError:
        return {}
    return row if isinstance(row, dict) else {}


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _is_broken(error: sqlite3.Error) -> bool:
    return (error.sqlite_errorcode & 0xFF) in _BROKEN


def _is_sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path, timeout=_BUSY_SECONDS)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def _free_name(path: Path) -> Path:
    numbers = iter(range(1, 1_000_000))
    return next(name for n in numbers if not (name := path.with_name(f"{path.name}.broken-{n}")).exists())


def _readable_rows(path: Path) -> Iterator[tuple[str, str]]:
    """Rows up to the first that cannot be read, from the front and from the back."""
    for order in ("", " ORDER BY rowid DESC"):
        try:
            with closing(sqlite3.connect(path, timeout=_BUSY_SECONDS)) as connection:
                yield from connection.execute(f"SELECT user, fields FROM kept{order}")  # noqa: S608
        except sqlite3.DatabaseError:
            continue
