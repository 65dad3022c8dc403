"""What is found in a file that came back: each row by what it changes, each fault by its place and its own sentence."""

import re
from copy import deepcopy
from xml.etree import ElementTree

import pytest
from django.utils import translation
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from actions.importing.rows import UnreadableSource
from tests.factories import make_measure, make_update
from tests.updates.translation_files import (
    NOW,
    X,
    fill,
    findings,
    lines,
    make,
    preview,
    reference_of,
    row_of,
    saved,
    table_of,
)  # fmt: skip
from updates.models import Return, following
from updates.translation_orders import reading
from updates.translation_orders.saying import sentence

NEW = "Handboken är klar."


@pytest.fixture
def first(measure):
    return make_update(measure, state="submitted", public_fi="Opas on valmis.", public_sv="")


@pytest.fixture
def second(cast, measure, first):
    other = make_measure(measure.programme, "2.3", lead=cast.outside)
    return make_update(other, state="submitted", public_fi="Koulutus on pidetty.", public_sv="")


@pytest.fixture
def behind(cast, measure):
    """With a Swedish text that has not followed."""
    other = make_measure(measure.programme, "2.4", lead=cast.outside)
    update = make_update(other, state="submitted", public_sv="Gammal text.")
    update.made_from = {"sv": {"of": "", "on": "2018-06-01"}}
    following.tell(update)
    update.save()
    return update


def change(update, **words):
    """Somebody changes texts of the answer here."""
    update.refresh_from_db()
    for name, text in words.items():
        setattr(update, name, text)
    update.version += 1
    update.save()


def told(content):
    found = preview(content)
    return [*found.errors, *found.warnings, *found.notes]


def edited(content, edit):
    """The Word file after `edit(table)`."""
    made, table = table_of(content)
    edit(table)
    return saved(made)


def refusal(content):
    with pytest.raises(UnreadableSource) as refused:
        preview(content)
    return refused.value.finding


@pytest.mark.parametrize("kind", ["docx", "xlf"])
def test_what_is_filled_is_new_and_the_rest_is_unchanged(first, second, kind):
    content = fill(make(kind), {first: f"  {NEW}\n\nOch mer. "})
    assert lines(content) == {first.pk: (f"{NEW}\n\nOch mer.", ())}
    assert findings(content) == []
    assert preview(content).comparison.unchanged == 1


@pytest.mark.parametrize("kind", ["docx", "xlf"])
def test_as_it_was_ordered_it_changes_nothing(first, behind, kind):
    content = make(kind)
    change(behind, public_sv="Sillä välin.", public_fi="Uusi.")
    assert lines(content) == {}
    assert findings(content) == []


@pytest.mark.parametrize("kind", ["docx", "xlf"])
def test_a_source_that_has_changed_since_is_told_with_what_changed(first, kind):
    content = fill(make(kind), {first: NEW})
    change(first, public_fi="Opas on melkein valmis.")
    assert lines(content) == {first.pk: (NEW, ("source_changed",))}
    (line,) = preview(content).doubtful
    assert [piece.text for piece in line.source_pieces if piece.op == "added"] == [" melkein"]


def test_a_text_that_has_changed_here_since_is_told(behind):
    content = fill(make(), {behind: NEW})
    change(behind, public_sv="Sillä välin.")
    assert lines(content) == {behind.pk: (NEW, ("text_changed",))}
    assert preview(content).tokens == set()


def test_another_edit_of_the_answer_is_no_change(first):
    content = fill(make(), {first: NEW})
    change(first, done="muuta", public_en="Ready.")
    assert lines(content) == {first.pk: (NEW, ())}


def test_a_text_that_was_typed_here_too_is_unchanged(first):
    content = fill(make(), {first: NEW})
    change(first, public_sv=NEW)
    assert lines(content) == {}


def test_an_emptied_row_takes_no_text_away(behind):
    content = fill(make(), {behind: " "})
    assert lines(content) == {}
    assert told(content) == [
        "Row 2 is empty, so the text here (“Gammal text.”) stays: write a translation, or mend the text on its page."
    ]


def test_the_original_instead_of_a_translation_is_to_be_looked_at(first):
    assert lines(fill(make(), {first: "Opas on  valmis."})) == {first.pk: ("Opas on  valmis.", ("same_as_source",))}


@pytest.mark.parametrize("kind", ["docx", "xlf"])
def test_translations_that_moved_a_row_are_to_be_looked_at(first, second, kind):
    content = fill(make(kind), {first: NEW})
    if kind == "docx":
        content = fill(content, {first: "Koulutus on pidetty."}, column=2)
    else:
        content = content.replace(b"Opas on valmis.", b"Koulutus on pidetty.")
    assert lines(content) == {first.pk: (NEW, ("source_edited",))}


