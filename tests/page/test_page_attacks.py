"""What a reviewer tried at the port: bodies of any form, names that nobody asked under, slow senders, other processes.

Each gets one clear line, the rest goes on, and nothing that was typed stands in the server's log.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import random
import re
import shutil
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from advisor import Advisor
from advisor.article import importing
from advisor.article.library import Library
from advisor.characters import harmful
from advisor.conversation.conversation import Conversation
from advisor.conversation.transcript import MOST_ACTS, Said
from advisor.errors import AdvisorError
from advisor.faces.host import Host
from advisor.faces.page.actions import Actions
from advisor.faces.page.dispatch import dispatch
from advisor.faces.page.session import MOST_CHARS, Session
from advisor.faces.page.views import views
from advisor.faces.programs.functions import MOST, Functions
from advisor.faces.waiting import GONE, Waiting
from advisor.faces.web import intake
from advisor.faces.web.intake import Intake, Uploads
from advisor.faces.web.login import FREE, Login
from advisor.settings import Settings

pytestmark = pytest.mark.model
SECRET = "secretology"
LONG = "x" * 100_000
FILE_BEGUN = b'--e\r\nContent-Disposition: form-data; name="files"; filename="a.md"\r\n\r\n'


def call(served: Any, method: str, path: str, body: object = None, **headers: str) -> tuple[int, str]:
    at = urlsplit(served.url)
    link = http.client.HTTPConnection(at.hostname, at.port, timeout=30)
    raw = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    link.request(method, path, raw, {"Content-Type": "application/json", **headers})
    answer = link.getresponse()
    said = answer.status, answer.read().decode(errors="replace")
    link.close()
    return said


def log(served: Any) -> str:
    return str((served.home.parent / "page.log").read_text(errors="replace"))


def function(served: Any, target: str) -> int:
    for each in json.loads(call(served, "GET", "/config")[1])["dependencies"]:
        if any(one[1] == target for one in each["targets"]):
            return int(each["id"])
    raise AssertionError(target)


# --- bodies -------------------------------------------------------------------------------------------------------

WRONG: list[Any] = [None, True, -1, 10**30, 1e308, float("nan"), "", LONG, "\ud800", [], {}, {"a": 1}, [None], [[[]]]]
FIELDS = {"data": (list,), "fn_index": (), "session_hash": (), "trigger_id": (type(None),)}


@pytest.mark.parametrize("key", FIELDS)
def test_a_click_of_another_form_is_one_line(served: Any, key: str) -> None:
    whole = {"data": [None, SECRET, ""], "fn_index": function(served, "submit"), "session_hash": "a1", "trigger_id": None}
    for value in WRONG:
        if isinstance(value, FIELDS[key]):
            continue
        status, said = call(served, "POST", "/gradio_api/queue/join", {**whole, key: value})
        assert (status, said.count("\n"), said[:6]) == (400, 1, "found "), (key, value)
        assert len(said) < 200
    assert "Traceback" not in log(served)


RAW = [b"", b"1", b"[]", b"null", b"{", b'"', b"[" * 200_000, b'{"data":' * 100_000, b'{"a": "\xff"}', b"\x00" * 100, b"NaN"]


@pytest.mark.parametrize("path", ["/gradio_api/queue/join", "/gradio_api/call/ask", "/gradio_api/call/assess"])
def test_a_body_that_is_no_object_is_one_line(served: Any, path: str) -> None:
    for raw in RAW:
        status, said = call(served, "POST", path, raw)
        assert (status, said.count("\n"), said[:6]) == (400, 1, "found "), raw[:20]


def joined(served: Any, target: str, data: list[Any], event: object = None) -> str:
    session = f"t{time.monotonic_ns()}"
    body = {"data": data, "fn_index": function(served, target), "session_hash": session, "event_data": event}
    status, said = call(served, "POST", "/gradio_api/queue/join", body)
    assert status == 200, said
    return call(served, "GET", f"/gradio_api/queue/data?session_hash={session}")[1]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ([], "found 0 values; expected 3"),
        ([None], "found 1 values; expected 3"),
        ([None, SECRET, "", 1], "found 4 values; expected 3"),
        ([None, {"a": SECRET}, ""], "found dict for a text; expected text"),
        ([None, [SECRET], ""], "found list for a text; expected text"),
        ([None, 5, ""], "found int for a text; expected text"),
        ([None, True, ""], "found bool for a text; expected text"),
        ([None, float("nan"), ""], "found float for a text; expected text"),
    ],
)
def test_values_that_the_page_does_not_take_are_one_line(served: Any, data: list[Any], line: str) -> None:
    said = joined(served, "submit", data)
    assert line in said
    assert '"success":false' in said.replace(" ", "")
    assert SECRET not in log(served)
    assert "Traceback" not in log(served)


def test_half_a_character_leaves_the_next_question_answered(served: Any) -> None:
    session = f"h{time.monotonic_ns()}"
    for message in ("What does an RE \ud800 earn?", "What does an RE earn?"):
        body = {"data": [None, message, ""], "fn_index": function(served, "submit"), "session_hash": session}
        assert call(served, "POST", "/gradio_api/queue/join", body)[0] == 200
        said = call(served, "GET", f"/gradio_api/queue/data?session_hash={session}")[1]
        assert '"success":true' in said.replace(" ", "")
        assert "$" in said
    assert "Traceback" not in log(served)


@pytest.mark.parametrize("event", [None, True, -1, "x", LONG, [], [[]], {}, {"do": {"a": 1}}, {"do": "ask", "message": 5}])
def test_an_event_of_any_form_leaves_the_session_as_it_was(served: Any, event: object) -> None:
    assert '"success":true' in joined(served, "act", [None], event).replace(" ", "")
    assert "Traceback" not in log(served)


ENDPOINTS: list[tuple[str, list[Any], str]] = [
    ("ask", [], "found 0 values; expected 3"),
    ("ask", [None, None, None], "found question = None; expected a string"),
    ("ask", [{"a": 1}, None, None], "found question = {'a': 1}"),
    ("ask", ["a", "b", None], "found after = 'b'; expected a list of strings"),
    ("ask", ["a", ["b"] * 100_000, None], "found 100,000 items in after; expected at most 200"),
    ("ask", ["a", None, ["guide"] * 5_000], "found 5,000 items in source; expected at most 200"),
    ("ask", ["a", None, ["../.."]], "found no source '../..'"),
    ("ask", ["a" * 4_001, None, None], "expected at most 4,000"),
    ("ask", ["\ud800", None, None], "found half a character in question"),
    ("assess", [["a"] * 100_000, None], "found 100,000 items in text; expected at most 200"),
    ("assess", [["a"], [1]], "found set = [1]; expected an object"),
    ("assess", [["a"], {"energy": 1}], "found set = 1; expected a string"),
    ("assess", [["a" * 10_001], None], "expected at most 10,000"),
]


@pytest.mark.parametrize(("name", "data", "line"), ENDPOINTS, ids=[line for _, _, line in ENDPOINTS])
def test_an_endpoint_says_in_one_line_what_it_does_not_take(served: Any, name: str, data: list[Any], line: str) -> None:
    status, said = call(served, "POST", f"/gradio_api/call/{name}", {"data": data})
    assert status == 200, said
    assert line in call(served, "GET", f"/gradio_api/call/{name}/{json.loads(said)['event_id']}")[1]
    assert "Traceback" not in log(served)


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/queue/data", "/gradio_api/queue/data?session_hash=", "/gradio_api/queue/data?session_hash=nobody",
        "/gradio_api/queue/data?session_hash=a&session_hash=b", "/gradio_api/call/ask/nobody", "/gradio_api/call/assess/x",
        "/gradio_api/call/ask/", "/assets/" + "a" * 5_000, "/static/" + "%41" * 5_000, "/gradio_api/heartbeat/" + "b" * 300,
    ],
)  # fmt: skip
def test_a_name_that_nobody_asked_under_is_one_line(served: Any, path: str) -> None:
    status, said = call(served, "GET", path)
    assert (status, said.count("\n"), said[:6]) == (404, 1, "found ")
    assert "Traceback" not in log(served)


@pytest.mark.parametrize(
    ("sent", "statuses"),
    [
        ("GET http://evil.example/config HTTP/1.1\r\nHost: {host}\r\n", (404,)),
        ("GET /config HTTP/1.0\r\n", (403,)),
        ("GET /config HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n", (400, 403)),
        ("POST /gradio_api/call/ask HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\nContent-Length: 9\r\n", (400,)),
        ("GET /config HTTP/1.1\r\nHost: {host}\r\nX: " + "a" * 200_000 + "\r\n", (400, 431)),
        ("GET /assets/%00 HTTP/1.1\r\nHost: {host}\r\n", (404,)),
        ("GET /static/%252e%252e/%252e%252e/routes.py HTTP/1.1\r\nHost: {host}\r\n", (404,)),
        ("GET /assets/..%5c..%5croutes.py HTTP/1.1\r\nHost: {host}\r\n", (404,)),
        ("CONNECT evil.example:80 HTTP/1.1\r\nHost: {host}\r\n", (400, 404)),
        ("TRACE / HTTP/1.1\r\nHost: {host}\r\n", (400, 404)),
    ],
)
def test_odd_requests_are_refused(served: Any, sent: str, statuses: tuple[int, ...]) -> None:
    at = urlsplit(served.url)
    with socket.create_connection((at.hostname, at.port), timeout=20) as link:
        link.sendall(sent.format(host=at.netloc).encode() + b"Connection: close\r\n\r\n")
        status = link.recv(200).split()[1]
    assert int(status) in statuses


def test_behind_a_request_another_is_looked_at_as_well(served: Any) -> None:
    """Two lengths for one body: what a proxy took for its end is the beginning of a call by another name."""
    host = urlsplit(served.url).netloc
    lengths = "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    first = f"POST /gradio_api/call/ask HTTP/1.1\r\nHost: {host}\r\n{lengths}"
    with socket.create_connection(tuple(host.split(":")), timeout=20) as link:
        link.sendall(f"{first}GET /config HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".encode())
        said = b""
        while piece := link.recv(65_536):
            said += piece
    assert b" 200 OK" not in said
    assert b"gradio_version" not in said.replace(b'"', b"")


@pytest.mark.browser
def test_gradio_names_a_session_by_what_nobody_can_guess(visit: Callable[..., Any]) -> None:
    page = visit().page
    assert "getRandomValues" in page.evaluate("Math.random.toString()")
    drawn = page.evaluate("Array.from({length: 1000}, Math.random)")
    assert all(0 <= each < 1 for each in drawn)
    assert len(set(drawn)) == 1000


DEEDS = (
    "ask answer correct ask-anyway show weigh choose concern compare-with forget cite step section open search clear hit "
    "judge save resume quote sum quote-from remove discard nope"
).split()
KEYS = (
    "message question leaning value kind words stance much text exchange at number start end query helpful why format lab "
    "chance few many source kept w-energy w-x"
).split()
KEPT = '{"kind": "track-advisor conversation", "version": 1, "acts": [{"set": "a", "to": "b"}, {"choose": "x", "to": "y"}]}'
WORDS = (
    "a 0 -1 999999999 1e9 ٣ ² guide energy RE RS mixed unknown compare decide <b> yes html json ics 2026-13-45 0001-01-01 "
    "9999-12-31 weight concern answer deadline energy=3 energy=RE neither OpenAI 0.0000001 NaN inf 1e400 why?"
).split()
ODD: list[Any] = ["", "\x1b[2J", "\u202e", "\ud800", "x" * 5_000, "for RE", None, 5, [], {}, True, float("nan"), KEPT]
VALUES = [*WORDS, *ODD, "I have a PhD and love CUDA.", "What?\n\n# A\n\n" + "Words are here. " * 300]


@pytest.mark.parametrize("seed", range(3))
def test_no_click_raises_whatever_it_names(advisor: Advisor, seed: int) -> None:
    drawn, host, session = random.Random(seed), Host(advisor), Session()
    for _ in range(60):
        named = {key: drawn.choice(VALUES) for key in drawn.sample(KEYS, drawn.randint(0, 8))}
        session = views(host, dispatch(Actions(host), session, {"do": drawn.choice(DEEDS), **named})).session
        assert harmful(session.said) == ""


# --- slow senders, guessers, long texts ---------------------------------------------------------------------------


def alone(work: Any) -> Any:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.mark.parametrize("path", ["/gradio_api/upload", "/gradio_api/queue/join", "/login"])
def test_who_sends_too_slowly_is_hung_up_on_and_holds_no_place(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(intake, "GRACE", 0.2)
    statuses: list[int] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["method"] == "GET":  # whether somebody is logged in
            await send({"type": "http.response.start", "status": 200, "headers": []})
            return
        while (await receive())["type"] != "http.disconnect":
            pass

    async def stalled() -> None:
        shop, sent = Intake(app, Uploads(largest=20_000_000)), []

        async def receive() -> Any:
            if sent:
                await asyncio.sleep(60)
            sent.append(1)
            return {"type": "http.request", "body": FILE_BEGUN + b"a" * 2_000_000, "more_body": True}

        async def send(message: Any) -> None:
            statuses.extend([message["status"]] if "status" in message else [])

        monkeypatch.setattr(intake, "SLOWEST", 100_000_000.0)
        headers = [(b"content-type", b"multipart/form-data; boundary=e")]
        scope = {"type": "http", "method": "POST", "path": path, "headers": headers, "root_path": ""}
        await asyncio.wait_for(shop(scope, receive, send), 20)
        assert shop._large == 0

    alone(stalled())
    assert statuses in ([408], [413])  # of a login two megabytes are too much already


def test_naming_other_addresses_gives_no_more_guesses() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 400, "headers": []})

    def guesses(login: Login) -> list[int]:
        async def one(number: int) -> int:
            statuses: list[int] = []

            async def send(message: Any) -> None:
                statuses.extend([message["status"]] if "status" in message else [])

            async def receive() -> Any:
                return {"type": "http.request", "body": b"", "more_body": False}

            address = f"10.0.0.{number}"
            headers = [(b"x-forwarded-for", address.encode())]
            await login({"type": "http", "path": "/login", "client": (address, 1), "headers": headers}, receive, send)
            return statuses[0]

        return [alone(one(number)) for number in range(12)]

    assert guesses(Login(app, now=lambda: 0.0)) == [400] * FREE + [429] * (12 - FREE)
    assert guesses(Login(app, now=lambda: 0.0, proxied=True)) == [400] * 12


def test_texts_that_wait_are_bounded_together() -> None:
    waiting = Waiting(most=10_000)
    words = [waiting.keep("a" * 3_000) for _ in range(5)]
    assert [bool(waiting.text(word)) for word in words] == [False, False, True, True, True]
    large = waiting.keep("b" * 50_000)  # one is always held, however large
    assert [waiting.text(word) for word in words] == [""] * 5
    assert waiting.text(large)
    waiting.let_go(large)
    assert waiting.text(large) == waiting.text("") == ""
    offer = importing.read(b"# A\n\n## B\n\nWords of it.\n", "a.md", largest=100)
    assert waiting.offer(waiting.keep(offer)) == offer
    assert waiting.offer(large) is None


def test_a_long_text_that_is_no_longer_held_is_said(advisor: Advisor) -> None:
    host = Host(advisor)
    host.waiting = Waiting(most=1_000)
    text = "# Pay\n\n" + "Words of an article that goes on and on. " * 200
    asked = dispatch(Actions(host), Session(), {"do": "ask", "message": text})
    assert host.waiting.text(asked.pasted) == text.strip()
    dispatch(Actions(host), Session(), {"do": "ask", "message": text})
    after = dispatch(Actions(host), asked, {"do": "ask-anyway"})
    assert (after.said, after.pasted) == (GONE, "")


def test_a_chat_is_as_long_as_can_be_taken_up_again(advisor: Advisor, monkeypatch: pytest.MonkeyPatch) -> None:
    actions, full = Actions(Host(advisor)), tuple(Said("thanks") for _ in range(MOST_ACTS))
    for acts, line in ((full, "Found a chat of 201 messages"), ((Said("x" * MOST_CHARS),), " and 100,005 characters")):
        before = Session(acts=acts)
        for sent in ({"do": "ask", "message": "hello"}, {"do": "correct", "question": "energy", "leaning": "RE"}):
            after = dispatch(actions, before, sent)
            if len(acts) == MOST_ACTS or sent["do"] == "ask":
                assert after.said.startswith("Found a chat of")
                assert (after.acts, after.exchanges) == (acts, ())
        assert line in dispatch(actions, before, {"do": "ask", "message": "hello"}).said
        assert dispatch(actions, before, {"do": "ask", "message": "forget me"}).acts == ()
    large = json.dumps({**json.loads(KEPT), "acts": [{"say": "a" * 9_000}] * 12})
    asked = dispatch(actions, Session(), {"do": "ask", "message": "hello"})
    monkeypatch.setattr(Advisor, "chat", None)  # nothing of it is read
    after = dispatch(actions, asked, {"do": "resume", "text": large})
    assert after.said.startswith("Found a chat of 12 messages and 108,000 characters; 200 and 100,000 are the most")
    assert after.exchanges == asked.exchanges


def test_a_message_costs_no_more_after_many(advisor: Advisor, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read once is kept: a profile of many messages grows with them, not with their square."""
    encoded: list[int] = []
    encoder = type(advisor.encoder)
    real = encoder.encode
    monkeypatch.setattr(encoder, "encode", lambda self, texts: encoded.append(len(texts)) or real(self, texts))
    conversation, costs = Conversation(), []
    for number in range(12):
        encoded.clear()
        said = " ".join(f"I love the kernel {number}-{n} and I want clear goals in team {number}-{n}." for n in range(4))
        conversation = advisor.chat(conversation, said).conversation
        costs.append(sum(encoded))
    assert 0 < max(costs[2:]) <= costs[1] + 2, costs


