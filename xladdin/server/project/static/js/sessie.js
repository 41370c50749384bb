// Questions of the pane to the server, with who asks; a refused startcode brings the question for it back.
import { config } from "./config.js";
import { aanmelding } from "./auth.js";
import { bestandskop, vraag, Weigering } from "./verzoek.js";

export const entra = Boolean(config.authProviders?.includes("entraid"));

let bijWeigering = () => {};

export function meldWeigering(luisteraar) {
  bijWeigering = luisteraar;
}

export async function vraagServer(methode, pad, opties = {}) {
  const { token, provider } = await aanmelding();
  if (!token.startsWith("Bearer ")) {
    const zin = entra
      ? `Aanmelden bij Microsoft is niet gelukt (${token.replace(/^Error /, "")}). Probeer het nog eens, of vraag uw beheerder.`
      : "Vul eerst de startcode in.";
    bijWeigering(zin);
    throw new Weigering(zin, { status: 401, aanmelden: true });
  }
  const koppen = { Authorization: token, "Auth-Provider": provider, ...opties.koppen };
  try {
    return await vraag(methode, pad, { ...opties, koppen });
  } catch (fout) {
    if (fout instanceof Weigering && fout.aanmelden) {
      bijWeigering(fout.zin);
    }
    throw fout;
  }
}

export const vraagWerkmap = (pad, naam, inhoud) =>
  vraagServer("POST", pad, { inhoud, koppen: bestandskop(naam) });
