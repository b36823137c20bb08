"""Matching's pages over a fake store: a town with its requests, and the mails that went out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

import httpx
from fastapi import FastAPI

from services.matching.app import SERVICE, compose
from services.matching.composition import make_use_cases
from services.matching.engine.rules.solver import compiled_or_plain
from services.matching.ports import Ports
from services.matching.proposals.use_cases.roster_picture import Picture
from services.matching.proposals.wording import LetterWording
from services.matching.queues import REQUESTS
from services.matching.volunteers.model import SignUp
from services.matching.volunteers.use_cases.sign_up import enrol_volunteer
from shared.chance import Chance
from shared.contracts.notify import NotificationRequested
from shared.contracts.words import Language, StaffRole
from shared.letters import SealedNotice, SealedPost
from shared.sealing.notices import Notice
from shared.sealing.tokens import new_token
from tests.support.activations import FakeCurrent
from tests.support.matching.activities.building import FUNDERS
from tests.support.matching.building import RequestStory
from tests.support.matching.fakes import FakeStore
from tests.support.matching.invitations.building import inviter
from tests.support.matching.invitations.fakes import FakeDueInvitations
from tests.support.matching.needs.fakes import FakeDueNeeds
from tests.support.matching.nobody import NoCapacityLapses
from tests.support.matching.partners.building import AGREEMENTS
from tests.support.matching.playing import RULES, TOWNS
from tests.support.matching.proposals.fakes import FakeDueMatches
from tests.support.matching.reasons.fakes import FakeReasons
from tests.support.matching.referrals.fakes import FakeDueReferrals
from tests.support.matching.supply.fakes import FakeDueTowns
from tests.support.matching.volunteers.building import contact, newcomer, offer
from tests.support.matching.volunteers.fakes import FakeDueApplicants, FakeDuePauses
from tests.support.same_person import SAME_PERSON
from tests.support.serving import browser_of, served
from tests.support.setbacks import FakeSetbacks
from tests.support.web.page_world import app_over_fakes, pages_of
from tests.support.web.staff import cookie_for

CONTACT = SERVICE.here.parents[1] / "deploy" / "contact.toml"
ORIGIN = "http://localhost:8080"


@dataclass
class PageWorld:
    """The application as production builds it, over a fake store."""

    store: FakeStore = field(default_factory=FakeStore)
    notices: list[Notice] = field(default_factory=list)
    current: FakeCurrent = field(default_factory=FakeCurrent)

    def __post_init__(self) -> None:
        """Put the use cases behind the pages."""
        self.pages = pages_of(SERVICE)
        chance = Chance(uuid4, new_token)
        ports = Ports(
            store=self.store,
            due_matches=FakeDueMatches(self.store),
            due_applicants=FakeDueApplicants(self.store),
            due_pauses=FakeDuePauses(self.store),
            due_invitations=FakeDueInvitations(self.store),
            due_needs=FakeDueNeeds(self.store),
            due_towns=FakeDueTowns(self.store),
            towns=TOWNS,
            agreements=AGREEMENTS,
            due_referrals=FakeDueReferrals(self.store),
            due_capacities=NoCapacityLapses(),
            setbacks=lambda _: FakeSetbacks(),
            reasons=FakeReasons(self.store),
            post=SealedPost(self._seal, chance),
            wording=LetterWording(self.pages.catalogues),
            rules=RULES,
            picture=Picture(compiled_or_plain().gather),
            origin=ORIGIN,
            contact_page=self.pages.addresses.pages["contact"],
            current=self.current,
            same_person=SAME_PERSON,
            funders=FUNDERS,
            now=self._now,
            chance=chance,
        )
        self.use, self.inviting = make_use_cases(ports), inviter(ports)
        self.wired = compose(ports, self.use)

    async def add_volunteer(self, language: Language = Language.FINNISH) -> SignUp:
        """Put someone on the roster who fits every request here."""
        joined = SignUp(contact(language=language), offer(weekly_cap=7))
        volunteer = newcomer(joined.offer)
        async with self.store.begin() as work:
            await work.volunteers.add(volunteer, joined.contact)
            await enrol_volunteer(work, volunteer)
        return joined

    def lose_keys(self) -> None:
        """Make the contact data of everybody unreadable."""
        for volunteer in self.store.state.volunteers.values():
            volunteer.opens = False

    async def ask(self, story: RequestStory | None = None) -> str:
        """Let a request come in; gives the path of the proposal's link."""
        await self.wired.batches[REQUESTS]([(story or RequestStory()).created()])
        await self.settle()
        return self.link("proposal_url")

    async def settle(self) -> None:
        """Choose until nothing is due."""
        while await self.use.choose.choose_batch():
            pass

    async def assign(self, story: RequestStory | None = None) -> str:
        """Let a request come in and be accepted; gives the path of the task's link."""
        token = (await self.ask(story)).rpartition("/")[2]
        await self.use.answer.accept_proposal(token)
        return self.link("task_url")

    async def cancel(self, story: RequestStory) -> None:
        """Let the request be taken back."""
        await self.wired.batches[REQUESTS]([story.cancelled()])

    def link(self, value: str) -> str:
        """Give the path of the newest link of this name that was mailed."""
        urls = (notice.values[value] for notice in reversed(self.notices) if value in notice.values)
        return next(urls).removeprefix(ORIGIN)

    def mails(self) -> list[str]:
        """List the templates of the letters so far."""
        said = (announcement.data for announcement in self.store.state.published)
        return [data.template for data in said if isinstance(data, NotificationRequested)]

    def facts(self) -> list[str]:
        """List the types of everything else that was said."""
        said = (announcement.data for announcement in self.store.state.published)
        return [each.event_type for each in said if not isinstance(each, NotificationRequested)]

    def sign_in(self, role: StaffRole) -> str:
        """Sign someone of the staff in; gives their browser's token."""
        return cookie_for(role)

    def app(self) -> FastAPI:
        """Build the application."""
        return app_over_fakes(SERVICE, self.pages, self.wired.use_cases, self.store.is_closed)

    @asynccontextmanager
    async def browser(self, role: StaffRole | None = None) -> AsyncIterator[httpx.AsyncClient]:
        """Give a client that behaves as a browser does, without following redirects."""
        async with browser_of(self.app(), self.sign_in(role) if role else None) as client:
            yield client

    @asynccontextmanager
    async def served(self) -> AsyncIterator[str]:
        """Serve on a free port; gives the origin."""
        async with served(self.app()) as origin:
            yield origin

    def _seal(self, notice: Notice) -> SealedNotice:
        self.notices.append(notice)
        return SealedNotice(f"sealed {len(self.notices)}", "b0")

    def _now(self) -> datetime:
        return self.store.state.now
