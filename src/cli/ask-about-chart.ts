import { bySubject } from '../judge/grouping.ts';
import type { Finding } from '../judge/judge.ts';
import type { ChartSources } from '../render/chart-sources.ts';
import { type ChartFixes, type FixedChart, editedFiles, fixChart } from '../run/fix-chart.ts';
import { type Questions, type Telling, askAbout } from './fix-interactively.ts';

/** Fixes a chart, in whatever way. */
export type FixesCharts = (...by: Parameters<typeof fixChart>) => Promise<ChartFixes>;

/**
 * Fixes a chart by asking about one container or object after the other. What is taken is rendered before the next is
 * offered, so that all of it is proved together.
 */
export function asksAboutCharts(questions: Questions, telling: Telling): FixesCharts {
  return async (read, means, options) => {
    const { isWanted: isMeant = () => true } = options;
    const found = await fixChart(read, means, { ...options, unsafe: true });
    const applied: Finding[] = [];
    const fixed: Finding[] = [];
    let chart: ChartSources = read.chart;
    let takesAll = false;
    const meant = found.fixed.filter((finding) => isMeant(finding));
    for (const group of questions.hasQuit ? [] : bySubject(meant)) {
      const isWanted = among(group, found);
      // oxlint-disable-next-line no-await-in-loop
      const one = await fixChart({ ...read, chart }, means, { ...options, unsafe: true, isWanted });
      if (one.files.length === 0) continue;
      if (!takesAll) {
        // oxlint-disable-next-line no-await-in-loop
        const answer = await askAbout(
          { files: one.files, applies: one.applied },
          questions,
          telling,
        );
        if (answer === 'd' || answer === 'q') break;
        if (answer === 'n') continue;
        takesAll = answer === 'a';
      }
      for (const finding of one.applied) applied.push(finding);
      for (const finding of one.fixed) fixed.push(finding);
      ({ chart } = one);
    }
    return { ...found, files: editedFiles(read.chart, chart), applied, fixed };
  };
}

/** Whether a finding is one of these, at its place in the source or in what is rendered. */
function among(
  group: readonly Finding[],
  { result: { origins } }: FixedChart,
): (finding: Finding) => boolean {
  const all = group.flatMap((one) => [
    one,
    ...(origins.get(one) ?? []).map(({ finding }) => finding),
  ]);
  const wanted = new Set(all.map(({ fingerprint }) => fingerprint));
  return ({ fingerprint }) => wanted.has(fingerprint);
}
