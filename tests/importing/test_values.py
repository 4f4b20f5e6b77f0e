"""Dates, numbers, lists and sprint cells, with the notations that real files have."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.importing.dates import parse_date, parse_dates
from planner.importing.sprint_cells import read_sprint_cells
from planner.importing.values import parse_estimates, split_list


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20/Jul/23 3:25 PM", date(2023, 7, 20)),
        ("19/févr./26 7:31 PM", date(2026, 2, 19)),
        ("21/abr/26 11:37 PM", date(2026, 4, 21)),
        ("11/01/2023 15:22", date(2023, 1, 11)),
        ("12.03.2024 14:31", date(2024, 3, 12)),
        ("2018-10-09 17:25:51.314021+00:00", date(2018, 10, 9)),
        ("2022-11-04T12:33:39.449+02:00", date(2022, 11, 4)),
        ("Friday, November 4th 2022, 12:33:39 pm +02:00", date(2022, 11, 4)),
        ("Tue Aug 23 2022 13:54:01 GMT+0000 (GMT)", date(2022, 8, 23)),
        ("May 6, 2014", date(2014, 5, 6)),
        ("11 Nov 2022", date(2022, 11, 11)),
        ("2017-08-03 20:05:45 UTC", date(2017, 8, 3)),
        ("25-10-2013", date(2013, 10, 25)),
        ("2013-10-04", date(2013, 10, 4)),
        ("45292", date(2024, 1, 1)),
        ("2 hours ago", None),
        ("soon", None),
        ("31/02/2024", None),
    ],
)
def test_dates_are_read_in_every_notation_seen(text: str, day: date | None) -> None:
    assert parse_date(text) == day


def test_american_dates_are_proven_by_a_day_past_twelve() -> None:
    found = parse_dates(["5/13/25", "4/5/25"])
    assert found.values == [date(2025, 5, 13), date(2025, 4, 5)]


@pytest.mark.parametrize("text", ["April 23, 2024 → May 22, 2024", "23/04/24 to 22/05/24"])
def test_a_range_gives_both_ends(text: str) -> None:
    found = parse_dates([text], day_first=True)
    assert (found.values, found.ends) == ([date(2024, 4, 23)], [date(2024, 5, 22)])


def test_dates_and_serial_numbers_of_workbooks_are_dates() -> None:
    assert parse_dates([datetime(2024, 1, 2, 3, 4), 45292.0, ""]).values == [date(2024, 1, 2), date(2024, 1, 1), None]  # noqa: DTZ001 - cells know no zone


@pytest.mark.parametrize(
    ("texts", "unit", "values"),
    [
        (["1", "2.5", ""], "points", [1, 2.5, None]),
        (["2,5", "3", "0,5"], "points", [2.5, 3, 0.5]),
        (["1d 4h", "30m"], "unknown", [12, 0.5]),
        (["7200", "3600"], "seconds", [7200, 3600]),
        (["5 pts", "3 SP"], "points", [5, 3]),
        (["-3", "inf", "nan", "1e999"], "points", [None] * 4),
        (["XS", "XXL"], "size", [1, 13]),
    ],
)
def test_a_column_of_estimates_is_read_as_a_whole(texts: list[str], unit: str, values: list[float | None]) -> None:
    assert parse_estimates(texts, unit=unit).values == values


def test_a_lone_pair_of_ids_is_no_decimal_number() -> None:
    assert parse_estimates(["3", "1.5", "2,3"], unit="points").values == [3, 1.5, None]


def test_thousands_with_a_point_are_asked() -> None:
    assert [issue.code for issue in parse_estimates(["1.234", "2.500"], unit="hours").issues] == ["ambiguous-numbers"]


@pytest.mark.parametrize(
    ("text", "entries"),
    [("[a, b]", ("a", "b")), ("a,b", ("a", "b")), ("['x', 'y']", ("x", "y")), ('[{"name": "n"}]', ("n",)), ("[]", ())],
)
def test_lists_in_a_cell_are_split(text: str, entries: tuple[str, ...]) -> None:
    assert split_list(text) == entries


def test_the_root_of_an_iteration_path_is_no_sprint() -> None:
    assert read_sprint_cells([["Shop\\Team\\Sprint 1", "Shop", ""]]).per_item == [("Sprint 1",), (), ()]


@given(st.text(max_size=60))
def test_no_text_upsets_the_readers_of_cells(text: str) -> None:
    parse_date(text)
    split_list(text)
    parse_estimates([text, "1"], unit="unknown")
    parse_dates([text, "03/04/2024"])


def test_an_absurdly_large_estimate_is_told_and_left_out() -> None:
    # 1e308 + 9e307 is infinite: no sum could be told; a milliard of seconds is some 30 years.
    estimates = parse_estimates(["3", "1e308", "9e307", "9" * 400 + ".0"], unit="points")
    assert estimates.values[:3] == [3.0, None, None]
    assert [issue.code for issue in estimates.issues][:2] == ["huge-estimate", "huge-estimate"]
    assert parse_estimates(["9" * 400 + "d", "2d"], unit="unknown").values == [None, 2.0]
