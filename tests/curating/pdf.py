"""A PDF made by hand: what a word processor prints, as small as it can be."""

from __future__ import annotations

from collections.abc import Sequence


def pdf(*pages: Sequence[str]) -> bytes:
    """A PDF of *pages*, each of some lines of text."""
    shown = (" ".join(f"({line}) Tj T*" for line in lines) for lines in pages)
    return drawn(*(f"BT /F1 12 Tf 14 TL 72 720 Td {it} ET" for it in shown))


def drawn(*pages: str) -> bytes:
    """A PDF of *pages*, each as its operators draw it; its font is called F1."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, stream in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    data = "%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    data += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return f"{data}startxref\n{data.index('xref')}\n%%EOF\n".encode("latin-1")
