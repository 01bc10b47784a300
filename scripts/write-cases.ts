/** Writes what a new case of a rule lacks, and shows it: a person has to read it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { writePatch } from '../src/diff/patch.ts';
import { type RuleCase, judgeCase, readCase } from '../test/rules/rule-case.ts';
import { casesOf, ruleIds } from './rule-files.ts';

/** Writes expected.txt and the fixed file of each case that has no expected.txt. */
export function writeNewCases(): void {
  for (const rule of ruleIds()) {
    for (const folder of casesOf(rule)) {
      if (!existsSync(`${folder}/expected.txt`)) writeCase(folder, readCase(rule, folder));
    }
  }
}

function writeCase(folder: string, given: RuleCase): void {
  const { expected, fixed } = judgeCase(given);
  const { path, text } = given.input;
  writeFileSync(`${folder}/expected.txt`, expected);
  process.stdout.write(`\n${folder}/expected.txt, to be read:\n${expected || '(no findings)\n'}`);
  if (fixed === text) return;
  const target = `${folder}/fixed${extname(path)}`;
  writeFileSync(target, fixed);
  process.stdout.write(writePatch(path, readFileSync(path, 'utf8'), fixed));
}
