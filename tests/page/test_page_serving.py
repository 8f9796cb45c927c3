"""What stands around the page: the address, the port, the settings that keep it quiet."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from advisor.errors import AdvisorError
from advisor.faces.page import serving
from advisor.offline import keep_offline


def test_importing_the_page_does_not_import_gradio() -> None:
    code = "import sys, advisor.faces.page.serving, advisor.faces.cli.serve; sys.exit('gradio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_gradio_is_imported_without_what_the_page_never_uses() -> None:
    code = """
import sys
from pathlib import Path
from advisor.faces.page.serving import gradio_alone
found = list(sys.meta_path)
import importlib.util
folder = Path(importlib.util.find_spec("gradio").origin).parent
stubs = {path: path.stat().st_mtime_ns for path in folder.rglob("*.pyi")}
with gradio_alone():
    import gradio
class Shouting(gradio.Textbox):
    pass
assert gradio.Textbox.change and Shouting.submit
assert stubs == {path: path.stat().st_mtime_ns for path in folder.rglob("*.pyi")}
assert sys.meta_path == found and "mcp" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_port_in_use_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("GRADIO_SERVER_PORT", str(port))
        with pytest.raises(AdvisorError, match=rf"cannot listen on 127.0.0.1:{port} .*advisor serve --port {port + 1}"):
            serving.start(serving.Settings(home=tmp_path))


def test_a_port_that_is_no_number_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADIO_SERVER_PORT", "http")
    with pytest.raises(AdvisorError, match="found GRADIO_SERVER_PORT=http; expected a number"):
        serving.start(serving.Settings(home=tmp_path))


def test_the_environment_is_quiet_before_gradio_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "example.org")
    monkeypatch.setenv("GRADIO_ANALYTICS_ENABLED", "True")
    serving._prepare()
    keep_offline()
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"
    assert os.environ["NO_PROXY"].split(",") == ["example.org", "localhost", "127.0.0.1", "::1"]


@pytest.mark.browser
def test_the_page_as_served_is_private(served: Any) -> None:
    with urllib.request.urlopen(served.url) as answer:
        policy, html = answer.headers["content-security-policy"], answer.read().decode()
    assert "default-src 'self'" in policy
    config = json.loads(html.split("window.gradio_config = ", 1)[1].split(";</script>", 1)[0])
    assert (config["run_history"], config["footer_links"], config["show_error"]) == (False, [], False)
    assert config["analytics_enabled"] is False
    public = {each["api_name"] for each in config["dependencies"] if each["api_visibility"] != "private"}
    assert public == {"ask", "assess"}


@pytest.mark.browser
@pytest.mark.parametrize(
    "path", ["monitoring", "gradio_api/file=index/manifest.json", "gradio_api/file=corpus/guide/text.txt"]
)
def test_what_is_not_the_page_is_not_served(served: Any, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match=r"40[034]"):
        urllib.request.urlopen(f"{served.url}{path.replace('=', '=' + str(served.home) + '/')}")
