"""A scene becomes a chart that a presentation program draws itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.scenes.scene import Axis, AxisKind, Bar, Bars, Scene, Style, Table, Tick
from planner.exporting.slides.bands import Rail, crossing
from planner.exporting.slides.chart_xml import plot_room
from planner.exporting.slides.from_scene import native_chart
from planner.exporting.slides.native import Kind
from tests.exporting.told import bar_scene, fan_scene


def columns(*groups: Bars, low: float = 0.0) -> Scene:
    axis = Axis(-0.5, 0.5, (Tick(0, "S1"),), AxisKind.CATEGORY)
    return Scene("c", "c", axis, Axis(low, 20, (Tick(0, "0"),)), groups, Table((), ()), "")


def values(scene: Scene) -> dict[str, float | None]:
    return {one.name: one.values[0] for one in native_chart(scene).series if one.kind is Kind.COLUMN}


def test_a_bar_in_the_air_stands_on_a_column_that_is_not_seen() -> None:
    chart = native_chart(columns(Bars("step", (Bar(0, 6, 10),))))
    below, step = chart.series[:2]
    assert (below.values, below.style) == ((6.0,), None)
    assert (step.values, step.style) == ((4.0,), Style.FEATURES)


def test_bars_on_each_other_need_nothing_between_them() -> None:
    assert values(columns(Bars("a", (Bar(0, 0, 4),)), Bars("b", (Bar(0, 4, 9),)))) == {"a": 4.0, "b": 5.0}


def test_a_bar_across_zero_has_a_part_on_either_side() -> None:
    chart = native_chart(columns(Bars("step", (Bar(0, -3, 5),)), low=-5))
    assert sorted(one.values[0] or 0.0 for one in chart.series if one.style is not None) == [-3.0, 5.0]


def test_the_axis_keeps_range_and_steps_of_the_scene() -> None:
    scale = native_chart(fan_scene("x")).scale
    assert (scale.low, scale.high, scale.step, scale.shares) == (0, 10, 5, False)


def test_words_at_the_end_of_a_line_belong_to_the_line() -> None:
    chart = native_chart(fan_scene("x"))
    line = next(one for one in chart.series if one.kind is Kind.LINE)
    assert [(words.place, words.text) for words in line.words] == [(2, "x")]
    # The free label at (1, 8) stays where it is: in the middle, a fifth below the top.
    free = next(remark for remark in chart.remarks if remark.y == pytest.approx(0.2))
    assert free.x == pytest.approx(0.5)


def test_rules_stand_at_their_exact_place() -> None:
    stroke = native_chart(bar_scene("x")).strokes[0]
    # x = 0.5 on an axis from -0.5 to 1.5 is the middle; the rule runs from top to bottom.
    assert (stroke.x0, stroke.x1, stroke.y0, stroke.y1) == (0.5, 0.5, 0.0, 1.0)


def test_the_plot_leaves_room_for_names_and_figures() -> None:
    room = plot_room(native_chart(bar_scene("x")), width=900, height=466)
    assert 0 < room.left < 60
    assert room.left + room.width <= 900
    assert room.top + room.height <= 466 - 60  # names and legend


@given(
    st.lists(st.tuples(*[st.floats(0, 100)] * 4).map(sorted), min_size=1, max_size=6),
    st.lists(st.tuples(*[st.floats(0, 100)] * 4).map(sorted), min_size=6, max_size=6),
)
def test_parts_of_crossing_bands_add_up_to_their_curves(first: list[list[float]], second: list[list[float]]) -> None:
    def stack(rows: list[list[float]], style: Style) -> list[Rail]:
        columns = list(zip(*rows, strict=True))
        wide = Rail("wide", columns[0], columns[3], style, 0.2)
        return [wide, Rail("tight", columns[1], columns[2], style, 0.2)]

    parts = list(crossing(stack(first, Style.DEBT), stack(second[: len(first)], Style.FEATURES)))
    for place, (low, *_, high) in enumerate(first):
        values = [part.values[place] or 0.0 for part in parts]
        assert all(value >= 0 for value in values)
        # The whole stack reaches the highest curve, and what is seen of the first stack is as wide as its widest band.
        assert sum(values) == pytest.approx(max(high, second[place][3]))
        seen = sum(part.values[place] or 0.0 for part in parts if part.name.startswith(("wide", "tight")))
        both = max(high, second[place][3]) - min(low, second[place][0])
        gap = sum(part.values[place] or 0.0 for part in parts if part.name.startswith("between"))
        assert seen + gap == pytest.approx(both)
