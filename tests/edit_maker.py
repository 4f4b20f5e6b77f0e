# ruff: noqa: ARG005 - every maker takes the plan, though some edits need nothing of it
"""Random edits that mean something in the plan they are made for, to test the laws of edits and storage on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from planner.domain import edits as e
from planner.domain.backlog import BacklogItem, Estimate, ItemKind, Milestone, Status
from planner.domain.baseline import Baseline, BaselineDate
from planner.domain.calendar import Holiday, HolidaySet, Period, WeekPattern
from planner.domain.debt import Acceptance, DebtCause, DebtItem, Spread
from planner.domain.decision import Decision, DecisionKind, DecisionStatus
from planner.domain.edits.sprints import next_sprints
from planner.domain.exports import ExportKind, ExportSettings, PictureSize
from planner.domain.plan import Edit, Plan, Scenario
from planner.domain.policy import ReserveException, ReservePolicy
from planner.domain.risk import Risk
from planner.domain.settings import ColumnMemory, DebtParameter, PlanSettings, ScopeGrowth, Unit
from planner.domain.snapshot import Snapshot, SnapshotItem
from planner.domain.sprint import DeliveryMeasures, Sprint, SprintActuals, SprintObservations, SprintState
from planner.domain.team import (
    Absence,
    AbsenceKind,
    CapacityOverride,
    Meeting,
    Member,
    Overheads,
    Ramp,
    RotaShift,
    Team,
    TeamDayOff,
)

WORDS = ("Tide", "Ökobilanz", 'naïve "quote"', "Łódź\n2", "emoji 🚢", "back\\slash", "ledger", "audit", "retry")
FIRST_DAY = date(2026, 1, 5)


class EditMaker:
    """Makes edits from one random source; the same seed and plan give the same edit."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - repeatable on purpose

    def edit(self, plan: Plan) -> Edit:
        """Return an edit of a random type for this plan; most of them are valid, some are refused."""
        return self.random.choice(MAKERS)(self, plan)

    def text(self) -> str:
        return f"{self.random.choice(WORDS)} {self.random.randrange(1000)}"

    def name(self, stem: str) -> str:
        return f"{stem}{self.random.randrange(10_000)}"

    def exports(self) -> ExportSettings:
        kinds = tuple(kind for kind in ExportKind if self.random.random() < 0.6)
        charts = self.random.choice(((), ("release-fan", "velocity")))
        return ExportSettings(kinds, charts, self.random.choice(list(PictureSize)), dark=self.random.random() < 0.5)

    def day(self) -> date:
        return FIRST_DAY + timedelta(days=self.random.randrange(300))

    def period(self) -> Period:
        start = self.day()
        return Period(start, start + timedelta(days=self.random.randrange(1, 20)))

    def share(self) -> float:
        return round(self.random.random(), 3)

    def one(self, names: list[str]) -> str:
        return self.random.choice(names) if names else "nobody"

    def member(self, plan: Plan) -> str:
        return self.one([entry.id for entry in plan.team.members])

    def sprint(self, plan: Plan) -> str:
        return self.one([entry.id for entry in plan.sprints])

    def open_sprint(self, plan: Plan) -> str:
        return self.one([entry.id for entry in plan.coming_sprints()])

    def key(self, plan: Plan) -> str:
        return self.one([entry.key for entry in plan.backlog])

    def keys(self, plan: Plan) -> tuple[str, ...]:
        known = [entry.key for entry in plan.backlog]
        return tuple(self.random.sample(known, min(len(known), self.random.randrange(1, 4))))

    def debt(self, plan: Plan) -> str:
        return self.one([entry.id for entry in plan.debt])

    def estimate(self) -> Estimate:
        low, likely, high = sorted(round(self.random.uniform(0, 13), 2) for _ in range(3))
        return Estimate(likely=likely, low=low, high=high)

    def spread(self) -> Spread:
        p10, p50, p90 = sorted(round(self.random.uniform(0.1, 30), 2) for _ in range(3))
        return Spread(p50=p50, p10=p10, p90=p90)

    def item(self) -> BacklogItem:
        return BacklogItem(
            key=self.name("PAY-"),
            title=self.text(),
            kind=self.random.choice(list(ItemKind)),
            estimate=self.estimate() if self.random.random() < 0.7 else None,
            labels=(self.text(),),
            created_on=self.day(),
        )

    def new_member(self) -> Member:
        ramp = Ramp(self.day()) if self.random.random() < 0.3 else None
        return Member(self.name("m"), self.text(), fte=self.random.choice((0.5, 0.8, 1)), ramp=ramp)

    def new_debt(self) -> DebtItem:
        cause = self.random.choice(list(DebtCause))
        return DebtItem(self.name("D-"), self.text(), principal=self.spread(), interest=self.spread(), cause=cause)

    def new_sprint(self, plan: Plan) -> Sprint:
        return next_sprints(plan, 1, start=FIRST_DAY)[0]

    def snapshot(self, plan: Plan) -> Snapshot:
        items = tuple(SnapshotItem(i.key, i.title, i.kind, i.status, i.size) for i in plan.backlog[:5])
        return Snapshot(self.name("snap"), self.day(), "plan", items, principal_pd=self.share() * 90)

    def actuals(self) -> SprintActuals:
        return SprintActuals(
            round(self.random.uniform(0, 40), 1), committed=30, completed_keys=("A",), note=self.text()
        )

    def changed_item(self, plan: Plan) -> BacklogItem:
        item = next((entry for entry in plan.backlog if entry.key == self.key(plan)), self.item())
        return replace(item, title=self.text(), due_on=self.day(), remaining=self.share() * 8)

    def scenario(self) -> Scenario:
        inner = tuple(e.AddMember(self.new_member()) for _ in range(2))
        several = e.Several((e.RenamePlan(self.text()), e.PutMilestone(Milestone(self.name("M"), self.text()))), "both")
        return Scenario(self.name("what-if-"), self.text(), (*inner, several))