def test_a_marking_is_found(first):
    content = fill(make(), {first: "Innehåller 010190-123A."})
    assert lines(content) == {}
    assert told(content) == [
        "Row 2 (2.2, LEAD) carries the marking “010190-123A”, so it was not taken in: take it out; "
        "this service is not for secret or classified information."
    ]


def test_a_marking_that_the_office_has_allowed_is_taken_in(cast, first):
    content = fill(make(), {first: "Stämpeln HEMLIG används."})
    (said,) = told(content)
    assert said.endswith("allow the marking first on the page of the body's return.")
    row = Return.objects.get(round=first.round, body=first.body)
    row.allow_marking("HEMLIG", first.measure, "syy", cast.office, NOW)
    assert lines(content) == {first.pk: ("Stämpeln HEMLIG används.", ())}


def test_a_text_that_is_too_long_is_not_cut(first):
    content = fill(make(), {first: "å" * 5001})
    assert findings(content) == [("text_too_long", "row 2")]
    assert lines(fill(make(), {first: "å" * 5000})) == {first.pk: ("å" * 5000, ())}


def test_a_row_that_was_not_ordered_is_unknown(first, second):
    def edit(table):
        row_of(table, first).cells[0].text = "SV-99-1-AAAAAAAA"

    content = edited(fill(make(), {first: NEW, second: NEW}), edit)
    assert lines(content) == {second.pk: (NEW, ())}
    assert told(content) == [
        "Row 2: the reference “SV-99-1-AAAAAAAA” is none of this service, or has been changed, so its text was not "
        "read: copy the reference from the order."
    ]


def test_a_reference_of_another_answer_or_version_is_unknown(first, second):
    def edit(table):
        row_of(table, first).cells[0].text = reference_of(first).replace(f"-{first.pk}-", f"-{second.pk}-")

    assert findings(edited(fill(make(), {first: NEW}), edit)) == [("row_unknown", "row 2")]
    older = fill(make("xlf"), {first: NEW}).replace(f"SV-{first.pk}-1-".encode(), f"SV-{first.pk}-9-".encode())
    assert [code for code, _place in findings(older)] == ["row_unknown"]


def test_a_row_without_a_reference_says_so_and_an_empty_one_is_nothing(first, second):
    def edit(table):
        table.add_row()
        table.add_row().cells[3].text = "Lisärivi."

    content = edited(fill(make(), {first: NEW}), edit)
    assert told(content) == ["Row 5 has no reference, so “Lisärivi.” was not read: write it in the row of its text."]


@pytest.mark.parametrize("kind", ["docx", "xlf"])
def test_a_row_twice_is_not_read(first, second, kind):
    content = fill(make(kind), {first: NEW, second: NEW})
    if kind == "docx":
        content = edited(content, lambda table: table._tbl.append(deepcopy(row_of(table, first)._tr)))
    else:
        root = ElementTree.fromstring(content)
        body = next(root.iter(f"{X}body"))
        body.append(deepcopy(body[0]))
        content = ElementTree.tostring(root)
    assert set(lines(content)) == {second.pk}
    (sentence,) = told(content)
    assert sentence.endswith("are the same text, and none of them was read: delete all but one of them.")
    assert sentence.startswith("Row 2 · row 4 " if kind == "docx" else f"Unit {reference_of(first)} · unit ")


def test_a_row_of_another_language_is_not_read(first, second, behind):
    def edit(table):
        row_of(table, first).cells[0].text = reference_of(first, "en")

    content = edited(fill(make(), {first: NEW, second: NEW}), edit)
    assert set(lines(content)) == {second.pk}
    assert told(content) == [
        f"Row 2: {reference_of(first, 'en')} was ordered in English, and this file is in Swedish, so it was not read: "
        "bring it in a file of its own."
    ]


def test_when_no_row_can_be_read_the_first_fault_is_told(first):
    content = edited(make(), lambda table: row_of(table, first).cells[2].merge(row_of(table, first).cells[3]))
    assert sentence(refusal(content)).startswith("Row 2: cells are merged, split or missing")


def test_an_answer_that_went_back_to_its_body_waits(cast, first):
    content = fill(make(), {first: NEW})
    first.send_back(cast.office, NOW, "Täydentäkää.")
    assert findings(content) == [("answer_returned", "row 2")]


def test_a_round_that_was_closed_for_good_takes_nothing(first):
    content = fill(make(), {first: NEW})
    first.round.frozen_at = NOW
    first.round.save()
    assert "the round Kierros kevat-2018 was closed for good" in told(content)[0]


def test_a_language_that_the_body_writes_itself_now_is_not_translated(first):
    content = fill(make(), {first: NEW})
    change(first, language="sv", public_sv="Egen text.")
    assert findings(content) == [("text_is_original", "row 2")]


