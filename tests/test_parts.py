"""The parts that every page is made of: frame, fields, marks, charts, error pages."""

import re
from datetime import date

import pytest
from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.utils.translation import override

from config import parts

SHELL = {
    "programme": {"name": "Strategia", "slug": "s", "url": "/fi/s/"},
    "nav": [{"label": "Toimenpiteet", "url": "/fi/s/m/", "current": True}],
    "languages": [{"code": "sv", "name": "Svenska", "url": "/sv/s/?q=1", "current": False}],
    "origin": "https://etenee.example",
    "day": date(2018, 6, 30),
}


class Answer(forms.Form):
    stage = forms.ChoiceField(choices=[("plan", "On plan"), ("late", "Delayed")], widget=parts.ShapedRadios)
    due = forms.DateField(help_text="For example 31.12.2018")
    note = forms.CharField(required=False)


def draw(template: str, **context) -> str:
    return render_to_string(template, context)


def ids(markup: str) -> set[str]:
    return set(re.findall(r'id="([^"]+)"', markup))


def test_a_page_is_drawn_even_when_nothing_is_known():
    assert '<main id="main"' in draw("base.html")


def test_the_frame_shows_menu_languages_and_day():
    with override("fi"):
        page = draw("base.html", shell=SHELL)
    assert '<a href="/fi/s/m/" aria-current="page">Toimenpiteet</a>' in page
    assert 'href="https://etenee.example/sv/s/?q=1"' in page
    assert 'value="30.6.2018"' in page


def test_a_demo_says_so_at_the_top_of_the_page():
    assert "demo-strip" in draw("base.html", shell=SHELL | {"demo_day": date(2018, 6, 30)})
    assert "demo-strip" not in draw("base.html", shell=SHELL)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_chosen_appearance_is_written_by_the_server(theme):
    assert f'data-bs-theme="{theme}"' in draw("base.html", shell=SHELL | {"theme": theme})


def test_a_message_cannot_bring_markup_with_it():
    page = draw("base.html", messages=[Message(constants.ERROR, "<script>alert(1)</script>")])
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_title_of_a_page_with_errors_begins_with_the_word_error_a23():
    title = re.search(r"<title>(.*?)</title>", draw("about/parts.html", form=Answer({})), re.S).group(1)
    assert title.startswith("Error: ")


def test_the_summary_has_a_link_to_every_faulty_field_a35():
    form = Answer({"due": "soon"})
    fields = "".join(field.as_field_group() for field in form)
    links = re.findall(r'href="#([^"]+)"', draw("_error_summary.html", form=form))
    assert links == ["id_stage_0", "id_due"]
    assert set(links) <= ids(fields)


def test_a_faulty_field_says_the_words_of_the_summary_a35():
    form = Answer({"stage": "plan", "due": "soon"})
    error = form.errors["due"][0]
    assert error in draw("_error_summary.html", form=form)
    assert error in form["due"].as_field_group()


def test_a_field_is_described_by_its_hint_and_its_error_a34():
    field = Answer({"due": "soon"})["due"].as_field_group()
    described = re.search(r'aria-describedby="([^"]+)"', field).group(1).split()
    assert described == ["id_due_helptext", "id_due_error"]
    assert set(described) <= ids(field)
    assert 'aria-invalid="true"' in field


def test_only_a_required_field_says_that_it_is_required_a34():
    form = Answer()
    assert "(required)" in form["due"].as_field_group()
    assert "(required)" not in form["note"].as_field_group()


def test_radios_show_shape_word_and_definition():
    field = Answer()["stage"].as_field_group()
    assert "<legend>Stage" in field
    assert "#s-late" in field
    assert "Delayed<small>" in field


def test_a_status_is_a_shape_and_a_word_a26():
    mark = draw("_status.html", mark={"symbol": "late", "word": "Delayed", "tone": "late"})
    assert "#s-late" in mark
    assert "<span>Delayed</span>" in mark


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_positions_in_drawings_keep_their_decimal_point_in_every_language(language):
    with override(language):
        drawing = draw("_timeline_head.html", scale=parts.sample()["scale"])
        drawing += "".join(draw("_timeline_bar.html", bars=row["bars"]) for row in parts.sample_bars())
    assert 'x="41.75%"' in drawing
    assert not re.findall(r'[xy12]="\d+,\d+', drawing)


def test_a_chart_brings_its_numbers_as_words_and_as_a_table_a40():
    chart = draw("_chart.html", chart=parts.sample_chart())
    assert re.search(r'aria-labelledby="sample-title sample-desc"', chart)
    assert chart.count("<tr>") == 1 + 4 + 1


def test_every_number_of_the_matrix_opens_a_list():
    matrix = parts.sample_matrix()
    drawn = draw("_matrix.html", matrix=matrix)
    numbers = [cell for row in [*matrix["rows"], {"cells": matrix["totals"]}] for cell in row["cells"] if cell["count"]]
    assert drawn.count('<a class="n"') == len(numbers)


def test_changed_words_are_told_to_ears_too():
    drawn = draw("_diff.html", pieces=[{"op": "removed", "text": "1<2"}, {"op": "added", "text": "3"}])
    assert "removed: </span>1&lt;2</del>" in drawn
    assert "added: </span>3</ins>" in drawn


@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_an_error_page_needs_nothing_from_what_failed(template):
    assert draw(template).count("<h1>") == 1


def test_the_page_of_our_own_fault_speaks_three_languages():
    page = draw("500.html")
    assert all(mark in page for mark in ('<html lang="fi">', '<div lang="sv">', '<div lang="en">'))


def test_the_gallery_of_parts_is_closed_outside_development_and_demo(rf, settings):
    settings.DEBUG = settings.DEMO = False
    with pytest.raises(parts.Http404):
        parts.parts(rf.get("/"))
