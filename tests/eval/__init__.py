"""How well the bot answers: questions with gold pieces of the article, and their scoring.

``queries`` and ``tuning`` are looked at while the bot is tuned. ``wide`` was written topic by topic while search
words were curated: it shows what a change costs or brings, its labels are rougher. ``heldout`` was written blind
to the bot and is only scored; ten of its 346 questions stand in those three as well.

The others came later, each to be scored before anybody looked at it; by now they show what is kept rather than what
to expect. The oldest first: ``sample``, ``recent`` and ``blind``, all kinds of question, some 120 each; ``fresh``, twice
as many of them; ``freshA`` and ``freshB``, two of one mix; ``unseen``, ``last``, and ``fourth`` to ``thirtieth``. The README
has a row for each of which it is known what it reached at first.
"""
