"""The page, through Flask and in a real browser."""

import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server

from simulator.__main__ import main
from simulator.skill import SkillConfig
from simulator.web.app import HOST, LONGEST_UTTERANCE, MOST_CONVERSATIONS, _free_port, make_app
from tests.conftest import ROOT

CHROMIUM = shutil.which("chromium")
PATIENCE = 30_000
"""Milliseconds: a locale that is loaded for the first time, on a busy machine, under coverage."""


@pytest.fixture
def client(config: SkillConfig) -> FlaskClient:
    """A client of the page's own server side."""
    return make_app(config, "en-US").test_client()


def begin(client: FlaskClient, **settings: str) -> Any:
    """Start a conversation."""
    return client.post("/conversations", json=settings).get_json()


def test_a_conversation_begins_with_the_launch(client: FlaskClient) -> None:
    """The id, the turn, and both JSON documents come back."""
    begun = begin(client)
    assert "leg cramp helper" in begun["turn"]["speech"]
    assert begun["request"]["request"]["type"] == "LaunchRequest"
    assert begun["response"]["response"]["shouldEndSession"] is False


def test_the_locale_is_used(client: FlaskClient) -> None:
    """What was chosen reaches the handler."""
    begun = begin(client, locale="en-GB", manner="eager")
    turn = client.post(f"/conversations/{begun['id']}/turns", json={"utterance": "help"}).get_json()["turn"]
    assert "999" in turn["speech"]


def test_silence_closes_the_session(client: FlaskClient) -> None:
    """No utterance is silence."""
    begun = begin(client)
    turn = client.post(f"/conversations/{begun['id']}/turns", json={"utterance": None}).get_json()["turn"]
    assert (turn["speech"], turn["session"]) == ("", "closed")


@pytest.mark.parametrize("utterance", [7, ["x"], "x" * (LONGEST_UTTERANCE + 1)])
def test_what_is_no_utterance_is_refused(client: FlaskClient, utterance: object) -> None:
    """The message says what would do."""
    reply = client.post(f"/conversations/{begin(client)['id']}/turns", json={"utterance": utterance})
    assert (reply.status_code, "characters" in reply.get_json()["message"]) == (400, True)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/conversations/gone/turns", {"utterance": "x"}, 404),
        ("/conversations", {"locale": "fr-FR"}, 400),
        ("/nowhere", {}, 404),
    ],
)
def test_errors_are_messages(client: FlaskClient, path: str, body: dict[str, str], status: int) -> None:
    """No traceback and no HTML: a status and a sentence."""
    reply = client.post(path, json=body)
    assert reply.status_code == status
    assert reply.get_json()["message"]


@pytest.mark.parametrize("body", [{}, [], "text"])
def test_a_turn_without_an_utterance_is_refused(client: FlaskClient, body: object) -> None:
    """Silence is said with null, not by leaving it out."""
    reply = client.post(f"/conversations/{begin(client)['id']}/turns", json=body)
    assert (reply.status_code, "null is silence" in reply.get_json()["message"]) == (400, True)


def test_a_body_that_is_no_json_counts_as_empty(client: FlaskClient) -> None:
    """The conversation begins with the defaults."""
    assert client.post("/conversations", data="{", content_type="application/json").status_code == 200


def test_old_conversations_are_dropped(client: FlaskClient) -> None:
    """Memory does not grow without end."""
    first = begin(client)["id"]
    for _ in range(MOST_CONVERSATIONS):
        begin(client)
    assert client.post(f"/conversations/{first}/turns", json={"utterance": "help"}).status_code == 404


