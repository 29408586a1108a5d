"""Arabic: what the working group answers, and whether people were got right. Imports nothing. See `arabic_words`."""

WORDS = {
    # the working group's response
    "response_adopted": "أُخذ به.",
    "response_partly": "أُخذ به جزئيًا.",
    "response_not": "لم يُؤخذ به.",
    "response_open": "لم يُحسم بعد.",
    "drafts_open": "المسودات التي تقول المجموعة إن أمرها لم يُحسم بعد: {count}.",
    "drafts_open.one": "المسودات التي تقول المجموعة إن أمرها لم يُحسم بعد: واحدة.",
    "unanswered_themes": "المواضيع المطروحة التي لم يُسجَّل بعدُ رد مجموعة العمل عليها: {count} من {of}.",
    "unanswered_themes.one": "المواضيع المطروحة التي لم يُسجَّل بعدُ رد مجموعة العمل عليها: واحد من {of}.",
    "unanswered_themes_all": "لم يُسجَّل بعدُ رد مجموعة العمل على أي موضوع.",
    "unanswered_themes.none": "سُجّل رد مجموعة العمل على كل موضوع مطروح.",
    # did we get you right?
    "echoes": "هل أحسنّا الفهم؟",
    "echoes_none": "لم يُسأل أحد بعدُ هل أحسن إصدارٌ فهمه: يكون ذلك بعد نشره.",
    "echoes_how": "كل من أُخبر أين وصلت كلماته سُئل هل أحسن الإصدار فهمه. ونسبة الاعتراض هي نصيب من أجابوا ولم يقولوا"
    " نعم، أما من لم يجب فليس في أيٍّ من العددين.",
    "echoes_asked": "بعد الإصدار {edition}، عدد من سُئلوا: {count}.",
    "echoes_asked_few": "بعد الإصدار {edition}، سُئل أقل من خمسة.",
    "echoes_nobody": "لم يُجب منهم أحد بعد.",
    "echoes_few": "أجاب منهم أقل من خمسة، وذلك لا يصنع رقمًا بعد.",
    "echoes_rate": "أجابوا: {answered}، واعترض منهم: {count}. نسبة الاعتراض: {percent}.",
    "echoes_rate.none": "أجابوا: {answered}، ولم يعترض منهم أحد. نسبة الاعتراض: {percent}.",
    "echoes_below": "أجابوا: {answered}، واعترض منهم أقل من خمسة. نسبة الاعتراض أقل من {percent}.",
    "echoes_above": "أجابوا: {answered}، واعترضوا جميعًا إلا أقل من خمسة. نسبة الاعتراض أكثر من {percent}.",
    "echoes_either": "أجابوا: {answered}، وهذا أقل من أن يُميَّز فيه المعترضون.",
    "echoes_split": "ليس تمامًا: {nearly}. خطأ: {wrong}.",
}
