"""Every address of the site with examples from the demo, and who comes to them: for the tests of the whole site."""

from datetime import date
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from actions.models import Measure, ProgrammeImport
from actors.models import Body, Seat, User
from config.demonstration import moment
from strategy.models import Phenomenon, Programme
from tests.factories import make_measure, make_programme, make_round
from updates import outbox
from updates.models import Mail, Round, Update
from updates.workbook import issuing, preparing, uploads

FIXTURES = Path(__file__).parent.parent / "fixtures"
PROGRAMME, NOT_PUBLISHED = "sts-2018", "luonnos-2019"
#: OM leads 2.9, 3.1 and 6.4, and 2.14 together with SM; THL takes part in 3.1 and 3.3. SM has approver and office.
PEOPLE = {
    "visitor": None,
    "coordinator": "koordinaattori.om@example.org",
    "partner": "koordinaattori.thl@example.org",
    "approver": "hyvaksyja.sm@example.org",
    "steering": "ohjausryhma.om@example.org",
    "office": "ohjelmatoimisto@example.org",
    "administrator": "paakayttaja@example.org",
}


def client_of(role, **options):
    """A client signed in as the role's person of the demo; a visitor's is not signed in."""
    client = Client(**options)
    if PEOPLE[role]:
        client.force_login(User.objects.get(email=PEOPLE[role]), backend="django.contrib.auth.backends.ModelBackend")
    return client


def names(patterns=None, space=""):
    """name → what fills it, of every address that has a name: the rooms' own, Django's and allauth's."""
    found = {}
    for each in patterns or get_resolver().url_patterns:
        if not isinstance(each, URLPattern):
            found |= names(each.url_patterns, each.namespace or space)
        elif each.name:
            filled = getattr(each.pattern, "converters", None) or dict(each.pattern.regex.groupindex)
            found[f"{space}:{each.name}" if space else each.name] = list(filled)
    return found


def make_hidden_programme():
    """A programme that is not published, with a measure that the coordinator's body leads, in an open round."""
    hidden = make_programme(NOT_PUBLISHED, is_published=False)
    make_round(hidden, "kevat-2018")
    make_measure(hidden, "1.1", lead=Body.objects.get(key="OM"))


def make_pending_import():
    """A file that was shown and waits to be confirmed."""
    return ProgrammeImport.objects.create(
        slug=PROGRAMME,
        file_name="sts-2018.json",
        sha256="0" * 64,
        content=(FIXTURES / "sts-2018.json").read_bytes(),
        made_at=moment(date(2018, 6, 1)),
    )


def make_mail():
    """A mail that waits in the outbox."""
    round = Round.objects.get(slug="kevat-2018", programme__slug=PROGRAMME)
    body = Body.objects.get(key="OM")
    about, at = [outbox.About(body)], moment(date(2018, 6, 29))
    outbox.write("chase", "example", "om@example.org", "fi", "Muistutus", "Hei.", at, about=about, round=round)


def make_upload():
    """OM's workbook, brought back as it was made, by the office on its behalf: both see it."""
    round, body = Round.objects.get(slug="kevat-2018", programme__slug=PROGRAMME), Body.objects.get(key="OM")
    by, at = User.objects.get(email=PEOPLE["office"]), moment(date(2018, 6, 29))
    ((name, content),) = issuing.files(round, "fi", by, at, [body.pk], is_own=True)
    uploads.keep(preparing.parse(name, content, preparing.names_on(at.date())), content, by, at)


def make_all():
    """What the demo has none of."""
    make_hidden_programme()
    make_pending_import()
    make_mail()
    make_upload()


def update_of(code, role="lead"):
    """The answer of the demo's open round."""
    return Update.objects.get(measure__code=code, role=role, round__slug="kevat-2018", round__programme__slug=PROGRAMME)


def examples():
    """(name, which example) → address: one of every page of the rooms, and more where the answer depends on whose."""
    usual = {"slug": PROGRAMME, "code": "2.14", "body": "om", "round": "kevat-2018", "n": 1, "partner": "thl"}
    usual |= {"token": "x" * 43, "format": "docx"}
    found = {}
    special = {
        **examples_of_answers(),
        **examples_of_returns(),
        **examples_of_programmes(),
        **examples_of_people(),
        **examples_of_accounts(),
    }
    for name, filled in names().items():
        if name in special:
            for example, facts in special[name].items():
                found[name, example] = reverse(name, kwargs={key: facts.get(key, usual.get(key)) for key in filled})
        elif not name.startswith("admin:"):
            found[name, ""] = reverse(name, kwargs={key: usual[key] for key in filled})
    return found | examples_of_back_office()


