from datetime import date
from html import escape
from html.parser import HTMLParser
from itertools import chain, pairwise
from urllib.parse import urljoin

import pytest
from django.urls import reverse
from django.utils.translation import override

from strategy.models import Phenomenon
from tests.factories import (
    make_body,
    make_measure,
    make_programme,
    make_round,
    make_schedule_item,
    make_update,
)

TODAY = date(2018, 6, 30)


class Page(HTMLParser):
    """What the tests look at in the list: links, titles, statuses and strips of the rows, and the whole text."""

    def __init__(self, response):
        super().__init__()
        self.links, self.titles, self.statuses, self.strips, self.texts = [], [], [], [], []
        self.sorted, self.inside = None, None
        self.feed(response.content.decode())
        self.text = " ".join(" ".join(self.texts).split())

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "a":
            self.links.append(attributes["href"])
        if tag == "svg" and attributes.get("role") == "img":
            self.strips.append(attributes["aria-label"])
        if tag == "th" and attributes.get("aria-sort", "none") != "none":
            self.sorted = attributes["aria-sort"]
        if tag in {"a", "span"}:
            self.inside = attributes.get("class")

    def handle_data(self, words):
        self.texts.append(words)
        seen = {"row-title": self.titles, "st": self.statuses}.get(self.inside)
        if seen is not None:
            seen.append(words)
            self.inside = None


@pytest.fixture
def programme(db):
    return make_programme("sts")


@pytest.fixture
def listed(client, programme):
    """`listed("late=1")` asks for the list in English and reads it."""

    def ask(query="", by=client):
        with override("en"):
            address = reverse("actions:measure_list", args=[programme.slug])
        response = by.get(f"{address}?{query}" if query else address)
        assert response.status_code == 200
        return Page(response)

    return ask


def test_the_list_shows_number_title_lead_units_and_partners(programme, listed, cast):
    unit = make_body("UNIT")
    make_measure(programme, "1.1", title_fi="Yksi", lead=cast.leading, units=[unit], partners=[cast.partnering])
    page = listed()
    assert page.titles == ["Yksi"]
    assert "1.1 Yksi LEAD UNIT PART" in page.text


def test_a_title_leads_to_its_measure(programme, listed):
    make_measure(programme, "4.3", part="a")
    with override("en"):
        address = urljoin(reverse("actions:measure_list", args=["sts"]), "4.3a/")
        assert address == reverse("reports:measure_page", args=["sts", "4.3a"])
    assert "4.3a/" in listed().links


def test_a_measure_without_a_title_goes_by_its_first_sentence(programme, listed):
    make_measure(programme, title_fi="", text_fi="Laaditaan malli. Sitten muuta.")
    assert listed().titles == ["Laaditaan malli."]


def test_a_title_in_another_language_is_marked(programme, client):
    make_measure(programme, title_fi="", title_sv="Åtgärd")
    response = client.get("/en/sts/measures/")
    assert 'lang="sv">Åtgärd' in response.content.decode()


def test_markup_in_a_title_is_text(programme, client):
    make_measure(programme, title_fi="<b>100 % %(code)s</b>")
    assert "&lt;b&gt;100 % %(code)s&lt;/b&gt;" in client.get("/en/sts/measures/").content.decode()


