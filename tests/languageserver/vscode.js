// What a person does in VS Code, driven by a test: opens a brief and presses the button of the
// preview. The editor is stood in for by what the extension asks of it; `brief serve` is real.
"use strict";

const Module = require("node:module");

const report = { told: [] };
const commands = new Map();
const editor = {
  commands: { registerCommand: (name, run) => commands.set(name, run) },
  env: { openExternal: async (address) => (await fetch(address)).text() },
  Uri: { parse: (address) => address },
  window: {
    activeTextEditor: { document: { uri: { scheme: "file", fsPath: process.env.BRIEF } } },
    showErrorMessage: async (message) => void report.told.push(message),
  },
  workspace: { getConfiguration: () => ({ get: () => process.env.COMMAND }) },
};
class LanguageClient {
  async start() {}
  async stop() {}
}

const load = Module._load;
Module._load = (name, ...rest) => {
  if (name === "vscode") return editor;
  return name === "vscode-languageclient/node" ? { LanguageClient } : load(name, ...rest);
};

(async () => {
  const extension = require(process.env.EXTENSION);
  await extension.activate({ subscriptions: [] });
  report.first = await commands.get("brief.preview")();
  report.again = await commands.get("brief.preview")();
  await extension.deactivate();
  process.stdout.write(JSON.stringify(report));
})();
