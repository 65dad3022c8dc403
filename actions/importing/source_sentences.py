"""What the findings of the sources say to people: one sentence each; facts fill it in the reader's language."""

from django.utils.translation import gettext_noop

SENTENCES: dict[str, str] = {
    # the file as a whole
    "file_empty": gettext_noop("%(file)s is empty: choose the file that holds the programme."),
    "file_too_large": gettext_noop(
        "%(file)s has %(megabytes)s MB, and at most %(most)s MB can be read: save the table alone in a file."
    ),
    "file_is_picture": gettext_noop(
        "%(file)s is a picture (%(form)s), not a table: save the table itself as .xlsx, .csv or .html."
    ),
    "file_is_pdf": gettext_noop(
        "%(file)s is a PDF: save the table it was made from as .xlsx or .csv, or the page's text as .txt."
    ),
    "file_is_word": gettext_noop(
        "%(file)s is a Word document: copy its table to an empty workbook and save that as .xlsx."
    ),
    "file_is_slides": gettext_noop(
        "%(file)s is a slide show: copy its table to an empty workbook and save that as .xlsx."
    ),
    "file_is_opendocument": gettext_noop("%(file)s is an OpenDocument file: save it as .xlsx or .csv."),
    "file_is_archive": gettext_noop("%(file)s is a packed archive: unpack it and choose the file inside."),
    "file_not_known": gettext_noop(
        "%(file)s is neither a table nor a text: choose an .xlsx, .csv, .html, .txt or .json file."
    ),
    "file_has_nul": gettext_noop(
        "%(file)s, line %(line)s, has a NUL character, so the text is damaged: save it again as UTF-8."
    ),
    # the name and the content disagree
    "workbook_misnamed": gettext_noop(
        "%(file)s is an Excel workbook although its name ends in %(ending)s: rename it to .xlsx."
    ),
    "html_misnamed": gettext_noop(
        "%(file)s is a web page although its name ends in %(ending)s: rename it to .html, or save it as .xlsx in Excel."
    ),
    "json_misnamed": gettext_noop("%(file)s is JSON although its name ends in %(ending)s: rename it to .json."),
    "text_misnamed": gettext_noop(
        "%(file)s is plain text although its name ends in %(ending)s: rename it to .csv if it is a table, else to .txt."
    ),
    # workbooks
    "workbook_old": gettext_noop("%(file)s is in the Excel format of before 2007 (.xls): save it as .xlsx."),
    "workbook_binary": gettext_noop("%(file)s is a binary workbook (.xlsb): save it as .xlsx."),
    "workbook_xml": gettext_noop("%(file)s is an XML spreadsheet of 2003: open it in Excel and save it as .xlsx."),
    "workbook_encrypted": gettext_noop("%(file)s is protected by a password: remove the password and save it again."),
    "workbook_with_macros": gettext_noop("%(file)s is a workbook with macros: save it as .xlsx without macros."),
    "workbook_damaged": gettext_noop(
        "%(file)s is damaged or cut short: open it in Excel, save it again as .xlsx, or send it again."
    ),
    "workbook_unsafe": gettext_noop(
        "%(file)s has a document type declaration in %(part)s, which no workbook needs: save it again in Excel."
    ),
    "workbook_many_parts": gettext_noop(
        "%(file)s consists of %(parts)s parts, and at most %(most)s can be read: copy the table to an empty workbook."
    ),
    "workbook_unpacks_large": gettext_noop(
        "%(file)s unpacks to %(megabytes)s MB, far more than a programme: copy the table to an empty workbook."
    ),
    "workbook_empty": gettext_noop("%(file)s has no text on any sheet: choose the workbook that holds the programme."),
    "range_too_large": gettext_noop(
        "%(file)s, range %(range)s, is merged or linked over more than %(most)s cells: undo that and save it again."
    ),
    "formula_without_value": gettext_noop(
        "%(file)s, %(place)s, has a formula without a stored result: open it in Excel, save it, or type the text."
    ),
    "formula_value_used": gettext_noop(
        "%(file)s has formulas (%(count)s: %(cells)s); the results stored with them were taken."
    ),
    "cell_error": gettext_noop("%(file)s, %(place)s, shows the error %(text)s: correct its formula or type the text."),
    "cell_has_nul": gettext_noop(
        "%(file)s, %(place)s, has a NUL character, so its text is damaged: type the text again."
    ),
    "cell_full": gettext_noop(
        "%(file)s, %(place)s, is as long as Excel allows, so its end may be cut: check it against the original."
    ),
    "date_without_year": gettext_noop(
        "%(file)s, %(place)s, shows a date without its year and was read as %(text)s: check the year."
    ),
    "year_shown_as_date": gettext_noop(
        "%(file)s, %(place)s, shows %(text)s, perhaps a year in a date's format: check it."
    ),
    "hidden_rows": gettext_noop("%(file)s: hidden rows were read too (%(rows)s)."),
    "hidden_columns": gettext_noop("%(file)s: hidden columns were read too (%(columns)s)."),
    "hidden_sheet": gettext_noop("%(file)s: the hidden sheet “%(sheet)s” was read, for no other has the columns."),
    "sheet_left_out": gettext_noop(
        "%(file)s: the sheet “%(sheet)s” has no such table and was left out; “%(read)s” was read."
    ),
    "sheet_not_read": gettext_noop(
        "%(file)s: the sheet “%(sheet)s” has the columns too, but only “%(read)s” was read: "
        "import it from a file of its own if it belongs to the programme."
    ),
    # texts
    "encoding_unknown": gettext_noop(
        "%(file)s, line %(line)s, has the byte %(byte)s, which no known encoding has there: save it again as UTF-8."
    ),
    "encoding_mixed": gettext_noop(
        "%(file)s, line %(line)s, mixes two encodings (“%(text)s”): save it again as UTF-8."
    ),
    "letters_torn": gettext_noop(
        "%(file)s, line %(line)s, has letters torn in an earlier conversion (“%(text)s”): check the words."
    ),
    "read_as_windows_1252": gettext_noop("%(file)s is not UTF-8 and was read as Windows-1252."),
    "quotes_unpaired": gettext_noop(
        '%(file)s, line %(line)s, has a quotation mark without its pair: write "" for a mark inside a quoted cell.'
    ),
    "cell_too_long": gettext_noop(
        "%(file)s, line %(line)s, begins a cell of more than 131,072 characters: check the quotation marks there."
    ),
    "line_too_long": gettext_noop(
        "%(file)s, line %(line)s, has %(cells)s cells where the header has %(columns)s: "
        "put a text that holds the delimiter in quotation marks."
    ),
    "line_too_short": gettext_noop(
        "%(file)s, line %(line)s, has %(cells)s cells where the header has %(columns)s; "
        "the last ones were taken as empty: check the line."
    ),
    # web pages
    "html_without_table": gettext_noop("%(file)s is a web page without a table: save the page that shows the table."),
    "html_is_archive": gettext_noop(
        "%(file)s is a web page packed with its pictures: save it as “web page, HTML only”."
    ),
    "html_cut": gettext_noop(
        "%(file)s is cut short: what begins on line %(line)s does not end; save the whole page again."
    ),
    "html_too_large": gettext_noop(
        "%(file)s has more than %(most)s tags or tables too deep in tables: save the table alone in a page."
    ),
    "table_not_read": gettext_noop(
        "%(file)s: the table on line %(line)s has the columns too, but only the first such table was read: "
        "import it from a file of its own if it belongs to the programme."
    ),
    # interchange
    "json_not_programme": gettext_noop("%(file)s is JSON, but not a programme: its “format” has to be “%(format)s”."),
    # tables
    "columns_missing": gettext_noop(
        "%(file)s, %(place)s: no header row names the columns %(missing)s (nearest: “%(seen)s”); "
        "name the five columns in one row."
    ),
    "column_twice": gettext_noop(
        "%(file)s, %(place)s: the column “%(column)s” means the same as one before it; its texts are remarks."
    ),
    "table_without_rows": gettext_noop("%(file)s, %(place)s: there are no rows below the header; add the measures."),
    "table_too_large": gettext_noop(
        "%(file)s has more than %(most)s cells: delete empty rows and columns that are formatted, and save it again."
    ),
    "number_was_date": gettext_noop(
        "%(file)s, %(place)s: the number was turned into the date %(shown)s and was read as %(number)s: check it."
    ),
    "number_lost_zero": gettext_noop(
        "%(file)s, %(place)s: the number %(shown)s has lost a zero and was read as %(number)s, "
        "for it follows the one before: check it."
    ),
    "number_may_have_lost_zero": gettext_noop(
        "%(file)s, %(place)s: the number %(shown)s occurs twice, and one may have lost a zero at its end: "
        "write such numbers as text."
    ),
    "measure_without_number": gettext_noop(
        "%(file)s, %(place)s: a new text stands without a number and was read as part of %(number)s: check it."
    ),
    "cell_shared": gettext_noop(
        "%(file)s, %(place)s: a cell is merged over several measures and was read for %(number)s as well."
    ),
}
