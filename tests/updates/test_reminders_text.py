from datetime import date

import pytest

from tests.factories import at, make_body, make_measure, make_programme, make_round, make_seat, make_update
from updates import calendar, reminders
from updates.models import Mail

DAY = date(2018, 7, 2)


@pytest.fixture
def round(measure):
    return measure.programme.rounds.get()


def the_mail(person, day=DAY, hour=9):
    reminders.remind(at(day, hour))
    return Mail.objects.filter(person=person).first()


def test_a_whole_mail(cast, measure, round, settings):
    settings.SITE_URL = "https://etenee.example.fi"
    cast.lead.language = "en"
    cast.lead.save()
    make_measure(measure.programme, "2.10", lead=cast.outside, partners=[cast.leading], title_en="Another measure")
    make_update(measure)
    mail = the_mail(cast.lead)
    where = f"https://etenee.example.fi/en/{measure.programme.slug}/measures"
    assert mail.subject == "2 measures wait for answers by 15 July 2018"
    assert mail.text == (
        "Hello,\n\n"
        "LEAD LEAD suomeksi: Kierros kevat-2018\n"
        f"Ohjelma {measure.programme.slug}\n"
        "Answers by 15 July 2018. Still open:\n\n"
        "- 2.2 Toimenpide 2.2 (draft)\n"
        f"  {where}/2.2/update/lead/\n"
        "- 2.10 Another measure (part for the lead, not begun)\n"
        f"  {where}/2.10/update/lead/\n\n"
        f"The whole return: https://etenee.example.fi/en/my-work/{measure.programme.slug}/kevat-2018/lead/\n\n"
        "Everything that is expected of you:\n"
        "https://etenee.example.fi/en/my-work/\n\n"
        "This is how things stood on 2 July 2018, 9.00. If you have answered since, you need do nothing.\n\n"
        "Etenee, etenee.example.fi\n"
    )


def test_states_are_told_and_what_was_written_is_not(cast, measure, round):
    secret = "Sisäinen kertomus"
    make_update(measure, done=secret, reason=secret, public_fi=secret)
    other = make_update(make_measure(measure.programme, "2.3", lead=cast.leading), done=secret)
    other.mark_ready(cast.lead, at(DAY))
    back = make_update(make_measure(measure.programme, "2.4", lead=cast.leading), done=secret, state="submitted")
    back.send_back(cast.office, at(DAY), "Kommentti sisältää sisäistä")
    text = the_mail(cast.lead).text
    states = ["(draft)", "(ready, not sent yet)", "(returned, the comment is on the page)"]
    assert [state for state in states if state in text] == states
    assert secret not in text
    assert "Kommentti" not in text


@pytest.mark.parametrize(
    ("day", "subject", "sentence"),
    [
        (date(2018, 7, 2), "1 measure waits for an answer by 15 July 2018", "Answers by 15 July 2018. Still open:"),
        (
            date(2018, 7, 16),
            "1 measure still waits for an answer that was due on 15 July 2018",
            "Answers were due on 15 July 2018. Still open:",
        ),
    ],
)
def test_before_and_after_the_due_day(cast, measure, day, subject, sentence):
    mail = the_mail(cast.lead, day)
    assert mail.subject == subject
    assert sentence in mail.text


def test_the_approver_of_two_late_bodies(cast, measure):
    make_seat(cast.approver, cast.partnering, "approver")
    mail = the_mail(cast.approver, date(2018, 7, 18))
    assert mail.subject == "Answers of 2 bodies are missing after the due day"
    assert mail.text.count("You approve the returns of this body.") == 2
    assert "/update/" not in mail.text
    assert mail.calendar == ""


def test_names_and_titles_with_breaks_stay_in_their_line(cast, measure, round):
    round.name_fi = "Kierros\r\nBcc: kaikki@example.org"
    round.save()
    cast.leading.name_fi = "Toimija\nSubject: muu"
    cast.leading.abbreviation = ""
    cast.leading.save()
    measure.title_fi, measure.text_fi = "", "Ensimmäinen rivi\ntoinen rivi. Muu."
    measure.save()
    mail = the_mail(cast.lead)
    assert "Toimija Subject: muu: Kierros Bcc: kaikki@example.org\n" in mail.text
    assert "- 2.2 Ensimmäinen rivi toinen rivi. (not begun)" in mail.text
    assert "\r" not in mail.text.replace("\r\n", "\n")


