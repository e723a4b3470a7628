"""`python -m bot`: the same as the installed command `wenbao`."""

from bot.cli import run

run()
