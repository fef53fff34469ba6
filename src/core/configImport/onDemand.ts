/** Everything that reads configurations of other programs: a bundle of its own, loaded when a file was picked. */
export { adoptables } from "./adoption";
export { checkConfiguration } from "./checks/checkConfiguration";
export { importerTitle } from "./importers";
export { readConfiguration } from "./readConfiguration";
