"""Who: bodies that can be responsible, people, and their dated places in bodies."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from actors import wording
from actors.fields import DerivedField, DerivedTextField, LineField
from actors.languages import CODES, InLanguages, Phrase
from actors.querysets import BodyQuerySet, SeatQuerySet, UserQuerySet

LAST_DAY_INCLUDED = _("The last day in force, included. Leave empty when the end is open.")


class BodyKind(models.TextChoices):
    MINISTRY = "ministry", _("Ministry")
    DEPARTMENT = "department", _("Department or unit")
    AGENCY = "agency", _("Agency")
    GROUP = "group", pgettext_lazy("body kind", "Group")
    ASSOCIATION = "association", _("Association")
    REGION = "region", _("Region")
    MUNICIPALITY = "municipality", _("Municipality")
    COMPANY = "company", _("Company")
    RESEARCH = "research", _("Research body")
    COLLECTIVE = "collective", _("Collective")
    OTHER = "other", pgettext_lazy("body kind", "Other")


class Body(models.Model):
    """A ministry, department, agency, group, association, region or collective that can be responsible."""

    key = LineField(
        _("key"), max_length=150, unique=True, help_text=_("The abbreviation as printed, or the printed name.")
    )
    slug = DerivedField(_("address"), max_length=160, unique=True, derive="as_slug")
    abbreviation = LineField(_("abbreviation"), max_length=30, blank=True)
    name_fi = LineField(_("name in Finnish"), max_length=250)
    name_sv = LineField(_("name in Swedish"), max_length=250, blank=True)
    name_en = LineField(_("name in English"), max_length=250, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=BodyKind, default=BodyKind.OTHER)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="units", verbose_name=_("parent body")
    )
    since = models.DateField(_("exists since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True, help_text=LAST_DAY_INCLUDED)
    is_one_person = models.BooleanField(
        _("one person"),
        default=False,
        help_text=_("The same person writes and approves: allowed for this body, and shown with each approval."),
    )
    is_checked = models.BooleanField(
        _("checked"), default=True, help_text=_("Clear for a body that an import made and nobody has looked at.")
    )
    sort_key = DerivedField(db_index=True, derive="as_sort_key")
    search_text = DerivedTextField(derive="as_search_text")

    name = InLanguages("name")
    objects = BodyQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["sort_key", "search_text"])

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(parent=F("id")), name="body_is_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")), name="body_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.abbreviation or self.name

    def get_absolute_url(self) -> str:
        return reverse("reports:body_page", args=[self.slug])

    def clean(self) -> None:
        ancestor = self.parent
        while ancestor:
            if ancestor == self:
                raise ValidationError({"parent": _("A body can't stand under itself. Choose another parent body.")})
            ancestor = ancestor.parent

    def is_called(self, name: str) -> bool:
        """Whether the name, in any case, is the body's key, abbreviation or name in one of the languages."""
        names = [self.key, self.abbreviation, *(getattr(self, f"name_{code}") for code in CODES)]
        return wording.fold(name) in {wording.fold(each) for each in names if each}

    def as_slug(self) -> str:
        """The last part of the body's address: kept once given, so that links last."""
        if self.slug:
            return self.slug
        return wording.free_slug(self.key, self.name_en, taken=set(Body.objects.values_list("slug", flat=True)))

    def as_sort_key(self) -> str:
        """Where the body stands in lists: by abbreviation, by name where it has none."""
        return wording.alphabet_key(self.abbreviation or self.name_fi)

    def as_search_text(self) -> str:
        """The words under which the body is found. An alias that is added later saves its body again."""
        aliases = [alias.name for alias in self.aliases.all()] if self.pk else []
        words = [self.key, self.abbreviation, *(getattr(self, f"name_{code}") for code in CODES), *aliases]
        return wording.fold(" | ".join(filter(None, words)))

    @property
    def short_name(self) -> Phrase:
        """What lists show: the abbreviation, the name where there is none."""
        return Phrase(self.abbreviation, "fi") if self.abbreviation else self.name


class Alias(models.Model):
    """Another way in which documents print a body's name."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="aliases", verbose_name=_("body"))
    name = LineField(_("name as printed"), max_length=250)
    folded = DerivedField(unique=True, derive="as_folded")

    history = HistoricalRecords(excluded_fields=["folded"])

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        taken = Alias.objects.filter(folded=wording.fold(self.name)).exclude(pk=self.pk).first()
        if taken:
            raise ValidationError(
                {"name": _("“%(name)s” is already an alias of %(body)s.") % {"name": self.name, "body": taken.body}}
            )
        named = Body.objects.exclude(pk=self.body_id).named(self.name)
        if other := next((body for body in named if body.is_called(self.name)), None):
            raise ValidationError(
                {"name": _("“%(name)s” is the name of %(body)s.") % {"name": self.name, "body": other}}
            )

    def as_folded(self) -> str:
        """The form in which printed names are compared."""
        return wording.fold(self.name)


class People(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]  # made at run time
    """Makes users; the e-mail address is the name."""

    def create_user(self, email: str, password: str | None = None, **facts: Any) -> "User":
        user = self.model(email=wording.fold(email), **facts)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **facts: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, **facts)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=wording.fold(email or ""))


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in; what they may do comes from their seats."""

    email = models.EmailField(_("e-mail"), unique=True, help_text=_("Work address; it is also the sign-in name."))
    name = LineField(_("name"), max_length=150, blank=True)
    title = LineField(_("title"), max_length=150, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], default="fi"
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Clear instead of deleting: what the person wrote stays.")
    )
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    search_text = DerivedTextField(derive="as_search_text")

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = People()
    history = HistoricalRecords(excluded_fields=["password", "last_login", "search_text"])

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["name", "email", "id"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_per_email")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        """Django's admin asks; the back office decides by seats (config.back_office)."""
        return self.is_active

    def clean(self) -> None:
        self.email = wording.fold(self.email)

    @transaction.atomic
    def keep(self) -> None:
        """Save the person. An address that is no longer theirs opens nothing: sign-in forgets every other one."""
        self.save()
        addresses: Any = self.emailaddress_set  # type: ignore[attr-defined]  # made by allauth
        addresses.exclude(email__iexact=self.email).delete()

    def as_search_text(self) -> str:
        """The words under which the person is found."""
        return wording.fold(f"{self.name} {self.email} {self.title}")


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("Coordinator")
    APPROVER = "approver", _("Approver")
    DEPUTY = "deputy", _("Approver's deputy")
    ADMINISTRATOR = "administrator", _("Administrator")
    OFFICE = "office", _("Programme office")
    STEERING = "steering", _("Steering group member")


class Seat(models.Model):
    """A person's dated place in a body: coordinator, approver or deputy, administrator, office, steering member."""

    user = models.ForeignKey(User, models.PROTECT, related_name="seats", verbose_name=_("user"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="seats", verbose_name=_("body"))
    role = models.CharField(_("role"), max_length=13, choices=Role)
    since = models.DateField(_("since"), help_text=_("The first day in force."))
    until = models.DateField(_("until"), null=True, blank=True, help_text=LAST_DAY_INCLUDED)

    objects = SeatQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["body__sort_key", "role", "-since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "body", "role"], condition=Q(until=None), name="one_open_seat_per_role"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="seat_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.body}"

    def is_in_force(self, on: date) -> bool:
        """Whether the seat is held on the day; both ends count."""
        return self.since <= on and (self.until is None or self.until >= on)

    def end(self, on: date) -> None:
        """End the seat after the day; whoever held it keeps what they wrote."""
        self.until = on
        self.save()
