"""Spanish: the headings and labels of a report. Imports only what charts say. See `reports.english_words`."""

from reports.spanish_charts import CHARTS

WORDS = {
    # the opening
    "synthesis": "Síntesis de una consulta",
    "preview": "Vista previa",
    "preview_notice": "La ronda sigue abierta y todo lo que hay aquí puede cambiar. No lo cite.",
    "edition": "Edición {number}",
    "as_of": "A {date}",
    "asked_by": "Pregunta",
    "round_questions": "Ronda de preguntas",
    "round_drafts": "Ronda sobre los borradores",
    "from_to": "{start} – {end}",
    "round_open": "desde el {start}",
    "languages": "Idiomas de las respuestas",
    "respondents": "Participantes",
    "count_respondents": "cada persona cuenta una vez, por muchas rondas en las que participe",
    "answers": "Respuestas",
    "count_answers": "a una pregunta o un borrador, o dadas libremente",
    "count_answers_silent": "a una pregunta o un borrador, o dadas libremente; {count} de ellas no dicen nada",
    "count_answers_silent.one": "a una pregunta o un borrador, o dadas libremente; una de ellas no dice nada",
    "messages": "Mensajes",
    "count_messages": "en el chat, de los que se componen las respuestas",
    "count_messages_none": "las respuestas se importaron, no se escribieron en el chat",
    "count_messages_some": "en el chat; {count} de las respuestas se importaron",
    "count_messages_some.one": "en el chat; una de las respuestas se importó",
    "identities": "Identidades vinculadas",
    "count_identities": "cuentas unidas a un participante; véanse los límites",
    "not_heard": "A quién no se oyó.",
    "missing": "Lo que falta.",
    "not_asked_any": "No se pidió posición sobre los borradores.",
    "quality_none_short": "Nadie ha comprobado aún las etiquetas a ciegas.",
    "untranslated": "Las frases de este informe aún no están escritas en el idioma pedido: están en {language}. Lo que"
    " dijo la gente está tal como lo escribió.",
    # finding one's way
    "skip": "Ir al informe",
    "contents": "Contenido",
    "page_of": "{page}\u00a0/\u00a0{pages}",
    "page_number": "p.\u00a0{page}",
    "notes": "Notas",
    "how_to_read": "Cómo leer este informe",
    "reading_numbers": "Cada número lleva a las declaraciones que hay detrás. Los temas se cuentan en participantes, no"
    " en menciones: quien plantea un tema cinco veces cuenta una.",
    "reading_ids": "Cada cita lleva el número de su declaración, que no cambia en ediciones posteriores. Una cita es"
    " una parte exacta de lo que alguien escribió y permitió mostrar; las declaraciones enteras están al final.",
    "shares": "Palabras para las proporciones",
    "shares_intro": "Las frases se forman a partir de los recuentos, según una regla. Una palabra para una proporción"
    " significa siempre lo mismo y nunca va sin sus números.",
    "share_word": "Palabra",
    "share_at_least": "Desde",
    "share": "Proporción",
    "share_few": "Con menos de diez participantes no se nombra ninguna proporción: los números van solos, y «solo» dice"
    " que son pocos.",
    "rationale": "Por qué se hace esta consulta",
    "focus": "De qué trata",
    "keywords": "Palabras clave:",
    "ground": "Quién pregunta, y con qué fundamento",
    "finding": "La conclusión principal del informe anterior",
    "members": "El grupo de trabajo",
    "mailing_list": "Escribir al grupo:",
    "documents": "Documentos",
    "resources": "Recursos",
    "partners": "El mapa de socios",
    "partner": "Socio",
    "partner_kind": "Tipo",
    "partner_level": "Nivel",
    "partner_region": "Región",
    "partners_intro": "Socios que nombraron participantes o facilitadores y que un facilitador aprobó."
    " No se guarda quién nombró a cuál.",
    # themes
    "theme": "Tema",
    "themes": "Temas",
    "themes_by_respondents": "Temas por participantes",
    "themes_most": "Los temas más planteados",
    "themes_desc": "Una barra por tema, tan larga como la proporción de participantes que lo plantearon. La tabla de al"
    " lado tiene los mismos números.",
    "themes_intro": "En todas las preguntas, según cuántos participantes los plantearon.",
    "chart_scale": "Una barra entera serían los {count} participantes.",
    "chart_mark": "El trazo sobre una barra indica lo que se codificó a mano.",
    "coded": "Codificado a mano",
    "by_hand_column": "Codificado a mano: participantes de quienes una persona codificó una respuesta con el tema,"
    " entre los {count} de quienes se codificó alguna. Donde menos de la mitad de las etiquetas de la máquina"
    " coinciden, la fila lo dice.",
    "by_hand_column.one": "Codificado a mano: el único participante de quien una persona codificó una respuesta, si fue"
    " con el tema. Donde menos de la mitad de las etiquetas de la máquina coinciden, la fila lo dice.",
    "row_doubt": "coinciden menos de la mitad (precisión\u00a0{precision})",
    "lead_measures": "Precisión: de los temas que la máquina dio a las respuestas, la proporción que también dio una"
    " persona; junto a un tema se dice donde es menor que la mitad. Exhaustividad: de los que dio una persona, la"
    " proporción que encontró la máquina.",
    "apart": "Temas que no atañen a ningún borrador",
    "nobody_raised": "No los planteó nadie",
    "bears_on": "Atañe a los borradores",
    "heard_where": "Dónde se planteó",
    "place": "Lugar",
    # drafts
    "draft": "Borrador {number}",
    "draft_heading": "Borrador",
    "draft_version": "versión {version}",
    "version": "Versión {version}",
    "version_heading": "Versión",
    "lineage_new": "nuevo",
    "lineage_kept": "procede de",
    "lineage_merged": "reúne",
    "lineage_split": "separado de",
    "lineage_list": "la lista {list}",
    "drafts": "Los borradores",
    "drafts_intro": "A favor y en contra proceden solo de posiciones que se pidieron y se tomaron.",
    "drafts_intro_unasked": "En esta ronda no se pidió ninguna posición. Lo que sigue es lo que la gente planteó por sí"
    " misma sobre los temas que atañen a cada borrador.",
    "not_asked": "En esta ronda no se pidió posición.",
    "position": "Posición",
    "positions": "Posiciones",
    "positions_at_a_glance": "Posiciones sobre los borradores",
    "side_support": "Apoyo",
    "side_changes": "Apoyo con cambios",
    "side_oppose": "Oposición",
    "side_none": "Sin posición",
    "side_study": "Estudiarlo",
    "side_not-now": "Ahora no",
    "side_for": "A favor",
    "side_against": "En contra",
    "with_changes": "Con cambios",
    "in_all": "En total",
    "for_draft": "Qué se apoya, y por qué",
    "against_draft": "A qué hay oposición, y por qué",
    "for_research": "Por qué habría que estudiarlo",
    "against_research": "Por qué ahora no",
    "reasons": "Se dieron {count} razones.",
    "reasons.one": "Se dio una razón.",
    "reasons.none": "No se dio ninguna razón.",
    "quote_left_out": "No hay palabras que se puedan mostrar.",
    "read": "Lo que leyó una revisión sobre él",
    "read_for": "Leído como a favor",
    "read_against": "Leído como en contra",
    "changes_asked": "Cambios pedidos",
    "question_missing": "Qué habría que estudiar: preguntas que faltan",
    "conditions": "Condiciones",
    "conditions_intro": "De las razones de quienes lo apoyan con cambios.",
    "response": "La respuesta del grupo de trabajo",
    "response_none": "Aún no hay ninguna respuesta registrada.",
    "unanswered": "En {count} de los {of} borradores aún no hay respuesta registrada del grupo de trabajo.",
    "unanswered.one": "En uno de los {of} borradores aún no hay respuesta registrada del grupo de trabajo.",
    "unanswered_all": "Aún no hay respuesta registrada del grupo de trabajo en ningún borrador.",
    "unanswered.none": "En cada borrador hay una respuesta registrada del grupo de trabajo.",
    "colon": ":",
    "consultation": "Consulta",
    "draft_page": "Este borrador en una página propia",
    "whole_report": "Este borrador en el informe completo",
    "themes_bearing": "Temas que atañen a este borrador, en toda la consulta",
    "heard_on_themes": "Lo que se oyó sobre estos temas",
    "silent": "Sobre este borrador no habló nadie de:",
    # questions
    "question": "Pregunta",
    "questions": "Pregunta por pregunta",
    "questions_intro": "La segunda mirada: una respuesta puede atañer a varias preguntas, y por eso los temas van"
    " primero.",
    "free": "Dicho libremente",
    # coverage
    "coverage": "A quién se oyó y a quién no",
    "coverage_intro": "Lo que los participantes dijeron de sí mismos, un atributo cada vez. Estos números no llevan a"
    " ninguna declaración: una declaración nunca dice quién la escribió. Quienes no lo dijeron pueden ser de cualquier"
    " grupo.",
    "group": "Grupo",
    "several_chosen": "Se podían elegir varios",
    "language": "Idioma de la entrevista",
    "other": "otra respuesta",
    "unsaid": "no lo dijo",
    "masked": "oculto",
    "masked_note": "Oculto: un grupo de menos de cinco, o uno que se oculta con él para que no se pueda hallar por"
    " sustracción.",
    "nobody_said": "Nadie dijo nada al respecto.",
    "withheld": "Hay muy pocos participantes para mostrar esta tabla.",
    "cut": "Resultados por grupo",
    "cut_intro": "Participantes de cada grupo que plantearon un tema o tomaron una posición",
    "cut_hidden": "Ocultos en todos los grupos:",
    "cut_withheld": "Hay muy pocos participantes para separar los resultados por este atributo.",
    # what few said
    "minority": "Opiniones minoritarias",
    "minority_intro": "Lo que dijeron pocos está aquí porque lo dijeron pocos: cuántas veces se dice algo no dice"
    " cuánto pesa.",
    "rare": "Temas que plantearon pocos",
    "rare_intro": "Los planteó menos de uno de cada diez participantes; en el orden del libro de códigos, cada uno con"
    " una cita.",
    "rare_none": "No hay ningún tema que alguien planteara y menos de uno de cada diez lo hiciera.",
    # what no theme fits
    "untagged": "Lo que no encaja en ningún tema",
    "untagged_intro": "Respuestas en las que no se oyó ningún tema del libro de códigos. Aquí está lo que le falta al"
    " libro o lo que no oyó la máquina.",
    "proposals": "Temas que pueden estar surgiendo",
    "proposals_intro": "Grupos de tales respuestas con palabras en común, hallados por la máquina, cada uno en un"
    " idioma. Son propuestas: lo que entra en el libro de códigos lo deciden personas.",
    "proposal": "Propuesta {id}",
    "proposal_undecided": "aún sin decidir",
    "proposal_accepted": "aceptada como tema del próximo libro de códigos",
    "proposal_merged": "unida a un tema del próximo libro de códigos",
    "non_answers": "Respuestas que no dicen nada",
    "alone": "Respuestas sin grupo",
    # method
    "method": "Método y límites",
    "codebook": "Libro de códigos y etiquetas",
    "codebook_version": "Los temas son los de la versión {version} del libro de códigos ({fingerprint}), que tiene"
    " {themes}.",
    "codebook_other": "{count} respuestas se etiquetaron con otra versión.",
    "codebook_other.one": "Una respuesta se etiquetó con otra versión.",
    "model_in_use": "Al hacer este informe se usaba el modelo {number}: aprendido de {examples} ejemplos de personas;"
    " en respuestas que no vio, F1 fue {micro} en todas las etiquetas y {macro} como media de los temas.",
    "tags": "Etiquetas",
    "tags_by_source": "De dónde vienen las etiquetas",
    "source": "Origen",
    "source_cue": "Una señal del libro de códigos",
    "source_label": "Palabras del nombre y la definición de un tema",
    "source_model": "Un modelo aprendido",
    "source_respondent": "Las correcciones de los propios participantes",
    "source_reviewer": "Una persona que revisa",
    "quality": "Cuán buenas son las etiquetas",
    "quality_none": "Nadie ha comprobado aún estas etiquetas a ciegas: ninguna muestra de las respuestas fue codificada"
    " por personas que no hubieran visto lo que oyó la máquina.",
    "quality_drawn": "De {population} respuestas se sorteó una muestra el {date} (semilla {seed}), en la que los temas"
    " raros, los idiomas pequeños y las respuestas sin tema tienen más probabilidad; cada cifra se pondera por ello.",
    "quality_blind": "{count} personas codificaron a ciegas {answers} de sus respuestas, cada una por su cuenta, sin"
    " las etiquetas de la máquina.",
    "quality_blind.one": "Una persona codificó a ciegas {answers} de sus respuestas, sin las etiquetas de la máquina.",
    "quality_shown": "Otras {count} debían codificarse después, con las etiquetas de la máquina a la vista.",
    "quality_shown.one": "Otra debía codificarse después, con las etiquetas de la máquina a la vista.",
    "quality_gone": "{count} respuestas han salido de la muestra desde entonces: retiradas, apartadas o cambiadas.",
    "quality_gone.one": "Una respuesta ha salido de la muestra desde entonces: retirada, apartada o cambiada.",
    "quality_codebook": "El libro de códigos ha cambiado desde entonces.",
    "quality_coded": "Hallado por personas",
    "quality_heard": "Oído por la máquina",
    "alpha": "Alfa",
    "quality_all": "Todos los temas juntos",
    "quality_mean": "Media de los temas que hallaron personas",
    "quality_interval": "{value}\u00a0[{low} a {high}]",
    "quality_alpha": "Alfa es la de Krippendorff: cuánto coinciden dos personas más allá del azar, 1 como máximo, 0"
    " como por sorteo; para todos los temas juntos compara sus conjuntos por la distancia MASI.",
    "quality_no_alpha": "Codificó una persona: no se sabe cuánto coincidirían dos entre sí.",
    "quality_f1": "F1 es la de la máquina, medida frente a cada persona y sumada. Los corchetes contienen lo que dieron"
    " 95 de cada 100 remuestreos de las respuestas. Un guion: la cifra se basaría en menos de cinco respuestas.",
    "quality_people": "La F1 de las dos personas entre sí, con todos los temas juntos, es {f1}: una máquina que aprende"
    " de personas difícilmente puede hacerlo mejor.",
    "quality_gap": "Donde las personas vieron las etiquetas de la máquina, su F1 fue {shown}; donde no, {blind}. La"
    " diferencia de {gap} dice cuánto siguen las personas a la máquina.",
    "quality_no_gap": "No se midió cuánto siguen las personas a la máquina donde ven sus etiquetas.",
    "by_hand": "Las etiquetas de la máquina frente a la codificación a mano",
    "by_hand_intro": "{count} respuestas se codificaron también a mano. Estas son las etiquetas que una señal, un"
    " nombre o un modelo dieron a las mismas respuestas, medidas frente a esa codificación.",
    "by_hand_intro.one": "Una respuesta se codificó también a mano. Estas son las etiquetas que una señal, un nombre o"
    " un modelo le dieron, medidas frente a esa codificación.",
    "by_hand_formula": "Precisión: de las etiquetas que dio la máquina, la proporción que también dio la persona."
    " Exhaustividad: de las que dio la persona, la proporción que halló la máquina. F1 es 2 × precisión × exhaustividad"
    " ÷ (precisión + exhaustividad). Micro toma todas las etiquetas juntas; macro es la media de los temas que usó la"
    " persona.",
    "by_hand_language": "Lo mismo por idioma de la respuesta",
    "answer_language": "Idioma de la respuesta",
    "by_hand_languages_masked": "Los idiomas con menos de cinco participantes no se muestran aparte.",
    "by_hand_none": "Ninguna respuesta se codificó a mano. Aquí no se sabe cuánto coinciden las etiquetas con las de"
    " una persona.",
    "precision": "Precisión",
    "recall": "Exhaustividad",
    "f1": "F1",
    "micro": "Micro",
    "macro": "Macro",
    "quotes": "Cómo se eligen las citas",
    "quotes_how": "Por regla, no por gusto. Una como máximo por participante en cada apartado; primero las respuestas"
    " que no se citan en otra parte del informe, luego las de 40 a 280 caracteres; de una respuesta más larga, frases"
    " enteras en torno a las palabras que dieron el tema; los idiomas se turnan; lo demás lo decide el número de la"
    " declaración, que es aleatorio. Una respuesta en la que quien la codificó no halló el tema va al final. Todas las"
    " demás declaraciones que se pueden mostrar están al final.",
    "private": "Una máquina busca datos privados en todas las palabras que se muestran y pone […] en su lugar:"
    " direcciones de correo electrónico, números de teléfono, de cuentas bancarias (IBAN) y de tarjetas, otros números"
    " de ocho cifras o más que nada explica, nombres de usuario, enlaces (salvo a páginas de wikis que no traten de un"
    " usuario) y direcciones de máquinas (IP). No busca nombres de personas ni direcciones postales: eso queda a"
    " quienes leen las respuestas.",
    "private_masked": "Hay algo oculto en {count} de las declaraciones mostradas.",
    "private_masked.one": "Hay algo oculto en una de las declaraciones mostradas.",
    "private_masked.none": "No hubo que ocultar nada en las declaraciones mostradas.",
    "who_allowed": "Quién permitió qué",
    "allowed_verbatim": "{count} respuestas se pueden mostrar palabra por palabra.",
    "allowed_verbatim.one": "Una respuesta se puede mostrar palabra por palabra.",
    "allowed_paraphrase": "{count} respuestas se cuentan y solo se pueden parafrasear.",
    "allowed_paraphrase.one": "Una respuesta se cuenta y solo se puede parafrasear.",
    "allowed_none": "{count} respuestas solo se cuentan, como eligieron sus autores.",
    "allowed_none.one": "Una respuesta solo se cuenta, como eligió su autor.",
    "allowed_unasked": "{count} respuestas solo se cuentan, pues sus autores no lo han dicho.",
    "allowed_unasked.one": "Una respuesta solo se cuenta, pues su autor no lo ha dicho.",
    "allowed_off_record": "{count} respuestas son confidenciales y solo se cuentan.",
    "allowed_off_record.one": "Una respuesta es confidencial y solo se cuenta.",
    "looked_title": "Lo que se leyó antes de tomar posición",
    "looked": (
        "{count} de las {positions} posiciones sobre los borradores se tomaron tras leer opiniones opuestas de una "
        "ronda anterior."
    ),
    "looked.one": (
        "Una de las {positions} posiciones sobre los borradores se tomó tras leer opiniones opuestas de una ronda "
        "anterior."
    ),
    "looked_how": (
        "Solo se veían al pedirlo. Se elegían por una regla igual para todos, sus autores permiten que se muestren, y "
        "su orden se sorteó con una semilla que se conserva."
    ),
    "left_out": "Lo que se dejó fuera",
    "set_aside.none": "No se apartó ninguna respuesta.",
    "set_aside": "Quien facilita apartó {count} respuestas.",
    "set_aside.one": "Quien facilita apartó una respuesta.",
    "withdrawn.none": "No se retiró ninguna respuesta.",
    "withdrawn": "Sus autores retiraron {count} respuestas.",
    "withdrawn.one": "Su autor retiró una respuesta.",
    "erased.none": "Nadie borró todo lo que había dicho.",
    "erased": "{count} participantes borraron todo lo que habían dicho.",
    "erased.one": "Un participante borró todo lo que había dicho.",
    "limits": "Límites",
    "limit_small": "Son números pequeños: {count} participantes en total. Una sola respuesta mueve las proporciones.",
    "limit_small.one": "Es un número pequeño: un participante en total.",
    "limit_double": "Es posible contar dos veces: quien participó desde dos cuentas sin vincularlas cuenta como dos"
    " participantes.",
    "limit_imported": "Es posible contar dos veces: de las respuestas importadas, cada fila que no nombra a un"
    " participante cuenta como uno propio, la escribiera quien la escribiera.",
    "limit_notes": "{count} de los participantes son notas de conversaciones en grupo. Cada una cuenta como uno; juntas"
    " hablan de {people} personas.",
    "limit_notes.one": "Uno de los participantes es la nota de una conversación en grupo. Cuenta como uno y habla de"
    " {people} personas.",
    "limit_self_selected": "La gente eligió participar. Una proporción lo es de quienes fueron oídos, no de una"
    " comunidad.",
    "limit_tags": "Los temas se oyen en las palabras según una regla, y pueden fallar en ambos sentidos. Afirmar y"
    " negar comparten sus palabras: un tema dice de qué se habló, nunca de qué lado.",
    "limit_language": "Una declaración muestra el idioma en que está escrita y nada más de su autor.",
    "limit_local": "No se preguntó por separado qué significaría un borrador donde vive la gente: donde se dijo, está"
    " entre las razones.",
    "next": "Qué pasa después",
    "attribution": "Fuente y licencia",
    # editions
    "since": "Qué ha cambiado desde la edición {edition}",
    "since_withdrawn": "Desde la edición {edition} se retiraron {count} respuestas o posiciones.",
    "since_withdrawn.one": "Desde la edición {edition} se retiró una respuesta o posición.",
    "since_erased": "Desde la edición {edition}, {count} participantes lo borraron todo.",
    "since_erased.one": "Desde la edición {edition}, un participante lo borró todo.",
    "since_set_aside": "Desde la edición {edition}, quien facilita apartó {count} respuestas.",
    "since_set_aside.one": "Desde la edición {edition}, quien facilita apartó una respuesta.",
    "since_restored": "Desde la edición {edition} vuelven a contar {count} respuestas que se habían apartado.",
    "since_restored.one": "Desde la edición {edition} vuelve a contar una respuesta que se había apartado.",
    "since_quoted_less": "{count} respuestas ya no se pueden leer, y siguen contando.",
    "since_quoted_less.one": "Una respuesta ya no se puede leer, y sigue contando.",
    "since_edited": "Se hicieron {count} cambios en lo que había usado la edición {edition}.",
    "since_edited.one": "Se hizo un cambio en lo que había usado la edición {edition}.",
    "since_number": "{what}: {before} antes, {now} ahora.",
    "since_new": "{count} declaraciones son nuevas: {ids}.",
    "since_new.one": "Una declaración es nueva: {ids}.",
    "since_gone": "{count} declaraciones ya no se pueden leer: {ids}.",
    "since_gone.one": "Una declaración ya no se puede leer: {ids}.",
    "tombstone": "La edición {number} ya no se muestra",
    "tombstone_why": "Algo que usaba ya no se puede mostrar, o se ha cambiado. Sus palabras se han quitado de aquí; las"
    " copias que se descargaron antes no se pueden recuperar.",
    "tombstone_current": "La edición actual es la edición {number}.",
    "tombstone_none": "Se está haciendo otra edición.",
    # evidence and statements
    "unheard": "Codificadas a mano donde no se oyó ningún tema",
    "untagged_coded": "Codificadas a mano, sin tema",
    "theme_coded": "Tema, codificado a mano",
    "statement_coded": "codificado a mano:",
    "statement_no_theme": "ningún tema",
    "evidence": "Pruebas",
    "evidence_intro": "Para cada número, las declaraciones que hay detrás. Donde el número es mayor que la lista,"
    " cuenta también respuestas cuyas palabras no se pueden mostrar, o posiciones tomadas sin dar razón.",
    "n_respondents": "{count} participantes",
    "n_respondents.one": "1 participante",
    "n_answers": "{count} respuestas",
    "n_answers.one": "1 respuesta",
    "also_counted": "{count} de ellas solo contadas, no mostradas",
    "also_counted.one": "1 de ellas solo contada, no mostrada",
    "all_statements": "Todas las declaraciones",
    "all_statements_intro": "Cada respuesta cuyo autor permitió mostrar sus palabras, entera, en el orden de su número."
    " Los números se sacan al azar: los vecinos no tienen nada que ver entre sí.",
    "statements_none": "No hay ninguna declaración cuyas palabras se puedan mostrar.",
    **CHARTS,
}
