"""Queries of hot pages whose SQL is written once.

Django needs longer to write a union of several tables than a database to answer it. A ready query is written at the
first call, with a mark for each value that changes from call to call; later calls only put their values in.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

Value = int | date | None
M = TypeVar("M", bound=Model)
FIRST_DAY, FIRST_NUMBER = date(1001, 1, 1), 1_900_000_001  # marks that no real value is


class Place(NamedTuple):
    """What one parameter of the SQL is: a named value in the type that the database's driver is given, or `fixed`."""

    name: str = ""
    kind: Callable[[Any], Any] | None = None
    fixed: Any = None

    def bind(self, values: dict[str, Value]) -> Any:
        if not self.name:
            return self.fixed
        return self.kind(values[self.name]) if self.kind else values[self.name]


class Written(NamedTuple):
    """The SQL with its places; the names of its columns, and how the database's rows become Python's."""

    sql: str
    places: list[Place]
    names: list[str]
    read: Callable[[Any], Any]


class ReadyQuery:
    """`make(**values)` builds the queryset, of rows as `.values()` gives them. A value is a number or a day, and only
    whether it is None may decide the queryset's shape."""

    def __init__(self, make: Callable[..., QuerySet[Any, Any]]) -> None:
        self.make = make
        self.written: dict[tuple[str, ...], Written] = {}

    def rows(self, **values: Value) -> list[dict[str, Any]]:
        """The rows for these values. One query."""
        shape = (connection.vendor, *(name for name, value in values.items() if value is None))
        if shape not in self.written:
            self.written[shape] = write(self.make, values)
        sql, places, names, read = self.written[shape]
        with connection.cursor() as cursor:
            cursor.execute(sql, [place.bind(values) for place in places])
            return [dict(zip(names, row, strict=True)) for row in read(cursor.fetchall())]

    def objects(self, model: type[M], **values: Value) -> list[M]:
        """The same as objects of the model, of whose rows the queryset gives every column. One query."""
        rows = self.rows(**values)
        return [model.from_db(connection.alias, list(row), list(row.values())) for row in rows]


def write(make: Callable[..., QuerySet[Any, Any]], values: dict[str, Value]) -> Written:
    """The queryset for marks in place of the values, as Django would ask it."""
    marks = {name: mark(value, n) for n, (name, value) in enumerate(values.items())}
    query = make(**marks).query
    compiler = query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    places = [place(each, marks) for each in parameters]
    if lost := {name for name, value in marks.items() if value is not None} - {each.name for each in places}:
        raise ValueError(f"no parameter of the query stands for {', '.join(sorted(lost))}")
    converters = compiler.get_converters([column[0] for column in compiler.select])
    return Written(
        sql,
        places,
        list(query.selected or [*query.values_select, *query.annotation_select]),
        lambda rows: compiler.apply_converters(rows, converters),
    )


def place(parameter: Any, marks: dict[str, Value]) -> Place:
    """Which value the parameter stands for: a mark as it is, as a text, or as a number of the driver's own type."""
    for name, value in marks.items():
        if value is not None and parameter in (value, str(value)):
            kind = type(parameter)
            return Place(name) if kind is type(value) else Place(name, kind)
    return Place(fixed=parameter)


def mark(value: Value, n: int) -> Value:
    if value is None:
        return None
    return FIRST_DAY + timedelta(days=n) if isinstance(value, date) else FIRST_NUMBER + n
