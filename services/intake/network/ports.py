"""What the page of the network's life needs of a transaction."""

from typing import Protocol

from services.intake.accounts.ports import WithAccounts
from services.intake.call_backs.ports import WithCallBacks
from services.intake.missed_calls.ports import WithMissedCalls
from services.intake.organisations.ports import WithOrganisations
from services.intake.shifts.ports import WithShifts
from services.intake.supply.ports import WithSupply


class OpeningWork(
    WithAccounts,
    WithCallBacks,
    WithMissedCalls,
    WithOrganisations,
    WithShifts,
    WithSupply,
    Protocol,
):
    """A transaction in which it can be read whether the network is ready to open."""
