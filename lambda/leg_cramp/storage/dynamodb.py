"""Preferences in a DynamoDB table, for AWS. boto3 is imported on first use: it costs 0.2 s of a cold start."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from leg_cramp.errors import StorageError
from leg_cramp.storage.store import Preferences, changes, key_of, to_preferences

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KEPT_SECONDS = 400 * 24 * 3600
"""A row not renewed for about thirteen months expires."""
CONNECT_SECONDS = READ_SECONDS = 0.4
"""One call at most takes both; a change makes up to four calls on one connection."""

Item = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """An item as it was read. `revision` counts its changes, 0 where there is no item."""

    item: Item
    revision: int

    @property
    def live(self) -> Item:
        """The attributes; {} once it has expired, as DynamoDB deletes up to two days late."""
        return self.item if int(_number(self.item, "expires_at")) > time.time() else {}


class DynamoDbStore:
    """A `PreferenceStore` in one table with key `id` and time to live on `expires_at`.

    The stock adapter of the SDK cannot expire rows, since it nests all attributes (alexa-rules R420). Nothing is
    overwritten unseen: a write holds only for the revision that was read.
    """

    def __init__(self, table: str) -> None:
        self._table = table

    def get(self, user: str) -> Preferences:
        """See PreferenceStore."""
        with _Failures(self._table):
            return to_preferences({name: _value(typed) for name, typed in self._read(user).live.items()})

    def change(self, user: str, before: Preferences, after: Preferences) -> None:
        """See PreferenceStore. If another device was faster, its changes are read and kept, once."""
        fields = {name: _typed(value) for name, value in changes(before, after).items()}
        with _Failures(self._table):
            row = self._read(user)
            if self._write(user, row, fields):
                return
            newer = self._read(user)
            forgotten = row.revision and not newer.revision
            if not forgotten and not self._write(user, newer, fields):
                raise StorageError("changed twice while it was written")

    def forget(self, user: str) -> None:
        """See PreferenceStore."""
        with _Failures(self._table):
            self._client.delete_item(TableName=self._table, Key=_key(user))

    def _read(self, user: str) -> Row:
        found = self._client.get_item(TableName=self._table, Key=_key(user), ConsistentRead=True)
        item = found.get("Item", {})
        return Row(item, int(_number(item, "revision")))

    def _write(self, user: str, row: Row, fields: Item) -> bool:
        """Write the row with changed fields; False if it is no longer the revision that was read."""
        expected: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(#r)"}
        if row.revision:
            expected = {
                "ConditionExpression": "#r = :r",
                "ExpressionAttributeValues": {":r": {"N": str(row.revision)}},
            }
        own = {
            "revision": {"N": str(row.revision + 1)},
            "expires_at": {"N": str(int(time.time()) + KEPT_SECONDS)},
        }
        try:
            self._client.put_item(
                TableName=self._table,
                Item={**row.live, **_key(user), **fields, **own},
                ExpressionAttributeNames={"#r": "revision"},
                **expected,
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return False
        return True

    @cached_property
    def _client(self) -> "DynamoDBClient":
        """A client that gives up well before Alexa's eight seconds are over."""
        import boto3
        from botocore.config import Config

        limits = Config(connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries={"total_max_attempts": 1})
        client: DynamoDBClient = boto3.client("dynamodb", config=limits)
        return client


class _Failures:
    """Turns whatever boto3 raises into a StorageError."""

    def __init__(self, table: str) -> None:
        self._table = table

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception):
            raise StorageError(f"table {self._table}: {type(error).__name__}") from error


def _key(user: str) -> dict[str, dict[str, str]]:
    return {"id": {"S": key_of(user)}}


def _number(item: Item, name: str) -> str:
    """A number as DynamoDB writes it; "0" where there is none."""
    return str(item.get(name, {}).get("N", "0"))


def _value(typed: Mapping[str, object]) -> object:
    """The value of a typed attribute, whatever its type."""
    return next(iter(typed.values()), None)


def _typed(value: bool | str | None) -> dict[str, Any]:
    if value is None:
        return {"NULL": True}
    return {"BOOL": value} if isinstance(value, bool) else {"S": value}
