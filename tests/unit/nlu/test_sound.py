"""How words sound, and the names found by it."""

import pytest

from nlu.interaction_model import Intent, InteractionModel, SlotValue
from nlu.normalise import Normaliser
from nlu.sound import consonants
from nlu.spot import Spotter, delexicalise

NAMES = ("amlodipine", "raloxifene", "sciatica", "gabapentin", "candesartan", "peripheral artery disease")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("amlowtopeen", "amlodipine"), ("rahlocksafeen", "raloxifene"), ("seeattica", "sciatica"),
        ("gabbapentin", "gabapentin"), ("perryferal", "peripheral"), ("foorosemide", "furosemide"),
    ],
)  # fmt: skip
def test_what_sounds_alike_has_the_same_consonants(said: str, meant: str) -> None:
    """Voicing, doubling and vowels make no difference."""
    assert consonants(said) == consonants(meant)


@pytest.mark.parametrize(("one", "other"), [("statin", "sartan"), ("calf", "cough"), ("atacand", "twitchand")])
def test_what_sounds_different_has_not(one: str, other: str) -> None:
    """Another consonant, or a vowel at the start of one only."""
    assert consonants(one) != consonants(other)


@pytest.fixture
def spotter() -> Spotter:
    """A closed list of names among everyday words."""
    values = tuple(SlotValue(name.replace(" ", "-"), name, ()) for name in NAMES)
    model = InteractionModel(
        "x", {"AskIntent": Intent("AskIntent", {"name": "Name"}, ("does {name}", "x"))}, {"Name": values}
    )
    everyday = {"am", "low", "to", "can", "i", "take", "candy", "my", "see", "does", "what", "looking", "cause", "the"}
    return Spotter(model, Normaliser({}, ()), everyday)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("does am low to peen cause", ["amlodipine"]),
        ("my see attica", ["sciatica"]),
        ("gabba pentin", ["gabapentin"]),
        ("amlodapine and raloxifen", ["amlodipine", "raloxifene"]),
        ("peripheral artery disease", ["peripheral-artery-disease"]),
        ("can i take candy", []),
        ("what am i looking to see", []),
    ],
)
def test_misheard_names_are_found_and_everyday_words_are_not(spotter: Spotter, said: str, found: list[str]) -> None:
    """A misheard name leaves at least one word that nobody says otherwise."""
    assert [match.id for match in spotter.find(tuple(said.split()))] == found


def test_the_likest_name_wins(spotter: Spotter) -> None:
    """Of two readings of the same words, the nearer one."""
    (match,) = spotter.find(("i", "take", "candy", "sartan"))
    assert (match.id, match.text) == ("candesartan", "candy sartan")


def test_words_are_taken_once(spotter: Spotter) -> None:
    """Of overlapping candidates the likest keeps the words, the others get none of them."""
    assert [match.text for match in spotter.find(("gabapentim", "amlodipime"))] == ["gabapentim", "amlodipime"]
    assert [match.text for match in spotter.find(("a", "mlodipin"))] == ["a mlodipin"]


def test_two_names_with_one_sound_are_not_guessed_between() -> None:
    """Better nothing than the wrong medicine."""
    values = (SlotValue("a", "nodoxyl", ()), SlotValue("b", "nadixyl", ()))
    model = InteractionModel(
        "x", {"AskIntent": Intent("AskIntent", {"name": "Name"}, ("does {name}", "x"))}, {"Name": values}
    )
    assert Spotter(model, Normaliser({}, ()), set()).find(("noduxoll",)) == ()


def test_a_found_name_becomes_its_marker(spotter: Spotter) -> None:
    """What the classifier sees."""
    tokens = ("does", "am", "low", "to", "peen", "cause")
    assert delexicalise(tokens, spotter.find(tokens)) == ("does", "<name>", "cause")
