import "./rolldown-runtime.js";
import { Dn as readProjectFile } from "./check.js";
import { join } from "node:path";
// src/files/extended-files.ts
/** Reads files below a folder, which is the root of their repository. */
function readBelow(root) {
	return async (places) => Promise.all(places.map(async ({ path }) => readAt(root, path)));
}
/**
* Reads files of other repositories from checkouts of these: commands ask no one on the network.
*
* @param checkouts each as `acme/.github=../dot-github`
*/
function readCheckouts(checkouts = []) {
	const folders = new Map(checkouts.map((one) => {
		const at = one.indexOf("=");
		return [one.slice(0, at).toLowerCase(), one.slice(at + 1)];
	}));
	const read = async ({ repository = "", path }) => {
		const folder = folders.get(repository.toLowerCase());
		if (folder !== void 0) return readAt(folder, path);
		return { absent: `commands don't read GitHub. Clone ${repository}, and add --extends-from ${repository}=FOLDER` };
	};
	return async (places) => Promise.all(places.map(read));
}
async function readAt(folder, path) {
	const full = join(folder, path);
	const file = await readProjectFile(full);
	return file ? { text: file.text } : { absent: `there is no file ${full}` };
}
export { readCheckouts as n, readBelow as t };
