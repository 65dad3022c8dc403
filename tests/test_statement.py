"""The accessibility statement is fresh, complete and names the right supervisor (A-05, A-11, A-12)."""

from datetime import date
from pathlib import Path

import pytest

from config.service import SERVICE, is_due_for_review

TEMPLATES = Path(__file__).parent.parent / "templates"
STATEMENT = (TEMPLATES / "about/accessibility.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("on", "due"),
    [(date(2026, 11, 21), False), (date(2027, 11, 21), False), (date(2027, 11, 22), True), (date(2028, 1, 1), True)],
)
def test_the_statement_is_due_the_day_after_its_anniversary(on, due):
    assert is_due_for_review(date(2026, 11, 21), on) is due


def test_the_statement_was_reviewed_within_a_year_a12():
    assert not is_due_for_review(SERVICE["reviewed"], date.today()), "Read the statement again, then set `reviewed`."


def test_the_statement_names_traficom_and_no_earlier_supervisor_a05():
    texts = [template.read_text("utf-8").lower() for template in TEMPLATES.rglob("*.html")]
    assert "traficom" in STATEMENT.lower()
    assert not [
        word
        for word in ("aluehallintovirasto", "avi.fi", "regional state administrative")
        for text in texts
        if word in text
    ]


@pytest.mark.parametrize("word", ["306/2019", "EN 301 549", "14 days", "WCAG", "service.reviewed", "service.drawn_up"])
def test_the_statement_says_what_the_law_asks_for_a11(word):
    assert word in STATEMENT
