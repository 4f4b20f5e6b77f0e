"""The picture without a window lies where the picture of the window lies, and is plain, safe SVG."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from defusedxml.ElementTree import fromstring

from planner.analysis.report import PlanReport
from planner.analysis.scenes.gallery import SCENES
from planner.exporting.drawing.boxes import Box, spread
from planner.exporting.svg.elements import num
from planner.exporting.svg.frame import lay_out
from planner.exporting.svg.picture import svg_picture
from tests.exporting.told import bar_scene, fan_scene

SIZES = [(892.0, 400.0), (358.0, 300.0)]


def elements(picture: str) -> list[ET.Element]:
    return list(fromstring(picture).iter())


@pytest.mark.parametrize("name", list(SCENES))
def test_every_chart_is_drawn_for_a_desk_and_for_a_phone(name: str, sample_report: PlanReport) -> None:
    scene = sample_report.scenes[name]
    for width, height in SIZES:
        root = fromstring(svg_picture(scene, width=width, height=height))
        assert root.get("viewBox") == f"0 0 {num(width)} {num(height)}"
        assert root.get("aria-label") == f"{scene.title}. {scene.summary}"
        for rect in root.iter("rect"):
            assert float(rect.get("width", "0")) >= 0
            assert float(rect.get("height", "0")) >= 0


@pytest.mark.parametrize("name", ["sprint-stack", "release-fan", "velocity", "reserve-lab-velocity"])
def test_grid_lines_lie_at_their_figures(name: str, sample_report: PlanReport) -> None:
    scene = sample_report.scenes[name]
    frame = lay_out(scene, width=892, height=400)
    span = scene.y.high - scene.y.low
    expected = [
        num(frame.bottom - (tick.position - scene.y.low) / span * (frame.bottom - frame.top)) for tick in scene.y.ticks
    ]
    drawn = [
        one.get("y1") for one in elements(svg_picture(scene, width=892, height=400)) if one.get("class") == "l-grid"
    ]
    assert drawn == expected


def test_no_words_of_the_axis_cover_each_other(sample_report: PlanReport) -> None:
    picture = svg_picture(sample_report.scenes["velocity"], width=358, height=300)
    ticks = [
        one
        for one in elements(picture)
        if one.get("class") in {"t-axis", "t-text"} and (one.text or "").startswith("S")
    ]
    places = sorted(float(one.get("x", "0")) for one in ticks)
    assert len(places) > 4
    assert all(after - before > 18 for before, after in pairwise(places))


def test_colours_are_classes_and_nothing_is_fetched(sample_report: PlanReport) -> None:
    for name in SCENES:
        picture = svg_picture(sample_report.scenes[name], width=892, height=400)
        assert not re.search(r"#[0-9A-Fa-f]{6}|href|style=|url\((?!#)", picture)


def test_text_returns_unchanged_and_is_never_markup(payload: str) -> None:
    expected = payload.replace("\r\n", "\n").replace("\r", "\n")
    for scene in (bar_scene(payload), fan_scene(payload)):
        found = elements(svg_picture(scene, width=892, height=400))
        assert {one.tag for one in found} <= {
            "svg",
            "g",
            "rect",
            "line",
            "polyline",
            "polygon",
            "circle",
            "text",
            "tspan",
        }
        written = {"".join(one.itertext()) for one in found if one.tag == "text"}
        # Names too long for their slot end in an ellipsis; labels at marks are whole, a line of text each.
        assert set(expected.split("\n")) - {""} <= written
        assert found[0].get("aria-label") is not None


def test_words_step_aside_for_more_important_ones() -> None:
    quiet, loud = Box(0, 0, 50, 16, priority=1), Box(10, 4, 50, 16, priority=3)
    first, second = spread([quiet, loud], width=200, height=100)
    assert second == loud
    assert first is not None
    assert not first.meets(loud)


def test_words_of_no_weight_vanish_where_there_is_no_room() -> None:
    full = [Box(0, at, 50, 16, priority=3, fixed=True) for at in range(0, 100, 15)]
    assert spread([*full, Box(0, 40, 50, 16, priority=0)], width=50, height=100)[-1] is None
