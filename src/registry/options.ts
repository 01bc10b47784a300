import type { Resolve } from './address.ts';
import type { AskHelper } from './credential-helper.ts';

/** How registries may be asked. Whatever is left out has the value of `DEFAULTS`, or is off. */
export interface RegistryOptions {
  /**
   * Hosts that may have any address: `host[:port]`, or `http://host[:port]` for one without TLS.
   * Without a port the scheme's own is meant.
   */
  readonly allow?: readonly string[];
  /** For the name of a registry the URL that is asked instead; it may have any address. */
  readonly mirrors?: Readonly<Record<string, string>>;
  /** The path of Docker's `config.json`; no credentials are read without it. */
  readonly dockerConfig?: string | undefined;
  /** Runs the credential helpers that it names; none are run without it. */
  readonly askHelper?: AskHelper | undefined;
  /** A folder that keeps manifests and configurations by their digests. */
  readonly cacheFolder?: string | undefined;
  /** Milliseconds for everything together. */
  readonly deadline?: number;
  /** Milliseconds for one document, and for a pause of a layer. */
  readonly timeout?: number;
  /** How many images are read at a time, and how many of them at all. */
  readonly concurrency?: number;
  readonly maxImages?: number;
  /** Bytes of compressed layers of one image. */
  readonly maxLayerBytes?: number;
  /** Bytes of compressed layers of all images of a run. */
  readonly maxRunBytes?: number;
  /** Of which images the layers are read beside the configuration; of none where it is undefined. */
  readonly layers?: 'unknown' | 'none';
  readonly resolve?: Resolve;
}

export const DEFAULTS = {
  deadline: 60_000,
  timeout: 10_000,
  concurrency: 4,
  maxImages: 200,
  maxLayerBytes: 1024 ** 3,
  maxRunBytes: 4 * 1024 ** 3,
} as const;

/** The least that a registry must accept, so more is never needed (OCI distribution-spec, "Pushing Manifests"). */
export const MAX_MANIFEST = 4 * 1024 ** 2;
/** What is kept of a configuration: what Linux lets a program start with (MAX_ARG_STRLEN) several times. */
export const MAX_KEPT_CONFIG = 1024 ** 2;
/** The largest configurations have a history of hundreds of layers, in tens of kilobytes. */
export const MAX_CONFIG = 8 * 1024 ** 2;
