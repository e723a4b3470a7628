"""The command line, run as a person runs it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.small_facts import write_facts

QUESTION = "郑煤机产值多少"


def test_ask_answers_with_the_figure_and_its_sentence(wenbao: Run) -> None:
    done = wenbao("ask", QUESTION)
    first, second = done.stdout.splitlines()[:2]
    assert "47亿元" in first
    assert second == "《经开时报》“主导产业发展企稳回升”第7句 [industry.7]"
    assert (done.returncode, done.stderr) == (0, "")


def test_ask_answers_in_the_language_of_the_question_or_the_one_wanted(wenbao: Run) -> None:
    english = wenbao("ask", "What was ZMJ's output?").stdout
    assert "4.7 billion yuan" in english
    assert "sentence 7 [industry.7]" in english
    assert "4.7 billion yuan" in wenbao("ask", "--lang", "en", QUESTION).stdout
    assert "47亿元" in wenbao("ask", "--lang", "zh", "ZMJ output").stdout


def test_words_without_quotes_are_one_question(wenbao: Run) -> None:
    assert "4.7 billion yuan" in wenbao("ask", "ZMJ", "output").stdout


def test_ask_json_holds_the_reply(wenbao: Run) -> None:
    reply = json.loads(wenbao("ask", "--json", QUESTION).stdout)
    assert (reply["kind"], reply["lang"], reply["cites"]) == ("answer", "zh", ["industry.7"])
    assert "47亿元" in reply["text"]
    assert "explanation" not in reply


def test_explain_shows_links_candidates_and_the_decision(wenbao: Run) -> None:
    shown = wenbao("explain", "郑煤机有多少员工").stdout
    assert "subject zmj" in shown
    assert "员工" in shown.split("候选")[0]
    assert "jingkai-2020h1:zmj." in shown
    as_json = json.loads(wenbao("ask", "--json", "--explain", QUESTION).stdout)["explanation"]
    assert any(c["fact"] == "jingkai-2020h1:zmj.output" for c in as_json["candidates"])
    assert as_json["links"][0]["confidence"] == 1.0
    assert as_json["thresholds"]


def test_output_through_a_pipe_has_no_colours(wenbao: Run) -> None:
    assert "\x1b" not in wenbao("explain", QUESTION).stdout


def test_other_facts_by_option_or_by_setting(wenbao: Run, tmp_path: Path) -> None:
    facts = write_facts(tmp_path / "facts", output=53)
    question = "石桥机械产值多少"
    assert "53亿元" in wenbao("--facts", str(facts), "ask", question).stdout
    assert "53亿元" in wenbao("ask", "--facts", str(facts), question).stdout
    assert "53亿元" in wenbao("ask", question, FACTS_DIR=str(facts)).stdout
    (tmp_path / "elsewhere" / ".env").write_text(f"FACTS_DIR={facts}\n", encoding="utf-8")
    assert "53亿元" in wenbao("ask", question).stdout


def test_facts_with_problems_are_not_loaded_and_every_problem_is_told(wenbao: Run, tmp_path: Path) -> None:
    facts = write_facts(tmp_path / "facts")
    section = facts / "yunxi" / "works.yaml"
    text = section.read_text(encoding="utf-8")
    section.write_text(text.replace("measure: output", "measure: outptu"), encoding="utf-8")
    done = wenbao("--facts", str(facts), "ask", QUESTION)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("did you mean 'output'") == 2
    assert f"{section}:" in done.stderr
    assert "nothing was loaded" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [("nonsense",), ("ask",), ("ask", "--lang", "fr", "x"), ("--facts", "/does/not/exist", "ask", "x"),
     ("check", "--report", "/does/not/exist")],
)  # fmt: skip
def test_wrong_usage_exits_with_2_and_says_how(wenbao: Run, arguments: tuple[str, ...]) -> None:
    done = wenbao(*arguments)
    assert done.returncode == 2
    assert "Error:" in done.stderr
    assert "--help" in done.stderr


def test_wrong_settings_exit_with_2_and_a_sentence_each(wenbao: Run) -> None:
    done = wenbao("ask", QUESTION, LOG_LEVEL="LOUD", FACTS_DIR="/does/not/exist")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 2


@pytest.mark.parametrize("token", ["", "nonsense", "123:short"])
def test_telegram_without_a_good_token_is_one_clear_sentence(wenbao: Run, token: str) -> None:
    done = wenbao("telegram", TELEGRAM_BOT_TOKEN=token)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "TELEGRAM_BOT_TOKEN" in done.stderr


def test_check_passes_on_the_shipped_facts_and_speaks_json(wenbao: Run) -> None:
    done = wenbao("check", "--json")
    found = json.loads(done.stdout)
    assert found["problems"] == []
    assert set(found["figures"]) >= {"total", "carried", "waived", "missing"}


def test_check_proves_the_outline_against_a_text(wenbao: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("另一份报告\n\n上半年产值为12亿元。\n", encoding="utf-8")
    done = wenbao("check", "--report", str(other))
    assert done.returncode == 1
    assert wenbao("check", "--report", sys.executable).returncode == 1


def test_check_watches_edits_until_it_is_interrupted(tmp_path: Path, environment: dict[str, str]) -> None:
    facts = write_facts(tmp_path / "facts")
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "check", "--watch", "--facts", str(facts)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, env=environment, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        for line in process.stdout:
            if line.startswith("0 problems"):
                break
        section = facts / "yunxi" / "works.yaml"
        text = section.read_text(encoding="utf-8")
        section.write_text(text.replace("kind: company", "kind: compny"), encoding="utf-8")
        named = next(line for line in process.stdout if "compny" in line)
        assert "works.yaml" in named
        assert "did you mean 'company'" in named
        process.send_signal(signal.SIGINT)
        assert process.stderr.read().strip() == ""
        assert process.wait(10) == 130


def test_bad_input_gets_a_polite_reply(wenbao: Run) -> None:
    samples = (
        "", " ", "\x07\x1b[31m", "\u202e\u200f\u200e", "😀" * 10_000, "x" * 100_000,
        "'; DROP TABLE facts; --", "<script>alert(1)</script>", "\udcff\udce4",
    )  # fmt: skip
    for sample in samples:
        done = wenbao("ask", sample)
        assert done.returncode == 0, sample[:20]
        assert done.stdout.strip(), sample[:20]
        assert len(done.stdout) < 2_000
        assert "\x1b" not in done.stdout


def test_batch_answers_each_line_and_reports_the_bad_ones(wenbao: Run) -> None:
    good = json.dumps({"id": "a", "turns": [QUESTION, "同比呢"]}, ensure_ascii=False)
    done = wenbao(
        "batch", text=f"{good}\n\nnonsense\n" + '{"id": "c", "turns": []}\n' + good.replace('"a"', '"d"')
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [entry["id"] for entry in found] == ["a", None, "c", "d"]
    assert [len(entry["replies"]) for entry in found] == [2, 0, 0, 2]
    assert found[0]["replies"] == found[3]["replies"]
    assert "line 3: is no JSON" in done.stderr
    assert "line 4: needs `turns`" in done.stderr


def test_questions_are_logged_where_a_log_is_set(wenbao: Run, tmp_path: Path) -> None:
    from bot.channels.question_log import read_log

    log = tmp_path / "log.sqlite"
    wenbao("ask", QUESTION, QUESTION_LOG=str(log))
    wenbao(text="谁是世界杯冠军\n", QUESTION_LOG=str(log))
    assert sorted(entry.outcome for entry in read_log(log)) == ["answer", "off_topic"]


def test_questions_are_logged_by_default_and_not_where_that_is_turned_off(
    wenbao: Run, tmp_path: Path
) -> None:
    from bot.channels.question_log import read_log

    wenbao("ask", QUESTION)
    log = tmp_path / "home" / "wenbao" / "questions.sqlite"
    assert [entry.outcome for entry in read_log(log)] == ["answer"]
    assert "1 question, 0 of them in 0 gaps." in wenbao("gaps").stdout
    wenbao("ask", QUESTION, QUESTION_LOG_DAYS="0")
    assert len(read_log(log)) == 1
    (tmp_path / "file").touch()
    nowhere = wenbao("ask", QUESTION, XDG_CONFIG_HOME=str(tmp_path / "file"))
    assert (nowhere.returncode, nowhere.stderr) == (0, ""), "a home that takes no files is no trouble"


def test_a_chart_is_drawn_only_where_there_is_something_to_draw(wenbao: Run, tmp_path: Path) -> None:
    done = wenbao("ask", QUESTION, "--chart", str(tmp_path / "one.png"))
    assert done.returncode == 1
    assert "nothing to draw" in done.stderr
    assert not (tmp_path / "one.png").exists()
    wenbao("ask", "列出各企业的产值", "--chart", str(tmp_path / "all.png"))
    assert (tmp_path / "all.png").read_bytes().startswith(b"\x89PNG")


def test_a_reader_that_leaves_early_ends_it_quietly(tmp_path: Path, environment: dict[str, str]) -> None:
    line = json.dumps({"id": "a", "turns": [QUESTION]}) + "\n"
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "batch"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, env=environment,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(line.encode())
        process.stdin.flush()
        assert process.stdout.readline()
        process.stdout.close()
        try:
            process.stdin.write((line * 20).encode())
            process.stdin.close()
        except BrokenPipeError:
            pass
        assert process.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to another process")
def test_an_interrupt_ends_it_quietly(tmp_path: Path, environment: dict[str, str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "batch"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, env=environment,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(json.dumps({"id": "a", "turns": [QUESTION]}).encode() + b"\n")
        process.stdin.flush()
        assert process.stdout.readline(), "it has to run before it is interrupted"
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.stderr.read().strip() == b""
        assert process.wait(10) == 130


def test_heavy_imports_stay_out_of_a_single_answer(
    wenbao: Run, tmp_path: Path, environment: dict[str, str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot", "ask", QUESTION],
        capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=60, check=True,
    )  # fmt: skip
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "bot.channels.rendering" in loaded
    assert not loaded & {"telegram", "aiohttp", "vl_convert", "prompt_toolkit", "rich", "asyncio"}


def test_the_version_is_told(wenbao: Run) -> None:
    assert wenbao("--version").stdout.startswith("wenbao ")
