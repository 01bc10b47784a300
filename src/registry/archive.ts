import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable, addAbortSignal } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { UserError } from '../errors/user-error.ts';
import { isDigest, verify } from './digest.ts';
import { RegistryError } from './failure.ts';
import type { Folder } from './file-tree.ts';
import { readLayer } from './layer.ts';
import { DEFAULTS, MAX_CONFIG, type RegistryOptions } from './options.ts';
import { type Budget, readTar } from './tar.ts';
import { explain } from './transport.ts';

/** A file is as long as it is; what it has to be is a tar file. */
const UNBOUNDED: Budget = {
  compressed: Infinity,
  plain: Infinity,
  entries: Infinity,
  characters: Infinity,
};

/** A tar file that an image was saved to. It is read from its start whenever something is wanted. */
export class Archive {
  readonly #path: string;
  readonly #signal: AbortSignal;
  /** By `performance.now()`. */
  readonly endsAt: number;

  private constructor(path: string, deadline: number) {
    this.#path = path;
    this.#signal = AbortSignal.timeout(deadline);
    this.endsAt = performance.now() + deadline;
  }

  /** @throws UserError when there is no such file */
  static async open(path: string, { deadline }: RegistryOptions): Promise<Archive> {
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) throw new UserError(`${path}: there is no such file.`);
    return new Archive(path, deadline ?? DEFAULTS.deadline);
  }

  /** The documents of these names that are there. Those whose name is a digest are verified. */
  async documents(names: readonly string[]): Promise<Map<string, Buffer>> {
    const documents = new Map<string, Buffer>();
    await this.#read(names, async (name, body, size) => {
      if (size > MAX_CONFIG) {
        throw new RegistryError('too-large', `it has a document of more than ${MAX_CONFIG} bytes`);
      }
      const bytes = Buffer.concat(await Readable.fromWeb(body).toArray());
      const digest = digestIn(name);
      if (digest !== undefined) verify(bytes, digest, 'a document of it');
      documents.set(name, bytes);
    });
    return documents;
  }

  /** The layers of these names, all of which have to be there. */
  async layers(names: readonly string[], budget: Budget): Promise<ReadonlyMap<string, Folder>> {
    const layers = new Map<string, Folder>();
    await this.#read(names, async (name, body) => {
      layers.set(name, await readLayer(Readable.fromWeb(body), digestIn(name), budget));
    });
    if (names.every((name) => layers.has(name))) return layers;
    throw new RegistryError('not-found', 'it has not all of its layers');
  }

  async #read(
    names: readonly string[],
    use: (name: string, body: ReadableStream<Uint8Array>, size: number) => Promise<void>,
  ): Promise<void> {
    if (names.length === 0) return;
    const source = addAbortSignal(this.#signal, createReadStream(this.#path));
    try {
      await readTar(source, { ...UNBOUNDED }, async ({ header, body }) => {
        const name = header.name.replace(/^(?:\.\/)+/, '');
        const isWanted = header.type === 'file' && names.includes(name);
        if (isWanted) await use(name, body, header.size);
      });
    } catch (error) {
      throw explain(error, this.#path);
    }
  }
}

/** The digest that a name of an OCI image layout is made of. */
function digestIn(name: string): string | undefined {
  const digest = name.replace(/^blobs\/(\w+)\//, '$1:');
  return isDigest(digest) ? digest : undefined;
}
