"""A skill that has nothing to do with cramps and no SDK: the simulator must run it as it runs ours."""

from collections.abc import Mapping
from typing import Any


def handler(event: Mapping[str, Any], context: object) -> dict[str, Any]:
    """Answers in plain text, counts turns in the session, fails on darjeeling."""
    request = event["request"]
    if request["type"] == "SessionEndedRequest":
        return {"version": "1.0", "response": {}}
    turns = event["session"]["attributes"].get("turns", 0) + 1
    intent = request.get("intent", {"name": "launch", "slots": {}})
    tea = intent["slots"].get("tea", {}).get("value")
    if tea == "darjeeling":
        raise RuntimeError("out of darjeeling")
    closing = intent["name"] == "AMAZON.StopIntent"
    text = f"turn {turns}: {intent['name']} {tea or ''}".strip()
    return {
        "version": "1.0",
        "sessionAttributes": {"turns": turns},
        "response": {"outputSpeech": {"type": "PlainText", "text": text}, "shouldEndSession": closing},
    }
