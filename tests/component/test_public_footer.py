"""At the foot of every public page of every service: who answers for it."""

from typing import Any

import pytest

from shared.contracts.words import Language
from shared.service import Service
from shared.web.addresses import read_addresses
from shared.web.pages import PAGES_FILE
from tests.component.access.test_access_matrix import SERVICES, visitor_of
from tests.support.intake.seen import Seen


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
async def test_every_public_page_leads_to_who_answers_for_it(
    service: Service[Any], language: str
) -> None:
    pages = read_addresses(PAGES_FILE)
    wanted = {
        pages.of(page, Language(language))
        for page in ("about_us", "state", "privacy", "accessibility")
    }

    async with visitor_of(service) as visitor:
        answer = await visitor.get(f"/{language}/ei/ole")

    assert answer.status_code == 404
    assert wanted <= set(Seen(answer.text).links)
