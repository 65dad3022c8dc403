"""The back office for bodies, people and seats."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from actors.languages import Phrase
from actors.models import Alias, Body, Seat, User
from actors.templatetags.languages import in_own_language


class AliasInline(admin.StackedInline):
    model = Alias
    extra = 1


class SeatInline(admin.StackedInline):
    model = Seat
    extra = 0
    can_delete = False
    fields = [("role", "body"), ("since", "until")]
    autocomplete_fields = ["body"]


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
        """An alias is found by searching its body: the body's search words are made anew after its aliases."""
        super().save_related(request, form, formsets, change)
        if any(formset.has_changed() for formset in formsets):
            form.instance.save_without_historical_record()


@admin.register(User)
class UserAdmin(SimpleHistoryAdmin):
    """People; passwords are set by a link that the person gets, never here."""

    list_display = ["email", "name", "title", "language", "is_active", "last_login"]
    list_filter = ["is_active", "language"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "title", "language", "is_active"]
    show_facets = admin.ShowFacets.NEVER
    inlines = [SeatInline]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """A changed address takes the old one's way in along."""
        obj.keep()

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody who has written is deleted: clear `active` instead."""
        return False


@admin.register(Seat)
class SeatAdmin(SimpleHistoryAdmin):
    """Who holds which place, from which day until which."""

    list_display = ["user", "role", "body", "since", "until"]
    list_filter = ["role"]
    search_fields = ["user__email", "user__name", "body__search_text"]
    list_select_related = ["user", "body"]
    autocomplete_fields = ["user", "body"]
    show_facets = admin.ShowFacets.NEVER
    date_hierarchy = "since"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A seat ends by its last day: who could write when stays known."""
        return False
