"""Laws of importing again: a file read twice changes nothing more, and files agree in whatever order they come."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.backlog import BacklogItem, Estimate, Status
from planner.domain.check import check_plan
from planner.domain.edits import ChangeItem, SetEstimate
from planner.domain.issue import Issue
from planner.domain.plan import Plan
from planner.importing import read_text
from planner.importing.merge import preview_import
from planner.importing.new_plan import new_plan_from
from planner.importing.preview import DifferenceKind
from planner.importing.reading import ImportedBacklog

FIRST, SECOND, THIRD = date(2026, 3, 4), date(2026, 3, 18), date(2026, 4, 1)
HEADER = "Issue key,Summary,Issue Type,Status,Sprint,Story Points,Labels,Assignee,Inward issue link (Blocks)"
Row = dict[str, str]

rows = st.fixed_dictionaries(
    {
        "title": st.sampled_from(("Log in", "Log out", "Pay", "Ship", "Refactor the cart")),
        "type": st.sampled_from(("Story", "Bug", "Task")),
        "status": st.sampled_from(("To Do", "In Progress", "Done", "Cancelled")),
        "sprint": st.sampled_from(("", "Sprint 1", "Sprint 2", "Sprint 3")),
        "points": st.sampled_from(("", "0", "3", "5", "8")),
        "labels": st.sampled_from(("", "ui", "tech-debt")),
        "people": st.sampled_from(("", "Ann", "Bo")),
    }
)
backlogs = st.dictionaries(st.integers(1, 9), rows, min_size=1, max_size=6)


def text_of(backlog: dict[int, Row], *, prefix: str = "S", waits: dict[int, str] | None = None) -> str:
    lines = [
        f"{prefix}-{number},{row['title']} {number},{row['type']},{row['status']},{row['sprint']},{row['points']},"
        f"{row['labels']},{row['people']},{(waits or {}).get(number, '')}"
        for number, row in sorted(backlog.items())
    ]
    return "\n".join([HEADER, *lines, ""])


def read(text: str, name: str = "jira.csv") -> ImportedBacklog:
    return read_text(text, name=name)


def taken(plan: Plan, text: str, day: date) -> Plan:
    return preview_import(plan, read(text), taken_on=day).to_edit().apply(plan)


def edited(plan: Plan, places: list[int], size: float) -> Plan:
    """Change titles, sizes and statuses of some items as a user does."""
    for number, place in enumerate(places):
        item = plan.backlog[place % len(plan.backlog)]
        edit: ChangeItem | SetEstimate = ChangeItem(replace(item, title=f"{item.title}, better"))
        if number % 3 == 1:
            edit = SetEstimate(item.key, Estimate.single(size))
        elif number % 3 == 2:
            edit = ChangeItem(replace(item, status=Status.IN_PROGRESS, status_text="Doing", done_on=None))
        plan = edit.apply(plan)
    return plan


def by_key(plan: Plan) -> dict[str, BacklogItem]:
    return {item.key: item for item in plan.backlog}


@settings(max_examples=25, deadline=None)
@given(
    before=backlogs, after=backlogs, places=st.lists(st.integers(0, 9), max_size=4), size=st.sampled_from((1.0, 13.0))
)
def test_the_second_import_of_a_file_changes_nothing(
    before: dict[int, Row], after: dict[int, Row], places: list[int], size: float
) -> None:
    plan = edited(new_plan_from([read(text_of(before))], "Shop", taken_on=FIRST), places, size)
    once = taken(plan, text_of(after), SECOND)
    again = preview_import(once, read(text_of(after)), taken_on=THIRD)
    counts = again.counts()
    assert counts[DifferenceKind.NEW] == counts[DifferenceKind.GONE] == 0
    assert counts[DifferenceKind.CHANGED_IN_FILE] == counts[DifferenceKind.CONFLICT] == 0
    twice = again.to_edit().apply(once)
    assert twice.backlog == once.backlog
    assert twice.sprints == once.sprints
    assert check_plan(twice) == ()


@settings(max_examples=25, deadline=None)
@given(before=backlogs, after=backlogs, places=st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_what_was_edited_here_is_kept(before: dict[int, Row], after: dict[int, Row], places: list[int]) -> None:
    plan = edited(new_plan_from([read(text_of(before))], "Shop", taken_on=FIRST), places, 21.0)
    mine = {key: item for key, item in by_key(plan).items() if "better" in item.title}
    later = by_key(taken(plan, text_of(after), SECOND))
    assert {key: later[key].title for key in mine} == {key: item.title for key, item in mine.items()}
    assert by_key(plan).keys() <= later.keys()


@settings(max_examples=25, deadline=None)
@given(one=backlogs, other=backlogs, data=st.data())
def test_the_order_of_files_does_not_matter_for_the_items(
    one: dict[int, Row], other: dict[int, Row], data: st.DataObject
) -> None:
    # links run from the first file to the second only, so that there is no circle
    waits = {number: data.draw(st.sampled_from(("", *(f"B-{key}" for key in other)))) for number in one}
    files = [read(text_of(one, prefix="A", waits=waits), "a.csv"), read(text_of(other, prefix="B"), "b.csv")]
    forth = new_plan_from(files, "Shop", taken_on=FIRST)
    back = new_plan_from(files[::-1], "Shop", taken_on=FIRST)
    assert forth.settings.unit is back.settings.unit
    assert by_key(forth) == by_key(back)


def test_items_of_two_files_that_wait_for_each_other_lose_the_later_link() -> None:
    one = read(f"{HEADER}\nA-1,One,Story,To Do,,,,,B-1\n", "a.csv")
    other = read(f"{HEADER}\nB-1,Two,Story,To Do,,,,,A-1\n", "b.csv")
    found = list[Issue]()
    plan = new_plan_from([one, other], "Shop", taken_on=FIRST, found=found)
    assert {item.key: item.depends_on for item in plan.backlog} == {"A-1": ("B-1",), "B-1": ()}
    assert [issue.code for issue in found] == ["dependency-cycle"]


def test_a_sprint_that_two_files_share_is_one_sprint() -> None:
    one = read(f"{HEADER}\nA-1,One,Story,Done,Sprint 1,3,,,\n", "a.csv")
    other = read(f"{HEADER}\nB-1,Two,Story,To Do,Sprint 1,5,,,\nB-2,Three,Story,Done,Sprint 2,2,,,\n", "b.csv")
    for files in ([one, other], [other, one]):
        plan = new_plan_from(files, "Shop", taken_on=FIRST)
        # 3 + 5 points were committed in Sprint 1; 3 were done and 5 carried on, for Sprint 2 has begun
        actuals = plan.closed_sprints()[0].actuals
        assert actuals is not None
        assert (actuals.committed, actuals.completed, actuals.carried) == (8, 3, 5)
