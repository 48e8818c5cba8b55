"""Alexa's services, asked over real HTTP."""

import time

import pytest

from leg_cramp.errors import ServiceError
from leg_cramp.voice.services import TURN_SECONDS, Services
from tests.alexa_services import AlexaServices


def test_an_answer_comes_with_status_and_json(services: AlexaServices) -> None:
    """The token goes along."""
    reply = Services(services.url, "open sesame").call("GET", "/v2/devices/d/settings/System.timeZone")
    assert (reply.status, reply.body) == (200, "Europe/London")
    assert services.tokens == {"Bearer open sesame"}


def test_no_call_begins_when_the_turn_has_used_up_its_time(services: AlexaServices) -> None:
    """The answer is due."""
    late = Services(services.url, "token", started=time.monotonic() - TURN_SECONDS)
    with pytest.raises(ServiceError, match="in time"):
        late.call("GET", "/v1/alerts/reminders")
    assert services.requests == []
