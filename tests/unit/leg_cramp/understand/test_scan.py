"""The red-flag scan on small signs of its own, one rule of language at a time."""

from dataclasses import replace

import pytest

from leg_cramp.content.model import Content, Entry, Ref, Severity, SignRule, Signs
from leg_cramp.understand.scan import Scanner

SIGNS = Signs(
    terms={
        "leg": ("leg", "calf"),
        "swollen": ("swollen", "come up like a balloon"),
        "breathless": ("can't breathe",),
        "face": ("face has dropped",),
    },
    denials=("no", "not", "isn't"),
    denial_gap=("any", "a", "is", "the"),
    denial_exceptions=("not only",),
    closings=("fine now", "years ago"),
    resumptions=("and now",),
    questions=("what does", "how do i know if"),
    persons=("my", "i", "he's"),
    fillers=("um",),
    hearsay=("the telly said",),
    harmless=("leg of lamb",),
)


def flag(name: str, severity: Severity, *rules: SignRule, over: bool = False) -> Entry:
    """A red flag with no more than the scan needs."""
    wording = {"act": ("Act.",)}
    review = ("weak", "not-reviewed-by-a-clinician", "2026-01-01", "2027-01-01")
    ref = Ref("red_flag", name)
    return Entry(ref, name, (), wording, (), (), *review, severity=severity, signs=rules, counts_when_over=over)


FLAGS = (
    flag("clot", Severity.URGENT, SignRule(("leg", "swollen"))),
    flag("lung", Severity.EMERGENCY, SignRule(("breathless",))),
    flag("lung-and-leg", Severity.EMERGENCY, SignRule(("breathless", "leg"))),
    flag("stroke", Severity.EMERGENCY, SignRule(("face",)), over=True),
)


@pytest.fixture
def small(content: Content) -> Content:
    """Content with these signs and flags only."""
    return replace(content, signs=SIGNS, entries={entry.ref: entry for entry in FLAGS})


def found(small: Content, *heard: str) -> str | None:
    """The id of the flag found."""
    entry = Scanner(small).scan(heard)
    return entry.ref.id if entry else None


def test_all_terms_of_a_rule_are_needed(small: Content) -> None:
    """A leg alone is no danger, a swollen leg is."""
    assert found(small, "my leg hurts") is None
    assert found(small, "my leg is swollen") == "clot"


def test_phrases_and_capitals_and_curly_apostrophes_count(small: Content) -> None:
    """However it is written."""
    assert found(small, "MY CALF\u2019S COME UP LIKE A BALLOON") == "clot"
    assert found(small, "I can\u2019t breathe") == "lung"
    assert found(small, "I cannot breathe") == "lung"


def test_the_worst_and_then_the_most_specific_wins(small: Content) -> None:
    """Emergency before urgent, two terms before one."""
    assert found(small, "my leg is swollen and i can't breathe") == "lung-and-leg"


def test_signs_may_come_in_different_slots(small: Content) -> None:
    """Every word that reached us is read, wherever it stood."""
    assert found(small, "my calf", "swollen") == "clot"


@pytest.mark.parametrize("said", ["my leg is not swollen", "my leg isn't any swollen", "no swollen leg"])
def test_what_is_denied_does_not_count(small: Content, said: str) -> None:
    """A denial reaches over small words."""
    assert found(small, said) is None


@pytest.mark.parametrize(
    "said", ["it's not a cramp my leg is swollen", "my leg is not only swollen", "no, my leg is swollen"]
)
def test_a_denial_of_something_else_does_not_count(small: Content, said: str) -> None:
    """Other words in between, a phrase that denies nothing, or a new clause."""
    assert found(small, said) == "clot"


@pytest.mark.parametrize("said", ["my leg was swollen but it's fine now", "i had a swollen leg years ago"])
def test_what_is_over_does_not_count(small: Content, said: str) -> None:
    """Except for what comes after it."""
    assert found(small, said) is None
    assert found(small, said + " and now i can't breathe") == "lung"