# --- programs -----------------------------------------------------------------------------------------------------

ARGUMENTS: list[tuple[str, Any]] = [
    ("ask", {}), ("ask", {"question": 1}), ("ask", {"question": None}), ("ask", {"question": {"a": 1}}),
    ("ask", {"question": "a", "after": "b"}), ("ask", {"question": "a", "source": [1]}),
    ("ask", {"question": "a", "after": ["b"] * (MOST + 1)}), ("ask", {"question": "a" * 4_001}), ("assess", {"text": "a"}),
    ("assess", {"text": ["a"], "set": {"energy": 5}}), ("assess", {"text": ["a"], "set": {"x\x1b": "RE"}}), ("nope", {}),
]  # fmt: skip


def test_mcp_refuses_arguments_in_one_line_and_keeps_no_sessions(advisor: Advisor) -> None:
    from mcp.server.mcpserver.exceptions import ToolError

    from advisor.faces.programs import mcp_server

    server = mcp_server.server(Functions(Host(advisor)))
    for name, given in ARGUMENTS:
        with pytest.raises(ToolError) as caught:
            alone(server.call_tool(name, given))
        line = str(caught.value)
        assert len(line.splitlines()) == 1, line
        assert len(line) < 300, line
        assert harmful(line) == "", line
    source = Path(mcp_server.__file__).read_text(encoding="utf-8")
    assert "stateless_http=True" in source


