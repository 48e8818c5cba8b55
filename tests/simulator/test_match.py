"""What Alexa would send for an utterance, in both manners."""

import pytest

from nlu import Recogniser
from simulator.match import match
from simulator.skill import SkillConfig


@pytest.fixture(scope="module")
def recogniser(config: SkillConfig) -> Recogniser:
    """The committed model."""
    return config.load_recogniser("en-US")


def test_a_sample_word_for_word_reaches_its_intent(recogniser: Recogniser) -> None:
    """In the strict manner too, with the value resolved."""
    spoken = match("does furosemide cause leg cramps", recogniser, "strict")
    (authority,) = spoken.slots["medicine"]["resolutions"]["resolutionsPerAuthority"]
    assert (spoken.intent, authority["values"][0]["value"]["id"]) == ("MedicineIntent", "furosemide")


def test_a_misheard_name_is_no_sample(recogniser: Recogniser) -> None:
    """In the strict manner the words themselves are handed over."""
    assert match("does few rose a mide cause leg cramps", recogniser, "strict").intent == "WordsIntent"


def test_a_doubtful_value_resolves_to_nothing(recogniser: Recogniser) -> None:
    """In the eager manner the slot holds what was heard, and the skill must ask."""
    spoken = match("does listen a pril cause leg cramps", recogniser, "eager")
    (authority,) = spoken.slots["medicine"]["resolutions"]["resolutionsPerAuthority"]
    assert (spoken.slots["medicine"]["value"], authority["status"]["code"]) == ("listen a pril", "ER_SUCCESS_NO_MATCH")
