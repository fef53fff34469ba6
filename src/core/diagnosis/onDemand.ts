/** Everything that explains: a bundle of its own, loaded when there is something to explain. */
export { explainFailure } from "./explain";
export { isRefused, judge } from "./judge";
export { notPermitted } from "./notPermitted";
export { mayLackLicence, noLicence } from "./noLicence";
export { diagnoseText } from "./pasted/diagnoseText";
