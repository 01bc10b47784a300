import { t as RegistryClient } from "./client.js";
import { J as RegistryError, W as DEFAULTS, X as isFailure, Y as failureOf } from "./check.js";
import { i as imageFiles, n as readTree, r as readImage, t as Steps } from "./steps.js";
// src/registry/read-image-configs.ts
/** A layer is a download of megabytes, and its files take memory while they are laid over others. */
const LAYERS_AT_A_TIME = 2;
/**
* Reads the configurations of images from their registries, or why one can't be read, and then the layers
* that are wanted. Whatever happens with one image, the others are read.
*
* @throws UserError when the options, or the files that they name, can't be used
*/
async function readImageConfigs(references, options, layers) {
	const client = await RegistryClient.open(options);
	const results = /* @__PURE__ */ new Map();
	const images = /* @__PURE__ */ new Map();
	const { concurrency = DEFAULTS.concurrency, maxImages = DEFAULTS.maxImages } = options;
	const waiting = [...new Set(references)];
	const reason = "a run reads no more images";
	for (const left of waiting.splice(maxImages)) results.set(left, {
		code: "too-many",
		reason
	});
	try {
		await atATime(concurrency, waiting, async (reference) => {
			const found = await readImage(client, reference).catch(failureOf);
			results.set(reference, isFailure(found) ? found : found.config);
			if (!isFailure(found)) images.set(reference, found);
		});
		await atATime(LAYERS_AT_A_TIME, layers ? [...images] : [], async ([reference, image]) => {
			const config = layers && await withFiles(client, reference, image, {
				layers,
				options
			});
			if (config) results.set(reference, config);
		});
	} finally {
		client.close();
	}
	return results;
}
/** Works on items in their order, so many at a time. */
async function atATime(count, items, work) {
	const waiting = [...items];
	const next = async () => {
		const item = waiting.shift();
		if (item === void 0) return;
		await work(item);
		await next();
	};
	await Promise.all(Array.from({ length: Math.max(1, count) }, next));
}
/** The configuration with what its layers tell; undefined where they are not wanted or can't be read. */
async function withFiles(client, reference, image, { layers, options: { maxLayerBytes = DEFAULTS.maxLayerBytes } }) {
	const paths = layers.wanted(reference, image.config);
	if (!paths) return void 0;
	try {
		const { cache } = layers;
		const size = image.manifest.layers.filter(({ digest }) => !cache.get(digest)).reduce((sum, layer) => sum + layer.size, 0);
		if (size > layers.left) throw new RegistryError("too-large", "its layers have more bytes than a run reads");
		layers.left -= size;
		const steps = new Steps(client.endsAt);
		const root = await readTree(client, image, {
			steps,
			maxLayerBytes,
			cache
		});
		return {
			...image.config,
			files: imageFiles(root, image.config, paths, steps)
		};
	} catch (error) {
		layers.failed(reference, failureOf(error));
		return;
	}
}
export { readImageConfigs };
