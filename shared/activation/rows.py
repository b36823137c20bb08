"""Rows of `activations` as standings, and what is said of one as the values of a row."""

import asyncpg

from shared.activation.standing import Reach, Standing
from shared.contracts.activation_words import ActivationState, OpenChannel, SignUp


def standing_of(row: asyncpg.Record) -> Standing:
    """Read how one stands."""
    return Standing(
        state=ActivationState(row["state"]),
        opened_at=row["opened_at"],
        since=row["since"],
        changed_at=row["changed_at"],
        version=row["version"],
        reach=Reach(
            areas=frozenset(row["areas"]),
            lines=frozenset(row["lines"]),
            channels=frozenset(OpenChannel(each) for each in row["channels"]),
            sign_up=SignUp(row["sign_up"]),
            valid_until=row["valid_until"],
            review_on=row["review_on"],
        ),
    )


def reach_values(reach: Reach) -> tuple[object, ...]:
    """Give what is written of it: sets in one order, so that two services write the same."""
    return (
        sorted(reach.areas),
        sorted(reach.lines),
        sorted(reach.channels),
        reach.sign_up,
        reach.valid_until,
        reach.review_on,
    )
