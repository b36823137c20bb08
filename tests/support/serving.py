"""Serve an application to a browser, a real one or a client, for the length of a test."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import uvicorn
from fastapi import FastAPI

from shared.web.server import listening
from tests.support.messaging import until


@asynccontextmanager
async def browser_of(app: FastAPI, token: str | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """Give a client that behaves as a browser does, signed in where there is a token."""
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url="http://localhost:8080",
        headers={"sec-fetch-site": "same-origin"},
        cookies={"porukalla": token} if token else {},
    ) as client:
        yield client


@asynccontextmanager
async def running(app: FastAPI, token: str | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """Start the service as production does, and give a browser."""
    async with app.router.lifespan_context(app), browser_of(app, token) as client:
        yield client


@asynccontextmanager
async def served(app: FastAPI) -> AsyncIterator[str]:
    """Give the origin, on a free loopback port."""
    server = uvicorn.Server(listening(app, "127.0.0.1", 0))
    serving = asyncio.create_task(server.serve())
    try:
        await until(lambda: server.started)
        # by name: staff sign in where a passkey may live
        yield f"http://localhost:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving
