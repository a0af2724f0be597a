"""Who gets in: tokens for signed assertions, scopes, sharing, and the shapes of being turned away."""

import time

import google.auth.crypt
import google.auth.exceptions
import google.auth.jwt
import gspread
import pytest

from sandbox.google.accounts import API_KEY

SHEETS = "https://www.googleapis.com/auth/spreadsheets"
STRANGER = "stranger@sandbox-project.iam.gserviceaccount.com"


def assertion(google_api, *, key_of=None, **claims):
    """A signed assertion as google-auth makes them, with some claims of the test's own."""
    info = google_api.stand_in.service_account_info(google_api.base_url)
    signer = google.auth.crypt.RSASigner.from_service_account_info(
        google_api.stand_in.service_account_info(google_api.base_url, key_of) if key_of else info
    )
    now = int(time.time())
    usual = {
        "iss": info["client_email"],
        "aud": info["token_uri"],
        "scope": SHEETS,
        "iat": now,
        "exp": now + 3600,
    }
    return google.auth.jwt.encode(signer, usual | claims).decode()


def ask_token(google_api, text):
    form = {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": text}
    return google_api.session.post(f"{google_api.base_url}/token", data=form)


def test_a_signed_assertion_gets_a_token_for_an_hour(google_api):
    answer = ask_token(google_api, assertion(google_api)).json()

    assert answer["access_token"].startswith("ya29.")
    assert (answer["expires_in"], answer["token_type"]) == (3599, "Bearer")


@pytest.mark.parametrize(
    ("claims", "error", "words"),
    [
        ({"key_of": STRANGER}, "invalid_grant", "Invalid JWT Signature."),
        ({"iss": "nobody@example.com"}, "invalid_grant", "Invalid grant: account not found"),
        ({"iat": 1, "exp": 3601}, "invalid_grant", "Token must be a short-lived token"),
        ({"scope": ""}, "invalid_scope", "Invalid OAuth scope"),
        ({"scope": "sheets please"}, "invalid_scope", "Invalid OAuth scope"),
        ({"aud": "https://example.com/token"}, "invalid_grant", "Invalid JWT: Failed audience"),
    ],
)
def test_a_false_assertion_gets_none(google_api, claims, error, words):
    response = ask_token(google_api, assertion(google_api, **claims))

    assert response.status_code == 400
    assert response.json()["error"] == error
    assert words in response.json()["error_description"]


def test_acting_for_a_person_needs_leave_that_nobody_gave(google_api):
    response = ask_token(google_api, assertion(google_api, sub="olga@example.com"))

    assert response.status_code == 401
    assert response.json()["error"] == "unauthorized_client"


def test_a_key_of_another_name_has_signed_nothing(google_api):
    info = google_api.stand_in.service_account_info(google_api.base_url)
    other = google.auth.crypt.RSASigner.from_string(info["private_key"], "0123abcd")
    now = int(time.time())
    claims = {"iss": info["client_email"], "aud": info["token_uri"], "scope": SHEETS}
    text = google.auth.jwt.encode(other, claims | {"iat": now, "exp": now + 60}).decode()

    assert ask_token(google_api, text).json() == {
        "error": "invalid_grant",
        "error_description": "Invalid JWT Signature.",
    }


def test_the_token_of_a_persons_client_is_not_renewed_here(google_api):
    form = {"grant_type": "refresh_token", "refresh_token": "1//x", "client_id": "c"}
    response = google_api.session.post(f"{google_api.base_url}/token", data=form)

    assert response.status_code == 401
    assert response.json()["error"] == "invalid_client"


def test_a_refusal_tells_in_its_header_how_to_get_in(google_api, book):
    path = f"{google_api.base_url}/v4/spreadsheets/{book.id}"
    wrong = {"Authorization": "Bearer nonsense"}

    missing = google_api.session.get(path)
    invalid = google_api.session.get(path, headers=wrong)

    realm = 'Bearer realm="https://accounts.google.com/"'
    assert missing.headers["WWW-Authenticate"] == realm
    assert invalid.headers["WWW-Authenticate"] == f'{realm}, error="invalid_token"'


def test_other_grants_are_not_supported(google_api):
    response = google_api.session.post(
        f"{google_api.base_url}/token", data={"grant_type": "password"}
    )

    assert response.json() == {
        "error": "unsupported_grant_type",
        "error_description": "Invalid grant_type: password",
    }


@pytest.mark.parametrize(
    ("header", "opening", "reason"),
    [
        ({}, "Request is missing required authentication credential.", "CREDENTIALS_MISSING"),
        (
            {"Authorization": "Bearer made-up"},
            "Request had invalid authentication credentials.",
            "ACCESS_TOKEN_EXPIRED",
        ),
    ],
)
def test_without_a_good_token_nothing_is_answered(google_api, header, opening, reason):
    path = f"/v4/spreadsheets/{google_api.new_spreadsheet()}"

    response = google_api.session.get(google_api.base_url + path, headers=header)

    error = response.json()["error"]
    assert (response.status_code, error["status"]) == (401, "UNAUTHENTICATED")
    assert error["message"].startswith(opening)
    assert error["details"][0]["reason"] == reason


def test_an_expired_token_is_renewed_by_google_auth_itself(google_api, book):
    google_api.control("POST", "/clock", advance_seconds=3600)

    assert book.sheet1.get_all_values() == [[]]


def test_a_self_signed_token_is_as_good(google_api):
    path = f"/v4/spreadsheets/{google_api.new_spreadsheet()}"
    headers = {"Authorization": f"Bearer {assertion(google_api)}"}

    assert google_api.session.get(google_api.base_url + path, headers=headers).status_code == 200


def with_key(google_api, key):
    client = gspread.api_key(key, http_client=type(google_api.client().http_client))
    google_api.clients.append(client)
    return client


def test_a_key_reads_what_is_open_to_anyone_and_writes_nothing(google_api, book, tab):
    tab.update([["MUG-BLU", 24]], "A1")
    book.share("", perm_type="anyone", role="reader")

    seen = with_key(google_api, API_KEY).open_by_key(book.id).sheet1

    assert seen.get("A1:B1") == [["MUG-BLU", "24"]]
    path = f"{google_api.base_url}/v4/spreadsheets/{book.id}/values/A1?valueInputOption=RAW"
    written = google_api.session.put(f"{path}&key={API_KEY}", json={"values": [[0]]})
    assert written.status_code == 401


def test_a_key_does_not_open_what_is_shared_with_some(google_api, book):
    with pytest.raises(PermissionError):
        with_key(google_api, API_KEY).open_by_key(book.id)


def test_a_key_of_no_project_is_not_valid(google_api, book):
    with pytest.raises(gspread.exceptions.APIError, match="API key not valid"):
        with_key(google_api, "AIza-made-up").open_by_key(book.id)


def test_a_file_that_is_not_shared_is_forbidden(google_api):
    file_id = google_api.new_spreadsheet(share_with=None)

    with pytest.raises(PermissionError) as refused:
        google_api.client().open_by_key(file_id)

    assert refused.value.__cause__.error == {
        "code": 403,
        "message": "The caller does not have permission",
        "status": "PERMISSION_DENIED",
    }


def test_a_file_that_does_not_exist_is_not_found(google_api):
    with pytest.raises(gspread.SpreadsheetNotFound) as refused:
        google_api.client().open_by_key("1nowhere")

    assert refused.value.__cause__.error == {
        "code": 404,
        "message": "Requested entity was not found.",
        "status": "NOT_FOUND",
    }


def test_a_reader_may_not_write(google_api, book, tab):
    google_api.control("POST", f"/spreadsheets/{book.id}/share", role="reader")

    assert tab.get_all_values() == [[]]
    with pytest.raises(gspread.exceptions.APIError, match="The caller does not have permission"):
        tab.update([["x"]], "A1")


def test_drive_needs_a_scope_of_its_own(google_api):
    client = google_api.client(scopes=(SHEETS,))
    book = client.open_by_key(google_api.new_spreadsheet())
    assert book.title == "Stock"

    with pytest.raises(gspread.exceptions.APIError) as refused:
        client.open("Stock")

    error = refused.value.error
    assert (error["code"], error["status"]) == (403, "PERMISSION_DENIED")
    assert error["message"] == "Request had insufficient authentication scopes."
    assert error["errors"][0]["reason"] == "insufficientPermissions"


def test_reading_scopes_do_not_write(google_api):
    client = google_api.client(scopes=(f"{SHEETS}.readonly",))
    tab = client.open_by_key(google_api.new_spreadsheet()).sheet1

    with pytest.raises(gspread.exceptions.APIError, match="insufficient authentication scopes"):
        tab.update([["x"]], "A1")


def test_a_token_for_own_files_does_not_see_a_shared_one(google_api):
    client = google_api.client(scopes=("https://www.googleapis.com/auth/drive.file",))

    with pytest.raises(gspread.SpreadsheetNotFound):
        client.open_by_key(google_api.new_spreadsheet())
    assert client.create("Own").title == "Own"


def test_drive_words_its_404_in_its_own_shape(google_api):
    response = google_api.raw("GET", "/drive/v3/files/1nowhere")

    assert response.status_code == 404
    assert response.json() == {
        "error": {
            "code": 404,
            "message": "File not found: 1nowhere.",
            "errors": [
                {
                    "message": "File not found: 1nowhere.",
                    "domain": "global",
                    "reason": "notFound",
                    "location": "fileId",
                    "locationType": "parameter",
                }
            ],
        }
    }


def test_accounts_without_a_drive_cannot_create_files(google_api):
    google_api.control("POST", "/settings", accounts_can_create=False)

    with pytest.raises(gspread.exceptions.APIError) as refused:
        google_api.client().create("Mine")

    error = refused.value.error
    assert error["code"] == 403
    assert error["message"] == "The user's Drive storage quota has been exceeded."
    assert error["errors"][0] == {
        "message": "The user's Drive storage quota has been exceeded.",
        "domain": "usageLimits",
        "reason": "storageQuotaExceeded",
    }


def test_protected_cells_refuse_whoever_is_not_listed(google_api, book, tab):
    google_api.control("POST", f"/spreadsheets/{book.id}/share", email="mia@example.com")
    tab.add_protected_range("A1:A5", ["bincard@sandbox-project.iam.gserviceaccount.com"])

    tab.update([["by the bot"]], "A1")
    google_api.person(book.id, "types", range="A2", value="by the owner")
    refused = google_api.session.post(
        f"{google_api.base_url}/_sandbox/google/spreadsheets/{book.id}/acts",
        json={"person": "mia@example.com", "act": "types", "range": "A3", "value": "by Mia"},
    )
    google_api.person(book.id, "types", person="mia@example.com", range="B3", value="beside")

    assert refused.status_code == 400
    assert "You are trying to edit a protected cell or object." in refused.text
    assert tab.get_all_values() == [["by the bot", ""], ["by the owner", ""], ["", "beside"]]


def test_a_range_that_people_closed_refuses_the_bot(google_api, book, tab):
    google_api.person(
        book.id,
        "requests",
        requests=[
            {
                "addProtectedRange": {
                    "protectedRange": {
                        "range": {"sheetId": 0},
                        "unprotectedRanges": [{"sheetId": 0, "endColumnIndex": 1}],
                        "editors": {"users": []},
                    }
                }
            }
        ],
    )

    tab.update([["open"]], "A1")
    with pytest.raises(gspread.exceptions.APIError, match="trying to edit a protected cell"):
        tab.update([["closed"]], "B1")
    protection = book.list_protected_ranges(0)[0]
    assert "editors" not in protection
    assert "requestingUserCanEdit" not in protection
