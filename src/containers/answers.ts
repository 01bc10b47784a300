import * as v from 'valibot';
import type { ImageConfig } from '../images/image-config.ts';

/** What an engine answers, checked for its shape where it comes in. */

const texts = v.nullish(v.array(v.string()), []);

const imageAnswer = v.tuple([
  v.object({
    Id: v.string(),
    Os: v.optional(v.string(), 'linux'),
    Architecture: v.optional(v.string(), ''),
    Config: v.nullish(
      v.object({
        User: v.optional(v.string(), ''),
        WorkingDir: v.optional(v.string(), ''),
        Env: texts,
        Entrypoint: texts,
        Cmd: texts,
        Volumes: v.nullish(v.record(v.string(), v.unknown()), {}),
        ExposedPorts: v.nullish(v.record(v.string(), v.unknown()), {}),
      }),
    ),
  }),
]);

/** Reads `image inspect`; undefined for an answer of another shape. */
export function readImage(answer: string): ImageConfig | undefined {
  const [image] = parse(imageAnswer, answer) ?? [];
  if (!image) return undefined;
  const config = image.Config;
  const pairs = (config?.Env ?? []).map((pair): [string, string] => {
    const [name = '', ...value] = pair.split('=');
    return [name, value.join('=')];
  });
  return {
    user: config?.User ?? '',
    volumes: Object.keys(config?.Volumes ?? {}),
    workingDir: config?.WorkingDir ?? '',
    env: Object.fromEntries(pairs),
    exposedPorts: Object.keys(config?.ExposedPorts ?? {}).map((port) => Number.parseInt(port, 10)),
    entrypoint: config?.Entrypoint ?? [],
    cmd: config?.Cmd ?? [],
    digest: image.Id,
    platform: `${image.Os}/${image.Architecture}`,
  };
}

/** What an engine says of a container. */
export interface ContainerState {
  readonly isRunning: boolean;
  readonly exitCode: number;
  readonly wasOutOfMemory: boolean;
  /** Of its first process, on the machine of the engine; 0 for none. */
  readonly pid: number;
  readonly error: string;
  readonly address: string | undefined;
}

const containerAnswer = v.tuple([
  v.object({
    State: v.object({
      Running: v.boolean(),
      ExitCode: v.number(),
      OOMKilled: v.optional(v.boolean(), false),
      Pid: v.number(),
      Error: v.optional(v.string(), ''),
    }),
    NetworkSettings: v.object({
      Networks: v.nullish(v.record(v.string(), v.object({ IPAddress: v.string() })), {}),
    }),
  }),
]);

/** Reads `container inspect`; undefined for an answer of another shape. */
export function readContainer(answer: string): ContainerState | undefined {
  const [container] = parse(containerAnswer, answer) ?? [];
  if (!container) return undefined;
  const { State: state, NetworkSettings: network } = container;
  const addresses = Object.values(network.Networks ?? {}).map(({ IPAddress }) => IPAddress);
  return {
    isRunning: state.Running,
    exitCode: state.ExitCode,
    wasOutOfMemory: state.OOMKilled,
    pid: state.Pid,
    error: state.Error,
    address: addresses.find((address) => address !== ''),
  };
}

const dockerInfo = v.object({ ServerVersion: v.string(), OperatingSystem: v.string() });
const podmanInfo = v.object({ host: v.object({ security: v.object({ rootless: v.boolean() }) }) });

/** What an engine says of itself. */
export interface EngineInfo {
  readonly isReachable: boolean;
}

/** Reads `docker info`; why there is no engine, in a clause, where the answer is of another shape. */
export function readDockerInfo(answer: string): EngineInfo | string {
  const info = parse(dockerInfo, answer);
  // Docker Desktop runs in a machine of its own.
  return info
    ? { isReachable: !info.OperatingSystem.includes('Docker Desktop') }
    : 'its daemon does not run';
}

/** Reads `podman info`. Without root, its networks are in a namespace of their own. */
export function readPodmanInfo(answer: string): EngineInfo | string {
  const info = parse(podmanInfo, answer);
  return info ? { isReachable: !info.host.security.rootless } : 'its answer has another shape';
}

/** What an engine says where a program can't be started, without the names of its own parts. */
export function startFault(line: string): string {
  const mark = 'container process: ';
  const at = line.lastIndexOf(mark);
  const words = at === -1 ? line : line.slice(at + mark.length);
  return `it can't be started: ${words.replace(/\.$/, '')}`;
}

/** Whether Podman could not start a container because of its network, so that nothing is known of the program. */
export function isNetworkFault(line: string): boolean {
  return /\bnetavark: /.test(line);
}

function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  answer: string,
): v.InferOutput<Schema> | undefined {
  try {
    const data: unknown = JSON.parse(answer);
    const parsed = v.safeParse(schema, data);
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
