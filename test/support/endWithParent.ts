// Loaded into the processes of the suites first. The runner ends a suite by SIGTERM; leaving through
// `exit` lets servers and browsers that the suite has started be ended too.
process.once("SIGTERM", () => process.exit(143));
