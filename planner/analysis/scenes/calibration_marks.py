"""How far to trust the forecast: its past promises one by one, and against its rivals."""

from collections.abc import Sequence

from planner.analysis.calibration.backtest import ENOUGH_SCORED, OwnRecord
from planner.analysis.calibration.figures import PUBLIC_FIGURES, PUBLIC_TEAMS
from planner.analysis.calibration.scoring import MODEL
from planner.analysis.calibration.words import METHOD_NAMES, is_telling, scored_sprints
from planner.analysis.scenes.frame import empty_scene, hidden
from planner.analysis.scenes.scene import (
    Axis,
    AxisKind,
    Bar,
    Bars,
    Dot,
    Dots,
    Hit,
    Label,
    Line,
    Mark,
    Scene,
    Style,
    Table,
    Tick,
)
from planner.analysis.wording import number, percent

EMPTY = "After four closed sprints the forecast is checked against what came."
SURE = 0.85
ENOUGH = ENOUGH_SCORED
TOO_FEW = f"{ENOUGH} scored sprints are needed for this picture."
HORIZONS = {1: "Next sprint", 3: "Three sprints"}
METHODS = tuple((method, METHOD_NAMES[method]) for method in (MODEL, "resample-all", "last-three"))


def calibration_hits(records: Sequence[OwnRecord]) -> Scene:
    """Return a row per horizon with a check or a cross per promise of this forecast, oldest first."""
    own = [record for record in records if record.method == MODEL and record.scored]
    title = "Promises kept"
    if not own:
        return empty_scene("calibration-hits", title, EMPTY)
    most = max(record.scored for record in own)
    marks: list[Mark] = []
    for place, record in enumerate(own):
        y = float(len(own) - 1 - place)
        dots = tuple(_dot(record, index, y) for index in range(record.scored))
        marks.append(Dots(HORIZONS.get(record.horizon, ""), dots))
        text = f"{record.kept} of {record.scored}"
        marks.append(Label(float(record.scored), y, text, Style.TEXT, size=13, dx=2.0))
    ticks = tuple(
        Tick(float(len(own) - 1 - place), HORIZONS.get(record.horizon, f"{record.horizon} sprints"))
        for place, record in enumerate(own)
    )
    return Scene(
        name="calibration-hits",
        title=title,
        x=hidden(-0.7, most + 2.4),
        y=Axis(low=-0.7, high=len(own) - 0.3, ticks=ticks, kind=AxisKind.CATEGORY),
        marks=tuple(marks),
        table=Table(
            ("Horizon", "Kept"),
            tuple((tick.label, f"{r.kept} of {r.scored}") for tick, r in zip(ticks, own, strict=True)),
        ),
        summary=score_sentence(records),
    )


def _dot(record: OwnRecord, index: int, y: float) -> Dot:
    promise = record.promises[index]
    lines = (f"promised {number(promise.promised)}, came {number(promise.outcome)}",)
    hit = Hit("Kept" if promise.kept else "Not kept", lines)
    if promise.kept:
        return Dot(float(index), y, symbol="check", style=Style.FEATURES, size=15.0, hit=hit)
    return Dot(float(index), y, symbol="cross", filled=False, style=Style.TEXT, size=15.0, hit=hit)


def kept(records: Sequence[OwnRecord], method: str) -> tuple[int, int]:
    """Return how many promises of a method came true, of how many, over all horizons."""
    mine = [record for record in records if record.method == method]
    return sum(record.kept for record in mine), sum(record.scored for record in mine)


def score_sentence(records: Sequence[OwnRecord]) -> str:
    """Return the finding: ``"Your 85 % came true 13 of 16 times"``, or how little is known yet."""
    hits, scored = kept(records, MODEL)
    if not is_telling(records):
        known = scored_sprints(records)
        return f"Too few sprints to score: {known} of {ENOUGH}" if known else EMPTY
    return f"Your 85 % came true {hits} of {scored} times"


def public_sentence() -> str:
    """Return what the same method reached on public teams."""
    shares = [percent(PUBLIC_FIGURES[horizon][MODEL].ge85).removesuffix(" %") for horizon in (1, 3, 6)]
    return (
        f"The mark is 85 %. On {PUBLIC_TEAMS} public teams the same method gave {shares[0]}, {shares[1]} "
        f"and {shares[2]} % for one, three and six sprints."
    )


