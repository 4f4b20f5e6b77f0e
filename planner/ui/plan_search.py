"""What the palette finds in a plan: items, people, debt and sprints, each leading to its page."""

from collections.abc import Iterator

from planner.analysis.wording import period_short
from planner.document.plan_document import PlanDocument
from planner.domain.plan import Plan
from planner.ui.pages.page import Navigate
from planner.ui.palette import PaletteEntry, fuzzy_score

_MOST = 24
_Hit = tuple[str, str, str, str, str]
"""Words, quiet words, icon, page and identity."""


def find_in_plan(words: str, *, document: PlanDocument, navigate: Navigate) -> tuple[PaletteEntry, ...]:
    """Return what fits the words typed, best first."""
    scored = []
    for place, hit in enumerate(_everything(document.plan)):
        score = _score(words, hit[0])
        if score:
            scored.append((-score, place, hit))
    return tuple(_entry(hit, navigate) for _score_, _place, hit in sorted(scored)[:_MOST])


def _score(words: str, text: str) -> int:
    """Return how well a text fits: a plain occurrence always beats scattered letters, and those only as one run."""
    if words.strip().casefold() in text.casefold():
        return 1_000 + fuzzy_score(words, text)
    parts = words.casefold().split()
    return fuzzy_score(words, text) if len(parts) > 1 and all(part in text.casefold() for part in parts) else 0


def _everything(plan: Plan) -> Iterator[_Hit]:
    sprints = {sprint.id: sprint.name for sprint in plan.sprints}
    for item in plan.backlog:
        yield f"{item.key} {item.title}", sprints.get(item.sprint_id or "", ""), "backlog", "backlog", item.key
    for member in plan.team.members:
        yield member.name, "", "person", "team", f"member:{member.id}"
    for entry in plan.debt:
        yield f"{entry.id} {entry.title}", "", "debt", "debt", entry.id
    for sprint in plan.sprints:
        page = "track" if sprint.is_closed else "sprints"
        yield sprint.name, period_short(sprint.period), page, page, sprint.id


def _entry(hit: _Hit, navigate: Navigate) -> PaletteEntry:
    text, detail, icon, page, identity = hit
    return PaletteEntry(text, lambda: navigate(page, (identity,)), detail, icon)
