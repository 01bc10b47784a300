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
   * Reads a body, and counts it until `use` is done with it. Of one for which there is no room, nothing is
   * kept; it is read to its end, since who still sends does not hear the answer.
   *
   * @throws when the sender ends the connection before
   */
  async read<Result>(
    request: IncomingMessage,
    use: (body: string) => Promise<Result>,
  ): Promise<Result | Excess> {
    const announced = Number(request.headers['content-length'] ?? 0);
    if (announced > MAX_BODY) return 'too large';
    let isOver = this.#total + announced > MAX_TOTAL;
    const chunks: Uint8Array[] = [];
    let read = 0;
    let kept = 0;
    try {
      // The answer goes through the socket that an iterator destroys by itself when it is left.
      for await (const chunk of request.iterator({ destroyOnReturn: false })) {
        if (!(chunk instanceof Uint8Array)) continue;
        read += chunk.length;
        if (read > MAX_BODY) return 'too large';
        isOver ||= this.#total + chunk.length > MAX_TOTAL;
        const next = isOver ? 0 : read;
        this.#total += next - kept;
        kept = next;
        if (isOver) chunks.length = 0;
        else chunks.push(chunk);
      }
      if (isOver) return 'overload';
      return await use(Buffer.concat(chunks.splice(0)).toString('utf8'));
    } finally {
      this.#total -= kept;
    }
  }
}
