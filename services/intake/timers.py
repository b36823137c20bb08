"""What intake does when its time comes: promises, mornings, confirmed files, wishes not undone."""

from collections.abc import Sequence
from datetime import timedelta

from services.intake.adapters import CHANCE, Adapters
from services.intake.briefings.letters import BriefingLetters
from services.intake.briefings.store import PostgresDueMornings
from services.intake.briefings.use_cases import WriteBriefings, WritePartnerMornings
from services.intake.composition import run_imports
from services.intake.imports.store import PostgresDueImports
from services.intake.organisations.store import PostgresChangedReach
from services.intake.organisations.use_cases.reach import TellReach
from services.intake.requests.store.promises import PostgresDuePromises
from services.intake.requests.use_cases.keep_promises import KeepPromises
from services.intake.wishes.store import PostgresDueWishes
from services.intake.wishes.use_cases import SendWishes
from shared.answered_letters import EACH_MINUTE
from shared.loops import DueRows, Loop, Pauses, PostgresSetbacks
from shared.postgres.types import Pool


def timers(adapters: Adapters, pool: Pool) -> Sequence[Loop]:
    """Make the loops over rows with a due time."""
    return (
        _promises(adapters, pool),
        _imports(adapters, pool),
        _wishes(adapters, pool),
        _reach(adapters, pool),
    )


def mornings(adapters: Adapters, letters: BriefingLetters, pool: Pool) -> Sequence[Loop]:
    """Make the loops that write the letters of the morning."""
    store, current, now = adapters.store, adapters.current, adapters.now
    briefings = WriteBriefings(store, letters, current, now)
    write = WritePartnerMornings(store, PostgresDueMornings(pool), letters, current, now)
    setbacks = PostgresSetbacks(pool, "partner_mornings")
    rows = DueRows(write.due, write.write, "organisation_id", setbacks)
    return briefings.loop(EACH_MINUTE), Loop("partner_mornings", rows, EACH_MINUTE)


def _promises(adapters: Adapters, pool: Pool) -> Loop:
    keep = KeepPromises(adapters.store, adapters.letters, adapters.promises)
    setbacks = PostgresSetbacks(pool, "promises")
    rows = DueRows(PostgresDuePromises(pool).due, keep.keep_promise, "request_id", setbacks)
    return Loop("promises", rows, EACH_MINUTE)


def _imports(adapters: Adapters, pool: Pool) -> Loop:
    due, setbacks = PostgresDueImports(pool).due, PostgresSetbacks(pool, "imports")
    rows = DueRows(due, run_imports(adapters).run, "import_id", setbacks, row_seconds=60)
    return Loop("imports", rows, Pauses(usual=timedelta(seconds=2)))


def _wishes(adapters: Adapters, pool: Pool) -> Loop:
    send, setbacks = SendWishes(adapters.store, CHANCE), PostgresSetbacks(pool, "wishes")
    return Loop("wishes", DueRows(PostgresDueWishes(pool).due, send.send_wish, "wish_id", setbacks))


def _reach(adapters: Adapters, pool: Pool) -> Loop:
    due, setbacks = PostgresChangedReach(pool).due, PostgresSetbacks(pool, "reach")
    tell = TellReach(adapters.store, adapters.current)
    rows = DueRows(due, tell.tell, "organisation_id", setbacks)
    return Loop("reach", rows, EACH_MINUTE)
