from actors.wording import alphabet_key

# The Finnish alphabet with numbers by their value (requirement L-30), as ICU orders it.
IN_ORDER = [
    "1.2", "1.9", "1.10", "Aalto", "aalto-yliopisto", "Etelä Savo", "Etelä-Savo", "Eteläinen", "Šakki", "Sisä", "sm",
    "SM", "Toimenpide 2", "Toimenpide 10", "Työ", "Vaasa", "Vantaa", "Wasa", "Wärtsilä", "Über", "Ylöjärvi", "Zeus",
    "Ålands", "Äänekoski", "Öljy", "Östersund",
]  # fmt: skip


def test_names_stand_in_the_order_of_the_finnish_alphabet():
    assert sorted(IN_ORDER, key=alphabet_key) == IN_ORDER


def test_a_letter_typed_in_two_signs_is_the_same_letter():
    assert alphabet_key("A\u030aland") == alphabet_key("Åland")
