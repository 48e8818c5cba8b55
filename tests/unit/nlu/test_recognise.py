"""Recognition with a small model of another skill, so that nothing here depends on content."""

import json
from pathlib import Path
from typing import Any

import pytest

from interaction_model.train import sentences, train
from nlu import Recogniser
from nlu.interaction_model import InteractionModel

MODEL = Path(__file__).parents[2] / "examples" / "other_skill" / "en-US.json"
VOCABULARY = {"same_as": {"green tea": ["the green stuff"]}, "fillers": ["um", "please"]}
OUTSIDE = {"other": ["what is the weather", "play some music", "is it going to rain", "call my mother"]}


@pytest.fixture(scope="module")
def model() -> InteractionModel:
    """The tea timer's model."""
    return InteractionModel.from_json(json.loads(MODEL.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def trained(model: InteractionModel) -> dict[str, Any]:
    """Weights trained here and now; on each sentence three times, as what is rarer teaches nothing."""
    return {"vocabulary": VOCABULARY, **train(3 * sentences([model], VOCABULARY, OUTSIDE))}


@pytest.fixture(scope="module")
def tea(model: InteractionModel, trained: dict[str, Any]) -> Recogniser:
    """The tea timer's recogniser."""
    return Recogniser(model, trained)


def test_an_exact_sample_is_certain(tea: Recogniser) -> None:
    """A sample with a slot filled is recognised exactly, with the slot's id."""
    reading = tea.read("Brew sencha, please")
    assert (reading.intent, reading.stage, reading.slots["tea"].id) == ("BrewIntent", "exact", "green")


def test_a_paraphrase_is_classified(tea: Recogniser) -> None:
    """Words no sample has still lead to the intent."""
    reading = tea.read("um how long should darjeeling take")
    assert (reading.intent, reading.stage, reading.slots["tea"].id) == ("BrewIntent", "classified", "black")


def test_a_lay_name_is_the_name(tea: Recogniser) -> None:
    """Vocabulary is applied before names are looked for."""
    assert tea.read("the green stuff").slots["tea"].id == "green"


def test_an_unclear_sentence_is_about_the_name_in_it(tea: Recogniser) -> None:
    """The intent that has the bare slot as a sample takes it."""
    reading = tea.read("brew take long jasmine does")
    assert (reading.intent, reading.slots["tea"].id) == ("BrewIntent", "green")


@pytest.mark.parametrize("misspelt", ["darjeling", "darjeelin", "dar jeeling"])
def test_a_misspelt_name_is_found(tea: Recogniser, misspelt: str) -> None:
    """One letter lost, or a name cut in two, is still the name."""
    assert [match.id for match in tea.spot(f"brew {misspelt}")] == ["black"]


def test_a_filler_may_be_a_part_of_a_name(tea: Recogniser) -> None:
    """ "um" says nothing, but here it is the start of one."""
    match = tea.read("brew um bria").slots["tea"]
    assert (match.id, match.text, match.doubtful) == ("black", "um bria", False)


def test_a_name_that_says_no_is_not_heard_in_words_that_do_not(tea: Recogniser) -> None:
    """ "ever bitter" sounds like it, and means the opposite."""
    assert tea.spot("brew never bitter") != ()
    assert tea.spot("brew ever bitter") == ()


def test_the_longest_name_wins(tea: Recogniser) -> None:
    """ "black tea" is one value, found once, where it stands."""
    (match,) = tea.spot("some black tea now")
    assert (match.id, match.start, match.end) == ("black", 1, 3)


@pytest.mark.parametrize("said", ["what is the weather today", "play music", "xyzzy plugh", "", "天気はどうですか"])
def test_foreign_talk_is_refused(tea: Recogniser, said: str) -> None:
    """Out-of-scope talk, nonsense, silence and other scripts reach no intent."""
    reading = tea.read(said)
    assert (reading.intent, reading.stage) == (None, "refused")


def test_markers_cannot_be_spoken(tea: Recogniser) -> None:
    """Typing a marker does not make a slot value."""
    assert tea.read("brew <tea>").slots == {}


def test_without_weights_only_samples_are_known(model: InteractionModel) -> None:
    """A skill that was never trained is understood word for word."""
    bare = Recogniser(model)
    assert bare.read("brew jasmine").intent == "BrewIntent"
    assert bare.read("how long would jasmine need").intent is None


def test_training_is_repeatable(model: InteractionModel, trained: dict[str, Any]) -> None:
    """The same sentences give the same weights, bit for bit."""
    assert {"vocabulary": VOCABULARY, **train(3 * sentences([model], VOCABULARY, OUTSIDE))} == trained


def test_probabilities_equal_those_of_scikit_learn(model: InteractionModel, trained: dict[str, Any]) -> None:
    """The plain-Python classifier adds up to one over all classes."""
    chances = Recogniser(model, trained)._classifier.probabilities(("brew", "<tea>"))  # type: ignore[union-attr]
    assert sum(chances.values()) == pytest.approx(1)
    assert max(chances, key=chances.__getitem__) == "BrewIntent"


def test_what_is_no_model_is_refused() -> None:
    """The error names what is missing."""
    with pytest.raises(ValueError, match="languageModel"):
        InteractionModel.from_json({"interactionModel": {}})


def test_in_an_unclear_gap_the_name_is_asked_back(tea: Recogniser) -> None:
    """Only a name can stand there, and it sounds like one."""
    reading = tea.read("brew dar jewel inn")
    assert (reading.intent, reading.slots["tea"].id, reading.slots["tea"].doubtful) == ("BrewIntent", "black", True)


@pytest.fixture(scope="module")
def loose(model: InteractionModel) -> Recogniser:
    """A recogniser to which it is enough that all words of the name of a tea were said."""
    vocabulary = {**VOCABULARY, "loose_types": ["Tea"], "small_words": ["that"], "endings": ["s"]}
    return Recogniser(model, {"vocabulary": vocabulary, **train(3 * sentences([model], vocabulary, OUTSIDE))})


def test_a_name_whose_words_stand_apart_fills_the_slot(loose: Recogniser) -> None:
    """ "a tea that is black" is black tea."""
    assert loose.read("how long does the tea take that is black").slots["tea"].id == "black"
    assert loose.spot_one("the tea that is black", "Tea").id == "black"  # type: ignore[union-attr]


def test_a_name_is_not_made_across_a_no(loose: Recogniser) -> None:
    """ "tea but not black" is no black tea."""
    assert loose.read("how long does the tea take not black").slots == {}


def test_intents_of_a_kind_count_together_and_the_worse_is_meant(
    model: InteractionModel, trained: dict[str, Any]
) -> None:
    """Where two intents share the likelihood, the first of the list is taken from a quarter of it."""
    assert Recogniser(model, trained).read("how long is enough").intent == "AMAZON.StopIntent"
    kind = {**VOCABULARY, "worst_first": ["BrewIntent", "AMAZON.StopIntent"]}
    tea = Recogniser(model, {**trained, "vocabulary": kind})
    assert tea.read("how long is enough").intent == "BrewIntent"
    assert tea.read("enough now").intent == "AMAZON.StopIntent"


def test_a_core_name_makes_a_sentence_ours(model: InteractionModel, trained: dict[str, Any]) -> None:
    """Foreign words around it no longer refuse it."""
    said = "call sencha"
    assert Recogniser(model, trained).read(said).intent is None
    ours = Recogniser(model, {**trained, "vocabulary": {**VOCABULARY, "core_names": ["green"]}})
    assert ours.read(said).intent == "BrewIntent"
