/** What activation does not wait for: a bundle of its own, loaded with the first command or the first opened row. */
export { commandTable } from "./commandTable";
export { tellLoss } from "./tellLoss";
export { tellReminder } from "./tellReminder";
export { goneWords } from "./reports/goneWords";
export { saveManifest } from "./manifest/saveManifest";
export { registrationFacts } from "./views/facts/registrationFacts";
export { askPastedAnswer } from "./prompts/pasteAnswer";
