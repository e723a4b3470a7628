"""From a Vega-Lite specification to a PNG with Chinese text: fonts, weights, rendering."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from wcwidth import width as cells

Spec = dict[str, Any]
"""A Vega-Lite specification: JSON as Python reads it."""

VEGA_LITE = "5.20"
WIDTH = 540
"""Width of every picture in pixels of the specification."""
SCALE = 2
"""Pixels of the PNG to one of the specification: 1,080 across, what a phone's screen has."""
MARGIN = 24

# Okabe and Ito, Color Universal Design (2008): told apart by people with any common colour blindness.
BLUE, ORANGE, VERMILLION = "#0072B2", "#E69F00", "#D55E00"
INK, FAINT, RULE, PAPER = "#1F2328", "#59636E", "#D1D9E0", "#FFFFFF"

PACKAGE, PACKAGED_FAMILY = "manimgx_fonts_cjk", "Noto Sans CJK SC"
SYSTEM_FAMILIES = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")
"""What macOS and Windows bring; elsewhere fontconfig is asked."""
PREFERRED = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "WenQuanYi Micro Hei")

# The packaged collection is variable and is drawn in its default weight, the thinnest: an outline of this
# part of the text size makes it as heavy as the regular and the bold of the same family.
OUTLINE = {"normal": 0.038, "bold": 0.058}

NARROW, WIDE = 0.56, 1.0
"""Widths of a Latin and of a Chinese character of Noto Sans, in parts of the text size."""


class ChartsUnavailableError(OSError):
    """The drawing library is missing, or a font with Chinese characters; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Font:
    """A family that has Chinese characters."""

    family: str
    """As CSS takes it, alternatives split by commas."""
    folder: Path | None = None
    """Where its files are, if the drawing library does not look there by itself."""
    thin: bool = False
    """Whether it is drawn too thin to read unless outlined."""


@cache
def can_draw() -> bool:
    """Whether the drawing library is installed; looks, but does not load it."""
    return find_spec("vl_convert") is not None


@cache
def chinese_font() -> Font:
    """The system's Chinese font, else the packaged one. Raises ChartsUnavailableError without either."""
    if sys.platform in {"darwin", "win32"}:
        return Font(", ".join(SYSTEM_FAMILIES))
    system = _fontconfig_families()
    known = next((name for name in PREFERRED if name in system), None)
    if known or system:
        return Font(known or min(system))
    if spec := find_spec(PACKAGE):
        return Font(PACKAGED_FAMILY, Path(spec.origin or "").parent, thin=True)
    raise ChartsUnavailableError(
        "No Chinese font for charts: install one (Noto Sans CJK) or `pip install wenbao[charts]`."
    )


def _fontconfig_families() -> frozenset[str]:
    program = shutil.which("fc-list")
    if program is None:
        return frozenset()
    listing = subprocess.run(
        [program, ":lang=zh-cn", "family"], capture_output=True, text=True, timeout=20, check=False
    )
    names = (line.split(",")[0].strip().replace("\\", "") for line in listing.stdout.splitlines())
    return frozenset(name for name in names if name)


def png(spec: Spec, font: Font | None = None) -> bytes:
    """Draws a specification of `WIDTH` pixels, every text in a Chinese font.

    Raises ChartsUnavailableError, and ValueError where the specification is none.
    """
    try:
        import vl_convert  # 80 MB of library, needed by whoever asks for a picture
    except ImportError as missing:
        raise ChartsUnavailableError("Charts need their extra: `pip install wenbao[charts]`.") from missing
    chosen = font or chinese_font()
    if chosen.folder is not None:
        vl_convert.register_font_directory(str(chosen.folder))
    config = {"font": chosen.family, "background": PAPER, "view": {"stroke": None}, **spec.get("config", {})}
    svg: str = vl_convert.vegalite_to_svg({**spec, "config": config}, VEGA_LITE)
    picture: bytes = vl_convert.svg_to_png(_outlined(svg) if chosen.thin else svg, scale=SCALE)
    return picture


_TEXT = re.compile(r"<text ([^>]*)>")
_SIZE = re.compile(r'font-size="([\d.]+)px"')
_FILL = re.compile(r'fill="([^"]+)"')


def _outlined(svg: str) -> str:
    """The picture with each text outlined in its own colour, so that thin strokes get weight."""

    def outline(text: re.Match[str]) -> str:
        attributes = text[1]
        size, fill = _SIZE.search(attributes), _FILL.search(attributes)
        if size is None or fill is None:
            return text[0]
        weight = OUTLINE["bold" if 'font-weight="bold"' in attributes else "normal"]
        stroke = f'stroke="{fill[1]}" stroke-width="{weight * float(size[1]):.3f}" stroke-linejoin="round"'
        return f"<text {stroke} {attributes}>"

    return _TEXT.sub(outline, svg)


def text_width(text: str, size: float) -> float:
    """About how wide a line of text is drawn, in pixels; rather too wide than too narrow."""
    wide = cells(text) - len(text)
    return size * (WIDE * wide + NARROW * (len(text) - wide))
