"""The danger signs in one turn."""

import pytest

from leg_cramp.content.model import Content
from leg_cramp.understand.question import Memory
from leg_cramp.understand.scan import Scanner
from leg_cramp.understand.signs import DangerSigns, Found

NOTHING = Found(None, ())


@pytest.fixture
def signs(content: Content) -> DangerSigns:
    """The signs of the committed content; any word that is none of theirs may be a typing error."""
    return DangerSigns(content, Scanner(content), known=())


def test_a_name_makes_a_sign_with_what_was_told_before(signs: DangerSigns) -> None:
    """A knock to the head was told, then only "warfarin" is heard."""
    told = signs.find(["i hit my head on the bedside table"], Memory()).told
    flag = signs.with_names(NOTHING, ["warfarin"], Memory(told=told)).flag
    assert flag is not None
    assert flag.severity == "emergency"


@pytest.mark.parametrize("asked", ["warfarin", "my chest hurts"])
def test_a_name_is_no_sign_by_itself(signs: DangerSigns, asked: str) -> None:
    """Whether what is a sign was reported, or only asked about, is for the question to say."""
    assert signs.with_names(NOTHING, [asked], Memory()).flag is None


def test_a_name_hides_no_sign_that_was_found(signs: DangerSigns) -> None:
    """The words around the name reported it."""
    found = signs.find(["my calf is swollen and hot"], Memory())
    assert signs.with_names(found, ["magnesium", "my calf is swollen and hot"], Memory()) == found


def test_what_was_told_before_takes_no_sign_away(signs: DangerSigns) -> None:
    """With diabetes another rule is for sores of the foot; this one stands."""
    flag = signs.find(["this sore on my ankle won't heal"], Memory(told=("diabetic",))).flag
    assert flag is not None


def test_typing_errors_are_mended(signs: DangerSigns) -> None:
    """A letter was left out."""
    flag = signs.find(["my calf is swolen and hot"], Memory()).flag
    assert flag is not None
    assert flag.severity == "urgent"
