"""The fourteen closed sprints and the six to come."""

from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.calendar import Period
from planner.domain.sprint import DeliveryMeasures

FIRST_DAY = date(2025, 11, 3)
TWO_WEEKS = timedelta(days=14)
CLOSED = 14
COMING = 6


@dataclass(frozen=True, slots=True)
class ClosedRow:
    """The figures of one closed sprint, in points and person-days."""

    committed: float
    completed: float
    carried: float
    added: float
    removed: float
    re_estimated: float
    available_pd: float
    effective_pd: float


@dataclass(frozen=True, slots=True)
class DebtRow:
    """The debt of one closed sprint, in person-days; ``None`` before the team kept the figure."""

    reserve_planned_pd: float | None
    reserve_spent_pd: float | None
    principal_added_pd: float
    principal_paid_pd: float
    principal_pd: float


# committed, completed, carried, added, removed, re-estimated, available pd, effective pd
WORK = {
    1: ClosedRow(34, 24, 8, 2, 5, 1, 54.0, 35.3),
    2: ClosedRow(33, 29, 5, 3, 2, 0, 55.3, 36.2),
    3: ClosedRow(34, 33, 3, 3, 2, 1, 56.0, 36.7),
    4: ClosedRow(26, 20, 6, 1, 1, 0, 35.5, 22.0),
    5: ClosedRow(24, 22, 3, 2, 1, 0, 38.5, 24.1),
    6: ClosedRow(33, 31, 3, 3, 2, 0, 54.5, 35.6),
    7: ClosedRow(34, 36, 0, 2, 0, 0, 55.0, 36.0),
    8: ClosedRow(35, 28, 7, 2, 3, 1, 50.0, 32.4),
    9: ClosedRow(33, 34, 2, 3, 0, 0, 53.0, 34.7),
    10: ClosedRow(34, 27, 7, 2, 3, 1, 48.5, 31.3),
    11: ClosedRow(33, 35, 1, 5, 2, 0, 53.0, 34.6),
    12: ClosedRow(30, 26, 5, 2, 1, 0, 53.0, 28.8),
    13: ClosedRow(32, 33, 2, 5, 2, 0, 61.5, 34.9),
    14: ClosedRow(31, 29, 4, 3, 2, 1, 56.5, 31.5),
}

# reserve planned, reserve spent, principal added, principal paid, principal at the end
DEBT = {
    4: DebtRow(None, None, 7.0, 1.4, 79.2),
    5: DebtRow(None, None, 7.2, 2.0, 84.4),
    6: DebtRow(None, None, 6.8, 3.0, 88.2),
    7: DebtRow(9.1, 8.0, 7.0, 3.6, 91.6),
    8: DebtRow(8.8, 8.4, 6.2, 4.8, 93.0),
    9: DebtRow(9.2, 9.9, 8.0, 5.2, 95.8),
    10: DebtRow(7.9, 8.0, 5.4, 4.6, 96.6),
    11: DebtRow(8.7, 8.65, 4.2, 6.0, 94.8),
    12: DebtRow(3.2, 3.2, 4.2, 4.5, 94.5),
    13: DebtRow(10.5, 9.1, 4.2, 6.4, 92.3),
    14: DebtRow(8.9, 8.1, 3.6, 5.4, 90.5),
}

# deployments, share of failed changes, hours to restore
DELIVERY = {
    1: DeliveryMeasures(7, 0.14, 3.2),
    2: DeliveryMeasures(8, 0.13, 2.6),
    3: DeliveryMeasures(9, 0.11, 2.9),
    4: DeliveryMeasures(6, 0.17, 3.3),
    5: DeliveryMeasures(6, 0.17, 2.8),
    6: DeliveryMeasures(8, 0.13, 2.5),
    7: DeliveryMeasures(9, 0.11, 2.7),
    8: DeliveryMeasures(8, 0.13, 3.0),
    9: DeliveryMeasures(7, 0.15, 3.1),
    10: DeliveryMeasures(8, 0.13, 2.7),
    11: DeliveryMeasures(8, 0.14, 2.9),
    12: DeliveryMeasures(10, 0.11, 2.4),
    13: DeliveryMeasures(9, 0.12, 2.2),
    14: DeliveryMeasures(11, 0.09, 1.8),
}

NOTES = {
    4: "Year end: most of the team away from 24 December.",
    5: "Year end: New Year and Epiphany.",
    12: "Easter Monday, and a bank outage took three days.",
}

GOALS = {
    15: "Instant transfers leave the sandbox",
    16: "Instant transfers are routed in production",
    17: "Disputes can be opened by merchants",
    18: "The ledger closes the day by itself",
    19: "Refunds v2 for every merchant",
    20: "Payouts on the merchant's own calendar",
}


def period_of(number: int) -> Period:
    """Return the dates of sprint ``S<number>``: Monday to Friday of the next week."""
    start = FIRST_DAY + (number - 1) * TWO_WEEKS
    return Period(start, start + timedelta(days=12))
