"""What the plan's owner chose: unit, dates, money, model parameters and forecast settings."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain.exports import ExportSettings


class Unit(StrEnum):
    """What sizes are counted in."""

    POINTS = "points"
    ITEMS = "items"
    HOURS = "hours"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class ScopeGrowth:
    """Work added to the backlog each sprint, in the plan's unit: a range the user owns."""

    low: float = 0.0
    likely: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class DebtParameter:
    """A value that replaces a default of the debt model; ``basis`` is ``"your data"`` or ``"entered"``."""

    name: str
    value: float
    basis: str = "entered"


@dataclass(frozen=True, slots=True)
class WasteSurvey:
    """What the team said about time lost to debt: two questions, how much and where; nobody is named.

    Parameters
    ----------
    share
        Mean of the answers, share of feature time.
    answers
        Number of people who answered.
    where
        Where it is lost, in the team's words.
    """

    taken_on: date
    share: float
    answers: int
    where: str = ""


@dataclass(frozen=True, slots=True)
class ColumnMemory:
    """How the columns of a layout were mapped, remembered by the signature of its header.

    ``fields`` pairs a column index with a field name; ``day_first`` is ``None`` when never in doubt.
    """

    signature: str
    fields: tuple[tuple[int, str], ...]
    day_first: bool | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """Choices that belong to one plan.

    Parameters
    ----------
    sprint_days
        Working days of a new sprint.
    as_of
        The day the plan is read at; ``None`` means the machine's clock. The sample plan is read at a fixed day.
    currency, cost_per_pd
        Money is shown only when a cost of one person-day was entered.
    development_pd
        Person-days that the software took to build, for the debt ratio; ``None`` is unknown.
    velocity
        Velocity typed by hand, in the plan's unit per sprint, for a plan without history.
    lab_share
        Reserve that the lab compares the policy with.
    waste_surveys
        Surveys of time lost to debt, oldest first.
    discount_rate
        What a year of waiting costs, as a share: 0.08 makes a feature in a year worth 1 / 1.08 of one today.
    exports
        What an export of everything writes.
    """

    unit: Unit = Unit.POINTS
    sprint_days: int = 10
    first_weekday: int = 0
    as_of: date | None = None
    currency: str = "€"
    cost_per_pd: float | None = None
    development_pd: float | None = None
    velocity: float | None = None
    scope_growth: ScopeGrowth = ScopeGrowth()
    debt_parameters: tuple[DebtParameter, ...] = ()
    seed: int = 1
    trials: int = 10_000
    percentiles: tuple[int, ...] = (50, 70, 85, 95)
    lab_share: float = 0.05
    lab_horizon: int = 52
    commitment_confidence: int = 85
    column_memories: tuple[ColumnMemory, ...] = ()
    waste_surveys: tuple[WasteSurvey, ...] = ()
    discount_rate: float = 0.0
    exports: ExportSettings = ExportSettings()
