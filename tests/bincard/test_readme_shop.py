"""The README's first order of a web shop runs as it stands there."""

import json
import os
import re
import subprocess
from pathlib import Path

from bincard.clock import utc_now
from bincard.shop.counter import ShopCounter
from bincard.shop.door import shop_route
from tests.journeys import a_journal
from tests.served import served

README = Path(__file__).parents[2] / "README.md"
SECRET = "open sesame, web shop"


def test_the_order_of_the_readme_is_taken(tmp_path):
    found = re.search(
        r"```sh\n(# a first order by hand.*?)```", README.read_text("utf-8"), re.DOTALL
    )
    with a_journal(tmp_path) as journal:
        counter = ShopCounter(
            journal.desk, journal.reader, journal.contacts, utc_now, seal=journal.id
        )
        with served([shop_route(counter, journal.desk, utc_now, SECRET)]) as url:
            done = subprocess.run(
                ["bash", "-c", found[1]],
                env={"PATH": os.environ["PATH"], "SHOP_SECRET": SECRET, "BINCARD_URL": url},
                capture_output=True,
                check=True,
            )
    assert json.loads(done.stdout) == {
        "order": "SO-1",
        "customer": "WEB-8812",
        "status": "reserved",
        "lines": [
            {"line": 1, "sku": "MUG-BLU", "ordered": "2", "reserved": "2", "back_ordered": "0"}
        ],
    }
