"""Arabic: what charts say, and the audit of omissions. Imports nothing. See `reports.arabic_words`."""

CHARTS = {
    # positions
    "chart_positions": "المواقف: \u2068{draft}\u2069",
    "chart_positions_desc": "شريط واحد ({who}) مقسّم بحسب المواقف التي اتخذوها: {sides}.",
    "chart_glance_desc": "شريط لكل مسودة، مقسّم بحسب المواقف المتخذة منها: يبدأ كل شريط بالتأييد وينتهي بالمعارضة. وفي"
    " الجدول الأرقام نفسها.",
    "position": "الموقف",
    # themes by group
    "chart_groups": "المواضيع بحسب الفئة: \u2068{attribute}\u2069",
    "chart_groups_desc": "صف لكل موضوع وخلية لكل فئة: كلما كانت أغمق كانت نسبة من أثاروا الموضوع من مشاركي الفئة أكبر،"
    " وهي مكتوبة في الخلية بالمئة. والخلايا المخططة محجوبة. والأرقام في الجدول.",
    # who was heard
    "chart_coverage": "من سُمع صوته: \u2068{attribute}\u2069",
    "chart_coverage_desc": "شريط لكل فئة، طوله بقدر عدد مشاركيها. والشريط المخطط من طرف إلى طرف محجوب، أيًّا كان عدده."
    " وفي الجدول الأرقام نفسها.",
    "chart_targets_desc": "ويبيّن خطٌّ العدد المستهدف.",
    "target": "المستهدف",
    "chart_of_target": "{count} من {target}",
    "chart_masked_of_target": "محجوب، من {target}",
    "chart_nobody": "لا أحد",
    "chart_nobody_of_target": "لا أحد، من {target}",
    # how a round goes
    "standing_way": "المسار عبر الجولة",
    "standing_began": "وافقوا على المشاركة",
    "standing_finished": "وصلوا إلى النهاية",
    "standing_stopped": "أين توقّف الناس",
    "standing_agreed": "بعد الموافقة",
    "standing_source": "المصدر",
    "standing_none": "بلا رابط مصدر",
    # from questions to drafts
    "chart_flow": "من الأسئلة عبر المواضيع إلى المسودات",
    "chart_flow_desc": "تمتد أشرطة من كل سؤال إلى المواضيع المسموعة في الإجابات عنه، عرضها بقدر عددها؛ والإجابة ذات"
    " المواضيع المتعددة في عدة أشرطة. وتمتد خطوط من كل موضوع إلى المسودات التي يتعلق بها بحسب دليل المواضيع. والأرقام"
    " في الجدول.",
    "chart_flow_rest": "{count} موضوع آخر",
    "chart_flow_rest.one": "موضوع آخر",
    "chart_flow_rest.two": "موضوعان آخران",
    "chart_flow_rest.few": "{count} مواضيع أخرى",
    "chart_flow_rest.many": "{count} موضوعًا آخر",
    "chart_flow_answers": "الإجابات التي فيها الموضوع",
    # when the answers came
    "rounds_in_time": "متى وردت الإجابات",
    "timeline_day": "الإجابات يومًا بيوم",
    "timeline_week": "الإجابات أسبوعًا بأسبوع",
    "timeline_month": "الإجابات شهرًا بشهر",
    "timeline_desc": "شريط لكل مدة، ارتفاعه بقدر عدد الإجابات التي قُدّمت فيها أول مرة. وتبيّن الخطوط متى فُتحت جولة أو"
    " أُغلقت. وفي الجدول الأرقام نفسها.",
    "timeline_masked": "المخطط: مدد أجاب فيها أقل من خمسة أشخاص، ومدد أخرى حُجبت معها، كي لا يكشف أي رقم متى كتب شخص"
    " ما.",
    "timeline_starts": "ابتداءً من",
    "round_opened": "فُتحت في {date}",
    "round_closed": "أُغلقت في {date}",
    # whom the quotes leave out
    "omissions": "من تمثلهم الاقتباسات",
    "omissions_intro": "الاقتباس يمثل صاحبه؛ واختيار من يُقتبس قوله اختيار، ولو كان وفق قاعدة. وهو هنا مقيس إزاء"
    " المصادفة.",
    "chart_omissions_desc": "خط لكل صف: النقطة هي النسبة التي تمثلها اقتباسات هذا التقرير، والشريط تحتها يشمل تسعة من"
    " كل عشرة اختيارات عشوائية بالطول نفسه. والخط المخطط محجوب. وفي الجدول الأرقام نفسها.",
    "quoted": "ما اقتُبس في هذا التقرير",
    "omitted_respondents": "المشاركون",
    "omitted_positions": "المواقف المختلفة من المسودات",
    "omitted_views": "تركيبات الموضوع والموضع والموقف",
    "omitted_views_unasked": "تركيبات الموضوع والموضع",
    "omitted_row": "ما يُمثَّل",
    "omitted_of_all": "المجموع",
    "omitted_quoted": "بالاقتباسات",
    "omitted_mean": "بالمصادفة",
    "omitted_nine": "تسعة من كل عشرة اختيارات عشوائية",
    "omitted_stated_column": "بالجمل",
    "omitted_range": "من {low} إلى {high}",
    "omitted_quotes": "{count} اقتباس",
    "omitted_quotes.two": "اقتباسان",
    "omitted_quotes.few": "{count} اقتباسات",
    "omitted_quotes.many": "{count} اقتباسًا",
    "omitted_who": "{count} من {of}",
    "omitted_who.one": "1 من {of}",
    "omitted_who.none": "لا أحد من {of}",
    "omitted_as_many": "في هذا التقرير {quotes}، وعدد أصحابها {who} من المشاركين ({share})، وهو ما تأتي به المصادفة:"
    " {chance}.",
    "omitted_as_many.one": "في هذا التقرير اقتباس واحد، وعدد أصحابه {who} من المشاركين ({share})؛ {chance}.",
    "omitted_fewer": "في هذا التقرير {quotes}، وعدد أصحابها {who} من المشاركين ({share})، وهو أقل مما تأتي به المصادفة:"
    " {chance}.",
    "omitted_more": "في هذا التقرير {quotes}، وعدد أصحابها {who} من المشاركين ({share})، وهو أكثر مما تأتي به المصادفة:"
    " {chance}.",
    "omitted_by_chance": "متوسط أصحاب الاختيارات العشوائية بالطول نفسه {mean}، وفي تسعة من كل عشرة منها: {range}",
    "omitted_nobody": "لا يقتبس هذا التقرير كلام أحد؛ من يمثلهم اقتباس من المشاركين: {who}.",
    "n_positions": "المواقف المختلفة المتخذة من المسودات ({count})",
    "n_positions.one": "الموقف الوحيد المتخذ من المسودات",
    "n_views": "التركيبات المختلفة من موضوع وموضع وموقف ({count})",
    "n_views.one": "التركيبة الوحيدة من موضوع وموضع وموقف",
    "n_views_unasked": "التركيبات المختلفة من موضوع وموضع ({count})",
    "n_views_unasked.one": "التركيبة الوحيدة من موضوع وموضع",
    "omitted_count": "{count}",
    "omitted_count.one": "1",
    "omitted_count.none": "لا شيء",
    "omitted_of": "{whole}: المقتبس منها {quoted} ({share})؛ وفي اختيارات عشوائية: {range}.",
    "omitted_of.one": "{whole}: المقتبس منها {quoted} ({share})؛ وفي اختيارات عشوائية: {range}.",
    "omitted_of.none": "{whole}: المقتبس منها {quoted}؛ وفي اختيارات عشوائية: {range}.",
    "omitted_stated": "المشاركون الذين تذكر الجمل موضوعًا أو موقفًا لهم مع عدده: {who} ({share})؛ وما قاله الآخرون في"
    " المجاميع، وفي الملحق حيث يجوز عرضه.",
    "omitted_stated_all": "تذكر الجمل موضوعًا أو موقفًا لكل مشارك مع عدده: {who}.",
    "omitted_groups_fewer": "من اقتُبس قولهم أقل مما تأتي به المصادفة: {groups}.",
    "omitted_groups_more": "من اقتُبس قولهم أكثر مما تأتي به المصادفة: {groups}.",
    "omitted_group": "({count} من {of}، وبالمصادفة: {range})",
    "and": " و",
    "comma": "، ",
    "omitted_how": "من كتب اقتباسًا فهو ممثَّل به؛ وكذلك موقفه من المسودة التي يتعلق بها، ومواضيع الإجابة كلها مع"
    " الموضع الذي قُدّمت فيه. ومن أثار موضوعًا أو اتخذ موقفًا فهو ممثَّل بالجملة التي تحسبه.",
    "omitted_chance": "المصادفة اختيارات عشوائية (عددها {picks}) بمجموع أحرف يساوي {characters}، وهو مجموع أحرف"
    " الاقتباسات، من الأقوال التي يجوز عرضها، يُقتطع كل منها كما تُقتطع الاقتباسات (البذرة \u2068{seed}\u2069، وهي بصمة"
    " الإجابات والمراجعات التي يقوم عليها هذا التقرير: التقرير نفسه، الاختيارات نفسها).",
    "omitted_masked": "لا تُعرض فئة إلا إذا كان عدد مشاركيها وعدد من اقتُبس قولهم منهم لا يدل أيٌّ منهما على أشخاص"
    " قليلين، وكان يجوز اقتباس خمسة منها أو أكثر.",
}
