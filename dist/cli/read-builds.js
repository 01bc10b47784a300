// src/run/read-builds.ts
/** The files that say how images are built, the Dockerfiles, those of their bases, and their scripts. */
const MAX_STEPS = 7;
/** How images are built, with the files read that it takes. */
async function readBuilds(index, images, read, own) {
	for (let step = 0; step < MAX_STEPS; step++) {
		const { built, wanted } = index.find(images, own);
		if (wanted.length === 0) return built;
		index.add(wanted, await read(wanted));
	}
	return index.find(images, own).built;
}
export { readBuilds };
