import { B as string, F as integer, H as info, N as boolean, R as object, T as needs, U as notice, n as runReview, z as optional } from "./carry-out.js";
import { o as UserError } from "./action.js";
import { n as readPlanFile, t as countDifferences } from "./plan-file.js";
// src/github/find-pull-requests.ts
const PULL = object({
	number: integer,
	draft: optional(boolean),
	head: object({
		sha: string,
		repo: optional(object({ full_name: string }))
	})
});
/**
* The open pull requests whose head a run was about. The event names none for a fork, so that they
* are looked up by their branch; one that moved on is another run's.
*/
async function findPullRequests(client, place, { head, branch, headRepository }) {
	const [headOwner = ""] = headRepository.split("/");
	return (await needs("pull-requests: read", async () => client.pages("GET /repos/{owner}/{repo}/pulls", {
		...place,
		state: "open",
		head: `${headOwner}:${branch}`
	}, PULL))).filter((pull) => pull.head.sha === head && pull.head.repo?.full_name === headRepository).map(({ number, draft }) => ({
		number,
		isDraft: draft === true
	}));
}
// src/action/publish-run.ts
/**
* Publishes the review of the pull requests that a finished run was about. Which they are is GitHub's
* word, and what is wrong in them is judged here again: of the plan, nothing is taken over.
*/
async function publishRun(client, place, run, inputs) {
	const file = inputs.planFile === "" ? void 0 : await readPlanFile(inputs.planFile);
	const found = await findPullRequests(client, place, run);
	if (found.length === 0) {
		info("No open pull request has this head any more: there is nothing to publish.");
		return;
	}
	for (const pullRequest of file ? chosen(file, place, run, found) : found) await publishOne(client, place, {
		...pullRequest,
		head: run.head
	}, file, inputs);
}
/** @throws UserError where the plan is about something else than the run was */
function chosen(file, { owner, repo }, run, found) {
	const isHere = file.repository.toLowerCase() === `${owner}/${repo}`.toLowerCase();
	const meant = found.filter(({ number }) => number === file.pullRequest);
	if (isHere && file.plan.head === run.head && meant.length > 0) return meant;
	throw new UserError("The plan is about another pull request or commit than the run that made it. Nothing was published.");
}
async function publishOne(client, place, pullRequest, file, inputs) {
	const trigger = {
		kind: "pull-request",
		...pullRequest,
		isTextEdit: false
	};
	const result = await runReview(client, place, trigger, inputs);
	const differences = file && result.plan ? countDifferences(file, result.plan) : 0;
	if (differences > 0) notice(`The plan differs in ${differences} findings from what was judged here, and what was judged here counts. Either the inputs of the two workflows differ, or somebody changed the plan.`);
	await inputs.report.finish(result);
}
export { publishRun };
