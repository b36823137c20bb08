"""Run the service: `python -m services.notify`."""

from services.notify.app import SERVICE
from services.notify.settings import Settings

if __name__ == "__main__":
    SERVICE.run(Settings())
