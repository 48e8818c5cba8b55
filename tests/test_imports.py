"""Who may import whom (design.md). Holds the layers apart by walking the imports."""

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

ALLOWED = {
    "lambda_function": {"leg_cramp.bootstrap"},
    "leg_cramp.bootstrap": {
        "ask_sdk_core", "leg_cramp.content.load", "leg_cramp.settings", "leg_cramp.storage",
        "leg_cramp.understand.understand", "leg_cramp.voice", "nlu",
    },
    "leg_cramp.voice": {
        "ask_sdk_core", "ask_sdk_model", "leg_cramp.answers", "leg_cramp.content.model", "leg_cramp.errors",
        "leg_cramp.render", "leg_cramp.storage.store", "leg_cramp.understand", "leg_cramp.voice", "nlu",
    },
    "leg_cramp.understand": {"leg_cramp.content.model", "leg_cramp.content.names", "leg_cramp.understand", "nlu"},
    "leg_cramp.answers": {
        "leg_cramp.answers", "leg_cramp.content.model", "leg_cramp.content.names", "leg_cramp.understand.question",
    },
    "leg_cramp.render": {"leg_cramp.answers.answer", "leg_cramp.content.model", "leg_cramp.render"},
    "leg_cramp.storage": {"boto3", "botocore", "leg_cramp.errors", "leg_cramp.storage", "mypy_boto3_dynamodb"},
    "leg_cramp.settings": set(),
    "leg_cramp.errors": set(),
    "leg_cramp.content.model": set(),
    "leg_cramp.content.names": {"leg_cramp.content.model"},
    "leg_cramp.content.load": {"leg_cramp.content.model", "leg_cramp.errors"},
    "authoring": {
        "authoring", "interaction_model.samples", "jinja2", "jsonschema", "leg_cramp.answers", "leg_cramp.content",
        "leg_cramp.errors", "leg_cramp.render.screen", "leg_cramp.settings", "leg_cramp.understand.question",
        "referencing",
    },
    "nlu": {"nlu"},
    "interaction_model": {"interaction_model", "leg_cramp.content", "nlu", "numpy", "scipy", "sklearn"},
    "simulator": {"flask", "nlu", "simulator", "werkzeug"},
}  # fmt: skip
PURE = (
    "leg_cramp.content.model",
    "leg_cramp.content.names",
    "leg_cramp.understand",
    "leg_cramp.answers",
    "leg_cramp.render",
)
WORLD = {
    "os",
    "time",
    "datetime",
    "random",
    "logging",
    "pathlib",
    "sqlite3",
    "socket",
    "http",
    "threading",
    "zoneinfo",
    "secrets",
    "uuid",
    "io",
}
STANDARD = __import__("sys").stdlib_module_names


def _modules() -> dict[str, Path]:
    found = {}
    for source in (ROOT / "lambda", ROOT / "authoring", ROOT / "interaction_model", ROOT / "simulator"):
        base = source if source.name == "lambda" else source.parent
        for path in source.rglob("*.py"):
            name = ".".join(path.relative_to(base).with_suffix("").parts).removesuffix(".__init__")
            found[name] = path
    return found


MODULES = _modules()


def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def _rule(module: str) -> set[str]:
    fitting = [name for name in ALLOWED if module == name or module.startswith(f"{name}.")]
    return ALLOWED[max(fitting, key=len)] if fitting else set()


def _permitted(imported: str, allowed: set[str]) -> bool:
    return any(imported == name or imported.startswith(f"{name}.") for name in allowed)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_imports_only_what_its_layer_may(module: str) -> None:
    """Every import that is not of the standard library is allowed for the module's layer."""
    foreign = {name for name in _imports(MODULES[module]) if name.split(".")[0] not in STANDARD}
    assert {name for name in foreign if not _permitted(name, _rule(module))} == set()


@pytest.mark.parametrize("module", sorted(m for m in MODULES if m.startswith(PURE)))
def test_the_core_is_pure(module: str) -> None:
    """Content model, understanding, answers and rendering touch no clock, chance, file, log or environment."""
    assert {name.split(".")[0] for name in _imports(MODULES[module])} & WORLD == set()
