"""What the operator does about partners' endpoints."""

from dataclasses import dataclass, field, replace
from uuid import uuid4

import pytest

from services.notify.subscriptions.model import Endpoint, Wishes
from services.notify.subscriptions.use_cases import (
    ManageEndpoints,
    UnknownEndpointError,
    UnknownTypeError,
)
from tests.support.activations import FakeCurrent
from tests.support.notify.building import EXERCISE
from tests.support.notify.fakes import FakeStore

ENDPOINT = Endpoint(
    "Kumppani ry", "https://partner.example/hook", "good", Wishes(["request.created"], ["491"])
)


def only_good(secret: str) -> None:
    if not secret.startswith("good"):
        raise ValueError


@dataclass
class World:
    """The use cases over a fake store."""

    store: FakeStore = field(default_factory=FakeStore)

    @property
    def endpoints(self) -> ManageEndpoints:
        return ManageEndpoints(
            self.store, FakeCurrent(EXERCISE), ["request.created"], only_good, uuid4
        )


async def test_an_endpoint_is_kept_as_it_was_said() -> None:
    world = World()

    identity = await world.endpoints.add_endpoint(ENDPOINT)

    kept = world.store.state.endpoints[identity]
    assert (kept.name, kept.url, kept.secrets) == (ENDPOINT.name, ENDPOINT.url, ("good",))
    assert (kept.types, kept.municipalities) == (("request.created",), ("491",))


async def test_an_endpoint_belongs_to_the_open_activation() -> None:
    world = World()

    identity = await world.endpoints.add_endpoint(ENDPOINT)

    assert world.store.state.endpoints[identity].activation == EXERCISE


async def test_a_type_partners_may_not_hear_is_refused() -> None:
    world = World()

    with pytest.raises(UnknownTypeError, match=r"staff\.session_opened"):
        await world.endpoints.add_endpoint(
            replace(ENDPOINT, wishes=Wishes(["staff.session_opened"]))
        )

    assert world.store.state.endpoints == {}


async def test_a_secret_that_cannot_sign_is_refused() -> None:
    world = World()

    with pytest.raises(ValueError):  # noqa: PT011  # the error of the check that was given
        await world.endpoints.add_endpoint(replace(ENDPOINT, secret="bad"))

    assert world.store.state.endpoints == {}


async def test_a_rotation_keeps_the_former_secret() -> None:
    world = World()
    identity = await world.endpoints.add_endpoint(ENDPOINT)

    await world.endpoints.rotate_secret("Kumppani ry", "good too")

    assert world.store.state.endpoints[identity].secrets == ("good too", "good")


async def test_nobodys_secret_cannot_be_rotated() -> None:
    with pytest.raises(UnknownEndpointError):
        await World().endpoints.rotate_secret("nobody", "good")
