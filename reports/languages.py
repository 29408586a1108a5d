"""Languages by their codes: what they are called and which way they are written. Imports nothing of ours.

Names are written here for the languages that reports are written in; any other language is called by its code.
"""

RIGHT_TO_LEFT = frozenset(("ar", "arz", "azb", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))

NAMES = {
    "en": {
        "ar": "Arabic", "bn": "Bengali", "ca": "Catalan", "de": "German", "en": "English", "es": "Spanish",
        "fa": "Persian", "fr": "French", "he": "Hebrew", "hi": "Hindi", "id": "Indonesian", "it": "Italian",
        "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ru": "Russian",
        "sw": "Swahili", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
    },
    "fr": {
        "ar": "arabe", "bn": "bengali", "ca": "catalan", "de": "allemand", "en": "anglais", "es": "espagnol",
        "fa": "persan", "fr": "français", "he": "hébreu", "hi": "hindi", "id": "indonésien", "it": "italien",
        "ja": "japonais", "ko": "coréen", "nl": "néerlandais", "pl": "polonais", "pt": "portugais", "ru": "russe",
        "sw": "swahili", "tr": "turc", "uk": "ukrainien", "ur": "ourdou", "vi": "vietnamien", "zh": "chinois",
    },
    "es": {
        "ar": "árabe", "bn": "bengalí", "ca": "catalán", "de": "alemán", "en": "inglés", "es": "español",
        "fa": "persa", "fr": "francés", "he": "hebreo", "hi": "hindi", "id": "indonesio", "it": "italiano",
        "ja": "japonés", "ko": "coreano", "nl": "neerlandés", "pl": "polaco", "pt": "portugués", "ru": "ruso",
        "sw": "suajili", "tr": "turco", "uk": "ucraniano", "ur": "urdu", "vi": "vietnamita", "zh": "chino",
    },
    "ar": {
        "ar": "العربية", "bn": "البنغالية", "ca": "الكتالانية", "de": "الألمانية", "en": "الإنجليزية",
        "es": "الإسبانية", "fa": "الفارسية", "fr": "الفرنسية", "he": "العبرية", "hi": "الهندية",
        "id": "الإندونيسية", "it": "الإيطالية", "ja": "اليابانية", "ko": "الكورية", "nl": "الهولندية",
        "pl": "البولندية", "pt": "البرتغالية", "ru": "الروسية", "sw": "السواحيلية", "tr": "التركية",
        "uk": "الأوكرانية", "ur": "الأردية", "vi": "الفيتنامية", "zh": "الصينية",
    },
}  # fmt: skip


def language_name(code: str, language: str) -> str:
    """Return what a language is called in ``language``; its code where that is not known."""
    return NAMES.get(language, {}).get(code, code)


def direction(code: str) -> str:
    """Return ``rtl`` or ``ltr``, or ``auto`` where the language is not known."""
    if not code:
        return "auto"
    return "rtl" if code.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"