def calibration_bars(records: Sequence[OwnRecord]) -> Scene:
    """Return the share of 85 % promises that came true, for this forecast and its rivals, with the mark at 85 %."""
    shares = [(name, method, *kept(records, method)) for method, name in METHODS]
    rows = [(name, method, hits / scored, f"{hits} of {scored}") for name, method, hits, scored in shares if scored]
    if not rows:
        return empty_scene("calibration-bars", "Share of 85 % promises that came true", EMPTY)
    return _share_bars(rows, title="Share of 85 % promises that came true", summary=score_sentence(records))


def public_bars() -> Scene:
    """Return the same for the next sprint of public teams: shown as long as a team has too few of its own."""
    rows = [
        (name, method, share, percent(share)) for method, name in METHODS for share in (PUBLIC_FIGURES[1][method].ge85,)
    ]
    title = f"Share of 85 % promises that came true on {PUBLIC_TEAMS} public teams, next sprint"
    return _share_bars(rows, title=title, summary=public_sentence())


def _share_bars(rows: Sequence[tuple[str, str, float, str]], *, title: str, summary: str) -> Scene:
    marks: list[Mark] = []
    for place, (name, method, part, words) in enumerate(rows):
        y = float(len(rows) - 1 - place)
        style = Style.FEATURES if method == MODEL else Style.UNPLANNED
        bar = Bar(y, 0.0, part, 0.32, style, hit=Hit(name, (f"{words}, {percent(part)}",)))
        marks.append(Bars("track", (Bar(y, 0.0, 1.0, 0.32, Style.GRID),), horizontal=True))
        marks.append(Bars(name, (bar,), horizontal=True))
        marks.append(Label(1.0, y, words, Style.TEXT, size=13, dx=10.0))
        marks.append(Bars("mark", (Bar(y, SURE - 0.004, SURE + 0.004, 0.6, Style.TEXT),), horizontal=True))
    ticks = tuple(
        Tick(float(len(rows) - 1 - place), name, strong=method == MODEL)
        for place, (name, method, *_) in enumerate(rows)
    )
    return Scene(
        name="calibration-bars",
        title=title,
        x=hidden(0.0, 1.0),
        y=Axis(low=-0.7, high=len(rows) - 0.3, ticks=ticks, kind=AxisKind.CATEGORY),
        marks=tuple(marks),
        table=Table(("Method", "Came true"), tuple((name, words) for name, _, _, words in rows)),
        summary=summary,
        right_margin=64,
    )


def reliability_plot(records: Sequence[OwnRecord]) -> Scene:
    """Return nominal against observed shares of the forecast's own history: on the diagonal it says what it gets."""
    title = "Said against came true"
    pits = [promise.pit for record in records if record.method == MODEL for promise in record.promises]
    if not is_telling(records):
        return empty_scene("calibration-plot", title, TOO_FEW)
    levels = tuple(step / 20 for step in range(1, 20))
    observed = tuple(sum(1 for pit in pits if pit <= level) / len(pits) for level in levels)
    ticks = tuple(Tick(step / 4, percent(step / 4)) for step in range(5))
    axis = Axis(low=0.0, high=1.0, ticks=ticks, grid=True)
    return Scene(
        name="calibration-plot",
        title=title,
        x=axis,
        y=axis,
        marks=(
            Line("honest", (0.0, 1.0), (0.0, 1.0), Style.STRONG, width=1.2, dash="dash"),
            Dots("observed", tuple(_level(level, share) for level, share in zip(levels, observed, strict=True))),
        ),
        table=Table(
            ("Said", "Came true"),
            tuple((percent(said), percent(true)) for said, true in zip(levels, observed, strict=True)),
        ),
        summary=score_sentence(records),
        top_margin=10,
    )


def _level(level: float, share: float) -> Dot:
    hit = Hit(f"Said {percent(level)}", (f"came true {percent(share)}",))
    return Dot(level, share, style=Style.FEATURES, size=7.0, hit=hit)
