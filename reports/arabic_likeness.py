"""Arabic: who says much the same, and who says what nobody else does. Imports only consultation."""

from collections.abc import Sequence
from enum import Enum

from consultation.guide import Shown
from reports.circles import Speaking
from reports.evidence import Evidence
from reports.sentences import Figure, Grammar, Part, Sentence, figure, joined, say

WHO = {
    Speaking.RAISED: "ممن أثاروه",
    Speaking.CHANGES: "ممن طلبوا تعديلات أو ذكروا ما ينقص",
    Speaking.MISSING: "ممن ذكروا سؤالًا ناقصًا",
    Speaking.SUPPORT: "ممن ذكروا سبب تأييدهم",
    Speaking.STUDY: "ممن ذكروا لماذا تستحق الدراسة",
    Speaking.OPPOSE: "ممن ذكروا سبب معارضتهم",
    Speaking.NOT_NOW: "ممن ذكروا لماذا ليس الآن",
}

WORDS = {
    "alike": "بكلمات متقاربة",
    "alike_intro": "من يتحدثون عن أمر واحد بكلمات متقاربة، كما تجدهم الآلة. ومع كل مجموعة الكلمات التي تمثلها أحسن"
    " تمثيل، والكلمات الأكثر اختلافًا إن وُجدت.",
    "alike_raised": "ما يتكرر",
    "alike_changes": "تعديلات مطلوبة بكلمات متقاربة",
    "alike_missing": "أسئلة ناقصة بكلمات متقاربة",
    "alike_support": "أسباب التأييد بكلمات متقاربة",
    "alike_study": "أسباب الدراسة بكلمات متقاربة",
    "alike_oppose": "أسباب المعارضة بكلمات متقاربة",
    "alike_not-now": "أسباب «ليس الآن» بكلمات متقاربة",
    "alike_group": "المجموعة {number}",
    "alike_rest": "خارج المجموعات",
    "alike_best": "أحسن ما يمثلها",
    "alike_differing": "أكثر ما يختلف",
    "minorities": "آراء الأقلية",
    "minorities_intro": "ما يقوله قليلون، مهما كثر قول غيره. ولا شيء هنا مرتب بحسب عدد قائليه: المواقف بترتيب المسودات،"
    " وما يبعد عن كل ما سواه بحسب بُعده.",
    "minorities_positions": "مواقف اتخذها قليلون",
    "minorities_apart": "ما يبعد عن كل ما سواه",
    "minorities_none": "لا يوجد موقف اتخذه قليلون فقط، ولا قول يبعد عن كل ما سواه.",
    "alike_method": "كيف تُكوَّن المجموعات",
    "alike_how": "داخل المسودة أو الموضوع تُقارن الجمل بكلماتها: بجذوعها، وكلما ندرت زاد وزنها، وبالربع بتتابع الكلمات."
    " والجملة التي تشبه ما يقوله أكثر الناس هي وسط المجموعة الأولى، وإليها تنتمي كل إجابة فيها جملة تشبهها؛ ثم التي"
    " تليها بين ما بقي من الإجابات. وتتشابه جملتان إذا بلغ جيب التمام {alike}؛ وإذا اشتركتا في كلمة واحدة ذات معنى فإذا"
    " بلغ {one}؛ ولا تتشابهان أبدًا إذا نفت إحداهما ولم تنفِ الأخرى. والإجابات نفسها تعطي دائمًا المجموعات نفسها.",
    "alike_quotes": "المجموعة مشاركان أو أكثر، والإجابة في مجموعة واحدة على الأكثر. وتُقتبس من النصف الأقرب أول جملة"
    " طولها من 40 إلى 280 حرفًا، وجملة شخص آخر هي الأكثر اختلافًا. وتُسمى المجموعة بكلمات استخدمها ثلاثة أشخاص أو أكثر،"
    " ونصفها على الأقل.",
    "alike_limits": "لا يلزم أن تعني الكلمات المتقاربة الشيء نفسه، وقد يُقال الشيء نفسه بكلمات أخرى: فعدد المجموعة ليس"
    " الحد الأدنى لمن يقولون ذلك ولا الحد الأقصى، وينبغي أن تُقرأ أقوالها قبل الاستشهاد به. والإجابة التي تطلب عدة أمور"
    " في مجموعة واحدة فقط. ولا تشترك اللغات في كلمات، فلا يُضم شيء من لغة إلى أخرى.",
    "minorities_how": "القليلون واحد على الأكثر من كل {few}. وما يبعد عن كل ما سواه هو ما لا يشبه كلام أحد، أو مجموعة"
    " قليلين، وله أدنى متوسط تشابه مع سائر ما قيل هناك بلغته؛ والحد الأقصى لكل مسودة وموضوع: {count}، وتتناوب اللغات"
    " التي لها من الإجابات {fewest} أو أكثر، حيث تحدث عشرة مشاركين أو أكثر.",
}


