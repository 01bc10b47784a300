import { wi as bySubject } from "./check.js";
import { n as fixChart, t as editedFiles } from "./fix-chart.js";
import { n as askAbout } from "./fix-interactively2.js";
// src/cli/ask-about-chart.ts
/**
* Fixes a chart by asking about one container or object after the other. What is taken is rendered before the next is
* offered, so that all of it is proved together.
*/
function asksAboutCharts(questions, telling) {
	return async (read, means, options) => {
		const { isWanted: isMeant = () => true } = options;
		const found = await fixChart(read, means, {
			...options,
			unsafe: true
		});
		const applied = [];
		const fixed = [];
		let chart = read.chart;
		let takesAll = false;
		const meant = found.fixed.filter((finding) => isMeant(finding));
		for (const group of questions.hasQuit ? [] : bySubject(meant)) {
			const isWanted = among(group, found);
			const one = await fixChart({
				...read,
				chart
			}, means, {
				...options,
				unsafe: true,
				isWanted
			});
			if (one.files.length === 0) continue;
			if (!takesAll) {
				const answer = await askAbout({
					files: one.files,
					applies: one.applied
				}, questions, telling);
				if (answer === "d" || answer === "q") break;
				if (answer === "n") continue;
				takesAll = answer === "a";
			}
			for (const finding of one.applied) applied.push(finding);
			for (const finding of one.fixed) fixed.push(finding);
			({chart} = one);
		}
		return {
			...found,
			files: editedFiles(read.chart, chart),
			applied,
			fixed
		};
	};
}
/** Whether a finding is one of these, at its place in the source or in what is rendered. */
function among(group, { result: { origins } }) {
	const all = group.flatMap((one) => [one, ...(origins.get(one) ?? []).map(({ finding }) => finding)]);
	const wanted = new Set(all.map(({ fingerprint }) => fingerprint));
	return ({ fingerprint }) => wanted.has(fingerprint);
}
export { asksAboutCharts };
