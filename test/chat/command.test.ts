import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCommand } from '../../src/chat/command.ts';
import { runs } from '../properties/runs.ts';

const RULES = ['no-privileged', 'run-as-non-root'];

function read(body: string): unknown {
  return readCommand(body, RULES);
}

const FIX = { name: 'fix', all: false, unsafe: false, rules: [] };

describe('a comment', () => {
  it.each<[string, object]>([
    ['/podseal fix', FIX],
    ['/podseal   fix  ', FIX],
    ['\r\n\n  /podseal fix\r\nThank you!\r\n', FIX],
    ['/podseal fix all', { ...FIX, all: true }],
    ['/podseal fix --unsafe', { ...FIX, unsafe: true }],
    [
      '/podseal exempt no-privileged: CSI driver, until 2027-01-31',
      { name: 'exempt', rules: ['no-privileged'], reason: 'CSI driver, until 2027-01-31' },
    ],
    [
      '/podseal  exempt no-privileged, run-as-non-root  no-privileged :  a: b #3  ',
      { name: 'exempt', rules: ['no-privileged', 'run-as-non-root'], reason: 'a: b #3' },
    ],
    [
      '/podseal exempt no-privileged: a\u202Eb\u0007c\td',
      { name: 'exempt', rules: ['no-privileged'], reason: 'a b c d' },
    ],
    ['/podseal fix --unsafe all', { ...FIX, all: true, unsafe: true }],
    ['/podseal fix no-privileged', { ...FIX, rules: ['no-privileged'] }],
    ['/podseal fix no-privileged no-privileged', { ...FIX, rules: ['no-privileged'] }],
    ['/podseal review', { name: 'review' }],
    ['/podseal explain run-as-non-root', { name: 'explain', rule: 'run-as-non-root' }],
    // A second one that is only shown.
    ['/podseal fix\n```\n/podseal review\n```\n> /podseal review', FIX],
  ])('%j is a command', (body, command) => {
    expect(read(body)).toEqual(command);
  });

  it.each([
    'Please /podseal fix',
    'Hello\n/podseal fix',
    '> /podseal fix',
    '```\n/podseal fix\n```',
    '    /podseal fix',
    '\t/podseal fix',
    '`/podseal fix`',
    '- /podseal fix',
    '<!-- \n/podseal fix -->',
    '/podsealfix',
    '/Podseal fix',
    '/podseal-bot fix',
    '',
    ' \n ',
  ])('%j is none', (body) => {
    expect(read(body)).toBeUndefined();
  });

  it.each([
    ['/podseal', 'it does not say what to do'],
    ['/podseal help', 'there is no command `help`'],
    ['/podseal FIX', 'there is no command `FIX`'],
    ['/podseal fix please', 'there is no rule `please`'],
    ['/podseal fix --force', 'there is no option `--force`'],
    ['/podseal fix ALL', 'there is no rule `ALL`'],
    ['/podseal review all', '`review` stands alone, without `all`'],
    ['/podseal explain', '`explain` takes one rule'],
    ['/podseal exempt', '`exempt` takes a rule, a colon and a reason'],
    ['/podseal exempt : x', '`exempt` takes a rule, a colon and a reason'],
    ['/podseal exempt no-privileged', 'an exemption needs a reason'],
    ['/podseal exempt no-privileged: ...', 'an exemption needs a reason'],
    ['/podseal exempt no-privileged: <why>', 'the reason still has `<why>` in it'],
    [
      '/podseal exempt no-privileged: ${TOKEN}',
      'the reason has `${` or `{{` in it, which other tools fill in',
    ],
    [
      `/podseal exempt no-privileged: ${'x'.repeat(201)}`,
      'the reason is longer than 200 characters',
    ],
    ['/podseal exempt privileged: x', 'there is no rule `privileged`'],
    ['/podseal exempted no-privileged: x', 'there is no command `exempted`'],
    ['/podseal explain no-privileged run-as-non-root', '`explain` takes one rule'],
    ['/podseal explain @everyone`', "there is no rule `@everyone'`"],
    ['/podseal fix\n/podseal review', 'a comment holds one command'],
    ['/podseal fix\n```\ncode\n```\n/podseal fix', 'a comment holds one command'],
    [`/podseal fix ${'x'.repeat(3000)}`, 'the line is too long'],
  ])('%j is not understood', (body, why) => {
    expect(read(body)).toEqual({ name: 'unknown', why });
  });

  it('never makes it throw, nor say more than a line', () => {
    const words = fc.constantFrom(
      '/podseal',
      'fix',
      'all',
      '--unsafe',
      '\n',
      '```',
      ' ',
      '> ',
      '`',
      '@a',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string({ unit: 'binary' }))), (parts) => {
        const command = readCommand(parts.join(''), RULES);
        if (command?.name !== 'unknown') return;
        expect(command.why).not.toMatch(/[\n\r]/);
        expect(command.why.length).toBeLessThan(120);
      }),
      runs(100),
    );
  });
});
