import { r as readTrigger, rt as UserError } from "./action.js";
// src/action/task.ts
/**
* Says what to do for an event.
*
* @throws UserError where the event and the mode do not go together
*/
function readTask(event, mode) {
	const { eventName, payload } = event;
	if (mode === "publish") return readPublish(event);
	if (eventName === "issue_comment" && mode === "review") return readAnswer(event, at(payload, "issue", "pull_request") !== void 0 ? at(payload, "issue", "number") : void 0);
	if (eventName === "pull_request_review_comment" && mode === "review") {
		const id = at(payload, "comment", "id");
		const thread = at(payload, "comment", "in_reply_to_id") ?? id;
		return readAnswer(event, at(payload, "pull_request", "number"), thread);
	}
	if (eventName === "workflow_run") throw new UserError("A workflow on workflow_run needs `mode: publish`.");
	return {
		kind: mode,
		trigger: readTrigger(eventName, payload)
	};
}
function readPublish({ eventName, payload }) {
	if (eventName !== "workflow_run") throw new UserError(`Mode publish works on workflow_run, and this run was started by ${eventName || "no event"}.`);
	const run = (...path) => text(payload, "workflow_run", ...path);
	if (run("event") !== "pull_request") return {
		kind: "nothing",
		why: "the finished run was not started by a pull request"
	};
	const headRepository = run("head_repository", "full_name");
	if (headRepository === "") return {
		kind: "nothing",
		why: "the fork is gone"
	};
	return {
		kind: "publish",
		run: {
			head: run("head_sha"),
			branch: run("head_branch"),
			headRepository
		}
	};
}
/**
* Only comments that a person just wrote count: not ours, no other bot's, and none that was edited.
*
* @param number of the pull request
* @param thread the comment that its thread starts with, for one on lines
*/
function readAnswer({ payload, repo }, number, thread) {
	const comment = (...path) => text(payload, "comment", ...path);
	const id = at(payload, "comment", "id");
	if (typeof number !== "number" || typeof id !== "number") return {
		kind: "nothing",
		why: "the comment is not on a pull request"
	};
	if (text(payload, "action") !== "created") return {
		kind: "nothing",
		why: "only new comments are answered"
	};
	if (comment("user", "type") !== "User") return {
		kind: "nothing",
		why: "only people are answered"
	};
	return {
		kind: "answer",
		request: {
			pullRequest: {
				...repo,
				number
			},
			commentId: id,
			...typeof thread === "number" && { thread },
			url: comment("html_url"),
			createdAt: comment("created_at"),
			login: comment("user", "login")
		},
		body: comment("body")
	};
}
function at(value, ...path) {
	const [name, ...rest] = path;
	if (name === void 0) return value;
	if (typeof value !== "object" || value === null) return void 0;
	return at(new Map(Object.entries(value)).get(name), ...rest);
}
function text(value, ...path) {
	const found = at(value, ...path);
	return typeof found === "string" ? found : "";
}
export { readTask };
