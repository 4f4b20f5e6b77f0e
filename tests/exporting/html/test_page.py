"""One page that asks for nothing, says everything twice (picture and table), and lets no text become markup."""

import os
import re
import shutil
import socket
import subprocess
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from planner.analysis.view import PlanView
from planner.domain.plan import Plan
from planner.exporting.html.page import html_page
from planner.exporting.report.content import ReportContent, report_content
from tests.exporting.told import odd_content, told
from tests.odd_plans import ODD_PLANS

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
TAGS = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "main",
        "section",
        "nav",
        "footer",
        "h1",
        "h2",
        "h3",
        "p",
        "a",
        "dl",
        "div",
        "dt",
        "dd",
        "small",
        "ol",
        "ul",
        "li",
        "i",
        "b",
        "span",
        "figure",
        "figcaption",
        "details",
        "summary",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "svg",
        "defs",
        "pattern",
        "g",
        "rect",
        "circle",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
    ]
)
ATTRIBUTES = frozenset(
    [
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "id",
        "href",
        "class",
        "aria-label",
        "aria-labelledby",
        "aria-hidden",
        "role",
        "tabindex",
        "scope",
        "viewbox",
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "width",
        "height",
        "points",
        "fill",
        "fill-opacity",
        "stroke-width",
        "stroke-dasharray",
        "font-size",
        "text-anchor",
        "transform",
        "patternunits",
        "patterntransform",
    ]
)


class Reader(HTMLParser):
    """What a browser would find: tags, attributes and the words between them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def sample_content(sample_plan: Plan) -> ReportContent:
    assert sample_plan.settings.as_of is not None
    return report_content(PlanView(sample_plan, today=sample_plan.settings.as_of), chapters=True)


@pytest.fixture(scope="module")
def sample_page(sample_content: ReportContent) -> str:
    return html_page(sample_content)


@pytest.fixture(scope="module")
def poisoned(payloads: tuple[str, ...]) -> Reader:
    return Reader(html_page(told(payloads)))


def check_closed(reader: Reader) -> None:
    assert reader.tags <= TAGS
    assert {name for name, _ in reader.attributes} <= ATTRIBUTES
    for name, value in reader.attributes:
        if name == "href":
            assert (value or "").startswith("#")
        if name == "fill":
            assert re.fullmatch(r"url\(#[a-z]+\)", value or "")


def test_nothing_leaves_the_file(sample_page: str) -> None:
    reader = Reader(sample_page)
    check_closed(reader)
    assert not re.search(
        r"\b(https?|ftp|file|data|javascript):|@import|\bsrc=|srcset|<link|<script|<iframe", sample_page
    )
    assert not re.findall(r"url\((?!#)", sample_page)


def test_the_policy_allows_this_style_sheet_and_nothing_else(sample_page: str) -> None:
    style = re.search(r"<style>(.*?)</style>", sample_page, re.DOTALL)
    assert style is not None
    seal = b64encode(sha256(style[1].encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{seal}'; base-uri 'none'; form-action 'none'"
    assert f'content="{policy}"' in sample_page
    assert " style=" not in sample_page  # the policy would drop it


def test_findings_and_figures_are_those_of_the_story(sample_page: str, sample_content: ReportContent) -> None:
    words = Reader(sample_page).words
    for slide in sample_content.story:
        assert slide.title in words
        assert slide.figure in words
        assert all(row.now in words for row in slide.rows)


def test_every_chart_says_its_figures_as_a_table(sample_page: str, sample_content: ReportContent) -> None:
    scenes = [scene for chapter in sample_content.chapters for scene in chapter.scenes]
    assert sample_page.count("<figure>") == len(scenes)
    assert sample_page.count("The figures as a table") == len(scenes)
    words = set(Reader(sample_page).words)
    for scene in scenes:
        assert {cell for row in scene.table.rows for cell in row if cell} <= words


def test_it_is_dark_where_the_reader_is_and_light_on_paper(sample_page: str) -> None:
    assert "@media screen and (prefers-color-scheme:dark)" in sample_page
    assert "@media print" in sample_page
    assert "@media (max-width:760px)" in sample_page
    assert sample_page.count('class="chart narrow"') > 10


@pytest.mark.parametrize("name", list(ODD_PLANS)[::2])
def test_every_plan_has_a_page(name: str) -> None:
    check_closed(Reader(html_page(odd_content(name))))


def test_text_returns_unchanged_and_nothing_is_markup(payload: str, poisoned: Reader) -> None:
    expected = payload.replace("\r\n", "\n").replace("\r", "\n")
    assert poisoned.words.count(expected) >= 8  # headings, figures, tables, notes


def test_no_text_becomes_a_tag_or_an_attribute(poisoned: Reader) -> None:
    check_closed(poisoned)


# ---------------------------------------------------------------------------------------- a real browser


OWN_CALLS = re.compile(r"[./](google|googleapis|gvt1)\.com[:/]")
"""Where the browser itself calls home; no page of ours names such a place."""


class Ear:
    """A proxy that answers nobody and writes down what a page asks for."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.1)
        self.port = self._socket.getsockname()[1]
        self._open = True
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while self._open:
            with suppress(TimeoutError):
                caller, _ = self._socket.accept()
                with caller:
                    asked = caller.recv(1024).decode(errors="replace").split("\r\n")[0]
                if not OWN_CALLS.search(asked):
                    self.heard.append(asked)

    def close(self) -> None:
        self._open = False
        self._thread.join()
        self._socket.close()


@pytest.fixture
def ear() -> Iterator[Ear]:
    made = Ear()
    yield made
    made.close()


def opened(page: Path, ear: Ear, folder: Path) -> str:
    """Open a page in the browser, everything but the file itself going to the ear; return what it made of it."""
    command = [
        str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
        "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
        "--disable-features=OptimizationHints,MediaRouter,Translate", "--metrics-recording-only",
        f"--proxy-server=http://127.0.0.1:{ear.port}", "--proxy-bypass-list=<-loopback>",
        f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=2000", "--dump-dom", page.as_uri(),
    ]  # fmt: skip
    found = subprocess.run(
        command, check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(folder)}
    )
    return found.stdout.decode()


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
def test_a_browser_opens_it_and_asks_for_nothing(
    sample_page: str, payloads: tuple[str, ...], ear: Ear, tmp_path: Path
) -> None:
    page = tmp_path / "report.html"
    page.write_text(html_page(told(payloads)), encoding="utf-8")
    opened(page, ear, tmp_path)
    page.write_text(sample_page, encoding="utf-8")
    dom = opened(page, ear, tmp_path)
    assert not re.search(r"google|gvt1", sample_page)
    assert "Half of S15 can go to features" in dom
    assert dom.count("<svg") == sample_page.count("<svg")
    assert ear.heard == []


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
def test_the_ear_would_hear_a_page_that_asks(ear: Ear, tmp_path: Path) -> None:
    page = tmp_path / "chatty.html"
    page.write_text('<img src="http://elsewhere.example/pixel.png">', encoding="utf-8")
    opened(page, ear, tmp_path)
    assert any("elsewhere.example" in asked for asked in ear.heard)
