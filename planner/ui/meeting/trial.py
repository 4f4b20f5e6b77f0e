"""What is being tried out: moved levers, what they are compared with, and the slides that come of it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from planner.analysis.story.levers import Chosen, Knob, Lever, edits_of, in_words, knobs, tried
from planner.analysis.story.slides import Slide, SlideKey, quick_scene, slide_of
from planner.analysis.view import PlanView
from planner.domain.edits import PutScenario
from planner.domain.errors import PlannerError
from planner.domain.plan import Scenario
from planner.domain.progress import Report, silent
from planner.ui.pages.page import PageContext

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.document.jobs import Job

KIND = "meeting-slide"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A state to compare with: the plan as it was tried out then, and its levers."""

    view: PlanView
    chosen: Chosen = field(default_factory=dict)


class Trial(QObject):
    """Levers in, slides out; the document is not touched until something is kept as a scenario.

    ``slide_ready(Slide)`` answers :meth:`ask`; ``pending`` says that the answer takes a moment. While one answer is
    computed, later questions wait and only the last of them is asked: so the figures follow a drag.
    """

    slide_ready = Signal(object)
    pending = Signal()
    refused = Signal(object)

    def __init__(self, context: PageContext, *, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.chosen: dict[Lever, float] = {}
        self.frozen: Frozen | None = None
        self._view: PlanView = self.base
        self._waiting: Callable[[], None] | None = None
        self._busy = False

    @property
    def base(self) -> PlanView:
        """The plan as it is."""
        found: PlanView = self._context.document.view
        return found

    @property
    def view(self) -> PlanView:
        """The plan with the moved levers."""
        return self._view

    @property
    def before(self) -> Frozen | None:
        """What to compare with: what was frozen, else the plan itself as soon as a lever was moved."""
        if self.frozen is not None:
            return self.frozen
        return Frozen(self.base) if self.chosen else None

    def knobs(self, levers: tuple[Lever, ...]) -> tuple[Knob, ...]:
        """Return the levers of a slide, with their ranges."""
        return knobs(self.base, levers)

    def move(self, lever: Lever, amount: float) -> None:
        """Move a lever; back where the plan has it, it does not count as moved."""
        knob = next(iter(self.knobs((lever,))), None)
        if knob is None:
            return
        if abs(knob.start - amount) < knob.step / 2:
            self.chosen.pop(lever, None)
        else:
            self.chosen[lever] = amount
        self.refresh()

    def refresh(self) -> None:
        """Read the plan again, with the levers as they are; one that no longer fits is put back."""
        base = self.base
        try:
            self._view = base.successor(tried(base, self.chosen)) if self.chosen else base
        except PlannerError as error:
            self.chosen = {}
            self._view = base
            self.refused.emit(error)

    def freeze(self) -> None:
        """Keep the present state to compare with; the same state again lets it go."""
        if self.frozen is not None and self.frozen.chosen == self.chosen:
            self.frozen = None
        else:
            self.frozen = Frozen(self._view, dict(self.chosen))

    def reset(self) -> None:
        """Put every lever back and forget what was frozen."""
        self.chosen, self.frozen = {}, None
        self.refresh()

    def words(self) -> str:
        """Return what was moved, in words."""
        return in_words(self.base, self.chosen)

    def keep(self) -> str:
        """Store what is tried out as a scenario and return its name; empty when nothing was moved.

        Raises
        ------
        PlannerError
            When the document refuses it.
        """
        edits = edits_of(self.base, self.chosen)
        if not edits:
            return ""
        plan, name = self._context.document.plan, self.words()
        active = getattr(self._context.document, "active_scenario", "")
        first = next((entry.edits for entry in plan.scenarios if entry.id == active), ())
        known = {entry.name: entry.id for entry in plan.scenarios}
        taken = {entry.id for entry in plan.scenarios}
        number = next(number for number in range(1, len(taken) + 2) if f"meeting-{number}" not in taken)
        scenario = Scenario(known.get(name, f"meeting-{number}"), name, (*first, *edits))
        self._context.document.apply(PutScenario(scenario))
        return name

    def quick_scene(self, key: SlideKey) -> Any:
        """Return the chart that can follow at once, ``None`` when it needs the forecast."""
        before = self.before
        return quick_scene(self._view, key, before=None if before is None else before.view)

    def ask(self, key: SlideKey) -> None:
        """Compute a slide in the background."""
        view, before = self._view, self.before
        other = None if before is None else before.view
        self._waiting = lambda: self._start(view, key, other)
        if not self._busy:
            self._next()

    def _next(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def _start(self, view: PlanView, key: SlideKey, before: PlanView | None) -> None:
        self._busy = True
        self.pending.emit()
        job: Job = self._context.runner.prepare(_slide, view, key, before)
        job.succeeded.connect(self._on_succeeded)
        job.failed.connect(self._on_failed)
        self._context.runner.run(job, owner=self, kind=KIND)

    def _on_succeeded(self, slide: Slide) -> None:
        self._busy = False
        self.slide_ready.emit(slide)
        self._next()

    def _on_failed(self, error: PlannerError) -> None:
        self._busy = False
        self.refused.emit(error)
        self._next()


def _slide(view: PlanView, key: SlideKey, before: PlanView | None, *, report: Report = silent) -> Slide:
    """Compute one slide on a thread of the runner."""
    report(0, 1, key.value)
    slide = slide_of(view, key, before=before)
    report(1, 1, "")
    return slide
