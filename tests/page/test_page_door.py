"""Who is let in at the page's port, and to what: no other site, no other name, and only where the page needs it."""

from __future__ import annotations

import http.client
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from advisor.faces.web.routes import OPEN, is_open
from advisor.faces.web.served_names import ServedNames

JSON = {"Content-Type": "application/json"}
ASK = json.dumps({"data": ["What does an RE earn?", None, None]})


def call(served: Any, method: str, path: str, body: str | bytes | None = None, **headers: str) -> tuple[int, str]:
    """Status and text; `Host_` stands for the header of that name, which is the address's own where it is not given."""
    at = urlsplit(served.url)
    link = http.client.HTTPConnection(at.hostname, at.port, timeout=30)
    given = {name.strip("_").replace("_", "-"): value for name, value in headers.items()}
    link.putrequest(method, path, skip_host=True)
    for name, value in {"Host": at.netloc, **(JSON if body else {}), **given}.items():
        link.putheader(name, value)
    if body is not None:
        raw = body.encode() if isinstance(body, str) else body
        link.putheader("Content-Length", str(len(raw)))
        link.endheaders(raw)
    else:
        link.endheaders()
    answer = link.getresponse()
    said = answer.status, answer.read().decode(errors="replace")
    link.close()
    return said


OTHER_NAMES = ["evil.example", "evil.example:7860", "127.0.0.1.evil.example", "localhost.evil.example", "8.8.8.8", "", "a b"]


@pytest.mark.parametrize("host", OTHER_NAMES)
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [("GET", "/", None), ("GET", "/config", None), ("POST", "/gradio_api/call/ask", ASK), ("POST", "/login", "")],
)
def test_a_page_of_another_name_is_not_let_in(served: Any, host: str, method: str, path: str, body: str | None) -> None:
    status, said = call(served, method, path, body, Host=host)
    assert status == 403
    assert re.fullmatch(r"found the host .*; expected a name that is served; to mend it: advisor serve --name NAME\n", said)


def test_a_forwarded_name_counts_like_the_host(served: Any) -> None:
    assert call(served, "GET", "/config", X_Forwarded_Host="evil.example")[0] == 403


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST", "localhost."])
def test_the_names_of_this_machine_are_served(served: Any, name: str) -> None:
    assert call(served, "GET", "/config", Host=f"{name}:{urlsplit(served.url).port}")[0] == 200


FOREIGN = [
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:1"},  # another port of this machine is another site
    {"Origin": "http://localhost:1", "Sec_Fetch_Site": "same-site"},
    {"Sec_Fetch_Site": "cross-site"},
    {"Sec_Fetch_Site": "same-site"},
    {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"},
    {"Origin": "null", "Sec_Fetch_Site": "cross-site"},
]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("route", [route for route in OPEN if route.methods == "POST"], ids=lambda route: route.path)
def test_another_site_changes_nothing(served: Any, headers: dict[str, str], route: Any) -> None:
    status, said = call(served, "POST", route.path, ASK, **headers)
    assert status == 403
    assert re.fullmatch(r"found a call from .*; expected one of this page's own\n", said)


@pytest.mark.parametrize("path", ["/config", "/logout", "/gradio_api/info", "/assets/x.js", "/gradio_api/queue/data?a=b"])
def test_another_site_reads_nothing(served: Any, path: str) -> None:
    for headers in ({"Origin": "http://evil.example"}, {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"}):
        assert call(served, "GET", path, **headers)[0] == 403


def test_a_link_on_another_site_leads_to_the_page(served: Any) -> None:
    link = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate"}
    assert call(served, "GET", "/", **link, Sec_Fetch_Dest="document")[0] == 200
    assert call(served, "GET", "/", **link, Sec_Fetch_Dest="iframe")[0] == 403


def test_the_page_itself_and_programs_are_let_in(served: Any) -> None:
    own = served.url.rstrip("/")
    for headers in ({}, {"Origin": own}, {"Origin": own, "Sec_Fetch_Site": "same-origin"}, {"Sec_Fetch_Site": "none"}):
        status, said = call(served, "POST", "/gradio_api/call/ask", ASK, **headers)
        assert (status, list(json.loads(said))) == (200, ["event_id"])
    event = json.loads(said)["event_id"]
    assert "event: complete" in call(served, "GET", f"/gradio_api/call/ask/{event}")[1]


def test_behind_a_proxy_its_name_is_served_and_no_other(serve: Callable[..., Any]) -> None:
    page = serve("--root-path", "/advisor", "--name", "advisor.example")
    assert f'"root":"{page.url}advisor"' in call(page, "GET", "/")[1]  # below the path the page finds its parts
    own = {"Host": "advisor.example", "Origin": "https://advisor.example", "Sec_Fetch_Site": "same-origin"}
    assert call(page, "POST", "/gradio_api/call/ask", ASK, **own)[0] == 200
    assert call(page, "POST", "/gradio_api/call/ask", ASK, **{**own, "Host": "127.0.0.1"})[0] == 200  # a proxy that sets it
    assert call(page, "GET", "/", X_Forwarded_Host="advisor.example", X_Forwarded_Proto="https")[0] == 200
    assert call(page, "GET", "/advisor/config", Host="advisor.example")[0] == 200  # a proxy that leaves the path whole
    assert call(page, "GET", "/advisor/gradio_api/file=/etc/passwd", Host="advisor.example")[0] == 404
    assert call(page, "GET", "/", Host="evil.example")[0] == 403
    assert call(page, "POST", "/gradio_api/call/ask", ASK, **{**own, "Origin": "https://evil.example"})[0] == 403


def test_the_address_that_is_listened_on_is_served() -> None:
    assert ServedNames("192.168.1.5").serve("192.168.1.5:7860")
    assert not ServedNames("192.168.1.5").serve("192.168.1.6:7860")
    assert ServedNames("box.lan").serve("Box.lan:7860")
    assert ServedNames("::1").serve("[::1]:7860")
    assert not ServedNames("127.0.0.1").serve("192.168.1.5:7860")


def test_on_all_addresses_any_address_is_served_and_no_name_but_the_machines_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "Box")
    for listening in ("0.0.0.0", "::"):
        names = ServedNames(listening)
        assert all(map(names.serve, ("192.168.1.5:7860", "[fe80::1]:7860", "box:7860", "box.local", "localhost")))
        assert not any(map(names.serve, ("evil.example", "box.evil.example", "192.168.1.5.evil.example", "")))


def test_a_name_that_is_none_is_one_clear_line(run: Any) -> None:
    said = run("serve", "--name", "https://advisor.example/")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "found --name https://advisor.example/; expected a name" in said.err


# --- routes -------------------------------------------------------------------------------------------------------


def gradio_routes() -> Iterator[tuple[str, str]]:
    """Every route that Gradio's own source names, its variables filled in."""
    source = Path(find_spec("gradio").submodule_search_locations[0]) / "routes.py"  # type: ignore[union-attr,index]
    for owner, method, path in re.findall(r'@(app|router)\.([a-z]+)\(\s*f?"([^"]+)"', source.read_text(encoding="utf-8")):
        yield method.upper(), ("/gradio_api" if owner == "router" else "") + re.sub(r"\{[^}]*\}", "x", path)


def test_of_gradios_routes_only_those_of_the_table_answer(served: Any) -> None:
    routes = sorted(set(gradio_routes()))
    shut = [(method, path) for method, path in routes if not is_open(method, path)]
    assert len(routes) > 80
    assert len(shut) > len(routes) * 0.7
    assert {call(served, method, path, "{}" if method == "POST" else None)[0] for method, path in shut} == {404}


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../monitoring",
        "/assets/..%2fmonitoring",
        "//monitoring",
        "/static//x",
        "/gradio_api/call/ask/../../login",
        "/monitoring",
        "/gradio_api/deep_link?session_hash=a",
        "/gradio_api/vibe-code",
        "/gradio_api/token",
        "/openapi.json",
        "/gradio_api/proxy=http://127.0.0.1/",
        "/gradio_api/run/ask",
        "/gradio_api/component_server",
    ],
)
def test_no_spelling_opens_what_is_shut(served: Any, path: str) -> None:
    for method in ("GET", "POST", "HEAD", "PUT", "OPTIONS"):
        assert call(served, method, path, "{}" if method == "POST" else None)[0] == 404


