"""French: the headings and labels of a report. Imports only what charts say.

The keys are the same in every language. ``key.one`` is what ``key`` says of one. `_` stands for a narrow no-break
space (U+202F) and `~` for a no-break space, so that they can be seen here.
"""

from reports.french_charts import CHARTS

_WORDS = {
    # the opening
    "synthesis": "Synthèse d’une consultation",
    "preview": "Aperçu",
    "preview_notice": "La consultation est encore ouverte et tout ici peut changer. Ne pas citer.",
    "edition": "Édition {number}",
    "as_of": "État au {date}",
    "asked_by": "À la demande de",
    "round_questions": "Tour de questions",
    "round_drafts": "Tour sur les projets",
    "from_to": "{start} – {end}",
    "round_open": "depuis le {start}",
    "languages": "Langues des réponses",
    "respondents": "Répondants",
    "count_respondents": "comptés une fois chacun, quel que soit le nombre de tours",
    "answers": "Réponses",
    "count_answers": "à une question, sur un projet, ou libres",
    "count_answers_silent": "à une question, sur un projet, ou libres_; {count} d’entre elles ne disent rien",
    "count_answers_silent.one": "à une question, sur un projet, ou libres_; l’une d’elles ne dit rien",
    "messages": "Messages",
    "count_messages": "dans la messagerie, dont les réponses sont faites",
    "count_messages_none": "les réponses ont été importées, non écrites dans la messagerie",
    "count_messages_some": "dans la messagerie_; {count} des réponses ont été importées",
    "count_messages_some.one": "dans la messagerie_; une des réponses a été importée",
    "identities": "Identités reliées",
    "count_identities": "comptes rattachés à un répondant_; voir les limites",
    "not_heard": "Qui n’a pas été entendu.",
    "missing": "Ce qui manque.",
    "not_asked_any": "Aucune position sur les projets n’a été demandée.",
    "quality_none_short": "Personne n’a encore vérifié à l’aveugle les thèmes attribués.",
    "untranslated": "Les phrases de ce rapport n’existent pas encore dans la langue demandée~: elles sont en"
    " {language}. Ce que les gens ont dit reste tel qu’ils l’ont écrit.",
    # finding one's way
    "skip": "Aller au rapport",
    "contents": "Sommaire",
    "page_of": "{page}\u00a0/\u00a0{pages}",
    "page_number": "p.\u00a0{page}",
    "notes": "Notes",
    "how_to_read": "Comment lire",
    "reading_numbers": "Chaque nombre mène aux déclarations qui le fondent. Les thèmes se comptent en"
    " répondants, non en mentions~: qui évoque cinq fois un thème compte une fois.",
    "reading_ids": "Chaque citation porte le numéro de sa déclaration, qui reste le même dans les éditions"
    " suivantes. Une citation est un extrait exact de ce que quelqu’un a écrit et permis de montrer_; les"
    " déclarations entières sont à la fin.",
    "shares": "Les mots des proportions",
    "shares_intro": "Les phrases sont faites des comptes, selon une règle. Le mot d’une proportion a toujours"
    " le même sens, et ne vient jamais sans ses nombres.",
    "share_word": "Mot",
    "share_at_least": "À partir de",
    "share": "Part",
    "share_few": "Sur moins de dix répondants, aucune proportion n’est nommée~: les nombres sont donnés seuls,"
    " et «_seulement_» dit qu’ils sont petits.",
    "rationale": "Pourquoi cette consultation",
    "focus": "De quoi il s’agit",
    "keywords": "Mots-clés~:",
    "ground": "Qui demande, et sur quelle base",
    "finding": "Le principal constat du rapport précédent",
    "members": "Le groupe de travail",
    "mailing_list": "Écrire au groupe~:",
    "documents": "Documents",
    "resources": "Ressources",
    "partners": "La carte des partenaires",
    "partner": "Partenaire",
    "partner_kind": "Genre",
    "partner_level": "Niveau",
    "partner_region": "Région",
    "partners_intro": "Partenaires que des répondants ou des animateurs ont nommés et qu’un animateur a approuvés."
    " Qui a nommé lequel n’est pas conservé.",
    # themes
    "theme": "Thème",
    "themes": "Thèmes",
    "themes_by_respondents": "Thèmes par nombre de répondants",
    "themes_most": "Les thèmes les plus évoqués",
    "themes_desc": "Une barre par thème, aussi longue que la part des répondants qui l’ont évoqué. Le tableau à"
    " côté donne les mêmes nombres.",
    "themes_intro": "À travers toutes les questions, par nombre de répondants.",
    "chart_scale": "Une barre pleine, ce seraient les {count} répondants.",
    "chart_mark": "Le trait en travers d’une barre marque le codage à la main.",
    "coded": "Codé à la main",
    "by_hand_column": "Codé à la main~: les répondants dont une personne a codé une réponse avec le thème, parmi les"
    " {count} dont une réponse au moins a été codée. Quand moins de la moitié des attributions de la machine"
    " s’accordent avec ce codage, la ligne le dit.",
    "by_hand_column.one": "Codé à la main~: le seul répondant dont une personne a codé une réponse, quand c’est avec le"
    " thème. Quand moins de la moitié des attributions de la machine s’accordent avec ce codage, la ligne le dit.",
    "row_doubt": "moins de la moitié s’accordent (précision~{precision})",
    "lead_measures": "Précision~: parmi les thèmes que la machine a attribués aux réponses, la part qu’une personne a"
    " attribuée aussi_; elle est dite à côté d’un thème quand elle est inférieure à un demi. Rappel~: parmi ceux qu’une"
    " personne a attribués, la part que la machine a trouvée.",
    "apart": "Thèmes qui ne touchent aucun projet",
    "nobody_raised": "Évoqués par personne",
    "bears_on": "Touche les projets",
    "heard_where": "Où il a été évoqué",
    "place": "Lieu",
    # drafts
    "draft": "Projet {number}",
    "draft_heading": "Projet",
    "draft_version": "version {version}",
    "version": "Version {version}",
    "version_heading": "Version",
    "lineage_new": "nouveau",
    "lineage_kept": "repris de",
    "lineage_merged": "réunit",
    "lineage_split": "détaché de",
    "lineage_list": "la liste {list}",
    "drafts": "Les projets de recommandation",
    "drafts_intro": "Le pour et le contre viennent seulement des positions qui ont été demandées et prises.",
    "drafts_intro_unasked": "Aucune position n’a été demandée dans ce tour. Voici ce que les gens ont évoqué"
    " d’eux-mêmes sur les thèmes qui touchent chaque projet.",
    "not_asked": "Aucune position n’a été demandée dans ce tour.",
    "position": "Position",
    "positions": "Positions",
    "positions_at_a_glance": "Positions sur les projets",
    "side_support": "Soutien",
    "side_changes": "Soutien avec changements",
    "side_oppose": "Opposition",
    "side_none": "Sans position",
    "side_study": "À étudier",
    "side_not-now": "Pas maintenant",
    "side_for": "Pour",
    "side_against": "Contre",
    "with_changes": "Avec changements",
    "in_all": "En tout",
    "for_draft": "Ce qui est soutenu, et pourquoi",
    "against_draft": "Ce qui est refusé, et pourquoi",
    "for_research": "Pourquoi l’étudier",
    "against_research": "Pourquoi pas maintenant",
    "reasons": "{count} raisons ont été données.",
    "reasons.one": "Une raison a été donnée.",
    "reasons.none": "Aucune raison n’a été donnée.",
    "quote_left_out": "Aucune parole qu’il soit permis de montrer.",
    "read": "Ce qu’une relecture a lu à son sujet",
    "read_for": "Lu comme pour",
    "read_against": "Lu comme contre",
    "changes_asked": "Changements demandés",
    "question_missing": "Ce qu’il faudrait étudier~: les questions qui manquent",
    "conditions": "Conditions",
    "conditions_intro": "Parmi les raisons de ceux qui le soutiennent avec des changements.",
    "response": "La réponse du groupe de travail",
    "response_none": "Aucune réponse n’est encore enregistrée.",
    "unanswered": "Sur {count} des {of} projets, aucune réponse du groupe de travail n’est encore enregistrée.",
    "unanswered.one": "Sur un des {of} projets, aucune réponse du groupe de travail n’est encore enregistrée.",
    "unanswered_all": "Aucune réponse du groupe de travail n’est encore enregistrée, sur aucun projet.",
    "unanswered.none": "Sur chacun des projets, une réponse du groupe de travail est enregistrée.",
    "colon": "~:",
    "consultation": "Consultation",
    "draft_page": "Ce projet sur une page à part",
    "whole_report": "Ce projet dans le rapport entier",
    "themes_bearing": "Thèmes qui touchent ce projet, dans toute la consultation",
    "heard_on_themes": "Entendu sur ces thèmes",
    "silent": "Personne ne s’est exprimé sur ce projet parmi~:",
    # questions
    "question": "Question",
    "questions": "Question par question",
    "questions_intro": "La seconde lecture~: une réponse peut toucher plusieurs questions, et c’est pourquoi"
    " les thèmes viennent d’abord.",
    "free": "Dit librement",
    # coverage
    "coverage": "Qui a été entendu, et qui ne l’a pas été",
    "coverage_intro": "Ce que les répondants ont dit d’eux-mêmes, un attribut à la fois. Ces nombres ne mènent"
    " à aucune déclaration~: une déclaration ne dit jamais qui l’a écrite. Qui n’a rien précisé peut appartenir"
    " à tout groupe.",
    "group": "Groupe",
    "several_chosen": "Plusieurs choix possibles",
    "language": "Langue de l’entretien",
    "other": "une autre réponse",
    "unsaid": "non précisé",
    "masked": "masqué",
    "masked_note": "Masqué~: un groupe de moins de cinq, ou un groupe masqué avec lui pour qu’on ne puisse pas"
    " le retrouver par soustraction.",
    "nobody_said": "Personne ne s’est prononcé là-dessus.",
    "withheld": "Il y a trop peu de répondants pour montrer ce tableau.",
    "cut": "Résultats par groupe",
    "cut_intro": "Répondants de chaque groupe qui ont évoqué un thème ou pris une position",
    "cut_hidden": "Masqué dans tous les groupes~:",
    "cut_withheld": "Il y a trop peu de répondants pour répartir les résultats selon cet attribut.",
    # what few said
    "minority": "Voix minoritaires",
    "minority_intro": "Ce que peu de gens ont dit est ici parce que peu l’ont dit~: la fréquence d’une parole ne dit"
    " pas ce qu’elle pèse.",
    "rare": "Thèmes que peu ont évoqués",
    "rare_intro": "Moins d’un répondant sur dix les a évoqués. Ils suivent l’ordre du codage, chacun avec une"
    " citation.",
    "rare_none": "Il n’y a pas de thème que quelqu’un ait évoqué et que moins d’un répondant sur dix ait évoqué.",
    # what no theme fits
    "untagged": "Ce qui n’entre dans aucun thème",
    "untagged_intro": "Les réponses où aucun thème du codage n’a été entendu. Ce qui manque au codage, ou que"
    " la machine n’a pas entendu, est ici.",
    "proposals": "Des thèmes qui se dessinent peut-être",
    "proposals_intro": "Des groupes de ces réponses qui ont des mots communs, trouvés par la machine, chacun dans une"
    " langue. Ce sont des propositions~: ce qui entre dans le codage est décidé par des personnes.",
    "proposal": "Proposition {id}",
    "proposal_undecided": "pas encore décidé",
    "proposal_accepted": "accepté comme thème du prochain codage",
    "proposal_merged": "rattaché à un thème dans le prochain codage",
    "non_answers": "Réponses qui ne disent rien",
    "alone": "Réponses hors de tout groupe",
    # method
    "method": "Méthode et limites",
    "codebook": "Codage et thèmes",
    "codebook_version": "Les thèmes sont ceux de la version {version} du codage ({fingerprint}), qui en a {themes}.",
    "codebook_other": "{count} réponses ont été codées avec une autre version.",
    "codebook_other.one": "Une réponse a été codée avec une autre version.",
    "model_in_use": "Le modèle {number} était en service lors de ce rapport\u202f: il a appris de {examples} exemples"
    " codés par des personnes\u202f; sur des réponses mises à part, F1 était de {micro} pour tous les thèmes"
    " attribués et de {macro} en moyenne par thème.",
    "tags": "Attributions",
    "tags_by_source": "D’où viennent les thèmes attribués",
    "source": "Source",
    "source_cue": "Un indice du codage",
    "source_label": "Les mots du nom et de la définition d’un thème",
    "source_model": "Un modèle appris",
    "source_respondent": "Les corrections des répondants",
    "source_reviewer": "Une relecture",
    "quality": "Ce que valent les thèmes attribués",
    "quality_none": "Personne n’a encore vérifié ces attributions à l’aveugle~: aucun échantillon des réponses n’a été"
    " codé par des personnes qui n’avaient pas vu ce que la machine avait entendu.",
    "quality_drawn": "Parmi {population} réponses, un échantillon a été tiré au sort le {date} (graine {seed}), où les"
    " thèmes rares, les langues peu parlées et les réponses sans thème ont plus de chances~; chaque chiffre est"
    " pondéré en conséquence.",
    "quality_blind": "{count} personnes ont codé {answers} de ces réponses à l’aveugle, chacune seule, sans les"
    " attributions de la machine.",
    "quality_blind.one": "Une personne a codé {answers} de ces réponses à l’aveugle, sans les attributions de la"
    " machine.",
    "quality_shown": "{count} autres étaient à coder ensuite, attributions de la machine visibles.",
    "quality_shown.one": "Une autre était à coder ensuite, attributions de la machine visibles.",
    "quality_gone": "{count} réponses ont depuis quitté l’échantillon~: retirées, écartées ou modifiées.",
    "quality_gone.one": "Une réponse a depuis quitté l’échantillon~: retirée, écartée ou modifiée.",
    "quality_codebook": "Le codage a changé depuis.",
    "quality_coded": "Trouvé par des personnes",
    "quality_heard": "Entendu par la machine",
    "alpha": "Alpha",
    "quality_all": "Tous les thèmes ensemble",
    "quality_mean": "Moyenne des thèmes que des personnes ont trouvés",
    "quality_interval": "{value}~[{low} à {high}]",
    "quality_alpha": "L’alpha est celui de Krippendorff~: combien deux personnes s’accordent au-delà du hasard, 1 au"
    " mieux, 0 comme au hasard~; pour tous les thèmes ensemble, il compare leurs ensembles par la distance MASI.",
    "quality_no_alpha": "Une seule personne a codé~: on ne sait pas combien deux s’accorderaient.",
    "quality_f1": "Le F1 est celui de la machine, mesuré face à chaque personne et additionné. Entre crochets, ce"
    " qu’ont donné 95 sur 100 rééchantillonnages des réponses. Un tiret~: le chiffre reposerait sur moins de cinq"
    " réponses.",
    "quality_people": "Le F1 des deux personnes entre elles, tous les thèmes ensemble, est de {f1}~: une machine qui"
    " apprend d’elles ne peut guère faire mieux.",
    "quality_gap": "Là où l’on voyait les attributions de la machine, son F1 était de {shown}~; là où on ne les voyait"
    " pas, de {blind}. L’écart de {gap} dit à quel point on suit la machine.",
    "quality_no_gap": "À quel point on suit la machine quand on voit ses attributions n’a pas été mesuré.",
    "by_hand": "La machine comparée au codage à la main",
    "by_hand_intro": "{count} réponses ont aussi été codées à la main. Voici les thèmes qu’un indice, un nom ou"
    " un modèle a attribués aux mêmes réponses, mesurés à ce codage.",
    "by_hand_intro.one": "Une réponse a aussi été codée à la main. Voici les thèmes qu’un indice, un nom ou un"
    " modèle lui a attribués, mesurés à ce codage.",
    "by_hand_formula": "Précision~: parmi les thèmes attribués par la machine, la part que la personne a"
    " attribuée aussi. Rappel~: parmi ceux attribués par la personne, la part que la machine a trouvée. F1 vaut"
    " 2 × précision × rappel ÷ (précision + rappel). Micro~: toutes les attributions ensemble_; macro~: la"
    " moyenne sur les thèmes que la personne a employés.",
    "by_hand_language": "De même par langue de la réponse",
    "answer_language": "Langue de la réponse",
    "by_hand_languages_masked": "Les langues qui comptent moins de cinq répondants ne sont pas montrées à part.",
    "by_hand_none": "Aucune réponse n’a été codée à la main. On ne sait pas ici si la machine s’accorde avec"
    " une personne.",
    "precision": "Précision",
    "recall": "Rappel",
    "f1": "F1",
    "micro": "Micro",
    "macro": "Macro",
    "quotes": "Comment les citations sont choisies",
    "quotes_how": "Par règle, non par goût. Une au plus par répondant dans une section_; d’abord les réponses"
    " qui ne sont citées nulle part ailleurs, puis celles de 40 à 280 caractères_; d’une réponse plus longue,"
    " des phrases entières autour des mots qui ont donné le thème_; les langues alternent_; le reste revient au"
    " numéro de la déclaration, tiré au sort. Une réponse où la personne qui l’a codée n’a pas trouvé le thème vient"
    " en dernier. Toutes les autres déclarations qui peuvent être montrées sont à la fin.",
    "private": "Une machine cherche les données privées dans toutes les paroles montrées et met […] à leur place~:"
    " adresses électroniques, numéros de téléphone, de compte bancaire (IBAN) et de carte, autres nombres de huit"
    " chiffres ou plus que rien n’explique, pseudonymes, liens (sauf vers les pages de wikis qui ne concernent aucun"
    " utilisateur) et adresses de machines (IP). Elle ne cherche ni les noms de personnes ni les adresses postales~:"
    " ils sont laissés aux personnes qui lisent les réponses.",
    "private_masked": "Quelque chose est masqué dans {count} des déclarations montrées.",
    "private_masked.one": "Quelque chose est masqué dans une des déclarations montrées.",
    "private_masked.none": "Rien n’a dû être masqué dans les déclarations montrées.",
    "who_allowed": "Qui a permis quoi",
    "allowed_verbatim": "{count} réponses peuvent être montrées mot pour mot.",
    "allowed_verbatim.one": "Une réponse peut être montrée mot pour mot.",
    "allowed_paraphrase": "{count} réponses sont comptées, et ne peuvent qu’être paraphrasées.",
    "allowed_paraphrase.one": "Une réponse est comptée, et ne peut qu’être paraphrasée.",
    "allowed_none": "{count} réponses sont seulement comptées, comme leurs auteurs l’ont choisi.",
    "allowed_none.one": "Une réponse est seulement comptée, comme son auteur l’a choisi.",
    "allowed_unasked": "{count} réponses sont seulement comptées, leurs auteurs n’ayant rien dit.",
    "allowed_unasked.one": "Une réponse est seulement comptée, son auteur n’ayant rien dit.",
    "allowed_off_record": "{count} réponses ont été données en confidence, et sont seulement comptées.",
    "allowed_off_record.one": "Une réponse a été donnée en confidence, et est seulement comptée.",
    "looked_title": "Ce que l’on a lu avant de prendre position",
    "looked": (
        "{count} des {positions} positions sur les propositions ont été prises après la lecture d’avis opposés d’un "
        "tour précédent."
    ),
    "looked.one": (
        "Une des {positions} positions sur les propositions a été prise après la lecture d’avis opposés d’un tour "
        "précédent."
    ),
    "looked_how": (
        "On ne les voyait que sur demande. Ils étaient choisis par une règle, la même pour tous, leurs auteurs "
        "acceptent qu’ils soient montrés, et leur ordre a été tiré au sort avec une graine conservée."
    ),
    "left_out": "Ce qui a été laissé de côté",
    "set_aside.none": "Aucune réponse n’a été écartée.",
    "set_aside": "{count} réponses ont été écartées par l’équipe d’animation.",
    "set_aside.one": "Une réponse a été écartée par l’équipe d’animation.",
    "withdrawn.none": "Aucune réponse n’a été retirée.",
    "withdrawn": "{count} réponses ont été retirées par leurs auteurs.",
    "withdrawn.one": "Une réponse a été retirée par son auteur.",
    "erased.none": "Personne n’a effacé tout ce qu’il avait dit.",
    "erased": "{count} répondants ont effacé tout ce qu’ils avaient dit.",
    "erased.one": "Un répondant a effacé tout ce qu’il avait dit.",
    "limits": "Limites",
    "limit_small": "Ce sont de petits nombres~: {count} répondants en tout. Une seule réponse déplace les proportions.",
    "limit_small.one": "C’est un petit nombre~: un seul répondant en tout.",
    "limit_double": "Un double comptage est possible~: qui a participé depuis deux comptes sans les relier"
    " compte pour deux répondants.",
    "limit_imported": "Un double comptage est possible~: parmi les réponses importées, chaque ligne qui ne nomme pas"
    " de répondant compte pour un répondant à part, quel qu’en soit l’auteur.",
    "limit_notes": "{count} des répondants sont des notes de conversations de groupe. Chacune compte pour un_;"
    " ensemble, elles parlent de {people} personnes.",
    "limit_notes.one": "L’un des répondants est la note d’une conversation de groupe. Elle compte pour un, et"
    " parle de {people} personnes.",
    "limit_self_selected": "Les gens ont choisi de participer. Une part est une part de ceux qui ont été"
    " entendus, non d’une communauté.",
    "limit_tags": "Les thèmes sont entendus dans les mots, selon des règles, et peuvent être faux dans les deux"
    " sens. Affirmer et nier ont les mêmes mots~: un thème dit de quoi on a parlé, jamais de quel côté.",
    "limit_language": "Une déclaration montre la langue où elle est écrite, et rien d’autre de son auteur.",
    "limit_local": "Ce qu’un projet changerait là où vivent les gens n’a pas été demandé à part~: qui l’a dit l’a dit"
    " parmi ses raisons.",
    "next": "La suite",
    "attribution": "Source et licence",
    # editions
    "since": "Ce qui a changé depuis l’édition {edition}",
    "since_withdrawn": "{count} réponses ou positions ont été retirées depuis l’édition {edition}.",
    "since_withdrawn.one": "Une réponse ou position a été retirée depuis l’édition {edition}.",
    "since_erased": "{count} répondants ont tout effacé depuis l’édition {edition}.",
    "since_erased.one": "Un répondant a tout effacé depuis l’édition {edition}.",
    "since_set_aside": "L’équipe d’animation a écarté {count} réponses depuis l’édition {edition}.",
    "since_set_aside.one": "L’équipe d’animation a écarté une réponse depuis l’édition {edition}.",
    "since_restored": "{count} réponses écartées comptent à nouveau depuis l’édition {edition}.",
    "since_restored.one": "Une réponse écartée compte à nouveau depuis l’édition {edition}.",
    "since_quoted_less": "{count} réponses ne peuvent plus être lues et comptent toujours.",
    "since_quoted_less.one": "Une réponse ne peut plus être lue et compte toujours.",
    "since_edited": "{count} modifications touchent ce que l’édition {edition} avait utilisé.",
    "since_edited.one": "Une modification touche ce que l’édition {edition} avait utilisé.",
    "since_number": "{what} : {before} avant, {now} maintenant.",
    "since_new": "{count} déclarations sont nouvelles : {ids}.",
    "since_new.one": "Une déclaration est nouvelle : {ids}.",
    "since_gone": "{count} déclarations ne peuvent plus être lues : {ids}.",
    "since_gone.one": "Une déclaration ne peut plus être lue : {ids}.",
    "tombstone": "L’édition {number} n’est plus affichée",
    "tombstone_why": "Quelque chose qu’elle utilisait ne peut plus être montré, ou a été modifié. Ses mots ont été"
    " retirés d’ici ; les copies téléchargées auparavant ne peuvent pas être rappelées.",
    "tombstone_current": "L’édition actuelle est l’édition {number}.",
    "tombstone_none": "Une autre édition est en cours.",
    # evidence and statements
    "unheard": "Codé à la main là où aucun thème n’a été entendu",
    "untagged_coded": "Codé à la main, sans thème",
    "theme_coded": "Thème, codé à la main",
    "statement_coded": "codé à la main~:",
    "statement_no_theme": "aucun thème",
    "evidence": "Preuves",
    "evidence_intro": "Pour chaque nombre, les déclarations qui le fondent. Quand le nombre dépasse la liste,"
    " il compte aussi des réponses dont les mots ne peuvent être montrés, ou des positions prises sans dire"
    " pourquoi.",
    "n_respondents.none": "0 répondant",
    "n_respondents": "{count} répondants",
    "n_respondents.one": "1 répondant",
    "n_answers.none": "0 réponse",
    "n_answers": "{count} réponses",
    "n_answers.one": "1 réponse",
    "also_counted": "dont {count} comptées seulement, non montrées",
    "also_counted.one": "dont 1 comptée seulement, non montrée",
    "all_statements": "Toutes les déclarations",
    "all_statements_intro": "Chaque réponse dont l’auteur a permis de montrer les mots, entière, dans l’ordre"
    " de son numéro. Les numéros sont tirés au sort~: deux voisines n’ont rien à voir l’une avec l’autre.",
    "statements_none": "Il n’y a aucune déclaration dont les mots puissent être montrés.",
    **CHARTS,
}

WORDS = {key: text.replace("_", "\u202f").replace("~", "\u00a0") for key, text in _WORDS.items()}
