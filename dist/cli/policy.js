import { u as UserError } from "./command-line.js";
import { Cr as SELINUX_TYPES_SINCE_31, Ct as readProjectFile, Dr as mistakes, Er as isPatch, Gr as engineOf, Hr as MANAGED, Ir as FORBIDDEN_VOLUMES, Jr as isSuccessor, Kr as identityOf, Lr as podSecurityLevel, Mr as HOST_HANDLERS, Or as ruleOf, Qt as visible, Rr as weakenings, Sa as isScalar, Sr as SELINUX_TYPES, Tr as VOLUMES, Ur as annotationOf, Ut as print, Vr as DIGEST, Vt as note, Wr as digestOf, Yr as isWritten, Zt as shown, _a as parseAllDocuments, _i as allowedFor, _t as readSource, ai as SEVERITIES, ba as Document, ca as isMapping, ci as KERNEL_PATHS, da as items, en as visibleLine, fi as isDataMap, gt as listFiles, ha as valueAt, hi as NO_EXEMPTIONS, jr as safeSysctls, ma as textOf, mi as KERNEL_CAPABILITY_NAMES, no as IMAGE_REFERENCE, oa as field, pa as scalar, pi as BASELINE_CAPABILITIES, qn as readManifest, qr as isEdited, wr as openings, xa as visit, xr as rules, ya as LineCounter, yr as activeRules } from "./check.js";
import { n as writeWhole, t as noteOutput } from "./output-file.js";
const { join } = process.getBuiltinModule("node:path");
// node_modules/dequal/dist/index.mjs
var has$1 = Object.prototype.hasOwnProperty;
function find(iter, tar, key) {
	for (key of iter.keys()) if (dequal(key, tar)) return key;
}
function dequal(foo, bar) {
	var ctor, len, tmp;
	if (foo === bar) return true;
	if (foo && bar && (ctor = foo.constructor) === bar.constructor) {
		if (ctor === Date) return foo.getTime() === bar.getTime();
		if (ctor === RegExp) return foo.toString() === bar.toString();
		if (ctor === Array) {
			if ((len = foo.length) === bar.length) while (len-- && dequal(foo[len], bar[len]));
			return len === -1;
		}
		if (ctor === Set) {
			if (foo.size !== bar.size) return false;
			for (len of foo) {
				tmp = len;
				if (tmp && typeof tmp === "object") {
					tmp = find(bar, tmp);
					if (!tmp) return false;
				}
				if (!bar.has(tmp)) return false;
			}
			return true;
		}
		if (ctor === Map) {
			if (foo.size !== bar.size) return false;
			for (len of foo) {
				tmp = len[0];
				if (tmp && typeof tmp === "object") {
					tmp = find(bar, tmp);
					if (!tmp) return false;
				}
				if (!dequal(len[1], bar.get(tmp))) return false;
			}
			return true;
		}
		if (ctor === ArrayBuffer) {
			foo = new Uint8Array(foo);
			bar = new Uint8Array(bar);
		} else if (ctor === DataView) {
			if ((len = foo.byteLength) === bar.byteLength) while (len-- && foo.getInt8(len) === bar.getInt8(len));
			return len === -1;
		}
		if (ArrayBuffer.isView(foo)) {
			if ((len = foo.byteLength) === bar.byteLength) while (len-- && foo[len] === bar[len]);
			return len === -1;
		}
		if (!ctor || typeof foo === "object") {
			len = 0;
			for (ctor in foo) {
				if (has$1.call(foo, ctor) && ++len && !has$1.call(bar, ctor)) return false;
				if (!(ctor in bar) || !dequal(foo[ctor], bar[ctor])) return false;
			}
			return Object.keys(bar).length === len;
		}
	}
	return foo !== foo && bar !== bar;
}
// src/policy/configuration-digest.ts
/** Names what policies follow from: the rules, what is exempt today, and whether they refuse. */
function configurationDigest({ ruleSet, failOn }, { isEnforced }) {
	const { profile, only, skip, podSecurityVersion, severities, allow } = ruleSet;
	const { exemptions, allowed, today } = ruleSet.exemptions ?? NO_EXEMPTIONS;
	const facts = {
		profile,
		only,
		skip,
		podSecurityVersion,
		severities,
		allow,
		allowed,
		current: exemptions.filter(({ expires }) => expires === void 0 || expires > today).map((exemption) => ({
			...exemption,
			source: "",
			reason: ""
		}))
	};
	const data = JSON.parse(JSON.stringify({
		...facts,
		failOn,
		isEnforced
	}));
	return digestOf(data);
}
// src/policy/cel.ts
/** A text as CEL writes it. */
function text(value) {
	return JSON.stringify(value);
}
/** Texts as a list of CEL. */
function list(values) {
	return `[${values.map(text).join(", ")}]`;
}
/** A pattern of RE2 as a raw string, which keeps its backslashes. */
function pattern(source) {
	return `r"${source.replaceAll("\"", String.raw`\x22`)}"`;
}
/** Whether each step of a path from a base is there: `has(c.ports) && has(c.ports.x)`. */
function has(base, path) {
	const steps = path.split(".");
	return steps.map((_, index) => `has(${[base, ...steps.slice(0, index + 1)].join(".")})`).join(" && ");
}
/** A field, or what stands for it where it is not set. */
function valueOr(base, path, otherwise) {
	return `(${has(base, path)} ? ${base}.${path} : ${otherwise})`;
}
/** Whether a field is set, and a condition on it holds. */
function setAnd(base, path, condition) {
	return `(${has(base, path)} && ${condition(`${base}.${path}`)})`;
}
function not(condition) {
	return `!(${condition})`;
}
function and(...conditions) {
	return conditions.join(" && ");
}
function or(...conditions) {
	return conditions.length === 1 ? conditions.join("") : `(${conditions.join(" || ")})`;
}
/** The pod's spec, a variable of each policy that needs it. */
const SPEC = "variables.spec";
/** Whether a container sets a field of its securityContext, and a condition on it holds. */
function ownAnd(name, condition) {
	return setAnd("c", `securityContext.${name}`, condition);
}
/** A field of a container's securityContext, else of its pod's, as the kubelet reads it. */
function effective(name, otherwise) {
	const path = `securityContext.${name}`;
	return `(${has("c", path)} ? c.${path} : ${valueOr(SPEC, path, otherwise)})`;
}
// src/policy/globs.ts
/** A part of a glob that means the same to us as to the review. */
const PLAIN = /^[^\\*?[\]{}()!+@|]*$/;
/**
* A glob of the configuration as a pattern of RE2, which knows no lookahead: `*`, `?`, `**` between
* slashes, `{a,b}`, and characters with a backslash.
*
* @returns undefined for a glob with more than that
*/
function globPattern(glob, { slashes = "/" } = {}) {
	const body = translate(glob, slashes);
	return body === void 0 ? void 0 : `^(?:${body})$`;
}
/** The text that a glob fits alone; undefined where it fits others. */
function literalOf(glob) {
	const text = glob.replace(/\\([\\*?[\]{}()!+@|])/g, "");
	return PLAIN.test(text) ? glob.replace(/\\(.)/g, "$1") : void 0;
}
function translate(glob, slashes) {
	if (glob.includes("**/**")) return void 0;
	let found = "";
	for (let at = 0; at < glob.length;) {
		const part = nextPart(glob, at, slashes);
		if (!part) return void 0;
		found += part.source;
		at += part.length;
	}
	return found;
}
function nextPart(glob, at, slashes) {
	const rest = glob.slice(at);
	const isStart = at === 0 || glob[at - 1] === "/";
	if (/^\\[^\w]/.test(rest)) return {
		source: escape(rest[1] ?? ""),
		length: 2
	};
	if (isStart && rest.startsWith("**/")) return at === 1 ? void 0 : {
		source: `(?:.*${slashes})?`,
		length: 3
	};
	if (at > 0 && rest === "/**" && glob[at - 1] !== "*") return {
		source: `(?:${slashes}.*)?`,
		length: 3
	};
	if (isStart && rest === "**") return {
		source: ".*",
		length: 2
	};
	if (/^\*(?!\*)/.test(rest)) return {
		source: isStart && (rest.length === 1 || rest[1] === "/") ? "[^/]+" : "[^/]*",
		length: 1
	};
	if (rest.startsWith("?")) return {
		source: "[^/]",
		length: 1
	};
	if (rest.startsWith("{")) return alternatives(rest, slashes);
	if (rest.startsWith("/")) return {
		source: slashes,
		length: 1
	};
	return PLAIN.test(rest[0] ?? "") ? {
		source: escape(rest[0] ?? ""),
		length: 1
	} : void 0;
}
function alternatives(rest, slashes) {
	const [whole, inside = ""] = /^\{([\w.,/-]+)\}/.exec(rest) ?? [];
	if (whole === void 0 || !inside.includes(",") || /\.\./.test(inside) || inside.split(",").includes("")) return void 0;
	return {
		source: `(?:${inside.split(",").map((one) => one.split("/").map(escape).join(slashes)).join("|")})`,
		length: whole.length
	};
}
function escape(text) {
	return text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
// src/policy/exemptions.ts
/** Nothing is exempt. */
const NOTHING_EXEMPT = {
	variables: [],
	containers: "variables.containers",
	pod: void 0,
	isAnnotated: false,
	notes: []
};
/** How the review lets a finding of a rule pass, as far as the API server can see it. */
function exemptingOf(rule, { exemptions: policy = NO_EXEMPTIONS }) {
	const where = allowedFor(rule, policy);
	const conditions = (where === "nowhere" ? [] : policy.exemptions.filter((one) => one.rules.includes(rule))).filter(({ expires }) => expires === void 0 || expires > policy.today).map((exemption) => ({
		exemption,
		found: conditionOf(exemption)
	}));
	const fitting = conditions.flatMap(({ exemption, found }) => found ? [{
		exemption,
		found
	}] : []);
	const whole = fitting.filter(({ found }) => found.container === void 0);
	const ofPart = fitting.filter(({ found }) => found.container !== void 0);
	const isAnnotated = where === "anywhere";
	const exempt = [...isAnnotated ? [annotated(text(`${PREFIX}${rule}`))] : [], ...whole.map(({ found }) => found.object)];
	const ofContainer = [...isAnnotated ? [annotated(`(${text(`${PREFIX}${rule}.`)} + c.name)`)] : [], ...ofPart.map(({ found }) => and(found.object, found.container ?? "true"))];
	return {
		variables: variablesOf$1(exempt, ofContainer),
		containers: ofContainer.length + exempt.length === 0 ? "variables.containers" : "variables.judged",
		pod: exempt.length === 0 ? void 0 : "variables.exempt",
		isAnnotated,
		notes: conditions.map(({ exemption, found }) => noteOn(exemption, found !== void 0))
	};
}
function variablesOf$1(exempt, ofContainer) {
	if (exempt.length + ofContainer.length === 0) return [];
	const judged = ofContainer.length === 0 ? "variables.containers" : `variables.containers.filter(c, ${not(or(...ofContainer))})`;
	return [...exempt.length > 0 ? [{
		name: "exempt",
		expression: exempt.join(" || ")
	}] : [], {
		name: "judged",
		expression: exempt.length > 0 ? `variables.exempt ? [] : ${judged}` : judged
	}];
}
const PREFIX = "podseal.dev/exempt.";
/** Whether an annotation of the object or its pods is there, with a reason that somebody completed. */
function annotated(key) {
	const value = `a[${key}]`;
	return `variables.annotations.exists(a, ${key} in a && ${value}.matches(r"\\S") && !${value}.contains("<why>") && !${value}.matches(r"^\\s*[,;(]? ?until \\d{4}-\\d{2}-\\d{2}[).]*\\s*$"))`;
}
/** Undefined for one that names a file, or has a glob that RE2 can't do. */
function conditionOf({ path, ...exemption }) {
	if (path !== void 0) return void 0;
	const { kind, namespace, name, container, image } = exemption;
	const origin = [fit(kind, "o.kind"), fit(name, "o.name")];
	const place = fit(namespace, "variables.namespace");
	const parts = [fit(container, "c.name"), fit(image, valueOr("c", "image", "\"\""))];
	if ([
		...origin,
		place,
		...parts
	].includes("")) return void 0;
	const named = origin.flatMap((one) => one ?? []);
	const object = [...named.length > 0 ? [`variables.origins.exists(o, ${and(...named)})`] : [], ...place === void 0 ? [] : [place]];
	const ofContainer = parts.flatMap((one) => one ?? []);
	return {
		object: object.length > 0 ? and(...object) : "true",
		container: ofContainer.length > 0 ? and(...ofContainer) : void 0
	};
}
/** The condition that a text fits a glob; undefined where there is no glob, empty where there is no condition. */
function fit(glob, value) {
	if (glob === void 0) return void 0;
	const literal = literalOf(glob);
	if (literal !== void 0) return `${value} == ${text(literal)}`;
	const source = globPattern(glob);
	return source === void 0 ? "" : `${value}.matches(${pattern(source)})`;
}
function noteOn(exemption, isHere) {
	const { source, reason, expires, path } = exemption;
	const end = expires === void 0 ? "" : `, until ${expires}`;
	if (isHere) return `Exempt by ${source}${end}: ${reason}`;
	return `Not exempt here, but by ${source}${end}: ${path === void 0 ? "it has a glob that a policy can not have" : "it names a file, which no policy sees"}.`;
}
// src/policy/conditions.ts
/** Whether a pod is for Windows by any sign, as the review reads it. */
const WINDOWS = "variables.windows";
/** Whether a pod says so; what the Pod Security Standards go by since 1.25. */
const DECLARED_WINDOWS = setAnd(SPEC, "os.name", (name) => `${name} == "windows"`);
/** Whether a pod has users of its own; two controls of the standards go by it since 1.35. */
const USER_NAMESPACE = setAnd(SPEC, "hostUsers", (flag) => `${flag} == false`);
/** The condition that a boolean is true. */
function same(value) {
	return value;
}
// src/policy/checks/files.ts
const readOnlyRootFilesystem = { checks: () => [{
	name: "writable",
	of: "container",
	found: and(`!${WINDOWS}`, not(ownAnd("readOnlyRootFilesystem", same))),
	order: "Set securityContext.readOnlyRootFilesystem: true, with an emptyDir where it writes"
}] };
/** A quantity that is 0: digits alone tell that, whatever its unit. */
const ZERO = pattern(String.raw`^\+?(?:0+(?:\.0*)?|\.0+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$`);
/** Whether a container's limit of a resource is more than 0. */
function limited(base, resource) {
	const limits = `${base}.resources.limits`;
	return setAnd(base, "resources.limits", () => `"${resource}" in ${limits} && !string(${limits}["${resource}"]).matches(${ZERO})`);
}
const MEDIUM = valueOr("v", "emptyDir.medium", "\"\"");
const MOUNTS = valueOr("c", "volumeMounts", "[]");
/** The containers whose limits bound the volumes of their pod. */
const COUNTED = `(${valueOr(SPEC, "containers", "[]")} + ${valueOr(SPEC, "initContainers", "[]")})`;
/** Everything but its name is a type of a volume: one without a type is an emptyDir. */
const IS_SCRATCH = "(has(v.emptyDir) || v.all(key, key == \"name\"))";
const IS_WRITTEN = `variables.containers.exists(c, ${MOUNTS}.exists(m, m.name == v.name && ${not(setAnd("m", "readOnly", same))}))`;
const IS_UNLIMITED = not(setAnd("v", "emptyDir.sizeLimit", (size) => `!string(${size}).matches(${ZERO})`));
const IS_BOUNDED = `(${MEDIUM}.startsWith("HugePages") || (${MEDIUM} == "Memory" ? ` + or(limited(SPEC, "memory"), `${COUNTED}.all(c, ${limited("c", "memory")})`) + ` : ${COUNTED}.exists(c, ${limited("c", "ephemeral-storage")})))`;
const boundedScratch = { checks: () => [{
	name: "unbounded",
	of: "volume",
	found: and(IS_SCRATCH, IS_UNLIMITED, IS_WRITTEN, not(IS_BOUNDED)),
	order: "Set emptyDir.sizeLimit"
}] };
// src/policy/checks/images.ts
/** As `isPlaceholder` in rules/pinned-image.ts; RE2 has no lookahead. */
const PLACEHOLDER = pattern(String.raw`\{\w+\}|\{\{|\$[({]|\$\w|<[^<>]*>|%\w+%|@\w+@|^ko://|^\s+$|^auto$|` + String.raw`^(?:[^:@]*[/.-])?[A-Z]{3}(?:[^a-z]|$)`);
const ID = pattern("^[0-9a-f]{64}(?:[:@]|$)");
const TAGGED = pattern(":[^/]*$");
/** Whether an image can become another one under its name, or is none. */
function isLoose(image, { profile }) {
	const isReference = and(`${image}.matches(${pattern(IMAGE_REFERENCE)})`, `!${image}.matches(${ID})`);
	const isPinned = `${image}.contains("@")`;
	const isVersion = and(`${image}.matches(${TAGGED})`, `!${image}.endsWith(":latest")`);
	const isTight = profile === "strict" ? isPinned : or(isPinned, `(${isVersion})`);
	return and(`!${image}.matches(${PLACEHOLDER})`, not(and(isReference, isTight)));
}
const pinnedImage = { checks(basis) {
	const order = basis.profile === "strict" ? "Pin the digest of the image" : "Name a version or a digest of the image";
	return [{
		name: "loose",
		of: "container",
		found: setAnd("c", "image", (image) => isLoose(image, basis)),
		order
	}, {
		name: "looseVolume",
		of: "volume",
		found: setAnd("v", "image.reference", (image) => isLoose(image, basis)),
		order
	}];
} };
// src/policy/checks/node.ts
const noHostNamespaces = { checks: ({ standard }) => [
	"hostNetwork",
	"hostPID",
	"hostIPC"
].map((name) => {
	const needed = `variables.containers.exists(c, ${effective("windowsOptions.hostProcess", "false")})`;
	const isNeedable = name === "hostNetwork" && !standard;
	return {
		name,
		of: "pod",
		found: and(setAnd(SPEC, name, same), ...isNeedable ? [not(needed)] : []),
		order: `Set spec.${name}: false in the pod`
	};
}) };
const noHostPorts = {
	checks: () => [{
		name: "onHostPort",
		of: "container",
		found: `${valueOr("c", "ports", "[]")}.exists(p, has(p.hostPort) && p.hostPort != 0)`,
		order: "Remove hostPort from ports, and use a Service"
	}],
	differs: "With hostNetwork the API server sets a hostPort for each port before a policy sees the pod."
};
const noHostProbes = { checks({ standard }) {
	if (!standard?.isSince(34)) return [];
	return [{
		name: "probing",
		of: "container",
		found: or(...HOST_HANDLERS.map((steps) => setAnd("c", [...steps, "host"].join("."), (host) => `${host} != ""`))),
		order: "Remove host from the probes and lifecycle hooks"
	}];
} };
const allowedVolumes = { checks({ standard }) {
	if (!standard) return [];
	const types = FORBIDDEN_VOLUMES[standard.level];
	return [{
		name: "forbidden",
		of: "volume",
		found: or(...types.map((type) => `has(v.${type})`)),
		order: `Use a type of volume that level ${standard.level} allows`
	}];
} };
const noKernelWrite = { checks: (basis) => [...kernelSettings(basis), ...basis.standard ? [] : kernelWays()] };
function kernelSettings({ standard }) {
	const guard = standard ? [] : [`!${WINDOWS}`];
	const isLifted = standard?.level === "baseline" && standard.isSince(35);
	const name = standard ? "s.name" : "s.name.replace(\"/\", \".\")";
	return [{
		name: "sysctls",
		of: "pod",
		found: and(...guard, valueOr(SPEC, "securityContext.sysctls", "[]") + `.exists(s, ${not(`${name} in ${list(safeSysctls(standard))}`)})`),
		order: "Remove the sysctls that are not safe from the pod's securityContext"
	}, {
		name: "unmasked",
		of: "container",
		found: and(...guard, ownAnd("procMount", (value) => `${value} != "Default"`), ...isLifted ? [not(USER_NAMESPACE)] : []),
		order: "Remove securityContext.procMount"
	}];
}
/** Volumes of these paths; a socket answers on a read-only mount as well. */
function kernelWays() {
	const capability = pattern(`^(CAP_)?(${KERNEL_CAPABILITY_NAMES.join("|")})$`);
	const writable = not(setAnd("m", "readOnly", same));
	return [
		{
			name: "kernelCapable",
			of: "container",
			found: and(`!${WINDOWS}`, valueOr("c", "securityContext.capabilities.add", "[]") + `.exists(name, name.upperAscii().matches(${capability}))`),
			order: "Remove the kernel's capabilities from securityContext.capabilities.add"
		},
		{
			name: "atRuntime",
			of: "container",
			found: `${valueOr("c", "volumeMounts", "[]")}.exists(m, ${mountOf("runtime", "true")})`,
			order: "Remove the mount of the container runtime's socket"
		},
		{
			name: "atKernel",
			of: "container",
			found: `${valueOr("c", "volumeMounts", "[]")}.exists(m, ${or(mountOf("kernel", writable), mountOf("kubelet", writable))})`,
			order: "Set readOnly: true on mounts of the node's /proc, /sys, /dev and kubelet files"
		}
	];
}
/** Whether a mount `m` is of a path with an owner, and a condition holds. */
function mountOf(owner, condition) {
	return `variables.volumes.exists(v, v.name == m.name && ${and(setAnd("v", "hostPath.path", (path) => hasOwner(path, owner)), condition)})`;
}
/** Whether a path of the node has an owner; the kernel's come first, then the runtime's. */
function hasOwner(path, owner) {
	const owners = Object.entries(KERNEL_PATHS);
	const at = owners.findIndex(([name]) => name === owner);
	const matching = owners.slice(0, at + 1).map(([, source]) => `${path}.matches(${pattern(source)})`);
	return and(matching.pop() ?? "false", ...matching.map(not));
}
/** The node's path that a mount shows. */
const SHOWN = "(has(m.subPath) && m.subPath != \"\" ? (v.hostPath.path.endsWith(\"/\") ? v.hostPath.path.substring(0, v.hostPath.path.size() - 1) : v.hostPath.path) + \"/\" + m.subPath : v.hostPath.path)";
const noWritableHostPath = { checks({ allow, profile }) {
	const kernel = Object.values(KERNEL_PATHS).map((source) => `v.hostPath.path.matches(${pattern(source)})`);
	const parents = pattern(profile === "strict" ? "^/(?:/*|(?:var|var/lib|media|mnt)/?)$" : "^/+$");
	const isRecursive = setAnd("m", "recursiveReadOnly", (mode) => `${mode} in ["Enabled", "IfPossible"]`);
	const isPropagated = setAnd("m", "mountPropagation", (mode) => `!(${mode} in ["", "None"])`);
	const hasSubmounts = and(`${SHOWN}.matches(${parents})`, `!${WINDOWS}`, not(isPropagated));
	const found = `(${setAnd("m", "readOnly", same)} ? ${and(hasSubmounts, not(isRecursive))} : true)`;
	const volume = `variables.volumes.exists(v, v.name == m.name && has(v.hostPath) && ${and(not(or(...kernel)), ...allowed(allow), found)})`;
	return [{
		name: "onNode",
		of: "container",
		found: `${valueOr("c", "volumeMounts", "[]")}.exists(m, ${volume})`,
		order: "Set readOnly: true on mounts of the node, and recursiveReadOnly for its root"
	}];
} };
/** What no glob of the rule's `allow` fits. A path with `..` in it leads to where nobody allowed it. */
function allowed(globs) {
	const patterns = globs.flatMap((glob) => globPattern(glob, { slashes: "/+" }) ?? []);
	if (patterns.length === 0) return [];
	const fitting = patterns.map((source) => `${SHOWN}.matches(${pattern(source.replace(/\$$/, "/*$"))})`);
	return [not(and(`!${SHOWN}.matches(r"(^|/)\\.\\.(/|$)")`, or(...fitting)))];
}
// src/policy/checks/privileges.ts
const noPrivileged = { checks: ({ standard }) => [
	{
		name: "privileged",
		of: "container",
		found: and(...standard ? [] : [`!${WINDOWS}`], ownAnd("privileged", same)),
		order: "Set securityContext.privileged: false"
	},
	{
		name: "onWindowsNode",
		of: "container",
		found: standard ? ownAnd("windowsOptions.hostProcess", same) : effective("windowsOptions.hostProcess", "false"),
		order: "Set securityContext.windowsOptions.hostProcess: false"
	},
	...standard ? [{
		name: "podOnWindowsNode",
		of: "pod",
		found: setAnd(SPEC, "securityContext.windowsOptions.hostProcess", same),
		order: "Set hostProcess: false in the pod's securityContext.windowsOptions"
	}] : []
] };
const noPrivilegeEscalation = { checks({ standard }) {
	if (standard && !standard.isSince(8)) return [];
	const exempt = !standard ? WINDOWS : standard.isSince(25) ? DECLARED_WINDOWS : void 0;
	return [{
		name: "escalating",
		of: "container",
		found: and(...exempt === void 0 ? [] : [not(exempt)], not(ownAnd("allowPrivilegeEscalation", (flag) => `${flag} == false`))),
		order: "Set securityContext.allowPrivilegeEscalation: false"
	}];
} };
const dropCapabilities = { checks(basis) {
	const demand = demandOn(basis);
	const found = (condition) => and(...demand.exempt === void 0 ? [] : [not(demand.exempt)], condition);
	const dropped = valueOr("c", "securityContext.capabilities.drop", "[]");
	const added = valueOr("c", "securityContext.capabilities.add", "[]");
	return [...demand.dropsAll ? [{
		name: "keeping",
		of: "container",
		found: found(not(`${dropped}.exists(name, ${demand.isAll})`)),
		order: "Set securityContext.capabilities.drop: [ALL]"
	}] : [], {
		name: "adding",
		of: "container",
		found: found(`${added}.exists(name, ${not(demand.mayAdd)})`),
		order: `Take from securityContext.capabilities.add all but ${demand.rest}`
	}];
} };
function demandOn({ standard, allow }) {
	if (!standard) return ownDemand(allow);
	const isRestricted = standard.level === "restricted" && standard.isSince(22);
	const names = [...isRestricted ? ["NET_BIND_SERVICE"] : BASELINE_CAPABILITIES, ...allow];
	return {
		dropsAll: isRestricted,
		isAll: "name == \"ALL\"",
		mayAdd: `name in ${list(names)}`,
		rest: isRestricted ? names.join(", ") : "those of level baseline",
		exempt: isRestricted && standard.isSince(25) ? DECLARED_WINDOWS : void 0
	};
}
/** Names as the runtimes read them; the kernel's are the matter of `no-kernel-write`. */
function ownDemand(allow) {
	const names = ["NET_BIND_SERVICE", ...allow];
	return {
		dropsAll: true,
		isAll: "name.upperAscii() == \"ALL\"",
		mayAdd: `name.upperAscii().matches(${pattern(`^(CAP_)?(${[...names, ...KERNEL_CAPABILITY_NAMES].join("|")})$`)})`,
		rest: names.join(", "),
		exempt: WINDOWS
	};
}
// src/policy/checks/profiles.ts
/** Profiles that each confine a container; anything else does not. */
const CONFINED = list(["RuntimeDefault", "Localhost"]);
const seccompProfile = { checks({ standard }) {
	if (standard && !standard.isSince(19)) return seccompAnnotations();
	const exempt = seccompExempt(standard);
	const guard = (found) => and(...exempt ? [not(exempt)] : [], found);
	const order = "Set securityContext.seccompProfile.type: RuntimeDefault";
	const path = "securityContext.seccompProfile";
	const ofPod = has(SPEC, path);
	const inherits = `variables.containers.exists(c, ${not(has("c", path))})`;
	const counts = standard === void 0 ? [inherits] : [];
	const missing = standard?.level === "baseline" ? "false" : not(ofPod);
	return [{
		name: "podUnconfined",
		of: "pod",
		found: guard(and(ofPod, ...counts, unconfined(SPEC, path))),
		order: `${order} in the pod`
	}, {
		name: "unconfined",
		of: "container",
		found: guard(`(${has("c", path)} ? ${unconfined("c", path)} : ${missing})`),
		order: `${order} in the container or the pod`
	}];
} };
function seccompExempt(standard) {
	if (!standard) return WINDOWS;
	return standard.level === "restricted" && standard.isSince(25) ? DECLARED_WINDOWS : void 0;
}
function unconfined(base, path) {
	return not(setAnd(base, `${path}.type`, (type) => `${type} in ${CONFINED}`));
}
function seccompAnnotations() {
	const confined = String.raw`.matches(r"^(?:(?:runtime|docker)/default$|localhost/)")`;
	const pod = "seccomp.security.alpha.kubernetes.io/pod";
	const key = "\"container.seccomp.security.alpha.kubernetes.io/\" + c.name";
	const of = "variables.podAnnotations";
	const order = "Set the seccomp annotation to runtime/default";
	return [{
		name: "podUnconfined",
		of: "pod",
		found: `("${pod}" in ${of} && ${not(`${of}["${pod}"]${confined}`)})`,
		order: `${order} in the pod`
	}, {
		name: "unconfined",
		of: "container",
		found: `(${key} in ${of} && ${not(`${of}[${key}]${confined}`)})`,
		order
	}];
}
const appArmorProfile = { checks({ standard }) {
	const guard = standard ? [] : [`!${WINDOWS}`];
	const path = "securityContext.appArmorProfile";
	const prefix = "container.apparmor.security.beta.kubernetes.io/";
	const inherits = `variables.containers.exists(c, ${not(has("c", path))})`;
	const counts = standard === void 0 ? [inherits] : [];
	const order = "Set securityContext.appArmorProfile.type: RuntimeDefault";
	return [
		{
			name: "podUnconfined",
			of: "pod",
			found: and(...guard, has(SPEC, path), ...counts, unconfined(SPEC, path)),
			order: `${order} in the pod`
		},
		{
			name: "unconfined",
			of: "container",
			found: and(...guard, has("c", path), unconfined("c", path)),
			order
		},
		{
			name: "annotated",
			of: "pod",
			found: and(...guard, `variables.podAnnotations.exists(key, key.startsWith("${prefix}") && !variables.podAnnotations[key].matches(r"^(?:$|runtime/default$|localhost/)"))`),
			order: "Set the AppArmor annotations of the pod to runtime/default"
		}
	];
} };
const selinuxOptions = { checks({ standard }) {
	const guard = standard ? [] : [`!${WINDOWS}`];
	const path = "securityContext.seLinuxOptions";
	const inherits = `variables.containers.exists(c, ${not(has("c", path))})`;
	const counts = standard === void 0 ? [inherits] : [];
	const types = standard?.isSince(31) ?? true ? SELINUX_TYPES_SINCE_31 : SELINUX_TYPES;
	const bad = (base) => or(setAnd(base, `${path}.type`, (type) => not(`${type} in ${list(["", ...types])}`)), ...["user", "role"].map((name) => setAnd(base, `${path}.${name}`, (value) => `${value} != ""`)));
	const order = "Remove type, user and role from securityContext.seLinuxOptions";
	return [{
		name: "podLabeled",
		of: "pod",
		found: and(...guard, ...counts, bad(SPEC)),
		order: `${order} in the pod`
	}, {
		name: "labeled",
		of: "container",
		found: and(...guard, bad("c")),
		order
	}];
} };
// src/policy/checks/users.ts
const FLAG$1 = effective("runAsNonRoot", "false");
const USER$1 = effective("runAsUser", "-1");
const ADMINISTRATOR = effective("windowsOptions.runAsUserName", "\"\"") + String.raw`.lowerAscii().matches(r"(^|\\)containeradministrator$")`;
const runAsNonRoot = {
	checks: (basis) => basis.standard ? nonRootByStandard(basis) : nonRootByEffect(basis),
	differs: "The review knows of some images that they start as another user than root, and then only warns; the API server can not know."
};
/** What is in force; a user other than root without the flag is worth a warning in `immutable`. */
function nonRootByEffect({ profile, isGraded }) {
	const isOther = and(`!${WINDOWS}`, `${USER$1} > 0`);
	const splits = profile === "immutable" && isGraded;
	const flag = {
		of: "container",
		order: "Set securityContext.runAsNonRoot: true in the container or the pod"
	};
	return [
		{
			name: "root",
			of: "container",
			found: `(${WINDOWS} ? ${ADMINISTRATOR} : ${USER$1} == 0)`,
			order: "Set securityContext.runAsUser to a user other than root that the image works with"
		},
		{
			...flag,
			name: "maybeRoot",
			found: and(not(FLAG$1), ...splits ? [not(isOther)] : [])
		},
		...splits ? [{
			...flag,
			name: "unflagged",
			found: and(not(FLAG$1), isOther),
			isMinor: true
		}] : []
	];
}
function isRoot(user) {
	return `${user} == 0`;
}
/** Each value counts where it stands, also one that every container overrides. */
function nonRootByStandard({ standard }) {
	if (standard?.level !== "restricted") return [];
	const lifted = standard.isSince(35) ? [not(USER_NAMESPACE)] : [];
	const ofPod = has(SPEC, "securityContext.runAsNonRoot");
	return [
		{
			name: "podMaybeRoot",
			of: "pod",
			found: and(...lifted, setAnd(SPEC, "securityContext.runAsNonRoot", not)),
			order: "Set runAsNonRoot: true in the pod's securityContext"
		},
		{
			name: "maybeRoot",
			of: "container",
			found: and(...lifted, `(${has("c", "securityContext.runAsNonRoot")} ? !c.securityContext.runAsNonRoot : ${not(ofPod)})`),
			order: "Set securityContext.runAsNonRoot: true"
		},
		...standard.isSince(23) ? rootUsers(lifted) : []
	];
}
function rootUsers(lifted) {
	return [{
		name: "podRoot",
		of: "pod",
		found: and(...lifted, setAnd(SPEC, "securityContext.runAsUser", isRoot)),
		order: "Set runAsUser in the pod's securityContext to a user other than 0"
	}, {
		name: "root",
		of: "container",
		found: and(...lifted, ownAnd("runAsUser", isRoot)),
		order: "Set securityContext.runAsUser to a user other than 0"
	}];
}
// src/policy/expressed.ts
/** Every rule, as a policy can enforce it, or why none can. */
const EXPRESSED = {
	"admission-policy": { why: "it is about policies, and what changes them" },
	"allowed-volumes": allowedVolumes,
	"app-armor-profile": appArmorProfile,
	"bounded-scratch": boundedScratch,
	"drop-capabilities": dropCapabilities,
	"immutable-config": { why: "a policy can not tell which names have a version" },
	"misplaced-field": { why: "the API server drops such fields before a policy sees the object" },
	"namespace-enforcement": { why: "podseal policy --engine pod-security writes the labels that it asks for" },
	"no-host-namespaces": noHostNamespaces,
	"no-host-ports": noHostPorts,
	"no-host-probes": noHostProbes,
	"no-host-users": { checks: () => [{
		name: "hostUsers",
		of: "pod",
		found: and(`!${WINDOWS}`, not(USER_NAMESPACE)),
		order: "Set spec.hostUsers: false in the pod"
	}] },
	"no-kernel-write": noKernelWrite,
	"no-privilege-escalation": noPrivilegeEscalation,
	"no-privileged": noPrivileged,
	"no-runtime-install": { why: "a policy can not read shell commands" },
	"no-writable-host-path": noWritableHostPath,
	"pinned-image": pinnedImage,
	"pod-security-policy": { why: "Kubernetes 1.25 and later have no such objects" },
	"read-only-root-filesystem": readOnlyRootFilesystem,
	"run-as-non-root": runAsNonRoot,
	"seccomp-profile": seccompProfile,
	"selinux-options": selinuxOptions,
	"writable-paths": { why: "a policy knows no facts about images" }
};
// src/policy/variables.ts
/**
* Where the pod of an object is. With `dyn` the API server checks no types: each expression is for
* several kinds, and would not fit the schema of any one.
*/
function templateOf(object) {
	return `(${object}.kind == "Pod" ? dyn(${object}) : ${object}.kind == "PodTemplate" ? dyn(${object}).template : ${object}.kind == "CronJob" ? dyn(${object}).spec.jobTemplate.spec.template : dyn(${object}).spec.template)`;
}
/** What the checks may use, in the order in which the variables need each other. */
const SHARED = [
	{
		name: "template",
		expression: templateOf("object")
	},
	{
		name: "spec",
		expression: "variables.template.spec"
	},
	{
		name: "containers",
		expression: [
			"containers",
			"initContainers",
			"ephemeralContainers"
		].map((name) => valueOr(SPEC, name, "[]")).join(" + ")
	},
	{
		name: "volumes",
		expression: valueOr(SPEC, "volumes", "[]")
	},
	{
		name: "osOfTerms",
		expression: `${valueOr(SPEC, "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms", "[]")}.map(t, (has(t.matchExpressions) ? t.matchExpressions : []).filter(e, e.key in ["kubernetes.io/os", "beta.kubernetes.io/os"] && e.operator == "In" && has(e.values) && e.values.size() == 1).map(e, e.values[0]))`
	},
	{
		name: "hostProcess",
		expression: `(${has(SPEC, "securityContext.windowsOptions.hostProcess")} && ${SPEC}.securityContext.windowsOptions.hostProcess) || ${valueOr(SPEC, "containers", "[]")}.exists(c, ${has("c", "securityContext.windowsOptions.hostProcess")} && c.securityContext.windowsOptions.hostProcess)`
	},
	{
		name: "windows",
		expression: `${has(SPEC, "os.name")} ? ${SPEC}.os.name == "windows" : variables.hostProcess || (has(${SPEC}.nodeSelector) && "kubernetes.io/os" in ${SPEC}.nodeSelector ? ${SPEC}.nodeSelector["kubernetes.io/os"] == "windows" : has(${SPEC}.nodeSelector) && "beta.kubernetes.io/os" in ${SPEC}.nodeSelector ? ${SPEC}.nodeSelector["beta.kubernetes.io/os"] == "windows" : variables.osOfTerms.size() > 0 && variables.osOfTerms[0].size() > 0 && variables.osOfTerms[0][0] == "windows" && variables.osOfTerms.all(values, "windows" in values))`
	},
	{
		name: "annotations",
		expression: `(object.kind == "Pod" ? [dyn(object)] : [dyn(object), variables.template]).filter(o, ${has("o", "metadata.annotations")}).map(o, o.metadata.annotations)`
	},
	{
		name: "podAnnotations",
		expression: valueOr("variables.template", "metadata.annotations", "{}")
	},
	{
		name: "name",
		expression: valueOr("dyn(object)", "metadata.name", "\"\"")
	},
	{
		name: "namespace",
		expression: "has(object.metadata) && \"namespace\" in dyn(object).metadata ? dyn(object).metadata[\"namespace\"] : \"\""
	},
	{
		name: "owners",
		expression: valueOr("dyn(object)", "metadata.ownerReferences", "[]") + ".map(o, {\"kind\": dyn(o.kind), \"name\": dyn(o.name)})"
	},
	{
		name: "hash",
		expression: `${has("dyn(object)", "metadata.labels")} && "pod-template-hash" in dyn(object).metadata.labels ? dyn(object).metadata.labels["pod-template-hash"] : ""`
	},
	{
		name: "origins",
		expression: "[{\"kind\": dyn(object.kind), \"name\": dyn(variables.name)}] + variables.owners + variables.owners.filter(o, o.kind == \"ReplicaSet\" && variables.hash != \"\" && o.name.endsWith(\"-\" + variables.hash)).map(o, {\"kind\": dyn(\"Deployment\"), \"name\": dyn(o.name.substring(0, o.name.size() - variables.hash.size() - 1))}) + variables.owners.filter(o, o.kind == \"Job\" && o.name.matches(r\"-[0-9]{8,10}$\")).map(o, {\"kind\": dyn(\"CronJob\"), \"name\": dyn(o.name.substring(0, o.name.lastIndexOf(\"-\")))})"
	}
];
/** The shared variables that expressions use, and those which these need, before their own. */
function withShared(own, expressions) {
	const used = /* @__PURE__ */ new Set();
	const visit = (expression) => {
		for (const [, name = ""] of expression.matchAll(/\bvariables\.(\w+)/g)) {
			const shared = SHARED.find((variable) => variable.name === name);
			if (!shared || used.has(name)) continue;
			used.add(name);
			visit(shared.expression);
		}
	};
	for (const expression of [...own.map((variable) => variable.expression), ...expressions]) visit(expression);
	return [...SHARED.filter(({ name }) => used.has(name)), ...own];
}
// src/policy/policies.ts
/** A policy for each rule of a rule set; two for one whose findings differ in severity. */
function policiesOf(enforced) {
	const policies = [];
	const missing = [];
	for (const { rule, severity } of activeRules(enforced.ruleSet)) {
		const expressed = EXPRESSED[rule.id];
		if (!expressed) throw new Error(`src/policy/expressed.ts says nothing of ${rule.id}`);
		if ("why" in expressed) missing.push({
			rule: rule.id,
			why: expressed.why
		});
		else for (const one of policiesFor({
			...rule,
			severity,
			expressed
		}, enforced)) policies.push(one);
	}
	return {
		policies,
		missing
	};
}
function policiesFor({ id, summary, severity, expressed }, { ruleSet, failOn }) {
	const checks = expressed.checks({
		standard: podSecurityLevel(ruleSet),
		profile: ruleSet.profile,
		allow: ruleSet.allow?.[id] ?? [],
		isGraded: severity === "error" && ruleSet.severities?.[id] === void 0
	});
	const exempting = exemptingOf(id, ruleSet);
	const differs = expressed.differs === void 0 ? [] : [expressed.differs];
	const make = (name, some, graded) => some.length === 0 ? [] : [{
		name,
		summary,
		severity: graded,
		isFailing: isFailing(graded, failOn),
		...evaluated(some, exempting),
		isAnnotated: exempting.isAnnotated,
		notes: [...differs, ...exempting.notes]
	}];
	return [...make(`podseal-${id}`, checks.filter(({ isMinor }) => isMinor !== true), severity), ...make(`podseal-${id}-minor`, checks.filter(({ isMinor }) => isMinor === true), "warning")];
}
function isFailing(severity, failOn) {
	return failOn !== "never" && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);
}
/** Checks as variables and validations. */
function evaluated(checks, exempting) {
	const own = [...exempting.variables, ...checks.flatMap((check) => variableOf(check, exempting))];
	const validations = checks.map((check) => validationOf(check, exempting));
	return {
		variables: withShared(own, validations.flatMap(({ expression, messageExpression = "" }) => [expression, messageExpression])),
		validations
	};
}
/** The names of what a check finds: they are in its message. */
function variableOf({ name, of, found }, { containers, pod }) {
	if (of === "pod") return [];
	if (of === "container") return [{
		name,
		expression: `${containers}.filter(c, ${found}).map(c, c.name)`
	}];
	return [{
		name,
		expression: `${pod === void 0 ? "variables.volumes" : `(${pod} ? [] : variables.volumes)`}.filter(v, ${found}).map(v, v.name)`
	}];
}
function validationOf({ name, of, found, order }, { pod }) {
	if (of === "pod") return {
		expression: `!(${pod === void 0 ? found : and(`!${pod}`, found)})`,
		message: `${order}.`
	};
	return {
		expression: `variables.${name}.size() == 0`,
		message: `${order} in each ${of}.`,
		messageExpression: `${text(`${order}: ${of} `)} + variables.${name}.join(", ") + "."`
	};
}
// src/policy/engines/engine.ts
/** Namespaces of Kubernetes itself, whose pods reach their nodes. */
const SYSTEM_NAMESPACES = [
	"kube-system",
	"kube-public",
	"kube-node-lease"
];
/** Where a policy counts: in namespaces with its label, or everywhere but in those of the system. */
function namespacesOf({ onLabel }) {
	if (onLabel) return { matchLabels: { [onLabel[0]]: onLabel[1] } };
	return { matchExpressions: [{
		key: "kubernetes.io/metadata.name",
		operator: "NotIn",
		values: SYSTEM_NAMESPACES
	}] };
}
/** The kinds of the API server that make pods, with what happens to them. */
const RESOURCE_RULES = [
	resourceRule("", ["pods"], ["CREATE"]),
	resourceRule("", ["pods/ephemeralcontainers"], ["UPDATE"]),
	resourceRule("", ["podtemplates", "replicationcontrollers"], ["CREATE", "UPDATE"]),
	resourceRule("apps", [
		"daemonsets",
		"deployments",
		"replicasets",
		"statefulsets"
	], ["CREATE", "UPDATE"]),
	resourceRule("batch", ["cronjobs", "jobs"], ["CREATE", "UPDATE"])
];
function resourceRule(group, resources, operations) {
	return {
		apiGroups: [group],
		apiVersions: ["v1"],
		operations,
		resources
	};
}
/** The same as kinds, by group. */
const KINDS = [
	{
		apiGroups: [""],
		kinds: [
			"Pod",
			"PodTemplate",
			"ReplicationController"
		]
	},
	{
		apiGroups: ["apps"],
		kinds: [
			"DaemonSet",
			"Deployment",
			"ReplicaSet",
			"StatefulSet"
		]
	},
	{
		apiGroups: ["batch"],
		kinds: ["CronJob", "Job"]
	}
];
/**
* An update that leaves the pod as it is, is let in: else nobody could delete or scale what was there
* before the policy.
*/
const CHANGED_PODS = {
	name: "changes-pods",
	expression: `object != null && has(object.kind) && (oldObject == null || !has(oldObject.kind) || ${templateOf("object")}.spec != ${templateOf("oldObject")}.spec)`
};
/** Variables as each of the engines has them. */
function variablesOf({ variables }) {
	return variables.map(({ name, expression }) => ({
		name,
		expression
	}));
}
/** Validations as each of the engines has them. */
function validationsOf({ validations }) {
	return validations.map(({ expression, message, messageExpression }) => ({
		expression,
		message,
		...messageExpression !== void 0 && { messageExpression }
	}));
}
/** Whether a policy refuses what it finds, as a review that fails. */
function isRefusing$1({ isFailing }, { isEnforced }) {
	return isFailing && isEnforced;
}
// src/policy/defaults.ts
const CAPABLE = setAnd("c", "securityContext.capabilities.add", (added) => `${added}.exists(name, name.upperAscii() in ["SYS_ADMIN", "CAP_SYS_ADMIN", "ALL"])`);
const DEFAULTS = [{
	rule: "no-privilege-escalation",
	name: "podseal-default-privilege-escalation",
	comment: "sets allowPrivilegeEscalation: false on containers that leave it out, are not privileged, and do not add SYS_ADMIN or ALL. Programs such as sudo then get no rights by setuid: where a container needs that, set allowPrivilegeEscalation: true in its manifest, and exempt it.",
	unset: and(not(has("c", "securityContext.allowPrivilegeEscalation")), not(ownAnd("privileged", same)), not(CAPABLE)),
	fields: () => "allowPrivilegeEscalation: false"
}, {
	rule: "seccomp-profile",
	name: "podseal-default-seccomp-profile",
	comment: "sets seccompProfile RuntimeDefault on containers that set none, in pods that set none. The profile takes rare system calls from programs: where a container needs one of them, set another profile in its manifest.",
	unset: and(not(has("c", "securityContext.seccompProfile")), not(has(SPEC, "securityContext.seccompProfile"))),
	fields: (type) => `seccompProfile: ${type}.seccompProfile{type: "RuntimeDefault"}`
}];
/** The pod with the fields on the containers that `variables.unset` names: lists are merged by name. */
function patchOf({ fields }) {
	return `Object{spec: Object.spec{${["containers", "initContainers"].map((list) => {
		const type = `Object.spec.${list}`;
		const context = `${type}.securityContext{${fields(`${type}.securityContext`)}}`;
		return `${list}: ${valueOr(SPEC, list, "[]")}.filter(c, c.name in variables.unset).map(c, ${type}{name: c.name, securityContext: ${context}})`;
	}).join(", ")}}}`;
}
/** The policies that set what is safe to set, each for its rule and with the exemptions of that. */
function defaultsFor(ruleSet) {
	return DEFAULTS.map((one) => {
		const exempting = exemptingOf(one.rule, ruleSet);
		const metadata = {
			name: one.name,
			labels: MANAGED
		};
		return {
			comments: [`${one.name} ${one.comment}`, ...exempting.notes],
			objects: [policyOf(one, exempting, metadata), bindingOf(metadata)]
		};
	});
}
const API_VERSION$1 = "admissionregistration.k8s.io/v1";
function policyOf(one, exempting, metadata) {
	const unset = `${exempting.containers}.filter(c, ${one.unset}).map(c, c.name)`;
	const own = [...exempting.variables, {
		name: "unset",
		expression: unset
	}];
	const expression = `${`variables.unset.size() > 0 && !${WINDOWS}`} ? ${patchOf(one)} : Object{}`;
	return {
		apiVersion: API_VERSION$1,
		kind: "MutatingAdmissionPolicy",
		metadata,
		spec: {
			failurePolicy: "Ignore",
			reinvocationPolicy: "IfNeeded",
			matchConstraints: { resourceRules: [{
				apiGroups: [""],
				apiVersions: ["v1"],
				operations: ["CREATE"],
				resources: ["pods"]
			}] },
			matchConditions: [{
				name: "no-mirror-pod",
				expression: not(setAnd("object", "metadata.annotations", (all) => `${text(MIRROR)} in ${all}`))
			}],
			variables: withShared(own, [expression]).map((variable) => ({ ...variable })),
			mutations: [{
				patchType: "ApplyConfiguration",
				applyConfiguration: { expression }
			}]
		}
	};
}
const MIRROR = "kubernetes.io/config.mirror";
function bindingOf(metadata) {
	const { name = "" } = metadata;
	return {
		apiVersion: API_VERSION$1,
		kind: "MutatingAdmissionPolicyBinding",
		metadata,
		spec: {
			policyName: name,
			matchResources: { namespaceSelector: { matchExpressions: [{
				key: "kubernetes.io/metadata.name",
				operator: "NotIn",
				values: SYSTEM_NAMESPACES
			}] } }
		}
	};
}
// src/policy/engines/gatekeeper.ts
/** Gatekeeper's templates with CEL, and a constraint of each. */
const gatekeeper = {
	title: "ConstraintTemplates with CEL, and constraints, for Gatekeeper 3.18 or later",
	rollout: ({ isEnforced }) => [
		"Apply the file again once Gatekeeper has made the kinds of the constraints.",
		isEnforced ? "Constraints with the action deny refuse what they find." : "The constraints refuse nothing: they warn, or list what they find. Refuse it with podseal policy --enforce.",
		"kubectl get constraints lists how much of what is in the cluster each of them finds."
	],
	objects(policy, stage) {
		const kind = policy.name.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());
		return [template(policy, kind), constraint(policy, kind, stage)];
	}
};
function template(policy, kind) {
	const source = {
		failurePolicy: "Fail",
		matchCondition: [CHANGED_PODS],
		variables: variablesOf(policy),
		validations: validationsOf(policy)
	};
	return {
		apiVersion: "templates.gatekeeper.sh/v1",
		kind: "ConstraintTemplate",
		metadata: {
			name: kind.toLowerCase(),
			labels: MANAGED
		},
		spec: {
			crd: { spec: {
				names: { kind },
				validation: { openAPIV3Schema: { type: "object" } }
			} },
			targets: [{
				target: "admission.k8s.gatekeeper.sh",
				code: [{
					engine: "K8sNativeValidation",
					source
				}]
			}]
		}
	};
}
function constraint(policy, kind, stage) {
	return {
		apiVersion: "constraints.gatekeeper.sh/v1beta1",
		kind,
		metadata: {
			name: policy.name,
			labels: MANAGED
		},
		spec: {
			enforcementAction: actionOf(policy, stage),
			match: {
				kinds: KINDS,
				namespaceSelector: namespacesOf(policy)
			}
		}
	};
}
function actionOf(policy, stage) {
	if (isRefusing$1(policy, stage)) return "deny";
	return policy.severity === "notice" && !policy.isFailing ? "dryrun" : "warn";
}
// src/policy/engines/kyverno.ts
function rollout({ isEnforced }) {
	return [isEnforced ? "Policies that deny refuse what they find." : "The policies refuse nothing. Refuse what they find with podseal policy --enforce.", "kubectl get policyreports -A lists what they find, also in what is in the cluster already."];
}
/** Kyverno's policies in CEL. */
const kyverno = {
	title: "ValidatingPolicies, for Kyverno 1.17 or later",
	rollout,
	objects: (policy, stage) => [{
		apiVersion: "policies.kyverno.io/v1",
		kind: "ValidatingPolicy",
		metadata: {
			name: policy.name,
			labels: MANAGED
		},
		spec: {
			validationActions: [isRefusing$1(policy, stage) ? "Deny" : "Audit"],
			failurePolicy: "Fail",
			autogen: { podControllers: { controllers: [] } },
			matchConstraints: {
				resourceRules: RESOURCE_RULES,
				namespaceSelector: namespacesOf(policy)
			},
			matchConditions: [CHANGED_PODS],
			variables: variablesOf(policy),
			validations: validationsOf(policy)
		}
	}]
};
/** The same as the kind that Kyverno had before, for its older versions. */
const kyvernoClusterPolicy = {
	title: "ClusterPolicies, for Kyverno 1.13 or later",
	rollout,
	objects: (policy, stage) => [{
		apiVersion: "kyverno.io/v1",
		kind: "ClusterPolicy",
		metadata: {
			name: policy.name,
			labels: MANAGED,
			annotations: { "pod-policies.kyverno.io/autogen-controllers": "none" }
		},
		spec: {
			background: true,
			failurePolicy: "Fail",
			rules: [{
				name: policy.name,
				match: { any: [{ resources: {
					kinds: KINDS.flatMap(({ kinds }) => kinds),
					operations: ["CREATE", "UPDATE"],
					namespaceSelector: namespacesOf(policy)
				} }] },
				celPreconditions: [CHANGED_PODS],
				validate: {
					failureAction: isRefusing$1(policy, stage) ? "Enforce" : "Audit",
					cel: {
						variables: variablesOf(policy),
						expressions: validationsOf(policy)
					}
				}
			}]
		}
	}]
};
// src/policy/engines/pod-security.ts
/**
* The level that is nearest to a profile. What makes a container immutable is in neither; baseline is
* what an immutable container never needs, and restricted has the hardening that `strict` asks for.
*/
const NEAREST = {
	immutable: "baseline",
	strict: "restricted",
	baseline: "baseline",
	restricted: "restricted"
};
const LABEL$1 = "pod-security.kubernetes.io/";
/** The labels of namespaces for Pod Security Admission, at the nearest level and version. */
function labelNamespaces({ ruleSet, active, all, names }, { isEnforced }) {
	const level = NEAREST[ruleSet.profile];
	const version = ruleSet.podSecurityVersion === void 0 ? "latest" : `v1.${ruleSet.podSecurityVersion}`;
	const labels = Object.fromEntries((isEnforced ? [
		"enforce",
		"audit",
		"warn"
	] : ["audit", "warn"]).flatMap((mode) => [[`${LABEL$1}${mode}`, level], [`${LABEL$1}${mode}-version`, version]]));
	return {
		header: [
			isEnforced ? `Pods that level ${level} forbids are refused. Workloads that make such pods are not.` : `The labels refuse nothing: they warn, and the audit log has what level ${level} forbids. Refuse it with podseal policy --enforce.`,
			`What would be refused: kubectl label --dry-run=server --overwrite namespace ${names.join(" ")} ${LABEL$1}enforce=${level}`,
			...uncovered(level, active),
			...beyond(level, active, all),
			...ruleSet.exemptions?.exemptions.length ? ["No exemption is here: labels are for all pods of a namespace."] : []
		],
		objects: names.map((name) => ({
			apiVersion: "v1",
			kind: "Namespace",
			metadata: {
				name,
				labels: {
					...MANAGED,
					...labels
				}
			}
		}))
	};
}
function uncovered(level, active) {
	const rules = active.filter(({ rule }) => rule.severity[level] === void 0);
	return rules.length === 0 ? [] : [`Level ${level} does not ask for: ${rules.map(({ rule }) => rule.id).join(", ")}.`];
}
function beyond(level, active, all) {
	const failing = new Set(active.filter(({ severity }) => severity === "error").map(({ rule }) => rule.id));
	const rules = all.filter(({ id, severity }) => severity[level] !== void 0 && !failing.has(id));
	return rules.length === 0 ? [] : [`Level ${level} also refuses what is no error in the review: ${rules.map(({ id }) => id).join(", ")}.`];
}
// src/policy/engines/validating-admission-policy.ts
const API_VERSION = "admissionregistration.k8s.io/v1";
/** What the API server evaluates itself since Kubernetes 1.30. */
const validatingAdmissionPolicy = {
	title: "ValidatingAdmissionPolicies, for Kubernetes 1.30 or later",
	rollout: ({ isEnforced }) => [isEnforced ? "Bindings with Deny refuse what their policy finds." : "The bindings refuse nothing: whoever applies such an object is warned. The audit log has it as validation.policy.admission.k8s.io/validation_failure. Refuse it with podseal policy --enforce."],
	objects(policy, stage) {
		const metadata = {
			name: policy.name,
			labels: MANAGED
		};
		return [{
			apiVersion: API_VERSION,
			kind: "ValidatingAdmissionPolicy",
			metadata,
			spec: {
				failurePolicy: "Fail",
				matchConstraints: { resourceRules: RESOURCE_RULES },
				matchConditions: [CHANGED_PODS],
				variables: variablesOf(policy),
				validations: validationsOf(policy)
			}
		}, {
			apiVersion: API_VERSION,
			kind: "ValidatingAdmissionPolicyBinding",
			metadata,
			spec: {
				policyName: policy.name,
				validationActions: actionsOf(policy, stage),
				matchResources: { namespaceSelector: namespacesOf(policy) }
			}
		}];
	}
};
/** As the review: what fails it is refused, a warning is told, and a notice is only noted. */
function actionsOf(policy, stage) {
	if (isRefusing$1(policy, stage)) return ["Deny", "Audit"];
	return policy.severity === "notice" && !policy.isFailing ? ["Audit"] : ["Audit", "Warn"];
}
// src/policy/print.ts
/** As wide as the docs; CEL is folded there. */
const WIDTH = 100;
/** Longer text is folded below its key. */
const MAX_PLAIN = 70;
/** A file as text. */
function printSections(sections) {
	let text = "";
	for (const { comments, objects } of sections) {
		const head = comments.map(comment).join("");
		if (objects.length === 0) text += `${head}\n`;
		for (const [index, object] of objects.entries()) text += `${text === "" ? "" : "---\n"}${index === 0 ? head : ""}${printObject(object)}`;
	}
	return text;
}
function printObject(object) {
	const document = new Document(object, { aliasDuplicateObjects: false });
	visit(document, {
		Scalar(_, node) {
			if (typeof node.value === "string" && node.value.length > MAX_PLAIN) node.type = "BLOCK_FOLDED";
		},
		Seq(_, node) {
			if (node.items.every(isScalar)) node.flow = true;
		}
	});
	return document.toString({
		lineWidth: WIDTH,
		singleQuote: true,
		flowCollectionPadding: false
	});
}
/** A line of the header as comments, whatever is in it. */
function comment(line) {
	const words = line.split(/[\p{C}\p{Z}]+/u).filter((word) => word !== "");
	if (words.length === 0) return "#\n";
	const lines = [];
	for (const word of words) {
		const last = lines.at(-1);
		if (last !== void 0 && last.length + word.length + 3 <= WIDTH) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines.map((text) => `# ${text}\n`).join("");
}
// src/policy/write-policies.ts
/** What evaluates policies of ours in CEL. */
const CEL_ENGINES = {
	vap: validatingAdmissionPolicy,
	kyverno,
	"kyverno-cluster-policy": kyvernoClusterPolicy,
	gatekeeper
};
const WRITTEN$1 = "Written by podseal policy: change the configuration, and write it again.";
const PREVIEW = "What would be refused of the objects in a cluster: kubectl get pods,deployments,statefulsets,daemonsets,jobs,cronjobs -A -o yaml | podseal check -";
/** The file that enforces rules in a cluster: its name and its text. */
function writePolicies(enforced, wanted) {
	const { engine } = wanted;
	const name = `podseal-${engine}.yaml`;
	const found = CEL_ENGINES[engine];
	return {
		name,
		text: printSections(found ? inCel$1(found, enforced, wanted) : asLabels$1(enforced, wanted))
	};
}
function asLabels$1({ ruleSet }, wanted) {
	const { header, objects } = labelNamespaces({
		ruleSet,
		active: activeRules(ruleSet),
		all: rules,
		names: wanted.namespaces
	}, wanted);
	return [{
		comments: [
			"Labels for Pod Security Admission, which Kubernetes has since 1.25.",
			WRITTEN$1,
			"",
			...header
		],
		objects
	}];
}
function inCel$1(engine, enforced, stage) {
	const { policies, missing } = policiesOf(enforced);
	const comments = [
		`${engine.title}.`,
		WRITTEN$1,
		"",
		...engine.rollout(stage),
		PREVIEW,
		...exemptionNotes(policies, enforced),
		...missing.map(({ rule, why }) => `No policy enforces ${rule}: ${why}.`)
	];
	const by = {
		stage,
		configuration: configurationDigest(enforced, stage)
	};
	return [
		{
			comments,
			objects: []
		},
		...policies.map((policy) => sectionOf(policy, engine, by)),
		...stage.hasDefaults === true ? defaultSections(enforced, by) : []
	];
}
/** The policies that set what pods leave out, each with what its reader has to know. */
function defaultSections({ ruleSet }, by) {
	return defaultsFor(ruleSet).map(({ comments, objects }, index) => ({
		comments: [...index === 0 ? [MUTATING] : [], ...comments],
		objects: objects.map((object) => withDigests(object, by))
	}));
}
/** The objects that set what pods leave out. */
function defaultObjects({ ruleSet }, by) {
	return defaultsFor(ruleSet).flatMap(({ objects }) => objects.map((object) => withDigests(object, by)));
}
const MUTATING = "MutatingAdmissionPolicies, for Kubernetes 1.36 or later (1.34 and 1.35 have them as v1beta1, off by default). They set fields on pods as these are made, not on what makes the pods: manifests stay as they are, and the review and the policies above still ask for the fields there.";
/** What exempts in the review, and what of it does not here. */
function exemptionNotes(policies, { ruleSet }) {
	const foreign = ruleSet.exemptions?.foreign ?? [];
	return [
		...policies.some(({ isAnnotated }) => isAnnotated) ? [ANNOTATED] : [],
		"Comments in manifests and the baseline exempt nothing here.",
		...foreign.length > 0 ? [`The annotations of ${foreign.join(", ")} do not, either.`] : []
	];
}
const ANNOTATED = "Whoever makes a pod can exempt it with an annotation podseal.dev/exempt.RULE and a reason; on a Deployment it belongs on the pod template. If only the configuration may exempt, set exemptions: configuration for the rule.";
/** A policy with what its reader has to know. */
function sectionOf(policy, engine, by) {
	return {
		comments: [`${policy.name} finds ${policy.summary}.`, ...policy.notes],
		objects: objectsOf(policy, engine, by)
	};
}
/** The objects of a policy, each with the digests by which it is known whether it was edited. */
function objectsOf(policy, engine, by) {
	return engine.objects(policy, by.stage).map((object) => withDigests(object, by));
}
function withDigests({ apiVersion = "", kind = "", metadata, ...rest }, { configuration }) {
	const { annotations, ...others } = isDataMap(metadata) ? metadata : {};
	const digests = {
		...isDataMap(annotations) && annotations,
		[DIGEST]: digestOf(rest["spec"]),
		...configuration !== void 0 && { ["podseal.dev/configuration"]: configuration }
	};
	return {
		apiVersion,
		kind,
		metadata: {
			...others,
			annotations: digests
		},
		...rest
	};
}
// src/policy/compare.ts
/** Compares the policies in files with what the configuration asks for. */
function comparePolicies(files, enforced, isEnforced) {
	const existing = files.flatMap(writtenIn);
	const engines = new Set(existing.flatMap(({ data }) => engineOf(data) ?? []));
	const { policies } = policiesOf(enforced);
	const stage = { isEnforced: isEnforced || existing.some(({ data }) => isRefusing(data)) };
	const by = {
		stage,
		configuration: configurationDigest(enforced, stage)
	};
	const written = [...engines].flatMap((name) => policies.flatMap((policy) => {
		const engine = CEL_ENGINES[name];
		return engine ? objectsOf(policy, engine, by) : [];
	}));
	const expected = existing.some(({ data }) => isMutating(data)) ? [...written, ...defaultObjects(enforced, by)] : written;
	const found = new Map(existing.map((one) => [identityOf(one.data), one]));
	const wanted = new Set(expected.map(identityOf));
	return {
		compared: existing.length,
		faults: [...expected.flatMap((object) => faultOf(object, found.get(identityOf(object)))), ...existing.filter(({ data }) => !wanted.has(identityOf(data))).map(({ place, data }) => `${place}: ${identityOf(data)} is of no rule of the configuration`)]
	};
}
/** Namespaces have other labels, too; and successors of PodSecurityPolicies follow no configuration. */
function writtenIn({ path, text }) {
	if (!text.includes(MANAGED["app.kubernetes.io/managed-by"])) return [];
	const counter = new LineCounter();
	return [...parseAllDocuments(text, {
		lineCounter: counter,
		logLevel: "silent"
	})].flatMap((document) => {
		const data = document.toJS();
		if (!isDataMap(data) || !isWritten(data) || isSuccessor(data)) return [];
		const start = document.contents?.range?.[0] ?? 0;
		return [{
			place: `${path}:${counter.linePos(start).line}`,
			data
		}];
	});
}
/** The words by which each engine refuses. */
function isRefusing(data) {
	return /"(?:Deny|deny|Enforce)"/.test(JSON.stringify(data["spec"] ?? null));
}
function isMutating({ kind }) {
	return typeof kind === "string" && kind.startsWith("MutatingAdmissionPolicy");
}
const WRITE = "write it again with podseal policy";
function faultOf(expected, existing) {
	if (!existing) return [`${identityOf(expected)} is missing: ${WRITE}`];
	const { place, data } = existing;
	const say = (what) => [`${place}: ${identityOf(data)} ${what}: ${WRITE}`];
	if (dequal(data["spec"], expected["spec"])) return [];
	if (isRefusing(expected) && !isRefusing(data)) return say("refuses nothing, but what it finds fails the review");
	const weaker = weakenings(expected, data).map(({ message }) => message.replaceAll("`", ""));
	if (weaker.length > 0) return say(`is weaker than the configuration: ${weaker.join("; ")}`);
	const path = differing(data["spec"], expected["spec"], "spec");
	if (isEdited(data)) return say(`was edited by hand at ${path}`);
	return say(annotationOf(data, "podseal.dev/configuration") !== annotationOf(expected, "podseal.dev/configuration") ? `is older than the configuration, and differs at ${path}` : `is of another version of Podseal, and differs at ${path}`);
}
function entries(data) {
	return typeof data === "object" && data !== null ? Object.entries(data) : [];
}
/** The first place where data differs, by the order of what is expected. */
function differing(one, other, path) {
	const keys = new Set([...entries(other), ...entries(one)].map(([key]) => key));
	const part = (data, key) => entries(data).find(([name]) => name === key)?.[1];
	for (const key of keys) {
		const [mine, theirs] = [part(one, key), part(other, key)];
		if (dequal(mine, theirs)) continue;
		const next = Array.isArray(other) ? `${path}[${key}]` : `${path}.${key}`;
		return mine === void 0 || theirs === void 0 ? next : differing(mine, theirs, next);
	}
	return path;
}
// src/policy/old/fields.ts
/** What the fields of a PodSecurityPolicy say. */
function isTrue(spec, name) {
	return scalar(field(spec, name)?.value) === true;
}
function isFalse(spec, name) {
	return scalar(field(spec, name)?.value) === false;
}
/** The texts of a list; undefined where the field is not set. */
function textsOf(value) {
	return items(value).flatMap((item) => textOf(item) ?? []);
}
function rangesOf(value) {
	return items(value).flatMap((item) => {
		const [min = 0, max] = ["min", "max"].map((name) => scalar(field(item, name)?.value));
		return typeof min === "number" && typeof max === "number" ? [{
			min,
			max
		}] : [];
	});
}
/** The condition that a number is in one of some ranges. */
function inRanges(value, ranges) {
	if (ranges.length === 0) return "false";
	return `(${ranges.map(({ min, max }) => `${value} >= ${min} && ${value} <= ${max}`).join(" || ")})`;
}
/** The profiles that an annotation names, by their commas; undefined where there is none. */
function profilesOf(policy, name) {
	const text = textOf(valueAt(policy, [
		"metadata",
		"annotations",
		name
	]));
	return text === void 0 ? void 0 : text.split(",").filter((one) => one !== "");
}
// src/policy/old/containers.ts
/** What a PodSecurityPolicy asked of each container. */
function containerChecks(policy, spec, ruleOf) {
	return [
		...flags(spec),
		...capabilities(spec),
		...users(spec, ruleOf),
		...runAsGroup(spec, ruleOf),
		...seLinux(spec, ruleOf),
		...hostPorts(spec),
		...procMount(spec),
		...profiles(policy)
	];
}
function flags(spec) {
	const of = "container";
	return [
		...isTrue(spec, "privileged") ? [] : [{
			name: "privileged",
			of,
			order: "Set securityContext.privileged: false",
			found: ownAnd("privileged", same)
		}],
		...isFalse(spec, "allowPrivilegeEscalation") ? [{
			name: "escalating",
			of,
			order: "Set securityContext.allowPrivilegeEscalation: false",
			found: not(ownAnd("allowPrivilegeEscalation", (flag) => `${flag} == false`))
		}] : [],
		...isTrue(spec, "readOnlyRootFilesystem") ? [{
			name: "writable",
			of,
			order: "Set securityContext.readOnlyRootFilesystem: true",
			found: not(ownAnd("readOnlyRootFilesystem", same))
		}] : []
	];
}
function capabilities(spec) {
	const required = textsOf(field(spec, "requiredDropCapabilities")?.value);
	const allowed = ["allowedCapabilities", "defaultAddCapabilities"].flatMap((name) => textsOf(field(spec, name)?.value));
	const dropped = valueOr("c", "securityContext.capabilities.drop", "[]");
	const added = valueOr("c", "securityContext.capabilities.add", "[]");
	const of = "container";
	return [...required.length === 0 ? [] : [{
		name: "keeping",
		of,
		found: not(or(`"ALL" in ${dropped}`, `${list(required)}.all(name, name in ${dropped})`)),
		order: `Add to securityContext.capabilities.drop: ${required.join(", ")}`
	}], ...allowed.includes("*") ? [] : [{
		name: "adding",
		of,
		found: `${added}.exists(name, !(name in ${list(allowed)}))`,
		order: allowed.length === 0 ? "Remove securityContext.capabilities.add" : `Add no capabilities but ${allowed.join(", ")}`
	}]];
}
const USER = effective("runAsUser", "-1");
const GROUP = effective("runAsGroup", "-1");
const FLAG = "securityContext.runAsNonRoot";
const HAS_FLAG = `((${has("c", FLAG)}) || (${has(SPEC, FLAG)}))`;
function users(spec, ruleOf) {
	const of = "container";
	const rule = ruleOf("runAsUser");
	const isIn = inRanges(USER, rangesOf(valueAt(spec, ["runAsUser", "ranges"])));
	return [...rule === "MustRunAs" ? [{
		name: "user",
		of,
		found: not(isIn),
		order: "Set securityContext.runAsUser to a user in the ranges"
	}] : [], ...rule === "MustRunAsNonRoot" ? [{
		name: "nonRoot",
		of,
		found: or(`${USER} == 0`, `(${HAS_FLAG} ? !${effective("runAsNonRoot", "false")} : ${USER} == -1)`),
		order: "Set securityContext.runAsNonRoot: true, or runAsUser to a user other than 0"
	}] : []];
}
function runAsGroup(spec, ruleOf) {
	const rule = ruleOf("runAsGroup");
	if (rule !== "MustRunAs" && rule !== "MayRunAs") return [];
	const isIn = inRanges(GROUP, rangesOf(valueAt(spec, ["runAsGroup", "ranges"])));
	return [{
		name: "group",
		of: "container",
		found: not(rule === "MustRunAs" ? isIn : or(`${GROUP} == -1`, isIn)),
		order: "Set securityContext.runAsGroup to a group in the ranges"
	}];
}
function seLinux(spec, ruleOf) {
	if (ruleOf("seLinux") !== "MustRunAs") return [];
	const options = effective("seLinuxOptions", "{}");
	return [{
		name: "labeled",
		of: "container",
		found: not(and(...[
			"level",
			"role",
			"type",
			"user"
		].map((name) => {
			const value = textOf(valueAt(spec, [
				"seLinux",
				"seLinuxOptions",
				name
			])) ?? "";
			return `${valueOr(options, name, "\"\"")} == ${text(value)}`;
		}))),
		order: "Set securityContext.seLinuxOptions as the policy says"
	}];
}
function hostPorts(spec) {
	const ranges = rangesOf(field(spec, "hostPorts")?.value);
	const isOther = not(inRanges("p.hostPort", ranges));
	return [{
		name: "onHostPort",
		of: "container",
		found: `${valueOr("c", "ports", "[]")}.exists(p, has(p.hostPort) && p.hostPort != 0 && ${isOther})`,
		order: ranges.length === 0 ? "Remove hostPort from ports" : `Use host ports in ${ranges.map(({ min, max }) => `${min}-${max}`).join(", ")}`
	}];
}
function procMount(spec) {
	const given = textsOf(field(spec, "allowedProcMountTypes")?.value);
	const allowed = given.length === 0 ? ["Default"] : given;
	if (allowed.includes("*")) return [];
	return [{
		name: "unmasked",
		of: "container",
		found: not(`${valueOr("c", "securityContext.procMount", "\"Default\"")} in ${list(allowed)}`),
		order: allowed.includes("Default") ? "Remove securityContext.procMount" : `Set securityContext.procMount: ${allowed.join(" or ")}`
	}];
}
const SECCOMP$1 = "seccomp.security.alpha.kubernetes.io/allowedProfileNames";
const APP_ARMOR = "apparmor.security.beta.kubernetes.io/allowedProfileNames";
const APP_ARMOR_OF = "container.apparmor.security.beta.kubernetes.io/";
function profiles(policy) {
	const seccomp = profilesOf(policy, SECCOMP$1);
	const appArmor = profilesOf(policy, APP_ARMOR);
	const key = `("${APP_ARMOR_OF}" + c.name)`;
	const annotated = `(${key} in variables.podAnnotations ? variables.podAnnotations[${key}] : "")`;
	return [...seccomp === void 0 || seccomp.includes("*") ? [] : [profileCheck("seccomp", "seccompProfile", "\"\"", [...new Set(seccomp.map((name) => name.replace("docker/default", "runtime/default"))), ...unsetBy(policy, SECCOMP$1, "unconfined")])], ...appArmor === void 0 || appArmor.includes("*") ? [] : [profileCheck("appArmor", "appArmorProfile", annotated, [...appArmor, ...unsetBy(policy, APP_ARMOR, "runtime/default")])]];
}
/**
* No profile, as an empty name, where the policy gave such pods the profile that they have in any case: then
* there is nothing that a manifest would have to say.
*/
function unsetBy(policy, allowed, usual) {
	const name = allowed.replace("allowedProfileNames", "defaultProfileName");
	return textOf(valueAt(policy, [
		"metadata",
		"annotations",
		name
	])) === usual && (profilesOf(policy, allowed) ?? []).includes(usual) ? [""] : [];
}
/** A profile as the annotations named it. */
function nameOf(profile) {
	return `(${profile}.type == "RuntimeDefault" ? "runtime/default" : ${profile}.type == "Localhost" ? "localhost/" + ${valueOr(profile, "localhostProfile", "\"\"")} : "unconfined")`;
}
/** The type of the field that an annotation's name stands for, with the file of a local one. */
function fieldValue(profile) {
	if (profile === "runtime/default") return "RuntimeDefault";
	if (profile === "unconfined") return "Unconfined";
	return profile.startsWith("localhost/") ? `Localhost ${profile.slice(10)}` : profile;
}
function profileCheck(name, fieldName, otherwise, allowed) {
	const path = `securityContext.${fieldName}`;
	return {
		name,
		of: "container",
		found: not(`${`(${has("c", path)} ? ${nameOf(`c.${path}`)} : ${has(SPEC, path)} ? ${nameOf(`${SPEC}.${path}`)} : ${otherwise})`} in ${list(allowed)}`),
		order: `Set securityContext.${fieldName} to one of ${allowed.filter(Boolean).map(fieldValue).join(", ")}`
	};
}
// src/policy/old/defaults.ts
/**
* What a PodSecurityPolicy set on pods that said nothing: no policy that only judges does that, so that
* manifests have to say it. Sentences.
*/
function defaultsOf(policy, spec, ruleOf) {
	const isGiven = (prefix, usual) => !["", usual].includes(defaultProfile(policy, prefix));
	const list = (name) => textsOf(field(spec, name)?.value).join(", ");
	const names = [
		["readOnlyRootFilesystem: true", isTrue(spec, "readOnlyRootFilesystem")],
		["allowPrivilegeEscalation: false", isFalse(spec, "allowPrivilegeEscalation") || isFalse(spec, "defaultAllowPrivilegeEscalation")],
		[`capabilities.drop: [${list("requiredDropCapabilities")}]`, list("requiredDropCapabilities") !== ""],
		[`capabilities.add: [${list("defaultAddCapabilities")}]`, list("defaultAddCapabilities") !== ""],
		["runAsNonRoot: true", ruleOf("runAsUser") === "MustRunAsNonRoot"],
		...[
			"runAsUser",
			"runAsGroup",
			"fsGroup",
			"supplementalGroups",
			"seLinux"
		].map((name) => [`the first ${name} that it allowed`, ruleOf(name) === "MustRunAs"]),
		["a seccomp profile", isGiven("seccomp.security.alpha", "unconfined")],
		["an AppArmor profile", isGiven("apparmor.security.beta", "runtime/default")],
		["a runtime class", valueAt(spec, ["runtimeClass", "defaultRuntimeClassName"]) !== void 0]
	].filter(([, isSet]) => isSet).map(([what]) => what);
	return names.length === 0 ? [] : [`It set on pods that said nothing: ${names.join("; ")}. Manifests have to say it now, or a MutatingAdmissionPolicy.`];
}
/** The profile that an annotation gives pods without one; empty for none. */
function defaultProfile(policy, prefix) {
	const name = `${prefix}.kubernetes.io/defaultProfileName`;
	return textOf(valueAt(policy, [
		"metadata",
		"annotations",
		name
	])) ?? "";
}
// src/policy/old/granted.ts
/**
* Who could use a PodSecurityPolicy by the roles and bindings in some files, in words; none for nobody. A
* manifest has not all of them, because bindings hold nothing to judge.
*/
function grantedTo(name, files) {
	const objects = files.flatMap(objectsIn);
	const roles = objects.filter((object) => ["Role", "ClusterRole"].includes(textIn(object, "kind")) && grants(object, name));
	return objects.filter((object) => ["RoleBinding", "ClusterRoleBinding"].includes(textIn(object, "kind"))).flatMap((binding) => {
		const reference = mapIn(binding, "roleRef");
		return roles.some((role) => textIn(role, "kind") === textIn(reference, "kind") && textIn(mapIn(role, "metadata"), "name") === textIn(reference, "name")) ? subjectsOf(binding) : [];
	});
}
function objectsIn({ text }) {
	return [...parseAllDocuments(text, { logLevel: "silent" })].flatMap((document) => {
		if (document.errors.length > 0) return [];
		const data = document.toJS();
		return [data, ...isDataMap(data) ? listIn(data, "items") : []].filter(isDataMap);
	});
}
function grants(role, name) {
	return listIn(role, "rules").filter(isDataMap).some((rule) => {
		const names = listIn(rule, "resourceNames");
		const has = (key, ...entries) => listIn(rule, key).some((entry) => typeof entry === "string" && entries.includes(entry));
		return has("resources", "podsecuritypolicies", "*") && has("verbs", "use", "*") && (names.length === 0 || names.includes(name));
	});
}
function subjectsOf(binding) {
	const namespace = textIn(mapIn(binding, "metadata"), "namespace") || "default";
	const where = textIn(binding, "kind") === "RoleBinding" ? ` in namespace ${namespace}` : "";
	return listIn(binding, "subjects").filter(isDataMap).map((subject) => {
		const of = textIn(subject, "namespace");
		const owner = of === "" ? "" : `${of}/`;
		return `${textIn(subject, "kind")} ${owner}${textIn(subject, "name")}${where}`;
	});
}
function textIn(data, name) {
	const value = data[name];
	return typeof value === "string" ? value : "";
}
function mapIn(data, name) {
	const value = data[name];
	return isDataMap(value) ? value : {};
}
function listIn(data, name) {
	const value = data[name];
	return Array.isArray(value) ? value : [];
}
// src/policy/old/pods.ts
/** What a PodSecurityPolicy asked of each pod and its volumes. */
function podChecks(spec, ruleOf) {
	return [
		...namespaces(spec),
		...volumeTypes(spec),
		...hostPaths(spec),
		...drivers(spec),
		...sysctls(spec),
		...groups(spec, ruleOf),
		...runtimeClass(spec)
	];
}
function namespaces(spec) {
	return [
		"hostNetwork",
		"hostPID",
		"hostIPC"
	].filter((name) => !isTrue(spec, name)).map((name) => ({
		name,
		of: "pod",
		found: setAnd(SPEC, name, same),
		order: `Set spec.${name}: false in the pod`
	}));
}
/** The token that the API server gives each pod is a secret to a policy, in just this form. */
const TOKEN_SOURCES = [
	["serviceAccountToken", `s.serviceAccountToken.path == "token" && ${valueOr("s", "serviceAccountToken.audience", "\"\"")} == ""`],
	["configMap", `${valueOr("s", "configMap.name", "\"\"")} == "kube-root-ca.crt"`],
	["downwardAPI", `${valueOr("s", "downwardAPI.items", "[]")}.all(d, d.path == "namespace" && ${valueOr("d", "fieldRef.fieldPath", "\"\"")} == "metadata.namespace" && ${valueOr("d", "fieldRef.apiVersion", "\"v1\"")} == "v1")`]
];
const TOKEN = "has(v.projected) && has(v.projected.sources) && v.projected.sources.all(s, " + and(or(...TOKEN_SOURCES.map(([source]) => `has(s.${source})`)), ...TOKEN_SOURCES.map(([source, condition]) => `(!has(s.${source}) || (${condition}))`)) + ")";
function volumeTypes(spec) {
	const allowed = textsOf(field(spec, "volumes")?.value);
	if (allowed.includes("*")) return [];
	const known = allowed.filter((name) => VOLUMES.includes(name));
	const passing = [
		...known.map((name) => `has(v.${name === "cephFS" ? "cephfs" : name})`),
		...known.includes("secret") ? [`(${TOKEN})`] : [],
		...known.includes("emptyDir") ? ["v.all(key, key == \"name\")"] : []
	];
	return [{
		name: "otherVolume",
		of: "volume",
		found: passing.length === 0 ? "true" : not(or(...passing)),
		order: known.length === 0 ? "Remove the volumes" : `Use volumes of the types ${known.join(", ")}`
	}];
}
/** Whether the path of a volume is below a prefix. */
function fits({ prefix }) {
	return `(v.hostPath.path + "/").startsWith(${text(`${prefix}/`)})`;
}
function hostPaths(spec) {
	const paths = items(field(spec, "allowedHostPaths")?.value).map((path) => ({
		prefix: (textOf(field(path, "pathPrefix")?.value) ?? "").replace(/(?<!\/)\/+$/, ""),
		isReadOnly: scalar(field(path, "readOnly")?.value) === true
	}));
	if (paths.length === 0) return [];
	const writable = paths.filter(({ isReadOnly }) => !isReadOnly);
	const mayWrite = writable.length === 0 ? "false" : or(...writable.map(fits));
	const isWritten = `${valueOr("c", "volumeMounts", "[]")}.exists(m, ${not(setAnd("m", "readOnly", same))} && variables.volumes.exists(v, v.name == m.name && has(v.hostPath) && ${not(mayWrite)}))`;
	return [{
		name: "otherPath",
		of: "volume",
		found: and("has(v.hostPath)", not(or(...paths.map(fits)))),
		order: `Use host paths below ${paths.map(({ prefix }) => prefix || "/").join(", ")}`
	}, {
		name: "writingPath",
		of: "container",
		found: isWritten,
		order: "Set readOnly: true on the mounts of host paths"
	}];
}
function drivers(spec) {
	const flex = items(field(spec, "allowedFlexVolumes")?.value).flatMap((one) => textOf(field(one, "driver")?.value) ?? []);
	const csi = items(field(spec, "allowedCSIDrivers")?.value).flatMap((one) => textOf(field(one, "name")?.value) ?? []);
	return [...driverCheck("flexVolume", flex), ...driverCheck("csi", csi)];
}
function driverCheck(type, names) {
	if (names.length === 0) return [];
	return [{
		name: `${type}Driver`,
		of: "volume",
		found: setAnd("v", type, (volume) => not(`${volume}.driver in ${list(names)}`)),
		order: `Use the ${type} drivers ${names.join(", ")}`
	}];
}
/** Whether a sysctl has one of these names; a star at the end of a name stands for any text. */
function fitting(names) {
	return names.map((name) => name.endsWith("*") ? `s.name.startsWith(${text(name.slice(0, -1))})` : `s.name == ${text(name)}`);
}
/** What was safe in the last version of Kubernetes that had the kind. */
const LAST = podSecurityLevel({
	profile: "baseline",
	podSecurityVersion: 24
});
function sysctls(spec) {
	const forbidden = fitting(textsOf(field(spec, "forbiddenSysctls")?.value));
	const unsafe = fitting(textsOf(field(spec, "allowedUnsafeSysctls")?.value));
	const allowed = or(`s.name in ${list(safeSysctls(LAST))}`, ...unsafe);
	return [{
		name: "sysctls",
		of: "pod",
		found: valueOr(SPEC, "securityContext.sysctls", "[]") + `.exists(s, ${or(...forbidden, not(allowed))})`,
		order: "Remove the sysctls that are not allowed from the pod's securityContext"
	}];
}
function groups(spec, ruleOf) {
	const GROUP = valueOr(SPEC, "securityContext.fsGroup", "-1");
	const isIn = inRanges(GROUP, rangesOf(valueAt(spec, ["fsGroup", "ranges"])));
	const all = valueOr(SPEC, "securityContext.supplementalGroups", "[]");
	const outside = `${all}.exists(g, ${not(inRanges("g", rangesOf(valueAt(spec, ["supplementalGroups", "ranges"]))))})`;
	const [own, more] = ["fsGroup", "supplementalGroups"].map(ruleOf);
	return [...groupCheck("fsGroup", own, not(isIn), not(or(`${GROUP} == -1`, isIn))), ...groupCheck("supplementalGroups", more, or(`${all}.size() == 0`, outside), outside)];
}
function groupCheck(name, rule, must, may) {
	if (rule !== "MustRunAs" && rule !== "MayRunAs") return [];
	const order = `Set ${name} in the pod's securityContext to groups in the ranges`;
	return [{
		name,
		of: "pod",
		found: rule === "MustRunAs" ? must : may,
		order
	}];
}
function runtimeClass(spec) {
	const strategy = field(spec, "runtimeClass")?.value;
	const allowed = textsOf(field(strategy, "allowedRuntimeClassNames")?.value);
	if (strategy === void 0 || allowed.includes("*")) return [];
	return [{
		name: "runtimeClass",
		of: "pod",
		found: setAnd(SPEC, "runtimeClassName", (name) => not(`${name} in ${list(allowed)}`)),
		order: allowed.length === 0 ? "Remove spec.runtimeClassName from the pod" : `Use a runtimeClassName of ${allowed.join(", ")}`
	}];
}
// src/policy/old/successor.ts
/** The label of namespaces that chooses a policy, where there are several. */
const LABEL = "podseal.dev/pod-security-policy";
/** The successors of the PodSecurityPolicies in some files. */
function successorsIn(manifests) {
	const files = manifests.map(({ file }) => file);
	const found = manifests.flatMap((manifest) => manifest.resources.flatMap((resource) => {
		const spec = field(resource.value, "spec")?.value;
		return resource.kind === "PodSecurityPolicy" && GROUPS.includes(resource.group) && isMapping(spec) ? [{
			manifest,
			resource,
			spec
		}] : [];
	}));
	return found.map((old) => successorOf(old, files, found.length > 1));
}
const GROUPS = ["policy", "extensions"];
function successorOf({ manifest, resource, spec }, files, isChosen) {
	const { name, value } = resource;
	const rule = (strategy) => ruleOf(spec, strategy);
	const checks = [...containerChecks(value, spec, rule), ...podChecks(spec, rule)];
	const wrong = mistakes(spec).map(({ at, message }) => `${manifest.file.path}:${manifest.lines.position(at.start).line}: ${message}`);
	const users = grantedTo(name, files);
	return {
		of: name,
		checks,
		policy: {
			name: `psp-${name}`,
			summary: `what the PodSecurityPolicy ${name} refused`,
			severity: "error",
			isFailing: true,
			...isChosen && { onLabel: [LABEL, name] },
			isAnnotated: false,
			notes: [
				...wrong.map(asNote),
				...whomNotes(name, users, isChosen),
				...restNotes(value, spec)
			],
			...evaluated(checks, NOTHING_EXEMPT)
		},
		...levelOf(value, spec),
		mistakes: wrong
	};
}
function asNote(mistake) {
	return `It was never as it is written. ${mistake}.`;
}
function whomNotes(name, users, isChosen) {
	return [users.length > 0 ? `It could apply to pods made by: ${users.join(", ")}.` : "It could apply to no pod by the roles in these files: nobody may use it.", isChosen ? `Its successor counts in namespaces with the label ${LABEL}=${name}. A namespace without such a label has none.` : "Its successor counts for all pods, whoever makes them: no policy can select by RBAC."];
}
function restNotes(policy, spec) {
	const rule = (strategy) => ruleOf(spec, strategy);
	return [...defaultsOf(policy, spec, rule), ...isSeccompLocked(policy) ? [SECCOMP] : []];
}
const SECCOMP = "It refused every seccomp profile, as no annotation allowed one. Its successor lets pods have one, because a profile only takes from a container.";
function isSeccompLocked(policy) {
	return textOf(valueAt(policy, [
		"metadata",
		"annotations",
		"seccomp.security.alpha.kubernetes.io/allowedProfileNames"
	])) === void 0;
}
/** By what of its openings a level refuses; no level has an opinion on the rest. */
function levelOf(policy, spec) {
	const found = openings(policy, spec, isPatch(spec));
	const refusedBy = (level) => [...new Set(found.filter((one) => one.level === level).map(({ detail = "" }) => detail))];
	const baseline = refusedBy("baseline");
	if (baseline.length > 0) return {
		level: "privileged",
		because: baseline
	};
	const restricted = refusedBy("restricted");
	return restricted.length > 0 ? {
		level: "baseline",
		because: restricted
	} : {
		level: "restricted",
		because: []
	};
}
// src/policy/old/write-successors.ts
/** Writes what enforces the same as the PodSecurityPolicies in some files. */
function writeSuccessors(manifests, wanted) {
	const { engine } = wanted;
	const successors = successorsIn(manifests);
	const found = CEL_ENGINES[engine];
	const sections = found ? inCel(successors, found, wanted) : successors.map((one) => asLabels(one, wanted));
	return {
		name: `psp-${engine}.yaml`,
		text: printSections(sections),
		count: successors.length,
		mistakes: successors.flatMap(({ mistakes }) => mistakes)
	};
}
const WRITTEN = "Written by podseal policy --from, from PodSecurityPolicies.";
function inCel(successors, engine, stage) {
	return [{
		comments: [
			`${engine.title}.`,
			WRITTEN,
			"",
			...engine.rollout(stage),
			"They look at pods, and earlier at what makes them, which a PodSecurityPolicy did not.",
			`The namespaces ${SYSTEM_NAMESPACES.join(", ")} are left out.`
		],
		objects: []
	}, ...successors.map(({ policy }) => sectionOf(policy, engine, { stage }))];
}
/** The strictest level that refuses nothing that the policy let in. */
function asLabels(successor, { isEnforced, namespaces }) {
	const { of, level, because, policy } = successor;
	const labels = Object.fromEntries((isEnforced ? [
		"enforce",
		"audit",
		"warn"
	] : ["audit", "warn"]).map((mode) => [`pod-security.kubernetes.io/${mode}`, level]));
	return {
		comments: [
			"Labels for Pod Security Admission, which Kubernetes has since 1.25.",
			WRITTEN,
			"",
			`Level ${level} is the strictest one that refuses nothing of what the PodSecurityPolicy ${of} let in by its own fields.`,
			...because.length === 0 ? [] : [`The next level would refuse what it let in with ${because.join(", ")}.`],
			...leftOpen(successor),
			...policy.notes
		],
		objects: namespaces.map((name) => ({
			apiVersion: "v1",
			kind: "Namespace",
			metadata: {
				name,
				labels: {
					...MANAGED,
					...labels
				}
			}
		}))
	};
}
/** What each level asks for as well, by the names of checks (kubernetes/website, psp-to-pod-security-standards.md). */
const OF_BASELINE = [...[
	"privileged",
	"adding",
	"onHostPort",
	"unmasked",
	"labeled",
	"seccomp",
	"appArmor"
], ...[
	"hostNetwork",
	"hostPID",
	"hostIPC",
	"otherPath",
	"writingPath",
	"sysctls"
]];
const COVERED = {
	privileged: [],
	baseline: OF_BASELINE,
	restricted: [...OF_BASELINE, ...[
		"escalating",
		"keeping",
		"nonRoot",
		"otherVolume",
		"flexVolumeDriver"
	]]
};
function leftOpen({ checks, level }) {
	const open = checks.filter(({ name }) => !COVERED[level].includes(name));
	return [...open.length === 0 ? [] : [`Level ${level} does not ask for: ${open.map(({ order }) => order).join("; ")}. Another engine does: podseal policy --from FILE --engine vap.`], ...level === "privileged" ? [] : [`Level ${level} also judges what the policy left open: SELinux options, seccomp and AppArmor profiles, hosts of probes.`]];
}
// src/cli/policy.ts
/** Writes the policies that decide in a cluster as the review does. Returns the exit code. */
async function policy(options) {
	const { engine, enforce, namespace, from, check, defaults } = options;
	if (check && from) throw new UserError("--check and --from are not for one run: give one.");
	if (check) return compare(check, options);
	if (defaults && (from || engine !== "vap")) throw new UserError("--defaults is for --engine vap without --from: only the API server sets them.");
	const target = {
		engine,
		isEnforced: enforce,
		namespaces: namespace,
		hasDefaults: defaults
	};
	const file = from ? await succeed(from, target, options) : writePolicies(options, target);
	const { output } = options;
	if (output === void 0) await print(visible(file.text));
	else await write(join(output, file.name), file.text);
	return 0;
}
async function write(path, text) {
	const place = await noteOutput(path);
	const before = await readProjectFile(path);
	const error = await writeWhole(place, before?.text, text);
	if (error !== void 0) throw new UserError(`${path}: ${error}.`);
	await print(shown`${visibleLine(path)}: written.\n`);
}
async function succeed(from, target, { wanted }) {
	const found = writeSuccessors((await readAll(from, wanted)).map((file) => readManifest(file)), target);
	if (found.count === 0) throw new UserError(`${from.join(", ")}: there is no PodSecurityPolicy. Name a file with one.`);
	for (const mistake of found.mistakes) note(visibleLine(mistake));
	return found;
}
async function compare(paths, { ruleSet, failOn, enforce, wanted }) {
	const { compared, faults } = comparePolicies(await readAll(paths, wanted), {
		ruleSet,
		failOn
	}, enforce);
	if (compared === 0) {
		const [path = ""] = paths;
		throw new UserError(`${path}: there are no policies of Podseal: podseal policy writes them.`);
	}
	await print(visible(faults.map((fault) => `${fault}\n`).join("")));
	if (faults.length === 0) await print(shown`${compared} objects are as the configuration says.\n`);
	return faults.length === 0 ? 0 : 1;
}
/** @throws UserError for a file that can't be read */
async function readAll(paths, wanted) {
	const { files, skips } = listFiles(paths, wanted);
	const read = await Promise.all(files.map(async (file) => readSource(file)));
	const sources = [];
	for (const one of [...skips, ...read]) {
		if (one && "reason" in one) throw new UserError(`${one.file}: ${one.reason}.`);
		if (one) sources.push(one);
	}
	return sources;
}
export { policy };
