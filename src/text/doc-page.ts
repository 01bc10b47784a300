/** The address of a page of docs/, which no package has. */
export function docPage(name: string): string {
  return `https://github.com/podseal/podseal/blob/main/docs/${name}.md`;
}
