import { UserError } from '../errors/user-error.ts';
import { AttributeFiles } from '../files/attribute-files.ts';
import { findProjectImages } from '../files/project-images.ts';
import { KustomizationsBeside } from '../files/kustomizations-beside.ts';
import { ReleaseSources } from '../files/release-sources.ts';
import { type Wanted, listFiles, readSource } from '../files/read.ts';
import { type FixedFile, fixFile } from '../fix/fix-file.ts';
import { whyNotToEdit } from '../kubernetes/made-elsewhere.ts';
import { imageNames } from '../kubernetes/images-of.ts';
import { type Skip, type SourceFile, readManifest } from '../kubernetes/manifest.ts';
import type { RegistryFlags } from '../registry/flags.ts';
import { subjectName } from '../report/names.ts';
import { shown, visibleLine } from '../text/shown.ts';
import { count } from '../text/tagged.ts';
import { toData } from '../judge/finding-data.ts';
import { type Finding, judge } from '../judge/judge.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { podsOf } from '../kubernetes/workloads.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { type InspectImages, imageInspector } from './inspect-images.ts';
import { type OutputFile, noteOutput, writeWhole } from './output-file.ts';
import { note, paint, print, printPatch } from './terminal.ts';

/** What alone is to be fixed; all where nothing is named. */
export interface FixTarget {
  /** Kind and name, such as `Deployment/web`. */
  readonly object: string | undefined;
  readonly container: string | undefined;
}

/** The options of `podseal fix`. */
export interface FixOptions extends RegistryFlags {
  readonly ruleSet: RuleSet;
  readonly unsafe: boolean;
  readonly dryRun: boolean;
  readonly wanted: Wanted;
  /** The root of the project. */
  readonly root: string;
  readonly target: FixTarget;
}

/** Writes fixes to files, or prints them as a unified diff. Returns the exit code. */
export async function fix(paths: readonly string[], options: FixOptions): Promise<number> {
  if (paths.includes('-') && !options.dryRun) {
    throw new UserError(
      'Standard input can only be fixed with --dry-run: there is no file to write.',
    );
  }
  const ruleSet = { ...options.ruleSet, images: await findProjectImages(paths[0] ?? '.') };
  const inspect = imageInspector(options, paths[0] ?? '.', ruleSet.images);
  const attributes = new AttributeFiles(options.root);
  const notes = new Notes();
  const beside = new KustomizationsBeside();
  const { files, skips } = await listFiles(paths, options.wanted);
  notes.skipped(skips);
  const releases = new ReleaseSources(files.map(({ path }) => path));
  for (const file of files) {
    // oxlint-disable-next-line no-await-in-loop
    const output = await noteOutput(file.path);
    // oxlint-disable-next-line no-await-in-loop
    const source = await readSource(file);
    if (!source) continue;
    if ('reason' in source) notes.skipped([source]);
    else {
      // oxlint-disable-next-line no-await-in-loop
      const whole = { ...source, attributes: await attributes.of(file.path) };
      // oxlint-disable-next-line no-await-in-loop
      const kustomization = await beside.of(file.path);
      // oxlint-disable-next-line no-await-in-loop
      const rules = { ...ruleSet, kustomization, releaseSources: await releases.of(source) };
      // oxlint-disable-next-line no-await-in-loop
      await fixSource(whole, output, { ...options, ruleSet: rules, inspect }, notes);
    }
  }
  const { object, container } = options.target;
  if (!notes.hasTarget && (object ?? container) !== undefined) {
    const named = [object, container && `container ${container}`].filter(Boolean).join(', ');
    throw new UserError(`Nothing in these files is ${named}. Nothing was written.`);
  }
  return notes.close(options.dryRun);
}

async function fixSource(
  file: SourceFile,
  output: OutputFile,
  options: FixOptions & { readonly inspect: InspectImages },
  notes: Notes,
): Promise<void> {
  const manifest = readManifest(file, options.ruleSet);
  const read = await options.inspect(imageNames(manifest, options.ruleSet.kustomization));
  const judged = judge(manifest, { ...options.ruleSet, ...read });
  const isWanted = (finding: Finding): boolean => isTarget(options.target, finding);
  const fixed = fixFile(judged, { unsafe: options.unsafe, isWanted });
  if (manifest.resources.some((resource) => hasTarget(options.target, resource))) notes.found();
  notes.skipped(judged.manifest.skips);
  if (fixed.text !== file.text) {
    if (options.dryRun) await printPatch(file.path, file.text, fixed.text);
    const error = options.dryRun ? undefined : await writeWhole(output, file.text, fixed.text);
    if (error === undefined) await notes.fixed(file.path, fixed, options.dryRun);
    else notes.failed(file.path, error);
  }
  notes.notFixed(fixed, file);
}

function isTarget({ object, container }: FixTarget, { subject }: Finding): boolean {
  const { kind, name } = subject.resource;
  return (
    (object === undefined || object === `${kind}/${name}`) &&
    (container === undefined || container === subject.container?.name)
  );
}

function hasTarget({ object, container }: FixTarget, resource: Resource): boolean {
  const names = podsOf(resource).flatMap(({ containers }) => containers.map(({ name }) => name));
  return (
    (object === undefined || object === `${resource.kind}/${resource.name}`) &&
    (container === undefined || names.includes(container))
  );
}

/** What there is to say beside what is done, on standard error, and what it came to. */
class Notes {
  /** The first place that a sentence is about and the number of places, by sentence. */
  readonly #checks = new Map<string, { readonly first: string; readonly places: Set<string> }>();
  #findings = 0;
  #files = 0;
  #failures = 0;
  /** Whether what is to be fixed is there. */
  hasTarget = false;

  found(): void {
    this.hasTarget = true;
  }

  skipped(skips: readonly Skip[]): void {
    for (const { file, reason } of skips) note(visibleLine(`not analyzed ${file}: ${reason}`));
  }

  async fixed(path: string, { fixed, applied }: FixedFile, dryRun: boolean): Promise<void> {
    this.#files++;
    this.#findings += fixed.length;
    for (const finding of applied) this.#check(finding);
    if (dryRun) return;
    await print(
      shown`${paint('good', shown`fixed`)}  ${visibleLine(path)}: ${count(fixed.length, 'finding')}\n`,
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
    note(visibleLine(`not written  ${path}: ${error}`));
  }

  notFixed({ notFixed }: FixedFile, source: SourceFile): void {
    const why = whyNotToEdit(source);
    if (why !== undefined && notFixed.length > 0) {
      const findings = count(notFixed.length, 'finding');
      note(visibleLine(`not fixed    ${source.path}: ${findings}: ${why}`));
      return;
    }
    for (const { finding, reason } of notFixed) {
      const { file, line, column, message, rule } = finding;
      const what = `${subjectName(toData(finding))}: ${message} (${rule})`;
      note(visibleLine(`not fixed    ${file}:${line}:${column} ${what}: ${reason}`));
    }
  }

  /** Says what it came to; returns the exit code. */
  close(dryRun: boolean): number {
    for (const [sentence, { first, places }] of this.#checks) {
      const others = places.size > 1 ? ` and ${count(places.size - 1, 'other place')}` : '';
      note(visibleLine(`check        ${first}${others}: ${sentence}`));
    }
    const verb = dryRun ? 'would be fixed' : 'fixed';
    note(shown`${count(this.#findings, 'finding')} ${verb} in ${count(this.#files, 'file')}.`);
    return this.#failures > 0 ? 2 : 0;
  }
}
