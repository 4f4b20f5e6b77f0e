"""The forecast's record in words: its past promises, what is wrong with it, and what is known of public teams."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.analysis.calibration.backtest import ENOUGH_SCORED, HORIZONS, SAME_SIDE, OwnRecord
from planner.analysis.calibration.figures import PUBLIC_FIGURES, PUBLIC_TEAMS
from planner.analysis.calibration.scoring import MODEL
from planner.analysis.forecast.results import PlanForecast
from planner.analysis.wording import count, number, percent


@dataclass(frozen=True, slots=True)
class CalibrationRow:
    """One promise: from which sprint, over how many, what was promised at 85 %, what came."""

    first_sprint: str
    horizon_text: str
    promised: float
    promised_text: str
    came: float
    came_text: str
    kept_text: str


def calibration_rows(forecast: PlanForecast | None, records: Sequence[OwnRecord]) -> tuple[CalibrationRow, ...]:
    """Return every scored promise of this forecast, newest first, short horizons before long ones."""
    names = () if forecast is None else forecast.history.names
    rows = [
        CalibrationRow(
            first_sprint=names[promise.after] if promise.after < len(names) else f"#{promise.after + 1}",
            horizon_text=count(record.horizon, "sprint"),
            promised=promise.promised,
            promised_text=number(promise.promised),
            came=promise.outcome,
            came_text=number(promise.outcome),
            kept_text="yes" if promise.kept else "no",
        )
        for record in records
        if record.method == MODEL
        for promise in reversed(record.promises)
    ]
    return tuple(rows)


METHOD_NAMES = {
    MODEL: "This forecast",
    "resample-all": "Resampling all sprints",
    "last-three": "Last three, average",
    "resample-last-8": "Resampling the last eight",
}
_AHEAD = {1: "the next sprint", 3: "three sprints ahead"}


def scored_sprints(records: Sequence[OwnRecord]) -> int:
    """Return how many sprints the forecast was scored on: those that were the next one once."""
    return max((record.scored for record in records if record.method == MODEL and record.horizon == 1), default=0)


def is_telling(records: Sequence[OwnRecord]) -> bool:
    """Say whether there are enough scored sprints to speak of the team's own record."""
    return scored_sprints(records) >= ENOUGH_SCORED


def warning_sentences(records: Sequence[OwnRecord]) -> tuple[str, ...]:
    """Return what is wrong with the forecast's record, a sentence each; nothing when all is as it should be."""
    found: list[str] = []
    for record in records:
        if record.method != MODEL:
            continue
        where = _AHEAD.get(record.horizon, f"{record.horizon} sprints ahead")
        if "overconfident" in record.warnings and is_telling(records):
            found.append(
                f"Overconfident for {where}: {record.kept} of {record.scored} promises kept is unlikely "
                "for an honest 85 %."
            )
        if record.horizon == 1 and "drift-up" in record.warnings:
            found.append(f"Drift: the last {SAME_SIDE} sprints all came out above the middle of their forecast.")
        if record.horizon == 1 and "drift-down" in record.warnings:
            found.append(f"Drift: the last {SAME_SIDE} sprints all came out below the middle of their forecast.")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class PublicRow:
    """What one method reached on public teams: "85 % sure" that came true one, three and six sprints ahead."""

    method: str
    one: str
    three: str
    six: str


def public_rows() -> tuple[PublicRow, ...]:
    """Return the public figures, this forecast first."""
    return tuple(
        PublicRow(name, *(percent(PUBLIC_FIGURES[horizon][method].ge85) for horizon in HORIZONS))
        for method, name in METHOD_NAMES.items()
    )


PUBLIC_LABEL = (
    f"Public figures, not yours: {PUBLIC_TEAMS} teams with published sprints. From team to team an 80 % range held "
    "61 to 100 % of the time."
)
