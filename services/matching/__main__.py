"""Run the service: `python -m services.matching`."""

from services.matching.app import SERVICE
from services.matching.settings import Settings

if __name__ == "__main__":
    SERVICE.run(Settings())
