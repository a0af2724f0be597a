"""The doctor says in words what to do; checks that need nobody else are tried here."""

from typst import Fonts

from bincard.doctor import check_papers
from bincard.doctor_outside import check_doors, check_forecaster, check_mail
from bincard.findings import Finding, Verdict
from bincard.settings import Settings
from outside.documents.fonts import missing_scripts
from outside.statsforecast_library import is_installed
from tests.free_port import free_port
from tests.outside.conftest import Postmaster


def mail_settings(port):
    return Settings(
        _env_file=None,
        smtp_host="127.0.0.1",
        smtp_port=port,
        smtp_tls="none",
        smtp_sender="stock@example.com",
    )


def test_scripts_without_letters_are_named_with_what_to_install():
    assert list(check_papers(Fonts(include_system_fonts=False))) == [
        Finding(
            "papers",
            Verdict.WARNING,
            "Thai, Chinese, Japanese, Korean, emoji would come out as boxes: "
            "apt install fonts-noto-cjk fonts-noto-color-emoji fonts-noto-core",
        )
    ]


def test_boxes_on_papers_keep_nobody_from_starting():
    (finding,) = check_papers()
    assert finding.verdict is (Verdict.WARNING if missing_scripts() else Verdict.GOOD)


def test_a_mail_account_is_tried_without_a_letter(mail_house):
    postmaster = Postmaster()
    (finding,) = check_mail(mail_settings(mail_house(postmaster).port))

    assert finding.verdict is Verdict.GOOD
    assert "takes mail from stock@example.com" in finding.text
    assert postmaster.letters == []


def test_a_mail_server_that_is_away_is_to_be_mended():
    (finding,) = check_mail(mail_settings(free_port()))
    assert finding.verdict is Verdict.BAD
    assert "takes no mail from us" in finding.text


def test_a_mail_account_that_cannot_work_is_said_in_a_sentence():
    settings = Settings(_env_file=None, smtp_host="mail.example.com")
    assert list(check_mail(settings)) == [
        Finding("mail", Verdict.BAD, "Set SMTP_SENDER to the address that mail comes from.")
    ]


def test_mail_need_not_be_connected():
    (finding,) = check_mail(Settings(_env_file=None))
    assert (finding.verdict, finding.text.split(":")[0]) == (Verdict.GOOD, "not connected")


def test_the_doors_that_are_open_are_named():
    settings = Settings(
        _env_file=None, shop_secret="x" * 24, easypost_api_key="k", easypost_webhook_secret="s"
    )
    assert [(one.subject, one.text) for one in check_doors(settings)] == [
        ("web shop", "orders are taken at /shop/orders"),
        ("easypost", "live rates and labels, events at /carriers/easypost"),
    ]
    (short,) = check_doors(Settings(_env_file=None, shop_secret="sesame"))
    assert short.verdict is Verdict.WARNING
    assert list(check_doors(Settings(_env_file=None))) == []


def test_a_forecaster_of_one_s_choice_is_there_or_named_as_missing():
    assert list(check_forecaster(Settings(_env_file=None))) == []
    (finding,) = check_forecaster(Settings(_env_file=None, forecaster="statsforecast"))
    if is_installed():
        assert finding.verdict is Verdict.GOOD
    else:
        assert finding.text.endswith("pip install 'bincard[forecast]'.")
