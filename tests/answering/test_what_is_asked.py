"""Questions for what a thing is, did, became or is for: the one statement that says so is told."""

from __future__ import annotations

import pytest

from bot.answering.conversation import respond
from bot.answering.reply import Refusal, ReplyKind
from bot.knowledge.model import FactBase
from tests.talking import reply_to, said


def _facts(base: FactBase, question: str) -> tuple[str, ...]:
    return tuple(key.partition(":")[2] for key in respond(base, question).reply.facts)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("What did China Railway Equipment do to grow?", "creg.method"),
        ("what did Futaihua do that lifted its output?", "futaihua.method"),
        ("how did CREG pull off its growth?", "creg.method"),
        ("where do the 132 approvals stand?", "approvals.completed_count"),
        ("What is the ZTE centre for?", "zte.product"),
        ("what's ZTE going to build", "zte.content"),
    ],
)
def test_a_question_word_may_stand_around_what_it_asks_about(
    shipped: FactBase, question: str, fact: str
) -> None:
    assert _facts(shipped, question) == (fact,)


def test_an_english_auxiliary_makes_no_yes_or_no_question(shipped: FactBase) -> None:
    question = "which one do they single out from the seven additions to the provincial list?"
    assert "new_provincial.content" in _facts(shipped, question)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("中铁装备降低了什么", "creg.method"),
        ("中铁装备降成本提升了啥", "creg.method"),
        ("中铁装备通过什么办法提高竞争力", "creg.method"),
        ("what did CREG manage to cut?", "creg.method"),
    ],
)
def test_what_went_up_or_down_is_no_rate(shipped: FactBase, question: str, fact: str) -> None:
    assert _facts(shipped, question) == (fact,)


@pytest.mark.parametrize("question", ["中铁装备产值增长了多少", "How fast did CREG grow?"])
def test_a_rate_is_told_where_it_is_asked_for(shipped: FactBase, question: str) -> None:
    assert "creg.growth" in _facts(shipped, question)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("双汇、中烟等传统产业成为全区经济的什么？", "traditional_industries.contribution"),
        ("what role do firms like Shuanghui and China Tobacco play?", "traditional_industries.contribution"),
        ("外出招商的长远好处是什么", "outreach_trips.contribution"),
    ],
)
def test_one_text_on_several_things_is_told_alone(shipped: FactBase, question: str, fact: str) -> None:
    assert _facts(shipped, question) == (fact,)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("郑煤机签约的是什么项目？", "zmj_park.content"),
        ("What kind of project has GSX signed in the zone?", "gsx_hq.content"),
        ("迪信通的是什么项目", "dixintong.content"),
    ],
)
def test_a_mere_what_is_answered_by_what_the_thing_is(shipped: FactBase, question: str, fact: str) -> None:
    assert _facts(shipped, question) == (fact,)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("装备制造业上半年表现如何？", "equipment_industry.trend"),
        ("装备制造是涨是跌", "equipment_industry.trend"),
        ("区里物流行业的走势好不好？", "logistics.trend"),
    ],
)
def test_how_a_thing_goes_is_told_alone(shipped: FactBase, question: str, fact: str) -> None:
    assert _facts(shipped, question) == (fact,)


def test_what_is_on_schedule_is_not_taken_for_planned(shipped: FactBase) -> None:
    reply = respond(shipped, "Are the key projects keeping up with their investment schedule?").reply
    assert reply.facts == ("jingkai-2020h1:key_projects.stage",)
    assert not reply.text.startswith("No")


def test_pinyin_may_spell_the_second_reading_of_a_character(shipped: FactBase) -> None:
    question = "changsanjiao zhaoshang ke qianyue xiangmu zong touzi duoshao"
    assert _facts(shipped, question) == ("signable_projects.total_investment",)


def test_everyone_behind_a_group_is_named(shipped: FactBase) -> None:
    found = _facts(shipped, "who's behind the quality projects in the pipeline?")
    assert {key.partition(".")[0] for key in found} == {"xpeng", "dixintong", "zte"}


