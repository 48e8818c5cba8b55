"""How words sound, what is found by sound, and what is mended."""

import pytest

from nlu.alike import SoundIndex
from nlu.interaction_model import Intent, InteractionModel, SlotValue
from nlu.normalise import Normaliser
from nlu.respell import Respeller
from nlu.sound import consonants, likeness, sounds
from nlu.spot import Spotter, delexicalise

NAMES = ("amlodipine", "raloxifene", "sciatica", "gabapentin", "candesartan", "peripheral artery disease")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("amlowtopeen", "amlodipine"), ("rahlocksafeen", "raloxifene"), ("seeattica", "sciatica"),
        ("gabbapentin", "gabapentin"), ("perryferal", "peripheral"), ("foorosemide", "furosemide"),
        ("dieyourethics", "diuretics"), ("newmonia", "pneumonia"), ("nockwurst", "knockwurst"),
    ],
)  # fmt: skip
def test_what_sounds_alike_has_the_same_consonants(said: str, meant: str) -> None:
    """Voicing, doubling and vowels make no difference."""
    assert consonants(sounds(said)) == consonants(sounds(meant))


@pytest.mark.parametrize(("one", "other"), [("statin", "sartan"), ("torvastatin", "atorvastatin")])
def test_a_lost_vowel_costs_less_than_a_lost_consonant(one: str, other: str) -> None:
    """Everything is compared with losing the first consonant, which hurts most."""
    assert likeness(sounds(one), sounds(other)) > likeness(sounds("k" + one), sounds(other))


def test_likeness_is_one_for_the_same_sounds_and_nought_for_none() -> None:
    """The ends of the scale."""
    assert likeness(sounds("statins"), sounds("staytins")) == 1
    assert likeness("", "") == likeness("stot", "") == 0


def test_what_is_less_alike_than_asked_counts_as_not_alike() -> None:
    """The comparison is broken off early."""
    likely = likeness(sounds("prednisone"), sounds("prednisolone"))
    assert 0.5 < likely < 0.9
    assert likeness(sounds("prednisone"), sounds("prednisolone"), 0.9) == 0


def test_the_index_finds_the_likest_first() -> None:
    """A lost start, an added consonant, another vowel; nothing that is less alike than asked."""
    index = SoundIndex(["felodipine", "amlodipine", "metformin", "tea"])
    assert [spelling for _, spelling in index.nearest("amlodepine", 0.5)] == ["amlodipine", "felodipine"]
    assert [spelling for _, spelling in index.nearest("etformin", 0.8)] == ["metformin"]
    assert index.nearest("umbrella", 0.8) == []


def test_an_odd_word_becomes_the_word_of_ours_it_sounds_like() -> None:
    """Known words and short ones stay, so does what sounds like nothing of ours."""
    mend = Respeller({"tablets", "cancer"}, {"tableaus", "gin"})
    assert [mend(word) for word in ("tableds", "kanser", "tableaus", "jin", "umbrella")] == [
        "tablets", "cancer", "tableaus", "jin", "umbrella",
    ]  # fmt: skip


@pytest.fixture
def spotter() -> Spotter:
    """A closed list of names among everyday words."""
    values = tuple(SlotValue(name.replace(" ", "-"), name, ()) for name in NAMES)
    model = InteractionModel(
        "x", {"AskIntent": Intent("AskIntent", {"name": "Name"}, ("does {name}", "x"))}, {"Name": values}
    )
    everyday = {"am", "low", "to", "can", "i", "take", "candy", "my", "see", "does", "what", "looking", "cause", "the"}
    return Spotter(model, Normaliser({}, ()), everyday, {})


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("my see attica", ["sciatica"]),
        ("gabba pentin", ["gabapentin"]),
        ("amlodapine and raloxifen", ["amlodipine", "raloxifene"]),
        ("peripheral artery disease", ["peripheral-artery-disease"]),
        ("does perifral artery disease", ["peripheral-artery-disease"]),
        ("can i take candy", []),
        ("what am i looking to see", []),
    ],
)
def test_misheard_names_are_found_and_everyday_words_are_not(spotter: Spotter, said: str, found: list[str]) -> None:
    """A misheard name leaves at least one word that nobody says otherwise."""
    assert [match.id for match in spotter.find(tuple(said.split()))] == found


