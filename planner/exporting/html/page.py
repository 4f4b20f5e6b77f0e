"""The page itself: findings, figures, charts with their tables, and what everything rests on."""

from base64 import b64encode
from hashlib import sha256

from planner.analysis.findings.finding import Attention
from planner.analysis.scenes.scene import AxisKind, Bars, Scene
from planner.domain.issue import Severity
from planner.exporting.html.style import PATTERNS, style_sheet
from planner.exporting.report.content import Chapter, ReportContent
from planner.exporting.report.tables import NamedTable
from planner.exporting.svg.elements import clean
from planner.exporting.svg.picture import svg_picture

_WIDE, _NARROW = (892.0, 400.0), (358.0, 300.0)
_ROW, _SPAN, _HEAD = 26.0, 62.0, 64.0
_LONG = 28  # characters: a longer text goes on in a second line
_CROWDED = 40  # marks side by side that a phone cannot tell apart: the picture scrolls there
_MARKS = {
    Severity.STOP: ("stop", "⬣", "cannot stay"),
    Severity.WARN: ("warn", "▲", "needs a look"),
    Severity.NOTE: ("note", "●", "good to know"),
}


def html_page(content: ReportContent) -> str:
    """Return the page; it names no other file and no address, and its policy forbids it to ask for any."""
    style = style_sheet()
    seal = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{seal}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer"><meta name="format-detection" content="telephone=no">'
        f"<title>{clean(content.stamp)}</title><style>{style}</style></head>\n<body>{PATTERNS}"
        f"{_header(content)}<main>{''.join(map(_section, content.chapters))}</main>"
        f"<footer>{clean(content.stamp)}. Made by Ballast; nothing here asks a network for anything.</footer>"
        "</body></html>\n"
    )


def _header(content: ReportContent) -> str:
    links = "".join(f'<a href="#{_anchor(part)}">{clean(part.name)}</a>' for part in content.chapters)
    figures = "".join(
        f'<div><dt>{clean(part.name)}</dt><dd class="key">{clean(part.figure)}'
        f"<small>{clean(part.figure_words)}</small></dd></div>"
        for part in content.chapters
        if part.figure
    )
    return (
        f'<header><p class="stamp">{clean(content.stamp)}</p><h1>{clean(content.headline)}</h1>'
        f'<p class="line">{clean(content.subline)}</p><dl>{figures}</dl>'
        f'<nav aria-label="Chapters">{links}</nav></header>\n'
    )


def _anchor(chapter: Chapter) -> str:
    return chapter.name.lower()


def _section(chapter: Chapter) -> str:
    anchor = _anchor(chapter)
    rows = "".join(f"<div><dt>{clean(row.name)}</dt><dd>{clean(row.now)}</dd></div>" for row in chapter.rows)
    figures = f"<dl>{rows}</dl>" if rows else ""
    charts = "".join(_figure(scene) for scene in chapter.scenes)
    tables = "".join(_listed(table) for table in chapter.tables)
    return (
        f'<section id="{anchor}" aria-labelledby="{anchor}-title"><p class="kicker">{clean(chapter.name)}</p>'
        f'<h2 id="{anchor}-title">{clean(chapter.title)}</h2><p class="line">{clean(chapter.subtitle)}</p>'
        f"{figures}{_points(chapter.points)}{charts}{tables}{_notes(chapter.notes)}</section>\n"
    )


def _figure(scene: Scene) -> str:
    """Return a chart twice, for a desk and for a phone, with its figures as a table."""
    wide = svg_picture(scene, width=_WIDE[0], height=_height(scene, _WIDE[1]), kind="wide")
    if _crowded(scene):
        wide = wide.replace('class="chart wide"', 'class="chart"', 1)
        pictures = f'<div class="scroll" tabindex="0" role="region" aria-label="{clean(scene.title)}">{wide}</div>'
    else:
        pictures = wide + svg_picture(scene, width=_NARROW[0], height=_height(scene, _NARROW[1]), kind="narrow")
    listed = NamedTable(scene.title, scene.table.head, scene.table.rows, frozenset(range(1, len(scene.table.head))))
    rows = f"<details><summary>The figures as a table</summary>{_table(listed)}</details>" if listed.rows else ""
    return (
        f"<figure><figcaption>{clean(scene.title)}<span>{clean(scene.summary)}</span></figcaption>"
        f"{pictures}{rows}</figure>\n"
    )


def _height(scene: Scene, usual: float) -> float:
    """Return the height of a picture: named rows have a height of their own."""
    if scene.y.kind is AxisKind.CATEGORY:
        return _HEAD + scene.top_margin + _ROW * len(scene.y.ticks)
    rows = {bar.centre for mark in scene.marks if isinstance(mark, Bars) and mark.horizontal for bar in mark.bars}
    return min(usual, _HEAD + _SPAN * len(rows)) if rows else usual


def _crowded(scene: Scene) -> bool:
    places = {bar.centre for mark in scene.marks if isinstance(mark, Bars) and not mark.horizontal for bar in mark.bars}
    return len(places) > _CROWDED or len(scene.marks) > 4 * _CROWDED


def _listed(table: NamedTable) -> str:
    return f"<h3>{clean(table.name)}</h3>{_table(table)}"


def _table(table: NamedTable) -> str:
    """Return a table for eyes and screen readers; a wide one scrolls inside the page."""
    head = "".join(_cell("th", text, place, table) for place, text in enumerate(table.head))
    rows = "".join(
        f"<tr>{''.join(_cell('td', text, place, table) for place, text in enumerate(row))}</tr>" for row in table.rows
    )
    name = clean(table.name)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{name}"><table><caption>{name}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(tag: str, text: str, place: int, table: NamedTable) -> str:
    kind = ' class="n"' if place in table.figures else ' class="w"' if len(text) > _LONG and tag == "td" else ""
    scope = ' scope="col"' if tag == "th" else ""
    return f"<{tag}{kind}{scope}>{clean(text)}</{tag}>"


def _points(points: tuple[Attention, ...]) -> str:
    rows = "".join(_point(point) for point in points)
    return f'<ol class="points">{rows}</ol>' if rows else ""


def _point(point: Attention) -> str:
    kind, sign, weight = _MARKS[point.severity]
    mark = f'<i class="{kind}" role="img" aria-label="{weight}">{sign}</i>'
    return f"<li>{mark}<div><b>{clean(point.title)}</b><span>{clean(point.detail)}</span></div></li>"


def _notes(notes: tuple[str, ...]) -> str:
    rows = "".join(_note(note) for note in notes)
    return f"<h3>What this rests on</h3><ul>{rows}</ul>" if rows else ""


def _note(note: str) -> str:
    return f"<li>{clean(note)}</li>"
