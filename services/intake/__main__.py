"""Run the service: `python -m services.intake`."""

from services.intake.app import SERVICE
from services.intake.settings import Settings

if __name__ == "__main__":
    SERVICE.run(Settings())
