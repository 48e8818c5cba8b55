"""Typing errors in words of ours."""

import pytest

from nlu.respell import TypingErrors

TYPING = TypingErrors({"swollen", "chest", "red"}, {"chess", "calves"})


@pytest.mark.parametrize("typed", ["swolen", "swolllen", "swallen", "swlolen"])
def test_one_slip_of_the_finger_is_mended(typed: str) -> None:
    """A letter left out, one too many, a wrong one, two that changed places."""
    assert TYPING.mended(f"my leg is {typed}, help") == "my leg is swollen, help"


@pytest.mark.parametrize("typed", ["chess", "calves", "rad", "swilling", "ches't"])
def test_other_words_stay(typed: str) -> None:
    """Known words, short ones, those too far from ours, and what has an apostrophe."""
    assert TYPING.mended(typed) == typed
