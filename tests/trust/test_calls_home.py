"""Nothing calls home, C++ libraries included: every socket of a serving process is watched from outside for 30 seconds."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

_WATCHED_S = 30
_ADDRESS = re.compile(r'sa_family=AF_INET6?.*?(?:inet_addr\("([^"]+)"|inet_pton\(AF_INET6, "([^"]+)")')


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.model
def test_a_serving_process_opens_no_way_out_and_leaves_no_trace(real_home: Path, tmp_path: Path) -> None:
    if not shutil.which("strace"):
        pytest.skip("strace is not installed: system calls cannot be watched")
    cache, log, port = tmp_path / "cache", tmp_path / "calls", free_port()
    old = cache / "Microsoft" / "DeveloperTools" / ".onnxruntime" / "deviceid"  # as an earlier version left it
    old.parent.mkdir(parents=True)
    old.write_text("1")
    mine = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "track-advisor"
    shutil.copytree(mine, cache / "track-advisor")
    serve = f"import sys; sys.argv = ['advisor', '--home', {str(real_home)!r}, 'serve', '--port', '{port}']\n"
    serve += "from advisor.faces.cli.app import main; main()"
    command = ["strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg", "-o", str(log), sys.executable, "-c", serve]
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    environment.pop("ORT_DISABLE_TELEMETRY", None)
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    process = subprocess.Popen(command, env=environment, start_new_session=True, **streams)  # type: ignore[call-overload]
    try:
        began = time.monotonic()
        while time.monotonic() < began + _WATCHED_S:
            time.sleep(1)
            assert process.poll() is None, process.stderr.read() if process.stderr else ""
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as page:
            assert page.status == 200
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    reached = {a or b for a, b in _ADDRESS.findall(log.read_text(errors="replace"))}
    assert reached <= {"127.0.0.1", "::1", "0.0.0.0"}
    assert sorted(path.name for path in cache.iterdir()) == ["track-advisor"]
