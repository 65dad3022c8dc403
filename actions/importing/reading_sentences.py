"""What the findings of the reading say to people: one sentence each; facts fill it in the reader's language."""

from django.utils.translation import gettext_noop

SENTENCES: dict[str, str] = {
    # the printed lines of a page
    "no_measures": gettext_noop(
        "%(file)s has no line that begins with the number of a measure (“1.1. ”): copy the whole table of the page."
    ),
    "number_in_text": gettext_noop(
        "%(file)s, %(place)s: “%(number)s” is read as the end of the line above it: check that it is no measure."
    ),
    "measure_end_guessed": gettext_noop(
        "%(file)s, %(place)s: measure %(number)s has one line, and all but its first sentence is implementation: check."
    ),
    "body_guessed": gettext_noop(
        "%(file)s, %(place)s: “%(name)s” is not in the list of bodies but stands in the place of one: check it."
    ),
    "several_places": gettext_noop(
        "%(file)s, %(place)s: the responsible body could stand in several places, the last one is taken: check it."
    ),
    "cells_not_parted": gettext_noop(
        "%(file)s, %(place)s: no known body stands before the schedule, so all is implementation: check it."
    ),
    # rows and measures
    "row_without_measure": gettext_noop(
        "%(file)s, %(place)s: no number stands in or above the row: add the number of its measure."
    ),
    "number_missing": gettext_noop("%(file)s, %(place)s: the measure “%(words)s” has no number: add one."),
    "number_too_long": gettext_noop(
        "%(file)s, %(place)s: “%(number)s …” is too long for a number: put the number alone in its column."
    ),
    "duplicate_number": gettext_noop(
        "%(file)s, %(place)s: the measure on line %(first)s has the number %(measure)s too: give each its own."
    ),
    "area_too_long": gettext_noop(
        "%(file)s, %(place)s: the heading “%(words)s” has more than %(most)s characters: shorten it."
    ),
    "measure_without_text": gettext_noop("%(file)s, %(place)s: measure %(measure)s has no text: add it to the source."),
    # bodies
    "new_body": gettext_noop(
        "%(file)s, %(place)s: “%(name)s” is not in the list of bodies and is added: check its name and kind."
    ),
    "no_name": gettext_noop("%(file)s, %(place)s: “%(words)s” is no name of a body and is left out: check it."),
    "names_split": gettext_noop(
        "%(file)s, %(place)s: “%(words)s” is read as several bodies: check that it is not the name of one."
    ),
    "names_in_qualifier": gettext_noop(
        "%(file)s, %(place)s: “%(words)s” is kept as a remark on %(name)s: check whether it names bodies."
    ),
    "missing_dash": gettext_noop(
        "%(file)s, %(place)s: “%(name)s” stands below the heading without a dash and is read as a partner: check it."
    ),
    "unit_without_lead": gettext_noop(
        "%(file)s, %(place)s: “%(name)s” has a dash but no lead above it and is read as a partner: check it."
    ),
    "body_repeated": gettext_noop("%(file)s, %(place)s: “%(name)s” is named twice in the same role and is taken once."),
    "abbreviation_explained": gettext_noop(
        "%(file)s, %(place)s: the text explains “%(name)s” as “%(words)s”, which is added as a new body: check it."
    ),
    "name_too_long": gettext_noop(
        "%(file)s, %(place)s: “%(words)s” has more than %(most)s characters: put each body on a line of its own."
    ),
    "body_cell_shared": gettext_noop(
        "%(file)s, %(place)s: the bodies of measures %(first)s and %(measure)s stand in one cell; each is given"
        " to the measure on whose line it stands: check whether they share them all."
    ),
    "heading_without_names": gettext_noop(
        "%(file)s, %(place)s: measure %(measure)s has a heading over partners but names none."
    ),
    "no_lead": gettext_noop("%(file)s, %(place)s: measure %(measure)s names no lead: add one if there is one."),
    "no_bodies": gettext_noop("%(file)s, %(place)s: measure %(measure)s names no responsible body."),
    # steps and schedules
    "paragraph_joined": gettext_noop(
        "%(file)s, %(place)s: “%(words)s” has no label and is read as part of step %(label)s: check it."
    ),
    "schedule_under_label": gettext_noop(
        "%(file)s, %(place)s: schedule “%(words)s” has no label and is tied to step %(step)s above it: check it."
    ),
    "schedule_of_other_step": gettext_noop(
        "%(file)s, %(place)s: schedule “%(words)s” speaks of several steps and is tied to none: check it."
    ),
    "label_by_order": gettext_noop(
        "%(file)s, %(place)s: schedule %(label)s “%(words)s” is tied to step %(step)s by its order: check it."
    ),
    "label_without_step": gettext_noop(
        "%(file)s, %(place)s: schedule %(label)s “%(words)s” is tied to no step, for none has its label: check it."
    ),
    "schedule_unread": gettext_noop(
        "%(file)s, %(place)s: no time could be read from “%(words)s”: set the dates by hand if there are any."
    ),
    "no_schedule": gettext_noop("%(file)s, %(place)s: measure %(measure)s has no schedule."),
    # links
    "link_without_target": gettext_noop(
        "%(file)s, %(place)s: measure %(measure)s refers to “%(words)s”, which is not there: check the number."
    ),
    # the balance
    "left_over": gettext_noop(
        "%(file)s, %(place)s: “%(words)s” was left over: put the words in the right cell, or report the fault."
    ),
    "not_printed": gettext_noop(
        "%(file)s, %(place)s: “%(words)s” was read more often than it is printed: check the cells, or report the fault."
    ),
}
