from datetime import date
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories import at, make_measure, make_round, make_seat, make_update, make_user
from updates import reminders
from updates.models import Approval, Mail, Return, Update

ON = date(2018, 6, 20)


@pytest.fixture
def measure(cast):
    """Led by LEAD with PART as a partner, in a round whose returns are approved."""
    measure = make_measure(number="2.2", lead=cast.leading, partners=[cast.partnering])
    make_round(measure.programme, needs_approval=True)
    return measure


@pytest.fixture
def url_of(measure, cast):
    """`url_of("return_send")`: an address of LEAD's return."""

    def address(name="return_page", *more, body=None):
        where = [measure.programme.slug, "kevat-2018", (body or cast.leading).slug, *more]
        return reverse(f"updates:{name}", args=where)

    return address


@pytest.fixture
def ready(cast, measure):
    """LEAD's answer, marked ready by its coordinator."""
    update = make_update(measure)
    update.mark_ready(cast.lead, at(ON))
    return update


@pytest.fixture
def sent(cast, ready):
    """LEAD's return, with the approver."""
    row = Return.objects.get(body=cast.leading)
    row.send(cast.lead, at(ON))
    return row


def approve(client, url_of, **changes):
    page = client.get(url_of())
    return client.post(url_of("return_approve"), {"sha256": page.context["one"].sha256} | changes)


@pytest.mark.parametrize(
    ("role", "status"),
    [("lead", 200), ("approver", 200), ("office", 200), ("partner", 404), ("outsider", 404), ("steering", 404),
     ("administrator", 404)],
)  # fmt: skip
def test_the_body_and_the_office_read_the_return(cast, sign_in, url_of, role, status):
    assert sign_in(cast.everyone()[role]).get(url_of()).status_code == status


def test_a_visitor_signs_in_first(client, url_of):
    assert client.get(url_of()).status_code == 302


def test_a_complete_answer_becomes_ready_and_not_submitted(cast, sign_in, page_of, url_of, measure):
    update = make_update(measure)
    response = sign_in(cast.lead).post(page_of("update_submit", cast.leading), {"version": update.version})
    update.refresh_from_db()
    assert (response.url, update.state, update.ready_by) == (url_of(), "draft", cast.lead)


def test_the_coordinator_sends_the_return_to_the_approver(cast, sign_in, url_of, ready):
    sign_in(cast.lead).post(url_of("return_send"))
    row = Return.objects.get(body=cast.leading)
    assert (row.state, row.sent_by, row.log.get().kind) == ("with_approver", cast.lead, "sent")


def test_nothing_is_sent_before_an_answer_is_ready(cast, sign_in, url_of, measure):
    make_update(measure)
    client = sign_in(cast.lead)
    Return.objects.create(round=measure.programme.rounds.get(), body=cast.leading)
    client.post(url_of("return_send"))
    assert Return.objects.get(body=cast.leading).state == "open"


@pytest.mark.parametrize("deed", ["return_send", "return_call_back", "return_link", "return_by_mail"])
def test_the_approver_does_not_do_the_writers_deeds(cast, sign_in, url_of, sent, deed):
    assert sign_in(cast.approver).post(url_of(deed)).status_code == 404


@pytest.mark.parametrize("deed", ["return_approve", "return_turn_down"])
def test_the_writer_does_not_do_the_approvers_deeds(cast, sign_in, url_of, sent, deed):
    assert sign_in(cast.lead).post(url_of(deed)).status_code == 404


def test_approval_keeps_who_when_and_the_exact_text_and_submits(cast, sign_in, url_of, sent, ready):
    approve(sign_in(cast.approver), url_of)
    approval, update, row = Approval.objects.get(), Update.objects.get(), Return.objects.get(body=cast.leading)
    assert (approval.by, approval.seat, approval.way, approval.is_whole()) == (cast.approver, "approver", "page", True)
    assert approval.copy["answers"][0]["texts"]["done"] == "tehtyä"
    assert (update.state, row.state, approval.is_of_own_text) == ("submitted", "submitted", False)


