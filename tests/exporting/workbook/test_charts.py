"""Charts are native, named and drawn from cells that hold figures."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from defusedxml import ElementTree

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
# Summary 2, capacity 2, sprints 2, debt 2, lab 2, forecast 2, burndown 1, velocity 2.
CHARTS = 15


def parts(content: bytes, folder: str) -> Iterator[Any]:
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if re.fullmatch(rf"{folder}/\w+\.xml", name):
                yield ElementTree.fromstring(archive.read(name))


@pytest.fixture(scope="module")
def charts(sample_book: bytes) -> list[Any]:
    return list(parts(sample_book, "xl/charts"))


@pytest.fixture(scope="module")
def cells(sample_book: bytes) -> Any:
    import openpyxl

    return openpyxl.load_workbook(BytesIO(sample_book), data_only=True)


def words(element: Any) -> str:
    return "" if element is None else "".join(part.text or "" for part in element.iter(TEXT))


def test_every_chart_is_native_and_none_is_a_picture(sample_book: bytes, charts: list[Any]) -> None:
    with ZipFile(BytesIO(sample_book)) as archive:
        assert not [name for name in archive.namelist() if "media" in name]
    assert len(charts) == CHARTS


def test_every_chart_has_a_title_and_both_axes_have_names(charts: list[Any]) -> None:
    for chart in charts:
        assert words(chart.find(f"{DRAWN}chart/{DRAWN}title"))
        plot = chart.find(f"{DRAWN}chart/{DRAWN}plotArea")
        axes = [axis for axis in plot if axis.tag.endswith("Ax")]
        shown = [axis for axis in axes if axis.find(f"{DRAWN}delete") is None]
        assert len(shown) >= 2
        assert all(words(axis.find(f"{DRAWN}title")) for axis in shown)


def test_every_chart_has_an_alternative_text(sample_book: bytes) -> None:
    described = [
        element.get("descr")
        for drawing in parts(sample_book, "xl/drawings")
        for element in drawing.iter()
        if element.tag.endswith("}cNvPr")
    ]
    assert len(described) == CHARTS
    assert all(text and len(text) > 20 for text in described)


def references(chart: Any, kind: str) -> Iterator[str]:
    for spot in chart.iter(f"{DRAWN}{kind}"):
        formula = spot.find(f".//{DRAWN}f")
        if formula is not None:
            yield formula.text or ""


def values(cells: Any, reference: str) -> list[Any]:
    from openpyxl.utils import range_boundaries

    sheet, _, where = reference.rpartition("!")
    left, top, right, bottom = range_boundaries(where)
    rows = cells[sheet.strip("'")].iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right, values_only=True)
    return [value for row in rows for value in row]


def test_every_series_is_drawn_from_figures_and_named_by_a_cell_or_word(charts: list[Any], cells: Any) -> None:
    for chart in charts:
        found = list(references(chart, "val"))
        assert found
        for reference in found:
            drawn = values(cells, reference)
            assert any(isinstance(value, int | float) for value in drawn), reference
            assert not [value for value in drawn if isinstance(value, str)], reference
        for reference in references(chart, "cat"):
            assert all(values(cells, reference)), reference
        assert all(series.find(f"{DRAWN}tx") is not None for series in chart.iter(f"{DRAWN}ser"))


def test_what_a_chart_shows_without_calculating_is_what_the_cells_hold(charts: list[Any], cells: Any) -> None:
    for chart in charts:
        for spot in chart.iter(f"{DRAWN}val"):
            reference = spot.find(f".//{DRAWN}f").text
            points = (point.find(f"{DRAWN}v").text for point in spot.iter(f"{DRAWN}pt"))
            shown = [float(point) for point in points if point]
            held = [value for value in values(cells, reference) if value is not None]
            assert shown == pytest.approx(held), reference
