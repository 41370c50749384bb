"""`python -m bench.addin`: the bounds of the Excel add-in, measured. Ends with 1 where one is missed."""

from __future__ import annotations

from bench.addin import binnen, buiten
from bench.addin.vragen import groot, scalairen, tabellen, van_een_plan

SOORTEN = ("hele getallen", "twee decimalen", "willekeurig")


def main() -> int:
    # Before anything is imported here that would make this process heavier than a client.
    doorvoer = buiten.meet_doorvoer()
    print("\n".join([buiten.KOP, *map(str, doorvoer)]), flush=True)
    drukte = buiten.meet_drukte()
    print("\n".join(["", buiten.KOP_DRUKTE, str(drukte)]), flush=True)
    hinder = buiten.meet_hinder()
    print("\n".join(["", buiten.KOP_HINDER, str(hinder), ""]), flush=True)
    vragen = [*scalairen(), *tabellen(16, 2), *van_een_plan(), *tabellen(342, 4), *map(groot, SOORTEN)]
    gemeten = binnen.meet_binnen(vragen)
    print("\n".join([binnen.KOP, *map(str, gemeten)]))
    return 0 if all(een.gehaald for een in (*doorvoer, drukte, hinder, *gemeten)) else 1  # type: ignore[attr-defined]


if __name__ == "__main__":
    raise SystemExit(main())