def examples_of_answers():
    """Whose answer, and in which state."""
    own, others = {"code": "6.4"}, {"code": "5.1", "body": "sm"}
    part, hidden = {"code": "3.1", "body": "thl"}, {"slug": NOT_PUBLISHED, "code": "1.1"}
    leadless = {"code": "8.2", "body": "sm"}
    to_write = {
        "OM's own draft": own,
        "submitted by a joint lead": {},
        "THL's part": part,
        "another body's draft": others,
        "nobody leads": leadless,
        "not published": hidden,
        "no such body": {"body": "ei-ole"},
    }
    draft, submitted = {"pk": update_of("6.4").pk}, {"pk": update_of("2.14").pk}
    published, of_partner = {"pk": update_of("2.9").pk}, {"pk": update_of("2.6", "partner").pk}
    of_office = {"draft": draft, "submitted": submitted, "published": published, "a partner's part": of_partner}
    return {
        "updates:update_form": to_write,
        "updates:update_check": to_write,
        "updates:update_submit": to_write,
        "updates:writers": to_write,
        "updates:update_take_back": to_write,
        "updates:update_page": {
            "OM's own draft": own,
            "SM's own draft": others,
            "submitted by a joint lead": {"body": "sm"},
            "THL's part, ready": {"code": "3.3", "body": "thl"},
            "published by OM": {"code": "2.9"},
            "no such round": own | {"round": "ei-ole"},
        },
        "updates:update_review": of_office,
        "updates:update_publish": of_office,
        "updates:update_withdraw": of_office,
        "updates:update_send_back": of_office,
        "updates:update_assess": of_office,
        "updates:update_publish_language": of_office,
        "updates:translation_form": {name: {"code": "sv"} | facts for name, facts in of_office.items()},
        "updates:part_return": {"": {"code": "3.1"}, "no such part": {"code": "6.4"}},
        "updates:part_disagree": {"a lead's answer": own, "THL's part": part},
    }


def examples_of_returns():
    """Whose return, in which round."""
    whose = {
        "OM's": {},
        "SM's": {"body": "sm"},
        "THL's": {"body": "thl"},
        "no such body": {"body": "ei-ole"},
        "no such round": {"round": "ei-ole"},
    }
    deeds = ("send", "call_back", "approve", "turn_down", "link", "by_mail")
    approvals = ("updates:approval_page", "updates:approval_message")
    of_office = [
        f"updates:return_{deed}" for deed in ("extend", "reopen", "excuse", "ask_again", "accept", "allow_marking")
    ]
    rounds = ["updates:cockpit", "updates:round_edit", "updates:round_close", "updates:round_copy"]
    mails = ["updates:mail_list", "updates:mail_preview", "updates:mail_chase"]
    return {
        **dict.fromkeys(("updates:return_page", *(f"updates:return_{deed}" for deed in deeds)), whose),
        **{key: {"OM's": {}, "SM's": {"body": "sm"}, "no such approval": {"n": 99}} for key in approvals},
        **{key: {"": {}, "no such body": {"body": "ei-ole"}} for key in of_office},
        **{key: {"": {}, "no such round": {"round": "ei-ole"}} for key in rounds + mails},
        "updates:mail_alone": {"": {"pk": Mail.objects.last().pk}, "no such mail": {"pk": 999_999}},
        "updates:body_mails": {"": {}, "no such body": {"body": "ei-ole"}},
        "updates:measure_mails": {"": {}, "no such measure": {"code": "99.9"}},
        "updates:mail_page": {"": {"pk": Mail.objects.last().pk}, "no such mail": {"pk": 999_999}},
        **dict.fromkeys(("updates:workbook_upload", "updates:workbook_download"), whose),
        **{
            key: {"OM's": {}, "no such file": {"n": 99}}
            for key in ("updates:workbook_preview", "updates:workbook_apply")
        },
        "updates:translation_order": {"": {"code": "sv"}, "no such language": {"code": "de"}},
        "updates:translation_preview": {"no such file": {"pk": 999_999}},
        "updates:workbooks_zip": {"": {}, "no such round": {"round": "ei-ole"}},
        **{
            key: {"OM's": {}, "THL's": {"body": "thl"}, "not asked": {"body": "sm"}}
            for key in [f"updates:inquiry_{deed}" for deed in ("answer", "give", "take_back", "file")]
        },
        **{
            key: {"": {}, "no such": {"n": 99}}
            for key in [f"updates:inquiry_{deed}" for deed in ("page", "close", "reopen")]
        },
    }


