import { a as __toCommonJS, n as __esmMin, r as __exportAll, t as __commonJSMin } from "./rolldown-runtime.js";
import { $ as identitiesIn, $t as fence, An as isSet, At as optionOf, B as groupBy$1, Bn as require_dist, Bt as readImageChanges, Cn as allowedFor, Cr as nearest, Ct as startOfLine, D as readBuilt, Dn as field, Dt as nameOf$4, En as entriesOf$1, Et as readCommand$1, Fn as rootOf, Ft as codeImage, G as sourcesIn, Gn as utf8ToBytes, Gt as describeUser, Hn as whyNotToEdit, Ht as wordsOf$1, I as judge, In as scalar, It as isForeignFolder, J as splitDocuments, Jt as codeList, Kn as reportedPath, Kt as MAX_POST_BYTES, L as byDocument, Ln as shadowedFields, Lt as isPlainPath, Mn as items, Mt as isFolderName, Nn as ownField, Nt as namedByVariables, On as isList, Ot as unwrap, Pn as ownFields, Pt as plainWrite, Q as findIn, Qt as countWords, R as bySubject, Rn as textOf, Rt as mountsOf, Sn as UNFINISHED, Sr as quoted, St as indexLines, Tn as placeInContext, Tt as readScripts, U as changeData, Un as sha256, Ut as canonicalReference, V as readManifest, Vn as madeElsewhere, Vt as knownImage, W as mayNeedSources, Wn as bytesToHex, Wt as parseImageReference, X as activeRuleIds, Xn as PROFILES, Xr as description, Xt as comment, Y as ALL_RULE_IDS, Yn as OPTIONS, Yr as check, Yt as codePath, Z as activeRules, Zn as glob, Zr as exactOptional, Zt as commitHash, _i as UserError, _r as text, _t as dataOf, a as rootComparisons, an as link, ar as nameOf$3, at as nameOf$5, b as partEnd, bn as realPath, br as wholeNumber, bt as parseDocumentAt, c as comparisonsOf, ci as regex, cn as sentencesOf, cr as filledList, ct as readableReason, d as hasReleasesOf, dr as implies, et as rules, f as isJudged$1, fn as count, fr as list, ft as commentClaims, g as readRendering, gi as unknown, gn as byteLength, gt as podsOf, h as judgeCharts, hn as plainly, hr as only$1, ht as compareSeverity, i as judgeRoots, in as kindWord, ir as describeIssue, it as isWritten, jn as itemAt, jt as SCRATCH_FOLDERS, kt as operandsOf, l as documentsOf$1, ln as splitLines$1, lr as flag, lt as fits, m as isValuesOf, mi as transform, mn as lowerFirst, mr as oneOrMore, mt as SEVERITIES, n as goneFromRoot, nt as commandFor$1, o as rootFile, on as md, or as stepsOf, ot as sortExempted, p as isShownBy, pi as title, pn as listPlain, pr as mapping, pt as readReason, q as readPatches, qt as code, r as isBuilt, rn as joinMarkdown, rt as identityOf, s as wasBuilt, si as pipe, sn as prose, sr as choice, st as isUnfinished, tn as fold, tr as optionsIn, tt as withoutVersion, u as goneFrom, ui as safeParse, un as withPronouns, ur as hasOneOf, vn as PathSet, vr as textLike, vt as isDataMap, wn as effectiveField, wt as ParseBudget, xn as NO_EXEMPTIONS, xr as wordOr, xt as endOfLine, y as withSet, yn as covers, yr as unique$2, yt as foreignText, z as documentOf, zn as valueAt, zt as changeImage } from "./action.js";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
// node_modules/diff/libesm/diff/base.js
var import_dist = require_dist();
var Diff = class {
	diff(oldStr, newStr, options = {}) {
		let callback;
		if (typeof options === "function") {
			callback = options;
			options = {};
		} else if ("callback" in options) callback = options.callback;
		const oldString = this.castInput(oldStr, options);
		const newString = this.castInput(newStr, options);
		const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
		const newTokens = this.removeEmpty(this.tokenize(newString, options));
		return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
	}
	diffWithOptionsObj(oldTokens, newTokens, options, callback) {
		var _a;
		const done = (value) => {
			value = this.postProcess(value, options);
			if (callback) {
				setTimeout(function() {
					callback(value);
				}, 0);
				return;
			} else return value;
		};
		const newLen = newTokens.length, oldLen = oldTokens.length;
		let editLength = 1;
		let maxEditLength = newLen + oldLen;
		if (options.maxEditLength != null) maxEditLength = Math.min(maxEditLength, options.maxEditLength);
		const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : Infinity;
		const abortAfterTimestamp = Date.now() + maxExecutionTime;
		const bestPath = [{
			oldPos: -1,
			lastComponent: void 0
		}];
		let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
		if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
		let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
		const execEditLength = () => {
			for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
				let basePath;
				const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
				if (removePath) bestPath[diagonalPath - 1] = void 0;
				let canAdd = false;
				if (addPath) {
					const addPathNewPos = addPath.oldPos - diagonalPath;
					canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
				}
				const canRemove = removePath && removePath.oldPos + 1 < oldLen;
				if (!canAdd && !canRemove) {
					bestPath[diagonalPath] = void 0;
					continue;
				}
				if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) basePath = this.addToPath(addPath, true, false, 0, options);
				else basePath = this.addToPath(removePath, false, true, 1, options);
				newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
				if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
				else {
					bestPath[diagonalPath] = basePath;
					if (basePath.oldPos + 1 >= oldLen) maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
					if (newPos + 1 >= newLen) minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
				}
			}
			editLength++;
		};
		if (callback) (function exec() {
			setTimeout(function() {
				if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) return callback(void 0);
				if (!execEditLength()) exec();
			}, 0);
		})();
		else while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
			const ret = execEditLength();
			if (ret) return ret;
		}
	}
	addToPath(path, added, removed, oldPosInc, options) {
		const last = path.lastComponent;
		if (last && !options.oneChangePerToken && last.added === added && last.removed === removed) return {
			oldPos: path.oldPos + oldPosInc,
			lastComponent: {
				count: last.count + 1,
				added,
				removed,
				previousComponent: last.previousComponent
			}
		};
		else return {
			oldPos: path.oldPos + oldPosInc,
			lastComponent: {
				count: 1,
				added,
				removed,
				previousComponent: last
			}
		};
	}
	extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
		const newLen = newTokens.length, oldLen = oldTokens.length;
		let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
		while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
			newPos++;
			oldPos++;
			commonCount++;
			if (options.oneChangePerToken) basePath.lastComponent = {
				count: 1,
				previousComponent: basePath.lastComponent,
				added: false,
				removed: false
			};
		}
		if (commonCount && !options.oneChangePerToken) basePath.lastComponent = {
			count: commonCount,
			previousComponent: basePath.lastComponent,
			added: false,
			removed: false
		};
		basePath.oldPos = oldPos;
		return newPos;
	}
	equals(left, right, options) {
		if (options.comparator) return options.comparator(left, right);
		else return left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
	}
	removeEmpty(array) {
		const ret = [];
		for (let i = 0; i < array.length; i++) if (array[i]) ret.push(array[i]);
		return ret;
	}
	castInput(value, options) {
		return value;
	}
	tokenize(value, options) {
		return Array.from(value);
	}
	join(chars) {
		return chars.join("");
	}
	postProcess(changeObjects, options) {
		return changeObjects;
	}
	get useLongestToken() {
		return false;
	}
	buildValues(lastComponent, newTokens, oldTokens) {
		const components = [];
		let nextComponent;
		while (lastComponent) {
			components.push(lastComponent);
			nextComponent = lastComponent.previousComponent;
			delete lastComponent.previousComponent;
			lastComponent = nextComponent;
		}
		components.reverse();
		const componentLen = components.length;
		let componentPos = 0, newPos = 0, oldPos = 0;
		for (; componentPos < componentLen; componentPos++) {
			const component = components[componentPos];
			if (!component.removed) {
				if (!component.added && this.useLongestToken) {
					let value = newTokens.slice(newPos, newPos + component.count);
					value = value.map(function(value, i) {
						const oldValue = oldTokens[oldPos + i];
						return oldValue.length > value.length ? oldValue : value;
					});
					component.value = this.join(value);
				} else component.value = this.join(newTokens.slice(newPos, newPos + component.count));
				newPos += component.count;
				if (!component.added) oldPos += component.count;
			} else {
				component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
				oldPos += component.count;
			}
		}
		return components;
	}
};
// node_modules/diff/libesm/diff/character.js
var CharacterDiff = class extends Diff {};
new CharacterDiff();
// node_modules/diff/libesm/util/string.js
function longestCommonPrefix(str1, str2) {
	let i = 0;
	for (; i < str1.length && i < str2.length; i++) if (str1[i] != str2[i]) return str1.slice(0, i);
	return str1.slice(0, i);
}
function longestCommonSuffix(str1, str2) {
	let i;
	if (!str1 || !str2 || str1[str1.length - 1] != str2[str2.length - 1]) return "";
	for (i = 0; i < str1.length && i < str2.length; i++) if (str1[str1.length - (i + 1)] != str2[str2.length - (i + 1)]) return str1.slice(-i);
	return str1.slice(-i);
}
function replacePrefix(string, oldPrefix, newPrefix) {
	if (string.slice(0, oldPrefix.length) != oldPrefix) throw Error(`string ${JSON.stringify(string)} doesn't start with prefix ${JSON.stringify(oldPrefix)}; this is a bug`);
	return newPrefix + string.slice(oldPrefix.length);
}
function replaceSuffix(string, oldSuffix, newSuffix) {
	if (!oldSuffix) return string + newSuffix;
	if (string.slice(-oldSuffix.length) != oldSuffix) throw Error(`string ${JSON.stringify(string)} doesn't end with suffix ${JSON.stringify(oldSuffix)}; this is a bug`);
	return string.slice(0, -oldSuffix.length) + newSuffix;
}
function removePrefix(string, oldPrefix) {
	return replacePrefix(string, oldPrefix, "");
}
function removeSuffix(string, oldSuffix) {
	return replaceSuffix(string, oldSuffix, "");
}
function maximumOverlap(string1, string2) {
	return string2.slice(0, overlapCount(string1, string2));
}
function overlapCount(a, b) {
	let startA = 0;
	if (a.length > b.length) startA = a.length - b.length;
	let endB = b.length;
	if (a.length < b.length) endB = a.length;
	const map = Array(endB);
	let k = 0;
	map[0] = 0;
	for (let j = 1; j < endB; j++) {
		if (b[j] == b[k]) map[j] = map[k];
		else map[j] = k;
		while (k > 0 && b[j] != b[k]) k = map[k];
		if (b[j] == b[k]) k++;
	}
	k = 0;
	for (let i = startA; i < a.length; i++) {
		while (k > 0 && a[i] != b[k]) k = map[k];
		if (a[i] == b[k]) k++;
	}
	return k;
}
/**
* Returns true if the string consistently uses Windows line endings.
*/
function hasOnlyWinLineEndings(string) {
	return string.includes("\r\n") && !string.startsWith("\n") && !string.match(/[^\r]\n/);
}
/**
* Returns true if the string consistently uses Unix line endings.
*/
function hasOnlyUnixLineEndings(string) {
	return !string.includes("\r\n") && string.includes("\n");
}
/**
* Split a string into segments using a word segmenter, merging consecutive
* segments if they are both whitespace segments. Whitespace segments can
* appear adjacent to one another for two reasons:
* - newlines always get their own segment
* - where a diacritic is attached to a whitespace character in the text, the
*   segment ends after the diacritic, so e.g. " \u0300 " becomes two segments.
* This function therefore runs the segmenter's .segment() method and then
* merges consecutive segments of whitespace into a single part.
*/
function segment(string, segmenter) {
	const parts = [];
	for (const segmentObj of Array.from(segmenter.segment(string))) {
		const segment = segmentObj.segment;
		if (parts.length && /\s/.test(parts[parts.length - 1]) && /\s/.test(segment)) parts[parts.length - 1] += segment;
		else parts.push(segment);
	}
	return parts;
}
function trailingWs(string, segmenter) {
	if (segmenter) return leadingAndTrailingWs(string, segmenter)[1];
	let i;
	for (i = string.length - 1; i >= 0; i--) if (!string[i].match(/\s/)) break;
	return string.substring(i + 1);
}
function leadingWs(string, segmenter) {
	if (segmenter) return leadingAndTrailingWs(string, segmenter)[0];
	const match = string.match(/^\s*/);
	return match ? match[0] : "";
}
function leadingAndTrailingWs(string, segmenter) {
	if (!segmenter) return [leadingWs(string), trailingWs(string)];
	if (segmenter.resolvedOptions().granularity != "word") throw new Error("The segmenter passed must have a granularity of \"word\"");
	const segments = segment(string, segmenter);
	const firstSeg = segments[0];
	const lastSeg = segments[segments.length - 1];
	return [/\s/.test(firstSeg) ? firstSeg : "", /\s/.test(lastSeg) ? lastSeg : ""];
}
// node_modules/diff/libesm/diff/word.js
const extendedWordChars = "a-zA-Z0-9_\\u{AD}\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2C6}\\u{2C8}-\\u{2D7}\\u{2DE}-\\u{2FF}\\u{1E00}-\\u{1EFF}";
const tokenizeIncludingWhitespace = new RegExp(`[${extendedWordChars}]+|\\s+|[^${extendedWordChars}]`, "ug");
var WordDiff = class extends Diff {
	equals(left, right, options) {
		if (options.ignoreCase) {
			left = left.toLowerCase();
			right = right.toLowerCase();
		}
		return left.trim() === right.trim();
	}
	tokenize(value, options = {}) {
		let parts;
		if (options.intlSegmenter) {
			const segmenter = options.intlSegmenter;
			if (segmenter.resolvedOptions().granularity != "word") throw new Error("The segmenter passed must have a granularity of \"word\"");
			parts = segment(value, segmenter);
		} else parts = value.match(tokenizeIncludingWhitespace) || [];
		const tokens = [];
		let prevPart = null;
		parts.forEach((part) => {
			if (/\s/.test(part)) {
				if (prevPart == null) tokens.push(part);
				else tokens.push(tokens.pop() + part);
			} else if (prevPart != null && /\s/.test(prevPart)) {
				if (tokens[tokens.length - 1] == prevPart) tokens.push(tokens.pop() + part);
				else tokens.push(prevPart + part);
			} else tokens.push(part);
			prevPart = part;
		});
		return tokens;
	}
	join(tokens) {
		return tokens.map((token, i) => {
			if (i == 0) return token;
			else return token.replace(/^\s+/, "");
		}).join("");
	}
	postProcess(changes, options) {
		if (!changes || options.oneChangePerToken) return changes;
		let lastKeep = null;
		let insertion = null;
		let deletion = null;
		changes.forEach((change) => {
			if (change.added) insertion = change;
			else if (change.removed) deletion = change;
			else {
				if (insertion || deletion) dedupeWhitespaceInChangeObjects(lastKeep, deletion, insertion, change, options.intlSegmenter);
				lastKeep = change;
				insertion = null;
				deletion = null;
			}
		});
		if (insertion || deletion) dedupeWhitespaceInChangeObjects(lastKeep, deletion, insertion, null, options.intlSegmenter);
		return changes;
	}
};
new WordDiff();
function dedupeWhitespaceInChangeObjects(startKeep, deletion, insertion, endKeep, segmenter) {
	if (deletion && insertion) {
		const [oldWsPrefix, oldWsSuffix] = leadingAndTrailingWs(deletion.value, segmenter);
		const [newWsPrefix, newWsSuffix] = leadingAndTrailingWs(insertion.value, segmenter);
		if (startKeep) {
			const commonWsPrefix = longestCommonPrefix(oldWsPrefix, newWsPrefix);
			startKeep.value = replaceSuffix(startKeep.value, newWsPrefix, commonWsPrefix);
			deletion.value = removePrefix(deletion.value, commonWsPrefix);
			insertion.value = removePrefix(insertion.value, commonWsPrefix);
		}
		if (endKeep) {
			const commonWsSuffix = longestCommonSuffix(oldWsSuffix, newWsSuffix);
			endKeep.value = replacePrefix(endKeep.value, newWsSuffix, commonWsSuffix);
			deletion.value = removeSuffix(deletion.value, commonWsSuffix);
			insertion.value = removeSuffix(insertion.value, commonWsSuffix);
		}
	} else if (insertion) {
		if (startKeep) {
			const ws = leadingWs(insertion.value, segmenter);
			insertion.value = insertion.value.substring(ws.length);
		}
		if (endKeep) {
			const ws = leadingWs(endKeep.value, segmenter);
			endKeep.value = endKeep.value.substring(ws.length);
		}
	} else if (startKeep && endKeep) {
		const newWsFull = leadingWs(endKeep.value, segmenter), [delWsStart, delWsEnd] = leadingAndTrailingWs(deletion.value, segmenter);
		const newWsStart = longestCommonPrefix(newWsFull, delWsStart);
		deletion.value = removePrefix(deletion.value, newWsStart);
		const newWsEnd = longestCommonSuffix(removePrefix(newWsFull, newWsStart), delWsEnd);
		deletion.value = removeSuffix(deletion.value, newWsEnd);
		endKeep.value = replacePrefix(endKeep.value, newWsFull, newWsEnd);
		startKeep.value = replaceSuffix(startKeep.value, newWsFull, newWsFull.slice(0, newWsFull.length - newWsEnd.length));
	} else if (endKeep) {
		const endKeepWsPrefix = leadingWs(endKeep.value, segmenter);
		const overlap = maximumOverlap(trailingWs(deletion.value, segmenter), endKeepWsPrefix);
		deletion.value = removeSuffix(deletion.value, overlap);
	} else if (startKeep) {
		const overlap = maximumOverlap(trailingWs(startKeep.value, segmenter), leadingWs(deletion.value, segmenter));
		deletion.value = removePrefix(deletion.value, overlap);
	}
}
var WordsWithSpaceDiff = class extends Diff {
	tokenize(value) {
		const regex = new RegExp(`(\\r?\\n)|[${extendedWordChars}]+|[^\\S\\n\\r]+|[^${extendedWordChars}]`, "ug");
		return value.match(regex) || [];
	}
};
new WordsWithSpaceDiff();
// node_modules/diff/libesm/diff/line.js
var LineDiff = class extends Diff {
	constructor() {
		super(...arguments);
		this.tokenize = tokenize;
	}
	equals(left, right, options) {
		if (options.ignoreWhitespace) {
			if (!options.newlineIsToken || !left.includes("\n")) left = left.trim();
			if (!options.newlineIsToken || !right.includes("\n")) right = right.trim();
		} else if (options.ignoreNewlineAtEof && !options.newlineIsToken) {
			if (left.endsWith("\n")) left = left.slice(0, -1);
			if (right.endsWith("\n")) right = right.slice(0, -1);
		}
		return super.equals(left, right, options);
	}
};
const lineDiff = new LineDiff();
function diffLines(oldStr, newStr, options) {
	return lineDiff.diff(oldStr, newStr, options);
}
function tokenize(value, options) {
	if (options.stripTrailingCr) value = value.replace(/\r\n/g, "\n");
	const retLines = [], linesAndNewlines = value.split(/(\n|\r\n)/);
	if (!linesAndNewlines[linesAndNewlines.length - 1]) linesAndNewlines.pop();
	for (let i = 0; i < linesAndNewlines.length; i++) {
		const line = linesAndNewlines[i];
		if (i % 2 && !options.newlineIsToken) retLines[retLines.length - 1] += line;
		else retLines.push(line);
	}
	return retLines;
}
// node_modules/diff/libesm/diff/sentence.js
function isSentenceEndPunct(char) {
	return char == "." || char == "!" || char == "?";
}
var SentenceDiff = class extends Diff {
	tokenize(value) {
		var _a;
		const result = [];
		let tokenStartI = 0;
		for (let i = 0; i < value.length; i++) {
			if (i == value.length - 1) {
				result.push(value.slice(tokenStartI));
				break;
			}
			if (isSentenceEndPunct(value[i]) && value[i + 1].match(/\s/)) {
				result.push(value.slice(tokenStartI, i + 1));
				i = tokenStartI = i + 1;
				while ((_a = value[i + 1]) === null || _a === void 0 ? void 0 : _a.match(/\s/)) i++;
				result.push(value.slice(tokenStartI, i + 1));
				tokenStartI = i + 1;
			}
		}
		return result;
	}
};
new SentenceDiff();
// node_modules/diff/libesm/diff/css.js
var CssDiff = class extends Diff {
	tokenize(value) {
		return value.split(/([{}:;,]|\s+)/);
	}
};
new CssDiff();
// node_modules/diff/libesm/diff/json.js
var JsonDiff = class extends Diff {
	constructor() {
		super(...arguments);
		this.tokenize = tokenize;
	}
	get useLongestToken() {
		return true;
	}
	castInput(value, options) {
		const { undefinedReplacement, stringifyReplacer = (k, v) => typeof v === "undefined" ? undefinedReplacement : v } = options;
		return typeof value === "string" ? value : JSON.stringify(canonicalize(value, null, null, stringifyReplacer), null, "  ");
	}
	equals(left, right, options) {
		return super.equals(left.replace(/,([\r\n])/g, "$1"), right.replace(/,([\r\n])/g, "$1"), options);
	}
};
new JsonDiff();
function canonicalize(obj, stack, replacementStack, replacer, key) {
	stack = stack || [];
	replacementStack = replacementStack || [];
	if (replacer) obj = replacer(key === void 0 ? "" : key, obj);
	let i = 0;
	for (; i < stack.length; i += 1) if (stack[i] === obj) return replacementStack[i];
	let canonicalizedObj;
	if ("[object Array]" === Object.prototype.toString.call(obj)) {
		stack.push(obj);
		canonicalizedObj = new Array(obj.length);
		replacementStack.push(canonicalizedObj);
		for (i = 0; i < obj.length; i += 1) canonicalizedObj[i] = canonicalize(obj[i], stack, replacementStack, replacer, String(i));
		stack.pop();
		replacementStack.pop();
		return canonicalizedObj;
	}
	if (obj && obj.toJSON) obj = obj.toJSON();
	if (typeof obj === "object" && obj !== null) {
		stack.push(obj);
		canonicalizedObj = {};
		replacementStack.push(canonicalizedObj);
		const sortedKeys = [];
		let key;
		for (key in obj)
 /* istanbul ignore else */
		if (Object.prototype.hasOwnProperty.call(obj, key)) sortedKeys.push(key);
		sortedKeys.sort();
		for (i = 0; i < sortedKeys.length; i += 1) {
			key = sortedKeys[i];
			canonicalizedObj[key] = canonicalize(obj[key], stack, replacementStack, replacer, key);
		}
		stack.pop();
		replacementStack.pop();
	} else canonicalizedObj = obj;
	return canonicalizedObj;
}
// node_modules/diff/libesm/diff/array.js
var ArrayDiff = class extends Diff {
	tokenize(value) {
		return value.slice();
	}
	join(value) {
		return value;
	}
	removeEmpty(value) {
		return value;
	}
};
const arrayDiff = new ArrayDiff();
function diffArrays(oldArr, newArr, options) {
	return arrayDiff.diff(oldArr, newArr, options);
}
// node_modules/diff/libesm/patch/line-endings.js
function unixToWin(patch) {
	if (Array.isArray(patch)) return patch.map((p) => unixToWin(p));
	return Object.assign(Object.assign({}, patch), { hunks: patch.hunks.map((hunk) => Object.assign(Object.assign({}, hunk), { lines: hunk.lines.map((line, i) => {
		var _a;
		return line.startsWith("\\") || line.endsWith("\r") || ((_a = hunk.lines[i + 1]) === null || _a === void 0 ? void 0 : _a.startsWith("\\")) ? line : line + "\r";
	}) })) });
}
function winToUnix(patch) {
	if (Array.isArray(patch)) return patch.map((p) => winToUnix(p));
	return Object.assign(Object.assign({}, patch), { hunks: patch.hunks.map((hunk) => Object.assign(Object.assign({}, hunk), { lines: hunk.lines.map((line) => line.endsWith("\r") ? line.substring(0, line.length - 1) : line) })) });
}
/**
* Returns true if the patch consistently uses Unix line endings (or only involves one line and has
* no line endings).
*/
function isUnix(patch) {
	if (!Array.isArray(patch)) patch = [patch];
	return !patch.some((index) => index.hunks.some((hunk) => hunk.lines.some((line) => !line.startsWith("\\") && line.endsWith("\r"))));
}
/**
* Returns true if the patch uses Windows line endings and only Windows line endings.
*/
function isWin(patch) {
	if (!Array.isArray(patch)) patch = [patch];
	return patch.some((index) => index.hunks.some((hunk) => hunk.lines.some((line) => line.endsWith("\r")))) && patch.every((index) => index.hunks.every((hunk) => hunk.lines.every((line, i) => {
		var _a;
		return line.startsWith("\\") || line.endsWith("\r") || ((_a = hunk.lines[i + 1]) === null || _a === void 0 ? void 0 : _a.startsWith("\\"));
	})));
}
// node_modules/diff/libesm/patch/parse.js
/**
* Parses a unified diff format patch into a structured patch object.
*
* `parsePatch` has some understanding of Git's particular dialect of unified diff format.
* When parsing a Git patch, each index in the result may contain additional
* fields (`isRename`, `isBinary`, etc) not included in the data structure returned by
* `structuredPatch`; see the `StructuredPatch` interface for a full list.
*
* @return a JSON object representation of the patch, suitable for use with the `applyPatch`
* method. This parses to the same structure returned by `structuredPatch`, except that
* `oldFileName` and `newFileName` may be `undefined` if the patch doesn't contain enough
* information to determine them (e.g. a hunk-only patch with no file headers).
*/
function parsePatch(uniDiff) {
	const diffstr = uniDiff.split(/\n/), list = [];
	let i = 0;
	function isGitDiffHeader(line) {
		return /^diff --git /.test(line);
	}
	function isDiffHeader(line) {
		return isGitDiffHeader(line) || /^Index:\s/.test(line) || /^diff(?: -r \w+)+\s/.test(line);
	}
	function isFileHeader(line) {
		return /^(---|\+\+\+)\s/.test(line);
	}
	function isHunkHeader(line) {
		return /^@@\s/.test(line);
	}
	function parseIndex() {
		var _a;
		const index = {};
		index.hunks = [];
		list.push(index);
		let seenDiffHeader = false;
		while (i < diffstr.length) {
			const line = diffstr[i];
			if (isFileHeader(line) || isHunkHeader(line)) break;
			if (isGitDiffHeader(line)) {
				if (seenDiffHeader) return;
				seenDiffHeader = true;
				index.isGit = true;
				const paths = parseGitDiffHeader(line);
				if (paths) {
					index.oldFileName = paths.oldFileName;
					index.newFileName = paths.newFileName;
				}
				i++;
				while (i < diffstr.length) {
					const extLine = diffstr[i];
					if (isFileHeader(extLine) || isHunkHeader(extLine) || isDiffHeader(extLine)) break;
					const renameFromMatch = /^rename from (.*)/.exec(extLine);
					if (renameFromMatch) {
						index.oldFileName = "a/" + unquoteIfQuoted(renameFromMatch[1]);
						index.isRename = true;
					}
					const renameToMatch = /^rename to (.*)/.exec(extLine);
					if (renameToMatch) {
						index.newFileName = "b/" + unquoteIfQuoted(renameToMatch[1]);
						index.isRename = true;
					}
					const copyFromMatch = /^copy from (.*)/.exec(extLine);
					if (copyFromMatch) {
						index.oldFileName = "a/" + unquoteIfQuoted(copyFromMatch[1]);
						index.isCopy = true;
					}
					const copyToMatch = /^copy to (.*)/.exec(extLine);
					if (copyToMatch) {
						index.newFileName = "b/" + unquoteIfQuoted(copyToMatch[1]);
						index.isCopy = true;
					}
					const newFileModeMatch = /^new file mode (\d+)/.exec(extLine);
					if (newFileModeMatch) {
						index.isCreate = true;
						index.newMode = newFileModeMatch[1];
					}
					const deletedFileModeMatch = /^deleted file mode (\d+)/.exec(extLine);
					if (deletedFileModeMatch) {
						index.isDelete = true;
						index.oldMode = deletedFileModeMatch[1];
					}
					const oldModeMatch = /^old mode (\d+)/.exec(extLine);
					if (oldModeMatch) index.oldMode = oldModeMatch[1];
					const newModeMatch = /^new mode (\d+)/.exec(extLine);
					if (newModeMatch) index.newMode = newModeMatch[1];
					if (/^Binary files /.test(extLine)) index.isBinary = true;
					i++;
				}
				continue;
			} else if (isDiffHeader(line)) {
				if (seenDiffHeader) return;
				seenDiffHeader = true;
				const headerMatch = /^(?:Index:|diff(?: -r \w+)+)\s+/.exec(line);
				if (headerMatch) index.index = line.substring(headerMatch[0].length).trim();
			}
			i++;
		}
		parseFileHeader(index);
		parseFileHeader(index);
		if (index.oldFileName === void 0 !== (index.newFileName === void 0)) throw new Error("Missing " + (index.oldFileName !== void 0 ? "\"+++ ...\"" : "\"--- ...\"") + " file header for " + ((_a = index.oldFileName) !== null && _a !== void 0 ? _a : index.newFileName));
		while (i < diffstr.length) {
			const line = diffstr[i];
			if (isDiffHeader(line) || isFileHeader(line) || /^===================================================================/.test(line)) break;
			else if (isHunkHeader(line)) index.hunks.push(parseHunk());
			else i++;
		}
	}
	/**
	* Parses the old and new filenames from a `diff --git` header line.
	*
	* The format is:
	*     diff --git a/<old-path> b/<new-path>
	*
	* When filenames contain special characters (including newlines, tabs,
	* backslashes, or double quotes), Git quotes them with C-style escaping:
	*     diff --git "a/file\twith\ttabs.txt" "b/file\twith\ttabs.txt"
	*
	* When filenames don't contain special characters and the old and new names
	* are the same, we can unambiguously split on ` b/` by finding where the
	* two halves (including their a/ and b/ prefixes) yield matching bare names.
	*
	* A pathological case exists in which we cannot reliably determine the paths
	* from the `diff --git` header. This case is when the following are true:
	* - the old and new file paths differ
	* - they are both unquoted (i.e. contain no special characters)
	* - at least one of the underlying file paths includes the substring ` b/`
	* In this scenario, we do not know which occurrence of ` b/` indicates the
	* start of the new file path, so the header is inherently ambiguous. We thus
	* select a possible interpretation arbitrarily and return that.
	*
	* Fortunately, this ambiguity should never matter, because in any patch
	* genuinely output by Git in which this pathological scenario occurs, there
	* must also be `rename from`/`rename to` or `copy from`/`copy to` extended
	* headers present below the `diff --git` header. `parseIndex` will parse
	* THOSE headers, from which we CAN unambiguously determine the filenames,
	* and will discard the result returned by this function.
	*
	* Returns null if the header can't be parsed at all — e.g. a quoted filename
	* has an unterminated quote, or if the unquoted header doesn't match the
	* expected `a/... b/...` format. In that case, the caller (parseIndex)
	* skips setting oldFileName/newFileName from this header, but they may
	* still be set later from `---`/`+++` lines or `rename from`/`rename to`
	* extended headers; if none of those are present either, they'll remain
	* undefined in the output.
	*/
	function parseGitDiffHeader(line) {
		const rest = line.substring(11);
		if (rest.startsWith("\"")) {
			const oldPath = parseQuotedFileName(rest);
			if (oldPath === null) return null;
			const afterOld = rest.substring(oldPath.rawLength + 1);
			let newFileName;
			if (afterOld.startsWith("\"")) {
				const newPath = parseQuotedFileName(afterOld);
				if (newPath === null) return null;
				newFileName = newPath.fileName;
			} else newFileName = afterOld;
			return {
				oldFileName: oldPath.fileName,
				newFileName
			};
		}
		const quoteIdx = rest.indexOf("\"");
		if (quoteIdx > 0) {
			const oldFileName = rest.substring(0, quoteIdx - 1);
			const newPath = parseQuotedFileName(rest.substring(quoteIdx));
			if (newPath === null) return null;
			return {
				oldFileName,
				newFileName: newPath.fileName
			};
		}
		if (rest.startsWith("a/")) {
			const splits = [];
			let idx = 0;
			while (true) {
				idx = rest.indexOf(" b/", idx + 1);
				if (idx === -1) break;
				splits.push(idx);
			}
			if (splits.length > 0) {
				const mid = splits[Math.floor(splits.length / 2)];
				return {
					oldFileName: rest.substring(0, mid),
					newFileName: rest.substring(mid + 1)
				};
			}
		}
		return null;
	}
	/**
	* If `s` starts with a double quote, unquotes it using C-style escape
	* rules (as used by Git). Otherwise returns `s` as-is.
	*/
	function unquoteIfQuoted(s) {
		if (s.startsWith("\"")) {
			const parsed = parseQuotedFileName(s);
			if (parsed) return parsed.fileName;
		}
		return s;
	}
	/**
	* Parses a C-style quoted filename as used by Git or GNU `diff -u`.
	* Returns the unescaped filename and the raw length consumed (including quotes).
	*/
	function parseQuotedFileName(s) {
		if (!s.startsWith("\"")) return null;
		let result = "";
		let j = 1;
		while (j < s.length) {
			if (s[j] === "\"") return {
				fileName: result,
				rawLength: j + 1
			};
			if (s[j] === "\\" && j + 1 < s.length) {
				j++;
				switch (s[j]) {
					case "a":
						result += "\x07";
						break;
					case "b":
						result += "\b";
						break;
					case "f":
						result += "\f";
						break;
					case "n":
						result += "\n";
						break;
					case "r":
						result += "\r";
						break;
					case "t":
						result += "	";
						break;
					case "v":
						result += "\v";
						break;
					case "\\":
						result += "\\";
						break;
					case "\"":
						result += "\"";
						break;
					case "0":
					case "1":
					case "2":
					case "3":
					case "4":
					case "5":
					case "6":
					case "7": {
						if (j + 2 >= s.length || s[j + 1] < "0" || s[j + 1] > "7" || s[j + 2] < "0" || s[j + 2] > "7") return null;
						const bytes = [parseInt(s.substring(j, j + 3), 8)];
						j += 3;
						while (s[j] === "\\" && s[j + 1] >= "0" && s[j + 1] <= "7") {
							if (j + 3 >= s.length || s[j + 2] < "0" || s[j + 2] > "7" || s[j + 3] < "0" || s[j + 3] > "7") return null;
							bytes.push(parseInt(s.substring(j + 1, j + 4), 8));
							j += 4;
						}
						result += new TextDecoder("utf-8").decode(new Uint8Array(bytes));
						continue;
					}
					default: return null;
				}
			} else result += s[j];
			j++;
		}
		return null;
	}
	function parseFileHeader(index) {
		const fileHeaderMatch = /^(---|\+\+\+)\s+/.exec(diffstr[i]);
		if (fileHeaderMatch) {
			const prefix = fileHeaderMatch[1], data = diffstr[i].substring(3).trim().split("	", 2), header = (data[1] || "").trim();
			let fileName = data[0];
			if (fileName.startsWith("\"")) fileName = unquoteIfQuoted(fileName);
			else fileName = fileName.replace(/\\\\/g, "\\");
			if (prefix === "---") {
				index.oldFileName = fileName;
				index.oldHeader = header;
			} else {
				index.newFileName = fileName;
				index.newHeader = header;
			}
			i++;
		}
	}
	function parseHunk() {
		var _a;
		const chunkHeaderIndex = i, chunkHeader = diffstr[i++].split(/@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/);
		const hunk = {
			oldStart: +chunkHeader[1],
			oldLines: typeof chunkHeader[2] === "undefined" ? 1 : +chunkHeader[2],
			newStart: +chunkHeader[3],
			newLines: typeof chunkHeader[4] === "undefined" ? 1 : +chunkHeader[4],
			lines: []
		};
		if (hunk.oldLines === 0) hunk.oldStart += 1;
		if (hunk.newLines === 0) hunk.newStart += 1;
		let addCount = 0, removeCount = 0;
		for (; i < diffstr.length && (removeCount < hunk.oldLines || addCount < hunk.newLines || ((_a = diffstr[i]) === null || _a === void 0 ? void 0 : _a.startsWith("\\"))); i++) {
			const operation = diffstr[i].length == 0 && i != diffstr.length - 1 ? " " : diffstr[i][0];
			if (operation === "+" || operation === "-" || operation === " " || operation === "\\") {
				hunk.lines.push(diffstr[i]);
				if (operation === "+") addCount++;
				else if (operation === "-") removeCount++;
				else if (operation === " ") {
					addCount++;
					removeCount++;
				}
			} else throw new Error(`Hunk at line ${chunkHeaderIndex + 1} contained invalid line ${diffstr[i]}`);
		}
		if (!addCount && hunk.newLines === 1) hunk.newLines = 0;
		if (!removeCount && hunk.oldLines === 1) hunk.oldLines = 0;
		if (addCount !== hunk.newLines) throw new Error("Added line count did not match for hunk at line " + (chunkHeaderIndex + 1));
		if (removeCount !== hunk.oldLines) throw new Error("Removed line count did not match for hunk at line " + (chunkHeaderIndex + 1));
		if (i < diffstr.length && diffstr[i] && /^[+ -]/.test(diffstr[i]) && !isFileHeader(diffstr[i])) throw new Error("Hunk at line " + (chunkHeaderIndex + 1) + " has more lines than expected (expected " + hunk.oldLines + " old lines and " + hunk.newLines + " new lines)");
		return hunk;
	}
	while (i < diffstr.length) parseIndex();
	return list;
}
// node_modules/diff/libesm/util/distance-iterator.js
function distance_iterator_default(start, minLine, maxLine) {
	let wantForward = true, backwardExhausted = false, forwardExhausted = false, localOffset = 1;
	return function iterator() {
		if (wantForward && !forwardExhausted) {
			if (backwardExhausted) localOffset++;
			else wantForward = false;
			if (start + localOffset <= maxLine) return start + localOffset;
			forwardExhausted = true;
		}
		if (!backwardExhausted) {
			if (!forwardExhausted) wantForward = true;
			if (minLine <= start - localOffset) return start - localOffset++;
			backwardExhausted = true;
			return iterator();
		}
	};
}
// node_modules/diff/libesm/patch/apply.js
/**
* attempts to apply a unified diff patch.
*
* Hunks are applied first to last.
* `applyPatch` first tries to apply the first hunk at the line number specified in the hunk header, and with all context lines matching exactly.
* If that fails, it tries scanning backwards and forwards, one line at a time, to find a place to apply the hunk where the context lines match exactly.
* If that still fails, and `fuzzFactor` is greater than zero, it increments the maximum number of mismatches (missing, extra, or changed context lines) that there can be between the hunk context and a region where we are trying to apply the patch such that the hunk will still be considered to match.
* Regardless of `fuzzFactor`, lines to be deleted in the hunk *must* be present for a hunk to match, and the context lines *immediately* before and after an insertion must match exactly.
*
* Once a hunk is successfully fitted, the process begins again with the next hunk.
* Regardless of `fuzzFactor`, later hunks must be applied later in the file than earlier hunks.
*
* If a hunk cannot be successfully fitted *anywhere* with fewer than `fuzzFactor` mismatches, `applyPatch` fails and returns `false`.
*
* If a hunk is successfully fitted but not at the line number specified by the hunk header, all subsequent hunks have their target line number adjusted accordingly.
* (e.g. if the first hunk is applied 10 lines below where the hunk header said it should fit, `applyPatch` will *start* looking for somewhere to apply the second hunk 10 lines below where its hunk header says it goes.)
*
* If the patch was applied successfully, returns a string containing the patched text.
* If the patch could not be applied (because some hunks in the patch couldn't be fitted to the text in `source`), `applyPatch` returns false.
*
* @param patch a string diff or the output from the `parsePatch` or `structuredPatch` methods.
*/
function applyPatch(source, patch, options = {}) {
	let patches;
	if (typeof patch === "string") patches = parsePatch(patch);
	else if (Array.isArray(patch)) patches = patch;
	else patches = [patch];
	if (patches.length > 1) throw new Error("applyPatch only works with a single input.");
	return applyStructuredPatch(source, patches[0], options);
}
function applyStructuredPatch(source, patch, options = {}) {
	if (options.autoConvertLineEndings || options.autoConvertLineEndings == null) {
		if (hasOnlyWinLineEndings(source) && isUnix(patch)) patch = unixToWin(patch);
		else if (hasOnlyUnixLineEndings(source) && isWin(patch)) patch = winToUnix(patch);
	}
	const lines = source.split("\n"), hunks = patch.hunks, compareLine = options.compareLine || ((lineNumber, line, operation, patchContent) => line === patchContent), fuzzFactor = options.fuzzFactor || 0;
	let minLine = 0;
	if (fuzzFactor < 0 || !Number.isInteger(fuzzFactor)) throw new Error("fuzzFactor must be a non-negative integer");
	if (!hunks.length) return source;
	let prevLine = "", removeEOFNL = false, addEOFNL = false;
	for (let i = 0; i < hunks[hunks.length - 1].lines.length; i++) {
		const line = hunks[hunks.length - 1].lines[i];
		if (line[0] == "\\") {
			if (prevLine[0] == "+") removeEOFNL = true;
			else if (prevLine[0] == "-") addEOFNL = true;
		}
		prevLine = line;
	}
	if (removeEOFNL) {
		if (addEOFNL) {
			if (!fuzzFactor && lines[lines.length - 1] == "") return false;
		} else if (lines[lines.length - 1] == "") lines.pop();
		else if (!fuzzFactor) return false;
	} else if (addEOFNL) {
		if (lines[lines.length - 1] != "") lines.push("");
		else if (!fuzzFactor) return false;
	}
	/**
	* Checks if the hunk can be made to fit at the provided location with at most `maxErrors`
	* insertions, substitutions, or deletions, while ensuring also that:
	* - lines deleted in the hunk match exactly, and
	* - wherever an insertion operation or block of insertion operations appears in the hunk, the
	*   immediately preceding and following lines of context match exactly
	*
	* `toPos` should be set such that lines[toPos] is meant to match hunkLines[0].
	*
	* If the hunk can be applied, returns an object with properties `oldLineLastI` and
	* `replacementLines`. Otherwise, returns null.
	*/
	function applyHunk(hunkLines, toPos, maxErrors, hunkLinesI = 0, lastContextLineMatched = true, patchedLines = [], patchedLinesLength = 0) {
		let nConsecutiveOldContextLines = 0;
		let nextContextLineMustMatch = false;
		for (; hunkLinesI < hunkLines.length; hunkLinesI++) {
			const hunkLine = hunkLines[hunkLinesI], operation = hunkLine.length > 0 ? hunkLine[0] : " ", content = hunkLine.length > 0 ? hunkLine.substr(1) : hunkLine;
			if (operation === "-") {
				if (compareLine(toPos + 1, lines[toPos], operation, content)) {
					toPos++;
					nConsecutiveOldContextLines = 0;
				} else {
					if (!maxErrors || lines[toPos] == null) return null;
					patchedLines[patchedLinesLength] = lines[toPos];
					return applyHunk(hunkLines, toPos + 1, maxErrors - 1, hunkLinesI, false, patchedLines, patchedLinesLength + 1);
				}
			}
			if (operation === "+") {
				if (!lastContextLineMatched) return null;
				patchedLines[patchedLinesLength] = content;
				patchedLinesLength++;
				nConsecutiveOldContextLines = 0;
				nextContextLineMustMatch = true;
			}
			if (operation === " ") {
				nConsecutiveOldContextLines++;
				patchedLines[patchedLinesLength] = lines[toPos];
				if (compareLine(toPos + 1, lines[toPos], operation, content)) {
					patchedLinesLength++;
					lastContextLineMatched = true;
					nextContextLineMustMatch = false;
					toPos++;
				} else {
					if (nextContextLineMustMatch || !maxErrors) return null;
					return lines[toPos] && (applyHunk(hunkLines, toPos + 1, maxErrors - 1, hunkLinesI + 1, false, patchedLines, patchedLinesLength + 1) || applyHunk(hunkLines, toPos + 1, maxErrors - 1, hunkLinesI, false, patchedLines, patchedLinesLength + 1)) || applyHunk(hunkLines, toPos, maxErrors - 1, hunkLinesI + 1, false, patchedLines, patchedLinesLength);
				}
			}
		}
		patchedLinesLength -= nConsecutiveOldContextLines;
		toPos -= nConsecutiveOldContextLines;
		patchedLines.length = patchedLinesLength;
		return {
			patchedLines,
			oldLineLastI: toPos - 1
		};
	}
	const resultLines = [];
	let prevHunkOffset = 0;
	for (let i = 0; i < hunks.length; i++) {
		const hunk = hunks[i];
		let hunkResult;
		const maxLine = lines.length - hunk.oldLines + fuzzFactor;
		let toPos;
		for (let maxErrors = 0; maxErrors <= fuzzFactor; maxErrors++) {
			toPos = hunk.oldStart + prevHunkOffset - 1;
			const iterator = distance_iterator_default(toPos, minLine, maxLine);
			for (; toPos !== void 0; toPos = iterator()) {
				hunkResult = applyHunk(hunk.lines, toPos, maxErrors);
				if (hunkResult) break;
			}
			if (hunkResult) break;
		}
		if (!hunkResult) return false;
		for (let i = minLine; i < toPos; i++) resultLines.push(lines[i]);
		for (let i = 0; i < hunkResult.patchedLines.length; i++) {
			const line = hunkResult.patchedLines[i];
			resultLines.push(line);
		}
		minLine = hunkResult.oldLineLastI + 1;
		prevHunkOffset = toPos + 1 - hunk.oldStart;
	}
	for (let i = minLine; i < lines.length; i++) resultLines.push(lines[i]);
	return resultLines.join("\n");
}
// node_modules/diff/libesm/patch/reverse.js
function swapPrefix(fileName) {
	if (fileName === void 0 || fileName === "/dev/null") return fileName;
	if (fileName.startsWith("a/")) return "b/" + fileName.slice(2);
	if (fileName.startsWith("b/")) return "a/" + fileName.slice(2);
	return fileName;
}
function reversePatch(structuredPatch) {
	if (Array.isArray(structuredPatch)) return structuredPatch.map((patch) => reversePatch(patch)).reverse();
	const reversed = Object.assign(Object.assign({}, structuredPatch), {
		oldFileName: structuredPatch.isGit ? swapPrefix(structuredPatch.newFileName) : structuredPatch.newFileName,
		oldHeader: structuredPatch.newHeader,
		newFileName: structuredPatch.isGit ? swapPrefix(structuredPatch.oldFileName) : structuredPatch.oldFileName,
		newHeader: structuredPatch.oldHeader,
		oldMode: structuredPatch.newMode,
		newMode: structuredPatch.oldMode,
		isCreate: structuredPatch.isDelete,
		isDelete: structuredPatch.isCreate,
		hunks: structuredPatch.hunks.map((hunk) => {
			return {
				oldLines: hunk.newLines,
				oldStart: hunk.newStart,
				newLines: hunk.oldLines,
				newStart: hunk.oldStart,
				lines: hunk.lines.map((l) => {
					if (l.startsWith("-")) return `+${l.slice(1)}`;
					if (l.startsWith("+")) return `-${l.slice(1)}`;
					return l;
				})
			};
		})
	});
	if (structuredPatch.isCopy) {
		reversed.newFileName = "/dev/null";
		reversed.newHeader = void 0;
		reversed.isDelete = true;
		delete reversed.isCreate;
		delete reversed.isCopy;
		delete reversed.isRename;
		reversed.hunks = [];
	}
	return reversed;
}
// node_modules/diff/libesm/patch/create.js
/**
* Returns true if the filename contains characters that require C-style
* quoting (as used by Git and GNU diffutils in diff output).
*/
function needsQuoting(s) {
	for (let i = 0; i < s.length; i++) if (s[i] < " " || s[i] > "~" || s[i] === "\"" || s[i] === "\\") return true;
	return false;
}
/**
* C-style quotes a filename, encoding special characters as escape sequences
* and non-ASCII bytes as octal escapes. This is the inverse of
* `parseQuotedFileName` in parse.ts.
*
* Non-ASCII bytes are encoded as UTF-8 before being emitted as octal escapes.
* This matches the behaviour of both Git and GNU diffutils, which always emit
* UTF-8 octal escapes regardless of the underlying filesystem encoding (e.g.
* Git for Windows converts from NTFS's UTF-16 to UTF-8 internally).
*
* If the filename doesn't need quoting, returns it as-is.
*/
function quoteFileNameIfNeeded(s) {
	if (!needsQuoting(s)) return s;
	let result = "\"";
	const bytes = new TextEncoder().encode(s);
	let i = 0;
	while (i < bytes.length) {
		const b = bytes[i];
		if (b === 7) result += "\\a";
		else if (b === 8) result += "\\b";
		else if (b === 9) result += "\\t";
		else if (b === 10) result += "\\n";
		else if (b === 11) result += "\\v";
		else if (b === 12) result += "\\f";
		else if (b === 13) result += "\\r";
		else if (b === 34) result += "\\\"";
		else if (b === 92) result += "\\\\";
		else if (b >= 32 && b <= 126) result += String.fromCharCode(b);
		else result += "\\" + b.toString(8).padStart(3, "0");
		i++;
	}
	result += "\"";
	return result;
}
const INCLUDE_HEADERS = {
	includeIndex: true,
	includeUnderline: true,
	includeFileHeaders: true
};
function structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
	let optionsObj;
	if (!options) optionsObj = {};
	else if (typeof options === "function") optionsObj = { callback: options };
	else optionsObj = options;
	if (typeof optionsObj.context === "undefined") optionsObj.context = 4;
	const context = optionsObj.context;
	if (optionsObj.newlineIsToken) throw new Error("newlineIsToken may not be used with patch-generation functions, only with diffing functions");
	if (!optionsObj.callback) return diffLinesResultToPatch(diffLines(oldStr, newStr, optionsObj));
	else {
		const { callback } = optionsObj;
		diffLines(oldStr, newStr, Object.assign(Object.assign({}, optionsObj), { callback: (diff) => {
			const patch = diffLinesResultToPatch(diff);
			callback(patch);
		} }));
	}
	function diffLinesResultToPatch(diff) {
		if (!diff) return;
		diff.push({
			value: "",
			lines: []
		});
		function contextLines(lines) {
			return lines.map(function(entry) {
				return " " + entry;
			});
		}
		const hunks = [];
		let oldRangeStart = 0, newRangeStart = 0, curRange = [], oldLine = 1, newLine = 1;
		for (let i = 0; i < diff.length; i++) {
			const current = diff[i], lines = current.lines || splitLines(current.value);
			current.lines = lines;
			if (current.added || current.removed) {
				if (!oldRangeStart) {
					const prev = diff[i - 1];
					oldRangeStart = oldLine;
					newRangeStart = newLine;
					if (prev) {
						curRange = context > 0 ? contextLines(prev.lines.slice(-context)) : [];
						oldRangeStart -= curRange.length;
						newRangeStart -= curRange.length;
					}
				}
				for (const line of lines) curRange.push((current.added ? "+" : "-") + line);
				if (current.added) newLine += lines.length;
				else oldLine += lines.length;
			} else {
				if (oldRangeStart) {
					if (lines.length <= context * 2 && i < diff.length - 2) for (const line of contextLines(lines)) curRange.push(line);
					else {
						const contextSize = Math.min(lines.length, context);
						for (const line of contextLines(lines.slice(0, contextSize))) curRange.push(line);
						const hunk = {
							oldStart: oldRangeStart,
							oldLines: oldLine - oldRangeStart + contextSize,
							newStart: newRangeStart,
							newLines: newLine - newRangeStart + contextSize,
							lines: curRange
						};
						hunks.push(hunk);
						oldRangeStart = 0;
						newRangeStart = 0;
						curRange = [];
					}
				}
				oldLine += lines.length;
				newLine += lines.length;
			}
		}
		for (const hunk of hunks) for (let i = 0; i < hunk.lines.length; i++) if (hunk.lines[i].endsWith("\n")) hunk.lines[i] = hunk.lines[i].slice(0, -1);
		else {
			hunk.lines.splice(i + 1, 0, "\\ No newline at end of file");
			i++;
		}
		return {
			oldFileName,
			newFileName,
			oldHeader,
			newHeader,
			hunks
		};
	}
}
/**
* creates a unified diff patch.
*
* @param patch either a single structured patch object (as returned by `structuredPatch`) or an
*   array of them (as returned by `parsePatch`).
* @param headerOptions behaves the same as the `headerOptions` option of `createTwoFilesPatch`.
*   Ignored for patches where `isGit` is `true`.
*
* When a patch has `isGit: true`, `formatPatch` output is changed to more closely match Git's
* output: it emits a `diff --git` header, emits Git extended headers as appropriate based on
* properties like `isRename`, `isCreate`, `newMode`, etc, and will omit `---`/`+++` file
* headers for patches with no hunks (e.g. renames without content changes).
*/
function formatPatch(patch, headerOptions) {
	var _a, _b, _c, _d, _e, _f;
	if (!headerOptions) headerOptions = INCLUDE_HEADERS;
	if (Array.isArray(patch)) {
		if (patch.length > 1 && !headerOptions.includeFileHeaders && !patch.every((p) => p.isGit)) throw new Error("Cannot omit file headers on a multi-file patch. (The result would be unparseable; how would a tool trying to apply the patch know which changes are to which file?)");
		return patch.map((p) => formatPatch(p, headerOptions)).join("\n");
	}
	const ret = [];
	if (patch.isGit) {
		headerOptions = INCLUDE_HEADERS;
		if (!patch.oldFileName) throw new Error("oldFileName must be specified for Git patches");
		if (!patch.newFileName) throw new Error("newFileName must be specified for Git patches");
		let gitOldName = patch.oldFileName;
		let gitNewName = patch.newFileName;
		if (patch.isCreate && gitOldName === "/dev/null") gitOldName = gitNewName.replace(/^b\//, "a/");
		else if (patch.isDelete && gitNewName === "/dev/null") gitNewName = gitOldName.replace(/^a\//, "b/");
		ret.push("diff --git " + quoteFileNameIfNeeded(gitOldName) + " " + quoteFileNameIfNeeded(gitNewName));
		if (patch.isDelete) ret.push("deleted file mode " + ((_a = patch.oldMode) !== null && _a !== void 0 ? _a : "100644"));
		if (patch.isCreate) ret.push("new file mode " + ((_b = patch.newMode) !== null && _b !== void 0 ? _b : "100644"));
		if (patch.oldMode && patch.newMode && !patch.isDelete && !patch.isCreate) {
			ret.push("old mode " + patch.oldMode);
			ret.push("new mode " + patch.newMode);
		}
		if (patch.isRename) {
			ret.push("rename from " + quoteFileNameIfNeeded(((_c = patch.oldFileName) !== null && _c !== void 0 ? _c : "").replace(/^a\//, "")));
			ret.push("rename to " + quoteFileNameIfNeeded(((_d = patch.newFileName) !== null && _d !== void 0 ? _d : "").replace(/^b\//, "")));
		}
		if (patch.isCopy) {
			ret.push("copy from " + quoteFileNameIfNeeded(((_e = patch.oldFileName) !== null && _e !== void 0 ? _e : "").replace(/^a\//, "")));
			ret.push("copy to " + quoteFileNameIfNeeded(((_f = patch.newFileName) !== null && _f !== void 0 ? _f : "").replace(/^b\//, "")));
		}
	} else {
		if (headerOptions.includeIndex && patch.oldFileName == patch.newFileName && patch.oldFileName !== void 0) ret.push("Index: " + patch.oldFileName);
		if (headerOptions.includeUnderline) ret.push("===================================================================");
	}
	const hasHunks = patch.hunks.length > 0;
	if (headerOptions.includeFileHeaders && patch.oldFileName !== void 0 && patch.newFileName !== void 0 && (!patch.isGit || hasHunks)) {
		ret.push("--- " + quoteFileNameIfNeeded(patch.oldFileName) + (patch.oldHeader ? "	" + patch.oldHeader : ""));
		ret.push("+++ " + quoteFileNameIfNeeded(patch.newFileName) + (patch.newHeader ? "	" + patch.newHeader : ""));
	}
	for (let i = 0; i < patch.hunks.length; i++) {
		const hunk = patch.hunks[i];
		const oldStart = hunk.oldLines === 0 ? hunk.oldStart - 1 : hunk.oldStart;
		const newStart = hunk.newLines === 0 ? hunk.newStart - 1 : hunk.newStart;
		ret.push("@@ -" + oldStart + "," + hunk.oldLines + " +" + newStart + "," + hunk.newLines + " @@");
		for (const line of hunk.lines) ret.push(line);
	}
	return ret.join("\n") + "\n";
}
/**
* Split `text` into an array of lines, including the trailing newline character (where present)
*/
function splitLines(text) {
	const hasTrailingNl = text.endsWith("\n");
	const result = text.split("\n").map((line) => line + "\n");
	if (hasTrailingNl) result.pop();
	else result.push(result.pop().slice(0, -1));
	return result;
}
// src/diff/patch.ts
/** Unchanged lines that a patch shows around a change. */
const CONTEXT$1 = 3;
/** The change of a file as a unified diff that `git apply` takes; names are quoted as git does. */
function writePatch(path, before, after) {
	const name = path.replace(/^\.?\//, "");
	const start = startOfChange(before, after);
	const patch = compare$2(name, before, after, {
		start,
		end: endOfChange(before, after, start)
	}) ?? compare$2(name, before, after, {
		start,
		end: 0
	});
	return patch === void 0 ? "" : formatPatch(patch).replace(/^=+\n/, "");
}
/**
* Compares only where texts differ, as a comparison takes each line apart, of which a file may have a
* hundred thousand.
*
* @returns undefined where a change reaches to the end of the part, as it may between equal lines: git
*   takes a patch without lines below for one of the end of the file
*/
function compare$2(name, before, after, { start, end }) {
	const [old, now] = [before, after].map((text) => text.slice(start, text.length - end));
	const patch = structuredPatch(`a/${name}`, `b/${name}`, old ?? "", now ?? "", void 0, void 0, { context: CONTEXT$1 });
	const below = patch.hunks.at(-1)?.lines.slice(-3) ?? [];
	if (end > 0 && !below.every((line) => line.startsWith(" "))) return void 0;
	const above = countLines(before, start);
	for (const hunk of patch.hunks) {
		hunk.oldStart += above;
		hunk.newStart += above;
	}
	return patch;
}
/** The start of the line that is so many lines above the first one that differs. */
function startOfChange(before, after) {
	let same = 0;
	while (same < before.length && before[same] === after[same]) same++;
	let start = same;
	for (let lines = 0; lines <= CONTEXT$1 && start > 0; lines++) start = start === 1 ? 0 : before.lastIndexOf("\n", start - 2) + 1;
	return start;
}
/** How many characters follow the line that is so many lines below the last one that differs. */
function endOfChange(before, after, start) {
	const most = Math.min(before.length, after.length) - start;
	let same = 0;
	while (same < most && before[before.length - same - 1] === after[after.length - same - 1]) same++;
	let end = before.length - same;
	for (let lines = 0; lines <= CONTEXT$1; lines++) {
		const feed = before.indexOf("\n", end);
		if (feed === -1) return 0;
		end = feed + 1;
	}
	return before.length - end;
}
function countLines(text, end) {
	let count = 0;
	for (let at = text.indexOf("\n"); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) count++;
	return count;
}
// src/judge/finding-data.ts
/** The longest name of an object (a DNS subdomain, RFC 1123); what is longer, no cluster takes. */
const MAX_NAME = 253;
/** A text of a manifest for a report, which must not be as long as its file for each finding. */
function clip(text) {
	return text.length > MAX_NAME ? `${text.slice(0, MAX_NAME)}…` : text;
}
/** A finding without the parse tree that it is about. */
function toData(finding) {
	const { rule, severity, message, file, line, column, endLine, endColumn } = finding;
	const { fingerprint, remedy, rendered } = finding;
	const { container, resource } = finding.subject;
	const { apiVersion, kind, namespace, name } = resource;
	const { document, path } = (container ?? resource).value;
	const place = [document.index, ...path].join("/");
	return {
		rule,
		severity,
		message,
		file,
		line,
		column,
		endLine,
		endColumn,
		resource: {
			apiVersion: clip(apiVersion),
			kind: clip(kind),
			namespace: clip(namespace),
			name: clip(name)
		},
		container: container ? clip(container.name) : null,
		place: rendered ? `${rendered.path}/${place}` : place,
		fingerprint,
		remedy: remedy?.safety ?? null
	};
}
/** Findings by the file and the container, or else the object, that they are about. */
function byPlace(findings) {
	return groupBy$1(findings, ({ file, place }) => JSON.stringify([file, place]));
}
// src/builds/paths.ts
/**
* Where a path leads, from the root of the repository; undefined for one that leads out of it.
*
* @param folder where it starts, from the root, empty for the root
*/
function joinPath(folder, path) {
	const parts = [];
	for (const part of `${folder}/${path}`.split("/")) if (part === "..") {
		if (parts.pop() === void 0) return void 0;
	} else if (part !== "" && part !== ".") parts.push(part);
	return parts.join("/");
}
/** The folder of a file, from the root; empty for the root. */
function folderOf$1(path) {
	return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}
/** The last part of a path. */
function baseOf$1(path) {
	return path.slice(path.lastIndexOf("/") + 1);
}
/** `Dockerfile`, `Dockerfile.web`, `web.Dockerfile`, `Containerfile`, and no other file of such a name. */
const DOCKERFILE = /^(?:(?:Docker|Container)file(?:[.-][\w.-]+)?|[\w.-]+\.(?:docker|container)file)$/i;
const OTHER$1 = /\.(?:dockerignore|md|txt|go|py|js|ts|json|ya?ml|sh|tmpl|tpl|j2|erb|in|template)$/i;
/** Whether a file is a Dockerfile by its name. */
function isDockerfile(path) {
	const name = baseOf$1(path);
	return DOCKERFILE.test(name) && !OTHER$1.test(name);
}
/** Folders that hold what others wrote, or what is never deployed. */
const FOREIGN = /(?:^|\/)(?:node_modules|vendor|third_party|testdata|\.devcontainer|\.git)\//;
/** Whether a file is none of the repository's own. */
function isForeign(path) {
	return FOREIGN.test(path);
}
// src/schema/faults.ts
/**
* Checks a document of YAML.
*
* @param root its root, for the places of faults
* @param data the same as plain data
* @param name what messages call the root: `the entry`
*/
function checkYaml(schema, root, data, name) {
	const result = safeParse(schema, data);
	const faults = [...firstOfEach(result.issues ?? []).map((issue) => ({
		offset: offsetOf(root, issue),
		message: describeIssue(issue, name)
	})), ...repeatedKeys(root, name)].toSorted((one, other) => one.offset - other.offset);
	return result.success && faults.length === 0 ? { output: result.output } : { faults };
}
/** The first issue of each value: what else is wrong with it follows from that, or says the same. */
function firstOfEach(issues) {
	const places = /* @__PURE__ */ new Set();
	return issues.filter(({ path }) => {
		const place = JSON.stringify(stepsOf(path));
		const isFirst = !places.has(place);
		places.add(place);
		return isFirst;
	});
}
/** An unknown key is wrong itself; what is missing is missing in the mapping around it. */
function offsetOf(root, { path }) {
	const steps = stepsOf(path);
	const last = path?.at(-1);
	if (last?.origin !== "key") return valueAt(root, steps)?.span.start ?? root.span.start;
	const around = valueAt(root, steps.slice(0, -1));
	return (ownField(around, String(last.key))?.key ?? around?.span ?? root.span).start;
}
/** Kubernetes' reader, and ours, take the last of two keys: in a file about security neither is meant. */
function repeatedKeys(value, name) {
	const here = shadowedFields(value).map((field) => ({
		offset: field.key.start,
		message: `${nameOf$3(field.value.path, name)} is there twice: remove one`
	}));
	const below = [...ownFields(value).map((field) => field.value), ...items(value)];
	return [...here, ...below.flatMap((child) => repeatedKeys(child, name))];
}
// src/schema/yaml-file.ts
/** Files that people keep have some hundred entries; this is room for thousands. */
const MAX_LENGTH$4 = 1048576;
/**
* Reads a file of one YAML document that has a schema. Never throws.
*
* @returns undefined for a file without content
*/
function readYamlFile(file, schema) {
	const lines = indexLines(file.text);
	const at = (offset, message) => ({
		...lines.position(offset),
		message
	});
	if (file.text.length > MAX_LENGTH$4) return { faults: [at(0, "the file is larger than 1 MiB")] };
	const [span, second] = splitDocuments(file.text);
	if (second) return { faults: [at(second.start, "the file must be one YAML document")] };
	const parsed = span && parseDocumentAt(file.text, span, 0);
	if (!parsed) return void 0;
	if ("reason" in parsed) return { faults: [at(parsed.offset, parsed.reason)] };
	const root = rootOf(parsed);
	const data = parsed.toData();
	if (data === void 0) return { faults: [at(root.span.start, "its aliases lead nowhere")] };
	const checked = checkYaml(schema, root, data, "the file");
	if ("faults" in checked) return { faults: checked.faults.map(({ offset, message }) => at(offset, message)) };
	return {
		output: checked.output,
		document: parsed
	};
}
// src/errors/fault-lines.ts
/** How many faults are named at once. */
const MAX_FAULTS = 10;
/** The same for faults of several files. */
function placedLines(faults) {
	const lines = faults.slice(0, MAX_FAULTS).map(({ path, line, column, message }) => [
		path,
		line,
		...column === void 0 ? [] : [column],
		` ${message}`
	].join(":"));
	const rest = faults.length - lines.length;
	return [...lines, ...rest > 0 ? [`and ${rest} more`] : []].join("\n");
}
// src/configuration/broken-configuration.ts
/** Files that say how a repository is judged, and can't be used: nothing can be judged by them. */
var BrokenConfiguration = class extends UserError {
	faults;
	constructor(faults, message = placedLines(faults)) {
		super(message);
		this.faults = faults;
	}
};
// src/configuration/extends.ts
/** `acme/.github:podseal.yml`: the owner as GitHub allows it, a repository, a file of YAML. */
const ELSEWHERE = /^([A-Za-z\d][A-Za-z\d-]{0,38}\/[\w.-]{1,100}):([\w./-]+\.ya?ml)$/;
/** What a text of `extends` has to be like. */
const EXTENDS = new RegExp(`^(?:${PROFILES.join("|")})$|${ELSEWHERE.source}|${/^\.{1,2}\/[^:\\]*\.ya?ml$/.source}`);
/** The name of a file in messages, which is unique: a relative path has no colon. */
function nameOf$2({ repository, path }) {
	return repository === void 0 ? path : `${repository}:${path}`;
}
/** The place of a file by its name. */
function placeOf$4(name) {
	const [, repository, path] = ELSEWHERE.exec(name) ?? [];
	return path === void 0 ? {
		repository: void 0,
		path: name
	} : {
		repository,
		path
	};
}
/**
* What a text of `extends` means in a file.
*
* @param file the name of the file
*/
function baseOf(text, file) {
	const profile = PROFILES.find((one) => one === text);
	if (profile) return profile;
	const [, elsewhere, path] = ELSEWHERE.exec(text) ?? [];
	const from = placeOf$4(file);
	const folder = from.path.split("/").slice(0, -1);
	const parts = resolve(path === void 0 ? [...folder, ...text.split("/")] : path.split("/"));
	const repository = path === void 0 ? from.repository : elsewhere;
	return parts && {
		repository,
		path: parts.join("/")
	};
}
/** The parts of a path without `.` and `..`; undefined where it leads out of the root. */
function resolve(parts) {
	const kept = [];
	for (const part of parts) {
		if (part === ".." && kept.pop() === void 0) return void 0;
		if (![
			"",
			".",
			".."
		].includes(part)) kept.push(part);
	}
	return kept;
}
// src/configuration/configuration-schema.ts
const ALLOWED = [
	"anywhere",
	"configuration",
	"nowhere"
];
/** YAML 1.1, by which Kubernetes' files are read, takes `off` for false. */
const severity = pipe(unknown(), transform((value) => value === false ? "off" : value), choice([...SEVERITIES, "off"]), description("The severity of findings of this rule; off to turn the rule off."));
const settingsOfAll = {
	severity: exactOptional(severity),
	exemptions: exactOptional(pipe(choice(ALLOWED), description("Where findings of this rule may be exempted: anywhere, only in the configuration, or nowhere.")))
};
/** The keys that a rule has; only some let something pass. */
function ruleSettings({ allow }) {
	if (!allow) return mapping(settingsOfAll);
	const values = pipe(filledList(allow.item), description(allow.help.replaceAll("`", "")));
	return mapping({
		...settingsOfAll,
		allow: exactOptional(values)
	});
}
const rule = choice(rules.map(({ id }) => id));
const date = pipe(text(), regex(/^\d{4}-\d{2}-\d{2}$/, ({ input }) => `is ${quoted(input)}: write a day as 2027-01-31`), check(isDay, ({ input }) => `is ${quoted(input)}, and there is no such day`), description("The day from which on the exemption does not count."));
function isDay(value) {
	const time = Date.parse(`${value}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
function pattern(of) {
	return exactOptional(pipe(glob(), description(`A glob of ${of}.`)));
}
const exemption = mapping({
	rule: pipe(oneOrMore(rule), description("The rule, or a list of rules.")),
	path: pattern("the path of the file, from the root of the repository"),
	kind: pattern("the kind of the object"),
	namespace: pattern("the namespace of the object"),
	name: pattern("the name of the object"),
	container: pattern("the name of the container"),
	image: pattern("the image of the container"),
	reason: pipe(text(), check((value) => value.trim() !== "", "is empty: say why the finding may stay"), check((value) => !isUnfinished(value), `still has ${UNFINISHED} in it: replace it`), description("Why the finding may stay.")),
	expires: exactOptional(date)
});
const ruleEntries = Object.fromEntries(rules.map((one) => [one.id, exactOptional(pipe(wordOr(severity, ruleSettings(one)), description(`A finding is ${one.summary}.`)))]));
const optionEntries = Object.fromEntries(Object.entries(optionsIn(OPTIONS, "file")).map(([key, { schema, help }]) => [key, exactOptional(pipe(schema, description(help.replaceAll("`", ""))))]));
const base = pipe(text(), regex(EXTENDS, ({ input }) => `is ${quoted(input)}: ${extendsWords(input)}`));
function extendsWords(input) {
	const meant = nearest(input, PROFILES);
	return meant === void 0 ? "write ./file.yml, owner/repository:file.yml, or a profile" : `did you mean ${meant}?`;
}
const kindName = textLike(/^[A-Z][A-Za-z0-9]{0,62}$/, "a kind such as Workflow");
/** Keys with dots between them, as data/workloads.yaml has them. */
const podPath = textLike(/^[A-Za-z0-9_-]+(?:\[\]|\{\})*(?:\.[A-Za-z0-9_-]+(?:\[\]|\{\})*){0,31}$/, "keys with dots between them, such as spec.template or spec.jobs[].template");
const ownKind = mapping({
	kind: pipe(oneOrMore(kindName), description("The kind, or a list of kinds.")),
	apiVersion: exactOptional(pipe(glob(), description("A glob of the apiVersion, such as acme.io/*; any when left out."))),
	pods: pipe(oneOrMore(podPath), description("Where a pod template or the spec of a pod is, from the root of the object; [] is each item of a list, {} each value of a mapping.")),
	partial: exactOptional(pipe(flag(), description("Whether an operator adds what the object leaves out, so that only what it says can be wrong.")))
});
const chart = mapping({
	chart: pipe(glob(), description("The folder of the chart, from the root of the repository; a glob.")),
	values: pipe(oneOrMore(text()), description("Values files from the folder of the chart, as for helm --values: a later one wins over those before it."))
});
/** What `.github/podseal.yml` may have. */
const configurationSchema = pipe(mapping({
	extends: exactOptional(pipe(oneOrMore(base), description("What this builds on: files or profiles. What this file says wins."))),
	...optionEntries,
	rules: exactOptional(pipe(mapping(ruleEntries), description("Rules with their severities, and what they let pass."))),
	kinds: exactOptional(pipe(list(ownKind), description("Kinds of your own, and where their objects hold pods."))),
	charts: exactOptional(pipe(list(chart), description("Values files with which charts are rendered, besides those that are found."))),
	kustomizations: exactOptional(pipe(filledList(glob()), description("Globs of the folders of kustomizations that are deployed. A ! in front takes folders out again."))),
	exemptions: exactOptional(pipe(list(exemption), description("Findings that may stay, and why.")))
}), title("The configuration of Podseal"), description(".github/podseal.yml; docs/configuration.md says what each key means."));
// src/configuration/configuration.ts
/** Where a team keeps its configuration, from the root of its repository: one of these. */
const CONFIGURATION_PATHS = [".github/podseal.yml", "podseal.yml"];
/**
* The configuration among the files at these paths.
*
* @throws BrokenConfiguration where there are several
*/
function onlyConfiguration(found) {
	const [first, second] = found.filter((file) => file !== void 0);
	if (!second) return first;
	const message = `there are ${first?.path} and ${second.path}: keep one of them`;
	throw new BrokenConfiguration([{
		path: second.path,
		line: 1,
		column: 1,
		message
	}], `T${message.slice(1)}.`);
}
/** Where it keeps its baseline. */
const BASELINE_PATH = ".github/podseal.baseline";
const NO_CONFIGURATION = {
	path: void 0,
	extends: [],
	given: {},
	severities: {},
	allowed: {},
	allow: {},
	kinds: [],
	charts: [],
	kustomizations: [],
	exemptions: [],
	sources: {}
};
/** What one file says, without what it extends, or all that is wrong with it. Never throws. */
function readConfiguration(file) {
	const read = readYamlFile(file, configurationSchema);
	if (!read) return {
		...NO_CONFIGURATION,
		path: file.path
	};
	if ("faults" in read) return read;
	const { extends: bases = [], rules = {}, kinds = [], ...rest } = read.output;
	const { charts = [], kustomizations = [], exemptions = [], ...given } = rest;
	const places = new Places(file, read.document);
	const settings = settingsOf(rules);
	const names = [...Object.keys(optionsIn(OPTIONS, "file")), "kustomizations"];
	return {
		path: file.path,
		extends: [bases].flat().map((text, index) => ({
			text,
			base: baseOf(text, file.path),
			...places.positionOf(["extends", ...Array.isArray(bases) ? [index] : []])
		})),
		given: givenIn(given),
		...partsOf(settings),
		kinds: kinds.map((one, index) => toOwnKind(one, places.sourceOf(["kinds", index]))),
		charts: charts.map(({ chart, values }, index) => {
			return {
				chart,
				values: [values].flat(),
				source: places.sourceOf(["charts", index])
			};
		}),
		kustomizations,
		exemptions: exemptions.map(({ rule, ...exemption }, index) => ({
			...exemption,
			rules: [rule].flat(),
			source: places.sourceOf(["exemptions", index])
		})),
		sources: Object.fromEntries([...names.flatMap((name) => name in rest ? [[name, places.sourceOf([name])]] : []), ...settings.flatMap(([id, setting]) => Object.keys(setting).map((key) => [`rules.${id}.${key}`, places.sourceOf([
			"rules",
			id,
			key
		])]))])
	};
}
function toOwnKind({ kind, pods, ...one }, source) {
	return {
		...one,
		kinds: [kind].flat(),
		pods: [pods].flat(),
		source
	};
}
function settingsOf(rules) {
	return Object.entries(rules).map(([id, value = {}]) => [id, typeof value === "string" ? { severity: value } : value]);
}
function partsOf(settings) {
	const all = (key) => Object.fromEntries(settings.flatMap(([id, { [key]: value }]) => value === void 0 ? [] : [[id, value]]));
	return {
		severities: all("severity"),
		allowed: all("exemptions"),
		allow: all("allow")
	};
}
/** The options among the keys of a file, which the schema of each has checked. */
function givenIn(output) {
	const keys = Object.keys(optionsIn(OPTIONS, "file"));
	return Object.fromEntries(keys.flatMap((key) => output[key] === void 0 ? [] : [[key, output[key]]]));
}
/** Where the values of a file are written. */
var Places = class {
	#path;
	#lines;
	#root;
	constructor({ path, text }, document) {
		this.#path = path;
		this.#lines = indexLines(text);
		this.#root = rootOf(document);
	}
	positionOf(path) {
		return this.#lines.position((valueAt(this.#root, path) ?? this.#root).span.start);
	}
	/** The line of a key, or of an item of a list; the one around it where there is no such key. */
	sourceOf(path) {
		const [last, around] = [path.at(-1), path.slice(0, -1)];
		const key = typeof last === "string" ? ownField(valueAt(this.#root, around), last)?.key : void 0;
		if (key) return `${this.#path}:${this.#lines.position(key.start).line}`;
		return typeof last === "number" || around.length === 0 ? `${this.#path}:${this.positionOf(path).line}` : this.sourceOf(around);
	}
};
// src/diff/hunks.ts
/** Unchanged lines around a change: what GitHub shows, and takes comments on. */
const CONTEXT = 3;
/** The work grows with the square of this; nobody reviews a diff of one file that is longer. */
const MAX_CHANGED_LINES = 4e3;
/**
* Reads the hunks of a patch as GitHub's API gives it, without file headers.
*
* @returns undefined when it is no patch
*/
function parseHunks(patch) {
	try {
		return parsePatch(patch).flatMap(({ hunks }) => hunks);
	} catch {
		return;
	}
}
/**
* Compares two texts line by line.
*
* @returns undefined when they differ too much for a diff to be shown
*/
function diffTexts(base, head) {
	if (base === "") return allAdded(head);
	return structuredPatch("a", "b", base, head, void 0, void 0, {
		context: CONTEXT,
		maxEditLength: MAX_CHANGED_LINES
	})?.hunks;
}
/** GitHub shows no diff of a file that has more (docs.github.com, limits for viewing diffs). */
const MAX_SHOWN_LINES = 2e4;
/** The one hunk of a new file. */
function allAdded(head) {
	if (head === "") return [];
	if (hasMoreLines(head, MAX_SHOWN_LINES)) return void 0;
	const isClosed = head.endsWith("\n");
	const texts = (isClosed ? head.slice(0, -1) : head).split("\n");
	const lines = texts.map((text) => `+${text}`);
	if (!isClosed) lines.push("\\ No newline at end of file");
	return [{
		oldStart: 1,
		oldLines: 0,
		newStart: 1,
		newLines: texts.length,
		lines
	}];
}
function hasMoreLines(text, limit) {
	let at = -1;
	for (let count = 0; count < limit; count++) {
		at = text.indexOf("\n", at + 1);
		if (at === -1) return false;
	}
	return at + 1 < text.length;
}
/** The text of a new file, from the one hunk of its diff; undefined when it is no new file's. */
function addedText(hunks) {
	const [hunk, ...others] = hunks;
	if (!hunk || others.length > 0 || hunk.oldLines > 0) return void 0;
	const texts = hunk.lines.filter((line) => line.startsWith("+")).map((line) => line.slice(1));
	const isOpen = hunk.lines.at(-1)?.startsWith("\\") === true;
	return texts.join("\n") + (isOpen ? "" : "\n");
}
// src/review/marker.ts
const MARKER = /<!-- podseal:v1 (fp|done)=([0-9a-f]{16}(?:,[0-9a-f]{16})*) -->\s*$/;
/** Hidden in our reviews, which tells them from others by the same account. */
const REVIEW_MARKER = comment("podseal:v1 review");
/** The hidden last line of our comments, which tells a later run what they are about. */
function writeMarker(fingerprints, isDone = false) {
	return comment(`podseal:v1 ${isDone ? "done" : "fp"}=${fingerprints.join(",")}`);
}
/** What the marker of a comment's body says; undefined when it has none. */
function readMarker(body) {
	const [, kind, list] = MARKER.exec(body) ?? [];
	return list === void 0 ? void 0 : {
		fingerprints: list.split(","),
		isDone: kind === "done"
	};
}
/** Marks the body of a review as ours. */
function markReview(body) {
	return md`${body}\n\n${REVIEW_MARKER}`;
}
/** Whether the body of a review is marked as ours. */
function isMarkedReview(body) {
	return body.trimEnd().endsWith(REVIEW_MARKER);
}
// src/images/project-images-path.ts
/** Where a project keeps what it knows of images, from the root of its repository. */
const PROJECT_IMAGES_PATH = ".github/podseal.images.yml";
// src/kubernetes/kustomization/kustomization.ts
/** The names that Kustomize looks for; `Kustomization` is one as well, which few use. */
const KUSTOMIZATION_NAMES = ["kustomization.yaml", "kustomization.yml"];
/** Longer ones are generated; nobody has said what they are to be bounded by. */
const MAX_LENGTH$3 = 1e5;
/** What changes objects in ways that only Kustomize itself knows. */
const OPAQUE = [
	"components",
	"replacements",
	"transformers"
];
/** Reads a kustomization; undefined for what is none. Never throws. */
function readKustomization({ path, text }) {
	if (text.length > MAX_LENGTH$3) return void 0;
	const [span] = splitDocuments(text);
	const document = span && parseDocumentAt(text, span, 0, new ParseBudget());
	if (!document || !("root" in document)) return void 0;
	const root = rootOf(document);
	const lines = indexLines(text);
	const lineOf = ({ span: { start } }) => lines.position(start).line;
	const opaque = OPAQUE.some((name) => isSet(field(root, name)?.value));
	return {
		name: path.slice(path.lastIndexOf("/") + 1),
		resources: new Set(items(field(root, "resources")?.value).flatMap((one) => textOf(one)?.replace(/^\.\//, "") ?? [])),
		images: readImageChanges(root, lineOf),
		patches: [...readPatches(root, lineOf), ...opaque ? [UNKNOWN] : []]
	};
}
const UNKNOWN = {
	kind: "unread",
	line: 1,
	target: void 0
};
// src/review/beside.ts
/** The outer folders come first, because their files say something of more files. */
const MAX_FOLDERS = 100;
/** Where there may be such files for these changed files: each once, in a fixed order, bounded. */
function pathsBeside(changed) {
	return [
		...foldersAbove(changed).slice(0, MAX_FOLDERS).map((folder) => ({
			path: `${folder}.gitattributes`,
			side: "base"
		})),
		...kustomizationsBeside(changed),
		...sourcesBeside(changed)
	];
}
/** With two names each, less than what one request to GitHub can ask for. */
const MAX_KUSTOMIZED = 40;
/** The kustomizations that may list these files; one that is changed itself is among them already. */
function kustomizationsBeside(changed) {
	const known = new Set(changed);
	return [...new Set(changed.map(folderOf))].slice(0, MAX_KUSTOMIZED).flatMap((folder) => KUSTOMIZATION_NAMES.map((name) => folder + name)).filter((path) => !known.has(path)).map((path) => ({
		path,
		side: "head"
	}));
}
/** As people name the file that says where the chart of the release beside it is. */
const SOURCE_NAMES = ["ocirepository.yaml", "oci-repository.yaml"];
const RELEASE_NAME = /helm-?release/i;
function isRelease(path) {
	return /\.ya?ml$/i.test(path) && RELEASE_NAME.test(path.slice(path.lastIndexOf("/") + 1));
}
/** Where the charts of releases are said to be; a file that is changed itself is among them already. */
function sourcesBeside(changed) {
	const known = new Set(changed);
	return [...new Set(changed.filter(isRelease).map(folderOf))].slice(0, MAX_KUSTOMIZED).flatMap((folder) => SOURCE_NAMES.map((name) => folder + name)).filter((path) => !known.has(path)).map((path) => ({
		path,
		side: "head"
	}));
}
/** The folder of a file, with a `/` at its end; the root is empty. */
function folderOf(path) {
	return path.slice(0, path.lastIndexOf("/") + 1);
}
/** The folders that these files are in, at any depth, each with a `/` at its end; the root is empty. */
function foldersAbove(paths) {
	const folders = /* @__PURE__ */ new Map();
	for (const path of paths) {
		folders.set("", 0);
		const names = path.split("/").slice(0, -1);
		for (const depth of names.keys()) folders.set(`${names.slice(0, depth + 1).join("/")}/`, depth + 1);
	}
	return [...folders].toSorted(([, one], [, other]) => one - other).map(([folder]) => folder);
}
/** Each file may be a request. */
const MAX_FILES$1 = 20;
/** Reads all files that a configuration extends, and that they extend, level by level. */
async function readExtended(configuration, read) {
	const found = /* @__PURE__ */ new Map();
	let level = configuration ? [configuration] : [];
	for (let depth = 0; depth < 5 && level.length > 0; depth++) {
		const places = level.flatMap(basesOf).filter((place) => nameOf$2(place) !== configuration?.path && !found.has(nameOf$2(place)));
		const wanted = [...new Map(places.map((place) => [nameOf$2(place), place])).values()];
		const room = Math.max(0, MAX_FILES$1 - found.size);
		const texts = room > 0 && wanted.length > 0 ? await read(wanted.slice(0, room)) : [];
		level = [];
		for (const [at, place] of wanted.entries()) {
			const text = texts[at] ?? { absent: `more than ${MAX_FILES$1} files are extended` };
			const path = nameOf$2(place);
			found.set(path, {
				path,
				...text
			});
			if ("text" in text) level.push({
				path,
				text: text.text
			});
		}
	}
	return [...found.values()];
}
/** The files that a file extends; none of one that is wrong, which is told of later. */
function basesOf(file) {
	const read = readConfiguration(file);
	if ("faults" in read) return [];
	return read.extends.flatMap(({ base }) => typeof base === "object" ? [base] : []);
}
function isHere({ repository }) {
	return repository === void 0;
}
/** Reads files of the repository that is judged in one way, and those of others in another. */
function readEach(here, elsewhere) {
	return async (places) => {
		const [own, others] = [places.filter(isHere), places.filter((place) => !isHere(place))];
		const [mine, theirs] = [own.length > 0 ? await here(own) : [], others.length > 0 ? await elsewhere(others) : []];
		const [nextOwn, nextOther] = [mine.values(), theirs.values()];
		return places.map((place) => {
			const { value } = (isHere(place) ? nextOwn : nextOther).next();
			return value ?? { absent: "it was not read" };
		});
	};
}
// node_modules/dequal/lite/index.mjs
var has = Object.prototype.hasOwnProperty;
function dequal(foo, bar) {
	var ctor, len;
	if (foo === bar) return true;
	if (foo && bar && (ctor = foo.constructor) === bar.constructor) {
		if (ctor === Date) return foo.getTime() === bar.getTime();
		if (ctor === RegExp) return foo.toString() === bar.toString();
		if (ctor === Array) {
			if ((len = foo.length) === bar.length) while (len-- && dequal(foo[len], bar[len]));
			return len === -1;
		}
		if (!ctor || typeof foo === "object") {
			len = 0;
			for (ctor in foo) {
				if (has.call(foo, ctor) && ++len && !has.call(bar, ctor)) return false;
				if (!(ctor in bar) || !dequal(foo[ctor], bar[ctor])) return false;
			}
			return Object.keys(bar).length === len;
		}
	}
	return foo !== foo && bar !== bar;
}
// src/builds/template.ts
/**
* A text in which a variable whose value nobody can tell stands between these two characters, which
* no path and no name of an image has: `registry/\uE000SERVICE\uE001`.
*/
const OPEN = "";
const CLOSE = "";
const MARKS = /[\uE000\uE001]/g;
const MARKED = /\uE000[^\uE000\uE001]*\uE001/g;
/** How deep values that name variables are followed. */
const MAX_DEPTH$1 = 5;
/** Longer values are neither paths nor names. */
const MAX_LENGTH$2 = 1024;
/**
* `${{ matrix.name }}` of a workflow, `${NAME:-default}`, `$(NAME)` of Make and `$(command)` of a shell,
* `$NAME`, and `{{NAME}}`.
*/
const VARIABLE = /\$\{\{\s*([\w.-]{1,100})(?![\w.-])[^{}$]{0,100}\}\}|\$\{([A-Za-z_]\w*)(?!\w)([^{}]*)\}|\$\(([^()]{1,200})\)|\$([A-Za-z_]\w*|[\d@*])|\{\{\s*\.?([\w-][\w.-]{0,99})\s*\}\}/g;
/** Puts the values of variables in their places; those without a value are marked. */
function fill$1(text, variables, depth = 0) {
	return text.slice(0, MAX_LENGTH$2).replaceAll(MARKS, "").replaceAll("$$", "$").replace(VARIABLE, (_, ...groups) => {
		const [expression, name, after = "", make, short, curly] = groups;
		const usual = /^:?[-=]([^$]*)$/.exec(after)?.[1] ?? "";
		const key = expression ?? name ?? make ?? short ?? curly ?? "";
		const value = variables.get(key) ?? variables.get(key.replace(/^(?:env|vars)\./, ""));
		if (value !== void 0 && depth < MAX_DEPTH$1) return marked(value) ? value : fill$1(value, variables, depth + 1);
		return usual === "" ? `${OPEN}${key.replaceAll(/\s+/g, "_")}${CLOSE}` : usual;
	});
}
/** Whether a text has variables whose values nobody can tell. */
function marked(text) {
	return text.includes(OPEN);
}
/** What of a text is certain. */
function certainPart(text) {
	return text.replaceAll(MARKED, "");
}
/** So many variables of one text are told apart; a text with more says nothing. */
const MAX_MARKS = 4;
/** What the variables of a template stand for where it is this text; undefined where it can't be. */
function matchTemplate(template, text) {
	if (!marked(template)) return template === text ? /* @__PURE__ */ new Map() : void 0;
	const names = [...template.matchAll(MARKED)].map(([mark]) => mark.slice(1, -1));
	if (names.length > MAX_MARKS || text.length > MAX_LENGTH$2) return void 0;
	const found = valuesBetween(text, template.split(MARKED));
	if (!found) return void 0;
	const values = /* @__PURE__ */ new Map();
	for (const [index, name] of names.entries()) {
		const value = found[index] ?? "";
		if ((values.get(name) ?? value) !== value) return void 0;
		values.set(name, value);
	}
	return values;
}
/** Puts in what a template's variables turned out to be. */
function refill(template, values) {
	return template.replaceAll(MARKED, (mark) => values.get(mark.slice(1, -1)) ?? mark);
}
/**
* What stands between the parts of a text, each at least one character; the first ones have as much as
* they can. A regular expression would try all the ways to cut the text.
*/
function valuesBetween(text, parts) {
	const [first = "", ...middle] = parts;
	const last = middle.pop() ?? "";
	if (!text.startsWith(first) || !text.endsWith(last)) return void 0;
	const values = [];
	let end = text.length - last.length;
	for (const part of middle.toReversed()) {
		const at = text.lastIndexOf(part, end - 1 - part.length);
		if (at === -1) return void 0;
		values.unshift(text.slice(at + part.length, end));
		end = at;
	}
	return end > first.length ? [text.slice(first.length, end), ...values] : void 0;
}
// src/builds/links/match.ts
/**
* What builds an image: by its whole name, else by the end of its name, else by the name of the one
* Dockerfile that is called so. Never one of two: where several fit, nothing is said.
*/
function matchImage(image, links, dockerfiles) {
	const names = namesOf$2(image);
	if (!names) return void 0;
	const named = links.filter((link) => isNamed$1(link.image, names));
	const exact = distinct(named);
	if (exact.length > 1) return only(distinct(named.filter((link) => hasTag(link, names))), true);
	if (exact.length > 0) return only(exact, true);
	const last = baseOf$1(names.name);
	const alike = distinct(links.filter((link) => !marked(nameIn(link.image)) && baseOf$1(nameIn(link.image)) === last));
	if (alike.length > 0) return only(alike, false);
	return only(dockerfiles.filter((path) => isCalled(path, last)).map(toLink), false);
}
function only(links, isExact) {
	const [link, second] = links;
	return link && !second ? {
		link,
		isExact
	} : void 0;
}
function distinct(links) {
	return [...new Map(links.toReversed().map((link) => [keyOf$4(link), link])).values()].toReversed();
}
function keyOf$4({ dockerfile, tool, target, context }) {
	return JSON.stringify(tool === void 0 ? [dockerfile, target ?? ""] : [tool, context ?? ""]);
}
function namesOf$2(image) {
	const [written, reference] = [parseImageReference(image), canonicalReference(image)];
	if (!written || !reference) return void 0;
	const { name, tag } = reference;
	const short = written.registry === void 0 ? "" : `${written.registry}/`;
	return {
		name,
		all: [.../* @__PURE__ */ new Set([name, `${short}${written.repository}`])],
		tag
	};
}
/** The name of a template, without its tag. */
function nameIn(template) {
	return splitTag(template)[0];
}
function splitTag(template) {
	const colon = template.indexOf(":", template.lastIndexOf("/") + 1);
	return colon === -1 ? [template, ""] : [template.slice(0, colon), template.slice(colon + 1)];
}
/** A name of fewer certain letters could be anybody's. */
const MIN_LETTERS = 2;
const MIN_TAG_LETTERS = 4;
function isNamed$1(template, { name, all, tag = "" }) {
	const [wanted, wantedTag] = splitTag(template);
	if (!marked(wanted)) return canonicalReference(wanted)?.name === name && isTagged(wantedTag, tag);
	const certain = certainPart(wanted);
	const isCertain = certain.slice(certain.lastIndexOf("/") + 1).length >= MIN_LETTERS && !wanted.endsWith("");
	const isByTag = marked(wantedTag) && certainPart(wantedTag).replace(/^-/, "").length >= MIN_TAG_LETTERS;
	if (!isCertain && !isByTag) return false;
	return all.some((one) => matchTemplate(wanted, one)) && isTagged(wantedTag, tag);
}
function hasTag({ image }, { tag = "latest" }) {
	const [, template] = splitTag(image);
	return matchTemplate(template === "" ? "latest" : template, tag) !== void 0;
}
/** A tag counts only where a part of it is certain, as in `$VERSION-frontend`: versions change. */
function isTagged(template, tag) {
	return !(marked(template) && /[a-z]{2}/i.test(certainPart(template))) || matchTemplate(template, tag) !== void 0;
}
/** Folders whose name says nothing: the one above names what is in them. */
const GENERAL = /^(?:src|docker|build|app|images?|container|deploy(?:ment)?|package|\.docker)$/i;
/** Whether the folder or the suffix of a Dockerfile has a name: `web/Dockerfile`, `Dockerfile.web`. */
function isCalled(path, name) {
	const file = baseOf$1(path);
	if (/^(?:Docker|Container)file$/i.test(file)) return nameOfFolder(folderOf$1(path)) === name;
	return file.replace(/^(?:Docker|Container)file[.-]|\.(?:docker|container)file$/i, "") === name;
}
function nameOfFolder(folder) {
	const name = baseOf$1(folder);
	return GENERAL.test(name) && folder.includes("/") ? nameOfFolder(folderOf$1(folder)) : name;
}
function toLink(dockerfile) {
	return {
		image: "",
		dockerfile,
		tool: void 0,
		context: void 0,
		target: void 0,
		args: /* @__PURE__ */ new Map(),
		evidence: void 0
	};
}
// src/builds/dockerfile/base-facts.ts
/** Operating systems and languages, by their ids in the catalog. */
const PLAIN$1 = new Set("alpine busybox debian distroless dotnet-aspnet eclipse-temurin golang node python ruby ubuntu".split(" "));
/** What is known of a base. */
function baseFacts(base, own) {
	const isScratch = base === "scratch";
	const known = base === void 0 || isScratch ? void 0 : knownImage(base, own);
	const isRuntime = known !== void 0 && PLAIN$1.has(known.id);
	return {
		known,
		isScratch,
		isPlain: isScratch || isRuntime,
		isRuntime
	};
}
/**
* Users that these images have beside those of the catalog, by the ids that it has for them, each with
* its home: nodejs/docker-node, dotnet/dotnet-docker (`APP_UID`), GoogleContainerTools/distroless.
*/
const ACCOUNTS = {
	node: [
		"node",
		1e3,
		"/home/node"
	],
	"dotnet-aspnet": [
		"app",
		1654,
		"/home/app"
	],
	distroless: [
		"nonroot",
		65532,
		"/home/nonroot"
	]
};
/** The number of a user that a base has; undefined where it is not known. */
function baseAccount(name, { known }) {
	if (name === "root") return 0;
	const [account, uid] = ACCOUNTS[known?.id ?? ""] ?? [];
	if (account === name) return uid;
	const named = [known?.user, known?.becomes].find((one) => one?.name === name);
	if (named?.uid !== void 0) return named.uid;
	if (name === "nobody" && known) return 65534;
	if (name === "www-data" && known) return wordsOf$1(known.reference.tag).includes("alpine") ? 82 : 33;
}
/** The home of a user that a base has, which belongs to it. */
function baseHome(uid, { known }) {
	const [, number, home] = ACCOUNTS[known?.id ?? ""] ?? [];
	return number === uid ? home : void 0;
}
/** The variables that bases set and Dockerfiles use: .NET's user (dotnet/dotnet-docker, runtime-deps). */
function baseVariables(from) {
	return new Map(/(?:^|\/)dotnet\//.test(from) ? [["APP_UID", "1654"]] : []);
}
// src/builds/dockerfile/entrypoint.ts
const SCRIPT = /\.sh$|entrypoint|(?:^|\/)(?:run|start|init|launch)[\w-]*$/i;
/** The words that an image starts with, its entrypoint before its command. */
function startWords({ entrypoint, cmd }) {
	return entrypoint?.isShell ? entrypoint.words : [...entrypoint?.words ?? [], ...cmd?.words ?? []];
}
/** The scripts of the repository that an image starts with, by the paths that they were copied from. */
function startScripts(state, context, tree) {
	return startWords(state).flatMap((word) => word.split(/\s+/)).filter((word) => SCRIPT.test(word) && !word.startsWith("-")).slice(0, 3).flatMap((word) => sourceOf(word, state, context).find((path) => tree.has(path)) ?? []);
}
/** Where in the build context a file of an image may come from, the last `COPY` first. */
function sourceOf(word, { copies, workdir }, context) {
	const path = word.includes("/") ? joinPath(workdir, word) ?? "" : void 0;
	const file = word.startsWith("/") ? joinPath("", word) ?? "" : path;
	return copies.toReversed().flatMap(({ from, sources, target, isFolder, context: own = context }) => {
		if (from !== void 0) return [];
		const folder = joinPath("", target) ?? "";
		return sources.flatMap((source) => {
			const name = source.replace(/^.*\//, "");
			if ((file === void 0 ? name === word : [folder, inside$1(folder, name)].includes(file)) && (isFolder || file === void 0 || folder === file || name === nameOf$4(word))) return joinPath(own, source) ?? [];
			const rest = file === void 0 ? word : below(folder, file);
			return rest === void 0 ? [] : joinPath(own, `${source}/${rest}`) ?? [];
		});
	});
}
function inside$1(folder, name) {
	return folder === "" ? name : `${folder}/${name}`;
}
function below(folder, path) {
	if (folder === "") return path;
	return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : void 0;
}
/** The names of the programs that an image starts, without shells and what wraps them. */
function startPrograms(state) {
	const words = startWords(state);
	const { uses } = readCommand$1(words, {
		workingDir: state.workdir,
		mounts: []
	});
	const [first] = unwrap(words.map((text) => ({ text })));
	const names = [nameOf$4(first?.text ?? ""), ...uses.map(({ program }) => program)];
	return [...new Set(names.filter((name) => /^[\w.-]+$/.test(name) && !/^(?:ba|da|a)?sh$/.test(name)))].slice(0, 10);
}
// src/builds/dockerfile/start-user.ts
/** The API takes ids up to the largest signed 32-bit number. */
const MAX_USER_ID = 2147483647;
/** As whom an image starts, by its Dockerfile and what is known of its base. */
function startUserOf(state, base) {
	const said = state.user?.text;
	if (said === void 0) return inherited(state, base);
	if (marked(said)) return {
		user: void 0,
		nonRoot: void 0,
		says: `sets \`USER\` by a build argument${certainPart(said) === "" ? "" : " in part"}`
	};
	const [name = "", group = ""] = said.split(":");
	const says = describeSaid(said, state.user?.of);
	const gid = groupOf(group, state);
	if (/^\d+$/.test(name)) return {
		...asNumber(Number(name), gid, state, base),
		says
	};
	const account = state.accounts.get(name);
	const uid = account?.uid ?? (account ? void 0 : baseAccount(name, base));
	if (name === "root" || uid === 0) return {
		...asNumber(0, gid, state, base),
		says
	};
	const known = {
		uid,
		gid: gid ?? account?.gid
	};
	return {
		user: {
			declared: "name",
			name,
			...defined(known)
		},
		nonRoot: uid === void 0 ? void 0 : {
			works: "as-is",
			uid,
			...defined({ gid: known.gid })
		},
		says
	};
}
function describeSaid(said, base) {
	const user = code(`USER ${said}`);
	return base === void 0 ? `sets ${user}` : `sets no \`USER\`, and keeps ${user} of its base, by ${code(base, Infinity)}`;
}
function asNumber(uid, gid, state, base) {
	if (uid === 0) return {
		user: { declared: "root" },
		nonRoot: otherUser(state, base)
	};
	if (uid > MAX_USER_ID) return {
		user: void 0,
		nonRoot: void 0
	};
	const numbers = {
		uid,
		...defined({ gid })
	};
	return {
		user: {
			declared: "numeric",
			...numbers
		},
		nonRoot: {
			works: "as-is",
			...numbers
		}
	};
}
function inherited(state, base) {
	const says = "sets no `USER`";
	if (base.isScratch) return {
		...asNumber(0, void 0, state, base),
		says
	};
	const { known } = base;
	if (!known?.user) return {
		user: void 0,
		nonRoot: void 0,
		says: `${says}, and ${state.base === void 0 ? "a build argument names its base" : "nothing is known of its base"}`
	};
	const { user } = known;
	if (user.declared === "root") return {
		user,
		nonRoot: otherUser(state, base),
		says
	};
	const { uid, gid } = user;
	return {
		user,
		nonRoot: uid === void 0 ? void 0 : {
			works: "as-is",
			uid,
			...defined({ gid })
		},
		says: `${says}, and keeps that of its base`
	};
}
/** The user that is made for it, or that its base is documented to work as; no number is made up. */
function otherUser({ accounts }, { known }) {
	const made = [...accounts.values()].filter(({ uid = 0, isOfBase }) => uid > 0 && !isOfBase);
	const [only] = made;
	if (only?.uid !== void 0 && made.length === 1) return {
		works: "as-is",
		uid: only.uid,
		...defined({ gid: only.gid })
	};
	const { nonRoot } = known ?? {};
	return nonRoot?.uid === void 0 || nonRoot.checked === false ? void 0 : nonRoot;
}
function groupOf(group, { groups }) {
	if (/^\d{1,10}$/.test(group)) return Number(group);
	return groups.get(group);
}
/** Without what is not known. */
function defined(values) {
	const known = Object.entries(values).filter(([, value]) => value !== void 0);
	return Object.fromEntries(known);
}
// src/builds/dockerfile/user-edit.ts
/**
* The edit by which a stage ends with a user that has a number: in place of its `USER`, else before what
* it starts, else at its end. A suggestion replaces one line, so that a longer `USER` is left alone.
*/
function userEdit(file, target, user) {
	const stage = lastStage(file, target);
	if (!stage) return void 0;
	const text = `USER ${user}`;
	const last = stage.instructions.findLast(({ keyword }) => keyword === "USER");
	const start = stage.instructions.find(({ keyword }) => keyword === "ENTRYPOINT" || keyword === "CMD");
	if (last) {
		if (last.line !== last.lastLine) return void 0;
		return edit(file, {
			line: last.line,
			isReplacement: true,
			text
		});
	}
	return edit(file, {
		line: lineBefore(start, (stage.instructions.at(-1)?.lastLine ?? stage.line) + 1),
		isReplacement: false,
		text
	});
}
/** The stage that an image is made of in the end. */
function lastStage({ stages }, target) {
	if (target === void 0) return stages.at(-1);
	return stages.find(({ name }) => name === target.toLowerCase());
}
function lineBefore(start, end) {
	return start?.line ?? end;
}
function edit({ path, text: before }, { line, isReplacement, text }) {
	if (before.includes("\r")) return void 0;
	const isEnded = before.endsWith("\n");
	const lines = (isEnded ? before.slice(0, -1) : before).split("\n");
	lines.splice(line - 1, isReplacement ? 1 : 0, text);
	return {
		line,
		isReplacement,
		text,
		patch: writePatch(path, before, lines.join("\n") + (isEnded ? "\n" : "")).trimEnd()
	};
}
// src/builds/dockerfile/writes.ts
/** Where an image writes: its volumes, its start scripts, its base, and the folders of its user. */
function builtWrites(sources) {
	const { state, base, uid } = sources;
	const folders = isUnprivileged(uid) ? outermost(state.owned) : [];
	const made = madeForFiles(folders, state);
	const isMade = new Set(made);
	const shared = folders.filter((one) => !isMade.has(one));
	const inherited = inheritedWrites(sources);
	const writes = [
		...[...state.volumes].filter(([path]) => isFolderName(path)).map((one) => volume(one, sources)),
		...scriptWrites(sources),
		...namedByVariables(state.env).filter(({ path }) => isUsable(path)).map(({ path, kind, by }) => write$1(path, {
			kind,
			source: sources.dockerfile,
			when: void 0,
			by
		})),
		...inherited,
		...made.map(({ path, line }) => madeFolder(path, `${sources.dockerfile}, line ${line}`)),
		...homeOf(sources, folders)
	].filter(({ path }) => isUsable(path));
	const isBounded = isUnprivileged(uid) && base.isPlain && state.untold === void 0;
	const caveats = caveatsOf(sources, shared, isBounded);
	return {
		writes: once(writes),
		isWhole: isBounded && caveats.length === 0,
		caveats
	};
}
/** What its base writes: all where it starts the program of the base, temporary files in any case. */
function inheritedWrites({ base, isOfBase, programs, uid, dockerfile }) {
	return (base.known?.writes ?? []).flatMap((one) => {
		if (one.kind === "scratch" && base.isRuntime) return write$1(one.path, {
			kind: "scratch",
			source: dockerfile,
			when: "the program uses temporary files",
			by: void 0
		});
		const only = one.if?.complete ? one.if.programs : void 0;
		if (only && !only.some((name) => programs.includes(name))) return [];
		if (only && uid !== "other") return {
			...one,
			when: void 0,
			if: void 0
		};
		return isOfBase || one.kind === "scratch" ? one : [];
	});
}
function caveatsOf({ state, uid, isOfBase, base }, shared, isBounded) {
	if (!isUnprivileged(uid)) return isOfBase && base.known?.writes !== void 0 && !base.isRuntime ? [] : ["its Dockerfile does not say where its program writes"];
	const who = uid === "other" ? "its user" : `user ${uid}`;
	if (shared.length > 0) {
		const paths = shared.slice(0, 3).map(({ path }) => code(path));
		return [`${who} ${uid === "other" ? "may own" : "owns"} ${paths.join(", ")}, and may write there`];
	}
	if (isBounded) return [];
	return state.untold === void 0 ? [`not known which files of its base ${who} owns`] : [`not known which files ${code(state.untold)} gives to ${who}`];
}
function isUnprivileged(uid) {
	return uid !== void 0 && uid !== 0;
}
/** Folders for files that the program makes: nothing is copied into them or made in them. */
function madeForFiles(folders, { copies, workdir }) {
	const copied = new PathSet(copies.flatMap(placesOf$1));
	return folders.filter(({ path }) => !isForeignFolder(path) && !covers(path, workdir) && !copied.touches(path));
}
/** Where a copy puts its files: a folder's are anywhere in the target, a file has its name there. */
function placesOf$1({ sources, target, isFolder }) {
	return sources.map((source) => {
		const [, name] = /(?:^|\/)([\w-]+\.\w+)$/.exec(source) ?? [];
		return isFolder && name !== void 0 ? `${target === "/" ? "" : target}/${name}` : target;
	});
}
function outermost(owned) {
	const paths = [...new Map(owned.map((one) => [realPath(one.path), one])).values()];
	const all = new PathSet(paths.map(({ path }) => path));
	return paths.filter(({ path }) => !all.isBelowOne(path));
}
/** The home of its user; what is known to be there is for a person to check. */
function homeOf({ state, base, uid, dockerfile }, known) {
	if (!isUnprivileged(uid) || uid === "other") return [];
	const home = [...state.accounts.values()].find((one) => one.uid === uid)?.home ?? (base.known?.id === "distroless" ? void 0 : baseHome(uid, base));
	if (home === void 0 || known.some(({ path }) => covers(path, home) || covers(home, path))) return [];
	return [{
		...write$1(home, {
			kind: "cache",
			source: dockerfile,
			when: "the program writes to the home directory of its user",
			by: void 0
		}),
		hidesFiles: void 0
	}];
}
function volume([path, line], { dockerfile, state }) {
	const kind = kindOf$1(path);
	const source = `${dockerfile}, line ${line}`;
	const isFilled = state.copies.some(({ target }) => covers(path, target));
	return {
		...write$1(path, {
			kind,
			source,
			when: void 0,
			by: void 0
		}),
		isPersistent: kind === "data",
		hidesFiles: isFilled ? true : void 0
	};
}
function madeFolder(path, source) {
	const kind = /(?:^|[/_.-])(?:te?mp|cache|logs?|run)$/.test(path) ? kindByName(path) : kindOf$1(path);
	return {
		...write$1(path, {
			kind,
			source,
			when: "the program uses the folder that is made for its user",
			by: void 0
		}),
		isPersistent: kind === "data"
	};
}
function kindByName(path) {
	if (path.endsWith("cache")) return "cache";
	if (/logs?$/.test(path)) return "log";
	return path.endsWith("run") ? "run" : "scratch";
}
/** Files that a script writes are where the image has some, unless their folder is for such files. */
function scriptWrites({ scripts, script }) {
	if (script === void 0) return [];
	return scripts.writes.map((path) => {
		const [folder, kind] = SCRATCH_FOLDERS.find(([one]) => covers(one, path)) ?? [];
		const source = script;
		if (folder !== void 0 && kind !== void 0) return write$1(folder === "/tmp" || folder === "/run" ? folder : path, {
			kind,
			source,
			when: void 0,
			by: void 0
		});
		return {
			...write$1(/\.\w+$/.test(path) ? path.slice(0, path.lastIndexOf("/")) : path, {
				kind: "config",
				source,
				when: void 0,
				by: void 0
			}),
			hidesFiles: true
		};
	});
}
function kindOf$1(path) {
	return SCRATCH_FOLDERS.find(([folder]) => covers(folder, path))?.[1] ?? "data";
}
function write$1(path, { by, ...about }) {
	const movedBy = by === void 0 ? void 0 : { env: [by] };
	return plainWrite(path, {
		...about,
		movedBy,
		evidence: "declared"
	});
}
function isUsable(path) {
	return isPlainPath(path) && !isForeignFolder(path);
}
function once(writes) {
	return [...new Map(writes.toReversed().map((one) => [one.path, one])).values()].toReversed();
}
// src/builds/dockerfile/built.ts
/** What is known of an image by its Dockerfile. */
function describeBuilt({ file, state, match, scripts }, own) {
	const { link, isExact } = match;
	const base = baseFacts(state.base, own);
	const start = startUserOf(state, base);
	const programs = startPrograms(state);
	const isOfBase = (state.entrypoint ?? state.cmd) === void 0 || programs.some((name) => name === base.known?.id || base.known?.programs.includes(name));
	const read = readScripts(scripts.map(({ text }) => text), state);
	const uid = start.user?.declared === "root" ? 0 : start.user?.uid;
	const { path } = file;
	const sources = {
		state,
		base,
		uid,
		scripts: read,
		programs,
		isOfBase,
		dockerfile: path
	};
	const script = scripts[0]?.path;
	const written = builtWrites({
		...sources,
		script
	});
	return {
		dockerfile: path,
		tool: void 0,
		evidence: link.evidence,
		isExact,
		isVouched: true,
		says: start.says,
		volumes: state.volumes,
		userLine: state.user?.line ?? lastStage(file, link.target)?.line ?? 1,
		facts: factsOf$1(start, written, state),
		asOther: builtWrites({
			...sources,
			script,
			uid: "other"
		}),
		programs: isOfBase ? [...programs, ...base.known?.programs ?? []] : programs,
		caveats: written.caveats,
		notes: notesOf(read, script),
		baseCaveats: state.bases.flatMap((one) => one.caveats),
		sources: [path, ...[...state.bases, ...scripts].map((one) => one.path)],
		userEdit: editOf(file, link.target, start)
	};
}
/** Where the image starts as root or as a name, and a number is known. */
function editOf(file, target, { user, nonRoot }) {
	const needsNumber = user?.declared === "name" || user?.declared === "root" || user?.uid === 0;
	const uid = nonRoot?.uid;
	return needsNumber && uid !== void 0 ? userEdit(file, target, String(uid)) : void 0;
}
function factsOf$1({ user, nonRoot }, { writes, isWhole }, { ports }) {
	const readOnlyRoot = isWhole ? { works: "as-is" } : void 0;
	return {
		...user && { user },
		...nonRoot && { nonRoot },
		...readOnlyRoot && { readOnlyRoot },
		ports: [...ports],
		writes
	};
}
function notesOf({ becomes, asksUser, changesOwners }, script) {
	if (script === void 0 || becomes === void 0 && !changesOwners) return [];
	const what = [...changesOwners ? ["changes owners"] : [], ...becomes === void 0 ? [] : [`changes to the user ${code(becomes)}`]].join(" and ");
	const asks = asksUser ? "asks which user it runs as before" : "needs root for it";
	return [`The script ${code(script, Infinity)} ${what}, and ${asks}.`];
}
// src/builds/dockerfile/copy-effects.ts
/** Programs that give files the owners that an archive names, where root runs them. */
const ARCHIVERS = /* @__PURE__ */ new Set([
	"tar",
	"bsdtar",
	"cpio",
	"rsync"
]);
/** Folders of programs, which are files that nobody writes to. */
const PROGRAMS = /^\/(?:usr\/(?:local\/)?)?s?bin(?:\/|$)/;
/**
* Applies what `COPY --from` brings: the users of `/etc/passwd`, and the owners, which it keeps
* (moby/moby#38599) but for the folder itself.
*/
function applyCopy(state, { copy, line, source, keepsOwners }) {
	const { from = "", sources, target, isFolder } = copy;
	const paths = sources.map((path) => path.startsWith("/") ? path : `/${path}`);
	if (!source) {
		const isPlain = baseFacts(from).isPlain || PROGRAMS.test(target);
		if (keepsOwners && !isPlain) state.untold ??= `COPY --from=${from}`;
		return;
	}
	if (paths.some((path) => /^\/etc\/(?:passwd)?\/?$/.test(path))) for (const [name, account] of source.accounts) state.accounts.set(name, account);
	if (!keepsOwners) return;
	if (source.untold !== void 0 && ARCHIVERS.has(source.untold)) state.untold ??= source.untold;
	for (const path of paths) {
		const place = isFolder && sources.length > 1 ? `${target}/${baseName(path)}` : target;
		for (const { path: owned } of source.owned) if (covers(owned, path)) state.owned.push({
			path: place,
			line
		});
		else if (covers(path, owned)) state.owned.push({
			path: `${place}${owned.slice(trimmed$1(path).length)}`,
			line
		});
	}
}
function baseName(path) {
	const whole = trimmed$1(path);
	return whole.slice(whole.lastIndexOf("/") + 1);
}
function trimmed$1(path) {
	return path.replace(/(?<!\/)\/+$/, "").replace(/^\/$/, "");
}
// src/builds/dockerfile/run-effects.ts
/**
* Programs that make nothing that belongs to another user than the one that runs them, apart from what
* is read below. Packages give files to users of their own. `tar` is not here: root keeps the owners.
*/
const PLAIN = new Set("apt apt-get apk dpkg yum dnf microdnf tdnf zypper rpm pip pip3 npm yarn pnpm gem bundle addgroup adduser groupadd useradd usermod groupmod chmod chown chgrp install mkdir rm rmdir mv cp ln touch echo printf cat sed awk grep cut tr sort head tail tee find xargs test [ set cd export unset true false : curl wget unzip gunzip sha256sum sha512sum gpg which command type exec eval update-ca-certificates ldconfig locale-gen date sleep setcap strip ls id uname env sh bash ash deluser delgroup userdel passwd corepack wait exit return local read source . if then fi".split(" "));
/** Applies what a `RUN` does to users and owners. */
function applyRun(instruction, state, isRoot) {
	const script = withValues$1(scriptOf(instruction), state.variables);
	for (const [, name = "", uid, gid] of script.matchAll(PASSWD_LINE)) state.accounts.set(name, {
		uid: Number(uid),
		gid: Number(gid),
		home: void 0
	});
	const { uses, writes } = readCommand$1([
		"sh",
		"-c",
		script
	], {
		workingDir: state.workdir,
		mounts: []
	});
	for (const { program, args } of uses) {
		applyAccount(program, args, state);
		if (isRoot && !PLAIN.has(program) && !/^pip3?\.\d+$/.test(program)) state.untold ??= program;
	}
	const { line } = instruction;
	const own = (path) => void state.owned.push({
		path,
		line
	});
	for (const { program, args } of uses) if (isMadeFor(program, args)) operandsOf(args, MODES).map(own);
	for (const { by, path } of writes) if (isRoot ? isGiven(by, uses, path) : true) own(path);
}
/** `install -d -o web /data`. */
function isMadeFor(program, args) {
	const has = (pattern) => args.some((word) => pattern.test(word));
	return program === "install" && has(/^-\w*d/) && has(/^(?:-o|--owner)/);
}
const MODES = [
	"-o",
	"-g",
	"-m",
	"--owner",
	"--group",
	"--mode"
];
/** The owner of a path is changed, or others may write to it. */
function isGiven(by, uses, path) {
	if (![
		"chown",
		"chgrp",
		"chmod",
		"install"
	].includes(by)) return false;
	const calls = uses.filter(({ program, args }) => program === by && args.some((one) => ends(path, one)));
	if (by === "chmod") return calls.some(({ args }) => args.some((one) => OPENS.test(one)));
	if (by === "install") return calls.some(({ args }) => args.some((one) => /^(?:-o|--owner)/.test(one)));
	const isRoot = /^(?:root|0)(?::(?:root|0)?)?$/;
	return calls.some(({ args }) => !isRoot.test(operandsOf(args)[0] ?? ""));
}
function ends(path, written) {
	const trimmed = written.replace(/^\.\//, "").replace(/(?<!\/)\/+$/, "");
	return trimmed === "." || path.endsWith(trimmed);
}
/** Modes by which others than the owner may write. */
const OPENS = /^[0-7]?[0-7](?:[2367][0-7]|[0-7][2367])$|^(?:[augo]*[ago])?[+=][rxXst]*w|^g=u$/;
const PASSWD_LINE = /(?<![a-z0-9_-])([a-z_][a-z0-9_-]{0,31}):[x*!]?:(\d{1,10}):(\d{1,10}):/g;
function scriptOf({ text, words }) {
	if (words) return words.map((word) => /^[\w./:=-]+$/.test(word) ? word : `'${word}'`).join(" ");
	const [, body] = /^<<-?["']?\w[^\n]*\n([\s\S]*)$/.exec(text) ?? [];
	return body?.replace(/\n[\w]+\s*$/, "") ?? text;
}
/** Only what is known: the rest is for the shell. */
function withValues$1(script, variables) {
	return script.replaceAll(/\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g, (whole, braced, plain) => variables.get(braced ?? plain ?? "") ?? whole);
}
const VALUED$1 = "-u --uid -g --gid -G --groups --ingroup -d --home --home-dir -h -s --shell -c --comment --gecos -k -p --password -K".split(" ");
function applyAccount(program, args, state) {
	const { accounts, groups } = state;
	const operands = operandsOf(args, VALUED$1);
	if (program === "groupadd" || program === "addgroup") {
		const gid = number(optionOf(args, ["-g", "--gid"]));
		if (gid !== void 0 && operands[0] !== void 0) groups.set(operands[0], gid);
	}
	if (program === "useradd") {
		const name = operands.at(-1);
		if (name !== void 0) accounts.set(name, readAccount(program, args, state, name));
	}
	if (program === "adduser" && operands.length === 1) {
		const [name = ""] = operands;
		accounts.set(name, readAccount(program, args, state, name));
	}
	if (program === "usermod") {
		const [name, before] = [operands.at(-1) ?? "", accounts.get(operands.at(-1) ?? "")];
		const uid = number(optionOf(args, ["-u", "--uid"]));
		if (uid !== void 0) accounts.set(name, {
			gid: before?.gid,
			home: before?.home,
			uid
		});
	}
}
function readAccount(program, args, { groups }, name) {
	const group = optionOf(args, [
		"-g",
		"--gid",
		"-G",
		"--ingroup"
	]);
	const home = optionOf(args, [
		"-d",
		"--home",
		"--home-dir",
		"-h"
	]) ?? `/home/${name}`;
	const isHomeless = args.some((word) => /^(?:-[a-zA-Z]*[HM]|--no-create-home)$/.test(word)) || program === "useradd" && args.some((word) => /^(?:-r|--system)$/.test(word));
	return {
		uid: number(optionOf(args, ["-u", "--uid"])),
		gid: number(group) ?? (group === void 0 ? void 0 : groups.get(group)),
		home: isHomeless ? void 0 : home
	};
}
function number(text) {
	return text !== void 0 && /^\d{1,10}$/.test(text) ? Number(text) : void 0;
}
// src/builds/dockerfile/evaluate.ts
/** So many stages are gone through for one image; one that copies from many others has fewer. */
const MAX_EVALUATIONS = 100;
/**
* What a Dockerfile makes of an image.
*
* @returns undefined where there is no such stage
*/
function evaluate(file, { target, args, baseOf }) {
	const stage = target === void 0 ? file.stages.at(-1) : stageOf(file, target, file.stages.length);
	return stage && new Evaluation(file, args, baseOf).stage(stage);
}
/** A stage before another, by its name or its number. */
function stageOf({ stages }, name, before) {
	const earlier = stages.slice(0, before);
	return earlier.findLast((one) => one.name === name.toLowerCase()) ?? (/^\d+$/.test(name) ? earlier[Number(name)] : void 0);
}
/** What BuildKit sets for the platform that most build for (docs.docker.com/reference/dockerfile, ARG). */
const PLATFORM = new Map([
	...["TARGETPLATFORM", "BUILDPLATFORM"].map((name) => [name, "linux/amd64"]),
	...["TARGETOS", "BUILDOS"].map((name) => [name, "linux"]),
	...["TARGETARCH", "BUILDARCH"].map((name) => [name, "amd64"])
]);
var Evaluation = class {
	#file;
	#args;
	#global = /* @__PURE__ */ new Map();
	#baseOf;
	#left = MAX_EVALUATIONS;
	constructor(file, args, baseOf) {
		this.#file = file;
		this.#args = args;
		this.#baseOf = baseOf;
		for (const pair of file.args) this.#declare(pair, this.#global);
	}
	stage(stage) {
		this.#left--;
		const from = fill$1(stage.from, this.#global);
		const at = this.#file.stages.indexOf(stage);
		const parent = stageOf(this.#file, from, at);
		const state = parent && this.#left > 0 ? this.stage(parent) : this.#inherited(from, stage.line);
		state.variables.clear();
		for (const [name, value] of state.env) state.variables.set(name, value);
		for (const instruction of stage.instructions) this.#apply(instruction, state);
		return state;
	}
	/** What a stage starts with: what the base has, whose lines are in another file. */
	#inherited(from, line) {
		const base = marked(from) ? void 0 : this.#baseOf(from);
		if (!base) return newState(from);
		return {
			...base,
			user: base.user && {
				...base.user,
				line
			},
			volumes: new Map([...base.volumes.keys()].map((path) => [path, line])),
			owned: base.owned.map(({ path }) => ({
				path,
				line
			})),
			accounts: new Map(base.accounts),
			groups: new Map(base.groups),
			variables: /* @__PURE__ */ new Map(),
			env: new Map(base.env),
			ports: new Set(base.ports),
			copies: [...base.copies]
		};
	}
	/** The value that the build sets, else the default, else that of the `ARG` before the stages. */
	#declare([name, value], into) {
		const set = this.#args.get(name);
		if (set !== void 0 && !marked(set)) into.set(name, set);
		else if (value !== void 0) into.set(name, fill$1(value, into));
		else {
			const outer = this.#global.get(name) ?? PLATFORM.get(name);
			if (outer !== void 0) into.set(name, outer);
		}
	}
	#apply(instruction, state) {
		switch (instruction.keyword) {
			case "ARG":
				for (const pair of instruction.pairs) this.#declare(pair, state.variables);
				break;
			case "COPY":
			case "ADD":
				this.#copy(instruction, state);
				break;
			case "RUN":
				applyRun(instruction, state, isRoot(state));
				break;
			default: setRunField(instruction, state);
		}
	}
	#copy(instruction, state) {
		const { flags, line } = instruction;
		const words = listOf$1(instruction, fill$1(instruction.text.trim(), state.variables));
		const target = words.at(-1);
		if (target === void 0 || words.length < 2) return;
		const from = flags.get("from");
		const sources = words.slice(0, -1);
		const path = absolute(state.workdir, target);
		const copy = {
			from,
			sources,
			target: path,
			isFolder: sources.length > 1 || /(?:^|\/)\.?$/.test(target)
		};
		state.copies.push(copy);
		const owner = fill$1(flags.get("chown") ?? "", state.variables);
		if (owner !== "" && !/^(?:root|0)(?::|$)/.test(owner)) state.owned.push({
			path,
			line
		});
		if (/[2367]$|[2367].$/.test(flags.get("chmod") ?? "")) state.owned.push({
			path,
			line
		});
		if (from === void 0 || this.#left <= 0) return;
		const stage = stageOf(this.#file, from, this.#file.stages.length);
		applyCopy(state, {
			copy,
			line,
			source: stage ? this.stage(stage) : this.#baseOf(fill$1(from, state.variables)),
			keepsOwners: owner === ""
		});
	}
};
/** What an instruction sets that says how the image is run. */
function setRunField(instruction, state) {
	const { keyword, text, line, pairs } = instruction;
	const filled = fill$1(text.trim(), state.variables);
	switch (keyword) {
		case "ENV":
			for (const [name, value = ""] of pairs) {
				state.env.set(name, fill$1(value, state.variables));
				state.variables.set(name, fill$1(value, state.variables));
			}
			break;
		case "USER":
			state.user = {
				text: filled,
				line
			};
			break;
		case "WORKDIR":
			state.workdir = absolute(state.workdir, filled);
			if (!isRoot(state)) state.owned.push({
				path: state.workdir,
				line
			});
			break;
		case "VOLUME":
			for (const path of listOf$1(instruction, filled)) state.volumes.set(trimmed(fill$1(path, state.variables)), line);
			break;
		case "EXPOSE":
			for (const port of portsOf(filled)) state.ports.add(port);
			break;
		case "ENTRYPOINT":
			state.entrypoint = commandOf(instruction);
			state.cmd = void 0;
			break;
		case "CMD": state.cmd = commandOf(instruction);
	}
}
function newState(from) {
	return {
		base: isReference(from) ? from : void 0,
		from,
		user: void 0,
		workdir: "/",
		accounts: /* @__PURE__ */ new Map(),
		groups: /* @__PURE__ */ new Map(),
		volumes: /* @__PURE__ */ new Map(),
		variables: /* @__PURE__ */ new Map(),
		env: new Map(baseVariables(from)),
		ports: /* @__PURE__ */ new Set(),
		entrypoint: void 0,
		cmd: void 0,
		bases: [],
		copies: [],
		owned: [],
		untold: void 0
	};
}
/** What a script puts another name in for, as `BASEIMAGE`, is none. */
function isReference(from) {
	return !marked(from) && canonicalReference(from) !== void 0;
}
function isRoot({ user }) {
	return user === void 0 || /^(?:root|0)(?::|$)/.test(user.text);
}
function commandOf({ words, text }) {
	if (words) return words.length === 0 ? void 0 : {
		words,
		isShell: false
	};
	const script = text.trim();
	return script === "" ? void 0 : {
		words: [
			"sh",
			"-c",
			script
		],
		isShell: true
	};
}
function listOf$1({ words }, filled) {
	return words ?? filled.split(/\s+/).filter((word) => word !== "");
}
/** `80/tcp`, and `8000-8002` for three; more than some are none that a person wrote. */
function portsOf(text) {
	return text.split(/\s+/).flatMap((word) => {
		const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/\w+)?$/.exec(word) ?? [];
		if (first === void 0) return [];
		const count = Math.min(Number(last) - Number(first) + 1, 20);
		return Array.from({ length: Math.max(count, 0) }, (_, index) => Number(first) + index);
	});
}
function absolute(workdir, path) {
	return trimmed(path.startsWith("/") ? path : `${workdir}/${path}`);
}
function trimmed(path) {
	const parts = [];
	for (const part of path.split("/")) if (part === "..") parts.pop();
	else if (part !== "" && part !== ".") parts.push(part);
	return `/${parts.join("/")}`;
}
// node_modules/dockerfile-ast/lib/argument.js
var require_argument = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Argument = void 0;
	var Argument = class {
		constructor(value, range) {
			this.value = value;
			this.range = range;
		}
		toString() {
			return this.value;
		}
		getRange() {
			return this.range;
		}
		getValue() {
			return this.value;
		}
		isAfter(position) {
			if (this.range.end.line < position.line) return false;
			return this.range.start.line > position.line ? true : this.range.start.character > position.character;
		}
		isBefore(position) {
			if (this.range.start.line < position.line) return true;
			return this.range.end.line > position.line ? false : this.range.end.character < position.character;
		}
	};
	exports.Argument = Argument;
}));
// node_modules/dockerfile-ast/lib/jsonArgument.js
var require_jsonArgument = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.JSONArgument = void 0;
	const argument_1 = require_argument();
	var JSONArgument = class extends argument_1.Argument {
		constructor(value, range, jsonRange) {
			super(value, range);
			this.jsonRange = jsonRange;
		}
		getJSONRange() {
			return this.jsonRange;
		}
		getJSONValue() {
			let value = super.getValue();
			value = value.substring(1, value.length - 1);
			return value;
		}
	};
	exports.JSONArgument = JSONArgument;
}));
// node_modules/vscode-languageserver-types/lib/esm/main.js
var main_exports$1 = /* @__PURE__ */ __exportAll({
	AnnotatedTextEdit: () => AnnotatedTextEdit,
	ApplyKind: () => ApplyKind,
	ChangeAnnotation: () => ChangeAnnotation,
	ChangeAnnotationIdentifier: () => ChangeAnnotationIdentifier,
	CodeAction: () => CodeAction,
	CodeActionContext: () => CodeActionContext,
	CodeActionKind: () => CodeActionKind,
	CodeActionTag: () => CodeActionTag,
	CodeActionTriggerKind: () => CodeActionTriggerKind,
	CodeDescription: () => CodeDescription,
	CodeLens: () => CodeLens,
	Color: () => Color,
	ColorInformation: () => ColorInformation,
	ColorPresentation: () => ColorPresentation,
	Command: () => Command,
	CompletionItem: () => CompletionItem,
	CompletionItemKind: () => CompletionItemKind,
	CompletionItemLabelDetails: () => CompletionItemLabelDetails,
	CompletionItemTag: () => CompletionItemTag,
	CompletionList: () => CompletionList,
	CreateFile: () => CreateFile,
	DeleteFile: () => DeleteFile,
	Diagnostic: () => Diagnostic,
	DiagnosticRelatedInformation: () => DiagnosticRelatedInformation,
	DiagnosticSeverity: () => DiagnosticSeverity,
	DiagnosticTag: () => DiagnosticTag,
	DocumentHighlight: () => DocumentHighlight,
	DocumentHighlightKind: () => DocumentHighlightKind,
	DocumentLink: () => DocumentLink,
	DocumentSymbol: () => DocumentSymbol,
	DocumentUri: () => DocumentUri,
	EOL: () => EOL,
	FoldingRange: () => FoldingRange,
	FoldingRangeKind: () => FoldingRangeKind,
	FormattingOptions: () => FormattingOptions,
	Hover: () => Hover,
	InlayHint: () => InlayHint,
	InlayHintKind: () => InlayHintKind,
	InlayHintLabelPart: () => InlayHintLabelPart,
	InlineCompletionContext: () => InlineCompletionContext,
	InlineCompletionItem: () => InlineCompletionItem,
	InlineCompletionList: () => InlineCompletionList,
	InlineCompletionTriggerKind: () => InlineCompletionTriggerKind,
	InlineValueContext: () => InlineValueContext,
	InlineValueEvaluatableExpression: () => InlineValueEvaluatableExpression,
	InlineValueText: () => InlineValueText,
	InlineValueVariableLookup: () => InlineValueVariableLookup,
	InsertReplaceEdit: () => InsertReplaceEdit,
	InsertTextFormat: () => InsertTextFormat,
	InsertTextMode: () => InsertTextMode,
	LanguageKind: () => LanguageKind,
	Location: () => Location,
	LocationLink: () => LocationLink,
	MarkedString: () => MarkedString,
	MarkupContent: () => MarkupContent,
	MarkupKind: () => MarkupKind,
	OptionalVersionedTextDocumentIdentifier: () => OptionalVersionedTextDocumentIdentifier,
	ParameterInformation: () => ParameterInformation,
	Position: () => Position,
	Range: () => Range,
	RenameFile: () => RenameFile,
	SelectedCompletionInfo: () => SelectedCompletionInfo,
	SelectionRange: () => SelectionRange,
	SemanticTokenModifiers: () => SemanticTokenModifiers,
	SemanticTokenTypes: () => SemanticTokenTypes,
	SemanticTokens: () => SemanticTokens,
	SignatureInformation: () => SignatureInformation,
	SnippetTextEdit: () => SnippetTextEdit,
	StringValue: () => StringValue,
	SymbolInformation: () => SymbolInformation,
	SymbolKind: () => SymbolKind,
	SymbolTag: () => SymbolTag,
	TextDocument: () => TextDocument$1,
	TextDocumentEdit: () => TextDocumentEdit,
	TextDocumentIdentifier: () => TextDocumentIdentifier,
	TextDocumentItem: () => TextDocumentItem,
	TextEdit: () => TextEdit,
	URI: () => URI,
	VersionedTextDocumentIdentifier: () => VersionedTextDocumentIdentifier,
	WorkspaceChange: () => WorkspaceChange,
	WorkspaceEdit: () => WorkspaceEdit,
	WorkspaceFolder: () => WorkspaceFolder,
	WorkspaceSymbol: () => WorkspaceSymbol,
	integer: () => integer,
	uinteger: () => uinteger
});
var DocumentUri, URI, integer, uinteger, Position, Range, Location, LocationLink, Color, ColorInformation, ColorPresentation, FoldingRangeKind, FoldingRange, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, CodeDescription, Diagnostic, Command, TextEdit, ChangeAnnotation, ChangeAnnotationIdentifier, AnnotatedTextEdit, TextDocumentEdit, CreateFile, RenameFile, DeleteFile, WorkspaceEdit, TextEditChangeImpl, SnippetTextEdit, ChangeAnnotations, WorkspaceChange, TextDocumentIdentifier, VersionedTextDocumentIdentifier, OptionalVersionedTextDocumentIdentifier, LanguageKind, TextDocumentItem, MarkupKind, MarkupContent, CompletionItemKind, InsertTextFormat, CompletionItemTag, InsertReplaceEdit, InsertTextMode, ApplyKind, CompletionItemLabelDetails, CompletionItem, CompletionList, MarkedString, Hover, ParameterInformation, SignatureInformation, DocumentHighlightKind, DocumentHighlight, SymbolKind, SymbolTag, SymbolInformation, WorkspaceSymbol, DocumentSymbol, CodeActionKind, CodeActionTriggerKind, CodeActionContext, CodeActionTag, CodeAction, CodeLens, FormattingOptions, DocumentLink, SelectionRange, SemanticTokenTypes, SemanticTokenModifiers, SemanticTokens, InlineValueText, InlineValueVariableLookup, InlineValueEvaluatableExpression, InlineValueContext, InlayHintKind, InlayHintLabelPart, InlayHint, StringValue, InlineCompletionItem, InlineCompletionList, InlineCompletionTriggerKind, SelectedCompletionInfo, InlineCompletionContext, WorkspaceFolder, EOL, TextDocument$1, FullTextDocument$1, Is;
var init_main$1 = __esmMin((() => {
	(function(DocumentUri) {
		function is(value) {
			return typeof value === "string";
		}
		DocumentUri.is = is;
	})(DocumentUri || (DocumentUri = {}));
	(function(URI) {
		function is(value) {
			return typeof value === "string";
		}
		URI.is = is;
	})(URI || (URI = {}));
	(function(integer) {
		integer.MIN_VALUE = -2147483648;
		integer.MAX_VALUE = 2147483647;
		function is(value) {
			return typeof value === "number" && integer.MIN_VALUE <= value && value <= integer.MAX_VALUE;
		}
		integer.is = is;
	})(integer || (integer = {}));
	(function(uinteger) {
		uinteger.MIN_VALUE = 0;
		uinteger.MAX_VALUE = 2147483647;
		function is(value) {
			return typeof value === "number" && uinteger.MIN_VALUE <= value && value <= uinteger.MAX_VALUE;
		}
		uinteger.is = is;
	})(uinteger || (uinteger = {}));
	(function(Position) {
		/**
		* Creates a new Position literal from the given line and character.
		* @param line The position's line.
		* @param character The position's character.
		*/
		function create(line, character) {
			if (line === Number.MAX_VALUE) line = uinteger.MAX_VALUE;
			if (character === Number.MAX_VALUE) character = uinteger.MAX_VALUE;
			return {
				line,
				character
			};
		}
		Position.create = create;
		/**
		* Checks whether the given literal conforms to the {@link Position} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.objectLiteral(candidate) && Is.uinteger(candidate.line) && Is.uinteger(candidate.character);
		}
		Position.is = is;
	})(Position || (Position = {}));
	(function(Range) {
		function create(one, two, three, four) {
			if (Is.uinteger(one) && Is.uinteger(two) && Is.uinteger(three) && Is.uinteger(four)) return {
				start: Position.create(one, two),
				end: Position.create(three, four)
			};
			else if (Position.is(one) && Position.is(two)) return {
				start: one,
				end: two
			};
			else throw new Error(`Range#create called with invalid arguments[${one}, ${two}, ${three}, ${four}]`);
		}
		Range.create = create;
		/**
		* Checks whether the given literal conforms to the {@link Range} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.objectLiteral(candidate) && Position.is(candidate.start) && Position.is(candidate.end);
		}
		Range.is = is;
	})(Range || (Range = {}));
	(function(Location) {
		/**
		* Creates a Location literal.
		* @param uri The location's uri.
		* @param range The location's range.
		*/
		function create(uri, range) {
			return {
				uri,
				range
			};
		}
		Location.create = create;
		/**
		* Checks whether the given literal conforms to the {@link Location} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.objectLiteral(candidate) && Range.is(candidate.range) && (Is.string(candidate.uri) || Is.undefined(candidate.uri));
		}
		Location.is = is;
	})(Location || (Location = {}));
	(function(LocationLink) {
		/**
		* Creates a LocationLink literal.
		* @param targetUri The definition's uri.
		* @param targetRange The full range of the definition.
		* @param targetSelectionRange The span of the symbol definition at the target.
		* @param originSelectionRange The span of the symbol being defined in the originating source file.
		*/
		function create(targetUri, targetRange, targetSelectionRange, originSelectionRange) {
			return {
				targetUri,
				targetRange,
				targetSelectionRange,
				originSelectionRange
			};
		}
		LocationLink.create = create;
		/**
		* Checks whether the given literal conforms to the {@link LocationLink} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.objectLiteral(candidate) && Range.is(candidate.targetRange) && Is.string(candidate.targetUri) && Range.is(candidate.targetSelectionRange) && (Range.is(candidate.originSelectionRange) || Is.undefined(candidate.originSelectionRange));
		}
		LocationLink.is = is;
	})(LocationLink || (LocationLink = {}));
	(function(Color) {
		/**
		* Creates a new Color literal.
		*/
		function create(red, green, blue, alpha) {
			return {
				red,
				green,
				blue,
				alpha
			};
		}
		Color.create = create;
		/**
		* Checks whether the given literal conforms to the {@link Color} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.objectLiteral(candidate) && Is.numberRange(candidate.red, 0, 1) && Is.numberRange(candidate.green, 0, 1) && Is.numberRange(candidate.blue, 0, 1) && Is.numberRange(candidate.alpha, 0, 1);
		}
		Color.is = is;
	})(Color || (Color = {}));
	(function(ColorInformation) {
		/**
		* Creates a new ColorInformation literal.
		*/
		function create(range, color) {
			return {
				range,
				color
			};
		}
		ColorInformation.create = create;
		/**
		* Checks whether the given literal conforms to the {@link ColorInformation} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.objectLiteral(candidate) && Range.is(candidate.range) && Color.is(candidate.color);
		}
		ColorInformation.is = is;
	})(ColorInformation || (ColorInformation = {}));
	(function(ColorPresentation) {
		/**
		* Creates a new ColorInformation literal.
		*/
		function create(label, textEdit, additionalTextEdits) {
			return {
				label,
				textEdit,
				additionalTextEdits
			};
		}
		ColorPresentation.create = create;
		/**
		* Checks whether the given literal conforms to the {@link ColorInformation} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.objectLiteral(candidate) && Is.string(candidate.label) && (Is.undefined(candidate.textEdit) || TextEdit.is(candidate.textEdit)) && (Is.undefined(candidate.additionalTextEdits) || Is.typedArray(candidate.additionalTextEdits, TextEdit.is));
		}
		ColorPresentation.is = is;
	})(ColorPresentation || (ColorPresentation = {}));
	(function(FoldingRangeKind) {
		/**
		* Folding range for a comment
		*/
		FoldingRangeKind.Comment = "comment";
		/**
		* Folding range for an import or include
		*/
		FoldingRangeKind.Imports = "imports";
		/**
		* Folding range for a region (e.g. `#region`)
		*/
		FoldingRangeKind.Region = "region";
	})(FoldingRangeKind || (FoldingRangeKind = {}));
	(function(FoldingRange) {
		/**
		* Creates a new FoldingRange literal.
		*/
		function create(startLine, endLine, startCharacter, endCharacter, kind, collapsedText) {
			const result = {
				startLine,
				endLine
			};
			if (Is.defined(startCharacter)) result.startCharacter = startCharacter;
			if (Is.defined(endCharacter)) result.endCharacter = endCharacter;
			if (Is.defined(kind)) result.kind = kind;
			if (Is.defined(collapsedText)) result.collapsedText = collapsedText;
			return result;
		}
		FoldingRange.create = create;
		/**
		* Checks whether the given literal conforms to the {@link FoldingRange} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.objectLiteral(candidate) && Is.uinteger(candidate.startLine) && Is.uinteger(candidate.endLine) && (Is.undefined(candidate.startCharacter) || Is.uinteger(candidate.startCharacter)) && (Is.undefined(candidate.endCharacter) || Is.uinteger(candidate.endCharacter)) && (Is.undefined(candidate.kind) || Is.string(candidate.kind));
		}
		FoldingRange.is = is;
	})(FoldingRange || (FoldingRange = {}));
	(function(DiagnosticRelatedInformation) {
		/**
		* Creates a new DiagnosticRelatedInformation literal.
		*/
		function create(location, message) {
			return {
				location,
				message
			};
		}
		DiagnosticRelatedInformation.create = create;
		/**
		* Checks whether the given literal conforms to the {@link DiagnosticRelatedInformation} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.defined(candidate) && Location.is(candidate.location) && Is.string(candidate.message);
		}
		DiagnosticRelatedInformation.is = is;
	})(DiagnosticRelatedInformation || (DiagnosticRelatedInformation = {}));
	(function(DiagnosticSeverity) {
		/**
		* Reports an error.
		*/
		DiagnosticSeverity.Error = 1;
		/**
		* Reports a warning.
		*/
		DiagnosticSeverity.Warning = 2;
		/**
		* Reports an information.
		*/
		DiagnosticSeverity.Information = 3;
		/**
		* Reports a hint.
		*/
		DiagnosticSeverity.Hint = 4;
	})(DiagnosticSeverity || (DiagnosticSeverity = {}));
	(function(DiagnosticTag) {
		/**
		* Unused or unnecessary code.
		*
		* Clients are allowed to render diagnostics with this tag faded out instead of having
		* an error squiggle.
		*/
		DiagnosticTag.Unnecessary = 1;
		/**
		* Deprecated or obsolete code.
		*
		* Clients are allowed to rendered diagnostics with this tag strike through.
		*/
		DiagnosticTag.Deprecated = 2;
	})(DiagnosticTag || (DiagnosticTag = {}));
	(function(CodeDescription) {
		function is(value) {
			const candidate = value;
			return Is.objectLiteral(candidate) && Is.string(candidate.href);
		}
		CodeDescription.is = is;
	})(CodeDescription || (CodeDescription = {}));
	(function(Diagnostic) {
		/**
		* Creates a new Diagnostic literal.
		*/
		function create(range, message, severity, code, source, relatedInformation) {
			const result = {
				range,
				message
			};
			if (Is.defined(severity)) result.severity = severity;
			if (Is.defined(code)) result.code = code;
			if (Is.defined(source)) result.source = source;
			if (Is.defined(relatedInformation)) result.relatedInformation = relatedInformation;
			return result;
		}
		Diagnostic.create = create;
		/**
		* Checks whether the given literal conforms to the {@link Diagnostic} interface.
		*/
		function is(value) {
			var _a;
			const candidate = value;
			return Is.defined(candidate) && Range.is(candidate.range) && (Is.string(candidate.message) || MarkupContent.is(candidate.message)) && (Is.number(candidate.severity) || Is.undefined(candidate.severity)) && (Is.integer(candidate.code) || Is.string(candidate.code) || Is.undefined(candidate.code)) && (Is.undefined(candidate.codeDescription) || Is.string((_a = candidate.codeDescription) === null || _a === void 0 ? void 0 : _a.href)) && (Is.string(candidate.source) || Is.undefined(candidate.source)) && (Is.undefined(candidate.relatedInformation) || Is.typedArray(candidate.relatedInformation, DiagnosticRelatedInformation.is));
		}
		Diagnostic.is = is;
		/**
		* Checks whether the given diagnostic's message conforms to the 3.17.0
		* version of the protocol where the message is a string.
		*
		* @param value the diagnostic
		* @returns true if the diagnostic's message is a string, false otherwise.
		*/
		function is3_17(value) {
			return Is.string(value.message);
		}
		Diagnostic.is3_17 = is3_17;
		/**
		* Gets the message string of a diagnostic. If the message is already a
		* string, it is returned as is. If the message is a MarkupContent,
		* the value of the MarkupContent is returned. Otherwise an error is thrown.
		*
		* @param diagnostic the diagnostic to get the message string from.
		* @returns the message string of the given diagnostic.
		*/
		function getMessageString(diagnostic) {
			if (Is.string(diagnostic.message)) return diagnostic.message;
			else if (MarkupContent.is(diagnostic.message)) return diagnostic.message.value;
			else throw new Error(`Unknown message type ${typeof diagnostic.message}`);
		}
		Diagnostic.getMessageString = getMessageString;
	})(Diagnostic || (Diagnostic = {}));
	(function(Command) {
		/**
		* Creates a new Command literal.
		*/
		function create(title, command, ...args) {
			const result = {
				title,
				command
			};
			if (Is.defined(args) && args.length > 0) result.arguments = args;
			return result;
		}
		Command.create = create;
		/**
		* Checks whether the given literal conforms to the {@link Command} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.defined(candidate) && Is.string(candidate.title) && (candidate.tooltip === void 0 || Is.string(candidate.tooltip)) && Is.string(candidate.command);
		}
		Command.is = is;
	})(Command || (Command = {}));
	(function(TextEdit) {
		/**
		* Creates a replace text edit.
		* @param range The range of text to be replaced.
		* @param newText The new text.
		*/
		function replace(range, newText) {
			return {
				range,
				newText
			};
		}
		TextEdit.replace = replace;
		/**
		* Creates an insert text edit.
		* @param position The position to insert the text at.
		* @param newText The text to be inserted.
		*/
		function insert(position, newText) {
			return {
				range: {
					start: position,
					end: position
				},
				newText
			};
		}
		TextEdit.insert = insert;
		/**
		* Creates a delete text edit.
		* @param range The range of text to be deleted.
		*/
		function del(range) {
			return {
				range,
				newText: ""
			};
		}
		TextEdit.del = del;
		function is(value) {
			const candidate = value;
			return Is.objectLiteral(candidate) && Is.string(candidate.newText) && Range.is(candidate.range);
		}
		TextEdit.is = is;
	})(TextEdit || (TextEdit = {}));
	(function(ChangeAnnotation) {
		function create(label, needsConfirmation, description) {
			const result = { label };
			if (needsConfirmation !== void 0) result.needsConfirmation = needsConfirmation;
			if (description !== void 0) result.description = description;
			return result;
		}
		ChangeAnnotation.create = create;
		function is(value) {
			const candidate = value;
			return Is.objectLiteral(candidate) && Is.string(candidate.label) && (Is.boolean(candidate.needsConfirmation) || candidate.needsConfirmation === void 0) && (Is.string(candidate.description) || candidate.description === void 0);
		}
		ChangeAnnotation.is = is;
	})(ChangeAnnotation || (ChangeAnnotation = {}));
	(function(ChangeAnnotationIdentifier) {
		function is(value) {
			const candidate = value;
			return Is.string(candidate);
		}
		ChangeAnnotationIdentifier.is = is;
	})(ChangeAnnotationIdentifier || (ChangeAnnotationIdentifier = {}));
	(function(AnnotatedTextEdit) {
		/**
		* Creates an annotated replace text edit.
		*
		* @param range The range of text to be replaced.
		* @param newText The new text.
		* @param annotation The annotation.
		*/
		function replace(range, newText, annotation) {
			return {
				range,
				newText,
				annotationId: annotation
			};
		}
		AnnotatedTextEdit.replace = replace;
		/**
		* Creates an annotated insert text edit.
		*
		* @param position The position to insert the text at.
		* @param newText The text to be inserted.
		* @param annotation The annotation.
		*/
		function insert(position, newText, annotation) {
			return {
				range: {
					start: position,
					end: position
				},
				newText,
				annotationId: annotation
			};
		}
		AnnotatedTextEdit.insert = insert;
		/**
		* Creates an annotated delete text edit.
		*
		* @param range The range of text to be deleted.
		* @param annotation The annotation.
		*/
		function del(range, annotation) {
			return {
				range,
				newText: "",
				annotationId: annotation
			};
		}
		AnnotatedTextEdit.del = del;
		function is(value) {
			const candidate = value;
			return TextEdit.is(candidate) && (ChangeAnnotation.is(candidate.annotationId) || ChangeAnnotationIdentifier.is(candidate.annotationId));
		}
		AnnotatedTextEdit.is = is;
	})(AnnotatedTextEdit || (AnnotatedTextEdit = {}));
	(function(TextDocumentEdit) {
		/**
		* Creates a new `TextDocumentEdit`
		*/
		function create(textDocument, edits) {
			return {
				textDocument,
				edits
			};
		}
		TextDocumentEdit.create = create;
		function is(value) {
			const candidate = value;
			return Is.defined(candidate) && OptionalVersionedTextDocumentIdentifier.is(candidate.textDocument) && Array.isArray(candidate.edits);
		}
		TextDocumentEdit.is = is;
	})(TextDocumentEdit || (TextDocumentEdit = {}));
	(function(CreateFile) {
		function create(uri, options, annotation) {
			const result = {
				kind: "create",
				uri
			};
			if (options !== void 0 && (options.overwrite !== void 0 || options.ignoreIfExists !== void 0)) result.options = options;
			if (annotation !== void 0) result.annotationId = annotation;
			return result;
		}
		CreateFile.create = create;
		function is(value) {
			const candidate = value;
			return candidate && candidate.kind === "create" && Is.string(candidate.uri) && (candidate.options === void 0 || (candidate.options.overwrite === void 0 || Is.boolean(candidate.options.overwrite)) && (candidate.options.ignoreIfExists === void 0 || Is.boolean(candidate.options.ignoreIfExists))) && (candidate.annotationId === void 0 || ChangeAnnotationIdentifier.is(candidate.annotationId));
		}
		CreateFile.is = is;
	})(CreateFile || (CreateFile = {}));
	(function(RenameFile) {
		function create(oldUri, newUri, options, annotation) {
			const result = {
				kind: "rename",
				oldUri,
				newUri
			};
			if (options !== void 0 && (options.overwrite !== void 0 || options.ignoreIfExists !== void 0)) result.options = options;
			if (annotation !== void 0) result.annotationId = annotation;
			return result;
		}
		RenameFile.create = create;
		function is(value) {
			const candidate = value;
			return candidate && candidate.kind === "rename" && Is.string(candidate.oldUri) && Is.string(candidate.newUri) && (candidate.options === void 0 || (candidate.options.overwrite === void 0 || Is.boolean(candidate.options.overwrite)) && (candidate.options.ignoreIfExists === void 0 || Is.boolean(candidate.options.ignoreIfExists))) && (candidate.annotationId === void 0 || ChangeAnnotationIdentifier.is(candidate.annotationId));
		}
		RenameFile.is = is;
	})(RenameFile || (RenameFile = {}));
	(function(DeleteFile) {
		function create(uri, options, annotation) {
			const result = {
				kind: "delete",
				uri
			};
			if (options !== void 0 && (options.recursive !== void 0 || options.ignoreIfNotExists !== void 0)) result.options = options;
			if (annotation !== void 0) result.annotationId = annotation;
			return result;
		}
		DeleteFile.create = create;
		function is(value) {
			const candidate = value;
			return candidate && candidate.kind === "delete" && Is.string(candidate.uri) && (candidate.options === void 0 || (candidate.options.recursive === void 0 || Is.boolean(candidate.options.recursive)) && (candidate.options.ignoreIfNotExists === void 0 || Is.boolean(candidate.options.ignoreIfNotExists))) && (candidate.annotationId === void 0 || ChangeAnnotationIdentifier.is(candidate.annotationId));
		}
		DeleteFile.is = is;
	})(DeleteFile || (DeleteFile = {}));
	(function(WorkspaceEdit) {
		function is(value) {
			const candidate = value;
			return candidate && (candidate.changes !== void 0 || candidate.documentChanges !== void 0) && (candidate.documentChanges === void 0 || candidate.documentChanges.every((change) => {
				if (Is.string(change.kind)) return CreateFile.is(change) || RenameFile.is(change) || DeleteFile.is(change);
				else return TextDocumentEdit.is(change);
			}));
		}
		WorkspaceEdit.is = is;
	})(WorkspaceEdit || (WorkspaceEdit = {}));
	TextEditChangeImpl = class {
		constructor(edits, changeAnnotations) {
			this.edits = edits;
			this.changeAnnotations = changeAnnotations;
		}
		insert(position, newText, annotation) {
			let edit;
			let id;
			if (annotation === void 0) edit = TextEdit.insert(position, newText);
			else if (ChangeAnnotationIdentifier.is(annotation)) {
				id = annotation;
				edit = AnnotatedTextEdit.insert(position, newText, annotation);
			} else {
				this.assertChangeAnnotations(this.changeAnnotations);
				id = this.changeAnnotations.manage(annotation);
				edit = AnnotatedTextEdit.insert(position, newText, id);
			}
			this.edits.push(edit);
			if (id !== void 0) return id;
		}
		replace(range, newText, annotation) {
			let edit;
			let id;
			if (annotation === void 0) edit = TextEdit.replace(range, newText);
			else if (ChangeAnnotationIdentifier.is(annotation)) {
				id = annotation;
				edit = AnnotatedTextEdit.replace(range, newText, annotation);
			} else {
				this.assertChangeAnnotations(this.changeAnnotations);
				id = this.changeAnnotations.manage(annotation);
				edit = AnnotatedTextEdit.replace(range, newText, id);
			}
			this.edits.push(edit);
			if (id !== void 0) return id;
		}
		delete(range, annotation) {
			let edit;
			let id;
			if (annotation === void 0) edit = TextEdit.del(range);
			else if (ChangeAnnotationIdentifier.is(annotation)) {
				id = annotation;
				edit = AnnotatedTextEdit.del(range, annotation);
			} else {
				this.assertChangeAnnotations(this.changeAnnotations);
				id = this.changeAnnotations.manage(annotation);
				edit = AnnotatedTextEdit.del(range, id);
			}
			this.edits.push(edit);
			if (id !== void 0) return id;
		}
		add(edit) {
			this.edits.push(edit);
		}
		all() {
			return this.edits;
		}
		clear() {
			this.edits.splice(0, this.edits.length);
		}
		assertChangeAnnotations(value) {
			if (value === void 0) throw new Error(`Text edit change is not configured to manage change annotations.`);
		}
	};
	(function(SnippetTextEdit) {
		function is(value) {
			const candidate = value;
			return Is.objectLiteral(candidate) && Range.is(candidate.range) && StringValue.isSnippet(candidate.snippet) && (candidate.annotationId === void 0 || ChangeAnnotation.is(candidate.annotationId) || ChangeAnnotationIdentifier.is(candidate.annotationId));
		}
		SnippetTextEdit.is = is;
	})(SnippetTextEdit || (SnippetTextEdit = {}));
	ChangeAnnotations = class {
		constructor(annotations) {
			this._annotations = annotations === void 0 ? Object.create(null) : annotations;
			this._counter = 0;
			this._size = 0;
		}
		all() {
			return this._annotations;
		}
		get size() {
			return this._size;
		}
		manage(idOrAnnotation, annotation) {
			let id;
			if (ChangeAnnotationIdentifier.is(idOrAnnotation)) id = idOrAnnotation;
			else {
				id = this.nextId();
				annotation = idOrAnnotation;
			}
			if (this._annotations[id] !== void 0) throw new Error(`Id ${id} is already in use.`);
			if (annotation === void 0) throw new Error(`No annotation provided for id ${id}`);
			this._annotations[id] = annotation;
			this._size++;
			return id;
		}
		nextId() {
			this._counter++;
			return this._counter.toString();
		}
	};
	WorkspaceChange = class {
		constructor(workspaceEdit) {
			this._textEditChanges = Object.create(null);
			if (workspaceEdit !== void 0) {
				this._workspaceEdit = workspaceEdit;
				if (workspaceEdit.documentChanges) {
					this._changeAnnotations = new ChangeAnnotations(workspaceEdit.changeAnnotations);
					workspaceEdit.changeAnnotations = this._changeAnnotations.all();
					workspaceEdit.documentChanges.forEach((change) => {
						if (TextDocumentEdit.is(change)) {
							const textEditChange = new TextEditChangeImpl(change.edits, this._changeAnnotations);
							this._textEditChanges[change.textDocument.uri] = textEditChange;
						}
					});
				} else if (workspaceEdit.changes) Object.keys(workspaceEdit.changes).forEach((key) => {
					const textEditChange = new TextEditChangeImpl(workspaceEdit.changes[key]);
					this._textEditChanges[key] = textEditChange;
				});
			} else this._workspaceEdit = {};
		}
		/**
		* Returns the underlying {@link WorkspaceEdit} literal
		* use to be returned from a workspace edit operation like rename.
		*/
		get edit() {
			this.initDocumentChanges();
			if (this._changeAnnotations !== void 0) {
				if (this._changeAnnotations.size === 0) this._workspaceEdit.changeAnnotations = void 0;
				else this._workspaceEdit.changeAnnotations = this._changeAnnotations.all();
			}
			return this._workspaceEdit;
		}
		getTextEditChange(key) {
			if (OptionalVersionedTextDocumentIdentifier.is(key)) {
				this.initDocumentChanges();
				if (this._workspaceEdit.documentChanges === void 0) throw new Error("Workspace edit is not configured for document changes.");
				const textDocument = {
					uri: key.uri,
					version: key.version
				};
				let result = this._textEditChanges[textDocument.uri];
				if (!result) {
					const edits = [];
					const textDocumentEdit = {
						textDocument,
						edits
					};
					this._workspaceEdit.documentChanges.push(textDocumentEdit);
					result = new TextEditChangeImpl(edits, this._changeAnnotations);
					this._textEditChanges[textDocument.uri] = result;
				}
				return result;
			} else {
				this.initChanges();
				if (this._workspaceEdit.changes === void 0) throw new Error("Workspace edit is not configured for normal text edit changes.");
				let result = this._textEditChanges[key];
				if (!result) {
					const edits = [];
					this._workspaceEdit.changes[key] = edits;
					result = new TextEditChangeImpl(edits);
					this._textEditChanges[key] = result;
				}
				return result;
			}
		}
		initDocumentChanges() {
			if (this._workspaceEdit.documentChanges === void 0 && this._workspaceEdit.changes === void 0) {
				this._changeAnnotations = new ChangeAnnotations();
				this._workspaceEdit.documentChanges = [];
				this._workspaceEdit.changeAnnotations = this._changeAnnotations.all();
			}
		}
		initChanges() {
			if (this._workspaceEdit.documentChanges === void 0 && this._workspaceEdit.changes === void 0) this._workspaceEdit.changes = Object.create(null);
		}
		createFile(uri, optionsOrAnnotation, options) {
			this.initDocumentChanges();
			if (this._workspaceEdit.documentChanges === void 0) throw new Error("Workspace edit is not configured for document changes.");
			let annotation;
			if (ChangeAnnotation.is(optionsOrAnnotation) || ChangeAnnotationIdentifier.is(optionsOrAnnotation)) annotation = optionsOrAnnotation;
			else options = optionsOrAnnotation;
			let operation;
			let id;
			if (annotation === void 0) operation = CreateFile.create(uri, options);
			else {
				id = ChangeAnnotationIdentifier.is(annotation) ? annotation : this._changeAnnotations.manage(annotation);
				operation = CreateFile.create(uri, options, id);
			}
			this._workspaceEdit.documentChanges.push(operation);
			if (id !== void 0) return id;
		}
		renameFile(oldUri, newUri, optionsOrAnnotation, options) {
			this.initDocumentChanges();
			if (this._workspaceEdit.documentChanges === void 0) throw new Error("Workspace edit is not configured for document changes.");
			let annotation;
			if (ChangeAnnotation.is(optionsOrAnnotation) || ChangeAnnotationIdentifier.is(optionsOrAnnotation)) annotation = optionsOrAnnotation;
			else options = optionsOrAnnotation;
			let operation;
			let id;
			if (annotation === void 0) operation = RenameFile.create(oldUri, newUri, options);
			else {
				id = ChangeAnnotationIdentifier.is(annotation) ? annotation : this._changeAnnotations.manage(annotation);
				operation = RenameFile.create(oldUri, newUri, options, id);
			}
			this._workspaceEdit.documentChanges.push(operation);
			if (id !== void 0) return id;
		}
		deleteFile(uri, optionsOrAnnotation, options) {
			this.initDocumentChanges();
			if (this._workspaceEdit.documentChanges === void 0) throw new Error("Workspace edit is not configured for document changes.");
			let annotation;
			if (ChangeAnnotation.is(optionsOrAnnotation) || ChangeAnnotationIdentifier.is(optionsOrAnnotation)) annotation = optionsOrAnnotation;
			else options = optionsOrAnnotation;
			let operation;
			let id;
			if (annotation === void 0) operation = DeleteFile.create(uri, options);
			else {
				id = ChangeAnnotationIdentifier.is(annotation) ? annotation : this._changeAnnotations.manage(annotation);
				operation = DeleteFile.create(uri, options, id);
			}
			this._workspaceEdit.documentChanges.push(operation);
			if (id !== void 0) return id;
		}
	};
	(function(TextDocumentIdentifier) {
		/**
		* Creates a new TextDocumentIdentifier literal.
		* @param uri The document's uri.
		*/
		function create(uri) {
			return { uri };
		}
		TextDocumentIdentifier.create = create;
		/**
		* Checks whether the given literal conforms to the {@link TextDocumentIdentifier} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.defined(candidate) && Is.string(candidate.uri);
		}
		TextDocumentIdentifier.is = is;
	})(TextDocumentIdentifier || (TextDocumentIdentifier = {}));
	(function(VersionedTextDocumentIdentifier) {
		/**
		* Creates a new VersionedTextDocumentIdentifier literal.
		* @param uri The document's uri.
		* @param version The document's version.
		*/
		function create(uri, version) {
			return {
				uri,
				version
			};
		}
		VersionedTextDocumentIdentifier.create = create;
		/**
		* Checks whether the given literal conforms to the {@link VersionedTextDocumentIdentifier} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.defined(candidate) && Is.string(candidate.uri) && Is.integer(candidate.version);
		}
		VersionedTextDocumentIdentifier.is = is;
	})(VersionedTextDocumentIdentifier || (VersionedTextDocumentIdentifier = {}));
	(function(OptionalVersionedTextDocumentIdentifier) {
		/**
		* Creates a new OptionalVersionedTextDocumentIdentifier literal.
		* @param uri The document's uri.
		* @param version The document's version.
		*/
		function create(uri, version) {
			return {
				uri,
				version
			};
		}
		OptionalVersionedTextDocumentIdentifier.create = create;
		/**
		* Checks whether the given literal conforms to the {@link OptionalVersionedTextDocumentIdentifier} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.defined(candidate) && Is.string(candidate.uri) && (candidate.version === null || Is.integer(candidate.version));
		}
		OptionalVersionedTextDocumentIdentifier.is = is;
	})(OptionalVersionedTextDocumentIdentifier || (OptionalVersionedTextDocumentIdentifier = {}));
	(function(LanguageKind) {
		LanguageKind.ABAP = "abap";
		LanguageKind.WindowsBat = "bat";
		LanguageKind.BibTeX = "bibtex";
		LanguageKind.Clojure = "clojure";
		LanguageKind.Coffeescript = "coffeescript";
		LanguageKind.C = "c";
		LanguageKind.CPP = "cpp";
		LanguageKind.CSharp = "csharp";
		LanguageKind.CSS = "css";
		/**
		* @since 3.18.0
		*/
		LanguageKind.D = "d";
		/**
		* @since 3.18.0
		*/
		LanguageKind.Delphi = "pascal";
		LanguageKind.Diff = "diff";
		LanguageKind.Dart = "dart";
		LanguageKind.Dockerfile = "dockerfile";
		LanguageKind.Elixir = "elixir";
		LanguageKind.Erlang = "erlang";
		LanguageKind.FSharp = "fsharp";
		LanguageKind.GitCommit = "git-commit";
		LanguageKind.GitRebase = "git-rebase";
		LanguageKind.Go = "go";
		LanguageKind.Groovy = "groovy";
		LanguageKind.Handlebars = "handlebars";
		LanguageKind.Haskell = "haskell";
		LanguageKind.HTML = "html";
		LanguageKind.Ini = "ini";
		LanguageKind.Java = "java";
		LanguageKind.JavaScript = "javascript";
		LanguageKind.JavaScriptReact = "javascriptreact";
		LanguageKind.JSON = "json";
		LanguageKind.LaTeX = "latex";
		LanguageKind.Less = "less";
		LanguageKind.Lua = "lua";
		LanguageKind.Makefile = "makefile";
		LanguageKind.Markdown = "markdown";
		LanguageKind.ObjectiveC = "objective-c";
		LanguageKind.ObjectiveCPP = "objective-cpp";
		/**
		* @since 3.18.0
		*/
		LanguageKind.Pascal = "pascal";
		LanguageKind.Perl = "perl";
		LanguageKind.Perl6 = "perl6";
		LanguageKind.PHP = "php";
		LanguageKind.Plaintext = "plaintext";
		LanguageKind.Powershell = "powershell";
		LanguageKind.Pug = "jade";
		LanguageKind.Python = "python";
		LanguageKind.R = "r";
		LanguageKind.Razor = "razor";
		LanguageKind.Ruby = "ruby";
		LanguageKind.Rust = "rust";
		LanguageKind.SCSS = "scss";
		LanguageKind.SASS = "sass";
		LanguageKind.Scala = "scala";
		LanguageKind.ShaderLab = "shaderlab";
		LanguageKind.ShellScript = "shellscript";
		LanguageKind.SQL = "sql";
		LanguageKind.Swift = "swift";
		LanguageKind.TypeScript = "typescript";
		LanguageKind.TypeScriptReact = "typescriptreact";
		LanguageKind.TeX = "tex";
		LanguageKind.VisualBasic = "vb";
		LanguageKind.XML = "xml";
		LanguageKind.XSL = "xsl";
		LanguageKind.YAML = "yaml";
	})(LanguageKind || (LanguageKind = {}));
	(function(TextDocumentItem) {
		/**
		* Creates a new TextDocumentItem literal.
		* @param uri The document's uri.
		* @param languageId The document's language identifier.
		* @param version The document's version number.
		* @param text The document's text.
		*/
		function create(uri, languageId, version, text) {
			return {
				uri,
				languageId,
				version,
				text
			};
		}
		TextDocumentItem.create = create;
		/**
		* Checks whether the given literal conforms to the {@link TextDocumentItem} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.defined(candidate) && Is.string(candidate.uri) && Is.string(candidate.languageId) && Is.integer(candidate.version) && Is.string(candidate.text);
		}
		TextDocumentItem.is = is;
	})(TextDocumentItem || (TextDocumentItem = {}));
	(function(MarkupKind) {
		/**
		* Plain text is supported as a content format
		*/
		MarkupKind.PlainText = "plaintext";
		/**
		* Markdown is supported as a content format
		*/
		MarkupKind.Markdown = "markdown";
		/**
		* Checks whether the given value is a value of the {@link MarkupKind} type.
		*/
		function is(value) {
			const candidate = value;
			return candidate === MarkupKind.PlainText || candidate === MarkupKind.Markdown;
		}
		MarkupKind.is = is;
	})(MarkupKind || (MarkupKind = {}));
	(function(MarkupContent) {
		/**
		* Checks whether the given value conforms to the {@link MarkupContent} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.objectLiteral(value) && MarkupKind.is(candidate.kind) && Is.string(candidate.value);
		}
		MarkupContent.is = is;
	})(MarkupContent || (MarkupContent = {}));
	(function(CompletionItemKind) {
		CompletionItemKind.Text = 1;
		CompletionItemKind.Method = 2;
		CompletionItemKind.Function = 3;
		CompletionItemKind.Constructor = 4;
		CompletionItemKind.Field = 5;
		CompletionItemKind.Variable = 6;
		CompletionItemKind.Class = 7;
		CompletionItemKind.Interface = 8;
		CompletionItemKind.Module = 9;
		CompletionItemKind.Property = 10;
		CompletionItemKind.Unit = 11;
		CompletionItemKind.Value = 12;
		CompletionItemKind.Enum = 13;
		CompletionItemKind.Keyword = 14;
		CompletionItemKind.Snippet = 15;
		CompletionItemKind.Color = 16;
		CompletionItemKind.File = 17;
		CompletionItemKind.Reference = 18;
		CompletionItemKind.Folder = 19;
		CompletionItemKind.EnumMember = 20;
		CompletionItemKind.Constant = 21;
		CompletionItemKind.Struct = 22;
		CompletionItemKind.Event = 23;
		CompletionItemKind.Operator = 24;
		CompletionItemKind.TypeParameter = 25;
	})(CompletionItemKind || (CompletionItemKind = {}));
	(function(InsertTextFormat) {
		/**
		* The primary text to be inserted is treated as a plain string.
		*/
		InsertTextFormat.PlainText = 1;
		/**
		* The primary text to be inserted is treated as a snippet.
		*
		* A snippet can define tab stops and placeholders with `$1`, `$2`
		* and `${3:foo}`. `$0` defines the final tab stop, it defaults to
		* the end of the snippet. Placeholders with equal identifiers are linked,
		* that is typing in one will update others too.
		*
		* See also: https://microsoft.github.io/language-server-protocol/specifications/specification-current/#snippet_syntax
		*/
		InsertTextFormat.Snippet = 2;
	})(InsertTextFormat || (InsertTextFormat = {}));
	(function(CompletionItemTag) {
		/**
		* Render a completion as obsolete, usually using a strike-out.
		*/
		CompletionItemTag.Deprecated = 1;
	})(CompletionItemTag || (CompletionItemTag = {}));
	(function(InsertReplaceEdit) {
		/**
		* Creates a new insert / replace edit
		*/
		function create(newText, insert, replace) {
			return {
				newText,
				insert,
				replace
			};
		}
		InsertReplaceEdit.create = create;
		/**
		* Checks whether the given literal conforms to the {@link InsertReplaceEdit} interface.
		*/
		function is(value) {
			const candidate = value;
			return candidate && Is.string(candidate.newText) && Range.is(candidate.insert) && Range.is(candidate.replace);
		}
		InsertReplaceEdit.is = is;
	})(InsertReplaceEdit || (InsertReplaceEdit = {}));
	(function(InsertTextMode) {
		/**
		* The insertion or replace strings is taken as it is. If the
		* value is multi line the lines below the cursor will be
		* inserted using the indentation defined in the string value.
		* The client will not apply any kind of adjustments to the
		* string.
		*/
		InsertTextMode.asIs = 1;
		/**
		* The editor adjusts leading whitespace of new lines so that
		* they match the indentation up to the cursor of the line for
		* which the item is accepted.
		*
		* Consider a line like this: <2tabs><cursor><3tabs>foo. Accepting a
		* multi line completion item is indented using 2 tabs and all
		* following lines inserted will be indented using 2 tabs as well.
		*/
		InsertTextMode.adjustIndentation = 2;
	})(InsertTextMode || (InsertTextMode = {}));
	(function(ApplyKind) {
		/**
		* The value from the individual item (if provided and not `null`) will be
		* used instead of the default.
		*/
		ApplyKind.Replace = 1;
		/**
		* The value from the item will be merged with the default.
		*
		* The specific rules for mergeing values are defined against each field
		* that supports merging.
		*/
		ApplyKind.Merge = 2;
	})(ApplyKind || (ApplyKind = {}));
	(function(CompletionItemLabelDetails) {
		function is(value) {
			const candidate = value;
			return candidate && (Is.string(candidate.detail) || candidate.detail === void 0) && (Is.string(candidate.description) || candidate.description === void 0);
		}
		CompletionItemLabelDetails.is = is;
	})(CompletionItemLabelDetails || (CompletionItemLabelDetails = {}));
	(function(CompletionItem) {
		/**
		* Create a completion item and seed it with a label.
		* @param label The completion item's label
		*/
		function create(label) {
			return { label };
		}
		CompletionItem.create = create;
	})(CompletionItem || (CompletionItem = {}));
	(function(CompletionList) {
		/**
		* Creates a new completion list.
		*
		* @param items The completion items.
		* @param isIncomplete The list is not complete.
		*/
		function create(items, isIncomplete) {
			return {
				items: items ? items : [],
				isIncomplete: !!isIncomplete
			};
		}
		CompletionList.create = create;
	})(CompletionList || (CompletionList = {}));
	(function(MarkedString) {
		/**
		* Creates a marked string from plain text.
		*
		* @param plainText The plain text.
		*/
		function fromPlainText(plainText) {
			return plainText.replace(/[\\`*_{}[\]()#+\-.!]/g, "\\$&");
		}
		MarkedString.fromPlainText = fromPlainText;
		/**
		* Checks whether the given value conforms to the {@link MarkedString} type.
		*/
		function is(value) {
			const candidate = value;
			return Is.string(candidate) || Is.objectLiteral(candidate) && Is.string(candidate.language) && Is.string(candidate.value);
		}
		MarkedString.is = is;
	})(MarkedString || (MarkedString = {}));
	(function(Hover) {
		/**
		* Checks whether the given value conforms to the {@link Hover} interface.
		*/
		function is(value) {
			const candidate = value;
			return !!candidate && Is.objectLiteral(candidate) && (MarkupContent.is(candidate.contents) || MarkedString.is(candidate.contents) || Is.typedArray(candidate.contents, MarkedString.is)) && (value.range === void 0 || Range.is(value.range));
		}
		Hover.is = is;
	})(Hover || (Hover = {}));
	(function(ParameterInformation) {
		/**
		* Creates a new parameter information literal.
		*
		* @param label A label string.
		* @param documentation A doc string.
		*/
		function create(label, documentation) {
			return documentation ? {
				label,
				documentation
			} : { label };
		}
		ParameterInformation.create = create;
	})(ParameterInformation || (ParameterInformation = {}));
	(function(SignatureInformation) {
		function create(label, documentation, ...parameters) {
			const result = { label };
			if (Is.defined(documentation)) result.documentation = documentation;
			if (Is.defined(parameters)) result.parameters = parameters;
			else result.parameters = [];
			return result;
		}
		SignatureInformation.create = create;
	})(SignatureInformation || (SignatureInformation = {}));
	(function(DocumentHighlightKind) {
		/**
		* A textual occurrence.
		*/
		DocumentHighlightKind.Text = 1;
		/**
		* Read-access of a symbol, like reading a variable.
		*/
		DocumentHighlightKind.Read = 2;
		/**
		* Write-access of a symbol, like writing to a variable.
		*/
		DocumentHighlightKind.Write = 3;
	})(DocumentHighlightKind || (DocumentHighlightKind = {}));
	(function(DocumentHighlight) {
		/**
		* Create a DocumentHighlight object.
		* @param range The range the highlight applies to.
		* @param kind The highlight kind
		*/
		function create(range, kind) {
			const result = { range };
			if (Is.number(kind)) result.kind = kind;
			return result;
		}
		DocumentHighlight.create = create;
	})(DocumentHighlight || (DocumentHighlight = {}));
	(function(SymbolKind) {
		SymbolKind.File = 1;
		SymbolKind.Module = 2;
		SymbolKind.Namespace = 3;
		SymbolKind.Package = 4;
		SymbolKind.Class = 5;
		SymbolKind.Method = 6;
		SymbolKind.Property = 7;
		SymbolKind.Field = 8;
		SymbolKind.Constructor = 9;
		SymbolKind.Enum = 10;
		SymbolKind.Interface = 11;
		SymbolKind.Function = 12;
		SymbolKind.Variable = 13;
		SymbolKind.Constant = 14;
		SymbolKind.String = 15;
		SymbolKind.Number = 16;
		SymbolKind.Boolean = 17;
		SymbolKind.Array = 18;
		SymbolKind.Object = 19;
		SymbolKind.Key = 20;
		SymbolKind.Null = 21;
		SymbolKind.EnumMember = 22;
		SymbolKind.Struct = 23;
		SymbolKind.Event = 24;
		SymbolKind.Operator = 25;
		SymbolKind.TypeParameter = 26;
	})(SymbolKind || (SymbolKind = {}));
	(function(SymbolTag) {
		/**
		* Render a symbol as obsolete, usually using a strike-out.
		*/
		SymbolTag.Deprecated = 1;
	})(SymbolTag || (SymbolTag = {}));
	(function(SymbolInformation) {
		/**
		* Creates a new symbol information literal.
		*
		* @param name The name of the symbol.
		* @param kind The kind of the symbol.
		* @param range The range of the location of the symbol.
		* @param uri The resource of the location of symbol.
		* @param containerName The name of the symbol containing the symbol.
		*/
		function create(name, kind, range, uri, containerName) {
			const result = {
				name,
				kind,
				location: {
					uri,
					range
				}
			};
			if (containerName) result.containerName = containerName;
			return result;
		}
		SymbolInformation.create = create;
	})(SymbolInformation || (SymbolInformation = {}));
	(function(WorkspaceSymbol) {
		/**
		* Create a new workspace symbol.
		*
		* @param name The name of the symbol.
		* @param kind The kind of the symbol.
		* @param uri The resource of the location of the symbol.
		* @param range An options range of the location.
		* @returns A WorkspaceSymbol.
		*/
		function create(name, kind, uri, range) {
			return range !== void 0 ? {
				name,
				kind,
				location: {
					uri,
					range
				}
			} : {
				name,
				kind,
				location: { uri }
			};
		}
		WorkspaceSymbol.create = create;
	})(WorkspaceSymbol || (WorkspaceSymbol = {}));
	(function(DocumentSymbol) {
		/**
		* Creates a new symbol information literal.
		*
		* @param name The name of the symbol.
		* @param detail The detail of the symbol.
		* @param kind The kind of the symbol.
		* @param range The range of the symbol.
		* @param selectionRange The selectionRange of the symbol.
		* @param children Children of the symbol.
		*/
		function create(name, detail, kind, range, selectionRange, children) {
			const result = {
				name,
				detail,
				kind,
				range,
				selectionRange
			};
			if (children !== void 0) result.children = children;
			return result;
		}
		DocumentSymbol.create = create;
		/**
		* Checks whether the given literal conforms to the {@link DocumentSymbol} interface.
		*/
		function is(value) {
			const candidate = value;
			return candidate && Is.string(candidate.name) && Is.number(candidate.kind) && Range.is(candidate.range) && Range.is(candidate.selectionRange) && (candidate.detail === void 0 || Is.string(candidate.detail)) && (candidate.deprecated === void 0 || Is.boolean(candidate.deprecated)) && (candidate.children === void 0 || Array.isArray(candidate.children)) && (candidate.tags === void 0 || Array.isArray(candidate.tags));
		}
		DocumentSymbol.is = is;
	})(DocumentSymbol || (DocumentSymbol = {}));
	(function(CodeActionKind) {
		/**
		* Empty kind.
		*/
		CodeActionKind.Empty = "";
		/**
		* Base kind for quickfix actions: 'quickfix'
		*/
		CodeActionKind.QuickFix = "quickfix";
		/**
		* Base kind for refactoring actions: 'refactor'
		*/
		CodeActionKind.Refactor = "refactor";
		/**
		* Base kind for refactoring extraction actions: 'refactor.extract'
		*
		* Example extract actions:
		*
		* - Extract method
		* - Extract function
		* - Extract variable
		* - Extract interface from class
		* - ...
		*/
		CodeActionKind.RefactorExtract = "refactor.extract";
		/**
		* Base kind for refactoring inline actions: 'refactor.inline'
		*
		* Example inline actions:
		*
		* - Inline function
		* - Inline variable
		* - Inline constant
		* - ...
		*/
		CodeActionKind.RefactorInline = "refactor.inline";
		/**
		* Base kind for refactoring move actions: `refactor.move`
		*
		* Example move actions:
		*
		* - Move a function to a new file
		* - Move a property between classes
		* - Move method to base class
		* - ...
		*
		* @since 3.18.0
		*/
		CodeActionKind.RefactorMove = "refactor.move";
		/**
		* Base kind for refactoring rewrite actions: 'refactor.rewrite'
		*
		* Example rewrite actions:
		*
		* - Convert JavaScript function to class
		* - Add or remove parameter
		* - Encapsulate field
		* - Make method static
		* - Move method to base class
		* - ...
		*/
		CodeActionKind.RefactorRewrite = "refactor.rewrite";
		/**
		* Base kind for source actions: `source`
		*
		* Source code actions apply to the entire file.
		*/
		CodeActionKind.Source = "source";
		/**
		* Base kind for an organize imports source action: `source.organizeImports`
		*/
		CodeActionKind.SourceOrganizeImports = "source.organizeImports";
		/**
		* Base kind for auto-fix source actions: `source.fixAll`.
		*
		* Fix all actions automatically fix errors that have a clear fix that do not require user input.
		* They should not suppress errors or perform unsafe fixes such as generating new types or classes.
		*
		* @since 3.15.0
		*/
		CodeActionKind.SourceFixAll = "source.fixAll";
		/**
		* Base kind for all code actions applying to the entire notebook's scope. CodeActionKinds using
		* this should always begin with `notebook.`
		*
		* @since 3.18.0
		*/
		CodeActionKind.Notebook = "notebook";
	})(CodeActionKind || (CodeActionKind = {}));
	(function(CodeActionTriggerKind) {
		/**
		* Code actions were explicitly requested by the user or by an extension.
		*/
		CodeActionTriggerKind.Invoked = 1;
		/**
		* Code actions were requested automatically.
		*
		* This typically happens when current selection in a file changes, but can
		* also be triggered when file content changes.
		*/
		CodeActionTriggerKind.Automatic = 2;
	})(CodeActionTriggerKind || (CodeActionTriggerKind = {}));
	(function(CodeActionContext) {
		/**
		* Creates a new CodeActionContext literal.
		*/
		function create(diagnostics, only, triggerKind) {
			const result = { diagnostics };
			if (only !== void 0 && only !== null) result.only = only;
			if (triggerKind !== void 0 && triggerKind !== null) result.triggerKind = triggerKind;
			return result;
		}
		CodeActionContext.create = create;
		/**
		* Checks whether the given literal conforms to the {@link CodeActionContext} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.defined(candidate) && Is.typedArray(candidate.diagnostics, Diagnostic.is) && (candidate.only === void 0 || Is.typedArray(candidate.only, Is.string)) && (candidate.triggerKind === void 0 || candidate.triggerKind === CodeActionTriggerKind.Invoked || candidate.triggerKind === CodeActionTriggerKind.Automatic);
		}
		CodeActionContext.is = is;
	})(CodeActionContext || (CodeActionContext = {}));
	(function(CodeActionTag) {
		/**
		* Marks the code action as LLM-generated.
		*/
		CodeActionTag.LLMGenerated = 1;
		/**
		* Checks whether the given literal conforms to the {@link CodeActionTag} interface.
		*/
		function is(value) {
			return Is.defined(value) && value === CodeActionTag.LLMGenerated;
		}
		CodeActionTag.is = is;
	})(CodeActionTag || (CodeActionTag = {}));
	(function(CodeAction) {
		function create(title, kindOrCommandOrEdit, kind) {
			const result = { title };
			let checkKind = true;
			if (typeof kindOrCommandOrEdit === "string") {
				checkKind = false;
				result.kind = kindOrCommandOrEdit;
			} else if (Command.is(kindOrCommandOrEdit)) result.command = kindOrCommandOrEdit;
			else result.edit = kindOrCommandOrEdit;
			if (checkKind && kind !== void 0) result.kind = kind;
			return result;
		}
		CodeAction.create = create;
		function is(value) {
			const candidate = value;
			return candidate && Is.string(candidate.title) && (candidate.diagnostics === void 0 || Is.typedArray(candidate.diagnostics, Diagnostic.is)) && (candidate.kind === void 0 || Is.string(candidate.kind)) && (candidate.edit !== void 0 || candidate.command !== void 0) && (candidate.command === void 0 || Command.is(candidate.command)) && (candidate.isPreferred === void 0 || Is.boolean(candidate.isPreferred)) && (candidate.edit === void 0 || WorkspaceEdit.is(candidate.edit)) && (candidate.tags === void 0 || Is.typedArray(candidate.tags, CodeActionTag.is));
		}
		CodeAction.is = is;
	})(CodeAction || (CodeAction = {}));
	(function(CodeLens) {
		/**
		* Creates a new CodeLens literal.
		*/
		function create(range, data) {
			const result = { range };
			if (Is.defined(data)) result.data = data;
			return result;
		}
		CodeLens.create = create;
		/**
		* Checks whether the given literal conforms to the {@link CodeLens} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.defined(candidate) && Range.is(candidate.range) && (Is.undefined(candidate.command) || Command.is(candidate.command));
		}
		CodeLens.is = is;
	})(CodeLens || (CodeLens = {}));
	(function(FormattingOptions) {
		/**
		* Creates a new FormattingOptions literal.
		*/
		function create(tabSize, insertSpaces) {
			return {
				tabSize,
				insertSpaces
			};
		}
		FormattingOptions.create = create;
		/**
		* Checks whether the given literal conforms to the {@link FormattingOptions} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.defined(candidate) && Is.uinteger(candidate.tabSize) && Is.boolean(candidate.insertSpaces);
		}
		FormattingOptions.is = is;
	})(FormattingOptions || (FormattingOptions = {}));
	(function(DocumentLink) {
		/**
		* Creates a new DocumentLink literal.
		*/
		function create(range, target, data) {
			return {
				range,
				target,
				data
			};
		}
		DocumentLink.create = create;
		/**
		* Checks whether the given literal conforms to the {@link DocumentLink} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.defined(candidate) && Range.is(candidate.range) && (Is.undefined(candidate.target) || Is.string(candidate.target));
		}
		DocumentLink.is = is;
	})(DocumentLink || (DocumentLink = {}));
	(function(SelectionRange) {
		/**
		* Creates a new SelectionRange
		* @param range the range.
		* @param parent an optional parent.
		*/
		function create(range, parent) {
			return {
				range,
				parent
			};
		}
		SelectionRange.create = create;
		function is(value) {
			const candidate = value;
			return Is.objectLiteral(candidate) && Range.is(candidate.range) && (candidate.parent === void 0 || SelectionRange.is(candidate.parent));
		}
		SelectionRange.is = is;
	})(SelectionRange || (SelectionRange = {}));
	(function(SemanticTokenTypes) {
		SemanticTokenTypes["namespace"] = "namespace";
		/**
		* Represents a generic type. Acts as a fallback for types which can't be mapped to
		* a specific type like class or enum.
		*/
		SemanticTokenTypes["type"] = "type";
		SemanticTokenTypes["class"] = "class";
		SemanticTokenTypes["enum"] = "enum";
		SemanticTokenTypes["interface"] = "interface";
		SemanticTokenTypes["struct"] = "struct";
		SemanticTokenTypes["typeParameter"] = "typeParameter";
		SemanticTokenTypes["parameter"] = "parameter";
		SemanticTokenTypes["variable"] = "variable";
		SemanticTokenTypes["property"] = "property";
		SemanticTokenTypes["enumMember"] = "enumMember";
		SemanticTokenTypes["event"] = "event";
		SemanticTokenTypes["function"] = "function";
		SemanticTokenTypes["method"] = "method";
		SemanticTokenTypes["macro"] = "macro";
		SemanticTokenTypes["keyword"] = "keyword";
		SemanticTokenTypes["modifier"] = "modifier";
		SemanticTokenTypes["comment"] = "comment";
		SemanticTokenTypes["string"] = "string";
		SemanticTokenTypes["number"] = "number";
		SemanticTokenTypes["regexp"] = "regexp";
		SemanticTokenTypes["operator"] = "operator";
		/**
		* @since 3.17.0
		*/
		SemanticTokenTypes["decorator"] = "decorator";
		/**
		* @since 3.18.0
		*/
		SemanticTokenTypes["label"] = "label";
	})(SemanticTokenTypes || (SemanticTokenTypes = {}));
	(function(SemanticTokenModifiers) {
		SemanticTokenModifiers["declaration"] = "declaration";
		SemanticTokenModifiers["definition"] = "definition";
		SemanticTokenModifiers["readonly"] = "readonly";
		SemanticTokenModifiers["static"] = "static";
		SemanticTokenModifiers["deprecated"] = "deprecated";
		SemanticTokenModifiers["abstract"] = "abstract";
		SemanticTokenModifiers["async"] = "async";
		SemanticTokenModifiers["modification"] = "modification";
		SemanticTokenModifiers["documentation"] = "documentation";
		SemanticTokenModifiers["defaultLibrary"] = "defaultLibrary";
	})(SemanticTokenModifiers || (SemanticTokenModifiers = {}));
	(function(SemanticTokens) {
		function is(value) {
			const candidate = value;
			return Is.objectLiteral(candidate) && (candidate.resultId === void 0 || typeof candidate.resultId === "string") && Array.isArray(candidate.data) && (candidate.data.length === 0 || typeof candidate.data[0] === "number");
		}
		SemanticTokens.is = is;
	})(SemanticTokens || (SemanticTokens = {}));
	(function(InlineValueText) {
		/**
		* Creates a new InlineValueText literal.
		*/
		function create(range, text) {
			return {
				range,
				text
			};
		}
		InlineValueText.create = create;
		function is(value) {
			const candidate = value;
			return candidate !== void 0 && candidate !== null && Range.is(candidate.range) && Is.string(candidate.text);
		}
		InlineValueText.is = is;
	})(InlineValueText || (InlineValueText = {}));
	(function(InlineValueVariableLookup) {
		/**
		* Creates a new InlineValueText literal.
		*/
		function create(range, variableName, caseSensitiveLookup) {
			return {
				range,
				variableName,
				caseSensitiveLookup
			};
		}
		InlineValueVariableLookup.create = create;
		function is(value) {
			const candidate = value;
			return candidate !== void 0 && candidate !== null && Range.is(candidate.range) && Is.boolean(candidate.caseSensitiveLookup) && (Is.string(candidate.variableName) || candidate.variableName === void 0);
		}
		InlineValueVariableLookup.is = is;
	})(InlineValueVariableLookup || (InlineValueVariableLookup = {}));
	(function(InlineValueEvaluatableExpression) {
		/**
		* Creates a new InlineValueEvaluatableExpression literal.
		*/
		function create(range, expression) {
			return {
				range,
				expression
			};
		}
		InlineValueEvaluatableExpression.create = create;
		function is(value) {
			const candidate = value;
			return candidate !== void 0 && candidate !== null && Range.is(candidate.range) && (Is.string(candidate.expression) || candidate.expression === void 0);
		}
		InlineValueEvaluatableExpression.is = is;
	})(InlineValueEvaluatableExpression || (InlineValueEvaluatableExpression = {}));
	(function(InlineValueContext) {
		/**
		* Creates a new InlineValueContext literal.
		*/
		function create(frameId, stoppedLocation) {
			return {
				frameId,
				stoppedLocation
			};
		}
		InlineValueContext.create = create;
		/**
		* Checks whether the given literal conforms to the {@link InlineValueContext} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.defined(candidate) && Range.is(value.stoppedLocation);
		}
		InlineValueContext.is = is;
	})(InlineValueContext || (InlineValueContext = {}));
	(function(InlayHintKind) {
		/**
		* An inlay hint that for a type annotation.
		*/
		InlayHintKind.Type = 1;
		/**
		* An inlay hint that is for a parameter.
		*/
		InlayHintKind.Parameter = 2;
		function is(value) {
			return value === 1 || value === 2;
		}
		InlayHintKind.is = is;
	})(InlayHintKind || (InlayHintKind = {}));
	(function(InlayHintLabelPart) {
		function create(value) {
			return { value };
		}
		InlayHintLabelPart.create = create;
		function is(value) {
			const candidate = value;
			return Is.objectLiteral(candidate) && (candidate.tooltip === void 0 || Is.string(candidate.tooltip) || MarkupContent.is(candidate.tooltip)) && (candidate.location === void 0 || Location.is(candidate.location)) && (candidate.command === void 0 || Command.is(candidate.command));
		}
		InlayHintLabelPart.is = is;
	})(InlayHintLabelPart || (InlayHintLabelPart = {}));
	(function(InlayHint) {
		function create(position, label, kind) {
			const result = {
				position,
				label
			};
			if (kind !== void 0) result.kind = kind;
			return result;
		}
		InlayHint.create = create;
		function is(value) {
			const candidate = value;
			return Is.objectLiteral(candidate) && Position.is(candidate.position) && (Is.string(candidate.label) || Is.typedArray(candidate.label, InlayHintLabelPart.is)) && (candidate.kind === void 0 || InlayHintKind.is(candidate.kind)) && candidate.textEdits === void 0 || Is.typedArray(candidate.textEdits, TextEdit.is) && (candidate.tooltip === void 0 || Is.string(candidate.tooltip) || MarkupContent.is(candidate.tooltip)) && (candidate.paddingLeft === void 0 || Is.boolean(candidate.paddingLeft)) && (candidate.paddingRight === void 0 || Is.boolean(candidate.paddingRight));
		}
		InlayHint.is = is;
	})(InlayHint || (InlayHint = {}));
	(function(StringValue) {
		function createSnippet(value) {
			return {
				kind: "snippet",
				value
			};
		}
		StringValue.createSnippet = createSnippet;
		function isSnippet(value) {
			const candidate = value;
			return Is.objectLiteral(candidate) && candidate.kind === "snippet" && Is.string(candidate.value);
		}
		StringValue.isSnippet = isSnippet;
	})(StringValue || (StringValue = {}));
	(function(InlineCompletionItem) {
		function create(insertText, filterText, range, command) {
			return {
				insertText,
				filterText,
				range,
				command
			};
		}
		InlineCompletionItem.create = create;
	})(InlineCompletionItem || (InlineCompletionItem = {}));
	(function(InlineCompletionList) {
		function create(items) {
			return { items };
		}
		InlineCompletionList.create = create;
	})(InlineCompletionList || (InlineCompletionList = {}));
	(function(InlineCompletionTriggerKind) {
		/**
		* Completion was triggered explicitly by a user gesture.
		*/
		InlineCompletionTriggerKind.Invoked = 1;
		/**
		* Completion was triggered automatically while editing.
		*/
		InlineCompletionTriggerKind.Automatic = 2;
	})(InlineCompletionTriggerKind || (InlineCompletionTriggerKind = {}));
	(function(SelectedCompletionInfo) {
		function create(range, text) {
			return {
				range,
				text
			};
		}
		SelectedCompletionInfo.create = create;
	})(SelectedCompletionInfo || (SelectedCompletionInfo = {}));
	(function(InlineCompletionContext) {
		function create(triggerKind, selectedCompletionInfo) {
			return {
				triggerKind,
				selectedCompletionInfo
			};
		}
		InlineCompletionContext.create = create;
	})(InlineCompletionContext || (InlineCompletionContext = {}));
	(function(WorkspaceFolder) {
		function is(value) {
			const candidate = value;
			return Is.objectLiteral(candidate) && URI.is(candidate.uri) && Is.string(candidate.name);
		}
		WorkspaceFolder.is = is;
	})(WorkspaceFolder || (WorkspaceFolder = {}));
	EOL = [
		"\n",
		"\r\n",
		"\r"
	];
	(function(TextDocument) {
		/**
		* Creates a new ITextDocument literal from the given uri and content.
		* @param uri The document's uri.
		* @param languageId The document's language Id.
		* @param version The document's version.
		* @param content The document's content.
		*/
		function create(uri, languageId, version, content) {
			return new FullTextDocument$1(uri, languageId, version, content);
		}
		TextDocument.create = create;
		/**
		* Checks whether the given literal conforms to the {@link ITextDocument} interface.
		*/
		function is(value) {
			const candidate = value;
			return Is.defined(candidate) && Is.string(candidate.uri) && (Is.undefined(candidate.languageId) || Is.string(candidate.languageId)) && Is.uinteger(candidate.lineCount) && Is.func(candidate.getText) && Is.func(candidate.positionAt) && Is.func(candidate.offsetAt) ? true : false;
		}
		TextDocument.is = is;
		function applyEdits(document, edits) {
			let text = document.getText();
			const sortedEdits = mergeSort(edits, (a, b) => {
				const diff = a.range.start.line - b.range.start.line;
				if (diff === 0) return a.range.start.character - b.range.start.character;
				return diff;
			});
			let lastModifiedOffset = text.length;
			for (let i = sortedEdits.length - 1; i >= 0; i--) {
				const e = sortedEdits[i];
				const startOffset = document.offsetAt(e.range.start);
				const endOffset = document.offsetAt(e.range.end);
				if (endOffset <= lastModifiedOffset) text = text.substring(0, startOffset) + e.newText + text.substring(endOffset, text.length);
				else throw new Error("Overlapping edit");
				lastModifiedOffset = startOffset;
			}
			return text;
		}
		TextDocument.applyEdits = applyEdits;
		function mergeSort(data, compare) {
			if (data.length <= 1) return data;
			const p = data.length / 2 | 0;
			const left = data.slice(0, p);
			const right = data.slice(p);
			mergeSort(left, compare);
			mergeSort(right, compare);
			let leftIdx = 0;
			let rightIdx = 0;
			let i = 0;
			while (leftIdx < left.length && rightIdx < right.length) if (compare(left[leftIdx], right[rightIdx]) <= 0) data[i++] = left[leftIdx++];
			else data[i++] = right[rightIdx++];
			while (leftIdx < left.length) data[i++] = left[leftIdx++];
			while (rightIdx < right.length) data[i++] = right[rightIdx++];
			return data;
		}
	})(TextDocument$1 || (TextDocument$1 = {}));
	FullTextDocument$1 = class {
		constructor(uri, languageId, version, content) {
			this._uri = uri;
			this._languageId = languageId;
			this._version = version;
			this._content = content;
			this._lineOffsets = void 0;
		}
		get uri() {
			return this._uri;
		}
		get languageId() {
			return this._languageId;
		}
		get version() {
			return this._version;
		}
		getText(range) {
			if (range) {
				const start = this.offsetAt(range.start);
				const end = this.offsetAt(range.end);
				return this._content.substring(start, end);
			}
			return this._content;
		}
		update(event, version) {
			this._content = event.text;
			this._version = version;
			this._lineOffsets = void 0;
		}
		getLineOffsets() {
			if (this._lineOffsets === void 0) {
				const lineOffsets = [];
				const text = this._content;
				let isLineStart = true;
				for (let i = 0; i < text.length; i++) {
					if (isLineStart) {
						lineOffsets.push(i);
						isLineStart = false;
					}
					const ch = text.charAt(i);
					isLineStart = ch === "\r" || ch === "\n";
					if (ch === "\r" && i + 1 < text.length && text.charAt(i + 1) === "\n") i++;
				}
				if (isLineStart && text.length > 0) lineOffsets.push(text.length);
				this._lineOffsets = lineOffsets;
			}
			return this._lineOffsets;
		}
		positionAt(offset) {
			offset = Math.max(Math.min(offset, this._content.length), 0);
			const lineOffsets = this.getLineOffsets();
			let low = 0, high = lineOffsets.length;
			if (high === 0) return Position.create(0, offset);
			while (low < high) {
				const mid = Math.floor((low + high) / 2);
				if (lineOffsets[mid] > offset) high = mid;
				else low = mid + 1;
			}
			const line = low - 1;
			return Position.create(line, offset - lineOffsets[line]);
		}
		offsetAt(position) {
			const lineOffsets = this.getLineOffsets();
			if (position.line >= lineOffsets.length) return this._content.length;
			else if (position.line < 0) return 0;
			const lineOffset = lineOffsets[position.line];
			const nextLineOffset = position.line + 1 < lineOffsets.length ? lineOffsets[position.line + 1] : this._content.length;
			return Math.max(Math.min(lineOffset + position.character, nextLineOffset), lineOffset);
		}
		get lineCount() {
			return this.getLineOffsets().length;
		}
	};
	(function(Is) {
		const toString = Object.prototype.toString;
		function defined(value) {
			return typeof value !== "undefined";
		}
		Is.defined = defined;
		function undefined(value) {
			return typeof value === "undefined";
		}
		Is.undefined = undefined;
		function boolean(value) {
			return value === true || value === false;
		}
		Is.boolean = boolean;
		function string(value) {
			return toString.call(value) === "[object String]";
		}
		Is.string = string;
		function number(value) {
			return toString.call(value) === "[object Number]";
		}
		Is.number = number;
		function numberRange(value, min, max) {
			return toString.call(value) === "[object Number]" && min <= value && value <= max;
		}
		Is.numberRange = numberRange;
		function integer(value) {
			return toString.call(value) === "[object Number]" && -2147483648 <= value && value <= 2147483647;
		}
		Is.integer = integer;
		function uinteger(value) {
			return toString.call(value) === "[object Number]" && 0 <= value && value <= 2147483647;
		}
		Is.uinteger = uinteger;
		function func(value) {
			return toString.call(value) === "[object Function]";
		}
		Is.func = func;
		function objectLiteral(value) {
			return value !== null && typeof value === "object";
		}
		Is.objectLiteral = objectLiteral;
		function typedArray(value, check) {
			return Array.isArray(value) && value.every(check);
		}
		Is.typedArray = typedArray;
	})(Is || (Is = {}));
}));
// node_modules/dockerfile-ast/lib/line.js
var require_line = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Line = void 0;
	var Line = class {
		constructor(document, range) {
			this.document = document;
			this.range = range;
		}
		getRange() {
			return this.range;
		}
		getTextContent() {
			return this.document.getText().substring(this.document.offsetAt(this.range.start), this.document.offsetAt(this.range.end));
		}
		isAfter(line) {
			return this.range.start.line > line.range.start.line;
		}
		isBefore(line) {
			return this.range.start.line < line;
		}
	};
	exports.Line = Line;
}));
// node_modules/dockerfile-ast/lib/util.js
var require_util = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Util = void 0;
	exports.Util = class Util {
		static isUTF8BOM(char) {
			const uintArray = Uint8Array.from(Buffer.from(char, "UTF-8"));
			return uintArray[0] === 239 && uintArray[1] == 187 && uintArray[2] == 191;
		}
		static isWhitespace(char) {
			return char === " " || char === "	" || Util.isNewline(char);
		}
		static isNewline(char) {
			return char === "\r" || char === "\n";
		}
		static findLeadingNonWhitespace(content, escapeChar) {
			whitespaceCheck: for (let i = 0; i < content.length; i++) switch (content.charAt(i)) {
				case " ":
				case "	": continue;
				case escapeChar:
					escapeCheck: for (let j = i + 1; j < content.length; j++) switch (content.charAt(j)) {
						case " ":
						case "	": continue;
						case "\r":
							i = j + 1;
							continue whitespaceCheck;
						case "\n":
							i = j;
							continue whitespaceCheck;
						default: break escapeCheck;
					}
					return -1;
				default: return i;
			}
			return -1;
		}
		/**
		* Determines if the given position is contained within the given range.
		*
		* @param position the position to check
		* @param range the range to see if the position is inside of
		*/
		static isInsideRange(position, range) {
			if (range.start.line === range.end.line) return range.start.line === position.line && range.start.character <= position.character && position.character <= range.end.character;
			else if (range.start.line === position.line) return range.start.character <= position.character;
			else if (range.end.line === position.line) return position.character <= range.end.character;
			return range.start.line < position.line && position.line < range.end.line;
		}
		static parseHeredocName(value) {
			value = value.substring(2);
			if (value.charAt(0) === "-") value = value.substring(1);
			if (value.charAt(0) === "\"") {
				if (value.charAt(value.length - 1) !== "\"") return null;
				value = value.substring(1, value.length - 1);
			}
			if (value.charAt(0) === "'") {
				if (value.charAt(value.length - 1) !== "'") return null;
				value = value.substring(1, value.length - 1);
			}
			if (value.charAt(0) === "<") return null;
			return value;
		}
	};
}));
// node_modules/dockerfile-ast/lib/comment.js
var require_comment = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Comment = void 0;
	const vscode_languageserver_types_1 = (init_main$1(), __toCommonJS(main_exports$1));
	const line_1 = require_line();
	const util_1 = require_util();
	var Comment = class extends line_1.Line {
		constructor(document, range) {
			super(document, range);
		}
		toString() {
			const content = this.getContent();
			if (content) return "# " + content;
			return "#";
		}
		/**
		* Returns the content of this comment. This excludes leading and
		* trailing whitespace as well as the # symbol. If the comment only
		* consists of whitespace, the empty string will be returned.
		*/
		getContent() {
			let range = this.getContentRange();
			if (range === null) return "";
			return this.document.getText().substring(this.document.offsetAt(range.start), this.document.offsetAt(range.end));
		}
		/**
		* Returns a range that includes the content of the comment
		* excluding any leading and trailing whitespace as well as the #
		* symbol. May return null if the comment only consists of whitespace
		* characters.
		*/
		getContentRange() {
			let range = this.getRange();
			const startOffset = this.document.offsetAt(range.start);
			let raw = this.document.getText().substring(startOffset, this.document.offsetAt(range.end));
			let start = -1;
			let end = -1;
			for (let i = 1; i < raw.length; i++) if (!util_1.Util.isWhitespace(raw.charAt(i))) {
				start = i;
				break;
			}
			if (start === -1) return null;
			for (let i = raw.length - 1; i >= 1; i--) if (!util_1.Util.isWhitespace(raw.charAt(i))) {
				end = i + 1;
				break;
			}
			return vscode_languageserver_types_1.Range.create(this.document.positionAt(startOffset + start), this.document.positionAt(startOffset + end));
		}
	};
	exports.Comment = Comment;
}));
// node_modules/vscode-languageserver-textdocument/lib/esm/main.js
var main_exports = /* @__PURE__ */ __exportAll({ TextDocument: () => TextDocument });
function mergeSort(data, compare) {
	if (data.length <= 1) return data;
	const p = data.length / 2 | 0;
	const left = data.slice(0, p);
	const right = data.slice(p);
	mergeSort(left, compare);
	mergeSort(right, compare);
	let leftIdx = 0;
	let rightIdx = 0;
	let i = 0;
	while (leftIdx < left.length && rightIdx < right.length) if (compare(left[leftIdx], right[rightIdx]) <= 0) data[i++] = left[leftIdx++];
	else data[i++] = right[rightIdx++];
	while (leftIdx < left.length) data[i++] = left[leftIdx++];
	while (rightIdx < right.length) data[i++] = right[rightIdx++];
	return data;
}
function computeLineOffsets(text, isAtLineStart, textOffset = 0) {
	const result = isAtLineStart ? [textOffset] : [];
	for (let i = 0; i < text.length; i++) {
		const ch = text.charCodeAt(i);
		if (isEOL(ch)) {
			if (ch === 13 && i + 1 < text.length && text.charCodeAt(i + 1) === 10) i++;
			result.push(textOffset + i + 1);
		}
	}
	return result;
}
function isEOL(char) {
	return char === 13 || char === 10;
}
function getWellformedRange(range) {
	const start = range.start;
	const end = range.end;
	if (start.line > end.line || start.line === end.line && start.character > end.character) return {
		start: end,
		end: start
	};
	return range;
}
function getWellformedEdit(textEdit) {
	const range = getWellformedRange(textEdit.range);
	if (range !== textEdit.range) return {
		newText: textEdit.newText,
		range
	};
	return textEdit;
}
var FullTextDocument, TextDocument;
var init_main = __esmMin((() => {
	FullTextDocument = class FullTextDocument {
		constructor(uri, languageId, version, content) {
			this._uri = uri;
			this._languageId = languageId;
			this._version = version;
			this._content = content;
			this._lineOffsets = void 0;
		}
		get uri() {
			return this._uri;
		}
		get languageId() {
			return this._languageId;
		}
		get version() {
			return this._version;
		}
		getText(range) {
			if (range) {
				const start = this.offsetAt(range.start);
				const end = this.offsetAt(range.end);
				return this._content.substring(start, end);
			}
			return this._content;
		}
		update(changes, version) {
			for (const change of changes) if (FullTextDocument.isIncremental(change)) {
				const range = getWellformedRange(change.range);
				const startOffset = this.offsetAt(range.start);
				const endOffset = this.offsetAt(range.end);
				this._content = this._content.substring(0, startOffset) + change.text + this._content.substring(endOffset, this._content.length);
				const insertedEndOffset = startOffset + change.text.length;
				const crlfAtStart = this._content.charCodeAt(startOffset - 1) === 13 && this._content.charCodeAt(startOffset) === 10;
				const crlfAtEnd = this._content.charCodeAt(insertedEndOffset - 1) === 13 && this._content.charCodeAt(insertedEndOffset) === 10;
				if (crlfAtStart || crlfAtEnd) {
					this._lineOffsets = void 0;
					continue;
				}
				const startLine = Math.max(range.start.line, 0);
				const endLine = Math.max(range.end.line, 0);
				let lineOffsets = this._lineOffsets;
				const addedLineOffsets = computeLineOffsets(change.text, false, startOffset);
				if (endLine - startLine === addedLineOffsets.length) for (let i = 0, len = addedLineOffsets.length; i < len; i++) lineOffsets[i + startLine + 1] = addedLineOffsets[i];
				else if (addedLineOffsets.length < 1e4) lineOffsets.splice(startLine + 1, endLine - startLine, ...addedLineOffsets);
				else this._lineOffsets = lineOffsets = lineOffsets.slice(0, startLine + 1).concat(addedLineOffsets, lineOffsets.slice(endLine + 1));
				const diff = change.text.length - (endOffset - startOffset);
				if (diff !== 0) for (let i = startLine + 1 + addedLineOffsets.length, len = lineOffsets.length; i < len; i++) lineOffsets[i] = lineOffsets[i] + diff;
			} else if (FullTextDocument.isFull(change)) {
				this._content = change.text;
				this._lineOffsets = void 0;
			} else throw new Error("Unknown change event received");
			this._version = version;
		}
		getLineOffsets() {
			if (this._lineOffsets === void 0) this._lineOffsets = computeLineOffsets(this._content, true);
			return this._lineOffsets;
		}
		positionAt(offset) {
			offset = Math.max(Math.min(offset, this._content.length), 0);
			const lineOffsets = this.getLineOffsets();
			let low = 0, high = lineOffsets.length;
			if (high === 0) return {
				line: 0,
				character: offset
			};
			while (low < high) {
				const mid = Math.floor((low + high) / 2);
				if (lineOffsets[mid] > offset) high = mid;
				else low = mid + 1;
			}
			const line = low - 1;
			offset = this.ensureBeforeEOL(offset, lineOffsets[line]);
			return {
				line,
				character: offset - lineOffsets[line]
			};
		}
		offsetAt(position) {
			const lineOffsets = this.getLineOffsets();
			if (position.line >= lineOffsets.length) return this._content.length;
			else if (position.line < 0) return 0;
			const lineOffset = lineOffsets[position.line];
			if (position.character <= 0) return lineOffset;
			const nextLineOffset = position.line + 1 < lineOffsets.length ? lineOffsets[position.line + 1] : this._content.length;
			const offset = Math.min(lineOffset + position.character, nextLineOffset);
			return this.ensureBeforeEOL(offset, lineOffset);
		}
		getLineRange(line) {
			const lineOffsets = this.getLineOffsets();
			if (line >= lineOffsets.length) {
				const lastLine = lineOffsets.length - 1;
				return {
					start: {
						line: lastLine,
						character: 0
					},
					end: {
						line: lastLine,
						character: this._content.length - lineOffsets[lastLine]
					}
				};
			} else if (line < 0) return {
				start: {
					line: 0,
					character: 0
				},
				end: {
					line: 0,
					character: 0
				}
			};
			const startOffset = lineOffsets[line];
			const nextLineOffset = line + 1 < lineOffsets.length ? lineOffsets[line + 1] : this._content.length;
			const endOffset = this.ensureBeforeEOL(nextLineOffset, startOffset);
			return {
				start: {
					line,
					character: 0
				},
				end: {
					line,
					character: endOffset - startOffset
				}
			};
		}
		getEOLCharacters(line) {
			const lineOffsets = this.getLineOffsets();
			if (line >= lineOffsets.length) return "";
			else if (line < 0) return "";
			const nextLineOffset = line + 1 < lineOffsets.length ? lineOffsets[line + 1] : this._content.length;
			const eolOffset = this.ensureBeforeEOL(nextLineOffset, lineOffsets[line]);
			return this._content.substring(eolOffset, nextLineOffset);
		}
		ensureBeforeEOL(offset, lineOffset) {
			while (offset > lineOffset && isEOL(this._content.charCodeAt(offset - 1))) offset--;
			return offset;
		}
		get lineCount() {
			return this.getLineOffsets().length;
		}
		static isIncremental(event) {
			const candidate = event;
			return candidate !== void 0 && candidate !== null && typeof candidate.text === "string" && candidate.range !== void 0 && (candidate.rangeLength === void 0 || typeof candidate.rangeLength === "number");
		}
		static isFull(event) {
			const candidate = event;
			return candidate !== void 0 && candidate !== null && typeof candidate.text === "string" && candidate.range === void 0 && candidate.rangeLength === void 0;
		}
	};
	(function(TextDocument) {
		/**
		* Creates a new text document.
		*
		* @param uri The document's uri.
		* @param languageId  The document's language Id.
		* @param version The document's initial version number.
		* @param content The document's content.
		*/
		function create(uri, languageId, version, content) {
			return new FullTextDocument(uri, languageId, version, content);
		}
		TextDocument.create = create;
		/**
		* Updates a TextDocument by modifying its content.
		*
		* @param document the document to update. Only documents created by TextDocument.create are valid inputs.
		* @param changes the changes to apply to the document.
		* @param version the changes version for the document.
		* @returns The updated TextDocument. Note: That's the same document instance passed in as first parameter.
		*
		*/
		function update(document, changes, version) {
			if (document instanceof FullTextDocument) {
				document.update(changes, version);
				return document;
			} else throw new Error("TextDocument.update: document must be created by TextDocument.create");
		}
		TextDocument.update = update;
		function applyEdits(document, edits) {
			const text = document.getText();
			const sortedEdits = mergeSort(edits.map(getWellformedEdit), (a, b) => {
				const diff = a.range.start.line - b.range.start.line;
				if (diff === 0) return a.range.start.character - b.range.start.character;
				return diff;
			});
			let lastModifiedOffset = 0;
			const spans = [];
			for (const e of sortedEdits) {
				const startOffset = document.offsetAt(e.range.start);
				if (startOffset < lastModifiedOffset) throw new Error("Overlapping edit");
				else if (startOffset > lastModifiedOffset) spans.push(text.substring(lastModifiedOffset, startOffset));
				if (e.newText.length) spans.push(e.newText);
				lastModifiedOffset = document.offsetAt(e.range.end);
			}
			spans.push(text.substr(lastModifiedOffset));
			return spans.join("");
		}
		TextDocument.applyEdits = applyEdits;
	})(TextDocument || (TextDocument = {}));
}));
// node_modules/dockerfile-ast/lib/parserDirective.js
var require_parserDirective = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.ParserDirective = void 0;
	const main_1 = require_main();
	const line_1 = require_line();
	var ParserDirective = class extends line_1.Line {
		constructor(document, range, nameRange, valueRange) {
			super(document, range);
			this.nameRange = nameRange;
			this.valueRange = valueRange;
		}
		toString() {
			return "# " + this.getName() + "=" + this.getValue();
		}
		getNameRange() {
			return this.nameRange;
		}
		getValueRange() {
			return this.valueRange;
		}
		getName() {
			return this.document.getText().substring(this.document.offsetAt(this.nameRange.start), this.document.offsetAt(this.nameRange.end));
		}
		getValue() {
			return this.document.getText().substring(this.document.offsetAt(this.valueRange.start), this.document.offsetAt(this.valueRange.end));
		}
		getDirective() {
			const directive = main_1.Directive[this.getName().toLowerCase()];
			return directive === void 0 ? null : directive;
		}
	};
	exports.ParserDirective = ParserDirective;
}));
// node_modules/dockerfile-ast/lib/heredoc.js
var require_heredoc = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Heredoc = void 0;
	/**
	* Heredoc represents a here-document that has been embedded in a
	* Dockerfile.
	*
	* This API is experimental and subject to change.
	*/
	var Heredoc = class {
		constructor(startRange, name, nameRange, contentRange, endRange) {
			this.startRange = startRange;
			this.name = name;
			this.nameRange = nameRange;
			this.contentRange = contentRange;
			this.endRange = endRange;
		}
		/**
		* Returns the name of the here-document.
		*
		* This API is experimental and subject to change.
		*/
		getName() {
			return this.name;
		}
		/**
		* Returns the range of the start operator and the name. If the
		* here-document is initialized with <<EOT then the start range would
		* encompass all five characters.
		*
		* This API is experimental and subject to change.
		*/
		getStartRange() {
			return this.startRange;
		}
		/**
		* Returns the range of this here-document's name that is declared at
		* the beginning of the here-document with the operator. If the
		* here-document is initialized with <<EOT then the name range would
		* encompass the latter three "EOT" characters.
		*
		* This API is experimental and subject to change.
		*/
		getNameRange() {
			return this.nameRange;
		}
		/**
		* Returns the range of the content of this here-document. This may
		* be null if the here-document has no content because:
		* - the start range is the only thing that was declared
		* - the end range was declared immediately and there is no content
		*
		* This API is experimental and subject to change.
		*/
		getContentRange() {
			return this.contentRange;
		}
		/**
		* Returns the range of the here-document's name on a line that
		* represents the end of the here-document.
		*
		* This API is experimental and subject to change.
		*/
		getDelimiterRange() {
			return this.endRange;
		}
	};
	exports.Heredoc = Heredoc;
}));
// node_modules/dockerfile-ast/lib/variable.js
var require_variable = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Variable = void 0;
	var Variable = class {
		constructor(name, nameRange, range, modifier, modifierRange, substitutionParameter, substitutionRange, defined, buildVariable, stringValue) {
			this.name = name;
			this.nameRange = nameRange;
			this.range = range;
			this.modifier = modifier;
			this.modifierRange = modifierRange;
			this.substitutionParameter = substitutionParameter;
			this.substitutionRange = substitutionRange;
			this.defined = defined;
			this.buildVariable = buildVariable;
			this.stringValue = stringValue;
		}
		toString() {
			return this.stringValue;
		}
		getName() {
			return this.name;
		}
		getNameRange() {
			return this.nameRange;
		}
		/**
		* Returns the range of the entire variable. This includes the symbols for
		* the declaration of the variable such as the $, {, and } symbols.
		*
		* @return the range in the document that this variable encompasses in its
		*         entirety
		*/
		getRange() {
			return this.range;
		}
		/**
		* Returns the modifier character that has been set for
		* specifying how this variable should be expanded and resolved.
		* If this variable is ${variable:+value} then the modifier
		* character is '+'. Will be the empty string if the variable is
		* declared as ${variable:}. Otherwise, will be null if this
		* variable will not use variable substitution at all (such as
		* ${variable} or $variable).
		*
		* @return this variable's modifier character, or the empty
		*         string if it does not have one, or null if this
		*         variable will not use variable substitution
		*/
		getModifier() {
			return this.modifier;
		}
		getModifierRange() {
			return this.modifierRange;
		}
		/**
		* Returns the parameter that will be used for substitution if
		* this variable uses modifiers to define how its value should be
		* resolved. If this variable is ${variable:+value} then the
		* substitution value will be 'value'. Will be the empty string
		* if the variable is declared as ${variable:+} or some other
		* variant where the only thing that follows the modifier
		* character (excluding considerations of escape characters and
		* so on) is the variable's closing bracket. May be null if this
		* variable does not have a modifier character defined (such as
		* ${variable} or $variable).
		*
		* @return this variable's substitution parameter, or the empty
		*         string if it does not have one, or null if there is
		*         not one defined
		*/
		getSubstitutionParameter() {
			return this.substitutionParameter;
		}
		getSubstitutionRange() {
			return this.substitutionRange;
		}
		/**
		* Returns whether this variable has been defined or not.
		*
		* @return true if this variable has been defined, false otherwise
		*/
		isDefined() {
			return this.defined;
		}
		isBuildVariable() {
			return this.buildVariable === true;
		}
		isEnvironmentVariable() {
			return this.buildVariable === false;
		}
	};
	exports.Variable = Variable;
}));
// node_modules/dockerfile-ast/lib/instruction.js
var require_instruction = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Instruction = void 0;
	const vscode_languageserver_types_1 = (init_main$1(), __toCommonJS(main_exports$1));
	const util_1 = require_util();
	const line_1 = require_line();
	const argument_1 = require_argument();
	const heredoc_1 = require_heredoc();
	const variable_1 = require_variable();
	const main_1 = require_main();
	var Instruction = class extends line_1.Line {
		constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
			super(document, range);
			this.dockerfile = dockerfile;
			this.escapeChar = escapeChar;
			this.instruction = instruction;
			this.instructionRange = instructionRange;
		}
		toString() {
			let value = this.getKeyword();
			for (let arg of this.getRawArguments()) {
				value += " ";
				value += arg.getValue();
			}
			return value;
		}
		getRangeContent(range) {
			if (range === null) return null;
			return this.document.getText().substring(this.document.offsetAt(range.start), this.document.offsetAt(range.end));
		}
		getInstructionRange() {
			return this.instructionRange;
		}
		getInstruction() {
			return this.instruction;
		}
		getKeyword() {
			return this.getInstruction().toUpperCase();
		}
		getArgumentsRange() {
			let args = this.getArguments();
			if (args.length === 0) return null;
			return vscode_languageserver_types_1.Range.create(args[0].getRange().start, args[args.length - 1].getRange().end);
		}
		getArgumentsRanges() {
			let args = this.getArguments();
			if (args.length === 0) return [];
			if (args[0].getRange().start.line === args[args.length - 1].getRange().end.line) return [vscode_languageserver_types_1.Range.create(args[0].getRange().start, args[args.length - 1].getRange().end)];
			let ranges = [];
			let end = -1;
			let startPosition = args[0].getRange().start;
			let range = this.getInstructionRange();
			let extra = this.document.offsetAt(startPosition) - this.document.offsetAt(range.start);
			let fullArgs = this.getTextContent().substring(extra, this.document.offsetAt(args[args.length - 1].getRange().end) - this.document.offsetAt(range.start));
			let offset = this.document.offsetAt(range.start) + extra;
			let comment = false;
			for (let i = 0; i < fullArgs.length; i++) {
				let char = fullArgs.charAt(i);
				if (char === this.escapeChar) {
					let next = fullArgs.charAt(i + 1);
					if (next === " " || next === "	") whitespaceCheck: for (let j = i + 2; j < fullArgs.length; j++) switch (fullArgs.charAt(j)) {
						case " ":
						case "	": continue;
						case "\r": j++;
						case "\n":
							if (startPosition !== null) ranges.push(vscode_languageserver_types_1.Range.create(startPosition, this.document.positionAt(offset + end + 1)));
							startPosition = null;
							comment = false;
							i = j;
							break whitespaceCheck;
						default: break whitespaceCheck;
					}
					else if (next === "\r") {
						if (startPosition !== null) {
							ranges.push(vscode_languageserver_types_1.Range.create(startPosition, this.document.positionAt(offset + end + 1)));
							startPosition = null;
						}
						comment = false;
						i += 2;
					} else if (next === "\n") {
						if (startPosition !== null) ranges.push(vscode_languageserver_types_1.Range.create(startPosition, this.document.positionAt(offset + end + 1)));
						startPosition = null;
						comment = false;
						i++;
					} else i++;
				} else if (util_1.Util.isNewline(char)) {
					if (comment) {
						startPosition = null;
						comment = false;
					}
				} else if (!comment) {
					if (startPosition === null) {
						if (char === "#") {
							comment = true;
							continue;
						}
						let position = this.document.positionAt(offset + i);
						if (position.character !== 0) startPosition = vscode_languageserver_types_1.Position.create(position.line, 0);
					}
					end = i;
				}
			}
			if (startPosition === null) ranges.push(vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + end), this.document.positionAt(offset + end + 1)));
			else ranges.push(vscode_languageserver_types_1.Range.create(startPosition, this.document.positionAt(offset + end + 1)));
			return ranges;
		}
		getRawArgumentsContent() {
			let args = this.getArguments();
			if (args.length === 0) return null;
			return this.getRangeContent(vscode_languageserver_types_1.Range.create(args[0].getRange().start, args[args.length - 1].getRange().end));
		}
		getArgumentsContent() {
			if (this.getArguments().length === 0) return null;
			let content = "";
			let ranges = this.getArgumentsRanges();
			let documentText = this.document.getText();
			for (let range of ranges) content += documentText.substring(this.document.offsetAt(range.start), this.document.offsetAt(range.end));
			return content;
		}
		getArguments() {
			return this.getRawArguments();
		}
		getRawArguments() {
			let args = [];
			let range = this.getInstructionRange();
			let extra = this.document.offsetAt(range.end) - this.document.offsetAt(range.start);
			let fullArgs = this.getTextContent().substring(extra);
			let offset = this.document.offsetAt(range.start) + extra;
			let start = false;
			let comment = false;
			let found = -1;
			let escapedWhitespaceDetected = false;
			let escaping = false;
			let escapeMarker = -1;
			let escapedArg = "";
			for (let i = 0; i < fullArgs.length; i++) {
				let char = fullArgs.charAt(i);
				if (util_1.Util.isWhitespace(char)) {
					if (escaping) {
						escapedWhitespaceDetected = true;
						if (util_1.Util.isNewline(char)) {
							escapedWhitespaceDetected = false;
							if (comment) {
								comment = false;
								start = true;
							}
						}
						continue;
					} else if (found !== -1) {
						if (escapeMarker === -1) args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found), this.document.positionAt(offset + i))));
						else args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found), this.document.positionAt(offset + escapeMarker))));
						escapeMarker = -1;
						escapedArg = "";
						found = -1;
					}
				} else if (char === this.escapeChar) {
					let next = fullArgs.charAt(i + 1);
					if (next === " " || next === "	") whitespaceCheck: for (let j = i + 2; j < fullArgs.length; j++) switch (fullArgs.charAt(j)) {
						case " ":
						case "	": continue;
						case "\r": j++;
						case "\n":
							comment = false;
							escaping = true;
							start = true;
							if (found !== -1) escapeMarker = i;
							i = j;
							break whitespaceCheck;
						default:
							escapeMarker = i;
							if (found === -1) i = j - 1;
							break whitespaceCheck;
					}
					else if (next === "\r") {
						comment = false;
						escaping = true;
						start = true;
						if (found !== -1 && escapeMarker === -1) escapeMarker = i;
						i += 2;
					} else if (next === "\n") {
						comment = false;
						escaping = true;
						start = true;
						if (found !== -1 && escapeMarker === -1) escapeMarker = i;
						i++;
					} else {
						if (escapedWhitespaceDetected && escapeMarker !== -1) {
							args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found), this.document.positionAt(offset + escapeMarker))));
							escapedArg = "";
							found = -1;
						}
						escapeMarker = -1;
						escapedWhitespaceDetected = false;
						escaping = false;
						if (next === "$") escapedArg = escapedArg + char + next;
						else if (next === "") break;
						else escapedArg = escapedArg + next;
						if (found === -1) found = i;
						i++;
					}
				} else if (!comment) {
					if (start && char === "#") comment = true;
					else {
						if (escapedWhitespaceDetected && escapeMarker !== -1) {
							args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found), this.document.positionAt(offset + escapeMarker))));
							escapedArg = "";
							found = -1;
						}
						escapedWhitespaceDetected = false;
						escaping = false;
						escapeMarker = -1;
						escapedArg = escapedArg + char;
						if (found === -1) found = i;
					}
					start = false;
				}
			}
			if (found !== -1) {
				if (escapeMarker === -1) args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found), this.document.positionAt(offset + fullArgs.length))));
				else args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found), this.document.positionAt(offset + escapeMarker))));
			}
			return args;
		}
		getExpandedArguments() {
			let args = this.getArguments();
			for (let i = 0; i < args.length; i++) {
				const argRange = args[i].getRange();
				let offset = this.document.offsetAt(argRange.start);
				const variables = this.parseVariables(offset, args[i].getValue());
				const swaps = [];
				let requiresExpansion = false;
				for (let variable of variables) {
					const value = this.dockerfile.resolveVariable(variable.getName(), variable.getNameRange().start.line);
					swaps.push(value);
					requiresExpansion = requiresExpansion || value !== void 0;
				}
				if (requiresExpansion) {
					let expanded = "";
					for (let j = 0; j < swaps.length; j++) {
						const variableRange = variables[j].getRange();
						const start = this.document.offsetAt(variableRange.start);
						const end = this.document.offsetAt(variableRange.end);
						if (swaps[j]) {
							expanded += this.document.getText().substring(offset, start);
							expanded += swaps[j];
							offset = end;
						} else {
							expanded += this.document.getText().substring(offset, end);
							offset = end;
						}
					}
					const argEnd = this.document.offsetAt(argRange.end);
					if (argEnd !== offset) expanded += this.document.getText().substring(offset, argEnd);
					args[i] = new argument_1.Argument(expanded, argRange);
				}
			}
			return args;
		}
		getVariables() {
			const variables = [];
			const args = this.getRawArguments();
			for (const arg of args) {
				let range = arg.getRange();
				let rawValue = this.document.getText().substring(this.document.offsetAt(range.start), this.document.offsetAt(range.end));
				const parsedVariables = this.parseVariables(this.document.offsetAt(arg.getRange().start), rawValue);
				for (const parsedVariable of parsedVariables) variables.push(parsedVariable);
			}
			return variables;
		}
		parseVariables(offset, arg) {
			let variables = [];
			variableLoop: for (let i = 0; i < arg.length; i++) switch (arg.charAt(i)) {
				case this.escapeChar:
					if (arg.charAt(i + 1) === "$") i++;
					break;
				case "$":
					if (arg.charAt(i + 1) === "{") {
						let escapedString = "${";
						let escapedName = "";
						let nameEnd = -1;
						let escapedSubstitutionParameter = "";
						let substitutionStart = -1;
						let substitutionEnd = -1;
						let modifierRead = -1;
						nameLoop: for (let j = i + 2; j < arg.length; j++) {
							let char = arg.charAt(j);
							switch (char) {
								case this.escapeChar:
									for (let k = j + 1; k < arg.length; k++) switch (arg.charAt(k)) {
										case " ":
										case "	":
										case "\r": continue;
										case "\n":
											j = k;
											continue nameLoop;
									}
									break;
								case "}":
									escapedString += "}";
									let modifier = null;
									let modifierRange = null;
									let substitutionParameter = modifierRead !== -1 ? escapedSubstitutionParameter : null;
									let substitutionRange = null;
									if (nameEnd === -1) nameEnd = j;
									else if (nameEnd + 1 === j) {
										modifier = "";
										modifierRange = vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + nameEnd + 1), this.document.positionAt(offset + nameEnd + 1));
									} else {
										if (substitutionStart === -1) {
											substitutionStart = modifierRead + 1;
											substitutionEnd = modifierRead + 1;
										} else substitutionEnd = substitutionEnd + 1;
										modifier = arg.substring(modifierRead, modifierRead + 1);
										modifierRange = vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + modifierRead), this.document.positionAt(offset + modifierRead + 1));
										substitutionRange = vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + substitutionStart), this.document.positionAt(offset + substitutionEnd));
									}
									let start = this.document.positionAt(offset + i);
									variables.push(new variable_1.Variable(escapedName, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + i + 2), this.document.positionAt(offset + nameEnd)), vscode_languageserver_types_1.Range.create(start, this.document.positionAt(offset + j + 1)), modifier, modifierRange, substitutionParameter, substitutionRange, this.dockerfile.resolveVariable(escapedName, start.line) !== void 0, this.isBuildVariable(escapedName, start.line), escapedString));
									i = j;
									continue variableLoop;
								case ":":
									if (nameEnd === -1) nameEnd = j;
									else if (modifierRead !== -1) {
										if (substitutionStart === -1) {
											substitutionStart = j;
											substitutionEnd = j;
										} else substitutionEnd = j;
										escapedSubstitutionParameter += ":";
									} else modifierRead = j;
									escapedString += ":";
									break;
								case "\n":
								case "\r":
								case " ":
								case "	": break;
								default:
									if (nameEnd === -1) escapedName += char;
									else if (modifierRead !== -1) {
										if (substitutionStart === -1) {
											substitutionStart = j;
											substitutionEnd = j;
										} else substitutionEnd = j;
										escapedSubstitutionParameter += char;
									} else modifierRead = j;
									escapedString += char;
							}
						}
						break variableLoop;
					} else if (util_1.Util.isWhitespace(arg.charAt(i + 1)) || i === arg.length - 1) continue;
					else {
						let escapedName = "";
						nameLoop: for (let j = i + 1; j < arg.length; j++) {
							let char = arg.charAt(j);
							switch (char) {
								case "\r":
								case "\n":
								case " ":
								case "	": continue;
								case "$":
								case "'":
								case "\"":
									let varStart = this.document.positionAt(offset + i);
									variables.push(new variable_1.Variable(escapedName, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + i + 1), this.document.positionAt(offset + j)), vscode_languageserver_types_1.Range.create(varStart, this.document.positionAt(offset + j)), null, null, null, null, this.dockerfile.resolveVariable(escapedName, varStart.line) !== void 0, this.isBuildVariable(escapedName, varStart.line), "$" + escapedName));
									i = j - 1;
									continue variableLoop;
								case this.escapeChar:
									for (let k = j + 1; k < arg.length; k++) switch (arg.charAt(k)) {
										case " ":
										case "	":
										case "\r": continue;
										case "\n":
											j = k;
											continue nameLoop;
									}
									let start = this.document.positionAt(offset + i);
									variables.push(new variable_1.Variable(escapedName, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + i + 1), this.document.positionAt(offset + j)), vscode_languageserver_types_1.Range.create(start, this.document.positionAt(offset + j)), null, null, null, null, this.dockerfile.resolveVariable(escapedName, start.line) !== void 0, this.isBuildVariable(escapedName, start.line), "$" + escapedName));
									break variableLoop;
							}
							if (char.match(/^[a-z0-9_]+$/i) === null) {
								let varStart = this.document.positionAt(offset + i);
								variables.push(new variable_1.Variable(escapedName, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + i + 1), this.document.positionAt(offset + j)), vscode_languageserver_types_1.Range.create(varStart, this.document.positionAt(offset + j)), null, null, null, null, this.dockerfile.resolveVariable(escapedName, varStart.line) !== void 0, this.isBuildVariable(escapedName, varStart.line), "$" + escapedName));
								i = j - 1;
								continue variableLoop;
							}
							escapedName += char;
						}
						let start = this.document.positionAt(offset + i);
						variables.push(new variable_1.Variable(escapedName, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + i + 1), this.document.positionAt(offset + arg.length)), vscode_languageserver_types_1.Range.create(start, this.document.positionAt(offset + arg.length)), null, null, null, null, this.dockerfile.resolveVariable(escapedName, start.line) !== void 0, this.isBuildVariable(escapedName, start.line), "$" + escapedName));
					}
					break variableLoop;
			}
			return variables;
		}
		isBuildVariable(variable, line) {
			if (this.getKeyword() === main_1.Keyword.FROM) {
				for (const initialArg of this.dockerfile.getInitialARGs()) {
					const property = initialArg.getProperty();
					if (property && variable === property.getName()) return true;
				}
				return;
			}
			let image = this.dockerfile.getContainingImage(vscode_languageserver_types_1.Position.create(line, 0));
			let envs = image.getENVs();
			for (let i = envs.length - 1; i >= 0; i--) if (envs[i].isBefore(line)) {
				for (let property of envs[i].getProperties()) if (property.getName() === variable) return false;
			}
			let args = image.getARGs();
			for (let i = args.length - 1; i >= 0; i--) if (args[i].isBefore(line)) {
				let property = args[i].getProperty();
				if (property && property.getName() === variable) return true;
			}
		}
		createSingleLineHeredocs(args) {
			const heredocs = [];
			for (const arg of args) {
				const value = arg.getValue();
				if (value.startsWith("<<") && util_1.Util.parseHeredocName(value) !== null) {
					const startRange = arg.getRange();
					const nameRange = this.getNameRange(startRange);
					const name = this.getName(nameRange);
					heredocs.push(new heredoc_1.Heredoc(startRange, name, nameRange, null, null));
				}
			}
			return heredocs;
		}
		getName(nameRange) {
			const content = this.document.getText(nameRange);
			let escaping = false;
			let name = "";
			nameLoop: for (let i = 0; i < content.length; i++) {
				const ch = content.charAt(i);
				switch (ch) {
					case this.escapeChar:
						escaping = true;
						for (let j = i + 1; j < content.length; j++) switch (content.charAt(j)) {
							case " ":
							case "	": break;
							case "\r":
								i = j + 1;
								continue nameLoop;
							case "\n":
								i = j;
								continue nameLoop;
							default:
								name += content.charAt(j);
								i = j;
								continue nameLoop;
						}
						break;
					case "#": if (escaping) for (let j = i + 1; j < content.length; j++) switch (content.charAt(j)) {
						case "\n":
							i = j;
							continue nameLoop;
					}
					case " ":
					case "	":
					case "\r":
					case "\n": if (escaping) break;
					default: name += ch;
				}
			}
			return name;
		}
		getNameRange(startRange) {
			const content = this.document.getText(startRange);
			let endFound = false;
			let searchHyphen = false;
			let start = -1;
			let end = -1;
			let escaping = false;
			let quote = null;
			contentLoop: for (let i = 0; i < content.length; i++) {
				const ch = content.charAt(i);
				switch (ch) {
					case "\"":
					case "'":
						if (quote === ch) break contentLoop;
						quote = ch;
						continue;
					case this.escapeChar:
						for (let j = i + 1; j < content.length; j++) switch (content.charAt(j)) {
							case "\n":
								escaping = true;
								j = i;
								continue contentLoop;
						}
						break;
					case " ":
					case "	":
					case "\r":
					case "\n": break;
					case "<":
						if (endFound) searchHyphen = true;
						else endFound = true;
						break;
					case "-": if (searchHyphen) {
						searchHyphen = false;
						break;
					}
					case "#": if (escaping) for (let j = i + 1; j < content.length; j++) switch (content.charAt(j)) {
						case "\n":
							i = j;
							continue contentLoop;
					}
					default:
						if (start === -1) start = i;
						if (quote !== null) {
							end = i + 1;
							break;
						}
						break contentLoop;
				}
			}
			if (start === -1) return vscode_languageserver_types_1.Range.create(startRange.end, startRange.end);
			const nameStart = this.document.positionAt(this.document.offsetAt(startRange.start) + start);
			const nameEnd = quote !== null ? this.document.positionAt(this.document.offsetAt(startRange.start) + end) : startRange.end;
			return vscode_languageserver_types_1.Range.create(nameStart, nameEnd);
		}
		getHeredocs() {
			const args = this.getArguments();
			if (args.length === 0) return [];
			const heredocs = [];
			const range = this.getRange();
			if (range.start.line === range.end.line) return this.createSingleLineHeredocs(args);
			const heredocDefinitions = [];
			let heredocsProcessed = false;
			let escaping = false;
			let contentStart = -1;
			let contentEnd = -1;
			let lineStart = -1;
			let currentHeredoc = 0;
			const startOffset = this.document.offsetAt(args[0].getRange().start);
			const content = this.getRangeContent(vscode_languageserver_types_1.Range.create(args[0].getRange().start, this.getRange().end));
			contentLoop: for (let i = 0; i < content.length; i++) switch (content.charAt(i)) {
				case this.escapeChar:
					escaping = true;
					for (let j = i + 1; j < content.length; j++) switch (content.charAt(j)) {
						case " ":
						case "	": break;
						case "\r": j++;
						case "\n":
							i = j;
							continue contentLoop;
						default:
							i = j;
							continue contentLoop;
					}
					break;
				case "\r": break;
				case "\n":
					if (escaping) break;
					if (heredocsProcessed) {
						if (contentStart === -1) contentStart = i;
						contentEnd = i;
						const arg = heredocDefinitions[currentHeredoc];
						const startRange = arg.getRange();
						const nameRange = this.getNameRange(startRange);
						const name = this.getName(nameRange);
						const delimiterRange = this.getDelimiterRange(arg, name, vscode_languageserver_types_1.Range.create(this.document.positionAt(startOffset + lineStart), this.document.positionAt(startOffset + i)));
						if (delimiterRange !== null) {
							const contentRange = vscode_languageserver_types_1.Range.create(this.document.positionAt(startOffset + contentStart), this.document.positionAt(startOffset + lineStart - 1));
							heredocs.push(new heredoc_1.Heredoc(startRange, name, nameRange, contentRange, delimiterRange));
							contentStart = -1;
							currentHeredoc++;
						}
						lineStart = -1;
					} else {
						const offsetLimit = startOffset + i;
						for (const arg of args) if (this.document.offsetAt(arg.getRange().start) < offsetLimit) {
							if (arg.getValue().startsWith("<<")) heredocDefinitions.push(arg);
						} else break;
						heredocsProcessed = true;
						lineStart = -1;
						continue contentLoop;
					}
					break;
				case " ":
				case "	": if (escaping) break;
				case "#": if (escaping) for (let j = i + 1; j < content.length; j++) switch (content.charAt(j)) {
					case "\n":
						i = j;
						continue contentLoop;
				}
				default:
					if (escaping) escaping = false;
					if (heredocsProcessed) {
						if (contentStart === -1) contentStart = i;
						if (lineStart === -1) lineStart = i;
					}
			}
			if (heredocsProcessed) {
				const arg = heredocDefinitions[currentHeredoc];
				const startRange = arg.getRange();
				const nameRange = this.getNameRange(startRange);
				const name = this.getName(nameRange);
				let contentRange = null;
				const delimiterRange = this.getDelimiterRange(arg, name, vscode_languageserver_types_1.Range.create(this.document.positionAt(startOffset + lineStart), range.end));
				if (delimiterRange === null) contentRange = vscode_languageserver_types_1.Range.create(this.document.positionAt(startOffset + contentStart), range.end);
				else if (contentEnd !== -1) contentRange = vscode_languageserver_types_1.Range.create(this.document.positionAt(startOffset + contentStart), this.document.positionAt(startOffset + contentEnd));
				heredocs.push(new heredoc_1.Heredoc(startRange, name, nameRange, contentRange, delimiterRange));
				currentHeredoc++;
				for (let i = currentHeredoc; i < heredocDefinitions.length; i++) {
					const startRange = heredocDefinitions[currentHeredoc].getRange();
					const nameRange = this.getNameRange(startRange);
					const name = this.getName(nameRange);
					heredocs.push(new heredoc_1.Heredoc(startRange, name, nameRange, null, null));
					currentHeredoc++;
				}
			} else return this.createSingleLineHeredocs(args);
			return heredocs;
		}
		getDelimiterRange(startArg, name, candidateRange) {
			const text = this.document.getText(candidateRange);
			if (startArg.getValue().startsWith("<<-")) {
				let index = 0;
				while (text.charAt(index) === "	") index++;
				if (text.substring(index) === name) return vscode_languageserver_types_1.Range.create(vscode_languageserver_types_1.Position.create(candidateRange.start.line, index), candidateRange.end);
				return null;
			}
			return text === name ? candidateRange : null;
		}
	};
	exports.Instruction = Instruction;
}));
// node_modules/dockerfile-ast/lib/flagOption.js
var require_flagOption = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.FlagOption = void 0;
	var FlagOption = class {
		constructor(range, name, nameRange, value, valueRange) {
			this.range = range;
			this.name = name;
			this.nameRange = nameRange;
			this.value = value;
			this.valueRange = valueRange;
		}
		toString() {
			if (this.valueRange !== null) return this.name + "=" + this.value;
			return this.name;
		}
		getRange() {
			return this.range;
		}
		getName() {
			return this.name;
		}
		getNameRange() {
			return this.nameRange;
		}
		getValue() {
			return this.value;
		}
		getValueRange() {
			return this.valueRange;
		}
	};
	exports.FlagOption = FlagOption;
}));
// node_modules/dockerfile-ast/lib/flag.js
var require_flag = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Flag = void 0;
	const vscode_languageserver_types_1 = (init_main$1(), __toCommonJS(main_exports$1));
	const flagOption_1 = require_flagOption();
	var Flag = class {
		constructor(document, range, name, nameRange, value, valueRange) {
			this.options = [];
			this.range = range;
			this.name = name;
			this.nameRange = nameRange;
			this.value = value;
			this.valueRange = valueRange;
			if (this.value !== null) {
				let offset = document.offsetAt(valueRange.start);
				let nameStart = -1;
				let valueStart = -1;
				let hasOptions = false;
				for (let i = 0; i < value.length; i++) switch (value.charAt(i)) {
					case "=":
						hasOptions = true;
						if (valueStart === -1) {
							valueStart = i + 1;
							break;
						}
						break;
					case ",":
						this.options.push(this.createFlagOption(document, value, offset, nameStart, valueStart, i));
						nameStart = -1;
						valueStart = -1;
						break;
					default: if (nameStart === -1) nameStart = i;
				}
				if (hasOptions && nameStart !== -1) this.options.push(this.createFlagOption(document, value, offset, nameStart, valueStart, value.length));
			}
		}
		createFlagOption(document, content, documentOffset, nameStart, valueStart, valueEnd) {
			const optionRange = vscode_languageserver_types_1.Range.create(document.positionAt(documentOffset + nameStart), document.positionAt(documentOffset + valueEnd));
			if (valueStart === -1) return new flagOption_1.FlagOption(optionRange, content.substring(nameStart, valueEnd), optionRange, null, null);
			return new flagOption_1.FlagOption(optionRange, content.substring(nameStart, valueStart - 1), vscode_languageserver_types_1.Range.create(document.positionAt(documentOffset + nameStart), document.positionAt(documentOffset + valueStart - 1)), content.substring(valueStart, valueEnd), vscode_languageserver_types_1.Range.create(document.positionAt(documentOffset + valueStart), document.positionAt(documentOffset + valueEnd)));
		}
		toString() {
			if (this.valueRange) return "--" + this.name + "=" + this.value;
			return "--" + this.name;
		}
		/**
		* Returns the range that encompasses this entire flag. This includes the
		* -- prefix in the beginning to the last character of the flag's value (if
		* it has been defined).
		*
		* @return the entire range of this flag
		*/
		getRange() {
			return this.range;
		}
		/**
		* Returns the name of this flag. The name does not include the -- prefix.
		* Thus, for HEALTHCHECK's --interval flag, interval is the flag's name and
		* not --interval.
		*
		* @return this flag's name
		*/
		getName() {
			return this.name;
		}
		/**
		* Returns the range that encompasses the flag's name
		*
		* @return the range containing the flag's name
		*/
		getNameRange() {
			return this.nameRange;
		}
		/**
		* Returns the value that has been set to this flag. May be null if the
		* flag is invalid and has no value set like a --start-period. If the flag
		* is instead a --start-period= with an equals sign then the flag's value
		* is the empty string.
		*
		* @return this flag's value if it has been defined, null otherwise
		*/
		getValue() {
			return this.value;
		}
		/**
		* Returns the range that encompasses this flag's value. If no value has
		* been set then null will be returned.
		*
		* @return the range containing this flag's value, or null if the flag
		*         has no value defined
		*/
		getValueRange() {
			return this.valueRange;
		}
		getOption(name) {
			for (const option of this.options) if (option.getName() === name) return option;
			return null;
		}
		getOptions() {
			return this.options;
		}
		hasOptions() {
			return this.options.length > 0;
		}
	};
	exports.Flag = Flag;
}));
// node_modules/dockerfile-ast/lib/modifiableInstruction.js
var require_modifiableInstruction = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.ModifiableInstruction = void 0;
	const vscode_languageserver_types_1 = (init_main$1(), __toCommonJS(main_exports$1));
	const flag_1 = require_flag();
	const instruction_1 = require_instruction();
	var ModifiableInstruction = class extends instruction_1.Instruction {
		constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
			super(document, range, dockerfile, escapeChar, instruction, instructionRange);
		}
		getFlags() {
			if (!this.flags) {
				this.flags = [];
				for (let arg of this.getArguments()) {
					let value = arg.getValue();
					if (this.stopSearchingForFlags(value)) return this.flags;
					else if (value.indexOf("--") === 0) {
						let range = arg.getRange();
						let rawValue = this.document.getText().substring(this.document.offsetAt(range.start), this.document.offsetAt(range.end));
						let nameIndex = value.indexOf("=");
						let index = rawValue.indexOf("=");
						let firstMatch = false;
						let secondMatch = false;
						let startIndex = -1;
						nameSearchLoop: for (let i = 0; i < rawValue.length; i++) switch (rawValue.charAt(i)) {
							case "\\":
							case " ":
							case "	":
							case "\r":
							case "\n": break;
							case "-":
								if (secondMatch) {
									startIndex = i;
									break nameSearchLoop;
								} else if (firstMatch) secondMatch = true;
								else firstMatch = true;
								break;
							default:
								startIndex = i;
								break nameSearchLoop;
						}
						let nameStart = this.document.positionAt(this.document.offsetAt(range.start) + startIndex);
						if (index === -1) this.flags.push(new flag_1.Flag(this.document, range, value.substring(2), vscode_languageserver_types_1.Range.create(nameStart, range.end), null, null));
						else if (index === value.length - 1) {
							let nameEnd = this.document.positionAt(this.document.offsetAt(range.start) + index);
							this.flags.push(new flag_1.Flag(this.document, range, value.substring(2, index), vscode_languageserver_types_1.Range.create(nameStart, nameEnd), "", vscode_languageserver_types_1.Range.create(range.end, range.end)));
						} else {
							let nameEnd = this.document.positionAt(this.document.offsetAt(range.start) + index);
							this.flags.push(new flag_1.Flag(this.document, range, value.substring(2, nameIndex), vscode_languageserver_types_1.Range.create(nameStart, nameEnd), value.substring(nameIndex + 1), vscode_languageserver_types_1.Range.create(this.document.positionAt(this.document.offsetAt(range.start) + index + 1), range.end)));
						}
					}
				}
			}
			return this.flags;
		}
		getArguments() {
			const args = super.getArguments();
			const flags = this.getFlags();
			if (flags.length === 0) return args;
			for (let i = 0; i < flags.length; i++) args.shift();
			return args;
		}
	};
	exports.ModifiableInstruction = ModifiableInstruction;
}));
// node_modules/dockerfile-ast/lib/jsonInstruction.js
var require_jsonInstruction = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.JSONInstruction = void 0;
	const vscode_languageserver_types_1 = (init_main$1(), __toCommonJS(main_exports$1));
	const argument_1 = require_argument();
	const jsonArgument_1 = require_jsonArgument();
	const modifiableInstruction_1 = require_modifiableInstruction();
	var JSONInstruction = class extends modifiableInstruction_1.ModifiableInstruction {
		constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
			super(document, range, dockerfile, escapeChar, instruction, instructionRange);
			this.openingBracket = null;
			this.closingBracket = null;
			this.jsonStrings = [];
			const argsContent = this.getRawArgumentsContent();
			if (argsContent === null) return;
			const args = this.getArguments();
			if (args.length === 1 && args[0].getValue() === "[]") {
				let argRange = args[0].getRange();
				this.openingBracket = new argument_1.Argument("[", vscode_languageserver_types_1.Range.create(argRange.start.line, argRange.start.character, argRange.start.line, argRange.start.character + 1));
				this.closingBracket = new argument_1.Argument("]", vscode_languageserver_types_1.Range.create(argRange.start.line, argRange.start.character + 1, argRange.end.line, argRange.end.character));
				return;
			} else if (args.length === 2 && args[0].getValue() === "[" && args[1].getValue() === "]") {
				this.openingBracket = args[0];
				this.closingBracket = args[1];
				return;
			}
			const argsOffset = document.offsetAt(this.getArgumentsRange().start);
			let start = -1;
			let last = "";
			let quoted = false;
			let escapedArg = "";
			argsCheck: for (let i = 0; i < argsContent.length; i++) {
				let char = argsContent.charAt(i);
				switch (char) {
					case "[":
						if (last === "") {
							this.openingBracket = new argument_1.Argument("[", vscode_languageserver_types_1.Range.create(document.positionAt(argsOffset + i), document.positionAt(argsOffset + i + 1)));
							last = "[";
						} else if (quoted) escapedArg = escapedArg + char;
						else break argsCheck;
						break;
					case "\"":
						if (last === "[" || last === ",") {
							start = i;
							quoted = true;
							last = "\"";
							escapedArg = escapedArg + char;
							continue;
						} else if (last === "\"") {
							if (quoted) {
								escapedArg = escapedArg + char;
								quoted = false;
								this.jsonStrings.push(new jsonArgument_1.JSONArgument(escapedArg, vscode_languageserver_types_1.Range.create(document.positionAt(argsOffset + start), document.positionAt(argsOffset + i + 1)), vscode_languageserver_types_1.Range.create(document.positionAt(argsOffset + start + 1), document.positionAt(argsOffset + i))));
								escapedArg = "";
							} else break argsCheck;
						} else break argsCheck;
						break;
					case ",":
						if (quoted) escapedArg = escapedArg + char;
						else if (last === "\"") last = ",";
						else break argsCheck;
						break;
					case "]":
						if (quoted) escapedArg = escapedArg + char;
						else if (last !== "") {
							this.closingBracket = new argument_1.Argument("]", vscode_languageserver_types_1.Range.create(document.positionAt(argsOffset + i), document.positionAt(argsOffset + i + 1)));
							break argsCheck;
						}
						break;
					case " ":
					case "	": break;
					case "\\":
						if (quoted) switch (argsContent.charAt(i + 1)) {
							case "\"":
							case "\\":
								escapedArg = escapedArg + argsContent.charAt(i + 1);
								i++;
								continue;
							case " ":
							case "	":
								escapeCheck: for (let j = i + 2; j < argsContent.length; j++) switch (argsContent.charAt(j)) {
									case "\r": j++;
									case "\n":
										i = j;
										continue argsCheck;
									case " ":
									case "	": break;
									default: break escapeCheck;
								}
								break;
							case "\r": i++;
							default:
								i++;
								continue;
						}
						else escapeCheck: for (let j = i + 1; j < argsContent.length; j++) switch (argsContent.charAt(j)) {
							case "\r": j++;
							case "\n":
								i = j;
								continue argsCheck;
							case " ":
							case "	": break;
							default: break escapeCheck;
						}
						break argsCheck;
					default:
						if (!quoted) break argsCheck;
						escapedArg = escapedArg + char;
				}
			}
		}
		stopSearchingForFlags(_value) {
			return true;
		}
		getOpeningBracket() {
			return this.openingBracket;
		}
		getJSONStrings() {
			return this.jsonStrings;
		}
		getClosingBracket() {
			return this.closingBracket;
		}
	};
	exports.JSONInstruction = JSONInstruction;
}));
// node_modules/dockerfile-ast/lib/instructions/add.js
var require_add = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Add = void 0;
	const jsonInstruction_1 = require_jsonInstruction();
	var Add = class extends jsonInstruction_1.JSONInstruction {
		constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
			super(document, range, dockerfile, escapeChar, instruction, instructionRange);
		}
		stopSearchingForFlags(argument) {
			return argument.indexOf("--") === -1;
		}
	};
	exports.Add = Add;
}));
// node_modules/dockerfile-ast/lib/property.js
var require_property = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Property = void 0;
	const vscode_languageserver_types_1 = (init_main$1(), __toCommonJS(main_exports$1));
	const util_1 = require_util();
	exports.Property = class Property {
		constructor(document, escapeChar, arg, arg2) {
			this.assignmentOperatorRange = null;
			this.assignmentOperator = null;
			this.valueRange = null;
			this.value = null;
			this.document = document;
			this.escapeChar = escapeChar;
			this.nameRange = Property.getNameRange(document, arg);
			let value = document.getText().substring(document.offsetAt(this.nameRange.start), document.offsetAt(this.nameRange.end));
			this.name = Property.getValue(value, escapeChar);
			if (arg2) {
				this.valueRange = arg2.getRange();
				value = document.getText().substring(document.offsetAt(this.valueRange.start), document.offsetAt(this.valueRange.end));
				this.value = Property.getValue(value, escapeChar);
				this.range = vscode_languageserver_types_1.Range.create(this.nameRange.start, this.valueRange.end);
			} else {
				let argRange = arg.getRange();
				if (this.nameRange.start.line === argRange.start.line && this.nameRange.start.character === argRange.start.character && this.nameRange.end.line === argRange.end.line && this.nameRange.end.character === argRange.end.character) {} else {
					this.valueRange = Property.getValueRange(document, arg);
					value = document.getText().substring(document.offsetAt(this.valueRange.start), document.offsetAt(this.valueRange.end));
					this.value = Property.getValue(value, escapeChar);
					this.assignmentOperatorRange = vscode_languageserver_types_1.Range.create(this.nameRange.end, this.valueRange.start);
					this.assignmentOperator = "=";
				}
				this.range = argRange;
			}
		}
		getRange() {
			return this.range;
		}
		getName() {
			return this.name;
		}
		getNameRange() {
			return this.nameRange;
		}
		getValue() {
			return this.value;
		}
		getValueRange() {
			return this.valueRange;
		}
		/**
		* Retrieves the operator used for delimiting between the name and
		* value of this property. This will either be the "=" character
		* or null if a character was not used or if this property has no
		* value defined.
		*/
		getAssignmentOperator() {
			return this.assignmentOperator;
		}
		getAssignmentOperatorRange() {
			return this.assignmentOperatorRange;
		}
		/**
		* Returns the value of this property including any enclosing
		* single or double quotes and relevant escape characters.
		* Escaped newlines and its associated contiguous whitespace
		* characters however will not be returned as they are deemed to
		* be uninteresting to clients trying to return a Dockerfile.
		*
		* @return the unescaped value of this property or null if this
		*         property has no associated value
		*/
		getUnescapedValue() {
			if (this.valueRange === null) return null;
			let escaped = false;
			let rawValue = "";
			let value = this.document.getText().substring(this.document.offsetAt(this.valueRange.start), this.document.offsetAt(this.valueRange.end));
			rawLoop: for (let i = 0; i < value.length; i++) {
				let char = value.charAt(i);
				switch (char) {
					case this.escapeChar:
						for (let j = i + 1; j < value.length; j++) switch (value.charAt(j)) {
							case "\r": j++;
							case "\n":
								escaped = true;
								i = j;
								continue rawLoop;
							case " ":
							case "	": break;
							default:
								rawValue = rawValue + char;
								continue rawLoop;
						}
						rawValue = rawValue + char;
						break;
					case "\r":
					case "\n": break;
					case " ":
					case "	":
						if (!escaped) rawValue = rawValue + char;
						break;
					case "#":
						if (escaped) for (let j = i + 1; j < value.length; j++) switch (value.charAt(j)) {
							case "\r": j++;
							case "\n":
								i = j;
								continue rawLoop;
						}
						else rawValue = rawValue + char;
						break;
					default:
						rawValue = rawValue + char;
						escaped = false;
				}
			}
			return rawValue;
		}
		static getNameRange(document, arg) {
			let value = arg.getValue();
			let index = value.indexOf("=");
			if (index !== -1) {
				let initial = value.charAt(0);
				let before = value.charAt(index - 1);
				if (initial === "\"" && before === "\"" || initial === "'" && before === "'" || initial !== "\"" && initial !== "'") return vscode_languageserver_types_1.Range.create(arg.getRange().start, document.positionAt(document.offsetAt(arg.getRange().start) + index));
			}
			return arg.getRange();
		}
		static getValueRange(document, arg) {
			return vscode_languageserver_types_1.Range.create(document.positionAt(document.offsetAt(arg.getRange().start) + arg.getValue().indexOf("=") + 1), document.positionAt(document.offsetAt(arg.getRange().end)));
		}
		/**
		* Returns the actual value of this key-value pair. The value will
		* have its escape characters removed if applicable. If the value
		* spans multiple lines and there are comments nested within the
		* lines, they too will be removed.
		*
		* @return the value that this key-value pair will actually be, may
		*         be null if no value is defined, may be the empty string
		*         if the value only consists of whitespace
		*/
		static getValue(value, escapeChar) {
			let escaped = false;
			const skip = util_1.Util.findLeadingNonWhitespace(value, escapeChar);
			if (skip !== 0 && value.charAt(skip) === "#") escaped = true;
			value = value.substring(skip);
			let first = value.charAt(0);
			let last = value.charAt(value.length - 1);
			let literal = first === "'" || first === "\"";
			let inSingle = first === "'" && last === "'";
			let inDouble = false;
			if (first === "\"") {
				for (let i = 1; i < value.length; i++) if (value.charAt(i) === escapeChar) i++;
				else if (value.charAt(i) === "\"" && i === value.length - 1) inDouble = true;
			}
			if (inSingle || inDouble) value = value.substring(1, value.length - 1);
			let commentCheck = -1;
			let escapedValue = "";
			parseValue: for (let i = 0; i < value.length; i++) {
				let char = value.charAt(i);
				switch (char) {
					case escapeChar:
						if (i + 1 === value.length) {
							escapedValue = escapedValue + escapeChar;
							break parseValue;
						}
						char = value.charAt(i + 1);
						if (char === " " || char === "	") whitespaceCheck: for (let j = i + 2; j < value.length; j++) {
							let char2 = value.charAt(j);
							switch (char2) {
								case " ":
								case "	": break;
								case "\r": j++;
								case "\n":
									escaped = true;
									i = j;
									continue parseValue;
								default:
									if (!inDouble && !inSingle && !literal) {
										if (char2 === escapeChar) {
											escapedValue = escapedValue + char;
											i = i + 1;
										} else {
											escapedValue = escapedValue + char + char2;
											i = j;
										}
										continue parseValue;
									}
									break whitespaceCheck;
							}
						}
						if (inDouble) {
							if (char === "\r") {
								escaped = true;
								i = i + 2;
							} else if (char === "\n") {
								escaped = true;
								i++;
							} else if (char !== "\"") {
								if (char === escapeChar) i++;
								escapedValue = escapedValue + escapeChar;
							}
							continue parseValue;
						} else if (inSingle || literal) {
							if (char === "\r") {
								escaped = true;
								i = i + 2;
							} else if (char === "\n") {
								escaped = true;
								i++;
							} else escapedValue = escapedValue + escapeChar;
							continue parseValue;
						} else if (char === escapeChar) {
							escapedValue = escapedValue + escapeChar;
							i++;
						} else if (char === "\r") {
							escaped = true;
							i = i + 2;
						} else if (char === "\n") {
							escaped = true;
							i++;
						} else {
							escapedValue = escapedValue + char;
							i++;
						}
						break;
					case " ":
					case "	":
						if (escaped && commentCheck === -1) commentCheck = i;
						escapedValue = escapedValue + char;
						break;
					case "\r": i++;
					case "\n":
						if (escaped && commentCheck !== -1) {
							escapedValue = escapedValue.substring(0, escapedValue.length - (i - commentCheck - 1));
							commentCheck = -1;
						}
						break;
					case "#": if (escaped) {
						if (commentCheck !== -1) {
							escapedValue = escapedValue.substring(0, escapedValue.length - (i - commentCheck));
							commentCheck = -1;
						}
						newlineCheck: for (let j = i + 1; j < value.length; j++) switch (value.charAt(j)) {
							case "\r": j++;
							case "\n":
								i = j;
								break newlineCheck;
						}
						continue parseValue;
					}
					default:
						if (escaped) {
							escaped = false;
							commentCheck = -1;
						}
						escapedValue = escapedValue + char;
				}
			}
			return escapedValue;
		}
	};
}));
// node_modules/dockerfile-ast/lib/propertyInstruction.js
var require_propertyInstruction = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.PropertyInstruction = void 0;
	const vscode_languageserver_types_1 = (init_main$1(), __toCommonJS(main_exports$1));
	const instruction_1 = require_instruction();
	const property_1 = require_property();
	const argument_1 = require_argument();
	const util_1 = require_util();
	var PropertyInstruction = class extends instruction_1.Instruction {
		constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
			super(document, range, dockerfile, escapeChar, instruction, instructionRange);
			this.properties = void 0;
		}
		getProperties() {
			if (this.properties === void 0) {
				let args = this.getPropertyArguments();
				if (args.length === 0) this.properties = [];
				else if (args.length === 1) this.properties = [new property_1.Property(this.document, this.escapeChar, args[0])];
				else if (args.length === 2) {
					if (args[0].getValue().indexOf("=") === -1) this.properties = [new property_1.Property(this.document, this.escapeChar, args[0], args[1])];
					else this.properties = [new property_1.Property(this.document, this.escapeChar, args[0]), new property_1.Property(this.document, this.escapeChar, args[1])];
				} else if (args[0].getValue().indexOf("=") === -1) {
					let text = this.document.getText();
					let start = args[1].getRange().start;
					let end = args[args.length - 1].getRange().end;
					text = text.substring(this.document.offsetAt(start), this.document.offsetAt(end));
					this.properties = [new property_1.Property(this.document, this.escapeChar, args[0], new argument_1.Argument(text, vscode_languageserver_types_1.Range.create(args[1].getRange().start, args[args.length - 1].getRange().end)))];
				} else {
					this.properties = [];
					for (let i = 0; i < args.length; i++) this.properties.push(new property_1.Property(this.document, this.escapeChar, args[i]));
				}
			}
			return this.properties;
		}
		/**
		* Goes from the back of the string and returns the first
		* non-whitespace character that is found. If an escape character
		* is found with newline characters, the escape character will
		* not be considered a non-whitespace character and its index in
		* the string will not be returned.
		*
		* @param content the string to search through
		* @return the index in the string for the first non-whitespace
		*         character when searching from the end of the string
		*/
		findTrailingNonWhitespace(content) {
			let index = content.length;
			whitespaceCheck: for (let i = content.length - 1; i >= 0; i--) switch (content.charAt(i)) {
				case " ":
				case "	": continue;
				case "\n": if (content.charAt(i - 1) === "\r") i = i - 1;
				case "\r":
					newlineCheck: for (let j = i - 1; j >= 0; j--) switch (content.charAt(j)) {
						case " ":
						case "	":
						case "\r":
						case "\n":
						case this.escapeChar: continue;
						default:
							index = j;
							break newlineCheck;
					}
					break whitespaceCheck;
				default:
					index = i;
					break whitespaceCheck;
			}
			return index;
		}
		getPropertyArguments() {
			const args = [];
			let range = this.getInstructionRange();
			let instructionNameEndOffset = this.document.offsetAt(range.end);
			let extra = instructionNameEndOffset - this.document.offsetAt(range.start);
			let content = this.getTextContent();
			let fullArgs = content.substring(extra);
			let start = util_1.Util.findLeadingNonWhitespace(fullArgs, this.escapeChar);
			if (start === -1) return [];
			const startPosition = this.document.positionAt(instructionNameEndOffset + start);
			let escaped = range.start.line !== startPosition.line;
			let endingEscape = false;
			let mark = -1;
			let end = this.findTrailingNonWhitespace(fullArgs);
			content = fullArgs.substring(start, end + 1);
			let argStart = escaped ? -1 : 0;
			let spaced = false;
			argumentLoop: for (let i = 0; i < content.length; i++) {
				let char = content.charAt(i);
				switch (char) {
					case this.escapeChar:
						if (i + 1 === content.length) {
							endingEscape = true;
							break argumentLoop;
						}
						if (!escaped) mark = i;
						switch (content.charAt(i + 1)) {
							case " ":
							case "	":
								if (!util_1.Util.isWhitespace(content.charAt(i + 2))) {
									i = i + 1;
									continue argumentLoop;
								}
								whitespaceCheck: for (let j = i + 2; j < content.length; j++) switch (content.charAt(j)) {
									case "\r": j++;
									case "\n":
										escaped = true;
										i = j;
										continue argumentLoop;
									case " ":
									case "	": break;
									default:
										args.push(new argument_1.Argument(content.substring(argStart, i), vscode_languageserver_types_1.Range.create(this.document.positionAt(instructionNameEndOffset + start + argStart), this.document.positionAt(instructionNameEndOffset + start + i + 2))));
										argStart = j;
										break whitespaceCheck;
								}
								i = argStart - 1;
								continue argumentLoop;
							case "\r": i++;
							case "\n":
								escaped = true;
								i = i + 1;
								continue argumentLoop;
							case this.escapeChar:
								if (argStart === -1) argStart = i;
								i = i + 1;
								continue argumentLoop;
							default:
								if (argStart === -1) argStart = i;
								continue argumentLoop;
						}
					case "'":
					case "\"":
						if (spaced) {
							this.createSpacedArgument(argStart, args, content, mark, instructionNameEndOffset, start);
							argStart = i;
							spaced = false;
						}
						if (argStart === -1) argStart = i;
						for (let j = i + 1; j < content.length; j++) switch (content.charAt(j)) {
							case char:
								if (content.charAt(j + 1) !== " " && content.charAt(j + 1) !== "") {
									i = j;
									continue argumentLoop;
								}
								args.push(new argument_1.Argument(content.substring(argStart, j + 1), vscode_languageserver_types_1.Range.create(this.document.positionAt(instructionNameEndOffset + start + argStart), this.document.positionAt(instructionNameEndOffset + start + j + 1))));
								i = j;
								argStart = -1;
								continue argumentLoop;
							case this.escapeChar: j++;
						}
						break argumentLoop;
					case " ":
					case "	":
						if (escaped) {
							if (argStart !== -1) spaced = true;
						} else if (argStart !== -1) {
							args.push(new argument_1.Argument(content.substring(argStart, i), vscode_languageserver_types_1.Range.create(this.document.positionAt(instructionNameEndOffset + start + argStart), this.document.positionAt(instructionNameEndOffset + start + i))));
							argStart = -1;
						}
						break;
					case "\r": i++;
					case "\n":
						spaced = false;
						break;
					case "#":
						if (escaped) {
							for (let j = i + 1; j < content.length; j++) switch (content.charAt(j)) {
								case "\r": j++;
								case "\n":
									i = j;
									spaced = false;
									continue argumentLoop;
							}
							if (argStart !== -1) {
								let value = content.substring(argStart, mark);
								args.push(new argument_1.Argument(value, vscode_languageserver_types_1.Range.create(this.document.positionAt(instructionNameEndOffset + start + argStart), this.document.positionAt(instructionNameEndOffset + start + mark))));
								argStart = -1;
							}
							break argumentLoop;
						} else if (argStart === -1) argStart = i;
						break;
					default:
						if (spaced) {
							this.createSpacedArgument(argStart, args, content, mark, instructionNameEndOffset, start);
							argStart = i;
							spaced = false;
						}
						escaped = false;
						if (argStart === -1) argStart = i;
						if (char === "$" && content.charAt(i + 1) === "{") {
							let singleQuotes = false;
							let doubleQuotes = false;
							let escaped = false;
							for (let j = i + 1; j < content.length; j++) switch (content.charAt(j)) {
								case this.escapeChar:
									escaped = true;
									break;
								case "\r":
								case "\n": break;
								case "'":
									singleQuotes = !singleQuotes;
									escaped = false;
									break;
								case "\"":
									doubleQuotes = !doubleQuotes;
									escaped = false;
									break;
								case " ":
								case "	":
									if (escaped || singleQuotes || doubleQuotes) break;
									i = j - 1;
									continue argumentLoop;
								case "}":
									i = j;
									continue argumentLoop;
								default: escaped = false;
							}
							break argumentLoop;
						}
				}
			}
			if (argStart !== -1 && argStart !== content.length) {
				let end = endingEscape ? content.length - 1 : content.length;
				let value = content.substring(argStart, end);
				args.push(new argument_1.Argument(value, vscode_languageserver_types_1.Range.create(this.document.positionAt(instructionNameEndOffset + start + argStart), this.document.positionAt(instructionNameEndOffset + start + end))));
			}
			return args;
		}
		createSpacedArgument(argStart, args, content, mark, instructionNameEndOffset, start) {
			if (argStart !== -1) args.push(new argument_1.Argument(content.substring(argStart, mark), vscode_languageserver_types_1.Range.create(this.document.positionAt(instructionNameEndOffset + start + argStart), this.document.positionAt(instructionNameEndOffset + start + mark))));
		}
	};
	exports.PropertyInstruction = PropertyInstruction;
}));
// node_modules/dockerfile-ast/lib/instructions/arg.js
var require_arg = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Arg = void 0;
	const property_1 = require_property();
	const propertyInstruction_1 = require_propertyInstruction();
	var Arg = class extends propertyInstruction_1.PropertyInstruction {
		constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
			super(document, range, dockerfile, escapeChar, instruction, instructionRange);
			this.property = null;
			const args = this.getPropertyArguments();
			if (args.length === 1) this.property = new property_1.Property(this.document, this.escapeChar, args[0]);
			else this.property = null;
		}
		/**
		* Returns the variable defined by this ARG. This may be null if
		* this ARG instruction is malformed and has no variable
		* declaration.
		*/
		getProperty() {
			return this.property;
		}
	};
	exports.Arg = Arg;
}));
// node_modules/dockerfile-ast/lib/instructions/cmd.js
var require_cmd = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Cmd = void 0;
	const jsonInstruction_1 = require_jsonInstruction();
	var Cmd = class extends jsonInstruction_1.JSONInstruction {
		constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
			super(document, range, dockerfile, escapeChar, instruction, instructionRange);
		}
	};
	exports.Cmd = Cmd;
}));
// node_modules/dockerfile-ast/lib/instructions/copy.js
var require_copy = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Copy = void 0;
	const jsonInstruction_1 = require_jsonInstruction();
	var Copy = class extends jsonInstruction_1.JSONInstruction {
		constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
			super(document, range, dockerfile, escapeChar, instruction, instructionRange);
		}
		stopSearchingForFlags(argument) {
			return argument.indexOf("--") === -1;
		}
		getFromFlag() {
			let flags = super.getFlags();
			return flags.length === 1 && flags[0].getName() === "from" ? flags[0] : null;
		}
		/**
		* Returns there here-documents that are defined in this RUN
		* instruction.
		*
		* This API is experimental and subject to change.
		*/
		getHeredocs() {
			return super.getHeredocs();
		}
	};
	exports.Copy = Copy;
}));
// node_modules/dockerfile-ast/lib/instructions/env.js
var require_env = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Env = void 0;
	const propertyInstruction_1 = require_propertyInstruction();
	var Env = class extends propertyInstruction_1.PropertyInstruction {
		constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
			super(document, range, dockerfile, escapeChar, instruction, instructionRange);
		}
		getProperties() {
			return super.getProperties();
		}
	};
	exports.Env = Env;
}));
// node_modules/dockerfile-ast/lib/instructions/entrypoint.js
var require_entrypoint = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Entrypoint = void 0;
	const jsonInstruction_1 = require_jsonInstruction();
	var Entrypoint = class extends jsonInstruction_1.JSONInstruction {
		constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
			super(document, range, dockerfile, escapeChar, instruction, instructionRange);
		}
	};
	exports.Entrypoint = Entrypoint;
}));
// node_modules/dockerfile-ast/lib/instructions/from.js
var require_from = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.From = void 0;
	const vscode_languageserver_types_1 = (init_main$1(), __toCommonJS(main_exports$1));
	const modifiableInstruction_1 = require_modifiableInstruction();
	var From = class extends modifiableInstruction_1.ModifiableInstruction {
		constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
			super(document, range, dockerfile, escapeChar, instruction, instructionRange);
		}
		stopSearchingForFlags(argument) {
			return argument.indexOf("--") === -1;
		}
		getImage() {
			const args = this.getArguments();
			return args.length > 0 ? args[0].getValue() : null;
		}
		/**
		* Returns the name of the image that will be used as the base image.
		*
		* @return the base image's name, or null if unspecified
		*/
		getImageName() {
			const imageName = this.getRangeContent(this.getImageNameRange());
			if (imageName === null) return null;
			let commented = false;
			let escaped = false;
			let name = "";
			for (let i = 0; i < imageName.length; i++) {
				const ch = imageName.charAt(i);
				switch (ch) {
					case this.escapeChar:
						escaped = true;
						break;
					case "\r": continue;
					case "\n":
						commented = false;
						break;
					case " ":
					case "	": break;
					case "#":
						if (escaped) commented = true;
						else {
							name = name + ch;
							escaped = false;
						}
						break;
					default: if (!commented) {
						name = name + ch;
						escaped = false;
					}
				}
			}
			return name;
		}
		/**
		* Returns the range that covers the name of the image used by
		* this instruction.
		*
		* @return the range of the name of this instruction's argument,
		*         or null if no image has been specified
		*/
		getImageNameRange() {
			let range = this.getImageRange();
			if (range) {
				let registryRange = this.getRegistryRange();
				if (registryRange) range.start = this.document.positionAt(this.document.offsetAt(registryRange.end) + 1);
				let tagRange = this.getImageTagRange();
				let digestRange = this.getImageDigestRange();
				if (tagRange === null) {
					if (digestRange !== null) range.end = this.document.positionAt(this.document.offsetAt(digestRange.start) - 1);
				} else range.end = this.document.positionAt(this.document.offsetAt(tagRange.start) - 1);
				return range;
			}
			return null;
		}
		/**
		* Returns the range that covers the image argument of this
		* instruction. This includes the tag or digest of the image if
		* it has been specified by the instruction.
		*
		* @return the range of the image argument, or null if no image
		*         has been specified
		*/
		getImageRange() {
			let args = this.getArguments();
			return args.length !== 0 ? args[0].getRange() : null;
		}
		getImageTag() {
			return this.getRangeContent(this.getImageTagRange());
		}
		/**
		* Returns the range in the document that the tag of the base
		* image encompasses.
		*
		* @return the base image's tag's range in the document, or null
		*         if no tag has been specified
		*/
		getImageTagRange() {
			const range = this.getImageRange();
			if (range) {
				const rangeStartOffset = this.document.offsetAt(range.start);
				const content = this.getRangeContent(range);
				const atIndex = this.indexOf(rangeStartOffset, content, "@");
				const slashIndex = content.indexOf("/");
				if (atIndex === -1) {
					const colonIndex = this.lastIndexOf(rangeStartOffset, content, ":");
					if (colonIndex > slashIndex) return vscode_languageserver_types_1.Range.create(this.document.positionAt(rangeStartOffset + colonIndex + 1), range.end);
				}
				const subcontent = content.substring(0, atIndex);
				const subcolonIndex = subcontent.indexOf(":");
				if (subcolonIndex === -1) return null;
				if (slashIndex === -1) return vscode_languageserver_types_1.Range.create(this.document.positionAt(rangeStartOffset + subcolonIndex + 1), this.document.positionAt(rangeStartOffset + atIndex));
				if (subcolonIndex < slashIndex) return null;
				return vscode_languageserver_types_1.Range.create(this.document.positionAt(rangeStartOffset + subcolonIndex + 1), this.document.positionAt(rangeStartOffset + subcontent.length));
			}
			return null;
		}
		getImageDigest() {
			return this.getRangeContent(this.getImageDigestRange());
		}
		/**
		* Returns the range in the document that the digest of the base
		* image encompasses.
		*
		* @return the base image's digest's range in the document, or null
		*         if no digest has been specified
		*/
		getImageDigestRange() {
			let range = this.getImageRange();
			if (range) {
				let content = this.getRangeContent(range);
				let index = this.lastIndexOf(this.document.offsetAt(range.start), content, "@");
				if (index !== -1) return vscode_languageserver_types_1.Range.create(range.start.line, range.start.character + index + 1, range.end.line, range.end.character);
			}
			return null;
		}
		indexOf(documentOffset, content, searchString) {
			let index = content.indexOf(searchString);
			const variables = this.getVariables();
			for (let i = 0; i < variables.length; i++) {
				const position = documentOffset + index;
				const variableRange = variables[i].getRange();
				if (this.document.offsetAt(variableRange.start) < position && position < this.document.offsetAt(variableRange.end)) {
					const offset = this.document.offsetAt(variableRange.end) - documentOffset;
					const subIndex = content.substring(offset).indexOf(searchString);
					if (subIndex === -1) return -1;
					index = subIndex + offset;
					i = -1;
					continue;
				}
			}
			return index;
		}
		lastIndexOf(documentOffset, content, searchString) {
			let index = content.lastIndexOf(searchString);
			const variables = this.getVariables();
			for (let i = 0; i < variables.length; i++) {
				const position = documentOffset + index;
				const variableRange = variables[i].getRange();
				if (this.document.offsetAt(variableRange.start) < position && position < this.document.offsetAt(variableRange.end)) {
					index = content.substring(0, index).lastIndexOf(searchString);
					if (index === -1) return -1;
					i = -1;
					continue;
				}
			}
			return index;
		}
		getRegistry() {
			return this.getRangeContent(this.getRegistryRange());
		}
		getRegistryRange() {
			const range = this.getImageRange();
			if (range) {
				const tagRange = this.getImageTagRange();
				const digestRange = this.getImageDigestRange();
				if (tagRange === null) {
					if (digestRange !== null) range.end = this.document.positionAt(this.document.offsetAt(digestRange.start) - 1);
				} else range.end = this.document.positionAt(this.document.offsetAt(tagRange.start) - 1);
				const content = this.getRangeContent(range);
				const rangeStart = this.document.offsetAt(range.start);
				const startingSlashIndex = this.indexOf(rangeStart, content, "/");
				if (startingSlashIndex === -1) return null;
				const portIndex = this.indexOf(rangeStart, content, ":");
				const dotIndex = this.indexOf(rangeStart, content, ".");
				if (portIndex !== -1 || dotIndex !== -1) return vscode_languageserver_types_1.Range.create(range.start, this.document.positionAt(rangeStart + startingSlashIndex));
				if (content.substring(0, startingSlashIndex) === "localhost") return vscode_languageserver_types_1.Range.create(range.start, this.document.positionAt(rangeStart + startingSlashIndex));
			}
			return null;
		}
		getBuildStage() {
			let range = this.getBuildStageRange();
			return range === null ? null : this.getRangeContent(range);
		}
		getBuildStageRange() {
			let args = this.getArguments();
			if (args.length > 2 && args[1].getValue().toUpperCase() === "AS") return args[2].getRange();
			return null;
		}
		getPlatformFlag() {
			let flags = super.getFlags();
			return flags.length === 1 && flags[0].getName() === "platform" ? flags[0] : null;
		}
	};
	exports.From = From;
}));
// node_modules/dockerfile-ast/lib/instructions/healthcheck.js
var require_healthcheck = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Healthcheck = void 0;
	const modifiableInstruction_1 = require_modifiableInstruction();
	var Healthcheck = class extends modifiableInstruction_1.ModifiableInstruction {
		constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
			super(document, range, dockerfile, escapeChar, instruction, instructionRange);
		}
		stopSearchingForFlags(argument) {
			argument = argument.toUpperCase();
			return argument === "CMD" || argument === "NONE";
		}
		getSubcommand() {
			let args = this.getArguments();
			return args.length !== 0 ? args[0] : null;
		}
	};
	exports.Healthcheck = Healthcheck;
}));
// node_modules/dockerfile-ast/lib/instructions/label.js
var require_label = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Label = void 0;
	const propertyInstruction_1 = require_propertyInstruction();
	const util_1 = require_util();
	var Label = class extends propertyInstruction_1.PropertyInstruction {
		constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
			super(document, range, dockerfile, escapeChar, instruction, instructionRange);
		}
		getVariables() {
			const variables = super.getVariables();
			const properties = this.getProperties();
			for (const property of properties) {
				const value = property.getUnescapedValue();
				if (value !== null && value.length > 2 && value.charAt(0) === "'" && value.charAt(value.length - 1) === "'") {
					const range = property.getValueRange();
					for (let i = 0; i < variables.length; i++) if (util_1.Util.isInsideRange(variables[i].getRange().start, range)) {
						variables.splice(i, 1);
						i--;
					}
				}
			}
			return variables;
		}
		getProperties() {
			return super.getProperties();
		}
	};
	exports.Label = Label;
}));
// node_modules/dockerfile-ast/lib/instructions/onbuild.js
var require_onbuild = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Onbuild = void 0;
	const vscode_languageserver_types_1 = (init_main$1(), __toCommonJS(main_exports$1));
	const parser_1 = require_parser();
	const instruction_1 = require_instruction();
	var Onbuild = class extends instruction_1.Instruction {
		constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
			super(document, range, dockerfile, escapeChar, instruction, instructionRange);
		}
		getTrigger() {
			let trigger = this.getTriggerWord();
			return trigger === null ? null : trigger.toUpperCase();
		}
		getTriggerWord() {
			return this.getRangeContent(this.getTriggerRange());
		}
		getTriggerRange() {
			let args = this.getArguments();
			return args.length > 0 ? args[0].getRange() : null;
		}
		getTriggerInstruction() {
			let triggerRange = this.getTriggerRange();
			if (triggerRange === null) return null;
			let args = this.getArguments();
			return parser_1.Parser.createInstruction(this.document, this.dockerfile, this.escapeChar, vscode_languageserver_types_1.Range.create(args[0].getRange().start, this.getRange().end), this.getTriggerWord(), triggerRange);
		}
	};
	exports.Onbuild = Onbuild;
}));
// node_modules/dockerfile-ast/lib/instructions/run.js
var require_run = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Run = void 0;
	const jsonInstruction_1 = require_jsonInstruction();
	var Run = class extends jsonInstruction_1.JSONInstruction {
		constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
			super(document, range, dockerfile, escapeChar, instruction, instructionRange);
		}
		stopSearchingForFlags(argument) {
			return argument.indexOf("--") === -1;
		}
		/**
		* Returns there here-documents that are defined in this RUN
		* instruction.
		*
		* This API is experimental and subject to change.
		*/
		getHeredocs() {
			return super.getHeredocs();
		}
	};
	exports.Run = Run;
}));
// node_modules/dockerfile-ast/lib/instructions/shell.js
var require_shell = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Shell = void 0;
	const jsonInstruction_1 = require_jsonInstruction();
	var Shell = class extends jsonInstruction_1.JSONInstruction {
		constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
			super(document, range, dockerfile, escapeChar, instruction, instructionRange);
		}
	};
	exports.Shell = Shell;
}));
// node_modules/dockerfile-ast/lib/instructions/stopsignal.js
var require_stopsignal = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Stopsignal = void 0;
	const instruction_1 = require_instruction();
	var Stopsignal = class extends instruction_1.Instruction {
		constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
			super(document, range, dockerfile, escapeChar, instruction, instructionRange);
		}
	};
	exports.Stopsignal = Stopsignal;
}));
// node_modules/dockerfile-ast/lib/instructions/workdir.js
var require_workdir = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Workdir = void 0;
	const instruction_1 = require_instruction();
	var Workdir = class extends instruction_1.Instruction {
		constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
			super(document, range, dockerfile, escapeChar, instruction, instructionRange);
		}
		/**
		* Returns the path that has been defined. Note that this path may
		* be absolute or relative depending on what was written in the
		* instruction.
		*
		* @return the working directory's path, or null if this
		*         instruction has no arguments
		*/
		getPath() {
			return this.getArgumentsContent();
		}
		/**
		* Returns the absolute path that this instruction resolves to. The
		* function will inspect prior WORKDIR instructions in the current
		* image or another build stage in the Dockerfile to try to
		* determine this.
		*
		* @return the absolute path of the working directory, or null if
		*         this instruction has no arguments, or undefined if it
		*         cannot be determined because only relative paths could be
		*         found
		*/
		getAbsolutePath() {
			const path = this.getPath();
			if (path === null || path.startsWith("/")) return path;
			const startLine = this.getRange().start.line;
			const hierarchy = this.dockerfile.getStageHierarchy(startLine);
			for (let i = hierarchy.length - 1; i >= 0; i--) {
				const workdirs = hierarchy[i].getWORKDIRs();
				for (let j = workdirs.length - 1; j >= 0; j--) if (workdirs[j].getRange().start.line < startLine) {
					const parent = workdirs[j].getAbsolutePath();
					if (parent === void 0 || parent === null) return;
					return parent.endsWith("/") ? parent + path : parent + "/" + path;
				}
			}
		}
	};
	exports.Workdir = Workdir;
}));
// node_modules/dockerfile-ast/lib/instructions/user.js
var require_user = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.User = void 0;
	const instruction_1 = require_instruction();
	var User = class extends instruction_1.Instruction {
		constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
			super(document, range, dockerfile, escapeChar, instruction, instructionRange);
		}
	};
	exports.User = User;
}));
// node_modules/dockerfile-ast/lib/instructions/volume.js
var require_volume = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Volume = void 0;
	const jsonInstruction_1 = require_jsonInstruction();
	var Volume = class extends jsonInstruction_1.JSONInstruction {
		constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
			super(document, range, dockerfile, escapeChar, instruction, instructionRange);
		}
	};
	exports.Volume = Volume;
}));
// node_modules/dockerfile-ast/lib/imageTemplate.js
var require_imageTemplate = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.ImageTemplate = void 0;
	const vscode_languageserver_types_1 = (init_main$1(), __toCommonJS(main_exports$1));
	const arg_1 = require_arg();
	const cmd_1 = require_cmd();
	const copy_1 = require_copy();
	const env_1 = require_env();
	const entrypoint_1 = require_entrypoint();
	const from_1 = require_from();
	const healthcheck_1 = require_healthcheck();
	const onbuild_1 = require_onbuild();
	const util_1 = require_util();
	const workdir_1 = require_workdir();
	var ImageTemplate = class {
		constructor() {
			this.comments = [];
			this.instructions = [];
		}
		addComment(comment) {
			this.comments.push(comment);
		}
		getComments() {
			return this.comments;
		}
		addInstruction(instruction) {
			this.instructions.push(instruction);
		}
		getInstructions() {
			return this.instructions;
		}
		getInstructionAt(line) {
			for (let instruction of this.instructions) if (util_1.Util.isInsideRange(vscode_languageserver_types_1.Position.create(line, 0), instruction.getRange())) return instruction;
			return null;
		}
		/**
		* Gets all the ARG instructions that are defined in this image.
		*/
		getARGs() {
			let args = [];
			for (let instruction of this.instructions) if (instruction instanceof arg_1.Arg) args.push(instruction);
			return args;
		}
		/**
		* Gets all the CMD instructions that are defined in this image.
		*/
		getCMDs() {
			let cmds = [];
			for (let instruction of this.instructions) if (instruction instanceof cmd_1.Cmd) cmds.push(instruction);
			return cmds;
		}
		/**
		* Gets all the COPY instructions that are defined in this image.
		*/
		getCOPYs() {
			let copies = [];
			for (let instruction of this.instructions) if (instruction instanceof copy_1.Copy) copies.push(instruction);
			return copies;
		}
		/**
		* Gets all the ENTRYPOINT instructions that are defined in this image.
		*/
		getENTRYPOINTs() {
			let froms = [];
			for (let instruction of this.instructions) if (instruction instanceof entrypoint_1.Entrypoint) froms.push(instruction);
			return froms;
		}
		/**
		* Gets all the ENV instructions that are defined in this image.
		*/
		getENVs() {
			let args = [];
			for (let instruction of this.instructions) if (instruction instanceof env_1.Env) args.push(instruction);
			return args;
		}
		getFROM() {
			for (const instruction of this.instructions) if (instruction instanceof from_1.From) return instruction;
			return null;
		}
		/**
		* Gets all the FROM instructions that are defined in this image.
		*/
		getFROMs() {
			let froms = [];
			for (let instruction of this.instructions) if (instruction instanceof from_1.From) froms.push(instruction);
			return froms;
		}
		/**
		* Gets all the HEALTHCHECK instructions that are defined in this image.
		*/
		getHEALTHCHECKs() {
			let froms = [];
			for (let instruction of this.instructions) if (instruction instanceof healthcheck_1.Healthcheck) froms.push(instruction);
			return froms;
		}
		getWORKDIRs() {
			const workdirs = [];
			for (const instruction of this.instructions) if (instruction instanceof workdir_1.Workdir) workdirs.push(instruction);
			return workdirs;
		}
		getOnbuildTriggers() {
			let triggers = [];
			for (let instruction of this.instructions) if (instruction instanceof onbuild_1.Onbuild) {
				let trigger = instruction.getTriggerInstruction();
				if (trigger) triggers.push(trigger);
			}
			return triggers;
		}
		getAvailableVariables(currentLine) {
			const variables = [];
			for (const arg of this.getARGs()) if (arg.isBefore(currentLine)) {
				const property = arg.getProperty();
				if (property) {
					const variable = property.getName();
					if (variables.indexOf(variable) === -1) variables.push(variable);
				}
			}
			for (const env of this.getENVs()) if (env.isBefore(currentLine)) for (const property of env.getProperties()) {
				const variable = property.getName();
				if (variables.indexOf(variable) === -1) variables.push(variable);
			}
			return variables;
		}
		/**
		* Resolves a variable with the given name at the specified line
		* to its value. If null is returned, then the variable has been
		* defined but no value was given. If undefined is returned, then
		* a variable with the given name has not been defined yet as of
		* the given line.
		*
		* @param variable the name of the variable to resolve
		* @param line the line number that the variable is on, zero-based
		* @return the value of the variable as defined by an ARG or ENV
		*         instruction, or null if no value has been specified, or
		*         undefined if a variable with the given name has not
		*         been defined
		*/
		resolveVariable(variable, line) {
			let envs = this.getENVs();
			for (let i = envs.length - 1; i >= 0; i--) if (envs[i].isBefore(line)) {
				for (let property of envs[i].getProperties()) if (property.getName() === variable) return property.getValue();
			}
			let args = this.getARGs();
			for (let i = args.length - 1; i >= 0; i--) if (args[i].isBefore(line)) {
				let property = args[i].getProperty();
				if (property && property.getName() === variable) return property.getValue();
			}
		}
		getRange() {
			const instructions = this.getInstructions();
			if (instructions.length === 0) return vscode_languageserver_types_1.Range.create(0, 0, 0, 0);
			const instructionStart = instructions[0].getRange().start;
			const instructionEnd = instructions[instructions.length - 1].getRange().end;
			return vscode_languageserver_types_1.Range.create(instructionStart, instructionEnd);
		}
		contains(position) {
			const range = this.getRange();
			if (range === null) return false;
			return util_1.Util.isInsideRange(position, range);
		}
	};
	exports.ImageTemplate = ImageTemplate;
}));
// node_modules/dockerfile-ast/lib/dockerfile.js
var require_dockerfile = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Dockerfile = void 0;
	const vscode_languageserver_types_1 = (init_main$1(), __toCommonJS(main_exports$1));
	const ast = require_main();
	const imageTemplate_1 = require_imageTemplate();
	const from_1 = require_from();
	const util_1 = require_util();
	const main_1 = require_main();
	var Dockerfile = class extends imageTemplate_1.ImageTemplate {
		constructor(document) {
			super();
			this.initialInstructions = new imageTemplate_1.ImageTemplate();
			this.buildStages = [];
			this.directives = [];
			/**
			* Whether a FROM instruction has been added to this Dockerfile or not.
			*/
			this.foundFrom = false;
			this.document = document;
		}
		getEscapeCharacter() {
			for (const directive of this.directives) if (directive.getDirective() === ast.Directive.escape) {
				const value = directive.getValue();
				if (value === "\\" || value === "`") return value;
			}
			return "\\";
		}
		getInitialARGs() {
			return this.initialInstructions.getARGs();
		}
		getContainingImage(position) {
			let range = vscode_languageserver_types_1.Range.create(vscode_languageserver_types_1.Position.create(0, 0), this.document.positionAt(this.document.getText().length));
			if (!util_1.Util.isInsideRange(position, range)) return null;
			if (this.initialInstructions.getComments().length > 0 || this.initialInstructions.getInstructions().length > 0) {
				if (util_1.Util.isInsideRange(position, this.initialInstructions.getRange())) return this.initialInstructions;
			}
			for (const buildStage of this.buildStages) if (util_1.Util.isInsideRange(position, buildStage.getRange())) return buildStage;
			return this;
		}
		addInstruction(instruction) {
			if (instruction.getKeyword() === main_1.Keyword.FROM) {
				this.currentBuildStage = new imageTemplate_1.ImageTemplate();
				this.buildStages.push(this.currentBuildStage);
				this.foundFrom = true;
			} else if (!this.foundFrom) this.initialInstructions.addInstruction(instruction);
			if (this.foundFrom) this.currentBuildStage.addInstruction(instruction);
			super.addInstruction(instruction);
		}
		setDirectives(directives) {
			this.directives = directives;
		}
		getDirective() {
			return this.directives.length === 0 ? null : this.directives[0];
		}
		getDirectives() {
			return this.directives;
		}
		resolveVariable(variable, line) {
			for (let from of this.getFROMs()) {
				let range = from.getRange();
				if (range.start.line <= line && line <= range.end.line) {
					let initialARGs = new imageTemplate_1.ImageTemplate();
					for (let instruction of this.initialInstructions.getARGs()) initialARGs.addInstruction(instruction);
					return initialARGs.resolveVariable(variable, line);
				}
			}
			let image = this.getContainingImage(vscode_languageserver_types_1.Position.create(line, 0));
			if (image === null) return;
			let resolvedVariable = image.resolveVariable(variable, line);
			if (resolvedVariable === null) {
				let initialARGs = new imageTemplate_1.ImageTemplate();
				for (let instruction of this.initialInstructions.getARGs()) initialARGs.addInstruction(instruction);
				return initialARGs.resolveVariable(variable, line);
			}
			return resolvedVariable;
		}
		getAvailableVariables(currentLine) {
			if (this.getInstructionAt(currentLine) instanceof from_1.From) {
				let variables = [];
				for (let arg of this.getInitialARGs()) {
					let property = arg.getProperty();
					if (property) variables.push(property.getName());
				}
				return variables;
			}
			let image = this.getContainingImage(vscode_languageserver_types_1.Position.create(currentLine, 0));
			return image ? image.getAvailableVariables(currentLine) : [];
		}
		getParentStage(image) {
			const templateFrom = image.getFROM();
			const imageName = templateFrom === null ? null : templateFrom.getImageName();
			if (imageName === null) return null;
			for (const from of this.getFROMs()) if (from.getBuildStage() === imageName) {
				const range = from.getRange();
				if (range.start.line === templateFrom.getRange().start.line) return null;
				return this.getContainingImage(range.start);
			}
			return null;
		}
		getStageHierarchy(line) {
			const image = this.getContainingImage(vscode_languageserver_types_1.Position.create(line, 0));
			if (image === null) return [];
			const stages = [image];
			let stage = this.getParentStage(image);
			while (stage !== null) {
				stages.splice(0, 0, stage);
				stage = this.getParentStage(stage);
			}
			return stages;
		}
		getAvailableWorkingDirectories(line) {
			const availableDirectories = /* @__PURE__ */ new Set();
			for (const image of this.getStageHierarchy(line)) for (const workdir of image.getWORKDIRs()) if (workdir.getRange().end.line < line) {
				let directory = workdir.getAbsolutePath();
				if (directory !== void 0 && directory !== null) {
					if (!directory.endsWith("/")) directory += "/";
					availableDirectories.add(directory);
				}
			}
			return Array.from(availableDirectories);
		}
		/**
		* Internally reorganize the comments in the Dockerfile and allocate
		* them to the relevant build stages that they belong to.
		*/
		organizeComments() {
			const comments = this.getComments();
			for (let i = 0; i < comments.length; i++) if (util_1.Util.isInsideRange(comments[i].getRange().end, this.initialInstructions.getRange())) this.initialInstructions.addComment(comments[i]);
			else for (const buildStage of this.buildStages) if (util_1.Util.isInsideRange(comments[i].getRange().start, buildStage.getRange())) buildStage.addComment(comments[i]);
		}
		getRange() {
			const comments = this.getComments();
			const instructions = this.getInstructions();
			let range = null;
			if (comments.length === 0) {
				if (instructions.length > 0) range = vscode_languageserver_types_1.Range.create(instructions[0].getRange().start, instructions[instructions.length - 1].getRange().end);
			} else if (instructions.length === 0) range = vscode_languageserver_types_1.Range.create(comments[0].getRange().start, comments[comments.length - 1].getRange().end);
			else {
				const commentStart = comments[0].getRange().start;
				const commentEnd = comments[comments.length - 1].getRange().end;
				const instructionStart = instructions[0].getRange().start;
				const instructionEnd = instructions[instructions.length - 1].getRange().end;
				if (commentStart.line < instructionStart.line) {
					if (commentEnd.line < instructionEnd.line) range = vscode_languageserver_types_1.Range.create(commentStart, instructionEnd);
					range = vscode_languageserver_types_1.Range.create(commentStart, commentEnd);
				} else if (commentEnd.line < instructionEnd.line) range = vscode_languageserver_types_1.Range.create(instructionStart, instructionEnd);
				else range = vscode_languageserver_types_1.Range.create(instructionStart, commentEnd);
			}
			if (range === null) {
				if (this.directives.length === 0) return null;
				return this.directives[0].getRange();
			} else if (this.directives.length === 0) return range;
			return vscode_languageserver_types_1.Range.create(this.directives[0].getRange().start, range.end);
		}
	};
	exports.Dockerfile = Dockerfile;
}));
// node_modules/dockerfile-ast/lib/parser.js
var require_parser = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Parser = void 0;
	const vscode_languageserver_textdocument_1 = (init_main(), __toCommonJS(main_exports));
	const vscode_languageserver_types_1 = (init_main$1(), __toCommonJS(main_exports$1));
	const comment_1 = require_comment();
	const parserDirective_1 = require_parserDirective();
	const instruction_1 = require_instruction();
	const add_1 = require_add();
	const arg_1 = require_arg();
	const cmd_1 = require_cmd();
	const copy_1 = require_copy();
	const env_1 = require_env();
	const entrypoint_1 = require_entrypoint();
	const from_1 = require_from();
	const healthcheck_1 = require_healthcheck();
	const label_1 = require_label();
	const onbuild_1 = require_onbuild();
	const run_1 = require_run();
	const shell_1 = require_shell();
	const stopsignal_1 = require_stopsignal();
	const workdir_1 = require_workdir();
	const user_1 = require_user();
	const volume_1 = require_volume();
	const dockerfile_1 = require_dockerfile();
	const util_1 = require_util();
	const main_1 = require_main();
	exports.Parser = class Parser {
		constructor() {
			this.escapeChar = null;
		}
		static createInstruction(document, dockerfile, escapeChar, lineRange, instruction, instructionRange) {
			switch (instruction.toUpperCase()) {
				case "ADD": return new add_1.Add(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
				case "ARG": return new arg_1.Arg(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
				case "CMD": return new cmd_1.Cmd(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
				case "COPY": return new copy_1.Copy(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
				case "ENTRYPOINT": return new entrypoint_1.Entrypoint(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
				case "ENV": return new env_1.Env(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
				case "FROM": return new from_1.From(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
				case "HEALTHCHECK": return new healthcheck_1.Healthcheck(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
				case "LABEL": return new label_1.Label(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
				case "ONBUILD": return new onbuild_1.Onbuild(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
				case "RUN": return new run_1.Run(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
				case "SHELL": return new shell_1.Shell(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
				case "STOPSIGNAL": return new stopsignal_1.Stopsignal(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
				case "WORKDIR": return new workdir_1.Workdir(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
				case "USER": return new user_1.User(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
				case "VOLUME": return new volume_1.Volume(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
			}
			return new instruction_1.Instruction(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
		}
		getParserDirectives(document, buffer) {
			const directives = [];
			this.escapeChar = "";
			const offset = util_1.Util.isUTF8BOM(buffer.substring(0, 1)) ? 1 : 0;
			directiveCheck: for (let i = offset; i < buffer.length; i++) switch (buffer.charAt(i)) {
				case " ":
				case "	": break;
				case "\r":
				case "\n": break directiveCheck;
				case "#":
					let directiveStart = -1;
					let directiveEnd = -1;
					for (let j = i + 1; j < buffer.length; j++) {
						let char = buffer.charAt(j);
						switch (char) {
							case " ":
							case "	":
								if (directiveStart !== -1 && directiveEnd === -1) directiveEnd = j;
								break;
							case "\r":
							case "\n": break directiveCheck;
							case "=":
								let valueStart = -1;
								let valueEnd = -1;
								if (directiveEnd === -1) directiveEnd = j;
								let lineEnd = buffer.length;
								directiveValue: for (let k = j + 1; k < buffer.length; k++) {
									char = buffer.charAt(k);
									switch (char) {
										case "\r":
										case "\n":
											if (valueStart !== -1 && valueEnd === -1) valueEnd = k;
											lineEnd = k;
											break directiveValue;
										case "	":
										case " ":
											if (valueStart !== -1 && valueEnd === -1) valueEnd = k;
											continue;
										default: if (valueStart === -1) valueStart = k;
									}
								}
								if (directiveStart === -1) break directiveCheck;
								if (valueStart === -1) {
									valueStart = j + 1;
									valueEnd = lineEnd;
								} else if (valueEnd === -1) valueEnd = buffer.length;
								const lineRange = vscode_languageserver_types_1.Range.create(document.positionAt(i), document.positionAt(lineEnd));
								const nameRange = vscode_languageserver_types_1.Range.create(document.positionAt(directiveStart), document.positionAt(directiveEnd));
								const valueRange = vscode_languageserver_types_1.Range.create(document.positionAt(valueStart), document.positionAt(valueEnd));
								directives.push(new parserDirective_1.ParserDirective(document, lineRange, nameRange, valueRange));
								directiveStart = -1;
								if (buffer.charAt(valueEnd) === "\r") i = valueEnd + 1;
								else i = valueEnd;
								continue directiveCheck;
							default: if (directiveStart === -1) directiveStart = j;
						}
					}
					break;
				default: break directiveCheck;
			}
			return directives;
		}
		parse(buffer) {
			this.document = vscode_languageserver_textdocument_1.TextDocument.create("", "", 0, buffer);
			this.buffer = buffer;
			let dockerfile = new dockerfile_1.Dockerfile(this.document);
			let directives = this.getParserDirectives(this.document, this.buffer);
			let offset = 0;
			this.escapeChar = "\\";
			if (directives.length > 0) {
				dockerfile.setDirectives(directives);
				this.escapeChar = dockerfile.getEscapeCharacter();
				offset = this.document.offsetAt(vscode_languageserver_types_1.Position.create(directives.length, 0));
			} else if (util_1.Util.isUTF8BOM(buffer.substring(0, 1))) offset = 1;
			for (let i = offset; i < this.buffer.length; i++) {
				const char = this.buffer.charAt(i);
				switch (char) {
					case " ":
					case "	":
					case "\r":
					case "\n": break;
					case "#":
						i = this.processComment(dockerfile, i);
						break;
					default: i = this.processInstruction(dockerfile, char, i);
				}
			}
			dockerfile.organizeComments();
			return dockerfile;
		}
		processInstruction(dockerfile, char, start) {
			let instruction = char;
			let instructionEnd = -1;
			let escapedInstruction = false;
			instructionCheck: for (let i = start + 1; i < this.buffer.length; i++) {
				char = this.buffer.charAt(i);
				switch (char) {
					case this.escapeChar:
						escapedInstruction = true;
						char = this.buffer.charAt(i + 1);
						if (char === "\r" || char === "\n") {
							if (instructionEnd === -1) instructionEnd = i;
							i++;
						} else if (char === " " || char === "	") {
							for (let j = i + 2; j < this.buffer.length; j++) switch (this.buffer.charAt(j)) {
								case " ":
								case "	": break;
								case "\r":
								case "\n":
									i = j;
									continue instructionCheck;
								default:
									instructionEnd = i + 1;
									instruction = instruction + this.escapeChar;
									i = j - 2;
									continue instructionCheck;
							}
							instructionEnd = i + 1;
							instruction = instruction + this.escapeChar;
							break instructionCheck;
						} else {
							instructionEnd = i + 1;
							instruction = instruction + this.escapeChar;
							escapedInstruction = false;
						}
						break;
					case " ":
					case "	":
						if (escapedInstruction) {
							escapeCheck: for (let j = i + 1; j < this.buffer.length; j++) switch (this.buffer.charAt(j)) {
								case " ":
								case "	": break;
								case "\r":
								case "\n":
									i = j;
									continue instructionCheck;
								default: break escapeCheck;
							}
							escapedInstruction = false;
						}
						if (instructionEnd === -1) instructionEnd = i;
						i = this.processArguments(dockerfile, instruction, instructionEnd, start, i);
						dockerfile.addInstruction(this.createInstruction(dockerfile, instruction, start, instructionEnd, i));
						return i;
					case "\r":
					case "\n":
						if (escapedInstruction) continue;
						if (instructionEnd === -1) instructionEnd = i;
						dockerfile.addInstruction(this.createInstruction(dockerfile, instruction, start, i, i));
						return i;
					case "#": if (escapedInstruction) continue;
					default:
						instructionEnd = i + 1;
						instruction = instruction + char;
						escapedInstruction = false;
				}
			}
			if (instructionEnd === -1) instructionEnd = this.buffer.length;
			dockerfile.addInstruction(this.createInstruction(dockerfile, instruction, start, instructionEnd, this.buffer.length));
			return this.buffer.length;
		}
		processHeredocs(instruction, offset) {
			let keyword = instruction.getKeyword();
			if (keyword === main_1.Keyword.ONBUILD) {
				instruction = instruction.getTriggerInstruction();
				if (instruction === null) return offset;
				keyword = instruction.getKeyword();
			}
			if (keyword !== main_1.Keyword.ADD && keyword !== main_1.Keyword.COPY && keyword !== main_1.Keyword.RUN) return offset;
			const heredocs = [];
			let tabbed = false;
			for (const arg of instruction.getArguments()) {
				const value = arg.getValue();
				if (value.startsWith("<<") && value.length > 2) {
					if (value.startsWith("<<-")) tabbed = true;
					const name = util_1.Util.parseHeredocName(value);
					if (name !== null) heredocs.push(name);
				}
			}
			if (heredocs.length > 0) for (const heredoc of heredocs) offset = this.parseHeredoc(heredoc, offset, tabbed);
			return offset;
		}
		processArguments(dockerfile, instruction, instructionEnd, start, offset) {
			let escaped = false;
			argumentsCheck: for (let i = offset + 1; i < this.buffer.length; i++) switch (this.buffer.charAt(i)) {
				case "\r":
				case "\n":
					if (escaped) continue;
					return this.processHeredocs(this.createInstruction(dockerfile, instruction, start, instructionEnd, i), i);
				case this.escapeChar:
					const next = this.buffer.charAt(i + 1);
					if (next === "\n" || next === "\r") {
						escaped = true;
						i++;
					} else if (next === " " || next === "	") {
						for (let j = i + 2; j < this.buffer.length; j++) switch (this.buffer.charAt(j)) {
							case " ":
							case "	": break;
							case "\r":
							case "\n": escaped = true;
							default:
								i = j;
								continue argumentsCheck;
						}
						return this.buffer.length;
					}
					continue;
				case "#":
					if (escaped) {
						i = this.processComment(dockerfile, i);
						continue argumentsCheck;
					}
					break;
				case " ":
				case "	": break;
				default: if (escaped) escaped = false;
			}
			return this.buffer.length;
		}
		processComment(dockerfile, start) {
			let end = this.buffer.length;
			commentLoop: for (let i = start + 1; i < this.buffer.length; i++) switch (this.buffer.charAt(i)) {
				case "\r":
				case "\n":
					end = i;
					break commentLoop;
			}
			const range = vscode_languageserver_types_1.Range.create(this.document.positionAt(start), this.document.positionAt(end));
			dockerfile.addComment(new comment_1.Comment(this.document, range));
			return end;
		}
		parseHeredoc(heredocName, offset, tabbed) {
			let startWord = -1;
			let lineStart = true;
			for (let i = offset; i < this.buffer.length; i++) switch (this.buffer.charAt(i)) {
				case " ":
					lineStart = false;
					break;
				case "	":
					if (!tabbed) lineStart = false;
					break;
				case "\r":
				case "\n":
					if (startWord !== -1 && heredocName === this.buffer.substring(startWord, i)) return i;
					startWord = -1;
					lineStart = true;
					break;
				default: if (lineStart) {
					startWord = i;
					lineStart = false;
				}
			}
			return this.buffer.length;
		}
		createInstruction(dockerfile, instruction, start, instructionEnd, end) {
			const startPosition = this.document.positionAt(start);
			const instructionRange = vscode_languageserver_types_1.Range.create(startPosition, this.document.positionAt(instructionEnd));
			const lineRange = vscode_languageserver_types_1.Range.create(startPosition, this.document.positionAt(end));
			return Parser.createInstruction(this.document, dockerfile, this.escapeChar, lineRange, instruction, instructionRange);
		}
	};
}));
// node_modules/dockerfile-ast/lib/main.js
var require_main = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.DockerfileParser = exports.DefaultVariables = exports.Directive = exports.Keyword = exports.Workdir = exports.Volume = exports.User = exports.Stopsignal = exports.Shell = exports.Run = exports.PropertyInstruction = exports.Onbuild = exports.ModifiableInstruction = exports.Label = exports.JSONInstruction = exports.Heredoc = exports.Healthcheck = exports.From = exports.Env = exports.Entrypoint = exports.Copy = exports.Cmd = exports.Arg = exports.Add = exports.Variable = exports.Property = exports.ParserDirective = exports.Line = exports.Instruction = exports.Flag = exports.Comment = exports.JSONArgument = exports.Argument = void 0;
	var argument_1 = require_argument();
	Object.defineProperty(exports, "Argument", {
		enumerable: true,
		get: function() {
			return argument_1.Argument;
		}
	});
	var jsonArgument_1 = require_jsonArgument();
	Object.defineProperty(exports, "JSONArgument", {
		enumerable: true,
		get: function() {
			return jsonArgument_1.JSONArgument;
		}
	});
	const comment_1 = require_comment();
	Object.defineProperty(exports, "Comment", {
		enumerable: true,
		get: function() {
			return comment_1.Comment;
		}
	});
	const parser_1 = require_parser();
	var flag_1 = require_flag();
	Object.defineProperty(exports, "Flag", {
		enumerable: true,
		get: function() {
			return flag_1.Flag;
		}
	});
	const instruction_1 = require_instruction();
	Object.defineProperty(exports, "Instruction", {
		enumerable: true,
		get: function() {
			return instruction_1.Instruction;
		}
	});
	var line_1 = require_line();
	Object.defineProperty(exports, "Line", {
		enumerable: true,
		get: function() {
			return line_1.Line;
		}
	});
	const parserDirective_1 = require_parserDirective();
	Object.defineProperty(exports, "ParserDirective", {
		enumerable: true,
		get: function() {
			return parserDirective_1.ParserDirective;
		}
	});
	var property_1 = require_property();
	Object.defineProperty(exports, "Property", {
		enumerable: true,
		get: function() {
			return property_1.Property;
		}
	});
	var variable_1 = require_variable();
	Object.defineProperty(exports, "Variable", {
		enumerable: true,
		get: function() {
			return variable_1.Variable;
		}
	});
	var add_1 = require_add();
	Object.defineProperty(exports, "Add", {
		enumerable: true,
		get: function() {
			return add_1.Add;
		}
	});
	const arg_1 = require_arg();
	Object.defineProperty(exports, "Arg", {
		enumerable: true,
		get: function() {
			return arg_1.Arg;
		}
	});
	const cmd_1 = require_cmd();
	Object.defineProperty(exports, "Cmd", {
		enumerable: true,
		get: function() {
			return cmd_1.Cmd;
		}
	});
	const copy_1 = require_copy();
	Object.defineProperty(exports, "Copy", {
		enumerable: true,
		get: function() {
			return copy_1.Copy;
		}
	});
	const entrypoint_1 = require_entrypoint();
	Object.defineProperty(exports, "Entrypoint", {
		enumerable: true,
		get: function() {
			return entrypoint_1.Entrypoint;
		}
	});
	const env_1 = require_env();
	Object.defineProperty(exports, "Env", {
		enumerable: true,
		get: function() {
			return env_1.Env;
		}
	});
	const from_1 = require_from();
	Object.defineProperty(exports, "From", {
		enumerable: true,
		get: function() {
			return from_1.From;
		}
	});
	const healthcheck_1 = require_healthcheck();
	Object.defineProperty(exports, "Healthcheck", {
		enumerable: true,
		get: function() {
			return healthcheck_1.Healthcheck;
		}
	});
	var heredoc_1 = require_heredoc();
	Object.defineProperty(exports, "Heredoc", {
		enumerable: true,
		get: function() {
			return heredoc_1.Heredoc;
		}
	});
	var jsonInstruction_1 = require_jsonInstruction();
	Object.defineProperty(exports, "JSONInstruction", {
		enumerable: true,
		get: function() {
			return jsonInstruction_1.JSONInstruction;
		}
	});
	var label_1 = require_label();
	Object.defineProperty(exports, "Label", {
		enumerable: true,
		get: function() {
			return label_1.Label;
		}
	});
	var modifiableInstruction_1 = require_modifiableInstruction();
	Object.defineProperty(exports, "ModifiableInstruction", {
		enumerable: true,
		get: function() {
			return modifiableInstruction_1.ModifiableInstruction;
		}
	});
	var onbuild_1 = require_onbuild();
	Object.defineProperty(exports, "Onbuild", {
		enumerable: true,
		get: function() {
			return onbuild_1.Onbuild;
		}
	});
	var propertyInstruction_1 = require_propertyInstruction();
	Object.defineProperty(exports, "PropertyInstruction", {
		enumerable: true,
		get: function() {
			return propertyInstruction_1.PropertyInstruction;
		}
	});
	var run_1 = require_run();
	Object.defineProperty(exports, "Run", {
		enumerable: true,
		get: function() {
			return run_1.Run;
		}
	});
	var shell_1 = require_shell();
	Object.defineProperty(exports, "Shell", {
		enumerable: true,
		get: function() {
			return shell_1.Shell;
		}
	});
	var stopsignal_1 = require_stopsignal();
	Object.defineProperty(exports, "Stopsignal", {
		enumerable: true,
		get: function() {
			return stopsignal_1.Stopsignal;
		}
	});
	var user_1 = require_user();
	Object.defineProperty(exports, "User", {
		enumerable: true,
		get: function() {
			return user_1.User;
		}
	});
	var volume_1 = require_volume();
	Object.defineProperty(exports, "Volume", {
		enumerable: true,
		get: function() {
			return volume_1.Volume;
		}
	});
	const workdir_1 = require_workdir();
	Object.defineProperty(exports, "Workdir", {
		enumerable: true,
		get: function() {
			return workdir_1.Workdir;
		}
	});
	var Keyword;
	(function(Keyword) {
		Keyword["ADD"] = "ADD";
		Keyword["ARG"] = "ARG";
		Keyword["CMD"] = "CMD";
		Keyword["COPY"] = "COPY";
		Keyword["ENTRYPOINT"] = "ENTRYPOINT";
		Keyword["ENV"] = "ENV";
		Keyword["EXPOSE"] = "EXPOSE";
		Keyword["FROM"] = "FROM";
		Keyword["HEALTHCHECK"] = "HEALTHCHECK";
		Keyword["LABEL"] = "LABEL";
		Keyword["MAINTAINER"] = "MAINTAINER";
		Keyword["ONBUILD"] = "ONBUILD";
		Keyword["RUN"] = "RUN";
		Keyword["SHELL"] = "SHELL";
		Keyword["STOPSIGNAL"] = "STOPSIGNAL";
		Keyword["USER"] = "USER";
		Keyword["VOLUME"] = "VOLUME";
		Keyword["WORKDIR"] = "WORKDIR";
	})(Keyword || (exports.Keyword = Keyword = {}));
	var Directive;
	(function(Directive) {
		Directive["escape"] = "escape";
		Directive["syntax"] = "syntax";
	})(Directive || (exports.Directive = Directive = {}));
	exports.DefaultVariables = [
		"ALL_PROXY",
		"all_proxy",
		"FTP_PROXY",
		"ftp_proxy",
		"HTTP_PROXY",
		"http_proxy",
		"HTTPS_PROXY",
		"https_proxy",
		"NO_PROXY",
		"no_proxy"
	];
	var DockerfileParser;
	(function(DockerfileParser) {
		function parse(content) {
			return new parser_1.Parser().parse(content);
		}
		DockerfileParser.parse = parse;
	})(DockerfileParser || (exports.DockerfileParser = DockerfileParser = {}));
}));
// src/builds/dockerfile/parse.ts
var import_main = require_main();
const MAX_STAGES = 50;
/** Reads a Dockerfile; undefined for one that is none, is too long, or is for Windows. */
function readDockerfile({ path, text }) {
	if (text.length > 65536) return void 0;
	const file = import_main.DockerfileParser.parse(text);
	if (file.getEscapeCharacter() !== "\\") return void 0;
	const stages = [];
	const args = [];
	for (const parsed of file.getInstructions()) {
		const instruction = toInstruction(parsed);
		const stage = stages.at(-1);
		if (instruction.keyword === "FROM") stages.push({
			head: instruction,
			instructions: []
		});
		else if (stage) stage.instructions.push(instruction);
		else if (instruction.keyword === "ARG") for (const pair of instruction.pairs) args.push(pair);
	}
	if (stages.length === 0 || stages.length > MAX_STAGES) return void 0;
	return {
		path,
		text,
		args,
		stages: stages.map(toStage)
	};
}
function toStage({ head, instructions }) {
	const [from = "", as = "", name] = head.text.split(/\s+/);
	return {
		name: as.toLowerCase() === "as" && name !== void 0 ? name.toLowerCase() : void 0,
		from,
		line: head.line,
		instructions
	};
}
function toInstruction(parsed) {
	const range = parsed.getRange();
	const isExec = parsed instanceof import_main.JSONInstruction && parsed.getOpeningBracket() !== null;
	const flags = parsed instanceof import_main.ModifiableInstruction ? parsed.getFlags() : [];
	const pairs = parsed instanceof import_main.PropertyInstruction ? parsed.getProperties() : [];
	return {
		keyword: parsed.getKeyword().toUpperCase(),
		line: range.start.line + 1,
		lastLine: range.end.line + 1,
		text: (parsed.getRawArgumentsContent() ?? "").replaceAll(/^[ \t]*#.*\r?\n/gm, ""),
		words: isExec ? parsed.getJSONStrings().map((one) => one.getJSONValue()) : void 0,
		flags: new Map(flags.map((one) => [one.getName(), one.getValue() ?? ""])),
		pairs: pairs.map((one) => [one.getName(), one.getValue() ?? void 0])
	};
}
// src/builds/links/commands.ts
/** Longer texts are no scripts that people write; their rest is not read. */
const MAX_TEXT$1 = 131072;
/** Longer lines are data. */
const MAX_LINE$2 = 4096;
/** More images than one script builds. */
const MAX_LINKS = 200;
/** What the `docker build` commands of a Makefile or a script say. */
function commandLinks({ path, text }) {
	const isMake = isMakefile(path);
	const variables = assignmentsOf(text, isMake ? MAKE_ASSIGNMENT : SHELL_ASSIGNMENT);
	return (isMake ? [folderOf$1(path)] : [.../* @__PURE__ */ new Set(["", folderOf$1(path)])]).flatMap((folder) => buildCommands(text, {
		variables,
		folder,
		evidence: path
	}));
}
/** Whether a file is for Make. */
function isMakefile(path) {
	return /^(?:GNU)?makefile$|\.mk$|^makefile\./i.test(baseOf$1(path));
}
/** What the `docker build` commands among lines say. */
function buildCommands(text, place) {
	return text.slice(0, MAX_TEXT$1).replaceAll(/\\\r?\n/g, " ").split("\n").filter((line) => line.length < MAX_LINE$2 && /build|bud/.test(line) && !/^\s*#/.test(line)).flatMap((line) => readLine(fill$1(line, place.variables), place)).slice(0, MAX_LINKS);
}
/** How a variable is named that stands for the program. */
const ENGINE_NAME = /DOCKER|CONTAINER|PODMAN|ENGINE/i;
const ENGINE = /(?:\b(?:docker|podman|nerdctl|buildah)|\uE000(\w+)\uE001)(?:[ \t]+(?:buildx|image|--[\w=.-]+))*[ \t]+(?:build|bud)[ \t]+([^;|&]+)/gi;
function readLine(line, place) {
	return [...line.matchAll(ENGINE)].flatMap((found) => {
		const [, variable, words = ""] = found;
		if (variable !== void 0 && !ENGINE_NAME.test(variable)) return [];
		const moved = [...line.slice(0, found.index).matchAll(/\bcd[ \t]+([^\s;|&]+)/g)].at(-1)?.[1];
		const folder = moved === void 0 ? place.folder : joinPath(place.folder, unquoted(moved));
		return folder === void 0 ? [] : readCommand(words, {
			...place,
			folder
		});
	});
}
/** The options that take the next word as their value (`docker buildx build --help`). */
const VALUED = /^(?:-[cmot]|-f|--(?:add-host|annotation|attest|build-arg|build-context|builder|cache-from|cache-to|cgroup-parent|cpu-\w+|file|format|iidfile|isolation|label|memory|metadata-file|network|no-cache-filter|output|platform|progress|provenance|sbom|secret|security-opt|shm-size|ssh|tag|target|ulimit))$/;
function readCommand(words, { folder, evidence }) {
	const { options, operands } = readWords(words);
	const valuesOf = (...names) => options.filter(({ name }) => names.includes(name)).map(({ value }) => value);
	const [operand] = operands;
	if (operand === void 0 || operand === "-" || operand.includes("://")) return [];
	const context = joinPath(folder, operand);
	const file = valuesOf("-f", "--file")[0];
	const dockerfile = file === void 0 ? context === void 0 ? void 0 : joinPath(context, "Dockerfile") : joinPath(folder, file);
	if (dockerfile === void 0) return [];
	const args = new Map(valuesOf("--build-arg").flatMap((item) => {
		const [, name, value] = /^(\w+)=(.*)$/.exec(item) ?? [];
		return name === void 0 || value === void 0 ? [] : [[name, value]];
	}));
	const target = valuesOf("--target")[0];
	return valuesOf("-t", "--tag").map((image) => ({
		image,
		by: { dockerfile },
		context,
		target,
		args,
		evidence
	}));
}
function readWords(text) {
	const words = (text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? []).map(unquoted);
	const read = {
		options: [],
		operands: []
	};
	for (let at = 0; at < words.length; at++) {
		const word = words[at] ?? "";
		const [, name, value] = /^(-\w|--[\w-]+)(?:=(.*))?$/.exec(word) ?? [];
		if (name === void 0) {
			if (/^[)>}]|^\d>/.test(word)) break;
			read.operands.push(word.replace(/(?<![)}])[)}]+$/, ""));
		} else if (value === void 0 && VALUED.test(name)) read.options.push({
			name,
			value: words[++at] ?? ""
		});
		else read.options.push({
			name,
			value: value ?? ""
		});
	}
	return read;
}
function unquoted(word) {
	return word.replaceAll(/["']/g, "");
}
const MAKE_ASSIGNMENT = /^(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*(?:\?|::?:?)?=[ \t]*([^\n#]*)/gm;
const SHELL_ASSIGNMENT = /^[ \t]*(?:(?:export|local|readonly)[ \t]+)?([A-Za-z_]\w*)=("[^"\n]*"|'[^'\n]*'|[^\s;#&|]*)/gm;
/** The variables that have one value; one that is set in two ways has none that is certain. */
function assignmentsOf(text, pattern) {
	const values = /* @__PURE__ */ new Map();
	for (const [, name = "", written = ""] of text.slice(0, MAX_TEXT$1).matchAll(pattern)) {
		const value = unquoted(written.trim());
		const isOther = values.has(name) && values.get(name) !== value;
		values.set(name, isOther || value.includes(`$${name}`) ? void 0 : value);
	}
	return new Map([...values].flatMap(([name, value]) => value === void 0 ? [] : [[name, value]]));
}
// src/builds/data.ts
/** More documents than such files have. */
const MAX_DOCUMENTS = 50;
/** The mappings that a YAML file has as its documents; what can't be read is left out. */
function documentsOf({ text }) {
	return splitDocuments(text).slice(0, MAX_DOCUMENTS).flatMap((span, index) => {
		const parsed = parseDocumentAt(text, span, index);
		const data = parsed && "toData" in parsed ? parsed.toData() : void 0;
		return isPlain(data) ? [data] : [];
	});
}
/** Whether a value is a mapping. */
function isPlain(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** A mapping below a key; an empty one where there is none. */
function mappingAt(value, ...keys) {
	const found = keys.reduce((at, key) => isPlain(at) ? own(at, key) : void 0, value);
	return isPlain(found) ? found : {};
}
/** A list below a key; an empty one where there is none. */
function listAt(value, key) {
	const found = isPlain(value) ? own(value, key) : void 0;
	return Array.isArray(found) ? found : [];
}
/** A scalar below a key, as a text. */
function textAt$1(value, key) {
	return isPlain(value) ? plainText$1(own(value, key)) : void 0;
}
/** A scalar as a text. */
function plainText$1(value) {
	if (typeof value === "number" || typeof value === "boolean") return String(value);
	return typeof value === "string" ? value : void 0;
}
/** The scalars of a mapping, as texts. */
function textsOf(value) {
	return Object.entries(value).flatMap(([key, item]) => {
		const text = plainText$1(item);
		return text === void 0 ? [] : [[key, text]];
	});
}
function own(value, key) {
	return Object.hasOwn(value, key) ? value[key] : void 0;
}
// src/builds/links/compose.ts
/**
* What the services of a Compose file say that have both `build` and `image`.
*
* @param environment the text of the `.env` beside it, whose values hold in it
*/
function composeLinks(file, environment) {
	const variables = readEnvironment(environment ?? "");
	return documentsOf(file).flatMap((document) => Object.values(mappingAt(document, "services")).flatMap((service) => serviceLink(service, file.path, variables) ?? []));
}
function serviceLink(service, evidence, variables) {
	const image = textAt$1(service, "image");
	const build = isPlain(service) ? service["build"] : void 0;
	const short = plainText$1(build);
	if (image === void 0 || short === void 0 && !isPlain(build)) return void 0;
	const filled = (text) => fill$1(text, variables);
	const folder = filled(short ?? textAt$1(build, "context") ?? ".");
	const context = joinPath(folderOf$1(evidence), folder);
	if (context === void 0 || /^\w+:\/\/|^git@/.test(folder)) return void 0;
	const dockerfile = joinPath(context, filled(textAt$1(build, "dockerfile") ?? "Dockerfile"));
	if (dockerfile === void 0 || textAt$1(build, "dockerfile_inline") !== void 0) return;
	const target = textAt$1(build, "target");
	return {
		image: filled(image),
		by: { dockerfile },
		context,
		target: target === void 0 ? void 0 : filled(target),
		args: argsOf(build, variables),
		evidence
	};
}
/** `args` is a mapping, or a list of `NAME=value`. */
function argsOf(build, variables) {
	const listed = listAt(build, "args").flatMap((item) => {
		const [, name, value] = /^(\w+)=(.*)$/s.exec(plainText$1(item) ?? "") ?? [];
		return name === void 0 || value === void 0 ? [] : [[name, value]];
	});
	const named = [...textsOf(mappingAt(build, "args")), ...listed];
	return new Map(named.map(([name, value]) => [name, fill$1(value, variables)]));
}
/** Reads `NAME=value` lines. */
function readEnvironment(text) {
	return new Map([...text.matchAll(/^(?:export[ \t]+)?([A-Za-z_]\w*)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value.trim().replace(/^(["'])(.*)\1$/, "$2")]));
}
// src/builds/links/jib.ts
/** More than a build file has, and than its part about Jib. */
const MAX_TEXT = 262144;
const MAX_PART = 4e3;
/** What a `pom.xml` or a `build.gradle` says that builds its image with Jib. */
function jibLinks({ path, text }) {
	const part = partOf(text);
	const image = part === void 0 ? void 0 : imageIn(part, "to");
	if (image === void 0) return [];
	return [{
		context: void 0,
		target: void 0,
		args: /* @__PURE__ */ new Map(),
		image: fill$1(image, /* @__PURE__ */ new Map()),
		by: { tool: "jib" },
		evidence: path
	}];
}
/** How a build file configures Jib; undefined where it does not. */
function jibSettings(text) {
	const part = partOf(text);
	if (part === void 0) return void 0;
	const [, user] = /<user>([^<\s]+)<\/user>/.exec(between(part, "<container>", "</container>")) ?? /\buser\s*=\s*["']([^"'\n]+)["']/.exec(between(part, "container {", "}")) ?? [];
	const isPlain = !/extraDirector/.test(part);
	return {
		user: told(user),
		base: told(imageIn(part, "from")),
		isPlain
	};
}
function partOf(text) {
	const start = text.slice(0, MAX_TEXT);
	const at = start.search(/jib-maven-plugin|\bjib\s*\{/);
	if (at === -1) return void 0;
	const part = start.slice(at, at + MAX_PART);
	const end = part.indexOf("</plugin>");
	return end === -1 ? part : part.slice(0, end);
}
function imageIn(part, name) {
	return name === "to" ? /<to>\s*<image>([^<\s]+)<\/image>/.exec(part)?.[1] ?? /\bto\s*\{\s*image\s*=\s*["']([^"'\n]+)["']/.exec(part)?.[1] : /<from>\s*<image>([^<\s]+)<\/image>/.exec(part)?.[1] ?? /\bfrom\s*\{\s*image\s*=\s*["']([^"'\n]+)["']/.exec(part)?.[1];
}
function between(text, open, close) {
	const start = text.indexOf(open);
	const end = text.indexOf(close, start);
	return start === -1 || end === -1 ? "" : text.slice(start + open.length, end);
}
function told(text) {
	const filled = text === void 0 ? void 0 : fill$1(text, /* @__PURE__ */ new Map());
	return filled === void 0 || marked(filled) ? void 0 : filled;
}
// src/builds/links/skaffold.ts
const NO_VARIABLES = /* @__PURE__ */ new Map();
/** What the artifacts of a `skaffold.yaml` say; profiles, which change them, are not looked at. */
function skaffoldLinks(file) {
	return documentsOf(file).flatMap((document) => listAt(mappingAt(document, "build"), "artifacts")).flatMap((artifact) => artifactLink(artifact, file.path) ?? []);
}
function artifactLink(artifact, evidence) {
	const image = textAt$1(artifact, "image");
	const context = joinPath(folderOf$1(evidence), textAt$1(artifact, "context") ?? ".");
	if (image === void 0 || context === void 0 || !isPlain(artifact)) return void 0;
	const about = {
		image: filled(image),
		context,
		evidence
	};
	for (const tool of [
		"ko",
		"jib",
		"buildpacks"
	]) if (Object.hasOwn(artifact, tool)) {
		const folder = joinPath(context, textAt$1(mappingAt(artifact, tool), "project") ?? ".");
		return {
			...about,
			context: folder,
			by: { tool },
			target: void 0,
			args: NO_VARIABLES
		};
	}
	if (Object.hasOwn(artifact, "bazel")) return void 0;
	const docker = mappingAt(artifact, "docker");
	const custom = mappingAt(artifact, "custom", "dependencies", "dockerfile");
	const path = textAt$1(docker, "dockerfile") ?? textAt$1(custom, "path");
	if (Object.hasOwn(artifact, "custom") && path === void 0) return void 0;
	const dockerfile = joinPath(context, filled(path ?? "Dockerfile"));
	if (dockerfile === void 0) return void 0;
	const target = textAt$1(docker, "target");
	const args = new Map(textsOf(mappingAt(docker, "buildArgs")));
	return {
		...about,
		by: { dockerfile },
		target,
		args
	};
}
function filled(text) {
	return fill$1(plainText$1(text) ?? "", NO_VARIABLES);
}
// src/builds/links/tiltfile.ts
const CALL = /\b(?:docker_build|docker_build_with_restart)\s*\(([^)]{1,2000})/g;
const ARGUMENT = /(?:(\w+)\s*=\s*)?(?:"([^"\n]*)"|'([^'\n]*)'|(\[|\{|[\w.]+))/g;
/** What the calls of `docker_build` in a Tiltfile say whose arguments are texts. */
function tiltLinks({ path, text }) {
	return [...text.slice(0, 262144).matchAll(CALL)].flatMap(([, call = ""]) => {
		const named = /* @__PURE__ */ new Map();
		const placed = [];
		for (const [, name, double, single, other] of call.matchAll(ARGUMENT)) {
			const value = double ?? single;
			if (other === "[" || other === "{") break;
			if (name === void 0) placed.push(value);
			else if (value !== void 0) named.set(name, value);
		}
		const image = named.get("ref") ?? placed[0];
		const context = joinPath(folderOf$1(path), named.get("context") ?? placed[1] ?? "");
		const file = named.get("dockerfile");
		const dockerfile = file === void 0 ? joinPath(context ?? "", "Dockerfile") : joinPath(folderOf$1(path), file);
		if (!(image !== void 0 && (placed[1] ?? named.get("context")) !== void 0) || context === void 0 || dockerfile === void 0) return [];
		if (/\bdockerfile_contents\b/.test(call)) return [];
		const target = named.get("target");
		return [{
			image,
			by: { dockerfile },
			context,
			target,
			args: /* @__PURE__ */ new Map(),
			evidence: path
		}];
	});
}
// src/builds/links/workflow.ts
/** More jobs than a matrix of images makes. */
const MAX_JOBS = 64;
/** What the steps of a GitHub workflow say: docker/build-push-action, and `docker build`. */
function workflowLinks(file) {
	return documentsOf(file).flatMap((workflow) => {
		const outer = textsOf(mappingAt(workflow, "env"));
		return Object.values(mappingAt(workflow, "jobs")).flatMap((job) => {
			const variables = [...outer, ...textsOf(mappingAt(job, "env"))];
			return matrixOf(mappingAt(job, "strategy", "matrix")).flatMap((values) => jobLinks(job, new Map([...variables, ...values]), file.path));
		});
	});
}
function jobLinks(job, variables, evidence) {
	const steps = listAt(job, "steps");
	return steps.flatMap((step) => {
		const own = new Map([...variables, ...textsOf(mappingAt(step, "env"))]);
		const uses = textAt$1(step, "uses") ?? "";
		if (/^(?:docker|depot)\/build-push-action@/.test(uses)) return actionLinks(mappingAt(step, "with"), {
			steps,
			variables: own,
			evidence
		});
		const run = textAt$1(step, "run");
		const folder = joinPath("", fill$1(textAt$1(step, "working-directory") ?? "", own));
		if (run === void 0 || folder === void 0) return [];
		return buildCommands(run, {
			variables: own,
			folder,
			evidence
		});
	});
}
function actionLinks(inputs, { steps, variables, evidence }) {
	const filled = (name) => {
		const text = textAt$1(inputs, name);
		return text === void 0 || text === "" ? void 0 : fill$1(text, variables);
	};
	const context = joinPath("", filled("context") ?? "");
	const file = filled("file");
	const dockerfile = file === void 0 ? joinPath(context ?? "", "Dockerfile") : joinPath("", file);
	if (context === void 0 || dockerfile === void 0) return [];
	const tags = linesOf$3(textAt$1(inputs, "tags") ?? "").flatMap((tag) => namesOf$1(tag, steps));
	const args = linesOf$3(textAt$1(inputs, "build-args") ?? "").flatMap((line) => {
		const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
		return name === void 0 || value === void 0 ? [] : [[name, fill$1(value, variables)]];
	});
	return tags.map((tag) => ({
		image: fill$1(tag, variables),
		by: { dockerfile },
		context,
		target: filled("target"),
		args: new Map(args),
		evidence
	}));
}
/** The tags that docker/metadata-action makes are the names that it is given. */
function namesOf$1(tag, steps) {
	const [, id] = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.tags\s*\}\}$/.exec(tag) ?? [];
	if (id === void 0) return [tag];
	const meta = steps.find((step) => textAt$1(step, "id") === id);
	if (textAt$1(meta, "uses")?.startsWith("docker/metadata-action@") !== true) return [];
	return linesOf$3(textAt$1(mappingAt(meta, "with"), "images") ?? "").map((line) => /(?:^|,)name=([^,]+)/.exec(line)?.[1] ?? line).filter((name) => !name.includes("enable=false"));
}
function linesOf$3(text) {
	return text.split(/[\n,](?![^{]*\}\})/).map((line) => line.trim()).filter((line) => line !== "");
}
/** The values of a matrix, one set for each of its jobs; one empty set where there is none. */
function matrixOf(matrix) {
	const lists = Object.entries(matrix).flatMap(([key, value]) => Array.isArray(value) && key !== "include" && key !== "exclude" ? [{
		key,
		value
	}] : []);
	let jobs = [[]];
	for (const { key, value } of lists) jobs = jobs.flatMap((job) => value.map((item) => [...job, ...valuesOf(`matrix.${key}`, item)])).slice(0, MAX_JOBS);
	const more = listAt(matrix, "include").slice(0, MAX_JOBS).map((item) => valuesOf("matrix", item));
	if (lists.length === 0) return more.length > 0 ? more : jobs;
	return [...jobs, ...jobs.flatMap((job) => more.flatMap((one) => merged$1(job, one)))].slice(0, 256);
}
function merged$1(job, more) {
	const values = new Map(job);
	return more.every(([key, value]) => (values.get(key) ?? value) === value) ? [[...job, ...more]] : [];
}
function valuesOf(name, item) {
	if (!isPlain(item)) {
		const text = plainText$1(item);
		return text === void 0 ? [] : [[name, text]];
	}
	return Object.entries(item).flatMap(([key, value]) => valuesOf(`${name}.${key}`, value));
}
// src/builds/links/collect.ts
/** As many as one request to GitHub asks for, with room for what is read beside them. */
const MAX_FILES = 90;
/** The kinds of files that say how images are built, those that say it best first. */
const KINDS = [
	{
		isOne: (path) => /(?:^|\/)skaffold[\w.-]*\.ya?ml$/.test(path),
		linksOf: skaffoldLinks
	},
	{
		isOne: (path) => /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/.test(path),
		linksOf: (file, environmentOf) => composeLinks(file, environmentOf(environmentBeside(file.path)))
	},
	{
		isOne: (path) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path),
		linksOf: workflowLinks
	},
	{
		isOne: (path) => baseOf$1(path) === "Tiltfile",
		linksOf: tiltLinks
	},
	{
		isOne: isMakefile,
		linksOf: commandLinks
	},
	{
		isOne: (path) => /(?:^|\/)\.gitlab-ci\.ya?ml$/.test(path),
		linksOf: commandLinks
	},
	{
		isOne: (path) => /build|docker|image|release|push|(?:^|\/)ci/i.test(path) && /\.(?:ba)?sh$/.test(path),
		linksOf: commandLinks
	},
	{
		isOne: (path) => /(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?)$/.test(path),
		linksOf: jibLinks
	}
];
function environmentBeside(path) {
	return joinPath(folderOf$1(path), ".env") ?? ".env";
}
/** The files of a repository that may say how its images are built, bounded. */
function evidencePaths(tree) {
	const own = [...tree].filter((path) => !isForeign(path));
	const kinds = KINDS.flatMap(({ isOne }) => own.filter(isOne).toSorted(byDepth));
	const chosen = [...new Set(kinds)].slice(0, MAX_FILES);
	const environments = chosen.filter((path) => KINDS[1]?.isOne(path)).map(environmentBeside);
	return [.../* @__PURE__ */ new Set([...chosen, ...environments.filter((path) => tree.has(path))])];
}
function byDepth(one, other) {
	return one.split("/").length - other.split("/").length;
}
/** What the files say whose texts are given. */
function collectLinks(tree, texts) {
	const dockerfiles = [...tree].filter((path) => isDockerfile(path) && !isForeign(path));
	return evidencePaths(tree).flatMap((path) => {
		const text = texts.get(path);
		const kind = KINDS.find(({ isOne }) => isOne(path));
		if (text === void 0 || !kind) return [];
		return kind.linksOf({
			path,
			text
		}, (beside) => texts.get(beside));
	}).flatMap((link) => findDockerfiles(link, tree, dockerfiles));
}
/** Where a variable is in the path, it stands for each Dockerfile that it leads to. */
function findDockerfiles({ by, ...link }, tree, dockerfiles) {
	if ("tool" in by) return [{
		...link,
		dockerfile: void 0,
		tool: by.tool
	}];
	const { dockerfile } = by;
	if (!marked(dockerfile)) return tree.has(dockerfile) ? [{
		...link,
		dockerfile,
		tool: void 0
	}] : [];
	const certain = certainPart(dockerfile).replace(/\.?Dockerfile$/, "");
	if (!certain.includes("/") || !/[a-z]{2}/i.test(certain)) return [];
	return dockerfiles.flatMap((path) => {
		const values = matchTemplate(dockerfile, path);
		if (!values) return [];
		const [image, context] = [link.image, link.context].map((one) => one && refill(one, values));
		return [{
			...link,
			image: image ?? link.image,
			context,
			dockerfile: path,
			tool: void 0
		}];
	});
}
// src/builds/tool-image.ts
/**
* What images of these tools have unless their configuration says otherwise.
* ko: `cgr.dev/chainguard/static`, whose user is 65532 (ko-build/ko, docs/configuration.md).
* Jib: Eclipse Temurin, without a user (GoogleContainerTools/jib, jib-maven-plugin/README.md).
* Buildpacks: a user of the builder, by its number and never root (buildpacks/spec, platform.md).
*/
const TOOLS = {
	ko: {
		facts: {
			user: {
				declared: "numeric",
				uid: 65532
			},
			nonRoot: {
				works: "as-is",
				uid: 65532
			},
			readOnlyRoot: { works: "as-is" },
			writes: [temporary("ko-build/ko:docs/configuration.md")]
		},
		says: "starts as the user of its base, by default 65532",
		notes: ["A base image that `.ko.yaml` names may have another user."]
	},
	jib: {
		facts: { writes: [temporary("GoogleContainerTools/jib:jib-maven-plugin/README.md")] },
		says: "starts as root unless `container.user` is set in its configuration",
		notes: ["Set `container.user` of Jib to a number, such as 1000."]
	},
	buildpacks: {
		facts: { writes: [temporary("buildpacks/spec:platform.md")] },
		says: "starts as the user of its builder, which is not root",
		notes: []
	}
};
/** What is known of an image that a tool builds. */
function builtByTool(tool, evidence) {
	const { facts, says, notes } = TOOLS[tool];
	const caveats = facts.readOnlyRoot ? [] : ["not known where its program writes"];
	return {
		asOther: {
			writes: facts.writes ?? [],
			isWhole: caveats.length === 0,
			caveats
		},
		dockerfile: void 0,
		tool,
		evidence,
		isExact: true,
		isVouched: true,
		facts,
		says,
		notes,
		programs: [],
		caveats,
		baseCaveats: [],
		sources: [],
		userEdit: void 0,
		userLine: 1,
		volumes: /* @__PURE__ */ new Map()
	};
}
function temporary(source) {
	return plainWrite("/tmp", {
		kind: "scratch",
		when: "the program uses temporary files",
		source,
		evidence: "docs"
	});
}
// src/builds/jib-image.ts
const BUILD_FILES = [
	"pom.xml",
	"build.gradle",
	"build.gradle.kts"
];
/** The build file that configures Jib: the one that names the image, or else that of the folder. */
function jibFile(evidence, context, tree) {
	if (evidence !== void 0 && BUILD_FILES.includes(baseOf$1(evidence))) return evidence;
	const paths = BUILD_FILES.flatMap((name) => joinPath(context ?? "", name) ?? []);
	return context === void 0 ? void 0 : paths.find((path) => tree.has(path));
}
/** What is known of an image that Jib builds, by the build file that configures it. */
function builtByJib(file, evidence, own) {
	const built = builtByTool("jib", evidence);
	const settings = file && jibSettings(file.text);
	if (!file || !settings) return built;
	const base = settings.base === void 0 ? void 0 : baseFacts(settings.base, own);
	const user = userOf(settings.user) ?? base?.known?.user;
	if (!user) return built;
	const isOther = user.uid !== void 0 && user.uid > 0;
	const isPlain = settings.isPlain && (base?.isPlain ?? true);
	const { writes = [] } = built.facts;
	const caveats = isOther && isPlain ? [] : built.caveats;
	const nonRoot = nonRootOf(user) ?? base?.known?.nonRoot;
	return {
		...built,
		says: describe$4(settings, file.path),
		facts: {
			user,
			writes,
			...nonRoot && { nonRoot },
			...caveats.length === 0 && { readOnlyRoot: { works: "as-is" } }
		},
		caveats,
		asOther: {
			writes,
			isWhole: isPlain,
			caveats: isPlain ? [] : built.caveats
		},
		notes: isOther ? [] : built.notes,
		sources: [file.path]
	};
}
function nonRootOf({ declared, uid, gid }) {
	if (declared === "root" || uid === void 0) return void 0;
	return {
		works: "as-is",
		uid,
		...gid !== void 0 && { gid }
	};
}
/** `1000`, `1000:1000`, or a name; undefined for one that a property has. */
function userOf(text) {
	const [, name = "", group] = /^([\w.-]{1,64})(?::([\w.-]{1,64}))?$/.exec(text ?? "") ?? [];
	if (name === "") return void 0;
	if (name === "root" || /^0+$/.test(name)) return { declared: "root" };
	if (!/^\d{1,9}$/.test(name)) return {
		declared: "name",
		name
	};
	const gid = /^\d{1,9}$/.test(group ?? "") ? { gid: Number(group) } : {};
	return {
		declared: "numeric",
		uid: Number(name),
		...gid
	};
}
function describe$4({ user, base }, path) {
	const where = code(path, Infinity);
	if (user !== void 0) return `has the user ${code(user)} by ${where}`;
	return `has the base ${code(base ?? "")} by ${where}, and no user of its own`;
}
// src/builds/ko-image.ts
/** Where ko has its configuration. */
const KO_FILE = ".ko.yaml";
/**
* The base that the configuration of ko names for an image; undefined where it names none, and ko takes its
* own (ko-build/ko, docs/configuration.md).
*
* @param image `ko://` and the import path of its program
*/
function koBase(file, image) {
	const [configuration] = documentsOf(file);
	return textAt$1(mappingAt(configuration, "baseImageOverrides"), image.slice(5)) ?? textAt$1(configuration, "defaultBaseImage");
}
/** What is known of an image that ko builds: as whom its base starts. */
function builtByKo(base, evidence, own) {
	const built = builtByTool("ko", evidence);
	if (base === void 0) return built;
	const { user, nonRoot } = knownImage(base, own) ?? {};
	const caveats = ["its configuration does not say where its program writes"];
	const { writes = [] } = built.facts;
	const says = user ? `has the base ${code(base)}` : `has the base ${code(base)}, of which nothing is known`;
	const isSame = user?.declared === "numeric" && user.uid === built.facts.user?.uid;
	return {
		...built,
		says,
		facts: isSame ? built.facts : {
			writes,
			...user && { user },
			...nonRoot && { nonRoot }
		},
		...isSame ? {} : {
			caveats,
			asOther: {
				writes,
				isWhole: false,
				caveats
			}
		},
		notes: []
	};
}
// src/builds/unknown-images.ts
/** The images of which neither the catalog nor the project says as whom they start. */
function unknownImages(images, own) {
	return images.filter((image) => {
		const known = knownImage(image, own);
		return known === void 0 || known.isOwn && known.user === void 0;
	});
}
// src/builds/build-index.ts
/** So many images of a file are followed to their Dockerfiles: as many as one request asks for. */
const MAX_IMAGES = 90;
const NOTHING$1 = { wanted: [] };
/**
* Tells how images are built by the files of their repository. Files are asked for in up to three steps:
* those that say how images are built, the Dockerfiles, and their start scripts.
*/
var BuildIndex = class {
	#tree;
	#dockerfiles;
	#texts;
	#found = /* @__PURE__ */ new Map();
	#links;
	constructor({ paths, texts }) {
		this.#tree = new Set(paths);
		this.#dockerfiles = paths.filter((path) => isDockerfile(path) && !isForeign(path));
		this.#texts = new Map(texts);
	}
	/** Takes the texts of files that it asked for; those that are not given can't be read. */
	add(wanted, texts) {
		for (const path of wanted) this.#texts.set(path, texts.get(path) ?? "");
	}
	/** The files that may say how images are built and were not read yet. */
	get evidence() {
		return (this.#dockerfiles.length === 0 ? [] : evidencePaths(this.#tree)).filter((path) => !this.#texts.has(path));
	}
	/** How those of the images are built that nobody else knows. */
	find(images, own) {
		const built = /* @__PURE__ */ new Map();
		const wanted = /* @__PURE__ */ new Set();
		for (const image of unknownImages(images, own).slice(0, MAX_IMAGES)) {
			const found = this.#of(image, own);
			if (found.image) built.set(image, found.image);
			for (const path of found.wanted) wanted.add(path);
		}
		return {
			built,
			wanted: [...wanted]
		};
	}
	#of(image, own) {
		const known = this.#found.get(image);
		if (known) return known;
		const found = this.#search(image, own);
		if (found.wanted.length === 0) this.#found.set(image, found);
		return found;
	}
	#search(image, own) {
		if (image.startsWith("ko://")) return this.#readKo(image, void 0, own);
		if (!this.#links) {
			const { evidence } = this;
			if (evidence.length > 0) return { wanted: evidence };
			this.#links = collectLinks(this.#tree, this.#texts);
		}
		const match = matchImage(image, this.#links, this.#dockerfiles);
		return match ? this.#read(image, match, own) : NOTHING$1;
	}
	/** The configuration of ko names the base of its images. */
	#readKo(image, evidence, own) {
		const configuration = this.#tree.has(".ko.yaml") ? this.#texts.get(KO_FILE) : "";
		if (configuration === void 0) return { wanted: [KO_FILE] };
		return {
			image: builtByKo(koBase({
				path: KO_FILE,
				text: configuration
			}, image), evidence, own),
			wanted: []
		};
	}
	/** A build file names the user and the base of what Jib builds. */
	#readJib({ link: { context, evidence } }, own) {
		const path = jibFile(evidence, context, this.#tree);
		const text = path === void 0 ? "" : this.#texts.get(path);
		if (text === void 0) return { wanted: path === void 0 ? [] : [path] };
		return {
			image: builtByJib(path === void 0 ? void 0 : {
				path,
				text
			}, evidence, own),
			wanted: []
		};
	}
	#read(image, match, own) {
		const { dockerfile, context, tool, evidence } = match.link;
		if (tool === "ko") return this.#readKo("", evidence, own);
		if (tool === "jib") return this.#readJib(match, own);
		if (tool !== void 0) return {
			image: builtByTool(tool, evidence),
			wanted: []
		};
		if (dockerfile === void 0) return NOTHING$1;
		const wanted = [];
		const found = this.#evaluate(match, {
			own,
			wanted,
			trail: [],
			known: /* @__PURE__ */ new Map()
		});
		if (wanted.length > 0) return { wanted };
		if (!found || !(match.isExact || mayBuild(found, image))) return NOTHING$1;
		const { file, state } = found;
		const paths = startScripts(state, context ?? folderOf$1(dockerfile), this.#tree);
		const open = paths.filter((path) => !this.#texts.has(path));
		if (open.length > 0) return { wanted: open };
		return {
			image: describeBuilt({
				file,
				state,
				match,
				scripts: paths.map((path) => ({
					path,
					text: this.#texts.get(path) ?? ""
				}))
			}, own),
			wanted: []
		};
	}
	/** What a Dockerfile makes of an image, through those of the images that it starts from. */
	#evaluate({ link }, chain) {
		const { dockerfile = "", target, args } = link;
		const text = this.#texts.get(dockerfile);
		if (text === void 0) {
			chain.wanted.push(dockerfile);
			return;
		}
		const file = readDockerfile({
			path: dockerfile,
			text
		});
		if (!file) return void 0;
		const trail = [...chain.trail, dockerfile];
		const baseOf = (image) => this.#baseOf(image, {
			...chain,
			trail
		});
		const state = evaluate(file, {
			target,
			args,
			baseOf
		});
		return state && {
			file,
			state
		};
	}
	/** How the base of an image is built, where the repository does that; each is looked for once. */
	#baseOf(image, chain) {
		const { trail, own, known } = chain;
		if (known.has(image)) return known.get(image);
		if (known.size === MAX_BASES || trail.length === MAX_DEPTH) return void 0;
		if (image === "scratch" || unknownImages([image], own).length === 0) return void 0;
		const match = matchImage(image, this.#links ?? [], this.#dockerfiles);
		const { dockerfile, context } = match?.link ?? {};
		const isBuilt = dockerfile !== void 0 && !trail.includes(dockerfile);
		const found = match && isBuilt ? this.#evaluate(match, chain) : void 0;
		const state = found && asBase(found, {
			image,
			context,
			isExact: match?.isExact === true
		});
		known.set(image, state);
		return state;
	}
};
/** Whether a Dockerfile of such a name may be an image's: it is another's that starts from that image. */
function mayBuild({ state }, image) {
	if (state.base === void 0) return false;
	return canonicalReference(state.base)?.name !== canonicalReference(image)?.name;
}
/** An image as another one starts from it: what it says is in another file, and so are its scripts. */
function asBase({ file: { path }, state }, { image, context = folderOf$1(path), isExact }) {
	return {
		...state,
		accounts: new Map([...state.accounts].map(([name, one]) => [name, {
			...one,
			isOfBase: true
		}])),
		bases: [{
			path,
			caveats: baseCaveats(image, path, isExact)
		}, ...state.bases],
		user: state.user && {
			...state.user,
			of: state.user.of ?? path
		},
		copies: state.copies.map((one) => ({
			...one,
			context: one.context ?? context
		}))
	};
}
/** Images that start from each other: people have two or three. */
const MAX_DEPTH = 5;
/** Images that one image starts or copies from, all together. */
const MAX_BASES = 20;
/** What is uncertain about a base that the repository builds as well. */
function baseCaveats(image, dockerfile, isExact) {
	const [base, file] = [code(image), code(dockerfile, Infinity)];
	if (!isExact) return [`only the name tells that its base ${base} is built from ${file}`];
	const { tag = "", digest } = canonicalReference(image) ?? {};
	return digest !== void 0 || /\d/.test(tag) ? [`${file} is as it is now, and the base ${base} may be older`] : [];
}
// src/kubernetes/images-of.ts
/**
* The images that the containers of a manifest's pods run, each once: as they are written, or as the
* kustomization names them that lists the file.
*/
function imagesOf$1(manifest, kustomization) {
	const images = manifest.resources.flatMap(podsOf).flatMap(({ containers }) => containers).flatMap(({ value }) => {
		const image = textOf(field(value, "image")?.value);
		const changes = value.document.madeFrom ? [] : kustomization?.images ?? [];
		return image === void 0 ? [] : changeImage(image, changes)?.reference ?? image;
	});
	return [...new Set(images)];
}
/** Both names of the images of a manifest's containers. */
function imageNames(manifest, kustomization) {
	const run = imagesOf$1(manifest, kustomization);
	return {
		run,
		written: kustomization ? imagesOf$1(manifest) : run
	};
}
// src/render/merged-findings.ts
/** Findings that hold in several ways, such as with several value sets, each once. */
var MergedFindings = class {
	#wayOf;
	#found = /* @__PURE__ */ new Map();
	#byPlace = /* @__PURE__ */ new Map();
	/** @param wayOf tells the ways apart: what one of them has twice at a place is two findings */
	constructor(wayOf) {
		this.#wayOf = wayOf;
	}
	/** @param finding where its source is */
	add(finding, from) {
		const way = this.#wayOf(from);
		const key = keyOf$3(finding);
		const place = placeOf$3(finding);
		const there = this.#byPlace.get(place) ?? [];
		const known = this.#found.get(key) ?? there.find((one) => !one.from.some((each) => this.#wayOf(each) === way));
		if (known) {
			known.from.push(from);
			return;
		}
		const merged = {
			finding,
			from: [from]
		};
		this.#found.set(key, merged);
		this.#byPlace.set(place, [...there, merged]);
	}
	all() {
		return [...this.#found.values()];
	}
};
/**
* The same for what another way words otherwise, such as for a DaemonSet instead of a Deployment: one edit
* is for both.
*/
function placeOf$3({ file, line, rule, detail, subject: { container } }) {
	return JSON.stringify([
		file,
		line,
		rule,
		detail,
		container?.name
	]);
}
/** The same in all ways, though a finding may stand elsewhere in each. */
function keyOf$3({ fingerprint, message }) {
	return JSON.stringify([fingerprint, message]);
}
/** How many names a message has. */
const MAX_NAMES = 2;
/** Names in a message: the first ones, and how many more there are. */
function listed(names) {
	const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : "";
	return names.slice(0, MAX_NAMES).join(", ") + more;
}
// src/render/place-finding.ts
/**
* Where in a source something stands that was found in its rendering: where the value is written; for
* one that is missing, the key of the values, or the node of the template, that can bring it.
*/
function placeFinding({ sources, manifest }, finding) {
	const index = finding.line - 1;
	const searched = missingIn(finding);
	if (!searched) return sources.valueAt(index);
	const last = Math.max(searched.start, searched.end - 1);
	const [from, to] = [searched.start, last].map((at) => manifest.lines.position(at).line - 1);
	return sources.contextFor(from ?? index, to ?? index) ?? sources.textAt(index);
}
/** Where a securityContext is, or would be, that lacks the field of a finding. */
function missingIn({ span, subject: { container, resource, value } }) {
	if (container) {
		if (span.start !== placeInContext(container).start) return void 0;
		return container.securityContext?.span ?? container.value.span;
	}
	const context = field(value, "securityContext") ?? field(resource.value, "securityContext");
	return context?.key.start === span.start ? context.value.span : void 0;
}
// src/render/relocate.ts
/**
* What was found in the renderings of a source, by the files of the source that it comes from. Each
* finding stands where its value is written, or where one that is missing can be set. One that holds
* with several value sets is one finding; if it is new with some of them, it names these. None has a fix:
* an edit of the rendering is of no use.
*/
function relocate(source, all, { ruleSet, skips, isNew = () => true }) {
	const sources = new Sources(source);
	const moved = movedFindings(sources, all, isNew);
	const origins = new Map(moved.map(({ finding, from }) => [finding, from]));
	const findings = [...origins.keys()];
	const exempted = movedExempted(sources, all);
	const faults = movedFaults(sources, all);
	const unjudged = [...skips, ...skipsIn(all)];
	for (const { rendered } of all) sources.seen(rendered);
	for (const { file } of unjudged) sources.file(file);
	return {
		judged: sources.all().map((manifest) => {
			const { path } = manifest.file;
			return {
				ruleSet,
				manifest: {
					...manifest,
					skips: unjudged.filter(({ file }) => file === path)
				},
				findings: findings.filter(({ file }) => file === path).toSorted(compare$1),
				exempted: exempted.filter(({ finding }) => finding.file === path),
				exemptionFaults: faults.filter(({ file }) => file === path)
			};
		}),
		origins
	};
}
/**
* Adds what was found in a file of values as such, which no value set may have brought to a container:
* what is known from a rendering already is not said again.
*/
function withValues(all, values) {
	const { file } = values.manifest;
	const here = all.find(({ manifest }) => manifest.file.path === file.path);
	const isKnown = ({ rule, line }) => here?.findings.some((known) => known.rule === rule && known.line === line) ?? false;
	const findings = values.findings.filter((finding) => !isKnown(finding));
	const others = all.filter((one) => one !== here);
	const merged = {
		...values,
		manifest: {
			...values.manifest,
			skips: here?.manifest.skips ?? []
		},
		findings: [...here?.findings ?? [], ...findings].toSorted(compare$1),
		exempted: [...here?.exempted ?? [], ...values.exempted],
		exemptionFaults: [...here?.exemptionFaults ?? [], ...values.exemptionFaults]
	};
	return [...others, merged].toSorted(byPath$1);
}
function byPath$1(one, other) {
	return one.manifest.file.path < other.manifest.file.path ? -1 : 1;
}
/** What can't be judged in the renderings of a source; lines are those of the rendering. */
function skipsIn(all) {
	return unique$1(all.flatMap(({ rendered: { set }, judged: { manifest } }) => manifest.skips.map(({ file, reason }) => ({
		file,
		reason: reason.startsWith("line ") ? `as it is rendered${withSet(set)}, ${reason}` : reason
	}))));
}
function compare$1(one, other) {
	return one.line - other.line || one.column - other.column;
}
function unique$1(items) {
	return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
function movedFindings(sources, all, isNew) {
	const merged = new MergedFindings(({ rendered }) => rendered.set);
	const each = all.flatMap(({ rendered, judged }) => judged.findings.map((finding) => ({
		rendered,
		finding
	})));
	const inOrder = [...each.filter(({ finding }) => isNew(finding)), ...each.filter(({ finding }) => !isNew(finding))];
	for (const one of inOrder) merged.add(sources.move(one.rendered, one.finding), one);
	return merged.all().map(({ finding, from }) => {
		const fresh = from.filter((one) => isNew(one.finding));
		return {
			finding: naming$1(finding, (fresh.length > 0 ? fresh : from).map(({ rendered }) => rendered.set)),
			from
		};
	});
}
/** Names the value sets of a finding that the defaults do not have. */
function naming$1(finding, sets) {
	const names = [...new Set(sets.map(({ name }) => name))];
	if (names.includes(void 0)) return finding;
	const list = listed(names.map((name) => name?.replace(` in ${finding.file}`, "") ?? ""));
	const message = md`${finding.message} (with ${prose(list)})`;
	return {
		...finding,
		message
	};
}
function movedExempted(sources, all) {
	const moved = all.flatMap(({ rendered, judged }) => judged.exempted.map((one) => ({
		...one,
		finding: sources.move(rendered, one.finding)
	})));
	return [...new Map(moved.map((one) => [keyOf$3(one.finding), one])).values()];
}
function movedFaults(sources, all) {
	return unique$1(all.flatMap(({ rendered, judged }) => judged.exemptionFaults.map((fault) => {
		const place = rendered.sources.textAt(fault.line - 1);
		return {
			...fault,
			file: sources.path(place),
			line: place?.line ?? 1
		};
	})));
}
/** The files of a source that something comes from, as manifests without objects. */
var Sources = class {
	#source;
	#texts;
	#files = /* @__PURE__ */ new Map();
	constructor(source) {
		this.#source = source;
		this.#texts = new Map(Object.entries(source.files).map(([path, text]) => [reportedPath(source, path), text]));
	}
	all() {
		return [...this.#files.values()].toSorted((a, b) => a.file.path < b.file.path ? -1 : 1);
	}
	/** What comes from no file, but from an archive, comes from the chart that has it. */
	path(place) {
		return reportedPath(this.#source, place?.path ?? this.#source.main);
	}
	/** A file that was judged, also where nothing was found in it. */
	seen({ sources: { path } }) {
		if (path !== void 0) this.file(reportedPath(this.#source, path));
	}
	/** @param path as reports name it */
	file(path) {
		const known = this.#files.get(path);
		if (known) return known;
		const text = this.#texts.get(path) ?? "";
		const manifest = {
			file: {
				path,
				text
			},
			lines: indexLines(text),
			documents: [],
			resources: [],
			skips: [],
			unreadable: 0,
			isWhole: true
		};
		this.#files.set(path, manifest);
		return manifest;
	}
	/** The finding, at its place in the source and without its fix. */
	move(rendered, finding) {
		const found = placeFinding(rendered, finding);
		const file = this.path(found);
		const { lines, file: source } = this.file(file);
		const line = found?.line ?? 1;
		const whole = lines.span(line);
		const text = source.text.slice(whole.start, whole.end);
		const start = whole.start + text.length - text.trimStart().length;
		const span = found?.key ?? {
			start,
			end: whole.start + text.trimEnd().length
		};
		const { line: endLine, column: endColumn } = lines.position(span.end);
		const { column } = lines.position(span.start);
		const place = {
			file,
			span,
			line,
			column,
			endLine,
			endColumn
		};
		return {
			...finding,
			...place,
			remedy: void 0,
			rendered: {
				kind: this.#source.kind,
				folder: this.#source.folder,
				path: rendered.manifest.file.path,
				remedy: finding.remedy?.safety
			}
		};
	}
};
// src/render/unused-parts.ts
const HOW = "as ci/NAME-values.yaml of the chart";
/** Says of each file what of it no values enable, in a line. */
function skipsOfUnused(source, unused) {
	return groupBy$1(unused, ({ path }) => path).map((parts) => {
		const [first] = parts.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
		const file = reportedPath(source, first?.path ?? "");
		const line = first?.line;
		if (line === void 0) return {
			file,
			reason: `no values enable it: add some that do, ${HOW}`
		};
		return {
			file,
			reason: parts.length === 1 ? `line ${line}: no values enable this part: add some that do, ${HOW}` : `no values enable ${parts.length} parts, the first in line ${line}: add some that do, ${HOW}`
		};
	});
}
// src/render/judge-source.ts
/** Judges what a source becomes, and its files of values. */
function judgeSource({ source, manifests, values = [], wrapped, skips, unused }, ruleSet) {
	const renderings = manifests.map((rendered) => ({
		rendered,
		judged: judge(rendered.manifest, ruleSet)
	}));
	const { origins, ...relocated } = relocate(source, renderings, {
		ruleSet,
		skips: [...skips, ...skipsOfUnused(source, unused)]
	});
	let { judged } = relocated;
	for (const manifest of values) judged = withValues(judged, judge(manifest, {
		...ruleSet,
		wrapped
	}));
	return {
		judged,
		renderings,
		origins
	};
}
/** The images that run in what a source becomes, each once. */
function imagesOfSource({ manifests, values = [] }) {
	const all = [...manifests.map(({ manifest }) => manifest), ...values];
	return [...new Set(all.flatMap((manifest) => imagesOf$1(manifest)))];
}
// src/review/kustomizations.ts
/** Finds the kustomizations of a change. One that the change leaves alone is the same before and now. */
function kustomizationsOf({ files, removed = [], beside = [] }) {
	const heads = new Map(files.map(({ path, head }) => [path, head]));
	const bases = new Map([...files.map(({ path, base }) => [path, base]), ...removed.map(({ path, text }) => [path, text])]);
	for (const { path, side, text } of beside) {
		if (side !== "head" || heads.has(path)) continue;
		heads.set(path, text);
		bases.set(path, text);
	}
	return {
		now: finder((path) => heads.get(path)),
		before: finder((path) => bases.get(path))
	};
}
/** Finds and reads each kustomization once. */
function finder(textOf) {
	const known = /* @__PURE__ */ new Map();
	const inFolder = (folder) => {
		const path = KUSTOMIZATION_NAMES.map((name) => folder + name).find((one) => textOf(one) !== void 0);
		return path === void 0 ? void 0 : readKustomization({
			path,
			text: textOf(path) ?? ""
		});
	};
	return (path) => {
		const folder = folderOf(path);
		if (!known.has(folder)) known.set(folder, inFolder(folder));
		const found = known.get(folder);
		return found?.resources.has(path.slice(folder.length)) === true ? found : void 0;
	};
}
/** A rule set for a file, with the kustomization that lists it. */
function kustomized(ruleSet, kustomization) {
	return ruleSet.kustomization === kustomization ? ruleSet : {
		...ruleSet,
		kustomization
	};
}
// src/review/release-sources.ts
/** How they are judged now, and how they were before; without keys where there are none. */
function releaseRulesOf(change, charts) {
	const { now, before } = releaseSourcesOf(change);
	return {
		now: rulesFor(now, documentsOf$1(charts, "head")),
		before: rulesFor(before, documentsOf$1(charts, "base"))
	};
}
function rulesFor(releaseSources, renderedDocuments) {
	const isRendered = renderedDocuments.size > 0;
	if (releaseSources === void 0 && !isRendered) return {};
	return {
		releaseSources,
		renderedDocuments
	};
}
/** Reads what the files of a change, and those beside them, say of where charts are. */
function releaseSourcesOf({ files, removed = [], beside = [] }) {
	if (!files.some(({ base, head }) => mayNeedSources(head) || mayNeedSources(base ?? ""))) return {
		now: void 0,
		before: void 0
	};
	const changed = new Set(files.map(({ path }) => path));
	const others = beside.filter(({ path, side }) => side === "head" && !changed.has(path)).flatMap(sourcesIn);
	const heads = files.flatMap(({ path, head }) => sourcesIn({
		path,
		text: head
	}));
	const bases = files.flatMap(({ path, base }) => sourcesIn({
		path,
		text: base ?? ""
	}));
	return {
		now: [...heads, ...others],
		before: [
			...bases,
			...removed.flatMap(sourcesIn),
			...others
		]
	};
}
// src/review/change-images.ts
/** The images that the containers in the new texts of a change run, and in what its charts become, each once. */
function imagesOfChange(change, kinds = [], onFile = () => {}) {
	const { now } = kustomizationsOf(change);
	const { now: releaseSources } = releaseSourcesOf(change);
	const images = change.files.flatMap(({ path, head }) => {
		onFile(path);
		return imagesOf$1(readManifest({
			path,
			text: head
		}, {
			kinds,
			releaseSources
		}), now(path));
	});
	const rendered = (change.charts ?? []).flatMap(({ folder, head }) => {
		if (!head?.answer) return [];
		onFile(reportedPath({ folder }, "Chart.yaml"));
		return imagesOfSource(readRendering(head.chart, head.answer, { kinds }));
	});
	const built = (change.roots ?? []).flatMap((root) => {
		const { head } = root;
		if (!head?.answer) return [];
		onFile(rootFile(root));
		return imagesOfSource(readBuilt({
			folder: "",
			sources: head.sources
		}, head.answer, { kinds }));
	});
	return [.../* @__PURE__ */ new Set([
		...images,
		...rendered,
		...built
	])];
}
// src/review/manifests-for.ts
/** As many as one request to GitHub asks for. */
const MAX_MANIFESTS = 90;
/** Folders and names in which workloads are kept. */
const LIKELY = /(?:^|[/_.-])(?:k8s|kube\w*|manifests?|deploy\w*|kustomize|overlays?|base|charts?|gitops|apps?)(?:[/_.-]|$)/i;
/** Files of other programs, by their names. */
const OTHER = /^(?:docker-compose|compose|skaffold|mkdocs\.|pnpm-lock\.|package|openapi|swagger)|lint/i;
function isManifest(path) {
	return !path.startsWith(".github/") && !OTHER.test(baseOf$1(path));
}
/**
* The manifests that most likely use what these Dockerfiles make, bounded: those with the name of a
* Dockerfile's folder, then those in folders for manifests.
*/
function manifestsFor(dockerfiles, paths) {
	if (dockerfiles.length === 0) return [];
	const names = dockerfiles.flatMap((path) => folderOf$1(path).split("/").filter((name) => name.length > 2));
	const rank = (path) => {
		if (names.some((name) => baseOf$1(path).includes(name))) return 0;
		if (names.some((name) => folderOf$1(path).includes(name))) return 1;
		return LIKELY.test(path) ? 2 : 3;
	};
	return paths.filter((path) => /\.ya?ml$/.test(path) && !isForeign(path) && isManifest(path)).map((path) => ({
		path,
		rank: rank(path),
		depth: path.split("/").length
	})).toSorted((one, other) => one.rank - other.rank || one.depth - other.depth).slice(0, MAX_MANIFESTS).map(({ path }) => path);
}
// src/images/schema/texts.ts
/** The texts and numbers that facts about images are made of. */
const name = textLike(/^[A-Za-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)*$/, "the name of an image without a tag");
const versions = textLike(/^(\d+(\.\d+)*( - \d+(\.\d+)*)?|(>=|<)\d+(\.\d+)*)$/, "a version such as '1.27', a range such as '6.2 - 8', or a bound such as '>=18'");
/** The API takes ids up to the largest signed 32-bit number. */
const id = wholeNumber(0, 2147483647);
/** Shown in Markdown, where a tag would be lost. */
const sentence = textLike(/^[^<]+[.]$/, "a sentence with its full stop, without \"<\"");
const clause = textLike(/^[^<]*[^.<]$/, "a clause without a full stop, and without \"<\"");
const source = textLike(/^([\w.-]+\/[\w.-]+((@[0-9a-f]{7,40})?:[^ ]+|#\d+)|https:\/\/[^ ]+|.+, \d{4}-\d{2}-\d{2})$/, "repository@commit:path, repository:path, repository#number, an address, or what was read and the date: docker diff, 2026-01-31");
const path = textLike(/^(\/[\w.-]+)+$/, "an absolute path of letters, digits, dots, dashes and underscores");
const program = textLike(/^[\w.-]+$/, "the name of a program, without a folder");
// src/images/schema/writes.ts
/** Settings of a manifest, any of which answers a condition. */
const signs = pipe(mapping({
	env: exactOptional(pipe(filledList(textLike(/^[A-Za-z_*][\w*.-]*(=.*)?$/, "NAME, or NAME=value; * stands for any text")), unique$2())),
	options: exactOptional(pipe(filledList(textLike(/^-{0,2}[A-Za-z][\w.*-]*(=.*)?$/, "an option, --name or --name=value, or a word before a value; * stands for any text")), unique$2())),
	programs: exactOptional(pipe(filledList(program), unique$2())),
	mounts: exactOptional(filledList(path)),
	complete: exactOptional(pipe(only$1(true), description("Nothing else decides it: where none is set, the answer is no.")))
}), hasOneOf([
	"env",
	"options",
	"programs",
	"mounts"
]), description("Settings of a manifest, any of which answers a condition."));
/** Settings of a manifest that name another place for a path. */
const movedBy = pipe(mapping({
	env: exactOptional(pipe(filledList(textLike(/^[A-Za-z_]\w*$/, "the name of a variable")), unique$2())),
	options: exactOptional(pipe(filledList(textLike(/^-{0,2}[A-Za-z][\w.*-]*$/, "an option, --name, or a word before a path; * stands for any text")), unique$2())),
	file: exactOptional(pipe(only$1(true), description("The setting names a file, and the volume belongs on its folder.")))
}), hasOneOf(["env", "options"]), description("Settings of a manifest that name another place for the path."));
/** Where an image writes. */
const writes = pipe(list(pipe(mapping({
	path,
	kind: choice([
		"scratch",
		"cache",
		"run",
		"log",
		"config",
		"data"
	]),
	volume: choice(["emptyDir", "persistent"]),
	when: exactOptional(clause),
	ifMounted: exactOptional(pipe(path, description("The condition holds only where something is mounted here."))),
	if: exactOptional(pipe(signs, description("Settings by which the condition of when holds."))),
	unless: exactOptional(pipe(signs, description("Settings by which the image does not write there."))),
	movedBy: exactOptional(movedBy),
	ownFolder: exactOptional(pipe(textLike(/^[A-Z_]+$/, "the name of a variable in capital letters"), description("The variable that names a folder for these files, where the program refuses one that all users may write to."))),
	hidesFiles: exactOptional(pipe(flag(), description("Whether the image has files there that a volume would hide, and that it needs."))),
	copyable: exactOptional(pipe(only$1(true), description("The image's own chart fills the volume with the image's cp, or its Dockerfile or entrypoint shows that it has one."))),
	evidence: choice([
		"declared",
		"script",
		"chart",
		"docs",
		"code",
		"reported",
		"observed",
		"unread"
	]),
	source
}), implies("ifMounted", "when"), implies("copyable", "hidesFiles"), implies("if", "when"))), description("Empty: the image writes nothing. Left out: not known."));
// src/images/schema/node-needs.ts
const hostPath = mapping({
	path: textLike(/^\/$|^(\/[\w.-]+)+$/, "an absolute path of the node; / is the whole node"),
	access: choice(["read", "write"])
});
/** What of its node an image can't work without. */
const nodeNeeds = pipe(mapping({
	privileged: exactOptional(pipe(only$1(true), description("Capabilities would not do."))),
	capabilities: exactOptional(pipe(filledList(textLike(/^(?!CAP_)[A-Z_]+$/, "a capability without CAP_, such as NET_ADMIN")), unique$2())),
	hostNamespaces: exactOptional(pipe(filledList(choice([
		"hostNetwork",
		"hostPID",
		"hostIPC"
	])), unique$2())),
	hostPaths: exactOptional(filledList(hostPath)),
	if: exactOptional(pipe(signs, description("Settings by which the container is one that needs it."))),
	why: exactOptional(sentence),
	instead: exactOptional(sentence)
}), implies("privileged", "why"), implies("capabilities", "why"), implies("hostNamespaces", "why"), implies("hostPaths", "why"), implies("if", "why"), implies("instead", "why"), description("What of its node the image needs. Empty: nothing. Left out: not known."));
// src/images/schema/entry.ts
/**
* What an entry of `data/images` and of a project's own list may have. `npm run update` writes
* `data/images.schema.json` from it; docs/images.md says what the fields mean.
*/
const user = pipe(mapping({
	declared: choice([
		"root",
		"name",
		"numeric"
	]),
	name: exactOptional(text()),
	uid: exactOptional(id),
	gid: exactOptional(id)
}), description("As what the image starts: root, a name, or a number."));
const account = pipe(mapping({
	name: text(),
	uid: exactOptional(id),
	gid: exactOptional(id)
}), description("The user that the image changes to when it starts as root."));
const nonRoot = mapping({
	works: choice([
		"as-is",
		"with-changes",
		"never"
	]),
	uid: exactOptional(id),
	gid: exactOptional(id),
	checked: exactOptional(pipe(only$1(false), description("The number is inferred."))),
	how: exactOptional(sentence),
	fsGroupChangePolicy: exactOptional(pipe(mapping({
		value: choice(["OnRootMismatch"]),
		why: clause
	}), description("What to set beside fsGroup, and why, in a clause.")))
});
const readOnlyRoot = mapping({
	works: choice([
		"as-is",
		"shipped",
		"with-changes",
		"never"
	]),
	note: exactOptional(sentence)
});
const fileCapabilities = pipe(filledList(textLike(/^[A-Z_]+$/, "a capability in capital letters, such as NET_BIND_SERVICE")), description("The binary does not start without them."));
const environment = filledList(mapping({
	name: textLike(/^[A-Z_]+$/, "the name of a variable in capital letters"),
	value: text(),
	for: exactOptional(pipe(choice(["nonRoot", "readOnlyRoot"]), description("What needs it; left out: both."))),
	why: clause
}));
const ports = list(wholeNumber(1, 65535));
/** What a variant may say otherwise than its image. */
const variantFacts = {
	user: exactOptional(user),
	becomes: exactOptional(account),
	nonRoot: exactOptional(nonRoot),
	readOnlyRoot: exactOptional(readOnlyRoot),
	needs: exactOptional(nodeNeeds),
	fileCapabilities: exactOptional(fileCapabilities),
	environment: exactOptional(environment),
	ports: exactOptional(ports),
	writes: exactOptional(writes)
};
const variant = pipe(mapping({
	tag: exactOptional(pipe(filledList(textLike(/^[a-z]+$/, "a word of small letters")), description("Words that the tag has to have, all of them."))),
	versions: exactOptional(versions),
	...variantFacts
}), hasOneOf(["tag", "versions"]));
const alternative = mapping({
	image: text(),
	uid: exactOptional(id),
	note: exactOptional(sentence),
	checked: exactOptional(pipe(only$1(false), description("Named from memory.")))
});
const confirmed = pipe(mapping({
	how: choice(["program", "image"]),
	program: text(),
	version: textLike(/^\d+(\.\d+)*$/, "a version of numbers and dots"),
	date: textLike(/^\d{4}-\d{2}-\d{2}$/, "a day such as 2026-01-31")
}), description("A run with a read-only root by these facts, which held: npm run confirm."));
/** An entry: what is known of an image, for all its names. */
const imageEntry = pipe(mapping({
	images: pipe(filledList(name), unique$2()),
	versions: exactOptional(versions),
	programs: exactOptional(pipe(filledList(program), unique$2(), description("Programs of the image, by which a command is known to start what the image starts."))),
	...variantFacts,
	variants: exactOptional(filledList(variant)),
	confirmed: exactOptional(confirmed),
	alternatives: exactOptional(filledList(alternative)),
	notes: exactOptional(filledList(sentence)),
	sources: exactOptional(pipe(filledList(source), unique$2(), description("What else was read; the sources of the writes need not be repeated.")))
}), title("What an image needs to run with a read-only root filesystem and without root"), description("One file an image, or one entry of a project's own list; docs/images.md says what the fields mean."));
/** A project's own list. */
const imageList = list(imageEntry);
/**
* Reads a project's own facts about images: a list, each entry of the form of `data/images`. Never
* throws.
*/
function readProjectImages(file) {
	const lines = indexLines(file.text);
	const at = (offset, message) => ({
		line: lines.position(offset).line,
		message
	});
	if (file.text.length > 1048576) return { faults: [at(0, "it is larger than 1 MiB, which no list of images needs to be")] };
	const [span, second] = splitDocuments(file.text);
	if (second) return { faults: [at(second.start, "it has to be one YAML document")] };
	const parsed = span && parseDocumentAt(file.text, span, 0);
	if (!parsed) return {
		document: void 0,
		images: /* @__PURE__ */ new Map()
	};
	if ("reason" in parsed) return { faults: [at(parsed.offset, parsed.reason)] };
	const read = readEntries(parsed);
	if ("entries" in read) return {
		document: parsed,
		images: imagesOf(read.entries)
	};
	return { faults: read.faults.map(({ offset, message }) => at(offset, message)) };
}
function readEntries(document) {
	const root = rootOf(document);
	const offset = root.span.start;
	const data = document.toData();
	if (data === void 0) return { faults: [{
		offset,
		message: "its aliases lead nowhere"
	}] };
	if (!isList(root)) return { faults: [{
		offset,
		message: "it must be a list of entries: \"- images: [registry.example.com/shop/web]\""
	}] };
	const checked = checkYaml(imageList, root, data, "the entry");
	if ("faults" in checked) return checked;
	const faults = nameFaults(items(root).flatMap(namesOf));
	return faults.length > 0 ? { faults } : { entries: checked.output };
}
function namesOf(entry) {
	return items(valueAt(entry, ["images"]));
}
/** A name may be short, but has no tag, and only one entry has it. */
function nameFaults(names) {
	const seen = /* @__PURE__ */ new Set();
	return names.flatMap((value) => {
		const text = textOf(value) ?? "";
		const offset = value.span.start;
		const reference = canonicalReference(text);
		if (!reference || reference.tag !== void 0 || reference.digest !== void 0) return [{
			offset,
			message: `${quoted(text)} is no name of an image: write it without a tag, which "versions" has room for`
		}];
		const isRepeated = seen.has(reference.name);
		seen.add(reference.name);
		return isRepeated ? [{
			offset,
			message: `${quoted(text)} is there twice: make it one entry`
		}] : [];
	});
}
function imagesOf(entries) {
	return new Map(entries.flatMap((entry) => {
		const facts = factsOf(entry);
		return entry.images.map((image) => [canonicalReference(image)?.name ?? image, facts]);
	}));
}
function factsOf({ sources = [], variants, ...entry }) {
	const written = [entry, ...variants ?? []].flatMap(({ writes = [] }) => writes);
	const all = [.../* @__PURE__ */ new Set([...written.map(({ source }) => source), ...sources])];
	const placed = ({ writes, ...part }) => ({
		...part,
		...writes && { writes: writes.map((write) => ({
			...write,
			source: all.indexOf(write.source)
		})) }
	});
	return {
		...placed(entry),
		...variants && { variants: variants.map(placed) },
		sources: all
	};
}
// src/review/project-images.ts
/**
* Reads a project's own facts as they are on the base: a pull request can't vouch for its own
* images. A fault makes the check neutral and not red, or nobody could merge what resolves it; one that
* the pull request brings is named before it is merged.
*/
function reviewedImages({ projectImages, files }) {
	const base = projectImages && readProjectImages(projectImages);
	const images = base && "images" in base ? base.images : void 0;
	const changed = files.find(({ path }) => path === PROJECT_IMAGES_PATH);
	const head = changed && {
		path: changed.path,
		text: changed.head
	};
	return {
		images,
		skips: [...skipsOf$1(projectImages, "on the base branch, so that what it knows of images is not used"), ...skipsOf$1(head, "in this change")]
	};
}
function skipsOf$1(file, where) {
	const read = file && readProjectImages(file);
	if (!file || !read || !("faults" in read)) return [];
	const [first] = read.faults;
	return first ? [{
		file: file.path,
		reason: `line ${first.line}: ${first.message} (${where})`
	}] : [];
}
// src/review/change-builds.ts
/** What to read of a repository before it can be said how images are built; undefined for nothing. */
function wantedBuilds(change, kinds = [], onFile) {
	const { builds } = change;
	const own = reviewedImages(change).images;
	if (!builds) return changedDockerfiles(change).length > 0 || unknownImages(openImages(change, kinds, onFile), own).length > 0 ? [] : void 0;
	const images = [...imagesIn(change, kinds, onFile), ...imagesBeside(change, kinds)];
	const index = new BuildIndex(builds);
	const manifests = manifestsOf(change);
	const unread = [...manifests.length > 0 ? [...changedDockerfiles(change), ...index.evidence] : [], ...manifests].filter((path) => !builds.texts.has(path));
	return [.../* @__PURE__ */ new Set([...index.find(images, own).wanted, ...unread])];
}
/** How the images of a change are built that nobody else knows. */
function changedBuilds(change, kinds = []) {
	const { builds } = change;
	if (!builds) return {
		now: /* @__PURE__ */ new Map(),
		before: /* @__PURE__ */ new Map()
	};
	const own = reviewedImages(change).images;
	const images = [...imagesIn(change, kinds), ...imagesBeside(change, kinds)];
	const find = (files) => new BuildIndex(files).find(images, own).built;
	const now = find(builds);
	if (builds.before.size === 0) return {
		now,
		before: now
	};
	const before = find({
		...builds,
		texts: new Map([...builds.texts, ...builds.before])
	});
	const vouched = [...now].map(([image, built]) => {
		const isVouched = dequal(built.facts.user, before.get(image)?.facts.user);
		return [image, {
			...built,
			isVouched
		}];
	});
	return {
		now: new Map(vouched),
		before
	};
}
/** The Dockerfiles that a change touches and does not remove. */
function changedDockerfiles({ touched = [], builds }) {
	const there = builds && new Set(builds.paths);
	return touched.filter((path) => isDockerfile(path) && there?.has(path) !== false);
}
/** Manifests that a change leaves alone, and that may use what its Dockerfiles make. */
function manifestsBeside(change, kinds = []) {
	const { builds } = change;
	return manifestsOf(change).flatMap((path) => {
		const text = builds?.texts.get(path) ?? "";
		return text === "" ? [] : [readManifest({
			path,
			text
		}, { kinds })];
	});
}
function manifestsOf(change) {
	const { builds, files } = change;
	const known = new Set(files.map(({ path }) => path));
	return manifestsFor(builds ? changedDockerfiles(change) : [], builds?.paths.filter((path) => !known.has(path)) ?? []);
}
function imagesBeside(change, kinds) {
	return manifestsBeside(change, kinds).flatMap((manifest) => imageNames(manifest).run);
}
/** The images of containers that leave something open which an image could answer. */
function openImages(change, kinds, onFile = () => {}) {
	const { now } = kustomizationsOf(change);
	const images = change.files.flatMap(({ path, head }) => {
		onFile(path);
		const manifest = readManifest({
			path,
			text: head
		}, { kinds });
		if (manifest.resources.flatMap(podsOf).flatMap((pod) => pod.containers).every(isClosed)) return [];
		return imageNames(manifest, now(path)).run;
	});
	return [...change.charts ?? [], ...change.roots ?? []].some(({ head }) => head?.answer) ? [...images, ...imagesOfChange({
		...change,
		files: []
	}, kinds)] : images;
}
/** Whether a container has a read-only root, and a user other than root. */
function isClosed(container) {
	const flag = field(container.securityContext, "readOnlyRootFilesystem")?.value;
	return scalar(flag) === true && scalar(effectiveField(container, "runAsNonRoot")?.value) === true;
}
/** The images of the manifests of a change, before it and now, by all of their names. */
function imagesIn(change, kinds, onFile = () => {}) {
	const { now, before } = kustomizationsOf(change);
	const images = change.files.flatMap(({ path, head, base }) => {
		const heads = imageNames(readManifest({
			path,
			text: head
		}, { kinds }), now(path));
		if (base === void 0) return heads.written;
		const bases = imageNames(readManifest({
			path,
			text: base
		}, { kinds }), before(path));
		return [
			...heads.written,
			...bases.run,
			...bases.written
		];
	});
	return [.../* @__PURE__ */ new Set([...imagesOfChange(change, kinds, onFile), ...images])];
}
// src/review/policies-before.ts
/** What a change does to the policies that are in its files. */
function changedPolicies({ files, removed = [] }) {
	const sides = [...files.map(({ path, base = "", head }) => ({
		path,
		base,
		head
	})), ...removed.map(({ path, text }) => ({
		path,
		base: text,
		head: ""
	}))].map(({ path, base, head }) => ({
		path,
		base: read(path, base),
		head: read(path, head)
	}));
	const old = sides.flatMap(({ base }) => base.policies);
	const labels = new Map(sides.flatMap(({ base }) => base.labels));
	if (old.length === 0 && labels.size === 0) return {
		before: void 0,
		removed: []
	};
	const now = new Set(sides.flatMap(({ head }) => head.policies.map(idOf)));
	const isGone = (one) => !now.has(idOf(one));
	const gone = /* @__PURE__ */ new Map();
	const withoutPlace = [];
	for (const { base, head } of sides) {
		const missing = head.isWhole ? base.policies.filter(isGone) : [];
		if (missing.length === 0) continue;
		const place = placeOf$2(missing, head.policies);
		if (place) gone.set(idOf(place), missing);
		else for (const one of missing) withoutPlace.push(one);
	}
	return {
		before: {
			written: new Map(old.map((one) => [idOf(one), one])),
			gone,
			labels
		},
		removed: withoutPlace
	};
}
/** The policy of a binding that is gone; else the first one that the file still has. */
function placeOf$2(missing, present) {
	const names = new Set(missing.map(({ object }) => nameOf$5(object)));
	return present.find(({ object }) => names.has(nameOf$5(object))) ?? present[0];
}
function idOf({ object }) {
	return identityOf(object);
}
/** What each policy and each label of a level has in its text. */
const WORDS = /managed-by|pod-security\.kubernetes\.io/;
function read(path, text) {
	if (!WORDS.test(text)) return {
		isWhole: true,
		policies: [],
		labels: []
	};
	const { resources, isWhole, unreadable } = readManifest({
		path,
		text
	});
	return {
		isWhole: isWhole && unreadable === 0,
		policies: resources.flatMap((resource) => {
			const object = dataOf(resource);
			return isDataMap(object) && isWritten(object) ? [{
				path,
				object
			}] : [];
		}),
		labels: resources.flatMap(labelsOf)
	};
}
function labelsOf(resource) {
	if (resource.kind !== "Namespace" || resource.group !== "") return [];
	const object = dataOf(resource);
	const metadata = isDataMap(object) ? object["metadata"] : void 0;
	const labels = isDataMap(metadata) ? metadata["labels"] : void 0;
	return isDataMap(labels) ? [[resource.name, labels]] : [];
}
// src/review/rules-of.ts
/** The rules with what is known of the project's own images and policies, as the change leaves them. */
function rulesOf$3(change, ruleSet) {
	const own = reviewedImages(change);
	const builds = changedBuilds(change, ruleSet.kinds);
	const policies = changedPolicies(change);
	const { before: policiesBefore } = policies;
	return {
		ruleSet: {
			...ruleSet,
			images: own.images,
			built: builds.now,
			policiesBefore
		},
		own,
		builds,
		policies
	};
}
// src/engine/work-deadline.ts
/**
* The milliseconds of processor time that this process has had: on a busy machine, less than a clock counts.
* What is bounded by it comes to the same there.
*/
function workedMilliseconds() {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1e3;
}
/** How often it is looked at, at most. */
const LOOK_MS = 250;
/** Of a deadline that is this short, the looks are a part. */
const LOOKS = 5;
/** A process that gets no processor at all is given up after so many times its deadline. */
const MOST_WALL = 20;
/**
* A deadline for work on a thread of this process, which counts only time in which the process worked: a thread
* that waits for a busy machine is not late. No platform tells the time of a thread to another one, so that what
* several threads do at once is divided among them.
*/
var WorkDeadline = class {
	#limitMs;
	#onOver;
	#timer;
	#worked = 0;
	#lookedAt = {
		wall: performance.now(),
		work: workedMilliseconds()
	};
	#start = performance.now();
	/** @param threads how many do such work at the moment */
	constructor(limitMs, onOver, threads = () => 1) {
		this.#limitMs = limitMs;
		this.#onOver = onOver;
		this.#timer = setInterval(() => this.#look(Math.max(1, threads())), Math.max(1, Math.min(LOOK_MS, limitMs / LOOKS)));
	}
	stop() {
		clearInterval(this.#timer);
	}
	#look(threads) {
		const now = {
			wall: performance.now(),
			work: workedMilliseconds()
		};
		const [wall, work] = [now.wall - this.#lookedAt.wall, now.work - this.#lookedAt.work];
		this.#lookedAt = now;
		this.#worked += Math.min(wall, work / threads);
		if (this.#worked < this.#limitMs && now.wall - this.#start < MOST_WALL * this.#limitMs) return;
		this.stop();
		this.#onOver();
	}
};
// src/yaml/edit/edit.ts
/**
* Applies edits that were all made for the same text.
*
* @throws RangeError when two of them overlap, or one ends before it starts: a bug in the caller
*/
function applyEdits(text, edits) {
	let result = "";
	let at = 0;
	for (const edit of sortEdits(edits)) {
		if (edit.start < at || edit.end < edit.start) throw new RangeError(`Edits overlap at offset ${edit.start}.`);
		result += text.slice(at, edit.start) + edit.text;
		at = edit.end;
	}
	return result + text.slice(at);
}
/** Edits in the order of their places. */
function sortEdits(edits) {
	return edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
}
/** Whether edits of one text overlap. */
function doOverlap(edits) {
	const sorted = sortEdits(edits);
	return sorted.some(({ start }, index) => start < (sorted[index - 1]?.end ?? 0));
}
// src/yaml/edit/layout.ts
/** The indentation of most manifests. */
const DEFAULT_STEP = 2;
/** The number of columns before an offset on its line. */
function columnOf(text, offset) {
	return offset - startOfLine(text, offset);
}
/** The line break that ends the line around `offset`; for a last line, that of the line before. */
function lineBreakAt(text, offset) {
	const end = endOfLine(text, offset);
	const after = end === text.length ? startOfLine(text, offset) : end + 2;
	return text.slice(0, after).endsWith("\r\n") ? "\r\n" : "\n";
}
/**
* By how many columns to indent a mapping under a key of this mapping: as in this mapping, else as most
* often in the document.
*/
function indentStep({ document, node }) {
	return ((0, import_dist.isMap)(node) ? ownStep(document, node) : void 0) ?? usual(document).step;
}
const ownSteps = /* @__PURE__ */ new WeakMap();
/** The first step in a mapping, which is looked for once: a mapping may have 100,000 keys. */
function ownStep(document, map) {
	if (!ownSteps.has(map)) ownSteps.set(map, stepsInside(document, map)[0]);
	return ownSteps.get(map);
}
const usualLayouts = /* @__PURE__ */ new WeakMap();
function usual(document) {
	const known = usualLayouts.get(document);
	if (known) return known;
	const steps = [];
	const listIndents = [];
	for (const map of mapsIn(document.root)) {
		for (const step of stepsInside(document, map)) steps.push(step);
		for (const indent of listIndentsInside(document, map)) listIndents.push(indent);
	}
	const step = mostFrequent(steps) ?? DEFAULT_STEP;
	const found = {
		step,
		listIndent: mostFrequent(listIndents) ?? step
	};
	usualLayouts.set(document, found);
	return found;
}
/** The mappings at a node and below it, in the order of the text. */
function* mapsIn(node) {
	if ((0, import_dist.isPair)(node)) {
		yield* mapsIn(node.key);
		yield* mapsIn(node.value);
	} else if ((0, import_dist.isCollection)(node)) {
		if ((0, import_dist.isMap)(node)) yield node;
		for (const item of node.items) yield* mapsIn(item);
	}
}
function mostFrequent(numbers) {
	const counts = /* @__PURE__ */ new Map();
	for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
	const [most] = [...counts].toSorted(([, one], [, other]) => other - one);
	return most?.[0];
}
function stepsInside(document, map) {
	return depthsOf(document, map, import_dist.isMap).filter((depth) => depth > 0);
}
function listIndentsInside(document, map) {
	return depthsOf(document, map, import_dist.isSeq).filter((depth) => depth >= 0);
}
/** By how many columns the block collections of one kind are indented below their keys. */
function depthsOf(document, map, isKind) {
	return map.items.flatMap(({ key, value }) => {
		if (!isKind(value) || value.flow === true || !hasRange(key) || !hasRange(value)) return [];
		const [outer, inner] = [key, value].map(({ range }) => columnOf(document.text, document.span.start + range[0]));
		return outer !== void 0 && inner !== void 0 ? [inner - outer] : [];
	});
}
function hasRange(node) {
	return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}
/** Whether a mapping is written in flow style: `{a: 1}`. */
function isFlow(value) {
	return (0, import_dist.isMap)(value.node) && value.node.flow === true;
}
/** The layout for lines below the keys of a mapping or, with `indent`, elsewhere in its document. */
function layoutOf(map, indent, eol) {
	return {
		indent,
		step: indentStep(map),
		listIndent: usual(map.document).listIndent,
		eol
	};
}
/** A mapping or a list in block style, each of its lines indented, with no break around. */
function blockText(data, layout) {
	return blockLines(data, layout).map((line) => " ".repeat(layout.indent) + line).join(layout.eol);
}
function blockLines(data, layout) {
	if (Array.isArray(data)) return data.flatMap((item) => {
		const [first = "", ...rest] = isBlock(item) ? blockLines(item, layout) : [scalarText(item)];
		return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
	});
	return Object.entries(data).flatMap(([key, value]) => {
		const name = scalarText(key);
		if (!isBlock(value)) return [`${name}: ${scalarText(value)}`];
		const margin = " ".repeat(isDataMap(value) ? layout.step : layout.listIndent);
		return [`${name}:`, ...blockLines(value, layout).map((line) => margin + line)];
	});
}
/** Whether data is written on lines of its own; an empty collection is not. */
function isBlock(data) {
	return typeof data === "object" && data !== null && Object.keys(data).length > 0;
}
/** The texts of what fixes write again and again: names of fields, booleans. */
const written = /* @__PURE__ */ new Map();
const MAX_WRITTEN = 500;
const LONG = 40;
/** The schema is the one that Kubernetes reads by, so that a string like `yes` gets quotes. */
function scalarText(data) {
	const known = written.get(data);
	if (known !== void 0) return known;
	const text = (0, import_dist.stringify)(data, {
		lineWidth: 0,
		schema: "yaml-1.1"
	}).trimEnd();
	if ((typeof data === "boolean" || typeof data === "string" && data.length < LONG) && written.size < MAX_WRITTEN) written.set(data, text);
	return text;
}
/** Data in flow style on one line: JSON, or with plain keys and words. */
function flowText(data, style) {
	if (typeof data !== "object" || data === null) return style.json || !isWord(data) ? JSON.stringify(data) : data;
	if (Array.isArray(data)) return `[${data.map((item) => flowText(item, style)).join(", ")}]`;
	const pairs = Object.entries(data).map(([key, value]) => {
		return `${style.json ? JSON.stringify(key) : key}: ${flowText(value, style)}`;
	});
	return pairs.length === 0 ? "{}" : `{${style.padding}${pairs.join(", ")}${style.padding}}`;
}
/** Whether data is a string that needs no quotes anywhere. */
function isWord(data) {
	return typeof data === "string" && /^[\w./-]+$/.test(data) && scalarText(data) === data;
}
// src/yaml/edit/insert.ts
/**
* After which keys these read well: a securityContext near the top of a container, where the eye
* looks for it; a pod's volumes below its containers, in one range with what a container gets.
*/
const NEIGHBOURS = {
	securityContext: [
		"imagePullPolicy",
		"image",
		"name"
	],
	volumes: ["containers"]
};
/** Mappings of the API have fewer than 50 fields: in one of thousands the other places are not tried. */
const MAX_PLACES = 200;
/**
* The ways to add entries to a mapping that has some, best first; mostly the first one is taken. The order of
* keys in a mapping has no meaning, so the place after each entry is possible.
*
* @param gone entries that other edits take away
*/
function* insertions(map, entries, gone) {
	const fields = entriesOf$1(map);
	const lastMerge = fields.findLastIndex(({ name }) => name === "<<");
	const staying = (lastMerge === -1 ? fields : fields.slice(lastMerge)).filter(({ name }) => !gone.has(name));
	for (const field of preferred(staying, entries)) {
		const candidate = isFlow(map) ? insertInFlow(map, fields, field, entries) : insertInBlock(map, fields, field, entries);
		if (candidate) yield candidate;
	}
	const top = lastMerge === -1 && !isFlow(map) ? insertOnTop(map, entries) : void 0;
	if (top) yield top;
}
function preferred(fields, entries) {
	const backwards = fields.toReversed();
	const keys = Object.keys(NEIGHBOURS).find((key) => Object.hasOwn(entries, key));
	const neighbours = NEIGHBOURS[keys ?? ""] ?? [];
	const heads = neighbours.flatMap((key) => fields.filter(({ name }) => name === key));
	const ends = heads.map((head) => endOfRun(fields, head, neighbours));
	const places = [.../* @__PURE__ */ new Set([
		...ends,
		...heads,
		...backwards
	])];
	const isBetween = keys === "securityContext" ? splitsPair(fields) : () => false;
	return [...places.filter((place) => !isBetween(place)), ...places.filter(isBetween)].slice(0, MAX_PLACES);
}
const PAIR = ["image", "name"];
/** Tells behind which entries a securityContext would come between the image and the name of a container. */
function splitsPair(fields) {
	const names = fields.map(({ name }) => name);
	const [first = -1, second = -1] = PAIR.map((name) => names.indexOf(name)).toSorted((one, other) => one - other);
	const between = new Set(first === -1 ? [] : fields.slice(first, second));
	return (place) => between.has(place);
}
/** The last of the entries after this one that belong together, such as `image` and `name`. */
function endOfRun(fields, first, names) {
	let last = first;
	for (const field of fields.slice(fields.indexOf(first) + 1)) {
		if (!names.includes(field.name)) break;
		last = field;
	}
	return last;
}
function insertInBlock(map, fields, after, entries) {
	const { text } = map.document;
	const [first] = fields;
	if (!first) return void 0;
	const indent = columnOf(text, first.key.start);
	const offset = endOfContent(text, Math.max(after.key.end, after.value.span.end), indent);
	const eol = lineBreakAt(text, offset);
	return { edits: [{
		start: offset,
		end: offset,
		text: eol + blockText(entries, layoutOf(map, indent, eol))
	}] };
}
/**
* Below the line of the mapping's own key, so that a diff that shows only that line can show the
* insertion. Undefined where the first entry shares that line, as in `- name: web`.
*/
function insertOnTop(map, entries) {
	const { text } = map.document;
	const [first] = entriesOf$1(map);
	if (!first || map.path.length === 0 || !isFirstOnLine(text, first.key.start)) return void 0;
	const offset = endOfOwner(map, first.key.start);
	if (offset === void 0) return void 0;
	const eol = lineBreakAt(text, offset);
	return { edits: [{
		start: offset,
		end: offset,
		text: eol + blockText(entries, layoutOf(map, columnOf(text, first.key.start), eol))
	}] };
}
/** Where the line of a mapping's own key ends: comments below it are about the first entry. */
function endOfOwner({ document }, firstKey) {
	const { text, span } = document;
	let line = startOfLine(text, firstKey);
	while (line > span.start) {
		line = startOfLine(text, line - 1);
		const content = text.slice(line, endOfLine(text, line)).trim();
		if (content !== "" && !content.startsWith("#")) return endOfLine(text, line);
	}
}
/**
* The end of the last line of a value that ends at `end`, with the comment on that line and the comments
* below it that are indented deeper than `indent`: those belong to the value.
*/
function endOfContent(text, end, indent) {
	const isPastBreak = text[end - 1] === "\n";
	let lineEnd = endOfLine(text, isPastBreak ? end - (text[end - 2] === "\r" ? 2 : 1) : end);
	for (;;) {
		const below = /^\r?\n( *)#/.exec(text.slice(lineEnd, endOfLine(text, lineEnd + 2)));
		if (!below || (below[1] ?? "").length <= indent) return lineEnd;
		lineEnd = endOfLine(text, lineEnd + below[0].length);
	}
}
function insertInFlow(map, fields, after, entries) {
	const { text } = map.document;
	const next = fields[fields.indexOf(after) + 1];
	const end = Math.max(after.key.end, after.value.span.end);
	const nextStart = next?.key.start ?? map.span.end - 1;
	const style = flowStyle(map, fields);
	const between = text.slice(end, nextStart);
	if (!between.includes("\n") || !isFirstOnLine(text, after.key.start)) {
		if (next) return void 0;
		return { edits: [{
			start: end,
			end,
			text: `, ${inner(entries, style)}`
		}] };
	}
	const comma = /^\s*,/.exec(between);
	const lineEnd = endOfLine(text, comma ? end + comma[0].length : end);
	const eol = lineBreakAt(text, lineEnd);
	const lines = eol + multiLine(entries, map, after.key.start, style, eol);
	if (comma) return { edits: [{
		start: lineEnd,
		end: lineEnd,
		text: `${lines},`
	}] };
	if (lineEnd === end) return { edits: [{
		start: end,
		end,
		text: `,${lines}`
	}] };
	return { edits: [{
		start: end,
		end,
		text: ","
	}, {
		start: lineEnd,
		end: lineEnd,
		text: lines
	}] };
}
/** JSON if its keys are quoted; with a space after the brace if it has one now. */
function flowStyle(map, fields) {
	const { text } = map.document;
	const [first] = fields;
	return {
		json: first !== void 0 && text[first.key.start] === "\"",
		padding: text[map.span.start + 1] === " " ? " " : ""
	};
}
/** The entries without the braces around them. */
function inner(entries, style) {
	return flowText(entries, style).slice(1 + style.padding.length, -1 - style.padding.length);
}
function multiLine(entries, map, keyStart, style, eol) {
	const { text } = map.document;
	const margin = text.slice(startOfLine(text, keyStart), keyStart);
	if (!style.json) return margin + inner(entries, style);
	const brace = map.span.end - 1;
	const closing = text.slice(startOfLine(text, brace), brace);
	const step = margin.startsWith(closing) && margin.length > closing.length ? margin.slice(closing.length) : "  ";
	return JSON.stringify(entries, null, step).split("\n").slice(1, -1).map((line) => margin + line.slice(step.length)).join(eol);
}
function isFirstOnLine(text, offset) {
	return text.slice(startOfLine(text, offset), offset).trim() === "";
}
/**
* Gives a field whose value is empty, `null`, `{}` or `[]` a mapping or a list, in block style if the
* field is in a block mapping. Undefined where its style is not supported.
*/
function fill(parent, empty, data) {
	const { text } = parent.document;
	const { span } = empty.value;
	const written = text.slice(span.start, span.end);
	if (written.includes("\n")) return void 0;
	if (isFlow(parent)) {
		const value = flowText(data, flowStyle(parent, entriesOf$1(parent)));
		if (written !== "") return { edits: [{
			start: span.start,
			end: span.end,
			text: value
		}] };
		return text.slice(empty.key.end, span.start).includes(":") ? { edits: [{
			start: span.start,
			end: span.start,
			text: ` ${value}`
		}] } : { edits: [{
			start: empty.key.end,
			end: empty.key.end,
			text: `: ${value}`
		}] };
	}
	return fillBlock(parent, empty, data);
}
function fillBlock(parent, empty, data) {
	const { text } = parent.document;
	const { span } = empty.value;
	const lineEnd = endOfLine(text, span.start);
	const eol = lineBreakAt(text, lineEnd);
	const column = columnOf(text, empty.key.start);
	const layout = layoutOf(parent, column, eol);
	const indent = column + (isDataMap(data) ? layout.step : layout.listIndent);
	const block = eol + blockText(data, {
		...layout,
		indent
	});
	if (span.start === span.end) return { edits: [{
		start: lineEnd,
		end: lineEnd,
		text: block
	}] };
	const from = text.slice(0, span.start).trimEnd().length;
	if (span.end === lineEnd) return { edits: [{
		start: from,
		end: lineEnd,
		text: block
	}] };
	return { edits: [{
		start: from,
		end: span.end,
		text: ""
	}, {
		start: lineEnd,
		end: lineEnd,
		text: block
	}] };
}
// src/yaml/edit/append.ts
/**
* Adds elements to the end of a list that is not empty, in the list's own style. Undefined where that
* style is not supported.
*/
function appended(list, data) {
	const last = items(list).at(-1);
	if (!(0, import_dist.isSeq)(list.node) || !last) return void 0;
	return list.node.flow === true ? inFlow(list, last, data) : inBlock(list, last, data);
}
/** For a list whose elements each have lines of their own. */
function inFlow(list, last, data) {
	const { text } = list.document;
	const { end } = last.span;
	const style = flowStyleOf(text, last);
	const margin = text.slice(startOfLine(text, last.span.start), last.span.start);
	const isAlone = margin.trim() === "" && last.span.start > list.span.start + margin.length;
	const eol = lineBreakAt(text, last.span.start);
	const glue = isAlone ? `,${eol}${margin}` : ", ";
	const step = isAlone && style.json ? stepInside(text, last, margin) : void 0;
	return {
		start: end,
		end,
		text: data.map((item) => step === void 0 ? flowText(item, style) : JSON.stringify(item, null, step).replaceAll("\n", eol + margin)).map((element) => glue + element).join("")
	};
}
/** The extra indentation of the lines inside an element; undefined where it is on one line. */
function stepInside(text, { span }, margin) {
	const inside = /^[[{]\r?\n([ \t]+)/.exec(text.slice(span.start, span.end))?.[1];
	return inside?.startsWith(margin) === true ? inside.slice(margin.length) : void 0;
}
/** Written like its neighbour: quoted, and with as much room inside its braces. */
function flowStyleOf(text, { span }) {
	const written = text.slice(span.start, span.end);
	return {
		json: /^(?:\{\s*|\[\s*)?"/.test(written),
		padding: written[1] === " " ? " " : ""
	};
}
function inBlock(list, last, data) {
	const { text } = list.document;
	const indent = columnOf(text, list.span.start);
	const at = endOfContent(text, last.span.end, indent);
	const eol = lineBreakAt(text, at);
	const layout = layoutOf(last, indent, eol);
	const isQuoted = text[last.span.start] === "\"";
	return {
		start: at,
		end: at,
		text: data.map((item) => isQuoted && typeof item === "string" ? `${" ".repeat(indent)}- ${JSON.stringify(item)}` : blockText([item], layout)).map((line) => eol + line).join("")
	};
}
// src/yaml/edit/remove.ts
/**
* Removes fields from their mapping; a mapping that has no others becomes `{}`. Undefined where that
* can't be done without changing the fields beside them.
*
* @param owner the field whose value the mapping is; undefined for an element of a list
* @param names the names of fields of the mapping itself, not of its merge keys
*/
function removals(owner, map, names) {
	const { text } = map.document;
	const fields = entriesOf$1(map);
	if (fields.filter(({ name }) => names.has(name)).length === fields.length) return emptied(owner, map, fields);
	const edits = isFlow(map) ? fromFlow(text, fields, names) : fromBlockMap(text, fields, names);
	return edits.every((edit) => edit !== void 0) ? edits : void 0;
}
/** Where a field's text ends: the value of a block collection ends after its last line break. */
function endOf(text, { key, value }) {
	return text.slice(0, Math.max(key.end, value.span.end)).trimEnd().length;
}
/** `key:` with a block below it becomes `key: {}`; comments beside it and inside it are kept. */
function emptied(owner, map, fields) {
	const { text } = map.document;
	if (isFlow(map)) return emptiedFlow(text, map, fields);
	if (!owner) return void 0;
	const colon = text.indexOf(":", owner.key.end);
	const isBelow = text.slice(colon, fields[0]?.key.start).includes("\n");
	if (colon === -1 || !isBelow) return void 0;
	const lines = fields.map((field) => fromBlock(text, field));
	const properties = /^(?:[ \t]*[&!][^ \t\r\n]*)*/.exec(text.slice(colon + 1, fields[0]?.key.start));
	const at = colon + 1 + (properties?.[0].length ?? 0);
	const empty = {
		start: at,
		end: at,
		text: " {}"
	};
	return lines.every((edit) => edit !== void 0) ? [empty, ...lines] : void 0;
}
function emptiedFlow(text, { span }, fields) {
	const { start, end } = span;
	if (!text.slice(start, end).includes("#")) return [{
		start,
		end,
		text: "{}"
	}];
	return linesOf$2(text, fields);
}
/** The lines of fields, for fields that share no line with others; comments around them are kept. */
function linesOf$2(text, fields) {
	const edits = fields.map((field) => isAlone(text, field) ? fromBlock(text, field) : void 0);
	return edits.every((edit) => edit !== void 0) ? edits : void 0;
}
/**
* Removes each field with its lines. If the first fields share a line with the dash of a list item, the
* first field that is kept moves up behind the dash.
*/
function fromBlockMap(text, fields, names) {
	const kept = fields.findIndex(({ name }) => !names.has(name));
	const leading = hasDash(text, fields[0]) ? fields.slice(0, kept) : [];
	const edits = joinLast(text, fields.slice(leading.length).filter(({ name }) => names.has(name)).map((field) => fromBlock(text, field)));
	const [first] = leading;
	const next = fields[kept];
	return first && next ? [behindDash(text, leading, next), ...edits] : edits;
}
/** If the last line has no line break, the break before it is removed, too. */
function joinLast(text, edits) {
	const last = edits.at(-1);
	const before = edits.at(-2);
	if (!last || !before || before.end <= last.start) return [...edits];
	const start = text.slice(0, before.start).replace(/\r?\n$/, "").length;
	return joinLast(text, [...edits.slice(0, -2), {
		start,
		end: last.end,
		text: ""
	}]);
}
function hasDash(text, field) {
	if (!field) return false;
	return text.slice(startOfLine(text, field.key.start), field.key.start).trimEnd().endsWith("-");
}
/** Undefined where there are comments on lines of their own, which would be lost. */
function behindDash(text, gone, next) {
	const isBare = gone.every((field, index) => {
		const following = gone[index + 1] ?? next;
		return text.slice(endOfLine(text, endOf(text, field)), following.key.start).trim() === "";
	});
	const start = gone[0]?.key.start;
	return isBare && start !== void 0 ? {
		start,
		end: next.key.start,
		text: ""
	} : void 0;
}
/** The lines of a field, with the line break at their end. */
function fromBlock(text, removed) {
	const lineStart = startOfLine(text, removed.key.start);
	if (text.slice(lineStart, removed.key.start).trim() !== "") return void 0;
	const lineEnd = endOfLine(text, endOf(text, removed));
	const next = text.indexOf("\n", lineEnd) + 1;
	if (next > 0) return {
		start: lineStart,
		end: next,
		text: ""
	};
	return {
		start: text.slice(0, lineStart).replace(/\r?\n$/, "").length,
		end: lineEnd,
		text: ""
	};
}
/** Removes each field with the comma after it; the last fields with the comma before them. */
function fromFlow(text, fields, names) {
	const lastKept = fields.findLastIndex(({ name }) => !names.has(name));
	const edits = fields.slice(0, lastKept).flatMap((field, index) => {
		const next = fields[index + 1];
		return next && names.has(field.name) ? flowEdit(text, field, next) : [];
	});
	const kept = fields[lastKept];
	const last = fields.at(-1);
	if (!kept || !last || kept === last) return edits;
	const tail = {
		start: endOf(text, kept),
		end: endOf(text, last),
		text: ""
	};
	if (!text.slice(tail.start, tail.end).includes("#")) return [...edits, tail];
	const gone = fields.slice(lastKept + 1);
	return [...edits, ...gone.map((field) => isAlone(text, field) ? fromBlock(text, field) : void 0)];
}
/** Whether a field of a flow mapping shares no line with others. */
function isAlone(text, field) {
	const end = endOf(text, field);
	return /^[ \t]*(?:,[ \t]*)?(?:#.*)?$/.test(text.slice(end, endOfLine(text, end)));
}
/** The lines of a field that shares no line with others; else its text up to the next field. */
function flowEdit(text, removed, next) {
	if (isAlone(text, removed)) {
		const lines = fromBlock(text, removed);
		if (lines) return lines;
	}
	if (text.slice(endOf(text, removed), next.key.start).includes("#")) return void 0;
	return {
		start: removed.key.start,
		end: next.key.start,
		text: ""
	};
}
// src/yaml/edit/plan-edits.ts
const SHARED = "its text also serves another place of the file (an anchor, an alias or a merge key)";
const LAYOUT = "it is written in a way that no small edit can change";
/**
* Finds the smallest edits that make these changes to a document.
*
* @param accepts which places to prefer; if no place of an addition is accepted, its best place is
*   used anyway, so the caller has to check the result
*/
function planEdits(document, changes, accepts = () => true) {
	const plan = {
		additions: /* @__PURE__ */ new Map(),
		removed: /* @__PURE__ */ new Map(),
		elements: /* @__PURE__ */ new Map()
	};
	const placed = [];
	const place = (path, step) => {
		if ("refused" in step) return step;
		placed.push({
			depth: path.length,
			edits: step.edits
		});
	};
	for (const change of distinctChanges(changes)) {
		const refusal = place(change.path, planChange(document, change, plan));
		if (refusal) return refusal;
	}
	for (const { path, data } of plan.elements.values()) {
		const refusal = place(path, planElements(document, path, data, plan.additions));
		if (refusal) return refusal;
	}
	for (const { owner, map, names } of plan.removed.values()) {
		const made = removals(owner, map, names);
		const refusal = place(map.path, made ? { edits: made } : { refused: LAYOUT });
		if (refusal) return refusal;
	}
	for (const addition of plan.additions.values()) {
		const { parent, empty } = addition;
		const refusal = place(empty ? [...parent.path, empty.name] : parent.path, planAddition(addition, plan.removed, accepts));
		if (refusal) return refusal;
	}
	const edits = placed.toSorted((a, b) => b.depth - a.depth).flatMap((step) => step.edits);
	return doOverlap(edits) ? { refused: "its edit conflicts with that of another finding" } : { edits };
}
function planChange(document, change, plan) {
	if (change.kind === "set") return planSet(document, change.path, change.value, plan.additions);
	if (change.kind === "append") {
		const key = JSON.stringify(change.path);
		const data = plan.elements.get(key)?.data ?? [];
		plan.elements.set(key, {
			path: change.path,
			data: [...data, change.value]
		});
		return { edits: [] };
	}
	return planOnField(document, change, plan.removed);
}
function planElements(document, path, data, additions) {
	const list = valueAt(rootOf(document), path);
	if (list === void 0 || isEmpty(list)) return planSet(document, path, data, additions);
	if (list.shared) return { refused: SHARED };
	const edit = appended(list, data);
	return edit ? { edits: [edit] } : { refused: LAYOUT };
}
function planAddition(addition, removed, accepts) {
	const gone = removed.get(JSON.stringify(addition.parent.path))?.names;
	let best;
	for (const candidate of candidatesFor(addition, gone ?? /* @__PURE__ */ new Set())) {
		if (accepts(candidate.edits)) return candidate;
		best ??= candidate;
	}
	return best ?? { refused: LAYOUT };
}
/** Each change once: several rules may want the same one. */
function distinctChanges(changes) {
	return [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()];
}
function planSet(document, path, data, additions) {
	let parent = rootOf(document);
	for (const [depth, step] of path.entries()) {
		const found = typeof step === "string" ? field(parent, step) : void 0;
		const value = typeof step === "number" ? itemAt(parent, step) : found?.value;
		const isLast = depth === path.length - 1;
		if (typeof step === "string" && (!found?.own || !isLast && isEmpty(found.value))) {
			if (parent.shared || found && !found.own && !isLast) return { refused: SHARED };
			if (!(0, import_dist.isMap)(parent.node)) return { refused: LAYOUT };
			add(additions, parent, found?.own ? found : void 0, path.slice(depth), data);
			return { edits: [] };
		}
		if (!value) return { refused: LAYOUT };
		if (isLast && found && isBlank(value, data)) {
			add(additions, parent, found, [step], data);
			return { edits: [] };
		}
		if (isLast) return replace(value, data);
		parent = value;
	}
	return { refused: LAYOUT };
}
/** Collects what is to be added at one place, so that it becomes one edit. */
function add(additions, parent, empty, rest, data) {
	const key = JSON.stringify([parent.path, empty?.name]);
	const before = additions.get(key)?.data;
	const after = withEntry(before ?? {}, empty ? rest.slice(1) : rest, data);
	if (typeof after !== "object" || after === null) return;
	additions.set(key, {
		parent,
		empty,
		data: after
	});
}
function withEntry(data, [step, ...rest], value) {
	if (step === void 0) return value;
	const entries = isDataMap(data) ? data : {};
	return {
		...entries,
		[String(step)]: withEntry(entries[String(step)] ?? {}, rest, value)
	};
}
function isEmpty(value) {
	if (value.shared) return false;
	if ((0, import_dist.isMap)(value.node) || (0, import_dist.isSeq)(value.node)) return value.node.items.length === 0;
	return scalar(value) === null;
}
/** Whether a collection is set where there is no value yet. */
function isBlank(value, data) {
	return typeof data === "object" && data !== null && isEmpty(value);
}
function candidatesFor({ parent, empty, data }, gone) {
	if (!empty) return isDataMap(data) ? insertions(parent, data, gone) : [];
	const candidate = fill(parent, empty, data);
	return candidate ? [candidate] : [];
}
function replace(value, data) {
	if (value.shared) return { refused: SHARED };
	const { text } = value.document;
	const { start, end } = value.span;
	const written = text.slice(start, end);
	if (written.includes("\n") || typeof data === "object") return { refused: LAYOUT };
	const plain = quotedLike(written, data);
	if (written !== "") return { edits: [{
		start,
		end,
		text: plain
	}] };
	return { edits: [{
		start: text.slice(0, start).trimEnd().length,
		end: start,
		text: ` ${plain}`
	}] };
}
/** A string gets the quotes of the value that it replaces; other scalars get none. */
function quotedLike(written, data) {
	if (typeof data !== "string") return String(data);
	if (written.startsWith("\"")) return JSON.stringify(data);
	return written.startsWith("'") ? `'${data.replaceAll("'", "''")}'` : data;
}
function planOnField(document, change, removed) {
	const at = change.path.slice(0, -1);
	const owner = field(valueAt(rootOf(document), at.slice(0, -1)), String(at.at(-1)));
	const map = valueAt(rootOf(document), at);
	const found = ownField(map, String(change.path.at(-1)));
	if (!map || !found) return { refused: LAYOUT };
	if (map.shared || found.value.shared) return { refused: SHARED };
	if (change.kind === "rename") return { edits: [renaming(found, change.name)] };
	const key = JSON.stringify(at);
	const removal = removed.get(key) ?? {
		owner,
		map,
		names: /* @__PURE__ */ new Set()
	};
	removal.names.add(found.name);
	removed.set(key, removal);
	return { edits: [] };
}
function renaming({ key, value }, name) {
	const quote = /^["']/.exec(value.document.text.slice(key.start))?.[0] ?? "";
	return {
		start: key.start,
		end: key.end,
		text: quote + name + quote
	};
}
// src/fix/edited-document.ts
/**
* A document's own text before and after edits; undefined where they are not all inside it, or would
* take from the next document's marker the line of its own that it needs.
*/
function editDocument({ span, text }, edits) {
	if (edits.some(({ start, end }) => start < span.start || end > span.end)) return void 0;
	const shifted = edits.map((edit) => ({
		...edit,
		start: edit.start - span.start,
		end: edit.end - span.start
	}));
	const before = text.slice(span.start, span.end);
	const after = applyEdits(before, shifted);
	return after.endsWith("\n") === before.endsWith("\n") ? {
		before,
		after
	} : void 0;
}
/** A text that is to be one document, read as a file of its own; undefined where it is not one. */
function readAlone(path, text, options) {
	const manifest = readManifest({
		path,
		text
	}, options);
	const [document] = manifest.documents;
	if (!document || manifest.documents.length !== 1 || manifest.unreadable > 0) return void 0;
	return {
		manifest,
		document
	};
}
// src/fix/prove.ts
/**
* Proves a fix on a copy: after the edits the document parses, its data differs from before by
* exactly the changes, the findings are gone, and no new one came.
*
* @param claimed the findings that the fix is made for, all of this document
* @returns all findings that are gone, those that went along too; undefined when the proof fails
*/
function prove(judged, document, edits, changes, claimed) {
	const texts = editDocument(document, edits);
	const data = document.toData();
	if (!texts || data === void 0) return void 0;
	const edited = readAlone(judged.manifest.file.path, texts.after, judged.ruleSet);
	if (!edited) return void 0;
	if (edited.document.repeatedKeys > document.repeatedKeys) return void 0;
	if (!dequal(changeData(data, changes), edited.document.toData())) return void 0;
	return findFixed(judged.findings.filter((one) => documentOf(one) === document), identitiesIn(edited.manifest, judged.ruleSet), claimed);
}
/** The findings that no longer exist, compared by identity, because objects may share a name. */
function findFixed(before, after, claimed) {
	const left = /* @__PURE__ */ new Map();
	for (const identity of after) left.set(identity, (left.get(identity) ?? 0) + 1);
	const claims = new Set(claimed);
	const gone = before.filter((finding) => {
		const count = left.get(finding.identity) ?? 0;
		if (claims.has(finding) || count === 0) return true;
		left.set(finding.identity, count - 1);
		return false;
	});
	return [...left.values()].every((count) => count === 0) ? gone : void 0;
}
// src/fix/written-changes.ts
/**
* The changes of the remedies of findings, as they are made in the document that is written: an object may
* be made from values of a chart.
*/
function writtenChanges(findings) {
	const changes = [];
	for (const group of groupBy$1(findings, ({ subject }) => subject.value.document)) {
		const wanted = group.flatMap(({ remedy }) => remedy?.changes ?? []);
		const madeFrom = group[0]?.subject.value.document.madeFrom;
		const written = madeFrom ? madeFrom.toSource(wanted) : wanted;
		if ("refused" in written) return written;
		for (const change of written) changes.push(change);
	}
	return { changes };
}
// src/fix/fix.ts
const UNDECIDED = { refused: "needs a manual decision" };
/** Its budget is spent. */
const TOO_MANY = { refused: "this file has too many findings to prove a fix for each: split it" };
const UNPROVED$1 = { refused: "couldn't make a safe minimal edit" };
/**
* Makes one fix for findings of one document, or says why there is none.
*
* @param findings findings of `judged`, all of one document
*/
function fixFor(judged, findings, accepts) {
	const [first] = findings;
	if (!first || findings.some(({ remedy }) => !remedy)) return UNDECIDED;
	const document = documentOf(first);
	const written = writtenChanges(findings);
	if ("refused" in written) return written;
	const changes = distinctChanges(written.changes);
	const plan = planEdits(document, changes, accepts);
	if ("refused" in plan) return plan;
	if (accepts && !accepts(plan.edits)) return UNPROVED$1;
	const resolves = prove(judged, document, plan.edits, changes, findings);
	if (!resolves) return UNPROVED$1;
	return toFix(plan.edits, findings, resolves);
}
/** The words of a fix, by the findings that it applies. */
function toFix(edits, applies, resolves) {
	const remedies = applies.flatMap(({ remedy }) => remedy ?? []);
	return {
		safety: remedies.every(({ safety }) => safety === "safe") ? "safe" : "unsafe",
		edits: sortEdits(edits),
		...describe$3(remedies),
		applies,
		resolves
	};
}
/** The texts of remedies, without duplicates. */
function describe$3(remedies) {
	const images = remedies.flatMap(({ image }) => image ?? []);
	return {
		verify: [...new Set(remedies.flatMap(({ verify }) => verify ?? []))],
		reasons: [...new Set(remedies.flatMap(({ reason }) => reason ?? []))],
		images: [...new Map(images.map((image) => [image.id, image])).values()]
	};
}
/**
* Makes one fix for as many of these findings as can be fixed together, halving the list where
* they can't all be.
*
* @param findings findings of one document; those with a misspelt key are tried first, because
*   putting it right may fix others as well
* @param accepts which edits are wanted; no others are made
*/
function fixMost(judged, findings, accepts, budget) {
	return extend(judged, void 0, fixableOf(findings), accepts, budget);
}
function fixableOf(findings) {
	return findings.filter(({ remedy }) => remedy !== void 0).toSorted((a, b) => Number(isRename(b)) - Number(isRename(a)));
}
/**
* Makes one fix for each of these groups of findings, as `fixMost` does for one. Groups whose fixes
* are in different places of a document are proved together, so that a list of many objects is
* parsed once and not once for each.
*/
function fixMostEach(judged, groups, accepts, budget) {
	const proved = /* @__PURE__ */ new Map();
	for (const planned of groupBy$1(planEach(groups, accepts), ({ document }) => document)) for (const { group, fix } of proveTogether(judged, planned, budget)) proved.set(group, fix);
	return groups.map((group) => proved.get(group) ?? fixMost(judged, group, accepts, budget));
}
/** The groups all of whose findings can be fixed by acceptable edits. */
function planEach(groups, accepts) {
	return groups.flatMap((group) => {
		const applies = fixableOf(group);
		const [first] = applies;
		const written = writtenChanges(applies);
		if (!first || "refused" in written) return [];
		const document = documentOf(first);
		const { changes } = written;
		const plan = planEdits(document, changes, accepts);
		if ("refused" in plan || !accepts(plan.edits)) return [];
		return {
			group,
			document,
			changes,
			fix: toFix(plan.edits, applies, applies)
		};
	});
}
function proveTogether(judged, planned, budget) {
	const [first] = planned;
	const edits = planned.flatMap(({ fix }) => fix.edits);
	if (!first || planned.length === 1 || doOverlap(edits) || !budget.allowsProof(judged, first.document)) return [];
	const changes = planned.flatMap((each) => each.changes);
	const claimed = planned.flatMap(({ fix }) => fix.applies);
	const gone = new Set(prove(judged, first.document, edits, changes, claimed));
	if (gone.size === 0) return [];
	return planned.map(({ group, fix }) => ({
		group,
		fix: {
			...fix,
			resolves: group.filter((finding) => gone.has(finding))
		}
	}));
}
function isRename({ remedy }) {
	return remedy?.changes.some(({ kind }) => kind === "rename") ?? false;
}
function extend(judged, base, findings, accepts, budget) {
	const fixed = new Set(base?.resolves);
	const more = findings.filter((finding) => !fixed.has(finding));
	const [first] = more;
	if (!first || !budget.allowsProof(judged, documentOf(first))) return base;
	const fix = fixFor(judged, [...base?.applies ?? [], ...more], accepts);
	if ("edits" in fix) return fix;
	if (more.length === 1) return base;
	const half = Math.ceil(more.length / 2);
	return extend(judged, extend(judged, base, more.slice(0, half), accepts, budget), more.slice(half), accepts, budget);
}
/**
* Makes a fix for each finding on its own. Fixes of different places are proved together, so that a
* document is parsed a few times and not once for each finding.
*
* @param budget what their proofs may cost
*/
function fixEach(judged, findings, budget) {
	const fixes = /* @__PURE__ */ new Map();
	for (const members of byDocument(findings)) {
		const fixable = members.filter((finding) => {
			if (finding.remedy) return true;
			const known = judged.sourceFixes?.get(finding);
			fixes.set(finding, known ? sourceFix(finding, known) : UNDECIDED);
			return false;
		});
		for (const round of roundsOf(fixable)) proveRound(judged, round, fixes, budget);
	}
	return fixes;
}
function sourceFix(finding, { edits, remedy }) {
	return toFix(edits, [{
		...finding,
		remedy
	}], [finding]);
}
/** Sets of findings whose changes are in different places. */
function roundsOf(findings) {
	const rounds = [];
	/** The first round that has no change in a place. */
	const free = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		const places = (finding.remedy?.changes ?? []).map(placeOf$1);
		const round = places.reduce((latest, place) => Math.max(latest, free.get(place) ?? 0), 0);
		(rounds[round] ??= []).push(finding);
		for (const place of places) free.set(place, round + 1);
	}
	return rounds;
}
/** The mapping that has the securityContext, or else the field: edits outside it are independent. */
function placeOf$1({ path }) {
	const context = path.findIndex((step) => /^securitycontexts?$/i.test(String(step)));
	return JSON.stringify(path.slice(0, context === -1 ? -1 : context));
}
function proveRound(judged, findings, fixes, budget) {
	const [first] = findings;
	if (!first) return;
	if (!budget.allowsProof(judged, documentOf(first))) {
		for (const finding of findings) fixes.set(finding, TOO_MANY);
		return;
	}
	const fix = fixFor(judged, findings);
	if (findings.length === 1) fixes.set(first, fix);
	else if ("edits" in fix) for (const finding of findings) fixes.set(finding, provedInRound(finding));
	else {
		const half = Math.ceil(findings.length / 2);
		proveRound(judged, findings.slice(0, half), fixes, budget);
		proveRound(judged, findings.slice(half), fixes, budget);
	}
}
function provedInRound(finding) {
	if (!finding.remedy) return UNDECIDED;
	const written = writtenChanges([finding]);
	if ("refused" in written) return written;
	const plan = planEdits(documentOf(finding), written.changes);
	return "refused" in plan ? plan : toFix(plan.edits, [finding], [finding]);
}
// src/fix/proof-budget.ts
/**
* What work costs, in YAML tokens that could be read meanwhile, each some two microseconds: for each proof,
* and for each finding in the document.
*/
const PER_PROOF = 250;
const PER_FINDING = 60;
/** What the proofs of one review of a file may cost: 500 of a usual document, where ten are needed. */
const REVIEW_BUDGET = 8e5;
/** For who fixes or checks a file: the usual proofs of a rendered bundle of a thousand workloads. */
const FILE_BUDGET = 24e5;
/** One document may use this part of it, so that one without end leaves room for the others. */
const PART_OF_DOCUMENT = .6;
/** Limits what the proofs of fixes of a file cost, because each proof parses and judges a document. */
var ProofBudget = class ProofBudget {
	#mostOfDocument;
	#spent = /* @__PURE__ */ new Map();
	#left;
	#hasRefused = false;
	constructor(limit) {
		this.#left = limit;
		this.#mostOfDocument = limit * PART_OF_DOCUMENT;
	}
	static ofReview() {
		return new ProofBudget(REVIEW_BUDGET);
	}
	static ofFile() {
		return new ProofBudget(FILE_BUDGET);
	}
	/** Whether something was not allowed. */
	get hasRefused() {
		return this.#hasRefused;
	}
	/** Whether one more proof of a document is allowed; its first is, whatever it costs, if any is. */
	allowsProof(judged, document) {
		const cost = costOf(document, findingsOf$1(judged).get(document) ?? 0);
		const spent = this.#spent.get(document.index) ?? 0;
		const isAllowed = spent === 0 ? this.#left > 0 : cost <= this.#left && spent + cost <= this.#mostOfDocument;
		this.#hasRefused ||= !isAllowed;
		if (!isAllowed) return false;
		this.#spent.set(document.index, spent + cost);
		this.#left -= cost;
		return true;
	}
	/** Whether the whole file may be read and judged once more. */
	allowsReading({ manifest, findings }) {
		const cost = manifest.documents.reduce((sum, { tokens }) => sum + tokens, 0) + findings.length * PER_FINDING;
		this.#hasRefused ||= cost > this.#left;
		if (cost > this.#left) return false;
		this.#left -= cost;
		return true;
	}
};
function costOf({ tokens }, findings) {
	return tokens + PER_PROOF + findings * PER_FINDING;
}
const COUNTED = /* @__PURE__ */ new WeakMap();
/** How many findings each document has, counted once for a file. */
function findingsOf$1(judged) {
	const known = COUNTED.get(judged);
	if (known) return known;
	const counts = /* @__PURE__ */ new Map();
	for (const finding of judged.findings) {
		const document = documentOf(finding);
		counts.set(document, (counts.get(document) ?? 0) + 1);
	}
	COUNTED.set(judged, counts);
	return counts;
}
// src/fix/fix-file.ts
/** A fix may make another fix possible; no known file needed three rounds. */
const MAX_ROUNDS = 4;
/**
* Applies the fixes of a file until there are no more, so that a second run changes nothing.
*/
function fixFile(judged, options) {
	const applied = [];
	const fixed = [];
	const verify = /* @__PURE__ */ new Set();
	const budget = ProofBudget.ofFile();
	let current = judged;
	for (let round = 0; round < MAX_ROUNDS && budget.allowsReading(current); round++) {
		const edits = [];
		for (const findings of byDocument(current.findings)) {
			const fix = fixMost(current, findings.filter((finding) => isAllowed(finding, options)), () => true, budget);
			if (!fix) continue;
			for (const edit of fix.edits) edits.push(edit);
			for (const finding of fix.applies) applied.push(finding);
			for (const finding of fix.resolves) fixed.push(finding);
			for (const sentence of fix.verify) verify.add(sentence);
		}
		if (edits.length === 0) break;
		const before = current.manifest.file;
		const file = {
			...before,
			text: applyEdits(before.text, edits)
		};
		current = judge(readManifest(file, current.ruleSet), current.ruleSet);
	}
	const isCut = budget.hasRefused;
	const notFixed = whyNotFixed(current, options, budget, isCut && applied.length > 0);
	return {
		text: current.manifest.file.text,
		applied,
		fixed,
		notFixed,
		verify: [...verify]
	};
}
function isAllowed(finding, { unsafe, isWanted = () => true }) {
	const { remedy } = finding;
	return remedy !== void 0 && (unsafe || remedy.safety === "safe") && isWanted(finding);
}
const CONFLICT$1 = md`its fix conflicts with another`;
/** What is fixed needs no proof in the next run. */
const CUT = md`the file has too many findings to fix at once: run it again`;
function whyNotFixed(judged, options, budget, isCut) {
	const wanted = judged.findings.filter(options.isWanted ?? (() => true));
	const fixes = fixEach(judged, wanted.filter((finding) => isAllowed(finding, options)), budget);
	return wanted.map((finding) => {
		const fix = fixes.get(finding);
		if (!fix) return {
			finding,
			reason: finding.remedy ? md`needs a check by a person: \`--unsafe\`` : md`needs a manual decision`
		};
		if ("edits" in fix) return {
			finding,
			reason: isCut ? CUT : CONFLICT$1
		};
		return {
			finding,
			reason: isCut && fix === TOO_MANY ? CUT : md`no fix: ${prose(fix.refused)}`
		};
	});
}
// src/judge/exempt-moved.ts
/**
* Exempts findings that were made in a rendering and moved to a file of its source, by that file: by its comments,
* which no rendering has, and by its path.
*/
function exemptMoved(findings, manifest, ruleSet) {
	const { kept, exempted, faults } = sortExempted(findings, {
		manifest,
		claims: commentClaims(manifest),
		policy: ruleSet.exemptions ?? NO_EXEMPTIONS,
		active: new Set(activeRuleIds(ruleSet)),
		known: ALL_RULE_IDS
	});
	return {
		findings: kept.map(({ finding }) => finding),
		exempted,
		exemptionFaults: faults
	};
}
// src/render/with-own-fixes.ts
/**
* What was found in objects of a file as they are built, as the file by itself has it where that is the same: with
* its fix, such as that of a release whose values say all that its chart needs.
*/
function withOwnFixes(built, own) {
	if (!own) return built;
	const open = [...own.findings];
	return built.map(({ finding, from }) => {
		const named = open.findIndex((one) => isLike(one, finding) && isNamed(one, finding));
		const index = named === -1 ? open.findIndex((one) => isLike(one, finding) && one.line === finding.line) : named;
		const [same = finding] = index === -1 ? [] : open.splice(index, 1);
		return {
			finding: same,
			from
		};
	});
}
function isLike(own, built) {
	return own.rule === built.rule && own.detail === built.detail;
}
function isNamed({ subject: own }, { subject: built }) {
	return own.container?.name === built.container?.name && own.resource.name === built.resource.name;
}
// src/render/merge-roots.ts
/** The builds that a finding comes from, by the kustomizations. */
function rootOriginsOf(found = []) {
	return found.flatMap(({ root, finding: { fingerprint } }) => root === void 0 ? [] : [{
		root,
		fingerprint
	}]);
}
/**
* Puts together what was found in several kustomizations that are deployed, by their files, of which they
* share some. What holds in several is one finding. It names where it holds, if that is not everywhere.
*/
var RootMerger = class {
	#ruleSet;
	#isNew;
	#files = /* @__PURE__ */ new Map();
	#origins = /* @__PURE__ */ new Map();
	/** @param isNew which of the findings in builds count the most: all, where it is undefined */
	constructor(ruleSet, isNew = () => true) {
		this.#ruleSet = ruleSet;
		this.#isNew = isNew;
	}
	add({ name, judged, shown, origins: all }) {
		for (const { path, text } of shown) this.#file(path, text).users.add(name);
		for (const { manifest, findings, exempted, exemptionFaults } of judged) {
			const file = this.#file(manifest.file.path, manifest.file.text);
			for (const finding of findings) {
				const origins = (all?.get(finding) ?? []).map((one) => ({
					...one,
					root: name
				}));
				const isNew = origins.some((one) => this.#isNew(one.finding));
				file.findings.add(finding, {
					root: name,
					isNew,
					origins
				});
			}
			for (const one of exempted) file.exempted.set(keyOf$3(one.finding), one);
			for (const fault of exemptionFaults) file.faults.set(JSON.stringify(fault), fault);
			for (const skip of manifest.skips) file.skips.set(skip.reason, skip);
		}
	}
	#file(path, text) {
		const known = this.#files.get(path);
		if (known) return known;
		const file = {
			text,
			users: /* @__PURE__ */ new Set(),
			findings: new MergedFindings(({ root }) => root),
			exempted: /* @__PURE__ */ new Map(),
			faults: /* @__PURE__ */ new Map(),
			skips: /* @__PURE__ */ new Map()
		};
		this.#files.set(path, file);
		return file;
	}
	/** The files that show in a build, as reports name them. */
	shown() {
		return new Set([...this.#files].flatMap(([path, { users }]) => users.size > 0 ? [path] : []));
	}
	/** The files that show in a build with their texts, as reports name them. */
	shownFiles() {
		return [...this.#files].flatMap(([path, { users, text }]) => users.size > 0 ? [{
			path,
			text
		}] : []);
	}
	/** Where what `all` tells of was found. */
	get origins() {
		return this.#origins;
	}
	/**
	* What was found, by file in their order.
	*
	* @param own what files show by themselves, by their paths: what holds there, too, has its fix
	*/
	all(own = /* @__PURE__ */ new Map()) {
		return [...this.#files].toSorted(([one], [other]) => one < other ? -1 : 1).map(([path, file]) => this.#judged({
			path,
			text: file.text
		}, file, own.get(path)));
	}
	#judged(file, shared, alone) {
		const ruleSet = this.#ruleSet;
		const skips = [...shared.skips.values()];
		const findings = withOwnFixes(shared.findings.all(), alone).map(({ finding, from }) => {
			const named = naming(finding, from, shared.users);
			this.#origins.set(named, from.flatMap(({ origins }) => origins));
			return named;
		}).toSorted((a, b) => a.line - b.line || a.column - b.column);
		const manifest = alone ? {
			...alone.manifest,
			skips
		} : {
			file,
			lines: indexLines(file.text),
			documents: [],
			resources: [],
			unreadable: 0,
			isWhole: true,
			skips
		};
		const { exempted, exemptionFaults, ...kept } = exemptMoved(findings, file.text.includes("podseal-ignore") ? readManifest(file, { parseAll: true }) : manifest, ruleSet);
		return {
			ruleSet: alone?.ruleSet ?? ruleSet,
			manifest,
			findings: kept.findings,
			exempted: [...shared.exempted.values(), ...exempted],
			exemptionFaults: [...shared.faults.values(), ...exemptionFaults]
		};
	}
};
/** Names where a finding holds that does not hold in all kustomizations that use its file. */
function naming(finding, from, users) {
	const fresh = from.filter(({ isNew }) => isNew);
	const names = [...new Set((fresh.length > 0 ? fresh : from).map(({ root }) => root))];
	if (names.length >= users.size) return finding;
	return {
		...finding,
		message: md`${finding.message} (in ${prose(listed(names))})`
	};
}
// src/judge/exempted-data.ts
/** An exempt finding without the parse tree that it is about. */
function toExemptedData({ finding, ...ground }) {
	return {
		...ground,
		finding: toData(finding)
	};
}
// src/review/summary.ts
/** A reason may quote the manifest. */
const MAX_REASON = 300;
/** The check's title: one line, plain text. */
function writeTitle({ findings, skips, exempted, faults }) {
	const fresh = findings.filter(({ introduced }) => introduced);
	const old = findings.filter((placed) => !placed.introduced && placed.placement !== "summary");
	const parts = [
		countSeverities(fresh),
		...old.length > 0 ? [plainly`${old.length} existing`] : [],
		...faults.length > 0 ? [plainly`${count(faults.length, "fault")} in the configuration`] : [],
		...countNewExemptions(exempted),
		...skips.length > 0 ? [plainly`${count(skips.length, "document")} not analyzed`] : []
	];
	return listPlain(parts);
}
function countNewExemptions(exempted) {
	const { length } = exempted.filter(isNewExemption);
	return length > 0 ? [count(length, "new exemption")] : [];
}
/** What the team's own files exempt is not the change's doing. */
function isNewExemption({ introduced, by }) {
	return introduced && (by === "comment" || by === "annotation");
}
function countSeverities(fresh) {
	if (fresh.length === 0) return plainly`No new findings`;
	const counts = SEVERITIES.flatMap((severity) => {
		const { length } = fresh.filter(({ finding }) => finding.severity === severity);
		return length > 0 ? [count(length, NEW[severity])] : [];
	});
	return listPlain(counts, " and ");
}
const NEW = {
	error: "new error",
	warning: "new warning",
	notice: "new notice"
};
/** The text above the review's comments. */
function writeBody(outcome) {
	return md`**Podseal: ${lowerFirst(writeTitle(outcome))}.** ${explain$1(outcome)}`;
}
/** The check's summary and the job's: every new finding is in it or counted. */
function writeSummary(outcome) {
	const { findings, skips, generated } = outcome;
	const paths = new Set(generated.map(({ path }) => path));
	const shown = (wanted) => findings.filter(({ placement }) => placement === wanted);
	const unshown = shown("summary");
	const fresh = unshown.filter(({ introduced, finding }) => introduced && !paths.has(finding.file));
	const annotated = shown("annotation");
	const told = findings.filter((one) => one.placement !== "summary" && !(one.placement === "annotation" && isNotice(one)));
	const old = unshown.filter(({ introduced }) => !introduced);
	return cut([
		explain$1(outcome),
		faultSection(outcome),
		...outcome.notes,
		section(md`Commented on`, told),
		section(md`New (comment limit reached)`, fresh),
		skipSection(skips),
		...exemptionSections(outcome),
		generatedSection(outcome),
		noticeSection(annotated.filter(isNotice)),
		existingLine(old)
	].filter((text) => text !== ""));
}
function isNotice({ finding }) {
	return finding.severity === "notice";
}
function noticeSection(notices) {
	return folded(plainly`${count(notices.length, "notice")}, as annotations only`, notices);
}
/** What was there before is nobody's duty here: a line that says how to see it. */
function existingLine(old) {
	if (old.length === 0) return md``;
	const files = new Set(old.map(({ finding }) => finding.file)).size;
	return md`${count(old.length, "existing finding")} in ${count(files, "changed file")}, not from this change: \`podseal check\` lists them.`;
}
function faultSection({ faults }) {
	if (faults.length === 0) return md``;
	const lines = faults.map(({ path, line, column, message }) => md`- ${codePath(`${path}:${line}:${column}`)}: ${code(message, MAX_REASON)}`);
	const title = md`### Faults in the configuration of this change`;
	const why = md`This check follows the configuration on the base branch. Correct these before you merge: after that, Podseal would fail every check.`;
	return joinMarkdown([
		title,
		md``,
		why,
		md``,
		...lines
	], "\n");
}
function generatedSection({ generated, findings }) {
	if (generated.length === 0) return md``;
	const lines = generated.map(({ path, why }) => {
		const fresh = findings.filter((one) => one.introduced && one.finding.file === path);
		return md`- ${codePath(path)} is ${why} (${countNew(fresh)})`;
	});
	const rest = lines.slice(MAX_GENERATED);
	const shown = titled(md`### Generated files`, lines.slice(0, MAX_GENERATED));
	if (rest.length === 0) return shown;
	return md`${shown}\n\n${fold(plainly`${count(rest.length, "more file")}`, joinMarkdown(rest, "\n"))}`;
}
/** More lines of this kind are folded: a generator writes many files at once. */
const MAX_GENERATED = 5;
/** What is new in a file, with the rules of what is more than a notice. */
function countNew(fresh) {
	const grave = fresh.filter((placed) => !isNotice(placed));
	const notices = fresh.length - grave.length;
	const rules = codeList([...new Set(grave.map(({ finding }) => finding.rule))]);
	const parts = [...grave.length > 0 ? [md`${countSeverities(grave)}: ${rules}`] : [], ...notices > 0 ? [md`${count(notices, NEW.notice)}`] : []];
	return joinMarkdown(parts, ", ");
}
function explain$1({ conclusion, findings, skips, failOn }) {
	if (findings.length === 0 && skips.length === 0) return md`No container or policy in the changed files has a finding.`;
	const only = conclusion === "failure" ? "New" : "Only new";
	const rule = {
		never: md`Findings do not fail this check.`,
		warning: md`${only} errors and warnings fail this check.`,
		error: md`${only} errors fail this check.`
	}[failOn];
	return conclusion === "neutral" ? md`${rule} The check is neutral, not green: some documents could not be analyzed.` : rule;
}
function section(title, placed) {
	if (placed.length === 0) return md``;
	return joinMarkdown([
		md`### ${title}`,
		md``,
		...rows(placed)
	], "\n");
}
function folded(title, placed) {
	return placed.length === 0 ? md`` : fold(title, joinMarkdown(rows(placed), "\n"));
}
/** A row for each container or object. */
function rows(placed) {
	return byPlace(placed.map(({ finding }) => finding)).map(row);
}
function row(findings) {
	const [first] = findings;
	if (!first) return md``;
	const { container, resource } = first;
	const object = md`${kindWord(resource.kind)} ${code(resource.name)}`;
	const what = container === null ? object : md`${code(container)} of ${object}`;
	const rules = codeList([...new Set(findings.map(({ rule }) => rule))]);
	return md`- ${codePath(`${first.file}:${first.line}`)} ${what}: ${rules}`;
}
function exemptionSections({ exempted, exemptionFaults }) {
	const listed = exempted.filter(({ by }) => by !== "baseline");
	const fresh = listed.filter(isNewExemption);
	const old = listed.filter((one) => !isNewExemption(one));
	const baseline = exempted.length - listed.length;
	return [
		titled(md`### New exemptions`, fresh.map(exemptionRow)),
		titled(md`### Exemptions that do not count`, exemptionFaults.map(faultRow)),
		old.length === 0 ? md`` : fold(plainly`${count(old.length, "exempt finding")}`, joinMarkdown(old.map(exemptionRow), "\n")),
		baseline === 0 ? md`` : md`${count(baseline, "finding")} in the baseline.`
	];
}
function titled(title, lines) {
	return lines.length === 0 ? md`` : joinMarkdown([
		title,
		md``,
		...lines
	], "\n");
}
function exemptionRow({ finding, reason, expires, source }) {
	const end = expires === void 0 ? md`` : md`, until ${code(expires)}`;
	return md`${row([finding])}: ${code(reason, MAX_REASON)} (${codePath(source)}${end})`;
}
function faultRow({ file, line, message }) {
	return md`- ${codePath(`${file}:${line}`)}: ${code(message, MAX_REASON)}`;
}
function skipSection(skips) {
	if (skips.length === 0) return md``;
	const lines = skips.map(({ file, reason }) => md`- ${codePath(file)}: ${code(reason, MAX_REASON)}`);
	return joinMarkdown([
		md`### Not analyzed`,
		md``,
		...lines
	], "\n");
}
/** Cuts at a line's end and says how many rows are left out. */
function cut(sections) {
	const { kept, rest } = splitLines$1(joinMarkdown(sections, "\n\n"), MAX_POST_BYTES);
	if (rest.length === 0) return kept;
	const more = count(rest.filter((line) => line.startsWith("- ")).length, "row");
	const closing = kept.lastIndexOf("\n<details>") > kept.lastIndexOf("\n</details>") ? md`\n\n</details>` : md``;
	return md`${kept}${closing}\n\n${more} more did not fit: \`podseal check\` lists all.`;
}
// src/review/placement.ts
/** Ten requests' worth of annotations; the rest goes to the summary. */
const MAX_ANNOTATIONS = 500;
/** The plan once the findings with these fingerprints could not be commented on: they become annotations. */
function fallBackToAnnotations(plan, refused) {
	if (refused.size === 0) return plan;
	let room = MAX_ANNOTATIONS - annotationsIn(plan);
	const findings = plan.findings.map((placed) => {
		if (!refused.has(placed.finding.fingerprint)) return placed;
		return {
			...placed,
			placement: room-- > 0 ? "annotation" : "summary"
		};
	});
	const comments = plan.comments.filter(({ fingerprints }) => !fingerprints.some((one) => refused.has(one)));
	const faults = plan.faults.map((fault) => refused.has(fault.fingerprint) ? {
		...fault,
		placement: "annotation"
	} : fault);
	const moved = {
		...plan,
		findings,
		faults,
		comments
	};
	return {
		...moved,
		title: writeTitle(moved),
		summary: writeSummary(moved)
	};
}
/** The plan where GitHub takes no annotations: their findings are rows of the summary. */
function fallBackToSummary(plan) {
	const findings = plan.findings.map((placed) => isAnnotation(placed) ? {
		...placed,
		placement: "summary"
	} : placed);
	const faults = plan.faults.map((fault) => ({
		...fault,
		...fault.placement === "annotation" && { placement: "summary" }
	}));
	const moved = {
		...plan,
		findings,
		faults
	};
	return {
		...moved,
		title: writeTitle(moved),
		summary: writeSummary(moved)
	};
}
/** The plan whose summary says something else, too. */
function withNotes(plan, notes) {
	const noted = {
		...plan,
		notes: [...notes, ...plan.notes]
	};
	return {
		...noted,
		summary: writeSummary(noted)
	};
}
function annotationsIn({ findings, faults }) {
	const ofFaults = faults.filter(({ placement }) => placement === "annotation");
	return findings.filter(isAnnotation).length + ofFaults.length;
}
function isAnnotation({ placement }) {
	return placement === "annotation";
}
/** Says where each finding is shown. */
function place(reviewed, withFixes) {
	let room = MAX_ANNOTATIONS;
	return reviewed.flatMap((file) => {
		const { judged, introduced, touched, comments, known, dropped, generated } = file;
		const placements = /* @__PURE__ */ new Map();
		for (const { subject, fingerprints } of comments) for (const one of fingerprints) placements.set(one, subject === "line" ? "comment" : "file");
		for (const { fingerprint } of known) placements.set(fingerprint, "comment");
		for (const { fingerprint } of generated === void 0 ? dropped : []) placements.set(fingerprint, room-- > 0 ? "annotation" : "summary");
		const fixes = withFixes ? fixEach(judged, judged.findings, ProofBudget.ofFile()) : void 0;
		return judged.findings.map((finding) => ({
			finding: toData(finding),
			introduced: introduced.has(finding),
			touched: touched.has(finding),
			placement: placements.get(finding.fingerprint) ?? "summary",
			...fixes && { fix: toPlannedFix(fixes.get(finding)) }
		}));
	});
}
/** Says which exemptions the change brings. */
function placeExempted({ judged, before }) {
	const known = new Set(before.exempted.map(({ finding }) => finding.fingerprint));
	return judged.exempted.map((one) => ({
		...toExemptedData(one),
		introduced: one.by !== "baseline" && !known.has(one.finding.fingerprint)
	}));
}
/** The fix of a finding as plain data; null where there is none. */
function toPlannedFix(fix) {
	return fix && "edits" in fix ? {
		safety: fix.safety,
		edits: fix.edits
	} : null;
}
/** Never better than what was looked at: with a file left out, a clean result is only neutral. */
function conclude({ findings, skips, faults, failOn }) {
	if (faults.length > 0) return "failure";
	if (findings.some(({ finding, introduced }) => introduced && isFailing(finding.severity, failOn))) return "failure";
	return skips.length > 0 ? "neutral" : "success";
}
/** Whether a finding of this severity is one that fails; a notice never is. */
function isFailing(severity, failOn) {
	return failOn !== "never" && compareSeverity(severity, failOn) <= 0;
}
// src/diff/diff-lines.ts
/** Indexes the hunks of a file's diff by the lines of its new side. */
function indexDiff(hunks) {
	const shown = /* @__PURE__ */ new Map();
	const added = /* @__PURE__ */ new Set();
	/** Lines after which something was removed. */
	const removedAfter = /* @__PURE__ */ new Set();
	for (const [index, hunk] of hunks.entries()) {
		let line = hunk.newStart;
		for (const text of hunk.lines) {
			if (text.startsWith("\\")) continue;
			if (text.startsWith("-")) {
				removedAfter.add(line - 1);
				continue;
			}
			shown.set(line, index);
			if (text.startsWith("+")) added.add(line);
			line++;
		}
	}
	return {
		hunkOf: (line) => shown.get(line),
		isAdded: (line) => added.has(line),
		touches(first, last) {
			for (let line = first; line <= last; line++) if (added.has(line) || line < last && removedAfter.has(line)) return true;
			return false;
		}
	};
}
// src/judge/exemptions/baseline-entry.ts
/** Digits of a key that say what is wrong: the rule, the kind, and what of the rule's subjects is meant. */
const ABOUT_DIGITS = 6;
/**
* The entries of the findings of a file. Neither the path nor the lines are in their keys, so that a
* file may be renamed and its lines may move. Findings that are alike have their order in the file.
*/
function entriesOf(findings, path) {
	const seen = /* @__PURE__ */ new Map();
	return new Map(findings.map((finding) => {
		const count = seen.get(finding.identity) ?? 0;
		seen.set(finding.identity, count + 1);
		return [finding, {
			key: keyOf$2(finding, count),
			path,
			...describe$2(finding)
		}];
	}));
}
/** What is wrong, wherever it is. */
function aboutOf({ key }) {
	return key.slice(0, ABOUT_DIGITS);
}
function keyOf$2({ identity }, count) {
	const [, rule, kind, namespace, name, place, container, detail] = JSON.parse(identity);
	const about = digits([
		"baseline",
		rule,
		kind,
		place,
		detail
	]);
	const who = digits([
		"baseline",
		namespace,
		name,
		container,
		count
	]);
	return about.slice(0, ABOUT_DIGITS) + who.slice(0, 10);
}
function digits(parts) {
	return bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts))));
}
function describe$2({ rule, severity, subject: { resource, container } }) {
	const image = textOf(field(container?.value, "image")?.value) ?? "";
	const reference = parseImageReference(image);
	return {
		rule,
		severity,
		kind: resource.kind,
		name: [resource.namespace, resource.name].filter(Boolean).join("/"),
		container: container?.name ?? "",
		image: [reference?.registry, reference?.repository].filter(Boolean).join("/")
	};
}
// src/judge/exemptions/match-baseline.ts
/** Looks the findings of a file up in a baseline. */
function matchBaseline(findings, path, baseline) {
	const { byPath, byKey } = indexOf(baseline);
	const entries = entriesOf(findings, path);
	const listedHere = (byPath.get(path) ?? []).toSorted(byGravity).toReversed();
	const here = new Map(listedHere.map((entry) => [entry.key, entry]));
	const own = /* @__PURE__ */ new Set();
	const open = [];
	for (const finding of findings) {
		const entry = entries.get(finding);
		const listed = here.get(entry?.key ?? "");
		if (entry && listed && !isGraver(entry, listed)) {
			here.delete(listed.key);
			own.add(finding);
		} else open.push(finding);
	}
	const rest = [...here.values()];
	const elsewhere = /* @__PURE__ */ new Map();
	for (const finding of open) {
		const entry = entries.get(finding);
		const index = rest.findIndex((one) => entry !== void 0 && isSuccessor(entry, one));
		if (index !== -1) {
			rest.splice(index, 1);
			own.add(finding);
			continue;
		}
		const others = (byKey.get(entry?.key ?? "") ?? []).filter((one) => entry !== void 0 && one.path !== path && !isGraver(entry, one));
		if (others.length > 0) elsewhere.set(finding, others);
	}
	return {
		own,
		elsewhere,
		entries
	};
}
/** A judged file without the findings that are in the baseline; they are among the exempt ones. */
function withoutBaseline(judged, isListed, entries) {
	const listed = judged.findings.filter(isListed);
	if (listed.length === 0) return judged;
	const exempted = listed.map((finding) => {
		return {
			finding,
			by: "baseline",
			reason: "in the baseline",
			source: entries.get(finding)?.key ?? ""
		};
	});
	return {
		...judged,
		findings: judged.findings.filter((finding) => !isListed(finding)),
		exempted: [...judged.exempted, ...exempted]
	};
}
/**
* Whether an entry is about the same as one of its file before, under another name: the container was
* renamed, or the name of the object has a version, a date or a hash.
*/
function isSuccessor(now, before) {
	if (aboutOf(now) !== aboutOf(before) || isGraver(now, before)) return false;
	if (now.rule !== before.rule) return false;
	if (lastingName(now.name) !== lastingName(before.name)) return false;
	return now.container === before.container || now.image !== "" && now.image === before.image;
}
/** Whether what may have been a risk when it was listed is more than that now. */
function isGraver(now, before) {
	return byGravity(now, before) < 0;
}
/** A merge conflict may have an entry twice: the graver one was accepted, too. */
function byGravity(one, other) {
	return compareSeverity(one.severity, other.severity);
}
/** The name of an object behind its namespace, without what is new each time. */
function lastingName(name) {
	const start = name.lastIndexOf("/") + 1;
	return name.slice(0, start) + withoutVersion(name.slice(start));
}
const indexes = /* @__PURE__ */ new WeakMap();
/** A baseline may have thousands of entries, and each file asks for some. */
function indexOf(baseline) {
	const known = indexes.get(baseline) ?? {
		byPath: groupBy(baseline, ({ path }) => path),
		byKey: groupBy(baseline, ({ key }) => key)
	};
	indexes.set(baseline, known);
	return known;
}
function groupBy(entries, of) {
	const groups = /* @__PURE__ */ new Map();
	for (const entry of entries) {
		const group = groups.get(of(entry));
		if (group) group.push(entry);
		else groups.set(of(entry), [entry]);
	}
	return groups;
}
// src/review/checks.ts
/** Checks that are shown; a longer list is not read. */
const MAX_SHOWN$2 = 2;
/** A longer check is shown by its first sentence; the fold has all of it. */
const MAX_WORDS$1 = 18;
/**
* The checks of what a fix applies, those of errors first: what concerns only what is no error is
* folded where there are errors.
*/
function checksOf(applied) {
	const errors = applied.filter(({ severity }) => severity === "error");
	const rest = applied.filter(({ severity }) => severity !== "error");
	const all = [.../* @__PURE__ */ new Set([...sentences(errors, applied), ...sentences(rest, applied)])];
	const shown = all.slice(0, new Set(sentences(errors.length > 0 ? errors : rest, applied)).size).slice(0, MAX_SHOWN$2).map(shorten);
	return {
		shown,
		folded: all.filter((check) => !shown.includes(check)),
		all
	};
}
/** The checks that are shown, under their title. */
function showChecks(shown) {
	const title = md`**Before you merge:**`;
	const [first] = shown;
	if (first === void 0) return [];
	if (shown.length === 1) return [md`${title} ${first}`];
	const rows = shown.map((check, index) => md`${index + 1}. ${check}`);
	return [md`${title}\n${joinMarkdown(rows, "\n")}`];
}
function shorten(check) {
	if (countWords(check) <= MAX_WORDS$1) return check;
	const [first = check] = sentencesOf(check);
	return first;
}
/** What to check, each thing once, with the containers that it is about where it is not about all. */
function sentences(findings, applied) {
	const all = new Set(applied.map(({ subject }) => subject.container?.name));
	const owners = /* @__PURE__ */ new Map();
	for (const { remedy, subject } of findings) {
		if (remedy?.verify === void 0) continue;
		const names = owners.get(remedy.verify) ?? /* @__PURE__ */ new Set();
		owners.set(remedy.verify, names.add(subject.container?.name ?? ""));
	}
	return [...owners].map(([sentence, names]) => names.size < all.size && !names.has("") ? md`${codeList([...names])}: ${sentence}` : sentence);
}
// src/review/edits-between.ts
/**
* The edits that make one text of another, of whole lines; lines that are only added stand at the end of the
* line above them.
*
* @returns undefined where they can't be told, as between texts that are too large to be compared
*/
function editsBetween(before, after) {
	const hunks = diffTexts(before, after);
	if (!hunks) return void 0;
	const [old, now] = [offsetsIn(before), offsetsIn(after)];
	const edits = [];
	for (const { oldStart, newStart, lines } of hunks) {
		let [from, to] = [oldStart, newStart];
		for (let index = 0; index < lines.length;) {
			const removed = countFrom(lines, index, "-");
			const added = countFrom(lines, index + removed, "+");
			if (removed + added === 0) {
				if (lines[index]?.startsWith(" ")) [from, to] = [from + 1, to + 1];
				index++;
				continue;
			}
			const [start, end] = [old(from), old(from + removed)];
			const edit = {
				start,
				end,
				text: after.slice(now(to), now(to + added))
			};
			edits.push(start === end ? atLineAbove(before, edit) : edit);
			[from, to, index] = [
				from + removed,
				to + added,
				index + removed + added
			];
		}
	}
	return applyEdits(before, edits) === after ? edits : void 0;
}
/** How many lines from one on have a sign in front. */
function countFrom(lines, index, sign) {
	let end = index;
	while (lines[end]?.startsWith(sign) === true) end++;
	return end - index;
}
/** Where a line of a text starts; behind the last one, the end of the text. */
function offsetsIn(text) {
	const lines = indexLines(text);
	return (line) => {
		if (line <= 1) return 0;
		return line > lines.count ? text.length : lines.span(line).start;
	};
}
/** New lines before a line as new lines at the end of the one above, where there is one. */
function atLineAbove(before, edit) {
	const [eol] = /\r?\n$/.exec(before.slice(Math.max(0, edit.start - 2), edit.start)) ?? [];
	if (eol === void 0 || !edit.text.endsWith(eol)) return edit;
	const at = edit.start - eol.length;
	return {
		start: at,
		end: at,
		text: eol + edit.text.slice(0, -eol.length)
	};
}
// src/review/generated.ts
/** Where a file is made and is to be changed, if not here: the end of a sentence about it. */
function describeElsewhere(file) {
	const elsewhere = madeElsewhere(file);
	switch (elsewhere?.kind) {
		case "rendered": return md`rendered from the chart ${code(elsewhere.chart)}: change it there`;
		case "generated": return elsewhere.by === void 0 ? md`generated: change what it is made from` : md`generated (${codePath(elsewhere.by)}): change what it is made from`;
		case "copy": return "from" in elsewhere ? md`a copy from ${code(elsewhere.from)}: change it there` : md`a copy from another project (${codePath(elsewhere.by)}): change it there`;
		case void 0: return;
	}
}
// src/review/carry-edits.ts
/**
* Finds lines of one hunk that carry all edits. New lines between two lines belong to the line above;
* where that is not in the hunk, the line below carries them.
*
* @returns undefined where no hunk shows enough
*/
function carryEdits(shown, edits) {
	const carriers = edits.map((edit) => carriersOf(shown, edit));
	const hunks = new Set(carriers[0]?.map(({ hunk }) => hunk));
	for (const hunk of hunks) {
		const chosen = carriers.flatMap((each) => each.find((one) => one.hunk === hunk) ?? []);
		if (chosen.length < edits.length) continue;
		return {
			firstLine: chosen.reduce((least, { firstLine }) => Math.min(least, firstLine), Infinity),
			lastLine: chosen.reduce((most, { lastLine }) => Math.max(most, lastLine), 0),
			edits: chosen.map(({ edit }) => edit)
		};
	}
}
/** The lines that can carry an edit, the best first. */
function carriersOf({ text, lines, diff }, edit) {
	const below = asLinesAbove(text, edit);
	return [edit, ...below ? [below] : []].flatMap((one) => {
		const firstLine = lines.position(one.start).line;
		const lastLine = lines.position(Math.max(one.start, one.end - 1)).line;
		const hunk = diff.hunkOf(firstLine);
		return hunk !== void 0 && diff.hunkOf(lastLine) === hunk ? [{
			hunk,
			firstLine,
			lastLine,
			edit: one
		}] : [];
	});
}
/** New lines below a line as new lines above the next one; undefined for any other edit. */
function asLinesAbove(text, { start, end, text: added }) {
	const [eol] = /^\r?\n/.exec(text.slice(end, end + 2)) ?? [];
	if (eol === void 0 || start !== end || !added.startsWith(eol)) return void 0;
	const next = end + eol.length;
	return {
		start: next,
		end: next,
		text: added.slice(eol.length) + eol
	};
}
// src/review/suggest.ts
/**
* Makes one suggestion for each group that resolves as many of its findings as it can: one hunk of the
* diff shows all lines that carry it.
*
* @param groups findings of one document each
*/
function suggestEach(judged, diff, groups, budget) {
	const accepts = (edits) => suggestedLines(judged, diff, edits) !== void 0;
	return fixMostEach(judged, groups, accepts, budget).map((fix) => {
		const carried = fix && suggestedLines(judged, diff, fix.edits);
		return carried && {
			...carried,
			fix
		};
	});
}
/** The lines that a suggestion of edits replaces; undefined where one hunk of the diff can't show them. */
function suggestedLines({ manifest: { lines, file } }, diff, edits) {
	const carried = carryEdits({
		text: file.text,
		lines,
		diff
	}, edits);
	const text = carried && replacement(file.text, lines, carried);
	if (!carried || text === void 0) return void 0;
	return {
		firstLine: carried.firstLine,
		lastLine: carried.lastLine,
		text
	};
}
/** The lines that edits touch, as they are after them; undefined where lines can't say it. */
function editedLines({ manifest: { lines, file } }, edits) {
	const first = edits.reduce((least, { start }) => Math.min(least, start), Infinity);
	const last = edits.reduce((most, { start, end }) => Math.max(most, start, end - 1), 0);
	const [firstLine, lastLine] = [lines.position(first).line, lines.position(last).line];
	const text = replacement(file.text, lines, {
		firstLine,
		lastLine,
		edits
	});
	return text === void 0 ? void 0 : {
		firstLine,
		lastLine,
		text
	};
}
/** The lines after the edits, with plain line feeds; undefined where lines can't say it. */
function replacement(text, lines, { firstLine, lastLine, edits }) {
	const start = firstLine === 1 ? 0 : lines.span(firstLine).start;
	const end = lastLine < lines.count ? lines.span(lastLine + 1).start : text.length;
	const shifted = edits.map((edit) => ({
		...edit,
		start: edit.start - start,
		end: edit.end - start
	}));
	const before = text.slice(start, end);
	const after = applyEdits(before, shifted).replaceAll("\r\n", "\n");
	const endsLine = before.endsWith("\n");
	if (after !== "" && endsLine !== after.endsWith("\n")) return void 0;
	return endsLine ? after.replace(/\n$/, "") : after;
}
// src/review/proved-fixes.ts
/** The folder of the chart that a finding is in; undefined for a kustomization. */
function chartOf({ kind, folder }) {
	return kind === "chart" ? folder : void 0;
}
/** The fixes of the charts of a change, each once, as comments tell of them. */
var ProvedFixes = class {
	#by;
	#fixes;
	#told = /* @__PURE__ */ new Map();
	constructor({ charts = [], rootFixes = [] }, by) {
		this.#by = by;
		const ofCharts = charts.map(({ folder, fixes = [] }) => [folder, fixes]);
		this.#fixes = new Map([...ofCharts, [void 0, rootFixes]]);
	}
	/** The fix that resolves the most of what is wrong with a container or object. */
	of(findings) {
		const [first] = findings;
		if (!first?.rendered) return void 0;
		const resolvedBy = ({ resolves }) => findings.filter(({ fingerprint }) => resolves.includes(fingerprint)).length;
		const chart = chartOf(first.rendered);
		const best = (this.#fixes.get(chart) ?? []).reduce((most, fix) => resolvedBy(fix) > (most ? resolvedBy(most) : 0) ? fix : most, void 0);
		return best && this.#tell(best, chart);
	}
	#tell(chartFix, chart) {
		const known = this.#told.get(chartFix);
		if (known) return known;
		const applies = this.#findings(chartFix.applies, chart).map((finding) => ({
			...finding,
			remedy: this.#by.foundIn.get(finding)?.flatMap((one) => one.finding.remedy ?? [])[0]
		}));
		const resolves = this.#findings(chartFix.resolves, chart);
		const { files } = chartFix;
		const told = {
			fix: toFix([], applies, resolves),
			files,
			suggestion: this.#suggestionOf(files)
		};
		this.#told.set(chartFix, told);
		return told;
	}
	#findings(fingerprints, chart) {
		const wanted = new Set(fingerprints);
		return this.#by.files.flatMap(({ judged }) => judged.findings.filter(({ fingerprint, rendered }) => rendered && chartOf(rendered) === chart && wanted.has(fingerprint)));
	}
	#suggestionOf([only, ...more]) {
		if (!only || more.length > 0) return void 0;
		const { path, before, after } = only;
		const file = this.#by.files.find(({ judged }) => judged.manifest.file.path === path);
		const diff = this.#by.diffs.get(path);
		if (!file || !diff || file.judged.manifest.file.text !== before) return void 0;
		if (describeElsewhere(file.judged.manifest.file) !== void 0) return void 0;
		const edits = editsBetween(before, after);
		const lines = edits && suggestedLines(file.judged, diff, edits);
		return lines && {
			...lines,
			path
		};
	}
};
/** The fix at the source of findings that share a comment. */
function provedFor(anchors, findings) {
	return findings.map((finding) => anchors?.get(finding)?.proved).find(Boolean);
}
/** The remedy of a finding that is applied at the source. */
function provedRemedy(anchors, finding) {
	const { applies = [] } = anchors.get(finding)?.proved?.fix ?? {};
	return applies.find(({ fingerprint }) => fingerprint === finding.fingerprint)?.remedy;
}
// src/review/fix-command.ts
/** The command that fixes findings of one container or object, and nothing else of the file. */
function fixCommand({ manifest }, findings) {
	const isUnsafe = findings.some(({ remedy }) => remedy?.safety === "unsafe");
	return commandFor(manifest.file.path, findings, isUnsafe);
}
/**
* The command that fixes findings of one container or object of what a chart or kustomization becomes, there;
* undefined where none has a remedy.
*/
function chartFixCommand(findings) {
	const fixable = findings.filter(({ rendered }) => rendered?.remedy !== void 0);
	const [first] = fixable;
	if (!first?.rendered) return void 0;
	const folder = chartOf(first.rendered) ?? "";
	const isUnsafe = fixable.some(({ rendered }) => rendered?.remedy === "unsafe");
	return commandFor(folder === "" ? "." : folder, fixable, isUnsafe);
}
function commandFor(path, findings, isUnsafe) {
	const isOption = path.startsWith("-");
	const words = [
		"podseal fix",
		...isUnsafe ? ["--unsafe"] : [],
		...targetOf(findings),
		isOption ? `-- ${shellQuote(path)}` : shellQuote(path)
	];
	return codePath(words.join(" "));
}
/** The options that name what findings are about, where it is one thing. */
function targetOf(findings) {
	const objects = new Set(findings.map(({ subject: { resource } }) => `${resource.kind}/${resource.name}`));
	const containers = new Set(findings.map(({ subject }) => subject.container?.name));
	const [object] = objects;
	const [container] = containers;
	if (objects.size !== 1 || object === void 0) return [];
	return [`--object ${shellQuote(object)}`, ...containers.size === 1 && container !== void 0 ? [`--container ${shellQuote(container)}`] : []];
}
/** A text as one word of a shell, whatever is in it. */
function shellQuote(text) {
	return /^[\w./@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
// src/review/exemption-text.ts
/** Longer texts are no help: the comment that exempts is one line of them. */
const MAX_LINES$2 = 12;
/** Words the exemption that a comment offers: as its suggestion, where it has no fix to suggest. */
function describeExemption({ suggestion, exemption }) {
	if (!exemption) return {
		shown: [],
		folded: []
	};
	const { findings, lines, entries } = exemption;
	const rules = rulesOf$2(findings);
	if (!suggestion && exemption.suggestion && entries.length === 0) return {
		shown: [md`This suggestion fixes nothing: it exempts ${rules}. Apply it only if that has to stay.`],
		folded: []
	};
	const folded = [
		...lines ? linesText(rules, lines) : [],
		...entries.map((entry) => entryText(entry)),
		...exemption.isUnfinished ? [md`Replace ${code(UNFINISHED)}: an exemption counts only with a reason.`] : [],
		...lines ? [commandText(findings)] : []
	];
	return {
		shown: [md`What has to stay can be exempted: see below.`],
		folded: [joinMarkdown(folded, "\n\n")]
	};
}
function rulesOf$2(findings) {
	return codeList([...new Set(findings.map(({ rule }) => rule))]);
}
function linesText(rules, { firstLine, lastLine, text }) {
	if (text.split("\n").length > MAX_LINES$2) return [];
	const where = firstLine === lastLine ? md`line ${firstLine}` : md`lines ${firstLine} to ${lastLine}`;
	return [md`To exempt ${rules}, change ${where} to:`, fence("yaml", text)];
}
function entryText(entry) {
	return joinMarkdown([md`To exempt it in the configuration, add to \`.github/podseal.yml\`:`, fence("yaml", entry)], "\n\n");
}
function commandText([finding]) {
	const command = code(`/podseal exempt ${finding?.rule ?? ""}: why`);
	return md`Where commands are set up, answering ${command} commits it.`;
}
// src/images/source.ts
/**
* Where a source can be read: an address for `repository@commit:path` or `repository#number`. What a
* team has seen itself, with its date, has none, and neither has a file of its own repository.
*/
function sourceUrl(source) {
	if (source.startsWith("https://") || /, \d{4}-\d{2}-\d{2}$/.test(source)) return source;
	const [, repository, number] = /^([^@:#]+)#(\d+)$/.exec(source) ?? [];
	if (number !== void 0) return `https://github.com/${repository}/issues/${number}`;
	const [, owner, commit = "HEAD", path] = /^([^@:#]+)(?:@(\w+))?:(.+)$/.exec(source) ?? [];
	if (owner === void 0) return source;
	return `https://github.com/${owner}/blob/${commit}/${path}`;
}
// src/review/image-details.ts
/** What is known of images, with the sources; empty for no images. */
function describeImageDetails(images) {
	return images.map((image) => {
		const lines = joinMarkdown(linesAbout(image), "\n");
		const known = md`What is known of ${code(image.id)}:\n\n${lines}\n\n${runOf(image)}`;
		const edit = image.built?.userEdit;
		if (!edit) return known;
		return md`${known}\n\nThe change of its Dockerfile:\n\n${fence("diff", edit.patch)}`;
	});
}
function runOf({ writes }) {
	return writes?.some(({ evidence }) => evidence === "observed") ? md`Observed paths are what one run of the image wrote; the other facts were read, not confirmed by running the image.` : md`The facts were read, not confirmed by running the image.`;
}
function linesAbout(image) {
	const { writes, readOnlyRoot, notes } = image;
	return [
		md`The image ${prose(describeUser(image))}.`,
		...readOnlyRoot ? [describeReadOnlyRoot(readOnlyRoot)] : [],
		...(writes ?? []).map(describeWrite),
		...notes.map(prose)
	].map((line) => md`- ${line}`);
}
const READ_ONLY_ROOT = {
	"as-is": md`The image works with a read-only root filesystem.`,
	shipped: md`The project's own manifests set a read-only root filesystem.`,
	"with-changes": md`The image works with a read-only root filesystem after some changes.`,
	never: md`The image does not work with a read-only root filesystem.`
};
function describeReadOnlyRoot({ works, note }) {
	return note === void 0 ? READ_ONLY_ROOT[works] : md`${READ_ONLY_ROOT[works]} ${prose(note)}`;
}
function describeWrite({ path, when, isPersistent, isRead, source }) {
	const what = isPersistent ? "keeps data in" : "writes to";
	const condition = when === void 0 ? md`` : md` if ${prose(when)}`;
	const from = isRead ? describeSource(source) : md`usual, but not checked`;
	return md`The container ${what} ${code(path, Infinity)}${condition} (${from}).`;
}
/** What a project has seen itself has no address. */
function describeSource(source) {
	const url = sourceUrl(source);
	return url.startsWith("https://") ? link(md`source`, url) : code(source);
}
// src/review/patch.ts
/** A longer patch is no help in a comment: the command is. */
const MAX_LENGTH$1 = 6e3;
/** A fix as a patch for `git apply`; none where a comment would not carry it unharmed: it loses CRs. */
function patchOf(judged, fix) {
	const { path, text } = judged.manifest.file;
	return fix ? patchOfTexts([{
		path,
		before: text,
		after: applyEdits(text, fix.edits)
	}]) : [];
}
/** The same of files. */
function patchOfTexts(files) {
	if (files.length === 0 || files.some(({ before }) => before.includes("\r"))) return [];
	const patch = files.map(({ path, before, after }) => writePatch(path, before, after).trimEnd()).join("\n");
	return patch.length > MAX_LENGTH$1 ? [] : [patch];
}
// src/review/place.ts
/**
* The line to comment on: a finding's own, else one of its container or object that the diff shows,
* those that changed first; undefined where there is none.
*/
function placeOf({ judged, diff, anchors }, findings) {
	const anchor = findings.map((finding) => anchors?.get(finding)).find(Boolean);
	if (anchor) return anchor.line;
	const own = findings.find(({ line }) => diff.hunkOf(line) !== void 0);
	if (own) return own.line;
	const { lines } = judged.manifest;
	for (const { subject } of findings) for (const value of [subject.value, subject.resource.value]) {
		const first = lines.position(value.span.start).line;
		const last = lines.position(Math.max(value.span.start, value.span.end - 1)).line;
		const shown = [];
		for (let line = first; line <= last; line++) {
			if (diff.isAdded(line)) return line;
			if (diff.hunkOf(line) !== void 0) shown.push(line);
		}
		if (shown[0] !== void 0) return shown[0];
	}
}
// src/review/rendered-note.ts
/** More lines are in the fold. */
const MAX_LINES$1 = 3;
/**
* Says of findings in what a chart becomes where they are to be changed, where that is not the line of
* their comment; a suggestion says it itself, and so does a patch of the command.
*/
function renderedNote(findings, anchor, hasSuggestion) {
	const [first] = findings;
	if (!first?.rendered || !anchor || hasSuggestion) return [];
	if (anchor.proved) return placesNote(findings, anchor);
	return [...placesNote(findings, anchor), ...commandNote(findings)];
}
/** The command that finds out whether the chart can be edited so, and edits it. */
function commandNote(findings) {
	const command = chartFixCommand(findings);
	if (command === void 0) return [];
	const what = findings[0]?.rendered?.kind === "kustomization" ? md`the files` : md`the chart`;
	return [md`${command} edits ${what} where the fix can be proved.`];
}
function placesNote(findings, anchor) {
	const isHere = ({ file, line }) => file === anchor.path && (line === anchor.line || anchor.kind === "own");
	const elsewhere = findings.filter((finding) => !isHere(finding));
	const places = [...new Set(elsewhere.map(({ file, line }) => `${file}:${line}`))];
	if (places.length === 0) return [];
	const shown = joinMarkdown(places.slice(0, MAX_LINES$1).map(codePath), ", ");
	const more = places.length > MAX_LINES$1 ? md` and ${places.length - MAX_LINES$1} more` : md``;
	const lead = anchor.kind === "cause" && anchor.line !== void 0 ? md`This line leads to it. ` : md``;
	const what = places.length === 1 ? md`The line to change` : md`The lines to change`;
	return [md`${lead}${what}: ${shown}${more}.`];
}
// src/review/verdict.ts
/** So many containers are named in a verdict; the others are counted. */
const MAX_NAMED$1 = 3;
/** What is the matter, in a line: with whom, and in which object. */
function verdictOf$1(findings) {
	const sorted = findings.toSorted(byRank);
	const [worst] = sorted;
	if (!worst) return md``;
	const { kind, namespace, name } = worst.subject.resource;
	const isNamed = namespace !== "" && !(worst.rendered && namespace === "default");
	const object = md`${kindWord(kind)} ${code(isNamed ? `${namespace}/${name}` : name)}`;
	const containers = [...new Set(sorted.flatMap(({ subject }) => subject.container?.name ?? []))];
	const faults = headlines(sorted.filter(({ severity }) => severity === worst.severity));
	if (containers.length === 0) return md`**${object} ${faults}**`;
	return md`**${named(containers)} ${faults}** in ${object}`;
}
/** The gravest first, faults of a container before those of its object. */
function byRank(one, other) {
	return compareSeverity(one.severity, other.severity) || Number(!one.subject.container) - Number(!other.subject.container);
}
function named(containers) {
	const more = containers.length - MAX_NAMED$1;
	return more > 0 ? md`${codeList(containers.slice(0, MAX_NAMED$1))} and ${count(more, "other container")}:` : md`${codeList(containers)}${containers.length > 1 ? ":" : ""}`;
}
/** Two faults say enough; the list below has them all. */
function headlines(findings) {
	const [first, second] = [...new Set(findings.map(({ headline }) => headline))].slice(0, 2);
	if (first === void 0) return md``;
	return second === void 0 ? first : md`${first} and ${second}`;
}
/** Where there is no fix, so many findings are shown: what they say is all that there is to do. */
const MAX_SHOWN$1 = 2;
/** Whether nothing among findings is graver than one of them. */
function isGravest({ severity }, findings) {
	return findings.every((one) => compareSeverity(severity, one.severity) <= 0);
}
/** The gravest findings, at most two, and those of one severity only. */
function gravest(findings) {
	const sorted = findings.toSorted(byRank);
	return sorted.filter(({ severity }) => severity === sorted[0]?.severity).slice(0, MAX_SHOWN$1);
}
/** `2 errors and 1 notice`. */
function tallyOf(findings) {
	const counts = SEVERITIES.flatMap((severity) => {
		const { length } = findings.filter((finding) => finding.severity === severity);
		return length > 0 ? [count(length, severity)] : [];
	});
	return listPlain(counts, " and ");
}
/** What is wrong, a line each, with the container's name where there are several. */
function listFindings(findings, isIntroduced) {
	const containers = new Set(findings.map(({ subject }) => subject.container?.name));
	const lines = findings.toSorted(byRank).map((finding) => {
		const { container } = finding.subject;
		const owner = containers.size > 1 && container ? md`${code(container.name)}: ` : md``;
		const old = isIntroduced(finding) ? "" : ", existing";
		return md`- ${owner}${finding.severity} ${code(finding.rule)}${old}: ${finding.message}`;
	});
	return joinMarkdown(lines, "\n");
}
// src/review/comment.ts
/** A sentence of more words is in the fold. */
const MAX_WORDS = 40;
/**
* Words the comment of a group and puts it on the lines of its suggestion; without one, on the
* finding's line or the nearest line of its container or object that the diff shows; else on the
* file.
*
* @returns undefined when there is more to say than GitHub takes
*/
function writeComment(file, group, decision, budget) {
	const { findings } = group;
	const suggestion = group.suggestion ?? exemptionOf(group);
	const verdict = verdictOf$1(findings);
	const fingerprints = findings.map(({ fingerprint }) => fingerprint);
	const closing = [...explain(file, group, decision, budget), writeMarker(fingerprints)];
	const { path } = file.judged.manifest.file;
	if (!suggestion) {
		const body = joinMarkdown([verdict, ...closing], "\n\n");
		if (byteLength(body) > 6e4) return void 0;
		const line = placeOf(file, findings);
		return {
			path,
			subject: line === void 0 ? "file" : "line",
			line: line ?? 1,
			body,
			fileBody: body,
			fingerprints,
			suggestion: null
		};
	}
	const { firstLine, lastLine, text } = suggestion;
	const body = joinMarkdown([
		verdict,
		fence("suggestion", text),
		...closing
	], "\n\n");
	if (byteLength(body) > 6e4) return writeComment(file, {
		findings,
		suggestion: void 0,
		exemption: void 0
	}, decision, budget);
	const preview = md`${linesWords(firstLine, lastLine)} would become:`;
	return {
		path,
		subject: "line",
		line: lastLine,
		...firstLine < lastLine && { startLine: firstLine },
		body,
		fileBody: joinMarkdown([
			verdict,
			preview,
			fence("yaml", text),
			...closing
		], "\n\n"),
		suggestion: text,
		fingerprints
	};
}
/** The exemption that stands in for a fix. */
function exemptionOf({ exemption }) {
	return exemption?.entries.length === 0 ? exemption.suggestion : void 0;
}
function linesWords(first, last) {
	return first === last ? plainly`Line ${first}` : plainly`Lines ${first} to ${last}`;
}
/** What stands below the verdict and the suggestion. */
function explain(file, group, { sameAs, others }, budget) {
	const open = openAtSource(file, group) ?? openFindings(file, group, budget);
	const fix = group.suggestion?.fix ?? open.fix;
	const { reasons, images, applies } = fix ?? NO_FIX;
	const checks = checksOf(applies);
	const reason = shortReason(reasons);
	const stays = without(group.findings, resolvedBy(fix, open.fix));
	const untold = without(stays, exemptionOf(group) ? group.exemption?.findings ?? [] : []);
	const told = sameAs ? [] : toldBeforeChecks(group.findings, applies, untold);
	const checksShown = sameAs || told.length > 0 ? [] : checks.shown;
	const shown = sameAs ? [sameDecision(sameAs)] : [reason ?? [], showChecks(checksShown)].flat();
	const rest = without(group.findings, told);
	const exemption = describeExemption(group);
	const folded = [
		...open.patch,
		...exemption.folded,
		...listSome(file, rest),
		...fix ? open.refusals : open.refusals.slice(1),
		...reason === void 0 || sameAs ? reasons : [],
		...bullets("Check", checksShown.length > 0 ? checks.folded : checks.all),
		...bullets("The same decision for", others.map(placeWords)),
		...describeImageDetails(images)
	];
	return [
		...renderedNote(group.findings, anchorIn(file, group.findings), group.suggestion !== void 0),
		...open.notes,
		...listSome(file, told),
		...fix ? [] : open.refusals.slice(0, 1),
		...shown,
		...sameFor(others),
		...fix ? notFixed(stays) : [],
		...exemption.shown,
		...foldOf(foldTitle(rest, open.patch.length > 0, images.length > 0), folded)
	];
}
function anchorIn({ anchors }, findings) {
	return findings.map((finding) => anchors?.get(finding)).find(Boolean);
}
function resolvedBy(...fixes) {
	return fixes.flatMap((fix) => fix?.resolves ?? []);
}
function listSome({ introduced }, some) {
	return some.length === 0 ? [] : [listFindings(some, (one) => introduced.has(one))];
}
function without(findings, others) {
	const left = new Set(others);
	return findings.filter((finding) => !left.has(finding));
}
function sameDecision({ name, path }) {
	return md`The same decision as for ${code(name)} in ${codePath(path)}.`;
}
/** A fix that does nothing about the gravest: then what to do about that is shown, not its checks. */
function toldBeforeChecks(all, applied, stays) {
	return applied.some((one) => isGravest(one, all)) ? [] : gravest(stays);
}
const NO_FIX = {
	reasons: [],
	images: [],
	resolves: [],
	applies: []
};
function notFixed(stays) {
	return stays.length === 0 ? [] : [md`Not fixed by this: ${rulesOf$1(stays)}.`];
}
function sameFor({ length }) {
	return length === 0 ? [] : [md`The same goes for ${count(length, "other container")}, listed below.`];
}
function foldOf(title, parts) {
	return parts.length === 0 ? [] : [fold(title, joinMarkdown(parts, "\n\n"))];
}
function foldTitle(findings, hasPatch, hasFacts) {
	const tally = findings.length === 0 ? plainly`More` : tallyOf(findings);
	const list = hasPatch ? plainly`The patch, ${tally}` : tally;
	return hasFacts ? plainly`${list}, and where the facts come from` : list;
}
function rulesOf$1(findings) {
	return codeList([...new Set(findings.map(({ rule }) => rule))]);
}
/** What a fix does and why, by its first sentences. */
function shortReason(reasons) {
	const sentences = withPronouns(reasons.flatMap(sentencesOf));
	const kept = [];
	for (const sentence of sentences) {
		const next = joinMarkdown([...kept, sentence], " ");
		if (countWords(next) > MAX_WORDS) break;
		kept.push(sentence);
	}
	return kept.length === sentences.length && kept.length > 0 ? joinMarkdown(kept, " ") : void 0;
}
function bullets(title, rows) {
	if (rows.length === 0) return [];
	return [md`${title}:\n\n${joinMarkdown(rows.map((row) => md`- ${row}`), "\n")}`];
}
function placeWords({ path, line, name }) {
	return md`${code(name)} in ${codePath(`${path}:${line}`)}`;
}
/** What is fixed at its source, where that is no suggestion. */
function openAtSource({ anchors }, { findings, suggestion }) {
	const proved = provedFor(anchors, findings);
	if (!proved || suggestion) return void 0;
	const { fix, files } = proved;
	if (proved.suggestion) {
		const { firstLine, lastLine } = proved.suggestion;
		const lines = linesWords(firstLine, lastLine).toLowerCase();
		return {
			notes: [md`Apply the other suggestion on ${prose(lines)} first: another follows then, where needed.`],
			fix,
			patch: [],
			refusals: []
		};
	}
	const command = chartFixCommand(findings);
	return {
		notes: command ? [elsewhereNote(command)] : [],
		fix,
		patch: patchOfTexts(files).map((text) => fence("diff", text)),
		refusals: []
	};
}
function elsewhereNote(command) {
	return md`Not all lines to change are in this diff: ${command} changes them.`;
}
function openFindings({ judged, diff }, { findings, suggestion }, budget) {
	const gone = new Set(suggestion?.fix.resolves);
	const outcomes = [...fixEach(judged, findings.filter((finding) => finding.remedy && !gone.has(finding)), budget)];
	const refused = /* @__PURE__ */ new Map();
	for (const [finding, fix] of outcomes) if ("refused" in fix) refused.set(fix.refused, [...refused.get(fix.refused) ?? [], finding]);
	const refusals = [...refused].map(([why, some]) => md`No fix for ${rulesOf$1(some)}: ${prose(why)}.`);
	const elsewhere = outcomes.flatMap(([finding, fix]) => "edits" in fix ? finding : []);
	const nothing = {
		notes: [],
		fix: void 0,
		patch: [],
		refusals
	};
	if (elsewhere.length === 0) return nothing;
	if (suggestion && suggestEach(judged, diff, [elsewhere], budget)[0] !== void 0) return {
		...nothing,
		notes: [md`Apply this first; another suggestion follows then.`]
	};
	const fix = fixMost(judged, elsewhere, () => true, budget);
	const command = fixCommand(judged, elsewhere);
	const note = suggestion ? md`The rest is outside this diff: ${command} changes it.` : elsewhereNote(command);
	const patch = patchOf(judged, fix).map((text) => fence("diff", text));
	return {
		notes: [note],
		fix,
		patch,
		refusals
	};
}
// src/review/root-fixes.ts
/** Files with the fixes of what kustomizations become, for who shows findings one by one. */
function withRootFixes(files, fixes = []) {
	const byFingerprint = new Map(fixes.flatMap(({ each }) => each.map(({ fingerprint, fix }) => [fingerprint, fix])));
	if (byFingerprint.size === 0) return files;
	const all = files.flatMap(({ judged }) => judged.findings);
	const sourceFixes = new Map(all.flatMap((finding) => {
		const fix = finding.rendered?.kind === "kustomization" ? byFingerprint.get(finding.fingerprint) : void 0;
		return fix ? [[finding, fix]] : [];
	}));
	return files.map((file) => ({
		...file,
		judged: {
			...file.judged,
			sourceFixes
		}
	}));
}
// src/review/decisions.ts
/** So many comments beside the first ask for the same; the other containers are in its list. */
const MAX_SAME = 5;
/** Which findings ask for the same decision: one comment explains it. */
var Decisions = class {
	#decisions = /* @__PURE__ */ new Map();
	#listed = /* @__PURE__ */ new Set();
	/**
	* @param due all findings that are to be told
	* @param isKnown whether a comment tells of a finding already: it explains the decision then
	* @param remedyOf the remedy that its comment offers
	*/
	constructor(due, isKnown, remedyOf = ({ remedy }) => remedy) {
		const told = (findings) => decisionKey(findings.map((finding) => ({
			...finding,
			remedy: remedyOf(finding)
		})));
		for (const subjects of groupBy$1(bySubject(due), told)) {
			const known = subjects.filter((findings) => findings.some(isKnown));
			const [first = [], ...rest] = [...known, ...subjects.filter((findings) => !known.includes(findings))];
			const [same, others] = [true, false].map((wanted) => rest.filter((findings) => isSamePlace(findings, first) === wanted));
			const listed = [...same ?? [], ...(others ?? []).slice(MAX_SAME)].filter((findings) => !known.includes(findings));
			const leader = nameOf$1(first);
			this.#set(first, {
				sameAs: void 0,
				others: listed.map(nameOf$1)
			});
			for (const findings of rest) this.#set(findings, {
				sameAs: leader,
				others: []
			});
			for (const finding of listed.flat()) this.#listed.add(finding);
		}
	}
	/** Whether a finding has no comment of its own, for it is in the list of another. */
	isListed(finding) {
		return this.#listed.has(finding);
	}
	/** How the comment of these findings stands to others. */
	of(findings) {
		const all = new Set(findings.flatMap((finding) => this.#decisions.get(finding) ?? []));
		const leaders = new Map([...all].map(({ sameAs }) => [JSON.stringify(sameAs), sameAs]));
		const [only] = leaders.values();
		return {
			sameAs: leaders.size === 1 ? only : void 0,
			others: [...all].flatMap(({ others }) => others)
		};
	}
	#set(findings, decision) {
		for (const finding of findings) this.#decisions.set(finding, decision);
	}
};
/** Whether one edit changes both: of values that a chart uses for several containers. */
function isSamePlace(findings, others) {
	return findings.every(({ rendered }) => rendered) && placesOf(findings) === placesOf(others);
}
function placesOf(findings) {
	return JSON.stringify(findings.map(({ file, line, rule }) => [
		file,
		line,
		rule
	]));
}
/**
* Findings of one container or object that say the same as those of another, and whose fixes do the same
* for the same reason: what differs may be the name of the image.
*/
function decisionKey(findings) {
	return findings.map(({ rule, severity, message, remedy, subject }) => {
		const image = codeImage(textOf(field(subject.container?.value, "image")?.value) ?? "");
		const words = [
			message,
			remedy?.reason ?? "",
			remedy?.verify ?? ""
		];
		return JSON.stringify([
			rule,
			severity,
			...words.map((one) => one.replaceAll(image, "image"))
		]);
	}).toSorted().join();
}
function nameOf$1([finding]) {
	if (!finding) return {
		path: "",
		line: 1,
		name: ""
	};
	const { file, line, subject, rendered } = finding;
	const { container, resource } = subject;
	const object = `${resource.kind}/${resource.name}`;
	return {
		path: file,
		line,
		name: (rendered && container ? `${object} ${container.name}` : container?.name) ?? object
	};
}
// src/fix/prove-exemption.ts
/**
* Proves on a copy that edits exempt these findings for their reasons and do nothing else: the data
* differs by the changes alone, no other finding comes, goes or is exempt, and nothing is wrong with
* an exemption that was right before.
*/
function provesExemption({ manifest, ruleSet }, document, { by, edits, changes }, wanted) {
	const { path } = manifest.file;
	const texts = editDocument(document, edits);
	const [before, after] = [texts?.before, texts?.after].map((text) => text === void 0 ? void 0 : readAlone(path, text, ruleSet));
	const data = before?.document.toData();
	if (!before || !after || data === void 0) return false;
	if (!dequal(changeData(data, changes), after.document.toData())) return false;
	const [old, now] = [before, after].map((one) => findIn(one.manifest, ruleSet).sorted);
	if (!old || !now) return false;
	const claimed = wanted.flatMap(({ findings, reason }) => findings.map(({ identity }) => ({
		identity,
		by,
		reason: readReason(reason).reason
	})));
	const kept = ({ kept: all }) => all.map(({ finding }) => finding.identity);
	const exempt = ({ exempted }) => exempted.map((one) => exemptKey({
		...one,
		identity: one.finding.identity
	}));
	return isSame([...kept(now), ...claimed.map(({ identity }) => identity)], kept(old)) && isSame(exempt(now), [...exempt(old), ...claimed.map(exemptKey)]) && isWithin(messagesOf(now.faults), messagesOf(old.faults));
}
function exemptKey(one) {
	return JSON.stringify([
		one.identity,
		one.by,
		one.reason
	]);
}
/** Without their lines, which move. */
function messagesOf(faults) {
	return faults.map(({ message }) => message);
}
/** Whether two lists have the same elements, each as often. */
function isSame(one, other) {
	return one.length === other.length && isWithin(one, other);
}
function isWithin(part, whole) {
	const left = /* @__PURE__ */ new Map();
	for (const one of whole) left.set(one, (left.get(one) ?? 0) + 1);
	return part.every((one) => {
		const count = left.get(one) ?? 0;
		left.set(one, count - 1);
		return count > 0;
	});
}
// src/fix/exempt.ts
const UNPROVED = { refused: "no comment or annotation here would exempt this and nothing else" };
/** What linters of YAML allow by default (yamllint, rule line-length). */
const MAX_LINE$1 = 80;
/**
* Makes the narrowest exemption of findings that a manifest can have: a comment on their line, or where
* comments are not possible an annotation; proved.
*
* @param wanted findings of one document
* @param accepts which edits are wanted; no others are made
*/
function exemptFor(judged, wanted, accepts = () => true, budget = ProofBudget.ofReview()) {
	const first = wanted[0]?.findings[0];
	if (!first) return UNPROVED;
	const document = documentOf(first);
	const refused = whyNotToEdit(judged.manifest.file) ?? foreignText(document, []);
	if (refused !== void 0) return { refused };
	const complete = wanted.map((one) => ({
		...one,
		reason: one.reason.replaceAll(UNFINISHED, "why")
	}));
	for (const form of formsFor(judged, document, wanted)) {
		const planned = form(judged, document, wanted);
		const proved = form(judged, document, complete);
		if (!planned || !proved || doOverlap(planned.edits) || !accepts(planned.edits)) continue;
		if (!budget.allowsProof(judged, document)) return UNPROVED;
		if (provesExemption(judged, document, proved, complete)) return planned;
	}
	return UNPROVED;
}
/** The forms of an exemption, the best first. */
function formsFor(judged, document, wanted) {
	if (/^\s*[{[]/.test(document.text.slice(document.span.start, document.span.end))) return [annotate];
	const text = judged.manifest.file.text;
	const isShort = asComments(behind, judged, wanted).edits.every((edit) => edit.start - startOfLine(text, edit.start) + edit.text.length <= MAX_LINE$1);
	const comments = [(one, _, some) => asComments(behind, one, some), (one, _, some) => asComments(above, one, some)];
	return [...isShort ? comments : comments.toReversed(), annotate];
}
function asComments(place, judged, wanted) {
	const { lines } = judged.manifest;
	const lineOf = (offset) => lines.span(lines.position(offset).line).start;
	const all = wanted.flatMap(({ findings }) => findings);
	const places = new Set(all.map(({ span }) => lineOf(span.start)));
	const [container, ...others] = new Set(all.map(({ subject }) => subject.container));
	const shared = places.size > 1 && container && others.length === 0 ? lineOf(container.value.span.start) : void 0;
	return {
		by: "comment",
		edits: sortEdits(wanted.flatMap(({ findings, reason }) => {
			const rules = /* @__PURE__ */ new Map();
			for (const { rule, span } of findings) {
				const at = shared ?? lineOf(span.start);
				rules.set(at, (rules.get(at) ?? /* @__PURE__ */ new Set()).add(rule));
			}
			return [...rules].map(([at, ids]) => place(judged, at, `# podseal-ignore ${[...ids].join(", ")}: ${reason}`));
		})),
		changes: []
	};
}
/** At the end of the line. */
function behind({ manifest: { file, lines } }, offset, comment) {
	const { start, end } = lines.span(lines.position(offset).line);
	return {
		start: start + file.text.slice(start, end).trimEnd().length,
		end,
		text: ` ${comment}`
	};
}
/** On a line of its own above the line. */
function above({ manifest: { file, lines } }, offset, comment) {
	const { start, end } = lines.span(lines.position(offset).line);
	const [indent = ""] = /^\s*/.exec(file.text.slice(start, end)) ?? [];
	return {
		start,
		end: start,
		text: `${indent}${comment}${lineBreakAt(file.text, start)}`
	};
}
/** As annotations of the objects, each for one container where the finding is about one. */
function annotate(_, document, wanted) {
	const changes = wanted.flatMap(({ findings, reason }) => findings.map(({ rule, subject: { resource, container } }) => {
		const name = `exempt.${rule}${container ? `.${container.name}` : ""}`;
		return {
			kind: "set",
			path: [
				...resource.value.path,
				"metadata",
				"annotations",
				`podseal.dev/${name}`
			],
			value: reason
		};
	}));
	const isTooLong = changes.some(({ path }) => String(path.at(-1)).length > 75);
	const made = wanted[0]?.findings[0]?.subject.value.document.madeFrom;
	const written = made ? made.toSource(changes) : changes;
	if (isTooLong || "refused" in written) return void 0;
	const plan = planEdits(document, written);
	if ("refused" in plan) return void 0;
	return {
		by: "annotation",
		edits: plan.edits,
		changes: written
	};
}
// src/judge/exemptions/configuration-entry.ts
/**
* The entry of a configuration that exempts findings of one container or object, as narrowly as its
* patterns can; undefined where it would not be about each of them.
*/
function configurationEntry(findings, reason) {
	const [first] = findings;
	if (!first) return void 0;
	const { resource, container } = first.subject;
	const rules = [...new Set(findings.map(({ rule }) => rule))];
	const named = Object.entries({
		path: first.rendered?.path ?? first.file,
		kind: resource.kind,
		namespace: resource.namespace,
		name: resource.name,
		container: container?.name ?? ""
	}).filter(([, text]) => text !== "");
	const patterns = Object.fromEntries(named.map(([key, text]) => [key, literal(text)]));
	const exemption = {
		rules,
		...patterns,
		reason,
		source: ""
	};
	if (!findings.map((one) => ({
		...one,
		file: one.rendered?.path ?? one.file
	})).every((finding) => fits(exemption, finding, void 0))) return void 0;
	return `exemptions:\n  - ${[`rule: ${rules.length === 1 ? rules.join("") : `[${rules.join(", ")}]`}`, ...[...Object.entries(patterns), ["reason", reason]].map(([key, text]) => `${key}: ${(0, import_dist.stringify)(text, { lineWidth: 0 }).trimEnd()}`)].join("\n    ")}`;
}
/** A text as a glob that fits it alone. */
function literal(text) {
	return text.replace(/[\\*?[\]{}()!]/g, String.raw`\$&`);
}
// src/review/offer-exemption.ts
/** Offers the narrowest exemption of those findings of a comment that are known to be needed. */
function offerExemption(judged, diff, findings, budget) {
	const needed = findings.filter(({ need }) => need !== void 0).toSorted((one, other) => compareSeverity(one.severity, other.severity));
	const wanted = exemptingsOf(needed);
	if (wanted.length === 0) return void 0;
	const policy = judged.ruleSet.exemptions;
	const [here, there] = ["anywhere", "configuration"].map((where) => wanted.flatMap(({ findings: some, reason }) => {
		const allowed = some.filter(({ rule }) => allowedFor(rule, policy) === where);
		return allowed.length > 0 ? [{
			findings: allowed,
			reason
		}] : [];
	}));
	const isRendered = needed.some(({ rendered }) => rendered);
	const written = here && here.length > 0 && !isRendered ? inManifest(judged, diff, here, budget) : void 0;
	const entries = [...there ?? [], ...written ? [] : here ?? []].flatMap((one) => configurationEntry(one.findings, one.reason) ?? []);
	if (!written && entries.length === 0) return void 0;
	return {
		findings: wanted.flatMap((one) => one.findings),
		suggestion: void 0,
		lines: void 0,
		...written,
		entries,
		isUnfinished: wanted.some(({ reason }) => isUnfinished(reason))
	};
}
/** Findings of one reason and one container or object: what one exemption is about. */
function exemptingsOf(findings) {
	return groupBy$1(findings, ({ need, subject }) => JSON.stringify([
		need,
		subject.resource.value.path,
		subject.container?.value.path
	])).flatMap((some) => {
		const reason = reasonFor(some[0]?.need ?? "");
		return reason === void 0 ? [] : [{
			findings: some,
			reason
		}];
	});
}
/** The first sentence of what is known, as plain text; undefined where no comment could say it. */
function reasonFor(need) {
	const [sentence = ""] = need.split(/(?<=\.) /);
	const text = sentence.replaceAll("`", "").replace(/\.$/, "");
	return "fault" in readableReason(text.replaceAll("<why>", "why")) ? void 0 : text;
}
function inManifest(judged, diff, wanted, budget) {
	const [first, ...others] = byDocument(wanted.flatMap(({ findings }) => findings));
	if (!first || others.length > 0) return void 0;
	const found = exemptFor(judged, wanted, void 0, budget);
	if ("refused" in found) return void 0;
	const lines = editedLines(judged, found.edits);
	if (!lines) return void 0;
	return {
		lines,
		suggestion: wanted.some(({ reason }) => isUnfinished(reason)) ? void 0 : suggestedLines(judged, diff, found.edits)
	};
}
// src/review/group.ts
/** A group for its comment, whatever else there is in the file. */
function groupFor(judged, diff, findings, budget) {
	const [suggestion] = suggestEach(judged, diff, [findings], budget);
	return {
		findings,
		suggestion,
		exemption: offerExemption(judged, diff, findings, budget)
	};
}
/**
* Groups the findings of a file by what they are about, each group with its suggestion. Groups whose
* suggestions would overlap become one, because overlapping suggestions can't both be applied.
*/
function groupFindings(judged, diff, findings, budget) {
	let groups = withSuggestions(judged, diff, bySubject(findings), budget);
	for (let pair = overlap(groups); pair; pair = overlap(groups)) {
		const [one, other] = pair;
		const merged = withSuggestions(judged, diff, [[...one.findings, ...other.findings]], budget);
		groups = groups.flatMap((group) => {
			if (group === one) return merged;
			return group === other ? [] : [group];
		});
	}
	const offered = groups.map((group) => ({
		...group,
		exemption: offerExemption(judged, diff, group.findings, budget)
	}));
	const taken = offered.flatMap(({ suggestion }) => suggestion ?? []);
	return offered.map((group) => withoutOverlap(group, taken));
}
/** An exemption on lines that a suggestion replaces is text. */
function withoutOverlap(group, taken) {
	const { exemption } = group;
	const lines = exemption?.suggestion;
	return lines && taken.some(({ firstLine, lastLine }) => firstLine <= lines.lastLine && lines.firstLine <= lastLine) ? {
		...group,
		exemption: {
			...exemption,
			suggestion: void 0
		}
	} : group;
}
/** The groups with the suggestions of what is fixed at its source; one on lines of another is a patch. */
function withProved(groups, { judged, anchors }) {
	const { path } = judged.manifest.file;
	const merged = mergeShared(groups, anchors);
	const taken = merged.flatMap(({ suggestion }) => suggestion ?? []);
	return merged.map((group) => {
		const { fix, suggestion } = provedFor(anchors, group.findings) ?? {};
		if (!fix || suggestion?.path !== path || group.suggestion) return group;
		const { firstLine, lastLine, text } = suggestion;
		if (taken.some((one) => one.firstLine <= lastLine && firstLine <= one.lastLine)) return group;
		taken.push(suggestion);
		return {
			...group,
			suggestion: {
				firstLine,
				lastLine,
				text,
				fix
			}
		};
	});
}
/** Groups in kustomizations with the same fix as one: their edits are among the same lines. */
function mergeShared(groups, anchors) {
	return groupBy$1(groups, (group) => {
		return (group.findings.every(({ rendered }) => rendered?.kind === "kustomization") ? provedFor(anchors, group.findings) : void 0) ?? group;
	}).flatMap(([first, ...more]) => first ? {
		...first,
		findings: [first, ...more].flatMap(({ findings }) => findings)
	} : []);
}
function withSuggestions(judged, diff, groups, budget) {
	const suggestions = suggestEach(judged, diff, groups, budget);
	return groups.map((findings, index) => ({
		findings,
		suggestion: suggestions[index]
	}));
}
function overlap(groups) {
	const placed = groups.filter(({ suggestion }) => suggestion !== void 0).toSorted((a, b) => (a.suggestion?.firstLine ?? 0) - (b.suggestion?.firstLine ?? 0));
	for (const [index, group] of placed.entries()) {
		const next = placed[index + 1];
		if (!group.suggestion || !next?.suggestion) continue;
		if (next.suggestion.firstLine <= group.suggestion.lastLine) return [group, next];
	}
}
// src/review/anchor.ts
/** Of a longer container or object, the first lines tell. */
const MAX_LINES = 300;
/**
* Finds the line of the diff to comment on for what is wrong with one container or object: a line that was
* added before one that is only shown; the lines to change first, then those of the container, those that
* decide whether there is one, and those of its object.
*
* @param findings the gravest first
* @param found where the first of them was found
* @returns undefined where no changed file has anything to do with it
*/
function anchorOf(findings, found, diffs) {
	const folder = findings[0]?.rendered?.folder ?? "";
	const places = [...findings.map(({ file, line }) => ({
		path: file,
		line,
		kind: "own"
	})), ...found ? placesAround(found, folder) : []];
	const isAdded = ({ path, line }) => diffs.get(path)?.isAdded(line) === true;
	const isShown = ({ path, line, kind }) => kind !== "cause" && diffs.get(path)?.hunkOf(line) !== void 0;
	const inFile = places.find(({ path }) => diffs.has(path));
	return places.find(isAdded) ?? places.find(isShown) ?? (inFile && {
		...inFile,
		line: void 0,
		kind: inFile.kind
	});
}
function placesAround({ rendered, finding }, folder) {
	const { resource, container } = finding.subject;
	const { sources, manifest } = rendered;
	const linesOf = (value) => {
		if (!value) return [];
		const { start, end } = value.span;
		const first = manifest.lines.position(start).line - 1;
		const last = manifest.lines.position(Math.max(start, end - 1)).line - 1;
		const count = Math.min(last - first + 1, MAX_LINES);
		return Array.from({ length: count }, (_, index) => first + index);
	};
	const placed = (kind, all) => all.flatMap((one) => one ? {
		path: reportedPath({ folder }, one.path),
		line: one.line,
		kind
	} : []);
	const written = (lines) => lines.flatMap((at) => [sources.valueAt(at), sources.textAt(at)]);
	const specs = podsOf(resource).flatMap(({ spec }) => linesOf(spec));
	const own = container ? linesOf(container.value) : specs;
	return [
		...placed("container", written(own)),
		...placed("cause", own.flatMap((at) => sources.causesAt(at))),
		...placed("cause", written(linesOf(resource.value)))
	];
}
// src/review/homes.ts
/**
* Finds a changed file to tell of what is wrong with each container that a chart becomes: one for all that
* is due, though the lines to change may be in several files.
*/
function findHomes(files, foundIn, isDue, sources = {}) {
	const homes = /* @__PURE__ */ new Map();
	const anchors = /* @__PURE__ */ new Map();
	const diffs = new Map(files.flatMap(({ judged, diff }) => diff ? [[judged.manifest.file.path, diff]] : []));
	const proved = new ProvedFixes(sources, {
		files,
		diffs,
		foundIn
	});
	const rendered = files.flatMap(({ judged }) => judged.findings).filter((finding) => finding.rendered && isDue(finding));
	for (const findings of bySubject(rendered)) {
		const sorted = findings.toSorted((a, b) => compareSeverity(a.severity, b.severity));
		const [found] = sorted.flatMap((one) => foundIn.get(one)?.[0] ?? []);
		const fix = proved.of(sorted);
		const nearest = placeOfFix(fix) ?? anchorOf(sorted, found, diffs) ?? anyFile(sorted, diffs);
		if (!nearest) continue;
		const anchor = {
			...nearest,
			proved: fix
		};
		for (const finding of findings) {
			anchors.set(finding, anchor);
			homes.set(anchor.path, [...homes.get(anchor.path) ?? [], finding]);
		}
	}
	return {
		homes,
		anchors
	};
}
/** Where the suggestion of a fix stands. */
function placeOfFix(fix) {
	const { suggestion } = fix ?? {};
	return suggestion && {
		path: suggestion.path,
		line: suggestion.lastLine,
		kind: "own"
	};
}
/** A changed file of the chart, where no other has to do with a finding. */
function anyFile([first], diffs) {
	const folder = first?.rendered?.folder ?? "";
	const path = [...diffs.keys()].find((one) => folder === "" || one.startsWith(`${folder}/`));
	return path === void 0 ? void 0 : {
		path,
		line: void 0,
		kind: "cause"
	};
}
/** A file with the findings that are told of in it; none where that is of no matter to the change. */
function toldIn$1(file, { homes, anchors }, isDue) {
	const { judged, diff } = file;
	const away = homes.get(judged.manifest.file.path) ?? [];
	const findings = [...judged.findings.filter((finding) => !anchors.has(finding) && (diff !== void 0 || isDue(finding))), ...away];
	return diff !== void 0 || findings.length > 0 || judged.exempted.length > 0 ? [{
		...file,
		judged: {
			...judged,
			findings
		}
	}] : [];
}
// src/text/wildmatch.ts
/**
* A pattern as git matches paths by it (gitignore(5), and wildmatch.c of git). All ways to match go on
* side by side, so that a stranger's pattern takes no more time than its length times the path's.
*/
function wildmatch(pattern) {
	const bytes = bytesOf(pattern);
	const [plain = ""] = /^[^*?[\\]*/.exec(bytes) ?? [];
	const tokens = tokensOf(bytes.slice(plain.length));
	if (!tokens) return () => false;
	return (path) => {
		const text = bytesOf(path);
		if (!text.startsWith(plain)) return false;
		let states = reach(/* @__PURE__ */ new Set([0]), tokens, true);
		for (const letter of text.slice(plain.length)) {
			const next = /* @__PURE__ */ new Set();
			for (const state of states) for (const to of step(state, letter, tokens)) next.add(to);
			states = reach(next, tokens, letter === "/");
			if (states.size === 0) return false;
		}
		return states.has(tokens.length);
	};
}
/** A letter for each byte of UTF-8: git's `?` is one byte. */
function bytesOf(text) {
	if (/^[\u0000-\u007F]*$/.test(text)) return text;
	return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}
/** Where a state leads by one letter. */
function step(state, letter, tokens) {
	const token = tokens[state];
	switch (token?.kind) {
		case "letter": return token.fits(letter) ? [state + 1] : [];
		case "name": return letter === "/" ? [] : [state];
		case "folders":
		case "rest": return [state];
		case void 0: return [];
	}
}
/** Adds the states that need no letter. */
function reach(states, tokens, isAtName) {
	for (const state of states) {
		const kind = tokens[state]?.kind;
		if (kind === "name" || kind === "rest" || kind === "folders" && isAtName) states.add(state + 1);
	}
	return states;
}
/** Undefined for a pattern that matches nothing, such as one with an open bracket. */
function tokensOf(pattern) {
	const tokens = [];
	for (let at = 0; at < pattern.length;) {
		const rest = pattern.slice(at);
		const isAtName = at === 0 || pattern[at - 1] === "/";
		const [stars = ""] = /^\*+/.exec(rest) ?? [];
		if (stars !== "") {
			const kind = kindOf(stars, rest[stars.length], isAtName);
			tokens.push({ kind });
			at += stars.length + (kind === "folders" ? 1 : 0);
			continue;
		}
		const one = rest.startsWith("[") ? bracket(rest) : single(rest);
		if (!one) return void 0;
		tokens.push({
			kind: "letter",
			fits: one.fits
		});
		at += one.length;
	}
	return tokens;
}
/** Two stars and more mean more only where they are all of a name. */
function kindOf(stars, next, isAtName) {
	if (stars.length === 1 || !isAtName) return "name";
	if (next === "/") return "folders";
	return next === void 0 ? "rest" : "name";
}
function single(rest) {
	const [written = "", escaped, letter] = /^(?:\\([^])|([^]))/u.exec(rest) ?? [];
	const wanted = escaped ?? letter;
	if (wanted === void 0 || written === "\\") return void 0;
	const isAny = letter === "?";
	return {
		fits: (given) => isAny ? given !== "/" : given === wanted,
		length: written.length
	};
}
/** Letters in brackets; one of them never is a `/`. */
function bracket(rest) {
	const [written, not = "", inside = ""] = /^\[([!^]?)(\]?(?:\[:[a-z]+:\]|\\[^]|[^\]\\])*)\]/u.exec(rest) ?? [];
	if (written === void 0) return void 0;
	const tests = (inside.match(/\[:[a-z]+:\]|(?:\\[^]|[^\\])(?:-(?:\\[^]|[^\\]))?/gu) ?? []).map(rangeOf);
	return {
		fits: (given) => given !== "/" && tests.some((test) => test(given)) !== (not !== ""),
		length: written.length
	};
}
const CLASSES = {
	alpha: /[a-z]/i,
	alnum: /[a-z\d]/i,
	digit: /\d/,
	lower: /[a-z]/,
	upper: /[A-Z]/,
	space: /\s/,
	punct: /[!-/:-@[-`{-~]/,
	xdigit: /[\da-f]/i
};
function rangeOf(part) {
	const name = /^\[:([a-z]+):\]$/.exec(part)?.[1];
	if (name !== void 0) return (letter) => CLASSES[name]?.test(letter) === true;
	const [from = "", to = from] = [...part.matchAll(/\\([^])|([^])/gu)].map(([, escaped, letter = ""]) => escaped ?? letter).filter((letter, index, all) => !(index === 1 && letter === "-" && all.length === 3));
	return (letter) => letter >= from && letter <= to;
}
// src/review/git-attributes.ts
/** Git passes over longer lines (attr.h: ATTR_MAX_LINE_LENGTH). */
const MAX_LINE = 2048;
/** GitHub's API gives no larger text whole, so that none is read anywhere. */
const MAX_LENGTH = 5e5;
const [GENERATED, VENDORED] = ["linguist-generated", "linguist-vendored"];
/**
* What the `.gitattributes` of a repository say of its files (gitattributes(5)): the last line that
* matches counts, and a file further in more than one further out.
*
* @param files those of the repository, by their paths in it
* @returns what they say of a path
*/
function readAttributes(files) {
	const macros = /* @__PURE__ */ new Map();
	const lines = files.filter(({ text }) => text.length <= MAX_LENGTH).toSorted((one, other) => depth(one) - depth(other)).flatMap((file) => linesOf$1(file, macros)).filter(({ assignments }) => assignments.some((one) => concerns(one, macros))).toReversed();
	if (lines.length === 0) return () => void 0;
	return (path) => {
		const known = /* @__PURE__ */ new Map();
		for (const { source, matches, assignments } of lines) {
			if (known.has(GENERATED) && known.has(VENDORED)) break;
			if (matches(path)) assign(assignments, source, macros, known);
		}
		return {
			generated: known.get(GENERATED),
			vendored: known.get(VENDORED)
		};
	};
}
function depth({ path }) {
	return path.split("/").length;
}
/** Whether an attribute is one of ours, or stands for others that may be. */
function concerns({ name }, macros) {
	return name === GENERATED || name === VENDORED || macros.has(name);
}
/** Sets what no line behind has set; a macro that is set, what it stands for. */
function assign(assignments, source, macros, known) {
	for (const { name, value } of assignments.toReversed()) {
		if (known.has(name)) continue;
		known.set(name, value === void 0 ? void 0 : {
			value,
			source
		});
		const macro = value === true ? macros.get(name) : void 0;
		if (macro) assign(macro, source, macros, known);
	}
}
/** The lines of a file; those that define a macro, which only the outermost file may, go to `macros`. */
function linesOf$1({ path: source, text }, macros) {
	const folder = source.slice(0, source.lastIndexOf("/") + 1);
	return text.replace(/^\uFEFF/, "").split("\n").flatMap((line) => {
		const [pattern, ...words] = line.length > MAX_LINE ? [] : wordsOf(line);
		if (pattern === void 0) return [];
		const assignments = words.map(assignmentOf);
		const macro = /^\[attr\](.+)/.exec(pattern)?.[1];
		if (macro !== void 0) {
			if (folder === "") macros.set(macro, assignments);
			return [];
		}
		const matches = patternMatcher(pattern);
		if (!matches) return [];
		return [{
			source,
			assignments,
			matches: (path) => inside(folder, path, matches)
		}];
	});
}
function inside(folder, path, matches) {
	return path.startsWith(folder) && matches(path.slice(folder.length));
}
/** The words of a line, of which the first may be in quotes; none for a comment. */
function wordsOf(line) {
	const trimmed = line.trim();
	if (trimmed === "" || trimmed.startsWith("#")) return [];
	const quoted = /^"((?:[^"\\]|\\[^])*)"(?=\s|$)/.exec(trimmed);
	if (!quoted) return trimmed.split(/[ \t\r]+/);
	const rest = trimmed.slice(quoted[0].length).trim();
	return [unquote(quoted[1] ?? ""), ...rest === "" ? [] : rest.split(/[ \t\r]+/)];
}
const ESCAPES = {
	a: "\x07",
	b: "\b",
	f: "\f",
	n: "\n",
	r: "\r",
	t: "	",
	v: "\v"
};
/** Git's quotes: as in C, bytes of UTF-8 in octal. */
function unquote(text) {
	return text.replace(/(?:\\[0-3][0-7]{2})+/g, (octal) => {
		const bytes = octal.slice(1).split("\\");
		return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 8)));
	}).replace(/\\([^])/g, (_, letter) => ESCAPES[letter] ?? letter);
}
/** Linguist takes every value but `false` for true. */
function assignmentOf(word) {
	if (word.startsWith("!")) return {
		name: word.slice(1),
		value: void 0
	};
	if (word.startsWith("-")) return {
		name: word.slice(1),
		value: false
	};
	const [name = "", value] = word.split("=", 2);
	return {
		name,
		value: value !== "false"
	};
}
/** A test for paths from the folder of the file; undefined for a pattern that is for no file. */
function patternMatcher(pattern) {
	if (pattern.startsWith("!") || pattern.endsWith("/")) return void 0;
	const fits = wildmatch(pattern.replace(/^\//, ""));
	if (pattern.includes("/")) return fits;
	return (path) => fits(path.slice(path.lastIndexOf("/") + 1));
}
// src/review/units.ts
/** All objects and containers of a judged file, each with its findings. */
function unitsOf({ manifest, findings }) {
	const path = manifest.file.path;
	const found = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		const { container, resource } = finding.subject;
		const key = placeKey((container ?? resource).value);
		found.set(key, [...found.get(key) ?? [], finding]);
	}
	const findingsAt = (value) => found.get(placeKey(value)) ?? [];
	return manifest.resources.flatMap((resource) => {
		const { kind, namespace, name } = resource;
		const about = {
			path,
			kind,
			namespace,
			name
		};
		const pods = podsOf(resource);
		const text = plainText(resource.value);
		const own = {
			text,
			settings: pods.length > 0 ? pods.map(podSettings).join("\n") : text,
			findings: findingsAt(resource.value)
		};
		return [{
			...about,
			container: "",
			image: "",
			...own
		}, ...pods.flatMap(({ containers }) => containers.map((container) => ({
			...about,
			...describe$1(container),
			findings: findingsAt(container.value)
		})))];
	});
}
function placeKey({ document, path }) {
	return JSON.stringify([document.index, path]);
}
function describe$1(container) {
	const image = textOf(field(container.value, "image")?.value) ?? "";
	const own = SETTINGS.map((name) => plainText(field(container.value, name)?.value));
	return {
		container: container.name,
		image: canonicalReference(image)?.name ?? image,
		text: plainText(container.value),
		settings: [...own, plainText(container.pod.securityContext)].join("\n")
	};
}
const SETTINGS = [
	"image",
	"command",
	"args",
	"securityContext",
	"volumeMounts",
	"volumeDevices"
];
const POD_SETTINGS = [...[
	"securityContext",
	"hostNetwork",
	"hostPID",
	"hostIPC",
	"hostUsers",
	"volumes",
	"os"
]];
function podSettings({ spec }) {
	return POD_SETTINGS.map((name) => plainText(field(spec, name)?.value)).join("\n");
}
function plainText(value) {
	if (!value) return "";
	const { document, span } = value;
	return document.text.slice(span.start, span.end).replace(/\s+/g, " ").trim();
}
// src/review/introduced.ts
/**
* Tells what a change introduces. A container or object is matched with the one before it: in the same
* file under the same name or with the same content, else with one that is gone, by name, by content, by
* image.
*
* @param judged the files of the change as they are now, in their order
* @param was what counted for the files as they were
*/
function findOrigins({ files, removed = [] }, judged, { onFile, rendered, ...old }) {
	const befores = judged.map((now, index) => {
		onFile?.(now.manifest.file.path);
		const { path } = now.manifest.file;
		const rules = rulesBefore(now.ruleSet, old, path);
		return judge(readManifest({
			path,
			text: files[index]?.base ?? ""
		}, rules), rules);
	});
	const [first] = judged;
	const gone = removed.flatMap(({ path, text }) => {
		onFile?.(path);
		if (!first) return [];
		const rules = rulesBefore(first.ruleSet, old, path);
		return [judge(readManifest({
			path,
			text
		}, rules), rules)];
	});
	return {
		...compareAll([...judged.map((now, index) => ({
			now,
			before: befores[index]
		})), ...rendered?.comparisons ?? []], [...gone, ...rendered?.gone ?? []]),
		before: befores
	};
}
function rulesBefore(ruleSet, { kustomizationOf, releases, built }, path) {
	const { policiesBefore: _, ...rest } = ruleSet;
	const rules = kustomized(built && built !== ruleSet.built ? {
		...rest,
		built
	} : rest, kustomizationOf(path));
	return Object.keys(releases).length === 0 ? rules : {
		...rules,
		...releases
	};
}
function compareAll(comparisons, removed) {
	const introduced = /* @__PURE__ */ new Set();
	const touched = /* @__PURE__ */ new Set();
	const unmatched = [];
	const gone = [];
	for (const { now, before, isShared = false, isUnknown = false } of comparisons) {
		if (before?.manifest.isWhole === false) continue;
		const { pairs, open, left } = pairInFile(unitsOf(now), before ? unitsOf(before) : []);
		for (const [unit, match] of pairs) compare(unit, match, introduced, touched);
		if (!isUnknown) for (const unit of open) unmatched.push(unit);
		if (!isShared) for (const unit of left) gone.push(unit);
	}
	for (const one of removed) for (const unit of unitsOf(one)) gone.push(unit);
	const { pairs, open } = pairUp(unmatched, gone, SIGNS);
	for (const [unit, match] of pairs) compare(unit, match, introduced, touched);
	for (const unit of open) compare(unit, void 0, introduced, touched);
	return {
		introduced,
		touched
	};
}
function compare(unit, match, introduced, touched) {
	const substances = gravestBy(match, substanceOf);
	const rules = gravestBy(match, ({ rule }) => rule);
	for (const finding of unit.findings) {
		const { severity, rule, detail } = finding;
		const [same, ofRule] = [substances.get(substanceOf(finding)), rules.get(rule)];
		if (!(same !== void 0 && compareSeverity(same, severity) <= 0 || detail === "" && ofRule !== void 0 && compareSeverity(ofRule, severity) < 0)) introduced.add(finding);
		if (match?.settings !== unit.settings) touched.add(finding);
	}
}
/** The gravest severity of a unit's findings, by a key. */
function gravestBy(unit, key) {
	const gravest = /* @__PURE__ */ new Map();
	const sorted = unit?.findings.toSorted((a, b) => compareSeverity(b.severity, a.severity)) ?? [];
	for (const finding of sorted) gravest.set(key(finding), finding.severity);
	return gravest;
}
function substanceOf({ rule, detail }) {
	return JSON.stringify([rule, detail]);
}
const sameText = ({ container, kind, text }) => container === "" ? void 0 : keyOf$1("text", kind, text);
const sameSettings = ({ container, kind, settings }) => container === "" ? keyOf$1("object", kind, settings) : void 0;
/**
* By what a container or object is known again in its file, the surest first. What stays where it is
* under another name or namespace is the old one; a copy of it in another file is new.
*/
const IN_FILE = [
	nameOf,
	sameText,
	sameSettings
];
/**
* By what a container is known again in its file under another name and with other settings: the only
* one of its image that is new, where the only one of that image is gone.
*/
const ONLY_OF_IMAGE = ({ image, kind }) => image === "" ? void 0 : keyOf$1(kind, image);
/** By what a container or object is known again elsewhere, the surest first. */
const SIGNS = [
	nameOf,
	(unit) => nameOf({
		...unit,
		name: withoutVersion(unit.name)
	}),
	({ container, name, ...unit }) => container === "" ? void 0 : keyOf$1(unit.namespace, withoutVersion(name), container),
	sameText,
	({ container, image }) => container === "" ? void 0 : keyOf$1("renamed", container, image),
	({ container, kind, name, image }) => container === "" ? void 0 : keyOf$1(kind, withoutVersion(name), image),
	sameSettings
];
function nameOf({ kind, namespace, name, container }) {
	return keyOf$1(kind, namespace, name, container);
}
function keyOf$1(...parts) {
	return JSON.stringify(parts);
}
function pairInFile(units, gone) {
	const sure = pairUp(units, gone, IN_FILE);
	const newOnce = keysOnce(sure.open, ONLY_OF_IMAGE);
	const goneOnce = keysOnce(sure.left, ONLY_OF_IMAGE);
	const isOnly = (unit) => {
		const key = ONLY_OF_IMAGE(unit);
		return key !== void 0 && newOnce.has(key) && goneOnce.has(key) ? key : void 0;
	};
	const { pairs, open, left } = pairUp(sure.open, sure.left, [isOnly]);
	return {
		pairs: [...sure.pairs, ...pairs],
		open,
		left
	};
}
/** The keys that only one of the units has. */
function keysOnce(units, key) {
	const [once, more] = [/* @__PURE__ */ new Set(), /* @__PURE__ */ new Set()];
	for (const unit of units) {
		const name = key(unit);
		if (name === void 0) continue;
		if (once.has(name)) more.add(name);
		once.add(name);
	}
	return new Set([...once].filter((name) => !more.has(name)));
}
/** Pairs those that are new with those that are gone, each once, and says which of both are over. */
function pairUp(units, gone, signs) {
	let open = [...units];
	let left = [...gone];
	const pairs = [];
	for (const sign of signs) {
		const bySign = groupUnits(left, sign);
		open = open.filter((unit) => {
			const match = bySign.take(sign(unit));
			if (match) pairs.push([unit, match]);
			return !match;
		});
		left = bySign.rest();
	}
	return {
		pairs,
		open,
		left
	};
}
/** Units by a key, each to be taken once. */
function groupUnits(units, key) {
	const groups = /* @__PURE__ */ new Map();
	for (const unit of units.toReversed()) {
		const name = key(unit);
		const group = groups.get(name);
		if (group) group.push(unit);
		else groups.set(name, [unit]);
	}
	return {
		take: (name) => name === void 0 ? void 0 : groups.get(name)?.pop(),
		rest: () => [...groups.values()].flatMap((group) => group.toReversed())
	};
}
// src/review/chart-skips.ts
/**
* What of a chart was not analyzed and may be of a change: what could not be rendered before it either, and
* what the change does not touch, is not its matter.
*/
function chartSkips(judged, diffs) {
	const { chart, head } = judged;
	if (!isJudged$1(head)) return [...head?.skips ?? []];
	const own = head.rendered.skips.filter((skip) => isOfChange(skip, judged, diffs));
	const sources = chart.head?.chart;
	const unused = head.rendered.unused.filter((part) => isTouched(part, sources, diffs));
	return [
		...own,
		...notCompared(judged),
		...skipsOfUnused(chart, unused)
	];
}
/** Nothing that is found can be told to be new then. */
function notCompared({ chart, base }) {
	if (!chart.base || isJudged$1(base)) return [];
	const [first] = base?.skips ?? [];
	const reason = `the chart can't be rendered as it was on the base branch, to tell what is new${first === void 0 ? "" : ` (${first.reason})`}`;
	return [{
		file: reportedPath(chart, "Chart.yaml"),
		reason
	}];
}
/** Whether something is said of a chart that was not so before, or that the change has to do with. */
function isNewReason(reason, before) {
	return !before.some((one) => withoutNumbers(one.reason) === withoutNumbers(reason));
}
/** Lines and columns move. */
function withoutNumbers(reason) {
	return reason.replaceAll(/\d+/g, "#");
}
function isOfChange(skip, { chart, base }, diffs) {
	if (isNewReason(skip.reason, isJudged$1(base) ? base.rendered.skips : [])) return true;
	const [before, now] = [chart.base?.chart, chart.head?.chart];
	if (!before || !now) return true;
	if (skip.dependency !== void 0) return isDependencyTouched(skip.dependency, before, now);
	return now.sets.some(({ name, values }) => name !== void 0 && skip.reason.includes(` with ${name}:`) && values.some((path) => diffs.has(reportedPath(chart, path))));
}
/** Whether a change may change what a dependency becomes that is not there. */
function isDependencyTouched(name, before, now) {
	const [old, fresh] = [before, now].map((chart) => dependencyText(name, chart));
	return old !== fresh;
}
/** All that a chart says of a dependency: which it is, and its values. */
function dependencyText(name, { files, sets }) {
	const paths = /* @__PURE__ */ new Set(["values.yaml", ...sets.flatMap(({ values }) => values)]);
	const own = ["Chart.yaml", "requirements.yaml"].flatMap((path) => rootsIn(files[path]).flatMap((root) => items(field(root, "dependencies")?.value))).filter((one) => ["name", "alias"].some((key) => textOf(field(one, key)?.value) === name));
	const keys = own.flatMap((one) => textOf(field(one, "alias")?.value) ?? []);
	const values = [...paths].flatMap((path) => rootsIn(files[path]).flatMap((root) => [
		...keys,
		name,
		"global"
	].map((key) => textAt(field(root, key)?.value))));
	return JSON.stringify([own.map(textAt), values]);
}
function rootsIn(text = "") {
	return splitDocuments(text).flatMap((span, index) => {
		const parsed = parseDocumentAt(text, span, index);
		return parsed && "root" in parsed ? [rootOf(parsed)] : [];
	});
}
function textAt(value) {
	return value ? value.document.text.slice(value.span.start, value.span.end).trim() : "";
}
/** Whether a change touches a part of a template that no values enable. */
function isTouched({ path, line }, sources, diffs) {
	const diff = sources && diffs.get(reportedPath(sources, path));
	if (!diff) return false;
	if (line === void 0) return true;
	return diff.touches(line, partEnd(sources.files[path] ?? "", line));
}
// src/review/rendered-files.ts
/**
* Leads what was found in the renderings of charts to their files.
*
* @param found which of the findings of the renderings are of the change
*/
function renderedFiles(charts, found, { ruleSet, diffs }) {
	const judged = /* @__PURE__ */ new Map();
	const before = /* @__PURE__ */ new Map();
	const origins = /* @__PURE__ */ new Map();
	const skips = [];
	const place = ({ rendered, renderings }) => relocate(rendered.source, renderings, {
		ruleSet,
		skips: [],
		isNew: (one) => found.introduced.has(one)
	});
	for (const chart of charts) {
		const { head, base } = chart;
		for (const skip of chartSkips(chart, diffs)) skips.push(skip);
		const old = isJudged$1(base) ? place(base).judged : [];
		for (const one of old) before.set(one.manifest.file.path, one);
		if (!isJudged$1(head)) continue;
		const now = place(head);
		const known = old.flatMap(({ manifest }) => manifest.skips);
		for (const one of now.judged) {
			judged.set(one.manifest.file.path, one);
			for (const skip of one.manifest.skips) if (isNewReason(skip.reason, known)) skips.push(skip);
		}
		for (const [finding, from] of now.origins) origins.set(finding, from);
	}
	return {
		judged,
		before,
		origins,
		skips,
		introduced: findingsOf(origins, found.introduced),
		touched: findingsOf(origins, found.touched)
	};
}
/** The findings at their places that come from some of those in renderings. */
function findingsOf(origins, some) {
	return new Set([...origins].flatMap(([finding, from]) => from.some((one) => some.has(one.finding)) ? [finding] : []));
}
/** What charts and what kustomizations come to, together. */
function together(one, other) {
	return {
		judged: joined(one.judged, other.judged),
		before: joined(one.before, other.before),
		origins: new Map([...one.origins, ...other.origins]),
		skips: [...one.skips, ...other.skips],
		introduced: /* @__PURE__ */ new Set([...one.introduced, ...other.introduced]),
		touched: /* @__PURE__ */ new Set([...one.touched, ...other.touched])
	};
}
function joined(one, other) {
	const all = new Map(one);
	for (const [path, more] of other) {
		const known = all.get(path);
		all.set(path, known ? {
			...more,
			...bothOf(known, more)
		} : more);
	}
	return all;
}
function bothOf(one, other) {
	return {
		findings: [...one.findings, ...other.findings],
		exempted: [...one.exempted, ...other.exempted],
		exemptionFaults: [...one.exemptionFaults, ...other.exemptionFaults]
	};
}
// src/review/root-files.ts
/**
* Leads what was found in the builds of kustomizations to their files. What holds in several is one finding.
*
* @param found which of the findings of the builds are of the change
*/
function rootFiles(roots, found, ruleSet) {
	const isNew = (one) => found.introduced.has(one);
	const now = new RootMerger(ruleSet, isNew);
	const before = new RootMerger(ruleSet, isNew);
	for (const { root, head, base } of roots) {
		addTo(now, {
			name: root.folder || ".",
			build: head,
			ruleSet
		});
		addTo(before, {
			name: root.folder || ".",
			build: base,
			ruleSet
		});
	}
	const [judged, old] = [byPath(now.all()), byPath(before.all())];
	const { origins } = now;
	return {
		judged,
		before: old,
		origins,
		skips: unique([...roots.flatMap(skipsOf), ...newSkips(judged, old)]),
		introduced: findingsOf(origins, found.introduced),
		touched: findingsOf(origins, found.touched)
	};
}
function addTo(merger, { name, build, ruleSet }) {
	if (!build || !isJudged$1(build.side)) return;
	const { rendered, renderings } = build.side;
	const { judged, origins } = relocate(rendered.source, renderings, {
		ruleSet,
		skips: []
	});
	const { files } = rendered.source;
	const shown = build.shown.map((path) => ({
		path,
		text: files[path] ?? ""
	}));
	merger.add({
		name,
		judged,
		shown,
		origins
	});
}
function byPath(all) {
	return new Map(all.map((one) => [one.manifest.file.path, one]));
}
/** What of a kustomization was not analyzed and may be of the change. */
function skipsOf({ root, head, base }) {
	if (!head) return [];
	if (!isJudged$1(head.side)) return [...head.side.skips];
	const old = base && isJudged$1(base.side) ? base.side.rendered.skips : [];
	const own = onlyNew(head.side.rendered.skips, old);
	if (!root.base || base && isJudged$1(base.side)) return own;
	const [first] = base?.side && !isJudged$1(base.side) ? base.side.skips : [];
	const reason = `the kustomization can't be built as it was on the base branch, to tell what is new${first === void 0 ? "" : ` (${first.reason})`}`;
	return [...own, {
		file: head.side.rendered.source.main,
		reason
	}];
}
function newSkips(now, before) {
	return [...now].flatMap(([path, { manifest }]) => onlyNew(manifest.skips, before.get(path)?.manifest.skips ?? []));
}
function onlyNew(skips, before) {
	const known = new Set(before.map(keyOf));
	return skips.filter((one) => !known.has(keyOf(one)));
}
/** Lines move; versions, which are in what is named, count. */
function keyOf({ file, reason }) {
	return JSON.stringify([file, reason.replaceAll(/\bline \d+/g, "line")]);
}
function unique(skips) {
	return [...new Map(skips.map((one) => [JSON.stringify(one), one])).values()];
}
// src/review/judge-change.ts
/** Judges the files of a change: those that a chart renders by what they become, the others as they are. */
function judgeChange(change, ruleSet, { onFile, builtBefore } = {}) {
	const charts = judgeCharts(change, ruleSet, onFile);
	const roots = judgeRoots(change, ruleSet, onFile);
	const plain = withoutTemplates(change, charts, roots);
	const attributesOf = readAttributes((change.beside ?? []).filter(isAttributes));
	const { now, before } = kustomizationsOf(change);
	const releases = releaseRulesOf(change, charts);
	const rules = {
		...ruleSet,
		...releases.now
	};
	const judged = plain.files.map(({ path, head }) => {
		onFile?.(path);
		const file = {
			path,
			text: head,
			attributes: attributesOf(path)
		};
		return judge(readManifest(file, rules), kustomized(rules, now(path)));
	});
	const past = {
		kustomizationOf: before,
		releases: releases.before,
		built: builtBefore
	};
	const rendered = toCompare(charts, roots);
	const origins = findOrigins(plain, judged, {
		...past,
		onFile,
		rendered
	});
	const diffs = new Map(change.files.map(({ path, hunks }) => [path, indexDiff(hunks ?? [])]));
	const builds = rootFiles(roots, origins, ruleSet);
	const found = together(renderedFiles(charts, origins, {
		ruleSet,
		diffs
	}), builds);
	return {
		files: [...change.files.map((file, index) => {
			const [own, old] = [judged[index], origins.before[index]];
			const both = {
				judged: own ?? nothing(file, ruleSet),
				before: old ?? nothing(file, ruleSet)
			};
			const { path } = file;
			const { isRendered, keepsSkips } = treatmentOf(path, {
				charts,
				roots,
				builds
			});
			const of = {
				file,
				found,
				attributes: attributesOf(path),
				keepsSkips
			};
			return {
				...isRendered ? withRendered(both, of) : both,
				diff: diffs.get(path)
			};
		}), ...otherFiles(found, diffs, ruleSet)],
		introduced: /* @__PURE__ */ new Set([...origins.introduced, ...found.introduced]),
		touched: /* @__PURE__ */ new Set([...origins.touched, ...found.touched]),
		foundIn: found.origins,
		skips: found.skips
	};
}
/** What charts and kustomizations become, and what is gone of that. */
function toCompare(charts, roots) {
	return {
		comparisons: [...charts.flatMap(comparisonsOf), ...rootComparisons(roots)],
		gone: [...charts.flatMap(goneFrom), ...roots.flatMap(goneFromRoot)]
	};
}
/** Whether a file is judged by what it becomes, and whether a part of it is judged as it is. */
function treatmentOf(path, { charts, roots, builds }) {
	const isShown = charts.some((chart) => isShownBy(chart, path)) || roots.some((root) => isBuilt(root, path));
	const isRelease = charts.some((chart) => hasReleasesOf(chart, path));
	return {
		isRendered: isShown || isRelease || builds.judged.has(path),
		keepsSkips: isRelease || !isShown
	};
}
function isAttributes({ path, side }) {
	return side === "base" && /(?:^|\/)\.gitattributes$/.test(path);
}
/** The change without the texts that its charts and kustomizations show as they are rendered. */
function withoutTemplates(change, charts, roots) {
	if (charts.length + roots.length === 0) return change;
	const isShown = (path) => charts.some((chart) => isShownBy(chart, path) && !isValuesOf(chart, path));
	const files = change.files.map((file) => isShown(file.path) || roots.some((root) => isBuilt(root, file.path)) ? {
		...file,
		base: "",
		head: ""
	} : file);
	const removed = change.removed?.filter(({ path }) => !isShown(path) && !roots.some((root) => wasBuilt(root, path)));
	return {
		...change,
		files,
		...removed && { removed }
	};
}
function nothing({ path }, ruleSet) {
	return judge(readManifest({
		path,
		text: ""
	}), ruleSet);
}
/** A file of a chart with what its renderings have there. */
function withRendered({ judged, before }, { file, found, attributes, keepsSkips }) {
	const { path, head, base = "" } = file;
	return {
		judged: merged(judged, found.judged.get(path), {
			path,
			text: head,
			attributes
		}, keepsSkips),
		before: merged(before, found.before.get(path), {
			path,
			text: base
		}, keepsSkips)
	};
}
/** What is known from a rendering is not said again of the values as such. */
function merged(own, rendered, file, keepsSkips) {
	const { findings = [], exempted = [], exemptionFaults = [] } = rendered ?? {};
	const skips = keepsSkips ? own.manifest.skips : [];
	const isKnown = ({ rule, line }) => findings.some((known) => known.rule === rule && known.line === line);
	return {
		...own,
		manifest: {
			...own.manifest,
			file,
			lines: indexLines(file.text),
			skips
		},
		findings: [...findings, ...own.findings.filter((one) => !isKnown(one))],
		exempted: [...exempted, ...own.exempted],
		exemptionFaults: [...exemptionFaults, ...own.exemptionFaults]
	};
}
/** The files of charts that the change leaves alone; their exemptions are not its matter. */
function otherFiles(found, changed, ruleSet) {
	return [...found.judged].filter(([path]) => !changed.has(path)).map(([path, one]) => {
		const before = found.before.get(path) ?? nothing({ path }, ruleSet);
		const known = new Set(before.exempted.map(({ finding }) => finding.fingerprint));
		const exempted = one.exempted.filter(({ finding }) => !known.has(finding.fingerprint));
		const manifest = {
			...one.manifest,
			skips: []
		};
		return {
			judged: {
				...one,
				manifest,
				exempted,
				exemptionFaults: []
			},
			before,
			diff: void 0
		};
	});
}
// src/review/assess.ts
/** Judges the files of a change and tells what of their findings is in scope, and new. */
function assessFiles(change, { ruleSet, builtBefore, scope, baseline = [], onFile }, commented) {
	const { files, skips, ...origins } = judgeChange(change, ruleSet, {
		onFile,
		builtBefore
	});
	const listed = files.map((file) => ({
		...file,
		judged: withoutListed(file.judged, origins.introduced, baseline)
	}));
	const isDue = (finding) => scope === "all" || origins.introduced.has(finding) || scope === "touched" && origins.touched.has(finding);
	const { foundIn } = origins;
	const homes = findHomes(listed, foundIn, isDue, change);
	const told = withRootFixes(listed, change.rootFixes).flatMap((file) => toldIn$1(file, homes, isDue));
	const { anchors } = homes;
	return {
		files: assessEach(told, {
			origins,
			anchors,
			isDue,
			commented
		}),
		skips,
		foundIn
	};
}
function assessEach(files, { origins: { introduced, touched }, anchors, isDue, commented }) {
	const isKnown = ({ fingerprint }) => commented.has(fingerprint);
	const generated = files.map(({ judged }) => describeElsewhere(judged.manifest.file));
	const told = files.flatMap(({ judged, diff }, index) => generated[index] === void 0 && diff ? worthTelling(judged.findings.filter(isDue), isKnown) : []);
	const decisions = new Decisions(told, isKnown, (finding) => finding.remedy ?? provedRemedy(anchors, finding));
	const isFresh = new Set(told.filter((one) => !isKnown(one) && !decisions.isListed(one)));
	return files.map(({ judged, before, diff }, index) => {
		const due = judged.findings.filter(isDue);
		const { path } = judged.manifest.file;
		return {
			judged,
			before,
			diff: diff ?? indexDiff([]),
			decisions,
			anchors,
			introduced,
			touched,
			generated: generated[index],
			skips: before.manifest.isWhole ? [] : [{
				file: path,
				reason: NOT_COMPARED
			}],
			fresh: bySubject(due.filter((finding) => isFresh.has(finding))),
			known: due.filter(isKnown),
			quiet: due.filter((finding) => !isKnown(finding) && !isFresh.has(finding))
		};
	});
}
/** What the change brings is new, whatever the baseline has: a copy, or a graver value. */
function withoutListed(judged, introduced, baseline) {
	if (baseline.length === 0) return judged;
	const { own, elsewhere, entries } = matchBaseline(judged.findings, judged.manifest.file.path, baseline);
	const isListed = (one) => !introduced.has(one) && (own.has(one) || elsewhere.has(one));
	return withoutBaseline(judged, isListed, entries);
}
const NOT_COMPARED = "too large on the base branch to tell what is new in it";
/** A notice has no comment of its own: it joins that of its container or object, where there is one. */
function worthTelling(due, isKnown) {
	return bySubject(due).filter((group) => group.some((one) => one.severity !== "notice" || isKnown(one))).flat();
}
/** Words the comments of a file, as many as there is room for. */
function writeComments(file, adopted, room) {
	const { judged, diff, decisions } = file;
	const known = [...file.known, ...file.fresh.flat().filter((finding) => adopted.has(finding))];
	const fresh = file.fresh.map((group) => group.filter((finding) => !adopted.has(finding))).filter((group) => group.length > 0);
	const budget = ProofBudget.ofReview();
	const comments = withProved(groupFindings(judged, diff, fresh.slice(0, room).flat(), budget), file).flatMap((group) => writeComment(file, group, decisions.of(group.findings), budget) ?? []);
	const said = new Set(comments.flatMap(({ fingerprints }) => fingerprints));
	const unsaid = fresh.flat().filter(({ fingerprint }) => !said.has(fingerprint));
	return {
		...file,
		known,
		comments,
		dropped: /* @__PURE__ */ new Set([...unsaid, ...file.quiet])
	};
}
// src/review/baseline-note.ts
/** Says that a change leaves the baseline out of date, unless it updates the file itself. */
function baselineNotes({ removed = [], editsBaseline }, files, baseline) {
	if (baseline.length === 0 || editsBaseline === true) return [];
	const today = new Set(files.flatMap(({ judged }) => keysOf(judged)));
	const gone = new Set(removed.map(({ path }) => path));
	const { length } = [...files.flatMap((file) => listedIn(file.before, baseline)), ...baseline.filter(({ path }) => gone.has(path)).map(({ key }) => key)].filter((key) => !today.has(key));
	return length === 0 ? [] : [md`${count(length, "finding")} of the baseline gone with this change: update the file with \`podseal baseline --prune\`.`];
}
/** The keys of all findings of a file, those in the baseline among them. */
function keysOf({ findings, exempted, manifest }) {
	const listed = exempted.flatMap(({ by, finding }) => by === "baseline" ? [finding] : []);
	return [...entriesOf([...findings, ...listed].toSorted((a, b) => a.span.start - b.span.start), manifest.file.path).values()].map(({ key }) => key);
}
/** The keys of the findings of a file that the baseline lists for it. */
function listedIn({ findings, manifest }, baseline) {
	const { own, entries } = matchBaseline(findings, manifest.file.path, baseline);
	return [...own].flatMap((finding) => entries.get(finding)?.key ?? []);
}
// src/review/thread.ts
/**
* Open threads of this run that say only what older open ones say; one that people answered is never
* one.
*/
function findDuplicates(threads) {
	const said = /* @__PURE__ */ new Set();
	const duplicates = [];
	const open = threads.filter(({ state }) => state === "open");
	for (const thread of open.toSorted((one, other) => one.number - other.number)) {
		if (thread.fingerprints.every((fingerprint) => said.has(fingerprint)) && thread.isOwn && !thread.hasReply) duplicates.push(thread);
		for (const fingerprint of thread.fingerprints) said.add(fingerprint);
	}
	return duplicates;
}
/** The fingerprints that need no comment any more: of threads that no run of ours closed. */
function fingerprintsOf(threads) {
	return new Set(threads.flatMap(({ state, fingerprints }) => state === "done" ? [] : fingerprints));
}
// src/review/faults.ts
/** More of them have one cause; the summary has all. */
const MAX_COMMENTS$1 = 5;
/** A message may quote the file. */
const MAX_MESSAGE = 300;
/** Says on which lines a change makes the configuration wrong, as far as the diff shows them. */
function tellFaults({ next, threads }, faults) {
	const marked = faults.map((fault) => ({
		...fault,
		fingerprint: fingerprintOf$2(fault)
	}));
	const ours = new Set(marked.map(({ fingerprint }) => fingerprint));
	const said = fingerprintsOf(threads);
	const diffs = new Map(next?.changed.map(({ path, hunks }) => [path, indexDiff(hunks ?? [])]));
	const shown = marked.filter(({ path, line, fingerprint }) => !said.has(fingerprint) && diffs.get(path)?.hunkOf(line) !== void 0);
	const comments = groupBy$1(shown, ({ path, line }) => `${path}:${line}`).slice(0, MAX_COMMENTS$1).flatMap(commentOn$2);
	const told = /* @__PURE__ */ new Set([...said, ...comments.flatMap(({ fingerprints }) => fingerprints)]);
	return {
		faults: marked.map((fault) => ({
			...fault,
			placement: placementOf(told.has(fault.fingerprint), diffs.has(fault.path))
		})),
		comments,
		standing: threads.filter(({ fingerprints }) => fingerprints.some((one) => ours.has(one)))
	};
}
/** Only a file of this repository can have an annotation. */
function placementOf(isTold, isHere) {
	if (isTold) return "comment";
	return isHere ? "annotation" : "summary";
}
/** By what it says, not by its line, which moves. */
function fingerprintOf$2({ path, message }) {
	const identity = JSON.stringify([
		"configuration",
		path,
		message
	]);
	return bytesToHex(sha256(utf8ToBytes(identity))).slice(0, 16);
}
function commentOn$2(faults) {
	const [first] = faults;
	if (!first) return [];
	const fingerprints = [...new Set(faults.map(({ fingerprint }) => fingerprint))];
	const body = joinMarkdown([
		md`**Podseal can't use this configuration** (${count(faults.length, "fault")})`,
		...faults.map(({ message }) => code(message, MAX_MESSAGE)),
		md`Correct it before you merge: Podseal would fail the check of every pull request after this one.`,
		writeMarker(fingerprints)
	], "\n\n");
	const { path, line } = first;
	return [{
		path,
		subject: "line",
		line,
		body,
		fileBody: body,
		suggestion: null,
		fingerprints
	}];
}
// src/review/follow.ts
/**
* Decides what becomes of the open threads: one whose findings are gone is closed, one that says
* something else than it should is updated. Where a person answered, the text stays as it was.
*/
function followThreads(change, files) {
	const duplicates = findDuplicates(change.threads);
	const open = change.threads.filter((thread) => thread.isOwn && thread.state === "open" && !duplicates.includes(thread));
	const fileOf = new Map(files.flatMap((file) => file.judged.findings.map(({ fingerprint }) => [fingerprint, file])));
	const updates = [];
	const resolutions = [];
	const adopted = /* @__PURE__ */ new Set();
	/** One for all comments on a file. */
	const budgets = new Map(files.map((one) => [one, ProofBudget.ofReview()]));
	for (const thread of open) {
		const file = thread.fingerprints.map((one) => fileOf.get(one)).find(Boolean);
		if (!file) {
			if (isJudged(change, files, thread)) resolutions.push({
				thread,
				body: doneBody(thread)
			});
		} else if (!thread.hasReply) {
			const { body, adopts } = revise(file, thread, adopted, budgets.get(file) ?? ProofBudget.ofReview());
			if (body !== thread.body) {
				updates.push({
					thread,
					body
				});
				for (const finding of adopts) adopted.add(finding);
			}
		}
	}
	return {
		updates,
		resolutions,
		duplicates,
		adopted
	};
}
/** Whether nothing of a thread's file was left out: only then is a finding known to be gone. */
function isJudged(change, files, { path }) {
	if ([...change.skips, ...files.flatMap(({ judged }) => judged.manifest.skips)].some(({ file }) => file === path)) return false;
	return change.isWhole || change.files.some((file) => file.path === path);
}
/** What a thread is to say now, with the new findings on its subjects where it can show them. */
function revise(file, thread, taken, budget) {
	const said = new Set(thread.fingerprints);
	const live = file.judged.findings.filter(({ fingerprint }) => said.has(fingerprint));
	const adopts = bySubject([...live, ...file.fresh.flat()]).filter((group) => group.some((finding) => live.includes(finding))).flat().filter((finding) => !live.includes(finding) && !taken.has(finding));
	const all = file.judged.findings.filter((finding) => live.includes(finding) || adopts.includes(finding));
	const wanted = adopts.length > 0 ? write(file, all, budget) : void 0;
	if (wanted && standsAt(thread, wanted)) return {
		body: wanted.body,
		adopts
	};
	const comment = write(file, live, budget);
	if (!comment) return {
		body: thread.body,
		adopts: []
	};
	return {
		body: standsAt(thread, comment) ? comment.body : comment.fileBody,
		adopts: []
	};
}
function write(file, findings, budget) {
	const [group] = withProved([groupFor(file.judged, file.diff, findings, budget)], file);
	return group && writeComment(file, group, file.decisions.of(findings), budget);
}
function standsAt({ place }, { subject, line, startLine }) {
	return place?.subject === subject && place.line === line && place.startLine === startLine;
}
/** What stays of a comment whose findings are gone: its heading. */
function doneBody({ body, fingerprints }) {
	const [heading = ""] = body.split(/\r?\n/);
	return `Done: this is no longer found.\n\n~~${heading}~~\n\n${writeMarker(fingerprints, true)}`;
}
// src/review/unused-exemptions.ts
/**
* The exemptions of the configuration that a change leaves without a finding: those that are for one of
* its files alone, exempted something in it before, and exempt nothing in it now. Of others a change
* does not show all that they are for.
*/
function unusedExemptions(files, exemptions) {
	return files.flatMap(({ judged, before, skips }) => {
		const { manifest, exempted } = judged;
		if (!manifest.isWhole || manifest.skips.length > 0 || skips.length > 0) return [];
		const used = new Set(exempted.map(({ source }) => source));
		const wasUsed = new Set(before.exempted.map(({ source }) => source));
		return exemptions.filter(({ path, source }) => path === manifest.file.path && wasUsed.has(source) && !used.has(source)).map(({ source }) => faultAt(source));
	});
}
function faultAt(source) {
	const colon = source.lastIndexOf(":");
	return {
		file: source.slice(0, colon),
		line: Number(source.slice(colon + 1)),
		message: "this exemption fits no finding after this change: remove it"
	};
}
// src/review/dockerfile-findings.ts
/** What the Dockerfiles of a change bring to workloads that it leaves alone: new, or graver than before. */
function broughtBy(change, ruleSet, { now, before }) {
	const changed = new Set(changedDockerfiles(change));
	if (changed.size === 0 || !change.builds) return [];
	return manifestsBeside(change, ruleSet.kinds).flatMap((manifest) => {
		const then = judge(manifest, {
			...ruleSet,
			built: before
		}).findings;
		const was = new Map(then.map((one) => [one.fingerprint, one.severity]));
		return [...judge(manifest, {
			...ruleSet,
			built: now
		}).findings.flatMap((finding) => {
			const built = builtBy(finding.subject.container, now);
			const old = was.get(finding.fingerprint);
			const isOld = old !== void 0 && compareSeverity(old, finding.severity) <= 0;
			const isOurs = built?.dockerfile !== void 0 && changed.has(built.dockerfile);
			if (isOld || !isOurs || finding.severity === "notice") return [];
			return [{
				finding: atDockerfile(finding, built),
				built,
				line: built.userLine
			}];
		}), ...startFaults(manifest, {
			now,
			before
		}, ruleSet, changed)];
	});
}
/** On a Dockerfile, nobody is told what to set in a manifest. */
function atDockerfile(finding, built) {
	const isRoot = built.facts.user?.declared === "root";
	if (finding.rule !== "run-as-non-root" || !isRoot) return finding;
	const what = built.userEdit ? md`` : md`: end it with a numeric ${code("USER")} other than 0`;
	return {
		...finding,
		headline: md`runs as root`,
		message: md`this Dockerfile ${prose(built.says)}, so that the container runs as root${what}`
	};
}
function builtBy(container, built) {
	return built.get(textOf(field(container?.value, "image")?.value) ?? "");
}
/** What no rule finds in a manifest: an image that does not start any more, and a new volume. */
function startFaults(manifest, { now, before }, ruleSet, changed) {
	const active = new Set(activeRuleIds(ruleSet));
	return manifest.resources.flatMap(podsOf).flatMap((pod) => pod.containers).flatMap((container) => {
		const [built, old] = [builtBy(container, now), builtBy(container, before)];
		if (built?.dockerfile === void 0 || !old || !changed.has(built.dockerfile)) return [];
		return [...userFaults(container, built, old), ...volumeFaults(container, built, old)].filter(({ rule }) => active.has(rule)).map(({ line, ...said }) => ({
			built,
			line,
			finding: toFinding(manifest, container, said)
		}));
	});
}
/** The kubelet refuses what it can't tell from root. */
function userFaults(container, built, old) {
	if (!(scalar(effectiveField(container, "runAsNonRoot")?.value) === true) || effectiveField(container, "runAsUser")) return [];
	const [user, was] = [built.facts.user, old.facts.user];
	if (!user || user.declared === "numeric" || was?.declared !== "numeric") return [];
	const what = user.declared === "root" ? md`the image starts as root` : md`${code(user.name ?? "")} is a name`;
	return [{
		rule: "run-as-non-root",
		severity: "error",
		headline: md`no longer starts`,
		message: md`${what}, and the kubelet starts no such image with ${code("runAsNonRoot: true")}: set ${code("USER")} to a number other than 0`,
		line: built.userLine
	}];
}
/** A runtime makes a writable volume of its own for a path that nothing is mounted at. */
function volumeFaults(container, built, old) {
	if (!(scalar(field(container.securityContext, "readOnlyRootFilesystem")?.value) === true) || container.partial) return [];
	return [...built.volumes].flatMap(([path, line]) => {
		const isMounted = mountsOf(container).some((mount) => covers(mount.path, path));
		if (old.volumes.has(path) || isMounted) return [];
		return [{
			rule: "writable-paths",
			severity: "warning",
			headline: md`can write outside of its volumes`,
			message: md`${code("VOLUME")} makes ${code(path)} writable where nothing is mounted: mount a volume there, or remove it`,
			line
		}];
	});
}
function toFinding(manifest, container, said) {
	const { resource } = container.pod;
	const { span } = container.value;
	const { line, column } = manifest.lines.position(span.start);
	const file = manifest.file.path;
	const { kind, namespace, name } = resource;
	const identity = JSON.stringify([
		file,
		said.rule,
		kind,
		namespace,
		name,
		container.name,
		said.headline
	]);
	return {
		...said,
		file,
		span,
		line,
		column,
		endLine: line,
		endColumn: column,
		identity,
		detail: "",
		subject: {
			resource,
			container,
			value: container.value
		},
		fingerprint: identity,
		remedy: void 0,
		need: void 0
	};
}
// src/review/tell-dockerfiles.ts
/** Says at the lines of Dockerfiles what their change does to workloads of the repository. */
function tellDockerfiles(change, ruleSet, builds) {
	const changed = new Set(changedDockerfiles(change));
	const all = broughtBy(change, ruleSet, builds).map((brought) => ({
		...brought,
		fingerprint: fingerprintOf$1(brought)
	}));
	const ours = new Set(all.map(({ fingerprint }) => fingerprint));
	const said = fingerprintsOf(change.threads);
	const comments = groupBy$1(all, ({ built }) => built.dockerfile ?? "").flatMap((group) => group.every(({ fingerprint }) => said.has(fingerprint)) ? [] : commentOn$1(group, change) ?? []);
	const told = /* @__PURE__ */ new Set([...said, ...comments.flatMap(({ fingerprints }) => fingerprints)]);
	return {
		comments,
		findings: all.map((one) => toPlaced$1(one, told.has(one.fingerprint))),
		standing: change.threads.filter(({ path, fingerprints }) => fingerprints.some((one) => ours.has(one)) || !change.builds && isDockerfile(path) && changed.has(path))
	};
}
/** By what it is about, not by its line, which moves. */
function fingerprintOf$1({ built, finding }) {
	const identity = JSON.stringify([
		"dockerfile",
		built.dockerfile,
		finding.identity
	]);
	return bytesToHex(sha256(utf8ToBytes(identity))).slice(0, 16);
}
function toPlaced$1({ built, finding, line, fingerprint }, isTold) {
	const data = toData(finding);
	const where = md`${code(finding.subject.container?.name ?? "")} in ${codePath(finding.file)}`;
	return {
		finding: {
			...data,
			message: md`${where}: ${finding.message}`,
			file: built.dockerfile ?? "",
			line,
			column: 1,
			endLine: line,
			endColumn: 1,
			fingerprint,
			remedy: null
		},
		introduced: true,
		touched: true,
		placement: isTold ? "comment" : "annotation"
	};
}
function commentOn$1(group, change) {
	const [first] = group;
	if (!first) return void 0;
	const { built, line } = first;
	const path = built.dockerfile ?? "";
	const [now = "", before = ""] = [change.builds?.texts.get(path), change.builds?.before.get(path)];
	const diff = indexDiff(change.dockerfiles?.get(path) ?? diffTexts(before, now) ?? []);
	const fingerprints = group.map(({ fingerprint }) => fingerprint);
	const suggestion = suggestionFor(built, now, diff);
	const closing = [...listOf(group), writeMarker(fingerprints)];
	const verdict = verdictOf(group);
	const patch = built.userEdit && !suggestion ? [fence("diff", built.userEdit.patch)] : [];
	const body = joinMarkdown([
		verdict,
		...suggestion ? [fence("suggestion", suggestion.text)] : patch,
		...closing
	], "\n\n");
	const shown = suggestion?.line ?? [line, ...linesOf(now, diff)].find((one) => diff.hunkOf(one) !== void 0);
	const fileBody = joinMarkdown([
		verdict,
		...built.userEdit ? [fence("diff", built.userEdit.patch)] : [],
		...closing
	], "\n\n");
	return {
		path,
		...shown === void 0 ? {
			subject: "file",
			line: 1
		} : {
			subject: "line",
			line: shown
		},
		body,
		fileBody,
		suggestion: suggestion?.text ?? null,
		fingerprints
	};
}
/** The lines that the diff adds, by which a comment without a suggestion is shown. */
function linesOf(text, diff) {
	return text.split("\n").flatMap((_, index) => diff.isAdded(index + 1) ? [index + 1] : []);
}
/** The edit of its user, where the diff shows the line. */
function suggestionFor({ userEdit }, text, diff) {
	if (!userEdit) return void 0;
	const lines = text.split("\n");
	const { line, isReplacement, text: user } = userEdit;
	if (isReplacement) return diff.hunkOf(line) === void 0 ? void 0 : {
		line,
		text: user
	};
	const at = lines[line - 1];
	if (at !== void 0 && at !== "" && diff.hunkOf(line) !== void 0) return {
		line,
		text: `${user}\n${at}`
	};
	const above = lines[line - 2];
	if (above === void 0 || diff.hunkOf(line - 1) === void 0) return void 0;
	return {
		line: line - 1,
		text: `${above}\n${user}`
	};
}
function verdictOf(group) {
	const [first] = group;
	if (!first) return md``;
	const { finding } = first;
	const { kind, name } = finding.subject.resource;
	const container = code(finding.subject.container?.name ?? "");
	return md`**${container} ${finding.headline}** in ${kindWord(kind)} ${code(name)} (${codePath(finding.file)}), which runs this image`;
}
/** So many findings are listed; the others are counted. */
const MAX_LISTED = 5;
function listOf(group) {
	const rows = group.slice(0, MAX_LISTED).map(({ finding }) => {
		const { severity, rule, subject, message } = finding;
		return md`- ${code(subject.container?.name ?? "")}: ${severity} ${code(rule)}: ${message}`;
	});
	const more = group.length - rows.length;
	return [joinMarkdown(rows, "\n"), ...more > 0 ? [md`The same goes for ${count(more, "other finding")}.`] : []];
}
// src/review/tell-policies.ts
const RULE = "admission-policy";
/** Says on removed files, and on those that have no policy any more, which policies went with them. */
function tellRemovedPolicies(change, ruleSet, { removed }) {
	const severity = activeRules(ruleSet).find(({ rule }) => rule.id === RULE)?.severity;
	if (severity === void 0 || removed.length === 0) return NOTHING;
	const files = [...new Set(removed.map(({ path }) => path))].map((path) => {
		const policies = removed.filter((one) => one.path === path);
		return {
			path,
			policies,
			fingerprint: fingerprintOf(path, policies)
		};
	});
	const ours = new Set(files.map(({ fingerprint }) => fingerprint));
	const said = fingerprintsOf(change.threads);
	const fresh = severity === "notice" ? [] : files.filter((one) => !said.has(one.fingerprint));
	const told = /* @__PURE__ */ new Set([...said, ...fresh.map(({ fingerprint }) => fingerprint)]);
	return {
		comments: fresh.map(commentOn),
		findings: files.map((file) => toPlaced(file, severity, told.has(file.fingerprint))),
		standing: change.threads.filter((one) => one.fingerprints.some((print) => ours.has(print)))
	};
}
const NOTHING = {
	comments: [],
	findings: [],
	standing: []
};
function fingerprintOf(path, policies) {
	const names = policies.map(({ object }) => identityOf(object));
	const identity = JSON.stringify([
		"removed policies",
		path,
		names
	]);
	return bytesToHex(sha256(utf8ToBytes(identity))).slice(0, 16);
}
/** So many are named. */
const MAX_NAMED = 5;
function commentOn({ path, policies, fingerprint }) {
	const names = policies.map(({ object }) => identityOf(object));
	const more = names.length - MAX_NAMED;
	const rest = more > 0 ? md` and ${count(more, "other")}` : md``;
	const [first] = policies;
	const command = first ? code(commandFor$1(first.object, path), Infinity) : md``;
	const body = joinMarkdown([
		md`**${codePath(path)} has no policy any more**`,
		md`It had ${codeList(names.slice(0, MAX_NAMED))}${rest}. A cluster that is kept as the repository is refuses nothing of this from now on.`,
		md`If that is not meant, write the file again: ${command}`,
		writeMarker([fingerprint])
	], "\n\n");
	return {
		path,
		subject: "file",
		line: 1,
		body,
		fileBody: body,
		suggestion: null,
		fingerprints: [fingerprint]
	};
}
function toPlaced({ path, policies, fingerprint }, severity, isTold) {
	const [first] = policies;
	const { apiVersion, kind } = first?.object ?? {};
	const name = first ? nameOf$5(first.object) : "";
	return {
		finding: {
			rule: RULE,
			severity,
			message: messageOf(policies),
			file: path,
			line: 1,
			column: 1,
			endLine: 1,
			endColumn: 1,
			resource: {
				apiVersion: typeof apiVersion === "string" ? apiVersion : "",
				kind: typeof kind === "string" ? kind : "",
				namespace: "",
				name
			},
			container: null,
			place: "0",
			fingerprint,
			remedy: null
		},
		introduced: true,
		touched: true,
		placement: isTold ? "comment" : "summary"
	};
}
function messageOf(policies) {
	return md`${count(policies.length, "object")} of a policy ${policies.length === 1 ? md`is` : md`are`} gone with this file`;
}
// src/fix/fix-container.ts
/** The text of a file with the fixes of what is wrong with a container and its pod, unsafe ones included. */
function fixContainer(judged, wanted) {
	const { kind, namespace, name, container } = wanted;
	const isWanted = ({ subject: { resource, container: one } }) => resource.kind === kind && resource.namespace === namespace && resource.name === name && (one === void 0 || one.name === container);
	return fixFile(judged, {
		unsafe: true,
		isWanted
	}).text;
}
/** What tells a text from all others: a run of it can be about this text alone. */
function digestOf(text) {
	return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;
}
// src/review/trial-notes.ts
/** A clause of a log. */
const MAX_WHY = 200;
/** More than a review suggests at once. */
const MAX_SHOWN = 30;
/**
* What the summary says of suggestions that a job ran: only of those that are the same, byte for byte, as
* what is suggested here. The job runs code of the pull request, so that its word is no proof.
*/
function trialNotes({ commit, trials }, judged, head) {
	if (trials.length === 0) return [];
	if (commit !== head) return [md`Suggestions were run on ${commitHash(commit)}, which is not the commit of this review: the results do not count.`];
	const files = new Map(judged.map((one) => [one.manifest.file.path, one]));
	const lines = trials.slice(0, MAX_SHOWN).flatMap((claim) => {
		const file = files.get(claim.file);
		return file ? lineFor(claim, file) : [];
	});
	if (lines.length === 0) return [];
	const who = md`A job of this pull request ran these, not Podseal: it runs code of the pull request, which could make up the results.`;
	return [md`### The suggestion was run\n\n${joinMarkdown(lines, "\n")}\n\n${who}`];
}
function lineFor(claim, judged) {
	const { text } = judged.manifest.file;
	const fixed = fixContainer(judged, claim);
	if (fixed === text) return [];
	const { file, kind, name, container } = claim;
	const what = md`${codePath(file)}: ${kindWord(kind)} ${code(name)}, container ${code(container)}`;
	if (digestOf(fixed) !== claim.fixed) return [md`- ${what}: another fix was run than is suggested here, so that its result does not count`];
	if (claim.starts) return [md`- ${what}: the suggestion was run: starts`];
	return [md`- ${what}: the suggestion was run: did not start: ${code(claim.why, MAX_WHY)}`];
}
// src/review/review.ts
/** More comments than this in one review get a token blocked for abuse (reviewdog found 30 to be safe). */
const MAX_COMMENTS = 30;
/** Decides the whole review of a change: pure, and the same for the same input. */
function planReview(change, options) {
	const { plan, judged } = judgeReview(change, options);
	const { trials } = options;
	return trials ? withNotes(plan, trialNotes(trials, judged, change.head)) : plan;
}
/** The same, for who goes on with the parsed files. */
function judgeReview(change, options) {
	const { ruleSet, own, builds, policies } = rulesOf$3(change, options.ruleSet);
	const scope = scopeOf(change, options);
	const { files: assessed, skips: unrendered, foundIn } = assessFiles(change, {
		...options,
		ruleSet,
		builtBefore: builds.before,
		scope
	}, fingerprintsOf(change.threads));
	const unlisted = [...change.skips, ...unrendered];
	const told = tellOthers(change, {
		...options,
		ruleSet
	}, {
		builds,
		policies
	});
	const threads = change.threads.filter((thread) => !told.standing.includes(thread));
	const { adopted, ...followed } = followThreads({
		...change,
		threads,
		skips: unlisted
	}, assessed);
	const open = countOpenThreads(change.threads, followed) + told.comments.length;
	const reviewed = writeAll(assessed, adopted, Math.max(0, MAX_COMMENTS - open));
	const comments = [...told.comments, ...reviewed.flatMap((file) => file.comments)];
	const unread = reviewed.flatMap(({ judged, skips }) => [...judged.manifest.skips, ...skips]);
	const skips = [
		...unlisted,
		...own.skips,
		...unread
	];
	const findings = [...place(reviewed, options.fixes === true), ...told.findings];
	const [{ failOn }, { faults }] = [options, told];
	const conclusion = conclude({
		findings,
		skips,
		faults,
		failOn
	});
	const outcome = {
		conclusion,
		findings,
		skips,
		failOn,
		faults,
		exempted: reviewed.flatMap(placeExempted),
		exemptionFaults: exemptionFaults(reviewed, ruleSet),
		notes: baselineNotes(change, assessed, options.baseline ?? []),
		generated: generatedOf(reviewed)
	};
	return {
		plan: {
			base: change.base,
			head: change.head,
			...outcome,
			...followed,
			...wordPlan(change, outcome, comments, options),
			comments,
			dismissals: toDismiss(change, conclusion, followed)
		},
		judged: reviewed.map(({ judged }) => judged),
		foundIn
	};
}
/** What is told beside the findings of the changed manifests: of configuration, Dockerfiles, policies. */
function tellOthers(change, options, { builds, policies }) {
	const faults = tellFaults(change, options.faults ?? []);
	const others = [tellDockerfiles(change, options.ruleSet, builds), tellRemovedPolicies(change, options.ruleSet, policies)];
	return {
		faults: faults.faults,
		findings: others.flatMap(({ findings }) => findings),
		comments: [...faults.comments, ...others.flatMap(({ comments }) => comments)],
		standing: [...faults.standing, ...others.flatMap(({ standing }) => standing)]
	};
}
/** The words of a review, and whether it asks for changes. */
function wordPlan(change, outcome, comments, { requestChanges }) {
	const requestsChanges = requestChanges === true && isToRequest(change, outcome.conclusion, comments);
	return {
		title: writeTitle(outcome),
		summary: writeSummary(outcome),
		body: comments.length > 0 || requestsChanges ? markReview(writeBody(outcome)) : md``,
		requestsChanges
	};
}
/** What is wrong with exemptions of the files, and of the configuration as far as the change shows it. */
function exemptionFaults(files, { exemptions }) {
	return [...files.flatMap(({ judged }) => judged.exemptionFaults), ...unusedExemptions(files, exemptions?.exemptions ?? [])];
}
/** Words the comments of all files, as many as there is room for. */
function writeAll(files, adopted, room) {
	let left = room;
	return files.map((file) => {
		const result = writeComments(file, adopted, left);
		left -= result.comments.length;
		return result;
	});
}
/** What to comment on. A program did not choose which containers it touches. */
function scopeOf({ isAutomated }, { scope = "introduced" }) {
	return isAutomated && scope === "touched" ? "introduced" : scope;
}
/** The generated files in which something is new. */
function generatedOf(reviewed) {
	return reviewed.flatMap(({ judged, generated, introduced }) => {
		if (generated === void 0 || !judged.findings.some((one) => introduced.has(one))) return [];
		return [{
			path: judged.manifest.file.path,
			why: generated
		}];
	});
}
/** The comments of earlier runs that are on the pull request still. */
function countOpenThreads(threads, { resolutions, duplicates }) {
	return threads.filter(({ state }) => state !== "done").length - resolutions.length - duplicates.length;
}
/** Once is enough; and what a person dismissed is asked for again only with something new. */
function isToRequest({ reviews }, conclusion, comments) {
	if (conclusion !== "failure" || reviews.some(({ stands }) => stands)) return false;
	return comments.length > 0 || reviews.length === 0;
}
/** With documents left out, open comments on them are a reason to let a request stand. */
function toDismiss({ reviews, threads }, conclusion, { resolutions }) {
	const open = threads.filter(({ state, isOwn }) => isOwn && state === "open").length - resolutions.length;
	return conclusion === "success" || conclusion === "neutral" && open === 0 ? reviews.filter(({ stands }) => stands) : [];
}
// src/configuration/baseline.ts
const KEY = /^[0-9a-f]{16}$/;
/** What git writes into a file that two branches changed. */
const CONFLICT = /^(?:[<>|]{7}(?: .*)?|={7})$/;
/** What stands for an empty field. */
const EMPTY = "-";
/** Reads a baseline, and what is wrong with it. Of a merge conflict it reads both sides. */
function readBaseline({ text }) {
	const entries = [];
	let fault;
	for (const [index, line] of text.split("\n").entries()) {
		const content = line.trimEnd();
		if (content === "" || content.startsWith("#")) continue;
		const entry = readEntry(content);
		if (entry) entries.push(entry);
		else if (!fault || fault.isConflict) {
			const isConflict = CONFLICT.test(content);
			if (!fault || !isConflict) fault = {
				line: index + 1,
				isConflict
			};
		}
	}
	return fault ? {
		entries,
		fault
	} : { entries };
}
/**
* The entries of a baseline.
*
* @param where as the end of a message: ` on the base branch`
* @throws BrokenConfiguration for a line that is none
*/
function requireBaseline(file, where = "") {
	const [fault] = faultsOfBaseline(file, where);
	if (!fault) return readBaseline(file).entries;
	throw new BrokenConfiguration([fault], `${fault.path}:${fault.line}: ${fault.message}.`);
}
/** The first line of a baseline that is none. */
function faultsOfBaseline(file, where = "") {
	const { fault } = readBaseline(file);
	if (!fault) return [];
	const message = fault.isConflict ? `a merge conflict${where}. Run podseal baseline --prune: it keeps what still has a finding` : `this is not a line of a baseline${where}. Write the file anew: podseal baseline`;
	return [{
		path: file.path,
		line: fault.line,
		column: 1,
		message
	}];
}
function readEntry(line) {
	const fields = line.split(" ");
	const [key = "", path = "", rule = "", grade = "", ...who] = fields.map(readField);
	const [kind = "", name = "", container = "", image = ""] = who;
	const severity = SEVERITIES.find((one) => one === grade);
	if (fields.length !== FIELDS || !KEY.test(key) || path === "" || !severity) return void 0;
	return {
		key,
		path,
		rule,
		severity,
		kind,
		name,
		container,
		image
	};
}
const FIELDS = 8;
function readField(text) {
	if (text === EMPTY) return "";
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
// src/configuration/compose.ts
/**
* A configuration with all that it extends: what is nearer to the repository wins, and lists of
* exemptions, kinds, charts and allowed values add up. Never throws.
*
* @param extended the files that were read for it
*/
function composeConfiguration(file, extended = []) {
	const composer = new Composer(extended);
	composer.visit(file, []);
	const { faults, layers } = composer;
	return faults.length > 0 ? { faults } : {
		...layers.reduce(merge, NO_CONFIGURATION),
		path: file.path
	};
}
/** Goes through the files, the farthest first. */
var Composer = class {
	layers = [];
	faults = [];
	#files;
	#visited = /* @__PURE__ */ new Set();
	constructor(extended) {
		this.#files = new Map(extended.map((file) => [file.path, file]));
	}
	/** @param chain the names of the files that led here */
	visit(file, chain) {
		this.#visited.add(file.path);
		const read = readConfiguration(file);
		if ("faults" in read) {
			for (const { line, column, message } of read.faults) this.faults.push({
				path: file.path,
				line,
				column,
				message
			});
			return;
		}
		for (const one of read.extends) this.#visitBase(one, [...chain, file.path]);
		this.layers.push(read);
	}
	#visitBase(one, chain) {
		const { base, text, line, column } = one;
		const path = chain.at(-1) ?? "";
		const fail = (message) => {
			this.faults.push({
				path,
				line,
				column,
				message
			});
		};
		if (typeof base === "string") {
			this.layers.push(profileLayer(base, `${path}:${line}`));
			return;
		}
		if (base === void 0) {
			fail(`"extends" leads out of the repository: ${text}. Name a file in it`);
			return;
		}
		const name = nameOf$2(base);
		if (chain.includes(name)) fail(`"extends" goes in a circle: ${[...chain.slice(chain.indexOf(name)), name].join(" → ")}. Remove one of these`);
		else if (chain.length > 5) fail(`"extends" goes more than 5 levels deep: ${[...chain, name].join(" → ")}`);
		else if (!this.#visited.has(name)) {
			const file = this.#files.get(name) ?? {
				path: name,
				absent: "it was not read"
			};
			if ("text" in file) this.visit(file, chain);
			else if ("absent" in file) fail(`"extends" names ${name}: ${file.absent}`);
		}
	}
};
function profileLayer(profile, source) {
	return {
		...NO_CONFIGURATION,
		given: { profile },
		sources: { profile: source }
	};
}
/** What a nearer file makes of what it extends. */
function merge(base, nearer) {
	const allow = { ...base.allow };
	for (const [rule, values] of Object.entries(nearer.allow)) allow[rule] = [.../* @__PURE__ */ new Set([...allow[rule] ?? [], ...values])];
	return {
		path: nearer.path,
		extends: [],
		given: {
			...base.given,
			...nearer.given
		},
		severities: {
			...base.severities,
			...nearer.severities
		},
		allowed: {
			...base.allowed,
			...nearer.allowed
		},
		allow,
		kinds: [...base.kinds, ...nearer.kinds],
		charts: [...base.charts, ...nearer.charts],
		kustomizations: nearer.kustomizations.length > 0 ? nearer.kustomizations : base.kustomizations,
		exemptions: [...base.exemptions, ...nearer.exemptions],
		sources: mergeSources(base.sources, nearer.sources)
	};
}
/** A list that adds up has several sources. */
function mergeSources(base, nearer) {
	const added = Object.entries(nearer).map(([key, source]) => {
		const before = base[key];
		return [key, key.endsWith(".allow") && before ? `${before}, ${source}` : source];
	});
	return {
		...base,
		...Object.fromEntries(added)
	};
}
// src/configuration/plan-by-configuration.ts
/**
* Plans the review of a change by the configuration on its base. A change of the configuration itself
* does not count yet: the summary says what it will do, and comments on where it is wrong.
*/
function planByConfiguration(change, options, next) {
	if (!next) return planReview(change, options);
	if ("faults" in next) return planReview(change, {
		...options,
		faults: next.faults
	});
	const { images, configs } = options.ruleSet;
	const { baseline } = next;
	const ruleSet = {
		...next.ruleSet,
		images,
		configs
	};
	const after = planReview(change, {
		...options,
		ruleSet,
		baseline,
		fixes: false
	});
	const plan = planReview(change, options);
	return withNotes(plan, [describe(next, plan, after)]);
}
/**
* What a change of the configuration will do; undefined where the change has none.
*
* @param settle settles options by files, for the configuration that the change brings
*/
function nextConfiguration({ next }, settle) {
	if (!next || !settle) return void 0;
	const faults = faultsOf(next);
	if (faults.length > 0) return { faults };
	const later = (next.extended ?? []).flatMap((file) => "isLater" in file ? [file.path] : []);
	const paths = next.changed.map(({ path }) => path);
	try {
		const { ruleSet, baseline } = settle(next);
		return {
			paths,
			later,
			ruleSet,
			baseline
		};
	} catch (error) {
		if (error instanceof BrokenConfiguration) return { faults: error.faults };
		throw error;
	}
}
function faultsOf({ configuration, extended, baseline, faults }) {
	const composed = configuration && composeConfiguration(configuration, extended);
	return [
		...faults,
		...composed && "faults" in composed ? composed.faults : [],
		...baseline ? faultsOfBaseline(baseline) : []
	];
}
/** What a change of the configuration does to the findings in the changed files. */
function describe({ paths, later }, now, next) {
	const [before, after] = [now, next].map(({ findings }) => new Set(findings.map(({ finding }) => finding.fingerprint)));
	const gone = [...before ?? []].filter((one) => !after?.has(one)).length;
	const more = [...after ?? []].filter((one) => !before?.has(one)).length;
	const effect = gone + more === 0 ? md`In the changed files it makes no difference.` : md`In the changed files it hides ${count(gone, "finding")} and adds ${count(more, "finding")}.`;
	const rest = later.length === 0 ? md`` : md` What ${codeList(later)} says is read only after the merge, as this pull request is from a fork.`;
	return md`This change edits ${codeList(paths)}. It counts once it is merged: this check follows the base branch. ${effect}${rest}`;
}
// src/review/wanted-source-fixes.ts
/** What of a change is to be fixed at its source: what comments would tell of, in their order. */
function wantedSourceFixes(change, options) {
	if (!hasSources(change)) return [];
	const { ruleSet, builds } = rulesOf$3(change, options.ruleSet);
	const scope = scopeOf(change, options);
	const { files, foundIn } = assessFiles(change, {
		...options,
		ruleSet,
		builtBefore: builds.before,
		scope
	}, fingerprintsOf(change.threads));
	return files.flatMap(({ fresh, known }) => bySubject([...fresh.flat(), ...known]).flatMap((group) => toWanted(group.filter(({ rendered }) => rendered?.remedy !== void 0), foundIn)));
}
function hasSources({ charts = [], roots = [] }) {
	return charts.some(({ head }) => head?.answer) || roots.some(({ head }) => head?.answer);
}
/** What is to be fixed of findings that all have one source. */
function toWanted(findings, foundIn) {
	const rendered = findings[0]?.rendered;
	if (!rendered) return [];
	const fingerprints = findings.map(({ fingerprint }) => fingerprint);
	if (rendered.kind === "chart") return [{
		folder: rendered.folder,
		fingerprints
	}];
	return [{
		folder: void 0,
		fingerprints,
		origins: findings.map((finding) => ({
			fingerprint: finding.fingerprint,
			file: finding.file,
			all: rootOriginsOf(foundIn.get(finding))
		}))
	}];
}
// src/chat/asked.ts
/**
* The findings that a command can be about: those of the thread that it was given in, where a review of
* ours started that, or else all that are in scope.
*/
function meantFindings(change, findings, scope, asked) {
	const told = toldIn(change, asked);
	return findings.filter(({ finding, introduced, touched }) => told ? told.has(finding.fingerprint) : scope === "all" || introduced || scope === "touched" && touched).map(({ finding }) => finding);
}
/** The fingerprints that a thread tells of; undefined where it is none of ours. */
function toldIn({ threads }, { thread }) {
	const found = threads.find(({ number }) => number === thread);
	return found && new Set(found.fingerprints);
}
// src/chat/fix-on-request.ts
/**
* Fixes what a review of the change would comment on, or with `all` every finding in its files: pure,
* and nothing but files of the change is touched, and of its charts what was proved before.
*
* @param asked where it was asked for: in a thread of ours, only what that is about is meant
*/
function planFix(change, options, command, asked = {}) {
	const { unsafe } = command;
	const { plan, judged, wanted } = judgeAsked(change, options, command, asked);
	const isWanted = ({ fingerprint }) => wanted.has(fingerprint);
	const atSource = sourceFixes(change, judged);
	const fixes = judged.map((one) => {
		options.onFile?.(one.manifest.file.path);
		return {
			one,
			result: fixFile(one, {
				unsafe,
				isWanted
			})
		};
	});
	const plain = fixes.map(({ one, result: { text, fixed, verify } }) => {
		const { path, text: before } = one.manifest.file;
		return {
			path,
			before,
			text,
			fixed: fixed.map(toData),
			verify
		};
	});
	const inSources = new Set(atSource.files.map(({ path }) => path));
	const files = plain.filter(({ path, before, text }) => before !== text && !inSources.has(path));
	const notFixed = [...fixes.flatMap(({ result }) => result.notFixed), ...plain.filter(({ path }) => inSources.has(path)).flatMap(({ fixed }) => fixed.map((finding) => ({
		finding,
		reason: TOGETHER
	})))];
	return {
		head: change.head,
		files: [...files, ...atSource.files],
		notFixed: notFixed.filter(({ finding }) => !atSource.resolves.has(finding.fingerprint)).map(({ finding, reason }) => ({
			finding: "subject" in finding ? toData(finding) : finding,
			reason
		})),
		skips: plan.skips
	};
}
const TOGETHER = md`its file is fixed for what it becomes first: comment again`;
/**
* What is to be fixed at its source by a command, by the chart, or in all kustomizations: with what was proved
* of it, the plan of the command is whole.
*/
function sourceFixesAsked(change, options, command, asked = {}) {
	const { judged, wanted, foundIn } = judgeAsked(change, options, command, asked);
	const fixable = judged.flatMap(({ findings }) => findings).filter(({ fingerprint }) => wanted.has(fingerprint)).filter(({ rendered }) => rendered?.remedy === "safe" || command.unsafe && rendered?.remedy !== void 0);
	return groupBy$1(fixable, ({ rendered }) => rendered && chartOf(rendered)).flatMap((group) => toWanted(group, foundIn));
}
function judgeAsked(change, options, { all, rules }, asked) {
	const scope = all ? "all" : scopeOf(change, options);
	const judged = judgeReview(change, {
		...options,
		scope
	});
	const wanted = meantFindings(change, judged.plan.findings, scope, asked).filter(({ rule }) => rules.length === 0 || rules.includes(rule));
	return {
		...judged,
		wanted: new Set(wanted.map(({ fingerprint }) => fingerprint))
	};
}
/** What was proved to fix a change at its sources: the findings are told of with the first file of each. */
function sourceFixes({ charts = [], rootFixes = [] }, judged) {
	const all = judged.flatMap(({ findings }) => findings);
	const proved = [...charts.flatMap(({ folder, fixes = [] }) => fixes.map((fix) => ({
		chart: folder,
		...fix
	}))), ...rootFixes.map((fix) => ({
		chart: void 0,
		...fix
	}))];
	return {
		files: proved.flatMap(({ chart, files: edited, resolves, verify }) => edited.map(({ path, before, after: text }, index) => {
			const gone = all.filter(({ fingerprint, rendered }) => rendered && chartOf(rendered) === chart && resolves.includes(fingerprint));
			return {
				path,
				before,
				text,
				fixed: index === 0 ? gone.map(toData) : [],
				verify
			};
		})),
		resolves: new Set(proved.flatMap(({ resolves }) => resolves))
	};
}
// src/chat/exempt-on-request.ts
/**
* Exempts the findings of some rules that a thread is about; in the conversation, those of the one
* container or object that has such findings in scope. Pure.
*/
function planExemption(change, options, command, asked = {}) {
	const scope = scopeOf(change, options);
	const { plan, judged } = judgeReview(change, {
		...options,
		scope
	});
	const meant = new Set(meantFindings(change, plan.findings, scope, asked).map(({ fingerprint }) => fingerprint));
	const wanted = judged.flatMap((one) => {
		options.onFile?.(one.manifest.file.path);
		const findings = one.findings.filter(({ rule, fingerprint }) => meant.has(fingerprint) && command.rules.includes(rule));
		return findings.length > 0 ? [{
			judged: one,
			findings
		}] : [];
	});
	const refused = whyNot(wanted.flatMap(({ findings }) => findings), options, command, asked);
	if (refused !== void 0) return {
		files: [],
		refused
	};
	const files = [];
	for (const one of wanted) {
		const result = exemptFile(one.judged, one.findings, command.reason);
		if ("refused" in result) return {
			files: [],
			refused: md`${prose(result.refused)}.`
		};
		files.push(result);
	}
	return { files };
}
/** What speaks against an exemption before it is tried. */
function whyNot(findings, { ruleSet }, { rules, reason }, asked) {
	if (findings.length === 0) {
		const where = asked.thread === void 0 ? md`in this pull request` : md`in this thread`;
		return md`There is no finding of ${codeList(rules)} ${where}.`;
	}
	if (asked.thread === void 0 && bySubject(findings).length > 1) return md`More than one container or object has such findings: answer in the thread of the one that you mean.`;
	return forbidden(findings, ruleSet.exemptions, reason);
}
function forbidden(findings, policy, reason) {
	const of = (where) => findings.filter(({ rule }) => allowedFor(rule, policy) === where);
	const [never, there] = [of("nowhere"), of("configuration")];
	if (never.length > 0) return md`The configuration forbids exemptions of ${rulesOf(never)}.`;
	if (there.length === 0) return void 0;
	const entries = bySubject(there).flatMap((some) => configurationEntry(some, reason) ?? []);
	return joinMarkdown([md`Only the configuration may exempt ${rulesOf(there)}. An entry for \`.github/podseal.yml\`:`, ...entries.map((entry) => fence("yaml", entry))], "\n\n");
}
function rulesOf(findings) {
	return codeList([...new Set(findings.map(({ rule }) => rule))]);
}
/** A file with its findings exempt, all or none. */
function exemptFile(judged, findings, reason) {
	const { path, text } = judged.manifest.file;
	const edits = [];
	const budget = ProofBudget.ofFile();
	for (const some of byDocument(findings)) {
		const found = exemptFor(judged, bySubject(some).map((one) => ({
			findings: one,
			reason
		})), void 0, budget);
		if ("refused" in found) return found;
		for (const edit of found.edits) edits.push(edit);
	}
	return {
		path,
		before: text,
		text: applyEdits(text, edits),
		fixed: findings.map(toData),
		verify: []
	};
}
// src/run/judge-task.ts
/** @param onFile is told of each file before it is looked at */
function performTask(task, onFile) {
	switch (task.kind) {
		case "review": return planByConfiguration(task.change, {
			...task.options,
			onFile
		}, task.next);
		case "fix": return planFix(task.change, {
			...task.options,
			onFile
		}, task.command, task.asked);
		case "exempt": return planExemption(task.change, {
			...task.options,
			onFile
		}, task.command, task.asked);
		case "source-fixes": return wantedFixes(task.change, {
			...task.options,
			onFile
		}, task.fix);
		case "images": return imagesOfChange(task.change, task.kinds, onFile);
		case "builds": return wantedBuilds(task.change, task.kinds, onFile);
	}
}
function wantedFixes(change, options, fix) {
	return fix ? sourceFixesAsked(change, options, fix.command, fix.asked) : wantedSourceFixes(change, options);
}
// src/run/judge-thread.ts
/** Tells our threads from those of others, such as a test runner's. */
const ROLE = "podseal-judge";
/** Whether this file was started to judge what the main thread sends, and for nothing else. */
const isJudgeThread = !isMainThread && workerData === ROLE;
/**
* As much stack as the main thread has, so that what is nested too deeply for one is for all: the
* 984 kB that V8 gives, and 192 kB that Node keeps back in a thread (node/src/node_worker.h).
*/
const STACK_MEGABYTES = 1176 / 1024;
/** A thread that judges one change after the other. It runs this program's file. */
var JudgeThread = class {
	#limits;
	#program;
	#worker;
	/** @param program what the thread runs, instead of this program's file */
	constructor(limits, program) {
		this.#limits = limits;
		this.#program = program;
	}
	/**
	* Does one task, and ends the thread where that takes too much. One at a time.
	*
	* @throws what the judge throws, which is a fault of ours
	*/
	async run(task) {
		const worker = this.#worker ??= this.#start();
		worker.ref();
		const outcome = await new Promise((resolve, reject) => {
			this.#follow(worker, resolve, reject);
			worker.postMessage(task);
		}).finally(() => {
			for (const event of [
				"message",
				"error",
				"exit"
			]) worker.removeAllListeners(event);
		});
		worker.unref();
		if (outcome.kind === "over") this.end();
		return outcome;
	}
	async end() {
		const worker = this.#worker;
		this.#worker = void 0;
		await worker?.terminate();
	}
	#start() {
		return new Worker(this.#program ?? new URL(import.meta.url), {
			workerData: this.#program ? void 0 : ROLE,
			resourceLimits: {
				maxOldGenerationSizeMb: this.#limits.heapMegabytes,
				stackSizeMb: STACK_MEGABYTES
			}
		});
	}
	#follow(worker, resolve, reject) {
		const { fileMs, totalMs } = this.#limits;
		let path;
		const over = (limit) => {
			settle();
			resolve({
				kind: "over",
				limit,
				path
			});
		};
		const total = new WorkDeadline(totalMs, () => over("total time"));
		let deadline;
		const settle = () => {
			total.stop();
			deadline?.stop();
		};
		const fail = (error) => {
			settle();
			this.#worker = void 0;
			reject(error);
		};
		worker.on("message", (message) => {
			if (message.kind === "file") {
				({path} = message);
				deadline?.stop();
				deadline = new WorkDeadline(fileMs, () => over("time"));
				return;
			}
			settle();
			if (message.kind === "failed") reject(message.error);
			else resolve(message);
		});
		worker.on("error", (error) => isOutOfMemory(error) ? over("memory") : fail(error));
		worker.on("exit", (code) => fail(/* @__PURE__ */ new Error(`The judging thread ended with ${code}.`)));
	}
};
function isOutOfMemory(error) {
	return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}
/** What a thread does: it judges what it is sent, until it is ended. */
function serveTasks(port, perform = performTask) {
	const say = (message) => port.postMessage(message);
	port.on("message", (task) => {
		try {
			const result = perform(task, (path) => say({
				kind: "file",
				path
			}));
			say({
				kind: "done",
				result
			});
		} catch (error) {
			say({
				kind: "failed",
				error
			});
		}
	});
}
if (isJudgeThread && parentPort) serveTasks(parentPort);
export { readEach as A, CONFIGURATION_PATHS as B, doOverlap as C, imagesOfSource as D, rulesOf$3 as E, readMarker as F, placedLines as G, onlyConfiguration as H, addedText as I, writePatch as J, isDockerfile as K, diffTexts as L, pathsBeside as M, PROJECT_IMAGES_PATH as N, judgeSource as O, isMarkedReview as P, parseHunks as R, applyEdits as S, workedMilliseconds as T, nameOf$2 as U, NO_CONFIGURATION as V, BrokenConfiguration as W, applyPatch as X, reversePatch as Y, diffArrays as Z, planEdits as _, readBaseline as a, layoutOf as b, fingerprintsOf as c, isFailing as d, toExemptedData as f, distinctChanges as g, fixMostEach as h, composeConfiguration as i, readExtended as j, dequal as k, fallBackToAnnotations as l, ProofBudget as m, serveTasks as n, requireBaseline as o, fixFile as p, byPlace as q, nextConfiguration as r, findDuplicates as s, JudgeThread as t, fallBackToSummary as u, blockText as v, WorkDeadline as w, lineBreakAt as x, columnOf as y, BASELINE_PATH as z };
