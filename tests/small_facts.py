"""A small fictional fact base on disk, with the shipped vocabulary, for tests that edit facts."""

from __future__ import annotations

import shutil
from pathlib import Path

SHIPPED = Path(__file__).parents[1] / "facts"
REPORT = """
title: {zh: 云溪新区上半年报告, en: Half-year report of Yunxi New Area}
paper: {zh: 云溪日报, en: Yunxi Daily}
authors: [佚名]
period: 2031-01..2031-06
period_name: {zh: 2031年上半年, en: the first half of 2031}
places:
  own: {name: {zh: 云溪新区, en: Yunxi New Area}, names: [云溪, 新区, yunxi]}
overview: {zh: 石桥机械和白鹭食品上半年都有产值。, en: Both companies had output.}
overview_cites: [works.1]
sections:
  works:
    title: {zh: 工业, en: Industry}
    names: [工业]
    outline:
      - {hash: 0123456789abcdef, figures: [FIGURE]}
      - {hash: 0123456789abcde0, figures: [12亿元]}
"""
SECTION = """
subjects:
  shiqiao:
    name: {zh: 石桥机械, en: Shiqiao Machinery}
    kind: company
    names: [石桥, shiqiao]
  bailu:
    name: {zh: 白鹭食品, en: Bailu Foods}
    kind: company
    names: [白鹭, bailu]
facts:
  - id: shiqiao.output
    subject: shiqiao
    measure: output
    figure: FIGURE
    cite: works.1
    zh: 石桥机械上半年产值为FIGURE。
    en: Shiqiao Machinery's output value was ENGLISH yuan in the first half.
  - id: bailu.output
    subject: bailu
    measure: output
    figure: 12亿元
    cite: works.2
    zh: 白鹭食品上半年产值为12亿元。
    en: Bailu Foods' output value was 1.2 billion yuan in the first half.
"""


def write_facts(folder: Path, output: int = 47) -> Path:
    """A facts folder in which 石桥机械 has an output of so many 亿元; returns it."""
    shutil.copytree(SHIPPED / "vocabulary", folder / "vocabulary")
    (folder / "yunxi").mkdir()
    (folder / "yunxi" / "report.yaml").write_text(report(output), encoding="utf-8")
    (folder / "yunxi" / "works.yaml").write_text(section(output), encoding="utf-8")
    return folder


def report(output: int) -> str:
    return _filled(REPORT, output)


def section(output: int) -> str:
    return _filled(SECTION, output)


def _filled(text: str, output: int) -> str:
    return text.replace("FIGURE", f"{output}亿元").replace("ENGLISH", f"{output / 10:g} billion")
