"""What the team page says."""

from dataclasses import replace
from datetime import date

from planner.analysis.capacity.breakdown import capacity_of
from planner.analysis.capacity.findings import (
    capacity_detail,
    capacity_headline,
    first_name,
    fresh_member_id,
    hole_sentence,
    skill_cover,
    skills_of,
    thin_days,
    time_share,
    units_per_pd,
    working_days_of,
)
from planner.analysis.capacity.load import HoleReason, SkillHole, skill_holes
from planner.analysis.capacity.parts import step_parts, suggested_focus
from planner.analysis.view import PlanView
from planner.domain.calendar import Period
from planner.domain.edits import SetCapacityOverride
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint
from planner.domain.team import Meeting, Member, Team

S15 = "S15"


def test_the_headline_says_what_reaches_work_of_what_the_calendar_has(sample_plan: Plan) -> None:
    breakdown = capacity_of(sample_plan, sample_plan.sprint(S15))

    assert capacity_headline(breakdown) == "32.2 person-days in S15, of 68 on the calendar"


def test_the_detail_names_holidays_leave_and_newcomers(sample_plan: Plan) -> None:
    breakdown = capacity_of(sample_plan, sample_plan.sprint(S15))

    assert capacity_detail(sample_plan, breakdown) == (
        "Whit Monday is off in Berlin and London. "
        "Callum away 20 to 22 May, Amara 28 and 29 May and 2 more. Tomás ramps up."
    )


def test_a_full_team_needs_no_detail() -> None:
    plan = Plan(team=Team(members=(Member("a", "Ada"),)))
    sprint = Sprint("S1", "S1", Period(date(2026, 5, 18), date(2026, 5, 30)))

    assert capacity_detail(plan, capacity_of(plan, sprint)) == "Everybody is there, every day."


def test_a_day_is_thin_below_six_in_ten_of_those_who_work_then(sample_plan: Plan) -> None:
    # 22 May: 3.5 of 6 who work on Fridays is 0.58; 25 May: 0.5 of 7; 29 May: 4.5 of 6 is 0.75 and stays quiet
    breakdown = capacity_of(sample_plan, sample_plan.sprint(S15))

    assert thin_days(breakdown) == {date(2026, 5, 22), date(2026, 5, 25)}


def test_two_people_with_one_first_name_keep_their_whole_names() -> None:
    team = Team(members=(Member("a", "Ada Byron"), Member("b", "Ada Lovelace"), Member("c", "Cy Twombly")))

    assert first_name(team, team.members[0]) == "Ada Byron"
    assert first_name(team, team.members[2]) == "Cy"


def test_skills_are_those_somebody_has_or_work_needs(sample_plan: Plan) -> None:
    assert skills_of(sample_plan) == ("design", "gateway", "infra", "ledger", "payments", "web")


def test_cover_counts_people_who_are_there(sample_plan: Plan) -> None:
    sprints = sample_plan.coming_sprints()
    breakdowns = [capacity_of(sample_plan, sprint) for sprint in sprints]
    cover = skill_cover(sample_plan, breakdowns, skill_holes(sample_plan, sprints))
    infra = {entry.sprint_id: entry for entry in cover if entry.skill == "infra"}

    # only Zofia: 5.4 effective days in S15
    assert (infra[S15].having, infra[S15].there, round(infra[S15].effective_pd, 1)) == (1, 1, 5.4)
    assert infra[S15].hole is None
    assert infra["S17"].hole is not None


def test_each_kind_of_hole_has_its_sentence(sample_plan: Plan) -> None:
    breakdown = capacity_of(sample_plan, sample_plan.sprint("S17"))

    def say(reason: HoleReason, *ids: str) -> str:
        return hole_sentence(sample_plan, SkillHole("infra", "S17", ids, reason, ("D-07", "D-10")), breakdown)

    assert say(HoleReason.ONLY_ONE_ON_CALL, "zofia") == (
        "**One person covers infra.** Zofia is on call 22 to 26 Jun, in S17; D-07 and D-10 need it."
    )
    assert say(HoleReason.ONLY_ONE_AWAY, "callum").endswith(
        "Callum is away 22 to 26 Jun, in S17; D-07 and D-10 need it."
    )
    assert say(HoleReason.NOBODY).startswith("**Nobody covers infra in S17.**")
    assert say(HoleReason.ALL_AWAY, "callum").startswith("**Nobody who covers infra is there in S17.**")
    nowhere = SkillHole("rust", None, (), HoleReason.NOBODY, ("PAY-1",))
    assert hole_sentence(sample_plan, nowhere, None) == "**Nobody covers rust.** PAY-1 needs it in the backlog."


