"""Only our own pictures are fetched, and the token goes to Slack alone."""

import pytest
import requests

from bot.manifest import manifest
from bot.outbox.sender import sending_client
from bot.pictures.fetching import FileFetcher, FileRefusedError, _is_slacks

API = "https://slack.com/api/"


@pytest.fixture
def shared(slack, workspace):
    """Return the id of a file that somebody shared with the bot."""

    def share(name="photo.png", content=b"bytes"):
        seen = workspace.person("U0ANA").uploads("@bincard", name, content)
        return seen.raw["file"]["id"]

    return share


@pytest.fixture
def fetcher(options):
    return FileFetcher(sending_client(options.bot_token, options.api_url), bytes_max=10)


def problem(fetcher, file):
    with pytest.raises(FileRefusedError) as refused:
        fetcher.fetch(file)
    return refused.value.problem


def test_a_picture_comes_with_its_name_and_bytes(fetcher, shared):
    picture = fetcher.fetch(shared())
    assert (picture.name, picture.content) == ("photo.png", b"bytes")


def test_what_is_too_large_is_not_fetched(fetcher, shared):
    assert problem(fetcher, shared(content=b"eleven byte")) == "too_large"


def test_what_is_gone_is_gone(fetcher):
    assert problem(fetcher, "F0NONE") == "gone"


def test_without_the_right_to_read_files_nothing_is_read(fetcher, shared, workspace):
    declared = manifest("socket")
    declared["oauth_config"]["scopes"]["bot"].remove("files:read")
    file = shared()
    workspace.does("manifest", manifest=declared)
    assert problem(fetcher, file) == "not_allowed"


def test_a_page_to_log_in_is_no_picture(slack, shared, workspace):
    """As Slack does: whoever shows no token is sent to a page of HTML, with 200."""
    file = shared()
    [facts] = [one for one in workspace.state()["files"] if one["id"] == file]
    page = requests.get(facts["url_private"], timeout=5)
    assert page.status_code == 200
    assert page.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    ("url", "is_slacks"),
    [
        ("https://files.slack.com/files-pri/T1-F1/a.png", True),
        ("https://slack.com/a.png", True),
        ("http://files.slack.com/a.png", False),
        ("https://files.slack.com.example.org/a.png", False),
        ("https://example.org/?https://files.slack.com/a.png", False),
        ("https://drive.google.com/a.png", False),
        ("", False),
    ],
)
def test_the_token_goes_to_slack_alone(url, is_slacks):
    assert _is_slacks(url, API) is is_slacks
