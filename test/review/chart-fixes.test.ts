import { describe, expect, it } from 'vitest';
import type { ReviewPlan } from '../../src/review/review-plan.ts';
import { plan } from '../judging.ts';
import { type ChartFiles, SAFE, chartChange, editedChart, comments } from '../rendering.ts';

describe('a fix that is proved at the source', () => {
  const head = editedChart('values.yaml', 'privileged: false', 'privileged: true');
  const values = head['values.yaml'] ?? '';

  /** The plan with a fix of all that is new. */
  function planWith(now: ChartFiles, after: ChartFiles, base = SAFE): ReviewPlan {
    const change = chartChange('charts/web', { base, head: now });
    const fingerprints = plan(change)
      .findings.filter((one) => one.introduced)
      .map(({ finding }) => finding.fingerprint);
    const files = Object.entries(after).map(([path, text]) => {
      const before = now[path] ?? '';
      return { path: `charts/web/${path}`, before, after: text };
    });
    const fix = { files, applies: fingerprints, resolves: fingerprints, verify: [] };
    const charts = change.charts?.map((chart) => ({ ...chart, fixes: [fix] })) ?? [];
    return plan({ ...change, charts });
  }

  it('is a suggestion where the diff shows its lines', () => {
    const result = planWith(head, { 'values.yaml': SAFE['values.yaml'] ?? '' });
    expect(result.comments.map(({ suggestion, line }) => [line, suggestion])).toEqual([
      [2, 'privileged: false'],
    ]);
    expect(comments(result)).toMatchInlineSnapshot(`
      [
        "charts/web/values.yaml:2 **\`web\` can change its node** in Pod \`web\`

      \`\`\`suggestion
      privileged: false
      \`\`\`

      **Before you merge:** Find out which capabilities or devices the container needs, and grant only those.",
      ]
    `);
  });

  it('stands at its lines, though another line brought the container', () => {
    const enabled = editedChart('values.yaml', 'enabled: false', 'enabled: true');
    const after = (enabled['values.yaml'] ?? '').replace(
      'proxy:1',
      'proxy:1\n  securityContext:\n    readOnlyRootFilesystem: true',
    );
    const [comment, ...more] = planWith(enabled, { 'values.yaml': after }).comments;
    expect(more).toEqual([]);
    expect(comment).toMatchObject({
      path: 'charts/web/values.yaml',
      line: 7,
      suggestion: '  image: example/proxy:1\n  securityContext:\n    readOnlyRootFilesystem: true',
    });
  });

  it('is a patch where the diff does not show its lines, and for several files', () => {
    const template = SAFE['templates/web.yaml'] ?? '';
    const literal = template.replace('<privileged>', 'false');
    const one = planWith(head, { 'templates/web.yaml': literal });
    expect(one.comments.map(({ suggestion }) => suggestion)).toEqual([null]);
    expect(comments(one)).toMatchInlineSnapshot(`
      [
        "charts/web/values.yaml:2 **\`web\` can change its node** in Pod \`web\`

      A suggestion can't show all lines to change: \`podseal fix --unsafe --object Pod/web --container web charts/web\` changes them.

      **Before you merge:** Find out which capabilities or devices the container needs, and grant only those.",
      ]
    `);
    expect(one.comments[0]?.body).toContain(
      '\n-        privileged: <privileged>\n+        privileged: false\n',
    );
    const both = planWith(head, {
      'values.yaml': SAFE['values.yaml'] ?? '',
      'templates/web.yaml': literal,
    });
    expect(both.comments.map(({ suggestion }) => suggestion)).toEqual([null]);
    const body = both.comments[0]?.body ?? '';
    expect(body).toContain('--- a/charts/web/values.yaml\n');
    expect(body).toContain('--- a/charts/web/templates/web.yaml\n');
  });

  it('is a patch where its lines are far apart', () => {
    const far = Array.from({ length: 40 }, (_, index) => `other${index}: true\n`).join('');
    const now = { ...head, 'values.yaml': `${values}${far}last: {}\n` };
    const after = `${SAFE['values.yaml'] ?? ''}${far}last: { set: true }\n`;
    const [comment] = planWith(now, { 'values.yaml': after }).comments;
    expect(comment?.suggestion).toBeNull();
    expect(comment?.body).toContain("A suggestion can't show all lines to change");
    expect(comment?.body).toContain('+last: { set: true }');
  });

  it('that fixes notices alone is a patch, and no answer to what the comment is about', () => {
    const some = {
      ruleSet: { profile: 'immutable', only: ['pinned-image', 'seccomp-profile'] },
    } as const;
    const latest = editedChart('values.yaml', 'example/proxy:1', 'example/proxy');
    const enabled = editedChart('values.yaml', 'enabled: false', 'enabled: true', latest);
    const change = chartChange('charts/web', { base: latest, head: enabled });
    const applies = plan(change, some)
      .findings.filter(({ finding, introduced }) => introduced && finding.severity === 'notice')
      .map(({ finding }) => finding.fingerprint);
    const before = enabled['templates/web.yaml'] ?? '';
    const file = { path: 'charts/web/templates/web.yaml', before, after: `${before}# Fixed.\n` };
    const fix = { files: [file], applies, resolves: applies, verify: [] };
    const charts = change.charts?.map((chart) => ({ ...chart, fixes: [fix] })) ?? [];
    const result = plan({ ...change, charts }, some);
    expect(comments(result)).toMatchInlineSnapshot(`
      [
        "charts/web/values.yaml:6 **\`proxy\` can become another image** in Pod \`web\`

      This line leads to it. The line to change: \`charts/web/values.yaml:7\`.

      - warning \`pinned-image\`: the image \`example/proxy\` has no tag, which means \`latest\`: name a version, or better a digest",
      ]
    `);
    expect(result.comments[0]?.body).toContain('+# Fixed.');
  });

  it('is none where the file is not as it was then', () => {
    const change = chartChange('charts/web', { base: SAFE, head });
    const [found] = plan(change).findings;
    const fingerprints = [found?.finding.fingerprint ?? ''];
    const stale = { path: 'charts/web/values.yaml', before: `# Old.\n${values}`, after: values };
    const fix = { files: [stale], applies: fingerprints, resolves: fingerprints, verify: [] };
    const charts = change.charts?.map((chart) => ({ ...chart, fixes: [fix] })) ?? [];
    expect(plan({ ...change, charts }).comments.map(({ suggestion }) => suggestion)).toEqual([
      null,
    ]);
  });

  it('is a suggestion once for containers that read one value', () => {
    const pod = SAFE['templates/web.yaml'] ?? '';
    const two = pod.replace('name: web\nspec', 'name: api\nspec').replace('<image>', 'redis:7.4');
    const both = { ...SAFE, 'templates/api.yaml': two };
    const now = editedChart('values.yaml', 'readOnly: true', 'readOnly: false', both);
    const result = planWith(now, { 'values.yaml': SAFE['values.yaml'] ?? '' }, both);
    expect(result.comments.map(({ suggestion }) => suggestion)).toEqual(['readOnly: true', null]);
    expect(comments(result)[1]).toContain(
      'Another suggestion changes some of line 4: apply it first, and another follows where needed.',
    );
  });
});
