"""Sample utterances: written one by one, or as patterns with alternatives."""

from interaction_model.samples import samples_of, ways_to_say
from tests.conftest import ROOT


def test_a_pattern_is_every_way_to_say_it() -> None:
    """An alternative may be empty, and leaves no second space."""
    assert [*ways_to_say("(does|will) {remedy} help (it|)")] == [
        "does {remedy} help it",
        "does {remedy} help",
        "will {remedy} help it",
        "will {remedy} help",
    ]


def test_a_sentence_without_alternatives_is_itself() -> None:
    """Most samples are written out."""
    assert [*ways_to_say("how long do cramps last")] == ["how long do cramps last"]


def test_no_sample_of_an_intent_stands_there_twice() -> None:
    """Though a pattern may say again what is written out."""
    for intent, samples in samples_of(ROOT / "content", "en-US").items():
        assert len(samples) == len(set(samples)), intent


def test_patterns_of_the_content_are_spelled_out() -> None:
    """None of their marks reaches Alexa."""
    samples = samples_of(ROOT / "content", "en-GB")
    assert "could it be down to my {medicine}" in samples["MedicineIntent"]
    assert not [sample for own in samples.values() for sample in own if set("()|") & set(sample)]
