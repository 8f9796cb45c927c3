"""Readers of PDF on the files of a folder: ours, and pypdf, pdfminer.six, pdfplumber and plain PDFium where they are here.

`python benchmarks/readers.py FOLDER` prints a table in Markdown (pdf_makes.py makes files for it). A reader's cell says, in
this order: headings found again as lines of their own, of ours only where they come out as headings (the file's outline, or
the lines that begin with `# ` of a .txt beside it); of the other lines of that .txt, sentences that come out whole, kinds of
blanks, quotation marks and dashes aside; of the words in small letters the share that a dictionary of English knows (words
that run together or fall apart are not in it); processor seconds.
"""

from __future__ import annotations

import io
import re
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from advisor.article.formats import pdf
from advisor.article.formats.blocks import as_markdown
from advisor.search.wording import english_words

_NUMBER = 20  # letters: "Chapter twelve" before a heading
_SIGNS = str.maketrans("‘’‛“”„−–—‐‑", "'''\"\"\"-----")


def pypdf(raw: bytes) -> str:
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw)).pages)


def pdfminer(raw: bytes) -> str:
    from pdfminer.high_level import extract_text  # type: ignore[import-not-found,import-untyped,unused-ignore]

    return str(extract_text(io.BytesIO(raw)))


def pdfplumber(raw: bytes) -> str:
    import pdfplumber  # type: ignore[import-not-found,import-untyped,unused-ignore]

    with pdfplumber.open(io.BytesIO(raw)) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


def pdfium(raw: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(raw))


def ours(raw: bytes) -> str:
    return as_markdown(pdf.read(raw, most_pages=5_000))


READERS: dict[str, Callable[[bytes], str]] = {
    "pypdf": pypdf, "pdfminer.six": pdfminer, "pdfplumber": pdfplumber, "PDFium alone": pdfium, "ours": ours,
}  # fmt: skip


def outline(raw: bytes) -> list[str]:
    return [entry.get_title() for entry in pypdfium2.PdfDocument(raw).get_toc(max_depth=8)]


def expected(path: Path) -> tuple[list[str], list[str]]:
    """The headings and the sentences that should come out."""
    beside = path.with_suffix(".txt")
    told = beside.read_text(encoding="utf-8").splitlines() if beside.is_file() else []
    headings = [line[2:] for line in told if line.startswith("# ")] or outline(path.read_bytes())
    return headings, [line for line in told if line and not line.startswith("# ")]


def letters(text: str) -> str:
    """A line as compared: its letters and figures alone."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def is_heading(line: str, heading: str) -> bool:
    return line.endswith(heading) and len(line) - len(heading) < _NUMBER


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text.replace("\\", "")).translate(_SIGNS).split())


def known(text: str) -> float:
    """The share of the words in small letters that the dictionary knows."""
    found = re.findall(r"(?<!\S)[a-z]+(?=[.,;:!?)]?(?:\s|$))", text)
    return sum(word in english_words() for word in found) / (len(found) or 1)


def measure(read: Callable[[bytes], str], path: Path) -> str:
    """One cell; a dash where the reader is not installed, its error's name where it fails."""
    headings, sentences = expected(path)
    started = time.process_time()
    try:
        text = read(path.read_bytes())
    except ModuleNotFoundError:
        return "–"
    except Exception as error:  # whatever a reader raises is its result
        return type(error).__name__
    spent = time.process_time() - started
    lines = [line for line in text.splitlines() if read is not ours or line.startswith("#")]
    own, whole = list(map(letters, lines)), folded(text)
    found = sum(any(is_heading(line, letters(heading)) for line in own) for heading in headings)
    said = sum(folded(sentence) in whole for sentence in sentences)
    parts = [f"{found}" if headings else "", f"{said}" if sentences else "", f"{known(text):.1%}", f"{spent:.1f}"]
    return " · ".join(part for part in parts if part)


def main(folder: Path) -> None:
    english_words()
    print(f"| file | made by | pages | headings, sentences | {' | '.join(READERS)} |\n|{'---|' * (4 + len(READERS))}")
    for path in sorted(folder.glob("*.pdf")):
        opened = pypdfium2.PdfDocument(path)
        maker = opened.get_metadata_value("Producer") or opened.get_metadata_value("Creator") or "not said"
        headings, sentences = expected(path)
        cells = [measure(read, path) for read in READERS.values()]
        first = f"| {path.name} | {maker[:40]} | {len(opened)} | {len(headings)}, {len(sentences) or '–'} |"
        print(first, " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
