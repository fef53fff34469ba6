// `npm run package`
import { packageVsix } from "./vsix";

packageVsix().then(
  (output) => console.log(output.trimEnd()),
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
