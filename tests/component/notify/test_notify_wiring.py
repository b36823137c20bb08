"""What the pages name is what the service provides."""

import asyncpg

from services.notify.app import SERVICE
from services.notify.queues import QUEUES
from services.notify.settings import Settings
from shared.service import Opened
from tests.support.all_services import NO_DATABASE, NOWHERE, told
from tests.support.notify.building import PRIVATE_KEY
from tests.support.notify.grounds import SEALING_KEYS
from tests.support.notify.page import CONTACT
from tests.support.web.wiring import named_and_provided

SETTINGS = Settings.model_validate(
    told(NO_DATABASE, NOWHERE)
    | {
        "sealing_keys": SEALING_KEYS,
        "private_keys": PRIVATE_KEY,
        "smtp_host": "localhost",
        "smtp_port": 1,
        "smtp_from": "porukalla@example.fi",
    }
)


async def test_every_page_is_given_its_use_case_and_every_queue_its_reaction() -> None:
    unopened = asyncpg.create_pool(str(SETTINGS.postgres_url))
    opened = Opened(SETTINGS, unopened, SERVICE.pages(CONTACT), hint=lambda: None)
    wired = SERVICE.wire(opened)

    named = named_and_provided(SERVICE.routers, wired.use_cases)

    assert sorted(named) == [
        "ChooseNews",
        "FollowUpDeliveries",
        "KeepOwnEndpoints",
        "TryOwnEndpoints",
    ]
    assert set(wired.reactions) == set(QUEUES)
    assert [loop.name for loop in wired.loops] == [
        "letters",
        "webhooks",
        "partner_letters",
        "silent_endpoints",
        "removed_endpoints",
        "parked_letters",
    ]
