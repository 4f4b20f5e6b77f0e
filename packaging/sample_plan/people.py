"""The team of the sample plan: members, holidays, leave, rota and overheads."""

from datetime import date, timedelta

from planner.domain.calendar import Holiday, HolidaySet, Period, WeekPattern
from planner.domain.team import Absence, AbsenceKind, Meeting, Member, Overheads, Ramp, RotaShift, Team

FRIDAY = 4
TOMAS_JOINED = date(2026, 4, 6)

NAMES = {
    "AO": "Amara Okafor",
    "JW": "Jonas Weber",
    "LF": "Lena Fischer",
    "TR": "Tomás Rivera",
    "PN": "Priya Nair",
    "CR": "Callum Reid",
    "ZN": "Zofia Nowak",
}
"""Initials, as the tables of work use them, and names."""

IDS = {
    "AO": "amara",
    "JW": "jonas",
    "LF": "lena",
    "TR": "tomas",
    "PN": "priya",
    "CR": "callum",
    "ZN": "zofia",
}

# day, name
BERLIN = (
    ("2025-12-25", "Christmas Day"),
    ("2025-12-26", "Second day of Christmas"),
    ("2026-01-01", "New Year's Day"),
    ("2026-03-08", "International Women's Day"),
    ("2026-04-03", "Good Friday"),
    ("2026-04-06", "Easter Monday"),
    ("2026-05-01", "Labour Day"),
    ("2026-05-14", "Ascension Day"),
    ("2026-05-25", "Whit Monday"),
    ("2026-10-03", "Day of German Unity"),
    ("2026-12-25", "Christmas Day"),
    ("2026-12-26", "Second day of Christmas"),
)
LONDON = (
    ("2025-12-25", "Christmas Day"),
    ("2025-12-26", "Boxing Day"),
    ("2026-01-01", "New Year's Day"),
    ("2026-04-03", "Good Friday"),
    ("2026-04-06", "Easter Monday"),
    ("2026-05-04", "Early May bank holiday"),
    ("2026-05-25", "Whit Monday"),
    ("2026-08-31", "Summer bank holiday"),
    ("2026-12-25", "Christmas Day"),
    ("2026-12-28", "Boxing Day, substitute day"),
)
POLAND = (
    ("2025-11-11", "Independence Day"),
    ("2025-12-24", "Christmas Eve"),
    ("2025-12-25", "Christmas Day"),
    ("2025-12-26", "Second day of Christmas"),
    ("2026-01-01", "New Year's Day"),
    ("2026-01-06", "Epiphany"),
    ("2026-04-05", "Easter Sunday"),
    ("2026-04-06", "Easter Monday"),
    ("2026-05-01", "Labour Day"),
    ("2026-05-03", "Constitution Day"),
    ("2026-05-24", "Pentecost"),
    ("2026-06-04", "Corpus Christi"),
    ("2026-08-15", "Assumption Day"),
    ("2026-11-01", "All Saints' Day"),
    ("2026-11-11", "Independence Day"),
    ("2026-12-24", "Christmas Eve"),
    ("2026-12-25", "Christmas Day"),
    ("2026-12-26", "Second day of Christmas"),
)

# who, first day, last day, part of the day away, note
LEAVE = (
    ("CR", "2026-05-20", "2026-05-22", 1.0, "Family visit"),
    ("JW", "2026-05-22", "2026-05-22", 1.0, ""),
    ("PN", "2026-05-27", "2026-05-27", 0.5, "School play"),
    ("AO", "2026-05-28", "2026-05-29", 1.0, ""),
    ("AO", "2026-06-04", "2026-06-05", 1.0, ""),
    ("TR", "2026-06-11", "2026-06-12", 1.0, "Moving house"),
    ("CR", "2026-06-22", "2026-06-26", 1.0, ""),
    ("JW", "2026-06-22", "2026-06-22", 1.0, ""),
    ("JW", "2026-06-23", "2026-06-23", 0.5, ""),
    ("LF", "2026-06-29", "2026-07-02", 1.0, ""),
    ("ZN", "2026-07-06", "2026-07-09", 1.0, ""),
    ("TR", "2026-07-09", "2026-07-10", 1.0, ""),
    ("AO", "2026-07-13", "2026-07-24", 1.0, "Summer holiday"),
    ("LF", "2026-07-20", "2026-07-23", 1.0, ""),
    ("LF", "2026-07-27", "2026-07-30", 1.0, ""),
    ("PN", "2026-07-27", "2026-08-07", 1.0, "Summer holiday"),
    ("JW", "2026-07-27", "2026-08-05", 1.0, "Summer holiday"),
    ("LF", "2026-08-10", "2026-08-20", 1.0, "Summer holiday"),
    ("CR", "2026-08-10", "2026-08-21", 1.0, "Summer holiday"),
    ("ZN", "2026-08-17", "2026-08-28", 1.0, "Summer holiday"),
    ("AO", "2026-08-24", "2026-09-02", 1.0, ""),
    ("TR", "2026-08-31", "2026-09-11", 1.0, "Summer holiday"),
)

