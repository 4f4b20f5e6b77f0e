"""Re-plan honestly: what the last sprints measured, what can be promised now, and what to drop for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

from planner.analysis.debt.plan_parameters import own_noise
from planner.analysis.forecast.history import NOT_FORECAST
from planner.analysis.forecast.outlook import item_size
from planner.analysis.wording import amount, chance, count, day, listing, number, percent, size, unit_name
from planner.domain.backlog import BacklogItem
from planner.domain.debt_work import next_decision_id
from planner.domain.decision import Decision, DecisionKind
from planner.domain.edits import AddDecision, MoveItems, Several
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Edit, Plan
from planner.domain.settings import Unit
from planner.domain.sprint import Sprint, SprintActuals

if TYPE_CHECKING:
    from planner.analysis.view import PlanView

MEASURED = 4  # sprints that count as "lately"
SLACK = 0.5


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure of the last sprints beside what the plan holds now."""

    name: str
    lately: str
    planned: str


@dataclass(frozen=True, slots=True)
class DropChoice:
    """One item that may go, in rank order; ``proposed`` ones bring the load down to the promise."""

    key: str
    title: str
    size: float
    proposed: bool
    begun: bool


@dataclass(frozen=True, slots=True)
class ReplanOffer:
    """What the next sprint holds, what can be promised, and what could go.

    Parameters
    ----------
    load, done
        Committed work in the plan's unit; ``done`` of it is finished already and cannot be dropped.
    promise
        P15 of the forecast, rounded: in 85 of 100 futures at least this much is completed.
    choices
        Open committed items, in rank order.
    targets
        Where they can go: identity and name of the coming sprints after this one; the backlog is always possible.
    """

    sprint: Sprint
    unit: Unit
    load: float
    done: float
    promise: int
    chance: float | None
    measured: tuple[Measured, ...]
    choices: tuple[DropChoice, ...]
    targets: tuple[tuple[str, str], ...]

    @property
    def falls_short(self) -> bool:
        """Whether less can be promised than is planned."""
        return self.load - self.promise >= SLACK

    @property
    def proposed(self) -> tuple[str, ...]:
        """Keys proposed to go."""
        return tuple(choice.key for choice in self.choices if choice.proposed)

    @property
    def headline(self) -> str:
        """Say in one sentence how the sprint stands."""
        held = f"{self.sprint.name} holds {amount(self.load, self.unit)}"
        if self.falls_short:
            return f"{held}; {amount(self.promise, self.unit)} can be promised"
        return f"{held} and can promise {amount(self.promise, self.unit)}"


def replan_offer(view: "PlanView") -> ReplanOffer | None:
    """Return the offer for the next or running sprint; ``None`` without a sprint or a forecast."""
    outlook, forecast = view.next_outlook, view.forecast_if_any
    if outlook is None or outlook.promise is None or forecast is None:
        return None
    plan, sprint = view.plan, outlook.sprint
    usual = forecast.remaining.assumed_size
    proposed = {item.key for item in outlook.drop}
    committed = [
        item for item in plan.items_in(sprint.id) if item.is_open and not item.stretch and item.kind not in NOT_FORECAST
    ]
    choices = tuple(_choice(plan, item, usual=usual, proposed=item.key in proposed) for item in committed)
    return ReplanOffer(
        sprint=sprint,
        unit=plan.settings.unit,
        load=outlook.load,
        done=max(0.0, outlook.load - fsum(choice.size for choice in choices)),
        promise=round(outlook.promise),
        chance=outlook.chance,
        measured=_measured(plan, planned_pd=outlook.effective_pd, load=outlook.load),
        choices=choices,
        targets=tuple((other.id, other.name) for other in plan.coming_sprints() if other.id != sprint.id),
    )


def _choice(plan: Plan, item: BacklogItem, *, usual: float, proposed: bool) -> DropChoice:
    return DropChoice(item.key, item.title, item_size(item, plan, usual), proposed, begun=item.started_on is not None)


