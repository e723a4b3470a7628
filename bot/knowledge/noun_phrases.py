"""What a figure is said of, by the words of its own sentence: a subject that no vocabulary knows yet."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.knowledge.vocabulary import Vocabulary

LONGEST = 14
"""Characters that a subject's name may have; longer ones are half a sentence."""
_TIMES = (
    r"[一二三四五六七八九十]是|(?:截至|截止).{0,8}[月底日末]|前?[一二三四]季度|\d{1,2}(?:[-~至到—]\d{1,2})?月份?"
    r"|较.{0,6}[初末期年]|比.{0,8}[期年初末划]|与.{0,8}相比|按.{0,6}计算"
)
"""What only leads up to what is said, beside the vocabulary's words for it."""
_OWN = re.compile(r"^[全该我本](?:国|省|市|州|盟|区|县|旗|镇|乡|街道|村|公司|集团|院|校|行业)|^辖区内?")
"""Words for a whole place, or for whoever the report is of."""
_ROW = re.compile(r"^\|?\s*([^|\t]+?)\s*[|\t]")
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:开发区|新区|园区|示范区|[省市州县区旗镇乡]|街道|公司|集团|大学|医院)(?![人民])"
)
_HAN = re.compile(r"[\u3400-\u9fffA-Za-z0-9·]+")
_OPEN = re.compile(
    r"^[在到于等比占每各对以把其至和与及]|[中上下内里在和与及至比等]$|^[全该我本][国省市县区镇]"
)
"""Words that are no name, as something in front of them or behind them is missing."""
_TAIL = re.compile(
    r"(?:的|了|和|与|及|约|近|逾|超|仅|只|共|已|将|均|分别|累计|同比|环比|总量|总数|合计|[（(].*)+$"
)


class NounPhrases:
    """Finds what stands in front of a figure, given the vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        measures = {n for m in words.measures.values() for n in (m.name.zh, *m.names)}
        self._measure = _any_of(m for m in measures if len(m) > 1 and not m.isascii())
        told = {key: term.names for key, term in words.draft_words.items()}
        self._verb = _any_of(told.get("done", ()))
        self._vague = frozenset(told.get("measured", ()))
        self._lead = re.compile(f"(?:{_any_of(told.get('leading', ())).pattern}|{_TIMES})")

    def of(self, clause: str) -> str:
        """The noun phrase that a clause in front of a figure begins with; empty where it begins with what
        is done or measured."""
        words = self._without_leads(clause)
        cuts = (m.start() for p in (self._verb, self._measure) if (m := p.search(words)))
        return self._name(words[: min(cuts, default=len(words))])

    def object_of(self, clause: str) -> str:
        """What is done to: the noun phrase between the last verb of a clause and the figure, or the one in
        front of that verb where nothing stands there (推进老旧小区改造3个)."""
        words = self._without_leads(clause)
        verbs = list(self._verb.finditer(words))
        ends = [*(verb.start() for verb in verbs), len(words)][1:]
        between = [words[verb.end() : end] for verb, end in zip(verbs, ends, strict=True)][-2:]
        names = (self._name(self._measure.sub("", found)) for found in reversed(between) if _is_closed(found))
        return next(filter(None, names), "")

    def of_row(self, text: str) -> str:
        """What a row of a table is about: its first cell; empty for other sentences, and where that is a
        measure."""
        row = _ROW.match(text)
        return self.of(row[1]) if row else ""

    def is_of_the_whole(self, clause: str) -> bool:
        """Whether a clause speaks of the report's own place or house: 全区, 该公司."""
        return bool(_OWN.match(self._stripped(clause)))

    def goes_on(self, clause: str) -> bool:
        """Whether a clause in front of a figure is still about what was told last: it begins with what is
        done (排名全市), or with what merely says how it is measured (综合排名)."""
        words = self._without_leads(clause)
        verb = self._verb.search(words)
        return verb is not None and (not verb.start() or words[: verb.start()] in self._vague)

    def _stripped(self, clause: str) -> str:
        words = clause.strip(" |\t-—·“”‘’\"'《》.")
        while lead := self._lead.match(words):  # months among them, so that digits go last
            words = words[lead.end() :]
        return words.strip(" -.0123456789")

    def _without_leads(self, clause: str) -> str:
        words = self._stripped(clause)
        while own := _OWN.match(words):
            words = self._stripped(words[own.end() :])
        return words

    def _name(self, words: str) -> str:
        """Words as a name; empty where they are none."""
        name = _TAIL.sub("", words.strip("“”‘’\"'《》 的"))
        if not _HAN.fullmatch(name) or name in self._vague or name[0].isdigit() or _OPEN.search(name):
            return ""
        han = sum("\u3400" <= c <= "\u9fff" for c in name)
        return name if han >= 2 and len(name) <= LONGEST else ""


def _is_closed(words: str) -> bool:
    """Whether no quote begins or ends in words without its other end: a verb in a slogan is none."""
    return words.count("“") == words.count("”")


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names, the longest that stands there; nothing where there are none."""
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)")


def own_place(title: str) -> str:
    """The place or house that a report speaks for, by its title; empty where it names none."""
    found = _PLACE.search(title)
    return found[0] if found else ""
