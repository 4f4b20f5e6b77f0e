"""One week later: S15 on Tuesday, 26 May, and what the tracker says by then."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.domain.backlog import BacklogItem, Estimate, ItemKind, Status
from planner.domain.debt import DebtAllocation, DebtItem, DebtStatus
from planner.domain.edits import AcceptProposal, DebtPlacement, Placement, StartSprint
from planner.domain.plan import Plan
from planner.domain.snapshot import Snapshot
from sample_plan.build import PRIORITY, build_plan, snapshot_item, tracker_view, with_stamps

TODAY = date(2026, 5, 26)
START = date(2026, 5, 18)
SPLIT = "PAY-261"
SNAPSHOT_DAYS = (18, 19, 20, 21, 22, 25, 26)

MOVES = (
    Placement("PAY-231", "S16"),
    Placement("PAY-240", "S16"),
    Placement("PAY-250", "S17", stretch=True),
)
DEBT_MOVES = (
    DebtPlacement("D-10", (DebtAllocation("S15", 1.0),)),
    DebtPlacement("D-02", (DebtAllocation("S16", 4.4),)),
    DebtPlacement("D-12", (DebtAllocation("S18", 3.0),)),
)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to one item on one day of May; only what changed is filled in."""

    day: int
    key: str
    change: Callable[[BacklogItem], BacklogItem]


def _done(day: int) -> Callable[[BacklogItem], BacklogItem]:
    moment = date(2026, 5, day)
    return lambda item: replace(item, status=Status.DONE, status_text="Done", done_on=moment)


def _started(day: int) -> Callable[[BacklogItem], BacklogItem]:
    moment = date(2026, 5, day)
    return lambda item: replace(item, status=Status.IN_PROGRESS, status_text="In Progress", started_on=moment)


def _sized(size: float) -> Callable[[BacklogItem], BacklogItem]:
    return lambda item: replace(item, estimate=Estimate.single(size))


def _moved(sprint: str | None) -> Callable[[BacklogItem], BacklogItem]:
    return lambda item: replace(item, sprint_id=sprint, stretch=False)


def _appears(sprint: str) -> Callable[[BacklogItem], BacklogItem]:
    return lambda item: replace(item, sprint_id=sprint)


EVENTS = (
    Event(18, "PAY-208", _started(18)),
    Event(18, "PAY-214", _started(18)),
    Event(19, "PAY-214", _done(19)),  # 23 - 5
    Event(19, "PAY-217", _started(19)),
    Event(19, "PAY-217", _sized(5)),  # + 2: 20 left
    Event(20, "PAY-260", _appears("S15")),  # + 3: 23 left
    Event(20, "PAY-233", _moved("S17")),  # swapped for PAY-259, both outside the commitment
    Event(20, "PAY-259", _appears("S15")),
    Event(21, "PAY-208", _done(21)),  # 18 left
    Event(21, "PAY-260", _started(21)),
    Event(22, "PAY-260", _done(22)),  # 15 left
    Event(22, "PAY-226", _started(22)),
    Event(26, SPLIT, _moved("S16")),  # 13 left
)


def build_later_plan() -> Plan:
    """Return the plan on 26 May: the proposal accepted, S15 running, seven daily imports."""
    plan = _on_monday()
    snapshots = list(plan.snapshots)
    for day in SNAPSHOT_DAYS:
        plan = _after(plan, day)
        snapshots.append(_snapshot(plan, date(2026, 5, day)))
    plan = replace(
        plan,
        snapshots=tuple(snapshots),
        debt=tuple(_worked_on(entry) for entry in plan.debt),
        settings=replace(plan.settings, as_of=TODAY),
    )
    return with_stamps(plan, day=TODAY)


def _on_monday() -> Plan:
    plan = AcceptProposal(MOVES, DEBT_MOVES).apply(build_plan())
    backlog: list[BacklogItem] = []
    for item in plan.backlog:
        if item.key == "PAY-217":
            backlog += [_sized(3)(item), _split_off(item)]
        else:
            backlog.append(item)
    return StartSprint("S15", START).apply(replace(plan, backlog=tuple(backlog)))


def _split_off(item: BacklogItem) -> BacklogItem:
    return replace(
        item,
        key=SPLIT,
        title="Refund partial amount: tax lines",
        estimate=Estimate.single(2),
        milestone_id="",
        created_on=START,
    )


