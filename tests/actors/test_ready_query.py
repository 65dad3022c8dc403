"""A ready query gives what its queryset gives, for every value."""

from datetime import date

import pytest
from django.db.models import Q, Value

from actors.models import Body, Seat
from actors.ready_query import ReadyQuery
from tests.factories import make_body, make_seat, make_user

pytestmark = pytest.mark.django_db


def seats(body, on):
    found = Seat.objects.filter(body=body).annotate(what=Value("one"))
    if on:
        found = found.filter(Q(until=None) | Q(until__gte=on), since__lte=on)
    rest = Seat.objects.exclude(body=body).annotate(what=Value("other"))
    columns = ("what", "body", "role", "since", "until")
    return found.order_by().values(*columns).union(rest.order_by().values(*columns), all=True)


def in_order(rows):
    return sorted(rows, key=repr)


def test_rows_are_those_of_the_queryset_for_one_value_after_another(django_assert_num_queries):
    bodies, person = [make_body("A"), make_body("B")], make_user("one@example.org")
    make_seat(person, bodies[0], "coordinator", date(2017, 1, 1), date(2018, 1, 1))
    make_seat(person, bodies[1], "approver", date(2018, 1, 1))
    asked = ReadyQuery(seats)
    for on in (date(2017, 6, 1), None, date(2018, 1, 1), date(2019, 1, 1)):
        for body in bodies:
            wanted = in_order(seats(body.pk, on))
            with django_assert_num_queries(1):
                assert in_order(asked.rows(body=body.pk, on=on)) == wanted


def test_a_row_is_found_by_its_own_key_too():
    """The driver of PostgreSQL is given keys in a type of its own."""
    bodies = [make_body("A"), make_body("B")]
    asked = ReadyQuery(lambda body: Body.objects.filter(pk=body).order_by().values("key"))
    assert [asked.rows(body=body.pk) for body in bodies] == [[{"key": "A"}], [{"key": "B"}]]


def test_objects_are_those_of_the_queryset():
    bodies = [make_body("A"), make_body("B")]
    asked = ReadyQuery(lambda body: Body.objects.filter(pk=body).order_by().values())
    (found,) = asked.objects(Body, body=bodies[1].pk)
    assert found == bodies[1]
    assert vars(found).keys() == vars(Body.objects.get(pk=found.pk)).keys()
    assert (found.name_fi, found.kind, found._state.adding) == (bodies[1].name_fi, bodies[1].kind, False)


def test_a_value_that_no_parameter_stands_for_is_told():
    with pytest.raises(ValueError, match="body"):
        ReadyQuery(lambda body: Body.objects.order_by().values("key")).rows(body=1)


def test_the_sql_is_written_once_for_each_shape():
    asked, made = None, []

    def make(**values):
        made.append(values)
        return seats(**values)

    asked = ReadyQuery(make)
    for on in (date(2018, 1, 1), date(2018, 2, 1), None, None):
        asked.rows(body=1, on=on)
    assert len(made) == 2