Make = Callable[[EditMaker, Plan], Edit]


def _change_member(m: EditMaker, p: Plan) -> Edit:
    old = next((entry for entry in p.team.members if entry.id == m.member(p)), None)
    return e.ChangeMember(replace(old, name=m.text(), skills=(m.text(),), projects=2) if old else m.new_member())


def _change_sprint(m: EditMaker, p: Plan) -> Edit:
    old = next((entry for entry in p.sprints if entry.id == m.open_sprint(p)), None)
    return e.ChangeSprint(replace(old, goal=m.text(), reserve_share=0.25) if old else m.new_sprint(p))


def _change_debt(m: EditMaker, p: Plan) -> Edit:
    old = next((entry for entry in p.debt if entry.id == m.debt(p)), None)
    return e.ChangeDebt(replace(old, title=m.text(), review_on=m.day()) if old else m.new_debt())


def _merge(m: EditMaker, p: Plan) -> Edit:
    items = (m.item(), m.changed_item(p))
    memory = ColumnMemory(m.text(), ((0, "key"), (3, "title")), day_first=True)
    return e.MergeBacklog("export.csv", items, m.snapshot(p), debt=(m.new_debt(),), memory=memory)


def _settings(m: EditMaker, p: Plan) -> Edit:
    return e.ChangeSettings(
        replace(
            p.settings,
            unit=m.random.choice(list(Unit)),
            seed=m.random.randrange(100),
            cost_per_pd=m.share() * 900,
            scope_growth=ScopeGrowth(0, 1, 3),
            debt_parameters=(DebtParameter("drag", m.share()),),
        )
    )


def _proposal(m: EditMaker, p: Plan) -> Edit:
    places = tuple(e.Placement(key, m.open_sprint(p)) for key in m.keys(p))
    return e.AcceptProposal(places, debt=(e.DebtPlacement(m.debt(p), ()),) if p.debt else ())


def _remove_first(names: Callable[[Plan], list[str]], remove: Callable[[str], Edit]) -> Make:
    return lambda m, p: remove(m.one(names(p)))


