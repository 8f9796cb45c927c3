"""The MCP server: `ask` and `assess` as tools, over standard input and output, or over HTTP on this machine."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, InputRequiredResult, ToolAnnotations
from pydantic import ValidationError

from advisor.errors import AdvisorError
from advisor.faces.programs.functions import Functions
from advisor.faces.web.door import Door
from advisor.faces.web.served_names import ServedNames

_NAME, _HERE = "track-advisor", "127.0.0.1"
_INSTRUCTIONS = (
    "Exact quotes and a rule-based verdict on the Research Engineer or Research Scientist choice. Pass quotes on word for "
    "word with their section; where status is abstained, the source does not say, so do not say it either."
)
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)


class _Server(MCPServer):
    """Arguments of another form are refused in one line, where MCP's own would give a page of them."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Any = None
    ) -> CallToolResult | InputRequiredResult:
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if not isinstance(error.__cause__, ValidationError):
                raise
            first = error.__cause__.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise ToolError(f"found {where} of another form ({first['msg'].lower()}); expected what {name} takes") from None


def server(functions: Functions) -> MCPServer:
    """Ready to run; both tools only read, and give the same answer to the same call."""
    made: MCPServer = _Server(
        _NAME, title="Track Advisor", instructions=_INSTRUCTIONS, version=version(_NAME), log_level="ERROR"
    )
    for function in (functions.ask, functions.assess):
        made.tool(description=inspect.cleandoc(function.__doc__ or ""), annotations=_READS)(_told(function))
    return made


def run(functions: Functions, *, port: int | None = None) -> None:
    """Until the client hangs up, or of `port`, until Ctrl-C at http://127.0.0.1:PORT/mcp."""
    if port is None:
        server(functions).run("stdio")
    else:
        import uvicorn

        app = Door(server(functions).streamable_http_app(host=_HERE, stateless_http=True), ServedNames(_HERE))
        uvicorn.run(app, host=_HERE, port=port, log_level="error")


def _told(function: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """An error of ours reaches the client as one clear line."""

    @functools.wraps(function)
    def told(*args: Any, **kwargs: Any) -> dict[str, Any]:
        try:
            return function(*args, **kwargs)
        except AdvisorError as error:
            raise ToolError(str(error)) from None

    return told
