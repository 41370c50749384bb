// The findings of one file on the upload page: a table for each level, and each finding once.
import { maak } from "./dom.js";
import { alleenVan, kopVan, plaatsVan, SOORTEN, tekstVan } from "./oordeel.js";

const MEESTE_REGELS = 200;

export function tabelVan(bevindingen) {
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
        maak("tbody", {}, ...deze.slice(0, MEESTE_REGELS).map(rijVan)),
      ),
      rest > 0 ? maak("p", {}, `En nog ${rest}; het rapport noemt er meer. Begin met de regels hierboven.`) : "",
    ];
  });
}

const rijVan = (bevinding) =>
  maak("tr", {}, maak("td", { class: "plaats" }, plaatsVan(bevinding)), maak("td", {}, ...tekstVan(bevinding)));
