"""What records are about: from the words people type to identities, and from identities to a page and its words."""

from dataclasses import dataclass

from planner.domain.errors import UnknownReferenceError
from planner.domain.plan import Plan

POLICY = "policy"


@dataclass(frozen=True, slots=True)
class ReferenceLink:
    """A link in words, the page it leads to, and what is selected there."""

    text: str
    page: str
    refs: tuple[str, ...]


def reference_of(plan: Plan, word: str) -> str:
    """Return the identity that a word means: a key, a name or an identity, in any case.

    Raises
    ------
    UnknownReferenceError
        Nothing in the plan is called so.
    """
    wanted = word.strip().casefold()
    for ref, names in _known(plan):
        if wanted in {ref.casefold(), *(name.casefold() for name in names)}:
            return ref
    raise UnknownReferenceError("item, debt, sprint, person or milestone", word)


def reference_word(plan: Plan, ref: str) -> str:
    """Return the shortest word that means an identity; an unknown one stays as it is."""
    return next((names[0] for known, names in _known(plan) if known == ref), ref)


def reference_link(plan: Plan, ref: str) -> ReferenceLink:
    """Return where an identity leads."""
    kind, _, name = ref.partition(":")
    page = _PAGES.get(kind, "overview")
    text = next((_text(kind, names) for known, names in _known(plan) if known == ref), ref)
    if kind == "exception":
        sprint = next((entry.sprint_id for entry in plan.exceptions if entry.id == name), "")
        return ReferenceLink(text, page, (f"sprint:{sprint}",))
    return ReferenceLink(text, page, ("view:ledger",) if ref == POLICY else (ref,))


_PAGES = {
    "item": "backlog",
    "debt": "debt",
    "sprint": "sprints",
    "member": "team",
    "milestone": "forecast",
    "exception": "debt",
    "decision": "decisions",
    POLICY: "debt",
}


def _text(kind: str, names: tuple[str, ...]) -> str:
    return f"{names[0]} {names[1]}" if kind in {"item", "debt", "decision"} else names[0]


def _known(plan: Plan) -> list[tuple[str, tuple[str, ...]]]:
    """Return every identity with its names, the shortest one first."""
    sprints = {sprint.id: sprint.name for sprint in plan.sprints}
    return [
        (POLICY, ("Reserve policy", "policy")),
        *((f"debt:{entry.id}", (entry.id, entry.title)) for entry in plan.debt),
        *((f"item:{item.key}", (item.key, item.title)) for item in plan.backlog),
        *((f"sprint:{sprint.id}", (sprint.name, sprint.id)) for sprint in plan.sprints),
        *((f"member:{member.id}", (member.name, member.id)) for member in plan.team.members),
        *((f"milestone:{entry.id}", (entry.name, entry.id)) for entry in plan.milestones),
        *(
            (f"exception:{entry.id}", (f"Exception for {sprints.get(entry.sprint_id, entry.sprint_id)}", entry.id))
            for entry in plan.exceptions
        ),
        *((f"decision:{entry.id}", (f"Decision {entry.id}", f'"{entry.title}"')) for entry in plan.decisions),
    ]
