"""Read the content store into a `Content` for one locale. No validation here: see check.py."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from leg_cramp.content.model import (
    KINDS,
    ClockWords,
    Content,
    Entry,
    IntentSpec,
    Member,
    Ref,
    Severity,
    SignRule,
    Signs,
    Source,
)
from leg_cramp.errors import ContentError

Json = dict[str, Any]
DEFAULT_LANGUAGE = "en"
_TERM = re.compile(r"\{(\w+)\}")


def locales(root: Path) -> tuple[str, ...]:
    """The locales that have a folder of their own, such as en-GB."""
    return tuple(sorted(p.name for p in (root / "locales").iterdir() if p.is_dir() and "-" in p.name))


def load(root: Path, locale: str) -> Content:
    """Load the content for a locale.

    A locale without a folder gets its language, and a language without a folder gets English, both with
    neutral terms ("your local emergency number"), so that nobody hears another country's number.

    Raises:
        ContentError: a file is missing or is not JSON.
    """
    words = Wording(root, locale)
    settings = words.read("locale.json")
    files = _fact_files(root)
    entries = dict(_entry(root, words, kind, path) for kind, path in files)
    signs, safety = words.read("signs.json"), words.read("safety.json")
    return Content(
        locale=locale,
        invocation_name=settings["invocation_name"],
        entries=entries,
        intents={spec.id: spec for spec in _intents(root)},
        prompts={key: words.fill(text) for key, text in words.read("prompts.json")["prompts"].items()},
        safety_lines={key: words.fill(text) for key, text in safety["lines"].items()},
        signs=Signs(
            terms={term: tuple(phrases) for term, phrases in signs["signs"].items()},
            **{key: tuple(phrases) for key, phrases in signs.items() if key not in ("$schema", "signs")},
        ),
        terms=settings["terms"],
        sources=_sources(root),
        spelling=settings["spelling"],
        pronunciations=_pronunciations(words, files, settings["phonemes"]),
        screens=_screens(root / "screens"),
        safety_marks=tuple(map(words.fill, safety["marks"])),
        clock=_clock(words.read("vocabulary.json")["clock"]),
    )


def read_json(path: Path) -> Json:
    """Read one JSON object. Raises ContentError naming the file and the place."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ContentError(f"{path}: cannot be read ({error.strerror}); restore the file") from error
    except ValueError as error:
        raise ContentError(f"{path}: not valid JSON ({error}); mend the place named") from error
    if not isinstance(data, dict):
        raise ContentError(f"{path}: holds no JSON object; wrap its contents in braces")
    return data


def merge(base: Json, changes: Json) -> Json:
    """Objects merge key by key; everything else in `changes` replaces what `base` has."""
    merged = dict(base)
    for key, value in changes.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = merge(merged[key], value) if both else value
    return merged


class Wording:
    """The words of one locale: the language's files with the region's differences laid over them."""

    def __init__(self, root: Path, locale: str) -> None:
        language = locale.split("-")[0]
        if not (root / "locales" / language).is_dir():
            language = locale = DEFAULT_LANGUAGE
        self._language = root / "locales" / language
        self._region = root / "locales" / locale
        self._terms: Mapping[str, str] = self.read("locale.json")["terms"]

    def read(self, path: str) -> Json:
        """One file of the language, merged with the region's file of the same path if there is one."""
        base = read_json(self._language / path)
        region = self._region / path
        return merge(base, read_json(region)) if region.is_file() and self._region != self._language else base

    def has(self, path: str) -> bool:
        """Whether the language has this file."""
        return (self._language / path).is_file()

    def fill(self, text: str) -> str:
        """Put the locale's terms in place of {term}; what is no term, such as {subject}, stays."""
        return _TERM.sub(lambda match: self._terms.get(match[1], match[0]), text)


def _fact_files(root: Path) -> list[tuple[str, Path]]:
    return [(kind, path) for kind, folder in KINDS.items() for path in sorted((root / "facts" / folder).glob("*.json"))]


