import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { readChart } from '../../src/cli/read-chart.ts';
import { Engine } from '../../src/engine/engine.ts';
import { renderingsIn, requestFor } from '../../src/render/rendered-manifests.ts';

/** A Helm to compare with; it is in no package of ours, since that would be larger than all others together. */
const HELM = process.env['PODSEAL_HELM'];
const CHARTS = 'fixtures/charts';
/** Charts that Helm refuses by what they lack. */
const REFUSED = ['broken', 'umbrella'];

function objectsIn(text: string): unknown[] {
  const documents = parseAllDocuments(text.replace(/^---(?=\S)/gm, '---\n'), {
    logLevel: 'silent',
  });
  return [...documents].flatMap((document) => {
    const data: unknown = document.toJS();
    return data === null ? [] : [data];
  });
}

test.skipIf(HELM === undefined).each(readdirSync(CHARTS).filter((name) => !REFUSED.includes(name)))(
  '%s becomes what Helm makes of it, with each value set',
  async (name) => {
    const folder = `${CHARTS}/${name}/chart`;
    const { chart } = await readChart(folder);
    const { rendered } = renderingsIn(chart, await new Engine().render(requestFor(chart)));
    expect(rendered).toHaveLength(chart.sets.length);
    for (const { set, rendering } of rendered) {
      const values = set.values.flatMap((path) => ['--values', `${folder}/${path}`]);
      const args = ['template', 'release-name', folder, '--kube-version', '1.37.0', ...values];
      const { status, stdout } = spawnSync(HELM ?? '', args, { encoding: 'utf8' });
      expect(status).toBe(0);
      const text = rendering.files.map((file) => file.text).join('\n---\n');
      expect(objectsIn(text)).toEqual(objectsIn(stdout));
    }
  },
);
