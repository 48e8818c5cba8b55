"""One contract for every preference store, on a real SQLite file and over the wire to a DynamoDB server.

The server is moto's. DYNAMODB_URL names another one, such as dynalite or DynamoDB Local, to hold the contract against.
"""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from leg_cramp.bootstrap import make_store
from leg_cramp.errors import StorageError
from leg_cramp.settings import from_environment
from leg_cramp.storage.dynamodb import CONNECT_SECONDS, READ_SECONDS, DynamoDbStore
from leg_cramp.storage.sqlite import SCHEMA, SqliteStore
from leg_cramp.storage.store import Preferences, PreferenceStore, key_of

TABLE = "preferences"
NONE = Preferences()
FULL = Preferences(slower=True, shorter=True, quiet_hours=False, left_at="bedtime.3", disclaimer="1a2b")


@pytest.fixture(scope="module")
def dynamodb() -> Iterator[str]:
    """The address of a DynamoDB server of our own on loopback."""
    if "DYNAMODB_URL" in os.environ:
        yield os.environ["DYNAMODB_URL"]
        return
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Credentials that open nothing."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")


@pytest.fixture
def dynamodb_store(dynamodb: str, aws: None, monkeypatch: pytest.MonkeyPatch) -> DynamoDbStore:
    """A store on an empty table."""
    import boto3

    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", dynamodb)
    client = boto3.client("dynamodb")
    if TABLE in client.list_tables()["TableNames"]:
        client.delete_table(TableName=TABLE)
        client.get_waiter("table_not_exists").wait(TableName=TABLE, WaiterConfig={"Delay": 1})
    client.create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )
    client.get_waiter("table_exists").wait(TableName=TABLE, WaiterConfig={"Delay": 1})
    return DynamoDbStore(TABLE)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a SQLite file may be made."""
    return tmp_path / "new folder" / "preferences.sqlite3"


@pytest.fixture(params=["sqlite", "dynamodb"])
def store(request: pytest.FixtureRequest, path: Path) -> PreferenceStore:
    """Each store in turn, empty."""
    if request.param == "sqlite":
        return SqliteStore(path)
    return request.getfixturevalue("dynamodb_store")  # type: ignore[no-any-return]


def rows(store: PreferenceStore, path: Path) -> int:
    """How many rows there are."""
    if isinstance(store, DynamoDbStore):
        return int(store._client.scan(TableName=TABLE)["Count"])
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM kept").fetchone()[0])


def test_an_unknown_user_has_the_defaults(store: PreferenceStore) -> None:
    """Nothing kept is no error."""
    assert store.get("someone") == NONE


def test_what_was_kept_comes_back(store: PreferenceStore) -> None:
    """Every field, for that user only."""
    store.change("someone", NONE, FULL)
    assert store.get("someone") == FULL
    assert store.get("another") == NONE


def test_a_field_can_be_taken_back(store: PreferenceStore) -> None:
    """A place in a routine is left, and a routine is finished."""
    store.change("someone", NONE, FULL)
    store.change("someone", FULL, replace(FULL, left_at=None, slower=False))
    assert store.get("someone") == replace(FULL, left_at=None, slower=False)


def test_two_devices_keep_each_others_changes(store: PreferenceStore) -> None:
    """Both read nothing, and each changes another field."""
    store.change("someone", NONE, replace(NONE, slower=True))
    store.change("someone", NONE, replace(NONE, left_at="bedtime.2"))
    assert store.get("someone") == replace(NONE, slower=True, left_at="bedtime.2")


def test_forgetting_twice_is_forgetting(store: PreferenceStore, path: Path) -> None:
    """Not one row is left, and a second event does no harm; other people's rows stay."""
    store.change("someone", NONE, FULL)
    store.forget("someone")
    store.forget("someone")
    assert store.get("someone") == NONE
    assert rows(store, path) == 0
    store.change("another", NONE, FULL)
    store.forget("someone")
    assert store.get("another") == FULL


# ---- DynamoDB


