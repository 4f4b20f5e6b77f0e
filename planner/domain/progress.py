"""How long work tells the world where it is, and hears that it should stop."""

from typing import Protocol


class Report(Protocol):
    """A callable that long work calls now and then.

    ``report(done, total, note)`` shows progress; it raises :class:`planner.domain.errors.CancelledError` when the
    user asked to stop. ``total`` is 0 while it is unknown.
    """

    def __call__(self, done: int, total: int = 0, note: str = "") -> None:
        """Show that ``done`` of ``total`` steps are over."""


def silent(done: int, total: int = 0, note: str = "") -> None:
    """Report to nobody; the default of every long function."""
    del done, total, note
