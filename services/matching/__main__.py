"""Run the service: `python -m services.matching`."""

import gc

from services.matching.app import SERVICE
from services.matching.settings import Settings

GARBAGE = 20_000
"""New objects between two collections: a batch makes some ten thousand, and soon drops them."""

if __name__ == "__main__":
    gc.set_threshold(GARBAGE)
    SERVICE.run(Settings())
