"""Find the skill to simulate: its handler by name, its interaction models by folder."""

import importlib
import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from nlu import Recogniser
from nlu.interaction_model import InteractionModel

Handler = Callable[[Mapping[str, Any], object], dict[str, Any]]


class SimulatorError(Exception):
    """Something the person who started the simulator can mend; the message says how."""


@dataclass(frozen=True)
class SkillConfig:
    """What to simulate.

    Args:
        handler: "module.function" of the Lambda handler; the module must be importable.
        models: folder with one interaction model per locale, and trained weights in nlu/<language>.json.
        locale: used when none is asked for.
    """

    handler: str
    models: Path
    locale: str = "en-US"

    @cached_property
    def locales(self) -> tuple[str, ...]:
        """The locales that have a model."""
        return tuple(sorted(path.stem for path in self.models.glob("*-*.json")))

    def load_handler(self) -> Handler:
        """Import the handler. Raises SimulatorError if there is none of that name."""
        module, _, function = self.handler.rpartition(".")
        try:
            return getattr(importlib.import_module(module), function)  # type: ignore[no-any-return]
        except (ImportError, AttributeError, ValueError) as error:
            raise SimulatorError(f"handler {self.handler!r} cannot be imported: {error}") from error

    def load_recogniser(self, locale: str) -> Recogniser:
        """The recogniser of a locale; without trained weights it knows exact samples only."""
        if locale not in self.locales:
            known = ", ".join(self.locales) or "none"
            raise SimulatorError(f"no interaction model for locale {locale!r} in {self.models}; there are: {known}")
        trained = self.models / "nlu" / f"{locale.split('-')[0]}.json"
        try:
            model = InteractionModel.from_json(_json(self.models / f"{locale}.json"))
            return Recogniser(model, _json(trained) if trained.is_file() else None)
        except ValueError as error:
            raise SimulatorError(f"{self.models / locale}.json: {error}") from error


def read_config(folder: Path) -> SkillConfig:
    """The [tool.simulator] table of pyproject.toml. Raises SimulatorError if it is missing or incomplete."""
    path = folder / "pyproject.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))["tool"]["simulator"]
        return SkillConfig(table["handler"], folder / table["models"], table.get("locale", "en-US"))
    except FileNotFoundError as error:
        raise SimulatorError(f"{path} is missing; start the simulator in the skill's folder") from error
    except KeyError as error:
        raise SimulatorError(f"{path}: no {error} in [tool.simulator]; give handler and models there") from error
    except tomllib.TOMLDecodeError as error:
        raise SimulatorError(f"{path}: {error}") from error


def _json(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data
