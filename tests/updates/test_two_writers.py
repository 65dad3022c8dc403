from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories import at, make_measure, make_round, make_schedule_item, make_update, make_user
from tests.people import make_cast
from tests.updates.conftest import typed
from updates.models import Round, StaleText, Update
from updates.tasks import Task, Typed

DAY = date(2018, 6, 30)
BLANK = dict.fromkeys(Update.WORDS, "") | {"language": "fi"}


@pytest.fixture
def other(cast):
    """Another coordinator of the leading body."""
    return make_user(seats=[("coordinator", cast.leading)])


def open_as(person):
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def both_open(cast, other, url):
    clients = open_as(cast.lead), open_as(other)
    return [(client, client.get(url).context["form"]) for client in clients]


def test_the_second_writer_is_shown_both_texts_and_nothing_is_overwritten(cast, other, page_of, measure):
    url = page_of("update_form", cast.leading)
    make_update(measure, done="alku")
    (one, form), (two, second_form) = both_open(cast, other, url)
    one.post(url, typed(form, done="ensimmäisen sanat"))
    response = two.post(url, typed(second_form, done="toisen sanat"))
    assert response.status_code == 409
    (clash,) = response.context["clashes"]
    assert (clash.theirs, clash.mine, clash.is_theirs) == ("ensimmäisen sanat", "toisen sanat", False)
    assert not response.context["form"].errors
    assert Update.objects.get().done == "ensimmäisen sanat"


def test_a_save_that_was_held_up_does_not_come_over_a_later_one_of_the_same_form(cast, sign_in, page_of, measure):
    url, client = page_of("update_form", cast.leading), sign_in(cast.lead)
    form = client.get(url).context["form"]
    client.post(url, typed(form, nth="3", done="alku ja loppu"))
    late = client.post(url, typed(form, nth="2", done="alku"), headers={"HX-Request": "true"})
    assert "HX-Trigger" not in late.headers
    assert Update.objects.get().done == "alku ja loppu"
    client.post(url, typed(form, nth="4", done="alku, keskus ja loppu"))
    assert Update.objects.get().done == "alku, keskus ja loppu"


def test_both_texts_are_marked_with_their_language(cast, other, page_of, measure):
    url = page_of("update_form", cast.leading)
    make_update(measure, done="början", language="sv")
    (one, form), (two, second_form) = both_open(cast, other, url)
    one.post(url, typed(form, done="den enas ord"))
    text = two.post(url, typed(second_form, done="den andras ord")).text
    assert '<div lang="sv"><p>den enas ord</p></div>' in text
    assert '<div lang="sv"><p>den andras ord</p></div>' in text


def test_the_form_keeps_mine_and_may_be_saved_after_that(cast, other, page_of, measure):
    url = page_of("update_form", cast.leading)
    make_update(measure, done="alku")
    (one, form), (two, second_form) = both_open(cast, other, url)
    one.post(url, typed(form, done="ensimmäisen sanat"))
    form = two.post(url, typed(second_form, done="toisen sanat")).context["form"]
    assert form["done"].value() == "toisen sanat"
    response = two.post(url, typed(form, done="ensimmäisen sanat, toisen sanat"))
    assert response.status_code == 302
    update = Update.objects.get()
    assert (update.done, update.version) == ("ensimmäisen sanat, toisen sanat", 3)


def test_a_field_that_only_the_other_changed_is_taken_from_them(cast, other, page_of, measure):
    url = page_of("update_form", cast.leading)
    make_update(measure, done="alku", obstacles="")
    (one, form), (two, second_form) = both_open(cast, other, url)
    one.post(url, typed(form, done="ensimmäisen sanat", stage="implemented"))
    response = two.post(url, typed(second_form, obstacles="toisen jatko"))
    shown = response.context["form"]
    assert (shown["done"].value(), shown["stage"].value()) == ("ensimmäisen sanat", "implemented")
    assert shown["obstacles"].value() == "toisen jatko"
    assert {clash.name: clash.is_theirs for clash in response.context["clashes"]} == {
        "done": True, "stage": True, "obstacles": False,
    }  # fmt: skip


