"""The way out of thin cover: a swap of shifts that frees the only person who can do something."""

from planner.analysis.capacity.findings import first_name
from planner.analysis.capacity.load import HoleReason
from planner.analysis.capacity.rota import cover_swap
from planner.analysis.view import PlanView
from planner.domain.team import RotaShift
from planner.ui.pages.team_parts.words import tr


def offer_swap(view: PlanView) -> tuple[tuple[RotaShift, ...], str] | None:
    """Return another rota and what it does, for the first skill that on-call makes thin; ``None`` if none helps."""
    for hole in view.skill_holes:
        if hole.reason is not HoleReason.ONLY_ONE_ON_CALL or hole.sprint_id is None:
            continue
        sprint = view.plan.sprint(hole.sprint_id)
        person = next(member for member in view.plan.team.members if member.id in hole.member_ids)
        rota = cover_swap(view.plan.team, person.id, sprint.period)
        if rota is not None:
            name = first_name(view.plan.team, person)
            words = tr("{name} is free for **{skill}** in {sprint}; nobody's number of shifts changes.")
            return rota, words.format(name=name, skill=hole.skill, sprint=sprint.name)
    return None
