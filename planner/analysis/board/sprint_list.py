"""All sprints of a plan as rows: what was promised and done in the closed ones, what is planned in the others."""

from dataclasses import dataclass

from planner.analysis.board.columns import board_of
from planner.analysis.reserve.policy import reserve_share_of
from planner.analysis.view import PlanView
from planner.domain.sprint import Sprint


@dataclass(frozen=True, slots=True)
class SprintRow:
    """One sprint in a table; ``None`` is unknown or does not apply, never zero."""

    id: str
    name: str
    state: str
    sprint: Sprint
    reserve_share: float
    own_reserve: bool
    effective_pd: float
    promise: float | None
    load: float | None
    done: float | None
    items: int


def sprint_rows(view: PlanView) -> tuple[SprintRow, ...]:
    """Return a row per sprint, the coming ones first, then the closed ones from the last back."""
    columns = {column.sprint.id: column for column in board_of(view)}
    ordered = (*view.plan.coming_sprints(), *reversed(view.plan.closed_sprints()))
    rows = []
    for sprint in ordered:
        column, actuals = columns.get(sprint.id), sprint.actuals
        steps = view.capacity[sprint.id].steps
        known = actuals.effective_pd if actuals is not None else None
        rows.append(
            SprintRow(
                id=sprint.id,
                name=sprint.name,
                state=sprint.state.value,
                sprint=sprint,
                reserve_share=reserve_share_of(
                    view.plan, sprint, capacity_pd=view.capacity[sprint.id].steps.effective_pd
                ),
                own_reserve=sprint.reserve_share is not None,
                effective_pd=steps.effective_pd if known is None else known,
                promise=column.promise if column else sprint.commitment,
                load=column.feature_load if column else actuals.committed if actuals else None,
                done=actuals.completed if actuals else None,
                items=len(view.plan.items_in(sprint.id)),
            )
        )
    return tuple(rows)
