// src/registry/failure.ts
/** A failure on its way out of this folder, whose functions return it and do not throw it. */
var RegistryError = class extends Error {
	name = "RegistryError";
	code;
	constructor(code, reason, options) {
		super(reason, options);
		this.code = code;
	}
};
/** The failure that an error stands for. Anything but a `RegistryError` is a fault of ours. */
function failureOf(error) {
	if (error instanceof RegistryError) return {
		code: error.code,
		reason: error.message
	};
	throw error;
}
/** Whether it is a failure and not what was asked for. */
function isFailure(result) {
	return "code" in result && "reason" in result;
}
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
export { RegistryError as a, MAX_MANIFEST as i, MAX_CONFIG as n, failureOf as o, MAX_KEPT_CONFIG as r, isFailure as s, DEFAULTS as t };
