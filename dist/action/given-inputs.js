import { ot as getInput, rt as UserError } from "./action.js";
import { t as outputOption } from "./report-formats.js";
import { dn as flagOption, hn as valuesOf, ln as OPTIONS, mn as textOption, pn as readTexts, un as choiceOption } from "./judge-thread.js";
/** The options that only the Action has. */
const ACTION_OPTIONS = {
	token: textOption("token", {
		help: "The token to read the pull request and to write the review and the check with.",
		default: void 0,
		defaultText: "`${{ github.token }}`"
	}),
	mode: choiceOption([
		"review",
		"plan",
		"publish"
	], {
		help: "`review` does all; it also carries out commands in comments (`on: issue_comment` and `pull_request_review_comment`). For pull requests from forks, `plan` only writes a plan file, with a token that may only read, and `publish` posts the review from a workflow on `workflow_run`.",
		default: "review"
	}),
	"plan-file": textOption("file", {
		help: "The file that mode `plan` writes and mode `publish` checks; empty for no check.",
		default: "podseal-plan.json"
	}),
	"trials-file": textOption("file", {
		help: "What `podseal try --suggested --format json` wrote in a job of the pull request: the check then says which suggestions were run, and by whom.",
		default: void 0
	}),
	output: outputOption,
	"dry-run": flagOption({ help: "Print the review to the log and post nothing." })
};
// src/action/given-inputs.ts
/** @throws UserError where a value is none of those that there are */
function readGivenInputs() {
	return {
		given: readGiven(OPTIONS),
		own: valuesOf(ACTION_OPTIONS, readGiven(ACTION_OPTIONS))
	};
}
/** What was given of the options of a table; an input that is empty is not given. */
function readGiven(table) {
	const { given, faults } = readTexts(table, (key) => getInput(key), (key) => `Input ${key}`);
	if (faults.length > 0) throw new UserError(faults.join("\n"));
	return given;
}
export { readGivenInputs };
