"""A Bot API server of the tests' own. It validates requests as the documentation of the Bot API says."""
