"""What the team page says: headline, thin days, and who alone covers a skill."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.analysis.capacity.breakdown import CapacityBreakdown
from planner.analysis.capacity.busdays import working_day_count
from planner.analysis.capacity.load import HoleReason, SkillHole, pd_per_unit_of
from planner.analysis.capacity.parts import date_runs
from planner.analysis.view import PlanView
from planner.analysis.wording import day, listing, number, size
from planner.domain.backlog import ItemKind
from planner.domain.calendar import Period
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint
from planner.domain.team import Member, Team

THIN_SHARE = 0.6
"""A day is thin when fewer than six in ten of the people who usually work then are there."""

_NAMED = 2  # more people are counted, not named


@dataclass(frozen=True, slots=True)
class SkillCover:
    """Who can do something in a sprint: people there of those who have the skill, and their effective days."""

    skill: str
    sprint_id: str
    having: int
    there: int
    effective_pd: float
    hole: SkillHole | None


def first_name(team: Team, member: Member) -> str:
    """Return what a colleague is called: the first name, or the whole name where two share it."""
    first = next(iter(member.name.split()), member.name)
    shared = sum(other.name.split()[:1] == [first] for other in team.members) > 1
    return member.name if shared else first


def capacity_headline(breakdown: CapacityBreakdown) -> str:
    """Return the finding: what of the calendar reaches work."""
    steps = breakdown.steps
    effective, calendar = number(steps.effective_pd, 1), size(steps.calendar_pd)
    return f"{effective} person-days in {breakdown.sprint.name}, of {calendar} on the calendar"


def capacity_detail(plan: Plan, breakdown: CapacityBreakdown) -> str:
    """Return who is away and why in one line: holidays by place, leave by person, newcomers."""
    parts = (_holiday_words(plan, breakdown), _leave_words(plan.team, breakdown), _ramp_words(plan.team, breakdown))
    return " ".join(part for part in parts if part) or "Everybody is there, every day."


def thin_days(breakdown: CapacityBreakdown) -> frozenset[date]:
    """Return the days on which far fewer people are there than usually work on that day.

    Usual is the calendar share of the people in the team; the bound is :data:`THIN_SHARE`.
    """
    thin = set()
    columns = zip(*(person.days for person in breakdown.people), strict=True)
    for cells in columns:
        usual = sum(cell.calendar_share for cell in cells)
        there = sum(cell.share_there for cell in cells)
        if usual > 0 and there < THIN_SHARE * usual:
            thin.add(cells[0].day)
    return frozenset(thin)


def skills_of(plan: Plan) -> tuple[str, ...]:
    """Return every skill that somebody has or that open work needs, in alphabetical order."""
    offered = {skill for member in plan.team.members for skill in member.skills}
    needed = {
        skill for item in plan.backlog if item.is_open and item.kind is not ItemKind.EPIC for skill in item.skills
    }
    needed |= {skill for entry in plan.debt for skill in entry.skills}
    return tuple(sorted(offered | needed, key=str.casefold))


def skill_cover(
    plan: Plan, breakdowns: Iterable[CapacityBreakdown], holes: Iterable[SkillHole]
) -> tuple[SkillCover, ...]:
    """Return how well each skill is covered in each sprint, skill by skill."""
    known = {(hole.skill, hole.sprint_id): hole for hole in holes}
    sprints = tuple(breakdowns)
    return tuple(
        _cover(skill, breakdown, known.get((skill, breakdown.sprint.id)))
        for skill in skills_of(plan)
        for breakdown in sprints
    )


def hole_sentence(plan: Plan, hole: SkillHole, breakdown: CapacityBreakdown | None) -> str:
    """Return one sentence on a missing or thin skill: who, when, and which work waits for it."""
    needs = _needs(hole.keys)
    if breakdown is None:
        return f"**Nobody covers {hole.skill}.** {needs} in the backlog."
    where = breakdown.sprint.name
    if hole.reason is HoleReason.NOBODY:
        return f"**Nobody covers {hole.skill} in {where}.** {needs}."
    if hole.reason is HoleReason.ALL_AWAY:
        return f"**Nobody who covers {hole.skill} is there in {where}.** {needs}."
    alone = [person for person in breakdown.people if person.member.id in hole.member_ids]
    person = next((one for one in alone if one.steps.present_pd > 0), alone[0])
    on_call = hole.reason is HoleReason.ONLY_ONE_ON_CALL
    cells = [cell for cell in person.days if (cell.on_call if on_call else cell.share_away > 0)]
    name, how = first_name(plan.team, person.member), "on call" if on_call else "away"
    return f"**One person covers {hole.skill}.** {name} is {how} {date_runs(cells)}, in {where}; {needs}."


def next_sprint_of(plan: Plan) -> Sprint | None:
    """Return the first sprint that is not closed."""
    return next(iter(plan.coming_sprints()), None)


def _cover(skill: str, breakdown: CapacityBreakdown, hole: SkillHole | None) -> SkillCover:
    having = [person for person in breakdown.people if skill in person.member.skills]
    there = [person for person in having if person.steps.present_pd > 0]
    effective = sum(person.steps.effective_pd for person in there)
    return SkillCover(skill, breakdown.sprint.id, len(having), len(there), effective, hole)


def _needs(keys: tuple[str, ...]) -> str:
    verb = "needs" if len(keys) == 1 else "need"
    return f"{listing(keys, most=3)} {verb} it"


def _holiday_words(plan: Plan, breakdown: CapacityBreakdown) -> str:
    places = {entry.id: entry.name for entry in plan.team.holiday_sets}
    found: dict[tuple[date, str], dict[str, None]] = {}
    for person in breakdown.people:
        for cell in person.days:
            if cell.holiday_share > 0:
                where = places.get(person.member.place, person.member.place)
                found.setdefault((cell.day, cell.name), {})[where] = None
    sentences = []
    for (when, name), places_off in sorted(found.items()):
        called = name or f"{day(when)} (holiday)"
        sentences.append(f"{called} is off in {listing(list(places_off))}.")
    return " ".join(sentences)


def _leave_words(team: Team, breakdown: CapacityBreakdown) -> str:
    away: list[tuple[float, str, str]] = []
    for person in breakdown.people:
        cells = [cell for cell in person.days if cell.share_away > 0]
        if cells:
            away.append((person.steps.leave_pd, first_name(team, person.member), date_runs(cells)))
    if not away:
        return ""
    longest = sorted(range(len(away)), key=lambda place: (-away[place][0], place))[:_NAMED]
    words = [f"{away[place][1]} {away[place][2]}" for place in longest[1:]]
    first = away[longest[0]]
    more = f" and {len(away) - _NAMED} more" if len(away) > _NAMED else ""
    return f"{', '.join([f'{first[1]} away {first[2]}', *words])}{more}."


def _ramp_words(team: Team, breakdown: CapacityBreakdown) -> str:
    new = [person for person in breakdown.people if person.ramp_share < 1 and person.steps.calendar_pd > 0]
    if not new:
        return ""
    names = [first_name(team, person.member) for person in new]
    verb = "ramps" if len(names) == 1 else "ramp"
    return f"{listing(names, most=_NAMED)} {verb} up."


def halves(people: float) -> str:
    """Return a number of people to the half, as on a calendar.

    >>> halves(6.5), halves(0.5), halves(7.0), halves(0.0)
    ('6½', '½', '7', '0')
    """
    doubled = round(people * 2)
    whole, half = divmod(doubled, 2)
    return f"{whole or ''}½" if half else str(whole)


def time_share(team: Team, member: Member) -> float:
    """Return the part of the team's week that a person works, in (0, 1]."""
    usual = sum(team.week.shares)
    return member.fte * sum(team.week_of(member).shares) / usual if usual else member.fte