def test_a_failing_handler_shows_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page says where to look; the traceback is in the terminal."""
    skill = Path(__file__).parents[1] / "examples" / "other_skill"
    monkeypatch.syspath_prepend(str(skill))
    client = make_app(SkillConfig("tea_timer.handler", skill), "en-US").test_client()
    shown = client.post(f"/conversations/{begin(client)['id']}/turns", json={"utterance": "brew darjeeling"}).get_json()
    assert "terminal" in shown["turn"]["message"]
    assert "Traceback" not in str(shown)


def test_the_address_is_printed(
    config: SkillConfig, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`serve` says where it is and ends quietly on Ctrl-C."""

    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("werkzeug.serving.BaseWSGIServer.serve_forever", interrupted)
    monkeypatch.chdir(ROOT)
    assert main(["serve", "--port", "0"]) == 0
    assert re.search(r"ready: http://127\.0\.0\.1:\d+/", capsys.readouterr().out)


def test_an_unknown_address_is_a_message(client: FlaskClient) -> None:
    """Also with the wrong method."""
    assert client.get("/conversations").get_json()["message"] == "Method Not Allowed."


def test_a_port_in_use_is_no_obstacle(capsys: pytest.CaptureFixture[str]) -> None:
    """Another one is taken, and said."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        assert _free_port(taken.getsockname()[1]) == 0
    assert "in use" in capsys.readouterr().out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    if CHROMIUM is None:
        pytest.skip("no chromium here: sudo apt install chromium")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(config: SkillConfig) -> Iterator[str]:
    """A real server on loopback."""
    server = make_server(HOST, 0, make_app(config, "en-US"), threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://{HOST}:{server.server_port}/"
    server.shutdown()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page, launched, with speech recorded in place of spoken."""
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    opened.add_init_script("window.spoken = []; speechSynthesis.speak = (s) => window.spoken.push([s.lang, s.text]);")
    opened.goto(address)
    expect(opened.locator(".theirs")).to_have_count(1)
    yield opened
    opened.close()


def test_a_question_is_answered_by_keyboard_alone(page: Page) -> None:
    """The field has the focus; typing and Enter bring a bubble."""
    page.keyboard.type("why do I get leg cramps at night")
    page.keyboard.press("Enter")
    expect(page.locator(".mine")).to_have_text("why do I get leg cramps at night")
    expect(page.locator(".theirs").last).to_contain_text("night")


def test_the_json_stands_beside_the_answer(page: Page) -> None:
    """Request and response of the newest turn are shown, and an older turn can be chosen."""
    page.keyboard.type("help")
    page.keyboard.press("Enter")
    expect(page.locator("#request")).to_contain_text("IntentRequest")
    expect(page.locator("#response")).to_contain_text("outputSpeech")
    page.locator(".theirs").first.click()
    expect(page.locator("#request")).to_contain_text("LaunchRequest")


def test_danger_is_marked(page: Page) -> None:
    """An emergency answer looks like one and names the number."""
    page.keyboard.type("I have a cramp and I can't breathe")
    page.keyboard.press("Enter")
    expect(page.locator(".theirs.emergency")).to_contain_text("911")


def test_the_locale_starts_a_new_session(page: Page) -> None:
    """Switching clears the talk and changes the number."""
    page.select_option("#locale", "en-GB")
    expect(page.locator(".theirs")).to_have_count(1, timeout=PATIENCE)
    page.locator("#utterance").fill("help")
    page.keyboard.press("Enter")
    expect(page.locator(".theirs").last).to_contain_text("999")


def test_an_answer_is_read_aloud_on_request(page: Page) -> None:
    """The browser's voice gets the words and the language, digits apart."""
    page.check("#voice")
    page.locator("#utterance").fill("help")
    page.keyboard.press("Enter")
    expect(page.locator(".theirs")).to_have_count(2)
    ((language, text),) = page.evaluate("window.spoken")
    assert language == "en-US"
    assert "9 1 1" in text


def test_the_page_reports_a_server_that_is_gone(page: Page) -> None:
    """No silent failure."""
    page.route("**/turns", lambda route: route.abort())
    page.keyboard.type("help")
    page.keyboard.press("Enter")
    expect(page.locator(".note").last).to_be_visible()


def test_it_is_dark_at_night(page: Page) -> None:
    """With a dark system the ground is near black."""
    page.emulate_media(color_scheme="dark")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in ground[4:-1].split(",")) < 32