def test_a_text_that_has_changed_since_it_was_read_is_not_approved(cast, sign_in, url_of, sent):
    approve(sign_in(cast.approver), url_of, sha256="0" * 64)
    assert not Approval.objects.exists()
    assert Return.objects.get(body=cast.leading).state == "with_approver"


def test_one_comma_after_approval_lapses_it_and_the_approved_text_can_still_be_printed(cast, sign_in, url_of, sent):
    """Capability 5, done when."""
    client = sign_in(cast.approver)
    approve(client, url_of)
    update = Update.objects.get()
    update.take_back(cast.lead, at(ON))
    update.write(update.words() | {"done": "tehtyä,"}, {}, update.version, cast.lead, at(ON))
    row = Return.objects.get(body=cast.leading)
    assert (row.state, row.approvals.get().lapsed_at is not None) == ("open", True)
    assert "Approval lapsed" in client.get(url_of()).text
    printed = client.get(url_of("approval_page", 1)).text
    assert "<p>tehtyä</p>" in printed
    assert "tehtyä," not in printed


def test_an_edit_while_the_return_is_with_the_approver_calls_it_back(cast, sent, ready):
    ready.refresh_from_db()
    ready.write(ready.words() | {"done": "muuta"}, {}, ready.version, cast.lead, at(ON))
    assert (Return.objects.get(body=cast.leading).state, Update.objects.get().ready_at) == ("open", None)


def test_whoever_wrote_does_not_approve(cast, sign_in, url_of, sent):
    make_seat(cast.lead, cast.leading, "approver")
    response = approve(sign_in(cast.lead), url_of)
    assert not Approval.objects.exists()
    assert "You have written in this return yourself" in sign_in(cast.lead).get(response.url).text


def test_whoever_ever_saved_the_text_does_not_approve_though_another_saved_last(cast, sign_in, url_of, measure):
    update, colleague = make_update(measure), make_user("colleague@example.org", seats=[("coordinator", cast.leading)])
    make_seat(cast.lead, cast.leading, "approver")
    for person in (cast.lead, colleague):
        update.write(update.words() | {"done": f"tehtyä {person}"}, {}, update.version, person, at(ON))
    update.mark_ready(colleague, at(ON))
    Return.objects.get(body=cast.leading).send(colleague, at(ON))
    approve(sign_in(cast.lead), url_of)
    assert not Approval.objects.exists()
    approve(sign_in(cast.approver), url_of)
    assert not Approval.objects.get().is_of_own_text


def test_whoever_sent_the_return_before_does_not_approve_it(cast, sign_in, url_of, sent):
    colleague = make_user("colleague@example.org", seats=[("coordinator", cast.leading), ("approver", cast.leading)])
    sent.call_back(cast.lead, at(ON))
    sent.send(colleague, at(ON))
    sent.call_back(cast.lead, at(ON))
    sent.send(cast.lead, at(ON))
    approve(sign_in(colleague), url_of)
    assert not Approval.objects.exists()


@pytest.mark.parametrize("is_one_person", [False, True])
def test_no_link_goes_to_a_writer_unless_the_body_is_one_person(cast, sign_in, url_of, sent, is_one_person):
    cast.leading.is_one_person = is_one_person
    cast.leading.save()
    facts = {"name": "Juha Johtaja", "email": cast.lead.email.upper(), "seat": "approver"}
    response = sign_in(cast.lead).post(url_of("return_link"), facts)
    assert Mail.objects.exists() is is_one_person
    assert is_one_person or "has written in the return" in response.context["forms"]["link"].errors["email"][0]


def test_the_one_person_of_a_body_approves_and_it_is_shown(cast, sign_in, url_of, sent):
    cast.leading.is_one_person = True
    cast.leading.save()
    make_seat(cast.lead, cast.leading, "approver")
    approve(sign_in(cast.lead), url_of)
    assert Approval.objects.get().is_of_own_text
    assert "The approver has written in the return." in sign_in(cast.office).get(url_of()).text


