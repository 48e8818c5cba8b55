"""One contract for every preference store, on a real SQLite file and over the wire to a DynamoDB server."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from leg_cramp.bootstrap import make_store
from leg_cramp.errors import StorageError
from leg_cramp.settings import from_environment
from leg_cramp.storage.dynamodb import DynamoDbStore
from leg_cramp.storage.sqlite import SqliteStore
from leg_cramp.storage.store import Preferences, PreferenceStore

TABLE = "preferences"


@pytest.fixture(scope="module")
def dynamodb() -> Iterator[str]:
    """The address of a DynamoDB server of our own on loopback."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def dynamodb_store(dynamodb: str, monkeypatch: pytest.MonkeyPatch) -> DynamoDbStore:
    """A store on an empty table."""
    import boto3

    for name, value in {
        "AWS_ENDPOINT_URL_DYNAMODB": dynamodb,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }.items():
        monkeypatch.setenv(name, value)
    client = boto3.client("dynamodb")
    if TABLE in client.list_tables()["TableNames"]:
        client.delete_table(TableName=TABLE)
    client.create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )
    return DynamoDbStore(TABLE)


@pytest.fixture(params=["sqlite", "dynamodb"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> PreferenceStore:
    """Each store in turn, empty."""
    if request.param == "sqlite":
        return SqliteStore(tmp_path / "new folder" / "preferences.sqlite3")
    return request.getfixturevalue("dynamodb_store")  # type: ignore[no-any-return]


def test_an_unknown_user_has_the_defaults(store: PreferenceStore) -> None:
    """Nothing kept is no error."""
    assert store.get("someone") == Preferences()


def test_what_was_kept_comes_back(store: PreferenceStore) -> None:
    """The newest preferences, for that user only."""
    store.put("someone", Preferences(slower=False))
    store.put("someone", Preferences(slower=True))
    assert store.get("someone") == Preferences(slower=True)
    assert store.get("another") == Preferences()


def test_forgetting_twice_is_forgetting(store: PreferenceStore) -> None:
    """Nothing is left, and a second event does no harm."""
    store.put("someone", Preferences(slower=True))
    store.forget("someone")
    store.forget("someone")
    assert store.get("someone") == Preferences()


def test_rows_expire_and_hold_no_user_id(dynamodb_store: DynamoDbStore) -> None:
    """Time to live works on a top-level number only (alexa-rules R420); the key is a hash."""
    dynamodb_store.put("someone", Preferences(slower=True))
    (item,) = dynamodb_store._client.scan(TableName=TABLE)["Items"]
    assert int(item["expires_at"]["N"]) > time.time()
    assert "someone" not in str(item)


def test_a_missing_table_is_a_storage_error(dynamodb_store: DynamoDbStore) -> None:
    """The caller can go on without memory."""
    with pytest.raises(StorageError, match="table elsewhere"):
        DynamoDbStore("elsewhere").get("someone")


def test_a_broken_file_is_a_storage_error(tmp_path: Path) -> None:
    """A file that is no database is reported, not overwritten."""
    path = tmp_path / "preferences.sqlite3"
    path.write_text("this is no database, it is a letter to the editor " * 50, encoding="utf-8")
    with pytest.raises(StorageError, match="not a database"):
        SqliteStore(path).get("someone")
    assert path.read_text(encoding="utf-8").startswith("this is no database")


def test_sqlite_holds_no_user_id(tmp_path: Path) -> None:
    """The file does not say who it is about."""
    path = tmp_path / "preferences.sqlite3"
    SqliteStore(path).put("someone", Preferences(slower=True))
    assert not any(b"someone" in part.read_bytes() for part in tmp_path.iterdir())


def test_the_table_decides_the_store(tmp_path: Path) -> None:
    """DynamoDB where a table is named, else SQLite."""
    assert isinstance(make_store(from_environment({"TABLE_NAME": "t"})), DynamoDbStore)
    assert isinstance(make_store(from_environment({"LEG_CRAMP_DATABASE": str(tmp_path / "x")})), SqliteStore)


def test_importing_needs_no_region_and_no_boto3() -> None:
    """A cold start does not pay for boto3 (alexa-rules R610)."""
    program = "import sys; import lambda_function; sys.exit('boto3' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], env={}, check=False)  # noqa: S603
    assert result.returncode == 0
