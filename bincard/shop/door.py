"""`POST /shop/orders`: signed, answered in JSON, every mistake named.

201 with the order, 200 with the same answer for an order that came before, 400 no JSON, 401 not
signed, 409 the same id with another content, 413 too large, 422 with every mistake, 503 try again.
"""

from typing import Any, Final

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bincard.request_body import TooLargeError, read_body
from bincard.shop.counter import ShopCounter, Taken
from bincard.shop.reading import Mistake, MistakesError, NotJsonError, read_order
from bincard.shop.signature import SIGNATURE_HEADER, TIMESTAMP_HEADER, is_ours
from bot.messages.refusals import refusal
from inventory.book import Book
from inventory.documents.order import Order, OrderLine
from inventory.errors import KeyReused, LineErrors, StockError
from inventory.order_errors import UnknownCustomer
from inventory.ports import Clock, Desk, JournalUnavailableError

PATH: Final = "/shop/orders"
RETRY_AFTER_S: Final = "10"
log = structlog.get_logger(__name__)


def shop_route(counter: ShopCounter, desk: Desk, clock: Clock, secret: str) -> Route:
    """Return the door; without a secret there must be none."""
    if not secret:
        raise ValueError("a shop's door without a secret would take orders from anybody")

    async def take(request: Request) -> Response:
        try:
            body = await read_body(request)
        except TooLargeError:
            return _mistaken(413, Mistake("an order has at most 1,000,000 bytes"))
        stamp = request.headers.get(TIMESTAMP_HEADER, "")
        signature = request.headers.get(SIGNATURE_HEADER, "")
        if not is_ours(secret, stamp=stamp, signature=signature, body=body, now=clock()):
            return _mistaken(401, Mistake("not signed with our secret within the last 5 minutes"))
        return await run_in_threadpool(answer, counter, desk, body)

    return Route(PATH, take, methods=["POST"])


def answer(counter: ShopCounter, desk: Desk, body: bytes) -> Response:
    """Take an order that is known to be the shop's, and say what became of it."""
    try:
        taken = counter.take(read_order(body))
    except NotJsonError:
        return _mistaken(400, Mistake("the body is not a JSON object"))
    except MistakesError as error:
        return _mistaken(422, *error.mistakes)
    except KeyReused as error:
        log.warning("shop.other_content", transaction=error.transaction)
        problem = f"this id came before with another content, and is {error.transaction}"
        return _mistaken(409, Mistake(problem, "id"))
    except StockError as error:
        return _mistaken(422, *_refused(error, desk.book))
    except JournalUnavailableError as error:
        log.warning("shop.put_off", reason=str(error))
        away = _mistaken(503, Mistake("the journal does not answer: send the same again"))
        away.headers["Retry-After"] = RETRY_AFTER_S
        return away
    log.info("shop.order", order=taken.order.number, is_repeat=taken.is_repeat)
    return JSONResponse(_told(taken), 200 if taken.is_repeat else 201)


def _told(taken: Taken) -> dict[str, Any]:
    order: Order = taken.order
    return {
        "order": order.number,
        "customer": order.customer,
        "status": order.status.value,
        "lines": [_told_line(line) for line in order.lines],
    }


def _told_line(line: OrderLine) -> dict[str, Any]:
    """Quantities are strings: exact, whatever reads them."""
    return {
        "line": line.number,
        "sku": line.item,
        "ordered": f"{line.ordered:f}",
        "reserved": f"{line.reserved:f}",
        "back_ordered": f"{line.missing:f}",
    }


def _refused(error: StockError, book: Book) -> list[Mistake]:
    if isinstance(error, LineErrors):
        return [Mistake(_plain(one, book), "sku", number) for number, one in error.errors]
    if isinstance(error, UnknownCustomer):
        problem = f"{error.customer} is not on the tab Customers, or out of use there"
        return [Mistake(problem, "customer.code")]
    is_of_line = hasattr(error, "item")
    return [Mistake(_plain(error, book), "sku" if is_of_line else "", 1 if is_of_line else 0)]


def _plain(error: StockError, book: Book) -> str:
    parts = refusal(error, book)
    return "".join(
        part if isinstance(part, str) else str(getattr(part, "text", "")) for part in parts
    )


def _mistaken(status: int, *mistakes: Mistake) -> JSONResponse:
    return JSONResponse({"errors": [one.told() for one in mistakes]}, status)
