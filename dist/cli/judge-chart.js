import { n as judgeSource, t as imagesOfSource } from "./judge-source.js";
import { i as requestFor, n as readRendering } from "./rendered-manifests.js";
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
export { judgeChart as t };
