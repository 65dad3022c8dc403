"""What only a web page has: spans, markup in cells, several tables, scripts, the rest of the page."""

import pytest

from actions.importing.saying import sentence
from actions.importing.sources import open_source
from tests.actions.importing.table_files import HEADER, ROW, html

HEAD = "<tr>" + "".join(f"<th>{word}</th>" for word in HEADER) + "</tr>"


def read(page):
    return open_source("a.html", page if isinstance(page, bytes) else page.encode())


def texts(source):
    return [(row.number, row.measure, row.implementation, row.body, row.schedule) for row in source.rows]


def cell(markup):
    """The text of one implementation cell with this markup."""
    return read(f"<table>{HEAD}<tr><td>1.1<td>M<td>{markup}</td><td>SM<td>2018</tr></table>").rows[0].implementation


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<p>a</p><p>b\n  c</p>", "a\nb c"),
        ("<div>a<div><b>b</b>c</div>d</div>", "a\nbc\nd"),
        ("<span>a</span> <em>b</em>", "a b"),
        ("a&nbsp;&amp;&lt;b&gt; &auml;&#228;&#xE4;", "a &<b> äää"),
        ("<ul><li>a<li>b</ul>", "- a\n- b"),
        ("<ol><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ol>", "1. a\n2. b\n- c\n3. d"),
        ("<ol start=3><li>a</li></ol>", "3. a"),
        ("2018<sup>1</sup> m<sup>2</sup>", "2018¹ m²"),
        ("a<script>alert('<td>x')</script><style>b{}</style><!-- c -->d", "ad"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("a<table><tr><td>b</td><td>c</td></tr><tr><td>d</td></tr></table>e", "a\nb c\nd\ne"),
        ("tur&shy;va", "turva"),
        ("<a href='javascript:x()'>linkki</a>", "linkki"),
    ],
)
def test_a_cell_says_what_its_reader_sees(markup, text):
    assert cell(markup) == text


def test_spanned_rows_and_columns_are_filled():
    page = f"""<table>{HEAD}
      <tr><td colspan="5">1 Arki</td></tr>
      <tr><td rowspan="2">1.1</td><td rowspan="2">M</td><td>a</td><td rowspan="3">SM</td><td>2018</td></tr>
      <tr><td>b</td><td>2019</td></tr>
      <tr><td>1.2</td><td>N</td><td>c</td><td rowspan="0">2020</td></tr>
      <tr><td>1.3</td><td>O</td><td>d</td><td>STM</td></tr></table>"""
    source = read(page)
    assert texts(source) == [
        ("1.1", "M", "a", "SM", "2018"),
        ("1.1", "M", "b", "SM", "2019"),
        ("1.2", "N", "c", "SM", "2020"),
        ("1.3", "O", "d", "STM", "2020"),
    ]
    assert {row.area for row in source.rows} == {"1 Arki"}


def test_end_tags_may_be_left_out():
    page = f"<table><thead>{HEAD}<tbody><tr><td>1.1<td>M<td>a<td>SM<td>2018<tr><td>1.2<td>N<td>b<td>OM<td>2019</table>"
    assert texts(read(page)) == [("1.1", "M", "a", "SM", "2018"), ("1.2", "N", "b", "OM", "2019")]


def test_the_table_with_the_columns_is_found_among_others():
    other = "<table><tr><td>Valikko</td></tr></table>"
    nested = html([HEADER, ROW], before=f"{other}<table><tr><td>", after=f"</td></tr></table>{other}")
    assert texts(read(nested)) == [ROW]


def test_a_second_table_with_the_columns_is_a_doubt_with_its_line():
    second = html([HEADER, ROW]).partition(b"<body>")[2].partition(b"</body>")[0].decode()
    source = read(html([HEADER, ROW], after="\n\n" + second))
    assert [(found.level, found.code, found.lines) for found in source.findings] == [
        ("doubt", "table_not_read", (4, 4))
    ]
    assert "a.html: the table on line 4" in sentence(source.findings[0])


def test_the_rest_of_the_page_is_kept_as_remarks():
    page = "<title>Sivu</title>\n<h1>Ohjelma\n 2018</h1>\n<p>Johdanto</p>"
    source = read(html([HEADER, ROW], before=page, after="\n<footer>Lopuksi</footer>"))
    assert source.remarks == (
        ("rivi 1", "Sivu"),
        ("rivi 2", "Ohjelma 2018"),
        ("rivi 4", "Johdanto"),
        ("rivi 6", "Lopuksi"),
    )


def test_the_caption_is_the_title():
    source = read(f"<table><caption>Toimen<wbr>piteet</caption>{HEAD}<tr><td>1<td>M<td>a<td>SM<td>2018</table>")
    assert source.title == "Toimenpiteet"
    assert ("rivi 1", "Toimenpiteet") in source.remarks


def test_hidden_rows_are_read_and_noted():
    source = read(
        f"<table>{HEAD}\n<tr style='display: none'><td>1<td>M<td>a<td>SM<td>2018\n<tr hidden><td>2<td>N<td>b</table>"
    )
    assert [row.number for row in source.rows] == ["1", "2"]
    assert [(found.code, found.facts["rows"]) for found in source.findings] == [("hidden_rows", "2–3")]


def test_words_that_help_sorting_do_not_hide_the_header():
    head = "".join(f"<th>{word} <span class='hidden'>Sort the table by the column</span></th>" for word in HEADER)
    assert texts(read(f"<table><tr>{head}</tr><tr><td>1<td>M<td>a<td>SM<td>2018</tr></table>"))[0][0] == "1"


def test_a_page_in_windows_1252_is_read():
    page = html([HEADER, ("1", "Äänekäs – ”työ”", "a", "SM", "")]).decode().encode("cp1252")
    assert texts(read(page))[0][1] == "Äänekäs – ”työ”"


def test_a_row_over_several_lines_knows_them():
    source = read(f"<table>{HEAD}\n<tr>\n<td>1\n<td>M\n<td>a\nb<td>SM<td>2018\n</tr></table>")
    assert (source.rows[0].first, source.rows[0].last) == (2, 7)
