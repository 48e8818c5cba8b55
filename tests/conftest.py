"""The real parts, shared: the committed content and models, and the real Lambda handler on a file of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest

from leg_cramp.bootstrap import locale_loader, make_handler
from leg_cramp.content.model import Content
from leg_cramp.settings import Settings, from_environment
from leg_cramp.understand.understand import Understanding
from nlu import Recogniser
from simulator.conversation import Conversation
from simulator.envelope import SCREENS
from simulator.match import Manner
from simulator.skill import Handler, SkillConfig, read_config
from tests.alexa_services import AlexaServices, serving

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ("en-AU", "en-CA", "en-GB", "en-IN", "en-US")
Talk = Callable[..., Conversation]


@pytest.fixture(scope="session")
def understanding() -> Understanding:
    """The committed content in en-US, understood with the committed model and weights."""
    return locale_loader(from_environment({}))("en-US")


@pytest.fixture(scope="session")
def content(understanding: Understanding) -> Content:
    """The committed content in en-US."""
    return understanding.content


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The default settings, with a database of the test run's own."""
    database = tmp_path_factory.mktemp("storage") / "preferences.sqlite3"
    return from_environment({"LEG_CRAMP_DATABASE": str(database)})


@pytest.fixture(scope="session")
def handler(settings: Settings) -> Handler:
    """The real Lambda handler."""
    return make_handler(settings)


@pytest.fixture(scope="session")
def config() -> SkillConfig:
    """The simulator's settings, as pyproject.toml gives them."""
    return read_config(ROOT)


@cache
def _recogniser(config: SkillConfig, locale: str) -> Recogniser:
    return config.load_recogniser(locale)


@pytest.fixture
def talk(handler: Handler, config: SkillConfig) -> Talk:
    """Open a conversation: talk(locale="en-GB", manner="eager", screen="small")."""

    def open_conversation(locale: str = "en-US", manner: Manner = "strict", screen: str = "none") -> Conversation:
        return Conversation(handler, _recogniser(config, locale), locale, manner, screen=SCREENS.get(screen))

    return open_conversation


@pytest.fixture
def services() -> Iterator[AlexaServices]:
    """A stand-in for Alexa's settings and reminders, of this test's own."""
    with serving() as found:
        yield found


@dataclass
class Hour:
    """The time that the handler of `talk_at` believes it is."""

    moment: datetime = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def hour_and_handler(settings: Settings) -> tuple[Hour, Handler]:
    """The real handler, with a clock that tests set."""
    hour = Hour()
    return hour, make_handler(settings, now=lambda: hour.moment)


@pytest.fixture
def talk_at(hour_and_handler: tuple[Hour, Handler], config: SkillConfig, services: AlexaServices) -> Talk:
    """Open a conversation at a certain time, with Alexa's services within reach: talk_at("2026-11-28T03:00").

    The time holds until another conversation is opened.
    """

    def open_conversation(utc: str, user: str = "", locale: str = "en-GB") -> Conversation:
        hour, handler = hour_and_handler
        hour.moment = datetime.fromisoformat(utc).replace(tzinfo=UTC)
        who = user or str(uuid4())
        return Conversation(handler, _recogniser(config, locale), locale, user=who, services=services.url)

    return open_conversation
