"""From what was typed, pasted or dragged to one edit of the backlog."""

from collections.abc import Callable
from dataclasses import replace

from planner.analysis.board.backlog import next_keys
from planner.domain.backlog import BacklogItem, Estimate, ItemKind
from planner.domain.edits import AddItem, ChangeItem, RankItems, RemoveItem, Several
from planner.domain.errors import InvalidValueError
from planner.domain.plan import Edit, Plan
from planner.ui.pages.backlog_parts.item_columns import STATUS_WORDS
from planner.ui.tables.clipboard import Block
from planner.ui.tables.column import CellChange
from planner.ui.tables.typed import typed_list, typed_number

Set = Callable[[BacklogItem, str, Plan], BacklogItem]


def change_edit(plan: Plan, changes: tuple[CellChange, ...]) -> Edit | None:
    """Return the edit of some typed cells: one change per item, together one step.

    Raises
    ------
    InvalidValueError
        When something typed cannot be read.
    """
    items: dict[str, BacklogItem] = {}
    for change in changes:
        item = items.get(change.row.key, change.row)
        items[item.key] = with_cell(plan, item, change.key, change.text)
    edits = tuple(ChangeItem(item) for item in items.values())
    return edits[0] if len(edits) == 1 else Several(edits, f"Change {len(edits)} items") if edits else None


def with_cell(plan: Plan, item: BacklogItem, column: str, text: str) -> BacklogItem:
    """Return an item with what was typed into one of its cells.

    Raises
    ------
    InvalidValueError
        When it cannot be read.
    """
    change = _CELLS.get(column)
    return item if change is None else change(item, text.strip(), plan)


def add_edit(plan: Plan, title: str, *, below: str = "") -> AddItem:
    """Return the edit that adds an item, ranked below another one, else first of all that is open."""
    keys = [item.key for item in plan.backlog]
    place = keys.index(below) + 1 if below in keys else None
    return AddItem(BacklogItem(next_keys(plan, 1)[0], title), at=place)


def paste_edit(plan: Plan, rows: Block, columns: tuple[str, ...]) -> Edit | None:
    """Return the edit that adds pasted rows as items, ranked last.

    Parameters
    ----------
    columns
        Keys of the columns that the cells stand in; a column named ``key`` gives the keys, else they are counted on.

    Raises
    ------
    InvalidValueError
        When a cell cannot be read.
    """
    named = [row for row in rows if any(cell.strip() for cell in row)]
    fresh = next_keys(plan, len(named))
    edits: list[Edit] = []
    for spare, row in zip(fresh, named, strict=True):
        cells = dict(zip(columns, row, strict=False))
        key = cells.pop("key", "").strip() or spare
        item = BacklogItem(key, cells.get("title", "").strip() or key)
        for column, text in cells.items():
            if column != "title" and text.strip():
                item = with_cell(plan, item, column, text)
        edits.append(AddItem(item))
    words = "1 item" if len(edits) == 1 else f"{len(edits)} items"
    return Several(tuple(edits), f"Paste {words}") if edits else None


def head_columns(cells: tuple[str, ...], titles: dict[str, str]) -> tuple[str, ...] | None:
    """Return the columns that a pasted row of heads names, ``None`` when it is no such row.

    Parameters
    ----------
    titles
        Title of each column in lower case to its key.
    """
    names = [titles.get(cell.strip().casefold(), "") for cell in cells]
    return tuple(names) if "title" in names else None


def remove_edit(keys: tuple[str, ...]) -> Edit | None:
    """Return the edit that deletes items."""
    edits = tuple(RemoveItem(key) for key in keys)
    return edits[0] if len(edits) == 1 else Several(edits, f"Delete {len(edits)} items") if edits else None


def step_edit(plan: Plan, keys: tuple[str, ...], shown: tuple[str, ...], by: int) -> Edit | None:
    """Return the edit that ranks items above or below their neighbour on screen; none at the ends.

    Parameters
    ----------
    shown
        Keys of all items on screen in rank order.
    """
    chosen = set(keys)
    places = [place for place, key in enumerate(shown) if key in chosen]
    if not places:
        return None
    if by < 0:
        above = [key for key in shown[: places[0]] if key not in chosen]
        return RankItems(keys, above[-1]) if above else None
    below = [key for key in shown[places[-1] + 1 :] if key not in chosen]
    return RankItems(keys, _after(plan, below[0], chosen)) if below else None


