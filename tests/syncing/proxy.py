"""A loopback proxy that lets one request fail: the server is killed before or after it, or the connection breaks."""

from __future__ import annotations

import http.client
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.syncing.conftest import Radicale

FAULTS = ("kill_before", "kill_after", "drop_before", "drop_after", "half_request", "half_answer")
KILLS = ("kill_before", "kill_during", "kill_after", "half_request")


class Proxy:
    """Stands before a Radicale; at request `at` (1 is the first) the fault happens once."""

    def __init__(self, server: Radicale) -> None:
        self.server = server
        self.at, self.fault = 0, ""
        self.count = 0
        self.fired = False
        self.wait_s = 0.0  # from a request to the kill in the middle of it
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                """Say nothing."""

            def handle_one_request(self) -> None:
                self.raw_requestline = self.rfile.readline(65537)
                if self.raw_requestline and self.parse_request():
                    proxy.pass_on(self)
                else:
                    self.close_connection = True

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.port = self._http.server_address[1]
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    @property
    def calendar_url(self) -> str:
        return self.server.calendar_url.replace(f":{self.server.port}/", f":{self.port}/")

    def arm(self, fault: str, at: int) -> None:
        self.fault, self.at, self.count, self.fired = fault, at, 0, False

    def close(self) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def pass_on(self, handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        self.count += 1
        fault = self.fault if self.count == self.at else ""
        self.fired = self.fired or bool(fault)
        if fault in {"kill_before", "half_request"}:
            if fault == "half_request":
                self._half(handler, body)
            self.server.kill()
        if fault in {"kill_before", "drop_before", "half_request"}:
            return
        if fault == "kill_during":
            threading.Timer(self.wait_s, self.server.kill).start()
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        try:
            connection.request(handler.command, handler.path, body, dict(handler.headers))
            answer = connection.getresponse()
            data = answer.read()
        except (OSError, http.client.HTTPException):
            return  # it was killed at work
        finally:
            connection.close()
        if fault == "kill_after":
            self.server.kill()
        if fault in {"kill_after", "drop_after"}:
            return
        self._answer(handler, answer, data[: len(data) // 2] if fault == "half_answer" else data)

    @staticmethod
    def _answer(handler: BaseHTTPRequestHandler, answer: http.client.HTTPResponse, data: bytes) -> None:
        """Pass an answer on as it came, its own length included."""
        handler.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in {"transfer-encoding", "connection", "server", "date"}:
                handler.send_header(name, value)
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(data)

    def _half(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        """Send the server the head and half of the body, then nothing more."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        connection.putrequest(handler.command, handler.path)
        for name, value in handler.headers.items():
            if name.lower() != "host":
                connection.putheader(name, value)
        connection.endheaders()
        connection.send(body[: len(body) // 2])
        connection.close()
