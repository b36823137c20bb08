"""The loops that send, over real senders, and a process that is killed when it sends."""

import signal
import sys
from datetime import timedelta
from functools import partial

from services.notify.deliveries.adapters import Dispatcher
from services.notify.letters.use_cases import SendLetters
from services.notify.webhooks.use_cases import SendNews
from shared.contracts.words import NoticeChannel
from shared.loops import Loop, Pauses
from tests.support.notify.dying import http_sender, smtp_sender
from tests.support.notify.grounds import PostgresGround
from tests.support.notify.letters.rendering import renderer
from tests.support.running import run_to_its_end

OFTEN = Pauses(timedelta(seconds=0.1), timedelta(seconds=0.1))


def news_loop(ground: PostgresGround, limit: int = 4) -> Loop:
    sending = SendNews(ground.store, http_sender(), lambda: 0.0)
    claim, fault = ground.due.claim_calls, sending.note_fault
    return Dispatcher(claim, sending.send_news, fault, limit, OFTEN).loop("webhooks")


def letter_loop(ground: PostgresGround, smtp_port: int) -> Loop:
    claim_mails = partial(ground.due.claim_of_kind, NoticeChannel.EMAIL)
    sending = SendLetters(
        store=ground.store,
        renderer=renderer(),
        mail=smtp_sender(smtp_port),
        jitter=lambda: 0.0,
    )
    fault = sending.note_fault
    return Dispatcher(claim_mails, sending.send_letter, fault, 4, OFTEN).loop("letters")


async def be_killed(dsn: str, channel: str, smtp_port: int = 1) -> None:
    words = (sys.executable, "-m", "tests.support.notify.dying", dsn, channel, str(smtp_port))
    ended = await run_to_its_end(*words)
    assert ended.returncode == -signal.SIGKILL
