"""EasyPost: live rates and labels of many carriers behind one key.

Several packages are several shipments, not one EasyPost order: an order is bought in one call that
can fail halfway, few carriers take it, and a shipment a package can be recorded, bought and settled
on its own.

The SDK is an extra and is imported when this is used. It repeats a request that could not connect;
that is switched off here, as is following redirects, so that one call sends one request.
"""

import importlib
from collections.abc import Callable
from contextlib import closing
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import SecretStr

from inventory.carriage.live_rates import (
    BuyOutcome,
    CarrierRefusal,
    LabelBought,
    LabelFile,
    LabelOutcome,
    LookOutcome,
    NotBought,
    QuoteOutcome,
    RateRequest,
    Refused,
    Unknown,
)
from outside.carriers.easypost_answers import (
    ALREADY_BOUGHT,
    ErrorAnswer,
    ShipmentAnswer,
    shipment_fields,
)

if TYPE_CHECKING:
    from easypost.easypost_client import EasyPostClient
    from requests import Response

API_BASE: Final = "https://api.easypost.com/v2"
TIMEOUT_S: Final = 30
LABEL_BYTES_MAX: Final = 5 * 2**20
CHUNK_BYTES: Final = 2**16

LabelFormat = Literal["PDF", "PNG", "ZPL"]


class SdkMissingError(Exception):
    """The extra is not installed; the message says how to install it."""


def require_sdk() -> None:
    """See that the SDK is there.

    Raises:
        SdkMissingError: it is not.
    """
    try:
        importlib.import_module("easypost")
    except ImportError as error:
        raise SdkMissingError("EasyPost needs its library: pip install 'bincard[ship]'") from error


class EasyPostCarrier:
    """One EasyPost account.

    Args:
        api_base: where the API is, version included.
        timeout_s: whole seconds of silence after which an answer is given up, and unknown.

    Raises:
        SdkMissingError: the extra is not installed.
    """

    def __init__(
        self,
        api_key: SecretStr,
        *,
        api_base: str = API_BASE,
        timeout_s: int = TIMEOUT_S,
        label_format: LabelFormat = "PDF",
    ) -> None:
        require_sdk()
        self._api_key = api_key
        self._api_base = api_base.rstrip("/")
        self._timeout_s = timeout_s
        self._label_format = label_format

    def quote(self, request: RateRequest) -> QuoteOutcome:
        fields = shipment_fields(request, self._label_format)
        answer = self._asked(lambda client: client.shipment.create(**fields))
        return answer.quoted() if isinstance(answer, ShipmentAnswer) else _outcome(answer)

    def buy(self, shipment_id: str, rate_id: str) -> BuyOutcome:
        answer = self._asked(lambda client: client.shipment.buy(shipment_id, rate={"id": rate_id}))
        if isinstance(answer, ErrorAnswer) and answer.code != ALREADY_BOUGHT:
            return answer.outcome()
        if isinstance(answer, Unknown):
            return answer
        found = answer.purchase() if isinstance(answer, ShipmentAnswer) else self.look(shipment_id)
        return Unknown(said="bought, and yet no label") if isinstance(found, NotBought) else found

    def look(self, shipment_id: str) -> LookOutcome:
        answer = self._asked(lambda client: client.shipment.retrieve(shipment_id))
        if isinstance(answer, ShipmentAnswer):
            return answer.purchase()
        return Unknown(said=_outcome(answer).said)  # refused to tell is not: nothing was bought

    def label(self, bought: LabelBought) -> LabelOutcome:
        """Fetch a label; the address is EasyPost's file store and is told no key."""
        import requests

        try:
            with requests.get(bought.label_url, timeout=self._timeout_s, stream=True) as response:
                return _label_file(response, bought)
        except requests.RequestException as error:
            return Unknown(said=type(error).__name__)

    def _asked(
        self, ask: "Callable[[EasyPostClient], Any]"
    ) -> ShipmentAnswer | ErrorAnswer | Unknown:
        """Send one request and read its answer."""
        from easypost.errors.api.api_error import ApiError
        from easypost.errors.general.easypost_error import EasyPostError

        client = self._client()
        with closing(client._requests_session):  # the SDK has no close of its own
            try:
                return ShipmentAnswer.model_validate(ask(client).to_dict())
            except ApiError as error:
                return ErrorAnswer(code=error.code, message=error.message, status=error.http_status)
            except (EasyPostError, AttributeError, TypeError, ValueError) as error:
                return Unknown(said=f"an answer nobody understands ({type(error).__name__})")

    def _client(self) -> "EasyPostClient":
        """Return a client that sends each request once."""
        from easypost.easypost_client import EasyPostClient
        from requests.adapters import HTTPAdapter

        client = EasyPostClient(
            self._api_key.get_secret_value(), api_base=self._api_base, timeout=self._timeout_s
        )
        session = client._requests_session  # the only way to its retries
        session.mount(self._api_base, HTTPAdapter(max_retries=0))
        session.max_redirects = 0
        return client


def _outcome(answer: ErrorAnswer | Unknown) -> Refused | Unknown:
    return answer.outcome() if isinstance(answer, ErrorAnswer) else answer


def _label_file(response: "Response", bought: LabelBought) -> LabelOutcome:
    """Read a label, as far as a label can be long."""
    if response.status_code in (403, 404, 410):  # labels are not kept for ever
        return Refused(reason=CarrierRefusal.NOT_FOUND, said=f"HTTP {response.status_code}")
    if response.status_code != HTTPStatus.OK:
        return Unknown(said=f"HTTP {response.status_code}")
    content = b""
    for chunk in response.iter_content(CHUNK_BYTES):
        content += chunk
        if len(content) > LABEL_BYTES_MAX:
            return Refused(reason=CarrierRefusal.INVALID, said="larger than any label")
    media_type = bought.label_media_type or response.headers.get("Content-Type", "")
    return LabelFile(content=content, media_type=media_type)
