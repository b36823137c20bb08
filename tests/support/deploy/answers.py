"""Wait for a program that was just started to answer."""

import time

import httpx


def until_answers(address: str, patience: float = 15) -> None:
    """Ask until it answers, whatever it says."""
    give_up = time.monotonic() + patience
    while True:
        try:
            httpx.get(address, trust_env=False)
        except httpx.TransportError:
            assert time.monotonic() < give_up, f"{address} does not answer"
            time.sleep(0.1)
        else:
            return
