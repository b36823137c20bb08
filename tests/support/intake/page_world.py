"""Intake's pages over the fake store, and what people do there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID, uuid4
from weakref import WeakKeyDictionary

import httpx

from services.intake.adapters import Adapters
from services.intake.app import SERVICE
from services.intake.board.model import NO_OUTLINES, Outlines
from services.intake.board.use_cases.follow import FollowBoard
from services.intake.board.use_cases.show import KnowUsualWaits
from services.intake.callers.use_cases.keep import KeepCallers
from services.intake.calls.adapters.practice import read_practice
from services.intake.calls.adapters.triage import TriageFile
from services.intake.composition import run_imports, use_cases
from services.intake.missed_calls.adapters import SealKeys
from services.intake.phone_hours.adapters import HOURS_FILE, read_hours
from services.intake.phone_hours.use_cases import TellHours
from services.intake.queues import MATCHES
from services.intake.reactions import reactions
from services.intake.requests.adapters import read_payment_ways, read_town
from services.intake.sign_in.adapters import WebauthnPasskeys
from services.intake.sign_in.model import Factors, Passkey
from services.intake.site.use_cases import TellAbout, TellState
from services.intake.staff.model import Staff, StaffId
from services.intake.submissions.adapters import CAUTION_FILE, CAUTION_WEIGHTS_FILE, read_caution
from shared.activation.standing import Standing
from shared.contracts.words import StaffRole
from shared.retention.inventory import Inventory, read_inventory
from shared.sealing.key_text import KeyText
from shared.web.about import About, read_about
from shared.web.streams import PING_SECONDS
from tests.support.activations import FakeCurrent
from tests.support.intake.board.fakes import FakeBoardReader
from tests.support.intake.building import NOW, PUBLIC_URL, Sealed
from tests.support.intake.call_list.fakes import FakeCallListReader
from tests.support.intake.callers.fakes import FakeCallerReader, FakeOpenCalls
from tests.support.intake.concerns.building import concern_letters
from tests.support.intake.doors.building import door
from tests.support.intake.fakes import FakeStore
from tests.support.intake.held_requests.fakes import FakeHeldRequestReader
from tests.support.intake.lookups.building import alarm_letters
from tests.support.intake.lookups.fakes import FakeLookReader
from tests.support.intake.missed_calls.telephone import CALL_KEY
from tests.support.intake.referrals.building import FakeNames, partner_letters
from tests.support.intake.requests.building import MatchStory, letters, promises
from tests.support.intake.seen import Seen
from tests.support.intake.site.fakes import FakeOpenings
from tests.support.intake.staff.fakes import FakePasswords
from tests.support.intake.submissions.building import FIELDS
from tests.support.intake.submissions.fakes import FakePersonKeys, FakeReception
from tests.support.intake.timelines.fakes import FakeTimelineReader
from tests.support.passkey import SoftPasskey, options_on
from tests.support.pseudonyms import PSEUDONYMS, FakePseudonymKeys
from tests.support.same_person import SAME_PERSON
from tests.support.sheets import REQUESTS
from tests.support.web.page_world import app_over_fakes, pages_of
from tests.support.web.staff import cookie_issuer

CONTACT_FILE = Path(__file__).parents[3] / "deploy" / "contact.toml"
CAUTION = read_caution(CAUTION_FILE, CAUTION_WEIGHTS_FILE)
PRACTICE, TRIAGE = read_practice(), TriageFile()
OWN = {"Sec-Fetch-Site": "same-origin"}
"""What browsers say of a form that we served ourselves."""
KAISAS = SoftPasskey("Kaisa", PUBLIC_URL)
VELIS = SoftPasskey("Veli", PUBLIC_URL)
_FORMS: WeakKeyDictionary[httpx.AsyncClient, str] = WeakKeyDictionary()
STEPS = ("kenelle", "tarve", "maksu", "kiireellisyys", "paikka", "yhteystiedot", "kerro")
"""Of somebody who asks for themselves, for groceries."""


class PageWorld:
    """The application, its store, and what was sealed for notify."""

    def __init__(
        self,
        inventory: Inventory | None = None,
        about: About | None = None,
        call_key: str = CALL_KEY,
        outlines: Outlines = NO_OUTLINES,
    ) -> None:
        """Build it as production does, over the fakes."""
        self.store, self.sealed, self.door = FakeStore(), Sealed(), door()
        self.passwords, self.current = FakePasswords(), FakeCurrent()
        self.openings, self.open_calls = FakeOpenings(), FakeOpenCalls()
        self.who_called = FakeCallerReader()
        self.callers = KeepCallers(self.who_called)
        self.board = FakeBoardReader(self.store)
        self.usual, self.follow = KnowUsualWaits(self.board), FollowBoard(self.board, PING_SECONDS)
        adapters = Adapters(
            store=self.store,
            reception=FakeReception(self.store),
            board=self.board,
            usual_waits=self.usual,
            follow_board=self.follow,
            call_list=FakeCallListReader(self.store),
            callers=self.callers,
            open_calls=self.open_calls,
            looks=FakeLookReader(self.store),
            timelines=FakeTimelineReader(self.store),
            alarm_letters=alarm_letters(self.sealed),
            concern_letters=concern_letters(self.sealed),
            letters=letters(self.sealed),
            partner_letters=partner_letters(self.sealed),
            partner_names=FakeNames(),
            passwords=self.passwords,
            passkeys=WebauthnPasskeys(PUBLIC_URL),
            cookies=cookie_issuer(lambda: NOW),
            current=self.current,
            person_keys=FakePersonKeys(),
            pseudonym_keys=FakePseudonymKeys(),
            held=FakeHeldRequestReader(self.store),
            door=self.door,
            hours=read_hours(HOURS_FILE),
            payment=read_payment_ways(),
            town=read_town(),
            caution=CAUTION,
            triage=TRIAGE,
            practice=PRACTICE,
            promises=promises(),
            same_person=SAME_PERSON,
            about_network=(
                TellAbout(about or read_about(), inventory or read_inventory()),
                TellState(
                    self.openings,
                    TellHours(read_hours(HOURS_FILE), lambda: NOW),
                    read_town(),
                    lambda: NOW,
                ),
            ),
            imports=REQUESTS,
            import_key=PSEUDONYMS,
            telephone=SealKeys(KeyText(call_key), lambda: NOW),
            now=lambda: NOW,
            clock_of_phones=lambda: NOW,
            outlines=outlines,
        )
        self.reactions = reactions(adapters)
        self.react = self.reactions[MATCHES]
        self.run_import = run_imports(adapters).run
        pages = pages_of(SERVICE)
        self.app = app_over_fakes(SERVICE, pages, use_cases(adapters), self._is_closed, lambda: NOW)

    def visitor(self) -> httpx.AsyncClient:
        """Give a browser with cookies of its own."""
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        return httpx.AsyncClient(
            transport=transport, base_url=PUBLIC_URL, headers={"sec-fetch-site": "same-origin"}
        )

    @asynccontextmanager
    async def signed_in(self) -> AsyncIterator[httpx.AsyncClient]:
        """Give a browser in which Kaisa has signed in."""
        async with self.visitor() as visitor:
            await sign_in(visitor)
            yield visitor

    def stand(self, stands: Standing) -> None:
        """Put the network to sleep, or wake it."""
        self.current.stands = self.openings.stands = stands

    async def _is_closed(self, hashed: str) -> bool:
        return hashed not in self.store.state.sessions


async def begin(visitor: httpx.AsyncClient, language: str = "fi") -> str:
    """Come to the first question of a form; gives where its pages are."""
    answer = await visitor.post(f"/{language}/apua/vaara", data={"danger": "no"})
    if answer.headers.get("location") == f"/{language}/apua/kesken":
        answer = await visitor.post(f"/{language}/apua/kesken", data={"choice": "new"})
    assert answer.status_code == 303, answer.text
    _FORMS[visitor] = answer.headers["location"].removesuffix(STEPS[0])
    return _FORMS[visitor]


def form_of(visitor: httpx.AsyncClient) -> str:
    """Give where the pages of the form are that this browser began last."""
    return _FORMS[visitor]


async def fill_in(visitor: httpx.AsyncClient, language: str = "fi", **bent: str) -> httpx.Response:
    """Answer every question that is asked; gives the page that checks the answers."""
    fields, onward = FIELDS | bent, f"{await begin(visitor, language)}{STEPS[0]}"
    asked: set[str] = set()
    while not onward.endswith("/tarkista"):
        assert onward not in asked
        asked.add(onward)
        answer = await visitor.post(onward, data=fields)
        assert answer.status_code == 303, answer.text
        onward = answer.headers["location"]
    return await visitor.get(onward)


async def send(visitor: httpx.AsyncClient, form: str = "") -> httpx.Response:
    """Send the form as it is shown now; gives the last page."""
    check = f"{form or form_of(visitor)}tarkista"
    shown = Seen((await visitor.get(check)).text).values
    answer = await visitor.post(check, data={"version": shown.get("version", "")})
    assert answer.status_code == 303, answer.text
    return await visitor.get(answer.headers["location"])


async def ask_once(world: PageWorld, **bent: str) -> None:
    """Ask for help by the form, in a browser of its own."""
    async with world.visitor() as visitor:
        await fill_in(visitor, **bent)
        await send(visitor)


async def ask(world: PageWorld, **bent: str) -> MatchStory:
    """Ask for help by the form; gives what matching may say of it."""
    await ask_once(world, **bent)
    (request_id,) = world.store.state.requests
    return MatchStory(request_id)


async def asked_page(world: PageWorld, language: str = "fi") -> str:
    """Let somebody ask; gives the address of their page."""
    await ask(world)
    return f"/{language}/p/{link_of(world)}"


def link_of(world: PageWorld) -> str:
    """Give the token of the status link in the first letter."""
    return world.sealed.notices[0].values["status_url"].rpartition("/")[2]


async def assign(world: PageWorld, story: MatchStory) -> None:
    """Let a volunteer take the task and get the link to the contact data."""
    await world.react(story.proposed())
    await world.react(story.matched())
    await world.react(story.access())


def staffed(world: PageWorld, *roles: StaffRole, organisation_id: UUID | None = None) -> PageWorld:
    """Let Kaisa work here, or in that organisation; gives the same world."""
    who = StaffId(uuid4())
    staff = Staff(who, "Kaisa", "hash of oikea", roles, organisation_id=organisation_id)
    world.store.state.staff["kaisa"] = staff
    passkey = Passkey(KAISAS.credential_id, KAISAS.public_key)
    world.store.state.factors[staff.id] = Factors((passkey,))
    return world


async def sign_in(
    visitor: httpx.AsyncClient, said: str = "oikea", passkey: SoftPasskey = KAISAS
) -> httpx.Response:
    """Sign in as Kaisa; gives the answer to her passkey, or to a wrong password."""
    answer = await give_password(visitor, said, passkey.name)
    if answer.status_code != 303:
        return answer
    page = await visitor.get(answer.headers["location"])
    signed = passkey.get(options_on(page.text))
    return await visitor.post("/fi/kirjaudu/tunniste", data={"answer": signed})


async def sign_in_second(world: PageWorld, visitor: httpx.AsyncClient) -> httpx.Response:
    """Sign in as Veli, who has Kaisa's roles."""
    roles = world.store.state.staff["kaisa"].roles
    veli = Staff(StaffId(uuid4()), "Veli", "hash of oikea", roles)
    world.store.state.staff["veli"] = veli
    passkey = Passkey(VELIS.credential_id, VELIS.public_key)
    world.store.state.factors[veli.id] = Factors((passkey,))
    return await sign_in(visitor, passkey=VELIS)


async def give_password(
    visitor: httpx.AsyncClient, said: str = "oikea", name: str = "Kaisa"
) -> httpx.Response:
    """Do the first half of signing in as Kaisa."""
    return await visitor.post("/fi/kirjaudu", data={"name": name, "password": said})
