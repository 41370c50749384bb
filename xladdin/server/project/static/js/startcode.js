// The startcode of this start of the server, kept where the functions in the cells find it too.
const SLEUTEL = "verdeelwijzer.startcode";
// Anything else is no code, and a header may not even hold it.
const VORM = /^[\w-]{1,200}$/;
// Quotes, brackets and spaces, but no letter: a word with an accent is no code with something around it.
const ERNAAST = /^[^\p{Lu}\p{Ll}\p{Lo}\p{N}_-]+|[^\p{Lu}\p{Ll}\p{Lo}\p{N}_-]+$/gu;

// A browser may refuse to keep anything; then the code lasts as long as the pane.
let inGeheugen = "";

export function leesStartcode() {
  try {
    const bewaard = localStorage.getItem(SLEUTEL) ?? "";
    return VORM.test(bewaard) ? bewaard : inGeheugen;
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

// People paste the code, the address that ends in it or the line that it stood in, and a program that shows text puts
// quotes around it. Empty when there is no code in it.
export function startcodeUit(tekst) {
  const stuk = leesbaar(tekst.trim().split(/#startcode=|:\s/).at(-1));
  const code = stuk.replace(ERNAAST, "");
  return VORM.test(code) ? code : "";
}

// In an address a quote is percent-encoded.
function leesbaar(tekst) {
  try {
    return decodeURIComponent(tekst);
  } catch {
    return tekst;
  }
}

// Why nothing came out of what was pasted.
export const zonderStartcode = (tekst) =>
  tekst.trim()
    ? "Hier staat geen startcode in: een startcode heeft alleen letters zonder accent, cijfers, - en _. Kopieer de code opnieuw, en plak hem hier."
    : "Plak hier de startcode; het veld is nog leeg.";
