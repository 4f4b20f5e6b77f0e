"""The workbook is a live model: LibreOffice calculates what the app says, for the plan and after any change."""

import re
import shutil
import subprocess
from dataclasses import dataclass, field, replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from planner.analysis.capacity.breakdown import capacity_of
from planner.analysis.report import PlanReport
from planner.analysis.view import PlanView
from planner.domain.backlog import Estimate
from planner.domain.calendar import Period
from planner.domain.edits import (
    AddAbsence,
    ChangeMember,
    MoveItems,
    SetCapacityOverride,
    SetEstimate,
    SetOverheads,
    SetPolicy,
    SetSprintReserve,
)
from planner.domain.plan import Edit, Plan
from planner.domain.team import Absence
from planner.exporting.round_trip.compare import compare_workbook
from planner.exporting.round_trip.difference import accepted
from tests.exporting.round_trip.books import input_cell, item_row, person_row, table_rows

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]

BOOKS, CHANGES = 6, 5
STEPS = {
    "Calendar": "calendar_pd", "Holidays": "holidays_pd", "Leave": "leave_pd", "On-call": "oncall_pd",
    "Ramp-up": "ramp_pd", "Meetings": "meetings_pd", "Effective": "effective_pd", "Unplanned": "unplanned_pd",
    "Learning": "learning_pd", "Reserve": "reserve_pd", "Features": "feature_pd",
}  # fmt: skip


@dataclass
class Typist:
    """Changes cells of a workbook at random and makes the edits that the app would make for the same."""

    plan: Plan
    book: Any
    random: Random
    done: list[str] = field(default_factory=list)

    def change(self) -> None:
        """Make one change of a kind that was not made yet."""
        kinds: dict[str, Callable[[], Edit]] = {
            "target": self.target, "share": self.share, "leave": self.leave, "estimate": self.estimate,
            "focus": self.focus, "unplanned": self.unplanned, "on-call": self.on_call, "time": self.time,
            "mentoring": self.mentoring, "projects": self.projects, "by hand": self.by_hand, "sprint": self.sprint,
        }  # fmt: skip
        kind = self.random.choice([name for name in kinds if name not in self.done])
        self.done.append(kind)
        self.plan = kinds[kind]().apply(self.plan)

    def target(self) -> Edit:
        share = self.random.choice([0.2, 0.22, 0.28, 0.3])
        input_cell(self.book, "reserve_share").value = share
        return SetPolicy(replace(self.plan.policy, target=share))

    def share(self) -> Edit:
        place = self.random.randrange(len(self.plan.coming_sprints()))
        table_rows(self.book, "capacity_by_sprint")[place]["Own reserve"].value = 0.35
        return SetSprintReserve(self.plan.coming_sprints()[place].id, 0.35)

    def leave(self) -> Edit:
        """Give somebody a day off on which they are there, whole and without duty."""
        sprint = self.random.choice(self.plan.coming_sprints()[1:])
        free = [
            (entry.member, cell)
            for entry in capacity_of(self.plan, sprint).people
            for cell in entry.days
            if cell.share_there > 0 and not cell.on_call and cell.share_away == 0
        ]
        member, cell = self.random.choice(free)
        row = person_row(self.book, sprint.name, member.name)
        row["Leave days"].value += cell.share_there / member.fte
        return AddAbsence(Absence("away", member.id, Period(cell.day, cell.day + timedelta(days=1))))

    def estimate(self) -> Edit:
        sized = [
            item for item in self.plan.backlog if item.is_open and item.sprint_id and item.remaining is None
        ]  # fmt: skip
        item, size = self.random.choice(sized), self.random.choice([1, 2.5, 6, 21])
        row = item_row(self.book, item.key)
        row["Estimate"].value = row["Low"].value = row["High"].value = size
        return SetEstimate(item.key, Estimate.single(size))

    def focus(self) -> Edit:
        input_cell(self.book, "focus").value = 0.65
        return SetOverheads(replace(self.plan.team.overheads, focus=0.65))

    def unplanned(self) -> Edit:
        input_cell(self.book, "unplanned_share").value, input_cell(self.book, "learning_share").value = 0.12, 0.08
        return SetOverheads(replace(self.plan.team.overheads, unplanned_share=0.12, learning_share=0.08))

    def on_call(self) -> Edit:
        input_cell(self.book, "on_call_cost").value = 0.3
        return SetOverheads(replace(self.plan.team.overheads, on_call_cost=0.3))

    def person(self) -> tuple[Any, dict[str, Any]]:
        member = self.random.choice(self.plan.team.members)
        (row,) = (row for row in table_rows(self.book, "people") if row["Person"].value == member.name)
        return member, row

    def time(self) -> Edit:
        member, row = self.person()
        row["Share of time"].value = 0.6
        return ChangeMember(replace(member, fte=0.6))

    def mentoring(self) -> Edit:
        member, row = self.person()
        row["Mentoring pd"].value = 2.5
        return ChangeMember(replace(member, mentoring_pd=2.5))

    def projects(self) -> Edit:
        member, row = self.person()
        row["Projects"].value = 2
        return ChangeMember(replace(member, projects=2))

    def by_hand(self) -> Edit:
        member, sprint = self.random.choice(self.plan.team.members), self.random.choice(self.plan.coming_sprints())
        person_row(self.book, sprint.name, member.name)["By hand"].value = 3.25
        return SetCapacityOverride(sprint.id, member.id, 3.25, "typed")

    def sprint(self) -> Edit:
        item = self.random.choice([item for item in self.plan.backlog if item.is_open and not item.sprint_id])
        row = item_row(self.book, item.key)
        row["Sprint"].value, row["Commitment"].value = "S18", "committed"
        return MoveItems((item.key,), "S18")


