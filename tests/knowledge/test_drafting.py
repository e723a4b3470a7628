"""Drafts of whole reports: figures found, proposals, marks, and updates that leave curated work alone."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from bot.knowledge.checking import check
from bot.knowledge.conversations import read_conversations
from bot.knowledge.drafting import DraftError, draft, draft_into
from bot.knowledge.figures import amount, parse_figure
from bot.knowledge.files import Files
from bot.knowledge.loading import Loaded, load, load_all
from bot.knowledge.outline import outline
from bot.knowledge.problems import Problems
from bot.knowledge.source import REPORT_LIMIT, read_text
from bot.knowledge.units import fits
from tests.small_facts import SHIPPED, section, write_facts

REPORTS = Path(__file__).parents[1] / "data" / "reports"
ORIGINAL = Path(__file__).parents[3] / "shared" / "report" / "report.txt"
RECALL = 0.98
"""Of the figures that a person lists, so many are found at least."""
TEXT = """\
云溪新区2031年上半年报告

工业

石桥机械完成产值47亿元。白鹭食品产值12亿元。
"""


@pytest.fixture(scope="module")
def shipped() -> Loaded:
    return load_all(SHIPPED)


def listed(name: str, loaded: Loaded) -> Counter[object]:
    """The figures that a person listed for a report."""
    lines = (REPORTS / f"{name}.figures.txt").read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    return Counter(_key(word, loaded) for word in words)


def drafted(text: str, loaded: Loaded) -> Counter[object]:
    """The figures of the facts of a fresh draft, read back from its YAML."""
    found: Counter[object] = Counter()
    for name, body in draft(text, loaded, {}).files.items():
        if name != "report.yaml":
            figures = [
                line.split("figure: ")[1].strip('"') for line in body.splitlines() if "    figure: " in line
            ]
            found.update(_key(figure, loaded) for figure in figures)
    return found


def _key(text: str, loaded: Loaded) -> object:
    figure = parse_figure(text, loaded.units)
    return (*amount(figure, loaded.units), figure.bound)


@pytest.mark.parametrize("name", ["linhai", "baishui", "qingshan"])
def test_nearly_all_figures_that_a_person_lists_are_drafted(name: str, shipped: Loaded) -> None:
    wanted = listed(name, shipped)
    found = drafted((REPORTS / f"{name}.txt").read_text(encoding="utf-8"), shipped)
    assert wanted.total() >= 50
    assert (wanted & found).total() >= RECALL * wanted.total(), wanted - found
    assert (found - wanted).total() <= (1 - RECALL) * wanted.total(), found - wanted


@pytest.mark.skipif(not ORIGINAL.exists(), reason="the report's own text is not part of the project")
def test_the_shipped_report_drafts_every_figure_that_its_facts_carry(shipped: Loaded) -> None:
    found = drafted(read_text(ORIGINAL, REPORT_LIMIT), shipped)
    carried = {_key(f.text, shipped) for fact in shipped.base.facts.values() for f in fact.figures}
    assert carried
    assert carried <= set(found)


def test_layouts_are_recognised(shipped: Loaded) -> None:
    found = {
        name: outline((REPORTS / f"{name}.txt").read_text(encoding="utf-8"), shipped.units)
        for name in ("linhai", "baishui")
    }
    assert [s.title for s in found["linhai"] if s.id.startswith("part")] == [
        "总体情况", "工业生产稳步加快", "投资消费平稳", "主要指标完成情况", "民生保障", "存在问题",
    ]  # fmt: skip
    assert [s.title for s in found["baishui"] if s.id.startswith("part")] == [
        "生态修复见成效", "旅游人气持续走高", "茶产业", "办事更快", "下一步打算",
    ]  # fmt: skip
    tables = [
        s.sentence.figures
        for section in found["baishui"]
        for s in section.sentences
        if s.text.startswith("|")
    ]
    assert tables[1] == ("5400亩", "410吨", "5125万元", "-1.8%")
    assert [s.id for s in found["baishui"]][-1] == "captions"


def test_a_table_may_state_several_units_at_once(shipped: Loaded) -> None:
    table = "单位：万元、%\n指标\t数值\t增速\n工业增加值\t184520\t6.8\n利润\t21345.6\t-3.4\n"
    made = draft(f"青禾区2031年报告\n\n工业\n\n本年情况见下表。\n{table}", shipped, {})
    figures = [
        line.split("figure: ")[1] for line in made.files["part1.yaml"].splitlines() if "figure: " in line
    ]
    assert figures == ["184520万元", "6.8%", "21345.6万元", "-3.4%"]


def test_a_draft_is_listed_and_not_used(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    before = load(folder).base
    heard: list[str] = []
    made = draft_into(folder / "baishui", (REPORTS / "baishui.txt").read_text(encoding="utf-8"), heard.append)
    assert before is not None
    after = load(folder).base
    assert after is not None
    assert list(after.facts) == list(before.facts)
    assert made.added == made.figures == len(check(folder).drafts)
    assert "draft 'baishui:part2.2-1' is not used" in check(folder).as_text(each_draft=True)
    assert [line.partition(":")[0] for line in heard][2:] == [
        "part1",
        "part2",
        "part3",
        "part4",
        "part5",
        "captions",
    ]


def test_a_draft_holds_patterns_of_questions(tmp_path: Path) -> None:
    folder = curated(tmp_path)
    questions = folder / "yunxi" / "questions.yaml"
    problems = Problems()
    assert read_conversations(questions, problems) == ()
    lines = questions.read_text(encoding="utf-8").splitlines()
    patterns = [line.removeprefix("# ") for line in lines if line.startswith(("# - ", "#   "))]
    questions.write_text("\n".join(patterns), encoding="utf-8")
    read = read_conversations(questions, problems)
    assert [c.expect.value for c in read] == ["answer", "answer", "abstain", "clarify"]
    assert (read[0].must, read[0].cite) == ((("47亿元",),), (("part1.1",),))
    assert problems.sorted() == ()


def test_a_draft_proposes_what_words_say(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    text = (
        "云溪新区2031年上半年报告\n\n工业\n\n"
        "石桥机械完成产值47亿元，同比增长8%，预计全年投资20亿元。1-5月白鹭食品产值下降3.2%。\n"
    )
    pairs = proposed(text, load_all(folder))
    assert [(p["subject"], p["figure"], p.get("status"), p.get("of")) for p in pairs] == [
        ("shiqiao", "47亿元", None, None),
        ("shiqiao", "8%", None, "part1.1-1"),
        ("shiqiao", "20亿元", "expected", None),
        ("bailu", "-3.2%", None, None),
    ]
    assert [p["measure"] for p in pairs] == ["output", "output_growth", "planned_investment", "output_growth"]
    assert pairs[3]["period"] == "2031-01..2031-05"


def proposed(text: str, loaded: Loaded) -> list[dict[str, str]]:
    """The keys of the facts that the first section of a text is drafted to."""
    blocks = draft(text, loaded, {}).files["part1.yaml"].split("  - id: ")[1:]
    lines = [[line.strip().partition(": ") for line in block.splitlines()[1:]] for block in blocks]
    return [{key: value.partition(" #")[0].strip('"') for key, _, value in found} for found in lines]


def test_what_is_said_of_a_list_holds_for_each_item(shipped: Loaded) -> None:
    text = (
        "云溪新区2031年上半年报告\n\n工业\n\n已进入协议洽谈阶段投资40亿元的甲项目、投资30亿元的乙项目、"
        "投资31亿元的丙项目等。预计上半年，营业收入实现50亿元。产值60亿元。\n"
    )
    found = proposed(text, shipped)
    assert [p.get("status") for p in found] == [*["negotiating"] * 3, "expected", None]


def test_a_wider_place_is_a_scope_of_the_draft(shipped: Loaded) -> None:
    text = (
        "云溪新区上半年报告\n\n工业\n\n1-5月全国汽车销量下降22.6%和24.1%，全区汽车销量下降3%。"
        "全市规上工业增加值增长5%。发债占全市的14%。\n"
    )
    found = proposed(text, shipped)
    assert [p.get("scope") for p in found] == ["nation", "nation", None, "city", None]
    files = draft(text, shipped, {}).files
    assert "  nation: {name: {zh: 全国, en: the nation}, names: []}" in files["report.yaml"]
    assert 'period: ""   # 1-5月, in the form YYYY-MM..YYYY-MM\n' in files["part1.yaml"]
    assert 'period: ""   # the text prints no year; write months in the form YYYY' in files["report.yaml"]
    assert "province" not in files["report.yaml"], "the text does not speak of it"
    more = draft(text + "全省工作会议在全市召开，全省都来学习。\n", shipped, {}).files["report.yaml"]
    assert "  # province: {name: {zh: 全省, en: the province}, names: []}   # 全省: 2 in the text" in more
    city = proposed(text.replace("云溪新区", "云溪市"), shipped)
    assert [p.get("scope") for p in city] == ["nation", "nation", None, None, None]


def test_a_wider_place_that_a_curator_adds_is_known_to_drafts(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    (folder / "vocabulary" / "zz.yaml").write_text(
        "wider_places:\n  valley: {name: {zh: 全流域, en: the valley}, around: [新区]}\n", encoding="utf-8"
    )
    text = "云溪新区2031年上半年报告\n\n工业\n\n1-5月全流域汽车销量下降22.6%，全区汽车销量下降3%。\n"
    assert [p.get("scope") for p in proposed(text, load_all(folder))] == ["valley", None]


def test_a_proposed_measure_takes_the_unit_of_its_figure(shipped: Loaded) -> None:
    """Hours are no count, whatever word of completion stands beside them."""
    text = "云溪新区2031年上半年报告\n\n工业\n\n企业开办实现3小时办结。完成道路24公里。完成产值5亿元。\n"
    for found in proposed(text, shipped):
        measure = shipped.base.vocabulary.measures[found["measure"]] if found["measure"] else None
        unit = parse_figure(found["figure"], shipped.units).unit
        assert measure is None or fits(measure.kind, shipped.units.by_id[unit].dimension)
        assert measure is None or measure.kind != "count"


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("推进架空线缆入地改造24公里", "架空线缆入地"),
        ("省、市分别交办的9项", ""),
        ("成功发行专项债券13亿元", "专项债券"),
        ("扎实推进三个项目", ""),
        ("1-5月全国汽车产销分别下降24.1%", "汽车"),
        ("跨境电商进出口货值65亿元", "跨境电商"),
        ("“即来即办”等改革32项", ""),
        ("全区纳入考核的28个项目", ""),
    ],
)
def test_words_of_doing_are_nobodys_name(shipped: Loaded, sentence: str, about: str) -> None:
    text = f"云溪新区2031年上半年报告\n\n城建\n\n{sentence}。\n"
    made = draft(text, without_subjects(shipped), {})
    assert [name for name in made.subjects.values() if name != "云溪新区"] == [about] * bool(about)


def without_subjects(loaded: Loaded) -> Loaded:
    """The vocabulary alone, as it is beside a first report."""
    return replace(loaded, base=replace(loaded.base, subjects={}, facts={}), files=Files())


@pytest.mark.parametrize(
    ("sentence", "of"),
    [
        ("石桥机械产值47亿元，居全区第一", [None, "part1.1-1"]),
        ("空气指数为5.4，综合排名全市第二", [None, "part1.1-1"]),
        ("下降率18.6%，排名全市第一", [None, "part1.1-1"]),
        ("发行专项债13亿元，占全市的14%，排名全市第一", [None, "part1.1-1", "part1.1-1"]),
        ("石桥机械产值47亿元，城市管理考核排名全市第一", [None, None]),
        ("产值增长8%，云溪新区排名全市第一", [None, None]),
        ("满意率99.2%，连续3个季度位居全市首位", [None, None, "part1.1-1"]),
    ],
)  # fmt: skip
def test_a_rank_is_said_of_the_figure_in_front(shipped: Loaded, sentence: str, of: list[str | None]) -> None:
    """Where its clause goes on about that; of the issue, not of its share."""
    text = f"云溪新区2031年上半年报告\n\n工业\n\n{sentence}。\n"
    assert [p.get("of") for p in proposed(text, shipped)] == of


def test_the_measure_called_like_its_kind_is_proposed(shipped: Loaded) -> None:
    text = "云溪新区2031年上半年报告\n\n城建\n\n改造线缆24公里，清运70万平方米，优良率84%。\n"
    assert [p["measure"] for p in proposed(text, shipped)] == ["length", "area", ""]


def test_drafting_again_changes_nothing(shipped: Loaded) -> None:
    text = (REPORTS / "linhai.txt").read_text(encoding="utf-8")
    first = draft(text, shipped, {})
    again = draft(text, shipped, first.files)
    assert again.files == {}
    assert (again.figures, again.added) == (first.figures, 0)


def curated(tmp_path: Path) -> Path:
    """A facts folder whose report was drafted from TEXT and then finished by a curator."""
    folder = write_facts(tmp_path)
    own = folder / "yunxi"
    for path in own.iterdir():
        path.unlink()
    draft_into(own, TEXT)
    report = (own / "report.yaml").read_text(encoding="utf-8").replace("draft: true\n", "")
    report = (
        report.replace('en: ""}', "en: filled}")
        .replace('zh: ""', "zh: 已填")
        .replace("overview_cites: []", "overview_cites: [part1.1]")
    )
    (own / "report.yaml").write_text(report, encoding="utf-8")
    text = section(47).replace("works.1", "[part1.1]  # the first").replace("works.2", "part1.2")
    (own / "part1.yaml").write_text(text, encoding="utf-8")
    assert load(folder).problems == ()
    return folder


def test_an_edited_text_moves_citations_and_adds_only_what_is_new(tmp_path: Path) -> None:
    folder = curated(tmp_path)
    before = (folder / "yunxi" / "part1.yaml").read_text(encoding="utf-8")
    made = draft_into(folder / "yunxi", TEXT.replace("石桥", "全区新开工项目9个。石桥"))
    after = (folder / "yunxi" / "part1.yaml").read_text(encoding="utf-8")
    kept, _, new = after.partition("  # …")
    subject, _, facts = kept.partition("  subject:   # TODO")[2].partition("    draft: true\n")
    assert "云溪新区" in subject
    assert kept.partition("  subject:   # TODO")[0] + facts == before.replace("part1.2", "part1.3").replace(
        "part1.1", "part1.2"
    )
    assert made.added == 1
    assert "figure: 9个" in new
    assert "cite: [part1.1]" in new
    assert "overview_cites: [part1.2]" in (folder / "yunxi" / "report.yaml").read_text(encoding="utf-8")
    assert load(folder).problems == ()


def test_a_subject_that_no_draft_is_about_is_not_brought_back(tmp_path: Path) -> None:
    """A curator may give a figure another subject than was proposed; the proposal is then deleted."""
    folder = curated(tmp_path)
    text = TEXT.replace("47亿元", "47亿元，青山纺织完成产值3亿元")
    draft_into(folder / "yunxi", text)
    path = folder / "yunxi" / "part1.yaml"
    drafted = yaml.safe_load(path.read_text(encoding="utf-8"))
    proposed = [key for key, entry in drafted["subjects"].items() if entry.get("draft")]
    assert len(proposed) == 1
    kept, _, rest = path.read_text(encoding="utf-8").partition(f"  {proposed[0]}:   # TODO")
    mended = kept + rest.partition("    draft: true\n")[2]
    path.write_text(mended.replace(f"subject: {proposed[0]}", "subject: shiqiao"), encoding="utf-8")
    again = draft_into(folder / "yunxi", text)
    assert (dict(again.files), dict(again.subjects)) == ({}, {})
    more = draft_into(folder / "yunxi", text + "\n民生\n\n青山纺织捐资3万元。\n")
    assert list(more.subjects.values()) == ["青山纺织"], "it is there as soon as a draft is about it"


def test_what_the_text_no_longer_says_is_told(tmp_path: Path) -> None:
    folder = curated(tmp_path)
    edited = TEXT.replace("12亿元", "13亿元")
    draft_into(folder / "yunxi", edited)
    assert [(p.line, p.message[:41]) for p in load(folder).problems if "figure" in p.message[:12]] == [
        (22, "key 'figure': 12亿元 does not stand in part1.2"[:41])
    ]
    made = draft_into(folder / "yunxi", TEXT.replace("白鹭食品产值12亿元。", ""))
    assert made.notes[0].startswith("no longer in the text: part1.2")
    assert "unknown sentence 'removed.2'" in "".join(p.message for p in load(folder).problems)


def test_a_changed_sentence_is_told_with_what_rests_on_it(tmp_path: Path) -> None:
    folder = curated(tmp_path)
    made = draft_into(folder / "yunxi", TEXT.replace("石桥机械完成产值", "石桥机械实现产值"))
    assert made.notes == (
        "sentence part1.1 has changed; look again at shiqiao.output (part1.yaml:12), the overview "
        "(report.yaml:11)",
    )
    assert load(folder).problems == ()


@pytest.mark.parametrize(
    ("edited", "cites"),
    [
        ("白鹭食品产值12亿元。石桥机械完成产值47亿元。", ("part1.2", "part1.1")),
        ("今年开局平稳。全区新开工项目9个。白鹭食品上半年产值12亿元。", ("removed.1", "part1.3")),
        ("白鹭食品产值为12亿元。石桥机械的产值为47亿元。", ("part1.2", "part1.1")),
    ],
    ids=["moved", "one gone, the other edited behind new ones", "both edited and moved"],
)
def test_facts_keep_their_own_sentence(tmp_path: Path, edited: str, cites: tuple[str, str]) -> None:
    folder = curated(tmp_path)
    draft_into(folder / "yunxi", f"{TEXT.partition('石桥')[0]}{edited}\n")
    body = (folder / "yunxi" / "part1.yaml").read_text(encoding="utf-8").partition("  # …")[0]
    found = [line.partition("cite: ")[2].partition(" #")[0].strip(" []") for line in body.splitlines()]
    assert tuple(filter(None, found)) == cites


def test_an_outline_keeps_comments_and_wrapped_lines(tmp_path: Path) -> None:
    folder = curated(tmp_path)
    path = folder / "yunxi" / "report.yaml"
    outline, _, rest = path.read_text(encoding="utf-8").partition("  part1:")
    rest = rest.replace("outline:\n", "outline:   # two sentences\n      # the first\n")
    rest = rest.replace("   # part1.2 白鹭食品产值12…", "   # of part1.2, by hand")
    rest = rest.replace(", figures: [47亿元", ",\n         figures: [47亿元")
    path.write_text(f"{outline}  part1:{rest}", encoding="utf-8")
    assert dict(draft_into(folder / "yunxi", TEXT).files) == {}
    draft_into(folder / "yunxi", TEXT.replace("石桥", "全区新开工项目9个。石桥"))
    after = path.read_text(encoding="utf-8")
    assert "outline:   # two sentences\n      - {hash: " in after
    assert ", figures: [9个]}   # part1.1 全区新开工项目9…\n      # the first\n      - {hash: " in after
    assert "]}   # part1.2 石桥机械完成产值…\n" in after, "a number of the tool's own follows the text"
    assert "]}   # of part1.2, by hand\n" in after
    assert ",\n         figures: [47亿元" in after
    assert load(folder).problems == ()


def test_figures_of_a_unit_that_was_added_later_are_filled_in(tmp_path: Path) -> None:
    folder = curated(tmp_path)
    text = TEXT.replace("12亿元。", "12亿元，出口8缸。")
    draft_into(folder / "yunxi", text)
    assert not any("缸" in line for line in outline_of(folder))
    (folder / "vocabulary" / "zz.yaml").write_text(
        'units:\n  缸: {dimension: count-vats, name: {zh: 缸, en: "{vat|vats}"}}\n', encoding="utf-8"
    )
    made = draft_into(folder / "yunxi", text)
    assert "part1.2: 8缸 added to its outline" in made.notes
    assert made.added == 1
    assert any("figures: [12亿元, 8缸]}   # part1.2 白鹭食品产值12…" in line for line in outline_of(folder))
    assert check(folder, text).problems == ()


def outline_of(folder: Path) -> list[str]:
    return (folder / "yunxi" / "report.yaml").read_text(encoding="utf-8").splitlines()


def test_a_text_is_proven_against_its_outline(tmp_path: Path) -> None:
    folder = curated(tmp_path)
    assert check(folder, TEXT).passed
    found = check(folder, TEXT.replace("12亿元", "13亿元").replace("工业\n", "工业\n\n新增企业5家。"))
    assert [p.message.partition(";")[0] for p in found.problems] == [
        "the outline lacks a sentence of the given text, “新增企业5家。…”",
        "the outline lacks a sentence of the given text, “白鹭食品产值13亿元。…”",
        "sentence part1.2 is not in the given text, or its words changed",
    ]
    assert "no report here has a sentence" in check(folder, "别的文章。").problems[0].message


def test_a_summary_in_the_reports_own_words_is_warned_of(tmp_path: Path) -> None:
    folder = curated(tmp_path)
    sentence = "石桥机械今年新上了两条生产线，完成产值47亿元，用工一直很稳定。"
    text = TEXT.replace("石桥机械完成产值47亿元。", sentence)
    draft_into(folder / "yunxi", text)
    path = folder / "yunxi" / "part1.yaml"
    own = "石桥机械上半年产值为47亿元。"
    body = path.read_text(encoding="utf-8").partition("  # …")[0]
    path.write_text(body, encoding="utf-8")
    assert check(folder, text).warnings == ()
    for taken in ("石桥机械今年新上两条生产线，完成产值47亿元，用工一直很稳定。", sentence):
        path.write_text(body.replace(own, taken), encoding="utf-8")
        found = check(folder, text)
        assert "nearly the report's own words in part1.1" in found.as_text()
        assert not any("own words" in problem.message for problem in found.problems), "it fails nothing"


def test_broken_files_are_not_overwritten(tmp_path: Path) -> None:
    folder = curated(tmp_path)
    path = folder / "yunxi" / "part1.yaml"
    path.write_text("facts: [", encoding="utf-8")
    with pytest.raises(DraftError) as caught:
        draft_into(folder / "yunxi", TEXT)
    assert caught.value.problems[0].file == "part1.yaml"
    assert path.read_text(encoding="utf-8") == "facts: ["


def test_a_text_in_gb18030_drafts_the_same(tmp_path: Path, shipped: Loaded) -> None:
    text = (REPORTS / "linhai.txt").read_text(encoding="utf-8")
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode("gb18030"))
    assert draft(read_text(path, REPORT_LIMIT), shipped, {}).files == draft(text, shipped, {}).files


def test_a_first_draft_names_subjects_by_the_words_of_the_report(tmp_path: Path) -> None:
    """The vocabulary of all reports knows no subject; a curator edits proposals and invents nothing."""
    folder = tmp_path / "facts"
    shutil.copytree(SHIPPED / "vocabulary", folder / "vocabulary")
    text = (
        "云溪新区2031年上半年报告\n\n工业\n\n全区实现地区生产总值312亿元，同比增长6%。石桥机械完成产值47亿元，"
        "增长8%，预计全年投资20亿元。其中新能源电池产量达3.2万套。\n\n民生\n\n新建幼儿园2所、小学1所，"
        "铺设绿道9公里。石桥机械捐资30万元。\n| 绿茶 | 960吨 |\n"
    )
    made = draft_into(folder / "yunxi", text, spell=lambda name: {"石桥机械": "shiqiao"}.get(name, ""))
    sections = [yaml.safe_load(made.files[f"part{n}.yaml"]) for n in (1, 2)]
    subjects = sections[0]["subjects"] | sections[1]["subjects"]
    about = [(subjects[f["subject"]]["name"]["zh"], f["figure"]) for s in sections for f in s["facts"]]
    assert about == [
        ("云溪新区", "312亿元"), ("云溪新区", "6%"),
        ("石桥机械", "47亿元"), ("石桥机械", "8%"), ("石桥机械", "20亿元"), ("新能源电池", "3.2万套"),
        ("幼儿园", "2所"), ("小学", "1所"), ("绿道", "9公里"), ("石桥机械", "30万元"), ("绿茶", "960吨"),
    ]  # fmt: skip
    assert all(subject["draft"] for subject in subjects.values())
    assert "  shiqiao:   # TODO: its English name" in made.files["part1.yaml"]
    assert "shiqiao" not in sections[1]["subjects"], "named once"
    found = check(folder)
    assert found.problems == ()
    shown = found.as_text(each_draft=True)
    assert "yunxi/part1.yaml:9:3: draft subject 'shiqiao' is not used" in shown
    assert "or delete it" in shown
    by_file = [line for line in found.as_text().splitlines() if "from here on" in line]
    assert "yunxi/report.yaml:4:8: the report is a draft: until this is removed" in found.as_text()
    assert [line.partition(" from")[0] for line in by_file] == [
        "yunxi/part1.yaml:5:3: 6 drafts and 3 draft subjects",
        "yunxi/part2.yaml:5:3: 5 drafts and 4 draft subjects",
    ]
    assert draft_into(folder / "yunxi", text).files == {}
    more = draft_into(folder / "yunxi", text.replace("增长8%", "增长8%，石桥机械税收5亿元"))
    assert yaml.safe_load(more.files["part1.yaml"])["facts"][-1]["subject"] == "shiqiao"


def test_a_fact_is_not_finished_before_its_subject(tmp_path: Path) -> None:
    folder = curated(tmp_path)
    path = folder / "yunxi" / "part1.yaml"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("    kind: company\n", "    draft: true\n", 1), encoding="utf-8")
    assert [(p.line, p.message.partition(";")[0]) for p in load(folder).problems] == [
        (13, "key 'subject': subject 'shiqiao' is still a draft")
    ]
    drafts = path.read_text(encoding="utf-8").replace("  - id: shiqiao", "  - draft: true\n    id: shiqiao")
    path.write_text(drafts, encoding="utf-8")
    base = load(folder).base
    assert base is not None
    assert "shiqiao" not in base.subjects


@pytest.mark.parametrize("name", ["PM2.5平均浓度", "PM10平均浓度", "12345热线回访"])
def test_a_number_in_a_name_is_no_figure_that_was_missed(shipped: Loaded, name: str) -> None:
    text = f"云溪新区2031年上半年报告\n\n环境\n\n{name}较好，为31微克/立方米，另有77缸。\n"
    made = draft(text, shipped, {})
    notes = [note for note in made.notes if "not taken for a figure" in note]
    assert [note.split("'")[1] for note in notes] == ["77缸"]
    assert "nothing is to be done" in notes[0]
    assert draft(text, shipped, made.files).notes == (), "it is told once"


def test_a_sign_in_front_of_a_heading_is_told_from_a_list_item(shipped: Loaded) -> None:
    text = (
        "云溪县2033年上半年综述\n（云溪融媒 记者 罗成）\n\n开局平稳。\n\n■ 工业提质\n　　企业增至146户。\n\n"
        "◆农业增效\n收购烤烟12.3万担，其中：\n● 上等烟\n● 中等烟\n价格稳定。\n"
    )
    files = draft(text, shipped, {}).files
    found = yaml.safe_load(files["report.yaml"])
    titles = [section["title"]["zh"] for section in found["sections"].values()]
    assert titles == ["标题", "署名", "导语", "工业提质", "农业增效"]
    assert (found["paper"]["zh"], found["authors"]) == ("云溪融媒", ["罗成"])
    assert found["sections"]["part2"]["outline"][0]["figures"] == ["12.3万担"]
