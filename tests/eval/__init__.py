"""How well the bot answers: questions with gold pieces of the article, and their scoring.

``queries`` and ``tuning`` are looked at while the bot is tuned. ``wide`` was written topic by topic while search
words were curated: it shows what a change costs or brings, its labels are rougher. ``heldout`` was written blind
to the bot and is only scored; no question of the others has its wording.
"""
