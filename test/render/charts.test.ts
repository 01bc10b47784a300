import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  type CheckedChart,
  checkCharts,
  otherFiles,
  unrenderedFiles,
} from '../../src/cli/check-charts.ts';
import { checkFiles, CheckPartWriter } from '../../src/cli/check-files.ts';
import { ListedFindings } from '../../src/cli/listed-findings.ts';
import { readChart } from '../../src/cli/read-chart.ts';
import { Engine } from '../../src/engine/engine.ts';
import { AttributeFiles } from '../../src/files/attribute-files.ts';
import { ReleaseSources } from '../../src/files/release-sources.ts';
import { listFiles } from '../../src/files/read.ts';
import { DEFAULT_FILES } from '../../src/options/options.ts';
import { renderingsIn, requestFor } from '../../src/render/rendered-manifests.ts';
import { CheckCounter } from '../../src/report/check-report.ts';
import { renderingText } from '../../src/report/rendering-text.ts';
import { plain } from '../../src/report/style.ts';
import { namedIn } from '../../src/cli/named-in.ts';
import { textWithFixes } from './text-with-fixes.ts';

const CHARTS = 'fixtures/charts';
const engine = new Engine();

async function render(folder: string): Promise<string> {
  const { chart } = await readChart(folder);
  const { rendered, skips } = renderingsIn(chart, await engine.render(requestFor(chart)));
  const texts = rendered.map(
    (one) => `# ${one.set.name ?? 'values.yaml'}\n\n${renderingText(chart, one, plain)}\n`,
  );
  return [...texts, ...skips.map(({ file, reason }) => `${file}: ${reason}\n`)].join('');
}

async function check(folder: string): Promise<string> {
  const report = textWithFixes();
  const ruleSet = { profile: 'immutable' } as const;
  const listed = new ListedFindings({ baseline: [], root: folder, ruleSet });
  const releases = new ReleaseSources([]);
  const by = { ruleSet, listed, attributes: new AttributeFiles(folder), releases };
  const { files } = listFiles([folder], { globs: DEFAULT_FILES });
  const part = new CheckPartWriter([report]);
  const charts: CheckedChart[] = [];
  for await (const chart of checkCharts(files, ruleSet)) {
    charts.push(chart);
    for (const judged of chart.judged) part.add({ judged, listed: [] });
  }
  const totals = new CheckCounter();
  const told = {
    named: new Set(charts.flatMap(({ judged }) => namedIn(judged))),
    isOfUnrendered: unrenderedFiles(charts),
  };
  const others = { ...by, ruleSet: { ...ruleSet, ...told } };
  const parts = [part.end(), await checkFiles(otherFiles(files, charts), [report], others)];
  for (const one of parts) totals.addTotals(one.totals);
  return `${parts.flatMap(({ pieces }) => pieces[0] ?? []).join('')}${report.end(totals)}`;
}

test.each(readdirSync(CHARTS))(
  '%s: each line has its source, and findings stand there',
  async (name) => {
    const folder = `${CHARTS}/${name}`;
    await expect(await render(`${folder}/chart`)).toMatchFileSnapshot(`../../${folder}/render.txt`);
    await expect(await check(`${folder}/chart`)).toMatchFileSnapshot(`../../${folder}/check.txt`);
  },
);
