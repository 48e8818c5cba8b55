"""The only place where the parts are joined."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import cast

from ask_sdk_core.skill_builder import CustomSkillBuilder

from leg_cramp.content.load import DEFAULT_LANGUAGE, load, read_json
from leg_cramp.settings import Settings, from_environment
from leg_cramp.storage.dynamodb import DynamoDbStore
from leg_cramp.storage.sqlite import SqliteStore
from leg_cramp.storage.store import PreferenceStore
from leg_cramp.understand.understand import Understanding
from leg_cramp.voice.guard import Entry, guarded
from leg_cramp.voice.handlers import FailureHandler, request_handlers
from leg_cramp.voice.skill import Skill
from nlu import Recogniser
from nlu.interaction_model import InteractionModel


def utc_now() -> datetime:
    """The time, aware of its zone."""
    return datetime.now(UTC)


def make_handler(settings: Settings | None = None, now: Callable[[], datetime] = utc_now) -> Entry:
    """The Lambda handler: `handler(event, context) -> response envelope`, never raising."""
    settings = settings or from_environment()
    skill = Skill(locale=locale_loader(settings), store=make_store(settings), now=now)
    builder = CustomSkillBuilder()
    for handler in request_handlers(skill):
        builder.add_request_handler(handler)
    builder.add_exception_handler(FailureHandler(skill))
    entry = cast(Entry, builder.lambda_handler())  # the SDK's annotation of it is wrong
    return guarded(entry, settings.skill_id)


def make_store(settings: Settings) -> PreferenceStore:
    """DynamoDB where a table is named, else SQLite."""
    return DynamoDbStore(settings.table) if settings.table else SqliteStore(settings.database)


def locale_loader(settings: Settings) -> Callable[[str], Understanding]:
    """Loads each locale once, when it is first asked for.

    A locale without a model of its own is understood with the first model of its language, or of English.
    """
    models = sorted(path.stem for path in settings.models.glob("*-*.json"))

    @cache
    def known(name: str, model: str) -> Understanding:
        language = model.split("-")[0]
        recogniser = Recogniser(
            InteractionModel.from_json(read_json(settings.models / f"{model}.json")),
            read_json(settings.models / "nlu" / f"{language}.json"),
        )
        return Understanding(load(settings.content, name), recogniser)

    def locale(name: str) -> Understanding:
        language = name.split("-")[0]
        near = [m for m in models if m == name] or [m for m in models if m.split("-")[0] == language]
        if near:
            return known(name if name in models else language, near[0])
        return known(DEFAULT_LANGUAGE, next(m for m in models if m.startswith(DEFAULT_LANGUAGE)))

    return locale
