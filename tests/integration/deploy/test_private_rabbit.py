"""A private RabbitMQ keeps what it confirmed and leaves nothing behind."""

import asyncio
import socket
import time
from contextlib import ExitStack
from pathlib import Path
from threading import Thread

import aio_pika
import pytest
from aio_pika import DeliveryMode, Message

from deploy.local.broker_definitions import check_user, definitions_of
from deploy.local.broker_users import as_user
from deploy.local.ports import is_free
from deploy.local.processes import mark_of
from deploy.local.rabbit import RabbitServer
from deploy.local.secrets import Secrets
from deploy.local.services import SERVICES
from shared.messaging.users import DEPLOY
from tests.support.servers import temporary_folder

SETTLING_SECONDS = 1.5


async def test_a_confirmed_message_outlives_a_kill(private_rabbit: RabbitServer) -> None:
    connection = await aio_pika.connect(private_rabbit.url)
    async with connection, connection.channel(publisher_confirms=True) as channel:
        await channel.declare_queue("kept", durable=True, arguments={"x-queue-type": "quorum"})
        # A queue younger than RabbitMQ's own ledger of queues is not yet safe from a kill.
        await asyncio.sleep(SETTLING_SECONDS)
        await channel.default_exchange.publish(
            Message(b"kept", delivery_mode=DeliveryMode.PERSISTENT), "kept"
        )

        private_rabbit.kill()
    private_rabbit.start()

    async with await aio_pika.connect(private_rabbit.url) as again:
        queue = await (await again.channel()).get_queue("kept")
        message = await queue.get()
    assert message.body == b"kept"


async def test_a_folder_that_was_moved_still_holds_what_was_confirmed() -> None:
    with temporary_folder() as folder:
        first = RabbitServer(folder / "here ä" / "rabbit", dies_with_us=True)
        await keep_a_message(first)
        (folder / "here ä").rename(folder / "there ö")
        second = RabbitServer(folder / "there ö" / "rabbit", dies_with_us=True)
        try:
            second.start()
            async with await aio_pika.connect(second.url) as connection:
                queue = await (await connection.channel()).get_queue("kept")
                message = await queue.get()
        finally:
            second.stop()

        assert message.body == b"kept"
        assert not (folder / "here ä").exists()


async def keep_a_message(server: RabbitServer) -> None:
    server.start()
    try:
        async with await aio_pika.connect(server.url) as connection:
            channel = await connection.channel(publisher_confirms=True)
            await channel.declare_queue("kept", durable=True, arguments={"x-queue-type": "quorum"})
            await asyncio.sleep(SETTLING_SECONDS)
            await channel.default_exchange.publish(
                Message(b"kept", delivery_mode=DeliveryMode.PERSISTENT), "kept"
            )
    finally:
        server.stop()


async def test_a_stranger_with_the_default_password_is_turned_away(
    private_rabbit: RabbitServer,
) -> None:
    stranger = f"amqp://guest:guest@127.0.0.1:{private_rabbit.ports.amqp}/"

    with pytest.raises(aio_pika.exceptions.ProbableAuthenticationError):
        await aio_pika.connect(stranger)


async def test_the_administrator_of_an_earlier_version_is_gone_and_the_others_come_in(
    tmp_path: Path,
) -> None:
    secrets = Secrets(tmp_path)
    with temporary_folder() as folder:
        before = RabbitServer(folder / "rabbit", dies_with_us=True)
        before.start()
        before.stop()
        definitions = definitions_of("/", secrets)
        now = RabbitServer(
            folder / "rabbit", before.ports.amqp, definitions=definitions, dies_with_us=True
        )
        try:
            now.start()
            with pytest.raises(aio_pika.exceptions.ProbableAuthenticationError):
                await aio_pika.connect(before.url)
            for name in (*SERVICES, DEPLOY):
                await check_user(as_user(now.address, name, secrets))
        finally:
            now.stop()


async def test_ports_that_somebody_took_meanwhile_are_left_to_them() -> None:
    with temporary_folder() as folder, ExitStack() as strangers:
        server = RabbitServer(folder / "rabbit", dies_with_us=True)
        taken = server.ports
        for port in (taken.amqp, taken.mapper):
            strangers.enter_context(socket.create_server(("127.0.0.1", port)))
        late = Thread(target=lambda: strangers.enter_context(comes_between(server)), daemon=True)
        late.start()
        try:
            server.start()
            late.join()
            async with await aio_pika.connect(server.url):
                assert not set(taken) & set(server.ports)
            assert str([taken.tools]) in (server.folder / "server.log").read_text(encoding="utf-8")
        finally:
            server.stop()


def comes_between(server: RabbitServer) -> socket.socket:
    """Take the port for the node's tools when its mapper runs already."""
    port = server.ports.tools
    before = server.ports.mapper
    while server.ports.mapper == before or is_free(server.ports.mapper):
        time.sleep(0.01)
    return socket.create_server(("127.0.0.1", port))


def test_it_is_shown_its_own_parts_and_no_plugin(private_rabbit: RabbitServer) -> None:
    parts = {part.name.partition("-")[0] for part in (private_rabbit.folder / "parts").iterdir()}

    assert not parts or {"rabbit", "ra", "rabbitmq_prelaunch"} <= parts
    assert not {"rabbitmq_management", "rabbitmq_shovel", "rabbitmq_stomp"} & parts


def test_stopping_leaves_no_process_and_no_port(private_rabbit: RabbitServer) -> None:
    pids, ports = [private_rabbit.pid, private_rabbit.mapper_pid], private_rabbit.ports

    private_rabbit.stop()

    assert [mark_of(pid) for pid in pids] == [None, None]
    assert [is_free(port) for port in (ports.amqp, ports.tools, ports.mapper)] == [True] * 3
