// Loaded into the processes of the suites first. The runner ends a suite by SIGTERM; leaving through
// `exit` lets servers and browsers that the suite has started be ended too.
process.once("SIGTERM", () => process.exit(143));
// A process that runs test files for another one follows it.
process.once("disconnect", () => process.exit(143));
