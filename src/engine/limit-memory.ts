const MAGIC_LENGTH = 8;
const MEMORY_SECTION = 5;

/**
 * A WebAssembly module with a bound on its memory, which Go's linker does not write.
 *
 * @param pages of 64 KiB
 */
export function limitMemory(module: Uint8Array, pages: number): Uint8Array<ArrayBuffer> {
  let at = MAGIC_LENGTH;
  while (at < module.length) {
    const start = at;
    const size = readNumber(module, start + 1);
    const end = size.end + size.value;
    if (module[start] === MEMORY_SECTION) {
      // One memory: its count, its flags, its least pages, and where the flags say so its most.
      const least = readNumber(module, size.end + 2);
      const content = [1, 1, ...writeNumber(least.value), ...writeNumber(pages)];
      const section = [MEMORY_SECTION, ...writeNumber(content.length), ...content];
      return join([module.subarray(0, start), Uint8Array.from(section), module.subarray(end)]);
    }
    at = end;
  }
  throw new Error('The module has no memory section.');
}

/** A number in LEB128, as the format has them. */
function readNumber(bytes: Uint8Array, start: number): { value: number; end: number } {
  let value = 0;
  for (let at = start, factor = 1; at < bytes.length; at++, factor *= 128) {
    const byte = bytes[at] ?? 0;
    value += (byte & 127) * factor;
    if (byte < 128) return { value, end: at + 1 };
  }
  throw new Error('The module ends within a number.');
}

function writeNumber(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...writeNumber(Math.floor(value / 128))];
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