def unfolded(text):
    assert text.endswith("\r\n")
    lines = text.split("\r\n")[:-1]
    assert all(len(line.encode()) <= 75 for line in lines)
    assert not any("\n" in line or "\r" in line for line in lines)
    return "\r\n".join(lines).replace("\r\n ", "").split("\r\n")


def test_the_calendar_has_the_due_day_of_each_body(cast, measure, round, settings):
    settings.SITE_URL = "https://etenee.example.fi"
    make_seat(cast.lead, cast.partnering, "coordinator")
    (row,) = round.returns.hold(round, [cast.partnering])
    row.extend(date(2018, 7, 16), "loma", cast.office, at(DAY))
    lines = unfolded(the_mail(cast.lead).calendar)
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert [line for line in lines if line.startswith(("DTSTART", "DTEND"))] == [
        "DTSTART;VALUE=DATE:20180715", "DTEND;VALUE=DATE:20180716",
        "DTSTART;VALUE=DATE:20180716", "DTEND;VALUE=DATE:20180717",
    ]  # fmt: skip
    uids = [line for line in lines if line.startswith("UID")]
    assert uids == [
        f"UID:answers-{round.pk}-{cast.leading.pk}@etenee.example.fi",
        f"UID:answers-{round.pk}-{cast.partnering.pk}@etenee.example.fi",
    ]
    assert "SUMMARY:Answers of LEAD are due: Kierros kevat-2018" in lines
    assert "DTSTAMP:20180702T060000Z" in lines


def test_more_time_moves_the_same_event_and_outranks_it(cast, measure, round):
    first = unfolded(the_mail(cast.lead).calendar)
    (row,) = round.returns.hold(round, [cast.leading])
    row.extend(date(2018, 7, 31), "loma", cast.office, at(date(2018, 7, 3)))
    second = unfolded(the_mail(cast.lead, date(2018, 7, 17)).calendar)

    def value(lines, name):
        return next(line.partition(":")[2] for line in lines if line.startswith(name))

    assert value(first, "UID") == value(second, "UID")
    assert int(value(first, "SEQUENCE")) < int(value(second, "SEQUENCE"))
    assert value(second, "DTSTART") == "20180731"


def test_a_day_that_has_passed_is_in_no_calendar(cast, measure):
    assert the_mail(cast.lead, date(2018, 7, 16)).calendar == ""


def test_words_are_escaped_and_long_lines_folded_between_letters():
    summary = "Ä" * 100 + "\r\nBEGIN:VEVENT; a, b \\ c\x00"
    text = calendar.write([calendar.DueDay("u@x", DAY, summary, "kuvaus", "https://x/\r\ny")], at(DAY))
    lines = unfolded(text)
    assert f"SUMMARY:{'Ä' * 100}\\nBEGIN:VEVENT\\; a\\, b \\\\ c" in lines
    assert lines.count("BEGIN:VEVENT") == 1
    assert "URL:https://x/ y" in lines


def test_the_chase_has_the_offices_words_and_only_what_is_open(cast, measure, round):
    make_measure(measure.programme, "2.3", lead=cast.leading)
    make_update(measure, state="submitted")
    text = reminders.preview(round, [cast.leading], DAY, "Ministeri kysyy torstaina.", "en")
    assert text.startswith("1 measure waits for an answer by 15 July 2018\n\nHello,\n\nMinisteri kysyy torstaina.\n")
    assert "2.3" in text
    assert "2.2" not in text
    assert "stood on 2 July 2018." in text


def test_the_preview_is_what_is_sent(cast, measure, round):
    moment = at(DAY, 14)
    seen = reminders.preview(round, [cast.leading], moment, "Sanat.")
    (mail,) = reminders.chase(round, [cast.leading], "Sanat.", cast.office, moment).mails
    assert seen == f"{mail.subject}\n\n{mail.text}"


def test_nothing_to_preview(cast, measure, round):
    assert reminders.preview(round, [cast.outside, make_body()], DAY) == ""
    other = make_round(make_programme(), "muu")
    assert reminders.preview(other, [cast.leading], DAY) == ""
