"""Who may open the back office and what it is called."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from actors import clock, policy


class BackOffice(AdminSite):
    """Open to administrators' and the office's seats, whatever Django's own staff flag says."""

    site_title = site_header = _("Etenee")
    index_title = _("Administration")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """The rooms' own models: the keys to accounts that the sign-in library keeps are nobody's to see."""
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        ours = [model for model in models if not model.__module__.startswith("allauth.")]
        super().register(ours, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        rights = policy.rights(request.user, clock.today())
        return rights.is_administrator or rights.is_office

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponseRedirect:
        """There is one way in, the site's own with its limits; somebody signed in who may not come here is told so."""
        policy.require(not request.user.is_authenticated or self.has_permission(request))
        asked = request.GET.get("next", "")
        ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()})
        page = asked if ours else reverse("admin:index")
        return HttpResponseRedirect(page) if request.user.is_authenticated else redirect_to_login(page)
