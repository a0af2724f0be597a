"""Where the journal may be kept, and what is said where it may not."""

import pytest

from bincard.settings import Settings, SettingsError

FILE = "sqlite:///data/bincard.sqlite3"
SERVER = "postgresql://bincard@db.example.com/bincard"


def settings(**named: str) -> Settings:
    return Settings(_env_file=None, **named)


@pytest.mark.parametrize(
    ("variable", "host"), [("dyno", "Heroku"), ("render", "Render"), ("k_service", "Cloud Run")]
)
def test_a_file_is_refused_where_the_disk_is_wiped(variable: str, host: str):
    with pytest.raises(SettingsError) as refused:
        settings(database_url=FILE, **{variable: "web.1"}).require_lasting_disk()
    assert str(refused.value) == (
        f"{host} wipes its disk at every restart and the journal would be lost: "
        "set DATABASE_URL=postgresql://... to a database that lasts."
    )


def test_a_file_is_refused_there_also_where_nothing_was_set():
    with pytest.raises(SettingsError):
        settings(dyno="web.1").require_lasting_disk()


@pytest.mark.parametrize("url", [SERVER, SERVER.replace("postgresql:", "postgres:")])
def test_a_server_is_welcome_everywhere(url: str):
    settings(database_url=url, dyno="web.1").require_lasting_disk()


def test_a_file_is_welcome_on_a_disk_that_lasts():
    settings(database_url=FILE).require_lasting_disk()
