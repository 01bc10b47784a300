import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../errors/user-error.ts';
import type { ImageConfig } from '../images/image-config.ts';
import { covers } from '../images/paths.ts';
import { readDiff } from '../learn/lists.ts';
import type { Observation } from '../learn/observation.ts';
import { readStrace } from '../learn/strace.ts';
import { visibleLine } from '../text/shown.ts';
import { createArguments } from '../trial/engine-arguments.ts';
import type { Ending, RunRecord } from '../trial/outcome.ts';
import type { ContainerPlan, PodPlan } from '../trial/plan.ts';
import { refusalOf } from '../trial/refusal.ts';
import { distinctWrites, refusedInLog, refusedInTrace } from '../trial/refused-writes.ts';
import { isNetworkFault, readContainer, readImage, startFault } from './answers.ts';
import { type Engine, lastLine } from './engine.ts';
import { isBeside, runProbe } from './probe.ts';
import { Stage } from './stage.ts';
import { Tracer, ofProgram } from './tracer.ts';

/** How a pod's containers are run. */
export interface RunOptions {
  /** How long is waited for each container. */
  readonly seconds: number;
  /** How long one without probes has to run to count as up. */
  readonly settleSeconds: number;
  readonly usesNetwork: boolean;
  readonly traces: boolean;
  /** Whether what an image declares as a volume is to be seen in what was changed. */
  readonly seesVolumes: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs the containers of a plan one after the other, and the last one until it is up. Everything that
 * was made for it is removed in the end, whatever happens.
 *
 * @throws UserError where the engine can't do it
 */
export async function runPod(
  engine: Engine,
  pod: PodPlan,
  options: RunOptions,
): Promise<RunRecord> {
  const stage = new Stage(engine, options.usesNetwork, options.signal);
  const last = pod.containers.at(-1);
  if (!last) throw new Error('a plan has a container');
  try {
    const configs = new Map<ContainerPlan, ImageConfig>();
    for (const plan of pod.containers) {
      // oxlint-disable-next-line no-await-in-loop
      configs.set(plan, await imageConfig(engine, plan));
    }
    const refused = pod.containers.find((plan) => refusalIn(plan, configs) !== undefined);
    if (refused) return neverRun(refused, refusalIn(refused, configs) ?? '');
    await stage.prepare(pod, last);
    for (const plan of pod.containers) {
      const config = configs.get(plan);
      if (!config) continue;
      const run = new ContainerRun({ engine, stage, pod, plan, config, options });
      // oxlint-disable-next-line no-await-in-loop
      const record = await run.record(plan === last && !pod.ends);
      if (plan === last || record.ending.as === 'failed') return record;
    }
    throw new Error('the last container ends the loop');
  } finally {
    const faults = await stage.remove();
    for (const fault of faults) process.stderr.write(`${visibleLine(`not removed: ${fault}`)}\n`);
  }
}

function refusalIn(
  plan: ContainerPlan,
  configs: ReadonlyMap<ContainerPlan, ImageConfig>,
): string | undefined {
  const config = configs.get(plan);
  return config && refusalOf(plan, config);
}

function neverRun({ name }: ContainerPlan, why: string): RunRecord {
  const ending = { as: 'refused', why } as const;
  return { container: name, ending, seconds: 0, log: '', changes: [], refused: [], notes: [] };
}

async function imageConfig(engine: Engine, { image, name }: ContainerPlan): Promise<ImageConfig> {
  const { code, out } = await engine.run(['image', 'inspect', image]);
  if (code !== 0) {
    throw new UserError(
      `${engine.name} has no image ${image}, which ${name} runs: pull or build it, or name another with --image.`,
    );
  }
  const config = readImage(out);
  if (!config) throw new UserError(`${engine.name} says of ${image} what Podseal can't read.`);
  return config;
}

interface Running {
  readonly engine: Engine;
  readonly stage: Stage;
  readonly pod: PodPlan;
  readonly plan: ContainerPlan;
  readonly config: ImageConfig;
  readonly options: RunOptions;
}

const UNREACHABLE =
  "Probes over the network are not run: the container can't be reached from here.";

/** How often is looked at a container. */
const TICK_MS = 500;

/** One container, from its start to what was seen of it. */
class ContainerRun {
  readonly #with: Running;
  readonly #name: string;
  readonly #notes = new Set<string>();
  readonly #changes = new Map<string, Observation>();
  #untouched: ReadonlySet<string> = new Set();
  #tracer: Tracer | undefined;
  #started = Date.now();

