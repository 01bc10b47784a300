// src/render/plain-path.ts
/** A path below some folder without `./` and detours; what leads out of that folder keeps its `../`. */
function plainPath(path) {
	const steps = [];
	for (const step of path.split("/")) {
		if (step === "" || step === ".") continue;
		if (step === ".." && steps.length > 0 && steps.at(-1) !== "..") steps.pop();
		else steps.push(step);
	}
	return steps.join("/");
}
export { plainPath as t };
