// A question inside the pane: Office has no window.confirm. The browser's own <dialog> keeps the focus inside, closes on
// Escape and gives the focus back.
import { maak } from "./dom.js";

// Resolves to the value of the button; Escape is the value of the safe one, which also has the focus at the start.
export function vraagKeuze({ titel, inhoud, keuzes, veilig }) {
  return new Promise((klaar) => {
    const knoppen = keuzes.map(({ waarde, tekst, soort }) =>
      maak(
        "button",
        { type: "button", class: `knop ${soort ?? ""}`, autofocus: waarde === veilig, klik: () => sluit(waarde) },
        tekst,
      ),
    );
    const dialoog = maak(
      "dialog",
      { "aria-labelledby": "dialoog-titel", "aria-describedby": "dialoog-tekst" },
      maak("h2", { id: "dialoog-titel" }, titel),
      maak("div", { id: "dialoog-tekst" }, ...inhoud),
      maak("div", { class: "knoppen" }, ...knoppen),
    );
    const sluit = (waarde) => {
      dialoog.close();
      dialoog.remove();
      klaar(waarde);
    };
    dialoog.addEventListener("cancel", (gebeurtenis) => {
      gebeurtenis.preventDefault();
      sluit(veilig);
    });
    document.body.append(dialoog);
    dialoog.showModal();
  });
}
