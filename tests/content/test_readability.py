"""Counting words, sentences and syllables."""

import pytest

from authoring.readability import grade, sentences, syllables, words


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("leg", 1), ("cramp", 1), ("cramps", 1), ("muscle", 2), ("doctor", 2), ("medicine", 3), ("pharmacist", 3),
        ("tighten", 2), ("stopped", 1), ("started", 2), ("pull", 1), ("toes", 1), ("hurting", 2), ("emergency", 4),
        ("I'm", 1), ("911", 3), ("a", 1), ("the", 1), ("potassium", 4), ("being", 2),
    ],
)  # fmt: skip
def test_syllables_of_words_we_use(word: str, count: int) -> None:
    """By ear."""
    assert syllables(word) == count


def test_sentences_and_words() -> None:
    """A stop at the end, and nothing counted for nothing."""
    text = "One two. Three! Call 911 now. "
    assert sentences(text) == ["One two.", "Three!", "Call 911 now."]
    assert words(text) == ["One", "two", "Three", "Call", "911", "now"]


def test_the_grade_tells_plain_from_hard() -> None:
    """Plain speech is far below the limit, a textbook far above; nothing is 0."""
    assert grade("The muscle goes hard. It hurts. Pull your toes up.") < 2
    assert grade("Idiopathic nocturnal cramping predominantly affects gastrocnemius musculature.") > 15
    assert grade("") == 0.0
