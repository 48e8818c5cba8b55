"""Request envelopes as Alexa sends them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

Json = dict[str, Any]
APPLICATION_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True)
class Screen:
    """The screen of a device, in dp; on a round one the corners are missing."""

    width: int
    height: int
    round: bool = False


SCREENS = {"small": Screen(1024, 600), "large": Screen(1280, 800), "round": Screen(480, 480, round=True)}
"""The devices with a screen that can be simulated."""
APL_VERSION = "2024.3"
"""The newest version of APL that they say they show."""
_DPI = 160


@dataclass
class Session:
    """One session as Alexa keeps it between requests, on a device with or without a screen.

    `services` is the address of Alexa's services, such as reminders. The simulator has none, so nothing that a skill
    promises of them in a simulated conversation could be kept.
    """

    user: str
    locale: str
    screen: Screen | None = None
    id: str = field(default_factory=lambda: f"amzn1.echo-api.session.{uuid4()}")
    new: bool = True
    attributes: Json = field(default_factory=dict)
    services: str | None = None


def launch(session: Session) -> Json:
    """A LaunchRequest: the skill was opened without a question."""
    return _envelope(session, "LaunchRequest", {})


def intent(session: Session, name: str, slots: Mapping[str, Json]) -> Json:
    """An IntentRequest."""
    spoken = {"name": name, "confirmationStatus": "NONE", "slots": dict(slots)}
    return _envelope(session, "IntentRequest", {"intent": spoken, "dialogState": "COMPLETED"})


def tap(session: Session, arguments: Sequence[object]) -> Json:
    """A UserEvent: something on the screen was tapped that sends these arguments."""
    source = {"type": "TouchWrapper", "handler": "Press", "id": ""}
    return _envelope(
        session,
        "Alexa.Presentation.APL.UserEvent",
        {"token": "simulator", "arguments": [*arguments], "source": source, "components": {}},
    )


def session_ended(session: Session, reason: str) -> Json:
    """A SessionEndedRequest: USER_INITIATED, EXCEEDED_MAX_REPROMPTS or ERROR."""
    return _envelope(session, "SessionEndedRequest", {"reason": reason})


def connections_response(session: Session, name: str, payload: Json, token: str, code: str = "200") -> Json:
    """A Connections.Response: Alexa has done what a Connections.SendRequest asked for, or could not."""
    status = {"code": code, "message": "OK"}
    return _envelope(
        session, "Connections.Response", {"name": name, "status": status, "payload": payload, "token": token}
    )


def slot(name: str, value: str | None, slot_type: str, ids_and_names: Sequence[tuple[str, str]] = ()) -> Json:
    """A slot as Alexa fills it. `ids_and_names` are the values of a custom type it resolved to; empty: no match."""
    filled: Json = {"name": name, "confirmationStatus": "NONE"}
    if value is None:
        return filled
    found = [{"value": {"id": value_id, "name": label}} for value_id, label in ids_and_names]
    authority: Json = {
        "authority": f"amzn1.er-authority.echo-sdk.{APPLICATION_ID}.{slot_type}",
        "status": {"code": "ER_SUCCESS_MATCH" if found else "ER_SUCCESS_NO_MATCH"},
    }
    resolutions = {"resolutionsPerAuthority": [authority | ({"values": found} if found else {})]}
    return filled | {"value": value, "source": "USER", "resolutions": resolutions}


def _envelope(session: Session, request_type: str, request: Json) -> Json:
    application = {"applicationId": APPLICATION_ID}
    user = {"userId": f"amzn1.ask.account.{session.user}"}
    return {
        "version": "1.0",
        "session": {
            "new": session.new,
            "sessionId": session.id,
            "application": application,
            "attributes": dict(session.attributes),
            "user": user,
        },
        "context": {
            "System": {
                "application": application,
                "user": user,
                "device": {
                    "deviceId": f"amzn1.ask.device.{session.user}",
                    "supportedInterfaces": _interfaces(session.screen),
                },
                **({"apiEndpoint": session.services, "apiAccessToken": "simulator"} if session.services else {}),
            },
            **_viewport(session.screen),
        },
        "request": {
            "type": request_type,
            "requestId": f"amzn1.echo-api.request.{uuid4()}",
            "timestamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "locale": session.locale,
            **request,
        },
    }


def _interfaces(screen: Screen | None) -> Json:
    return {"Alexa.Presentation.APL": {"runtime": {"maxVersion": APL_VERSION}}} if screen else {}


def _viewport(screen: Screen | None) -> Json:
    if screen is None:
        return {}
    return {
        "Viewport": {
            "mode": "HUB",
            "shape": "ROUND" if screen.round else "RECTANGLE",
            "dpi": _DPI,
            "pixelWidth": screen.width,
            "pixelHeight": screen.height,
            "currentPixelWidth": screen.width,
            "currentPixelHeight": screen.height,
            "touch": ["SINGLE"],
        }
    }
