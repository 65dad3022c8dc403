"""The shapes of status inside a page, for lists that draw hundreds of them."""

import re
from functools import cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.utils.safestring import SafeString

register = template.Library()
SYMBOL = re.compile(r'<symbol id="s-([\w-]+)" viewBox="0 0 16 16">(.*?)</symbol>')


@register.simple_tag
@cache
def mark_shapes(*symbols: str) -> SafeString:
    """The shapes of static/icons.svg, each in its colour, in the middle of a square of 24: `<use href="#s-plan"/>`."""
    shapes = dict(SYMBOL.findall(Path(str(finders.find("icons.svg"))).read_text("utf-8")))
    return SafeString(
        "".join(f'<g id="s-{name}" class="si-{name}" transform="translate(4 4)">{shapes[name]}</g>' for name in symbols)
    )
