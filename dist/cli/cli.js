import { readFileSync } from "node:fs";
// package.json
var package_default = {
	name: "podseal",
	version: "0.1.0",
	description: "Reviews pull requests that change Kubernetes YAML and makes the containers in them immutable.",
	license: "Apache-2.0",
	repository: {
		"type": "git",
		"url": "git+https://github.com/podseal/podseal.git"
	},
	type: "module",
	bin: { "podseal": "dist/cli.js" },
	files: ["dist", "action.yml"],
	engines: { "node": ">=22" },
	devDependencies: {
		"@actions/core": "3.0.1",
		"@actions/github": "9.1.1",
		"@actions/languageservice": "0.3.61",
		"@bufbuild/cel": "0.6.1",
		"@microsoft/jest-sarif": "1.0.0-beta.0",
		"@noble/hashes": "2.4.0",
		"@octokit/auth-app": "8.3.1",
		"@octokit/core": "7.0.8",
		"@octokit/graphql-schema": "15.26.1",
		"@octokit/openapi": "23.0.2",
		"@octokit/request-error": "7.1.2",
		"@octokit/types": "18.0.0",
		"@types/node": "24.19.2",
		"@types/picomatch": "4.0.3",
		"@types/write-file-atomic": "4.0.3",
		"@valibot/to-json-schema": "1.8.0",
		"ajv": "8.20.0",
		"axe-core": "4.14.1",
		"bullmq": "6.7.0",
		"commander": "14.0.3",
		"dequal": "2.0.3",
		"diff": "9.0.0",
		"dockerfile-ast": "0.7.1",
		"fast-check": "4.10.2",
		"graphql": "16.15.0",
		"ioredis": "6.0.0",
		"ipaddr.js": "2.5.0",
		"knip": "6.44.2",
		"kubernetes-models": "5.1.0",
		"leven": "4.1.0",
		"modern-tar": "0.8.6",
		"nock": "15.0.6",
		"node": "24.21.0",
		"oxlint": "1.94.0",
		"oxlint-tsgolint": "7.0.2007",
		"picomatch": "4.0.7",
		"pino": "10.4.0",
		"playwright-core": "1.65.1",
		"prettier": "3.10.1",
		"probot": "14.3.2",
		"prom-client": "15.1.3",
		"recheck": "4.5.0",
		"rolldown": "1.2.19",
		"rollup-plugin-license": "3.7.1",
		"saxes": "6.0.0",
		"typescript": "7.0.2",
		"unbash": "6.0.4",
		"valibot": "1.5.0",
		"vitest": "5.1.1",
		"vscode-languageserver-textdocument": "1.0.16",
		"write-file-atomic": "8.0.0",
		"yaml": "2.9.1"
	},
	allowScripts: {
		"msgpackr-extract": false,
		"node": true
	},
	scripts: {
		"build": "rolldown --config rolldown.config.js",
		"build:engine": "node scripts/build-engine.ts",
		"update": "node scripts/update.ts",
		"verify:policies": "node scripts/verify-policies.ts",
		"new-rule": "node scripts/new-rule.ts",
		"demo": "node scripts/demo.ts",
		"test": "node scripts/test.ts",
		"mutate": "node scripts/mutate.ts",
		"confirm": "node scripts/confirm.ts",
		"bench": "node bench/check.ts",
		"format": "prettier --write ."
	}
};
// src/cli/read-commit.ts
/**
* The commit that a copy of Podseal is of: what a release writes into its package, or where a clone is.
*
* @param root the folder that `package.json` is in
* @returns undefined where nothing tells
*/
function readCommit(root) {
	const [, released] = /"gitHead": *"([^"]*)"/.exec(read(root, "package.json")) ?? [];
	const head = read(root, ".git/HEAD").trim();
	const [, ref] = /^ref: (refs\/[\w./-]+)$/.exec(head) ?? [];
	return [released, ref === void 0 ? head : commitOf(root, ref)].find(isCommit);
}
/** A branch has a file, or a line among those that are packed. */
function commitOf(root, ref) {
	const loose = read(root, `.git/${ref}`).trim();
	if (loose !== "") return loose;
	return read(root, ".git/packed-refs").split("\n").find((line) => line.endsWith(` ${ref}`))?.split(" ")[0];
}
function isCommit(text) {
	return text !== void 0 && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}
function read(root, path) {
	try {
		return readFileSync(new URL(path, root), "utf8");
	} catch {
		return "";
	}
}
export { package_default as n, readCommit as t };
