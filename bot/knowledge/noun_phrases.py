"""What a figure is said of, by the words of its own sentence: a subject that no vocabulary knows yet."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 14
"""Characters that a subject's name may have; longer ones are half a sentence."""
_LEADS = re.compile(
    r"^(?:[一二三四五六七八九十]是|(?:截至|截止).{0,8}[月底日末]|今年以来|今年|去年|上半年|下半年|前?[一二三四]季度|全年|目前|当年"
    r"|\d{1,2}(?:[-~至到—]\d{1,2})?月份?|年底前?|年度?|其中|另有|还有|同时|累计|共计?|总共|分别|相继|预计|力争|争取|计划|拟|将|已经?"
    r"|又|也|均|平均|日均|月均|年均|户均|人均|每年|每月|每周|每日|可同时|并|且|其|较.{0,6}[初末期年]|比.{0,8}[期年初末划]|与.{0,8}相比|按.{0,6}计算)"
)
"""Words that only lead up to what is said."""
_OWN = re.compile(r"^[全该我本](?:国|省|市|州|盟|区|县|旗|镇|乡|街道|村|公司|集团|院|校|行业)|^辖区内?")
"""Words for a whole place, or for whoever the report is of."""
_VERBS = """
完成 实现 达到 达 获得 荣获 获 引进 新增 新建 新开 改建 改扩建
新改扩建 新改建 扩建 建成 建设 开工 投产 投资 投入 投出 投用 签约
洽谈 接待 占 占地 为 是 有 仍有 中有 超过 超 突破 不超过 不到
不低于 不少于 不足 上升 下降 增长 增加 减少 提高 提升 降低 回落
扩大 缩短 压缩 压减 缩减 加快 放缓 增至 升至 降至 增收 净增 高于
低于 高出 多出 前进 提前 控制 保持 拥有 设 设有 吸引 推出 带动
创造 办理 办结 举办 开展 组织 发放 帮扶 改造 加装 铺设 清理 关停
复绿 造林 种下 种植 培育 认定 新认定 落地 位居 位列 排名 居 列
连续 开放 容纳 进驻 出口 进口 销往 提供 惠及 由 从 入选 通过
解决 化解 受理 审批 发布 出台 争取 覆盖 服务 安置 培训 救助 减免
兑现 发行 储备 盘活 供应 腾退 整治 拆除 修复
"""
"""What reports say that was done, or that figures do: where one begins, the name of the doer ends."""
_VERB = re.compile("|".join(sorted(_VERBS.split(), key=len, reverse=True)))
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
_VAGUE = re.compile(
    r"^(?:增速|增幅|降幅|增长面|占比|优良率|结构|比例|单位|指标|数量|规模|金额|用时|时间|最.*|.*水平|以上|部分.*)$"
)
"""Words that say what is measured, or nothing by themselves."""


class NounPhrases:
    """Finds what stands in front of a figure, given the names of all measures."""

    def __init__(self, measures: Iterable[str]) -> None:
        names = sorted({m for m in measures if len(m) > 1 and not m.isascii()}, key=len, reverse=True)
        self._measure = re.compile("|".join(map(re.escape, names)) or r"(?!)")

    def of(self, clause: str) -> str:
        """The noun phrase that a clause in front of a figure begins with; empty where it begins with what
        is done or measured."""
        words = _without_leads(clause)
        cut = min((m.start() for p in (_VERB, self._measure) if (m := p.search(words))), default=len(words))
        return _name(words[:cut])

    def object_of(self, clause: str) -> str:
        """What is done to: the noun phrase between the last verb of a clause and the figure."""
        words = _without_leads(clause)
        verbs = list(_VERB.finditer(words))
        return _name(self._measure.sub("", words[verbs[-1].end() :])) if verbs else ""

    def of_row(self, text: str) -> str:
        """What a row of a table is about: its first cell; empty for other sentences, and where that is a
        measure."""
        row = _ROW.match(text)
        return self.of(row[1]) if row else ""


def own_place(title: str) -> str:
    """The place or house that a report speaks for, by its title; empty where it names none."""
    found = _PLACE.search(title)
    return found[0] if found else ""


def is_of_the_whole(clause: str) -> bool:
    """Whether a clause speaks of the report's own place or house: 全区, 该公司."""
    return bool(_OWN.match(_stripped(clause)))


def _stripped(clause: str) -> str:
    words = clause.strip(" |\t-—·“”‘’\"'《》.0123456789")
    while lead := _LEADS.match(words):
        words = words[lead.end() :]
    return words


def _without_leads(clause: str) -> str:
    words = _stripped(clause)
    while own := _OWN.match(words):
        words = _stripped(words[own.end() :])
    return words


def _name(words: str) -> str:
    """Words as a name; empty where they are none."""
    name = _TAIL.sub("", words.strip("“”‘’\"'《》 的"))
    if not _HAN.fullmatch(name) or _VAGUE.match(name) or name[0].isdigit() or _OPEN.search(name):
        return ""
    han = sum("\u3400" <= c <= "\u9fff" for c in name)
    return name if han >= 2 and len(name) <= LONGEST else ""
