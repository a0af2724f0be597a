"""Messages, forms and homes as plain text: what a person sees, and the number of all they can press.

The same payload always gives the same lines, so a test compares whole strings; a terminal adds colour by
the style of each line. Whatever can be pressed or filled gets a number in reading order, and the
rendering carries, beside the text, what each number stands for.
"""

from sandbox.slack.rendering.page import Control, Line, Rendering
from sandbox.slack.rendering.surfaces import render_blocks, render_message, render_view

__all__ = ["Control", "Line", "Rendering", "render_blocks", "render_message", "render_view"]
