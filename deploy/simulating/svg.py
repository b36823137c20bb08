"""The few shapes a chart needs, as text."""

from collections.abc import Iterable
from html import escape

INK, SOFT, GRID = "#1a1a1a", "#595959", "#d9d9d9"


def text(x: float, y: float, words: str, **style: object) -> str:
    """Write words; `style` are attributes of SVG, with underscores."""
    given = {"font-size": 14, "fill": INK} | {_dashed(name): value for name, value in style.items()}
    return f'<text x="{x:.1f}" y="{y:.1f}"{_attributes(given)}>{escape(words)}</text>'


def line(start: tuple[float, float], end: tuple[float, float], **style: object) -> str:
    """Draw a straight line."""
    given = {"stroke": GRID, "stroke-width": 1} | {
        _dashed(name): value for name, value in style.items()
    }
    ends = f'x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}"'
    return f"<line {ends}{_attributes(given)}/>"


def curve(points: Iterable[tuple[float, float]], colour: str, dashes: str) -> str:
    """Draw a line through these points."""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    look = f'fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dashes}"'
    return f'<polyline points="{path}" {look} stroke-linejoin="round"/>'


def bar(corner: tuple[float, float], size: tuple[float, float], colour: str) -> str:
    """Draw a filled rectangle."""
    (x, y), (width, height) = corner, size
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(0, width):.1f}" height="{height:.1f}" '
        f'fill="{colour}"/>'
    )


def document(width: float, height: float, title: str, parts: Iterable[str]) -> str:
    """Put the parts on white paper."""
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" role="img" '
        f"font-family=\"system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif\">\n"
        f"<title>{escape(title)}</title>\n"
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n{body}\n</svg>\n'
    )


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def _attributes(given: dict[str, object]) -> str:
    return "".join(f' {name}="{value}"' for name, value in given.items())
