"""Run the catcher: `python -m deploy.local.catcher --http PORT --smtp PORT --folder DIR`.

The partner's webhook secret comes in CATCHER_PARTNER_SECRET.
"""

import argparse
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from deploy.local.catcher.behaviour import Behaviour
from deploy.local.catcher.mail import Mail
from deploy.local.catcher.pages import Pages, routes
from deploy.local.catcher.partner import Delivery
from deploy.local.catcher.shelf import Shelf
from deploy.local.catcher.smtp import Catching, listening


def main() -> None:
    """Read the arguments and serve until told to end."""
    parser = argparse.ArgumentParser(prog="python -m deploy.local.catcher")
    parser.add_argument("--http", type=int, required=True)
    parser.add_argument("--smtp", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--settable", action="store_true", help="tests may ask it to misbehave")
    chosen = parser.parse_args()
    uvicorn.run(
        build(chosen.folder, chosen.smtp, settable=chosen.settable),
        host="127.0.0.1",
        port=chosen.http,
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=1,
    )


def build(folder: Path, smtp_port: int, *, settable: bool) -> Starlette:
    """Wire the SMTP server and the pages to the same shelves."""
    behaviour = Behaviour()
    pages = Pages(
        mails=Shelf(folder / "mails", Mail),
        deliveries=Shelf(folder / "deliveries", Delivery),
        behaviour=behaviour,
        partner_secret=os.environ["CATCHER_PARTNER_SECRET"],
        now=_now,
    )

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with listening(Catching(pages.mails, behaviour, _now), smtp_port):
            yield

    return Starlette(routes=routes(pages, settable=settable), lifespan=lifespan)


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main()
