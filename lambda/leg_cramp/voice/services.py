"""Alexa's own services over HTTP, within the time that one turn has."""

import http.client
import json
import threading
import time
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from urllib.parse import urlsplit

from leg_cramp.errors import ServiceError

CONNECT_SECONDS, READ_SECONDS = 1.0, 2.0
TURN_SECONDS = 4.0
"""All calls of one turn together; Alexa waits eight seconds for the whole answer (alexa-rules R210)."""
LONGEST_REPLY = 100_000


@dataclass(frozen=True)
class Reply:
    """What a service answered: the HTTP status, and the JSON that came with it, None where none did."""

    status: int
    body: object


@dataclass(frozen=True)
class Services:
    """The services at the address that came with a request, and the token that opens them for this turn.

    The SDK's client has no timeouts (alexa-rules R241).
    """

    endpoint: str
    token: str
    started: float = field(default_factory=time.monotonic)

    def call(self, method: str, path: str, body: object = None) -> Reply:
        """One call. Raises ServiceError when no answer comes in time, however slowly it trickles in."""
        left = self.started + TURN_SECONDS - time.monotonic()
        replies: SimpleQueue[Reply | Exception] = SimpleQueue()
        if left > 0:
            threading.Thread(target=self._exchange, args=(method, path, body, replies), daemon=True).start()
        try:
            reply = replies.get(timeout=max(0.0, min(left, CONNECT_SECONDS + READ_SECONDS)))
        except Empty:
            raise ServiceError(f"{method} {path.split('?')[0]}: no answer in time") from None
        if isinstance(reply, Exception):
            raise ServiceError(f"{type(reply).__name__}") from reply
        return reply

    def _exchange(self, method: str, path: str, body: object, replies: "SimpleQueue[Reply | Exception]") -> None:
        try:
            replies.put(self._answer(method, path, body))
        except Exception as error:
            replies.put(error)

    def _answer(self, method: str, path: str, body: object) -> Reply:
        address = urlsplit(self.endpoint)
        secure = address.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        connection = kind(address.hostname or "", address.port, timeout=CONNECT_SECONDS)
        try:
            connection.connect()
            connection.sock.settimeout(READ_SECONDS)
            headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            response = connection.getresponse()
            return Reply(response.status, _json(response.read(LONGEST_REPLY)))
        finally:
            connection.close()


def _json(text: bytes) -> object:
    """JSON, or None for anything else."""
    try:
        return json.loads(text)
    except ValueError:
        return None