def test_two_first_saves_end_in_the_same_page(cast, other, page_of):
    url = page_of("update_form", cast.leading)
    (one, form), (two, second_form) = both_open(cast, other, url)
    assert one.post(url, typed(form, done="ensimmäisen sanat")).status_code == 302
    response = two.post(url, typed(second_form, done="toisen sanat"))
    assert response.status_code == 409
    assert not response.context["form"].errors
    assert "ensimmäisen sanat" in response.text
    assert "toisen sanat" in response.text


def test_a_language_that_only_the_first_of_two_first_writers_chose_is_kept(cast, other, page_of):
    url = page_of("update_form", cast.leading)
    (one, form), (two, second_form) = both_open(cast, other, url)
    one.post(url, typed(form, done="de första orden", language="sv"))
    response = two.post(url, typed(second_form, done="toisen sanat"))
    assert {clash.name: clash.is_theirs for clash in response.context["clashes"]} == {"language": True, "done": False}
    assert response.context["form"]["language"].value() == "sv"


def test_days_of_the_schedule_clash_too(cast, other, page_of, measure):
    make_schedule_item(measure, text_fi="valmis keväällä")
    url = page_of("update_form", cast.leading)
    (one, form), (two, second_form) = both_open(cast, other, url)
    one.post(url, typed(form, done_1="1.3.2018"))
    response = two.post(url, typed(second_form, done_1="2.3.2018", language="en"))
    assert [(clash.name, clash.is_theirs) for clash in response.context["clashes"]] == [("done_1", False)]
    assert response.context["form"]["done_1"].value() == "2.3.2018"


def test_a_save_by_the_page_itself_says_that_somebody_else_has_saved_and_stops(cast, other, page_of):
    url = page_of("update_form", cast.leading)
    (one, form), (two, second_form) = both_open(cast, other, url)
    one.post(url, typed(form, done="ensimmäisen sanat"))
    response = two.post(url, typed(second_form, done="toisen"), headers={"HX-Request": "true"})
    assert "Yours is not saved yet" in response.text
    assert '<span id="autosave" hx-swap-oob="true"></span>' in response.text
    assert 'name="version"' not in response.text
    assert Update.objects.get().done == "ensimmäisen sanat"


def test_the_name_of_an_opened_form_is_no_key_to_another_persons(cast, other, page_of):
    url = page_of("update_form", cast.leading)
    (one, form), (two, _form) = both_open(cast, other, url)
    one.post(url, typed(form, done="ensimmäisen sanat"))
    assert two.post(url, typed(form, done="toisen sanat")).status_code == 409


def test_two_tabs_of_one_person_are_two_writers(cast, page_of):
    url = page_of("update_form", cast.leading)
    client = open_as(cast.lead)
    first, second = client.get(url).context["form"], client.get(url).context["form"]
    client.post(url, typed(first, done="ensimmäinen välilehti"))
    assert client.post(url, typed(second, done="toinen välilehti")).status_code == 409


@pytest.mark.parametrize("version", ["", "abc", "-1", "99"])
def test_a_made_up_version_overwrites_nothing(cast, page_of, measure, version):
    make_update(measure, done="alku")
    client, url = open_as(cast.lead), page_of("update_form", cast.leading)
    words = typed(client.get(url).context["form"], done="uusi", version=version, opened="väärä")
    assert client.post(url, words).status_code == 409
    assert Update.objects.get().done == "alku"


def at_once(*deeds):
    """Runs the deeds in threads that start together; returns what each gave or raised, in their order."""
    told = [None] * len(deeds)
    start = Barrier(len(deeds))

    def run(n, deed):
        start.wait()
        try:
            told[n] = deed()
        except Exception as error:
            told[n] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(n, deed)) for n, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("begun", [False, True])
