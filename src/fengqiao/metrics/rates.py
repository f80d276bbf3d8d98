"""How a rate is printed: exact fraction, half-up, honest at the top (DOMAIN 4.1, RULINGS 30)."""

from decimal import Decimal
from fractions import Fraction

DASH = "—"
DECIMALS = 2


def print_rate(numerator: int, denominator: int, *, decimals: int | None = None) -> str:
    """A rate as a percentage; "—" for an empty denominator.

    Without `decimals` two are printed, whole percents without any. A fraction below 1 is never printed as 100 %.
    ValueError for negative counts or decimals.
    """
    if numerator < 0 or denominator < 0 or (decimals is not None and not 0 <= decimals <= 12):
        raise ValueError(f"not a rate: {numerator}/{denominator}")
    if denominator == 0:
        return DASH
    fraction = Fraction(numerator, denominator)
    percent = fraction * 100
    if decimals is None:
        decimals = 0 if percent.denominator == 1 else DECIMALS
    return f"{_rounded(fraction, decimals):.{decimals}f}%"


def _rounded(fraction: Fraction, decimals: int) -> Decimal:
    """Half-up, exact; kept below 100 when the fraction is."""
    scaled = fraction * 100 * 10**decimals
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    if rest * 2 >= scaled.denominator:
        whole += 1
    top = 100 * 10**decimals
    if fraction < 1 and whole >= top:
        whole = top - 1
    return Decimal(whole).scaleb(-decimals)
