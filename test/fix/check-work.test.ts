import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { Lexer } from 'yaml';
import { fixEach } from '../../src/fix/fix-each.ts';
import { ProofBudget } from '../../src/fix/proof-budget.ts';
import { judge } from '../../src/judge/judge.ts';
import { rules } from '../../src/judge/rules.generated.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { ParseBudget } from '../../src/yaml/parse-budget.ts';

/** The rules' fixtures, which have what people write, and what is rare. */
const folder = join(import.meta.dirname, '../../fixtures/rules');

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('input.yaml'))
  .toSorted()
  .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));

/** What the work of a check is made of, counted: neither the machine nor the day changes it. */
interface Work {
  /** Documents read, those of proofs too. */
  readonly documents: number;
  readonly tokens: number;
  /** Objects that rules looked at, once for each rule. */
  readonly looks: number;
  /** Documents that the library read, twice for a long one. */
  readonly byLibrary: number;
}

function workOf(check: () => void): Work {
  const take = vi.spyOn(ParseBudget.prototype, 'take');
  const lex = vi.spyOn(Lexer.prototype, 'lex');
  const looks = rules.map((rule) => vi.spyOn(rule, 'check'));
  try {
    check();
    return {
      documents: take.mock.calls.length,
      tokens: take.mock.calls.reduce((sum, [tokens]) => sum + tokens, 0),
      looks: looks.reduce((sum, { mock }) => sum + mock.calls.length, 0),
      byLibrary: lex.mock.calls.length,
    };
  } finally {
    vi.restoreAllMocks();
  }
}

const judgeAll = (): ReturnType<typeof judge>[] =>
  files.map((file) => judge(readManifest(file), { profile: 'strict' }));

/**
 * Where one of these fails, a change makes a check do more than before: look for a document that is read
 * twice, a proof too many, or a text that the quick reader leaves. The bounds are a quarter above what was
 * counted when they were set, which is written beside them.
 */
describe('the work of a check', () => {
  const judging = workOf(judgeAll);
  const judged = judgeAll();

  it('is to read each document once, and nearly all of them quickly', () => {
    // 1.12: some have several documents.
    expect(judging.documents / files.length).toBeLessThan(1.4);
    // 0.087
    expect(judging.byLibrary / judging.documents).toBeLessThan(0.109);
    // 23
    expect(judging.looks / judging.documents).toBeLessThan(28);
  });

  it('is to read a document once for all of its fixes, and to ask the rules to which these matter', () => {
    const work = workOf(() => {
      for (const one of judged) fixEach(one, one.findings, ProofBudget.ofFile());
    });
    // 1.80: most containers have some four findings, whose text is read once for all of them.
    expect(work.documents / judging.documents).toBeLessThan(2.25);
    // 2.96: those with findings are longer.
    expect(work.tokens / judging.tokens).toBeLessThan(3.7);
    // 0.67: a fix that changes nothing that the other rules look at has them not asked again.
    expect(work.looks / judging.looks).toBeLessThan(0.84);
    // 0.31: what the library reads is read whole.
    expect(work.byLibrary / judging.documents).toBeLessThan(0.39);
  });
});
