import { Engine } from '../engine/engine.ts';
import { localBuildReader } from '../git/build-files.ts';
import { readLocalChange } from '../git/read-change.ts';
import type { RegistryFlags } from '../registry/flags.ts';
import { nextConfiguration, planByConfiguration } from '../configuration/plan-by-configuration.ts';
import type { ReadFiles } from '../configuration/read-extended.ts';
import type { Settled } from '../configuration/settle.ts';
import type { ConfigurationFiles } from '../review/change.ts';
import { visibleLine } from '../text/shown.ts';
import { sourceOfReview } from '../configuration/describe-source.ts';
import { plain } from '../report/style.ts';
import type { ReviewPlan } from '../review/review-plan.ts';
import { wantedBuilds } from '../review/change-builds.ts';
import { imagesOfChange } from '../review/change-images.ts';
import type { Change } from '../review/change.ts';
import { needsFixes, reportReview } from '../run/review-reports.ts';
import { openReport } from '../run/report-files.ts';
import type { Output, ReportFormat } from '../options/report-formats.ts';
import { type WantedFix, wantedSourceFixes } from '../review/wanted-source-fixes.ts';
import { proveSourceFixes } from '../run/prove-source-fixes.ts';
import { renderChange } from '../run/render-change.ts';
import { withBuilds } from '../run/with-builds.ts';
import { commandArchives } from './chart-stores.ts';
import { registryReader } from './inspect-images.ts';
import { note, paint, standardOutput } from './terminal.ts';

/** The options of `podseal review`. */
export interface ReviewOptions extends RegistryFlags {
  readonly settle: (files: ConfigurationFiles) => Settled;
  /** Reads what the configuration extends in other repositories. */
  readonly readElsewhere: ReadFiles;
  readonly format: ReportFormat;
  /** Further reports, in files. */
  readonly outputs: readonly Output[];
  readonly repo: string;
  readonly base: string | undefined;
  readonly head: string | undefined;
  readonly worktree: boolean;
  readonly verbose: boolean;
  /** Whether charts and kustomizations are rendered. */
  readonly render: boolean;
}

/** Reviews a change of a local repository and prints the review. Returns the exit code. */
export async function review(options: ReviewOptions): Promise<number> {
  const inspect = registryReader(options);
  const { repo: folder, base, head, worktree, settle, readElsewhere } = options;
  const archives = options.render ? commandArchives(options) : undefined;
  const which = { folder, base, head, worktree, charts: options.render, archives };
  const read = await readLocalChange({ ...which, settle, readElsewhere });
  const engine = new Engine();
  const rendered = await renderChange(read, engine);
  if (options.verbose) note(visibleLine(sourceOfReview(rendered) ?? ''));
  const settled = settle(rendered);
  const { kinds } = settled.ruleSet;
  const builds = localBuildReader(folder, read);
  const change = await withBuilds(rendered, builds, async (one) => wantedBuilds(one, kinds));
  const configs = await inspect?.(imagesOfChange(change, kinds));
  const ruleSet = { ...settled.ruleSet, configs };
  const fixes = [options.format, ...options.outputs.map(({ format }) => format)].some(needsFixes);
  const judged = { ...settled, ruleSet, fixes };
  const ask = async (one: Change): Promise<readonly WantedFix[]> => wantedSourceFixes(one, judged);
  const proved = await proveSourceFixes(change, { engine, options: judged, ask, unsafe: true });
  const plan = planByConfiguration(proved, judged, nextConfiguration(change, settle));
  await print(change, plan, options);
  return plan.conclusion === 'failure' ? 1 : 0;
}

/** Writes the reports: the first to standard output, the others to files. */
async function print(
  change: Change,
  plan: ReviewPlan,
  { format, outputs }: ReviewOptions,
): Promise<void> {
  await reportReview(change, plan, { format, paint, sink: standardOutput });
  for (const output of outputs) {
    // oxlint-disable-next-line no-await-in-loop
    const sink = await openReport(output);
    // oxlint-disable-next-line no-await-in-loop
    await reportReview(change, plan, { format: output.format, paint: plain, sink });
  }
}