def test_numbers_are_in_the_order_of_people(programme, listed):
    for number in ("2.10", "2.9", "10.1", "2.1"):
        make_measure(programme, number, title_fi=number)
    assert listed().titles == ["2.1", "2.9", "2.10", "10.1"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("area=2", ["B"]),
        ("lead=lead", ["A"]),
        ("lead=part", ["B"]),
        ("partner=part", ["A"]),
        ("body=part", ["A", "B"]),
        ("body=part&role=lead", ["B"]),
        ("body=part&role=partner", ["A"]),
        ("role=lead", ["A", "B", "C"]),
        ("no_lead=1", ["C"]),
        ("no_schedule=1", ["C"]),
        ("continuous=1", ["B"]),
        ("late=1", ["A"]),
        ("year=2018", ["A"]),
        ("phenomenon=kyber", ["B"]),
        ("stage=in_progress", ["A"]),
        ("confidence=at_risk", ["A"]),
        ("mark=at_risk", ["A"]),
        ("mark=not_reported", ["B", "C"]),
        ("freshness=this_round", ["A"]),
        ("freshness=never", ["B", "C"]),
        ("body=part&mark=not_reported", ["B"]),
        ("area=1&late=1&q=a", ["A"]),
    ],
)
def test_what_is_asked_is_listed_and_nothing_else(programme, listed, cast, query, expected):
    a = make_measure(programme, "1.1", title_fi="A", lead=cast.leading, partners=[cast.partnering])
    b = make_measure(programme, "2.1", title_fi="B", lead=cast.partnering)
    make_measure(programme, "3.1", title_fi="C")
    b.phenomena.add(Phenomenon.objects.create(slug="kyber", name_fi="kyber"))
    make_schedule_item(a, kind="by", latest=date(2018, 3, 31))
    make_schedule_item(b, kind="continuous")
    make_update(a, make_round(programme), stage="in_progress", confidence="at_risk", state="published")
    assert listed(query).titles == expected


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ääkkösiä", True),
        ("ÄÄKKÖSIÄ", True),
        ("a\u0308a\u0308kko\u0308sia\u0308", True),
        ("aakkosia", False),
        ("åland ääkkösiä", True),
        ("ääkkösiä åland", True),
        ("ääkkösiä ruotsi", False),
        ("100%", False),
        ("_", False),
        ("4.3a", True),
        ("4.3A", True),
        ("4.3", True),
        ("4.3b", False),
        ("3a", True),
        ("poha", True),
        ("poliisihallitus", True),
    ],
)
def test_every_word_must_be_found_in_any_case_and_form(programme, listed, words, found):
    police = make_body("POHA", name_fi="Poliisihallitus")
    make_measure(programme, "4.3", part="a", title_fi="Ääkkösiä", text_fi="Åland", lead=police)
    assert bool(listed(f"q={words}").titles) is found


def test_a_number_finds_its_measure_and_not_longer_numbers(programme, listed):
    for number in ("1.1", "1.10", "11.1"):
        make_measure(programme, number, title_fi=number)
    assert listed("q=1.1").titles == ["1.1"]


ORDERS = {
    "number": ["A", "B", "C"],
    "title": ["A", "B", "C"],
    "lead": ["B", "A", "C"],
    "stage": ["B", "A", "C"],
    "confidence": ["A", "B", "C"],
    "status": ["B", "C", "A"],
    "due": ["B", "A", "C"],
    "reported": ["A", "B", "C"],
}


@pytest.fixture
def three(programme):
    a = make_measure(programme, "1.1", title_fi="A", lead=make_body("Ö"))
    b = make_measure(programme, "1.2", title_fi="B", lead=make_body("Ä"))
    make_measure(programme, "1.3", title_fi="C")
    make_schedule_item(a, kind="by", latest=date(2019, 12, 31))
    make_schedule_item(b, kind="by", latest=date(2018, 12, 31))
    spring = make_round(programme)
    make_update(a, spring, stage="in_progress", confidence="on_plan", state="published", on=date(2018, 5, 20))
    make_update(b, spring, stage="not_started", confidence="delayed", state="published", on=date(2018, 6, 20))


@pytest.mark.parametrize("sort", ORDERS)
def test_the_list_is_put_in_order_and_empty_values_come_last(three, listed, sort):
    assert listed(f"sort={sort}").titles == ORDERS[sort]


@pytest.mark.parametrize("sort", sorted(set(ORDERS) - {"number", "title", "status"}))
def test_the_other_way_round_empty_values_come_last_too(three, listed, sort):
    assert listed(f"sort=-{sort}").titles == [*reversed(ORDERS[sort][:2]), "C"]


