import pytest
from django.urls import reverse

from tests.factories import at, make_measure, make_programme, make_seat, make_user
from tests.updates.inquiries import ASKED, DUE, TODAY, WORDS, make_inquiry, write
from updates import inquiry_asking
from updates.models import Inquiry, Mail

NOON = at(ASKED)


@pytest.fixture
def programme(cast):
    return make_programme("ohjelma", name_fi="Ohjelma", name_sv="Program")


def ask(programme, bodies, measures=(), by=None, **facts):
    inquiry = Inquiry(**WORDS | {"programme": programme} | facts)
    return inquiry_asking.ask(inquiry, bodies, list(measures), by, NOON)


def test_every_coordinator_of_the_bodies_gets_one_mail_in_their_language(cast, programme):
    cast.lead.language, cast.partner.language = "fi", "sv"
    cast.lead.save()
    cast.partner.save()
    make_seat(cast.partner, cast.leading, "coordinator")
    inquiry = ask(
        programme, [cast.leading, cast.partnering], by=cast.office, title_sv="Utbildade", text_sv="Hur många?"
    )
    mails = {mail.to: mail for mail in Mail.objects.order_by("pk")}
    assert sorted(mails) == ["lead@example.org", "partner@example.org"]
    finnish, swedish = mails["lead@example.org"], mails["partner@example.org"]
    assert (finnish.kind, finnish.key) == ("question", f"inquiry:{inquiry.pk}:{cast.lead.pk}")
    assert (finnish.language, finnish.person, finnish.made_by) == ("fi", cast.lead, cast.office)
    assert "Montako koulutitte?" in finnish.text
    assert "5.7.2018" in finnish.subject
    assert ("Hur många?" in swedish.text, "Utbildade" in swedish.subject) == (True, True)
    assert [item.body for item in swedish.items.order_by("pk")] == [cast.leading, cast.partnering]


def test_the_mail_leads_to_the_form_and_names_the_measures(cast, programme):
    measure = make_measure(programme, "2.9", lead=cast.leading, title_fi="Riskit")
    inquiry = ask(programme, [cast.leading], [measure])
    (mail,) = Mail.objects.all()
    path = reverse("updates:inquiry_answer", args=["ohjelma", inquiry.n, cast.leading.slug])
    assert "2.9 Riskit" in mail.text
    assert path.rpartition("/en/")[2].split("/")[-2] in mail.text
    assert [(item.body, item.measure) for item in mail.items.all()] == [(cast.leading, measure)]
    assert f"DTSTART;VALUE=DATE:{DUE:%Y%m%d}" in mail.calendar


def test_those_who_have_left_or_only_approve_get_none(cast, programme):
    gone, inactive = make_user(), make_user(is_active=False, seats=[("coordinator", cast.leading)])
    make_seat(gone, cast.leading, "coordinator", until=at(ASKED).date().replace(day=1))
    ask(programme, [cast.leading])
    assert [mail.person for mail in Mail.objects.all()] == [cast.lead]
    assert inactive


def test_asking_twice_writes_once(cast, programme):
    for _ in range(2):
        ask(programme, [cast.leading], made_from="b" * 32)
    assert Mail.objects.count() == 1


def test_the_approvers_are_told_when_an_answer_waits_and_no_word_of_it(cast, programme):
    inquiry = make_inquiry(programme, [cast.leading], needs_approval=True)
    rows = write(inquiry, cast.leading, cast.lead, words="luottamuksellisia sanoja")
    inquiry_asking.send_for_sign_off(inquiry, cast.leading, rows, cast.lead, at(TODAY))
    (mail,) = Mail.objects.all()
    assert (mail.person, mail.kind) == (cast.approver, "question")
    assert "luottamuksellisia" not in mail.text
    assert "LEAD" in mail.subject
    inquiry.take_back(cast.leading, cast.lead, at(TODAY))
    rows = write(inquiry, cast.leading, cast.lead, words="muutettu")
    inquiry_asking.send_for_sign_off(inquiry, cast.leading, rows, cast.lead, at(TODAY))
    assert Mail.objects.count() == 2
