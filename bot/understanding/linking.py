"""Names of the vocabulary in a question: the cover that explains most of it, without overlaps.

Exact names first; where characters stay unexplained, names one typing slip away, then names that sound
alike. Each way has its own confidence, and short names need stricter ones.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from bot.knowledge.numerals import number
from bot.understanding.lexicon import Lexicon, LinkKind, Name, Target
from bot.understanding.tokens import Token, TokenKind

SOUND_CONFIDENCE = 0.85
SWAP_GAIN = 1.8
"""What exchanging two neighbouring characters has to explain on top before it is believed..."""
NAME_REACH = 10
"""How far in front of a pair a name that holds it may start."""
SWAP_REACH = 24
"""...among so many on either side: farther than most names reach, and no more work in a long message."""


@dataclass(frozen=True, eq=False)
class Link:
    """A stretch of the question recognised as a name. Equal only to itself, so sets of links are cheap."""

    start: int
    end: int
    """Tokens."""
    targets: tuple[Target, ...]
    how: str
    """exact, typo, sound, word, number or date"""
    confidence: float
    name: tuple[str, ...]
    """The keys of the name as the vocabulary has it."""

    @cached_property
    def kinds(self) -> frozenset[LinkKind]:
        return frozenset(t.kind for t in self.targets)

    def ids(self, kind: LinkKind) -> tuple[str, ...]:
        """The targets of one kind."""
        return self._ids.get(kind, ())

    @cached_property
    def _ids(self) -> Mapping[LinkKind, tuple[str, ...]]:
        if len(self.targets) == 1:
            return {self.targets[0].kind: (self.targets[0].id,)}
        return {kind: tuple(t.id for t in self.targets if t.kind is kind) for kind in self.kinds}


_COUNTING = frozenset({"number", "which", "money"})
"""Question words behind which a counting word stands (几座, 哪座)."""
FILLER_ONLY = (Target(LinkKind.FILLER, "filler"),)
"""The targets of a word that is understood and says nothing."""


def with_fillers(links: Iterable[Link], idle: Collection[Link]) -> tuple[Link, ...]:
    """The links, the `idle` ones made mere words: they are explained, and nothing has to account for them."""
    return tuple(replace(ln, targets=FILLER_ONLY) if ln in idle else ln for ln in links)


def token_weight(token: Token) -> float:
    """How much of a question a token is: a Latin word stands for about two characters."""
    return 2.0 if token.kind is TokenKind.LATIN else 1.0


def _value(link: Link, size: float) -> float:
    """Longer names explain better than the same stretch in pieces; content better than filler."""
    return float(link.confidence * _substance(link) * size**1.15 - 0.05)


def _substance(link: Link) -> float:
    lone = link.end - link.start == 1
    kind = link.targets[0].kind
    if kind is LinkKind.FILLER and len(link.targets) == 1:
        return 0.86 if lone else 0.97
    if lone and kind is LinkKind.UNIT and all(t.kind is LinkKind.UNIT for t in link.targets):
        return 0.84  # a character that counts is as a rule part of a word (项目的, not 项 and 目的)
    return 1.0


def exact_links(tokens: Sequence[Token], lexicon: Lexicon) -> list[Link]:
    """Every name that stands in the question as it is; names do not cross clauses."""
    keys = tuple(t.key for t in tokens)
    found = []
    for start in range(len(keys)):
        for name in lexicon.matches(keys, start):
            end = start + len(name.keys)
            if tokens[end - 1].clause == tokens[start].clause:
                found.append(Link(start, end, name.targets, "exact", 1.0, name.keys))
    return found


def best_cover(tokens: Sequence[Token], links: Iterable[Link]) -> tuple[float, tuple[Link, ...]]:
    """The links without overlaps that explain most, and how much that is."""
    starting: dict[int, list[Link]] = {}
    for link in links:
        starting.setdefault(link.start, []).append(link)
    weights = (0.0, *accumulate(map(token_weight, tokens)))
    best: list[tuple[float, Link | None, int]] = [(0.0, None, 0)] * (len(tokens) + 1)
    for start in range(len(tokens)):
        value = best[start][0]
        if value > best[start + 1][0] or (best[start + 1][1] is None and best[start + 1][0] <= value):
            best[start + 1] = (value, None, start)
        for link in starting.get(start, ()):
            reached = value + _value(link, weights[link.end] - weights[start])
            if reached > best[link.end][0]:
                best[link.end] = (reached, link, start)
    chosen: list[Link] = []
    position = len(tokens)
    while position:
        _, taken, before = best[position]
        if taken is not None:
            chosen.append(taken)
        position = before
    return best[-1][0], tuple(reversed(chosen))


def uncovered(tokens: Sequence[Token], cover: Iterable[Link]) -> frozenset[int]:
    """Tokens that no link explains."""
    covered = {i for link in cover for i in range(link.start, link.end)}
    return frozenset(range(len(tokens))) - covered


def mend_swaps(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Token, ...]:
    """The question with one pair of neighbours exchanged, where names then explain clearly more."""
    explained, cover = best_cover(tokens, exact_links(tokens, lexicon))
    as_it_is = {(0, len(tokens)): explained}
    loose = uncovered(tokens, cover) | {ln.start for ln in cover if ln.end - ln.start == 1}
    best, best_gain = tuple(tokens), SWAP_GAIN
    for i in range(len(tokens) - 1):
        left, right = tokens[i], tokens[i + 1]
        if (
            (i not in loose and i + 1 not in loose)
            or left.kind is not right.kind
            or left.clause != right.clause
        ):
            continue
        swapped = (*tokens[:i], _with_key(left, right.key), _with_key(right, left.key), *tokens[i + 2 :])
        if not _joins(swapped, i, lexicon):
            continue
        around = max(0, i - SWAP_REACH), min(len(tokens), i + 2 + SWAP_REACH)
        if around not in as_it_is:
            as_it_is[around] = _explained(tokens[slice(*around)], lexicon)
        gain = _explained(swapped[slice(*around)], lexicon) - as_it_is[around]
        if gain > best_gain:
            best, best_gain = swapped, gain
    return best


def _joins(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Whether any name holds a token and the next one, or two names meet between them (班列|回程): only then
    may exchanging them explain more."""
    return _is_held(tokens, index, lexicon) or (
        0 < index < len(tokens) - 2
        and _is_held(tokens, index - 1, lexicon)
        and _is_held(tokens, index + 1, lexicon)
    )


