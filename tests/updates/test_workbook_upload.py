import re

import pytest

from tests.factories import at, make_update
from tests.updates.workbook_files import TODAY, address, bring, edit, make, place_of, read
from updates.models import Update, UploadedWorkbook


@pytest.fixture
def round(measure):
    return measure.programme.rounds.get()


@pytest.fixture
def row(measure):
    return f"l{measure.pk}"


@pytest.fixture
def filled(cast, round, row):
    """LEAD's workbook with two answers typed."""
    return edit(make(round, cast.leading), ("answers", row, "done", "<b>tehty</b>"), ("answers", row, "reason", "syy"))


def preview(client, round, body, n=1):
    return client.get(address("workbook_preview", round, body, n))


def apply(client, round, body, tokens, n=1, **more):
    return client.post(address("workbook_apply", round, body, n), {"take": tokens} | more, follow=True)


def ticked(page):
    """How many boxes are ticked."""
    return len(re.findall(r'name="take"[^>]*checked', page.text))


def tokens(content):
    return [group.token for group in read(content)[1].groups()]


@pytest.mark.parametrize("role", ["lead", "office"])
def test_it_is_brought_looked_at_and_taken_in(cast, sign_in, round, filled, role):
    client = sign_in(cast.everyone()[role])
    assert client.get(address("workbook_upload", round, cast.leading)).status_code == 200
    response = bring(client, round, cast.leading, filled)
    assert response.url == address("workbook_preview", round, cast.leading, 1)
    upload = UploadedWorkbook.objects.get()
    assert (upload.of.body, upload.by, bytes(upload.content)) == (cast.leading, cast.everyone()[role], filled)
    assert not Update.objects.exists()
    page = preview(client, round, cast.leading)
    assert "&lt;b&gt;tehty&lt;/b&gt;" in page.text
    assert (page.text.count('name="take"'), ticked(page)) == (2, 2)
    response = apply(client, round, cast.leading, tokens(filled))
    assert "2 changes were taken in." in response.text
    assert "There is nothing to take in" in response.text
    update = Update.objects.get()
    assert (update.done, update.reason, update.saved_by) == ("<b>tehty</b>", "syy", cast.everyone()[role])


@pytest.mark.parametrize("role", ["partner", "outsider", "approver", "steering", "administrator"])
def test_others_do_not(cast, sign_in, round, filled, role):
    bring(sign_in(cast.lead), round, cast.leading, filled)
    client = sign_in(cast.everyone()[role])
    assert client.get(address("workbook_upload", round, cast.leading)).status_code == 404
    assert bring(client, round, cast.leading, filled).status_code == 404
    assert preview(client, round, cast.leading).status_code == 404
    assert apply(client, round, cast.leading, tokens(filled)).status_code == 404
    assert not Update.objects.exists()


def test_a_visitor_signs_in(cast, client, round, filled):
    for name in ("workbook_upload", "workbook_preview"):
        where = address(name, round, cast.leading, *([1] if name == "workbook_preview" else []))
        assert client.get(where).url.endswith(f"?next={where}")
    response = client.post(address("workbook_apply", round, cast.leading, 1))
    assert response.url.endswith(f"?next={address('workbook_preview', round, cast.leading, 1)}")


def test_getting_takes_nothing_in(cast, sign_in, round, filled):
    client = sign_in(cast.lead)
    bring(client, round, cast.leading, filled)
    assert client.get(address("workbook_apply", round, cast.leading, 1)).status_code == 405
    assert client.post(address("workbook_preview", round, cast.leading, 1)).status_code == 405


@pytest.mark.parametrize("n", [0, 2, 999999999])
def test_an_upload_that_is_not_there_is_404(cast, sign_in, round, filled, n):
    client = sign_in(cast.lead)
    bring(client, round, cast.leading, filled)
    assert preview(client, round, cast.leading, n).status_code == 404
    assert apply(client, round, cast.leading, [], n).status_code == 404


def test_the_same_file_is_kept_once_and_changes_nothing_twice(cast, sign_in, round, filled):
    client = sign_in(cast.lead)
    for _time in range(2):
        assert bring(client, round, cast.leading, filled).url.endswith("/workbook/1/")
        apply(client, round, cast.leading, tokens(filled))
    assert UploadedWorkbook.objects.count() == 1
    assert Update.objects.get().version == 1
    assert "1 change" not in preview(client, round, cast.leading).text


def test_another_file_is_the_next_and_both_are_listed(cast, sign_in, round, row, filled):
    client = sign_in(cast.lead)
    bring(client, round, cast.leading, filled)
    assert bring(client, round, cast.leading, edit(filled, ("answers", row, "cause", "money"))).url.endswith("/2/")
    page = client.get(address("workbook_upload", round, cast.leading))
    assert [each["n"] for each in page.context["earlier"]] == [2, 1]


