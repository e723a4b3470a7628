"""The Telegram channel: what people send becomes turns, replies become messages with buttons."""
