"""A made-up catalogue of 10,000 books as odd as a real one: quotes, commas, every script, ISBNs as floats."""

import csv
import random
from pathlib import Path
from typing import Final

COUNT: Final = 10_000
WITHOUT_ORIGINAL: Final = 585
LONG_AUTHORS: Final = (1096, 5396, 5986, 6202, 8032, 9410)
"""The books, counted from 1, whose authors take more than 255 characters; each stands one line further down."""

HEADERS: Final = [
    "book_id",
    "goodreads_book_id",
    "best_book_id",
    "work_id",
    "books_count",
    "isbn",
    "isbn13",
    "authors",
    "original_publication_year",
    "original_title",
    "title",
    "language_code",
    "average_rating",
    "ratings_count",
    "work_ratings_count",
    "work_text_reviews_count",
    "ratings_1",
    "ratings_2",
    "ratings_3",
    "ratings_4",
    "ratings_5",
    "image_url",
    "small_image_url",
]

_WORDS: Final = [
    "river",
    "house",
    "of",
    "glass",
    "the",
    "silent",
    "garden",
    "a",
    "winter's",
    "tale",
    "night",
    "train",
    "café",
    "naïve",
    "Zürich",
    "Müller",
]
_FOREIGN: Final = (
    "ハリー・ポッターと賢者の石",
    "Преступление и наказание",
    "ألف ليلة وليلة",
    "三体",
    "Ο Ζορμπάς",
    "Ştefan cel Mare",
)
_NAMES: Final = ("Ann Lee", "J.K. Rowling", "Mary GrandPré", "Gabriel García Márquez", "村上春樹", "Stanisław Lem")


def books() -> list[dict[str, str]]:
    """The rows, the same ones every time."""
    chance = random.Random(20260115)
    without = set(chance.sample(range(1, COUNT + 1), WITHOUT_ORIGINAL))
    return [_book(chance, number, number in without) for number in range(1, COUNT + 1)]


def write_books(path: Path) -> list[dict[str, str]]:
    """Write the catalogue and return its rows."""
    rows = books()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADERS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return rows


def _book(chance: random.Random, number: int, without_original: bool) -> dict[str, str]:
    original = _title(chance, number)
    series = f" ({original.split()[0]}, #{chance.randint(1, 9)})" if chance.random() < 0.4 else ""
    authors = ", ".join(chance.sample(_NAMES, chance.randint(1, 3)))
    if number in LONG_AUTHORS:
        authors = ", ".join(f"{name} {position}" for position, name in enumerate(_NAMES * 4))
    ratings = [chance.randint(1, 900_000) for _ in range(5)]
    image = f"https://images.example.org/books/{number}m/{number * 7}.jpg"
    values = (
        number, number * 3, number * 3, number * 11, chance.randint(1, 3000),
        f"{chance.randrange(10**9):09}{chance.choice('0123456789X')}",
        f"{9.78e12 + chance.randrange(10**10):.12g}" if chance.random() < 0.94 else "",
        authors, f"{chance.randint(-750, 2017)}.0", "" if without_original else original, original + series,
        chance.choice(("eng", "en-US", "spa", "")), f"{chance.uniform(2.5, 4.8):.2f}", sum(ratings), sum(ratings) + 7,
        chance.randint(3, 150_000), *ratings, image, image.replace("m/", "s/"),
    )  # fmt: skip
    return dict(zip(HEADERS, map(str, values), strict=True))


def _title(chance: random.Random, number: int) -> str:
    kind = chance.random()
    if kind < 0.05:
        return f"{chance.choice(_FOREIGN)} {number}"
    words = " ".join(chance.sample(_WORDS, chance.randint(1, 5))).capitalize()
    if kind < 0.15:
        return f'"{words}", {chance.choice(_WORDS)} and other stories'
    return f"{words}, {number}" if kind < 0.4 else words