@dataclass
class Calculated:
    """What LibreOffice made of the workbooks: the plan's own, and those with random changes."""

    folder: Path
    changed: list[Typist]

    def book(self, name: str) -> Any:
        """Return a workbook by its values."""
        import openpyxl

        return openpyxl.load_workbook(self.folder / "out" / f"{name}.xlsx", data_only=True)


@pytest.fixture(scope="module")
def calculated(sample_book: bytes, sample_report: PlanReport, tmp_path_factory: pytest.TempPathFactory) -> Calculated:
    """Calculate all workbooks in one run of LibreOffice."""
    import openpyxl

    folder = tmp_path_factory.mktemp("calculated")
    (folder / "same.xlsx").write_bytes(without_cached_values(sample_book))
    changed = []
    for number in range(BOOKS):
        random = Random(number)  # noqa: S311 - seeded on purpose
        typist = Typist(sample_report.plan, openpyxl.load_workbook(BytesIO(sample_book)), random)
        for _ in range(CHANGES):
            typist.change()
        typist.book.save(folder / f"changed-{number}.xlsx")
        changed.append(typist)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    sources = [str(path) for path in sorted(folder.glob("*.xlsx"))]
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out"), *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return Calculated(folder, changed)


def without_cached_values(content: bytes) -> bytes:
    """Return the workbook with the results of all formulas taken out, so that they must be calculated."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            new.writestr(name, part)
    return out.getvalue()


def formulas(content: bytes) -> dict[tuple[str, str], Any]:
    """Return the cached value of every formula by sheet and cell."""
    import openpyxl

    written = openpyxl.load_workbook(BytesIO(content))
    cached = openpyxl.load_workbook(BytesIO(content), data_only=True)
    return {
        (sheet.title, cell.coordinate): cached[sheet.title][cell.coordinate].value
        for sheet in written.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def test_every_cached_value_is_the_recalculated_one(sample_book: bytes, calculated: Calculated) -> None:
    known, found = formulas(sample_book), calculated.book("same")
    assert len(known) > 300
    wrong = {
        where: (cached, found[where[0]][where[1]].value)
        for where, cached in known.items()
        if (found[where[0]][where[1]].value or "") != pytest.approx(cached or "", abs=1e-9)
    }
    assert wrong == {}


def test_a_workbook_that_libreoffice_has_saved_is_unchanged(sample_plan: Plan, calculated: Calculated) -> None:
    assert compare_workbook(sample_plan, calculated.folder / "out" / "same.xlsx") == ()


def test_thirty_changed_cells_give_what_the_app_gives_for_the_same_edits(calculated: Calculated) -> None:
    for number, typist in enumerate(calculated.changed):
        check(typist, calculated.book(f"changed-{number}"))


def check(typist: Typist, book: Any) -> None:
    """Hold the figures of a calculated workbook against those of the plan with the same edits."""
    assert len(typist.done) == CHANGES
    assert typist.plan.settings.as_of is not None
    view = PlanView(typist.plan, today=typist.plan.settings.as_of)
    parts = [capacity_of(typist.plan, sprint) for sprint in typist.plan.coming_sprints()]
    people = [entry for part in parts for entry in part.people]
    for rows, entries in (
        (table_rows(book, "capacity_by_sprint"), parts),
        (table_rows(book, "capacity_by_person"), people),
    ):
        for row, entry in zip(rows, entries, strict=True):
            shown = {name: row[head].value for head, name in STEPS.items()}
            steps = {name: getattr(entry.steps, name) for name in STEPS.values()}  # type: ignore[attr-defined]
            assert shown == pytest.approx(steps, abs=1e-7), typist.done
    shares = [row["Reserve share"].value for row in table_rows(book, "capacity_by_sprint")]
    assert shares == pytest.approx([part.reserve_share for part in parts])
    for row, outlook in zip(table_rows(book, "coming_sprints"), view.outlooks, strict=True):
        cells = [row[head].value for head in ("Features pd", "Reserve pd", "Committed", "Stretch", "Reserve left pd")]
        figures = [outlook.feature_pd, outlook.reserve_pd, outlook.load, outlook.stretch_load]
        assert cells == pytest.approx([*figures, outlook.reserve_pd - outlook.debt_pd], abs=1e-7), typist.done
    for row, load in zip(table_rows(book, "load_by_person"), view.person_loads, strict=True):
        cells = [row["Effective pd"].value, row["Kept free pd"].value]
        assert cells == pytest.approx([load.effective_pd, load.kept_free_pd], abs=1e-7), typist.done
    first = parts[0].steps
    assert book["Summary"]["A5"].value == pytest.approx(first.feature_pd)
    assert book["Summary"]["B5"].value == pytest.approx(parts[0].reserve_share)
    assert book["Summary"]["B6"].value.startswith(f"{first.reserve_pd:.1f} person-days")


def test_what_was_typed_reads_back_to_the_same_plan(sample_plan: Plan, calculated: Calculated) -> None:
    for number, typist in enumerate(calculated.changed):
        found = compare_workbook(sample_plan, calculated.folder / "out" / f"changed-{number}.xlsx")
        plan, wanted = accepted(sample_plan, found).apply(sample_plan), typist.plan
        assert (plan.backlog, plan.policy) == (wanted.backlog, wanted.policy)
        assert plan.team.overheads == wanted.team.overheads
        for sprint in wanted.coming_sprints():
            steps = capacity_of(plan, plan.sprint(sprint.id)).steps
            assert steps.feature_pd == pytest.approx(capacity_of(wanted, sprint).steps.feature_pd, abs=1e-7)
