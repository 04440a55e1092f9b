"""The app with codes that every sample colleague has: the same secret, which is no secret here."""

from collections.abc import Callable
from datetime import datetime

from chalicelib.factors import codes

SECRET = "KIEKEBOEKIEKEBOEKIEKEBOEKIEKEBOE"  # noqa: S105 - of a portal on one machine


class Authenticator:
    """Shows codes by the portal's clock; who asks again at once gets the next one."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._given: dict[str, int] = {}

    def code(self) -> str:
        """Return the code of now, as an app shows it."""
        return codes.code_at(self._step(), secret=SECRET)

    def code_for(self, name: str) -> str:
        """Return a code that this log-in name was not given before: each works once."""
        now = self._step()
        step = min(max(now, self._given.get(name, now - 1) + 1), now + 1)
        self._given[name] = step
        return codes.code_at(step, secret=SECRET)

    def _step(self) -> int:
        return int(self._clock().timestamp()) // codes.STEP