def test_titles_are_in_the_finnish_alphabet_of_the_readers_language(programme, listed, client):
    for n, title in enumerate(("öljy", "Zeus", "äiti", "Åland", "aalto"), 1):
        make_measure(programme, f"1.{n}", title_fi=title, title_sv=f"{9 - n} sv")
    assert listed("sort=title").titles == ["aalto", "Zeus", "Åland", "äiti", "öljy"]
    with override("sv"):
        swedish = reverse("actions:measure_list", args=["sts"])
    assert Page(client.get(swedish + "?sort=title")).titles == [f"{n} sv" for n in range(4, 9)]


def test_a_heading_sorts_by_a_link_and_tells_the_order(three, listed):
    page = listed("area=1&sort=title")
    assert page.sorted == "ascending"
    assert "?area=1&sort=-title" in page.links
    assert "?area=1&sort=due" in page.links


def test_chips_take_one_thing_back_and_all(three, listed):
    page = listed("area=1&stage=in_progress&sort=due")
    assert "?area=1&sort=due" in page.links
    assert "?stage=in_progress&sort=due" in page.links
    assert "1 measure, 3 in the programme" in page.text


@pytest.mark.parametrize(
    "query",
    [
        "area=9",
        "lead=nobody",
        "body=%00",
        "q=%00",
        "stage=splendid",
        "late=2",
        "year=18",
        "year=soon",
        "sort=length",
        "page=0",
        "page=-1",
        "page=abc",
        "page=1e9",
        "on=31.2.2018",
        "per_page=1000000",
        "lang=xx",
        "q=" + "x" * 300,
    ],
)
def test_what_cannot_be_asked_is_told_and_nothing_is_listed(three, listed, query):
    page = listed(query)
    assert page.titles == []
    assert "Correct the following errors" in page.text


def test_a_key_given_twice_counts_once(three, listed):
    assert listed("q=xyz&q=a").titles == ["A"]


def test_a_page_beyond_the_last_says_so(three, listed):
    page = listed("page=999999")
    assert page.titles == []
    assert "There is no page 999999" in page.text


def test_pages_of_fifty_hold_every_measure_once(programme, listed):
    for n in range(1, 121):
        make_measure(programme, f"1.{n}", title_fi=f"t{n}")
    pages = [listed(f"page={n}").titles for n in (1, 2, 3)]
    assert [len(page) for page in pages] == [50, 50, 20]
    assert list(chain(*pages)) == [f"t{n}" for n in range(1, 121)]


def test_the_pager_keeps_the_question(programme, listed):
    for n in range(1, 121):
        make_measure(programme, f"1.{n}")
    links = listed("area=1&sort=-number&page=2").links
    assert "?area=1&sort=-number" in links
    assert "?area=1&sort=-number&page=3" in links


def test_another_programmes_measures_stay_there(programme, listed):
    make_measure(make_programme("other"), title_fi="Muualla")
    assert listed().titles == []


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("visitor", False),
        ("lead", False),
        ("partner", False),
        ("administrator", False),
        ("office", True),
        ("steering", True),
    ],
)
def test_what_is_submitted_is_told_inside_only(programme, listed, sign_in, cast, role, shown):
    measure = make_measure(programme, title_fi="A", lead=cast.leading)
    make_update(measure, make_round(programme), stage="implemented", state="submitted")
    by = sign_in(cast.everyone()[role])
    assert listed(by=by).statuses == (["Implemented"] if shown else ["Not reported"])
    assert listed("stage=implemented", by=by).titles == (["A"] if shown else [])


def test_an_unpublished_programme_is_there_for_the_office_only(programme, client, sign_in, cast):
    programme.is_published = False
    programme.save()
    assert client.get("/en/sts/measures/").status_code == 404
    assert sign_in(cast.office).get("/en/sts/measures/").status_code == 200


def test_the_list_is_read_and_not_written_to(programme, client):
    assert client.post("/en/sts/measures/").status_code == 405


def test_a_late_measure_tells_why(programme, listed):
    measure = make_measure(programme)
    make_schedule_item(measure, 2, kind="by", latest=date(2018, 3, 31), text_fi="maaliskuun loppuun")
    page = listed()
    assert (
        "maaliskuun loppuun 31 March 2018 at the latest Schedule 2 ended on 31 March 2018 and has no outcome"
        in page.text
    )


