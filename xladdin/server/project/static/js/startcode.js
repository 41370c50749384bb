// The startcode of this start of the server, kept where the functions in the cells find it too.
const SLEUTEL = "verdeelwijzer.startcode";

// A browser may refuse to keep anything; then the code lasts as long as the pane.
let inGeheugen = "";

export function leesStartcode() {
  try {
    return localStorage.getItem(SLEUTEL) ?? inGeheugen;
  } catch {
    return inGeheugen;
  }
}

export function bewaarStartcode(startcode) {
  inGeheugen = startcode;
  try {
    localStorage.setItem(SLEUTEL, startcode);
  } catch {
    // Kept in memory, above.
  }
}

export function vergeetStartcode() {
  inGeheugen = "";
  try {
    localStorage.removeItem(SLEUTEL);
  } catch {
    // There was nothing to forget.
  }
}

// People paste the code, or the whole address that ends in it.
export function startcodeUit(tekst) {
  const [, naHekje] = tekst.split("#startcode=");
  const code = (naHekje ?? tekst).trim();
  try {
    return decodeURIComponent(code);
  } catch {
    return code;
  }
}
