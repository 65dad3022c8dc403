"""What the tests of this room may ask for."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories import make_measure, make_round


@pytest.fixture(autouse=True)
def pages_in_english():
    """Addresses and sentences of these tests are the English ones, whatever the test before looked at."""
    with translation.override("en"):
        yield


@pytest.fixture
def cast(cast):
    """The cast of every test, reading English here: mails are written in the language of who reads them."""
    for person in cast.everyone().values():
        if person.is_authenticated:
            person.language = "en"
            person.save()
    return cast


@pytest.fixture
def measure(cast):
    """Led by LEAD, with PART as a partner, in a round that is open on 30.6.2018."""
    measure = make_measure(number="2.2", lead=cast.leading, partners=[cast.partnering])
    make_round(measure.programme)
    return measure


@pytest.fixture
def page_of(measure):
    """`page_of("update_form", body)`: the address of a page of the body's answer to the measure."""

    def address(name, body, measure=measure):
        return reverse(f"updates:{name}", args=[measure.programme.slug, measure.code, body.slug])

    return address


def typed(form, **changes):
    """What a browser sends for a form as it is shown, with the changes that somebody types."""
    values = {name: form[name].value() for name in form.fields}
    shown = {name: form.fields[name].widget.format_value(value) for name, value in values.items() if value}
    texts = {name: value[0] if isinstance(value, list) else value for name, value in shown.items()}
    return {name: "" if text is None else str(text) for name, text in texts.items()} | changes


@pytest.fixture
def fill_in():
    """`fill_in(client, url, done="…")`: opens the form, types, saves the draft."""

    def save(client, url, **changes):
        return client.post(url, typed(client.get(url).context["form"], **changes))

    return save


@pytest.fixture
def mail_server(settings):
    """A real mail server of this test, to which the site sends; see MailServer for what it can be told to do."""
    from tests.updates.mail_server import MailServer

    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    server.become("away")
