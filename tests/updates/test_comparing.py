from hypothesis import given
from hypothesis import strategies as st

from updates.comparing import Piece, pieces

TEXTS = st.text(st.sampled_from("ab ä\n.,-\t1"), max_size=60)


def test_a_changed_word_is_shown_and_nothing_else():
    assert pieces("Tehty osa on valmis.", "Tehty puolikas on valmis.") == [
        Piece("same", "Tehty"),
        Piece("removed", " osa"),
        Piece("added", " puolikas"),
        Piece("same", " on valmis."),
    ]


def test_added_text_leaves_the_rest_alone():
    assert pieces("Tehty", "Tehty ja tarkistettu") == [Piece("same", "Tehty"), Piece("added", " ja tarkistettu")]


@given(TEXTS, TEXTS)
def test_the_pieces_hold_both_texts_to_the_letter(before, after):
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.op != "added") == before
    assert "".join(piece.text for piece in found if piece.op != "removed") == after


@given(TEXTS)
def test_equal_texts_have_no_changes(text):
    assert {piece.op for piece in pieces(text, text)} <= {"same"}