def _entry(root: Path, words: Wording, kind: str, path: Path) -> tuple[Ref, Entry]:
    facts = read_json(path)
    wording = words.read(f"{KINDS[kind]}/{path.name}")
    ref = Ref(kind, facts["id"])
    return ref, Entry(
        ref=ref,
        name=words.fill(wording["name"]),
        synonyms=tuple(wording["synonyms"]),
        answers={key: tuple(map(words.fill, parts)) for key, parts in wording["answers"].items()},
        safety=tuple(facts["safety"]),
        sources=tuple(facts["sources"]),
        evidence=facts["evidence"],
        review_status=facts["review"]["status"],
        checked=facts["review"]["checked"],
        due=facts["review"]["due"],
        seed_facts=tuple(facts.get("seed_facts", ())),
        medical=facts.get("medical", True),
        calms=facts.get("calms", False),
        red_flags=tuple(facts.get("red_flags", ())),
        severity=Severity(facts["severity"]) if "severity" in facts else None,
        signs=tuple(SignRule(tuple(rule["all_of"]), tuple(rule.get("none_of", ()))) for rule in facts.get("signs", ())),
        counts_when_over=facts.get("counts_when_over", False),
        stop_rule=facts.get("stop_rule"),
        one_of=words.fill(wording.get("one_of", "")),
        members=tuple(
            Member(key, words.fill(m["name"]), tuple(m["synonyms"])) for key, m in wording.get("members", {}).items()
        ),
        group=facts.get("group", ""),
        steps={key: tuple(kinds) for key, kinds in facts.get("steps", {}).items()},
        routine={key: tuple(map(_version, items)) for key, items in facts.get("routine", {}).items()},
        hold_seconds=facts.get("hold_seconds", 0),
        repeats=facts.get("repeats", 0),
        card=tuple(map(words.fill, wording.get("card", ()))),
    )


def _version(item: str) -> tuple[Ref, str]:
    """Read "calf.seated": a stretch and the question it is asked."""
    stretch, _, asks = item.partition(".")
    return Ref("stretch", stretch), asks


def _clock(words: Json) -> ClockWords:
    """How times are said, from how they are understood; of several words for one time the first."""
    return ClockWords(
        words={number: word for word, number in words["numbers"].items()},
        zero=words["zero"][0],
        names={time: name for name, time in reversed(words["named"].items())},
        parts_of_day=tuple((part["until"], part["said"]) for part in words["parts_of_day"]),
    )


def _sources(root: Path) -> dict[str, Source]:
    table = read_json(root / "sources.json")["sources"]
    return {key: Source(row["publisher"], row["title"], row["address"], row["year"]) for key, row in table.items()}


def _screens(folder: Path) -> dict[str, Json]:
    """Every APL document by its name, laid over what all have in common; none where there is no folder of them."""
    if not folder.is_dir():
        return {}
    common = read_json(folder / "common.json")
    return {
        path.stem: merge(common, read_json(path)) for path in sorted(folder.glob("*.json")) if path.stem != "common"
    }


def _pronunciations(words: Wording, files: list[tuple[str, Path]], phonemes: Mapping[str, str]) -> dict[str, str]:
    """Word to IPA, over all entries; a region may map the sounds of its language to its own."""
    own = [words.read(f"{KINDS[kind]}/{path.name}").get("pronunciations", {}) for kind, path in files]
    sounds = re.compile("|".join(map(re.escape, sorted(phonemes, key=len, reverse=True))) or r"(?!)")
    return {word: sounds.sub(lambda m: phonemes[m[0]], ipa) for table in own for word, ipa in table.items()}


def _intents(root: Path) -> list[IntentSpec]:
    specs = []
    for path in sorted((root / "facts" / "intents").glob("*.json")):
        facts = read_json(path)
        otherwise = Ref.parse(facts["otherwise"]) if facts["otherwise"] else None
        recalls = tuple(facts.get("recalls", ()))
        specs.append(
            IntentSpec(
                facts["id"],
                facts["asks"],
                facts["slots"],
                otherwise,
                facts["move"],
                recalls,
                facts.get("matched_only", False),
                tuple(facts.get("tells", ())),
            )
        )
    return specs