def _measured(plan: Plan, *, planned_pd: float, load: float) -> tuple[Measured, ...]:
    """Return what the last sprints really had and did."""
    counted = [
        sprint.actuals
        for sprint in plan.closed_sprints()
        if sprint.actuals is not None and not sprint.actuals.excluded_because
    ][-MEASURED:]
    unit, rows = plan.settings.unit, []
    if counted:
        done = fsum(actuals.completed for actuals in counted) / len(counted)
        rows.append(Measured(f"{unit_name(unit).capitalize()} completed a sprint", number(done, 1), size(load)))
    days = [actuals.effective_pd for actuals in counted if actuals.effective_pd is not None]
    if days:
        rows.append(Measured("Effective person-days", number(fsum(days) / len(days), 1), number(planned_pd, 1)))
    kept = _kept_share(counted)
    if kept is not None:
        rows.append(Measured("Completed of what was committed", percent(kept), ""))
    noise = own_noise(plan)
    if noise is not None:
        rows.append(Measured("A sprint differs from the level by", f"± {percent(noise)}", ""))
    return tuple(rows)


def _kept_share(counted: Iterable[SprintActuals]) -> float | None:
    """Return the part of all commitments that was completed; ``None`` when none is known."""
    pairs = [(actuals.completed, actuals.committed) for actuals in counted if actuals.committed]
    promised = fsum(committed for _, committed in pairs if committed)
    return fsum(done for done, _ in pairs) / promised if promised > 0 else None


def kept_words(view: "PlanView", offer: ReplanOffer, dropped: Iterable[str]) -> tuple[float, str]:
    """Return what stays committed without some items, and how likely that is, in words."""
    gone = frozenset(dropped)
    kept = offer.done + fsum(choice.size for choice in offer.choices if choice.key not in gone)
    forecast = view.forecast_if_any
    likely = None if forecast is None else forecast.chance_in(offer.sprint.name, kept)
    fits = "inside the promise" if kept - offer.promise < SLACK else f"{size(kept - offer.promise)} above the promise"
    sure = "" if likely is None else f", {chance(likely)} likely"
    return kept, f"{amount(kept, offer.unit)} stay{sure}: {fits}"


@dataclass(frozen=True, slots=True)
class ReplanChoice:
    """What somebody chose: the keys that go, where to (``None`` is the backlog), who says so, and a note."""

    keys: tuple[str, ...]
    target: str | None
    owner: str
    note: str = ""
    as_stretch: bool = False


def replan_edit(view: "PlanView", offer: ReplanOffer, choice: ReplanChoice) -> Several:
    """Return the edit that moves the items and writes the re-plan down, as one step.

    Raises
    ------
    InvalidValueError
        Nothing is to go.
    """
    if not choice.keys:
        raise InvalidValueError("items", "none", "at least one item to drop")
    plan = view.plan
    kept, words = kept_words(view, offer, choice.keys)
    where = _where(plan, offer, choice)
    decision = Decision(
        id=next_decision_id(plan),
        title=f"{offer.sprint.name} re-planned from {size(offer.load)} to {amount(kept, offer.unit)}",
        decided_on=view.today,
        kind=DecisionKind.REPLAN,
        context=_context(offer),
        decision=f"{listing(list(choice.keys), most=8)} {'goes' if len(choice.keys) == 1 else 'go'} {where}. {words}.",
        consequences=choice.note.strip() or "Nobody works longer for it.",
        owner=choice.owner.strip(),
        review_on=max(offer.sprint.period.end, view.today),  # what was promised is known then
        refs=(f"sprint:{offer.sprint.id}", *(f"item:{key}" for key in choice.keys)),
    )
    target = offer.sprint.id if choice.as_stretch else choice.target
    steps: tuple[Edit, ...] = (MoveItems(choice.keys, target, stretch=choice.as_stretch), AddDecision(decision))
    return Several(steps, what=f"Re-plan {offer.sprint.name}")


def _where(plan: Plan, offer: ReplanOffer, choice: ReplanChoice) -> str:
    if choice.as_stretch:
        return f"to the stretch of {offer.sprint.name}"
    return "back to the backlog" if choice.target is None else f"to {plan.sprint(choice.target).name}"


def _context(offer: ReplanOffer) -> str:
    """Return why, from what was measured."""
    likely = "" if offer.chance is None else f"; all of it is {chance(offer.chance)} likely"
    facts = "; ".join(f"{row.name.lower()} {row.lately}" for row in offer.measured)
    lately = f" The last {count(MEASURED, 'sprint')}: {facts}." if facts else ""
    return f"{offer.headline}{likely}.{lately}"


def shortfall(view: "PlanView") -> str:
    """Return the sentence that asks for a re-plan; empty while the next sprint fits its promise."""
    offer = replan_offer(view)
    if offer is None or not offer.falls_short:
        return ""
    likely = "" if offer.chance is None else f", all of it is {chance(offer.chance)} likely"
    return f"{offer.headline}{likely}. Re-plan it by {day(offer.sprint.period.start)}."
