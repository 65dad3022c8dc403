"""The look holds together: two equal dark themes, readable colours, no markup that the content policy would refuse."""

import re
from itertools import product
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHEET = (ROOT / "static/etenee.css").read_text("utf-8")
SHEETS = [
    SHEET,
    *((ROOT / f"static/{name}.css").read_text("utf-8") for name in ("vendor/bootstrap/parts", "back_office")),
]
CLASSES = {name for sheet in SHEETS for name in re.findall(r"\.([a-zA-Z][\w-]*)", sheet)}
SYMBOLS = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/icons.svg").read_text("utf-8")))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
DARK = re.findall(r"\{([^{}]*--paper: #11161b[^{}]*)\}", SHEET)
LIGHT = re.search(r":root \{([^{}]*--paper: #fff[^{}]*)\}", SHEET).group(1)

GROUNDS = ["paper", "surface", "surface-2", "accent-soft"]
SOFT = ["st-done-soft", "st-plan-soft", "st-risk-soft", "st-late-soft", "st-block-soft", "st-none-soft"]
TEXT = [
    *product(["ink", "ink-2", "accent"], GROUNDS),
    *product(["ink"], [*SOFT, "err-soft", "add-bg", "del-bg", "mark"]),
]
TEXT += [
    ("err", "paper"),
    ("err", "err-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("paper", "ink"),
]
MARKS = ["st-done", "st-plan", "st-risk-line", "st-late", "st-block", "st-none", "st-stage", "line-strong", "focus"]


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two colours written as #rgb or #rrggbb."""

    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def bare(template: Path) -> str:
    """The template's markup without comments and without what Django fills in."""
    text = re.sub(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", "", template.read_text("utf-8"), flags=re.S)
    return re.sub(r"[\w-]*\{\{.*?\}\}[\w-]*|[\w-]*\{%.*?%\}", " ", text, flags=re.S)


def test_the_dark_theme_is_the_same_by_the_systems_choice_and_by_ones_own():
    assert len(DARK) == 2
    assert DARK[0] == DARK[1]


def test_the_dark_theme_sets_every_colour_of_the_light_one():
    assert set(colours(DARK[0])) | {"on-accent"} == set(colours(LIGHT))


@pytest.mark.parametrize("theme", [LIGHT, DARK[0] if DARK else ""], ids=["light", "dark"])
def test_text_stands_out_from_every_ground_a25(theme):
    tokens = colours(theme)
    assert [pair for pair in TEXT if contrast(tokens[pair[0]], tokens[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("theme", [LIGHT, DARK[0] if DARK else ""], ids=["light", "dark"])
def test_marks_and_control_borders_stand_out_from_paper_and_panel_a25(theme):
    tokens = colours(theme)
    assert [pair for pair in product(MARKS, GROUNDS) if contrast(tokens[pair[0]], tokens[pair[1]]) < 3] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(ROOT / "templates").as_posix())
def test_a_template_has_no_inline_script_or_style(template):
    markup = bare(template)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|\shx-on", markup)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", template.read_text("utf-8")))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(ROOT / "templates").as_posix())
def test_a_template_uses_only_classes_and_icons_that_exist(template):
    words = {word for value in re.findall(r'class="([^"]*)"', bare(template)) for word in value.split()}
    icons = set(re.findall(r"#([is]-[\w-]*\w)\"", bare(template)))
    assert words - CLASSES == set()
    assert icons - SYMBOLS == set()


def test_a_form_in_a_part_gets_its_token():
    """A part that is included with `only` has no csrf_token unless it is handed on: its form would be refused."""
    texts = {path.relative_to(ROOT / "templates").as_posix(): path.read_text("utf-8") for path in TEMPLATES}
    parts = "|".join(re.escape(name) for name, text in texts.items() if "{% csrf_token %}" in text)
    included = [tag for text in texts.values() for tag in re.findall(rf'\{{% include "(?:{parts})".*?%\}}', text)]
    assert included
    assert [tag for tag in included if tag.endswith(" only %}") and "csrf_token=csrf_token" not in tag] == []
