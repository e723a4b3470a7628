"""Limits on people and on memory, with a clock of the test's own."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram import limits
from bot.channels.telegram.conversations import Conversations
from bot.channels.telegram.limits import RateLimit


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_person_may_send_so_many_and_again_when_time_has_passed() -> None:
    clock = Clock()
    limit = RateLimit(2, 60, clock)
    verdicts = [limit.check(1) for _ in range(4)]
    assert [v.allowed for v in verdicts] == [True, True, False, False]
    assert [v.notice for v in verdicts] == [False, False, True, False]
    assert verdicts[2].wait == 30
    clock.now = 30
    assert limit.check(1).allowed
    assert not limit.check(1).notice, "told half a minute ago"
    clock.now = 120
    assert [limit.check(1).notice for _ in range(3)] == [False, False, True]


def test_who_keeps_asking_too_fast_is_told_once_a_period() -> None:
    clock = Clock()
    limit = RateLimit(20, 60, clock)
    notices = []
    for clock.now in range(180):
        notices += [clock.now for _ in range(2) if limit.check(1).notice]
    assert len(notices) == 3
    assert all(b - a >= 60 for a, b in pairwise(notices))


@given(st.lists(st.floats(0, 20), min_size=1, max_size=200), st.integers(1, 10), st.floats(1, 100))
def test_never_more_than_the_burst_and_what_time_grants(
    gaps: list[float], count: int, seconds: float
) -> None:
    clock = Clock()
    limit = RateLimit(count, seconds, clock)
    passed = 0
    for gap in gaps:
        clock.now += gap
        passed += limit.check(1).allowed
    assert passed <= count + clock.now * count / seconds + 1e-6


def test_a_limit_of_nothing_lets_all_pass() -> None:
    limit = RateLimit(0, 60)
    assert all(limit.check(1).allowed for _ in range(1_000))


def test_users_and_conversations_stay_bounded() -> None:
    limit = RateLimit(5, 60)
    for user in range(limits.USERS_KEPT + 500):
        limit.check(user)
    assert len(limit._buckets) == limits.USERS_KEPT
    conversations = Conversations(most=10)
    for user in range(50):
        conversations.get((user, user))
    assert len(conversations) == 10


def test_an_idle_conversation_starts_anew_and_a_used_one_stays() -> None:
    clock = Clock()
    conversations = Conversations(most=10, idle=100, clock=clock)
    first = conversations.get((1, 1))
    first.dialogue = replace(first.dialogue, turns=3)
    clock.now = 90
    assert conversations.get((1, 1)).dialogue.turns == 3
    clock.now = 180
    assert conversations.get((1, 1)).dialogue.turns == 3, "used meanwhile"
    clock.now = 300
    assert conversations.get((1, 1)).dialogue.turns == 0
    conversations.get((2, 2))
    clock.now = 500
    conversations.get((3, 3))
    assert len(conversations) == 1, "idle ones go without being asked for"
