"""Slips of typing: names with a character too many, missing or wrong, and mistyped English words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bot.understanding.lexicon import FUZZY_SHORTEST, Lexicon, LinkKind, Name
from bot.understanding.linking import Link, best_cover, exact_links, uncovered
from bot.understanding.numbers import ENGLISH_NUMBERS
from bot.understanding.tokens import Token, TokenKind

FUZZY_STRICT = 4
"""Up to this length a slip is a doubled, missing or exchanged character, never a replaced one."""
FUZZY_CONFIDENCE = 0.8
_ASKING = frozenset(
    {LinkKind.ASK, LinkKind.OPERATION, LinkKind.DIALOGUE, LinkKind.FILLER, LinkKind.CHAT, LinkKind.UNIT}
)
"""What says nothing of the thing that is asked about."""
DOUBLED_GAIN = 0.4
"""What leaving out a doubled character has to explain on top: two names become a longer one."""
WORD_SHORTEST = 5
"""Letters of the shortest English word that may be mistyped."""


def mend_words(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Token, ...]:
    """Mistyped English words replaced by the word that names know."""

    def mended(token: Token) -> Token:
        known = token.key in lexicon.words or token.key in ENGLISH_NUMBERS
        if token.kind is not TokenKind.LATIN or len(token.key) < WORD_SHORTEST or known:
            return token
        from rapidfuzz.distance import OSA  # most questions have no slip, and need not wait for it
        from rapidfuzz.process import extractOne

        slips = 1 if len(token.key) < 8 else 2
        found = extractOne(token.key, lexicon.ordered_words, scorer=OSA.distance, score_cutoff=slips)
        if found is None or found[0][0] != token.key[0] or len(found[0]) < WORD_SHORTEST:
            return token
        return Token(found[0], token.kind, token.start, token.end, token.clause)

    return tuple(mended(t) for t in tokens)


def mend_doubles(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Token, ...]:
    """The question without a character typed twice, where the one too many parts a longer name (集集团)."""
    whole = tuple(tokens)
    if not any(_is_doubled(whole, i) for i in range(1, len(whole))):
        return whole
    explained, cover = best_cover(whole, exact_links(whole, lexicon))
    loose = uncovered(whole, cover)
    for i in range(1, len(whole)):
        if not _is_doubled(whole, i) or loose.isdisjoint((i - 1, i)):
            continue
        once = (*whole[:i], *whole[i + 1 :])
        better = best_cover(once, exact_links(once, lexicon))[0]
        if better - explained > DOUBLED_GAIN:
            return once
    return whole


def _is_doubled(tokens: Sequence[Token], index: int) -> bool:
    left, right = tokens[index - 1], tokens[index]
    return left.key == right.key and right.kind is TokenKind.HAN and left.clause == right.clause


def typo_links(tokens: Sequence[Token], loose: frozenset[int], lexicon: Lexicon) -> Iterator[Link]:
    """Names one slip away (two in long ones) from a stretch that holds unexplained characters."""
    places: dict[str, list[int]] = {}
    for position, token in enumerate(tokens):
        places.setdefault(token.key, []).append(position)
    for index in sorted(_within_slips(tokens, loose, lexicon)):  # ties must not hang on the order of hashes
        link = _best_window(tokens, places, loose, lexicon.names[index], lexicon)
        if link is not None:
            yield link


def _within_slips(tokens: Sequence[Token], loose: frozenset[int], lexicon: Lexicon) -> set[int]:
    """Names whose characters, all but a slip or two, stand in a clause with unexplained ones."""
    postings = lexicon.postings
    found: set[int] = set()
    for clause in {tokens[i].clause for i in loose}:
        shared = Counter[int]()
        for key in {t.key for t in tokens if t.clause == clause}:
            shared.update(postings.by_key.get(key, ()))
        found.update(index for index, count in shared.items() if count >= postings.needed[index])
    return found


def _best_window(
    tokens: Sequence[Token],
    places: Mapping[str, Sequence[int]],
    loose: frozenset[int],
    name: Name,
    lexicon: Lexicon,
) -> Link | None:
    from rapidfuzz.distance import OSA

    best: Link | None = None
    size, slips = len(name.keys), name.slips
    for start, end in _windows(places, len(tokens), name):
        window = [t.key for t in tokens[start:end]]
        if loose.isdisjoint(range(start, end)) or tokens[start].clause != tokens[end - 1].clause:
            continue
        ends = (window[0] == name.keys[0]) + (window[-1] == name.keys[-1])
        if ends < (2 if len(window) < size else 1):
            continue  # a name cut short is no slip
        if size <= FUZZY_STRICT and len(window) >= size and Counter(name.keys) - Counter(window):
            continue  # a character replaced in a short name: as a rule another word, or a homophone
        if len(window) == size and (
            _replaces_all_content(tokens[start:end], name, lexicon)
            or _breaks_a_measure(window, name, lexicon)
        ):
            continue
        if size == FUZZY_SHORTEST and len(window) < size:
            continue
        distance = OSA.distance(window, name.keys, score_cutoff=slips)
        confidence = FUZZY_CONFIDENCE * (1 - distance / (2 * size))
        if 0 < distance <= slips and (best is None or confidence > best.confidence):
            best = Link(start, end, name.targets, "typo", confidence, name.keys)
    return best


def _replaces_all_content(window: Sequence[Token], name: Name, lexicon: Lexicon) -> bool:
    """Whether all that a name shares with the window is mere asking (恢|得怎么样 and 卖|得怎么样)."""
    if Counter(t.key for t in window) == Counter(name.keys):
        return False  # exchanged, not replaced
    differ = [i for i, (t, key) in enumerate(zip(window, name.keys, strict=True)) if t.key != key]
    starts, ends = [0, *(i + 1 for i in differ)], [*differ, len(window)]
    return all(_only_asks(window[i:j], lexicon) for i, j in zip(starts, ends, strict=True) if i < j)


def _breaks_a_measure(window: Sequence[str], name: Name, lexicon: Lexicon) -> bool:
    """Whether a character that a name replaces is one of a measure's name as it stands (产量, but 产业)."""
    differ = [i for i, (key, own) in enumerate(zip(window, name.keys, strict=True)) if key != own]
    pairs = (
        window[start : start + 2] for i in differ for start in (i - 1, i) if 0 <= start < len(window) - 1
    )
    found = (lexicon.by_text.get(" ".join(pair)) for pair in pairs)
    return any(LinkKind.MEASURE in {t.kind for t in lexicon.names[i].targets} for i in found if i is not None)


def _only_asks(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    _, cover = best_cover(tokens, exact_links(tokens, lexicon))
    return not uncovered(tokens, cover) and all(ln.kinds & _ASKING for ln in cover)


def _windows(places: Mapping[str, Sequence[int]], count: int, name: Name) -> list[tuple[int, int]]:
    """Stretches about as long as a name that share its first or its last character, in order."""
    size, slips = len(name.keys), name.slips
    lengths = range(max(2, size - slips), size + slips + 1)
    firsts, lasts = places.get(name.keys[0], ()), places.get(name.keys[-1], ())
    found = {(start, start + length) for start in firsts for length in lengths if start + length <= count}
    found |= {(last + 1 - length, last + 1) for last in lasts for length in lengths if last + 1 >= length}
    return sorted(found)
