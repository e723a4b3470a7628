"""What stands in a question as it is: names, numbers and dates, before the best of them are chosen."""

from __future__ import annotations

from dataclasses import replace

from bot.knowledge.model import FactBase
from bot.understanding.lexicon import Lexicon, LinkKind, Target
from bot.understanding.linking import Link, exact_links
from bot.understanding.numbers import NumberMention, read_numbers
from bot.understanding.periods import PeriodMention, read_dates
from bot.understanding.split_names import split_links
from bot.understanding.tokens import Token

ENUMERATION = "、"


def exact_candidates(
    tokens: tuple[Token, ...],
    folded: str,
    base: FactBase,
    lexicon: Lexicon,
    without: frozenset[tuple[str, ...]],
) -> tuple[list[Link], tuple[NumberMention, ...], tuple[PeriodMention, ...]]:
    """Every name, number and date of a question, as links, with what numbers and dates they stand for."""
    numbers = read_numbers(tokens, base)
    dates = read_dates(folded)
    exact = (*split_links(tokens, lexicon), *exact_links(tokens, lexicon))
    links = [ln for ln in exact if ln.name not in without and not _spans_a_mark(ln, tokens, folded)]
    for index, number in enumerate(numbers):
        if any(d.start <= tokens[number.start].start < d.end for d in dates):
            continue
        target = Target(LinkKind.NUMBER, str(index))
        named = next((ln for ln in links if (ln.start, ln.end) == (number.start, number.end)), None)
        if named is not None:  # "first" is a number and the name of a measure
            links[links.index(named)] = replace(named, targets=(*named.targets, target))
            continue
        links.append(Link(number.start, number.end, (target,), "number", 0.9 if number.numeral else 1.0, ()))
    for index, date in enumerate(dates):
        inside = [i for i, t in enumerate(tokens) if date.start <= t.start < date.end]
        if inside:
            target = Target(LinkKind.PERIOD, f"date:{index}")
            links.append(Link(inside[0], inside[-1] + 1, (target,), "date", 1.0, ()))
    return links, numbers, dates


def _spans_a_mark(link: Link, tokens: tuple[Token, ...], folded: str) -> bool:
    """Whether it takes two measures that the question enumerates for the name of one (产值、增速)."""
    span = folded[tokens[link.start].start : tokens[link.end - 1].end]
    return link.kinds == {LinkKind.MEASURE} and ENUMERATION in span
