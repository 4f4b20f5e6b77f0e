"""A register of debt in a sheet becomes entries with ranges, and comes again without doubling anything."""

from datetime import date
from pathlib import Path

import pytest

from planner.domain.debt import DebtAllocation, DebtCause, DebtItem, Spread
from planner.domain.errors import UnreadableFileError
from planner.domain.plan import Plan
from planner.importing.debt_register import read_debt_register, register_edit

DAY = date(2026, 3, 2)


def entries(text: str, **options: tuple[str, ...]) -> list[DebtItem]:
    return read_debt_register(text, registered_on=DAY, taken=options.get("taken", ()))[0]


def test_a_register_is_read_with_its_ranges_and_owners() -> None:
    text = (
        "Debt of the shop,,,,,\n\n"
        "ID,Title,Principal (pd),Interest per sprint (pd),Component,Owner,Cause,Registered on\n"
        "T-1,Replace the old driver,12 (8-20),1.5,api,Ann,Dependency,2026-01-05\nT-2,Split the order class,8,,core,,,\n"
    )
    first, second = entries(text)
    assert first == DebtItem(
        "T-1",
        "Replace the old driver",
        Spread(p50=12, p10=8, p90=20),
        Spread.single(1.5),
        component="api",
        cause=DebtCause.DEPENDENCY,
        owner="Ann",
        registered_on=date(2026, 1, 5),
    )
    assert (second.interest, second.registered_on) == (Spread.single(0.0), DAY)


@pytest.mark.parametrize(
    ("header", "cells", "principal", "interest"),
    [
        # 96 hours of eight a day are 12 days; 12 hours are 1.5
        ("Titel;Tilgung (h);Zinsen pro Sprint (h)", "X;96;12", (12, 12, 12), (1.5, 1.5, 1.5)),
        # a range without a middle: its geometric mean, sqrt(4 x 9) = 6
        ("Title;Principal;Interest", "X;4-9;0,5", (6, 4, 9), (0.5, 0.5, 0.5)),
        ("Title;Principal P50;Principal P10;Principal P90;Interest", "X;6;4;9;1", (6, 4, 9), (1, 1, 1)),
    ],
)
def test_units_and_ranges_in_every_form(
    header: str, cells: str, principal: tuple[float, ...], interest: tuple[float, ...]
) -> None:
    (entry,) = entries(f"{header}\n{cells}\n")
    assert (entry.principal.p50, entry.principal.p10, entry.principal.p90) == principal
    assert (entry.interest.p50, entry.interest.p10, entry.interest.p90) == interest


def test_entries_without_an_identity_get_a_free_one() -> None:
    found = entries("Title,Principal,Interest\nA,1,1\nB,2,1\n", taken=("D-01",))
    assert [entry.id for entry in found] == ["D-02", "D-03"]


def test_what_cannot_be_taken_is_told_with_its_row() -> None:
    text = "ID,Title,Principal,Interest\n1,A,none,1\n2,B,3,1\n2,C,4,1\n"
    found, issues = read_debt_register(text, registered_on=DAY)
    assert [entry.title for entry in found] == ["B"]
    assert [(issue.code, issue.row, issue.value) for issue in issues] == [
        ("no-principal", 2, "A"),
        ("duplicate-id", 0, "2"),
    ]


def test_a_register_that_comes_again_changes_figures_and_keeps_what_was_planned() -> None:
    text = "ID,Title,Principal,Interest\nD-1,Driver,12,1\n"
    plan = Plan(
        debt=(DebtItem("D-1", "Driver", Spread.single(10), Spread.single(1), allocations=(DebtAllocation("S1", 2),)),)
    )
    edit = register_edit(plan, entries(text), name="debt.csv")
    assert edit is not None
    after = edit.apply(plan)
    assert after.debt[0].principal.p50 == 12
    assert after.debt[0].allocations == plan.debt[0].allocations
    assert register_edit(after, entries(text), name="debt.csv") is None


def test_a_table_without_interest_is_refused_with_the_columns_that_were_looked_for(tmp_path: Path) -> None:
    path = tmp_path / "debt.csv"
    path.write_text("Colour,Length\nred,3\n", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="debt register"):
        read_debt_register(path, registered_on=DAY)