MAKERS: tuple[Make, ...] = (
    lambda m, p: e.AddItem(m.item(), at=m.random.choice((None, 0, len(p.backlog) // 2))),
    lambda m, p: e.AddItem(m.item()),
    lambda m, p: e.ChooseExports(m.exports()),
    lambda m, p: e.ChangeItem(m.changed_item(p)),
    lambda m, p: e.RemoveItem(m.key(p)),
    lambda m, p: e.SetEstimate(m.key(p), m.random.choice((None, m.estimate()))),
    lambda m, p: e.SetStatus(m.key(p), m.random.choice(list(Status))),
    lambda m, p: e.MoveItems(m.keys(p), m.random.choice((None, m.open_sprint(p))), stretch=m.random.random() < 0.3),
    lambda m, p: e.PinItems(m.keys(p), pinned=m.random.random() < 0.7),
    lambda m, p: e.RankItems(m.keys(p), before=m.random.choice(("", m.key(p)))),
    lambda m, p: e.SetDependencies(m.key(p), m.keys(p)[:2]),
    lambda m, p: e.PutMilestone(Milestone(m.random.choice(("M1", "M2")), m.text(), due=m.day())),
    _remove_first(lambda p: [x.id for x in p.milestones], e.RemoveMilestone),
    lambda m, p: e.PutRisk(
        Risk(m.random.choice(("K1", "K2")), m.text(), m.share(), 1.0, 3.0, 9.0, m.random.choice(("", "M1")))
    ),
    _remove_first(lambda p: [x.id for x in p.risks], e.RemoveRisk),
    lambda m, p: e.KeepBaseline(Baseline(m.name("b"), m.day(), (BaselineDate("M1", m.text(), m.day(), m.day()),))),
    _remove_first(lambda p: [x.id for x in p.baselines], e.RemoveBaseline),
    lambda m, p: e.AddMember(m.new_member()),
    _change_member,
    _remove_first(lambda p: [x.id for x in p.team.members], e.RemoveMember),
    lambda m, p: e.AddAbsence(Absence(m.name("a"), m.member(p), m.period(), m.share(), AbsenceKind.SICK, m.text())),
    _remove_first(lambda p: [x.id for x in p.team.absences], e.RemoveAbsence),
    lambda m, p: e.SetAvailability(m.member(p), m.period(), m.random.choice((0.0, 0.5, 1.0))),
    lambda m, p: e.SetDuty(m.member(p), m.period(), on_duty=m.random.random() < 0.7),
    lambda m, p: e.SetRota((RotaShift("R1", m.member(p), m.period()),)),
    lambda m, p: e.SetHolidays(HolidaySet("DE-BE", "Berlin", (Holiday(m.day(), m.text(), m.share()),))),
    lambda m, p: e.SetTeamDaysOff((TeamDayOff(m.day(), m.text()),)),
    lambda m, p: e.SetOverheads(Overheads(focus=0.5 + m.share() / 2, meetings=(Meeting(m.text(), 2.5),))),
    lambda m, p: e.SetCapacityOverride(m.open_sprint(p), m.member(p), m.random.choice((None, 7.5)), m.text()),
    lambda m, p: e.SetWorkingWeek(m.random.choice((WeekPattern(), WeekPattern.sunday_to_thursday()))),
    lambda m, p: e.AddSprint(m.new_sprint(p)),
    _change_sprint,
    _remove_first(lambda p: [x.id for x in p.coming_sprints()[2:]], e.RemoveSprint),
    lambda m, p: e.SetSprintReserve(m.open_sprint(p), m.random.choice((None, m.share() * 0.9))),
    lambda m, p: e.StartSprint(m.open_sprint(p), m.day()),
    lambda m, p: e.CloseSprint(m.open_sprint(p), m.actuals()),
    lambda m, p: e.ExcludeSprint(m.sprint(p), m.text()),
    lambda m, p: e.SetObservations(m.sprint(p), SprintObservations(1.5, 2.0, 12.0, 0.0, m.random.choice((3.5, 9.0)))),
    lambda m, p: e.SetDelivery(m.sprint(p), DeliveryMeasures(3, m.share(), 2.5)),
    lambda m, p: e.AddDebt(m.new_debt()),
    _change_debt,
    _remove_first(lambda p: [x.id for x in p.debt], e.RemoveDebt),
    lambda m, p: e.AllocateDebt(m.debt(p), m.open_sprint(p), m.random.choice((0.0, 2.5)), pinned=True),
    lambda m, p: e.PayDebt(m.debt(p), m.share() * 5 + 0.1, m.day()),
    lambda m, p: e.AcceptDebt(m.debt(p), m.random.choice((None, Acceptance(m.day(), m.text(), m.text())))),
    lambda m, p: e.SetPolicy(ReservePolicy(0.2, 0.2 + m.share() / 10, 0.3, window=m.random.randrange(1, 8))),
    lambda m, p: e.PutException(ReserveException("X1", m.sprint(p), 0.1, m.text(), "Owner", mitigate_by=m.day())),
    _remove_first(lambda p: [x.id for x in p.exceptions], e.RemoveException),
    lambda m, p: e.AddDecision(Decision(m.name(""), m.text(), m.day(), DecisionKind.RISK, DecisionStatus.PROPOSED)),
    _remove_first(lambda p: [x.id for x in p.decisions], e.AcceptDecision),
    lambda m, p: e.RenamePlan(m.text()),
    _settings,
    lambda m, p: e.TakeSnapshot(m.snapshot(p)),
    _merge,
    _proposal,
    lambda m, p: e.PutScenario(m.scenario()),
    _remove_first(lambda p: [x.id for x in p.scenarios], e.RemoveScenario),
    _remove_first(lambda p: [x.id for x in p.scenarios[3:]], e.PromoteScenario),
    lambda m, p: e.Several((e.AddItem(m.item()), e.AddMember(m.new_member()), e.RenamePlan(m.text())), "together"),
)


def starting_plan() -> Plan:
    """Return a small plan in which every kind of record occurs, with most of their fields filled."""
    mia = Member(
        "mia", "Mia Sand", place="DE-BE", fte=0.8, week=WeekPattern.days_off(4), ramp=Ramp(FIRST_DAY), skills=("api",)
    )
    ole = Member("ole", "Ole Berg", joined=FIRST_DAY, left=date(2026, 12, 1), projects=2, mentoring_pd=0.5)
    period = Period(FIRST_DAY, FIRST_DAY + timedelta(days=14))
    closed = Sprint(
        "S1", "S1", period, SprintState.CLOSED, "Go", 0.2, 21.5, ("PAY-1",), FIRST_DAY, SprintActuals(20.0, 21.5)
    )
    open_period = Period(period.end, period.end + timedelta(days=14))
    debt = DebtItem("D-01", "Old client", Spread.single(8), Spread(1.0, 0.5, 2.0), skills=("api",), paid_pd=1.5)
    return Plan(
        name="Payments «ßü»",
        team=Team(
            members=(mia, ole),
            absences=(Absence("a1", "mia", Period(date(2026, 2, 2), date(2026, 2, 7)), 0.5, note="half days"),),
            rota=(RotaShift("R1", "ole", open_period),),
            holiday_sets=(HolidaySet("DE-BE", "Berlin", (Holiday(date(2026, 5, 1), "Labour Day"),)),),
            days_off=(TeamDayOff(date(2026, 3, 3), "Offsite"),),
            overheads=Overheads(focus=0.75, focus_basis="measured", meetings=(Meeting("Daily", 2.5, ("mia",)),)),
            overrides=(CapacityOverride("S2", "ole", 6.5, "typed"),),
        ),
        sprints=(closed, Sprint("S2", "S2", open_period)),
        backlog=(
            BacklogItem("PAY-1", "First", estimate=Estimate.single(3), status=Status.DONE, sprint_id="S1"),
            BacklogItem("PAY-2", "Second", estimate=Estimate(5, 3, 8), depends_on=("PAY-1",), debt_id="D-01"),
            BacklogItem("00017", "Third", kind=ItemKind.BUG, labels=("a", "b"), due_on=date(2026, 4, 1)),
        ),
        milestones=(Milestone("M1", "Launch", date(2026, 6, 1), (date(2026, 5, 1),)),),
        risks=(Risk("K1", "Audit", 0.3, 2.0, 5.0, 8.0, "M1", "asked for every spring"),),
        baselines=(Baseline("b0", FIRST_DAY, (BaselineDate("M1", "Launch", date(2026, 6, 1)),), left=30.0),),
        debt=(debt,),
        policy=ReservePolicy(0.2, 0.25, 0.3, 4, 2),
        exceptions=(ReserveException("X1", "S2", 0.1, "launch", "Mia", granted_on=FIRST_DAY),),
        decisions=(Decision("1", "Keep 25 %", FIRST_DAY, refs=("sprint:S2",)),),
        snapshots=(
            Snapshot("s1", FIRST_DAY, "plan", (SnapshotItem("PAY-1", "First", ItemKind.BUG, Status.TODO, None),)),
        ),
        scenarios=(Scenario("w1", "Hire", (e.AddMember(Member("new", "New")),)),),
        settings=PlanSettings(
            as_of=date(2026, 1, 20), cost_per_pd=640.0, column_memories=(ColumnMemory("sig", ((0, "key"),)),)
        ),
    )