# who is on call in the week that starts on this Monday
ROTA = (
    ("2026-05-04", "JW"),
    ("2026-05-11", "AO"),
    ("2026-05-18", "PN"),
    ("2026-05-25", "ZN"),
    ("2026-06-01", "JW"),
    ("2026-06-08", "CR"),
    ("2026-06-15", "AO"),
    ("2026-06-22", "ZN"),
    ("2026-06-29", "PN"),
    ("2026-07-06", "JW"),
    ("2026-07-13", "CR"),
    ("2026-07-20", "PN"),
    ("2026-07-27", "ZN"),
    ("2026-08-03", "AO"),
    ("2026-08-10", "JW"),
    ("2026-08-17", "PN"),
    ("2026-08-24", "CR"),
    ("2026-08-31", "ZN"),
    ("2026-09-07", "AO"),
    ("2026-09-14", "JW"),
    ("2026-09-21", "PN"),
    ("2026-09-28", "CR"),
    ("2026-10-05", "ZN"),
    ("2026-10-12", "AO"),
)


def team() -> Team:
    """Return the seven people with their calendars."""
    return Team(
        members=_members(),
        absences=tuple(_absence(number, *row) for number, row in enumerate(LEAVE, start=1)),
        rota=tuple(_shift(monday, who) for monday, who in ROTA),
        holiday_sets=(
            _holidays("DE", "Berlin", BERLIN),
            _holidays("UK", "London", LONDON),
            _holidays("PL", "Poland", POLAND),
        ),
        overheads=Overheads(
            focus=0.72,
            focus_basis="own measurement, S9 to S14",
            unplanned_share=0.20,
            learning_share=0.05,
            meetings=_meetings(),
        ),
    )


def _members() -> tuple[Member, ...]:
    ramp = Ramp(since=TOMAS_JOINED)
    four_days = WeekPattern.days_off(FRIDAY)
    return (
        _member("AO", place="DE", skills=("ledger", "payments")),
        _member("JW", place="DE", skills=("payments", "ledger"), mentoring_pd=1.0),
        _member("LF", place="DE", skills=("web", "design"), week=four_days),
        _member("TR", place="DE", skills=("web", "ledger"), ramp=ramp, joined=TOMAS_JOINED),
        _member("PN", place="UK", skills=("payments", "gateway")),
        _member("CR", place="UK", skills=("web", "gateway")),
        _member("ZN", place="PL", skills=("infra", "gateway")),
    )


def _member(  # noqa: PLR0913 - one argument per field that differs between people
    who: str,
    *,
    place: str,
    skills: tuple[str, ...],
    week: WeekPattern | None = None,
    ramp: Ramp | None = None,
    joined: date | None = None,
    mentoring_pd: float = 0.0,
) -> Member:
    return Member(
        id=IDS[who],
        name=NAMES[who],
        place=place,
        week=week or WeekPattern(),
        joined=joined,
        ramp=ramp,
        mentoring_pd=mentoring_pd,
        skills=skills,
        aliases=(alias(NAMES[who]),),
    )


def alias(name: str) -> str:
    """Return the account name of a person, as in ``p.nair``."""
    first, last = name.split()
    return f"{first[0]}.{last}".lower()


def _absence(number: int, who: str, first: str, last: str, share: float, note: str) -> Absence:
    end = date.fromisoformat(last) + timedelta(days=1)
    period = Period(date.fromisoformat(first), end)
    return Absence(f"leave-{number}", IDS[who], period, share=share, kind=AbsenceKind.LEAVE, note=note)


def _shift(monday: str, who: str) -> RotaShift:
    start = date.fromisoformat(monday)
    return RotaShift(f"duty-{monday}", IDS[who], Period(start, start + timedelta(days=7)))


def _holidays(place: str, name: str, rows: tuple[tuple[str, str], ...]) -> HolidaySet:
    return HolidaySet(place, name, tuple(Holiday(date.fromisoformat(day), what) for day, what in rows))


def _meetings() -> tuple[Meeting, ...]:
    return (
        Meeting("Daily", 2.5),
        Meeting("Planning", 3.0),
        Meeting("Refinement", 3.0),
        Meeting("Review and retrospective", 2.5),
        Meeting("Scheme rules call", 2.0, (IDS["PN"], IDS["JW"])),
    )
