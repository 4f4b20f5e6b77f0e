"""The scope bridge: from what was committed to what is done and left."""

from dataclasses import replace
from itertools import pairwise

from planner.analysis.scenes.frame import empty_scene, slots, value_axis
from planner.analysis.scenes.scene import Bar, Bars, Hit, Mark, Rule, Scene, Style, Table
from planner.analysis.tracking.scope import ScopeBridge
from planner.analysis.wording import amount, signed, size, unit_name

NAME, TITLE = "scope-bridge", "Scope bridge"
EMPTY = "Start a sprint to see how its scope moves."
UNKNOWN = "not known"
_KINDS = {"Committed": "committed", "Scope": "sprint", "Done": "done", "Left": "left", "Carried": "left"}


def scope_bridge_chart(bridge: ScopeBridge | None) -> Scene:
    """Return the bridge as a waterfall; steps nobody recorded are left out and the table says so."""
    if bridge is None or (not bridge.committed and not bridge.scope and not bridge.done):
        return empty_scene(NAME, TITLE, EMPTY)
    bars = _bars(bridge)
    marks: list[Mark] = [Bars("bridge", tuple(bar for _, bar in bars))]
    marks += _connectors(tuple(bar for _, bar in bars))
    top = max(bar.high for _, bar in bars)
    last = "Carried" if bridge.frozen else "Left"
    return Scene(
        name=NAME,
        title=f"{TITLE}, {bridge.name}, {unit_name(bridge.unit)}",
        x=slots([name for name, _ in bars]),
        y=replace(value_axis(top * 1.05, grid=False), ticks=()),  # every bar has its figure
        marks=tuple(marks),
        table=_table(bridge, last),
        summary=_summary(bridge, last.lower()),
        top_margin=20,
    )


def swap_sentence(bridge: ScopeBridge) -> str:
    """Return what was exchanged one for one, or nothing."""
    if not bridge.swaps:
        return ""
    first = bridge.swaps[0]
    text = f"A swap of {first.out_key} for {first.in_key}, {amount(first.size, bridge.unit)} each, counts as neither."
    if len(bridge.swaps) == 1:
        return text
    return f"{text.removesuffix('.')}; so do {len(bridge.swaps) - 1} more."


def _bars(bridge: ScopeBridge) -> list[tuple[str, Bar]]:
    found: list[tuple[str, Bar]] = []
    committed = bridge.committed or 0.0
    level = committed
    if bridge.committed is not None:
        found.append(("Committed", _total(0, "Committed", committed, Style.TOTAL, bridge)))
    for name, step, style in _steps(bridge):
        if step is None:
            continue
        low, high = sorted((level, level + step))
        refs = _refs(bridge, name)
        hit = Hit(name, (amount(abs(step), bridge.unit), "click for the rows"), refs)
        label = signed(step)
        x, edge = float(len(found)), style is Style.TOTAL
        bar = Bar(x, low, high, 0.76, style, label, label_strong=True, label_size=13, outlined=edge, hit=hit)
        found.append((name, bar))
        level += step
    scope = bridge.scope
    if scope is not None:
        found.append(("Scope", _total(len(found), "Scope", scope, Style.TOTAL, bridge)))
        hit = Hit("Done", (amount(bridge.done, bridge.unit), "click for the rows"), (f"done:{bridge.sprint_id}",))
        low = scope - bridge.done
        label = size(bridge.done)
        x, look = float(len(found)), Style.FEATURES
        bar = Bar(x, low, scope, 0.76, look, label=label, label_strong=True, label_size=13, hit=hit)
        found.append(("Done", bar))
        name = "Carried" if bridge.frozen else "Left"
        found.append((name, _total(len(found), name, bridge.left or 0.0, Style.FEATURES_SOFT, bridge)))
    else:
        found.append(("Done", _total(len(found), "Done", bridge.done, Style.FEATURES, bridge)))
    return found


def _steps(bridge: ScopeBridge) -> tuple[tuple[str, float | None, Style], ...]:
    removed = None if bridge.removed is None else -bridge.removed
    return (
        ("Added", bridge.added, Style.TOTAL),
        ("Removed", removed, Style.MEETINGS),
        ("Re-est.", bridge.re_estimated, Style.TOTAL),
    )


def _refs(bridge: ScopeBridge, name: str) -> tuple[str, ...]:
    """Return what the step is, and the items that came, went or changed size."""
    kind, changes = {
        "Added": ("added", bridge.came),
        "Removed": ("removed", bridge.went),
        "Re-est.": ("resized", bridge.resized),
    }[name]
    return (f"{kind}:{bridge.sprint_id}", *(f"item:{change.key}" for change in changes))


def _total(place: int, name: str, work: float, style: Style, bridge: ScopeBridge) -> Bar:
    hit = Hit(name, (amount(work, bridge.unit), "click for the rows"), (f"{_KINDS[name]}:{bridge.sprint_id}",))
    label = size(work)
    return Bar(float(place), 0.0, work, 0.76, style, label=label, label_strong=True, label_size=13, hit=hit)


def _connectors(bars: tuple[Bar, ...]) -> list[Mark]:
    marks: list[Mark] = []
    for before, after in pairwise(bars):
        edges = [(abs(mine - other), mine) for mine in (before.high, before.low) for other in (after.high, after.low)]
        level = min(edges, key=lambda edge: edge[0])[1]
        start, stop = before.centre + 0.38, after.centre - 0.38
        marks.append(Rule(level, vertical=False, style=Style.STRONG, width=1.0, dash="dot", start=start, stop=stop))
    return marks


def _table(bridge: ScopeBridge, last: str) -> Table:
    def text(work: float | None, sign: str = "") -> str:
        return UNKNOWN if work is None else f"{sign}{size(work)}"

    return Table(
        ("Step", unit_name(bridge.unit).capitalize()),
        (
            ("Committed", text(bridge.committed)),
            ("Added", text(bridge.added, "+")),
            ("Removed", text(bridge.removed, "−")),
            ("Re-estimated", UNKNOWN if bridge.re_estimated is None else signed(bridge.re_estimated)),
            ("Scope", text(bridge.scope)),
            ("Done", text(bridge.done)),
            (last, text(bridge.left)),
        ),
    )


def _summary(bridge: ScopeBridge, last: str) -> str:
    done = amount(bridge.done, bridge.unit)
    if bridge.scope is None or bridge.left is None:
        return f"{done} were done in {bridge.name}."
    text = f"{bridge.name}: {done} of {size(bridge.scope)} done, {size(bridge.left)} {last}"
    return f"{text}; {size(bridge.committed)} were committed." if bridge.committed is not None else f"{text}."
