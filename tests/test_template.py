"""template.yaml describes a deployable skill."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from leg_cramp.storage import dynamodb
from leg_cramp.voice import services
from tests.conftest import ROOT

TEMPLATE = ROOT / "template.yaml"


def lint(path: Path) -> subprocess.CompletedProcess[str]:
    """Run cfn-lint of this environment."""
    command = [str(Path(sys.executable).with_name("cfn-lint")), "--regions", "us-east-1", "--", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


def test_the_template_passes_cfn_lint() -> None:
    """No error and no warning."""
    result = lint(TEMPLATE)
    assert (result.returncode, result.stdout) == (0, "")


@pytest.fixture(scope="module")
def expanded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template with SAM's resources expanded: cfn-lint does not check them otherwise (alexa-rules R431)."""
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    from cfnlint.decode.cfn_yaml import load
    from samtranslator.translator.transform import transform

    template: dict[str, Any] = json.loads(json.dumps(load(str(TEMPLATE))))
    properties = template["Resources"]["SkillFunction"]["Properties"]
    properties["CodeUri"] = "s3://bucket/key"
    path = tmp_path_factory.mktemp("template") / "expanded.json"
    path.write_text(json.dumps(transform(template, {}, _NoManagedPolicies())), encoding="utf-8")
    return path


class _NoManagedPolicies:
    def load(self) -> dict[str, str]:
        return {}


def test_the_expanded_template_passes_cfn_lint(expanded: Path) -> None:
    """Runtime, timeout and memory are such as Lambda accepts."""
    result = lint(expanded)
    assert (result.returncode, result.stdout) == (0, "")


def test_only_our_skill_may_call_the_function(expanded: Path) -> None:
    """One permission, for Alexa, bound to the skill id (alexa-rules R400, R401)."""
    resources = json.loads(expanded.read_text(encoding="utf-8"))["Resources"].values()
    (permission,) = [r["Properties"] for r in resources if r["Type"] == "AWS::Lambda::Permission"]
    assert permission["Principal"] == "alexa-appkit.amazon.com"
    assert permission["EventSourceToken"] == {"Ref": "SkillId"}


def test_the_function_answers_within_alexas_patience() -> None:
    """Eight seconds are all Alexa waits (alexa-rules R210, R409)."""
    text = TEMPLATE.read_text(encoding="utf-8")
    assert "Timeout: 7 " in text
    assert "Runtime: python3.13" in text


def test_the_function_gets_all_that_content_is_read_from() -> None:
    """Every file and folder under content/ that the loader names is copied by the build."""
    loader = (ROOT / "lambda/leg_cramp/content/load.py").read_text(encoding="utf-8")
    copied = (ROOT / "Makefile").read_text(encoding="utf-8")
    read = set(re.findall(r'root / "([\w.]+)"', loader))
    assert read == {"facts", "locales", "screens", "sources.json"}
    assert all(f"content/{name}" in copied for name in read)


def test_even_the_slowest_turn_ends_in_time() -> None:
    """Alexa's services use up their time; storage is read and, after a conflict, changed in four slow calls."""
    reading = dynamodb.CONNECT_SECONDS + dynamodb.READ_SECONDS
    changing = dynamodb.CONNECT_SECONDS + 4 * dynamodb.READ_SECONDS
    assert services.TURN_SECONDS + reading + changing < 7
