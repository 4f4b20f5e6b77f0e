"""What was said of a milestone, drawn: targets that moved are steps."""

from datetime import date

from planner.analysis.forecast.baselines import Said
from planner.analysis.scenes.baseline_steps import baseline_steps
from planner.analysis.scenes.scene import Bars, Line

APRIL, MAY, NOW = date(2026, 4, 3), date(2026, 5, 1), date(2026, 5, 15)
OLD, NEW = date(2026, 7, 3), date(2026, 7, 15)
COURSE = (
    Said(APRIL, OLD, date(2026, 7, 1), date(2026, 7, 10)),
    Said(MAY, OLD, None, None),
    Said(NOW, NEW, date(2026, 7, 13), date(2026, 7, 22)),
)


def test_a_target_that_moved_is_a_step_at_its_place() -> None:
    scene = baseline_steps("Refunds", COURSE)
    target = next(mark for mark in scene.marks if isinstance(mark, Line) and mark.name == "target")
    assert target.step
    assert list(target.ys) == [OLD.toordinal(), OLD.toordinal(), NEW.toordinal(), NEW.toordinal()]
    assert [tick.label for tick in scene.x.ticks] == ["3 Apr", "1 May", "now"]
    assert scene.summary == "The target of Refunds moved once since 3 Apr; 85 % went from 10 Jul to 22 Jul."


def test_what_was_beyond_the_horizon_has_no_range_but_keeps_its_column() -> None:
    scene = baseline_steps("Refunds", COURSE)
    ranges = next(mark for mark in scene.marks if isinstance(mark, Bars))
    assert [bar.centre for bar in ranges.bars] == [0.0, 2.0]
    assert scene.table.rows[1] == ("1 May", "3 Jul", "", "")


def test_a_target_that_stayed_and_a_first_look_say_so() -> None:
    still = (COURSE[2], Said(NOW, NEW, date(2026, 7, 13), date(2026, 7, 22)))
    assert baseline_steps("R", still).summary == "The target of R has not moved since 15 May; 85 % is still 22 Jul."
    assert baseline_steps("R", COURSE[2:]).summary.startswith("Nothing is kept of R yet")
    assert baseline_steps("R", ()).empty
