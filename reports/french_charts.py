"""French: what charts say, and the audit of omissions. Imports nothing. See `reports.french_words`."""

CHARTS = {
    # positions
    "chart_positions": "Positions~: {draft}",
    "chart_positions_desc": "Une barre pour {who}, partagée selon les positions prises~: {sides}.",
    "chart_glance_desc": "Une barre par projet, partagée selon les positions prises~: chaque barre commence par le"
    " soutien et finit par l’opposition. Le tableau donne les mêmes nombres.",
    "position": "Position",
    # themes by group
    "chart_groups": "Thèmes par groupe~: {attribute}",
    "chart_groups_desc": "Une ligne par thème, une case par groupe~: plus elle est foncée, plus est grande la part des"
    " répondants du groupe qui ont évoqué le thème, écrite dans la case en pour cent. Les cases hachurées sont"
    " masquées. Le tableau donne les nombres.",
    # who was heard
    "chart_coverage": "Qui a été entendu~: {attribute}",
    "chart_coverage_desc": "Une barre par groupe, aussi longue que ses répondants sont nombreux. Une barre hachurée"
    " d’un bout à l’autre est masquée, quel que soit son nombre. Le tableau donne les mêmes nombres.",
    "chart_targets_desc": "Un trait marque le nombre visé.",
    "target": "Visé",
    "chart_of_target": "{count} sur {target}",
    "chart_masked_of_target": "masqué, sur {target}",
    "chart_nobody": "personne",
    "chart_nobody_of_target": "personne, sur {target}",
    # how a round goes
    "standing_way": "Le chemin à travers le tour",
    "standing_began": "Ont accepté de participer",
    "standing_finished": "Sont allés jusqu’au bout",
    "standing_stopped": "Où l’on s’est arrêté",
    "standing_agreed": "après l’accord",
    "standing_source": "Source",
    "standing_none": "sans lien d’une source",
    # from questions to drafts
    "chart_flow": "Des questions aux projets, par les thèmes",
    "chart_flow_desc": "Des bandes vont de chaque question aux thèmes entendus dans les réponses, aussi larges que"
    " celles-ci sont nombreuses_; une réponse qui a plusieurs thèmes est dans plusieurs bandes. Des lignes vont de"
    " chaque thème aux projets qu’il touche selon le livre de codes. Le tableau donne les nombres.",
    "chart_flow_rest": "{count} autres thèmes",
    "chart_flow_rest.one": "Un autre thème",
    "chart_flow_answers": "Réponses avec le thème",
    # when the answers came
    "rounds_in_time": "Quand les réponses sont venues",
    "timeline_day": "Les réponses, jour par jour",
    "timeline_week": "Les réponses, semaine par semaine",
    "timeline_month": "Les réponses, mois par mois",
    "timeline_desc": "Une barre par période, aussi haute que les réponses données pour la première fois y sont"
    " nombreuses. Des traits marquent l’ouverture ou la clôture d’un tour. Le tableau donne les mêmes nombres.",
    "timeline_masked": "Hachurées~: les périodes où moins de cinq personnes ont répondu, et d’autres masquées avec"
    " elles, pour qu’aucun nombre ne dise quand quelqu’un a écrit.",
    "timeline_starts": "À partir du",
    "round_opened": "ouvert le {date}",
    "round_closed": "clos le {date}",
    # whom the quotes leave out
    "omissions": "Qui les citations représentent",
    "omissions_intro": "Une citation représente son auteur_; qui est cité relève d’un choix, même quand une règle le"
    " fait. Ce choix est mesuré ici au hasard.",
    "chart_omissions_desc": "Une ligne par rangée~: le point marque la part que représentent les citations de ce"
    " rapport, la barre au-dessous couvre neuf tirages au hasard de même longueur sur dix. Une ligne hachurée est"
    " masquée. Le tableau donne les mêmes nombres.",
    "quoted": "Cité dans ce rapport",
    "omitted_respondents": "Répondants",
    "omitted_positions": "Positions différentes sur les projets",
    "omitted_views": "Combinaisons de thème, de lieu et de position",
    "omitted_views_unasked": "Combinaisons de thème et de lieu",
    "omitted_row": "Ce qui est représenté",
    "omitted_of_all": "En tout",
    "omitted_quoted": "Par les citations",
    "omitted_mean": "Par le hasard",
    "omitted_nine": "Neuf tirages sur dix",
    "omitted_stated_column": "Par les phrases",
    "omitted_range": "{low} à {high}",
    "omitted_quotes": "{count} citations",
    "omitted_who": "{count} répondants sur {of}",
    "omitted_who.one": "1 répondant sur {of}",
    "omitted_who.none": "aucun des {of} répondants",
    "omitted_as_many": "Les {quotes} de ce rapport viennent de {who} ({share}), autant que par hasard~: {chance}.",
    "omitted_as_many.one": "L’unique citation de ce rapport vient de {who} ({share})_; {chance}.",
    "omitted_fewer": "Les {quotes} de ce rapport viennent de {who} ({share}), moins que par hasard~: {chance}.",
    "omitted_more": "Les {quotes} de ce rapport viennent de {who} ({share}), plus que par hasard~: {chance}.",
    "omitted_by_chance": "des tirages de même longueur viennent en moyenne de {mean} d’entre eux, neuf sur dix de"
    " {range}",
    "omitted_nobody": "Ce rapport ne cite les mots de personne~: {who} n’est représenté par une citation.",
    "n_positions": "{count} positions différentes prises sur les projets",
    "n_positions.one": "1 position prise sur les projets",
    "n_views": "{count} combinaisons différentes de thème, de lieu et de position",
    "n_views.one": "1 combinaison de thème, de lieu et de position",
    "n_views_unasked": "{count} combinaisons différentes de thème et de lieu",
    "n_views_unasked.one": "1 combinaison de thème et de lieu",
    "omitted_count": "{count}",
    "omitted_count.one": "une",
    "omitted_count.none": "aucune",
    "omitted_of": "Sur {whole}, {quoted} sont citées ({share})_; dans les tirages au hasard, {range}.",
    "omitted_of.one": "Sur {whole}, {quoted} est citée ({share})_; dans les tirages au hasard, {range}.",
    "omitted_of.none": "Sur {whole}, {quoted} n’est citée_; dans les tirages au hasard, {range}.",
    "omitted_stated": "Des phrases énoncent, avec leur nombre, un thème ou une position de {who} ({share})_; ce que les"
    " autres ont dit est dans les totaux, et dans l’annexe quand il peut être montré.",
    "omitted_stated_all": "Des phrases énoncent, avec leur nombre, un thème ou une position de chacun~: {who}.",
    "omitted_groups_fewer": "Moins cités que par hasard~: {groups}.",
    "omitted_groups_more": "Plus cités que par hasard~: {groups}.",
    "omitted_group": "({count} sur {of}, par hasard {range})",
    "and": " et ",
    "comma": ", ",
    "omitted_how": "Qui a écrit une citation est représenté par elle_; de même la position prise sur le projet dont"
    " elle parle, et les thèmes de toute la réponse, avec le lieu où elle a été donnée. Qui a évoqué un thème ou pris"
    " une position est représenté par la phrase qui les compte.",
    "omitted_chance": "Le hasard, ce sont {picks} tirages de {characters} caractères, autant que les citations"
    " ensemble, parmi les déclarations qui peuvent être montrées, chacune coupée comme le sont les citations (graine"
    " {seed}, tirée des réponses et révisions sur lesquelles repose ce rapport~: même rapport, mêmes tirages).",
    "omitted_masked": "Un groupe n’est montré que si ni le nombre de ses répondants, ni celui de ceux qui sont cités ne"
    " met quelques personnes à part, et que cinq ou plus peuvent être cités.",
}
