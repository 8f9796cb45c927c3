"""What a page prints around an article: comment forms, copyright, archives, feeds. Recognised by what it is."""

from __future__ import annotations

import re

from advisor.span import Span

# A line that opens the furniture at a page's foot: nothing of an article follows it.
_FOOT = re.compile(
    r"""^(?:[^\S\r\n]|[|•*-])*+(?:
        \d*[^\S\r\n]*comments?[^\S\r\n]*(?:\(\d+\))?
      | (?:leave|post|write|add)\s+an?\s+(?:reply|comment)\b.*
      | your\s+(?:comment|email\s+address)\s+will\b.*
      | (?:you\s+must|please)\s+(?:be\s+logged|log)\s+in\b.*
      | (?:©|\(c\)|copyright)\s.*(?:\d{4}|reserved).*
      | all\s+rights\s+reserved\b.*
      | (?:related|recent|more|popular)\s+(?:posts?|articles?|stories|reading)\W*
      | (?:archives?|categories|tags?|rss(?:\s+feed)?|feeds?|blogroll|trackbacks?)\W*
      | (?:share|like|tweet)\s+this(?:\s+\w+)?\W*
      | (?:subscribe|sign\s+up)\s+(?:to|for|now|today)\b.{0,60}
      | (?:privacy|cookie)\s+(?:policy|settings|notice)\b.{0,60}
      | powered\s+by\s+\w+\W*
      | (?:filed\s+under|posted\s+in|tagged(?:\s+with)?)\b.*
    )$""",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
# A heading over what is no part of the article.
_HEADS = re.compile(
    r"""\W*(?:
        (?:related|recent|similar|more|popular|latest|further|recommended|other|next)\s+
          (?:(?:blog\s+)?posts?|articles?|stories|news|reading|reads|content|links|pages|resources|insights|topics)
      | related | more\s+(?:to\s+(?:explore|read|discover|love)|from\b.{0,40}|on\s+this\s+topic|like\s+this)
      | (?:read|up)\s+next
      | (?:keep|continue)\s+(?:reading|exploring)
      | you\s+(?:may|might|could)\s+also\s+(?:like|enjoy|be\s+interested)\b.{0,20}
      | recommended(?:\s+for\s+you)? | what\s+to\s+read\s+next | explore\s+more | discover\s+more
      | trending(?:\s+now)? | most\s+(?:read|popular)
      | (?:\d+\s+)?(?:comments?|responses?|replies|thoughts?\s+on\b.*) | leave\s+an?\s+(?:reply|comment|response)
      | join\s+the\s+(?:conversation|discussion)
      | share(?:\s+(?:this|on)\b.{0,30})? | follow\s+us\b.{0,20} | subscribe\b.{0,50} | newsletter
      | sign\s+up\b.{0,40} | stay\s+(?:in\s+touch|updated|connected)
      | tags | categories | archives? | blog\s+archive | labels | post\s+navigation | site\s+map | popular\s+tags
      | recent\s+comments | meta
      | (?:ähnliche|weitere|verwandte|neueste|weiterführende)
          \s+(?:beiträge|artikel|themen|links|informationen) | das\s+könnte\s+.{0,30} | kommentare?
      | teilen | schlagwörter | kategorien | mehr\s+zum\s+thema
      | articles?\s+(?:similaires|liés|récents|connexes) | à\s+lire\s+aussi | commentaires? | partager
      | laisser\s+un\s+commentaire | catégories | étiquettes
      | (?:artículos|entradas|noticias)\s+(?:relacionad[ao]s|recientes) | también\s+.{0,30} | comentarios?
      | compartir | deja\s+(?:un\s+comentario|una\s+respuesta) | categorías | etiquetas
      | (?:articoli|post)\s+(?:correlati|recenti) | commenti | condividi | artigos\s+relacionados
      | gerelateerde\s+(?:artikelen|berichten) | reacties
    )\W*""",
    re.IGNORECASE | re.VERBOSE,
)
# A line that leads elsewhere, wherever it stands.
_PAGER = re.compile(
    r"""[\s«»<>←→‹›|·•*-]*(?:
        (?:(?:older|newer|previous|next|prev|home|up|top|index|contents)(?:\s+(?:posts?|page|article|chapter|section|entry))?[\s«»<>←→‹›|·•:-]*){1,4}
      | (?:skip|jump)\s+to\s+(?:the\s+)?(?:main\s+)?(?:content|navigation|main)
      | back\s+to\s+(?:top|home|blog|the\s+top) | (?:page|seite)\s+\d+\s+(?:of|von)\s+\d+
      | subscribe\s+to:?\s+(?:posts?|post\s+comments|comments)\s*(?:\(atom\))?
      | (?:email\s+this|blogthis!?|share\s+(?:to|on|via)\s+\w+)
        (?:[\s|·]*(?:blogthis!?|share\s+(?:to|on|via)\s+\w+|pin\s+it))*
      | (?:share|tweet|pin\s+it|print|email|copy\s+link|read\s+more|learn\s+more|show\s+more|load\s+more|close|menu
        |search|log\s*in|sign\s*(?:in|up)|subscribe|edit(?:\s+this\s+page)?
        |view\s+source|edit\s+on\s+github)
      | advertisements? | \d{1,3}[\s-]*min(?:ute)?s?\s+read
      | was\s+this\s+(?:page|article|post|information)\s+(?:helpful|useful)\??(?:\s*(?:yes|no)[\s/|]*){0,2}
      | (?:tags|tagged|filed\s+under|posted\s+in)\s*:.{1,100}
      | zum\s+(?:inhalt|hauptinhalt)(?:\s+springen)?
      | (?:nächste|vorherige|zurück|weiter|startseite|impressum|datenschutz|kontakt)
        (?:[\s|·]+(?:nächste|vorherige|zurück|weiter|startseite|impressum|datenschutz|kontakt))*
      | aller\s+au\s+contenu(?:\s+principal)?
      | (?:accueil|suivant|précédent|mentions\s+légales|contact)
        (?:[\s|·]+(?:accueil|suivant|précédent|mentions\s+légales|contact))+
      | (?:saltar|ir)\s+al\s+contenido
      | (?:inicio|siguiente|anterior|aviso\s+legal|contacto)(?:[\s|·]+(?:inicio|siguiente|anterior|aviso\s+legal|contacto))+
    )[\s«»<>←→‹›|·•*]*""",
    re.IGNORECASE | re.VERBOSE,
)
_RIGHTS = re.compile(
    r"""\W*(?:(?:copyright|©|\(c\))\s.{0,160}(?:\d{4}|reserved).{0,120} | all\s+rights\s+reserved\b.{0,80}
      | alle\s+rechte\s+vorbehalten\b.{0,80}
      | tous\s+droits\s+réservés\b.{0,80} | todos\s+los\s+derechos\s+reservados\b.{0,80}
      | (?:posted|published)\s+(?:by|in|on)\s.{0,80} | (?:labels?|tags?|filed\s+under|categor(?:y|ies))\s*:.{0,120}
      | powered\s+by\s.{0,60} )\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_LINE = 400  # letters that are looked at
_LEAST_SHARE_BEFORE = 0.5  # of the text: a foot stands in the second half


def without_foot(text: str, within: Span) -> Span:
    """The stretch without the furniture at its foot.

    The foot begins at the first such line of the second half behind which no long paragraphs follow but those
    of the furniture itself (a licence, a disclaimer).
    """
    for match in _FOOT.finditer(text, within.start + int(len(within) * _LEAST_SHARE_BEFORE), within.end):
        at_line_start = match.start() == 0 or text[match.start() - 1] in "\r\n"
        if at_line_start and _is_foot(text[match.start() : within.end], len(within)):
            return Span(within.start, match.start())
    return within


def heads_furniture(title: str) -> bool:
    """`heads_furniture("Related posts")` → `True`, `heads_furniture("Related work")` → `False`."""
    return len(title) <= 80 and _HEADS.fullmatch(title) is not None


def is_pager(line: str) -> bool:
    """`is_pager("← Older Post | Home")` → `True`: a line that only leads elsewhere."""
    return len(line) <= 120 and _PAGER.fullmatch(line) is not None


def is_foot(block: str) -> bool:
    """`is_foot("Copyright © 2021 Harbour Press. All rights reserved.")` → `True`: what may stand below an article."""
    patterned = _RIGHTS.fullmatch(block) or _FOOT.match(block)
    return len(block) <= _LONGEST_LINE and (is_pager(block) or patterned is not None)


def _is_foot(rest: str, whole: int) -> bool:
    lines = [line for line in rest.splitlines() if line.strip()]
    marks = sum(1 for line in lines if _FOOT.match(line))
    return marks >= 2 or (marks == 1 and len(rest) <= max(200, 0.05 * whole))
