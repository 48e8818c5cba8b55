"""Check the content store: every problem at once, each with its remedy. Never part of the Lambda."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from referencing import Registry, Resource

from authoring.links import link_problems
from leg_cramp.content.load import Json, merge, read_json
from leg_cramp.errors import ContentError, Problem

REQUIRED = (
    "locale.json",
    "out_of_scope.json",
    "prompts.json",
    "safety.json",
    "signs.json",
    "style.json",
    "vocabulary.json",
)


def check(root: Path) -> list[Problem]:
    """All problems of the content under `root`, sorted by file. Links are only followed once the files are sound."""
    problems = [*_file_problems(root)]
    if not problems:
        problems = [*_missing_files(root)] or [*link_problems(root)]
    return sorted(set(problems))


def _file_problems(root: Path) -> Iterator[Problem]:
    validators = _validators(root / "schema")
    tables = [root / "sources.json", root / "seed_facts.json"]
    for path in sorted([*root.glob("facts/**/*.json"), *root.glob("locales/**/*.json"), *tables]):
        name = str(path.relative_to(root))
        try:
            data = _with_language(root, path)
        except ContentError as error:
            yield Problem(name, "$", str(error).partition(": ")[2].partition(";")[0], "mend the JSON")
            continue
        schema = Path(str(data.get("$schema", ""))).name.removesuffix(".schema.json")
        if schema not in validators:
            yield Problem(
                name,
                "$.$schema",
                f"names no schema we have: {schema!r}",
                "copy the line from a file of the same kind",
            )
            continue
        yield from (_schema_problem(name, error) for error in validators[schema].iter_errors(data))
        if path.parent.parent.name == "facts" and data.get("id") != path.stem:
            yield Problem(name, "$.id", f"is {data.get('id')!r} in a file named {path.stem}", "give both the same id")


def _missing_files(root: Path) -> Iterator[Problem]:
    """The files that every language must have."""
    for language in sorted(p for p in (root / "locales").iterdir() if "-" not in p.name):
        for name in REQUIRED:
            if not (language / name).is_file():
                yield Problem(
                    f"locales/{language.name}/{name}",
                    "$",
                    "is missing",
                    "copy it from locales/en and put it into words",
                )


def _with_language(root: Path, path: Path) -> Json:
    """A file as it is used: what a region changes is laid over the file of its language."""
    data = read_json(path)
    folder = path.relative_to(root).parts[1] if path.is_relative_to(root / "locales") else ""
    base = (
        root / "locales" / folder.split("-")[0] / path.relative_to(root / "locales" / folder) if "-" in folder else None
    )
    return merge(read_json(base), data) if base and base.is_file() else data


def _validators(folder: Path) -> Mapping[str, Draft202012Validator]:
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    registry: Registry[Any] = Registry().with_resources(
        [(name, Resource.from_contents(schema)) for name, schema in schemas.items()]
    )
    return {
        name.removesuffix(".schema.json"): Draft202012Validator(
            schema, registry=registry, format_checker=FormatChecker()
        )
        for name, schema in schemas.items()
    }


def _schema_problem(name: str, error: ValidationError) -> Problem:
    described = error.schema.get("description", "") if isinstance(error.schema, Mapping) else ""
    remedy = f"it should be: {described}" if described else "compare with a file of the same kind"
    return Problem(name, error.json_path, error.message.replace("\n", " ")[:200], remedy)
