"""Run the service: `python -m services.matching`."""

import gc

import uvicorn

from services.matching.app import build
from services.matching.settings import Settings
from shared.telemetry import logging, tracing

GARBAGE = 20_000
"""New objects between two collections: a batch makes some ten thousand, and soon drops them."""


def main() -> None:
    """Serve until told to stop."""
    settings = Settings()
    gc.set_threshold(GARBAGE)
    logging.configure("matching", settings.log_level)
    tracing.configure("matching")
    uvicorn.run(
        build(settings),
        host=settings.http_host,
        port=settings.http_port,
        log_config=None,
        access_log=False,
    )


if __name__ == "__main__":
    main()
