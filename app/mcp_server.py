"""The Model Context Protocol over the tools of `mcp_tools`: one HTTP exchange in, one JSON answer out.

Stateless: nothing of a call outlives it, so there is no session to keep, to lose in a restart or to run beside the
server. What a caller did wrong, and what went wrong here, is a result of the tool with `isError`, in the words that the
API has for it, so that a model can read it and call again.
"""

from __future__ import annotations

import logging
from typing import Any

from anyio import to_thread
from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.shared.exceptions import MCPError
from pydantic import ValidationError
from pydantic_core import to_json

from app import problems
from app.mcp_tools import INSTRUCTIONS, TOOLS
from app.wire import Services
from ingest.errors import CorroborateError

log = logging.getLogger(__name__)

# The longest arguments are a draft of 200,000 characters, 2.4 MB where all of them are escaped, and 10,000 ids, 0.3 MB.
MAX_BODY_BYTES = 4_000_000

_TOOLS = {tool.name: tool for tool in TOOLS}
_READS = types.ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


def make_server(services: Services, *, version: str) -> Server[Any]:
    """Return the protocol's server over these services."""
    listed = types.ListToolsResult(
        tools=[
            types.Tool(
                name=tool.name,
                title=tool.title,
                description=tool.description,
                input_schema=tool.input_schema(),
                output_schema=tool.output_schema(),
                annotations=_READS,
            )
            for tool in TOOLS
        ]
    )

    async def list_tools(_: Any, __: Any) -> types.ListToolsResult:  # noqa: ANN401 - the protocol's own context
        return listed

    async def call_tool(context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:  # noqa: ANN401
        if params.name not in _TOOLS:
            raise MCPError(types.INVALID_PARAMS, f"no tool is called {params.name[:80]!r}; use {', '.join(_TOOLS)}")
        server = str(context.request.base_url).rstrip("/") if context.request else ""
        return await to_thread.run_sync(_called, params.name, params.arguments or {}, services, server)

    return Server(
        "corroborate",
        title="Corroborate",
        version=version,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def exchange(server: Server[Any]) -> StreamableHTTPSessionManager:
    """Return what answers one HTTP request; it is run for that one alone."""
    return StreamableHTTPSessionManager(
        server, json_response=True, stateless=True, max_request_body_size=MAX_BODY_BYTES
    )


def _called(name: str, arguments: dict[str, Any], services: Services, server: str) -> types.CallToolResult:
    try:
        found = _TOOLS[name].call(arguments, services, server)
    except ValidationError as error:
        return _refused("; ".join(part["detail"] for part in problems.of_body(error).errors))
    except Exception as error:
        if not isinstance(error, CorroborateError):
            log.exception("the tool %s failed", name)
        return _refused(str(problems.as_problem(error, instance="/mcp")["title"]))
    text = types.TextContent(type="text", text=to_json(found).decode())
    return types.CallToolResult(content=[text], structured_content=found)


def _refused(text: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=True)