def test_of_savers_at_the_same_moment_one_wins_and_the_others_are_shown_both(begun):
    cast = make_cast()
    measure = make_measure(number="2.2", lead=cast.leading)
    make_round(measure.programme)
    if begun:
        make_update(measure, done="alku")
    url = f"/en/{measure.programme.slug}/measures/2.2/update/{cast.leading.slug}/"
    clients = [open_as(make_user(seats=[("coordinator", cast.leading)])) for _ in range(4)]
    forms = [typed(client.get(url).context["form"], done=f"kirjoittaja {n}") for n, client in enumerate(clients)]
    told = at_once(*(lambda c=c, f=f: c.post(url, f) for c, f in zip(clients, forms, strict=True)))
    assert sorted(response.status_code for response in told) == [302, 409, 409, 409]
    (winner,) = [n for n, response in enumerate(told) if response.status_code == 302]
    assert Update.objects.get().done == f"kirjoittaja {winner}"
    assert all(f"kirjoittaja {n}" in response.text for n, response in enumerate(told) if n != winner)


@pytest.mark.django_db(transaction=True)
def test_saving_and_submitting_at_the_same_moment_submit_no_unseen_text():
    cast = make_cast()
    measure = make_measure(lead=cast.leading)
    for turn in range(5):
        update = make_update(measure, make_round(measure.programme, f"r{turn}"), done="tarkistettu")
        at_once(
            lambda update=update: Update.objects.get(pk=update.pk).write(
                update.words() | {"done": "uusi"}, {}, 1, cast.lead, at(DAY)
            ),
            lambda update=update: Update.objects.get(pk=update.pk).submit(cast.lead, at(DAY), version=1),
        )
        update.refresh_from_db()
        assert (update.state, update.done) in {("submitted", "tarkistettu"), ("draft", "uusi")}


@pytest.mark.django_db(transaction=True)
def test_publishing_and_taking_back_at_the_same_moment_leave_one_of_the_two():
    cast = make_cast()
    measure = make_measure(lead=cast.leading)
    for turn in range(5):
        update = make_update(measure, make_round(measure.programme, f"r{turn}"), state="submitted")
        told = at_once(
            lambda update=update: Update.objects.get(pk=update.pk).publish(cast.office, at(DAY)),
            lambda update=update: Update.objects.get(pk=update.pk).take_back(cast.lead, at(DAY)),
        )
        update.refresh_from_db()
        assert update.state in {"published", "draft"}
        assert [bool(error) for error in told].count(True) == 1


STEPS = st.lists(
    st.tuples(st.sampled_from([0, 1]), st.sampled_from(["open", "save"]), st.sampled_from("abcdefgh")), max_size=12
)


class AnyOrderOfSaves(TestCase):
    """Hypothesis needs a case of its own for each example's transaction."""

    @settings(max_examples=60, deadline=None)
    @given(STEPS)
    def test_whatever_two_writers_do_every_saved_text_is_in_the_history_and_every_refused_one_comes_back(self, steps):
        cast = make_cast()
        measure = make_measure(lead=cast.leading)
        round = make_round(measure.programme)
        versions, saved, refused = [0, 0], [], []
        for writer, deed, text in steps:
            current = Update.objects.first()
            if deed == "open":
                versions[writer] = current.version if current else 0
                continue
            task = Task(Round.objects.get(pk=round.pk), measure, cast.leading, "lead", True)
            words = BLANK | {"done": f"{writer}{text}"}
            try:
                task.write(Typed(words), versions[writer], cast.lead, at(DAY))
            except StaleText as stale:
                refused.append((stale.current.done, saved[-1], words["done"]))
            else:
                saved += [words["done"]] if saved[-1:] != [words["done"]] else []
                versions[writer] = Update.objects.get().version
        told = Update.history.order_by("history_id").exclude(version=0).values_list("done", flat=True)
        assert list(told) == saved
        assert all(theirs == newest != mine for theirs, newest, mine in refused)
        assert Update.objects.count() == bool(saved)
