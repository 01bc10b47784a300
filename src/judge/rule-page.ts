/** The page about a rule. */
export function rulePage(id: string): string {
  return `https://github.com/podseal/podseal/blob/main/docs/rules/${encodeURIComponent(id)}.md`;
}
