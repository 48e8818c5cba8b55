"""Generate the interaction models and the weights of `nlu` from content.

python -m interaction_model.build            write every file that is out of date
python -m interaction_model.build --check    exit 1 and name the files that are out of date
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import cycle
from pathlib import Path
from typing import Any

from interaction_model.samples import Samples, samples_of
from interaction_model.train import Labelled, fingerprint, sentences, train
from leg_cramp.content.load import load, locales, read_json
from leg_cramp.content.model import Content, IntentSpec
from leg_cramp.content.names import Named, named_values
from nlu.interaction_model import SLOT, InteractionModel

Json = dict[str, Any]
ROOT = Path(__file__).resolve().parent.parent
WORDS_TYPE = "Words"
MOST_EXAMPLES = 400
LONGEST_VALUE = 140
"""Amazon's limit for one slot value, in characters (alexa-rules R107)."""


LONGEST_SAMPLE = 10
"""Words. Longer sentences only teach the classifier: nobody says one twice, and Amazon takes 1.5 MB (R107)."""


def interaction_model(content: Content, samples: Samples) -> Json:
    """The interaction model of one locale, with every sample."""
    named = list(named_values(content))
    types = [_slot_type(slot_type, values) for slot_type, values in _grouped(named).items()]
    return {
        "interactionModel": {
            "languageModel": {
                "invocationName": content.invocation_name,
                "intents": [_intent(spec, samples.get(spec.id, ())) for spec in content.intents.values()],
                "types": [*types, _words_type(content, samples, named)],
                "modelConfiguration": {"fallbackIntentSensitivity": {"level": "LOW"}},
            }
        }
    }


def uploaded(model: Json) -> Json:
    """The model as Alexa and the simulator read it: without its longest samples."""
    language_model = model["interactionModel"]["languageModel"]
    intents = [
        {**intent, "samples": [sample for sample in intent["samples"] if len(sample.split()) <= LONGEST_SAMPLE]}
        for intent in language_model["intents"]
    ]
    return {"interactionModel": {"languageModel": {**language_model, "intents": intents}}}


def weights(content_root: Path, language: str, models: Iterable[Json], old: Json | None, *, retrain: bool) -> Json:
    """The trained weights of one language; `old` is returned when nothing they depend on has changed.

    Without `retrain`, stale weights are not made anew: what comes back then holds only what they should be made from.
    """
    vocabulary, rows = _vocabulary_and_rows(content_root, language, models)
    made_from = fingerprint(rows, vocabulary)
    if old is not None and old.get("made_from") == made_from:
        return old
    if not retrain:
        return {"made_from": made_from}
    print(f"Training on {len(rows)} sentences ...", file=sys.stderr)
    return {"made_from": made_from, "vocabulary": vocabulary, **train(rows)}


def training_rows(content_root: Path, language: str) -> list[Labelled]:
    """What the classifier of a language is trained on: intent or kind of out-of-scope sentence, and the words."""
    own = [locale for locale in locales(content_root) if locale.split("-")[0] == language]
    return _vocabulary_and_rows(content_root, language, (_whole_model(content_root, locale) for locale in own))[1]


def generate(content_root: Path, target: Path, *, retrain: bool) -> dict[Path, str]:
    """Every generated file and the text it should have."""
    models = {locale: _whole_model(content_root, locale) for locale in locales(content_root)}
    files = {target / f"{locale}.json": _text(uploaded(model)) for locale, model in models.items()}
    by_language: dict[str, list[Json]] = defaultdict(list)
    for locale, model in models.items():
        by_language[locale.split("-")[0]].append(model)
    for language, group in by_language.items():
        path = target / "nlu" / f"{language}.json"
        old = read_json(path) if path.is_file() else None
        files[path] = _compact(weights(content_root, language, group, old, retrain=retrain))
    return files


def main(arguments: list[str] | None = None) -> int:
    """Write or check the generated files; 0 when all is up to date."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing, fail on a stale file")
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    parser.add_argument("--target", type=Path, default=ROOT / "interaction_model")
    options = parser.parse_args(arguments)
    files = generate(options.content, options.target, retrain=not options.check)
    stale = {p: text for p, text in files.items() if not p.is_file() or p.read_text(encoding="utf-8") != text}
    for path, text in stale.items():
        if options.check:
            print(f"{path.name}: differs from what content says; run `make model` and commit the file")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.name}")
    return 1 if stale and options.check else 0


def _vocabulary_and_rows(content_root: Path, language: str, models: Iterable[Json]) -> tuple[Json, list[Labelled]]:
    folder = content_root / "locales" / language
    vocabulary = {key: value for key, value in read_json(folder / "vocabulary.json").items() if key != "$schema"}
    outside = {key: value for key, value in read_json(folder / "out_of_scope.json").items() if key != "$schema"}
    return vocabulary, sentences([InteractionModel.from_json(model) for model in models], vocabulary, outside)


def _whole_model(content_root: Path, locale: str) -> Json:
    return interaction_model(load(content_root, locale), samples_of(content_root, locale))


def _intent(spec: IntentSpec, samples: Iterable[str]) -> Json:
    intent: Json = {"name": spec.id, "samples": list(samples)}
    if spec.slots:
        intent["slots"] = [{"name": name, "type": slot_type} for name, slot_type in spec.slots.items()]
    return intent


def _slot_type(name: str, values: Iterable[Named]) -> Json:
    return {
        "name": name,
        "values": [{"id": v.id, "name": {"value": v.name, "synonyms": list(v.synonyms)}} for v in values],
    }


def _grouped(named: Iterable[Named]) -> dict[str, list[Named]]:
    groups: dict[str, list[Named]] = defaultdict(list)
    for value in named:
        groups[value.slot_type].append(value)
    return groups


def _words_type(content: Content, samples: Samples, named: list[Named]) -> Json:
    """Whole example questions, so that Alexa hands over anything that reads like one (design.md)."""
    fill = _filler(named)
    examples = [
        SLOT.sub(lambda match, spec=spec: fill(spec.slots[match[1]]), sample)  # type: ignore[misc]
        for spec in content.intents.values()
        if not spec.move and WORDS_TYPE not in spec.slots.values()
        for sample in samples.get(spec.id, ())
        if len(sample.split()) > 4
    ]
    step = max(1, len(examples) // MOST_EXAMPLES)
    unique = dict.fromkeys(s for s in examples[::step] if len(s) <= LONGEST_VALUE)
    return {
        "name": WORDS_TYPE,
        "values": [{"id": f"w{n}", "name": {"value": s}} for n, s in enumerate(unique)],
    }


def _filler(named: list[Named]) -> Callable[[str], str]:
    """A function that gives the names of a slot type in turn."""
    turns: Mapping[str, Any] = {kind: cycle([v.name for v in values]) for kind, values in _grouped(named).items()}
    return lambda slot_type: str(next(turns[slot_type]))


def _text(data: Json) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _compact(data: Json) -> str:
    """One line for each key, so that a change of weights does not become a change of 40,000 lines."""
    rows = ",\n".join(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in data.items())
    return "{\n" + rows + "\n}\n"


if __name__ == "__main__":
    sys.exit(main())
