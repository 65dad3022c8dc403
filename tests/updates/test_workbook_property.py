"""Whatever is typed into the open cells of a workbook, exactly that is in the database after it is taken in."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.status import Confidence, Stage
from actors.wording import clean, one_line
from tests.factories import at, make_measure, make_round, make_schedule_item, make_update
from tests.people import make_cast
from tests.updates.workbook_files import changes, edit, findings, make, take
from updates.models import Cause, Fate, Lines, NextStep, Question, Told, Update, lines_of
from updates.workbook.vocabulary import words

NOISE = st.sampled_from(["", "=", "+", "-", "@", "'", "\n", "  "])
LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t")
TEXTS = st.builds(lambda start, text: start + text, NOISE, st.text(LETTERS, max_size=60)).filter(clean)
LINES = TEXTS.filter(one_line)
DAYS = st.dates(date(2000, 1, 1), date(2018, 6, 30))
LANGUAGES = st.sampled_from(["fi", "sv", "en"])


def word(choices):
    """A value and how it may be typed: in any language and case, with blanks."""
    manners = st.sampled_from([str, str.upper, str.lower, "  {} ".format])
    return st.builds(
        lambda value, language, manner: (value, manner(words(choices, language)[value])),
        st.sampled_from(choices.values), LANGUAGES, manners,
    )  # fmt: skip


def day(value):
    return st.sampled_from([value, f"{value.day}.{value.month}.{value.year}", value.isoformat()])


def escaped(text):
    """As Excel writes a text that spells one of its own escapes."""
    return text.replace("_x", "_x005F_x")


@pytest.fixture
def asked(db):
    """A round in which LEAD leads one measure with everything that can be asked, and takes part in another."""
    cast = make_cast()
    measure = make_measure(number="2.2", lead=cast.leading, partners=[cast.partnering])
    part = make_measure(measure.programme, "2.3", lead=cast.outside, partners=[cast.leading])
    earlier = make_round(measure.programme, "syksy-2017", opens=date(2017, 9, 1), due=date(2017, 10, 31))
    update = make_update(measure, earlier)
    step = NextStep("Sopimus allekirjoitettu", date(2018, 3, 1), update.body_id)
    update.write(update.words(), {}, 1, None, at(date(2017, 9, 15)), lines=Lines((step,)))
    update.submit(None, at(date(2017, 9, 16)))
    round = make_round(measure.programme)
    Question.objects.create(round=round, n=1, text_fi="Mitä apua tarvitsette?", asks_partners=True)
    make_schedule_item(measure)
    draft = make_update(measure, round, reason="aiempi syy")
    draft.write(draft.words(), {}, 1, None, at(date(2018, 6, 1)), lines=Lines((NextStep("aiempi askel"),)))
    return cast, round, measure, part


@st.composite
def edits(draw, cast, measure, part):
    """Edits of some open cells, and what the two answers then say."""
    lead, own = f"l{measure.pk}", f"p{part.pk}"
    typed, said = [], {"lead": {}, "part": {}, "steps": {}, "answers": {}, "telling": None, "outcome": None}

    def maybe():
        return draw(st.booleans())

    for column in ("reason", "done", "obstacles", "decision_needed", "public_fi", "public_sv", "public_en"):
        if maybe():
            text = draw(st.one_of(TEXTS, st.just("")))
            typed.append(("answers", lead, column, escaped(text) or None))
            said["lead"][column] = clean(text)
    for column, choices in (("stage", Stage), ("confidence", Confidence), ("cause", Cause)):
        if maybe():
            value, shown = draw(word(choices))
            typed.append(("answers", lead, column, shown))
            said["lead"][column] = value
    for column in ("done", "obstacles"):
        if maybe():
            text = draw(TEXTS)
            typed.append(("answers", own, column, escaped(text)))
            said["part"][column] = clean(text)
    if maybe():
        typed.append(("answers", own, "is_unchanged", draw(st.sampled_from(["kyllä", "JA", "yes", True]))))
        said["part"]["is_unchanged"] = True
    if maybe():
        value, shown = draw(word(Fate))
        moved = draw(DAYS) if value == Fate.MOVED else None
        because = draw(st.one_of(TEXTS, st.just("")))
        promise = Update.objects.get(round__slug="syksy-2017").promises.get().pk
        typed += [("promises", f"{lead}.{promise}", "fate", shown),
                  ("promises", f"{lead}.{promise}", "because", escaped(because) or None)]  # fmt: skip
        if moved:
            typed.append(("promises", f"{lead}.{promise}", "day", draw(day(moved))))
        said["telling"] = {promise: Told(value, moved, clean(because))}
    for n in (1, 2, 3):
        if maybe():
            text, by = draw(LINES), draw(st.one_of(st.none(), DAYS))
            typed.append(("steps", f"{lead}.{n}", "text", escaped(text)))
            typed.append(("steps", f"{lead}.{n}", "day", draw(day(by)) if by else None))
            typed.append(("steps", f"{lead}.{n}", "body", draw(st.sampled_from(["lead", " LEAD suomeksi"]))))
            said["steps"][n] = NextStep(one_line(text), by, cast.leading.pk)
    if maybe():
        done = draw(DAYS)
        typed.append(("outcomes", f"{lead}.{measure.schedule.get().pk}", "done_on", draw(day(done))))
        said["outcome"] = done
    for row in (lead, own):
        if maybe():
            text = draw(TEXTS)
            typed.append(("questions", f"{row}.{Question.objects.get().pk}", "words", escaped(text)))
            said["answers"][row[0]] = clean(text)
    return typed, said


def state(round):
    """All that the answers of the round say."""
    found = {}
    for update in Update.objects.filter(round=round):
        found[update.role] = (
            update.words(), lines_of(update), dict(update.outcomes.values_list("item", "done_on")),
        )  # fmt: skip
    return found


def check(data, cast, round, measure, part):
    before = state(round)
    typed, said = data.draw(edits(cast, measure, part))
    content = edit(make(round, cast.leading, data.draw(LANGUAGES)), *typed)
    assert findings(content) == []
    take(content)
    after = state(round)
    words, lines, outcomes = before["lead"]
    steps = [said["steps"].get(1, lines.steps[0]), *(said["steps"][n] for n in (2, 3) if n in said["steps"])]
    answered = {Question.objects.get().pk: text for row, text in said["answers"].items() if row == "l"}
    assert after["lead"][1] == Lines(tuple(steps), said["telling"] or {}, answered)
    assert after["lead"][0] == words | said["lead"] | {"next": after["lead"][0]["next"]}
    assert after["lead"][2] == (
        outcomes | {measure.schedule.get().pk: said["outcome"]} if said["outcome"] else outcomes
    )
    if said["part"] or "p" in said["answers"]:
        told = after["partner"][0]
        assert {name: value for name, value in told.items() if value and name != "language"} == said["part"]
        assert list(after["partner"][1].answers.values()) == [
            said["answers"][key] for key in ("p",) if key in said["answers"]
        ]
    else:
        assert "partner" not in after
    assert changes(content) == {}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_exactly_what_is_typed_is_in_the_database(asked, data):
    with transaction.atomic():
        check(data, *asked)
        transaction.set_rollback(True)
