"""Other programs: the page's named endpoints, the MCP server, the command line and Python say the same, byte for byte."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from advisor import Advisor
from advisor.faces.contract import reading_json
from advisor.framework.contract import verdict_json

pytestmark = pytest.mark.model
PROGRAM = "from advisor.faces.cli.app import main; main()"
QUESTIONS: list[dict[str, Any]] = [
    {"question": "What does an RE earn at OpenAI?"},
    {"question": "and an RS?", "after": ["What does an RE earn at OpenAI?"]},
    {"question": "Is there a signing bonus?"},
    {"question": "hello"},
    {"question": "Do I need a PhD to become a research engineer?", "source": ["guide"]},
    {"question": "  ¿Qué? “é” 🎉 \t"},
]
PROFILES: list[dict[str, Any]] = [
    {"text": ["I have six years of CUDA work, I hate vague goals.", "I want to be a VP of engineering. “é” 🎉"]},
    {"text": ["I have a PhD and two NeurIPS papers."], "set": {"energy": "RS", "target": "unknown"}},
    {"text": ["What is the weather like?"]},
]
CALLS = [("ask", each) for each in QUESTIONS] + [("assess", each) for each in PROFILES]
WRONG = [
    ("ask", {"question": "What?", "source": ["nowhere"]}, "found no source 'nowhere'; expected one of"),
    ("assess", {"text": ["I have a PhD."], "set": {"mood": "RE"}}, "found no question 'mood'"),
]


def by_python(advisor: Advisor, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    if name == "ask":
        return reading_json(advisor.ask(given["question"], after=given.get("after", [])))
    return dict(verdict_json(advisor.assess(*given["text"], settings=given.get("set")), id=""))


def by_command(run: Any, home: Path, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    if name == "ask":
        more = [part for each in given.get("after", []) for part in ("--after", each)]
        more += [part for each in given.get("source", []) for part in ("--source", each)]
        said = run("ask", given["question"], *more, "--json", home=home)
    else:
        more = [part for pair in given.get("set", {}).items() for part in ("--set", "=".join(pair))]
        said = run("assess", *given["text"], *more, "--json", home=home)
    assert said.code == 0
    return dict(json.loads(said.out))


def one_byte_string(said: object) -> str:
    return json.dumps(said, ensure_ascii=False)


@pytest.mark.browser
def test_page_command_and_python_say_the_same(run: Any, served: Any, real_home: Path, advisor: Advisor) -> None:
    from gradio_client import Client

    client = Client(served.url, verbose=False)
    assert set(client.view_api(return_format="dict", print_info=False)["named_endpoints"]) == {"/ask", "/assess"}
    for name, given in CALLS:
        python = one_byte_string(by_python(advisor, name, given))
        assert one_byte_string(client.predict(**given, api_name=f"/{name}")) == python
        assert one_byte_string(by_command(run, real_home, name, given)) == python
    for name, given, line in WRONG:
        with pytest.raises(Exception, match=line):
            client.predict(**given, api_name=f"/{name}")


def test_mcp_over_standard_streams_says_the_same(real_home: Path, advisor: Advisor) -> None:
    from mcp import StdioServerParameters

    # without an environment the server would be given none of this one's, and could be of another copy of the program
    compared(StdioServerParameters(command=sys.executable, args=_served(real_home), env=dict(os.environ)), advisor)


def test_mcp_over_http_says_the_same(real_home: Path, advisor: Advisor) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, *_served(real_home), "--port", str(port)], stderr=subprocess.PIPE)
    try:
        for _ in range(300):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.1)
        compared(f"http://127.0.0.1:{port}/mcp", advisor)
        for headers in OF_OTHERS:
            status, line = spoken(port, headers)
            assert status == 403
            assert line.startswith("found ")
            assert line.count("\n") == 1
        assert spoken(port, {})[0] not in (403, 421)
    finally:
        process.terminate()
        _, notices = process.communicate(timeout=20)
    assert f"MCP is on http://127.0.0.1:{port}/mcp" in notices.decode()


OF_OTHERS = [
    {"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "http://127.0.0.1:1"}, {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"X-Forwarded-Host": "evil.example"},
]  # fmt: skip


def spoken(port: int, headers: dict[str, str]) -> tuple[int, str]:
    """What the MCP port says to a first message with these headers."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    kind = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    link.request("POST", "/mcp", json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list"}), {**kind, **headers})
    answer = link.getresponse()
    said = answer.status, answer.read().decode()
    link.close()
    return said


def _served(home: Path) -> list[str]:
    return ["-c", PROGRAM, "--home", str(home), "serve", "--mcp"]


def compared(server: Any, advisor: Advisor) -> None:
    """In a thread of its own: the browser tests have an event loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(_compare(server, advisor))).result()


async def _compare(server: Any, advisor: Advisor) -> None:
    from mcp import Client

    async with Client(server) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"ask", "assess"}
        assert all(str(tool.description).count("\nArgs:\n") == 1 for tool in tools.values())
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.values())
        for name, given in CALLS:
            said = await client.call_tool(name, given)
            python = one_byte_string(by_python(advisor, name, given))
            assert one_byte_string(said.structured_content) == python
            assert one_byte_string(json.loads(said.content[0].text)) == python  # type: ignore[union-attr]
        for name, given, line in WRONG:
            said = await client.call_tool(name, given)
            assert said.is_error
            assert line in said.content[0].text  # type: ignore[union-attr]


@pytest.mark.parametrize("more", [("--auth", "people"), ("--root-path", "/advisor"), ("--name", "a")])
def test_mcp_takes_none_of_the_pages_options(run: Any, more: tuple[str, ...]) -> None:
    said = run("serve", "--mcp", *more)
    assert (said.code, said.out) == (2, "")
    assert "expected --mcp alone" in said.err
