"""The tables of intake's database, in the order in which they came."""

from pathlib import Path

from shared.migrations import components_of

COMPONENTS = components_of("intake", Path(__file__).parent)
