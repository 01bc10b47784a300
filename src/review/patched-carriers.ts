import { type Manifest, type Skip, readManifest } from '../kubernetes/manifest.ts';
import { headerOf } from '../kubernetes/resource.ts';
import { decidingText } from '../render/built-releases.ts';
import type { Build } from '../render/kustomization.ts';
import type { RenderedManifest } from '../render/rendered-source.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { indexLines } from '../yaml/lines.ts';
import { parseDocumentAt } from '../yaml/parse.ts';
import { splitDocuments } from '../yaml/split.ts';
import { rootOf, textOf, valueAt } from '../yaml/value.ts';
import type { Change, ReachedRoot, RootSide } from './change.ts';
import { type JudgedChart, isJudged } from './judge-charts.ts';
import { rootFile, rootName } from './judge-roots.ts';

/** An object of a build that installs a chart, or deploys something else. */
interface Carrier {
  /** As reports name it. */
  readonly name: string;
  readonly text: string;
  /** The same where it deploys the same. */
  readonly deciding: string;
  /** The files that its lines come from: first the one that it is written in. */
  readonly files: readonly string[];
}

const CARRIER = /^kind: (?:HelmRelease|HelmChart|Application(?:Set)?)$/m;

/**
 * Releases and applications that a change leaves alone in their files, and that a kustomization makes something else of:
 * what they deploy then is named, as far as nothing renders it.
 */
export function patchedCarriers(
  { roots = [], files }: Pick<Change, 'roots' | 'files'>,
  charts: readonly JudgedChart[],
  ruleSet: RuleSet,
): Skip[] {
  const changed = new Set(files.map(({ path }) => path));
  const rendered = new Set(
    charts.flatMap(({ chart }) => (chart.head?.chart.releases ?? []).map(({ name }) => name)),
  );
  // Their numbers are those of other texts.
  const rules = { ...ruleSet, renderedDocuments: undefined, unrenderedDocuments: undefined };
  const skips = roots.flatMap((root) =>
    otherCarriers(root)
      .filter(({ name, files: [home] }) => {
        const isTold = home !== undefined && changed.has(home);
        return !isTold && !rendered.has(`${name} in ${rootName(root)}`);
      })
      .map((one) => skipOf(one, { root, changed, rules })),
  );
  return [...new Map(skips.map((one) => [JSON.stringify(one), one])).values()];
}

/** Those that deploy something else than before. */
function otherCarriers({ base, head }: ReachedRoot): Carrier[] {
  const [before, now] = [carriersIn(base), carriersIn(head)];
  if (!before || !now) return [];
  const known = new Map(before.map(({ name, deciding }) => [name, deciding]));
  return now.filter(({ name, deciding }) => known.get(name) !== deciding);
}

/** Undefined for what could not be built. */
function carriersIn(side: RootSide | undefined): Carrier[] | undefined {
  const { answer } = side ?? {};
  if (!answer || !('text' in answer)) return undefined;
  const { text } = answer;
  if (!CARRIER.test(text)) return [];
  const lines = indexLines(text);
  return splitDocuments(text).flatMap((span, index): Carrier[] => {
    const own = text.slice(span.start, span.end);
    const document = CARRIER.test(own) ? parseDocumentAt(text, span, index) : undefined;
    if (!document || !('root' in document)) return [];
    const root = rootOf(document);
    const name = `${headerOf(root).kind}/${textOf(valueAt(root, ['metadata', 'name'])) ?? ''}`;
    const [first, last] = [span.start, span.end].map((at) => lines.position(at).line - 1);
    const from = filesOf(answer, first ?? 0, last ?? 0);
    return [{ name, text: own, deciding: decidingText(own), files: from }];
  });
}

function filesOf({ lines, files }: Build, first: number, last: number): string[] {
  const numbers = lines.slice(first, last + 1).flatMap(([file]) => file ?? []);
  return [...new Set(numbers)].flatMap((number) => files[number] ?? []);
}

/** The files of a chart in whose renderings such an object deploys something else than before. */
export function otherRenderings({ head, base }: JudgedChart): Set<string> {
  if (!isJudged(head) || !isJudged(base)) return new Set();
  const before = new Map(
    base.renderings.map(({ rendered }) => [keyOf(rendered), decidingIn(rendered.manifest)]),
  );
  const others = head.renderings.filter(({ rendered }) => {
    const old = before.get(keyOf(rendered));
    return old !== undefined && old !== decidingIn(rendered.manifest);
  });
  return new Set(others.map(({ rendered }) => rendered.manifest.file.path));
}

function keyOf({ set, manifest }: RenderedManifest): string {
  return JSON.stringify([set.name ?? '', manifest.file.path]);
}

function decidingIn({ file: { text } }: Manifest): string {
  if (!CARRIER.test(text)) return '';
  const documents = splitDocuments(text).map(({ start, end }) => text.slice(start, end));
  return documents
    .filter((one) => CARRIER.test(one))
    .map(decidingText)
    .join('\n');
}

interface SkipBy {
  readonly root: ReachedRoot;
  readonly changed: ReadonlySet<string>;
  readonly rules: RuleSet;
}

function skipOf({ name, text, files }: Carrier, { root, changed, rules }: SkipBy): Skip {
  const [skip] = readManifest({ path: files[0] ?? '', text }, rules).skips;
  const reason = skip?.reason ?? 'what it deploys with its patches';
  const file = files.find((path) => changed.has(path)) ?? rootFile(root);
  return { file, reason: `${name} as ${rootName(root)} builds it: ${reason}` };
}
