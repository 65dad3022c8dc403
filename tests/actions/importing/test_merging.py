from datetime import date

from actions.importing.merging import merge, whole_truth
from tests.actions.importing.programmes import document, item, leans_on, measure, role

ON = date(2018, 6, 1)


def merged(before, read, ended=None):
    return merge(document(*before), document(*read), ended or {})["measures"]


def test_titles_translations_and_phenomena_stay():
    known = measure(title={"fi": "Nimi", "sv": "Namn"}, text={"fi": "Vanha", "sv": "Gammal"}, phenomena=["kyber"])
    [found] = merged([known], [measure(text={"fi": "Uusi"})])
    assert found["title"] == {"fi": "Nimi", "sv": "Namn"}
    assert found["text"] == {"fi": "Uusi", "sv": "Gammal"}
    assert found["phenomena"] == ["kyber"]


def test_translations_of_steps_stay_with_their_words_wherever_these_stand_now():
    known = measure(steps=["a", "b"])
    known["steps"][1]["text"]["sv"] = "b på svenska"
    [found] = merged([known], [measure(steps=["new", "b"])])
    assert [step["text"] for step in found["steps"]] == [{"fi": "new"}, {"fi": "b", "sv": "b på svenska"}]
    [found] = merged([known], [measure(steps=["b", "c"])])
    assert [step["text"] for step in found["steps"]] == [{"fi": "b", "sv": "b på svenska"}, {"fi": "c"}]


def test_a_corrected_reading_stays_as_long_as_the_words_are_the_same():
    known = measure(schedule=["vaalien jälkeen"])
    known["schedule"] = [item(1, "vaalien jälkeen", "../2019-12-31", corrected=True)]
    [same] = merged([known], [measure(schedule=["uusi", "vaalien jälkeen"])])
    assert (same["schedule"][1]["edtf"], same["schedule"][1]["corrected"]) == ("../2019-12-31", True)
    [other] = merged([known], [measure(schedule=["vaalien aikaan"])])
    assert (other["schedule"][0]["edtf"], other["schedule"][0].get("corrected")) == (None, None)


def test_a_reading_that_nobody_corrected_follows_the_reader():
    [found] = merged([measure(schedule=["joskus"])], [measure(schedule=[("joskus", "2019")])])
    assert found["schedule"][0]["edtf"] == "2019"


def test_days_of_responsibilities_stay():
    known = measure(roles=[])
    known["responsibilities"] = [role("lead", "SM", **{"from": "2018-01-01", "until": "2019-12-31"})]
    [found] = merged([known], [measure()])
    assert (found["responsibilities"][0]["from"], found["responsibilities"][0]["until"]) == ("2018-01-01", "2019-12-31")


def test_suggested_links_stay_while_what_they_lead_to_is_there():
    suggested = [leans_on("1.2", basis="suggested"), leans_on("1.3", basis="suggested")]
    known = measure("1.1", links=[*suggested, leans_on("1.4")])
    found = merged(
        [known, measure("1.2"), measure("1.3"), measure("1.4")], [measure("1.1"), measure("1.2"), measure("1.4")]
    )
    assert found[0]["links"] == [suggested[0]]


def test_a_link_that_is_stated_now_is_suggested_no_longer():
    known = measure("1.1", links=[leans_on(area="1", basis="suggested")])
    [found] = merged([known], [measure("1.1", links=[leans_on(area="1")])])
    assert found["links"] == [leans_on(area="1")]


def test_a_programme_keeps_its_kind_and_words():
    known = document(measure())
    known["programme"] |= {"kind": "cooperation_model", "measure_word": {"fi": "painopiste"}, "adopted": "2017-10-05"}
    read = document(measure())
    read["programme"]["name"] = {"sv": "Program"}
    own = merge(known, read, {})["programme"]
    assert own == known["programme"] | {"name": {"fi": "Ohjelma", "sv": "Program"}}


def test_areas_keep_their_translations():
    known = document(measure())
    known["areas"] = [{"number": "1", "name": {"fi": "Vanha", "sv": "Namn"}}]
    assert merge(known, document(measure()), {})["areas"] == [
        {"number": "1", "name": {"fi": "Kokonaisuus 1", "sv": "Namn"}}
    ]


def test_a_measure_that_comes_back_gets_its_title_back():
    ended = {"1.1": measure(title={"fi": "Nimi"}, steps=[])}
    [found] = merged([], [measure(steps=["a"])], ended)
    assert (found["title"], found["steps"][0]["text"]) == ({"fi": "Nimi"}, {"fi": "a"})


def test_a_first_reading_is_as_it_was_read():
    read = document(measure())
    assert merge(None, read, {}) == read


def test_a_document_without_a_first_day_keeps_the_one_that_is_known():
    known = measure(roles=[])
    known["responsibilities"] = [role("lead", "SM", **{"from": "2018-01-01", "until": "2019-12-31"})]
    [found] = whole_truth(document(known), document(measure()), set(), ON)["measures"]
    assert (found["responsibilities"][0]["from"], found["responsibilities"][0]["until"]) == ("2018-01-01", None)


def test_a_first_day_after_the_last_one_is_not_kept():
    known, read = measure(roles=[]), measure(roles=[])
    known["responsibilities"] = [role("lead", "SM", **{"from": "2018-05-01"})]
    read["responsibilities"] = [role("lead", "SM", until="2018-03-31")]
    [found] = whole_truth(document(known), document(read), set(), ON)["measures"]
    assert found["responsibilities"][0]["from"] is None


def test_a_responsibility_of_other_days_that_is_known_is_not_told_again():
    read = measure(roles=[("lead", "SM")])
    read["responsibilities"].append(role("partner", "OM", until="2017-12-31"))
    over = {("1.1", "partner/OM//", None, "2017-12-31")}
    [found] = whole_truth(document(measure()), document(read), over, ON)["measures"]
    assert [r["body"] for r in found["responsibilities"]] == ["SM"]
