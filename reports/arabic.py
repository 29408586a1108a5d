"""Arabic: the sentences of a report. Imports only consultation.

Most sentences name something and give its number behind a colon, where no verb or adjective has to agree with it.
Digits are the Western ones: ids, charts and data files have them too, and they are read from Morocco to Iraq. A share
stands in an isolate, so that its sign stays on one side of it; so does whatever the consultation's own texts put in.
"""

from collections.abc import Sequence
from datetime import date

from consultation.checking.measures import Score
from consultation.guide import Shown
from consultation.records import Side
from reports.arabic_closing import WORDS as CLOSING_WORDS
from reports.arabic_likeness import ANSWER, LANGUAGE, POSITION, RESPONDENT, ArabicOnLikeness, Form
from reports.arabic_likeness import WORDS as LIKENESS_WORDS
from reports.arabic_words import WORDS
from reports.draft_findings import StanceFinding
from reports.evidence import Evidence
from reports.readings import Reading
from reports.sentences import FEW_IN_ALL, Figure, Named, Part, Sentence, Share, figure, percentage, say

MONTHS = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
    "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip

POSITIONS = {
    Side.SUPPORT: "تأييد",
    Side.CHANGES: "تأييد مع تعديلات",
    Side.OPPOSE: "معارضة",
    Side.STUDY: "تستحق الدراسة",
    Side.NOT_NOW: "ليس الآن",
    Side.NONE: "بلا موقف",
}

UNSAID = frozenset((Side.CHANGES, Side.NONE))
"""The positions of which it goes without saying that nobody took them."""

SHARES = {
    Share.ALL: "جميع",
    Share.NEARLY_ALL: "ما يقارب جميع",
    Share.MOST: "معظم",
    Share.ABOUT_HALF: "نحو نصف",
    Share.MINORITY: "أقلية من",
    Share.FEW: "قليل من",
}
"""The word for each share, which stands before "المشاركين"."""


