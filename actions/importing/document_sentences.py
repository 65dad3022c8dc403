"""What is to be said of documents and of programmes as a whole: one sentence each, filled in the reader's language."""

from django.utils.translation import gettext_noop

SENTENCES: dict[str, str] = {
    # interchange documents that are not as their schema says
    "json_broken": gettext_noop(
        "%(file)s is not whole JSON: the fault is at line %(line)s, column %(column)s. Export it again."
    ),
    "json_lacks": gettext_noop("%(file)s, %(place)s: %(names)s is missing: add it."),
    "json_has_more": gettext_noop("%(file)s, %(place)s: the format has no %(names)s: take it away."),
    "json_wrong_type": gettext_noop("%(file)s, %(place)s: %(value)s is not of the JSON type %(wanted)s: correct it."),
    "json_not_one_of": gettext_noop("%(file)s, %(place)s: %(value)s is not one of %(wanted)s: correct it."),
    "json_too_long": gettext_noop("%(file)s, %(place)s: the text has more than %(wanted)s characters: shorten it."),
    "json_no_text": gettext_noop("%(file)s, %(place)s: the text is empty: write it."),
    "json_wrong_form": gettext_noop("%(file)s, %(place)s: %(value)s has the wrong form: write it as in %(wanted)s."),
    "json_not_as_schema": gettext_noop("%(file)s, %(place)s: %(fault)s. Correct it as the schema of the format says."),
    "json_bad_character": gettext_noop(
        "%(file)s, %(place)s: the text has a NUL or half a character in it: write the text again."
    ),
    # interchange documents that contradict themselves
    "duplicate_measure": gettext_noop("%(file)s has measure %(measure)s more than once: keep one of them."),
    "json_twice": gettext_noop(
        "%(file)s, measure %(measure)s: %(what)s “%(name)s” stands there more than once: keep one of them."
    ),
    "json_nameless": gettext_noop("%(file)s: a fact of the kind %(what)s has an empty name: write it."),
    "json_ring": gettext_noop("%(file)s: the body “%(name)s” stands above itself: correct its parent."),
    "json_backwards": gettext_noop(
        "%(file)s, measure %(measure)s: %(last)s comes before %(first)s: correct one of the days."
    ),
    "unknown_reference": gettext_noop(
        "%(file)s, measure %(measure)s: %(what)s “%(name)s” is not in the document: add it or correct the name."
    ),
    "impossible_day": gettext_noop("%(file)s, measure %(measure)s: “%(name)s” is no day: write it as 2018-12-31."),
    "bounds_do_not_fit": gettext_noop(
        "%(file)s, measure %(measure)s, schedule %(name)s: the earliest and the latest day are not those of the EDTF"
        " %(edtf)s: correct one of them."
    ),
    # files that can't be had, and databases that can't take them
    "file_not_there": gettext_noop("There is no file %(file)s: check its name and folder."),
    "file_is_folder": gettext_noop("%(file)s is a folder: name a file in it."),
    "file_not_readable": gettext_noop("%(file)s can't be read (%(reason)s): check that you may read it."),
    "nobody": gettext_noop("Nobody here has the e-mail address “%(email)s”: check it, or leave it out."),
    "database_fault": gettext_noop("%(reason)s"),
    # the programme that a file is to become
    "address_wrong": gettext_noop(
        "“%(slug)s” can't be the address of a programme: use 1–60 letters a–z, numbers and hyphens, such as sts-2018."
    ),
    "address_reserved": gettext_noop("“%(slug)s” is an address of the site itself: choose another for the programme."),
    "address_differs": gettext_noop(
        "%(file)s holds the programme “%(own)s”, which is brought in as “%(slug)s”: check the address."
    ),
    "programme_without_name": gettext_noop("%(file)s does not tell the name of the programme: type it."),
    "text_changed": gettext_noop(
        "%(file)s: the text has changed, but its translations have not, in these measures: %(measures)s. Check them."
    ),
    "body_known_otherwise": gettext_noop(
        "%(file)s tells other facts of these bodies than the list of bodies, which stays as it is: %(bodies)s."
    ),
}
