"""An ask-sdk request becomes a Turn: plain data, read once."""

from dataclasses import dataclass

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import IntentRequest, Slot
from ask_sdk_model.interfaces.alexa.presentation.apl.user_event import UserEvent
from ask_sdk_model.interfaces.connections import ConnectionsResponse

from leg_cramp.understand.question import Reminder, SpokenSlot, Turn
from leg_cramp.voice.attributes import reminder_of
from leg_cramp.voice.device import Device
from leg_cramp.voice.services import Services

LONGEST_HEARD = 8000
"""Characters of one slot that are read; nobody says more, and a flood must not cost Alexa's patience."""
_MATCH = "ER_SUCCESS_MATCH"


@dataclass(frozen=True)
class Consent:
    """The reply to a request for permission.

    `status` is ACCEPTED, DENIED or NOT_ANSWERED, and "" where the question could not be put.
    """

    status: str
    reminder: Reminder | None


def turn_of(handler_input: HandlerInput) -> Turn:
    """The turn of a LaunchRequest, of an IntentRequest, or of a tap, which names the intent that asks the same."""
    request = handler_input.request_envelope.request
    if isinstance(request, UserEvent):
        return Turn(str(next(iter(request.arguments or ()), "")))
    if not isinstance(request, IntentRequest) or request.intent is None:
        return Turn(None)
    slots = (request.intent.slots or {}).values()
    return Turn(request.intent.name or "", tuple(_spoken(slot) for slot in slots if slot.value))


def locale_of(handler_input: HandlerInput) -> str:
    """The locale of the request, or "" where none came."""
    request = handler_input.request_envelope.request
    return (request and request.locale) or ""


def user_of(handler_input: HandlerInput) -> str | None:
    """The user id, or None where none came."""
    context = handler_input.request_envelope.context
    user = context.system.user if context and context.system else None
    return user.user_id if user else None


def apl_of(handler_input: HandlerInput) -> tuple[int, ...]:
    """The newest version of APL that the device shows; () without a screen, or where it names none."""
    context = handler_input.request_envelope.context
    device = context.system.device if context and context.system else None
    interfaces = device.supported_interfaces if device else None
    screen = interfaces.alexa_presentation_apl if interfaces else None
    return version(screen.runtime.max_version or "") if screen and screen.runtime else ()


def version(text: str) -> tuple[int, ...]:
    """A version of APL such as 1.4 or 2024.3, to be compared with another; () for what is none."""
    parts = text.split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()


def device_of(handler_input: HandlerInput) -> Device:
    """The device, and the services that can be called for this turn."""
    context = handler_input.request_envelope.context
    system = context.system if context else None
    if system is None:
        return Device()
    endpoint, token = system.api_endpoint, system.api_access_token
    services = Services(endpoint, token) if endpoint and token else None
    return Device(system.device.device_id if system.device else None, services)


def consent_of(handler_input: HandlerInput) -> Consent | None:
    """The reply to a request for permission in a Connections.Response (alexa-rules 3.5); None in any other request."""
    request = handler_input.request_envelope.request
    if not isinstance(request, ConnectionsResponse) or request.name != "AskFor":
        return None
    asked = request.status is not None and request.status.code == "200"
    status = (request.payload or {}).get("status") if asked else None
    return Consent(status if isinstance(status, str) else "", reminder_of(request.token))


def _spoken(slot: Slot) -> SpokenSlot:
    """What was heard, and every id it resolved to; on no match the SDK leaves `values` empty or None."""
    authorities = (slot.resolutions and slot.resolutions.resolutions_per_authority) or []
    ids = [
        wrapper.value.id
        for authority in authorities
        if authority.status and authority.status.code and authority.status.code.value == _MATCH
        for wrapper in authority.values or []
        if wrapper.value and wrapper.value.id
    ]
    return SpokenSlot(slot.name or "", (slot.value or "")[:LONGEST_HEARD], tuple(ids))
