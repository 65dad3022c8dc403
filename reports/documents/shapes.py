"""The shapes of status as drawings that stand alone, in the light colours of the site: for files."""

import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

from actions.status import CHANGE_ICONS

SYMBOL = re.compile(r'<symbol id="(?:s|i)-([\w-]+)" viewBox="([^"]+)">(.*?)</symbol>')
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6})")
COLOURED = re.compile(r"((?:\.si-[\w-]+(?:, )?)+) \{ color: var\(--([\w-]+)\); \}")


@cache
def shapes() -> dict[str, str]:
    """SVG documents by symbol: every status, and the arrows of change. Read from the site's own icons and colours."""
    tokens = colours()
    by_class = {
        name: tokens[token]
        for names, token in COLOURED.findall(read("etenee.css"))
        for name in re.findall(r"\.si-([\w-]+)", names)
    }
    symbols = {name: (box, inner) for name, box, inner in SYMBOL.findall(read("icons.svg"))}
    made = {name: drawn(*symbols[name], colour, tokens) for name, colour in by_class.items() if name in symbols}
    outline = f'stroke="{tokens["ink"]}" fill="none" stroke-width="1.75"'
    arrows = CHANGE_ICONS.values()  # drawn by their outline, in ink
    return made | {name: drawn(*symbols[name], tokens["ink"], tokens, outline) for name in arrows}


@cache
def colours() -> dict[str, str]:
    """The tokens of the light theme that are colours, by name: {"ink": "#16202b", …}."""
    light: dict[str, str] = {}
    for name, colour in TOKEN.findall(read("etenee.css")):
        light.setdefault(name, colour)
    return light


def drawn(box: str, inner: str, colour: str, tokens: dict[str, str], outline: str = "") -> str:
    """One symbol as a document of its own; what is cut out of a shape shows the paper."""
    inner = inner.replace("currentColor", colour).replace("var(--cut)", "#ffffff")
    inner = re.sub(r"var\(--([\w-]+)\)", lambda token: tokens[token[1]], inner)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><g {outline}>{inner}</g></svg>'


def read(name: str) -> str:
    return Path(str(finders.find(name))).read_text("utf-8")
