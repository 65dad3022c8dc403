"""What may be typed of a programme's official data: a file to import, a reading to correct."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actions.models import ProgrammeImport, ScheduleItem
from actions.models.schedules import ScheduleKind
from actions.schedule_reader import bounds
from strategy.models import RESERVED


class ImportForm(forms.Form):
    """A file and the programme it is to become."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "The text of the published page (.txt), a table (.xlsx, .csv, .html) or interchange JSON. At most 5 MB."
        ),
    )
    slug = forms.SlugField(
        label=_("Address of the programme"), max_length=60, help_text=_("Small letters, numbers and hyphens: sts-2018.")
    )
    name_fi = forms.CharField(
        label=_("Name in Finnish"),
        max_length=250,
        required=False,
        help_text=_("Needed when the file does not tell it."),
    )

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"].lower()
        if slug in RESERVED:
            raise ValidationError(_("“%(slug)s” is an address of the site itself. Choose another.") % {"slug": slug})
        return slug

    def keep(self, by: Any, at: datetime) -> ProgrammeImport:
        """Keep the file as a preview, as it came."""
        upload = self.cleaned_data["file"]
        content = upload.read()
        return ProgrammeImport.objects.create(
            slug=self.cleaned_data["slug"], name_fi=self.cleaned_data["name_fi"], file_name=upload.name,
            sha256=sha256(content).hexdigest(), content=content, made_at=at, made_by=by,
        )  # fmt: skip


class ReadingForm(forms.ModelForm):
    """How a schedule is read: the kind and the days as EDTF, from which earliest and latest follow."""

    class Meta:
        model = ScheduleItem
        fields = ["kind", "edtf"]
        help_texts = {
            "edtf": _(
                "2018-12-31 day · 2018-12 month · 2018-23 autumn (21 spring, 22 summer, 24 winter) · 2018 year · "
                "2018-02/2019-01 range · 2019/.. from · ../2018-12-31 by. Empty when nothing can be said."
            )
        }

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        edtf = facts.get("edtf", "")
        needs = facts.get("kind") not in {
            ScheduleKind.NONE, ScheduleKind.CONTINUOUS, ScheduleKind.RECURRING, ScheduleKind.CONDITIONAL,
        }  # fmt: skip
        if needs and not edtf:
            self.add_error("edtf", _("Write the days of this kind of schedule, or choose the kind “unread”."))
        if edtf:
            try:
                bounds(edtf)
            except ValueError:
                self.add_error(
                    "edtf", _("“%(edtf)s” can't be read as days. Write it as in the examples.") % {"edtf": edtf}
                )
        return facts

    def reading(self) -> dict[str, Any]:
        """What the verb `correct` takes."""
        edtf = self.cleaned_data["edtf"]
        earliest, latest = bounds(edtf) if edtf else (None, None)
        return {"kind": self.cleaned_data["kind"], "edtf": edtf, "earliest": earliest, "latest": latest}
