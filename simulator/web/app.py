"""A page to talk to the skill in a browser, on this machine only."""

import logging
import socket
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from uuid import uuid4

from flask import Flask, Response, jsonify, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.serving import make_server

from nlu import Recogniser
from simulator.conversation import Conversation, Turn
from simulator.envelope import SCREENS
from simulator.skill import Handler, SimulatorError, SkillConfig

HOST = "127.0.0.1"
MOST_CONVERSATIONS = 200
LONGEST_UTTERANCE = 4000
"""Characters; longer ones are refused with a message."""


@dataclass
class Stage:
    """The skill and the conversations going on with it."""

    config: SkillConfig
    handler: Handler
    recognisers: dict[str, Recogniser] = field(default_factory=dict)
    conversations: OrderedDict[str, Conversation] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def recogniser(self, locale: str) -> Recogniser:
        """The recogniser of a locale, loaded once. Raises SimulatorError for an unknown locale."""
        if locale not in self.recognisers:
            self.recognisers[locale] = self.config.load_recogniser(locale)
        return self.recognisers[locale]

    def open(self, locale: str, manner: str, screen: str) -> str:
        """Begin a conversation and give its id; the oldest is dropped when there are too many."""
        recogniser = self.recogniser(locale)
        chosen = "eager" if manner == "eager" else "strict"
        conversation = Conversation(self.handler, recogniser, locale, chosen, screen=SCREENS.get(screen))  # type: ignore[arg-type]
        self.conversations[conversation.user] = conversation
        if len(self.conversations) > MOST_CONVERSATIONS:
            self.conversations.popitem(last=False)
        return conversation.user


def make_app(config: SkillConfig, locale: str) -> Flask:
    """The Flask application. Raises SimulatorError when the handler or a model cannot be loaded."""
    app = Flask(__name__)
    stage = Stage(config, config.load_handler())
    name = stage.recogniser(locale).model.invocation_name

    @app.get("/")
    def page() -> str:
        return render_template("page.html", name=name, locales=config.locales, locale=locale, screens=SCREENS)

    @app.post("/conversations")
    def begin() -> Response:
        body = _body()
        with stage.lock:
            asked = (body.get("locale") or locale, body.get("manner"), body.get("screen"))
            conversation_id = stage.open(*map(str, asked))
            turn = stage.conversations[conversation_id].launch()
        return jsonify(id=conversation_id, **_shown(turn))

    @app.post("/conversations/<conversation_id>/turns")
    def say(conversation_id: str) -> tuple[Response, int] | Response:
        body = _body()
        wrong = _wrong_with(body)
        if wrong:
            return jsonify(message=wrong), 400
        with stage.lock:
            conversation = stage.conversations.get(conversation_id)
            if conversation is None:
                return jsonify(message="This session is over. Start a new one."), 404
            return jsonify(_shown(_turn(conversation, body)))

    app.register_error_handler(SimulatorError, _mendable)
    app.register_error_handler(HTTPException, _http)
    return app


def serve(config: SkillConfig, locale: str, port: int) -> int:
    """Serve the page until interrupted. A port in use is not an error: the next free one is taken."""
    app = make_app(config, locale)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server(HOST, _free_port(port), app, threaded=True)
    print(f"The simulator is ready: http://{HOST}:{server.server_port}/   (Ctrl-C ends it)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    finally:
        server.server_close()
    return 0


def _free_port(wanted: int) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted))
        except OSError:
            print(f"Port {wanted} is in use; taking another.", flush=True)
            return 0
    return wanted


def _body() -> dict[str, Any]:
    body = request.get_json(silent=True)
    return body if isinstance(body, dict) else {}


def _wrong_with(body: dict[str, Any]) -> str:
    """What the page must send instead; empty for a turn as it should be."""
    utterance = body.get("utterance")
    if "tap" in body:
        return "" if isinstance(body["tap"], list) else "What a button sends is a list."
    if "utterance" not in body:
        return 'Send {"utterance": "..."}; null is silence. Or {"tap": [...]}, what a button sends.'
    if utterance is not None and (not isinstance(utterance, str) or len(utterance) > LONGEST_UTTERANCE):
        return f"Say at most {LONGEST_UTTERANCE} characters, as text."
    return ""


def _turn(conversation: Conversation, body: dict[str, Any]) -> Turn:
    if "tap" in body:
        return conversation.tap(body["tap"])
    return conversation.say(body["utterance"]) if body["utterance"] else conversation.silence()


def _shown(turn: Turn) -> dict[str, Any]:
    """What the page shows. A traceback goes to the log of the terminal, never to the page."""
    report = turn.report()
    if report.pop("error", None):
        reference = uuid4().hex[:8]
        logging.error("turn %s failed:\n%s", reference, turn.error)
        report["message"] = f"The skill's handler failed. The terminal shows why, under {reference}."
    return {"turn": report, "request": turn.request, "response": turn.reply}


def _mendable(error: SimulatorError) -> tuple[Response, int]:
    return jsonify(message=str(error)), 400


def _http(error: HTTPException) -> tuple[Response, int]:
    return jsonify(message=f"{error.name}."), error.code or 500
