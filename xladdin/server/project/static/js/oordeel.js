// Verdicts and findings: the words and colours are those of the report.
import { aantal, maak } from "./dom.js";

export const SOORTEN = {
  fout: { kop: "Verbeteren", woorden: ["fout", "fouten"], uitleg: "Met deze fouten kunnen de cijfers niet worden gebruikt." },
  waarschuwing: {
    kop: "Nakijken",
    woorden: ["waarschuwing", "waarschuwingen"],
    uitleg: "Dit kan kloppen, maar het valt op. Wilt u het nakijken?",
  },
  melding: {
    kop: "Zo is het gelezen",
    woorden: ["melding", "meldingen"],
    uitleg: "Hier hoeft u niets te doen, als wij het goed hebben gelezen.",
  },
};
const MEESTE_REGELS = 100;

export const kopVan = (ernst, hoeveel) => `${SOORTEN[ernst].kop}: ${aantal(hoeveel, ...SOORTEN[ernst].woorden)}`;

export const alleenVan = (bevindingen, ernst) => bevindingen.filter((bevinding) => bevinding.ernst === ernst);

const metHoofdletter = (zin) => zin.charAt(0).toUpperCase() + zin.slice(1);

export const plaatsVan = ({ blad, cel }) =>
  metHoofdletter([blad && `blad ${blad}`, cel].filter(Boolean).join(", ")) || "Het hele bestand";

// What stood there and what belongs there become two short sentences.
export function tekstVan({ stond, letterlijk, verwacht }) {
  const begin = letterlijk ? `Er staat: ${stond}` : metHoofdletter(stond);
  return verwacht ? [begin, maak("br"), `Verwacht: ${verwacht}`] : [begin];
}

// The sign and a word come first. A plan can be made whole and still not tie up.
export function oordeelVan({ goed, sluit = goed, oordeel, bevindingen = [] }) {
  const letOp = alleenVan(bevindingen, "waarschuwing").length;
  const kleur = !sluit ? "fout" : letOp ? "let-op" : "goed";
  const erbij = kleur === "let-op" ? ` Let op: ${aantal(letOp, ...SOORTEN.waarschuwing.woorden)}.` : "";
  return maak("p", { class: `oordeel ${kleur}` }, `${sluit ? "✓" : "✗"} ${oordeel}${erbij}`);
}

export const weigeringVan = (zin) => maak("p", { class: "oordeel fout", role: "alert" }, `✗ ${zin}`);

// The findings as buttons that go to their cell, grouped by how bad they are.
export function lijstVan(bevindingen = [], gaNaar) {
  return Object.keys(SOORTEN).flatMap((ernst) => {
    const deze = alleenVan(bevindingen, ernst);
    return deze.length ? [groep(ernst, deze, gaNaar)] : [];
  });
}

function groep(ernst, bevindingen, gaNaar) {
  const lijst = maak("ul", { class: `bevindingen ${ernst}` });
  const vul = (deze) => lijst.append(...deze.map((bevinding) => regel(bevinding, gaNaar)));
  vul(bevindingen.slice(0, MEESTE_REGELS));
  const rest = bevindingen.slice(MEESTE_REGELS);
  const meer = maak("button", { type: "button", class: "knop" }, `Toon de andere ${rest.length}`);
  meer.addEventListener("click", () => {
    vul(rest);
    lijst.children[MEESTE_REGELS].firstElementChild.focus();
    meer.remove();
  });
  return maak(
    "section",
    {},
    maak("h3", {}, kopVan(ernst, bevindingen.length)),
    maak("p", { class: "klein" }, SOORTEN[ernst].uitleg),
    lijst,
    rest.length ? meer : null,
  );
}

function regel(bevinding, gaNaar) {
  const inhoud = [
    maak("span", { class: "plaats" }, plaatsVan(bevinding)),
    maak("span", { class: "tekst" }, ...tekstVan(bevinding)),
  ];
  if (!bevinding.blad) {
    return maak("li", {}, maak("div", { class: "bevinding" }, ...inhoud));
  }
  return maak(
    "li",
    {},
    maak("button", { type: "button", class: "bevinding", klik: () => gaNaar(bevinding) }, ...inhoud),
  );
}
