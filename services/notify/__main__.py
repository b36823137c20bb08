"""Run the service: `python -m services.notify`."""

import uvicorn

from services.notify.app import build
from services.notify.settings import Settings
from shared.telemetry import logging, tracing


def main() -> None:
    """Serve until told to stop."""
    settings = Settings()
    logging.configure("notify", settings.log_level)
    tracing.configure("notify")
    uvicorn.run(
        build(settings),
        host=settings.http_host,
        port=settings.http_port,
        log_config=None,
        access_log=False,
    )


if __name__ == "__main__":
    main()