def test_some_signs_count_even_when_over(small: Content) -> None:
    """A stroke that has passed still needs help."""
    assert found(small, "his face has dropped, fine now") == "stroke"


@pytest.mark.parametrize(
    "said", ["what does a swollen leg mean", "um what does a swollen leg mean", "how do i know if a leg is swollen"]
)
def test_a_general_question_does_not_count(small: Content, said: str) -> None:
    """Nobody's leg is swollen."""
    assert found(small, said) is None


@pytest.mark.parametrize("said", ["what does it mean my leg is swollen", "what do i do i can't breathe"])
def test_a_question_about_someone_counts(small: Content, said: str) -> None:
    """Somebody's is."""
    assert found(small, said) is not None


def test_hearsay_does_not_count(small: Content) -> None:
    """But what was said before and in another clause does."""
    assert found(small, "the telly said a swollen leg is bad") is None
    assert found(small, "the telly said that. my leg is swollen") == "clot"


def test_harmless_phrases_are_skipped(small: Content) -> None:
    """A leg of lamb is no leg."""
    assert found(small, "my leg of lamb is swollen") is None


@pytest.mark.parametrize("said", ["", "   ", "?!", "天気", "a" * 4000, "leg " * 1000])
def test_nothing_said_is_no_danger(small: Content, said: str) -> None:
    """Silence, signs and floods are read without complaint."""
    assert found(small, said) is None


def test_a_sign_in_noise_is_found(small: Content) -> None:
    """Five hundred words do not hide it."""
    noise = "and then i went to the shop and it rained " * 25
    assert found(small, f"{noise} my leg is swollen {noise}") == "clot"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("it is not swollen just a cramp", "it is just a cramp"),
        ("My leg's sore, not swollen!", "my leg's sore, , "),
        ("my leg is swollen", "my leg is swollen"),
    ],
)
def test_denied_signs_are_taken_out(small: Content, said: str, left: str) -> None:
    """So that recognition does not see what was not meant."""
    assert Scanner(small).without_denials(said) == left


@pytest.mark.parametrize(
    "said", ["what does a swollen leg mean", "no swollen leg", "a leg of lamb", "fine now", "the telly said so"]
)
def test_qualified_talk_is_known_as_such(small: Content, said: str) -> None:
    """Asked, denied, harmless, over, quoted."""
    assert Scanner(small).qualified(said)
    assert not Scanner(small).qualified("my leg is swollen")


def test_terms_are_reported_with_what_is_over(small: Content) -> None:
    """Now and ever are kept apart."""
    reported = Scanner(small).reported("my leg was swollen, fine now")
    assert (reported.now, reported.ever) == (frozenset(), frozenset({"leg", "swollen"}))


def test_what_was_long_ago_closes_the_clauses_before_it(content: Content) -> None:
    """ "My leg was swollen, that was years ago" tells of nothing now."""
    scanner = Scanner(content)
    assert scanner.scan(["my leg was swollen and hot, that was years ago"]) is None
    assert scanner.scan(["my leg is swollen and hot"]) is not None


def test_what_was_told_before_counts_with_what_is_told_now(small: Content) -> None:
    """But not alone, and not with words that tell nothing."""
    scanner = Scanner(small)
    told = scanner.reported("my leg hurts").now
    before = scanner.scan(["it is swollen"], told)
    assert before is not None
    assert before.ref.id == "clot"
    assert scanner.scan(["my leg"], ()) is None
    assert scanner.scan(["thank you"], scanner.reported("my leg is swollen").now) is None


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("my chest hurts", "my chest hurts"),
        ("our budgie keeps saying call an ambulance", ""),
        ("i leaked the secret, and my leg is cold", "i, and my leg is cold"),
    ],
)
def test_what_is_quoted_or_harmless_is_not_said_in_earnest(said: str, left: str, content: Content) -> None:
    """A classifier that reads it would take its words for a sign."""
    assert Scanner(content).in_earnest(said) == left
