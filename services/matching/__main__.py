"""Run the service: `python -m services.matching`."""

import shared.quick_start
from services.matching.app import SERVICE
from services.matching.settings import Settings

if __name__ == "__main__":
    shared.quick_start.end()
    SERVICE.run(Settings())
