import type { IncomingMessage } from 'node:http';

/** "Payloads are capped at 25 MB" (docs: webhook events and payloads). */
const MAX_BODY = 25 * 1024 * 1024;

/**
 * Of all requests together that are not answered yet: two of the largest webhooks, or thousands of usual
 * ones, which have 20 kB. Each byte is held three times when its signature is looked at, and the
 * container has 384 MiB.
 */
const MAX_TOTAL = 2 * MAX_BODY;

/** Why a body was not read to its end. */
export type Excess = 'too large' | 'overload';

/** Reads bodies, and holds no more of them at a time than the process has memory for. */
export class RequestBodies {
  #total = 0;

  /**
   * Reads a body, and counts it until `use` is done with it. The rest of one that is too much is not kept.
   *
   * @throws when the sender ends the connection before
   */
  async read<Result>(
    request: IncomingMessage,
    use: (body: string) => Promise<Result>,
  ): Promise<Result | Excess> {
    const announced = Number(request.headers['content-length'] ?? 0);
    if (announced > MAX_BODY) return 'too large';
    if (this.#total + announced > MAX_TOTAL) return 'overload';
    const chunks: Uint8Array[] = [];
    let size = 0;
    try {
      // The answer goes through the socket that an iterator destroys by itself when it is left.
      for await (const chunk of request.iterator({ destroyOnReturn: false })) {
        if (!(chunk instanceof Uint8Array)) continue;
        if (size + chunk.length > MAX_BODY) return 'too large';
        if (this.#total + chunk.length > MAX_TOTAL) return 'overload';
        size += chunk.length;
        this.#total += chunk.length;
        chunks.push(chunk);
      }
      return await use(Buffer.concat(chunks.splice(0)).toString('utf8'));
    } finally {
      this.#total -= size;
    }
  }
}