def examples_of_programmes():
    """Published, not published, not there."""
    programmes = {"": {}, "not published": {"slug": NOT_PUBLISHED}, "no such programme": {"slug": "ei-ole"}}
    measures = programmes | {
        "not published": {"slug": NOT_PUBLISHED, "code": "1.1"},
        "no such measure": {"code": "99.9"},
    }
    waiting = ProgrammeImport.objects.previewed().first()
    applied = ProgrammeImport.objects.applied().first()
    return {
        **dict.fromkeys(
            (
                "reports:programme_page",
                "reports:progress_list",
                "actions:measure_list",
                "actions:measure_list_excel",
                "actions:programme_json",
                "updates:round_new",
                "updates:my_round",
            ),
            programmes,
        ),
        **dict.fromkeys(("reports:measure_page", "reports:progress_measure"), measures),
        "actions:schedule_reading": measures | {"no such item": {"n": 99}},
        "actions:import_preview": {"waiting": {"pk": waiting.pk}, "applied": {"pk": applied.pk}},
        "reports:body_page": {"": {}, "no such body": {"body": "ei-ole"}},
    }


def examples_of_people():
    """Those whom the office keeps, and those whom administrators alone keep."""
    people = {role: {"pk": User.objects.get(email=PEOPLE[role]).pk} for role in ("coordinator", "administrator")}
    seats = {role: {"pk": Seat.objects.filter(role=role).first().pk} for role in people}
    nobody = {"nobody": {"pk": 999_999}}
    return {
        "actors:person_edit": people | nobody,
        "actors:seat_new": people | nobody,
        "actors:seat_end": seats | nobody,
    }


def examples_of_accounts():
    """Links of mails that are worth nothing."""
    return {
        "account_confirm_email": {"worth nothing": {"key": "x"}},
        "account_reset_password_from_key": {"worth nothing": {"uidb36": "1", "key": "x-y"}},
    }


def examples_of_back_office():
    """Lists, forms and histories of everything that the back office holds."""
    found = {}
    for name, filled in names().items():
        if not name.startswith("admin:"):
            continue
        fills = {"app_label": "actors", "content_type_id": ContentType.objects.get_for_model(Body).pk}
        fills["object_id"] = object_of(name.removeprefix("admin:"))
        if name.endswith("_simple_history"):
            found[name, ""] = reverse(name, args=[fills["object_id"], newest_history(name)])
        else:
            found[name, ""] = reverse(name, kwargs={key: fills[key] for key in filled})
    found["admin:autocomplete", ""] += "?app_label=actors&model_name=seat&field_name=body"
    return found


KEPT = {
    "actors_body": lambda: Body.objects.get(key="OM"),
    "actors_user": lambda: User.objects.get(email=PEOPLE["coordinator"]),
    "actors_seat": lambda: Seat.objects.get(user__email=PEOPLE["coordinator"]),
    "strategy_programme": lambda: Programme.objects.get(slug=PROGRAMME),
    "strategy_phenomenon": lambda: Phenomenon.objects.first(),
    "actions_measure": lambda: Measure.objects.get(code="2.14"),
    "actions_programmeimport": lambda: ProgrammeImport.objects.applied().first(),
    "updates_round": lambda: Round.objects.get(slug="kevat-2018", programme__slug=PROGRAMME),
}


def object_of(view):
    """The key of the row that a page of the back office is tried with; 1 of what the demo has none of."""
    for kind, find in KEPT.items():
        if view.startswith(kind):
            return find().pk
    return Body.objects.get(key="OM").pk if view == "view_on_site" else 1


def newest_history(name):
    """The key of the newest history row of the example."""
    kind = name.removeprefix("admin:").removesuffix("_simple_history")
    return KEPT[kind]().history.first().pk
