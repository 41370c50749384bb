// Lets the user save something that the server made; nothing stays behind in the browser.
import { zip } from "./zip.js";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

function bytesVan(base64) {
  return Uint8Array.from(atob(base64), (teken) => teken.charCodeAt(0));
}

export const bewaarWerkmap = ({ naam, inhoud }) => bewaar(naam, new Blob([bytesVan(inhoud)], { type: XLSX }));

export const bewaarAlle = (naam, werkmappen) =>
  bewaar(naam, zip(werkmappen.map((werkmap) => ({ naam: werkmap.naam, bytes: bytesVan(werkmap.inhoud) }))));

export const bewaarPagina = (naam, html) => bewaar(naam, new Blob([html], { type: "text/html;charset=utf-8" }));

function bewaar(naam, blob) {
  const adres = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = adres;
  link.download = naam;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the address a moment after the click.
  setTimeout(() => URL.revokeObjectURL(adres), 10_000);
}