def _is_held(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Whether any name holds a token and the next one."""
    first = max(0, index - SWAP_REACH)
    keys = tuple(t.key for t in tokens[first : index + SWAP_REACH])
    reach = index - first
    starts = range(max(0, reach - NAME_REACH), reach + 1)
    return any(start + len(n.keys) > reach + 1 for start in starts for n in lexicon.matches(keys, start))


def _explained(tokens: Sequence[Token], lexicon: Lexicon) -> float:
    return best_cover(tokens, exact_links(tokens, lexicon))[0]


def _with_key(token: Token, key: str) -> Token:
    return Token(key, token.kind, token.start, token.end, token.clause)


def sound_links(tokens: Sequence[Token], loose: frozenset[int], lexicon: Lexicon) -> Iterator[Link]:
    """Names that sound like a stretch with unexplained characters; two-character names share one."""
    from bot.understanding.sounds import sound, sounds_of

    root = sounds_of(lexicon).root
    for start in range(len(tokens)):
        node = root
        for end in range(start + 1, len(tokens) + 1):
            token = tokens[end - 1]
            if token.kind is TokenKind.LATIN or token.clause != tokens[start].clause:
                break
            following = node.children.get(sound(token.key))
            if following is None:
                break
            node = following
            if loose.isdisjoint(range(start, end)):
                continue
            for name in node.names:
                link = _sound_link(tokens, start, end, name, lexicon)
                if link is not None:
                    yield link


def _alike(tokens: Sequence[Token], name: Name) -> bool:
    """Whether two short words sound alike to every speaker, zh and z told apart."""
    from bot.understanding.sounds import first_reading

    return all(first_reading(t.key) == first_reading(k) for t, k in zip(tokens, name.keys, strict=True))


def _sound_link(tokens: Sequence[Token], start: int, end: int, name: Name, lexicon: Lexicon) -> Link | None:
    pairs = zip(tokens[start:end], name.keys, strict=True)
    same = sum(t.key == k for t, k in pairs)
    if end - start == 2 and tokens[end - 1].key == name.keys[-1] and lexicon.is_filler(name.keys[-1]):
        return None  # only a particle is the same (钱了, 签了)
    size = end - start
    if same == size or (size == 2 and (same == 0 or not _alike(tokens[start:end], name))):
        return None
    confidence = SOUND_CONFIDENCE * (0.85 + 0.15 * same / size)
    return Link(start, end, name.targets, "sound", confidence, name.keys)


def unit_links(
    tokens: Sequence[Token], loose: frozenset[int], cover: Iterable[Link], lexicon: Lexicon
) -> Iterator[Link]:
    """Counting words of one character that sound like what stands unexplained behind "how many" (几坐)."""
    from bot.understanding.sounds import sounds_of

    behind = {ln.end for ln in cover if LinkKind.NUMBER in ln.kinds or _COUNTING & {*ln.ids(LinkKind.ASK)}}
    for start in sorted(loose & behind):
        if number(tokens[start].key) is not None:
            continue
        if tokens[start].key in [t.key for t in tokens[start + 1 : start + 2]]:
            continue  # doubled, so part of what follows
        for name in sounds_of(lexicon).units.get(first_sound(tokens[start]), ()):
            yield Link(start, start + 1, name.targets, "sound", SOUND_CONFIDENCE, name.keys)


def first_sound(token: Token) -> str:
    """How a lone character is commonly read."""
    from bot.understanding.sounds import first_reading

    return first_reading(token.key)
