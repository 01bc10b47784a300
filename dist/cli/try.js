import { o as __toESM } from "./rolldown-runtime.js";
import { $ as safeParse, G as object, K as optional, L as array, R as boolean, U as nullish, W as number, X as record, it as tuple, o as ENGINES, ot as unknown, tt as string, u as UserError } from "./command-line.js";
import { t as openRepository } from "./git.js";
import { n as fixContainer, o as resolveCommit, t as digestOf } from "./fix-container.js";
import { $t as visibleDiff, Ct as readProjectFile, Ea as covers, Fr as slug, Kn as judge, Ri as writePatch, Ut as print, V as BuildsHere, Vt as note, Yt as jsonText, Zi as startUser, Zt as shown, _t as readSource$1, da as items, en as visibleLine, fa as ownFields, gt as listFiles, ha as valueAt, ia as effectiveField, la as isSet, ma as textOf, na as mountsOf, oa as field, pa as scalar, qn as readManifest, ra as volumeOf, si as podsOf, ta as isReadOnly, to as canonicalReference, xt as projectImagesPath } from "./check.js";
import { t as requireProjectImages } from "./project-images3.js";
import { a as reduce, c as Calls, d as resolvePath, i as newIn, l as unquote, o as folderIn, r as mergeImages, s as readStrace, t as keepLessons, u as readDiff } from "./learn.js";
import { t as require_ipaddr } from "./ipaddr.js";
import { n as packTar } from "./web.js";
import { r as readProjectImages } from "./project-images.js";
const networkInterfaces = (...of) => process.getBuiltinModule("node:os").networkInterfaces(...of), tmpdir = (...of) => process.getBuiltinModule("node:os").tmpdir(...of);
const { dirname, join, relative } = process.getBuiltinModule("node:path");
const randomBytes = (...of) => process.getBuiltinModule("node:crypto").randomBytes(...of);
const chmod = (...of) => process.getBuiltinModule("node:fs/promises").chmod(...of), chown = (...of) => process.getBuiltinModule("node:fs/promises").chown(...of), mkdir = (...of) => process.getBuiltinModule("node:fs/promises").mkdir(...of), mkdtemp = (...of) => process.getBuiltinModule("node:fs/promises").mkdtemp(...of), open = (...of) => process.getBuiltinModule("node:fs/promises").open(...of), rm = (...of) => process.getBuiltinModule("node:fs/promises").rm(...of), stat = (...of) => process.getBuiltinModule("node:fs/promises").stat(...of), writeFile = (...of) => process.getBuiltinModule("node:fs/promises").writeFile(...of);
const spawn = (...of) => process.getBuiltinModule("node:child_process").spawn(...of);
const setTimeout$1 = (...of) => process.getBuiltinModule("node:timers/promises").setTimeout(...of);
const request = (...of) => process.getBuiltinModule("node:http").request(...of);
const request$1 = (...of) => process.getBuiltinModule("node:https").request(...of);
const connect = (...of) => process.getBuiltinModule("node:net").connect(...of);
// src/containers/answers.ts
/** What an engine answers, checked for its shape where it comes in. */
const texts$1 = nullish(array(string()), []);
const imageAnswer = tuple([object({
	Id: string(),
	Os: optional(string(), "linux"),
	Architecture: optional(string(), ""),
	Config: nullish(object({
		User: optional(string(), ""),
		WorkingDir: optional(string(), ""),
		Env: texts$1,
		Entrypoint: texts$1,
		Cmd: texts$1,
		Volumes: nullish(record(string(), unknown()), {}),
		ExposedPorts: nullish(record(string(), unknown()), {})
	}))
})]);
/** Reads `image inspect`; undefined for an answer of another shape. */
function readImage(answer) {
	const [image] = parse(imageAnswer, answer) ?? [];
	if (!image) return void 0;
	const config = image.Config;
	const pairs = (config?.Env ?? []).map((pair) => {
		const [name = "", ...value] = pair.split("=");
		return [name, value.join("=")];
	});
	return {
		user: config?.User ?? "",
		volumes: Object.keys(config?.Volumes ?? {}),
		workingDir: config?.WorkingDir ?? "",
		env: Object.fromEntries(pairs),
		exposedPorts: Object.keys(config?.ExposedPorts ?? {}).map((port) => Number.parseInt(port, 10)),
		entrypoint: config?.Entrypoint ?? [],
		cmd: config?.Cmd ?? [],
		digest: image.Id,
		platform: `${image.Os}/${image.Architecture}`
	};
}
const containerAnswer = tuple([object({
	State: object({
		Running: boolean(),
		ExitCode: number(),
		OOMKilled: optional(boolean(), false),
		Pid: number(),
		Error: optional(string(), "")
	}),
	NetworkSettings: object({ Networks: nullish(record(string(), object({ IPAddress: string() })), {}) })
})]);
/** Reads `container inspect`; undefined for an answer of another shape. */
function readContainer(answer) {
	const [container] = parse(containerAnswer, answer) ?? [];
	if (!container) return void 0;
	const { State: state, NetworkSettings: network } = container;
	const addresses = Object.values(network.Networks ?? {}).map(({ IPAddress }) => IPAddress);
	return {
		isRunning: state.Running,
		exitCode: state.ExitCode,
		wasOutOfMemory: state.OOMKilled,
		pid: state.Pid,
		error: state.Error,
		address: addresses.find((address) => address !== "")
	};
}
const dockerInfo = object({
	ServerVersion: string(),
	OperatingSystem: string()
});
const podmanInfo = object({ host: object({ security: object({ rootless: boolean() }) }) });
/** Reads `docker info`; why there is no engine, in a clause, where the answer is of another shape. */
function readDockerInfo(answer) {
	const info = parse(dockerInfo, answer);
	return info ? { isReachable: !info.OperatingSystem.includes("Docker Desktop") } : "its daemon does not run";
}
/** Reads `podman info`. Without root, its networks are in a namespace of their own. */
function readPodmanInfo(answer) {
	const info = parse(podmanInfo, answer);
	return info ? { isReachable: !info.host.security.rootless } : "its answer has another shape";
}
/** What an engine says where a program can't be started, without the names of its own parts. */
function startFault(line) {
	const at = line.lastIndexOf("container process: ");
	return `it can't be started: ${(at === -1 ? line : line.slice(at + 19)).replace(/\.$/, "")}`;
}
/** Whether Podman could not start a container because of its network, so that nothing is known of the program. */
function isNetworkFault(line) {
	return /\bnetavark: /.test(line);
}
function parse(schema, answer) {
	try {
		const data = JSON.parse(answer);
		const parsed = safeParse(schema, data);
		return parsed.success ? parsed.output : void 0;
	} catch {
		return;
	}
}
// src/containers/engine.ts
/** No command but the start of a large image takes long. */
const TIMEOUT_MS = 12e4;
/** What is kept of what a command prints: the log of a container is bounded on its own. */
const MAX_OUTPUT = 16777216;
/**
* Finds an engine: the named one, or the first that answers.
*
* @throws UserError where there is none
*/
async function findEngine(wanted) {
	const faults = [];
	for (const name of wanted === void 0 ? ENGINES : [wanted]) {
		const found = await askEngine(name);
		if (typeof found !== "string") return found;
		faults.push(`${name}: ${found}`);
	}
	throw new UserError(`No engine runs containers here. ${faults.join(". ")}.`);
}
async function askEngine(name) {
	const info = await runCommand(name, [
		"info",
		"--format",
		"{{json .}}"
	], { timeoutMs: 2e4 });
	if (info.code !== 0) return lastLine(info.err) || "it does not answer";
	const read = name === "docker" ? readDockerInfo(info.out) : readPodmanInfo(info.out);
	if (typeof read === "string") return read;
	return {
		name,
		isReachable: read.isReachable && process.platform === "linux",
		run: async (args, call) => runCommand(name, args, call)
	};
}
/** The last line that says something, as engines end with what went wrong. */
function lastLine(text) {
	return (text.split("\n").filter((line) => line.trim() !== "").findLast((line) => !line.startsWith("Run ")) ?? "").trim().slice(0, 400);
}
/** A group of its own: what ends us by Ctrl+C must not end what cleans up. */
async function runCommand(name, args, { input, signal, timeoutMs = TIMEOUT_MS } = {}) {
	return new Promise((resolve) => {
		let child;
		try {
			child = spawn(name, args, {
				detached: true,
				stdio: "pipe"
			});
		} catch (error) {
			resolve({
				code: 127,
				out: "",
				err: String(error)
			});
			return;
		}
		const [out, err] = [new Collected(), new Collected()];
		const end = () => void child.kill("SIGKILL");
		const timer = setTimeout(end, timeoutMs);
		signal?.addEventListener("abort", end, { once: true });
		const settle = (code, more = "") => {
			clearTimeout(timer);
			signal?.removeEventListener("abort", end);
			resolve({
				code,
				out: out.text(),
				err: err.text() + more
			});
		};
		child.stdout?.on("data", (chunk) => out.add(chunk));
		child.stderr?.on("data", (chunk) => err.add(chunk));
		child.stdin?.on("error", () => {});
		child.on("error", ({ message }) => settle(127, message));
		child.on("close", (code) => settle(code ?? 137));
		child.stdin?.end(input);
	});
}
/** The end of what a command prints. */
var Collected = class {
	#chunks = [];
	#size = 0;
	add(chunk) {
		this.#chunks.push(chunk);
		this.#size += chunk.length;
		while (this.#size - (this.#chunks[0]?.length ?? 0) > MAX_OUTPUT) this.#size -= this.#chunks.shift()?.length ?? 0;
	}
	text() {
		return Buffer.concat(this.#chunks).toString("utf8");
	}
};
// src/trial/outcome.ts
/** Whether a run says that the container starts. */
function hasStarted({ ending }) {
	return ending.as === "up" || ending.as === "done";
}
// src/trial/pod-data.ts
/** As the API server has them. */
const KEY = /^(?!\.{1,2}$)[-.\w]{1,253}$/;
/** Finds the ConfigMaps and Secrets among objects, by kind and name. */
function podDataOf(resources) {
	const found = /* @__PURE__ */ new Map();
	for (const { kind, group, name, value, embedded } of resources) {
		if (kind !== "ConfigMap" && kind !== "Secret" || group !== "" || embedded) continue;
		found.set(`${kind}/${name}`, readEntries(kind, value));
	}
	return { entriesOf: (kind, name) => found.get(`${kind}/${name}`) };
}
function readEntries(kind, value) {
	const isSecret = kind === "Secret";
	return new Map([
		...read(field(value, "binaryData")?.value, (base64) => ({ base64 })),
		...read(field(value, "data")?.value, (text) => isSecret ? { base64: text } : { text }),
		...read(field(value, "stringData")?.value, (text) => ({ text }))
	]);
}
function read(value, contentOf) {
	return ownFields(value).flatMap(({ name, value: entry }) => {
		const text = isSet(entry) ? textOf(entry) : void 0;
		return KEY.test(name) && text !== void 0 ? [[name, contentOf(text)]] : [];
	});
}
/** The text of an entry, as a variable has it; undefined for bytes that are no text. */
function textOfContent(content) {
	const text = decode(content);
	return text?.includes("\0") ? void 0 : text;
}
function decode(content) {
	if ("text" in content) return content.text;
	try {
		const bytes = Uint8Array.from(atob(content.base64.replace(/\s/g, "")), (sign) => sign.charCodeAt(0));
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		return;
	}
}
// src/trial/report.ts
const MAX_PATHS = 12;
/** What came of a trial, in lines. The fix is not among them. */
function reportTrial(result) {
	const { record, notReproduced } = result;
	const started = hasStarted(record);
	return [
		title(result),
		line(started ? "starts" : "fails", describeEnding(result)),
		...listed("refused", record.refused.map(describeRefused)),
		...writes(result),
		...[...notReproduced, ...record.notes].map((note) => line("unlike", note)),
		...started ? [] : logLines(record.log)
	];
}
function title({ file, line: at, kind, name, container, ranImage, engine, isFixed, suggestion }) {
	const what = `${file}:${at} ${kind}/${name}, container ${container}: ${ranImage}, ${engine}`;
	if (suggestion !== void 0) return shown`${visibleLine(what)}, with its suggestion`;
	return isFixed ? shown`${visibleLine(what)}, with its fix` : visibleLine(what);
}
function line(label, text) {
	return visibleLine(`  ${label.padEnd(8)} ${text}`);
}
function listed(label, texts) {
	const more = texts.length - MAX_PATHS;
	const rest = more > 0 ? [line(label, `and ${more} more`)] : [];
	return [...texts.slice(0, MAX_PATHS).map((text) => line(label, text)), ...rest];
}
function describeRefused({ path, because, by }) {
	return `${path}: ${because === "read-only" ? "read-only file system" : "permission denied"}, by the ${by}`;
}
function describeEnding({ record, container, isRootReadOnly }) {
	const { ending, seconds } = record;
	const how = `with ${isRootReadOnly ? "a read-only" : "a writable"} root filesystem`;
	switch (ending.as) {
		case "up": return ending.by === "probes" ? `${how}: its probes succeeded after ${seconds} s` : `${how}: it ran for ${seconds} s, and has no probes`;
		case "done": return `${how}: it ended with exit code 0 after ${seconds} s`;
		case "refused": return ending.why;
		case "failed": return `${how}: ${record.container === container ? "" : `init container ${record.container}: `}${ending.why}`;
	}
}
function writes({ lesson }) {
	const paths = (lesson?.paths ?? []).map(({ path, count, example }) => {
		return `${path}: a volume, for ${example}${count > 1 ? ` and ${count - 1} more` : ""}`;
	});
	const undecided = (lesson?.undecided ?? []).map(({ path, folder }) => `${path}: no volume, as one on ${folder} would hide files of the image`);
	return [...listed("writes", paths), ...listed("decide", undecided)];
}
function logLines(log) {
	return log.split("\n").filter((one) => one.trim() !== "").slice(-12).map((one) => line("log", one.slice(0, 300)));
}
/**
* The results as JSON on one line, which `podseal learn` and the Action read.
*
* @param commit of the files; undefined where they are not in a clone
*/
function trialsJson(results, commit) {
	const trials = results.map(trialData);
	return shown`${jsonText({
		version: 1,
		commit: commit ?? null,
		trials
	})}\n`;
}
function trialData(result) {
	const { record, writes: seen, lesson, line: at, patch, isPatchRun } = result;
	const { ending, seconds, log, refused, notes } = record;
	return {
		file: result.file,
		line: at,
		container: result.container,
		resource: {
			kind: result.kind,
			namespace: result.namespace,
			name: result.name
		},
		image: result.image,
		ranImage: result.ranImage,
		engine: result.engine,
		isFixed: result.isFixed,
		isRootReadOnly: result.isRootReadOnly,
		rounds: result.rounds,
		fixedDigest: result.suggestion ?? null,
		starts: hasStarted(record),
		ending: ending.as,
		why: "why" in ending ? ending.why : null,
		endedAt: record.container,
		seconds,
		refused,
		writes: seen.map(({ path, change }) => ({
			path,
			change
		})),
		learned: (lesson?.paths ?? []).map(({ path, kind, volume }) => ({
			path,
			kind,
			volume
		})),
		undecided: lesson?.undecided ?? [],
		fix: patch === "" ? null : {
			patch,
			wasRun: isPatchRun
		},
		notReproduced: [...result.notReproduced, ...notes],
		log: log.slice(-8e3)
	};
}
// src/trial/target.ts
/**
* The containers of a file that can be tried: those of its pods, and, where one is named, an init
* container. Of a part of a container, as in a patch, nothing is known that could be run.
*/
function targetsIn({ resources }, { object, container }) {
	return resources.flatMap((resource) => {
		if (!(object === void 0 || object === `${resource.kind}/${resource.name}`) || resource.embedded) return [];
		return podsOf(resource).flatMap((pod, index) => pod.os === "windows" || pod.partial ? [] : pod.containers.filter(({ role, name }) => container === void 0 ? role === "container" : name === container).filter((one) => !one.partial && one.role !== "ephemeral").map((one) => ({
			container: one,
			key: keyOf(one, index)
		})));
	});
}
function keyOf({ pod: { resource }, name }, index) {
	return JSON.stringify([
		resource.kind,
		resource.namespace,
		resource.name,
		index,
		name
	]);
}
// src/trial/refusal.ts
/**
* Why a cluster would not start a container at all, a clause; undefined where it would. The kubelet's
* check of `runAsNonRoot` (pkg/kubelet/kuberuntime, verifyRunAsNonRoot), and the API server's of
* privileges.
*/
function refusalOf({ user, security }, config) {
	if (security.isPrivileged && !security.mayEscalate) return "the API server refuses `allowPrivilegeEscalation: false` with `privileged: true`";
	if (!user.mustNotBeRoot || user.uid !== void 0 && user.uid !== 0) return void 0;
	if (user.uid === 0) return "the kubelet refuses `runAsUser: 0` with `runAsNonRoot: true`";
	const { declared, name } = startUser(config);
	if (declared === "numeric") return void 0;
	return declared === "root" ? "the kubelet refuses it: `runAsNonRoot: true`, and the image runs as root. Set `runAsUser`" : `the kubelet refuses it: \`runAsNonRoot: true\`, and the image's user is a name, ${name ?? ""}. Set \`runAsUser\``;
}
/** Whether a container runs as root. */
function isRoot({ user }, config) {
	return user.uid === void 0 ? startUser(config).declared === "root" : user.uid === 0;
}
// src/trial/engine-arguments.ts
/** Far more than a program needs to start; the container's own limit counts where it is lower. */
const MAX_MEMORY = 4 * 1024 ** 3;
const MAX_PROCESSES = 2048;
const MAX_LOG = "8m";
/** The arguments with which an engine makes a container as its manifest says. Nothing is started. */
function createArguments(plan, pod, settings) {
	const { engine, name, label, network } = settings;
	return [
		"create",
		`--name=${name}`,
		`--label=${label}`,
		"--pull=never",
		"--restart=no",
		"--no-healthcheck",
		`--network=${network}`,
		`--hostname=${pod.hostname}`,
		`--memory=${Math.max(Math.min(plan.memory ?? MAX_MEMORY, MAX_MEMORY), MIN_MEMORY)}`,
		`--pids-limit=${MAX_PROCESSES}`,
		...engine === "podman" ? [
			"--log-driver=k8s-file",
			`--log-opt=max-size=${MAX_LOG}b`,
			"--http-proxy=false"
		] : ["--log-driver=json-file", `--log-opt=max-size=${MAX_LOG}`],
		...rootArguments(plan, settings),
		...userArguments(plan, settings),
		...securityArguments(plan, settings),
		...sysctls(pod.sysctls),
		...pod.hostAliases.map(([host, ip]) => `--add-host=${host}:${ip}`),
		...plan.env.map(([key, value]) => `--env=${key}=${value}`),
		...plan.workingDir === void 0 ? [] : [`--workdir=${plan.workingDir}`],
		...plan.isTerminal ? ["--tty"] : [],
		...plan.mounts.map((mount) => volumeArgument(mount, settings.sourceOf(mount))),
		...commandArguments(plan, engine)
	];
}
/** Engines refuse to give a container less. */
const MIN_MEMORY = 16 * 1024 ** 2;
function rootArguments(plan, { engine, seesVolumes }) {
	return [
		...plan.isRootReadOnly ? ["--read-only"] : [],
		...plan.isRootReadOnly && engine === "podman" ? ["--read-only-tmpfs=false"] : [],
		...seesVolumes && engine === "podman" ? ["--image-volume=ignore"] : []
	];
}
/** `nocopy`: a cluster puts nothing of the image into a volume. */
function volumeArgument({ path, isReadOnly, part, volume }, source) {
	if (source.startsWith("/")) return `--volume=${source}:${path}:ro,z`;
	if (part !== void 0) throw new Error(`${volume} has no parts`);
	return `--volume=${source}:${path}:nocopy${isReadOnly ? ",ro" : ""}`;
}
function userArguments({ user }, { config }) {
	const { uid, gid, groups } = user;
	const who = uid === void 0 ? config.user.split(":")[0] || "0" : String(uid);
	return [...uid !== void 0 || gid !== void 0 ? [`--user=${gid === void 0 ? who : `${who}:${gid}`}`] : [], ...groups.map((group) => `--group-add=${group}`)];
}
/** What containers may do unless they drop it (containerd, oci/spec.go; Docker has the same). */
const DEFAULT_CAPABILITIES = "CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE".split(" ");
function securityArguments(plan, settings) {
	const { isPrivileged, mayEscalate, seccomp } = plan.security;
	if (isPrivileged) return ["--privileged"];
	return [
		...capabilityArguments(plan, settings),
		...mayEscalate ? [] : ["--security-opt=no-new-privileges"],
		...seccomp === "unconfined" ? ["--security-opt=seccomp=unconfined"] : []
	];
}
/**
* Podman gives what is added to a user who is not root to its processes, and a cluster only to
* programs whose files ask for it: there, all that is not to be had is dropped by name.
*/
function capabilityArguments(plan, { engine, config }) {
	const { add, drop } = plan.security;
	const usual = drop.includes("ALL") ? [] : DEFAULT_CAPABILITIES;
	if (add.includes("ALL")) return ["--cap-add=ALL", ...drop.map((one) => `--cap-drop=${one}`)];
	const granted = new Set([...usual, ...add].filter((one) => !drop.includes(one)));
	if (engine === "podman" && !isRoot(plan, config) && granted.size > 0) {
		const dropped = DEFAULT_CAPABILITIES.filter((one) => !granted.has(one));
		const added = [...granted].filter((one) => !DEFAULT_CAPABILITIES.includes(one));
		return [...dropped.map((one) => `--cap-drop=${one}`), ...added.map((one) => `--cap-add=${one}`)];
	}
	return ["--cap-drop=ALL", ...[...granted].map((one) => `--cap-add=${one}`)];
}
const LOW_PORTS = "net.ipv4.ip_unprivileged_port_start";
/** Docker lets everybody listen on low ports; the kernel does not, and CRI-O leaves that as it is. */
function sysctls(given) {
	return (given.some(([name]) => name === LOW_PORTS) ? given : [...given, [LOW_PORTS, "1024"]]).map(([name, value]) => `--sysctl=${name}=${value}`);
}
function commandArguments({ image, command, args = [] }, engine) {
	if (!command) return [image, ...args];
	const [first = "", ...rest] = command;
	return [
		`--entrypoint=${engine === "podman" ? JSON.stringify([first]) : first}`,
		image,
		...rest,
		...args
	];
}
// src/trial/refused-writes.ts
/** Longer lines of a log are not about one file. */
const MAX_LINE = 2e3;
/** As many refused writes as anybody reads. */
const MAX_REFUSED = 200;
/** As the C library, Go, Java, Node and Python say it; numbers are of errno.h. */
const READ_ONLY = /read-only file ?system|\bEROFS\b|\bErrno 30\b|\(30:/i;
const DENIED = /permission denied|\bEACCES\b|\bErrno 13\b|\(13:|AccessDeniedException/i;
/** Of what is denied, only a write is one: a log also says what can't be read. */
const WRITING = /mkdir|mkstemp|creat|writ|bind|lock|renam|unlink|remov|touch|\bpid\b|chmod|chown|open\(\)|mkfifo|symlink|copy|save|tee:|cp:|mv:|socket/i;
/** An absolute path, behind what may stand before one. */
const PATHS = /(?<=^|[\s"'`‘“(=:[])\/[\w.@+~%,-]+(?:\/[\w.@+~%,-]+)*/g;
/** Finds in a log which writes were refused. */
function refusedInLog(log) {
	const found = [];
	for (const line of log.split("\n")) {
		if (line.length > MAX_LINE) continue;
		const readOnly = READ_ONLY.exec(line);
		const denied = readOnly ? null : DENIED.exec(line);
		const said = readOnly ?? (denied && WRITING.test(line) ? denied : void 0);
		const path = said && pathBeside(line, said.index);
		if (path !== void 0) found.push({
			path,
			because: readOnly ? "read-only" : "permission",
			by: "log"
		});
	}
	return distinctWrites(found);
}
/** The last path before the words, else the first behind them: as in Python's errors. */
function pathBeside(line, at) {
	const paths = [...line.matchAll(PATHS)];
	const found = paths.findLast(({ index }) => index < at) ?? paths.find(({ index }) => index > at);
	return found && resolvePath(found[0].replace(/[.,]$/, ""));
}
const FOLDER_ARGUMENT = /(?:at2?|at)$/;
const OPENS = /^open(?:at2?)?$/;
const OPENS_TO_WRITE = /\bO_(?:WRONLY|RDWR|CREAT|TRUNC|TMPFILE)\b/;
const WRITES = /^(?:creat|mkdir|mkdirat|mknod|mknodat|rename|renameat2?|link|linkat|symlink|symlinkat|unlink|unlinkat|rmdir|truncate|chmod|fchmodat|chown|lchown|fchownat|bind)$/;
/** Finds in the lines of strace which writes were refused. */
function refusedInTrace(lines) {
	const calls = new Calls();
	const found = [];
	for (const line of lines) {
		const call = calls.read(line);
		const error = /^-1 (EROFS|EACCES|EPERM)\b/.exec(call?.result ?? "")?.[1];
		if (!call || error === void 0) continue;
		const path = (OPENS.test(call.name) ? call.args.some((arg) => !arg.startsWith("\"") && OPENS_TO_WRITE.test(arg)) : WRITES.test(call.name)) ? pathOf(call) : void 0;
		if (path !== void 0) found.push({
			path,
			because: error === "EROFS" ? "read-only" : "permission",
			by: "trace"
		});
	}
	return distinctWrites(found);
}
function pathOf({ name, args }) {
	if (name === "bind") {
		const socket = /sun_path=("[^"]*")/.exec(args[1] ?? "")?.[1];
		return resolvePath(unquote(socket) ?? "");
	}
	const texts = args.filter((arg) => arg.startsWith("\""));
	const text = /^(?:rename|link|symlink)/.test(name) ? texts.at(-1) : texts[0];
	const folder = FOLDER_ARGUMENT.test(name) ? folderIn(args[0]) : void 0;
	return resolvePath(unquote(text) ?? "", folder);
}
/** Each path once, in the order in which they were refused. */
function distinctWrites(writes) {
	const byPath = /* @__PURE__ */ new Map();
	for (const write of writes) if (!byPath.has(write.path)) byPath.set(write.path, write);
	return [...byPath.values()].slice(0, MAX_REFUSED);
}
// src/containers/probe.ts
var import_ipaddr = /* @__PURE__ */ __toESM(require_ipaddr(), 1);
/** Runs a probe once, as the kubelet does; returns why it failed, in a clause, or undefined. */
async function runProbe(probe, probed) {
	const timeoutMs = probe.timeoutSeconds * 1e3;
	const { action } = probe;
	if (action.kind === "exec") {
		const call = {
			timeoutMs,
			signal: probed.signal
		};
		const { code, out, err } = await probed.engine.run([
			"exec",
			probed.name,
			...action.command
		], call);
		return code === 0 ? void 0 : `exit code ${code}: ${lastLine(err) || lastLine(out)}`;
	}
	const { address } = probed;
	if (address === void 0) return "the container has no address";
	return action.kind === "tcp" ? askTcp(address, action.port, timeoutMs) : askHttp(address, action, timeoutMs);
}
async function askTcp(host, port, timeout) {
	return new Promise((resolve) => {
		const socket = connect({
			host,
			port,
			timeout
		});
		const settle = (why) => {
			socket.destroy();
			resolve(why);
		};
		socket.once("connect", () => settle(void 0));
		socket.once("timeout", () => settle(`nothing answers on port ${port}`));
		socket.once("error", ({ message }) => settle(message));
	});
}
/** The kubelet takes each status from 200 to 399, and trusts every certificate. */
async function askHttp(host, { port, path, isSecure, headers }, timeout) {
	return new Promise((resolve) => {
		const options = {
			host,
			port,
			path,
			timeout,
			agent: false,
			headers: {
				"User-Agent": "kube-probe/1.37",
				...Object.fromEntries(headers)
			}
		};
		let timer;
		try {
			const request$2 = isSecure ? request$1({
				...options,
				rejectUnauthorized: false
			}) : request(options);
			const settle = (why) => {
				clearTimeout(timer);
				request$2.destroy();
				resolve(why);
			};
			timer = setTimeout(() => settle(`no answer on port ${port} in time`), timeout);
			request$2.once("response", ({ statusCode = 0 }) => {
				settle(statusCode >= 200 && statusCode < 400 ? void 0 : `status ${statusCode}`);
			});
			request$2.on("error", ({ message }) => settle(message));
			request$2.end();
		} catch (error) {
			resolve(String(error));
		}
	});
}
/**
* Whether an address is in a network that this machine is in itself. A request to any other would leave
* the machine, and reach whatever has the address elsewhere.
*/
function isBeside(address) {
	if (!import_ipaddr.default.isValid(address)) return false;
	const parsed = import_ipaddr.default.parse(address);
	return Object.values(networkInterfaces()).flat().some((own) => {
		if (!own?.cidr || own.internal) return false;
		const [network, bits] = import_ipaddr.default.parseCIDR(own.cidr);
		return network.kind() === parsed.kind() && parsed.match(network, bits);
	});
}
// src/containers/stage.ts
/** The label of all that a trial makes, for whoever has to remove it by hand. */
const LABEL = "podseal.try";
/**
* What a trial needs around its containers: a network without a way out, a volume for each place that
* they may write to, and a folder with the files of the manifest. `remove` takes all of it away.
*/
var Stage = class {
	label;
	network;
	#engine;
	#id;
	#signal;
	#volumes = /* @__PURE__ */ new Map();
	#folders = /* @__PURE__ */ new Map();
	#containers = [];
	#network;
	#folder;
	/** @param usesNetwork whether the containers get the engine's usual network, which leads out */
	constructor(engine, usesNetwork, signal) {
		this.#engine = engine;
		this.#signal = signal;
		this.#id = `podseal-try-${randomBytes(5).toString("hex")}`;
		this.label = `${LABEL}=${this.#id}`;
		this.#network = usesNetwork ? void 0 : this.#id;
		this.network = this.#network ?? (engine.name === "docker" ? "bridge" : "podman");
	}
	/** Makes what a pod needs. */
	async prepare(pod, holder) {
		if (this.#network !== void 0) await this.must([
			"network",
			"create",
			"--internal",
			`--label=${this.label}`,
			this.#network
		]);
		this.#folder = await mkdtemp(join(tmpdir(), "podseal-try-"));
		const scratch = [];
		for (const [key, volume] of pod.volumes) {
			if (volume.kind === "files") {
				await this.#writeFiles(key, volume);
				continue;
			}
			const name = `${this.#id}-${scratch.length}`;
			this.#volumes.set(key, name);
			scratch.push(volume);
			await this.must([
				"volume",
				"create",
				`--label=${this.label}`,
				name
			]);
		}
		if (scratch.length > 0) await this.#setModes(scratch, holder);
	}
	/** Names a container, which is removed with the rest. */
	nameFor(container) {
		const name = `${this.#id}-${this.#containers.length}-${container.replace(/[^a-z0-9]/g, "-")}`;
		this.#containers.push(name);
		return name;
	}
	/** What is mounted: a volume of the engine, or a folder or file of ours. */
	sourceOf({ volume, part }) {
		const folder = this.#folders.get(volume);
		return folder === void 0 ? this.#volumes.get(volume) ?? "" : join(folder, part ?? "");
	}
	/** A file of ours that is removed with the rest. */
	pathOf(name) {
		return join(this.#folder ?? tmpdir(), name);
	}
	/** Runs a command of the engine that has to succeed. */
	async must(args, call = {}) {
		const output = await this.#engine.run(args, {
			signal: this.#signal,
			...call
		});
		this.#signal?.throwIfAborted();
		if (output.code === 0) return output;
		const what = `${this.#engine.name} ${args.slice(0, 2).join(" ")}`;
		throw new UserError(`${what} failed: ${lastLine(output.err) || `exit code ${output.code}`}.`);
	}
	/**
	* Removes all that was made, whatever of it there is. Returns what could not be removed, in words.
	*/
	async remove() {
		const engine = this.#engine;
		for (const name of this.#containers) await engine.run(["kill", name]);
		const steps = [
			...this.#containers.map((name) => [
				"rm",
				"--force",
				"--volumes",
				name
			]),
			...[...this.#volumes.values()].map((name) => [
				"volume",
				"rm",
				"--force",
				name
			]),
			...this.#network === void 0 ? [] : [[
				"network",
				"rm",
				this.#network
			]]
		];
		const faults = [];
		for (const step of steps) {
			const { code, err } = await engine.run(step);
			if (code !== 0 && !/no such|not found/i.test(err)) faults.push(lastLine(err));
		}
		if (this.#folder !== void 0) await rm(this.#folder, {
			recursive: true,
			force: true
		});
		return faults;
	}
	async #writeFiles(key, { files, gid }) {
		const folder = this.pathOf(`files-${this.#folders.size}`);
		this.#folders.set(key, folder);
		await mkdir(folder, { mode: 493 });
		const isRoot = process.getuid?.() === 0;
		for (const { path, mode, content } of files) {
			const file = join(folder, path);
			const bytes = "text" in content ? Buffer.from(content.text) : Buffer.from(content.base64, "base64");
			await mkdir(dirname(file), {
				recursive: true,
				mode: 493
			});
			await writeFile(file, bytes);
			await chmod(file, isRoot ? mode : mode | 292);
			if (isRoot) await chown(file, 0, gid);
		}
	}
	/**
	* Gives the volumes the owners and modes that the kubelet gives them, by copying to a container that
	* is never started. Podman changes a volume when a container with it is made ready for the first time,
	* so that it has to be ready before.
	*/
	async #setModes(volumes, holder) {
		const name = this.nameFor("holder");
		const mounts = volumes.map((_, index) => `--volume=${this.#id}-${index}:${folderOf(index)}:nocopy`);
		const { image, command = [], args = [] } = holder;
		const isPodman = this.#engine.name === "podman";
		const first = command.slice(0, 1).map((word) => isPodman ? JSON.stringify([word]) : word);
		await this.must([
			"create",
			`--name=${name}`,
			`--label=${this.label}`,
			"--pull=never",
			"--network=none",
			...mounts,
			...first.map((word) => `--entrypoint=${word}`),
			image,
			...command.slice(1),
			...args
		]);
		if (isPodman) await this.must(["init", name]);
		const folders = volumes.map(({ mode, gid }) => ({
			mode,
			gid,
			uid: 0
		}));
		if (isPodman) {
			for (const [index, owner] of folders.entries()) {
				const input = await packFolders([{
					name: "./",
					...owner
				}]);
				await this.must([
					"cp",
					"--archive=false",
					"-",
					`${name}:${folderOf(index)}`
				], { input });
			}
			return;
		}
		const entries = folders.map((owner, index) => ({
			name: `${folderOf(index).slice(1)}/`,
			...owner
		}));
		await this.must([
			"cp",
			"-",
			`${name}:/`
		], { input: await packFolders(entries) });
	}
};
/** Where the container that is never started has a volume. */
function folderOf(index) {
	return `/podseal-volumes/${index}`;
}
async function packFolders(folders) {
	return packTar(folders.map((folder) => ({ header: {
		...folder,
		type: "directory",
		size: 0
	} })));
}
// src/containers/tracer.ts
/** What is traced: calls on files, and those that tell their folders. */
const CALLS = "%file,%process,fchdir,bind";
/** A start makes some thousand calls; more is not kept. */
const MAX_TRACE = 67108864;
/**
* What the program itself did: what comes before it is the runtime's, with the paths of the machine. All
* of it where the trace began later.
*/
function ofProgram(lines, fromStart) {
	const start = lines.findIndex((line) => line.includes("execve(") && line.endsWith(" = 0"));
	return fromStart ? lines.slice(start + 1) : lines;
}
/** strace on a process and its children. */
var Tracer = class {
	#child;
	#path;
	#closed;
	constructor(pid, path) {
		const args = [
			"-f",
			"-y",
			"-qq",
			"-s",
			"4096",
			"-e",
			`trace=${CALLS}`,
			"-o",
			path
		];
		this.#path = path;
		this.#child = spawn("strace", [
			...args,
			"-p",
			String(pid)
		], {
			detached: true,
			stdio: "ignore"
		});
		this.#closed = new Promise((resolve) => {
			this.#child.once("error", () => resolve());
			this.#child.once("close", () => resolve());
		});
	}
	/** Waits until strace is attached; false where it can't be. */
	async isAttached() {
		for (let tries = 0; tries < 50 && this.#child.exitCode === null; tries++) {
			const isThere = await stat(this.#path).catch(() => void 0);
			await new Promise((resolve) => setTimeout(resolve, 100));
			if (isThere && this.#child.exitCode === null) return true;
		}
		return false;
	}
	/** Ends it; returns the lines. */
	async stop() {
		this.#child.kill("SIGTERM");
		await this.#closed;
		const file = await open(this.#path).catch(() => void 0);
		if (!file) return [];
		try {
			const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_TRACE), 0, MAX_TRACE, 0);
			return buffer.toString("utf8", 0, bytesRead).split("\n");
		} finally {
			await file.close();
		}
	}
};
// src/containers/run-pod.ts
/**
* Runs the containers of a plan one after the other, and the last one until it is up. Everything that
* was made for it is removed in the end, whatever happens.
*
* @throws UserError where the engine can't do it
*/
async function runPod(engine, pod, options) {
	const stage = new Stage(engine, options.usesNetwork, options.signal);
	const last = pod.containers.at(-1);
	if (!last) throw new Error("a plan has a container");
	try {
		const configs = /* @__PURE__ */ new Map();
		for (const plan of pod.containers) configs.set(plan, await imageConfig(engine, plan));
		const refused = pod.containers.find((plan) => refusalIn(plan, configs) !== void 0);
		if (refused) return neverRun(refused, refusalIn(refused, configs) ?? "");
		await stage.prepare(pod, last);
		for (const plan of pod.containers) {
			const config = configs.get(plan);
			if (!config) continue;
			const record = await new ContainerRun({
				engine,
				stage,
				pod,
				plan,
				config,
				options
			}).record(plan === last && !pod.ends);
			if (plan === last || record.ending.as === "failed") return record;
		}
		throw new Error("the last container ends the loop");
	} finally {
		const faults = await stage.remove();
		for (const fault of faults) process.stderr.write(`${visibleLine(`not removed: ${fault}`)}\n`);
	}
}
function refusalIn(plan, configs) {
	const config = configs.get(plan);
	return config && refusalOf(plan, config);
}
function neverRun({ name }, why) {
	return {
		container: name,
		ending: {
			as: "refused",
			why
		},
		seconds: 0,
		log: "",
		changes: [],
		refused: [],
		notes: []
	};
}
async function imageConfig(engine, { image, name }) {
	const { code, out } = await engine.run([
		"image",
		"inspect",
		image
	]);
	if (code !== 0) throw new UserError(`${engine.name} has no image ${image}, which ${name} runs: pull or build it, or name another with --image.`);
	const config = readImage(out);
	if (!config) throw new UserError(`${engine.name} says of ${image} what Podseal can't read.`);
	return config;
}
const UNREACHABLE = "Probes over the network are not run: the container can't be reached from here.";
/** How often is looked at a container. */
const TICK_MS = 500;
/** One container, from its start to what was seen of it. */
var ContainerRun = class {
	#with;
	#name;
	#notes = /* @__PURE__ */ new Set();
	#changes = /* @__PURE__ */ new Map();
	#untouched = /* @__PURE__ */ new Set();
	#tracer;
	#started = Date.now();
	constructor(running) {
		this.#with = running;
		this.#name = running.stage.nameFor(running.plan.name);
	}
	async record(staysUp) {
		const { plan } = this.#with;
		const ending = await this.#start() ?? await this.#wait(staysUp);
		const seconds = Math.round((Date.now() - this.#started) / 1e3);
		await this.#lookAtChanges();
		const log = await this.#log();
		const isWhole = this.#with.engine.name === "podman";
		const trace = ofProgram(await this.#tracer?.stop() ?? [], isWhole);
		for (const seen of readStrace(trace).observations) this.#add(seen);
		const refused = distinctWrites([...refusedInTrace(trace), ...refusedInLog(`${log}\n${"why" in ending ? ending.why : ""}`)]).filter(({ path }) => !isOfKernel(path));
		return {
			container: plan.name,
			ending,
			seconds,
			log,
			refused,
			changes: [...this.#changes.values()],
			notes: [...this.#notes]
		};
	}
	/** Makes and starts the container; how it ended where it can't be started. */
	async #start() {
		const { engine, stage, pod, plan, config, options } = this.#with;
		const settings = {
			engine: engine.name,
			name: this.#name,
			label: stage.label,
			network: stage.network,
			config,
			sourceOf: stage.sourceOf.bind(stage),
			seesVolumes: options.seesVolumes
		};
		await stage.must(createArguments(plan, pod, settings));
		const isPodman = engine.name === "podman";
		const unready = isPodman ? await this.#run("init") : void 0;
		if (unready) return unready;
		this.#untouched = new Set((await this.#diff()).map(({ path }) => path));
		if (isPodman) await this.#trace();
		this.#started = Date.now();
		const unstarted = await this.#run("start");
		if (unstarted) return unstarted;
		if (!isPodman) await this.#trace();
		return this.#postStart();
	}
	async #run(step) {
		const { engine, options } = this.#with;
		const { code, err } = await engine.run([step, this.#name], { signal: options.signal });
		options.signal?.throwIfAborted();
		if (code === 0) return void 0;
		const line = lastLine(err);
		if (isNetworkFault(line)) throw new UserError(`Podman can't make a network; it needs netavark and iptables: ${line}`);
		return {
			as: "failed",
			why: startFault(line)
		};
	}
	async #postStart() {
		const { engine, plan, options } = this.#with;
		if (!plan.postStart) return void 0;
		const call = {
			timeoutMs: options.seconds * 1e3,
			signal: options.signal
		};
		const { code, err } = await engine.run([
			"exec",
			this.#name,
			...plan.postStart
		], call);
		options.signal?.throwIfAborted();
		return code === 0 ? void 0 : {
			as: "failed",
			why: `its postStart hook failed with exit code ${code}: ${lastLine(err)}`
		};
	}
	async #trace() {
		const { stage, options } = this.#with;
		if (!options.traces) return;
		const tracer = new Tracer((await this.#state()).pid, stage.pathOf(`${this.#name}.trace`));
		if (await tracer.isAttached()) this.#tracer = tracer;
		else this.#notes.add("strace could not be attached: it has to be installed, and needs root.");
	}
	async #wait(staysUp) {
		const { engine, plan, options } = this.#with;
		const { address: first } = await this.#state();
		const asked = staysUp ? plan.probes : [];
		const probes = asked.filter(({ action }) => this.#canRun(action.kind, first));
		const open = new Map(probes.map((probe) => [probe, {
			left: probe.successes,
			why: ""
		}]));
		for (;;) {
			const state = await this.#state();
			if (!state.isRunning) return endingOf(state, staysUp);
			await this.#lookAtChanges();
			const probed = {
				engine,
				name: this.#name,
				address: state.address,
				signal: options.signal
			};
			for (const [probe, progress] of open) {
				const why = await runProbe(probe, probed);
				progress.why = why ?? "";
				progress.left = why === void 0 ? progress.left - 1 : probe.successes;
				if (progress.left <= 0) open.delete(probe);
			}
			const ending = this.#judge(open, {
				staysUp,
				hasProbes: probes.length > 0
			});
			if (ending) {
				if (probes.length < asked.length) this.#notes.add(UNREACHABLE);
				return ending;
			}
			await setTimeout$1(TICK_MS, void 0, { signal: options.signal });
		}
	}
	/** How a container that still runs has ended for us; undefined while there is more to wait for. */
	#judge(open, { staysUp, hasProbes }) {
		const { settleSeconds, seconds: most } = this.#with.options;
		const seconds = (Date.now() - this.#started) / 1e3;
		if (hasProbes && open.size === 0) return {
			as: "up",
			by: "probes"
		};
		if (staysUp && !hasProbes && seconds >= settleSeconds) return {
			as: "up",
			by: "time"
		};
		return seconds >= most ? this.#late(open, staysUp) : void 0;
	}
	#late(open, staysUp) {
		const { seconds } = this.#with.options;
		if (!staysUp) return {
			as: "failed",
			why: `it did not end in ${seconds} s`
		};
		const [[probe, { why }] = [{ name: "probe" }, { why: "" }]] = open;
		return {
			as: "failed",
			why: `its ${probe.name} did not succeed in ${seconds} s: ${why}`
		};
	}
	/** Of a container that ended at once the address is gone, and what it ended with tells. */
	#canRun(kind, address) {
		const { isReachable } = this.#with.engine;
		return kind === "exec" || address === void 0 || isReachable && isBeside(address);
	}
	async #state() {
		const { engine, stage } = this.#with;
		const { out } = await stage.must([
			"container",
			"inspect",
			this.#name
		]);
		const state = readContainer(out);
		if (!state) throw new UserError(`${engine.name} says of a container what Podseal can't read.`);
		return state;
	}
	async #log() {
		const { engine } = this.#with;
		const { out, err } = await engine.run(["logs", this.#name]);
		return out === "" || out.endsWith("\n") ? out + err : `${out}\n${err}`;
	}
	async #lookAtChanges() {
		for (const seen of await this.#diff()) if (!this.#untouched.has(seen.path)) this.#add(seen);
	}
	async #diff() {
		const { engine } = this.#with;
		const { out } = await engine.run(["diff", this.#name]);
		return readDiff(out.split("\n").filter((line) => line !== "")).observations;
	}
	#add(seen) {
		if (!this.#changes.has(seen.path) && !this.#isMounted(seen.path)) this.#changes.set(seen.path, seen);
	}
	/** Whether a path is a volume's, or a folder that was made for one to be mounted. */
	#isMounted(path) {
		return this.#with.plan.mounts.some((mount) => covers(mount.path, path) || covers(path, mount.path));
	}
};
function isOfKernel(path) {
	return /^\/(?:proc|sys|dev)(?:\/|$)/.test(path);
}
function endingOf(state, staysUp) {
	if (state.wasOutOfMemory) return {
		as: "failed",
		why: "it needed more memory than it has"
	};
	if (state.exitCode === 0 && !staysUp) return { as: "done" };
	const error = state.error === "" ? "" : `: ${state.error}`;
	return {
		as: "failed",
		why: `it ended with exit code ${state.exitCode}${error}`
	};
}
// src/trial/lesson.ts
/** What runs of a container say of its image; undefined for an image that has no valid name. */
function lessonOf(image, observations, today) {
	const name = canonicalReference(image)?.name;
	if (name === void 0) return void 0;
	const title = "podseal try";
	return {
		...reduce(observations),
		name,
		image,
		title,
		source: `${title}, ${today}`
	};
}
/**
* What a run shows of where its container writes: what it changed, and what it was refused outside of
* its volumes, where a volume would serve it.
*/
function writesOf({ changes, refused }, mounts) {
	const missing = refused.filter(({ path }) => !mounts.some((mount) => covers(mount.path, path)));
	return [...changes, ...missing.map(({ path }) => ({
		path,
		change: "changed"
	}))];
}
// src/trial/probes.ts
const NAMES = [
	"startupProbe",
	"readinessProbe",
	"livenessProbe"
];
/** The probes of a container that can be run; what can't is added to the notes. */
function planProbes(container, notes) {
	return NAMES.flatMap((name) => {
		const value = field(container.value, name)?.value;
		if (!isSet(value)) return [];
		const action = actionOf(value, container);
		if ("why" in action) {
			notes.add(`The ${name} is not run: ${action.why}.`);
			return [];
		}
		return [{
			name,
			action,
			periodSeconds: numberIn(value, "periodSeconds", 10),
			timeoutSeconds: numberIn(value, "timeoutSeconds", 1),
			successes: numberIn(value, "successThreshold", 1)
		}];
	});
}
/** The API's defaults are its caller's: all of them at least 1. */
function numberIn(value, name, usual) {
	const number = scalar(field(value, name)?.value);
	return typeof number === "number" && number >= 1 ? Math.min(number, 3600) : usual;
}
function actionOf(value, container) {
	const exec = field(value, "exec")?.value;
	if (isSet(exec)) return {
		kind: "exec",
		command: texts(field(exec, "command")?.value)
	};
	const http = field(value, "httpGet")?.value;
	const tcp = field(value, "tcpSocket")?.value;
	const network = isSet(http) ? http : tcp;
	if (!isSet(network)) return { why: isSet(field(value, "grpc")?.value) ? "grpc" : "no action" };
	if (isSet(field(network, "host")?.value)) return { why: "it asks another host" };
	const port = portOf(field(network, "port")?.value, container);
	if (port === void 0) return { why: "its port is not known" };
	if (!isSet(http)) return {
		kind: "tcp",
		port
	};
	const path = textOf(field(http, "path")?.value) ?? "/";
	const headers = items(field(http, "httpHeaders")?.value).map((header) => [textOf(field(header, "name")?.value) ?? "", textOf(field(header, "value")?.value) ?? ""]);
	const isSecure = textOf(field(http, "scheme")?.value)?.toUpperCase() === "HTTPS";
	return {
		kind: "http",
		port,
		path: path.startsWith("/") ? path : `/${path}`,
		isSecure,
		headers
	};
}
/** A port by its number, or by the name that the container gives it. */
function portOf(value, container) {
	const written = textOf(value) ?? "";
	if (/^\d{1,5}$/.test(written)) return inRange(Number(written));
	const named = items(field(container.value, "ports")?.value).find((port) => textOf(field(port, "name")?.value) === written);
	const number = scalar(field(named, "containerPort")?.value);
	return typeof number === "number" ? inRange(number) : void 0;
}
function inRange(port) {
	return Number.isInteger(port) && port > 0 && port < 65536 ? port : void 0;
}
/** The texts of a list. */
function texts(value) {
	return items(value).map((item) => textOf(item) ?? "");
}
// src/trial/variables.ts
/** Stands for a value that no file has: not empty, since programs refuse empty passwords. */
const PLACEHOLDER = "podseal-try";
/** C identifiers and what the API server takes besides, and nothing that an engine reads otherwise. */
const NAME = /^[-._A-Za-z][-._A-Za-z0-9]*$/;
/** The variables of a container, as the kubelet sets them: `envFrom` first, and values expanded. */
function variablesFor(container, data, identity) {
	const env = /* @__PURE__ */ new Map();
	const notes = /* @__PURE__ */ new Set();
	for (const source of items(field(container.value, "envFrom")?.value)) for (const [name, value] of readSource(source, data, notes)) env.set(name, value);
	for (const variable of items(field(container.value, "env")?.value)) {
		const name = textOf(field(variable, "name")?.value) ?? "";
		if (!NAME.test(name)) continue;
		const from = field(variable, "valueFrom")?.value;
		const value = isSet(from) ? readReference(from, {
			name,
			container,
			data,
			identity,
			notes
		}) : expand(textOf(field(variable, "value")?.value) ?? "", env);
		if (value !== void 0) env.set(name, value);
	}
	return {
		env: [...env],
		notes: [...notes]
	};
}
function readSource(source, data, notes) {
	const prefix = textOf(field(source, "prefix")?.value) ?? "";
	const [kind, reference] = referenceIn(source, ["configMapRef", "secretRef"]);
	if (!reference) return [];
	const name = textOf(field(reference, "name")?.value) ?? "";
	const entries = data.entriesOf(kind, name);
	if (!entries && !isOptional(reference)) notes.add(`${kind} ${name} is in none of the files: its variables are not set.`);
	return [...entries ?? []].flatMap(([key, content]) => {
		const text = textOfContent(content);
		return NAME.test(prefix + key) && text !== void 0 ? [[prefix + key, text]] : [];
	});
}
function referenceIn(value, [config, secret]) {
	const found = field(value, config)?.value;
	return isSet(found) ? ["ConfigMap", found] : ["Secret", field(value, secret)?.value];
}
function isOptional(reference) {
	return scalar(field(reference, "optional")?.value) === true;
}
function readReference(from, asked) {
	const path = textOf(valueAt(from, ["fieldRef", "fieldPath"]));
	if (path !== void 0) return fieldOf(path, asked.identity);
	const resource = textOf(valueAt(from, ["resourceFieldRef", "resource"]));
	if (resource !== void 0) return resourceOf(resource, asked.container);
	const [kind, reference] = referenceIn(from, ["configMapKeyRef", "secretKeyRef"]);
	if (!reference) return void 0;
	const name = textOf(field(reference, "name")?.value) ?? "";
	const key = textOf(field(reference, "key")?.value) ?? "";
	const content = asked.data.entriesOf(kind, name)?.get(key);
	if (content) return textOfContent(content);
	if (isOptional(reference)) return void 0;
	asked.notes.add(`${kind} ${name} with ${key} is in none of the files: ${asked.name} is \`${PLACEHOLDER}\`.`);
	return PLACEHOLDER;
}
const FIELDS = {
	"metadata.name": ({ name }) => name,
	"metadata.namespace": ({ namespace }) => namespace,
	"metadata.uid": () => "00000000-0000-4000-8000-000000000000",
	"spec.nodeName": () => PLACEHOLDER,
	"spec.serviceAccountName": ({ serviceAccount }) => serviceAccount,
	"status.podIP": () => "127.0.0.1",
	"status.podIPs": () => "127.0.0.1",
	"status.hostIP": () => "127.0.0.1",
	"status.hostIPs": () => "127.0.0.1"
};
/** What the downward API says of a field of the pod. */
function fieldOf(path, identity) {
	const [, map, key] = /^metadata\.(labels|annotations)(?:\['(.*)'\])?$/.exec(path) ?? [];
	if (map === void 0) return (Object.hasOwn(FIELDS, path) ? FIELDS[path]?.(identity) : void 0) ?? "";
	const values = map === "labels" ? identity.labels : identity.annotations;
	if (key !== void 0) return values.get(key) ?? "";
	return [...values].map(([name, value]) => `${name}=${JSON.stringify(value)}`).join("\n");
}
/** What the downward API says of a resource: a whole number of cores or bytes, 0 for none. */
function resourceOf(name, { value }) {
	const written = textOf(valueAt(value, ["resources", ...name.split(".", 2)]));
	return String(Math.ceil(quantityOf(written) ?? 0));
}
const UNITS = {
	"": 1,
	m: .001,
	k: 1e3,
	M: 1e6,
	G: 1e9,
	T: 0xe8d4a51000,
	P: 0x38d7ea4c68000,
	Ki: 1024,
	Mi: 2 ** 20,
	Gi: 2 ** 30,
	Ti: 2 ** 40,
	Pi: 2 ** 50
};
/** A quantity of Kubernetes as a number; undefined for what is none. */
function quantityOf(text) {
	const [, number, unit = ""] = /^(\d{1,18}(?:\.\d{1,9})?(?:e\d{1,2})?)([A-Za-z]{0,2})$/.exec(text ?? "") ?? [];
	const factor = Object.hasOwn(UNITS, unit) ? UNITS[unit] : void 0;
	return number === void 0 || factor === void 0 ? void 0 : Number(number) * factor;
}
/**
* Fills `$(NAME)` in, as the kubelet does: what is not known stays as it is, and `$$` is a dollar
* sign (kubernetes/kubernetes, third_party/forked/golang/expansion).
*/
function expand(text, env) {
	return text.replace(/\$(?:\$|\(([^()]*)\))/g, (whole, name) => typeof name === "string" ? env.get(name) ?? whole : "$");
}
// src/trial/volumes.ts
/** The kubelet makes an emptyDir for everybody (pkg/volume/emptydir, `perm`). */
const EMPTY_DIR_MODE = 511;
/** As a new file system has it. */
const CLAIM_MODE = 493;
/** What the kubelet adds for `fsGroup` (pkg/volume/volume_linux.go: rwMask, execMask, setgid). */
const GROUP_FOLDER = 1528;
const GROUP_FILE = 288;
const FILE_MODE = 420;
/** As long as Linux has paths; no colon, which an engine takes for the end of the path. */
const MOUNT_PATH = /^\/[^:\0\n]{0,4095}$/;
/** The mounts of a container; their volumes are added to those of the pod. */
function planMounts(context) {
	return mountsOf(context.container).flatMap((mount) => planMount(mount, context) ?? []);
}
function planMount(mount, context) {
	if (!MOUNT_PATH.test(mount.path)) return void 0;
	const part = partOf(mount, context.env);
	const volume = volumeOf(context.container.pod, mount.name)?.value;
	const files = volume && filesIn(volume, mount.name, context);
	if (files) {
		context.volumes.set(mount.name, files);
		if (part !== void 0 && !hasPart(files, part)) {
			context.notes.add(`${mount.path}: nothing of volume ${mount.name} is known at ${part}.`);
			return;
		}
		return {
			path: mount.path,
			volume: mount.name,
			isReadOnly: true,
			part
		};
	}
	const key = part === void 0 ? mount.name : `${mount.name}/${part}`;
	context.volumes.set(key, scratchFor(volume, mount, context));
	return {
		path: mount.path,
		volume: key,
		isReadOnly: isReadOnly(mount),
		part: void 0
	};
}
function partOf({ value }, env) {
	const plain = textOf(field(value, "subPath")?.value);
	const expression = textOf(field(value, "subPathExpr")?.value);
	const part = (plain ?? (expression && expand(expression, env)) ?? "").split("/").filter((name) => name !== "" && name !== ".");
	return part.length === 0 || part.includes("..") ? void 0 : part.join("/");
}
function hasPart({ files }, part) {
	return files.some(({ path }) => path === part || path.startsWith(`${part}/`));
}
/** What a program can write to, by what stands for it. */
function scratchFor(volume, { name, path }, { fsGroup, notes }) {
	const type = volume && typeOf(volume);
	const isEmptyDir = volume !== void 0 && (type === void 0 || type === "emptyDir");
	if (type === "hostPath") notes.add(`${path} (volume ${name}) is an empty folder: no path of this machine is mounted.`);
	else if (!isEmptyDir) notes.add(`${path} (volume ${name}) is a new, empty folder: a real claim has its own owner and data.`);
	const mode = isEmptyDir ? EMPTY_DIR_MODE : CLAIM_MODE;
	return fsGroup === void 0 || type === "hostPath" ? {
		kind: "scratch",
		mode,
		gid: 0
	} : {
		kind: "scratch",
		mode: mode | GROUP_FOLDER,
		gid: fsGroup
	};
}
function typeOf(volume) {
	return ownFields(volume).find(({ name, value }) => name !== "name" && isSet(value))?.name;
}
/** The volume of files that a volume is; undefined for one of another type. */
function filesIn(volume, name, context) {
	const projected = field(volume, "projected")?.value;
	const sources = isSet(projected) ? items(field(projected, "sources")?.value) : [volume];
	if (!["projected", ...SOURCES].some((type) => isSet(field(volume, type)?.value))) return void 0;
	const usual = modeIn(projected) ?? FILE_MODE;
	const files = sources.flatMap((source) => sourceFiles(source, name, usual, context));
	const gid = context.fsGroup;
	return {
		kind: "files",
		gid: gid ?? 0,
		files: gid === void 0 ? files : files.map(forGroup)
	};
}
const SOURCES = [
	"configMap",
	"secret",
	"downwardAPI"
];
function forGroup(file) {
	return {
		...file,
		mode: file.mode | GROUP_FILE
	};
}
function modeIn(source, key = "defaultMode") {
	const mode = scalar(field(source, key)?.value);
	return typeof mode === "number" && mode >= 0 && mode <= 511 ? mode : void 0;
}
function sourceFiles(source, volume, usual, context) {
	const config = field(source, "configMap")?.value;
	if (isSet(config)) return dataFiles("ConfigMap", config, usual, context);
	const secret = field(source, "secret")?.value;
	if (isSet(secret)) return dataFiles("Secret", secret, usual, context);
	const downward = field(source, "downwardAPI")?.value;
	if (isSet(downward)) return downwardFiles(downward, usual, context);
	const [type] = ownFields(source);
	context.notes.add(`Volume ${volume} has no ${type?.name ?? "files"}: no cluster gives it.`);
	return [];
}
function dataFiles(kind, source, usual, { data, notes }) {
	const name = textOf(field(source, "name")?.value) ?? textOf(field(source, "secretName")?.value) ?? "";
	const entries = data.entriesOf(kind, name);
	if (!entries) {
		if (!(scalar(field(source, "optional")?.value) === true)) notes.add(`${kind} ${name} is in none of the files: its folder is empty.`);
		return [];
	}
	const mode = modeIn(source) ?? usual;
	const chosen = field(source, "items")?.value;
	return (isSet(chosen) ? items(chosen).map((item) => ({
		key: textOf(field(item, "key")?.value) ?? "",
		path: textOf(field(item, "path")?.value) ?? "",
		mode: modeIn(item, "mode") ?? mode
	})) : [...entries.keys()].map((key) => ({
		key,
		path: key,
		mode
	}))).flatMap(({ key, path, mode: own }) => fileAt(path, own, entries.get(key)) ?? []);
}
/** A file at a path that stays in its folder; undefined for one that does not, and without content. */
function fileAt(path, mode, content) {
	return /^[^\0]{1,1024}$/.test(path) && path.split("/").every((name) => name !== "" && name !== "." && name !== "..") && content ? {
		path,
		mode,
		content
	} : void 0;
}
function downwardFiles(source, usual, { container, identity }) {
	const mode = modeIn(source) ?? usual;
	return items(field(source, "items")?.value).flatMap((item) => {
		const path = textOf(field(item, "path")?.value) ?? "";
		const asked = textOf(valueAt(item, ["fieldRef", "fieldPath"]));
		const resource = textOf(valueAt(item, ["resourceFieldRef", "resource"])) ?? "";
		const text = asked === void 0 ? resourceOf(resource, container) : fieldOf(asked, identity);
		return fileAt(path, modeIn(item, "mode") ?? mode, { text }) ?? [];
	});
}
/** The group that the kubelet gives volumes to. */
function fsGroupOf({ securityContext }) {
	const group = scalar(field(securityContext, "fsGroup")?.value);
	return typeof group === "number" ? group : void 0;
}
// src/trial/plan-pod.ts
/** Plans to run a container of a pod as its manifest says, after the pod's init containers. */
function planPod(target, data, choice) {
	const { pod } = target;
	const notes = /* @__PURE__ */ new Set();
	const volumes = /* @__PURE__ */ new Map();
	const inits = pod.containers.filter(({ role }) => role === "init");
	const end = inits.indexOf(target);
	const before = end === -1 ? inits : inits.slice(0, end);
	const shared = {
		data,
		identity: identityOf(pod),
		volumes,
		notes,
		choice
	};
	const containers = [...before, target].map((one) => planContainer(one, {
		...shared,
		choice: one === target ? choice : withImage(one, target, choice)
	}));
	noteOthers(target, notes);
	notePod(pod, notes);
	return {
		containers,
		volumes,
		hostname: shared.identity.name,
		sysctls: sysctlsOf(pod),
		hostAliases: hostAliasesOf(pod),
		ends: target.role === "init" || mayEnd(pod),
		notReproduced: [...notes]
	};
}
/** Another image for the container counts for the init containers of the same image, too. */
function withImage(one, target, choice) {
	return imageOf$1(one) === imageOf$1(target) ? choice : {
		...choice,
		image: void 0
	};
}
function imageOf$1({ value }) {
	return textOf(field(value, "image")?.value) ?? "";
}
function mayEnd({ spec }) {
	const policy = textOf(field(spec, "restartPolicy")?.value);
	return policy === "Never" || policy === "OnFailure";
}
function identityOf({ resource, spec, metadata }) {
	const own = textOf(field(metadata, "name")?.value) ?? resource.name;
	return {
		name: slug(own).slice(0, 63) || "podseal-try",
		namespace: resource.namespace || "default",
		serviceAccount: textOf(field(spec, "serviceAccountName")?.value) ?? "default",
		labels: mapIn(field(metadata, "labels")?.value),
		annotations: mapIn(field(metadata, "annotations")?.value)
	};
}
function mapIn(value) {
	return new Map(ownFields(value).map(({ name, value: one }) => [name, textOf(one) ?? ""]));
}
function planContainer(container, shared) {
	const { data, identity, volumes, notes, choice } = shared;
	const { value, role } = container;
	const { env, notes: lacking } = variablesFor(container, data, identity);
	for (const note of lacking) notes.add(note);
	const known = new Map(env);
	const wordsIn = (name) => {
		const words = texts(field(value, name)?.value).map((word) => expand(word, known));
		return words.length > 0 ? words : void 0;
	};
	const fsGroup = fsGroupOf(container.pod);
	return {
		name: container.name,
		role: role === "init" ? "init" : "container",
		image: choice.image ?? imageOf$1(container),
		command: wordsIn("command"),
		args: wordsIn("args"),
		workingDir: textOf(field(value, "workingDir")?.value),
		user: userOf(container, fsGroup),
		isRootReadOnly: scalar(field(container.securityContext, "readOnlyRootFilesystem")?.value) === true,
		security: securityOf(container, choice, notes),
		env,
		mounts: planMounts({
			container,
			data,
			identity,
			fsGroup,
			env: known,
			volumes,
			notes
		}),
		memory: quantityOf(textOf(valueAt(value, [
			"resources",
			"limits",
			"memory"
		]))),
		isTerminal: scalar(field(value, "tty")?.value) === true,
		probes: role === "init" ? [] : planProbes(container, notes),
		postStart: postStartOf(value, notes)
	};
}
function postStartOf(value, notes) {
	const hook = valueAt(value, ["lifecycle", "postStart"]);
	if (!isSet(hook)) return void 0;
	const command = texts(valueAt(hook, ["exec", "command"]));
	if (command.length > 0) return command;
	notes.add("The hook postStart is not run: only those with exec are.");
}
function userOf(container, fsGroup) {
	const numberOf = (name) => {
		const number = scalar(effectiveField(container, name)?.value);
		return typeof number === "number" ? number : void 0;
	};
	const groups = items(field(container.pod.securityContext, "supplementalGroups")?.value).map((group) => scalar(group));
	return {
		uid: numberOf("runAsUser"),
		gid: numberOf("runAsGroup"),
		groups: [...groups, fsGroup].filter((group) => typeof group === "number"),
		mustNotBeRoot: scalar(effectiveField(container, "runAsNonRoot")?.value) === true
	};
}
/** Those that containers have anyhow, and that the Pod Security Standards let them add (baseline). */
const USUAL = new Set("AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE NET_RAW SETFCAP SETGID SETPCAP SETUID SYS_CHROOT".split(" "));
function securityOf(container, { mayBePrivileged }, notes) {
	const context = container.securityContext;
	const isTrue = (name) => scalar(field(context, name)?.value) === true;
	const listOf = (name) => texts(valueAt(context, ["capabilities", name])).map((one) => one.toUpperCase().replace(/^CAP_/, ""));
	const asked = listOf("add");
	const refused = mayBePrivileged ? [] : asked.filter((one) => !USUAL.has(one));
	const isUnconfined = textOf(valueAt(effectiveField(container, "seccompProfile")?.value, ["type"])) === "Unconfined";
	const allow = "add --allow-privileged to give it to the container";
	if (isTrue("privileged") && !mayBePrivileged) notes.add(`\`${container.name}\` runs without privileged: ${allow}.`);
	if (refused.length > 0) notes.add(`\`${container.name}\` runs without ${refused.join(", ")}: ${allow}.`);
	if (isUnconfined && !mayBePrivileged) notes.add(`\`${container.name}\` runs with the engine's seccomp profile: ${allow}.`);
	return {
		isPrivileged: mayBePrivileged && isTrue("privileged"),
		mayEscalate: scalar(field(context, "allowPrivilegeEscalation")?.value) !== false,
		add: asked.filter((one) => /^[A-Z_]{1,40}$/.test(one) && !refused.includes(one)),
		drop: listOf("drop").filter((one) => /^[A-Z_]{1,40}$/.test(one)),
		seccomp: mayBePrivileged && isUnconfined ? "unconfined" : "default"
	};
}
function noteOthers(target, notes) {
	const others = target.pod.containers.filter((one) => one !== target && (one.role === "container" || one.role === "sidecar"));
	if (others.length > 0) {
		const names = others.map(({ name }) => `\`${name}\``).join(", ");
		notes.add(`The other containers of the pod do not run: ${names}.`);
	}
}
const HOST_NAMESPACES = [
	"hostNetwork",
	"hostPID",
	"hostIPC"
];
function notePod({ spec }, notes) {
	const shared = HOST_NAMESPACES.filter((name) => scalar(field(spec, name)?.value) === true);
	for (const name of shared) notes.add(`No ${name}: the container has a namespace of its own.`);
	const account = textOf(field(spec, "serviceAccountName")?.value);
	if (account !== void 0 && account !== "default") notes.add(`Service account ${account} has no token here, and there is no API server.`);
}
/** Those of the network are its namespace's own; others could reach further. */
const SYSCTL = /^net\.[a-z0-9_./-]{1,200}$/;
function sysctlsOf({ securityContext }) {
	return items(field(securityContext, "sysctls")?.value).flatMap((one) => {
		const name = textOf(field(one, "name")?.value) ?? "";
		const value = textOf(field(one, "value")?.value) ?? "";
		return SYSCTL.test(name) ? [[name, value]] : [];
	});
}
function hostAliasesOf({ spec }) {
	return items(field(spec, "hostAliases")?.value).flatMap((alias) => {
		const ip = textOf(field(alias, "ip")?.value) ?? "";
		const names = texts(field(alias, "hostnames")?.value);
		return /^[\d.a-fA-F:]{2,45}$/.test(ip) ? names.filter((name) => /^[\w.-]{1,253}$/.test(name)).map((name) => [name, ip]) : [];
	});
}
// src/cli/try-container.ts
/** A fix that fails shows what it lacks; no known program needed a fourth run. */
const MAX_ROUNDS = 4;
/** Runs a container as its manifest, or its fix, says, and learns from the run. */
async function tryContainer(file, target, settings) {
	const image = imageOf(target.container);
	const configs = await configsOf(image, settings);
	let { own } = settings;
	let writes = [];
	for (let round = 1;; round++) {
		const text = settings.isFixed ? fix(file, target, {
			...settings,
			own,
			configs
		}) : file.text;
		const tried = await runOnce({
			...file,
			text
		}, target, settings);
		writes = [...writes, ...tried.writes];
		const lesson = lessonFor(image, writes, settings);
		const next = lesson ? withLesson(own, lesson) : own;
		const isNew = next !== own;
		own = next;
		if (!(!settings.isFixed || hasStarted(tried.record) || !isNew || round === MAX_ROUNDS)) continue;
		const fixed = fix(file, target, {
			...settings,
			own,
			configs
		});
		return {
			...resultOf(file, target, settings, tried),
			writes,
			lesson,
			rounds: round,
			...patchOf(file, fixed, settings.isFixed && fixed === text)
		};
	}
}
/**
* Runs a container with the fix that a review suggests, by what is known without looking into its image;
* undefined where there is none.
*/
async function trySuggestion(file, target, settings) {
	const image = imageOf(target.container);
	const built = await settings.builds.of([image], settings.own.read.images);
	const ruleSet = {
		...settings.ruleSet,
		images: settings.own.read.images,
		built
	};
	const text = fixContainer(judge(readManifest(file, ruleSet), ruleSet), nameOf(target));
	if (text === file.text) return void 0;
	const tried = await runOnce({
		...file,
		text
	}, target, settings);
	const lesson = lessonFor(image, tried.writes, settings);
	return {
		...resultOf(file, target, {
			...settings,
			isFixed: true
		}, tried),
		writes: tried.writes,
		lesson,
		rounds: 1,
		suggestion: digestOf(text),
		...patchOf(file, text, true)
	};
}
function patchOf(file, fixed, isPatchRun) {
	return {
		patch: fixed === file.text ? "" : writePatch(file.path, file.text, fixed),
		isPatchRun
	};
}
function nameOf({ container }) {
	const { kind, name, namespace } = container.pod.resource;
	return {
		kind,
		name,
		namespace,
		container: container.name
	};
}
function resultOf(file, target, { engine, image: other, isFixed }, { record, isRootReadOnly, notReproduced }) {
	const image = imageOf(target.container);
	return {
		file: file.path,
		line: lineOf(file, target),
		...nameOf(target),
		image,
		ranImage: other ?? image,
		engine: engine.name,
		record,
		isFixed,
		suggestion: void 0,
		isRootReadOnly,
		notReproduced
	};
}
function lineOf(file, { container }) {
	return file.text.slice(0, container.value.span.start).split("\n").length;
}
function imageOf({ value }) {
	return textOf(field(value, "image")?.value) ?? "";
}
/** What the engine says of the image, for the fix: above all its user. */
async function configsOf(image, { engine, image: other }) {
	const { code, out } = await engine.run([
		"image",
		"inspect",
		other ?? image
	]);
	const config = code === 0 ? readImage(out) : void 0;
	return new Map(config ? [[image, config]] : []);
}
/** The text of a file with the fixes of what is wrong with a container, unsafe ones included. */
function fix(file, target, { ruleSet, own, configs }) {
	const rules = {
		...ruleSet,
		images: own.read.images,
		configs
	};
	return fixContainer(judge(readManifest(file, rules), rules), nameOf(target));
}
/** Runs it once; where a read-only root keeps it from starting, once more to see where it writes. */
async function runOnce(file, target, settings) {
	const { engine, ruleSet, data, traces, ...rest } = settings;
	const found = targetsIn(readManifest(file, ruleSet), {
		object: void 0,
		container: target.container.name
	}).find(({ key }) => key === target.key);
	if (!found) throw new Error("a fix removes no container");
	const plan = planPod(found.container, data, settings);
	const last = planNamed(plan, target.container.name);
	const isRootReadOnly = last.isRootReadOnly;
	const options = {
		...rest,
		traces,
		seesVolumes: !isRootReadOnly
	};
	const record = await runPod(engine, plan, options);
	const ran = planNamed(plan, record.container);
	const isOwn = ran.image === last.image;
	const writes = isOwn ? writesOf(record, ran.mounts) : [];
	const { notReproduced } = plan;
	if (record.ending.as !== "failed" || !ran.isRootReadOnly || !isOwn) return {
		record,
		writes,
		isRootReadOnly,
		notReproduced
	};
	const seen = await runPod(engine, openRoot(plan, record.container), {
		...options,
		seesVolumes: true
	});
	return {
		record,
		writes: [...writes, ...writesOf(seen, ran.mounts)],
		isRootReadOnly,
		notReproduced
	};
}
function planNamed({ containers }, name) {
	const plan = containers.find((one) => one.name === name);
	if (!plan) throw new Error("a run ends at one of its containers");
	return plan;
}
/** The same up to a container, with a root filesystem that it can write to. */
function openRoot(plan, name) {
	const end = plan.containers.findIndex((one) => one.name === name);
	const containers = plan.containers.slice(0, end + 1).map((one) => one.name === name ? {
		...one,
		isRootReadOnly: false
	} : one);
	return {
		...plan,
		containers,
		ends: plan.ends || end < plan.containers.length - 1
	};
}
function lessonFor(image, writes, { today }) {
	const lesson = lessonOf(image, writes, today);
	return lesson && lesson.paths.length + lesson.undecided.length > 0 ? lesson : void 0;
}
/** What the project knows with what was learned; the same where nothing of it is new. */
function withLesson(own, lesson) {
	if (newIn(own.read, lesson).length === 0) return own;
	const text = mergeImages(own.file, own.read, [lesson]);
	if (typeof text !== "string") return own;
	const file = {
		...own.file,
		text
	};
	const read = readProjectImages(file);
	return "images" in read ? {
		file,
		read
	} : own;
}
// src/cli/try.ts
/** Each takes up to some minutes. */
const MAX_TARGETS = 50;
/** Runs containers as their manifests say. Returns the exit code: 1 where one does not start. */
async function tryContainers(paths, options, now = /* @__PURE__ */ new Date()) {
	if (options.image !== void 0 && !canonicalReference(options.image)) throw new UserError(`${visibleLine(options.image)} is not a valid image reference.`);
	const manifests = await readManifests(paths, options);
	const targets = manifests.flatMap((manifest) => targetsIn(manifest, options.asked).map((target) => ({
		file: manifest.file,
		target
	})));
	if (targets.length === 0) throw new UserError(describeNone(options.asked));
	if (targets.length > MAX_TARGETS) throw new UserError(`${targets.length} containers are more than the ${MAX_TARGETS} that are tried at once: name one with --object or --container.`);
	const engine = await findEngine(options.engine);
	const results = await untilStopped(async (signal) => {
		const settings = await settingsFor(engine, manifests, options, {
			signal,
			now
		});
		return tryAll(targets, settings, options);
	});
	if (options.format === "json") await print(trialsJson(results, await headCommit()));
	else if (results.length === 0) note(shown`None of these containers has a fix to run.`);
	if (options.learn) await keep(results);
	return results.every(({ record }) => hasStarted(record)) ? 0 : 1;
}
async function readManifests(paths, { wanted, ruleSet }) {
	const { files, skips } = listFiles(paths, wanted);
	const sources = await Promise.all(files.map(async (file) => readSource$1(file)));
	const texts = sources.flatMap((source) => source && "text" in source ? [source] : []);
	const unread = sources.flatMap((source) => source && "reason" in source ? [source] : []);
	const manifests = texts.map((file) => readManifest(file, {
		...ruleSet,
		parseAll: true
	}));
	for (const { file, reason } of [
		...skips,
		...unread,
		...manifests.flatMap((one) => one.skips)
	]) note(visibleLine(`not analyzed  ${file}: ${reason}`));
	return manifests;
}
function describeNone({ object, container }) {
	const named = [object, container && `container ${container}`].filter(Boolean).join(", ");
	return named === "" ? "These files have no container that can be run: only whole pods for Linux are." : `Nothing in these files is ${named}, with an image, in a pod for Linux.`;
}
async function settingsFor(engine, manifests, options, { signal, now }) {
	const path = await projectImagesPath(".");
	const file = await readProjectFile(path) ?? {
		path: relative(".", path),
		text: ""
	};
	return {
		engine,
		signal,
		ruleSet: options.ruleSet,
		image: options.image,
		data: podDataOf(manifests.flatMap(({ resources }) => resources)),
		own: {
			file,
			read: requireProjectImages(file)
		},
		builds: new BuildsHere("."),
		isFixed: options.fixed,
		mayBePrivileged: options.allowPrivileged,
		usesNetwork: options.network,
		traces: options.trace,
		seconds: options.seconds,
		settleSeconds: Math.min(options.settle, options.seconds),
		today: now.toISOString().slice(0, 10)
	};
}
async function tryAll(targets, settings, { format, suggested }) {
	const results = [];
	for (const { file, target } of targets) {
		const result = await (suggested ? trySuggestion : tryContainer)(file, target, settings);
		if (!result) continue;
		results.push(result);
		if (format === "text") await printResult(result);
	}
	return results;
}
async function printResult(result) {
	for (const line of reportTrial(result)) await print(shown`${line}\n`);
	const { patch, isPatchRun } = result;
	if (patch === "") return;
	const what = isPatchRun ? shown`This fix was run:` : shown`A fix, which was not run:`;
	await print(shown`  ${what}\n${visibleDiff(patch)}`);
}
const SIGNALS = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
/** Runs something that cleans up behind itself also where a signal ends it. */
async function untilStopped(run) {
	const controller = new AbortController();
	const stop = () => controller.abort();
	for (const name of SIGNALS) process.on(name, stop);
	try {
		const result = await run(controller.signal);
		controller.signal.throwIfAborted();
		return result;
	} catch (error) {
		if (controller.signal.aborted) throw new UserError("Stopped: what was made is removed.");
		throw error;
	} finally {
		for (const name of SIGNALS) process.off(name, stop);
	}
}
async function keep(results) {
	const lessons = results.flatMap(({ lesson }) => lesson ?? []);
	if (lessons.length > 0) await keepLessons({
		lessons,
		notes: []
	}, {
		output: void 0,
		dryRun: false
	});
}
/** The commit of the files; undefined where they are not in a clone. */
async function headCommit() {
	try {
		return await resolveCommit(await openRepository("."), "HEAD");
	} catch {
		return;
	}
}
export { tryContainers };
