import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { judge } from '../../src/judge/judge.ts';
import { ruleIds } from '../../src/judge/rule-ids.generated.ts';
import { PROFILES } from '../../src/options/options.ts';
import { CASES, judgeCase, readCase } from './rule-case.ts';

const MIN_CASES = 8;

/** A patch of Kustomize that sets nothing: all that it leaves out is given elsewhere. */
const PATCH = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
`;

test('fixtures are of rules that exist', () => {
  expect(readdirSync(CASES).toSorted()).toEqual(ruleIds);
});

describe.each(ruleIds)('%s', (rule) => {
  const cases = readdirSync(`${CASES}/${rule}`).toSorted();

  test('has cases and a page', () => {
    expect(cases.length).toBeGreaterThanOrEqual(MIN_CASES);
    expect(existsSync(`docs/rules/${rule}.md`)).toBe(true);
  });

  test.each(PROFILES)('finds nothing in a patch that sets nothing: profile %s', (profile) => {
    const { findings } = judge(readManifest({ path: 'patch.yaml', text: PATCH }), {
      profile,
      only: [rule],
    });
    // Where this fails, the rule has to look at `partial` of the pod or of the container.
    expect(findings.map(({ message }) => message)).toEqual([]);
  });

  test.each(cases.map((name) => `${CASES}/${rule}/${name}`))('%s', (folder) => {
    const given = readCase(rule, folder);
    const result = judgeCase(given);
    expect(result.expected).toBe(given.expected);
    if (given.checks !== undefined) expect(result.checks).toBe(given.checks);
    expect(result.fixed).toBe(given.fixed);
    expect(judgeCase(given, result.fixed).fixed).toBe(result.fixed);
  });
});
