from actions.importing.places import place_in
from actions.importing.rows import Row


def test_a_fact_of_a_table_is_found_by_its_own_cell_and_one_of_a_text_by_its_line():
    of_table = Row("A5", 5, 5, cells={"body": "D5"})
    assert place_in(of_table, (5, 5), "body") == "D5"
    assert place_in(of_table, (5, 5), "schedule") == "A5"
    assert place_in(Row("rivi 5", 5, 7), (6, 6), "body") == "rivi 6"