def units_per_pd(view: PlanView, breakdown: CapacityBreakdown) -> float | None:
    """Return the work that one feature day holds at the median of the sprint's forecast; ``None`` without one."""
    forecast = view.forecast_if_any
    if forecast is None:
        return None
    medians = {entry.sprint_id: entry.single[50] for entry in forecast.sprints}
    taken = pd_per_unit_of(breakdown, medians.get(breakdown.sprint.id, forecast.next_sprint[50]))
    return 1.0 / taken if taken > 0 else None


def fresh_member_id(team: Team, name: str) -> str:
    """Return an identity for a new person that is not taken: from the first name, numbered where needed.

    >>> fresh_member_id(Team(members=(Member("ada", "Ada L"),)), "Ada Byron")
    'ada-2'
    """
    first = next(iter(name.casefold().split()), "person")
    taken = {member.id for member in team.members}
    number_ = 2
    label = first
    while label in taken:
        label, number_ = f"{first}-{number_}", number_ + 1
    return label


def working_days_of(team: Team, member: Member, span: Period) -> int:
    """Return on how many days of a period a person would work: their week, without the holidays of their place."""
    off = [day for place in team.holiday_sets if place.id == member.place for day in place.holidays]
    return working_day_count(span, week=team.week_of(member), holidays=off)
