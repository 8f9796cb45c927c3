"""No network, proved: sockets are refused in every test, and the program runs in a network namespace that has none."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("8.8.8.8", 53)])
def test_a_socket_that_leaves_the_machine_is_refused(address: tuple[str, int]) -> None:
    with socket.socket() as one, pytest.raises((SocketConnectBlockedError, UserWarning), match=address[0]):
        one.connect(address)


def test_the_machine_may_talk_to_itself() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        with socket.create_connection(server.getsockname()):
            pass


def alone(*command: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(["unshare", "-rn", *command], input=stdin, capture_output=True, text=True, timeout=100)


@pytest.mark.model
def test_the_command_line_in_an_empty_network_namespace(real_home: Path) -> None:
    if not shutil.which("unshare") or alone("true").returncode:
        pytest.skip("unshare -rn does not work here: no empty network namespace to be had")
    looking = "import socket; print(socket.socket().connect_ex(('127.0.0.1', 1)))"
    assert alone(sys.executable, "-c", looking).stdout.strip() == "101"  # not even a way to itself
    run = "from advisor.faces.cli.app import main; main()"
    advisor = (sys.executable, "-c", run, "--home", str(real_home))
    said = alone(*advisor, "ask", "How long does it take to prepare for research engineer interviews?", "--json")
    assert (said.returncode, said.stderr.strip()) == (0, "")
    assert "6-10 weeks" in json.loads(said.stdout)["quotes"][0]["text"]
    said = alone(*advisor, "assess", "I have a PhD and top-venue papers.", "--json")
    assert (said.returncode, said.stderr.strip()) == (0, "")
    assert json.loads(said.stdout)["questions"]["credential"]["leaning"] == "RS"
