"""Run the service: `python -m services.reporting`."""

import uvicorn

from services.reporting.app import build
from services.reporting.settings import Settings
from shared.telemetry import logging, tracing


def main() -> None:
    """Serve until told to stop."""
    settings = Settings()
    logging.configure("reporting", settings.log_level)
    tracing.configure("reporting")
    uvicorn.run(
        build(settings),
        host=settings.http_host,
        port=settings.http_port,
        log_config=None,
        access_log=False,
    )


if __name__ == "__main__":
    main()