def test_rows_expire_and_hold_no_user_id(dynamodb_store: DynamoDbStore) -> None:
    """Time to live works on a top-level number only (alexa-rules R420); the key is a hash."""
    dynamodb_store.change("someone", NONE, FULL)
    (item,) = dynamodb_store._client.scan(TableName=TABLE)["Items"]
    assert int(item["expires_at"]["N"]) > time.time()
    assert "someone" not in str(item)


def put(store: DynamoDbStore, **attributes: dict[str, object]) -> None:
    """Write someone's item as another version of the skill, or another device, might."""
    item = {"id": {"S": key_of("someone")}, **attributes}
    store._client.put_item(TableName=TABLE, Item=item)  # type: ignore[arg-type]


LATER = {"N": str(int(time.time()) + 86_400)}


def test_a_row_of_another_version_is_read_as_far_as_it_fits(dynamodb_store: DynamoDbStore) -> None:
    """What fits counts, what does not has its default, and what is unknown is still there after a change."""
    put(dynamodb_store, expires_at=LATER, slower={"BOOL": True}, shorter={"S": "very"}, hue={"S": "red"})
    assert dynamodb_store.get("someone") == Preferences(slower=True)
    dynamodb_store.change("someone", NONE, replace(NONE, left_at="bedtime.1"))
    (item,) = dynamodb_store._client.scan(TableName=TABLE)["Items"]
    assert (item["hue"], item["shorter"], item["revision"]) == ({"S": "red"}, {"S": "very"}, {"N": "1"})
    assert dynamodb_store.get("someone") == Preferences(slower=True, left_at="bedtime.1")


def test_an_expired_row_is_no_row(dynamodb_store: DynamoDbStore) -> None:
    """DynamoDB deletes late; what has run out is neither read nor carried on."""
    put(dynamodb_store, expires_at={"N": "1"}, revision={"N": "4"}, slower={"BOOL": True})
    assert dynamodb_store.get("someone") == NONE
    dynamodb_store.change("someone", NONE, replace(NONE, shorter=True))
    assert dynamodb_store.get("someone") == Preferences(shorter=True)


class Meddling(DynamoDbStore):
    """A store between whose reading and writing another device is faster, as often as told."""

    def __init__(self, table: str, *meddlings: str) -> None:
        super().__init__(table)
        self._other, self._meddlings = DynamoDbStore(table), list(meddlings)

    def _read(self, user: str) -> object:  # type: ignore[override]
        row = super()._read(user)
        meddling = self._meddlings.pop(0) if self._meddlings else None
        if meddling == "change":
            before = self._other.get(user)
            self._other.change(user, before, replace(before, slower=not before.slower))
        if meddling == "forget":
            self._other.forget(user)
        return row


def test_what_another_device_wrote_meanwhile_is_kept(dynamodb_store: DynamoDbStore) -> None:
    """The write is refused, the row is read again, and only what was changed here is laid over it."""
    Meddling(TABLE, "change").change("someone", NONE, replace(NONE, shorter=True))
    assert dynamodb_store.get("someone") == Preferences(slower=True, shorter=True)


def test_a_second_conflict_gives_up(dynamodb_store: DynamoDbStore) -> None:
    """Once more is tried, not for ever; the other device's words stand."""
    with pytest.raises(StorageError):
        Meddling(TABLE, "change", "change").change("someone", NONE, replace(NONE, shorter=True))
    assert dynamodb_store.get("someone") == NONE


def test_who_was_forgotten_meanwhile_stays_forgotten(dynamodb_store: DynamoDbStore) -> None:
    """A change begun before does not bring the row back."""
    dynamodb_store.change("someone", NONE, FULL)
    Meddling(TABLE, "forget").change("someone", FULL, NONE)
    assert rows(dynamodb_store, Path()) == 0


def test_a_missing_table_is_a_storage_error(dynamodb_store: DynamoDbStore) -> None:
    """The caller can go on without memory."""
    with pytest.raises(StorageError, match="table elsewhere"):
        DynamoDbStore("elsewhere").get("someone")


