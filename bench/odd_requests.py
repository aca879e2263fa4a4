"""Generates requests with Hypothesis from a schema of routes: valid ones and many invalid ones."""

import re
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote_from_bytes

from hypothesis import strategies as st

Form = Literal["none", "urlencoded", "multipart"]
ROLES = ("", "viewer", "reviewer", "supervisor", "admin")
LIMIT = b"limit"
ODD = [
    "", " ", "0", "-1", "1", "0001-01-01", "9999-12-31",
    "0000-00-00", "2025-02-30", "2019-10-15",
    "9999年12月31日", "长期", "9999-12", "0001-01", str(2**31), str(2**63), str(-(2**63)),
    str(2**64), "9" * 400, "9" * 5000, "1e9", "1e99999999", "-1e-99999999", "NaN", "Infinity",
    "1_000", "１２", "²", "\0", "a\0b", "\ud800", "a\udfffb", "\ufeff", "\u202e",
    "😀" * 70, "汉" * 90, "汉" * 700,
    "a" * 300, "%", "%00", "%zz", "../../etc/passwd", "..", ".", "/",
    "\\", "//elsewhere.example",
    "' OR 1=1 --", "<script>", "{{7*7}}", "${x}", "=1+1", "\r\nx: y",
    "null", "true", "[]", "{}",
    "**", "D1", "D3", "name", "rows.0.income",
    "rows.99999999999999999999.x", "seals.0.ring",
    "rows.².x", "packet", "service", "submission_date",
    "packet:record", "unread:x", "new_permit",
    "general_change", "pass", "fail", "accept", "supplement",
    "reject", "admin", "reviewer",
]  # fmt: skip
HEADS: dict[str, list[bytes]] = {
    "host": [b"", b"[", b"[::1", b"elsewhere.example", b"127.0.0.1:99999", b"a b",
             b"\xff", b"x" * 300],
    "origin": [b"", b"null", b"http://[", b"http://127.0.0.1",
    b"http://\xff", b"http://a]b"],
    "referer": [b"", b"http://[", b"http://[::1",
    b"http://\xe6\xb1\x89/", b"x" * 3000,
                b"//[", b"http://a:b:c"],
    "cookie": [b"", b"yushen", b"=", b"yushen=\xff", b"yushen=;;;=",
    b"yushen-lang=en", b"a=" + b"b" * 4000,
               b"yushen-form=x; yushen-half=\xe6", b'yushen="\\400"',
               b"yushen-device=\x80"],
    "accept-language": [b"", b"zh-CN,en;q=", b"\xff" * 50, b"*" * 2000],
    "accept": [b"application/json", b"\xff", b"*/*;q=a", b"text/html"],
    "range": [b"bytes=0-0", b"bytes=", b"bytes=9-1",
    b"bytes=-99999999999999999999", b"bytes=a-b",
              b"bytes=0-1,2-3,5-"],
    "if-none-match": [b'"', b"\xff"],
    "if-range": [b"\xff", b"Mon, 99 Foo 0000 00:00:00 GMT"],
    "x-forwarded-for": [b"::1, \xff", b"a" * 500],
    "x-forwarded-proto": [b"ftp", b"\xff"],
    "content-encoding": [b"gzip", b"\xff"],
    "transfer-encoding": [b"chunked"],
}  # fmt: skip
KINDS = [
    b"", b"text/plain", b"multipart/form-data",
    b"multipart/form-data; boundary=", b"\xff\xfe",
    b"multipart/form-data; boundary=" + b"x" * 300, b"application/json",
    b"multipart/form-data; boundary=limit; charset=undefined",
    b"multipart/form-data; boundary=limit; charset=raw_unicode_escape",
    b"multipart/form-data; boundary=limit; charset=utf-16",
    b"application/x-www-form-urlencoded; charset=utf-7",
    b"multipart/form-data; boundary=limit; charset*=utf-7''x",
    b"multipart/mixed; boundary=limit",
]  # fmt: skip


