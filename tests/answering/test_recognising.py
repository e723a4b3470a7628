"""Questions are known by those like them that were asked before, where their own words do not say enough."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.conversation import respond
from bot.answering.evaluation import run
from bot.answering.memory import ENOUGH
from bot.answering.recalling import recall
from bot.answering.reply import ReplyKind
from bot.knowledge.checking import check
from bot.knowledge.loading import load
from bot.knowledge.model import Example, FactBase
from bot.knowledge.snapshot import signature_of, snapshot
from bot.understanding.query import understand
from tests.small_facts import write_facts

BOW, ODE = "要是半夜绕着楼底下兜圈子", "月亮掉进了谁家的井"
"""What no name of the invented facts explains anything of."""


def with_examples(base: FactBase, *more: Example) -> FactBase:
    """The base with enough examples of everything: of each fact, and of what nothing answers."""
    told = (Example(f"{key} 怎么说 {n}", (key,)) for key in base.facts for n in range(ENOUGH))
    silent = (Example(f"天气如何呢 {n}", outcome="abstain") for n in range(ENOUGH))
    return replace(base, examples=(*told, *silent, *more))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> FactBase:
    loaded = load(write_facts(tmp_path_factory.mktemp("small")))
    assert loaded.base is not None, loaded.problems
    return loaded.base


def test_what_was_asked_before_in_such_words_is_answered(small: FactBase) -> None:
    asked = [Example(f"{BOW}{n}", ("yunxi:shiqiao.output",)) for n in ("", "啊", "呢", "吧")]
    assert respond(with_examples(small), f"{BOW}哦").reply.kind is ReplyKind.UNKNOWN
    reply = respond(with_examples(small, *asked), f"{BOW}哦").reply
    assert reply.kind is ReplyKind.ANSWER
    assert reply.facts == ("yunxi:shiqiao.output",)
    assert respond(with_examples(small, *asked), ODE).reply.kind is ReplyKind.UNKNOWN


def test_too_few_examples_say_nothing(small: FactBase) -> None:
    few = tuple(Example(f"{BOW}{n}", ("yunxi:shiqiao.output",)) for n in ("", "啊", "呢", "吧"))
    assert respond(replace(small, examples=few), BOW).reply.kind is ReplyKind.UNKNOWN


def test_what_was_asked_in_vain_stays_unanswered(small: FactBase) -> None:
    silent = [Example(f"{BOW}{n}", outcome="abstain") for n in ("", "啊", "呢", "吧")]
    assert respond(with_examples(small, *silent), BOW).reply.kind is ReplyKind.UNKNOWN


def test_another_place_is_not_answered_with_this_ones_figure(shipped: FactBase) -> None:
    assert (
        respond(shipped, "下班回家老是绕圈找不着地方搁车,今年多弄出来多少个位子?").reply.kind
        is ReplyKind.ANSWER
    )
    elsewhere = "西安下班回家老是绕圈找不着地方搁车,西安今年多弄出来多少个位子?"
    assert respond(shipped, elsewhere).reply.kind is ReplyKind.UNKNOWN


def test_what_of_the_sentence_was_asked_for_before_is_told_as_well(shipped: FactBase) -> None:
    question = "火车带的国际包裹信件现在是只进不出还是两头都通"
    reply = run(shipped, [question]).reply
    assert {shipped.facts[key].measure for key in reply.facts} == {"event", "contribution"}
    without = run(replace(shipped, examples=()), [question]).reply
    assert {shipped.facts[key].measure for key in without.facts} == {"event"}


def test_of_equal_readings_that_is_told_which_such_questions_meant(shipped: FactBase) -> None:
    question = "抗疫期间,经开区扎实开展了一项什么活动?"
    assert run(replace(shipped, examples=()), [question]).reply.kind is ReplyKind.CLARIFY
    reply = run(shipped, [question]).reply
    assert reply.kind is ReplyKind.ANSWER
    assert "三送一强" in reply.text
    assert run(shipped, ["楼盖了多少?"]).reply.kind is ReplyKind.CLARIFY


def test_evaluation_leaves_out_what_it_asks(small: FactBase) -> None:
    base = with_examples(small, Example(BOW, ("yunxi:shiqiao.output",)))
    assert respond(base, BOW).reply.kind is ReplyKind.ANSWER
    assert run(base, [BOW]).reply.kind is ReplyKind.UNKNOWN


@settings(deadline=None, max_examples=12)
@given(
    texts=st.lists(st.text("鹅鸭鸡兔羊", min_size=2, max_size=9), min_size=3, max_size=20, unique=True),
    labels=st.lists(st.booleans(), min_size=20, max_size=20),
)
def test_left_out_is_never_seen(texts: list[str], labels: list[bool], small: FactBase) -> None:
    """What is recalled without an example is what a base recalls that never had it."""
    asked = [Example(t, ("yunxi:bailu.output",) if n else ()) for t, n in zip(texts, labels, strict=False)]
    asked = [e if e.facts else replace(e, outcome="abstain") for e in asked]
    with_it, without_it = with_examples(small, *asked), with_examples(small, *asked[1:])
    query = understand(texts[0], small)
    left_out, unseen = recall(query, with_it, unseen=True), recall(query, without_it)
    assert (left_out is None) == (unseen is None)
    if left_out is not None and unseen is not None:
        assert left_out.features == unseen.features
        # words that only the example left out has still count as words that there are
        assert dict(left_out.facts) == pytest.approx(dict(unseen.facts), abs=0.01)
        assert dict(left_out.others) == pytest.approx(dict(unseen.others), abs=0.01)


def test_asked_questions_are_read_beside_the_facts_and_seen_to_change(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    asked = folder / "yunxi" / "asked"
    asked.mkdir()
    (asked / "street.yaml").write_text(f"- ask: {BOW}\n  must: 47\n  cite: works.1\n", encoding="utf-8")
    before = load(folder)
    assert before.base is not None, before.problems
    assert before.base.examples == (Example(BOW, ("yunxi:shiqiao.output",)),)
    seen = signature_of(folder)
    (asked / "street.yaml").write_text(f"- ask: {ODE}\n  expect: abstain\n", encoding="utf-8")
    assert signature_of(folder).files != seen.files
    with snapshot(folder) as taken:
        assert taken is not None
        after = load(taken.folder, before.read)
    assert after.base is not None
    assert after.base.examples == (Example(ODE, outcome="abstain"),)


def test_a_mistake_in_asked_questions_is_reported_and_takes_nothing_away(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    (folder / "yunxi" / "asked").mkdir()
    file = folder / "yunxi" / "asked" / "street.yaml"
    file.write_text(
        f"- ask: {BOW}\n  must: 47\n  site: works.1\n- ask: {ODE}\n  expect: abstain\n", encoding="utf-8"
    )
    loaded = load(folder)
    assert loaded.base is not None
    assert loaded.base.examples == (Example(ODE, outcome="abstain"),)
    (problem,) = check(folder).problems
    assert (problem.file, problem.line) == ("yunxi/asked/street.yaml", 3)
    assert "cite" in problem.message
    shutil.rmtree(folder / "yunxi" / "asked")
    assert check(folder).problems == ()
