"""A closed page's conversation goes from memory, and a source that another process removed from every choice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from advisor import Advisor
from advisor.article.library import Library
from advisor.faces.host import Host
from advisor.faces.page.actions import ELSEWHERE, Actions
from advisor.faces.page.dispatch import dispatch
from advisor.faces.page.session import Session
from advisor.faces.programs.functions import Functions
from advisor.settings import Settings

pytestmark = pytest.mark.model
QUAY = b"# Quay\n\n## Ships\n\nThe ship lies at quay 3.\n\n## Cranes\n\nThe crane is tall.\n"

PAGE = """
import http.client, json, sys, time
from pathlib import Path
from advisor.faces.page import serving
from advisor.faces.web import middleware
from advisor.settings import Settings

middleware.LEFT_FOR = 0.5
blocks = serving.start(Settings(home=Path(sys.argv[1])), serving.Options(port=int(sys.argv[2])))
held = blocks.app.state_holder.session_data
box = next(i for i, fn in blocks.fns.items() if fn.name == "ask" and fn.inputs[0].get_block_name() == "state")


def link():
    return http.client.HTTPConnection("127.0.0.1", int(sys.argv[2]), timeout=60)


def ask(session):
    one = link()
    body = json.dumps({"data": [None, "I have a PhD in secretology.", ""], "fn_index": box, "session_hash": session})
    one.request("POST", "/gradio_api/queue/join?", body, {"Content-Type": "application/json"})
    assert one.getresponse().status == 200
    two = link()
    two.request("GET", f"/gradio_api/queue/data?session_hash={session}")
    said = two.getresponse().read().decode()
    assert "process_completed" in said and '"success":true' in said.replace(" ", ""), said[-500:]


def beat(session):
    one = link()
    one.request("GET", f"/gradio_api/heartbeat/{session}")
    answer = one.getresponse()
    answer.read1(5)
    return one, answer


def close(opened):
    opened[1].close()
    opened[0].close()


def told(session):
    return session in held and "secretology" in repr(vars(held[session]))


from advisor.faces.page.launching import SESSIONS
assert blocks.state_holder.capacity == blocks.app.state_holder.capacity == SESSIONS

stays, goes, back = beat("stays"), beat("goes"), beat("back")
for each in ("stays", "goes", "back"):
    ask(each)
before = [told(each) for each in ("stays", "goes", "back")]
close(goes)
close(back)
again = beat("back")
until = time.monotonic() + 60
while ("goes" in held or "goes" in blocks._queue.pending_messages_per_session) and time.monotonic() < until:
    time.sleep(0.1)
time.sleep(1)  # twice as long as a page is waited for: whoever else was to go has gone
for number in range(SESSIONS + 40):  # pages that nobody opened: none of them holds memory for long
    blocks.app.state_holder[f"none-{number}"]
    if number % 100 == 0:
        blocks.app.state_holder["stays"], blocks.app.state_holder["back"]
assert len(held) <= SESSIONS + 1, len(held)
answers = blocks._queue.pending_messages_per_session
assert (answers.max_size, "goes" in answers, "back" in answers) == (SESSIONS, False, True)
print(json.dumps([before, [told(each) for each in ("stays", "goes", "back")], sorted(held)]))
sys.stdout.flush()
import os
os._exit(0)
"""


def test_a_conversation_goes_with_its_page_and_no_other(real_home: Path, tmp_path: Path) -> None:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home = shutil.copytree(real_home, tmp_path / "home")
    given = {**os.environ, "GRADIO_TEMP_DIR": str(tmp_path / "gradio")}
    command = [sys.executable, "-c", PAGE, str(home), str(port)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, env=given)
    assert done.returncode == 0, done.stderr
    before, after, held = json.loads(done.stdout.splitlines()[-1])
    assert (before, after) == ([True] * 3, [True, False, True])
    assert "goes" not in held
    written = [path for path in (tmp_path / "gradio").rglob("*") if path.is_file()]
    assert not [path for path in written if "secretology" in path.read_text(errors="replace")]


@pytest.fixture
def host(own_home: Path) -> Host:
    library = Library(Settings(home=own_home))
    for name in ("quay", "pier"):
        library.add(library.prepare(QUAY.replace(b"Quay", name.encode()), f"{name}.md", id=name))
    return Host(Advisor.load(Settings(home=own_home)))


@pytest.mark.parametrize("rebuilt", [False, True])
def test_a_source_that_another_process_removed(host: Host, own_home: Path, rebuilt: bool) -> None:
    actions = Actions(host)
    chosen = dispatch(actions, Session(), {"do": "quote-from", "value": "quay"})
    asked = dispatch(actions, chosen, {"do": "ask", "message": "Where does the ship lie?"})
    other = dispatch(actions, Session(), {"do": "quote-from", "value": "pier"})
    Library(Settings(home=own_home)).remove("quay")
    if rebuilt:
        Advisor.load(Settings(home=own_home))
    after = dispatch(actions, asked, {"do": "ask", "message": "What does an RE earn?"})
    assert after.said.startswith(f"{ELSEWHERE} Gone is quay, which you quoted from")
    assert (after.sources, len(after.exchanges)) == ((), 2)
    again = dispatch(actions, after, {"do": "cite", "exchange": "0", "at": "0"})
    assert ELSEWHERE not in again.said
    still = dispatch(actions, other, {"do": "ask", "message": "Where does the ship lie?"})
    assert (still.said, still.sources, len(still.exchanges)) == ("", ("pier",), 1)


def test_programs_go_on_as_well(host: Host, own_home: Path) -> None:
    Library(Settings(home=own_home)).remove("quay")
    said = Functions(host).ask("What does an RE earn?", source=["guide"])
    assert "$" in json.dumps(said)
