"""Keep processes running: started in groups, restarted when they end, stopped in reverse order."""

from collections.abc import Mapping

from deploy.local.kept_process import Keeper, Runnable, Tell


class Supervisor:
    """Groups of keepers: a group is started together after the groups before it."""

    def __init__(self, tell: Tell) -> None:
        """Say what happens to `tell`, from any thread."""
        self._tell = tell
        self._groups: list[list[Keeper]] = []

    @property
    def keepers(self) -> Mapping[str, Keeper]:
        """All keepers by name, in the order of their start."""
        return {keeper.name: keeper for group in self._groups for keeper in group}

    def keep(self, group: Mapping[str, Runnable]) -> None:
        """Start these together and keep them running; raises what kept one from starting."""
        keepers = [Keeper(name, runnable, self._tell) for name, runnable in group.items()]
        self._groups.append(keepers)
        for started in [keeper.begin() for keeper in keepers]:
            started.result()

    def stop(self) -> None:
        """End the groups in reverse order, each before the next."""
        while self._groups:
            group = self._groups[-1]
            for keeper in group:
                keeper.ask_to_stop()
            for keeper in group:
                keeper.join()
            self._groups.pop()