def newcomers() -> tuple[BacklogItem, ...]:
    """Return the items that came during the first week of S15, still without a sprint."""
    return (
        BacklogItem(
            "PAY-259",
            "Receipt wording for refunds",
            estimate=Estimate.single(2),
            stretch=True,
            epic="Checkout",
            parent="Checkout",
            priority=PRIORITY,
            labels=("web",),
            components=("checkout-web",),
            assignees=("Lena Fischer",),
            skills=("design",),
            created_on=date(2026, 5, 20),
            status_text="To Do",
        ),
        BacklogItem(
            "PAY-260",
            "Webhook retries flood the log",
            kind=ItemKind.BUG,
            estimate=Estimate.single(3),
            epic="Gateway",
            parent="Gateway",
            priority=PRIORITY,
            labels=("gateway",),
            components=("gateway",),
            assignees=("Callum Reid",),
            skills=("gateway",),
            created_on=date(2026, 5, 20),
            status_text="To Do",
        ),
    )


def _after(plan: Plan, day: int) -> Plan:
    changes = [event for event in EVENTS if event.day == day]
    known = {item.key for item in plan.backlog}
    fresh = tuple(item for item in newcomers() if any(event.key == item.key for event in changes))
    backlog = list(plan.backlog) + [item for item in fresh if item.key not in known]
    for event in changes:
        backlog = [event.change(item) if item.key == event.key else item for item in backlog]
    return replace(plan, backlog=tuple(backlog))


def _snapshot(plan: Plan, day: date) -> Snapshot:
    seen = (tracker_view(item) if item.key != "PAY-231" else item for item in plan.backlog)
    entries = tuple(snapshot_item(item, day) for item in seen)
    return Snapshot(f"import-{day.isoformat()}", day, "payments-board.csv", entries, _principal(day))


def _principal(day: date) -> float:
    """D-08 was paid on 21 May; D-03 was half done by the end of that week."""
    return 90.5 - (2.5 if day >= date(2026, 5, 21) else 0.0) - (3.0 if day > date(2026, 5, 22) else 0.0)


def _worked_on(entry: DebtItem) -> DebtItem:
    if entry.id == "D-08":
        return replace(entry, status=DebtStatus.PAID, paid_on=date(2026, 5, 21), paid_pd=2.5)
    if entry.id == "D-03":
        return replace(entry, paid_pd=3.0)
    return entry


# ------------------------------------------------------------------------------------------------ the next export

GONE = frozenset({"PAY-124", "PAY-141", "PAY-158", "PAY-254"})

NEW_ROWS = (
    ("PAY-258", "Sandbox for merchants", 5.0, "Gateway"),
    ("PAY-262", "Payout fees by country", 3.0, "Payouts"),
    ("PAY-263", "Dispute fee on the statement", 2.0, "Disputes"),
    ("PAY-264", "Recall: answer by the other bank", 3.0, "SEPA instant"),
    ("PAY-265", "Refund by file: template", 2.0, "Refunds"),
    ("PAY-266", "Checkout: browser autofill", 1.0, "Checkout"),
)

FILE_CHANGES: dict[str, Callable[[BacklogItem], BacklogItem]] = {
    "PAY-219": _sized(13),
    "PAY-231": _moved("S17"),
    "PAY-237": lambda item: replace(item, title="SEPA Instant recall flow"),
    "PAY-246": _started(26),
    "PAY-222": _started(26),
    "PAY-229": _sized(5),
    "PAY-253": _sized(5),
    "PAY-247": lambda item: replace(item, title="Dispute evidence upload, pdf and photo"),
    "PAY-256": _moved("S19"),
    "PAY-210": lambda item: replace(item, priority="High"),
    "PAY-211": _sized(2),
    "PAY-213": lambda item: replace(item, title="Ledger export for auditors, yearly"),
    "PAY-215": lambda item: replace(item, priority="Low"),
    "PAY-220": _sized(8),
    "PAY-232": _moved("S20"),
    "PAY-203": lambda item: replace(item, priority="High"),
    "PAY-188": _sized(5),
}


def later_export_items() -> tuple[BacklogItem, ...]:
    """Return what the tracker exports on 26 May: the week's events on the items as the tracker knew them."""
    plan = build_later_plan()
    kept = (item for item in plan.backlog if item.key not in GONE)
    seen = tuple(_in_tracker(item) for item in kept)
    fresh = tuple(
        BacklogItem(
            key,
            title,
            status_text="To Do",
            estimate=Estimate.single(size),
            epic=epic,
            created_on=TODAY - timedelta(days=1),
        )
        for key, title, size, epic in NEW_ROWS
    )
    return (*seen, *fresh)


def _in_tracker(item: BacklogItem) -> BacklogItem:
    item = tracker_view(item)
    change = FILE_CHANGES.get(item.key)
    return item if change is None else change(item)
