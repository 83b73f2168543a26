"""The addresses of the preview: its own pages, what they are told, what they show."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from generator.actions.theme_tokens import change_token
from generator.diagnostics import BriefError, Diagnostic
from generator.serving.forms import ToldWorkspace, told_sight, told_theme
from generator.serving.viewing import Choice, Viewing
from generator.theme.resolved import TokenPath

_ASSETS: Mapping[str, str] = {
    "shell.css": "text/css",
    "list.js": "text/javascript",
    "brief.js": "text/javascript",
    "panel.js": "text/javascript",
    "place.js": "text/javascript",
    "scheme.js": "text/javascript",
    "telling.js": "text/javascript",
}
# A page has a policy of its own; this one adds who may frame it.
_FRAMED = {"content-security-policy": "frame-ancestors 'self'"}
_LOOK_AGAIN = 0.4  # seconds until a waiting stream sees that the server stops


class TokenChange(Struct, frozen=True, forbid_unknown_fields=True):
    """What the panel sends."""

    path: Annotated[TokenPath, Meta(min_length=2, max_length=3)]
    value: str | float


@dataclass(slots=True, eq=False)
class Hearers:
    """The streams of the pages that are open, woken when something changes."""

    waiting: set[asyncio.Event] = field(default_factory=set)

    def wake(self) -> None:
        for one in tuple(self.waiting):
            one.set()


def application(
    viewing: Viewing, token: str, hearers: Hearers, stops: Callable[[], bool]
) -> Starlette:
    """What answers requests that a guard let through; `stops` says whether the server ends."""

    async def events(_: Request) -> Response:
        stream = _events(viewing, hearers, stops)
        return StreamingResponse(stream, media_type="text/event-stream")

    own = [
        Route("/", _shell("list.html")),
        Route("/brief/{slug}", _shell("brief.html")),
        Route("/shell/{name}", _asset),
        Route("/events", events),
        _routed(viewing, "/told/workspace", _answer_workspace),
        _routed(viewing, "/told/brief/{slug}", _answer_brief),
        _routed(viewing, "/told/theme/{name}", _answer_theme),
        Route("/told/theme/{name}", _change_of(viewing), methods=["POST"]),
        _routed(viewing, "/page/{digest}", _answer_page),
        _routed(viewing, "/pdf/{digest}", _answer_pdf),
        _routed(viewing, "/sheet/{digest}", _answer_sheet),
    ]
    return Starlette(routes=[Mount(f"/{token}", routes=own)])


def _routed(viewing: Viewing, path: str, answer: Callable[[Viewing, Request], Response]) -> Route:
    """A route whose answer is made in a thread, while others are answered."""

    async def answered(request: Request) -> Response:
        return await asyncio.to_thread(answer, viewing, request)

    return Route(path, answered)


async def _events(
    viewing: Viewing, hearers: Hearers, stops: Callable[[], bool]
) -> AsyncIterator[str]:
    """The number of each revision, as server-sent events (HTML Living Standard, 9.2)."""
    mine = asyncio.Event()
    hearers.waiting.add(mine)
    told = 0
    try:
        yield "retry: 500\n\n"
        while not stops():
            if told != viewing.revision:
                told = viewing.revision
                yield f"data: {told}\n\n"
            try:
                await asyncio.wait_for(mine.wait(), _LOOK_AGAIN)
            except TimeoutError:
                continue
            mine.clear()
    finally:
        hearers.waiting.discard(mine)


# --- the preview's own pages ------------------------------------------------------------


@cache
def _read_asset(name: str) -> bytes:
    return files("generator.serving").joinpath("shell", name).read_bytes()


def _shell(name: str) -> Callable[[Request], Awaitable[Response]]:
    async def shell(_: Request) -> Response:
        return Response(_read_asset(name), media_type="text/html")

    return shell


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _ASSETS:
        return _not_here()
    return Response(_read_asset(name), media_type=_ASSETS[name])


# --- what they are told -----------------------------------------------------------------


def _answer_workspace(viewing: Viewing, _: Request) -> Response:
    workspace = viewing.workspace
    return _as_json(
        ToldWorkspace(viewing.revision, workspace.root.name, viewing.slugs(), workspace.templates)
    )


def _answer_brief(viewing: Viewing, request: Request) -> Response:
    slug = request.path_params["slug"]
    asked = {name: value for name, value in request.query_params.items() if value}
    try:
        choice = msgspec.convert(asked | {"slug": slug}, Choice)
    except msgspec.ValidationError:
        return _not_here()
    sight = viewing.sight(choice)
    return _as_json(told_sight(sight, slug, viewing.workspace)) if sight else _not_here()


def _answer_theme(viewing: Viewing, request: Request) -> Response:
    return _as_json(told_theme(viewing.library, request.path_params["name"]))


def _change_of(viewing: Viewing) -> Callable[[Request], Awaitable[Response]]:
    async def change(request: Request) -> Response:
        try:
            asked = msgspec.json.decode(await request.body(), type=TokenChange)
        except msgspec.MsgspecError as error:
            return PlainTextResponse(f"{error}\n", 400)
        return await asyncio.to_thread(_token_changed, viewing, request.path_params["name"], asked)

    return change


def _token_changed(viewing: Viewing, name: str, asked: TokenChange) -> Response:
    refused: tuple[Diagnostic, ...] = ()
    try:
        change = change_token(viewing.library, name, asked.path, asked.value)
        viewing.renew([change.path])
    except BriefError as error:
        refused = error.diagnostics
    return _as_json(told_theme(viewing.library, name, refused))


# --- what they show ---------------------------------------------------------------------


def _answer_page(viewing: Viewing, request: Request) -> Response:
    data = viewing.page(request.path_params["digest"])
    return Response(data, media_type="text/html", headers=_FRAMED) if data else _not_here()


def _answer_pdf(viewing: Viewing, request: Request) -> Response:
    data = viewing.page(request.path_params["digest"])
    return Response(data, media_type="application/pdf") if data else _not_here()


def _answer_sheet(viewing: Viewing, request: Request) -> Response:
    data = viewing.sheet(request.path_params["digest"])
    return Response(data, media_type="image/png") if data else _not_here()


def _as_json(value: object) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")


def _not_here() -> Response:
    return PlainTextResponse("not here\n", 404)
