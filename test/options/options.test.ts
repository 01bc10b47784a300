import { describe, expect, it } from 'vitest';
import { ACTION_OPTIONS } from '../../src/options/action-options.ts';
import { APP_OPTIONS } from '../../src/options/app-options.ts';
import { COMMAND_OPTIONS } from '../../src/options/command-options.ts';
import {
  type Options,
  optionsIn,
  readItem,
  readTexts,
  shortHelp,
  valuesOf,
} from '../../src/options/option.ts';
import { OPTIONS } from '../../src/options/options.ts';
import { ruleSetOf } from '../../src/options/rule-set.ts';

const TABLES: Record<string, Options> = {
  OPTIONS,
  ACTION_OPTIONS,
  APP_OPTIONS,
  ...COMMAND_OPTIONS,
};
const all = Object.entries(TABLES).flatMap(([table, options]) =>
  Object.entries(options).map(([key, option]) => ({ name: `${table} ${key}`, key, option })),
);

function read(texts: Record<string, string>) {
  return readTexts(
    OPTIONS,
    (key) => texts[key] ?? '',
    (key) => key,
  );
}

describe.each(all)('option $name', ({ key, option }) => {
  it('is told in sentences, and has a default that it would take', () => {
    expect(option.help).toMatch(/^[A-Z`][^]*\.$/);
    expect(shortHelp(option)).not.toMatch(/[`]|\.$/);
    if (option.default === undefined) return;
    expect(readItem(option, option.defaultText, key)).toEqual({
      output: option.default,
    });
  });

  it('has its choices in its help', () => {
    if (option.kind !== 'choice') return;
    const refused = readItem(option, '\u{1F937}', key);
    const [, choices = ''] =
      /must be one of (.*?)\.?$/.exec('fault' in refused ? refused.fault : '') ?? [];
    expect(choices.split(', ').length).toBeGreaterThan(1);
    // What a word alone says needs no more words.
    const told = `${option.help} ${option.defaultText}`;
    for (const choice of choices.split(', ')) expect(told).toContain(choice);
  });
});

describe('options that are read from text', () => {
  it('are lists by lines or commas, but not by the commas of a glob', () => {
    const { given, faults } = read({
      files: ' a/*.{yaml,yml}, b/**\n!c.yaml\n\n',
      'skip-rule': 'no-privileged,pinned-image',
    });
    expect(faults).toEqual([]);
    expect(given).toEqual({
      files: ['a/*.{yaml,yml}', 'b/**', '!c.yaml'],
      'skip-rule': ['no-privileged', 'pinned-image'],
    });
  });

  it('are not given where they are empty', () => {
    expect(read({})).toEqual({ given: {}, faults: [] });
    expect(valuesOf(OPTIONS, read({ profile: 'strict' }).given)).toMatchObject({
      profile: 'strict',
      'fail-on': 'error',
      registry: false,
      rule: undefined,
    });
  });

  it('come from the first place that gives them', () => {
    const values = valuesOf(OPTIONS, { profile: 'strict' }, { profile: 'baseline', scope: 'all' });
    expect(values).toMatchObject({ profile: 'strict', scope: 'all', drafts: 'review' });
  });

  it.each([
    [
      'profile',
      'strcit',
      'profile is "strcit", and must be one of immutable, strict, baseline, restricted. Did you mean strict?',
    ],
    ['registry', 'yes', 'registry must be true or false.'],
    ['rule', 'no-priviledged', 'rule is "no-priviledged"; did you mean no-privileged?'],
    [
      'pod-security-version',
      '1.31',
      'pod-security-version is "1.31": write latest, or a version of Kubernetes such as v1.31.',
    ],
    [
      'registry-mirror',
      'https://mirror.corp',
      'registry-mirror is "https://mirror.corp": write a registry and its mirror, such as docker.io=https://mirror.corp.',
    ],
    ['check-name', 'a\u200Bb', 'check-name is "a\u{FFFD}b", with a hidden character: remove it.'],
  ])('%s: %s', (key, text, fault) => {
    expect(read({ [key]: text }).faults).toEqual([fault]);
  });

  it('are all told of at once', () => {
    expect(read({ profile: 'x', scope: 'y', registry: 'TRUE' })).toMatchObject({
      given: { registry: true },
      faults: [expect.stringMatching(/^profile/), expect.stringMatching(/^scope/)],
    });
  });
});

describe('the size of the volumes that fixes add', () => {
  const size = (text: string) => read({ 'scratch-size': text });

  it.each(['500Mi', '2Gi', '1.5Gi', '.5Gi', '100M', '64k', '1073741824'])('may be %s', (text) => {
    expect(size(text)).toEqual({ given: { 'scratch-size': text }, faults: [] });
  });

  it.each(['0', '0Gi', '0.0', '-1Gi', '+1Gi', '1gi', '1K', '1Gb', '1 Gi', '1e9', '100m', 'big'])(
    'may not be %j',
    (text) => {
      expect(size(text).faults).toEqual([expect.stringContaining('such as 500Mi or 2Gi')]);
    },
  );
});

describe('a rule set', () => {
  const values = valuesOf(OPTIONS);

  it('has what the options say', () => {
    expect(ruleSetOf(values)).toEqual({ profile: 'immutable', scratch: { sizeLimit: '1Gi' } });
    expect(
      ruleSetOf({
        ...values,
        profile: 'baseline',
        'pod-security-version': 'v1.24',
        'scratch-medium': 'memory',
        rule: ['no-privileged'],
      }),
    ).toEqual({
      profile: 'baseline',
      podSecurityVersion: 24,
      only: ['no-privileged'],
      scratch: { sizeLimit: '1Gi', medium: 'Memory' },
    });
  });

  it('has a version of the Pod Security Standards only for these', () => {
    expect(() => ruleSetOf({ ...values, 'pod-security-version': 'v1.31' })).toThrow(
      'pod-security-version v1.31 needs the profile baseline or restricted; the profile is immutable.',
    );
  });
});

describe('the front ends', () => {
  it('have the same options wherever they judge', () => {
    // `podseal fix` fails by nothing; and what a configuration extends, GitHub is asked for on GitHub. Whether
    // charts are pulled there, the configuration says, which a pull request can't change.
    const judging = Object.keys(optionsIn(OPTIONS, 'check')).filter(
      (key) => !['fail-on', 'extends-from', 'pull-charts'].includes(key),
    );
    for (const place of ['fix', 'review', 'action', 'app'] as const) {
      expect(Object.keys(optionsIn(OPTIONS, place))).toEqual(expect.arrayContaining(judging));
    }
    expect(Object.keys(optionsIn(OPTIONS, 'action'))).toEqual(
      Object.keys(optionsIn(OPTIONS, 'app')),
    );
  });
});
