"""The other side of the accept measurement: the same framework, one row, nothing else."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import asyncpg
import uvicorn
from fastapi import FastAPI, Request
from pydantic import BaseModel

INSERT = "INSERT INTO bare VALUES ($1, $2)"


class Body(BaseModel):
    """The same fields as a request for help."""

    category: str
    urgency: str
    postal_code: str
    language: str
    phone: str
    first_name: str
    text: str
    on_behalf: bool


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open the pool."""
    async with asyncpg.create_pool(os.environ["BARE_DSN"], max_size=10) as pool:
        app.state.pool = pool
        yield


app = FastAPI(lifespan=lifespan)


@app.post("/api/requests", status_code=201)
async def accept(request: Request, body: Body) -> dict[str, str]:
    """Insert one row, durable at the answer."""
    await request.app.state.pool.execute(
        "INSERT INTO bare VALUES ($1, $2)", uuid4(), body.model_dump_json()
    )
    return {"reference": "K7-0A11", "status_url": "http://localhost", "state": "received"}


if __name__ == "__main__":
    # by h11, as it was first measured: else figures of before could not be compared with
    port = int(os.environ["BARE_PORT"])
    uvicorn.run(app, port=port, log_level="warning", access_log=False, http="h11")