def test_a_conflict_is_shown_with_both_texts_and_not_ticked(cast, sign_in, measure, round, row):
    update = make_update(measure)
    content = edit(make(round, cast.leading), ("answers", row, "done", "kirjasta"))
    update.write(update.words() | {"done": "verkosta"}, {}, 1, cast.lead, at(TODAY))
    client = sign_in(cast.lead)
    bring(client, round, cast.leading, content)
    page = preview(client, round, cast.leading)
    assert "Changed on the web since the workbook was made" in page.text
    assert "verkosta" in page.text
    assert "kirjasta" in page.text
    assert (page.text.count('name="take"'), ticked(page)) == (1, 0)
    apply(client, round, cast.leading, tokens(content))
    update.refresh_from_db()
    assert update.done == "kirjasta"


def test_errors_stand_first_with_cell_and_remedy_and_the_rest_is_taken(cast, sign_in, round, row, filled):
    content = edit(filled, ("answers", row, "stage", "vihreä"))
    client = sign_in(cast.lead)
    bring(client, round, cast.leading, content)
    page = preview(client, round, cast.leading)
    assert (
        f"{place_of(content, 'answers', row, 'stage')} (measure 2.2): “vihreä” can&#x27;t be chosen here" in page.text
    )
    apply(client, round, cast.leading, tokens(content))
    assert Update.objects.get().reason == "syy"


def test_what_was_changed_after_the_page_was_opened_is_not_written_over(cast, sign_in, measure, round, filled):
    client = sign_in(cast.lead)
    bring(client, round, cast.leading, filled)
    shown = tokens(filled)
    make_update(measure, done="sillä välin", reason="")
    response = apply(client, round, cast.leading, shown)
    assert "1 change was left out" in response.text
    update = Update.objects.get()
    assert (update.done, update.reason) == ("sillä välin", "syy")


def test_nothing_ticked_changes_nothing(cast, sign_in, round, filled):
    client = sign_in(cast.lead)
    bring(client, round, cast.leading, filled)
    assert "Nothing was chosen" in apply(client, round, cast.leading, []).text
    assert "left out" in apply(client, round, cast.leading, ["x:1", "answers.l999.done:0"]).text
    assert not Update.objects.exists()


def test_more_changes_than_a_form_takes_are_taken_together(cast, sign_in, round, filled, monkeypatch):
    from updates.workbook import preview as showing

    monkeypatch.setattr(showing, "MOST_BOXES", 1)
    client = sign_in(cast.lead)
    bring(client, round, cast.leading, filled)
    page = preview(client, round, cast.leading)
    assert 'name="take"' not in page.text
    assert "left out" in apply(client, round, cast.leading, [], all="0" * 64).text
    apply(client, round, cast.leading, [], all=page.context["preview"].whole)
    assert Update.objects.get().done == "<b>tehty</b>"


def test_a_submitted_answer_says_so(cast, sign_in, measure, round, filled):
    make_update(measure, state="submitted")
    client = sign_in(cast.lead)
    bring(client, round, cast.leading, filled)
    page = preview(client, round, cast.leading)
    assert "the answer to measure 2.2 is submitted" in page.text
    assert 'name="take"' not in page.text


def test_no_file_is_a_fault_of_the_form(cast, sign_in, round):
    response = sign_in(cast.lead).post(address("workbook_upload", round, cast.leading))
    assert response.status_code == 400
    assert "file" in response.context["form"].errors


def test_queries_of_the_pages(cast, sign_in, round, filled, django_assert_num_queries):
    client = sign_in(cast.lead)
    bring(client, round, cast.leading, filled)
    with django_assert_num_queries(12):
        client.get(address("workbook_upload", round, cast.leading))
    with django_assert_num_queries(29):
        preview(client, round, cast.leading)


def test_answers_that_are_no_longer_ready_are_named(cast, sign_in, measure, round, row, filled):
    make_update(measure).mark_ready(cast.lead, at(TODAY))
    content = edit(make(round, cast.leading), ("answers", row, "done", "toisin sanoen"))
    client = sign_in(cast.lead)
    bring(client, round, cast.leading, content)
    text = apply(client, round, cast.leading, tokens(content)).text
    assert "so it is a draft again: 2.2." in text
    assert f'<a href="{address("return_page", round, cast.leading)}">The whole return</a>' in text


def test_answers_that_were_drafts_are_not_named(cast, sign_in, measure, round, filled):
    client = sign_in(cast.lead)
    bring(client, round, cast.leading, filled)
    assert "draft again" not in apply(client, round, cast.leading, tokens(filled)).text
