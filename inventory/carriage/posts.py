"""The posts of countries: whose an international postal number is, and where to follow it."""

from typing import Final, NamedTuple

from inventory.carriage.tracking_links import DHL_PARCEL_LINK, USPS_LINK


class Post(NamedTuple):
    """A country's post; `link` has `{number}`, empty where its page takes no number."""

    name: str
    link: str = ""


POSTS: Final[dict[str, Post]] = {
    "AT": Post("Österreichische Post", "https://www.post.at/en/s/item-search?snr={number}"),
    "AU": Post("Australia Post", "https://auspost.com.au/mypost/track/details/{number}"),
    "BE": Post("bpost", "https://track.bpost.cloud/btr/web/#/search?itemCode={number}"),
    "CA": Post(
        "Canada Post",
        "https://www.canadapost-postescanada.ca/track-reperage/en#/details/{number}",
    ),
    "CH": Post("Swiss Post"),
    "CN": Post("China Post"),
    "DE": Post("DHL Parcel", DHL_PARCEL_LINK),
    "DK": Post("PostNord"),
    "ES": Post("Correos"),
    "FR": Post("La Poste", "https://www.laposte.fr/outils/suivre-vos-envois?code={number}"),
    "GB": Post(
        "Royal Mail", "https://www.royalmail.com/track-your-item#/tracking-results/{number}"
    ),
    "IE": Post("An Post"),
    "IT": Post("Poste Italiane"),
    "JP": Post("Japan Post"),
    "NL": Post("PostNL"),
    "NO": Post("Posten"),
    "NZ": Post("NZ Post"),
    "PL": Post("Poczta Polska", "https://emonitoring.poczta-polska.pl/?numer={number}"),
    "PT": Post("CTT"),
    "SE": Post("PostNord"),
    "US": Post("USPS", USPS_LINK),
}


def post_of(country: str) -> Post:
    """Return the post of a country; one that is not listed here is called `Post of XY`."""
    return POSTS.get(country) or Post(f"Post of {country}")
