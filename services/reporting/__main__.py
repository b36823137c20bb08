"""Run the service: `python -m services.reporting`."""

import shared.quick_start
from services.reporting.app import SERVICE
from services.reporting.settings import Settings

if __name__ == "__main__":
    shared.quick_start.end()
    SERVICE.run(Settings())
