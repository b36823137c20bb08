"""Opens what travelled sealed to us."""

from dataclasses import dataclass

from services.notify.letters.ports import UnopenableNoticeError
from shared.sealing.box import KeptOpener, Opener
from shared.sealing.errors import UnopenableBoxError, UnreadableNoticeError
from shared.sealing.notices import Notice


@dataclass(frozen=True, slots=True)
class NoticeOpener:
    """Opens notices with our private keys; what does not open is parked, still sealed."""

    opener: Opener | KeptOpener

    def __call__(self, text: str) -> Notice:
        """Give recipient and values; raises UnopenableNoticeError."""
        try:
            return Notice.from_json(self.opener.open(text))
        except (UnopenableBoxError, UnreadableNoticeError):
            raise UnopenableNoticeError from None