def test_on_its_last_day_a_measure_is_not_late(programme, listed):
    make_schedule_item(make_measure(programme), kind="by", latest=TODAY)
    assert listed("late=1").titles == []
    assert len(listed("late=1&on=2018-07-01").titles) == 1


def test_the_list_of_a_past_day_is_what_it_was(programme, listed, cast):
    measure = make_measure(programme, "1.1", title_fi="A", lead=cast.leading)
    make_measure(programme, "1.2", title_fi="Uusi", since=date(2018, 6, 1))
    make_update(measure, make_round(programme), stage="implemented", state="published", on=date(2018, 6, 1))
    assert listed().titles == ["A", "Uusi"]
    assert listed("on=31.5.2018").titles == ["A"]
    assert listed("on=31.5.2018&stage=implemented").titles == []
    assert listed("on=1.6.2018&stage=implemented").titles == ["A"]


def test_links_keep_the_day_looked_at(three, listed):
    assert "?area=1&on=2018-05-31&sort=due" in listed("area=1&on=31.5.2018").links


def test_a_measure_that_fell_silent_shows_what_was_told_earlier(programme, listed, cast):
    measure = make_measure(programme, lead=cast.leading)
    autumn = make_round(programme, "syksy", date(2017, 11, 1), date(2017, 11, 30))
    make_update(measure, autumn, confidence="delayed", state="published", on=date(2017, 11, 20))
    make_round(programme)
    page = listed()
    assert "Not reported Earlier: delayed" in page.text
    assert "20 November 2017 Not this round" in page.text
    assert page.strips == ["Delayed, Not reported"]


def test_the_order_of_a_long_list_is_the_same_from_either_end(programme, listed):
    for n in range(1, 111):
        make_measure(programme, f"1.{n}", title_fi=f"{n % 7:03}")
    forth = list(chain(*(listed(f"sort=title&page={n}").titles for n in (1, 2, 3))))
    assert all(one <= other for one, other in pairwise(forth))
    assert len(forth) == 110


def test_the_form_shows_what_was_asked_each_time_anew(three, client):
    for words in ("yksi", "kaksi", '"><b>'):
        page = client.get("/en/sts/measures/", {"q": words, "area": "1", "late": "1"}).content.decode()
        assert f'name="q" maxlength="200" autocomplete="off" value="{escape(words)}"' in page
        assert '<option value="1" selected>1 Kokonaisuus 1' in page
        assert 'name="late" value="1" checked' in page


def test_a_body_that_was_added_a_moment_ago_can_be_asked_for(programme, listed):
    make_measure(programme, title_fi="A", lead=make_body("OLD"))
    assert listed("lead=old").titles == ["A"]
    make_measure(programme, title_fi="B", lead=make_body("NEW"))
    assert listed("lead=new").titles == ["B"]


def test_a_search_that_finds_very_many_shows_the_first_of_them(programme, listed, monkeypatch):
    monkeypatch.setattr("actions.paging.SEARCHED", 60)
    for n in range(1, 64):
        make_measure(programme, f"1.{n}", title_fi=f"sana {n}")
    page = listed("q=sana&page=2")
    assert page.titles == [f"sana {n}" for n in range(51, 61)]
    assert "More than 1,000 measures, 63 in the programme" in page.text
    assert listed("q=sana&page=3").titles == []


def test_a_count_that_is_kept_belongs_to_those_who_may_know_it(programme, listed, sign_in, cast, monkeypatch):
    monkeypatch.setattr("actions.paging.KEPT_FROM", 1)
    measure = make_measure(programme, title_fi="A", lead=cast.leading)
    make_update(measure, make_round(programme), stage="implemented", state="submitted")
    assert "1 measure, 1 in the programme" in listed("stage=implemented", by=sign_in(cast.office)).text
    assert "No measure fits" in listed("stage=implemented", by=sign_in(cast.outsider)).text
