"""What every command shares: the settings from --home, a console on stderr, and the advisor opened with a notice."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.errors import UsageError
from advisor.faces.cli.terminal import open_console
from advisor.settings import Settings, framework_folder

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from advisor.advisor import Advisor
    from advisor.search.build import Notice

_settings = Settings()


def configure(home: Path | None, framework: Path | None = None) -> None:
    """Set by the options --home and --framework, ahead of any command."""
    global _settings
    if framework:
        os.environ["ADVISOR_FRAMEWORK"] = str(framework)
    chosen = framework_folder()
    if not (chosen / "framework.toml").is_file():
        mend = f"advisor framework new {chosen}"
        raise UsageError(f"found no framework.toml in {chosen}", expected="a framework", mend=mend)
    _settings = replace(Settings(), home=home) if home else Settings()


def settings() -> Settings:
    return _settings


def stderr() -> Console:

    return open_console(error=True)


@contextmanager
def building() -> Iterator[Notice]:
    """Progress bars on stderr, with rate and time left, for whatever is being built."""
    with ExitStack() as stack:
        bars: list[Progress] = []  # begun with the first thing that is built: nothing built, nothing printed

        def notice(what: str, total: int) -> Callable[[int], None]:
            if not bars:
                bars.append(stack.enter_context(_bars()))
            task = bars[0].add_task(f"indexing {what}", total=total)

            def step(done: int) -> None:
                bars[0].update(task, advance=done)

            return step

        yield notice


def _bars() -> Progress:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.finished_speed or task.speed or 0:,.0f}/s")

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    return Progress(*columns, console=stderr(), transient=True)


def load(sources: Sequence[str] = ()) -> Advisor:
    """Open the advisor; where the index has to be built first, say so on stderr."""
    from advisor.advisor import Advisor

    with building() as notice:
        return Advisor.load(
            settings(),
            sources=sources,
            notice=notice,
            rebuilding=lambda why: stderr().print(f"{why}: building the index once"),
        )
