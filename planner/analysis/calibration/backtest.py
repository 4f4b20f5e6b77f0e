"""Did past forecasts come true? The same backtest for many teams and for the team itself.

Every forecast is made from the sprints before it only (rolling origin). Shares are in [0, 1].
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from planner.analysis.calibration.figures import GATES, PUBLIC_FIGURES, Figures, Gate, figure_names
from planner.analysis.calibration.histories import SprintHistory, parse_histories
from planner.analysis.calibration.scoring import (
    METHODS,
    MODEL,
    NAIVE,
    Forecaster,
    Score,
    calibration_error,
    release_error,
    score,
)
from planner.analysis.velocity.local_level import checked_history
from planner.domain.progress import Report, silent

__all__ = [
    "GATES",
    "PUBLIC_FIGURES",
    "BacktestRow",
    "Figures",
    "Gate",
    "OwnRecord",
    "Promise",
    "SprintHistory",
    "backtest_histories",
    "figure_names",
    "kept_or_fewer",
    "own_record",
    "own_records",
    "parse_histories",
]

HORIZONS: Final = (1, 3, 6)
MIN_HISTORY: Final = 5
SHORTEST_TEAM: Final = 4
SAMPLES: Final = 2000
SEED: Final = 7
OWN_HORIZONS: Final = (1, 3)
OWN_MIN_HISTORY: Final = 3
ENOUGH_SCORED: Final = 8
SAME_SIDE: Final = 6  # in a row; by luck in 3 of 100 teams
SURE: Final = 0.85
UNLIKELY: Final = 0.05


@dataclass(frozen=True, slots=True)
class BacktestRow:
    """One method at one horizon: its figures, what they rest on, and which gates they pass."""

    horizon: int
    method: str
    forecasts: int
    teams: int
    figures: Figures

    @property
    def gates(self) -> dict[str, bool]:
        """Per figure, whether it passes the gate of its horizon; empty for horizons without gates."""
        limits = GATES.get(self.horizon, {})
        return {name: gate.passes(getattr(self.figures, name)) for name, gate in limits.items()}

    @property
    def passed(self) -> bool:
        """Whether every gate of the horizon is passed."""
        return all(self.gates.values())


@dataclass(frozen=True, slots=True)
class _Scored:
    """A score with where it belongs; ``scaled_crps`` is in units of the team's mean total."""

    team: str
    horizon: int
    method: str
    scaled_crps: float
    score: Score


def _team_scores(
    history: SprintHistory, number: int, methods: Mapping[str, Forecaster], horizons: Sequence[int]
) -> list[_Scored]:
    """Score every method on one team; equal seeds per team make methods meet the same tie-breaks."""
    work = np.array(history.completed)
    found = []
    for method, forecaster in methods.items():
        rng, ties = np.random.default_rng([SEED, number]), np.random.default_rng([SEED + 1, number])
        for origin in range(MIN_HISTORY, work.size):
            past = work[:origin]
            for horizon in (each for each in horizons if origin + each <= work.size):
                samples = forecaster(past, horizon, SAMPLES, rng)
                outcome = float(work[origin : origin + horizon].sum())
                usual = horizon * float(past.mean())
                result = score(samples, outcome, tie_break=float(ties.random()), usual_total=usual)
                scaled = result.crps / (horizon * float(work.mean()))
                found.append(_Scored(history.team, horizon, method, scaled, result))
    return found


def _row(horizon: int, method: str, scored: Sequence[_Scored], naive_crps: float) -> BacktestRow:
    """Return the figures of one method at one horizon."""
    scores = [each.score for each in scored]
    figures = Figures(
        cal_error=calibration_error([each.pit for each in scores]),
        in80=float(np.mean([each.in80 for each in scores])),
        in90=float(np.mean([each.in90 for each in scores])),
        ge85=float(np.mean([each.ge85 for each in scores])),
        rel_crps=sum(each.scaled_crps for each in scored) / naive_crps if naive_crps > 0 else math.nan,
        release_error=release_error([statement for each in scores for statement in each.released]),
    )
    return BacktestRow(horizon, method, len(scored), len({each.team for each in scored}), figures)


