"""Rules that hold between content files: what is named exists, and belongs to one only."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from authoring.speech import FILLED_LATER, speech_problems, styles
from interaction_model.samples import Samples, samples_of
from leg_cramp.content.load import Wording, load, locales, read_json
from leg_cramp.content.model import KINDS, SLOT_KINDS, Content
from leg_cramp.content.names import named_values
from leg_cramp.errors import ContentError, Problem

_BRACES = re.compile(r"\{(\w+)\}")


def link_problems(root: Path) -> Iterator[Problem]:
    """Every broken link, name, term and sample; locales are only looked at once the facts are sound."""
    broken = [*_pairs(root), *_facts_links(root)]
    yield from broken
    yield from _unused(root)
    yield from _pronunciation_problems(root)
    for locale in () if broken else locales(root):
        try:
            content = load(root, locale)
        except (ContentError, KeyError) as error:
            yield Problem(f"locales/{locale}", "$", f"cannot be loaded: {error}", "add what is missing")
            continue
        for rule in (_step_problems, _name_problems, _term_problems, _prompt_problems):
            yield from rule(content)
        yield from _sample_problems(content, samples_of(root, locale))
        yield from speech_problems(content, styles(root, locale))


def _pairs(root: Path) -> Iterator[Problem]:
    """Each fact has its wording and each wording its fact."""
    for folder in KINDS.values():
        facts = {path.name for path in (root / "facts" / folder).glob("*.json")}
        for language in sorted(p.name for p in (root / "locales").iterdir() if "-" not in p.name):
            wording = {path.name for path in (root / "locales" / language / folder).glob("*.json")}
            for name in sorted(facts - wording):
                yield Problem(
                    f"facts/{folder}/{name}",
                    "$",
                    f"has no wording in {language}",
                    f"add locales/{language}/{folder}/{name}",
                )
            for name in sorted(wording - facts):
                yield Problem(f"locales/{language}/{folder}/{name}", "$", "has no facts", f"add facts/{folder}/{name}")


def _facts_links(root: Path) -> Iterator[Problem]:
    terms = set(Wording(root, "en").read("signs.json")["signs"])
    known = {
        "sources": set(read_json(root / "sources.json")["sources"]),
        "red_flags": {path.stem for path in (root / "facts/red_flags").glob("*.json")},
        "safety": set(Wording(root, "en").read("safety.json")["lines"]),
        "tells": terms,
    }
    entries = {
        f"{kind}.{path.stem}" for kind, folder in KINDS.items() for path in (root / "facts" / folder).glob("*.json")
    }
    for path in sorted(root.glob("facts/*/*.json")):
        name, data = str(path.relative_to(root)), read_json(path)
        for field, ids in known.items():
            for missing in sorted(set(data.get(field, ())) - ids):
                yield Problem(
                    name,
                    f"$.{field}",
                    f"{missing!r} does not exist",
                    f"add it or choose one of the {field} there are",
                )
        for rule in data.get("signs", ()):
            for missing in sorted({*rule["all_of"], *rule.get("none_of", ())} - terms):
                yield Problem(
                    name,
                    "$.signs",
                    f"sign term {missing!r} has no phrases",
                    "add it to locales/en/signs.json",
                )
        if data.get("otherwise") and data["otherwise"] not in entries:
            yield Problem(name, "$.otherwise", f"{data['otherwise']!r} does not exist", "name an entry as kind.id")


def _unused(root: Path) -> Iterator[Problem]:
    """Sources, safety lines, sign terms and locale terms that nothing names: dead words mislead whoever edits them."""
    facts = [read_json(path) for path in sorted(root.glob("facts/*/*.json"))]
    words = Wording(root, "en")
    wording = "".join(path.read_text(encoding="utf-8") for path in sorted(root.glob("locales/**/*.json")))
    used = {
        ("sources.json", "sources"): {key for fact in facts for key in fact.get("sources", ())},
        ("locales/en/safety.json", "lines"): {
            key for fact in facts for key in (*fact.get("safety", ()), fact.get("stop_rule"))
        },
        ("locales/en/signs.json", "signs"): {
            term
            for fact in facts
            for rule in fact.get("signs", ())
            for term in (*rule["all_of"], *rule.get("none_of", ()))
        },
        ("locales/en/locale.json", "terms"): set(_BRACES.findall(wording)),
    }
    reached = {fact.get("otherwise") for fact in facts}
    for path in sorted((root / "facts/topics").glob("*.json")):
        if f"topic.{path.stem}" not in reached:
            name = str(path.relative_to(root))
            yield Problem(name, "$", "is reached by no intent", "name it in an intent's otherwise, or delete it")
    for (file, field), named in used.items():
        table = read_json(root / file) if file == "sources.json" else words.read(file.removeprefix("locales/en/"))
        for key in sorted(set(table[field]) - named):
            yield Problem(file, f"$.{field}.{key}", "is used by nothing", "use it or delete it")


def _step_problems(content: Content) -> Iterator[Problem]:
    """Each part of a guide has its kind, and a routine is made of stretches that there are."""
    for entry in content.of_kind("stretch"):
        where = f"facts/stretches/{entry.ref.id}.json"
        for asks, kinds in entry.steps.items():
            number = len(entry.answers.get(asks, ()))
            if number != len(kinds):
                remedy = "give each part of the wording its kind"
                yield Problem(where, f"$.steps.{asks}", f"has {len(kinds)} kinds for {number} parts", remedy)
        for asks, versions in entry.routine.items():
            for ref, version in versions:
                if ref not in content.entries or version not in content.entries[ref].steps:
                    remedy = "name a stretch and one of its versions"
                    yield Problem(where, f"$.routine.{asks}", f"'{ref.id}.{version}' does not exist", remedy)


def _name_problems(content: Content) -> Iterator[Problem]:
    """A name belongs to one entry, over all kinds: else two slots would claim it."""
    owners: dict[str, set[str]] = defaultdict(set)
    for value in named_values(content):
        for name in (value.name, *value.synonyms):
            owners[name.lower()].add(f"{SLOT_KINDS[value.slot_type]} {value.id}")
    for name, found in sorted(owners.items()):
        if len(found) > 1:
            who = " and ".join(sorted(found))
            yield Problem(
                f"locales/{content.locale}",
                "$",
                f"the name {name!r} belongs to {who}",
                "leave it with one of them",
            )


def _term_problems(content: Content) -> Iterator[Problem]:
    """After loading no {term} is left but {subject} in medicines."""
    for where, text in _texts(content):
        allowed = FILLED_LATER if where.startswith(("medicines", "prompts")) else frozenset()
        for term in sorted(set(_BRACES.findall(text)) - allowed):
            yield Problem(
                f"locales/{content.locale}/{where}",
                "$",
                f"{{{term}}} is no term of this locale",
                "add it to locale.json or spell it out",
            )


def _pronunciation_problems(root: Path) -> Iterator[Problem]:
    """A word is pronounced in one place: two would be two voices."""
    owners: dict[str, str] = {}
    for path in sorted(root.glob("locales/en/*/*.json")):
        for word in read_json(path).get("pronunciations", {}):
            owner = owners.setdefault(word, path.stem)
            if owner != path.stem:
                name = str(path.relative_to(root))
                yield Problem(
                    name, f"$.pronunciations.{word}", f"stands in {owner} too", "keep it with the name it is part of"
                )


def _texts(content: Content) -> Iterator[tuple[str, str]]:
    for entry in content.entries.values():
        for text in (text for parts in entry.answers.values() for text in parts):
            yield f"{KINDS[entry.ref.kind]}/{entry.ref.id}.json", text
    for name, table in (("prompts.json", content.prompts), ("safety.json", content.safety_lines)):
        yield from ((name, text) for text in table.values())


def _sample_problems(content: Content, samples: Samples) -> Iterator[Problem]:
    """Slots in samples are declared, and no sample belongs to two intents (alexa-rules R109, R112)."""
    owners: dict[str, str] = {}
    for spec in content.intents.values():
        where = f"locales/{content.locale}/intents/{spec.id}.json"
        for sample in samples.get(spec.id, ()):
            unknown = sorted(set(_BRACES.findall(sample)) - set(spec.slots))
            if unknown:
                yield Problem(
                    where,
                    "$.samples",
                    f"{sample!r} has no slot {unknown[0]!r}",
                    f"declare it in facts/intents/{spec.id}.json",
                )
                continue
            typed = _BRACES.sub(lambda match, spec=spec: f"{{{spec.slots[match[1]]}}}", sample)  # type: ignore[misc]
            owner = owners.setdefault(typed, spec.id)
            if owner != spec.id:
                yield Problem(where, "$.samples", f"{sample!r} is a sample of {owner} too", "keep it in one of them")


def _prompt_problems(content: Content) -> Iterator[Problem]:
    """What asks has a reprompt, and the other way round (alexa-rules R003)."""
    for ending, partner in (("ask", "again"), ("again", "ask")):
        for name in sorted(content.prompts):
            stem = name.removesuffix(f".{ending}")
            if stem != name and f"{stem}.{partner}" not in content.prompts:
                where = f"locales/{content.locale}/prompts.json"
                yield Problem(where, f"$.prompts.{name}", f"has no {stem}.{partner}", "add it")