@pytest.mark.parametrize(
    "question",
    [
        "what does three sends stand for?",
        "What did Futaihua do with its staff?",
        "上汽发动机项目预算多少",
        "上汽发动机项目降低了什么税",
        "装备制造哪几个月下滑",
        "班列一趟跑几天",
    ],
)
def test_what_is_not_said_stays_unsaid(shipped: FactBase, question: str) -> None:
    assert respond(shipped, question).reply.kind is not ReplyKind.ANSWER


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("中铁装备是咋把产值搞上去的", "creg.method"),
        ("富泰华产值怎么涨上去的", "futaihua.method"),
        ("富泰华是怎么干到40亿的", "futaihua.method"),
        ("富泰华产值猛涨背后做了什么动作", "futaihua.method"),
        ("城市形象怎么提上去的", "city_quality.method"),
        ("What drove CREG's growth?", "creg.method"),
    ],
)
def test_how_something_came_about_is_no_figure(shipped: FactBase, question: str, fact: str) -> None:
    assert _facts(shipped, question) == (fact,)


@pytest.mark.parametrize(
    "question", ["郑煤机咋把产值搞上去的", "双汇产值咋涨起来的", "环评审批时间怎么压下来的"]
)
def test_how_something_came_about_may_not_be_said(shipped: FactBase, question: str) -> None:
    assert respond(shipped, question).reply.kind is ReplyKind.UNKNOWN


def test_how_a_figure_is_still_asks_for_it(shipped: FactBase) -> None:
    assert _facts(shipped, "中铁装备的产值怎么样") == ("creg.output",)


@pytest.mark.parametrize("question", ["御凤公园这类公园一共建成几个", "御凤公园等公园一共建成多少"])
def test_an_example_of_what_is_counted_is_only_that(shipped: FactBase, question: str) -> None:
    assert _facts(shipped, question) == ("parks.built",)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("生活垃圾资源化利用率有多高", "waste_sorting.utilisation_rate"),
        ("富泰华的增速有多高", "futaihua.growth"),
        ("郑煤机产值有多高", "zmj.output"),
    ],
)
def test_how_high_asks_for_the_figure_that_is_named(shipped: FactBase, question: str, fact: str) -> None:
    assert _facts(shipped, question) == (fact,)


@pytest.mark.parametrize("question", ["富泰华的楼有多高", "公租房有多高", "御凤公园有多高"])
def test_how_high_alone_is_of_a_building(shipped: FactBase, question: str) -> None:
    assert respond(shipped, question).reply.kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("小鹏汽车项目动工了吗", "还没有。"),
        ("迪信通5G基地开工了没有", "还没有。"),
        ("27个市重点项目都开工了吗", "还没有。"),
        ("东风日产发动机厂扩能投产没", "东风日产"),  # signed: the report does not say
        ("水系治理动工了吗", "滨河国际新城"),
        ("小鹏还没动工吧", "还没有。"),
    ],
)
def test_whether_a_thing_was_begun_is_told_by_how_far_it_is(
    shipped: FactBase, question: str, begins: str
) -> None:
    assert respond(shipped, question).reply.text.startswith(begins)


@pytest.mark.parametrize(
    "question", ["宇通无人公交投产了吗", "自贸区开张了吗", "跟谁学二期动工了吗", "地铁通车了吗"]
)
def test_whether_a_thing_was_begun_is_no_matter_of_what_it_is(shipped: FactBase, question: str) -> None:
    assert respond(shipped, question).reply.kind is ReplyKind.UNKNOWN


