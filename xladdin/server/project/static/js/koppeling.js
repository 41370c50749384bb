// What xlwings' generated functions expect in the shared runtime, and no more: its own index.js also loads scripts,
// alerts and sheet buttons that this add-in does not have.
import "./config.js";
import { getAccessToken } from "./entraid.js";
import { getActiveBookName, getCultureInfoName, getDateFormat } from "./utils.js";
import "./auth.js";

globalThis.xlwings = { getAccessToken, getActiveBookName, getCultureInfoName, getDateFormat };
