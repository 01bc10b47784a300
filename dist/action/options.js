// src/registry/options.ts
const DEFAULTS = {
	deadline: 6e4,
	timeout: 1e4,
	concurrency: 4,
	maxImages: 200,
	maxLayerBytes: 1024 ** 3,
	maxRunBytes: 4 * 1024 ** 3
};
/** The least that a registry must accept, so more is never needed (OCI distribution-spec, "Pushing Manifests"). */
const MAX_MANIFEST = 4 * 1024 ** 2;
/** What is kept of a configuration: what Linux lets a program start with (MAX_ARG_STRLEN) several times. */
const MAX_KEPT_CONFIG = 1024 ** 2;
/** The largest configurations have a history of hundreds of layers, in tens of kilobytes. */
const MAX_CONFIG = 8 * 1024 ** 2;
export { MAX_MANIFEST as i, MAX_CONFIG as n, MAX_KEPT_CONFIG as r, DEFAULTS as t };
