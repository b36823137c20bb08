"""The tables of notify's database, in the order in which they came."""

from pathlib import Path

from shared.migrations import components_of

COMPONENTS = components_of("notify", Path(__file__).parent)
