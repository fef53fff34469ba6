// `npm start`: a real VS Code with the extension in it, living in the sandbox tenant.
import { runProgram } from "./support/bootstrap.mjs";

runProgram("startEditor.ts");
