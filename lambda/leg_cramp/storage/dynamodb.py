"""Preferences in a DynamoDB table, for AWS. boto3 is imported on first use: it costs 0.2 s of a cold start."""

import hashlib
import time
from functools import cached_property
from typing import TYPE_CHECKING

from leg_cramp.errors import StorageError
from leg_cramp.storage.store import Preferences

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KEPT_SECONDS = 400 * 24 * 3600
"""A row not renewed for about thirteen months expires."""


class DynamoDbStore:
    """A `PreferenceStore` in one table with key `id` and time to live on `expires_at`.

    The stock adapter of the SDK cannot expire rows, since it nests all attributes (alexa-rules R420).
    """

    def __init__(self, table: str) -> None:
        self._table = table

    def get(self, user: str) -> Preferences:
        """See PreferenceStore."""
        with _Failures(self._table):
            found = self._client.get_item(TableName=self._table, Key=_key(user))
            item = found.get("Item", {})
            return Preferences(slower=item.get("slower", {}).get("BOOL", False))

    def put(self, user: str, preferences: Preferences) -> None:
        """See PreferenceStore."""
        with _Failures(self._table):
            self._client.put_item(
                TableName=self._table,
                Item={
                    **_key(user),
                    "slower": {"BOOL": preferences.slower},
                    "expires_at": {"N": str(int(time.time()) + KEPT_SECONDS)},
                },
            )

    def forget(self, user: str) -> None:
        """See PreferenceStore."""
        with _Failures(self._table):
            self._client.delete_item(TableName=self._table, Key=_key(user))

    @cached_property
    def _client(self) -> "DynamoDBClient":
        """A client that gives up well before Alexa's eight seconds are over."""
        import boto3
        from botocore.config import Config

        limits = Config(connect_timeout=1, read_timeout=1, retries={"total_max_attempts": 2})
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
    return {"id": {"S": hashlib.sha256(user.encode()).hexdigest()}}