# Word


def moved(table):
    """The last column becomes the first."""
    for row in table._tbl.tr_lst:
        row.insert(row.index(row.tc_lst[0]), row.tc_lst[-1])


def without(n):
    def edit(table):
        for row in table._tbl.tr_lst:
            row.remove(row.tc_lst[n])

    return edit


def test_moved_columns_are_read_by_what_they_are_called(first):
    content = edited(fill(make(), {first: NEW}), moved)
    assert lines(content) == {first.pk: (NEW, ())}
    assert told(content) == ["Table 1: columns were moved, and read by what they are called."]


@pytest.mark.parametrize(("n", "name"), [(0, "Reference"), (3, "Translation")])
def test_a_missing_column_is_named(first, n, name):
    refused = refusal(edited(fill(make(), {first: NEW}), without(n)))
    assert sentence(refused).startswith(f"Table 1 has no column “{name}”, so nothing in it was read: put its heading")


def test_a_missing_heading_row_is_a_missing_column(first):
    content = edited(fill(make(), {first: NEW}), lambda table: table._tbl.remove(table._tbl.tr_lst[0]))
    assert refusal(content).code == "column_missing"


def test_without_the_original_it_is_read_and_told(first):
    content = edited(fill(make(), {first: NEW}), without(2))
    assert lines(content) == {first.pk: (NEW, ())}
    assert "has no column “Original”" in told(content)[0]


def test_a_column_twice_is_refused(first):
    def edit(table):
        for row in table._tbl.tr_lst:
            row.append(deepcopy(row.tc_lst[3]))

    assert refusal(edited(fill(make(), {first: NEW}), edit)).code == "column_twice"


def test_a_heading_is_known_in_every_language_and_case(first):
    def edit(table):
        for cell, words in zip(table.rows[0].cells, ["REFERENCE", "x", "original", "Translation"], strict=True):
            cell.text = words

    assert lines(edited(fill(make(), {first: NEW}), edit)) == {first.pk: (NEW, ())}
    with translation.override("fi"):
        content = fill(make(), {first: NEW})
    with translation.override("sv"):
        assert lines(content) == {first.pk: (NEW, ())}


def test_a_table_that_was_split_goes_on(first, second):
    def edit(table):
        other = deepcopy(table._tbl)
        for row in other.tr_lst[:2]:
            other.remove(row)
        table._tbl.remove(table._tbl.tr_lst[2])
        table._tbl.addnext(other)
        table._tbl.addnext(OxmlElement("w:p"))

    content = edited(fill(make(), {first: NEW, second: NEW}), edit)
    assert set(lines(content)) == {first.pk, second.pk}
    assert [line.place for line in preview(content).new] == ["row 2", "table 2, row 1"]


def test_another_table_and_rows_above_the_heads_are_passed_over(first):
    def edit(table):
        top = deepcopy(table._tbl.tr_lst[0])
        table._tbl.insert(table._tbl.index(table._tbl.tr_lst[0]), top)
        for cell in table.rows[0].cells:
            cell.text = "Toimisto Oy"
        other = deepcopy(table._tbl)
        for row in other.tr_lst[1:]:
            other.remove(row)
        table._tbl.addprevious(other)
        table._tbl.addprevious(OxmlElement("w:p"))

    content = edited(fill(make(), {first: NEW}), edit)
    assert [line.place for line in preview(content).new] == ["table 2, row 3"]


def test_a_document_without_our_table_is_refused(first):
    made, table = table_of(make())
    table._tbl.getparent().remove(table._tbl)
    assert refusal(saved(made)).code == "table_missing"


@pytest.mark.parametrize("direction", ["across", "down"])
def test_merged_cells_are_not_read(first, second, behind, direction):
    def edit(table):
        row = row_of(table, first)
        row.cells[2].merge(row.cells[3] if direction == "across" else row_of(table, second).cells[2])

    content = edited(fill(make(), {first: NEW, behind: NEW}), edit)
    assert ("cells_merged", "row 2") in findings(content)
    assert set(lines(content)) <= {behind.pk, second.pk}


def word(inner):
    return parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>")


INSERTED = '<w:ins w:id="1" w:author="x"><w:r><w:t>är klar</w:t></w:r></w:ins>'
DELETED = '<w:del w:id="2" w:author="x"><w:r><w:delText>var</w:delText></w:r></w:del>'
LINK = '<w:hyperlink w:anchor="a"><w:r><w:t>, se sidan</w:t></w:r></w:hyperlink>'


