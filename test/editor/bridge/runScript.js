"use strict";
const { renameSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

/**
 * Runs a script of this folder that exports one function, and writes what it returns, or the error, as JSON.
 *
 * Scripts lie in this folder because VS Code goes by the path of the requiring file: the consent dialog names
 * the extension that the file belongs to.
 */
exports.runScript = async function runScript(script, resultFile) {
  const outcome = await outcomeOf(script);
  writeFileSync(`${resultFile}.part`, JSON.stringify(outcome));
  renameSync(`${resultFile}.part`, resultFile);
};

async function outcomeOf(script) {
  try {
    return { value: await require(join(__dirname, script))() };
  } catch (error) {
    return { error: String(error?.stack ?? error) };
  }
}