class Form(Enum):
    """The form of a counted noun; the value is what it adds to the key of a word, as `Grammar.form` has it."""

    NONE = ".none"
    ONE = ".one"
    TWO = ".two"
    FEW = ".few"
    MANY = ".many"
    OTHER = ""

    @classmethod
    def of(cls, count: int) -> "Form":
        """Return the form for ``count``, as in Unicode's plural rules for Arabic."""
        if count < len(EXACT):
            return EXACT[count]
        return next(form for least, form in ENDINGS if count % 100 >= least)


EXACT = (Form.NONE, Form.ONE, Form.TWO)
ENDINGS = ((11, Form.MANY), (3, Form.FEW), (0, Form.OTHER))
"""The form by the last two digits: the first row whose least they reach."""

RESPONDENT = {
    Form.NONE: "مشارك",
    Form.ONE: "مشارك واحد",
    Form.TWO: "مشاركان",
    Form.FEW: "مشاركين",
    Form.MANY: "مشاركًا",
    Form.OTHER: "مشارك",
}
ANSWER = {
    Form.NONE: "إجابة",
    Form.ONE: "إجابة واحدة",
    Form.TWO: "إجابتان",
    Form.FEW: "إجابات",
    Form.MANY: "إجابة",
    Form.OTHER: "إجابة",
}
LANGUAGE = {
    Form.NONE: "لغة",
    Form.ONE: "لغة واحدة",
    Form.TWO: "لغتان",
    Form.FEW: "لغات",
    Form.MANY: "لغة",
    Form.OTHER: "لغة",
}
POSITION = {
    Form.NONE: "موقف",
    Form.ONE: "موقف واحد",
    Form.TWO: "موقفان",
    Form.FEW: "مواقف",
    Form.MANY: "موقفًا",
    Form.OTHER: "موقف",
}
OBLIQUE = {"مشاركان": "مشاركَين", "إجابتان": "إجابتين", "لغتان": "لغتين", "موقفان": "موقفين"}
"""What two of something are called behind a preposition."""


class ArabicOnLikeness(Grammar):
    """The sentences on groups, and how Arabic counts, names and lists."""

    def form(self, count: int) -> str:
        return Form.of(count).value

    def alike(self, speaking: Speaking, words: Sequence[Shown], evidence: Evidence, of: int) -> Sentence:
        such = ("، مثل ", *self._listed([self._named(word) for word in words])) if words else ()
        return say("بكلمات متقاربة", *such, ": ", self._of_those(speaking, evidence, of), ".")

    def _of_those(self, speaking: Speaking, evidence: Evidence, of: int) -> Figure:
        return figure(f"{self.number(evidence.respondents)} من {self.number(of)} {WHO[speaking]}", evidence, of)

    def nobody_alike(self, speaking: Speaking, everything: Evidence) -> Sentence:
        of = everything.respondents
        nobody = figure(f"لا أحد من {self.number(of)} {WHO[speaking]}", everything.nobody(), of)
        return say("بكلمات متقاربة: ", nobody, ".")

    def ungrouped(self, evidence: Evidence) -> Sentence:
        return say("خارج المجموعات: ", self._answers(evidence), ".")

    def far_apart(self, speaking: Speaking, evidence: Evidence, of: int) -> Sentence:
        return say("من يقولون أبعد شيء عن كل ما سواه هناك: ", self._of_those(speaking, evidence, of), ".")

    def _answers(self, evidence: Evidence, *, oblique: bool = False) -> Figure:
        text = self._many(evidence.answers, ANSWER, oblique=oblique)
        return Figure(text, evidence.answers, evidence.answers, evidence)

    def _named(self, label: Shown) -> tuple[Part, ...]:
        return "«\u2068", label, "\u2069»"

    def _listed(self, items: Sequence[tuple[Part, ...]]) -> tuple[Part, ...]:
        return joined(items, "، ", " و")

    def _many(self, count: int, noun: dict[Form, str], *, oblique: bool = False) -> str:
        form = Form.of(count)
        if form in {Form.ONE, Form.TWO}:
            return OBLIQUE.get(noun[form], noun[form]) if oblique else noun[form]
        return f"{self.number(count)} {noun[form]}"
