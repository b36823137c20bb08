"""Run the service: `python -m services.intake`."""

import uvicorn

from services.intake.app import build
from services.intake.settings import Settings
from shared.telemetry import logging, tracing


def main() -> None:
    """Serve until told to stop."""
    settings = Settings()
    logging.configure("intake", settings.log_level)
    tracing.configure("intake")
    uvicorn.run(
        build(settings),
        host=settings.http_host,
        port=settings.http_port,
        log_config=None,
        access_log=False,
    )


if __name__ == "__main__":
    main()
