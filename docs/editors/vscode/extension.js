// Starts `brief lsp` for the briefs of a workspace, and `brief serve` at a button.
"use strict";

const { spawn } = require("node:child_process");
const path = require("node:path");
const { commands, env, Uri, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const previews = new Map(); // by folder: the process, and the address once it is known
let client;

function command() {
  return workspace.getConfiguration("brief").get("command") || "brief";
}

async function start() {
  const server = { command: command(), args: ["lsp"] };
  const documents = [{ scheme: "file", language: "markdown" }];
  client = new LanguageClient("brief", "brief", server, { documentSelector: documents });
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    tellOfStart(error);
  }
}

async function tellOfStart(error) {
  const message = `\`${command()} lsp\` does not start: ${error.message ?? error}. Where is brief?`;
  if (await window.showErrorMessage(message, "Open the Setting")) {
    commands.executeCommand("workbench.action.openSettings", "brief.command");
  }
}

async function restart() {
  await client?.stop();
  await start();
}

/** The address of `brief serve` for the briefs in a folder; it is started if it is not at work. */
function preview(folder) {
  const known = previews.get(folder);
  if (known) return known.address;
  const server = spawn(command(), ["serve"], { cwd: folder });
  let told = "";
  const address = new Promise((resolve, reject) => {
    server.stdout.on("data", (data) => {
      told += data;
      const found = /^(http:\S+)\r?\n/m.exec(told);
      if (found) resolve(found[1]);
    });
    server.stderr.on("data", (data) => (told += data));
    server.on("error", (error) => reject(new Error(`${command()}: ${error.message}`)));
    server.on("exit", () => {
      previews.delete(folder);
      reject(new Error(told.trim() || "brief serve has ended"));
    });
  });
  previews.set(folder, { server, address });
  return address;
}

async function showPreview() {
  const file = window.activeTextEditor?.document.uri;
  if (file?.scheme !== "file") {
    return window.showErrorMessage("Open a brief first: Markdown in the folder briefs.");
  }
  try {
    const { dir, name } = path.parse(file.fsPath);
    const address = await preview(dir);
    return env.openExternal(Uri.parse(`${address}brief/${encodeURIComponent(name)}`));
  } catch (error) {
    return window.showErrorMessage(error.message);
  }
}

async function activate(context) {
  context.subscriptions.push(
    commands.registerCommand("brief.preview", showPreview),
    commands.registerCommand("brief.restart", restart),
  );
  await start();
}

async function deactivate() {
  for (const { server } of previews.values()) server.kill();
  await client?.stop();
}

module.exports = { activate, deactivate };
