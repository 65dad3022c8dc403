"""The back office for the official data: measures with their parts, and the bodies that carry them out."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Count, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin
from simple_history.utils import update_change_reason

from actions.models import Measure, MeasureSearch, ProgrammeImport, Responsibility, ScheduleItem, Standing, Step
from actors import clock
from actors.languages import Phrase
from actors.models import Alias, Body
from actors.templatetags.languages import in_own_language


class AliasInline(admin.StackedInline):
    model = Alias
    extra = 1


@admin.register(Body)
class BodyAdmin(SimpleHistoryAdmin):
    """The list of responsible bodies: found by any name, and how much each is used."""

    list_display = ["key", "in_finnish", "in_swedish", "kind", "parent", "used_in", "is_checked", "until"]
    list_filter = ["is_checked", "kind"]
    search_fields = ["search_text"]
    list_select_related = ["parent"]
    autocomplete_fields = ["parent"]
    ordering = ["sort_key", "id"]
    show_facets = admin.ShowFacets.NEVER
    inlines = [AliasInline]
    fieldsets = [
        (None, {"fields": ["key", "abbreviation", "name_fi", "name_sv", "name_en"]}),
        (_("Place"), {"fields": ["kind", "parent"]}),
        (_("Validity"), {"fields": ["since", "until", "is_checked"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Body]:
        return super().get_queryset(request).annotate(measures=Count("responsibilities__measure", distinct=True))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Body], search_term: str
    ) -> tuple[QuerySet[Body], bool]:
        """Any case and any language, å ä ö included, on both databases."""
        return queryset.filter(pk__in=Body.objects.named(search_term).values("pk")), False

    @admin.display(description=_("name in Finnish"), ordering="name_fi")
    def in_finnish(self, body: Body) -> str:
        return in_own_language(Phrase(body.name_fi, "fi"))

    @admin.display(description=_("name in Swedish"), ordering="name_sv")
    def in_swedish(self, body: Body) -> str:
        return in_own_language(Phrase(body.name_sv, "sv"))

    @admin.display(description=_("used in measures"), ordering="measures")
    def used_in(self, body: Any) -> int:
        return body.measures

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """What is found by a body's names follows them: the body by its aliases, and the measures it has a role in."""
        super().save_related(request, form, formsets, change)
        changed = [formset for formset in formsets if formset.has_changed()]
        if changed:
            form.instance.save_without_historical_record()
            update_change_reason(form.instance, aliases_told(changed))
        if change:
            MeasureSearch.renew(form.instance.responsibilities.values("measure"))


def aliases_told(formsets: list[Any]) -> str:
    """Which aliases came and went, for the history of their body, which has room for a hundred letters."""
    came = [f"+{alias.name}" for each in formsets for alias in each.new_objects]
    changed = [f"→{alias.name}" for each in formsets for alias, _fields in each.changed_objects]
    went = [f"−{alias.name}" for each in formsets for alias in each.deleted_objects]
    told = gettext("Aliases: %(names)s") % {"names": ", ".join([*came, *changed, *went])}
    return told if len(told) <= 100 else told[:99] + "…"


class StepInline(admin.StackedInline):
    model = Step
    extra = 0
    can_delete = False
    fields = ["n", "label", "text_fi", "text_sv", "text_en", "since", "until"]


class ScheduleInline(admin.StackedInline):
    model = ScheduleItem
    extra = 0
    can_delete = False
    fields = [
        ("n", "label", "step"), "text_fi", "text_sv", "text_en", ("kind", "edtf", "earliest", "latest", "is_corrected"),
        ("since", "until"),
    ]  # fmt: skip

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Only the measure's own steps."""
        if db_field.name == "step" and request.resolver_match:
            options["queryset"] = Step.objects.filter(measure=request.resolver_match.kwargs.get("object_id"))
        return super().formfield_for_foreignkey(db_field, request, **options)


class ResponsibilityInline(admin.StackedInline):
    model = Responsibility
    extra = 0
    can_delete = False
    fields = [("n", "role"), ("body", "under"), "qualifier", ("since", "until")]
    autocomplete_fields = ["body", "under"]


@admin.register(Measure)
class MeasureAdmin(SimpleHistoryAdmin):
    list_display = ["code", "title_fi", "area", "programme", "until"]
    list_filter = ["programme"]
    list_select_related = ["area", "programme"]
    search_fields = ["code", "search__text"]
    ordering = ["programme", "sort_key"]
    show_facets = admin.ShowFacets.NEVER
    fieldsets = [
        (None, {"fields": [("programme", "area"), ("number", "part"), "title_fi", "title_sv", "title_en"]}),
        (_("Official text"), {"fields": ["text_fi", "text_sv", "text_en", "source_name"]}),
        (_("Validity"), {"fields": [("since", "until"), "phenomena"]}),
    ]
    inlines = [StepInline, ScheduleInline, ResponsibilityInline]
    formfield_overrides = {models.ManyToManyField: {"widget": CheckboxSelectMultiple}}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Official facts end, by their last day in force; they are not deleted."""
        return False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """What follows from the parts is made anew after them: search words and due days."""
        super().save_related(request, form, formsets, change)
        MeasureSearch.renew([form.instance.pk])
        Standing.objects.refresh_due([form.instance], clock.today())


@admin.register(ProgrammeImport)
class ProgrammeImportAdmin(admin.ModelAdmin):
    """What was brought in; made on the import page, read here."""

    list_display = ["file_name", "slug", "state", "made_at", "made_by"]
    list_filter = ["state"]
    list_select_related = ["made_by"]
    readonly_fields = ["programme", "slug", "file_name", "sha256", "state", "made_at", "made_by", "outcome"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
