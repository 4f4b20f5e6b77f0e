"""The backlog as a table reads it: cut lines, groups, facts and new keys."""

from dataclasses import replace

from planner.analysis.board.backlog import NO_EPIC, EpicGroup, cut_lines, grouped, item_facts, next_keys, read_backlog
from planner.analysis.forecast.results import FinishDate
from planner.analysis.view import PlanView
from planner.domain.backlog import BacklogItem, Estimate, ItemKind
from planner.domain.plan import Plan


def view_of(plan: Plan) -> PlanView:
    assert plan.settings.as_of is not None
    return PlanView(plan, today=plan.settings.as_of)


def test_a_cut_line_stands_above_the_first_item_that_is_not_sure(sample_plan: Plan) -> None:
    forecast = view_of(sample_plan).forecast
    cuts = cut_lines(forecast)
    work = forecast.remaining
    for key, names in cuts.items():
        place = work.keys.index(key)
        sprint = next(entry for entry in forecast.sprints if entry.name == names.split(", ")[-1])
        # everything above fits into what is 85 % sure by the end of the sprint, one item more does not
        assert sum(work.sizes[:place]) <= sprint.total[15] < sum(work.sizes[: place + 1])


def test_a_large_item_carries_the_lines_of_all_sprints_it_outlasts(sample_plan: Plan) -> None:
    whale = BacklogItem("PAY-999", "Everything", estimate=Estimate.single(60))
    cuts = cut_lines(view_of(replace(sample_plan, backlog=(whale, *sample_plan.backlog))).forecast)
    assert cuts["PAY-999"].startswith("S15, S16")


def test_a_short_backlog_ends_before_the_sprints_do(sample_plan: Plan) -> None:
    only = BacklogItem("PAY-999", "Little", estimate=Estimate.single(1))
    assert cut_lines(view_of(replace(sample_plan, backlog=(only,))).forecast) == {}


def test_the_reading_counts_ranks_over_open_items_and_turns_links_round(sample_plan: Plan) -> None:
    reading = read_backlog(view_of(sample_plan))
    assert reading.ranks["PAY-208"] == 1
    assert set(reading.ranks) == {item.key for item in sample_plan.backlog if item.is_open}
    assert "PAY-219" in reading.needed_by["PAY-214"]
    when = reading.finish["PAY-208"].day
    assert when is not None
    assert reading.finish_order("PAY-208") == when.toordinal()
    assert reading.finish_words("nothing") == ""
    assert reading.finish_order("nothing") is None


def test_a_date_beyond_the_horizon_is_later_than_its_end(sample_plan: Plan) -> None:
    reading = read_backlog(view_of(sample_plan))
    end = view_of(sample_plan).today
    late = replace(reading, finish={"A": FinishDate(85, None, later_than=end), "B": FinishDate(85, None)})
    assert late.finish_words("A") == f"after {end.day} {end:%b}"
    assert late.finish_words("B") == ""
    assert late.finish_order("B") is None


def test_groups_stand_in_the_order_of_their_best_item() -> None:
    items = (
        BacklogItem("A-1", "One", epic="E-1", estimate=Estimate.single(3)),
        BacklogItem("A-2", "Two"),
        BacklogItem("A-3", "Three", epic="E-1", estimate=Estimate.single(5)),
        BacklogItem("E-1", "Payments", kind=ItemKind.EPIC),
    )
    rows, places = grouped(items, Plan(backlog=items), collapsed=frozenset({"epic:"}))
    heads = [row for row in rows if isinstance(row, EpicGroup)]
    assert [row.key for row in rows] == ["epic:E-1", "A-1", "A-3", "epic:"]  # the epic itself is its head
    assert [(head.name, head.words) for head in heads] == [
        ("E-1 Payments", "2 items, 8 points"),
        (NO_EPIC, "1 item, 0 points"),
    ]
    assert heads[1].collapsed
    assert places["A-2"] == 1


def test_facts_leave_out_what_is_unknown(sample_plan: Plan) -> None:
    reading = read_backlog(view_of(sample_plan))
    bare = dict(item_facts(BacklogItem("X-1", "Bare"), reading))
    assert bare == {"Status": "todo", "Kind": "feature"}
    full = BacklogItem(
        "X-2",
        "Full",
        estimate=Estimate(likely=5, low=3, high=8),
        remaining=2,
        sprint_id="S15",
        stretch=True,
        pinned=True,
    )
    facts = dict(item_facts(full, reading))
    assert facts["Estimate"] == "5 (3 to 8)"
    assert facts["Left"] == "2"
    assert facts["Sprint"] == "S15, stretch"
    assert facts["Pinned"] == "yes"


def test_new_keys_count_on_from_the_highest_of_the_usual_prefix() -> None:
    items = tuple(BacklogItem(key, key) for key in ("PAY-9", "PAY-30", "OPS-77", "loose", "PAY-x"))
    assert next_keys(Plan(backlog=items), 2) == ("PAY-31", "PAY-32")
