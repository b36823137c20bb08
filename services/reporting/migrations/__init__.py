"""The tables of reporting's database, in the order in which they came."""

from pathlib import Path

from shared.migrations import components_of

COMPONENTS = components_of("reporting", Path(__file__).parent, without=["sealing"])
