// What the server tells of itself: the kinds of tables, its plans and its versions. Apart from signing in, because it can
// wait for the work of others or fail, and most of the pane works without it.
import { vulSoorten } from "./controleer.js";
import { maak, meld, metKnop } from "./dom.js";
import { weigeringVan } from "./oordeel.js";
import { hoor } from "./oudewaarden.js";
import { vulOver } from "./over.js";
import { vraagServer } from "./sessie.js";
import { alsZin } from "./verzoek.js";

let lopend = null;

// The answer, which is asked for once; after a failure whoever needs it asks again.
export function overzicht({ opnieuw = false } = {}) {
  if (opnieuw || !lopend) {
    lopend = haal();
  }
  return lopend;
}

export function toonOverzicht() {
  for (const knop of document.querySelectorAll(".overzicht-stand button")) {
    knop.addEventListener("click", () =>
      metKnop(knop, async () => {
        await overzicht();
        meld("De gegevens van de server staan er nu.");
      }).catch(zegtDePagina),
    );
  }
}

// For whoever has no use for the answer itself: what went wrong, stands where the answer would have been.
export const zegtDePagina = () => {};

async function haal() {
  // In a button that waits the focus stays where it is.
  toonStand(() => maak("p", { class: "klein" }, "Even geduld: de server wordt gevraagd."));
  try {
    const antwoord = await vraagServer("GET", "/vw/overzicht");
    vulSoorten(antwoord.soorten);
    vulOver(antwoord);
    hoor(Object.fromEntries(antwoord.plannen.flatMap(({ heet, kenmerk }) => heet.map((naam) => [naam, kenmerk]))));
    toonInhoud();
    return antwoord;
  } catch (fout) {
    lopend = null;
    const zin = alsZin(fout);
    toonStand(() => weigeringVan(zin), { knop: true });
    throw fout;
  }
}

function toonStand(inhoud, { knop = false } = {}) {
  for (const plek of document.querySelectorAll(".overzicht-stand")) {
    plek.hidden = false;
    plek.querySelector("div").replaceChildren(inhoud());
    plek.querySelector("button").hidden = !knop && !plek.contains(document.activeElement);
  }
  for (const deel of document.querySelectorAll(".uit-overzicht")) {
    deel.hidden = true;
  }
}

function toonInhoud() {
  for (const deel of document.querySelectorAll(".uit-overzicht")) {
    deel.hidden = false;
  }
  for (const plek of document.querySelectorAll(".overzicht-stand")) {
    // The button goes; whoever used it reads on from its part.
    if (plek.contains(document.activeElement)) {
      plek.closest('[role="tabpanel"]').focus({ preventScroll: true });
    }
    plek.hidden = true;
  }
}
