"""Findings about planned work: promises, order, skills, loads, milestones, estimates."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.analysis.capacity.load import HoleReason, SkillHole
from planner.analysis.debt.travelling import travel_offers
from planner.analysis.findings.finding import Attention
from planner.analysis.forecast.history import counts_as_work
from planner.analysis.scenes.finish_ranges import finish_text
from planner.analysis.wording import amount, chance, day, listing, pd, percent, size, unit_name
from planner.domain.issue import Severity
from planner.domain.plan import Plan

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

FIRST_ITEMS = 20
LIKELY_ENOUGH = 0.70
LEAST_OVER = 0.5
WORTH_PD = 0.5  # less saved interest is not worth a word


def promise_findings(view: "PlanView") -> Iterator[Attention]:
    """Yield the next sprint when it holds more than can be promised, with what to drop."""
    outlook = view.next_outlook
    if outlook is None or outlook.promise is None or outlook.over < LEAST_OVER or outlook.sprint.started_on:
        return
    unit = view.plan.settings.unit
    promise = round(outlook.promise)
    title = f"{outlook.sprint.name} holds {amount(outlook.load, unit)}, {size(promise)} can be promised"
    keys = [item.key for item in outlook.drop]
    them = "it" if len(keys) == 1 else "them"
    detail = (
        f"Drop {listing(keys, most=4)}, or commit {them} as stretch" if keys else "Move something to a later sprint"
    )
    refs = tuple(f"item:{key}" for key in keys)
    fields = {"load": outlook.load, "promise": float(promise)}
    yield Attention(Severity.STOP, "over-promise", title, detail, "Sprints", refs, fields)


def dependency_findings(view: "PlanView") -> Iterator[Attention]:
    """Yield items that are planned before what they depend on."""
    for key, needed, reason in order_violations(view.plan):
        title = f"{key} is planned before {needed}, which it needs"
        refs = (f"item:{key}", f"item:{needed}")
        yield Attention(Severity.STOP, "dependency-order", title, reason, "Sprints", refs)


def order_violations(plan: Plan) -> list[tuple[str, str, str]]:
    """Return pairs of an item and what it needs too late, with the two sprints in words."""
    place = {sprint.id: number for number, sprint in enumerate(plan.sprints)}
    names = {sprint.id: sprint.name for sprint in plan.sprints}
    items = {item.key: item for item in plan.backlog}
    found = []
    for item in plan.backlog:
        if not item.is_open or item.sprint_id not in place:
            continue
        for key in item.depends_on:
            other = items.get(key)
            if other is None or not other.is_open:
                continue
            if other.sprint_id not in place:
                found.append((item.key, key, f"{item.key} is in {names[item.sprint_id]}, {key} in no sprint"))
            elif place[other.sprint_id] > place[item.sprint_id]:
                where = f"{item.key} is in {names[item.sprint_id]}, {key} in {names[other.sprint_id]}"
                found.append((item.key, key, where))
    return found


def skill_findings(view: "PlanView") -> Iterator[Attention]:
    """Yield skills that nobody, or only one person who is partly away, can offer; one finding per skill and cause."""
    groups: dict[tuple[str, HoleReason, tuple[str, ...]], list[SkillHole]] = {}
    for hole in view.skill_holes:
        groups.setdefault((hole.skill, hole.reason, hole.member_ids), []).append(hole)
    names = {sprint.id: sprint.name for sprint in view.plan.sprints}
    people = {member.id: member.name.split()[0] for member in view.plan.team.members}
    for (skill, reason, members), holes in groups.items():
        where = listing([names[hole.sprint_id] for hole in holes if hole.sprint_id is not None], most=3)
        who = listing([people[member] for member in members if member in people], most=2)
        keys = list(dict.fromkeys(key for hole in holes for key in hole.keys))
        detail = f"{listing(keys, most=4)} {'needs' if len(keys) == 1 else 'need'} the skill"
        title = _skill_title(reason, skill=skill, who=who, where=where)
        yield Attention(Severity.WARN, "skill-hole", title, detail, "Team", tuple(f"item:{key}" for key in keys))


def _skill_title(reason: HoleReason, *, skill: str, who: str, where: str) -> str:
    during = f" in {where}" if where else ""
    if reason is HoleReason.NOBODY:
        return f"Nobody can do {skill}{during}"
    if reason is HoleReason.ALL_AWAY:
        return f"Everybody who can do {skill} is away{during}"
    absence = "on call" if reason is HoleReason.ONLY_ONE_ON_CALL else "away"
    return f"Only {who} can do {skill}, and is {absence}{during}"


def travel_findings(view: "PlanView") -> Iterator[Attention]:
    """Yield the debt that planned work could take along, where that saves at least half a day."""
    offers = travel_offers(view.plan, view.register, view.capacity)
    best = next((offer for offer in offers if offer.saving.p50 >= WORTH_PD), None)
    if best is None:
        return
    title = f"{best.debt_id} can be repaid on the way in {best.sprint}"
    detail = f"{listing(list(best.keys), most=2)} touch {best.component}; done sooner it saves {pd(best.saving.p50)}"
    refs = ("view:places", f"debt:{best.debt_id}")
    yield Attention(Severity.NOTE, "debt-travels", title, detail, "Debt", refs, {"saving_pd": best.saving.p50})


def milestone_findings(view: "PlanView") -> Iterator[Attention]:
    """Yield milestones whose target is not likely, the least likely first."""
    forecast = view.forecast_if_any
    if forecast is None:
        return
    at_risk = [
        entry for entry in forecast.milestones if entry.probability is not None and entry.probability < LIKELY_ENOUGH
    ]
    for entry in sorted(at_risk, key=lambda found: found.probability or 0.0):
        if entry.milestone.due is None or entry.probability is None:
            continue
        title = f"{entry.milestone.name} by {day(entry.milestone.due)} is {chance(entry.probability)} likely"
        over = f"{size(round(entry.excess))} {unit_name(forecast.unit, round(entry.excess))} would have to go"
        detail = f"85 % sure {_by(finish_text(entry, 85))}; {over}"
        refs = (f"milestone:{entry.milestone.id}",)
        yield Attention(Severity.WARN, "milestone-risk", title, detail, "Forecast", refs, {"chance": entry.probability})


def _by(text: str) -> str:
    return text if text.startswith("after") else f"by {text}"


def load_findings(view: "PlanView") -> Iterator[Attention]:
    """Yield people with more work than days in the next sprint, in list order, in one finding."""
    sprint = view.next_sprint
    over = [load for load in view.person_loads if load.overloaded]
    if sprint is None or not over:
        return
    shares = [
        f"{load.member.name.split()[0]} {'is away' if load.share is None else percent(load.share)}" for load in over
    ]
    verb = "has" if len(over) == 1 else "have"
    names = listing([load.member.name.split()[0] for load in over], most=3)
    title = f"{names} {verb} more work than days in {sprint.name}"
    refs = tuple(f"member:{load.member.id}" for load in over)
    yield Attention(Severity.WARN, "overload", title, listing(shares, most=4), "Sprints", refs)


def estimate_findings(view: "PlanView") -> Iterator[Attention]:
    """Yield items without an estimate among the first ones of the ranking."""
    first = [item for item in view.plan.backlog if counts_as_work(item)][:FIRST_ITEMS]
    unknown = [item.key for item in first if item.size is None]
    if not unknown or view.plan.settings.unit.value == "items":
        return
    verb = "has" if len(unknown) == 1 else "have"
    title = f"{len(unknown)} of the first {len(first)} items {verb} no estimate"
    refs = tuple(f"item:{key}" for key in unknown)
    yield Attention(Severity.NOTE, "no-estimate", title, ", ".join(unknown), "Backlog", refs)
