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
export { failureOf as n, isFailure as r, RegistryError as t };
