"""Rows written in bulk, each with its line of history."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from actors.languages import CODES

BATCH = 500


def columns(stem: str, texts: dict[str, str]) -> dict[str, str]:
    """{"fi": …} as the columns stem_fi, stem_sv, stem_en; a language that is not there is emptied."""
    return {f"{stem}_{language}": texts.get(language, "") for language in CODES}


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass
class Batch:
    """Rows of one model that are to be made, and rows that were changed in the columns `names`."""

    fresh: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def assign(self, row: Any, wanted: dict[str, Any]) -> None:
        """Give the row these values; it is to be written only where one of them is new."""
        new = {name: value for name, value in wanted.items() if getattr(row, name) != value}
        for name, value in new.items():
            setattr(row, name, value)
        if new:
            self.changed.append(row)
            self.names |= new.keys()


class Writer:
    """Writes the rows of one import: the history of each says when and by whom."""

    def __init__(self, at: datetime, by: Any) -> None:
        self.at, self.by = at, by
        self.told = {"batch_size": BATCH, "default_user": by, "default_date": at}

    def write(self, batch: Batch) -> None:
        """Changed rows first, since they may make room for the new ones."""
        self.change(batch.changed, batch.names)
        self.create(batch.fresh)

    def create(self, rows: list[Any]) -> None:
        if rows and has_history(type(rows[0])):
            bulk_create_with_history(rows, type(rows[0]), **self.told)
        elif rows:
            type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)

    def change(self, rows: list[Any], names: Iterable[str], with_history: bool = True) -> None:
        """Write these columns of rows of one model, and those that follow from others."""
        if not rows:
            return
        model, names = type(rows[0]), set(names)
        fields = [each for each in model._meta.concrete_fields if each.attname in names or hasattr(each, "derive")]
        for row in rows:
            for each in fields:
                each.pre_save(row, add=False)
        attnames = [each.attname for each in fields]
        if with_history and has_history(model):
            bulk_update_with_history(rows, model, attnames, **self.told)
        else:
            model._default_manager.bulk_update(rows, attnames, batch_size=BATCH)

    def save(self, row: Any) -> None:
        """One row alone."""
        row._history_date, row._history_user = self.at, self.by
        row.save()

    def remove(self, rows: Iterable[Any]) -> None:
        for row in rows:
            row._history_date, row._history_user = self.at, self.by
            row.delete()


def has_history(model: type[Model]) -> bool:
    return hasattr(model, "history")
