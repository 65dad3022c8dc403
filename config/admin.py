"""The back office: Django's admin under the site's own name."""

from django.contrib.admin.apps import AdminConfig


class Office(AdminConfig):
    """Admin site with the house's headings and its rule of entry."""

    default_site = "config.back_office.BackOffice"