@dataclass(frozen=True)
class OddRequest:
    """A request; `role` is the role of its sender, "" for an anonymous one."""

    role: str
    method: str
    route: str
    target: bytes
    heads: tuple[tuple[bytes, bytes], ...]
    body: bytes
    signs: bool
    """Whether the form's token is sent."""

    def raw(self, host: str, token: str, csrf: str) -> bytes:
        """The bytes to send."""
        given = {name for name, _ in self.heads}
        heads = [*self.heads, (b"connection", b"close")]
        if b"host" not in given:
            heads.append((b"host", host.encode()))
        if token and b"cookie" not in given:
            heads.append((b"cookie", f"yushen={token}".encode()))
        if not token and b"cookie" not in given:
            heads.append((b"cookie", b"yushen-form=x; yushen-half=x"))
        if csrf and self.signs:
            heads.append((b"x-csrf-token", csrf.encode()))
        body = self.body
        if b"transfer-encoding" in given:  # terminated correctly, or the server never answers
            body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body) if body else b"0\r\n\r\n"
        elif body:
            heads.append((b"content-length", str(len(body)).encode()))
        lines = b"".join(name + b": " + value + b"\r\n" for name, value in heads)
        return self.method.encode() + b" " + self.target + b" HTTP/1.1\r\n" + lines + b"\r\n" + body


