"""The one line over the page: what happened, and at most one way out of it."""

from collections.abc import Callable

from planner.domain.errors import PlannerError
from planner.ui.messages import error_sentence
from planner.ui.widgets.attention import Severity
from planner.ui.window import MainWindow


class Notices:
    """Says sentences in the window's banner and runs what the user picks there."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._run: Callable[[], object] | None = None
        window.banner.acted.connect(self._on_acted)

    def say(
        self,
        text: str,
        *,
        severity: Severity = Severity.NOTE,
        action: str = "",
        run: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence, with a button when there is something to do about it."""
        self._run = run
        self._window.say(severity, text, action=action)

    def say_error(self, error: PlannerError) -> None:
        """Show what an error means."""
        self.say(error_sentence(error), severity=Severity.STOP)

    def clear(self) -> None:
        """Take the sentence away."""
        self._run = None
        self._window.banner.hide()

    def _on_acted(self) -> None:
        run = self._run
        self.clear()
        if run is not None:
            run()
