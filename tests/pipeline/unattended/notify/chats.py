"""A proxy that stands for the chats' servers: it speaks TLS under any name, and keeps what came.

Its certificates are from an authority made here, so that nothing but a client that was told of
that authority speaks with it, and whatever the client asks for stays on this machine.
"""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Chats:
    """Where the proxy is, whom to trust, what is answered and what came."""

    url: str
    authority: Path
    status: int = 200
    got: list[tuple[str, str, Any]] = field(default_factory=list)
    """Host, path, and the body as JSON."""


@contextmanager
def chat_servers(folder: Path, hosts: tuple[str, ...]) -> Iterator[Chats]:
    chats = Chats("", folder / "authority.pem")
    context = _context(folder, hosts, chats.authority)

    class Handler(BaseHTTPRequestHandler):
        def do_CONNECT(self) -> None:
            host = self.path.partition(":")[0]
            self.send_response(200)
            self.end_headers()
            with (
                suppress(ssl.SSLError),  # a client that does not know our authority hangs up
                context.wrap_socket(self.connection, server_side=True) as secure,
            ):
                self.rfile, self.wfile = secure.makefile("rb"), secure.makefile("wb")
                self.raw_requestline = self.rfile.readline()
                self.parse_request()
                body = self.rfile.read(int(self.headers["Content-Length"]))
                chats.got.append((host, self.path, json.loads(body)))
                self.send_response(chats.status)
                self.send_header("Content-Length", "0")
                self.end_headers()
                self.wfile.flush()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    chats.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield chats
    server.shutdown()
    thread.join()
    server.server_close()


def _context(folder: Path, hosts: tuple[str, ...], authority: Path) -> ssl.SSLContext:
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca = _signed(
        "authority", ca_key.public_key(), "authority", ca_key, x509.BasicConstraints(True, 0)
    )
    names = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
    leaf = _signed("chats", key.public_key(), "authority", ca_key, names)
    authority.write_bytes(ca.public_bytes(serialization.Encoding.PEM))
    held = folder / "chats.pem"
    held.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + leaf.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(held)
    return context


def _signed(
    subject: str,
    key: ec.EllipticCurvePublicKey,
    issuer: str,
    by: ec.EllipticCurvePrivateKey,
    extension: x509.ExtensionType,
) -> x509.Certificate:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_named(subject))
        .issuer_name(_named(issuer))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(extension, critical=True)
        .sign(by, hashes.SHA256())
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
