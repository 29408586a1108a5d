"""The typesetter, in a process of its own: its memory goes back when it is done. Imports typst.

Run as a script with the folder that holds ``report.typ`` and its data, the fonts' folder and the PDF or PNG to write.
What is wrong is told on standard error in plain words, with exit status 1.
"""

import sys

PIXELS_PER_INCH = 144


def main(room: str, fonts: str, out: str) -> int:
    """Typeset ``room``/report.typ into ``out`` with no fonts but Typst's, ours and those in ``room``.

    What ends in .png is a picture, all else PDF/UA-1.
    """
    import typst  # 80 MB, of which the process that starts this one needs nothing

    try:
        typst.compile(
            f"{room}/report.typ",
            output=out,
            root=room,
            font_paths=[fonts, room],
            ignore_system_fonts=True,
            **({"format": "png", "ppi": PIXELS_PER_INCH} if out.endswith(".png") else {"pdf_standards": ["ua-1"]}),
        )
    except typst.TypstError as error:
        sys.stderr.write("\n".join([error.message, *error.hints]))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
