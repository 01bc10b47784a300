import { $t as visibleDiff, Ri as writePatch, Zt as shown, en as visibleLine } from "./check.js";
// src/report/formats/patch.ts
/** The fixes as a unified diff for `git apply`, which passes over the lines between files. */
function patch({ unsafe }) {
	return {
		start: shown``,
		between: shown``,
		file(file) {
			const after = file.fixed({ unsafe });
			return after === file.text ? [] : [patchOf(file.path, file.text, after)];
		},
		end: () => shown``
	};
}
/** A diff whose control characters are shown would not apply, and no other file's with it. */
function patchOf(path, before, after) {
	const text = writePatch(path, before, after);
	const diff = visibleDiff(text);
	if (diff === text) return diff;
	return shown`# ${visibleLine(path)} has control characters: run podseal fix.\n`;
}
export { patch };
