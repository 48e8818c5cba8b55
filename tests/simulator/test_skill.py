"""Finding the skill to simulate, and hearing its speech."""

import json
from pathlib import Path

import pytest

from nlu import Recogniser
from nlu.interaction_model import InteractionModel
from simulator.conversation import Conversation
from simulator.match import match
from simulator.skill import SimulatorError, SkillConfig, read_config
from simulator.speech import plain, seconds

SKILL = Path(__file__).parents[1] / "examples" / "other_skill"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "is missing"),
        ("[tool]\n", "no 'simulator'"),
        ("[tool.simulator]\nmodels = 'x'\n", "no 'handler'"),
        ("[", "pyproject.toml"),
    ],
)
def test_a_folder_without_settings_is_explained(tmp_path: Path, text: str | None, message: str) -> None:
    """File, fault and remedy."""
    if text is not None:
        (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SimulatorError, match=message):
        read_config(tmp_path)


def test_settings_are_relative_to_their_folder(tmp_path: Path) -> None:
    """The locale has a default."""
    (tmp_path / "pyproject.toml").write_text("[tool.simulator]\nhandler = 'a.b'\nmodels = 'm'\n", encoding="utf-8")
    assert read_config(tmp_path) == SkillConfig("a.b", tmp_path / "m", "en-US")


def test_a_model_that_is_none_is_explained(tmp_path: Path) -> None:
    """The file is named."""
    (tmp_path / "en-US.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SimulatorError, match=r"en-US\.json: not an Alexa interaction model"):
        SkillConfig("a.b", tmp_path).load_recogniser("en-US")


def test_a_conversation_knows_whether_it_is_open() -> None:
    """The prompt in the terminal says so; and it does in one process as in another."""
    recogniser = SkillConfig("", SKILL).load_recogniser("en-US")
    conversation = Conversation(lambda event, context: {"response": {"shouldEndSession": False}}, recogniser, "en-US")
    assert not conversation.is_open
    conversation.launch()
    assert conversation.is_open


def test_every_slot_of_an_intent_is_sent() -> None:
    """Without a value where nothing was heard, as Alexa does."""
    data = json.loads((SKILL / "en-US.json").read_text(encoding="utf-8"))
    brew = data["interactionModel"]["languageModel"]["intents"][2]
    brew["samples"].append("make me some")
    spoken = match("make me some", Recogniser(InteractionModel.from_json(data)), "strict")
    assert spoken.slots == {"tea": {"name": "tea", "confirmationStatus": "NONE"}}


@pytest.mark.parametrize(
    ("ssml", "words", "length"),
    [
        ("<speak>One two three four five.</speak>", "One two three four five.", 2.0),
        ('<speak>One <break time="1s"/><break time="500ms"/>two.</speak>', "One two.", 2.3),
        ('<speak><break strength="strong"/><break/>One.</speak>', "One.", 1.7),
        ('<speak><amazon:effect name="whispered">One.</amazon:effect></speak>', "One.", 0.4),
        ("Plain & simple <", "Plain & simple <", 1.6),
    ],
)
def test_speech_is_heard(ssml: str, words: str, length: float) -> None:
    """Words without markup; 150 a minute, plus pauses; what is no SSML is taken as text."""
    assert (plain(ssml), seconds(ssml)) == (words, length)