def test_a_deputy_approves_as_a_deputy(cast, sign_in, url_of, sent):
    deputy = make_user("deputy@example.org", seats=[("deputy", cast.leading)])
    approve(sign_in(deputy), url_of)
    assert Approval.objects.get().seat == "deputy"


def test_the_approver_sends_it_back_with_a_comment(cast, sign_in, url_of, sent):
    sign_in(cast.approver).post(url_of("return_turn_down"), {"words": "Mikä on uusi päivä?"})
    assert Return.objects.get(body=cast.leading).state == "open"
    assert "Mikä on uusi päivä?" in sign_in(cast.lead).get(url_of()).text


def test_sending_back_needs_a_comment(cast, sign_in, url_of, sent):
    response = sign_in(cast.approver).post(url_of("return_turn_down"), {"words": ""})
    assert response.status_code == 200
    assert Return.objects.get(body=cast.leading).state == "with_approver"


def link_in(mail):
    return urlsplit(next(word for word in mail.text.split() if "/approval/" in word)).path


@pytest.fixture
def link(cast, sign_in, url_of, sent):
    """The address in the mail that went to a director without an account."""
    facts = {"name": "Juha Johtaja", "title": "ylijohtaja", "email": "juha@example.org", "seat": "approver"}
    sign_in(cast.lead).post(url_of("return_link"), facts)
    return link_in(Mail.objects.get())


def test_a_director_without_an_account_approves_by_a_link_that_works_once(cast, client, sign_in, url_of, link):
    assert client.get(link).status_code == 200
    assert not Approval.objects.exists()
    client.logout()
    client.post(link, {"approve": "1"})
    approval = Approval.objects.get()
    assert (approval.name, approval.title, approval.way, approval.by) == ("Juha Johtaja", "ylijohtaja", "link", None)
    assert "This link has been used" in client.get(link).text
    client.post(link, {"approve": "1"})
    assert Approval.objects.count() == 1


def test_the_link_leads_to_the_site_whatever_address_the_request_names(cast, sign_in, url_of, sent, settings):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://etenee.example.fi", ["*"]
    facts = {"name": "Juha Johtaja", "email": "juha@example.org", "seat": "approver"}
    sign_in(cast.lead).post(url_of("return_link"), facts, headers={"host": "other.example.org"})
    text = Mail.objects.get().text
    assert f"https://etenee.example.fi{link_in(Mail.objects.get())}" in text
    assert "other.example.org" not in text


def test_a_link_ends_with_its_day(client, link, settings):
    settings.TODAY = date(2018, 8, 1)
    response = client.post(link, {"approve": "1"})
    assert (response.status_code, Approval.objects.exists()) == (410, False)


def test_a_link_is_for_one_text_alone(cast, client, link, ready):
    ready.refresh_from_db()
    ready.write(ready.words() | {"done": "muuta"}, {}, ready.version, cast.lead, at(ON))
    assert client.post(link, {"approve": "1"}).status_code == 410
    assert not Approval.objects.exists()


def test_a_new_link_ends_the_old_one(cast, client, sign_in, url_of, link):
    facts = {"name": "Toinen", "email": "toinen@example.org", "seat": "deputy"}
    sign_in(cast.lead).post(url_of("return_link"), facts)
    client.logout()
    assert client.get(link).status_code == 410


def test_a_link_that_nobody_made_is_not_found(client, db):
    assert client.get(reverse("updates:approval_link", args=["x" * 43])).status_code == 404


def test_the_holder_of_a_link_sends_the_return_back(cast, client, link):
    client.logout()
    client.post(link, {"turn_down": "1", "words": "Täydentäkää."})
    row = Return.objects.get(body=cast.leading)
    assert (row.state, row.log.first().words) == ("open", "Juha Johtaja\nTäydentäkää.")
    assert "This link has been used" in client.get(link).text


