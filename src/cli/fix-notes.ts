import type { FixedFile } from '../fix/fix-file.ts';
import { NO_REMEDY, UNCHECKED } from '../fix/not-fixed.ts';
import { toData } from '../judge/finding-data.ts';
import type { Finding } from '../judge/judge.ts';
import { whyNotToEdit } from '../kubernetes/made-elsewhere.ts';
import type { Skip, SourceFile } from '../kubernetes/manifest.ts';
import { groupBy } from '../judge/grouping.ts';
import { listedSkips, moreFiles } from '../judge/listed-skips.ts';
import { subjectName } from '../report/names.ts';
import { toldFindings } from '../report/told-findings.ts';
import { shown, visibleLine } from '../text/shown.ts';
import { count } from '../text/tagged.ts';
import { note, paint, print } from './terminal.ts';

/** What there is to say beside what is done, on standard error, and what it came to. */
export class FixNotes {
  /** The first place that a sentence is about and the number of places, by sentence. */
  readonly #checks = new Map<string, { readonly first: string; readonly places: Set<string> }>();
  /** The files of findings whose fix a person has to check first. */
  readonly #unchecked: string[] = [];
  #findings = 0;
  #files = 0;
  #failures = 0;
  /** Whether what is to be fixed is there. */
  hasTarget = false;

  found(): void {
    this.hasTarget = true;
  }

  skipped(skips: readonly Skip[]): void {
    for (const skip of listedSkips(skips)) {
      note(visibleLine(`not analyzed  ${skip.file}${moreFiles(skip)}: ${skip.reason}`));
    }
  }

  /**
   * @param path the file or the chart
   * @param files the files that were edited for it
   */
  async fixed(
    path: string,
    { fixed, applied }: Pick<FixedFile, 'fixed' | 'applied'>,
    { dryRun, files = [path] }: { readonly dryRun: boolean; readonly files?: readonly string[] },
  ): Promise<void> {
    this.#files += files.length;
    this.#findings += fixed.length;
    for (const finding of applied) this.#check(finding);
    if (dryRun) return;
    const verb = paint('good', shown`fixed`);
    const where = files[0] === path ? '' : ` in ${files.join(', ')}`;
    await print(
      shown`${verb}  ${visibleLine(path)}: ${count(fixed.length, 'finding')}${visibleLine(where)}\n`,
    );
  }

  /** What a person has to check before deploying it, with the place. */
  #check(finding: Finding): void {
    const sentence = finding.remedy?.verify;
    if (sentence === undefined) return;
    const place = `${finding.file}:${finding.line} ${subjectName(toData(finding))}`;
    const check = this.#checks.get(sentence) ?? { first: place, places: new Set<string>() };
    check.places.add(place);
    this.#checks.set(sentence, check);
  }

  failed(path: string, error: string): void {
    this.#failures++;
    note(visibleLine(`not written   ${path}: ${error}`));
  }

  /** @param source the file that they are all in, if it is one */
  notFixed({ notFixed }: Pick<FixedFile, 'notFixed'>, source?: SourceFile): void {
    const why = source && whyNotToEdit(source);
    if (source && why !== undefined && notFixed.length > 0) {
      const findings = count(notFixed.length, 'finding');
      note(visibleLine(`not fixed     ${source.path}: ${findings}: ${why}`));
      return;
    }
    for (const group of groupBy(notFixed, ({ reason }) => reason)) {
      const reason = group[0]?.reason;
      if (reason === UNCHECKED) {
        for (const { finding } of group) this.#unchecked.push(finding.file);
        continue;
      }
      const ending = reason === NO_REMEDY ? '' : `: ${reason}`;
      for (const { finding, subject } of toldFindings(group.map((one) => toData(one.finding)))) {
        const { file, line, column, message, rule } = finding;
        const what = `${subject}: ${message} (${rule})`;
        note(visibleLine(`not fixed     ${file}:${line}:${column} ${what}${ending}`));
      }
    }
  }

  /** Says what it came to; returns the exit code. */
  close(dryRun: boolean): number {
    for (const [sentence, { first, places }] of this.#checks) {
      const others = places.size > 1 ? ` and ${count(places.size - 1, 'other place')}` : '';
      note(visibleLine(`check         ${first}${others}: ${sentence}`));
    }
    const { length } = this.#unchecked;
    if (length > 0) {
      const files = count(new Set(this.#unchecked).size, 'file');
      const where = shown`${count(length, 'finding')} in ${files}`;
      note(
        shown`not fixed     ${where}, until a person checks the fix: --unsafe makes it, --unsafe --dry-run shows it`,
      );
    }
    const verb = dryRun ? 'would be fixed' : 'fixed';
    note(shown`${count(this.#findings, 'finding')} ${verb} in ${count(this.#files, 'file')}.`);
    return this.#failures > 0 ? 2 : 0;
  }
}
