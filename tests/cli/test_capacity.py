from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Ballast = Callable[..., Any]
STEPS = {
    "calendar_pd", "holidays_pd", "leave_pd", "oncall_pd", "meetings_pd", "ramp_pd", "effective_pd", "unplanned_pd",
    "learning_pd", "reserve_pd", "feature_pd",
}  # fmt: skip


def test_json_has_the_public_keys(sample: Path, ballast: Ballast) -> None:
    sprints = ballast("capacity", sample, "--json").json["sprints"]
    assert [sprint["id"] for sprint in sprints] == ["S15", "S16", "S17", "S18", "S19", "S20"]
    assert set(sprints[0]) == {"id", "name", "start", "end", "feature_points", "people"} | STEPS
    assert set(sprints[0]["people"][0]) == {"id", "name"} | STEPS


def test_waterfall_adds_up_for_the_team_and_everybody(sample: Path, ballast: Ballast) -> None:
    for sprint in ballast("capacity", sample, "--json").json["sprints"]:
        for part in (sprint, *sprint["people"]):
            taken = sum(part[name] for name in ("holidays_pd", "leave_pd", "oncall_pd", "meetings_pd", "ramp_pd"))
            aside = sum(part[name] for name in ("unplanned_pd", "learning_pd", "reserve_pd"))
            assert part["calendar_pd"] - taken == pytest.approx(part["effective_pd"], abs=1e-4)
            assert part["effective_pd"] - aside == pytest.approx(part["feature_pd"], abs=1e-4)


def test_table_reads_from_calendar_to_features(sample: Path, ballast: Ballast) -> None:
    answer = ballast("capacity", sample)
    assert answer.code == 0
    assert "S15, 18 May to 29 May 2026, person-days, about 29 points at the median" in answer.out
    team = next(line for line in answer.out.splitlines() if line.startswith("Team"))
    assert team.split()[1:] == ["68.0", "-6.0", "-6.5", "-5.0", "-12.5", "-5.8", "32.2", "6.4", "1.6", "8.0", "16.1"]
