"""Brings every catalogue up to date with the texts in the code, and says what is still to be translated."""

import sys

from tests.translations.catalogues import (
    FOLDER,
    LANGUAGES,
    collect,
    core_catalogue,
    release,
    unfinished,
    write_core,
    write_pseudo,
)


def main() -> int:
    """Update, release, count; 1 where something is left to translate."""
    left = 0
    for language in LANGUAGES:
        source = FOLDER / f"window_{language}.ts"
        collect(source)
        release(source, source.with_suffix(".qm"))
        catalogue = core_catalogue(language)
        write_core(language, catalogue)
        missing = [f"{context}: {text}" for context, text in unfinished(source)]
        missing += [f"{part}: {name}" for part, found in catalogue.items() for name, text in found.items() if not text]
        for line in missing:
            print(f"{language}: not translated: {line}")
        left += len(missing)
    write_pseudo()
    print(f"{left} texts left to translate in {FOLDER.name}" if left else "Every text is translated.")
    return int(left > 0)


if __name__ == "__main__":
    sys.exit(main())
