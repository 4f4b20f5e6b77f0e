"""Puts the tables together: the plan as it stands on Friday, 15 May 2026."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.domain.backlog import BacklogItem, Estimate, ItemKind, Status
from planner.domain.calendar import Period, WeekPattern, working_dates
from planner.domain.plan import Plan
from planner.domain.settings import PlanSettings, ScopeGrowth, Unit
from planner.domain.snapshot import Snapshot, SnapshotItem
from planner.domain.sprint import Sprint, SprintActuals, SprintState
from planner.importing import read_text
from planner.importing.merge import preview_import
from sample_plan import agreements, done_work, history, open_work, people, register
from sample_plan.exports import jira_csv

AS_OF = date(2026, 5, 15)
FIRST_KEY = 21
CARRIED_SINCE = "S14"
EARLY = date(2025, 10, 6)
PRIORITY = "Medium"

ENTERED_BY_EPIC = {"Direct debit": 4, "SEPA instant": 8, "Payouts": 11, "Disputes": 13}
"""Sprint after which the work of an epic came into the backlog; the other epics were there from the start."""

ENTERED_FROM = {"Direct debit": (7, 8), "SEPA instant": (9, 10), "Payouts": (12, 99), "Disputes": (15, 99)}
NEVER_LATE = frozenset({"Mandate PDF", "SEPA instant: ledger entries", "Bank codes updated monthly"})
NOT_WITH_DISPUTES = frozenset({"PAY-247", "PAY-249", "PAY-251", "PAY-255"})

LABELS = {
    "SEPA instant": ("sepa", "rail"),
    "Refunds": ("refunds",),
    "Payouts": ("payouts",),
    "Direct debit": ("sepa",),
    "Gateway": ("gateway",),
    "Ledger": ("ledger",),
    "Checkout": ("web",),
    "Disputes": ("disputes",),
    "Reporting": ("reports",),
}
COMPONENTS = {
    "SEPA instant": "gateway",
    "Refunds": "ledger-core",
    "Payouts": "settlement",
    "Direct debit": "gateway",
    "Gateway": "gateway",
    "Ledger": "ledger-core",
    "Checkout": "checkout-web",
    "Disputes": "checkout-web",
    "Reporting": "reports",
}
TRACKER_TITLES = {"PAY-237": "SEPA recall"}
TRACKER_SIZES = {"PAY-219": 5.0}
TRACKER_SPRINTS = {"PAY-231": "S14"}
"""Where the plan was edited after the import of the day: what the tracker still says."""


@dataclass(frozen=True, slots=True)
class _Done:
    """One finished row with the sprint it ended in; ``place`` runs from 0, its first day, to 1, its last."""

    number: int
    place: float
    title: str
    size: float | None
    kind: ItemKind
    carried: bool
    who: str
    epic: str


def build_plan() -> Plan:
    """Return the sample plan."""
    done = _done_items(_done_rows())
    backlog = (*_open_items(), *done, *_cancelled_items())
    keys_of_debt: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for item in done:
        if item.debt_id:
            keys_of_debt[item.debt_id] += (item.key,)
    plan = Plan(
        name="Payments platform",
        team=people.team(),
        sprints=(*_closed_sprints(done), *_coming_sprints()),
        backlog=backlog,
        milestones=open_work.MILESTONES,
        baselines=open_work.BASELINES,
        debt=register.register(dict(keys_of_debt)),
        policy=agreements.POLICY,
        exceptions=agreements.EXCEPTIONS,
        decisions=agreements.DECISIONS,
        snapshots=_snapshots(backlog),
        settings=PlanSettings(
            unit=Unit.POINTS,
            as_of=AS_OF,
            cost_per_pd=620.0,
            scope_growth=ScopeGrowth(0.0, 2.0, 4.0),
        ),
    )
    return with_stamps(plan, day=AS_OF)


def with_stamps(plan: Plan, *, day: date) -> Plan:
    """Return the plan with the stamps of that day's import in its last snapshot: what a later import compares with."""
    text = jira_csv([tracker_view(item) for item in plan.backlog], day=day)
    preview = preview_import(plan, read_text(text, name="payments-board.csv"), taken_on=day)
    *earlier, last = plan.snapshots
    items = tuple(replace(item, imported=preview.stamps.get(item.key, "")) for item in last.items)
    settings = replace(plan.settings, column_memories=(preview.memory,))
    return replace(plan, snapshots=(*earlier, replace(last, items=items)), settings=settings)


def tracker_view(item: BacklogItem) -> BacklogItem:
    """Return an item as the tracker shows it, without what was edited in the plan since."""
    size = TRACKER_SIZES.get(item.key)
    return replace(
        item,
        title=TRACKER_TITLES.get(item.key, item.title),
        estimate=item.estimate if size is None else Estimate.single(size),
        sprint_id=TRACKER_SPRINTS.get(item.key, item.sprint_id),
    )