def test_the_table_of_routes_stands_in_the_document_on_security(root: Path) -> None:
    text = (root / "docs" / "security.md").read_text(encoding="utf-8")
    for route in OPEN:
        assert f"| {route.methods.replace(' ', ', ')} | `{route.path}` | {route.need} |" in text


# --- addresses in the place of files ------------------------------------------------------------------------------


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, and the paths that were asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<script>1</script>")

        do_HEAD = do_GET

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/page.html", asked
    server.shutdown()
    server.server_close()


def event(served: Any, target: str) -> tuple[int, int]:
    """The number of the function that a component's event calls, and how many things it takes."""
    for function in json.loads(call(served, "GET", "/config")[1])["dependencies"]:
        if any(each[1] == target for each in function["targets"]):
            return int(function["id"]), len(function["inputs"])
    raise AssertionError(target)


def joined(served: Any, target: str, *data: object, **more: object) -> str:
    """Everything that comes of an event."""
    function, _ = event(served, target)
    session = f"s{time.monotonic_ns()}"
    body = {"data": data, "fn_index": function, "session_hash": session, "event_data": None, "trigger_id": None, **more}
    status, said = call(served, "POST", "/gradio_api/queue/join", json.dumps(body))
    assert status == 200, said
    return call(served, "GET", f"/gradio_api/queue/data?session_hash={session}")[1]


@pytest.mark.parametrize("route", ["/gradio_api/file={}", "/gradio_api/file/{}", "/gradio_api/proxy={}", "/file={}"])
def test_an_address_is_not_fetched_as_a_file(served: Any, elsewhere: tuple[str, list[str]], route: str) -> None:
    address, asked = elsewhere
    assert call(served, "GET", route.format(address))[0] == 404
    assert asked == []


FILE = {"meta": {"_type": "gradio.FileData"}, "orig_name": "page.html"}


def test_an_event_that_brings_an_address_for_a_file_is_refused(served: Any, elsewhere: tuple[str, list[str]]) -> None:
    address, asked = elsewhere
    for data in ({"path": address}, {"path": address, "url": address}, {"path": "x", "url": address}, address, [address]):
        sent = {**data, **FILE} if isinstance(data, dict) else data
        said = joined(served, "upload", None, sent, "")
        assert "found a file that was not uploaded; expected one that was, or text" in said
    for sent in ({"path": address, **FILE}, [{"a": {"path": address, **FILE}}]):
        assert "found a file that was not uploaded" in joined(served, "submit", None, sent)
    assert asked == []


def test_a_path_of_this_machine_is_no_upload(served: Any) -> None:
    for path in ("/etc/passwd", str(served.home / "corpus" / "guide" / "text.txt"), "", "../x"):
        assert "found a file that was not uploaded" in joined(served, "upload", None, {"path": path, **FILE}, "")
