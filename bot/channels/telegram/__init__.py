"""The Telegram channel: what people send becomes turns, replies become messages with buttons."""

import os

# The library is moving durations to timedelta and warns at every flood until told that one is ready for it.
os.environ.setdefault("PTB_TIMEDELTA", "1")
