"""Settings that cannot work are refused before anything starts, with the sentence that mends them."""

import json
from pathlib import Path

import pytest

from bincard.settings import Settings, SettingsError


def settings(**given: object) -> Settings:
    return Settings(_env_file=None, **given)


@pytest.mark.parametrize(
    ("variable", "host"), [("dyno", "Heroku"), ("render", "Render"), ("k_service", "Cloud Run")]
)
def test_a_journal_is_not_kept_on_a_disk_that_does_not_last(variable: str, host: str):
    with pytest.raises(SettingsError, match=f"{host} wipes its disk.*DATABASE_URL"):
        settings(**{variable: "web.1"}).require_lasting_disk()
    settings(**{variable: "web.1", "database_url": "postgresql://db/x"}).require_lasting_disk()


def test_slack_needs_a_token_and_a_way_in():
    with pytest.raises(SettingsError, match="set SLACK_BOT_TOKEN"):
        settings(slack_bot_token="").require_slack()
    with pytest.raises(SettingsError, match="SLACK_APP_TOKEN"):
        settings(slack_bot_token="xoxb-1").require_slack()
    settings(slack_bot_token="xoxb-1", slack_app_token="xapp-1").require_slack()
    settings(slack_bot_token="xoxb-1", slack_signing_secret="s").require_slack()


def test_a_variable_that_makes_the_library_ignore_the_token_is_refused():
    with pytest.raises(SettingsError, match="unset it"):
        settings(slack_bot_token="xoxb-1", slack_client_id="1.2").require_slack()


def test_the_service_account_may_be_a_file_or_its_content(tmp_path: Path):
    key = {"client_email": "bot@example.com"}
    file = tmp_path / "key.json"
    file.write_text(json.dumps(key), encoding="utf-8")
    assert settings(google_service_account_file=file).service_account() == key
    assert settings(google_service_account_json=json.dumps(key)).service_account() == key


@pytest.mark.parametrize(
    ("content", "told"),
    [("{", "is not JSON"), ("{}", "has no client_email"), ("", "set GOOGLE_SERVICE_ACCOUNT_FILE")],
)
def test_a_key_that_cannot_work_says_why(content: str, told: str):
    with pytest.raises(SettingsError, match=told):
        settings(google_service_account_json=content).service_account()


def test_secrets_are_not_shown():
    shown = repr(
        settings(
            slack_bot_token="xoxb-secret",
            slack_signing_secret="hush",
            smtp_password="open-sesame",
            easypost_api_key="EZAK-secret",
            easypost_webhook_secret="psst",
        )
    )
    assert "xoxb-secret" not in shown
    assert "hush" not in shown
    assert "open-sesame" not in shown
    assert "EZAK-secret" not in shown
    assert "psst" not in shown


def test_mail_is_off_until_a_server_is_named():
    assert settings(smtp_sender="stock@example.com").mail_account() is None


def test_a_mail_server_and_a_sender_make_an_account():
    account = settings(
        smtp_host="mail.example.com",
        smtp_user="bincard",
        smtp_password="open-sesame",
        smtp_sender="Bincard <stock@example.com>",
    ).mail_account()
    assert account is not None
    assert (account.host, account.port, account.tls) == ("mail.example.com", 587, "starttls")
    assert account.password.get_secret_value() == "open-sesame"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"smtp_sender": ""}, "Set SMTP_SENDER"),
        ({"smtp_sender": "stock"}, "SMTP_SENDER.*not exactly one mail address"),
        ({"smtp_tls": "none", "smtp_user": "u"}, "SMTP_TLS.*anybody can read"),
    ],
)
def test_a_mail_account_that_cannot_work_says_why(given: dict[str, str], told: str):
    mail = {"smtp_host": "mail.example.com", "smtp_sender": "stock@example.com"} | given
    with pytest.raises(SettingsError, match=told):
        settings(**mail).mail_account()
