"""The danger signs in one turn."""

import pytest

from leg_cramp.content.model import Content
from leg_cramp.understand.question import Memory
from leg_cramp.understand.scan import Scanner
from leg_cramp.understand.signs import DangerSigns


@pytest.fixture
def signs(content: Content) -> DangerSigns:
    """The signs of the committed content; any word that is none of theirs may be a typing error."""
    return DangerSigns(content, Scanner(content), known=())


def test_a_name_makes_a_sign_with_what_was_told_before(signs: DangerSigns) -> None:
    """A knock to the head was told, then only "warfarin" is heard."""
    told = signs.told(["i hit my head on the bedside table"])
    flag = signs.joined(["warfarin"], Memory(told=told))
    assert flag is not None
    assert flag.severity == "emergency"


def test_a_name_alone_is_no_sign(signs: DangerSigns) -> None:
    """Nor does one that is a sign by itself count here: whether it is reported is for the question to say."""
    assert signs.joined(["warfarin"], Memory()) is None
    assert signs.joined(["my chest hurts"], Memory()) is None


def test_typing_errors_are_mended(signs: DangerSigns) -> None:
    """A letter was left out."""
    flag = signs.find(["my calf is swolen and hot"], Memory()).flag
    assert flag is not None
    assert flag.severity == "urgent"
