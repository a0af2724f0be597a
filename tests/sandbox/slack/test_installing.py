"""Installing the app by OAuth, as the SDK's and Bolt's flows go through it.

Source:
    https://docs.slack.dev/authentication/installing-with-oauth,
    https://docs.slack.dev/reference/methods/oauth.v2.access
"""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from slack_bolt import App, BoltRequest
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth import AuthorizeUrlGenerator
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore

BACK = "https://app.example/slack/oauth_redirect"


@pytest.fixture
def anybody(stand_in, base_url):
    """A client without a token."""
    return WebClient(base_url=stand_in.api_url(base_url))


@pytest.fixture
def proof(stand_in):
    """What the app proves itself with, and where it was sent back to."""
    credentials = stand_in.credentials
    return {
        "client_id": credentials.client_id,
        "client_secret": credentials.client_secret,
        "redirect_uri": BACK,
    }


@pytest.fixture
def allow(stand_in, base_url):
    """Somebody opens the page where the app is allowed; the query they are sent back with."""

    def opened(**more):
        page = AuthorizeUrlGenerator(
            client_id=more.pop("client_id", stand_in.credentials.client_id),
            scopes=["commands", "incoming-webhook"],
            redirect_uri=BACK,
            authorization_url=f"{base_url}/oauth/v2/authorize",
        ).generate("state-1")
        answer = requests.get(page, allow_redirects=False, timeout=30)
        if answer.status_code != 302:
            return answer.text
        parts = urlsplit(answer.headers["Location"])
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == BACK
        return {name: values[0] for name, values in parse_qs(parts.query).items()}

    return opened


def refused(client, **args):
    with pytest.raises(SlackApiError) as caught:
        client.oauth_v2_access(**args)
    return caught.value.response["error"]


def test_a_code_is_exchanged_for_the_bots_token(anybody, allow, proof, stand_in, base_url):
    back = allow()
    assert back["state"] == "state-1"

    told = anybody.oauth_v2_access(code=back["code"], **proof).data

    assert (told["token_type"], told["scope"]) == ("bot", "commands,incoming-webhook")
    assert told["team"] == {"id": "T0BINCARD", "name": "Bincard sandbox"}
    assert (told["enterprise"], told["authed_user"]) == (None, {"id": "U0ANA"})
    hook = told["incoming_webhook"]
    assert hook["channel"] == "#stock"
    assert requests.post(hook["url"], json={"text": "installed"}, timeout=30).text == "ok"
    again = WebClient(told["access_token"], base_url=stand_in.api_url(base_url))
    assert again.auth_test()["bot_id"] == "B0BINCARD"


def test_a_code_is_good_once_and_for_ten_minutes(anybody, allow, proof, workspace):
    code = allow()["code"]
    anybody.oauth_v2_access(code=code, **proof)
    assert refused(anybody, code=code, **proof) == "invalid_code"

    late = allow()["code"]
    workspace.advances(601)
    assert refused(anybody, code=late, **proof) == "invalid_code"


def test_an_app_that_does_not_prove_itself_gets_no_token(anybody, allow, proof):
    code = allow()["code"]

    assert refused(anybody, code=code, **proof | {"client_id": "1.1"}) == "invalid_client_id"
    assert refused(anybody, code=code, **proof | {"client_secret": "x"}) == "bad_client_secret"
    assert refused(anybody, code=code, **proof | {"redirect_uri": "x"}) == "bad_redirect_uri"
    assert allow(client_id="1.1") == "invalid_client_id"


def test_a_refusal_sends_people_back_with_an_error(allow, workspace):
    workspace.set(installing_refused=True)

    assert allow() == {"error": "access_denied", "state": "state-1"}


def test_a_bolt_app_is_installed_and_authorized(stand_in, base_url, tmp_path):
    store = FileInstallationStore(base_dir=str(tmp_path), client_id="x")
    flow = OAuthFlow(
        client=WebClient(base_url=stand_in.api_url(base_url)),
        settings=OAuthSettings(
            client_id=stand_in.credentials.client_id,
            client_secret=stand_in.credentials.client_secret,
            scopes=["commands", "chat:write"],
            redirect_uri=BACK,
            authorization_url=f"{base_url}/oauth/v2/authorize",
            installation_store=store,
            state_store=FileOAuthStateStore(expiration_seconds=60, base_dir=str(tmp_path)),
            install_page_rendering_enabled=False,
        ),
    )
    app = App(signing_secret=stand_in.signing_secret, oauth_flow=flow)

    started = flow.handle_installation(BoltRequest(body=""))
    sent_back = requests.get(started.headers["location"][0], allow_redirects=False, timeout=30)
    query = urlsplit(sent_back.headers["Location"]).query
    cookie = started.headers["set-cookie"][0].split(";")[0]
    done = app.oauth_flow.handle_callback(
        BoltRequest(body="", query=query, headers={"cookie": [cookie]})
    )

    assert done.status == 200
    found = store.find_bot(enterprise_id=None, team_id="T0BINCARD")
    assert (found.bot_token, found.bot_id) == (stand_in.bot_token, "B0BINCARD")
