import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packTar } from 'modern-tar';
import { UserError } from '../errors/user-error.ts';
import type {
  ContainerPlan,
  FilesVolume,
  MountPlan,
  PodPlan,
  ScratchVolume,
} from '../trial/plan.ts';
import { type Engine, type EngineCall, type EngineOutput, lastLine } from './engine.ts';

/** The label of all that a trial makes, for whoever has to remove it by hand. */
const LABEL = 'podseal.try';

/**
 * What a trial needs around its containers: a network without a way out, a volume for each place that
 * they may write to, and a folder with the files of the manifest. `remove` takes all of it away.
 */
export class Stage {
  readonly label: string;
  readonly network: string;
  readonly #engine: Engine;
  readonly #id: string;
  readonly #signal: AbortSignal | undefined;
  readonly #volumes = new Map<string, string>();
  readonly #folders = new Map<string, string>();
  readonly #containers: string[] = [];
  readonly #network: string | undefined;
  #folder: string | undefined;

  /** @param usesNetwork whether the containers get the engine's usual network, which leads out */
  constructor(engine: Engine, usesNetwork: boolean, signal?: AbortSignal) {
    this.#engine = engine;
    this.#signal = signal;
    this.#id = `podseal-try-${randomBytes(5).toString('hex')}`;
    this.label = `${LABEL}=${this.#id}`;
    this.#network = usesNetwork ? undefined : this.#id;
    this.network = this.#network ?? (engine.name === 'docker' ? 'bridge' : 'podman');
  }

  /** Makes what a pod needs. */
  async prepare(pod: PodPlan, holder: ContainerPlan): Promise<void> {
    if (this.#network !== undefined) {
      await this.must(['network', 'create', '--internal', `--label=${this.label}`, this.#network]);
    }
    this.#folder = await mkdtemp(join(tmpdir(), 'podseal-try-'));
    const scratch: ScratchVolume[] = [];
    for (const [key, volume] of pod.volumes) {
      if (volume.kind === 'files') {
        // oxlint-disable-next-line no-await-in-loop
        await this.#writeFiles(key, volume);
        continue;
      }
      const name = `${this.#id}-${scratch.length}`;
      this.#volumes.set(key, name);
      scratch.push(volume);
      // oxlint-disable-next-line no-await-in-loop
      await this.must(['volume', 'create', `--label=${this.label}`, name]);
    }
    if (scratch.length > 0) await this.#setModes(scratch, holder);
  }

  /** Names a container, which is removed with the rest. */
  nameFor(container: string): string {
    const name = `${this.#id}-${this.#containers.length}-${container.replace(/[^a-z0-9]/g, '-')}`;
    this.#containers.push(name);
    return name;
  }

  /** What is mounted: a volume of the engine, or a folder or file of ours. */
  sourceOf({ volume, part }: MountPlan): string {
    const folder = this.#folders.get(volume);
    return folder === undefined ? (this.#volumes.get(volume) ?? '') : join(folder, part ?? '');
  }

  /** A file of ours that is removed with the rest. */
  pathOf(name: string): string {
    return join(this.#folder ?? tmpdir(), name);
  }

  /** Runs a command of the engine that has to succeed. */
  async must(args: readonly string[], call: EngineCall = {}): Promise<EngineOutput> {
    const output = await this.#engine.run(args, { signal: this.#signal, ...call });
    this.#signal?.throwIfAborted();
    if (output.code === 0) return output;
    const what = `${this.#engine.name} ${args.slice(0, 2).join(' ')}`;
    throw new UserError(`${what} failed: ${lastLine(output.err) || `exit code ${output.code}`}.`);
  }

  /**
   * Removes all that was made, whatever of it there is. Returns what could not be removed, in words.
   */
  async remove(): Promise<string[]> {
    const engine = this.#engine;
    for (const name of this.#containers) {
      // oxlint-disable-next-line no-await-in-loop
      await engine.run(['kill', name]);
    }
    const steps: string[][] = [
      ...this.#containers.map((name) => ['rm', '--force', '--volumes', name]),
      ...[...this.#volumes.values()].map((name) => ['volume', 'rm', '--force', name]),
      ...(this.#network === undefined ? [] : [['network', 'rm', this.#network]]),
    ];
    const faults: string[] = [];
    for (const step of steps) {
      // oxlint-disable-next-line no-await-in-loop
      const { code, err } = await engine.run(step);
      // What was never made is gone as well.
      if (code !== 0 && !/no such|not found/i.test(err)) faults.push(lastLine(err));
    }
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
    return faults;
  }

  async #writeFiles(key: string, { files, gid }: FilesVolume): Promise<void> {
    const folder = this.pathOf(`files-${this.#folders.size}`);
    this.#folders.set(key, folder);
    await mkdir(folder, { mode: 0o755 });
    const isRoot = process.getuid?.() === 0;
    for (const { path, mode, content } of files) {
      const file = join(folder, path);
      const bytes =
        'text' in content ? Buffer.from(content.text) : Buffer.from(content.base64, 'base64');
      // oxlint-disable-next-line no-await-in-loop
      await mkdir(dirname(file), { recursive: true, mode: 0o755 });
      // oxlint-disable-next-line no-await-in-loop
      await writeFile(file, bytes);
      // Who is not root can't give files away: then everybody may read them.
      // oxlint-disable-next-line no-await-in-loop, no-bitwise
      await chmod(file, isRoot ? mode : mode | 0o444);
      // oxlint-disable-next-line no-await-in-loop
      if (isRoot) await chown(file, 0, gid);
    }
  }

  /**
   * Gives the volumes the owners and modes that the kubelet gives them, by copying to a container that
   * is never started. Podman changes a volume when a container with it is made ready for the first time,
   * so that it has to be ready before.
   */
  async #setModes(volumes: readonly ScratchVolume[], holder: ContainerPlan): Promise<void> {
    const name = this.nameFor('holder');
    const mounts = volumes.map(
      (_, index) => `--volume=${this.#id}-${index}:${folderOf(index)}:nocopy`,
    );
    const { image, command = [], args = [] } = holder;
    const isPodman = this.#engine.name === 'podman';
    const first = command.slice(0, 1).map((word) => (isPodman ? JSON.stringify([word]) : word));
    await this.must([
      'create',
      `--name=${name}`,
      `--label=${this.label}`,
      '--pull=never',
      '--network=none',
      ...mounts,
      ...first.map((word) => `--entrypoint=${word}`),
      image,
      ...command.slice(1),
      ...args,
    ]);
    if (isPodman) await this.must(['init', name]);
    const folders = volumes.map(({ mode, gid }) => ({ mode, gid, uid: 0 }));
    if (isPodman) {
      for (const [index, owner] of folders.entries()) {
        // oxlint-disable-next-line no-await-in-loop
        const input = await packFolders([{ name: './', ...owner }]);
        // oxlint-disable-next-line no-await-in-loop
        await this.must(['cp', '--archive=false', '-', `${name}:${folderOf(index)}`], { input });
      }
      return;
    }
    const entries = folders.map((owner, index) => ({
      name: `${folderOf(index).slice(1)}/`,
      ...owner,
    }));
    await this.must(['cp', '-', `${name}:/`], { input: await packFolders(entries) });
  }
}

/** Where the container that is never started has a volume. */
function folderOf(index: number): string {
  return `/podseal-volumes/${index}`;
}

interface Folder {
  readonly name: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

async function packFolders(folders: readonly Folder[]): Promise<Uint8Array> {
  return packTar(
    folders.map((folder) => ({ header: { ...folder, type: 'directory' as const, size: 0 } })),
  );
}
