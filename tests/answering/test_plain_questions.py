"""How people ask about what applies to them, in whatever words a text has it."""

from __future__ import annotations

import pytest

from tests.conftest import KnowledgeDir


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("who do I report weak locks to?", "Weak locks are reported to keys@lume.example."),
        ("where can we complain?", "Complaints are taken on 555 0170."),
        ("by when do we order keys for next year?", "Orders of keys must be in by 15 June."),
        ("how long do I have to hand in receipts?", "Receipts are claimed within 30 days."),
        ("within how many days are receipts to be handed in?", "Receipts are claimed within 30 days."),
        ("who do I report weak locks to at 2 am?", "Weak locks are reported to keys@lume.example."),
        ("when does the hall open again?", "The hall reopens on 30 May."),
        ("hall commander", "The hall is commanded by Ada Finch."),
        # One of the commonest words, which no fact says, is not missed.
        ("I lost my receipts, how long have I got?", "Receipts are claimed within 30 days."),
        # Another value than is asked about answers whether it is so.
        ("does the hall reopen in April?", "The hall reopens on 30 May."),
        ("are there 120 seats in the hall?", "The hall has 90 seats."),
        ("can receipts be claimed within 60 days?", "Receipts are claimed within 30 days."),
        ("how many visitors in 2024?", "There were 912 visitors in 2025, against 870 the year before."),
    ],
)
def test_a_question_in_plain_words_is_answered(knowledge_dir: KnowledgeDir, question: str, told: str) -> None:
    knowledge_dir.add(HOUSE, "house", ENTRIES)
    (reply,) = knowledge_dir.ask_all([question])
    assert (reply["status"], reply["facts"][0]["quote"]) == ("answer", told)


HOUSE = (
    "The locks were made by Lume. Weak locks are reported to keys@lume.example. There were 48 complaints. "
    "Complaints are taken on 555 0170. Keys are paid from 1 June to 31 May. Orders of keys must be in by 15 June. "
    "Receipts are claimed within 30 days. The hall has 90 seats. The hall reopens on 30 May. "
    "The hall is commanded by Ada Finch. There were 912 visitors in 2025, against 870 the year before."
)

ENTRIES = """
- id: locks
  kind: theme
  title: Locks
  facts:
    - {text: The locks were made by Lume., quote: The locks were made by Lume., actors: [Lume]}
    - {text: Weak locks are reported to keys@lume.example., quote: Weak locks are reported to keys@lume.example.}
- id: complaints
  kind: theme
  title: Complaints
  facts:
    - {text: There were 48 complaints., quote: There were 48 complaints.}
    - {text: Complaints are taken on 555 0170., quote: Complaints are taken on 555 0170.}
- id: keys
  kind: theme
  title: Keys
  facts:
    - {text: Keys are paid from 1 June to 31 May., quote: Keys are paid from 1 June to 31 May.}
    - {text: Orders of keys must be in by 15 June., quote: Orders of keys must be in by 15 June.}
- id: receipts
  kind: theme
  title: Receipts
  facts:
    - {text: Receipts are claimed within 30 days., quote: Receipts are claimed within 30 days.}
- id: hall
  kind: place
  title: Hall
  facts:
    - {text: The hall has 90 seats., quote: The hall has 90 seats.}
    - {text: The hall reopens on 30 May., quote: The hall reopens on 30 May.}
    - {text: The hall is commanded by Ada Finch., quote: The hall is commanded by Ada Finch.}
- id: visitors
  kind: theme
  title: Visitors
  facts:
    - text: There were 912 visitors in 2025, against 870 the year before.
      quote: There were 912 visitors in 2025, against 870 the year before.
"""
