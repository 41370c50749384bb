// Takes the place of xlwings' file of the same name: its functions ask here what to send along with a call.
import { config } from "./config.js";
import { leesStartcode } from "./startcode.js";

export async function aanmelding() {
  if (config.authProviders?.includes("entraid")) {
    return { token: await globalThis.xlwings.getAccessToken(), provider: "entraid" };
  }
  const startcode = leesStartcode();
  return { token: startcode && `Bearer ${startcode}`, provider: "lokaal" };
}

globalThis.getAuth = aanmelding;
