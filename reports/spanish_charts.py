"""Spanish: what charts say, and the audit of omissions. Imports nothing. See `reports.english_words`."""

CHARTS = {
    # positions
    "chart_positions": "Posiciones: {draft}",
    "chart_positions_desc": "Una barra para {who}, dividida según las posiciones que tomaron: {sides}.",
    "chart_glance_desc": "Una barra por borrador, dividida según las posiciones que se tomaron: cada barra empieza por"
    " el apoyo y acaba por la oposición. La tabla tiene los mismos números.",
    "position": "Posición",
    # themes by group
    "chart_groups": "Temas por grupo: {attribute}",
    "chart_groups_desc": "Una fila por tema, una celda por grupo: cuanto más oscura, mayor es la proporción de"
    " participantes del grupo que plantearon el tema, que está en la celda en porcentaje. Las celdas rayadas están"
    " ocultas. La tabla tiene los números.",
    # who was heard
    "chart_coverage": "A quién se oyó: {attribute}",
    "chart_coverage_desc": "Una barra por grupo, tan larga como el número de sus participantes. Una barra rayada de"
    " punta a punta está oculta, sea cual sea su número. La tabla tiene los mismos números.",
    "chart_targets_desc": "Un trazo indica cuántos se esperaban.",
    "target": "Objetivo",
    "chart_of_target": "{count} de {target}",
    "chart_masked_of_target": "oculto, de {target}",
    "chart_nobody": "nadie",
    "chart_nobody_of_target": "nadie, de {target}",
    # how a round goes
    "standing_way": "El camino por la ronda",
    "standing_began": "Aceptaron participar",
    "standing_finished": "Llegaron al final",
    "standing_stopped": "Dónde se detuvieron",
    "standing_agreed": "tras aceptar",
    "standing_source": "Fuente",
    "standing_none": "sin enlace de una fuente",
    # from questions to drafts
    "chart_flow": "De las preguntas, por los temas, a los borradores",
    "chart_flow_desc": "Unas bandas van de cada pregunta a los temas que se oyeron en sus respuestas, tan anchas como"
    " estas son muchas; una respuesta con varios temas está en varias bandas. Unas líneas van de cada tema a los"
    " borradores a los que atañe según el libro de códigos. La tabla tiene los números.",
    "chart_flow_rest": "Otros {count} temas",
    "chart_flow_rest.one": "Otro tema",
    "chart_flow_answers": "Respuestas con el tema",
    # when the answers came
    "rounds_in_time": "Cuándo llegaron las respuestas",
    "timeline_day": "Las respuestas, día a día",
    "timeline_week": "Las respuestas, semana a semana",
    "timeline_month": "Las respuestas, mes a mes",
    "timeline_desc": "Una barra por espacio de tiempo, tan alta como el número de respuestas que se dieron en él por"
    " primera vez. Los trazos indican cuándo se abrió o se cerró una ronda. La tabla tiene los mismos números.",
    "timeline_masked": "Rayados: espacios en los que respondieron menos de cinco personas, y otros ocultos con ellos,"
    " para que ningún número diga cuándo escribió alguien.",
    "timeline_starts": "Desde",
    "round_opened": "abierta el {date}",
    "round_closed": "cerrada el {date}",
    # whom the quotes leave out
    "omissions": "A quién representan las citas",
    "omissions_intro": "Una cita representa a su autor; a quién se cita es una elección, aunque la haga una regla."
    " Aquí se mide frente al azar.",
    "chart_omissions_desc": "Una línea por fila: el punto indica la proporción que representan las citas de este"
    " informe, la barra de debajo abarca nueve de cada diez selecciones al azar de la misma extensión. Una línea"
    " rayada está oculta. La tabla tiene los mismos números.",
    "quoted": "Citado en este informe",
    "omitted_respondents": "Participantes",
    "omitted_positions": "Posiciones distintas sobre los borradores",
    "omitted_views": "Combinaciones de tema, lugar y posición",
    "omitted_views_unasked": "Combinaciones de tema y lugar",
    "omitted_row": "Qué se representa",
    "omitted_of_all": "En total",
    "omitted_quoted": "Por citas",
    "omitted_mean": "Por azar",
    "omitted_nine": "Nueve de cada diez selecciones al azar",
    "omitted_stated_column": "Por frases",
    "omitted_range": "de {low} a {high}",
    "omitted_quotes": "{count} citas",
    "omitted_who": "{count} de {of} participantes",
    "omitted_who.one": "1 de {of} participantes",
    "omitted_who.none": "ninguno de {of} participantes",
    "omitted_as_many": "Las {quotes} de este informe proceden de {who} ({share}), tantos como por azar: {chance}.",
    "omitted_as_many.one": "La única cita de este informe procede de {who} ({share}); {chance}.",
    "omitted_fewer": "Las {quotes} de este informe proceden de {who} ({share}), menos que por azar: {chance}.",
    "omitted_more": "Las {quotes} de este informe proceden de {who} ({share}), más que por azar: {chance}.",
    "omitted_by_chance": "las selecciones al azar de la misma extensión proceden de {mean} de media, nueve de cada"
    " diez, {range}",
    "omitted_nobody": "Este informe no cita las palabras de nadie: {who} están representados por una cita.",
    "n_positions": "{count} posiciones distintas tomadas sobre los borradores",
    "n_positions.one": "1 posición tomada sobre los borradores",
    "n_views": "{count} combinaciones distintas de tema, lugar y posición",
    "n_views.one": "1 combinación de tema, lugar y posición",
    "n_views_unasked": "{count} combinaciones distintas de tema y lugar",
    "n_views_unasked.one": "1 combinación de tema y lugar",
    "omitted_count": "{count}",
    "omitted_count.one": "una",
    "omitted_count.none": "ninguna",
    "omitted_of": "De {whole}, se citan {quoted} ({share}); en selecciones al azar, {range}.",
    "omitted_of.one": "De {whole}, se cita {quoted} ({share}); en selecciones al azar, {range}.",
    "omitted_of.none": "De {whole}, no se cita {quoted}; en selecciones al azar, {range}.",
    "omitted_stated": "Las frases enuncian, con su recuento, un tema o una posición de {who} ({share}); lo que dijeron"
    " los demás está en los totales, y en el apéndice donde se puede mostrar.",
    "omitted_stated_all": "Las frases enuncian, con su recuento, un tema o una posición de cada participante: {who}.",
    "omitted_groups_fewer": "Citados menos que por azar: {groups}.",
    "omitted_groups_more": "Citados más que por azar: {groups}.",
    "omitted_group": "({count} de {of}, por azar {range})",
    "and": " y ",
    "comma": ", ",
    "omitted_how": "Quien escribió una cita está representado por ella; también la posición que tomó sobre el borrador"
    " de que trata, y los temas de la respuesta entera, con el lugar donde se dio. Quien planteó un tema o tomó una"
    " posición está representado por la frase que lo cuenta.",
    "omitted_chance": "El azar son {picks} selecciones aleatorias de {characters} caracteres, tantos como tienen"
    " juntas las citas, entre las declaraciones que se pueden mostrar, cada una recortada como las citas (semilla"
    " {seed}, un resumen de las respuestas y revisiones en que se basa este informe: el mismo informe, las mismas"
    " selecciones).",
    "omitted_masked": "Un grupo se muestra solo donde ni el número de sus participantes ni el de los citados entre"
    " ellos señalaría a unas pocas personas, y donde se puede citar a cinco o más.",
}
