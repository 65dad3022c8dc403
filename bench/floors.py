"""What the same answers would cost at the least: a constant, and one hand-written SELECT joined with f-strings."""

from html import escape
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
