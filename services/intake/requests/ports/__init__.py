"""What requests need of the world."""

from services.intake.requests.ports.requests import Requests, UnknownRequestError, WithRequests
from services.intake.requests.ports.works import (
    Draws,
    DuePromises,
    EraseWork,
    Letters,
    Partings,
    ReopenWork,
    RequestWork,
    WithPartings,
)

__all__ = [
    "Draws",
    "DuePromises",
    "EraseWork",
    "Letters",
    "Partings",
    "ReopenWork",
    "RequestWork",
    "Requests",
    "UnknownRequestError",
    "WithPartings",
    "WithRequests",
]
