"""Spanish: what the working group answers, and whether people were got right. Imports nothing. See `spanish_words`."""

WORDS = {
    # the working group's response
    "response_adopted": "Se recoge.",
    "response_partly": "Se recoge en parte.",
    "response_not": "No se recoge.",
    "response_open": "Sigue abierto.",
    "drafts_open": "En {count} de ellos dice que la cuestión sigue abierta.",
    "drafts_open.one": "En uno de ellos dice que la cuestión sigue abierta.",
    "unanswered_themes": "En {count} de los {of} temas planteados aún no hay respuesta registrada del grupo de"
    " trabajo.",
    "unanswered_themes.one": "En uno de los {of} temas planteados aún no hay respuesta registrada del grupo de"
    " trabajo.",
    "unanswered_themes_all": "Aún no hay respuesta registrada del grupo de trabajo en ningún tema.",
    "unanswered_themes.none": "En cada tema planteado hay una respuesta registrada del grupo de trabajo.",
    # did we get you right?
    "echoes": "¿Hemos entendido bien?",
    "echoes_none": "Todavía no se ha preguntado a nadie si una edición le entendió bien: se hace una vez publicada.",
    "echoes_how": "A quienes supieron adónde fueron sus palabras se les preguntó si la edición les había entendido"
    " bien. La tasa de desacuerdo es la parte de quienes respondieron sin decir que sí; quien no respondió no está en"
    " ninguno de los dos números.",
    "echoes_asked": "Tras la edición {edition} se preguntó a {count} personas.",
    "echoes_asked_few": "Tras la edición {edition} se preguntó a menos de cinco personas.",
    "echoes_nobody": "Ninguna ha respondido todavía.",
    "echoes_few": "Respondieron menos de cinco, que aún no es una cifra.",
    "echoes_rate": "Respuestas: {answered}; en desacuerdo, {count}: una tasa de desacuerdo de {percent}.",
    "echoes_rate.none": "Respuestas: {answered}; en desacuerdo, ninguna: una tasa de desacuerdo de {percent}.",
    "echoes_below": "Respuestas: {answered}; en desacuerdo, menos de cinco: una tasa de desacuerdo inferior a"
    " {percent}.",
    "echoes_above": "Respuestas: {answered}; en desacuerdo, todas salvo menos de cinco: una tasa de desacuerdo superior"
    " a {percent}.",
    "echoes_either": "Respuestas: {answered}, demasiado pocas para distinguir las que están en desacuerdo.",
    "echoes_split": "No del todo: {nearly}. Mal: {wrong}.",
}
