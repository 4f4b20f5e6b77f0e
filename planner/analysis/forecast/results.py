"""What a forecast of a plan consists of. Pages, command line, workbook and slides read these and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from planner.analysis.arrays import Float32Array
from planner.domain.backlog import Milestone
from planner.domain.calendar import Period
from planner.domain.risk import Risk
from planner.domain.settings import Unit

if TYPE_CHECKING:
    from planner.analysis.forecast.course import Course

PERCENTILES = (5, 15, 30, 50, 70, 85, 95)
"""Percentiles that the fan and the sprint strip draw."""

PROMISE = 15
"""Percentile of the next sprint that is recommended as a commitment: 85 % sure of at least this."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know about a figure: a stable code and the sentence that says it."""

    code: str
    text: str

    def __str__(self) -> str:
        """Return the sentence."""
        return self.text


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A closed sprint that says nothing about the next ones; ``place`` is its position among all closed ones.

    ``done`` is ``None`` when what it completed is unknown in the forecast's unit.
    """

    sprint_id: str
    name: str
    reason: str
    done: float | None
    place: int


@dataclass(frozen=True, slots=True)
class VelocityHistory:
    """What the forecast learned from.

    Parameters
    ----------
    values
        Completed work per sprint in the forecast's unit, oldest first, as it was (not normalised); for a ``typed``
        velocity the two sprints that it stands for.
    sprint_ids, names
        The sprints behind the values; both empty for a velocity that was typed in.
    past_pd
        Person-days of those sprints, empty when unknown: then nothing is normalised.
    per_pd
        Whether past absences were taken out before future ones are put in.
    left_out
        Closed sprints that do not count, each with its reason.
    reserve_share
        Share of capacity that the last sprints planned for debt; what the coming reserve is compared with.
    """

    values: tuple[float, ...]
    sprint_ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    past_pd: tuple[float, ...] = ()
    per_pd: bool = False
    left_out: tuple[LeftOut, ...] = ()
    reserve_share: float = 0.0
    typed: bool = False

    @property
    def excluded(self) -> tuple[tuple[str, str], ...]:
        """Pairs of sprint name and the reason why it was left out."""
        return tuple((entry.name, entry.reason) for entry in self.left_out)


@dataclass(frozen=True, slots=True)
class FinishDate:
    """A working day by which work is done, at one percentile.

    Parameters
    ----------
    percentile
        Share of the futures, in percent, that are finished by then.
    day
        The working day; ``None`` when too few futures finish within the horizon.
    position
        The same as sprints from now: 2.5 is the middle of the third coming sprint.
    later_than
        Last day of the horizon when ``day`` is ``None``.
    """

    percentile: int
    day: date | None
    sprint_name: str = ""
    position: float | None = None
    later_than: date | None = None

    @property
    def date(self) -> date | None:
        """The working day, by the name that the command line uses."""
        return self.day


@dataclass(frozen=True, slots=True)
class SprintForecast:
    """One coming sprint.

    Parameters
    ----------
    sprint_id
        ``None`` for a sprint beyond the plan, which continues its rhythm.
    single
        Percentile (5 to 95) to work done in this sprint as a whole.
    total
        Percentile to work done from today up to its end.
    effective_pd
        Effective person-days.
    reserve_share
        Debt reserve, share of capacity.
    left_share
        Part of the sprint's person-days still to come, below 1 for a running sprint.
    """

    sprint_id: str | None
    name: str
    period: Period
    single: Mapping[int, float]
    total: Mapping[int, float]
    effective_pd: float
    reserve_share: float
    left_share: float = 1.0


@dataclass(frozen=True, slots=True)
class PlannedSprint:
    """The next sprint read with its plan, for the commitment only.

    Parameters
    ----------
    committed
        Work committed, in the forecast's unit.
    amounts
        Percentile (5 to 95) to work done in the sprint, its level moved four tenths of the way to the plan.
    chance
        Chance to complete all that is committed.
    started
        The sprint runs: the commitment is the one it started with.
    """

    committed: float
    amounts: Mapping[int, float]
    chance: float
    started: bool = False

    @property
    def promise(self) -> float:
        """What is 85 % sure with this plan (P15)."""
        return self.amounts[PROMISE]


@dataclass(frozen=True, slots=True)
class FinishBin:
    """A bar of the finish histogram: sprints from now ``[low, high)`` and the share of futures that finish there."""

    low: float
    high: float
    share: float
    sprint_name: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class MilestoneForecast:
    """A cut line in the ranked backlog: everything ranked up to its last open item has to be done.

    Parameters
    ----------
    points
        Open work up to the cut line, in the forecast's unit, unestimated items counted as usual ones.
    estimated
        The part of it that has an estimate: the sum that stands in the backlog.
    probability
        Chance to be done by the target; ``None`` without a target or when it is already done.
    excess
        Work that would have to go so that the target is 85 % sure.
    last_key
        The item at the cut line; empty when all its items are done.
    due_position
        The target as sprints from now; ``None`` without one or beyond the horizon.
    whole_backlog
        No item names this milestone, so it stands for everything that is open.
    histogram, later_share
        When it is done, and the share of futures in which it is not by the horizon.
    """

    milestone: Milestone
    points: float
    items: int
    probability: float | None
    finish: Mapping[int, FinishDate]
    excess: float = 0.0
    first_key: str = ""
    last_key: str = ""
    whole_backlog: bool = False
    done: bool = False
    estimated: float = 0.0
    due_position: float | None = None
    histogram: tuple[FinishBin, ...] = ()
    later_share: float = 0.0


@dataclass(frozen=True, slots=True)
class RemainingWork:
    """Open work in rank order.

    Parameters
    ----------
    keys, sizes
        Items and what is left of each, in the forecast's unit.
    unestimated
        Keys of items that had no estimate and were counted with ``assumed_size``.
    """

    keys: tuple[str, ...]
    sizes: tuple[float, ...]
    unestimated: tuple[str, ...] = ()
    assumed_size: float = 0.0

    @property
    def total(self) -> float:
        """All of it."""
        return float(sum(self.sizes))

    @property
    def estimated(self) -> float:
        """What has an estimate: the sum that stands in the backlog."""
        unknown = frozenset(self.unestimated)
        return float(sum(size for key, size in zip(self.keys, self.sizes, strict=True) if key not in unknown))


@dataclass(frozen=True, slots=True, eq=False)
class PlanForecast:
    """Everything the forecast says about a plan; deterministic for a plan, a day and a seed.

    Parameters
    ----------
    sprints
        Coming sprints, those of the plan first, then the rhythm continued.
    next_sprint
        Percentile to work done in the first of them that is not over.
    next_index
        Its place in ``sprints``.
    risks
        Risk events that are in the futures.
    risk_range
        Work that they bring together, at 5, 50 and 95 % of the futures.
    course
        Progress of every future, to ask it about other amounts and days.
    planned
        That sprint read with what is planned into it; ``None`` when nothing is.
    finish
        Percentile to the date at which everything open is done.
    item_dates
        Item key to its dates at P50 and P85.
    later_share
        Share of futures that are not finished at the horizon.
    noise, drift, memory_sprints
        How much sprints vary around their level, how much the level drifts per sprint, how far back the model looks.
    debt_factors
        Factor on velocity per coming sprint by reserve and repaid debt, relative to the last sprints.
    single
        float32 ndarray of shape (n_sprints, n_trials), work of each whole coming sprint.
    total
        float32 ndarray of shape (n_sprints + 1, n_trials), work since today by the end of each sprint; first row 0.
    """

    unit: Unit
    seed: int
    trials: int
    today: date
    history: VelocityHistory
    method: str
    labels: tuple[str, ...]
    warnings: tuple[Note, ...]
    sprints: tuple[SprintForecast, ...]
    next_sprint: Mapping[int, float]
    next_index: int
    remaining: RemainingWork
    finish: Mapping[int, FinishDate]
    milestones: tuple[MilestoneForecast, ...]
    item_dates: Mapping[str, Mapping[int, FinishDate]]
    histogram: tuple[FinishBin, ...]
    later_share: float
    noise: float
    drift: float
    memory_sprints: float
    debt_factors: tuple[float, ...]
    scope_growth: tuple[float, float, float] = (0.0, 0.0, 0.0)
    planned: PlannedSprint | None = None
    risks: tuple[Risk, ...] = ()
    risk_range: tuple[float, float, float] = (0.0, 0.0, 0.0)
    course: "Course | None" = field(repr=False, default=None)
    next_futures: Float32Array = field(repr=False, default_factory=lambda: np.zeros(0, dtype=np.float32))
    single: Float32Array = field(repr=False, default_factory=lambda: np.zeros((0, 0), dtype=np.float32))
    total: Float32Array = field(repr=False, default_factory=lambda: np.zeros((0, 0), dtype=np.float32))

    @property
    def commitment(self) -> float:
        """What can be promised for the next sprint: P15, 85 % sure of at least this."""
        return self.next_sprint[PROMISE]

    @property
    def next_sprint_id(self) -> str | None:
        """Identity of the sprint that ``next_sprint`` is about; ``None`` when it lies beyond the plan."""
        return self.sprints[self.next_index].sprint_id

    @property
    def horizon_end(self) -> date:
        """Last day of the last sprint looked at."""
        return self.sprints[-1].period.last_day

    def chance_of(self, amount: float) -> float:
        """Return the chance that the next sprint completes at least ``amount``.

        Parameters
        ----------
        amount
            Work in the forecast's unit.
        """
        first = int(np.searchsorted(self.next_futures, np.float32(amount), side="left"))
        return 1.0 - first / self.next_futures.size

    def chance_in(self, sprint_name: str, amount: float) -> float | None:
        """Return the chance that a coming sprint completes at least ``amount`` on its own; ``None`` if unknown."""
        place = next((index for index, entry in enumerate(self.sprints) if entry.name == sprint_name), None)
        if place is None or place >= self.single.shape[0]:
            return None
        return float((self.single[place] >= np.float32(amount)).mean())
