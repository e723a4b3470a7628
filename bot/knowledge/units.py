"""Units as the vocabulary has them, with their multiples, and looked up by what stands behind a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from bot.knowledge.vocabulary import Text, Unit

PERCENT = "%"
"""The unit of percentages."""
RANK = "第"
"""The unit of ranks, which stands in front."""
INDEX = ""
"""The unit of bare numbers."""
_SCALES = {"百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "亿": 10**8, "万亿": 10**12}
_KINDS = {
    "money": ("money",),
    "count": ("count", "duration-months"),  # months in a row are counted too
    "rank": ("rank",),
    "duration": ("duration",),
    "index": ("index", "score"),
    "length": ("length",),
    "area": ("area",),
    "volume": ("volume",),
    "mass": ("mass",),
    "rate": ("percent", "permille", "percentage", "times"),
    "share": ("percent", "permille", "times"),
}
"""The dimensions that figures of a kind of measure may have, or their first parts; other kinds take any."""
_BARE = "个千百万亿"


def fits(kind: str, dimension: str) -> bool:
    """Whether a figure of a dimension may answer a measure of a kind."""
    allowed = _KINDS.get(kind)
    return allowed is None or dimension in allowed or dimension.partition("-")[0] in allowed


def is_figured(kind: str) -> bool:
    """Whether measures of a kind are answered by figures."""
    return kind in _KINDS


def with_multiples(unit: Unit, multiples: Iterable[str]) -> Iterator[Unit]:
    """A unit and its multiples: of 套 with 万, both 套 and 万套 (as a unit of its own, 10,000 times the
    factor)."""
    yield unit
    for prefix in multiples:
        scale = Decimal(_SCALES[prefix])
        yield Unit(
            id=prefix + unit.id,
            dimension=unit.dimension,
            factor=unit.factor * scale,
            name=Text(prefix + unit.name.zh, unit.name.en),
            names=tuple(prefix + name for name in unit.names if not name.isascii()),
            scale=unit.scale * scale,
        )


class Units:
    """The units of a vocabulary by every Chinese spelling, for reading figures."""

    def __init__(self, units: Mapping[str, Unit]) -> None:
        self.by_id = units
        self._spellings: dict[str, str] = {}
        for unit in units.values():
            if unit.id and unit.id != RANK:
                self._spellings[unit.id] = unit.id
        for unit in units.values():
            for name in unit.names:
                # of Latin ones only what no word looks like: Chinese reports write ug/m3, and t is any letter
                if (not name.isascii() or "/" in name) and unit.id != RANK:
                    self._spellings.setdefault(name, unit.id)
        self._running = {s for s in self._spellings if s in units or not set(s) <= set(_BARE)}
        self._longest = max(map(len, self._spellings), default=0)

    def get(self, spelling: str) -> Unit | None:
        """The unit with this id or name; None where there is none."""
        found = self._spellings.get(spelling)
        return self.by_id[found] if found is not None else self.by_id.get(spelling)

    def at(self, text: str, position: int) -> tuple[str, Unit] | None:
        """The longest spelling of a unit at a position of a text, and its unit; 亿 alone is none, of
        whatever it is."""
        for end in range(min(len(text), position + self._longest), position, -1):
            spelling = text[position:end]
            if spelling in self._running:
                return spelling, self.by_id[self._spellings[spelling]]
        return None
