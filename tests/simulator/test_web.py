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


def test_a_tap_is_a_turn(client: FlaskClient) -> None:
    """What the button sends reaches the handler as a user event."""
    begun = begin(client, screen="small")
    said = client.post(f"/conversations/{begun['id']}/turns", json={"tap": ["AMAZON.StopIntent"]}).get_json()
    assert said["request"]["request"]["type"] == "Alexa.Presentation.APL.UserEvent"
    assert (said["turn"]["utterance"], said["turn"]["session"]) == (None, "closed")


@pytest.mark.parametrize("tap", [None, "AMAZON.StopIntent", {}])
def test_what_no_button_sends_is_refused(client: FlaskClient, tap: object) -> None:
    """It is always a list."""
    reply = client.post(f"/conversations/{begin(client)['id']}/turns", json={"tap": tap})
    assert (reply.status_code, "list" in reply.get_json()["message"]) == (400, True)


def test_the_device_is_used(client: FlaskClient) -> None:
    """Its size is in the envelope; a name nobody knows is a device without a screen."""
    (small, none) = (begin(client, screen=name) for name in ("small", "cinema"))
    assert small["request"]["context"]["Viewport"]["pixelWidth"] == 1024
    assert small["turn"]["directives"]
    assert "Viewport" not in none["request"]["context"]
    assert none["turn"]["directives"] == []


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
    opened.clock.install()
    opened.goto(address)
    expect(opened.locator(".theirs")).to_have_count(1)
    yield opened
    opened.close()


def ask(page: Page, *utterances: str) -> None:
    """Say these, one after the other, and wait for each answer."""
    for said in utterances:
        answers = page.locator(".theirs").count()
        page.locator("#utterance").fill(said)
        page.locator("#utterance").press("Enter")
        expect(page.locator(".theirs")).to_have_count(answers + 1, timeout=PATIENCE)


def choose(page: Page, screen: str) -> None:
    """Take another device, and wait for its launch."""
    with page.expect_response("**/conversations"):
        page.select_option("#screen", screen)
    expect(page.locator(".theirs")).to_have_count(1)


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


def test_an_older_answer_is_chosen_by_keyboard(page: Page) -> None:
    """The line under each answer is a button."""
    ask(page, "help")
    page.locator(".theirs .facts").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".theirs").first).to_have_attribute("aria-current", "true")
    expect(page.locator("#request")).to_contain_text("LaunchRequest")


def test_what_is_said_is_announced(page: Page) -> None:
    """To those who hear the page: the words, without the figures."""
    ask(page, "does magnesium help")
    expect(page.locator("[role=status]")).to_contain_text("Magnesium")
    expect(page.locator("[role=status]")).not_to_contain_text("spoken")


def test_the_card_stands_beside_the_answer(page: Page) -> None:
    """With its sources; a launch has none."""
    expect(page.locator("#app")).to_be_hidden()
    ask(page, "does magnesium help")
    expect(page.locator("#card")).to_contain_text("Sources:")


def test_the_device_shows_the_words_of_the_answer(page: Page) -> None:
    """The picture is drawn from the directive; all of it can be drawn."""
    ask(page, "does magnesium help")
    expect(page.locator("#glass")).to_contain_text("Shall I tell you more?")
    expect(page.locator("#undrawn")).to_be_hidden()


def test_a_speaker_shows_nothing(page: Page) -> None:
    """And gets no directive."""
    choose(page, "none")
    expect(page.locator("#device")).to_be_hidden()
    ask(page, "help")
    expect(page.locator("#response")).not_to_contain_text("RenderDocument")


def test_a_closed_session_leaves_the_screen_dark(page: Page) -> None:
    """Nothing of the last answer stays."""
    ask(page, "stop")
    expect(page.locator("#glass")).to_be_empty()


def test_a_tap_on_the_picture_is_a_turn(page: Page) -> None:
    """It is named in the talk by what the button says."""
    ask(page, "how do i stretch my calf")
    page.locator("#glass").get_by_role("button", name="Next").click()
    expect(page.locator(".mine").last).to_have_text("(taps Next)")
    expect(page.locator("#glass")).to_contain_text("2 of 3")