def test_whether_one_may_begin_is_another_question(shipped: FactBase) -> None:
    assert "land_start.date" in _facts(shipped, "拿到地就能开工吗")


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("富泰华5G手机精密机构件项目的总投资额为何？", "futaihua_5g.total_investment"),
        ("请问公租房建成套数为何", "public_rental.built"),
        ("地方专项债发行额为何呢？", "bonds.issued"),
        ("富泰华产值为何增长", "futaihua.method"),
    ],
)
def test_for_what_reason_is_what_at_the_end_of_a_clause(shipped: FactBase, question: str, fact: str) -> None:
    assert _facts(shipped, question) == (fact,)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("区里想导入科技研发和生命科学,签战略合作的是哪家集团?", "henan_investment.partner"),
        ("把当面签改成在线签的是什么招商", "contactless.content"),
        ("5G手机精密机构件那个项目投多少", "futaihua_5g.total_investment"),
        ("科技研发和生命科学是哪些产业", "emerging_projects.content"),
    ],
)
def test_what_a_question_says_itself_is_not_what_it_asks(shipped: FactBase, question: str, fact: str) -> None:
    assert fact in _facts(shipped, question)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("我从吉隆坡来,想知道自贸区上半年新注册了多少家", "ftz_companies.new_count"),
        ("科技研发、生命科学那些项目,是引进哪里的产业资源?", "zgc.event"),
        ("行里要做个区县负债表,他们这半年靠专项债拿到手多少钱", "bonds.issued"),
    ],
)
def test_a_name_that_ends_in_a_question_word_asks(shipped: FactBase, question: str, fact: str) -> None:
    assert _facts(shipped, question) == (fact,)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("我们商会想帮会员对接,请问他们给企业建立了哪些服务机制", "service_mechanisms.content"),
        ("Our Dubai client wants storage - in how many countries are there overseas warehouses?",
         "overseas_warehouses.countries"),
    ],
)  # fmt: skip
def test_what_the_asker_says_of_himself_is_not_asked(shipped: FactBase, question: str, fact: str) -> None:
    assert fact in _facts(shipped, question)


def test_another_place_that_the_asking_clause_names_is_no_passing_remark(shipped: FactBase) -> None:
    assert respond(shipped, "吉隆坡自贸区新注册了多少家").reply.kind is not ReplyKind.ANSWER


@pytest.mark.parametrize("question", ["我区实现了哪三方面的常态化?", "疫情防控期间实现了哪三样常态化"])
def test_a_numeral_behind_which_only_counts(shipped: FactBase, question: str) -> None:
    assert _facts(shipped, question) == ("normalised_measures.content",)


def test_a_means_that_is_named_is_told_though_it_brings_something_down(shipped: FactBase) -> None:
    assert _facts(shipped, "中铁装备靠什么把产品成本降下来的") == ("creg.method",)
    assert respond(shipped, "郑煤机产值为什么降了").reply.text.startswith("并没有下降")


@pytest.mark.parametrize("question", ["装备制造板块表现如何", "装备制造板块上半年是涨是跌"])
def test_a_word_for_sections_behind_a_name_is_part_of_it(shipped: FactBase, question: str) -> None:
    assert _facts(shipped, question) == ("equipment_industry.trend",)


def test_a_list_is_of_what_its_own_clause_names(shipped: FactBase) -> None:
    question = "跟河南投资集团合作,是要引哪些方向的新兴产业"
    assert _facts(shipped, question) == ("emerging_projects.content",)


@pytest.mark.parametrize("question", ["132项审批事项办理情况如何?", "联审联批的进展怎么样"])
def test_how_many_are_completed_says_how_far_they_are(shipped: FactBase, question: str) -> None:
    assert [key.partition(".")[2] for key in _facts(shipped, question)] == ["completed_count"]


@pytest.mark.parametrize(
    "question",
    [
        "我家住郑东新区,那边今年建了几所幼儿园?",
        "we live in Zhongyuan district. how many kindergartens were built there?",
    ],
)
def test_there_is_the_place_named_before(question: str, shipped: FactBase) -> None:
    assert respond(shipped, question).reply.refusal is Refusal.OTHER_PLACE


def test_there_is_this_place_where_it_is_named_itself(shipped: FactBase) -> None:
    assert _facts(shipped, "我家住郑东新区,想问经开区那边今年建了几所幼儿园?") == ("kindergartens.built",)


def test_an_afterthought_in_the_first_person_is_not_asked(shipped: FactBase) -> None:
    reply = respond(shipped, "郑州发欧洲的班列里,往外走的占总趟数百分之多少?我怕回来是空箱").reply
    assert "64.92%" in reply.text


