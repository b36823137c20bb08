"""Run the service: `python -m services.intake`."""

import shared.quick_start
from services.intake.app import SERVICE
from services.intake.settings import Settings

if __name__ == "__main__":
    shared.quick_start.end()
    SERVICE.run(Settings())