def snapshot_item(item: BacklogItem, day: date) -> SnapshotItem:
    """Return an item as it stood on a day."""
    ended = item.done_on is not None and item.done_on <= day
    size = None if item.estimate is None else item.estimate.likely
    status = item.status
    if status is Status.DONE and not ended:
        status = Status.TODO
    return SnapshotItem(
        item.key, item.title, item.kind, status, size, _sprint_on(item, day), item.done_on if ended else None
    )


def _sprint_on(item: BacklogItem, day: date) -> str:
    if item.sprint_id is None:
        return ""
    number = int(item.sprint_id[1:])
    soon = number > history.CLOSED or history.period_of(number).start <= day
    return item.sprint_id if soon and day >= (AS_OF if number > history.CLOSED else EARLY) else ""


# ------------------------------------------------------------------------------------------------ finished work


def _done_rows() -> list[_Done]:
    blocks: list[list[str]] = []
    for line in done_work.WORK_TEXT.strip().splitlines():
        if "|" in line:
            blocks[-1].append(line)
        else:
            blocks.append([])
    return [
        _done_row(line, number, place / (len(block) - 1))
        for number, block in enumerate(blocks, start=1)
        for place, line in enumerate(block)
    ]


def _done_row(line: str, number: int, place: float) -> _Done:
    title, size, who, epic = (cell.strip() for cell in line.split("|"))
    words = size.split()
    points = float(words[0]) if words[0].isdigit() else None
    return _Done(number, place, title, points, _kind(words), "<" in words, who, epic)


def _kind(words: list[str]) -> ItemKind:
    return next((kind for kind in (ItemKind.BUG, ItemKind.CHORE, ItemKind.DEBT) if kind in words), ItemKind.FEATURE)


def _done_items(rows: list[_Done]) -> tuple[BacklogItem, ...]:
    taken = {line.split("|")[0].strip() for line in open_work.BACKLOG_TEXT.strip().splitlines()}
    keys = (f"PAY-{number}" for number in range(FIRST_KEY, 208))
    free = (key for key in keys if key not in taken)
    return tuple(_done_item(next(free), row) for row in rows)


def _done_item(key: str, row: _Done) -> BacklogItem:
    days = working_dates(history.period_of(row.number), week=WeekPattern())
    day = int(row.place * (len(days) - 1))
    sprint = f"S{row.number}"
    earlier = (f"S{row.number - 1}",) if row.carried else ()
    debt_id = done_work.DEBT_OF_TITLE.get(row.title, "")
    is_debt = row.kind is ItemKind.DEBT
    started = history.period_of(row.number - 1).last_day if row.carried else days[max(0, day - 2)]
    return BacklogItem(
        key=key,
        title=row.title,
        kind=row.kind,
        status=Status.DONE,
        status_text="Done",
        estimate=None if row.size is None else Estimate.single(row.size),
        sprint_id=sprint,
        epic=row.epic,
        parent=row.epic,
        priority=PRIORITY,
        labels=(*LABELS[row.epic], "tech-debt") if is_debt else LABELS[row.epic],
        components=(COMPONENTS[row.epic],),
        assignees=(people.NAMES[row.who],),
        sprint_history=(*earlier, sprint),
        created_on=_created(row.epic, row.number, row.title, done_on=days[day], sized=row.size is not None),
        started_on=started,
        done_on=days[day],
        debt_id=debt_id,
        debt_reason="label tech-debt" if is_debt else "",
    )


def _created(epic: str, number: int, title: str, *, done_on: date, sized: bool) -> date:
    if not sized:
        return done_on - timedelta(days=6)
    first, last = ENTERED_FROM.get(epic, (0, -1))
    if first <= number <= last and title not in NEVER_LATE:
        return history.period_of(ENTERED_BY_EPIC[epic]).start + timedelta(days=8)
    return EARLY + timedelta(days=number)


def _cancelled_items() -> tuple[BacklogItem, ...]:
    return tuple(
        _cancelled_item(f"PAY-{place}", line)
        for place, line in enumerate(done_work.CANCELLED_TEXT.strip().splitlines(), start=11)
    )


def _cancelled_item(key: str, line: str) -> BacklogItem:
    title, size, sprint, epic = (cell.strip() for cell in line.split("|"))
    asked_on = history.period_of(int(sprint[1:])).start + timedelta(days=1)
    return BacklogItem(
        key=key,
        title=title,
        status=Status.CANCELLED,
        status_text="Won't do",
        estimate=Estimate.single(float(size)),
        epic=epic,
        parent=epic,
        priority=PRIORITY,
        labels=LABELS[epic],
        components=(COMPONENTS[epic],),
        created_on=asked_on,
    )


# ------------------------------------------------------------------------------------------------ open work


def _open_items() -> tuple[BacklogItem, ...]:
    goals = {key: name for name, keys in open_work.MEMBERS_OF_MILESTONE.items() for key in keys}
    lines = open_work.BACKLOG_TEXT.strip().splitlines()
    return tuple(_open_item(line, goals) for line in lines)


