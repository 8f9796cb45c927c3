"""The guide as PDF files of many makes, for readers.py: each written by a program that this machine has.

`python benchmarks/pdf_makes.py FOLDER` writes FOLDER/guide-MAKE.pdf, the sentences that it must hold, one a line, as
FOLDER/guide-MAKE.txt, and says what could not be made, for want of its program.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from opening import TOP

from advisor.article import source
from advisor.article.article import Article

_TEX = str.maketrans({c: f"\\{c}" for c in "%$#&_{}"} | {"~": r"\textasciitilde{}", "×": r"$\times$", "–": "--", "’": "'"})


def paragraphs(article: Article) -> list[tuple[str, list[str]]]:
    """Title and paragraphs of each section."""
    found = []
    for section in article.sections:
        parts = re.split(r"\n\s*\n", section.body.of(article.text))
        found.append((section.title, [" ".join(part.split()) for part in parts if part.strip()]))
    return found


def as_html(article: Article) -> str:
    told = "".join(
        f"<h2>{html.escape(title)}</h2>{''.join(f'<p>{html.escape(p)}</p>' for p in body)}"
        for title, body in paragraphs(article)
    )
    return f"<!doctype html><meta charset=utf-8><title>{html.escape(article.title)}</title><h1>{article.title}</h1>{told}"


def as_tex(article: Article, options: str) -> str:
    told = "".join(
        f"\\section{{{title.translate(_TEX)}}}\n" + "\n\n".join(p.translate(_TEX) for p in body) + "\n"
        for title, body in paragraphs(article)
    )
    head = f"\\documentclass[{options}]{{article}}\\usepackage[T1]{{fontenc}}\\title{{{article.title}}}\n"
    return f"{head}\\begin{{document}}\\maketitle\n{told}\\end{{document}}\n"


def as_roff(article: Article) -> str:
    def plain(text: str) -> str:
        return re.sub(r"^[.']", r"\\&\g<0>", text.replace("\\", "\\e"))

    told = "".join(f".SH\n{plain(t)}\n" + "".join(f".PP\n{plain(p)}\n" for p in body) for t, body in paragraphs(article))
    return f".TL\n{article.title}\n{told}"


def latex(options: str) -> Callable[[Article, Path], None]:
    def make(article: Article, target: Path) -> None:
        (target.parent / "guide.tex").write_text(as_tex(article, options), encoding="utf-8")
        _run("pdflatex", "-interaction=batchmode", "guide.tex", at=target.parent)
        (target.parent / "guide.pdf").replace(target)

    return make


def chromium(article: Article, target: Path) -> None:
    page = target.parent / "guide.html"
    page.write_text(as_html(article), encoding="utf-8")
    _run("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={target}", str(page), at=target.parent)


def libreoffice(article: Article, target: Path) -> None:
    (target.parent / "guide.html").write_text(as_html(article), encoding="utf-8")
    _run("soffice", "--headless", "--writer", "--convert-to", "pdf:writer_pdf_Export", "guide.html", at=target.parent)
    (target.parent / "guide.pdf").replace(target)


def groff(device: str) -> Callable[[Article, Path], None]:
    def make(article: Article, target: Path) -> None:
        written = _run("groff", "-k", "-ms", f"-T{device}", at=target.parent, given=as_roff(article))
        if device == "pdf":
            target.write_bytes(written)
            return
        (target.parent / "guide.ps").write_bytes(written)
        _run("ps2pdf", "guide.ps", str(target), at=target.parent)

    return make


def cairo(article: Article, target: Path) -> None:
    """LaTeX's file drawn anew by cairo."""
    latex("11pt")(article, target.parent / "plain.pdf")
    _run("pdftocairo", "-pdf", "plain.pdf", str(target), at=target.parent)


def reportlab(article: Article, target: Path) -> None:
    from reportlab.lib.styles import getSampleStyleSheet  # type: ignore[import-untyped,import-not-found,unused-ignore]
    from reportlab.platypus import Paragraph, SimpleDocTemplate  # type: ignore[import-untyped,import-not-found,unused-ignore]

    styles = getSampleStyleSheet()
    flow = [Paragraph(article.title, styles["Title"])]
    for title, body in paragraphs(article):
        flow.append(Paragraph(html.escape(title), styles["Heading2"]))
        flow += [Paragraph(html.escape(each), styles["BodyText"]) for each in body]
    SimpleDocTemplate(str(target)).build(flow)


MAKES: dict[str, Callable[[Article, Path], None]] = {
    "latex": latex("11pt"), "latex-two-columns": latex("10pt,twocolumn"), "chromium": chromium, "libreoffice": libreoffice,
    "groff": groff("pdf"), "groff-ghostscript": groff("ps"), "latex-cairo": cairo, "reportlab": reportlab,
}  # fmt: skip


def _run(*command: str, at: Path, given: str | None = None) -> bytes:
    if shutil.which(command[0]) is None:
        raise FileNotFoundError(command[0])
    raw = None if given is None else given.encode()
    return subprocess.run(command, cwd=at, input=raw, capture_output=True, check=True).stdout


def main(folder: Path) -> None:
    article = source.load(TOP / "corpus" / "guide")
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in MAKES.items():
        with tempfile.TemporaryDirectory() as temporary:
            made = Path(temporary) / "made.pdf"
            try:
                make(article, made)
            except (FileNotFoundError, ModuleNotFoundError, subprocess.CalledProcessError) as error:
                print(f"{name}: not made ({error})")
                continue
            shutil.copy(made, folder / f"guide-{name}.pdf")
        sentences = [" ".join(span.of(article.text).split()) for _, span in article.sentences]
        titles = [f"# {section.title}" for section in article.sections if section.title]
        (folder / f"guide-{name}.txt").write_text("\n".join([*titles, *sentences]), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
