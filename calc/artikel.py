"""An article of a rule in words: a heading, its members, and the sources that they rest on."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Artikel:
    """A heading, its members in order, and the sources that they rest on."""

    kop: str
    leden: list[str] = field(default_factory=list)
    bronnen: list[str] = field(default_factory=list)

    def lid(self, tekst: str, bron: str = "") -> None:
        self.leden.append(tekst)
        if bron and bron not in self.bronnen:
            self.bronnen.append(bron)