def by_mail(client, url_of, name="viesti.eml", content=b"Hyvaksyn.", **changes):
    sha256 = client.get(url_of()).context["one"].sha256
    facts = {"name": "Juha Johtaja", "seat": "approver", "day": "19.6.2018", "sha256": sha256}
    facts["message"] = SimpleUploadedFile(name, content)
    return client.post(url_of("return_by_mail"), facts | changes)


def test_an_approval_by_mail_is_recorded_with_the_message_and_shown_as_such(cast, sign_in, url_of, sent):
    client = sign_in(cast.lead)
    by_mail(client, url_of)
    approval = Approval.objects.get()
    assert (approval.way, approval.recorded_by, approval.given_on) == ("mail", cast.lead, date(2018, 6, 19))
    assert "by e-mail" in client.get(url_of()).text
    message = client.get(url_of("approval_message", 1))
    assert (message.content, message["X-Content-Type-Options"]) == (b"Hyvaksyn.", "nosniff")
    assert message["Content-Disposition"] == 'attachment; filename="viesti.eml"'


@pytest.mark.parametrize(
    "changes", [{"name": "ohjelma.exe"}, {"content": b"x" * (5 * 1024 * 1024 + 1)}, {"day": "1.1.2030"}]
)
def test_a_message_that_is_none_is_refused_with_a_sentence(cast, sign_in, url_of, sent, changes):
    response = by_mail(sign_in(cast.lead), url_of, **changes)
    assert response.status_code == 200
    assert "field-error" in response.text
    assert not Approval.objects.exists()


def test_a_message_with_too_long_a_name_is_refused_with_a_sentence(cast, sign_in, url_of, sent):
    response = by_mail(sign_in(cast.lead), url_of, name=f"{'v' * 250}.eml")
    assert "The name of the file is too long. Give it a shorter one." in response.text
    assert not Approval.objects.exists()
    by_mail(sign_in(cast.lead), url_of, name=f"{'v' * 246}.eml")
    assert Approval.objects.get().message_name == f"{'v' * 246}.eml"


def test_the_office_returns_one_answer_and_the_body_gives_it_again(cast, sign_in, url_of, sent, page_of):
    approve(sign_in(cast.approver), url_of)
    update = Update.objects.get()
    office = sign_in(cast.office)
    office.post(reverse("updates:update_send_back", args=[update.pk]), {"words": "Perustelu puuttuu."})
    assert Return.objects.get(body=cast.leading).state == "returned"
    assert "Perustelu puuttuu." in sign_in(cast.lead).get(page_of("update_form", cast.leading)).text
    update.refresh_from_db()
    update.mark_ready(cast.lead, at(ON))
    Return.objects.get(body=cast.leading).send(cast.lead, at(ON))
    approve(sign_in(cast.approver), url_of)
    assert (Update.objects.get().state, Approval.objects.count()) == ("submitted", 2)


def test_the_office_accepts_the_return(cast, sign_in, url_of, sent, measure):
    approve(sign_in(cast.approver), url_of)
    where = [measure.programme.slug, "kevat-2018", cast.leading.slug]
    sign_in(cast.office).post(reverse("updates:return_accept", args=where))
    assert (Return.objects.get(body=cast.leading).state, Update.objects.get().shown_state) == ("accepted", "accepted")


def test_an_accepted_answer_is_not_taken_back(cast, sign_in, url_of, sent, measure, page_of):
    approve(sign_in(cast.approver), url_of)
    Return.objects.get(body=cast.leading).accept(cast.office, at(ON))
    sign_in(cast.lead).post(page_of("update_take_back", cast.leading))
    assert Update.objects.get().state == "submitted"


