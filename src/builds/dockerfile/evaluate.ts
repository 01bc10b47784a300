import { canonicalReference } from '../../images/reference.ts';
import { type Variables, fill, marked } from '../template.ts';
import { baseVariables } from './base-facts.ts';
import { applyCopy } from './copy-effects.ts';
import type { Command, Copy, ImageState } from './image-state.ts';
import type { Dockerfile, Instruction, Stage } from './parse.ts';
import { applyRun } from './run-effects.ts';

/** So many stages are gone through for one image; one that copies from many others has fewer. */
const MAX_EVALUATIONS = 100;

/** How an image is built that a stage starts from or copies from; undefined for one of others. */
export type BaseOf = (image: string) => ImageState | undefined;

/** How a Dockerfile is built. */
export interface BuildSettings {
  /** The stage; the last one where it is undefined. */
  readonly target: string | undefined;
  readonly args: Variables;
  readonly baseOf: BaseOf;
}

/**
 * What a Dockerfile makes of an image.
 *
 * @returns undefined where there is no such stage
 */
export function evaluate(
  file: Dockerfile,
  { target, args, baseOf }: BuildSettings,
): ImageState | undefined {
  const stage =
    target === undefined ? file.stages.at(-1) : stageOf(file, target, file.stages.length);
  return stage && new Evaluation(file, args, baseOf).stage(stage);
}

/** A stage before another, by its name or its number. */
function stageOf({ stages }: Dockerfile, name: string, before: number): Stage | undefined {
  const earlier = stages.slice(0, before);
  const named = earlier.findLast((one) => one.name === name.toLowerCase());
  return named ?? (/^\d+$/.test(name) ? earlier[Number(name)] : undefined);
}

/** What BuildKit sets for the platform that most build for (docs.docker.com/reference/dockerfile, ARG). */
const PLATFORM: Variables = new Map([
  ...['TARGETPLATFORM', 'BUILDPLATFORM'].map((name) => [name, 'linux/amd64'] as const),
  ...['TARGETOS', 'BUILDOS'].map((name) => [name, 'linux'] as const),
  ...['TARGETARCH', 'BUILDARCH'].map((name) => [name, 'amd64'] as const),
]);

class Evaluation {
  readonly #file: Dockerfile;
  readonly #args: Variables;
  readonly #global = new Map<string, string>();
  readonly #baseOf: BaseOf;
  #left = MAX_EVALUATIONS;

  constructor(file: Dockerfile, args: Variables, baseOf: BaseOf) {
    this.#file = file;
    this.#args = args;
    this.#baseOf = baseOf;
    for (const pair of file.args) this.#declare(pair, this.#global);
  }

  stage(stage: Stage): ImageState {
    this.#left--;
    const from = fill(stage.from, this.#global);
    const at = this.#file.stages.indexOf(stage);
    const parent = stageOf(this.#file, from, at);
    const state = parent && this.#left > 0 ? this.stage(parent) : this.#inherited(from, stage.line);
    // An `ARG` holds in its own stage.
    state.variables.clear();
    for (const [name, value] of state.env) state.variables.set(name, value);
    for (const instruction of stage.instructions) this.#apply(instruction, state);
    return state;
  }

  /** What a stage starts with: what the base has, whose lines are in another file. */
  #inherited(from: string, line: number): ImageState {
    const base = marked(from) ? undefined : this.#baseOf(from);
    if (!base) return newState(from);
    return {
      ...base,
      user: base.user && { ...base.user, line },
      volumes: new Map([...base.volumes.keys()].map((path) => [path, line])),
      owned: base.owned.map(({ path }) => ({ path, line })),
      // What this stage adds is not the base's.
      ...{ accounts: new Map(base.accounts), groups: new Map(base.groups) },
      ...{ variables: new Map(), env: new Map(base.env), ports: new Set(base.ports) },
      copies: [...base.copies],
    };
  }

  /** The value that the build sets, else the default, else that of the `ARG` before the stages. */
  #declare([name, value]: Instruction['pairs'][number], into: Map<string, string>): void {
    const set = this.#args.get(name);
    if (set !== undefined && !marked(set)) into.set(name, set);
    else if (value !== undefined) into.set(name, fill(value, into));
    else {
      const outer = this.#global.get(name) ?? PLATFORM.get(name);
      if (outer !== undefined) into.set(name, outer);
    }
  }

