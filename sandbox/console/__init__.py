"""The demo's console: Slack and the workbook in one terminal, typed into as any of three people."""

from sandbox.console.run import run_console

__all__ = ["run_console"]
