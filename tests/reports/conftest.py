"""What the tests of this room may ask for."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def pages_in_english():
    """Addresses and sentences of these tests are the English ones, whatever the test before looked at."""
    with translation.override("en"):
        yield
