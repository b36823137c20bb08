"""The figures of one look at the network, and the verdict that follows from them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, computed_field

from deploy.local.broker_definitions import WITHOUT_LIMITS

Health = Literal["ok", "degraded", "down", "unreachable"]
Verdict = Literal["ok", "degraded", "unreachable"]

LATE_SECONDS = 30.0
"""An event that waits longer to be published or handled is worth a human's look."""


class ServiceFigures(BaseModel):
    """One service: its own words about itself, and its outbox by SQL."""

    name: str
    live: bool
    ready: Health
    restarts: int | None = None
    """None where the service is kept running by someone else."""
    unsent: int | None = None
    """Events not yet published; None when the database cannot be read."""
    oldest_unsent_seconds: float | None = None
    set_aside: int | None = None
    """Rows that a loop failed on, for a person to decide; None when the database cannot be read."""
    checks: dict[str, str] = {}
    """Status of each readiness check that is not ok."""
    plain: str = ""
    """Settings by which it goes in clear to another machine, because somebody allowed it."""


class QueueFigures(BaseModel):
    """One work queue with its retry ladder and its parked messages."""

    name: str
    waiting: int
    """Ready for delivery; what a consumer holds unacknowledged is not counted."""
    consumers: int
    retrying: int
    parked: int
    strangers: int = 0
    """Of the parked ones those that another than the owner of their type said."""
    oldest_seconds: float | None = None
    """Age of the oldest published event its consumer has not taken; None when none waits."""
    oldest_is_least: bool = False
    """True when only the newest events were looked at, so that the oldest may be older."""


class LetterFigures(BaseModel):
    """Whether letters leave."""

    last_sent_at: datetime | None = None
    """None when none ever left."""
    stuck: int = 0
    """Refused, or not tried in time, since the last one left."""
    response: str | None = None
    """What the mail server said to the newest of the stuck ones."""

    @computed_field  # type: ignore[prop-decorator]  # mypy does not know pydantic's way
    @property
    def verdict(self) -> str:
        """`ok`, or since when no letter left."""
        if not self.stuck:
            return "ok"
        if self.last_sent_at is None:
            return "none ever left"
        return f"not since {self.last_sent_at:%Y-%m-%d %H:%M:%S} UTC"


class DeliveryFigures(BaseModel):
    """Deliveries that a person must decide about."""

    failed: int = 0
    held: int = 0
    """News for partners whose endpoint is switched off."""
    oldest_held: datetime | None = None


class PhoneFigures(BaseModel):
    """Whoever opens the network's phone asks this first."""

    answering: int = 0
    """How many of the staff say that they are at the phone now."""


class LifeFigures(BaseModel):
    """Where the network is in its life."""

    state: str
    since: datetime
    valid_until: date | None = None


class Figures(BaseModel):
    """One look; `None` for the broker's part means that it cannot be reached."""

    services: Sequence[ServiceFigures]
    queues: Sequence[QueueFigures] | None
    databases: bool
    """Whether every service's database could be read."""
    limits: bool | None = None
    """Whether the broker has this version's limits of queues; None when it does not tell."""
    letters: LetterFigures | None = None
    """None when notify's database cannot be read."""
    deliveries: DeliveryFigures | None = None
    """The same."""
    phone: PhoneFigures | None = None
    """None when intake's database cannot be read."""
    life: LifeFigures | None = None
    """The same."""

    @property
    def verdict(self) -> Verdict:
        """Broker or database out of reach, or no service at all; else anything amiss; else ok."""
        if self.queues is None or not self.databases or not any(x.live for x in self.services):
            return "unreachable"
        return "degraded" if self.troubles else "ok"

    @property
    def warnings(self) -> list[str]:
        """Say what somebody allowed, a line each; the network works all the same."""
        return [
            f"{service.name} goes in clear to another machine: {service.plain}"
            for service in self.services
            if service.plain
        ]

    @property
    def troubles(self) -> list[str]:
        """Say what is amiss, one line each."""
        found = [line for service in self.services for line in _service_troubles(service)]
        found += [line for queue in self.queues or () for line in _queue_troubles(queue)]
        if self.letters is not None and self.letters.stuck:
            found.append(_letter_trouble(self.letters))
        if self.deliveries is not None and self.deliveries.held:
            found.append(_held_trouble(self.deliveries))
        if self.queues is None:
            found.append("the broker cannot be reached")
        if self.limits is False:
            found.append(WITHOUT_LIMITS)
        if not self.databases:
            found.append("not every database can be reached")
        return found


def _service_troubles(service: ServiceFigures) -> list[str]:
    found = []
    if service.ready != "ok":
        checks = ", ".join(f"{name} {status}" for name, status in service.checks.items())
        found.append(f"{service.name} is {service.ready}{f' ({checks})' if checks else ''}")
    if (service.oldest_unsent_seconds or 0.0) > LATE_SECONDS:
        age = service.oldest_unsent_seconds
        found.append(f"{service.name} has events unpublished for {age:.0f} s")
    if service.set_aside:
        found.append(f"{service.name} has {service.set_aside} set aside for a person")
    return found


SAID_BY_STRANGERS = (
    "not said by the owner of their type: somebody may have a password of the broker"
)


def _held_trouble(deliveries: DeliveryFigures) -> str:
    since = deliveries.oldest_held
    oldest = f", the oldest since {since:%Y-%m-%d %H:%M} UTC" if since else ""
    return f"{deliveries.held} held for partners that are switched off{oldest}"


def _queue_troubles(queue: QueueFigures) -> list[str]:
    found = []
    if queue.parked:
        found.append(f"{queue.name} has {queue.parked} parked")
    if queue.strangers:
        found.append(f"{queue.name}: {queue.strangers} of them {SAID_BY_STRANGERS}")
    if not queue.consumers:
        found.append(f"nobody listens to {queue.name}")
    if (queue.oldest_seconds or 0.0) > LATE_SECONDS:
        found.append(f"{queue.name} has an event waiting for {queue.oldest_seconds:.0f} s")
    return found


def _letter_trouble(letters: LetterFigures) -> str:
    answer = f", last answer: {letters.response}" if letters.response else ""
    return f"letters: {letters.verdict} ({letters.stuck} stuck{answer})"
