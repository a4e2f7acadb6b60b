"""How well the bot answers: questions with gold pieces of the article, and their scoring.

``queries`` and ``tuning`` are looked at while the bot is tuned; ``heldout`` is only scored.
"""
