"""Sample utterances: written one by one, or as patterns with alternatives."""

from interaction_model.samples import samples_of
from tests.conftest import ROOT


def test_no_sample_of_an_intent_stands_there_twice() -> None:
    """Though a pattern may say again what is written out."""
    for intent, samples in samples_of(ROOT / "content", "en-US").items():
        assert len(samples) == len(set(samples)), intent


def test_patterns_of_the_content_are_spelled_out() -> None:
    """None of their marks reaches Alexa, and an alternative that is nothing leaves no second space."""
    samples = samples_of(ROOT / "content", "en-GB")
    assert "could it be down to my {medicine}" in samples["MedicineIntent"]
    assert not [sample for own in samples.values() for sample in own if set("()|") & set(sample) or "  " in sample]
