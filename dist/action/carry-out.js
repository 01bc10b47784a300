import { o as __toESM } from "./rolldown-runtime.js";
import { o as UserError } from "./action.js";
import { $ as PROJECT_IMAGES_PATH, $n as regex, $r as plainly, $t as changeData, An as list$1, Ar as applyEdits, At as namedIn$1, B as builtLines, Br as comment, C as documentOn, Cn as splitDocuments, Cr as UNCHECKED, Ct as mayDeploy, D as columnOf, Dn as require_picomatch, Dr as parseDocumentAt, Dt as folderOf$1, E as blockText, Er as groupBy, Et as filesOfPlugins, F as requestFor, Fn as textLike, Fr as applyPatch, Ft as layeredKustomization, G as placeFinding, Gn as nullable, Gt as isChartAddress, H as readBuilt, Hn as literal, I as contextPointer, It as rereadInline, J as whyNotToEdit, Jn as object$2, Jt as findSource, K as listed, Kn as nullish, Kr as joinMarkdown, Kt as isExactVersion, Ln as array, Lr as code, Lt as isValuesPath, M as rulesOf, Mr as ParseBudget, Mt as readReferences, N as rootName, Nt as valuesOfPlugins, O as layoutOf, Or as endOfLine, Ot as inFolder, P as readRendering, Pn as text, Pr as reversePatch, Pt as generatedKustomization, Q as pathsBeside, Qn as pipe, Qt as generatorGlobs, Rn as boolean$1, Rt as podsOf, S as fixMostEach, Sr as NO_REMEDY, St as layersIn$1, T as distinctChanges, Tr as bySubject, Tt as configurationsOf, U as imagesOfSource, Un as maxLength, V as mainOf, Vn as getDotPath, Vt as whyElsewhere, W as judgeSource, Wn as minValue, Wt as chartPlaceOf, X as readEach, Xr as prose, Xt as documentIn, Y as dequal, Yr as md, Yt as sourcesIn$1, Z as readExtended, Zr as assemble$1, Zt as documentsIn, _n as isDockerfile, _r as scalar, _t as releaseObjectsIn, a as nextConfiguration, an as BrokenConfiguration, at as addedText, b as fixFile, bn as docPage, br as rootOf, bt as valueFilesFrom, cn as DEFAULT_FILES, cr as sha256Hex, ct as layeredText, d as fallBackToAnnotations, dr as field, dt as plainPath, ei as isPlainAscii, en as BASELINE_PATH, er as safeInteger, et as activeRuleIds, f as fallBackToSummary, fr as isList, ft as filesOfSet, gr as ownFields, gt as pathFrom$1, hr as items, ht as chartReleasesIn, in as nameOf$4, ir as transform, it as decodeFile, j as workedMilliseconds, jn as mapping, jr as doOverlap, jt as pathFrom, k as lineBreakAt, kr as indexLines, kt as kustomizationsIn, l as findDuplicates, lr as headerOf, lt as placedAnswer, mr as itemAt, mt as reportedPath, ni as clipBytes, nt as isMarkedReview, on as placedLines, or as unknown, ot as diffTexts, pr as isMapping, pt as valueSetsIn, q as judge, qn as number, qt as recognizeChart, rn as onlyConfiguration, rr as string$1, rt as readMarker, sn as readYamlFile, st as parseHunks, tn as CONFIGURATION_PATHS, tr as safeParse, u as fingerprintsOf$1, ur as isDataMap, ut as fileDependencies, v as builtReleasesIn, vn as ruleIds, vr as textOf$4, vt as releaseSets, w as planEdits, wt as KUSTOMIZATION_FILES, x as ProofBudget, xt as postLinesIn, y as withBuilt, yr as valueAt, yt as releasesIn$1, z as buildRequestFor, zn as check, zr as codePath } from "./judge-thread.js";
const fs = process.getBuiltinModule("fs");
const { constants, promises } = process.getBuiltinModule("fs");
const os = process.getBuiltinModule("os");
const { EOL } = process.getBuiltinModule("os");
const createHash = (...of) => process.getBuiltinModule("node:crypto").createHash(...of);
const crypto = process.getBuiltinModule("crypto");
const open = (...of) => process.getBuiltinModule("node:fs/promises").open(...of);
// node_modules/@octokit/request-error/dist-src/index.js
var RequestError = class extends Error {
	name;
	/**
	* http status code
	*/
	status;
	/**
	* Request options that lead to the error.
	*/
	request;
	/**
	* Response object if a response was received
	*/
	response;
	constructor(message, statusCode, options) {
		super(message, { cause: options.cause });
		this.name = "HttpError";
		this.status = Number.parseInt(statusCode);
		if (Number.isNaN(this.status)) this.status = 0;
		/* v8 ignore else -- @preserve -- Bug with vitest coverage where it sees an else branch that doesn't exist */
		if ("response" in options) this.response = options.response;
		const requestCopy = Object.assign({}, options.request);
		if (options.request.headers.authorization) requestCopy.headers = Object.assign({}, options.request.headers, { authorization: options.request.headers.authorization.replace(/(?<! ) .*$/, " [REDACTED]") });
		requestCopy.url = requestCopy.url.replace(/\bclient_secret=\w+/g, "client_secret=[REDACTED]").replace(/\baccess_token=\w+/g, "access_token=[REDACTED]");
		this.request = requestCopy;
	}
};
// node_modules/@actions/core/lib/utils.js
/**
* Sanitizes an input into a string so it can be passed into issueCommand safely
* @param input input to sanitize into a string
*/
function toCommandValue(input) {
	if (input === null || input === void 0) return "";
	else if (typeof input === "string" || input instanceof String) return input;
	return JSON.stringify(input);
}
/**
*
* @param annotationProperties
* @returns The command properties to send with the actual annotation command
* See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
*/
function toCommandProperties(annotationProperties) {
	if (!Object.keys(annotationProperties).length) return {};
	return {
		title: annotationProperties.title,
		file: annotationProperties.file,
		line: annotationProperties.startLine,
		endLine: annotationProperties.endLine,
		col: annotationProperties.startColumn,
		endColumn: annotationProperties.endColumn
	};
}
// node_modules/@actions/core/lib/command.js
/**
* Issues a command to the GitHub Actions runner
*
* @param command - The command name to issue
* @param properties - Additional properties for the command (key-value pairs)
* @param message - The message to include with the command
* @remarks
* This function outputs a specially formatted string to stdout that the Actions
* runner interprets as a command. These commands can control workflow behavior,
* set outputs, create annotations, mask values, and more.
*
* Command Format:
*   ::name key=value,key=value::message
*
* @example
* ```typescript
* // Issue a warning annotation
* issueCommand('warning', {}, 'This is a warning message');
* // Output: ::warning::This is a warning message
*
* // Set an environment variable
* issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
* // Output: ::set-env name=MY_VAR::some value
*
* // Add a secret mask
* issueCommand('add-mask', {}, 'secretValue123');
* // Output: ::add-mask::secretValue123
* ```
*
* @internal
* This is an internal utility function that powers the public API functions
* such as setSecret, warning, error, and exportVariable.
*/
function issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + os.EOL);
}
const CMD_STRING = "::";
var Command = class {
	constructor(command, properties, message) {
		if (!command) command = "missing.command";
		this.command = command;
		this.properties = properties;
		this.message = message;
	}
	toString() {
		let cmdStr = CMD_STRING + this.command;
		if (this.properties && Object.keys(this.properties).length > 0) {
			cmdStr += " ";
			let first = true;
			for (const key in this.properties) if (this.properties.hasOwnProperty(key)) {
				const val = this.properties[key];
				if (val) {
					if (first) first = false;
					else cmdStr += ",";
					cmdStr += `${key}=${escapeProperty(val)}`;
				}
			}
		}
		cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
		return cmdStr;
	}
};
function escapeData(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}
// node_modules/@actions/core/lib/file-command.js
function issueFileCommand(command, message) {
	const filePath = process.env[`GITHUB_${command}`];
	if (!filePath) throw new Error(`Unable to find environment variable for file command ${command}`);
	if (!fs.existsSync(filePath)) throw new Error(`Missing file at path: ${filePath}`);
	fs.appendFileSync(filePath, `${toCommandValue(message)}${os.EOL}`, { encoding: "utf8" });
}
function prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	if (convertedValue.includes(delimiter)) throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	return `${key}<<${delimiter}${os.EOL}${convertedValue}${os.EOL}${delimiter}`;
}
// node_modules/@actions/core/lib/summary.js
var __awaiter$1 = function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { access, appendFile, writeFile: writeFile$1 } = promises;
const SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
	constructor() {
		this._buffer = "";
	}
	/**
	* Finds the summary file path from the environment, rejects if env var is not found or file does not exist
	* Also checks r/w permissions.
	*
	* @returns step summary file path
	*/
	filePath() {
		return __awaiter$1(this, void 0, void 0, function* () {
			if (this._filePath) return this._filePath;
			const pathFromEnv = process.env[SUMMARY_ENV_VAR];
			if (!pathFromEnv) throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
			try {
				yield access(pathFromEnv, constants.R_OK | constants.W_OK);
			} catch (_a) {
				throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
			}
			this._filePath = pathFromEnv;
			return this._filePath;
		});
	}
	/**
	* Wraps content in an HTML tag, adding any HTML attributes
	*
	* @param {string} tag HTML tag to wrap
	* @param {string | null} content content within the tag
	* @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
	*
	* @returns {string} content wrapped in HTML element
	*/
	wrap(tag, content, attrs = {}) {
		const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
		if (!content) return `<${tag}${htmlAttrs}>`;
		return `<${tag}${htmlAttrs}>${content}</${tag}>`;
	}
	/**
	* Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
	*
	* @param {SummaryWriteOptions} [options] (optional) options for write operation
	*
	* @returns {Promise<Summary>} summary instance
	*/
	write(options) {
		return __awaiter$1(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			yield (overwrite ? writeFile$1 : appendFile)(filePath, this._buffer, { encoding: "utf8" });
			return this.emptyBuffer();
		});
	}
	/**
	* Clears the summary buffer and wipes the summary file
	*
	* @returns {Summary} summary instance
	*/
	clear() {
		return __awaiter$1(this, void 0, void 0, function* () {
			return this.emptyBuffer().write({ overwrite: true });
		});
	}
	/**
	* Returns the current summary buffer as a string
	*
	* @returns {string} string of summary buffer
	*/
	stringify() {
		return this._buffer;
	}
	/**
	* If the summary buffer is empty
	*
	* @returns {boolen} true if the buffer is empty
	*/
	isEmptyBuffer() {
		return this._buffer.length === 0;
	}
	/**
	* Resets the summary buffer without writing to summary file
	*
	* @returns {Summary} summary instance
	*/
	emptyBuffer() {
		this._buffer = "";
		return this;
	}
	/**
	* Adds raw text to the summary buffer
	*
	* @param {string} text content to add
	* @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addRaw(text, addEOL = false) {
		this._buffer += text;
		return addEOL ? this.addEOL() : this;
	}
	/**
	* Adds the operating system-specific end-of-line marker to the buffer
	*
	* @returns {Summary} summary instance
	*/
	addEOL() {
		return this.addRaw(EOL);
	}
	/**
	* Adds an HTML codeblock to the summary buffer
	*
	* @param {string} code content to render within fenced code block
	* @param {string} lang (optional) language to syntax highlight code
	*
	* @returns {Summary} summary instance
	*/
	addCodeBlock(code, lang) {
		const attrs = Object.assign({}, lang && { lang });
		const element = this.wrap("pre", this.wrap("code", code), attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML list to the summary buffer
	*
	* @param {string[]} items list of items to render
	* @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addList(items, ordered = false) {
		const tag = ordered ? "ol" : "ul";
		const listItems = items.map((item) => this.wrap("li", item)).join("");
		const element = this.wrap(tag, listItems);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML table to the summary buffer
	*
	* @param {SummaryTableCell[]} rows table rows
	*
	* @returns {Summary} summary instance
	*/
	addTable(rows) {
		const tableBody = rows.map((row) => {
			const cells = row.map((cell) => {
				if (typeof cell === "string") return this.wrap("td", cell);
				const { header, data, colspan, rowspan } = cell;
				const tag = header ? "th" : "td";
				const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
				return this.wrap(tag, data, attrs);
			}).join("");
			return this.wrap("tr", cells);
		}).join("");
		const element = this.wrap("table", tableBody);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds a collapsable HTML details element to the summary buffer
	*
	* @param {string} label text for the closed state
	* @param {string} content collapsable content
	*
	* @returns {Summary} summary instance
	*/
	addDetails(label, content) {
		const element = this.wrap("details", this.wrap("summary", label) + content);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML image tag to the summary buffer
	*
	* @param {string} src path to the image you to embed
	* @param {string} alt text description of the image
	* @param {SummaryImageOptions} options (optional) addition image attributes
	*
	* @returns {Summary} summary instance
	*/
	addImage(src, alt, options) {
		const { width, height } = options || {};
		const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
		const element = this.wrap("img", null, Object.assign({
			src,
			alt
		}, attrs));
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML section heading element
	*
	* @param {string} text heading text
	* @param {number | string} [level=1] (optional) the heading level, default: 1
	*
	* @returns {Summary} summary instance
	*/
	addHeading(text, level) {
		const tag = `h${level}`;
		const allowedTag = [
			"h1",
			"h2",
			"h3",
			"h4",
			"h5",
			"h6"
		].includes(tag) ? tag : "h1";
		const element = this.wrap(allowedTag, text);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML thematic break (<hr>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addSeparator() {
		const element = this.wrap("hr", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML line break (<br>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addBreak() {
		const element = this.wrap("br", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML blockquote to the summary buffer
	*
	* @param {string} text quote text
	* @param {string} cite (optional) citation url
	*
	* @returns {Summary} summary instance
	*/
	addQuote(text, cite) {
		const attrs = Object.assign({}, cite && { cite });
		const element = this.wrap("blockquote", text, attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML anchor tag to the summary buffer
	*
	* @param {string} text link text/content
	* @param {string} href hyperlink
	*
	* @returns {Summary} summary instance
	*/
	addLink(text, href) {
		const element = this.wrap("a", text, { href });
		return this.addRaw(element).addEOL();
	}
};
const summary = new Summary();
/**
* The code to exit an action
*/
var ExitCode;
(function(ExitCode) {
	/**
	* A code indicating that the action was successful
	*/
	ExitCode[ExitCode["Success"] = 0] = "Success";
	/**
	* A code indicating that the action was a failure
	*/
	ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
/**
* Gets the value of an input.
* Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
* Returns an empty string if the value is not defined.
*
* @param     name     name of the input to get
* @param     options  optional. See InputOptions.
* @returns   string
*/
function getInput(name, options) {
	const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
	if (options && options.required && !val) throw new Error(`Input required and not supplied: ${name}`);
	if (options && options.trimWhitespace === false) return val;
	return val.trim();
}
/**
* Sets the value of an output.
*
* @param     name     name of the output to set
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function setOutput(name, value) {
	if (process.env["GITHUB_OUTPUT"] || "") return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
	process.stdout.write(os.EOL);
	issueCommand("set-output", { name }, toCommandValue(value));
}
/**
* Sets the action status to failed.
* When the action exits it will be with an exit code of 1
* @param message add error issue message
*/
function setFailed(message) {
	process.exitCode = ExitCode.Failure;
	error(message);
}
/**
* Adds an error issue
* @param message error issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function error(message, properties = {}) {
	issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Adds a warning issue
* @param message warning issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function warning(message, properties = {}) {
	issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Adds a notice issue
* @param message notice issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function notice(message, properties = {}) {
	issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Writes info to log with console.log.
* @param message info message
*/
function info(message) {
	process.stdout.write(message + os.EOL);
}
// src/github/shape.ts
/** An answer that is not what GitHub's documentation says: cut off, empty, a page in HTML. */
var BrokenAnswer = class extends Error {
	name = "BrokenAnswer";
};
const string = string$1();
const boolean = boolean$1();
/** A number that counts or names something: whole, and not negative. */
const integer = pipe(number(), safeInteger(), minValue(0));
/**
* The number at the end of an address, by which REST knows a comment. GraphQL's `databaseId` has 32 bits,
* which the numbers of comments and reviews outgrew; its successor is missing in older servers.
*/
const numbered = pipe(string$1(), transform((url) => Number(/(?<!\d)\d{1,15}$/.exec(url)?.[0])), safeInteger());
/** For an answer that nobody reads: that it came with this status is all there is to know. */
const ignored = pipe(unknown(), transform(() => void 0));
const list = array;
/** At least these fields; others are left out. */
const object = object$2;
/** What may be absent or null, which are one thing for us. */
function optional(shape) {
	return pipe(nullish(shape), transform((value) => value ?? void 0));
}
/** Fields that the request names, such as the aliases of a query: null or there, but never left out. */
function named$1(names, item) {
	return pipe(object$2(Object.fromEntries(names.map((name) => [name, nullable(item)]))), transform((fields) => names.map((name) => fields[name] ?? void 0)));
}
/** What is as documented only if more holds than its fields say. */
function where(shape, holds) {
	return pipe(shape, check(holds));
}
/**
* Reads an answer.
*
* @param name what it answers
* @throws BrokenAnswer where it is of another shape
*/
function readAnswer(shape, answer, name) {
	const result = safeParse(shape, answer, { abortEarly: true });
	if (result.success) return result.output;
	if (typeof answer === "string") throw new BrokenAnswer(`GitHub's answer to ${name} is cut off, empty, or not JSON`);
	const [issue] = result.issues;
	throw new BrokenAnswer(`GitHub's answer to ${name} is not as documented: ${getDotPath(issue) ?? "the whole"} is ${issue.received}, not ${issue.expected ?? "valid"}`);
}
// src/github/github-errors.ts
/** GraphQL tells of faults with status 200. */
var GraphQlError = class extends Error {
	name = "GraphQlError";
	faults;
	headers;
	constructor(faults, headers) {
		super(faults.map(({ message }) => message).join(" "));
		this.faults = faults;
		this.headers = headers;
	}
	has(type) {
		return this.faults.some((fault) => fault.type !== void 0 && type.test(fault.type));
	}
};
/** Ends all that a client does: no request is sent after it. */
var StopError = class extends Error {};
/** What ended a client, where an error is that or was caused by it. */
function stopOf(error) {
	if (error instanceof StopError) return error;
	return error instanceof Error ? stopOf(error.cause) : void 0;
}
/** The status of a refused request; undefined for any other error, such as a broken connection. */
function statusOf(error) {
	return error instanceof RequestError && error.response ? error.status : void 0;
}
/**
* Whether an answer got lost or late, is not what it should be, or GitHub failed: what was asked for
* may be done or not.
*/
function isBroken(error) {
	if (stopOf(error)) return false;
	if (error instanceof BrokenAnswer) return true;
	if (error instanceof GraphQlError) return error.faults.some(isFaultOfGitHub);
	if (error instanceof RequestError) return (error.response?.status ?? 500) >= 500;
	return error instanceof Error && /^(Timeout|Abort)Error$/.test(error.name);
}
/** "Something went wrong while executing your query", which has no type (octokit/plugin-retry.js#395). */
function isFaultOfGitHub({ type, message }) {
	return type === void 0 && /went wrong|time(?:d )?out/i.test(message);
}
/** Whether a query asks for more than GitHub works out at once: with less, it would be answered. */
function isTooMuch(error) {
	return error instanceof GraphQlError && error.has(/^(?:RESOURCE_LIMITS|MAX_NODE_LIMIT)_EXCEEDED$/);
}
// src/github/batches.ts
/**
* Asks for many things, so many in a request; where those are too much for GitHub at once, for halves of
* them.
*
* @param ask gives an answer for each thing, in their order
*/
async function inBatches(items, size, ask) {
	const answers = [];
	for (let at = 0; at < items.length; at += size) for (const answer of await askHalves(items.slice(at, at + size), ask)) answers.push(answer);
	return answers;
}
async function askHalves(batch, ask) {
	try {
		return await ask(batch);
	} catch (error) {
		if (batch.length === 1 || !(isTooMuch(error) || isBroken(error))) throw error;
		const middle = Math.ceil(batch.length / 2);
		return [...await askHalves(batch.slice(0, middle), ask), ...await askHalves(batch.slice(middle), ask)];
	}
}
// src/github/limits.ts
/** What GitHub asks to wait where it gives no time, and then twice as long (docs: rate limits). */
const UNKNOWN_WAIT = 6e4;
/**
* How long to wait where GitHub says that a limit is reached, in milliseconds.
*
* @param tries how often a limit was waited for already
* @returns undefined when no limit is reached
*/
function limitWait(error, now, tries) {
	const headers = limitHeaders(error);
	if (!headers) return void 0;
	const after = Number(headers["retry-after"]);
	if (after > 0) return after * 1e3;
	const reset = Number(headers["x-ratelimit-reset"]) * 1e3;
	if (headers["x-ratelimit-remaining"] === "0" && reset > 0) return Math.max(1e3, reset - now);
	return UNKNOWN_WAIT * 2 ** tries;
}
/** The headers of an answer that says that a limit is reached. */
function limitHeaders(error) {
	if (error instanceof GraphQlError) return isGraphQlLimit(error) ? error.headers : void 0;
	if (!(error instanceof RequestError) || !error.response) return void 0;
	const { headers, data } = error.response;
	return isRestLimit(error.status, headers, data) ? headers : void 0;
}
/** With status 200: the primary limit has a type, a secondary one a time to wait or its name only. */
function isGraphQlLimit(error) {
	return error.has(/RATE_LIMIT/) || "retry-after" in error.headers || /\brate limit/i.test(error.message);
}
function isRestLimit(status, headers, data) {
	if (status === 422) return isAbuse(data);
	if (status !== 403 && status !== 429) return false;
	return status === 429 || "retry-after" in headers || headers["x-ratelimit-remaining"] === "0" || /rate limit|abuse detection/i.test(JSON.stringify(data ?? ""));
}
/** Too many comments at once are refused as invalid (octokit/plugin-throttling.js#775). */
function isAbuse(data) {
	if (typeof data !== "object" || data === null || !("errors" in data)) return false;
	const { errors } = data;
	return Array.isArray(errors) && errors.some((error) => new Map(Object.entries(error ?? {})).get("code") === "abuse");
}
// src/github/permissions.ts
/**
* Whether GitHub refuses to read or to write. It answers 404 where it does not want to tell that
* something exists, and 403 also where a limit is reached, which is no matter of permissions.
*/
function isForbidden(error) {
	if (limitWait(error, 0, 0) !== void 0) return false;
	if (error instanceof GraphQlError) return error.has(/^(?:FORBIDDEN|NOT_FOUND)$/);
	return [403, 404].includes(statusOf(error) ?? 0);
}
/** What is in the way of a request that was refused; undefined for other errors. */
function obstacleOf(error, permission) {
	if (!isForbidden(error)) return void 0;
	const said = error instanceof Error ? error.message : "";
	if (/\barchived\b/i.test(said)) return "archived";
	if (/\blocked\b/i.test(said)) return "locked";
	return permission;
}
/** What a person can do about an obstacle. */
function describeObstacle(obstacle) {
	switch (obstacle) {
		case "archived": return "The repository is archived: GitHub lets nobody write to it.";
		case "locked": return "The conversation is locked: unlock it for comments.";
		default: return `The token lacks a permission. Add \`${obstacle}\` under \`permissions:\` in the workflow.`;
	}
}
/**
* Makes a request that can't be done without.
*
* @param permission what it needs, as a workflow's `permissions:` writes it
* @throws UserError that names the permission when GitHub refuses it
*/
async function needs$1(permission, request) {
	try {
		return await request();
	} catch (error) {
		if (!isForbidden(error)) throw error;
		const said = error instanceof RequestError ? error.message : String(error);
		throw new UserError(`The token may not read this (${said}). Add \`${permission}\` under \`permissions:\` in the workflow, or to the App's permissions.`, { cause: error });
	}
}
// src/options/globs.ts
var import_picomatch = /* @__PURE__ */ __toESM(require_picomatch(), 1);
/**
* A test for paths, `/` between their parts. Globs that start with `!` take files out again, in
* the order in which they are given; where the first one does, it takes them out of the default.
*/
function matcher(globs) {
	const given = globs.filter((glob) => glob !== "");
	const steps = (given[0]?.startsWith("!") === false ? given : [...DEFAULT_FILES, ...given]).map((glob) => {
		const isExcluding = glob.startsWith("!");
		return {
			isExcluding,
			matches: (0, import_picomatch.default)(isExcluding ? glob.slice(1) : glob, { dot: true })
		};
	});
	return (path) => steps.reduce((taken, { isExcluding, matches }) => {
		if (taken !== isExcluding) return taken;
		return matches(path) ? !isExcluding : taken;
	}, false);
}
// src/reach/kustomization-places.ts
/** More folders than a person changes at once. */
const MAX_FOLDERS$1 = 100;
/** What a kustomization makes objects of, or edits them with. */
const IN_KUSTOMIZATIONS = /\.(?:ya?ml|json)$|(?:^|\/)Kustomization$/;
/** Texts that a generator reads: replacements and variables bring them into containers. */
const DATA$1 = /\.(?:env|properties|txt|conf|config|cfg|ini|toml|patch)$|(?:^|\/)\.?env$/;
/** Files of other programs. */
const OTHER$2 = /(?:^|\/)(?:\.github|node_modules|templates)\/|(?:^|\/)(?:Chart\.(?:yaml|lock)|package(?:-lock)?\.json|tsconfig[^/]*\.json)$/;
/** The changed files that a kustomization may name, wherever that is. */
function nameable(changed) {
	return changed.filter((one) => (IN_KUSTOMIZATIONS.test(one) || DATA$1.test(one)) && !OTHER$2.test(one));
}
/** Where kustomizations may be that name a changed file: in its folder, and above. */
function kustomizationFilesAbove(changed) {
	const folders = /* @__PURE__ */ new Set();
	const parts = changed.filter((one) => IN_KUSTOMIZATIONS.test(one));
	for (const path of [...parts, ...changed.filter((one) => DATA$1.test(one))]) {
		const steps = path.split("/").slice(0, -1);
		for (let depth = steps.length; depth >= 0; depth--) folders.add(steps.slice(0, depth).join("/"));
	}
	return [...folders].slice(0, MAX_FOLDERS$1).flatMap(kustomizationsIn);
}
/** Whether a file makes its folder a kustomization. */
function isKustomizationFile(path) {
	return kustomizationsIn(folderOf$1(path)).includes(path);
}
/** All that a kustomization names, and what those name that it uses: with the files that make them one. */
function usedBy(root, all) {
	const used = /* @__PURE__ */ new Set();
	const folders = /* @__PURE__ */ new Set([root]);
	for (const folder of folders) {
		for (const path of kustomizationsIn(folder)) used.add(path);
		const references = all.get(folder);
		if (!references) continue;
		for (const path of namedIn$1(folder, references)) {
			used.add(path);
			if (all.has(path)) folders.add(path);
		}
	}
	return used;
}
// src/reach/changed-texts.ts
/** The texts of the changed files: those of before under the names of today. */
function textsOf({ files, removed = [] }) {
	return {
		base: [...files.flatMap(({ path, base: text }) => text === void 0 ? [] : {
			path,
			text
		}), ...removed],
		head: files.map(({ path, head: text }) => ({
			path,
			text
		}))
	};
}
// src/reach/releases-elsewhere.ts
/** As people name files with releases, and the folders that they keep them in. */
const FILE$3 = /release|app|^(?:hr|ks)\b/i;
const FOLDER$3 = /(?:^|[/_.-])(?:argo|flux|gitops|apps?|applications?|releases?|clusters?)/i;
/** A chart's template is no object yet. */
const TEMPLATE$1 = /(?:^|\/)templates\//;
/** Two batches of files; the largest public repositories with charts of their own have some hundred releases. */
const MAX_FILES$8 = 200;
/** A release that a person wrote is shorter. */
const MAX_BYTES$8 = 1e5;
/**
* The releases of some charts in files that a change leaves alone: they are the same before and after it, but for
* sets that go through files which the change brings. One listing of the repository, and the files whose paths say that
* they may have releases.
*
* @param folders of the charts
*/
async function releasesElsewhere(tree, folders, changed, generators) {
	if (folders.size === 0) return {
		base: [],
		head: []
	};
	const files = await releaseTextsElsewhere(tree, [...folders].map((folder) => folder.slice(folder.lastIndexOf("/") + 1)), changed);
	const read = async (side) => {
		const all = await generators.for(side, files);
		return files.flatMap((file) => chartReleasesIn(file, all)).filter(({ folder }) => folders.has(folder));
	};
	return {
		base: await read("base"),
		head: await read("head")
	};
}
/**
* The texts of the files that a change leaves alone and that may have releases.
*
* @param first names that are in the paths of the likeliest
*/
async function releaseTextsElsewhere(tree, first, changed) {
	const files = await tree.all("head");
	const seen = new Set(changed);
	const wanted = releaseFiles((files ?? []).filter(({ path, bytes, isLink }) => !isLink && bytes <= MAX_BYTES$8 && !seen.has(path)), {
		first,
		most: MAX_FILES$8
	});
	const bytes = await tree.read(wanted.map((file) => ({
		...file,
		isMinor: true
	})));
	return wanted.flatMap(({ path, id }) => {
		const content = bytes.get(id);
		return content ? [{
			path,
			text: new TextDecoder().decode(content)
		}] : [];
	});
}
/** The files that may have releases, by their paths: the likeliest first. */
function releaseFiles(files, { first, most }) {
	return files.flatMap((file) => {
		const { path } = file;
		if (!/\.ya?ml$/i.test(path) || TEMPLATE$1.test(path)) return [];
		const isNamed = FILE$3.test(path.slice(path.lastIndexOf("/") + 1));
		if (!isNamed && !FOLDER$3.test(path)) return [];
		return [{
			file,
			rank: (first.some((name) => name !== "" && path.includes(name)) ? 0 : 2) + (isNamed ? 0 : 1)
		}];
	}).toSorted((a, b) => a.rank - b.rank || (a.file.path < b.file.path ? -1 : 1)).slice(0, most).map(({ file }) => file);
}
// src/reach/changed-releases.ts
/** More than a person changes at once. */
const MAX_RELEASES$1 = 200;
/** Finds them in changed files, and in the files of kustomizations whose releases the change may patch. */
async function changedReleases({ changed, texts, roots }, generators) {
	const own = textsOf(texts);
	const read = async (side) => {
		const seen = new Set(own[side].map(({ path }) => path));
		const built = roots.flatMap((root) => patchedFiles(root, side, changed));
		const files = [...own[side], ...distinct$1(built).filter(({ path }) => !seen.has(path))];
		return releasesIn(files, await generators.for(side, files));
	};
	return {
		base: await read("base"),
		head: await read("head")
	};
}
/** The releases in files that a change leaves alone which name one of some changed files of values. */
async function releasesWithValues(tree, values, { changed, generators }) {
	if (values.length === 0) return {
		base: [],
		head: []
	};
	const files = await releaseTextsElsewhere(tree, values.map((path) => path.slice(0, path.lastIndexOf("/") + 1)), changed);
	const read = async (side) => {
		return releasesIn(files, await generators.for(side, files)).filter((release) => namesOneOf(release, values));
	};
	return {
		base: await read("base"),
		head: await read("head")
	};
}
function releasesIn(files, tree) {
	return files.flatMap((file) => chartReleasesIn(file, tree)).slice(0, MAX_RELEASES$1);
}
/** Releases of two kinds, each once. */
function withReleases$2(own, others) {
	const both = (side) => [...new Map([...others[side], ...own[side]].map((one) => [one.name, one])).values()];
	return {
		base: both("base"),
		head: both("head")
	};
}
const PATCHES = /\b(?:HelmRelease|Application|Kustomization)\b|["'-]?\bop["']?:/;
/** The files of a kustomization, if a changed one of them may change a release in it. */
function patchedFiles(root, side, changed) {
	const { files = {} } = root[side]?.sources ?? {};
	return changed.some((path) => {
		const text = files[path];
		return text !== void 0 && (isKustomizationFile(path) || PATCHES.test(text));
	}) ? Object.entries(files).map(([path, text]) => ({
		path,
		text
	})) : [];
}
function distinct$1(files) {
	return [...new Map(files.map((file) => [file.path, file])).values()];
}
function namesOneOf({ folder, valueFiles }, changed) {
	return valueFilesFrom(folder, valueFiles).some((path) => changed.includes(reportedPath({ folder }, path)));
}
// src/reach/chart-places.ts
/** More folders with charts than a person changes at once. */
const MAX_FOLDERS = 400;
/** What only charts have, beside files that may be manifests. */
const IN_CHARTS = /(?:^|\/)(?:templates|charts|ci)\/|(?:^|\/)(?:Chart|requirements)\.(?:ya?ml|lock)$|\.(?:ya?ml|tpl|tgz)$|(?:^|\/)\.helmignore$/;
/** Where a chart of a changed file may be: the paths of `Chart.yaml` above it, the outermost first. */
function chartFilesAbove(changed) {
	const folders = /* @__PURE__ */ new Map();
	for (const path of changed.filter((one) => IN_CHARTS.test(one))) {
		const steps = path.split("/").slice(0, -1);
		for (let depth = 0; depth <= steps.length; depth++) folders.set(steps.slice(0, depth).join("/"), depth);
	}
	return [...folders].toSorted(([, one], [, other]) => one - other).slice(0, MAX_FOLDERS).map(([folder]) => chartFileIn(folder));
}
/** The file that makes a folder a chart. */
function chartFileIn(folder) {
	return folder === "" ? "Chart.yaml" : `${folder}/Chart.yaml`;
}
/** The folders of these files named `Chart.yaml`. */
function foldersOf(chartFiles) {
	return new Set([...chartFiles].map((path) => path.slice(0, Math.max(0, path.lastIndexOf("/")))));
}
/**
* The chart that a file is part of: the nearest above, and for one that another chart vendors, that one.
*
* @param charts the folders of all charts
*/
function chartAround(path, charts) {
	const steps = path.split("/").slice(0, -1);
	const [nearest, ...outer] = [...steps.map((_, index) => steps.slice(0, steps.length - index).join("/")), ""].filter((folder) => charts.has(folder));
	if (nearest === void 0) return void 0;
	return outer.reduce((chart, other) => isVendoredBy(other, chart) ? other : chart, nearest);
}
function isVendoredBy(other, chart) {
	return chart.startsWith(other === "" ? "charts/" : `${other}/charts/`);
}
// src/reach/configured-sets.ts
/** The values files that the configuration has for the chart in a folder. */
function configuredFor(folder, charts) {
	return charts.filter(({ chart }) => folder === chart || import_picomatch.default.isMatch(folder, chart)).map(({ values, source }) => ({
		paths: values.map(plainPath),
		source
	}));
}
/** The value sets of these files, and why some are left out. */
function configuredSets(configured, isThere) {
	const sets = [];
	const unread = [];
	for (const { paths, source } of configured) {
		const missing = paths.filter((path) => !isThere(path));
		for (const path of missing) unread.push(`${source} names ${path}, which can't be read from the chart's folder`);
		if (missing.length === 0) sets.push({
			name: paths.join(" and "),
			values: paths
		});
	}
	return {
		sets,
		unread
	};
}
/**
* The folders that may have a chart with changed values outside of it, as far as the configuration tells:
* the chart itself, or the folder that its pattern starts with.
*/
function configuredPlaces(charts, changed) {
	return charts.flatMap(({ chart, values }) => {
		const outside = values.map(plainPath).filter((path) => path.startsWith("../"));
		const { base, isGlob } = import_picomatch.default.scan(chart);
		const isMeant = (path) => isGlob ? changed.some((one) => one.endsWith(path.replaceAll("../", ""))) : changed.includes(reportedPath({ folder: chart }, path));
		return outside.some(isMeant) ? [{
			folder: base,
			isChart: !isGlob
		}] : [];
	});
}
// src/reach/chart-side.ts
/** So many values files of a chart are used beside its own, where the change has not more of them. */
const MAX_SETS = 5;
/** A chart on one side; undefined where there is none. */
function sideOf$2({ folder, files, links, linked }, bytes, { outside, configured, changed, releases }) {
	const nothing = {
		folder,
		files: {},
		binaries: {},
		links,
		unread: [],
		sets: []
	};
	if ("reason" in files) return {
		chart: nothing,
		answer: files
	};
	const lost = files.find(({ id, isLink, isMinor }) => !isLink && !isMinor && !bytes.has(id));
	if (lost) return {
		chart: nothing,
		answer: { reason: `${lost.path} can't be read` }
	};
	const { texts, binaries } = decoded(folder, files, bytes);
	if (!isApplication(texts["Chart.yaml"])) return void 0;
	const own = configuredFor(folder, configured);
	const beside = {};
	for (const path of own.flatMap(({ paths }) => paths)) {
		const text = path.startsWith("../") ? outside.get(reportedPath({ folder }, path)) : void 0;
		if (text !== void 0) beside[path] = text;
	}
	const installing = releases.filter((one) => one.folder === folder);
	for (const path of installing.flatMap((one) => valueFilesFrom(folder, one.valueFiles))) {
		const text = path.startsWith("../") ? outside.get(reportedPath({ folder }, path)) : void 0;
		if (text !== void 0) beside[path] = text;
	}
	const all = {
		...texts,
		...beside
	};
	const { sets, unread } = configuredSets(own, (path) => Object.hasOwn(all, path));
	const first = new Set([...changed].map((path) => belowFolder(folder, path)));
	const found = valueSetsIn(Object.keys(texts), {
		first,
		most: MAX_SETS
	});
	const installed = releaseSets(folder, installing, (path) => Object.hasOwn(all, path));
	const chart = {
		folder,
		binaries,
		links,
		unread,
		...installed.releases.length > 0 && installed,
		files: {
			...all,
			...installed.files
		},
		sets: [
			...found,
			...sets,
			...installed.sets
		]
	};
	const written = installing.length > 0 ? installing : void 0;
	return {
		chart: withLinked(chart, linked, bytes),
		written,
		answer: void 0
	};
}
/** A chart with the files of its dependencies elsewhere in the repository, by their paths from the chart. */
function withLinked(chart, linked, bytes) {
	if (linked.length === 0) return chart;
	const files = { ...chart.files };
	const binaries = { ...chart.binaries };
	for (const { dependency, folder, files: own } of linked) {
		const read = decoded(folder, own, bytes);
		for (const [path, text] of Object.entries(read.texts)) files[`${dependency.folder}/${path}`] = text;
		for (const [path, binary] of Object.entries(read.binaries)) binaries[`${dependency.folder}/${path}`] = binary;
	}
	return {
		...chart,
		files,
		binaries,
		linked: linked.map(({ dependency }) => dependency)
	};
}
function decoded(folder, files, bytes) {
	const texts = {};
	const binaries = {};
	for (const { path, id } of files) {
		const content = bytes.get(id);
		const below = belowFolder(folder, path);
		if (!content) continue;
		const text = below.endsWith(".tgz") ? void 0 : decodeText(content);
		if (text !== void 0) texts[below] = text;
		else binaries[below] = toBase64(content);
	}
	return {
		texts,
		binaries
	};
}
/** A path as it is from a folder that it is in; something else for any other path. */
function belowFolder(folder, path) {
	return folder === "" ? path : path.slice(folder.length + 1);
}
function isApplication(text) {
	return text !== void 0 && !/^type: *["']?library\b/m.test(text);
}
function decodeText(bytes) {
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes);
	} catch {
		return;
	}
}
function toBase64(bytes) {
	let binary = "";
	for (const byte of bytes) binary += String.fromCodePoint(byte);
	return btoa(binary);
}
// src/reach/needed-files.ts
/** The largest public charts have some hundred files that count. */
const MAX_FILES$7 = 3e3;
const MAX_BYTES$7 = 16777216;
/** What no chart makes a container of. */
const UNNEEDED = /^(?:charts\/[^/]+\/)*(?:crds|docs|\.github)\/|\.(?:md|png|jpe?g|gif|ico|svg|webp|woff2?|ttf|pdf)$/i;
/** Another chart in an archive. */
const ARCHIVE = /^(?:charts\/[^/]+\/)*charts\/[^/]+\.tgz$/;
/** What a chart can't be rendered without. */
const MAJOR$1 = /(?:^|\/)(?:templates|charts)\/|^(?:ci\/)?[^/]*\.ya?ml$|^(?:Chart|requirements)\.lock$|^\.helmignore$/;
/**
* Whether a chart may make a container of a file.
*
* @param path from the chart's folder
*/
function isNeeded(path) {
	return !UNNEEDED.test(path) && (!path.endsWith(".tgz") || ARCHIVE.test(path));
}
/** The files of a chart that are read to render it, or why it is not rendered. */
function neededFiles(folder, listed) {
	const files = listed?.flatMap((file) => {
		const path = folder === "" ? file.path : file.path.slice(folder.length + 1);
		return isNeeded(path) ? [{
			...file,
			isMinor: !MAJOR$1.test(path)
		}] : [];
	});
	if (!files || files.length > MAX_FILES$7) return { reason: `the chart has over ${MAX_FILES$7} files` };
	return files.reduce((sum, file) => sum + file.bytes, 0) > MAX_BYTES$7 ? { reason: `the chart has over ${MAX_BYTES$7 / 1024 / 1024} MiB` } : files;
}
// src/reach/linked-charts.ts
/** Charts of a repository that are looked through for dependencies. */
const MAX_CHART_FILES = 100;
/** The charts of the repository that depend on some others of it by their folders, on the new side. */
async function dependentsOf(tree, folders) {
	const all = folders.size === 0 ? void 0 : await tree.all("head");
	const known = new Set([...folders].map(chartFileIn));
	const read = (all ?? []).filter(({ path, isLink }) => /(?:^|\/)Chart\.yaml$/.test(path) && !isLink && !known.has(path)).slice(0, MAX_CHART_FILES).map((file) => ({
		...file,
		isMinor: true
	}));
	if (read.length === 0) return [];
	const bytes = await tree.read(read);
	return read.flatMap(({ path, id }) => {
		const content = bytes.get(id);
		const text = content ? new TextDecoder().decode(content) : "";
		const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
		return fileDependencies([], { "Chart.yaml": text }).some((one) => folders.has(pathFrom(folder, one.folder) ?? "\0")) ? [folder] : [];
	});
}
/**
* Lists what some charts depend on by its folder, each on its side.
*
* @param charts their folders with the texts of `Chart.yaml` and `requirements.yaml`, and the paths of their files
*/
async function linkedFolders(tree, charts) {
	const named = charts.map(({ side, folder, texts, paths }) => fileDependencies(paths, texts).flatMap((dependency) => {
		const at = pathFrom(folder, dependency.folder);
		return at === void 0 ? [] : [{
			side,
			dependency,
			folder: at
		}];
	}));
	const all = named.flat();
	if (all.length === 0) return charts.map(() => []);
	const listed = await tree.list(all);
	return named.map((own) => own.flatMap((one) => {
		const files = neededFiles(one.folder, listed[all.indexOf(one)]);
		return "reason" in files || files.length === 0 ? [] : [{
			...one,
			files
		}];
	}));
}
// src/reach/read-charts.ts
/** So many charts of one change are rendered. Both sides of a chart take one to some seconds. */
const MAX_CHARTS = 20;
/** One batch: so many values files outside of the charts are read. */
const MAX_OUTSIDE = 100;
const TOO_MANY$3 = `a change is rendered for ${MAX_CHARTS} charts at most: split it, or run podseal check`;
/** Reads the charts that a change reaches, as they are before and after it. */
async function readCharts(tree, search, { roots, generators }) {
	const { releases, reached } = await reachedBy(tree, search, {
		roots,
		generators
	});
	const folders = [...reached.keys()];
	const rendered = folders.slice(0, MAX_CHARTS);
	const skips = folders.slice(MAX_CHARTS).map((folder) => ({
		file: chartFileIn(folder),
		reason: TOO_MANY$3
	}));
	if (rendered.length === 0) return {
		charts: [],
		skips
	};
	const all = withReleases$2(releases, await releasesElsewhere(tree, new Set(rendered), search.changed, generators));
	const charts = await readSides(tree, rendered, {
		...search,
		reached,
		releases: all
	});
	const isBuilt = new Set([...releases.base, ...releases.head].map(({ folder }) => folder));
	const mayDiffer = (chart) => !isSame$4(chart) || roots.length > 0 && isBuilt.has(chart.folder);
	const same = charts.filter((chart) => !mayDiffer(chart));
	return {
		charts: charts.filter(mayDiffer),
		skips,
		unaffected: unaffectedIn(same)
	};
}
/** Charts, each as it is before and after a change. */
async function readSides(tree, folders, { reached, releases, configured }) {
	const places = folders.flatMap((folder) => [{
		side: "base",
		folder
	}, {
		side: "head",
		folder
	}]);
	const listed = await tree.list(places);
	const { found, bytes } = await readFiles(tree, places.map((place, index) => ({
		...place,
		files: neededFiles(place.folder, listed[index]),
		links: linksIn(place, listed[index] ?? [])
	})));
	const outside = await readOutside(tree, folders, {
		configured,
		releases: [...releases.base, ...releases.head]
	});
	const sides = found.map((one) => sideOf$2(one, bytes, {
		outside: outside[one.side],
		configured,
		releases: releases[one.side],
		changed: reached.get(one.folder) ?? /* @__PURE__ */ new Set()
	}));
	return folders.map((folder, index) => {
		const [base, head] = sides.slice(2 * index, 2 * index + 2);
		return {
			folder,
			base,
			head
		};
	});
}
/** The charts that a change reaches, also by their releases; files of values need not be in the charts. */
async function reachedBy(tree, search, by) {
	const { changed } = search;
	const own = await changedReleases({
		...search,
		roots: by.roots
	}, by.generators);
	const reached = await reachedFolders(tree, search, own);
	const inCharts = new Set([...reached.values()].flatMap((paths) => [...paths]));
	const naming = await releasesWithValues(tree, changed.filter((path) => isValuesPath(path) && !inCharts.has(path)), {
		changed,
		...by
	});
	if (naming.base.length + naming.head.length === 0) return {
		releases: own,
		reached
	};
	const releases = withReleases$2(own, naming);
	return {
		releases,
		reached: await reachedFolders(tree, search, releases)
	};
}
function filesOf$1({ files }) {
	return "reason" in files ? [] : files.filter(({ isLink }) => !isLink);
}
/** Reads the files of charts, and those of the folders that they depend on. */
async function readFiles(tree, own) {
	const bytes = await tree.read(own.flatMap(filesOf$1));
	const linked = await linkedFolders(tree, own.map((one) => {
		const files = filesOf$1(one);
		const paths = files.map(({ path }) => belowFolder(one.folder, path));
		return {
			...one,
			paths,
			texts: decoded(one.folder, files, bytes).texts
		};
	}));
	const found = own.map((one, index) => ({
		...one,
		linked: linked[index] ?? []
	}));
	const others = linked.flat().flatMap(filesOf$1);
	if (others.length === 0) return {
		found,
		bytes
	};
	return {
		found,
		bytes: new Map([...bytes, ...await tree.read(others)])
	};
}
/** The folders of the charts that a change reaches, each with the changed paths that are part of it. */
async function reachedFolders(tree, search, releases) {
	const { changed, removed, configured, isWanted } = search;
	const installed = new Set([...releases.base, ...releases.head].map(({ folder }) => folder));
	const named = [...installed].map(chartFileIn);
	const here = await tree.texts("head", [.../* @__PURE__ */ new Set([...chartFilesAbove(changed), ...named])]);
	const gone = [...removed].filter((path) => /(?:^|\/)Chart\.yaml$/.test(path));
	const charts = foldersOf([...here.keys(), ...gone]);
	const reached = /* @__PURE__ */ new Map();
	for (const path of changed) {
		const chart = chartAround(path, charts);
		if (chart !== void 0) reached.set(chart, (reached.get(chart) ?? /* @__PURE__ */ new Set()).add(path));
	}
	const byValues = await configuredFolders(tree, configuredPlaces(configured, changed), configured);
	const byReleases = [...installed].filter((folder) => charts.has(folder));
	const byFolders = await dependentsOf(tree, new Set(reached.keys()));
	for (const chart of [
		...byValues,
		...byReleases,
		...byFolders
	]) reached.set(chart, reached.get(chart) ?? /* @__PURE__ */ new Set());
	const wanted = [...reached].filter(([folder]) => isWanted(chartFileIn(folder)));
	return new Map(wanted.toSorted(([one], [other]) => one < other ? -1 : 1));
}
/** The charts in these places whose values the configuration has outside of them. */
async function configuredFolders(tree, places, configured) {
	const named = places.filter(({ isChart }) => isChart).map(({ folder }) => chartFileIn(folder));
	const patterns = places.filter(({ isChart }) => !isChart);
	if (places.length === 0) return [];
	const found = (await tree.list(patterns.map(({ folder }) => ({
		side: "head",
		folder
	})))).flatMap((files) => (files ?? []).map(({ path }) => path));
	return [...foldersOf([...(await tree.texts("head", named)).keys(), ...found.filter((path) => /(?:^|\/)Chart\.yaml$/.test(path))])].filter((folder) => configured.some(({ chart }) => chart === folder || import_picomatch.default.isMatch(folder, chart)));
}
function linksIn({ folder }, files) {
	return files.filter(({ isLink }) => isLink).map(({ path }) => belowFolder(folder, path));
}
/** The texts of values files outside of their charts, by their path from the root, on both sides. */
async function readOutside(tree, folders, { configured, releases }) {
	const paths = folders.flatMap((folder) => {
		const own = configuredFor(folder, configured).flatMap((one) => one.paths);
		const named = releases.filter((one) => one.folder === folder).flatMap(({ valueFiles }) => valueFilesFrom(folder, valueFiles));
		return [...own, ...named].filter((path) => path.startsWith("../")).map((path) => reportedPath({ folder }, path));
	});
	const wanted = [...new Set(paths)].slice(0, MAX_OUTSIDE);
	if (wanted.length === 0) return {
		base: /* @__PURE__ */ new Map(),
		head: /* @__PURE__ */ new Map()
	};
	return {
		base: await tree.texts("base", wanted),
		head: await tree.texts("head", wanted)
	};
}
/** The releases of charts that are the same on both sides, and that could be rendered. */
function unaffectedIn(charts) {
	const on = (side) => charts.flatMap(({ [side]: one }) => one?.answer ? [] : one?.chart.releases ?? []);
	return {
		base: on("base"),
		head: on("head")
	};
}
/** Whether nothing of a chart changes that counts for its rendering. */
function isSame$4({ base, head }) {
	if (!base || !head) return !base && !head;
	return JSON.stringify(base) === JSON.stringify(head);
}
// src/render/deployed-kustomizations.ts
/**
* The kustomizations that are deployed, by their folders.
*
* @param kustomizations what each names, by its folder
* @param globs of the folders; where there are none, or the first takes some out, those that no other one of
* the kustomizations uses
*/
function deployedAmong(kustomizations, globs) {
	const isNarrowing = isNarrowedBy(globs);
	return (isNarrowing ? unusedAmong(kustomizations) : wholeAmong(kustomizations)).filter((folder) => isWanted(folder, globs, isNarrowing));
}
/** Whether a glob is about a folder, be it to take it or to leave it out; the root of a repository is `.`. */
function fitsFolder(folder, glob) {
	return import_picomatch.default.isMatch(folder || ".", glob.replace(/^!/, ""), { dot: true });
}
/** The objects that deploy folders, as far as these are wanted. */
function layersAmong(layers, globs) {
	const isNarrowing = isNarrowedBy(globs);
	return layers.filter(({ folder }) => isWanted(folder || ".", globs, isNarrowing));
}
function isNarrowedBy(globs) {
	return globs[0]?.startsWith("!") !== false;
}
function isWanted(folder, globs, isUsual) {
	return globs.reduce((taken, glob) => {
		const isExcluding = glob.startsWith("!");
		if (taken !== isExcluding) return taken;
		return fitsFolder(folder, glob) ? !isExcluding : taken;
	}, isUsual);
}
/** Those that are not for other kustomizations only. */
function wholeAmong(kustomizations) {
	return [...kustomizations].flatMap(([folder, { isComponent }]) => isComponent ? [] : [folder]).toSorted();
}
/** Those that no other one uses. Of some that use each other in a circle, the first is taken. */
function unusedAmong(kustomizations) {
	const used = new Map([...kustomizations].map(([folder, { resources }]) => [folder, resources.flatMap((name) => pathFrom(folder, name) ?? []).filter((one) => one !== folder)]));
	const inUse = new Set([...used.values()].flat());
	const folders = wholeAmong(kustomizations);
	const roots = folders.filter((folder) => !inUse.has(folder));
	const reached = reachedFrom(roots, used);
	for (const folder of folders) {
		if (reached.has(folder)) continue;
		roots.push(folder);
		for (const other of reachedFrom([folder], used)) reached.add(other);
	}
	return roots.toSorted();
}
function reachedFrom(roots, used) {
	const reached = new Set(roots);
	for (const folder of reached) for (const other of used.get(folder) ?? []) reached.add(other);
	return reached;
}
// src/render/layers/layered-file.ts
/** A kustomization's file as a layer makes it; undefined where nothing can be built. */
function layeredFileOf({ path, text, isThere }, layer) {
	const { path: madeBy, line: madeAt, name, document, siblings, changes, variables } = layer;
	const lines = layeredKustomization({
		path,
		text
	}, changes);
	if (!lines) return void 0;
	return {
		path,
		isThere,
		madeBy,
		madeAt,
		lines,
		variables,
		own: text,
		changes,
		written: layer.isAsBuilt === true ? void 0 : {
			name,
			document,
			siblings
		}
	};
}
/** The same, where the texts of the files that it is made from are others. */
function relayered(layered, files) {
	const { path, isThere, madeBy, written } = layered;
	const own = {
		path,
		isThere,
		text: isThere ? files[path] ?? "" : layered.own
	};
	if (!written) {
		const lines = layeredKustomization(own, layered.changes);
		return lines && {
			...layered,
			lines,
			own: own.text
		};
	}
	const placeOf = (line) => ({
		path: madeBy,
		line
	});
	const layer = layersIn$1({
		text: files[madeBy] ?? "",
		placeOf
	}).find(({ name, document, folder }) => name === written.name && document === written.document && folder === folderOf$1(path));
	return layer && layeredFileOf(own, layer);
}
/** The files that a layered kustomization has lines from. */
function filesOfLayer({ madeBy, isThere, path, lines }) {
	const places = lines.flatMap(({ place }) => place ? [place.path] : []);
	return [.../* @__PURE__ */ new Set([
		madeBy,
		...isThere ? [path] : [],
		...places
	])];
}
/** The files whose edits would change a layer in a way that only other builds tell. */
function untoldFilesOf(layered) {
	if (layered.written) return [];
	return filesOfLayer(layered).filter((one) => one !== layered.path);
}
/** More files in a folder without a kustomization than people keep there. */
const MAX_PLAIN_FILES = 2e3;
/** Finds that out. The whole of a repository is that of another one, or not only for a cluster. */
function plainFolder({ folder, isForPlainFiles }, below) {
	const paths = below.filter((path) => /\.ya?ml$|\/Kustomization$/.test(path));
	if (!isForPlainFiles || folder === "" || paths.length > MAX_PLAIN_FILES) return {
		folders: [],
		files: []
	};
	const folders = new Set(paths.filter(isKustomization).map(folderOf$1));
	return {
		folders: [...folders].filter((one) => !isBelow(folderOf$1(one), folders)),
		files: paths.filter((one) => !isBelow(folderOf$1(one), folders))
	};
}
/** The kustomization that Flux makes of these. */
function plainKustomization(folder, resources) {
	if (resources.length === 0) return void 0;
	const text = generatedKustomization(resources.toSorted());
	return {
		path: inFolder(folder, "kustomization.yaml"),
		text,
		isThere: false
	};
}
function isKustomization(path) {
	return KUSTOMIZATION_FILES.includes(path.slice(path.lastIndexOf("/") + 1));
}
/** Whether a text has an object. */
function hasObject(text) {
	return /^["']?kind["']?[ \t]*:/m.test(text);
}
function isBelow(path, folders) {
	for (let folder = path; folder !== ""; folder = folderOf$1(folder)) if (folders.has(folder)) return true;
	return false;
}
// src/render/layers/layer-names.ts
/** Names objects that deploy folders, so that no two of them have the same name. */
var LayerNames = class {
	#shared;
	#taken = /* @__PURE__ */ new Map();
	/** @param all those that are known: a name that several have is told with its file */
	constructor(all) {
		const paths = /* @__PURE__ */ new Map();
		const shared = /* @__PURE__ */ new Set();
		for (const { name, path } of all) {
			if ((paths.get(name) ?? path) !== path) shared.add(name);
			paths.set(name, path);
		}
		this.#shared = shared;
	}
	/** @param key the same for what is the same object */
	of({ name, path }, key) {
		const first = this.#shared.has(name) ? `${name} in ${path}` : name;
		for (let count = 1;; count++) {
			const found = count === 1 ? first : `${first} (${count})`;
			const taken = this.#taken.get(found) ?? key;
			this.#taken.set(found, taken);
			if (taken === key) return found;
		}
	}
};
// src/reach/deployed-entries.ts
/** All that is deployed; a kustomization that an object deploys is not deployed by itself. */
function entriesOf$2(side, { deployed, isWanted }) {
	const all = side.contents.references(side.files);
	const layers = layersAmong(side.layers, deployed);
	const names = new LayerNames(layers);
	const counts = /* @__PURE__ */ new Map();
	const ofLayers = layers.flatMap((layer) => {
		const layered = layeredOn(layer, side);
		if (!layered) return [];
		const key = JSON.stringify([layer.path, layer.name]);
		const count = (counts.get(key) ?? 0) + 1;
		counts.set(key, count);
		const id = `${key} ${count}`;
		const { folder } = layer;
		const own = side.contents.referencesIn(folder, layeredText(layered), side.files);
		const used = usedBy(folder, new Map(all).set(folder, own));
		return [{
			id,
			name: names.of(layer, id),
			folder,
			layer,
			used
		}];
	});
	const inLayers = new Set(ofLayers.flatMap(({ used }) => [...used]));
	const isFree = (folder) => !kustomizationsIn(folder).some((path) => side.files.has(path) && inLayers.has(path));
	return [...deployedAmong(new Map([...all].filter(([folder]) => isWanted(folder))), deployed).filter(isFree).map((folder) => {
		const used = usedBy(folder, all);
		return {
			id: folder,
			name: folder || ".",
			folder,
			layer: void 0,
			used
		};
	}), ...ofLayers];
}
/**
* The kustomization of a layer's folder as the layer makes it. Of files that were not read yet, all count as
* such that have objects.
*/
function layeredOn(layer, { files, contents }) {
	const { folder } = layer;
	for (const path of kustomizationsIn(folder)) {
		const text = contents.textOf(files.get(path));
		if (text !== void 0) return layeredFileOf({
			path,
			text,
			isThere: true
		}, layer);
	}
	if (!layer.isForPlainFiles || folder === "") return void 0;
	const plain = plainFolder(layer, [...files.keys()].flatMap((path) => path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []));
	const objects = plain.files.filter((path) => {
		const file = files.get(inFolder(folder, path));
		const text = contents.textOf(file);
		return text === void 0 ? file?.isLink === false : hasObject(text);
	});
	const own = plainKustomization(folder, [...plain.folders, ...objects]);
	return own && layeredFileOf(own, layer);
}
// src/reach/kustomization-parts.ts
/** An operation of a JSON patch. */
const OPERATION = /["']?\bop["']?\s*:\s*["']?(?:add|copy|move|remove|replace)\b/;
/** What copies values between objects. */
const REPLACEMENT = [/^(?:- +)?["']?source["']?\s*:/m, /\btargets["']?\s*:/];
const PLUGIN = /^["']?apiVersion["']?\s*:\s*["']?builtin\b/m;
const DIRECTIVE = /\$patch\b/;
const KIND = /\bkind["']?\s*:/;
const POD = /\bcontainers\b|securityContext\b/i;
const IMAGE = /\bimage["']?\s*:/;
/** Kinds that need a selector. */
const SELECTING = /\bkind["']?\s*:\s*["']?(?:Deployment|StatefulSet|DaemonSet)\b/;
const SELECTOR = /\bselector["']?\s*:/;
/**
* The changed files that are only a part of what is deployed: patches, replacements, and configurations of plugins. A
* kustomization anywhere in the repository may use them.
*/
function partsIn(texts) {
	const { base, head } = textsOf(texts);
	return [...base, ...head].filter(({ text }) => isPart(text)).map(({ path }) => path);
}
function isPart(text) {
	if ([
		OPERATION,
		PLUGIN,
		DIRECTIVE
	].some((pattern) => pattern.test(text))) return true;
	if (REPLACEMENT.every((pattern) => pattern.test(text))) return true;
	return splitDocuments(text).some(({ start, end }) => isMergePatch(text.slice(start, end)));
}
/** What the API server would refuse as an object: no image, or no selector. */
function isMergePatch(text) {
	if (!KIND.test(text) || !POD.test(text)) return false;
	return !IMAGE.test(text) || SELECTING.test(text) && !SELECTOR.test(text);
}
// src/reach/layer-files.ts
/** As people name files with objects that deploy folders, and the folders that they keep them in. */
const FILE$2 = /^ks\b|kustomiz|^app|application|cluster|infra|sync/i;
const FOLDER$2 = /(?:^|[/_.-])(?:argo|flux|gitops|clusters?|bootstrap)/i;
/** A release of a chart, or a chart's template, deploys no folder. */
const OTHER$1 = /(?:^|\/)(?:helm-?release[^/]*|values[^/]*)$|(?:^|\/)templates\//i;
/** Three batches of files; the largest public repositories have two hundred. */
const MAX_FILES$6 = 300;
/** An object that a person wrote is shorter. */
const MAX_BYTES$6 = 1e5;
/** Finds them by their paths, the likeliest first; those of a change in any case. */
function layerFiles(files, deploying) {
	const changed = new Set(deploying);
	const sorted = [...files].flatMap((file) => {
		const rank = rankOf$2(file, changed);
		return rank === void 0 ? [] : [{
			file,
			rank
		}];
	}).toSorted((a, b) => a.rank - b.rank || (a.file.path < b.file.path ? -1 : 1));
	return {
		files: sorted.slice(0, MAX_FILES$6).map(({ file }) => file),
		isWhole: sorted.length <= MAX_FILES$6
	};
}
function rankOf$2({ path, bytes, isLink }, changed) {
	if (isLink || bytes > MAX_BYTES$6) return void 0;
	if (changed.has(path)) return 0;
	if (!/\.ya?ml$/i.test(path) || isKustomizationFile(path) || OTHER$1.test(path)) return void 0;
	if (FILE$2.test(path.slice(path.lastIndexOf("/") + 1))) return 1;
	return FOLDER$2.test(path) ? 2 : void 0;
}
/** The objects that deploy folders in files that were read. */
async function layersOf({ files }, { files: all, contents, ...at }) {
	const deploying = files.flatMap(({ path }) => {
		const text = contents.textOf(all.get(path));
		return text === void 0 || !mayDeploy(text) ? [] : [{
			path,
			text
		}];
	});
	const tree = await at.generators.for(at.side, deploying);
	return deploying.flatMap(({ path, text }) => layersIn$1({
		text,
		placeOf: (line) => ({
			path,
			line
		})
	}, tree));
}
/** The changed files that have such objects, before or after. */
function deployingFiles({ files, removed = [] }) {
	return [...files.filter(({ base = "", head }) => mayDeploy(head) || mayDeploy(base)), ...removed.filter(({ text }) => mayDeploy(text))].map(({ path }) => path);
}
// src/reach/variable-sources.ts
const SOURCE = /\bkind["']?[ \t]*:[ \t]*["']?(?:ConfigMap|Secret)\b/;
/** Whether a file may have variables that objects of Flux fill in. */
function maySetVariables(text) {
	return SOURCE.test(text);
}
/** The changed files with variables that objects of Flux fill in: what becomes of these is not known. */
function skipsOfVariables(layers, texts) {
	const wanted = new Set(layers.flatMap((layer) => [...layer.variables?.from ?? [], ...namedByPatches(layer)]));
	if (wanted.size === 0) return [];
	const { base, head } = textsOf(texts);
	const before = new Map(base.flatMap(sourcesIn));
	return head.flatMap((file) => {
		return sourcesIn(file).filter(([name, text]) => wanted.has(name) && before.get(name) !== text).map(([name]) => ({
			file: file.path,
			reason: reasonOf(name)
		}));
	});
}
/** Those that a patch gives to the objects of Flux below it. */
function namedByPatches({ changes }) {
	const text = (changes.lists.patches ?? []).flat().map((line) => line.text).join("\n");
	if (!text.includes("substituteFrom")) return [];
	return [...text.matchAll(/\bkind: *(?<kind>ConfigMap|Secret)\s+name: *(?<name>[\w.-]+)/g), ...text.matchAll(/\bname: *(?<name>[\w.-]+)\s+kind: *(?<kind>ConfigMap|Secret)\b/g)].map(({ groups }) => `${groups?.["kind"]}/${groups?.["name"]}`);
}
function reasonOf(name) {
	return `what the variables of ${name} become, which Flux fills in (\`substituteFrom\`)`;
}
/** The objects in a file that may have variables, by their kinds and names. */
function sourcesIn({ text }) {
	return splitDocuments(text).flatMap((span, index) => {
		const own = text.slice(span.start, span.end);
		const document = SOURCE.test(own) ? parseDocumentAt(text, span, index) : void 0;
		if (!document || !("root" in document)) return [];
		const root = rootOf(document);
		const name = textOf$4(valueAt(root, ["metadata", "name"])) ?? "";
		return [[`${headerOf(root).kind}/${name}`, own]];
	});
}
// src/reach/concerned-file.ts
/** A file of the change that deploys something or is a part of what is, or a kustomization that names a changed file. */
async function concernedFile(tree, search, contents) {
	const { changed, deploying, texts, isWanted } = search;
	const kustomizations = changed.filter(isKustomizationFile);
	const own = [
		...deploying,
		...kustomizations,
		...partsIn(texts)
	].find(isWanted);
	if (own !== void 0) return own;
	const above = await tree.texts("head", kustomizationFilesAbove(changed).filter(isWanted));
	const paths = new Set(changed);
	const names = ([path, text]) => {
		const [folder, references] = [folderOf$1(path), readReferences(text)];
		return [...namedIn$1(folder, references), ...valuesIn(folder, references)].some((one) => paths.has(one));
	};
	return [...above].find(names)?.[0] ?? await concernedElsewhere(tree, search, contents);
}
/** A changed file that a kustomization of another folder names: all of them are read. */
async function concernedElsewhere(tree, { changed, texts, isWanted }, contents) {
	const candidates = nameable(changed);
	const charts = foldersOf((await tree.texts("head", chartFilesAbove(candidates))).keys());
	const open = candidates.filter((path) => chartAround(path, charts) === void 0);
	const all = open.length === 0 ? void 0 : byPath(await tree.all("head"));
	if (!all) return void 0;
	const read = [...all.values()].filter(({ path }) => isKustomizationFile(path) && isWanted(path));
	if (await contents.read(read) !== void 0) return open[0];
	if (await contents.read(contents.plugins(all)) !== void 0) return open[0];
	const named = new Set([...contents.references(all)].flatMap(([folder, one]) => [...namedIn$1(folder, one), ...valuesIn(folder, one)]));
	return open.find((path) => named.has(path)) ?? await fileOfVariables(open, texts, {
		contents,
		all
	});
}
/** A changed file with what Flux may fill in, where anything is filled in so. */
async function fileOfVariables(open, texts, { contents, all }) {
	const { base, head } = textsOf(texts);
	const own = [...head, ...base].find(({ path, text }) => open.includes(path) && maySetVariables(text));
	if (!own) return void 0;
	const { files } = layerFiles(all.values(), []);
	const isTooMuch = await contents.read(files) !== void 0;
	const isUsed = files.some((file) => contents.textOf(file)?.includes("substituteFrom") === true);
	return isTooMuch || isUsed ? own.path : void 0;
}
/** The files of values that a kustomization names. */
function valuesIn(folder, { values }) {
	return namedIn$1(folder, {
		resources: [],
		files: values
	});
}
/** Files by their paths; undefined for more than can be listed. */
function byPath(files) {
	return files && new Map(files.map((one) => [one.path, one]));
}
// src/render/collect-kustomization.ts
/** As for charts: the largest public kustomizations have some hundred files. */
const MAX_FILES$5 = 5e3;
const MAX_LENGTH$2 = 33554432;
/** What a kustomization names may be one of four files. */
const MAX_ASKED = 4 * MAX_FILES$5;
/**
* Finds the files of a kustomization, in rounds: it asks for files, is given those that there are, and asks for
* what these name. All that is in the repository can be a part of it, also `../`.
*
* @returns the files, or why there are too many of them
*/
function* collectKustomization(root) {
	const collected = new Collected();
	let wanted = kustomizationsIn(root);
	while (wanted.length > 0) {
		const contents = yield wanted;
		for (const path of wanted) {
			const content = contents.get(path);
			if (content) collected.add(path, content);
		}
		const reason = collected.tooMuch();
		if (reason !== void 0) return { reason };
		wanted = collected.next(wanted);
	}
	return collected.end(root);
}
var Collected = class {
	#contents = /* @__PURE__ */ new Map();
	#asked = /* @__PURE__ */ new Set();
	#plugged = /* @__PURE__ */ new Set();
	/** What the kustomizations name, by their folders. */
	#references = /* @__PURE__ */ new Map();
	#length = 0;
	add(path, content) {
		this.#contents.set(path, content);
		this.#length += "text" in content ? content.text.length : content.base64.length;
	}
	tooMuch() {
		if (this.#asked.size > MAX_ASKED || this.#contents.size > MAX_FILES$5) return `it needs over ${MAX_FILES$5} files`;
		const megabytes = MAX_LENGTH$2 / 1024 / 1024;
		return this.#length > MAX_LENGTH$2 ? `its files have over ${megabytes} MiB` : void 0;
	}
	/** What the kustomizations name that were read last. */
	next(read) {
		for (const path of read) this.#asked.add(path);
		const found = /* @__PURE__ */ new Set();
		for (const path of read) {
			const content = this.#contents.get(path);
			const isKustomization = kustomizationsIn(folderOf$1(path)).includes(path);
			if (!content || !("text" in content) || !isKustomization) continue;
			const references = readReferences(content.text);
			this.#references.set(folderOf$1(path), references);
			for (const name of namedIn$1(folderOf$1(path), references)) found.add(name);
		}
		for (const [folder, references] of this.#references) {
			const files = filesOfPlugins(folder, references, (path) => this.#textOf(path));
			for (const path of namedIn$1(folder, {
				resources: [],
				files
			})) this.#plugged.add(path);
		}
		for (const path of this.#plugged) found.add(path);
		return [...found].filter((path) => !this.#asked.has(path));
	}
	#textOf(path) {
		const content = this.#contents.get(path);
		return content && "text" in content ? content.text : void 0;
	}
	end(root) {
		const files = {};
		const binaries = {};
		for (const [path, content] of this.#contents) if ("text" in content) files[path] = content.text;
		else binaries[path] = content.base64;
		const folders = [...this.#references.keys()];
		const plugged = [...this.#plugged].filter((path) => Object.hasOwn(files, path));
		return {
			root,
			files,
			binaries,
			folders,
			...plugged.length > 0 && { plugged }
		};
	}
};
// src/reach/tree-contents.ts
/** What the kustomizations of a change may need in all, on both sides. */
const MAX_FILES$4 = 3e3;
const MAX_BYTES$5 = 33554432;
/** What a kustomization can't be built without; the rest are data of ConfigMaps and Secrets. */
const MAJOR = /\.(?:ya?ml|json)$|(?:^|\/)Kustomization$/;
/** The contents of files, each read once, though it may be on both sides. */
var TreeContents = class {
	#tree;
	#contents = /* @__PURE__ */ new Map();
	#asked = /* @__PURE__ */ new Set();
	/** What kustomizations name, by their texts. */
	#references = /* @__PURE__ */ new Map();
	constructor(tree) {
		this.#tree = tree;
	}
	/** Reads files; says why, where there are too many. */
	async read(files) {
		const open = [...new Map(files.map((file) => [file.id, file])).values()].filter(({ id, isLink }) => !isLink && !this.#asked.has(id));
		const bytes = open.reduce((sum, file) => sum + file.bytes, 0);
		const megabytes = MAX_BYTES$5 / 1024 / 1024;
		if (open.length > MAX_FILES$4) return `its kustomizations need over ${MAX_FILES$4} files`;
		if (bytes > MAX_BYTES$5) return `its kustomizations need over ${megabytes} MiB`;
		if (open.length === 0) return void 0;
		const read = await this.#tree.read(open.map((file) => ({
			...file,
			isMinor: !MAJOR.test(file.path)
		})));
		for (const { id } of open) this.#asked.add(id);
		for (const [id, found] of read) this.#contents.set(id, contentOf(found));
	}
	textOf(file) {
		const content = file && this.#contents.get(file.id);
		return content && "text" in content ? content.text : void 0;
	}
	/** What the kustomizations among files name, by their folders. */
	references(files) {
		const all = /* @__PURE__ */ new Map();
		for (const [path, file] of files) {
			const text = isKustomizationFile(path) ? this.textOf(file) : void 0;
			if (text !== void 0) all.set(folderOf$1(path), this.referencesIn(folderOf$1(path), text, files));
		}
		return all;
	}
	/** What a kustomization names, and what the configurations of its plugins name that were read. */
	referencesIn(folder, text, files) {
		const references = this.#references.get(text) ?? readReferences(text);
		this.#references.set(text, references);
		const textIn = (path) => this.textOf(files.get(path));
		const [named, values] = [filesOfPlugins, valuesOfPlugins].map((of) => of(folder, references, textIn));
		return {
			...references,
			files: [...references.files, ...named ?? []],
			values: [...references.values, ...values ?? []]
		};
	}
	/** The configurations of plugins that the kustomizations among files name. */
	plugins(files) {
		const textIn = (path) => this.textOf(files.get(path));
		return [...this.references(files)].flatMap(([folder, { plugins }]) => configurationsOf(folder, plugins, textIn)).flatMap((path) => files.get(path) ?? []);
	}
	/**
	* The files that a kustomization needs, as far as they were read, and those that were not.
	*
	* @param layered is taken in place of its file
	*/
	collect(root, files, layered) {
		const unread = [];
		const collecting = collectKustomization(root);
		let step = collecting.next(/* @__PURE__ */ new Map());
		while (step.done !== true) {
			const found = /* @__PURE__ */ new Map();
			for (const path of step.value) {
				const file = files.get(path);
				const content = file && this.#contents.get(file.id);
				if (content) found.set(path, content);
				else if (file && !file.isLink) unread.push(file);
			}
			if (layered && step.value.includes(layered.path)) found.set(layered.path, { text: layeredText(layered) });
			step = collecting.next(found);
		}
		const sources = step.value;
		if (!layered || "reason" in sources) return {
			sources,
			unread
		};
		return {
			sources: this.#withLayer(sources, layered, files),
			unread
		};
	}
	/** Sources with the layer's own files, and the kustomization as it is. */
	#withLayer(sources, layered, all) {
		const files = { ...sources.files };
		delete files[layered.path];
		for (const path of filesOfLayer(layered)) {
			const text = this.textOf(all.get(path));
			if (text !== void 0) files[path] = text;
		}
		return {
			...sources,
			files,
			layered
		};
	}
};
/** The file that a kustomization can't do without and that can't be read. */
function lostIn({ unread }) {
	return unread.find(({ path }) => MAJOR.test(path));
}
function contentOf(bytes) {
	try {
		return { text: new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes) };
	} catch {
		let binary = "";
		for (const byte of bytes) binary += String.fromCodePoint(byte);
		return { base64: btoa(binary) };
	}
}
// src/reach/read-kustomizations.ts
/** So many kustomizations of one change are built, each before and after it. */
const MAX_ROOTS = 20;
const TOO_MANY$2 = `a change is built for ${MAX_ROOTS} kustomizations at most: split it, or run podseal check`;
/**
* Reads the kustomizations that a change reaches, as they are before and after it: all that are deployed and use
* a changed file, also those that an object of Flux or Argo CD adds to. Whether there is any is told by the
* kustomizations above the changed files, and by such objects in these; only then the repository is listed, its
* kustomizations and objects are read, and what those need that are reached: in three steps, however deeply they
* use each other.
*/
async function readKustomizations(tree, search, generators) {
	const contents = new TreeContents(tree);
	const concerned = await concernedFile(tree, search, contents);
	if (concerned === void 0) return {
		roots: [],
		skips: []
	};
	const not = (reason) => ({
		roots: [],
		skips: [{
			file: concerned,
			reason
		}]
	});
	const [base, head] = [byPath(await tree.all("base")), byPath(await tree.all("head"))];
	if (!base || !head) return not("the repository has too many files to find its kustomizations");
	const read = await readDeploying({
		base,
		head,
		contents,
		generators
	}, search.deploying);
	if ("reason" in read) return not(read.reason);
	const { reached, others, before } = reachedRoots(read, search);
	const pairs = reached.slice(0, MAX_ROOTS).map((pair) => ({
		...pair,
		alike: pair.base ? void 0 : mostAlike(pair, before, read)
	}));
	const tooMuch = await contents.read(pairs.flatMap((pair) => unreadOf(pair, read)));
	if (tooMuch !== void 0) return not(tooMuch);
	const skips = reached.slice(MAX_ROOTS).map((pair) => ({
		file: fileOf(pair, head),
		reason: TOO_MANY$2
	}));
	const all = pairs.map((pair) => ({
		pair,
		root: readRoot(pair, read)
	}));
	const same = all.flatMap(({ pair, root }) => isSame$3(root) ? pair : []);
	const unaffected = [...others, ...same];
	return {
		roots: all.flatMap(({ root }) => isSame$3(root) ? [] : root),
		unaffected: {
			base: layersIn(unaffected, "base"),
			head: layersIn(unaffected, "head")
		},
		skips: [
			...skips,
			...skipsOfValues(read.head, search),
			...skipsOfVariables(read.head.layers, search.texts)
		],
		hasMoreRoots: skips.length > 0 || !read.isWhole
	};
}
/** The changed files with values of charts that kustomizations name: nothing is built of these. */
function skipsOfValues({ contents, files }, { changed }) {
	const named = [...contents.references(files)].flatMap(([folder, one]) => valuesIn(folder, one).map((path) => [path, folder]));
	const folders = new Map(named.toReversed());
	return changed.flatMap((file) => {
		const folder = folders.get(file);
		if (folder === void 0 || !files.has(file)) return [];
		return [{
			file,
			reason: `what the \`helmCharts\` of ${kustomizationOf(folder, files)} make of it`
		}];
	});
}
/** The objects that deploy folders. */
function layersIn(pairs, side) {
	return pairs.flatMap(({ [side]: entry }) => entry?.layer ?? []);
}
async function readDeploying({ base, head, contents, generators }, deploying) {
	const found = [base, head].map((files) => layerFiles(files.values(), deploying));
	const kustomizations = [...base.values(), ...head.values()].filter(({ path }) => isKustomizationFile(path));
	const reason = await contents.read([...kustomizations, ...found.flatMap(({ files }) => files)]);
	if (reason !== void 0) return { reason };
	const tooMuch = await contents.read([base, head].flatMap((files) => contents.plugins(files)));
	if (tooMuch !== void 0) return { reason: tooMuch };
	const sideWith = async (side, at) => {
		const files = side === "base" ? base : head;
		return {
			files,
			contents,
			layers: found[at] ? await layersOf(found[at], {
				side,
				files,
				contents,
				generators
			}) : []
		};
	};
	return {
		base: await sideWith("base", 0),
		head: await sideWith("head", 1),
		contents,
		isWhole: found.every(({ isWhole }) => isWhole)
	};
}
/** What is deployed and uses a changed file, also what the change removes; and all that was deployed before. */
function reachedRoots({ base, head }, { changed, deployed, isWanted }) {
	const entriesIn = (side) => entriesOf$2(side, {
		deployed,
		isWanted: (folder) => isWanted(kustomizationOf(folder, side.files))
	});
	const [before, now] = [entriesIn(base), entriesIn(head)];
	const paths = new Set(changed);
	const isReached = ({ base: old, head: fresh }) => changed.some((path) => (fresh ?? old)?.used.has(path)) || [old, fresh].some((one) => one?.layer && paths.has(one.layer.path)) && layerOf(old) !== layerOf(fresh);
	const pairs = now.map((entry) => ({
		head: entry,
		base: counterpartOf(entry, before, now)
	}));
	const matched = new Set(pairs.map((pair) => pair.base));
	const gone = before.filter((entry) => !matched.has(entry)).map((entry) => ({
		base: entry,
		head: void 0
	}));
	const all = [...pairs, ...gone];
	return {
		reached: all.filter(isReached).toSorted((one, other) => nameOf$3(one) < nameOf$3(other) ? -1 : 1),
		others: all.filter((pair) => !isReached(pair)),
		before
	};
}
/** What an object makes of the folder that it deploys: of several in one file, a change may touch one. */
function layerOf(entry) {
	const { folder, changes, variables } = entry?.layer ?? {};
	return JSON.stringify([
		folder,
		changes,
		variables && {
			...variables,
			values: [...variables.values]
		}
	]);
}
/** Of what was deployed before with a component, which is never built by itself, what shares the most files. */
function mostAlike({ head }, before, { base: { files, contents } }) {
	const used = [...head?.used ?? []].filter((path) => files.has(path));
	const components = used.filter((path) => {
		const text = isKustomizationFile(path) ? contents.textOf(files.get(path)) : void 0;
		return text !== void 0 && readReferences(text).isComponent;
	});
	const shared = (entry) => used.filter((path) => entry.used.has(path)).length;
	const [first] = before.filter((entry) => components.some((path) => entry.used.has(path))).map((entry) => ({
		entry,
		count: shared(entry)
	})).toSorted((one, other) => other.count - one.count);
	return first?.entry;
}
/**
* What an entry was before: the same object; one of its name in another file; else what deployed its folder, be
* it by itself.
*/
function counterpartOf(entry, before, now) {
	const same = before.find(({ id }) => id === entry.id);
	if (same || !entry.layer) return same ?? inFolderOf(entry, before);
	const kept = new Set(now.map(({ id }) => id));
	return before.find(({ id, layer }) => layer?.name === entry.layer?.name && layer?.folder === entry.folder && !kept.has(id)) ?? inFolderOf(entry, before);
}
function inFolderOf({ folder }, before) {
	return before.find((one) => one.folder === folder);
}
function nameOf$3({ base, head }) {
	return (head ?? base)?.name ?? "";
}
/** The file of the kustomization in a folder. */
function kustomizationOf(folder, files) {
	return kustomizationsIn(folder).find((path) => files.has(path)) ?? inFolder(folder, "kustomization.yaml");
}
function fileOf({ base, head }, files) {
	const { layer, folder = "" } = head ?? base ?? {};
	return layer?.path ?? kustomizationOf(folder, files);
}
/** The files that are still to be read, to build a kustomization on both sides and to compare it. */
function unreadOf(pair, { base, head }) {
	const now = pair.head ? collected(pair.head, head).unread : [];
	const before = now.flatMap(({ path }) => base.files.get(path) ?? []);
	const then = [pair.base, pair.alike].flatMap((one) => one ? collected(one, base).unread : []);
	return [
		...now,
		...before,
		...then
	];
}
function collected({ folder, layer }, side) {
	const layered = layer && layeredOn(layer, side);
	return side.contents.collect(folder, side.files, layered);
}
function readRoot(pair, { base, head, contents }) {
	const now = sideOf$1(pair.head, head);
	const before = {};
	for (const path of Object.keys(now?.sources.files ?? {})) {
		const text = contents.textOf(base.files.get(path));
		if (text !== void 0) before[path] = text;
	}
	const { name, folder = "" } = pair.head ?? pair.base ?? {};
	const alike = sideOf$1(pair.alike, base);
	const used = alike && [alike];
	return {
		name,
		folder,
		base: sideOf$1(pair.base, base),
		head: now,
		before,
		...used && { used }
	};
}
/** A kustomization on one side; undefined where there is none. */
function sideOf$1(entry, side) {
	if (!entry) return void 0;
	const { folder: root } = entry;
	const nothing = {
		root,
		files: {},
		binaries: {},
		folders: [root]
	};
	const found = collected(entry, side);
	const { sources } = found;
	if ("reason" in sources) return {
		sources: nothing,
		answer: sources
	};
	const lost = lostIn(found);
	if (lost) return {
		sources: nothing,
		answer: { reason: `${lost.path} can't be read` }
	};
	return {
		sources,
		answer: void 0
	};
}
/** Whether nothing changes that counts for a build. */
function isSame$3({ base, head }) {
	if (!base || !head) return !base && !head;
	return textOf$3(base) === textOf$3(head);
}
function textOf$3(side) {
	return JSON.stringify(side, (_, value) => value instanceof Map ? [...value] : value);
}
// src/render/elsewhere-releases.ts
/**
* The releases in a file whose values are all there, or in files that they name from the root of the repository,
* and whose chart is elsewhere; without those of charts that Podseal knows.
*/
function elsewhereReleasesIn(file, { sources, root, tree, placeOf = (line) => ({
	path: file.path,
	line
}) }) {
	const folder = file.path.slice(0, file.path.lastIndexOf("/") + 1);
	const lines = indexLines(file.text);
	const counts = /* @__PURE__ */ new Map();
	return releasesIn$1(file, tree).flatMap((one) => {
		const { release, parsed, written } = one;
		const place = chartPlaceOf(release, sources, folder);
		if (!place || isOfRepository(one) || recognizeChart(release, sources, folder)) return [];
		const lineAt = (path) => {
			const value = valueAt(rootOf(parsed), path);
			return value && placeOf(lines.position(value.span.start).line);
		};
		const valueFiles = written.valueFiles.map((path) => path.startsWith("/") ? `/${reportedPath({ folder: root }, plainPath(path))}` : path);
		const { name } = written;
		const own = name.slice(0, name.indexOf(" in ")).replaceAll(/[^\w.-]+/g, "-");
		const count = (counts.get(own) ?? 0) + 1;
		counts.set(own, count);
		return [{
			...written,
			valueFiles,
			place,
			folder: `${folder}${own}${count > 1 ? `-${count}` : ""}`,
			chartAt: lineAt(release.chartAt) ?? lineAt([]) ?? {
				path: file.path,
				line: 1
			},
			versionAt: lineAt(release.versionAt)
		}];
	});
}
function isOfRepository({ release }) {
	return release.folder !== void 0;
}
/** The objects that releases in a file name as those that say where their charts are, and that are not at hand. */
function missingSources(file, sources) {
	const folder = file.path.slice(0, file.path.lastIndexOf("/") + 1);
	return releasesIn$1(file).flatMap((one) => {
		const { source } = one.release;
		if (!source || "address" in source || isOfRepository(one)) return [];
		if (findSource(sources, source, folder)) return [];
		const known = recognizeChart(one.release, sources, folder);
		return known && known.doubt === void 0 ? [] : [source];
	});
}
/** The files of values of a release that are not the chart's, as reports name them. */
function ownValueFiles({ valueFiles }) {
	return valueFiles.filter((path) => path.startsWith("/")).map((path) => path.slice(1));
}
/**
* A chart with the values of a release of it.
*
* @param releases the release; in each of the kustomizations that build it, where these change it
* @param own the texts of the release's own files of values, as reports name them
*/
function sourcesOfRelease(releases, { files: whole, binaries, keptAt }, own = /* @__PURE__ */ new Map()) {
	const [{ folder, chartAt, place }] = releases;
	const files = { ...whole };
	for (const [path, text] of own) files[pathFrom$1(folder, path)] = text;
	const used = releaseSets(folder, releases, (path) => Object.hasOwn(files, path));
	return {
		folder,
		binaries,
		links: [],
		unread: [],
		inline: used.inline,
		releases: [...used.releases, ...sourceOf(place)],
		files: {
			...files,
			...used.files
		},
		sets: used.sets.map((set) => {
			const release = releases.find(({ name }) => name === set.name);
			return {
				...set,
				name: release?.beside && set.name,
				release: release?.releaseName || void 0,
				namespace: release?.namespace || void 0
			};
		}),
		installedAt: {
			path: pathFrom$1(folder, chartAt.path),
			line: chartAt.line,
			versions: releases.flatMap((one) => versionsOf(one, keptAt))
		}
	};
}
/** The object that says where a chart is, as one that is rendered with it. */
function sourceOf({ source }) {
	return source ? [{
		name: "",
		path: source.path,
		document: source.document,
		siblings: 1
	}] : [];
}
/** @param keptAt where it is said which archive is kept, from the root of the repository */
function versionsOf({ folder, place: { source }, versionAt }, keptAt) {
	return [
		versionAt ?? [],
		source ?? [],
		keptAt ?? []
	].flat().map(({ path, line }) => ({
		path: pathFrom$1(folder, path),
		line
	}));
}
// src/reach/kept-folder.ts
/** Where a project keeps charts that others publish, as archives. */
const KEPT_CHARTS = ".github/podseal.charts";
/** Says which charts these are. */
const KEPT_INDEX = `${KEPT_CHARTS}/charts.yaml`;
// src/reach/kept-index.ts
const ENTRY = mapping({
	chart: pipe(text(), check(isChartAddress, "must be the address of a chart")),
	version: text(),
	digest: textLike(/^sha256:[0-9a-f]{64}$/, "a digest, such as sha256:…"),
	file: textLike(/^[\w.+-]+\.tgz$/, "the name of an archive, such as web-1.2.3.tgz")
});
const SCHEMA$1 = mapping({ charts: list$1(ENTRY) });
/** Reads the index of the charts that a project keeps; a reason for one that can't be used. Never throws. */
function readKeptIndex(content) {
	const file = {
		path: KEPT_INDEX,
		text: content ?? ""
	};
	const read = content === void 0 ? void 0 : readYamlFile(file, SCHEMA$1);
	if (!read) return [];
	if ("output" in read) {
		const lines = indexLines(file.text);
		const root = rootOf(read.document);
		return read.output.charts.map((chart, index) => {
			const digest = valueAt(root, [
				"charts",
				index,
				"digest"
			]) ?? root;
			return {
				...chart,
				line: lines.position(digest.span.start).line
			};
		});
	}
	const [fault] = read.faults;
	return { reason: `${KEPT_INDEX}:${fault?.line ?? 1}: ${fault?.message ?? "it is not usable"}` };
}
// src/reach/kept-charts.ts
/** Reads which charts a project keeps. */
async function readKeptIndexes(tree, changed, { files }) {
	const file = files.find(({ path }) => path === KEPT_INDEX);
	const on = async (side) => {
		return readKeptIndex(file ? file[side] : (await tree.texts(side, [KEPT_INDEX])).get(KEPT_INDEX));
	};
	const head = await on("head");
	return {
		head,
		base: changed.includes(".github/podseal.charts/charts.yaml") ? await on("base") : head
	};
}
/** Whether a project keeps a chart, on either side. */
function keepsCharts({ base, head }) {
	return [base, head].some((index) => "reason" in index || index.length > 0);
}
/** The charts of which a change has another archive, or one more or less, by address and version. */
function changedCharts(indexes) {
	const [base, head] = [indexes.base, indexes.head].map((index) => new Map(("reason" in index ? [] : index).map((one) => [keyOf$3(one), one.digest])));
	const all = [...base?.keys() ?? [], ...head?.keys() ?? []];
	return new Set(all.filter((key) => base?.get(key) !== head?.get(key)));
}
/** What tells charts apart. */
function keyOfPlace({ address, version }) {
	return keyOf$3({
		chart: address,
		version: version ?? ""
	});
}
function keyOf$3({ chart, version }) {
	return `${chart} ${version}`;
}
/** An archive is bounded before it is written; what is larger was not written by us. */
const MAX_ARCHIVE = 16 * 1024 ** 2;
/** All that are read for one change, and what they unpack to. */
const MAX_ARCHIVES = 64 * 1024 ** 2;
const MAX_UNPACKED = 32 * 1024 ** 2;
/** Those of 20 releases on both sides of a change: more than people bump at once. */
const MAX_PULLED = 40;
const TOO_MUCH = "the charts of this change are too large to be rendered together: split it";
/** Brings the charts of a change that are not its repository's own: those that it keeps, then those that are pulled. */
var KeptCharts = class {
	#tree;
	#archives;
	#indexes;
	#opened = /* @__PURE__ */ new Map();
	#left = MAX_UNPACKED;
	#pulled = 0;
	constructor(tree, archives, indexes) {
		this.#tree = tree;
		this.#archives = archives;
		this.#indexes = indexes;
	}
	/** Brings charts, in the order of the wanted ones; undefined for those that are not at hand. */
	async bring(wanted) {
		const sources = wanted.map((one) => this.#sourceOf(one));
		const found = sources.flatMap((one) => "kept" in one ? [one] : []);
		const listed = found.length === 0 ? /* @__PURE__ */ new Map() : await this.#list();
		const files = found.map(({ kept, side }) => listed.get(side)?.get(kept.file));
		const bytes = await this.#read(files.flatMap((file) => file ?? []));
		const all = [];
		for (const source of sources) {
			const chart = await this.#bringOne(source, listed, bytes);
			const line = "kept" in source ? source.kept.line : void 0;
			all.push(chart && (line === void 0 ? chart : {
				...chart,
				keptAt: {
					path: ".github/podseal.charts/charts.yaml",
					line
				}
			}));
		}
		return all;
	}
	/** Where a chart comes from: a version that the base did not keep is the same as the head has it. */
	#sourceOf({ place, side }) {
		if (!isExactVersion(place.version)) return { place: void 0 };
		for (const at of side === "base" ? ["base", "head"] : ["head"]) {
			const { [at]: index } = this.#indexes;
			if ("reason" in index) return index;
			const kept = index.find((one) => keyOf$3(one) === keyOfPlace(place));
			if (kept) return {
				kept,
				side: at
			};
		}
		return { place };
	}
	async #list() {
		const sides = ["base", "head"];
		const listed = await this.#tree.list(sides.map((side) => ({
			side,
			folder: KEPT_CHARTS
		})));
		return new Map(sides.map((side, index) => {
			const files = (listed[index] ?? []).filter(({ isLink }) => !isLink);
			return [side, new Map(files.map((file) => [file.path.slice(23), file]))];
		}));
	}
	async #read(files) {
		let left = MAX_ARCHIVES;
		const small = [...new Map(files.map((file) => [file.id, file])).values()].filter(({ bytes }) => {
			if (bytes > MAX_ARCHIVE || bytes > left) return false;
			left -= bytes;
			return true;
		});
		return small.length === 0 ? /* @__PURE__ */ new Map() : this.#tree.read(small.map((file) => ({
			...file,
			isMinor: false
		})));
	}
	async #bringOne(source, listed, bytes) {
		if ("reason" in source) return source;
		if (!("kept" in source)) return source.place && this.#pull(source.place);
		const { kept, side } = source;
		const path = `${KEPT_CHARTS}/${kept.file}`;
		const file = listed.get(side)?.get(kept.file);
		const content = file && bytes.get(file.id);
		if (!file) return { reason: `${path} is not there: run podseal charts add again` };
		if (file.bytes > MAX_ARCHIVE) return { reason: `${path} has over 16 MiB` };
		if (!content) return { reason: TOO_MUCH };
		const key = `${kept.digest} ${file.id}`;
		return this.#once(key, async () => this.#archives.open(content, {
			path,
			digest: kept.digest
		}));
	}
	async #pull(place) {
		const { pull } = this.#archives;
		if (!pull) return void 0;
		return this.#once(keyOfPlace(place), async () => {
			this.#pulled++;
			if (this.#pulled > MAX_PULLED) return { reason: `more than ${MAX_PULLED} charts are not pulled` };
			return pull(place);
		});
	}
	async #once(key, bring) {
		const known = this.#opened.get(key);
		if (known) return known;
		const brought = await bring();
		const chart = "reason" in brought ? brought : this.#bounded(brought);
		this.#opened.set(key, chart);
		return chart;
	}
	/** Without what no container is made of. */
	#bounded({ files, binaries }) {
		const chart = {
			files: needed(files),
			binaries: needed(binaries)
		};
		const texts = [...Object.values(chart.files), ...Object.values(chart.binaries)];
		this.#left -= texts.reduce((sum, { length }) => sum + length, 0);
		return this.#left < 0 ? { reason: TOO_MUCH } : chart;
	}
};
function needed(files) {
	return Object.fromEntries(Object.entries(files).filter(([path]) => isNeeded(path)));
}
// src/reach/release-pairs.ts
/** The releases whose chart or values a change may change. */
async function pairsOf(by, generators) {
	const { changed, sides, sources, others, kept } = by;
	const on = async (side) => {
		const files = [...sides[side], ...others];
		const tree = await generators.for(side, files);
		return files.flatMap((file) => elsewhereReleasesIn(file, {
			sources: sources[side],
			root: "",
			tree
		}));
	};
	const [before, now] = [await on("base"), await on("head")];
	const byName = new Map(before.map((one) => [one.name, one]));
	const names = new Set(now.map(({ name }) => name));
	const known = new Set(before.map(objectOf$1));
	const objects = new Set(sides.base.flatMap((file) => releaseObjectsIn(file).map((name) => `${name} in ${file.path}`)));
	return [...now.map((head) => {
		const [base, object] = [byName.get(head.name), objectOf$1(head)];
		return {
			head,
			base,
			wasOther: !base && objects.has(object) && !known.has(object)
		};
	}), ...before.filter(({ name }) => !names.has(name)).map((base) => ({
		base,
		head: void 0,
		wasOther: false
	}))].filter((pair) => isReached(pair, changed, kept));
}
/** Its kind, name and file. */
function objectOf$1({ name, file }) {
	return `${name.slice(0, name.indexOf(" "))} in ${file.path}`;
}
function isReached({ base, head }, changed, kept) {
	return [base, head].some((one) => one && (changed.has(one.file.path) || one.place.source && changed.has(one.place.source.path) || kept.has(keyOfPlace(one.place)) || ownValueFiles(one).some((path) => changed.has(path))));
}
// src/reach/repository-sources.ts
/** As people name files with objects that say where charts are, and the folders that they keep them in. */
const NAMED = /repo(?!rt)|source|helm|oci|chart/i;
/** One batch of files; the largest public repositories have some fifty. */
const MAX_FILES$3 = 100;
/** An object that a person wrote is shorter. */
const MAX_BYTES$4 = 1e5;
/**
* The files that a change leaves alone that have objects which releases name, to say where their charts are. One
* listing of the repository, and the files whose paths say that they may have such objects.
*/
async function repositorySources(tree, wanted, changed) {
	const all = wanted.length === 0 ? void 0 : await tree.all("head");
	if (!all) return [];
	const files = sourceFiles(all.filter(({ path, bytes, isLink }) => !isLink && bytes <= MAX_BYTES$4 && !changed.has(path)), wanted);
	const bytes = await tree.read(files.map((file) => ({
		...file,
		isMinor: true
	})));
	return files.flatMap(({ path, id }) => {
		const content = bytes.get(id);
		const file = {
			path,
			text: content ? new TextDecoder().decode(content) : ""
		};
		return sourcesIn$1(file).some((one) => wanted.some(({ kind, name }) => one.kind === kind && one.name === name)) ? [file] : [];
	});
}
/** The files that may have such objects, by their paths: the likeliest first. */
function sourceFiles(files, wanted) {
	const names = new Set(wanted.map(({ name }) => name).filter((name) => name !== ""));
	return files.flatMap((file) => {
		const rank = rankOf$1(file.path, names);
		return rank === void 0 ? [] : [{
			file,
			rank
		}];
	}).toSorted((a, b) => a.rank - b.rank || (a.file.path < b.file.path ? -1 : 1)).slice(0, MAX_FILES$3).map(({ file }) => file);
}
/** The files come first that have the name of such an object in their paths. */
function rankOf$1(path, names) {
	if (!/\.ya?ml$/i.test(path)) return void 0;
	const slash = path.lastIndexOf("/") + 1;
	const isNamed = [...names].some((name) => path.includes(name));
	if (NAMED.test(path.slice(slash))) return isNamed ? 0 : 2;
	if (NAMED.test(path.slice(0, slash))) return isNamed ? 1 : 3;
	return isNamed ? 4 : void 0;
}
// src/reach/installed-charts.ts
const NOTHING$3 = {
	charts: [],
	skips: [],
	beside: []
};
/** More than a person changes at once; a rendering takes some tenths of a second on each side. */
const MAX_RELEASES = 20;
const TOO_MANY$1 = `a change is rendered for ${MAX_RELEASES} releases at most: split it, or run podseal check`;
const INSTALLS = /\bkind["']?[ \t]*:[ \t]*["']?(?:HelmRelease|HelmChart|Application(?:Set)?)\b/;
const SOURCES = /\bkind["']?[ \t]*:[ \t]*["']?(?:OCI|Helm)Repository\b/;
/** Reads the charts of others that releases of a change install, before and after it. */
async function readInstalledCharts(tree, changed, { texts, archives, isWanted, roots, generators }) {
	const own = textsOf(texts);
	const patched = {
		base: patchedReleases(own, {
			roots,
			changed,
			side: "base"
		}),
		head: patchedReleases(own, {
			roots,
			changed,
			side: "head"
		})
	};
	const sides = {
		base: [...own.base, ...patched.base],
		head: [...own.head, ...patched.head]
	};
	const all = [...sides.base, ...sides.head];
	const isKept = changed.some((path) => path.startsWith(`${KEPT_CHARTS}/`));
	const hasValues = changed.some(isValuesPath);
	const mayInstall = all.some(({ text }) => INSTALLS.test(text) || SOURCES.test(text));
	if (!isKept && !hasValues && !mayInstall) return NOTHING$3;
	const indexes = await readKeptIndexes(tree, changed, texts);
	const isAtHand = keepsCharts(indexes) || archives.pull !== void 0;
	const others = (isAtHand ? await otherReleases(tree, {
		changed,
		sides,
		indexes
	}) : []).filter(({ path }) => isWanted(path));
	const { sources, beside } = await readSourcesOf(tree, {
		changed,
		sides,
		others,
		texts
	});
	if (!isAtHand) return {
		...NOTHING$3,
		beside
	};
	const built = [...patched.base, ...patched.head].map(({ path }) => path);
	const pairs = await pairsOf({
		changed: /* @__PURE__ */ new Set([...changed, ...built]),
		sides,
		sources,
		others,
		kept: changedCharts(indexes)
	}, generators);
	const charts = new KeptCharts(tree, archives, indexes);
	const read = await readPairs(tree, pairs.slice(0, MAX_RELEASES), {
		charts,
		sources,
		roots
	});
	const over = pairs.slice(MAX_RELEASES).map((pair) => unread$1(pair, TOO_MANY$1));
	return {
		charts: [...read.filter((one) => !isLeft(one)).map(({ chart }) => chart), ...over],
		unaffected: unaffectedIn(read.filter(isLeft).map(({ chart }) => chart)),
		skips: [],
		beside
	};
}
/** The files that a change leaves alone with releases that a changed patch in a kustomization may be for. */
function patchedReleases(own, { roots, changed, side }) {
	const seen = new Set([...own.base, ...own.head].map(({ path }) => path));
	const patches = [...own.base, ...own.head].map(({ text }) => text).join("\n");
	const found = roots.flatMap((root) => patchedFiles(root, side, changed)).filter((file) => !seen.has(file.path) && INSTALLS.test(file.text) && (ANY.test(patches) || releaseObjectsIn(file).some((name) => patches.includes(name.slice(name.indexOf("/") + 1)))));
	return [...new Map(found.map((file) => [file.path, file])).values()];
}
/** Patches that do not name the object that they are for. */
const ANY = /\b(?:target|op)["']?[ \t]*:/;
/**
* The files with releases that a change leaves alone, where it changes what they install: the object that says
* where a chart is, the archive that is kept, or a file of values.
*/
async function otherReleases(tree, { changed, sides, indexes }) {
	const [before, now] = [sides.base, sides.head].map((files) => files.flatMap(sourcesIn$1));
	const sources = [...before ?? [], ...now ?? []].filter((one) => isIn$1(one, before) !== isIn$1(one, now));
	const kept = [...changedCharts(indexes)].map((key) => key.split(" ")[0] ?? "");
	const values = changed.filter(isValuesPath);
	if (sources.length + kept.length + values.length === 0) return [];
	const folders = [...sources.map(({ folder }) => folder), ...values.map(folderOf)];
	const names = [...sources.map(({ name }) => name), ...kept.map(nameOf$2)];
	return releaseTextsElsewhere(tree, [...folders, ...names], changed);
}
function isIn$1(source, all = []) {
	return all.some(({ kind, name, namespace, url, version }) => kind === source.kind && name === source.name && namespace === source.namespace && url === source.url && version === source.version);
}
function folderOf(path) {
	return path.slice(0, path.lastIndexOf("/") + 1);
}
function nameOf$2(address) {
	return address.slice(address.lastIndexOf("/") + 1);
}
/** The objects that say where charts are: in the change, beside it, and where releases need more, elsewhere. */
async function readSourcesOf(tree, { changed, sides, others, texts }) {
	const known = [...(texts.beside ?? []).filter(({ path, side }) => side === "head" && !changed.includes(path)), ...others].flatMap(sourcesIn$1);
	const on = (side) => [...sides[side].flatMap(sourcesIn$1), ...known];
	const found = await repositorySources(tree, [...[...sides.head, ...others].flatMap((file) => missingSources(file, on("head"))), ...sides.base.flatMap((file) => missingSources(file, on("base")))], new Set(changed));
	const more = found.flatMap(sourcesIn$1);
	return {
		sources: {
			base: [...on("base"), ...more],
			head: [...on("head"), ...more]
		},
		beside: found.map((file) => ({
			...file,
			side: "head"
		}))
	};
}
/** Reads the charts of releases on both sides, and their files of values. */
async function readPairs(tree, pairs, { charts, sources, roots }) {
	const wanted = pairs.flatMap(({ base, head }) => [...base ? [{
		place: base.place,
		side: "base"
	}] : [], ...head ? [{
		place: head.place,
		side: "head"
	}] : []]);
	const found = await charts.bring(wanted);
	const own = {
		base: await readOwn(tree, "base", pairs),
		head: await readOwn(tree, "head", pairs)
	};
	return pairs.map((pair) => {
		const isBuiltBy = isBuilt(pair, roots);
		const before = pair.base && found.shift();
		const now = pair.head && found.shift();
		const { base, head, wasOther } = pair;
		if (head && !now) return {
			chart: unread$1({
				...pair,
				base: void 0
			}, whyElsewhere(head.place)),
			isBuiltBy
		};
		const read = (side, release, chart) => ({
			...sideOf(release, chart, own[side]),
			...!("reason" in chart) && { elsewhere: {
				release,
				keptAt: chart.keptAt,
				sources: sources[side]
			} }
		});
		const reached = {
			folder: folderIn(pair),
			base: base ? read("base", base, before ?? NOT_KEPT) : void 0,
			head: head && now && read("head", head, now)
		};
		return {
			chart: wasOther && head ? {
				...reached,
				base: sideOf(head, WAS_OTHER, own.base)
			} : reached,
			isBuiltBy
		};
	});
}
const NOT_KEPT = { reason: "the chart that it had before is not in the repository" };
const WAS_OTHER = { reason: "not all of its chart or values before the change is known" };
function folderIn({ base, head }) {
	return (head ?? base)?.folder ?? "";
}
async function readOwn(tree, side, pairs) {
	const releases = pairs.flatMap(({ [side]: release }) => release ?? []);
	const paths = [...new Set(releases.flatMap(ownValueFiles))];
	return paths.length === 0 ? /* @__PURE__ */ new Map() : tree.texts(side, paths);
}
function sideOf(release, chart, own) {
	if ("reason" in chart) {
		const { reason } = chart;
		return {
			chart: sourcesOfRelease([release], {
				files: {},
				binaries: {}
			}),
			answer: { reason }
		};
	}
	const paths = new Set(ownValueFiles(release));
	const values = new Map([...own].filter(([path]) => paths.has(path)));
	return {
		chart: sourcesOfRelease([release], chart, values),
		answer: void 0
	};
}
/** A release that is not rendered. */
function unread$1(pair, reason) {
	const { base, head } = pair;
	const on = (release) => release && sideOf(release, { reason }, /* @__PURE__ */ new Map());
	return {
		folder: folderIn(pair),
		base: on(base),
		head: on(head)
	};
}
/** Whether a kustomization that the change reaches has a release. */
function isBuilt({ base, head }, roots) {
	const paths = [base, head].flatMap((one) => one?.file.path ?? []);
	return roots.some((root) => [root.base, root.head].some((side) => paths.some((path) => Object.hasOwn(side?.sources.files ?? {}, path))));
}
/** Whether a change makes nothing else of a release. */
function isLeft({ chart, isBuiltBy }) {
	return isSame$2(chart) && !isBuiltBy;
}
/** Whether nothing of a release changes that counts for its rendering. */
function isSame$2({ base, head }) {
	if (!base || !head) return !base && !head;
	return JSON.stringify([base.chart, base.answer]) === JSON.stringify([head.chart, head.answer]);
}
// src/kubernetes/argo/generator-globs.ts
const SET = /\bkind["']?[ \t]*:[ \t]*["']?ApplicationSet\b/;
const GIT = /\bgit["']?[ \t]*:/;
/** Whether a text has sets of applications that go through the files of a repository. */
function hasGitGenerators(text) {
	return SET.test(text) && GIT.test(text);
}
/** The globs of the files and folders that sets of applications in a text go through. */
function globsOfSets(text) {
	const generators = splitDocuments(text).flatMap((span, index) => {
		const document = SET.test(text.slice(span.start, span.end)) ? parseDocumentAt(text, span, index) : void 0;
		if (!document || !("root" in document)) return [];
		return items(valueAt(rootOf(document), ["spec", "generators"]));
	});
	return generatorGlobs(generators);
}
// src/reach/sets-through.ts
/** As people name files with sets of applications, and the folders that they keep them in. */
const FILE$1 = /app|set\b|argo|cluster|generator/i;
const FOLDER$1 = /argo|app(?:lication)?-?sets?|gitops|bootstrap/i;
/** Two batches of files. */
const MAX_FILES$2 = 200;
/** A set that a person wrote is shorter. */
const MAX_BYTES$3 = 1e5;
const DATA = /\.(?:ya?ml|json)$/i;
const OBJECT = /^[ \t]*["']?kind["']?[ \t]*:/m;
/** Files of other programs, and parts of charts. */
const OTHER = /(?:^|\/)(?:\.[^/]*|templates|node_modules)\/|(?:^|\/)(?:\.[^/]*|Chart\.(?:yaml|lock)|package(?:-lock)?\.json|tsconfig[^/]*|(?:docker-)?compose[^/]*|renovate\.json5?)$/i;
/**
* Finds the sets of applications that a change leaves alone and whose git generators go through a file that it changes,
* or through a folder that it brings. Nothing is read where it changes no data and brings no folder.
*/
async function setsThrough(tree, search) {
	const nothing = {
		sets: [],
		skips: []
	};
	const data = dataIn(search);
	const added = addedIn(search.texts);
	if (data.length + added.length === 0) return nothing;
	const all = await tree.all("head");
	const folders = newFolders(added, all ?? []);
	if (!all || data.length + folders.size === 0) return nothing;
	const { files, isWhole } = await setFiles(tree, all, search.changed);
	const through = files.flatMap((file) => {
		const changed = throughIn(file, data, folders);
		return changed === void 0 ? [] : [{
			file,
			changed
		}];
	});
	const known = new Set(through.map(({ changed }) => changed));
	return {
		sets: through,
		skips: (isWhole || files.length === 0 ? [] : data.filter((path) => !known.has(path))).map((file) => ({
			file,
			reason: TOO_MANY
		}))
	};
}
const TOO_MANY = `whether a set of applications reads it is not known: over ${MAX_FILES$2} files may have such sets`;
/** A set's file in a change, as if its text were there twice. */
function withSetFiles(texts, sets) {
	const files = sets.map(({ file: { path, text } }) => {
		return {
			path,
			base: text,
			head: text,
			hunks: []
		};
	});
	return {
		...texts,
		files: [...texts.files, ...files]
	};
}
/** The changed files that may have parameters of applications: data that are no objects, as far as they were read. */
function dataIn({ changed, texts: { files, removed = [] } }) {
	const texts = new Map([...removed, ...files.map(({ path, head: text }) => ({
		path,
		text
	}))].map(({ path, text }) => [path, text]));
	return changed.filter((path) => DATA.test(path) && !OTHER.test(path) && !isKustomizationFile(path) && !OBJECT.test(texts.get(path) ?? ""));
}
/** The changed files that were not there under their names. */
function addedIn({ files }) {
	return files.filter(({ path, from, base }) => (base === void 0 || from !== void 0) && !OTHER.test(path)).map(({ path }) => path);
}
/** The folders that have nothing but added files, each with one of these. */
function newFolders(added, all) {
	const folders = /* @__PURE__ */ new Map();
	for (const path of added) for (const folder of foldersAbove(path)) folders.set(folder, path);
	if (folders.size === 0) return folders;
	const fresh = new Set(added);
	for (const { path } of all) if (!fresh.has(path)) for (const folder of foldersAbove(path)) folders.delete(folder);
	return folders;
}
function foldersAbove(path) {
	const steps = path.split("/").slice(0, -1);
	return steps.map((_, index) => steps.slice(0, index + 1).join("/"));
}
/** The files with sets that go through files or folders of the repository, the likeliest first. */
async function setFiles(tree, all, changed) {
	const seen = new Set(changed);
	const ranked = all.flatMap((file) => {
		const rank = seen.has(file.path) ? void 0 : rankOf(file);
		return rank === void 0 ? [] : [{
			file,
			rank
		}];
	});
	const wanted = ranked.toSorted((a, b) => a.rank - b.rank || (a.file.path < b.file.path ? -1 : 1)).slice(0, MAX_FILES$2).map(({ file }) => ({
		...file,
		isMinor: true
	}));
	const bytes = await tree.read(wanted);
	return {
		files: wanted.flatMap(({ path, id }) => {
			const content = bytes.get(id);
			const text = content ? new TextDecoder().decode(content) : "";
			return hasGitGenerators(text) ? [{
				path,
				text
			}] : [];
		}),
		isWhole: ranked.length <= MAX_FILES$2
	};
}
function rankOf({ path, bytes, isLink }) {
	if (isLink || bytes > MAX_BYTES$3 || !/\.ya?ml$/i.test(path) || OTHER.test(path)) return void 0;
	const slash = path.lastIndexOf("/") + 1;
	const [isFile, isFolder] = [FILE$1.test(path.slice(slash)), FOLDER$1.test(path.slice(0, slash))];
	if (!isFile && !isFolder) return void 0;
	return isFile && isFolder ? 0 : 1;
}
/** The changed file that leads to the sets in a file: it is read, or is in a folder that is new. */
function throughIn({ text }, data, folders) {
	const { files, directories } = globsOfSets(text);
	const [isRead, isListed] = [matching(files), matching(directories)];
	return data.find(isRead) ?? [...folders].find(([folder]) => isListed(folder))?.[1];
}
function matching(globs) {
	return globs.length === 0 ? () => false : (0, import_picomatch.default)([...globs], {
		dot: true,
		noextglob: true
	});
}
// src/reach/tree-generators.ts
/** Two batches of files: a set of applications has 100 at most. */
const MAX_FILES$1 = 200;
/** Such a file has the parameters of an application or of a cluster. */
const MAX_BYTES$2 = 1e5;
/** What generators of sets of applications go through on both sides of a change: read where a text has some. */
var TreeGenerators = class {
	#tree;
	#texts = /* @__PURE__ */ new Map();
	constructor(tree) {
		this.#tree = tree;
	}
	/** What the sets in some texts go through; undefined where these have none that goes through files. */
	async for(side, texts) {
		const sets = texts.filter(({ text }) => hasGitGenerators(text));
		const all = sets.length === 0 ? void 0 : await this.#tree.all(side);
		if (!all) return void 0;
		const globs = sets.flatMap(({ text }) => globsOfSets(text).files);
		const files = new Map(all.map((file) => [file.path, file]));
		await this.#read(globs, all);
		return {
			paths: [...files.keys()],
			textOf: (path) => this.#texts.get(files.get(path)?.id ?? "")
		};
	}
	async #read(globs, all) {
		if (globs.length === 0) return;
		const isNamed = (0, import_picomatch.default)([...globs], {
			dot: true,
			noextglob: true
		});
		const wanted = all.filter(({ path, bytes, isLink, id }) => !isLink && bytes <= MAX_BYTES$2 && !this.#texts.has(id) && isNamed(path)).slice(0, MAX_FILES$1);
		const read = await this.#tree.read(wanted.map((file) => ({
			...file,
			isMinor: true
		})));
		for (const [id, bytes] of read) this.#texts.set(id, new TextDecoder().decode(bytes));
	}
};
// src/reach/read-sources.ts
/** Where nobody renders them. */
const NO_SOURCES = {
	charts: [],
	roots: [],
	sets: [],
	unaffected: merged([]),
	skips: [],
	beside: []
};
/** Reads them, as they are before and after the change. */
async function readSources(tree, search) {
	const generators = new TreeGenerators(tree);
	const through = await setsThrough(tree, search);
	const whole = withSets$1(search, through.sets);
	const { skips, ...found } = await readKustomizations(tree, whole, generators);
	const own = await readCharts(tree, whole, {
		roots: found.roots,
		generators
	});
	const { changed, texts, archives, isWanted } = whole;
	const by = archives && {
		texts,
		archives,
		isWanted,
		roots: found.roots,
		generators
	};
	const others = by && await readInstalledCharts(tree, changed, by);
	return {
		...found,
		charts: [...own.charts, ...others?.charts ?? []],
		unaffected: merged([
			found.unaffected,
			own.unaffected,
			others?.unaffected
		]),
		sets: through.sets,
		skips: [
			...own.skips,
			...others?.skips ?? [],
			...skips,
			...through.skips
		],
		beside: others?.beside ?? []
	};
}
function merged(all) {
	return {
		base: all.flatMap((one) => one?.base ?? []),
		head: all.flatMap((one) => one?.head ?? [])
	};
}
/** Sets of applications whose parameters change count as changed. */
function withSets$1(search, sets) {
	const paths = sets.map(({ file }) => file.path);
	return {
		...search,
		changed: [...search.changed, ...paths],
		deploying: [...search.deploying, ...paths],
		texts: withSetFiles(search.texts, sets)
	};
}
// src/reach/chart-archives.ts
/** What may be done of it: charts are pulled only where somebody wants that. */
function allowed(archives, pulls = false) {
	return pulls ? archives : { open: archives.open };
}
// src/review/automation.ts
/**
* Accounts of people's type that are programs: they run the tools of the same name, or are what teams
* usually call theirs. Apps of GitHub end in `[bot]` and have the type Bot.
*/
const ACCOUNTS = [
	...[
		"dependabot",
		"renovate",
		"renovate-bot",
		"renovatebot",
		"fix-bot",
		"pyup-bot",
		"snyk-bot"
	],
	...[
		"greenkeeper",
		"depfu",
		"imgbot",
		"k8s-ci-robot",
		"k8s-release-robot",
		"semantic-release-bot"
	],
	...[
		"github-actions",
		"fluxcdbot",
		"argocd-image-updater",
		"openshift-merge-robot"
	]
];
/** Branches that update tools open pull requests from, by their beginning. */
const BRANCHES = [...[
	"renovate/",
	"dependabot/",
	"snyk-fix-",
	"snyk-upgrade-",
	"updatecli",
	"depfu/"
], ...[
	"release-please--",
	"changeset-release/",
	"image-updater-",
	"flux-image-updates"
]];
/**
* Whether a program opened a pull request. It can't answer, and did not choose what it touches.
*
* @param named what a team adds to those known here: globs of accounts and branches; with a `!` in
*   front they take out what was known or named before
*/
function isAutomation(opening, named = []) {
	const names = [nameOf$1(opening.author?.login ?? ""), opening.branch];
	return named.reduce((isKnown, item) => {
		const isOut = item.startsWith("!");
		if (isKnown !== isOut) return isKnown;
		const glob = nameOf$1(isOut ? item.slice(1) : item);
		if (glob === "") return isKnown;
		const matches = (0, import_picomatch.default)(glob, {
			dot: true,
			nocase: true
		});
		return names.some((name) => name !== "" && matches(name)) ? !isOut : isKnown;
	}, isKnownAutomation(opening));
}
/** Apps have it at the end of their names, where a glob would take it for one of its letters. */
function nameOf$1(account) {
	return account.replace(/\[bot\]$/i, "");
}
function isKnownAutomation({ author, branch }) {
	const login = author?.login.toLowerCase() ?? "";
	return author?.type === "Bot" || login.endsWith("[bot]") || ACCOUNTS.includes(login) || BRANCHES.some((start) => branch.toLowerCase().startsWith(start));
}
// src/github/blobs.ts
/** Blobs in one request of GraphQL, which cuts each at about half a megabyte. */
const BATCH$2 = 100;
/** An object that is no blob has neither. */
const NODE = object({
	oid: optional(string),
	text: optional(string)
});
/** Reads blobs, many in one request; those that GraphQL can't show as they are one by one. */
async function readBlobs(client, ref, names) {
	return inBatches(names, BATCH$2, async (batch) => {
		const nodes = await queryBlobs(client, ref, batch);
		const blobs = [];
		for (const [index, name] of batch.entries()) {
			const node = nodes[index];
			blobs.push(exactBytes(node) ?? await readAlone(client, ref, name, node));
		}
		return blobs;
	});
}
async function queryBlobs(client, { owner, repo }, names) {
	const declared = names.map((name, at) => `$b${at}: ${"oid" in name ? "GitObjectID" : "String"}!`);
	const fields = names.map((name, at) => `b${at}: object(${"oid" in name ? "oid" : "expression"}: $b${at}) { ... on Blob { oid text } }`);
	const query = `query ($owner: String!, $repo: String!, ${declared.join(", ")}) {
    repository(owner: $owner, name: $repo) { ${fields.join("\n")} }
  }`;
	const values = names.map((name, at) => [`b${at}`, "oid" in name ? name.oid : name.expression]);
	const shape = object({ repository: named$1(names.map((_, at) => `b${at}`), NODE) });
	return (await needs$1("contents: read", async () => client.graphql(query, {
		owner,
		repo,
		...Object.fromEntries(values)
	}, shape))).repository;
}
/** A blob's bytes from its text, where it is whole and nothing was lost on the way. */
function exactBytes(node) {
	if (node?.oid === void 0 || node.text === void 0) return void 0;
	const bytes = Buffer.from(node.text);
	return isBlob(bytes, node.oid) ? bytes : void 0;
}
/** Whether bytes are those of a blob: its id is their hash, with git's header in front. */
function isBlob(bytes, oid) {
	return createHash(oid.length === 40 ? "sha1" : "sha256").update(`blob ${bytes.length}\0`).update(bytes).digest("hex") === oid;
}
/** The bytes of a blob, whole: its id is their hash. */
function bytesOf(oid) {
	return where(pipe(object({ content: string }), transform(({ content }) => Buffer.from(content, "base64"))), (found) => isBlob(found, oid));
}
/** One blob through REST, which has the bytes: it may be binary, or too large for GraphQL. */
async function readAlone(client, { owner, repo }, name, node) {
	const oid = node?.oid ?? ("oid" in name ? name.oid : void 0);
	if (oid === void 0) return "missing";
	if (name.isMinor === true) return "withheld";
	const route = "GET /repos/{owner}/{repo}/git/blobs/{file_sha}";
	try {
		return await needs$1("contents: read", async () => client.ask(route, {
			owner,
			repo,
			file_sha: oid
		}, bytesOf(oid)));
	} catch (error) {
		const isTooLarge = error instanceof Error && /too.large/i.test(error.message);
		if (statusOf(error) === 422 || isTooLarge) return "withheld";
		throw error;
	}
}
// src/github/blob-store.ts
/** Blobs of a repository, each asked for once, many in one request. */
var BlobStore = class {
	#client;
	#ref;
	#blobs = /* @__PURE__ */ new Map();
	constructor(client, ref) {
		this.#client = client;
		this.#ref = ref;
	}
	/** Reads those that are not there yet. */
	async fetch(names) {
		const open = new Map(names.map((name) => [keyOf$2(name), name]));
		for (const key of this.#blobs.keys()) open.delete(key);
		const blobs = await readBlobs(this.#client, this.#ref, [...open.values()]);
		for (const [at, key] of [...open.keys()].entries()) this.#blobs.set(key, blobs[at] ?? "missing");
	}
	/** A blob that was fetched. */
	get(name) {
		return this.#blobs.get(keyOf$2(name)) ?? "missing";
	}
};
function keyOf$2(name) {
	return "oid" in name ? name.oid : name.expression;
}
// src/github/list-files.ts
/** GitHub lists no more files of a pull request, and does not say so. */
const MAX_LISTED_FILES = 3e3;
const FILE = object({
	filename: string,
	previous_filename: optional(string),
	status: string,
	sha: optional(string),
	raw_url: optional(string),
	additions: integer,
	deletions: integer,
	patch: optional(string)
});
/**
* Lists the files of a pull request.
*
* @param expected how many files GitHub counts in it
* @returns undefined when GitHub does not list all of them
*/
async function listFiles(client, ref, expected) {
	const all = await listAll(client, ref);
	if (!all || all.length >= 3e3 || all.length < expected) return void 0;
	return {
		files: all.filter(({ status }) => status !== "removed").flatMap(toListed),
		removed: all.filter(({ status }) => status === "removed").flatMap(toRemoved)
	};
}
/** The paths that a change touches; of a renamed file, both. */
function touchedPaths(listed) {
	return /* @__PURE__ */ new Set([...listed.files.map(({ path }) => path), ...gonePaths(listed)]);
}
/** The paths that are there no more: those of removed files, and the former ones of renamed files. */
function gonePaths({ files, removed }) {
	const there = new Set(files.map(({ path }) => path));
	const former = files.flatMap(({ from }) => from ?? []);
	return [...removed.map(({ path }) => path), ...former].filter((path) => !there.has(path));
}
function toListed(file) {
	const { filename: path, previous_filename: from = path, status, sha: oid } = file;
	if (oid === void 0) return [];
	const before = ["added", "copied"].includes(status) ? void 0 : { path: from };
	const isSubmodule = file.raw_url === void 0;
	return [{
		path,
		...before && from !== path ? { from } : {},
		oid,
		isSubmodule,
		before,
		hunks: hunksOf(file)
	}];
}
/** Without lines it is empty or binary, or a submodule: nothing in it can have moved. */
function toRemoved(file) {
	const { filename: path, deletions, raw_url: url } = file;
	if (deletions === 0 || url === void 0) return [];
	return [{
		path,
		before: { path },
		hunks: hunksOf(file)
	}];
}
/** Undefined where GitHub takes too long to work the diff out, and says so with status 422. */
async function listAll(client, { owner, repo, number }) {
	const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/files";
	try {
		return await needs$1("pull-requests: read", async () => client.pages(route, {
			owner,
			repo,
			pull_number: number
		}, FILE));
	} catch (error) {
		if (statusOf(error) === 422) return void 0;
		throw error;
	}
}
function hunksOf({ patch, additions, deletions }) {
	if (patch === void 0) return void 0;
	const hunks = parseHunks(patch);
	const lines = hunks?.flatMap((hunk) => hunk.lines) ?? [];
	return lines.filter((line) => line.startsWith("+")).length === additions && lines.filter((line) => line.startsWith("-")).length === deletions ? hunks : void 0;
}
// src/github/pull-request.ts
const PULL$1 = object({
	state: string,
	changed_files: integer,
	base: object({
		sha: string,
		ref: string
	}),
	head: object({
		sha: string,
		ref: string,
		repo: optional(object({ full_name: string }))
	}),
	user: optional(object({
		login: string,
		type: string
	}))
});
/** Asks for a pull request. */
async function askPullRequest(client, { owner, repo, number }) {
	return needs$1("pull-requests: read", async () => client.ask("GET /repos/{owner}/{repo}/pulls/{pull_number}", {
		owner,
		repo,
		pull_number: number
	}, PULL$1));
}
// src/diff/unapply.ts
/**
* The text before a change, from the text after it and the whole diff.
*
* @returns undefined when the diff does not fit the text, line for line
*/
function unapplyPatch(head, hunks) {
	if (hunks.length === 0) return head;
	const patch = {
		oldFileName: "a",
		newFileName: "b",
		oldHeader: void 0,
		newHeader: void 0,
		hunks: hunks.map((hunk) => ({
			...hunk,
			lines: [...hunk.lines]
		}))
	};
	const base = applyPatch(head, reversePatch(patch), {
		fuzzFactor: 0,
		autoConvertLineEndings: false
	});
	return base === false ? void 0 : base;
}
// src/github/patch-text.ts
/** The patch of a new file is its text, if the blob's id agrees. */
function bytesFromPatch({ before, hunks, oid }) {
	const text = before === void 0 && hunks ? addedText(hunks) : void 0;
	const bytes = text === void 0 ? void 0 : Buffer.from(text);
	return bytes && isBlob(bytes, oid) ? bytes : void 0;
}
/** The patch of a removed file is what its text was. */
function removedText({ hunks }) {
	return hunks && unapplyPatch("", hunks);
}
// src/github/read-texts.ts
/**
* The removed files whose texts are asked for; those with a patch need no request. What has moved out
* of others counts as new.
*/
const MAX_REMOVED = 300;
/**
* Reads the texts of files: from the patches where they say all, and the rest in batches.
*
* @param store has the new texts already
*/
async function readTexts(store, listed, mergeBase) {
	const files = listed.files.filter(({ isSubmodule }) => !isSubmodule);
	const heads = files.map((file) => headOf$1(file, store));
	const undone = files.map((file, at) => undoPatch(file, heads[at]));
	const open = files.flatMap(({ before }, at) => before !== void 0 && isText(heads[at]) && undone[at] === void 0 ? [before] : []);
	const removed = heads.some(isText) ? listed.removed : listed.removed.filter(mayBePolicy);
	const known = removed.map(removedText);
	const gone = removed.filter((_, at) => known[at] === void 0).slice(0, MAX_REMOVED).map(({ before }) => before);
	const commit = [...open, ...gone].some((before) => "path" in before) ? await mergeBase() : "";
	const nameOf = (before) => "oid" in before ? before : { expression: `${commit}:${before.path}` };
	const minor = gone.map((before) => ({
		...nameOf(before),
		isMinor: true
	}));
	await store.fetch([...open.map(nameOf), ...minor]);
	const read = files.map((file, at) => assemble(file, heads[at], undone[at], file.before && store.get(nameOf(file.before))));
	return {
		files: read.filter((one) => one !== void 0 && "hunks" in one),
		removed: removed.flatMap((file, at) => oldFile(file, known[at], store.get(nameOf(file.before)))),
		skips: [...submodules(listed), ...read.filter((one) => one !== void 0 && "reason" in one)]
	};
}
/** As `podseal policy` names its files; one of another name is known where the diff shows it. */
const POLICIES = /(?:^|\/)(?:podseal|psp)-[a-z-]+\.ya?ml$/;
function mayBePolicy(file) {
	return POLICIES.test(file.path) || removedText(file) !== void 0;
}
function submodules({ files }) {
	const reason = "a submodule: its files are in another repository";
	return files.filter((file) => file.isSubmodule).map(({ path }) => ({
		file: path,
		reason
	}));
}
/** A removed file as it was; what can't be read has nothing that could have moved. */
function oldFile({ path }, text, blob) {
	const bytes = text === void 0 ? blob : Buffer.from(text);
	const old = bytes instanceof Uint8Array ? decodeFile(path, bytes) : void 0;
	return isText(old) ? [old] : [];
}
/** Undefined for what can hold no manifest. */
function headOf$1(file, store) {
	const blob = bytesFromPatch(file) ?? store.get(file);
	return blob instanceof Uint8Array ? decodeFile(file.path, blob) : {
		file: file.path,
		reason: "GitHub does not return its content: it may be too large"
	};
}
function isText(decoded) {
	return decoded !== void 0 && "text" in decoded;
}
/** The patch leads back from the new text to the old one. */
function undoPatch({ hunks }, decoded) {
	return hunks && isText(decoded) ? unapplyPatch(decoded.text, hunks) : void 0;
}
function assemble({ path, from, before, hunks }, decoded, undone, blob) {
	if (!isText(decoded)) return decoded;
	const head = decoded.text;
	if (before === void 0) return {
		path,
		base: void 0,
		head,
		hunks: lines(hunks, "", head)
	};
	if (blob === "withheld") return {
		file: path,
		reason: "GitHub does not return its content before the change"
	};
	const old = blob instanceof Uint8Array ? decodeFile(path, blob) : void 0;
	const base = undone ?? (isText(old) ? old.text : void 0);
	return {
		path,
		...from === void 0 ? {} : { from },
		base,
		head,
		hunks: lines(hunks, base ?? "", head)
	};
}
function lines(hunks, base, head) {
	return hunks ?? diffTexts(base, head);
}
// src/github/client.ts
/** The most that GitHub gives in a page. */
const PAGE = 100;
/**
* Makes a client.
*
* @param request Octokit's, with the address and the token; it must not wait or retry itself
*/
function makeClient(request, send) {
	const call = async ({ route, parameters, shape, isOnce }) => {
		const method = route.split(" ", 1)[0] ?? "";
		return send({
			name: route,
			isWrite: method !== "GET",
			isOnce: isOnce || method === "POST"
		}, async (signal) => {
			const { data, headers } = await request(route, {
				...parameters,
				request: { signal }
			}).catch(refuse);
			return {
				value: readAnswer(shape, data, route),
				headers
			};
		});
	};
	const ask = async (route, parameters, shape) => (await call({
		route,
		parameters,
		shape,
		isOnce: false
	})).value;
	return {
		ask,
		once: async (route, parameters, shape) => (await call({
			route,
			parameters,
			shape,
			isOnce: true
		})).value,
		async pages(route, parameters, item) {
			const all = [];
			for (let page = 1; page <= 300; page++) {
				const next = {
					route,
					parameters: {
						...parameters,
						per_page: PAGE,
						page
					},
					shape: list(item),
					isOnce: false
				};
				const { value, headers } = await call(next);
				for (const one of value) all.push(one);
				if (!String(headers["link"]).includes("rel=\"next\"")) return all;
			}
			throw new BrokenAnswer(`GitHub's answer to ${route} does not end after 300 pages`);
		},
		graphql: async (query, variables, shape) => askGraphQl(request, send, query, variables, shape)
	};
}
const FAULTS = object({ errors: optional(list(object({
	type: optional(string),
	message: string
}))) });
async function askGraphQl(request, send, query, variables, shape) {
	const isWrite = query.trimStart().startsWith("mutation");
	const name = `${isWrite ? "a mutation" : "a query"} of GraphQL`;
	const url = request.endpoint.DEFAULTS.baseUrl.replace(/(\/api)\/v3\/?$/, "$1") + "/graphql";
	return send({
		name,
		isWrite,
		isOnce: false
	}, async (signal) => {
		const { data, headers } = await request("POST /graphql", {
			url,
			query,
			variables,
			request: { signal }
		}).catch(refuse);
		const faults = readAnswer(FAULTS, data, name).errors ?? [];
		if (faults.length > 0) throw new GraphQlError(faults, headers);
		return readAnswer(object({ data: shape }), data, name).data;
	});
}
/** The shape of a refusal; what has another one does not come from GitHub, or did not come whole. */
const REFUSAL = object({ message: string });
/** Refusals in which the status is not enough: it would be taken for GitHub's word. */
const SPOKEN = [
	400,
	401,
	403,
	404,
	409,
	410,
	422,
	451
];
function refuse(error) {
	const response = error instanceof RequestError ? error.response : void 0;
	if (response && SPOKEN.includes(response.status) && !("retry-after" in response.headers)) {
		const { url, status, data } = response;
		try {
			readAnswer(REFUSAL, data, `${url} with status ${status}`);
		} catch (broken) {
			if (!(broken instanceof BrokenAnswer)) throw broken;
			throw new BrokenAnswer(broken.message, { cause: error });
		}
	}
	throw error;
}
// src/github/run-identity.ts
/** The identity of a run by what a team decided. */
function identityOf({ checkName, files, always = [], ruleSet }) {
	const isWanted = matcher(files);
	const active = new Set(activeRuleIds(ruleSet));
	return {
		key: sha256Hex(checkName).slice(0, 8),
		judgesFile: (path) => isWanted(path) || always.includes(path),
		judgesRule: (id) => active.has(id) || !ruleIds.includes(id)
	};
}
const STAMP = /\n<!-- podseal:by=([0-9a-f]{8})(?: rules=([a-z0-9,-]+))? -->\s*$/;
/** A plan whose comments and review say which run made them. */
function stampPlan(plan, { key }) {
	const ruleOf = new Map(plan.findings.map(({ finding }) => [finding.fingerprint, finding.rule]));
	const stampOf = (fingerprints) => {
		const rules = [...new Set(fingerprints.flatMap((one) => ruleOf.get(one) ?? []))];
		const about = rules.length === 0 ? "" : ` rules=${rules.join(",")}`;
		return comment(`podseal:by=${key}${about}`);
	};
	const stamp = (body, fingerprints) => body === "" ? body : md`${body}\n${stampOf(fingerprints)}`;
	const stampUpdate = ({ thread, body }) => ({
		thread,
		body: `${body}\n${stampOf(readMarker(body)?.fingerprints ?? [])}`
	});
	return {
		...plan,
		body: stamp(plan.body, []),
		comments: plan.comments.map((one) => ({
			...one,
			body: stamp(one.body, one.fingerprints),
			fileBody: stamp(one.fileBody, one.fingerprints)
		})),
		updates: plan.updates.map(stampUpdate),
		resolutions: plan.resolutions.map(stampUpdate)
	};
}
/** The body of a comment without its stamp, and whether this run made it and can judge its rules. */
function readStamp(body, { key, judgesRule }) {
	const [stamp, by, rules = ""] = STAMP.exec(body) ?? [];
	if (stamp === void 0) return {
		body,
		isOwn: true
	};
	const isOwn = by === key && rules.split(",").every((id) => id === "" || judgesRule(id));
	return {
		body: body.slice(0, -stamp.length),
		isOwn
	};
}
// src/github/threads.ts
/** All fields are in GitHub Enterprise Server 3.10, too. */
const QUERY = `query ($owner: String!, $repo: String!, $number: Int!, $count: Int!, $after: String) {
  viewer { login }
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      headRefOid
      reviews(last: 100, states: [CHANGES_REQUESTED, DISMISSED]) {
        nodes { url state body viewerDidAuthor }
      }
      reviewThreads(first: $count, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id isResolved isOutdated viewerCanResolve path line startLine subjectType
          resolvedBy { login }
          comments(first: 1) {
            totalCount
            nodes { id url body viewerDidAuthor isMinimized }
          }
        }
      }
    }
  }
}`;
const REVIEW$1 = object({
	url: numbered,
	state: string,
	body: string,
	viewerDidAuthor: boolean
});
const COMMENT = object({
	id: string,
	url: numbered,
	body: string,
	viewerDidAuthor: boolean,
	isMinimized: boolean
});
const THREAD = object({
	id: string,
	isResolved: boolean,
	isOutdated: boolean,
	viewerCanResolve: boolean,
	path: string,
	line: optional(integer),
	startLine: optional(integer),
	subjectType: string,
	resolvedBy: optional(object({ login: string })),
	comments: object({
		totalCount: integer,
		nodes: list(COMMENT)
	})
});
const ANSWER = object({
	viewer: object({ login: string }),
	repository: object({ pullRequest: object({
		headRefOid: string,
		reviews: object({ nodes: list(REVIEW$1) }),
		reviewThreads: object({
			pageInfo: where(object({
				hasNextPage: boolean,
				endCursor: optional(string)
			}), ({ hasNextPage, endCursor }) => !hasNextPage || endCursor !== void 0),
			nodes: list(THREAD)
		})
	}) })
});
/** The most threads that GitHub gives at once; fewer where that is too much work for it. */
const MAX_PAGE = 100;
/** Reads what earlier runs posted on a pull request. A marker in a comment of somebody else counts nothing. */
async function readExistingReview(client, ref) {
	const threads = [];
	let count = MAX_PAGE;
	let after;
	for (let pages = 0; pages < 300; pages++) {
		const page = await readPage(client, ref, count, after);
		count = page.count;
		const { headRefOid, reviews, reviewThreads } = page.repository.pullRequest;
		threads.push(...reviewThreads.nodes.flatMap((node) => toThread(node, page.viewer.login, ref.identity)));
		after = reviewThreads.pageInfo.endCursor;
		if (!reviewThreads.pageInfo.hasNextPage) return {
			head: headRefOid,
			threads,
			reviews: reviews.nodes.flatMap((node) => toReview(node, ref.identity))
		};
	}
	throw new BrokenAnswer(`GitHub's list of threads does not end after 300 pages`);
}
/** A page of threads, with how many GitHub can give at once. */
async function readPage(client, { owner, repo, number }, count, after) {
	const variables = {
		owner,
		repo,
		number,
		count,
		after: after ?? null
	};
	try {
		return {
			...await needs$1("pull-requests: read", async () => client.graphql(QUERY, variables, ANSWER)),
			count
		};
	} catch (error) {
		if (count === 1 || !isTooMuch(error)) throw error;
		return readPage(client, {
			owner,
			repo,
			number
		}, Math.ceil(count / 2), after);
	}
}
function toReview({ url, state, body, viewerDidAuthor }, identity) {
	const read = readStamp(body, identity);
	if (!viewerDidAuthor || !read.isOwn || !isMarkedReview(read.body)) return [];
	return [{
		number: url,
		stands: state === "CHANGES_REQUESTED"
	}];
}
function toThread(node, login, identity) {
	const [comment] = node.comments.nodes;
	if (comment?.viewerDidAuthor !== true) return [];
	const { body, isOwn } = readStamp(comment.body.replaceAll("\r\n", "\n"), identity);
	const marker = readMarker(body);
	if (!marker) return [];
	const isResolvedByUs = node.isResolved && [void 0, login].includes(node.resolvedBy?.login);
	const isClosed = node.isResolved || comment.isMinimized;
	return [{
		id: node.id,
		isOwn: isOwn && identity.judgesFile(node.path),
		commentId: comment.id,
		number: comment.url,
		path: node.path,
		body,
		fingerprints: marker.fingerprints,
		place: node.isOutdated ? void 0 : placeOf$1(node),
		state: marker.isDone || isResolvedByUs ? "done" : isClosed ? "settled" : "open",
		hasReply: node.comments.totalCount > 1,
		canResolve: node.viewerCanResolve
	}];
}
function placeOf$1({ subjectType, line, startLine }) {
	if (subjectType === "FILE") return {
		subject: "file",
		line: 1
	};
	if (line === void 0) return void 0;
	return {
		subject: "line",
		line,
		...startLine !== void 0 && startLine < line && { startLine }
	};
}
// src/github/trees.ts
const TREE = object({
	truncated: boolean,
	tree: list(object({
		path: string,
		mode: string,
		sha: string,
		size: optional(integer)
	}))
});
/**
* Lists the files that differ between two commits, by their trees. This has no limit on the number
* of changed files, but GitHub cuts trees of more than 100,000 files.
*
* @returns undefined when a tree was cut
*/
async function compareTrees(client, ref, base, head) {
	const before = await readTree(client, ref, base);
	const after = before && await readTree(client, ref, head);
	if (!after) return void 0;
	const moved = new Map([...before].flatMap(([path, { oid }]) => after.has(path) ? [] : [[oid, path]]));
	const files = [...after].flatMap(([path, { oid, mode }]) => {
		const old = before.get(path)?.oid;
		if (old === oid) return [];
		const file = {
			path,
			oid,
			isSubmodule: mode === SUBMODULE$1,
			hunks: void 0
		};
		if (old !== void 0) return [{
			...file,
			before: { oid: old }
		}];
		const from = moved.get(oid);
		return [from === void 0 ? {
			...file,
			before: void 0
		} : {
			...file,
			from,
			before: { oid }
		}];
	});
	const kept = new Set(files.map(({ oid }) => oid));
	return {
		files,
		removed: [...before].flatMap(([path, { oid, mode }]) => {
			return !after.has(path) && mode !== SUBMODULE$1 && !kept.has(oid) ? [{
				path,
				before: { oid },
				hunks: void 0
			}] : [];
		})
	};
}
/** The paths of the regular files of a commit; undefined where GitHub cuts the list. */
async function listPaths(client, ref, commit) {
	const tree = await readTree(client, ref, commit);
	return tree && [...tree].flatMap(([path, { mode }]) => mode === SUBMODULE$1 ? [] : path);
}
/** The files of a commit, links too; undefined where GitHub cuts the list. */
async function listTree(client, ref, commit) {
	return (await readEntries(client, ref, commit))?.flatMap(({ path, mode, sha, size }) => {
		const isLink = mode === LINK$1;
		if (!isLink && !mode.startsWith("100")) return [];
		return [{
			path,
			id: sha,
			bytes: size ?? 0,
			isLink
		}];
	});
}
/** How git writes the mode of a submodule: its object is a commit of another repository. */
const SUBMODULE$1 = "160000";
/** And that of a symbolic link. */
const LINK$1 = "120000";
/** What is in a commit that is a regular file or a submodule, by path; undefined when GitHub cuts the list. */
async function readTree(client, ref, commit) {
	const files = (await readEntries(client, ref, commit))?.filter(({ mode }) => mode.startsWith("100") || mode === SUBMODULE$1);
	return files && new Map(files.map(({ path, mode, sha }) => [path, {
		oid: sha,
		mode
	}]));
}
async function readEntries(client, { owner, repo }, commit) {
	const { truncated, tree } = await needs$1("contents: read", async () => client.ask("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
		owner,
		repo,
		tree_sha: commit,
		recursive: "1"
	}, TREE));
	return truncated ? void 0 : tree;
}
// src/configuration/read-next.ts
/** Longer ones are no configuration; this is read where nothing bounds its time. */
const MAX_CONFIGURATION = 1e5;
const TOO_LARGE = "it is larger than 100 kB, which no configuration is";
/**
* Reads what a change makes of the files that say how the repository is judged. Those that it does not
* change are the base's, whatever was there when the branch began.
*
* @param project these files on the base
* @returns undefined where it changes none
*/
async function readNext(project, reader) {
	const extended = new Map(project.extended?.map((file) => [file.path, file]));
	const own = [BASELINE_PATH, ...CONFIGURATION_PATHS];
	const isTouched = (path) => reader.changed.has(path) || reader.removed.has(path);
	if (![...own, ...extended.keys()].some(isTouched)) return void 0;
	const { files, faults } = filesAfter(project, await readMap(reader, own.filter(isTouched)), reader.removed);
	const readHere = async (places) => readAfter(reader, places);
	const readOthers = async (places) => reader.readElsewhere?.(places) ?? places.map((place) => extended.get(nameOf$4(place)) ?? { isLater: true });
	const next = await readExtended(files.configuration, readEach(readHere, readOthers));
	const names = /* @__PURE__ */ new Set([
		...own,
		...extended.keys(),
		...next.map(({ path }) => path)
	]);
	const changed = await Promise.all([...names].filter(isTouched).map(async (path) => ({
		path,
		hunks: await reader.readHunks(path)
	})));
	return {
		...files,
		extended: next,
		changed,
		faults
	};
}
/** The configuration and the baseline once a change is merged, and what is wrong with which there are. */
function filesAfter(project, heads, removed) {
	const faults = [];
	const fail = (path, message) => {
		faults.push({
			path,
			line: 1,
			column: 1,
			message
		});
	};
	const after = (path, before) => {
		const head = heads.get(path);
		if (!head) return before?.path === path ? before : void 0;
		if ("text" in head) return {
			path,
			text: head.text
		};
		if ("absent" in head && !removed.has(path)) fail(path, head.absent);
	};
	const [configuration, second] = CONFIGURATION_PATHS.flatMap((path) => after(path, project.configuration) ?? []);
	if (configuration && second) fail(heads.has(second.path) ? second.path : configuration.path, `there are ${configuration.path} and ${second.path}: keep one of them`);
	return {
		files: {
			configuration,
			baseline: after(BASELINE_PATH, project.baseline)
		},
		faults
	};
}
async function readMap(reader, paths) {
	const there = paths.filter((path) => !reader.removed.has(path));
	const texts = there.length > 0 ? await reader.readHeads(there) : [];
	return new Map([...paths.map((path) => [path, { absent: "this change removes it" }]), ...there.map((path, at) => [path, bounded(path, texts[at])])]);
}
/** A baseline has a line for each finding, and is read line by line. */
function bounded(path, text) {
	if (text === void 0) return { absent: "it was not read" };
	return "text" in text && text.text.length > MAX_CONFIGURATION && path !== ".github/podseal.baseline" ? { absent: TOO_LARGE } : text;
}
/** Files of the repository once the change is merged. */
async function readAfter(reader, places) {
	const paths = places.map(({ path }) => path);
	const heads = await readMap(reader, paths.filter((path) => reader.changed.has(path) || reader.removed.has(path)));
	const others = places.filter(({ path }) => !heads.has(path));
	const texts = others.length > 0 ? await reader.readBase(others) : [];
	const bases = new Map(others.map(({ path }, at) => [path, bounded(path, texts[at])]));
	return paths.map((path) => heads.get(path) ?? bases.get(path) ?? { absent: "it was not read" });
}
// src/github/read-configuration.ts
/** Reads what the configuration on the base extends. */
async function readExtendedOnGitHub(source, { configuration }) {
	const read = readEach(async (places) => readOnBase(source, places), async (places) => readElsewhere(source, places));
	return readExtended(configuration, read);
}
/** Reads what a change makes of the files that say how the repository is judged. */
async function readNextOnGitHub(source, project, listed) {
	const { files } = listed;
	const { store } = source;
	const changed = new Map(files.flatMap((file) => file.isSubmodule ? [] : [[file.path, file]]));
	const nameOf = (path) => ({ oid: changed.get(path)?.oid ?? "" });
	return readNext(project, {
		changed: new Set(changed.keys()),
		removed: new Set(gonePaths(listed)),
		readHunks: async (path) => Promise.resolve(changed.get(path)?.hunks),
		readHeads: async (paths) => {
			await store.fetch(paths.map(nameOf));
			return paths.map((path) => textOf$2(store.get(nameOf(path)), "GitHub doesn't have it any more"));
		},
		readBase: async (places) => readOnBase(source, places),
		readElsewhere: source.isTrusted ? async (places) => readElsewhere(source, places) : void 0
	});
}
async function readOnBase({ store, base }, places) {
	const names = places.map(({ path }) => ({ expression: `${base}:${path}` }));
	await store.fetch(names);
	return names.map((name) => textOf$2(store.get(name), "there is no such file"));
}
async function readElsewhere(source, places) {
	const texts = [];
	for (const place of places) texts.push(await readOne(source, place));
	return texts;
}
/** A file of another repository, as it is on its default branch. */
async function readOne({ client, elsewhere }, { repository = "", path }) {
	const [owner = "", repo = ""] = repository.split("/");
	const ref = {
		owner,
		repo
	};
	try {
		const [blob = "missing"] = await readBlobs(await elsewhere?.(ref) ?? client, ref, [{ expression: `HEAD:${path}` }]);
		return textOf$2(blob, "there is no such file on its default branch");
	} catch (error) {
		if (!(error instanceof UserError && isForbidden(error.cause))) throw error;
		return { absent: `the token can't read ${repository}: check the name, and ${REMEDY}` };
	}
}
const REMEDY = `see "Private repositories" in ${docPage("configuration")}`;
function textOf$2(blob, missing) {
	if (blob === "missing") return { absent: missing };
	if (blob === "withheld") return UNREADABLE$1;
	try {
		return { text: new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(blob) };
	} catch {
		return UNREADABLE$1;
	}
}
const UNREADABLE$1 = { absent: "it can't be read: save it as UTF-8, below 1 MiB" };
// src/github/read-repair.ts
/**
* Looks at a change that repairs the configuration of its base and touches no other file. In any other
* file there could be findings that nobody would see.
*
* @throws UserError that says what is wrong on the base, and why the change is no repair of it
*/
async function readRepair(base) {
	const { broken, source, listed, look } = base;
	const touched = touchedPaths(listed);
	const project = projectOf$1(base, touched);
	if (!project) throw broken;
	const extended = await readExtendedOnGitHub(source, project);
	const next = await readNextOnGitHub(source, {
		...project,
		extended
	}, listed);
	if (!next) throw broken;
	const view = lookAfter(broken, next, look);
	const own = new Set(next.changed.map(({ path }) => path));
	if ([...touched].every((path) => own.has(path))) return view;
	throw more(broken, "This change repairs it, but other files of it can't be analyzed yet: put them into another pull request.");
}
/** The files on the base; undefined where there stay two configurations, or one that can't be read. */
function projectOf$1({ found }, touched) {
	const readable = found.flatMap(({ path, text }) => text === void 0 ? [] : [{
		path,
		text
	}]);
	const staying = found.filter(({ path }) => !touched.has(path));
	const configurations = readable.filter(({ path }) => CONFIGURATION_PATHS.includes(path));
	const [configuration, second] = configurations.filter(({ path }) => !touched.has(path));
	if (second || staying.some(({ text }) => text === void 0)) return void 0;
	return {
		configuration: configuration ?? configurations[0],
		baseline: readable.find(({ path }) => path === BASELINE_PATH)
	};
}
function lookAfter(broken, next, look) {
	if (next.faults.length > 0) throw stillBroken(broken, next.faults);
	try {
		return look(next);
	} catch (error) {
		throw error instanceof BrokenConfiguration ? stillBroken(broken, error.faults) : error;
	}
}
function stillBroken(broken, faults) {
	return more(broken, `With this change there would be:\n${placedLines(faults)}`);
}
function more({ faults, message }, rest) {
	return new BrokenConfiguration(faults, `${message}\n${rest}`);
}
// src/github/wanted-files.ts
/**
* Reads how the repository is judged, the new texts of the files that are looked at, and what is beside
* them: in one request, unless the configuration wants files that the options alone do not.
*/
async function readWanted(source, listed, look) {
	const { store, base } = source;
	if (listed.files.length + listed.removed.length === 0) return {
		files: [],
		removed: [],
		project: {},
		beside: [],
		view: look({})
	};
	const first = likelyView(look);
	const likely = select(listed.files, first?.globs ?? []);
	const own = OWN$1.map((path) => ({
		path,
		...nameAt(base, path)
	}));
	await store.fetch([...[
		...own,
		...besideOf(likely, source),
		...unread(likely)
	], ...first?.charts ? sourceNames(source.head, listed) : []]);
	const found = own.map((name) => ({
		path: name.path,
		blob: store.get(name)
	}));
	try {
		return await readByConfiguration(source, listed, look, found);
	} catch (error) {
		if (!(error instanceof BrokenConfiguration)) throw error;
		const view = await readRepair({
			broken: error,
			source,
			listed,
			found: found.filter(({ path, blob }) => path !== ".github/podseal.images.yml" && blob !== "missing").map((one) => ({
				path: one.path,
				...textOf$1(one)
			})),
			look
		});
		return {
			files: [],
			removed: [],
			project: { repairs: error.faults },
			beside: [],
			view
		};
	}
}
/** @throws BrokenConfiguration where that of the base can't be used */
async function readByConfiguration(source, listed, look, found) {
	const { store } = source;
	const files = projectOf(found);
	const extended = await readExtendedOnGitHub(source, files);
	const view = look({
		...files,
		extended
	});
	const chosen = select(listed.files, view.globs);
	await store.fetch([...besideOf(chosen, source), ...unread(chosen)]);
	const beside = besideOf(chosen, source).flatMap((name) => {
		const blob = store.get(name);
		const file = blob instanceof Uint8Array ? textFile(name.path, blob) : void 0;
		return file ? [{
			...file,
			side: name.side
		}] : [];
	});
	const next = await readNextOnGitHub(source, {
		...files,
		extended
	}, listed);
	const project = {
		...files,
		extended,
		next
	};
	return {
		files: chosen,
		removed: select(listed.removed, view.globs),
		project,
		beside,
		view
	};
}
/** What is read of every repository. */
const OWN$1 = [
	PROJECT_IMAGES_PATH,
	BASELINE_PATH,
	...CONFIGURATION_PATHS
];
function nameAt(commit, path) {
	return { expression: `${commit}:${path}` };
}
/** What is beside these files, where it is in the repository. */
function besideOf(files, commits) {
	return pathsBeside(files.map(({ path }) => path)).map((beside) => ({
		...beside,
		...nameAt(commits[beside.side], beside.path),
		isMinor: true
	}));
}
/** Where charts and kustomizations may be that the files are part of. */
function sourceNames(head, listed) {
	const touched = [...touchedPaths(listed)];
	return [
		KEPT_INDEX,
		...chartFilesAbove(touched),
		...kustomizationFilesAbove(touched)
	].map((path) => nameAt(head, path));
}
/** What the options alone want; with the configuration they may fit together that do not alone. */
function likelyView(look) {
	try {
		return look({});
	} catch (error) {
		if (error instanceof UserError) return void 0;
		throw error;
	}
}
function select(files, globs) {
	const isWanted = globs.length > 0 ? matcher(globs) : () => false;
	return files.filter(({ path }) => isWanted(path));
}
/** The new texts that do not come with the list. */
function unread(files) {
	return files.filter((file) => !file.isSubmodule && bytesFromPatch(file) === void 0).map(({ oid }) => ({ oid }));
}
function projectOf([images, baseline, ...configurations]) {
	return {
		projectImages: images?.blob instanceof Uint8Array ? textFile(images.path, images.blob) : void 0,
		baseline: baseline && requireText(baseline),
		configuration: onlyConfiguration(configurations.map(requireText))
	};
}
/** A file that says how the repository is judged is never passed over. */
function requireText(read) {
	const { path, blob } = read;
	if (blob === "missing") return void 0;
	const file = textOf$1(read);
	if (file) return file;
	const message = "can't be read: save it as UTF-8, below 1 MiB";
	throw new BrokenConfiguration([{
		path,
		line: 1,
		column: 1,
		message: `it ${message}`
	}], `${path} on the base branch ${message}.`);
}
function textOf$1({ path, blob }) {
	return blob instanceof Uint8Array ? textFile(path, blob) : void 0;
}
function textFile(path, bytes) {
	try {
		return {
			path,
			text: new TextDecoder("utf-8", {
				fatal: true,
				ignoreBOM: true
			}).decode(bytes)
		};
	} catch {
		return;
	}
}
// src/github/list-folders.ts
/** Folders within folders in one request: `charts/db/templates/tests` is four deep. */
const DEPTH = 4;
/** Folders in one request, each with those in it. */
const BATCH$1 = 50;
/** Deeper ones are no chart's. */
const MAX_ROUNDS$1 = 4;
/** No chart has so many files. */
const MAX_FILES = 5e3;
/** How git writes modes, as numbers: a symbolic link, and a folder. */
const LINK = 40960;
const FOLDER = 16384;
const SUBMODULE = 57344;
/**
* Lists all files below folders, those of all folders in a request or two.
*
* @returns undefined for a folder with too many files; none for one that is not there
*/
async function listFolders(client, ref, folders) {
	const files = folders.map(() => []);
	let open = folders.map(({ commit, folder }, of) => {
		return {
			of,
			path: folder,
			name: { expression: `${commit}:${folder}` }
		};
	});
	const isFull = ({ of }) => (files[of]?.length ?? 0) > MAX_FILES;
	for (let round = 0; round < MAX_ROUNDS$1 && open.length > 0; round++) {
		const entries = await inBatches(open, BATCH$1, async (batch) => ask(client, ref, batch));
		open = open.flatMap((one, index) => {
			const { found, deeper } = walk(one, entries[index] ?? []);
			for (const file of found) files[one.of]?.push(file);
			return deeper;
		});
		open = open.filter((one) => !isFull(one));
	}
	const cut = new Set(open.map(({ of }) => of));
	return files.map((all, of) => cut.has(of) || all.length > MAX_FILES ? void 0 : all);
}
/** The files among entries, and the folders whose entries are not there. */
function walk({ of, path }, entries) {
	const found = [];
	const deeper = [];
	for (const { name, mode, oid, size, object: inner } of entries) {
		const at = path === "" ? name : `${path}/${name}`;
		if (mode === SUBMODULE) continue;
		if (mode !== FOLDER) found.push({
			path: at,
			id: oid,
			bytes: size,
			isLink: mode === LINK
		});
		else if (inner?.entries) {
			const below = walk({
				of,
				path: at,
				name: { oid }
			}, inner.entries);
			for (const file of below.found) found.push(file);
			for (const folder of below.deeper) deeper.push(folder);
		} else deeper.push({
			of,
			path: at,
			name: { oid }
		});
	}
	return {
		found,
		deeper
	};
}
const OWN = {
	name: string,
	mode: integer,
	oid: string,
	size: integer
};
function entriesShape(depth) {
	const entry = depth > 1 ? object({
		...OWN,
		object: optional(entriesShape(depth - 1))
	}) : object(OWN);
	return object({ entries: optional(list(entry)) });
}
function entriesQuery(depth) {
	return `entries { name mode oid size${depth > 1 ? ` object { ... on Tree { ${entriesQuery(depth - 1)} } }` : ""} }`;
}
async function ask(client, { owner, repo }, batch) {
	const names = batch.map((_, index) => `f${index}`);
	const declared = batch.map(({ name }, index) => `$f${index}: ${"oid" in name ? "GitObjectID" : "String"}!`);
	const fields = batch.map(({ name }, index) => `f${index}: object(${"oid" in name ? "oid" : "expression"}: $f${index}) { ... on Tree { ${entriesQuery(DEPTH)} } }`);
	const query = `query ($owner: String!, $repo: String!, ${declared.join(", ")}) {
    repository(owner: $owner, name: $repo) { ${fields.join("\n")} }
  }`;
	const values = batch.map(({ name }, index) => [`f${index}`, "oid" in name ? name.oid : name.expression]);
	const { repository } = await needs$1("contents: read", async () => client.graphql(query, {
		owner,
		repo,
		...Object.fromEntries(values)
	}, object({ repository: named$1(names, entriesShape(DEPTH)) })));
	return repository.map((tree) => tree?.entries ?? []);
}
// src/github/source-tree.ts
/** Reads what surrounds the changed files of a pull request, on both sides, many files in a request. */
var GitHubTree = class {
	#places;
	#all = /* @__PURE__ */ new Map();
	constructor(places) {
		this.#places = places;
	}
	async #commitOf(side) {
		return side === "head" ? this.#places.head : this.#places.base();
	}
	async texts(side, paths) {
		if (paths.length === 0) return /* @__PURE__ */ new Map();
		const { store } = this.#places;
		const commit = await this.#commitOf(side);
		const names = paths.map((path) => ({
			path,
			expression: `${commit}:${path}`
		}));
		await store.fetch(names);
		const texts = names.flatMap((name) => {
			const blob = store.get(name);
			return blob instanceof Uint8Array ? [[name.path, new TextDecoder().decode(blob)]] : [];
		});
		return new Map(texts);
	}
	async list(folders) {
		const { client, ref } = this.#places;
		return listFolders(client, ref, await Promise.all(folders.map(async ({ side, folder }) => ({
			commit: await this.#commitOf(side),
			folder
		}))));
	}
	async all(side) {
		const { client, ref } = this.#places;
		const commit = await this.#commitOf(side);
		const listed = this.#all.get(commit) ?? listTree(client, ref, commit);
		this.#all.set(commit, listed);
		return listed;
	}
	async read(files) {
		const { store } = this.#places;
		const names = files.map(({ id: oid, isMinor }) => ({
			oid,
			isMinor
		}));
		await store.fetch(names);
		const found = names.flatMap((name) => {
			const blob = store.get(name);
			return blob instanceof Uint8Array ? [[name.oid, blob]] : [];
		});
		return new Map(found);
	}
};
// src/github/read-change.ts
const COMPARISON = object({ merge_base_commit: object({ sha: string }) });
/**
* Reads a pull request through the API: the changed files that match the globs, before and after,
* and what earlier runs posted there. Nothing is checked out, nothing of it is executed.
*
* @returns `moved` when a commit was pushed while it read, `closed` when nobody can merge it
*/
async function readPullRequest(client, ref, look, { elsewhere, archives } = {}) {
	const { owner, repo } = ref;
	const pull = await askPullRequest(client, ref);
	if (pull.state !== "open") return "closed";
	const [base, head] = [pull.base.sha, pull.head.sha];
	const mergeBase = once(async () => findMergeBase(client, ref, base, head));
	const listed = await listFiles(client, ref, pull.changed_files) ?? await compareTrees(client, ref, await mergeBase(), head);
	const by = {
		elsewhere,
		archives,
		isTrusted: pull.head.repo?.full_name.toLowerCase() === `${owner}/${repo}`.toLowerCase()
	};
	const { read, view } = await readListed(client, ref, {
		listed,
		base,
		head,
		mergeBase,
		branch: pull.base.ref,
		...by
	}, look);
	const existing = await readExistingReview(client, {
		...ref,
		identity: view.identity
	});
	if (existing.head !== head) return "moved";
	const { threads, reviews } = existing;
	return {
		base,
		head,
		isAutomated: isAutomation({
			author: pull.user,
			branch: pull.head.ref
		}, view.automation),
		...read,
		threads,
		reviews
	};
}
/** Reads what lies between two commits, as a merge queue asks for. */
async function readRange(client, ref, { base, head }, look, by = {}) {
	const listed = await compareTrees(client, ref, base, head);
	const mergeBase = async () => base;
	const { read } = await readListed(client, ref, {
		listed,
		base,
		head,
		mergeBase,
		branch: void 0,
		...by,
		isTrusted: true
	}, look);
	return {
		base,
		head,
		isAutomated: false,
		...read,
		threads: [],
		reviews: []
	};
}
/** Reads the files of a change, and what decides how they are looked at. */
async function readListed(client, ref, { listed, mergeBase, branch, base, head, archives, ...trust }, look) {
	const store = new BlobStore(client, ref);
	const wanted = await readWanted({
		store,
		client,
		base,
		head,
		...trust
	}, listed ?? NOTHING$2, look);
	const texts = await readTexts(store, wanted, mergeBase);
	const { project, beside, view } = wanted;
	const around = await sourcesOf(new GitHubTree({
		client,
		ref,
		store,
		head,
		base: mergeBase
	}), {
		listed: listed ?? NOTHING$2,
		texts,
		archives
	}, wanted);
	const at = "configuration" in project && { configuredAt: {
		commit: base,
		branch
	} };
	const editsBaseline = listed?.files.some(({ path }) => path === BASELINE_PATH) === true;
	const own = {
		...project,
		...at,
		editsBaseline
	};
	const read = whole({
		...texts,
		skips: [...texts.skips, ...around.skips]
	}, listed !== void 0);
	const paths = listed ? [...touchedPaths(listed)] : [];
	const { charts, roots, sets, unaffected, hasMoreRoots = false } = around;
	const sources = {
		charts,
		roots,
		sets,
		unaffected,
		hasMoreRoots,
		beside: [...beside, ...around.beside]
	};
	const touched = {
		touched: paths,
		dockerfiles: dockerfileHunks(listed ?? NOTHING$2)
	};
	return {
		read: {
			...read,
			...own,
			...touched,
			...sources
		},
		view
	};
}
/** The diffs of the Dockerfiles of a change, where GitHub gives them. */
function dockerfileHunks({ files }) {
	return new Map(files.flatMap(({ path, hunks }) => isDockerfile(path) && hunks ? [[path, hunks]] : []));
}
const NOTHING$2 = {
	files: [],
	removed: []
};
/** The charts and kustomizations that changed files are part of; none where nobody renders them, or nothing is analyzed. */
async function sourcesOf(tree, { listed, texts, archives }, { view, project, beside }) {
	if (!view.charts || project.repairs) return NO_SOURCES;
	const isWanted = matcher(view.globs);
	return readSources(tree, {
		changed: [...touchedPaths(listed)],
		removed: new Set(gonePaths(listed)),
		configured: view.charts,
		deployed: view.kustomizations ?? [],
		deploying: deployingFiles(texts),
		isWanted,
		texts: {
			...texts,
			beside
		},
		archives: archives && allowed(archives, view.pullsCharts)
	});
}
/** Where not even the trees tell what changed, that is said. */
function whole(texts, isWhole) {
	if (isWhole) return {
		...texts,
		isWhole
	};
	const reason = `GitHub lists only ${MAX_LISTED_FILES} files of a pull request and 100,000 of a commit: split it, or run podseal review locally`;
	return {
		...texts,
		skips: [...texts.skips, {
			file: "the changed files",
			reason
		}],
		isWhole
	};
}
/** The diff of a pull request is against the merge base, not against the base branch. */
async function findMergeBase(client, { owner, repo }, base, head) {
	const basehead = `${base}...${head}`;
	return (await needs$1("contents: read", async () => client.ask("GET /repos/{owner}/{repo}/compare/{basehead}", {
		owner,
		repo,
		basehead,
		per_page: 1
	}, COMPARISON))).merge_base_commit.sha;
}
function once(make) {
	let made;
	return async () => made ??= make();
}
// src/run/describe-fault.ts
/**
* What a person has to know of a fault that is none of Podseal's, such as one of GitHub or of the
* network; undefined for a mistake of ours, which its stack tells.
*/
function describeFault(error) {
	if (error instanceof UserError) return error.message;
	const status = statusOf(error);
	if (status === 401) return "GitHub does not accept the token (status 401). Check whether it is set and still valid.";
	if (error instanceof BrokenAnswer) return `${error.message}, each time Podseal asked.`;
	if (!(error instanceof Error) || status === void 0 && !isBroken(error)) return void 0;
	return status === void 0 ? `GitHub could not be reached: ${error.message}.` : `GitHub answered with status ${status}: ${error.message}.`;
}
// src/github/build-files.ts
/** What says how an image is built is far shorter; a longer file counts as one that can't be read. */
const MAX_BYTES$1 = 262144;
/**
* Reads the files of a repository that say how its images are built: one request for its tree, and one
* for each step, unless it takes more than a hundred files.
*/
function buildReader(client, ref, { base, head }) {
	const store = new BlobStore(client, ref);
	const readAt = async (commit, paths) => {
		const nameOf = (path) => ({
			expression: `${commit}:${path}`,
			isMinor: true
		});
		await store.fetch(paths.map(nameOf));
		return new Map(paths.flatMap((path) => {
			const blob = store.get(nameOf(path));
			if (!(blob instanceof Uint8Array) || blob.length > MAX_BYTES$1) return [];
			return [[path, new TextDecoder().decode(blob)]];
		}));
	};
	return {
		list: async () => listPaths(client, ref, head),
		read: async (paths) => readAt(head, paths),
		readBefore: async (paths) => readAt(base, paths)
	};
}
// src/render/source-fix/editable.ts
/**
* Says which files of a chart a person would edit: no generated ones, and none of a sub-chart that comes
* from elsewhere, since the next `helm dependency update` brings that as it was.
*
* @param files the chart's texts by their path
*/
function editableIn(files) {
	const fetched = [...fetchedIn(files)].map((name) => `charts/${name}/`);
	const known = /* @__PURE__ */ new Map();
	return (path) => {
		const found = known.get(path);
		if (found !== void 0) return found;
		const text = files[path];
		const isEditable = text !== void 0 && !fetched.some((folder) => path.startsWith(folder)) && whyNotToEdit({
			path,
			text
		}) === void 0;
		known.set(path, isEditable);
		return isEditable;
	};
}
/** The names of the dependencies that Helm fetches from a repository. */
function fetchedIn(files) {
	const names = /* @__PURE__ */ new Set();
	for (const file of ["Chart.yaml", "requirements.yaml"]) {
		const text = files[file] ?? "";
		const document = parseDocumentAt(text, {
			start: 0,
			end: text.length
		}, 0);
		if (!document || "reason" in document) continue;
		for (const dependency of items(field(rootOf(document), "dependencies")?.value)) {
			const [name, from] = ["name", "repository"].map((key) => textOf$4(field(dependency, key)?.value));
			if (name !== void 0 && from !== void 0 && !from.startsWith("file:")) names.add(name);
		}
	}
	return names;
}
// src/render/source-fix/changed-place.ts
/** The scalar, the securityContext, the list or the mapping that a change is made in. */
function placeOf(document, { kind, path }) {
	if (kind === "append") return contextOf(path) ?? path;
	const written = scalar(valueAt(rootOf(document), path));
	if (written !== void 0 && written !== null) return path;
	return contextOf(path) ?? path.slice(0, -1);
}
/** The securityContext that a path leads into. */
function contextOf(path) {
	const index = path.findIndex((step) => /^securitycontext$/i.test(String(step)));
	return index === -1 ? void 0 : path.slice(0, index + 1);
}
// src/render/source-fix/lines-of.ts
/** The lines of a value, with the blank lines below: nodes of a template that wrote nothing stand there. */
function linesOf$2({ manifest, file }, document, path) {
	const { start, end } = valueAt(rootOf(document), path)?.span ?? document.span;
	const [from, last] = [start, Math.max(start, end - 1)].map((at) => manifest.lines.position(at).line - 1);
	let to = last ?? 0;
	while (to + 1 < file.lines.length && textOfLine(manifest.file.text, manifest, to + 1) === "") to++;
	return {
		from: from ?? 0,
		to
	};
}
function textOfLine(text, { lines }, index) {
	const { start, end } = lines.span(index + 1);
	return text.slice(start, end).trim();
}
// src/render/source-fix/named-values.ts
/**
* The values that templates ask for around a place, and that are named like it, such as
* `/web/securityContext` for a securityContext. What a template asks for above its first line, for a
* variable, counts where nothing is asked for below.
*/
function pointersFor(rendered, document, at) {
	const around = namedOn(rendered, rangesOf(rendered, document, at), at);
	return around.length > 0 ? around : namedOn(rendered, [headOf(rendered, document)], at);
}
function namedOn({ map, file }, ranges, at) {
	const asked = ranges.flatMap(({ from, to }) => map.askedOn(file, from, to));
	return [...new Set(asked.flatMap((path) => namedIn(path, at, map.values) ?? []))].filter((pointer) => !isSwitch(map.values.find(pointer)?.value));
}
/** A value such as `usePodSecurityContext: true` says whether something is written, not what. */
function isSwitch(value) {
	return value !== void 0 && ["boolean", "number"].includes(typeof scalar(value));
}
/** Whether a template asks for such a value as a whole on the lines of a place, and may write it there. */
function isAskedIn(rendered, document, at) {
	const { from, to } = linesOf$2(rendered, document, at);
	return isWhole(rendered, rendered.map.askedIn(rendered.file, from, to), at);
}
/**
* Whether a securityContext is what a template writes where such a value is empty: it stands in an `else` of a
* condition that asks for that value, and is gone once it is set.
*/
function isDefault(rendered, document, at) {
	if (contextOf(at) === void 0 || !isMapping(valueAt(rootOf(document), at))) return false;
	const { from, to } = linesOf$2(rendered, document, at);
	const { map, file } = rendered;
	return isWhole(rendered, map.askedOn(file, from, to), at) && !isAskedIn(rendered, document, at);
}
function isWhole({ map: { values } }, asked, at) {
	return asked.some((path) => namedIn(path, at, values) === path && !isSwitch(values.find(path)?.value));
}
function namedIn(pointer, at, values) {
	if (contextOf(at)?.length === at.length) return contextPointer(pointer, values);
	const name = String(at.at(-1)).toLowerCase();
	const steps = pointer.split("/");
	const isNamed = (step) => step.replaceAll("_", "").toLowerCase().endsWith(name);
	const index = steps.findIndex(isNamed);
	return index === -1 ? void 0 : steps.slice(0, index + 1).join("/");
}
const CONTAINERS = [
	"containers",
	"initContainers",
	"ephemeralContainers"
];
/** The lines of what a place is in; for a pod's securityContext without its containers, which have their own. */
function rangesOf(rendered, document, at) {
	const parent = at.slice(0, -1);
	const whole = linesOf$2(rendered, document, parent);
	if (at.at(-1) !== "securityContext") return [whole];
	let ranges = [whole];
	for (const name of CONTAINERS) {
		const path = [...parent, name];
		if (!valueAt(rootOf(document), path)) continue;
		const inner = linesOf$2(rendered, document, path);
		ranges = ranges.flatMap(({ from, to }) => [...from < inner.from ? [{
			from,
			to: Math.min(to, inner.from - 1)
		}] : [], ...to > inner.to ? [{
			from: Math.max(from, inner.to + 1),
			to
		}] : []]);
	}
	return ranges;
}
/** The lines of a document up to its first key. */
function headOf({ manifest, file }, document) {
	const from = manifest.lines.position(document.span.start).line - 1;
	let to = from;
	while (to + 1 < file.lines.length && isHead(manifest, to)) to++;
	return {
		from,
		to
	};
}
function isHead({ lines, file }, index) {
	const { start, end } = lines.span(index + 1);
	return /^\s*(?:---.*|#.*)?$/.test(file.text.slice(start, end));
}
// src/render/source-fix/kustomization-documents.ts
/** Longer ones are generated. */
const MAX_LENGTH$1 = 2e6;
/** On one line there are more only in what no person reads. */
const MAX_ON_LINE = 100;
/** The documents of a kustomization's files, each read when it is asked for; of a kustomization with the patches in it. */
var KustomizationDocuments = class {
	#files;
	#documents = /* @__PURE__ */ new Map();
	#lines = /* @__PURE__ */ new Map();
	#jsonPatches;
	#read;
	/** @param read which documents of a file count */
	constructor(files, read = withPatches) {
		this.#files = files;
		this.#read = read;
	}
	/** The keys with a name that are written on a line; those in patches within a kustomization, too. */
	fieldsAt({ path, line }) {
		const text = this.#files[path];
		if (text === void 0 || text.length > MAX_LENGTH$1) return [];
		const lines = this.#lines.get(path) ?? indexLines(text);
		this.#lines.set(path, lines);
		if (line > lines.count) return [];
		const on = lines.span(line);
		return this.#in(path, text).filter(({ span }) => span.start <= on.end && span.end >= on.start).flatMap((document) => fieldsOn(rootOf(document), on).slice(0, MAX_ON_LINE).map((one) => ({
			...one,
			path,
			document
		})));
	}
	/** The patches that are lists of operations, each with what it is for. */
	jsonPatches() {
		this.#jsonPatches ??= Object.entries(this.#files).flatMap(([path, text]) => {
			if (text.length > MAX_LENGTH$1 || !/\bpatch(?:es)?(?:Json6902)?["']?\s*:/.test(text)) return [];
			return this.#in(path, text).flatMap((document) => {
				return entriesOf$1(patchingIn(path, document)).flatMap((entry) => this.#operationsIn(path, entry));
			});
		});
		return this.#jsonPatches;
	}
	#operationsIn(path, entry) {
		const target = field(entry, "target")?.value;
		const text = field(entry, "patch")?.value;
		const file = pathFrom(folderOf$1(path), textOf$4(field(entry, "path")?.value) ?? "");
		const other = file === void 0 ? void 0 : this.#files[file];
		const own = text && isJsonPatch(textOf$4(text)) ? patchIn(text) : [];
		const elsewhere = file !== void 0 && isJsonPatch(other) ? this.#in(file, other) : [];
		return [...own.map((document) => ({
			path,
			document,
			target
		})), ...elsewhere.map((document) => ({
			path: file ?? path,
			document,
			target
		}))];
	}
	#in(path, text) {
		const known = this.#documents.get(path);
		if (known) return known;
		const budget = new ParseBudget();
		const own = splitDocuments(text).flatMap((span, index) => {
			const document = parseDocumentAt(text, span, index, budget);
			return document && "root" in document ? [document] : [];
		});
		const all = this.#read(own, path);
		this.#documents.set(path, all);
		return all;
	}
};
function withPatches(own, path) {
	return [...own.flatMap((document) => patchesIn(patchingIn(path, document))), ...own];
}
/**
* The patches that releases of charts have for what their charts become: those in texts, and the release itself for those
* that are no texts.
*/
function postPatches(own) {
	return own.flatMap((document) => {
		const all = items(valueAt(rootOf(document), ["spec", "postRenderers"])).flatMap((one) => patchValuesIn(field(one, "kustomize")?.value));
		const isInObject = all.some((one) => isMapping(one) || isList(one));
		return [...all.flatMap(patchIn), ...isInObject ? [document] : []];
	});
}
/** What has patches in a file: a kustomization, or what an object adds to one. */
function patchingIn(path, document) {
	return KUSTOMIZATION_FILES.includes(path.slice(path.lastIndexOf("/") + 1)) ? rootOf(document) : layerIn(document);
}
/** What an object that deploys a folder adds to the kustomization there. */
function layerIn(document) {
	const root = rootOf(document);
	const { group, kind } = headerOf(root);
	if (group === "kustomize.toolkit.fluxcd.io" && kind === "Kustomization") return field(root, "spec")?.value;
	if (group !== "argoproj.io" || kind !== "Application") return void 0;
	return valueAt(root, [
		"spec",
		"source",
		"kustomize"
	]);
}
/** The patches that stand in a kustomization as texts, as far as they can be edited there. */
function patchesIn(kustomization) {
	return patchValuesIn(kustomization).flatMap(patchIn);
}
/** The patches that stand in a kustomization, as they are written. */
function patchValuesIn(kustomization) {
	return [...items(field(kustomization, "patchesStrategicMerge")?.value), ...entriesOf$1(kustomization).flatMap((one) => field(one, "patch")?.value ?? [])];
}
/** The patches that can have a target. */
function entriesOf$1(kustomization) {
	return ["patches", "patchesJson6902"].flatMap((name) => items(field(kustomization, name)?.value));
}
/** Whether a text may be a list of operations; a build tells for certain. */
function isJsonPatch(text) {
	return text !== void 0 && /\bop["']?\s*:/.test(text);
}
/** What is written in another way than it is read has no places of its own. */
function patchIn(text) {
	return documentsIn(text).filter(({ span }) => span.start > text.span.start);
}
function fieldsOn(value, on) {
	if (isMapping(value)) return ownFields(value).flatMap((one) => [...one.key.start >= on.start && one.key.start <= on.end ? [{
		parent: value,
		field: one
	}] : [], ...touches(one.value, on) ? fieldsOn(one.value, on) : []]);
	return items(value).flatMap((item) => touches(item, on) ? fieldsOn(item, on) : []);
}
function touches({ span }, on) {
	return span.start <= on.end && span.end >= on.start;
}
// src/render/source-fix/data-at.ts
/** The data at a path; undefined where there is none. */
function dataAt(data, path) {
	let current = data;
	for (const step of path) if (Array.isArray(current)) current = itemOf(current, step);
	else if (isDataMap(current) && Object.hasOwn(current, step)) current = current[step];
	else return void 0;
	return current;
}
function itemOf(list, step) {
	const index = Number(step);
	return Number.isInteger(index) ? list[index] : void 0;
}
// src/render/source-fix/generator-options.ts
const GENERATORS = /* @__PURE__ */ new Set(["configMapGenerator", "secretGenerator"]);
/**
* The way to make what a generator makes immutable: an option of its entry.
*
* @param written what stands at the place of what is made
*/
function generatorOptions({ kind, path: [name, ...below] }, written) {
	if (kind !== "set" || name !== "immutable" || below.length > 0) return [];
	const entry = written.find(({ parent }) => GENERATORS.has(String(parent.path.at(-2))));
	if (!entry) return [];
	const { path, document, parent } = entry;
	return [{
		path,
		document,
		changes: [{
			kind,
			path: [
				...parent.path,
				"options",
				"immutable"
			],
			value: true
		}]
	}];
}
// src/render/source-fix/json-patches.ts
/** More operations than people write. */
const MAX_OPERATIONS = 100;
/**
* The ways to make a change in what an operation removes, such as a securityContext: the operation replaces it, by
* what the change sets.
*/
function removingOperations(change, object, patches) {
	if (change.kind !== "set" && change.kind !== "append") return [];
	if (valueAt(object.root, change.path.slice(0, -1)) !== void 0) return [];
	return patches.filter(({ target }) => isFor(target, object)).flatMap(({ path, document }) => items(rootOf(document)).slice(0, MAX_OPERATIONS).flatMap((operation) => {
		const below = belowRemoved(operation, change.path);
		if (!below) return [];
		return [{
			path,
			document,
			changes: [{
				kind: "set",
				path: [...operation.path, "op"],
				value: "replace"
			}, {
				...change,
				path: [
					...operation.path,
					"value",
					...below
				]
			}]
		}];
	}));
}
/**
* The ways to make a change by an operation more of a patch for the object: for what its base must not have, because
* others build it, too.
*/
function addingOperations(change, object, patches) {
	const operation = operationFor(change, object.root);
	if (!operation) return [];
	return patches.filter(({ document, target }) => isList(rootOf(document)) && isFor(target, object)).map(({ path, document }) => ({
		path,
		document,
		changes: [{
			kind: "append",
			path: [],
			value: operation
		}]
	}));
}
/** The operation that makes a change; undefined where what it is in is missing, which another may add as well. */
function operationFor(change, root) {
	if (change.kind === "append") {
		if (!isList(valueAt(root, change.path))) return void 0;
		return {
			op: "add",
			path: pointerTo([...change.path, "-"]),
			value: change.value
		};
	}
	if (change.kind !== "set" || !isMapping(valueAt(root, change.path.slice(0, -1)))) return;
	return {
		op: "add",
		path: pointerTo(change.path),
		value: change.value
	};
}
/** https://www.rfc-editor.org/rfc/rfc6901#section-3 */
function pointerTo(path) {
	return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
/** The rest of a path below what an operation removes; undefined where it removes something else. */
function belowRemoved(operation, path) {
	if (textOf$4(field(operation, "op")?.value) !== "remove") return void 0;
	const steps = (textOf$4(field(operation, "path")?.value) ?? "").split("/").slice(1);
	const isAbove = steps.every((step, index) => step === String(path[index]));
	return steps.length > 0 && steps.length < path.length && isAbove ? path.slice(steps.length) : void 0;
}
/** Whether a target may be an object, whose name can have got a prefix and a suffix. A build tells for certain. */
function isFor(target, { kind, name }) {
	const [ofKind, ofName] = ["kind", "name"].map((key) => textOf$4(field(target, key)?.value) ?? "");
	if (ofKind && ofKind !== kind) return false;
	return !ofName || !/^[\w.-]+$/.test(ofName) || name.includes(ofName);
}
// src/render/source-fix/path-by-names.ts
/**
* A change of a build as one of a mapping or list of a source that is the counterpart of one in the build.
* Items of lists are found by their names; one that is missing is added with its name, as patches have it.
*
* @param source the counterpart in the source
* @param built the mapping or list in the build
* @param steps the rest of the change's path, from there
* @returns undefined where there is no such place
*/
function pathByNames(source, built, change, steps) {
	let [here, there] = [source, built];
	let { path } = source;
	for (const [depth, step] of steps.entries()) {
		if (here && !(typeof step === "number" ? isList : isMapping)(here) && scalar(here) !== null) return void 0;
		if (typeof step === "string") {
			here = field(here, step)?.value;
			there = field(there, step)?.value;
			path = [...path, step];
		} else {
			there = itemAt(there, step);
			const name = textOf$4(field(there, "name")?.value);
			if (name === void 0) return void 0;
			const index = items(here).findIndex((item) => textOf$4(field(item, "name")?.value) === name);
			if (index === -1) return missingItem({
				path,
				name,
				item: there
			}, change, steps.slice(depth + 1));
			here = itemAt(here, index);
			path = [...path, index];
		}
	}
	return {
		...change,
		path
	};
}
function missingItem({ path, name, item }, change, rest) {
	const data = nested(rest, change, item);
	return data && {
		kind: "append",
		path,
		value: {
			name,
			...data
		}
	};
}
/** What a change brings as data, with the names of the items of lists that it is in. */
function nested([step, ...rest], change, there) {
	if (typeof step !== "string") return void 0;
	if (rest.length === 0) return { [step]: change.kind === "set" ? change.value : [change.value] };
	const below = field(there, step)?.value;
	const [next, ...further] = rest;
	if (typeof next !== "number") {
		const inner = nested(rest, change, below);
		return inner && { [step]: inner };
	}
	const item = itemAt(below, next);
	const name = textOf$4(field(item, "name")?.value);
	const inner = nested(further, change, item);
	return name === void 0 || !inner ? void 0 : { [step]: [{
		name,
		...inner
	}] };
}
// src/render/source-fix/kustomization-parts.ts
/** Each costs a build of all kustomizations that share it when the ones before it come to nothing. */
const MAX_OPTIONS$2 = 4;
/** What can be edited of kustomizations: where a value is written, or beside what is written there. */
function editableKustomizations(by) {
	const documents = new KustomizationDocuments(by.files);
	const isEditable = (path) => {
		const text = by.files[path];
		return text !== void 0 && by.canEdit(path) && whyNotToEdit({
			path,
			text
		}) === void 0;
	};
	const rank = (path) => by.isPreferred?.(path) === false ? 1 : 0;
	return {
		files: by.files,
		canEdit: isEditable,
		partsOf: (rendered, document, changes) => changes.map((change) => {
			const ordered = distinct(optionsFor({
				rendered,
				document,
				documents
			}, change).filter(({ path }) => isEditable(path))).toSorted((a, b) => rank(a.path) - rank(b.path));
			return {
				changes: [change],
				options: ordered.slice(0, MAX_OPTIONS$2)
			};
		}),
		isReadAt: isReadAt$1,
		words: {
			tooMany: "the kustomizations would have to be built too often to prove a fix for each",
			notRendered: "Kustomize can't build it with any edit of its files",
			noEdit: "no edit of its files changes only this",
			noPlace: () => "none of the files that may be edited has a place for it"
		}
	};
}
function distinct(options) {
	return [...new Map(options.map((one) => [JSON.stringify([keyOf$1(one), one.changes]), one])).values()];
}
/** Whether an object has something from the file of an option. */
function isReadAt$1({ rendering, document: index }, option) {
	const { sources, manifest } = rendering?.rendered ?? {};
	const document = manifest?.documents.find((one) => one.index === index);
	if (!sources || !manifest || !document) return false;
	const first = manifest.lines.position(document.span.start).line - 1;
	const last = manifest.lines.position(Math.max(0, document.span.end - 1)).line - 1;
	for (let line = first; line <= last; line++) if (sources.valueAt(line)?.path === option.path) return true;
	return false;
}
const OPTION = {
	kind: "values",
	pointer: "",
	mergesItems: true
};
/**
* The ways to make a change, the best first: where the value is written; beside what is written in the same
* mapping, or in one around it. What names a container comes first there, which is the base.
*/
function optionsFor(built, change) {
	const { document } = built;
	const root = rootOf(document);
	const [first] = ownFields(root);
	const made = generatorOptions(change, first ? fieldsOf(built, first.key.start) : []);
	const own = [...writtenOptions(built, change), ...made.map((option) => ({
		...OPTION,
		...option
	}))];
	if (change.kind === "remove" || change.kind === "rename") return own;
	const seen = new Set(own.map((one) => keyOf$1(one)));
	const beside = [];
	for (let depth = change.path.length - 1; depth >= 0; depth--) {
		const around = valueAt(root, change.path.slice(0, depth));
		if (!around) continue;
		for (const { path, document: source, parent } of besideFields(built, around)) {
			const key = keyOf$1({
				path,
				document: source
			});
			if (seen.has(key)) continue;
			const moved = pathByNames(parent, around, change, change.path.slice(depth));
			if (!moved) continue;
			seen.add(key);
			beside.push({
				...OPTION,
				path,
				document: source,
				changes: [moved]
			});
		}
	}
	const [nearest, ...others] = beside;
	return [
		...own,
		...nearest ? [nearest] : [],
		...operationOptions(built, change, removingOperations),
		...others,
		...operationOptions(built, change, addingOperations)
	];
}
function operationOptions({ document, documents }, change, operations) {
	const root = rootOf(document);
	const { kind } = headerOf(root);
	return operations(change, {
		root,
		kind,
		name: textOf$4(valueAt(root, ["metadata", "name"])) ?? ""
	}, documents.jsonPatches()).map((option) => ({
		...OPTION,
		...option
	}));
}
function keyOf$1({ path, document }) {
	return JSON.stringify([
		path,
		document.index,
		document.span.start
	]);
}
/** Where the value that changes is written, if it is. */
function writtenOptions(built, change) {
	const { document } = built;
	const name = change.path.at(-1);
	const parent = valueAt(rootOf(document), change.path.slice(0, -1));
	const found = change.kind === "append" ? void 0 : field(parent, String(name));
	if (!found || !isMapping(parent)) return [];
	const data = dataAt(document.toData(), change.path);
	return fieldsOf(built, found.key.start).filter((one) => isSame$1(one, found.name, data)).map(({ path, document: source, field: written }) => ({
		...OPTION,
		path,
		document: source,
		changes: [{
			...change,
			path: written.value.path
		}]
	}));
}
/** Whether a key has a value of a build: itself, or as the value of an operation on its path. */
function isSame$1({ document, parent, field: written }, name, data) {
	if (!dequal(dataAt(document.toData(), written.value.path), data)) return false;
	if (written.name === name) return true;
	const pointer = textOf$4(field(parent, "path")?.value) ?? "";
	return written.name === "value" && pointer.endsWith(`/${name}`);
}
/** The keys of files that what is in a mapping or a list of a build comes from, the name of a container first. */
function besideFields(built, around) {
	if (isList(around)) return items(around).slice(0, MAX_BESIDE).flatMap((item) => listsOf(besideFields(built, item)));
	const fields = ownFields(around).slice(0, MAX_BESIDE);
	return [...fields.filter(isName), ...fields.filter((one) => !isName(one))].flatMap(({ name, key }) => fieldsOf(built, key.start).filter(({ field: written }) => written.name === name));
}
/** More keys of a mapping, or items of a list, name no other document. */
const MAX_BESIDE = 40;
function isName({ name }) {
	return name === "name";
}
/** The lists that have the mappings of fields as items, each as if it were their mapping. */
function listsOf(fields) {
	return fields.flatMap((one) => {
		const { document, parent } = one;
		const list = valueAt(rootOf(document), parent.path.slice(0, -1));
		return typeof parent.path.at(-1) === "number" && isList(list) && list ? [{
			...one,
			parent: list
		}] : [];
	});
}
function fieldsOf({ rendered, documents }, offset) {
	const { sources, manifest } = rendered;
	const place = sources.valueAt(manifest.lines.position(offset).line - 1);
	return place ? documents.fieldsAt(place) : [];
}
// src/render/source-fix/patch-options.ts
/** More of them are not the patch that a person would edit. */
const MAX_OPTIONS$1 = 2;
/**
* The ways to make changes in the patches that a release has for what its chart becomes, each in one of them for
* all of the changes.
*/
function patchOptions(built, changes, canEdit) {
	const all = changes.flatMap((change, index) => optionsFor(built, change).map((option) => ({
		option,
		index
	})));
	return groupBy(all, ({ option }) => option.document).flatMap((group) => {
		const [first] = group;
		const each = changes.map((_, index) => group.find((one) => one.index === index)?.option);
		const isForAll = each.every((option) => option !== void 0);
		if (!first || !isForAll || !canEdit(first.option.path)) return [];
		return [{
			...first.option,
			changes: each.flatMap((option) => option.changes)
		}];
	}).slice(0, MAX_OPTIONS$1);
}
// src/render/source-fix/template-line.ts
const ACTION = /\{\{-?\s*(?:(?<opens>if|with|range|define|block)|(?<ends>end)|(?<turns>else))?\b/g;
/** Takes a line of a template apart, without its line break. */
function readTemplateLine(line) {
	const text = line.trim();
	const at = text.indexOf("{{");
	const isBalanced = count(text, "{{") === count(text, "}}");
	return {
		indent: line.length - line.trimStart().length,
		literal: at === -1 ? text : text.slice(0, at),
		isLiteral: at === -1,
		isWhole: isBalanced && nesting(text).every((depth) => depth >= 0) && ends(text)
	};
}
function ends(text) {
	return (nesting(text).at(-1) ?? 0) === 0 && !text.endsWith("-}}");
}
function count(text, part) {
	return text.split(part).length - 1;
}
/** How deep in conditions a text is after each of its actions; an `else` is one below for itself. */
function nesting(text) {
	let depth = 0;
	const depths = [];
	for (const { groups } of text.matchAll(ACTION)) {
		if (groups?.["turns"] !== void 0) depths.push(depth - 1);
		if (groups?.["opens"] !== void 0) depth++;
		if (groups?.["ends"] !== void 0) depth--;
		depths.push(depth);
	}
	return depths;
}
/** Whether two places of a template are in the same branch of its conditions. */
function isSameBranch(text, one, other) {
	const depths = nesting(text.slice(Math.min(one, other), Math.max(one, other)));
	return depths.every((depth) => depth >= 0) && (depths.at(-1) ?? 0) === 0;
}
/**
* Whether a mapping in a template has a key, at a column, in one of its branches: what is written beside it is
* there twice with other values.
*
* @param line a line of the mapping, counted from 0
*/
function hasKey(lines, line, { column, name }) {
	for (let at = line; at >= 0; at--) {
		const { text, head, isAction } = rowOf(lines[at]);
		if (DEFINITION$1.test(text)) break;
		if (isAction) continue;
		if (head === column && isKey(text.slice(head), name)) return true;
		if (indentOf(text) < column) break;
	}
	for (let at = line + 1; at < lines.length; at++) {
		const { text, head, isAction } = rowOf(lines[at]);
		if (DEFINITION$1.test(text)) break;
		if (isAction) continue;
		if (indentOf(text) < column) break;
		if (head === column && isKey(text.slice(head), name)) return true;
	}
	return false;
}
const CONTROL = /^\{\{-? ?(?:if|with|range|else|end|define|block)\b/;
const INDENT = /\bn?indent {1,8}(?<column>\d+)/;
/** The column that what an action writes is indented to, as far as it names it. */
function indentIn(action) {
	if (!action.startsWith("{{") || CONTROL.test(action)) return void 0;
	const column = INDENT.exec(action)?.groups?.["column"];
	return column === void 0 ? void 0 : Number(column);
}
/**
* Whether what follows in a template belongs to what stands above a line: with other values, it may be written there,
* and new lines between would take it over.
*
* @param line the line that new lines come below, counted from 0
* @param added the first of the new lines
*/
function isContinued(lines, line, added) {
	const column = indentOf(added);
	const isItem = added.startsWith("- ", column);
	for (let at = line + 1; at < lines.length; at++) {
		const text = lines[at] ?? "";
		if (DEFINITION$1.test(text)) return false;
		const content = text.trim();
		const written = indentIn(content);
		if (content === "" || content.startsWith("#")) continue;
		if (content.startsWith("{{") && written === void 0) continue;
		const next = written ?? indentOf(text);
		if (next !== column || isItem) return next > column;
		return written === void 0 ? content.startsWith("- ") : isInList(lines, line, column);
	}
	return false;
}
/**
* The column of the items that a template may write below a key: new ones have to stand there, too. Undefined where
* nothing tells.
*
* @param line the key's line, counted from 0
*/
function itemColumnBelow(lines, line) {
	const key = lines[line] ?? "";
	if (!/:\s*$/.test(key)) return void 0;
	for (let at = line + 1; at < lines.length; at++) {
		const text = lines[at] ?? "";
		const content = text.trim();
		const written = indentIn(content);
		if (content === "" || content.startsWith("#")) continue;
		if (content.startsWith("{{") && written === void 0) continue;
		const column = written ?? indentOf(text);
		return (written !== void 0 || content.startsWith("- ")) && column >= indentOf(key) ? column : void 0;
	}
}
/** Whether a line is of a list whose items stand at the column of its key, or of a key there that has nothing yet. */
function isInList(lines, line, column) {
	let isEmpty = true;
	for (let at = line; at >= 0; at--) {
		const { text, isAction } = rowOf(lines[at]);
		const indent = indentOf(text);
		if (isAction) continue;
		if (indent > column) {
			isEmpty = false;
			continue;
		}
		return indent === column && (text.startsWith("- ", column) || isEmpty && /:\s*$/.test(text));
	}
	return false;
}
/**
* Whether a list in a template has an item with a name, in a branch that may be off.
*
* @param line a line of the list, or its key's, counted from 0
*/
function hasItem(lines, line, { column, name }) {
	const isItem = (text) => indentOf(text) === column && [
		name,
		`"${name}"`,
		`'${name}'`
	].some((one) => text.trim() === `- name: ${one}`);
	const isPast = (text) => DEFINITION$1.test(text) || !rowOf(text).isAction && indentOf(text) < column;
	return [lines.slice(line + 1), lines.slice(0, line).toReversed()].some((some) => {
		const end = some.findIndex(isPast);
		return some.slice(0, end === -1 ? some.length : end).some(isItem);
	});
}
const DEFINITION$1 = /^\s*\{\{-?\s*define\b/;
function rowOf(text = "") {
	const [head = ""] = /^ *(?:- +)*/.exec(text) ?? [];
	return {
		text,
		head: head.length,
		isAction: text.trim() === "" || text.startsWith("{{", head.length)
	};
}
function indentOf(text) {
	return text.length - text.trimStart().length;
}
function isKey(text, name) {
	return [
		`${name}:`,
		`"${name}":`,
		`'${name}':`
	].some((key) => text.startsWith(key));
}
const IF = /^\{\{-? ?if\b/;
const END = /^\{\{-? ?end ?\}\}$/;
/**
* The `if` that has a key of a mapping in a template, where that key is all that it writes: what the mapping lacks
* otherwise belongs in its `else`.
*
* @param line a line of the mapping, counted from 0
*/
function branchWith(lines, line, { column, name }) {
	for (const [at, text] of lines.entries()) {
		if (indentOf(text) !== column || !isKey(text.slice(column), name)) continue;
		const branch = branchFrom(lines, at - 1, column);
		if (!branch || line >= branch.from && line <= branch.to) continue;
		const length = branch.to - branch.from + 1;
		if (!hasKey(lines.toSpliced(branch.from, length), branch.from < line ? line - length : line, {
			column,
			name
		})) return branch;
	}
}
function branchFrom(lines, from, column) {
	if (!IF.test(lines[from]?.trim() ?? "")) return void 0;
	for (let to = from + 2; to < lines.length; to++) {
		const text = lines[to] ?? "";
		const content = text.trim();
		if (END.test(content)) return {
			from,
			to
		};
		if (CONTROL.test(content)) return void 0;
		if (content !== "" && !content.startsWith("{{") && indentOf(text) <= column) return void 0;
	}
}
// src/render/source-fix/template-edits.ts
const NOT_LITERAL = { refused: "the lines around it are not written in a template" };
/**
* Finds edits of templates that make these changes to a rendered document: the edits that a person would
* make in the rendering, on the literal lines that it comes from.
*
* @param files the chart's texts by their path
*/
function templateEdits(rendered, document, changes, files) {
	const writer = new TemplateWriter(rendered, document, files);
	const whole = writer.plan(changes);
	if (!("refused" in whole)) return whole;
	const onTop = groupBy(changes.filter(({ kind }) => kind === "append"), ({ path }) => JSON.stringify(path)).filter((list) => "refused" in writer.plan(list)).flat();
	if (onTop.length === 0) return whole;
	const others = changes.filter((change) => !onTop.includes(change));
	const rest = others.length === 0 ? [] : writer.plan(others);
	const added = writer.onTop(onTop);
	if ("refused" in rest) return rest;
	return added ? [...rest, ...added] : NOT_LITERAL;
}
var TemplateWriter = class {
	#rendered;
	#document;
	#files;
	constructor(rendered, document, files) {
		this.#rendered = rendered;
		this.#document = document;
		this.#files = files;
	}
	plan(changes) {
		const plan = planEdits(this.#document, changes, (edits) => this.#all(edits) !== void 0);
		if ("refused" in plan) return plan;
		const made = this.#all(plan.edits);
		return made && !doOverlap(made) ? made : NOT_LITERAL;
	}
	/** Adds elements at the start of lists, below their keys: what ends them may be no literal line. */
	onTop(changes) {
		const byList = /* @__PURE__ */ new Map();
		for (const change of changes) {
			if (change.kind !== "append") return void 0;
			const known = byList.get(JSON.stringify(change.path));
			if (known) known.data.push(change.value);
			else byList.set(JSON.stringify(change.path), {
				path: change.path,
				data: [change.value]
			});
		}
		const edits = [...byList.values()].map(({ path, data }) => this.#onTopOf(path, data));
		return edits.every((edit) => edit !== void 0) ? edits.flat() : void 0;
	}
	#onTopOf(path, data) {
		const list = valueAt(rootOf(this.#document), path);
		const parent = valueAt(rootOf(this.#document), path.slice(0, -1));
		const [first] = items(list);
		const { text } = this.#document;
		if (!list || !parent || !isList(list) || !first || text[list.span.start] !== "-") return;
		const before = text.slice(0, list.span.start).trimEnd().length;
		const at = endOfLine(text, before);
		const eol = lineBreakAt(text, at);
		const layout = layoutOf(parent, columnOf(text, list.span.start), eol);
		return this.#inserted({
			start: at,
			end: at,
			text: eol + blockText(data, layout)
		});
	}
	#all(edits) {
		const made = edits.map((edit) => this.#inserted(edit) ?? this.#replaced(edit) ?? this.#opened(edit));
		return made.every((edit) => edit !== void 0) ? made.flat() : void 0;
	}
	/** New lines below a line, as new lines below the template's line, or in the `else` of conditions. */
	#inserted({ start, end, text }) {
		const index = this.#lineOf(start);
		if (start !== end || !/^\r?\n/.test(text) || start !== this.#spanOf(index).end) return;
		const source = this.#sourceOf(index);
		if (!source || !this.#isUnconditional(index, source, text)) return void 0;
		const moved = this.#below(index, source, text.split(/\r?\n/).slice(1));
		if (!moved || repeatsVolume(source, moved)) return void 0;
		const { path, end: at } = source;
		const made = groupBy(entriesOf(moved), (lines) => hasKeyOf(source, lines) ? lines : void 0).map(([lines = [], ...more]) => hasKeyOf(source, lines) ? otherwise(source, lines) : {
			path,
			start: at,
			end: at,
			text: joined([lines, ...more].flat(), source)
		});
		return made.every((edit) => edit !== void 0) ? made : void 0;
	}
	/** New lines that stand below a line, as they stand below the template's line. */
	#below(index, source, lines) {
		if (!source.isWhole) return void 0;
		const next = this.#rendered.map.textAt(this.#rendered.file, index + 1);
		if (next?.path === source.path && next.line === source.line) return void 0;
		const rows = source.text.split(/\r?\n/);
		const [first = ""] = lines;
		const column = /^ *- /.test(first) ? itemColumnBelow(rows, source.line - 1) : void 0;
		const shift = column === void 0 ? source.indent - this.#indentOf(index) : column - first.search(/\S/);
		const moved = lines.flatMap((line) => shifted(line, shift) ?? []);
		return moved.length < lines.length || isContinued(rows, source.line - 1, moved[0] ?? "") ? void 0 : moved;
	}
	/** The end of a line, such as `{}`, replaced with new lines below it. */
	#opened({ start, end, text }) {
		const index = this.#lineOf(start);
		const [head = "", ...lines] = text.split(/\r?\n/);
		const source = this.#sourceOf(index);
		if (!source?.isLiteral || start === end || lines.length === 0) return void 0;
		const from = this.#spanOf(index).start + this.#indentOf(index);
		if (start < from || end - from !== source.literal.length) return void 0;
		const moved = this.#below(index, source, lines);
		if (!moved) return void 0;
		const at = source.start + source.indent - from;
		const added = head + joined(moved, source);
		return [{
			path: source.path,
			start: start + at,
			end: end + at,
			text: added
		}];
	}
	/** A part of a line, in the template's line. */
	#replaced({ start, end, text }) {
		const index = this.#lineOf(start);
		if (text.includes("\n") || end > this.#spanOf(index).end) return void 0;
		const source = this.#sourceOf(index);
		if (!source) return void 0;
		const from = this.#spanOf(index).start + this.#indentOf(index);
		if (end - from > source.literal.length) return void 0;
		const at = source.start + source.indent - from;
		return [{
			path: source.path,
			start: start + at,
			end: end + at,
			text
		}];
	}
	#lineOf(offset) {
		return this.#rendered.manifest.lines.position(offset).line - 1;
	}
	#spanOf(index) {
		return this.#rendered.manifest.lines.span(index + 1);
	}
	#indentOf(index) {
		const { start, end } = this.#spanOf(index);
		const line = this.#document.text.slice(start, end);
		return line.length - line.trimStart().length;
	}
	/** The line of a template that a rendered line starts as; undefined where it is not literal. */
	#sourceOf(index) {
		const { map, file, manifest } = this.#rendered;
		const place = map.literalAt(file, index);
		const text = place && this.#files[place.path];
		if (!place || text === void 0) return void 0;
		const { start, end } = indexLines(text).span(place.line);
		const line = readTemplateLine(text.slice(start, end));
		const span = this.#spanOf(index);
		const written = manifest.file.text.slice(span.start, span.end).trim();
		return (line.isLiteral ? written === line.literal : line.literal.trim() !== "" && written.startsWith(line.literal.trimEnd())) ? {
			...place,
			...line,
			text,
			start,
			end
		} : void 0;
	}
	/** Whether lines that are added below a line are written whenever what they are added to is. */
	#isUnconditional(index, source, added) {
		const owner = this.#ownerOf(index, added.replace(/^\r?\n/, ""));
		const start = this.#sourceOf(owner);
		if (start?.path === source.path) return isSameBranch(source.text, start.start, source.start);
		const { map, file } = this.#rendered;
		const around = new Set(map.conditionsAt(file, owner));
		return map.conditionsAt(file, index).every((condition) => around.has(condition));
	}
	/** The line of the key, or of the item's dash, that lines are added to. */
	#ownerOf(index, added) {
		const column = added.search(/\S/);
		const isItem = added.startsWith("- ", column);
		for (let above = index; above > 0; above--) {
			const { start, end } = this.#spanOf(above);
			const line = this.#document.text.slice(start, end).trim();
			if (line === "" || line.startsWith("#")) continue;
			const indent = this.#indentOf(above);
			if (indent < column || isItem && indent === column && !line.startsWith("- ")) return above;
		}
		return 0;
	}
};
/** New lines with the line breaks of a template. */
function joined(lines, { text, end }) {
	const eol = lineBreakAt(text, end);
	return lines.map((line) => eol + line).join("");
}
/** What a fix sets where a condition with which a template has it is off. */
const SET_OTHERWISE = [
	"securityContext",
	"capabilities",
	"seccompProfile"
];
/** New lines by the entries of the mapping or list that they are added to. */
function entriesOf(lines) {
	const column = (lines[0] ?? "").search(/\S/);
	const entries = [];
	for (const line of lines) {
		const entry = entries.at(-1);
		if (entry && line.search(/\S/) !== column) entry.push(line);
		else entries.push([line]);
	}
	return entries;
}
/** A new entry of a securityContext, or a new one, in the `else` of a condition with which the template has it. */
function otherwise(source, added) {
	const [head = ""] = added;
	const column = head.search(/\S/);
	const name = head.trim().slice(0, -1);
	if (!SET_OTHERWISE.includes(name)) return void 0;
	const rows = source.text.split(/\r?\n/);
	const branch = branchWith(rows, source.line - 1, {
		column,
		name
	});
	if (!branch) return void 0;
	const lines = indexLines(source.text);
	if (!isSameBranch(source.text, source.start, lines.span(branch.from + 1).start)) return void 0;
	const { end } = lines.span(branch.to);
	const turn = (rows[branch.to] ?? "").trimEnd().replace("end", "else");
	return {
		path: source.path,
		start: end,
		end,
		text: joined([turn, ...added], source)
	};
}
/** Whether the template has the key of a new entry beside it already, in a branch that may be off. */
function hasKeyOf({ text, line }, [head = ""]) {
	const [, name] = /^ *([\w-]+):/.exec(head) ?? [];
	const column = head.search(/\S/);
	return name !== void 0 && hasKey(text.split(/\r?\n/), line - 1, {
		column,
		name
	});
}
/** Whether the template has a volume with the name of a new one, in a branch that may be off. */
function repeatsVolume({ text, line }, added) {
	const lines = text.split(/\r?\n/);
	return added.some((one, index) => {
		const [, blanks = "", name] = /^( *)- name: (\S+)$/.exec(one) ?? [];
		return name !== void 0 && added[index + 1]?.trim().startsWith("emptyDir:") === true && hasItem(lines, line - 1, {
			column: blanks.length,
			name
		});
	});
}
/** A line with more or less indentation; undefined where it has too little. */
function shifted(line, by) {
	if (by >= 0) return line === "" ? line : " ".repeat(by) + line;
	return line.startsWith(" ".repeat(-by)) ? line.slice(-by) : void 0;
}
// src/render/source-fix/built-options.ts
/** Deeper than values and patches are written. */
const MAX_DEPTH$1 = 30;
/**
* A value of a release that a kustomization builds, set on the line that it comes from: of the release, or of a patch,
* as long as the same value stands there alone.
*/
function builtOptions({ value, from, pointer }, change, { files, canEdit }) {
	const name = value.path.at(-1);
	if (!from?.places || change.kind !== "set" || typeof name !== "string") return [];
	const place = from.places[indexLines(from.text).position(value.span.start).line - 1];
	const text = place && files[place.path];
	if (!place || text === void 0 || !canEdit(place.path)) return [];
	const found = scalarsOn(text, place.line, name).filter((one) => scalar(one) === scalar(value));
	const [own] = found;
	if (!own || found.length > 1 || own.shared) return [];
	const changes = [{
		...change,
		path: own.path
	}];
	return [{
		kind: "values",
		path: place.path,
		document: own.document,
		changes,
		pointer
	}];
}
/** The scalars on a line that have a name, or that an operation of a patch gives to it. */
function scalarsOn(text, line, name) {
	const index = documentOn(text, line);
	const span = splitDocuments(text)[index];
	const document = span && parseDocumentAt(text, span, index);
	if (!document || !("root" in document)) return [];
	const { start, end } = indexLines(text).span(line);
	const found = [];
	const visit = (value, isNamed, depth) => {
		if (!(value.span.start <= end && value.span.end >= start) || depth > MAX_DEPTH$1) return;
		for (const one of items(value)) visit(one, false, depth + 1);
		const fields = isMapping(value) ? ownFields(value) : [];
		for (const one of fields) visit(one.value, one.name === name || isOperand(value, one.name, name), depth + 1);
		if (scalar(value) === void 0) return;
		const inner = documentIn(value);
		if (inner && inner.span.start > value.span.start && isMultiline(value)) visit(rootOf(inner), false, depth + 1);
		else if (isNamed && value.span.start >= start) found.push(value);
	};
	visit(rootOf(document), false, 0);
	return found;
}
function isMultiline(value) {
	return textOf$4(value)?.includes("\n") === true;
}
/** Whether a key of an operation has the value for the last step of its path. */
function isOperand(operation, key, name) {
	const [op, path] = ["op", "path"].map((one) => textOf$4(field(operation, one)?.value));
	return key === "value" && (op === "add" || op === "replace") && path?.endsWith(`/${name}`) === true;
}
// src/render/source-fix/inline-changes.ts
/** Changes of values as changes of the document that they are written in; undefined where it can't have them. */
function changesIn(within, changes) {
	const { at, kind } = within;
	if (kind === "values") return changes.map((one) => ({
		...one,
		path: [...at, ...one.path]
	}));
	const made = changes.map((one) => parameterChanges(within, one));
	return made.every((one) => one !== void 0) ? made.flat() : void 0;
}
/** Each parameter is one value, by its path and as a text. */
function parameterChanges({ document, at }, change) {
	if (change.kind !== "set") return void 0;
	const names = items(valueAt(rootOf(document), at)).map((one) => textOf$4(field(one, "name")?.value));
	return leavesOf(change.path, change.value)?.map(({ path, value }) => {
		const name = path.join(".");
		const index = names.lastIndexOf(name);
		return index === -1 ? {
			kind: "append",
			path: at,
			value: {
				name,
				value
			}
		} : {
			kind: "set",
			path: [
				...at,
				index,
				"value"
			],
			value
		};
	});
}
/** The single values in data; undefined where a parameter can't name one. */
function leavesOf(path, data) {
	if (isDataMap(data)) {
		const all = Object.entries(data).map(([key, value]) => leavesOf([...path, key], value));
		return all.every((one) => one !== void 0) ? all.flat() : void 0;
	}
	const isNamed = path.every((step) => typeof step === "string" && /^[\w-]+$/.test(step));
	return typeof data === "object" || !isNamed ? void 0 : [{
		path,
		value: String(data)
	}];
}
// src/render/source-fix/text-for-tpl.ts
const TEMPLATE = /(?:^|\/)templates\//;
const MAX_LENGTH = 1e5;
/** Whether a template of a chart gives a value to `tpl`, by its name there or on the line above: `with`. */
function isGivenToTpl(pointer, files) {
	const name = `.${pointer.slice(pointer.lastIndexOf("/") + 1)}`;
	return Object.entries(files).some(([path, text]) => TEMPLATE.test(path) && text.length <= MAX_LENGTH && isGiven(text.split("\n"), name));
}
function isGiven(lines, name) {
	return lines.some((line, index) => {
		return (line.includes(name) || (lines[index - 1] ?? "").includes(name)) && /\btpl\b(?! *\( *toYaml)/.test(line);
	});
}
/** Elements that are added to a list which the values have as a text. */
function asText(changes, path) {
	const items = changes.flatMap((one) => one.kind === "append" && one.path.length === path.length ? [one.value] : []);
	if (items.length < changes.length) return changes;
	return [{
		kind: "set",
		path,
		value: `${blockText(items, {
			indent: 0,
			step: 2,
			listIndent: 2,
			eol: "\n"
		})}\n`
	}];
}
// src/render/source-fix/values-options.ts
/** Each costs a rendering when the ones before it come to nothing. */
const MAX_OPTIONS = 4;
/** How deep below a value its copy in a rendering is looked for. */
const MAX_DEPTH = 5;
/** The ways to make changes through files of values, the best first. */
function valuesOptions(placed) {
	const { document, at } = placed;
	const found = (scalar(valueAt(rootOf(document), at)) ?? null) === null ? namedOptions(placed) : scalarOption(placed);
	const all = [...copyOptions(placed), ...found];
	return [...new Map(all.map((one) => [JSON.stringify([one.path, one.changes]), one])).values()].slice(0, MAX_OPTIONS);
}
/** The key of the values whose value a rendered scalar is. */
function scalarOption(placed) {
	const { rendered, document, at, changes, canEdit } = placed;
	const { values } = rendered.map;
	const value = valueAt(rootOf(document), at);
	const written = scalar(value);
	const [change] = changes;
	if (!value || written === void 0 || change?.kind !== "set") return [];
	const index = rendered.manifest.lines.position(value.span.start).line - 1;
	const found = rendered.map.keyAt(rendered.file, index);
	if (!found) return [];
	if (found.from?.places) return builtOptions(found, change, placed);
	if (!canEdit(found.path)) return overridingOptions(placed, found, change);
	const { path, value: key, pointer, file } = found;
	if (!file.inline) {
		if (scalar(key) !== written) return [];
		const set = {
			...change,
			path: key.path
		};
		return [{
			kind: "values",
			path,
			document: key.document,
			changes: [set],
			pointer
		}];
	}
	return values.documentsIn(file).flatMap((within) => {
		const steps = pathOf(within.data, values.stepsTo(found));
		if (dataAt(within.data, steps) !== written) return [];
		const set = changesIn(within, [{
			...change,
			path: steps
		}]);
		const own = {
			kind: "values",
			path,
			document: within.document,
			pointer
		};
		return set ? [{
			...own,
			changes: set
		}] : [];
	});
}
/**
* A value of a chart that is not for us to edit, such as one that others publish, set in what counts over it: in
* the values of a release, or of a parent.
*/
function overridingOptions({ rendered, canEdit }, { file: own, value, pointer }, change) {
	const { values } = rendered.map;
	if (value.path.some((step) => typeof step === "number")) return [];
	const all = values.filesFor(pointer);
	return all.slice(0, all.findIndex(({ file }) => file === own)).filter(({ file }) => canEdit(file.path)).flatMap(({ file, steps }) => values.documentsIn(file).map((within) => ({
		file,
		within,
		steps
	}))).toSorted((a, b) => depthIn(b) - depthIn(a)).slice(0, MAX_OPTIONS).flatMap(({ file, within, steps }) => {
		const changes = changesIn(within, [{
			...change,
			path: [...steps]
		}]);
		const { document } = within;
		return changes ? [{
			kind: "values",
			path: file.path,
			document,
			changes,
			pointer
		}] : [];
	});
}
/** How much of the way to a value is there. */
function depthIn({ within, steps }) {
	const missing = steps.findIndex((_, index) => dataAt(within.data, steps.slice(0, index + 1)) === void 0);
	return missing === -1 ? steps.length : missing;
}
/** What a template wrote as a whole, such as with `toYaml`: the same data in the values. */
function copyOptions(placed) {
	const { rendered, document, at, canEdit } = placed;
	const data = document.toData();
	const options = [];
	for (let depth = at.length; depth > 0 && options.length < MAX_OPTIONS; depth--) {
		const place = at.slice(0, depth);
		const copied = dataAt(data, place);
		if (!isFilled(copied)) continue;
		const { from } = linesOf$2(rendered, document, place);
		for (const pointer of rendered.map.writtenBy(rendered.file, from)) for (const { file, steps } of rendered.map.values.filesFor(pointer)) {
			if (!canEdit(file.path)) continue;
			const found = copyIn(rendered, file, steps, copied);
			const made = found ? optionAt(placed, {
				...found,
				file,
				pointer,
				place
			}) : [];
			for (const one of made) options.push(one);
		}
	}
	return options;
}
function isFilled(data) {
	return typeof data === "object" && data !== null && Object.keys(data).length > 0;
}
function copyIn({ map }, file, steps, copied) {
	for (const within of map.values.documentsIn(file)) {
		const { data } = within;
		const start = pathOf(data, steps);
		const found = searchCopy(dataAt(data, start), copied, 0);
		if (found) return {
			within,
			path: [...start, ...found]
		};
	}
}
function searchCopy(data, copied, depth) {
	if (data === void 0 || depth > MAX_DEPTH) return void 0;
	if (dequal(data, copied)) return [];
	const entries = Array.isArray(data) ? data.map((item, index) => [index, item]) : isDataMap(data) ? Object.entries(data) : [];
	for (const [step, below] of entries) {
		const found = searchCopy(below, copied, depth + 1);
		if (found) return [step, ...found];
	}
}
/** The values that templates ask for by the name of what is missing, such as `.Values.web.securityContext`. */
function namedOptions(placed) {
	const { rendered, document, at } = placed;
	const isPod = at.at(-2) === "spec";
	return pointersFor(rendered, document, at).toSorted((a, b) => rank(a, isPod) - rank(b, isPod)).flatMap((pointer) => filesOf(placed, pointer).flatMap((found) => optionAt(placed, {
		...found,
		pointer,
		place: at
	})));
}
/** A container asks for the pod's settings only by chance, and the other way round. */
function rank(pointer, isPod) {
	const isOther = isPod ? /container/i : /pod/i;
	const isOwn = isPod ? /pod/i : /container/i;
	return Number(isOther.test(pointer)) - Number(isOwn.test(pointer));
}
/** Where a value is, or can be added: the chart's own values first, but lists where they count. */
function filesOf({ rendered, at, changes, canEdit, files: chart }, pointer) {
	const { values } = rendered.map;
	const all = values.filesFor(pointer).filter(({ file }) => canEdit(file.path)).flatMap(({ file, steps }) => {
		const [within] = values.documentsIn(file);
		return within ? [{
			file,
			within,
			path: pathOf(within.data, steps)
		}] : [];
	});
	const having = all.filter(({ within, path }) => dataAt(within.data, path) !== void 0);
	const ordered = changes.every(({ kind, path }) => kind === "append" && path.length === at.length) && having.length > 0 ? having.slice(0, 1) : [
		...having.filter(isChartsOwn),
		...having,
		...all.filter(isChartsOwn),
		...all
	];
	return [...new Set(ordered)].filter((place) => canHold(place, pointer, chart)).slice(0, 2);
}
function isChartsOwn({ file }) {
	return file.path === "values.yaml";
}
/** To a text nothing can be added in this way, unless it is empty and for `tpl`. */
function canHold({ within, path }, pointer, files) {
	const data = dataAt(within.data, path) ?? null;
	return typeof data === "object" || data === "" && isGivenToTpl(pointer, files);
}
/** Nothing, which a template can take for an empty text; not so an empty list. */
function isEmptyText(data) {
	return data === "" || data === null || data === void 0;
}
/** Steps of a JSON pointer as a path: the index of a list is a number. */
function pathOf(data, steps) {
	let current = data;
	return steps.map((step) => {
		const isItem = Array.isArray(current) && /^\d+$/.test(step);
		current = dataAt(current, [step]);
		return isItem ? Number(step) : step;
	});
}
function optionAt(placed, { file, within, path, pointer, place }) {
	const { document, data } = within;
	const { at } = placed;
	const moved = wantedAt(placed, dataAt(data, path)).map((change) => ({
		...change,
		path: [
			...path,
			...at.slice(place.length),
			...change.path.slice(at.length)
		]
	}));
	const wanted = isEmptyText(dataAt(data, path)) && isGivenToTpl(pointer, placed.files) ? asText(moved, path) : moved;
	const enabling = switchedOn(data, path);
	const made = changesIn(within, [...wanted, ...enabling]);
	const option = {
		kind: "values",
		path: file.path,
		document,
		pointer
	};
	return made ? [{
		...option,
		changes: made,
		switchesOn: enabling.length > 0
	}] : [];
}
/** The changes, with what is there already where a value for it takes its place. */
function wantedAt({ document, at, changes, replaces }, value) {
	const isEmpty = (value ?? null) === null || isDataMap(value) && Object.keys(value).length === 0;
	if (!replaces || !isEmpty) return changes;
	const all = dataAt(changeData(document.toData() ?? null, changes), at);
	return Object.entries(isDataMap(all) ? all : {}).map(([name, one]) => ({
		kind: "set",
		path: [...at, name],
		value: one
	}));
}
/** Some charts write a securityContext only where its key `enabled`, which Kubernetes does not know, is true. */
function switchedOn(data, path) {
	const enabled = [...path, "enabled"];
	return dataAt(data, enabled) === false && /context$/i.test(String(path.at(-1))) ? [{
		kind: "set",
		path: enabled,
		value: true
	}] : [];
}
// src/render/source-fix/parts.ts
/** What can be edited of a chart. */
function editableChart({ files, canEdit, whyNot }) {
	const patches = new KustomizationDocuments(files, postPatches);
	return {
		files,
		canEdit,
		partsOf: (rendered, document, changes) => partsOf({
			rendered,
			document,
			changes
		}, {
			files,
			canEdit,
			patches
		}),
		isReadAt,
		words: {
			tooMany: "the chart would have to be rendered too often to prove a fix for each",
			notRendered: "Helm can't render the chart with any edit of it",
			noEdit: "no edit of the values or of a template changes only this",
			noPlace: (rendered) => whyNot?.(rendered) ?? whyWithout(rendered, canEdit)
		}
	};
}
function whyWithout({ sources: { path } }, canEdit) {
	if (path === void 0) return "its template is in an archive";
	return canEdit(path) ? "the chart has no value for it, and no line of a template that can be changed" : "its template is not for you to edit, and the values have no key for it";
}
function isReadAt({ rendering, document: index, finding, paths }, { pointer }) {
	const rendered = rendering?.rendered;
	const document = rendered?.manifest.documents.find((one) => one.index === index);
	if (!rendered || !document) return false;
	const container = finding?.subject.container?.value.path ?? [];
	const { from, to } = linesOf$2(rendered, document, paths.every((path) => isInside(path, container)) ? container : []);
	return rendered.map.askedOn(rendered.file, from, to).some((path) => path === pointer || path.startsWith(`${pointer}/`) || pointer.startsWith(`${path}/`));
}
function isInside(path, outer) {
	return JSON.stringify(path.slice(0, outer.length)) === JSON.stringify(outer);
}
function partsOf({ rendered, document, changes }, by) {
	const { files, canEdit, patches } = by;
	const placed = changes.map((change) => ({
		change,
		at: placeOf(document, change)
	}));
	return groupBy(placed, ({ at }) => JSON.stringify(at)).map((group) => {
		const at = group[0]?.at ?? [];
		const wanted = group.map(({ change }) => change);
		const replaces = isDefault(rendered, document, at);
		const values = valuesOptions({
			rendered,
			document,
			at,
			changes: wanted,
			canEdit,
			files,
			replaces
		});
		const written = templateOptions({
			rendered,
			document,
			changes: wanted
		}, at, by);
		const template = values.length > 0 ? written : written.filter(({ ifUnread }) => !ifUnread);
		const patch = rendered.set.post ? patchOptions({
			rendered,
			document,
			documents: patches
		}, wanted, canEdit) : [];
		const isPatched = isWrittenByPatch(rendered, document, at);
		const own = replaces ? [...template, ...values] : [...values, ...template];
		return {
			changes: wanted,
			options: isPatched ? patch : [...own, ...patch]
		};
	});
}
function templateOptions({ rendered, document, changes }, at, { files, canEdit }) {
	if (isWrittenFromValues(rendered, document, at)) return [];
	const edits = templateEdits(rendered, document, changes, files);
	const isLiteral = !("refused" in edits) && edits.every(({ path }) => canEdit(path));
	const ifUnread = isAskedFor(rendered, document, at);
	return isLiteral ? [{
		kind: "template",
		rendered,
		document,
		changes,
		ifUnread
	}] : [];
}
/** Whether a patch of a release wrote the first line of a value, or of what it would be in. */
function isWrittenByPatch({ file, manifest }, document, at) {
	const { patched } = file;
	if (!patched) return false;
	for (let depth = at.length; depth > 0; depth--) {
		const value = valueAt(rootOf(document), at.slice(0, depth));
		if (value) return patched[manifest.lines.position(value.span.start).line - 1] !== void 0;
	}
	return false;
}
/**
* Whether a template writes keys of a mapping from the values, such as with `toYaml`: who sets a key there that
* stands beside it, too, would set it twice.
*/
function isWrittenFromValues({ map, file, manifest }, document, at) {
	return ownFields(valueAt(rootOf(document), at)).some(({ key }) => !map.literalAt(file, manifest.lines.position(key.start).line - 1));
}
/**
* Whether a template asks for what is missing, or for the rest of a securityContext, and would write it beside
* what is written there instead.
*/
function isAskedFor(rendered, document, at) {
	return valueAt(rootOf(document), at) === void 0 ? pointersFor(rendered, document, at).length > 0 : contextOf(at) !== void 0 && isAskedIn(rendered, document, at);
}
// src/render/edited-chart.ts
/** A chart whose files have other texts: what it reads from objects in them is read anew. */
function editedChart(chart, files) {
	const isOther = ({ path }) => chart.files[path] !== files[path];
	const entries = Object.entries(chart.inline ?? {});
	const inline = Object.fromEntries(entries.map(([key, one]) => [key, isOther(one) ? rereadInline(one, files[one.path] ?? "") ?? one : one]));
	const sets = chart.sets.map((set) => {
		const { postFrom } = set;
		if (!postFrom || !isOther(postFrom)) return set;
		const source = {
			path: postFrom.path,
			text: files[postFrom.path] ?? ""
		};
		return {
			...set,
			post: postLinesIn(source, postFrom.document) ?? set.post
		};
	});
	return {
		...chart,
		files,
		sets,
		inline: chart.inline && inline
	};
}
// src/run/edit-chart.ts
/**
* A chart whose files have other texts: releases that kustomizations build from them are built again. Where that
* can't be, nobody knows what the chart becomes, and the reason says so.
*/
async function editChart(chart, files, rebuild) {
	const edited = editedChart(chart, files);
	const changed = Object.keys(files).filter((path) => files[path] !== chart.files[path]);
	const sets = chart.sets.filter(({ builtFrom }) => builtFrom?.some((path) => changed.includes(path)));
	if (sets.length === 0) return { chart: edited };
	const texts = new Map(changed.map((path) => [reportedPath(chart, path), files[path] ?? ""]));
	const releases = await rebuild?.(texts) ?? [];
	const byName = new Map(releases.map((one) => [one.name, one]));
	const found = sets.flatMap(({ name = "" }) => byName.get(name) ?? []);
	if (found.length < sets.length) return {
		chart: edited,
		reason: NOT_BUILT
	};
	return { chart: withReleases$1(edited, found) };
}
const NOT_BUILT = "a release can't be built again by its kustomization";
/** A chart with some of its releases as they are now. */
function withReleases$1(chart, releases) {
	const { sets, inline } = releaseSets(chart.folder, releases, (path) => Object.hasOwn(chart.files, path));
	return {
		...chart,
		sets: chart.sets.map((set) => {
			const found = sets.find(({ name }) => name === set.name);
			return found ? {
				...found,
				release: set.release,
				namespace: set.namespace
			} : set;
		}),
		inline: {
			...chart.inline,
			...inline
		}
	};
}
// src/run/judge-chart.ts
/** Renders a chart with all of its value sets, and judges what it becomes. Never throws for what is in it. */
async function judgeChart({ chart, reason }, { engine, ruleSet, inspect }) {
	const answer = reason === void 0 ? await engine.render(requestFor(chart)) : { reason };
	const rendered = readRendering(chart, answer, ruleSet);
	const names = imagesOfSource(rendered);
	const images = await inspect?.({
		run: names,
		written: names
	});
	return {
		rendered,
		...judgeSource(rendered, {
			...ruleSet,
			...images
		})
	};
}
// src/render/source-fix/effective-contexts.ts
/**
* The fields that a container takes from its pod's securityContext as a whole where its own has none:
* https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#security-context-1
*/
const INHERITED = /* @__PURE__ */ new Set([
	"appArmorProfile",
	"runAsGroup",
	"runAsNonRoot",
	"runAsUser",
	"seLinuxOptions",
	"seccompProfile"
]);
/** The pods whose containers take fields from the pod's securityContext, as far as all is known of them. */
function inheritingPods(pods) {
	return pods.filter(({ spec, form, partial, containers }) => spec !== void 0 && form !== "subset" && !partial && containers.length > 0 && containers.every(({ contextPath, value, partial: isPart }) => contextPath?.length === value.path.length + 1 && !isPart));
}
/** The field of its pod's securityContext that a change is in, if containers take it from there. */
function inheritedField({ spec }, { path }) {
	if (!spec) return void 0;
	const context = [...spec.path, "securityContext"];
	const name = path[context.length];
	return JSON.stringify(path.slice(0, context.length)) === JSON.stringify(context) && typeof name === "string" && INHERITED.has(name) ? name : void 0;
}
/** The data of a document where each container has itself what it takes from its pod. */
function effectiveData(data, pods) {
	return pods.reduce((result, pod) => changeData(result, changesFor(result, pod)), data);
}
function changesFor(data, { spec, containers }) {
	const path = [...spec?.path ?? [], "securityContext"];
	const { inherited, own } = split(dataAt(data, path));
	return [...containers.flatMap(({ contextPath }) => {
		if (!contextPath) return [];
		const context = dataAt(data, contextPath);
		if (!isMissing(context) && !isDataMap(context)) return [];
		return [filled(contextPath, withoutNulls({
			...inherited,
			...isMissing(context) ? {} : withoutNulls(context)
		}))];
	}), ...own ? [filled(path, own)] : []];
}
/** An empty securityContext says the same as none. */
function filled(path, value) {
	return Object.keys(value).length === 0 ? {
		kind: "remove",
		path
	} : {
		kind: "set",
		path,
		value
	};
}
function split(context) {
	if (isMissing(context)) return {
		inherited: {},
		own: {}
	};
	if (!isDataMap(context)) return {
		inherited: {},
		own: void 0
	};
	const entries = Object.entries(context);
	return {
		inherited: Object.fromEntries(entries.filter(([name]) => INHERITED.has(name))),
		own: Object.fromEntries(entries.filter(([name]) => !INHERITED.has(name)))
	};
}
function isMissing(data) {
	return data === void 0 || data === null;
}
/** The API server takes a null for no value. */
function withoutNulls(data) {
	return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
}
/**
* A change of a remedy as it is in `effectiveData`: what is to be set in the pod's securityContext is set in the
* container that the remedy is for.
*
* @returns undefined where the change can't be told of the container alone
*/
function effectiveChange(change, { pod, contextPath }) {
	if (inheritedField(pod, change) === void 0) return change;
	if (change.kind !== "set" || !contextPath) return void 0;
	const rest = change.path.slice((pod.spec?.path.length ?? 0) + 1);
	return {
		...change,
		path: [...contextPath, ...rest]
	};
}
// src/render/source-fix/tasks.ts
/**
* What there is to fix: for each container and object the value set that comes first, with the findings
* that can be fixed together in its rendering. A wanted finding counts with the first set that has it: what is not
* fixed there is not for the values of a test to hide.
*
* @param wanted which findings to fix
*/
function tasksOf(renderings, source, { isWanted, isOpen, fileOf = () => void 0 }) {
	const known = /* @__PURE__ */ new Set();
	const sets = /* @__PURE__ */ new Map();
	return renderings.flatMap((rendering) => {
		const { name } = rendering.rendered.set;
		const writtenIn = (finding) => fileOf(rendering.rendered, finding);
		const wanted = rendering.judged.findings.filter((finding) => {
			if (!isWanted(finding, name)) return false;
			const key = JSON.stringify([finding.identity, writtenIn(finding)]);
			if (!sets.has(key)) sets.set(key, name);
			return sets.get(key) === name && isOpen(finding, name);
		});
		const groups = bySubject(wanted).filter((group) => {
			const [first] = group;
			const files = new Set(group.map(writtenIn));
			const key = first ? JSON.stringify([subjectKey(first), ...files]) : "";
			const isKnown = known.has(key);
			known.add(key);
			return first !== void 0 && !isKnown;
		});
		return fixMostEach(rendering.judged, groups, () => true, ProofBudget.ofFile()).flatMap((fix) => fix ? taskOf(rendering, fix.applies, source) : []);
	});
}
/** The container or object that a finding is about, in all value sets. */
function subjectKey({ file, subject: { resource, container } }) {
	const { kind, namespace, name } = resource;
	return JSON.stringify([
		file,
		kind,
		namespace,
		name,
		container?.name
	]);
}
/** The task for some findings of a container or object. */
function taskOf(rendering, findings, source, made = /* @__PURE__ */ new Set()) {
	const changes = distinctChanges(findings.flatMap(({ remedy }) => remedy?.changes ?? [])).filter((change) => !made.has(change));
	const document = findings[0]?.subject.value.document;
	const partsFor = (some) => document ? source.partsOf(rendering.rendered, document, some) : [];
	const container = findings[0]?.subject.container;
	const parts = partsFor(changes).map((part) => container ? withOwnOptions(part, container, partsFor) : part);
	return {
		rendering,
		findings,
		parts,
		chosen: parts.map(() => 0)
	};
}
/** What is to be set in the pod can be set in the container, too, where the pod does not do, such as for others in it. */
function withOwnOptions(part, container, partsFor) {
	if (!part.changes.every((change) => inheritedField(container.pod, change))) return part;
	const own = part.changes.flatMap((change) => effectiveChange(change, container) ?? []);
	const [only, ...others] = own.length === part.changes.length ? partsFor(own) : [];
	return only && others.length === 0 ? {
		...part,
		options: [...part.options, ...only.options]
	} : part;
}
/** The tasks for what an attempt fixes in part: the rest of it. */
function companionsOf({ faults, made }, source) {
	const partial = faults.flatMap(({ kind, rendering, finding }) => kind === "part of a remedy" && rendering && finding ? [{
		rendering,
		finding
	}] : []);
	return groupBy(partial, ({ rendering }) => rendering).flatMap((group) => bySubject(group.map(({ finding }) => finding)).flatMap((findings) => group[0] ? taskOf(group[0].rendering, findings, source, made) : []));
}
/** The task for some of its findings, with the best options first: others may have been why these did not do. */
function restOf({ rendering }, findings, source) {
	return taskOf(rendering, findings, source);
}
/** The options that are tried; undefined where a part has no more. */
function optionsOf({ parts, chosen }) {
	const options = parts.map((part, index) => part.options[chosen[index] ?? 0]);
	return options.every((option) => option !== void 0) ? options : void 0;
}
/**
* The task with the next option for some of its parts.
*
* @param isUnread whether a value that was set for the part had no effect at its place
*/
function withNext(task, isMeant, isUnread = () => false) {
	const next = task.parts.map((part, index) => {
		const at = task.chosen[index] ?? 0;
		if (!isMeant(part)) return {
			part,
			at
		};
		const options = isUnread(part) ? part.options : part.options.filter((option, place) => place <= at || isAnyway(option));
		return {
			part: options.length === part.options.length ? part : {
				...part,
				options
			},
			at: at + 1
		};
	});
	return {
		...task,
		parts: next.map(({ part }) => part),
		chosen: next.map(({ at }) => at)
	};
}
function isAnyway(option) {
	return option.kind === "values" || option.ifUnread !== true;
}
/** The part that has no option left, if there is one. */
function exhaustedPart({ parts, chosen }) {
	return parts.find((part, index) => (chosen[index] ?? 0) >= part.options.length);
}
// src/render/source-fix/shared-first.ts
/**
* The tasks without those findings that another task may fix, too: with a field in the securityContext of the pod,
* through a value that is read for this pod as well. They would have the field twice, in the pod and in the container.
*/
function sharedFirst(tasks, source) {
	const shared = tasks.flatMap(sharedFieldsOf);
	if (shared.length === 0) return [...tasks];
	return tasks.flatMap((task) => {
		const open = task.findings.filter((finding) => !shared.some((one) => isCovered(finding, one, task, source)));
		if (open.length === task.findings.length) return [task];
		return open.length === 0 ? [] : [restOf(task, open, source)];
	});
}
function sharedFieldsOf({ findings, parts, chosen }) {
	return parts.flatMap(({ changes, options }, index) => {
		const option = options[chosen[index] ?? 0];
		if (option?.kind !== "values") return [];
		return changes.flatMap((change) => {
			const name = fieldInPod(findings[0], change);
			return name === void 0 ? [] : [{
				name,
				option
			}];
		});
	});
}
function fieldInPod(finding, change) {
	return (finding ? podsOf(finding.subject.resource) : []).map((pod) => inheritedField(pod, change)).find((name) => name !== void 0);
}
/** Whether a finding asks for a field in its container only, and a value that sets it in the pod is read there. */
function isCovered(finding, { name, option }, { rendering }, { isReadAt }) {
	const { subject, remedy } = finding;
	const at = subject.container?.contextPath;
	const changes = remedy?.changes ?? [];
	return at !== void 0 && changes.length > 0 && changes.every(({ path }) => path[at.length] === name && JSON.stringify(path.slice(0, at.length)) === JSON.stringify(at)) && isReadAt({
		kind: "other value",
		rendering,
		document: subject.value.document.index,
		finding: void 0,
		paths: []
	}, option);
}
// src/render/source-fix/differences.ts
/** More of them say nothing more. */
const MAX_PATHS = 40;
/**
* The deepest places where data differs from other data; none where it is the same but for sums of the
* chart's other files, which change with these.
*/
function differences(one, other) {
	const paths = [];
	collect(one, other, [], paths);
	return paths;
}
function collect(one, other, path, paths) {
	if (paths.length >= MAX_PATHS || dequal(one, other) || isSum(one, other, path)) return;
	if (isDataMap(one) && isDataMap(other)) for (const key of /* @__PURE__ */ new Set([...Object.keys(one), ...Object.keys(other)])) collect(own(one, key), own(other, key), [...path, key], paths);
	else if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
		const list = other;
		one.forEach((item, index) => collect(item, list[index], [...path, index], paths));
	} else paths.push(path);
}
function own(map, key) {
	return Object.hasOwn(map, key) ? map[key] : void 0;
}
/** What charts write so that pods start again when what they read changes: `checksum/config: 9f86d0…`. */
const SUM = /^[0-9a-f]{32,128}$/;
function isSum(one, other, path) {
	return /checksum|hash/i.test(String(path.at(-1))) && [one, other].every((text) => typeof text === "string" && SUM.test(text));
}
// src/render/source-fix/compare-data.ts
/** Compares data with what it was, and with what remedies would have made of it. */
function compareData({ before, after, wanted }) {
	const { made, others } = changesBetween(before, after, wanted.flatMap(({ changes }) => changes.flatMap((change) => change ?? [])));
	const isMadeChange = (change) => change !== void 0 && hasMade(made, change);
	const applied = wanted.filter(({ changes }) => changes.length > 0 && changes.every(isMadeChange));
	const owned = applied.flatMap(({ changes }) => changes.flatMap((change) => change ?? []));
	const loose = made.filter((change) => !hasMade(owned, change));
	const partial = wanted.filter((one) => !applied.includes(one) && one.changes.some((change) => change && hasMade(loose, change)));
	const originals = wanted.flatMap(({ finding, changes }) => (finding.remedy?.changes ?? []).filter((_, index) => isMadeChange(changes[index])));
	return {
		applied: applied.map(({ finding }) => finding),
		made: new Set(originals),
		loose: loose.map(({ path }) => path),
		partial: partial.map(({ finding }) => finding),
		others
	};
}
function hasMade(made, change) {
	return made.some((one) => one === change || dequal(one, change));
}
/** The changes of remedies that one document differs from another by, and where it does otherwise. */
function changesBetween(before, after, changes) {
	const wanted = distinctChanges(changes);
	const made = [];
	let rest = after;
	for (const change of wanted) {
		if (change.kind !== "append") continue;
		const without = withoutElement(before, rest, change);
		if (without === void 0) continue;
		rest = without;
		made.push(change);
	}
	for (const change of wanted) if (change.kind !== "append" && isMade(before, rest, change)) made.push(change);
	const fields = made.filter(({ kind }) => kind !== "append");
	return {
		made,
		others: differences(changeData(before, fields), rest)
	};
}
/** The data without an element that a list has more often than before; undefined where it has not. */
function withoutElement(before, after, { path, value }) {
	const [old, now] = [before, after].map((data) => dataAt(data, path));
	if (!Array.isArray(now)) return void 0;
	const list = now;
	const had = Array.isArray(old) ? old : [];
	const isIt = (item) => dequal(item, value);
	const at = list.findLastIndex(isIt);
	if (at === -1 || list.filter(isIt).length <= had.filter(isIt).length) return void 0;
	const rest = list.toSpliced(at, 1);
	if (rest.length > 0 || old !== void 0) return changeData(after, [{
		kind: "set",
		path,
		value: old === null && rest.length === 0 ? null : rest
	}]);
	return withoutEmpty(before, changeData(after, [{
		kind: "remove",
		path
	}]), path.slice(0, -1));
}
/** Without the mappings that were made for a list. */
function withoutEmpty(before, after, path) {
	const data = dataAt(after, path);
	if (!(dataAt(before, path) === void 0 && isDataMap(data)) || Object.keys(data).length > 0) return after;
	return withoutEmpty(before, changeData(after, [{
		kind: "remove",
		path
	}]), path.slice(0, -1));
}
function isMade(before, after, change) {
	const [old, now] = [before, after].map((data) => dataAt(data, change.path));
	if (change.kind === "set") return dequal(now, change.value) && !dequal(old, change.value);
	if (now !== void 0 || old === void 0) return false;
	if (change.kind === "remove") return true;
	return dequal(dataAt(after, [...change.path.slice(0, -1), change.name]), old);
}
// src/render/source-fix/compare-renderings.ts
/**
* Compares what a source became before and after a change of it, object by object: each has to be as
* before, or different by exactly what remedies of its findings ask for.
*
* @param isAllowed whether a finding's remedy may be applied
*/
function compareRenderings(before, after, isAllowed) {
	const now = new Map(withKeys(after));
	const found = withKeys(before).map(([key, one]) => compareOne(one, now.get(key), isAllowed));
	const isMore = after.length > before.length;
	const unknown = {
		kind: "other value",
		rendering: void 0,
		document: void 0,
		finding: void 0,
		paths: []
	};
	return {
		applied: found.flatMap(({ applied }) => applied),
		made: new Set(found.flatMap(({ made }) => [...made])),
		inherited: new Set(found.flatMap(({ inherited }) => [...inherited])),
		faults: [...found.flatMap(({ faults }) => faults), ...isMore ? [unknown] : []]
	};
}
/**
* Each with its template's name, the value set that it was rendered with, and which of several it is: the template of
* a sub-chart that is there twice, with an alias, is rendered twice.
*/
function withKeys(renderings) {
	const counts = /* @__PURE__ */ new Map();
	return renderings.map((one) => {
		const { set, manifest } = one.rendered;
		const key = JSON.stringify([set.name, manifest.file.path]);
		const count = counts.get(key) ?? 0;
		counts.set(key, count + 1);
		return [`${key}${count}`, one];
	});
}
const NOTHING$1 = {
	applied: [],
	made: /* @__PURE__ */ new Set(),
	inherited: /* @__PURE__ */ new Set(),
	faults: []
};
function compareOne(before, after, isAllowed) {
	const incomparable = whyIncomparable(before, after);
	if (!after || incomparable) {
		const fault = {
			rendering: before,
			document: void 0,
			finding: void 0,
			paths: []
		};
		return {
			...NOTHING$1,
			faults: [{
				...fault,
				kind: incomparable ?? "not rendered"
			}]
		};
	}
	const [old, now] = [before.judged.manifest, after.judged.manifest];
	if (old.file.text === now.file.text) return NOTHING$1;
	const found = old.documents.map((document, index) => compareDocuments(before, document, now.documents[index], isAllowed));
	const applied = found.flatMap((one) => one.applied);
	const about = (kind, finding) => ({
		kind,
		rendering: before,
		document: finding.subject.value.document.index,
		finding,
		paths: []
	});
	const [had, has, gone] = [
		before.judged.findings,
		after.judged.findings,
		applied
	].map(countOf);
	const stay = applied.filter(({ identity }) => (has?.get(identity) ?? 0) > (had?.get(identity) ?? 0) - (gone?.get(identity) ?? 0));
	return {
		applied,
		made: new Set(found.flatMap(({ made }) => [...made])),
		inherited: new Set(found.flatMap(({ inherited }) => [...inherited])),
		faults: [
			...found.flatMap(({ faults }) => faults),
			...newFindings(before, after).map((finding) => about("new finding", finding)),
			...stay.map((finding) => about("finding stays", finding))
		]
	};
}
/** Why what a rendering became can't be compared with what it was. */
function whyIncomparable(before, after) {
	if (!after) return "not rendered";
	if (isRefused$1(before.rendered, after.rendered)) return "refused values";
	const [old, now] = [before.judged.manifest, after.judged.manifest];
	if (old.file.text === now.file.text) return void 0;
	return old.unreadable + now.unreadable > 0 || old.documents.length !== now.documents.length ? "other value" : void 0;
}
/** Whether nothing is known of what became of a rendering. */
function isUnknown({ kind }) {
	return kind === "not rendered" || kind === "refused values";
}
/** Whether a schema says more against the values than before: Helm would install nothing. */
function isRefused$1({ refused: before = [] }, after) {
	return after.refused?.some((line) => !before.includes(line)) ?? false;
}
function compareDocuments(rendering, old, now, isAllowed) {
	const [before, after] = [old.toData(), now?.toData()];
	const fault = {
		rendering,
		document: old.index,
		finding: void 0,
		paths: []
	};
	const other = {
		...NOTHING$1,
		faults: [{
			...fault,
			kind: "other value"
		}]
	};
	if (before === void 0 || after === void 0) return now && old.text === now.text ? NOTHING$1 : other;
	if (dequal(before, after)) return NOTHING$1;
	const wanted = rendering.judged.findings.filter((finding) => finding.subject.value.document === old && isAllowed(finding)).map((finding) => ({
		finding,
		changes: finding.remedy?.changes ?? []
	}));
	const exact = comparisonOf({
		before,
		after,
		wanted
	}, fault);
	if (exact.faults.length === 0) return exact;
	const pods = inheritingPods(podsIn(rendering, old));
	if (pods.length === 0) return exact;
	const [one, two] = [effectiveData(before, pods), effectiveData(after, pods)];
	const effective = comparisonOf({
		before: one,
		after: two,
		wanted: effectiveChanges(wanted)
	}, fault);
	const [left, all] = [othersIn(effective), othersIn(exact)];
	if (left.size === 0) return effective;
	const { faults } = left.size < all.size && [...left].every((path) => all.has(path)) ? effective : exact;
	return {
		...exact,
		faults,
		inherited: effective.made
	};
}
/** Where something else is otherwise, each path as text. */
function othersIn({ faults }) {
	const others = faults.filter(({ kind }) => kind === "other value");
	return new Set(others.flatMap(({ paths }) => paths.map((path) => JSON.stringify(path))));
}
function podsIn({ judged: { manifest } }, document) {
	return manifest.resources.filter(({ value }) => value.document === document).flatMap((resource) => podsOf(resource));
}
/** The same remedies in data where containers have what they take from their pod. */
function effectiveChanges(wanted) {
	return wanted.map(({ finding, changes }) => ({
		finding,
		changes: changes.map((change) => {
			const { container } = finding.subject;
			return change && container ? effectiveChange(change, container) : change;
		})
	}));
}
function comparisonOf({ before, after, wanted }, fault) {
	const { applied, made, loose, partial, others } = compareData({
		before,
		after,
		wanted
	});
	return {
		applied,
		made,
		inherited: /* @__PURE__ */ new Set(),
		faults: [...others.length === 0 ? [] : [{
			...fault,
			kind: "other value",
			paths: others
		}], ...partial.map((finding) => ({
			...fault,
			kind: "part of a remedy",
			finding,
			paths: loose
		}))]
	};
}
/** The findings of a rendering that were not there before. */
function newFindings({ judged: before }, { judged: after }) {
	const left = countOf(before.findings);
	return after.findings.filter(({ identity }) => {
		const count = left.get(identity) ?? 0;
		left.set(identity, count - 1);
		return count <= 0;
	});
}
function countOf(findings) {
	const counts = /* @__PURE__ */ new Map();
	for (const { identity } of findings) counts.set(identity, (counts.get(identity) ?? 0) + 1);
	return counts;
}
// src/render/source-fix/advance.ts
/**
* What to try after an attempt that was not accepted: other options for what did not become as it should, and
* for values that what became otherwise asks for, too. Undefined where the comparison does not tell.
*/
function advance(tasks, comparison, { isReadAt }) {
	const { made, inherited } = comparison;
	for (const known of [/* @__PURE__ */ new Set([...made, ...inherited]), made]) {
		const withoutEffect = (part) => part.changes.some((change) => !known.has(change));
		if (tasks.some(({ parts }) => parts.some(withoutEffect))) return tasks.map((task) => withNext(task, withoutEffect, (part) => !isTouched(task, part, comparison)));
	}
	return withSuspects(tasks, comparison, {
		suspicion: isAlike,
		isReadAt
	}) ?? withSuspects(tasks, comparison, {
		suspicion: (path, change, isOwn) => isOwn && isBeside(path, change),
		isReadAt
	});
}
/** Whether something else came of the place of a part than it should, or nothing is known of it. */
function isTouched(task, part, { faults, made }) {
	const { rendering, findings } = task;
	const { changes } = part;
	const document = findings[0]?.subject.value.document;
	const places = document ? changes.map((change) => placeOf(document, change)) : [];
	return places.length === 0 || changes.some((change) => made.has(change)) || faults.some(({ kind, paths, ...fault }) => isUnknown({ kind }) || fault.rendering === rendering && fault.document === document?.index && (kind === "other value" && paths.length === 0 || !switchesOn(task, part) && paths.some((path) => places.some((place) => overlap$1(path, place)))));
}
/** Whether what came of a part's place may be all due to a key that was set with its value: `enabled`. */
function switchesOn({ parts, chosen }, part) {
	const option = part.options[chosen[parts.indexOf(part)] ?? 0];
	return option?.kind === "values" && option.switchesOn === true;
}
function overlap$1(one, other) {
	const length = Math.min(one.length, other.length);
	return isSamePath(one.slice(0, length), other.slice(0, length));
}
/** The tasks with other options for the values that reach a place which they should not. */
function withSuspects(tasks, { faults }, by) {
	const suspects = tasks.flatMap((task) => task.parts.flatMap((part) => {
		const places = faults.flatMap((fault) => suspectPlaces(task, part, fault, by).map((path) => ({
			fault,
			path
		})));
		return places.length > 0 ? [{
			task,
			part,
			places,
			edit: editOf(task, part)
		}] : [];
	}));
	if (suspects.length === 0) return void 0;
	const edits = /* @__PURE__ */ new Map();
	for (const { places, edit } of suspects) for (const { path } of places) edits.set(path, (edits.get(path) ?? /* @__PURE__ */ new Set()).add(edit));
	return tasks.map((task) => {
		const own = suspects.filter((one) => one.task === task);
		if (own.length === 0) return task;
		const isDoubted = own.some(({ places }) => places.some(({ path }) => (edits.get(path)?.size ?? 0) > 1));
		const next = withNext(task, (part) => own.some((one) => one.part === part));
		return isDoubted ? {
			...next,
			isDoubted
		} : next;
	});
}
/** Where what became otherwise may be due to a part. */
function suspectPlaces(task, part, fault, { suspicion, isReadAt }) {
	const option = part.options[task.chosen[task.parts.indexOf(part)] ?? 0];
	if (option?.kind === "template") return isSameTemplate(task, fault) ? fault.paths.filter((path) => isIn(path, option)) : [];
	if (option?.kind !== "values") return [];
	const isOwn = fault.rendering === task.rendering && fault.document === task.findings[0]?.subject.value.document.index;
	const places = fault.paths.filter((path) => part.changes.some((change) => suspicion(path, change, isOwn)));
	return places.length > 0 && isReadAt(fault, option) ? places : [];
}
/** What is edited for a part: the same for several tasks where they share a value. */
function editOf({ parts, chosen }, part) {
	const option = part.options[chosen[parts.indexOf(part)] ?? 0];
	const where = option?.kind === "values" ? option.path : option?.rendered.manifest.file.path;
	return JSON.stringify([where, option?.changes]);
}
/** Whether a fault is in what the same template became, such as with other values. */
function isSameTemplate({ rendering }, fault) {
	return fault.rendering?.rendered.manifest.file.path === rendering.rendered.manifest.file.path;
}
function isIn(path, { changes }) {
	return changes.some((change) => overlap$1(path, change.path));
}
/** Whether a place is in the mapping of a change: what was written there may be replaced. */
function isBeside(path, { path: changed }) {
	return isSamePath(changed.slice(0, path.length - 1), path.slice(0, -1));
}
/** Whether a place ends as a change's starts to have a meaning: `securityContext`, `runAsUser`. */
function isAlike(path, { path: changed }) {
	const context = changed.findIndex((step) => /^securitycontext$/i.test(String(step)));
	const names = changed.slice(context === -1 ? -1 : context);
	return names.some((_, index) => isSamePath(path.slice(-index - 1), names.slice(0, index + 1)));
}
function isSamePath(one, other) {
	return JSON.stringify(one) === JSON.stringify(other);
}
/** The task with the next option for its first part that has one; undefined where none has. */
function nextOf(task) {
	const open = task.parts.find((part, index) => (task.chosen[index] ?? 0) + 1 < part.options.length);
	const next = open && withNext(task, (part) => part === open);
	return next && optionsOf(next) && next;
}
// src/render/source-fix/plan-source-edits.ts
const CONFLICT = { refused: "its edits conflict with those of another fix" };
/**
* Makes the edits of several options together: changes of one document are planned at once, and what one
* template writes several times is edited once.
*
* @param files the source's texts by their path
* @returns the texts that change
*/
function planSourceEdits(options, files) {
	const edits = sourceEdits(options, files);
	if ("refused" in edits) return edits;
	const texts = {};
	for (const group of groupBy(edits, ({ path }) => path)) {
		const path = group[0]?.path ?? "";
		texts[path] = applyEdits(files[path] ?? "", group);
	}
	return texts;
}
/** The edits of several options, none overlapping. */
function sourceEdits(options, files) {
	const edits = [];
	for (const group of groupBy(options, documentOf)) {
		const made = editsOf(group, files);
		if ("refused" in made) return made;
		for (const edit of made) edits.push(edit);
	}
	const distinct = mergedInsertions([...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()]);
	return groupBy(distinct, ({ path }) => path).some(doOverlap) ? CONFLICT : distinct;
}
/**
* Several renderings of a template may need some of the same new lines at one place, such as the same key of a pod: what
* one of them has already is not written again.
*/
function mergedInsertions(edits) {
	return groupBy(edits, (edit) => JSON.stringify([
		edit.path,
		edit.start,
		edit.end,
		columnIn(edit)
	])).flatMap((group) => {
		const [first] = group;
		const isInsertion = first?.start === first?.end;
		if (!first || group.length === 1 || !isInsertion) return group;
		const blocks = new Set(group.flatMap(blocksOf));
		return [{
			...first,
			text: [...blocks].join("")
		}];
	});
}
/** The column of the first new line; undefined where a line goes on. */
function columnIn({ text }) {
	const [, blanks] = /^\r?\n( *)\S/.exec(text) ?? [];
	return blanks?.length;
}
/** New lines by the entries of the mapping or list that they are added to. */
function blocksOf(edit) {
	const column = columnIn(edit);
	if (column === void 0) return [edit.text];
	const blocks = [];
	for (const line of edit.text.split(/(?=\r?\n)/)) if (line.replace(/^\r?\n/, "").search(/\S/) === column || blocks.length === 0) blocks.push(line);
	else blocks[blocks.length - 1] += line;
	return blocks;
}
/** Each value set has read the files of values for itself. */
function documentOf({ kind, document, ...option }) {
	return kind === "values" && "path" in option ? JSON.stringify([
		option.path,
		document.index,
		document.span.start
	]) : document;
}
function editsOf(group, files) {
	const [first] = group;
	if (!first) return [];
	const changes = distinctChanges(group.flatMap((option) => option.changes));
	if (first.kind === "template") return templateEdits(first.rendered, first.document, changes, files);
	const plan = planEdits(first.document, first.mergesItems ? mergeItems(changes) : changes);
	return "refused" in plan ? plan : plan.edits.map((edit) => ({
		...edit,
		path: first.path
	}));
}
/** New items of a list that have the same name as one. */
function mergeItems(changes) {
	const merged = /* @__PURE__ */ new Map();
	for (const change of changes) {
		const name = change.kind === "append" && isDataMap(change.value) ? change.value["name"] : void 0;
		const key = name === void 0 ? change : JSON.stringify([change.path, name]);
		const known = merged.get(key);
		merged.set(key, known?.kind === "append" && change.kind === "append" ? {
			...known,
			value: mergeData(known.value, change.value)
		} : change);
	}
	return [...merged.values()];
}
function mergeData(one, other) {
	if (Array.isArray(one) && Array.isArray(other)) return mergeLists(one, other);
	if (!isDataMap(one) || !isDataMap(other)) return other;
	const merged = { ...one };
	for (const [key, value] of Object.entries(other)) {
		const known = Object.hasOwn(merged, key) ? merged[key] : void 0;
		merged[key] = known === void 0 ? value : mergeData(known, value);
	}
	return merged;
}
function mergeLists(one, other) {
	return [...one, ...other.filter((item) => !one.some((known) => dequal(known, item)))];
}
// src/render/source-fix/reasons.ts
/** Why what was tried for a task was not accepted, as the end of a sentence: what became of its own object tells the most. */
function whyRefused(task, comparison, words) {
	if (!comparison) return "its edits conflict with those of another fix";
	const { faults } = comparison;
	const fault = faults.find((one) => isOwn(one, task)) ?? faults[0];
	return fault ? describe(fault, words.notRendered) : words.noEdit;
}
function isOwn({ rendering, document }, task) {
	const own = task.findings[0]?.subject.value.document.index;
	return rendering === task.rendering && document === own;
}
function describe(fault, notRendered) {
	const { finding } = fault;
	switch (fault.kind) {
		case "not rendered": return notRendered;
		case "refused values": return "the chart's `values.schema.json` refuses what an edit would set";
		case "new finding": return `an edit would bring another finding: ${finding?.rule ?? ""} of ${objectOf(fault)}`;
		case "part of a remedy": return `an edit would change ${objectOf(fault)}, too, and not fix it`;
		case "finding stays": return "the finding stays whatever is edited";
		case "other value": return `an edit would change other values of ${objectOf(fault)}, too`;
	}
}
/** A container or an object, as reports name it. */
function objectOf({ rendering, document, finding }) {
	const container = finding?.subject.container;
	if (container) return container.name;
	const manifest = rendering?.judged.manifest;
	const resource = manifest?.resources.find(({ value }) => value.document.index === document);
	if (resource) return `${resource.kind}/${resource.name}`;
	return manifest?.file.path ?? "another object";
}
// src/run/source-fixes.ts
/** Finds which edits of a source's files fix what, by rendering it again. */
var SourceFixes = class {
	#by;
	#seen = /* @__PURE__ */ new Set();
	/** Why findings of the renderings are not fixed. */
	reasons = /* @__PURE__ */ new Map();
	constructor(by) {
		this.#by = by;
	}
	/** The source with as many of these tasks done as can be. */
	async solve(tasks) {
		for (const finding of tasks.flatMap(({ findings }) => findings)) this.#seen.add(finding);
		return this.#extend({
			...this.#by.base,
			tasks: [],
			applied: []
		}, tasks);
	}
	/** All tasks at once where that can be proved; else each half for itself, and what others may have spoiled alone. */
	async #extend(accepted, wanted) {
		const doubted = [];
		let known = await this.#together(accepted, wanted, doubted);
		for (const task of doubted) known = await this.#extend(known, [restOf(task, task.findings, this.#by.source)]);
		return known;
	}
	/** @param doubted is given the tasks to try alone */
	async #together(accepted, wanted, doubted) {
		let tasks = wanted.flatMap((task) => this.#possible(task));
		let comparison;
		while (tasks.length > 0) {
			if (this.#by.budget.renders <= 0 || this.#by.budget.now() > this.#by.budget.deadline) {
				this.#refuse(tasks, () => this.#by.source.words.tooMany);
				return accepted;
			}
			const tried = await this.#attempt([...accepted.tasks, ...tasks]);
			if ("files" in tried) return tried;
			comparison = tried.comparison;
			if (tasks.length > 1 && comparison?.faults.some(isUnknown)) break;
			const next = this.#withCompanions(tasks, comparison) ?? (comparison && advance(tasks, comparison, this.#by.source)) ?? (tasks.length === 1 ? nextOfOnly(tasks) : void 0);
			if (!next) break;
			const spoiled = wanted.length === 1 ? [] : next.filter(isSpoiled);
			for (const task of spoiled) doubted.push(task);
			tasks = next.filter((task) => !spoiled.includes(task)).flatMap((task) => this.#possible(task, comparison));
		}
		const halves = halvesOf(tasks, this.#by.source);
		if (!halves) {
			this.#refuse(tasks, (task) => whyRefused(task, comparison, this.#by.source.words));
			return accepted;
		}
		const more = await this.#extend(accepted, halves[0]);
		return this.#extend(more, halves[1]);
	}
	/**
	* With the fixes of what was changed in part, such as the same container with another value set, or another
	* container that reads the same values. Undefined where there are none that were not tried.
	*/
	#withCompanions(tasks, comparison) {
		const companions = (comparison ? companionsOf(comparison, this.#by.source) : []).filter(({ findings }) => !findings.some((finding) => this.#seen.has(finding)));
		for (const finding of companions.flatMap(({ findings }) => findings)) this.#seen.add(finding);
		return companions.length === 0 ? void 0 : [...tasks, ...companions];
	}
	/**
	* The task, where each part has something to try; else what else can be tried: the findings that need such a
	* part each for themselves, and the others.
	*/
	#possible(task, comparison) {
		const { words } = this.#by.source;
		const part = exhaustedPart(task);
		if (!part) return [task];
		const needing = task.findings.filter((finding) => needs(finding, part));
		const others = task.findings.filter((finding) => !needing.includes(finding));
		const groups = needing.length > 1 ? needing.map((finding) => [finding]) : [];
		if (needing.length <= 1) {
			const why = part.options.length === 0 ? words.noPlace(task.rendering.rendered) : whyRefused(task, comparison, words);
			for (const finding of needing) this.reasons.set(finding, why);
		}
		if (needing.length === 0) return [];
		return [...groups, others].filter((findings) => findings.length > 0).flatMap((findings) => this.#possible(restOf(task, findings, this.#by.source), comparison));
	}
	#refuse(tasks, whyOf) {
		for (const task of tasks) for (const finding of task.findings) this.reasons.set(finding, whyOf(task));
	}
	async #attempt(tasks) {
		const { files, result } = this.#by.base;
		const texts = planSourceEdits(tasks.flatMap((task) => optionsOf(task) ?? []), files);
		if ("refused" in texts) return { comparison: void 0 };
		const edited = {
			...files,
			...texts
		};
		this.#by.budget.renders--;
		const after = await this.#by.judge(edited);
		const comparison = compareRenderings(result.renderings, after.renderings, this.#by.isAllowed);
		if (!tasks.every(({ parts }) => parts.every(({ changes }) => changes.every((change) => comparison.made.has(change)))) || comparison.faults.length > 0) return { comparison };
		return {
			files: edited,
			result: after,
			tasks,
			applied: comparison.applied
		};
	}
};
/** Whether a task has nothing more to try for what may be due to another. */
function isSpoiled(task) {
	return task.isDoubted === true && exhaustedPart(task) !== void 0;
}
function needs({ remedy }, part) {
	const own = new Set(part.changes.map((change) => JSON.stringify(change)));
	return remedy?.changes.some((change) => own.has(JSON.stringify(change))) ?? false;
}
function nextOfOnly([task]) {
	const next = task && nextOf(task);
	return next && [next];
}
/** Two halves of tasks, or of the findings of the only one. */
function halvesOf(tasks, source) {
	const [only] = tasks;
	if (!only) return void 0;
	if (tasks.length > 1) {
		const half = Math.ceil(tasks.length / 2);
		return [tasks.slice(0, half), tasks.slice(half)];
	}
	if (only.findings.length === 1) return void 0;
	const half = Math.ceil(only.findings.length / 2);
	const [one, other] = [only.findings.slice(0, half), only.findings.slice(half)].map((findings) => restOf(only, findings, source));
	return one && other && [[one], [other]];
}
// src/run/fix-source.ts
/** What a value set leaves open may be fixed in the next round. */
const MAX_ROUNDS = 4;
/** Fixes what was found in the renderings of a source, proved by rendering it again. */
async function fixSource({ start, judge, editable }, wanted, budget) {
	const { isWanted = () => true } = wanted;
	const isAllowed = allowedBy(wanted);
	const reasons = /* @__PURE__ */ new Map();
	const refused = /* @__PURE__ */ new Set();
	const applied = [];
	const done = [];
	let state = start;
	for (let round = 0; round < MAX_ROUNDS; round++) {
		const source = editable(state.files);
		const fixes = new SourceFixes({
			base: state,
			judge,
			source,
			isAllowed,
			budget
		});
		const all = tasksOf(state.result.renderings, source, {
			isWanted,
			isOpen: (finding, set) => isAllowed(finding) && !refused.has(keyOf(finding, set))
		});
		if (all.length === 0) break;
		const tasks = round + 1 < MAX_ROUNDS ? sharedFirst(all, source) : all;
		const solved = await fixes.solve(tasks);
		const switched = switchedIn(solved.tasks);
		for (const { finding, set } of tasks.flatMap(triedIn)) {
			const why = fixes.reasons.get(finding);
			if (why !== void 0) reasons.set(finding.fingerprint, md`no fix: ${prose(why)}`);
			if (!switched.has(subjectKey(finding))) refused.add(keyOf(finding, set));
		}
		applied.push({
			in: state.result,
			findings: solved.applied
		});
		for (const task of solved.tasks) done.push(task);
		state = {
			files: solved.files,
			result: solved.result
		};
	}
	return {
		state,
		applied,
		done,
		reasons
	};
}
/** The findings of a task, each with the value set that it counts with. */
function triedIn({ rendering, findings }) {
	return findings.map((finding) => ({
		finding,
		set: rendering.rendered.set.name
	}));
}
/** The containers whose securityContext is written only since a fix: the rest may be fixed in what is written now. */
function switchedIn(tasks) {
	const switching = tasks.filter((task) => optionsOf(task)?.some((option) => option.kind === "values" && option.switchesOn === true));
	return new Set(switching.flatMap(({ findings }) => findings.map(subjectKey)));
}
/** Whether a finding's remedy may be applied. */
function allowedBy({ unsafe }) {
	return ({ remedy }) => remedy !== void 0 && remedy.changes.length > 0 && (unsafe || remedy.safety === "safe");
}
function keyOf({ fingerprint }, set) {
	return JSON.stringify([fingerprint, set]);
}
// src/run/fix-unused-values.ts
/**
* Fixes explicit bad values in a chart's files of values that no value set brings to a container, such as
* of a feature that is off: as in a manifest. What the chart becomes has to stay as it is.
*/
async function fixUnusedValues(state, means, options) {
	const { chart, result } = state;
	const { unsafe, isWanted = () => true, canEdit = () => true } = options;
	const paths = new Map(Object.keys(chart.files).map((path) => [reportedPath(chart, path), path]));
	const ruleSet = result.judged[0]?.ruleSet ?? means.ruleSet;
	const texts = {};
	const fixed = [];
	for (const manifest of result.rendered.values ?? []) {
		const path = paths.get(manifest.file.path);
		const own = unusedIn(state, manifest.file.path);
		if (path === void 0 || own.size === 0 || !canEdit(path)) continue;
		const one = fixFile(judge(manifest, ruleSet), {
			unsafe,
			isWanted: (finding) => own.has(finding.fingerprint) && isWanted(finding)
		});
		fixed.push(one);
		if (one.text !== manifest.file.text) texts[path] = one.text;
	}
	const notFixed = fixed.flatMap((one) => one.notFixed);
	const reasons = new Map(notFixed.map(({ finding, reason }) => [finding.fingerprint, reason]));
	if (Object.keys(texts).length === 0) return {
		state,
		applied: [],
		reasons
	};
	const edited = {
		...chart,
		files: {
			...chart.files,
			...texts
		}
	};
	const after = await judgeChart({ chart: edited }, means);
	const { faults, made } = compareRenderings(result.renderings, after.renderings, () => false);
	if (faults.length > 0 || made.size > 0) return {
		state,
		applied: [],
		reasons
	};
	const applied = fixed.flatMap((one) => one.applied);
	return {
		state: {
			chart: edited,
			result: after
		},
		applied,
		reasons
	};
}
/** The fingerprints of what was found in a file of values as such. */
function unusedIn({ result }, file) {
	const own = result.judged.find(({ manifest }) => manifest.file.path === file)?.findings.filter(({ rendered }) => rendered === void 0) ?? [];
	return new Set(own.map(({ fingerprint }) => fingerprint));
}
// src/run/fix-chart.ts
/** Most charts need two or three; each takes 0.1 to 0.4 s for each value set. */
const MAX_RENDERS$1 = 30;
const MAX_MS$1 = 9e4;
/**
* Fixes what was found in the renderings of a chart in the files that made them: in its values, else in the
* text of its templates. Each fix is proved by rendering the chart again with all of its value sets.
*/
async function fixChart(read, means, options) {
	const result = await judgeChart(read, means);
	const { now = workedMilliseconds } = options;
	const { budget = {
		renders: MAX_RENDERS$1,
		deadline: now() + MAX_MS$1,
		now
	} } = options;
	const rounds = await fixSource(fixable(read.chart, result, means, options), options, budget);
	const { state: solved } = rounds;
	const { state, applied, reasons } = await fixUnusedValues({
		chart: (await editChart(read.chart, solved.files, options.rebuild)).chart,
		result: solved.result
	}, means, options);
	const done = rounds.applied.flatMap((one) => placed(one.in, one.findings));
	const fixed = fixedBetween(result, state.result);
	return {
		result,
		chart: state.chart,
		files: editedFiles(read.chart, state.chart),
		applied: [...done, ...applied],
		done: rounds.done,
		fixed: fixed.here,
		all: {
			applied: allOf(result, [...done, ...applied], rounds.applied.flatMap((one) => one.findings)),
			fixed: allOf(result, fixed.here, fixed.rendered)
		},
		notFixed: whyNotFixed(state.result, new Map([...rounds.reasons, ...reasons]), options)
	};
}
function fixable(chart, result, means, { canEdit = () => true, isGiven = () => true, rebuild }) {
	return {
		start: {
			files: chart.files,
			result
		},
		judge: async (files) => judgeChart(await editChart(chart, files, rebuild), means),
		editable: (files) => {
			const isEditable = editableIn(files);
			return editableChart({
				files,
				canEdit: (path) => isEditable(path) && !isOfOthers(path, chart) && canEdit(path) && isGiven(path),
				whyNot: ({ set }) => whyNotGiven(chart, set, isGiven)
			});
		}
	};
}
/**
* Whether a file is that of a dependency elsewhere in the repository, on which other charts may depend, or one of a
* chart that is not in the repository: only what its release has can be edited.
*/
function isOfOthers(path, { linked = [], installedAt }) {
	if (installedAt && !path.startsWith("../")) return true;
	return linked.some(({ folder }) => path.startsWith(`${folder}/`));
}
function whyNotGiven(chart, set, isGiven) {
	const shown = filesOfSet(chart, set).filter((one) => !isGiven(one)).map((path) => reportedPath(chart, path));
	if (shown.length > 1) return `${listed(shown)} have values for it: name these files, too`;
	if (shown.length === 1) return `${listed(shown)} has values for it: name that file, too`;
	return set.builtFrom && BUILT;
}
const BUILT = "a kustomization changes its release: edit the line by hand";
/** Findings of renderings at their places in the source, with their remedies. */
function placed({ origins, ...result }, findings) {
	const wanted = new Set(findings);
	return findingsIn(result).flatMap((finding) => {
		const own = origins.get(finding)?.find((one) => wanted.has(one.finding));
		return own ? [{
			...finding,
			remedy: own.finding.remedy
		}] : [];
	});
}
function findingsIn({ judged }) {
	return judged.flatMap(({ findings }) => findings);
}
function renderedIn({ renderings }) {
	return renderings.flatMap(({ judged }) => judged.findings);
}
/** What no value set has any more, at its places in the source and in the renderings. */
function fixedBetween(before, after) {
	const left = new Set(findingsIn(after).map((finding) => placedKey(after, finding)));
	const leftRendered = fingerprintsOf(renderedIn(after));
	return {
		here: findingsIn(before).filter((finding) => !left.has(placedKey(before, finding))),
		rendered: renderedIn(before).filter(({ fingerprint }) => !leftRendered.has(fingerprint))
	};
}
/** What several files have is one finding of renderings, and one in each of the files. */
function placedKey({ origins }, finding) {
	const [own] = origins.get(finding) ?? [];
	return JSON.stringify([(own?.finding ?? finding).fingerprint, own && finding.file]);
}
/** Fingerprints of findings at their places, and of those in renderings that have none of their own there. */
function allOf(result, here, rendered) {
	const own = fingerprintsOf(findingsIn(result));
	const others = rendered.filter(({ fingerprint }) => !own.has(fingerprint));
	return fingerprintsOf([...here, ...others]);
}
function fingerprintsOf(findings) {
	return new Set(findings.map(({ fingerprint }) => fingerprint));
}
/** The files of a chart that have another text. */
function editedFiles(before, after) {
	return Object.entries(after.files).flatMap(([path, text]) => {
		const old = before.files[path];
		return old === void 0 || old === text ? [] : [{
			path: reportedPath(before, path),
			before: old,
			after: text
		}];
	});
}
function whyNotFixed(result, reasons, { unsafe, isWanted = () => true }) {
	return findingsIn(result).filter((finding) => isWanted(finding)).map((finding) => {
		const originals = result.origins.get(finding)?.map((one) => one.finding) ?? [];
		const other = !originals.some(({ remedy }) => remedy !== void 0) ? NO_REMEDY : unsafe ? TOGETHER : UNCHECKED;
		const [reason = other] = [finding, ...originals].flatMap(({ fingerprint }) => reasons.get(fingerprint) ?? []);
		return {
			finding,
			reason
		};
	});
}
const TOGETHER = md`no fix: it can't be fixed together with the others of its container`;
// src/render/without-schemas.ts
/** The start of a definition of a custom resource, written in blocks as nearly all are. */
const DEFINITION = /^kind: CustomResourceDefinition\s*$/m;
/** What is about a part of a schema: the path of an operation, or of a field that a replacement sets. */
const PART_OF_SCHEMA = /openAPIV3Schema[/.]/;
const SCHEMA = /^( *(?:- +)?)openAPIV3Schema:[ \t]*$/;
/**
* The texts of a kustomization without the schemas of custom resources, which nobody judges, and which are
* most of what many of them are made of. Lines stay where they are.
*
* @returns the same object where there are none, or where something else, such as a patch, is about a part of one
*/
function withoutSchemas(files) {
	if (Object.values(files).some((text) => PART_OF_SCHEMA.test(text) && !DEFINITION.test(text))) return files;
	const changed = Object.entries(files).flatMap(([path, text]) => {
		const short = DEFINITION.test(text) ? shortened(text) : text;
		return short === text ? [] : [[path, short]];
	});
	return changed.length === 0 ? files : {
		...files,
		...Object.fromEntries(changed)
	};
}
function shortened(text) {
	let within;
	return text.split("\n").map((line) => {
		const indent = line.length - line.trimStart().length;
		if (within !== void 0 && (indent > within || line.trim() === "")) return "";
		within = void 0;
		const [, start] = SCHEMA.exec(line) ?? [];
		if (start === void 0) return line;
		within = start.length;
		return `${start}openAPIV3Schema: { type: object }`;
	}).join("\n");
}
// src/run/build-lean.ts
/** What Kustomize says of a text that our shortening broke. */
const UNREADABLE = /yaml/i;
/** Builds a kustomization to be judged: without the schemas of custom resources, unless a patch is for one. */
async function buildLean(engine, read) {
	const request = buildRequestFor(read);
	const files = withoutSchemas(request.files);
	if (files === request.files) return engine.build(request);
	const answer = await engine.build({
		...request,
		files
	});
	return "error" in answer && UNREADABLE.test(answer.error) ? engine.build(request) : answer;
}
// src/run/read-built-releases.ts
/**
* The releases of what was built as they are with other texts of its files, also those that are then as their files
* have them.
*
* @param texts by their paths as reports name them
*/
async function rebuiltReleases(built, texts, { reads, ...means }) {
	const found = [];
	for (const { sources, name, releases } of built) {
		const entries = Object.entries(sources.files).map(([path, text]) => [path, texts.get(reportedPath(means, path)) ?? text]);
		const isSame = entries.every(([path, text]) => sources.files[path] === text);
		const edited = {
			...sources,
			files: Object.fromEntries(entries)
		};
		const after = isSame ? { releases } : await buildOne(edited, means, {
			name,
			reads,
			isWhole: true
		});
		for (const { release } of after?.releases ?? []) if (release) found.push(release);
	}
	return found;
}
async function buildOne(sources, { engine, folder }, by) {
	const answer = placedAnswer(await buildLean(engine, {
		folder,
		sources
	}), sources.layered);
	if (!("text" in answer)) return void 0;
	return releasesOf(sources, answer, {
		folder,
		...by
	});
}
/**
* The releases in the build of a kustomization.
*
* @param by the root of the repository as reports name it, the name of what deploys the kustomization, and
*   whether releases are told that are as their files have them
*/
function releasesOf(sources, answer, { folder, name, isWhole, reads }) {
	const lines = builtLines({
		folder,
		sources
	}, answer);
	const placed = {
		text: answer.text,
		placeOf: (line) => lines.valueAt(line - 1)
	};
	const built = {
		...placed,
		name: name ?? nameOf(sources, folder),
		textOf: (path) => sources.files[path],
		reported: (path) => reportedPath({ folder }, path)
	};
	return {
		placed,
		releases: builtReleasesIn(built, reads, isWhole)
	};
}
function nameOf(sources, folder) {
	return folderOf$1(reportedPath({ folder }, mainOf(sources))) || ".";
}
// src/run/with-built-releases.ts
/** A change whose charts are rendered with the values of their releases as kustomizations build these. */
function withBuiltReleases(change) {
	const { charts = [], roots = [] } = change;
	const sides = charts.flatMap(({ base, head }) => [base ?? [], head ?? []].flat());
	if (roots.length === 0 || sides.every(({ written, elsewhere }) => !written && !elsewhere)) return change;
	const on = (side) => builtOn(side, change).flatMap(({ releases }) => releases);
	const [before, now] = [on("base"), on("head")];
	const built = charts.map((chart) => ({
		...chart,
		base: withReleases(chart.base, before),
		head: withReleases(chart.head, now)
	}));
	const others = charts.flatMap((chart) => otherVersions(chart, {
		before,
		now
	}));
	return {
		...change,
		charts: [...built.filter((chart) => !isSame(chart)), ...others]
	};
}
/** What reads the releases that kustomizations of a change build on one side of it. */
function readsReleases(side, { charts = [] }) {
	const sources = charts.flatMap((chart) => chart[side]?.elsewhere ?? [])[0]?.sources;
	return (object, { placeOf, sources: own }) => [...chartReleasesIn(object), ...sources ? elsewhereReleasesIn(object, {
		sources: [...own, ...sources],
		root: "",
		placeOf
	}) : []];
}
/** What the kustomizations of a change build on one side of it, with the releases in that. */
function builtOn(side, change) {
	const { roots = [] } = change;
	const reads = readsReleases(side, change);
	return roots.flatMap(({ name, [side]: root }) => {
		const { sources, answer } = root ?? {};
		if (!sources || !answer || !("text" in answer)) return [];
		return [{
			sources,
			name,
			releases: releasesOf(sources, answer, {
				folder: "",
				name,
				reads
			}).releases
		}];
	});
}
function withReleases(side, built) {
	if (side?.elsewhere) return withInstalled(side, side.elsewhere, built);
	if (!side?.written || built.length === 0) return side;
	const { chart, written } = side;
	const releases = withBuilt(written, built).filter(({ folder }) => folder === chart.folder);
	return {
		...side,
		chart: withSets(chart, releases)
	};
}
/** A chart of others with its release as kustomizations build it, as far as they name the same version of it. */
function withInstalled(side, { release, keptAt }, built) {
	const [first, ...others] = installedBy(release, built).filter((one) => isSamePlace(one, release));
	if (!first) return {
		...side,
		answer: { reason: OTHER_VERSION }
	};
	const chart = sourcesOfRelease([first, ...others], {
		...side.chart,
		keptAt
	});
	return {
		...side,
		chart
	};
}
/** A release of a chart of others, as it counts. */
function installedBy(release, built) {
	return withBuilt([release], built).filter((one) => "place" in one && one.folder === release.folder);
}
function isSamePlace({ place: one }, { place: other }) {
	return one.address === other.address && one.version === other.version;
}
const OTHER_VERSION = "a kustomization names another version of its chart, which reviews do not read: run podseal check";
function ofOtherVersion(side, built) {
	const release = side?.elsewhere?.release;
	if (!release) return [];
	return installedBy(release, built).filter((one) => !isSamePlace(one, release));
}
/** The releases for which kustomizations name another version of the chart, where the change has to do with them. */
function otherVersions({ folder, base, head }, { before, now }) {
	const [first, ...others] = ofOtherVersion(head, now);
	const old = ofOtherVersion(base, before);
	if (!first || JSON.stringify([first, ...others]) === JSON.stringify(old)) return [];
	const side = {
		chart: sourcesOfRelease([first, ...others], {
			files: {},
			binaries: {}
		}),
		answer: { reason: OTHER_VERSION }
	};
	return [{
		folder: `${folder}-other`,
		base: void 0,
		head: side
	}];
}
/** A chart with the value sets of other releases in place of those that it has. */
function withSets(chart, releases) {
	const former = new Set(chart.releases?.map(({ name }) => name));
	const own = chart.sets.filter(({ name = "" }) => !former.has(name));
	const isThere = (path) => Object.hasOwn(chart.files, path);
	const installed = releaseSets(chart.folder, releases, isThere);
	return {
		...chart,
		files: {
			...chart.files,
			...installed.files
		},
		sets: [...own, ...installed.sets],
		inline: installed.inline,
		releases: installed.releases
	};
}
/** Whether a change makes nothing of a chart. */
function isSame({ base, head }) {
	if (!base || !head || !hasReleases(base) || !hasReleases(head)) return false;
	return textOf(base) === textOf(head);
}
function hasReleases({ written, elsewhere }) {
	return written !== void 0 || elsewhere !== void 0;
}
function textOf({ chart }) {
	return JSON.stringify(chart);
}
// src/run/prove-chart-fixes.ts
/** More containers of one change are fixed with the command that their comments name. */
const MAX_FIXES = 10;
/** For a change: a fix takes two or three renderings, of 0.1 to 0.4 s for each value set. */
const MAX_RENDERS = 60;
const MAX_MS = 2e4;
/** What a chart may become to be judged once more in this thread: most come to less than 100,000 characters. */
const MAX_RENDERED = 1e6;
/** The charts of a change whose fixes can be proved, by their folders. */
function provableCharts({ charts = [] }) {
	return new Map(charts.flatMap((one) => canProve(one) ? [[one.folder, one]] : []));
}
/**
* Finds out, by rendering again, which edits of its charts fix what a change brings, each container or object
* on its own.
*/
async function proveChartFixes(change, wanted, { engine, ruleSet, unsafe, now = workedMilliseconds }) {
	const charts = provableCharts(change);
	const inCharts = wanted.filter(({ folder }) => folder !== void 0 && charts.has(folder));
	if (inCharts.length === 0) return change;
	const budget = {
		renders: MAX_RENDERS,
		deadline: now() + MAX_MS,
		now
	};
	const rebuild = rebuildingBy(change, engine);
	const fixes = /* @__PURE__ */ new Map();
	const changed = new Set(change.files.map(({ path }) => path));
	for (const one of inCharts.slice(0, MAX_FIXES)) {
		const { folder = "" } = one;
		const chart = charts.get(folder);
		const known = fixes.get(folder) ?? [];
		if (!chart || now() > budget.deadline || isFixedBy(known, one)) continue;
		const fix = await proveOne(chart, one, {
			engine: remembering(engine, chart),
			ruleSet
		}, {
			unsafe,
			budget,
			rebuild,
			canEdit: (path) => chart.head !== void 0 && canEdit(chart.head.chart, path, changed)
		});
		fixes.set(folder, [...known, ...fix]);
	}
	return {
		...change,
		charts: change.charts?.map((one) => ({
			...one,
			fixes: fixes.get(one.folder) ?? []
		})) ?? []
	};
}
/** Builds releases again that the kustomizations of a change build. */
function rebuildingBy(change, engine) {
	const built = builtOn("head", change);
	const reads = readsReleases("head", change);
	return async (texts) => rebuiltReleases(built, texts, {
		engine,
		folder: "",
		reads
	});
}
function canProve({ head }) {
	if (!head?.answer || !("sets" in head.answer)) return false;
	return head.answer.sets.flatMap((set) => "files" in set ? set.files : []).reduce((sum, { text }) => sum + text.length, 0) <= MAX_RENDERED;
}
/** What reads the same values is fixed with it. */
function isFixedBy(fixes, { fingerprints }) {
	return fixes.some(({ resolves }) => fingerprints.every((one) => resolves.includes(one)));
}
async function proveOne({ head }, { rendered = [] }, means, options) {
	if (!head) return [];
	const isWanted = ({ fingerprint }, name) => rendered.some((one) => one.fingerprint === fingerprint && one.set === name);
	const result = await fixChart({ chart: head.chart }, means, {
		...options,
		isWanted
	});
	if (result.files.length === 0) return [];
	const verify = new Set(result.applied.flatMap(({ remedy }) => remedy?.verify ?? []));
	return [{
		files: result.files,
		applies: [...result.all.applied],
		resolves: [...result.all.fixed],
		verify: [...verify]
	}];
}
/**
* Of a chart of others, what the release has itself: who else reads its files of values, or builds a file that the
* change leaves alone, was not looked for.
*/
function canEdit(chart, path, changed) {
	const { installedAt, sets } = chart;
	if (!installedAt) return true;
	const built = sets.flatMap(({ builtFrom = [] }) => builtFrom);
	return built.length === 0 ? path === installedAt.path : built.includes(path) && changed.has(reportedPath(chart, path));
}
/** An engine that knows what a chart comes to as it is. */
function remembering(engine, { head }) {
	const known = head && JSON.stringify(requestFor(head.chart));
	return { render: async (request) => head?.answer && JSON.stringify(request) === known ? head.answer : engine.render(request) };
}
// src/run/build-roots.ts
const NOT_LAYERED = "the object that deploys it can no longer be read";
/** Most need one build of each; what is refused is tried by halves. */
const BUILDS_PER_ROOT = 2;
const MORE_BUILDS = 30;
/** How many builds may prove the fixes of kustomizations: counted, so that no busy machine changes the result. */
function buildsFor(roots) {
	return roots * BUILDS_PER_ROOT + MORE_BUILDS;
}
/** The files whose edits would change what some kustomizations become in a way that their builds do not tell. */
function untoldIn(roots) {
	const layers = roots.flatMap(({ sources: { layered } }) => layered ?? []);
	return new Set(layers.flatMap(untoldFilesOf));
}
/** Builds kustomizations that share files with other texts, each only where one of its own files is another. */
var RootBuilder = class {
	#roots;
	#means;
	#budget;
	#built = /* @__PURE__ */ new Map();
	/** The texts as they are. */
	files;
	#untold;
	constructor(roots, means, { untold, budget }) {
		this.#roots = roots;
		this.#means = means;
		this.#budget = budget;
		this.files = Object.assign({}, ...roots.map(({ sources }) => sources.files));
		this.#untold = untold;
	}
	/** What can be edited, where the texts are these: what builds tell all of that comes of an edit. */
	editable(files, { canEdit, ...edited }) {
		const isTold = (path) => !this.#untold.has(path) && canEdit(path);
		return editableKustomizations({
			...edited,
			files,
			canEdit: isTold
		});
	}
	/** What all of them come to, each under its name. */
	async judge(files) {
		return { renderings: (await Promise.all(this.#roots.map(async (root) => this.#renderings(root, files)))).flat() };
	}
	async #renderings(root, files) {
		const { name, sources, renderings } = root;
		const paths = Object.keys(sources.files);
		const edited = paths.filter((path) => files[path] !== sources.files[path]);
		if (edited.length === 0 && renderings) return renderings.map((one) => named(one, name));
		const texts = Object.fromEntries(paths.map((path) => [path, files[path] ?? ""]));
		const key = JSON.stringify([name, edited.map((path) => [path, texts[path]])]);
		const built = this.#built.get(key) ?? this.#build({
			...root,
			sources: {
				...sources,
				files: texts
			}
		});
		this.#built.set(key, built);
		return built;
	}
	async #build({ name, sources, elsewhere }) {
		const { engine, ruleSet, inspect, folder, releaseSources } = this.#means;
		if (this.#budget) this.#budget.renders--;
		const layered = sources.layered && relayered(sources.layered, sources.files);
		const read = {
			folder,
			sources: {
				...sources,
				layered
			}
		};
		const answer = sources.layered && !layered ? { reason: NOT_LAYERED } : placedAnswer(await buildLean(engine, read), layered);
		const rendered = readBuilt(read, answer, {
			...ruleSet,
			releaseSources,
			elsewhere
		});
		const names = imagesOfSource(rendered);
		const rules = {
			...ruleSet,
			...await inspect?.({
				run: names,
				written: names
			})
		};
		return rendered.manifests.map((one) => named({
			rendered: one,
			judged: judge(one.manifest, rules)
		}, name));
	}
};
/** A rendering as one of a kustomization: several have the same files. */
function named({ rendered, judged }, name) {
	return {
		rendered: {
			...rendered,
			set: { name }
		},
		judged
	};
}
// src/run/root-groups.ts
/**
* Kustomizations put together that share a file, also by way of others: an edit for one group changes no build of
* another.
*/
function rootGroups(roots) {
	const firsts = new Firsts();
	const owners = /* @__PURE__ */ new Map();
	for (const [index, { sources }] of roots.entries()) for (const path of Object.keys(sources.files)) {
		const owner = owners.get(path);
		if (owner === void 0) owners.set(path, index);
		else firsts.join(owner, index);
	}
	const numbered = roots.map((root, index) => ({
		root,
		first: firsts.of(index)
	}));
	return groupBy(numbered, ({ first }) => first).map((group) => group.map(({ root }) => root));
}
/** The first of the numbers that each was joined with. */
var Firsts = class {
	#before = /* @__PURE__ */ new Map();
	of(index) {
		let first = index;
		for (let next = this.#before.get(first); next !== void 0; next = this.#before.get(first)) first = next;
		if (first !== index) this.#before.set(index, first);
		return first;
	}
	join(one, other) {
		const [a, b] = [this.of(one), this.of(other)];
		if (a !== b) this.#before.set(Math.max(a, b), Math.min(a, b));
	}
};
// src/run/solve-roots.ts
/**
* Finds edits of files of kustomizations that fix what was found in their builds: all together, proved by
* building all of them that share an edited file.
*/
async function solveRoots(roots, by) {
	const untold = untoldIn(roots);
	const solved = await Promise.all(rootGroups(roots).map(async (group) => solveGroup(group, untold, by)));
	const all = new RootBuilder(roots, by.means, { untold });
	return new SolvedRoots(all.editable(all.files, by), solved.flatMap(({ tasks }) => tasks), { renderings: solved.flatMap(({ result }) => result.renderings) });
}
async function solveGroup(roots, untold, { means, isAllowed, isWanted, ...edited }) {
	const budget = {
		renders: buildsFor(roots.length),
		deadline: Infinity,
		now: () => 0
	};
	const builder = new RootBuilder(roots, means, {
		untold,
		budget
	});
	const { files } = builder;
	const result = await builder.judge(files);
	const source = builder.editable(files, edited);
	const judge = async (texts) => builder.judge(texts);
	const fixes = new SourceFixes({
		base: {
			files,
			result
		},
		judge,
		source,
		isAllowed,
		budget
	});
	const tasks = tasksOf(result.renderings, source, {
		isWanted: ({ fingerprint }, root = "") => isWanted({
			root,
			fingerprint
		}),
		isOpen: isAllowed,
		fileOf: (rendered, finding) => placeFinding(rendered, finding)?.path
	});
	return fixes.solve(tasks);
}
/** What of kustomizations could be fixed at once. */
var SolvedRoots = class {
	#source;
	#tasks;
	/** The findings that stay, by their kustomization. */
	#left;
	constructor(source, tasks, after) {
		this.#source = source;
		this.#tasks = tasks;
		this.#left = new Set(after.renderings.flatMap(({ rendered: { set }, judged }) => judged.findings.map(({ fingerprint }) => originKey({
			root: set.name ?? "",
			fingerprint
		}))));
	}
	/** Whether a finding is gone in all kustomizations that have it. */
	isGone(origins) {
		return origins.every((one) => !this.#left.has(originKey(one)));
	}
	/** The edits that fix findings, all of what is in their origins; undefined where there are none. */
	edits(origins) {
		const options = this.#options(origins);
		const edits = options && sourceEdits(options, this.#source.files);
		return edits && !("refused" in edits) ? edits : void 0;
	}
	/** The texts of the files that these edits change. */
	texts(origins) {
		const options = this.#options(origins);
		const texts = options && planSourceEdits(options, this.#source.files);
		return texts && !("refused" in texts) ? texts : void 0;
	}
	/** The remedies of findings that are applied. */
	remedies(origins) {
		const wanted = new Set(origins.map(originKey));
		return this.#tasks.flatMap(({ rendering, findings }) => {
			const root = rendering.rendered.set.name ?? "";
			return findings.flatMap(({ fingerprint, remedy }) => remedy && wanted.has(originKey({
				root,
				fingerprint
			})) ? [remedy] : []);
		});
	}
	get files() {
		return this.#source.files;
	}
	#options(origins) {
		const wanted = new Set(origins.map(originKey));
		const options = this.#tasks.flatMap((task) => {
			const root = task.rendering.rendered.set.name ?? "";
			const own = task.findings.filter(({ fingerprint }) => wanted.has(originKey({
				root,
				fingerprint
			})));
			return own.length === 0 ? [] : optionsOf(restOf(task, own, this.#source)) ?? [];
		});
		return options.length === 0 ? void 0 : options.filter((one) => one.kind === "values");
	}
};
/** A finding in a build by a key, to find it again in another judgment of the same build. */
function originKey({ root, fingerprint }) {
	return JSON.stringify([root, fingerprint]);
}
// src/run/prove-roots.ts
/** The edits of a finding's own file that fix it; undefined where there are none, or others are needed. */
function ownFix(solved, { file }, origins, folder) {
	const [remedy] = solved.remedies(origins);
	if (!remedy || !solved.isGone(origins)) return void 0;
	const edits = solved.edits(origins);
	if (!edits?.every(({ path }) => reportedPath({ folder }, path) === file)) return void 0;
	return {
		edits: edits.map(({ start, end, text }) => ({
			start,
			end,
			text
		})),
		remedy
	};
}
// src/run/shared-edits.ts
/**
* Findings to be fixed, put together where their edits are among the same lines: such suggestions can't both be
* applied, so that they are one.
*/
function sharedEdits(groups, solved) {
	let merged = groups.map((group) => ({
		group,
		lines: linesOf$1(group, solved)
	}));
	for (let index = 0; index < merged.length;) {
		const one = merged[index];
		const other = merged.findIndex((each, at) => at > index && overlap(one?.lines, each.lines));
		const next = merged[other];
		if (!one || !next) {
			index++;
			continue;
		}
		const group = [...one.group, ...next.group];
		const both = {
			group,
			lines: linesOf$1(group, solved)
		};
		merged = merged.flatMap((each) => each === one ? [both] : each === next ? [] : [each]);
	}
	return merged.map(({ group }) => group);
}
function linesOf$1(group, solved) {
	const edits = solved.edits(group.flatMap(({ all }) => all)) ?? [];
	return [...new Set(edits.map(({ path }) => path))].map((path) => {
		const lines = indexLines(solved.files[path] ?? "");
		const own = edits.filter((edit) => edit.path === path);
		const first = own.reduce((least, { start }) => Math.min(least, start), Infinity);
		const last = own.reduce((most, { start, end }) => Math.max(most, start, end - 1), 0);
		return {
			path,
			first: lines.position(first).line,
			last: lines.position(last).line
		};
	});
}
function overlap(one = [], other = []) {
	return one.some((a) => other.some((b) => a.path === b.path && a.first <= b.last && b.first <= a.last));
}
// src/run/prove-root-fixes.ts
/** What the builds of a change may come to, to be judged once more in this thread. */
const MAX_BUILT = 4e6;
/**
* Whether fixes in kustomizations can be proved: only where all that share a file of the change are here, and
* are not too much.
*/
function canProveRoots({ roots = [], hasMoreRoots = false }) {
	const texts = roots.flatMap(({ head }) => head?.answer && "text" in head.answer ? [head.answer.text.length] : []);
	const length = texts.reduce((sum, one) => sum + one, 0);
	return texts.length > 0 && !hasMoreRoots && length <= MAX_BUILT;
}
/**
* Finds out, by building again, which edits of the changed files fix what a change brings to kustomizations: all
* at once, and by halves where that is refused.
*/
async function proveRootFixes(change, wanted, { engine, ruleSet, unsafe }) {
	const groups = wanted.flatMap(({ folder, origins }) => folder === void 0 && origins ? [origins] : []);
	if (groups.length === 0 || !canProveRoots(change)) return change;
	const roots = (change.roots ?? []).flatMap((root) => builtRoot(root, ruleSet));
	const keys = new Set(groups.flat().flatMap(({ all }) => all.map(originKey)));
	const changed = new Set(change.files.map(({ path }) => path));
	const solved = await solveRoots(roots, {
		means: {
			engine,
			ruleSet,
			folder: ""
		},
		isAllowed: ({ remedy }) => remedy !== void 0 && remedy.changes.length > 0 && (unsafe || remedy.safety === "safe"),
		isWanted: (origin) => keys.has(originKey(origin)),
		canEdit: (path) => changed.has(path)
	});
	const rootFixes = sharedEdits(groups, solved).flatMap((group) => fixOf(group, solved));
	return {
		...change,
		rootFixes
	};
}
function builtRoot(root, ruleSet) {
	const { head } = root;
	if (!head?.answer || !("text" in head.answer)) return [];
	const { manifests } = readBuilt({
		folder: "",
		sources: head.sources
	}, head.answer, ruleSet);
	const renderings = manifests.map((rendered) => ({
		rendered,
		judged: judge(rendered.manifest, ruleSet)
	}));
	return [{
		name: rootName(root),
		sources: head.sources,
		renderings
	}];
}
/** The fix of findings that have one comment. */
function fixOf(group, solved) {
	const origins = group.flatMap(({ all }) => all);
	const texts = solved.texts(origins);
	const gone = group.filter(({ all }) => solved.isGone(all));
	if (!texts || gone.length === 0) return [];
	const applied = group.filter(({ all }) => solved.remedies(all).length > 0);
	const verify = solved.remedies(origins).flatMap((remedy) => remedy.verify ?? []);
	return [{
		files: Object.entries(texts).map(([path, after]) => ({
			path,
			before: solved.files[path] ?? "",
			after
		})),
		applies: applied.map(({ fingerprint }) => fingerprint),
		resolves: gone.map(({ fingerprint }) => fingerprint),
		verify: [...new Set(verify)],
		each: gone.flatMap(({ fingerprint, file, all }) => {
			const fix = ownFix(solved, { file }, all, "");
			return fix ? [{
				fingerprint,
				fix
			}] : [];
		})
	}];
}
// src/run/prove-source-fixes.ts
/**
* Finds out, by rendering again, which edits of its charts and kustomizations fix what a change brings. Nothing
* is rendered where nothing is to be fixed.
*/
async function proveSourceFixes(change, { options, ask, ...by }) {
	if (provableCharts(change).size === 0 && !canProveRoots(change)) return change;
	const wanted = await ask(change);
	if (wanted.length === 0) return change;
	const { ruleSet } = rulesOf(change, options.ruleSet);
	const proving = {
		...by,
		ruleSet
	};
	return proveRootFixes(await proveChartFixes(change, wanted, proving), wanted, proving);
}
// src/run/render-charts.ts
/**
* Renders the charts that a change reaches, before and after it; what is the same on both sides, or in
* two charts, once. Nothing is started where there is none.
*/
async function renderCharts(change, engine) {
	const { charts = [] } = change;
	if (charts.length === 0) return change;
	const answers = /* @__PURE__ */ new Map();
	const render = async (side) => {
		if (!side || side.answer) return side;
		const request = requestFor(side.chart);
		const key = JSON.stringify(request);
		const answer = answers.get(key) ?? engine.render(request);
		answers.set(key, answer);
		return {
			...side,
			answer: await answer
		};
	};
	const rendered = await Promise.all(charts.map(async (chart) => {
		const [base, head] = await Promise.all([render(chart.base), render(chart.head)]);
		return {
			...chart,
			base,
			head
		};
	}));
	return {
		...change,
		charts: rendered
	};
}
// src/run/render-change.ts
/**
* Renders the charts and builds the kustomizations that a change reaches, before and after it. Nothing is
* started where there is none.
*/
async function renderChange(change, engine) {
	return renderCharts(withBuiltReleases(await buildRoots(change, engine)), engine);
}
async function buildRoots(change, engine) {
	const { roots = [] } = change;
	if (roots.length === 0) return change;
	const answers = /* @__PURE__ */ new Map();
	const build = async (side) => {
		if (!side || side.answer) return side;
		const read = {
			folder: "",
			sources: side.sources
		};
		const key = JSON.stringify(buildRequestFor(read));
		const answer = answers.get(key) ?? buildLean(engine, read);
		answers.set(key, answer);
		return {
			...side,
			answer: placedAnswer(await answer, side.sources.layered)
		};
	};
	const built = await Promise.all(roots.map(async (root) => {
		const [base, head] = await Promise.all([build(root.base), build(root.head)]);
		const wanted = [...usedBefore(root), ...root.used ?? []];
		const used = await Promise.all(wanted.map(async (side) => build(side)));
		return {
			...root,
			base,
			head,
			used: used.flatMap((side) => side ?? [])
		};
	}));
	return {
		...change,
		roots: built
	};
}
/** The kustomizations that a new one names, as they were before. */
function usedBefore({ folder, base, head, before }) {
	if (base || !head) return [];
	const { files, binaries } = head.sources;
	const folders = kustomizationsIn(folder).flatMap((path) => files[path] ?? []).flatMap((text) => namedIn$1(folder, readReferences(text))).filter((path) => before[path] !== void 0).flatMap((path) => kustomizationsIn(folderOf$1(path)).includes(path) ? folderOf$1(path) : []);
	return [...new Set(folders)].map((root) => ({
		sources: {
			root,
			files: before,
			binaries,
			folders: [root]
		},
		answer: void 0
	}));
}
// src/run/with-builds.ts
/** The files that say how images are built, the Dockerfiles and manifests, those of their bases, and their scripts. */
const MAX_STEPS = 7;
/**
* Reads how the images of a change are built that nobody knows, and what uses the Dockerfiles that it
* touches. Nothing is read for a change that has neither.
*/
async function withBuilds(change, source, ask) {
	if (change.repairs || await ask(change) === void 0) return change;
	const paths = await source.list();
	if (!paths) return change;
	const changed = new Set(change.touched);
	const texts = /* @__PURE__ */ new Map();
	const builds = {
		paths,
		texts,
		before: /* @__PURE__ */ new Map()
	};
	for (let step = 0; step < MAX_STEPS; step++) {
		const wanted = await ask({
			...change,
			builds
		}) ?? [];
		if (wanted.length === 0) break;
		const read = await source.read(wanted);
		for (const path of wanted) texts.set(path, read.get(path) ?? "");
	}
	const touched = [...texts.keys()].filter((path) => changed.has(path));
	if (touched.length === 0) return {
		...change,
		builds
	};
	const before = await source.readBefore(touched);
	return {
		...change,
		builds: {
			...builds,
			before: new Map(touched.map((path) => [path, before.get(path) ?? ""]))
		}
	};
}
// src/run/prepare.ts
/** Settles how a repository is judged; as the options say where the front end does not. */
function settled(options, files) {
	return options.settle?.(files) ?? options;
}
/** Which files of a change are looked at, and who looks, by the options and the configuration. */
function lookBy(options) {
	return (files) => {
		const { checkName } = options;
		const { files: globs, automation, ruleSet, configuration, values } = settled(options, files);
		const extended = (files.extended ?? []).map(({ path }) => path);
		const always = [
			BASELINE_PATH,
			...CONFIGURATION_PATHS,
			...extended
		];
		return {
			globs,
			automation,
			identity: identityOf({
				checkName,
				files: [...globs, ...DOCKERFILES],
				always,
				ruleSet
			}),
			charts: options.engine && (configuration?.charts ?? []),
			kustomizations: configuration?.kustomizations,
			pullsCharts: values?.["pull-charts"]
		};
	};
}
/** A run tells of Dockerfiles, too, whatever manifests it looks at. */
const DOCKERFILES = ["**/*[Dd]ockerfile*", "**/*[Cc]ontainerfile*"];
/** Nobody wants it judged by the defaults instead. */
const REPAIR = "The configuration on the base branch can't be used, so nothing was analyzed. Merge this repair of it first.";
/**
* How a change is judged: by the options and the configuration on its base, with what its images say
* of themselves where a team wants that.
*/
async function prepare(change, options) {
	if (change.repairs) throw new UserError(REPAIR);
	const { inspect } = options;
	const { ruleSet, failOn, scope, requestChanges, baseline } = settled(options, change);
	const { fixes, trials } = options;
	const images = inspect && await options.judge.judge({
		kind: "images",
		change,
		kinds: ruleSet.kinds
	});
	const configs = images && await inspect(images);
	return {
		failOn,
		scope,
		ruleSet: configs ? {
			...ruleSet,
			configs
		} : ruleSet,
		...baseline && { baseline },
		...requestChanges !== void 0 && { requestChanges },
		...fixes !== void 0 && { fixes },
		...trials && { trials }
	};
}
/** A change with what its charts and kustomizations become. */
async function withCharts(change, { engine }) {
	return engine ? renderChange(change, engine) : change;
}
/** A change with the fixes of what it brings to its charts and kustomizations, or of what a command asks for. */
async function withSourceFixes(change, review, { engine, judge }, fix) {
	const task = {
		kind: "source-fixes",
		options: review,
		...fix && { fix }
	};
	const ask = async (one) => judge.judge({
		...task,
		change: one
	});
	const unsafe = fix?.command.unsafe ?? true;
	return engine ? proveSourceFixes(change, {
		engine,
		options: review,
		ask,
		unsafe
	}) : change;
}
/** A change with what tells how its images are built, where nobody else knows them. */
async function readBuilds(client, ref, change, options) {
	if (change.repairs) return change;
	const { kinds } = settled(options, change).ruleSet;
	return withBuilds(change, buildReader(client, ref, change), async (task) => options.judge.judge({
		kind: "builds",
		change: task,
		kinds
	}));
}
// src/review/plan-repair.ts
/** More of them have one cause. */
const MAX_FAULTS = 10;
/** A message may quote the file. */
const MAX_MESSAGE$1 = 300;
/**
* Plans the check of a change that only repairs the configuration of its base. Nothing was analyzed, so
* that nothing is said of earlier comments; and the check must not be one that nobody can merge with.
*/
function planRepair({ base, head }, repairs) {
	const rows = repairs.slice(0, MAX_FAULTS).map(({ path, line, column, message }) => md`- ${codePath(`${path}:${line}:${column}`)}: ${code(message, MAX_MESSAGE$1)}`);
	const rest = repairs.length - rows.length;
	return {
		base,
		head,
		conclusion: "neutral",
		failOn: "error",
		title: plainly`Not analyzed: this change repairs the configuration`,
		summary: joinMarkdown([
			md`The configuration on the base branch can't be used:\n`,
			...rows,
			...rest > 0 ? [md`- and ${rest} more`] : [],
			md`\nThis change repairs it, and changes no other file, so this check is neutral and does not block it. Nothing was analyzed. The repaired configuration counts once it is merged.`
		], "\n"),
		body: md``,
		comments: [],
		requestsChanges: false,
		dismissals: [],
		updates: [],
		resolutions: [],
		duplicates: [],
		findings: [],
		generated: [],
		skips: [],
		faults: [],
		exempted: [],
		exemptionFaults: [],
		notes: []
	};
}
// src/github/check-run.ts
/** GitHub takes this many annotations in a request; further requests append. */
const BATCH = 50;
/** Creates a check, unless there is one with the same words; that one gets the annotations that it lacks. */
async function createCheck(client, ref, wanted) {
	try {
		const runs = await readRuns(client, ref, wanted);
		const check = await withShared(client, ref, wanted, runs);
		const known = newest(runs, check);
		if (known?.id === idOf(check)) return await append(client, ref, check, known);
		if (known?.id.startsWith(wordsIdOf(check)) === true && check.annotations.length === 0) return {};
		return await post(client, ref, check);
	} catch (error) {
		const obstacle = obstacleOf(error, "checks: write");
		if (obstacle === void 0) throw error;
		return { obstacle };
	}
}
/** The conclusion of the newest check of ours with this name on a commit; undefined without one. */
async function readConclusion(client, ref, check) {
	try {
		return newest(await readRuns(client, ref, check), check)?.conclusion;
	} catch (error) {
		if (obstacleOf(error, "checks: read")) return void 0;
		throw error;
	}
}
const RUNS = object({ check_runs: list(object({
	id: integer,
	external_id: optional(string),
	conclusion: optional(string),
	output: object({ annotations_count: integer })
})) });
const CREATED = object({ id: integer });
/** The checks of ours with a name on a commit, the newest first. */
async function readRuns(client, { owner, repo }, { head, name }) {
	const { check_runs: runs } = await client.ask("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
		owner,
		repo,
		ref: head,
		check_name: name,
		filter: "all",
		per_page: 100
	}, RUNS);
	return runs.flatMap(({ id: number, external_id: id, conclusion, output }) => id?.startsWith(OURS) === true ? [{
		number,
		id,
		conclusion,
		annotations: output.annotations_count
	}] : []).toSorted((one, other) => other.number - one.number);
}
function newest(runs, check) {
	return runs.find(({ id }) => id.startsWith(prefixOf(check)));
}
const OURS = "podseal:";
function prefixOf({ about }) {
	return `${OURS}${about ?? "queue"}:`;
}
/** The same for the same words and annotations about the same pull request. */
function idOf(check) {
	return `${wordsIdOf(check)}-${hash(check.annotations)}`;
}
function wordsIdOf(check) {
	const { conclusion, title, summary } = check;
	return `${prefixOf(check)}${hash([
		conclusion,
		title,
		summary
	])}`;
}
function hash(said) {
	return sha256Hex(JSON.stringify(said)).slice(0, 16);
}
const PULL = object({
	state: string,
	head: object({ sha: string })
});
/**
* A check is on a commit, and two pull requests may have it as their head: GitHub shows the newest
* check on both. So none is better than that of another open pull request with this head.
*/
async function withShared(client, { owner, repo }, check, runs) {
	if (check.about === void 0 || check.conclusion !== "success") return check;
	const others = /* @__PURE__ */ new Map();
	for (const { id, conclusion } of runs) {
		const about = Number(/^podseal:(\d+):/.exec(id)?.[1]);
		if (about > 0 && !others.has(about)) others.set(about, conclusion ?? "");
	}
	for (const [number, conclusion] of others) {
		if (number === check.about || !["failure", "neutral"].includes(conclusion)) continue;
		const place = {
			owner,
			repo,
			pull_number: number
		};
		const pull = await client.ask("GET /repos/{owner}/{repo}/pulls/{pull_number}", place, PULL);
		if (pull.state !== "open" || pull.head.sha !== check.head) continue;
		const note = `#${number} has the same head commit, and its check is ${conclusion}. GitHub shows one check for both.`;
		return {
			...check,
			conclusion: conclusion === "failure" ? "failure" : "neutral",
			title: `${check.title}; but see #${number}`,
			summary: `${note}\n\n${check.summary}`
		};
	}
	return check;
}
/** Posts a check; where the answer is lost, looks whether it is there before doing it again. */
async function post(client, ref, check, isSecondTry = false) {
	const run = await send(client, ref, check).catch(async (error) => {
		if (statusOf(error) === 422 && check.annotations.length > 0) return "refused";
		if (isSecondTry || !isBroken(error)) throw error;
		const now = newest(await readRuns(client, ref, check), check);
		return now?.id === idOf(check) ? now : void 0;
	});
	if (run === void 0) return post(client, ref, check, true);
	if (run !== "refused") return append(client, ref, check, run);
	return {
		...await createCheck(client, ref, {
			...check,
			...check.withoutAnnotations,
			annotations: []
		}),
		isBare: true
	};
}
async function send(client, { owner, repo }, check) {
	const { conclusion, name, head, actions, title, summary } = check;
	const external_id = idOf(check);
	const annotations = check.annotations.slice(0, BATCH);
	const { id } = await client.once("POST /repos/{owner}/{repo}/check-runs", {
		owner,
		repo,
		name,
		head_sha: head,
		external_id,
		conclusion,
		status: "completed",
		output: {
			title,
			summary,
			annotations
		},
		...actions && { actions: [...actions] }
	}, CREATED);
	return {
		number: id,
		id: external_id,
		conclusion,
		annotations: annotations.length
	};
}
/** Adds the annotations that a run does not have yet. */
async function append(client, { owner, repo }, check, run, isSecondTry = false) {
	for (let at = run.annotations; at < check.annotations.length; at += BATCH) try {
		const batch = check.annotations.slice(at, at + BATCH);
		await annotate(client, {
			owner,
			repo
		}, run.number, check, batch);
	} catch (error) {
		if (statusOf(error) === 422) {
			const words = check.withoutAnnotations ?? check;
			await annotate(client, {
				owner,
				repo
			}, run.number, words, []);
			return { isBare: true };
		}
		if (isSecondTry || !isBroken(error)) throw error;
		const now = newest(await readRuns(client, {
			owner,
			repo
		}, check), check);
		const same = now?.id === run.id ? now : run;
		return append(client, {
			owner,
			repo
		}, check, same, true);
	}
	return {};
}
async function annotate(client, { owner, repo }, number, { title, summary }, annotations) {
	await client.once("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
		owner,
		repo,
		check_run_id: number,
		output: {
			title,
			summary,
			annotations: [...annotations]
		}
	}, ignored);
}
// src/review/catch-up.ts
/**
* A plan as it is right after what people and other runs did on the pull request since it was made: who
* answered, edited or closed a comment has the last word, and changes are asked for once.
*/
function catchUp(plan, { threads, reviews }) {
	const now = new Map(threads.map((thread) => [thread.id, thread]));
	const standing = new Set(reviews.filter(({ stands }) => stands).map(({ number }) => number));
	const isAsPlanned = (thread) => {
		const { state, body, hasReply } = now.get(thread.id) ?? {};
		return state === thread.state && body === thread.body && hasReply === thread.hasReply;
	};
	return {
		...plan,
		updates: plan.updates.filter(({ thread }) => isAsPlanned(thread)),
		resolutions: plan.resolutions.flatMap(({ thread, body }) => {
			const current = now.get(thread.id);
			return current?.state === thread.state ? [{
				thread: current,
				body
			}] : [];
		}),
		duplicates: plan.duplicates.filter(isAsPlanned),
		dismissals: plan.dismissals.filter(({ number }) => standing.has(number)),
		requestsChanges: plan.requestsChanges && standing.size === 0
	};
}
// src/text/shown.ts
function trust(text) {
	return text;
}
/** Text of our own, around text that was made safe before; a `string` has to pass `visible` first. */
function shown(literals, ...parts) {
	return trust(assemble$1(literals, parts));
}
/** Puts pieces one after the other. */
function joinShown(pieces, separator) {
	return trust(pieces.join(separator));
}
/** Text of a manifest or a path. Tabs become spaces, other line breaks than `\n` are shown. */
function visible(text) {
	if (isPlainAscii(text)) return trust(text);
	return trust(text.replaceAll("	", "    ").replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "�"));
}
/** A diff, whose tabs and line ends (CRLF) belong to it. */
function visibleDiff(text) {
	return trust(text.replace(/(?!\r\n|[\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "�"));
}
/** Text that has to stay on its line, such as a path: line breaks are shown, too. */
function visibleLine(text) {
	return trust(visible(text).replaceAll("\n", "�"));
}
/** Data as JSON on one line, with every character escaped that a terminal could obey; it reads back the same. */
function jsonText(data) {
	return withEscapes(JSON.stringify(data));
}
/** What is before and behind what lists hold that are in each other. */
const AROUND = [
	["", ""],
	["[\n  ", "\n]"],
	["[\n  [\n    ", "\n  ]\n]"]
];
/**
* The same on indented lines.
*
* @param depth in how many lists the data is
*/
function jsonLines(data, depth = 0) {
	const [before, behind] = AROUND[depth];
	const text = JSON.stringify([
		data,
		[data],
		[[data]]
	][depth], null, 2);
	return withEscapes(text.slice(before.length, text.length - behind.length));
}
/** JSON whose line breaks are those between its lines. */
function withEscapes(text) {
	if (isPlainAscii(text)) return trust(text);
	return trust(text.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => Array.from({ length: character.length }, (_, at) => unicodeEscape(character, at)).join("")));
}
function unicodeEscape(text, at) {
	return `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`;
}
/**
* Text inside of XML, in an attribute or between tags. What XML 1.0 has no way to write is replaced;
* what a terminal could obey is a character reference, and reads back the same.
*/
function xmlText(text) {
	return trust(text.replace(/[\p{Cs}\u{FFFE}\u{FFFF}]/gu, "�").replace(/[&<>"'\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (one) => reference(one.codePointAt(0) ?? 0)));
}
/** XML has tabs and line breaks, and none of the other characters below the space. */
function reference(code) {
	return code >= 32 || [
		9,
		10,
		13
	].includes(code) ? `&#${code};` : "�";
}
/** Text inside of HTML, in a quoted attribute or between tags; what hides or reorders is shown. */
function htmlText(text) {
	return trust(visible(text).replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`));
}
/** A script or a style of our own, for an element of its own, in which nothing can be escaped. */
function ownCode(text) {
	if (/<[/!]/.test(text)) throw new Error("This could end the element that it is in.");
	return trust(text);
}
// src/report/names.ts
/** What a finding is about, in a word: its container, else its object. */
function subjectName({ container, resource }) {
	return container ?? `${resource.kind}/${resource.name}`;
}
/** The same for what no file of a project has, such as a list of kubectl: its object, then its container. */
function fullName({ container, resource }) {
	const { kind, namespace, name } = resource;
	const object = [
		kind,
		...namespace === "" ? [] : [namespace],
		name
	].join("/");
	return container === null ? object : `${object}, ${container}`;
}
// src/github/annotations.ts
/** GitHub takes 64 KB in a message; all of a request's annotations have to fit, too. */
const MAX_MESSAGE_BYTES = 8e3;
/** The annotations of a plan's check. */
function annotationsOf({ findings, faults }) {
	return [...faults.filter(isAnnotation).map(ofFault), ...findings.filter(isAnnotation).map(({ finding }) => toAnnotation(finding))];
}
function isAnnotation({ placement }) {
	return placement === "annotation";
}
function ofFault({ path, line, message }) {
	return {
		path,
		start_line: line,
		end_line: line,
		annotation_level: "failure",
		title: "configuration",
		message: clipBytes(visible(message), MAX_MESSAGE_BYTES)
	};
}
function toAnnotation(finding) {
	const { file, line, endLine, column, endColumn, severity, rule, message } = finding;
	return {
		path: file,
		start_line: line,
		end_line: endLine,
		...line === endLine ? {
			start_column: column,
			end_column: endColumn
		} : {},
		annotation_level: severity === "error" ? "failure" : severity,
		title: rule,
		message: clipBytes(visible(`${subjectName(finding)}: ${message}`), MAX_MESSAGE_BYTES)
	};
}
// src/github/pending-review.ts
const REVIEW = object({
	id: integer,
	state: string,
	user: optional(object({ type: string }))
});
/**
* Deletes a review that an earlier run left unsubmitted. Only its author sees a pending review, so a
* bot's is this workflow's own.
*
* @returns whether one was deleted
*/
async function deletePendingReview(client, { owner, repo, number }) {
	const place = {
		owner,
		repo,
		pull_number: number
	};
	const pending = (await client.pages("GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews", place, REVIEW)).find(({ state, user }) => state === "PENDING" && user?.type === "Bot");
	if (!pending) return false;
	await client.ask("DELETE /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}", {
		...place,
		review_id: pending.id
	}, ignored);
	return true;
}
// src/github/post-comments.ts
/**
* Posts the comments on lines as one review, then those on files. What GitHub refuses is in the
* result.
*/
async function postComments(client, ref, plan) {
	const onLines = plan.comments.filter(({ subject }) => subject === "line");
	const onFiles = plan.comments.filter(({ subject }) => subject === "file");
	const review = await postReview$1(client, ref, plan, onLines);
	const { obstacle } = review;
	if (obstacle !== void 0) return {
		count: 0,
		refused: plan.comments,
		obstacle
	};
	const refused = await postOneByOne(client, ref, plan, [...review.refused, ...onFiles].map(onFile));
	return {
		count: plan.comments.length - refused.length,
		refused,
		obstacle
	};
}
function onFile(comment) {
	return {
		...comment,
		subject: "file",
		body: comment.fileBody
	};
}
const ALL_TAKEN = {
	refused: [],
	obstacle: void 0
};
/** One review with all comments, or, where GitHub refuses it, one by one. */
async function postReview$1(client, ref, plan, comments, isSecondTry = false) {
	if (comments.length === 0 && !plan.requestsChanges) return ALL_TAKEN;
	try {
		await createReview(client, ref, plan, comments);
		return ALL_TAKEN;
	} catch (error) {
		const obstacle = obstacleOf(error, "pull-requests: write");
		if (obstacle !== void 0) return {
			refused: comments,
			obstacle
		};
		if (isRefused(error)) return afterRefusal(client, ref, plan, comments, error, isSecondTry);
		if (!isBroken(error)) throw error;
	}
	const now = await look(client, ref);
	const left = now ? withoutPosted(comments, fingerprintsOf$1(now.threads)) : comments;
	if (isSecondTry || !now) return {
		refused: left,
		obstacle: void 0
	};
	const isRequested = now.reviews.some(({ stands }) => stands);
	return postReview$1(client, ref, {
		...plan,
		requestsChanges: plan.requestsChanges && !isRequested
	}, left, true);
}
/** A review that GitHub refuses as a whole: for what is in the way of it, or for one comment. */
async function afterRefusal(client, ref, plan, comments, error, isSecondTry) {
	if (plan.requestsChanges && says(error, /request changes/i)) return postReview$1(client, ref, {
		...plan,
		requestsChanges: false
	}, comments, isSecondTry);
	if (!isSecondTry && says(error, /pending review/i) && await deletePendingReview(client, ref)) return postReview$1(client, ref, plan, comments, true);
	const refused = await postOneByOne(client, ref, plan, comments);
	if (plan.requestsChanges) await requestChanges(client, ref, plan);
	return {
		refused,
		obstacle: void 0
	};
}
/** Asks for changes without a comment, after the comments went one by one. */
async function requestChanges(client, ref, plan) {
	try {
		await createReview(client, ref, plan, []);
	} catch (error) {
		if (!isRefused(error)) throw error;
	}
}
/** Whether GitHub does not want to do it, this time or ever: limits were waited for before. */
function isRefused(error) {
	return (statusOf(error) ?? 500) < 500;
}
function says(error, pattern) {
	return error instanceof RequestError && pattern.test(error.message);
}
/** What is there after a request that failed; undefined if GitHub is silent. */
async function look(client, ref) {
	try {
		return await readExistingReview(client, ref);
	} catch {
		return;
	}
}
/** The comments that say something which is not said yet. */
function withoutPosted(comments, said) {
	return comments.filter(({ fingerprints }) => fingerprints.some((one) => !said.has(one)));
}
async function createReview(client, { owner, repo, number }, plan, comments) {
	await client.once("POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", {
		owner,
		repo,
		pull_number: number,
		commit_id: plan.head,
		event: plan.requestsChanges ? "REQUEST_CHANGES" : "COMMENT",
		body: plan.body,
		comments: comments.map(({ path, body, ...place }) => ({
			path,
			body,
			...linesOf(place)
		}))
	}, ignored);
}
/** GitHub refuses `start_line` where it equals `line`. */
function linesOf({ line, startLine }) {
	const side = "RIGHT";
	return startLine === void 0 ? {
		line,
		side
	} : {
		start_line: startLine,
		start_side: side,
		line,
		side
	};
}
async function postOneByOne(client, ref, plan, comments) {
	const refused = [];
	for (const comment of comments) if (!await tryPost(client, ref, plan, comment)) refused.push(comment);
	return refused;
}
/** Posts one comment; false when GitHub does not take it. */
async function tryPost(client, ref, plan, comment, isSecondTry = false) {
	const { owner, repo, number } = ref;
	const { path, body, subject, ...place } = comment;
	try {
		await client.once("POST /repos/{owner}/{repo}/pulls/{pull_number}/comments", {
			owner,
			repo,
			pull_number: number,
			commit_id: plan.head,
			path,
			body,
			...subject === "file" ? { subject_type: "file" } : linesOf(place)
		}, ignored);
		return true;
	} catch (error) {
		if (isRefused(error)) return false;
		if (!isBroken(error)) throw error;
		const now = await look(client, ref);
		if (!now) return false;
		if (withoutPosted([comment], fingerprintsOf$1(now.threads)).length === 0) return true;
		return isSecondTry ? false : tryPost(client, ref, plan, comment, true);
	}
}
// src/github/sync-comments.ts
/**
* Brings the comments and reviews of earlier runs up to date. What the token may not do, or what is
* gone in the meantime, is left: none of it changes the verdict.
*/
async function syncComments(client, ref, { updates, resolutions, duplicates, dismissals }) {
	for (const update of updates) await attempt(async () => edit(client, ref, update));
	for (const resolution of resolutions) await close(client, ref, resolution);
	for (const duplicate of duplicates) await attempt(async () => remove(client, ref, duplicate));
	for (const review of dismissals) await attempt(async () => dismiss(client, ref, review));
}
/** Does what may be refused; tells whether it was done. */
async function attempt(request) {
	try {
		await request();
		return true;
	} catch (error) {
		if (error instanceof UserError) throw error;
		return false;
	}
}
async function edit(client, { owner, repo }, { thread, body }) {
	await client.ask("PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}", {
		owner,
		repo,
		comment_id: thread.number,
		body
	}, ignored);
}
/** Deletes a comment that says nothing of its own. */
async function remove(client, { owner, repo }, { number }) {
	await client.ask("DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}", {
		owner,
		repo,
		comment_id: number
	}, ignored);
}
async function dismiss(client, { owner, repo, number }, review) {
	await client.ask("PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/dismissals", {
		owner,
		repo,
		pull_number: number,
		review_id: review.number,
		message: "The findings are fixed.",
		event: "DISMISS"
	}, ignored);
}
/**
* Resolves a thread, for which GitHub wants `contents: write`. Without it the comment is changed to
* say that it is done, and hidden, unless people answered to it.
*/
async function close(client, ref, resolution) {
	const { id, commentId, canResolve, hasReply } = resolution.thread;
	if (canResolve && await attempt(async () => client.graphql(RESOLVE, { id }, ignored)) || hasReply) return;
	if (await attempt(async () => edit(client, ref, resolution))) await attempt(async () => client.graphql(HIDE, { id: commentId }, ignored));
}
const RESOLVE = `mutation ($id: ID!) {
  resolveReviewThread(input: { threadId: $id }) { thread { id } }
}`;
const HIDE = `mutation ($id: ID!) {
  minimizeComment(input: { subjectId: $id, classifier: RESOLVED }) { minimizedComment { isMinimized } }
}`;
// src/github/publish.ts
/**
* Carries out a plan on a pull request: one review, what becomes of earlier comments, then the
* check. A comment that GitHub refuses loses nothing: its findings become annotations of the check.
*/
async function publish(client, ref, plan, settings) {
	const stamped = stampPlan(plan, ref.identity);
	const posted = isSilent(plan) ? NOTHING : await postReview(client, ref, stamped);
	const concluded = await publishCheck(client, ref, fallBackToAnnotations(plan, refusedFindings(posted)), {
		...settings,
		about: ref.number
	});
	const obstacles = posted.obstacle === void 0 ? [] : [posted.obstacle];
	return {
		plan: concluded.plan,
		comments: posted.count,
		obstacles: [...obstacles, ...concluded.obstacles]
	};
}
/** Concludes the check of a plan, on its head. */
async function publishCheck(client, ref, plan, settings) {
	const { head, conclusion, title, summary } = plan;
	const bare = fallBackToSummary(plan);
	const { obstacle, isBare } = await createCheck(client, ref, {
		...settings,
		head,
		conclusion,
		title,
		summary,
		annotations: annotationsOf(plan),
		withoutAnnotations: {
			title: bare.title,
			summary: bare.summary
		}
	});
	return {
		plan: isBare === true ? bare : plan,
		comments: 0,
		obstacles: obstacle === void 0 ? [] : [obstacle]
	};
}
const NOTHING = {
	count: 0,
	refused: [],
	obstacle: void 0
};
/** Whether a plan leaves the pull request's conversation as it is. */
function isSilent(plan) {
	const { comments, updates, resolutions, duplicates, dismissals, requestsChanges } = plan;
	return !requestsChanges && [
		comments,
		updates,
		resolutions,
		duplicates,
		dismissals
	].every((some) => some.length === 0);
}
/**
* Posts, and brings earlier comments up to date, if the head is still the plan's: a newer commit has a
* run of its own. Leaves out what another run said in the meantime. Two runs at once may still post
* the same; so each looks again, and takes back its own.
*/
async function postReview(client, ref, plan) {
	const before = await readExistingReview(client, ref);
	if (before.head !== plan.head) return NOTHING;
	const comments = withoutPosted(plan.comments, fingerprintsOf$1(before.threads));
	const current = {
		...catchUp(plan, before),
		comments
	};
	const posted = await postComments(client, ref, current);
	if (posted.obstacle === void 0) await syncComments(client, ref, current);
	if (posted.count > 0) await removeDuplicates(client, ref).catch(() => void 0);
	return posted;
}
async function removeDuplicates(client, ref) {
	const { threads } = await readExistingReview(client, ref);
	await syncComments(client, ref, {
		updates: [],
		resolutions: [],
		dismissals: [],
		duplicates: findDuplicates(threads)
	});
}
function refusedFindings({ refused }) {
	return new Set(refused.flatMap(({ fingerprints }) => fingerprints));
}
// src/run/run-review.ts
/** A push came in between: another look will do. */
var MovedError = class extends UserError {};
/** Reviews what an event is about. Whatever happens, the check on its head is concluded. */
async function runReview(client, ref, trigger, options) {
	try {
		return trigger.kind === "merge-group" ? await reviewQueued(client, ref, trigger, options) : await reviewPullRequest(client, ref, trigger, options);
	} catch (error) {
		if (trigger.head !== void 0) {
			const about = trigger.kind === "pull-request" ? trigger.number : void 0;
			await conclude(client, ref, {
				...failed(error),
				head: trigger.head,
				about
			}, options).catch(() => void 0);
		}
		throw error;
	}
}
function failed(error) {
	const fault = describeFault(error);
	const message = fault ?? (error instanceof Error ? error.message : String(error));
	const again = fault === void 0 ? " If it fails again, report its log to Podseal." : "";
	return {
		conclusion: "failure",
		title: "The review failed",
		summary: `Podseal has not judged this change: ${code(message, MAX_MESSAGE)}\n\nRun the job again once the cause is gone.${again}`
	};
}
/** Errors of GitHub may quote a whole request. */
const MAX_MESSAGE = 1e3;
/** Concludes a check that is no plan's. */
async function conclude(client, ref, check, { checkName, dryRun }) {
	const { obstacle } = dryRun ? {} : await createCheck(client, ref, {
		...check,
		name: checkName,
		annotations: []
	});
	const obstacles = obstacle === void 0 ? [] : [obstacle];
	return {
		...check,
		plan: void 0,
		comments: 0,
		obstacles
	};
}
/** A merge queue has no conversation: its change gets a check only. */
async function reviewQueued(client, ref, range, options) {
	const { elsewhere, archives } = options;
	const change = await readRange(client, ref, range, lookBy(options), {
		elsewhere,
		archives
	});
	const wanted = await planOf(client, ref, change, options);
	const plan = fallBackToAnnotations(wanted, new Set(wanted.comments.flatMap(({ fingerprints }) => fingerprints)));
	options.show(change, plan);
	if (options.dryRun) return resultOf(plan);
	const published = await publishCheck(client, ref, plan, {
		name: options.checkName,
		about: void 0
	});
	return resultOf(published.plan, published);
}
async function reviewPullRequest(client, { owner, repo }, trigger, options) {
	const ref = {
		owner,
		repo,
		number: trigger.number
	};
	const { head } = trigger;
	if (head !== void 0 && trigger.isTextEdit) {
		const conclusion = await readConclusion(client, ref, {
			head,
			name: options.checkName,
			about: trigger.number
		});
		if (conclusion !== void 0) return resultOf({
			...UNCHANGED,
			conclusion
		});
	}
	if (head !== void 0 && trigger.isDraft && options.skipsDrafts) return conclude(client, ref, {
		...DRAFT,
		head,
		about: trigger.number
	}, options);
	const look = lookBy(options);
	const change = await readPullRequest(client, ref, look, {
		elsewhere: options.elsewhere,
		archives: options.archives
	});
	if (change === "closed") return resultOf(CLOSED);
	if (head !== void 0 && (change === "moved" || change.head !== head)) return conclude(client, ref, {
		...SUPERSEDED,
		head,
		about: trigger.number
	}, options);
	if (change === "moved") throw new MovedError("Somebody pushed during the review: run it again.");
	const plan = await planOf(client, ref, change, options);
	options.show(change, plan);
	if (options.dryRun) return resultOf(plan);
	const actions = options.actions?.(plan);
	const settings = {
		name: options.checkName,
		...actions && { actions }
	};
	const { identity } = look(change);
	const published = await publish(client, {
		...ref,
		identity
	}, plan, settings);
	return resultOf(published.plan, published);
}
/** Plans in another thread: what a stranger wrote is read there alone. */
async function planOf(client, ref, read, options) {
	if (read.repairs) return planRepair(read, read.repairs);
	const change = await readBuilds(client, ref, await withCharts(read, options), options);
	const next = nextConfiguration(change, options.settle);
	const review = await prepare(change, options);
	const proved = await withSourceFixes(change, review, options);
	return options.judge.judge({
		kind: "review",
		change: proved,
		options: review,
		next
	});
}
const UNCHANGED = {
	title: "Only the text of the pull request changed",
	summary: "Its check stays as it is."
};
const CLOSED = {
	conclusion: "neutral",
	title: "Not reviewed: the pull request is closed",
	summary: "Podseal reviews it again when it is reopened."
};
const DRAFT = {
	conclusion: "neutral",
	title: "Not reviewed: this is a draft",
	summary: "The review follows when it is ready, if the workflow runs on `ready_for_review`."
};
/** A commit that comes back as the head must not have passed: so this is no conclusion that does. */
const SUPERSEDED = {
	conclusion: "cancelled",
	title: "Not reviewed: there is a newer commit",
	summary: "The review of the newer commit is on its own check."
};
function resultOf(said, { comments = 0, obstacles = [] } = {}) {
	const { conclusion, title, summary } = said;
	return {
		conclusion,
		title,
		summary,
		plan: "findings" in said ? said : void 0,
		comments,
		obstacles
	};
}
// src/action/trials-file.ts
/** Fifty trials of some kilobytes, each with the end of a log. */
const MAX_BYTES = 4194304;
const MAX_TRIALS = 50;
const short = (length) => pipe(string$1(), maxLength(length));
/** A path as Kubernetes names objects and git names files, and no longer. */
const trial = object$2({
	file: short(4096),
	container: short(63),
	resource: object$2({
		kind: short(63),
		namespace: short(253),
		name: short(253)
	}),
	fixedDigest: nullable(pipe(string$1(), regex(/^sha256:[0-9a-f]{64}$/))),
	starts: boolean$1(),
	why: nullable(string$1())
});
const trialsFile = object$2({
	version: literal(1),
	commit: nullable(pipe(string$1(), regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/))),
	trials: pipe(array(trial), maxLength(MAX_TRIALS))
});
/** More of a reason is not shown. */
const MAX_WHY = 300;
/**
* Reads what `podseal try --suggested --format json` wrote in a job of a pull request. Nothing in it is
* known to be true; what a review shows of it is bounded and escaped.
*
* @throws UserError where it is not there or has another shape
*/
async function readTrials(path) {
	const parsed = safeParse(trialsFile, parse(await readBounded(path), path));
	if (!parsed.success) throw new UserError(`${path} is not what podseal try --format json writes: give its output as trials-file.`);
	const { commit, trials } = parsed.output;
	if (commit === null) return void 0;
	return {
		commit,
		trials: trials.flatMap(({ resource, fixedDigest, why, ...one }) => fixedDigest === null ? [] : [{
			...one,
			...resource,
			fixed: fixedDigest,
			why: (why ?? "").slice(0, MAX_WHY)
		}])
	};
}
async function readBounded(path) {
	const file = await open(path).catch((error) => {
		throw new UserError(`There is no file ${path}: download the artifact before, or leave trials-file out.`, { cause: error });
	});
	try {
		const bytes = Buffer.alloc(4194305);
		const { bytesRead } = await file.read(bytes);
		if (bytesRead <= MAX_BYTES) return bytes.subarray(0, bytesRead).toString("utf8");
	} finally {
		await file.close();
	}
	throw new UserError(`${path} is larger than 4 MiB, which no result of podseal try is.`);
}
function parse(text, path) {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new UserError(`${path} is no JSON: give the output of podseal try --format json.`, { cause: error });
	}
}
// src/action/carry-out.ts
/** Does what a run is about. */
async function carryOut(task, job) {
	const { client, repo, inputs } = job;
	switch (task.kind) {
		case "review": return review(task.trigger, job);
		case "plan": {
			const { planRun } = await import("./plan-run.js");
			return planRun(client, repo, task.trigger, inputs);
		}
		case "publish": {
			const { publishRun } = await import("./publish-run.js");
			return publishRun(client, repo, task.run, inputs);
		}
		case "answer": {
			const { answer } = await import("./answer.js");
			return answer(client, task.request, task.body, inputs);
		}
		case "nothing": info(`There is nothing to do: ${task.why}.`);
	}
}
/** Reviews what started the run; the job fails if the check does. */
async function review(trigger, { client, repo, inputs }) {
	const trials = inputs.trialsFile === "" ? void 0 : await readTrials(inputs.trialsFile);
	const result = await runReview(client, repo, trigger, {
		...inputs,
		trials
	});
	await inputs.report.write(inputs.outputs);
	await inputs.report.finish(result);
	const { conclusion, title } = result;
	if (!PASSING.includes(conclusion)) setFailed(`${title}. See the review.`);
}
/** The conclusions that let a pull request be merged (docs: required status checks). */
const PASSING = [
	"success",
	"neutral",
	"skipped"
];
export { isBroken as A, string as B, describeObstacle as C, limitWait as D, obstacleOf as E, integer as F, setOutput as G, info as H, list as I, RequestError as J, warning as K, named$1 as L, stopOf as M, boolean as N, inBatches as O, ignored as P, object as R, makeClient as S, needs$1 as T, notice as U, getInput as V, setFailed as W, readBuilds as _, htmlText as a, describeFault as b, jsonText as c, visible as d, visibleDiff as f, prepare as g, lookBy as h, subjectName as i, statusOf as j, GraphQlError as k, ownCode as l, xmlText as m, runReview as n, joinShown as o, visibleLine as p, summary as q, fullName as r, jsonLines as s, carryOut as t, shown as u, withCharts as v, isForbidden as w, readPullRequest as x, withSourceFixes as y, optional as z };