def test_a_server_that_says_nothing_is_given_up_soon(aws: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """It accepts the connection and never answers: one try, within its time."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", f"http://127.0.0.1:{silent.getsockname()[1]}")
        store = DynamoDbStore(TABLE)
        assert store._client is not None  # boto3 is loaded; only the call is timed
        started = time.monotonic()
        with pytest.raises(StorageError):
            store.get("someone")
        assert time.monotonic() - started < CONNECT_SECONDS + READ_SECONDS + 0.5


# ---- SQLite


def test_sqlite_holds_no_user_id(path: Path) -> None:
    """The file does not say who it is about."""
    SqliteStore(path).change("someone", NONE, FULL)
    assert not any(b"someone" in part.read_bytes() for part in path.parent.iterdir())


def test_what_is_forgotten_is_overwritten(path: Path) -> None:
    """Not even the free space of the file says where the routine was left."""
    store = SqliteStore(path)
    store.change("someone", NONE, replace(NONE, left_at="a-place-to-find"))
    assert any(b"a-place-to-find" in part.read_bytes() for part in path.parent.iterdir())
    store.forget("someone")
    assert not any(b"a-place-to-find" in part.read_bytes() for part in path.parent.iterdir())


def sql(path: Path, *statements: str) -> None:
    """Change a file as another version of the skill might."""
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_file_of_the_first_layout_is_taken_over(path: Path) -> None:
    """It held one preference in a column of its own."""
    sql(
        path,
        "CREATE TABLE preferences (user TEXT PRIMARY KEY, slower INTEGER NOT NULL)",
        f"INSERT INTO preferences VALUES ('{key_of('someone')}', 1), ('{key_of('another')}', 0)",  # noqa: S608
    )
    store = SqliteStore(path)
    assert (store.get("someone"), store.get("another")) == (Preferences(slower=True), NONE)


def test_a_file_of_a_newer_version_is_left_alone(path: Path) -> None:
    """No memory, and not a byte of the file is changed."""
    SqliteStore(path).change("someone", NONE, FULL)
    sql(path, f"PRAGMA user_version = {SCHEMA + 1}")
    before = path.read_bytes()
    with pytest.raises(StorageError, match="newer version"):
        SqliteStore(path).get("someone")
    with pytest.raises(StorageError, match="newer version"):
        SqliteStore(path).forget("someone")
    assert path.read_bytes() == before


def test_a_file_is_laid_out_once(path: Path) -> None:
    """Who waited for another process to do it finds it done."""
    store = SqliteStore(path)
    store.change("someone", NONE, FULL)
    with closing(sqlite3.connect(path)) as connection:
        store._lay_out(connection)
    assert store.get("someone") == FULL


def test_a_sqlite_row_of_another_version_is_read_as_far_as_it_fits(path: Path) -> None:
    """What is unknown is still there after a change."""
    SqliteStore(path).change("someone", NONE, replace(NONE, slower=True))
    sql(path, """UPDATE kept SET fields = '{"slower": true, "shorter": "very", "hue": "red"}'""")
    SqliteStore(path).change("someone", NONE, replace(NONE, left_at="bedtime.1"))
    assert SqliteStore(path).get("someone") == Preferences(slower=True, left_at="bedtime.1")
    with closing(sqlite3.connect(path)) as connection:
        (kept,) = connection.execute("SELECT fields FROM kept").fetchone()
    assert json.loads(kept)["hue"] == "red"


@pytest.mark.parametrize("fields", ["", "{", "[]", "7"])
def test_a_row_that_cannot_be_read_has_the_defaults(path: Path, fields: str) -> None:
    """And a new preference replaces it."""
    SqliteStore(path).change("someone", NONE, FULL)
    sql(path, f"UPDATE kept SET fields = '{fields}'")  # noqa: S608
    assert SqliteStore(path).get("someone") == NONE
    SqliteStore(path).change("someone", NONE, FULL)
    assert SqliteStore(path).get("someone") == FULL


def test_a_file_that_is_no_database_is_moved_aside(path: Path) -> None:
    """Memory begins anew, and the old file is still there, word for word; so is the next one."""
    path.parent.mkdir()
    for number in (1, 2):
        path.write_text("this is no database, it is a letter to the editor " * 50, encoding="utf-8")
        SqliteStore(path).change("someone", NONE, FULL)
        assert SqliteStore(path).get("someone") == FULL
        aside = path.with_name(f"{path.name}.broken-{number}")
        assert aside.read_text(encoding="utf-8").startswith("this is no database")


def test_rows_of_a_damaged_file_are_saved(path: Path) -> None:
    """One bad page in the middle: what lies before and behind it is still known."""
    store = SqliteStore(path)
    people = [f"person {n}" for n in range(300)]
    for person in people:
        store.change(person, NONE, FULL)
    content = bytearray(path.read_bytes())
    page, middle = 4096, len(content) // 4096 // 2
    content[middle * page : (middle + 1) * page] = b"\xff" * page
    path.write_bytes(content)
    known = sum(SqliteStore(path).get(person) == FULL for person in people)
    assert known > 100
    assert path.with_name(f"{path.name}.broken-1").exists()


def test_only_one_process_moves_a_broken_file(path: Path) -> None:
    """Who comes second finds a sound file and leaves it."""
    store = SqliteStore(path)
    store.change("someone", NONE, FULL)
    store._set_aside()
    assert store.get("someone") == FULL
    assert not path.with_name(f"{path.name}.broken-1").exists()


def test_a_file_that_is_locked_too_long_is_a_storage_error(path: Path) -> None:
    """The answer goes on without memory, and the file is not taken for broken."""
    store = SqliteStore(path)
    store.change("someone", NONE, FULL)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match="locked"):
            store.change("someone", FULL, NONE)
    assert store.get("someone") == FULL


WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from leg_cramp.storage.sqlite import SqliteStore
from leg_cramp.storage.store import Preferences
store, field, times = SqliteStore(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3])
before = Preferences()
for n in range(times):
    after = replace(before, **{field: f"{field}.{n}"})
    store.change("someone", before, after)
    before = after
    print(n, flush=True)
"""


def writer(path: Path, field: str, times: int) -> subprocess.Popen[str]:
    """A process that changes one text field again and again, and says so after each time."""
    command = [sys.executable, "-c", WRITER, str(path), field, str(times)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603


def test_two_processes_lose_nothing(path: Path) -> None:
    """They begin with no file at the same moment, and write to the same row; the last word of each stands."""
    processes = [writer(path, field, 50) for field in ("left_at", "disclaimer")]
    for process in processes:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    assert SqliteStore(path).get("someone") == Preferences(left_at="left_at.49", disclaimer="disclaimer.49")


@pytest.mark.parametrize("writes", [1, 7, 23])
def test_a_kill_loses_nothing_that_was_kept(path: Path, writes: int) -> None:
    """kill -9 in the midst of writing: the file is sound and holds at least what was acknowledged."""
    with writer(path, "left_at", 100_000) as process:
        assert process.stdout is not None
        for _ in range(writes):
            acknowledged = int(process.stdout.readline())
        process.kill()
    kept = SqliteStore(path).get("someone").left_at or "left_at.-1"
    assert int(kept.removeprefix("left_at.")) >= acknowledged
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_table_decides_the_store(tmp_path: Path) -> None:
    """DynamoDB where a table is named, else SQLite."""
    assert isinstance(make_store(from_environment({"TABLE_NAME": "t"})), DynamoDbStore)
    assert isinstance(make_store(from_environment({"LEG_CRAMP_DATABASE": str(tmp_path / "x")})), SqliteStore)


def test_importing_needs_no_region_and_no_boto3() -> None:
    """A cold start does not pay for boto3 (alexa-rules R610)."""
    program = "import sys; import lambda_function; sys.exit('boto3' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], env={}, check=False)  # noqa: S603
    assert result.returncode == 0
