"""The debt register of the sample plan."""

from datetime import date

from planner.domain.debt import Acceptance, Deadline, DebtAllocation, DebtCause, DebtItem, Spread

C = DebtCause

# id, title, component, cause, principal P50 P10 P90, interest P50 P10 P90
ENTRIES = (
    ("D-01", "Ledger god module", "ledger-core", C.ARCHITECTURE, (24, 12, 48), (0.60, 0.3, 1.1)),
    ("D-02", "No contract tests with the bank", "gateway", C.TEST, (5, 2.9, 8), (0.25, 0.1, 0.5)),
    ("D-03", "Flaky end-to-end tests", "ci", C.TEST, (6, 4, 9), (0.80, 0.5, 1.2)),
    ("D-04", "Configuration in three places", "platform", C.CODE, (4, 2.5, 6), (0.14, 0.08, 0.25)),
    ("D-05", "Web framework 2.x, end of support", "checkout-web", C.DEPENDENCY, (14, 9, 22), (0.20, 0.1, 0.3)),
    ("D-06", "Event names drift between services", "events", C.ARCHITECTURE, (6, 3.3, 11), (0.07, 0.03, 0.17)),
    ("D-07", "Manual deploy steps", "release", C.INFRASTRUCTURE, (9, 6, 14), (0.85, 0.6, 1.2)),
    ("D-08", "Nightly settlement job has no retry", "settlement", C.CODE, (2.5, 1.7, 3.8), (0.20, 0.1, 0.4)),
    ("D-09", "Hand-written API clients", "gateway", C.CODE, (8, 5, 14), (0.17, 0.1, 0.3)),
    ("D-10", "Certificates rotated by hand", "platform", C.INFRASTRUCTURE, (2, 1.3, 3.0), (0.08, 0.04, 0.18)),
    ("D-11", "Fee rules written three times", "pricing", C.CODE, (7, 4, 11), (0.33, 0.2, 0.5)),
    ("D-12", "Schema documentation missing", "docs", C.DOCUMENTATION, (3, 1.9, 5), (0.11, 0.06, 0.20)),
)

REVIEWS = {
    "D-02": "2026-06-26",
    "D-03": "2026-06-12",
    "D-04": "2026-07-24",
    "D-07": "2026-06-12",
    "D-08": "2026-06-26",
    "D-09": "2026-09-04",
    "D-11": "2026-07-10",
    "D-12": "2026-07-24",
}

DEADLINES = {
    "D-05": Deadline(date(2026, 10, 30), migrate_by=date(2026, 10, 16), announced_on=date(2025, 10, 30)),
    "D-10": Deadline(date(2026, 7, 31), announced_on=date(2026, 2, 2)),
}

ACCEPTED = {
    "D-06": Acceptance(
        date(2026, 9, 30),
        "Amara Okafor",
        "Names will be settled with the new event broker in autumn.",
        "A table of all names is kept in the team's notes.",
    ),
}

# sprint, effort in person-days of the reserve
ALLOCATIONS = {
    "D-01": (("S19", 4.0), ("S20", 4.0)),
    "D-02": (("S18", 4.4),),
    "D-03": (("S15", 4.0),),
    "D-04": (("S18", 4.0),),
    "D-05": (("S20", 2.0),),
    "D-07": (("S16", 5.0), ("S17", 4.0)),
    "D-08": (("S15", 2.5),),
    "D-10": (("S17", 1.0),),
    "D-11": (("S17", 5.0),),
    "D-12": (("S16", 3.0),),
}

SKILLS = {
    "D-01": ("ledger",),
    "D-02": ("payments",),
    "D-03": ("payments",),
    "D-04": ("gateway",),
    "D-05": ("web",),
    "D-06": ("gateway",),
    "D-07": ("infra",),
    "D-08": (),
    "D-09": ("gateway",),
    "D-10": ("infra",),
    "D-11": ("ledger",),
    "D-12": ("ledger",),
}

OWNERS = {
    "D-01": "Amara Okafor",
    "D-02": "Priya Nair",
    "D-03": "Jonas Weber",
    "D-04": "Zofia Nowak",
    "D-05": "Lena Fischer",
    "D-06": "Amara Okafor",
    "D-07": "Zofia Nowak",
    "D-08": "Zofia Nowak",
    "D-09": "Callum Reid",
    "D-10": "Zofia Nowak",
    "D-11": "Amara Okafor",
    "D-12": "Tomás Rivera",
}

NOTES = {
    "D-01": "Larger than one sprint's reserve: split into posting, balances and closing first.",
    "D-07": "Every release takes two people half a day; four of nine steps are scripted.",
}


def register(keys_of_debt: dict[str, tuple[str, ...]]) -> tuple[DebtItem, ...]:
    """Return the twelve entries; ``keys_of_debt`` are the backlog items that belong to each."""
    return tuple(_entry(row, keys_of_debt.get(row[0], ())) for row in ENTRIES)


_Range = tuple[float, float, float]


def _entry(row: tuple[str, str, str, DebtCause, _Range, _Range], keys: tuple[str, ...]) -> DebtItem:
    name, title, component, cause, principal, interest = row
    return DebtItem(
        id=name,
        title=title,
        principal=Spread(*principal),
        interest=Spread(*interest),
        component=component,
        cause=cause,
        owner=OWNERS[name],
        registered_on=date(2025, 12, 15),
        review_on=date.fromisoformat(REVIEWS[name]) if name in REVIEWS else None,
        deadline=DEADLINES.get(name),
        acceptance=ACCEPTED.get(name),
        skills=SKILLS[name],
        allocations=tuple(DebtAllocation(sprint, effort) for sprint, effort in ALLOCATIONS.get(name, ())),
        item_keys=keys,
        note=NOTES.get(name, ""),
    )
