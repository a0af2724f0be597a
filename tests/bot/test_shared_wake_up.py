"""Answers of another thread reach the event loop, all of one moment by one wake-up."""

import asyncio
from concurrent.futures import Future
from threading import Thread

import pytest

from bot.shared_wake_up import SharedWakeUp


class CountingLoop(asyncio.SelectorEventLoop):
    """Counts how often other threads have woken it."""

    wake_ups = 0

    def call_soon_threadsafe(self, *args, **kwargs):
        self.wake_ups += 1
        return super().call_soon_threadsafe(*args, **kwargs)


def in_another_thread(act) -> None:
    """Have something done there, while the loop stands still."""
    thread = Thread(target=act)
    thread.start()
    thread.join()


def settle(asked) -> None:
    for future in asked:
        future.set_result("posted")


async def begun(wake_up, asked) -> list[asyncio.Task[None]]:
    tasks = [asyncio.ensure_future(wake_up.wait_for(future)) for future in asked]
    await asyncio.sleep(0)
    return tasks


@pytest.fixture
def asked():
    return [Future() for _ in range(50)]


def test_fifty_answers_of_one_commit_wake_the_loop_once(asked):
    async def answered(rounds: int) -> int:
        wake_up = SharedWakeUp()
        for start in range(0, 50, 50 // rounds):
            some = asked[start : start + 50 // rounds]
            tasks = await begun(wake_up, some)
            in_another_thread(lambda some=some: settle(some))
            await asyncio.gather(*tasks)
        return asyncio.get_running_loop().wake_ups

    with asyncio.Runner(loop_factory=CountingLoop) as runner:
        assert runner.run(answered(rounds=1)) == 1
    asked[:] = [Future() for _ in range(50)]
    with asyncio.Runner(loop_factory=CountingLoop) as runner:
        assert runner.run(answered(rounds=2)) == 2


def test_an_answer_that_is_there_already_is_not_waited_for_in_vain(asked):
    async def waited() -> None:
        await SharedWakeUp().wait_for(asked[0])

    settle(asked[:1])
    asyncio.run(waited())


def test_a_refusal_ends_the_wait_as_a_result_does_and_is_left_to_who_asked(asked):
    async def waited() -> None:
        tasks = await begun(SharedWakeUp(), asked[:1])
        in_another_thread(lambda: asked[0].set_exception(LookupError("refused")))
        await asyncio.gather(*tasks)

    asyncio.run(waited())
    assert str(asked[0].exception()) == "refused"


def test_whoever_has_gone_keeps_nobody_else_from_hearing(asked):
    async def heard() -> list[bool]:
        gone, *others = await begun(SharedWakeUp(), asked[:3])
        gone.cancel()
        in_another_thread(lambda: settle(asked[:3]))
        await asyncio.gather(*others)
        return [task.cancelled() for task in (gone, *others)]

    assert asyncio.run(heard()) == [True, False, False]


def test_an_answer_after_the_loop_has_ended_is_nobodys_trouble(asked, caplog):
    async def left() -> None:
        await begun(SharedWakeUp(), asked[:1])

    asyncio.run(left())
    settle(asked[:1])
    assert caplog.records == []
