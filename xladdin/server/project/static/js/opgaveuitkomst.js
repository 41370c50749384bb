// The findings of one file on the upload page: what is wrong as links, then a table for each level.
import { aantal, maak } from "./dom.js";
import { alleenVan, kopVan, plaatsVan, SOORTEN, tekstVan } from "./oordeel.js";

const MEESTE_LINKS = 25;
const MEESTE_REGELS = 200;

const anker = (bestand, ernst, plek) => `b${bestand}-${ernst}-${Math.min(plek, MEESTE_REGELS - 1)}`;

export function wegwijzerVan(bevindingen, bestand) {
  const fouten = alleenVan(bevindingen, "fout");
  if (!fouten.length) {
    return [];
  }
  const kop = maak("h3", { id: `wegwijzer${bestand}` }, "Wat is er fout?");
  const regels = fouten
    .slice(0, MEESTE_LINKS)
    .map((fout, plek) =>
      maak("li", {}, maak("a", { href: `#${anker(bestand, "fout", plek)}` }, `${plaatsVan(fout)}: ${fout.tekst}`)),
    );
  const rest = fouten.length - regels.length;
  return [
    maak(
      "nav",
      { "aria-labelledby": kop.id },
      kop,
      maak("ol", {}, ...regels),
      rest ? maak("p", {}, `En nog ${aantal(rest, "fout", "fouten")}; die staan hieronder.`) : "",
    ),
  ];
}

export function tabelVan(bevindingen, bestand) {
  return Object.keys(SOORTEN).flatMap((ernst) => {
    const deze = alleenVan(bevindingen, ernst);
    if (!deze.length) {
      return [];
    }
    const rest = deze.length - MEESTE_REGELS;
    return [
      maak("h3", {}, kopVan(ernst, deze.length)),
      maak(
        "table",
        {},
        maak("caption", {}, SOORTEN[ernst].uitleg),
        maak("thead", {}, maak("tr", {}, maak("th", { scope: "col", class: "plaats" }, "Waar"), maak("th", { scope: "col" }, "Wat"))),
        maak("tbody", {}, ...deze.slice(0, MEESTE_REGELS).map((bevinding, plek) => rijVan(bevinding, anker(bestand, ernst, plek)))),
      ),
      rest > 0 ? maak("p", {}, `En nog ${rest}; het rapport noemt er meer. Begin met de regels hierboven.`) : "",
    ];
  });
}

// The target of a link has to take the focus, for whoever reads on from there.
const rijVan = (bevinding, id) =>
  maak("tr", { id, tabindex: "-1" }, maak("td", { class: "plaats" }, plaatsVan(bevinding)), maak("td", {}, ...tekstVan(bevinding)));
