"""Words in one form."""

import pytest

from nlu.normalise import MAX_CHARACTERS, Normaliser, words


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("What's the TIME?", "what is the time"),
        ("I can\u2019t, won't and don't", "i can not will not and do not"),
        ("my husband's legs", "my husband legs"),
        ("they've said I'm fine", "they have said i am fine"),
        ("", ""),
        ("... !!", ""),
        ("na\u00efve caf\u00e9", "naïve café"),
    ],
)
def test_words_are_lower_case_without_contractions(said: str, expected: str) -> None:
    """Case, punctuation, curly apostrophes and contractions make no difference."""
    assert " ".join(words(said)) == expected


def test_only_the_beginning_of_a_flood_is_read() -> None:
    """What comes after 1,000 characters cannot slow us down."""
    assert len(words("a " * 10_000)) == MAX_CHARACTERS // 2


@pytest.fixture
def normalise() -> Normaliser:
    """Two lay phrases, one inside the other, and two fillers."""
    return Normaliser({"cramp": ["charley horse", "charley"], "pills": ["tablets"]}, ["um", "can you tell me"])


def test_the_longest_lay_phrase_wins(normalise: Normaliser) -> None:
    """ "charley horse" becomes one word, not "cramp horse"."""
    assert normalise("a Charley horse") == ("a", "cramp")


def test_fillers_are_dropped(normalise: Normaliser) -> None:
    """Words and phrases without meaning vanish wherever they stand."""
    assert normalise("um can you tell me about um tablets") == ("about", "pills")


def test_nothing_but_fillers_stays(normalise: Normaliser) -> None:
    """Someone who only says "um" still said something."""
    assert normalise("um") == ("um",)