def test_where_only_a_name_can_stand_less_likeness_is_enough(spotter: Spotter) -> None:
    """ "am low to peen" is amlodipine after "does", and nothing in the middle of a sentence."""
    tokens = ("does", "am", "low", "to", "peen")
    assert spotter.find(tokens) == ()
    match = spotter.hear(tokens, 1, 5, 0.8, {"Name"}, alone=False)
    assert match is not None
    assert (match.id, match.doubtful) == ("amlodipine", True)


def test_a_negated_name_is_no_mishearing(spotter: Spotter) -> None:
    """A small word may turn the sense."""
    assert spotter.hear(("no", "sciatica"), 0, 2, 0.7, {"Name"}, alone=False) is None


def test_a_no_may_be_a_part_of_a_misheard_name() -> None:
    """ "no view lag" is no negation of anything."""
    values = (SlotValue("a", "novolog", ()),)
    model = InteractionModel(
        "x", {"AskIntent": Intent("AskIntent", {"name": "Name"}, ("{name}", "x"))}, {"Name": values}
    )
    spotter = Spotter(model, Normaliser({}, ()), {"no", "view", "lag"}, {})
    match = spotter.hear(("no", "view", "lag"), 0, 3, 0.7, {"Name"}, alone=False)
    assert match is not None
    assert (match.id, match.doubtful) == ("a", True)


def test_a_name_inside_an_odd_piece_is_no_silent_guess() -> None:
    """Where a shorter name stands in what sounds like a longer one, the skill asks; nothing of another type counts."""
    values = (SlotValue("long", "thiazide diuretics", ()), SlotValue("short", "diuretics", ()))
    model = InteractionModel(
        "x", {"AskIntent": Intent("AskIntent", {"name": "Name"}, ("{name}", "x"))}, {"Name": values}
    )
    spotter = Spotter(model, Normaliser({}, ()), set(), {})
    tokens = ("tiasied", "diuretics")
    match = spotter.hear(tokens, 0, 2, 0.7, {"Name"}, alone=False)
    assert match is not None
    assert {match.id, *(target[1] for target in match.rivals)} == {"long", "short"}
    assert match.doubtful
    assert spotter.hear(tokens, 0, 2, 0.7, {"Other"}, alone=False) is None


def test_a_name_that_lost_its_start_is_asked_back() -> None:
    """ "luvastatin" sounds more like lovastatin, but may be what is left of fluvastatin."""
    values = (SlotValue("l", "lovastatin", ()), SlotValue("f", "fluvastatin", ()))
    model = InteractionModel(
        "x", {"AskIntent": Intent("AskIntent", {"name": "Name"}, ("{name}", "x"))}, {"Name": values}
    )
    match = Spotter(model, Normaliser({}, ()), set(), {}).hear(("luvastatin",), 0, 1, 0.7, {"Name"}, alone=False)
    assert match is not None
    assert {match.id, *(target[1] for target in match.rivals)} == {"l", "f"}


def test_the_likest_name_wins(spotter: Spotter) -> None:
    """Of two readings of the same words, the nearer one."""
    (match,) = spotter.find(("i", "take", "candy", "sartan"))
    assert (match.id, match.text) == ("candesartan", "candy sartan")


def test_words_are_taken_once(spotter: Spotter) -> None:
    """Of overlapping candidates the best keeps the words, the others get none of them."""
    assert [match.text for match in spotter.find(("gabapentim", "amlodipime"))] == ["gabapentim", "amlodipime"]
    assert [match.text for match in spotter.find(("a", "mlodipin"))] == ["a mlodipin"]


def test_between_two_names_the_skill_must_ask() -> None:
    """Better a question than the wrong medicine."""
    values = (SlotValue("a", "nodoxyl", ()), SlotValue("b", "nadixyl", ()))
    model = InteractionModel(
        "x", {"AskIntent": Intent("AskIntent", {"name": "Name"}, ("does {name}", "x"))}, {"Name": values}
    )
    (match,) = Spotter(model, Normaliser({}, ()), set(), {}).find(("noduxyl",))
    assert match.doubtful
    assert [target[1] for target in match.rivals] == ["b" if match.id == "a" else "a"]


def test_a_found_name_becomes_its_marker(spotter: Spotter) -> None:
    """What the classifier sees."""
    tokens = ("does", "gabba", "pentin", "cause")
    assert delexicalise(tokens, spotter.find(tokens)) == ("does", "<name>", "cause")
