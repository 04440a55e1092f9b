"""Money is whole cents, always an `int`. A float never touches it."""

from decimal import ROUND_HALF_UP, Decimal

from chalicelib.core.language import Language


def cents(euros: Decimal) -> int:
    """Return the amount in cents, rounded half up (0.005 becomes 1 cent)."""
    return int((euros * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def in_euros(amount: int, language: Language) -> str:
    """Return cents as people write them: "€ 1.234,56" in Dutch, "€1,234.56" in English."""
    sign = "-" if amount < 0 else ""
    whole, rest = divmod(abs(amount), 100)
    if language is Language.EN:
        return f"{sign}€{whole:,}.{rest:02}"
    return f"€ {sign}{whole:,}".replace(",", ".") + f",{rest:02}"
