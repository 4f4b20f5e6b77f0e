"""Delivery measures as pasted lines: columns by name or in order, units, and what is refused."""

from datetime import date

import pytest

from planner.domain.calendar import Period
from planner.domain.errors import InvalidValueError
from planner.domain.sprint import DeliveryMeasures, Sprint
from planner.importing.delivery_lines import read_delivery_lines

SPRINTS = tuple(Sprint(f"id{n}", f"S{n}", Period(date(2026, n, 1), date(2026, n, 15))) for n in (1, 2))


@pytest.mark.parametrize(
    "text",
    [
        "Sprint\tDeployments\tChange failure rate\tTime to restore\nS1\t9\t22 %\t6\nS2\t12\t8,5 %\t3.5 h",
        "Time to recover;Releases;Failed;Iteration\n6;9;22;s1\n3,5;12;8,5;S2",
        "S1, 9, 22%, 6 hours\nS2, 12, 8.5%, 3.5",
        "\nid1|9|22|6\n\nid2|12|8.5|3.5\n",
    ],
)
def test_lines_are_read_by_the_names_of_their_columns_or_in_order(text: str) -> None:
    assert read_delivery_lines(text, SPRINTS) == (
        ("id1", DeliveryMeasures(9, 0.22, 6.0)),
        ("id2", DeliveryMeasures(12, pytest.approx(0.085), 3.5)),  # type: ignore[arg-type]
    )


def test_an_empty_cell_or_a_missing_column_is_unknown_not_zero() -> None:
    assert read_delivery_lines("sprint,deployments\nS1,\nS2,n/a", SPRINTS) == (
        ("id1", DeliveryMeasures()),
        ("id2", DeliveryMeasures()),
    )


@pytest.mark.parametrize(
    "text", ["", "S9,1,2,3", "S1,1.5,2,3", "S1,many,2,3", "S1,3,120,3", "S1,3,2,soon", "Sprint,Deployments"]
)
def test_what_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError):
        read_delivery_lines(text, SPRINTS)
