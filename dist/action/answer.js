import { A as isBroken, B as string, C as describeObstacle, E as obstacleOf, F as integer, H as info, I as list, K as warning, L as named, O as inBatches, P as ignored, R as object, T as needs, _ as readBuilds, b as describeFault, g as prepare, h as lookBy, j as statusOf, k as GraphQlError, n as runReview, v as withCharts, w as isForbidden, x as readPullRequest, y as withSourceFixes, z as optional } from "./carry-out.js";
import { o as UserError } from "./action.js";
import { $r as plainly, Hr as fence, Jr as link, Kr as joinMarkdown, Lr as code, Nr as writePatch, Qr as count, Rr as codeList, Sr as NO_REMEDY, Ur as fitRows, Vr as commitHash, Wr as fold, Xr as prose, Yr as md, qr as kindWord, ti as byteLength, vn as ruleIds, wr as byPlace, xn as rules, xr as readableReason, yn as rulePage, zr as codePath } from "./judge-thread.js";
import { t as explanations } from "./explanations.generated.js";
import { n as logText, r as summarize } from "./report.js";
// src/chat/answer-parts.ts
/** Four lists, a patch, the files that are not in it, and the sentences around them fit into a comment. */
const MAX_ROWS_BYTES = 6e3;
const MAX_PATCH_BYTES = 25e3;
const MAX_PATHS = 20;
const MAX_PATH = 200;
/** Puts the parts of an answer together that have something to say. */
function joinParts(parts) {
	return joinMarkdown(parts.filter((part) => part !== ""), "\n\n");
}
/** `2 findings in 1 file`. */
function tally(files) {
	return plainly`${count(findingsOf(files).length, "finding")} in ${count(files.length, "file")}`;
}
/** The findings of all files. */
function findingsOf(files) {
	return files.flatMap(({ fixed }) => fixed);
}
/** A row for each container or object. */
function rowsOf(findings) {
	const rows = byPlace(findings).flatMap((group) => {
		const [first] = group;
		const rules = codeList([...new Set(group.map(({ rule }) => rule))]);
		return first ? [md`- ${placeOf(first)}: ${rules}`] : [];
	});
	return fitRows(rows, MAX_ROWS_BYTES);
}
/** A file, and the container or object in it. */
function placeOf({ file, container, resource }) {
	const object = md`${kindWord(resource.kind)} ${code(resource.name)}`;
	const what = container === null ? object : md`${code(container)} of ${object}`;
	return md`${codePath(file)} ${what}`;
}
/** A titled list; nothing where it has no rows. */
function section(title, rows) {
	return rows.length === 0 ? md`` : md`${title}:\n\n${fitRows(rows, MAX_ROWS_BYTES)}`;
}
/**
* The changes as a patch, folded, for who has to apply them by hand.
*
* @param more what to do about those that no patch can have
*/
function patchSection(files, more) {
	if (files.length === 0) return md``;
	const [plain, others] = [files.filter(isPlain), files.filter((file) => !isPlain(file))];
	const patch = plain.map(({ path, before, text }) => writePatch(path, before, text)).join("");
	if (patch === "" || byteLength(patch) > MAX_PATCH_BYTES) return more;
	const paths = others.slice(0, MAX_PATHS).map(({ path }) => code(path, MAX_PATH));
	if (others.length > MAX_PATHS) paths.push(md`${others.length - MAX_PATHS} more`);
	return fold(plainly`The changes as a patch`, joinParts([
		md`Save it as \`podseal.patch\`, and run \`git apply podseal.patch\`:`,
		fence("diff", patch.replace(/\n$/, "")),
		paths.length === 0 ? md`` : md`Not in it, for their line ends: ${joinMarkdown(paths, ", ")}. ${more}`
	]));
}
function isPlain({ before }) {
	return !before.includes("\r");
}
/** GitHub starts no workflow for what a workflow's own token did, so that none runs for ever. */
function runsNote(startsRuns) {
	if (startsRuns === true) return md``;
	return md`${startsRuns === void 0 ? "If it was made with `GITHUB_TOKEN`, this" : "This"} commit starts no workflow, so that required checks wait: close and reopen the pull request, or push to it. With the token of a GitHub App as \`token\`, checks start by themselves.`;
}
// src/chat/answer-exemption.ts
/** A reason is as long as that. */
const MAX_REASON = 200;
/** Words the answer to a command to exempt. */
function answerExemption({ reason }, plan, { commit, keptOut }) {
	if ("refused" in plan) return md`**Nothing was exempted.** ${plan.refused}`;
	const { files } = plan;
	const isDone = "sha" in commit;
	return joinParts([
		heading$1(plan, commit),
		isDone ? rowsOf(findingsOf(files)) : md``,
		isDone ? md`The check's summary lists the exemption with its reason: ${code(reason, MAX_REASON)}.` : md``,
		section("Not committed", keptOut.map(({ path, reason: why }) => md`- ${codePath(path)}: ${prose(why)}`)),
		isDone ? md`` : patchSection(files, md`Write the exemption by hand.`),
		isDone ? runsNote(commit.startsRuns) : md``
	]);
}
function heading$1({ files }, commit) {
	if ("sha" in commit) return md`**Exempted ${tally(files)}: ${commitHash(commit.sha)}**`;
	const open = count(findingsOf(files).length, "finding");
	return "unknown" in commit ? md`**${open} can be exempted, and the commit is not certain.** ${prose(commit.unknown)}` : md`**${open} could be exempted, and nothing was committed.** ${prose(commit.refused)}`;
}
// src/chat/answer.ts
/** Words the answer to a command to fix. */
function answerFix(command, plan, outcome) {
	const notFixed = notFixedSection(plan, command);
	if (plan.files.length === 0) return joinParts([plan.notFixed.length === 0 ? md`**There is nothing to fix.**` : md`**Nothing could be fixed.**`, notFixed]);
	const { commit, keptOut } = outcome;
	const out = new Set(keptOut.map(({ path }) => path));
	const done = "sha" in commit ? plan.files.filter(({ path }) => !out.has(path)) : [];
	const open = plan.files.filter((file) => !done.includes(file));
	return joinParts([
		heading(plan, done, commit),
		done.length > 0 ? rowsOf(findingsOf(done)) : md``,
		section("Not committed", keptOut.map(({ path, reason }) => md`- ${codePath(path)}: ${prose(reason)}`)),
		notFixed,
		checks(plan.files),
		patchSection(open, md`\`podseal fix\` in a clone writes the same changes.`),
		"sha" in commit ? runsNote(commit.startsRuns) : md``
	]);
}
function heading(plan, done, commit) {
	if ("sha" in commit) return md`**Fixed ${tally(done)}: ${commitHash(commit.sha)}**`;
	const open = count(findingsOf(plan.files).length, "finding");
	return "unknown" in commit ? md`**${open} can be fixed, and the commit is not certain.** ${prose(commit.unknown)}` : md`**${open} could be fixed, and nothing was committed.** ${prose(commit.refused)}`;
}
function notFixedSection({ notFixed, skips }, { unsafe }) {
	const rules = /* @__PURE__ */ new Map();
	for (const { finding, reason } of notFixed) {
		const row = md`- ${placeOf(finding)}: ${reason === NO_REMEDY ? finding.message : reason}`;
		rules.set(row, [...rules.get(row) ?? [], finding.rule]);
	}
	const rows = [...rules].map(([row, names]) => md`${row} (${codeList([...new Set(names)])})`);
	const skipped = skips.map(({ file, reason }) => md`- ${codePath(file)}: not analyzed: ${code(reason, 300)}`);
	const isHeldBack = !unsafe && notFixed.some(({ finding }) => finding.remedy === "unsafe");
	const hint = md`\`/podseal fix --unsafe\` fixes those too that you have to check, and says what to check.`;
	return joinParts([section("Not fixed", [...rows, ...skipped]), isHeldBack ? hint : md``]);
}
function checks(files) {
	const rows = [...new Set(files.flatMap(({ verify }) => verify))].map((sentence) => md`- ${sentence}`);
	return rows.length === 0 ? md`` : md`**Check before you merge:**\n\n${fitRows(rows, MAX_ROWS_BYTES)}`;
}
// src/chat/command.ts
/** What there is to say to us. */
const USAGE = md`\`/podseal fix\` (\`all\` for existing findings too, a rule for its findings only, \`--unsafe\` for fixes that you have to check), \`/podseal exempt\` (a rule, a colon and a reason), \`/podseal review\`, and \`/podseal explain\` with a rule`;
/** Longer lines are no commands: all rules together are shorter. */
const MAX_LINE = 2e3;
/** Three spaces are still text in Markdown, four make it code. */
const COMMAND = /^ {0,3}\/podseal(?=\s|$)(.*)$/;
/**
* Reads the command of a comment: its first line that is not blank, and nothing else. A line that is
* quoted or in a block of code starts with something else, and says nothing.
*
* @param ruleIds the rules that there are
* @returns undefined when the comment is not addressed to us
*/
function readCommand(body, ruleIds) {
	const lines = body.split(/\r\n|[\r\n]/);
	const first = lines.findIndex((line) => line.trim() !== "");
	const match = COMMAND.exec(lines[first] ?? "");
	if (!match) return void 0;
	if (hasCommand(lines.slice(first + 1))) return unknown(md`a comment holds one command`);
	const said = match[1] ?? "";
	if (said.length > MAX_LINE) return unknown(md`the line is too long`);
	const [name, ...words] = wordsOf(said);
	return name === "exempt" ? readExempt(said.replace(/^\s*exempt/, ""), ruleIds) : readWords(name, words, ruleIds);
}
/** Whether one of these lines is a command, outside blocks of code. */
function hasCommand(lines) {
	let isCode = false;
	return lines.some((line) => {
		if (/^ {0,3}(```|~~~)/.test(line)) isCode = !isCode;
		return !isCode && COMMAND.test(line);
	});
}
function readWords(name, words, ruleIds) {
	if (name === void 0) return unknown(md`it does not say what to do`);
	if (name === "fix") return readFix(words, ruleIds);
	const [word = "", ...others] = words;
	if (name === "review") return words.length === 0 ? { name } : unknown(md`\`review\` stands alone, without ${code(word)}`);
	if (name !== "explain") return unknown(md`there is no command ${code(name)}`);
	if (words.length === 0 || others.length > 0) return unknown(md`\`explain\` takes one rule`);
	return ruleIds.includes(word) ? {
		name,
		rule: word
	} : unknown(noRule(word));
}
function readFix(words, ruleIds) {
	const rules = /* @__PURE__ */ new Set();
	let all = false;
	let unsafe = false;
	for (const word of words) if (word === "all") all = true;
	else if (word === "--unsafe") unsafe = true;
	else if (ruleIds.includes(word)) rules.add(word);
	else return unknown(word.startsWith("-") ? md`there is no option ${code(word)}` : noRule(word));
	return {
		name: "fix",
		all,
		unsafe,
		rules: [...rules]
	};
}
/** `no-privileged: CSI driver mounts volumes`; several rules have commas or spaces between them. */
function readExempt(said, ruleIds) {
	const colon = said.indexOf(":");
	const rules = [...new Set(wordsOf((colon === -1 ? said : said.slice(0, colon)).replaceAll(",", " ")))];
	const wrong = rules.find((rule) => !ruleIds.includes(rule));
	if (wrong !== void 0) return unknown(noRule(wrong));
	if (rules.length === 0) return unknown(md`\`exempt\` takes a rule, a colon and a reason`);
	const read = readableReason(colon === -1 ? "" : said.slice(colon + 1));
	return "fault" in read ? unknown(prose(read.fault)) : {
		name: "exempt",
		rules,
		reason: read.reason
	};
}
function wordsOf(text) {
	return text.split(/\s+/).filter((word) => word !== "");
}
function noRule(word) {
	return md`there is no rule ${code(word)}`;
}
function unknown(why) {
	return {
		name: "unknown",
		why
	};
}
// src/chat/commit-message.ts
/**
* The message of the commit: rules and counts, and of the files those with plain names. Nothing
* that a stranger wrote is in it, since GitHub obeys words in messages, such as to skip workflows.
*/
function commitMessage(verb, files, { login, url }) {
	const lines = files.slice(0, MAX_FILES).map(({ path, fixed }) => {
		return `- ${/^[\w./-]+$/.test(path) ? path : "a file whose name is not plain"}: ${ruleNames(fixed)}`;
	});
	if (files.length > MAX_FILES) lines.push(`- and ${count(files.length - MAX_FILES, "more file")}`);
	const body = `${lines.join("\n")}\n\nAsked for by ${login} in ${url}`;
	return {
		headline: `${verb} ${tally(files)}`,
		body
	};
}
/** Longer lists are for the commit's diff to tell. */
const MAX_FILES = 100;
function ruleNames(findings) {
	return [...new Set(findings.map(({ rule }) => rule))].join(", ");
}
// src/judge/catalog.ts
/** What a finding of a rule is, in a clause; undefined when there is no such rule. */
function summaryOf(id) {
	return rules.find((rule) => rule.id === id)?.summary;
}
// src/chat/explain.ts
/** Explains a rule in a few sentences; its page says more. */
function explainRule(id) {
	return md`${sentencesAbout(id)}\n\nMore, with examples: ${link(md`the page of the rule`, rulePage(id))}`;
}
function sentencesAbout(id) {
	const finding = md`**${code(id)}**: a finding is ${prose(summaryOf(id) ?? "unknown")}.`;
	return joinMarkdown([finding, prose(explanations.get(id) ?? "")], "\n\n");
}
// src/github/file-modes.ts
/** An object that is no folder has no entries. */
const FOLDER = object({ entries: optional(list(object({
	name: string,
	mode: integer
}))) });
/** Folders in one request, each with all of its entries. */
const BATCH = 50;
/**
* Reads the modes of files in a commit, as numbers that git writes in octal: 0o100644 is a plain
* file, 0o100755 an executable one, 0o120000 a symbolic link. Files that are not there have none.
*/
async function readModes(client, place, paths) {
	const folders = [...new Set(paths.map(folderOf))];
	const modes = await inBatches(folders, BATCH, async (batch) => readFolders(client, place, batch));
	return new Map(modes.flat());
}
/** The modes of what is in each of these folders. */
async function readFolders(client, { owner, repo, sha }, folders) {
	const variables = folders.map((_, index) => `, $f${index}: String!`).join("");
	const names = folders.map((_, index) => `f${index}`);
	const query = `query ($owner: String!, $repo: String!${variables}) {
    repository(owner: $owner, name: $repo) { ${names.map((name) => `${name}: object(expression: $${name}) { ... on Tree { entries { name mode } } }`).join("\n")} }
  }`;
	const values = folders.map((folder, index) => [names[index], `${sha}:${folder}`]);
	const { repository } = await client.graphql(query, {
		owner,
		repo,
		...Object.fromEntries(values)
	}, object({ repository: named(names, FOLDER) }));
	return folders.map((folder, index) => (repository[index]?.entries ?? []).map(({ name, mode }) => [folder === "" ? name : `${folder}/${name}`, mode]));
}
function folderOf(path) {
	return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
// src/github/find-commit.ts
/** How far back a commit of ours is looked for: others may have pushed on top of it. */
const DEPTH = 20;
const QUERY = `query ($owner: String!, $repo: String!, $name: String!, $depth: Int!) {
  repository(owner: $owner, name: $repo) {
    ref(qualifiedName: $name) {
      target { ... on Commit { history(first: $depth) { nodes { oid message } } } }
    }
  }
}`;
const COMMITS = object({ nodes: list(object({
	oid: string,
	message: string
})) });
const ANSWER$1 = object({ repository: object({ ref: optional(object({ target: optional(object({ history: optional(COMMITS) })) })) }) });
/** The newest of the last commits of a branch whose message ends so; undefined where none does. */
async function findCommit(client, { owner, repo, branch }, end) {
	const variables = {
		owner,
		repo,
		name: `refs/heads/${branch}`,
		depth: DEPTH
	};
	const { repository } = await client.graphql(QUERY, variables, ANSWER$1);
	return (repository.ref?.target?.history?.nodes ?? []).find(({ message }) => message.trimEnd().endsWith(end.trimEnd()))?.oid;
}
// src/github/commit.ts
/** GitHub refuses requests of 40 MiB and more; a third is added by base64, the rest is room. */
const MAX_BYTES = 25165824;
/** Said where the branch is no longer what the texts were made from. */
const MOVED = "Somebody pushed in the meantime, so nothing was committed. Comment again.";
const TOO_LARGE = "The files are larger than GitHub takes in one commit: run `podseal fix` in a clone.";
const MISSING = "The token may not commit. Add `contents: write` under `permissions:` in the workflow.";
/** How much of GitHub's words an answer quotes. */
const MAX_QUOTE = 500;
const MUTATION = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;
const ANSWER = object({ createCommitOnBranch: optional(object({ commit: optional(object({ oid: string })) })) });
/**
* Commits new texts of files to a branch, all or none, and only on top of the commit that they were
* made from. Such a commit makes every file a plain one, so other files are not committed.
*/
async function commitTexts(client, head, texts, describe) {
	const modes = await readModes(client, head, texts.map(({ path }) => path));
	const reasons = new Map(texts.map(({ path }) => [path, whyKeptOut(path, modes.get(path))]));
	const keptOut = [...reasons].flatMap(([path, reason]) => reason === void 0 ? [] : {
		path,
		reason
	});
	const taken = texts.filter(({ path }) => reasons.get(path) === void 0);
	if (taken.length === 0) return {
		refused: "Nothing could be committed.",
		keptOut
	};
	const additions = taken.map(({ path, text }) => ({
		path,
		bytes: Buffer.from(text)
	}));
	if (additions.reduce((sum, { bytes }) => sum + bytes.length, 0) > MAX_BYTES) return {
		refused: TOO_LARGE,
		keptOut
	};
	return {
		...await create(client, head, additions, describe(taken)),
		keptOut
	};
}
function whyKeptOut(path, mode) {
	if (path.startsWith(".github/workflows/")) return "no command in a comment changes workflows";
	if (mode === 33188) return void 0;
	if (mode === 33261) return "it is executable, which a commit over the API may undo";
	return "it is a symbolic link or a submodule";
}
async function create(client, head, additions, message) {
	const { owner, repo, branch, sha } = head;
	const input = {
		branch: {
			repositoryNameWithOwner: `${owner}/${repo}`,
			branchName: branch
		},
		expectedHeadOid: sha,
		message,
		fileChanges: { additions: additions.map(({ path, bytes }) => ({
			path,
			contents: bytes.toString("base64")
		})) }
	};
	let refused = "GitHub made no commit, and did not say why.";
	try {
		const commit = (await client.graphql(MUTATION, { input }, ANSWER)).createCommitOnBranch?.commit;
		if (commit) return { sha: commit.oid };
	} catch (error) {
		if (isPlainRefusal(error)) return { refused: describeRefusal(error, branch) };
		refused = isStale(error) ? MOVED : describeRefusal(error, branch);
		if (isBroken(error)) return await lookFor(client, head, message) ?? { unknown: UNKNOWN };
	}
	const commit = await lookFor(client, head, message);
	return commit && "sha" in commit ? commit : { refused };
}
const UNKNOWN = "GitHub did not say whether it made the commit: look at the commits of the pull request.";
/**
* Looks at the branch: the head moved also where it was this commit that moved it, and an error may
* follow what was done.
*/
async function lookFor(client, head, { headline, body }) {
	try {
		const sha = await findCommit(client, head, `${headline}\n\n${body}`);
		return sha === void 0 ? void 0 : { sha };
	} catch (error) {
		if (!isBroken(error)) throw error;
		return { unknown: UNKNOWN };
	}
}
function isStale(error) {
	return error instanceof GraphQlError && error.has(/^STALE_DATA$/);
}
/** Whether GitHub began nothing. */
function isPlainRefusal(error) {
	return isForbidden(error) || statusOf(error) === 413;
}
/** @throws the error, where it is neither an answer of GitHub nor a broken one, such as a limit */
function describeRefusal(error, branch) {
	if (isForbidden(error)) return MISSING;
	if (statusOf(error) === 413) return TOO_LARGE;
	if (isBroken(error)) return UNKNOWN;
	if (!(error instanceof GraphQlError)) throw error;
	if (/resource not accessible/i.test(error.message)) return MISSING;
	const quote = code(error.message, MAX_QUOTE);
	return /protected branch|rule violation|must be made through|verified sign|GH0\d\d/i.test(error.message) ? `The rules of the branch ${code(branch)} do not let the token commit: ${quote}` : `GitHub refused the commit: ${quote}`;
}
// src/github/conversation.ts
const PERMISSION = object({ permission: string });
const REACTION = object({ user: optional(object({ login: string })) });
const COMMENT = object({
	id: integer,
	body: optional(string),
	user: optional(object({
		login: string,
		type: string
	}))
});
/** Whether GitHub counts a person among those who may write to the repository. */
async function mayWrite(client, { pullRequest: { owner, repo }, login }) {
	try {
		const { permission } = await client.ask("GET /repos/{owner}/{repo}/collaborators/{username}/permission", {
			owner,
			repo,
			username: login
		}, PERMISSION);
		return [
			"admin",
			"maintain",
			"write"
		].includes(permission);
	} catch (error) {
		if (statusOf(error) === 404) return false;
		throw error;
	}
}
/**
* Reacts to a request; that it does not work matters to nobody.
*
* @returns the login that we have on GitHub, where it tells
*/
async function react(client, { pullRequest: { owner, repo }, commentId, thread }, content) {
	const comment = {
		owner,
		repo,
		comment_id: commentId,
		content
	};
	try {
		const { user } = thread === void 0 ? await client.ask("POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions", comment, REACTION) : await client.ask("POST /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions", comment, REACTION);
		return user?.login;
	} catch {
		return;
	}
}
/** The hidden last line of an answer, which says what it answers. */
function marker(commentId) {
	return `<!-- podseal:answer to=${commentId} -->`;
}
/**
* Answers a request in a comment; an answer that a run before gave is replaced.
*
* @param own our login, or undefined where we do not know it
* @returns what is in the way where the answer could not be posted
*/
async function reply(client, request, { text, unless }, own) {
	const body = `${text}\n\n${marker(request.commentId)}`;
	try {
		const given = await findAnswer(client, request, own);
		if (given === void 0) await post(client, request, body, own);
		else if (unless === void 0 || given.body?.includes(unless) !== true) await edit(client, request, given.id, body);
		return;
	} catch (error) {
		const obstacle = obstacleOf(error, "pull-requests: write");
		if (obstacle === void 0) throw error;
		return obstacle;
	}
}
/** Posts an answer; where GitHub's own got lost, looks whether it is there before doing it again. */
async function post(client, request, body, own) {
	const { thread } = request;
	const { owner, repo, number } = request.pullRequest;
	const create = async () => thread === void 0 ? client.ask("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
		owner,
		repo,
		issue_number: number,
		body
	}, ignored) : client.ask("POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies", {
		owner,
		repo,
		pull_number: number,
		comment_id: thread,
		body
	}, ignored);
	try {
		await create();
	} catch (error) {
		if (!isBroken(error)) throw error;
		if (await findAnswer(client, request, own) === void 0) await create();
	}
}
async function edit(client, { pullRequest: { owner, repo }, thread }, id, body) {
	const comment = {
		owner,
		repo,
		comment_id: id,
		body
	};
	if (thread === void 0) await client.ask("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", comment, ignored);
	else await client.ask("PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}", comment, ignored);
}
/** Anyone can write a marker; only ours counts, and where we do not know our name, a bot's. */
async function findAnswer(client, { pullRequest: { owner, repo, number }, commentId, createdAt, thread }, own) {
	const since = {
		owner,
		repo,
		since: createdAt
	};
	const comments = thread === void 0 ? await client.pages("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
		...since,
		issue_number: number
	}, COMMENT) : await client.pages("GET /repos/{owner}/{repo}/pulls/{pull_number}/comments", {
		...since,
		pull_number: number
	}, COMMENT);
	const isOurs = (user) => own === void 0 ? user?.type === "Bot" : user?.login === own;
	return comments.find(({ body, user }) => isOurs(user) && body?.trimEnd().endsWith(marker(commentId)));
}
// src/github/head-branch.ts
const PULL = object({
	state: string,
	head: object({
		ref: string,
		sha: string,
		repo: optional(object({ id: integer }))
	}),
	base: object({ repo: object({
		id: integer,
		default_branch: string
	}) })
});
const BY_HAND = "Take the suggestions in “Files changed” into one batch, or apply the patch below.";
/** Reads where a pull request's commits are, and whether we may add one. */
async function readHeadBranch(client, ref) {
	const { owner, repo, number } = ref;
	const pull = await needs("pull-requests: read", async () => client.ask("GET /repos/{owner}/{repo}/pulls/{pull_number}", {
		owner,
		repo,
		pull_number: number
	}, PULL));
	const isFork = pull.head.repo?.id !== pull.base.repo.id;
	const branch = {
		owner,
		repo,
		branch: pull.head.ref,
		sha: pull.head.sha
	};
	if (pull.state !== "open") return {
		...branch,
		closed: "The pull request is closed."
	};
	if (isFork) {
		const closed = `The branch is in a fork, and GitHub lets no workflow or app push there. ${BY_HAND}`;
		return {
			...branch,
			closed
		};
	}
	if (pull.head.ref === pull.base.repo.default_branch) {
		const closed = `The head of this pull request is the default branch, and nothing is committed to that. ${BY_HAND}`;
		return {
			...branch,
			closed
		};
	}
	return {
		...branch,
		closed: void 0
	};
}
// src/run/answer-comment.ts
/** The login behind the token that GitHub gives to each job. */
const GITHUB_TOKEN_LOGIN = "github-actions[bot]";
const ONLY_WRITERS = md`Only people who may write to this repository can ask me for this.`;
/**
* Does what a comment asks for, if it does, and answers it on the pull request. Who may not ask gets a
* reaction and no comment: strangers could make us write as many as they like.
*
* @returns undefined when the comment is not addressed to us
* @throws what went wrong, once that is answered
*/
async function answerComment(client, request, body, settings) {
	const command = readCommand(body, ruleIds);
	if (!command) return void 0;
	const isAllowed = await mayWrite(client, request);
	const own = await react(client, request, isAllowed && command.name !== "unknown" ? "eyes" : "confused");
	if (!isAllowed) return {
		text: ONLY_WRITERS,
		obstacle: void 0
	};
	const run = new CommandRun(client, request, settings, own);
	try {
		const text = await run.carryOut(command);
		return {
			text,
			obstacle: await reply(client, request, {
				text,
				unless: run.isRepeated ? run.commit : void 0
			}, own)
		};
	} catch (error) {
		return afterFault(client, request, run, error);
	}
}
/** Says what became of a command that failed: a commit may be there all the same. */
async function afterFault(client, request, { commit, own }, error) {
	const why = describeFault(error) ?? "The log of the run says more.";
	const text = commit === void 0 ? md`**The command failed, and nothing was committed.** ${prose(why)}` : md`**Committed ${commitHash(commit)}.** Its message lists what was changed; the full answer could not be posted.`;
	const obstacle = await reply(client, request, {
		text,
		unless: commit
	}, own).catch(() => {
		if (commit === void 0) throw error;
		throw new Error(`Committed ${commit}, but the answer could not be posted.`, { cause: error });
	});
	if (commit === void 0) throw error;
	return {
		text,
		obstacle
	};
}
/** A command while it is carried out. */
var CommandRun = class {
	#client;
	#request;
	#settings;
	/** Our login, where GitHub told. */
	own;
	/** The commit that was made. */
	commit;
	/** Whether an earlier run of the same command made it. */
	isRepeated = false;
	constructor(client, request, settings, own) {
		this.#client = client;
		this.#request = request;
		this.#settings = settings;
		this.own = own;
	}
	async carryOut(command) {
		switch (command.name) {
			case "fix":
			case "exempt": return this.#change(command);
			case "review": return this.#review();
			case "explain": return explainRule(command.rule);
			case "unknown": return md`Not understood: ${command.why}. There is ${USAGE}.`;
		}
	}
	/** Changes files of the pull request in one commit on top of its head. */
	async #change(command) {
		const { pullRequest, url } = this.#request;
		const head = await readHeadBranch(this.#client, pullRequest);
		const earlier = head.closed === void 0 ? await findCommit(this.#client, head, ` in ${url}`) : void 0;
		if (earlier !== void 0) {
			this.commit = earlier;
			this.isRepeated = true;
			return md`**Committed ${commitHash(earlier)}.** Its message lists what was changed.`;
		}
		const look = lookBy(this.#settings);
		const { elsewhere, archives } = this.#settings;
		const by = {
			elsewhere,
			archives
		};
		const read = await readPullRequest(this.#client, pullRequest, look, by);
		if (read === "closed") return md`**The pull request is closed, so nothing was committed.**`;
		if (read === "moved") return md`**${prose(MOVED)}**`;
		const change = await withCharts(read, this.#settings);
		const options = await prepare(change, this.#settings);
		const { pullRequest: place } = this.#request;
		const whole = await readBuilds(this.#client, place, change, this.#settings);
		const { files, answer } = await this.#plan(command, whole, options);
		const refuse = (refused) => answer({
			commit: { refused },
			keptOut: []
		});
		if (files.length === 0) return refuse("");
		if (head.closed !== void 0) return refuse(head.closed);
		if (change.head !== head.sha) return refuse(MOVED);
		const result = await commitTexts(this.#client, head, files, (texts) => commitMessage(command.name === "fix" ? "Fix" : "Exempt", files.filter(({ path }) => texts.some((text) => text.path === path)), this.#request));
		if ("sha" in result) this.commit = result.sha;
		const startsRuns = this.own === void 0 ? void 0 : this.own !== GITHUB_TOKEN_LOGIN;
		return answer({
			commit: "sha" in result ? {
				sha: result.sha,
				startsRuns
			} : result,
			keptOut: result.keptOut
		});
	}
	/** What the files of a change become by a command, and how to tell of it. */
	async #plan(command, change, options) {
		const { judge } = this.#settings;
		const asked = { thread: this.#request.thread };
		const about = {
			change,
			options,
			asked
		};
		if (command.name === "fix") {
			const fix = {
				command,
				asked
			};
			const proved = await withSourceFixes(change, options, this.#settings, fix);
			const plan = await judge.judge({
				kind: "fix",
				command,
				...about,
				change: proved
			});
			return {
				files: plan.files,
				answer: (outcome) => answerFix(command, plan, outcome)
			};
		}
		const plan = await judge.judge({
			kind: "exempt",
			command,
			...about
		});
		return {
			files: plan.files,
			answer: (outcome) => answerExemption(command, plan, outcome)
		};
	}
	async #review() {
		const { owner, repo, number } = this.#request.pullRequest;
		const trigger = {
			kind: "pull-request",
			number,
			head: void 0,
			isDraft: false,
			isTextEdit: false
		};
		const { title, plan } = await runReview(this.#client, {
			owner,
			repo
		}, trigger, this.#settings);
		return plan ? md`**Reviewed ${commitHash(plan.head)}: ${prose(title)}.**` : md`**${prose(title)}.**`;
	}
};
// src/action/answer.ts
/** Does what a comment asks for, and repeats the answer in the log and the summary. */
async function answer(client, request, body, inputs) {
	if (inputs.dryRun) throw new UserError("Input dry-run is true: commands in comments are not carried out.");
	const answered = await answerComment(client, request, body, inputs);
	if (!answered) return info("There is nothing to do: the comment is not a command.");
	logText(answered.text);
	await summarize(answered.text);
	if (answered.obstacle !== void 0) warning(`The answer is only in the summary of this job. ${describeObstacle(answered.obstacle)}`);
}
export { answer };
