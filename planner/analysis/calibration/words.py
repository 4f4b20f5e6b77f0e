"""The forecast's past promises as rows in words, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.analysis.calibration.backtest import OwnRecord
from planner.analysis.calibration.scoring import MODEL
from planner.analysis.forecast.results import PlanForecast
from planner.analysis.wording import count, number


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
