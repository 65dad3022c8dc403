"""Columns that keep themselves right: cleaned text, and text that follows from other columns."""

from typing import Any

from django.db import models

from actors import wording


class LineField(models.CharField):
    """One line of text: NFC, nothing invisible, single blanks. Cleaned whenever it is written, in bulk too."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return wording.one_line(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value


class ProseField(models.TextField):
    """Text of several lines: NFC, one kind of line break, no control characters. Empty text is ''."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("blank", True)
        options.setdefault("default", "")
        super().__init__(*args, **options)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return wording.clean(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value


def derived(row: models.Model, field: "DerivedField | DerivedTextField") -> str:
    """The column's value anew; a row of the history, which has no such method, keeps the one it was given."""
    derive = getattr(row, field.derive, None)
    return derive() if derive else getattr(row, field.attname)


class DerivedField(models.CharField):
    """A column that follows from others: `derive` names the model's method without arguments that gives its value."""

    def __init__(self, *args: Any, derive: str = "", **options: Any) -> None:
        self.derive = derive
        options.setdefault("editable", False)
        options.setdefault("max_length", 250)
        super().__init__(*args, **options)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = derived(model_instance, self)[: self.max_length]
        setattr(model_instance, self.attname, value)
        return value


class DerivedTextField(models.TextField):
    """As DerivedField, without a longest length."""

    def __init__(self, *args: Any, derive: str = "", **options: Any) -> None:
        self.derive = derive
        options.setdefault("editable", False)
        options.setdefault("default", "")
        super().__init__(*args, **options)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = derived(model_instance, self)
        setattr(model_instance, self.attname, value)
        return value