  #apply(instruction: Instruction, state: ImageState): void {
    switch (instruction.keyword) {
      case 'ARG':
        for (const pair of instruction.pairs) this.#declare(pair, state.variables);
        break;
      case 'COPY':
      case 'ADD':
        this.#copy(instruction, state);
        break;
      case 'RUN':
        applyRun(instruction, state, isRoot(state));
        break;
      default:
        setRunField(instruction, state);
    }
  }

  #copy(instruction: Instruction, state: ImageState): void {
    const { flags, line } = instruction;
    const words = listOf(instruction, fill(instruction.text.trim(), state.variables));
    const target = words.at(-1);
    if (target === undefined || words.length < 2) return;
    const from = flags.get('from');
    const sources = words.slice(0, -1);
    const path = absolute(state.workdir, target);
    const isFolder = sources.length > 1 || /(?:^|\/)\.?$/.test(target);
    const copy: Copy = { from, sources, target: path, isFolder };
    state.copies.push(copy);
    const owner = fill(flags.get('chown') ?? '', state.variables);
    if (owner !== '' && !/^(?:root|0)(?::|$)/.test(owner)) state.owned.push({ path, line });
    if (/[2367]$|[2367].$/.test(flags.get('chmod') ?? '')) state.owned.push({ path, line });
    if (from === undefined || this.#left <= 0) return;
    const stage = stageOf(this.#file, from, this.#file.stages.length);
    const source = stage ? this.stage(stage) : this.#baseOf(fill(from, state.variables));
    applyCopy(state, { copy, line, source, keepsOwners: owner === '' });
  }
}

/** What an instruction sets that says how the image is run. */
function setRunField(instruction: Instruction, state: ImageState): void {
  const { keyword, text, line, pairs } = instruction;
  const filled = fill(text.trim(), state.variables);
  switch (keyword) {
    case 'ENV':
      for (const [name, value = ''] of pairs) {
        state.env.set(name, fill(value, state.variables));
        state.variables.set(name, fill(value, state.variables));
      }
      break;
    case 'USER':
      state.user = { text: filled, line };
      break;
    case 'WORKDIR':
      state.workdir = absolute(state.workdir, filled);
      if (!isRoot(state)) state.owned.push({ path: state.workdir, line });
      break;
    case 'VOLUME':
      for (const path of listOf(instruction, filled)) {
        state.volumes.set(trimmed(fill(path, state.variables)), line);
      }
      break;
    case 'EXPOSE':
      for (const port of portsOf(filled)) state.ports.add(port);
      break;
    case 'ENTRYPOINT':
      state.entrypoint = commandOf(instruction);
      // An entrypoint takes away the command of the base.
      state.cmd = undefined;
      break;
    case 'CMD':
      state.cmd = commandOf(instruction);
      break;
  }
}

function newState(from: string): ImageState {
  return {
    ...{ base: isReference(from) ? from : undefined, from, user: undefined, workdir: '/' },
    ...{ accounts: new Map(), groups: new Map(), volumes: new Map(), variables: new Map() },
    ...{
      env: new Map(baseVariables(from)),
      ports: new Set(),
      entrypoint: undefined,
      cmd: undefined,
    },
    ...{ bases: [], copies: [], owned: [], capable: [], untold: undefined },
  };
}

/** What a script puts another name in for, as `BASEIMAGE`, is none. */
function isReference(from: string): boolean {
  return !marked(from) && canonicalReference(from) !== undefined;
}

function isRoot({ user }: ImageState): boolean {
  return user === undefined || /^(?:root|0)(?::|$)/.test(user.text);
}

function commandOf({ words, text }: Instruction): Command | undefined {
  if (words) return words.length === 0 ? undefined : { words, isShell: false };
  const script = text.trim();
  return script === '' ? undefined : { words: ['sh', '-c', script], isShell: true };
}

function listOf({ words }: Instruction, filled: string): readonly string[] {
  return words ?? filled.split(/\s+/).filter((word) => word !== '');
}

/** `80/tcp`, and `8000-8002` for three; more than some are none that a person wrote. */
function portsOf(text: string): number[] {
  return text.split(/\s+/).flatMap((word) => {
    const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/\w+)?$/.exec(word) ?? [];
    if (first === undefined) return [];
    const count = Math.min(Number(last) - Number(first) + 1, 20);
    return Array.from({ length: Math.max(count, 0) }, (_, index) => Number(first) + index);
  });
}

function absolute(workdir: string, path: string): string {
  return trimmed(path.startsWith('/') ? path : `${workdir}/${path}`);
}

function trimmed(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
