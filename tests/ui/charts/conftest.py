"""A small chart that the tests share."""

import pytest

from planner.analysis.scenes.scene import Axis, AxisKind, Bar, Bars, Hit, Line, Rule, Scene, Style, Table, Tick


@pytest.fixture
def scene() -> Scene:
    """Two bars of 10 and 20 on an axis from 0 to 20, and a line that has a gap in the middle."""
    bars = Bars(
        "spent",
        (
            Bar(0, 0, 10, style=Style.DEBT, label="10", hit=Hit("S14", ("10 pd",), ("sprint:S14",))),
            Bar(1, 0, 20, style=Style.DEBT, label="20", hit=Hit("S15", ("20 pd",), ("sprint:S15",))),
        ),
    )
    line = Line("plan", (-0.5, 0.0, 0.5, 1.0, 1.5), (5.0, 5.0, None, 8.0, 8.0), style=Style.FEATURES)
    return Scene(
        name="reserve-history",
        title="Reserve spent, person-days",
        x=Axis(-0.5, 1.5, (Tick(0, "S14"), Tick(1, "S15", strong=True)), AxisKind.CATEGORY),
        y=Axis(0, 20, (Tick(0, "0"), Tick(20, "20")), grid=True),
        marks=(bars, line, Rule(0.5, label="now")),
        table=Table(("Sprint", "Spent"), (("S14", "10 pd"), ("S15", "20 pd"))),
        summary="Twice as much was spent in S15 as in S14.",
    )
