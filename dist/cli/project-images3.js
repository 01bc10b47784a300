import { Rt as faultLines, c as docPage } from "./check.js";
import { r as readProjectImages } from "./project-images.js";
import { u as UserError } from "./command-line.js";
// src/options/project-images.ts
/**
* Reads a project's own facts about images.
*
* @throws UserError that names each fault with its line
*/
function requireProjectImages(file) {
	const read = readProjectImages(file);
	if ("images" in read) return read;
	throw new UserError(`${faultLines(file.path, read.faults)}\nCorrect the entry or remove it: ${docPage("images")} has the fields.`);
}
export { requireProjectImages as t };
