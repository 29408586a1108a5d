"""French: what the working group answers, and whether people were got right. Imports nothing. See `french_words`."""

_WORDS = {
    # the working group's response
    "response_adopted": "Retenu.",
    "response_partly": "Retenu en partie.",
    "response_not": "Non retenu.",
    "response_open": "Encore ouvert.",
    "drafts_open": "Sur {count} d’entre eux, il dit que la question reste ouverte.",
    "drafts_open.one": "Sur l’un d’eux, il dit que la question reste ouverte.",
    "unanswered_themes": "Sur {count} des {of} thèmes évoqués, aucune réponse du groupe de travail n’est encore"
    " enregistrée.",
    "unanswered_themes.one": "Sur un des {of} thèmes évoqués, aucune réponse du groupe de travail n’est encore"
    " enregistrée.",
    "unanswered_themes_all": "Aucune réponse du groupe de travail n’est encore enregistrée, sur aucun thème.",
    "unanswered_themes.none": "Sur chacun des thèmes évoqués, une réponse du groupe de travail est enregistrée.",
    # did we get you right?
    "echoes": "Avons-nous bien compris_?",
    "echoes_none": "Personne n’a encore été interrogé pour savoir si une édition l’a bien compris~: cela se fait une"
    " fois qu’elle est publiée.",
    "echoes_how": "À qui a appris où ses mots sont allés, on a demandé si l’édition l’a bien compris. Le taux de"
    " contestation est la part de ceux qui ont répondu sans dire oui_; qui n’a pas répondu n’est dans aucun des deux"
    " nombres.",
    "echoes_asked": "Après l’édition {edition}, {count} personnes ont été interrogées.",
    "echoes_asked_few": "Après l’édition {edition}, moins de cinq personnes ont été interrogées.",
    "echoes_nobody": "Aucune n’a encore répondu.",
    "echoes_few": "Moins de cinq d’entre elles ont répondu, ce qui ne fait pas encore un chiffre.",
    "echoes_rate": "Réponses~: {answered}, dont {count} qui contestent~: un taux de contestation de {percent}.",
    "echoes_rate.none": "Réponses~: {answered}, dont aucune qui conteste~: un taux de contestation de {percent}.",
    "echoes_below": "Réponses~: {answered}, dont moins de cinq qui contestent~: un taux de contestation inférieur à"
    " {percent}.",
    "echoes_above": "Réponses~: {answered}, qui contestent toutes sauf moins de cinq~: un taux de contestation"
    " supérieur à {percent}.",
    "echoes_either": "Réponses~: {answered}, trop peu pour distinguer celles qui contestent.",
    "echoes_split": "Pas tout à fait~: {nearly}. Non~: {wrong}.",
}

WORDS = {key: text.replace("_", "\u202f").replace("~", "\u00a0") for key, text in _WORDS.items()}
