"""What a file of translations is told to people: one sentence for each finding, with the place and the remedy."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from actions.importing.rows import Finding
from updates.translation_orders.ordering import LANGUAGES

SENTENCES: dict[str, str] = {
    # the file as a whole
    "file_empty": gettext_noop("%(file)s is empty: choose the file that the translator filled."),
    "file_too_large": gettext_noop(
        "%(file)s has %(megabytes)s MB, and at most %(most)s MB can be read: take pictures out of it and save it again."
    ),
    "file_is_page": gettext_noop(
        "%(file)s is a web page: choose the Word document (.docx) or the XLIFF file (.xlf) that was ordered."
    ),
    "file_is_text": gettext_noop(
        "%(file)s is plain text: choose the Word document (.docx) or the XLIFF file (.xlf) that was ordered."
    ),
    "file_is_rtf": gettext_noop("%(file)s is an RTF file: open it in Word and save it as a Word document (.docx)."),
    "file_is_other": gettext_noop(
        "%(file)s is neither a Word document nor an XLIFF file: choose the .docx or .xlf file that was ordered."
    ),
    "file_is_excel": gettext_noop(
        "%(file)s is an Excel workbook: choose the Word document (.docx) or the XLIFF file (.xlf) that was ordered."
    ),
    "file_is_slides": gettext_noop(
        "%(file)s is a slide show: choose the Word document (.docx) or the XLIFF file (.xlf) that was ordered."
    ),
    "file_is_opendocument": gettext_noop(
        "%(file)s is an OpenDocument file: open it and save it as a Word document (.docx)."
    ),
    "file_is_archive": gettext_noop(
        "%(file)s is a packed archive: unpack it and choose the .docx or .xlf file inside."
    ),
    "file_is_xml": gettext_noop(
        "%(file)s is XML, but not XLIFF (it begins with “%(element)s”): "
        "ask the translator to export it as XLIFF 1.2 (.xlf)."
    ),
    "word_old": gettext_noop("%(file)s is in the Word format of before 2007 (.doc): open it and save it as .docx."),
    "word_encrypted": gettext_noop("%(file)s is protected by a password: remove the password and save it again."),
    "word_with_macros": gettext_noop(
        "%(file)s is a document with macros (.docm): open it and save it as .docx, without macros."
    ),
    "workbook_encrypted": gettext_noop("%(file)s is protected by a password: remove the password and save it again."),
    "workbook_damaged": gettext_noop(
        "%(file)s is damaged or cut short: open it in Word and save it again, or ask for it again."
    ),
    "workbook_unsafe": gettext_noop(
        "%(file)s has a document type declaration, which no translation needs: "
        "save it again in Word, or ask the translator to export it without one."
    ),
    "workbook_many_parts": gettext_noop(
        "%(file)s consists of %(parts)s parts, and at most %(most)s can be read: take pictures and drawings out of it."
    ),
    "workbook_unpacks_large": gettext_noop(
        "%(file)s unpacks to %(megabytes)s MB, far more than our order: copy the translations to a new one."
    ),
    "table_too_large": gettext_noop(
        "%(file)s has far more parts inside than our order: copy the translations to a new one."
    ),
    "rows_too_many": gettext_noop(
        "%(file)s has more than %(most)s texts, far more than our order: copy the translations to a new one."
    ),
    "xliff_damaged": gettext_noop(
        "%(file)s is cut short or no longer XML (line %(line)s, character %(column)s): "
        "ask the translator to export it again."
    ),
    "xliff_two": gettext_noop("%(file)s is XLIFF %(version)s: ask the translator to export it as XLIFF 1.2."),
    "units_missing": gettext_noop("%(file)s has no texts: ask the translator to export the whole file again."),
    "table_missing": gettext_noop(
        "%(file)s has no table with the columns of a translation order: choose the file that the translator filled."
    ),
    # whose it is
    "file_foreign": gettext_noop(
        "No text in %(file)s was ordered from this service: choose a file that was ordered here, "
        "or order the texts again and copy the translations to the new file."
    ),
    "file_of_another_language": gettext_noop(
        "%(file)s says that it is in the language %(told)s, but its texts were ordered in %(language)s: "
        "ask the translator which it is, and mend the language of the file (target-language)."
    ),
    # columns and rows
    "column_missing": gettext_noop(
        "Table %(table)s has no column “%(column)s”, so nothing in it was read: "
        "put its heading back, or copy the translations to a new order."
    ),
    "column_twice": gettext_noop(
        "Table %(table)s has the column “%(column)s” twice, so nothing in it was read: delete one of the two."
    ),
    "columns_moved": gettext_noop("Table %(table)s: columns were moved, and read by what they are called."),
    "source_missing": gettext_noop(
        "Table %(table)s has no column “%(column)s”, so it was not checked that each translation stands in its row."
    ),
    "cells_merged": gettext_noop(
        "%(place)s: cells are merged, split or missing, so nothing in it was read: copy the translation to a new order."
    ),
    "row_twice": gettext_noop(
        "%(places)s are the same text, and none of them was read: delete all but one of them."
    ),
    "row_unknown": gettext_noop(
        "%(place)s: the reference “%(reference)s” is none of this service, or has been changed, so its text was not "
        "read: copy the reference from the order."
    ),
    "row_without_reference": gettext_noop(
        "%(place)s has no reference, so “%(new)s” was not read: write it in the row of its text."
    ),
    "row_of_another_language": gettext_noop(
        "%(place)s: %(reference)s was ordered in %(language)s, and this file is in %(file_language)s, so it was not "
        "read: bring it in a file of its own."
    ),
    # the texts
    "text_emptied": gettext_noop(
        "%(place)s is empty, so the text here (“%(now)s”) stays: write a translation, or mend the text on its page."
    ),
    "text_too_long": gettext_noop(
        "%(place)s (%(measure)s, %(body)s) has %(length)s characters, and at most %(most)s can be kept: "
        "shorten the text."
    ),
    "text_marked": gettext_noop(
        "%(place)s (%(measure)s, %(body)s) carries the marking “%(marking)s”, so it was not taken in: take it out; "
        "this service is not for secret or classified information."
    ),
    "text_marked_as_secret": gettext_noop(
        "%(place)s (%(measure)s, %(body)s) carries the marking “%(marking)s”, so it was not taken in: take it out; "
        "this service is not for secret or classified information. If the text is public and only names the marking, "
        "allow the marking first on the page of the body's return."
    ),
    "text_is_original": gettext_noop(
        "%(place)s (%(measure)s, %(body)s): the body writes in this language itself now, so the translation was not "
        "taken in: there is nothing to translate."
    ),
    "answer_returned": gettext_noop(
        "%(place)s (%(measure)s, %(body)s): the answer is with its body again, so the text was not taken in: "
        "bring the file again when the answer is back."
    ),
    "round_closed": gettext_noop(
        "%(place)s (%(measure)s, %(body)s): the round %(round)s was closed for good, so the text was not taken in: "
        "its texts stay as they were then."
    ),
    "changes_tracked": gettext_noop(
        "%(place)s has tracked changes: it was read as if all of them were accepted. Check the text."
    ),
    "comments_unread": gettext_noop("The file has comments, which were not read: look at them in the file."),
    "objects_unread": gettext_noop(
        "%(place)s has a picture, a footnote, a symbol or a table in it, which was not read: check the text."
    ),
    "codes_unread": gettext_noop("%(place)s has codes of a format in its text, which were left out: check the text."),
}  # fmt: skip


def sentence(finding: Finding, file_language: str = "") -> str:
    """The finding as people read it: what, where, what to do."""
    facts = {"place": capfirst(finding.place), "file_language": file_language} | finding.facts
    for name in ("language", "file_language"):
        if facts.get(name):
            facts[name] = str(LANGUAGES[facts[name]])
    return _(SENTENCES[finding.code]) % facts
