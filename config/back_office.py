"""Who may open the back office and what it is called."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from actors import clock, policy


class BackOffice(AdminSite):
    """Open to administrators' and the office's seats, whatever Django's own staff flag says."""

    site_title = site_header = _("Etenee")
    index_title = _("Administration")

    def has_permission(self, request: HttpRequest) -> bool:
        rights = policy.rights(request.user, clock.today())
        return rights.is_administrator or rights.is_office
