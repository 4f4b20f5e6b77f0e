"""Columns, cards and proposals as the board shows them, against figures worked by hand from the sample plan."""

from dataclasses import replace

import pytest

from planner.analysis.autoplan import Reason, ReasonCode, propose
from planner.analysis.board.cards import card_sentence, cards_in
from planner.analysis.board.columns import board_of
from planner.analysis.board.load_table import TEAM, load_rows
from planner.analysis.board.placing_reasons import icon_of, why_there
from planner.analysis.board.plan_proposal import propose_from
from planner.analysis.board.proposal_reading import interest_pd, move_lines, preview_of
from planner.analysis.board.sprint_list import sprint_rows
from planner.analysis.findings.headlines import backlog
from planner.analysis.view import PlanView
from planner.analysis.wording import count
from planner.domain.backlog import Status
from planner.domain.debt import DebtAllocation, DebtItem, DebtStatus, Spread
from planner.domain.edits import AllocateDebt, MoveItems, PinItems, SetStatus, StartSprint
from planner.domain.errors import StaleProposalError
from planner.domain.plan import Plan
from planner.domain.sprint import Sprint


@pytest.fixture
def view(sample_plan: Plan) -> PlanView:
    assert sample_plan.settings.as_of is not None
    return PlanView(sample_plan, today=sample_plan.settings.as_of)


def of(plan: Plan) -> PlanView:
    assert plan.settings.as_of is not None
    return PlanView(plan, today=plan.settings.as_of)


def test_a_column_sums_committed_work_and_debt_days(view: PlanView) -> None:
    first = board_of(view)[0]
    assert first.feature_load == 27  # 5+5+5+3+5+2+2, the stretch item is not counted
    assert first.debt_pd == 6.5  # D-03 4.0 and D-08 2.5
    assert first.features.words == "27 of 23 points"
    assert first.features.over
    assert not first.reserve.over
    assert first.reserve.words == "6.5 of 8.0 pd"


def test_the_buckets_of_a_column_are_its_effective_days(view: PlanView) -> None:
    for column in board_of(view):
        assert sum(bucket.size_pd for bucket in column.buckets) == pytest.approx(column.effective_pd)