def requests_of(schema: dict[str, Any], keys: list[str]) -> st.SearchStrategy[OddRequest]:
    """Any request to any route; routes that change something more often."""
    routes = [
        (method.upper(), path, operation, operation.get("parameters", []))
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    texts = _texts(keys)
    each = [_request(schema, *one, texts) for one in routes]
    return st.one_of(*each, _nowhere(texts))


def _texts(keys: list[str]) -> st.SearchStrategy[bytes]:
    """Possible values of a field."""
    odd = st.sampled_from([*ODD, *keys, *keys, *keys]).map(
        lambda text: text.encode("utf-8", "surrogatepass")
    )
    return st.one_of(odd, odd, st.text(max_size=30).map(str.encode), st.binary(max_size=30))


@st.composite
def _request(
    draw: st.DrawFn, schema: dict[str, Any], method: str, path: str,
    operation: dict[str, Any], parameters: list[dict[str, Any]], texts: st.SearchStrategy[bytes],
) -> OddRequest:  # fmt: skip
    target = path.encode()
    for name in re.findall(r"\{(\w+)\}", path):
        spec = next((one for one in parameters if one["name"] == name), {})
        value = draw(_field(spec.get("schema", {}), schema, texts))
        target = target.replace(f"{{{name}}}".encode(), quote_from_bytes(value, safe="").encode())
    query = [
        (one["name"], draw(_field(one["schema"], schema, texts)))
        for one in parameters
        if one["in"] == "query" and draw(st.booleans())
    ]
    if query:
        target += b"?" + _encoded(query)
    body, kind = b"", b""
    if method != "GET":
        body, kind = draw(_body(operation, schema, texts))
    heads = draw(_heads())
    if kind:
        heads = (*heads, (b"content-type", kind))
    return OddRequest(
        draw(st.sampled_from(ROLES)), method, path, target[:60_000], heads, body,
        draw(st.integers(0, 9)) > 0,
    )  # fmt: skip


@st.composite
def _nowhere(draw: st.DrawFn, texts: st.SearchStrategy[bytes]) -> OddRequest:
    """A URL or a method that does not exist."""
    method = draw(
        st.sampled_from(["GET", "POST", "PUT", "HEAD", "OPTIONS", "DELETE", "TRACE", "X"])
    )
    path = b"/" + quote_from_bytes(draw(texts), safe="/").encode()
    return OddRequest(
        draw(st.sampled_from(ROLES)), method, "-", path[:60_000], draw(_heads()), b"", True
    )


def _field(
    spec: dict[str, Any], schema: dict[str, Any], texts: st.SearchStrategy[bytes]
) -> st.SearchStrategy[bytes]:
    """A value that is valid for a field's schema, or not."""
    if "$ref" in spec:
        spec = schema["components"]["schemas"][spec["$ref"].rpartition("/")[2]]
    suits: list[st.SearchStrategy[bytes]] = []
    if "enum" in spec or "const" in spec:
        choices = spec.get("enum", [spec.get("const")])
        suits = [st.sampled_from([str(one).encode() for one in choices])] * 3
    elif spec.get("type") == "integer":
        suits = [st.integers(0, 5).map(lambda n: str(n).encode())] * 3
    return st.one_of(*suits, texts)


@st.composite
def _body(
    draw: st.DrawFn,
    operation: dict[str, Any],
    schema: dict[str, Any],
    texts: st.SearchStrategy[bytes],
) -> tuple[bytes, bytes]:
    """A form as the route requires it, or a broken one, and its content type."""
    content = operation.get("requestBody", {}).get("content", {})
    kind = next(iter(content), "application/x-www-form-urlencoded")
    spec = content.get(kind, {}).get("schema", {})
    if "$ref" in spec:
        spec = schema["components"]["schemas"][spec["$ref"].rpartition("/")[2]]
    names = [*spec.get("properties", {}), "csrf"]
    fields: list[tuple[str, bytes, bool]] = []
    for name in names:
        shape = spec.get("properties", {}).get(name, {})
        if name == "csrf":
            fields.append((name, b"x", False))
        elif draw(st.integers(0, 9)) > 0:
            fields.append((name, draw(_field(shape, schema, texts)), shape.get("type") == "array"))
    plain = kind.endswith("urlencoded") == (draw(st.integers(0, 9)) > 0)
    if plain:
        body = _encoded([(name, value) for name, value, _ in fields])
        said = b"application/x-www-form-urlencoded"
    else:
        body = draw(_multipart(fields, texts))
        said = b"multipart/form-data; boundary=" + LIMIT
    if draw(st.integers(0, 19)) == 0:
        said = draw(st.sampled_from(KINDS))
    if draw(st.integers(0, 19)) == 0:
        body = draw(st.one_of(st.just(body[: len(body) // 2]), st.binary(max_size=200)))
    return body, said


@st.composite
def _multipart(
    draw: st.DrawFn, fields: list[tuple[str, bytes, bool]], texts: st.SearchStrategy[bytes]
) -> bytes:
    parts = []
    for name, value, is_file in fields:
        head = b'Content-Disposition: form-data; name="' + name.encode() + b'"'
        if is_file or draw(st.integers(0, 9)) == 0:
            title = draw(texts).replace(b'"', b"%22").replace(b"\r", b"").replace(b"\n", b"")
            head += b'; filename="' + title + b'"'
        if draw(st.integers(0, 29)) == 0:
            head = draw(
                st.sampled_from([b"", b"Content-Disposition: form-data", b"\xff: \xff", b"x"])
            )
        parts.append(b"--" + LIMIT + b"\r\n" + head + b"\r\n\r\n" + value + b"\r\n")
    return b"".join(parts) + b"--" + LIMIT + b"--\r\n"


@st.composite
def _heads(draw: st.DrawFn) -> tuple[tuple[bytes, bytes], ...]:
    """Usually none, otherwise one or two unusual headers."""
    if draw(st.integers(0, 2)) > 0:
        return ()
    names = draw(st.lists(st.sampled_from(sorted(HEADS)), min_size=1, max_size=2, unique=True))
    return tuple((name.encode(), draw(st.sampled_from(HEADS[name]))) for name in names)


def _encoded(fields: list[tuple[str, bytes]]) -> bytes:
    return b"&".join(
        name.encode() + b"=" + quote_from_bytes(value).encode() for name, value in fields
    )
