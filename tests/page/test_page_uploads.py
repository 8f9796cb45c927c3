"""What comes in is measured while it arrives; an upload waits in memory for its one reader, and nothing of it is left."""

from __future__ import annotations

import http.client
import json
import re
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from advisor.errors import InputTooLarge
from advisor.faces.web.intake import WAIT, Upload, Uploads
from advisor.settings import Settings

LARGEST = Settings().largest_source_bytes
EDGE = "----edge"
FORM = {"Content-Type": f"multipart/form-data; boundary={EDGE}"}
ARTICLE = "# The quay\n\n## Ships\n\nTwo ships lie at the quay.\n\n## Cranes\n\nThe crane is yellow.\n"


def part(name: str, raw: bytes, file: str = "") -> bytes:
    of_file = f'; filename="{file}"' if file else ""
    return f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"{of_file}\r\n\r\n'.encode() + raw + b"\r\n"


def form(*parts: bytes) -> bytes:
    return b"".join(parts) + f"--{EDGE}--\r\n".encode()


def linked(served: Any) -> http.client.HTTPConnection:
    at = urlsplit(served.url)
    return http.client.HTTPConnection(at.hostname, at.port, timeout=60)


def posted(served: Any, path: str, body: bytes | Iterator[bytes], headers: dict[str, str]) -> tuple[int, str]:
    """Status and text; of an iterator the body is sent in pieces of no announced length."""
    link = linked(served)
    with suppress(BrokenPipeError, ConnectionResetError):  # hung up on: what was said before can still be read
        link.request("POST", path, body, headers, encode_chunked=not isinstance(body, bytes))
    answer = link.getresponse()
    said = answer.status, answer.read().decode()
    link.close()
    return said


def uploaded(served: Any, *parts: bytes) -> tuple[int, str]:
    return posted(served, "/gradio_api/upload", form(*parts), FORM)


def offered(served: Any, word: str, name: str) -> str:
    """What the page says to an upload that is offered for reading."""
    link = linked(served)
    link.request("GET", "/config")
    functions = json.loads(link.getresponse().read())["dependencies"]
    number = next(each["id"] for each in functions if any(target[1] == "upload" for target in each["targets"]))
    session = f"u{time.monotonic_ns()}{word[:4]}"
    file = {"path": word, "orig_name": name, "meta": {"_type": "gradio.FileData"}}
    body = {"data": [None, file, ""], "fn_index": number, "session_hash": session, "event_data": None}
    status, said = posted(served, "/gradio_api/queue/join", json.dumps(body).encode(), {"Content-Type": "application/json"})
    assert status == 200, said
    link.request("GET", f"/gradio_api/queue/data?session_hash={session}")
    data = link.getresponse().read().decode()
    link.close()
    return data


def left(served: Any) -> list[Path]:
    return [path for path in (served.home.parent / "uploads").rglob("*") if path.is_file()]


def highest(served: Any) -> int:
    """Megabytes that the server has held at most."""
    status = Path(f"/proc/{served.process.pid}/status")
    if not status.exists():
        pytest.skip("found no /proc to measure by")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status.read_text())[0]) // 1024


def test_an_upload_is_read_once_and_nothing_of_it_is_left(served: Any) -> None:
    status, said = uploaded(served, part("files", ARTICLE.encode(), "quay.md"))
    [word] = json.loads(said)
    assert status == 200
    assert len(word) >= 32
    assert left(served) == []
    assert "The quay" in offered(served, word, "quay.md")
    assert "found a file that was not uploaded" in offered(served, word, "quay.md")
    assert left(served) == []


def test_several_upload_the_same_file_at_once(served: Any) -> None:
    def one(_: int) -> str:
        [word] = json.loads(uploaded(served, part("files", ARTICLE.encode(), "quay.md"))[1])
        return offered(served, word, "quay.md")

    with ThreadPoolExecutor(6) as pool:
        assert all("2 sections" in said for said in pool.map(one, range(6)))


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ([part("files", b"a", "a.md"), part("files", b"b", "b.md")], "Too many files"),
        ([part("other", b"a")], "Too many fields"),
        ([part("other", b"a" * 1_000_000)], "Too many fields"),
        ([part("other", b"a", "a.md")], "an upload without a file"),
        ([], "found an upload"),
    ],
)
def test_anything_but_one_file_is_refused_in_one_line(served: Any, parts: list[bytes], why: str) -> None:
    status, said = uploaded(served, *parts)
    assert (status, said.count("\n")) == (400, 1)
    assert why in said
    assert left(served) == []


