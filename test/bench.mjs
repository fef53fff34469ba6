// `npm run bench`: installs what is missing, counts the round trips of the login tests and those of other programs.
import { runProgram } from "./support/bootstrap.mjs";

runProgram("../bench/roundTrips.ts");
