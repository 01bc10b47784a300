/** How many bytes a text takes as UTF-8: GitHub counts them where it bounds what a check says. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** The longest start of a text that takes so many bytes, without half a character at its end. */
export function clipBytes(text: string, maxBytes: number): string {
  // A character of UTF-16 takes three bytes at most.
  if (text.length * 3 <= maxBytes) return text;
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= maxBytes) return text;
  let end = maxBytes;
  // The bytes of a character after its first are 10xxxxxx.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, end));
}