def test_what_is_between_the_body_and_its_approver_is_not_for_the_office(cast, sign_in, url_of, sent):
    assert "tehtyä" in sign_in(cast.approver).get(url_of()).text
    office = sign_in(cast.office)
    assert "tehtyä" not in office.get(url_of()).text
    sign_in(cast.approver).post(url_of("return_turn_down"), {"words": "Tämä on vielä raaka."})
    assert "Tämä on vielä raaka." not in sign_in(cast.office).get(url_of()).text


def test_queries(cast, sign_in, url_of, sent, django_assert_max_num_queries):
    client = sign_in(cast.approver)
    client.get(url_of())
    with django_assert_max_num_queries(25):
        client.get(url_of())


def test_an_answer_that_was_left_out_is_given_by_sending_the_return_once_more(cast, sign_in, url_of, sent, measure):
    late = make_update(make_measure(measure.programme, "2.9", lead=cast.leading), measure.programme.rounds.get())
    approve(sign_in(cast.approver), url_of)
    late.mark_ready(cast.lead, at(ON))
    client = sign_in(cast.lead)
    assert url_of("return_send") in client.get(url_of()).text
    client.post(url_of("return_send"))
    approve(sign_in(cast.approver), url_of)
    late.refresh_from_db()
    assert (late.state, Return.objects.get(body=cast.leading).state) == ("submitted", "submitted")
    assert [approval.lapsed_at is None for approval in Approval.objects.order_by("pk")] == [False, True]


def leave_out(cast, measure):
    """2.9 is not begun, 2.10 a draft: LEAD's return goes without them."""
    make_measure(measure.programme, "2.9", lead=cast.leading)
    make_update(make_measure(measure.programme, "2.10", lead=cast.leading), measure.programme.rounds.get())


def test_the_approver_reads_what_is_left_out(cast, sign_in, url_of, sent, measure):
    client = sign_in(cast.approver)
    assert "Not in this return" not in client.get(url_of()).text
    leave_out(cast, measure)
    assert "Not in this return: 2.9 (not answered); 2.10 (draft)." in client.get(url_of()).text


def test_the_holder_of_a_link_reads_it_in_the_mail_and_on_the_page(cast, client, sign_in, url_of, sent, measure):
    leave_out(cast, measure)
    facts = {"name": "Juha Johtaja", "title": "", "email": "juha@example.org", "seat": "approver"}
    sign_in(cast.lead).post(url_of("return_link"), facts)
    mail = Mail.objects.get()
    assert "Not in this return: 2.9 (not answered); 2.10 (draft)." in mail.text
    client.logout()
    assert "Not in this return: 2.9 (not answered); 2.10 (draft)." in client.get(link_in(mail)).text


def test_the_approver_who_is_reminded_reads_it_in_the_mail(cast, sent, measure):
    leave_out(cast, measure)
    mail = reminders.preview(sent.round, [cast.leading], ON)
    assert "It is due on 15 July 2018. Not in this return: 2.9 (not answered); 2.10 (draft)." in mail


@pytest.mark.parametrize("deed", ["return_extend", "return_reopen"])
def test_the_form_of_more_time_tells_the_due_day_of_now(cast, sign_in, url_of, measure, deed):
    client = sign_in(cast.office)
    assert "The due day of the body is now 15 July 2018." in client.get(url_of(deed)).text
    client.post(url_of("return_extend"), {"until": "1.8.2018", "words": "loma"})
    assert "The due day of the body is now 1 August 2018." in client.get(url_of(deed)).text


@pytest.mark.parametrize("role", ["lead", "approver"])
def test_a_published_answer_is_opened_from_the_return(cast, sign_in, url_of, measure, role):
    measure.programme.rounds.update(needs_approval=False)
    update = make_update(measure, state="submitted")
    update.publish(cast.office, at(ON), without_swedish=True)
    client = sign_in(cast.everyone()[role])
    (entry,) = client.get(url_of()).context["one"].entries
    assert entry["item"].state == "published"
    assert entry["url"] == update.get_absolute_url()
    assert client.get(entry["url"]).status_code == 200
