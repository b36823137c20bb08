"""Run the service: `python -m services.notify`."""

import shared.quick_start
from services.notify.app import SERVICE
from services.notify.settings import Settings

if __name__ == "__main__":
    shared.quick_start.end()
    SERVICE.run(Settings())
