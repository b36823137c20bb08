"""The front page says only what is there: commands, places, and who says and hears what."""

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest
import typer.main

from deploy.cli.app import app
from shared.contracts import intake, matching, notify, reporting, rights
from shared.contracts.partner_news import PARTNER_TYPES

ROOT: Final = Path(__file__).parents[2]
README: Final = (ROOT / "README.md").read_text("utf-8")
SERVICES: Final = ("intake", "matching", "notify", "reporting")
LETTERS: Final = frozenset({"notification.requested", "notification.recalled"})
"""What only notify reads; intake and matching say it."""
ASKS: Final = {event.event_type for event in rights.ASKS}
ANSWERS: Final = {event.event_type for event in rights.ANSWERS}
"""What the services say to one another of somebody who asks what is known of them."""
SAID: Final = {
    "intake": {event.event_type for event in intake.EVENTS} | LETTERS | ASKS,
    "matching": {event.event_type for event in matching.EVENTS} | LETTERS | ANSWERS,
    "notify": {event.event_type for event in notify.EVENTS} | ANSWERS,
    "reporting": {event.event_type for event in reporting.EVENTS},
}
FACTS: Final = frozenset().union(*SAID.values()) - LETTERS - ASKS - ANSWERS


def heard_by(service: str) -> set[str]:
    queues = import_module(f"services.{service}.queues").QUEUES
    return {type_ for queue in queues for type_ in queue.types}


def row_of(service: str) -> list[str]:
    (row,) = re.findall(rf"^\| \[{service}\].*$", README, re.MULTILINE)
    return [cell.strip() for cell in row.strip("|").split("|")]


def types_in(cell: str) -> set[str]:
    """Read `request.created/cancelled` and `match.*` as the types they stand for."""
    found: set[str] = set()
    for words in re.findall(r"`([a-z_.*/]+)`", cell):
        first, *others = words.split("/")
        subject = first.partition(".")[0]
        for name in (first, *(f"{subject}.{other}" for other in others)):
            found |= set(_standing_for(name))
    return found


def _standing_for(name: str) -> Iterable[str]:
    if "*" not in name:
        return (name,)
    pattern = re.compile(re.escape(name).replace(r"\*", "[a-z_]+"))
    return filter(pattern.fullmatch, FACTS | LETTERS)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_says_what_is_written(service: str) -> None:
    assert types_in(row_of(service)[2]) == SAID[service]


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_hears_what_is_written(service: str) -> None:
    cell = row_of(service)[3]
    told = types_in(cell)
    told |= set(PARTNER_TYPES) if "what partners subscribe to" in cell else set()
    told |= FACTS if cell == "every fact" else set()

    assert told == heard_by(service)


def named_commands() -> Iterator[str]:
    table = README[README.index("| also |") : README.index("## The flow")]
    for cell in re.findall(r"^\| (`.*?`(?:, `.*?`)*) \|", table, re.MULTILINE):
        yield from re.findall(r"`([a-z-]+)", cell)
    yield from re.findall(r"^\./porukalla ([a-z-]+)", README, re.MULTILINE)


def test_every_command_is_named_and_no_other() -> None:
    command = typer.main.get_command(app)

    assert set(named_commands()) == set(getattr(command, "commands"))  # noqa: B009  # a group has them


def places() -> Iterator[str]:
    yield from re.findall(r"`((?:services|shared|deploy|docs)/[\w./<>*-]*)`", README)
    yield from (link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link)


@pytest.mark.parametrize("place", sorted(set(places())))
def test_every_place_is_there(place: str) -> None:
    assert list(ROOT.glob(re.sub(r"<\w+>", "*", place).rstrip("/")))


def test_every_decision_is_listed_once_and_in_order() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(
        r"^\| \[\d{4}\]\((.+?)\)", (folder / "README.md").read_text("utf-8"), re.MULTILINE
    )

    assert listed == sorted(file.name for file in folder.glob("0*.md"))
