"""What lasts from session to session, and what does not, through the real handler on a real file."""

import socket
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from leg_cramp.answers.choose import answer_question
from leg_cramp.bootstrap import make_handler
from leg_cramp.settings import Settings
from leg_cramp.storage.sqlite import SqliteStore
from leg_cramp.storage.store import Preferences, key_of
from simulator.conversation import Conversation
from simulator.envelope import Session, intent, launch
from simulator.skill import SkillConfig
from tests.conftest import Talk

Open = Callable[[], Conversation]
Rows = Callable[[], list[str]]


@pytest.fixture
def user() -> str:
    """Somebody that no other test knows."""
    return str(uuid4())


@pytest.fixture
def someone(talk: Talk, user: str) -> Open:
    """Opens one conversation after the other with the same person."""
    return lambda: replace(talk(), user=user)


@pytest.fixture
def rows(settings: Settings, user: str) -> Rows:
    """The fields of every row of that person."""

    def rows_now() -> list[str]:
        with closing(sqlite3.connect(settings.database)) as connection:
            found = connection.execute("SELECT fields FROM kept WHERE user = ?", (key_of(account(user)),))
            return [row[0] for row in found]

    return rows_now


def account(user: str) -> str:
    """The user id as the simulator sends it."""
    return f"amzn1.ask.account.{user}"


def test_nothing_is_kept_of_who_only_looks_in(someone: Open, rows: Rows) -> None:
    """No setting changed, no notice heard: no row."""
    conversation = someone()
    conversation.launch()
    conversation.say("help")
    conversation.say("stop")
    assert rows() == []


def test_that_the_notice_was_heard_is_kept_once(someone: Open, rows: Rows, content: Any) -> None:
    """And nothing of what was asked."""
    conversation = someone()
    for said in ("does furosemide cause cramps", "my calf is swollen and hot", "what about diabetes"):
        conversation.say(said)
    assert rows() == [f'{{"disclaimer": "{content.disclaimer}"}}']


def test_settings_come_back(someone: Open) -> None:
    """In a new session, and what is of the session only does not."""
    conversation = someone()
    for said in ("slow down please", "no quiet hours", "whisper", "what about magnesium"):
        conversation.say(said)
    after = someone().launch().attributes
    assert (after["slower"], after["quiet_hours"], after["whisper"]) == (True, False, False)


def test_the_place_in_a_routine_comes_back(someone: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever leaves one is found there the next night."""

    def leaving(*arguments: Any) -> Any:
        answer, after = answer_question(*arguments)
        return answer, replace(after, left_at="bedtime.3")

    with monkeypatch.context() as patch:
        patch.setattr("leg_cramp.voice.skill.answer_question", leaving)
        someone().launch()
    assert someone().launch().attributes["left_at"] == "bedtime.3"


def test_forget_me_leaves_no_row(someone: Open, rows: Rows) -> None:
    """Nor is one written again by the same turn or the next; twice is as good as once."""
    conversation = someone()
    for said in ("slow down please", "no quiet hours", "what about magnesium"):
        conversation.say(said)
    assert len(rows()) == 1
    for _ in range(2):
        turn = conversation.say("forget me")
        assert turn.report()["speech"].startswith("Done. I've deleted what I kept for you")
        assert rows() == []
        assert (turn.attributes["slower"], turn.attributes["quiet_hours"]) == (False, True)
    conversation.say("what about statins")
    conversation.say("stop")
    assert rows() == []
    assert someone().launch().attributes["slower"] is False


def test_forget_me_leaves_other_people_alone(someone: Open, settings: Settings) -> None:
    """One row, not the table."""
    store, another = SqliteStore(settings.database), str(uuid4())
    store.change(another, Preferences(), Preferences(slower=True))
    someone().say("forget me")
    assert store.get(another) == Preferences(slower=True)


def test_a_danger_sign_is_still_known_after_forget_me(someone: Open) -> None:
    """What is kept is deleted; the session goes on, and stays safe."""
    conversation = someone()
    conversation.say("my calf is hot and swollen")
    conversation.say("forget me")
    assert conversation.say("how do i stretch my calf").attributes["severity"] == "urgent"


def test_danger_is_answered_before_forgetting(someone: Open, rows: Rows) -> None:
    """The act comes first, whatever else was said."""
    conversation = someone()
    conversation.say("slow down please")
    turn = conversation.say("forget me my chest hurts and i can't breathe")
    assert turn.report()["speech"].startswith("Call 911 now.")
    assert len(rows()) == 1


def test_a_file_of_a_newer_version_is_neither_read_nor_forgotten(
    someone: Open, settings: Settings, tmp_path: Path
) -> None:
    """Answers come without memory, and nobody is told that something was deleted."""
    conversation, path = someone(), tmp_path / "preferences.sqlite3"
    SqliteStore(path).change(account(conversation.user), Preferences(), Preferences(slower=True))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    conversation.handler = make_handler(replace(settings, database=path))
    assert conversation.say("what about magnesium").attributes["slower"] is False
    assert "Nothing was deleted" in conversation.say("forget me").report()["speech"]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1,)


def test_attributes_that_are_lost_are_looked_up(someone: Open, user: str) -> None:
    """A request in mid-session that carries nothing still knows the person."""
    conversation = someone()
    conversation.say("slow down please")
    reply = conversation.handler(launch(Session(user, "en-US", new=False)), None)
    assert reply["sessionAttributes"]["slower"] is True


@pytest.fixture
def silent_table(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A DynamoDB that accepts connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", f"http://127.0.0.1:{server.getsockname()[1]}")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.setenv(name, "test")
        yield


def test_a_silent_table_costs_the_memory_and_a_little_time(
    settings: Settings, config: SkillConfig, silent_table: None
) -> None:
    """Reading and writing are both tried, and the answer comes well within Alexa's eight seconds."""
    handler, recogniser = make_handler(replace(settings, table="preferences")), config.load_recogniser("en-US")
    Conversation(handler, recogniser, "en-US").launch()  # content and boto3 are loaded; only turns are timed
    for said in ("what about magnesium", "slow down please", "forget me"):
        conversation = Conversation(handler, recogniser, "en-US")
        started = time.monotonic()
        turn = conversation.say(said)
        assert time.monotonic() - started < 4
        assert turn.error is None
        assert ("Nothing was deleted" in turn.report()["speech"]) is (said == "forget me")


def test_forgetting_nobody_is_no_error(someone: Open, user: str) -> None:
    """A request that does not say who is speaking."""
    event = intent(Session(user, "en-US"), "ForgetIntent", {})
    del event["context"]["System"]["user"]
    reply = someone().handler(event, None)
    assert "Done." in reply["response"]["outputSpeech"]["ssml"]
