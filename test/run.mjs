// `npm test`: installs what is missing, runs the suites and prints "N passed, N failed" last.
import { runProgram } from "./support/bootstrap.mjs";

runProgram("runSuites.ts");
