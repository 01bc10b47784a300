import { o as UserError } from "./action.js";
import { n as runReview } from "./carry-out.js";
import { r as writePlanFile } from "./plan-file.js";
// src/action/plan-run.ts
/** Writes the plan of a review for another workflow; nothing is posted, and nothing fails. */
async function planRun(client, { owner, repo }, trigger, inputs) {
	if (inputs.planFile === "") throw new UserError("Mode plan needs a path as plan-file.");
	if (trigger.kind !== "pull-request") throw new UserError("Mode plan works on pull_request.");
	const options = {
		...inputs,
		dryRun: true,
		skipsDrafts: false
	};
	const change = {
		...trigger,
		isTextEdit: false
	};
	const result = await runReview(client, {
		owner,
		repo
	}, change, options);
	await inputs.report.write(inputs.outputs);
	await inputs.report.finish(result);
	if (!result.plan) throw new UserError(`There is no plan: ${result.title}.`);
	await writePlanFile(inputs.planFile, {
		owner,
		repo,
		number: trigger.number
	}, result.plan);
}
export { planRun };
