"""Names of hosts: which endings are known, and which of them are words in which language. Standard library only."""

_ALL = """
com org net info edu gov mil int biz io eu cat app dev wiki xyz online site blog club coop museum ngo africa
ong social chat cloud email link me tv asia ad ae al am ao ar at au az ba bd be bf bg bh bi bj bo br bw by ca
cd cf cg ch ci cl cm cn co cr cu cv cz de dj dk do dz ec ee eg es et fi fr ga ge gg gh gl gm gn gr gt hk hn hr
ht hu id ie il in iq ir is it jm jo jp ke kg kh km kr kw kz la lb lk lt lu lv ly ma mc mg mk ml mr mt mu mx my
mz na ne ng ni nl no np nz om pa pe ph pk pl ps pt qa qc re ro rs ru rw sa sd se sg si sk sn so st sv sy td
tg th tn to tr tw tz ua ug uk us uy uz va ve vn ye za zm zw paris madrid bzh gal eus quebec
"""
ENDINGS = frozenset(_ALL.split())
"""Of no country, of countries, of regions; none that is better known from names of files, as py, md and zip are."""

_WORDS = {
    "en": "am as at be by do id ie in is it la me my no so to us app blog chat club cloud email link site social",
    "fr": "au bi ca ci de do es et il la le ma me mu na ne ni no on pa re sa se si so st to tu un va blog chat club",
    "es": "al de do es et fi he is la le me mi mu ni no re se si so su te tu un va ve ya blog chat club",
    "ca": "al ca de es et fa fi he hi ho is la li ma me mi ne ni no on re sa se si so su un va blog chat club",
    "pt": "ao as da de do em es eu ir la me na no os re se so te to um va blog chat club",
    "de": "ab am an da es eu im in is ja la mal so st tu um va blog chat club",
    "it": "al da de do es il in io la li me mi ne no se si so su ti tu un va blog chat club",
    "nl": "de en er es in is ja la me na ne om op re se so te tv us blog chat club",
}
_ANYWHERE = frozenset(" ".join(_WORDS.values()).split())


def endings_of_no_word(language: str) -> frozenset[str]:
    """Return the endings that no word of ``language`` is: "bueno.es" may be two words in Spanish."""
    base = language.partition("-")[0]
    return ENDINGS - (frozenset(_WORDS[base].split()) if base in _WORDS else _ANYWHERE)
