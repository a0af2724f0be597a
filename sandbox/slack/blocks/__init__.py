"""Block Kit, as strict as the platform is: every block, element and limit, checked in one pass.

`validate_blocks`, `validate_view` and `validate_message` answer what is wrong; nothing wrong is an empty
list. The tables that say what is allowed stand in `composition`, `elements`, `rich_text`, `tables` and
`layout`; `payload` is what must hold across a whole payload.
"""

from sandbox.slack.blocks.layout import Surface
from sandbox.slack.blocks.payload import validate_blocks, validate_message, validate_view
from sandbox.slack.json_fault import Fault as BlockError

__all__ = ["BlockError", "Surface", "validate_blocks", "validate_message", "validate_view"]
