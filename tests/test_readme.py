"""The README tells the truth: its conversation is a real run, its commands exist, its example works."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from authoring.check import check
from interaction_model.build import generate
from leg_cramp.bootstrap import make_handler
from leg_cramp.settings import Settings
from simulator.conversation import Conversation
from simulator.skill import SkillConfig
from tests.conftest import ROOT, Talk

README = ROOT / "README.md"
CONVERSATION = re.compile(r"(<!-- conversation -->\n)(.*?)(<!-- /conversation -->)", re.S)
SAID = (
    "ow ow my calf",
    "next",
    "could my water tablet be doing this",
    "can I stop taking it",
    "why does my calf cramp, it's also red and hot",
    "stop",
)


def test_the_conversation_is_a_real_run(talk: Talk) -> None:
    """`UPDATE_README=1 make test` writes it anew."""
    conversation = talk("en-GB")
    turns = [(said, conversation.say(said).report()["speech"]) for said in SAID]
    written = "".join(f"> **{said}**\n>\n> {speech}\n>\n" for said, speech in turns).removesuffix(">\n")
    text = README.read_text(encoding="utf-8")
    if os.environ.get("UPDATE_README"):
        README.write_text(CONVERSATION.sub(lambda match: match[1] + written + match[3], text), encoding="utf-8")
    found = CONVERSATION.search(README.read_text(encoding="utf-8"))
    assert found is not None
    assert found[2] == written


def test_every_command_named_is_a_target() -> None:
    """`make X` in the README or CONTRIBUTING exists in the Makefile, and every target has its line of help."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M))
    documented = set(re.findall(r"^([a-z]+):.*##", makefile, re.M))
    for name in ("README.md", "CONTRIBUTING.md"):
        named = re.findall(r"make ((?:[a-z]+ )*[a-z]+)`", (ROOT / name).read_text(encoding="utf-8"))
        assert {target for words in named for target in words.split()} <= targets
    assert targets == documented


def test_every_path_named_exists() -> None:
    """A newcomer who follows a path arrives."""
    text = README.read_text(encoding="utf-8")
    paths = re.findall(r"`((?:content|lambda|interaction_model|simulator|tests|voice|answers|render)/[\w./]*)`", text)
    roots = (ROOT, ROOT / "lambda/leg_cramp")
    missing = [p for p in paths if "restwell" not in p and not any((root / p).exists() for root in roots)]
    assert missing == []


@pytest.fixture
def extended(tmp_path: Path) -> Settings:
    """The content with the README's example added just as it says, and the models made anew."""
    text = README.read_text(encoding="utf-8")
    store = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    blocks = re.findall(r"<!-- add a medicine: \w+ -->\n```json\n(.*?)```", text, re.S)
    places = re.findall(r"`content/((?:facts|locales/en)/medicines/restwell\.json)`", text)
    for place, block in zip(places, blocks, strict=True):
        (store / place).write_text(block, encoding="utf-8")
    return Settings(store, tmp_path / "models", None, None, tmp_path / "preferences.sqlite3")


def test_adding_a_medicine_needs_two_files(extended: Settings) -> None:
    """`content check` is silent, and class, generic and brand are answered, named back, with the stop rule."""
    assert [str(problem) for problem in check(extended.content)] == []
    shutil.copytree(ROOT / "interaction_model/nlu", extended.models / "nlu")
    for path, made in generate(extended.content, extended.models, retrain=False).items():
        if path.parent == extended.models:
            path.write_text(made, encoding="utf-8")
    recogniser = SkillConfig("", extended.models).load_recogniser("en-US")
    conversation = Conversation(make_handler(extended), recogniser, "en-US")
    for said in ("can nodoff cause cramps", "does dormazine give you cramps", "i take nodoff could that be why"):
        report = conversation.say(said).report()
        assert report["answer"] == "medicine.restwell.cramps"
        assert report["speech"].startswith("Dormazine, a restwell drop, may bring on leg cramps")
        assert "Don't stop" in report["speech"]


def test_versions_agree() -> None:
    """The Python that README, pyproject and template name is one."""
    assert "Python 3.11" in README.read_text(encoding="utf-8")
    assert 'requires-python = ">=3.11"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_content_says_that_no_clinician_has_seen_it() -> None:
    """The README's warning stands as long as one entry says the same."""
    reviews = {
        json.loads(path.read_text(encoding="utf-8"))["review"]["status"]
        for path in (ROOT / "content/facts").glob("*/*.json")
        if path.parent.name != "intents"
    }
    warned = "no clinician has reviewed its content" in README.read_text(encoding="utf-8")
    assert warned == ("not-reviewed-by-a-clinician" in reviews)
