"""What calibration is measured in, which figures are good enough, and what was measured on public histories."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

from planner.analysis.calibration.scoring import MODEL, NAIVE


@dataclass(frozen=True, slots=True)
class Gate:
    """What a figure must lie between."""

    low: float
    high: float

    def passes(self, value: float) -> bool:
        """Tell whether ``value`` lies between the limits, both included."""
        return self.low <= value <= self.high


def _gates(cal_error: float, rel_crps: float, release: float) -> dict[str, Gate]:
    """Return the gates of one horizon; the three ranges are the same for all."""
    return {
        "cal_error": Gate(0.0, cal_error),
        "in80": Gate(0.76, 0.85),
        "in90": Gate(0.86, 0.94),
        "ge85": Gate(0.82, 0.90),
        "rel_crps": Gate(0.0, rel_crps),
        "release_error": Gate(0.0, release),
    }


GATES: Final[Mapping[int, Mapping[str, Gate]]] = {
    1: _gates(0.020, 0.88, 0.045),
    3: _gates(0.020, 0.85, 0.040),
    6: _gates(0.025, 0.86, 0.065),
}
"""Per horizon, what a calibrated forecaster reaches on real teams."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one method at one horizon.

    Parameters
    ----------
    cal_error
        Mean distance of PIT frequencies from nominal.
    in80, in90
        How often the central range held.
    ge85
        How often "at least this, 85 % sure" came true.
    rel_crps
        CRPS over that of resampling the whole history; below 1 is sharper.
    release_error
        Calibration error of "done within the horizon".
    """

    cal_error: float
    in80: float
    in90: float
    ge85: float
    rel_crps: float
    release_error: float


_NO = math.nan

PUBLIC_TEAMS: Final = 21
"""Teams with published sprints on which the public figures were measured."""

PUBLIC_FIGURES: Final[Mapping[int, Mapping[str, Figures]]] = {
    1: {
        MODEL: Figures(0.013, 0.82, 0.91, 0.87, 0.85, 0.037),
        NAIVE: Figures(0.038, 0.77, 0.86, 0.87, 1.0, 0.077),
        "last-three": Figures(0.23, _NO, _NO, 0.48, 1.22, _NO),
        "resample-last-8": Figures(0.039, 0.78, 0.78, 0.81, 0.94, 0.092),
    },
    3: {
        MODEL: Figures(0.014, 0.80, 0.90, 0.88, 0.82, 0.028),
        NAIVE: Figures(0.082, 0.59, 0.66, 0.79, 1.0, 0.079),
        "last-three": Figures(0.23, _NO, _NO, 0.49, 1.21, _NO),
        "resample-last-8": Figures(0.076, 0.60, 0.68, 0.76, 0.89, 0.076),
    },
    6: {
        MODEL: Figures(0.013, 0.80, 0.89, 0.85, 0.83, 0.057),
        NAIVE: Figures(0.120, 0.48, 0.53, 0.77, 1.0, 0.129),
        "last-three": Figures(0.23, _NO, _NO, 0.53, 1.21, _NO),
        "resample-last-8": Figures(0.109, 0.46, 0.53, 0.74, 0.89, 0.107),
    },
}
"""Public: measured on real teams with published histories, in points, at least five past sprints; not the user's own.
NaN where a figure has no meaning for a forecast without a range."""


def figure_names() -> tuple[str, ...]:
    """Return the names of the figures in the order they are shown."""
    return tuple(field.name for field in fields(Figures))