def test_the_hold_is_counted_down(page: Page) -> None:
    """The number stands while the step is said, then falls each second to nought, and no further."""
    ask(page, "how do i stretch my calf", "next")
    number = page.locator("#glass span", has_text=re.compile(r"^\d+$"))
    expect(number).to_have_text("20")
    start = page.evaluate("JSON.parse(document.getElementById('response').textContent)")["response"]["directives"][0]
    said = start["datasources"]["screen"]["start"]
    page.clock.run_for(round(said * 1000) + 5_100)
    expect(number).to_have_text("15")
    page.clock.run_for(60_000)
    expect(number).to_have_text("0")


def test_a_sentence_comes_into_view_when_it_is_spoken(page: Page) -> None:
    """The last one is at first below the edge of a round screen, in the end above it."""
    page.emulate_media(reduced_motion="reduce")
    choose(page, "round")
    ask(page, "does magnesium help")
    view, last = page.locator("#glass .scroll"), page.locator("#glass span", has_text="Shall I tell you more?")

    def below() -> bool:
        inside, edge = last.bounding_box(), view.bounding_box()
        assert inside is not None
        assert edge is not None
        return inside["y"] + inside["height"] > edge["y"] + edge["height"] + 1

    assert below()
    page.clock.run_for(40_000)
    assert not below()


@pytest.mark.parametrize("screen", ["small", "large", "round"])
@pytest.mark.parametrize(
    "said", ["help", "does magnesium help", "i can't breathe", "my calf is hot and swollen", "ow my calf"]
)
def test_no_text_is_cut(page: Page, said: str, screen: str) -> None:
    """Nothing that is seen stands out of the glass to the side, and no box is narrower than its words."""
    choose(page, screen)
    ask(page, said)
    cut = page.evaluate(
        """() => [...document.querySelectorAll('#glass span')].filter((span) => span.offsetParent).filter((span) => {
            const box = span.getBoundingClientRect();
            const glass = document.getElementById('glass').getBoundingClientRect();
            const wide = span.scrollWidth > span.parentElement.clientWidth + 1;
            return wide || box.left < glass.left || box.right > glass.right;
        }).map((span) => span.textContent)"""
    )
    assert cut == []


def test_a_round_glass_holds_what_is_seen_of_it(page: Page) -> None:
    """The corners of what scrolls lie within the circle."""
    choose(page, "round")
    ask(page, "does magnesium help")
    inside, glass = page.locator("#glass .scroll").bounding_box(), page.locator("#glass").bounding_box()
    assert inside is not None
    assert glass is not None
    across, down = glass["width"] / 2, glass["height"] / 2
    for x in (inside["x"], inside["x"] + inside["width"]):
        for y in (inside["y"], inside["y"] + inside["height"]):
            assert (x - glass["x"] - across) ** 2 + (y - glass["y"] - down) ** 2 <= across**2 + 1


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_the_page_fits_every_width(page: Page, width: int) -> None:
    """Nothing is wider than the window, and the field to type in is in sight."""
    page.set_viewport_size({"width": width, "height": 800})
    ask(page, "does magnesium help")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("#utterance")).to_be_in_viewport()


def test_another_skills_screen_is_drawn_as_far_as_it_goes(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data binding and taps work, and the page names what it cannot draw."""
    skill = Path(__file__).parents[1] / "examples" / "other_skill"
    monkeypatch.syspath_prepend(str(skill))
    server = make_server(HOST, 0, make_app(SkillConfig("tea_timer.handler", skill), "en-US"), threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    page.goto(f"http://{HOST}:{server.server_port}/")
    expect(page.locator("#glass")).to_contain_text("Tea no. 1")
    expect(page.locator("#glass")).not_to_contain_text("too small")
    expect(page.locator("#undrawn")).to_have_text("This page cannot draw: Video.")
    page.get_by_role("button", name="Pour").click()
    expect(page.locator(".theirs").last).to_contain_text("turn 2: pour 2")
    page.close()
    server.shutdown()