@pytest.mark.parametrize("kind", ["text/plain", "", "multipart/form-data", "multipart/form-data; boundary="])
def test_what_is_no_form_is_refused_in_one_line(served: Any, kind: str) -> None:
    status, said = posted(served, "/gradio_api/upload", b"a" * 100, {"Content-Type": kind})
    assert (status, said.count("\n")) == (400, 1)


@pytest.mark.parametrize("path", ["/gradio_api/upload", "/gradio_api/queue/join", "/gradio_api/call/ask", "/login"])
def test_what_says_that_it_is_too_large_is_refused_before_it_comes(served: Any, path: str) -> None:
    link = linked(served)
    link.putrequest("POST", path)
    for name, value in {**FORM, "Content-Length": str(1_000_000_000)}.items():
        link.putheader(name, value)
    link.endheaders()
    answer = link.getresponse()
    assert answer.status == 413
    assert re.fullmatch(rb"found more than [\d,]+ bytes; expected less\n", answer.read())
    link.close()


@pytest.mark.parametrize("length", ["-1", "1e3", "abc", "9" * 30])
def test_a_length_that_is_none_is_refused(served: Any, length: str) -> None:
    at = urlsplit(served.url)
    with socket.create_connection((at.hostname, at.port), timeout=20) as link:
        link.sendall(f"POST /gradio_api/call/ask HTTP/1.1\r\nHost: {at.netloc}\r\nContent-Length: {length}\r\n\r\n".encode())
        assert re.match(rb"HTTP/1.1 4(00|13) ", link.recv(100))


@pytest.mark.parametrize(("path", "first"), [
    ("/gradio_api/upload", part("files", b"a", "a.md").removesuffix(b"\r\n")),
    ("/gradio_api/upload", part("field", b"a").removesuffix(b"\r\n")),
    ("/gradio_api/call/ask", b'{"data": ["'),
    ("/login", b"username="),
])  # fmt: skip
def test_what_grows_too_large_while_it_comes_is_refused_then(served: Any, path: str, first: bytes) -> None:
    before = highest(served)

    def endless() -> Iterator[bytes]:
        yield first
        for _ in range(400):
            yield b"a" * 1_000_000

    kind = FORM if path.endswith("upload") else {"Content-Type": "application/json"}
    if path == "/login":
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
    with suppress(ConnectionError, http.client.HTTPException):  # hung up on
        status, _ = posted(served, path, endless(), kind)
        assert status in (400, 413)
    assert highest(served) - before < 200
    assert left(served) == []


def test_an_upload_that_is_broken_off_leaves_nothing(served: Any) -> None:
    at = urlsplit(served.url)
    for _ in range(8):  # more than may arrive at a time, so that each must have been let go
        with socket.create_connection((at.hostname, at.port), timeout=20) as link:
            head = f"POST /gradio_api/upload HTTP/1.1\r\nHost: {at.netloc}\r\nContent-Length: 9000000\r\n"
            link.sendall(f"{head}Content-Type: {FORM['Content-Type']}\r\n\r\n".encode())
            link.sendall(part("files", b"a" * 3_000_000, "a.md"))
        time.sleep(0.2)
    assert left(served) == []
    assert uploaded(served, part("files", b"a" * 2_000_000, "a.md"))[0] == 200


def test_without_a_login_nothing_is_uploaded(guarded: Any) -> None:
    assert uploaded(guarded, part("files", b"a", "a.md"))[0] == 401
    link = linked(guarded)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    link.request("POST", "/login", "username=mara&password=a-long-one", kind)
    answer = link.getresponse()
    assert answer.status == 200
    cookie = "; ".join(line.split(";")[0] for line in answer.headers.get_all("set-cookie", []))
    link.close()
    assert posted(guarded, "/gradio_api/upload", form(part("files", b"a", "a.md")), {**FORM, "Cookie": cookie})[0] == 200


def test_no_more_waits_than_there_is_room_for_and_none_for_long() -> None:
    now = [0.0]
    uploads = Uploads(largest=100, now=lambda: now[0])
    words = [uploads.keep(Upload("a", b"a" * 100)) for _ in range(4)]
    with pytest.raises(InputTooLarge, match="found too many uploads that wait"):
        uploads.keep(Upload("a", b"a"))
    assert uploads.take(words[0]) == Upload("a", b"a" * 100)
    assert uploads.take(words[0]) is None
    uploads.keep(Upload("b", b"b" * 100))
    now[0] = WAIT + 1
    assert [uploads.take(word) for word in words] == [None] * 4
    assert len({uploads.keep(Upload("c", b"")) for _ in range(64)}) == 64
    with pytest.raises(InputTooLarge):
        uploads.keep(Upload("c", b""))
