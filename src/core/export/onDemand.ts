/** The exporters: a bundle of their own, loaded when a configuration is asked for. */
export { exporterOf, exporters } from "./exporterRegistry";
export { whyNotExport, writeExport } from "./writeExport";
export { exportMailbox, exportRegistration, cloudServers } from "./exportInput";
