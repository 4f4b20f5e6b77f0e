"""What has to be decided again: exceptions, acceptances, deadlines and reviews, the soonest first; and the records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from planner.analysis.wording import count, day, percent
from planner.domain.debt import DebtStatus
from planner.domain.decision import Decision, DecisionKind, DecisionStatus
from planner.domain.plan import Plan

DEBT_REVIEW = "review of the debt"
LOOK_AHEAD = timedelta(days=91)
WARN_WITHIN_DAYS = 14


@dataclass(frozen=True, slots=True)
class Expiring:
    """Something that ends or comes up for review.

    Parameters
    ----------
    id
        Identity of what it is about, such as ``"debt:D-06"``.
    when
        Its date; ``day`` and ``left`` say it in words.
    sign
        ``"stop"`` when it is past, ``"warning"`` within two weeks, else empty.
    """

    id: str
    when: date
    day: str
    left: str
    title: str
    kind: str
    owner: str
    sign: str


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A decision ready to be listed."""

    id: str
    record: Decision
    decided: str
    kind: str
    status: str
    review: str
    sign: str


def decisions_due(plan: Plan, *, today: date) -> int:
    """Return how many things have to be decided again within two weeks; a look at a debt entry is no decision."""
    return sum(1 for entry in expiring(plan, today=today) if entry.sign and entry.kind != DEBT_REVIEW)


def expiring(plan: Plan, *, today: date) -> tuple[Expiring, ...]:
    """Return what is past or ends within a quarter, the soonest first."""
    found = [_entry(today, ref, when, *words) for ref, when, *words in _all(plan, today) if when <= today + LOOK_AHEAD]
    return tuple(sorted(found, key=lambda entry: (entry.when, entry.id)))


Row = tuple[str, date, str, str, str]


def _all(plan: Plan, today: date) -> Iterator[Row]:
    yield from _exceptions(plan)
    yield from _acceptances(plan)
    yield from _decisions(plan)
    yield from _deadlines(plan, today)
    yield from _debt(plan)


def _exceptions(plan: Plan) -> Iterator[Row]:
    names = {sprint.id: sprint.name for sprint in plan.sprints}
    for entry in plan.exceptions:
        if entry.done_on is None and entry.mitigate_by is not None:
            title = f"{percent(entry.share)} reserve in {names.get(entry.sprint_id, entry.sprint_id)}"
            yield f"exception:{entry.id}", entry.mitigate_by, title, "exception to mitigate", entry.owner


def _acceptances(plan: Plan) -> Iterator[Row]:
    for entry in plan.debt:
        if entry.acceptance is not None and entry.status is DebtStatus.OPEN:
            title = f"{entry.id} {entry.title}"
            yield f"debt:{entry.id}", entry.acceptance.until, title, "acceptance ends", entry.acceptance.owner


def _decisions(plan: Plan) -> Iterator[Row]:
    for entry in plan.decisions:
        its_own = entry.kind is DecisionKind.EXCEPTION  # the exception itself is on the list
        if entry.review_on is not None and entry.status is not DecisionStatus.SUPERSEDED and not its_own:
            yield f"decision:{entry.id}", entry.review_on, entry.title, "review of the decision", entry.owner


def _deadlines(plan: Plan, today: date) -> Iterator[Row]:
    """Yield the dates of a deprecation: an announcement while it lies ahead, migration and removal until repaid."""
    for entry in plan.debt:
        dates = entry.deadline
        if dates is None or entry.status is not DebtStatus.OPEN:
            continue
        named = [(dates.migrate_by, "to migrate"), (dates.remove_on, "deadline")]
        if dates.announced_on is not None and dates.announced_on >= today:
            named.insert(0, (dates.announced_on, "to announce"))
        title = f"{entry.id} {entry.title}"
        yield from ((f"debt:{entry.id}", when, title, kind, entry.owner) for when, kind in named if when is not None)


def _debt(plan: Plan) -> Iterator[Row]:
    for entry in plan.debt:
        if entry.review_on is not None and entry.status is DebtStatus.OPEN:
            yield f"debt:{entry.id}", entry.review_on, f"{entry.id} {entry.title}", DEBT_REVIEW, entry.owner


def _entry(today: date, ref: str, when: date, *words: str) -> Expiring:
    title, kind, owner = words
    days = (when - today).days
    sign = "stop" if days < 0 else "warning" if days <= WARN_WITHIN_DAYS else ""
    return Expiring(ref, when, day(when), days_left(days), title, kind, owner, sign)


def days_left(days: int) -> str:
    """Return the distance of a date.

    >>> days_left(0), days_left(1), days_left(7), days_left(-2)
    ('today', 'in 1 day', 'in 7 days', '2 days late')
    """
    if days == 0:
        return "today"
    return f"in {count(days, 'day')}" if days > 0 else f"{count(-days, 'day')} late"


def record_lines(plan: Plan, *, today: date) -> tuple[RecordLine, ...]:
    """Return the records, the newest first."""
    newest = sorted(plan.decisions, key=lambda entry: (entry.decided_on, _number(entry)), reverse=True)
    return tuple(_record(entry, today=today) for entry in newest)


def _number(entry: Decision) -> int:
    return int(entry.id) if entry.id.isdecimal() else 0


def _record(entry: Decision, *, today: date) -> RecordLine:
    review, sign = "", ""
    if entry.review_on is not None and entry.status is not DecisionStatus.SUPERSEDED:
        review = day(entry.review_on)
        left = (entry.review_on - today).days
        sign = "stop" if left < 0 else "warning" if left <= WARN_WITHIN_DAYS else ""
    by = f" by {entry.superseded_by}" if entry.superseded_by else ""
    decided = f"{day(entry.decided_on)} {entry.decided_on.year}"
    return RecordLine(entry.id, entry, decided, entry.kind.value, f"{entry.status.value}{by}", review, sign)
