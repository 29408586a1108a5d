"""Names of accounts in an app or a wiki: @name, name#1234, <@1234>, @a@b.org, User:Name. Standard library only.

Names that are written like any other word cannot be told from words, unless the app stands before them.
"""

import re
from collections.abc import Iterator

USER = (
    r"(?:Discuss(?:ion|ão|ió)[ _]|Discusión[ _]|نقاش[ _])?"
    r"(?:User(?:in)?|Utilisat(?:eur|rice)|Usuari[oa]?|Usuària|Benutzer(?:in)?|Usuário|Usuária|Utilizador(?:a)?|Utente"
    r"|Gebruiker|Участни(?:к|ца)|Użytkownik|Kullanıcı|Wikipedista|Lietotājs|Käyttäjä|Användare|Bruker|Bruger|Felhasználó"
    r"|Korisnik|利用者|用户|사용자|مستخدم[هة]?|کاربر|משתמש(?:ת)?)"
    r"(?:[ _](?:talk|discusi[oó]n|discussió|Discussão|Diskussion|overleg|diskussion))?[ _]?:"
)
"""The name of the pages of users, in many languages; a talk page's has its word before or behind it."""

_APPS = (
    r"telegram|tele|insta(?:gram)?|twitter|discord|skype|signal|snap(?:chat)?|tik[ -]?tok|mastodon|facebook|fb|ig|tg"
    r"|linkedin|threads|bluesky|reddit|twitch|github|wechat|line[ ]id|تيليجرام|تلغرام|تلجرام|انستغرام|انستقرام"
)
_NUMBERED_THINGS = (
    "issue|issues|bug|bugs|pr|mr|ticket|task|tâche|tarea|no|nr|rfc|room|salle|sala|item|page|line|version|art|step|ref"
    "|note|case|request|comment|commit|top|model|part|phase|chapter|building|apt|unit|order|phab|pull|fix|fixes|closes"
)
_PATTERNS = (
    r"<@[!&]?\d{5,25}>",
    r"(?<![\w@])@[\w][\w.-]*(?::[\w-]+(?:\.[\w-]+)+|@[\w-]+(?:\.[\w-]+)+)",  # Matrix, the fediverse
    r"(?<![\w@])@(?=[\w.]{2})(?=[\w.]*[^\W\d_])\w+(?:\.\w+)*",
    rf"(?<!\w)(?!(?:{_NUMBERED_THINGS})#)[^\W\d]\w{{1,31}}#\d{{4}}(?!\w)",
    rf"(?<=\[\[)(?::?[\w-]{{1,12}}:){{0,2}}{USER}[^\]\n]{{1,200}}",
    rf"(?<!\w){USER}[^\s\]|,;]*\w",
    r"\{\{(?:u|ping|re|reply to|user|mention|notif|a|répondre à)\|(?P<called>[^}\n]{1,200})",
    r"(?<![\w/])/?u/[\w-]{3,24}(?![\w/])",
    rf"(?:(?<!\w)(?:{_APPS})[ ]?(?::|=|is|est|es|ist|é|->)[ ]?)(?P<name>(?=[\w.-]*[\d_.])[a-z][\w.-]{{2,31}}\w)",
)
_PATTERN = re.compile("|".join(_PATTERNS), re.IGNORECASE)


def handles(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the names of accounts stand."""
    for found in _PATTERN.finditer(text):
        yield found.span(next((name for name in ("name", "called") if found[name]), 0))
