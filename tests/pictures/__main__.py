"""``python -m tests.pictures`` writes every picture of the README into docs/."""

from __future__ import annotations

from tests.conftest import ROOT

from . import PICTURES, page

for name, draw in PICTURES.items():
    path = ROOT / "docs" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(draw(), encoding="utf-8")
    print(f"wrote docs/{name}")

if taken := page.page():
    (ROOT / "docs" / page.NAME).write_bytes(taken)
    print(f"wrote docs/{page.NAME}")
