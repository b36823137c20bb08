"""Real words of people in disasters, as the free text of requests: none is lost, nothing fails.

Every fiftieth is sent, all 3,324 where `PORUKALLA_MESSAGES` is `all` (some twelve minutes). With
`-s` it tells the figures.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.real_messages import kept_texts, raised, send_all, texts_in
from tests.support.town import Town, running_town
from tests.support.town_ledger import received, verdict

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "help_messages.csv"
REFUSED = {"text identity_code", "text bank_number", "text long"}
"""What a person can see and mend: a number that nobody should have of them, and the length."""
STEP = 1 if os.environ.get("PORUKALLA_MESSAGES") == "all" else 50


@pytest.fixture(scope="module")
def own_town() -> Iterator[Town]:
    with running_town(patience=120) as town:
        yield town


@pytest.mark.timeout(1200 if STEP == 1 else 400)
@pytest.mark.skipif(not REAL.exists(), reason="../shared/data is not here")
async def test_the_real_messages_are_all_kept_word_for_word(own_town: Town) -> None:
    texts, before = texts_in(REAL)[::STEP], Counter(await kept_texts(own_town))
    counted, called = await received(own_town), await raised(own_town)

    sent = await send_all(own_town, texts)
    judged = await verdict(own_town)
    kept = Counter(await kept_texts(own_town)) - before

    words = await raised(own_town) - called
    verified = (judged.lost, judged.unexpected, judged.duplicated, judged.wrong)
    sys.stdout.write(f"\n{len(texts)} texts: {dict(sent.answers)}; words called a person for ")
    sys.stdout.write(f"{words}; verify {verified}\n")
    answers = {answer.partition(": ")[2] for answer in sent.answers}
    assert answers <= {"received"} | REFUSED
    assert kept == Counter(text for text in sent.taken if text)
    assert await received(own_town) == counted + len(sent.taken)
    assert judged.holds, judged
    assert verified == (0, 0, 0, 0)
