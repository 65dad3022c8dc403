"""What the same answers would cost at the least: a constant, and one hand-written SELECT joined with f-strings."""

from collections import Counter, defaultdict
from html import escape
from operator import itemgetter
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

PAGE = "<!doctype html><html lang=fi><title>{title}</title><body><main>{body}</main></body></html>"


def gathered(expression: str) -> str:
    """Many rows' words as one: the two databases name it differently."""
    return (
        f"string_agg({expression}, ', ')" if connection.vendor == "postgresql" else f"group_concat({expression}, ', ')"
    )


def rows_of(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse("constant")


def list_floor(request: HttpRequest, slug: str) -> HttpResponse:
    """The first fifty rows of the list, signed in, every column that the list shows."""
    assert request.user.is_authenticated  # the list asks it too
    role = """(SELECT {0} FROM actions_responsibility r JOIN actors_body b ON b.id = r.body_id
               WHERE r.measure_id = m.id AND r.role = '{1}')"""
    lead, partners = (role.format(gathered("b.abbreviation"), name) for name in ("lead", "partner"))
    items = gathered("i.text_fi || ' ' || i.kind || ' ' || i.edtf")
    strip = gathered("h.stage || ' ' || h.confidence")
    found = rows_of(
        f"""SELECT m.code, m.title_fi, s.stage, s.confidence, s.reported_on, s.due,
                   {lead}, {partners},
                   (SELECT {items} FROM actions_scheduleitem i WHERE i.measure_id = m.id),
                   (SELECT {strip} FROM actions_standing h WHERE h.measure_id = m.id AND h.audience = 'public')
            FROM actions_measure m JOIN strategy_programme p ON p.id = m.programme_id
            LEFT JOIN actions_standing s ON s.measure_id = m.id AND s.audience = 'public' AND s.until IS NULL
            WHERE p.slug = %s ORDER BY m.sort_key, m.id LIMIT 50""",  # noqa: S608  # fixed words, the value is bound
        slug,
    )
    body = "".join(
        f"<tr><td class=nr>{code}</td><th scope=row><a href='/fi/{slug}/toimenpiteet/{code}/'>{escape(title)}</a></th>"
        f"<td>{escape(lead or '')}</td><td>{escape(partners or '')}</td><td>{stage} <small>{confidence}</small></td>"
        f"<td>{escape(schedule or '')} <small>{due}</small></td><td>{reported}</td><td>{strip}</td></tr>"
        for code, title, stage, confidence, reported, due, lead, partners, schedule, strip in found
    )
    return HttpResponse(PAGE.format(title=slug, body=f"<table>{body}</table>"))


def measure_floor(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One measure, signed in, every text that its page shows."""
    assert request.user.is_authenticated  # the page asks it too
    steps, items = gathered("t.label || ' ' || t.text_fi"), gathered("i.text_fi || ' ' || i.kind || ' ' || i.edtf")
    said = gathered("u.stage || ' ' || u.confidence || ' ' || u.public_fi")
    roles = gathered("r.role || ' ' || b.abbreviation || ' ' || b.name_fi")
    found = rows_of(
        f"""SELECT m.code, m.title_fi, m.text_fi, a.name_fi, s.stage, s.confidence, s.reported_on, s.due,
                   (SELECT {steps} FROM actions_step t WHERE t.measure_id = m.id),
                   (SELECT {items} FROM actions_scheduleitem i WHERE i.measure_id = m.id),
                   (SELECT {roles} FROM actions_responsibility r JOIN actors_body b ON b.id = r.body_id
                    WHERE r.measure_id = m.id),
                   (SELECT {said} FROM updates_update u WHERE u.measure_id = m.id AND u.state = 'published')
            FROM actions_measure m JOIN strategy_programme p ON p.id = m.programme_id
            JOIN strategy_area a ON a.id = m.area_id
            LEFT JOIN actions_standing s ON s.measure_id = m.id AND s.audience = 'public' AND s.until IS NULL
            WHERE p.slug = %s AND m.code = %s""",  # noqa: S608  # fixed words, the values are bound
        slug,
        code,
    )
    body = "".join(f"<p>{escape(str(value))}</p>" for value in found[0])
    return HttpResponse(PAGE.format(title=code, body=body))


# What the cockpit tells of a round: its bodies with their returns and mails, the answers that are owed, the book.
BODIES = """SELECT b.id, b.slug, b.abbreviation, b.name_fi, t.state, COALESCE(t.due, o.due), t.sent_at,
              (SELECT MAX(a.made_at) FROM updates_mailitem i JOIN updates_mail a ON a.id = i.mail_id
               WHERE i.round_id = o.id AND i.body_id = b.id)
       FROM updates_round o JOIN strategy_programme p ON p.id = o.programme_id CROSS JOIN actors_body b
       LEFT JOIN updates_return t ON t.round_id = o.id AND t.body_id = b.id
       WHERE p.slug = %s AND o.slug = %s ORDER BY b.sort_key, b.id"""
ANSWERS = """SELECT r.role, m.sort_key, m.id, r.body_id, m.code, u.id, u.state, u.ready_at, u.returned_at, u.accepted_at
       FROM updates_round o JOIN strategy_programme p ON p.id = o.programme_id
       JOIN actions_measure m ON m.programme_id = p.id JOIN actions_responsibility r ON r.measure_id = m.id
       LEFT JOIN updates_update u ON u.round_id = o.id AND u.measure_id = m.id AND u.role = r.role
            AND (u.role = 'lead' OR u.body_id = r.body_id)
       WHERE p.slug = %s AND o.slug = %s"""
BOOK = """SELECT e.at, b.abbreviation, e.kind, e.day, e.words, w.name FROM updates_logentry e
       JOIN updates_return t ON t.id = e.of_id JOIN actors_body b ON b.id = t.body_id
       JOIN updates_round o ON o.id = t.round_id JOIN strategy_programme p ON p.id = o.programme_id
       LEFT JOIN actors_user w ON w.id = e.by_id
       WHERE p.slug = %s AND o.slug = %s ORDER BY e.at DESC, e.id DESC LIMIT 8"""


def cockpit_floor(request: HttpRequest, slug: str, round: str) -> HttpResponse:
    """One round, signed in: a SELECT of the bodies with their returns and mails, one of a row for each answer that is
    owed, which becomes a chip, and one of the newest lines of the book. What is counted and put in order, is so here.
    """
    assert request.user.is_authenticated  # the cockpit asks it too
    bodies = rows_of(BODIES, slug, round)
    answers = rows_of(ANSWERS, slug, round)
    book = rows_of(BOOK, slug, round)
    owed: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for answer in sorted(answers, key=itemgetter(0, 1, 2)):
        owed[answer[3]].append(answer[4:])
    lines = [cockpit_line(slug, body[1:], owed[body[0]]) for body in bodies if body[0] in owed]
    counts = "".join(f"<dt>{state}<dd>{count}" for state, count in Counter(state for state, _html in lines).items())
    entries = "".join("<li>" + " ".join(escape(str(fact or "")) for fact in entry) for entry in book)
    table = "".join(html for _state, html in lines)
    body = f"<dl>{counts}</dl><form><table>{table}</table><textarea></textarea></form><ol>{entries}</ol>"
    return HttpResponse(PAGE.format(title=round, body=body))


def cockpit_line(slug: str, body: tuple[Any, ...], answers: list[tuple[Any, ...]]) -> tuple[str, str]:
    """The state of a body's return, and its row of the table."""
    where, short, name, state, due, sent_at, mailed = body
    states = [answer_state(*answer[2:]) for answer in answers]
    state = state or ("draft" if any(each != "new" for each in states) else "new")
    chips = "".join(
        f"<li><a href='/fi/tarkistus/{answer[1]}/'><svg class='si si-{word}' aria-hidden=true>"
        f"<use href='/static/icons.svg#s-{word}'/></svg>{answer[0]}<span class=sr> {word}</span></a>"
        for answer, word in zip(answers, states, strict=True)
    )
    left = sum(word not in {"submitted", "accepted", "published"} for word in states)
    return state, (
        f"<tr><td><input type=checkbox name=body value='{where}'><th scope=row><a href='/fi/{slug}/palautus/{where}/'>"
        f"{escape(short)}</a><small>{escape(name)}</small><td>{state} <small>{sent_at or ''} {due}</small>"
        f"<td><ul>{chips}</ul><td>{left}<td>{due}<td>{mailed or '–'}</tr>"
    )


def answer_state(state: str | None, ready_at: Any, returned_at: Any, accepted_at: Any) -> str:
    """Where an answer stands."""
    if state is None:
        return "new"
    if state == "draft":
        return "ready" if ready_at else "returned" if returned_at else "draft"
    return "accepted" if state == "submitted" and accepted_at else state
