"""What may be typed of a programme's official data: a file to import, a reading to correct."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from actions.importing.address import address_fault
from actions.importing.preparing import Prepared
from actions.importing.rows import Finding
from actions.importing.saying import sentence
from actions.importing.sources import MOST_BYTES
from actions.models import ProgrammeImport, ScheduleItem
from strategy.models import Programme

MOST_FAULTS = 20  # of one file that are told at once


class ImportForm(forms.Form):
    """A file and the programme it is to become."""

    file = forms.FileField(
        label=_("File"),
        max_length=250,
        allow_empty_file=True,
        help_text=_(
            "The text of the published page (.txt), a table (.xlsx, .csv, .html) or interchange JSON. At most 5 MB."
        ),
    )
    slug = forms.CharField(
        label=_("Address of the programme"),
        help_text=_("Small letters, numbers and hyphens: sts-2018. That of a programme that is here updates it."),
    )
    name_fi = forms.CharField(
        label=_("Name in Finnish"),
        max_length=250,
        required=False,
        help_text=_("Needed when the file does not tell it; else leave it empty."),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            size = f"{(file.size or 0) / 1_000_000:.1f}".replace(".", ",")
            facts = {"file": str(file.name), "megabytes": size, "most": str(MOST_BYTES // 1_000_000)}
            raise ValidationError(sentence(Finding("error", "file_too_large", "", facts)))
        return file

    def clean_slug(self) -> str:
        """Capitals are taken for small letters, unless a programme has that very address."""
        slug: str = self.cleaned_data["slug"]
        if not Programme.objects.filter(slug=slug).exists():
            slug = slug.lower()
        if fault := address_fault(slug):
            raise ValidationError(sentence(fault))
        return slug

    def names(self) -> dict[str, str]:
        return {"fi": self.cleaned_data["name_fi"]} if self.cleaned_data["name_fi"] else {}

    def refuse(self, prepared: Prepared) -> None:
        """Tell at the file what is wrong with it."""
        for finding in prepared.errors[:MOST_FAULTS]:
            self.add_error("file", sentence(finding))

    def keep(self, content: bytes, prepared: Prepared, by: Any, at: datetime) -> ProgrammeImport:
        """Keep the file as a preview, as it came."""
        return ProgrammeImport.objects.create(
            slug=prepared.slug, name_fi=self.cleaned_data["name_fi"], file_name=prepared.file_name,
            sha256=prepared.sha256, content=content, made_at=at, made_by=by,
        )  # fmt: skip


class ReadingForm(forms.ModelForm):
    """How a schedule is read: the kind, and the days as EDTF."""

    class Meta:
        model = ScheduleItem
        fields = ["kind", "edtf"]
        help_texts = {
            "edtf": _(
                "2018-12-31 day · 2018-12 month · 2018-23 autumn (21 spring, 22 summer, 24 winter) · 2018 year · "
                "2018-02/2019-01 range · 2019/.. from · ../2018-12-31 by. Empty when nothing can be said."
            )
        }

    def reading(self) -> dict[str, Any]:
        """What the verb `correct` takes; the days follow from the EDTF."""
        return {name: getattr(self.instance, name) for name in ("kind", "edtf", "earliest", "latest")}