def test_part_time_is_the_share_of_the_teams_week(sample_plan: Plan) -> None:
    team = sample_plan.team

    assert time_share(team, sample_plan.member("lena")) == 0.8
    assert time_share(team, replace(sample_plan.member("amara"), fte=0.5)) == 0.5


def test_working_days_leave_out_weekends_and_holidays(sample_plan: Plan) -> None:
    # 18 to 31 May: ten weekdays, less Whit Monday in Berlin
    span = Period(date(2026, 5, 18), date(2026, 6, 1))

    assert working_days_of(sample_plan.team, sample_plan.member("amara"), span) == 9
    assert working_days_of(sample_plan.team, sample_plan.member("zofia"), span) == 10


def test_a_new_person_gets_an_identity_of_their_own(sample_plan: Plan) -> None:
    assert fresh_member_id(sample_plan.team, "Noor Ali") == "noor"
    assert fresh_member_id(sample_plan.team, "Amara Diallo") == "amara-2"
    assert fresh_member_id(sample_plan.team, "") == "person"


def test_points_per_day_turn_feature_days_into_the_forecasts_median(sample_plan: Plan) -> None:
    view = PlanView(sample_plan, today=sample_plan.settings.as_of or date.max)
    breakdown = view.capacity[S15]
    factor = units_per_pd(view, breakdown)
    median = next(entry.single[50] for entry in view.forecast.sprints if entry.sprint_id == S15)

    assert factor is not None
    assert round(factor * breakdown.steps.feature_pd, 6) == round(median, 6)


def test_without_a_forecast_there_are_no_points() -> None:
    plan = Plan(team=Team(members=(Member("a", "Ada"),)))
    sprint = Sprint("S1", "S1", Period(date(2026, 5, 18), date(2026, 5, 30)))
    view = PlanView(replace(plan, sprints=(sprint,)), today=date(2026, 5, 15))

    assert units_per_pd(view, view.capacity["S1"]) is None


def test_the_parts_of_a_step_add_up_to_it(sample_plan: Plan) -> None:
    typed = SetCapacityOverride(S15, "amara", 3.0, "hiring").apply(sample_plan)
    breakdown = capacity_of(typed, typed.sprint(S15))
    steps = breakdown.steps
    for step, amount in (
        ("calendar", steps.calendar_pd), ("holidays", steps.holidays_pd), ("leave", steps.leave_pd),
        ("on-call", steps.oncall_pd), ("ramp-up", steps.ramp_pd), ("meetings", steps.meetings_pd),
        ("typed in", steps.override_pd), ("effective", steps.effective_pd), ("features", steps.feature_pd),
        ("unplanned", steps.unplanned_pd), ("learning", steps.learning_pd),
    ):  # fmt: skip
        parts = step_parts(typed, breakdown, step)
        assert round(sum(part.amount_pd or 0.0 for part in parts), 6) == round(amount, 6), step


def test_a_step_says_who_and_when(sample_plan: Plan) -> None:
    breakdown = capacity_of(sample_plan, sample_plan.sprint(S15))
    leave = step_parts(sample_plan, breakdown, "leave")
    ramp = step_parts(sample_plan, breakdown, "ramp-up")
    reserve = step_parts(sample_plan, breakdown, "reserve")

    assert leave[0].text == "Amara Okafor, 28 and 29 May"
    assert "Tomás Rivera: ramping up, at 46 %" in [part.text for part in ramp]
    assert "Jonas Weber: 1.0 pd of mentoring" in [part.text for part in ramp]
    assert reserve[0].text == "25 % of 32.2 effective person-days"
    assert step_parts(sample_plan, breakdown, "nonsense") == ()


def test_switching_between_projects_is_named(sample_plan: Plan) -> None:
    busy = replace(sample_plan.member("priya"), projects=2)
    members = tuple(busy if member.id == "priya" else member for member in sample_plan.team.members)
    plan = replace(sample_plan, team=replace(sample_plan.team, members=members))
    parts = step_parts(plan, capacity_of(plan, plan.sprint(S15)), "ramp-up")

    assert "Priya Nair: 2 projects, 20 % lost in between" in [part.text for part in parts]


def test_meetings_suggest_a_focus_weighted_by_who_attends() -> None:
    # 4 people x 10 days x 8 h = 320 h; 4 x 5 h + 2 x 6 h = 32 h
    meetings = (Meeting("Daily", 5.0), Meeting("Call", 6.0, ("a", "b")))

    assert suggested_focus(meetings, people=4, days=10) == 0.9
    assert suggested_focus(meetings, people=0, days=10) == 1.0
