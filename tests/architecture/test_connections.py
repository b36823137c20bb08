"""There is one way to connect to each server: it is the one that notices a host that is gone."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WAYS = {
    "asyncpg": "shared/postgres/pool.py",
    "aio_pika": "shared/messaging/publisher.py",
    "faststream.rabbit": "shared/messaging/listener.py",
}
OPENS = {
    ("asyncpg", "connect"),
    ("asyncpg", "create_pool"),
    ("aio_pika", "connect"),
    ("aio_pika", "connect_robust"),
    ("faststream.rabbit", "RabbitBroker"),
}
FILES = [path for tree in ("shared", "services", "deploy") for path in (ROOT / tree).rglob("*.py")]


def opened(source: str) -> Iterator[str]:
    """Name the packages whose connections this text opens, however it imports them."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if (node.value.id, node.attr) in OPENS:
                yield node.value.id
        elif isinstance(node, ast.ImportFrom):
            names = {(node.module, alias.name) for alias in node.names}
            yield from (str(package) for package, _ in names & OPENS)


@pytest.mark.long
def test_nobody_connects_in_a_way_of_his_own() -> None:
    found = [
        (package, str(path.relative_to(ROOT)))
        for path in FILES
        for package in opened(path.read_text(encoding="utf-8"))
        if str(path.relative_to(ROOT)) != WAYS[package]
    ]

    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "connection = await asyncpg.connect(dsn)",
        "from asyncpg import create_pool",
        "from aio_pika import connect_robust",
        "from faststream.rabbit import RabbitBroker",
    ],
)
def test_a_way_of_his_own_is_found(source: str) -> None:
    assert list(opened(source))
