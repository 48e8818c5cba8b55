"""The device a request came from, and what hour it is there."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from leg_cramp.errors import ServiceError
from leg_cramp.voice.services import Services

QUIET_FROM, QUIET_UNTIL = 22, 6
"""Hours between which it is night."""
UNKNOWN = ""
"""The time zone where it cannot be known."""


@dataclass(frozen=True)
class Device:
    """A device, and the services it can be asked about with; None where the request did not say."""

    id: str | None = None
    services: Services | None = None


def time_zone(device: Device) -> str:
    """The name of its time zone, UNKNOWN where nobody tells (alexa-rules R242). Needs no permission."""
    if not (device.id and device.services):
        return UNKNOWN
    try:
        reply = device.services.call("GET", f"/v2/devices/{quote(device.id, safe='')}/settings/System.timeZone")
    except ServiceError:
        return UNKNOWN
    known = reply.status == 200 and isinstance(reply.body, str) and _zone(reply.body)
    return str(reply.body) if known else UNKNOWN


def local(moment: datetime, zone: str) -> datetime | None:
    """The time in a zone; None where the zone is unknown."""
    known = _zone(zone)
    return moment.astimezone(known) if known else None


def is_night(moment: datetime, zone: str) -> bool:
    """Whether it is night in the zone; in an unknown one it never is."""
    there = local(moment, zone)
    return there is not None and not QUIET_UNTIL <= there.hour < QUIET_FROM


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None