def test_what_a_thing_is_among_is_not_added_to_it(shipped: FactBase) -> None:
    question = "省市重点里头今年要新开的那几个项目,是不是个个都真动土了,一共几个"
    assert _facts(shipped, question) == ("new_starts.started_count",)
    assert "54.89" in respond(shipped, "重点项目里头完成的投资占年度计划多少").reply.text


@pytest.mark.parametrize("question", ["新建的学校叫什么名字", "新建成的那两所小学校名叫什么"])
def test_a_list_of_counts_names_nothing(question: str, shipped: FactBase) -> None:
    assert respond(shipped, question).reply.kind is ReplyKind.UNKNOWN


def test_by_how_many_days_asks(shipped: FactBase) -> None:
    question = "Our group worries that reviews are rushed. By how many days was approval of EIA reports cut?"
    assert "25 days" in respond(shipped, question).reply.text


def test_a_number_stated_tells_readings_apart(shipped: FactBase) -> None:
    assert respond(shipped, "郑煤机47亿对吧").reply.text == "是的。郑煤机上半年产值为47亿元。"


def test_one_name_for_both_parts_of_a_whole_is_two_operands(shipped: FactBase) -> None:
    for question in ("往返班列差几趟", "往返差几趟"):
        assert respond(shipped, question).reply.text.startswith("相差131班")


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("全省首个有哪些", ("live_base.first",)),
        ("哪几样是全国首个", ("rail_express.first",)),
        ("有哪些机构揭了牌?", ("new_institutes.content",)),
        ("最大的签约项目", ("zmj_park.total_investment",)),
        ("which signed project is the biggest", ("zmj_park.total_investment",)),
    ],
)
def test_a_list_is_of_what_is_described(question: str, facts: tuple[str, ...], shipped: FactBase) -> None:
    assert _facts(shipped, question)[: len(facts)] == facts


def test_the_top_few_of_a_kind_are_as_many_as_asked_for(shipped: FactBase) -> None:
    assert len(respond(shipped, "top 3 firms").reply.facts) == 3


def test_ways_of_doing_nothing_in_particular_are_not_listed(shipped: FactBase) -> None:
    assert respond(shipped, "下了大夜班怎么都睡不着,有啥好办法没").reply.kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    "question", ["空气哪方面排第一", "Which part of air quality did they rank first in?"]
)
def test_what_of_a_thing_took_the_place_named(question: str, shipped: FactBase) -> None:
    assert "18.6" not in said(shipped, question)
    assert any(word in said(shipped, question) for word in ("下降率", "decline"))


def test_a_figure_is_told_in_the_unit_that_is_named(shipped: FactBase) -> None:
    assert "17.7亿美元" in said(shipped, "货值多少美元")


def test_a_total_is_no_firms_investment(shipped: FactBase) -> None:
    assert said(shipped, "规上工业几多钱") == "上半年经开区规上工业总产值为765.5亿元。"


def test_what_a_long_story_names_is_not_asked(shipped: FactBase) -> None:
    story = "我教了十二年数学,家是中牟的,每天来回开车一个多小时,油钱都不少,就想调到近点的地方,"
    assert reply_to(shipped, story + "新建的那两所小学叫什么名字").kind is ReplyKind.UNKNOWN
    assert reply_to(shipped, story + "今年新建了几所小学").facts == ("jingkai-2020h1:primary_schools.built",)


def test_each_project_has_a_total_of_its_own(shipped: FactBase) -> None:
    assert reply_to(shipped, "那个5G项目总投资多少").kind is ReplyKind.CLARIFY
    assert reply_to(shipped, "装备制造业总产值多少").kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("谁搞了技术改造", "futaihua.method"),
        ("哪家公司搞了技术改造", "futaihua.method"),
        ("which company cut costs", "creg.method"),
    ],
)
def test_who_did_a_thing_is_told_by_what_it_did(shipped: FactBase, question: str, fact: str) -> None:
    assert fact in _facts(shipped, question)
