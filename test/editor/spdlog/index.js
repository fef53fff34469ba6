"use strict";
// The server writes its log files and output channels through this module. The real one is native and would
// have to be compiled at install time.
const { appendFileSync } = require("node:fs");

const levels = ["trace", "debug", "info", "warn", "error", "critical"];

class Logger {
  constructor(file) {
    this.file = file;
    this.level = levels.indexOf("info");
    this.formatted = true;
  }

  write(level, message) {
    if (levels.indexOf(level) < this.level) return;
    const text = this.formatted
      ? `${new Date().toISOString()} [${level}] ${message}\n`
      : `${message}`;
    try {
      appendFileSync(this.file, text);
    } catch {
      // The folder of a finished run is gone; there is nobody left to read the line.
    }
  }

  getLevel() {
    return this.level;
  }

  setLevel(level) {
    this.level = level;
  }

  clearFormatters() {
    this.formatted = false;
  }

  setPattern() {}
  flush() {}
  drop() {}
}

for (const level of levels) {
  Logger.prototype[level] = function log(message) {
    this.write(level, message);
  };
}

const create = async (_name, file) => new Logger(file);

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
