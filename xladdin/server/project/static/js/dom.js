// Elements without markup in strings: what comes from a workbook is text, and never becomes HTML.
export function maak(soort, eigenschappen = {}, ...kinderen) {
  const element = document.createElement(soort);
  for (const [naam, waarde] of Object.entries(eigenschappen)) {
    if (naam === "klik") {
      element.addEventListener("click", waarde);
    } else if (waarde === true) {
      element.setAttribute(naam, "");
    } else if (waarde !== false && waarde !== null && waarde !== undefined) {
      element.setAttribute(naam, waarde);
    }
  }
  element.append(...kinderen.filter((kind) => kind !== null && kind !== undefined && kind !== ""));
  return element;
}

export const vind = (id) => document.getElementById(id);

// A screen reader tells a message only when its text changes: the same words twice are told twice this way.
export function meld(zin) {
  const plek = vind("melding");
  plek.textContent = "";
  setTimeout(() => {
    plek.textContent = zin;
  }, 50);
}

// Shows what came of it, and brings it into view: a pane is low, and the outcome stands below the buttons.
export function toonIn(plek, ...inhoud) {
  plek.replaceChildren(...inhoud.filter(Boolean));
  plek.firstElementChild?.scrollIntoView({ block: "nearest" });
}

export const aantal = (hoeveel, een, meer) => (hoeveel === 1 ? `1 ${een}` : `${hoeveel} ${meer}`);

// A button that works keeps its focus: `disabled` would throw a keyboard user back to the top of the page.
export async function metKnop(knop, werk) {
  if (knop.getAttribute("aria-disabled") === "true") {
    return;
  }
  knop.setAttribute("aria-disabled", "true");
  try {
    await werk();
  } finally {
    knop.removeAttribute("aria-disabled");
  }
}
