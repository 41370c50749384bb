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

// "'abc'; verwacht: getal" becomes two short sentences.
export function tekstVan({ tekst }) {
  const [stond, hoort] = tekst.split("; verwacht: ");
  const begin = stond.startsWith("'") && stond.endsWith("'") ? `Er staat: ${stond}` : metHoofdletter(stond);
  return hoort ? [begin, maak("br"), `Verwacht: ${hoort}`] : [begin];
}

// The sign and a word come first, also where the sentence of the server has none.
export function oordeelVan({ goed, oordeel, bevindingen = [] }) {
  const zin = /^[✓✗]/u.test(oordeel) ? oordeel : `${goed ? "✓" : "✗"} ${oordeel}`;
  const letOp = alleenVan(bevindingen, "waarschuwing").length;
  // A plan can be made whole and still not tie up: the sign decides the colour.
  const kleur = zin.startsWith("✗") ? "fout" : letOp ? "let-op" : "goed";
  const erbij = kleur === "let-op" ? ` Let op: ${aantal(letOp, ...SOORTEN.waarschuwing.woorden)}.` : "";
  return maak("p", { class: `oordeel ${kleur}` }, zin + erbij);
}

// A file that is refused as a whole has one finding, and that is its verdict: no need to say it twice.
export const naastOordeel = ({ oordeel, bevindingen = [] }) => bevindingen.filter(({ tekst }) => tekst !== oordeel);

export const weigeringVan = (zin) => maak("p", { class: "oordeel fout", role: "alert" }, `✗ ${zin}`);

// The findings as buttons that go to their cell, grouped by how bad they are.
export function lijstVan(bevindingen, gaNaar) {
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
