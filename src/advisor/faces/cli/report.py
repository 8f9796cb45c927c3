"""`advisor report`: a list of people in, a printable page a person and a summary out."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.disk import make_folder, write
from advisor.errors import AdvisorError
from advisor.faces.cli import session
from advisor.faces.cli.terminal import say

if TYPE_CHECKING:
    from advisor.advisor import Advisor
    from advisor.faces.export.people import Person
    from advisor.framework.verdict import Verdict

SUMMARY = "summary"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def report(
    people: Annotated[Path, typer.Argument(help="A CSV file: a name or id, then one or more columns of free text.")],
    out: Annotated[Path, typer.Option(help="The folder for the pages and the summary; made where it is missing.")],
) -> None:
    """Assess everyone on a list: verdict, reasons in their own words, what to ask next; exit 1 where a row was bad."""
    from advisor.faces.export import compose, html
    from advisor.faces.export.people import BadRow, read_people

    advisor = session.load()
    rows = read_people(people, [question.id for question in advisor.framework.questions])
    bad: list[str] = []
    done: list[tuple[Person, Verdict, str]] = []
    taken: set[str] = {SUMMARY}
    for row in rows:
        if isinstance(row, BadRow):
            bad.append(str(row))
            continue
        try:
            verdict = _verdict(advisor, row)
        except AdvisorError as error:
            bad.append(f"line {row.line}: {row.name}: {error}")
            continue
        file = f"{_file_name(row.name, taken)}.html"
        make_folder(out)
        write(out / file, html.write(compose.of_person(advisor, row.name, row.turns, verdict, asked=row.asked)))
        done.append((row, verdict, file))
    for each in bad:
        session.stderr().print(f"advisor: {people}, {each}", soft_wrap=True, markup=False)
    if done:
        head, table = _table(advisor, done)
        write(out / f"{SUMMARY}.csv", _csv(head, table))
        write(out / f"{SUMMARY}.html", html.write(compose.of_table(people.stem, head, table)))
    pages = "1 page" if len(done) == 1 else f"{len(done)} pages"
    say(f"{pages} and {SUMMARY}.html in {out}" if done else "no page was written")
    if bad or not done:
        raise typer.Exit(1)


def _verdict(advisor: Advisor, person: Person) -> Verdict:
    from advisor.framework.verdict import assess

    profile = advisor.profile(*person.turns, asked=person.asked)
    return assess(advisor.framework, profile, advisor.cited)


def _table(advisor: Advisor, done: list[tuple[Person, Verdict, str]]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    from advisor.faces import verdict_wording

    head = ("name", "verdict", *(question.id for question in advisor.framework.questions), "ask next", "page")
    rows = [
        (
            person.name,
            verdict.track if verdict.is_profile else "no profile",
            *(verdict_wording.chip(leaning) for leaning in verdict.leanings),
            verdict.ask_next.question if verdict.ask_next else "",
            file,
        )
        for person, verdict, file in done
    ]
    return head, rows


def _csv(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """For a spreadsheet: what it would take for a formula has an apostrophe before it, and every cell is in quotes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    for row in (head, *rows):
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return text.getvalue()


def _file_name(name: str, taken: set[str]) -> str:
    """A name that every file system takes, and nobody has yet."""
    plain = re.sub(r"[^\w-]+", "-", name.lower()).strip("-_")[:60] or "person"
    free, count = plain, 1
    while free in taken:
        count += 1
        free = f"{plain}-{count}"
    taken.add(free)
    return free

