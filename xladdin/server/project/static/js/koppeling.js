// What xlwings' generated functions expect in the shared runtime, and no more: its own index.js also loads scripts,
// alerts and sheet buttons that this add-in does not have.
import "./config.js";
import { getAccessToken } from "./entraid.js";
import { getActiveBookName } from "./utils.js";
import "./auth.js";
import { kenmerk, post } from "./formule.js";

// Neither the language of Excel nor its way of writing dates is anybody's business. In their place the fingerprint of
// what the server holds goes along, because xlwings keeps answers by all that is sent: with another plan it asks again.
globalThis.xlwings = { getAccessToken, getActiveBookName, getCultureInfoName: async () => null, getDateFormat: kenmerk };
// After utils.js, which puts its own there.
globalThis.xwRequest = { post };
