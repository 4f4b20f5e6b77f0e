"""Fifty random changes made with openpyxl come back as exactly those edits."""

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from planner.domain.backlog import BacklogItem, Estimate, ItemKind, Status
from planner.domain.edits import (
    AddItem,
    ChangeDebt,
    ChangeItem,
    ChangeMember,
    ChangeSprint,
    MoveItems,
    RankItems,
    RemoveItem,
    SetCapacityOverride,
    SetEstimate,
    SetOverheads,
    SetPolicy,
    SetSprintReserve,
    SetStatus,
)
from planner.domain.plan import Edit, Plan
from planner.exporting.round_trip.difference import accepted
from tests.exporting.round_trip.books import input_cell, item_row, person_row, table_rows
from tests.exporting.round_trip.conftest import Return

if TYPE_CHECKING:
    from collections.abc import Callable

CHANGES = 50


class Typist:
    """Changes cells of a workbook and keeps the edit that each change means."""

    def __init__(self, plan: Plan, book: Any, seed: int) -> None:
        self.plan, self.book, self.random = plan, book, Random(seed)  # noqa: S311 - seeded on purpose
        items = [item for item in plan.backlog[5:] if item.is_open]
        self.random.shuffle(items)
        self.items = iter(items)
        self.expected: list[Edit] = []
        self.rare: list[Callable[[], Edit]] = [
            self.target, self.focus, self.mentoring, self.by_hand, self.own_reserve, self.goal, self.debt, self.rank,
        ]  # fmt: skip
        self.often: list[Callable[[], Edit]] = [
            self.estimate, self.status, self.title, self.note, self.sprint, self.kind, self.labels, self.remaining,
            self.gone, self.fresh,
        ]  # fmt: skip

    def type_all(self) -> None:
        """Make every rare change once, and the others at random, rows that move at the end."""
        chosen = [self.random.choice(self.often) for _ in range(CHANGES - len(self.rare))]
        moving = {self.gone: 1, self.fresh: 2}
        for change in sorted([*self.rare, *chosen], key=lambda made: moving.get(made, 0)):
            self.expected.append(change())

    def cells(self) -> tuple[BacklogItem, dict[str, Any]]:
        item = next(self.items)
        return item, item_row(self.book, item.key)

    def estimate(self) -> Edit:
        item, row = self.cells()
        size = self.random.choice([0.5, 4, 7, 11, 17])
        row["Estimate"].value = row["Low"].value = row["High"].value = size
        if item.remaining is not None:
            return ChangeItem(replace(item, estimate=Estimate.single(size)))
        return SetEstimate(item.key, Estimate.single(size))

    def status(self) -> Edit:
        item, row = self.cells()
        status = Status.CANCELLED
        row["Status"].value = status.value
        return SetStatus(item.key, status)

    def title(self) -> Edit:
        item, row = self.cells()
        row["Title"].value = title = f"Title {self.random.random()}"
        return ChangeItem(replace(item, title=title))

    def note(self) -> Edit:
        item, row = self.cells()
        row["Note"].value = note = f"Note {self.random.random()}\nof two lines"
        return ChangeItem(replace(item, note=note))

    def sprint(self) -> Edit:
        item, row = self.cells()
        others = [sprint for sprint in self.plan.coming_sprints() if sprint.id != item.sprint_id]
        sprint, stretch = self.random.choice(others), self.random.random() < 0.5
        row["Sprint"].value, row["Commitment"].value = sprint.name, "stretch" if stretch else "committed"
        return MoveItems((item.key,), sprint.id, stretch=stretch)

    def kind(self) -> Edit:
        item, row = self.cells()
        kind = ItemKind.CHORE if item.kind is not ItemKind.CHORE else ItemKind.BUG
        row["Type"].value = kind.value
        return ChangeItem(replace(item, kind=kind))

    def labels(self) -> Edit:
        item, row = self.cells()
        row["Labels"].value = "new one, other"
        return ChangeItem(replace(item, labels=("new one", "other")))

    def remaining(self) -> Edit:
        item, row = self.cells()
        row["Remaining"].value = 1.25
        return ChangeItem(replace(item, remaining=1.25))

    def gone(self) -> Edit:
        item, row = self.cells()
        self.book["Backlog"].delete_rows(row["Key"].row)
        ref = self.book["Backlog"].tables["backlog"].ref
        start, end = ref.split(":")
        self.book["Backlog"].tables["backlog"].ref = f"{start}:W{int(end[1:]) - 1}"
        return RemoveItem(item.key)

    def fresh(self) -> Edit:
        key = f"PO-{self.random.random()}"
        self.book["Backlog"].append([None, key, "New row", "bug", "todo", 2])
        return AddItem(BacklogItem(key, "New row", kind=ItemKind.BUG, estimate=Estimate.single(2)))

    def rank(self) -> Edit:
        """Move one item to the fourth place; nobody else's rank is typed."""
        item, row = self.cells()
        fourth = self.plan.backlog[3].key
        row["Rank"].value = 4
        return RankItems((item.key,), before=fourth)

    def target(self) -> Edit:
        input_cell(self.book, "reserve_share").value = 0.23
        return SetPolicy(replace(self.plan.policy, target=0.23))

    def focus(self) -> Edit:
        input_cell(self.book, "focus").value = 0.61
        return SetOverheads(replace(self.plan.team.overheads, focus=0.61))

    def mentoring(self) -> Edit:
        member = self.random.choice(self.plan.team.members)
        (row,) = (row for row in table_rows(self.book, "people") if row["Person"].value == member.name)
        row["Mentoring pd"].value = 2.25
        return ChangeMember(replace(member, mentoring_pd=2.25))

    def by_hand(self) -> Edit:
        member = self.random.choice(self.plan.team.members)
        person_row(self.book, "S16", member.name)["By hand"].value = 3.5
        return SetCapacityOverride("S16", member.id, 3.5, "From the workbook")

    def own_reserve(self) -> Edit:
        row = table_rows(self.book, "capacity_by_sprint")[2]
        row["Own reserve"].value = 0.31
        return SetSprintReserve(self.plan.coming_sprints()[2].id, 0.31)

    def goal(self) -> Edit:
        row = table_rows(self.book, "coming_sprints")[1]
        row["Goal"].value = "Wallets in the shop"
        return ChangeSprint(replace(self.plan.coming_sprints()[1], goal="Wallets in the shop"))

    def debt(self) -> Edit:
        entry = self.plan.debt[0]
        (row,) = (row for row in table_rows(self.book, "debt_register") if row["Debt"].value == entry.id)
        row["Owner"].value = "Somebody else"
        return ChangeDebt(replace(entry, owner="Somebody else"))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_fifty_random_changes_come_back_as_exactly_those_edits(returned: Return, sample_plan: Plan, seed: int) -> None:
    typed: list[Edit] = []

    def rewrite(book: Any) -> None:
        typist = Typist(sample_plan, book, seed)
        typist.type_all()
        typed.extend(typist.expected)

    found = returned(sample_plan, rewrite)
    made = [edit for difference in found for edit in difference.edits]
    assert len(found) == CHANGES
    assert sorted(made, key=repr) == sorted(typed, key=repr)
    plan = accepted(sample_plan, found).apply(sample_plan)
    assert plan.policy.target == 0.23
    assert {item.key for item in plan.backlog} == {item.key for item in sample_plan.backlog} - {
        edit.key for edit in typed if isinstance(edit, RemoveItem)
    } | {edit.item.key for edit in typed if isinstance(edit, AddItem)}
