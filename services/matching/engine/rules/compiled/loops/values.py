"""What the loops read and write."""

from typing import NamedTuple

import numpy as np

from services.matching.engine.rules.index.columns import Array


class Rows(NamedTuple):
    """The columns that the loop reads."""

    x: Array
    y: Array
    z: Array
    placed: Array
    traits: Array
    hours0: Array
    hours1: Array
    hours2: Array
    areas: Array
    radius: Array
    load: Array
    cap: Array
    rested_at: Array
    asked: Array
    accepted: Array
    kind: Array
    number: Array


class Sought(NamedTuple):
    """A need as the loop reads it."""

    demands: np.uint32
    hours: Array
    serves: Array
    has_some: Array
    refused: Array
    charged: Array
    at: Array
    is_placed: bool
    minute: float
    forget: float
    ask_limit: float
    lost: float
    wider: float


class Needs(NamedTuple):
    """Many needs, one row each."""

    demands: Array
    hours: Array
    town: Array
    """The row of `Common` that is of the need's municipality."""
    refused_from: Array
    """Where each need's own begin in `refused`, and after the last one the end."""
    refused: Array
    at: Array
    is_placed: Array
    minute: Array
    forget: Array
    ask_limit: Array
    lost: Array
    wider: Array


class Common(NamedTuple):
    """What many needs share; of municipalities those that are asked about, one row each."""

    serves: Array
    """[town, area set]: it holds the municipality."""
    has_some: Array
    """[town, block]: someone in it goes there by their areas."""
    charged: Array
    """By class."""


class Best(NamedTuple):
    """The cheapest so far, and counts: how many are held, fit, are at their cap, asked enough.

    For many needs one row each.
    """

    costs: Array
    numbers: Array
    kms: Array
    recents: Array
    counts: Array


class Bounds(NamedTuple):
    """The blocks as the loop reads them."""

    starts: Array
    low: Array
    high: Array
    placed: Array
    traits: Array
    radius: Array
    habit: Array


class Roster(NamedTuple):
    """Everyone; rows from `sorted_to` to `used_to` are in no block."""

    rows: Rows
    blocks: Bounds
    sorted_to: int
    used_to: int


class Space(NamedTuple):
    """Room for one entry a block, used again for every need."""

    squares: Array
    bounds: Array
    heap: Array
