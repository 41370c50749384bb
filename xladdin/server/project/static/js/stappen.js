// The steps of a longer job: each with its state in a word and a sign, and told to a screen reader once.
import { maak, meld } from "./dom.js";

const STANDEN = {
  wacht: { teken: "·", woord: "wacht" },
  bezig: { teken: "…", woord: "bezig" },
  klaar: { teken: "✓", woord: "klaar" },
  mislukt: { teken: "✗", woord: "niet gelukt" },
};

export function maakStappen(plek, namen) {
  const regels = namen.map((naam) => {
    const stand = maak("span", { class: "stand" });
    const regel = maak("li", {}, maak("span", {}, naam), stand);
    return { naam, regel, stand };
  });
  plek.replaceChildren(maak("ol", { class: "stappen", "aria-label": "Voortgang" }, ...regels.map(({ regel }) => regel)));
  let nu = -1;

  function zet(nummer, soort) {
    const { teken, woord } = STANDEN[soort];
    regels[nummer].regel.className = soort;
    regels[nummer].stand.textContent = `${teken} ${woord}`;
  }

  regels.forEach((_, nummer) => zet(nummer, "wacht"));
  return {
    volgende() {
      if (nu >= 0) {
        zet(nu, "klaar");
      }
      nu += 1;
      if (nu < regels.length) {
        zet(nu, "bezig");
        meld(`Stap ${nu + 1} van ${regels.length}: ${regels[nu].naam.toLowerCase()}.`);
      }
    },
    mislukt() {
      zet(nu, "mislukt");
    },
    weg() {
      plek.replaceChildren();
    },
  };
}