def backtest_histories(
    histories: Iterable[SprintHistory],
    *,
    methods: Mapping[str, Forecaster] | None = None,
    horizons: Sequence[int] = HORIZONS,
    report: Report = silent,
) -> tuple[BacktestRow, ...]:
    """Backtest forecasters on many teams.

    Parameters
    ----------
    histories
        The teams. Those with a missing figure, with fewer than four sprints or without any work are left out.
    methods
        Forecasters by name; resampling the whole history is always added, as the yardstick.
    horizons
        Sprints ahead.
    report
        Told after each team.

    Returns
    -------
    One row per horizon and method that had anything to forecast, with at least five past sprints.
    """
    compared = {NAIVE: METHODS[NAIVE]} | dict(methods or METHODS)
    usable = [each for each in histories if each.complete and len(each.completed) >= SHORTEST_TEAM]
    scored: list[_Scored] = []
    for number, history in enumerate(usable):
        if any(history.completed):
            scored += _team_scores(history, number, compared, horizons)
        report(number + 1, len(usable), history.team)
    rows = []
    for horizon in horizons:
        naive = sum(each.scaled_crps for each in scored if (each.horizon, each.method) == (horizon, NAIVE))
        for method in compared:
            own = [each for each in scored if (each.horizon, each.method) == (horizon, method)]
            if own:
                rows.append(_row(horizon, method, own, naive))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Promise:
    """One past forecast of the team's own.

    Parameters
    ----------
    after
        Number of sprints known when it was made.
    promised
        What was said to be reached with 85 %.
    outcome
        What came.
    kept
        Whether it was reached.
    pit
        Share of the forecast below the outcome.
    """

    after: int
    promised: float
    outcome: float
    kept: bool
    pit: float


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """How one method did on the team's own history, in time order.

    Parameters
    ----------
    horizon
        Sprints ahead; the ranges of several sprints overlap, so they are fewer independent trials than they look.
    method
        Name of the method.
    promises
        Every forecast that can be checked.
    warnings
        Codes: ``"few-scored"`` (under 8: show the public figures instead), ``"overconfident"`` (so few promises kept is
        unlikely for an honest 85 %), ``"drift-up"`` and ``"drift-down"`` (the last six outcomes all on one side of the
        median).
    """

    horizon: int
    method: str
    promises: tuple[Promise, ...]
    warnings: tuple[str, ...]

    @property
    def kept(self) -> int:
        """How many promises came true."""
        return sum(each.kept for each in self.promises)

    @property
    def scored(self) -> int:
        """How many promises could be checked."""
        return len(self.promises)

    @property
    def public(self) -> Figures:
        """The public figures of the same method and horizon, for a team with too few of its own."""
        return PUBLIC_FIGURES[self.horizon][self.method]


def kept_or_fewer(kept: int, scored: int, *, sure: float = SURE) -> float:
    """Return how likely at most ``kept`` of ``scored`` promises come true when each does with ``sure``.

    >>> round(kept_or_fewer(1, 2), 4)
    0.2775
    """
    return sum(math.comb(scored, hits) * sure**hits * (1.0 - sure) ** (scored - hits) for hits in range(kept + 1))


def _record_warnings(promises: Sequence[Promise]) -> tuple[str, ...]:
    """Return the codes of what is wrong with a record."""
    codes = []
    if len(promises) < ENOUGH_SCORED:
        codes.append("few-scored")
    if promises and kept_or_fewer(sum(each.kept for each in promises), len(promises)) < UNLIKELY:
        codes.append("overconfident")
    last = [each.pit for each in promises[-SAME_SIDE:]]
    if len(last) == SAME_SIDE and min(last) > 0.5:  # noqa: PLR2004 - the median
        codes.append("drift-up")
    if len(last) == SAME_SIDE and max(last) < 0.5:  # noqa: PLR2004 - the median
        codes.append("drift-down")
    return tuple(codes)


def own_record(history: ArrayLike, *, horizon: int = 1, method: str = MODEL, report: Report = silent) -> OwnRecord:
    """Check past forecasts on the team's own history.

    Parameters
    ----------
    history
        array of shape (n,), completed work per sprint, oldest first.
    horizon
        Sprints ahead.
    method
        One of :data:`planner.analysis.calibration.scoring.METHODS`.
    report
        Told after each forecast.

    Notes
    -----
    The first forecast is made after three sprints, so that a young team sees its own figures soon.
    """
    work = checked_history(history)
    rng, ties = np.random.default_rng([SEED, horizon]), np.random.default_rng([SEED + 1, horizon])
    promises = []
    last = work.size - horizon
    for origin in range(OWN_MIN_HISTORY, last + 1):
        past, outcome = work[:origin], float(work[origin : origin + horizon].sum())
        samples = METHODS[method](past, horizon, SAMPLES, rng)
        found = score(samples, outcome, tie_break=float(ties.random()), usual_total=horizon * float(past.mean()))
        promises.append(Promise(origin, found.promised85, outcome, kept=found.ge85, pit=found.pit))
        report(origin, last)
    return OwnRecord(horizon, method, tuple(promises), _record_warnings(promises))


def own_records(history: ArrayLike, *, report: Report = silent) -> tuple[OwnRecord, ...]:
    """Return the record of every method for one and for three sprints ahead; see :func:`own_record`."""
    return tuple(
        own_record(history, horizon=horizon, method=method, report=report)
        for horizon in OWN_HORIZONS
        for method in (MODEL, NAIVE, "last-three")
    )