class Arabic(ArabicOnLikeness):
    """Arabic. One and two are words, other numbers are digits; themes are named as they are written, in guillemets."""

    language = "ar"
    months = MONTHS
    words = WORDS | LIKENESS_WORDS | CLOSING_WORDS
    shares = SHARES

    def number(self, value: int) -> str:
        return f"{value:,}"

    def percent(self, count: int, of: int) -> str:
        return f"\u2066{percentage(count, of)}%\u2069"

    def ratio(self, value: float) -> str:
        return f"{value:.2f}"

    def day(self, value: date) -> str:
        return f"{value.day} {self.months[value.month - 1]} {value.year}"

    def took_part(self, everything: Evidence, languages: int) -> Sentence:
        if not everything.respondents:
            return say(figure("لا أحد", everything, 0), " شارك حتى الآن.")
        who = figure(self._many(everything.respondents, RESPONDENT), everything, everything.respondents)
        spoken = f"؛ لغات الإجابات: {self._many(languages, LANGUAGE)}" if languages else ""
        return say("المشاركون: ", who, "؛ الإجابات: ", self._answers(everything), f"{spoken}.")

    def most_heard(self, themes: Sequence[Named], of: int, *, by_machine: bool = False) -> Sentence:
        opening = "بحسب ما تسمعه الآلة، " if by_machine else ""
        return self._most(f"{opening}أكثر المواضيع إثارةً بعدد المشاركين", themes, of)

    def most_coded(self, themes: Sequence[Named], of: int) -> Sentence:
        return self._most("أكثر المواضيع بالترميز اليدوي بعدد المشاركين", themes, of)

    def heard_there(self, themes: Sequence[Named], of: int) -> Sentence:
        return self._most("أكثر المواضيع إثارةً هنا", themes, of)

    def missed(self, themes: Sequence[Named], of: int) -> Sentence:
        return self._most("أكثر المواضيع بالترميز اليدوي في هذه الإجابات", themes, of)

    def _most(self, which: str, themes: Sequence[Named], of: int) -> Sentence:
        return say(f"{which}: ", *self._ranked(themes, of), ".")

    def quality(self, coded: Evidence, score: Score) -> Sentence:
        measured = f"الدقة {self.ratio(score.precision)}، والاستدعاء {self.ratio(score.recall)}"
        return say("وسوم الآلة إزاء الترميز اليدوي (", self._answers(coded), f"): {measured}.")

    def raised(self, theme: Shown, evidence: Evidence, of: int) -> Sentence:
        who = self._share(evidence, of)
        return say("من أثاروا موضوع ", *self._named(theme), ": ", *who, *self._in_answers(evidence), ".")

    def coded(self, evidence: Evidence, of: int, doubt: float | None) -> Sentence:
        few = "؛ يتفق مع هذا الترميز أقل من نصف وسوم الآلة"
        doubtful = "" if doubt is None else f"{few} (الدقة {self.ratio(doubt)})"
        share = self.percent(evidence.respondents, of)
        return say("الترميز اليدوي: ", self._of(evidence, of), f" ({share}){doubtful}.")

    def answered(self, evidence: Evidence, of: int) -> Sentence:
        return say("من أجابوا عن هذا السؤال: ", *self._share(evidence, of), *self._in_answers(evidence), ".")

    def freely(self, evidence: Evidence, of: int) -> Sentence:
        return say("من كتبوا ما لم يطلبه أي سؤال: ", *self._share(evidence, of), *self._in_answers(evidence), ".")

    def positions(self, stance: StanceFinding, said: Evidence) -> Sentence:
        behind, of = said.by(stance.decided), stance.respondents
        if not stance.decided:
            return say("من اتخذوا موقفًا من هذه المسودة: ", figure("لا أحد", behind, of), ".")
        only = " فقط" if stance.decided < FEW_IN_ALL else ""
        who = figure(self._many(stance.decided, RESPONDENT), behind, of)
        taken = [self._position(side, found, of) for side, found in stance.sides if self._told(side, found)]
        return say("من اتخذوا موقفًا من هذه المسودة: ", who, f"{only}؛ ", *self._listed(taken), ".")

    def _told(self, side: Side, evidence: Evidence) -> bool:
        return bool(evidence.respondents) or side not in UNSAID

    def _position(self, side: Side, evidence: Evidence, of: int) -> tuple[Part, ...]:
        number = self.number(evidence.respondents) if evidence.respondents else "لا أحد"
        return f"«{POSITIONS[side]}»: ", figure(number, evidence, of)

    def few_took(self, side: Side, evidence: Evidence, of: int) -> Sentence:
        took = self._position(side, evidence, of)
        return say(*took, f"، ممن اتخذوا موقفًا ({self._many(of, RESPONDENT)}).")

    def changes(self, evidence: Evidence, of: int, *, research: bool) -> Sentence:
        asked = "من ذكروا سؤالًا ناقصًا: " if research else "من طلبوا تعديلات أو ذكروا ما ينقص: "
        text = self._many(evidence.respondents, RESPONDENT) if evidence.respondents else "لا أحد"
        return say(asked, figure(text, evidence, of), *self._in_answers(evidence), ".")

    def reading(self, reading: Reading) -> Sentence:
        of = reading.read.respondents
        who = figure(self._many(of, RESPONDENT), reading.read, of)
        favour, against = (figure(self.number(one.respondents), one, of) for _, one in reading.sides)
        return say("من راجع شخصٌ أقوالهم ولم يتخذوا موقفًا: ", who, "؛ مع المسودة: ", favour, "؛ ضدها: ", against, ".")

    def most_supported(self, drafts: Sequence[str], stance: StanceFinding) -> Sentence:
        share = self._of(stance.side(Side.SUPPORT), stance.decided, POSITION)
        opening = "أكبر نسبة تأييد بين المسودات التي لها عشرة مواقف أو أكثر: "
        return say(f"{opening}{self._drafts(drafts)} (", share, ").")

    def most_opposed(self, drafts: Sequence[str], stance: StanceFinding) -> Sentence:
        opposition = stance.side(Side.OPPOSE)
        if not opposition.respondents:
            return say("من عارضوا أيًّا منها: ", figure("لا أحد", opposition, stance.decided), ".")
        share = self._of(opposition, stance.decided, POSITION)
        return say(f"وأكبر نسبة معارضة: {self._drafts(drafts)} (", share, ").")

    def _drafts(self, numbers: Sequence[str]) -> str:
        return "".join(str(part) for part in self._listed([(f"المسودة \u2068{number}\u2069",) for number in numbers]))

    def absent(self, groups: Sequence[Shown], everything: Evidence) -> Sentence:
        nobody = self._of(everything.nobody(), everything.respondents)
        named = self._listed([("\u2068", group, "\u2069") for group in groups])
        return say("لا أحد من: ", *named, " (", nobody, ").")

    def untagged(self, evidence: Evidence, of: int) -> Sentence:
        if not evidence.answers:
            return say("الإجابات التي سُمع فيها موضوع: ", Figure(f"جميعها ({self.number(of)})", 0, of, evidence), ".")
        share = self.percent(evidence.answers, of)
        return say("إجابات لم يُسمع فيها أي موضوع: ", self._of_answers(evidence, of), f" ({share}).")

    def saying_nothing(self, evidence: Evidence) -> Sentence:
        example = "إجابات لا تقول شيئًا («لا شيء»، «لا أعرف»، علامة وحدها)، تُحسب وتُوضع جانبًا: "
        return say(example, self._answers(evidence), ".")

    def proposed(self, words: Sequence[Shown], evidence: Evidence, decision: str) -> Sentence:
        shared = self._listed([self._named(word) for word in words])
        who = figure(self._many(evidence.respondents, RESPONDENT), evidence, evidence.respondents)
        return say("كلمات مشتركة: ", *shared, "؛ من استخدموها: ", who, *self._in_answers(evidence), f"؛ {decision}.")

    def alone(self, evidence: Evidence) -> Sentence:
        return say("إجابات خارج كل مجموعة تشترك في كلمات: ", self._answers(evidence), ".")

    def uncoded(self, evidence: Evidence, of: int) -> Sentence:
        return say("إجابات رُمّزت يدويًا من دون أي موضوع: ", self._of_answers(evidence, of), ".")

    def _of_answers(self, evidence: Evidence, of: int) -> Figure:
        text = f"{self.number(evidence.answers)} من {self._many(of, ANSWER, oblique=True)}"
        return Figure(text, evidence.answers, of, evidence)

    def _share(self, evidence: Evidence, of: int) -> tuple[Part, ...]:
        """Return a word for the share with its numbers; of a few in all, the numbers alone and "فقط"."""
        count = evidence.respondents
        numbers = figure(f"{self.number(count)} من {self.number(of)}", evidence, of)
        if of < FEW_IN_ALL:
            return self._of(evidence, of), " فقط"
        if not count:
            return (figure(f"لا أحد من {self._many(of, RESPONDENT, oblique=True)}", evidence, of),)
        if Form.of(count) is Form.ONE:
            return RESPONDENT[Form.ONE], " (", numbers, ")"
        return f"{self.shares[Share.of(count, of)]} المشاركين (", numbers, ")"

    def _ranked(self, themes: Sequence[Named], of: int) -> tuple[Part, ...]:
        """Return themes with their numbers, the first with what it is a number of."""
        first, *rest = themes
        with_of = self._one(first, self._of(first.evidence, of))
        others = [self._one(one, figure(self.number(one.evidence.respondents), one.evidence, of)) for one in rest]
        return self._listed([with_of, *others])

    def _one(self, theme: Named, number: Figure) -> tuple[Part, ...]:
        doubt = "" if theme.doubt is None else f"؛ الدقة {self.ratio(theme.doubt)}"
        return (*self._named(theme.label), " (", number, f"{doubt})")

    def _of(self, evidence: Evidence, of: int, noun: dict[Form, str] = RESPONDENT) -> Figure:
        text = f"{self.number(evidence.respondents)} من {self._many(of, noun, oblique=True)}"
        return figure(text, evidence, of)

    def _in_answers(self, evidence: Evidence) -> tuple[Part, ...]:
        return ("، في ", self._answers(evidence, oblique=True)) if evidence.answers else ()
