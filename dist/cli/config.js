import { t as configurationLines } from "./describe-configuration.js";
import { Qt as visible, Ut as print, Zt as shown, en as visibleLine, o as settleHere } from "./check.js";
// src/cli/config.ts
/** Prints the effective configuration, with who says so beside each value. Returns the exit code. */
async function config(given) {
	const { wanted, source, ...settled } = await settleHere(".", given);
	const lines = configurationLines({
		...settled,
		files: wanted.globs
	}, given);
	await print(shown`# ${visibleLine(source)}\n`);
	await print(visible(lines.map((line) => `${line}\n`).join("")));
	return 0;
}
export { config };
