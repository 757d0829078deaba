"""Checks that the code blocks of a page are parts of an example's files, to the letter.

Usage: check_docs.py PAGE EXAMPLE_FOLDER
"""

import re
import sys
from pathlib import Path


def main():
    page, example = Path(sys.argv[1]), Path(sys.argv[2])
    files = [*example.glob("*"), *example.glob("src/**/*")]
    texts = [file.read_text(encoding="utf-8") for file in files if file.is_file()]
    blocks = re.findall(r"^```\w+\n(.*?)^```$", page.read_text(), re.MULTILINE | re.DOTALL)
    if not blocks:
        sys.exit(f"{page}: no code blocks")
    strange = [block for block in blocks if not any(block in text for text in texts)]
    for block in strange:
        print(f"{page}: not in {example}:\n{block}", file=sys.stderr)
    return 1 if strange else 0


sys.exit(main())