  constructor(running: Running) {
    this.#with = running;
    this.#name = running.stage.nameFor(running.plan.name);
  }

  async record(staysUp: boolean): Promise<RunRecord> {
    const { plan } = this.#with;
    const start = await this.#start();
    const ending = start ?? (await this.#wait(staysUp));
    const seconds = Math.round((Date.now() - this.#started) / 1000);
    await this.#lookAtChanges();
    const log = await this.#log();
    const isWhole = this.#with.engine.name === 'podman';
    const trace = ofProgram((await this.#tracer?.stop()) ?? [], isWhole);
    for (const seen of readStrace(trace).observations) this.#add(seen);
    const refused = distinctWrites([
      ...refusedInTrace(trace),
      ...refusedInLog(`${log}\n${'why' in ending ? ending.why : ''}`),
    ]).filter(({ path }) => !isOfKernel(path));
    return {
      ...{ container: plan.name, ending, seconds, log, refused },
      changes: [...this.#changes.values()],
      notes: [...this.#notes],
    };
  }

  /** Makes and starts the container; how it ended where it can't be started. */
  async #start(): Promise<Ending | undefined> {
    const { engine, stage, pod, plan, config, options } = this.#with;
    const settings = {
      ...{ engine: engine.name, name: this.#name, label: stage.label, network: stage.network },
      ...{ config, sourceOf: stage.sourceOf.bind(stage), seesVolumes: options.seesVolumes },
    };
    await stage.must(createArguments(plan, pod, settings));
    const isPodman = engine.name === 'podman';
    const unready = isPodman ? await this.#run('init') : undefined;
    if (unready) return unready;
    this.#untouched = new Set((await this.#diff()).map(({ path }) => path));
    // Podman has the process wait before its program starts; of Docker's, the start is missed.
    if (isPodman) await this.#trace();
    this.#started = Date.now();
    const unstarted = await this.#run('start');
    if (unstarted) return unstarted;
    if (!isPodman) await this.#trace();
    return this.#postStart();
  }

  async #run(step: 'init' | 'start'): Promise<Ending | undefined> {
    const { engine, options } = this.#with;
    const { code, err } = await engine.run([step, this.#name], { signal: options.signal });
    options.signal?.throwIfAborted();
    if (code === 0) return undefined;
    const line = lastLine(err);
    if (isNetworkFault(line)) {
      throw new UserError(`Podman can't make a network; it needs netavark and iptables: ${line}`);
    }
    return { as: 'failed', why: startFault(line) };
  }

  async #postStart(): Promise<Ending | undefined> {
    const { engine, plan, options } = this.#with;
    if (!plan.postStart) return undefined;
    const call = { timeoutMs: options.seconds * 1000, signal: options.signal };
    const { code, err } = await engine.run(['exec', this.#name, ...plan.postStart], call);
    options.signal?.throwIfAborted();
    return code === 0
      ? undefined
      : { as: 'failed', why: `its postStart hook failed with exit code ${code}: ${lastLine(err)}` };
  }

  async #trace(): Promise<void> {
    const { stage, options } = this.#with;
    if (!options.traces) return;
    const state = await this.#state();
    const tracer = new Tracer(state.pid, stage.pathOf(`${this.#name}.trace`));
    if (await tracer.isAttached()) this.#tracer = tracer;
    else this.#notes.add('strace could not be attached: it has to be installed, and needs root.');
  }

  async #wait(staysUp: boolean): Promise<Ending> {
    const { engine, plan, options } = this.#with;
    const { address: first } = await this.#state();
    const asked = staysUp ? plan.probes : [];
    const probes = asked.filter(({ action }) => this.#canRun(action.kind, first));
    const open = new Map(probes.map((probe) => [probe, { left: probe.successes, why: '' }]));
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop
      const state = await this.#state();
      if (!state.isRunning) return endingOf(state, staysUp);
      // oxlint-disable-next-line no-await-in-loop
      await this.#lookAtChanges();
      const probed = { engine, name: this.#name, address: state.address, signal: options.signal };
      for (const [probe, progress] of open) {
        // oxlint-disable-next-line no-await-in-loop
        const why = await runProbe(probe, probed);
        progress.why = why ?? '';
        progress.left = why === undefined ? progress.left - 1 : probe.successes;
        if (progress.left <= 0) open.delete(probe);
      }
      const ending = this.#judge(open, { staysUp, hasProbes: probes.length > 0 });
      if (ending) {
        if (probes.length < asked.length) this.#notes.add(UNREACHABLE);
        return ending;
      }
      // oxlint-disable-next-line no-await-in-loop
      await sleep(TICK_MS, undefined, { signal: options.signal });
    }
  }

  /** How a container that still runs has ended for us; undefined while there is more to wait for. */
  #judge(
    open: ReadonlyMap<{ readonly name: string }, { readonly why: string }>,
    { staysUp, hasProbes }: { readonly staysUp: boolean; readonly hasProbes: boolean },
  ): Ending | undefined {
    const { settleSeconds, seconds: most } = this.#with.options;
    const seconds = (Date.now() - this.#started) / 1000;
    if (hasProbes && open.size === 0) return { as: 'up', by: 'probes' };
    if (staysUp && !hasProbes && seconds >= settleSeconds) return { as: 'up', by: 'time' };
    return seconds >= most ? this.#late(open, staysUp) : undefined;
  }

  #late(
    open: ReadonlyMap<{ readonly name: string }, { readonly why: string }>,
    staysUp: boolean,
  ): Ending {
    const { seconds } = this.#with.options;
    if (!staysUp) return { as: 'failed', why: `it did not end in ${seconds} s` };
    const [[probe, { why }] = [{ name: 'probe' }, { why: '' }]] = open;
    return { as: 'failed', why: `its ${probe.name} did not succeed in ${seconds} s: ${why}` };
  }

  /** Of a container that ended at once the address is gone, and what it ended with tells. */
  #canRun(kind: string, address: string | undefined): boolean {
    const { isReachable } = this.#with.engine;
    return kind === 'exec' || address === undefined || (isReachable && isBeside(address));
  }

  async #state() {
    const { engine, stage } = this.#with;
    const { out } = await stage.must(['container', 'inspect', this.#name]);
    const state = readContainer(out);
    if (!state) throw new UserError(`${engine.name} says of a container what Podseal can't read.`);
    return state;
  }

  async #log(): Promise<string> {
    const { engine } = this.#with;
    // Podman 4 puts the parts of a line in the wrong order where it reads from the end (--tail).
    const { out, err } = await engine.run(['logs', this.#name]);
    return out === '' || out.endsWith('\n') ? out + err : `${out}\n${err}`;
  }

  async #lookAtChanges(): Promise<void> {
    for (const seen of await this.#diff()) {
      if (!this.#untouched.has(seen.path)) this.#add(seen);
    }
  }

  async #diff(): Promise<readonly Observation[]> {
    const { engine } = this.#with;
    const { out } = await engine.run(['diff', this.#name]);
    return readDiff(out.split('\n').filter((line) => line !== '')).observations;
  }

  #add(seen: Observation): void {
    if (!this.#changes.has(seen.path) && !this.#isMounted(seen.path)) {
      this.#changes.set(seen.path, seen);
    }
  }

  /** Whether a path is a volume's, or a folder that was made for one to be mounted. */
  #isMounted(path: string): boolean {
    return this.#with.plan.mounts.some(
      (mount) => covers(mount.path, path) || covers(path, mount.path),
    );
  }
}

function isOfKernel(path: string): boolean {
  return /^\/(?:proc|sys|dev)(?:\/|$)/.test(path);
}

function endingOf(
  state: { readonly exitCode: number; readonly wasOutOfMemory: boolean; readonly error: string },
  staysUp: boolean,
): Ending {
  if (state.wasOutOfMemory) return { as: 'failed', why: 'it needed more memory than it has' };
  if (state.exitCode === 0 && !staysUp) return { as: 'done' };
  const error = state.error === '' ? '' : `: ${state.error}`;
  return { as: 'failed', why: `it ended with exit code ${state.exitCode}${error}` };
}
