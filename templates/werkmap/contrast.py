"""How far two colours differ in lightness, as the guidelines for the web (WCAG) measure it."""


def contrast(een: str, ander: str) -> float:
    """From 1, of one colour, to 21, of black and white; colours as RRGGBB."""
    licht, donker = sorted((_helderheid(een), _helderheid(ander)), reverse=True)
    return (licht + 0.05) / (donker + 0.05)


def _helderheid(kleur: str) -> float:
    delen = [int(kleur[plek : plek + 2], 16) / 255 for plek in (0, 2, 4)]
    rood, groen, blauw = (d / 12.92 if d <= 0.04045 else ((d + 0.055) / 1.055) ** 2.4 for d in delen)
    return 0.2126 * rood + 0.7152 * groen + 0.0722 * blauw
