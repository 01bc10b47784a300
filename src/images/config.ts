/**
 * What an image's configuration says. It comes from a registry or a file that others wrote: untrusted
 * text, bounded in length and otherwise as it was.
 */
export interface ImageConfig {
  /** As what it starts: `65532`, `nginx`, `101:101`; empty where it says nothing, which is root. */
  readonly user: string;
  /** The paths that a runtime without Kubernetes makes anonymous volumes for. */
  readonly volumes: readonly string[];
  readonly workingDir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly exposedPorts: readonly number[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  /** What the reference leads to, an index where there are several platforms: what a pin names. */
  readonly digest: string;
  /** The platform that was read, such as `linux/amd64`. */
  readonly platform: string;
}
