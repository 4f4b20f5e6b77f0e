"""The rota: nobody over their fair share, nobody on call while away, swaps where they help."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.capacity.breakdown import capacity_of
from planner.analysis.capacity.rota import (
    cover_swap,
    days_away,
    duty_over,
    duty_shares,
    fair_rota,
    reassigned,
    rota_period,
    shift_clashes,
    usual_pool,
)
from planner.domain.calendar import Period
from planner.domain.edits import SetRota
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Plan
from planner.domain.team import Absence, Member, RotaShift, Team

MONDAY = date(2026, 6, 1)


def weeks(first: int, count: int = 1) -> Period:
    """Return some weeks, counted from the first of June."""
    start = MONDAY + timedelta(weeks=first)
    return Period(start, start + timedelta(weeks=count))


def team_of(*names: str, away: tuple[tuple[str, int], ...] = (), rota: tuple[tuple[str, int], ...] = ()) -> Team:
    return Team(
        members=tuple(Member(name, name.title()) for name in names),
        absences=tuple(Absence(f"{name}{week}", name, weeks(week)) for name, week in away),
        rota=tuple(RotaShift(f"{name}-{week}", name, weeks(week)) for name, week in rota),
    )


def names_of(shifts: tuple[RotaShift, ...]) -> list[str]:
    return [shift.member_id for shift in shifts]


def test_shifts_go_round_in_list_order_when_nobody_is_away() -> None:
    # three people, six weeks: two each
    proposal = fair_rota(team_of("a", "b", "c"), weeks(0, 6))

    assert names_of(proposal.shifts) == ["a", "b", "c", "a", "b", "c"]
    assert [(count.after, count.fair) for count in proposal.counts] == [(2, 2.0)] * 3
    assert proposal.clashes == ()


def test_leave_is_gone_around() -> None:
    proposal = fair_rota(team_of("a", "b", "c", away=(("a", 0), ("b", 1))), weeks(0, 3))

    assert names_of(proposal.shifts)[0] != "a"
    assert names_of(proposal.shifts)[1] != "b"
    assert sorted(names_of(proposal.shifts)) == ["a", "b", "c"]


def test_a_week_that_only_one_person_can_take_gets_that_person_and_others_swap() -> None:
    # Two weeks, two people, one shift each. First come first served gives week 0 to a; but b is away in week 1, so a
    # must have week 1 and b week 0.
    proposal = fair_rota(team_of("a", "b", away=(("b", 1),)), weeks(0, 2))

    assert names_of(proposal.shifts) == ["b", "a"]


def test_a_week_without_anybody_goes_to_the_person_least_away() -> None:
    team = team_of("a", "b", away=(("a", 0),))
    half = Absence("half", "b", weeks(0), 0.5)
    proposal = fair_rota(replace(team, absences=(*team.absences, half)), weeks(0))

    # a would miss five days, b five half days
    assert names_of(proposal.shifts) == ["b"]
    assert [clash.days_away for clash in proposal.clashes] == [2.5]


def test_part_time_people_have_fewer_shifts() -> None:
    # 1 + 1 + 0.5 of a person's time, five weeks: exact parts 2, 2 and 1
    team = team_of("a", "b", "c")
    team = replace(team, members=(*team.members[:2], replace(team.members[2], fte=0.5)))
    proposal = fair_rota(team, weeks(0, 5))

    assert Counter(names_of(proposal.shifts)) == {"a": 2, "b": 2, "c": 1}


def test_somebody_who_joins_later_is_not_on_call_before() -> None:
    team = team_of("a", "b")
    joined = replace(team.members[1], joined=weeks(2).start)
    proposal = fair_rota(replace(team, members=(team.members[0], joined)), weeks(0, 4))

    # exact parts: a is here for 4 of the starts, b for 2, so 4 x 4/6 = 2.67 and 1.33
    assert names_of(proposal.shifts)[:2] == ["a", "a"]
    assert Counter(names_of(proposal.shifts)) == {"a": 3, "b": 1}


def test_what_lies_outside_the_period_is_kept_and_cut_at_its_edges() -> None:
    long_shift = RotaShift("old", "a", weeks(0, 4))
    team = replace(team_of("a", "b"), rota=(long_shift,))
    proposal = fair_rota(team, weeks(1, 2), pool=("b",))

    assert [(shift.member_id, shift.period) for shift in proposal.rota] == [
        ("a", weeks(0)), ("b", weeks(1)), ("b", weeks(2)), ("a", weeks(3)),
    ]  # fmt: skip
    assert len({shift.id for shift in proposal.rota}) == 4
    SetRota(proposal.rota).apply(Plan(team=team))


def test_the_person_who_just_had_a_shift_is_not_first() -> None:
    proposal = fair_rota(team_of("a", "b", rota=(("a", -1), ("b", -2))), weeks(0, 2))

    assert names_of(proposal.shifts) == ["b", "a"]


def test_an_empty_pool_or_shift_is_refused() -> None:
    with pytest.raises(InvalidValueError):
        fair_rota(Team(), weeks(0))
    with pytest.raises(InvalidValueError):
        fair_rota(team_of("a"), weeks(0), shift_days=0)


def test_those_who_had_shifts_take_part_else_everybody() -> None:
    assert usual_pool(team_of("a", "b", "c", rota=(("b", 0),))) == ("b",)
    assert usual_pool(team_of("a", "b")) == ("a", "b")


@given(
    people=st.integers(1, 6),
    count=st.integers(1, 16),
    away=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 15)), max_size=14),
)
def test_nobody_has_more_than_the_fair_number_and_leave_is_respected_where_it_can_be(
    people: int, count: int, away: list[tuple[int, int]]
) -> None:
    names = tuple("abcdef"[:people])
    gone = tuple(dict.fromkeys((names[who % people], week) for who, week in away))
    proposal = fair_rota(team_of(*names, away=gone), weeks(0, count))

    counts = Counter(names_of(proposal.shifts))
    assert [shift.period for shift in proposal.shifts] == [weeks(week) for week in range(count)]
    if not proposal.clashes:
        assert max(counts.values()) <= ceil(count / people)
    everybody_there = not any(week < count for _, week in gone)
    assert not (everybody_there and proposal.clashes)


def test_days_away_counts_leave_and_days_outside_the_team() -> None:
    team = team_of("a", away=(("a", 0),))
    leaver = replace(team.members[0], left=weeks(1).start + timedelta(days=2))

    assert days_away(team, team.members[0], weeks(0, 2)) == 5.0
    assert days_away(replace(team, members=(leaver,)), leaver, weeks(1)) == 3.0  # Wednesday to Friday


def test_a_shift_during_leave_is_a_clash() -> None:
    team = team_of("a", "b", away=(("a", 0),), rota=(("a", 0), ("b", 1)))

    assert [(clash.shift.member_id, clash.days_away) for clash in shift_clashes(team, team.rota)] == [("a", 5.0)]


def test_the_share_on_call_is_of_the_days_that_are_worked(sample_plan: Plan) -> None:
    # Priya has 18 to 22 May: 5 of her 10 days in S15
    shares = {share.member.id: share for share in duty_shares([capacity_of(sample_plan, sample_plan.sprint("S15"))])}

    assert (shares["priya"].duty_days, shares["priya"].share) == (5, 0.5)
    assert shares["priya"].too_much
    assert not shares["lena"].too_much


def test_a_person_who_works_no_day_has_no_share(sample_plan: Plan) -> None:
    gone = replace(sample_plan.team.members[0], left=date(2026, 1, 5), joined=date(2026, 1, 1))
    team = replace(sample_plan.team, members=(gone, *sample_plan.team.members[1:]))
    shares = duty_shares([capacity_of(replace(sample_plan, team=team), sample_plan.sprint("S15"))])

    assert shares[0].share == 0.0


def test_a_swap_frees_the_person_and_keeps_everybodys_number() -> None:
    team = team_of("a", "b", "c", away=(("b", 0),), rota=(("a", 0), ("b", 1), ("c", 2)))
    rota = cover_swap(team, "a", weeks(0))

    # b is away in week 0, so a changes with c
    assert rota is not None
    assert names_of(rota) == ["c", "b", "a"]


def test_a_swap_with_an_earlier_shift_is_taken_when_there_is_no_later_one() -> None:
    team = team_of("a", "b", rota=(("b", 0), ("a", 1)))
    rota = cover_swap(team, "a", weeks(1))

    assert rota is not None
    assert names_of(rota) == ["a", "b"]


def test_no_swap_is_offered_when_nobody_can_take_it_or_none_is_needed() -> None:
    alone = team_of("a", "b", away=(("b", 0),), rota=(("a", 0), ("b", 1)))

    assert cover_swap(alone, "a", weeks(0)) is None
    assert cover_swap(alone, "b", weeks(3)) is None


def test_one_shift_is_given_to_somebody_else() -> None:
    team = team_of("a", "b", rota=(("a", 0), ("b", 1)))

    assert names_of(reassigned(team, "a-0", "b")) == ["b", "b"]


def test_a_new_rota_fills_whole_shifts_to_the_end_of_the_last_sprint(sample_plan: Plan) -> None:
    # today is 15 May; the coming sprints run from 18 May to 8 August, twelve weeks
    period = rota_period(sample_plan, today=date(2026, 5, 15))

    assert period == Period(date(2026, 5, 18), date(2026, 8, 10))


def test_a_new_rota_begins_with_the_next_whole_shift_of_a_running_sprint(sample_plan: Plan) -> None:
    period = rota_period(sample_plan, today=date(2026, 5, 20))

    assert period is not None
    assert period.start == date(2026, 5, 25)


def test_without_coming_sprints_there_is_nothing_to_fill() -> None:
    assert rota_period(Plan(), today=MONDAY) is None


@given(shares=st.lists(st.sampled_from([0.4, 0.5, 0.8, 1.0]), min_size=4, max_size=8), count=st.integers(4, 26))
def test_nobody_has_more_than_a_quarter_where_enough_people_take_part(shares: list[float], count: int) -> None:
    members = tuple(Member(f"m{place}", f"M{place}", fte=share) for place, share in enumerate(shares))
    proposal = fair_rota(Team(members=members), weeks(0, count))
    enough = len(members) * (count // 4) >= count
    assert proposal.too_much is not enough
    assert enough is (len(members) >= proposal.people_needed)


def test_full_time_people_give_their_fifth_week_to_somebody_part_time() -> None:
    # 12 weeks, three at full time and one at half: 12 / 3.5 = 3.4 and 1.7 weeks would be fair, but four of twelve are
    # a third of the time. Three each is a quarter.
    members = tuple(Member(name, name, fte=0.5 if name == "d" else 1.0) for name in "abcd")
    proposal = fair_rota(Team(members=members), weeks(0, 12))
    assert Counter(names_of(proposal.shifts)) == {"a": 3, "b": 3, "c": 3, "d": 3}
    assert (proposal.most_share, proposal.too_much) == (0.25, False)


def test_three_people_cannot_stay_within_a_quarter() -> None:
    proposal = fair_rota(team_of("a", "b", "c"), weeks(0, 12))
    assert proposal.most_share == 4 / 12
    assert (proposal.too_much, proposal.people_needed) == (True, 4)


def test_a_week_in_every_other_sprint_is_half_of_it_and_a_quarter_of_all(sample_plan: Plan) -> None:
    breakdowns = [capacity_of(sample_plan, sprint) for sprint in sample_plan.coming_sprints()[:2]]
    shares = duty_shares(breakdowns)
    # Priya is on call 18 to 22 May: 5 of 10 days in S15, none in S16; together 5 of 20.
    assert [entry.share for entry in shares if entry.member.id == "priya"] == [0.5, 0.0]
    whole = {entry.member.id: entry for entry in duty_over(shares)}
    assert (whole["priya"].share, whole["priya"].duty_days, whole["priya"].too_much) == (0.25, 5, False)
    gone = replace(sample_plan.team.members[0], left=date(2026, 1, 5), joined=date(2026, 1, 1))
    team = replace(sample_plan.team, members=(gone,))
    empty = duty_over(duty_shares([capacity_of(replace(sample_plan, team=team), sample_plan.sprint("S15"))]))
    assert [entry.share for entry in empty] == [0.0]
