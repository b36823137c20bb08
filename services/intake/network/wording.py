"""How the network stands in words, and what a decision changes of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from shared.activation.standing import Reach
from shared.contracts.activation_words import ActivationState, OpenChannel
from shared.contracts.words import ServiceLine
from shared.web.wording import DASH, Wording, name_of


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that will be otherwise."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NetworkWords:
    """One reader's language."""

    say: Wording

    def told(self, state: ActivationState, reach: Reach) -> Sequence[tuple[str, str]]:
        """Give what stands how, in pairs."""
        text = self.say.text
        return [
            (text("network.state"), text(f"activation_state.{state}")),
            (text("network.areas"), self._areas(reach.areas)),
            (text("network.lines"), self._lines(state, reach.lines)),
            (text("network.channels"), self._channels(reach.channels)),
            (text("network.sign_up"), text(f"network.sign_up.{reach.sign_up}")),
            (text("network.valid_until"), self._day(reach.valid_until)),
            (text("network.review_on"), self._day(reach.review_on)),
        ]

    def changes(
        self, before: tuple[ActivationState, Reach], after: tuple[ActivationState, Reach]
    ) -> Sequence[Change]:
        """Give only what will be otherwise."""
        pairs = zip(self.told(*before), self.told(*after), strict=True)
        return [Change(what, was, will) for (what, was), (_, will) in pairs if was != will]

    def _areas(self, areas: Collection[str]) -> str:
        named = sorted(name_of(code, self.say.language) for code in areas)
        return ", ".join(named) or self.say.text("network.areas.all")

    def _lines(self, state: ActivationState, lines: Collection[str]) -> str:
        named = [self.say.text(f"line.{each}") for each in ServiceLine if each in lines]
        is_closing = state is ActivationState.WINDING_DOWN
        return ", ".join(named) or self.say.text(f"network.lines.{'none' if is_closing else 'all'}")

    def _channels(self, channels: Collection[OpenChannel]) -> str:
        named = [
            self.say.text(f"network.channel.{each}") for each in OpenChannel if each in channels
        ]
        return ", ".join(named) or self.say.text("network.channels.none")

    def _day(self, day: date | None) -> str:
        return self.say.day(day) if day else DASH
