"""Real servers on the loopback address: one that takes POSTs, one that takes mail."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any


@dataclass
class Web:
    """What came, and what is answered."""

    url: str = ""
    status: int = 204
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    @property
    def told(self) -> list[Any]:
        return [json.loads(body) for _, _, body in self.got]


@contextmanager
def web_server() -> Iterator[Web]:
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            web.got.append((self.path, dict(self.headers), body))
            self.send_response(web.status)
            if web.status == 302:
                self.send_header("Location", web.url + "/elsewhere")
            self.end_headers()

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield web
    server.shutdown()
    thread.join()
    server.server_close()


@dataclass
class Post:
    """A mail server: what it was told, and whether it takes anything."""

    port: int = 0
    refuses: bool = False
    lines: list[str] = field(default_factory=list)
    mails: list[bytes] = field(default_factory=list)


@contextmanager
def mail_server() -> Iterator[Post]:
    post = Post()

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            """As much of RFC 5321 as handing over a mail takes."""
            self.say("220 test")
            while line := self.rfile.readline().decode().strip():
                post.lines.append(line)
                verb = line.split(":")[0].split(" ")[0].upper()
                if verb == "MAIL" and post.refuses:
                    self.say("550 no")
                elif verb == "DATA":
                    self.say("354 go on")
                    post.mails.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                    self.say("250 taken")
                elif verb == "QUIT":
                    return self.say("221 bye")
                else:
                    self.say("250 ok")

        def say(self, line: str) -> None:
            self.wfile.write(line.encode() + b"\r\n")

    server = ThreadingTCPServer(("127.0.0.1", 0), Handler)
    post.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield post
    server.shutdown()
    thread.join()
    server.server_close()
