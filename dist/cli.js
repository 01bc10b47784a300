#!/usr/bin/env node
import "./cli/rolldown-runtime.js";
import { n as package_default, t as readCommit } from "./cli/cli.js";
// src/cli.ts
const [first, ...others] = process.argv.slice(2);
if (others.length === 0 && (first === "--version" || first === "-V")) {
	const commit = readCommit(new URL("..", import.meta.url));
	process.stdout.write(`${package_default.version}${commit === void 0 ? "" : ` (${commit})`}\n`);
} else {
	const { runHere } = await import("./cli/command-line2.js");
	await runHere();
}
export {};
