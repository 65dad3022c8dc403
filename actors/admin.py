"""The back office for bodies, people and seats."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from actors.models import Seat, User


class SeatInline(admin.StackedInline):
    model = Seat
    extra = 0
    can_delete = False
    fields = [("role", "body"), ("since", "until")]
    autocomplete_fields = ["body"]


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
