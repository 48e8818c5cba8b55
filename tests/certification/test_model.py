"""The committed interaction models keep Amazon's rules (ids in brackets: alexa-rules.md)."""

import json
import re
from collections import Counter
from typing import Any

import pytest

from interaction_model.build import main
from tests.conftest import LOCALES, ROOT

MODELS = {locale: json.loads((ROOT / f"interaction_model/{locale}.json").read_text("utf-8")) for locale in LOCALES}
LANGUAGE = {locale: model["interactionModel"]["languageModel"] for locale, model in MODELS.items()}
Json = dict[str, Any]
BUILT_IN = {"Help", "Stop", "Cancel", "Fallback", "NavigateHome", "Repeat", "Yes", "No", "Next", "Previous"}
FEWEST_SAMPLES = 15


@pytest.fixture(params=LOCALES)
def model(request: pytest.FixtureRequest) -> Json:
    """The language model of each locale."""
    return LANGUAGE[request.param]


def test_the_invocation_name_is_allowed(model: Json) -> None:
    """Lower case, two words or more, no launch, connecting or wake word (R050-R054)."""
    name = model["invocationName"]
    assert re.fullmatch(r"[a-z][a-z' .]*", name)
    forbidden = {"ask", "tell", "open", "launch", "start", "run", "use", "enable", "play"}
    forbidden |= {"and", "to", "if", "that", "from", "in", "about", "whether"}
    forbidden |= {"alexa", "amazon", "echo", "computer", "skill", "app"}
    assert len(name.split()) > 1
    assert forbidden.isdisjoint(name.split())


def test_all_built_in_intents_are_declared(model: Json) -> None:
    """Certification insists on them (R120)."""
    assert {f"AMAZON.{name}Intent" for name in BUILT_IN} <= {intent["name"] for intent in model["intents"]}


def test_names_have_letters_only(model: Json) -> None:
    """Intents, slots and types (R103, R104); no slot is named like an intent (R105)."""
    intents = [intent["name"].removeprefix("AMAZON.") for intent in model["intents"]]
    slots = [slot["name"] for intent in model["intents"] for slot in intent.get("slots", [])]
    assert all(
        re.fullmatch(r"[A-Za-z]+(_[A-Za-z]+)*", n) for n in [*intents, *slots, *(t["name"] for t in model["types"])]
    )
    assert {name.lower() for name in intents}.isdisjoint(slots)


def test_a_slot_name_has_one_type(model: Json) -> None:
    """Across all intents (R106), and every type but Amazon's own is declared (R109)."""
    pairs = {(slot["name"], slot["type"]) for intent in model["intents"] for slot in intent.get("slots", [])}
    assert len(pairs) == len(dict(pairs))
    own = {slot_type for _, slot_type in pairs if not slot_type.startswith("AMAZON.")}
    assert own == {slot_type["name"] for slot_type in model["types"]}


def test_every_slot_in_a_sample_is_declared(model: Json) -> None:
    """Same name, same case (R109)."""
    for intent in model["intents"]:
        declared = {slot["name"] for slot in intent.get("slots", [])}
        assert {name for sample in intent["samples"] for name in re.findall(r"\{(\w+)\}", sample)} <= declared


def test_samples_have_only_what_alexa_accepts(model: Json) -> None:
    """Lower-case words, apostrophes, periods, hyphens, slots (R110, R111)."""
    strange = [s for i in model["intents"] for s in i["samples"] if not re.fullmatch(r"[a-z{][a-z' .{}_-]*", s)]
    assert strange == []


def test_no_sample_is_there_twice(model: Json) -> None:
    """Within an intent or across, slots replaced by their types (R112)."""
    typed = Counter(
        re.sub(r"\{(\w+)\}", lambda m, i=intent: f"<{ {s['name']: s['type'] for s in i['slots']}[m[1]] }>", sample)  # type: ignore[misc]
        for intent in model["intents"]
        for sample in intent["samples"]
    )
    assert [sample for sample, n in typed.items() if n > 1] == []


def test_every_intent_has_varied_samples(model: Json) -> None:
    """At least 15, but for Fallback, which has none, and the catch-all, which has its one slot."""
    exempt = {"AMAZON.FallbackIntent", "WordsIntent"}
    few = {i["name"]: len(i["samples"]) for i in model["intents"] if len(i["samples"]) < FEWEST_SAMPLES}
    assert few.keys() == exempt


def test_slot_values_are_unique(model: Json) -> None:
    """Ids, and names and synonyms after lower-casing, so that resolution is never ambiguous (R108)."""
    for slot_type in model["types"]:
        ids = Counter(value["id"] for value in slot_type["values"])
        names = Counter(
            name.lower() for v in slot_type["values"] for name in [v["name"]["value"], *v["name"].get("synonyms", [])]
        )
        assert [name for name, n in (ids + names).items() if n > 1 and name not in ids] == []
        assert max(ids.values()) == 1


def test_limits_are_kept(model: Json) -> None:
    """Size, intents and types, length of values (R107)."""
    assert len(json.dumps(model).encode()) < 1_500_000
    assert len(model["intents"]) + len(model["types"]) <= 350
    names = [
        n for t in model["types"] for v in t["values"] for n in [v["name"]["value"], *v["name"].get("synonyms", [])]
    ]
    assert max(map(len, names)) <= 140


def test_no_sample_holds_the_invocation_name(model: Json) -> None:
    """People say it before the sample (R117)."""
    assert [s for i in model["intents"] for s in i["samples"] if model["invocationName"] in s] == []


def test_generated_files_are_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    """`make model` was run after the last change of content."""
    assert main(["--check"]) == 0, capsys.readouterr().out
