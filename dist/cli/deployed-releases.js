import { t as Repository } from "./repository.js";
import { i as shownRoot, n as collectingFrom } from "./build-kustomizations.js";
import { n as rebuiltReleases, o as withBuilt, t as readBuiltReleases } from "./read-built-releases.js";
import { Z as isKustomization, it as layersAmong, rt as deployedAmong } from "./check.js";
// src/cli/deployed-releases.ts
/** The releases of charts as kustomizations among files build them; nothing is built where none uses one. */
async function deployedReleases(files, written, { root, deployed: globs, builds, ruleSet, reads }) {
	const found = files.filter(isKustomization);
	if (written.length === 0 || found.length === 0) return { releases: written };
	const repository = await Repository.at(root);
	const wanted = /* @__PURE__ */ new Set();
	for (const { file } of written) {
		const path = await repository.pathOf(file.path);
		if (path !== void 0) wanted.add(path);
	}
	const all = await repository.layers(files.filter(({ named }) => !named));
	const folder = shownRoot(repository.root, files);
	const means = {
		engine: builds.first,
		ruleSet,
		folder,
		...collectingFrom(repository)
	};
	const roots = deployedAmong(await repository.references(found), globs);
	const built = await readBuiltReleases({
		roots,
		layers: layersAmong(all, globs)
	}, means, {
		wanted,
		reads
	});
	const own = {
		engine: builds.second,
		folder,
		reads
	};
	return {
		releases: withBuilt(written, built.flatMap(({ releases }) => releases)),
		rebuild: async (texts) => rebuiltReleases(built, texts, own)
	};
}
export { deployedReleases as t };