def test_an_unestimated_item_counts_with_the_usual_size(view: PlanView) -> None:
    plan = MoveItems(("PAY-244",), "S16").apply(view.plan)
    sizes = sorted(item.size for item in plan.backlog if item.is_open and item.size)
    usual = sizes[len(sizes) // 2]  # an odd number of sizes has one in the middle; two equal ones otherwise
    assert board_of(of(plan))[1].feature_load == 21 + usual


def test_a_running_sprint_is_measured_against_what_was_promised(view: PlanView) -> None:
    plan = StartSprint("S15", view.today).apply(view.plan)
    plan = SetStatus("PAY-208", Status.DONE).apply(plan)
    column = board_of(of(plan))[0]
    assert column.runs
    assert column.promise == 27
    assert column.feature_load == 27  # what is done keeps its estimate


def test_cards_say_what_is_wrong_with_their_place(view: PlanView) -> None:
    plan = MoveItems(("PAY-214",), "S17").apply(view.plan)
    plan = MoveItems(("PAY-217",), None).apply(plan)
    cards = {card.key: card for card in cards_in(plan, plan.sprint("S16"))}
    assert cards["PAY-219"].warnings == ("Needs PAY-214, which comes later, in S17",)
    assert cards["PAY-228"].warnings == ("Needs PAY-217, which has no sprint yet",)
    assert cards["PAY-244"].warnings == ("No estimate, so nobody knows whether it fits",)
    assert cards["PAY-244"].size == "?"


def test_a_repayment_over_several_sprints_is_numbered_and_ends(view: PlanView) -> None:
    debt = DebtItem("D-99", "Old store", Spread.single(3.0), Spread.single(1.0))
    parts = (DebtAllocation("S15", 2.0), DebtAllocation("S16", 2.0))
    # 4 days repay 4 x 0.75 = 3 pd of principal, all of it
    plan = replace(view.plan, debt=(replace(debt, allocations=parts),))
    assert [card.title for card in cards_in(plan, plan.sprint("S15")) if card.debt] == ["Old store, part 1"]
    assert [card.title for card in cards_in(plan, plan.sprint("S16")) if card.debt] == ["Old store, end"]
    plan = replace(view.plan, debt=(replace(debt, allocations=(DebtAllocation("S15", 4.0),)),))
    assert [card.title for card in cards_in(plan, plan.sprint("S15")) if card.debt] == ["Old store"]


def test_interest_falls_with_the_principal_repaid(view: PlanView) -> None:
    debt = DebtItem("D-99", "Old store", Spread.single(6.0), Spread.single(2.0))
    plan = replace(view.plan, debt=(replace(debt, allocations=(DebtAllocation("S15", 4.0),)),))
    # 4 days repay 3 of 6 pd, so half of 2 pd interest is left
    assert interest_pd(plan, after_sprint="S15") == pytest.approx(1.0)


def test_a_preview_shows_now_and_after(view: PlanView) -> None:
    proposal = propose_from(view.plan, forecast=view.forecast, breakdowns=view.capacity)
    preview = preview_of(view, proposal, {move.key for move in proposal.moves})
    rows = {row.name: row for row in preview.rows}
    assert rows["S15 features"].now == "27"
    assert rows["S15 features"].after == f"{proposal.sprints[0].feature_load:.0f}"
    # owed 3.4 + 25 % of 32.15 = 8.04 - 6.5 filled = 4.9
    assert rows["Owed after S15"].now == "4.9"
    assert rows["S15 features"].changes
    assert preview.finding == f"S15 fits its promise after {len(proposal.moves)} moves"


def test_no_chosen_move_changes_nothing(view: PlanView) -> None:
    proposal = propose_from(view.plan, forecast=view.forecast, breakdowns=view.capacity)
    preview = preview_of(view, proposal, ())
    assert not any(row.changes for row in preview.rows)
    assert not any(column.moved or any(card.new for card in column.cards) for column in preview.columns)
    assert preview.summary.startswith("0 moves, ")


def test_moved_cards_leave_a_row_with_their_goal(view: PlanView) -> None:
    proposal = propose_from(view.plan, forecast=view.forecast, breakdowns=view.capacity)
    preview = preview_of(view, proposal, {"PAY-231"})
    assert [(row.key, row.goal) for row in preview.columns[0].moved] == [("PAY-231", "S16")]
    assert [card.key for card in preview.columns[1].cards if card.new] == ["PAY-231"]


def test_a_preview_of_a_plan_that_moved_on_is_stale(view: PlanView) -> None:
    proposal = propose_from(view.plan, forecast=view.forecast, breakdowns=view.capacity)
    changed = of(MoveItems(("PAY-222",), "S17").apply(view.plan))
    with pytest.raises(StaleProposalError):
        preview_of(changed, proposal, {"PAY-231"})


def test_moves_say_where_from_and_where_to(view: PlanView) -> None:
    proposal = propose_from(view.plan, forecast=view.forecast, breakdowns=view.capacity)
    paths = {line.key: line.path for line in move_lines(view.plan, proposal)}
    assert paths["PAY-231"] == "S15 → S16"
    assert paths["PAY-250"] == "S17 → stretch"
    assert paths["PAY-209"] == "backlog → S16"
    assert paths["D-03"] == "S15: 4 → 5.5 pd"


def test_the_reasons_of_a_place_come_from_the_plan_or_the_proposal(view: PlanView) -> None:
    cards = {card.key: card for column in board_of(view) for card in column.cards}
    plain = why_there(view, cards["PAY-219"])
    assert plain.title == "Why PAY-219 is in S16"
    assert plain.reasons == (("link", "Needs PAY-214, which ends in S15"), ("overview", "Fits where it is, in S16"))
    assert why_there(view, cards["PAY-208"]).reasons[0] == ("pin", "Pinned to S15")
    debt = why_there(view, cards["D-03"]).reasons
    assert ("debt", "Leaves 6.5 of 8.0 pd of reserve in place") in debt
    proposal = propose_from(view.plan, forecast=view.forecast, breakdowns=view.capacity)
    told = why_there(view, cards["PAY-219"], proposal=proposal)
    assert ("link", "Needs PAY-214, which ends in S15") in told.reasons
    assert told.instead.startswith("S16 as proposed: promise kept")


def test_the_load_table_has_a_row_per_person_and_one_for_the_team(view: PlanView) -> None:
    rows, warnings = load_rows(board_of(view))
    assert rows[0].name == "Amara Okafor"
    assert rows[-1].name == TEAM
    assert len(rows[0].cells) == 6
    assert rows[0].cells[4].short == "4.0 pd"  # away in S19 with work planned
    assert "Only Zofia Nowak can do infra, and is on call in S17" in warnings
    assert load_rows(()) == ((), ())


def test_the_sprint_table_lists_the_coming_ones_first(view: PlanView) -> None:
    rows = sprint_rows(view)
    assert [row.id for row in rows[:7]] == ["S15", "S16", "S17", "S18", "S19", "S20", "S14"]
    assert rows[6].done == 29


def test_the_backlog_says_which_of_the_next_items_have_no_estimate(view: PlanView) -> None:
    said = backlog(view)
    assert said.title == "64 open items, 222 points"
    assert said.subtitle == "33 of them are in a sprint. 3 of the first 20 have no estimate."


def test_without_history_nothing_is_promised(sample_plan: Plan) -> None:
    coming = tuple(sprint for sprint in sample_plan.sprints if not sprint.is_closed)
    view = of(replace(sample_plan, sprints=coming))
    columns = board_of(view)
    assert columns[0].promise is None
    assert columns[0].features.words == "27 points"
    assert isinstance(columns[0].sprint, Sprint)


def test_a_card_reads_its_marks_aloud(view: PlanView) -> None:
    plan = PinItems(("PAY-244",)).apply(view.plan)
    cards = {card.key: card for sprint in ("S15", "S16") for card in cards_in(plan, plan.sprint(sprint))}
    assert card_sentence(cards["PAY-244"], plan) == (
        "PAY-244, Mandate import; no estimate; pinned; stretch; No estimate, so nobody knows whether it fits"
    )
    assert card_sentence(replace(cards["D-08"], new=True), plan).endswith("2.5 pd; Zofia Nowak; new here")
    assert "; needs PAY-214" in card_sentence(cards["PAY-219"], plan)


def test_a_bar_without_room_is_empty_or_full(view: PlanView) -> None:
    nobody = of(replace(view.plan, team=replace(view.plan.team, members=())))
    assert nobody.capacity["S15"].steps.reserve_pd == 0
    first = board_of(nobody)[0]
    assert (first.reserve.share, first.reserve.over) == (1.0, True)


def test_a_proposal_without_a_forecast_promises_nothing(sample_plan: Plan) -> None:
    plan = replace(sample_plan, sprints=sample_plan.coming_sprints(), debt=(), milestones=())
    view = of(plan)
    proposal = propose(plan, commitments={"S15": 20.0}, breakdowns=view.capacity, sprints=1)
    preview = preview_of(view, proposal, {move.key for move in proposal.moves})
    rows = {row.name: (row.now, row.after) for row in preview.rows}
    assert rows["Promise kept"] == ("?", "?")
    assert not any(name.startswith(("Interest", "Release")) for name in rows)
    assert preview.finding.startswith("S15 holds ")
    assert preview.finding.endswith(f" after {count(len(proposal.moves), 'move')}")


def test_a_plan_without_coming_sprints_has_nothing_to_plan(sample_plan: Plan) -> None:
    plan = replace(sample_plan, sprints=sample_plan.closed_sprints(), debt=())
    backlog_only = replace(
        plan, backlog=tuple(replace(item, sprint_id=None) if item.is_open else item for item in plan.backlog)
    )
    proposal = propose(backlog_only, commitments={}, breakdowns={})
    preview = preview_of(of(backlog_only), proposal, ())
    assert (preview.finding, preview.rows, preview.columns) == ("Nothing to plan", (), ())


def test_reasons_tell_a_full_sprint_from_one_with_room(view: PlanView) -> None:
    plan = StartSprint("S15", view.today).apply(MoveItems(("PAY-208",), None).apply(view.plan))
    plan = AllocateDebt("D-08", "S15", 20.0).apply(plan)
    running = of(plan)
    cards = {card.key: card for column in board_of(running) for card in column.cards}
    codes = [icon for icon, _ in why_there(running, cards["D-08"]).reasons]
    assert codes[:2] == ["overview", "debt"]  # the sprint runs; its reserve is full
    over = why_there(view, {card.key: card for card in board_of(view)[0].cards}["PAY-222"])
    assert ("overview", "Takes S15 to 27 points, above 23 points") in over.reasons
    stretch = why_there(view, {card.key: card for card in board_of(view)[0].cards}["PAY-233"])
    assert stretch.reasons[0][1].startswith("Stretch in S15")
    late = of(MoveItems(("PAY-214",), None).apply(view.plan))
    waiting = why_there(late, {card.key: card for card in board_of(late)[1].cards}["PAY-219"])
    assert ("warning", "Needs PAY-214, which has no sprint yet") in waiting.reasons
    assert icon_of(Reason(ReasonCode.PERSON_AWAY, who="Lena Fischer", sprint="S15")) == "people"


def test_without_a_forecast_a_place_is_told_by_its_links_alone(sample_plan: Plan) -> None:
    view = of(replace(sample_plan, sprints=sample_plan.coming_sprints()))
    cards = {card.key: card for card in board_of(view)[1].cards}
    told = why_there(view, cards["PAY-219"])
    assert told.reasons == (("link", "Needs PAY-214, which ends in S15"),)
    assert told.instead == ""


def test_what_is_done_or_paid_no_longer_counts(view: PlanView) -> None:
    plan = SetStatus("PAY-214", Status.DONE).apply(view.plan)
    card = next(card for card in cards_in(plan, plan.sprint("S16")) if card.key == "PAY-219")
    assert (card.needs, card.warnings) == ((), ())
    done = next(card for card in cards_in(plan, plan.sprint("S15")) if card.key == "PAY-214")
    assert done.done
    paid = DebtItem("D-99", "Old store", Spread.single(6.0), Spread.single(2.0), status=DebtStatus.PAID)
    assert interest_pd(replace(plan, debt=(paid,)), after_sprint="S15") == 0
