"""The guard lets go of a listener at its acknowledgement, and loses nothing of its work."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.guard import Guard
from bot.prompt_ack import PromptAck


@pytest.fixture
def guard():
    with ThreadPoolExecutor(1) as executor:
        yield Guard(executor)


async def nobody_hears(_message):
    return None


def test_a_listener_is_left_at_its_acknowledgement_and_waited_for_at_the_end(guard):
    done = []

    async def told() -> list[str]:
        ack, goes_on = PromptAck(), asyncio.Event()

        async def work() -> None:
            await ack("Posted")
            await goes_on.wait()
            done.append("the rest")

        await guard.run("key", ack, work, nobody_hears)
        at_the_acknowledgement = list(done)
        goes_on.set()
        await guard.drain()
        return at_the_acknowledgement

    assert asyncio.run(told()) == []
    assert done == ["the rest"]


def test_a_listener_that_fails_without_an_acknowledgement_ends_with_an_apology(guard):
    async def apologised() -> str:
        ack = PromptAck()

        async def work() -> None:
            raise LookupError("a bug")

        async def apologise(message) -> None:
            await ack(message.text)

        await guard.run("key", ack, work, apologise)
        return ack.response.body

    assert "reference" in asyncio.run(apologised())


def test_a_request_that_came_twice_and_whose_form_stands_open_is_acknowledged_in_silence(guard):
    said = []

    async def acknowledged() -> str:
        ack = PromptAck()

        async def work() -> None:
            raise SlackApiError("refused", {"ok": False, "error": "exchanged_trigger_id"})

        async def apologise(message) -> None:
            said.append(message.text)

        await guard.run("key", ack, work, apologise)
        return ack.response.body

    assert (asyncio.run(acknowledged()), said) == ("", [])


@pytest.mark.parametrize("said", ["upstream connect error", None])
def test_an_answer_that_is_none_of_slacks_ends_with_an_apology_too(guard, said):
    response = AsyncSlackResponse(
        client=None,
        http_verb="POST",
        api_url="https://slack.com/api/views.open",
        req_args={},
        data=said,
        headers={},
        status_code=503,
    )

    async def apologised() -> str:
        ack = PromptAck()

        async def work() -> None:
            raise SlackApiError("no answer", response)

        async def apologise(message) -> None:
            await ack(message.text)

        await guard.run("key", ack, work, apologise)
        return ack.response.body

    assert "reference" in asyncio.run(apologised())


def test_a_failure_after_the_acknowledgement_leaves_it_as_it_was(guard):
    async def answered() -> str:
        ack = PromptAck()

        async def work() -> None:
            await ack("Posted")
            raise LookupError("a bug")

        await guard.run("key", ack, work, nobody_hears)
        await guard.drain()
        return ack.response.body

    assert "Posted" in asyncio.run(answered())


def test_a_listener_without_the_middleware_is_a_mistake_of_ours(guard):
    async def work() -> None:
        return None

    with pytest.raises(TypeError):
        asyncio.run(guard.run("key", AsyncAck(), work, nobody_hears))