# --- other processes ----------------------------------------------------------------------------------------------

QUAY = b"# Quay\n\n## Ships\n\nThe ship lies at quay 3.\n\n## Cranes\n\nThe crane is tall.\n"


@pytest.fixture
def host(own_home: Path) -> Host:
    settings = Settings(home=own_home)
    library = Library(settings)
    library.add(library.prepare(QUAY, "quay.md", id="quay"))
    return Host(Advisor.load(settings))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a description that is none": lambda home: (home / "corpus/quay/source.toml").write_text("x = ["),
    "a description that is a folder": lambda home: (home / "corpus/dir/source.toml").mkdir(parents=True),
    "a text that was changed": lambda home: (home / "corpus/quay/text.txt").write_text("other"),
    "a source under another name": lambda home: (home / "corpus/quay").rename(home / "corpus/pier"),
    "the guide's text changed": lambda home: (home / "corpus/guide/text.txt").write_text("x"),
    "an index that is gone": lambda home: shutil.rmtree(home / "index"),
    "a corpus that is gone": lambda home: shutil.rmtree(home / "corpus"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_what_another_process_does_to_the_library_stops_no_click(host: Host, own_home: Path, name: str) -> None:
    actions = Actions(host)
    before = dispatch(actions, Session(), {"do": "ask", "message": "What does an RE earn?"})
    DAMAGE[name](own_home)
    for sent in (
        {"do": "ask", "message": "What does an RE earn at OpenAI?"}, {"do": "cite", "exchange": "0", "at": "0"},
        {"do": "open", "value": "quay"}, {"do": "quote-from", "value": "quay"}, {"do": "save", "format": "md"},
    ):  # fmt: skip
        after = views(host, dispatch(actions, before, sent)).session
        assert len(after.exchanges) == len(before.exchanges) + (sent["do"] == "ask"), sent
        assert re.fullmatch(r"[^\n]*", after.said)
    assert "$" in json.dumps(Functions(host).ask("What does an RE earn?"))


def test_a_damaged_source_can_be_removed_on_the_page(host: Host, own_home: Path) -> None:
    DAMAGE["a description that is none"](own_home)
    after = dispatch(Actions(host), Session(), {"do": "remove", "source": "quay"})
    assert after.said.startswith("Removed quay.")
    assert [each.id for each in host.descriptions] == ["guide"]
    with pytest.raises(AdvisorError):
        host.article("quay")