def test_tracked_changes_are_read_as_accepted(first):
    def edit(table):
        cell = row_of(table, first).cells[3]._tc
        cell.remove(cell.p_lst[0])
        ends = '<w:pPr><w:rPr><w:del w:id="3" w:author="x"/></w:rPr></w:pPr>'
        cell.append(word(f'{ends}<w:r><w:t xml:space="preserve">Handboken </w:t></w:r>'))
        cell.append(word(f"{DELETED}{INSERTED}{LINK}<w:r><w:br/><w:tab/><w:t>3</w:t><w:noBreakHyphen/></w:r>"))

    content = edited(make(), edit)
    assert lines(content)[first.pk][0] == "Handboken är klar, se sidan\n\t3\u2011"
    assert told(content) == ["Row 2 has tracked changes: it was read as if all of them were accepted. Check the text."]


def test_a_deleted_row_is_gone(first, second):
    def edit(table):
        facts = row_of(table, first)._tr.get_or_add_trPr()
        facts.append(parse_xml(f'<w:del {nsdecls("w")} w:id="4" w:author="x"/>'))

    assert set(lines(edited(fill(make(), {first: NEW, second: NEW}), edit))) == {second.pk}


@pytest.mark.parametrize("what", ["<w:r><w:drawing/></w:r>", '<w:r><w:footnoteReference w:id="1"/></w:r>'])
def test_pictures_and_footnotes_are_told(first, what):
    content = edited(fill(make(), {first: NEW}), lambda table: row_of(table, first).cells[3]._tc.append(word(what)))
    assert lines(content) == {first.pk: (NEW, ())}
    assert findings(content) == [("objects_unread", "row 2")]


def test_a_table_in_a_cell_and_comments_are_told(first):
    def edit(table):
        cell = row_of(table, first).cells[3]
        cell.add_table(1, 1).rows[0].cells[0].text = "sisällä"
        cell.paragraphs[0].runs[0]._r.append(OxmlElement("w:commentReference"))

    content = edited(fill(make(), {first: NEW}), edit)
    assert lines(content)[first.pk][0] == NEW
    assert [code for code, _place in findings(content)] == ["objects_unread", "comments_unread"]


def test_content_controls_are_looked_into(first):
    def edit(table):
        cell = row_of(table, first).cells[3]._tc
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
        cell.addprevious(control)
        control.find(qn("w:sdtContent")).append(cell)

    assert lines(edited(fill(make(), {first: NEW}), edit)) == {first.pk: (NEW, ())}


# XLIFF


def test_segments_notes_and_other_translations_of_a_tool_are_understood(first):
    content = make("xlf").decode()
    target = re.search(r"<target[^>]*/>", content).group()
    made = (
        '<seg-source><mrk mtype="seg" mid="1">Opas</mrk></seg-source><target xml:lang="sv-FI" state="translated">'
        '<mrk mtype="seg" mid="1">Handboken</mrk> <g id="1">är <!-- ei --></g>klar.<x id="2" ctype="lb"/>Och mer.'
        "</target>"
        "<alt-trans><target>Vanha muisti.</target></alt-trans>"
    )
    content = content.replace(target, made).encode()
    assert lines(content) == {first.pk: (f"{NEW}\nOch mer.", ())}
    assert findings(content) == []


def test_codes_of_a_format_are_left_out_and_told(first):
    content = fill(make("xlf"), {first: "Handboken CODE är klar."})
    content = content.replace(b" CODE", b'<ns0:ph id="1">&lt;b&gt;</ns0:ph>')
    assert lines(content)[first.pk][0] == NEW
    assert [code for code, _place in findings(content)] == ["codes_unread"]


def test_an_xliff_without_its_namespace_or_in_another_encoding_is_read(first):
    content = fill(make("xlf"), {first: NEW}).decode().replace("ns0:", "").replace(":ns0", "")
    assert lines(content.replace(f'xmlns="{X[1:-1]}"', "").encode()) == {first.pk: (NEW, ())}
    assert lines(f'<?xml version="1.0" encoding="utf-16"?>{content}'.encode("utf-16")) == {first.pk: (NEW, ())}
    assert lines(f'<?xml version="1.0" encoding="iso-8859-1"?>{content}'.encode("latin-1")) == {first.pk: (NEW, ())}


@pytest.mark.parametrize("told", ["sv", "sv_SE", "SV-fi"])
def test_the_region_of_the_language_is_the_translators(first, told):
    assert lines(fill(make("xlf"), {first: NEW}).replace(b'"sv-FI"', f'"{told}"'.encode()))


def test_a_file_of_another_language_is_refused(first):
    refused = refusal(make("xlf").replace(b'target-language="sv-FI"', b'target-language="de-DE"'))
    assert sentence(refused) == (
        "order.docx says that it is in the language de, but its texts were ordered in Swedish: "
        "ask the translator which it is, and mend the language of the file (target-language)."
    )


def test_far_more_rows_than_an_order_are_refused(first, second, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 1)
    assert refusal(make()).code == refusal(make("xlf")).code == "rows_too_many"