def rank_edit(keys: tuple[str, ...], before: str) -> Edit | None:
    """Return the edit of a drag: items go before another one, or last."""
    return None if before in keys or not keys else RankItems(keys, before)


def _after(plan: Plan, key: str, chosen: set[str]) -> str:
    order = [item.key for item in plan.backlog if item.key not in chosen]
    place = order.index(key) + 1
    return order[place] if place < len(order) else ""


def _title(item: BacklogItem, text: str, _plan: Plan) -> BacklogItem:
    return replace(item, title=text)


def _kind(item: BacklogItem, text: str, _plan: Plan) -> BacklogItem:
    from planner.importing.meaning import kind_of_word

    known = {kind.value: kind for kind in ItemKind}
    kind = known.get(text.casefold()) or kind_of_word(text)
    if kind is None:
        raise InvalidValueError("kind", text, ", ".join(known))
    return replace(item, kind=kind)


def _status(item: BacklogItem, text: str, _plan: Plan) -> BacklogItem:
    known = {words: status for status, words in STATUS_WORDS.items()}
    plain = {words.replace(" ", ""): status for words, status in known.items()}
    status = plain.get(text.casefold().replace(" ", "").replace("-", ""))
    if status is None:
        raise InvalidValueError("status", text, ", ".join(known))
    return replace(item, status=status, status_text="")


def _estimate(item: BacklogItem, text: str, _plan: Plan) -> BacklogItem:
    """Read one size, or low/likely/high."""
    sizes = [typed_number("estimate", part) for part in text.split("/")]
    known = [size for size in sizes if size is not None]
    if not text or text == "?":
        return replace(item, estimate=None, remaining=None)
    if len(known) != len(sizes) or len(known) not in {1, 3}:
        raise InvalidValueError("estimate", text, "one size, or low/likely/high such as 3/5/8")
    low, likely, high = known * 3 if len(known) == 1 else known
    return replace(item, estimate=Estimate(likely=likely, low=low, high=high), remaining=None)


def _sprint(item: BacklogItem, text: str, plan: Plan) -> BacklogItem:
    name = text.removesuffix(" stretch").strip()
    if not name:
        return replace(item, sprint_id=None, stretch=False)
    known = {sprint.name.casefold(): sprint.id for sprint in plan.sprints}
    if name.casefold() not in known:
        raise InvalidValueError("sprint", text, f"the name of a coming sprint, such as {_example(plan)}")
    stretch = text.endswith(" stretch") or (item.stretch and known[name.casefold()] == item.sprint_id)
    return replace(item, sprint_id=known[name.casefold()], stretch=stretch)


def _example(plan: Plan) -> str:
    return next((sprint.name for sprint in plan.coming_sprints()), "S1")


def _milestone(item: BacklogItem, text: str, plan: Plan) -> BacklogItem:
    known = {entry.name.casefold(): entry.id for entry in plan.milestones}
    if text and text.casefold() not in known:
        names = ", ".join(entry.name for entry in plan.milestones)
        raise InvalidValueError("milestone", text, f"one of {names}" if names else "nothing: there is no milestone yet")
    return replace(item, milestone_id=known.get(text.casefold(), ""))


def _depends(item: BacklogItem, text: str, plan: Plan) -> BacklogItem:
    keys = typed_list(text)
    for key in keys:
        plan.item(key)
    return replace(item, depends_on=keys)


_CELLS: dict[str, Set] = {
    "title": _title,
    "kind": _kind,
    "status": _status,
    "estimate": _estimate,
    "sprint": _sprint,
    "epic": lambda item, text, _plan: replace(item, epic=text),
    "milestone": _milestone,
    "people": lambda item, text, _plan: replace(item, assignees=typed_list(text)),
    "labels": lambda item, text, _plan: replace(item, labels=typed_list(text)),
    "skills": lambda item, text, _plan: replace(item, skills=typed_list(text)),
    "depends": _depends,
}
