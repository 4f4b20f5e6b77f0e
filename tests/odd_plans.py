"""Plans that nobody would show in a demo: empty, thin, finished, huge. Everything must still say something true."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from planner.domain.backlog import BacklogItem, Estimate, Milestone, Status
from planner.domain.calendar import Period
from planner.domain.debt import DebtItem, Spread
from planner.domain.plan import Plan
from planner.domain.policy import ReservePolicy
from planner.domain.settings import PlanSettings, Unit
from planner.domain.sprint import Sprint, SprintActuals, SprintState
from planner.domain.team import Absence, Member, Team

TODAY = date(2026, 5, 20)
FIRST = date(2026, 5, 18)
TEAM = Team(members=(Member("ada", "Ada Byron", skills=("web",)), Member("bo", "Bo Diddley")))


def sprint(number: int, **fields: object) -> Sprint:
    """Return the sprint that starts ``number - 1`` fortnights after the first coming one."""
    start = FIRST + timedelta(days=14 * (number - 1))
    base = Sprint(f"S{number}", f"S{number}", Period(start, start + timedelta(days=14)))
    return replace(base, **fields)  # type: ignore[arg-type]


def closed(number: int, completed: float, **fields: object) -> Sprint:
    """Return a sprint that is over, with nothing known but what was completed unless more is given."""
    actuals = replace(SprintActuals(completed), **fields)  # type: ignore[arg-type]
    return sprint(number, state=SprintState.CLOSED, actuals=actuals)


def items(count: int, size: float | None = 3.0, **fields: object) -> tuple[BacklogItem, ...]:
    """Return items of one size."""
    estimate = None if size is None else Estimate.single(size)
    return tuple(
        replace(BacklogItem(f"A-{number}", f"Work {number}", estimate=estimate), **fields)  # type: ignore[arg-type]
        for number in range(1, count + 1)
    )


COMING = tuple(sprint(number) for number in (1, 2, 3))
PAST = tuple(closed(number, done) for number, done in ((-3, 20.0), (-2, 24.0), (-1, 18.0), (0, 22.0)))
DEBT = (DebtItem("D-1", "Old build", Spread.single(5.0), Spread.single(1.0)),)
RUNNING = sprint(1, state=SprintState.ACTIVE, started_on=FIRST, commitment=6.0, committed_keys=("A-1", "A-2"))
USUAL = Plan(team=TEAM, sprints=(*PAST, *COMING), backlog=items(20), debt=DEBT)


def with_share(share: float) -> Plan:
    """Return the usual plan with one reserve for everything."""
    return replace(USUAL, policy=ReservePolicy(share, share, share))


ODD_PLANS: Mapping[str, Plan] = MappingProxyType(
    {
        "empty": Plan(),
        "only sprints": Plan(sprints=COMING),
        "only a backlog": Plan(backlog=items(5)),
        "only a team": Plan(team=TEAM),
        "only debt": Plan(debt=DEBT),
        "only milestones": Plan(milestones=(Milestone("M", "Launch", date(2026, 7, 1)),)),
        "only closed sprints": Plan(team=TEAM, sprints=PAST, backlog=items(5)),
        "no closed sprint": replace(USUAL, sprints=COMING),
        "no closed sprint, typed velocity": replace(USUAL, sprints=COMING, settings=PlanSettings(velocity=20.0)),
        "a typed velocity of nothing": replace(USUAL, sprints=COMING, settings=PlanSettings(velocity=0.0)),
        "one closed sprint": replace(USUAL, sprints=(PAST[-1], *COMING)),
        "nothing ever completed": replace(USUAL, sprints=(closed(-1, 0.0), closed(0, 0.0), *COMING)),
        "one sprint": replace(USUAL, sprints=COMING[:1]),
        "everything done": replace(
            USUAL, backlog=items(5, status=Status.DONE), debt=(), milestones=(Milestone("M", "Launch", FIRST),)
        ),
        "nobody": replace(USUAL, team=Team()),
        "one member": replace(USUAL, team=Team(members=TEAM.members[:1])),
        "everybody away": replace(
            USUAL,
            team=replace(
                TEAM,
                absences=tuple(
                    Absence(name, name, Period(FIRST, FIRST + timedelta(days=60))) for name in ("ada", "bo")
                ),
            ),
        ),
        "no reserve": with_share(0.0),
        "half for the reserve": with_share(0.5),
        "nine tenths for the reserve": with_share(0.9),
        "no estimates": replace(USUAL, backlog=items(20, None)),
        "estimates of nothing": replace(USUAL, backlog=items(20, 0.0)),
        "counted in items": replace(USUAL, backlog=items(20, None), settings=PlanSettings(unit=Unit.ITEMS)),
        "huge": replace(
            USUAL,
            sprints=(closed(-1, 9e6), closed(0, 1e7), *COMING),
            backlog=items(20, 5e6),
            debt=(DebtItem("D-1", "Mountain", Spread.single(1e6), Spread.single(1e5)),),
        ),
        "tiny": replace(USUAL, sprints=(closed(-1, 1e-6), closed(0, 2e-6), *COMING), backlog=items(3, 1e-6)),
        "a milestone without items or date": replace(USUAL, milestones=(Milestone("M", "Launch"),)),
        "a milestone long ago": replace(
            USUAL,
            backlog=items(20, milestone_id="M"),
            milestones=(Milestone("M", "Launch", date(2020, 1, 1), (date(2019, 1, 1),)),),
        ),
        "a milestone already reached": replace(
            USUAL,
            backlog=(replace(USUAL.backlog[0], status=Status.DONE, milestone_id="M"), *USUAL.backlog[1:]),
            milestones=(Milestone("M", "Launch", date(2026, 7, 1)),),
        ),
        "percentiles of its own": replace(
            USUAL, settings=PlanSettings(percentiles=(10,)), milestones=(Milestone("M", "Launch", date(2026, 7, 1)),)
        ),
        "running, nothing recorded": replace(USUAL, sprints=(*PAST, RUNNING, *COMING[1:])),
        "running, nothing promised": replace(
            USUAL, sprints=(*PAST, replace(RUNNING, commitment=None, committed_keys=()), *COMING[1:])
        ),
        "every sprint is over by date": replace(
            USUAL, sprints=tuple(replace(one, state=SprintState.PLANNED, actuals=None) for one in PAST)
        ),
    }
)
