"""A skill that has nothing to do with cramps and no SDK: the simulator must run it as it runs ours."""

from collections.abc import Mapping
from typing import Any

SCREEN = {
    "type": "APL",
    "version": "1.4",
    "mainTemplate": {
        "parameters": ["payload"],
        "items": [
            {
                "type": "Container",
                "items": [
                    {"type": "Text", "text": "Tea no. ${payload.tea.turns}"},
                    {"type": "Text", "text": "too small", "when": "${viewport.width < 100}"},
                    {"type": "Video"},
                    {
                        "type": "TouchWrapper",
                        "onPress": {"type": "SendEvent", "arguments": ["pour", "${payload.tea.turns + 1}"]},
                        "item": {"type": "Text", "text": "Pour"},
                    },
                ],
            }
        ],
    },
}


def handler(event: Mapping[str, Any], context: object) -> dict[str, Any]:
    """Answers in plain text, counts turns in the session, fails on darjeeling."""
    request = event["request"]
    if request["type"] == "SessionEndedRequest":
        return {"version": "1.0", "response": {}}
    turns = event["session"]["attributes"].get("turns", 0) + 1
    tapped = " ".join(map(str, request.get("arguments", ())))
    intent = request.get("intent", {"name": tapped or "launch", "slots": {}})
    tea = intent["slots"].get("tea", {}).get("value")
    if tea == "darjeeling":
        raise RuntimeError("out of darjeeling")
    closing = intent["name"] == "AMAZON.StopIntent"
    text = f"turn {turns}: {intent['name']} {tea or ''}".strip()
    return {
        "version": "1.0",
        "sessionAttributes": {"turns": turns},
        "response": {
            "outputSpeech": {"type": "PlainText", "text": text},
            "shouldEndSession": closing,
            **_shown(event, turns),
        },
    }


def _shown(event: Mapping[str, Any], turns: int) -> dict[str, Any]:
    """A screen, on a device that has one."""
    if "Alexa.Presentation.APL" not in event["context"]["System"]["device"]["supportedInterfaces"]:
        return {}
    directive = {"document": SCREEN, "datasources": {"tea": {"turns": turns}}}
    return {"directives": [{"type": "Alexa.Presentation.APL.RenderDocument", "token": "tea", **directive}]}
