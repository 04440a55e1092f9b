"""A bell that AWS rings when something has changed, so that nobody polls in vain."""

import threading


class Bell:
    """`count` says how often it rang; whoever has heard all of it waits for the next one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._count = 0

    @property
    def count(self) -> int:
        return self._count

    def ring(self) -> None:
        with self._changed:
            self._count += 1
            self._changed.notify_all()

    def wait(self, heard: int, seconds: float) -> int:
        """Return the count as soon as it is more than `heard`, or when the seconds are over."""
        with self._changed:
            self._changed.wait_for(lambda: self._count > heard, seconds)
            return self._count