def _open_item(line: str, goals: dict[str, str]) -> BacklogItem:
    key, title, size, who, epic, sprint, skills, waits, marks = (cell.strip() for cell in line.split("|"))
    carried, begun = "carried" in marks, "begun" in marks
    return BacklogItem(
        key=key,
        title=title,
        kind=_kind(marks.split()),
        status=Status.IN_PROGRESS if begun else Status.TODO,
        status_text="In Progress" if begun else "To Do",
        estimate=None if size == "?" else Estimate.single(float(size)),
        sprint_id=sprint or None,
        pinned="pin" in marks.split(),
        stretch="stretch" in marks,
        epic=epic,
        parent=epic,
        priority=PRIORITY,
        milestone_id=goals.get(key, ""),
        labels=LABELS[epic],
        components=(COMPONENTS[epic],),
        skills=tuple(skills.split()),
        assignees=tuple(people.NAMES[short] for short in who.split()),
        depends_on=tuple(waits.split()),
        sprint_history=(CARRIED_SINCE,) if carried else (),
        created_on=_entered(key, epic),
        started_on=history.period_of(history.CLOSED).start + timedelta(days=8) if begun else None,
    )


def _entered(key: str, epic: str) -> date:
    late = epic == "Payouts" or (epic == "Disputes" and key not in NOT_WITH_DISPUTES)
    if not late:
        return EARLY + timedelta(days=20)
    return history.period_of(ENTERED_BY_EPIC[epic]).start + timedelta(days=8)


# ------------------------------------------------------------------------------------------------ sprints


def _closed_sprints(done: tuple[BacklogItem, ...]) -> tuple[Sprint, ...]:
    return tuple(_closed_sprint(number, done) for number in range(1, history.CLOSED + 1))


def _closed_sprint(number: int, done: tuple[BacklogItem, ...]) -> Sprint:
    name = f"S{number}"
    work = history.WORK[number]
    debt = history.DEBT.get(number)
    keys = tuple(item.key for item in done if item.sprint_id == name)
    carried = tuple(item.key for item in (*done, *_open_items()) if name in item.sprint_history[:-1])
    if number == history.CLOSED:
        carried = tuple(item.key for item in _open_items() if item.sprint_history)
    actuals = SprintActuals(
        completed=work.completed,
        committed=work.committed,
        carried=work.carried,
        added=work.added,
        removed=work.removed,
        re_estimated=work.re_estimated,
        committed_items=len(keys) + len(carried) - 1,
        completed_items=len(keys),
        available_pd=work.available_pd,
        effective_pd=work.effective_pd,
        completed_keys=keys,
        carried_keys=carried,
        delivery=history.DELIVERY[number],
        note=history.NOTES.get(number, ""),
    )
    if debt is not None:
        actuals = replace(
            actuals,
            reserve_planned_pd=debt.reserve_planned_pd,
            reserve_spent_pd=debt.reserve_spent_pd,
            principal_added_pd=debt.principal_added_pd,
            principal_paid_pd=debt.principal_paid_pd,
            principal_pd=debt.principal_pd,
        )
    period = history.period_of(number)
    return Sprint(
        name, name, period, SprintState.CLOSED, commitment=work.committed, started_on=period.start, actuals=actuals
    )


def _coming_sprints() -> tuple[Sprint, ...]:
    numbers = range(history.CLOSED + 1, history.CLOSED + history.COMING + 1)
    return tuple(
        Sprint(f"S{number}", f"S{number}", history.period_of(number), goal=history.GOALS[number]) for number in numbers
    )


# ------------------------------------------------------------------------------------------------ snapshots


def _snapshots(backlog: tuple[BacklogItem, ...]) -> tuple[Snapshot, ...]:
    days = [history.period_of(number).start for number in (1, 5, 9, 12, 14)]
    earlier = tuple(_snapshot(day, backlog, source="payments-board.csv") for day in days)
    latest = tuple(tracker_view(item) for item in backlog)
    return (*earlier, _snapshot(AS_OF, latest, source="payments-board.csv"))


def _snapshot(day: date, backlog: tuple[BacklogItem, ...], *, source: str) -> Snapshot:
    known = (item for item in backlog if item.created_on is not None and item.created_on <= day)
    number = 1 + (day - history.FIRST_DAY) // history.TWO_WEEKS
    ended = history.DEBT.get(number if day == AS_OF else number - 1)
    return Snapshot(
        id=f"import-{day.isoformat()}",
        taken_on=day,
        source=source,
        items=tuple(snapshot_item(item, day) for item in known),
        principal_pd=None if ended is None else ended.principal_pd,
    )


def whole_days(first: date, last: date) -> Period:
    """Return the period from the first to the last day, both inside."""
    return Period(first, last + timedelta(days=1))
