"""The names in a question, with its slips of typing mended wherever names then explain more of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from bot.knowledge.model import FactBase
from bot.understanding.exact_names import exact_candidates
from bot.understanding.lexicon import LinkKind, lexicon_of
from bot.understanding.linking import Link, best_cover, mend_swaps, sound_links, uncovered, unit_links
from bot.understanding.numbers import NumberMention
from bot.understanding.periods import PeriodMention
from bot.understanding.slips import mend_doubles, typo_links
from bot.understanding.tokens import Token, TokenKind

LIKELIER = 0.5
"""What characters that sound alike have to explain on top of those typed, in characters."""
SHORTEST_RESPELLED = 3
"""Characters of the shortest stretch that may be full of the wrong ones."""
_Tokens = tuple[Token, ...]
_Name = tuple[str, ...]
_FILLER = frozenset({LinkKind.FILLER})


@dataclass(frozen=True, slots=True)
class _Reading:
    """Tokens, and the names that explain most of them."""

    tokens: _Tokens
    cover: tuple[Link, ...]
    explained: float
    gaps: bool
    """Whether the names as they are spelled leave Chinese characters unexplained."""
    numbers: tuple[NumberMention, ...]
    dates: tuple[PeriodMention, ...]


def linked(
    tokens: _Tokens, folded: str, base: FactBase, without: frozenset[_Name]
) -> tuple[_Tokens, tuple[Link, ...], tuple[NumberMention, ...], tuple[PeriodMention, ...]]:
    """The tokens as meant, the names that explain most of them, and the numbers and dates among them.

    `without`: names to leave aside.
    """
    best = _read(tokens, folded, base, without)
    if best.gaps:
        lexicon = lexicon_of(base)
        mended = mend_swaps(mend_doubles(tokens, lexicon), lexicon)
        if mended != tokens:
            other = _read(mended, folded, base, without)
            best = other if other.explained > best.explained else best
        best = _respelled(best, folded, base, without)
    return best.tokens, best.cover, best.numbers, best.dates


def _read(tokens: _Tokens, folded: str, base: FactBase, without: frozenset[_Name]) -> _Reading:
    """The best cover of tokens, with names behind slips and homophones where the exact ones leave gaps."""
    lexicon = lexicon_of(base)
    candidates, numbers, dates = exact_candidates(tokens, folded, base, lexicon, without)
    explained, cover = best_cover(tokens, candidates)
    loose = uncovered(tokens, cover)
    gaps = any(tokens[i].kind is TokenKind.HAN for i in loose)
    if gaps:
        heard = (
            *typo_links(tokens, loose, lexicon),
            *sound_links(tokens, loose, lexicon),
            *unit_links(tokens, loose, cover, lexicon),
        )
        explained, cover = best_cover(tokens, [*candidates, *(ln for ln in heard if ln.name not in without)])
    return _Reading(tokens, cover, explained, gaps, numbers, dates)


def _respelled(read: _Reading, folded: str, base: FactBase, without: frozenset[_Name]) -> _Reading:
    """The reading with homophones for what no name explains as it was typed, if that explains more of it."""
    named = frozenset(
        i for ln in read.cover if ln.how == "exact" and ln.end - ln.start > 1 for i in range(ln.start, ln.end)
    )
    loose = uncovered(read.tokens, read.cover)
    likelier = _with_likelier_characters(read.tokens, named, loose, base)
    if likelier == read.tokens:
        return read
    other = _read(likelier, folded, base, without)
    telling = (ln for ln in other.cover if ln.end - ln.start > 1 and not ln.kinds <= _FILLER)
    wanted = frozenset(i for ln in telling for i in range(ln.start, ln.end))
    if any(t != o and i not in wanted for i, (t, o) in enumerate(zip(read.tokens, likelier, strict=True))):
        kept = tuple(
            o if i in wanted else t for i, (t, o) in enumerate(zip(read.tokens, likelier, strict=True))
        )
        other = _read(kept, folded, base, without)
    return other if other.explained > read.explained + LIKELIER else read


def _with_likelier_characters(
    tokens: _Tokens, named: frozenset[int], loose: frozenset[int], base: FactBase
) -> _Tokens:
    """The tokens with the characters that questions like it have for those that sound like them.

    What is `named` as it stands is left as it is, and so is a stretch in which nothing is `loose`.
    """
    from bot.understanding.characters import characters_of, respelled  # built for those who mistype only

    found: list[Token] = []
    for (_, kind), part in groupby(tokens, key=lambda t: (t.clause, t.kind)):
        stretch, first = tuple(part), len(found)
        places = range(first, first + len(stretch))
        if kind is not TokenKind.HAN or len(stretch) < SHORTEST_RESPELLED or loose.isdisjoint(places):
            found.extend(stretch)
            continue
        certain = frozenset(i - first for i in named)
        meant = respelled("".join(t.key for t in stretch), characters_of(base), certain)
        found.extend(t._replace(key=key) for t, key in zip(stretch, meant, strict=True))
    return tuple(found)
