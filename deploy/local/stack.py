"""The whole network on this machine: servers, mail catcher, services and front, in order."""

import os
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from deploy.local import errands
from deploy.local.environments import KEY_SETTINGS, Surroundings, inherited, service_environment
from deploy.local.folders import CLONE
from deploy.local.front import front
from deploy.local.helper import Helper
from deploy.local.kept_process import Happening, Keeper
from deploy.local.own_files import (
    is_played,
    sender_of,
    settings_of_files,
    settings_of_town,
)
from deploy.local.plan import Plan
from deploy.local.port_book import PortBook
from deploy.local.ports import is_free
from deploy.local.program import Program
from deploy.local.queue_care import QueueCare
from deploy.local.record import Network, Process, forget_network, write_network
from deploy.local.secrets import Secrets
from deploy.local.servers import Servers
from deploy.local.services import SERVICES
from deploy.local.start_report import Reporter, step
from deploy.local.supervisor import Supervisor


class PortTakenError(Exception):
    """Another program listens on this port; choose another one with --port."""


@dataclass(slots=True)
class Stack:
    """One network; `start` and `stop` block, everything else may be called from any thread."""

    plan: Plan
    reporter: Reporter
    _supervisor: Supervisor = field(init=False)
    _servers: Servers = field(init=False)
    _ports: dict[str, int] = field(init=False)
    _twins: dict[str, int] = field(init=False)
    _databases: Mapping[str, str] = field(init=False, default_factory=dict)
    _secrets: Secrets = field(init=False)
    _care: QueueCare = field(init=False)
    _is_ready: bool = field(init=False, default=False)
    _writing: threading.Lock = field(init=False, default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Make the state folder and choose ports; nothing runs yet."""
        folders = self.plan.folders
        folders.make()
        book = PortBook(folders.run / "ports.json")
        self._supervisor = Supervisor(self._tell)
        self._secrets = Secrets(folders.secrets)
        self._servers = Servers.of(self.plan, book, self._secrets)
        self._ports = {name: book.port_of(name) for name in (*SERVICES, "catcher", "smtp")}
        self._twins = {name: book.port_of(f"{name}-2") for name in self.plan.twice}
        ports = [self._ports[name] for name in SERVICES]
        self._care = QueueCare(ports, self._declare_again, self.reporter.said)

    @property
    def network(self) -> Network:
        """The addresses, with the processes as they are now."""
        return Network(
            origin=self.plan.origin,
            rabbit_url=self._servers.rabbit_url,
            databases=dict(self._databases),
            ledgers=self._secrets.ledgers(self._databases),
            ports=self._ports,
            processes=[_described(keeper) for keeper in self._supervisor.keepers.values()],
            is_ready=self._is_ready,
            has_keys_in_files=not any(name.endswith(KEY_SETTINGS) for name in self._given()),
        )

    def _given(self) -> set[str]:
        """Name the settings that win over the usual ones."""
        return set(os.environ).union(*self.plan.environments.values())

    def start(self) -> None:
        """Take the steps in order; when one fails, its error is raised and `stop` is due."""
        with Helper() as helper:
            for title, act in self._steps(helper):
                with step(self.reporter, title):
                    act()
                self._write()
        self._care.start()
        self._is_ready = True
        self._write()

    def stop(self) -> None:
        """End every process, the front first and the servers last."""
        self._care.stop()
        self._supervisor.stop()
        forget_network(self.plan.folders)

    def keeper(self, name: str) -> Keeper:
        """Give the keeper of a service, `rabbit`, `postgres`, `catcher` or `caddy`."""
        return self._supervisor.keepers[name]

    def _steps(self, helper: Helper) -> list[tuple[str, Callable[[], None]]]:
        steps: list[tuple[str, Callable[[], None]]] = [
            (f"port {self.plan.port}", self._check_port),
            ("RabbitMQ and PostgreSQL", partial(self._start_servers, helper)),
            ("databases and migrations", partial(self._make_databases, helper)),
            ("queues", partial(self._declare_queues, helper)),
            ("mail catcher and services", self._start_services),
            ("Caddy", self._start_front),
            ("demo town", partial(self._seed, helper)),
            ("ready", partial(self._finish, helper)),
            ("a letter arrives", partial(self._try_letter, helper)),
        ]
        own = self.plan.folders.network
        is_seeded = self.plan.seeded and not is_played(own) and not sender_of(own)
        return steps if is_seeded else [item for item in steps if item[0] != "demo town"]

    def _check_port(self) -> None:
        if not is_free(self.plan.port):
            raise PortTakenError(self.plan.port)

    def _start_servers(self, helper: Helper) -> None:
        if self._servers.rabbit is not None:
            told = helper.do(errands.broker_definitions, self._secrets)
            self._servers.rabbit.definitions = told
        self._supervisor.keep(self._servers.kept)

    def _make_databases(self, helper: Helper) -> None:
        is_ours = self._servers.postgres is not None
        own = self.plan.folders.network
        asleep = bool(sender_of(own)) and not is_played(own)
        make = partial(errands.make_databases, is_ours=is_ours, begins_asleep=asleep)
        self._databases = helper.do(make, self._servers.admin_dsn, self._secrets)

    def _declare_queues(self, helper: Helper) -> None:
        url = self._servers.rabbit_url
        users = [self._settings(name, 0)[f"{name.upper()}_RABBIT_URL"] for name in SERVICES]
        for told in helper.do(errands.declare_queues, url, users):
            self.reporter.said(told)

    def _declare_again(self) -> None:
        with Helper() as helper:
            helper.do(errands.declare_queues, self._servers.rabbit_url)

    def _start_services(self) -> None:
        self._supervisor.keep({"catcher": self._catcher()})
        self._supervisor.keep({name: self._service(name) for name in SERVICES})
        self._supervisor.keep({f"{name}-2": self._twin(name) for name in self._twins})

    def _start_front(self) -> None:
        self._supervisor.keep({"caddy": front(self.plan.folders, self.plan.port, self._ports)})

    def _seed(self, helper: Helper) -> None:
        helper.do(errands.seed_if_empty, self.network, self._secrets)

    def _finish(self, helper: Helper) -> None:
        helper.do(errands.finish, self.network, self._servers.admin_dsn, self._secrets)

    def _try_letter(self, helper: Helper) -> None:
        notify = self._settings("notify", self._ports["notify"])
        is_caught = notify["NOTIFY_SMTP_PORT"] == str(self._ports["smtp"])
        to = notify["NOTIFY_SMTP_FROM"]
        helper.do(errands.try_letter, self.network, self._secrets, to, is_caught=is_caught)

    def _service(self, name: str) -> Program:
        return self._python(name, [f"services.{name}"], self._settings(name, self._ports[name]))

    def _twin(self, name: str) -> Program:
        settings = self._settings(name, self._twins[name])
        return self._python(f"{name}-2", [f"services.{name}"], settings)

    def _settings(self, name: str, port: int) -> dict[str, str]:
        around = Surroundings(
            self.plan.origin, self._servers.rabbit_url, self._ports["smtp"], self._secrets
        )
        usual = service_environment(name, around, self._databases[name], port)
        given = inherited(os.environ, f"{name.upper()}_")
        own = self.plan.folders.network
        return usual | settings_of_files(own, name) | settings_of_town(own, name) | given

    def _catcher(self) -> Program:
        words = ["deploy.local.catcher", "--folder", str(self.plan.folders.mail)]
        words += ["--http", str(self._ports["catcher"]), "--smtp", str(self._ports["smtp"])]
        if self.plan.settable:
            words.append("--settable")
        secret = {"CATCHER_PARTNER_SECRET": self._secrets.partner_secret()}
        return self._python("catcher", words, secret | inherited(os.environ))

    def _python(self, name: str, words: list[str], environment: dict[str, str]) -> Program:
        folders = self.plan.folders
        return Program(
            [sys.executable, "-m", *words],
            folder=CLONE,
            log=folders.log / f"{name}.log",
            memory=folders.run / f"{name}.process",
            environment={
                "PYTHONUNBUFFERED": "1",
                "MALLOC_ARENA_MAX": "2",  # else each thread keeps some of what it once needed
                **environment,
                **self.plan.environments.get(name, {}),
            },
        )

    def _tell(self, happening: Happening) -> None:
        self.reporter.said(happening.text)
        self._write()

    def _write(self) -> None:
        with self._writing:
            write_network(self.plan.folders, self.network)


def _described(keeper: Keeper) -> Process:
    return Process(name=keeper.name, state=keeper.state, pid=keeper.pid, restarts=keeper.restarts)
