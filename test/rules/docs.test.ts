import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fixFile } from '../../src/fix/fix-file.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { judge } from '../../src/judge/judge.ts';
import { rules } from '../../src/judge/rules.generated.ts';

/** The profiles in the order in which a page's examples are about them. */
const BY_PREFERENCE = ['immutable', 'restricted', 'baseline', 'strict'] as const;

describe.each(rules)('the page of $id', ({ id: rule, severity }) => {
  const page = readFileSync(`docs/rules/${rule}.md`, 'utf8');

  test('is headed by its id', () => {
    expect(page.startsWith(`# ${rule}\n`)).toBe(true);
  });

  test('shows a manifest that is found, and what it is fixed to if there is a fix', () => {
    const text = exampleUnder(page, 'Found');
    const manifest = readManifest({ path: 'example.yaml', text });
    const profile = BY_PREFERENCE.find((name) => severity[name]) ?? expect.fail('it is always off');
    const judged = judge(manifest, { profile, only: [rule] });
    expect(manifest.skips).toEqual([]);
    expect(judged.findings).not.toEqual([]);
    const fixed = page.includes('\n## Fixed\n') ? exampleUnder(page, 'Fixed') : text;
    expect(fixFile(judged, { unsafe: true }).text).toBe(fixed);
  });
});

/** The first YAML block of a section. */
function exampleUnder(page: string, heading: string): string {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`));
  const example = /^```yaml\n(.*?)^```$/ms.exec(section ?? '')?.[1];
  if (example === undefined) throw new Error(`There is no YAML under "## ${heading}".`);
  return example;
}
