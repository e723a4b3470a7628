"""Reads the pixels of a PNG as vl-convert writes it: 8 bits, RGBA, not interlaced."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

SIGNATURE = b"\x89PNG\r\n\x1a\n"
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    rows: tuple[bytes, ...]
    """Four bytes a pixel."""

    def pixel(self, x: int, y: int) -> Colour:
        red, green, blue = self.rows[y][4 * x : 4 * x + 3]
        return red, green, blue

    def count(self, colour: Colour, x: range, y: range) -> int:
        (number,) = struct.unpack("=I", bytes((*colour, 255)))
        return sum(row[x.start : x.stop].count(number) for row in self._numbers(y))

    def columns(self, colour: Colour) -> list[int]:
        """The columns that have a pixel of the colour, from the left."""
        (number,) = struct.unpack("=I", bytes((*colour, 255)))
        return [
            x
            for x, pixels in enumerate(zip(*self._numbers(range(self.height)), strict=True))
            if number in pixels
        ]

    def _numbers(self, y: range) -> Iterator[list[int]]:
        """A number for each pixel of each row."""
        return (memoryview(self.rows[j]).cast("I").tolist() for j in y)

    def ink(self, x: range, y: range) -> int:
        """How many pixels are darker than half."""
        strips = (self.rows[j][4 * x.start : 4 * x.stop] for j in y)
        pixels = (zip(strip[::4], strip[1::4], strip[2::4], strict=True) for strip in strips)
        return sum(sum(rgb) < 384 for row in pixels for rgb in row)


def colour(css: str) -> Colour:
    return int(css[1:3], 16), int(css[3:5], 16), int(css[5:7], 16)


def decode(png: bytes) -> Picture:
    assert png.startswith(SIGNATURE)
    chunks = list(_chunks(png))
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", dict(chunks)[b"IHDR"])
    assert (depth, kind, interlaced) == (8, 6, 0)
    data = zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT"))
    stride = 4 * width
    rows: list[bytes] = []
    above = bytes(stride)
    for start in range(0, len(data), stride + 1):
        above = _unfiltered(data[start], data[start + 1 : start + 1 + stride], above)
        rows.append(above)
    assert len(rows) == height
    return Picture(width, height, tuple(rows))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _unfiltered(kind: int, line: bytes, above: bytes) -> bytes:
    if kind == 0:
        return line
    if kind == 1:  # nearly every line, so at the speed of C
        out = bytearray(len(line))
        for channel in range(4):
            out[channel::4] = bytes(map((255).__and__, accumulate(line[channel::4])))
        return bytes(out)
    out = bytearray(line)
    for i, value in enumerate(line):
        left, up = (out[i - 4] if i >= 4 else 0), above[i]
        corner = above[i - 4] if i >= 4 else 0
        out[i] = (value + (left, up, (left + up) // 2, _paeth(left, up, corner))[kind - 1]) & 255
    return bytes(out)


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
