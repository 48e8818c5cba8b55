"""The reminders of this skill in Alexa's Reminders API (alexa-rules R250 to R255)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from leg_cramp.errors import ServiceError
from leg_cramp.voice.services import Reply, Services

_PATH = "/v1/alerts/reminders"
NOT_GRANTED, NOT_HERE, GONE, TOO_MANY = 401, 403, 404, 429
"""HTTP status: permission is lacking; the device can do no reminders; there is no such reminder; a limit."""


class RefusedError(Exception):
    """The service said no; `status` is its HTTP status."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status = status


@dataclass(frozen=True)
class SetReminder:
    """A reminder that is set: the token it is known by, and its time as "HH:MM"."""

    token: str
    time: str


@dataclass(frozen=True)
class Reminders:
    """Every method may raise RefusedError, or ServiceError when no answer comes."""

    services: Services

    def create(self, time: str, local_now: datetime, zone: str, locale: str, text: str) -> None:
        """Set a daily reminder, from the next time that the clock shows `time` there."""
        hour, minute = map(int, time.split(":"))
        _accepted(self.services.call("POST", _PATH, _request(hour, minute, local_now, zone, locale, text)))

    def all(self) -> list[SetReminder]:
        """Those that are set and will come."""
        body = _accepted(self.services.call("GET", _PATH)).body
        alerts = body.get("alerts") if isinstance(body, dict) else None
        if not isinstance(alerts, list):
            raise ServiceError("a list of reminders that cannot be read")
        return [found for alert in alerts if (found := _read(alert))]

    def delete(self, reminder: SetReminder) -> None:
        """Delete one; if it is gone already, that is as good."""
        reply = self.services.call("DELETE", f"{_PATH}/{quote(reminder.token, safe='')}")
        if reply.status != GONE:
            _accepted(reply)


def _accepted(reply: Reply) -> Reply:
    if not 200 <= reply.status < 300:
        raise RefusedError(reply.status)
    return reply


def _request(hour: int, minute: int, local_now: datetime, zone: str, locale: str, text: str) -> dict[str, Any]:
    """The shape that the service takes; the scheduled time is local and says no offset (alexa-rules R252)."""
    first = local_now.replace(tzinfo=None, hour=hour, minute=minute, second=0, microsecond=0)
    if first <= local_now.replace(tzinfo=None):
        first += timedelta(days=1)
    rule = f"FREQ=DAILY;BYHOUR={hour};BYMINUTE={minute};BYSECOND=0;INTERVAL=1;"
    return {
        "requestTime": local_now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000"),
        "trigger": {
            "type": "SCHEDULED_ABSOLUTE",
            "scheduledTime": first.strftime("%Y-%m-%dT%H:%M:%S.000"),
            "timeZoneId": zone,
            "recurrence": {"recurrenceRules": [rule]},
        },
        "alertInfo": {"spokenInfo": {"content": [{"locale": locale, "text": text}]}},
        "pushNotification": {"status": "ENABLED"},
    }


def _read(alert: dict[str, Any]) -> SetReminder | None:
    """A reminder of the service's list; None for one that is over or cannot be read."""
    try:
        token, time = str(alert["alertToken"]), datetime.fromisoformat(alert["trigger"]["scheduledTime"])
        return SetReminder(token, time.strftime("%H:%M")) if alert["status"] == "ON" else None
    except (KeyError, TypeError, ValueError):
        return None
