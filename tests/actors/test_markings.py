import pytest

from actors.markings import first_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Asiakirja on SALAINEN.", "SALAINEN"),
        ("ERITTÄIN SALAINEN", "ERITTÄIN SALAINEN"),
        ("LUOTTAMUKSELLINEN", "LUOTTAMUKSELLINEN"),
        ("KÄYTTÖ RAJOITETTU", "KÄYTTÖ RAJOITETTU"),
        ("KÄYTTÖ\nRAJOITETTU", "KÄYTTÖ\nRAJOITETTU"),
        ("SALASSA PIDETTÄVÄ (JulkL 24 §)", "SALASSA PIDETTÄVÄ"),
        ("BEGRÄNSAD TILLGÅNG", "BEGRÄNSAD TILLGÅNG"),
        ("KONFIDENTIELL", "KONFIDENTIELL"),
        ("handlingen är HEMLIG", "HEMLIG"),
        ("SEKRETESSBELAGD", "SEKRETESSBELAGD"),
        ("NATO RESTRICTED", "RESTRICTED"),
        ("luokka TL I", "TL I"),
        ("TL II", "TL II"),
        ("(TLIII)", "TLIII"),
        ("TL IV, liite", "TL IV"),
        ("TL 4", "TL 4"),
        ("Otsikko\nsalassa pidettävä\nmuuta", "salassa pidettävä"),
        ("henkilötunnus 010190-123A", "010190-123A"),
        ("131052-308T", "131052-308T"),
        ("010190Y123A", "010190Y123A"),
    ],
)
def test_a_marking_is_found_as_written(text, found):
    assert first_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "luottamuksellinen ilmapiiri viranomaisten kesken",
        "Salassa pidettävän tiedon vaihto eri viranomaisten välillä",
        "RESTRICTEDX",
        "TL V",
        "HTL II",
        "puhelin 0295 123456-123",
        "hanke 010190-12",
        "SALAISUUS",
        "en hemlig röstning ordnades",
    ],
)
def test_ordinary_text_is_let_through(text):
    assert first_in(text) == ""


def test_a_long_text_of_blanks_is_read_at_once():
    assert first_in("\n \n" * 200_000) == ""


def test_an_allowed_marking_is_passed_over_and_the_next_is_found():
    text = "Leima SALASSA  PIDETTÄVÄ ja luokka TL III"
    assert first_in(text, {"salassa pidettävä"}) == "TL III"
    assert first_in(text, {"salassa pidettävä", "tl iii"}) == ""


def test_a_personal_identity_code_is_never_passed_over():
    assert first_in("010190-123A", {"010190-123a"}) == "010190-123A"
