"""A stand-in for Alexa's settings and reminders on loopback: real HTTP, with the rules of alexa-rules 3.6."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]


@dataclass
class AlexaServices:
    """What the stand-in answers, and what it was asked.

    Args:
        url: its address.
        zone: the time zone of every device; None answers that none is set.
        statuses: HTTP status by method and beginning of the path, where it is not to succeed: "GET /v2".
        slow: seconds before each answer.
        trickle: seconds between the bytes of each answer.
        alerts: the reminders that are set, by token.
        requests: method, path and body of every request.
        tokens: the tokens that came with them.
    """

    url: str = ""
    zone: object = "Europe/London"
    statuses: dict[str, int] = field(default_factory=dict)
    slow: float = 0.0
    trickle: float = 0.0
    alerts: dict[str, Json] = field(default_factory=dict)
    requests: list[tuple[str, str, Json | None]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)

    def answer(self, method: str, path: str, body: Json | None) -> tuple[int, object]:
        """Status and JSON."""
        self.requests.append((method, path, body))
        refused = next(
            (status for where, status in self.statuses.items() if f"{method} {path}".startswith(where)), None
        )
        if refused:
            return refused, {"code": "REFUSED", "message": "as the test wants it"}
        if path.startswith("/v2/devices/"):
            return (200, self.zone) if self.zone is not None else (204, None)
        token = path.removeprefix("/v1/alerts/reminders").removeprefix("/")
        if method == "POST" and body:
            self.alerts[f"alert-{len(self.requests)}"] = body
            return 201, {"alertToken": f"alert-{len(self.requests)}", "status": "ON"}
        if method == "DELETE":
            return (204, None) if self.alerts.pop(token, None) else (404, {"code": "ALERT_NOT_FOUND"})
        alerts = [{"alertToken": token, "status": "ON", **alert} for token, alert in self.alerts.items()]
        return 200, {"totalCount": str(len(alerts)), "alerts": alerts}

    def asked(self, method: str, path: str) -> int:
        """How many requests began so."""
        return sum((how, where[: len(path)]) == (method, path) for how, where, _ in self.requests)


@contextmanager
def serving() -> Iterator[AlexaServices]:
    """A stand-in for as long as the block lasts."""
    services = AlexaServices()

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            services.tokens.add(self.headers.get("Authorization", ""))
            status, answer = services.answer(self.command, self.path, body)
            time.sleep(services.slow)
            text = b"" if answer is None else json.dumps(answer).encode()
            head = f"HTTP/1.1 {status} as told\r\nContent-Length: {len(text)}\r\nConnection: close\r\n\r\n"
            try:
                self.send(head.encode() + text)
            except OSError:
                return  # the skill has given up, as it should

        def send(self, data: bytes) -> None:
            step = 1 if services.trickle else len(data)
            for start in range(0, len(data), step):
                self.wfile.write(data[start : start + step])
                time.sleep(services.trickle)

        do_GET = do_POST = do_DELETE = handle_any  # noqa: N815, the names that http.server looks for

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    services.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield services
    server.shutdown()
    server.server_close()
